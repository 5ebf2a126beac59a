/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/cost.h"

#include "engine/engine-private.h"
#include "engine/money.h"

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

gboolean
leat_price_is_shared (const LeatPrice   *price,
                      const LeatOptions *options)
{
  return price->n_tiers > 1 || (options->free_tier && price->free_amount > 0);
}

static void
put_money (LeatLineItem      *item,
           double             usd,
           const LeatOptions *options)
{
  item->exact = usd * (options->currency != NULL ? options->rate : 1);
  item->monthly = leat_money_round (options->currency, item->exact);
}

void
leat_line_item_take (LeatLineItem      *item,
                     double             quantity,
                     const LeatOptions *options)
{
  double usd;

  item->quantity = item->account_quantity = MAX (quantity, 0);
  item->free_quantity = 0;
  item->exact = item->monthly = NAN;
  if (item->price == NULL)
    return;

  if (options->free_tier)
    {
      item->free_quantity = MIN (item->quantity, item->price->free_amount);
      item->quantity -= item->free_quantity;
      item->account_quantity = item->quantity;
    }
  if (leat_cost_tiered (item->price->tiers, item->price->n_tiers, item->quantity, &usd, NULL))
    put_money (item, usd, options);
}

void
leat_line_item_price (LeatLineItem        *item,
                      const LeatPriceBook *prices,
                      const char          *key,
                      double               quantity,
                      const LeatOptions   *options)
{
  item->price = prices != NULL ? leat_price_book_get (prices, key) : NULL;
  item->key = item->price != NULL ? item->price->key : g_intern_string (key);
  leat_line_item_take (item, quantity, options);
}

typedef struct
{
  guint    n;       /* lines */
  double   gross;   /* units, with what is free */
  gboolean touched; /* a line of it was priced together with others before */
} Account;

/* In the first tier, and with nothing free, lines do not matter to each other. */
gboolean
leat_price_is_alone (const LeatPrice   *price,
                     guint              n,
                     double             gross,
                     const LeatOptions *options)
{
  if (n == 1)
    return TRUE;
  return !(options->free_tier && price->free_amount > 0) &&
         (price->n_tiers == 1 || gross <= price->tiers[1].from);
}

static gboolean
is_alone (const Account     *account,
          const LeatPrice   *price,
          const LeatOptions *options)
{
  return leat_price_is_alone (price, account->n, account->gross, options);
}

static gboolean
anything_to_do (GHashTable        *accounts,
                const LeatOptions *options)
{
  GHashTableIter iter;
  gpointer price, account;

  g_hash_table_iter_init (&iter, accounts);
  while (g_hash_table_iter_next (&iter, &price, &account))
    if (((Account *) account)->touched || !is_alone (account, price, options))
      return TRUE;
  return FALSE;
}

static GHashTable *
count_accounts (LeatReport *report)
{
  GHashTable *accounts = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < report->results->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (report->results, i);

      for (guint j = 0; result->n_shared > 0 && j < result->n_lines; j++)
        {
          const LeatLineItem *item = &result->lines[j];
          Account *account;

          if (item->price == NULL || !leat_price_is_shared (item->price, &report->options))
            continue;
          account = g_hash_table_lookup (accounts, item->price);
          if (account == NULL)
            g_hash_table_insert (accounts, (gpointer) item->price, account = g_new0 (Account, 1));
          account->n++;
          account->gross += item->quantity + item->free_quantity;
          account->touched |= item->account_quantity != item->quantity;
        }
    }
  return accounts;
}

/* Each line takes its share, by quantity, of what is free and of what the tiers cost together. */
static void
price_at_account (LeatLineItem      *item,
                  const Account     *account,
                  const LeatOptions *options)
{
  const LeatPrice *price = item->price;
  double gross = item->quantity + item->free_quantity;
  double share = account->gross > 0 ? gross / account->gross : 0;
  double free_amount = options->free_tier ? MIN (account->gross, price->free_amount) : 0;
  double net = account->gross - free_amount;
  double usd = 0;
  gboolean alone = is_alone (account, price, options);

  /* It is priced so already. */
  if (alone && free_amount == 0 && item->free_quantity == 0 && item->account_quantity == item->quantity)
    return;
  item->free_quantity = alone ? MIN (gross, free_amount) : free_amount * share;
  item->quantity = gross - item->free_quantity;
  item->account_quantity = alone ? item->quantity : net;
  leat_cost_tiered (price->tiers, price->n_tiers, item->account_quantity, &usd, NULL);
  put_money (item, alone ? usd : usd * share, options);
}

