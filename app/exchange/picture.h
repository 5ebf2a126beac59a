/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/format.h"

G_BEGIN_DECLS

/* How far the page reaches beyond the ink, on all four sides, in canvas units. */
#define LEAT_PICTURE_MARGIN 24.0

/* What a PNG may be at most: cairo's own bound on a side, and the memory of its pixels. */
#define LEAT_PNG_MAX_SIDE 32767
#define LEAT_PNG_MAX_BYTES (512.0 * 1024 * 1024)

/**
 * leat_picture_get_page:
 * @pipeline: a pipeline
 * @catalogue: the catalogue
 * @report: (nullable): figures shown on the drawing
 * @page: (out): the ink and a margin of %LEAT_PICTURE_MARGIN, in whole canvas units
 *
 * The page that all pictures of a pipeline have in common.
 */
void leat_picture_get_page (LeatPipeline  *pipeline,
                            LeatCatalogue *catalogue,
                            LeatReport    *report,
                            LeatRect      *page);

/**
 * leat_picture_write_svg:
 * @pipeline: a pipeline
 * @catalogue: the catalogue
 * @report: (nullable): figures shown on the drawing
 * @notices: (nullable): not used
 * @error: return location for an error
 *
 * Plain SVG 1.1 in light colours: text as text, no script, nothing from outside.
 *
 * Returns: (transfer full) (nullable): the bytes of the file
 */
GBytes *leat_picture_write_svg (LeatPipeline  *pipeline,
                                LeatCatalogue *catalogue,
                                LeatReport    *report,
                                GPtrArray     *notices,
                                GError       **error);

/**
 * leat_picture_write_pdf:
 * @pipeline: a pipeline
 * @catalogue: the catalogue
 * @report: (nullable): figures shown on the drawing
 * @notices: (nullable): not used
 * @error: return location for an error
 *
 * One page that fits the ink, in light colours, with real text.
 *
 * Returns: (transfer full) (nullable): the bytes of the file
 */
GBytes *leat_picture_write_pdf (LeatPipeline  *pipeline,
                                LeatCatalogue *catalogue,
                                LeatReport    *report,
                                GPtrArray     *notices,
                                GError       **error);

/**
 * leat_picture_write_png:
 * @pipeline: a pipeline
 * @catalogue: the catalogue
 * @report: (nullable): figures shown on the drawing
 * @notices: (nullable): told if the picture was made smaller than twice its size to fit
 * @error: return location for a %LEAT_ERROR_LIMIT if it cannot be made at any scale
 *
 * Two pixels a canvas unit, in light colours on white.
 *
 * Returns: (transfer full) (nullable): the bytes of the file
 */
GBytes *leat_picture_write_png (LeatPipeline  *pipeline,
                                LeatCatalogue *catalogue,
                                LeatReport    *report,
                                GPtrArray     *notices,
                                GError       **error);

/**
 * leat_picture_write_png_at_scale:
 * @pipeline: a pipeline
 * @catalogue: the catalogue
 * @report: (nullable): figures shown on the drawing
 * @scale: pixels a canvas unit
 * @error: return location for a %LEAT_ERROR_LIMIT that names the largest scale that fits
 *
 * What leat_picture_write_png() does at a scale of the caller's. One that does not fit is refused before
 * anything is drawn.
 *
 * Returns: (transfer full) (nullable): the bytes of the file
 */
GBytes *leat_picture_write_png_at_scale (LeatPipeline  *pipeline,
                                         LeatCatalogue *catalogue,
                                         LeatReport    *report,
                                         double         scale,
                                         GError       **error);

G_END_DECLS
