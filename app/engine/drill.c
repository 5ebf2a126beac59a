/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/drill-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Runs a drill and keeps what came of it: for each block that the outage reaches the segments in which its rates stay. */

/* Even steps that a chart gets besides the moments at which something changes. */
#define STEPS 120

static void
free_event (gpointer data)
{
  LeatDrillEvent *event = data;

  g_free (event->text);
  g_free (event);
}

static void
unref_array (gpointer data)
{
  g_array_unref (data);
}

LeatDrill *
leat_drill_ref (LeatDrill *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
leat_drill_unref (LeatDrill *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->blocks);
  g_ptr_array_unref (self->segments);
  g_array_unref (self->times);
  g_ptr_array_unref (self->events);
  g_array_unref (self->alarms);
  g_hash_table_unref (self->rates);
  leat_report_unref (self->report);
  g_free (self);
}

const LeatDrillTotals *
leat_drill_get_totals (const LeatDrill *self)
{
  return &self->totals;
}

guint
leat_drill_get_n_blocks (const LeatDrill *self)
{
  return self->blocks->len;
}

const LeatDrillBlock *
leat_drill_get_nth_block (const LeatDrill *self,
                          guint            i)
{
  g_return_val_if_fail (i < self->blocks->len, NULL);

  return &g_array_index (self->blocks, LeatDrillBlock, i);
}

const double *
leat_drill_get_times (const LeatDrill *self,
                      guint           *n)
{
  *n = self->times->len;
  return (const double *) self->times->data;
}

GPtrArray *
leat_drill_get_events (const LeatDrill *self)
{
  return self->events;
}

GArray *
leat_drill_get_alarms (const LeatDrill *self)
{
  return self->alarms;
}

double
leat_drill_get_wire_rate (const LeatDrill *self,
                          const char      *wire,
                          double           time)
{
  const GArray *rates = g_hash_table_lookup (self->rates, wire);
  guint low = 0, high = rates != NULL ? rates->len : 0;

  if (high == 0)
    return NAN;
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      *(g_array_index (rates, DrillRate, middle).time <= time ? &low : &high) = middle;
    }
  return g_array_index (rates, DrillRate, low).rate;
}

/* The segment that holds a moment. */
static const DrillSegment *
find_segment (const GArray *segments,
              double        time)
{
  guint low = 0, high = segments->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (segments, DrillSegment, middle).time <= time)
        low = middle;
      else
        high = middle;
    }
  return &g_array_index (segments, DrillSegment, low);
}

void
leat_drill_state_at (const LeatDrill *self,
                     guint            i,
                     double           time,
                     LeatDrillState  *state)
{
  const DrillSegment *segment;
  double seconds;

  g_return_if_fail (i < self->segments->len);

  segment = find_segment (self->segments->pdata[i], time);
  seconds = CLAMP (time, 0, self->totals.horizon) - segment->time;
  *state = (LeatDrillState){
    .arrivals = segment->arrivals,
    .served = segment->served,
    .utilisation = segment->utilisation,
    .is_down = segment->is_down,
    .backlog = MAX (drill_line_at (&segment->backlog, seconds), 0),
    .backlog_mb = MAX (drill_line_at (&segment->backlog_mb, seconds), 0),
    .age = MAX (drill_line_at (&segment->age, seconds), 0),
    .held = MAX (drill_line_at (&segment->held, seconds), 0),
    .held_mb = MAX (drill_line_at (&segment->held_mb, seconds), 0),
    .held_age = MAX (drill_line_at (&segment->held_age, seconds), 0),
    .arrived = drill_line_at (&segment->arrived, seconds),
    .taken = drill_line_at (&segment->taken, seconds),
    .lost = drill_line_at (&segment->lost, seconds),
    .refused = drill_line_at (&segment->refused, seconds),
  };
}

/* How much the block takes when it stops, as a multiple of what it does as drawn. */
static double
load_at_start (const DrillNetwork *network,
               const DrillNetwork *usual,
               guint               block)
{
  const LeatDrillOptions *options = network->options;
  double drawn = network->blocks[block].usual * options->load;

  if (usual == NULL || drawn <= 0)
    return 1;
  return find_segment (usual->blocks[block].segments, options->start)->served / drawn;
}

