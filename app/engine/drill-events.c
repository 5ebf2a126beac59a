/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/drill-private.h"
#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Tells what happened in a drill that has been run: what stopped, which alarms fired when, what was lost, who caught up. */

typedef struct
{
  LeatDrill    *drill;
  DrillNetwork *network;
  LeatContext   context;
} Teller;

static const char *const kind_words[] = {
  [LEAT_DRILL_STOPS] = "stops",
  [LEAT_DRILL_RECOVERS] = "recovers",
  [LEAT_DRILL_MISSES_RUN] = "misses-run",
  [LEAT_DRILL_UNTOUCHED] = "untouched",
  [LEAT_DRILL_ALARM] = "alarm",
  [LEAT_DRILL_ALARM_OVER] = "alarm-over",
  [LEAT_DRILL_UNWATCHED] = "unwatched",
  [LEAT_DRILL_LOSES] = "loses",
  [LEAT_DRILL_LOSES_NO_MORE] = "loses-no-more",
  [LEAT_DRILL_REFUSES] = "refuses",
  [LEAT_DRILL_REFUSES_NO_MORE] = "refuses-no-more",
  [LEAT_DRILL_DRAINED] = "drained",
  [LEAT_DRILL_NEVER_DRAINS] = "never-drains",
};

const char *
leat_drill_event_kind_to_string (LeatDrillEventKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_words), "");

  return kind_words[kind];
}

static const LeatElement *
element_of (const Teller *self,
            guint         block)
{
  return g_ptr_array_index (self->network->report->blocks, block);
}

static const char *
name_of (const Teller *self,
         guint         block)
{
  const LeatElement *element = element_of (self, block);

  return element->name != NULL && *element->name != '\0' ? element->name : element->id;
}

/* Takes the text. */
static void
tell (Teller            *self,
      double             time,
      LeatDrillEventKind kind,
      guint              block,
      const LeatAlarm   *alarm,
      char              *text)
{
  LeatDrillEvent *event = g_new0 (LeatDrillEvent, 1);

  *event = (LeatDrillEvent){ time, kind, element_of (self, block)->id, alarm, text };
  g_ptr_array_add (self->drill->events, event);
}

static void
tell_outage (Teller *self)
{
  const LeatDrillOptions *options = self->network->options;
  const LeatDrillTotals *totals = &self->drill->totals;
  const char *name = name_of (self, self->network->stopped);

  tell (self, totals->start, LEAT_DRILL_STOPS, self->network->stopped, NULL,
        options->factor > 0 ? g_strdup_printf (_("%s slows down to %g of what it can do"), name, options->factor)
                            : g_strdup_printf (_("%s stops"), name));
  tell (self, totals->end, LEAT_DRILL_RECOVERS, self->network->stopped, NULL, g_strdup_printf (_("%s is back"), name));
}

static char *
clock_of (double seconds)
{
  int minutes = (int) floor (seconds / 60 + 1e-6);

  return g_strdup_printf ("%d:%02d", minutes / 60, minutes % 60);
}

static void
tell_dependent (Teller *self,
                guint   i)
{
  const DrillBlock *block = &self->network->blocks[i];
  const char *stopped = name_of (self, self->network->stopped);

  if (block->period > 0 && self->network->options->factor <= 0)
    {
      g_autofree char *from = clock_of (block->down_from);
      g_autofree char *until = clock_of (block->down_until);

      if (block->misses_run)
        tell (self, block->down_from, LEAT_DRILL_MISSES_RUN, i, NULL,
              g_strdup_printf (_("%s misses its run at %s and catches up with the next, at %s"), name_of (self, i), from, until));
      else
        tell (self, self->drill->totals.start, LEAT_DRILL_UNTOUCHED, i, NULL,
              g_strdup_printf (_("No run of %s falls into the outage"), name_of (self, i)));
    }
  else if (block->is_down && i != self->network->stopped)
    tell (self, self->drill->totals.start, LEAT_DRILL_STOPS, i, NULL,
          g_strdup_printf (_("%s stops with it: it needs %s"), name_of (self, i), stopped));
}

static gboolean
watches (const Teller *self,
         guint         block)
{
  const LeatGraph *graph = self->network->report->graph;

  for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
    if (((LeatElement *) self->network->report->wires->pdata[graph->touching[i]])->wire_kind == LEAT_WIRE_MONITORS &&
        leat_graph_wire (graph, graph->touching[i])->from == block)
      return TRUE;
  return FALSE;
}

