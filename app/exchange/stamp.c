/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/stamp.h"

#include "exchange/format.h"

#include <sys/stat.h>

struct _LeatStamp
{
  char       *path;
  gboolean    exists;
  struct stat info;
  char       *digest; /* of its bytes, or NULL if it cannot be read */
};

/* Changes as good as certainly when the bytes do; a copy of another time changes it too. */
static gboolean
same_info (const struct stat *a,
           const struct stat *b)
{
  return a->st_size == b->st_size && a->st_ino == b->st_ino && a->st_dev == b->st_dev &&
         a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static char *
new_digest (const char *path)
{
  g_autoptr(GBytes) bytes = leat_read_bytes (path, LEAT_FILE_MAX_BYTES, NULL);

  return bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}

LeatStamp *
leat_stamp_new (const char *path)
{
  LeatStamp *self = g_new0 (LeatStamp, 1);

  self->path = g_strdup (path);
  self->exists = stat (path, &self->info) == 0;
  if (self->exists)
    self->digest = new_digest (path);
  return self;
}

void
leat_stamp_free (LeatStamp *self)
{
  g_free (self->path);
  g_free (self->digest);
  g_free (self);
}

LeatStampState
leat_stamp_check (LeatStamp *self)
{
  struct stat info;
  g_autofree char *digest = NULL;

  if (stat (self->path, &info) < 0)
    return self->exists ? LEAT_STAMP_GONE : LEAT_STAMP_SAME;
  if (self->exists && same_info (&self->info, &info))
    return LEAT_STAMP_SAME;

  digest = new_digest (self->path);
  if (!self->exists || digest == NULL || g_strcmp0 (digest, self->digest) != 0)
    return LEAT_STAMP_CHANGED;
  self->info = info; /* touched only: not read again next time */
  return LEAT_STAMP_SAME;
}
