/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "explore/explorer.h"

G_BEGIN_DECLS

/**
 * LeatSensitivityPage:
 *
 * What the bill, or the delay, is most sensitive to: a bar for each setting, from half of it to twice as much, or from its
 * cheapest choice to its dearest. What is chosen can be explored (the action `explore.vary`) or shown in the drawing.
 */
#define LEAT_TYPE_SENSITIVITY_PAGE (leat_sensitivity_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatSensitivityPage, leat_sensitivity_page, LEAT, SENSITIVITY_PAGE, AdwBin)

/**
 * leat_sensitivity_page_get_running:
 * @self: a page
 *
 * Returns: whether it is still working out what it shows
 */
gboolean leat_sensitivity_page_get_running (LeatSensitivityPage *self);

G_END_DECLS
