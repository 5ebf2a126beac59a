/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/edit.h"
#include "model/step.h"

G_BEGIN_DECLS

/* What is done to the steps of a walkthrough; each only builds an edit. */

/**
 * leat_step_edit_add:
 * @pipeline: a pipeline
 * @after: (nullable): the id of the step that it comes after, or %NULL for the end
 * @focus: (array zero-terminated=1): what it looks at
 * @view: (nullable): what it looks at if @focus is empty, in canvas units
 * @id: (out): its id
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_step_edit_add (LeatPipeline      *pipeline,
                              const char        *after,
                              const char *const *focus,
                              const LeatRect    *view,
                              char             **id);

/**
 * leat_step_edit_duplicate:
 * @pipeline: a pipeline
 * @of: the id of a step
 * @id: (out): that of its copy, which comes after it
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_step_edit_duplicate (LeatPipeline *pipeline,
                                    const char   *of,
                                    char        **id);

/**
 * leat_step_edit_move:
 * @pipeline: a pipeline
 * @id: the id of a step
 * @to: the number that it gets, from 0; cut to those that there are
 *
 * Returns: (transfer full): the edit, without changes if it is there already
 */
LeatEdit *leat_step_edit_move (LeatPipeline *pipeline,
                               const char   *id,
                               guint         to);

/**
 * leat_step_edit_delete:
 * @pipeline: a pipeline
 * @id: the id of a step
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_step_edit_delete (LeatPipeline *pipeline,
                                 const char   *id);

/**
 * leat_step_edit_look:
 * @pipeline: a pipeline
 * @id: the id of a step
 * @focus: (nullable) (array zero-terminated=1): what it looks at
 * @view: (nullable): what it looks at instead, in canvas units; with neither it is the whole drawing
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_step_edit_look (LeatPipeline      *pipeline,
                               const char        *id,
                               const char *const *focus,
                               const LeatRect    *view);

/* What stands for the heading and the text where a setting is named. */
#define LEAT_STEP_HEADING "heading"
#define LEAT_STEP_TEXT "text"

/**
 * leat_step_dup_value:
 * @step: a step
 * @name: the name of a setting, %LEAT_STEP_HEADING or %LEAT_STEP_TEXT
 *
 * Returns: (transfer full): its value, "" if it has none
 */
char *leat_step_dup_value (const LeatElement *step,
                           const char        *name);

/**
 * leat_step_edit_set:
 * @pipeline: a pipeline
 * @id: the id of a step
 * @name: the name of a setting, %LEAT_STEP_HEADING or %LEAT_STEP_TEXT
 * @value: its value; "" takes it away
 *
 * Returns: (transfer full): the edit, with a merge key of its own for the step and the setting
 */
LeatEdit *leat_step_edit_set (LeatPipeline *pipeline,
                              const char   *id,
                              const char   *name,
                              const char   *value);

G_END_DECLS
