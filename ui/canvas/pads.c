/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"

#include <math.h>

/* Pads around the single selected block, shown while the pointer is near it: a click on one, or Alt+Shift and an arrow,
 * offers the blocks that could stand on that side and wires the choice. To the left stands what comes before. */

#define PAD_OFF 30.0    /* pixels from the edge of the card to the middle of a pad */
#define PAD_RADIUS 9.0
#define PAD_HIT 12.0
#define NEAR 52.0       /* pixels around the card in which pads are shown */
#define GAP_X (6 * LEAT_GRID)
#define GAP_Y (4 * LEAT_GRID)

static const struct
{
  int dx, dy;
} pads[] = { { 1, 0 }, { -1, 0 }, { 0, -1 }, { 0, 1 } };

static const LeatElement *
get_block (LeatCanvas *self)
{
  const LeatElement *single = leat_canvas_get_single (self);

  return single != NULL && single->kind == LEAT_ELEMENT_BLOCK && !self->read_only && self->view.zoom >= LEAT_FINE_ZOOM ? single : NULL;
}

static gboolean
is_near (LeatCanvas        *self,
         const LeatElement *block)
{
  graphene_rect_t place = leat_canvas_rect_to_widget (self, &block->bounds);

  graphene_rect_inset (&place, -NEAR, -NEAR);
  return self->pointer_inside &&
         graphene_rect_contains_point (&place, &GRAPHENE_POINT_INIT ((float) self->pointer.x, (float) self->pointer.y));
}

static LeatPoint
get_middle (LeatCanvas        *self,
            const LeatElement *block,
            guint              pad)
{
  graphene_rect_t place = leat_canvas_rect_to_widget (self, &block->bounds);

  return (LeatPoint) { place.origin.x + place.size.width * (1 + pads[pad].dx) / 2 + pads[pad].dx * PAD_OFF,
                       place.origin.y + place.size.height * (1 + pads[pad].dy) / 2 + pads[pad].dy * PAD_OFF };
}

static int
find_pad (LeatCanvas *self,
          LeatPoint   at)
{
  const LeatElement *block = get_block (self);

  for (guint i = 0; block != NULL && i < G_N_ELEMENTS (pads); i++)
    {
      LeatPoint middle = get_middle (self, block, i);

      if (hypot (middle.x - at.x, middle.y - at.y) <= PAD_HIT)
        return (int) i;
    }
  return -1;
}

gboolean
leat_canvas_is_on_pad (LeatCanvas *self,
                       LeatPoint   at)
{
  return find_pad (self, at) >= 0;
}

gboolean
leat_canvas_update_pads (LeatCanvas *self)
{
  const LeatElement *block = get_block (self);
  int pad = block == NULL || !is_near (self, block) ? -2 : find_pad (self, self->pointer);

  if (pad != self->pad)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->pad = pad;
  return pad >= 0;
}

static gboolean
is_taken (LeatCanvas *self,
          LeatPoint   at)
{
  LeatRect area = { at.x - LEAT_GRID, at.y - LEAT_GRID, LEAT_BLOCK_WIDTH + 2 * LEAT_GRID, LEAT_BLOCK_HEIGHT + 2 * LEAT_GRID };
  g_autoptr(GPtrArray) there = leat_scene_query (self->scene, &area, FALSE);

  for (guint i = 0; i < there->len; i++)
    if (((LeatElement *) g_ptr_array_index (there, i))->kind == LEAT_ELEMENT_BLOCK)
      return TRUE;
  return FALSE;
}

/* Beside the block; where that is taken, further along across the direction. */
static LeatPoint
find_place (LeatCanvas        *self,
            const LeatElement *block,
            int                dx,
            int                dy)
{
  LeatPoint at = { block->bounds.x + dx * (LEAT_BLOCK_WIDTH + GAP_X), block->bounds.y + dy * (LEAT_BLOCK_HEIGHT + GAP_Y) };

  for (guint i = 0; i < 100 && is_taken (self, at); i++)
    {
      if (dx != 0)
        at.y += LEAT_BLOCK_HEIGHT + GAP_Y;
      else
        at.x += LEAT_BLOCK_WIDTH + GAP_X;
    }
  return at;
}

static void
grow (LeatCanvas *self,
      int         dx,
      int         dy)
{
  const LeatElement *block = get_block (self);

  if (block != NULL)
    leat_canvas_offer_followers (self, block->id, dx < 0, find_place (self, block, dx, dy));
}

gboolean
leat_canvas_click_pad (LeatCanvas *self,
                       LeatPoint   at)
{
  int pad = find_pad (self, at);

  if (pad < 0)
    return FALSE;
  grow (self, pads[pad].dx, pads[pad].dy);
  return TRUE;
}

static gboolean
on_grow (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  int dx, dy;

  g_variant_get (args, "(ii)", &dx, &dy);
  grow (LEAT_CANVAS (widget), dx, dy);
  return TRUE;
}

void
leat_canvas_install_pads (GtkWidgetClass *widget_class)
{
  static const guint keys[] = { GDK_KEY_Right, GDK_KEY_Left, GDK_KEY_Up, GDK_KEY_Down };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i], GDK_ALT_MASK | GDK_SHIFT_MASK, on_grow, "(ii)", pads[i].dx, pads[i].dy);
}

static void
draw_pad (LeatCanvas  *self,
          GtkSnapshot *snapshot,
          LeatPoint    at,
          guint        pad,
          gboolean     lit)
{
  const LeatColours *colours = leat_canvas_get_colours (self);
  const LeatColour *fill = lit ? &colours->accent : &colours->card, *line = lit ? &colours->card : &colours->accent;
  double x = pads[pad].dx, y = pads[pad].dy, arm = 3.5, box = PAD_RADIUS + 2;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) (at.x - box), (float) (at.y - box),
                                                                          (float) (2 * box), (float) (2 * box)));

  cairo_arc (cr, at.x, at.y, PAD_RADIUS, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, fill->red, fill->green, fill->blue, fill->alpha);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, colours->accent.red, colours->accent.green, colours->accent.blue, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  cairo_move_to (cr, at.x - x * arm / 2 - y * arm, at.y - y * arm / 2 - x * arm);
  cairo_line_to (cr, at.x + x * arm / 2, at.y + y * arm / 2);
  cairo_line_to (cr, at.x - x * arm / 2 + y * arm, at.y - y * arm / 2 + x * arm);
  cairo_set_source_rgba (cr, line->red, line->green, line->blue, 1);
  cairo_set_line_width (cr, 2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

void
leat_canvas_draw_pads (LeatCanvas  *self,
                       GtkSnapshot *snapshot)
{
  const LeatElement *block = get_block (self);

  if (block == NULL || self->drag.moved || self->aiming != NULL || !is_near (self, block))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (pads); i++)
    draw_pad (self, snapshot, get_middle (self, block, i), i, self->pad == (int) i);
}
