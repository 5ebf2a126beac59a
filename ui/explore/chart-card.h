/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "explore/chart-view.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatChartCard:
 *
 * A chart with what one can do with it: see it as a table, export it.
 *
 * Signals: `chosen (guint series, guint index)`, of its view.
 */
#define LEAT_TYPE_CHART_CARD (leat_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (LeatChartCard, leat_chart_card, LEAT, CHART_CARD, AdwBin)

/**
 * leat_chart_card_new:
 * @height: the least height of the chart, in pixels
 *
 * Returns: (transfer floating): a card that is hidden until it has a chart
 */
GtkWidget *leat_chart_card_new (int height);

/**
 * leat_chart_card_set_chart:
 * @self: a card
 * @chart: (nullable): what it shows; %NULL hides it
 */
void leat_chart_card_set_chart (LeatChartCard *self,
                                LeatChart     *chart);

/**
 * leat_chart_card_set_bars:
 * @self: a card with a chart of bars
 * @n: how many there are
 *
 * Makes it as high as they need, and no higher: what is below follows them.
 */
void leat_chart_card_set_bars (LeatChartCard *self,
                               guint          n);

/**
 * leat_chart_card_get_view:
 * @self: a card
 *
 * Returns: (transfer none): its view
 */
LeatChartView *leat_chart_card_get_view (LeatChartCard *self);

/**
 * leat_chart_card_set_table:
 * @self: a card
 * @table: whether the figures are shown as a table rather than as a picture
 */
void leat_chart_card_set_table (LeatChartCard *self,
                                gboolean       table);

/**
 * leat_chart_card_export:
 * @self: a card with a chart
 * @path: a path that ends in .svg, .png, .pdf or .csv
 *
 * Writes it and says in a toast of the window how that went.
 *
 * Returns: whether it was written
 */
gboolean leat_chart_card_export (LeatChartCard *self,
                                 const char    *path);

G_END_DECLS
