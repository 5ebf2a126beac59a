/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/challenge.h"

G_BEGIN_DECLS

/**
 * leat_own_dup_folder:
 *
 * Returns: (transfer full): where the user's own challenges lie
 */
char *leat_own_dup_folder (void);

/**
 * leat_own_dup_path:
 * @id: the id of a challenge
 *
 * Returns: (transfer full) (nullable): its file, if it is one of the user's own
 */
char *leat_own_dup_path (const char *id);

/**
 * leat_own_import:
 * @path: a file with a challenge
 * @catalogue: the catalogue
 * @error: return location: file, line, what was found and what was expected; or why it cannot be written
 *
 * Copies a challenge to the user's own ones, in the place of one with the same file name.
 *
 * Returns: whether it is there now
 */
gboolean leat_own_import (const char    *path,
                          LeatCatalogue *catalogue,
                          GError       **error);

/**
 * leat_own_save:
 * @challenge: a challenge
 * @path: the file to write
 * @catalogue: the catalogue
 * @error: return location: what the challenge lacks, or why it cannot be written
 *
 * Writes a challenge that reads back; one that does not is not written.
 *
 * Returns: whether it was written
 */
gboolean leat_own_save (const LeatChallenge *challenge,
                        const char          *path,
                        LeatCatalogue       *catalogue,
                        GError             **error);

G_END_DECLS
