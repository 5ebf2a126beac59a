/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/stage.h"

G_BEGIN_DECLS

/**
 * LeatPresenter:
 *
 * A walkthrough before an audience, in a window that fills a screen: the drawing with what the step looks at, and its text
 * beside it in large type. All is done by keys, as clickers send them; those of the group "Presenting" in window/keys.c.
 *
 * Signals: `step-changed ()`: another step is shown, its answer is revealed, or the steps were edited.
 */
#define LEAT_TYPE_PRESENTER (leat_presenter_get_type ())
G_DECLARE_FINAL_TYPE (LeatPresenter, leat_presenter, LEAT, PRESENTER, AdwWindow)

/**
 * leat_presenter_new:
 * @parent: (nullable): the window of the document: where there are several screens another than its one is taken
 * @document: a document with at least one step
 * @first: the number of the step to begin with, from 0
 *
 * Returns: (transfer none): a window, not yet shown
 */
GtkWidget *leat_presenter_new (GtkWindow    *parent,
                               LeatDocument *document,
                               guint         first);

/**
 * leat_presenter_start:
 * @self: a presenter
 *
 * Shows it on the whole of a screen.
 */
void leat_presenter_start (LeatPresenter *self);

/**
 * leat_presenter_press:
 * @self: a presenter
 * @key: the value of a key
 * @state: the modifier keys
 *
 * Does what the key does, also if it was pressed in the presenter's own view.
 *
 * Returns: whether it does anything
 */
gboolean leat_presenter_press (LeatPresenter  *self,
                               guint           key,
                               GdkModifierType state);

/**
 * leat_presenter_get_step:
 * @self: a presenter
 *
 * Returns: the number of the step that is shown, from 0
 */
guint leat_presenter_get_step (LeatPresenter *self);

/**
 * leat_presenter_get_steps:
 * @self: a presenter
 *
 * Returns: (transfer none) (element-type LeatElement): all of them
 */
GPtrArray *leat_presenter_get_steps (LeatPresenter *self);

/**
 * leat_presenter_is_revealed:
 * @self: a presenter
 *
 * Returns: whether the answer of the step is shown
 */
gboolean leat_presenter_is_revealed (LeatPresenter *self);

/**
 * leat_presenter_is_black:
 * @self: a presenter
 *
 * Returns: whether the screen is black
 */
gboolean leat_presenter_is_black (LeatPresenter *self);

/**
 * leat_presenter_get_stage:
 * @self: a presenter
 *
 * Returns: (transfer none): the drawing
 */
LeatStudyStage *leat_presenter_get_stage (LeatPresenter *self);

/**
 * leat_presenter_get_view:
 * @self: a presenter
 *
 * Returns: (transfer none) (nullable): the window with the notes, if it is shown
 */
GtkWindow *leat_presenter_get_view (LeatPresenter *self);

G_END_DECLS
