/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/colours.h"
#include "draw/overlay.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * leat_thumbnail_get_extents:
 * @elements: (element-type LeatElement): the elements of a pipeline
 * @extents: (out): what the blocks, zones and notes take, in canvas units; empty at 0,0 if there are none
 */
void leat_thumbnail_get_extents (GPtrArray *elements,
                                 LeatRect  *extents);

/**
 * leat_thumbnail_paint:
 * @elements: (element-type LeatElement): the elements of a pipeline
 * @catalogue: for the roles of blocks
 * @overlay: (nullable): what colours the blocks instead of their roles
 * @cr: a context in canvas units
 * @zoom: device pixels a canvas unit
 * @colours: the colours
 *
 * Paints a drawing so small that only its shape is seen: blocks as they lie, wires without the care of the router. It
 * needs no scene: any thread may call it.
 */
void leat_thumbnail_paint (GPtrArray           *elements,
                           const LeatCatalogue *catalogue,
                           const LeatOverlay   *overlay,
                           cairo_t             *cr,
                           double               zoom,
                           const LeatColours   *colours);

G_END_DECLS
