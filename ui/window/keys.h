/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * leat_keys_install:
 * @application: the application
 *
 * Gives actions their keys. Menu, shortcuts window and this come from one table.
 */
void leat_keys_install (GtkApplication *application);

/**
 * leat_keys_new_window:
 *
 * Returns: (transfer floating): a window that lists every key
 */
GtkWidget *leat_keys_new_window (void);

G_END_DECLS
