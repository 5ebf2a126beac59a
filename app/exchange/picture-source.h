/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/format.h"

G_BEGIN_DECLS

/* The pipeline inside of a picture, so that the picture opens again for editing. */

/**
 * leat_picture_read_svg:
 * @data: the bytes of an SVG file
 * @name: its name for messages
 * @catalogue: (nullable): as for leat_native_read()
 * @notices: (nullable) (element-type LeatNotice): gets what is odd but was read
 * @error: return location for a %LEAT_ERROR_SYNTAX or %LEAT_ERROR_LIMIT: the file, and what to do
 *
 * Reads the pipeline that Leat put into its <metadata>; what is drawn is not looked at. The file may come from
 * anywhere: no entities, no network, and no pipeline larger than %LEAT_FILE_MAX_BYTES.
 *
 * Returns: (transfer full) (nullable): the pipeline
 */
LeatPipeline *leat_picture_read_svg (GBytes        *data,
                                     const char    *name,
                                     LeatCatalogue *catalogue,
                                     GPtrArray     *notices,
                                     GError       **error);

/**
 * leat_picture_read_png:
 * @data: the bytes of a PNG file
 * @name: its name for messages
 * @catalogue: (nullable): as for leat_native_read()
 * @notices: (nullable) (element-type LeatNotice): gets what is odd but was read
 * @error: return location for a %LEAT_ERROR_SYNTAX or %LEAT_ERROR_LIMIT: the file, and what to do
 *
 * The same for the text chunk of a PNG; its pixels are not decoded.
 *
 * Returns: (transfer full) (nullable): the pipeline
 */
LeatPipeline *leat_picture_read_png (GBytes        *data,
                                     const char    *name,
                                     LeatCatalogue *catalogue,
                                     GPtrArray     *notices,
                                     GError       **error);

G_END_DECLS
