/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/drill.h"

G_BEGIN_DECLS

/**
 * LeatDrillPlan:
 *
 * A drill to be run, with all that a thread needs for it. The load of each source follows its day.
 */
typedef struct _LeatDrillPlan LeatDrillPlan;

/**
 * leat_drill_plan_new:
 * @report: the report of a pipeline
 * @options: what stops, when, for how long, at which load; what it says of the shape of the load is not looked at
 *
 * Returns: (transfer full): a plan
 */
LeatDrillPlan *leat_drill_plan_new (LeatReport             *report,
                                    const LeatDrillOptions *options);

/**
 * leat_drill_plan_free:
 * @data: (transfer full): a plan
 */
void leat_drill_plan_free (gpointer data);

/**
 * leat_drill_plan_get_report:
 * @self: a plan
 *
 * Returns: (transfer none): the report that it is of
 */
LeatReport *leat_drill_plan_get_report (const LeatDrillPlan *self);

/**
 * leat_drill_plan_get_options:
 * @self: a plan
 *
 * Returns: (transfer none): what is run
 */
const LeatDrillOptions *leat_drill_plan_get_options (const LeatDrillPlan *self);

/**
 * leat_drill_plan_run:
 * @self: a plan
 * @cancellable: (nullable): stops it
 * @error: return location for an error of leat_drill_run()
 *
 * Any thread may do it.
 *
 * Returns: (transfer full) (nullable): what happens
 */
LeatDrill *leat_drill_plan_run (const LeatDrillPlan *self,
                                GCancellable        *cancellable,
                                GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatDrillPlan, leat_drill_plan_free)

G_END_DECLS
