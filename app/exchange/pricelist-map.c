/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/pricelist-private.h"

#include "catalogue/pool.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* data/pricelist.xml: a product fits a map if all conditions of one of its <product> hold. A condition is
 * a value, several joined by "|", each with "*" for anything and {name} for something that the key
 * takes up. Of a usage type the region in front ("EUW1-") is not looked at. */

#define NAME_SPACE "urn:leat:pricelist"
#define MAX_VALUE 512
#define MAX_TEXT (32 * 1024)
#define MAX_CAPTURES 4

struct _LeatPriceMaps
{
  LeatPool   *pool;
  GHashTable *attributes; /* name in normal form -> index + 1 */
  GHashTable *offers;     /* code -> GPtrArray of LeatPriceMap */
  GHashTable *locations;  /* "EU (Ireland)" -> region */
  GHashTable *prefixes;   /* "EUW1" -> region */
};

typedef struct
{
  int       attribute;
  GPtrArray *patterns; /* of char *: any */
} Condition;

typedef struct
{
  const char *name;
  gsize       name_length;
  const char *value;
  gsize       length;
} Capture;

typedef struct
{
  Capture captures[MAX_CAPTURES];
  guint   n;
} Captures;

void
leat_offer_product_clear (LeatOfferProduct *self)
{
  if (self->text == NULL)
    self->text = g_string_new (NULL);
  g_string_truncate (self->text, 0);
  g_string_append_c (self->text, '\0');
  memset (self->at, 0, sizeof self->at);
}

void
leat_offer_product_set (LeatOfferProduct *self,
                        int               attribute,
                        const char       *value,
                        gsize             length)
{
  g_return_if_fail (attribute >= 0 && attribute < LEAT_MAX_ATTRIBUTES);

  if (length > MAX_VALUE || self->text->len > MAX_TEXT)
    return;
  self->at[attribute] = self->text->len;
  g_string_append_len (self->text, value, length);
  g_string_append_c (self->text, '\0');
}

const char *
leat_offer_product_get (const LeatOfferProduct *self,
                        int                     attribute)
{
  return self->text->str + self->at[attribute];
}

/* "instanceType", "Instance Type" and "INSTANCE_TYPE" are one; the result is cut to the buffer. */
static gsize
normalise (const char *name,
           gsize       length,
           char       *out,
           gsize       size)
{
  gsize n = 0;

  for (gsize i = 0; i < length && n + 1 < size; i++)
    if (g_ascii_isalnum (name[i]))
      out[n++] = name[i] + (g_ascii_isupper (name[i]) ? 'a' - 'A' : 0);
  out[n] = '\0';
  return n;
}

int
leat_price_maps_find_attribute (const LeatPriceMaps *self,
                                const char          *name,
                                gsize                length)
{
  char normal[64];

  normalise (name, length, normal, sizeof normal);
  return GPOINTER_TO_INT (g_hash_table_lookup (self->attributes, normal)) - 1;
}

static int
add_attribute (LeatPriceMaps *self,
               const char    *name)
{
  int index = leat_price_maps_find_attribute (self, name, strlen (name));
  int n = g_hash_table_size (self->attributes);
  char normal[64];

  if (index >= 0 || n == LEAT_MAX_ATTRIBUTES)
    return index;
  normalise (name, strlen (name), normal, sizeof normal);
  g_hash_table_insert (self->attributes, leat_pool_own (self->pool, g_strdup (normal), g_free), GINT_TO_POINTER (n + 1));
  return n;
}

GPtrArray *
leat_price_maps_get_offer (const LeatPriceMaps *self,
                           const char          *offer)
{
  return offer == NULL ? NULL : g_hash_table_lookup (self->offers, offer);
}

char *
leat_price_maps_dup_offers (const LeatPriceMaps *self)
{
  g_autoptr(GPtrArray) codes = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer code;

  g_hash_table_iter_init (&iter, self->offers);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    g_ptr_array_add (codes, code);
  g_ptr_array_sort (codes, leat_compare_strings);
  g_ptr_array_add (codes, NULL);
  return g_strjoinv (", ", (char **) codes->pdata);
}

static gboolean matches (const char *pattern,
                         const char *value,
                         Captures   *captures);

/* {name}: at least one character, as few as will do. */
static gboolean
match_capture (const char *pattern,
               const char *value,
               Captures   *captures)
{
  const char *end = strchr (pattern, '}');
  Capture *capture = &captures->captures[captures->n];

  if (end == NULL || captures->n == MAX_CAPTURES)
    return FALSE;

  captures->n++;
  *capture = (Capture){ pattern + 1, end - pattern - 1, value, 1 };
  for (; value[capture->length - 1] != '\0'; capture->length++)
    if (matches (end + 1, value + capture->length, captures))
      return TRUE;
  captures->n--;
  return FALSE;
}

