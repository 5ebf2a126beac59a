/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/brush.h"

G_BEGIN_DECLS

/**
 * LeatSvg:
 *
 * A brush that writes SVG 1.1 with real text.
 */
typedef struct _LeatSvg LeatSvg;

/**
 * leat_svg_new:
 * @catalogue: (nullable): the catalogue, for glyphs; %NULL if there will be none
 * @page: the page, in canvas units
 * @title: what it shows, for screen readers
 * @description: one sentence more
 *
 * Returns: (transfer full): an SVG with an empty page
 */
LeatSvg *leat_svg_new (const LeatCatalogue *catalogue,
                       const LeatRect      *page,
                       const char          *title,
                       const char          *description);

/**
 * leat_svg_get_brush:
 * @self: an SVG
 *
 * Returns: (transfer none): the brush that paints on it
 */
LeatBrush *leat_svg_get_brush (LeatSvg *self);

/**
 * leat_svg_free_to_bytes:
 * @self: (transfer full): an SVG
 *
 * Returns: (transfer full): the finished file
 */
GBytes *leat_svg_free_to_bytes (LeatSvg *self);

G_END_DECLS
