/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "explore/designs-charts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatDesignRow:
 *
 * A better design as a card: what it is good for, what it changes in cost, delay and complexity, whether it does what is
 * asked. Its list of changes is open while it is selected.
 *
 * Signals: `preview ()` and `apply ()`: its buttons.
 */
#define LEAT_TYPE_DESIGN_ROW (leat_design_row_get_type ())
G_DECLARE_FINAL_TYPE (LeatDesignRow, leat_design_row, LEAT, DESIGN_ROW, GtkListBoxRow)

/**
 * leat_design_row_new:
 * @search: a search
 * @i: which of its designs
 *
 * Returns: (transfer floating): a row that needs neither afterwards
 */
GtkWidget *leat_design_row_new (const LeatDesignSearch *search,
                                guint                   i);

/**
 * leat_design_row_set_open:
 * @self: a row
 * @open: whether its changes are listed
 */
void leat_design_row_set_open (LeatDesignRow *self,
                               gboolean       open);

/**
 * leat_design_row_set_possible:
 * @self: a row
 * @possible: whether the pipeline is still such that it can be previewed and applied
 */
void leat_design_row_set_possible (LeatDesignRow *self,
                                   gboolean       possible);

/**
 * leat_design_change_dup_words:
 * @change: a change of a design
 *
 * Returns: (transfer full): what changes, without the block: "Workers: 10 → 4"
 */
char *leat_design_change_dup_words (const LeatDesignChange *change);

/**
 * leat_design_change_new_widget:
 * @change: a change of a design
 *
 * Returns: (transfer floating): the change with its block and what it is good for
 */
GtkWidget *leat_design_change_new_widget (const LeatDesignChange *change);

G_END_DECLS
