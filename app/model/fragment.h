/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/edit.h"

G_BEGIN_DECLS

/* Parts of a pipeline, for duplicating and for the clipboard. */

/**
 * leat_fragment_add_wires:
 * @pipeline: a pipeline
 * @elements: (element-type LeatElement): some of its elements
 *
 * Appends the wires that go from a block among them to another, except those that are there already.
 */
void leat_fragment_add_wires (LeatPipeline *pipeline,
                              GPtrArray    *elements);

/**
 * leat_fragment_new:
 * @elements: (element-type LeatElement): elements of a pipeline
 *
 * Returns: (transfer full): a pipeline of copies of the blocks, zones and notes among them, and of the wires whose two
 *   blocks are among them, with the ids that they have. What lies in a zone that is left out lies in none. Comments of
 *   the file are left behind.
 */
LeatPipeline *leat_fragment_new (GPtrArray *elements);

/**
 * leat_fragment_insert:
 * @pipeline: a pipeline
 * @elements: (element-type LeatElement): blocks, zones, notes, and wires between them, of any pipeline; others are left
 *   out
 * @dx: how far to the right of where they are, in canvas units
 * @dy: how far down
 * @label: what is done
 * @copies: (element-type utf8 utf8): gets the id of the copy by the id of each element; both strings are the table's to
 *   free
 *
 * Copies get ids of their own, in front of all. Wires and memberships are those between the copies; a zone that is not
 * copied keeps what it has if @pipeline has it.
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_fragment_insert (LeatPipeline *pipeline,
                                GPtrArray    *elements,
                                double        dx,
                                double        dy,
                                const char   *label,
                                GHashTable   *copies);

G_END_DECLS
