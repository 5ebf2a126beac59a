/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

G_BEGIN_DECLS

/* A report's bill as people read it: in groups, against a budget, against another bill. Money is in the
 * report's currency. */

/**
 * LeatBillGrouping:
 * @LEAT_BILL_BY_BLOCK: a group a block
 * @LEAT_BILL_BY_ZONE: by the zone that a block is a member of
 * @LEAT_BILL_BY_ROLE: by what its service is for
 * @LEAT_BILL_BY_SERVICE: by its type
 */
typedef enum
{
  LEAT_BILL_BY_BLOCK,
  LEAT_BILL_BY_ZONE,
  LEAT_BILL_BY_ROLE,
  LEAT_BILL_BY_SERVICE,
  LEAT_N_BILL_GROUPINGS,
} LeatBillGrouping;

/**
 * LeatBillGroup:
 * @id: of the block, zone or service, or the word of the role; "" for blocks that are in no zone
 * @label: the words for people
 * @monthly: the sum of its lines; NAN if it has lines and none of them has a price
 * @fixed: the part of it that does not grow with the flow
 * @unpriced: how many of its lines have no price and are not in it
 * @blocks: (element-type LeatBlockResult): what is in it, in drawing order; borrowed from the report
 */
typedef struct
{
  char      *id;
  char      *label;
  double     monthly;
  double     fixed;
  guint      unpriced;
  GPtrArray *blocks;
} LeatBillGroup;

/**
 * leat_bill_group:
 * @report: a report
 * @elements: (element-type LeatElement): the elements it was made of
 * @grouping: how
 *
 * The groups' sums add up to the report's total.
 *
 * Returns: (transfer full) (element-type LeatBillGroup): the groups, the dearest first; they must not
 *   outlive @report
 */
GPtrArray *leat_bill_group (LeatReport      *report,
                            GPtrArray       *elements,
                            LeatBillGrouping grouping);

/**
 * leat_bill_block_monthly:
 * @result: a block's result
 *
 * Returns: what it costs a month; NAN if it has lines and none has a price, which must not read as free
 */
double leat_bill_block_monthly (const LeatBlockResult *result);

/**
 * leat_bill_block_shown:
 * @result: a block's result
 *
 * Returns: what to format for people: leat_bill_block_monthly(), or the exact amount where that rounds to
 *   nothing, so that "<$0.01" is shown and not "$0.00"
 */
double leat_bill_block_shown (const LeatBlockResult *result);

/**
 * LeatBillSummary:
 * @total: the sum of all lines
 * @unpriced: how many lines have no price and are not in it
 * @fixed: the part of @total that does not grow with the flow
 * @usage: the rest
 * @records_per_month: what the sources send, in records
 * @gb_per_month: the same in GB of 1,073,741,824 bytes
 * @per_million_records: @total for a million of these records; NAN if none are sent
 * @per_gb: @total for a GB of them; NAN if none are sent
 * @budget: what the user wants to stay within, in the report's currency; 0 if there is none
 */
typedef struct
{
  double total;
  guint  unpriced;
  double fixed;
  double usage;
  double records_per_month;
  double gb_per_month;
  double per_million_records;
  double per_gb;
  double budget;
} LeatBillSummary;

/**
 * leat_bill_summarise:
 * @report: a report
 * @summary: (out): its figures
 */
void leat_bill_summarise (LeatReport      *report,
                          LeatBillSummary *summary);

/**
 * leat_bill_of_month:
 * @report: a report
 * @elements: (element-type LeatElement): the elements it was made of
 * @month: from 1; 0 for the steady state
 *
 * Returns: (transfer full): the report of that month's bill, while storage fills; it has no findings and no paths
 */
LeatReport *leat_bill_of_month (LeatReport *report,
                                GPtrArray  *elements,
                                guint       month);

/**
 * LeatBillDifference:
 * @id: of the block
 * @label: its name
 * @line: (nullable): the line's label, or %NULL for the block as a whole
 * @before: in the first report; NAN for "no price"; 0 if it is not there
 * @after: in the second
 * @change: @after - @before; NAN if either has lines without a price, so that what is not known never
 *   counts as saved
 * @unpriced_before: lines without a price in the first
 * @unpriced_after: and in the second
 */
typedef struct
{
  char       *id;
  char       *label;
  const char *line;
  double      before;
  double      after;
  double      change;
  guint       unpriced_before;
  guint       unpriced_after;
} LeatBillDifference;

/**
 * leat_bill_compare:
 * @before: a report
 * @after: another one in the same currency
 *
 * Blocks are the same if their id and type are. Lines follow their block.
 *
 * Returns: (transfer full) (element-type LeatBillDifference): every block and line of either
 */
GPtrArray *leat_bill_compare (LeatReport *before,
                              LeatReport *after);

/**
 * leat_bill_total_change:
 * @before: a report
 * @after: another one
 *
 * Returns: the total of @after less that of @before; NAN if either has lines without a price
 */
double leat_bill_total_change (LeatReport *before,
                               LeatReport *after);

/**
 * leat_bill_grouping_get_label:
 * @grouping: a grouping
 *
 * Returns: (transfer none): the words for people, translated
 */
const char *leat_bill_grouping_get_label (LeatBillGrouping grouping);

G_END_DECLS
