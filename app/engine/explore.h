/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

G_BEGIN_DECLS

/* What-if: a pipeline evaluated again and again with settings or the load varied. Nothing is saved. */

/* More points than this are refused. */
#define LEAT_EXPLORE_MAX 100000

/**
 * LeatVariation:
 * @block: (nullable): the id of a block, or %NULL for the load of all sources
 * @setting: (nullable): the name of its setting; %NULL for the load
 * @label: what is varied, such as "orders.shards" or "load"
 * @values: (element-type utf8): each value as text
 * @numbers: (element-type double): each value as a number; NAN for a word
 */
typedef struct
{
  char      *block;
  char      *setting;
  char      *label;
  GPtrArray *values;
  GArray    *numbers;
} LeatVariation;

/**
 * leat_variation_parse:
 * @text: "BLOCK.SETTING=FROM:TO", "BLOCK.SETTING=FROM:TO:N", "BLOCK.SETTING=WORD|WORD…", or "load=…", where the
 *   numbers multiply what every source sends
 * @catalogue: the catalogue
 * @elements: (element-type LeatElement): a pipeline
 * @error: return location for a %LEAT_ERROR_SYNTAX, %LEAT_ERROR_UNKNOWN or %LEAT_ERROR_RANGE that says what would do
 *
 * Steps are even, or even in proportion if @text varies the load; whole numbers for a whole setting. Without N there are 11.
 *
 * Returns: (transfer full) (nullable): the variation
 */
LeatVariation *leat_variation_parse (const char    *text,
                                     LeatCatalogue *catalogue,
                                     GPtrArray     *elements,
                                     GError       **error);

/**
 * leat_variation_free:
 * @self: (transfer full): a variation
 */
void leat_variation_free (LeatVariation *self);

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
 * @errors: findings of that severity
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
 * leat_explore:
 * @catalogue: the catalogue
 * @elements: (element-type LeatElement): a pipeline
 * @options: (nullable): what to use in place of the pipeline's own properties
 * @variations: (element-type LeatVariation): one or more
 * @progress: (nullable): is told how far it has come, in the thread that explores
 * @data: for @progress
 * @cancellable: (nullable): stops it
 * @error: return location for a %G_IO_ERROR_CANCELLED or %LEAT_ERROR_LIMIT
 *
 * Evaluates every combination, the last variation fastest. Pure: any thread may do it.
 *
 * Returns: (transfer full) (element-type LeatExplorePoint) (nullable): the points
 */
GArray *leat_explore (LeatCatalogue      *catalogue,
                      GPtrArray          *elements,
                      const LeatOptions  *options,
                      GPtrArray          *variations,
                      LeatExploreProgress progress,
                      gpointer            data,
                      GCancellable       *cancellable,
                      GError            **error);

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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatVariation, leat_variation_free)

G_END_DECLS
