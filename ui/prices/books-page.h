/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatBooksPage:
 *
 * The price books of a catalogue by region: how many prices, how old, and how many of them are the user's own, which
 * a button forgets by `prices.forget` with the region.
 */
#define LEAT_TYPE_BOOKS_PAGE (leat_books_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatBooksPage, leat_books_page, LEAT, BOOKS_PAGE, AdwBin)

/**
 * leat_books_page_show:
 * @self: a page
 * @catalogue: the catalogue
 */
void leat_books_page_show (LeatBooksPage *self,
                           LeatCatalogue *catalogue);

G_END_DECLS
