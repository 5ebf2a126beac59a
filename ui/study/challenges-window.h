/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/window.h"

G_BEGIN_DECLS

/**
 * LeatChallengesWindow:
 *
 * All challenges by the exam's domain, with how far somebody has come; starts one.
 *
 * Actions: `study.start` (with an id), `study.open`, `study.new`, `study.reset`, `study.undo-reset`, `study.undo-teams`.
 */
#define LEAT_TYPE_CHALLENGES_WINDOW (leat_challenges_window_get_type ())
G_DECLARE_FINAL_TYPE (LeatChallengesWindow, leat_challenges_window, LEAT, CHALLENGES_WINDOW, AdwWindow)

/**
 * leat_challenges_window_new:
 * @parent: the window before which it stands
 *
 * Returns: (transfer none): the window
 */
GtkWidget *leat_challenges_window_new (LeatWindow *parent);

/**
 * leat_challenges_window_find:
 * @parent: a window
 *
 * Returns: (transfer none) (nullable): the one that stands before it
 */
GtkWidget *leat_challenges_window_find (LeatWindow *parent);

/**
 * leat_challenges_window_import:
 * @self: a window
 * @path: a file with a challenge
 *
 * Adds it to the user's own challenges; what is wrong with it is shown with file and line.
 *
 * Returns: whether it was added
 */
gboolean leat_challenges_window_import (LeatChallengesWindow *self,
                                        const char           *path);

G_END_DECLS