static gboolean
matches (const char *pattern,
         const char *value,
         Captures   *captures)
{
  for (; *pattern != '\0'; pattern++, value++)
    {
      if (*pattern == '{')
        return match_capture (pattern, value, captures);
      if (*pattern == '*')
        {
          for (; *value != '\0'; value++)
            if (matches (pattern + 1, value, captures))
              return TRUE;
          return matches (pattern + 1, value, captures);
        }
      if (*pattern != *value && g_ascii_tolower (*pattern) != g_ascii_tolower (*value))
        return FALSE;
    }
  return *value == '\0';
}

static gboolean
holds (const Condition *condition,
       const char      *value,
       Captures        *captures)
{
  for (guint i = 0; i < condition->patterns->len; i++)
    if (matches (g_ptr_array_index (condition->patterns, i), value, captures))
      return TRUE;
  return FALSE;
}

/* "EUW1-BoxUsage:m5.large" and "us-east-1-KMS-Keys" without what names the region. */
static const char *
skip_region (const LeatPriceMaps *self,
             const char          *usage)
{
  char prefix[32];

  for (const char *dash = strchr (usage, '-'); dash != NULL && dash - usage < (gssize) sizeof prefix;
       dash = strchr (dash + 1, '-'))
    {
      memcpy (prefix, usage, dash - usage);
      prefix[dash - usage] = '\0';
      if (g_hash_table_contains (self->prefixes, prefix))
        return dash + 1;
    }
  return usage;
}

gboolean
leat_region_is_valid (const char *region)
{
  gsize length;
  guint n = 0; /* words of letters, each with the hyphen after it */

  while ((length = strspn (region, "abcdefghijklmnopqrstuvwxyz")) > 0 && region[length] == '-')
    {
      region += length + 1;
      n++;
    }
  length = strspn (region, "0123456789");
  return n >= 2 && length > 0 && region[length] == '\0';
}

const char *
leat_price_maps_get_region (const LeatPriceMaps    *self,
                            const LeatOfferProduct *product)
{
  const char *code = leat_offer_product_get (product, LEAT_ATTRIBUTE_REGION);
  const char *location = leat_offer_product_get (product, LEAT_ATTRIBUTE_LOCATION);

  if (*code != '\0')
    return leat_region_is_valid (code) ? code : NULL;
  if (*location == '\0')
    location = leat_offer_product_get (product, LEAT_ATTRIBUTE_FROM);
  return g_hash_table_lookup (self->locations, location);
}

static void
append_word (GString    *key,
             const char *value,
             gsize       length)
{
  for (gsize i = 0; i < length; i++)
    g_string_append_c (key, value[i] == ' ' ? '-' : g_ascii_tolower (value[i]));
}

static void
append_value (const LeatPriceMaps    *self,
              const LeatOfferProduct *product,
              const Captures         *captures,
              const char             *name,
              gsize                   length,
              GString                *key)
{
  int attribute;

  for (guint i = 0; i < captures->n; i++)
    if (captures->captures[i].name_length == length && memcmp (captures->captures[i].name, name, length) == 0)
      {
        append_word (key, captures->captures[i].value, captures->captures[i].length);
        return;
      }
  attribute = leat_price_maps_find_attribute (self, name, length);
  if (attribute >= 0)
    append_word (key, leat_offer_product_get (product, attribute),
                 strlen (leat_offer_product_get (product, attribute)));
}

static gboolean
make_key (const LeatPriceMaps    *self,
          const LeatPriceMap     *map,
          const LeatOfferProduct *product,
          const Captures         *captures,
          GString                *key)
{
  g_string_truncate (key, 0);
  for (const char *p = map->key; *p != '\0'; p++)
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;

      if (end != NULL)
        {
          append_value (self, product, captures, p + 1, end - p - 1, key);
          p = end;
        }
      else
        g_string_append_c (key, *p);
    }
  return leat_price_key_is_valid (key->str);
}

static gboolean
fits (const LeatPriceMaps    *self,
      const GPtrArray        *conditions,
      const LeatOfferProduct *product,
      const char             *usage,
      Captures               *captures)
{
  captures->n = 0;
  for (guint i = 0; i < conditions->len; i++)
    {
      const Condition *condition = g_ptr_array_index (conditions, i);
      const char *value = condition->attribute == LEAT_ATTRIBUTE_USAGE
                            ? usage : leat_offer_product_get (product, condition->attribute);

      if (!holds (condition, value, captures))
        return FALSE;
    }
  return TRUE;
}

