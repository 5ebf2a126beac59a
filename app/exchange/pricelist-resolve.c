/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/pricelist-private.h"

#include "catalogue/quantity.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Each key gets the one price that all products of it agree on, in the unit of the key. A key whose
 * products disagree is not taken: a price that is only likely would be believed. */

#define STANDARD_TERM "JRTCKXETXF" /* the code of on-demand terms; others are free tiers and the like */

/* A term in the unit of its key. */
typedef struct
{
  const LeatOfferTerm *term;
  GArray              *tiers; /* of LeatTier */
  double               free_amount;
} Offered;

static void
offered_free (Offered *offered)
{
  g_array_unref (offered->tiers);
  g_free (offered);
}

static int
compare_tiers (gconstpointer a,
               gconstpointer b)
{
  double first = ((const LeatOfferTier *) a)->begin;
  double second = ((const LeatOfferTier *) b)->begin;

  return first < second ? -1 : first > second;
}

static gboolean
find_factor (const LeatOfferTerm *term,
             double              *factor)
{
  const LeatPriceMap *map = term->kept->map;

  *factor = map->factor;
  for (guint i = 0; i < map->units->len; i++)
    {
      const LeatOfferUnit *unit = g_ptr_array_index (map->units, i);

      if (g_ascii_strcasecmp (unit->name, term->unit) == 0)
        {
          *factor = unit->factor;
          return TRUE;
        }
    }
  return map->units->len == 0;
}

/* Tiers of an offer follow each other: 0 to 51200, 51200 to Inf. Some count from one more. */
static gboolean
follows (const LeatOfferTier *tier,
         double               end)
{
  return fabs (tier->begin - end) <= 1 + end * 1e-9;
}

/* Adds a tier, or makes the last one longer if the price is the same. */
static gboolean
add_tier (GArray  *tiers,
          LeatTier tier)
{
  const LeatTier *last = tiers->len > 0 ? &g_array_index (tiers, LeatTier, tiers->len - 1) : NULL;

  if (!isfinite (tier.from) || !isfinite (tier.price) || (last != NULL && tier.from <= last->from))
    return FALSE;
  if (last == NULL || last->price != tier.price)
    g_array_append_val (tiers, tier);
  return TRUE;
}

/* Puts the tiers in order and in the unit of the key; FALSE if they have a gap or are out of all range. */
static gboolean
convert_tiers (const LeatOfferTerm *term,
               double               factor,
               GArray              *tiers)
{
  double end = 0;

  g_array_sort (term->tiers, compare_tiers);
  for (guint i = 0; i < term->tiers->len; i++)
    {
      const LeatOfferTier *tier = &g_array_index (term->tiers, LeatOfferTier, i);
      /* As a price book has them: 0.0000002 x 1,000,000 is 0.2. */
      LeatTier converted = { leat_number_tidy (end / factor), leat_number_tidy (tier->price * factor) };

      if (i > 0 && tier->begin == tier[-1].begin && tier->price == tier[-1].price)
        continue;
      if (!follows (tier, end) || !(tier->end > tier->begin) || !add_tier (tiers, converted))
        return FALSE;
      end = tier->end;
    }
  return tiers->len > 0 && end == INFINITY;
}

static gboolean
starts_free (const Offered *offered)
{
  return offered->free_amount > 0 || g_array_index (offered->tiers, LeatTier, 0).price == 0;
}

static gboolean
is_all_free (const Offered *offered)
{
  return offered->tiers->len == 1 && starts_free (offered) && offered->free_amount == 0;
}

/* "0 to 25 free, then 0.25" as an allowance of 25 at 0.25. */
static void
take_allowance (Offered *offered)
{
  if (offered->tiers->len < 2 || g_array_index (offered->tiers, LeatTier, 0).price != 0)
    return;
  offered->free_amount = g_array_index (offered->tiers, LeatTier, 1).from;
  g_array_remove_index (offered->tiers, 0);
  g_array_index (offered->tiers, LeatTier, 0).from = 0;
}

