/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "explore/versus-rows.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatVersusTable:
 *
 * Figures of two designs side by side, and how they differ.
 */
#define LEAT_TYPE_VERSUS_TABLE (leat_versus_table_get_type ())
G_DECLARE_FINAL_TYPE (LeatVersusTable, leat_versus_table, LEAT, VERSUS_TABLE, AdwBin)

/**
 * leat_versus_table_new:
 *
 * Returns: (transfer floating): a table that is hidden until it shows something
 */
GtkWidget *leat_versus_table_new (void);

/**
 * leat_versus_table_show:
 * @self: a table
 * @before: what the first design is called
 * @after: what the second is called
 * @rows: (element-type LeatVersusRow): what to show
 */
void leat_versus_table_show (LeatVersusTable *self,
                             const char      *before,
                             const char      *after,
                             GPtrArray       *rows);

G_END_DECLS
