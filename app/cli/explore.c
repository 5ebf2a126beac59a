/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include "engine/compare.h"
#include "engine/load.h"
#include "engine/money.h"
#include "engine/sensitivity.h"
#include "exchange/csv.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const char *
value_at (GPtrArray *variations,
          guint      variation,
          guint      point)
{
  for (guint i = variations->len; i-- > variation;)
    {
      const LeatVariation *later = g_ptr_array_index (variations, i);

      if (i == variation)
        return later->values->pdata[point % later->values->len];
      point /= later->values->len;
    }
  return NULL;
}

/* A stable number: what differs beyond the twelfth digit is rounding. Without bound is "inf", as in the files of charts; what is
 * not there is empty. */
static void
append_number (GString *text,
               double   number)
{
  if (isinf (number))
    g_string_append (text, ",inf");
  else
    leat_csv_append_number (text, cli_tidy (number));
}

/* A sum that is too large for a number is none. */
static void
append_money (GString *text,
              double   amount)
{
  leat_csv_append_number (text, cli_tidy (amount));
}

/* Where nothing has a limit, none is used. */
static double
use_of (const LeatExplorePoint *point)
{
  return point->block != NULL ? point->use : NAN;
}

static int
print_csv (GPtrArray *variations,
           GArray    *points)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < variations->len; i++)
    leat_csv_append (text, ((LeatVariation *) variations->pdata[i])->label);
  g_string_append (text, ",total_monthly,unpriced,p50_s,p95_s,p99_s,utilisation,bottleneck,errors\n");
  for (guint k = 0; k < points->len; k++)
    {
      const LeatExplorePoint *point = &g_array_index (points, LeatExplorePoint, k);

      for (guint i = 0; i < variations->len; i++)
        leat_csv_append (text, value_at (variations, i, k));
      append_money (text, point->total);
      append_number (text, point->unpriced);
      append_number (text, point->p50);
      append_number (text, point->p95);
      append_number (text, point->p99);
      append_number (text, use_of (point));
      leat_csv_append (text, point->block);
      append_number (text, point->errors);
      g_string_append_c (text, '\n');
    }
  return cli_print (text->str);
}

/* That a figure has no bound is no number of JSON: it is said beside it. */
static void
add_unbounded (JsonBuilder *builder,
               const char  *name,
               double       figure)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, isinf (figure) != 0);
}

static void
add_point (JsonBuilder            *builder,
           GPtrArray              *variations,
           const LeatExplorePoint *point,
           guint                   k)
{
  json_builder_begin_object (builder);
  for (guint i = 0; i < variations->len; i++)
    {
      const LeatVariation *variation = g_ptr_array_index (variations, i);
      const char *value = value_at (variations, i, k);
      double number;

      if (leat_parse_number (value, &number))
        leat_json_add_number (builder, variation->label, number);
      else
        leat_json_add_string (builder, variation->label, value);
    }
  cli_json_add_number (builder, "total_monthly", point->total);
  cli_json_add_number (builder, "unpriced", point->unpriced);
  cli_json_add_number (builder, "p50_s", point->p50);
  cli_json_add_number (builder, "p95_s", point->p95);
  cli_json_add_number (builder, "p99_s", point->p99);
  add_unbounded (builder, "unbounded", point->p50);
  cli_json_add_number (builder, "utilisation", use_of (point));
  leat_json_add_string (builder, "bottleneck", point->block);
  cli_json_add_number (builder, "errors", point->errors);
  json_builder_end_object (builder);
}