/* Whether a record comes for one of the blocks that the outage reaches, or one of them misses its run. */
static gboolean
touches_something (const Teller *self)
{
  const DrillNetwork *network = self->network;

  for (guint i = 0; i < self->drill->blocks->len; i++)
    {
      const LeatBlockResult *result = g_array_index (self->drill->blocks, LeatDrillBlock, i).result;
      const DrillBlock *block = &network->blocks[GPOINTER_TO_UINT (g_hash_table_lookup (network->report->graph->index_of,
                                                                                        result->element->id)) - 1];

      if (block->usual + block->own > 0 || block->period > 0)
        return TRUE;
    }
  return FALSE;
}

static void
tell_dependents (Teller *self)
{
  for (guint i = 0; i < self->network->n_blocks; i++)
    if (self->network->blocks[i].is_down || self->network->blocks[i].is_controlled)
      tell_dependent (self, i);
  if (touches_something (self))
    return;
  tell (self, self->drill->totals.start, LEAT_DRILL_UNTOUCHED, self->network->stopped, NULL,
        g_strdup_printf (watches (self, self->network->stopped)
                           ? _("While %s is stopped, no alarm of what it watches fires")
                           : _("No records flow through %s, and none depend on it"),
                         name_of (self, self->network->stopped)));
}

/* Of the wires to a block, the one on which most was lost, or refused. */
static const DrillFlow *
worst_of (const Teller *self,
          guint         block,
          gboolean      refused)
{
  const DrillNetwork *network = self->network;
  const DrillFlow *worst = NULL;

  for (guint i = network->in_starts[block]; i < network->in_starts[block + 1]; i++)
    {
      const DrillFlow *flow = drill_in (network, i);

      if (worst == NULL || (refused ? flow->refused > worst->refused : flow->lost > worst->lost))
        worst = flow;
    }
  return worst;
}

static char *
say_loss (const Teller *self,
          guint         block)
{
  const DrillFlow *flow = worst_of (self, block, FALSE);
  g_autofree char *kept = NULL;

  if (!drill_flow_holds (flow))
    return g_strdup_printf (_("%s cannot take what %s sends, and nobody sends it again: it is lost"), name_of (self, block),
                            name_of (self, flow->from));
  kept = leat_duration_format (flow->retention);
  return g_strdup_printf (_("%s keeps records for %s: what has waited longer for %s is lost"), name_of (self, flow->from), kept,
                          name_of (self, block));
}

static void
tell_losses (Teller *self,
             guint   block)
{
  const GArray *segments = self->network->blocks[block].segments;
  gboolean loses = FALSE, refuses = FALSE;

  if (self->network->in_starts[block] == self->network->in_starts[block + 1])
    return;
  for (guint i = 0; i < segments->len; i++)
    {
      const DrillSegment *segment = &g_array_index (segments, DrillSegment, i);

      if ((segment->lost.slope > 0) != loses)
        {
          loses = !loses;
          tell (self, segment->time, loses ? LEAT_DRILL_LOSES : LEAT_DRILL_LOSES_NO_MORE, block, NULL,
                loses ? say_loss (self, block)
                      : g_strdup_printf (_("Nothing more on its way to %s is lost"), name_of (self, block)));
        }
      if ((segment->refused.slope > 0) != refuses)
        {
          refuses = !refuses;
          tell (self, segment->time, refuses ? LEAT_DRILL_REFUSES : LEAT_DRILL_REFUSES_NO_MORE, block, NULL,
                g_strdup_printf (refuses ? _("%s turns away what %s sends, which has to send it again")
                                         : _("%s takes again what %s sends"),
                                 name_of (self, block), name_of (self, worst_of (self, block, TRUE)->from)));
        }
    }
}

static void
tell_end (Teller               *self,
          guint                 block,
          const LeatDrillBlock *sums)
{
  const GArray *segments = self->network->blocks[block].segments;
  const DrillSegment *last = &g_array_index (segments, DrillSegment, segments->len - 1);

  if (isnan (sums->drained_at))
    return;
  if (isfinite (sums->drained_at))
    tell (self, sums->drained_at, LEAT_DRILL_DRAINED, block, NULL,
          g_strdup_printf (_("%s has caught up"), name_of (self, block)));
  else if (self->network->grows_daily)
    tell (self, self->drill->totals.horizon, LEAT_DRILL_NEVER_DRAINS, block, NULL,
          g_strdup_printf (_("%s never catches up: what waits for it is no less from day to day"), name_of (self, block)));
  else if (last->backlog.slope < 0)
    tell (self, self->drill->totals.horizon, LEAT_DRILL_NEVER_DRAINS, block, NULL,
          g_strdup_printf (_("%s has not caught up by the end of the drill"), name_of (self, block)));
  else
    tell (self, self->drill->totals.horizon, LEAT_DRILL_NEVER_DRAINS, block, NULL,
          g_strdup_printf (_("%s never catches up: %.6g records a second come, and it takes %.6g"), name_of (self, block),
                           last->arrivals, last->served));
}

