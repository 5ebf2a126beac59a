/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/grade.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LeatMarkRow:
 *
 * What a challenge asks, and how the drawing does there: a symbol and a word, what was asked and measured, the finding that
 * shows it, the points.
 */
#define LEAT_TYPE_MARK_ROW (leat_mark_row_get_type ())
G_DECLARE_FINAL_TYPE (LeatMarkRow, leat_mark_row, LEAT, MARK_ROW, GtkListBoxRow)

/**
 * leat_mark_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *leat_mark_row_new (void);

/**
 * leat_mark_row_show:
 * @self: a row
 * @mark: a mark
 * @judged: whether it is about the drawing; else only what is asked is shown
 */
void leat_mark_row_show (LeatMarkRow    *self,
                         const LeatMark *mark,
                         gboolean        judged);

/**
 * leat_mark_row_get_block:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the id of what shows it on the drawing
 */
const char *leat_mark_row_get_block (LeatMarkRow *self);

G_END_DECLS
