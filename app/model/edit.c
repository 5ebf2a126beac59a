/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/edit.h"

#include <glib/gi18n-lib.h>

struct _LeatEdit
{
  gatomicrefcount ref_count;
  char           *label;
  char           *merge_key; /* or NULL */
  GArray         *changes;   /* of LeatChange */
};

static void
change_clear (gpointer data)
{
  LeatChange *change = data;

  g_clear_pointer (&change->before, leat_element_unref);
  g_clear_pointer (&change->after, leat_element_unref);
}

LeatEdit *
leat_edit_new (const char *label)
{
  LeatEdit *self = g_new0 (LeatEdit, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->label = g_strdup (label);
  self->changes = g_array_new (FALSE, FALSE, sizeof (LeatChange));
  g_array_set_clear_func (self->changes, change_clear);
  return self;
}

LeatEdit *
leat_edit_ref (LeatEdit *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
leat_edit_unref (LeatEdit *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->label);
  g_free (self->merge_key);
  g_array_unref (self->changes);
  g_free (self);
}

void
leat_edit_take (LeatEdit    *self,
                LeatElement *before,
                LeatElement *after)
{
  LeatChange change = { before, after };

  g_return_if_fail (before != NULL || after != NULL);

  g_array_append_val (self->changes, change);
}

void
leat_edit_set_merge_key (LeatEdit   *self,
                         const char *key)
{
  g_free (self->merge_key);
  self->merge_key = g_strdup (key);
}

void
leat_edit_set_label (LeatEdit   *self,
                     const char *label)
{
  g_free (self->label);
  self->label = g_strdup (label);
}

const char *
leat_edit_get_label (const LeatEdit *self)
{
  return self->label;
}

const char *
leat_edit_get_merge_key (const LeatEdit *self)
{
  return self->merge_key;
}

guint
leat_edit_get_n_changes (const LeatEdit *self)
{
  return self->changes->len;
}

const LeatChange *
leat_edit_get_change (const LeatEdit *self,
                      guint           i)
{
  g_return_val_if_fail (i < self->changes->len, NULL);

  return &g_array_index (self->changes, LeatChange, i);
}

void
leat_edit_apply (const LeatEdit *self,
                 LeatPipeline   *pipeline,
                 LeatDirection   direction)
{
  gboolean undo = direction == LEAT_UNDO;
  guint n = self->changes->len;

  for (guint i = 0; i < n; i++)
    {
      LeatChange *change = &g_array_index (self->changes, LeatChange, undo ? n - 1 - i : i);

      leat_pipeline_replace (pipeline,
                             undo ? change->after : change->before,
                             undo ? change->before : change->after);
    }
}

LeatEdit *
leat_edit_merge (const LeatEdit *self,
                 const LeatEdit *later)
{
  g_autoptr(LeatEdit) merged = leat_edit_new (later->label);
  g_autoptr(GHashTable) by_after = g_hash_table_new (NULL, NULL); /* element -> index + 1 */

  leat_edit_set_merge_key (merged, later->merge_key);

  for (guint i = 0; i < self->changes->len; i++)
    {
      LeatChange *change = &g_array_index (self->changes, LeatChange, i);
      LeatChange copy = { change->before != NULL ? leat_element_ref (change->before) : NULL,
                          change->after != NULL ? leat_element_ref (change->after) : NULL };

      g_array_append_val (merged->changes, copy);
      if (copy.after != NULL)
        g_hash_table_insert (by_after, copy.after, GUINT_TO_POINTER (merged->changes->len));
    }

  for (guint i = 0; i < later->changes->len; i++)
    {
      LeatChange *change = &g_array_index (later->changes, LeatChange, i);
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (by_after, change->before));

      if (at == 0)
        {
          leat_edit_take (merged, change->before != NULL ? leat_element_ref (change->before) : NULL,
                          change->after != NULL ? leat_element_ref (change->after) : NULL);
          if (change->after != NULL)
            g_hash_table_insert (by_after, change->after, GUINT_TO_POINTER (merged->changes->len));
          continue;
        }

      LeatChange *first = &g_array_index (merged->changes, LeatChange, at - 1);

      g_hash_table_remove (by_after, change->before);
      leat_element_unref (first->after);
      first->after = change->after != NULL ? leat_element_ref (change->after) : NULL;
      if (first->after != NULL)
        g_hash_table_insert (by_after, first->after, GUINT_TO_POINTER (at));
    }

  for (guint i = merged->changes->len; i-- > 0;)
    {
      LeatChange *change = &g_array_index (merged->changes, LeatChange, i);

      if (change->before == change->after)
        g_array_remove_index (merged->changes, i);
    }

  return g_steal_pointer (&merged);
}

