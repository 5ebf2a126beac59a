/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/pricelist-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What both formats of an offer have in common: a product is kept if it is the price of a key, and its
 * tiers are gathered by offer term; of other products only how many there are, and the first few names. */

#define MAX_NAMES 5
#define MAX_WORD 64

struct _LeatCollector
{
  LeatPriceMaps *maps;
  LeatCatalogue *catalogue;
  LeatPricelist *result;
  char          *name;
  const char    *suffix;
  char          *wanted;       /* region, or NULL */
  char          *elsewhere;    /* a region that is not wanted but in the file, or NULL */
  char          *foreign;      /* a currency that is not the dollar, or NULL */
  char          *service;      /* that of the first product, or NULL */
  GHashTable    *regions;      /* if only these are looked for, those found; or NULL */
  GHashTable    *kept;         /* sku -> LeatKept */
  GHashTable    *families;     /* name -> LeatUnusedFamily of the result */
  GString       *key;
  gsize          n_tiers;
  guint          n_notices;
};

static void
term_free (LeatOfferTerm *term)
{
  g_free (term->term);
  g_free (term->unit);
  g_array_unref (term->tiers);
  g_free (term);
}

static void
kept_free (LeatKept *kept)
{
  g_free (kept->sku);
  g_free (kept->key);
  g_ptr_array_unref (kept->terms);
  g_free (kept);
}

static void
taken_free (LeatTakenPrice *taken)
{
  g_free (taken->price.key);
  g_free (taken->price.unit);
  g_free (taken->price.tiers);
  g_free (taken->price.free_kind);
  g_free (taken->price.as_of);
  g_free (taken->price.source);
  g_free (taken->price.confidence);
  g_free (taken->sku);
  g_free (taken);
}

static void
doubtful_free (LeatDoubtfulPrice *doubtful)
{
  g_free (doubtful->key);
  g_free (doubtful->why);
  g_free (doubtful);
}

static void
family_free (LeatUnusedFamily *family)
{
  g_free (family->family);
  g_ptr_array_unref (family->names);
  g_free (family);
}

void
leat_pricelist_free (LeatPricelist *self)
{
  g_free (self->offer);
  g_free (self->version);
  g_free (self->published);
  g_free (self->region);
  g_free (self->source);
  g_ptr_array_unref (self->taken);
  g_ptr_array_unref (self->doubtful);
  g_ptr_array_unref (self->missing);
  g_ptr_array_unref (self->unused);
  g_ptr_array_unref (self->notices);
  leat_catalogue_unref (self->catalogue);
  g_free (self);
}

static LeatPricelist *
pricelist_new (LeatCatalogue *catalogue)
{
  LeatPricelist *self = g_new0 (LeatPricelist, 1);

  self->catalogue = leat_catalogue_ref (catalogue);
  self->taken = g_ptr_array_new_with_free_func ((GDestroyNotify) taken_free);
  self->doubtful = g_ptr_array_new_with_free_func ((GDestroyNotify) doubtful_free);
  self->missing = g_ptr_array_new_with_free_func (g_free);
  self->unused = g_ptr_array_new_with_free_func ((GDestroyNotify) family_free);
  self->notices = leat_notices_new ();
  return self;
}

LeatCollector *
leat_collector_new (LeatPriceMaps *maps,
                    LeatCatalogue *catalogue,
                    const char    *name,
                    const char    *region,
                    const char    *suffix)
{
  LeatCollector *self = g_new0 (LeatCollector, 1);

  self->maps = maps;
  self->catalogue = catalogue;
  self->result = pricelist_new (catalogue);
  self->name = g_strdup (name);
  self->suffix = suffix;
  self->wanted = g_strdup (region);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) kept_free);
  self->families = g_hash_table_new (g_str_hash, g_str_equal);
  self->key = g_string_new (NULL);
  return self;
}

void
leat_collector_free (LeatCollector *self)
{
  g_hash_table_unref (self->families);
  g_hash_table_unref (self->kept);
  g_clear_pointer (&self->regions, g_hash_table_unref);
  g_clear_pointer (&self->result, leat_pricelist_free);
  leat_price_maps_free (self->maps);
  g_string_free (self->key, TRUE);
  g_free (self->name);
  g_free (self->wanted);
  g_free (self->elsewhere);
  g_free (self->foreign);
  g_free (self->service);
  g_free (self);
}

const LeatPriceMaps *
leat_collector_get_maps (const LeatCollector *self)
{
  return self->maps;
}

const char *
leat_collector_get_name (const LeatCollector *self)
{
  return self->name;
}

