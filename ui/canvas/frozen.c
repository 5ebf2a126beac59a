/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"

#include "draw/brush.h"
#include "model/rect.h"

#include <math.h>

/* Dragging many elements, or any far out in a large drawing, where a step of the pointer goes past dozens of wires. To lay
 * out hundreds of wires anew for each step of the pointer takes longer than a frame, so the scene stays as it was when they
 * were lifted: its picture of them, marks of the selection included, is painted once and moved along, wires to what stays
 * behind are straight lines meanwhile, and what changed is kept and laid out when they are put down. */

#define LEAST_FROZEN 60 /* elements lifted, wires included */
#define FAR_ZOOM 0.12   /* nothing is written on wires, and to one pixel there are many units */
#define LARGE 5000      /* elements of a drawing */
#define MOST_LINES 1500 /* of wires to what stays behind: more could not be told apart */
#define MOST_OUTLINES 300 /* of what is selected: more are filled instead */

struct _LeatFrozen
{
  GArray          *changes; /* of LeatChange: one an element */
  GHashTable      *at;      /* id -> index in changes + 1 */
  GHashTable      *rigid;   /* ids of what moves as one, borrowed from the canvas' lifted */
  GPtrArray       *loose;   /* of char*: wires to what stays behind, borrowed too */
  char            *anchor;  /* a block or zone of those that move */
  LeatPoint        origin;  /* where that was */
  LeatTiles       *picture; /* of what moves as one, where it was */
  GArray          *inks;    /* of LeatRect: of all that is in it */
  GPtrArray       *marked;  /* of LeatElement: what of it is selected, as it was */
  double           zoom;    /* device pixels a canvas unit, at which it was drawn last */
  gboolean         many;    /* too many are selected and seen to outline each */
};

static void
change_clear (gpointer data)
{
  LeatChange *change = data;

  g_clear_pointer (&change->before, leat_element_unref);
  g_clear_pointer (&change->after, leat_element_unref);
}

void
leat_frozen_free (LeatFrozen *self)
{
  leat_tiles_free (self->picture);
  g_array_unref (self->inks);
  g_ptr_array_unref (self->marked);
  g_array_unref (self->changes);
  g_hash_table_unref (self->at);
  g_hash_table_unref (self->rigid);
  g_ptr_array_unref (self->loose);
  g_free (self->anchor);
  g_free (self);
}

static gboolean
is_rigid (LeatCanvas        *self,
          const LeatElement *element)
{
  return element->kind != LEAT_ELEMENT_WIRE ||
         (g_hash_table_contains (self->lifted, element->from) && g_hash_table_contains (self->lifted, element->to));
}

static void
take_in (LeatCanvas *self,
         LeatFrozen *frozen,
         const char *id)
{
  const LeatElement *element = leat_canvas_get_element (self, id);
  LeatRect ink;

  if (element == NULL)
    return;
  if (!is_rigid (self, element))
    {
      g_ptr_array_add (frozen->loose, (gpointer) id);
      return;
    }
  g_hash_table_add (frozen->rigid, (gpointer) id);
  if (leat_scene_get_ink (self->scene, element, &ink))
    g_array_append_val (frozen->inks, ink);
  if (frozen->anchor != NULL || element->kind == LEAT_ELEMENT_WIRE)
    return;
  frozen->anchor = g_strdup (id);
  frozen->origin = (LeatPoint) { element->bounds.x, element->bounds.y };
}

/* The picture */

static gboolean
has_ink (const LeatFrozen *frozen,
         const LeatRect   *area)
{
  for (guint i = 0; i < frozen->inks->len; i++)
    if (leat_rect_touch (&g_array_index (frozen->inks, LeatRect, i), area))
      return TRUE;
  return FALSE;
}

static LeatPoint
get_shift (LeatCanvas *self)
{
  const LeatElement *anchor = leat_canvas_get_element (self, self->frozen->anchor);

  if (anchor == NULL)
    return (LeatPoint) { 0, 0 };
  return (LeatPoint) { anchor->bounds.x - self->frozen->origin.x, anchor->bounds.y - self->frozen->origin.y };
}

static void
paint_badge (LeatCanvas     *self,
             cairo_t        *cr,
             double          pixels,
             const char     *id,
             const LeatRect *card)
{
  g_autoptr(GHashTable) only = g_hash_table_new (g_str_hash, g_str_equal);
  LeatRect corner = { card->x + card->width - 24, card->y - 16, 40, 32 };

  g_hash_table_add (only, (gpointer) id);
  cairo_save (cr);
  cairo_rectangle (cr, corner.x, corner.y, corner.width, corner.height);
  cairo_clip (cr);
  leat_scene_paint (self->scene, cr, &corner, pixels, leat_canvas_get_colours (self), NULL, only);
  cairo_restore (cr);
}

