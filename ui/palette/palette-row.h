/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LeatPaletteRow:
 *
 * One service in the palette: its glyph and its name; the source of a drag.
 */
#define LEAT_TYPE_PALETTE_ROW (leat_palette_row_get_type ())
G_DECLARE_FINAL_TYPE (LeatPaletteRow, leat_palette_row, LEAT, PALETTE_ROW, GtkListBoxRow)

/**
 * leat_palette_row_new:
 * @catalogue: the catalogue
 * @service: a service of it
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *leat_palette_row_new (LeatCatalogue     *catalogue,
                                 const LeatService *service);

/**
 * leat_palette_row_get_service:
 * @self: a row
 *
 * Returns: (transfer none): its service
 */
const LeatService *leat_palette_row_get_service (LeatPaletteRow *self);

/**
 * leat_palette_row_matches:
 * @self: a row
 * @words: (nullable) (array zero-terminated=1): folded words; %NULL matches everything
 *
 * Returns: whether each word is in the service's name, id, role or other names
 */
gboolean leat_palette_row_matches (LeatPaletteRow    *self,
                                   const char *const *words);

G_END_DECLS
