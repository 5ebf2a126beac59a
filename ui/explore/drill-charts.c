/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/drill-charts.h"

#include "config.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* More curves than these in a plot, or marks over it, hide each other. */
#define MAX_CURVES 5
#define MAX_MARKS 10
#define MAX_THRESHOLDS 2

/* How much is shown before the outage, as a part of what comes after. */
#define LEAD 0.1

/* Even steps between the moments at which something changes: what the pointer finds. */
#define STEPS 60

/* Thresholds that are closer to each other, as a part of what is reached, would be one line. */
#define APART 0.04

/* A threshold that is further off than this many times what is reached would only flatten the curve. */
#define NEAR 2.0

typedef struct
{
  const LeatDrill     *drill;
  const LeatDrillPlan *plan;
  LeatChart           *chart;
  double               from;
  double               to;
} Timeline;

typedef double (*Measure) (const LeatDrillState *state);

static double
get_backlog (const LeatDrillState *state)
{
  return state->backlog;
}

static double
get_held_age (const LeatDrillState *state)
{
  return state->held_age;
}

static double
get_arrivals (const LeatDrillState *state)
{
  return state->arrivals;
}

static double
get_served (const LeatDrillState *state)
{
  return state->served;
}

static double
get_lost (const LeatDrillState *state)
{
  return state->lost;
}

static double
get_refused (const LeatDrillState *state)
{
  return state->refused;
}

static const char *
label_of (const LeatDrill *drill,
          guint            i)
{
  return leat_element_get_label (leat_drill_get_nth_block (drill, i)->result->element);
}

static const char *
label_by_id (const LeatDrillPlan *plan,
             const char          *id)
{
  const LeatBlockResult *result = leat_report_get_block (leat_drill_plan_get_report (plan), id);

  return result != NULL ? leat_element_get_label (result->element) : id;
}

/* Totals */

static char *
format_count (double number)
{
  return leat_quantity_format (number >= 100 ? round (number) : number, NULL);
}

static void
add_total (GPtrArray  *totals,
           const char *name,
           double      number)
{
  g_ptr_array_add (totals, g_strdup (name));
  g_ptr_array_add (totals, number > 0 ? format_count (number) : g_strdup (_("none")));
}

static char *
describe_caught_up (const LeatDrillTotals *totals)
{
  if (isinf (totals->drained_at))
    return g_strdup (_("never"));
  return totals->drained_at > totals->end ? leat_duration_format (totals->drained_at - totals->end) : g_strdup (_("at once"));
}

char **
leat_drill_dup_totals (const LeatDrill *drill)
{
  const LeatDrillTotals *totals = leat_drill_get_totals (drill);
  GPtrArray *array = g_ptr_array_new ();

  add_total (array, _("Most that wait"), totals->most);
  g_ptr_array_add (array, g_strdup (_("Oldest of them")));
  g_ptr_array_add (array, totals->oldest > 0 ? leat_duration_format (totals->oldest) : g_strdup (_("none")));
  add_total (array, _("Delayed"), totals->delayed);
  add_total (array, _("Lost"), totals->lost);
  add_total (array, _("Sent again"), totals->refused);
  g_ptr_array_add (array, g_strdup (_("Caught up after")));
  g_ptr_array_add (array, describe_caught_up (totals));
  g_ptr_array_add (array, NULL);
  return (char **) g_ptr_array_free (array, FALSE);
}

/* The timeline */

