/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "canvas/canvas.h"
#include "model/step.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatStudyStage:
 *
 * The drawing as a step of a walkthrough shows it: what it looks at in the middle and all else dimmed, with its overlay, and
 * with what it tries. What is tried is worked out in a thread; until then the drawing is as it is. Moves from step to
 * step, unless animations are off. Its drill is played in place of the drawing.
 *
 * Signals: `changed ()`: leat_study_stage_get_report() gives another report, or the drill has begun or ended;
 * `failed (const char *message)`: the drill cannot be run.
 */
#define LEAT_TYPE_STUDY_STAGE (leat_study_stage_get_type ())
G_DECLARE_FINAL_TYPE (LeatStudyStage, leat_study_stage, LEAT, STUDY_STAGE, AdwBin)

/**
 * leat_study_stage_new:
 * @document: whose drawing it is
 *
 * Returns: (transfer floating): a stage that shows all of it
 */
GtkWidget *leat_study_stage_new (LeatDocument *document);

/**
 * leat_study_stage_show:
 * @self: a stage
 * @step: a step of the document
 *
 * Goes to the step, and ends a drill.
 */
void leat_study_stage_show (LeatStudyStage   *self,
                      LeatElement *step);

/**
 * leat_study_stage_get_report:
 * @self: a stage
 *
 * Returns: (transfer none): the figures of what is shown; those of the document until what is tried is known
 */
LeatReport *leat_study_stage_get_report (LeatStudyStage *self);

/**
 * leat_study_stage_is_busy:
 * @self: a stage
 *
 * Returns: whether something is worked out, or it still moves
 */
gboolean leat_study_stage_is_busy (LeatStudyStage *self);

/**
 * leat_study_stage_has_drill:
 * @self: a stage
 *
 * Returns: whether its step has a drill
 */
gboolean leat_study_stage_has_drill (LeatStudyStage *self);

/**
 * leat_study_stage_is_drilling:
 * @self: a stage
 *
 * Returns: whether the drill is shown
 */
gboolean leat_study_stage_is_drilling (LeatStudyStage *self);

/**
 * leat_study_stage_toggle_drill:
 * @self: a stage
 *
 * Plays the drill of the step, or goes back to the drawing.
 */
void leat_study_stage_toggle_drill (LeatStudyStage *self);

/**
 * leat_study_stage_get_canvas:
 * @self: a stage
 *
 * Returns: (transfer none): the drawing
 */
LeatCanvas *leat_study_stage_get_canvas (LeatStudyStage *self);

G_END_DECLS
