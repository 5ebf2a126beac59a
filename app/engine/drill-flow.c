/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/drill-private.h"

#include <math.h>

/* Lets a network flow from event to event. Between two of them all rates are constant: the next is found, everything is
 * taken there exactly, and the rates are settled anew. Who is stopped takes nothing; a block that keeps nothing takes no
 * more than what is behind it does, so what waits, waits where it can be kept, and who has no such place is refused. */

/* What waits for a block without a limit is gone after this many seconds. */
#define BURST 1.0

/* Two moments that lie no further apart, for each second since the beginning, are one. */
#define SAME_TIME 1e-12

/* A backlog that is still there after so long is taken to stay. */
#define LONGEST (400 * 86400.0)

#define MOST_EVENTS 100000

static double
same_time (double time)
{
  return SAME_TIME * MAX (time, 1);
}

static gboolean
is_short_of (double a,
             double b)
{
  return a < b * (1 - 1e-12);
}

double
drill_line_at (const DrillLine *line,
               double           seconds)
{
  return line->slope == 0 ? line->value : line->value + line->slope * seconds;
}

static const DrillArrivals *
head_of (const DrillFlow *flow)
{
  return &g_array_index (flow->arrivals, DrillArrivals, flow->head);
}

static double
age_of (const DrillFlow *flow,
        double           time)
{
  return flow->backlog > 0 ? MAX (time - flow->oldest, 0) : 0;
}

static double
net_of (const DrillFlow *flow)
{
  return drill_flow_holds (flow) ? flow->in - flow->out - flow->losing : 0;
}

/* How fast the oldest record gets older: 1 if nothing leaves. */
static double
ageing_of (const DrillFlow *flow)
{
  if (flow->backlog <= 0 && net_of (flow) <= 0)
    return 0;
  return flow->backlog > 0 ? 1 - (flow->out + flow->losing) / head_of (flow)->rate : 1 - flow->out / flow->in;
}

/* Goes on to the records that are the oldest now; stretches in which none arrived are skipped. */
static void
find_head (DrillFlow *flow,
           double     time)
{
  if (flow->backlog <= 0)
    return;
  while (flow->head + 1 < flow->arrivals->len)
    {
      double next = head_of (flow)[1].time;

      if (head_of (flow)->rate > 0 && flow->oldest < next - same_time (time))
        return;
      flow->head++;
      flow->oldest = MAX (flow->oldest, next);
    }
  if (head_of (flow)->rate > 0)
    return;
  flow->taken += flow->backlog; /* what rounding left */
  flow->backlog = 0;
}

static void
note_arrivals (DrillFlow *flow,
               double     time)
{
  DrillArrivals now = { time, flow->in };

  if (flow->backlog <= 0)
    {
      g_array_set_size (flow->arrivals, 0);
      flow->head = 0;
      flow->oldest = time;
    }
  else if (g_array_index (flow->arrivals, DrillArrivals, flow->arrivals->len - 1).rate == flow->in)
    return;
  g_array_append_val (flow->arrivals, now);
}

/* What a block that is down for a part can do; one without a limit is held to what it does as drawn. */
static double
left_of (const DrillNetwork *self,
         const DrillBlock   *block,
         double              most,
         double              usual)
{
  if (block->factor >= 1)
    return most;
  if (block->factor <= 0)
    return 0;
  return block->factor * (isfinite (most) ? most : usual * self->options->load);
}

static double
room_in (const DrillNetwork *self,
         guint               block)
{
  return left_of (self, &self->blocks[block], self->blocks[block].take, self->blocks[block].usual);
}

static double
room_out (const DrillNetwork *self,
          guint               block)
{
  double usual = 0;

  for (guint i = self->starts[block]; i < self->starts[block + 1]; i++)
    usual += drill_out (self, i)->usual;
  return left_of (self, &self->blocks[block], self->blocks[block].give, usual);
}

