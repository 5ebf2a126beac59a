/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"

/* The overlay that is laid over the drawing: which one, of which report, and its legend in a corner of the view. */

#define LEGEND_MARGIN 12

const char *
leat_canvas_get_overlay (LeatCanvas *self)
{
  g_return_val_if_fail (LEAT_IS_CANVAS (self), "none");

  return leat_overlay_kind_to_string (self->overlay_kind);
}

void
leat_canvas_drop_legend (LeatCanvas *self)
{
  g_clear_pointer (&self->legend, gsk_render_node_unref);
}

/* Takes the overlay anew from the report that is there now. */
void
leat_canvas_renew_overlay (LeatCanvas *self,
                           GArray     *damage)
{
  g_autofree char *words = NULL;

  leat_canvas_drop_legend (self);
  g_clear_pointer (&self->overlay, leat_overlay_unref);
  if (self->document != NULL && self->overlay_kind != LEAT_OVERLAY_NONE)
    self->overlay = leat_overlay_new (self->overlay_kind, leat_document_get_report (self->document));
  if (self->scene != NULL)
    leat_scene_set_overlay (self->scene, self->overlay, damage);
  words = self->overlay != NULL ? leat_overlay_describe (self->overlay) : g_strdup ("");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

/* While something is dragged the report waits, and what is laid over is of it. */
void
leat_canvas_set_overlay (LeatCanvas *self,
                         const char *word)
{
  g_autoptr(GArray) damage = g_array_new (FALSE, FALSE, sizeof (LeatRect));
  LeatOverlayKind kind;

  g_return_if_fail (LEAT_IS_CANVAS (self));

  if (!leat_overlay_kind_from_string (word, &kind) || kind == self->overlay_kind)
    return;

  self->overlay_kind = kind;
  leat_canvas_cancel_drag (self);
  leat_canvas_renew_overlay (self, damage);
  for (guint i = 0; i < damage->len; i++)
    leat_tiles_damage (self->tiles, &g_array_index (damage, LeatRect, i));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "drawing-changed");
  g_object_notify (G_OBJECT (self), "overlay");
}

static GskRenderNode *
make_legend (LeatCanvas *self)
{
  double width, height;
  GskRenderNode *node;
  cairo_t *cr;

  leat_overlay_measure_legend (self->overlay, &width, &height);
  node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (-1, -1, (float) width + 2, (float) height + 2));
  cr = gsk_cairo_node_get_draw_context (node);
  leat_overlay_paint_legend (self->overlay, cr, 0, 0, leat_canvas_get_colours (self));
  cairo_destroy (cr);
  return node;
}

gboolean
leat_canvas_get_overlay_legend (LeatCanvas      *self,
                                graphene_rect_t *place)
{
  double width, height;
  int room = gtk_widget_get_width (GTK_WIDGET (self)), high = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->overlay == NULL)
    return FALSE;
  leat_overlay_measure_legend (self->overlay, &width, &height);
  graphene_rect_init (place, LEGEND_MARGIN, (float) (high - height - LEGEND_MARGIN), (float) width, (float) height);
  return width + 2 * LEGEND_MARGIN <= room && 2 * height <= high;
}

void
leat_canvas_draw_overlay_legend (LeatCanvas  *self,
                                 GtkSnapshot *snapshot)
{
  graphene_rect_t place;

  if (!leat_canvas_get_overlay_legend (self, &place))
    return;
  if (self->legend == NULL)
    self->legend = make_legend (self);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &place.origin);
  gtk_snapshot_append_node (snapshot, self->legend);
  gtk_snapshot_restore (snapshot);
}