/* As overlay.c does it for what rests: outlines, badges on top of them; or filled rectangles if there are many. */
static void
mark_one (LeatCanvas        *self,
          cairo_t           *cr,
          double             pixels,
          const LeatElement *element)
{
  const LeatRect *bounds = &element->bounds;
  double width = (self->view.zoom < LEAT_FINE_ZOOM ? 1 : 2) / self->view.zoom;
  LeatRect outline = { bounds->x - width / 2, bounds->y - width / 2, bounds->width + width, bounds->height + width };

  if (self->frozen->many)
    {
      cairo_rectangle (cr, bounds->x, bounds->y, bounds->width, bounds->height);
      return;
    }
  leat_trace_rounded (cr, &outline, leat_canvas_get_radius (element) + width / 2);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
  if (element->kind == LEAT_ELEMENT_BLOCK && self->view.zoom >= LEAT_FINE_ZOOM)
    paint_badge (self, cr, pixels, element->id, bounds);
}

static void
mark_selected (LeatCanvas     *self,
               cairo_t        *cr,
               const LeatRect *area,
               double          pixels)
{
  const LeatColour *accent = &leat_canvas_get_colours (self)->accent;
  GPtrArray *marked = self->frozen->marked;

  for (guint i = 0; i < marked->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (marked, i);

      if (!leat_rect_touch (&element->bounds, area))
        continue;
      cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 1);
      mark_one (self, cr, pixels, element);
    }
  if (!self->frozen->many)
    return;
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 1);
  cairo_set_line_width (cr, 1 / self->view.zoom);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 0.25);
  cairo_fill (cr);
}

static gboolean
paint_picture (cairo_t        *cr,
               const LeatRect *area,
               double          pixels,
               gpointer        user_data)
{
  LeatCanvas *self = user_data;

  if (!has_ink (self->frozen, area))
    return FALSE;
  leat_scene_paint (self->scene, cr, area, pixels, leat_canvas_get_colours (self), NULL, self->frozen->rigid);
  mark_selected (self, cr, area, pixels);
  return TRUE;
}

/* A wire that is bent is lifted by itself: its way is what the drag is about. */
static gboolean
is_wire_alone (LeatCanvas *self)
{
  GHashTableIter iter;
  const char *id;

  g_hash_table_iter_init (&iter, self->lifted);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      const LeatElement *element = leat_canvas_get_element (self, id);

      if (element != NULL && element->kind != LEAT_ELEMENT_WIRE)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_far (LeatCanvas *self)
{
  return self->view.zoom < FAR_ZOOM && leat_pipeline_get_n_elements (self->pipeline) >= LARGE;
}

static void
take_marked (LeatCanvas *self,
             LeatFrozen *frozen)
{
  for (guint i = 0; i < self->selection->len; i++)
    {
      LeatElement *element = leat_canvas_get_element (self, g_ptr_array_index (self->selection, i));

      if (element != NULL && element->kind != LEAT_ELEMENT_WIRE && g_hash_table_contains (frozen->rigid, element->id))
        g_ptr_array_add (frozen->marked, leat_element_ref (element));
    }
}

/* To be called when elements have been lifted. */
void
leat_canvas_freeze (LeatCanvas *self)
{
  LeatFrozen *frozen;
  GHashTableIter iter;
  const char *id;

  if (g_hash_table_size (self->lifted) < LEAST_FROZEN && (!is_far (self) || is_wire_alone (self)))
    return;

  frozen = g_new0 (LeatFrozen, 1);
  frozen->changes = g_array_new (FALSE, FALSE, sizeof (LeatChange));
  g_array_set_clear_func (frozen->changes, change_clear);
  frozen->at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  frozen->rigid = g_hash_table_new (g_str_hash, g_str_equal);
  frozen->loose = g_ptr_array_new ();
  frozen->inks = g_array_new (FALSE, FALSE, sizeof (LeatRect));
  frozen->marked = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  frozen->picture = leat_tiles_new (FALSE, paint_picture, self);
  self->frozen = frozen;
  g_hash_table_iter_init (&iter, self->lifted);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    take_in (self, frozen, id);
  take_marked (self, frozen);
}

static LeatElement *
ref_or_null (LeatElement *element)
{
  return element != NULL ? leat_element_ref (element) : NULL;
}

/* Keeps what changed instead of laying it out. */
void
leat_canvas_keep_changes (LeatCanvas        *self,
                          const LeatChanges *changes)
{
  LeatFrozen *frozen = self->frozen;

  for (gsize i = 0; i < changes->n; i++)
    {
      const LeatChange *change = &changes->items[i];
      const char *id = change->after != NULL ? change->after->id : change->before->id;
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (frozen->at, id));
      LeatChange copy = { ref_or_null (change->before), ref_or_null (change->after) };

      if (at == 0)
        {
          g_array_append_val (frozen->changes, copy);
          g_hash_table_insert (frozen->at, g_strdup (id), GUINT_TO_POINTER (frozen->changes->len));
          continue;
        }
      g_clear_pointer (&copy.before, leat_element_unref);
      g_clear_pointer (&g_array_index (frozen->changes, LeatChange, at - 1).after, leat_element_unref);
      g_array_index (frozen->changes, LeatChange, at - 1).after = copy.after;
    }
}