double
leat_drill_get_beginning (const LeatDrill *drill)
{
  const LeatDrillTotals *totals = leat_drill_get_totals (drill);

  return MAX (totals->start - LEAD * (totals->horizon - totals->start), 0);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* The moments of a curve. Where it jumps, there is one just before. */
static GArray *
find_moments (const Timeline *self,
              guint           block,
              Measure         measure)
{
  GArray *moments = g_array_new (FALSE, FALSE, sizeof (double));
  double tick = (self->to - self->from) * 1e-7;
  guint n, kept = 0;
  const double *times = leat_drill_get_times (self->drill, &n);

  for (guint i = 0; i <= STEPS; i++)
    {
      double time = self->from + (self->to - self->from) * i / STEPS;

      g_array_append_val (moments, time);
    }
  for (guint i = 0; i < n; i++)
    {
      double before = times[i] - tick;
      LeatDrillState left, right;

      if (before <= self->from || times[i] >= self->to)
        continue;
      leat_drill_state_at (self->drill, block, before, &left);
      leat_drill_state_at (self->drill, block, times[i], &right);
      g_array_append_val (moments, times[i]);
      if (fabs (measure (&right) - measure (&left)) > 1e-4 * MAX (measure (&right), measure (&left)))
        g_array_append_val (moments, before);
    }
  g_array_sort (moments, compare_times);
  for (guint i = 0; i < moments->len; i++)
    {
      double time = g_array_index (moments, double, i);

      if (kept == 0 || time - g_array_index (moments, double, kept - 1) > tick / 2)
        g_array_index (moments, double, kept++) = time;
    }
  g_array_set_size (moments, kept);
  return moments;
}

static double
add_curve (const Timeline *self,
           guint           block,
           const char     *name,
           Measure         measure,
           int             colour)
{
  g_autoptr(GArray) moments = find_moments (self, block, measure);
  g_autofree double *values = g_new (double, moments->len);
  double most = 0;

  for (guint i = 0; i < moments->len; i++)
    {
      LeatDrillState state;

      leat_drill_state_at (self->drill, block, g_array_index (moments, double, i), &state);
      values[i] = measure (&state);
      most = MAX (most, values[i]);
    }
  leat_chart_add_series (self->chart, name, colour, moments->len, (const double *) moments->data, values);
  return most;
}

static int
find_block (const LeatDrill *drill,
            const char      *id)
{
  for (guint i = 0; i < leat_drill_get_n_blocks (drill); i++)
    if (g_str_equal (leat_drill_get_nth_block (drill, i)->result->element->id, id))
      return (int) i;
  return -1;
}

static double
most_waiting (const LeatDrillBlock *block)
{
  return block->most;
}

static double
most_held (const LeatDrillBlock *block)
{
  return block->most_held;
}

static double
most_gone (const LeatDrillBlock *block)
{
  return block->lost + block->refused;
}

/* The blocks of which something is most, upstream first; those of which it is nothing are left out. */
static GArray *
find_worst (const LeatDrill *drill,
            double         (*most) (const LeatDrillBlock *))
{
  GArray *worst = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < leat_drill_get_n_blocks (drill); i++)
    {
      double value = most (leat_drill_get_nth_block (drill, i));
      guint least = 0;

      if (value <= 0)
        continue;
      g_array_append_val (worst, i);
      for (guint k = 0; k < worst->len; k++)
        if (most (leat_drill_get_nth_block (drill, g_array_index (worst, guint, k))) <
            most (leat_drill_get_nth_block (drill, g_array_index (worst, guint, least))))
          least = k;
      if (worst->len > MAX_CURVES)
        g_array_remove_index (worst, least);
    }
  return worst;
}

static int
colour_of (guint block)
{
  return LEAT_CHART_OWN ((int) (block % LEAT_N_SERIES_COLOURS));
}

static void
add_waiting (const Timeline *self)
{
  g_autoptr(GArray) worst = find_worst (self->drill, most_waiting);

  if (worst->len == 0)
    return;
  leat_chart_add_panel (self->chart, _("Records that wait for a block"), LEAT_FIGURE_PLAIN, NULL);
  for (guint i = 0; i < worst->len; i++)
    {
      guint block = g_array_index (worst, guint, i);

      add_curve (self, block, label_of (self->drill, block), get_backlog, colour_of (block));
    }
}

static gboolean
is_of_age (const LeatAlarm *alarm)
{
  return alarm->measure == LEAT_MEASURE_AGE || alarm->measure == LEAT_MEASURE_WAIT || alarm->measure == LEAT_MEASURE_LAG;
}

static void
mark_thresholds (const Timeline *self,
                 double          most)
{
  GArray *alarms = leat_drill_get_alarms (self->drill);
  g_autoptr(GArray) marked = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < alarms->len && marked->len < MAX_THRESHOLDS; i++)
    {
      const LeatDrillAlarm *alarm = &g_array_index (alarms, LeatDrillAlarm, i);
      g_autofree char *time = leat_duration_format (alarm->threshold);
      g_autofree char *words = g_strdup_printf (_("alarm above %s"), time);
      gboolean is_known = FALSE;

      for (guint k = 0; k < marked->len; k++)
        is_known = is_known || !(fabs (g_array_index (marked, double, k) - alarm->threshold) > APART * most);
      if (is_known || !is_of_age (alarm->alarm) || !(alarm->threshold <= NEAR * most) ||
          find_block (self->drill, alarm->block) < 0)
        continue;
      leat_chart_add_mark (self->chart, LEAT_CHART_Y, alarm->threshold, words, LEAT_MARK_LIMIT);
      g_array_append_val (marked, alarm->threshold);
    }
}

static void
add_ages (const Timeline *self)
{
  g_autoptr(GArray) worst = find_worst (self->drill, most_held);
  double most = 0;

  if (worst->len == 0)
    return;
  leat_chart_add_panel (self->chart, _("Age of the oldest record that a block keeps"), LEAT_FIGURE_DURATION, NULL);
  for (guint i = 0; i < worst->len; i++)
    {
      guint block = g_array_index (worst, guint, i);

      double oldest = add_curve (self, block, label_of (self->drill, block), get_held_age, colour_of (block));

      most = MAX (most, oldest);
    }
  mark_thresholds (self, most);
}

static void
add_rates (const Timeline *self,
           guint           subject)
{
  g_autofree char *title = g_strdup_printf (_("%s: records a second"), label_of (self->drill, subject));

  leat_chart_add_panel (self->chart, title, LEAT_FIGURE_PLAIN, NULL);
  add_curve (self, subject, _("arrive"), get_arrivals, LEAT_CHART_NEXT);
  add_curve (self, subject, _("taken"), get_served, LEAT_CHART_NEXT);
}

