/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What pages of the explorer are made of. */

/**
 * leat_page_new_scrolled:
 * @child: what is higher than the page
 *
 * Returns: (transfer floating): @child, scrolled
 */
GtkWidget *leat_page_new_scrolled (GtkWidget *child);

/**
 * leat_page_new_empty:
 * @title: what is missing, translated
 * @description: what to do next, translated
 *
 * Returns: (transfer floating): that, with a button that leads to the drawing
 */
GtkWidget *leat_page_new_empty (const char *title,
                                const char *description);

/**
 * leat_page_new_label:
 * @class: (nullable): a style class
 *
 * Returns: (transfer floating): a text of some lines
 */
GtkLabel *leat_page_new_label (const char *class);

/**
 * leat_page_add_combo:
 * @group: an #AdwPreferencesGroup
 * @title: its title, translated
 * @words: (nullable) (array zero-terminated=1): what may be chosen, translated
 *
 * Returns: (transfer none): a row of @group
 */
AdwComboRow *leat_page_add_combo (GtkWidget         *group,
                                  const char        *title,
                                  const char *const *words);

/**
 * leat_page_list_blocks:
 * @report: a report
 * @ids: (element-type utf8): gets the ids of the blocks whose service is known, in drawing order
 * @names: gets what to call each by
 */
void leat_page_list_blocks (const LeatReport *report,
                            GPtrArray        *ids,
                            GtkStringList    *names);

/**
 * leat_page_list_settings:
 * @result: (nullable): a block
 * @takes: which kinds of settings are wanted
 * @settings: (element-type LeatSetting): is filled anew
 *
 * Lists the settings that matter with the values that the block has.
 *
 * Returns: (transfer full): what to call each by
 */
GListModel *leat_page_list_settings (const LeatBlockResult *result,
                                     gboolean             (*takes) (const LeatSetting *setting),
                                     GPtrArray             *settings);

/**
 * leat_page_mark:
 * @page: a page of the explorer
 * @ids: (array length=n): blocks
 * @n: how many
 *
 * Has these blocks outlined in the small drawing above the page.
 */
void leat_page_mark (GtkWidget         *page,
                     const char *const *ids,
                     gsize              n);

G_END_DECLS
