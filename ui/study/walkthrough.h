/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/step-form.h"

G_BEGIN_DECLS

/**
 * LeatWalkthrough:
 *
 * The steps of a document's walkthrough, beside its drawing: they are added from what is selected, put in order by dragging or
 * by Alt and the arrow keys, and written. Who chooses a step sees on the drawing what it looks at.
 *
 * Actions: `steps.add`, `steps.duplicate`, `steps.delete`, `steps.up`, `steps.down`.
 */
#define LEAT_TYPE_WALKTHROUGH (leat_walkthrough_get_type ())
G_DECLARE_FINAL_TYPE (LeatWalkthrough, leat_walkthrough, LEAT, WALKTHROUGH, AdwBin)

/**
 * leat_walkthrough_set:
 * @self: a walkthrough
 * @document: (nullable): whose steps it shows
 * @canvas: (nullable): the drawing of @document
 */
void leat_walkthrough_set (LeatWalkthrough *self,
                           LeatDocument    *document,
                           LeatCanvas      *canvas);

/**
 * leat_walkthrough_get_chosen:
 * @self: a walkthrough
 *
 * Returns: (transfer none) (nullable): the id of the step that is chosen
 */
const char *leat_walkthrough_get_chosen (LeatWalkthrough *self);

/**
 * leat_walkthrough_choose:
 * @self: a walkthrough
 * @id: (nullable): the id of a step
 *
 * Chooses it, and shows on the drawing what it looks at.
 */
void leat_walkthrough_choose (LeatWalkthrough *self,
                              const char      *id);

/**
 * leat_walkthrough_get_form:
 * @self: a walkthrough
 *
 * Returns: (transfer none): where the chosen step is written
 */
LeatStepForm *leat_walkthrough_get_form (LeatWalkthrough *self);

/**
 * leat_walkthrough_drop:
 * @self: a walkthrough
 * @id: the id of a step that was dragged
 * @on: the id of the one that it was dropped on
 * @below: on its lower half
 *
 * Puts a step before or behind another.
 */
void leat_walkthrough_drop (LeatWalkthrough *self,
                            const char      *id,
                            const char      *on,
                            gboolean         below);

G_END_DECLS