LeatEdit *
leat_edit_insert (const char *label,
                  GPtrArray  *elements)
{
  LeatEdit *edit = leat_edit_new (label);

  for (guint i = 0; i < elements->len; i++)
    leat_edit_take (edit, NULL, leat_element_ref (g_ptr_array_index (elements, i)));
  g_ptr_array_unref (elements);
  return edit;
}

/* A wire is carried along when both its ends move; each such wire is met at its start only. */
static void
move_bends (LeatEdit     *edit,
            LeatPipeline *pipeline,
            GHashTable   *moving,
            const char   *id,
            double        dx,
            double        dy)
{
  GPtrArray *wires = leat_pipeline_get_wires_of (pipeline, id);

  for (guint i = 0; wires != NULL && i < wires->len; i++)
    {
      LeatElement *wire = g_ptr_array_index (wires, i);

      if (wire->n_points > 0 && g_str_equal (wire->from, id) && g_hash_table_contains (moving, wire->to) &&
          !g_hash_table_contains (moving, wire->id))
        leat_edit_take (edit, leat_element_ref (wire), leat_element_copy_moved (wire, dx, dy));
    }
}

LeatEdit *
leat_edit_move (LeatPipeline      *pipeline,
                const char *const *ids,
                double             dx,
                double             dy)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_collect (pipeline, ids);
  g_autoptr(GHashTable) moving = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = elements->len;
  g_autofree char *label = n == 1 ? g_strdup (_("Move"))
                                  : g_strdup_printf (ngettext ("Move %u Item", "Move %u Items", n), n);
  g_autoptr(LeatEdit) edit = leat_edit_new (label);

  for (guint i = 0; i < n; i++)
    g_hash_table_add (moving, ((LeatElement *) g_ptr_array_index (elements, i))->id);
  for (guint i = 0; i < n; i++)
    {
      LeatElement *before = g_ptr_array_index (elements, i);

      leat_edit_take (edit, leat_element_ref (before), leat_element_copy_moved (before, dx, dy));
      if (before->kind == LEAT_ELEMENT_BLOCK)
        move_bends (edit, pipeline, moving, before->id, dx, dy);
    }

  return g_steal_pointer (&edit);
}

static void
delete_wires (LeatEdit     *edit,
              LeatPipeline *pipeline,
              const char   *id,
              GHashTable   *gone)
{
  GPtrArray *wires = leat_pipeline_get_wires_of (pipeline, id);

  for (guint i = 0; wires != NULL && i < wires->len; i++)
    {
      LeatElement *wire = g_ptr_array_index (wires, i);

      if (g_hash_table_add (gone, wire->id))
        leat_edit_take (edit, leat_element_ref (wire), NULL);
    }
}

/* What was a member of a deleted zone becomes a member of the nearest zone around it that stays. */
static const char *
surviving_zone (LeatPipeline *pipeline,
                const char   *zone,
                GHashTable   *gone)
{
  guint limit = leat_pipeline_get_n_elements (pipeline);

  while (zone != NULL && g_hash_table_contains (gone, zone) && limit-- > 0)
    {
      const LeatElement *element = leat_pipeline_get_element (pipeline, zone);

      zone = element != NULL ? element->zone : NULL;
    }
  return zone != NULL && g_hash_table_contains (gone, zone) ? NULL : zone;
}

static void
adopt_members (LeatEdit     *edit,
               LeatPipeline *pipeline,
               GHashTable   *gone)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *before = leat_pipeline_get_nth (pipeline, i);
      LeatElement *after;

      if (before->zone == NULL || !g_hash_table_contains (gone, before->zone) ||
          g_hash_table_contains (gone, before->id))
        continue;

      after = leat_element_copy (before);
      g_free (after->zone);
      after->zone = g_strdup (surviving_zone (pipeline, before->zone, gone));
      leat_edit_take (edit, leat_element_ref (before), after);
    }
}

