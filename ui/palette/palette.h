/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatPalette:
 *
 * The services of the catalogue, by role, to be dragged onto the canvas or placed there by double click or
 * Enter; a field above finds them by name, role, and the other words that people use for them.
 *
 * It activates `win.add-block` with the id of a service, and `win.focus-canvas` when Esc leaves it.
 */
#define LEAT_TYPE_PALETTE (leat_palette_get_type ())
G_DECLARE_FINAL_TYPE (LeatPalette, leat_palette, LEAT, PALETTE, AdwBin)

/**
 * leat_palette_set_catalogue:
 * @self: a palette
 * @catalogue: the catalogue
 */
void leat_palette_set_catalogue (LeatPalette   *self,
                                 LeatCatalogue *catalogue);

/**
 * leat_palette_focus_search:
 * @self: a palette
 *
 * Puts the keyboard in the search field.
 */
void leat_palette_focus_search (LeatPalette *self);

G_END_DECLS
