/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "inspector/subject.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatCostPage:
 *
 * What the subject costs a month, and how that came to be: the lines of one block's bill, each of which
 * opens into its formula, price and source; or the cost of each block.
 */
#define LEAT_TYPE_COST_PAGE (leat_cost_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatCostPage, leat_cost_page, LEAT, COST_PAGE, AdwBin)

/**
 * leat_cost_page_show:
 * @self: a page
 * @subject: what it is about
 */
void leat_cost_page_show (LeatCostPage      *self,
                          const LeatSubject *subject);

G_END_DECLS
