/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/step.h"

G_BEGIN_DECLS

/* What a step looks at. */

/**
 * leat_focus_get_area:
 * @pipeline: a pipeline
 * @step: a step of it
 * @area: (out): where what it looks at is, in canvas units: its view, else what is in its focus, else all that is drawn
 *
 * Returns: %FALSE if there is nothing; @area is untouched then
 */
gboolean leat_focus_get_area (LeatPipeline      *pipeline,
                              const LeatElement *step,
                              LeatRect          *area);

/**
 * leat_focus_dup_summary:
 * @pipeline: a pipeline
 * @step: a step of it
 *
 * Returns: (transfer full): what it looks at, for people
 */
char *leat_focus_dup_summary (LeatPipeline      *pipeline,
                              const LeatElement *step);

/**
 * leat_focus_find_step:
 * @steps: (element-type LeatElement): the steps
 * @ids: (array zero-terminated=1): ids of what is selected
 *
 * Returns: the number of the first step, from 0, whose focus holds all of them, else one of them; -1 if none does
 */
int leat_focus_find_step (GPtrArray         *steps,
                          const char *const *ids);

G_END_DECLS
