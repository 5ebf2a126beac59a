/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatStartPage:
 *
 * What a window without a document shows: new and open, unsaved work that was left behind, recent files, examples.
 * It acts by `win.new`, `win.open`, `win.open-file`, `win.open-copy`, `win.recover`, `win.discard-recovery`.
 */
#define LEAT_TYPE_START_PAGE (leat_start_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatStartPage, leat_start_page, LEAT, START_PAGE, AdwBin)

/**
 * leat_start_page_set_catalogue:
 * @self: a start page
 * @catalogue: where the examples come from
 *
 * The examples appear a little later, if the page is shown.
 */
void leat_start_page_set_catalogue (LeatStartPage *self,
                                    LeatCatalogue *catalogue);

/**
 * leat_start_page_update_recovery:
 * @self: a start page
 *
 * Lists anew what can be recovered.
 */
void leat_start_page_update_recovery (LeatStartPage *self);

/**
 * leat_start_page_focus:
 * @self: a start page
 *
 * Puts the keyboard where one most likely goes on: on the first thing to recover, or on "New Pipeline".
 */
void leat_start_page_focus (LeatStartPage *self);

G_END_DECLS
