/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/study.h"
#include "window/window.h"

G_BEGIN_DECLS

/**
 * LeatEditor:
 *
 * A form for a challenge of one's own. Drawings are taken from the window that was worked in last.
 */
#define LEAT_TYPE_EDITOR (leat_editor_get_type ())
G_DECLARE_FINAL_TYPE (LeatEditor, leat_editor, LEAT, EDITOR, AdwWindow)

/**
 * leat_editor_new:
 * @parent: a window with a document, which is the first solution
 * @study: where the challenge is to be listed once it is saved
 *
 * Returns: (transfer none): the window
 */
GtkWidget *leat_editor_new (LeatWindow *parent,
                            LeatStudy  *study);

/**
 * leat_editor_new_for:
 * @parent: a window
 * @study: where the challenge is listed
 * @challenge: what to go on with
 * @path: its file
 *
 * Returns: (transfer none): the window
 */
GtkWidget *leat_editor_new_for (LeatWindow          *parent,
                                LeatStudy           *study,
                                const LeatChallenge *challenge,
                                const char          *path);

/**
 * leat_editor_save:
 * @self: a form
 * @path: the file to write
 *
 * Saves the challenge as it is filled in; what it lacks is shown in its place.
 *
 * Returns: whether it was written
 */
gboolean leat_editor_save (LeatEditor *self,
                           const char *path);

G_END_DECLS
