/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/element.h"

/* Where along each axis rectangles begin, end and have their middle: finds those with one of them near a place, and
 * what comes next along a line, without looking at the others. Places along an axis are x if it is level, y if it
 * is upright. */
typedef struct _LeatEdges LeatEdges;

typedef enum
{
  LEAT_EDGE_START,
  LEAT_EDGE_END,
  LEAT_EDGE_MIDDLE,
  LEAT_N_EDGES,
} LeatEdge;

/**
 * LeatSpan:
 * @start: where a rectangle begins along an axis
 * @end: where it ends
 * @low: where it begins across it
 * @high: where it ends
 *
 * A rectangle seen along one axis.
 */
typedef struct
{
  double start, end;
  double low, high;
} LeatSpan;

typedef void (*LeatEdgesFunc) (gpointer        item,
                               const LeatSpan *span,
                               gpointer        data);

/* Whether it counts. */
typedef gboolean (*LeatEdgesFilter) (gpointer        item,
                                     const LeatSpan *span,
                                     gpointer        data);

LeatSpan leat_span_new (const LeatRect *rect,
                        gboolean        upright);
LeatRect leat_span_get_rect (const LeatSpan *span,
                             gboolean        upright);
double leat_span_get_middle (const LeatSpan *span);

LeatEdges *leat_edges_new (void);
void leat_edges_free (LeatEdges *self);

/* Removing takes the same rectangle. */
void leat_edges_add (LeatEdges      *self,
                     gpointer        item,
                     const LeatRect *rect);
void leat_edges_remove (LeatEdges      *self,
                        gpointer        item,
                        const LeatRect *rect);

/* Calls `func` for each item whose edge lies no further than `reach` from `at`. */
void leat_edges_each (LeatEdges    *self,
                      gboolean      upright,
                      LeatEdge      edge,
                      double        at,
                      double        reach,
                      LeatEdgesFunc func,
                      gpointer      data);

/* The span that ends last of those that end at `at` or before, but not before `until`, that lie in part between `low`
 * and `high` and that `filter` lets through; of several the shortest, of those the first across the axis. */
gboolean leat_edges_find_before (LeatEdges      *self,
                                 gboolean        upright,
                                 double          at,
                                 double          until,
                                 double          low,
                                 double          high,
                                 LeatEdgesFilter filter,
                                 gpointer        data,
                                 LeatSpan       *found);

/* The same the other way: the span that begins first of those that begin at `at` or after, but not after `until`. */
gboolean leat_edges_find_after (LeatEdges      *self,
                                gboolean        upright,
                                double          at,
                                double          until,
                                double          low,
                                double          high,
                                LeatEdgesFilter filter,
                                gpointer        data,
                                LeatSpan       *found);
