/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"
#include "model/edit.h"

G_BEGIN_DECLS

/* What the tools of the canvas do to a pipeline. All of these only look and build edits. */

/**
 * leat_command_get_bounds:
 * @pipeline: a pipeline
 * @ids: (array zero-terminated=1): elements; wires and unknown ids are left out
 * @bounds: (out): the least rectangle around them, in canvas units; empty at 0,0 if there are none
 *
 * Returns: whether there are any
 */
gboolean leat_command_get_bounds (LeatPipeline      *pipeline,
                                  const char *const *ids,
                                  LeatRect          *bounds);

/**
 * leat_command_duplicate:
 * @pipeline: a pipeline
 * @ids: (array zero-terminated=1): blocks, zones and notes; what is in the zones goes along, and so do the wires
 *   between two blocks that do
 * @dx: how far to the right, in canvas units
 * @dy: how far down
 * @copies: (out) (transfer full) (array zero-terminated=1): the ids of the copies of @ids
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_command_duplicate (LeatPipeline      *pipeline,
                                  const char *const *ids,
                                  double             dx,
                                  double             dy,
                                  char            ***copies);

/**
 * leat_command_add_block:
 * @pipeline: a pipeline
 * @catalogue: the catalogue
 * @type: the id of a service
 * @x: left edge
 * @y: top edge
 * @wire_from: (nullable): the id of a block; it is wired to the new one if the wiring table supports that
 * @id: (out) (transfer full): the id of the new block
 *
 * The block is a member of the zone that it lies in.
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_command_add_block (LeatPipeline  *pipeline,
                                  LeatCatalogue *catalogue,
                                  const char    *type,
                                  double         x,
                                  double         y,
                                  const char    *wire_from,
                                  char         **id);

/**
 * leat_command_find_zone:
 * @pipeline: a pipeline
 * @element: a block, zone or note
 * @except: (nullable): ids of zones that move with it
 *
 * Returns: (transfer none) (nullable): the smallest zone that would take it: one that holds all of a zone, or the
 *   middle of anything else
 */
LeatElement *leat_command_find_zone (LeatPipeline      *pipeline,
                                     const LeatElement *element,
                                     GHashTable        *except);

/**
 * leat_command_rezone:
 * @pipeline: a pipeline
 * @ids: (array zero-terminated=1): elements that were moved
 * @label: what is done
 *
 * Returns: (transfer full): an edit that makes each a member of the zone that it lies in now, or of none; without
 *   changes if nothing differs
 */
LeatEdit *leat_command_rezone (LeatPipeline      *pipeline,
                               const char *const *ids,
                               const char        *label);

/**
 * leat_command_resize:
 * @pipeline: a pipeline
 * @id: a zone or note
 * @bounds: where it is to be
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_command_resize (LeatPipeline   *pipeline,
                               const char     *id,
                               const LeatRect *bounds);

/**
 * leat_command_set_text:
 * @pipeline: a pipeline
 * @id: a note
 * @text: its new text
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_command_set_text (LeatPipeline *pipeline,
                                 const char   *id,
                                 const char   *text);

/**
 * leat_command_find_wire:
 * @pipeline: a pipeline
 * @kind: a kind
 * @from: the id of a block
 * @to: the id of another
 *
 * Returns: (transfer none) (nullable): the wire of that kind from one to the other
 */
LeatElement *leat_command_find_wire (LeatPipeline *pipeline,
                                     LeatWireKind  kind,
                                     const char   *from,
                                     const char   *to);

/**
 * leat_command_list_in_flow_order:
 * @pipeline: a pipeline
 *
 * Returns: (transfer container) (element-type LeatElement): all blocks, upstream before downstream, then by place;
 *   a cycle is cut at the block that is drawn first
 */
GPtrArray *leat_command_list_in_flow_order (LeatPipeline *pipeline);

/**
 * leat_command_find_neighbour:
 * @pipeline: a pipeline
 * @id: a block
 * @dx: -1 to the left, 1 to the right, or 0
 * @dy: -1 upwards, 1 downwards, or 0
 *
 * Returns: (transfer none) (nullable): the block at the other end of a wire that lies best in that direction
 */
LeatElement *leat_command_find_neighbour (LeatPipeline *pipeline,
                                          const char   *id,
                                          int           dx,
                                          int           dy);

G_END_DECLS
