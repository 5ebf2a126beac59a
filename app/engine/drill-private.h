/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/drill.h"
#include "engine/engine-private.h"
#include "engine/load.h"

G_BEGIN_DECLS

/* What the files of the drill share: drill-model.c makes the network from a report, drill-flow.c lets it flow,
 * drill-events.c tells what happened, drill.c is what others see. */

/* From `time` on this many records a second arrive. */
typedef struct
{
  double time;
  double rate;
} DrillArrivals;

/* From `time` on this many records a second are taken at the end of a wire; negative against its arrow. */
typedef struct
{
  double time;
  double rate;
} DrillRate;

/* A wire on which records flow, and those that wait at its start: first in, first out. */
typedef struct
{
  const char *wire;    /* its id */
  gboolean against;    /* records flow against its arrow */
  guint    from;
  guint    to;
  double   share;      /* of what `from` hands out */
  double   usual;      /* records a second as drawn */
  double   record_kb;
  double   retention;  /* seconds that a record may wait; 0: none may; INFINITY */
  gboolean asks;       /* `to` asks for what it wants: what it does not ask for is not missed */
  gboolean sent_again; /* who sends keeps what was refused */
  gboolean redelivers; /* what was under way when `to` stopped comes again */

  GArray  *arrivals;   /* of DrillArrivals: those of which some may wait */
  guint    head;       /* in `arrivals`: those that the oldest came with */
  double   oldest;     /* when the oldest that waits came */
  double   backlog;
  double   in;         /* records a second now: what arrives, */
  double   out;        /* is taken, */
  double   losing;     /* gets too old, or is not taken and not sent again, */
  double   refusing;   /* is refused and sent again */
  double   arrived;    /* the same since the beginning */
  double   taken;
  double   lost;
  double   refused;
  double   delayed;
  double   want;       /* what would be taken if there were room for it */
  double   granted;
  GArray  *rates;      /* of DrillRate */
} DrillFlow;

/* A line: `value` at the start of its segment, and how much it grows a second. */
typedef struct
{
  double value;
  double slope;
} DrillLine;

/* A block for as long as all its rates stay. */
typedef struct
{
  double    time;
  double    arrivals;
  double    served;
  double    utilisation;
  DrillLine backlog;
  DrillLine backlog_mb;
  DrillLine age;
  DrillLine held;
  DrillLine held_mb;
  DrillLine held_age;
  DrillLine arrived;
  DrillLine taken;
  DrillLine lost;
  DrillLine refused;
  double    losing_held; /* records a second that get too old in it */
  double    turning_away; /* records a second */
  gboolean  is_down;
  gboolean  is_throttled;
  gboolean  is_failing;
} DrillSegment;

typedef struct
{
  double   own;    /* records a second that it makes by itself, as drawn */
  double   gain;   /* records that it hands out for one that it takes */
  double   take;   /* records a second that it can take, or INFINITY */
  double   give;   /* records a second that it can hand out over all wires, or INFINITY */
  double   usual;  /* records a second that it takes as drawn */
  double   period; /* seconds from one of its runs to the next; 0: it runs all the time */
  gboolean is_down;    /* it is what stops, or needs that */
  gboolean is_controlled; /* what stops starts its runs */
  gboolean misses_run;
  double   down_from;  /* when it does not work as usual: for a job, from the run that it misses to the next */
  double   down_until;
  double   factor;     /* how much of what it can do is left now */
  double   most_take;  /* what it can take with what is behind it */
  double   granted;
  double   load;       /* of what it makes by itself, now */
  GArray  *segments;   /* of DrillSegment */
} DrillBlock;

typedef struct
{
  LeatReport             *report;
  const LeatDrillOptions *options;
  DrillBlock *blocks;  /* as in the report */
  guint       n_blocks;
  DrillFlow  *flows;
  guint       n_flows;
  guint      *starts;  /* n_blocks + 1: where a block's flows begin in `ins` and `outs` */
  guint      *in_starts;
  guint      *outs;    /* flows by the block they leave */
  guint      *ins;     /* flows by the block they reach */
  guint       stopped; /* the block that stops */
  LeatLoad   *days;    /* by block: how what it makes by itself is spread over the day; NULL if all is even */
  double      time;
  double      load_until; /* when a load changes next */
  gboolean    was_started; /* the outage has begun: delays count */
  gboolean    grows_daily; /* what waits is no less than a day before, and never gone in between */
} DrillNetwork;

struct _LeatDrill
{
  gatomicrefcount ref_count;
  LeatReport     *report;
  LeatDrillTotals totals;
  GArray         *blocks;   /* of LeatDrillBlock */
  GPtrArray      *segments; /* of GArray of DrillSegment, as `blocks` */
  GArray         *times;    /* of double */
  GPtrArray      *events;   /* of LeatDrillEvent */
  GArray         *alarms;   /* of LeatDrillAlarm */
  GHashTable     *rates;    /* id of a wire -> GArray of DrillRate */
};

DrillNetwork *drill_network_new (LeatReport             *report,
                                 const LeatDrillOptions *options,
                                 guint                   stopped);
void drill_network_free (DrillNetwork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DrillNetwork, drill_network_free)

/* The wires on which flows leave and reach a block are outs[starts[i]…] and ins[in_starts[i]…]. */
static inline DrillFlow *
drill_out (const DrillNetwork *self,
           guint               i)
{
  return &self->flows[self->outs[i]];
}

static inline DrillFlow *
drill_in (const DrillNetwork *self,
          guint               i)
{
  return &self->flows[self->ins[i]];
}

/* Whether records may wait at the start of the wire. */
static inline gboolean
drill_flow_holds (const DrillFlow *flow)
{
  return flow->retention > 0;
}

/* The same pipeline without the outage. */
void drill_network_let_be (DrillNetwork *self);

/* Lets it flow to the end, which is put in `totals`; FALSE if cancelled. */
gboolean drill_network_flow (DrillNetwork    *self,
                             LeatDrillTotals *totals,
                             GCancellable    *cancellable);

gboolean drill_network_flow_until (DrillNetwork *self,
                                   double        horizon,
                                   GCancellable *cancellable);

/* Lists what happens, in order. */
void drill_tell (LeatDrill    *drill,
                 DrillNetwork *network);

double drill_line_at (const DrillLine *line,
                      double           seconds);

G_END_DECLS
