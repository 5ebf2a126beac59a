/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/service.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * leat_setting_help_button_new:
 * @setting: a setting; it must live as long as the button
 *
 * Returns: (transfer floating) (nullable): a button that opens what there is to know of it: its help, its default, what it
 *   takes and what the exam asks; %NULL if there is nothing
 */
GtkWidget *leat_setting_help_button_new (const LeatSetting *setting);

G_END_DECLS
