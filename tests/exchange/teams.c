/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/teams.h"
#include "model/error.h"

/* The score sheet is kept, adds up, keeps any name, and can be emptied and brought back. */

static LeatTeams *
load (void)
{
  g_autoptr(GError) error = NULL;
  LeatTeams *teams = leat_teams_load (&error);

  g_assert_no_error (error);
  return teams;
}

static void
set (LeatTeams  *teams,
     const char *name,
     const char *challenge,
     double      points)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (leat_teams_set (teams, name, challenge, points, &error));
  g_assert_no_error (error);
}

static void
test_kept (void)
{
  static const char odd[] = "[Ünder] = 1\\;";
  g_autoptr(LeatTeams) teams = load (), again = NULL;
  g_auto(GStrv) names = NULL;
  g_autofree char *data = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (leat_teams_add (teams, "  Red ", NULL));
  g_assert_true (leat_teams_add (teams, odd, NULL));
  g_assert_false (leat_teams_add (teams, "Red", &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_RANGE);
  g_assert_false (leat_teams_add (teams, "  ", NULL));
  set (teams, "Red", "a", 40);
  set (teams, "Red", "b", 2.5);
  set (teams, odd, "a", 70);
  set (teams, "Red", "a", 50);

  again = load ();
  names = leat_teams_list (again);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "Red");
  g_assert_cmpstr (names[1], ==, odd);
  g_assert_cmpfloat (leat_teams_get (again, "Red", "a"), ==, 50);
  g_assert_cmpfloat (leat_teams_get_sum (again, "Red"), ==, 52.5);
  g_assert_cmpfloat (leat_teams_get_sum (again, odd), ==, 70);
  g_assert_cmpfloat (leat_teams_get_sum (again, "nobody"), ==, 0);

  data = leat_teams_dup_data (again);
  g_assert_true (leat_teams_restore (again, "", NULL));
  g_assert_cmpfloat (leat_teams_get_sum (again, "Red"), ==, 0);
  g_assert_true (leat_teams_restore (again, data, NULL));
  g_assert_cmpfloat (leat_teams_get_sum (again, "Red"), ==, 52.5);
}

static void
test_unreadable (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "leat", NULL);
  g_autofree char *path = g_build_filename (folder, "teams.ini", NULL), *aside = g_strconcat (path, ".unreadable", NULL);
  g_autoptr(LeatTeams) teams = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "no [ini\n", -1, NULL));
  teams = leat_teams_load (&error);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_true (leat_teams_add (teams, "Red", NULL));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/exchange/teams/kept", test_kept);
  g_test_add_func ("/exchange/teams/unreadable", test_unreadable);
  return g_test_run ();
}
