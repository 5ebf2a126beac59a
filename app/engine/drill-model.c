/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/drill-private.h"

#include <math.h>
#include <string.h>

/* Makes the network of a drill from a report: which wires carry records, how long a block keeps what waits, how much each
 * can take (the load at which the first of the limits that pace it is reached, at the mean), and what stops with what. */

static const LeatBlockResult *
result_of (const LeatReport *report,
           guint             block)
{
  return g_ptr_array_index (report->results, block);
}

/* The multiple of the present load at which a limit is reached, or INFINITY. */
static double
reached_at (LeatContext           *context,
            const LeatBlockResult *result,
            guint                  block,
            guint                  limit)
{
  double one = leat_evaluate_mean_scaled (context, result, block, limit, 1);
  double two = leat_evaluate_mean_scaled (context, result, block, limit, 2);
  double low = 1e-6, high = 1e9;

  if (!(two > one * 1.0001))
    return INFINITY;
  if (isinf (one))
    return 0;
  if (fabs (two - 2 * one) <= 1e-9 * two &&
      fabs (leat_evaluate_mean_scaled (context, result, block, limit, 1 / one) - 1) <= 1e-9)
    return 1 / one;
  if (leat_evaluate_mean_scaled (context, result, block, limit, high) < 1)
    return INFINITY;
  for (guint i = 0; i < 60; i++)
    {
      double middle = sqrt (low * high);

      if (leat_evaluate_mean_scaled (context, result, block, limit, middle) >= 1)
        high = middle;
      else
        low = middle;
    }
  return high;
}

/* A source has no inflow to scale: it sends in proportion. */
static double
source_reached_at (const LeatBlockResult *result,
                   guint                  limit)
{
  double peak = MAX (result->out.values[LEAT_FLOW_PEAK_FACTOR], 1);
  double mean = result->uses[limit].utilisation / peak;

  return mean > 0 ? 1 / mean : INFINITY;
}

static double
paced_at (LeatContext           *context,
          const LeatBlockResult *result,
          guint                  block,
          LeatPace               pace)
{
  gboolean is_source = result->in.values[LEAT_FLOW_RECORDS_PER_S] <= 0;
  double first = INFINITY;

  for (guint i = 0; i < result->n_uses; i++)
    if (result->uses[i].limit->pace == pace)
      first = MIN (first, is_source ? source_reached_at (result, i) : reached_at (context, result, block, i));
  return first;
}

/* What a block hands out is taken to be a part that it makes by itself and a part that grows with what it takes. */
static void
split_output (LeatContext           *context,
              const LeatBlockResult *result,
              guint                  block,
              DrillBlock            *self)
{
  double in = result->in.values[LEAT_FLOW_RECORDS_PER_S];
  double out = result->out.values[LEAT_FLOW_RECORDS_PER_S];
  double twice;

  self->usual = in;
  if (in <= 0)
    {
      self->own = out;
      return;
    }
  twice = result->service != NULL ? leat_evaluate_records_out (context, result, block, 2) : 2 * out;
  self->gain = (twice - out) / in;
  self->own = 2 * out - twice;
  if (self->own < 1e-9 * out || self->gain < 0)
    {
      self->own = 0;
      self->gain = out / in;
    }
}

static double
batch_period (LeatContext           *context,
              const LeatBlockResult *result,
              guint                  block)
{
  if (result->service == NULL || result->service->batch_period == NULL)
    return 0;
  leat_evaluate_restore (context, result, block);
  return MAX (leat_evaluator_eval (context->evaluator, result->service->batch_period), 0);
}

static void
add_block (DrillNetwork *self,
           LeatContext  *context,
           guint         block)
{
  const LeatBlockResult *result = result_of (self->report, block);
  DrillBlock *item = &self->blocks[block];
  double in, out;

  item->segments = g_array_new (FALSE, FALSE, sizeof (DrillSegment));
  item->factor = item->load = 1;
  item->take = item->give = INFINITY;
  item->down_from = item->down_until = INFINITY;
  split_output (context, result, block, item);
  if (result->service == NULL)
    return;
  item->period = batch_period (context, result, block);
  in = paced_at (context, result, block, LEAT_PACES_IN);
  out = paced_at (context, result, block, LEAT_PACES_OUT);
  if (item->usual > 0 && isfinite (in))
    item->take = in * item->usual;
  item->give = out; /* a multiple until the wires are known */
}

static double
retention_of (LeatContext           *context,
              const LeatBlockResult *result,
              guint                  block,
              LeatWireKind           kind)
{
  if (result->service == NULL || result->service->buffers->len == 0)
    return 0;
  leat_evaluate_restore (context, result, block);
  for (guint i = 0; i < result->service->buffers->len; i++)
    {
      const LeatBuffer *buffer = g_ptr_array_index (result->service->buffers, i);

      if ((buffer->kinds & (1u << kind)) == 0 ||
          (buffer->when != NULL && leat_evaluator_eval (context->evaluator, buffer->when) == 0))
        continue;
      if (buffer->for_ever)
        return INFINITY;
      return buffer->retention != NULL ? MAX (leat_evaluator_eval (context->evaluator, buffer->retention), 0) : 0;
    }
  return 0;
}