/* What a metric shows in a segment; a wait is the longer of two. */
static guint
lines_of (const DrillSegment *segment,
          LeatMeasure         measure,
          DrillLine           lines[2])
{
  switch (measure)
    {
    case LEAT_MEASURE_AGE: lines[0] = segment->held_age; return 1;
    case LEAT_MEASURE_LAG: lines[0] = segment->age; return 1;
    case LEAT_MEASURE_WAIT: lines[0] = segment->held_age; lines[1] = segment->age; return 2;
    case LEAT_MEASURE_BACKLOG: lines[0] = segment->held; return 1;
    case LEAT_MEASURE_LOST: lines[0] = (DrillLine){ segment->losing_held, 0 }; return 1;
    case LEAT_MEASURE_REFUSED: lines[0] = (DrillLine){ segment->turning_away, 0 }; return 1;
    case LEAT_MEASURE_THROTTLED: lines[0] = (DrillLine){ segment->is_throttled, 0 }; return 1;
    case LEAT_MEASURE_FAILED: lines[0] = (DrillLine){ segment->is_failing, 0 }; return 1;
    case LEAT_MEASURE_STOPPED: lines[0] = (DrillLine){ segment->is_down, 0 }; return 1;
    case LEAT_MEASURE_UTILISATION: lines[0] = (DrillLine){ segment->utilisation, 0 }; return 1;
    case LEAT_MEASURE_NONE:
    default: return 0;
    }
}

/* Between which moments a line is above a threshold; FALSE if never. */
static gboolean
line_above (const DrillLine *line,
            double           start,
            double           end,
            double           threshold,
            double          *from,
            double          *until)
{
  double at;

  *from = start;
  *until = end;
  if (!(line->slope > 0 || line->slope < 0))
    return line->value > threshold;
  at = start + (threshold - line->value) / line->slope;
  if (line->slope > 0)
    *from = MAX (start, at);
  else
    *until = MIN (end, at);
  return *from < *until;
}

static gboolean
is_above (const DrillSegment *segment,
          double              end,
          LeatMeasure         measure,
          double              threshold,
          double             *from,
          double             *until)
{
  DrillLine lines[2];
  guint n = lines_of (segment, measure, lines);
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      double line_from, line_until;

      if (!line_above (&lines[i], segment->time, end, threshold, &line_from, &line_until))
        continue;
      *from = any ? MIN (*from, line_from) : line_from;
      *until = any ? MAX (*until, line_until) : line_until;
      any = TRUE;
    }
  return any;
}

static gboolean
is_watched (const Teller *self,
            guint         block)
{
  const LeatGraph *graph = self->network->report->graph;

  for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
    {
      const LeatGraphWire *wire = leat_graph_wire (graph, graph->touching[i]);
      const LeatElement *element = g_ptr_array_index (self->network->report->wires, graph->touching[i]);
      const LeatService *watcher;

      if (element->wire_kind != LEAT_WIRE_MONITORS || wire->to != block || wire->from == G_MAXUINT)
        continue;
      watcher = graph->services[wire->from];
      if (watcher != NULL && watcher->role == LEAT_ROLE_MONITORING &&
          !(self->network->blocks[wire->from].is_down && self->network->options->factor <= 0))
        return TRUE;
    }
  return FALSE;
}

static void
tell_alarm (Teller          *self,
            guint            block,
            const LeatAlarm *alarm,
            double           time,
            gboolean         watched,
            gboolean         fires)
{
  const char *name = name_of (self, block);

  if (!fires)
    tell (self, time, LEAT_DRILL_ALARM_OVER, block, alarm, g_strdup_printf (_("%s: %s is well again"), name, alarm->metric));
  else if (watched)
    tell (self, time, LEAT_DRILL_ALARM, block, alarm,
          g_strdup_printf (_("%s: alarm %s (%s). %s"), name, alarm->metric, leat_tr (alarm->when), leat_tr (alarm->text)));
  else
    tell (self, time, LEAT_DRILL_UNWATCHED, block, alarm,
          g_strdup_printf (_("%s: %s (%s) would have fired, but nothing watches it"), name, alarm->metric,
                           leat_tr (alarm->when)));
}

