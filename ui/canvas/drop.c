/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "canvas/commands.h"

/* Takes what is dragged from the palette: the block lands with its middle under the pointer, on the grid, and is a
 * member of the zone that it lands in. Other text becomes what it would if it were pasted there. */

static LeatPoint
get_place (LeatCanvas *self,
           double      x,
           double      y)
{
  LeatPoint at = leat_canvas_to_units (self, x, y);

  return (LeatPoint) { leat_canvas_snap (self, at.x - LEAT_BLOCK_WIDTH / 2, 0),
                       leat_canvas_snap (self, at.y - LEAT_BLOCK_HEIGHT / 2, 0) };
}

static void
hide (LeatCanvas *self)
{
  self->drop_shown = FALSE;
  leat_canvas_splice_clear (self);
  g_clear_pointer (&self->drop_zone, g_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GdkDragAction
on_drop_motion (GtkDropTarget *target,
                double         x,
                double         y,
                LeatCanvas    *self)
{
  g_autoptr(LeatElement) block = NULL;
  const LeatElement *zone;
  LeatPoint place;
  LeatRect card;

  if (self->pipeline == NULL || self->read_only)
    return 0;

  if (!self->drop_shown)
    leat_canvas_splice_begin (self, NULL);
  place = get_place (self, x, y);
  card = (LeatRect) { place.x, place.y, LEAT_BLOCK_WIDTH, LEAT_BLOCK_HEIGHT };
  leat_canvas_splice_aim (self, &card);
  self->drop_at = (LeatPoint) { card.x, card.y };
  self->drop_shown = TRUE;
  block = leat_element_new_block ("dropped", "", "", self->drop_at.x, self->drop_at.y);
  zone = leat_command_find_zone (self->pipeline, block, NULL);
  g_free (self->drop_zone);
  self->drop_zone = zone != NULL ? g_strdup (zone->id) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return GDK_ACTION_COPY;
}

static void
on_drop_leave (GtkDropTarget *target,
               LeatCanvas    *self)
{
  hide (self);
}

static gboolean
on_drop (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         LeatCanvas    *self)
{
  const char *text = G_VALUE_HOLDS_STRING (value) ? g_value_get_string (value) : NULL;
  LeatPoint place = self->drop_shown ? self->drop_at : get_place (self, x, y);

  if (self->pipeline == NULL || self->read_only || text == NULL)
    {
      hide (self);
      return FALSE;
    }

  /* What is lit is what is meant: it is put out only after. */
  if (!g_str_has_prefix (text, LEAT_CANVAS_DROP_PREFIX))
    leat_canvas_insert_text (self, text, leat_canvas_to_units (self, x, y));
  else if (!leat_canvas_splice_new (self, text + strlen (LEAT_CANVAS_DROP_PREFIX), place))
    leat_canvas_add_block_at (self, text + strlen (LEAT_CANVAS_DROP_PREFIX), place.x, place.y, NULL);
  hide (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

void
leat_canvas_add_drop_target (LeatCanvas *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);

  g_signal_connect (target, "enter", G_CALLBACK (on_drop_motion), self);
  g_signal_connect (target, "motion", G_CALLBACK (on_drop_motion), self);
  g_signal_connect (target, "leave", G_CALLBACK (on_drop_leave), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
