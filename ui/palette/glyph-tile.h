/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/scene.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LeatGlyphTile:
 *
 * The glyph of a service on a tint of its role's colour. It says nothing to a screen reader: the name
 * beside it does.
 */
#define LEAT_TYPE_GLYPH_TILE (leat_glyph_tile_get_type ())
G_DECLARE_FINAL_TYPE (LeatGlyphTile, leat_glyph_tile, LEAT, GLYPH_TILE, GtkWidget)

/**
 * leat_glyph_tile_new:
 * @size: width and height in pixels
 *
 * Returns: (transfer floating): an empty tile
 */
GtkWidget *leat_glyph_tile_new (int size);

/**
 * leat_glyph_tile_set:
 * @self: a tile
 * @catalogue: (nullable): the catalogue, %NULL to show nothing
 * @glyph: (nullable): the name of a glyph
 * @role: whose colour it has
 */
void leat_glyph_tile_set (LeatGlyphTile *self,
                          LeatCatalogue *catalogue,
                          const char    *glyph,
                          LeatRole       role);

/**
 * leat_glyph_tile_set_service:
 * @self: a tile
 * @catalogue: the catalogue
 * @service: (nullable): a service; %NULL shows the glyph of what is not known
 */
void leat_glyph_tile_set_service (LeatGlyphTile     *self,
                                  LeatCatalogue     *catalogue,
                                  const LeatService *service);

/**
 * leat_style_colours:
 *
 * Returns: (transfer none): the colours of drawings in the style the app has now
 */
const LeatColours *leat_style_colours (void);

G_END_DECLS
