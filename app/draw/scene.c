/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/scene-private.h"

static void
item_free (gpointer data)
{
  LeatItem *item = data;

  leat_element_unref (item->element);
  g_free (item->cost);
  g_free (item->label);
  g_free (item->legs);
  g_clear_pointer (&item->base, g_array_unref);
  g_clear_pointer (&item->route, g_array_unref);
  g_free (item);
}

LeatScene *
leat_scene_new (LeatCatalogue *catalogue,
                LeatPipeline  *pipeline)
{
  LeatScene *self = g_new0 (LeatScene, 1);

  self->catalogue = leat_catalogue_ref (catalogue);
  self->pipeline = g_object_ref (pipeline);
  self->typesetter = leat_typesetter_new ();
  self->router = leat_router_new ();
  self->grid = leat_grid_new ();
  self->edges = leat_edges_new ();
  self->lanes = leat_grid_new ();
  self->fresh = g_hash_table_new (NULL, NULL);
  self->wires = g_ptr_array_new ();
  self->reaches = leat_reaches_new ();
  self->label_reaches = leat_reaches_new ();
  self->wishes = leat_grid_new ();
  self->wire_findings = scene_count_wire_findings (NULL);
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, item_free);
  scene_lay_out_all (self);
  return self;
}

void
leat_scene_free (LeatScene *self)
{
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->wire_findings);
  leat_grid_free (self->grid);
  leat_edges_free (self->edges);
  leat_grid_free (self->lanes);
  g_hash_table_unref (self->fresh);
  g_ptr_array_unref (self->wires);
  leat_reaches_free (self->reaches);
  leat_reaches_free (self->label_reaches);
  leat_grid_free (self->wishes);
  leat_router_free (self->router);
  leat_typesetter_free (self->typesetter);
  g_clear_pointer (&self->overlay, leat_overlay_unref);
  g_clear_pointer (&self->report, leat_report_unref);
  g_object_unref (self->pipeline);
  leat_catalogue_unref (self->catalogue);
  g_free (self);
}

LeatItem *
scene_get_item (LeatScene  *self,
                const char *id)
{
  return id == NULL ? NULL : g_hash_table_lookup (self->items, id);
}

static Layer
layer_of (const LeatElement *element)
{
  switch (element->kind)
    {
    case LEAT_ELEMENT_ZONE:
      return LAYER_ZONE;
    case LEAT_ELEMENT_WIRE:
      return LAYER_WIRE;
    case LEAT_ELEMENT_NOTE:
      return LAYER_NOTE;
    default:
      return LAYER_BLOCK;
    }
}

static void
add_row (LeatScene *self,
         LeatItem  *item)
{
  item->row = self->wires->len;
  g_ptr_array_add (self->wires, item);
  leat_reaches_add (self->reaches);
  leat_reaches_add (self->label_reaches);
}

/* The last row takes its place. */
static void
remove_row (LeatScene      *self,
            const LeatItem *item)
{
  LeatItem *last = g_ptr_array_index (self->wires, self->wires->len - 1);

  last->row = item->row;
  g_ptr_array_remove_index_fast (self->wires, item->row);
  leat_reaches_remove (self->reaches, item->row);
  leat_reaches_remove (self->label_reaches, item->row);
}

void
scene_note_reach (LeatScene      *self,
                  const LeatItem *item)
{
  leat_reaches_set (self->reaches, item->row, &item->reach);
  leat_reaches_set (self->label_reaches, item->row, &item->label_reach);
}

LeatItem *
scene_add_item (LeatScene   *self,
                LeatElement *element)
{
  LeatItem *item = g_new0 (LeatItem, 1);

  item->element = leat_element_ref (element);
  item->layer = layer_of (element);
  item->use = -1;
  if (element->kind == LEAT_ELEMENT_BLOCK)
    item->service = leat_catalogue_get_service (self->catalogue, element->type);
  else if (element->kind == LEAT_ELEMENT_WIRE)
    add_row (self, item);
  if (element->kind != LEAT_ELEMENT_WIRE)
    leat_edges_add (self->edges, item, &element->bounds);
  g_hash_table_replace (self->items, element->id, item);
  g_hash_table_add (self->fresh, item);
  return item;
}

void
scene_remove_item (LeatScene  *self,
                   const char *id)
{
  LeatItem *item = scene_get_item (self, id);

  g_hash_table_remove (self->fresh, item);
  if (item != NULL && item->element->kind == LEAT_ELEMENT_WIRE)
    remove_row (self, item);
  if (item != NULL && item->element->kind != LEAT_ELEMENT_WIRE)
    leat_edges_remove (self->edges, item, &item->element->bounds);
  g_hash_table_remove (self->items, id);
}

/* Entering the grid: a wire by its legs, anything else by its ink. */

static LeatRect
leg_rect (const LeatItem *item,
          guint           i)
{
  LeatPoint a = g_array_index (item->route, LeatPoint, i);
  LeatPoint b = g_array_index (item->route, LeatPoint, i + 1);

  return rect_grow (rect_of_points (a, b), 6);
}