/* What was under way when the block stopped comes again where delivery is at least once. */
static double
duplicates_of (const DrillNetwork *network,
               const DrillNetwork *usual,
               guint               block)
{
  const DrillBlock *item = &network->blocks[block];
  const LeatBlockResult *result = g_ptr_array_index (network->report->results, block);
  double seconds = 0, sum = 0;

  if (!item->is_down || network->options->factor > 0 || item->period > 0)
    return 0;
  for (guint i = 0; i < result->n_stages; i++)
    if (result->stages[i].stage->kind != LEAT_STAGE_SCHEDULE && isfinite (result->stages[i].mean))
      seconds += result->stages[i].mean;
  for (guint i = network->in_starts[block]; i < network->in_starts[block + 1]; i++)
    if (drill_in (network, i)->redelivers && !drill_in (network, i)->asks)
      sum += drill_in (network, i)->usual * network->options->load * seconds;
  return sum * load_at_start (network, usual, block);
}

static void
sum_segments (const GArray   *segments,
              double          horizon,
              LeatDrillBlock *block)
{
  block->drained_at = NAN;
  for (guint i = 0; i < segments->len; i++)
    {
      const DrillSegment *segment = &g_array_index (segments, DrillSegment, i);
      double end = i + 1 < segments->len ? segment[1].time : horizon;

      if (segment->backlog.value > 0 || segment->backlog.slope > 0)
        block->drained_at = INFINITY;
      else if (isinf (block->drained_at))
        block->drained_at = segment->time;
      block->most = MAX (block->most, MAX (segment->backlog.value, drill_line_at (&segment->backlog, end - segment->time)));
      block->oldest = MAX (block->oldest, MAX (segment->age.value, drill_line_at (&segment->age, end - segment->time)));
      block->most_held = MAX (block->most_held, MAX (segment->held.value, drill_line_at (&segment->held, end - segment->time)));
    }
}

static void
add_block (LeatDrill          *self,
           const DrillNetwork *network,
           const DrillNetwork *usual,
           guint               i)
{
  LeatDrillBlock block = { g_ptr_array_index (self->report->results, i) };

  sum_segments (network->blocks[i].segments, self->totals.horizon, &block);
  for (guint j = network->in_starts[i]; j < network->in_starts[i + 1]; j++)
    {
      block.delayed += drill_in (network, j)->delayed;
      block.lost += drill_in (network, j)->lost;
      block.refused += drill_in (network, j)->refused;
    }
  block.duplicates = duplicates_of (network, usual, i);
  self->totals.oldest = MAX (self->totals.oldest, block.oldest);
  self->totals.delayed += block.delayed;
  self->totals.lost += block.lost;
  self->totals.refused += block.refused;
  self->totals.duplicates += block.duplicates;
  g_array_append_val (self->blocks, block);
  g_ptr_array_add (self->segments, g_array_ref (network->blocks[i].segments));
}

static gboolean
is_alike (double a,
          double b)
{
  return a == b || fabs (a - b) <= 1e-9 * MAX (MAX (fabs (a), fabs (b)), 1);
}

/* Whether all is the same in two courses of a block, but for how rounding went. */
static gboolean
is_same_course (const GArray *a,
                const GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const DrillSegment *x = &g_array_index (a, DrillSegment, i), *y = &g_array_index (b, DrillSegment, i);

      if (!is_alike (x->time, y->time) || !is_alike (x->arrivals, y->arrivals) || !is_alike (x->served, y->served) ||
          !is_alike (x->backlog.value, y->backlog.value) || !is_alike (x->held.value, y->held.value) ||
          x->is_down != y->is_down || x->is_failing != y->is_failing)
        return FALSE;
    }
  return TRUE;
}

