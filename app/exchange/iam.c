/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/iam.h"

#include "exchange/json.h"

#include <string.h>

/* One word is a string, several are an array, as IAM's own tools write them. */
static void
add_words (JsonBuilder *builder,
           const char  *name,
           GPtrArray   *words)
{
  if (words->len == 0)
    return;
  json_builder_set_member_name (builder, name);
  if (words->len == 1)
    {
      json_builder_add_string_value (builder, words->pdata[0]);
      return;
    }
  json_builder_begin_array (builder);
  for (guint i = 0; i < words->len; i++)
    json_builder_add_string_value (builder, words->pdata[i]);
  json_builder_end_array (builder);
}

static void
add_principal (JsonBuilder            *builder,
               const LeatIamStatement *statement)
{
  if (statement->anyone)
    {
      leat_json_add_string (builder, "Principal", "*");
      return;
    }
  if (statement->services->len + statement->roles->len == 0)
    return;
  json_builder_set_member_name (builder, "Principal");
  json_builder_begin_object (builder);
  add_words (builder, "Service", statement->services);
  add_words (builder, "AWS", statement->roles);
  json_builder_end_object (builder);
}

static void
add_conditions (JsonBuilder *builder,
                GPtrArray   *conditions)
{
  if (conditions->len == 0)
    return;
  json_builder_set_member_name (builder, "Condition");
  json_builder_begin_object (builder);
  for (guint i = 0; i < conditions->len; i++)
    {
      const LeatIamCondition *condition = g_ptr_array_index (conditions, i);

      json_builder_set_member_name (builder, condition->test);
      json_builder_begin_object (builder);
      leat_json_add_string (builder, condition->key, condition->value);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_document (JsonBuilder         *builder,
              const LeatIamPolicy *policy)
{
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "Version", "2012-10-17");
  json_builder_set_member_name (builder, "Statement");
  json_builder_begin_array (builder);
  for (guint i = 0; i < policy->statements->len; i++)
    {
      const LeatIamStatement *statement = g_ptr_array_index (policy->statements, i);

      json_builder_begin_object (builder);
      leat_json_add_string (builder, "Sid", statement->sid);
      leat_json_add_string (builder, "Effect", statement->deny ? "Deny" : "Allow");
      add_principal (builder, statement);
      add_words (builder, "Action", statement->actions);
      add_words (builder, "Resource", statement->resources);
      add_conditions (builder, statement->conditions);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

char *
leat_iam_policy_to_json (const LeatIamPolicy *policy)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  add_document (builder, policy);
  return leat_json_to_text (builder);
}

static const char *const kind_words[] = { "role", "trust", "resource", "key", "iot" };

char *
leat_iam_policies_to_json (GPtrArray *policies)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "policies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < policies->len; i++)
    {
      const LeatIamPolicy *policy = g_ptr_array_index (policies, i);

      json_builder_begin_object (builder);
      leat_json_add_string (builder, "block", policy->block);
      leat_json_add_string (builder, "kind", kind_words[policy->kind]);
      leat_json_add_string (builder, "name", policy->name);
      json_builder_set_member_name (builder, "notes");
      json_builder_begin_array (builder);
      for (guint j = 0; j < policy->notes->len; j++)
        json_builder_add_string_value (builder, policy->notes->pdata[j]);
      json_builder_end_array (builder);
      json_builder_set_member_name (builder, "document");
      add_document (builder, policy);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return leat_json_to_text (builder);
}