const char *
leat_collector_get_region (const LeatCollector *self)
{
  return self->wanted != NULL ? self->wanted : self->result->region;
}

static gboolean
is_word (const char *text)
{
  gsize n = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

  return n > 0 && n <= MAX_WORD && text[n] == '\0';
}

/* The day of "2026-11-26" or "2026-11-26T12:00:00Z". In "01/05/2017" it cannot be told from the month. */
static gboolean
copy_day (const char *text,
          char        day[sizeof "2026-11-26"])
{
  static const char form[] = "dddd-dd-dd";

  for (gsize i = 0; i + 1 < sizeof form; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;
  if (text[sizeof form - 1] != '\0' && text[sizeof form - 1] != 'T')
    return FALSE;
  g_strlcpy (day, text, sizeof form);
  return TRUE;
}

/* As much of a text of the file as a message takes. */
static char *
shorten (const char *text)
{
  g_autofree char *head = g_strndup (text, MAX_WORD);

  return g_utf8_make_valid (head, -1);
}

static gboolean
set_offer (LeatCollector *self,
           const char    *offer,
           GError       **error)
{
  g_autofree char *known = NULL;
  g_autofree char *found = NULL;

  if (is_word (offer) && leat_price_maps_get_offer (self->maps, offer) != NULL)
    {
      g_free (self->result->offer);
      self->result->offer = g_strdup (offer);
      return TRUE;
    }
  known = leat_price_maps_dup_offers (self->maps);
  found = shorten (offer);
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN,
               _("found the offer “%s”, of which Leat uses no price; it uses those of %s"), found, known);
  return FALSE;
}

static gboolean
is_head (const char *name,
         const char *normal)
{
  for (; *name != '\0'; name++)
    if (g_ascii_isalnum (*name) && g_ascii_tolower (*name) != *normal++)
      return FALSE;
  return *normal == '\0';
}

gboolean
leat_collector_set_head (LeatCollector *self,
                         const char    *name,
                         const char    *value,
                         GError       **error)
{
  char day[sizeof "2026-11-26"];

  if (is_head (name, "offercode"))
    return set_offer (self, value, error);
  if (is_head (name, "version") && is_word (value))
    {
      g_free (self->result->version);
      self->result->version = g_strdup (value);
    }
  if (is_head (name, "publicationdate") && copy_day (value, day))
    {
      g_free (self->result->published);
      self->result->published = g_strdup (day);
    }
  return TRUE;
}

static void
count_unused (LeatCollector          *self,
              const LeatOfferProduct *product)
{
  const char *name = leat_offer_product_get (product, LEAT_ATTRIBUTE_FAMILY);
  const char *usage = leat_offer_product_get (product, LEAT_ATTRIBUTE_USAGE);
  LeatUnusedFamily *family = g_hash_table_lookup (self->families, name);

  if (family == NULL && g_hash_table_size (self->families) == LEAT_PRICELIST_MAX_FAMILIES)
    name = "…";
  if (family == NULL && (family = g_hash_table_lookup (self->families, name)) == NULL)
    {
      family = g_new0 (LeatUnusedFamily, 1);
      family->family = g_strdup (name);
      family->names = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->result->unused, family);
      g_hash_table_insert (self->families, family->family, family);
    }
  family->count++;
  if (family->names->len < MAX_NAMES && *usage != '\0' &&
      !g_ptr_array_find_with_equal_func (family->names, usage, g_str_equal, NULL))
    g_ptr_array_add (family->names, g_strdup (usage));
}

/* Whether a product of this region is looked at; it fixes the region if none was asked for. */
static gboolean
accept_region (LeatCollector *self,
               const char    *region,
               GError       **error)
{
  if (leat_collector_get_region (self) == NULL)
    self->result->region = g_strdup (region);
  if (g_str_equal (region, leat_collector_get_region (self)))
    return TRUE;
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE,
               _("found prices of several regions, of %s and %s among others: choose one (--region in a terminal)"),
               self->result->region, region);
  return FALSE;
}

static LeatKept *
keep (LeatCollector      *self,
      const char         *sku,
      const LeatPriceMap *map,
      GError            **error)
{
  LeatKept *kept;

  if (g_hash_table_size (self->kept) == LEAT_PRICELIST_MAX_PRODUCTS || strlen (sku) > MAX_WORD)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT,
                   _("found more than %d products, or a longer name of one, than an offer of AWS has"),
                   LEAT_PRICELIST_MAX_PRODUCTS);
      return NULL;
    }
  kept = g_new0 (LeatKept, 1);
  kept->map = map;
  kept->sku = g_strdup (sku);
  kept->key = g_strdup (self->key->str);
  kept->terms = g_ptr_array_new_with_free_func ((GDestroyNotify) term_free);
  g_hash_table_insert (self->kept, kept->sku, kept);
  return kept;
}

