/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/window.h"

G_BEGIN_DECLS

/**
 * leat_study_add_actions:
 * @window: a window
 *
 * Installs `win.challenges`, `win.start-challenge` (with an id), `win.grade`, `win.show-hint`, `win.show-solution` and
 * `win.undo-reset-progress`.
 */
void leat_study_add_actions (LeatWindow *window);

G_END_DECLS