static double
own_of (const DrillBlock *block)
{
  return block->own * block->load * block->factor;
}

/* How much a block may take so that no more than `room` goes out on the flow; INFINITY if that does not depend on it. */
static double
bound_by (const DrillBlock *block,
          const DrillFlow  *flow,
          double            room)
{
  if (block->gain <= 0 || flow->share <= 0 || isinf (room))
    return INFINITY;
  return MAX ((room / flow->share - own_of (block)) / block->gain, 0);
}

static double
weight_of (const DrillFlow *flow)
{
  return MAX (flow->usual, 1e-9);
}

/* Grants each of the flows what it wants or, if there is not room for all, its part by what it usually carries; what one
 * does not want is left to the others. */
static void
share_out (DrillNetwork *self,
           const guint  *flows,
           guint         n,
           double        room)
{
  double wanted = 0, weight = 0;
  gboolean settled = FALSE;

  for (guint i = 0; i < n; i++)
    {
      DrillFlow *flow = &self->flows[flows[i]];

      wanted += flow->want;
      weight += weight_of (flow);
      flow->granted = -1;
    }
  if (!is_short_of (room, wanted))
    {
      for (guint i = 0; i < n; i++)
        self->flows[flows[i]].granted = self->flows[flows[i]].want;
      return;
    }
  while (!settled)
    {
      double level = room / weight;

      settled = TRUE;
      for (guint i = 0; i < n; i++)
        {
          DrillFlow *flow = &self->flows[flows[i]];

          if (flow->granted >= 0 || flow->want > level * weight_of (flow))
            continue;
          flow->granted = flow->want;
          room = MAX (room - flow->want, 0);
          weight -= weight_of (flow);
          settled = FALSE;
        }
      for (guint i = 0; settled && i < n; i++)
        if (self->flows[flows[i]].granted < 0)
          self->flows[flows[i]].granted = level * weight_of (&self->flows[flows[i]]);
    }
}

/* First, from the end: what each block could take at most with what is behind it. */
static void
find_most (DrillNetwork *self,
           guint         block)
{
  DrillBlock *item = &self->blocks[block];

  item->most_take = room_in (self, block);
  for (guint i = self->starts[block]; i < self->starts[block + 1]; i++)
    {
      const DrillFlow *flow = drill_out (self, i);

      if (!drill_flow_holds (flow) && !flow->asks)
        item->most_take = MIN (item->most_take, bound_by (item, flow, self->blocks[flow->to].most_take));
    }
}

/* Second, from the sources: what would flow if every block could have all it can take. */
static void
find_wants (DrillNetwork *self,
            guint         block)
{
  DrillBlock *item = &self->blocks[block];
  g_autofree guint *held = g_new (guint, self->starts[block + 1] - self->starts[block] + 1);
  double taken = 0;
  guint n = 0;

  for (guint i = self->in_starts[block]; i < self->in_starts[block + 1]; i++)
    taken += drill_in (self, i)->want;
  taken = MIN (taken, room_in (self, block));
  for (guint i = self->starts[block]; i < self->starts[block + 1]; i++)
    {
      DrillFlow *flow = drill_out (self, i);
      double most = self->blocks[flow->to].most_take;

      flow->want = flow->in = flow->share * (own_of (item) + item->gain * taken);
      if (!drill_flow_holds (flow))
        continue;
      flow->want = flow->backlog > 0 ? most : MIN (flow->want, most);
      held[n++] = self->outs[i];
    }
  share_out (self, held, n, room_out (self, block));
  for (guint i = 0; i < n; i++)
    {
      DrillFlow *flow = &self->flows[held[i]];

      flow->want = isfinite (flow->granted) ? flow->granted : flow->in + flow->backlog / BURST;
    }
}

