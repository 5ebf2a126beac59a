/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/window.h"

G_BEGIN_DECLS

/**
 * LeatChallengePage:
 *
 * The challenge that a document is to answer, beside its drawing: what is asked, hints one after another, the grade with
 * what shows it, the design as the exam looks at it, and in the end the solutions. It is in the pane for as long as the
 * document has a challenge.
 */
#define LEAT_TYPE_CHALLENGE_PAGE (leat_challenge_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatChallengePage, leat_challenge_page, LEAT, CHALLENGE_PAGE, AdwBin)

/**
 * leat_challenge_page_attach:
 * @window: a window that has just got its document
 * @side: its pane beside the drawing
 *
 * Follows the document: the page comes and goes with its challenge.
 */
void leat_challenge_page_attach (LeatWindow *window,
                                 GtkStack   *side);

/**
 * leat_challenge_page_of:
 * @window: a window
 *
 * Returns: (transfer none) (nullable): its page, whether it is to be seen or not
 */
LeatChallengePage *leat_challenge_page_of (LeatWindow *window);

/**
 * leat_challenge_page_grade:
 * @self: a page with a challenge
 *
 * Grades the drawing in a thread, shows the grade and notes it in the progress. While it is graded, stops that.
 */
void leat_challenge_page_grade (LeatChallengePage *self);

/**
 * leat_challenge_page_show_hint:
 * @self: a page with a challenge
 *
 * Shows one more hint.
 */
void leat_challenge_page_show_hint (LeatChallengePage *self);

/**
 * leat_challenge_page_show_solution:
 * @self: a page with a challenge
 *
 * Shows the solutions. If it is not passed yet, it is noted that it was given up.
 */
void leat_challenge_page_show_solution (LeatChallengePage *self);

G_END_DECLS
