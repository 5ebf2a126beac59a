/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/history.h"

/* `done` and `undone` are stacks; the step on top of `done` when the file was saved is `saved`
 * (NULL for the bottom). A merge makes a new edit, so it can never be taken for the saved one. */
struct _LeatHistory
{
  GObject       parent_instance;
  LeatPipeline *pipeline;
  GPtrArray    *done;
  GPtrArray    *undone;
  LeatEdit     *saved;      /* owned, or NULL for the bottom */
  gboolean      saved_lost; /* no state of this history is what a file holds */
  gboolean      may_merge;
  gboolean      was_modified;
};

G_DEFINE_FINAL_TYPE (LeatHistory, leat_history, G_TYPE_OBJECT)

enum { PROP_CAN_UNDO = 1, PROP_CAN_REDO, PROP_MODIFIED, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

static LeatEdit *
top (GPtrArray *stack)
{
  return stack->len > 0 ? g_ptr_array_index (stack, stack->len - 1) : NULL;
}

gboolean
leat_history_get_modified (LeatHistory *self)
{
  g_return_val_if_fail (LEAT_IS_HISTORY (self), FALSE);

  return self->saved_lost || top (self->done) != self->saved;
}

static void
leat_history_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  LeatHistory *self = LEAT_HISTORY (object);

  switch (id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->done->len > 0);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, self->undone->len > 0);
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, leat_history_get_modified (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
leat_history_finalize (GObject *object)
{
  LeatHistory *self = LEAT_HISTORY (object);

  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);
  g_clear_pointer (&self->saved, leat_edit_unref);
  g_clear_object (&self->pipeline);

  G_OBJECT_CLASS (leat_history_parent_class)->finalize (object);
}

static void
leat_history_class_init (LeatHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = leat_history_get_property;
  object_class->finalize = leat_history_finalize;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
leat_history_init (LeatHistory *self)
{
  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_edit_unref);
  self->undone = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_edit_unref);
}

LeatHistory *
leat_history_new (LeatPipeline *pipeline)
{
  LeatHistory *self = g_object_new (LEAT_TYPE_HISTORY, NULL);

  self->pipeline = g_object_ref (pipeline);
  return self;
}

LeatPipeline *
leat_history_get_pipeline (LeatHistory *self)
{
  g_return_val_if_fail (LEAT_IS_HISTORY (self), NULL);

  return self->pipeline;
}

static void
notify_state (LeatHistory *self)
{
  gboolean modified = leat_history_get_modified (self);

  /* The labels change with every step, so these two notify even where the flag stays. */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  if (modified != self->was_modified)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
  self->was_modified = modified;
}

/* Plays an edit and tells the views, with each pair turned the way it was played. */
static void
play (LeatHistory   *self,
      LeatEdit      *edit,
      LeatDirection  direction)
{
  guint n = leat_edit_get_n_changes (edit);
  g_autofree LeatChange *items = g_new (LeatChange, n);
  LeatChanges changes = { items, n };
  g_autoptr(LeatEdit) kept = leat_edit_ref (edit);

  leat_edit_apply (edit, self->pipeline, direction);

  for (guint i = 0; i < n; i++)
    {
      const LeatChange *change = leat_edit_get_change (edit, direction == LEAT_UNDO ? n - 1 - i : i);

      items[i].before = direction == LEAT_UNDO ? change->after : change->before;
      items[i].after = direction == LEAT_UNDO ? change->before : change->after;
    }
  leat_pipeline_emit_changed (self->pipeline, &changes);
}

void
leat_history_apply (LeatHistory *self,
                    LeatEdit    *edit)
{
  LeatEdit *last;

  g_return_if_fail (LEAT_IS_HISTORY (self));

  if (leat_edit_get_n_changes (edit) == 0)
    {
      leat_edit_unref (edit);
      return;
    }

  g_ptr_array_set_size (self->undone, 0);
  last = top (self->done);
  if (self->may_merge && last != NULL && last != self->saved && leat_edit_get_merge_key (edit) != NULL &&
      g_strcmp0 (leat_edit_get_merge_key (last), leat_edit_get_merge_key (edit)) == 0)
    {
      LeatEdit *merged = leat_edit_merge (last, edit);

      g_ptr_array_remove_index (self->done, self->done->len - 1);
      if (leat_edit_get_n_changes (merged) > 0)
        g_ptr_array_add (self->done, merged);
      else
        leat_edit_unref (merged);
    }
  else
    g_ptr_array_add (self->done, leat_edit_ref (edit));

  self->may_merge = TRUE;
  play (self, edit, LEAT_DO);
  notify_state (self);
  leat_edit_unref (edit);
}

void
leat_history_end_merge (LeatHistory *self)
{
  g_return_if_fail (LEAT_IS_HISTORY (self));

  self->may_merge = FALSE;
}

static LeatEdit *
step (LeatHistory   *self,
      GPtrArray     *from,
      GPtrArray     *to,
      LeatDirection  direction)
{
  LeatEdit *edit;

  if (from->len == 0)
    return NULL;

  edit = g_ptr_array_steal_index (from, from->len - 1);
  g_ptr_array_add (to, edit);
  self->may_merge = FALSE;
  play (self, edit, direction);
  notify_state (self);
  return edit;
}

LeatEdit *
leat_history_undo (LeatHistory *self)
{
  g_return_val_if_fail (LEAT_IS_HISTORY (self), NULL);

  return step (self, self->done, self->undone, LEAT_UNDO);
}

LeatEdit *
leat_history_redo (LeatHistory *self)
{
  g_return_val_if_fail (LEAT_IS_HISTORY (self), NULL);

  return step (self, self->undone, self->done, LEAT_DO);
}

void
leat_history_cancel_last (LeatHistory *self,
                          const char  *merge_key)
{
  LeatEdit *last = top (self->done);

  if (last == NULL || g_strcmp0 (leat_edit_get_merge_key (last), merge_key) != 0)
    return;

  leat_history_undo (self);
  g_ptr_array_remove_index (self->undone, self->undone->len - 1);
  notify_state (self);
}

guint
leat_history_get_n_steps (LeatHistory *self)
{
  g_return_val_if_fail (LEAT_IS_HISTORY (self), 0);

  return self->done->len;
}

const char *
leat_history_get_undo_label (LeatHistory *self)
{
  LeatEdit *edit = top (self->done);

  return edit != NULL ? leat_edit_get_label (edit) : NULL;
}

const char *
leat_history_get_redo_label (LeatHistory *self)
{
  LeatEdit *edit = top (self->undone);

  return edit != NULL ? leat_edit_get_label (edit) : NULL;
}

void
leat_history_set_saved (LeatHistory *self)
{
  LeatEdit *edit = top (self->done);

  g_clear_pointer (&self->saved, leat_edit_unref);
  self->saved = edit != NULL ? leat_edit_ref (edit) : NULL;
  self->saved_lost = FALSE;
  self->may_merge = FALSE;
  notify_state (self);
}

void
leat_history_set_unsaved (LeatHistory *self)
{
  self->saved_lost = TRUE;
  notify_state (self);
}
