/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

G_BEGIN_DECLS

/* One design against another by their figures. Their bills line by line: leat_bill_compare(). */

/**
 * LeatDifferenceKind:
 * @LEAT_DIFFERENCE_MONEY: in the reports' currency (leat_money_format())
 * @LEAT_DIFFERENCE_TIME: in seconds (leat_duration_format()); INFINITY without bound
 * @LEAT_DIFFERENCE_SHARE: 1 is all; INFINITY where there is nothing to take a share of
 * @LEAT_DIFFERENCE_NUMBER: a number
 */
typedef enum
{
  LEAT_DIFFERENCE_MONEY,
  LEAT_DIFFERENCE_TIME,
  LEAT_DIFFERENCE_SHARE,
  LEAT_DIFFERENCE_NUMBER,
} LeatDifferenceKind;

/**
 * LeatFigureDifference:
 * @id: a word that stays the same for ever, such as "p95_s"
 * @label: the words for people, translated
 * @kind: how to format it
 * @before: in the first report; NAN for what there is not, such as a delay without a path
 * @after: in the second
 * @change: @after - @before; 0 if both have no bound; NAN if one is NAN
 * @better: 1 if the second is the better in it, -1 if the first is, 0 if neither is or it is not known
 */
typedef struct
{
  const char    *id;
  const char    *label;
  LeatDifferenceKind kind;
  double         before;
  double         after;
  double         change;
  int            better;
} LeatFigureDifference;

/**
 * leat_compare:
 * @before: a report
 * @after: another one in the same currency
 *
 * Cost, delay on the slowest path, use of limits, findings and complexity, each always there and in this order. Where
 * lines have no price, which bill is the better is not known.
 *
 * Returns: (transfer full) (element-type LeatFigureDifference): the figures side by side
 */
GArray *leat_compare (LeatReport *before,
                      LeatReport *after);

G_END_DECLS
