/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/format.h"

G_BEGIN_DECLS

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
