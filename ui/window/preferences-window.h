/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * leat_preferences_window_new:
 * @parent: the window that it belongs to
 *
 * Returns: (transfer floating): a window with the preferences of the program
 */
GtkWidget *leat_preferences_window_new (GtkWindow *parent);

/**
 * leat_preferences_apply_style:
 *
 * Makes the style that the user chose the style of the program: light, dark, or that of the system.
 */
void leat_preferences_apply_style (void);

G_END_DECLS
