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
 * leat_svg_set_outlines:
 * @self: an SVG on which nothing is painted yet
 * @outlines: whether letters are written as their outlines and not as text
 *
 * Outlines look the same where the font is missing; they cannot be searched or edited. What has none, such as emoji,
 * stays text.
 */
void leat_svg_set_outlines (LeatSvg *self,
                            gboolean outlines);

/**
 * leat_svg_set_ids:
 * @self: an SVG on which nothing is painted yet
 * @ids: letters and digits with which all ids begin, so that several pictures in one page do not get in each other's way
 */
void leat_svg_set_ids (LeatSvg    *self,
                       const char *ids);

/**
 * leat_svg_set_metadata:
 * @self: an SVG
 * @metadata: (nullable): a <metadata> element
 */
void leat_svg_set_metadata (LeatSvg    *self,
                            const char *metadata);

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