static void
add_break_evens (JsonBuilder *builder,
                 GPtrArray   *variations,
                 GArray      *points)
{
  g_autoptr(GArray) evens = leat_explore_break_evens (variations, points);

  json_builder_set_member_name (builder, "break_even");
  json_builder_begin_array (builder);
  for (guint i = 0; i < evens->len; i++)
    {
      const LeatBreakEven *even = &g_array_index (evens, LeatBreakEven, i);

      json_builder_begin_object (builder);
      leat_json_add_number (builder, "at", even->at);
      leat_json_add_string (builder, "cheaper_below", even->cheaper);
      leat_json_add_string (builder, "cheaper_above", even->dearer);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_thresholds (JsonBuilder *builder,
                GArray      *thresholds)
{
  static const char *const kinds[] = { "limit", "budget", "delay" };

  json_builder_set_member_name (builder, "thresholds");
  json_builder_begin_array (builder);
  for (guint i = 0; i < thresholds->len; i++)
    {
      const LeatThreshold *threshold = &g_array_index (thresholds, LeatThreshold, i);

      json_builder_begin_object (builder);
      leat_json_add_string (builder, "kind", kinds[threshold->kind]);
      leat_json_add_number (builder, "at", threshold->at);
      json_builder_set_member_name (builder, "above");
      json_builder_add_boolean_value (builder, threshold->above);
      leat_json_add_string (builder, "block", threshold->block);
      leat_json_add_string (builder, "limit", threshold->limit != NULL ? threshold->limit->id : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_varied (JsonBuilder *builder,
            GPtrArray   *variations)
{
  json_builder_set_member_name (builder, "varied");
  json_builder_begin_array (builder);
  for (guint i = 0; i < variations->len; i++)
    {
      const LeatVariation *variation = g_ptr_array_index (variations, i);

      json_builder_begin_object (builder);
      leat_json_add_string (builder, "name", variation->label);
      leat_json_add_string (builder, "unit", variation->unit);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_currency (JsonBuilder *builder,
              const char  *currency)
{
  leat_json_add_string (builder, "currency", currency != NULL ? currency : "USD");
}

static int
print_json (GPtrArray  *variations,
            GArray     *points,
            GArray     *thresholds,
            double      p95,
            const char *currency)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_currency (builder, currency);
  leat_json_add_number (builder, "asked_p95_s", p95 > 0 ? p95 : NAN);
  add_varied (builder, variations);
  json_builder_set_member_name (builder, "points");
  json_builder_begin_array (builder);
  for (guint k = 0; k < points->len; k++)
    add_point (builder, variations, &g_array_index (points, LeatExplorePoint, k), k);
  json_builder_end_array (builder);
  add_break_evens (builder, variations, points);
  add_thresholds (builder, thresholds);
  json_builder_end_object (builder);
  return cli_print_json (builder);
}

static void
append_point (GString                *text,
              GPtrArray              *variations,
              const LeatExplorePoint *point,
              guint                   k,
              const char             *currency)
{
  g_autofree char *total = leat_money_format (currency, point->total);
  g_autofree char *p50 = leat_duration_format (point->p50);
  g_autofree char *p95 = leat_duration_format (point->p95);

  for (guint i = 0; i < variations->len; i++)
    g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", ((LeatVariation *) variations->pdata[i])->label,
                            value_at (variations, i, k));
  g_string_append_printf (text, _(": %s a month"), total);
  if (point->unpriced > 0)
    g_string_append_printf (text, ngettext (" and %u line without a price", " and %u lines without a price", point->unpriced),
                            point->unpriced);
  if (!isnan (point->p50))
    g_string_append_printf (text, _(", p50 %s, p95 %s"), p50, p95);
  if (point->block != NULL)
    {
      g_autofree char *percent = leat_quantity_format (round (point->use * 100), NULL);

      g_string_append_printf (text, _(", %s used to %s %%"), point->block, percent);
    }
  if (point->errors > 0)
    g_string_append_printf (text, ngettext (", %u error", ", %u errors", point->errors), point->errors);
  g_string_append_c (text, '\n');
}

static void
append_threshold (GString             *text,
                  const LeatVariation *variation,
                  const LeatThreshold *threshold)
{
  g_autofree char *at = leat_quantity_format (threshold->at, NULL);

  if (threshold->above)
    g_string_append_printf (text, _("From %s = %s up: "), variation->label, at);
  else
    g_string_append_printf (text, _("From %s = %s down: "), variation->label, at);
  if (threshold->kind == LEAT_THRESHOLD_BUDGET)
    g_string_append (text, _("above the budget\n"));
  else if (threshold->kind == LEAT_THRESHOLD_DELAY)
    g_string_append (text, _("slower than asked for\n"));
  else
    g_string_append_printf (text, _("%s is at its limit (%s)\n"), threshold->block, leat_tr (threshold->limit->label));
}

/* Where nothing is crossed, it is late everywhere or nowhere. */
static gboolean
is_late_everywhere (GArray *points,
                    double  p95)
{
  for (guint k = 0; k < points->len; k++)
    if (!(g_array_index (points, LeatExplorePoint, k).p95 > p95))
      return FALSE;
  return p95 > 0 && points->len > 0;
}

static int
print_text (GPtrArray  *variations,
            GArray     *points,
            GArray     *thresholds,
            double      p95,
            const char *currency)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GArray) evens = leat_explore_break_evens (variations, points);

  for (guint k = 0; k < points->len; k++)
    append_point (text, variations, &g_array_index (points, LeatExplorePoint, k), k, currency);
  for (guint i = 0; i < evens->len; i++)
    {
      const LeatBreakEven *even = &g_array_index (evens, LeatBreakEven, i);
      g_autofree char *at = leat_quantity_format (even->at, NULL);

      g_string_append_printf (text, _("%s is cheaper below %s, %s above\n"), even->cheaper, at, even->dearer);
    }
  for (guint i = 0; i < thresholds->len; i++)
    append_threshold (text, g_ptr_array_index (variations, 0), &g_array_index (thresholds, LeatThreshold, i));
  if (is_late_everywhere (points, p95))
    g_string_append (text, _("Slower than asked for everywhere\n"));
  return cli_print (text->str);
}

static int
print_sensitivity_csv (GPtrArray *found)
{
  g_autoptr(GString) text = g_string_new ("block,setting,now,low,high,total_low,total_high,p95_low_s,p95_high_s,swing\n");

  for (guint i = 0; i < found->len; i++)
    {
      const LeatSensitivity *one = g_ptr_array_index (found, i);

      leat_csv_append_first (text, one->block);
      g_string_append_c (text, ',');
      leat_csv_append_first (text, one->setting != NULL ? one->setting->name : "load");
      leat_csv_append (text, one->now);
      leat_csv_append (text, one->low);
      leat_csv_append (text, one->high);
      append_money (text, one->total_low);
      append_money (text, one->total_high);
      append_number (text, one->p95_low);
      append_number (text, one->p95_high);
      append_money (text, one->swing);
      g_string_append_c (text, '\n');
    }
  return cli_print (text->str);
}

static int
print_sensitivity_json (GPtrArray              *found,
                        const LeatExplorePoint *base,
                        const char             *currency)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_currency (builder, currency);
  cli_json_add_number (builder, "total_monthly", base->total);
  cli_json_add_number (builder, "p95_s", base->p95);
  json_builder_set_member_name (builder, "sensitivity");
  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      const LeatSensitivity *one = g_ptr_array_index (found, i);

      json_builder_begin_object (builder);
      leat_json_add_string (builder, "block", one->block);
      leat_json_add_string (builder, "setting", one->setting != NULL ? one->setting->name : "load");
      leat_json_add_string (builder, "now", one->now);
      leat_json_add_string (builder, "low", one->low);
      leat_json_add_string (builder, "high", one->high);
      cli_json_add_number (builder, "total_low", one->total_low);
      cli_json_add_number (builder, "total_high", one->total_high);
      cli_json_add_number (builder, "p95_low_s", one->p95_low);
      add_unbounded (builder, "unbounded_low", one->p95_low);
      cli_json_add_number (builder, "p95_high_s", one->p95_high);
      add_unbounded (builder, "unbounded_high", one->p95_high);
      cli_json_add_number (builder, "swing", one->swing);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return cli_print_json (builder);
}

static int
print_sensitivity_text (GPtrArray  *found,
                        const char *currency)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const LeatSensitivity *one = g_ptr_array_index (found, i);
      g_autofree char *now = leat_sensitivity_dup_words (one, one->now);
      g_autofree char *low = leat_sensitivity_dup_words (one, one->low);
      g_autofree char *high = leat_sensitivity_dup_words (one, one->high);
      g_autofree char *cheap = leat_money_format (currency, one->total_low);
      g_autofree char *dear = leat_money_format (currency, one->total_high);
      g_autofree char *fast = leat_duration_format (one->p95_low);
      g_autofree char *slow = leat_duration_format (one->p95_high);

      g_string_append_printf (text, _("%s (%s): %s with %s, %s with %s"), one->label, now, cheap, low, dear, high);
      if (one->p95_swing > 0 && !g_str_equal (fast, slow))
        g_string_append_printf (text, _("; p95 %s and %s"), fast, slow);
      g_string_append_c (text, '\n');
    }
  return cli_print (text->str);
}

