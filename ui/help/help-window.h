/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatHelpWindow:
 *
 * The help: its pages at the side with a field to search them, the text of one beside. It needs no network.
 */
#define LEAT_TYPE_HELP_WINDOW (leat_help_window_get_type ())
G_DECLARE_FINAL_TYPE (LeatHelpWindow, leat_help_window, LEAT, HELP_WINDOW, AdwWindow)

/**
 * leat_help_window_show:
 * @parent: the window that it belongs to
 * @page: (nullable): the id of a page, or %NULL for the one that was read last, at first the first
 *
 * Brings up the help of @parent, which has one such window at most.
 *
 * Returns: (transfer none): the window
 */
LeatHelpWindow *leat_help_window_show (GtkWindow  *parent,
                                       const char *page);

/**
 * leat_help_window_show_about:
 * @parent: the window that it belongs to
 * @subjects: what is to be explained, see leat_help_find_about()
 *
 * Brings up the page that explains it, or the help as it is if there is none.
 *
 * Returns: (transfer none): the window
 */
LeatHelpWindow *leat_help_window_show_about (GtkWindow  *parent,
                                             const char *subjects);

/**
 * leat_help_dup_text:
 * @text: the text of a page, see #LeatHelpPage
 *
 * Returns: (transfer full): the same with the key of each action that it names in braces, in bold. What has no key stands
 *   in braces still.
 */
char *leat_help_dup_text (const char *text);

G_END_DECLS
