/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/catalogue.h"
#include "exchange/mermaid.h"
#include "exchange/native.h"

/* Whatever the bytes: no crash; and what is made of them is a pipeline that can be saved and opened, and
 * written as Mermaid and read again. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static LeatCatalogue *
catalogue (void)
{
  static LeatCatalogue *loaded;

  if (loaded == NULL)
    {
      g_auto(GStrv) folders = leat_data_folders ();

      loaded = leat_catalogue_load ((const char *const *) folders, NULL, NULL);
    }
  return loaded;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) pipeline = leat_mermaid_read (bytes, "fuzz.mmd", catalogue (), notices, &error);
  g_autoptr(GBytes) saved = NULL;
  g_autoptr(GBytes) text = NULL;
  g_autoptr(LeatPipeline) opened = NULL;
  g_autoptr(LeatPipeline) reread = NULL;

  g_assert_true ((pipeline == NULL) == (error != NULL));
  if (pipeline == NULL)
    return 0;

  saved = leat_native_write (pipeline, NULL, NULL, NULL, NULL);
  opened = leat_native_read (saved, "saved.leat", NULL, NULL, &error);
  g_assert_no_error (error);

  text = leat_mermaid_write (pipeline, catalogue (), NULL, NULL, NULL);
  reread = leat_mermaid_read (text, "again.mmd", catalogue (), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (leat_pipeline_get_n_elements (reread), ==, leat_pipeline_get_n_elements (pipeline));
  return 0;
}
