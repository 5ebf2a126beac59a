/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

G_BEGIN_DECLS

/**
 * LeatFigures:
 * @currency: (nullable): interned: of @monthly; %NULL for US dollars
 * @monthly: the whole bill of a month, without what has no price
 * @unpriced: how many lines have none
 * @has_path: whether data gets from a source to a sink
 * @p95: on the slowest path, in seconds; INFINITY where the delay grows without bound
 * @findings: how many errors and warnings there are
 *
 * What an edit is judged by: a few figures of a report, to be kept when the report is gone.
 */
typedef struct
{
  const char *currency;
  double      monthly;
  guint       unpriced;
  gboolean    has_path;
  double      p95;
  guint       findings;
} LeatFigures;

/**
 * leat_figures_read:
 * @self: (out): the figures
 * @report: a report
 */
void leat_figures_read (LeatFigures *self,
                        LeatReport  *report);

/**
 * leat_figures_describe_effect:
 * @before: the figures before an edit
 * @after: the figures after it
 *
 * Each difference with its sign, which is a minus or a plus, and with its direction in words, so that neither sign nor
 * colour has to be seen: "+$12.40 a month (dearer) · p95 −3.0 s (faster) · 1 finding fewer".
 *
 * Returns: (transfer full): what changed, for people; "no change of cost or delay" if nothing did
 */
char *leat_figures_describe_effect (const LeatFigures *before,
                                    const LeatFigures *after);

G_END_DECLS
