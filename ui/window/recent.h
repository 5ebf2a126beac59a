/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LeatRecent:
 * @path: the file
 * @name: its name without the suffix, for people
 * @folder: the folder that it is in, for people: the home folder is "~"
 * @used: when it was used last, in seconds since 1970
 * @exists: whether it is still there
 *
 * A pipeline in the desktop's list of recent files.
 */
typedef struct
{
  char    *path;
  char    *name;
  char    *folder;
  gint64   used;
  gboolean exists;
} LeatRecent;

/**
 * leat_recent_list:
 *
 * Returns: (transfer full) (element-type LeatRecent): what Leat can open in the desktop's list, the latest first; the
 *   array frees its parts
 */
GPtrArray *leat_recent_list (void);

/**
 * leat_recent_add:
 * @path: a file that was opened or saved
 *
 * Puts it into the desktop's list.
 */
void leat_recent_add (const char *path);

/**
 * leat_recent_remove:
 * @path: a file
 *
 * Takes it out of the desktop's list; the file itself is left alone.
 */
void leat_recent_remove (const char *path);

/**
 * leat_recent_dup_when:
 * @seconds: since 1970
 *
 * Returns: (transfer full): that time as people say it: "Today 14:05", "Yesterday", "3 March 2026"
 */
char *leat_recent_dup_when (gint64 seconds);

/**
 * leat_recent_dup_folder:
 * @path: a file
 *
 * Returns: (transfer full): the folder that it is in, for people: the home folder is "~"
 */
char *leat_recent_dup_folder (const char *path);

G_END_DECLS
