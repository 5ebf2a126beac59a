/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/kept-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

gboolean
leat_kept_load (LeatKept   *self,
                const char *name,
                GError    **error)
{
  g_autoptr(GError) fault = NULL;

  self->keys = g_key_file_new ();
  self->path = g_build_filename (g_get_user_data_dir (), "leat", name, NULL);
  if (g_key_file_load_from_file (self->keys, self->path, G_KEY_FILE_KEEP_COMMENTS, &fault) ||
      g_error_matches (fault, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  g_key_file_unref (self->keys);
  self->keys = g_key_file_new ();
  self->unreadable = TRUE;
  return FALSE;
}

void
leat_kept_clear (LeatKept *self)
{
  g_clear_pointer (&self->keys, g_key_file_unref);
  g_clear_pointer (&self->path, g_free);
}

gboolean
leat_kept_save (LeatKept *self,
                GError  **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path), *text = NULL;
  gsize size;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _("%s cannot be made: %s"), folder, g_strerror (code));
      return FALSE;
    }
  if (self->unreadable)
    {
      g_autofree char *aside = g_strconcat (self->path, ".unreadable", NULL);

      (void) g_rename (self->path, aside);
      self->unreadable = FALSE;
    }
  text = g_key_file_to_data (self->keys, &size, NULL);
  return g_file_set_contents_full (self->path, text, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

gboolean
leat_kept_restore (LeatKept   *self,
                   const char *data,
                   GError    **error)
{
  g_autoptr(GKeyFile) keys = g_key_file_new ();

  if (*data != '\0' && !g_key_file_load_from_data (keys, data, strlen (data), G_KEY_FILE_KEEP_COMMENTS, error))
    return FALSE;
  g_key_file_unref (self->keys);
  self->keys = g_steal_pointer (&keys);
  return leat_kept_save (self, error);
}
