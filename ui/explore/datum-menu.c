/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/datum-menu.h"

GtkWidget *
leat_datum_menu_new (GtkWidget *parent)
{
  GtkWidget *menu = gtk_popover_menu_new_from_model (NULL);

  gtk_popover_set_position (GTK_POPOVER (menu), GTK_POS_BOTTOM);
  gtk_widget_set_parent (menu, parent);
  return menu;
}

void
leat_datum_menu_popup (GtkWidget     *menu,
                       LeatChartView *view,
                       LeatChartRef   ref,
                       GMenuModel    *model)
{
  LeatChart *chart = leat_chart_view_get_chart (view);
  LeatRect rect = { 0, 0, gtk_widget_get_width (GTK_WIDGET (view)), gtk_widget_get_height (GTK_WIDGET (view)) };
  g_autoptr(LeatChartHit) hit = chart != NULL ? leat_chart_look_up (chart, &rect, ref) : NULL;
  double x, y;

  if (hit == NULL ||
      !gtk_widget_translate_coordinates (GTK_WIDGET (view), gtk_widget_get_parent (menu), hit->at.x, hit->at.y, &x, &y))
    return;
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), &(GdkRectangle){ (int) x - 4, (int) y - 4, 8, 8 });
  gtk_popover_popup (GTK_POPOVER (menu));
}
