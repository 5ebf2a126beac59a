/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/report-document.h"
#include "window/window.h"

G_BEGIN_DECLS

/* The report of a pipeline as a document, from the window. */

/**
 * leat_window_ask_report:
 * @self: a window with a document
 *
 * Asks for a name, whose ending tells the format, and writes the report there.
 */
void leat_window_ask_report (LeatWindow *self);

/**
 * leat_window_write_report:
 * @self: a window with a document
 * @path: a name that ends in .pdf, .md or .markdown
 * @paper: the size of the pages of a PDF
 *
 * Writes the report of the pipeline as it is now, in a thread. A toast offers to open it when it is there; what goes wrong is
 * shown.
 */
void leat_window_write_report (LeatWindow *self,
                               const char *path,
                               LeatPaper   paper);

/**
 * leat_window_show_file:
 * @self: a window
 * @path: a file
 *
 * Opens it with the program that the desktop has for it.
 */
void leat_window_show_file (LeatWindow *self,
                            const char *path);

G_END_DECLS
