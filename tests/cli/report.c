/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"
#include "support.h"

#include <glib/gstdio.h>
#include <string.h>

/* The files that leat-cli report writes. */

#define EXAMPLE "@data/examples/standard-pipeline.leat"

static char *
make_home (void)
{
  g_autoptr(GError) error = NULL;
  char *home = g_dir_make_tmp ("leat-report-XXXXXX", &error);

  g_assert_no_error (error);
  return home;
}

static char *
read_file (const char *home,
           const char *name,
           gsize      *length)
{
  g_autofree char *path = g_build_filename (home, name, NULL);
  g_autoptr(GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);
  g_remove (path);
  return text;
}

static void
report (const char *arguments,
        const char *home)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (command_run (arguments, home, NULL, &out, &err), ==, 0);
  g_assert_cmpstr (out, ==, "");
  g_assert_cmpstr (err, ==, "");
}

/* The name of the output tells the format; the same drawing gives the same bytes. */
static void
test_pdf (void)
{
  g_autofree char *home = make_home ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize n_first, n_second;

  report ("report --output %a.pdf --sections cost,latency " EXAMPLE, home);
  report ("report --output %b.doc --format pdf --sections cost,latency " EXAMPLE, home);
  first = read_file (home, "a.pdf", &n_first);
  second = read_file (home, "b.doc", &n_second);
  g_assert_true (g_str_has_prefix (first, "%PDF-"));
  g_assert_cmpmem (first, n_first, second, n_second);
  g_rmdir (home);
}

/* Each picture that the text leads to is there. */
static void
test_markdown (void)
{
  static const char *const names[] = { "drawing", "cost-by-block", "slowest-path", "cost-over-load", "delay-over-load", "use-over-load" };
  g_autofree char *home = make_home ();
  g_autofree char *text = NULL;

  report ("report --output %orders.md " EXAMPLE, home);
  text = read_file (home, "orders.md", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strdup_printf ("orders-%s.svg", names[i]);
      g_autofree char *link = g_strdup_printf ("](%s)", name);
      g_autofree char *svg = read_file (home, name, NULL);

      g_assert_nonnull (strstr (text, link));
      g_assert_nonnull (strstr (svg, "</svg>"));
    }
  /* And no others. */
  g_assert_cmpint (g_rmdir (home), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/report/pdf", test_pdf);
  g_test_add_func ("/cli/report/markdown", test_markdown);
  return g_test_run ();
}
