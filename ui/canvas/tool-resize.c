/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "canvas/commands.h"
#include "draw/guides.h"

#include <math.h>

/* Resizes a zone or a note by one of eight handles. A side goes to the nearest of the grid, a line with something else, and
 * where gaps become equal. Shift keeps the proportion, Alt resizes about the middle, Ctrl does without grid and lines. */

#define HANDLE 8.0      /* side of a handle, in pixels */
#define HANDLE_HIT 12.0 /* how far from its middle it can be taken */
#define SNAP_REACH 6.0  /* pixels */
#define MAX_SNAP (2 * LEAT_GRID) /* far out, pixels would be too much of the drawing */

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
  GHashTable   *inside; /* its id, and the ids of what lies in it */
  GArray       *guides; /* of LeatGuide: how it stands now, or NULL */
  gboolean      zone;
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

  return single != NULL && !self->read_only && !single->locked && (single->kind == LEAT_ELEMENT_ZONE || single->kind == LEAT_ELEMENT_NOTE) ? single : NULL;
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

/* What does not count for lines: itself, and what lies in it. */
static GHashTable *
list_inside (LeatCanvas *self,
             const char *id)
{
  const char *const ids[] = { id, NULL };
  g_autoptr(GPtrArray) elements = leat_pipeline_collect (self->pipeline, ids);
  GHashTable *inside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < elements->len; i++)
    g_hash_table_add (inside, g_strdup (((LeatElement *) g_ptr_array_index (elements, i))->id));
  return inside;
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
  resize->zone = element->kind == LEAT_ELEMENT_ZONE;
  resize->inside = list_inside (self, element->id);
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

static double
snap_side (LeatCanvas     *self,
           double          edge,
           double          by,
           gboolean        found,
           double          guide,
           GdkModifierType modifiers)
{
  double grid = leat_canvas_snap (self, edge + by, modifiers) - edge;

  return found && (!self->snap_to_grid || fabs (guide) <= fabs (grid - by)) ? by + guide : grid;
}

/* How far the sides at the handle go. Where the proportion is kept one side decides, and lines would pull it about. */
static LeatPoint
get_step (LeatCanvas   *self,
          LeatDrag     *drag,
          const Resize *resize)
{
  const LeatRect *was = &resize->before;
  const Handle *handle = resize->handle;
  double edge_x = handle->x < 0 ? was->x : was->x + was->width, edge_y = handle->y < 0 ? was->y : was->y + was->height;
  LeatPoint by = { drag->now.x - drag->start.x, drag->now.y - drag->start.y };
  LeatRect rect = *was, seen = leat_canvas_visible_units (self);
  LeatGuideSnap snap = { 0 };

  if ((drag->modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    {
      stretch (&rect.x, &rect.width, handle->x, by.x, FALSE, 1);
      stretch (&rect.y, &rect.height, handle->y, by.y, FALSE, 1);
      snap = leat_guides_snap_sides (self->scene, &rect, &seen, MIN (SNAP_REACH / self->view.zoom, MAX_SNAP), resize->zone,
                                     resize->inside, handle->x, handle->y);
    }
  return (LeatPoint) { snap_side (self, edge_x, by.x, snap.x, snap.by.x, drag->modifiers),
                       snap_side (self, edge_y, by.y, snap.y, snap.by.y, drag->modifiers) };
}

static LeatRect
get_resized (LeatCanvas   *self,
             LeatDrag     *drag,
             const Resize *resize)
{
  LeatRect rect = resize->before;
  const Handle *handle = resize->handle;
  LeatPoint by = get_step (self, drag, resize);
  gboolean about = (drag->modifiers & GDK_ALT_MASK) != 0;

  if ((drag->modifiers & GDK_SHIFT_MASK) != 0 && handle->x != 0 && handle->y != 0)
    by.y = by.x * handle->x * handle->y * rect.height / rect.width;
  if (handle->x != 0)
    stretch (&rect.x, &rect.width, handle->x, by.x, about, resize->zone ? 96 : 48);
  if (handle->y != 0)
    stretch (&rect.y, &rect.height, handle->y, by.y, about, resize->zone ? 72 : 24);
  return rect;
}

/* Whether a guide is of a side that the handle moves. */
static gboolean
is_of_side (const LeatGuide *guide,
            const Resize    *resize)
{
  const LeatRect *now = &resize->now;
  const Handle *handle = resize->handle;
  gboolean along_x = guide->kind == LEAT_GUIDE_LINE ? guide->upright : !guide->upright;
  double edge_x = handle->x < 0 ? now->x : now->x + now->width, edge_y = handle->y < 0 ? now->y : now->y + now->height;

  if ((along_x ? handle->x : handle->y) == 0)
    return FALSE;
  return guide->kind == LEAT_GUIDE_GAP || fabs (guide->at - (along_x ? edge_x : edge_y)) < 0.01;
}

static void
update_guides (LeatCanvas     *self,
               const LeatDrag *drag,
               Resize         *resize)
{
  LeatRect seen = leat_canvas_visible_units (self);

  g_clear_pointer (&resize->guides, g_array_unref);
  if ((drag->modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    return;
  resize->guides = leat_guides_list (self->scene, &resize->now, &seen, resize->zone, resize->inside);
  for (guint i = resize->guides->len; i-- > 0;)
    if (!is_of_side (&g_array_index (resize->guides, LeatGuide, i), resize))
      g_array_remove_index (resize->guides, i);
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
  now = get_resized (self, drag, resize);
  if (memcmp (&now, &resize->now, sizeof now) == 0)
    {
      update_guides (self, drag, resize);
      return;
    }

  edit = leat_command_resize (self->pipeline, resize->id, &now);
  leat_edit_set_merge_key (edit, drag->key);
  leat_canvas_apply (self, edit);
  resize->now = now;
  update_guides (self, drag, resize);
}

static void
resize_draw (LeatCanvas  *self,
             LeatDrag    *drag,
             GtkSnapshot *snapshot)
{
  const Resize *resize = drag->state;

  if (resize->guides != NULL)
    leat_canvas_draw_guides (self, snapshot, resize->guides);
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
  g_clear_pointer (&resize->inside, g_hash_table_unref);
  g_clear_pointer (&resize->guides, g_array_unref);
  g_free (resize);
}

const LeatTool leat_tool_resize = {
  .begin = resize_begin,
  .update = resize_update,
  .end = resize_end,
  .cancel = resize_cancel,
  .draw = resize_draw,
  .release = resize_free,
};
