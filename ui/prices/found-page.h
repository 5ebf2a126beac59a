/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prices/import.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatFoundPage:
 *
 * What a price list says, before it is used: its region, service and date; which prices it gives and how they differ
 * from those so far, which are doubtful, missing or of no use.
 *
 * Signals: `region-chosen (region)`, when the user wants another region of the file.
 */
#define LEAT_TYPE_FOUND_PAGE (leat_found_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatFoundPage, leat_found_page, LEAT, FOUND_PAGE, AdwBin)

/**
 * leat_found_page_show:
 * @self: a page
 * @import: (nullable): what was read; it stays its caller's, until the next call
 * @regions: (element-type utf8): the regions to choose from, if there are several
 */
void leat_found_page_show (LeatFoundPage    *self,
                           const LeatImport *import,
                           GPtrArray        *regions);

G_END_DECLS
