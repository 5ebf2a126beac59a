/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

/* leat-cli prices: each case runs in a home of its own, so that no book of another one is in it. */

typedef struct
{
  const char *name;
  const char *arguments; /* "@" before a file of the corpus, "%" before one of the home */
  int         status;
  const char *out; /* a part of standard output, or NULL */
  const char *err; /* a part of standard error, or NULL */
} Case;

static const Case cases[] = {
  { "help", "--help", 0, "--region", NULL },
  { "list", "", 0, "us-east-1", NULL },
  { "list-json", "--format json", 0, "\"newest\"", NULL },
  { "list-and-region", "--region eu-west-1", 2, NULL, "go with import" },
  { "bad-format", "--format csv", 2, NULL, "text|json" },
  { "bad-word", "export x", 2, NULL, "“export” is not import" },
  { "no-file", "import", 2, NULL, "import takes one file" },
  { "two-files", "import a b", 2, NULL, "import takes one file" },
  { "missing-file", "import /nowhere/index.csv", 3, NULL, "/nowhere/index.csv" },
  { "folder", "import /tmp", 3, NULL, "/tmp" },
  { "import", "import @amazons3.csv", 0, "leat/prices/eu-west-1.xml", NULL },
  { "import-json", "import @awslambda-eu-west-1.csv --format json", 0, "\"version\" : \"20210304163809\"", NULL },
  { "import-output", "import @amazons3.csv --output %deep/er/book.xml", 0, "deep/er/book.xml", NULL },
  { "import-other-region", "import @amazons3.csv --region us-east-1", 3, NULL, "take the file of that region" },
  { "import-notice", "import @amazonec2-eu-west-1.csv", 0, "Taken: 63", "amazonec2-eu-west-1.csv:7: left out" },
  { "import-index", "import @offer-index.json", 3, NULL, "an index of offers" },
  { "import-china", "import @opencost-ec2-offer-1.json", 3, NULL, "US dollars" },
  { "import-nowhere", "import @amazons3.csv --output /proc/nowhere/x.xml", 4, NULL, "/proc/nowhere" },
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

static int
run (const char *home,
     const char *command,
     const char *text,
     char      **out,
     char      **err)
{
  g_autofree char *corpus = g_test_build_filename (G_TEST_DIST, "corpus", "pricelist", NULL);
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  g_auto(GStrv) environment = g_environ_setenv (g_get_environ (), "XDG_DATA_HOME", home, TRUE);
  g_autoptr(GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  int status;

  g_ptr_array_add (arguments, g_strdup (g_getenv ("LEAT_CLI")));
  g_ptr_array_add (arguments, g_strdup (command));
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_ptr_array_add (arguments, *words[i] == '@'   ? g_build_filename (corpus, words[i] + 1, NULL)
                                  : *words[i] == '%' ? g_build_filename (home, words[i] + 1, NULL)
                                                     : g_strdup (words[i]));
  g_ptr_array_add (arguments, NULL);
  g_spawn_sync (NULL, (char **) arguments->pdata, environment, G_SPAWN_DEFAULT, NULL, NULL, out, err, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *home = new_home ();
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (run (home, "prices", test->arguments, &out, &err), ==, test->status);
  if (test->out != NULL && strstr (out, test->out) == NULL)
    g_error ("“%s” is not in: %s", test->out, out);
  if (test->err != NULL && strstr (err, test->err) == NULL)
    g_error ("“%s” is not in: %s", test->err, err);
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

  g_assert_cmpint (run (home, "prices", "import @amazons3.csv --region eu-west-1", &out, &err), ==, 0);
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

  g_assert_cmpint (run (home, "price", "s3 --region eu-west-1 put_requests=1000000 --format json", &out, &err), ==, 0);
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

  g_assert_cmpint (run (home, "prices", "import @amazons3.csv", &out, &err), ==, 0);
  g_assert_cmpfloat_with_epsilon (monthly (home), before, 1e-9);
  g_free (g_steal_pointer (&out));
  g_free (g_steal_pointer (&err));
  g_assert_cmpint (run (home, "prices", "import %dearer.csv", &out, &err), ==, 0);
  g_assert_nonnull (strstr (out, "s3.standard-put: 0.007 USD a 1000-requests (was 0.005)"));
  g_assert_cmpfloat_with_epsilon (monthly (home), before + 2, 1e-9);

  g_free (g_steal_pointer (&out));
  g_free (g_steal_pointer (&err));
  g_free (g_steal_pointer (&text));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpint (run (home, "prices", "import %dearer.csv", &out, &err), ==, 0);
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
  g_test_add_func ("/cli/prices/text", test_text);
  g_test_add_func ("/cli/prices/in-use", test_in_use);
  return g_test_run ();
}
