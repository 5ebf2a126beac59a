/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"
#include "engine/variation.h"

G_BEGIN_DECLS

/* What-if: a pipeline evaluated again and again with settings or the load varied. Nothing is saved, and every figure
 * is the one that a report of the pipeline with those settings would have. All of it is pure: any thread may do it. It
 * uses as many threads as there are processors where that is worth it; the figures do not depend on how many. Money is
 * in the report's currency, a month; times are in seconds. */

/* More points than this are refused. */
#define LEAT_EXPLORE_MAX LEAT_VARIATION_MAX

/**
 * LeatExplorePoint:
 * @total: money a month in the pipeline's currency
 * @exact: the same, not rounded
 * @unpriced: lines without a price that are not in it
 * @p50: seconds from source to consumer on the slowest path; NAN without a path, INFINITY without bound
 * @p95: seconds
 * @p99: seconds
 * @use: the largest utilisation of any limit at peak
 * @block: (nullable): the id of the block that has it
 * @errors: findings of that severity that are not silenced; 0 if they were not asked for
 */
typedef struct
{
  double      total;
  double      exact;
  guint       unpriced;
  double      p50;
  double      p95;
  double      p99;
  double      use;
  const char *block; /* of the elements given */
  guint       errors;
} LeatExplorePoint;

/**
 * LeatBreakEven:
 * @cheaper: the word that is cheaper below @at
 * @dearer: the word that is cheaper above it
 * @at: the value of the other variation at which both cost the same
 */
typedef struct
{
  const char *cheaper;
  const char *dearer;
  double      at;
} LeatBreakEven;

/**
 * LeatExploreProgress:
 * @done: points evaluated
 * @total: points in all
 * @data: what was given
 */
typedef void (*LeatExploreProgress) (guint    done,
                                     guint    total,
                                     gpointer data);

/**
 * LeatExploreFlags:
 * @LEAT_EXPLORE_ERRORS: count errors, which makes it slower
 */
typedef enum
{
  LEAT_EXPLORE_DEFAULT = 0,
  LEAT_EXPLORE_ERRORS = 1 << 0,
} LeatExploreFlags;

/**
 * leat_explore:
 * @catalogue: the catalogue
 * @elements: (element-type LeatElement): a pipeline
 * @options: (nullable): what to use in place of the pipeline's own properties
 * @variations: (element-type LeatVariation): one or more
 * @flags: what else to find
 * @progress: (nullable): is told how far it has come, in the thread that explores; the last time when all is done
 * @data: for @progress
 * @cancellable: (nullable): stops it within a few points
 * @error: return location for a %G_IO_ERROR_CANCELLED or %LEAT_ERROR_LIMIT
 *
 * Evaluates every combination, the last variation fastest.
 *
 * Returns: (transfer full) (element-type LeatExplorePoint) (nullable): the points
 */
GArray *leat_explore (LeatCatalogue      *catalogue,
                      GPtrArray          *elements,
                      const LeatOptions  *options,
                      GPtrArray          *variations,
                      LeatExploreFlags    flags,
                      LeatExploreProgress progress,
                      gpointer            data,
                      GCancellable       *cancellable,
                      GError            **error);

/**
 * leat_explore_dup_elements:
 * @catalogue: the catalogue
 * @elements: (element-type LeatElement): a pipeline
 * @options: (nullable): as in leat_explore()
 * @variations: (element-type LeatVariation): what is varied
 * @point: the number of a point of leat_explore()
 *
 * For making a report of one point, or for applying it.
 *
 * Returns: (transfer full) (element-type LeatElement): the pipeline as it is at that point; what does not differ is
 *   what @elements has
 */
GPtrArray *leat_explore_dup_elements (LeatCatalogue     *catalogue,
                                      GPtrArray         *elements,
                                      const LeatOptions *options,
                                      GPtrArray         *variations,
                                      guint              point);

/**
 * leat_explore_break_evens:
 * @variations: (element-type LeatVariation): two, of which one has words and the other numbers
 * @points: (element-type LeatExplorePoint): what leat_explore() made of them
 *
 * Where one choice stops to be the cheaper of two, by linear interpolation between points. Points with lines that have no
 * price tell nothing.
 *
 * Returns: (transfer full) (element-type LeatBreakEven): none if the variations are others
 */
GArray *leat_explore_break_evens (GPtrArray *variations,
                                  GArray    *points);

/**
 * LeatChoiceBreakEven:
 * @setting: the setting whose words they are, of the catalogue
 * @cheaper: the word that is cheaper below @at
 * @dearer: the word that is cheaper above it
 * @at: the load, as a multiple of what the sources send now, at which the pipeline costs the same with both
 */
typedef struct
{
  const LeatSetting *setting;
  const char        *cheaper;
  const char        *dearer;
  double             at;
} LeatChoiceBreakEven;

/**
 * leat_explore_choice_break_evens:
 * @catalogue: the catalogue
 * @elements: (element-type LeatElement): a pipeline
 * @options: (nullable): as in leat_explore()
 * @block: the id of a block
 * @from: the least load, more than 0, as a multiple of what the sources send now
 * @to: the greatest
 * @cancellable: (nullable): stops it
 * @error: return location for a %G_IO_ERROR_CANCELLED, or a %LEAT_ERROR_UNKNOWN or %LEAT_ERROR_RANGE that says
 *   what would do
 *
 * For each choice of the block that matters with its settings: where along the load one of its words, such as
 * provisioned and on-demand, stops to be the cheaper of two. Found between 61 loads that are even in proportion, to
 * one in a million.
 *
 * Returns: (transfer full) (element-type LeatChoiceBreakEven) (nullable): in the order of the settings, then of @at;
 *   strings are the catalogue's
 */
