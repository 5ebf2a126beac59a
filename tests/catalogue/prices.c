/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include <glib/gstdio.h>

/* The user's own price books lie over those of Leat, key by key. */

#define BOOK(region, prices)                                                                        \
  "<prices xmlns=\"urn:leat:prices\" region=\"" region "\" currency=\"USD\">" prices "</prices>"
#define PRICE(key, usd)                                                                              \
  "<price key=\"" key "\" unit=\"u\" as-of=\"2026-11-26\" source=\"own\" confidence=\"high\"><tier from=\"0\" usd=\"" \
  usd "\"/></price>"

typedef struct
{
  char *folder;
  char *prices;
  char *book;
} Own;

static void
set_up (Own           *own,
        gconstpointer  text)
{
  g_autoptr(GError) error = NULL;

  own->folder = g_dir_make_tmp ("leat-prices-XXXXXX", &error);
  g_assert_no_error (error);
  own->prices = g_build_filename (own->folder, "prices", NULL);
  own->book = g_build_filename (own->prices, "mine.xml", NULL);
  g_assert_cmpint (g_mkdir (own->prices, 0700), ==, 0);
  g_file_set_contents (own->book, text, -1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Own          *own,
           gconstpointer text)
{
  g_unlink (own->book);
  g_rmdir (own->prices);
  g_rmdir (own->folder);
  g_free (own->book);
  g_free (own->prices);
  g_free (own->folder);
}

static LeatCatalogue *
load (const Own *own,
      GPtrArray *warnings)
{
  const char *const folders[] = { g_getenv ("LEAT_DATA_DIR"), own->folder, NULL };
  g_autoptr(GError) error = NULL;
  LeatCatalogue *catalogue = leat_catalogue_load (folders, warnings, &error);

  g_assert_no_error (error);
  return catalogue;
}

static void
test_over (Own          *own,
           gconstpointer text)
{
  g_autoptr(LeatCatalogue) catalogue = load (own, NULL);
  const LeatPriceBook *book = leat_catalogue_get_prices (catalogue, "us-east-1");
  g_autoptr(GPtrArray) before = leat_price_book_get_keys (leat_catalogue_get_prices (test_catalogue (), "us-east-1"));
  g_autoptr(GPtrArray) after = leat_price_book_get_keys (book);

  g_assert_cmpfloat (leat_price_book_get (book, "lambda.requests")->tiers[0].price, ==, 7);
  g_assert_cmpfloat (leat_price_book_get (book, "mine.own")->tiers[0].price, ==, 8);
  g_assert_cmpfloat (leat_price_book_get (book, "s3.standard-put")->tiers[0].price, ==, 0.005);
  g_assert_cmpuint (after->len, ==, before->len + 1);
}

static void
test_new_region (Own          *own,
                 gconstpointer text)
{
  g_autoptr(LeatCatalogue) catalogue = load (own, NULL);
  const LeatPriceBook *book = leat_catalogue_get_prices (catalogue, "mx-central-1");

  g_assert_nonnull (book);
  g_assert_cmpfloat (leat_price_book_get (book, "lambda.requests")->tiers[0].price, ==, 7);
  g_assert_null (leat_price_book_get (book, "s3.standard-put"));
}

static void
test_broken (Own          *own,
             gconstpointer text)
{
  g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(LeatCatalogue) catalogue = load (own, warnings);
  const LeatPriceBook *book = leat_catalogue_get_prices (catalogue, "us-east-1");

  g_assert_cmpuint (warnings->len, ==, 1);
  g_assert_nonnull (strstr (warnings->pdata[0], "mine.xml:1"));
  g_assert_cmpfloat (leat_price_book_get (book, "lambda.requests")->tiers[0].price, ==, 0.2);
}

static void
test_keys (void)
{
  static const char *const good[] = { "s3.put", "ec2.m5.large", "a-b.c_d-e.f", "redshift.node-ra3.xlplus" };
  static const char *const bad[] = { "", "s3", "s3.", ".put", "S3.put", "s3.put-", "s3..put", "s3.a b", "s3.é", "s3.a--b" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (leat_price_key_is_valid (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (leat_price_key_is_valid (bad[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/catalogue/prices/over", Own, BOOK ("us-east-1", PRICE ("lambda.requests", "7") PRICE ("mine.own", "8")),
              set_up, test_over, tear_down);
  g_test_add ("/catalogue/prices/new-region", Own, BOOK ("mx-central-1", PRICE ("lambda.requests", "7")), set_up,
              test_new_region, tear_down);
  g_test_add ("/catalogue/prices/broken", Own, BOOK ("us-east-1", PRICE ("lambda.requests", "-7")), set_up, test_broken,
              tear_down);
  g_test_add_func ("/catalogue/prices/keys", test_keys);
  return g_test_run ();
}
