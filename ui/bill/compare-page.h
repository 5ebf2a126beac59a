/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatComparePage:
 *
 * A bill beside that of another file, or of the same pipeline in another region.
 *
 * Signals: `shown ()`, when leat_compare_page_get_other() gives another report.
 */
#define LEAT_TYPE_COMPARE_PAGE (leat_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatComparePage, leat_compare_page, LEAT, COMPARE_PAGE, AdwBin)

/**
 * leat_compare_page_show:
 * @self: a page
 * @report: the bill that is compared
 * @elements: (element-type LeatElement): what it was made of
 *
 * The comparison follows a little later; the other bill is evaluated in a thread if the pipeline is large.
 */
void leat_compare_page_show (LeatComparePage *self,
                             LeatReport      *report,
                             GPtrArray       *elements);

/**
 * leat_compare_page_set_file:
 * @self: a page that shows something
 * @path: the file to compare with; what is wrong with it is said in place
 */
void leat_compare_page_set_file (LeatComparePage *self,
                                 const char      *path);

/**
 * leat_compare_page_set_region:
 * @self: a page that shows something
 * @region: (nullable): the region to compare with
 */
void leat_compare_page_set_region (LeatComparePage *self,
                                   const char      *region);

/**
 * leat_compare_page_get_report:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the bill before
 */
LeatReport *leat_compare_page_get_report (LeatComparePage *self);

/**
 * leat_compare_page_get_other:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the bill after, or %NULL if there is none (yet)
 */
LeatReport *leat_compare_page_get_other (LeatComparePage *self);

/**
 * leat_compare_page_set_narrow:
 * @self: a page
 * @narrow: no place for columns
 */
void leat_compare_page_set_narrow (LeatComparePage *self,
                                   gboolean         narrow);

G_END_DECLS
