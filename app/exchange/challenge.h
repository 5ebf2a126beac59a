/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/grade.h"

G_BEGIN_DECLS

#define LEAT_CHALLENGE_NAMESPACE "urn:leat:challenge"
/* At most so many for one demand: what is kept of them and shown in a sheet has an end. */
#define LEAT_POINTS_MAX 1000000

/**
 * leat_challenge_read:
 * @bytes: the file
 * @name: its name for messages
 * @id: the id of the challenge: not empty, without [ and ]
 * @catalogue: where its services and requirements are looked up
 * @error: return location for a %LEAT_ERROR_SYNTAX, %LEAT_ERROR_UNKNOWN or %LEAT_ERROR_LIMIT: file, line, what was expected
 *
 * Reads a challenge as data/schema/challenge.rng describes it. No DTD, no entities, no network.
 *
 * Returns: (transfer full) (nullable): the challenge
 */
LeatChallenge *leat_challenge_read (GBytes        *bytes,
                                    const char    *name,
                                    const char    *id,
                                    LeatCatalogue *catalogue,
                                    GError       **error);

/**
 * leat_challenge_write:
 * @self: a challenge
 *
 * Returns: (transfer full): the bytes of a file that reads back as @self
 */
GBytes *leat_challenge_write (const LeatChallenge *self);

/**
 * leat_challenges_load:
 * @folders: (array zero-terminated=1): data folders, see leat_data_folders(); what lies in their `challenges` counts
 * @catalogue: the catalogue
 * @warnings: (nullable) (element-type utf8): gets a message for each file that could not be read
 *
 * Reads all challenges. One of a later folder takes the place of one with the same id.
 *
 * Returns: (transfer full) (element-type LeatChallenge): sorted by id
 */
GPtrArray *leat_challenges_load (const char *const *folders,
                                 LeatCatalogue     *catalogue,
                                 GPtrArray         *warnings);

/**
 * leat_challenges_find:
 * @challenges: (element-type LeatChallenge): challenges
 * @id: an id
 *
 * Returns: (transfer none) (nullable): that challenge
 */
LeatChallenge *leat_challenges_find (GPtrArray  *challenges,
                                     const char *id);

G_END_DECLS