static int
print_sensitivity (LeatCatalogue     *catalogue,
                   GPtrArray         *elements,
                   const LeatOptions *options,
                   const char        *format)
{
  LeatExplorePoint base;
  g_autoptr(GPtrArray) found = leat_sensitivity (catalogue, elements, options, &base, NULL, NULL);

  if (g_strcmp0 (format, "json") == 0)
    return print_sensitivity_json (found, &base, options->currency);
  return g_strcmp0 (format, "text") == 0 ? print_sensitivity_text (found, options->currency) : print_sensitivity_csv (found);
}

static void
append_figure (GString           *text,
               LeatDifferenceKind kind,
               double             value,
               const char        *currency)
{
  g_autofree char *words = isnan (value)                   ? g_strdup ("–")
                           : kind == LEAT_DIFFERENCE_MONEY ? leat_money_format (currency, value)
                           : kind == LEAT_DIFFERENCE_TIME  ? leat_duration_format (value)
                           : isinf (value)                 ? g_strdup (_("no bound"))
                           : kind == LEAT_DIFFERENCE_SHARE ? g_strdup_printf ("%.0f %%", value * 100)
                                                           : leat_quantity_format (value, NULL);

  g_string_append (text, words);
}

static int
print_comparison_text (GArray     *rows,
                       const char *currency)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const LeatFigureDifference *row = &g_array_index (rows, LeatFigureDifference, i);

      g_string_append_printf (text, "%s: ", row->label);
      append_figure (text, row->kind, row->before, currency);
      g_string_append (text, " → ");
      append_figure (text, row->kind, row->after, currency);
      g_string_append (text, row->better > 0 ? _(" (better)\n") : row->better < 0 ? _(" (worse)\n") : "\n");
    }
  return cli_print (text->str);
}

