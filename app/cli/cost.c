/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static int
print_text (LeatReport *report)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const LeatOptions *options = leat_report_get_options (report);
  LeatBillSummary summary;

  leat_bill_summarise (report, &summary);
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    cli_text_block_cost (text, leat_report_get_nth_block (report, i), options->currency);
  cli_text_money (text, options->currency, _("Total a month"), summary.total);
  if (summary.unpriced > 0)
    g_string_append_printf (text, ngettext ("+ %u line without a price\n", "+ %u lines without a price\n",
                                            summary.unpriced), summary.unpriced);
  cli_text_money (text, options->currency, _("  of which fixed"), summary.fixed);
  if (isfinite (summary.per_million_records))
    cli_text_money (text, options->currency, _("  a million records"), summary.per_million_records);
  if (isfinite (summary.per_million_records) && isfinite (summary.per_gb))
    cli_text_money (text, options->currency, _("  a GB"), summary.per_gb);
  if (summary.budget > 0)
    cli_text_money (text, options->currency,
                    summary.total > summary.budget ? _("Budget (exceeded)") : _("Budget"), summary.budget);
  g_string_append_printf (text, _("List prices of %s, %g hours a month\n"), options->region,
                          options->hours_per_month);
  if (options->currency != NULL)
    g_string_append_printf (text, _("1 USD = %g %s%s%s\n"), options->rate, options->currency,
                            options->rate_date != NULL ? ", " : "",
                            options->rate_date != NULL ? options->rate_date : "");
  return cli_print (text->str);
}

static int
print_bill (LeatReport *report,
            GPtrArray  *elements,
            const char *title,
            const char *format)
{
  g_autofree char *text = NULL;

  if (format == NULL || g_str_equal (format, "text"))
    return print_text (report);
  text = g_str_equal (format, "json")  ? leat_bill_to_json (report, elements)
         : g_str_equal (format, "csv") ? leat_bill_to_csv (report, elements)
                                       : leat_bill_to_markdown (report, elements, title);
  return cli_print (text);
}

static int
print_comparison (LeatReport *before,
                  LeatReport *after,
                  const char *format)
{
  g_autofree char *text = NULL;

  text = g_strcmp0 (format, "json") == 0  ? leat_comparison_to_json (before, after)
         : g_strcmp0 (format, "csv") == 0 ? leat_comparison_to_csv (before, after)
                                          : leat_comparison_to_markdown (before, after);
  return cli_print (text);
}

/* The bill of elements with the options given; `own` is a price book to free after it. */
static LeatReport *
price_elements (GPtrArray      *elements,
                const CliMoney *money,
                LeatCatalogue  *catalogue,
                LeatPriceBook **own,
                int            *status)
{
  LeatOptions options = leat_options_of (elements);

  if (!cli_money_apply (money, &leat_command_cost, catalogue, &options, own, status))
    return NULL;
  options.cost_only = TRUE;
  return leat_report_new (catalogue, elements, &options, NULL, NULL);
}

/* What a saving cannot be told from is not to look like one. */
static int
status_of (LeatReport *report)
{
  guint unpriced;

  leat_report_get_total (report, &unpriced);
  return unpriced > 0 ? LEAT_EXIT_FINDINGS : LEAT_EXIT_DONE;
}

typedef struct
{
  const char    *file;
  const char    *other_file;
  const char    *other_region;
  const char    *format;
  gboolean       strict;
} Request;

static int
bill (const Request  *request,
      const CliMoney *money,
      LeatCatalogue  *catalogue)
{
  g_autoptr(LeatPriceBook) own = NULL;
  g_autoptr(LeatPriceBook) other_own = NULL;
  g_autoptr(LeatPipeline) pipeline = cli_read (request->file, catalogue);
  g_autoptr(LeatPipeline) other_pipeline = NULL;
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(GPtrArray) other_elements = NULL;
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(LeatReport) other = NULL;
  CliMoney other_money = *money;
  int status;

  if (pipeline == NULL)
    return LEAT_EXIT_INPUT;
  elements = leat_pipeline_dup_elements (pipeline);
  report = price_elements (elements, money, catalogue, &own, &status);
  if (report == NULL)
    return status;
  if (request->other_file == NULL && request->other_region == NULL)
    {
      status = print_bill (report, elements, leat_pipeline_get_properties (pipeline)->name, request->format);
      return status == LEAT_EXIT_DONE && request->strict ? status_of (report) : status;
    }

  if (request->other_region != NULL)
    other_money.region = (char *) request->other_region;
  if (request->other_file != NULL && (other_pipeline = cli_read (request->other_file, catalogue)) == NULL)
    return LEAT_EXIT_INPUT;
  other_elements = leat_pipeline_dup_elements (other_pipeline != NULL ? other_pipeline : pipeline);
  other = price_elements (other_elements, &other_money, catalogue, &other_own, &status);
  if (other == NULL)
    return status;
  if (g_strcmp0 (leat_report_get_options (report)->currency, leat_report_get_options (other)->currency) != 0)
    return cli_usage (&leat_command_cost, _("the two are in different currencies: give --currency and --rate"));
  status = print_comparison (report, other, request->format);
  return status == LEAT_EXIT_DONE && (status_of (report) || status_of (other)) ? LEAT_EXIT_FINDINGS : status;
}

static int
run (int    argc,
     char **argv)
{
  g_auto(CliMoney) money = { 0 };
  g_autofree char *format = NULL;
  g_autofree char *other_file = NULL;
  g_autofree char *other_region = NULL;
  gboolean strict = FALSE;
  const GOptionEntry entries[] = {
    CLI_MONEY_ENTRIES (money),
    { "compare", 0, 0, G_OPTION_ARG_FILENAME, &other_file, N_("Compare with this pipeline"), N_("FILE") },
    { "compare-region", 0, 0, G_OPTION_ARG_STRING, &other_region, N_("Compare with this region"), N_("REGION") },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &strict, N_("Exit with 1 if a line has no price"), NULL },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("text, json, csv or markdown"), N_("FORMAT") },
    { NULL }
  };
  int status;
  const char *file;
  g_autoptr(LeatCatalogue) catalogue = NULL;

  if (!cli_parse (&leat_command_cost, entries, &argc, &argv, &status) ||
      !cli_check_format (&leat_command_cost, format, "text|json|csv|markdown", &status) ||
      (file = cli_one_file (&leat_command_cost, argc, argv, &status)) == NULL)
    return status;
  if ((catalogue = cli_catalogue ()) == NULL)
    return LEAT_EXIT_INPUT;
  return bill (&(Request){ file, other_file, other_region, format, strict }, &money, catalogue);
}

const LeatCommand leat_command_cost = {
  "cost", "FILE", N_("what a pipeline costs a month"), "leat-cli cost pipeline.leat --format csv", run,
};
