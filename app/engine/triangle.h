/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

G_BEGIN_DECLS

/**
 * LeatCorner:
 * @LEAT_CORNER_COST: money a month
 * @LEAT_CORNER_COMPLEXITY: points of what has to be run, brought up to date and kept
 * @LEAT_CORNER_PERFORMANCE: how long data takes, p95 of the slowest path
 *
 * A corner of the iron triangle: of these three one has two as one likes, and pays with the third.
 */
typedef enum
{
  LEAT_CORNER_COST,
  LEAT_CORNER_COMPLEXITY,
  LEAT_CORNER_PERFORMANCE,
  LEAT_N_CORNERS,
} LeatCorner;

/**
 * LeatTrianglePart:
 * @block: (nullable): the block that it comes from, of the report
 * @text: what it is, translated: "Shards to watch and to split"; of the delay the longest of its stages
 * @amount: in the unit of the corner: money, points or seconds (of delay the mean, which may be added)
 * @share: @amount over the sum of all, 0 to 1
 * @works: points by #LeatWork, of the complexity only
 */
typedef struct
{
  const LeatBlockResult *block;
  char                  *text;
  double                 amount;
  double                 share;
  double                 works[LEAT_N_WORKS];
} LeatTrianglePart;

/**
 * LeatTriangleSide:
 * @label: the words for people: "Cost"
 * @value: money a month, points, or seconds; NAN if it is not known, INFINITY if it grows without bound
 * @score: 0, the worst, to 10, the best; NAN if @value is not known
 * @best: the value, or less, that scores 10
 * @worst: the value, or more, that scores 0
 * @formula: the score with the numbers put in: "10 × ln ($10,000 ÷ $1,032) ÷ ln ($10,000 ÷ $10) = 3.3"
 * @scale: what the scale means, in a sentence
 * @works: points by #LeatWork, of the complexity only
 * @parts: (element-type LeatTrianglePart): what @value is made of, the largest first
 */
typedef struct
{
  const char *label;
  double      value;
  double      score;
  double      best;
  double      worst;
  char       *formula;
  char       *scale;
  double      works[LEAT_N_WORKS];
  GPtrArray  *parts;
} LeatTriangleSide;

/**
 * LeatTriangle:
 * @report: what it was made of
 * @sides: by #LeatCorner
 */
typedef struct
{
  LeatReport      *report;
  LeatTriangleSide sides[LEAT_N_CORNERS];
} LeatTriangle;

/**
 * leat_triangle_new:
 * @report: a report that tells more than cost
 *
 * Scores a design. Cost and delay are scored by proportion, as people feel them: each factor of ten counts the same. Points of
 * complexity are scored evenly.
 *
 * Returns: (transfer full): its iron triangle
 */
LeatTriangle *leat_triangle_new (LeatReport *report);

/**
 * leat_triangle_free:
 * @self: (transfer full): a triangle
 */
void leat_triangle_free (LeatTriangle *self);

/**
 * leat_work_get_label:
 * @work: a kind of work
 *
 * Returns: (transfer none): the words for people
 */
const char *leat_work_get_label (LeatWork work);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatTriangle, leat_triangle_free)

G_END_DECLS
