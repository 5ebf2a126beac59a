/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

G_BEGIN_DECLS

/**
 * LeatLoad:
 * @hours: what comes in each hour of the day from midnight, as a multiple of the mean over the day
 *
 * How load is spread over the day. The mean of the hours is 1.
 */
typedef struct
{
  double hours[LEAT_CURVE_HOURS];
} LeatLoad;

/**
 * leat_load_of:
 * @service: a service
 * @element: a block of it
 * @load: (out): how what the block itself sends is spread over the day
 *
 * Reads the settings daily_shape, opens_h, closes_h, spike_h, spike_times and daily_curve. What the service does
 * not have, or cannot be read, is spread evenly. While it is closed, a business has a tenth of the load that it has
 * while it is open.
 */
void leat_load_of (const LeatService *service,
                   const LeatElement *element,
                   LeatLoad          *load);

/**
 * leat_load_at:
 * @self: a load
 * @t: seconds since midnight; days before and after are the same
 *
 * Returns: the load at that time as a multiple of the mean; constant within an hour
 */
double leat_load_at (const LeatLoad *self,
                     double          t);

/**
 * leat_load_peak:
 * @self: a load
 *
 * Returns: its busiest hour as a multiple of the mean, 1 or more
 */
double leat_load_peak (const LeatLoad *self);

/**
 * leat_report_load_at:
 * @self: a report
 * @block: the id of a block
 * @t: seconds since midnight
 *
 * What comes into a block is the sum of what its feeders send, each spread over the day as its own sources do. A
 * block whose most used limit is full passes on no more than it can take; the rest follows later.
 *
 * Returns: what comes into the block then, or goes out of a source, as a multiple of its mean; 1 if there is no such block
 */
double leat_report_load_at (const LeatReport *self,
                            const char       *block,
                            double            t);

/**
 * LeatHour:
 * @records_per_s: mean over the hour of what comes in, or of what a source sends
 * @utilisation: of the limit that the day names, at that rate; 0 without one
 * @backlog: records that wait at the end of the hour
 */
typedef struct
{
  double records_per_s;
  double utilisation;
  double backlog;
} LeatHour;

/**
 * LeatBlockDay:
 * @block: the block, which belongs to the report
 * @use: index in its uses of the limit that is most used in the busiest hour, or -1
 * @hours: from midnight
 * @longest: the longest backlog of the day, records; 0 if there is none
 * @longest_at: the hour of the day at which it is reached, from 0 to 24
 * @drained_at: the hour at which it is gone, which may be the next morning's; NAN if there is none, or if it grows from
 *   day to day
 * @longest_wait: how long a record waits in it at most, seconds; INFINITY if it grows from day to day
 */
typedef struct
{
  const LeatBlockResult *block;
  int                    use;
  LeatHour               hours[LEAT_CURVE_HOURS];
  double                 longest;
  double                 longest_at;
  double                 drained_at;
  double                 longest_wait;
} LeatBlockDay;

/**
 * LeatDay:
 * @report: what it is about, owned
 * @blocks: (element-type LeatBlockDay): in drawing order
 * @records_per_s: mean over each hour of what all sources send together
 *
 * A day like all days, hour by hour.
 */
typedef struct
{
  LeatReport *report;
  GArray     *blocks;
  double      records_per_s[LEAT_CURVE_HOURS];
} LeatDay;

/**
 * leat_report_day:
 * @self: a report that is not of cost only
 *
 * Runs the fluid model over the day, Q(t + dt) = max (0, Q + (load(t) - capacity) dt), as it repeats from day to day: what
 * is left in the evening waits for the morning. A block that is loaded beyond its capacity on average begins the day
 * with nothing.
 *
 * Returns: (transfer full): the day
 */
LeatDay *leat_report_day (LeatReport *self);

/**
 * leat_day_free:
 * @self: (transfer full): a day
 */
void leat_day_free (LeatDay *self);

/**
 * leat_report_has_load:
 * @self: a report
 *
 * Returns: whether a source sends something, so that a load can be multiplied
 */
gboolean leat_report_has_load (const LeatReport *self);

/**
 * leat_load_multiply:
 * @report: a report of the pipeline
 * @elements: (element-type LeatElement): its elements
 * @load: by what the rates of the sources are multiplied, over 0
 *
 * Sources send so much more, as far as their settings allow.
 *
 * Returns: (transfer full) (element-type LeatElement): the elements with that load
 */
GPtrArray *leat_load_multiply (const LeatReport *report,
                               GPtrArray        *elements,
                               double            load);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatDay, leat_day_free)

G_END_DECLS
