/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/engine-private.h"

/* Where each block is, from the zones around it: Region, Availability Zone, inside or outside of AWS. What a
 * wire carries over such a border is billed. */

/* Zones nest a few deep; a file that says otherwise must not hold us up. */
#define MAX_DEPTH 32

/* The Region of a zone: what is set, or its name if that is the code of one. */
static const char *
region_of (LeatCatalogue     *catalogue,
           const LeatElement *zone)
{
  const char *region = leat_settings_get (zone->settings, "region");

  if (region == NULL && leat_catalogue_get_prices (catalogue, zone->name) != NULL)
    region = zone->name;
  return region != NULL && *region != '\0' ? g_intern_string (region) : NULL;
}

/* Two subnets may lie in one Availability Zone, so a subnet tells it only if it says so. */
static const char *
zone_of (const LeatElement *zone)
{
  const char *name = leat_settings_get (zone->settings, "availability-zone");

  if (name == NULL && g_strcmp0 (zone->type, "availability-zone") == 0)
    name = leat_element_get_label (zone);
  return name != NULL && *name != '\0' ? g_intern_string (name) : NULL;
}

static gboolean
is_in_aws (const LeatElement *zone)
{
  static const char *const types[] = { "vpc", "subnet", "availability-zone", "region", "account" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (zone->type, types[i]) == 0)
      return TRUE;
  return FALSE;
}

static LeatPlace
place_of (LeatCatalogue     *catalogue,
          GHashTable        *zones,
          const LeatElement *block,
          const LeatService *service)
{
  const char *id = block->zone;
  LeatPlace place = { 0 };
  gboolean inside = FALSE;
  double location;

  for (guint depth = 0; id != NULL && depth < MAX_DEPTH; depth++)
    {
      const LeatElement *zone = g_hash_table_lookup (zones, id);

      if (zone == NULL)
        break;
      inside |= is_in_aws (zone);
      if (place.region == NULL)
        place.region = region_of (catalogue, zone);
      if (place.zone == NULL && service != NULL && service->zonal)
        place.zone = zone_of (zone);
      id = zone->zone;
    }
  /* A consumer that is drawn in a VPC is there, unless it says that it is not. */
  if (service != NULL && service->has_location && leat_setting_value (service, block, "location", &location))
    place.outside = location == leat_word_number ("internet") &&
                    (!inside || leat_settings_get (block->settings, "location") != NULL);
  return place;
}

GHashTable *
leat_zones_by_id (GPtrArray *elements)
{
  GHashTable *zones = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind == LEAT_ELEMENT_ZONE)
        g_hash_table_insert (zones, element->id, element);
    }
  return zones;
}

GArray *
leat_places_new (LeatCatalogue   *catalogue,
                 GPtrArray       *elements,
                 GPtrArray       *blocks,
                 const LeatGraph *graph)
{
  g_autoptr(GHashTable) zones = leat_zones_by_id (elements);
  GArray *places = g_array_sized_new (FALSE, FALSE, sizeof (LeatPlace), blocks->len);

  for (guint i = 0; i < blocks->len; i++)
    {
      LeatPlace place = place_of (catalogue, zones, g_ptr_array_index (blocks, i), graph->services[i]);

      g_array_append_val (places, place);
    }
  return places;
}

/* Moving or sizing a zone moves nothing over a border; anything else about one may. */
static gboolean
zone_differs (const LeatElement *before,
              const LeatElement *after)
{
  return before == NULL || after == NULL || before->type != after->type ||
         g_strcmp0 (before->zone, after->zone) != 0 || g_strcmp0 (before->name, after->name) != 0 ||
         !leat_settings_equal (before->settings, after->settings);
}

gboolean
leat_places_change (const LeatChanges *changes)
{
  for (guint i = 0; i < changes->n; i++)
    {
      const LeatElement *before = changes->items[i].before;
      const LeatElement *after = changes->items[i].after;
      LeatElementKind kind = before != NULL ? before->kind : after->kind;

      if (kind == LEAT_ELEMENT_ZONE && zone_differs (before, after))
        return TRUE;
      if (kind == LEAT_ELEMENT_BLOCK && before != NULL && after != NULL &&
          (g_strcmp0 (before->zone, after->zone) != 0 ||
           g_strcmp0 (leat_settings_get (before->settings, "location"),
                      leat_settings_get (after->settings, "location")) != 0))
        return TRUE;
    }
  return FALSE;
}
