/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/kept-private.h"
#include "exchange/progress.h"

#include <glib/gi18n-lib.h>

struct _LeatProgress
{
  LeatKept kept;
};

LeatProgress *
leat_progress_load (GError **error)
{
  LeatProgress *self = g_new0 (LeatProgress, 1);

  if (!leat_kept_load (&self->kept, "progress.ini", error))
    g_prefix_error (error, _("%s: the progress kept there cannot be read: "), self->kept.path);
  return self;
}

void
leat_progress_free (LeatProgress *self)
{
  leat_kept_clear (&self->kept);
  g_free (self);
}

static guint
get_count (const LeatProgress *self,
           const char         *id,
           const char         *key)
{
  int count = g_key_file_get_integer (self->kept.keys, id, key, NULL);

  return (guint) MAX (count, 0);
}

static double
get_points (const LeatProgress *self,
            const char         *id,
            const char         *key)
{
  double points = g_key_file_get_double (self->kept.keys, id, key, NULL);

  return points > 0 && points < 1e9 ? points : 0;
}

gboolean
leat_progress_get (const LeatProgress *self,
                   const char         *id,
                   LeatProgressEntry  *entry)
{
  *entry = (LeatProgressEntry){ 0 };
  if (!g_key_file_has_group (self->kept.keys, id))
    return FALSE;
  entry->domain = get_count (self, id, "domain");
  entry->tries = get_count (self, id, "tries");
  entry->best = get_points (self, id, "best");
  entry->of = get_points (self, id, "of");
  entry->hints = get_count (self, id, "hints");
  entry->passed = g_key_file_get_boolean (self->kept.keys, id, "passed", NULL);
  entry->revealed = g_key_file_get_boolean (self->kept.keys, id, "revealed", NULL);
  return TRUE;
}

gboolean
leat_progress_note (LeatProgress    *self,
                    const LeatGrade *grade,
                    GError         **error)
{
  const char *id = grade->challenge->id;
  LeatProgressEntry entry;

  leat_progress_get (self, id, &entry);
  g_key_file_set_integer (self->kept.keys, id, "domain", (int) grade->challenge->domain);
  g_key_file_set_integer (self->kept.keys, id, "tries", (int) MIN (entry.tries + 1, G_MAXINT));
  if (entry.of <= 0 || grade->points / grade->of > entry.best / entry.of)
    {
      g_key_file_set_double (self->kept.keys, id, "best", grade->points);
      g_key_file_set_double (self->kept.keys, id, "of", grade->of);
    }
  if (grade->passed)
    g_key_file_set_boolean (self->kept.keys, id, "passed", TRUE);
  return leat_kept_save (&self->kept, error);
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
  g_key_file_set_integer (self->kept.keys, challenge->id, "domain", (int) challenge->domain);
  g_key_file_set_boolean (self->kept.keys, challenge->id, "revealed", TRUE);
  return leat_kept_save (&self->kept, error);
}

gboolean
leat_progress_note_hints (LeatProgress        *self,
                          const LeatChallenge *challenge,
                          guint                n,
                          GError             **error)
{
  LeatProgressEntry entry;

  leat_progress_get (self, challenge->id, &entry);
  if (n <= entry.hints)
    return TRUE;
  g_key_file_set_integer (self->kept.keys, challenge->id, "domain", (int) challenge->domain);
  g_key_file_set_integer (self->kept.keys, challenge->id, "hints", (int) MIN (n, challenge->hints->len));
  return leat_kept_save (&self->kept, error);
}

gboolean
leat_progress_reset (LeatProgress *self,
                     const char   *id,
                     GError      **error)
{
  g_auto(GStrv) groups = g_key_file_get_groups (self->kept.keys, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    if (id == NULL || g_str_equal (groups[i], id))
      g_key_file_remove_group (self->kept.keys, groups[i], NULL);
  return leat_kept_save (&self->kept, error);
}

char *
leat_progress_dup_data (const LeatProgress *self)
{
  return g_key_file_to_data (self->kept.keys, NULL, NULL);
}

gboolean
leat_progress_restore (LeatProgress *self,
                       const char   *data,
                       GError      **error)
{
  return leat_kept_restore (&self->kept, data, error);
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
