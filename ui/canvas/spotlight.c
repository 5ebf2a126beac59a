/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"

/* What one is to look at keeps its colours; all else lies behind a veil of the background's colour. */

#define VEIL 0.8

void
leat_canvas_set_spotlight (LeatCanvas *self,
                           GHashTable *ids)
{
  GHashTable *old;

  g_return_if_fail (LEAT_IS_CANVAS (self));

  old = self->spotlight;
  self->spotlight = ids != NULL ? g_hash_table_ref (ids) : NULL;
  g_clear_pointer (&old, g_hash_table_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
leat_canvas_draw_spotlight (LeatCanvas  *self,
                            GtkSnapshot *snapshot)
{
  const LeatColours *colours = leat_canvas_get_colours (self);
  GdkRGBA veil = leat_canvas_rgba (&colours->background, VEIL);
  graphene_rect_t view = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                             (float) gtk_widget_get_height (GTK_WIDGET (self)));
  LeatRect seen = leat_canvas_visible_units (self);
  double zoom = self->view.zoom;
  cairo_t *cr;

  if (self->spotlight == NULL)
    return;
  gtk_snapshot_append_color (snapshot, &veil, &view);
  cr = gtk_snapshot_append_cairo (snapshot, &view);
  cairo_translate (cr, -self->view.left / self->view.scale, -self->view.top / self->view.scale);
  cairo_scale (cr, zoom, zoom);
  leat_scene_paint (self->scene, cr, &seen, zoom * self->view.scale, colours, NULL, self->spotlight);
  cairo_destroy (cr);
}
