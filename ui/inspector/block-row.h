/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatBlockRow:
 *
 * A block with one figure. Activated, it shows the block on the canvas (`win.reveal`).
 */
#define LEAT_TYPE_BLOCK_ROW (leat_block_row_get_type ())
G_DECLARE_FINAL_TYPE (LeatBlockRow, leat_block_row, LEAT, BLOCK_ROW, AdwActionRow)

/**
 * leat_block_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *leat_block_row_new (void);

/**
 * leat_block_row_show:
 * @self: a row
 * @catalogue: the catalogue
 * @block: a block
 * @figure: its figure, as text
 */
void leat_block_row_show (LeatBlockRow          *self,
                          LeatCatalogue         *catalogue,
                          const LeatBlockResult *block,
                          const char            *figure);

/**
 * leat_block_result_get_service_name:
 * @self: a block
 *
 * Returns: (transfer none): the name of its service, or its type if the catalogue does not know it
 */
const char *leat_block_result_get_service_name (const LeatBlockResult *self);

/**
 * leat_block_result_why_no_lines:
 * @self: a block's result
 *
 * Returns: (transfer none) (nullable): why nothing is billed, or %NULL if something is
 */
const char *leat_block_result_why_no_lines (const LeatBlockResult *self);

G_END_DECLS
