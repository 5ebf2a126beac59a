/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include "engine/drill.h"
#include "engine/money.h"
#include "exchange/csv.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

/* What of a state is printed, under these names in CSV and JSON. */
static const struct
{
  const char *name;
  gsize       offset;
} columns[] = {
  { "arrivals", offsetof (LeatDrillState, arrivals) },
  { "served", offsetof (LeatDrillState, served) },
  { "backlog", offsetof (LeatDrillState, backlog) },
  { "backlog_mb", offsetof (LeatDrillState, backlog_mb) },
  { "age_s", offsetof (LeatDrillState, age) },
  { "held", offsetof (LeatDrillState, held) },
  { "held_mb", offsetof (LeatDrillState, held_mb) },
  { "held_age_s", offsetof (LeatDrillState, held_age) },
  { "utilisation", offsetof (LeatDrillState, utilisation) },
  { "lost", offsetof (LeatDrillState, lost) },
  { "refused", offsetof (LeatDrillState, refused) },
};

static double
value_of (const LeatDrillState *state,
          guint                 column)
{
  return G_STRUCT_MEMBER (double, state, columns[column].offset);
}

static const char *
name_of (const LeatDrillBlock *block)
{
  const LeatElement *element = block->result->element;

  return element->name != NULL && *element->name != '\0' ? element->name : element->id;
}

static void
append_columns (GString    *text,
                const char *block)
{
  for (guint j = 0; j < G_N_ELEMENTS (columns); j++)
    {
      g_autofree char *name = g_strconcat (block, ".", columns[j].name, NULL);

      leat_csv_append (text, name);
    }
}

static void
append_state (GString              *text,
              const LeatDrillState *state)
{
  for (guint j = 0; j < G_N_ELEMENTS (columns); j++)
    leat_csv_append_number (text, cli_tidy (value_of (state, j)));
}

static int
print_csv (const LeatDrill *drill)
{
  g_autoptr(GString) text = g_string_new ("time_s");
  guint n, n_blocks = leat_drill_get_n_blocks (drill);
  const double *times = leat_drill_get_times (drill, &n);

  for (guint i = 0; i < n_blocks; i++)
    append_columns (text, leat_drill_get_nth_block (drill, i)->result->element->id);
  g_string_append_c (text, '\n');
  for (guint k = 0; k < n; k++)
    {
      g_autofree char *time = leat_number_to_string (cli_tidy (times[k]));

      g_string_append (text, time);
      for (guint i = 0; i < n_blocks; i++)
        {
          LeatDrillState state;

          leat_drill_state_at (drill, i, times[k], &state);
          append_state (text, &state);
        }
      g_string_append_c (text, '\n');
    }
  return cli_print (text->str);
}

static void
add_totals (JsonBuilder     *builder,
            const LeatDrill *drill)
{
  const LeatDrillTotals *totals = leat_drill_get_totals (drill);

  json_builder_set_member_name (builder, "totals");
  json_builder_begin_object (builder);
  cli_json_add_number (builder, "start_s", totals->start);
  cli_json_add_number (builder, "end_s", totals->end);
  cli_json_add_number (builder, "horizon_s", totals->horizon);
  cli_json_add_number (builder, "drained_at_s", totals->drained_at);
  json_builder_set_member_name (builder, "never_drains");
  json_builder_add_boolean_value (builder, isinf (totals->drained_at) != 0);
  cli_json_add_number (builder, "most_backlog", totals->most);
  cli_json_add_number (builder, "oldest_s", totals->oldest);
  cli_json_add_number (builder, "delayed", totals->delayed);
  cli_json_add_number (builder, "lost", totals->lost);
  cli_json_add_number (builder, "refused", totals->refused);
  cli_json_add_number (builder, "duplicates", totals->duplicates);
  cli_json_add_number (builder, "alarms", totals->alarms);
  cli_json_add_number (builder, "unwatched", totals->unwatched);
  json_builder_end_object (builder);
}

