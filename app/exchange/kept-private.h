/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A key file in Leat's folder of the user's data: what is learned is kept in such files, and nowhere else. */
typedef struct
{
  GKeyFile *keys;
  char     *path;
  gboolean  unreadable; /* what lies there was not understood: it is put aside before it is written over */
} LeatKept;

/* Reads the file of that name. No file is no error; after a fault there is nothing in it. */
gboolean leat_kept_load (LeatKept   *self,
                         const char *name,
                         GError    **error);

/* Lets go of what it holds. */
void leat_kept_clear (LeatKept *self);

/* Writes it, for nobody else to read. */
gboolean leat_kept_save (LeatKept *self,
                         GError  **error);

/* Takes the text of such a file, "" for none, in the place of what there is, and writes it. */
gboolean leat_kept_restore (LeatKept   *self,
                            const char *data,
                            GError    **error);

G_END_DECLS
