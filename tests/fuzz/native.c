/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/native.h"

/* Whatever the bytes: no crash; and what can be read is written back as it was, and when every element
 * is written anew it can be read again. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
renew_all (LeatPipeline *pipeline)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *before = leat_pipeline_get_nth (pipeline, i);
      g_autoptr(LeatElement) after = leat_element_copy (before);

      leat_pipeline_replace (pipeline, before, after);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) pipeline = leat_native_read (bytes, "fuzz.leat", NULL, notices, &error);
  g_autoptr(GBytes) same = NULL;
  g_autoptr(GBytes) anew = NULL;
  g_autoptr(GBytes) again = NULL;
  g_autoptr(LeatPipeline) reread = NULL;

  g_assert_true ((pipeline == NULL) == (error != NULL));
  if (pipeline == NULL)
    return 0;

  same = leat_native_write (pipeline, NULL, NULL, NULL, NULL);
  g_assert_true (g_bytes_equal (same, bytes));

  renew_all (pipeline);
  anew = leat_native_write (pipeline, NULL, NULL, NULL, NULL);
  reread = leat_native_read (anew, "anew.leat", NULL, NULL, &error);
  g_assert_no_error (error);
  again = leat_native_write (reread, NULL, NULL, NULL, NULL);
  g_assert_true (g_bytes_equal (again, anew));
  return 0;
}
