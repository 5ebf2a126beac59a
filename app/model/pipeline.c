/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/pipeline.h"

/* Elements stand in an array sorted by their `order`, which is unique; so a place is found by binary
 * search and an edit that keeps the order costs one pointer. `wires_of` holds the wires of each block,
 * `zones` the zones in their order and `members` what names each of them as its zone, for moving, deleting and drawing
 * without a search. */
struct _LeatPipeline
{
  GObject     parent_instance;
  GPtrArray  *elements; /* of LeatElement, owned */
  GHashTable *by_id;    /* id -> the same LeatElement, borrowed */
  GHashTable *wires_of; /* block id -> GPtrArray of LeatElement, borrowed */
  GPtrArray  *zones;    /* of LeatElement, borrowed */
  GHashTable *members;  /* zone id -> set of LeatElement, borrowed */
  GHashTable *used_ids; /* set of ids that were ever in it */
  GHashTable *next_id;  /* base -> the number to try next */
  GBytes     *preamble;
  GBytes     *tail;
};

G_DEFINE_FINAL_TYPE (LeatPipeline, leat_pipeline, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
leat_pipeline_finalize (GObject *object)
{
  LeatPipeline *self = LEAT_PIPELINE (object);

  g_hash_table_unref (self->wires_of);
  g_ptr_array_unref (self->zones);
  g_hash_table_unref (self->members);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->used_ids);
  g_hash_table_unref (self->next_id);
  g_ptr_array_unref (self->elements);
  g_clear_pointer (&self->preamble, g_bytes_unref);
  g_clear_pointer (&self->tail, g_bytes_unref);

  G_OBJECT_CLASS (leat_pipeline_parent_class)->finalize (object);
}