gboolean
leat_collector_add_product (LeatCollector          *self,
                            const char             *sku,
                            const LeatOfferProduct *product,
                            gboolean                counts,
                            LeatKept              **kept,
                            GError                **error)
{
  const char *region;
  const char *service = leat_offer_product_get (product, LEAT_ATTRIBUTE_SERVICE);
  const LeatPriceMap *map;

  *kept = g_hash_table_lookup (self->kept, sku);
  if (*kept != NULL)
    return TRUE;
  region = leat_price_maps_get_region (self->maps, product);
  if (self->service == NULL && *service != '\0')
    self->service = g_strdup (service);
  if (self->wanted != NULL && region != NULL && !g_str_equal (region, self->wanted))
    {
      if (self->elsewhere == NULL)
        self->elsewhere = g_strdup (region);
      return TRUE;
    }

  map = region != NULL ? leat_price_maps_match (self->maps, self->result->offer, product, self->key) : NULL;
  if (self->regions != NULL)
    {
      if (map != NULL && !g_hash_table_contains (self->regions, region) &&
          g_hash_table_size (self->regions) < LEAT_PRICELIST_MAX_REGIONS)
        g_hash_table_add (self->regions, g_strdup (region));
      return TRUE;
    }
  if (map == NULL)
    {
      if (counts)
        count_unused (self, product);
      return TRUE;
    }
  return accept_region (self, region, error) && (*kept = keep (self, sku, map, error)) != NULL;
}

LeatKept *
leat_collector_find (const LeatCollector *self,
                     const char          *sku,
                     gsize                length)
{
  char text[MAX_WORD + 1];

  if (length > MAX_WORD)
    return NULL;
  memcpy (text, sku, length);
  text[length] = '\0';
  return g_hash_table_lookup (self->kept, text);
}

static gboolean
read_amount (const char *text,
             double     *amount,
             GError    **error)
{
  g_autofree char *found = NULL;

  if (leat_parse_number (text, amount) && *amount >= 0)
    return TRUE;
  found = shorten (text);
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE,
               _("expected a number of 0 or more, found “%s”: take the file as AWS publishes it"), found);
  return FALSE;
}

static gboolean
read_tier (const LeatOfferPrice *price,
           LeatOfferTier        *tier,
           GError              **error)
{
  tier->begin = 0;
  tier->end = INFINITY;
  return (*price->begin == '\0' || read_amount (price->begin, &tier->begin, error)) &&
         (*price->end == '\0' || g_ascii_strcasecmp (price->end, "Inf") == 0 ||
          read_amount (price->end, &tier->end, error)) &&
         read_amount (price->amount, &tier->price, error);
}

static LeatOfferTerm *
get_term (LeatKept             *kept,
          const LeatOfferPrice *price)
{
  LeatOfferTerm *term;

  for (guint i = 0; i < kept->terms->len; i++)
    {
      term = g_ptr_array_index (kept->terms, i);
      if (g_str_equal (term->term, price->term))
        return term;
    }
  term = g_new0 (LeatOfferTerm, 1);
  term->kept = kept;
  term->term = g_strndup (price->term, MAX_WORD);
  term->unit = shorten (price->unit);
  term->tiers = g_array_new (FALSE, FALSE, sizeof (LeatOfferTier));
  if (price->effective == NULL || !copy_day (price->effective, term->effective))
    *term->effective = '\0';
  g_ptr_array_add (kept->terms, term);
  return term;
}

gboolean
leat_collector_add_price (LeatCollector        *self,
                          LeatKept             *kept,
                          const LeatOfferPrice *price,
                          GError              **error)
{
  LeatOfferTier tier;

  if (!g_str_equal (price->currency, "USD"))
    {
      if (self->foreign == NULL && *price->currency != '\0')
        self->foreign = shorten (price->currency);
      return TRUE;
    }
  if (!read_tier (price, &tier, error))
    return FALSE;
  if (self->n_tiers++ == LEAT_PRICELIST_MAX_TIERS)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("found more than %d prices of products that Leat uses"),
                   LEAT_PRICELIST_MAX_TIERS);
      return FALSE;
    }
  g_array_append_val (get_term (kept, price)->tiers, tier);
  return TRUE;
}