/* Third, from the end: who of those that want may. */
static void
find_grants (DrillNetwork *self,
             guint         block)
{
  DrillBlock *item = &self->blocks[block];
  guint first = self->in_starts[block];
  double room = room_in (self, block);

  for (guint i = self->starts[block]; i < self->starts[block + 1]; i++)
    {
      const DrillFlow *flow = drill_out (self, i);

      if (!drill_flow_holds (flow) && !flow->asks && is_short_of (flow->granted, flow->want))
        room = MIN (room, bound_by (item, flow, flow->granted));
    }
  item->granted = room;
  share_out (self, self->ins + first, self->in_starts[block + 1] - first, room);
}

/* What may flow of what is there. */
static double
flows_of (const DrillFlow *flow)
{
  double there = drill_flow_holds (flow) && flow->backlog > 0 ? INFINITY : flow->in;

  if (fabs (flow->granted - flow->in) <= 1e-12 * flow->in)
    return flow->in;
  return MIN (flow->granted, there);
}

/* Last, from the sources: what flows. */
static void
settle (DrillNetwork *self,
        guint         block)
{
  DrillBlock *item = &self->blocks[block];
  double taken = 0;

  for (guint i = self->in_starts[block]; i < self->in_starts[block + 1]; i++)
    taken += drill_in (self, i)->out;
  for (guint i = self->starts[block]; i < self->starts[block + 1]; i++)
    {
      DrillFlow *flow = drill_out (self, i);

      flow->in = flow->share * (own_of (item) + item->gain * taken);
      flow->out = flows_of (flow);
      flow->losing = flow->refusing = 0;
      if (flow->asks)
        flow->in = flow->out;
      else if (!drill_flow_holds (flow))
        *(flow->sent_again ? &flow->refusing : &flow->losing) = flow->in - flow->out;
      else
        {
          note_arrivals (flow, self->time);
          if (flow->backlog > 0 && age_of (flow, self->time) >= flow->retention - same_time (self->time))
            flow->losing = MAX (head_of (flow)->rate - flow->out, 0);
        }
    }
}

#define HOUR 3600.0
#define DAY (LEAT_CURVE_HOURS * HOUR)

/* What a day says at a time, and until when: hours that are alike are one step. */
static double
load_of_day (const LeatLoad *day,
             double          time,
             double         *until)
{
  double hour = floor ((time + same_time (time)) / HOUR);
  double load = leat_load_at (day, (hour + 0.5) * HOUR);

  for (guint i = 1; i < LEAT_CURVE_HOURS; i++)
    if (leat_load_at (day, (hour + i + 0.5) * HOUR) != load)
      {
        *until = (hour + i) * HOUR;
        return load;
      }
  return load;
}

static void
read_load (DrillNetwork *self)
{
  self->load_until = INFINITY;
  for (guint i = 0; i < self->n_blocks; i++)
    {
      DrillBlock *block = &self->blocks[i];
      const char *id = ((LeatElement *) self->report->blocks->pdata[i])->id;
      double until = INFINITY;

      block->load = self->options->load;
      if (self->options->load_at != NULL && block->own > 0)
        block->load *= MAX (self->options->load_at (id, self->time, &until, self->options->load_data), 0);
      else if (self->days != NULL && block->own > 0)
        block->load *= load_of_day (&self->days[i], self->time, &until);
      if (until > self->time + same_time (self->time))
        self->load_until = MIN (self->load_until, until);
    }
}

static gboolean
is_between (double time,
            double from,
            double until)
{
  return time >= from - same_time (time) && time < until - same_time (time);
}

static void
find_rates (DrillNetwork *self)
{
  const guint *order = self->report->graph->order;

  read_load (self);
  self->was_started = self->time >= self->options->start - same_time (self->time);
  for (guint i = 0; i < self->n_blocks; i++)
    {
      DrillBlock *block = &self->blocks[i];

      block->factor = is_between (self->time, block->down_from, block->down_until) ? self->options->factor : 1;
    }
  for (guint i = 0; i < self->n_flows; i++)
    find_head (&self->flows[i], self->time);
  for (guint i = self->n_blocks; i-- > 0;)
    find_most (self, order[i]);
  for (guint i = 0; i < self->n_blocks; i++)
    find_wants (self, order[i]);
  for (guint i = self->n_blocks; i-- > 0;)
    find_grants (self, order[i]);
  for (guint i = 0; i < self->n_blocks; i++)
    settle (self, order[i]);
}