static void
leat_pipeline_class_init (LeatPipelineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leat_pipeline_finalize;

  signals[CHANGED] = g_signal_new ("changed", LEAT_TYPE_PIPELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
leat_pipeline_init (LeatPipeline *self)
{
  self->elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->wires_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_ptr_array_unref);
  self->zones = g_ptr_array_new ();
  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->used_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->next_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

LeatPipeline *
leat_pipeline_new (void)
{
  LeatPipeline *self = g_object_new (LEAT_TYPE_PIPELINE, NULL);
  g_autoptr(LeatElement) properties = leat_element_new (LEAT_ELEMENT_PROPERTIES, LEAT_PROPERTIES_ID);

  leat_pipeline_replace (self, NULL, properties);
  return self;
}

/* The index of the first of these elements whose order is not below `order`. */
static guint
lower_bound (GPtrArray *elements,
             double     order)
{
  guint low = 0;
  guint high = elements->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const LeatElement *element = g_ptr_array_index (elements, middle);

      if (element->order < order)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
order_is_taken (LeatPipeline *self,
                double        order)
{
  guint at = lower_bound (self->elements, order);

  return at < self->elements->len &&
         ((LeatElement *) g_ptr_array_index (self->elements, at))->order == order;
}

static void
link_end (LeatPipeline *self,
          const char   *id,
          LeatElement  *wire)
{
  GPtrArray *wires = g_hash_table_lookup (self->wires_of, id);

  if (wires == NULL)
    {
      wires = g_ptr_array_new ();
      g_hash_table_insert (self->wires_of, g_strdup (id), wires);
    }
  g_ptr_array_add (wires, wire);
}

static void
unlink_end (LeatPipeline *self,
            const char   *id,
            LeatElement  *wire)
{
  GPtrArray *wires = g_hash_table_lookup (self->wires_of, id);

  g_ptr_array_remove_fast (wires, wire);
  if (wires->len == 0)
    g_hash_table_remove (self->wires_of, id);
}

static void
enter_zone (LeatPipeline *self,
            LeatElement  *element)
{
  GHashTable *members = g_hash_table_lookup (self->members, element->zone);

  if (members == NULL)
    {
      members = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (self->members, g_strdup (element->zone), members);
    }
  g_hash_table_add (members, element);
}

static void
leave_zone (LeatPipeline *self,
            LeatElement  *element)
{
  GHashTable *members = g_hash_table_lookup (self->members, element->zone);

  g_hash_table_remove (members, element);
  if (g_hash_table_size (members) == 0)
    g_hash_table_remove (self->members, element->zone);
}

static void
forget (LeatPipeline *self,
        LeatElement  *element)
{
  g_hash_table_remove (self->by_id, element->id);
  if (element->zone != NULL)
    leave_zone (self, element);
  if (element->kind == LEAT_ELEMENT_ZONE)
    g_ptr_array_remove_index (self->zones, lower_bound (self->zones, element->order));
  if (element->kind == LEAT_ELEMENT_WIRE)
    {
      unlink_end (self, element->from, element);
      if (!g_str_equal (element->from, element->to))
        unlink_end (self, element->to, element);
    }
}

static void
remember (LeatPipeline *self,
          LeatElement  *element)
{
  g_hash_table_insert (self->by_id, element->id, element);
  if (!g_hash_table_contains (self->used_ids, element->id))
    g_hash_table_add (self->used_ids, g_strdup (element->id));
  if (element->zone != NULL)
    enter_zone (self, element);
  if (element->kind == LEAT_ELEMENT_ZONE)
    g_ptr_array_insert (self->zones, (gint) lower_bound (self->zones, element->order), element);
  if (element->kind == LEAT_ELEMENT_WIRE)
    {
      link_end (self, element->from, element);
      if (!g_str_equal (element->from, element->to))
        link_end (self, element->to, element);
    }
}

void
leat_pipeline_replace (LeatPipeline *self,
                       LeatElement  *before,
                       LeatElement  *after)
{
  g_return_if_fail (LEAT_IS_PIPELINE (self));
  g_return_if_fail (before == NULL || g_hash_table_lookup (self->by_id, before->id) == before);
  g_return_if_fail (after == NULL || !g_hash_table_contains (self->by_id, after->id) ||
                    (before != NULL && g_str_equal (before->id, after->id)));

  if (before != NULL)
    forget (self, before);

  if (before != NULL && after != NULL && before->order == after->order)
    {
      guint at = lower_bound (self->elements, before->order);

      self->elements->pdata[at] = leat_element_ref (after);
      remember (self, after);
      leat_element_unref (before);
      return;
    }

  if (before != NULL)
    g_ptr_array_remove_index (self->elements, lower_bound (self->elements, before->order));

  if (after != NULL)
    {
      if (after->order == 0 || order_is_taken (self, after->order))
        after->order = leat_pipeline_next_order (self);
      g_ptr_array_insert (self->elements, lower_bound (self->elements, after->order), leat_element_ref (after));
      remember (self, after);
    }
}

LeatElement *
leat_pipeline_get_element (LeatPipeline *self,
                           const char   *id)
{
  g_return_val_if_fail (LEAT_IS_PIPELINE (self), NULL);

  return id == NULL ? NULL : g_hash_table_lookup (self->by_id, id);
}

LeatElement *
leat_pipeline_get_properties (LeatPipeline *self)
{
  return leat_pipeline_get_element (self, LEAT_PROPERTIES_ID);
}

guint
leat_pipeline_get_n_elements (LeatPipeline *self)
{
  g_return_val_if_fail (LEAT_IS_PIPELINE (self), 0);

  return self->elements->len;
}

LeatElement *
leat_pipeline_get_nth (LeatPipeline *self,
                       guint         i)
{
  g_return_val_if_fail (LEAT_IS_PIPELINE (self) && i < self->elements->len, NULL);

  return g_ptr_array_index (self->elements, i);
}

GPtrArray *
leat_pipeline_get_wires_of (LeatPipeline *self,
                            const char   *id)
{
  g_return_val_if_fail (LEAT_IS_PIPELINE (self), NULL);

  return g_hash_table_lookup (self->wires_of, id);
}

GPtrArray *
leat_pipeline_get_zones (LeatPipeline *self)
{
  g_return_val_if_fail (LEAT_IS_PIPELINE (self), NULL);

  return self->zones;
}

static int
compare_orders (gconstpointer a,
                gconstpointer b)
{
  const LeatElement *one = *(LeatElement *const *) a, *other = *(LeatElement *const *) b;

  return (one->order > other->order) - (one->order < other->order);
}

GPtrArray *
leat_pipeline_collect (LeatPipeline      *self,
                       const char *const *ids)
{
  g_autoptr(GHashTable) found = g_hash_table_new (NULL, NULL);
  GPtrArray *list = g_ptr_array_new ();

  g_return_val_if_fail (LEAT_IS_PIPELINE (self), list);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      LeatElement *element = leat_pipeline_get_element (self, ids[i]);

      if (element != NULL && g_hash_table_add (found, element))
        g_ptr_array_add (list, element);
    }
  /* A file may have zones in a circle: each is met once. */
  for (guint i = 0; i < list->len; i++)
    {
      const LeatElement *zone = g_ptr_array_index (list, i);
      GHashTable *members = g_hash_table_lookup (self->members, zone->id);
      GHashTableIter iter;
      gpointer member;

      if (members == NULL)
        continue;
      g_hash_table_iter_init (&iter, members);
      while (g_hash_table_iter_next (&iter, &member, NULL))
        if (g_hash_table_add (found, member))
          g_ptr_array_add (list, member);
    }
  g_ptr_array_sort (list, compare_orders);
  return list;
}

static gpointer
ref_element (gconstpointer element,
             gpointer      data)
{
  return leat_element_ref ((LeatElement *) element);
}

GPtrArray *
leat_pipeline_dup_elements (LeatPipeline *self)
{
  g_return_val_if_fail (LEAT_IS_PIPELINE (self), NULL);

  return g_ptr_array_copy (self->elements, (GCopyFunc) ref_element, NULL);
}

char *
leat_pipeline_new_id (LeatPipeline *self,
                      const char   *base)
{
  g_autofree char *slug = leat_slug (base);
  char *id = g_strdup (slug);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->next_id, slug));

  for (n = MAX (n, 2); g_hash_table_contains (self->used_ids, id); n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", slug, n);
    }

  g_hash_table_add (self->used_ids, g_strdup (id));
  g_hash_table_insert (self->next_id, g_steal_pointer (&slug), GUINT_TO_POINTER (n));
  return id;
}

