/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/pricelist-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

/* An offer as JSON: products by SKU with their attributes, then terms: OnDemand, SKU, term, tiers. What
 * is read follows from where it stands: each object knows what its members are. */

typedef enum
{
  IGNORED,
  ROOT,
  HEAD,
  PRODUCTS,
  PRODUCT,
  FAMILY,
  ATTRIBUTES,
  ATTRIBUTE,
  TERMS,
  ON_DEMAND,
  OF_SKU,
  TERM,
  EFFECTIVE,
  DIMENSIONS,
  DIMENSION,
  UNIT,
  BEGIN,
  END,
  AMOUNTS,
  AMOUNT,
  INDEX_OF_OFFERS,
  INDEX_OF_REGIONS,
  INDEX_REGION,
  INDEX_URL,
} Place;

static const struct
{
  Place       parent;
  const char *name; /* NULL: any */
  Place       place;
} places[] = {
  { ROOT, "offerCode", HEAD },
  { ROOT, "version", HEAD },
  { ROOT, "publicationDate", HEAD },
  { ROOT, "products", PRODUCTS },
  { ROOT, "terms", TERMS },
  { ROOT, "offers", INDEX_OF_OFFERS },
  { ROOT, "regions", INDEX_OF_REGIONS },
  { ROOT, "versions", INDEX_OF_OFFERS },
  { PRODUCTS, NULL, PRODUCT },
  { PRODUCT, "productFamily", FAMILY },
  { PRODUCT, "attributes", ATTRIBUTES },
  { ATTRIBUTES, NULL, ATTRIBUTE },
  { TERMS, "OnDemand", ON_DEMAND },
  { ON_DEMAND, NULL, OF_SKU },
  { OF_SKU, NULL, TERM },
  { TERM, "effectiveDate", EFFECTIVE },
  { TERM, "priceDimensions", DIMENSIONS },
  { DIMENSIONS, NULL, DIMENSION },
  { DIMENSION, "unit", UNIT },
  { DIMENSION, "beginRange", BEGIN },
  { DIMENSION, "endRange", END },
  { DIMENSION, "pricePerUnit", AMOUNTS },
  { AMOUNTS, NULL, AMOUNT },
  { INDEX_OF_REGIONS, NULL, INDEX_REGION },
  { INDEX_REGION, "currentVersionUrl", INDEX_URL },
};

#define MAX_WORD 128
#define CHUNK (256 * 1024)

typedef struct
{
  LeatCollector   *collector;
  yajl_handle      parser;
  GError          *error; /* of a callback, or NULL */
  Place            stack[LEAT_PRICELIST_MAX_DEPTH + 1];
  guint            depth;
  Place            next; /* the place of the value to come */
  long             line;
  guint64          n_tokens;
  guint64          bytes_since; /* the last token */
  gboolean         had_products;
  const char      *index; /* what the file lists instead of products, or NULL */
  char             name[MAX_WORD]; /* of the last member that is read; longer ones are cut */
  int              attribute;
  char             sku[MAX_WORD];
  LeatOfferProduct product;
  LeatKept        *kept;
  char             term[MAX_WORD];
  char             effective[MAX_WORD];
  char             unit[MAX_WORD];
  char             begin[MAX_WORD];
  char             end[MAX_WORD];
  char             amount[MAX_WORD];
  char             currency[MAX_WORD];
  char             region[MAX_WORD]; /* of an index */
  char             url[MAX_WORD];    /* of the offer that it names */
} Json;

/* Cuts what is too long, but not within a character. */
static void
copy (char       *to,
      const char *text,
      gsize       length)
{
  if (length >= MAX_WORD)
    for (length = MAX_WORD - 1; length > 0 && (text[length] & 0xC0) == 0x80;)
      length--;
  memcpy (to, text, length);
  to[length] = '\0';
}

static Place
find_place (Place       parent,
            const char *name,
            gsize       length)
{
  if (parent == IGNORED)
    return IGNORED;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i].parent == parent &&
        (places[i].name == NULL ||
         (strlen (places[i].name) == length && memcmp (places[i].name, name, length) == 0)))
      return places[i].place;
  return IGNORED;
}

/* Of SKU.TERM what comes after the dot. */
static void
copy_term (Json       *self,
           const char *name,
           gsize       length)
{
  const char *dot = memchr (name, '.', length);
  const char *term = dot != NULL ? dot + 1 : name;

  copy (self->term, term, name + length - term);
}

