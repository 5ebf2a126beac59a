/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

G_BEGIN_DECLS

/* What happens if a block stops for a while: backlogs, alarms, losses and how long it takes to catch up, as a fluid on
 * the wires that carry records. Between two events every rate is constant, so all is exact: Q = λT, D = Q / (μ - λ). The day of
 * a source is a step each hour, and so exact too. */

/**
 * LeatDrillLoad:
 * @source: the id of a block that sends
 * @time: seconds since the beginning of the drill, which is midnight
 * @until: (out): when this ends to be so, after @time; INFINITY if it never does
 * @data: what was given
 *
 * Returns: what the block sends at @time, as a multiple of its mean
 */
typedef double (*LeatDrillLoad) (const char *source,
                                 double      time,
                                 double     *until,
                                 gpointer    data);

/**
 * LeatDrillOptions:
 * @block: the id of the block that stops
 * @start: when it stops, in seconds since the beginning of the drill, which is midnight: jobs that run once an hour run at
 *   whole hours
 * @duration: for how many seconds
 * @factor: the part of what it can do that is left: 0 if it stops, 0.5 if it is half as fast
 * @load: multiplies what every source sends
 * @load_at: (nullable): the shape of the load over time, besides @load; %NULL for the day of each source that its settings
 *   say, see leat_load_of()
 * @load_data: for @load_at
 * @horizon: where the drill ends at the latest, in seconds; 0: when all has been caught up with, or never will be
 */
typedef struct
{
  const char   *block;
  double        start;
  double        duration;
  double        factor;
  double        load;
  LeatDrillLoad load_at;
  gpointer      load_data;
  double        horizon;
} LeatDrillOptions;

/**
 * LEAT_DRILL_OPTIONS_INIT:
 *
 * Ten minutes without, at the load that is drawn.
 */
#define LEAT_DRILL_OPTIONS_INIT { .duration = 600, .load = 1 }

/**
 * LeatDrillState:
 * @arrivals: records a second that come for the block
 * @served: records a second that it takes
 * @backlog: records that wait for it, wherever they are kept
 * @backlog_mb: the same in MB
 * @age: how long the oldest of them has waited, in seconds
 * @held: records that wait in it for blocks behind it; one that two blocks have yet to read counts twice
 * @held_mb: the same in MB
 * @held_age: how long the oldest of them has waited: the iterator age, in seconds
 * @utilisation: what it takes by what it can take; NAN if nothing limits it
 * @arrived: records that came for it since the beginning
 * @taken: records that it took
 * @lost: records on their way to it that are gone
 * @refused: records that it did not take and that the sender has to send again
 * @is_down: it is stopped or slowed
 *
 * A block at one moment. Always @arrived = @taken + @backlog + @lost + @refused.
 */
typedef struct
{
  double   arrivals;
  double   served;
  double   backlog;
  double   backlog_mb;
  double   age;
  double   held;
  double   held_mb;
  double   held_age;
  double   utilisation;
  double   arrived;
  double   taken;
  double   lost;
  double   refused;
  gboolean is_down;
} LeatDrillState;

/**
 * LeatDrillBlock:
 * @result: the block
 * @most: the largest backlog that waits for it
 * @oldest: the longest that a record has waited for it, in seconds
 * @most_held: the most records that wait in it for others
 * @delayed: records that had to wait for it since the outage began
 * @lost: records on their way to it that are gone at the end
 * @refused: records to be sent again at the end
 * @drained_at: when its backlog was gone, in seconds; NAN if it never had one, INFINITY if it never will be
 * @duplicates: records that it may get twice, at most, since they were under way when it stopped
 *
 * A block that the outage reaches: something is other there than it would be without. Where the load has a shape, what waits
 * or is lost without the outage is counted too.
 */
typedef struct
{
  const LeatBlockResult *result;
  double                 most;
  double                 oldest;
  double                 most_held;
  double                 delayed;
  double                 lost;
  double                 refused;
  double                 drained_at;
  double                 duplicates;
} LeatDrillBlock;

/* What happens in a drill; their words in files are leat_drill_event_kind_to_string(). */
typedef enum
{
  LEAT_DRILL_STOPS,        /* or becomes slow */
  LEAT_DRILL_RECOVERS,
  LEAT_DRILL_MISSES_RUN,   /* a job that should run now does not */
  LEAT_DRILL_UNTOUCHED,    /* no run falls into the outage, or nothing that flows depends on the block */
  LEAT_DRILL_ALARM,
  LEAT_DRILL_ALARM_OVER,
  LEAT_DRILL_UNWATCHED,    /* an alarm would fire, but nothing watches the block */
  LEAT_DRILL_LOSES,
  LEAT_DRILL_LOSES_NO_MORE,
  LEAT_DRILL_REFUSES,
  LEAT_DRILL_REFUSES_NO_MORE,
  LEAT_DRILL_DRAINED,
  LEAT_DRILL_NEVER_DRAINS,
} LeatDrillEventKind;

/**
 * leat_drill_event_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): its word in files
 */
const char *leat_drill_event_kind_to_string (LeatDrillEventKind kind);

/**
 * LeatDrillEvent:
 * @time: seconds since the beginning of the drill
 * @kind: what it is
 * @block: the id of the block it happens to
 * @alarm: (nullable): the alarm
 * @text: one sentence for people
 */
