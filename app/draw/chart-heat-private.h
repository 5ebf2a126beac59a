/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/chart-private.h"

G_BEGIN_DECLS

/* The bar that says what the colours are, and its distance from the map. */
#define BAR_WIDTH 14.0
#define BAR_GAP 14.0

/* Where column or row i begins, in values; i = n is where the last one ends. */
double chart_heat_edge (const ChartAxis *axis,
                        const double    *middles,
                        gsize            n,
                        gsize            i);

void chart_heat_count (const LeatChart *chart,
                       gsize           *finite,
                       gsize           *infinite,
                       gsize           *absent);

/* The cells, and beside them the bar. */
void chart_heat_paint_map (ChartPaint *paint,
                           ChartScale *values);

/* The scale of the values, with ticks at which bands end. */
void chart_heat_scale (const LeatChart *chart,
                       double           height,
                       ChartScale      *scale);

/* The colour of the band of a finite value. */
LeatColour chart_heat_colour (const ChartPaint *paint,
                              const ChartScale *values,
                              double            value);

void chart_heat_cell (const ChartPlot *plot,
                      gsize            column,
                      gsize            row,
                      LeatRect        *box);

/* Writes values into cells, if they have room. Returns whether they have. */
gboolean chart_heat_paint_values (ChartPaint       *paint,
                                  const ChartScale *values);

/* Lines of equal value with their figures. */
void chart_heat_paint_lines (ChartPaint       *paint,
                             const ChartScale *values);

/* The design as drawn: a ring where its marks cross, or the mark that there is. */
void chart_heat_paint_present (ChartPaint *paint);

G_END_DECLS
