/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/roll.h"

/* Changes are kept by id with the place that the list has the element at, so that a drag of a thousand steps is one change a
 * block. Elements that stay in their place are exchanged there; for all that come and go the list is written once. */

#define MOST_LATE 4096 /* changes; beyond that, and after what cannot be followed, the list is gathered anew */

typedef struct
{
  double       held;  /* order of the element in the list, or 0 if it is not there */
  LeatElement *after; /* or NULL */
} Late;

struct _LeatRoll
{
  LeatPipeline *pipeline;
  GPtrArray    *elements; /* or NULL while it is lent */
  GHashTable   *late;     /* id -> Late: what has changed since */
  gboolean      gathered;
  gboolean      astray;   /* of no use any more: what changed was not kept */
};

static void
late_free (gpointer data)
{
  Late *late = data;

  g_clear_pointer (&late->after, leat_element_unref);
  g_free (late);
}

static void
keep (LeatRoll         *self,
      const LeatChange *change)
{
  const char *id = change->after != NULL ? change->after->id : change->before->id;
  Late *late = g_hash_table_lookup (self->late, id);

  if (late == NULL)
    {
      late = g_new0 (Late, 1);
      late->held = change->before != NULL ? change->before->order : 0;
      g_hash_table_insert (self->late, g_strdup (id), late);
    }
  g_clear_pointer (&late->after, leat_element_unref);
  late->after = change->after != NULL ? leat_element_ref (change->after) : NULL;
}

static gboolean
stays (const LeatChange *change)
{
  return change->before != NULL && change->after != NULL && change->before->order == change->after->order;
}

static void
on_changed (LeatPipeline      *pipeline,
            const LeatChanges *changes,
            LeatRoll          *self)
{
  /* A list of which nothing is there yet misses nothing. */
  if (self->astray || (self->elements != NULL && self->elements->len == 0))
    return;

  for (guint i = 0; i < changes->n && !self->astray; i++)
    {
      keep (self, &changes->items[i]);
      self->astray = (!self->gathered && !stays (&changes->items[i])) || g_hash_table_size (self->late) > MOST_LATE;
    }
  if (self->astray)
    g_hash_table_remove_all (self->late);
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
}

LeatRoll *
leat_roll_new (LeatPipeline *pipeline)
{
  LeatRoll *self = g_new0 (LeatRoll, 1);

  self->pipeline = g_object_ref (pipeline);
  self->elements = new_list ();
  self->late = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, late_free);
  g_signal_connect (pipeline, "changed", G_CALLBACK (on_changed), self);
  return self;
}

void
leat_roll_free (LeatRoll *self)
{
  g_signal_handlers_disconnect_by_data (self->pipeline, self);
  g_clear_pointer (&self->elements, g_ptr_array_unref);
  g_hash_table_unref (self->late);
  g_object_unref (self->pipeline);
  g_free (self);
}

LeatPipeline *
leat_roll_get_pipeline (const LeatRoll *self)
{
  return self->pipeline;
}

gboolean
leat_roll_gather (LeatRoll *self,
                  guint     most)
{
  guint n = leat_pipeline_get_n_elements (self->pipeline), end;

  g_return_val_if_fail (self->elements != NULL, FALSE);

  if (self->gathered && !self->astray)
    return TRUE;
  if (self->gathered)
    {
      g_ptr_array_set_size (self->elements, 0);
      self->gathered = self->astray = FALSE;
    }
  end = MIN (n, self->elements->len + most);
  for (guint i = self->elements->len; i < end; i++)
    g_ptr_array_add (self->elements, leat_element_ref (leat_pipeline_get_nth (self->pipeline, i)));
  self->gathered = self->elements->len >= n;
  return self->gathered;
}

/* Entering what changed */

/* Where the element with this order is in the list, or would be. */
static guint
find (GPtrArray *elements,
      double     order)
{
  guint low = 0, high = elements->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (((const LeatElement *) g_ptr_array_index (elements, middle))->order < order)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Exchanges those that stay in their place. Of the others, sets the places that are left and the elements that come. */
static void
sort_out (LeatRoll  *self,
          GArray    *left,
          GPtrArray *come)
{
  GHashTableIter iter;
  Late *late;

  g_hash_table_iter_init (&iter, self->late);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &late))
    {
      guint at = late->held != 0 ? find (self->elements, late->held) : 0;

      if (late->held != 0 && late->after != NULL && late->after->order == late->held)
        {
          leat_element_unref (self->elements->pdata[at]);
          self->elements->pdata[at] = g_steal_pointer (&late->after);
          continue;
        }
      if (late->held != 0)
        g_array_append_val (left, at);
      if (late->after != NULL)
        g_ptr_array_add (come, g_steal_pointer (&late->after));
    }
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  guint one = *(const guint *) a, other = *(const guint *) b;

  return (one > other) - (one < other);
}

static int
compare_orders (gconstpointer a,
                gconstpointer b)
{
  double one = (*(LeatElement *const *) a)->order, other = (*(LeatElement *const *) b)->order;

  return (one > other) - (one < other);
}

/* Leaves out the elements at some places and lets others come between, both in ascending order. */
static GPtrArray *
merge (GPtrArray *elements,
       GArray    *left,
       GPtrArray *come)
{
  GPtrArray *merged = g_ptr_array_new_full (elements->len + come->len - left->len, (GDestroyNotify) leat_element_unref);
  guint next_left = 0, next_come = 0;

  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);

      if (next_left < left->len && g_array_index (left, guint, next_left) == i)
        {
          leat_element_unref (element);
          next_left++;
          continue;
        }
      while (next_come < come->len && ((LeatElement *) come->pdata[next_come])->order < element->order)
        g_ptr_array_add (merged, come->pdata[next_come++]);
      g_ptr_array_add (merged, element);
    }
  while (next_come < come->len)
    g_ptr_array_add (merged, come->pdata[next_come++]);
  g_ptr_array_set_free_func (elements, NULL);
  g_ptr_array_unref (elements);
  return merged;
}

static void
enter_late (LeatRoll *self)
{
  g_autoptr(GArray) left = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GPtrArray) come = g_ptr_array_new ();

  sort_out (self, left, come);
  g_hash_table_remove_all (self->late);
  if (left->len == 0 && come->len == 0)
    return;
  g_array_sort (left, compare_places);
  g_ptr_array_sort (come, compare_orders);
  self->elements = merge (self->elements, left, come);
}

GPtrArray *
leat_roll_lend (LeatRoll *self)
{
  g_return_val_if_fail (self->elements != NULL && self->gathered, NULL);

  if (!self->astray)
    enter_late (self);
  return g_steal_pointer (&self->elements);
}

void
leat_roll_return (LeatRoll  *self,
                  GPtrArray *elements)
{
  g_return_if_fail (self->elements == NULL);

  self->elements = elements;
}
