/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatBillPage:
 *
 * A document's bill: total, fixed against usage, budget, the months while storage fills, and groups that open
 * into blocks, lines and formulas.
 *
 * Properties: `month` (0 for the steady state, 1, 12 or 36) and `grouping` (#LeatBillGrouping); both notified,
 * and `month` is the action `bill.month`.
 *
 * Signals: `shown ()`, when leat_bill_page_get_report() gives another report.
 */
#define LEAT_TYPE_BILL_PAGE (leat_bill_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatBillPage, leat_bill_page, LEAT, BILL_PAGE, AdwBin)

/**
 * leat_bill_page_show:
 * @self: a page
 * @document: what it is about, as it is now
 *
 * The other months follow a little later; what they cost is evaluated in a thread if the pipeline is large.
 */
void leat_bill_page_show (LeatBillPage *self,
                          LeatDocument *document);

/**
 * leat_bill_page_get_report:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the report of the month in sight
 */
LeatReport *leat_bill_page_get_report (LeatBillPage *self);

/**
 * leat_bill_page_get_elements:
 * @self: a page
 *
 * Returns: (transfer none) (nullable) (element-type LeatElement): the elements that report was made of
 */
GPtrArray *leat_bill_page_get_elements (LeatBillPage *self);

G_END_DECLS
