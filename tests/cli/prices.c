/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

/* leat-cli prices: each case runs in a home of its own, so that no book of another one is in it. */

#define OFFERS "@tests/corpus/pricelist/"

static const CommandCase cases[] = {
  { "help", "prices --help", 0, "--region", NULL },
  { "list", "prices", 0, "us-east-1", NULL },
  { "list-json", "prices --format json", 0, "\"newest\"", NULL },
  { "list-and-region", "prices --region eu-west-1", 2, NULL, "go with import" },
  { "bad-format", "prices --format csv", 2, NULL, "text|json" },
  { "bad-word", "prices export x", 2, NULL, "“export” is not import" },
  { "no-file", "prices import", 2, NULL, "import takes one file" },
  { "two-files", "prices import a b", 2, NULL, "import takes one file" },
  { "missing-file", "prices import /nowhere/index.csv", 3, NULL, "/nowhere/index.csv" },
  { "folder", "prices import /tmp", 3, NULL, "/tmp" },
  { "import", "prices import " OFFERS "amazons3.csv", 0, "leat/prices/eu-west-1.xml", NULL },
  { "import-json", "prices import " OFFERS "awslambda-eu-west-1.csv --format json", 0, "\"version\" : \"20210304163809\"", NULL },
  { "import-output", "prices import " OFFERS "amazons3.csv --output %deep/er/book.xml", 0, "deep/er/book.xml", NULL },
  { "import-other-region", "prices import " OFFERS "amazons3.csv --region us-east-1", 3, NULL, "take the file of that region" },
  { "import-notice", "prices import " OFFERS "amazonec2-eu-west-1.csv", 0, "Taken: 63", "amazonec2-eu-west-1.csv:7: left out" },
  { "import-index", "prices import " OFFERS "offer-index.json", 3, NULL, "an index of offers" },
  { "import-china", "prices import " OFFERS "opencost-ec2-offer-1.json", 3, NULL, "US dollars" },
  { "import-nowhere", "prices import " OFFERS "amazons3.csv --output /proc/nowhere/x.xml", 4, NULL, "/proc/nowhere" },
};

static char *
new_home (void)
{
  g_autoptr(GError) error = NULL;
  char *home = g_dir_make_tmp ("leat-home-XXXXXX", &error);

  g_assert_no_error (error);
  return home;
}

static void
remove_all (const char *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_all (inner);
    }
  g_remove (path);
}

static void
test_case (gconstpointer data)
{
  g_autofree char *home = new_home ();

  command_check (data, home);
  remove_all (home);
}

/* Notices beyond the most that are listed are counted, and that line is about no line of the file. */
static void
test_many_notices (void)
{
  g_autofree char *home = new_home ();
  g_autofree char *offer = g_test_build_filename (G_TEST_DIST, "corpus", "pricelist", "amazonec2-eu-west-1.csv", NULL);
  g_autofree char *path = g_build_filename (home, "many.csv", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GString) many = NULL;
  g_autofree char *more = g_strdup_printf ("%s: 10 more were left out\n", path);
  CommandCase test = { "many", "prices import %many.csv", 0, NULL, more };

  g_assert_true (g_file_get_contents (offer, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", 8);
  many = g_string_new (text);
  for (guint i = 0; i < 29; i++)
    g_string_append_printf (many, "%s\n", lines[6]);
  g_assert_true (g_file_set_contents (path, many->str, -1, NULL));
  command_check (&test, home);
  remove_all (home);
}

/* The report says all that became of the file. */
static void
test_text (void)
{
  static const char *const parts[] = {
    "AmazonS3, eu-west-1, 2018-04-04\n",
    "\nTaken: 26\n",
    "\n  s3.standard-put: 0.005 USD a 1000-requests (was 0.005)\n",
    "0.023, from 51200: 0.022, from 512000: 0.021 USD",
    "\n  s3.object-tags: 0.01 USD a 10000-tags-month (new)\n",
    "\nDoubtful, not taken: 0\n",
    "\n  s3.glacier-ir-storage\n",
    "\nProducts of no use to Leat: 19\n",
    "\n  Fee (15): EU-EarlyDelete-ByteHrs, ",
  };
  g_autofree char *home = new_home ();
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (command_run ("prices import " OFFERS "amazons3.csv --region eu-west-1", home, NULL, &out, &err), ==, 0);
  g_assert_cmpstr (err, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (out, parts[i]) == NULL)
      g_error ("“%s” is not in: %s", parts[i], out);
  remove_all (home);
}

static double
monthly (const char *home)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autoptr(JsonParser) parser = json_parser_new ();

  g_assert_cmpint (command_run ("price s3 --region eu-west-1 put_requests=1000000 --format json", home, NULL, &out, &err), ==, 0);
  g_assert_true (json_parser_load_from_data (parser, out, -1, NULL));
  return json_object_get_double_member (json_node_get_object (json_parser_get_root (parser)), "monthly");
}

/* What was imported is what things cost from then on, and importing it again changes nothing. */
static void
test_in_use (void)
{
  g_autofree char *home = new_home ();
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *again = NULL;
  g_autofree char *path = g_build_filename (home, "leat", "prices", "eu-west-1.xml", NULL);
  g_autofree char *offer = g_test_build_filename (G_TEST_DIST, "corpus", "pricelist", "amazons3.csv", NULL);
  g_autofree char *dearer = g_build_filename (home, "dearer.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GString) changed = NULL;
  double before = monthly (home);

  g_assert_true (g_file_get_contents (offer, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, "\"0.0000050000\"", "\"0.0000070000\"", 0), ==, 1);
  g_assert_true (g_file_set_contents (dearer, changed->str, -1, NULL));

  g_assert_cmpint (command_run ("prices import " OFFERS "amazons3.csv", home, NULL, &out, &err), ==, 0);
  g_assert_cmpfloat_with_epsilon (monthly (home), before, 1e-9);
  g_free (g_steal_pointer (&out));
  g_free (g_steal_pointer (&err));
  g_assert_cmpint (command_run ("prices import %dearer.csv", home, NULL, &out, &err), ==, 0);
  g_assert_nonnull (strstr (out, "s3.standard-put: 0.007 USD a 1000-requests (was 0.005)"));
  g_assert_cmpfloat_with_epsilon (monthly (home), before + 2, 1e-9);

  g_free (g_steal_pointer (&out));
  g_free (g_steal_pointer (&err));
  g_free (g_steal_pointer (&text));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpint (command_run ("prices import %dearer.csv", home, NULL, &out, &err), ==, 0);
  g_assert_true (g_file_get_contents (path, &again, NULL, NULL));
  g_assert_cmpstr (text, ==, again);
  remove_all (home);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/prices/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/cli/prices/many-notices", test_many_notices);
  g_test_add_func ("/cli/prices/text", test_text);
  g_test_add_func ("/cli/prices/in-use", test_in_use);
  return g_test_run ();
}
