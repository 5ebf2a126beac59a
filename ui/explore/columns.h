/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LeatColumns:
 *
 * Two columns where there is room for both, one below the other where there is not.
 */
#define LEAT_TYPE_COLUMNS (leat_columns_get_type ())
G_DECLARE_FINAL_TYPE (LeatColumns, leat_columns, LEAT, COLUMNS, GtkWidget)

/**
 * leat_columns_new:
 * @first: (transfer floating): takes what room the other leaves
 * @second: (transfer floating): stands after it
 * @width: how wide the second column is beside the first, in pixels
 * @beside: from which width on it stands beside it, in pixels
 *
 * Returns: (transfer floating): the columns
 */
GtkWidget *leat_columns_new (GtkWidget *first,
                             GtkWidget *second,
                             int        width,
                             int        beside);

G_END_DECLS
