/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"

#include <math.h>

/* The rubber band. To the right it takes what lies wholly inside, to the left what it touches; Shift adds to what
 * was selected. A zone is taken only whole: the band often begins inside one. */

static LeatRect
get_band (const LeatDrag *drag)
{
  return (LeatRect) { MIN (drag->start.x, drag->now.x), MIN (drag->start.y, drag->now.y),
                      fabs (drag->now.x - drag->start.x), fabs (drag->now.y - drag->start.y) };
}

static gboolean
is_whole (const LeatRect *band,
          const LeatRect *bounds)
{
  return bounds->x >= band->x && bounds->y >= band->y && bounds->x + bounds->width <= band->x + band->width &&
         bounds->y + bounds->height <= band->y + band->height;
}

static void
band_begin (LeatCanvas *self,
            LeatDrag   *drag)
{
  drag->state = leat_canvas_dup_selection (self);
}

static void
band_update (LeatCanvas *self,
             LeatDrag   *drag)
{
  LeatRect band = get_band (drag);
  g_autoptr(GPtrArray) there = leat_scene_query (self->scene, &band, drag->now.x >= drag->start.x);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  char **before = drag->state;

  for (guint i = 0; before[i] != NULL && (drag->at_press & GDK_SHIFT_MASK) != 0; i++)
    g_ptr_array_add (ids, before[i]);
  for (guint i = 0; i < there->len; i++)
    {
      LeatElement *element = g_ptr_array_index (there, i);

      if (element->kind != LEAT_ELEMENT_ZONE || is_whole (&band, &element->bounds))
        g_ptr_array_add (ids, element->id);
    }
  g_ptr_array_add (ids, NULL);
  leat_canvas_select (self, (const char *const *) ids->pdata, FALSE);
}

static void
band_end (LeatCanvas *self,
          LeatDrag   *drag)
{
  band_update (self, drag);
}

static void
band_cancel (LeatCanvas *self,
             LeatDrag   *drag)
{
  leat_canvas_select (self, drag->state, FALSE);
}

static void
band_draw (LeatCanvas  *self,
           LeatDrag    *drag,
           GtkSnapshot *snapshot)
{
  const LeatColour *accent = &leat_canvas_get_colours (self)->accent;
  LeatRect band = get_band (drag);
  graphene_rect_t rect = leat_canvas_rect_to_widget (self, &band);
  GdkRGBA fill = leat_canvas_rgba (accent, 0.10);

  gtk_snapshot_append_color (snapshot, &fill, &rect);
  leat_canvas_draw_outline (self, snapshot, &band, 0, 0, 1, accent);
}

static void
band_release (gpointer state)
{
  g_strfreev (state);
}

const LeatTool leat_tool_band = {
  .begin = band_begin,
  .update = band_update,
  .end = band_end,
  .cancel = band_cancel,
  .draw = band_draw,
  .release = band_release,
};
