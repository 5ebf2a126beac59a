/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/fragment.h"

#include <string.h>

static gboolean
has_place (const LeatElement *element)
{
  return element->kind == LEAT_ELEMENT_BLOCK || element->kind == LEAT_ELEMENT_ZONE || element->kind == LEAT_ELEMENT_NOTE;
}

static GHashTable *
make_set (GPtrArray *elements)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < elements->len; i++)
    g_hash_table_add (ids, ((LeatElement *) g_ptr_array_index (elements, i))->id);
  return ids;
}

void
leat_fragment_add_wires (LeatPipeline *pipeline,
                         GPtrArray    *elements)
{
  g_autoptr(GHashTable) ids = make_set (elements);
  guint n = elements->len;

  for (guint i = 0; i < n; i++)
    {
      const LeatElement *block = g_ptr_array_index (elements, i);
      GPtrArray *wires = block->kind == LEAT_ELEMENT_BLOCK ? leat_pipeline_get_wires_of (pipeline, block->id) : NULL;

      for (guint j = 0; wires != NULL && j < wires->len; j++)
        {
          LeatElement *wire = g_ptr_array_index (wires, j);

          if (g_str_equal (wire->from, block->id) && g_hash_table_contains (ids, wire->to) && g_hash_table_add (ids, wire->id))
            g_ptr_array_add (elements, wire);
        }
    }
}

/* Wires come after their blocks, whatever the order was. */
static gboolean
belongs (const LeatElement *element,
         GHashTable        *ids,
         gboolean           wires)
{
  if (!wires)
    return has_place (element);
  return element->kind == LEAT_ELEMENT_WIRE && g_hash_table_contains (ids, element->from) &&
         g_hash_table_contains (ids, element->to);
}

static void
take_into (LeatPipeline      *fragment,
           const LeatElement *element,
           GHashTable        *ids)
{
  g_autoptr(LeatElement) copy = leat_element_copy_as (element, element->id);

  if (copy->zone != NULL && !g_hash_table_contains (ids, copy->zone))
    g_clear_pointer (&copy->zone, g_free);
  leat_pipeline_replace (fragment, NULL, copy);
}

LeatPipeline *
leat_fragment_new (GPtrArray *elements)
{
  g_autoptr(GHashTable) ids = make_set (elements);
  LeatPipeline *fragment = leat_pipeline_new ();

  for (gboolean wires = FALSE; wires <= TRUE; wires++)
    for (guint i = 0; i < elements->len; i++)
      {
        const LeatElement *element = g_ptr_array_index (elements, i);

        if (belongs (element, ids, wires))
          take_into (fragment, element, ids);
      }
  return fragment;
}

/* "orders-2" is another of "orders": its copy is "orders-3", not "orders-2-2". */
static char *
new_id (LeatPipeline      *pipeline,
        const LeatElement *element)
{
  g_autofree char *base = g_strdup (element->id);
  char *dash = strrchr (base, '-');

  if (dash != NULL && dash != base && dash[1] != '\0' && strspn (dash + 1, "0123456789") == strlen (dash + 1))
    *dash = '\0';
  return leat_pipeline_new_id (pipeline, base);
}

static void
set_text (char      **field,
          const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
insert_placed (LeatEdit          *edit,
               LeatPipeline      *pipeline,
               const LeatElement *element,
               double             dx,
               double             dy,
               GHashTable        *copies)
{
  g_autoptr(LeatElement) moved = leat_element_copy_moved (element, dx, dy);
  char *id = new_id (pipeline, element);

  g_hash_table_insert (copies, g_strdup (element->id), id);
  leat_edit_take (edit, NULL, leat_element_copy_as (moved, id));
}

static void
insert_wire (LeatEdit          *edit,
             LeatPipeline      *pipeline,
             const LeatElement *element,
             double             dx,
             double             dy,
             GHashTable        *copies)
{
  g_autoptr(LeatElement) moved = leat_element_copy_moved (element, dx, dy);
  const char *from = g_hash_table_lookup (copies, element->from), *to = g_hash_table_lookup (copies, element->to);
  g_autofree char *base = g_strconcat (from, "-", to, NULL), *id = leat_pipeline_new_id (pipeline, base);
  LeatElement *copy = leat_element_copy_as (moved, id);

  set_text (&copy->from, from);
  set_text (&copy->to, to);
  leat_edit_take (edit, NULL, copy);
}

/* A zone may come after what lies in it. */
static void
set_zones (LeatEdit     *edit,
           LeatPipeline *pipeline,
           GHashTable   *copies)
{
  for (guint i = 0; i < leat_edit_get_n_changes (edit); i++)
    {
      LeatElement *copy = leat_edit_get_change (edit, i)->after;
      const char *zone = copy->zone != NULL ? g_hash_table_lookup (copies, copy->zone) : NULL;
      const LeatElement *own = leat_pipeline_get_element (pipeline, copy->zone);

      if (zone != NULL)
        set_text (&copy->zone, zone);
      else if (own == NULL || own->kind != LEAT_ELEMENT_ZONE)
        set_text (&copy->zone, NULL);
    }
}

LeatEdit *
leat_fragment_insert (LeatPipeline *pipeline,
                      GPtrArray    *elements,
                      double        dx,
                      double        dy,
                      const char   *label,
                      GHashTable   *copies)
{
  g_autoptr(GHashTable) ids = make_set (elements);
  LeatEdit *edit = leat_edit_new (label);

  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (belongs (element, ids, FALSE))
        insert_placed (edit, pipeline, element, dx, dy, copies);
    }
  set_zones (edit, pipeline, copies);
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (belongs (element, ids, TRUE))
        insert_wire (edit, pipeline, element, dx, dy, copies);
    }
  return edit;
}
