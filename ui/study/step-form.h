/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "canvas/canvas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatStepForm:
 *
 * All that can be said of a step of a walkthrough. What is typed in one field is one step of the history.
 */
#define LEAT_TYPE_STEP_FORM (leat_step_form_get_type ())
G_DECLARE_FINAL_TYPE (LeatStepForm, leat_step_form, LEAT, STEP_FORM, AdwBin)

/**
 * leat_step_form_show:
 * @self: a form
 * @document: (nullable): a document
 * @canvas: (nullable): its drawing, from which is taken what a step looks at
 * @id: (nullable): the id of a step of it, or %NULL for none
 */
void leat_step_form_show (LeatStepForm *self,
                          LeatDocument *document,
                          LeatCanvas   *canvas,
                          const char   *id);

/**
 * leat_step_form_get_field:
 * @self: a form
 * @name: the name of a setting of a step, or LEAT_STEP_HEADING or LEAT_STEP_TEXT
 *
 * Returns: (transfer none) (nullable): the field that it is typed in, a #GtkEditable or a #GtkTextView
 */
GtkWidget *leat_step_form_get_field (LeatStepForm *self,
                                     const char   *name);

/**
 * leat_step_form_get_trial:
 * @self: a form that shows a step
 * @type: a service
 * @setting: one of its settings
 *
 * Chooses, for what is tried, the first block of that service and that setting of it.
 *
 * Returns: (transfer none) (nullable): the entry for the value, or %NULL if the drawing has no such block
 */
GtkWidget *leat_step_form_get_trial (LeatStepForm *self,
                                     const char   *type,
                                     const char   *setting);

G_END_DECLS