/* Where the first of the words stands in a text, or -1. */
static gssize
place_of (const char        *text,
          const char *const *words)
{
  gssize first = -1;

  for (guint i = 0; text != NULL && words[i] != NULL; i++)
    {
      const char *at = strstr (text, words[i]);

      if (at != NULL && (first < 0 || at - text < first))
        first = at - text;
    }
  return first;
}

/* What the delivery guarantee of the wiring table means for a sender whose call fails, and for a reader that dies. */
static void
read_guarantee (DrillNetwork      *self,
                const LeatElement *wire,
                DrillFlow         *flow)
{
  static const char *const once[] = { "exactly-once", "transaction", "dedupe", "once per", NULL };
  static const char *const never_again[] = { "at-most-once", "best-effort", "request-response", NULL };
  static const char *const again[] = { "at-least-once", "at least once", NULL };
  const LeatElement *from = g_ptr_array_index (self->report->blocks, flow->from);
  const LeatElement *to = g_ptr_array_index (self->report->blocks, flow->to);
  const LeatWiring *wiring = leat_catalogue_get_wiring (self->report->catalogue, from->type, to->type, wire->wire_kind);
  const char *delivery;
  gboolean turned = FALSE;

  /* A stream wired to a function as data works as its trigger does. */
  if (wiring == NULL && from->type != NULL && to->type != NULL)
    wiring = leat_catalogue_best_wiring (self->report->catalogue, from->type, to->type, &turned);
  delivery = wiring != NULL && !turned ? wiring->delivery : NULL;
  /* "at-least-once; exactly-once with …" is at least once unless somebody does more. */
  flow->sent_again = delivery != NULL && place_of (delivery, never_again) < 0;
  flow->redelivers = place_of (delivery, again) >= 0 &&
                     (place_of (delivery, once) < 0 || place_of (delivery, again) < place_of (delivery, once));
}

static void
add_flow (DrillNetwork *self,
          LeatContext  *context,
          guint         i)
{
  const LeatGraph *graph = self->report->graph;
  const LeatElement *wire = g_ptr_array_index (self->report->wires, i);
  const LeatBlockResult *result;
  DrillFlow *flow = &self->flows[self->n_flows];

  if (!leat_graph_flow_ends (leat_graph_wire (graph, i), &flow->from, &flow->to) ||
      wire->wire_kind == LEAT_WIRE_CATALOGS)
    return;
  result = result_of (self->report, flow->from);
  flow->wire = wire->id;
  flow->against = !g_str_equal (((LeatElement *) self->report->blocks->pdata[flow->from])->id, wire->from);
  flow->share = wire->share;
  flow->usual = result->out.values[LEAT_FLOW_RECORDS_PER_S] * wire->share;
  flow->record_kb = result->out.values[LEAT_FLOW_RECORD_KB];
  flow->asks = wire->wire_kind == LEAT_WIRE_QUERIES;
  flow->retention = flow->asks ? 0 : retention_of (context, result, flow->from, wire->wire_kind);
  flow->arrivals = g_array_new (FALSE, FALSE, sizeof (DrillArrivals));
  flow->rates = g_array_new (FALSE, FALSE, sizeof (DrillRate));
  read_guarantee (self, wire, flow);
  self->n_flows++;
}

static void
index_flows (DrillNetwork *self)
{
  g_autofree guint *fill_out = NULL;
  g_autofree guint *fill_in = NULL;

  self->starts = g_new0 (guint, self->n_blocks + 1);
  self->in_starts = g_new0 (guint, self->n_blocks + 1);
  self->outs = g_new0 (guint, self->n_flows + 1);
  self->ins = g_new0 (guint, self->n_flows + 1);
  for (guint i = 0; i < self->n_flows; i++)
    {
      self->starts[self->flows[i].from + 1]++;
      self->in_starts[self->flows[i].to + 1]++;
    }
  for (guint i = 0; i < self->n_blocks; i++)
    {
      self->starts[i + 1] += self->starts[i];
      self->in_starts[i + 1] += self->in_starts[i];
    }
  fill_out = g_memdup2 (self->starts, (self->n_blocks + 1) * sizeof (guint));
  fill_in = g_memdup2 (self->in_starts, (self->n_blocks + 1) * sizeof (guint));
  for (guint i = 0; i < self->n_flows; i++)
    {
      self->outs[fill_out[self->flows[i].from]++] = i;
      self->ins[fill_in[self->flows[i].to]++] = i;
    }
}

/* Until now a multiple of the load. */
static void
finish_give (DrillNetwork *self,
             guint         block)
{
  DrillBlock *item = &self->blocks[block];
  double usual = 0;

  for (guint i = self->starts[block]; i < self->starts[block + 1]; i++)
    usual += drill_out (self, i)->usual;
  item->give = usual > 0 && isfinite (item->give) ? item->give * usual : INFINITY;
}

