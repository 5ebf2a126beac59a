/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "canvas/wire-commands.h"
#include "draw/bends.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Bends a wire by hand: drag a part of it aside. The selected wire has handles: rings at its two ends (tool-rewire.c),
 * a bar in the middle of each part, and squares at the corners if they were placed by hand. A click on one marks the
 * bend for Delete, a double click takes it away. Ctrl does without grid and lining up. */

#define HANDLE_HIT 10.0  /* pixels from the middle of a handle where it can be taken */
#define LEAST_LEG 28.0   /* pixels that a part must be long to have a bar */
#define LINE_UP 5.0      /* canvas units in which a part lines up with another of the wire */
#define CORNER_SIZE 7.0
#define BAR_LENGTH 14.0
#define BAR_WIDTH 5.0

typedef struct
{
  char     *id;
  LeatRect  from, to;
  GArray   *route; /* as it was drawn, of LeatPoint */
  gsize     leg;
  double    at;  /* where the part was */
  double    now; /* where it is */
} Bend;

static LeatElement *
get_wire (LeatCanvas *self)
{
  LeatElement *single = leat_canvas_get_single (self);

  return single != NULL && single->kind == LEAT_ELEMENT_WIRE && !single->locked && !self->read_only ? single : NULL;
}

static LeatPoint
to_pixels (LeatCanvas *self,
           LeatPoint   point)
{
  return leat_view_to_widget (&self->view, point.x, point.y);
}

/* The middle of a part or, where the label is, beside that: further on if there is room, else before it. */
static LeatPoint
get_middle (LeatCanvas        *self,
            const LeatElement *wire,
            const LeatPoint   *leg)
{
  LeatPoint at = { (leg[0].x + leg[1].x) / 2, (leg[0].y + leg[1].y) / 2 };
  double off = 12 / self->view.zoom;
  LeatRect label;

  if (!leat_scene_get_label_area (self->scene, wire->id, &label) || at.x < label.x - off || at.x > label.x + label.width + off ||
      at.y < label.y - off || at.y > label.y + label.height + off)
    return to_pixels (self, at);
  if (leg[0].x == leg[1].x)
    at.y = label.y + label.height + 2 * off <= MAX (leg[0].y, leg[1].y) ? label.y + label.height + off : label.y - off;
  else
    at.x = label.x + label.width + 2 * off <= MAX (leg[0].x, leg[1].x) ? label.x + label.width + off : label.x - off;
  return to_pixels (self, at);
}

static gboolean
is_near (LeatPoint a,
         double    x,
         double    y)
{
  return hypot (a.x - x, a.y - y) <= HANDLE_HIT;
}

static double
get_length (LeatCanvas      *self,
            const LeatPoint *leg)
{
  return (fabs (leg[1].x - leg[0].x) + fabs (leg[1].y - leg[0].y)) * self->view.zoom;
}

LeatWireHandle
leat_canvas_find_wire_handle (LeatCanvas *self,
                              double      x,
                              double      y,
                              gsize      *index)
{
  const LeatElement *wire = get_wire (self);
  gsize n = 0;
  const LeatPoint *route = wire != NULL ? leat_scene_get_route (self->scene, wire->id, &n) : NULL;

  *index = 0;
  if (route == NULL || self->view.zoom < LEAT_FINE_ZOOM)
    return LEAT_WIRE_HANDLE_NONE;
  if (is_near (to_pixels (self, route[n - 1]), x, y))
    return LEAT_WIRE_HANDLE_END;
  if (is_near (to_pixels (self, route[0]), x, y))
    return LEAT_WIRE_HANDLE_START;
  for (*index = 1; wire->n_points > 0 && *index + 1 < n; (*index)++)
    if (is_near (to_pixels (self, route[*index]), x, y))
      return LEAT_WIRE_HANDLE_CORNER;
  for (*index = 0; *index + 1 < n; (*index)++)
    if (get_length (self, route + *index) >= LEAST_LEG && is_near (get_middle (self, wire, route + *index), x, y))
      return LEAT_WIRE_HANDLE_LEG;
  return LEAT_WIRE_HANDLE_NONE;
}

/* The part of the route nearest to a point; of a corner, the part across the way that the pointer takes. */
static gsize
find_leg (const LeatPoint *route,
          gsize            n,
          LeatPoint        at,
          LeatPoint        by)
{
  gsize best = 0;
  double least = INFINITY;

  for (gsize i = 0; i + 1 < n; i++)
    {
      double dx = MAX (0, MAX (MIN (route[i].x, route[i + 1].x) - at.x, at.x - MAX (route[i].x, route[i + 1].x)));
      double dy = MAX (0, MAX (MIN (route[i].y, route[i + 1].y) - at.y, at.y - MAX (route[i].y, route[i + 1].y)));
      gboolean across = (route[i].x == route[i + 1].x) == (fabs (by.x) >= fabs (by.y));
      double distance = hypot (dx, dy) + (across ? 0 : 6);

      if (distance < least)
        {
          least = distance;
          best = i;
        }
    }
  return best;
}