/* @usual is how it goes without the outage; where the load stays as it is, all that changes is by the outage. */
static gboolean
is_reached (const DrillNetwork *network,
            const DrillNetwork *usual,
            guint               block)
{
  const GArray *segments = network->blocks[block].segments;

  if (block == network->stopped || network->blocks[block].misses_run)
    return TRUE;
  if (usual != NULL)
    return !is_same_course (segments, usual->blocks[block].segments);
  return segments->len > 1 || g_array_index (segments, DrillSegment, 0).backlog.slope > 0;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
add_times (LeatDrill *self)
{
  guint n = 0;
  double *times;

  for (guint i = 0; i <= STEPS; i++)
    {
      double time = self->totals.horizon * i / STEPS;

      g_array_append_val (self->times, time);
    }
  for (guint i = 0; i < self->segments->len; i++)
    {
      const GArray *segments = self->segments->pdata[i];

      for (guint j = 0; j < segments->len; j++)
        g_array_append_val (self->times, g_array_index (segments, DrillSegment, j).time);
    }
  g_array_append_val (self->times, self->totals.start);
  g_array_append_val (self->times, self->totals.end);
  g_array_sort (self->times, compare_times);
  times = (double *) self->times->data;
  for (guint i = 0; i < self->times->len && times[i] <= self->totals.horizon; i++)
    if (n == 0 || times[i] - times[n - 1] > 1e-9 * MAX (times[i], 1))
      times[n++] = times[i];
  g_array_set_size (self->times, n);
}

static gboolean
check_options (const LeatDrillOptions *options,
               GError                **error)
{
  if (!isfinite (options->duration) || options->duration <= 0 || options->duration > 366 * 86400.0)
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("An outage takes more than 0 and at most 527040 minutes, not %g"),
                 options->duration / 60);
  else if (!isfinite (options->start) || options->start < 0 || options->start > 366 * 86400.0)
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("An outage begins at minute 0 or later, up to 527040, not at %g"),
                 options->start / 60);
  else if (!(options->factor >= 0 && options->factor < 1))
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE,
                 _("A slow block keeps a part of what it can do: at least 0 and less than 1, not %g"), options->factor);
  else if (!isfinite (options->load) || options->load <= 0 || options->load > 1e9)
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("A load is a multiple of what is drawn, more than 0 and at most 1e9, not %g"),
                 options->load);
  else if (!(options->horizon == 0 || options->horizon >= options->start + options->duration))
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("A drill cannot end before the outage does"));
  else
    return TRUE;
  return FALSE;
}

static LeatDrill *
drill_new (LeatReport             *report,
           const LeatDrillOptions *options)
{
  LeatDrill *self = g_new0 (LeatDrill, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->report = leat_report_ref (report);
  self->blocks = g_array_new (FALSE, TRUE, sizeof (LeatDrillBlock));
  self->segments = g_ptr_array_new_with_free_func (unref_array);
  self->times = g_array_new (FALSE, FALSE, sizeof (double));
  self->events = g_ptr_array_new_with_free_func (free_event);
  self->alarms = g_array_new (FALSE, FALSE, sizeof (LeatDrillAlarm));
  self->rates = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unref_array);
  self->totals.start = options->start;
  self->totals.end = options->start + options->duration;
  return self;
}

/* The day of the drill as it goes without the outage; NULL if the load stays as it is, or if it was cancelled. */
static DrillNetwork *
new_usual (const LeatDrill    *self,
           const DrillNetwork *network,
           GCancellable       *cancellable)
{
  g_autoptr(DrillNetwork) usual = NULL;

  if (network->days == NULL && network->options->load_at == NULL)
    return NULL;
  usual = drill_network_new (self->report, network->options, network->stopped);
  drill_network_let_be (usual);
  return drill_network_flow_until (usual, self->totals.horizon, cancellable) ? g_steal_pointer (&usual) : NULL;
}

LeatDrill *
leat_drill_run (LeatReport             *report,
                const LeatDrillOptions *options,
                GCancellable           *cancellable,
                GError                **error)
{
  g_autoptr(LeatDrill) self = NULL;
  g_autoptr(DrillNetwork) network = NULL;
  g_autoptr(DrillNetwork) usual = NULL;
  const char *id = options->block != NULL ? options->block : "";
  guint stopped = GPOINTER_TO_UINT (g_hash_table_lookup (report->graph->index_of, id));

  if (stopped == 0)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN, _("The pipeline has no block “%s” that could stop"), id);
      return NULL;
    }
  if (!check_options (options, error))
    return NULL;

  self = drill_new (report, options);
  network = drill_network_new (report, options, stopped - 1);
  if (!drill_network_flow (network, &self->totals, cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  usual = new_usual (self, network, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  for (guint i = 0; i < network->n_blocks; i++)
    if (is_reached (network, usual, report->graph->order[i]))
      add_block (self, network, usual, report->graph->order[i]);
  add_times (self);
  for (guint i = 0; i < network->n_flows; i++)
    g_hash_table_insert (self->rates, (gpointer) network->flows[i].wire, g_array_ref (network->flows[i].rates));
  drill_tell (self, network);
  return g_steal_pointer (&self);
}
