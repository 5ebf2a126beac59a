/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/kept-private.h"
#include "exchange/teams.h"
#include "model/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A group for each team, named by number since a name may hold any character: its name, then points by challenge. */
#define NAME "name"
#define POINTS "points "

struct _LeatTeams
{
  LeatKept kept;
};

LeatTeams *
leat_teams_load (GError **error)
{
  LeatTeams *self = g_new0 (LeatTeams, 1);

  if (!leat_kept_load (&self->kept, "teams.ini", error))
    g_prefix_error (error, _("%s: the teams kept there cannot be read: "), self->kept.path);
  return self;
}

void
leat_teams_free (LeatTeams *self)
{
  leat_kept_clear (&self->kept);
  g_free (self);
}

char **
leat_teams_list (const LeatTeams *self)
{
  g_auto(GStrv) groups = g_key_file_get_groups (self->kept.keys, NULL);
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; groups[i] != NULL; i++)
    {
      char *name = g_key_file_get_string (self->kept.keys, groups[i], NAME, NULL);

      if (name != NULL)
        g_ptr_array_add (names, name);
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

static char *
find_group (const LeatTeams *self,
            const char      *name)
{
  g_auto(GStrv) groups = g_key_file_get_groups (self->kept.keys, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *other = g_key_file_get_string (self->kept.keys, groups[i], NAME, NULL);

      if (g_strcmp0 (other, name) == 0)
        return g_strdup (groups[i]);
    }
  return NULL;
}

static char *
new_group (const LeatTeams *self)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *group = g_strdup_printf ("team %u", i);

      if (!g_key_file_has_group (self->kept.keys, group))
        return g_steal_pointer (&group);
    }
}

gboolean
leat_teams_add (LeatTeams  *self,
                const char *name,
                GError    **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autofree char *group = find_group (self, stripped);

  if (*stripped == '\0')
    {
      g_set_error_literal (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("A team needs a name"));
      return FALSE;
    }
  if (group != NULL)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("There is a team “%s” already"), stripped);
      return FALSE;
    }
  group = new_group (self);
  g_key_file_set_string (self->kept.keys, group, NAME, stripped);
  return leat_kept_save (&self->kept, error);
}

gboolean
leat_teams_set (LeatTeams  *self,
                const char *name,
                const char *challenge,
                double      points,
                GError    **error)
{
  g_autofree char *group = find_group (self, name);
  g_autofree char *key = g_strconcat (POINTS, challenge, NULL);

  g_return_val_if_fail (group != NULL, FALSE);

  if (points > 0)
    g_key_file_set_double (self->kept.keys, group, key, points);
  else
    g_key_file_remove_key (self->kept.keys, group, key, NULL);
  return leat_kept_save (&self->kept, error);
}

/* What was written by hand and makes no sense is no points. */
static double
get_points (const LeatTeams *self,
            const char      *group,
            const char      *key)
{
  double points = g_key_file_get_double (self->kept.keys, group, key, NULL);

  return points > 0 && points < 1e9 ? points : 0;
}

double
leat_teams_get (const LeatTeams *self,
                const char      *name,
                const char      *challenge)
{
  g_autofree char *group = find_group (self, name);
  g_autofree char *key = g_strconcat (POINTS, challenge, NULL);

  return group != NULL ? get_points (self, group, key) : 0;
}

double
leat_teams_get_sum (const LeatTeams *self,
                    const char      *name)
{
  g_autofree char *group = find_group (self, name);
  g_auto(GStrv) keys = group != NULL ? g_key_file_get_keys (self->kept.keys, group, NULL, NULL) : NULL;
  double sum = 0;

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (g_str_has_prefix (keys[i], POINTS))
      sum += get_points (self, group, keys[i]);
  return sum;
}

char *
leat_teams_dup_data (const LeatTeams *self)
{
  return g_key_file_to_data (self->kept.keys, NULL, NULL);
}

gboolean
leat_teams_restore (LeatTeams  *self,
                    const char *data,
                    GError    **error)
{
  return leat_kept_restore (&self->kept, data, error);
}
