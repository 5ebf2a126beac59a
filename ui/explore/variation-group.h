/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatVariationGroup:
 *
 * Rows that say what is varied: the load of all sources, or a setting of a block, and from where to where.
 *
 * Signals: `changed ()`.
 */
#define LEAT_TYPE_VARIATION_GROUP (leat_variation_group_get_type ())
G_DECLARE_FINAL_TYPE (LeatVariationGroup, leat_variation_group, LEAT, VARIATION_GROUP, AdwBin)

/**
 * leat_variation_group_new:
 * @title: its title, translated
 * @optional: whether nothing may be varied, which is the first choice then
 *
 * Returns: (transfer floating): a group
 */
GtkWidget *leat_variation_group_new (const char *title,
                                     gboolean    optional);

/**
 * leat_variation_group_update:
 * @self: a group
 * @document: (nullable): whose blocks can be varied; what was chosen stays if it is still there
 */
void leat_variation_group_update (LeatVariationGroup *self,
                                  LeatDocument       *document);

/**
 * leat_variation_group_choose:
 * @self: a group
 * @block: (nullable): the id of a block, or %NULL for the load
 * @setting: (nullable): the name of its setting
 */
void leat_variation_group_choose (LeatVariationGroup *self,
                                  const char         *block,
                                  const char         *setting);

/**
 * leat_variation_group_dup_text:
 * @self: a group
 * @steps: how many values a number has
 *
 * Returns: (transfer full) (nullable): what leat_variation_parse() reads, or %NULL if nothing is varied
 */
char *leat_variation_group_dup_text (LeatVariationGroup *self,
                                     guint               steps);

/**
 * leat_variation_group_dup_label:
 * @self: a group
 *
 * Returns: (transfer full): what is varied, for people
 */
char *leat_variation_group_dup_label (LeatVariationGroup *self);

/**
 * leat_variation_group_get_setting:
 * @self: a group
 *
 * Returns: (transfer none) (nullable): the setting, or %NULL for the load
 */
const LeatSetting *leat_variation_group_get_setting (LeatVariationGroup *self);

/**
 * leat_variation_group_get_block:
 * @self: a group
 *
 * Returns: (transfer none) (nullable): the id of the block, or %NULL for the load
 */
const char *leat_variation_group_get_block (LeatVariationGroup *self);

/**
 * leat_variation_group_get_present:
 * @self: a group
 *
 * Returns: the value as it is drawn: 1 for the load, NAN for a word
 */
double leat_variation_group_get_present (LeatVariationGroup *self);

/**
 * leat_variation_group_show_error:
 * @self: a group
 * @text: (nullable): why what was typed cannot be varied
 */
void leat_variation_group_show_error (LeatVariationGroup *self,
                                      const char         *text);

G_END_DECLS
