/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"
#include "model/element.h"

G_BEGIN_DECLS

/* More values than this are refused. */
#define LEAT_VARIATION_MAX 100000

/**
 * LeatVariation:
 * @block: (nullable): the id of a block, or %NULL for the load of all sources
 * @setting: (nullable): the name of its setting; %NULL for the load
 * @label: what is varied, such as "orders.shards" or "load"
 * @unit: (nullable): the unit of its numbers, borrowed from the catalogue
 * @values: (element-type utf8): each value as text
 * @numbers: (element-type double): each value as a number; NAN for a word
 */
typedef struct
{
  char      *block;
  char      *setting;
  char      *label;
  const char *unit;
  GPtrArray *values;
  GArray    *numbers;
} LeatVariation;

/**
 * leat_variation_parse:
 * @text: "BLOCK.SETTING=FROM:TO", "BLOCK.SETTING=FROM:TO:N", "BLOCK.SETTING=WORD|WORD…", or "load=…", where the
 *   numbers multiply what every source sends
 * @catalogue: the catalogue
 * @elements: (element-type LeatElement): a pipeline
 * @error: return location for a %LEAT_ERROR_SYNTAX, %LEAT_ERROR_UNKNOWN or %LEAT_ERROR_RANGE that says what would do
 *
 * BLOCK is the id of a block, or its name if it is its alone. Steps are even, or even in proportion if @text varies the load;
 * whole numbers for a whole setting. Without N there are 11; what comes twice is there once. Numbers of a setting may be in
 * other units of its kind, such as "30s:5min". A load is from 1e-9 to 1e9.
 *
 * Returns: (transfer full) (nullable): the variation
 */
LeatVariation *leat_variation_parse (const char    *text,
                                     LeatCatalogue *catalogue,
                                     GPtrArray     *elements,
                                     GError       **error);

/**
 * leat_variation_is_among:
 * @self: a variation
 * @others: (element-type LeatVariation): variations
 *
 * Returns: whether one of @others varies the same: what is varied twice at a time has no value
 */
gboolean leat_variation_is_among (const LeatVariation *self,
                                  GPtrArray           *others);

/**
 * leat_variation_free:
 * @self: (transfer full): a variation
 */
void leat_variation_free (LeatVariation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatVariation, leat_variation_free)

G_END_DECLS
