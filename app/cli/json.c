/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include <math.h>

void
cli_json_number (JsonBuilder *builder,
                 const char  *name,
                 double       number)
{
  json_builder_set_member_name (builder, name);
  if (!isfinite (number))
    json_builder_add_null_value (builder);
  else if (number == floor (number) && fabs (number) < 1e15)
    json_builder_add_int_value (builder, (gint64) number);
  else
    json_builder_add_double_value (builder, number);
}

void
cli_json_string (JsonBuilder *builder,
                 const char  *name,
                 const char  *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

int
cli_print_json (JsonBuilder *builder)
{
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autoptr(JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  line = g_strconcat (text, "\n", NULL);
  return cli_print (line);
}

static void
add_price (JsonBuilder        *builder,
           const LeatLineItem *item)
{
  g_autoptr(GArray) parts = NULL;

  if (item->price == NULL || item->price->n_tiers == 1)
    {
      cli_json_number (builder, "price", item->price != NULL ? item->price->tiers[0].price : NAN);
      return;
    }

  parts = leat_line_item_get_parts (item);
  json_builder_set_member_name (builder, "price");
  json_builder_begin_array (builder);
  for (guint i = 0; i < parts->len; i++)
    {
      const LeatTierPart *part = &g_array_index (parts, LeatTierPart, i);

      json_builder_begin_object (builder);
      cli_json_number (builder, "from", part->from);
      cli_json_number (builder, "to", part->to);
      cli_json_number (builder, "price", part->price);
      cli_json_number (builder, "quantity", part->quantity);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_line (JsonBuilder           *builder,
          const LeatLineItem    *item,
          const LeatBlockResult *result)
{
  g_autofree char *formula = leat_line_item_explain (item, result);

  json_builder_begin_object (builder);
  cli_json_string (builder, "what", item->line->label);
  cli_json_number (builder, "quantity", item->quantity);
  cli_json_string (builder, "unit", item->price != NULL ? item->price->unit : item->line->unit);
  add_price (builder, item);
  cli_json_number (builder, "monthly", item->monthly);
  cli_json_string (builder, "formula", formula);
  cli_json_string (builder, "price_as_of", item->price != NULL ? item->price->as_of : NULL);
  cli_json_string (builder, "price_source", item->price != NULL ? item->price->source : NULL);
  json_builder_end_object (builder);
}

void
cli_json_block_cost (JsonBuilder           *builder,
                     const LeatBlockResult *result)
{
  json_builder_begin_object (builder);
  cli_json_string (builder, "id", result->element->id);
  cli_json_string (builder, "type", result->element->type);
  cli_json_string (builder, "name", result->element->name);
  cli_json_number (builder, "monthly", cli_block_monthly (result));
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->n_lines; i++)
    add_line (builder, &result->lines[i], result);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}
