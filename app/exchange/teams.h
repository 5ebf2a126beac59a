/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LeatTeams:
 *
 * The score sheet of a group: teams and their points for each challenge, kept in `leat/teams.ini` in the user's data
 * folder, and nowhere else.
 */
typedef struct _LeatTeams LeatTeams;

/**
 * leat_teams_load:
 * @error: return location for a #GFileError or #GKeyFileError with file and reason; what lies there is put aside as
 *   `teams.ini.unreadable` before anything is written
 *
 * Reads what was kept. No file is no teams, and no error.
 *
 * Returns: (transfer full): the sheet
 */
LeatTeams *leat_teams_load (GError **error);

/**
 * leat_teams_free:
 * @self: (transfer full): a sheet
 */
void leat_teams_free (LeatTeams *self);

/**
 * leat_teams_list:
 * @self: a sheet
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of the teams, in the order in which they came
 */
char **leat_teams_list (const LeatTeams *self);

/**
 * leat_teams_add:
 * @self: a sheet
 * @name: what the team is called; white space around it is dropped
 * @error: return location for a %LEAT_ERROR_RANGE if it is empty or there already, or a #GFileError
 *
 * Returns: whether it was added and written
 */
gboolean leat_teams_add (LeatTeams  *self,
                         const char *name,
                         GError    **error);

/**
 * leat_teams_set:
 * @self: a sheet
 * @name: a team of it
 * @challenge: the id of a challenge
 * @points: what it got for it; 0 for nothing
 * @error: return location for a #GFileError with file and reason
 *
 * Returns: whether it was written
 */
gboolean leat_teams_set (LeatTeams  *self,
                         const char *name,
                         const char *challenge,
                         double      points,
                         GError    **error);

/**
 * leat_teams_get:
 * @self: a sheet
 * @name: a team
 * @challenge: the id of a challenge
 *
 * Returns: the points that it got for it
 */
double leat_teams_get (const LeatTeams *self,
                       const char      *name,
                       const char      *challenge);

/**
 * leat_teams_get_sum:
 * @self: a sheet
 * @name: a team
 *
 * Returns: the points that it got for all challenges
 */
double leat_teams_get_sum (const LeatTeams *self,
                           const char      *name);

/**
 * leat_teams_dup_data:
 * @self: a sheet
 *
 * Returns: (transfer full): all of it, for leat_teams_restore()
 */
char *leat_teams_dup_data (const LeatTeams *self);

/**
 * leat_teams_restore:
 * @self: a sheet
 * @data: what leat_teams_dup_data() gave; "" for no teams
 * @error: return location for a #GFileError with file and reason
 *
 * Takes that in the place of what there is.
 *
 * Returns: whether it was written
 */
gboolean leat_teams_restore (LeatTeams  *self,
                             const char *data,
                             GError    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatTeams, leat_teams_free)

G_END_DECLS
