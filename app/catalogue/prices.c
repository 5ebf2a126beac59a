/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/prices.h"

#include "catalogue/pool.h"
#include "model/error.h"
#include "model/names.h"

#include <glib/gi18n-lib.h>

struct _LeatPriceBook
{
  LeatPool   *pool;
  char       *region;
  GHashTable *prices; /* key -> LeatPrice */
};

static char *
dup_attribute (LeatPriceBook *self,
               const xmlNode *node,
               const char    *name)
{
  char *text = leat_xml_dup (node, name);

  return leat_pool_own (self->pool, text != NULL ? text : g_strdup (""), g_free);
}

static gboolean
read_tier (const xmlNode *node,
           const char    *file,
           GArray        *tiers,
           GError       **error)
{
  LeatTier tier;
  double last = tiers->len > 0 ? g_array_index (tiers, LeatTier, tiers->len - 1).from : -1;

  if (!leat_xml_number (node, "from", 0, file, &tier.from, error) ||
      !leat_xml_number (node, "usd", -1, file, &tier.price, error))
    return FALSE;
  if (tier.price < 0 || tier.from <= last || (tiers->len == 0 && tier.from != 0))
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE,
                   _("%s:%ld: tiers ascend from 0 and have a price in “usd”"), file,
                   xmlGetLineNo ((xmlNode *) node));
      return FALSE;
    }
  g_array_append_val (tiers, tier);
  return TRUE;
}

static gboolean
read_price_children (LeatPriceBook *self,
                     const xmlNode *node,
                     const char    *file,
                     LeatPrice     *price,
                     GError       **error)
{
  GArray *tiers = leat_pool_own (self->pool, g_array_new (FALSE, FALSE, sizeof (LeatTier)),
                                 (GDestroyNotify) g_array_unref);

  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (leat_xml_is (child, "tier") && !read_tier (child, file, tiers, error))
        return FALSE;
      if (leat_xml_is (child, "free"))
        {
          price->free_kind = dup_attribute (self, child, "kind");
          if (!leat_xml_number (child, "amount", 0, file, &price->free_amount, error))
            return FALSE;
        }
    }

  price->tiers = (LeatTier *) tiers->data;
  price->n_tiers = tiers->len;
  return TRUE;
}

static gboolean
read_price (LeatPriceBook *self,
            const xmlNode *node,
            const char    *file,
            GError       **error)
{
  LeatPrice *price = leat_pool_new0 (self->pool, LeatPrice);

  price->key = dup_attribute (self, node, "key");
  price->unit = dup_attribute (self, node, "unit");
  price->as_of = dup_attribute (self, node, "as-of");
  price->source = dup_attribute (self, node, "source");
  price->confidence = dup_attribute (self, node, "confidence");
  if (!read_price_children (self, node, file, price, error))
    return FALSE;
  if (price->n_tiers == 0 || *price->key == '\0' || g_hash_table_contains (self->prices, price->key))
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                   _("%s:%ld: <price> needs a key of its own and a <tier>, found “%s”"), file,
                   xmlGetLineNo ((xmlNode *) node), price->key);
      return FALSE;
    }
  g_hash_table_insert (self->prices, price->key, price);
  return TRUE;
}

LeatPriceBook *
leat_price_book_new_from_file (const char *file,
                               GError    **error)
{
  g_autoptr(xmlDoc) doc = leat_xml_read_file (file, "urn:leat:prices", "prices", error);
  g_autofree char *name = g_path_get_basename (file);
  LeatPriceBook *self;
  xmlNode *root;

  if (doc == NULL)
    return NULL;

  self = g_new0 (LeatPriceBook, 1);
  self->pool = leat_pool_new ();
  self->prices = g_hash_table_new (g_str_hash, g_str_equal);
  root = xmlDocGetRootElement (doc);
  self->region = dup_attribute (self, root, "region");

  for (const xmlNode *node = root->children; node != NULL; node = node->next)
    if (leat_xml_is (node, "price") && !read_price (self, node, name, error))
      {
        leat_price_book_free (self);
        return NULL;
      }
  return self;
}

static gboolean
parse_tiers (const char *text,
             GArray     *tiers)
{
  g_auto(GStrv) parts = g_strsplit (text, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *colon = strchr (parts[i], ':');
      LeatTier tier = { 0, 0 };

      if (colon != NULL)
        *colon = '\0';
      if ((colon != NULL && !leat_parse_number (parts[i], &tier.from)) ||
          !leat_parse_number (colon != NULL ? colon + 1 : parts[i], &tier.price) || tier.price < 0 ||
          (i == 0 ? tier.from != 0 : tier.from <= g_array_index (tiers, LeatTier, i - 1).from))
        return FALSE;
      g_array_append_val (tiers, tier);
    }
  return TRUE;
}