/* When something changes on the flow by itself. */
static double
next_of_flow (const DrillFlow *flow,
              double           time)
{
  double net = net_of (flow), ageing = ageing_of (flow);
  double next = INFINITY;

  if (flow->backlog > 0 && net < 0)
    next = flow->backlog / -net;
  if (flow->backlog > 0 && flow->head + 1 < flow->arrivals->len && ageing < 1)
    next = MIN (next, (head_of (flow)[1].time - flow->oldest) / (1 - ageing));
  if (isfinite (flow->retention) && drill_flow_holds (flow) && ageing > 0 &&
      age_of (flow, time) < flow->retention - same_time (time))
    next = MIN (next, (flow->retention - age_of (flow, time)) / ageing);
  return time + next;
}

/* Whether the oldest record of a flow is older than that of another, now or in no time. */
static gboolean
is_older (const DrillNetwork *self,
          const DrillFlow    *flow,
          const DrillFlow    *other)
{
  double older = age_of (flow, self->time) - age_of (other, self->time);
  double faster = ageing_of (flow) - ageing_of (other);

  return older + faster * same_time (self->time) > 0;
}

/* Of several flows, the one with the oldest record. */
static const DrillFlow *
oldest_of (const DrillNetwork *self,
           const guint        *flows,
           guint               n)
{
  const DrillFlow *oldest = NULL;

  for (guint i = 0; i < n; i++)
    {
      const DrillFlow *flow = &self->flows[flows[i]];

      if (drill_flow_holds (flow) && (oldest == NULL || is_older (self, flow, oldest)))
        oldest = flow;
    }
  return oldest;
}

/* When another flow's oldest record becomes the oldest of all. */
static double
next_oldest (const DrillNetwork *self,
             const guint        *flows,
             guint               n)
{
  const DrillFlow *oldest = n > 1 ? oldest_of (self, flows, n) : NULL;
  double next = INFINITY;

  for (guint i = 0; oldest != NULL && i < n; i++)
    {
      const DrillFlow *flow = &self->flows[flows[i]];
      double faster = drill_flow_holds (flow) ? ageing_of (flow) - ageing_of (oldest) : 0;

      if (faster > 0)
        next = MIN (next, MAX (age_of (oldest, self->time) - age_of (flow, self->time), 0) / faster);
    }
  return self->time + next;
}

static double
after (const DrillNetwork *self,
       double              moment)
{
  return moment > self->time + same_time (self->time) ? moment : INFINITY;
}

static double
next_event (const DrillNetwork *self)
{
  double next = MIN (after (self, self->options->start), after (self, self->options->start + self->options->duration));

  next = MIN (next, self->load_until);
  for (guint i = 0; i < self->n_blocks; i++)
    {
      next = MIN (next, after (self, self->blocks[i].down_from));
      next = MIN (next, after (self, self->blocks[i].down_until));
      next = MIN (next, next_oldest (self, self->ins + self->in_starts[i], self->in_starts[i + 1] - self->in_starts[i]));
      next = MIN (next, next_oldest (self, self->outs + self->starts[i], self->starts[i + 1] - self->starts[i]));
    }
  for (guint i = 0; i < self->n_flows; i++)
    next = MIN (next, next_of_flow (&self->flows[i], self->time));
  return MAX (next, self->time + same_time (self->time)); /* time goes on, however short the step */
}