static gboolean
is_upright (const LeatPoint *leg)
{
  return leg[0].x == leg[1].x;
}

static void
bend_begin (LeatCanvas *self,
            LeatDrag   *drag)
{
  Bend *bend = g_new0 (Bend, 1);
  gsize index, n = 0;
  LeatElement *single = get_wire (self);
  gboolean on_handle = leat_canvas_find_wire_handle (self, drag->press.x, drag->press.y, &index) != LEAT_WIRE_HANDLE_NONE;
  const LeatElement *wire = on_handle ? single : leat_canvas_get_element (self, drag->id);
  const LeatElement *from = wire != NULL ? leat_canvas_get_element (self, wire->from) : NULL;
  const LeatElement *to = wire != NULL ? leat_canvas_get_element (self, wire->to) : NULL;
  const LeatPoint *route = wire != NULL ? leat_scene_get_route (self->scene, wire->id, &n) : NULL;
  LeatPoint by = { drag->pointer.x - drag->press.x, drag->pointer.y - drag->press.y };

  drag->state = bend;
  if (route == NULL || from == NULL || to == NULL)
    return;

  bend->id = g_strdup (wire->id);
  bend->from = from->bounds;
  bend->to = to->bounds;
  bend->route = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  g_array_append_vals (bend->route, route, n);
  bend->leg = find_leg (route, n, drag->start, by);
  bend->at = bend->now = is_upright (route + bend->leg) ? route[bend->leg].x : route[bend->leg].y;
  leat_canvas_select_one (self, bend->id);
  leat_canvas_mark_bend (self, G_MAXSIZE);
  leat_canvas_lift (self, (const char *const[]) { bend->id, NULL });
}

/* In line with another part of the wire if it is close, so that a bend goes when it is drawn straight; else on half the
 * grid, where the middles of cards are. */
static double
snap (LeatCanvas     *self,
      const Bend     *bend,
      double          value,
      GdkModifierType modifiers)
{
  const LeatPoint *route = (const LeatPoint *) bend->route->data;
  gboolean upright = is_upright (route + bend->leg);

  if ((modifiers & GDK_CONTROL_MASK) != 0)
    return round (value);
  for (int step = -2; step <= 2; step += 4)
    {
      gssize other = (gssize) bend->leg + step;

      if (other >= 0 && other + 1 < (gssize) bend->route->len && fabs ((upright ? route[other].x : route[other].y) - value) <= LINE_UP)
        return upright ? route[other].x : route[other].y;
    }
  return self->snap_to_grid ? round (value / (LEAT_GRID / 2)) * (LEAT_GRID / 2) : round (value);
}

static void
bend_update (LeatCanvas *self,
             LeatDrag   *drag)
{
  Bend *bend = drag->state;
  g_autoptr(GArray) points = NULL;
  const LeatPoint *route;
  LeatEdit *edit;
  double now;

  if (bend->id == NULL || leat_canvas_get_element (self, bend->id) == NULL)
    return;
  route = (const LeatPoint *) bend->route->data;
  now = bend->at + (is_upright (route + bend->leg) ? drag->now.x - drag->start.x : drag->now.y - drag->start.y);
  now = snap (self, bend, now, drag->modifiers);
  if (now == bend->now)
    return;

  bend->now = now;
  points = leat_bends_move_leg (route, bend->route->len, bend->leg, now, &bend->from, &bend->to);
  edit = leat_command_bend (self->pipeline, bend->id, points, _("Bend Wire"));
  leat_edit_set_merge_key (edit, drag->key);
  leat_canvas_apply (self, edit);
}

static void
bend_cancel (LeatCanvas *self,
             LeatDrag   *drag)
{
  leat_history_cancel_last (self->history, drag->key);
  leat_canvas_settle (self);
}

static void
bend_end (LeatCanvas *self,
          LeatDrag   *drag)
{
  Bend *bend = drag->state;

  if (bend->now == bend->at)
    leat_history_cancel_last (self->history, drag->key);
  leat_canvas_settle (self);
}

static void
bend_free (gpointer data)
{
  Bend *bend = data;

  g_free (bend->id);
  g_clear_pointer (&bend->route, g_array_unref);
  g_free (bend);
}

const LeatTool leat_tool_bend = {
  .begin = bend_begin,
  .update = bend_update,
  .end = bend_end,
  .cancel = bend_cancel,
  .release = bend_free,
};

/* Taking bends away */