static void
add_events (JsonBuilder     *builder,
            const LeatDrill *drill)
{
  GPtrArray *events = leat_drill_get_events (drill);

  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  for (guint i = 0; i < events->len; i++)
    {
      const LeatDrillEvent *event = g_ptr_array_index (events, i);

      json_builder_begin_object (builder);
      cli_json_add_number (builder, "time_s", event->time);
      leat_json_add_string (builder, "kind", leat_drill_event_kind_to_string (event->kind));
      leat_json_add_string (builder, "block", event->block);
      leat_json_add_string (builder, "alarm", event->alarm != NULL ? event->alarm->metric : NULL);
      leat_json_add_string (builder, "text", event->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_numbers (JsonBuilder *builder,
             double       number)
{
  number = cli_tidy (number);
  if (isfinite (number))
    json_builder_add_double_value (builder, number);
  else
    json_builder_add_null_value (builder);
}

static void
add_series (JsonBuilder     *builder,
            const LeatDrill *drill,
            guint            block)
{
  guint n;
  const double *times = leat_drill_get_times (drill, &n);

  for (guint j = 0; j < G_N_ELEMENTS (columns); j++)
    {
      json_builder_set_member_name (builder, columns[j].name);
      json_builder_begin_array (builder);
      for (guint k = 0; k < n; k++)
        {
          LeatDrillState state;

          leat_drill_state_at (drill, block, times[k], &state);
          add_numbers (builder, value_of (&state, j));
        }
      json_builder_end_array (builder);
    }
}

static void
add_block (JsonBuilder     *builder,
           const LeatDrill *drill,
           guint            i)
{
  const LeatDrillBlock *block = leat_drill_get_nth_block (drill, i);

  json_builder_begin_object (builder);
  leat_json_add_string (builder, "id", block->result->element->id);
  leat_json_add_string (builder, "name", block->result->element->name);
  leat_json_add_string (builder, "type", block->result->element->type);
  cli_json_add_number (builder, "most_backlog", block->most);
  cli_json_add_number (builder, "most_held", block->most_held);
  cli_json_add_number (builder, "oldest_s", block->oldest);
  cli_json_add_number (builder, "delayed", block->delayed);
  cli_json_add_number (builder, "lost_in_all", block->lost);
  cli_json_add_number (builder, "refused_in_all", block->refused);
  cli_json_add_number (builder, "duplicates", block->duplicates);
  cli_json_add_number (builder, "drained_at_s", block->drained_at);
  json_builder_set_member_name (builder, "series");
  json_builder_begin_object (builder);
  add_series (builder, drill, i);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static int
print_json (const LeatDrill *drill)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  guint n;
  const double *times = leat_drill_get_times (drill, &n);

  json_builder_begin_object (builder);
  add_totals (builder, drill);
  add_events (builder, drill);
  json_builder_set_member_name (builder, "times_s");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    add_numbers (builder, times[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "blocks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < leat_drill_get_n_blocks (drill); i++)
    add_block (builder, drill, i);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return cli_print_json (builder);
}

/* "24:05:30": hours, minutes and seconds since the beginning. */
static char *
clock_of (double seconds)
{
  gint64 whole = (gint64) (seconds + 0.5);

  return g_strdup_printf ("%" G_GINT64_FORMAT ":%02d:%02d", whole / 3600, (int) (whole / 60 % 60), (int) (whole % 60));
}

/* A count of records as people read it: whole, unless it is small. */
static char *
count_of (double number)
{
  if (number >= 1e15)
    return g_strdup_printf ("%.4g", number);
  return number >= 100 || number == 0 ? g_strdup_printf ("%.0f", number) : g_strdup_printf ("%.3g", number);
}

static void
text_words (GString    *text,
            const char *label,
            const char *words)
{
  g_string_append (text, "  ");
  cli_text_cell (text, label, 28);
  g_string_append_c (text, ' ');
  cli_text_cell (text, words, -16);
  g_string_append_c (text, '\n');
}

static void
text_row (GString    *text,
          const char *label,
          double      number)
{
  g_autofree char *count = count_of (number);

  text_words (text, label, count);
}

static void
text_totals (GString         *text,
             const LeatDrill *drill)
{
  const LeatDrillTotals *totals = leat_drill_get_totals (drill);
  g_autofree char *oldest = leat_duration_format (totals->oldest);
  g_autofree char *until = clock_of (totals->horizon);

  text_row (text, _("Most that wait"), totals->most);
  text_words (text, _("Oldest of them"), oldest);
  text_row (text, _("Records delayed"), totals->delayed);
  text_row (text, _("Records lost"), totals->lost);
  text_row (text, _("Records to send again"), totals->refused);
  text_row (text, _("Duplicates, at most"), totals->duplicates);
  if (isinf (totals->drained_at))
    text_words (text, _("Caught up"), _("never"));
  else
    {
      g_autofree char *after = leat_duration_format (totals->drained_at - totals->end);

      text_words (text, _("Caught up, after the outage"), after);
    }
  text_words (text, _("Counted until"), until);
}

static void
text_block (GString    *text,
            const char *name,
            const char *most,
            const char *held,
            const char *oldest,
            const char *lost,
            const char *drained)
{
  const char *cells[] = { most, held, oldest, lost, drained };
  static const int widths[] = { -14, -14, -12, -14, -12 };

  g_string_append (text, "  ");
  cli_text_cell (text, name, 24);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_string_append_c (text, ' ');
      cli_text_cell (text, cells[i], widths[i]);
    }
  g_string_append_c (text, '\n');
}

static void
text_blocks (GString         *text,
             const LeatDrill *drill)
{
  g_string_append_c (text, '\n');
  text_block (text, _("Block"), _("waiting for it"), _("kept in it"), _("oldest"), _("lost"), _("caught up"));
  for (guint i = 0; i < leat_drill_get_n_blocks (drill); i++)
    {
      const LeatDrillBlock *block = leat_drill_get_nth_block (drill, i);
      g_autofree char *most = count_of (block->most);
      g_autofree char *held = count_of (block->most_held);
      g_autofree char *oldest = block->oldest > 0 ? leat_duration_format (block->oldest) : g_strdup ("");
      g_autofree char *lost = count_of (block->lost);
      g_autofree char *drained = isnan (block->drained_at)   ? g_strdup ("")
                                 : isinf (block->drained_at) ? g_strdup (_("never"))
                                                             : clock_of (block->drained_at);

      text_block (text, name_of (block), most, held, oldest, lost, drained);
    }
}

static int
print_text (const LeatDrill *drill)
{
  g_autoptr(GString) text = g_string_new (NULL);
  GPtrArray *events = leat_drill_get_events (drill);

  for (guint i = 0; i < events->len; i++)
    {
      const LeatDrillEvent *event = g_ptr_array_index (events, i);
      g_autofree char *time = clock_of (event->time);

      g_string_append_printf (text, "%9s  %s\n", time, event->text);
    }
  g_string_append_c (text, '\n');
  text_totals (text, drill);
  text_blocks (text, drill);
  return cli_print (text->str);
}

/* Midnight, which is no time of more than 0, is a start too; before it, the engine says what would do. */
static gboolean
parse_start (const char *text,
             double     *minutes,
             int        *status)
{
  double number;

  if (text == NULL || !leat_parse_number (text, &number))
    return cli_parse_time (&leat_command_drill, "--at", text, "min", minutes, status);
  *minutes = number;
  return TRUE;
}

static int
run (int    argc,
     char **argv)
{
  g_autofree char *format = NULL;
  g_autofree char *block = NULL;
  g_autofree char *time = NULL;
  g_autofree char *at = NULL;
  double minutes = NAN, after = 0, factor = 0;
  LeatDrillOptions options = LEAT_DRILL_OPTIONS_INIT;
  const GOptionEntry entries[] = {
    { "stop", 0, 0, G_OPTION_ARG_STRING, &block, N_("Which block stops"), N_("BLOCK") },
    { "for", 0, 0, G_OPTION_ARG_STRING, &time, N_("How long: minutes, or a time such as 2h"), N_("MINUTES") },
    { "slow", 0, 0, G_OPTION_ARG_DOUBLE, &factor, N_("It only slows down to this part of what it can do"), N_("FACTOR") },
    { "load", 0, 0, G_OPTION_ARG_DOUBLE, &options.load, N_("Multiplies what every source sends"), N_("X") },
    { "at", 0, 0, G_OPTION_ARG_STRING, &at, N_("When it stops: minutes after midnight, or a time such as 9h"), N_("MINUTES") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("text, csv or json"), N_("FORMAT") },
    { NULL }
  };
  int status;
  const char *file;
  g_autoptr(LeatCatalogue) catalogue = NULL;
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(LeatDrill) drill = NULL;
  g_autoptr(GError) error = NULL;

  if (!cli_parse (&leat_command_drill, entries, &argc, &argv, &status) ||
      !cli_check_format (&leat_command_drill, format, "text|csv|json", &status) ||
      !cli_parse_time (&leat_command_drill, "--for", time, "min", &minutes, &status) ||
      !parse_start (at, &after, &status) ||
      (file = cli_one_file (&leat_command_drill, argc, argv, &status)) == NULL)
    return status;
  if (block == NULL || isnan (minutes))
    return cli_usage (&leat_command_drill, _("--stop and --for are needed, such as --stop orders --for 10"));
  if ((catalogue = cli_catalogue ()) == NULL || (pipeline = cli_read (file, catalogue)) == NULL ||
      (report = cli_report (pipeline, catalogue)) == NULL)
    return LEAT_EXIT_INPUT;
  if ((options.block = cli_find_block (&leat_command_drill, pipeline, block, file, &status)) == NULL)
    return status;

  options.start = after * 60;
  options.duration = minutes * 60;
  options.factor = factor;
  drill = leat_drill_run (report, &options, NULL, &error);
  if (drill == NULL)
    return cli_usage (&leat_command_drill, "%s", error->message);
  if (g_strcmp0 (format, "csv") == 0)
    return print_csv (drill);
  return g_strcmp0 (format, "json") == 0 ? print_json (drill) : print_text (drill);
}

const LeatCommand leat_command_drill = {
  "drill", "FILE --stop BLOCK --for MINUTES", N_("what happens if a block stops: backlog, alarms, loss, time to catch up"),
  "leat-cli drill pipeline.leat --stop orders --for 10 --load 2", run,
};
