/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/study.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatGroupPage:
 *
 * For a group: a wheel that picks the next unsolved challenge, and a score sheet of teams, which is emptied with an offer of
 * `study.undo-teams`.
 *
 * Actions: `group.spin`, `group.reset`.
 */
#define LEAT_TYPE_GROUP_PAGE (leat_group_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatGroupPage, leat_group_page, LEAT, GROUP_PAGE, AdwBin)

/**
 * leat_group_page_new:
 * @study: the challenges
 * @toasts: where it says what has happened; it lives as long as the page
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *leat_group_page_new (LeatStudy       *study,
                                AdwToastOverlay *toasts);

/**
 * leat_group_page_get_picked:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the challenge that it is about
 */
const char *leat_group_page_get_picked (LeatGroupPage *self);

/**
 * leat_group_page_add_team:
 * @self: a page
 * @name: what the team is called
 *
 * Adds a team to the sheet; what speaks against it is told.
 *
 * Returns: whether it was added
 */
gboolean leat_group_page_add_team (LeatGroupPage *self,
                                   const char    *name);

/**
 * leat_group_page_undo_reset:
 * @self: a page
 *
 * Brings the sheet back that was emptied last.
 */
void leat_group_page_undo_reset (LeatGroupPage *self);

G_END_DECLS
