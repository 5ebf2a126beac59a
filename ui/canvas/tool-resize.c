/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "canvas/commands.h"

#include <math.h>

/* Resizes a zone or a note by one of eight handles. Shift keeps the proportion, Alt resizes about the middle, Ctrl
 * does without the grid. */

#define HANDLE 8.0      /* side of a handle, in pixels */
#define HANDLE_HIT 12.0 /* how far from its middle it can be taken */

typedef struct
{
  int         x, y; /* which edges it moves: -1 left or top, 1 right or bottom, 0 none */
  const char *cursor;
} Handle;

static const Handle handles[] = {
  { -1, -1, "nw-resize" }, { 0, -1, "n-resize" }, { 1, -1, "ne-resize" }, { 1, 0, "e-resize" },
  { 1, 1, "se-resize" },   { 0, 1, "s-resize" },  { -1, 1, "sw-resize" }, { -1, 0, "w-resize" },
};

typedef struct
{
  LeatRect      before;
  LeatRect      now;
  const Handle *handle;
  char         *id;
} Resize;

static LeatPoint
get_place (LeatCanvas     *self,
           const LeatRect *bounds,
           const Handle   *handle)
{
  return leat_view_to_widget (&self->view, bounds->x + bounds->width * (handle->x + 1) / 2,
                              bounds->y + bounds->height * (handle->y + 1) / 2);
}

static const LeatElement *
get_resizable (LeatCanvas *self)
{
  const LeatElement *single = leat_canvas_get_single (self);

  return single != NULL && !self->read_only && (single->kind == LEAT_ELEMENT_ZONE || single->kind == LEAT_ELEMENT_NOTE) ? single : NULL;
}

int
leat_canvas_find_handle (LeatCanvas *self,
                         double      x,
                         double      y)
{
  const LeatElement *element = get_resizable (self);

  for (guint i = 0; element != NULL && i < G_N_ELEMENTS (handles); i++)
    {
      LeatPoint at = get_place (self, &element->bounds, &handles[i]);

      if (fabs (at.x - x) <= HANDLE_HIT && fabs (at.y - y) <= HANDLE_HIT)
        return (int) i;
    }
  return -1;
}

const char *
leat_canvas_handle_cursor (int handle)
{
  return handles[handle].cursor;
}

void
leat_canvas_draw_handles (LeatCanvas  *self,
                          GtkSnapshot *snapshot)
{
  const LeatColours *colours = leat_canvas_get_colours (self);
  const LeatElement *element = get_resizable (self);
  GdkRGBA fill = leat_canvas_rgba (&colours->card, 1), line = leat_canvas_rgba (&colours->accent, 1);
  const GdkRGBA lines[] = { line, line, line, line };
  const float widths[] = { 1.5, 1.5, 1.5, 1.5 };

  for (guint i = 0; element != NULL && i < G_N_ELEMENTS (handles); i++)
    {
      LeatPoint at = get_place (self, &element->bounds, &handles[i]);
      GskRoundedRect box;

      gsk_rounded_rect_init_from_rect (&box, &GRAPHENE_RECT_INIT ((float) (at.x - HANDLE / 2), (float) (at.y - HANDLE / 2),
                                                                  HANDLE, HANDLE), 2);
      gtk_snapshot_append_color (snapshot, &fill, &box.bounds);
      gtk_snapshot_append_border (snapshot, &box, widths, lines);
    }
}

static void
resize_begin (LeatCanvas *self,
              LeatDrag   *drag)
{
  const LeatElement *element = get_resizable (self);
  int handle = leat_canvas_find_handle (self, drag->press.x, drag->press.y);
  Resize *resize = g_new0 (Resize, 1);

  drag->state = resize;
  if (element == NULL || handle < 0)
    return;
  resize->before = resize->now = element->bounds;
  resize->handle = &handles[handle];
  resize->id = g_strdup (element->id);
}

/* Moves one side of a span by a distance, both if `about` is set, and keeps at least a size. */
static void
stretch (double  *start,
         double  *size,
         int      side,
         double   by,
         gboolean about,
         double   least)
{
  double grow = side * by * (about ? 2 : 1);
  double wanted = MAX (*size + grow, least);

  if (about)
    *start -= (wanted - *size) / 2;
  else if (side < 0)
    *start += *size - wanted;
  *size = wanted;
}

static LeatRect
get_resized (LeatCanvas   *self,
             LeatDrag     *drag,
             const Resize *resize,
             gboolean      zone)
{
  LeatRect rect = resize->before;
  const Handle *handle = resize->handle;
  double edge_x = handle->x < 0 ? rect.x : rect.x + rect.width, edge_y = handle->y < 0 ? rect.y : rect.y + rect.height;
  double dx = leat_canvas_snap (self, edge_x + drag->now.x - drag->start.x, drag->modifiers) - edge_x;
  double dy = leat_canvas_snap (self, edge_y + drag->now.y - drag->start.y, drag->modifiers) - edge_y;
  gboolean about = (drag->modifiers & GDK_ALT_MASK) != 0;

  if ((drag->modifiers & GDK_SHIFT_MASK) != 0 && handle->x != 0 && handle->y != 0)
    dy = dx * handle->x * handle->y * rect.height / rect.width;
  if (handle->x != 0)
    stretch (&rect.x, &rect.width, handle->x, dx, about, zone ? 96 : 48);
  if (handle->y != 0)
    stretch (&rect.y, &rect.height, handle->y, dy, about, zone ? 72 : 24);
  return rect;
}

static void
resize_update (LeatCanvas *self,
               LeatDrag   *drag)
{
  Resize *resize = drag->state;
  const LeatElement *element = leat_canvas_get_element (self, resize->id);
  LeatEdit *edit;
  LeatRect now;

  if (element == NULL)
    return;
  now = get_resized (self, drag, resize, element->kind == LEAT_ELEMENT_ZONE);
  if (memcmp (&now, &resize->now, sizeof now) == 0)
    return;

  edit = leat_command_resize (self->pipeline, resize->id, &now);
  leat_edit_set_merge_key (edit, drag->key);
  leat_canvas_apply (self, edit);
  resize->now = now;
}

static void
resize_cancel (LeatCanvas *self,
               LeatDrag   *drag)
{
  leat_history_cancel_last (self->history, drag->key);
}

static void
resize_end (LeatCanvas *self,
            LeatDrag   *drag)
{
  Resize *resize = drag->state;

  if (memcmp (&resize->before, &resize->now, sizeof resize->now) == 0)
    resize_cancel (self, drag);
}

static void
resize_free (gpointer data)
{
  Resize *resize = data;

  g_free (resize->id);
  g_free (resize);
}

const LeatTool leat_tool_resize = {
  .begin = resize_begin,
  .update = resize_update,
  .end = resize_end,
  .cancel = resize_cancel,
  .release = resize_free,
};
