/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatRecentList:
 *
 * The recent files, with their folders and dates; a field to search them once they are many; what is gone says so and
 * can be taken out of the list. It follows the desktop's list. A file that is chosen is opened by `win.open-file`.
 *
 * Signals: `chosen ()`, before that; `changed ()`, when leat_recent_list_get_n() may give another number.
 */
#define LEAT_TYPE_RECENT_LIST (leat_recent_list_get_type ())
G_DECLARE_FINAL_TYPE (LeatRecentList, leat_recent_list, LEAT, RECENT_LIST, AdwBin)

/**
 * leat_recent_list_get_n:
 * @self: a list
 *
 * Returns: how many files there are, whatever is searched for
 */
guint leat_recent_list_get_n (LeatRecentList *self);

/**
 * leat_recent_list_focus:
 * @self: a list
 *
 * Forgets what was searched for, and puts the keyboard into the field, or on the first file.
 */
void leat_recent_list_focus (LeatRecentList *self);

G_END_DECLS
