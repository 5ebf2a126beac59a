/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/service.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * leat_choice_button_new:
 * @setting: a setting; it must live as long as the button
 * @field: what its value is typed in
 *
 * Returns: (transfer floating): a button that lists the choices of @setting and puts the chosen one in @field
 */
GtkWidget *leat_choice_button_new (const LeatSetting *setting,
                                   GtkEditable       *field);

G_END_DECLS
