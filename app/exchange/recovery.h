/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pipeline.h"

G_BEGIN_DECLS

/**
 * LeatRecovery:
 * @key: its key, for leat_recovery_drop()
 * @file: where the unsaved work lies: a .leat file for leat_read_file()
 * @path: (nullable): the file that the work belongs to, or %NULL if it was never saved
 * @saved_at: when it was written, in seconds since 1970
 * @discarded: whether somebody chose not to save it
 *
 * Work that was not saved when a Leat ended.
 */
typedef struct
{
  char  *key;
  char  *file;
  char  *path;
  gint64 saved_at;
  gboolean discarded;
} LeatRecovery;

/**
 * leat_recovery_new_key:
 *
 * Returns: (transfer full): a key that no other document uses
 */
char *leat_recovery_new_key (void);

/**
 * leat_recovery_save:
 * @pipeline: unsaved work
 * @path: (nullable): the file that it belongs to
 * @key: the key of its document, from leat_recovery_new_key()
 * @error: return location for a #GIOErrorEnum with file and reason
 *
 * Writes @pipeline aside, under `leat/recovery` in the user's state folder, in place of what was there
 * under @key. As long as this process lives, no other Leat offers it for recovery.
 *
 * Returns: whether it was written
 */
gboolean leat_recovery_save (LeatPipeline *pipeline,
                             const char   *path,
                             const char   *key,
                             GError      **error);

/**
 * leat_recovery_save_bytes:
 * @bytes: what leat_native_write() made of unsaved work
 * @path: (nullable): the file that it belongs to
 * @key: the key of its document
 * @error: return location for a #GIOErrorEnum with file and reason
 *
 * As leat_recovery_save(), for a worker thread.
 *
 * Returns: whether it was written
 */
gboolean leat_recovery_save_bytes (GBytes     *bytes,
                                   const char *path,
                                   const char *key,
                                   GError    **error);

/**
 * leat_recovery_leave:
 * @key: a key of this process
 *
 * Leaves what is kept under @key to the next start, as work that somebody chose not to save. What is not there is not
 * left.
 */
void leat_recovery_leave (const char *key);

/**
 * leat_recovery_list:
 *
 * Returns: (transfer full) (element-type LeatRecovery): what was left behind by processes that live no
 *   more, the latest first; the array frees its parts
 */
GPtrArray *leat_recovery_list (void);

/**
 * leat_recovery_drop:
 * @key: a key, of this process or of leat_recovery_list()
 *
 * Forgets what is kept under @key: it was saved, or it is not wanted. It may not be there.
 */
void leat_recovery_drop (const char *key);

G_END_DECLS
