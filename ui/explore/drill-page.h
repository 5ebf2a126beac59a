/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "explore/drill-controls.h"
#include "explore/drill-player.h"
#include "explore/drill-view.h"
#include "explore/explorer.h"

G_BEGIN_DECLS

/**
 * LeatDrillPage:
 *
 * What happens if a block stops: played on a drawing, as a timeline, and as a list of events.
 *
 * Actions, each with its key: `drill.play` (Space), `drill.forward` and `drill.back` (Right, Left), `drill.start` (Home).
 */
#define LEAT_TYPE_DRILL_PAGE (leat_drill_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatDrillPage, leat_drill_page, LEAT, DRILL_PAGE, AdwBin)

/**
 * leat_drill_page_get_drill:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what it shows
 */
LeatDrill *leat_drill_page_get_drill (LeatDrillPage *self);

/**
 * leat_drill_page_get_chosen:
 * @self: a page
 *
 * Returns: (transfer none): what is chosen to happen
 */
LeatDrillControls *leat_drill_page_get_chosen (LeatDrillPage *self);

/**
 * leat_drill_page_get_player:
 * @self: a page
 *
 * Returns: (transfer none): what plays it
 */
LeatDrillPlayer *leat_drill_page_get_player (LeatDrillPage *self);

/**
 * leat_drill_page_get_view:
 * @self: a page
 *
 * Returns: (transfer none): the drawing
 */
LeatDrillView *leat_drill_page_get_view (LeatDrillPage *self);

/**
 * leat_drill_page_get_running:
 * @self: a page
 *
 * Returns: whether it is still working out what it shows
 */
gboolean leat_drill_page_get_running (LeatDrillPage *self);

G_END_DECLS