static void
note_alarm (Teller          *self,
            guint            block,
            const LeatAlarm *alarm,
            double           threshold,
            gboolean         watched,
            double           from)
{
  LeatDrillAlarm item = { element_of (self, block)->id, alarm, threshold, watched, from, INFINITY };

  g_array_append_val (self->drill->alarms, item);
}

typedef struct
{
  double   since; /* NAN while it is below */
  gboolean fired;
  gboolean ever;
} AlarmState;

static void
alarm_below (Teller          *self,
             guint            block,
             const LeatAlarm *alarm,
             gboolean         watched,
             double           time,
             AlarmState      *state)
{
  if (state->fired)
    g_array_index (self->drill->alarms, LeatDrillAlarm, self->drill->alarms->len - 1).until = time;
  if (state->fired && watched)
    tell_alarm (self, block, alarm, time, watched, FALSE);
  state->since = NAN;
  state->fired = FALSE;
}

static void
watch (Teller          *self,
       guint            block,
       const LeatAlarm *alarm,
       double           threshold,
       gboolean         watched)
{
  const GArray *segments = self->network->blocks[block].segments;
  AlarmState state = { NAN, FALSE, FALSE };

  for (guint i = 0; i < segments->len; i++)
    {
      const DrillSegment *segment = &g_array_index (segments, DrillSegment, i);
      double end = i + 1 < segments->len ? segment[1].time : self->drill->totals.horizon;
      double from = end, until = end;

      if (!is_above (segment, end, alarm->measure, threshold, &from, &until))
        {
          alarm_below (self, block, alarm, watched, segment->time, &state);
          continue;
        }
      if (isnan (state.since) || from > segment->time)
        {
          alarm_below (self, block, alarm, watched, segment->time, &state);
          state.since = from;
        }
      if (!state.fired && state.since + alarm->lasts < until)
        {
          state.fired = TRUE;
          note_alarm (self, block, alarm, threshold, watched, MAX (state.since + alarm->lasts, segment->time));
          if (watched || !state.ever)
            tell_alarm (self, block, alarm, MAX (state.since + alarm->lasts, segment->time), watched, TRUE);
          if (!state.ever)
            ++*(watched ? &self->drill->totals.alarms : &self->drill->totals.unwatched);
          state.ever = TRUE;
        }
      if (until < end)
        alarm_below (self, block, alarm, watched, until, &state);
    }
  if (!state.ever)
    note_alarm (self, block, alarm, threshold, watched, NAN);
}

static void
tell_alarms (Teller *self,
             guint   block)
{
  const LeatBlockResult *result = g_ptr_array_index (self->network->report->results, block);
  gboolean watched = is_watched (self, block);

  if (result->service == NULL)
    return;
  for (guint i = 0; i < result->service->alarms->len; i++)
    {
      const LeatAlarm *alarm = g_ptr_array_index (result->service->alarms, i);
      double threshold;

      if (alarm->measure == LEAT_MEASURE_NONE)
        continue;
      leat_evaluate_restore (&self->context, result, block);
      threshold = leat_evaluator_eval (self->context.evaluator, alarm->above) / alarm->scale;
      if (threshold >= 0)
        watch (self, block, alarm, threshold, watched);
    }
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const LeatDrillEvent *x = *(LeatDrillEvent *const *) a;
  const LeatDrillEvent *y = *(LeatDrillEvent *const *) b;

  if (x->time != y->time)
    return x->time < y->time ? -1 : 1;
  return (int) x->kind - (int) y->kind;
}

void
drill_tell (LeatDrill    *drill,
            DrillNetwork *network)
{
  const LeatGraph *graph = network->report->graph;
  Teller self = { drill, network };
  guint reached = 0;

  leat_context_init (&self.context, network->report);
  tell_outage (&self);
  tell_dependents (&self);
  for (guint i = 0; i < network->n_blocks; i++)
    {
      guint block = graph->order[i];
      const LeatDrillBlock *sums = reached < drill->blocks->len
                                     ? &g_array_index (drill->blocks, LeatDrillBlock, reached) : NULL;

      tell_alarms (&self, block);
      tell_losses (&self, block);
      if (sums == NULL || sums->result != network->report->results->pdata[block])
        continue;
      tell_end (&self, block, sums);
      reached++;
    }
  /* Of what happens at one time, causes come first; g_ptr_array_sort() keeps the order of the rest. */
  g_ptr_array_sort (drill->events, compare_events);
}