static int
print_comparison (GArray     *rows,
                  const char *currency,
                  const char *format)
{
  g_autoptr(GString) text = g_string_new ("figure,before,after,change,better\n");
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  if (g_strcmp0 (format, "text") == 0)
    return print_comparison_text (rows, currency);
  json_builder_begin_object (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const LeatFigureDifference *row = &g_array_index (rows, LeatFigureDifference, i);

      g_string_append (text, row->id);
      append_number (text, row->before);
      append_number (text, row->after);
      append_number (text, row->change);
      append_number (text, row->better);
      g_string_append_c (text, '\n');
      json_builder_set_member_name (builder, row->id);
      json_builder_begin_object (builder);
      cli_json_add_number (builder, "before", row->before);
      cli_json_add_number (builder, "after", row->after);
      add_unbounded (builder, "before_unbounded", row->before);
      add_unbounded (builder, "after_unbounded", row->after);
      cli_json_add_number (builder, "change", row->change);
      cli_json_add_number (builder, "better", row->better);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  return g_strcmp0 (format, "json") == 0 ? cli_print_json (builder) : cli_print (text->str);
}

static int
compare (LeatCatalogue     *catalogue,
         GPtrArray         *elements,
         const LeatOptions *options,
         const char        *other_file,
         const char        *format)
{
  g_autoptr(LeatPipeline) other = cli_read (other_file, catalogue);
  g_autoptr(GPtrArray) other_elements = NULL;
  g_autoptr(LeatReport) before = NULL;
  g_autoptr(LeatReport) after = NULL;
  g_autoptr(GArray) rows = NULL;

  if (other == NULL)
    return LEAT_EXIT_INPUT;
  other_elements = leat_pipeline_dup_elements (other);
  before = leat_report_new (catalogue, elements, options, NULL, NULL);
  after = leat_report_new (catalogue, other_elements, options, NULL, NULL);
  rows = leat_compare (before, after);
  return print_comparison (rows, options->currency, format);
}

static GPtrArray *
parse_variations (char         **texts,
                  LeatCatalogue *catalogue,
                  GPtrArray     *elements,
                  int           *status)
{
  g_autoptr(GPtrArray) variations = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_variation_free);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(LeatVariation) variation = leat_variation_parse (texts[i], catalogue, elements, &error);

      if (variation == NULL)
        {
          *status = cli_usage (&leat_command_explore, "%s", error->message);
          return NULL;
        }
      if (leat_variation_is_among (variation, variations))
        {
          *status = cli_usage (&leat_command_explore, _("%s is varied twice"), variation->label);
          return NULL;
        }
      g_ptr_array_add (variations, g_steal_pointer (&variation));
    }
  return g_steal_pointer (&variations);
}

/* Figures that are all the same because nothing sends look like an answer. */
static void
warn_of_no_load (LeatCatalogue     *catalogue,
                 GPtrArray         *elements,
                 const LeatOptions *options,
                 GPtrArray         *variations)
{
  g_autoptr(LeatReport) report = NULL;
  gboolean is_varied = FALSE;

  for (guint i = 0; i < variations->len; i++)
    is_varied |= ((LeatVariation *) variations->pdata[i])->block == NULL;
  if (!is_varied)
    return;
  report = leat_report_new (catalogue, elements, options, NULL, NULL);
  if (!leat_report_has_load (report))
    cli_fail (LEAT_EXIT_DONE, _("nothing sends in this pipeline, so its load changes nothing: add a source, or let one send more than 0"));
}

/* What the pipeline asks of every consumer, in seconds, or 0. */
static double
asked_p95 (LeatCatalogue     *catalogue,
           GPtrArray         *elements,
           const LeatOptions *options)
{
  g_autoptr(LeatReport) report = leat_report_new (catalogue, elements, options, NULL, NULL);

  return leat_report_get_asked_p95 (report);
}