void
leat_canvas_mark_bend (LeatCanvas *self,
                       gsize       leg)
{
  const LeatElement *wire = get_wire (self);

  g_clear_pointer (&self->marked_wire, g_free);
  if (leg != G_MAXSIZE && wire != NULL)
    self->marked_wire = g_strdup (wire->id);
  self->marked_leg = leg;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The bend that a handle stands for: an inner part of a wire that was bent by hand; G_MAXSIZE if there is none. */
static gsize
find_bend (LeatCanvas        *self,
           const LeatElement *wire,
           LeatWireHandle     handle,
           gsize              index)
{
  gsize n = 0;
  const LeatPoint *route = leat_scene_get_route (self->scene, wire->id, &n);
  const LeatElement *from = leat_canvas_get_element (self, wire->from), *to = leat_canvas_get_element (self, wire->to);

  if (route == NULL || wire->n_points == 0)
    return G_MAXSIZE;
  if (handle == LEAT_WIRE_HANDLE_CORNER)
    {
      gsize leg = from != NULL && to != NULL ? leat_bends_find_leg (route, n, index, &from->bounds, &to->bounds) : G_MAXSIZE;

      return leg == G_MAXSIZE ? 0 : leg;
    }
  /* Of a wire with one bend or none at all, any part stands for all of it. */
  return handle == LEAT_WIRE_HANDLE_LEG && ((index > 0 && index + 2 < n) || n < 4) ? index : G_MAXSIZE;
}

static void
remove_bend (LeatCanvas        *self,
             const LeatElement *wire,
             gsize              leg)
{
  gsize n = 0;
  const LeatPoint *route = leat_scene_get_route (self->scene, wire->id, &n);
  const LeatElement *from = leat_canvas_get_element (self, wire->from), *to = leat_canvas_get_element (self, wire->to);
  g_autoptr(GArray) points = n < 4 || from == NULL || to == NULL
                               ? g_array_new (FALSE, FALSE, sizeof (LeatPoint))
                               : leat_bends_remove_leg (route, n, leg, &from->bounds, &to->bounds);

  leat_history_end_merge (self->history);
  leat_canvas_apply (self, leat_command_bend (self->pipeline, wire->id, points, _("Remove Bend")));
  leat_canvas_mark_bend (self, G_MAXSIZE);
}

gboolean
leat_canvas_remove_bend_at (LeatCanvas *self,
                            double      x,
                            double      y)
{
  const LeatElement *wire = get_wire (self);
  gsize index, leg;
  LeatWireHandle handle = leat_canvas_find_wire_handle (self, x, y, &index);

  leg = wire != NULL ? find_bend (self, wire, handle, index) : G_MAXSIZE;
  if (leg == G_MAXSIZE)
    return FALSE;
  remove_bend (self, wire, leg);
  return TRUE;
}

gboolean
leat_canvas_remove_marked_bend (LeatCanvas *self)
{
  const LeatElement *wire = get_wire (self);
  gsize n = 0;

  if (wire == NULL || g_strcmp0 (self->marked_wire, wire->id) != 0 || wire->n_points == 0)
    return FALSE;
  leat_scene_get_route (self->scene, wire->id, &n);
  if (self->marked_leg + 1 >= n)
    return FALSE;
  remove_bend (self, wire, self->marked_leg);
  return TRUE;
}

gboolean
leat_canvas_click_wire_handle (LeatCanvas *self,
                               LeatDrag   *drag)
{
  const LeatElement *wire = get_wire (self);
  gsize index;
  LeatWireHandle handle = leat_canvas_find_wire_handle (self, drag->press.x, drag->press.y, &index);

  if (handle == LEAT_WIRE_HANDLE_NONE)
    return FALSE;
  leat_canvas_mark_bend (self, find_bend (self, wire, handle, index));
  return TRUE;
}

const char *
leat_canvas_wire_cursor (LeatCanvas        *self,
                         const LeatElement *wire)
{
  gsize index, n = 0;
  LeatWireHandle handle = leat_canvas_find_wire_handle (self, self->pointer.x, self->pointer.y, &index);
  const LeatPoint *route;

  if (handle == LEAT_WIRE_HANDLE_START || handle == LEAT_WIRE_HANDLE_END)
    return "crosshair";
  if (handle == LEAT_WIRE_HANDLE_CORNER)
    return "move";
  if (handle == LEAT_WIRE_HANDLE_LEG)
    wire = get_wire (self);
  route = wire != NULL && wire->kind == LEAT_ELEMENT_WIRE && !wire->locked && !self->read_only ? leat_scene_get_route (self->scene, wire->id, &n) : NULL;
  if (route == NULL)
    return NULL;
  index = find_leg (route, n, leat_canvas_to_units (self, self->pointer.x, self->pointer.y), (LeatPoint) { 0, 0 });
  return is_upright (route + index) ? "ew-resize" : "ns-resize";
}

/* By arrow keys: the longest part that can go that way, by as many half steps of the grid. */
gboolean
leat_canvas_nudge_wire (LeatCanvas        *self,
                        const LeatElement *wire,
                        int                dx,
                        int                dy)
{
  gsize n = 0, leg = G_MAXSIZE;
  const LeatPoint *route = leat_scene_get_route (self->scene, wire->id, &n);
  const LeatElement *from = leat_canvas_get_element (self, wire->from), *to = leat_canvas_get_element (self, wire->to);
  g_autoptr(GArray) points = NULL;
  g_autofree char *key = g_strconcat ("nudge:", wire->id, NULL);
  double longest = 0, at;
  LeatEdit *edit;

  for (gsize i = 0; route != NULL && i + 1 < n; i++)
    if (is_upright (route + i) == (dx != 0) && get_length (self, route + i) > longest)
      {
        longest = get_length (self, route + i);
        leg = i;
      }
  if (leg == G_MAXSIZE || from == NULL || to == NULL)
    return FALSE;
  at = (dx != 0 ? route[leg].x : route[leg].y) + (dx + dy) * LEAT_GRID / 2;
  points = leat_bends_move_leg (route, n, leg, at, &from->bounds, &to->bounds);
  edit = leat_command_bend (self->pipeline, wire->id, points, _("Bend Wire"));
  leat_edit_set_merge_key (edit, key);
  leat_canvas_apply (self, edit);
  return TRUE;
}

/* Drawing */

static void
draw_plate (GtkSnapshot   *snapshot,
            LeatPoint      at,
            double         width,
            double         height,
            double         radius,
            const GdkRGBA *fill,
            const GdkRGBA *line)
{
  const GdkRGBA lines[] = { *line, *line, *line, *line };
  const float widths[] = { 1.5, 1.5, 1.5, 1.5 };
  GskRoundedRect box;

  gsk_rounded_rect_init_from_rect (&box, &GRAPHENE_RECT_INIT ((float) (at.x - width / 2), (float) (at.y - height / 2),
                                                              (float) width, (float) height), (float) radius);
  gtk_snapshot_push_rounded_clip (snapshot, &box);
  gtk_snapshot_append_color (snapshot, fill, &box.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &box, widths, lines);
}

void
leat_canvas_draw_wire_handles (LeatCanvas  *self,
                               GtkSnapshot *snapshot)
{
  const LeatColours *colours = leat_canvas_get_colours (self);
  const LeatElement *wire = get_wire (self);
  GdkRGBA card = leat_canvas_rgba (&colours->card, 1), accent = leat_canvas_rgba (&colours->accent, 1);
  gsize n = 0;
  const LeatPoint *route = wire != NULL ? leat_scene_get_route (self->scene, wire->id, &n) : NULL;
  gboolean marked = wire != NULL && g_strcmp0 (self->marked_wire, wire->id) == 0;

  if (route == NULL || self->view.zoom < LEAT_FINE_ZOOM)
    return;
  for (gsize i = 0; i + 1 < n; i++)
    {
      gboolean upright = is_upright (route + i);

      if (get_length (self, route + i) >= LEAST_LEG)
        draw_plate (snapshot, get_middle (self, wire, route + i), upright ? BAR_WIDTH : BAR_LENGTH, upright ? BAR_LENGTH : BAR_WIDTH,
                    BAR_WIDTH / 2, marked && self->marked_leg == i ? &accent : &card, &accent);
    }
  for (gsize i = 1; wire->n_points > 0 && i + 1 < n; i++)
    {
      gboolean lit = marked && (self->marked_leg == i || self->marked_leg + 1 == i);

      draw_plate (snapshot, to_pixels (self, route[i]), CORNER_SIZE, CORNER_SIZE, 1.5, lit ? &accent : &card, &accent);
    }
  draw_plate (snapshot, to_pixels (self, route[0]), 10, 10, 5, &card, &accent);
  draw_plate (snapshot, to_pixels (self, route[n - 1]), 10, 10, 5, &accent, &accent);
}

/* Tidy Wires */

void
leat_canvas_tidy_wires (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  g_auto(GStrv) ids = leat_canvas_dup_selection (self);
  g_autoptr(LeatEdit) edit = leat_command_tidy (self->pipeline, (const char *const *) ids);

  if (leat_edit_get_n_changes (edit) == 0)
    {
      gtk_widget_error_bell (widget);
      return;
    }
  leat_canvas_cancel_drag (self);
  leat_history_end_merge (self->history);
  leat_canvas_mark_bend (self, G_MAXSIZE);
  leat_canvas_apply (self, g_steal_pointer (&edit));
}