double
leat_pipeline_next_order (LeatPipeline *self)
{
  guint n = self->elements->len;

  return n == 0 ? 1 : ((LeatElement *) g_ptr_array_index (self->elements, n - 1))->order + 1;
}

void
leat_pipeline_get_frame (LeatPipeline *self,
                         GBytes      **preamble,
                         GBytes      **tail)
{
  *preamble = self->preamble;
  *tail = self->tail;
}

void
leat_pipeline_set_frame (LeatPipeline *self,
                         GBytes       *preamble,
                         GBytes       *tail)
{
  g_clear_pointer (&self->preamble, g_bytes_unref);
  g_clear_pointer (&self->tail, g_bytes_unref);
  self->preamble = preamble != NULL ? g_bytes_ref (preamble) : NULL;
  self->tail = tail != NULL ? g_bytes_ref (tail) : NULL;
}

LeatPipeline *
leat_pipeline_new_from_elements (GPtrArray *elements,
                                 GBytes    *preamble,
                                 GBytes    *tail)
{
  LeatPipeline *self = leat_pipeline_new ();

  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);
      gboolean properties = element->kind == LEAT_ELEMENT_PROPERTIES;

      leat_pipeline_replace (self, properties ? leat_pipeline_get_properties (self) : NULL, element);
    }
  leat_pipeline_set_frame (self, preamble, tail);
  return self;
}

void
leat_pipeline_emit_changed (LeatPipeline      *self,
                            const LeatChanges *changes)
{
  g_signal_emit (self, signals[CHANGED], 0, changes);
}
