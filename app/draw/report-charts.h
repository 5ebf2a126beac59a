/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/chart.h"
#include "engine/report.h"

G_BEGIN_DECLS

/* What a report says, as charts. */

/**
 * leat_report_cost_chart:
 * @report: a report
 * @other: (nullable): another one in the same currency, to be read beside it
 * @title: what it is of, translated
 *
 * What each block costs a month, one after the other, the dearest first. With @other, the blocks of both stand in the same
 * order and on the same scale in the charts of both; a block that is not in @report costs nothing.
 *
 * Returns: (transfer full): a waterfall
 */
LeatChart *leat_report_cost_chart (LeatReport *report,
                                   LeatReport *other,
                                   const char *title);

/**
 * leat_report_path_chart:
 * @path: a path of a report
 * @other: (nullable): another one, to be read beside it on the same scale
 * @title: what it is of, translated
 * @blocks: (nullable) (element-type LeatBlockResult): gets, for each stage of the chart, the block it is of, borrowed from
 *   @path
 *
 * How long data takes on the mean in each stage, and in the backlogs that a day leaves, one after the other, with marks at the
 * percentiles of the whole.
 *
 * Returns: (transfer full): a waterfall
 */
LeatChart *leat_report_path_chart (const LeatPath *path,
                                   const LeatPath *other,
                                   const char     *title,
                                   GPtrArray      *blocks);

/**
 * leat_report_find_path:
 * @report: a report
 * @source: (nullable): the id of a source, or %NULL for any
 * @consumer: (nullable): the id of a block where paths end, or %NULL for any
 *
 * Returns: (transfer none) (nullable): the slowest path between them
 */
const LeatPath *leat_report_find_path (LeatReport *report,
                                       const char *source,
                                       const char *consumer);

/**
 * leat_path_dup_label:
 * @self: a path
 *
 * Returns: (transfer full): "Web shop → dashboards"
 */
char *leat_path_dup_label (const LeatPath *self);

/**
 * leat_chart_height_of:
 * @n: how many bars or stages
 *
 * Returns: the height in which a tornado or a waterfall shows them all, in pixels
 */
int leat_chart_height_of (guint n);

G_END_DECLS
