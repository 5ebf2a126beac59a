/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/element.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LeatChange:
 * @before: (nullable): the element as it was; %NULL for an insertion
 * @after: (nullable): the element as it is; %NULL for a removal
 *
 * One element before and after.
 */
typedef struct
{
  LeatElement *before;
  LeatElement *after;
} LeatChange;

/**
 * LeatChanges:
 * @items: (array length=n): what changed, in the order in which it was applied
 * @n: how many
 *
 * What a "changed" signal carries: never "everything".
 */
typedef struct
{
  const LeatChange *items;
  guint             n;
} LeatChanges;

/**
 * LeatPipeline:
 *
 * The document: elements in drawing order. It is changed only through a #LeatHistory (or, before it
 * is shown, by a reader with leat_pipeline_replace()), which emits
 * `changed (pipeline, const LeatChanges *changes)` once an edit, undo or redo.
 */
#define LEAT_TYPE_PIPELINE (leat_pipeline_get_type ())
G_DECLARE_FINAL_TYPE (LeatPipeline, leat_pipeline, LEAT, PIPELINE, GObject)

/**
 * leat_pipeline_new:
 *
 * Returns: (transfer full): a pipeline with nothing in it but its properties element
 */
LeatPipeline *leat_pipeline_new (void);

/**
 * leat_pipeline_new_from_elements:
 * @elements: (element-type LeatElement): all elements in drawing order, the properties among them
 * @preamble: (nullable): bytes of the file before the first element
 * @tail: (nullable): bytes of the file after the last element
 *
 * For a worker thread that needs a pipeline and has a snapshot.
 *
 * Returns: (transfer full): a pipeline of the same elements
 */
LeatPipeline *leat_pipeline_new_from_elements (GPtrArray *elements,
                                               GBytes    *preamble,
                                               GBytes    *tail);

/**
 * leat_pipeline_get_element:
 * @self: a pipeline
 * @id: (nullable): the id of an element
 *
 * Returns: (transfer none) (nullable): the element as it is now, or %NULL if there is none.
 *   A caller that keeps it past the next edit takes a reference.
 */
LeatElement *leat_pipeline_get_element (LeatPipeline *self,
                                        const char   *id);

/**
 * leat_pipeline_get_properties:
 * @self: a pipeline
 *
 * Returns: (transfer none): its properties element
 */
LeatElement *leat_pipeline_get_properties (LeatPipeline *self);

/**
 * leat_pipeline_get_n_elements:
 * @self: a pipeline
 *
 * Returns: how many elements it has, the properties included
 */
guint leat_pipeline_get_n_elements (LeatPipeline *self);

/**
 * leat_pipeline_get_nth:
 * @self: a pipeline
 * @i: less than leat_pipeline_get_n_elements()
 *
 * Returns: (transfer none): the element at that place in the drawing order
 */
LeatElement *leat_pipeline_get_nth (LeatPipeline *self,
                                    guint         i);

/**
 * leat_pipeline_get_wires_of:
 * @self: a pipeline
 * @id: the id of a block
 *
 * Returns: (transfer none) (element-type LeatElement) (nullable): the wires that start or end at it,
 *   in no special order, or %NULL if there are none; valid until the next edit
 */
GPtrArray *leat_pipeline_get_wires_of (LeatPipeline *self,
                                       const char   *id);

/**
 * leat_pipeline_get_zones:
 * @self: a pipeline
 *
 * Returns: (transfer none) (element-type LeatElement): its zones in drawing order; valid until the next edit
 */
GPtrArray *leat_pipeline_get_zones (LeatPipeline *self);

/**
 * leat_pipeline_collect:
 * @self: a pipeline
 * @ids: (array zero-terminated=1): ids of elements; those that it does not have are left out
 *
 * Takes no longer than what it finds, however large the pipeline is.
 *
 * Returns: (transfer full) (element-type LeatElement): these elements and all that lies in the zones among them, zones in
 *   zones included, in drawing order; valid until the next edit
 */
GPtrArray *leat_pipeline_collect (LeatPipeline      *self,
                                  const char *const *ids);

/**
 * leat_pipeline_dup_elements:
 * @self: a pipeline
 *
 * Returns: (transfer full) (element-type LeatElement): a snapshot of all elements in drawing order,
 *   which a worker thread may read while the pipeline is edited
 */
GPtrArray *leat_pipeline_dup_elements (LeatPipeline *self);

/**
 * leat_pipeline_new_id:
 * @self: a pipeline
 * @base: a text that says what it is, such as a service's id or a name
 *
 * Returns: (transfer full): an id made of @base that no element of this pipeline has or had since it
 *   was opened
 */
char *leat_pipeline_new_id (LeatPipeline *self,
                            const char   *base);

/**
 * leat_pipeline_next_order:
 * @self: a pipeline
 *
 * Returns: an order in front of all elements
 */
double leat_pipeline_next_order (LeatPipeline *self);

/**
 * leat_pipeline_replace:
 * @self: a pipeline
 * @before: (nullable): an element that is in it, or %NULL to insert
 * @after: (nullable): what takes its place, or %NULL to remove
 *
 * Puts one element in the place of another. For readers and leat_edit_apply() only: no signal is
 * emitted. An element whose @order is 0 or taken is put in front of all.
 */
void leat_pipeline_replace (LeatPipeline *self,
                            LeatElement  *before,
                            LeatElement  *after);

/**
 * leat_pipeline_get_frame:
 * @self: a pipeline
 * @preamble: (out) (transfer none) (nullable): bytes of the file before the first element
 * @tail: (out) (transfer none) (nullable): bytes of the file after the last element
 *
 * What stood around the elements in the file that this was read from; both %NULL for a new one.
 */
void leat_pipeline_get_frame (LeatPipeline *self,
                              GBytes      **preamble,
                              GBytes      **tail);

/**
 * leat_pipeline_set_frame:
 * @self: a pipeline
 * @preamble: (nullable): bytes of the file before the first element
 * @tail: (nullable): bytes of the file after the last element
 *
 * For the reader of the native format.
 */
void leat_pipeline_set_frame (LeatPipeline *self,
                              GBytes       *preamble,
                              GBytes       *tail);

/**
 * leat_pipeline_emit_changed:
 * @self: a pipeline
 * @changes: what was changed
 *
 * For #LeatHistory only.
 */
void leat_pipeline_emit_changed (LeatPipeline      *self,
                                 const LeatChanges *changes);

G_END_DECLS
