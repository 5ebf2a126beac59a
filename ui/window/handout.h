/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/handout.h"
#include "window/window.h"

G_BEGIN_DECLS

/* The handout of a walkthrough, from the window. */

/**
 * leat_window_ask_handout:
 * @self: a window
 *
 * Asks for a name, whose ending tells the format, and what is to be on the pages, and writes the handout there. Says so if
 * there is no walkthrough.
 */
void leat_window_ask_handout (LeatWindow *self);

/**
 * leat_window_write_handout:
 * @self: a window with a document
 * @path: a name that ends in .pdf, .md or .markdown
 * @options: what is on the pages
 *
 * Writes the handout of the walkthrough as it is now, in a thread. A toast offers to open it when it is there; what goes
 * wrong is shown.
 */
void leat_window_write_handout (LeatWindow               *self,
                                const char               *path,
                                const LeatHandoutOptions *options);

G_END_DECLS
