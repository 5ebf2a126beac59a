/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "draw/legend.h"

/* The legend in the left bottom corner of the view, if it is asked for, above that of an overlay: it stands still and keeps
 * its size. */

#define MARGIN 12.0

void
leat_canvas_draw_legend (LeatCanvas  *self,
                         GtkSnapshot *snapshot)
{
  double width, height, x = MARGIN, y;
  graphene_rect_t beneath;
  cairo_t *cr;

  if (!self->show_legend || self->pipeline == NULL)
    return;
  if (!self->legend_known)
    self->legend_kinds = leat_legend_get_kinds (self->pipeline, NULL);
  self->legend_known = TRUE;
  leat_legend_measure (self->legend_kinds, &width, &height);
  y = gtk_widget_get_height (GTK_WIDGET (self)) - height - MARGIN;
  if (leat_canvas_get_overlay_legend (self, &beneath))
    y = beneath.origin.y - height - MARGIN;
  if (width == 0 || y < 0)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) x - 1, (float) y - 1, (float) width + 2, (float) height + 2));
  cairo_translate (cr, x, y);
  leat_legend_paint_cairo (cr, self->catalogue, self->legend_kinds, self->view.scale, leat_canvas_get_colours (self));
  cairo_destroy (cr);
}