GArray *leat_explore_choice_break_evens (LeatCatalogue     *catalogue,
                                         GPtrArray         *elements,
                                         const LeatOptions *options,
                                         const char        *block,
                                         double             from,
                                         double             to,
                                         GCancellable      *cancellable,
                                         GError           **error);

/**
 * LeatDelay:
 * @p50: seconds; INFINITY without bound
 * @p95: seconds
 * @p99: seconds
 */
typedef struct
{
  double p50;
  double p95;
  double p99;
} LeatDelay;

/**
 * LeatRoute:
 * @source: the id of the block where data comes from
 * @consumer: the id of the block where it ends
 */
typedef struct
{
  char *source;
  char *consumer;
} LeatRoute;

/**
 * LeatCurves:
 * @points: (element-type LeatExplorePoint): the figures of each value of the variation; errors are not counted
 * @blocks: (element-type utf8): the ids of all blocks, in drawing order
 * @routes: (element-type LeatRoute): from each source to each consumer that it reaches
 * @costs: for each point, for each block: money a month, what has no price left out
 * @uses: for each point, for each block: the utilisation at peak of its most used limit; 0 without limits
 * @limits: the same: that limit, or %NULL
 * @delays: for each point, for each route: along the slowest way
 *
 * What curves along one variation are drawn from. Item i of point k is at k * n + i, where n is how many there are.
 */
typedef struct
{
  GArray           *points;
  GPtrArray        *blocks;
  GPtrArray        *routes;
  double           *costs;
  double           *uses;
  const LeatLimit **limits;
  LeatDelay        *delays;
} LeatCurves;

/**
 * leat_explore_curves:
 * @catalogue: the catalogue
 * @elements: (element-type LeatElement): a pipeline
 * @options: (nullable): as in leat_explore()
 * @variation: what is varied
 * @progress: (nullable): as in leat_explore()
 * @data: for @progress
 * @cancellable: (nullable): stops it
 * @error: return location for a %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the curves
 */
LeatCurves *leat_explore_curves (LeatCatalogue      *catalogue,
                                 GPtrArray          *elements,
                                 const LeatOptions  *options,
                                 LeatVariation      *variation,
                                 LeatExploreProgress progress,
                                 gpointer            data,
                                 GCancellable       *cancellable,
                                 GError            **error);

/**
 * leat_curves_get_consumer_delay:
 * @self: curves
 * @point: the number of a point
 * @consumer: the id of a block at which routes end
 * @delay: (out): of the route to it that is slowest by its 95th percentile
 *
 * Returns: whether data reaches @consumer; @delay is untouched if not
 */
gboolean leat_curves_get_consumer_delay (const LeatCurves *self,
                                         guint             point,
                                         const char       *consumer,
                                         LeatDelay        *delay);

/**
 * leat_curves_free:
 * @self: (transfer full): curves
 */
void leat_curves_free (LeatCurves *self);

/**
 * LeatThresholdKind:
 * @LEAT_THRESHOLD_LIMIT: a limit is fully used
 * @LEAT_THRESHOLD_BUDGET: the bill is above the budget
 * @LEAT_THRESHOLD_DELAY: the 95th percentile of the slowest path is above what is asked for
 */
typedef enum
{
  LEAT_THRESHOLD_LIMIT,
  LEAT_THRESHOLD_BUDGET,
  LEAT_THRESHOLD_DELAY,
} LeatThresholdKind;

/**
 * LeatThreshold:
 * @kind: what is crossed
 * @at: the value of the variation: the first number on the side where it is crossed, to one part in 10^9; a whole
 *   number for a whole setting
 * @above: it is crossed above @at, else below
 * @block: (nullable): of a limit: the id of the block, of the elements given
 * @limit: (nullable): which
 */
typedef struct
{
  LeatThresholdKind kind;
  double            at;
  gboolean          above;
  const char       *block;
  const LeatLimit  *limit;
} LeatThreshold;

/**
 * leat_explore_thresholds:
 * @catalogue: the catalogue
 * @elements: (element-type LeatElement): a pipeline
 * @options: (nullable): as in leat_explore()
 * @variation: a variation of the load or a number
 * @budget: money a month in the report's currency, or 0 for none
 * @p95: what is asked for, in seconds, or 0 for nothing
 * @cancellable: (nullable): stops it
 * @error: return location for a %G_IO_ERROR_CANCELLED
 *
 * Between two values of the variation of which only one is across, the edge is found by bisection. A crossing back and
 * forth between two values that are next to each other is not seen: take more steps.
 *
 * Returns: (transfer full) (element-type LeatThreshold) (nullable): by kind, then by value; none for words
 */
GArray *leat_explore_thresholds (LeatCatalogue     *catalogue,
                                 GPtrArray         *elements,
                                 const LeatOptions *options,
                                 LeatVariation     *variation,
                                 double             budget,
                                 double             p95,
                                 GCancellable      *cancellable,
                                 GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatCurves, leat_curves_free)

G_END_DECLS
