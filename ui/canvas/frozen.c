/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"

#include <math.h>

/* Dragging many elements. To lay out hundreds of wires anew for each step of the pointer takes longer than a frame, so
 * the scene stays as it was when they were lifted: its picture of them is painted once and moved along, wires to what
 * stays behind are straight lines meanwhile, and what changed is kept and laid out when they are put down. */

#define LEAST_FROZEN 60 /* elements lifted, wires included */
#define SPARE 0.3       /* of the view, around the picture */

struct _LeatFrozen
{
  GArray          *changes; /* of LeatChange: one an element */
  GHashTable      *at;      /* id -> index in changes + 1 */
  GHashTable      *rigid;   /* ids of what moves as one, borrowed from the canvas' lifted */
  GPtrArray       *loose;   /* of char*: wires to what stays behind, borrowed too */
  char            *anchor;  /* a block or zone of those that move */
  LeatPoint        origin;  /* where that was */
  cairo_surface_t *picture; /* or NULL */
  LeatRect         cover;   /* what it shows, in canvas units as it was */
  double           zoom;
};

static void
change_clear (gpointer data)
{
  LeatChange *change = data;

  g_clear_pointer (&change->before, leat_element_unref);
  g_clear_pointer (&change->after, leat_element_unref);
}

static void
drop_picture (LeatFrozen *frozen)
{
  g_clear_pointer (&frozen->picture, cairo_surface_destroy);
}

void
leat_frozen_free (LeatFrozen *self)
{
  drop_picture (self);
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

  if (element == NULL)
    return;
  if (!is_rigid (self, element))
    {
      g_ptr_array_add (frozen->loose, (gpointer) id);
      return;
    }
  g_hash_table_add (frozen->rigid, (gpointer) id);
  if (frozen->anchor != NULL || element->kind == LEAT_ELEMENT_WIRE)
    return;
  frozen->anchor = g_strdup (id);
  frozen->origin = (LeatPoint) { element->bounds.x, element->bounds.y };
}

/* To be called when elements have been lifted. */
void
leat_canvas_freeze (LeatCanvas *self)
{
  LeatFrozen *frozen;
  GHashTableIter iter;
  const char *id;

  if (g_hash_table_size (self->lifted) < LEAST_FROZEN)
    return;

  frozen = g_new0 (LeatFrozen, 1);
  frozen->changes = g_array_new (FALSE, FALSE, sizeof (LeatChange));
  g_array_set_clear_func (frozen->changes, change_clear);
  frozen->at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  frozen->rigid = g_hash_table_new (g_str_hash, g_str_equal);
  frozen->loose = g_ptr_array_new ();
  self->frozen = frozen;
  g_hash_table_iter_init (&iter, self->lifted);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    take_in (self, frozen, id);
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

  /* What came and went in the meantime is no change. */
  for (guint i = 0; i < frozen->changes->len; i++)
    {
      const LeatChange *change = &g_array_index (frozen->changes, LeatChange, i);

      if (change->before != NULL || change->after != NULL)
        g_array_append_vals (list, change, 1);
    }
  changes = (LeatChanges) { (const LeatChange *) list->data, list->len };
  if (self->scene != NULL && list->len > 0)
    leat_scene_update (self->scene, &changes, damage);
  leat_frozen_free (frozen);
}

/* Drawing */

static LeatPoint
get_shift (LeatCanvas *self)
{
  const LeatElement *anchor = leat_canvas_get_element (self, self->frozen->anchor);

  if (anchor == NULL)
    return (LeatPoint) { 0, 0 };
  return (LeatPoint) { anchor->bounds.x - self->frozen->origin.x, anchor->bounds.y - self->frozen->origin.y };
}

static gboolean
covers (const LeatRect *cover,
        const LeatRect *area)
{
  return area->x >= cover->x && area->y >= cover->y && area->x + area->width <= cover->x + cover->width &&
         area->y + area->height <= cover->y + cover->height;
}

static void
paint_picture (LeatCanvas     *self,
               const LeatRect *seen)
{
  LeatFrozen *frozen = self->frozen;
  double pixels = self->view.zoom * self->view.scale;
  LeatRect cover = { seen->x - SPARE * seen->width, seen->y - SPARE * seen->height, (1 + 2 * SPARE) * seen->width,
                     (1 + 2 * SPARE) * seen->height };
  cairo_t *cr;

  /* Whole pixels, so that the picture is not blurred when it is put in its place. */
  cover.x = floor (cover.x * pixels) / pixels;
  cover.y = floor (cover.y * pixels) / pixels;
  drop_picture (frozen);
  frozen->picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (cover.width * pixels),
                                                (int) ceil (cover.height * pixels));
  frozen->cover = cover;
  frozen->zoom = pixels;
  cr = cairo_create (frozen->picture);
  cairo_scale (cr, pixels, pixels);
  cairo_translate (cr, -cover.x, -cover.y);
  leat_scene_paint (self->scene, cr, &cover, pixels, leat_canvas_get_colours (self), NULL, frozen->rigid);
  cairo_destroy (cr);
}

static void
trace_loose (LeatCanvas *self,
             cairo_t    *cr)
{
  for (guint i = 0; i < self->frozen->loose->len; i++)
    {
      const LeatElement *wire = leat_canvas_get_element (self, g_ptr_array_index (self->frozen->loose, i));
      const LeatElement *from = wire != NULL ? leat_canvas_get_element (self, wire->from) : NULL;
      const LeatElement *to = wire != NULL ? leat_canvas_get_element (self, wire->to) : NULL;
      LeatPoint start, end;

      if (from == NULL || to == NULL)
        continue;
      start = leat_port_position (from, TRUE);
      end = leat_port_position (to, FALSE);
      start = leat_view_to_widget (&self->view, start.x, start.y);
      end = leat_view_to_widget (&self->view, end.x, end.y);
      cairo_move_to (cr, start.x, start.y);
      cairo_line_to (cr, end.x, end.y);
    }
}

void
leat_canvas_draw_frozen (LeatCanvas  *self,
                         GtkSnapshot *snapshot)
{
  LeatFrozen *frozen = self->frozen;
  const LeatColour *line = &leat_canvas_get_colours (self)->wire;
  LeatPoint shift = get_shift (self);
  LeatRect seen = leat_canvas_visible_units (self);
  double scale = self->view.scale, pixels = self->view.zoom * scale;
  cairo_t *cr;

  seen.x -= shift.x;
  seen.y -= shift.y;
  if (frozen->picture == NULL || frozen->zoom != pixels || !covers (&frozen->cover, &seen))
    paint_picture (self, &seen);

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                                                 (float) gtk_widget_get_height (GTK_WIDGET (self))));
  trace_loose (self, cr);
  cairo_set_source_rgba (cr, line->red, line->green, line->blue, 0.7);
  cairo_set_line_width (cr, MAX (1, 2 * self->view.zoom));
  cairo_stroke (cr);
  cairo_scale (cr, 1 / scale, 1 / scale);
  cairo_set_source_surface (cr, frozen->picture, round ((frozen->cover.x - seen.x) * pixels),
                            round ((frozen->cover.y - seen.y) * pixels));
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_FAST);
  cairo_paint (cr);
  cairo_destroy (cr);
}