static void
each_rect (LeatScene *self,
           LeatItem  *item,
           void (*func) (LeatGrid *, gpointer, const LeatRect *))
{
  if (item->element->kind != LEAT_ELEMENT_WIRE)
    {
      func (self->grid, item, &item->ink);
      return;
    }

  for (guint i = 0; item->route != NULL && i + 1 < item->route->len; i++)
    {
      LeatRect leg = leg_rect (item, i);

      func (self->grid, item, &leg);
    }
  if (item->pill.width > 0)
    func (self->grid, item, &item->pill);
  if (item->badge.width > 0)
    func (self->grid, item, &item->badge);
}

void
scene_enter (LeatScene *self,
             LeatItem  *item)
{
  each_rect (self, item, leat_grid_add);
  self->extents_valid = FALSE;
}

void
scene_leave (LeatScene *self,
             LeatItem  *item)
{
  each_rect (self, item, leat_grid_remove);
  self->extents_valid = FALSE;
}

/* Queries */

typedef struct
{
  LeatScene *scene;
  GPtrArray *items;
} Gather;

static gboolean
gather (gpointer        data,
        const LeatRect *rect,
        gpointer        user_data)
{
  LeatItem *item = data;
  Gather *all = user_data;

  if (item->stamp != all->scene->stamp)
    {
      item->stamp = all->scene->stamp;
      g_ptr_array_add (all->items, item);
    }
  return TRUE;
}

static gboolean
stop (gpointer        data,
      const LeatRect *rect,
      gpointer        user_data)
{
  return FALSE;
}

gboolean
leat_scene_is_empty (LeatScene      *self,
                     const LeatRect *area)
{
  return leat_grid_each (self->grid, area, stop, NULL);
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const LeatItem *p = *(LeatItem *const *) a;
  const LeatItem *q = *(LeatItem *const *) b;

  if (p->layer != q->layer)
    return (int) p->layer - (int) q->layer;
  return (p->element->order > q->element->order) - (p->element->order < q->element->order);
}

GPtrArray *
scene_items_in (LeatScene      *self,
                const LeatRect *area)
{
  Gather all = { self, g_ptr_array_new () };

  self->stamp++;
  leat_grid_each (self->grid, area, gather, &all);
  g_ptr_array_sort (all.items, compare_items);
  return all.items;
}

/* Whether one of the rectangles touches by which it is in the grid. */
static gboolean
touches (const LeatItem *item,
         const LeatRect *area)
{
  if (item->element->kind != LEAT_ELEMENT_WIRE || !leat_rect_touch (&item->ink, area))
    return leat_rect_touch (&item->ink, area);

  for (guint i = 0; item->route != NULL && i + 1 < item->route->len; i++)
    {
      LeatRect leg = leg_rect (item, i);

      if (leat_rect_touch (&leg, area))
        return TRUE;
    }
  return (item->pill.width > 0 && leat_rect_touch (&item->pill, area)) || (item->badge.width > 0 && leat_rect_touch (&item->badge, area));
}

GPtrArray *
scene_items_of (LeatScene      *self,
                GHashTable     *ids,
                const LeatRect *area)
{
  GPtrArray *items = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      LeatItem *item = scene_get_item (self, id);

      if (item != NULL && touches (item, area))
        g_ptr_array_add (items, item);
    }
  g_ptr_array_sort (items, compare_items);
  return items;
}

void
leat_scene_get_extents (LeatScene *self,
                        LeatRect  *extents)
{
  GHashTableIter iter;
  gpointer value;
  gboolean first = TRUE;

  if (!self->extents_valid)
    {
      self->extents = (LeatRect){ 0, 0, 0, 0 };
      g_hash_table_iter_init (&iter, self->items);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          const LeatItem *item = value;

          if (item->ink.width <= 0)
            continue;
          self->extents = first ? item->ink : rect_union (self->extents, item->ink);
          first = FALSE;
        }
      self->extents_valid = TRUE;
    }
  *extents = self->extents;
}

gboolean
leat_scene_get_ink (LeatScene         *self,
                    const LeatElement *element,
                    LeatRect          *ink)
{
  const LeatItem *item = scene_get_item (self, element->id);

  if (item == NULL || item->ink.width <= 0)
    return FALSE;

  *ink = item->ink;
  return TRUE;
}

const LeatPoint *
leat_scene_get_route (LeatScene  *self,
                      const char *wire_id,
                      gsize      *n)
{
  const LeatItem *item = scene_get_item (self, wire_id);

  *n = 0;
  if (item == NULL || item->route == NULL)
    return NULL;

  *n = item->route->len;
  return (const LeatPoint *) item->route->data;
}

gboolean
leat_scene_get_label_area (LeatScene  *self,
                           const char *wire_id,
                           LeatRect   *area)
{
  const LeatItem *item = scene_get_item (self, wire_id);

  if (item == NULL || item->pill.width <= 0)
    return FALSE;

  *area = item->pill;
  return TRUE;
}
