/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The user's own price books, which lie over those that come with Leat: whether there is one, and taking it away
 * so that it can be brought back. Their place is that of leat_own_price_book_path(). */

/**
 * leat_own_prices_exist:
 * @region: a region
 *
 * Returns: whether there is an own price book of @region, be it one that can be read or not
 */
gboolean leat_own_prices_exist (const char *region);

/**
 * leat_own_prices_forget:
 * @region: a region
 * @error: return location for a #GIOErrorEnum
 *
 * Moves the own price book of @region to a file beside it that ends in ".bak" and is not read; earlier ones stay.
 *
 * Returns: (transfer full) (nullable): the path of that file
 */
char *leat_own_prices_forget (const char *region,
                              GError    **error);

/**
 * leat_own_prices_restore:
 * @region: a region
 * @backup: the file that leat_own_prices_forget() gave
 * @error: return location for a #GIOErrorEnum: %G_IO_ERROR_EXISTS if there is an own price book again, which stays
 *
 * Returns: whether the price book is back in its place
 */
gboolean leat_own_prices_restore (const char *region,
                                  const char *backup,
                                  GError    **error);

G_END_DECLS