const LeatPriceMap *
leat_price_maps_match (const LeatPriceMaps    *self,
                       const char             *offer,
                       const LeatOfferProduct *product,
                       GString                *key)
{
  const char *service = leat_offer_product_get (product, LEAT_ATTRIBUTE_SERVICE);
  const char *place = leat_offer_product_get (product, LEAT_ATTRIBUTE_LOCATION_TYPE);
  const char *usage = skip_region (self, leat_offer_product_get (product, LEAT_ATTRIBUTE_USAGE));
  GPtrArray *maps = leat_price_maps_get_offer (self, *service != '\0' ? service : offer);
  Captures captures;

  /* Local zones, Wavelength and Outposts have prices of their own under the same words. */
  if (maps == NULL || (*place != '\0' && g_ascii_strcasecmp (place, "AWS Region") != 0))
    return NULL;

  for (guint i = 0; i < maps->len; i++)
    {
      const LeatPriceMap *map = g_ptr_array_index (maps, i);

      for (guint j = 0; j < map->products->len; j++)
        if (fits (self, g_ptr_array_index (map->products, j), product, usage, &captures) &&
            make_key (self, map, product, &captures, key))
          return map;
    }
  return NULL;
}

gboolean
leat_price_map_may_give (const LeatPriceMap *self,
                         const char         *key)
{
  Captures captures = { .n = 0 };

  return matches (self->key, key, &captures) || g_strv_contains ((const char *const *) self->also, key);
}

static char *
dup_pooled (LeatPriceMaps *self,
            const xmlNode *node,
            const char    *name,
            const char    *fallback)
{
  char *text = leat_xml_dup (node, name);

  return leat_pool_own (self->pool, text != NULL ? text : g_strdup (fallback), g_free);
}

static Condition *
new_condition (LeatPriceMaps *self,
               const char    *name,
               const char    *value)
{
  Condition *condition = leat_pool_new0 (self->pool, Condition);
  g_auto(GStrv) patterns = g_strsplit (value, "|", -1);

  condition->attribute = add_attribute (self, name);
  condition->patterns = leat_pool_array (self->pool);
  /* An empty text is split into nothing, but here it means: empty. */
  if (*value == '\0')
    g_ptr_array_add (condition->patterns, leat_pool_own (self->pool, g_strdup (""), g_free));
  for (guint i = 0; patterns[i] != NULL; i++)
    g_ptr_array_add (condition->patterns, leat_pool_own (self->pool, g_strdup (patterns[i]), g_free));
  return condition->attribute >= 0 ? condition : NULL;
}

static gboolean
read_product (LeatPriceMaps *self,
              const xmlNode *node,
              const char    *file,
              LeatPriceMap  *map,
              GError       **error)
{
  GPtrArray *conditions = leat_pool_array (self->pool);

  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      g_autofree char *value = leat_xml_dup (node, (const char *) attribute->name);
      Condition *condition = new_condition (self, (const char *) attribute->name, value != NULL ? value : "");

      if (condition == NULL)
        {
          g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("%s:%ld: more than %d attributes are looked at"), file,
                       xmlGetLineNo ((xmlNode *) node), LEAT_MAX_ATTRIBUTES);
          return FALSE;
        }
      g_ptr_array_add (conditions, condition);
    }
  g_ptr_array_add (map->products, conditions);
  return TRUE;
}

static gboolean
read_factor (const xmlNode *node,
             const char    *file,
             double        *factor,
             GError       **error)
{
  if (!leat_xml_number (node, "factor", 1, file, factor, error))
    return FALSE;
  if (*factor > 0)
    return TRUE;
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("%s:%ld: a factor is more than 0"), file,
               xmlGetLineNo ((xmlNode *) node));
  return FALSE;
}

static gboolean
read_unit (LeatPriceMaps *self,
           const xmlNode *node,
           const char    *file,
           LeatPriceMap  *map,
           GError       **error)
{
  LeatOfferUnit *unit = leat_pool_new0 (self->pool, LeatOfferUnit);

  unit->name = dup_pooled (self, node, "unit", "");
  g_ptr_array_add (map->units, unit);
  return read_factor (node, file, &unit->factor, error);
}

/* The attributes that a key takes from the product must be kept too. */
static void
add_key_attributes (LeatPriceMaps *self,
                    const char    *key)
{
  for (const char *p = strchr (key, '{'); p != NULL; p = strchr (p + 1, '{'))
    {
      const char *end = strchr (p, '}');
      g_autofree char *name = end != NULL ? g_strndup (p + 1, end - p - 1) : NULL;

      if (name != NULL)
        add_attribute (self, name);
    }
}

