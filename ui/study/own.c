/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/own.h"

#include "config.h"

#include "exchange/format.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define ENDING ".xml"
#define MAX_BYTES (4 * 1024 * 1024)

char *
leat_own_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "leat", "challenges", NULL);
}

char *
leat_own_dup_path (const char *id)
{
  g_autofree char *folder = leat_own_dup_folder (), *name = g_strconcat (id, ENDING, NULL);
  char *path = g_build_filename (folder, name, NULL);

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_clear_pointer (&path, g_free);
  return path;
}

/* The id is the name of the file. */
static char *
dup_id (const char *path)
{
  char *id = g_path_get_basename (path);

  if (g_str_has_suffix (id, ENDING))
    id[strlen (id) - strlen (ENDING)] = '\0';
  return id;
}

static gboolean
put (const char *path,
     GBytes     *bytes,
     GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _("%s cannot be made: %s"), folder, g_strerror (code));
      return FALSE;
    }
  return leat_write_bytes (path, bytes, error);
}

static gboolean
check (GBytes        *bytes,
       const char    *path,
       LeatCatalogue *catalogue,
       GError       **error)
{
  g_autofree char *id = dup_id (path);
  g_autoptr(LeatChallenge) challenge = leat_challenge_read (bytes, path, id, catalogue, error);

  return challenge != NULL;
}

gboolean
leat_own_import (const char    *path,
                 LeatCatalogue *catalogue,
                 GError       **error)
{
  g_autoptr(GBytes) bytes = leat_read_bytes (path, MAX_BYTES, error);
  g_autofree char *folder = leat_own_dup_folder (), *id = dup_id (path), *name = g_strconcat (id, ENDING, NULL);
  g_autofree char *copy = g_build_filename (folder, name, NULL);

  return bytes != NULL && check (bytes, path, catalogue, error) && put (copy, bytes, error);
}

gboolean
leat_own_save (const LeatChallenge *challenge,
               const char          *path,
               LeatCatalogue       *catalogue,
               GError             **error)
{
  g_autoptr(GBytes) bytes = leat_challenge_write (challenge);

  return check (bytes, path, catalogue, error) && put (path, bytes, error);
}
