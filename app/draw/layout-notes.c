/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/layout-private.h"

#include "draw/grid-private.h"
#include "draw/rect-private.h"

#include <math.h>
#include <string.h>

/* Notes that are in no zone belong to what they lie beside: they keep their distance from the nearest block or zone, or from the
 * whole drawing if none is near, and step aside where something else has come to lie. Those in a zone are boxes in it. */

#define NEAR 180.0
#define GAP LEAT_GRID

typedef struct
{
  GHashTable *places; /* id -> LeatRect: the new ones */
  LeatGrid   *before; /* of LeatElement: blocks and zones as they were */
  LeatGrid   *after;  /* of what has a place */
  LeatRect    was;    /* all that was */
  LeatRect    is;
} Notes;

typedef struct
{
  LeatRect           note;
  const LeatElement *nearest; /* or NULL */
  double             distance;
} Search;

static double
get_distance (const LeatRect *a,
              const LeatRect *b)
{
  double dx = MAX (0, MAX (b->x - a->x - a->width, a->x - b->x - b->width));
  double dy = MAX (0, MAX (b->y - a->y - a->height, a->y - b->y - b->height));

  return hypot (dx, dy);
}

/* A block is preferred to the zone round it, and what is named first of two: the same drawing has the same layout. */
static gboolean
is_nearer (const Search      *self,
           const LeatElement *element,
           double             distance)
{
  if (self->nearest == NULL || distance != self->distance)
    return self->nearest == NULL || distance < self->distance;
  if (element->kind != self->nearest->kind)
    return element->kind == LEAT_ELEMENT_BLOCK;
  return strcmp (element->id, self->nearest->id) < 0;
}

static gboolean
look_at (gpointer        item,
         const LeatRect *rect,
         gpointer        data)
{
  Search *self = data;
  double distance = get_distance (&self->note, rect);

  if (distance <= NEAR && is_nearer (self, item, distance))
    {
      self->nearest = item;
      self->distance = distance;
    }
  return TRUE;
}

/* What lies beyond the far side of something keeps its distance from that side, all else from the near one. */
static double
follow (double at,
        double was,
        double was_size,
        double is,
        double is_size)
{
  return at >= was + was_size ? is + is_size + at - was - was_size : is + at - was;
}

static LeatRect
get_wanted (const Notes       *self,
            const LeatElement *note)
{
  Search search = { .note = note->bounds };
  LeatRect area = rect_grow (note->bounds, NEAR);
  const LeatRect *was = &self->was, *is = &self->is;

  leat_grid_each (self->before, &area, look_at, &search);
  if (search.nearest != NULL)
    {
      was = &search.nearest->bounds;
      is = g_hash_table_lookup (self->places, search.nearest->id);
    }
  return (LeatRect){ round (follow (note->bounds.x, was->x, was->width, is->x, is->width) / LEAT_GRID) * LEAT_GRID,
                     round (follow (note->bounds.y, was->y, was->height, is->y, is->height) / LEAT_GRID) * LEAT_GRID,
                     note->bounds.width, note->bounds.height };
}

/* The first that is in the way. */
static gboolean
is_in_way (gpointer        item,
           const LeatRect *rect,
           gpointer        data)
{
  *(LeatRect *) data = *rect;
  return FALSE;
}

/* As far in one direction as it takes to lie free. */
static LeatRect
push (const Notes *self,
      LeatRect     place,
      int          dx,
      int          dy)
{
  LeatRect area = rect_grow (place, GAP - 1), other;

  while (!leat_grid_each (self->after, &area, is_in_way, &other))
    {
      if (dx != 0)
        place.x = dx > 0 ? ceil ((other.x + other.width + GAP) / LEAT_GRID) * LEAT_GRID
                         : floor ((other.x - GAP - place.width) / LEAT_GRID) * LEAT_GRID;
      else
        place.y = dy > 0 ? ceil ((other.y + other.height + GAP) / LEAT_GRID) * LEAT_GRID
                         : floor ((other.y - GAP - place.height) / LEAT_GRID) * LEAT_GRID;
      area = rect_grow (place, GAP - 1);
    }
  return place;
}

/* The nearest free place straight above, below, left or right. */
static LeatRect
find_free (const Notes *self,
           LeatRect     wanted)
{
  static const int ways[][2] = { { 0, -1 }, { 0, 1 }, { 1, 0 }, { -1, 0 } };
  LeatRect best = wanted;
  double least = INFINITY;

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      LeatRect place = push (self, wanted, ways[i][0], ways[i][1]);
      double distance = fabs (place.x - wanted.x) + fabs (place.y - wanted.y);

      if (distance < least)
        {
          best = place;
          least = distance;
        }
    }
  return best;
}

static void
collect (Notes     *self,
         GPtrArray *elements)
{
  gboolean first = TRUE;

  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);
      const LeatRect *place = g_hash_table_lookup (self->places, element->id);

      if (place == NULL)
        continue;
      leat_grid_add (self->after, element, place);
      if (!layout_is_anchor (element))
        continue;
      leat_grid_add (self->before, element, &element->bounds);
      self->was = first ? element->bounds : rect_union (self->was, element->bounds);
      self->is = first ? *place : rect_union (self->is, *place);
      first = FALSE;
    }
}

void
leat_layout_place_notes (GPtrArray    *elements,
                         GHashTable   *places,
                         GCancellable *cancellable)
{
  g_autoptr(LeatGrid) before = leat_grid_new (), after = leat_grid_new ();
  Notes self = { .places = places, .before = before, .after = after };

  if (g_hash_table_size (places) == 0)
    return;
  collect (&self, elements);
  for (guint i = 0; i < elements->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);
      LeatRect place;

      if (element->kind != LEAT_ELEMENT_NOTE || g_hash_table_contains (places, element->id))
        continue;
      place = find_free (&self, get_wanted (&self, element));
      g_hash_table_insert (places, g_strdup (element->id), g_memdup2 (&place, sizeof place));
      leat_grid_add (after, element, &place);
    }
}
