/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/format.h"
#include "exchange/recovery.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Files: whole or not at all, whatever happens on the way. */

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("leat-file-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "a.leat", NULL);
}

static guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
write_ok (const char *path,
          const char *text)
{
  g_autoptr(GBytes) bytes = bytes_of (text);
  g_autoptr(GError) error = NULL;

  leat_write_bytes (path, bytes, &error);
  g_assert_no_error (error);
}

static void
assert_holds (const char *path,
              const char *text)
{
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, text);
}

static void
test_replace (Fixture      *fixture,
              gconstpointer data)
{
  struct stat info;

  write_ok (fixture->path, "one");
  assert_holds (fixture->path, "one");
  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  write_ok (fixture->path, "two");
  assert_holds (fixture->path, "two");
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_link (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.leat", NULL);

  g_assert_cmpint (symlink ("a.leat", link), ==, 0);
  write_ok (link, "one"); /* it leads nowhere yet */
  assert_holds (fixture->path, "one");
  write_ok (link, "two");
  assert_holds (fixture->path, "two");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
}

static void
assert_fails (const char *path,
              int         code)
{
  g_autoptr(GBytes) bytes = bytes_of ("text");
  g_autoptr(GError) error = NULL;

  g_assert_false (leat_write_bytes (path, bytes, &error));
  g_assert_error (error, G_IO_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, path));
}

static void
test_cannot_write (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "such", "a.leat", NULL);

  assert_fails (nowhere, G_IO_ERROR_NOT_FOUND);
  assert_fails (fixture->folder, G_IO_ERROR_IS_DIRECTORY);
  assert_fails ("/dev/full", G_IO_ERROR_NO_SPACE);
}

