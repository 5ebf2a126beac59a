/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/format.h"
#include "exchange/pricelist.h"

G_BEGIN_DECLS

/* What no offer reaches; beyond it a file is refused, so that memory stays within bounds. */
#define LEAT_PRICELIST_MAX_LINE (1024 * 1024)
#define LEAT_PRICELIST_MAX_VALUE (4 * 1024 * 1024)
#define LEAT_PRICELIST_MAX_DEPTH 32
#define LEAT_PRICELIST_MAX_PRODUCTS 50000
#define LEAT_PRICELIST_MAX_TIERS 200000
#define LEAT_PRICELIST_MAX_FAMILIES 200
#define LEAT_PRICELIST_MAX_NOTICES 20
#define LEAT_PRICELIST_MAX_REGIONS 200

/* pricelist-map.c: which product is the price of which key. */

/* The attributes that are always looked at; those that data/pricelist.xml names come after them. */
typedef enum
{
  LEAT_ATTRIBUTE_SERVICE,
  LEAT_ATTRIBUTE_FAMILY,
  LEAT_ATTRIBUTE_USAGE,
  LEAT_ATTRIBUTE_REGION,
  LEAT_ATTRIBUTE_LOCATION,
  LEAT_ATTRIBUTE_LOCATION_TYPE,
  LEAT_ATTRIBUTE_FROM,
  LEAT_N_FIXED_ATTRIBUTES,
} LeatFixedAttribute;

#define LEAT_MAX_ATTRIBUTES 64

/**
 * LeatPriceMap:
 * @key: a price key; what is in braces is taken from the product
 * @also: (array zero-terminated=1): other keys of the same price
 * @unit: the unit of the key
 * @factor: how many units of the offer one unit of the key is
 * @units: (element-type LeatOfferUnit): if any, the units of the offer that are known, with their factors
 * @confidence: "high", "medium" or "low"
 * @keeps_free_tier: whether what is free stays a tier, instead of an allowance
 * @may_be_free: whether a price of 0 is one
 * @products: (element-type GPtrArray): any of these lists of conditions makes a product fit
 */
typedef struct
{
  char      *key;
  GStrv      also;
  char      *unit;
  double     factor;
  GPtrArray *units;
  char      *confidence;
  gboolean   keeps_free_tier;
  gboolean   may_be_free;
  GPtrArray *products;
} LeatPriceMap;

typedef struct
{
  char  *name;
  double factor;
} LeatOfferUnit;

/**
 * LeatPriceMaps:
 *
 * data/pricelist.xml, loaded. Immutable.
 */
typedef struct _LeatPriceMaps LeatPriceMaps;

/**
 * LeatOfferProduct:
 * @text: the values, each ended by a zero; begins with an empty one
 * @at: where the value of each attribute begins in @text, 0 for none
 *
 * The attributes of one product that a map may look at. Made again and again for the next one.
 */
typedef struct
{
  GString *text;
  guint    at[LEAT_MAX_ATTRIBUTES];
} LeatOfferProduct;

/**
 * leat_price_maps_load:
 * @file: the path of pricelist.xml
 * @error: return location for a #GFileError or a #LeatError with file and line
 *
 * Returns: (transfer full) (nullable): the maps
 */
LeatPriceMaps *leat_price_maps_load (const char *file,
                                     GError    **error);

/**
 * leat_price_maps_free:
 * @self: (transfer full): the maps
 */
void leat_price_maps_free (LeatPriceMaps *self);

/**
 * leat_price_maps_find_attribute:
 * @self: the maps
 * @name: the name of an attribute as JSON ("instanceType") or CSV ("Instance Type") has it
 * @length: its length
 *
 * Returns: its index, or -1 if no map looks at it
 */
int leat_price_maps_find_attribute (const LeatPriceMaps *self,
                                    const char          *name,
                                    gsize                length);

/**
 * leat_price_maps_get_offer:
 * @self: the maps
 * @offer: (nullable): the code of a service
 *
 * Returns: (transfer none) (nullable) (element-type LeatPriceMap): its maps, or %NULL if it is not known
 */
GPtrArray *leat_price_maps_get_offer (const LeatPriceMaps *self,
                                      const char          *offer);

/**
 * leat_price_maps_dup_offers:
 * @self: the maps
 *
 * Returns: (transfer full): the codes of the services that are known, in one line, sorted
 */
char *leat_price_maps_dup_offers (const LeatPriceMaps *self);

/**
 * leat_region_is_valid:
 * @region: a text
 *
 * Returns: whether it has the form of a region, as data/schema/prices.rng has it
 */
gboolean leat_region_is_valid (const char *region);

/**
 * leat_price_maps_get_region:
 * @self: the maps
 * @product: a product
 *
 * Returns: (transfer none) (nullable): the region of @product, or %NULL if it is of none or of all;
 *   until the next change of @product
 */
