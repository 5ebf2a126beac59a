/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatLineRow:
 *
 * One line of a block's bill; open, it shows the formula with the numbers put in, the price, where the price
 * was read, and when.
 */
#define LEAT_TYPE_LINE_ROW (leat_line_row_get_type ())
G_DECLARE_FINAL_TYPE (LeatLineRow, leat_line_row, LEAT, LINE_ROW, AdwExpanderRow)

/**
 * leat_line_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *leat_line_row_new (void);

/**
 * leat_line_row_show:
 * @self: a row
 * @block: a block
 * @line: a line of its bill
 * @options: what it was computed with
 */
void leat_line_row_show (LeatLineRow           *self,
                         const LeatBlockResult *block,
                         const LeatLineItem    *line,
                         const LeatOptions     *options);

G_END_DECLS
