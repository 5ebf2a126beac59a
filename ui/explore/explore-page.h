/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatExplorePage:
 *
 * What would be otherwise: the pages of the explorer, one of them in sight, over a small drawing of the pipeline.
 */
#define LEAT_TYPE_EXPLORE_PAGE (leat_explore_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatExplorePage, leat_explore_page, LEAT, EXPLORE_PAGE, AdwBin)

/**
 * leat_explore_page_set_document:
 * @self: a page
 * @document: (nullable): what is explored
 */
void leat_explore_page_set_document (LeatExplorePage *self,
                                     LeatDocument    *document);

/**
 * leat_explore_page_update:
 * @self: a page
 *
 * The document has another report. Does nothing while the page is out of sight; it is brought up to date when it is shown.
 */
void leat_explore_page_update (LeatExplorePage *self);

/**
 * leat_explore_page_show:
 * @self: a page
 * @name: "what-if", "sensitivity", "designs" or "drill"
 */
void leat_explore_page_show (LeatExplorePage *self,
                             const char      *name);

/**
 * leat_explore_page_get_flap:
 * @self: a page
 *
 * Returns: (transfer none): what folds its controls away
 */
AdwFlap *leat_explore_page_get_flap (LeatExplorePage *self);

/**
 * leat_explore_page_set_selection:
 * @self: a page
 * @block: (nullable): the id of the block that is selected on the canvas, or %NULL if not one is
 */
void leat_explore_page_set_selection (LeatExplorePage *self,
                                      const char      *block);

/**
 * leat_explore_page_set_narrow:
 * @self: a page
 * @narrow: whether there is room for one column only
 */
void leat_explore_page_set_narrow (LeatExplorePage *self,
                                   gboolean         narrow);

G_END_DECLS
