/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/chart.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LeatChartView:
 *
 * A chart on the screen. The pointer and the arrow keys go from datum to datum, whose figures stand beside it and are
 * what assistive technology is told.
 *
 * Signals: `chosen (guint series, guint index)`: a datum was clicked, or Enter pressed on it (see #LeatChartRef).
 */
#define LEAT_TYPE_CHART_VIEW (leat_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (LeatChartView, leat_chart_view, LEAT, CHART_VIEW, GtkWidget)

/**
 * leat_chart_view_new:
 * @height: the least height, in pixels
 *
 * Returns: (transfer floating): a view without a chart
 */
GtkWidget *leat_chart_view_new (int height);

/**
 * leat_chart_view_set_chart:
 * @self: a view
 * @chart: (nullable): what it shows
 */
void leat_chart_view_set_chart (LeatChartView *self,
                                LeatChart     *chart);

/**
 * leat_chart_view_get_chart:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what it shows
 */
LeatChart *leat_chart_view_get_chart (LeatChartView *self);

/**
 * leat_chart_view_go_to:
 * @self: a view
 * @ref: the datum that the keyboard is at from now on; one that the chart has not is passed over
 */
void leat_chart_view_go_to (LeatChartView *self,
                            LeatChartRef   ref);

/**
 * leat_chart_view_set_cursor:
 * @self: a view of a timeline
 * @x: the moment that is played, or NAN for none
 */
void leat_chart_view_set_cursor (LeatChartView *self,
                                 double         x);

G_END_DECLS