static void
add_gone (const Timeline *self)
{
  g_autoptr(GArray) worst = find_worst (self->drill, most_gone);

  if (worst->len == 0)
    return;
  leat_chart_add_panel (self->chart, _("Records lost or to be sent again"), LEAT_FIGURE_PLAIN, NULL);
  for (guint i = 0; i < worst->len; i++)
    {
      guint at = g_array_index (worst, guint, i);
      const LeatDrillBlock *block = leat_drill_get_nth_block (self->drill, at);
      g_autofree char *lost = g_strdup_printf (_("%s: lost"), label_of (self->drill, at));
      g_autofree char *refused = g_strdup_printf (_("%s: sent again"), label_of (self->drill, at));

      if (block->lost > 0)
        add_curve (self, at, lost, get_lost, LEAT_CHART_NEXT);
      if (block->refused > 0)
        add_curve (self, at, refused, get_refused, LEAT_CHART_NEXT);
    }
}

static char *
describe_mark (const LeatDrillEvent *event,
               const char           *label,
               LeatMarkLook         *look)
{
  *look = LEAT_MARK_LIMIT;
  switch (event->kind)
    {
    case LEAT_DRILL_ALARM:
      return g_strdup_printf (_("alarm: %s"), label);
    case LEAT_DRILL_LOSES:
      return g_strdup_printf (_("lost: %s"), label);
    case LEAT_DRILL_REFUSES:
      return g_strdup_printf (_("turns away: %s"), label);
    case LEAT_DRILL_RECOVERS:
      *look = LEAT_MARK_EVENT;
      return g_strdup_printf (_("%s is back"), label);
    case LEAT_DRILL_DRAINED:
      *look = LEAT_MARK_EVENT;
      return g_strdup_printf (_("%s caught up"), label);
    case LEAT_DRILL_STOPS:
    case LEAT_DRILL_MISSES_RUN:
    case LEAT_DRILL_UNTOUCHED:
    case LEAT_DRILL_ALARM_OVER:
    case LEAT_DRILL_UNWATCHED:
    case LEAT_DRILL_LOSES_NO_MORE:
    case LEAT_DRILL_REFUSES_NO_MORE:
    case LEAT_DRILL_NEVER_DRAINS:
    default:
      return NULL;
    }
}

/* Several alarms of a block that begin at one time are one mark. */
static void
mark_events (const Timeline *self)
{
  GPtrArray *events = leat_drill_get_events (self->drill);
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < events->len && g_hash_table_size (known) < MAX_MARKS; i++)
    {
      const LeatDrillEvent *event = events->pdata[i];
      LeatMarkLook look;
      g_autofree char *words = describe_mark (event, label_by_id (self->plan, event->block), &look);
      g_autofree char *key = g_strdup_printf ("%.3f %s", event->time, words != NULL ? words : "");

      if (words == NULL || event->time < self->from || g_hash_table_contains (known, key))
        continue;
      g_hash_table_add (known, g_steal_pointer (&key));
      leat_chart_add_mark (self->chart, LEAT_CHART_X, event->time, words, look);
    }
}

/* Whose rates are shown: the block that stops, or else the one for which most waits. */
static guint
find_subject (const LeatDrill     *drill,
              const LeatDrillPlan *plan)
{
  int stopped = find_block (drill, leat_drill_plan_get_options (plan)->block);
  guint subject = stopped >= 0 ? (guint) stopped : 0;
  double most = 0;
  LeatDrillState state;

  leat_drill_state_at (drill, subject, 0, &state);
  for (guint i = 0; i < leat_drill_get_n_blocks (drill) && !(state.arrivals > 0); i++)
    if (leat_drill_get_nth_block (drill, i)->most > most)
      {
        most = leat_drill_get_nth_block (drill, i)->most;
        subject = i;
      }
  return subject;
}

LeatChart *
leat_drill_chart_new (const LeatDrill     *drill,
                      const LeatDrillPlan *plan)
{
  const LeatDrillTotals *totals = leat_drill_get_totals (drill);
  const LeatDrillOptions *options = leat_drill_plan_get_options (plan);
  const char *stopped = label_by_id (plan, options->block);
  g_autofree char *span = g_strdup_printf (options->factor > 0 ? _("%s is slow") : _("%s is stopped"), stopped);
  Timeline self = { drill, plan, leat_chart_new (LEAT_CHART_TIMELINE, _("Course of the Outage")),
                    leat_drill_get_beginning (drill), totals->horizon };
  guint subject;

  leat_chart_set_axis (self.chart, LEAT_CHART_X, _("Time of day"), LEAT_FIGURE_CLOCK, NULL, FALSE);
  leat_chart_set_range (self.chart, LEAT_CHART_X, self.from, self.to);
  leat_chart_add_span (self.chart, totals->start, totals->end, span);
  if (leat_drill_get_n_blocks (drill) > 0)
    {
      subject = find_subject (drill, plan);
      add_waiting (&self);
      add_ages (&self);
      add_rates (&self, subject);
      add_gone (&self);
    }
  mark_events (&self);
  return self.chart;
}
