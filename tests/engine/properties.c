/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cost.h"
#include "engine/report.h"
#include "model/settings.h"
#include "support.h"

#include <math.h>
#include <string.h>

/* What must hold for every service with any settings: sums, signs, growth, tiers, regions. Random, but the same
 * in every run. */

#define ROUNDS 40

static void
put (LeatSettings **settings,
     const char    *name,
     const char    *value)
{
  LeatSettings *next = leat_settings_with (*settings, name, value);

  leat_settings_unref (*settings);
  *settings = next;
}

static void
put_number (LeatSettings **settings,
            const char    *name,
            double         number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  put (settings, name, g_ascii_dtostr (text, sizeof text, number));
}

/* From the least to the greatest that a setting allows, small values as likely as large ones. */
static double
random_number (GRand             *rand,
               const LeatSetting *setting)
{
  double low = isfinite (setting->minimum) ? setting->minimum : 0;
  double high = isfinite (setting->maximum) ? setting->maximum : MAX (low * 1000, 1e6);
  double number;

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      number = low;
      break;
    case 1:
      number = high;
      break;
    default:
      number = low + (high - low) * pow (g_rand_double (rand), 6);
    }
  return setting->type == LEAT_SETTING_INTEGER ? floor (number) : number;
}

static void
put_random (LeatSettings     **settings,
            GRand             *rand,
            const LeatSetting *setting)
{
  const LeatChoice *choice;

  switch (setting->type)
    {
    case LEAT_SETTING_CHOICE:
      choice = g_ptr_array_index (setting->choices, g_rand_int_range (rand, 0, setting->choices->len));
      put (settings, setting->name, choice->value);
      break;
    case LEAT_SETTING_BOOLEAN:
      put (settings, setting->name, g_rand_boolean (rand) ? "yes" : "no");
      break;
    case LEAT_SETTING_INTEGER:
    case LEAT_SETTING_NUMBER:
      put_number (settings, setting->name, random_number (rand, setting));
      break;
    case LEAT_SETTING_TEXT:
    default:
      break;
    }
}

/* Settings of which about `part` are set; derived ones only if `derived_too`. */
static LeatSettings *
random_settings (GRand             *rand,
                 const LeatService *service,
                 double             part,
                 gboolean           derived_too)
{
  LeatSettings *settings = leat_settings_new ();

  for (guint i = 0; i < service->settings->len; i++)
    {
      const LeatSetting *setting = g_ptr_array_index (service->settings, i);

      if (g_rand_double (rand) < part && (derived_too || setting->derived == NULL))
        put_random (&settings, rand, setting);
    }
  return settings;
}

static void
put_flow (LeatSettings **settings,
          double         records,
          double         kilobytes,
          double         objects)
{
  put_number (settings, "in_records_per_s", records);
  put_number (settings, "in_record_kb", kilobytes);
  put_number (settings, "in_objects_per_s", objects);
  put_number (settings, "in_object_mb", objects > 0 ? records * kilobytes / 1024 / objects : 0);
  put_number (settings, "in_stored_gb", records * kilobytes * 30);
  put_number (settings, "in_stored_objects", objects * 86400 * 30);
}

static char *
describe (const LeatSettings *settings)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < leat_settings_get_n (settings); i++)
    {
      const char *name;
      const char *value = leat_settings_get_nth (settings, i, &name);

      g_string_append_printf (text, " %s=%s", name, value);
    }
  return g_string_free (text, FALSE);
}

static LeatBlockResult *
price (const LeatService  *service,
       const LeatSettings *settings,
       const char         *region,
       gboolean            free_tier)
{
  LeatOptions options = LEAT_OPTIONS_INIT;
  g_autoptr(GError) error = NULL;
  LeatBlockResult *result;

  options.region = region;
  options.free_tier = free_tier;
  result = leat_price_block (test_catalogue (), service, settings, &options, &error);
  g_assert_no_error (error);
  return result;
}

