/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/format.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (64 * 1024)
#define MAX_LINKS 40

static gboolean
is_standard (const char *path)
{
  return g_str_equal (path, "-");
}

static char *
display_name (const char *path)
{
  return is_standard (path) ? g_strdup (_("standard input")) : g_filename_display_name (path);
}

/* Sets an error of the system, named after the file. Returns FALSE, for `return fail_io (...)`. */
static gboolean
fail_io (const char *path,
         int         number,
         GError    **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "%s: %s", name, g_strerror (number));
  return FALSE;
}

static gboolean
fail_size (const char *path,
           gsize       max_bytes,
           GError    **error)
{
  g_autofree char *name = display_name (path);
  g_autofree char *size = g_format_size_full (max_bytes, G_FORMAT_SIZE_IEC_UNITS);

  g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("%s: found a file larger than %s, expected at most that"), name,
               size);
  return FALSE;
}

/* Reads to the end, but one byte more than allowed is enough to know that it is too much. */
static gboolean
read_all (int         fd,
          const char *path,
          gsize       max_bytes,
          GByteArray *bytes,
          GError    **error)
{
  guint8 chunk[CHUNK];

  while (TRUE)
    {
      gssize n = read (fd, chunk, sizeof chunk);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail_io (path, errno, error);
      if (n == 0)
        return TRUE;
      if (bytes->len + (gsize) n > max_bytes)
        return fail_size (path, max_bytes, error);
      g_byte_array_append (bytes, chunk, n);
    }
}

static gboolean
read_fd (int         fd,
         const char *path,
         gsize       max_bytes,
         GByteArray *bytes,
         GError    **error)
{
  struct stat info;

  if (fstat (fd, &info) < 0)
    return fail_io (path, errno, error);
  if (S_ISREG (info.st_mode) && (guint64) info.st_size > max_bytes)
    return fail_size (path, max_bytes, error);
  return read_all (fd, path, max_bytes, bytes, error);
}

GBytes *
leat_read_bytes (const char *path,
                 gsize       max_bytes,
                 GError    **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  int fd = is_standard (path) ? dup (STDIN_FILENO) : open (path, O_RDONLY | O_CLOEXEC);
  gboolean done;

  if (fd < 0)
    {
      fail_io (path, errno, error);
      return NULL;
    }

  done = read_fd (fd, path, max_bytes, bytes, error);
  close (fd);
  return done ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/* Where a path leads when its last part is a symbolic link, be there a file or not. */
static char *
follow_links (const char *path)
{
  char *target = g_strdup (path);

  for (int i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *old = NULL;
      g_autofree char *folder = NULL;
      g_autofree char *link = g_file_read_link (target, NULL);

      if (link == NULL)
        break;
      old = g_steal_pointer (&target);
      folder = g_path_get_dirname (old);
      target = g_path_is_absolute (link) ? g_strdup (link) : g_build_filename (folder, link, NULL);
    }
  return target;
}

static gboolean
write_all (int     fd,
           GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      size -= n;
    }
  return TRUE;
}

/* Devices and pipes have nothing to keep: they are written as they are. */
static gboolean
write_through (const char *path,
               int         fd,
               GBytes     *bytes,
               GError    **error)
{
  gboolean done = fd >= 0 && write_all (fd, bytes);
  int number = errno;

  if (fd >= 0 && close (fd) < 0 && done)
    {
      done = FALSE;
      number = errno;
    }
  return done || fail_io (path, number, error);
}

/* The kernel gives a new file the mode that the user's umask asks for. */
static int
open_aside (const char *folder,
            char      **name)
{
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *base = g_strdup_printf (".leat-%08x.tmp", g_random_int ());
      int fd;

      *name = g_build_filename (folder, base, NULL);
      fd = open (*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (fd >= 0 || errno != EEXIST)
        return fd;
      g_free (g_steal_pointer (name));
    }
  return -1;
}

static void
keep_owner_and_mode (int                fd,
                     const struct stat *old)
{
  /* Only root may give a file away; for others it stays theirs, which is what any editor does. */
  if ((old->st_uid != geteuid () || old->st_gid != getegid ()) && fchown (fd, old->st_uid, old->st_gid) < 0)
    g_debug ("The owner of the file is not kept: %s", g_strerror (errno));
  fchmod (fd, old->st_mode & 0777);
}

/* A rename lasts only when the folder is on the disk too. Not every file system can do that. */
static void
flush_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

static gboolean
replace_file (const char        *target,
              const struct stat *old, /* or NULL */
              GBytes            *bytes,
              GError           **error)
{
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *aside = NULL;
  int fd = open_aside (folder, &aside);
  gboolean done;
  int number;

  if (fd < 0)
    return fail_io (target, errno, error);

  if (old != NULL)
    keep_owner_and_mode (fd, old);
  done = write_all (fd, bytes) && fsync (fd) == 0;
  number = errno;
  if (close (fd) < 0 && done)
    {
      done = FALSE;
      number = errno;
    }
  if (done && rename (aside, target) < 0)
    {
      done = FALSE;
      number = errno;
    }

  if (!done)
    {
      unlink (aside);
      return fail_io (target, number, error);
    }
  flush_folder (folder);
  return TRUE;
}

gboolean
leat_write_bytes (const char *path,
                  GBytes     *bytes,
                  GError    **error)
{
  g_autofree char *target = NULL;
  struct stat old;
  gboolean exists;

  if (is_standard (path))
    return write_through (path, dup (STDOUT_FILENO), bytes, error);

  target = follow_links (path);
  exists = stat (target, &old) == 0;
  if (exists && S_ISDIR (old.st_mode))
    return fail_io (path, EISDIR, error);
  if (exists && !S_ISREG (old.st_mode))
    return write_through (path, open (target, O_WRONLY | O_CLOEXEC | O_NOCTTY), bytes, error);
  return replace_file (target, exists ? &old : NULL, bytes, error);
}

static const char *
skip_to_text (const char *text)
{
  while (g_ascii_isspace (*text) || g_str_has_prefix (text, "%%"))
    text += *text == '%' ? strcspn (text, "\n") : 1;
  return text;
}

/* A file whose name says nothing: XML is Leat's own unless it is a picture, a flowchart is Mermaid's. */
static const LeatFormat *
guess_format (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *head = g_strndup (size > 0 ? data : "", MIN (size, 4096));
  const char *text = skip_to_text (g_str_has_prefix (head, "\xEF\xBB\xBF") ? head + 3 : head);

  if (g_str_has_prefix (text, "graph") || g_str_has_prefix (text, "flowchart") || g_str_has_prefix (text, "---"))
    return leat_format_find ("mermaid");
  if (strstr (text, "<mxfile") != NULL || strstr (text, "<mxGraphModel") != NULL)
    return leat_format_find ("drawio");
  if (g_str_has_prefix (head, "\x89PNG"))
    return leat_format_find ("png");
  return leat_format_find (strstr (head, "<svg") != NULL && strstr (head, "<pipeline") == NULL ? "svg" : "leat");
}

LeatPipeline *
leat_read_file (const char       *path,
                const LeatFormat *format,
                LeatCatalogue    *catalogue,
                GPtrArray        *notices,
                GError          **error)
{
  g_autoptr(GBytes) bytes = leat_read_bytes (path, LEAT_FILE_MAX_BYTES, error);
  g_autofree char *name = display_name (path);

  if (bytes == NULL)
    return NULL;

  if (format == NULL)
    format = leat_format_find (path);
  if (format == NULL || format->read == NULL)
    format = guess_format (bytes);
  return format->read (bytes, name, catalogue, notices, error);
}
