/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/window.h"

G_BEGIN_DECLS

/**
 * leat_session_save:
 * @application: the application
 * @except: (nullable): a window that is being closed for good
 *
 * Writes down which files are open and where one looks at them, under `leat` in the user's state folder; for
 * leat_session_restore(). Nothing is written if the user does not want the session back.
 */
void leat_session_save (GtkApplication *application,
                        LeatWindow     *except);

/**
 * leat_session_restore:
 * @application: the application
 * @catalogue: the catalogue
 *
 * Opens what was open when the last session ended, if the user wants that. A file that is not there any more is left out
 * without a word.
 *
 * Returns: how many windows were opened
 */
guint leat_session_restore (AdwApplication *application,
                            LeatCatalogue  *catalogue);

G_END_DECLS
