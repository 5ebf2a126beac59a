/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LeatPair:
 *
 * Two widgets beside each other, each half as wide, or one below the other where that would be too narrow.
 */
#define LEAT_TYPE_PAIR (leat_pair_get_type ())
G_DECLARE_FINAL_TYPE (LeatPair, leat_pair, LEAT, PAIR, GtkWidget)

/**
 * leat_pair_new:
 * @first: (transfer floating): the one at the left, or above
 * @second: (transfer floating): the other
 *
 * Returns: (transfer floating): both
 */
GtkWidget *leat_pair_new (GtkWidget *first,
                          GtkWidget *second);

G_END_DECLS
