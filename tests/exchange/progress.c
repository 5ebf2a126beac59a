/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/progress.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* What was solved is kept for the next start, never goes down, can be forgotten, and is not lost to a file that is no good. */

static LeatChallenge *
new_challenge (const char *id,
               guint       domain)
{
  LeatChallenge *challenge = leat_challenge_new (id);

  challenge->domain = domain;
  return challenge;
}

static void
note (LeatProgress  *progress,
      LeatChallenge *challenge,
      double         points,
      gboolean       passed)
{
  LeatGrade grade = { .challenge = challenge, .points = points, .of = 100, .passed = passed };
  g_autoptr(GError) error = NULL;

  g_assert_true (leat_progress_note (progress, &grade, &error));
  g_assert_no_error (error);
}

static LeatProgress *
load (void)
{
  g_autoptr(GError) error = NULL;
  LeatProgress *progress = leat_progress_load (&error);

  g_assert_no_error (error);
  return progress;
}

static void
test_kept (void)
{
  g_autoptr(LeatChallenge) one = new_challenge ("one", 1), two = new_challenge ("two", 3);
  g_autoptr(LeatProgress) progress = load (), again = NULL;
  LeatProgressEntry entry;

  g_assert_false (leat_progress_get (progress, "one", &entry));
  note (progress, one, 40, FALSE);
  note (progress, one, 100, TRUE);
  note (progress, one, 20, FALSE);
  g_assert_true (leat_progress_note_revealed (progress, two, NULL));
  g_assert_true (leat_progress_note_revealed (progress, one, NULL));

  again = load ();
  g_assert_true (leat_progress_get (again, "one", &entry));
  g_assert_cmpuint (entry.tries, ==, 3);
  g_assert_cmpfloat (entry.best, ==, 100);
  g_assert_cmpfloat (entry.of, ==, 100);
  g_assert_cmpuint (entry.domain, ==, 1);
  g_assert_true (entry.passed);
  g_assert_false (entry.revealed);
  g_assert_true (leat_progress_get (again, "two", &entry));
  g_assert_true (entry.revealed);
  g_assert_false (entry.passed);
}

/* The hints that were shown are counted, never fewer than before, and forgotten with the rest. */
static void
test_hints (void)
{
  g_autoptr(LeatChallenge) hard = new_challenge ("hard", 2);
  g_autoptr(LeatProgress) progress = load (), again = NULL;
  LeatProgressEntry entry;

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (hard->hints, g_strdup ("Hint"));
  g_assert_true (leat_progress_note_hints (progress, hard, 2, NULL));
  g_assert_true (leat_progress_note_hints (progress, hard, 1, NULL));
  again = load ();
  g_assert_true (leat_progress_get (again, "hard", &entry));
  g_assert_cmpuint (entry.hints, ==, 2);
  g_assert_cmpuint (entry.domain, ==, 2);
  g_assert_cmpuint (entry.tries, ==, 0);
  g_assert_false (entry.revealed);
  g_assert_true (leat_progress_note_hints (again, hard, 7, NULL));
  g_assert_true (leat_progress_get (again, "hard", &entry));
  g_assert_cmpuint (entry.hints, ==, 3); /* there are no more */
  note (again, hard, 20, FALSE);
  g_assert_true (leat_progress_get (again, "hard", &entry));
  g_assert_cmpuint (entry.hints, ==, 3);
  g_assert_cmpuint (entry.tries, ==, 1);
  g_assert_true (leat_progress_reset (again, "hard", NULL));
  g_assert_false (leat_progress_get (again, "hard", &entry));
  g_assert_cmpuint (entry.hints, ==, 0);
}

static void
test_count (void)
{
  g_autoptr(GPtrArray) challenges = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_challenge_unref);
  g_autoptr(LeatProgress) progress = load ();
  guint passed;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);

      g_ptr_array_add (challenges, new_challenge (id, 1 + i % 2));
    }
  note (progress, challenges->pdata[0], 100, TRUE);
  note (progress, challenges->pdata[1], 100, TRUE);
  note (progress, challenges->pdata[2], 50, FALSE);
  g_assert_cmpuint (leat_progress_count (progress, challenges, 1, &passed), ==, 3);
  g_assert_cmpuint (passed, ==, 1);
  g_assert_cmpuint (leat_progress_count (progress, challenges, 0, &passed), ==, 6);
  g_assert_cmpuint (passed, ==, 2);
  g_assert_cmpuint (leat_progress_count (progress, challenges, 4, &passed), ==, 0);
}

static void
test_reset (void)
{
  g_autoptr(LeatChallenge) one = new_challenge ("one", 1), two = new_challenge ("two", 3);
  g_autoptr(LeatProgress) progress = load (), again = NULL;
  g_autofree char *before = NULL;
  LeatProgressEntry entry;

  note (progress, one, 40, FALSE);
  note (progress, two, 40, FALSE);
  before = leat_progress_dup_data (progress);
  g_assert_true (leat_progress_reset (progress, "one", NULL));
  g_assert_false (leat_progress_get (progress, "one", &entry));
  g_assert_true (leat_progress_get (progress, "two", &entry));
  g_assert_true (leat_progress_reset (progress, NULL, NULL));
  again = load ();
  g_assert_false (leat_progress_get (again, "two", &entry));
  g_assert_true (leat_progress_restore (progress, before, NULL));
  leat_progress_free (again);
  again = load ();
  g_assert_true (leat_progress_get (again, "one", &entry));
  g_assert_cmpfloat (entry.best, ==, 40);
}

static void
put_file (const char *path,
          const char *text)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
test_unreadable (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "leat", "progress.ini", NULL);
  g_autofree char *aside = g_strconcat (path, ".unreadable", NULL), *kept = NULL;
  g_autoptr(LeatChallenge) one = new_challenge ("one", 1);
  g_autoptr(LeatProgress) progress = NULL;
  g_autoptr(GError) error = NULL;

  put_file (path, "no [ini\n");
  progress = leat_progress_load (&error);
  g_assert_nonnull (progress);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, path));
  note (progress, one, 40, FALSE);
  g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "no [ini\n");
}

/* Numbers written by hand that make no sense are no progress. */
static void
test_odd (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "leat", "progress.ini", NULL);
  g_autoptr(LeatProgress) progress = NULL;
  LeatProgressEntry entry;

  put_file (path, "[x]\ntries=-3\nbest=nan\nof=1e400\npassed=perhaps\n");
  progress = load ();
  g_assert_true (leat_progress_get (progress, "x", &entry));
  g_assert_cmpuint (entry.tries, ==, 0);
  g_assert_cmpfloat (entry.best, ==, 0);
  g_assert_cmpfloat (entry.of, ==, 0);
  g_assert_false (entry.passed);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/exchange/progress/kept", test_kept);
  g_test_add_func ("/exchange/progress/count", test_count);
  g_test_add_func ("/exchange/progress/hints", test_hints);
  g_test_add_func ("/exchange/progress/reset", test_reset);
  g_test_add_func ("/exchange/progress/unreadable", test_unreadable);
  g_test_add_func ("/exchange/progress/odd", test_odd);
  return g_test_run ();
}
