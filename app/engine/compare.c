/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/compare.h"

#include "engine/bill.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef enum
{
  TOTAL,
  FIXED,
  USAGE,
  PER_MILLION,
  UNPRICED,
  P50,
  P95,
  P99,
  USE,
  SATURATES_AT,
  ERRORS,
  WARNINGS,
  BLOCKS,
  COMPLEXITY,
  N_FIGURES,
} Figure;

static const struct
{
  const char    *id;
  const char    *label;
  LeatDifferenceKind kind;
  int            sense; /* 1: more is better, -1: less is, 0: neither */
} figures[] = {
  [TOTAL] = { "total_monthly", N_("Cost a month"), LEAT_DIFFERENCE_MONEY, -1 },
  [FIXED] = { "fixed_monthly", N_("Of it fixed"), LEAT_DIFFERENCE_MONEY, 0 },
  [USAGE] = { "usage_monthly", N_("Of it by use"), LEAT_DIFFERENCE_MONEY, 0 },
  [PER_MILLION] = { "per_million_records", N_("For a million records"), LEAT_DIFFERENCE_MONEY, -1 },
  [UNPRICED] = { "unpriced", N_("Lines without a price"), LEAT_DIFFERENCE_NUMBER, -1 },
  [P50] = { "p50_s", N_("Delay, half of the records"), LEAT_DIFFERENCE_TIME, -1 },
  [P95] = { "p95_s", N_("Delay, 95 % of the records"), LEAT_DIFFERENCE_TIME, -1 },
  [P99] = { "p99_s", N_("Delay, 99 % of the records"), LEAT_DIFFERENCE_TIME, -1 },
  [USE] = { "utilisation", N_("Most used limit at peak"), LEAT_DIFFERENCE_SHARE, -1 },
  [SATURATES_AT] = { "saturates_at", N_("Times the load it takes"), LEAT_DIFFERENCE_NUMBER, 1 },
  [ERRORS] = { "errors", N_("Errors"), LEAT_DIFFERENCE_NUMBER, -1 },
  [WARNINGS] = { "warnings", N_("Warnings"), LEAT_DIFFERENCE_NUMBER, -1 },
  [BLOCKS] = { "blocks", N_("Blocks"), LEAT_DIFFERENCE_NUMBER, 0 },
  [COMPLEXITY] = { "complexity", N_("Points of complexity"), LEAT_DIFFERENCE_NUMBER, -1 },
};

static void
read_bill (LeatReport *report,
           double      values[N_FIGURES])
{
  LeatBillSummary summary;

  leat_bill_summarise (report, &summary);
  values[TOTAL] = summary.total;
  values[FIXED] = summary.fixed;
  values[USAGE] = summary.usage;
  values[PER_MILLION] = summary.per_million_records;
  values[UNPRICED] = summary.unpriced;
}

static void
read_delay (LeatReport *report,
            double      values[N_FIGURES])
{
  GPtrArray *paths = leat_report_get_paths (report);
  const LeatPath *path = paths->len > 0 ? g_ptr_array_index (paths, 0) : NULL;
  gboolean unbounded = path != NULL && path->unbounded;

  values[P50] = path == NULL ? NAN : unbounded ? INFINITY : path->p50;
  values[P95] = path == NULL ? NAN : unbounded ? INFINITY : path->p95;
  values[P99] = path == NULL ? NAN : unbounded ? INFINITY : path->p99;
}

static void
read_blocks (LeatReport *report,
             double      values[N_FIGURES])
{
  values[USE] = values[COMPLEXITY] = 0;
  values[BLOCKS] = leat_report_get_n_blocks (report);
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (report, i);

      values[COMPLEXITY] += result->complexity;
      if (result->worst >= 0)
        values[USE] = MAX (values[USE], result->uses[result->worst].utilisation);
    }
}

static void
read_figures (LeatReport *report,
              double      values[N_FIGURES])
{
  read_bill (report, values);
  read_delay (report, values);
  read_blocks (report, values);
  values[SATURATES_AT] = INFINITY;
  leat_report_get_bottleneck (report, NULL, &values[SATURATES_AT]);
  values[ERRORS] = leat_report_count_findings (report, LEAT_SEVERITY_ERROR);
  values[WARNINGS] = leat_report_count_findings (report, LEAT_SEVERITY_WARNING);
}

static gboolean
is_bill (Figure figure)
{
  return figure < UNPRICED;
}

GArray *
leat_compare (LeatReport *before,
              LeatReport *after)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (LeatFigureDifference), N_FIGURES);
  double first[N_FIGURES], second[N_FIGURES];

  read_figures (before, first);
  read_figures (after, second);
  for (Figure i = 0; i < N_FIGURES; i++)
    {
      gboolean known = !is_bill (i) || first[UNPRICED] + second[UNPRICED] == 0;
      LeatFigureDifference row = { figures[i].id, _(figures[i].label), figures[i].kind, first[i], second[i], 0, 0 };

      if (first[i] != second[i])
        {
          row.change = second[i] - first[i];
          row.better = !known || isnan (row.change) ? 0 : figures[i].sense * (row.change > 0 ? 1 : -1);
        }
      g_array_append_val (rows, row);
    }
  return rows;
}
