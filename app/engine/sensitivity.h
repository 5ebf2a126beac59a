/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/explore.h"

G_BEGIN_DECLS

/* What a bill is most sensitive to: each setting of each block changed alone, as a tornado chart shows it. */

/**
 * LeatSensitivity:
 * @block: (nullable): the id of the block, or %NULL for the load of all sources
 * @setting: (nullable): its setting, of the catalogue; %NULL for the load
 * @label: what is changed, for people: "Orders: Shards" or "Load"
 * @now: its value as text, as files have it; for the load "1"
 * @low: of a number: half of it, within its range, whole if it must be; of words: the cheapest
 * @high: of a number: twice as much; of words: the dearest
 * @total_low: money a month in the report's currency with @low
 * @total_high: the same with @high
 * @p95_low: seconds on the slowest path with @low; INFINITY without bound, NAN without a path
 * @p95_high: the same with @high
 * @swing: how far @total_low, @total_high and the total as it is are apart
 * @p95_swing: the same of the delays; INFINITY if one of them has no bound and another does; 0 without a path
 *
 * A value at which lines lose their price that have one now tells nothing: the present value stands in its place.
 */
typedef struct
{
  char              *block;
  const LeatSetting *setting;
  char              *label;
  char              *now;
  char              *low;
  char              *high;
  double             total_low;
  double             total_high;
  double             p95_low;
  double             p95_high;
  double             swing;
  double             p95_swing;
} LeatSensitivity;

/**
 * leat_sensitivity_dup_words:
 * @self: one change
 * @value: one of its values, as files have it
 *
 * Returns: (transfer full): @value for people: "×0.5" for the load, "24 h", "On-demand", "on" for a switch
 */
char *leat_sensitivity_dup_words (const LeatSensitivity *self,
                                  const char            *value);

/**
 * leat_sensitivity:
 * @catalogue: the catalogue
 * @elements: (element-type LeatElement): a pipeline
 * @options: (nullable): what to use in place of the pipeline's own properties
 * @base: (out) (optional): the figures of the pipeline as it is
 * @cancellable: (nullable): stops it
 * @error: return location for a %G_IO_ERROR_CANCELLED
 *
 * Looks at the load, and at every number, choice and switch of every block that matters with the block's settings.
 * What changes neither the bill nor the delay is left out.
 *
 * Returns: (transfer full) (element-type LeatSensitivity) (nullable): the largest swing of the bill first; equals by
 *   the swing of the delay, then in drawing order
 */
GPtrArray *leat_sensitivity (LeatCatalogue     *catalogue,
                             GPtrArray         *elements,
                             const LeatOptions *options,
                             LeatExplorePoint  *base,
                             GCancellable      *cancellable,
                             GError           **error);

/**
 * leat_sensitivity_free:
 * @self: (transfer full): a sensitivity
 */
void leat_sensitivity_free (LeatSensitivity *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatSensitivity, leat_sensitivity_free)

G_END_DECLS
