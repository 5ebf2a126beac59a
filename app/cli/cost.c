/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static int
print_json (const LeatReport *report)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  const LeatOptions *options = leat_report_get_options (report);
  guint unpriced;
  double total = leat_report_get_total (report, &unpriced);

  json_builder_begin_object (builder);
  cli_json_string (builder, "region", options->region);
  cli_json_number (builder, "hours_per_month", options->hours_per_month);
  cli_json_number (builder, "total_monthly", total);
  cli_json_number (builder, "unpriced", unpriced);
  json_builder_set_member_name (builder, "blocks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    cli_json_block_cost (builder, leat_report_get_nth_block (report, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return cli_print_json (builder);
}

/* RFC 4180; a cell that a spreadsheet would take for a formula is quoted with a leading apostrophe. */
static void
append_cell (GString    *text,
             const char *cell)
{
  g_autoptr(GString) value = g_string_new (cell != NULL ? cell : "");

  if (value->len > 0 && strchr ("=+-@", value->str[0]) != NULL)
    g_string_prepend_c (value, '\'');
  if (strpbrk (value->str, ",\"\r\n") != NULL)
    {
      g_string_replace (value, "\"", "\"\"", 0);
      g_string_append_printf (text, "\"%s\"", value->str);
    }
  else
    g_string_append (text, value->str);
}

static void
append_number (GString *text,
               double   number)
{
  g_autofree char *plain = isfinite (number) ? leat_number_to_string (number) : g_strdup ("");

  g_string_append (text, plain);
}

static void
append_csv_line (GString               *text,
                 const LeatBlockResult *result,
                 const LeatLineItem    *item)
{
  g_autofree char *formula = leat_line_item_explain (item, result);
  const char *cells[] = { result->element->id, result->element->type, result->element->name,
                          item->line->label };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      append_cell (text, cells[i]);
      g_string_append_c (text, ',');
    }
  append_number (text, item->quantity);
  g_string_append_c (text, ',');
  append_cell (text, item->price != NULL ? item->price->unit : item->line->unit);
  g_string_append_c (text, ',');
  append_number (text, item->price == NULL ? NAN
                         : item->price->n_tiers == 1 || item->quantity == 0 ? item->price->tiers[0].price
                                                                           : item->monthly / item->quantity);
  g_string_append_c (text, ',');
  append_number (text, item->monthly);
  g_string_append_c (text, ',');
  append_cell (text, formula);
  g_string_append_c (text, ',');
  append_cell (text, item->price != NULL ? item->price->as_of : "");
  g_string_append_c (text, ',');
  append_cell (text, item->price != NULL ? item->price->source : "");
  g_string_append_c (text, '\n');
}

static int
print_csv (const LeatReport *report)
{
  g_autoptr(GString) text = g_string_new (
    "id,type,name,what,quantity,unit,price,monthly,formula,price_as_of,price_source\n");

  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (report, i);

      for (guint j = 0; j < result->n_lines; j++)
        append_csv_line (text, result, &result->lines[j]);
    }
  return cli_print (text->str);
}

static int
print_text (const LeatReport *report)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const LeatOptions *options = leat_report_get_options (report);
  guint unpriced;
  g_autofree char *total = leat_money_format (leat_report_get_total (report, &unpriced));

  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    cli_text_block_cost (text, leat_report_get_nth_block (report, i));
  g_string_append_printf (text, "%-46s %14s\n", _("Total a month"), total);
  if (unpriced > 0)
    g_string_append_printf (text, ngettext ("+ %u line without a price\n", "+ %u lines without a price\n", unpriced),
                            unpriced);
  g_string_append_printf (text, _("List prices of %s, %g hours a month\n"), options->region,
                          options->hours_per_month);
  return cli_print (text->str);
}

static int
run (int    argc,
     char **argv)
{
  g_autofree char *region = NULL;
  g_autofree char *format = NULL;
  gboolean free_tier = FALSE;
  const GOptionEntry entries[] = {
    { "region", 'r', 0, G_OPTION_ARG_STRING, &region, N_("Whose list prices"), N_("REGION") },
    { "free-tier", 0, 0, G_OPTION_ARG_NONE, &free_tier, N_("Take free allowances off"), NULL },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("text, json or csv"), N_("FORMAT") },
    { NULL }
  };
  int status;
  const char *file;
  g_autoptr(LeatCatalogue) catalogue = NULL;
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(LeatReport) report = NULL;

  if (!cli_parse (&leat_command_cost, entries, &argc, &argv, &status) ||
      !cli_check_format (&leat_command_cost, format, "text|json|csv", &status) ||
      (file = cli_one_file (&leat_command_cost, argc, argv, &status)) == NULL)
    return status;
  if ((catalogue = cli_catalogue ()) == NULL || (pipeline = cli_read (file, catalogue)) == NULL)
    return LEAT_EXIT_INPUT;
  report = cli_report (pipeline, catalogue, region, free_tier);
  if (report == NULL)
    return region != NULL ? LEAT_EXIT_USAGE : LEAT_EXIT_INPUT;

  return g_strcmp0 (format, "json") == 0 ? print_json (report)
         : g_strcmp0 (format, "csv") == 0 ? print_csv (report) : print_text (report);
}

const LeatCommand leat_command_cost = {
  "cost", "FILE", N_("what a pipeline costs a month"), "leat-cli cost pipeline.leat --format csv", run,
};