/* Lays out what was kept. */
void
leat_canvas_thaw (LeatCanvas *self,
                  GArray     *damage)
{
  LeatFrozen *frozen = g_steal_pointer (&self->frozen);
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (LeatChange));
  LeatChanges changes;

  if (frozen == NULL)
    return;

  /* What came and went in the meantime is no change, nor is what came back to where it was. */
  for (guint i = 0; i < frozen->changes->len; i++)
    {
      const LeatChange *change = &g_array_index (frozen->changes, LeatChange, i);

      if (change->before != change->after)
        g_array_append_vals (list, change, 1);
    }
  changes = (LeatChanges) { (const LeatChange *) list->data, list->len };
  if (self->scene != NULL && list->len > 0)
    leat_scene_update (self->scene, &changes, damage);
  leat_frozen_free (frozen);
}

/* Drawing */

static guint
count_seen (LeatCanvas *self)
{
  LeatRect seen = leat_canvas_visible_units (self);
  guint n = 0;

  for (guint i = 0; i < self->selection->len; i++)
    {
      const LeatElement *element = leat_canvas_get_element (self, g_ptr_array_index (self->selection, i));

      n += element != NULL && element->kind != LEAT_ELEMENT_WIRE && leat_rect_touch (&element->bounds, &seen);
    }
  return n;
}

static void
draw_line (GtkSnapshot   *snapshot,
           LeatPoint      start,
           LeatPoint      end,
           double         width,
           const GdkRGBA *colour)
{
  float length = (float) hypot (end.x - start.x, end.y - start.y);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) start.x, (float) start.y));
  gtk_snapshot_rotate (snapshot, (float) (atan2 (end.y - start.y, end.x - start.x) * 180 / G_PI));
  gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT (0, (float) (-width / 2), length, (float) width));
  gtk_snapshot_restore (snapshot);
}

/* A picture of them all would be as large as the view, and nearly all of it empty. */
static void
draw_loose (LeatCanvas  *self,
            GtkSnapshot *snapshot)
{
  GdkRGBA colour = leat_canvas_rgba (&leat_canvas_get_colours (self)->wire, 0.7);
  LeatRect seen = leat_canvas_visible_units (self);
  double width = MAX (1, 2 * self->view.zoom);
  guint n = 0;

  for (guint i = 0; i < self->frozen->loose->len && n < MOST_LINES; i++)
    {
      const LeatElement *wire = leat_canvas_get_element (self, g_ptr_array_index (self->frozen->loose, i));
      const LeatElement *from = wire != NULL ? leat_canvas_get_element (self, wire->from) : NULL;
      const LeatElement *to = wire != NULL ? leat_canvas_get_element (self, wire->to) : NULL;
      LeatPoint start, end;
      LeatRect box;

      if (from == NULL || to == NULL)
        continue;
      start = leat_port_position (from, TRUE);
      end = leat_port_position (to, FALSE);
      box = (LeatRect) { MIN (start.x, end.x), MIN (start.y, end.y), fabs (end.x - start.x), fabs (end.y - start.y) };
      if (!leat_rect_touch (&box, &seen))
        continue;
      draw_line (snapshot, leat_view_to_widget (&self->view, start.x, start.y), leat_view_to_widget (&self->view, end.x, end.y), width,
                 &colour);
      n++;
    }
}

void
leat_canvas_draw_frozen (LeatCanvas  *self,
                         GtkSnapshot *snapshot)
{
  LeatFrozen *frozen = self->frozen;
  LeatView view = self->view;
  LeatPoint shift = get_shift (self);
  double pixels = view.zoom * view.scale;

  if (frozen->zoom != pixels)
    frozen->many = count_seen (self) > MOST_OUTLINES;
  frozen->zoom = pixels;
  draw_loose (self, snapshot);
  /* Whole pixels, so that the picture is not blurred when it is put in its place. */
  view.left -= round (shift.x * pixels);
  view.top -= round (shift.y * pixels);
  leat_tiles_snapshot (frozen->picture, snapshot, &view, 0, 0, -1);
}
