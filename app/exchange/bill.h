/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/bill.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Bills as text for machines and documents. They are in the C locale; an amount without a price is null in
 * JSON and empty in CSV, never 0; money is in the report's currency, and its code stands beside it. */

/**
 * leat_bill_add_block:
 * @builder: a builder in an array, or at its root
 * @result: a block
 * @options: what it was computed with
 *
 * Adds an object with the block's lines.
 */
void leat_bill_add_block (JsonBuilder           *builder,
                          const LeatBlockResult *result,
                          const LeatOptions     *options);

/**
 * leat_bill_to_json:
 * @report: a report
 * @elements: (element-type LeatElement): the elements it was made of
 *
 * Returns: (transfer full): the bill: totals, groups, months 1, 12 and 36, blocks with their lines
 */
char *leat_bill_to_json (LeatReport *report,
                         GPtrArray  *elements);

/**
 * leat_bill_to_csv:
 * @report: a report
 * @elements: (element-type LeatElement): the elements it was made of
 *
 * Returns: (transfer full): a row a line, RFC 4180
 */
char *leat_bill_to_csv (LeatReport *report,
                        GPtrArray  *elements);

/**
 * leat_bill_to_markdown:
 * @report: a report
 * @elements: (element-type LeatElement): the elements it was made of
 * @title: (nullable): the heading
 *
 * Returns: (transfer full): the bill for people to read in a document
 */
char *leat_bill_to_markdown (LeatReport *report,
                             GPtrArray  *elements,
                             const char *title);

/**
 * leat_comparison_to_json:
 * @before: a report
 * @after: another one in the same currency
 *
 * Returns: (transfer full): both totals, the change, and that of each block and line
 */
char *leat_comparison_to_json (LeatReport *before,
                               LeatReport *after);

/**
 * leat_comparison_to_csv:
 * @before: a report
 * @after: another one in the same currency
 *
 * Returns: (transfer full): a row a block and line, RFC 4180
 */
char *leat_comparison_to_csv (LeatReport *before,
                              LeatReport *after);

/**
 * leat_comparison_to_markdown:
 * @before: a report
 * @after: another one in the same currency
 *
 * Returns: (transfer full): a table a block
 */
char *leat_comparison_to_markdown (LeatReport *before,
                                   LeatReport *after);

/**
 * leat_line_item_get_unit:
 * @self: a line item
 *
 * Returns: (transfer none): the unit of its quantity: that of its price or, where the price does not say, the line's
 */
const char *leat_line_item_get_unit (const LeatLineItem *self);

/**
 * leat_line_item_why_no_price:
 * @self: a line item without a price
 * @options: what it was computed with
 *
 * Returns: (transfer full): why: which key the book of which region lacks
 */
char *leat_line_item_why_no_price (const LeatLineItem *self,
                                   const LeatOptions  *options);

G_END_DECLS
