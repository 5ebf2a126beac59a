/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/layout.h"
#include "window/window.h"

G_BEGIN_DECLS

/**
 * leat_window_lay_out:
 * @self: a window with a document
 * @direction: which way data is to go
 *
 * Lays out what is selected on its canvas, or everything if that is less than two blocks, in a thread. What moves glides to its
 * place, unless the desktop wants no animations or there is much of it. One undo step. An edit meanwhile stops it.
 */
void leat_window_lay_out (LeatWindow         *self,
                          LeatLayoutDirection direction);

G_END_DECLS
