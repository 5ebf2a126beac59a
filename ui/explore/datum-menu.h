/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "explore/chart-view.h"

G_BEGIN_DECLS

/**
 * leat_datum_menu_new:
 * @parent: the page that the charts are on; who makes the menu unparents it when @parent is disposed of
 *
 * Returns: (transfer none): a menu for what is chosen in a chart
 */
GtkWidget *leat_datum_menu_new (GtkWidget *parent);

/**
 * leat_datum_menu_popup:
 * @menu: a menu
 * @view: where something was chosen
 * @ref: what
 * @model: what can be done with it
 *
 * Opens @menu beside it; when it closes, the keyboard is in @view again.
 */
void leat_datum_menu_popup (GtkWidget     *menu,
                            LeatChartView *view,
                            LeatChartRef   ref,
                            GMenuModel    *model);

G_END_DECLS
