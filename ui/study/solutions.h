/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/window.h"

#include "engine/grade.h"

G_BEGIN_DECLS

/**
 * leat_study_open:
 * @window: a window
 * @title: the title of the pipeline
 * @challenge: (nullable): the id of the challenge which it is to answer
 * @elements: (element-type LeatElement): what is drawn
 *
 * Opens a new pipeline that has no file, in this window if it shows none, else in a window of its own.
 *
 * Returns: (transfer none): the window
 */
LeatWindow *leat_study_open (LeatWindow *window,
                             const char *title,
                             const char *challenge,
                             GPtrArray  *elements);

/**
 * leat_solutions_new:
 * @window: the window in which it is
 * @reference: how the reference does: names what wrong answers fail
 *
 * The solutions of a challenge with why they are right, and what is often drawn with why it is wrong; each opens as a
 * pipeline of its own.
 *
 * Returns: (transfer floating): a widget
 */
GtkWidget *leat_solutions_new (LeatWindow      *window,
                               const LeatGrade *reference);

G_END_DECLS
