/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"
#include "model/edit.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LeatLayoutDirection:
 * @LEAT_LAYOUT_RIGHT: data goes from left to right
 * @LEAT_LAYOUT_DOWN: data goes from top to bottom
 */
typedef enum
{
  LEAT_LAYOUT_RIGHT,
  LEAT_LAYOUT_DOWN,
} LeatLayoutDirection;

/**
 * LeatLayout:
 *
 * Where the blocks, zones and notes of a pipeline would be, were it drawn afresh.
 */
typedef struct _LeatLayout LeatLayout;

/**
 * leat_layout_new:
 * @elements: (element-type LeatElement): a snapshot
 * @catalogue: (nullable): says which way data goes on a wire
 * @direction: which way the drawing goes
 * @cancellable: (nullable): stops it
 * @error: return location for a %G_IO_ERROR_CANCELLED, or a %LEAT_ERROR_LIMIT if it does not fit in memory
 *
 * Layers along the flow of data. What is in one zone stays together in its box; zones do not overlap; what
 * only controls or watches lies in a band beside the flow. A note in a zone stays in it; any other goes along with what it lies
 * beside. Nothing covers a block or a note. All on the grid of %LEAT_GRID. The same elements give the same layout.
 * Thread-safe; one layout is made at a time.
 *
 * Returns: (transfer full) (nullable): the layout
 */
LeatLayout *leat_layout_new (GPtrArray          *elements,
                             LeatCatalogue      *catalogue,
                             LeatLayoutDirection direction,
                             GCancellable       *cancellable,
                             GError            **error);

/**
 * leat_layout_new_of:
 * @elements: (element-type LeatElement): a snapshot
 * @ids: (array zero-terminated=1): what is to be laid out: blocks, notes, and zones with all that lies in them
 * @catalogue: (nullable): says which way data goes on a wire
 * @direction: which way the drawing goes
 * @cancellable: (nullable): stops it
 * @error: return location for an error as of leat_layout_new()
 *
 * As leat_layout_new() for a part of a drawing: what is not named stays where it is, and what is named keeps the left top
 * corner of the box round it.
 *
 * Returns: (transfer full) (nullable): the layout
 */
LeatLayout *leat_layout_new_of (GPtrArray          *elements,
                                const char *const  *ids,
                                LeatCatalogue      *catalogue,
                                LeatLayoutDirection direction,
                                GCancellable       *cancellable,
                                GError            **error);

/**
 * leat_layout_move:
 * @self: a layout
 * @dx: to the right, in canvas units
 * @dy: downwards
 *
 * Moves all of it.
 */
void leat_layout_move (LeatLayout *self,
                       double      dx,
                       double      dy);

/**
 * leat_layout_free:
 * @self: (transfer full): a layout
 */
void leat_layout_free (LeatLayout *self);

/**
 * leat_layout_get:
 * @self: a layout
 * @id: the id of a block, a zone or a note
 *
 * Returns: (transfer none) (nullable): where it goes, in canvas units
 */
const LeatRect *leat_layout_get (const LeatLayout *self,
                                 const char       *id);

/**
 * leat_edit_layout:
 * @pipeline: a pipeline
 * @layout: made of its elements as they are now
 *
 * Bends placed by hand are dropped from wires whose ends move.
 *
 * Returns: (transfer full): the edit that puts everything where @layout says
 */
LeatEdit *leat_edit_layout (LeatPipeline     *pipeline,
                            const LeatLayout *layout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatLayout, leat_layout_free)

G_END_DECLS
