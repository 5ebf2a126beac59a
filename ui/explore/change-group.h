/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatChangeGroup:
 *
 * Rows that say what would be otherwise: a block, one of its settings, and the value that it would have. The document is
 * not changed.
 *
 * Signals: `changed ()`.
 */
#define LEAT_TYPE_CHANGE_GROUP (leat_change_group_get_type ())
G_DECLARE_FINAL_TYPE (LeatChangeGroup, leat_change_group, LEAT, CHANGE_GROUP, AdwBin)

/**
 * leat_change_group_new:
 * @title: its title, translated
 *
 * Returns: (transfer floating): a group in which nothing is chosen
 */
GtkWidget *leat_change_group_new (const char *title);

/**
 * leat_change_group_update:
 * @self: a group
 * @document: (nullable): whose blocks can be changed; what was chosen stays if it is still there
 */
void leat_change_group_update (LeatChangeGroup *self,
                               LeatDocument    *document);

/**
 * leat_change_group_choose:
 * @self: a group
 * @block: (nullable): the id of a block, or %NULL for nothing
 * @setting: (nullable): the name of one of its settings
 * @value: (nullable): its value as files have it, or %NULL for the default
 */
void leat_change_group_choose (LeatChangeGroup *self,
                               const char      *block,
                               const char      *setting,
                               const char      *value);

/**
 * leat_change_group_get:
 * @self: a group
 * @block: (out) (transfer none): the id of the block
 * @setting: (out) (transfer none): the name of its setting
 * @value: (out) (transfer none) (nullable): its value as files have it, or %NULL for the default
 *
 * Returns: whether something is to be otherwise; if not, nothing is set
 */
gboolean leat_change_group_get (LeatChangeGroup *self,
                                const char     **block,
                                const char     **setting,
                                const char     **value);

G_END_DECLS