static Offered *
judge (const LeatOfferTerm *term,
       char               **why)
{
  g_autoptr(GArray) tiers = g_array_new (FALSE, FALSE, sizeof (LeatTier));
  Offered *offered;
  double factor;

  if (!find_factor (term, &factor))
    *why = g_strdup_printf (_("%s is priced by “%s”, a unit that Leat does not know"), term->kept->sku, term->unit);
  else if (!convert_tiers (term, factor, tiers))
    *why = g_strdup_printf (_("the tiers of %s do not follow each other from 0, or are out of all range"), term->kept->sku);
  if (*why != NULL)
    return NULL;

  offered = g_new0 (Offered, 1);
  offered->term = term;
  offered->tiers = g_steal_pointer (&tiers);
  if (!term->kept->map->keeps_free_tier)
    take_allowance (offered);
  return offered;
}

static guint
first_paid (const Offered *offered)
{
  return offered->tiers->len > 1 && g_array_index (offered->tiers, LeatTier, 0).price == 0 ? 1 : 0;
}

static gboolean
is_close (double a,
          double b)
{
  return fabs (a - b) <= 1e-9 * MAX (fabs (a), fabs (b));
}

/* Whether two differ in nothing but in what is free. */
static gboolean
same_paid (const Offered *a,
           const Offered *b)
{
  guint i = first_paid (a);
  guint j = first_paid (b);

  if (a->tiers->len - i != b->tiers->len - j)
    return FALSE;
  for (guint k = 0; i + k < a->tiers->len; k++)
    {
      const LeatTier *first = &g_array_index (a->tiers, LeatTier, i + k);
      const LeatTier *second = &g_array_index (b->tiers, LeatTier, j + k);

      if (!is_close (first->price, second->price) || (k > 0 && !is_close (first->from, second->from)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_standard (const Offered *offered)
{
  return g_str_equal (offered->term->term, STANDARD_TERM);
}

/* Leaves the standard terms, if there is one, and those that are not free, if there is one or if that key
 * is never free. */
static void
winnow (GPtrArray *all)
{
  gboolean standard = FALSE;
  gboolean paid = FALSE;

  for (guint i = 0; i < all->len; i++)
    standard |= is_standard (g_ptr_array_index (all, i));
  for (guint i = all->len; standard && i-- > 0;)
    if (!is_standard (g_ptr_array_index (all, i)))
      g_ptr_array_remove_index (all, i);
  for (guint i = 0; i < all->len; i++)
    paid |= !is_all_free (g_ptr_array_index (all, i));
  for (guint i = all->len; i-- > 0;)
    {
      const Offered *offered = g_ptr_array_index (all, i);

      if (is_all_free (offered) && (paid || !offered->term->kept->map->may_be_free))
        g_ptr_array_remove_index (all, i);
    }
}

static const Offered *
choose (GPtrArray *all,
        char     **why)
{
  const Offered *best = NULL;

  winnow (all);
  for (guint i = 0; i < all->len; i++)
    {
      const Offered *offered = g_ptr_array_index (all, i);

      if (best != NULL && !same_paid (best, offered))
        {
          *why = g_strdup_printf (_("the prices of %s and %s differ"), best->term->kept->sku,
                                  offered->term->kept->sku);
          return NULL;
        }
      if (best == NULL || (starts_free (offered) && !starts_free (best)))
        best = offered;
    }
  if (best == NULL)
    *why = g_strdup (_("its price is 0, or it has none on demand"));
  return best;
}

static gboolean
has_free (const LeatPrice *price)
{
  return price != NULL && (price->free_amount > 0 || (price->n_tiers > 1 && price->tiers[0].price == 0));
}

/* A free tier that the offer has in another place, or not at all, stays as the books have it: it is
 * the same in all regions. */
static const LeatPrice *
find_free (const LeatPricelist *self,
           const char          *key)
{
  g_autoptr(GPtrArray) regions = leat_catalogue_get_regions (self->catalogue);
  const LeatPriceBook *book = leat_catalogue_get_prices (self->catalogue, self->region);
  const LeatPrice *price = book != NULL ? leat_price_book_get (book, key) : NULL;

  if (price != NULL)
    return has_free (price) ? price : NULL;
  for (guint i = 0; i < regions->len; i++)
    {
      book = leat_catalogue_get_prices (self->catalogue, g_ptr_array_index (regions, i));
      price = leat_price_book_get (book, key);
      if (has_free (price))
        return price;
    }
  return NULL;
}

/* "25 free, then 0.25" put before "0.25 from 0". */
static void
add_free_tier (LeatPrice *price,
               double     amount)
{
  LeatTier *tiers;

  if (price->n_tiers > 1 && price->tiers[1].from <= amount)
    return;

  tiers = g_new (LeatTier, price->n_tiers + 1);
  tiers[0] = (LeatTier){ 0, 0 };
  memcpy (tiers + 1, price->tiers, price->n_tiers * sizeof (LeatTier));
  tiers[1].from = amount;
  g_free (price->tiers);
  price->tiers = tiers;
  price->n_tiers++;
}

static void
set_free (const LeatPricelist *self,
          const Offered       *offered,
          LeatPrice           *price)
{
  const LeatPrice *known = starts_free (offered) ? NULL : find_free (self, price->key);

  if (offered->free_amount > 0)
    {
      price->free_amount = offered->free_amount;
      price->free_kind = g_strdup ("always");
    }
  else if (known != NULL && known->free_amount > 0)
    {
      price->free_amount = known->free_amount;
      price->free_kind = g_strdup (known->free_kind);
    }
  else if (known != NULL && offered->term->kept->map->keeps_free_tier)
    add_free_tier (price, known->tiers[1].from);
}

static void
take (LeatPricelist *self,
      const char    *key,
      const Offered *offered)
{
  const LeatKept *kept = offered->term->kept;
  const LeatPriceBook *book = leat_catalogue_get_prices (self->catalogue, self->region);
  LeatTakenPrice *taken = g_new0 (LeatTakenPrice, 1);
  LeatPrice *price = &taken->price;

  price->key = g_strdup (key);
  price->unit = g_strdup (kept->map->unit);
  price->confidence = g_strdup (kept->map->confidence);
  price->n_tiers = offered->tiers->len;
  price->tiers = g_memdup2 (offered->tiers->data, offered->tiers->len * sizeof (LeatTier));
  price->as_of = g_strdup (*offered->term->effective != '\0' ? offered->term->effective
                           : self->published != NULL       ? self->published
                                                             : "");
  price->source = g_strdup (self->source);
  taken->old = book != NULL ? leat_price_book_get (book, key) : NULL;
  taken->sku = g_strdup (kept->sku);
  set_free (self, offered, price);
  g_ptr_array_add (self->taken, taken);
}

static void
resolve (LeatPricelist *self,
         const char    *key,
         GPtrArray     *kepts)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) offered_free);
  g_autofree char *why = NULL;
  const Offered *best = NULL;

  for (guint i = 0; why == NULL && i < kepts->len; i++)
    {
      const LeatKept *kept = g_ptr_array_index (kepts, i);

      for (guint j = 0; why == NULL && j < kept->terms->len; j++)
        {
          Offered *offered = judge (g_ptr_array_index (kept->terms, j), &why);

          if (offered != NULL)
            g_ptr_array_add (all, offered);
        }
    }
  if (why == NULL)
    best = choose (all, &why);
  if (best != NULL)
    take (self, key, best);
  else
    {
      LeatDoubtfulPrice *doubtful = g_new0 (LeatDoubtfulPrice, 1);

      doubtful->key = g_strdup (key);
      doubtful->why = g_steal_pointer (&why);
      g_ptr_array_add (self->doubtful, doubtful);
    }
}

static int
compare_kept (gconstpointer a,
              gconstpointer b)
{
  return strcmp ((*(const LeatKept *const *) a)->sku, (*(const LeatKept *const *) b)->sku);
}

static void
add_to_key (GHashTable *by_key,
            char       *key,
            LeatKept   *kept)
{
  GPtrArray *kepts = g_hash_table_lookup (by_key, key);

  if (kepts == NULL)
    {
      kepts = g_ptr_array_new ();
      g_hash_table_insert (by_key, key, kepts);
    }
  g_ptr_array_add (kepts, kept);
}

void
leat_offer_resolve (LeatPricelist *self,
                    GHashTable    *kept)
{
  g_autoptr(GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                        (GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GPtrArray) keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, kept);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      LeatKept *one = value;

      add_to_key (by_key, one->key, one);
      for (guint i = 0; one->map->also[i] != NULL; i++)
        add_to_key (by_key, one->map->also[i], one);
    }

  g_hash_table_iter_init (&iter, by_key);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, leat_compare_strings);
  for (guint i = 0; i < keys->len; i++)
    {
      GPtrArray *kepts = g_hash_table_lookup (by_key, g_ptr_array_index (keys, i));

      g_ptr_array_sort (kepts, compare_kept);
      resolve (self, g_ptr_array_index (keys, i), kepts);
    }
}