/* What each point and the thresholds along a single number say. */
static int
explore (LeatCatalogue     *catalogue,
         GPtrArray         *elements,
         const LeatOptions *options,
         GPtrArray         *variations,
         double             p95,
         const char        *format)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) points = leat_explore (catalogue, elements, options, variations, LEAT_EXPLORE_ERRORS, NULL, NULL, NULL,
                                           &error);
  g_autoptr(GArray) thresholds = NULL;

  if (points == NULL)
    return cli_usage (&leat_command_explore, "%s", error->message);
  warn_of_no_load (catalogue, elements, options, variations);
  if (g_strcmp0 (format, "json") != 0 && g_strcmp0 (format, "text") != 0)
    return print_csv (variations, points);
  if (p95 == 0)
    p95 = asked_p95 (catalogue, elements, options);
  thresholds = variations->len == 1
                 ? leat_explore_thresholds (catalogue, elements, options, g_ptr_array_index (variations, 0),
                                            options->budget * (options->currency != NULL ? options->rate : 1), p95, NULL, NULL)
                 : g_array_new (FALSE, FALSE, sizeof (LeatThreshold));
  return g_strcmp0 (format, "json") == 0 ? print_json (variations, points, thresholds, p95, options->currency)
                                         : print_text (variations, points, thresholds, p95, options->currency);
}

static int
run (int    argc,
     char **argv)
{
  g_auto(CliMoney) money = { 0 };
  g_autofree char *format = NULL;
  g_autofree char *against = NULL;
  g_auto(GStrv) vary = NULL;
  gboolean sensitivity = FALSE;
  g_autofree char *max_p95 = NULL;
  double p95 = 0;
  const GOptionEntry entries[] = {
    { "vary", 0, 0, G_OPTION_ARG_STRING_ARRAY, &vary, N_("What to vary; may be given again"),
      N_("BLOCK.SETTING=FROM:TO[:N]") },
    { "max-p95", 0, 0, G_OPTION_ARG_STRING, &max_p95, N_("Say where 95 of 100 records take longer, whatever the pipeline asks for"),
      N_("TIME") },
    { "sensitivity", 0, 0, G_OPTION_ARG_NONE, &sensitivity, N_("What the bill is most sensitive to, in place of points"),
      NULL },
    { "against", 0, 0, G_OPTION_ARG_FILENAME, &against, N_("The figures beside those of another file, in place of points"),
      N_("FILE") },
    CLI_MONEY_ENTRIES (money),
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("csv, json or text"), N_("FORMAT") },
    { NULL }
  };
  int status;
  const char *file;
  g_autoptr(LeatCatalogue) catalogue = NULL;
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(LeatPriceBook) own = NULL;
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(GPtrArray) variations = NULL;
  LeatOptions options;

  if (!cli_parse (&leat_command_explore, entries, &argc, &argv, &status) ||
      !cli_check_format (&leat_command_explore, format, "csv|json|text", &status) ||
      !cli_parse_time (&leat_command_explore, "--max-p95", max_p95, "s", &p95, &status) ||
      (file = cli_one_file (&leat_command_explore, argc, argv, &status)) == NULL)
    return status;
  if ((vary != NULL) + sensitivity + (against != NULL) != 1)
    return cli_usage (&leat_command_explore,
                      _("one of --vary, --sensitivity and --against is needed, such as --vary load=0.1:100"));
  if (p95 > 0 && vary == NULL)
    return cli_usage (&leat_command_explore, _("--max-p95 goes with --vary"));
  if ((catalogue = cli_catalogue ()) == NULL || (pipeline = cli_read (file, catalogue)) == NULL)
    return LEAT_EXIT_INPUT;
  elements = leat_pipeline_dup_elements (pipeline);
  options = leat_options_of (elements);
  if (!cli_money_apply (&money, &leat_command_explore, catalogue, &options, &own, &status))
    return status;
  if (sensitivity)
    return print_sensitivity (catalogue, elements, &options, format);
  if (against != NULL)
    return compare (catalogue, elements, &options, against, format);
  variations = parse_variations (vary, catalogue, elements, &status);
  return variations != NULL ? explore (catalogue, elements, &options, variations, p95, format) : status;
}

const LeatCommand leat_command_explore = {
  "explore", "FILE --vary BLOCK.SETTING=FROM:TO[:N] | --sensitivity | --against FILE",
  N_("cost, delay and load with settings varied"),
  "leat-cli explore pipeline.leat --vary load=0.1:100 --vary 'orders.mode=provisioned|on-demand' --format json", run,
};
