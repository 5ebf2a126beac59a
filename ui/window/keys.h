/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatKey:
 * @group: what it belongs to, to be translated
 * @title: what it does, in header capitals, to be translated
 * @action: (nullable): the action with its target; %NULL if it is a key of a widget that has no action
 * @keys: accelerators, separated by spaces; "" for none
 *
 * A command, and the keys that run it.
 */
typedef struct
{
  const char *group;
  const char *title;
  const char *action;
  const char *keys;
} LeatKey;

/**
 * leat_keys_list:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): every command and key
 */
const LeatKey *leat_keys_list (gsize *n);

/**
 * leat_keys_dup_label:
 * @key: a key
 *
 * Returns: (transfer full): the first of its keys as people know it: "Ctrl+S"; "" if it has none
 */
char *leat_keys_dup_label (const LeatKey *key);

/**
 * leat_keys_install:
 * @application: the application
 *
 * Gives actions their keys. Menu, shortcuts window and this come from one table.
 */
void leat_keys_install (GtkApplication *application);

/**
 * leat_keys_new_window:
 *
 * Returns: (transfer floating): a window that lists every key
 */
GtkWidget *leat_keys_new_window (void);

G_END_DECLS
