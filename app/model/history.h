/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/edit.h"

G_BEGIN_DECLS

/**
 * LeatHistory:
 *
 * The steps that can be undone and redone, and the only way to change a pipeline that is shown.
 * Emits `notify::can-undo`, `notify::can-redo`, `notify::modified` (bound by actions), and
 * has the pipeline emit `changed` once an edit.
 */
#define LEAT_TYPE_HISTORY (leat_history_get_type ())
G_DECLARE_FINAL_TYPE (LeatHistory, leat_history, LEAT, HISTORY, GObject)

/**
 * leat_history_new:
 * @pipeline: what it changes; it is kept alive
 *
 * Returns: (transfer full): a history without steps, counted as saved
 */
LeatHistory *leat_history_new (LeatPipeline *pipeline);

/**
 * leat_history_get_pipeline:
 * @self: a history
 *
 * Returns: (transfer none): the pipeline it changes
 */
LeatPipeline *leat_history_get_pipeline (LeatHistory *self);

/**
 * leat_history_apply:
 * @self: a history
 * @edit: (transfer full): made for the pipeline as it is now
 *
 * Applies @edit and remembers it, merged with the last step if both carry the same merge key. What
 * could be redone is forgotten. An edit without changes does nothing.
 */
void leat_history_apply (LeatHistory *self,
                         LeatEdit    *edit);

/**
 * leat_history_end_merge:
 * @self: a history
 *
 * The next edit is a step of its own, whatever its merge key: a drag or an entry has ended.
 */
void leat_history_end_merge (LeatHistory *self);

/**
 * leat_history_undo:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): the edit that was undone, or %NULL if there was none
 */
LeatEdit *leat_history_undo (LeatHistory *self);

/**
 * leat_history_redo:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): the edit that was done again, or %NULL if there was none
 */
LeatEdit *leat_history_redo (LeatHistory *self);

/**
 * leat_history_cancel_last:
 * @self: a history
 * @merge_key: the key of a drag under way
 *
 * Undoes the last step and forgets it, if it carries @merge_key: Esc during a drag leaves no trace.
 */
void leat_history_cancel_last (LeatHistory *self,
                               const char  *merge_key);

/**
 * leat_history_get_undo_label:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): the label of the step that undo would take back
 */
const char *leat_history_get_undo_label (LeatHistory *self);

/**
 * leat_history_get_redo_label:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): the label of the step that redo would do again
 */
const char *leat_history_get_redo_label (LeatHistory *self);

/**
 * leat_history_get_n_steps:
 * @self: a history
 *
 * Returns: how many steps could be undone; what merged into the last one is no further step
 */
guint leat_history_get_n_steps (LeatHistory *self);

/**
 * leat_history_get_modified:
 * @self: a history
 *
 * Returns: whether the pipeline differs from what was saved last
 */
gboolean leat_history_get_modified (LeatHistory *self);

/**
 * leat_history_set_saved:
 * @self: a history
 *
 * The pipeline as it is now is what the file holds.
 */
void leat_history_set_saved (LeatHistory *self);

/**
 * leat_history_set_unsaved:
 * @self: a history
 *
 * The pipeline differs from every file, whatever is undone: it was recovered or imported.
 */
void leat_history_set_unsaved (LeatHistory *self);

G_END_DECLS
