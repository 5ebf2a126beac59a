/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

LeatCatalogue *
test_catalogue (void)
{
  static LeatCatalogue *catalogue;

  if (g_once_init_enter (&catalogue))
    {
      g_auto(GStrv) folders = leat_data_folders ();
      g_autoptr(GError) error = NULL;
      LeatCatalogue *loaded = leat_catalogue_load ((const char *const *) folders, NULL, &error);

      g_assert_no_error (error);
      g_once_init_leave (&catalogue, loaded);
    }
  return catalogue;
}

GBytes *
test_bytes (const char *path)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, path, NULL);
  g_autoptr(GError) error = NULL;
  char *text;
  gsize length;

  g_file_get_contents (file, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}
