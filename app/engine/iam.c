/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/iam.h"

#include "engine/engine-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What AWS's documentation uses where an account's number is not known. */
#define SAMPLE_ACCOUNT "111122223333"

static const char *const kind_labels[] = { N_("Role"), N_("Trust"), N_("Resource policy"), N_("Key policy"),
                                           N_("IoT policy") };

const char *
leat_iam_policy_kind_get_label (LeatIamPolicyKind kind)
{
  return _(kind_labels[kind]);
}

static void
condition_free (LeatIamCondition *self)
{
  g_free (self->value);
  g_free (self);
}

static void
statement_free (LeatIamStatement *self)
{
  g_free (self->sid);
  g_ptr_array_unref (self->services);
  g_ptr_array_unref (self->roles);
  g_ptr_array_unref (self->actions);
  g_ptr_array_unref (self->resources);
  g_ptr_array_unref (self->conditions);
  g_free (self);
}

void
leat_iam_policy_free (LeatIamPolicy *self)
{
  g_free (self->block);
  g_free (self->name);
  g_ptr_array_unref (self->statements);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

static void
add_word (GPtrArray  *words,
          const char *word)
{
  if (!g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
    g_ptr_array_add (words, g_strdup (word));
}

static void
add_words (GPtrArray *words,
           char     **more)
{
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    add_word (words, more[i]);
}

static LeatIamStatement *
statement_new (void)
{
  LeatIamStatement *self = g_new0 (LeatIamStatement, 1);

  self->services = g_ptr_array_new_with_free_func (g_free);
  self->roles = g_ptr_array_new_with_free_func (g_free);
  self->actions = g_ptr_array_new_with_free_func (g_free);
  self->resources = g_ptr_array_new_with_free_func (g_free);
  self->conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) condition_free);
  return self;
}

static void
add_condition (LeatIamStatement *self,
               const char       *test,
               const char       *key,
               const char       *value)
{
  LeatIamCondition *condition = g_new0 (LeatIamCondition, 1);

  condition->test = test;
  condition->key = key;
  condition->value = g_strdup (value);
  g_ptr_array_add (self->conditions, condition);
}

typedef struct
{
  LeatReport *report;
  const char *account;
} Writer;

static LeatElement *
get_block (const Writer *self,
           guint         block)
{
  return g_ptr_array_index (self->report->blocks, block);
}

static gboolean
is_type (const Writer *self,
         guint         block,
         const char   *type)
{
  return g_strcmp0 (get_block (self, block)->type, type) == 0;
}

/* The name of what a block stands for: its own, as AWS takes names. */
static char *
name_of (const Writer *self,
         guint         block)
{
  return leat_slug (leat_element_get_label (get_block (self, block)));
}

static char *
role_arn (const Writer *self,
          guint         block)
{
  g_autofree char *name = name_of (self, block);

  return g_strdup_printf ("arn:aws:iam::%s:role/%s-role", self->account, name);
}

/* Keys. A block is encrypted with a customer's key if a key is wired to it or its setting says so. */

static guint
find_key_block (const Writer *self,
                guint         block)
{
  const LeatGraph *graph = self->report->graph;

  for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
    {
      const LeatElement *wire = g_ptr_array_index (self->report->wires, graph->touching[i]);
      const LeatGraphWire *ends = leat_graph_wire (graph, graph->touching[i]);

      if (wire->wire_kind == LEAT_WIRE_ENCRYPTS && ends->to == block)
        return ends->from;
    }
  return G_MAXUINT;
}

static gboolean
says_key (const Writer *self,
          guint         block)
{
  const LeatElement *element = get_block (self, block);
  const LeatService *service = leat_catalogue_get_service (self->report->catalogue, element->type);
  double encryption;

  return service != NULL && leat_setting_value (service, element, "encryption", &encryption) &&
         (encryption == leat_word_number ("sse-kms") || encryption == leat_word_number ("dsse-kms") ||
          encryption == leat_word_number ("kms") || encryption == leat_word_number ("customer-key"));
}

