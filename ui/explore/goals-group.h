/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/optimise.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatGoalsGroup:
 *
 * What a search for better designs is to reach: what is asked of the pipeline, unless somebody says otherwise. The pipeline
 * stays as it is.
 *
 * Signals: `changed ()`: somebody changed a goal.
 */
#define LEAT_TYPE_GOALS_GROUP (leat_goals_group_get_type ())
G_DECLARE_FINAL_TYPE (LeatGoalsGroup, leat_goals_group, LEAT, GOALS_GROUP, AdwBin)

/**
 * leat_goals_group_new:
 *
 * Returns: (transfer floating): rows that ask for nothing
 */
GtkWidget *leat_goals_group_new (void);

/**
 * leat_goals_group_update:
 * @self: a group
 * @report: the report of the pipeline; its requirements are shown in the rows that nobody has changed
 */
void leat_goals_group_update (LeatGoalsGroup *self,
                              LeatReport     *report);

/**
 * leat_goals_group_reset:
 * @self: a group
 *
 * Nobody has changed anything: the next leat_goals_group_update() fills all rows.
 */
void leat_goals_group_reset (LeatGoalsGroup *self);

/**
 * leat_goals_group_read:
 * @self: a group
 * @goals: (out): delay, budget and servers as they stand in the rows; all else 0
 *
 * Says below the rows what cannot be read.
 *
 * Returns: whether all could be
 */
gboolean leat_goals_group_read (LeatGoalsGroup *self,
                                LeatGoals      *goals);

/**
 * leat_goals_group_get_delay:
 * @self: a group
 *
 * Returns: (transfer none): the row of the delay
 */
GtkEditable *leat_goals_group_get_delay (LeatGoalsGroup *self);

/**
 * leat_goals_group_get_budget:
 * @self: a group
 *
 * Returns: (transfer none): the row of the budget
 */
GtkEditable *leat_goals_group_get_budget (LeatGoalsGroup *self);

G_END_DECLS
