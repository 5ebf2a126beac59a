/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/chart.h"
#include "engine/explore.h"

G_BEGIN_DECLS

/**
 * LeatExploration:
 * @report: the pipeline as drawn, owned
 * @variations: (element-type LeatVariation): one or two
 * @labels: (element-type utf8): what each is, for people
 * @settings: (element-type LeatSetting): of each, %NULL for the load; the catalogue's
 * @present: (array length=2): the value of each as drawn, NAN for a word
 * @curves: (nullable): of one variation
 * @points: (nullable) (element-type LeatExplorePoint): of two
 * @thresholds: (nullable) (element-type LeatThreshold): of one
 * @asked: seconds asked of the slowest path, or 0
 * @seconds: how long it took
 *
 * An exploration, as charts are made of it.
 */
typedef struct
{
  LeatReport *report;
  GPtrArray  *variations;
  GPtrArray  *labels;
  GPtrArray  *settings;
  double      present[2];
  LeatCurves *curves;
  GArray     *points;
  GArray     *thresholds;
  double      asked;
  double      seconds;
} LeatExploration;

/**
 * leat_exploration_free:
 * @data: (transfer full): a #LeatExploration
 */
void leat_exploration_free (gpointer data);

/**
 * leat_exploration_get_budget:
 * @self: an exploration
 *
 * Returns: money a month in the report's currency that is to be kept within, or 0
 */
double leat_exploration_get_budget (const LeatExploration *self);

/**
 * leat_exploration_cost_chart:
 * @self: an exploration of one variation
 *
 * Returns: (transfer full): cost a month, stacked by block; curves of the total if words are varied
 */
LeatChart *leat_exploration_cost_chart (const LeatExploration *self);

/**
 * leat_exploration_delay_chart:
 * @self: an exploration of one variation
 *
 * Returns: (transfer full): the 95th percentile of the delay to each consumer
 */
LeatChart *leat_exploration_delay_chart (const LeatExploration *self);

/**
 * leat_exploration_use_chart:
 * @self: an exploration of one variation
 *
 * Returns: (transfer full): the utilisation at peak of the most used limit of each block that has one
 */
LeatChart *leat_exploration_use_chart (const LeatExploration *self);

/**
 * leat_exploration_map:
 * @self: an exploration of two variations
 * @delay: of the delay rather than of the cost
 *
 * Returns: (transfer full): a map of both; if one is varied over words, a curve for each word
 */
LeatChart *leat_exploration_map (const LeatExploration *self,
                             gboolean          delay);

G_END_DECLS
