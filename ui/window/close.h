/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/window.h"

G_BEGIN_DECLS

/**
 * leat_quit:
 * @application: the application
 *
 * Closes all windows. If there is unsaved work, asks once about all of it, with a list from which one chooses what is
 * saved; Cancel leaves everything as it is. A document whose saving fails, or is cancelled, stops it.
 */
void leat_quit (GtkApplication *application);

G_END_DECLS
