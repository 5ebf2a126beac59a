/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/format.h"

G_BEGIN_DECLS

/**
 * leat_drawio_read:
 * @data: the bytes of a draw.io file: <mxfile>, its pages plain or compressed, or a bare <mxGraphModel>
 * @name: its name for messages
 * @catalogue: the catalogue, by which shapes and labels are recognised
 * @notices: (nullable) (element-type LeatNotice): gets a summary, and what was left out
 * @error: return location for a %LEAT_ERROR_SYNTAX or %LEAT_ERROR_LIMIT
 *
 * Makes blocks of the shapes of AWS and of what wires hold on to, zones of containers, wires of arrows that hold on to
 * blocks at both ends, or touch them, notes of texts and other shapes. Pages come below each other. Places are stretched where cards would lie
 * upon each other. What Leat has written is as it was. A document type is refused.
 *
 * Returns: (transfer full) (nullable): the pipeline
 */
LeatPipeline *leat_drawio_read (GBytes        *data,
                                const char    *name,
                                LeatCatalogue *catalogue,
                                GPtrArray     *notices,
                                GError       **error);

/**
 * leat_drawio_write:
 * @pipeline: a pipeline
 * @catalogue: (nullable): by which blocks get the shapes of their services
 * @report: (nullable): not used
 * @notices: (nullable) (element-type LeatNotice): gets what draw.io has no place for
 * @error: never set
 *
 * Writes a draw.io file: plain XML, one page with the pipeline's title as its name. Blocks are AWS shapes with their name
 * below, zones are containers that hold their members, wires stay attached to both ends and have the dashes and colours
 * of their kinds, bends placed by hand are way points. What shapes cannot say (type, settings, kind and share of a wire)
 * stands in the data of the shapes, as attributes that begin with `leat-`.
 *
 * Returns: (transfer full): the bytes of a .drawio file
 */
GBytes *leat_drawio_write (LeatPipeline  *pipeline,
                           LeatCatalogue *catalogue,
                           LeatReport    *report,
                           GPtrArray     *notices,
                           GError       **error);

G_END_DECLS
