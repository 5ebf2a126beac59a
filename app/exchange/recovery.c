/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/recovery.h"

#include "exchange/native.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* A document leaves three files: KEY.leat, its pipeline; KEY.path, the name of the file it belongs to;
 * KEY.lock, on which its process holds a lock. The kernel drops the lock however the process ends, so what
 * is not locked was left behind. A fourth, KEY.discarded, says that nobody wanted it saved. */

static GMutex locks_mutex;
static GHashTable *locks; /* key -> file descriptor, of this process */

static char *
folder_name (void)
{
  return g_build_filename (g_get_user_state_dir (), "leat", "recovery", NULL);
}

static char *
part_name (const char *key,
           const char *suffix)
{
  g_autofree char *folder = folder_name ();
  g_autofree char *base = g_strconcat (key, suffix, NULL);

  return g_build_filename (folder, base, NULL);
}

static int
open_lock (const char *key,
           int         flags)
{
  g_autofree char *name = part_name (key, ".lock");
  int fd = open (name, O_RDWR | O_CLOEXEC | flags, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) < 0)
    {
      int number = errno;

      close (fd);
      errno = number;
      return -1;
    }
  return fd;
}

static gboolean
hold_lock (const char *key)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&locks_mutex);
  int fd;

  if (locks == NULL)
    locks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_hash_table_contains (locks, key))
    return TRUE;

  fd = open_lock (key, O_CREAT);
  if (fd >= 0)
    g_hash_table_insert (locks, g_strdup (key), GINT_TO_POINTER (fd));
  return fd >= 0;
}

static void
release_lock (const char *key)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&locks_mutex);
  gpointer fd;

  if (locks != NULL && g_hash_table_lookup_extended (locks, key, NULL, &fd))
    {
      close (GPOINTER_TO_INT (fd));
      g_hash_table_remove (locks, key);
    }
}

char *
leat_recovery_new_key (void)
{
  return g_uuid_string_random ();
}

/* The folder is the user's alone: a pipeline may say more than others should know. */
static gboolean
prepare (const char *key,
         GError    **error)
{
  g_autofree char *folder = folder_name ();

  if (g_mkdir_with_parents (folder, 0700) == 0 && hold_lock (key))
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));
  return FALSE;
}

gboolean
leat_recovery_save_bytes (GBytes     *bytes,
                          const char *path,
                          const char *key,
                          GError    **error)
{
  g_autofree char *file = part_name (key, ".leat");
  g_autofree char *path_file = part_name (key, ".path");
  g_autofree char *absolute = path != NULL ? g_canonicalize_filename (path, NULL) : g_strdup ("");
  g_autoptr(GBytes) path_bytes = g_bytes_new (absolute, strlen (absolute));

  g_return_val_if_fail (strchr (key, '/') == NULL, FALSE);

  return prepare (key, error) && leat_write_bytes (path_file, path_bytes, error) &&
         leat_write_bytes (file, bytes, error);
}

gboolean
leat_recovery_save (LeatPipeline *pipeline,
                    const char   *path,
                    const char   *key,
                    GError      **error)
{
  g_autoptr(GBytes) bytes = leat_native_write (pipeline, NULL, NULL, NULL, error);

  return bytes != NULL && leat_recovery_save_bytes (bytes, path, key, error);
}

static void
recovery_free (LeatRecovery *self)
{
  g_free (self->key);
  g_free (self->file);
  g_free (self->path);
  g_free (self);
}

static LeatRecovery *
recovery_new (const char *key)
{
  LeatRecovery *self = g_new0 (LeatRecovery, 1);
  g_autofree char *path_file = part_name (key, ".path");
  g_autofree char *discarded = part_name (key, ".discarded");
  GStatBuf info;

  self->key = g_strdup (key);
  self->file = part_name (key, ".leat");
  if (g_file_get_contents (path_file, &self->path, NULL, NULL) && *self->path == '\0')
    g_clear_pointer (&self->path, g_free);
  if (g_stat (self->file, &info) == 0)
    self->saved_at = info.st_mtime;
  self->discarded = g_file_test (discarded, G_FILE_TEST_EXISTS);
  return self;
}

static gboolean
is_left_behind (const char *key)
{
  int fd = open_lock (key, 0);
  gboolean left = fd >= 0 || errno == ENOENT;

  if (fd >= 0)
    close (fd);
  return left;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const LeatRecovery *first = *(LeatRecovery *const *) a;
  const LeatRecovery *second = *(LeatRecovery *const *) b;

  return first->saved_at == second->saved_at ? g_strcmp0 (first->key, second->key)
                                             : (first->saved_at < second->saved_at ? 1 : -1);
}

GPtrArray *
leat_recovery_list (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) recovery_free);
  g_autofree char *folder = folder_name ();
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *key = g_strdup (name);

      if (*name == '.' || !g_str_has_suffix (name, ".leat"))
        continue;
      key[strlen (key) - strlen (".leat")] = '\0';
      if (is_left_behind (key))
        g_ptr_array_add (list, recovery_new (key));
    }

  g_ptr_array_sort (list, compare_times);
  return list;
}

void
leat_recovery_leave (const char *key)
{
  g_autofree char *file = part_name (key, ".leat");
  g_autofree char *discarded = part_name (key, ".discarded");
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);

  g_return_if_fail (strchr (key, '/') == NULL);

  if (g_file_test (file, G_FILE_TEST_EXISTS))
    leat_write_bytes (discarded, nothing, NULL);
  release_lock (key);
}

void
leat_recovery_drop (const char *key)
{
  static const char *const suffixes[] = { ".leat", ".path", ".lock", ".discarded" };

  g_return_if_fail (strchr (key, '/') == NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = part_name (key, suffixes[i]);

      g_unlink (name);
    }
  release_lock (key);
}
