/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/chart-private.h"

G_BEGIN_DECLS

/* Between the labels of rows and what is right of them. */
#define LABEL_GAP 10.0

/* What of the chart is left to the bars: labels at the left, `before` and `after` for texts at their ends. */
void chart_bars_lay_out (ChartPlot  *plot,
                         ChartBounds x,
                         double      top,
                         double      before,
                         double      after);

/* A bar without bound goes beyond the others. */
void chart_bars_make_room (ChartBounds *x,
                           gboolean     unbounded);

double chart_bars_label_room (const ChartPlot *plot);
LeatRect chart_bars_row (const ChartPlot *plot,
                         guint            row);
gboolean chart_bars_find_row (const ChartPlot *plot,
                              guint            item,
                              guint           *row);

/* Where a value is; without bound at the edge. */
double chart_bars_place (const ChartPlot *plot,
                         double           value);

void chart_bars_paint (ChartPaint       *paint,
                       LeatRect          row,
                       double            from,
                       double            to,
                       const LeatColour *colour,
                       gboolean          unbounded);
void chart_bars_paint_labels (ChartPaint *paint,
                              double      room);

/* Says in the last row what has none. */
void chart_bars_paint_folded (ChartPaint *paint,
                              const char *words);

/* NULL, or why there is nothing to see in the first values of all items. */
const char *chart_bars_why_missing (const LeatChart *chart,
                                    guint            values);
guint chart_bars_count (const LeatChart *chart);

G_END_DECLS
