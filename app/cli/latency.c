/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include "engine/load.h"
#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Stands for the wait in a block's backlog, beside the ids of its stages. */
#define BACKLOG "backlog"

static void
add_dominant (JsonBuilder    *builder,
              const LeatPath *path)
{
  const LeatBlockResult *block;
  double mean;

  json_builder_set_member_name (builder, "dominant");
  if (leat_path_get_dominant (path, &mean) == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  block = g_ptr_array_index (path->blocks, path->dominant_block);
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "block", block->element->id);
  leat_json_add_string (builder, "stage", path->dominant_stage >= 0 ? block->stages[path->dominant_stage].stage->id : BACKLOG);
  leat_json_add_number (builder, "mean_s", mean);
  json_builder_end_object (builder);
}

static void
add_backlog (JsonBuilder    *builder,
             const LeatPath *path)
{
  const LeatBlockResult *block;

  json_builder_set_member_name (builder, "backlog");
  if (path->backlog_block < 0)
    {
      json_builder_add_null_value (builder);
      return;
    }
  block = g_ptr_array_index (path->blocks, path->backlog_block);
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "block", block->element->id);
  leat_json_add_number (builder, "growth_records_per_h", block->backlog_per_s * 3600);
  leat_json_add_number (builder, "growth_mb_per_h", leat_block_result_get_backlog_mb_per_s (block) * 3600);
  leat_json_add_number (builder, "longest_wait_s", path->unbounded ? NAN : path->longest_wait);
  json_builder_end_object (builder);
}

static void
add_stage (JsonBuilder *builder,
           const char  *block,
           const char  *stage,
           double       mean)
{
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "block", block);
  leat_json_add_string (builder, "stage", stage);
  leat_json_add_number (builder, "mean_s", mean);
  json_builder_end_object (builder);
}

/* The waterfall: all that takes time, in the order in which data meets it. */
static void
add_stages (JsonBuilder    *builder,
            const LeatPath *path)
{
  json_builder_set_member_name (builder, "stages");
  json_builder_begin_array (builder);
  for (guint i = 0; i < path->blocks->len; i++)
    {
      const LeatBlockResult *block = g_ptr_array_index (path->blocks, i);

      if (leat_path_get_wait (path, i) > 0)
        add_stage (builder, block->element->id, BACKLOG, leat_path_get_wait (path, i));
      for (guint j = 0; j < block->n_stages; j++)
        add_stage (builder, block->element->id, block->stages[j].stage->id, block->stages[j].mean);
    }
  json_builder_end_array (builder);
}

static void
add_path (JsonBuilder    *builder,
          const LeatPath *path)
{
  const LeatBlockResult *first = leat_path_get_end (path, FALSE);
  const LeatBlockResult *last = leat_path_get_end (path, TRUE);

  json_builder_begin_object (builder);
  leat_json_add_string (builder, "from", first->element->id);
  leat_json_add_string (builder, "to", last->element->id);
  json_builder_set_member_name (builder, "blocks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < path->blocks->len; i++)
    json_builder_add_string_value (builder, ((LeatBlockResult *) path->blocks->pdata[i])->element->id);
  json_builder_end_array (builder);
  leat_json_add_number (builder, "p50_s", path->p50);
  leat_json_add_number (builder, "p95_s", path->p95);
  leat_json_add_number (builder, "p99_s", path->p99);
  add_stages (builder, path);
  add_dominant (builder, path);
  add_backlog (builder, path);
  json_builder_set_member_name (builder, "unbounded");
  json_builder_add_boolean_value (builder, path->unbounded);
  json_builder_end_object (builder);
}

static void
add_bottleneck (JsonBuilder      *builder,
                const LeatReport *report)
{
  guint limit;
  double saturates_at;
  const LeatBlockResult *block = leat_report_get_bottleneck (report, &limit, &saturates_at);

  json_builder_set_member_name (builder, "bottleneck");
  if (block == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "block", block->element->id);
  leat_json_add_string (builder, "limit", block->uses[limit].limit->id);
  leat_json_add_number (builder, "utilisation", block->uses[limit].utilisation);
  leat_json_add_number (builder, "saturates_at", saturates_at);
  json_builder_end_object (builder);
}

static void
add_limit (JsonBuilder           *builder,
           const LeatBlockResult *block,
           const LeatUse         *use)
{
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "block", block->element->id);
  leat_json_add_string (builder, "limit", use->limit->id);
  leat_json_add_string (builder, "unit", use->limit->unit);
  leat_json_add_number (builder, "capacity", use->capacity);
  leat_json_add_number (builder, "peak_demand", use->demand);
  leat_json_add_number (builder, "peak_utilisation", use->utilisation);
  leat_json_add_number (builder, "mean_utilisation", use->mean_utilisation);
  json_builder_end_object (builder);
}

static void
add_limits (JsonBuilder      *builder,
            const LeatReport *report)
{
  json_builder_set_member_name (builder, "limits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *block = leat_report_get_nth_block (report, i);

      for (guint j = 0; j < block->n_uses; j++)
        add_limit (builder, block, &block->uses[j]);
    }
  json_builder_end_array (builder);
}

/* The day of a source that does not send evenly. */
static gboolean
has_day (const LeatBlockResult *block,
         LeatLoad              *load)
{
  leat_load_of (block->service, block->element, load);
  return block->in.values[LEAT_FLOW_RECORDS_PER_S] <= 0 && leat_load_peak (load) > 1;
}