/* The ARN of the key that a block's data is encrypted with, or NULL. */
static char *
key_arn (const Writer *self,
         guint         block)
{
  guint key = find_key_block (self, block);
  g_autofree char *name = key != G_MAXUINT ? name_of (self, key) : NULL;
  g_autofree char *own = name_of (self, block);

  if (key == G_MAXUINT && !says_key (self, block))
    return NULL;
  return g_strdup_printf ("arn:aws:kms:%s:%s:key/%s%s", leat_report_region_of (self->report, block), self->account,
                          name != NULL ? name : own, name != NULL ? "" : "-key");
}

/* Names in ARNs */

static void
collect (const Writer *self,
         guint         start,
         const char   *type,
         guint8       *seen,
         GPtrArray    *names)
{
  const LeatGraph *graph = self->report->graph;
  g_autoptr(GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (stack, start);
  while (stack->len > 0)
    {
      guint block = g_array_index (stack, guint, stack->len - 1);

      g_array_set_size (stack, stack->len - 1);
      if (seen[block])
        continue;
      seen[block] = TRUE;
      if (is_type (self, block, type))
        {
          g_autofree char *name = name_of (self, block);

          add_word (names, name);
        }
      for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
        {
          const LeatElement *wire = g_ptr_array_index (self->report->wires, graph->touching[i]);
          const LeatGraphWire *ends = leat_graph_wire (graph, graph->touching[i]);
          guint other = ends->from == block ? ends->to : ends->from;

          if (wire->wire_kind == LEAT_WIRE_CATALOGS || wire->wire_kind == LEAT_WIRE_QUERIES)
            g_array_append_val (stack, other);
        }
    }
}

/* What lies behind a wire, over queries and catalogs: the buckets or catalogs whose names nobody wrote on it. */
static GPtrArray *
names_behind (const Writer        *self,
              const LeatGraphWire *wire,
              const char          *type,
              guint                principal)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint8 *seen = g_new0 (guint8, self->report->graph->n_blocks + 1);

  collect (self, wire->from, type, seen, names);
  collect (self, wire->to, type, seen, names);
  if (names->len == 0)
    g_ptr_array_add (names, name_of (self, principal));
  return names;
}

/* Adds the ARNs that a pattern stands for. */
static void
add_resources (const Writer        *self,
               GPtrArray           *resources,
               const char          *pattern,
               const LeatGraphWire *wire,
               guint                principal,
               guint                subject)
{
  const char *many = strstr (pattern, "{data}") != NULL ? "{data}" : strstr (pattern, "{catalog}") != NULL ? "{catalog}" : NULL;
  g_autofree char *from = name_of (self, wire->from);
  g_autofree char *to = name_of (self, wire->to);
  g_autofree char *own = name_of (self, principal);
  g_autoptr(GPtrArray) names = NULL;

  if (many != NULL)
    names = names_behind (self, wire, g_str_equal (many, "{data}") ? "s3" : "glue-catalog", principal);
  for (guint i = 0; i < (many != NULL ? names->len : 1); i++)
    {
      g_autoptr(GString) arn = g_string_new (pattern);

      g_string_replace (arn, "{region}", leat_report_region_of (self->report, subject), 0);
      g_string_replace (arn, "{account}", self->account, 0);
      g_string_replace (arn, "{from}", from, 0);
      g_string_replace (arn, "{to}", to, 0);
      g_string_replace (arn, "{principal}", own, 0);
      if (many != NULL)
        g_string_replace (arn, many, names->pdata[i], 0);
      add_word (resources, arn->str);
    }
}

/* Statements */

