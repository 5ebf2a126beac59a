/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/optimise.h"
#include "explore/explorer.h"

G_BEGIN_DECLS

/**
 * LeatDesignsPage:
 *
 * Better designs: a search for what is cheaper, faster or simpler, its front as a chart and as cards that can be previewed
 * and applied, and the iron triangle of the present design and the chosen one. It searches by itself once, and then when
 * it is told to.
 */
#define LEAT_TYPE_DESIGNS_PAGE (leat_designs_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatDesignsPage, leat_designs_page, LEAT, DESIGNS_PAGE, AdwBin)

/**
 * leat_designs_page_search:
 * @self: a page
 *
 * Searches the pipeline as it is now.
 */
void leat_designs_page_search (LeatDesignsPage *self);

/**
 * leat_designs_page_get_running:
 * @self: a page
 *
 * Returns: whether it is still working out what it shows
 */
gboolean leat_designs_page_get_running (LeatDesignsPage *self);

/**
 * leat_designs_page_choose:
 * @self: a page
 * @i: which design of the search, from 0; -1 for none
 */
void leat_designs_page_choose (LeatDesignsPage *self,
                               int              i);

/**
 * leat_designs_page_get_chosen:
 * @self: a page
 *
 * Returns: which design is chosen, or -1
 */
int leat_designs_page_get_chosen (LeatDesignsPage *self);

/**
 * leat_designs_page_get_found:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what the last search found
 */
const LeatOptimisation *leat_designs_page_get_found (LeatDesignsPage *self);

G_END_DECLS