static int
on_key (void                *context,
        const unsigned char *key,
        size_t               length)
{
  Json *self = context;
  const char *name = (const char *) key;

  self->n_tokens++;
  self->next = find_place (self->stack[self->depth], name, length);
  if (self->next == IGNORED)
    return 1;

  copy (self->name, name, length);
  if (self->next == PRODUCT || self->next == OF_SKU)
    copy (self->sku, name, length);
  if (self->next == OF_SKU)
    {
      self->kept = leat_collector_find (self->collector, name, length);
      if (self->kept == NULL)
        self->next = IGNORED;
    }
  if (self->next == INDEX_REGION)
    copy (self->region, name, length);
  if (self->next == TERM)
    copy_term (self, name, length);
  if (self->next == ATTRIBUTE)
    self->attribute = leat_price_maps_find_attribute (leat_collector_get_maps (self->collector), name, length);
  return 1;
}

/* An index of regions names the file to take: that of the region that is wanted, or the first one. */
static void
take_url (Json       *self,
          const char *text,
          gsize       length)
{
  const char *wanted = leat_collector_get_region (self->collector);
  char url[MAX_WORD];

  copy (url, text, length);
  if (strstr (url, "/empty.") == NULL && (wanted != NULL ? g_str_equal (self->region, wanted) : *self->url == '\0'))
    copy (self->url, url, strlen (url));
}

static int
take_text (Json       *self,
           const char *text,
           gsize       length)
{
  switch (self->next)
    {
    case HEAD:
      {
        g_autofree char *value = g_strndup (text, MIN (length, MAX_WORD));

        return leat_collector_set_head (self->collector, self->name, value, &self->error);
      }
    case FAMILY:
      leat_offer_product_set (&self->product, LEAT_ATTRIBUTE_FAMILY, text, length);
      break;
    case ATTRIBUTE:
      if (self->attribute >= 0)
        leat_offer_product_set (&self->product, self->attribute, text, length);
      break;
    case EFFECTIVE:
      copy (self->effective, text, length);
      break;
    case UNIT:
      copy (self->unit, text, length);
      break;
    case BEGIN:
      copy (self->begin, text, length);
      break;
    case END:
      copy (self->end, text, length);
      break;
    case AMOUNT:
      /* Prices in dollars win over others of the same tier. */
      if (!g_str_equal (self->currency, "USD"))
        {
          copy (self->amount, text, length);
          copy (self->currency, self->name, strlen (self->name));
        }
      break;
    case INDEX_URL:
      take_url (self, text, length);
      break;
    default:
      break;
    }
  return 1;
}

static int
on_string (void                *context,
           const unsigned char *text,
           size_t               length)
{
  Json *self = context;

  self->n_tokens++;
  return self->next == IGNORED ? 1 : take_text (self, (const char *) text, length);
}

/* Old offers have numbers where newer ones have strings. */
static int
on_number (void       *context,
           const char *text,
           size_t      length)
{
  return on_string (context, (const unsigned char *) text, length);
}

static int
on_null (void *context)
{
  ((Json *) context)->n_tokens++;
  return 1;
}

static int
on_boolean (void *context,
            int   value)
{
  return on_null (context);
}

static gboolean
enter (Json *self)
{
  switch (self->next)
    {
    case PRODUCTS:
      self->had_products = TRUE;
      return TRUE;
    case INDEX_OF_OFFERS:
    case INDEX_OF_REGIONS:
      self->index = self->next == INDEX_OF_OFFERS ? _("an index of offers") : _("an index of regions");
      return TRUE;
    case TERMS:
      if (!self->had_products)
        g_set_error (&self->error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                     _("found “terms” before “products”: take index.json as AWS publishes it"));
      return self->had_products;
    case PRODUCT:
      leat_offer_product_clear (&self->product);
      return TRUE;
    case TERM:
      *self->effective = '\0';
      return TRUE;
    case DIMENSION:
      *self->unit = *self->begin = *self->end = *self->amount = *self->currency = '\0';
      return TRUE;
    default:
      return TRUE;
    }
}

static int
push (Json *self,
      Place place)
{
  self->n_tokens++;
  if (self->depth == LEAT_PRICELIST_MAX_DEPTH)
    {
      g_set_error (&self->error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("found more than %d values in each other"),
                   LEAT_PRICELIST_MAX_DEPTH);
      return 0;
    }
  self->stack[++self->depth] = place;
  return 1;
}

static int
on_start_map (void *context)
{
  Json *self = context;
  Place place = self->depth == 0 ? ROOT : self->next;

  return (self->depth == 0 || enter (self)) && push (self, place);
}

static int
end_product (Json *self)
{
  LeatKept *kept;

  return leat_collector_add_product (self->collector, self->sku, &self->product, TRUE, &kept, &self->error);
}

static int
end_dimension (Json *self)
{
  LeatOfferPrice price = { self->term, self->effective, self->unit,    self->begin,
                           self->end,  self->amount,    self->currency };

  return leat_collector_add_price (self->collector, self->kept, &price, &self->error);
}

