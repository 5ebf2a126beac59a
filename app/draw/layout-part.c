/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/layout.h"

#include "draw/layout-private.h"

#include <math.h>

/* A layout of a part of a drawing: the part is laid out as if it were all there is, and put where it was. */

typedef struct
{
  GPtrArray  *elements;
  GHashTable *by_id;
  GHashTable *chosen; /* ids */
} Part;

/* Whether it is chosen or lies in a zone that is. A file written by hand may have zones that hold one another. */
static gboolean
is_chosen (const Part        *self,
           const LeatElement *element)
{
  for (guint depth = 0; element != NULL && depth <= self->elements->len; depth++)
    {
      if (g_hash_table_contains (self->chosen, element->id))
        return TRUE;
      element = element->zone != NULL ? g_hash_table_lookup (self->by_id, element->zone) : NULL;
    }
  return FALSE;
}

static gboolean
is_taken (const Part        *self,
          const LeatElement *element)
{
  if (element->kind != LEAT_ELEMENT_WIRE)
    return (layout_is_anchor (element) || element->kind == LEAT_ELEMENT_NOTE) && is_chosen (self, element);
  return is_chosen (self, g_hash_table_lookup (self->by_id, element->from)) &&
         is_chosen (self, g_hash_table_lookup (self->by_id, element->to));
}

/* A zone that stays holds nothing of the part: it would be laid out anew too. */
static LeatElement *
dup_loose (const Part  *self,
           LeatElement *element)
{
  LeatElement *zone = element->zone != NULL ? g_hash_table_lookup (self->by_id, element->zone) : NULL, *copy;

  if (zone == NULL || is_chosen (self, zone))
    return leat_element_ref (element);
  copy = leat_element_copy (element);
  g_clear_pointer (&copy->zone, g_free);
  return copy;
}

static GPtrArray *
dup_part (const Part *self)
{
  GPtrArray *part = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);

  for (guint i = 0; i < self->elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (self->elements, i);

      if (is_taken (self, element))
        g_ptr_array_add (part, dup_loose (self, element));
    }
  return part;
}

/* Where the part stands, on the grid, less where the layout put it. Notes go by it. */
static LeatPoint
find_shift (GPtrArray        *part,
            const LeatLayout *layout)
{
  LeatPoint was = { INFINITY, INFINITY }, is = { INFINITY, INFINITY };

  for (guint i = 0; i < part->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (part, i);
      const LeatRect *place = leat_layout_get (layout, element->id);

      if (place == NULL || !layout_is_anchor (element))
        continue;
      was = (LeatPoint){ MIN (was.x, element->bounds.x), MIN (was.y, element->bounds.y) };
      is = (LeatPoint){ MIN (is.x, place->x), MIN (is.y, place->y) };
    }
  if (!isfinite (was.x) || !isfinite (is.x))
    return (LeatPoint){ 0, 0 };
  return (LeatPoint){ round (was.x / LEAT_GRID) * LEAT_GRID - is.x, round (was.y / LEAT_GRID) * LEAT_GRID - is.y };
}

LeatLayout *
leat_layout_new_of (GPtrArray          *elements,
                    const char *const  *ids,
                    LeatCatalogue      *catalogue,
                    LeatLayoutDirection direction,
                    GCancellable       *cancellable,
                    GError            **error)
{
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) chosen = g_hash_table_new (g_str_hash, g_str_equal);
  Part self = { elements, by_id, chosen };
  g_autoptr(GPtrArray) part = NULL;
  LeatLayout *layout;
  LeatPoint shift;

  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);

      g_hash_table_insert (by_id, element->id, element);
    }
  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (chosen, (gpointer) ids[i]);

  part = dup_part (&self);
  layout = leat_layout_new (part, catalogue, direction, cancellable, error);
  if (layout == NULL)
    return NULL;
  shift = find_shift (part, layout);
  leat_layout_move (layout, shift.x, shift.y);
  return layout;
}
