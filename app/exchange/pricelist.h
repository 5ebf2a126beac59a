/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The AWS Price List: the file of one service ("offer") that AWS publishes, as JSON or CSV, read into
 * prices of Leat's keys and merged into the user's own price books. */

/**
 * LeatTakenPrice:
 * @price: what the offer says, in the unit of the key
 * @old: (nullable): what the catalogue says so far, borrowed from it
 * @sku: the product that it is the price of
 */
typedef struct
{
  LeatPrice        price;
  const LeatPrice *old;
  char            *sku;
} LeatTakenPrice;

/**
 * LeatDoubtfulPrice:
 * @key: a key that was not taken
 * @why: one sentence: the products of it disagree, or their unit is not known
 */
typedef struct
{
  char *key;
  char *why;
} LeatDoubtfulPrice;

/**
 * LeatUnusedFamily:
 * @family: a product family
 * @count: how many of its products are no price that Leat uses
 * @names: (element-type utf8): the first few of them, by usage type
 */
typedef struct
{
  char      *family;
  guint64    count;
  GPtrArray *names;
} LeatUnusedFamily;

/**
 * LeatPricelist:
 * @offer: the code of the service, such as "AmazonS3"
 * @version: (nullable): the version of the offer, such as "20180404165311"
 * @published: (nullable): the date it was published, such as "2018-04-04"
 * @region: (nullable): the region whose prices were read, %NULL if nothing was taken and none was asked for
 * @source: the URL at which AWS publishes this offer
 * @taken: (element-type LeatTakenPrice): by key
 * @doubtful: (element-type LeatDoubtfulPrice): by key
 * @missing: (element-type utf8): keys of this service that Leat knows and the file lacks, by name
 * @unused: (element-type LeatUnusedFamily): the largest first
 * @notices: (element-type LeatNotice): what was left out, with its line
 *
 * What one offer says of one region, and what became of it. Reading changes no file.
 */
typedef struct
{
  char      *offer;
  char      *version;
  char      *published;
  char      *region;
  char      *source;
  GPtrArray *taken;
  GPtrArray *doubtful;
  GPtrArray *missing;
  GPtrArray *unused;
  GPtrArray *notices;
  /*< private >*/
  LeatCatalogue *catalogue;
} LeatPricelist;

/**
 * LeatPricelistProgress:
 * @done: bytes of the file that were read
 * @total: bytes that the file has, 0 if that is not known
 * @user_data: as given to leat_pricelist_read()
 *
 * Called about a hundred times a file, in the thread that reads.
 */
typedef void (*LeatPricelistProgress) (guint64  done,
                                       guint64  total,
                                       gpointer user_data);

/**
 * leat_pricelist_read:
 * @file: an offer: index.json or index.csv, as it is or compressed by gzip
 * @catalogue: whose keys are looked for, and whose prices are the old ones
 * @region: (nullable): the region to read, or %NULL for that of the file, if it is of one region
 * @progress: (nullable): told how far it is
 * @user_data: passed to @progress
 * @cancellable: (nullable): stops it, with %G_IO_ERROR_CANCELLED
 * @error: return location for a #GIOErrorEnum, or a #LeatError with file, line and remedy:
 *   %LEAT_ERROR_SYNTAX if it is no offer, %LEAT_ERROR_UNKNOWN if Leat knows no price of that service,
 *   %LEAT_ERROR_RANGE if the region has to be chosen or the prices are not in US dollars,
 *   %LEAT_ERROR_LIMIT if a line or value is longer than any offer has
 *
 * Reads the on-demand prices of an offer in one pass. What is kept in memory does not grow with the
 * file. May run in any thread.
 *
 * Returns: (transfer full) (nullable): what the offer says; @taken is empty if nothing of it is a price
 *   that Leat uses
 */
LeatPricelist *leat_pricelist_read (GFile                *file,
                                    LeatCatalogue        *catalogue,
                                    const char           *region,
                                    LeatPricelistProgress progress,
                                    gpointer              user_data,
                                    GCancellable         *cancellable,
                                    GError              **error);

/**
 * leat_pricelist_read_regions:
 * @file: an offer, as for leat_pricelist_read()
 * @catalogue: whose keys are looked for
 * @progress: (nullable): told how far it is
 * @user_data: passed to @progress
 * @cancellable: (nullable): stops it, with %G_IO_ERROR_CANCELLED
 * @error: return location, as of leat_pricelist_read()
 *
 * For a file of which leat_pricelist_read() says that the region has to be chosen. May run in any thread.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the regions of which the file has a product that Leat
 *   uses, sorted
 */
GPtrArray *leat_pricelist_read_regions (GFile                *file,
                                        LeatCatalogue        *catalogue,
                                        LeatPricelistProgress progress,
                                        gpointer              user_data,
                                        GCancellable         *cancellable,
                                        GError              **error);

/**
 * leat_taken_price_get_change:
 * @self: a price
 *
 * Returns: by how much it differs from the old one, as a share of that: 0.1 is a tenth dearer. Of a price with tiers
 *   the largest change of a tier, the first with the first and so on. %NAN if there is no old price, infinite if
 *   that was free.
 */
double leat_taken_price_get_change (const LeatTakenPrice *self);

/**
 * leat_pricelist_free:
 * @self: (transfer full): what an offer says
 */
void leat_pricelist_free (LeatPricelist *self);

/**
 * leat_pricelist_write:
 * @self: what an offer says, with prices taken
 * @path: (nullable): a price book, or %NULL for the user's own of that region
 * @error: return location for a #GIOErrorEnum, or a #LeatError about the book that is there
 *
 * Puts the prices taken into a price book: those of the same key are replaced, all else that is in it
 * stays. Missing folders are made. Atomic: on failure the book is as it was.
 *
 * Returns: whether it was written
 */
gboolean leat_pricelist_write (const LeatPricelist *self,
                               const char          *path,
                               GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatPricelist, leat_pricelist_free)

G_END_DECLS
