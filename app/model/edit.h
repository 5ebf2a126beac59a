/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pipeline.h"

G_BEGIN_DECLS

/**
 * LeatDirection:
 * @LEAT_DO: forwards: from before to after
 * @LEAT_UNDO: backwards
 */
typedef enum
{
  LEAT_DO,
  LEAT_UNDO,
} LeatDirection;

/**
 * LeatEdit:
 *
 * One step of the history: a label and a list of elements before and after. Undo plays the same
 * changes backwards with the two sides swapped, so no command needs undo code of its own.
 */
typedef struct _LeatEdit LeatEdit;

/**
 * leat_edit_new:
 * @label: what is done, in header capitals ("Move 3 Blocks"), shown as "Undo Move 3 Blocks"
 *
 * Returns: (transfer full): an edit that changes nothing yet
 */
LeatEdit *leat_edit_new (const char *label);

/**
 * leat_edit_ref:
 * @self: an edit
 *
 * Returns: (transfer full): @self
 */
LeatEdit *leat_edit_ref (LeatEdit *self);

/**
 * leat_edit_unref:
 * @self: (transfer full): an edit
 */
void leat_edit_unref (LeatEdit *self);

/**
 * leat_edit_take:
 * @self: an edit not yet in a history
 * @before: (transfer full) (nullable): an element of the pipeline, or %NULL to insert
 * @after: (transfer full) (nullable): what takes its place, or %NULL to remove
 *
 * Adds one change. Changes are applied in the order in which they were added.
 */
void leat_edit_take (LeatEdit    *self,
                     LeatElement *before,
                     LeatElement *after);

/**
 * leat_edit_set_merge_key:
 * @self: an edit not yet in a history
 * @key: what makes it one with the step before, such as "move:7" or "setting:orders:shards"
 *
 * Two edits in a row with the same key become one step. A drag uses a key of its own number.
 */
void leat_edit_set_merge_key (LeatEdit   *self,
                              const char *key);

/**
 * leat_edit_set_label:
 * @self: an edit not yet in a history
 * @label: what is done, in header capitals
 *
 * For a command that is made of another one.
 */
void leat_edit_set_label (LeatEdit   *self,
                          const char *label);

/**
 * leat_edit_get_label:
 * @self: an edit
 *
 * Returns: (transfer none): its label
 */
const char *leat_edit_get_label (const LeatEdit *self);

/**
 * leat_edit_get_merge_key:
 * @self: an edit
 *
 * Returns: (transfer none) (nullable): its merge key
 */
const char *leat_edit_get_merge_key (const LeatEdit *self);

/**
 * leat_edit_get_n_changes:
 * @self: an edit
 *
 * Returns: how many elements it changes
 */
guint leat_edit_get_n_changes (const LeatEdit *self);

/**
 * leat_edit_get_change:
 * @self: an edit
 * @i: less than leat_edit_get_n_changes()
 *
 * Returns: (transfer none): that change, forwards
 */
const LeatChange *leat_edit_get_change (const LeatEdit *self,
                                        guint           i);

/**
 * leat_edit_apply:
 * @self: an edit
 * @pipeline: the pipeline it was made for, in the state it was made for
 * @direction: forwards or backwards
 *
 * For #LeatHistory only.
 */
void leat_edit_apply (const LeatEdit *self,
                      LeatPipeline   *pipeline,
                      LeatDirection   direction);

/**
 * leat_edit_merge:
 * @self: an edit that was applied
 * @later: another that was applied after it
 *
 * Returns: (transfer full): one edit that does both; elements that are the same before and after
 *   are left out
 */
LeatEdit *leat_edit_merge (const LeatEdit *self,
                           const LeatEdit *later);

/* Commands. Each only builds a list; nothing is changed until a history applies it. */

/**
 * leat_edit_insert:
 * @label: what is done
 * @elements: (transfer full) (element-type LeatElement): new elements, blocks before their wires
 *
 * Returns: (transfer full): an edit that puts them in front of all
 */
LeatEdit *leat_edit_insert (const char *label,
                            GPtrArray  *elements);

/**
 * leat_edit_move:
 * @pipeline: a pipeline
 * @ids: (array zero-terminated=1): elements to move
 * @dx: how far to the right, in canvas units
 * @dy: how far down
 *
 * A zone takes its members along. A wire whose two ends both move takes its hand-placed bends along.
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_edit_move (LeatPipeline      *pipeline,
                          const char *const *ids,
                          double             dx,
                          double             dy);

/**
 * leat_edit_delete:
 * @pipeline: a pipeline
 * @ids: (array zero-terminated=1): elements to delete
 *
 * A block goes with its wires. What is in a deleted zone stays and is a member of the zone's own zone.
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_edit_delete (LeatPipeline      *pipeline,
                            const char *const *ids);

/**
 * leat_edit_lock:
 * @pipeline: a pipeline
 * @ids: (array zero-terminated=1): elements
 * @locked: whether they are to be locked, or free
 *
 * Returns: (transfer full): the edit; without changes if they are
 */
LeatEdit *leat_edit_lock (LeatPipeline      *pipeline,
                          const char *const *ids,
                          gboolean           locked);

/**
 * leat_edit_rename:
 * @pipeline: a pipeline
 * @id: an element
 * @name: its new name
 *
 * Returns: (transfer full): the edit, with a merge key of its own per element
 */
LeatEdit *leat_edit_rename (LeatPipeline *pipeline,
                            const char   *id,
                            const char   *name);

/**
 * leat_edit_set_setting:
 * @pipeline: a pipeline
 * @ids: (array zero-terminated=1): blocks, or %LEAT_PROPERTIES_ID
 * @setting: the name of a setting
 * @value: (nullable): its value as text, or %NULL for the default
 *
 * Returns: (transfer full): the edit, with a merge key of its own per setting
 */
LeatEdit *leat_edit_set_setting (LeatPipeline      *pipeline,
                                 const char *const *ids,
                                 const char        *setting,
                                 const char        *value);

/**
 * leat_edit_silence:
 * @pipeline: a pipeline
 * @id: a block, a wire or %LEAT_PROPERTIES_ID
 * @rule: the id of a rule
 * @reason: (nullable): why it does not matter here, or %NULL to let it speak again
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_edit_silence (LeatPipeline *pipeline,
                             const char   *id,
                             const char   *rule,
                             const char   *reason);

/**
 * leat_edit_connect:
 * @pipeline: a pipeline
 * @kind: what the wire means
 * @from: the id of a block
 * @to: the id of another
 *
 * Returns: (transfer full): the edit that wires them
 */
LeatEdit *leat_edit_connect (LeatPipeline *pipeline,
                             LeatWireKind  kind,
                             const char   *from,
                             const char   *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatEdit, leat_edit_unref)

G_END_DECLS