static gboolean
same_words (GPtrArray *a,
            GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
sort_statement (LeatIamStatement *statement)
{
  g_ptr_array_sort (statement->services, leat_compare_strings);
  g_ptr_array_sort (statement->roles, leat_compare_strings);
  g_ptr_array_sort (statement->actions, leat_compare_strings);
  g_ptr_array_sort (statement->resources, leat_compare_strings);
}

/* Adds a statement, taken, to a policy: to one on the same resources, or to one of the same actions. */
static void
add_statement (GPtrArray        *statements,
               LeatIamStatement *statement)
{
  sort_statement (statement);
  for (guint i = 0; i < statements->len; i++)
    {
      LeatIamStatement *other = g_ptr_array_index (statements, i);

      if (other->deny != statement->deny || other->anyone != statement->anyone ||
          other->conditions->len + statement->conditions->len > 0 ||
          !same_words (other->services, statement->services) ||
          !same_words (other->roles, statement->roles))
        continue;
      if (same_words (other->resources, statement->resources) || same_words (other->actions, statement->actions))
        {
          for (guint j = 0; j < statement->actions->len; j++)
            add_word (other->actions, statement->actions->pdata[j]);
          for (guint j = 0; j < statement->resources->len; j++)
            add_word (other->resources, statement->resources->pdata[j]);
          sort_statement (other);
          statement_free (statement);
          return;
        }
    }
  g_ptr_array_add (statements, statement);
}

/* Letters and digits of what the statement is about: the service of its first action, and what it does. */
static void
name_statements (GPtrArray *statements)
{
  for (guint i = 0; i < statements->len; i++)
    {
      LeatIamStatement *statement = g_ptr_array_index (statements, i);
      const char *action = statement->actions->pdata[0];
      GString *sid = g_string_new (statement->sid);

      if (statement->sid == NULL)
        {
          for (const char *p = action; *p != '\0' && *p != ':'; p++)
            if (g_ascii_isalnum (*p))
              g_string_append_c (sid, sid->len == 0 ? g_ascii_toupper (*p) : *p);
          g_string_append_printf (sid, "%u", i + 1);
        }
      g_free (statement->sid);
      statement->sid = g_string_free (sid, FALSE);
    }
}

static LeatIamPolicy *
policy_new (const Writer     *self,
            guint             block,
            LeatIamPolicyKind kind,
            const char       *suffix)
{
  LeatIamPolicy *policy = g_new0 (LeatIamPolicy, 1);
  g_autofree char *name = name_of (self, block);

  policy->block = g_strdup (get_block (self, block)->id);
  policy->kind = kind;
  policy->name = g_strconcat (name, suffix, NULL);
  policy->statements = g_ptr_array_new_with_free_func ((GDestroyNotify) statement_free);
  policy->notes = g_ptr_array_new_with_free_func (g_free);
  return policy;
}

/* The end of a wire that acts, or G_MAXUINT if neither is of the type that the table names. */
static guint
principal_of (const Writer        *self,
              const LeatGraphWire *wire,
              const LeatGrant     *grant)
{
  if (grant->principal == NULL)
    return G_MAXUINT;
  return is_type (self, wire->from, grant->principal) ? wire->from
         : is_type (self, wire->to, grant->principal) ? wire->to : G_MAXUINT;
}

static const LeatGrant *
grant_of (const Writer *self,
          guint         wire)
{
  const LeatGraphWire *ends = leat_graph_wire (self->report->graph, wire);
  const LeatElement *element = g_ptr_array_index (self->report->wires, wire);

  if (ends->from == G_MAXUINT)
    return NULL;
  return leat_catalogue_get_grant (self->report->catalogue, get_block (self, ends->from)->type,
                                   get_block (self, ends->to)->type, element->wire_kind);
}

static void
add_allows (const Writer        *self,
            GPtrArray           *statements,
            const LeatGrant     *grant,
            const LeatGraphWire *wire,
            guint                principal,
            gboolean             with_services)
{
  guint subject = principal == wire->from ? wire->to : wire->from;

  for (guint i = 0; i < grant->allows->len; i++)
    {
      const LeatAllow *allow = g_ptr_array_index (grant->allows, i);
      LeatIamStatement *statement = statement_new ();

      add_words (statement->actions, allow->actions);
      for (guint j = 0; allow->on[j] != NULL; j++)
        add_resources (self, statement->resources, allow->on[j], wire, principal, subject);
      if (with_services)
        add_words (statement->services, grant->trusts);
      add_statement (statements, statement);
    }
}

/* What the role needs of the keys at either end: of what it acts on, and of its own that it writes with. */
static void
add_keys (const Writer        *self,
          GPtrArray           *statements,
          const LeatGrant     *grant,
          const LeatGraphWire *wire,
          guint                principal)
{
  guint subject = principal == wire->from ? wire->to : wire->from;
  g_autofree char *arn = key_arn (self, subject);
  LeatIamStatement *statement;

  if (grant->kms == NULL || arn == NULL)
    return;
  statement = statement_new ();
  add_words (statement->actions, grant->kms);
  add_word (statement->resources, arn);
  add_statement (statements, statement);
}

/* A job needs the tables of the buckets that it works on, whether or not the drawing wires it to their catalog. */
static void
add_tables_of (const Writer *self,
               GPtrArray    *statements,
               guint         block,
               guint         bucket)
{
  const LeatGraph *graph = self->report->graph;

  for (guint i = graph->starts[bucket]; i < graph->starts[bucket + 1]; i++)
    {
      const LeatElement *element = g_ptr_array_index (self->report->wires, graph->touching[i]);
      const LeatGraphWire *wire = leat_graph_wire (graph, graph->touching[i]);
      LeatGraphWire as_drawn = { .from = wire->from == bucket ? wire->to : wire->from, .to = block };
      const LeatGrant *grant;

      if (element->wire_kind != LEAT_WIRE_CATALOGS || as_drawn.from == block)
        continue;
      grant = leat_catalogue_get_grant (self->report->catalogue, get_block (self, as_drawn.from)->type,
                                        get_block (self, block)->type, LEAT_WIRE_CATALOGS);
      if (grant == NULL || !grant->through_data)
        continue;
      add_allows (self, statements, grant, &as_drawn, block, FALSE);
      add_keys (self, statements, grant, &as_drawn, block);
    }
}

static void
add_tables (const Writer *self,
            GPtrArray    *statements,
            guint         block)
{
  const LeatGraph *graph = self->report->graph;

  for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
    {
      const LeatElement *element = g_ptr_array_index (self->report->wires, graph->touching[i]);
      const LeatGraphWire *wire = leat_graph_wire (graph, graph->touching[i]);
      guint other = wire->from == block ? wire->to : wire->from;

      if (element->wire_kind == LEAT_WIRE_DATA && is_type (self, other, "s3"))
        add_tables_of (self, statements, block, other);
    }
}

static LeatIamPolicy *
role_policy (const Writer   *self,
             guint           block,
             LeatGrantPolicy of_grant,
             LeatIamPolicy **trust)
{
  const LeatGraph *graph = self->report->graph;
  LeatIamPolicy *policy = policy_new (self, block, of_grant == LEAT_GRANT_IOT ? LEAT_IAM_IOT : LEAT_IAM_ROLE, "-role");
  LeatIamStatement *assume = statement_new ();

  for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
    {
      const LeatGraphWire *wire = leat_graph_wire (graph, graph->touching[i]);
      const LeatGrant *grant = grant_of (self, graph->touching[i]);

      if (grant == NULL || grant->policy != of_grant || principal_of (self, wire, grant) != block)
        continue;
      add_allows (self, policy->statements, grant, wire, block, FALSE);
      add_keys (self, policy->statements, grant, wire, block);
      add_words (assume->services, grant->trusts);
    }
  if (of_grant == LEAT_GRANT_ROLE)
    add_tables (self, policy->statements, block);
  name_statements (policy->statements);
  *trust = NULL;
  if (policy->statements->len > 0 && assume->services->len > 0 && of_grant == LEAT_GRANT_ROLE)
    {
      *trust = policy_new (self, block, LEAT_IAM_TRUST, "-role");
      assume->sid = g_strdup ("Assume");
      add_word (assume->actions, "sts:AssumeRole");
      sort_statement (assume);
      g_ptr_array_add ((*trust)->statements, assume);
    }
  else
    statement_free (assume);
  if (policy->statements->len > 0)
    return policy;
  leat_iam_policy_free (policy);
  return NULL;
}

static LeatIamStatement *
bucket_statement (const char *bucket,
                  const char *sid)
{
  LeatIamStatement *statement = statement_new ();
  g_autofree char *arn = g_strdup_printf ("arn:aws:s3:::%s", bucket);
  g_autofree char *objects = g_strconcat (arn, "/*", NULL);

  statement->sid = g_strdup (sid);
  statement->deny = TRUE;
  statement->anyone = TRUE;
  add_word (statement->resources, objects);
  if (g_str_equal (sid, "OnlyOverTls"))
    {
      add_word (statement->resources, arn);
      add_word (statement->actions, "s3:*");
      add_condition (statement, "Bool", "aws:SecureTransport", "false");
    }
  else
    add_word (statement->actions, "s3:PutObject");
  sort_statement (statement);
  return statement;
}

/* A bucket refuses what does not come over TLS, and what would be stored under another key. */
static void
add_bucket_rules (const Writer *self,
                  GPtrArray    *statements,
                  guint         block)
{
  g_autofree char *bucket = name_of (self, block);
  g_autofree char *key = key_arn (self, block);

  g_ptr_array_add (statements, bucket_statement (bucket, "OnlyOverTls"));
  if (key != NULL)
    {
      LeatIamStatement *statement = bucket_statement (bucket, "OnlyWithThisKey");

      add_condition (statement, "StringNotEqualsIfExists", "s3:x-amz-server-side-encryption-aws-kms-key-id", key);
      g_ptr_array_add (statements, statement);
    }
}

static LeatIamPolicy *
resource_policy (const Writer *self,
                 guint         block)
{
  const LeatGraph *graph = self->report->graph;
  LeatIamPolicy *policy = policy_new (self, block, LEAT_IAM_RESOURCE, "");

  for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
    {
      const LeatGraphWire *wire = leat_graph_wire (graph, graph->touching[i]);
      const LeatGrant *grant = grant_of (self, graph->touching[i]);
      guint principal;

      if (grant == NULL || grant->policy != LEAT_GRANT_RESOURCE)
        continue;
      principal = principal_of (self, wire, grant);
      if (principal != G_MAXUINT && principal != block)
        add_allows (self, policy->statements, grant, wire, principal, TRUE);
    }
  name_statements (policy->statements);
  if (is_type (self, block, "s3"))
    add_bucket_rules (self, policy->statements, block);
  if (policy->statements->len > 0)
    return policy;
  leat_iam_policy_free (policy);
  return NULL;
}

/* Who administers a key: the account, by its IAM policies; never with a right to use the key by that. */
static const char *const key_admin[] = {
  "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:CreateGrant", "kms:DeleteAlias", "kms:DescribeKey",
  "kms:DisableKey", "kms:EnableKey", "kms:EnableKeyRotation", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus",
  "kms:ListGrants", "kms:ListKeyPolicies", "kms:PutKeyPolicy", "kms:RevokeGrant", "kms:ScheduleKeyDeletion",
  "kms:TagResource", "kms:UntagResource", "kms:UpdateAlias", "kms:UpdateKeyDescription", NULL,
};

/* Each role that reads or writes what the key encrypts. */
static void
add_key_users (const Writer *self,
               GPtrArray    *statements,
               guint         encrypted,
               const char   *arn)
{
  const LeatGraph *graph = self->report->graph;

  for (guint i = graph->starts[encrypted]; i < graph->starts[encrypted + 1]; i++)
    {
      const LeatGraphWire *wire = leat_graph_wire (graph, graph->touching[i]);
      const LeatGrant *grant = grant_of (self, graph->touching[i]);
      guint principal = grant != NULL && grant->policy == LEAT_GRANT_ROLE ? principal_of (self, wire, grant) : G_MAXUINT;
      g_autofree char *role = NULL;
      LeatIamStatement *statement;

      if (principal == G_MAXUINT || principal == encrypted || grant->kms == NULL)
        continue;
      role = role_arn (self, principal);
      statement = statement_new ();
      add_word (statement->roles, role);
      add_words (statement->actions, grant->kms);
      add_word (statement->resources, arn);
      add_statement (statements, statement);
    }
}

static LeatIamPolicy *
key_policy (const Writer *self,
            guint         block)
{
  const LeatGraph *graph = self->report->graph;
  LeatIamPolicy *policy = policy_new (self, block, LEAT_IAM_KEY, "");
  LeatIamStatement *admin = statement_new ();
  g_autofree char *root = g_strdup_printf ("arn:aws:iam::%s:root", self->account);
  g_autofree char *arn = g_strdup_printf ("arn:aws:kms:%s:%s:key/%s", leat_report_region_of (self->report, block), self->account, policy->name);

  admin->sid = g_strdup ("Administer");
  add_word (admin->roles, root);
  add_words (admin->actions, (char **) key_admin);
  add_word (admin->resources, arn);
  for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
    {
      const LeatElement *wire = g_ptr_array_index (self->report->wires, graph->touching[i]);
      const LeatGraphWire *ends = leat_graph_wire (graph, graph->touching[i]);

      if (wire->wire_kind == LEAT_WIRE_ENCRYPTS && ends->from == block)
        add_key_users (self, policy->statements, ends->to, arn);
    }
  name_statements (policy->statements);
  g_ptr_array_insert (policy->statements, 0, admin);
  return policy;
}

/* What cannot be said by a policy: notes stand with the block that they are about. */
static void
add_notes (const Writer  *self,
           guint          block,
           LeatIamPolicy *policy)
{
  const LeatGraph *graph = self->report->graph;

  for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
    {
      const LeatGrant *grant = grant_of (self, graph->touching[i]);

      if (grant != NULL && grant->note != NULL)
        add_word (policy->notes, leat_tr (grant->note));
    }
}

static void
add_policies (const Writer *self,
              guint         block,
              GPtrArray    *policies)
{
  LeatIamPolicy *trust, *none;
  LeatIamPolicy *role = role_policy (self, block, LEAT_GRANT_ROLE, &trust);
  LeatIamPolicy *iot = role_policy (self, block, LEAT_GRANT_IOT, &none);
  LeatIamPolicy *resource = resource_policy (self, block);

  if (role != NULL)
    {
      add_notes (self, block, role);
      g_ptr_array_add (policies, role);
    }
  if (trust != NULL)
    g_ptr_array_add (policies, trust);
  if (iot != NULL)
    g_ptr_array_add (policies, iot);
  if (resource != NULL)
    g_ptr_array_add (policies, resource);
  if (is_type (self, block, "kms"))
    g_ptr_array_add (policies, key_policy (self, block));
}

GPtrArray *
leat_iam_policies (LeatReport *report,
                   const char *block)
{
  GPtrArray *policies = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_iam_policy_free);
  Writer self = { report, report->options.account != NULL ? report->options.account : SAMPLE_ACCOUNT };

  for (guint i = 0; i < report->blocks->len; i++)
    if (block == NULL || g_str_equal (get_block (&self, i)->id, block))
      add_policies (&self, i, policies);
  return policies;
}
