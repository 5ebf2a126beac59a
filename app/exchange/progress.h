/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/grade.h"

G_BEGIN_DECLS

/**
 * LeatProgress:
 *
 * What somebody has solved: kept in `leat/progress.ini` in the user's data folder, and nowhere else.
 */
typedef struct _LeatProgress LeatProgress;

/**
 * LeatProgressEntry:
 * @domain: the exam's domain of the challenge, 1 to 4
 * @tries: how often it was graded
 * @best: the most points so far
 * @of: how many there were
 * @hints: how many of its hints were shown
 * @passed: it was passed once
 * @revealed: its solution was shown before it was passed
 *
 * How far somebody has come with one challenge.
 */
typedef struct
{
  guint    domain;
  guint    tries;
  double   best;
  double   of;
  guint    hints;
  gboolean passed;
  gboolean revealed;
} LeatProgressEntry;

/**
 * LEAT_N_DOMAINS: how many domains the exam has
 */
#define LEAT_N_DOMAINS 4

/**
 * leat_progress_load:
 * @error: return location for a #GFileError or #GKeyFileError with file and reason; what lies there is put
 *   aside as `progress.ini.unreadable` before anything is written
 *
 * Reads what was kept. No file is no progress, and no error.
 *
 * Returns: (transfer full): the progress
 */
LeatProgress *leat_progress_load (GError **error);

/**
 * leat_progress_free:
 * @self: (transfer full): progress
 */
void leat_progress_free (LeatProgress *self);

/**
 * leat_progress_get:
 * @self: progress
 * @id: the id of a challenge
 * @entry: (out caller-allocates): how far; all zero if it was never tried
 *
 * Returns: whether it was tried, or a hint or its solution was shown
 */
gboolean leat_progress_get (const LeatProgress *self,
                            const char         *id,
                            LeatProgressEntry  *entry);

/**
 * leat_progress_note:
 * @self: progress
 * @grade: a grade
 * @error: return location for a #GFileError with file and reason
 *
 * Counts a try, and writes it down. Points never go down.
 *
 * Returns: whether it was written
 */
gboolean leat_progress_note (LeatProgress    *self,
                             const LeatGrade *grade,
                             GError         **error);

/**
 * leat_progress_note_revealed:
 * @self: progress
 * @challenge: whose solution was shown
 * @error: return location for a #GFileError with file and reason
 *
 * Writes down that the solution was shown; of a challenge that was passed before it changes nothing.
 *
 * Returns: whether it was written
 */
gboolean leat_progress_note_revealed (LeatProgress        *self,
                                      const LeatChallenge *challenge,
                                      GError             **error);

/**
 * leat_progress_note_hints:
 * @self: progress
 * @challenge: whose hints were shown
 * @n: how many of them
 * @error: return location for a #GFileError with file and reason
 *
 * Writes down that so many were shown; it never goes down.
 *
 * Returns: whether it was written
 */
gboolean leat_progress_note_hints (LeatProgress        *self,
                                   const LeatChallenge *challenge,
                                   guint                n,
                                   GError             **error);

/**
 * leat_progress_reset:
 * @self: progress
 * @id: (nullable): the id of a challenge, or %NULL for all of them
 * @error: return location for a #GFileError with file and reason
 *
 * Forgets.
 *
 * Returns: whether it was written
 */
gboolean leat_progress_reset (LeatProgress *self,
                              const char   *id,
                              GError      **error);

/**
 * leat_progress_dup_data:
 * @self: progress
 *
 * Returns: (transfer full): all of it, for leat_progress_restore()
 */
char *leat_progress_dup_data (const LeatProgress *self);

/**
 * leat_progress_restore:
 * @self: progress
 * @data: what leat_progress_dup_data() gave
 * @error: return location for a #GFileError with file and reason
 *
 * Takes that in the place of what there is: undoes leat_progress_reset().
 *
 * Returns: whether it was written
 */
gboolean leat_progress_restore (LeatProgress *self,
                                const char   *data,
                                GError      **error);

/**
 * leat_progress_count:
 * @self: progress
 * @challenges: (element-type LeatChallenge): challenges
 * @domain: 1 to %LEAT_N_DOMAINS, or 0 for all
 * @passed: (out): how many of them were passed
 *
 * Returns: how many of @challenges are of that domain
 */
guint leat_progress_count (const LeatProgress *self,
                           GPtrArray          *challenges,
                           guint               domain,
                           guint              *passed);

/**
 * leat_domain_get_label:
 * @domain: 1 to %LEAT_N_DOMAINS
 *
 * Returns: (transfer none): the domain's name for people
 */
const char *leat_domain_get_label (guint domain);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatProgress, leat_progress_free)

G_END_DECLS
