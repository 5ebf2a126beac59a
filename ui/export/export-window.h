/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/window.h"

G_BEGIN_DECLS

/**
 * LeatExportWindow:
 *
 * What a file for others is to look like, seen beforehand: format, what of the drawing, colours, what stands around it.
 * The last choice is offered first. Pictures are made in threads; what goes wrong is said in the window.
 *
 * Actions: `export.save` asks for a name and writes the file, `export.copy` puts the picture on the clipboard.
 */
#define LEAT_TYPE_EXPORT_WINDOW (leat_export_window_get_type ())
G_DECLARE_FINAL_TYPE (LeatExportWindow, leat_export_window, LEAT, EXPORT_WINDOW, AdwWindow)

/**
 * leat_export_window_new:
 * @window: a window with a document; told when a file is written
 * @selection: (nullable): the ids of what is selected: it is offered, and chosen, if it is more than nothing
 *
 * Returns: (transfer none): the window, not shown yet
 */
GtkWidget *leat_export_window_new (LeatWindow        *window,
                                   const char *const *selection);

/**
 * leat_export_window_save:
 * @self: a window
 * @path: the file to write
 *
 * Writes what is chosen, as `export.save` does once a name was given. The window closes when it is done, and stays, with
 * the reason, if it cannot be done.
 */
void leat_export_window_save (LeatExportWindow *self,
                              const char       *path);

G_END_DECLS