const char *leat_price_maps_get_region (const LeatPriceMaps    *self,
                                        const LeatOfferProduct *product);

/**
 * leat_price_maps_match:
 * @self: the maps
 * @offer: (nullable): the code of the service, where @product does not say it
 * @product: a product
 * @key: gets the key that it is the price of
 *
 * Returns: (transfer none) (nullable): the map that @product fits, or %NULL
 */
const LeatPriceMap *leat_price_maps_match (const LeatPriceMaps    *self,
                                           const char             *offer,
                                           const LeatOfferProduct *product,
                                           GString                *key);

/**
 * leat_price_map_may_give:
 * @self: a map
 * @key: a price key
 *
 * Returns: whether some product could make it give @key
 */
gboolean leat_price_map_may_give (const LeatPriceMap *self,
                                  const char         *key);

/**
 * leat_offer_product_clear:
 * @self: a product
 *
 * Forgets all values, or makes @self ready if it is all zero.
 */
void leat_offer_product_clear (LeatOfferProduct *self);

/**
 * leat_offer_product_set:
 * @self: a product
 * @attribute: an index
 * @value: its value; one that is longer than any of an offer is not taken
 * @length: the length of @value
 */
void leat_offer_product_set (LeatOfferProduct *self,
                             int               attribute,
                             const char       *value,
                             gsize             length);

/**
 * leat_offer_product_get:
 * @self: a product
 * @attribute: an index
 *
 * Returns: (transfer none): its value, "" if it has none; until the next change of @self
 */
const char *leat_offer_product_get (const LeatOfferProduct *self,
                                    int                     attribute);

/* pricelist-collect.c: what the two readers hand over. */

/**
 * LeatOfferPrice:
 * @term: the code of the offer term
 * @effective: (nullable): since when, as the file has it
 * @unit: the unit of the offer
 * @begin: where the tier begins
 * @end: where it ends, "Inf" for nowhere
 * @amount: the price
 * @currency: its currency
 *
 * One price of one tier, in the words of the file.
 */
typedef struct
{
  const char *term;
  const char *effective;
  const char *unit;
  const char *begin;
  const char *end;
  const char *amount;
  const char *currency;
} LeatOfferPrice;

/**
 * LeatCollector:
 *
 * Keeps of an offer what Leat uses, and counts the rest.
 */
typedef struct _LeatCollector LeatCollector;

/**
 * LeatKept:
 * @terms: (element-type LeatOfferTerm): its prices
 *
 * A product that fits a map. Owned by the collector.
 */
typedef struct
{
  const LeatPriceMap *map;
  char               *sku;
  char               *key;
  GPtrArray          *terms;
} LeatKept;

/**
 * LeatOfferTier:
 * @begin: in the unit of the offer
 * @end: in the unit of the offer, infinite for the last
 * @price: US dollars a unit of the offer
 */
typedef struct
{
  double begin;
  double end;
  double price;
} LeatOfferTier;

/**
 * LeatOfferTerm:
 * @effective: the day since when, or ""
 * @tiers: (element-type LeatOfferTier): as they came
 *
 * The price of one product under one offer term.
 */
typedef struct
{
  LeatKept *kept;
  char     *term;
  char     *unit;
  char      effective[sizeof "2026-11-26"];
  GArray   *tiers;
} LeatOfferTerm;

/**
 * leat_collector_new:
 * @maps: (transfer full): the maps
 * @catalogue: the catalogue
 * @name: the name of the file, for messages
 * @region: (nullable): the region that is wanted
 * @suffix: "json" or "csv"
 *
 * Returns: (transfer full): an empty collector
 */
LeatCollector *leat_collector_new (LeatPriceMaps *maps,
                                   LeatCatalogue *catalogue,
                                   const char    *name,
                                   const char    *region,
                                   const char    *suffix);

/**
 * leat_collector_free:
 * @self: (transfer full): a collector
 */
void leat_collector_free (LeatCollector *self);

/**
 * leat_collector_get_maps:
 * @self: a collector
 *
 * Returns: (transfer none): its maps
 */
const LeatPriceMaps *leat_collector_get_maps (const LeatCollector *self);

/**
 * leat_collector_get_name:
 * @self: a collector
 *
 * Returns: (transfer none): the name of the file
 */
const char *leat_collector_get_name (const LeatCollector *self);

/**
 * leat_collector_get_region:
 * @self: a collector
 *
 * Returns: (transfer none) (nullable): the region that is wanted, or that was found so far
 */
const char *leat_collector_get_region (const LeatCollector *self);

/**
 * leat_collector_set_head:
 * @self: a collector
 * @name: "offercode", "version" or "publicationdate", in any spelling; others are ignored
 * @value: its value
 * @error: return location for a %LEAT_ERROR_UNKNOWN if Leat knows no price of that service
 *
 * Returns: whether the file is worth reading on
 */
