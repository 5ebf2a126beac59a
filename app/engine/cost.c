/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/cost.h"

#include "engine/engine-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

gboolean
leat_cost_tiered (const LeatTier *tiers,
                  gsize           n_tiers,
                  double          quantity,
                  double         *cost,
                  GError        **error)
{
  double sum = 0;

  g_return_val_if_fail (n_tiers > 0 && tiers[0].from == 0, FALSE);

  if (!isfinite (quantity) || quantity < 0)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE,
                   _("A quantity cannot be %g: check the settings it is computed from"), quantity);
      return FALSE;
    }

  for (gsize i = 0; i < n_tiers && tiers[i].from < quantity; i++)
    {
      double end = i + 1 < n_tiers ? MIN (quantity, tiers[i + 1].from) : quantity;

      sum += (end - tiers[i].from) * tiers[i].price;
    }

  *cost = sum;
  return TRUE;
}

void
leat_line_item_price (LeatLineItem        *item,
                      const LeatPriceBook *prices,
                      const char          *key,
                      double               quantity,
                      gboolean             free_tier)
{
  item->price = prices != NULL ? leat_price_book_get (prices, key) : NULL;
  item->quantity = MAX (quantity, 0);
  item->free_quantity = 0;
  item->monthly = NAN;
  if (item->price == NULL)
    return;

  if (free_tier)
    {
      item->free_quantity = MIN (item->quantity, item->price->free_amount);
      item->quantity -= item->free_quantity;
    }
  if (!leat_cost_tiered (item->price->tiers, item->price->n_tiers, item->quantity, &item->monthly, NULL))
    item->monthly = NAN;
}

GArray *
leat_line_item_get_parts (const LeatLineItem *self)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (LeatTierPart));

  g_return_val_if_fail (self->price != NULL, parts);

  for (gsize i = 0; i < self->price->n_tiers; i++)
    {
      const LeatTier *tier = &self->price->tiers[i];
      double to = i + 1 < self->price->n_tiers ? tier[1].from : INFINITY;
      LeatTierPart part = { tier->from, to, tier->price,
                            CLAMP (self->quantity, tier->from, to) - tier->from };

      if (i == 0 || part.quantity > 0)
        g_array_append_val (parts, part);
    }
  return parts;
}

char *
leat_line_item_explain (const LeatLineItem    *self,
                        const LeatBlockResult *result)
{
  const char *text = self->line->quantity->text;
  g_autofree char *numbers = leat_formula_explain (text, result->service->symbols, result->slots);

  return g_str_equal (numbers, text) ? g_strdup (text) : g_strconcat (text, " = ", numbers, NULL);
}
