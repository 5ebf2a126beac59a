/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pipeline.h"

G_BEGIN_DECLS

/* The settings of a step, as they stand in a file:
 *
 *     focus          ids of blocks, wires, zones and notes, white space between them
 *     view           what is looked at instead: x y width height, in canvas units
 *     overlay        the word of an overlay
 *     notes          what only the presenter sees, Markdown
 *     question       what is asked of the room; answer is hidden until it is revealed
 *     answer
 *     try.BLOCK.SETTING  the value of a setting while the step is shown
 *     load           how much more the sources send while the step is shown, such as 10
 *     drill.stop     the block that stops in the drill that can be played
 *     drill.minutes  for how long
 *     drill.slow     the part of its capacity that is left, 0 to 1
 *
 * Its name is the heading, its text what is read to all, in the subset of Markdown of leat_markdown_parse(). */
#define LEAT_STEP_FOCUS "focus"
#define LEAT_STEP_VIEW "view"
#define LEAT_STEP_OVERLAY "overlay"
#define LEAT_STEP_NOTES "notes"
#define LEAT_STEP_QUESTION "question"
#define LEAT_STEP_ANSWER "answer"
#define LEAT_STEP_TRY "try."
#define LEAT_STEP_LOAD "load"
#define LEAT_STEP_DRILL_STOP "drill.stop"
#define LEAT_STEP_DRILL_MINUTES "drill.minutes"
#define LEAT_STEP_DRILL_SLOW "drill.slow"

/**
 * leat_pipeline_dup_steps:
 * @self: a pipeline
 *
 * Returns: (transfer full) (element-type LeatElement): the steps of its walkthrough, first to last
 */
GPtrArray *leat_pipeline_dup_steps (LeatPipeline *self);

/**
 * leat_step_dup_focus:
 * @self: a step
 *
 * Returns: (transfer full): the ids that it looks at, each once, as they are written; some may be gone from the pipeline
 */
GStrv leat_step_dup_focus (const LeatElement *self);

/**
 * leat_step_dup_bright:
 * @self: a step
 * @pipeline: its pipeline
 *
 * What it looks at when the rest is dimmed: what it names and is still there, what lies in zones among that, and the wires
 * between what is looked at.
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): a set of ids, or %NULL if all of the drawing is looked at
 */
GHashTable *leat_step_dup_bright (const LeatElement *self,
                                  LeatPipeline      *pipeline);

/**
 * leat_step_get_view:
 * @self: a step
 * @view: (out caller-allocates): what it looks at, in canvas units
 *
 * Returns: whether it says a view, and one that has a size
 */
gboolean leat_step_get_view (const LeatElement *self,
                             LeatRect          *view);

/**
 * leat_step_copy_with_view:
 * @self: a step
 * @view: (nullable): what to look at, in canvas units, or %NULL for what is in focus
 *
 * Returns: (transfer full): @self with that view
 */
LeatElement *leat_step_copy_with_view (const LeatElement *self,
                                       const LeatRect    *view);

/**
 * leat_step_apply_trial:
 * @self: a step
 * @elements: (element-type LeatElement): a snapshot of the pipeline
 *
 * What the step tries: its try.BLOCK.SETTING values in their blocks. Blocks that are gone are passed over. The load
 * is not a value of a block; see leat_step_get_load().
 *
 * Returns: (transfer full) (element-type LeatElement): the snapshot as the step would have it
 */
GPtrArray *leat_step_apply_trial (const LeatElement *self,
                                  GPtrArray         *elements);

/**
 * leat_step_get_load:
 * @self: a step
 *
 * Returns: by what the rates of the sources are multiplied, over 0; 1 if the step does not say
 */
double leat_step_get_load (const LeatElement *self);

G_END_DECLS
