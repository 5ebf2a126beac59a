/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/brush.h"

G_BEGIN_DECLS

/* What the lines of a drawing mean: a card with the kinds of wires that are in use, each with a line as it is drawn. */

/**
 * leat_legend_get_kinds:
 * @pipeline: a pipeline
 * @shown: (nullable): ids of what is drawn of it, or %NULL for all
 *
 * Returns: bits (1 << LeatWireKind) of the kinds of wires that it has; 0 if it has none, and needs no legend
 */
guint leat_legend_get_kinds (LeatPipeline *pipeline,
                             GHashTable   *shown);

/**
 * leat_legend_measure:
 * @kinds: bits of kinds of wires
 * @width: (out): in canvas units
 * @height: (out): in canvas units; both are 0 if there are no kinds
 *
 * How large the legend is.
 */
void leat_legend_measure (guint   kinds,
                          double *width,
                          double *height);

/**
 * leat_legend_paint:
 * @brush: what to paint with
 * @kinds: bits of kinds of wires
 * @x: left edge, in canvas units
 * @y: top edge
 * @colours: the colours
 *
 * Paints the legend; nothing if there are no kinds.
 */
void leat_legend_paint (LeatBrush         *brush,
                        guint              kinds,
                        double             x,
                        double             y,
                        const LeatColours *colours);

/**
 * leat_legend_paint_cairo:
 * @cr: a context in canvas units
 * @catalogue: a catalogue
 * @kinds: bits of kinds of wires
 * @zoom: device pixels a canvas unit
 * @colours: the colours
 *
 * What leat_legend_paint() does at 0,0, on cairo.
 */
void leat_legend_paint_cairo (cairo_t             *cr,
                              const LeatCatalogue *catalogue,
                              guint                kinds,
                              double               zoom,
                              const LeatColours   *colours);

G_END_DECLS
