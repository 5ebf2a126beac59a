/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/window.h"

G_BEGIN_DECLS

/**
 * LeatDecideWindow:
 *
 * The decision helper: questions on the left, and on the right what the answers lead to: the services place by place,
 * each with a sentence, and those that were turned down.
 *
 * Actions: `decide.put` puts the pipeline on the canvas: into the window's drawing if there is nothing in it, in one step, or
 * else into a window of its own. The decision helper then closes.
 */
#define LEAT_TYPE_DECIDE_WINDOW (leat_decide_window_get_type ())
G_DECLARE_FINAL_TYPE (LeatDecideWindow, leat_decide_window, LEAT, DECIDE_WINDOW, AdwWindow)

/**
 * leat_decide_window_new:
 * @window: the window that it belongs to
 * @catalogue: the catalogue
 * @error: return location for an error of leat_decisions_load()
 *
 * Returns: (transfer none) (nullable): the window, not shown yet
 */
GtkWidget *leat_decide_window_new (LeatWindow    *window,
                                   LeatCatalogue *catalogue,
                                   GError       **error);

/**
 * leat_decide_window_answer:
 * @self: a window
 * @question: the id of a question
 * @answer: the id of one of its answers
 *
 * Answers as the row of the question does.
 */
void leat_decide_window_answer (LeatDecideWindow *self,
                                const char       *question,
                                const char       *answer);

G_END_DECLS