static void
add_days (JsonBuilder      *builder,
          const LeatReport *report)
{
  json_builder_set_member_name (builder, "days");
  json_builder_begin_array (builder);
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *block = leat_report_get_nth_block (report, i);
      LeatLoad load;

      if (!has_day (block, &load))
        continue;
      json_builder_begin_object (builder);
      leat_json_add_string (builder, "block", block->element->id);
      json_builder_set_member_name (builder, "hours");
      json_builder_begin_array (builder);
      for (guint hour = 0; hour < LEAT_CURVE_HOURS; hour++)
        json_builder_add_double_value (builder, load.hours[hour]);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static int
print_json (const LeatReport *report)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  GPtrArray *paths = leat_report_get_paths (report);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "paths");
  json_builder_begin_array (builder);
  for (guint i = 0; i < paths->len; i++)
    add_path (builder, g_ptr_array_index (paths, i));
  json_builder_end_array (builder);
  add_bottleneck (builder, report);
  add_limits (builder, report);
  add_days (builder, report);
  cli_json_add_requirements (builder, report, TRUE);
  json_builder_end_object (builder);
  return cli_print_json (builder);
}

static void
append_backlog (GString        *text,
                const LeatPath *path)
{
  const LeatBlockResult *block = path->backlog_block >= 0 ? g_ptr_array_index (path->blocks, path->backlog_block) : NULL;
  g_autofree char *growth = leat_path_dup_growth (path);
  g_autofree char *wait = leat_duration_format (path->longest_wait);

  if (growth != NULL)
    g_string_append_printf (text, _("  backlog: at %s it grows by %s\n"), block->element->name, growth);
  else if (block != NULL && path->longest_wait > 0)
    g_string_append_printf (text, _("  backlog: at %s up to %s each day\n"), block->element->name, wait);
}

static void
append_path (GString        *text,
             const LeatPath *path)
{
  const LeatBlockResult *first = leat_path_get_end (path, FALSE);
  const LeatBlockResult *last = leat_path_get_end (path, TRUE);
  g_autofree char *p50 = leat_duration_format (path->p50);
  g_autofree char *p95 = leat_duration_format (path->p95);
  g_autofree char *p99 = leat_duration_format (path->p99);
  double mean = 0;
  const char *dominant = leat_path_get_dominant (path, &mean);

  g_string_append_printf (text, "%s → %s: ", first->element->name, last->element->name);
  if (path->unbounded)
    g_string_append (text, _("grows without bound: a block is loaded beyond its capacity\n"));
  else
    g_string_append_printf (text, "p50 %s, p95 %s, p99 %s\n", p50, p95, p99);
  append_backlog (text, path);
  if (dominant != NULL && isfinite (mean))
    {
      const LeatBlockResult *block = g_ptr_array_index (path->blocks, path->dominant_block);
      g_autofree char *time = leat_duration_format (mean);

      g_string_append_printf (text, _("  longest: %s at %s, %s on average\n"), dominant, leat_element_get_label (block->element), time);
    }
}

static void
append_days (GString          *text,
             const LeatReport *report)
{
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *block = leat_report_get_nth_block (report, i);
      guint hour = 0;
      LeatLoad load;

      if (!has_day (block, &load))
        continue;
      while (load.hours[hour] < leat_load_peak (&load))
        hour++;
      g_string_append_printf (text, _("%s sends x%.3g of its mean in the busiest hour, from %u:00 on\n"),
                              leat_element_get_label (block->element), load.hours[hour], hour);
    }
}

static int
print_text (const LeatReport *report)
{
  g_autoptr(GString) text = g_string_new (NULL);
  GPtrArray *paths = leat_report_get_paths (report);
  guint limit;
  double saturates_at;
  const LeatBlockResult *block = leat_report_get_bottleneck (report, &limit, &saturates_at);

  for (guint i = 0; i < paths->len; i++)
    append_path (text, g_ptr_array_index (paths, i));
  if (paths->len == 0)
    g_string_append (text, _("No data flows from a source to a consumer yet\n"));
  if (block != NULL)
    g_string_append_printf (text, _("First to saturate: %s (%s) at x%.3g of this load\n"), block->element->name,
                            leat_tr (block->uses[limit].limit->label), saturates_at);
  append_days (text, report);
  cli_text_requirements (text, report, TRUE);
  return cli_print (text->str);
}

static int
run (int    argc,
     char **argv)
{
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("text or json"), N_("FORMAT") },
    { NULL }
  };
  int status;
  const char *file;
  g_autoptr(LeatCatalogue) catalogue = NULL;
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(LeatReport) report = NULL;

  if (!cli_parse (&leat_command_latency, entries, &argc, &argv, &status) ||
      !cli_check_format (&leat_command_latency, format, "text|json", &status) ||
      (file = cli_one_file (&leat_command_latency, argc, argv, &status)) == NULL)
    return status;
  if ((catalogue = cli_catalogue ()) == NULL || (pipeline = cli_read (file, catalogue)) == NULL ||
      (report = cli_report (pipeline, catalogue)) == NULL)
    return LEAT_EXIT_INPUT;
  return g_strcmp0 (format, "json") == 0 ? print_json (report) : print_text (report);
}

const LeatCommand leat_command_latency = {
  "latency", "FILE", N_("how long data takes from each source to each consumer"),
  "leat-cli latency pipeline.leat --format json", run,
};
