/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "explore/drill-run.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatDrillList:
 *
 * What happens in a drill, in order: a row each, which leads to its block on the canvas.
 *
 * Signals: `revealed (const char *block)`: a row was activated, just before the canvas shows its block; `watch (const char
 * *block)`: it is asked that somebody watches the block.
 */
#define LEAT_TYPE_DRILL_LIST (leat_drill_list_get_type ())
G_DECLARE_FINAL_TYPE (LeatDrillList, leat_drill_list, LEAT, DRILL_LIST, AdwBin)

/**
 * leat_drill_list_new:
 *
 * Returns: (transfer floating): a list of nothing
 */
GtkWidget *leat_drill_list_new (void);

/**
 * leat_drill_list_set:
 * @self: a list
 * @drill: (nullable): a drill; %NULL for nothing
 * @plan: (nullable): what was run
 * @monitor: (nullable): the name of a block that can watch others, if there is one
 */
void leat_drill_list_set (LeatDrillList       *self,
                          LeatDrill           *drill,
                          const LeatDrillPlan *plan,
                          const char          *monitor);

/**
 * leat_drill_list_set_time:
 * @self: a list
 * @time: the moment that is played: what happened last is marked
 */
void leat_drill_list_set_time (LeatDrillList *self,
                               double         time);

G_END_DECLS