static gboolean
is_sound (const LeatBlockResult *result)
{
  double sum = 0;

  for (guint i = 0; i < result->n_lines; i++)
    {
      const LeatLineItem *item = &result->lines[i];

      if (!isfinite (item->quantity) || item->quantity < 0)
        return FALSE;
      if (item->price == NULL)
        continue;
      if (!isfinite (item->monthly) || item->monthly < 0 || fabs (item->monthly - item->exact) > 0.005 + item->exact * 1e-9)
        return FALSE;
      sum += item->monthly;
    }
  return fabs (sum - result->monthly) <= 1e-6 + sum * 1e-12;
}

static void
fail (const LeatService  *service,
      const char         *what,
      const LeatSettings *settings)
{
  g_autofree char *text = describe (settings);

  g_test_message ("%s: %s with%s", service->id, what, text);
  g_test_fail ();
}

/* No NaN, no infinity, nothing negative; the whole is the sum of the lines. */
static void
test_sound (gconstpointer data)
{
  const LeatService *service = data;
  g_autoptr(GRand) rand = g_rand_new_with_seed (service->index + 1);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr(LeatSettings) settings = random_settings (rand, service, g_rand_double (rand), TRUE);
      g_autoptr(LeatBlockResult) result = NULL;

      if (g_rand_boolean (rand))
        put_flow (&settings, pow (10, g_rand_double_range (rand, -3, 6)), pow (10, g_rand_double_range (rand, -2, 3)),
                  g_rand_boolean (rand) ? pow (10, g_rand_double_range (rand, -4, 3)) : 0);
      result = price (service, settings, "us-east-1", g_rand_boolean (rand));
      if (!is_sound (result))
        fail (service, "not sound", settings);
    }
}

/* The same but for sources, which make their own flow. */
static void
put_load (const LeatService *service,
          LeatSettings     **settings,
          double             load,
          double             kilobytes)
{
  if (leat_service_get_setting (service, "records_per_s") != NULL)
    put_number (settings, "records_per_s", load);
  else
    put_flow (settings, load, kilobytes, 0);
}

static double
exact_of (const LeatBlockResult *result)
{
  double sum = 0;

  for (guint i = 0; i < result->n_lines; i++)
    sum += isnan (result->lines[i].exact) ? 0 : result->lines[i].exact;
  return sum;
}

/* Cost never falls as the flow grows: tiers make a unit cheaper, not the whole. */
static void
test_grows (gconstpointer data)
{
  const LeatService *service = data;
  g_autoptr(GRand) rand = g_rand_new_with_seed (service->index + 1000);

  for (guint round = 0; round < ROUNDS / 2; round++)
    {
      g_autoptr(LeatSettings) base = random_settings (rand, service, g_rand_double (rand), FALSE);
      double kilobytes = pow (10, g_rand_double_range (rand, -1, 2));
      double before = 0;

      for (double load = 0.01; load < 1e6; load *= 3)
        {
          LeatSettings *settings = leat_settings_ref (base);
          g_autoptr(LeatBlockResult) result = NULL;
          double now;

          put_load (service, &settings, load, kilobytes);
          result = price (service, settings, "us-east-1", FALSE);
          now = exact_of (result);
          if (now < before - before * 1e-9 - 1e-9)
            {
              g_test_message ("%g then %g", before, now);
              fail (service, "cost falls", settings);
              leat_settings_unref (settings);
              return;
            }
          leat_settings_unref (settings);
          before = now;
        }
    }
}

/* A region changes prices, and nothing else; the free tier never makes anything dearer. */
static void
test_regions (gconstpointer data)
{
  const LeatService *service = data;
  g_autoptr(GPtrArray) regions = leat_catalogue_get_regions (test_catalogue ());
  g_autoptr(GRand) rand = g_rand_new_with_seed (service->index + 2000);

  for (guint round = 0; round < ROUNDS / 4; round++)
    {
      g_autoptr(LeatSettings) settings = random_settings (rand, service, 0.4, TRUE);
      g_autoptr(LeatBlockResult) home = NULL;
      g_autoptr(LeatBlockResult) at_free = NULL;

      put_flow (&settings, 100, 2, 0);
      home = price (service, settings, "us-east-1", FALSE);
      at_free = price (service, settings, "us-east-1", TRUE);
      g_assert_cmpfloat (at_free->monthly, <=, home->monthly + 1e-9);
      for (guint i = 0; i < regions->len; i++)
        {
          g_autoptr(LeatBlockResult) away = price (service, settings, regions->pdata[i], FALSE);

          g_assert_cmpuint (away->n_lines, ==, home->n_lines);
          for (guint j = 0; j < home->n_lines; j++)
            {
              g_assert_cmpstr (away->lines[j].key, ==, home->lines[j].key);
              g_assert_cmpfloat (away->lines[j].quantity, ==, home->lines[j].quantity);
            }
        }
    }
}

