/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"
#include "model/edit.h"

G_BEGIN_DECLS

/* What is done to wires. Like those of model/edit.h these only build an edit. */

/**
 * leat_command_bend:
 * @pipeline: a pipeline
 * @id: a wire
 * @points: (element-type LeatPoint): its bends from now on
 * @label: what is done
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_command_bend (LeatPipeline *pipeline,
                             const char   *id,
                             const GArray *points,
                             const char   *label);

/**
 * leat_command_tidy:
 * @pipeline: a pipeline
 * @ids: (array zero-terminated=1): wires, and blocks whose wires are meant; all wires if it is empty
 *
 * Forgets the bends that were placed by hand.
 *
 * Returns: (transfer full): the edit; of no change if no wire has any
 */
LeatEdit *leat_command_tidy (LeatPipeline      *pipeline,
                             const char *const *ids);

/**
 * leat_command_rewire:
 * @pipeline: a pipeline
 * @id: a wire
 * @start: whether its start goes elsewhere, else its end
 * @block: the id of the block that it goes to
 * @kind: its kind from now on
 *
 * Its settings, label and share stay, and so do the bends that still lead somewhere.
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_command_rewire (LeatPipeline *pipeline,
                               const char   *id,
                               gboolean      start,
                               const char   *block,
                               LeatWireKind  kind);

/**
 * leat_command_choose_wiring:
 * @catalogue: the catalogue
 * @from: the type of a block
 * @to: the type of another
 * @wanted: the kind that a wire has
 *
 * Returns: (transfer none) (nullable): the wiring of that kind between the two, if it is supported and an arrow may mean it; else the
 *   best one
 */
const LeatWiring *leat_command_choose_wiring (LeatCatalogue *catalogue,
                                              const char    *from,
                                              const char    *to,
                                              LeatWireKind   wanted);

/**
 * leat_command_splice:
 * @pipeline: a pipeline
 * @catalogue: the catalogue
 * @id: a wire
 * @block: the block that is put into it
 * @label: what is done
 *
 * The wire ends at the block and keeps its settings; another goes on from there. Both have its kind where the wiring
 * table supports that. What stands in the block's way downstream moves on to the right.
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_command_splice (LeatPipeline      *pipeline,
                               LeatCatalogue     *catalogue,
                               const char        *id,
                               LeatElement       *block,
                               const char        *label);

/**
 * leat_command_join:
 * @pipeline: a pipeline
 * @catalogue: the catalogue
 * @block: the id of a block
 *
 * Deletes a block that one wire leads to and one away from, and joins the two: the first keeps its settings and goes on
 * to where the other went.
 *
 * Returns: (transfer full) (nullable): the edit, or %NULL if the block has other wires or the wire would lead back to
 *   its own start
 */
LeatEdit *leat_command_join (LeatPipeline  *pipeline,
                             LeatCatalogue *catalogue,
                             const char    *block);

/**
 * leat_command_grow:
 * @pipeline: a pipeline
 * @catalogue: the catalogue
 * @type: the id of a service
 * @x: left edge of the new block
 * @y: top edge
 * @from: the id of the block that it is wired to
 * @inward: whether the wire goes from the new block to @from
 * @id: (out): the id of the new block
 *
 * Returns: (transfer full): the edit that adds a block and wires it
 */
LeatEdit *leat_command_grow (LeatPipeline  *pipeline,
                             LeatCatalogue *catalogue,
                             const char    *type,
                             double         x,
                             double         y,
                             const char    *from,
                             gboolean       inward,
                             char         **id);

/**
 * leat_command_list_followers:
 * @catalogue: the catalogue
 * @type: the id of a service
 * @inward: whether those are meant that may come before it, else those that may follow
 *
 * Returns: (transfer container) (element-type LeatService): the services to which a wire is supported, likeliest first:
 *   those that data flows to, of the roles that come next in a pipeline
 */
GPtrArray *leat_command_list_followers (LeatCatalogue *catalogue,
                                        const char    *type,
                                        gboolean       inward);

G_END_DECLS
