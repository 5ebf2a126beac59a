/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/own-prices.h"

#include "catalogue/prices.h"

#include <gio/gio.h>

gboolean
leat_own_prices_exist (const char *region)
{
  g_autofree char *path = leat_own_price_book_path (region);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Never over a file that is there. */
static gboolean
move (const char *from,
      const char *to,
      GError    **error)
{
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (to);

  return g_file_move (source, target, G_FILE_COPY_NOFOLLOW_SYMLINKS, NULL, NULL, NULL, error);
}

char *
leat_own_prices_forget (const char *region,
                        GError    **error)
{
  g_autofree char *path = leat_own_price_book_path (region);

  for (guint i = 1;; i++)
    {
      g_autofree char *backup = i == 1 ? g_strconcat (path, ".bak", NULL) : g_strdup_printf ("%s.%u.bak", path, i);
      g_autoptr(GError) failure = NULL;

      if (move (path, backup, &failure))
        return g_steal_pointer (&backup);
      if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_propagate_prefixed_error (error, g_steal_pointer (&failure), "%s: ", path);
          return NULL;
        }
    }
}

gboolean
leat_own_prices_restore (const char *region,
                         const char *backup,
                         GError    **error)
{
  g_autofree char *path = leat_own_price_book_path (region);

  if (move (backup, path, error))
    return TRUE;
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}