/* The sum done by hand, tier by tier. */
static double
by_hand (const LeatPrice *price,
         double           quantity)
{
  double sum = 0;

  for (gsize i = 0; i < price->n_tiers; i++)
    {
      double from = price->tiers[i].from;
      double to = i + 1 < price->n_tiers ? price->tiers[i + 1].from : INFINITY;

      if (quantity > from)
        sum += (fmin (quantity, to) - from) * price->tiers[i].price;
    }
  return sum;
}

static double
cost_of (const LeatPrice *price,
         double           quantity)
{
  double cost = -1;

  g_assert_true (leat_cost_tiered (price->tiers, price->n_tiers, quantity, &cost, NULL));
  g_assert_cmpfloat_with_epsilon (cost, by_hand (price, quantity), fabs (cost) * 1e-12 + 1e-12);
  return cost;
}

/* At nothing, one, below, at and above each step, and far beyond: no jump, no fall. */
static void
test_tiers (gconstpointer data)
{
  const LeatPrice *price = data;
  double last = 0;

  g_assert_cmpfloat (cost_of (price, 0), ==, 0);
  g_assert_cmpfloat_with_epsilon (cost_of (price, fmin (1, price->n_tiers > 1 ? price->tiers[1].from : 1)),
                                  price->tiers[0].price * fmin (1, price->n_tiers > 1 ? price->tiers[1].from : 1), 1e-12);
  for (gsize i = 1; i < price->n_tiers; i++)
    {
      double step = price->tiers[i].from;
      double unit = fmin (1, step * 1e-3);
      double below = cost_of (price, step - unit), at = cost_of (price, step), above = cost_of (price, step + unit);

      g_assert_cmpfloat (below, >=, last);
      g_assert_cmpfloat_with_epsilon (at - below, unit * price->tiers[i - 1].price, at * 1e-9 + 1e-12);
      g_assert_cmpfloat_with_epsilon (above - at, unit * price->tiers[i].price, at * 1e-9 + 1e-12);
      last = above;
    }
  g_assert_cmpfloat (cost_of (price, 10 * price->tiers[price->n_tiers - 1].from + 10), >=, last);
}

static void
add_tiers (const char *region)
{
  const LeatPriceBook *book = leat_catalogue_get_prices (test_catalogue (), region);
  g_autoptr(GPtrArray) keys = leat_price_book_get_keys (book);

  for (guint i = 0; i < keys->len; i++)
    {
      const LeatPrice *price = leat_price_book_get (book, keys->pdata[i]);
      g_autofree char *path = g_strdup_printf ("/engine/properties/tiers/%s/%s", region, price->key);

      if (price->n_tiers > 1)
        g_test_add_data_func (path, price, test_tiers);
    }
}

int
main (int    argc,
      char **argv)
{
  LeatCatalogue *catalogue;
  g_autoptr(GPtrArray) regions = NULL;

  g_test_init (&argc, &argv, NULL);
  catalogue = test_catalogue ();
  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (catalogue, i);
      g_autofree char *sound = g_strconcat ("/engine/properties/sound/", service->id, NULL);
      g_autofree char *grows = g_strconcat ("/engine/properties/grows/", service->id, NULL);
      g_autofree char *everywhere = g_strconcat ("/engine/properties/regions/", service->id, NULL);

      g_test_add_data_func (sound, service, test_sound);
      g_test_add_data_func (grows, service, test_grows);
      g_test_add_data_func (everywhere, service, test_regions);
    }
  regions = leat_catalogue_get_regions (catalogue);
  for (guint i = 0; i < regions->len; i++)
    add_tiers (regions->pdata[i]);
  return g_test_run ();
}
