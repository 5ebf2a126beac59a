/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * leat_name_inside:
 * @widget: a widget that is made of others
 * @type: which of those
 * @name: the name for them, a word for people
 *
 * Names, for assistive technology, the first part of that type in @widget, and the parts in that one. A menu button, a
 * drop-down and a list of rows keep the keyboard's focus in a part of their own, which GTK otherwise calls by its class.
 * What a popover shows is left alone.
 */
void leat_name_inside (GtkWidget  *widget,
                       GType       type,
                       const char *name);

/**
 * leat_names_follow:
 *
 * From now on the parts inside of each expander, each row that opens and each group of rows have its title for a name, as soon as it
 * shows and whenever the title changes.
 */
void leat_names_follow (void);

G_END_DECLS
