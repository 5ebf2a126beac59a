/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LeatStamp:
 *
 * What a file was like when it was last read or written here, to tell whether another program has changed it since.
 */
typedef struct _LeatStamp LeatStamp;

typedef enum
{
  LEAT_STAMP_SAME,    /* the same bytes, whatever its times say */
  LEAT_STAMP_CHANGED, /* other bytes */
  LEAT_STAMP_GONE,    /* no such file any more */
} LeatStampState;

/**
 * leat_stamp_new:
 * @path: a file, which may not be there
 *
 * Takes the stamp of a file as it is now. One that is about to be read is stamped before: a change between the two is
 * then noticed.
 *
 * Returns: (transfer full): the stamp
 */
LeatStamp *leat_stamp_new (const char *path);

/**
 * leat_stamp_free:
 * @self: (transfer full): a stamp
 */
void leat_stamp_free (LeatStamp *self);

/**
 * leat_stamp_check:
 * @self: a stamp
 *
 * Looks at the times and the size first; only if they differ, the file is read.
 *
 * Returns: what has become of the file
 */
LeatStampState leat_stamp_check (LeatStamp *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatStamp, leat_stamp_free)

G_END_DECLS