/* A limit on the size of files stands in for a disk that fills up while it is written. */
static void
test_disk_full (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *large = g_strnfill (64 * 1024, 'x');
  g_autoptr(GBytes) bytes = bytes_of (large);
  g_autoptr(GError) error = NULL;
  struct rlimit old;
  struct rlimit small;
  gboolean done;

  write_ok (fixture->path, "one");
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small = old;
  small.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  done = leat_write_bytes (fixture->path, bytes, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);

  g_assert_false (done);
  g_assert_true (g_str_has_prefix (error->message, fixture->path));
  assert_holds (fixture->path, "one");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_read_missing (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (leat_read_bytes (fixture->path, 10, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_prefix (error->message, fixture->path));
  g_clear_error (&error);
  g_assert_null (leat_read_bytes (fixture->folder, 10, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

static void
test_read_limit (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  write_ok (fixture->path, "0123456789");
  bytes = leat_read_bytes (fixture->path, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 10);

  g_assert_null (leat_read_bytes (fixture->path, 9, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT);
  g_assert_true (g_str_has_prefix (error->message, fixture->path));
}

/* 200 MB that take no room, and a stream without an end. */
static void
test_read_huge (Fixture      *fixture,
                gconstpointer data)
{
  const char *const paths[] = { fixture->path, "/dev/zero" };

  write_ok (fixture->path, "");
  g_assert_cmpint (truncate (fixture->path, 200 * 1024 * 1024), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (leat_read_file (paths[i], NULL, NULL, NULL, &error));
      g_assert_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT);
      g_assert_nonnull (strstr (error->message, "larger than"));
    }
}

static void
test_guess (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "no-suffix", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) pipeline = NULL;

  write_ok (path, "<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\"><properties title=\"T\"/></pipeline>");
  pipeline = leat_read_file (path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (leat_pipeline_get_properties (pipeline)->name, ==, "T");
}

/* A child saves one of two texts over and over until it is killed; what lies there is always one of them. */
static void
test_killed (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *ones = g_strnfill (200 * 1024, '1');
  g_autofree char *twos = g_strnfill (300 * 1024, '2');
  g_autoptr(GBytes) first = bytes_of (ones);
  g_autoptr(GBytes) second = bytes_of (twos);

  write_ok (fixture->path, ones);
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *found = NULL;
      int ends[2];
      char byte;
      pid_t child;

      g_assert_cmpint (pipe (ends), ==, 0);
      child = fork ();
      if (child == 0)
        for (guint j = 1; write (ends[1], "", 1) == 1; j++)
          leat_write_bytes (fixture->path, j % 2 == 1 ? second : first, NULL);

      for (int j = 0; j <= i; j++) /* a save begins; it is in the middle of it when the kill arrives */
        g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);
      close (ends[0]);
      close (ends[1]);
      g_assert_true (g_file_get_contents (fixture->path, &found, NULL, NULL));
      g_assert_true (g_str_equal (found, ones) || g_str_equal (found, twos));
    }
}

static LeatPipeline *
pipeline_titled (const char *title)
{
  LeatPipeline *pipeline = leat_pipeline_new ();
  LeatElement *before = leat_pipeline_get_properties (pipeline);
  g_autoptr(LeatElement) after = leat_element_copy_named (before, title);

  leat_pipeline_replace (pipeline, before, after);
  return pipeline;
}

/* Saves in a process of its own, which is killed. Returns the key. */
static char *
leave_behind (const char *title,
              const char *path)
{
  char *key = leat_recovery_new_key ();
  g_autoptr(LeatPipeline) pipeline = pipeline_titled (title);
  pid_t child = fork ();

  if (child == 0)
    {
      leat_recovery_save (pipeline, path, key, NULL);
      raise (SIGKILL);
    }
  waitpid (child, NULL, 0);
  return key;
}

static void
drop_all (void)
{
  g_autoptr(GPtrArray) list = leat_recovery_list ();

  for (guint i = 0; i < list->len; i++)
    leat_recovery_drop (((LeatRecovery *) g_ptr_array_index (list, i))->key);
}

static void
test_recovery (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *key = NULL;
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) pipeline = NULL;
  const LeatRecovery *found;

  drop_all ();
  key = leave_behind ("Lost", fixture->path);
  list = leat_recovery_list ();
  g_assert_cmpuint (list->len, ==, 1);
  found = g_ptr_array_index (list, 0);
  g_assert_cmpstr (found->key, ==, key);
  g_assert_cmpstr (found->path, ==, fixture->path);
  g_assert_cmpint (found->saved_at, >, 0);
  pipeline = leat_read_file (found->file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (leat_pipeline_get_properties (pipeline)->name, ==, "Lost");

  leat_recovery_drop (key);
  g_clear_pointer (&list, g_ptr_array_unref);
  list = leat_recovery_list ();
  g_assert_cmpuint (list->len, ==, 0);
}

static void
test_recovery_never_saved (Fixture      *fixture,
                           gconstpointer data)
{
  g_autofree char *key = NULL;
  g_autoptr(GPtrArray) list = NULL;

  drop_all ();
  key = leave_behind ("New", NULL);
  list = leat_recovery_list ();
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_null (((LeatRecovery *) g_ptr_array_index (list, 0))->path);
  leat_recovery_drop (key);
}

/* What a Leat that runs keeps aside is not offered to another, nor to itself. */
static void
test_recovery_of_running (Fixture      *fixture,
                          gconstpointer data)
{
  g_autofree char *key = leat_recovery_new_key ();
  g_autoptr(LeatPipeline) pipeline = pipeline_titled ("Open");
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;
  int status;
  pid_t child;

  drop_all ();
  leat_recovery_save (pipeline, NULL, key, &error);
  g_assert_no_error (error);
  leat_recovery_save (pipeline, NULL, key, &error);
  g_assert_no_error (error);
  list = leat_recovery_list ();
  g_assert_cmpuint (list->len, ==, 0);

  child = fork ();
  if (child == 0)
    {
      g_autoptr(GPtrArray) others = leat_recovery_list ();

      _exit (others->len);
    }
  waitpid (child, &status, 0);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  leat_recovery_drop (key);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/exchange/file/replace", test_replace);
  ADD ("/exchange/file/link", test_link);
  ADD ("/exchange/file/cannot-write", test_cannot_write);
  ADD ("/exchange/file/disk-full", test_disk_full);
  ADD ("/exchange/file/read-missing", test_read_missing);
  ADD ("/exchange/file/read-limit", test_read_limit);
  ADD ("/exchange/file/read-huge", test_read_huge);
  ADD ("/exchange/file/guess", test_guess);
  ADD ("/exchange/file/killed", test_killed);
  ADD ("/exchange/recovery/left-behind", test_recovery);
  ADD ("/exchange/recovery/never-saved", test_recovery_never_saved);
  ADD ("/exchange/recovery/of-running", test_recovery_of_running);
  return g_test_run ();
}