void
leat_collector_add_notice (LeatCollector *self,
                           long           line,
                           char          *text)
{
  if (self->n_notices++ < LEAT_PRICELIST_MAX_NOTICES)
    leat_notice_add (self->result->notices, line, "%s", text);
  g_free (text);
}

/* All keys that Leat knows: those of its books, and those that lines of services name in full. */
static GHashTable *
known_keys (const LeatCatalogue *catalogue)
{
  g_autoptr(GPtrArray) regions = leat_catalogue_get_regions (catalogue);
  GHashTable *known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < regions->len; i++)
    {
      const LeatPriceBook *book = leat_catalogue_get_prices (catalogue, g_ptr_array_index (regions, i));
      g_autoptr(GPtrArray) keys = leat_price_book_get_keys (book);

      for (guint j = 0; j < keys->len; j++)
        g_hash_table_add (known, g_ptr_array_index (keys, j));
    }
  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (catalogue, i);

      for (guint j = 0; j < service->lines->len; j++)
        g_hash_table_add (known, ((LeatLine *) g_ptr_array_index (service->lines, j))->price);
    }
  return known;
}

static gboolean
is_of_offer (const LeatCollector *self,
             const char          *key)
{
  GPtrArray *maps = leat_price_maps_get_offer (self->maps, self->result->offer);

  for (guint i = 0; maps != NULL && i < maps->len; i++)
    if (leat_price_map_may_give (g_ptr_array_index (maps, i), key))
      return TRUE;
  return FALSE;
}

static void
list_missing (LeatCollector *self)
{
  g_autoptr(GHashTable) known = known_keys (self->catalogue);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const LeatKept *kept = value;

      g_hash_table_add (seen, kept->key);
      for (guint i = 0; kept->map->also[i] != NULL; i++)
        g_hash_table_add (seen, kept->map->also[i]);
    }
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    if (leat_price_key_is_valid (value) && !g_hash_table_contains (seen, value) && is_of_offer (self, value))
      g_ptr_array_add (self->result->missing, g_strdup (value));
  g_ptr_array_sort (self->result->missing, leat_compare_strings);
}

static int
compare_families (gconstpointer a,
                  gconstpointer b)
{
  const LeatUnusedFamily *first = *(const LeatUnusedFamily *const *) a;
  const LeatUnusedFamily *second = *(const LeatUnusedFamily *const *) b;

  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;
  return strcmp (first->family, second->family);
}

static gboolean
check_whole (LeatCollector *self,
             GError       **error)
{
  const char *region = leat_collector_get_region (self);

  if (self->result->offer == NULL && self->service != NULL && !set_offer (self, self->service, error))
    {
      g_prefix_error (error, "%s: ", self->name);
      return FALSE;
    }
  if (self->n_tiers == 0 && self->foreign != NULL)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE,
                   _("%s: found prices in %s, expected US dollars: the offers of the regions in China cannot be used"),
                   self->name, self->foreign);
      return FALSE;
    }
  if (self->wanted != NULL && self->elsewhere != NULL && g_hash_table_size (self->kept) == 0)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE,
                   _("%s: found no prices of %s, but of %s: take the file of that region"), self->name, region,
                   self->elsewhere);
      return FALSE;
    }
  return TRUE;
}

void
leat_collector_look_for_regions (LeatCollector *self)
{
  self->regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GPtrArray *
leat_collector_list_regions (const LeatCollector *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer region;

  g_hash_table_iter_init (&iter, self->regions);
  while (g_hash_table_iter_next (&iter, &region, NULL))
    g_ptr_array_add (list, g_strdup (region));
  g_ptr_array_sort (list, leat_compare_strings);
  return list;
}

LeatPricelist *
leat_collector_finish (LeatCollector *self,
                       GError       **error)
{
  LeatPricelist *result = self->result;

  if (!check_whole (self, error))
    return NULL;

  if (result->region == NULL)
    result->region = g_strdup (self->wanted);
  if (result->offer == NULL)
    result->offer = g_strdup ("");
  result->source = g_strdup_printf ("https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/%s/%s/%s/index.%s",
                                    result->offer, result->version != NULL ? result->version : "current",
                                    result->region != NULL ? result->region : "REGION", self->suffix);
  if (result->region != NULL)
    leat_offer_resolve (result, self->kept);
  list_missing (self);
  g_ptr_array_sort (result->unused, compare_families);
  if (self->n_notices > LEAT_PRICELIST_MAX_NOTICES)
    leat_notice_add (result->notices, 0, _("%u more were left out"), self->n_notices - LEAT_PRICELIST_MAX_NOTICES);
  return g_steal_pointer (&self->result);
}
