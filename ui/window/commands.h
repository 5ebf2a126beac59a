/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/window.h"

G_BEGIN_DECLS

/**
 * LeatCommands:
 *
 * Every command of the program, and every block of the drawing to go to, found by a few letters of the name. Each
 * command shows its keys, and whether it can be used now; Enter runs it.
 */
#define LEAT_TYPE_COMMANDS (leat_commands_get_type ())
G_DECLARE_FINAL_TYPE (LeatCommands, leat_commands, LEAT, COMMANDS, GtkPopover)

/**
 * leat_commands_new:
 * @window: the window that the commands are for
 * @parent: a widget of it, over whose upper part they are shown; it has to be unparented before that goes
 *
 * Returns: (transfer none): the commands, not shown yet
 */
GtkWidget *leat_commands_new (LeatWindow *window,
                              GtkWidget  *parent);

/**
 * leat_commands_popup:
 * @self: commands
 *
 * Shows them, with nothing typed yet.
 */
void leat_commands_popup (LeatCommands *self);

G_END_DECLS
