/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas/canvas-private.h"

/* What is looked at, for who wants to come back to it. */

gboolean
leat_canvas_get_place (LeatCanvas *self,
                       double     *x,
                       double     *y)
{
  LeatRect area;

  g_return_val_if_fail (LEAT_IS_CANVAS (self), FALSE);

  area = leat_view_get_area (&self->view);
  *x = area.x + area.width / 2;
  *y = area.y + area.height / 2;
  return !self->fitted && !self->fit_pending;
}

void
leat_canvas_look_at (LeatCanvas *self,
                     double      x,
                     double      y,
                     double      zoom)
{
  LeatView view = self->view;

  g_return_if_fail (LEAT_IS_CANVAS (self));

  zoom = CLAMP (zoom, LEAT_CANVAS_MIN_ZOOM, LEAT_CANVAS_MAX_ZOOM);
  if (gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    {
      self->place = (LeatPoint) { x, y };
      self->place_zoom = zoom;
      self->fit_pending = TRUE;
      return;
    }
  self->fit_pending = FALSE;
  view.zoom = zoom;
  leat_view_centre (&view, x, y);
  leat_canvas_set_view (self, &view);
}

gboolean
leat_canvas_take_place (LeatCanvas *self)
{
  double zoom = self->place_zoom;

  self->place_zoom = 0;
  if (zoom == 0 || !self->fit_pending)
    return FALSE;
  leat_canvas_look_at (self, self->place.x, self->place.y, zoom);
  return TRUE;
}
