/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/pricelist.h"

G_BEGIN_DECLS

/**
 * LeatImport:
 * @list: what the file says of one region
 * @regions: (element-type utf8): the regions that it has prices of; empty if it is of one
 *
 * A price list that was read, and not yet used.
 */
typedef struct
{
  LeatPricelist *list;
  GPtrArray     *regions;
} LeatImport;

/**
 * leat_import_free:
 * @self: (transfer full): an import
 */
void leat_import_free (LeatImport *self);

/**
 * leat_import_read:
 * @file: an offer of the AWS Price List
 * @catalogue: whose keys are looked for
 * @region: (nullable): the region to read, %NULL for that of the file
 * @preferred: (nullable): the region to read if the file is of several and has it; else the first of them is
 * @progress: told how far it is, in the main thread; not after @cancellable was cancelled
 * @progress_data: for @progress
 * @cancellable: stops it; the callback is then called at once, even if the file cannot be read on
 * @callback: called in the main thread
 * @user_data: for @callback
 *
 * Reads in a thread. A file of several regions is gone over twice: for the regions, then for the prices of one.
 */
void leat_import_read (GFile                *file,
                       LeatCatalogue        *catalogue,
                       const char           *region,
                       const char           *preferred,
                       LeatPricelistProgress progress,
                       gpointer              progress_data,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data);

/**
 * leat_import_read_finish:
 * @result: what the callback was given
 * @error: return location, as of leat_pricelist_read()
 *
 * Returns: (transfer full) (nullable): what the file says
 */
LeatImport *leat_import_read_finish (GAsyncResult *result,
                                     GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatImport, leat_import_free)

G_END_DECLS
