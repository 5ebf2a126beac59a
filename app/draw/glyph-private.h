/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/scene.h"

/* Paints a glyph for a zoom that is known. */
void glyph_paint (cairo_t             *cr,
                  const LeatCatalogue *catalogue,
                  const char          *glyph,
                  const LeatRect      *box,
                  const LeatColour    *colour,
                  double               zoom);

/* The SVG of a glyph, black on nothing; "" if it cannot be read. */
char *glyph_dup_text (const LeatCatalogue *catalogue,
                      const char          *glyph);