static gboolean
add_own (LeatPriceBook *self,
         const char    *text,
         GError       **error)
{
  const char *equals = strchr (text, '=');
  LeatPrice *price = leat_pool_new0 (self->pool, LeatPrice);
  GArray *tiers = leat_pool_own (self->pool, g_array_new (FALSE, FALSE, sizeof (LeatTier)),
                                 (GDestroyNotify) g_array_unref);
  const LeatPrice *base;

  if (equals == NULL || equals == text || !parse_tiers (equals + 1, tiers))
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                   _("“%s” is no price: write KEY=USD, or KEY=0:USD,FROM:USD for tiers that ascend from 0"), text);
      return FALSE;
    }

  price->key = leat_pool_own (self->pool, g_strndup (text, equals - text), g_free);
  base = g_hash_table_lookup (self->prices, price->key);
  if (base != NULL)
    *price = *base;
  price->key = leat_pool_own (self->pool, g_strndup (text, equals - text), g_free);
  price->tiers = (LeatTier *) tiers->data;
  price->n_tiers = tiers->len;
  if (base == NULL)
    price->unit = price->free_kind = (char *) "";
  price->as_of = (char *) "";
  price->source = (char *) _("your own price");
  price->confidence = (char *) "high";
  g_hash_table_replace (self->prices, price->key, price);
  return TRUE;
}

LeatPriceBook *
leat_price_book_new_with (const LeatPriceBook *base,
                          const char *const   *prices,
                          GError             **error)
{
  LeatPriceBook *self = g_new0 (LeatPriceBook, 1);
  GHashTableIter iter;
  gpointer key, value;

  self->pool = leat_pool_new ();
  self->prices = g_hash_table_new (g_str_hash, g_str_equal);
  self->region = leat_pool_own (self->pool, g_strdup (base != NULL ? base->region : ""), g_free);
  if (base != NULL)
    {
      g_hash_table_iter_init (&iter, base->prices);
      while (g_hash_table_iter_next (&iter, &key, &value))
        g_hash_table_insert (self->prices, key, value);
    }
  for (guint i = 0; prices[i] != NULL; i++)
    if (!add_own (self, prices[i], error))
      {
        leat_price_book_free (self);
        return NULL;
      }
  return self;
}

void
leat_price_book_free (LeatPriceBook *self)
{
  g_hash_table_unref (self->prices);
  leat_pool_free (self->pool);
  g_free (self);
}

void
leat_price_book_lay_over (LeatPriceBook *self,
                          LeatPriceBook *over)
{
  GHashTableIter iter;
  gpointer key;
  gpointer price;

  g_hash_table_iter_init (&iter, over->prices);
  while (g_hash_table_iter_next (&iter, &key, &price))
    g_hash_table_replace (self->prices, key, price);
  leat_pool_own (self->pool, over, (GDestroyNotify) leat_price_book_free);
}

const char *
leat_price_book_get_region (const LeatPriceBook *self)
{
  return self->region;
}

const LeatPrice *
leat_price_book_get (const LeatPriceBook *self,
                     const char          *key)
{
  return g_hash_table_lookup (self->prices, key);
}

GPtrArray *
leat_price_book_get_keys (const LeatPriceBook *self)
{
  g_autofree gpointer *keys = NULL;
  GPtrArray *sorted = g_ptr_array_new ();
  guint n;

  keys = g_hash_table_get_keys_as_array (self->prices, &n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (sorted, keys[i]);
  g_ptr_array_sort (sorted, leat_compare_strings);
  return sorted;
}

guint
leat_price_book_get_dates (const LeatPriceBook *self,
                           const char         **oldest,
                           const char         **newest)
{
  GHashTableIter iter;
  gpointer value;

  *oldest = *newest = NULL;
  g_hash_table_iter_init (&iter, self->prices);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const char *date = ((const LeatPrice *) value)->as_of;

      if (*date == '\0')
        continue;
      if (*oldest == NULL || strcmp (date, *oldest) < 0)
        *oldest = date;
      if (*newest == NULL || strcmp (date, *newest) > 0)
        *newest = date;
    }
  return g_hash_table_size (self->prices);
}

/* One or more words of small letters and digits, joined by single marks of `marks`. */
static const char *
skip_words (const char *text,
            const char *marks)
{
  while (TRUE)
    {
      gsize n = strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789");

      if (n == 0)
        return NULL;
      text += n;
      if (*text == '\0' || strchr (marks, *text) == NULL)
        return text;
      text++;
    }
}

gboolean
leat_price_key_is_valid (const char *key)
{
  gsize service = strspn (key, "abcdefghijklmnopqrstuvwxyz0123456789-");
  const char *end = service > 0 && key[service] == '.' ? skip_words (key + service + 1, "._-") : NULL;

  return end != NULL && *end == '\0';
}

char *
leat_own_price_book_path (const char *region)
{
  g_autofree char *name = g_strconcat (region, ".xml", NULL);

  return g_build_filename (g_get_user_data_dir (), "leat", "prices", name, NULL);
}
