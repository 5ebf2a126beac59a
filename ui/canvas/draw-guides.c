/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "draw/guides.h"

#include <math.h>

/* Snap lines and equal gaps on top of the drawing: thin lines on whole pixels, and the size of a gap in a pill where
 * there is room for it. */

#define COLOUR 5      /* of the colours of curves: told apart from accent, error and warning */
#define BEYOND 8.0    /* pixels that a line is longer than what lies on it, at both ends */
#define TICK 4.0      /* pixels to each side of a gap's ends */
#define PILL_ROOM 4.0 /* pixels around the words in a pill */

static void
get_ends (LeatCanvas      *self,
          const LeatGuide *guide,
          LeatPoint       *from,
          LeatPoint       *to)
{
  if (guide->upright)
    {
      *from = leat_view_to_widget (&self->view, guide->at, guide->from);
      *to = leat_view_to_widget (&self->view, guide->at, guide->to);
    }
  else
    {
      *from = leat_view_to_widget (&self->view, guide->from, guide->at);
      *to = leat_view_to_widget (&self->view, guide->to, guide->at);
    }
}

/* A line one pixel wide, that many pixels longer at both ends. */
static void
draw_line (GtkSnapshot   *snapshot,
           LeatPoint      from,
           LeatPoint      to,
           gboolean       upright,
           double         beyond,
           const GdkRGBA *colour)
{
  double x = floor (from.x), y = floor (from.y);
  graphene_rect_t line;

  if (upright)
    line = GRAPHENE_RECT_INIT ((float) x, (float) (y - beyond), 1, (float) (floor (to.y) - y + 1 + 2 * beyond));
  else
    line = GRAPHENE_RECT_INIT ((float) (x - beyond), (float) y, (float) (floor (to.x) - x + 1 + 2 * beyond), 1);
  gtk_snapshot_append_color (snapshot, colour, &line);
}

/* A line reaches a little beyond what lies on it, so that it is not taken for an edge. */
static void
draw_guide (LeatCanvas      *self,
            GtkSnapshot     *snapshot,
            const LeatGuide *guide,
            const GdkRGBA   *colour)
{
  LeatPoint from, to;

  get_ends (self, guide, &from, &to);
  draw_line (snapshot, from, to, guide->upright, guide->kind == LEAT_GUIDE_LINE ? BEYOND : 0, colour);
  if (guide->kind == LEAT_GUIDE_GAP)
    {
      draw_line (snapshot, from, from, !guide->upright, TICK, colour);
      draw_line (snapshot, to, to, !guide->upright, TICK, colour);
    }
}

static PangoLayout *
new_words (LeatCanvas      *self,
           const LeatGuide *gap)
{
  g_autofree char *text = g_strdup_printf ("%.0f", gap->to - gap->from);
  PangoLayout *words = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (words, attributes);
  pango_attr_list_unref (attributes);
  return words;
}

static void
draw_size (LeatCanvas      *self,
           GtkSnapshot     *snapshot,
           const LeatGuide *gap,
           const GdkRGBA   *fill,
           const GdkRGBA   *ink)
{
  g_autoptr(PangoLayout) words = new_words (self, gap);
  LeatPoint from, to;
  int width, height;
  double x, y;
  GskRoundedRect pill;

  get_ends (self, gap, &from, &to);
  pango_layout_get_pixel_size (words, &width, &height);
  if ((gap->upright ? to.y - from.y - height : to.x - from.x - width) < 2 * PILL_ROOM)
    return;

  x = round ((from.x + to.x - width) / 2);
  y = round ((from.y + to.y - height) / 2);
  gsk_rounded_rect_init_from_rect (&pill, &GRAPHENE_RECT_INIT ((float) (x - PILL_ROOM), (float) (y - 1),
                                                               (float) (width + 2 * PILL_ROOM), (float) (height + 2)),
                                   (float) (height / 2.0 + 1));
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, fill, &pill.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, words, ink);
  gtk_snapshot_restore (snapshot);
}

void
leat_canvas_draw_guides (LeatCanvas  *self,
                         GtkSnapshot *snapshot,
                         GArray      *guides)
{
  const LeatColours *colours = leat_canvas_get_colours (self);
  GdkRGBA line = leat_canvas_rgba (&colours->series[COLOUR], 1), ink = leat_canvas_rgba (&colours->background, 1);

  for (guint i = 0; i < guides->len; i++)
    draw_guide (self, snapshot, &g_array_index (guides, LeatGuide, i), &line);
  for (guint i = 0; i < guides->len; i++)
    if (g_array_index (guides, LeatGuide, i).kind == LEAT_GUIDE_GAP)
      draw_size (self, snapshot, &g_array_index (guides, LeatGuide, i), &line, &ink);
}