static gboolean
same_line (const LeatLineItem *a,
           const LeatLineItem *b)
{
  return a->quantity == b->quantity && a->account_quantity == b->account_quantity && a->exact == b->exact;
}

gboolean
leat_line_item_share (LeatLineItem      *item,
                      guint              n,
                      double             gross,
                      const LeatOptions *options)
{
  const Account account = { n, gross, FALSE };
  const LeatLineItem before = *item;

  price_at_account (item, &account, options);
  return !same_line (item, &before);
}

void
leat_account_apply (LeatReport *report)
{
  g_autoptr(GHashTable) accounts = count_accounts (report);

  if (!anything_to_do (accounts, &report->options))
    return;
  for (guint i = 0; i < report->results->len; i++)
    {
      LeatBlockResult *result = g_ptr_array_index (report->results, i);
      LeatBlockResult *own = NULL;

      for (guint j = 0; j < result->n_lines; j++)
        {
          LeatLineItem item = result->lines[j];

          if (item.price == NULL || !leat_price_is_shared (item.price, &report->options))
            continue;
          price_at_account (&item, g_hash_table_lookup (accounts, item.price), &report->options);
          if (same_line (&item, &result->lines[j]))
            continue;
          if (own == NULL)
            own = leat_block_result_copy (result);
          own->lines[j] = item;
        }
      if (own == NULL)
        continue;
      leat_block_result_sum_up (own);
      leat_block_result_unref (result);
      report->results->pdata[i] = own;
    }
}

GArray *
leat_line_item_get_parts (const LeatLineItem *self)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (LeatTierPart));

  double share = self->account_quantity > 0 ? self->quantity / self->account_quantity : 1;

  g_return_val_if_fail (self->price != NULL, parts);

  for (gsize i = 0; i < self->price->n_tiers; i++)
    {
      const LeatTier *tier = &self->price->tiers[i];
      double to = i + 1 < self->price->n_tiers ? tier[1].from : INFINITY;
      LeatTierPart part = { tier->from, to, tier->price,
                            (CLAMP (self->account_quantity, tier->from, to) - tier->from) * share };

      if (i == 0 || part.quantity > 0)
        g_array_append_val (parts, part);
    }
  return parts;
}

/* What a name is worked out from, or NULL if it is typed, given or no name. */
static const LeatFormula *
find_origin (const LeatBlockResult *result,
             const char            *name)
{
  int slot = leat_symbols_find (result->service->symbols, name);

  for (guint i = 0; slot >= 0 && i < result->service->assignments->len; i++)
    {
      const LeatAssignment *assignment = g_ptr_array_index (result->service->assignments, i);

      if (assignment->setting == NULL ? (int) assignment->slot == slot
                                      : (int) assignment->setting->slot == slot &&
                                          leat_settings_get (result->element->settings, name) == NULL)
        return assignment->setting == NULL ? assignment->formula : assignment->setting->derived;
    }
  return NULL;
}

char *
leat_line_item_explain (const LeatLineItem    *self,
                        const LeatBlockResult *result)
{
  const char *text = self->line->quantity->text;
  const LeatFormula *origin = find_origin (result, text);
  const char *last = origin != NULL ? origin->text : text;
  g_autofree char *numbers = leat_formula_explain (last, result->service->symbols, result->slots);
  GString *words = g_string_new (text);

  /* A name alone explains nothing: what it is worked out from does. */
  if (origin != NULL)
    g_string_append_printf (words, " = %s", origin->text);
  if (!g_str_equal (numbers, last))
    g_string_append_printf (words, " = %s", numbers);
  return g_string_free (words, FALSE);
}
