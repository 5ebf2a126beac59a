/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include "engine/explore.h"
#include "engine/money.h"

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

static void
append_number (GString *text,
               double   number)
{
  g_autofree char *plain = isfinite (number) ? leat_number_to_string (number) : g_strdup (isinf (number) ? "inf" : "");

  g_string_append_printf (text, ",%s", plain);
}

static int
print_csv (GPtrArray *variations,
           GArray    *points)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < variations->len; i++)
    g_string_append_printf (text, "%s,", ((LeatVariation *) variations->pdata[i])->label);
  g_string_append (text, "total_monthly,unpriced,p50_s,p95_s,p99_s,utilisation,bottleneck,errors\n");
  for (guint k = 0; k < points->len; k++)
    {
      const LeatExplorePoint *point = &g_array_index (points, LeatExplorePoint, k);

      for (guint i = 0; i < variations->len; i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "," : "", value_at (variations, i, k));
      append_number (text, point->total);
      append_number (text, point->unpriced);
      append_number (text, point->p50);
      append_number (text, point->p95);
      append_number (text, point->p99);
      append_number (text, point->use);
      g_string_append_printf (text, ",%s", point->block != NULL ? point->block : "");
      append_number (text, point->errors);
      g_string_append_c (text, '\n');
    }
  return cli_print (text->str);
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
  leat_json_add_number (builder, "total_monthly", point->total);
  leat_json_add_number (builder, "unpriced", point->unpriced);
  leat_json_add_number (builder, "p50_s", point->p50);
  leat_json_add_number (builder, "p95_s", point->p95);
  leat_json_add_number (builder, "p99_s", point->p99);
  json_builder_set_member_name (builder, "unbounded");
  json_builder_add_boolean_value (builder, isinf (point->p50) != 0);
  leat_json_add_number (builder, "utilisation", point->use);
  leat_json_add_string (builder, "bottleneck", point->block);
  leat_json_add_number (builder, "errors", point->errors);
  json_builder_end_object (builder);
}

static int
print_json (GPtrArray *variations,
            GArray    *points)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GArray) evens = leat_explore_break_evens (variations, points);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "points");
  json_builder_begin_array (builder);
  for (guint k = 0; k < points->len; k++)
    add_point (builder, variations, &g_array_index (points, LeatExplorePoint, k), k);
  json_builder_end_array (builder);
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
  json_builder_end_object (builder);
  return cli_print_json (builder);
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
      LeatVariation *variation = leat_variation_parse (texts[i], catalogue, elements, &error);

      if (variation == NULL)
        {
          *status = cli_usage (&leat_command_explore, "%s", error->message);
          return NULL;
        }
      g_ptr_array_add (variations, variation);
    }
  return g_steal_pointer (&variations);
}

static int
run (int    argc,
     char **argv)
{
  g_auto(CliMoney) money = { 0 };
  g_autofree char *format = NULL;
  g_auto(GStrv) vary = NULL;
  const GOptionEntry entries[] = {
    { "vary", 0, 0, G_OPTION_ARG_STRING_ARRAY, &vary, N_("What to vary; may be given again"),
      N_("BLOCK.SETTING=FROM:TO[:N]") },
    CLI_MONEY_ENTRIES (money),
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("csv or json"), N_("FORMAT") },
    { NULL }
  };
  int status;
  const char *file;
  g_autoptr(LeatCatalogue) catalogue = NULL;
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(LeatPriceBook) own = NULL;
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(GPtrArray) variations = NULL;
  g_autoptr(GArray) points = NULL;
  g_autoptr(GError) error = NULL;
  LeatOptions options;

  if (!cli_parse (&leat_command_explore, entries, &argc, &argv, &status) ||
      !cli_check_format (&leat_command_explore, format, "csv|json", &status) ||
      (file = cli_one_file (&leat_command_explore, argc, argv, &status)) == NULL)
    return status;
  if (vary == NULL)
    return cli_usage (&leat_command_explore, _("--vary is needed, such as --vary load=0.1:100"));
  if ((catalogue = cli_catalogue ()) == NULL || (pipeline = cli_read (file, catalogue)) == NULL)
    return LEAT_EXIT_INPUT;
  elements = leat_pipeline_dup_elements (pipeline);
  options = leat_options_of (elements);
  if (!cli_money_apply (&money, &leat_command_explore, catalogue, &options, &own, &status) ||
      (variations = parse_variations (vary, catalogue, elements, &status)) == NULL)
    return status;

  points = leat_explore (catalogue, elements, &options, variations, NULL, NULL, NULL, &error);
  if (points == NULL)
    return cli_usage (&leat_command_explore, "%s", error->message);
  return g_strcmp0 (format, "json") == 0 ? print_json (variations, points) : print_csv (variations, points);
}

const LeatCommand leat_command_explore = {
  "explore", "FILE --vary BLOCK.SETTING=FROM:TO[:N]", N_("cost, delay and load with settings varied"),
  "leat-cli explore pipeline.leat --vary load=0.1:100 --vary 'orders.mode=provisioned|on-demand' --format json", run,
};
