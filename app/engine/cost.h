/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/prices.h"

G_BEGIN_DECLS

/**
 * leat_cost_tiered:
 * @tiers: (array length=n_tiers): ascending by `from`; the first starts at 0
 * @n_tiers: at least 1
 * @quantity: units used in the month, in the unit of the tiers
 * @cost: (out): US dollars a month, not rounded
 * @error: return location for a %LEAT_ERROR_RANGE
 *
 * Prices each part of @quantity at the tier it falls in, as AWS bills "first 10 TB, next 40 TB".
 *
 * Returns: %TRUE, or %FALSE with @error set if @quantity is negative or not finite;
 *   @cost is then untouched.
 */
gboolean leat_cost_tiered (const LeatTier *tiers,
                           gsize           n_tiers,
                           double          quantity,
                           double         *cost,
                           GError        **error);

G_END_DECLS
