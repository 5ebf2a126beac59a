/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LeatPickFunc:
 * @data: what leat_pick_button_new() was given
 * @words: (element-type utf8): gets what can be picked, in order
 *
 * Says what can be picked now.
 */
typedef void (*LeatPickFunc) (gpointer   data,
                              GPtrArray *words);

/**
 * leat_pick_button_new:
 * @field: what words are typed in; the button goes into it or beside it
 * @many: whether more than one may stand there, with commas between them
 * @label: what is picked, for assistive technology
 * @func: lists the words
 * @data: for @func, must live as long as the button
 *
 * Returns: (transfer floating): a button that lists words, with a search, and puts the one that is picked in @field
 */
GtkWidget *leat_pick_button_new (GtkEditable  *field,
                                 gboolean      many,
                                 const char   *label,
                                 LeatPickFunc  func,
                                 gpointer      data);

G_END_DECLS
