/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/bill.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatDifferenceView:
 * @differences: (element-type LeatBillDifference): those of two bills
 * @currency: (nullable): the currency of both
 * @narrow: no place for columns: what was before and is after goes under the name
 *
 * What the rows of a comparison have in common.
 */
typedef struct
{
  GPtrArray  *differences;
  const char *currency;
  gboolean    narrow;
} LeatDifferenceView;

/**
 * LeatDifferenceRow:
 *
 * What a block costs before and after, and the change; open, the same of its lines. What is not known is said,
 * and is neither dearer nor cheaper.
 */
#define LEAT_TYPE_DIFFERENCE_ROW (leat_difference_row_get_type ())
G_DECLARE_FINAL_TYPE (LeatDifferenceRow, leat_difference_row, LEAT, DIFFERENCE_ROW, AdwExpanderRow)

/**
 * leat_difference_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *leat_difference_row_new (void);

/**
 * leat_difference_row_show:
 * @self: a row
 * @view: what it is of; need not outlive the call
 * @first: index in the differences of the block; its lines follow
 * @note: (nullable): what else to say of the block
 */
void leat_difference_row_show (LeatDifferenceRow        *self,
                               const LeatDifferenceView *view,
                               guint                     first,
                               const char               *note);

/**
 * leat_difference_header_new:
 *
 * Returns: (transfer floating): the row above the others, with the names of the columns
 */
GtkWidget *leat_difference_header_new (void);

/**
 * leat_difference_header_set_narrow:
 * @row: the row above the others
 * @narrow: no place for columns
 */
void leat_difference_header_set_narrow (GtkWidget *row,
                                        gboolean   narrow);

/**
 * leat_change_format:
 * @currency: (nullable): its currency
 * @change: a change; NAN for one that is not known
 *
 * Returns: (transfer full): "+$3.00", "-$3.00", "no change", "not known"
 */
char *leat_change_format (const char *currency,
                          double      change);

/**
 * leat_unpriced_format:
 * @before: lines without a price in the first bill
 * @after: and in the second
 *
 * Returns: (transfer full) (nullable): why the change is not known, or %NULL if it is
 */
char *leat_unpriced_format (guint before,
                            guint after);

G_END_DECLS
