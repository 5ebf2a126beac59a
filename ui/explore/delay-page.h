/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "explore/explorer.h"

G_BEGIN_DECLS

/**
 * LeatDelayPage:
 *
 * Where the time goes from a source to a consumer: the stages one after the other, which of them dominates, the
 * percentiles of the whole, and the load at which the first limit breaks.
 */
#define LEAT_TYPE_DELAY_PAGE (leat_delay_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatDelayPage, leat_delay_page, LEAT, DELAY_PAGE, AdwBin)

/**
 * leat_delay_page_choose:
 * @self: a page
 * @source: the id of a source
 * @consumer: the id of a block where paths end
 *
 * Shows the path between them, if there is one.
 */
void leat_delay_page_choose (LeatDelayPage *self,
                             const char    *source,
                             const char    *consumer);

G_END_DECLS
