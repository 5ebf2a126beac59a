/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "explore/explorer.h"

G_BEGIN_DECLS

/**
 * LeatWhatIfPage:
 *
 * Curves of cost, delay and utilisation over the load or a setting; over two of them a map; where one choice stops to be
 * cheaper than another, where the first limit breaks and where budget or asked delay is passed.
 */
#define LEAT_TYPE_WHAT_IF_PAGE (leat_what_if_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatWhatIfPage, leat_what_if_page, LEAT, WHAT_IF_PAGE, AdwBin)

/**
 * leat_what_if_page_vary:
 * @self: a page
 * @block: (nullable): the id of a block, or %NULL for the load
 * @setting: (nullable): the name of its setting
 * @second: whether it is the second variation that is chosen
 */
void leat_what_if_page_vary (LeatWhatIfPage *self,
                             const char     *block,
                             const char     *setting,
                             gboolean        second);

/**
 * leat_what_if_page_get_running:
 * @self: a page
 *
 * Returns: whether it is still working out what it shows
 */
gboolean leat_what_if_page_get_running (LeatWhatIfPage *self);

G_END_DECLS
