/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "explore/explorer.h"

G_BEGIN_DECLS

/**
 * LeatVersusPage:
 *
 * The design as it is drawn beside another one: that of another file, or the same with a setting or two otherwise, which
 * can be applied to the drawing.
 */
#define LEAT_TYPE_VERSUS_PAGE (leat_versus_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatVersusPage, leat_versus_page, LEAT, VERSUS_PAGE, AdwBin)

/**
 * leat_versus_page_set_file:
 * @self: a page
 * @path: the file to compare with; what is wrong with it is said in place
 */
void leat_versus_page_set_file (LeatVersusPage *self,
                                const char     *path);

/**
 * leat_versus_page_change:
 * @self: a page
 * @block: (nullable): the id of a block, or %NULL for nothing
 * @setting: (nullable): the name of one of its settings
 * @value: (nullable): the value that it would have, or %NULL for the default
 * @second: whether it is the second change that is said
 *
 * Compares with the same design in which that is otherwise.
 */
void leat_versus_page_change (LeatVersusPage *self,
                              const char     *block,
                              const char     *setting,
                              const char     *value,
                              gboolean        second);

/**
 * leat_versus_page_apply:
 * @self: a page that compares with a what-if
 *
 * Makes the what-if an edit of the document, one step of its history.
 *
 * Returns: whether there was something to change
 */
gboolean leat_versus_page_apply (LeatVersusPage *self);

/**
 * leat_versus_page_get_other:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the report of the other design; %NULL while there is none
 */
LeatReport *leat_versus_page_get_other (LeatVersusPage *self);

/**
 * leat_versus_page_get_running:
 * @self: a page
 *
 * Returns: whether it is still working out what it shows
 */
gboolean leat_versus_page_get_running (LeatVersusPage *self);

G_END_DECLS