static void
advance_flow (const DrillNetwork *self,
              DrillFlow          *flow,
              double              time)
{
  double seconds = time - self->time, net = net_of (flow);
  double ageing = ageing_of (flow);

  if (self->was_started && (flow->backlog > 0 || net > 0))
    flow->delayed += flow->in * seconds;
  flow->arrived += flow->in * seconds;
  flow->taken += flow->out * seconds;
  flow->lost += flow->losing * seconds;
  flow->refused += flow->refusing * seconds;
  if (flow->backlog > 0 || net > 0)
    flow->oldest += (1 - ageing) * seconds;
  flow->backlog += net * seconds;
  if (net < 0 && flow->backlog / -net <= same_time (time))
    {
      flow->taken += flow->backlog; /* what rounding left, either way */
      flow->backlog = 0;
    }
  if (flow->backlog > 0 && isfinite (flow->retention) &&
      time - flow->oldest >= flow->retention - 2 * same_time (time))
    flow->oldest = time - flow->retention;
}

static void
advance (DrillNetwork *self,
         double        time)
{
  for (guint i = 0; i < self->n_flows; i++)
    advance_flow (self, &self->flows[i], time);
  self->time = time;
}

static void
add_line (DrillLine *line,
          double     value,
          double     slope)
{
  line->value += value;
  line->slope += slope;
}

static DrillLine
age_line (const DrillNetwork *self,
          const guint        *flows,
          guint               n)
{
  const DrillFlow *oldest = oldest_of (self, flows, n);

  return oldest == NULL ? (DrillLine){ 0, 0 } : (DrillLine){ age_of (oldest, self->time), ageing_of (oldest) };
}

/* Whether what the block hands on at once, or what it starts, is down, or it is itself. */
static gboolean
is_failing (const DrillNetwork *self,
            guint               block)
{
  const LeatGraph *graph = self->report->graph;

  if (self->blocks[block].is_down && self->blocks[block].factor <= 0)
    return TRUE;
  for (guint i = self->starts[block]; i < self->starts[block + 1]; i++)
    {
      const DrillFlow *flow = drill_out (self, i);

      if (!flow->asks && self->blocks[flow->to].is_down && self->blocks[flow->to].factor <= 0)
        return TRUE;
      if (!flow->asks && !drill_flow_holds (flow) && flow->usual > 0 && flow->granted <= 0 && flow->out <= 0 &&
          self->blocks[flow->to].granted <= 0)
        return TRUE;
    }
  for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
    {
      const LeatGraphWire *wire = leat_graph_wire (graph, graph->touching[i]);
      const LeatElement *element = g_ptr_array_index (self->report->wires, graph->touching[i]);

      if (element->wire_kind == LEAT_WIRE_ORCHESTRATES && wire->from == block && self->blocks[wire->to].is_down &&
          self->blocks[wire->to].factor <= 0)
        return TRUE;
    }
  return FALSE;
}

static void
measure_ins (const DrillNetwork *self,
             guint               block,
             DrillSegment       *segment)
{
  double wanted = 0;

  for (guint i = self->in_starts[block]; i < self->in_starts[block + 1]; i++)
    {
      const DrillFlow *flow = drill_in (self, i);
      double net = net_of (flow), mb = flow->record_kb / 1024;

      segment->arrivals += flow->in;
      segment->served += flow->out;
      add_line (&segment->backlog, flow->backlog, net);
      add_line (&segment->backlog_mb, flow->backlog * mb, net * mb);
      add_line (&segment->arrived, flow->arrived, flow->in);
      add_line (&segment->taken, flow->taken, flow->out);
      add_line (&segment->lost, flow->lost, flow->losing);
      add_line (&segment->refused, flow->refused, flow->refusing);
      segment->turning_away += drill_flow_holds (flow) ? 0 : flow->in - flow->out;
      wanted += flow->backlog > 0 ? INFINITY : flow->in;
    }
  segment->age = age_line (self, self->ins + self->in_starts[block], self->in_starts[block + 1] - self->in_starts[block]);
  segment->is_throttled = self->blocks[block].factor >= 1 && isfinite (self->blocks[block].take) &&
                          is_short_of (segment->served, wanted) && !is_short_of (segment->served, self->blocks[block].take);
}

