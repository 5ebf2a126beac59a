/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LeatVersusRow:
 * @label: what is compared, for people
 * @before: it in the first design, for people; %NULL for a row that is the heading of those below it
 * @after: it in the second
 * @change: the difference, with its sign
 * @better: 1 if the second is the better in it, -1 if the first is, 0 if neither is or it is not known
 */
typedef struct
{
  char *label;
  char *before;
  char *after;
  char *change;
  int   better;
} LeatVersusRow;

/**
 * leat_versus_rows:
 * @before: a report
 * @after: another one in the same currency
 *
 * The figures of leat_compare(), the delay to each consumer if there are several, and what is asked of each design.
 *
 * Returns: (transfer full) (element-type LeatVersusRow): what to show, row by row
 */
GPtrArray *leat_versus_rows (LeatReport *before,
                             LeatReport *after);

/**
 * leat_versus_word:
 * @better: 1, 0 or -1
 *
 * Returns: (transfer none): the word for it: "better", "" or "worse"
 */
const char *leat_versus_word (int better);

G_END_DECLS
