/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/pricelist-private.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* Whatever the bytes, JSON, CSV or compressed: no crash; and the prices that are made of them can be written
 * as a price book, and read again with the same keys. The maps are those of the small catalogue of the tests,
 * since they are read anew for each input. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static LeatCatalogue *
catalogue (void)
{
  static LeatCatalogue *loaded;

  if (loaded == NULL)
    {
      g_autofree char *folder = g_build_filename (g_getenv ("LEAT_DATA_DIR"), "..", "tests", "data", "mini", NULL);
      const char *const folders[] = { folder, NULL };

      loaded = leat_catalogue_load (folders, NULL, NULL);
    }
  return loaded;
}

static void
check_book (const LeatPricelist *list)
{
  g_autofree char *name = g_strdup_printf ("leat-fuzz-%d.xml", getpid ());
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPriceBook) book = NULL;

  leat_pricelist_write (list, path, &error);
  g_assert_no_error (error);
  book = leat_price_book_new_from_file (path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < list->taken->len; i++)
    {
      const LeatTakenPrice *taken = g_ptr_array_index (list->taken, i);

      g_assert_nonnull (leat_price_book_get (book, taken->price.key));
    }
  g_unlink (path);
}

static void
read_offer (const uint8_t *data,
            size_t         size,
            const char    *region)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (data, size, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPricelist) list =
    leat_pricelist_read_stream (stream, "fuzz", size, catalogue (), region, NULL, NULL, NULL, &error);

  g_assert_true ((list == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  if (list != NULL && list->taken->len > 0)
    check_book (list);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  read_offer (data, size, NULL);
  read_offer (data, size, "eu-west-1");
  return 0;
}