static void
measure_outs (const DrillNetwork *self,
              guint               block,
              DrillSegment       *segment)
{
  for (guint i = self->starts[block]; i < self->starts[block + 1]; i++)
    {
      const DrillFlow *flow = drill_out (self, i);
      double net = net_of (flow), mb = flow->record_kb / 1024;

      add_line (&segment->held, flow->backlog, net);
      add_line (&segment->held_mb, flow->backlog * mb, net * mb);
      segment->losing_held += drill_flow_holds (flow) ? flow->losing : 0;
    }
  segment->held_age = age_line (self, self->outs + self->starts[block], self->starts[block + 1] - self->starts[block]);
}

static DrillSegment
measure (const DrillNetwork *self,
         guint               block)
{
  const DrillBlock *item = &self->blocks[block];
  DrillSegment segment = { .time = self->time };

  measure_ins (self, block, &segment);
  measure_outs (self, block, &segment);
  if (self->in_starts[block] == self->in_starts[block + 1])
    {
      const DrillSegment *last = item->segments->len > 0
                                   ? &g_array_index (item->segments, DrillSegment, item->segments->len - 1) : NULL;

      /* A source: what it makes is what it takes. */
      segment.arrivals = segment.served = own_of (item);
      segment.arrived.slope = segment.taken.slope = segment.served;
      if (last != NULL)
        segment.arrived.value = segment.taken.value = drill_line_at (&last->arrived, self->time - last->time);
    }
  segment.utilisation = isfinite (item->take) && item->take > 0 ? segment.served / item->take : NAN;
  segment.is_down = item->factor < 1;
  segment.is_failing = is_failing (self, block);
  if (item->is_down && item->factor <= 0)
    segment.turning_away = MAX (segment.turning_away, item->usual * self->options->load);
  return segment;
}

static gboolean
goes_on (const DrillLine *a,
         const DrillLine *b,
         double           seconds)
{
  double value = drill_line_at (a, seconds);

  return a->slope == b->slope && fabs (value - b->value) <= 1e-9 * MAX (fabs (value), 1);
}

static gboolean
is_same (const DrillSegment *a,
         const DrillSegment *b)
{
  double seconds = b->time - a->time;

  return a->arrivals == b->arrivals && a->served == b->served && a->is_down == b->is_down &&
         a->is_failing == b->is_failing && a->is_throttled == b->is_throttled && a->losing_held == b->losing_held &&
         a->turning_away == b->turning_away && goes_on (&a->backlog, &b->backlog, seconds) &&
         goes_on (&a->age, &b->age, seconds) && goes_on (&a->held, &b->held, seconds) &&
         goes_on (&a->held_age, &b->held_age, seconds) && a->lost.slope == b->lost.slope &&
         a->refused.slope == b->refused.slope;
}

static void
record_rate (DrillFlow *flow,
             double     time)
{
  DrillRate rate = { time, flow->against ? -flow->out : flow->out };

  if (flow->rates->len == 0 || g_array_index (flow->rates, DrillRate, flow->rates->len - 1).rate != rate.rate)
    g_array_append_val (flow->rates, rate);
}

/* Notes what is other than before; most blocks of a large pipeline never are. */
static void
record (DrillNetwork *self)
{
  for (guint i = 0; i < self->n_flows; i++)
    record_rate (&self->flows[i], self->time);
  for (guint i = 0; i < self->n_blocks; i++)
    {
      GArray *segments = self->blocks[i].segments;
      DrillSegment segment = measure (self, i);

      if (segments->len == 0 || !is_same (&g_array_index (segments, DrillSegment, segments->len - 1), &segment))
        g_array_append_val (segments, segment);
    }
}