static int
on_end_map (void *context)
{
  Json *self = context;
  Place place = self->stack[self->depth--];

  self->n_tokens++;
  self->next = IGNORED;
  if (place == PRODUCT)
    return end_product (self);
  if (place == DIMENSION)
    return end_dimension (self);
  return 1;
}

/* Nothing that is read stands in an array. */
static int
on_start_array (void *context)
{
  Json *self = context;

  self->next = IGNORED;
  return push (self, IGNORED);
}

static int
on_end_array (void *context)
{
  Json *self = context;

  self->n_tokens++;
  self->depth--;
  self->next = IGNORED;
  return 1;
}

static const yajl_callbacks callbacks = {
  .yajl_null = on_null,
  .yajl_boolean = on_boolean,
  .yajl_number = on_number,
  .yajl_string = on_string,
  .yajl_start_map = on_start_map,
  .yajl_map_key = on_key,
  .yajl_end_map = on_end_map,
  .yajl_start_array = on_start_array,
  .yajl_end_array = on_end_array,
};

static gpointer
json_new (LeatCollector *collector)
{
  Json *self = g_new0 (Json, 1);

  self->collector = collector;
  self->parser = yajl_alloc (&callbacks, NULL, self);
  self->line = 1;
  leat_offer_product_clear (&self->product);
  return self;
}

static void
json_free (gpointer state)
{
  Json *self = state;

  yajl_free (self->parser);
  g_clear_error (&self->error);
  g_string_free (self->product.text, TRUE);
  g_free (self);
}

/* The first line of what yajl says, without its drawing of the place. */
static gboolean
fail_syntax (Json       *self,
             const char *bytes,
             gsize       length,
             GError    **error)
{
  unsigned char *said = yajl_get_error (self->parser, 0, (const unsigned char *) bytes, length);
  g_autofree char *words = g_strndup ((const char *) said, strcspn ((const char *) said, "\n"));

  yajl_free_error (self->parser, said);
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s:%ld: %s: download the file again"),
               leat_collector_get_name (self->collector), self->line, words);
  return FALSE;
}

static gboolean
fail_value (Json    *self,
            GError **error)
{
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("%s:%ld: found a value longer than %d MB"),
               leat_collector_get_name (self->collector), self->line, LEAT_PRICELIST_MAX_VALUE / 1024 / 1024);
  return FALSE;
}

static gboolean
feed_piece (Json       *self,
            const char *bytes,
            gsize       length,
            GError    **error)
{
  guint64 tokens = self->n_tokens;
  yajl_status status = yajl_parse (self->parser, (const unsigned char *) bytes, length);

  if (status == yajl_status_ok)
    {
      self->line += leat_count_lines (bytes, bytes + length);
      self->bytes_since = self->n_tokens == tokens ? self->bytes_since + length : 0;
      return self->bytes_since <= LEAT_PRICELIST_MAX_VALUE || fail_value (self, error);
    }
  self->line += leat_count_lines (bytes, bytes + MIN (yajl_get_bytes_consumed (self->parser), length));
  if (status != yajl_status_client_canceled || self->error == NULL)
    return fail_syntax (self, bytes, length, error);
  g_propagate_prefixed_error (error, g_steal_pointer (&self->error), "%s:%ld: ",
                              leat_collector_get_name (self->collector), self->line);
  return FALSE;
}

static gboolean
json_feed (gpointer    state,
           const char *bytes,
           gsize       length,
           GError    **error)
{
  for (gsize i = 0; i < length; i += CHUNK)
    if (!feed_piece (state, bytes + i, MIN (length - i, CHUNK), error))
      return FALSE;
  return TRUE;
}

static gboolean
fail_no_offer (Json    *self,
               GError **error)
{
  const char *region = leat_collector_get_region (self->collector);
  const char *name = leat_collector_get_name (self->collector);

  if (*self->url == '/')
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                 _("%s: found %s, expected the offer itself: take https://pricing.us-east-1.amazonaws.com%s"), name,
                 self->index, self->url);
  else
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                 _("%s: found %s, expected the offer of one service and region: take "
                   "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonS3/current/%s/index.json "
                   "or that of another service"),
                 name, self->index != NULL ? self->index : _("JSON without “products”"),
                 region != NULL ? region : "eu-west-1");
  return FALSE;
}

static gboolean
json_finish (gpointer state,
             GError **error)
{
  Json *self = state;

  if (yajl_complete_parse (self->parser) != yajl_status_ok)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s:%ld: the file ends in the middle: download it again"),
                   leat_collector_get_name (self->collector), self->line);
      return FALSE;
    }
  return self->had_products || fail_no_offer (self, error);
}

const LeatOfferReader leat_offer_json = { json_new, json_feed, json_finish, json_free };
