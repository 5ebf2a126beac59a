/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/chart.h"
#include "explore/drill-run.h"

G_BEGIN_DECLS

/**
 * leat_drill_dup_totals:
 * @drill: a drill
 *
 * Returns: (transfer full) (array zero-terminated=1): name, value, name, value… for people
 */
char **leat_drill_dup_totals (const LeatDrill *drill);

/**
 * leat_drill_get_beginning:
 * @drill: a drill
 *
 * Returns: from when it is shown, in its seconds: a little before the outage
 */
double leat_drill_get_beginning (const LeatDrill *drill);

/**
 * leat_drill_chart_new:
 * @drill: a drill
 * @plan: what was run
 *
 * Returns: (transfer full): a timeline: what waits for whom, how old the oldest is, what arrives and is taken, and what is
 *   lost, if anything is
 */
LeatChart *leat_drill_chart_new (const LeatDrill     *drill,
                                 const LeatDrillPlan *plan);

G_END_DECLS