static gboolean
is_calm (const DrillNetwork *self)
{
  for (guint i = 0; i < self->n_flows; i++)
    if (self->flows[i].backlog > 0 || net_of (&self->flows[i]) > 0)
      return FALSE;
  return TRUE;
}

static double
waiting (const DrillNetwork *self)
{
  double sum = 0;

  for (guint i = 0; i < self->n_flows; i++)
    sum += self->flows[i].backlog;
  return sum;
}

/* When the last block may work again. */
static double
last_end (const DrillNetwork *self)
{
  double last = self->options->start + self->options->duration;

  for (guint i = 0; i < self->n_blocks; i++)
    if (isfinite (self->blocks[i].down_until))
      last = MAX (last, self->blocks[i].down_until);
  return last;
}

/* What waited at the same time of the day before. */
typedef struct
{
  double   next; /* when to look again */
  double  *backlogs; /* by flow */
  gboolean is_known;
} Yesterday;

/* More waits now than a day ago, or as much, so it will be so for ever: the day repeats, and more that waits never lets more
 * through. What is not yet too old to be kept may still grow up to there. */
static gboolean
is_no_less (const DrillNetwork *self,
            const Yesterday    *yesterday)
{
  for (guint i = 0; i < self->n_flows; i++)
    {
      const DrillFlow *flow = &self->flows[i];
      double before = yesterday->backlogs[i];
      gboolean is_filling = flow->backlog > before * (1 + 1e-9) && isfinite (flow->retention);

      if (flow->backlog < before * (1 - 1e-9) || is_filling)
        return FALSE;
    }
  return TRUE;
}

static void
look_back (DrillNetwork *self,
           Yesterday    *yesterday)
{
  if (self->time < yesterday->next - same_time (self->time))
    return;
  self->grows_daily = yesterday->is_known && is_no_less (self, yesterday);
  yesterday->is_known = TRUE;
  for (guint i = 0; i < self->n_flows; i++)
    yesterday->backlogs[i] = self->flows[i].backlog;
  yesterday->next = self->time + DAY;
}

gboolean
drill_network_flow_until (DrillNetwork *self,
                          double        horizon,
                          GCancellable *cancellable)
{
  for (guint n = 0; self->time < horizon && n < MOST_EVENTS; n++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      find_rates (self);
      record (self);
      advance (self, MIN (next_event (self), horizon));
    }
  return TRUE;
}

gboolean
drill_network_flow (DrillNetwork    *self,
                    LeatDrillTotals *totals,
                    GCancellable    *cancellable)
{
  const LeatDrillOptions *options = self->options;
  double end = last_end (self);
  double longest = options->horizon > 0 ? options->horizon : end + LONGEST;
  double horizon = NAN;
  g_autofree double *backlogs = g_new0 (double, self->n_flows + 1);
  Yesterday yesterday = { self->days != NULL ? end : INFINITY, backlogs, FALSE };

  totals->most = 0;
  totals->drained_at = INFINITY;
  for (guint n = 0; isnan (horizon); n++)
    {
      double next;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      find_rates (self);
      record (self);
      totals->most = MAX (totals->most, waiting (self));
      look_back (self, &yesterday);
      next = MIN (next_event (self), yesterday.next);
      if (self->time >= end - same_time (end) && is_calm (self))
        {
          totals->drained_at = self->time;
          horizon = MIN (self->time + MAX (0.1 * (self->time - options->start), 1), self->load_until);
        }
      else if (n == MOST_EVENTS || self->grows_daily)
        horizon = self->time;
      else if (isinf (next))
        horizon = self->time + MAX (options->duration, 0.25 * (self->time - options->start));
      else if (next >= longest)
        horizon = longest;
      else
        advance (self, next);
    }
  totals->horizon = options->horizon > 0 ? MIN (horizon, longest) : horizon;
  advance (self, totals->horizon);
  totals->most = MAX (totals->most, waiting (self));
  return TRUE;
}
