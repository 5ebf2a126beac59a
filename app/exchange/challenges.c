/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/challenge.h"

#include <string.h>

/* The challenges of the data folders. */

#define ENDING ".xml"

static void
put (GPtrArray     *challenges,
     LeatChallenge *challenge)
{
  for (guint i = 0; i < challenges->len; i++)
    if (g_str_equal (((LeatChallenge *) challenges->pdata[i])->id, challenge->id))
      {
        leat_challenge_unref (challenges->pdata[i]);
        challenges->pdata[i] = challenge;
        return;
      }
  g_ptr_array_add (challenges, challenge);
}

static void
load (GPtrArray     *challenges,
      const char    *folder,
      const char    *file,
      LeatCatalogue *catalogue,
      GPtrArray     *warnings)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *id = g_strndup (file, strlen (file) - strlen (ENDING)), *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  LeatChallenge *challenge = NULL;
  gsize size;

  if (g_file_get_contents (path, &text, &size, &error))
    {
      bytes = g_bytes_new_take (g_steal_pointer (&text), size);
      challenge = leat_challenge_read (bytes, path, id, catalogue, &error);
    }
  if (challenge != NULL)
    put (challenges, challenge);
  else if (warnings != NULL)
    g_ptr_array_add (warnings, g_strdup (error->message));
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return strcmp ((*(LeatChallenge *const *) a)->id, (*(LeatChallenge *const *) b)->id);
}

GPtrArray *
leat_challenges_load (const char *const *folders,
                      LeatCatalogue     *catalogue,
                      GPtrArray         *warnings)
{
  GPtrArray *challenges = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_challenge_unref);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *folder = g_build_filename (folders[i], "challenges", NULL);
      g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
      const char *file;

      while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
        if (g_str_has_suffix (file, ENDING) && *file != '.')
          load (challenges, folder, file, catalogue, warnings);
    }
  g_ptr_array_sort (challenges, compare);
  return challenges;
}

LeatChallenge *
leat_challenges_find (GPtrArray  *challenges,
                      const char *id)
{
  for (guint i = 0; i < challenges->len; i++)
    if (g_str_equal (((LeatChallenge *) challenges->pdata[i])->id, id))
      return challenges->pdata[i];
  return NULL;
}
