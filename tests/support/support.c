/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include <execinfo.h>
#include <signal.h>
#include <unistd.h>

/* A critical ends a test by SIGTRAP. What fails once in a thousand runs, on a machine that nobody can log in to, is
 * found only if it tells where it was. */
static void
on_trap (int number)
{
  static void *frames[64];

  backtrace_symbols_fd (frames, backtrace (frames, G_N_ELEMENTS (frames)), STDERR_FILENO);
  signal (number, SIG_DFL);
  raise (number);
}

static void __attribute__ ((constructor))
trace_traps (void)
{
  void *frame;

  /* The first call loads the unwinder, which a signal handler must not do. */
  backtrace (&frame, 1);
  signal (SIGTRAP, on_trap);
}

LeatCatalogue *
test_catalogue (void)
{
  static LeatCatalogue *catalogue;

  if (g_once_init_enter (&catalogue))
    {
      g_auto(GStrv) folders = leat_data_folders ();
      g_autoptr(GError) error = NULL;
      LeatCatalogue *loaded = leat_catalogue_load ((const char *const *) folders, NULL, &error);

      g_assert_no_error (error);
      g_once_init_leave (&catalogue, loaded);
    }
  return catalogue;
}

GBytes *
test_bytes (const char *path)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, path, NULL);
  g_autoptr(GError) error = NULL;
  char *text;
  gsize length;

  g_file_get_contents (file, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

void
test_each_case (const char *prefix,
                void      (*use) (const char *line))
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "cases", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strconcat ("cases/", name, NULL);
      g_autoptr(GBytes) bytes = NULL;
      g_auto(GStrv) lines = NULL;

      if (!g_str_has_prefix (name, prefix))
        continue;
      bytes = test_bytes (path);
      lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
      for (guint i = 0; lines[i] != NULL; i++)
        if (*lines[i] != '#' && *lines[i] != '\0')
          use (lines[i]);
    }
}

void
test_add_wire (GPtrArray   *elements,
               LeatWireKind kind,
               const char  *from,
               const char  *to)
{
  g_autofree char *id = g_strdup_printf ("%s-%s", from, to);

  g_ptr_array_add (elements, leat_element_new_wire (id, kind, from, to));
}

double
test_get_patience (void)
{
  const char *patience = g_getenv ("LEAT_PATIENCE");

  return patience != NULL ? MAX (1, g_ascii_strtod (patience, NULL)) : 1;
}

void
test_assert_same_element (const LeatElement *a,
                          const LeatElement *b)
{
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpstr (a->type, ==, b->type);
  g_assert_cmpstr (a->role, ==, b->role);
  g_assert_cmpstr (a->zone, ==, b->zone);
  g_assert_cmpstr (a->from, ==, b->from);
  g_assert_cmpstr (a->to, ==, b->to);
  g_assert_cmpmem (&a->bounds, sizeof a->bounds, &b->bounds, sizeof b->bounds);
  g_assert_cmpint (a->locked, ==, b->locked);
  g_assert_cmpint (a->wire_kind, ==, b->wire_kind);
  g_assert_cmpfloat (a->share, ==, b->share);
  g_assert_cmpmem (a->points, a->n_points * sizeof (LeatPoint), b->points, b->n_points * sizeof (LeatPoint));
  g_assert_cmpstr (a->text, ==, b->text);
  g_assert_cmpstr (a->extra_attributes, ==, b->extra_attributes);
  g_assert_cmpstr (a->extra_content, ==, b->extra_content);
  g_assert_true (leat_settings_equal (a->settings, b->settings));
  g_assert_true (leat_settings_equal (a->silences, b->silences));
}