/* A key that cannot be used stops what it encrypts; a gateway or endpoint what asks through it. */
static gboolean
stops_with (const LeatReport    *report,
            const LeatGraphWire *wire,
            LeatWireKind         kind,
            guint                stopped,
            guint               *other)
{
  if (wire->from == G_MAXUINT)
    return FALSE;
  if (kind == LEAT_WIRE_ENCRYPTS && wire->from == stopped)
    *other = wire->to;
  else if (kind == LEAT_WIRE_NETWORK && wire->to == stopped && wire->serves_end)
    *other = wire->from;
  else
    return FALSE;
  return report->graph->services[*other] != NULL;
}

/* The runs that fall into the outage, and so from when to when nothing is done. A run under way dies with its job, but
 * not with what started it. */
static void
find_missed_runs (DrillNetwork *self,
                  DrillBlock   *block)
{
  double start = self->options->start, end = start + self->options->duration;
  double run = block->usual > 0 && isfinite (block->take) ? block->period * block->usual / block->take : 0;
  double first = ceil (start / block->period) * block->period;

  if (block->is_down && first > start && first - block->period + run > start)
    first -= block->period;
  if (first >= end)
    return;
  block->misses_run = TRUE;
  block->down_from = MAX (start, first);
  block->down_until = ceil (end / block->period) * block->period;
}

static void
find_windows (DrillNetwork *self)
{
  for (guint i = 0; i < self->n_blocks; i++)
    {
      DrillBlock *block = &self->blocks[i];

      if (!block->is_down && !(block->is_controlled && block->period > 0 && self->options->factor <= 0))
        continue;
      if (block->period > 0 && self->options->factor <= 0)
        find_missed_runs (self, block);
      else
        {
          block->down_from = self->options->start;
          block->down_until = self->options->start + self->options->duration;
        }
    }
}

static void
find_stopped (DrillNetwork *self)
{
  const LeatGraph *graph = self->report->graph;

  self->blocks[self->stopped].is_down = TRUE;
  for (guint i = graph->starts[self->stopped]; i < graph->starts[self->stopped + 1]; i++)
    {
      const LeatGraphWire *wire = leat_graph_wire (graph, graph->touching[i]);
      LeatWireKind kind = ((LeatElement *) self->report->wires->pdata[graph->touching[i]])->wire_kind;
      guint other;

      if (stops_with (self->report, wire, kind, self->stopped, &other))
        self->blocks[other].is_down = TRUE;
      if (wire->from == self->stopped && (kind == LEAT_WIRE_ORCHESTRATES || kind == LEAT_WIRE_TRIGGER))
        self->blocks[wire->to].is_controlled = TRUE;
    }
}

static gboolean
is_even (const LeatLoad *day)
{
  for (guint i = 1; i < LEAT_CURVE_HOURS; i++)
    if (day->hours[i] != day->hours[0])
      return FALSE;
  return TRUE;
}

static void
find_days (DrillNetwork *self)
{
  gboolean even = TRUE;

  self->days = g_new (LeatLoad, self->n_blocks + 1);
  for (guint i = 0; i < self->n_blocks; i++)
    {
      leat_load_of (self->report->graph->services[i], self->report->blocks->pdata[i], &self->days[i]);
      even &= self->blocks[i].own <= 0 || is_even (&self->days[i]);
    }
  if (even)
    g_clear_pointer (&self->days, g_free);
}

DrillNetwork *
drill_network_new (LeatReport             *report,
                   const LeatDrillOptions *options,
                   guint                   stopped)
{
  DrillNetwork *self = g_new0 (DrillNetwork, 1);
  LeatContext context;

  leat_context_init (&context, report);
  self->report = report;
  self->options = options;
  self->stopped = stopped;
  self->n_blocks = report->results->len;
  self->blocks = g_new0 (DrillBlock, self->n_blocks + 1);
  self->flows = g_new0 (DrillFlow, report->wires->len + 1);
  for (guint i = 0; i < self->n_blocks; i++)
    add_block (self, &context, i);
  for (guint i = 0; i < report->wires->len; i++)
    add_flow (self, &context, i);
  index_flows (self);
  for (guint i = 0; i < self->n_blocks; i++)
    finish_give (self, i);
  if (options->load_at == NULL)
    find_days (self);
  find_stopped (self);
  find_windows (self);
  return self;
}

void
drill_network_let_be (DrillNetwork *self)
{
  for (guint i = 0; i < self->n_blocks; i++)
    {
      DrillBlock *block = &self->blocks[i];

      block->is_down = block->is_controlled = block->misses_run = FALSE;
      block->down_from = block->down_until = INFINITY;
    }
}

void
drill_network_free (DrillNetwork *self)
{
  for (guint i = 0; i < self->n_blocks; i++)
    g_clear_pointer (&self->blocks[i].segments, g_array_unref);
  for (guint i = 0; i < self->n_flows; i++)
    {
      g_array_unref (self->flows[i].arrivals);
      g_array_unref (self->flows[i].rates);
    }
  g_free (self->days);
  g_free (self->blocks);
  g_free (self->flows);
  g_free (self->starts);
  g_free (self->in_starts);
  g_free (self->outs);
  g_free (self->ins);
  g_free (self);
}
