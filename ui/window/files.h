/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/window.h"

G_BEGIN_DECLS

/**
 * leat_files_ask_open:
 * @window: a window
 *
 * Asks for a file and opens it.
 */
void leat_files_ask_open (LeatWindow *window);

/**
 * LeatSaved:
 * @window: the window
 *
 * Called once a document is safely in its file.
 */
typedef void (*LeatSaved) (LeatWindow *window);

/**
 * leat_files_save:
 * @window: a window with a document
 * @ask: whether to ask for a name even if it has one
 * @saved: (nullable): what to do then
 *
 * Saves; asks for a name where there is none.
 */
void leat_files_save (LeatWindow *window,
                      gboolean    ask,
                      LeatSaved   saved);

/**
 * leat_files_ask_export:
 * @window: a window with a document
 *
 * Asks for a name, whose ending tells the format, and writes the picture or text there.
 */
void leat_files_ask_export (LeatWindow *window);

G_END_DECLS
