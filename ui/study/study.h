/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/challenge.h"
#include "exchange/progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The setting of a pipeline's properties that holds the id of the challenge which it is an answer to. */
#define LEAT_STUDY_SETTING "challenge"

/**
 * LeatStudy:
 *
 * The challenges there are and what was solved of them, one for all windows of the process.
 *
 * Signals: `changed ()`, the challenges have been read, or the progress is another.
 */
#define LEAT_TYPE_STUDY (leat_study_get_type ())
G_DECLARE_FINAL_TYPE (LeatStudy, leat_study, LEAT, STUDY, GObject)

/**
 * leat_study_get:
 * @catalogue: what challenges are looked up in
 *
 * The first call reads the challenges, in a thread, and the progress; both go when nobody holds them any more.
 *
 * Returns: (transfer full): the one of the process
 */
LeatStudy *leat_study_get (LeatCatalogue *catalogue);

/**
 * leat_study_list:
 * @self: a study
 *
 * Returns: (transfer none) (nullable) (element-type LeatChallenge): the challenges by id; %NULL until they have been read
 */
GPtrArray *leat_study_list (LeatStudy *self);

/**
 * leat_study_find:
 * @self: a study
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): that challenge
 */
LeatChallenge *leat_study_find (LeatStudy  *self,
                                const char *id);

/**
 * leat_study_get_warnings:
 * @self: a study
 *
 * Returns: (transfer none) (element-type utf8): what could not be read: file, line, what was expected
 */
GPtrArray *leat_study_get_warnings (LeatStudy *self);

/**
 * leat_study_get_progress:
 * @self: a study
 *
 * Returns: (transfer none): what was solved; it is written by the functions below only
 */
const LeatProgress *leat_study_get_progress (LeatStudy *self);

/**
 * leat_study_note:
 * @self: a study
 * @grade: a grade
 * @error: return location for a #GFileError with file and reason
 *
 * Counts a try.
 *
 * Returns: whether it was written
 */
gboolean leat_study_note (LeatStudy       *self,
                          const LeatGrade *grade,
                          GError         **error);

/**
 * leat_study_note_revealed:
 * @self: a study
 * @challenge: whose solution was shown
 * @error: return location for a #GFileError with file and reason
 *
 * Returns: whether it was written
 */
gboolean leat_study_note_revealed (LeatStudy           *self,
                                   const LeatChallenge *challenge,
                                   GError             **error);

/**
 * leat_study_note_hints:
 * @self: a study
 * @challenge: whose hints were shown
 * @n: how many of them
 * @error: return location for a #GFileError with file and reason
 *
 * Returns: whether it was written
 */
gboolean leat_study_note_hints (LeatStudy           *self,
                                const LeatChallenge *challenge,
                                guint                n,
                                GError             **error);

/**
 * leat_study_reset:
 * @self: a study
 * @error: return location for a #GFileError with file and reason
 *
 * Forgets all progress; leat_study_undo_reset() brings it back.
 *
 * Returns: whether it was written
 */
gboolean leat_study_reset (LeatStudy *self,
                           GError   **error);

/**
 * leat_study_undo_reset:
 * @self: a study
 * @error: return location for a #GFileError with file and reason
 *
 * Brings back what the last leat_study_reset() forgot, in the place of what was solved since.
 *
 * Returns: whether it was written, or there was nothing to bring back
 */
gboolean leat_study_undo_reset (LeatStudy *self,
                                GError   **error);

/**
 * leat_study_reload:
 * @self: a study
 *
 * Reads the challenges anew, in a thread: for who has written one.
 */
void leat_study_reload (LeatStudy *self);

/**
 * leat_study_dup_state:
 * @self: a study
 * @challenge: one of its challenges
 * @icon: (out) (transfer none): the symbol of that state
 *
 * Returns: (transfer full): how far somebody has come with it, for people: "Solved", "45 of 100 points"
 */
char *leat_study_dup_state (LeatStudy           *self,
                            const LeatChallenge *challenge,
                            const char         **icon);

/**
 * leat_study_dup_points:
 * @points: how many
 * @of: of how many
 *
 * Returns: (transfer full): "45 of 100 points"
 */
char *leat_study_dup_points (double points,
                             double of);

/**
 * leat_level_get_label:
 * @level: 1 to 3
 *
 * Returns: (transfer none): the word for people: "Easy"
 */
const char *leat_level_get_label (guint level);

G_END_DECLS
