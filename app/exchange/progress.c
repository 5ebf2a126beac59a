/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/progress.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

struct _LeatProgress
{
  GKeyFile *keys;
  char     *path;
  gboolean  unreadable; /* what lies there was not understood: it is put aside before it is written over */
};

LeatProgress *
leat_progress_load (GError **error)
{
  LeatProgress *self = g_new0 (LeatProgress, 1);
  g_autoptr(GError) fault = NULL;

  self->keys = g_key_file_new ();
  self->path = g_build_filename (g_get_user_data_dir (), "leat", "progress.ini", NULL);
  if (!g_key_file_load_from_file (self->keys, self->path, G_KEY_FILE_KEEP_COMMENTS, &fault) &&
      !g_error_matches (fault, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&fault), _("%s: the progress kept there cannot be read: "), self->path);
      g_key_file_unref (self->keys);
      self->keys = g_key_file_new ();
      self->unreadable = TRUE;
    }
  return self;
}

void
leat_progress_free (LeatProgress *self)
{
  g_key_file_unref (self->keys);
  g_free (self->path);
  g_free (self);
}

static guint
get_count (const LeatProgress *self,
           const char         *id,
           const char         *key)
{
  int count = g_key_file_get_integer (self->keys, id, key, NULL);

  return (guint) MAX (count, 0);
}

static double
get_points (const LeatProgress *self,
            const char         *id,
            const char         *key)
{
  double points = g_key_file_get_double (self->keys, id, key, NULL);

  return points > 0 && points < 1e9 ? points : 0;
}

gboolean
leat_progress_get (const LeatProgress *self,
                   const char         *id,
                   LeatProgressEntry  *entry)
{
  *entry = (LeatProgressEntry){ 0 };
  if (!g_key_file_has_group (self->keys, id))
    return FALSE;
  entry->domain = get_count (self, id, "domain");
  entry->tries = get_count (self, id, "tries");
  entry->best = get_points (self, id, "best");
  entry->of = get_points (self, id, "of");
  entry->passed = g_key_file_get_boolean (self->keys, id, "passed", NULL);
  entry->revealed = g_key_file_get_boolean (self->keys, id, "revealed", NULL);
  return TRUE;
}

static gboolean
save (LeatProgress *self,
      GError      **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *text = NULL;
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
leat_progress_note (LeatProgress    *self,
                    const LeatGrade *grade,
                    GError         **error)
{
  const char *id = grade->challenge->id;
  LeatProgressEntry entry;

  leat_progress_get (self, id, &entry);
  g_key_file_set_integer (self->keys, id, "domain", (int) grade->challenge->domain);
  g_key_file_set_integer (self->keys, id, "tries", (int) MIN (entry.tries + 1, G_MAXINT));
  if (entry.of <= 0 || grade->points / grade->of > entry.best / entry.of)
    {
      g_key_file_set_double (self->keys, id, "best", grade->points);
      g_key_file_set_double (self->keys, id, "of", grade->of);
    }
  if (grade->passed)
    g_key_file_set_boolean (self->keys, id, "passed", TRUE);
  return save (self, error);
}

gboolean
leat_progress_note_revealed (LeatProgress        *self,
                             const LeatChallenge *challenge,
                             GError             **error)
{
  LeatProgressEntry entry;

  leat_progress_get (self, challenge->id, &entry);
  if (entry.passed || entry.revealed)
    return TRUE;
  g_key_file_set_integer (self->keys, challenge->id, "domain", (int) challenge->domain);
  g_key_file_set_boolean (self->keys, challenge->id, "revealed", TRUE);
  return save (self, error);
}

gboolean
leat_progress_reset (LeatProgress *self,
                     const char   *id,
                     GError      **error)
{
  g_auto(GStrv) groups = g_key_file_get_groups (self->keys, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    if (id == NULL || g_str_equal (groups[i], id))
      g_key_file_remove_group (self->keys, groups[i], NULL);
  return save (self, error);
}

char *
leat_progress_dup_data (const LeatProgress *self)
{
  return g_key_file_to_data (self->keys, NULL, NULL);
}

gboolean
leat_progress_restore (LeatProgress *self,
                       const char   *data,
                       GError      **error)
{
  g_autoptr(GKeyFile) keys = g_key_file_new ();

  if (!g_key_file_load_from_data (keys, data, strlen (data), G_KEY_FILE_KEEP_COMMENTS, error))
    return FALSE;
  g_key_file_unref (self->keys);
  self->keys = g_steal_pointer (&keys);
  return save (self, error);
}

guint
leat_progress_count (const LeatProgress *self,
                     GPtrArray          *challenges,
                     guint               domain,
                     guint              *passed)
{
  guint n = 0;

  *passed = 0;
  for (guint i = 0; i < challenges->len; i++)
    {
      const LeatChallenge *challenge = g_ptr_array_index (challenges, i);
      LeatProgressEntry entry;

      if (domain != 0 && challenge->domain != domain)
        continue;
      n++;
      *passed += leat_progress_get (self, challenge->id, &entry) && entry.passed;
    }
  return n;
}

const char *
leat_domain_get_label (guint domain)
{
  static const char *const labels[LEAT_N_DOMAINS] = {
    N_("Data ingestion and transformation"), N_("Data store management"), N_("Data operations and support"),
    N_("Data security and governance")
  };

  return domain >= 1 && domain <= LEAT_N_DOMAINS ? _(labels[domain - 1]) : "";
}
