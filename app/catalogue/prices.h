/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/xml.h"

G_BEGIN_DECLS

/**
 * LeatTier:
 * @from: where it begins, in the unit of the price
 * @price: US dollars a unit
 */
typedef struct
{
  double from;
  double price;
} LeatTier;

/**
 * LeatPrice:
 * @key: such as "lambda.requests"
 * @unit: what one is paid for, such as "million-requests"
 * @tiers: (array length=n_tiers): ascending by `from`; the first starts at 0
 * @free_amount: units a month that the free tier gives, 0 for none
 * @free_kind: (nullable): "always" or "12-months"
 * @as_of: the date of the price, as its source gives it ("2024-07-01", "2026"), or ""
 * @source: where it was read
 * @confidence: "high", "medium" or "low"
 */
typedef struct
{
  char     *key;
  char     *unit;
  LeatTier *tiers;
  gsize     n_tiers;
  double    free_amount;
  char     *free_kind;
  char     *as_of;
  char     *source;
  char     *confidence;
} LeatPrice;

/**
 * LeatPriceBook:
 *
 * The list prices of one region. Owned by the catalogue, immutable once that is loaded.
 */
typedef struct _LeatPriceBook LeatPriceBook;

/**
 * leat_price_book_new_from_file:
 * @file: the path of a price book
 * @error: return location for a #GFileError or a #LeatError with file and line
 *
 * Returns: (transfer full) (nullable): the book
 */
LeatPriceBook *leat_price_book_new_from_file (const char *file,
                                              GError    **error);

/**
 * leat_price_book_new_with:
 * @base: (nullable): a book to take all other prices from; it must outlive the new one
 * @prices: (array zero-terminated=1): own prices, each "KEY=USD" or, with tiers, "KEY=0:USD,FROM:USD…"
 * @error: return location for a %LEAT_ERROR_SYNTAX
 *
 * Returns: (transfer full) (nullable): a book in which @prices stand in the place of those of @base
 */
LeatPriceBook *leat_price_book_new_with (const LeatPriceBook *base,
                                         const char *const   *prices,
                                         GError             **error);

/**
 * leat_price_book_free:
 * @self: (transfer full): a price book
 */
void leat_price_book_free (LeatPriceBook *self);

/**
 * leat_price_book_lay_over:
 * @self: a price book
 * @over: (transfer full): another of the same region
 *
 * Puts the prices of @over in place of those of @self with the same key, and beside the others.
 */
void leat_price_book_lay_over (LeatPriceBook *self,
                               LeatPriceBook *over);

/**
 * leat_price_book_get_region:
 * @self: a price book
 *
 * Returns: (transfer none): its region, such as "us-east-1"
 */
const char *leat_price_book_get_region (const LeatPriceBook *self);

/**
 * leat_price_book_get:
 * @self: a price book
 * @key: a price key
 *
 * Returns: (transfer none) (nullable): the price, or %NULL if the book lacks it
 */
const LeatPrice *leat_price_book_get (const LeatPriceBook *self,
                                      const char          *key);

/**
 * leat_price_book_get_keys:
 * @self: a price book
 *
 * Returns: (transfer container) (element-type utf8): all keys, sorted
 */
GPtrArray *leat_price_book_get_keys (const LeatPriceBook *self);

/**
 * leat_price_book_get_dates:
 * @self: a price book
 * @oldest: (out) (nullable) (transfer none): the date of its oldest price, %NULL if no price has one
 * @newest: (out) (nullable) (transfer none): that of its newest
 *
 * Returns: how many prices it has
 */
guint leat_price_book_get_dates (const LeatPriceBook *self,
                                 const char         **oldest,
                                 const char         **newest);

/**
 * leat_price_key_is_valid:
 * @key: a text
 *
 * Returns: whether @key has the form of a price key, as data/schema/prices.rng has it
 */
gboolean leat_price_key_is_valid (const char *key);

/**
 * leat_own_price_book_path:
 * @region: a region
 *
 * Returns: (transfer full): where the user's own price book of @region is, be there one or not
 */
char *leat_own_price_book_path (const char *region);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatPriceBook, leat_price_book_free)

G_END_DECLS