LeatEdit *
leat_edit_delete (LeatPipeline      *pipeline,
                  const char *const *ids)
{
  g_autoptr(GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = g_strv_length ((char **) ids);
  g_autofree char *label = n == 1 ? g_strdup (_("Delete"))
                                  : g_strdup_printf (ngettext ("Delete %u Item", "Delete %u Items", n), n);
  g_autoptr(LeatEdit) edit = leat_edit_new (label);
  gboolean has_zone = FALSE;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      LeatElement *element = leat_pipeline_get_element (pipeline, ids[i]);

      if (element == NULL || element->kind == LEAT_ELEMENT_PROPERTIES ||
          !g_hash_table_add (gone, element->id))
        continue;
      if (element->kind == LEAT_ELEMENT_BLOCK)
        delete_wires (edit, pipeline, element->id, gone);
      has_zone |= element->kind == LEAT_ELEMENT_ZONE;
      leat_edit_take (edit, leat_element_ref (element), NULL);
    }

  if (has_zone)
    adopt_members (edit, pipeline, gone);

  return g_steal_pointer (&edit);
}

LeatEdit *
leat_edit_lock (LeatPipeline      *pipeline,
                const char *const *ids,
                gboolean           locked)
{
  LeatEdit *edit = leat_edit_new (locked ? _("Lock") : _("Unlock"));

  for (guint i = 0; ids[i] != NULL; i++)
    {
      LeatElement *before = leat_pipeline_get_element (pipeline, ids[i]), *after;

      if (before == NULL || !leat_element_is_drawn (before) || before->locked == locked)
        continue;
      after = leat_element_copy (before);
      after->locked = locked;
      leat_edit_take (edit, leat_element_ref (before), after);
    }
  return edit;
}

LeatEdit *
leat_edit_rename (LeatPipeline *pipeline,
                  const char   *id,
                  const char   *name)
{
  LeatElement *before = leat_pipeline_get_element (pipeline, id);
  g_autoptr(LeatEdit) edit = leat_edit_new (_("Rename"));
  g_autofree char *key = g_strconcat ("rename:", id, NULL);

  g_return_val_if_fail (before != NULL, NULL);

  leat_edit_set_merge_key (edit, key);
  leat_edit_take (edit, leat_element_ref (before), leat_element_copy_named (before, name));
  return g_steal_pointer (&edit);
}

LeatEdit *
leat_edit_set_setting (LeatPipeline      *pipeline,
                       const char *const *ids,
                       const char        *setting,
                       const char        *value)
{
  g_autofree char *label = g_strdup_printf (_("Change %s"), setting);
  g_autoptr(LeatEdit) edit = leat_edit_new (label);
  g_autofree char *joined = g_strjoinv (",", (char **) ids);
  g_autofree char *key = g_strconcat ("setting:", joined, ":", setting, NULL);

  leat_edit_set_merge_key (edit, key);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      LeatElement *before = leat_pipeline_get_element (pipeline, ids[i]);

      if (before != NULL && g_strcmp0 (leat_settings_get (before->settings, setting), value) != 0)
        leat_edit_take (edit, leat_element_ref (before),
                        leat_element_copy_with_setting (before, setting, value));
    }
  return g_steal_pointer (&edit);
}

LeatEdit *
leat_edit_silence (LeatPipeline *pipeline,
                   const char   *id,
                   const char   *rule,
                   const char   *reason)
{
  LeatEdit *edit = leat_edit_new (reason != NULL ? _("Silence a Finding") : _("Let a Finding Speak"));
  LeatElement *before = leat_pipeline_get_element (pipeline, id);
  LeatElement *after;
  LeatSettings *silences;

  g_return_val_if_fail (before != NULL, edit);

  after = leat_element_copy (before);
  silences = leat_settings_with (after->silences, rule, reason);
  leat_settings_unref (after->silences);
  after->silences = silences;
  leat_edit_take (edit, leat_element_ref (before), after);
  return edit;
}

LeatEdit *
leat_edit_connect (LeatPipeline *pipeline,
                   LeatWireKind  kind,
                   const char   *from,
                   const char   *to)
{
  g_autofree char *base = g_strconcat (from, "-", to, NULL);
  g_autofree char *id = leat_pipeline_new_id (pipeline, base);
  LeatEdit *edit = leat_edit_new (_("Wire"));

  leat_edit_take (edit, NULL, leat_element_new_wire (id, kind, from, to));
  return edit;
}