typedef struct
{
  double             time;
  LeatDrillEventKind kind;
  const char        *block;
  const LeatAlarm   *alarm;
  char              *text;
} LeatDrillEvent;

/**
 * LeatDrillAlarm:
 * @block: the id of the block that the alarm is about
 * @alarm: the alarm
 * @threshold: what has to be passed, in the unit of what it measures: seconds, records, records a second, a part of 1
 * @watched: somebody is told
 * @from: from when it rings, or would if somebody watched; NAN if it never does
 * @until: until when; INFINITY if it still does at the end
 *
 * One time that an alarm rings, or an alarm that never does.
 */
typedef struct
{
  const char      *block;
  const LeatAlarm *alarm;
  double           threshold;
  gboolean         watched;
  double           from;
  double           until;
} LeatDrillAlarm;

/**
 * LeatDrillTotals:
 * @start: when the block stops, in seconds
 * @end: when it is back
 * @horizon: where the drill ends
 * @drained_at: when all backlogs were gone; @end if there was none, INFINITY if one never goes
 * @most: the most records that waited at a time, over all blocks
 * @oldest: the longest that a record waited, in seconds
 * @delayed: records that had to wait; once for each block that they waited for
 * @lost: records that are gone
 * @refused: records that their senders have to send again
 * @duplicates: records that may be handled twice, at most
 * @alarms: how many alarms fire
 * @unwatched: how many would if somebody watched
 */
typedef struct
{
  double start;
  double end;
  double horizon;
  double drained_at;
  double most;
  double oldest;
  double delayed;
  double lost;
  double refused;
  double duplicates;
  guint  alarms;
  guint  unwatched;
} LeatDrillTotals;

/**
 * LeatDrill:
 *
 * The course of an outage: immutable, reference-counted, read by any thread.
 */
typedef struct _LeatDrill LeatDrill;

/**
 * leat_drill_run:
 * @report: the report of a pipeline
 * @options: what stops, when, for how long
 * @cancellable: (nullable): stops it
 * @error: return location for a %LEAT_ERROR_UNKNOWN block, a %LEAT_ERROR_RANGE of the options, or %G_IO_ERROR_CANCELLED
 *
 * Pure: any thread may do it.
 *
 * Returns: (transfer full) (nullable): what happens
 */
LeatDrill *leat_drill_run (LeatReport             *report,
                           const LeatDrillOptions *options,
                           GCancellable           *cancellable,
                           GError                **error);

/**
 * leat_drill_ref:
 * @self: a drill
 *
 * Returns: (transfer full): @self
 */
LeatDrill *leat_drill_ref (LeatDrill *self);

/**
 * leat_drill_unref:
 * @self: (transfer full): a drill
 */
void leat_drill_unref (LeatDrill *self);

/**
 * leat_drill_get_totals:
 * @self: a drill
 *
 * Returns: (transfer none): its sums
 */
const LeatDrillTotals *leat_drill_get_totals (const LeatDrill *self);

/**
 * leat_drill_get_n_blocks:
 * @self: a drill
 *
 * Returns: how many blocks the outage reaches
 */
guint leat_drill_get_n_blocks (const LeatDrill *self);

/**
 * leat_drill_get_nth_block:
 * @self: a drill
 * @i: less than leat_drill_get_n_blocks(); upstream first
 *
 * Returns: (transfer none): that block
 */
const LeatDrillBlock *leat_drill_get_nth_block (const LeatDrill *self,
                                                guint            i);

/**
 * leat_drill_state_at:
 * @self: a drill
 * @i: less than leat_drill_get_n_blocks()
 * @time: seconds since the beginning; from where rates jump, they are those after it
 * @state: (out): the block at that time, exactly
 */
void leat_drill_state_at (const LeatDrill *self,
                          guint            i,
                          double           time,
                          LeatDrillState  *state);

/**
 * leat_drill_get_wire_rate:
 * @self: a drill
 * @wire: the id of a wire
 * @time: seconds since the beginning
 *
 * Returns: records a second that are taken at its end then; from where rates jump, those after it; negative if they
 *   flow against its arrow. NAN if it carries no records
 */
double leat_drill_get_wire_rate (const LeatDrill *self,
                                 const char      *wire,
                                 double           time);

/**
 * leat_drill_get_times:
 * @self: a drill
 * @n: (out): how many
 *
 * The moments that a chart needs: wherever a rate changes, and even steps between.
 *
 * Returns: (transfer none) (array length=n): seconds since the beginning, ascending
 */
const double *leat_drill_get_times (const LeatDrill *self,
                                    guint           *n);

/**
 * leat_drill_get_events:
 * @self: a drill
 *
 * Returns: (transfer none) (element-type LeatDrillEvent): what happens, in order
 */
GPtrArray *leat_drill_get_events (const LeatDrill *self);

/**
 * leat_drill_get_alarms:
 * @self: a drill
 *
 * Returns: (transfer none) (element-type LeatDrillAlarm): all alarms that a drill can tell of, each as often as it rings and
 *   at least once; those of a block one after the other
 */
GArray *leat_drill_get_alarms (const LeatDrill *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatDrill, leat_drill_unref)

G_END_DECLS
