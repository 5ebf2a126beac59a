/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/bill.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatGroupRow:
 *
 * A group of a bill: what it costs and its share of the whole, in figures and as a bar. Open, it shows its
 * blocks, or the lines of its one block.
 */
#define LEAT_TYPE_GROUP_ROW (leat_group_row_get_type ())
G_DECLARE_FINAL_TYPE (LeatGroupRow, leat_group_row, LEAT, GROUP_ROW, AdwExpanderRow)

/**
 * leat_group_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *leat_group_row_new (void);

/**
 * leat_group_row_show:
 * @self: a row
 * @report: the report that the group is of
 * @group: a group; it need not outlive the call
 * @grouping: what kind of group it is
 */
void leat_group_row_show (LeatGroupRow        *self,
                          LeatReport          *report,
                          const LeatBillGroup *group,
                          LeatBillGrouping     grouping);

G_END_DECLS