static gboolean
read_map (LeatPriceMaps *self,
          const xmlNode *node,
          const char    *file,
          GPtrArray     *maps,
          GError       **error)
{
  LeatPriceMap *map = leat_pool_new0 (self->pool, LeatPriceMap);
  g_autofree char *free_tier = leat_xml_dup (node, "free");
  g_autofree char *zero = leat_xml_dup (node, "zero");
  g_autofree char *also = leat_xml_dup (node, "also");

  map->key = dup_pooled (self, node, "key", "");
  map->also = leat_pool_own (self->pool, g_strsplit (also != NULL ? also : "", " ", -1), (GDestroyNotify) g_strfreev);
  map->unit = dup_pooled (self, node, "unit", "");
  map->confidence = dup_pooled (self, node, "confidence", "high");
  map->keeps_free_tier = g_strcmp0 (free_tier, "tier") == 0;
  map->may_be_free = g_strcmp0 (zero, "yes") == 0;
  map->units = leat_pool_array (self->pool);
  map->products = leat_pool_array (self->pool);
  add_key_attributes (self, map->key);
  if (!read_factor (node, file, &map->factor, error))
    return FALSE;
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if ((leat_xml_is (child, "product") && !read_product (self, child, file, map, error)) ||
        (leat_xml_is (child, "from") && !read_unit (self, child, file, map, error)))
      return FALSE;
  g_ptr_array_add (maps, map);
  return TRUE;
}

static gboolean
read_offer (LeatPriceMaps *self,
            const xmlNode *node,
            const char    *file,
            GError       **error)
{
  GPtrArray *maps = leat_pool_array (self->pool);

  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (leat_xml_is (child, "map") && !read_map (self, child, file, maps, error))
      return FALSE;
  g_hash_table_insert (self->offers, dup_pooled (self, node, "code", ""), maps);
  return TRUE;
}

static void
read_region (LeatPriceMaps *self,
             const xmlNode *node)
{
  char *code = dup_pooled (self, node, "code", "");
  g_autofree char *prefixes = leat_xml_dup (node, "prefix");
  g_auto(GStrv) words = g_strsplit (prefixes != NULL ? prefixes : "", " ", -1);

  g_hash_table_insert (self->prefixes, code, code);
  for (guint i = 0; words[i] != NULL; i++)
    g_hash_table_insert (self->prefixes, leat_pool_own (self->pool, g_strdup (words[i]), g_free), code);
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (leat_xml_is (child, "location"))
      g_hash_table_insert (self->locations,
                           leat_pool_own (self->pool, leat_xml_dup_content (child), g_free), code);
}

static LeatPriceMaps *
maps_new (void)
{
  static const char *const fixed[LEAT_N_FIXED_ATTRIBUTES] = {
    [LEAT_ATTRIBUTE_SERVICE] = "servicecode",   [LEAT_ATTRIBUTE_FAMILY] = "productfamily",
    [LEAT_ATTRIBUTE_USAGE] = "usagetype",       [LEAT_ATTRIBUTE_REGION] = "regioncode",
    [LEAT_ATTRIBUTE_LOCATION] = "location",     [LEAT_ATTRIBUTE_LOCATION_TYPE] = "locationtype",
    [LEAT_ATTRIBUTE_FROM] = "fromlocation",
  };
  LeatPriceMaps *self = g_new0 (LeatPriceMaps, 1);

  self->pool = leat_pool_new ();
  self->attributes = g_hash_table_new (g_str_hash, g_str_equal);
  self->offers = g_hash_table_new (g_str_hash, g_str_equal);
  self->locations = g_hash_table_new (g_str_hash, g_str_equal);
  self->prefixes = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    add_attribute (self, fixed[i]);
  return self;
}

LeatPriceMaps *
leat_price_maps_load (const char *file,
                      GError    **error)
{
  g_autoptr(xmlDoc) doc = leat_xml_read_file (file, NAME_SPACE, "pricelist", error);
  g_autoptr(LeatPriceMaps) self = NULL;

  if (doc == NULL)
    return NULL;

  self = maps_new ();
  for (const xmlNode *node = xmlDocGetRootElement (doc)->children; node != NULL; node = node->next)
    {
      if (leat_xml_is (node, "region"))
        read_region (self, node);
      if (leat_xml_is (node, "offer") && !read_offer (self, node, file, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
leat_price_maps_free (LeatPriceMaps *self)
{
  g_hash_table_unref (self->attributes);
  g_hash_table_unref (self->offers);
  g_hash_table_unref (self->locations);
  g_hash_table_unref (self->prefixes);
  leat_pool_free (self->pool);
  g_free (self);
}