gboolean leat_collector_set_head (LeatCollector *self,
                                  const char    *name,
                                  const char    *value,
                                  GError       **error);

/**
 * leat_collector_add_product:
 * @self: a collector
 * @sku: its code
 * @product: its attributes
 * @counts: whether it is the first time that it is seen
 * @kept: (out) (transfer none) (nullable): the product if it fits a map, until the collector is freed
 * @error: return location for a %LEAT_ERROR_RANGE if it is of a second region and none was asked for, or a
 *   %LEAT_ERROR_LIMIT
 *
 * Returns: %FALSE with @error set
 */
gboolean leat_collector_add_product (LeatCollector          *self,
                                     const char             *sku,
                                     const LeatOfferProduct *product,
                                     gboolean                counts,
                                     LeatKept              **kept,
                                     GError                **error);

/**
 * leat_collector_find:
 * @self: a collector
 * @sku: the code of a product
 * @length: its length
 *
 * Returns: (transfer none) (nullable): the product, if it was kept
 */
LeatKept *leat_collector_find (const LeatCollector *self,
                               const char          *sku,
                               gsize                length);

/**
 * leat_collector_add_price:
 * @self: a collector
 * @kept: a product
 * @price: one tier of its price
 * @error: return location for a %LEAT_ERROR_RANGE if a number is none, not finite or negative
 *
 * Returns: %FALSE with @error set
 */
gboolean leat_collector_add_price (LeatCollector        *self,
                                   LeatKept             *kept,
                                   const LeatOfferPrice *price,
                                   GError              **error);

/**
 * leat_collector_add_notice:
 * @self: a collector
 * @line: the line of the file
 * @text: (transfer full): what was left out there
 *
 * Keeps the first few; of the others only that there were more is said.
 */
void leat_collector_add_notice (LeatCollector *self,
                                long           line,
                                char          *text);

/**
 * leat_collector_look_for_regions:
 * @self: a collector that was given nothing yet
 *
 * From now on it keeps no product, only which regions there are.
 */
void leat_collector_look_for_regions (LeatCollector *self);

/**
 * leat_collector_list_regions:
 * @self: a collector that looked for regions
 *
 * Returns: (transfer full) (element-type utf8): those of which there is a product that Leat uses, sorted
 */
GPtrArray *leat_collector_list_regions (const LeatCollector *self);

/**
 * leat_collector_finish:
 * @self: a collector that was given all of a file
 * @error: return location for a #LeatError
 *
 * Returns: (transfer full) (nullable): what the offer says
 */
LeatPricelist *leat_collector_finish (LeatCollector *self,
                                      GError       **error);

/* pricelist-resolve.c: from products to prices. */

/**
 * leat_offer_resolve:
 * @self: what an offer says, its region and source set; gets the prices taken and the doubtful ones
 * @kept: (element-type utf8 LeatKept): the products that fit a map
 *
 * Gives each key its price, if its products agree on one.
 */
void leat_offer_resolve (LeatPricelist *self,
                         GHashTable    *kept);

/* pricelist-csv.c and pricelist-json.c: a file in pieces of any size. */

/**
 * LeatOfferReader:
 * @new: makes its state
 * @feed: takes the next bytes; %FALSE with the error set, file and line in its message
 * @finish: takes the end of the file
 * @free: frees its state
 */
typedef struct
{
  gpointer (*new) (LeatCollector *collector);
  gboolean (*feed) (gpointer    state,
                    const char *bytes,
                    gsize       length,
                    GError    **error);
  gboolean (*finish) (gpointer state,
                      GError **error);
  void (*free) (gpointer state);
} LeatOfferReader;

extern const LeatOfferReader leat_offer_csv;
extern const LeatOfferReader leat_offer_json;

/* pricelist.c */

/**
 * leat_pricelist_read_stream:
 * @stream: an offer
 * @name: its name for messages
 * @total: how many bytes it has, 0 if that is not known
 * @catalogue: the catalogue
 * @region: (nullable): the region that is wanted
 * @progress: (nullable): told how far it is
 * @user_data: passed to @progress
 * @cancellable: (nullable): stops it
 * @error: return location, as of leat_pricelist_read()
 *
 * Returns: (transfer full) (nullable): what the offer says
 */
LeatPricelist *leat_pricelist_read_stream (GInputStream         *stream,
                                           const char           *name,
                                           guint64               total,
                                           LeatCatalogue        *catalogue,
                                           const char           *region,
                                           LeatPricelistProgress progress,
                                           gpointer              user_data,
                                           GCancellable         *cancellable,
                                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatPriceMaps, leat_price_maps_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatCollector, leat_collector_free)

G_END_DECLS
