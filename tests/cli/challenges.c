/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"
#include "exchange/challenge.h"
#include "exchange/native.h"
#include "support.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

/* leat-cli challenges and leat-cli grade, with a progress of their own. */

#define EXAMPLE "@data/examples/standard-pipeline.leat"
#define OWN "@data/challenges/s01-click-stream.xml"
#define REFUSED "@tests/data/refused/challenge-domain.xml"

static char *home;

static const CommandCase cases[] = {
  { "list", "challenges", 0, "s01-click-stream         domain 1  level 1    0 of 100           Clicks", NULL },
  { "list-domains", "challenges", 0, "Domain 4, Data security and governance: 0 of 4 solved", NULL },
  { "list-json", "challenges --format json", 0, "\"solved\" : false", NULL },
  { "one", "challenges s01-click-stream", 0, "   30 points  Clicks can be asked by SQL  (sql)", NULL },
  { "one-consumer", "challenges s03-starving-readers", 0, "Freshness, p95 to Lambda: 2.0 s  (max-p95-s.lambda)", NULL },
  { "one-of-own", "challenges " OWN, 0, "Clicks that analysts can ask", NULL },
  { "one-json", "challenges s01-click-stream --format json", 0, "\"requirement\" : \"max-p95-s\"", NULL },
  { "hint", "challenges s01-click-stream --hint 1", 0, "Hint 1 of 3", NULL },
  { "hints", "challenges s01-click-stream --hint 9", 0, "Hint 3 of 3", NULL },
  { "unknown", "challenges s99", 2, NULL, "there is no challenge “s99”" },
  { "two", "challenges a b", 2, NULL, "“b”" },
  { "hint-of-nothing", "challenges --hint 1", 2, NULL, "say which challenge" },
  { "hint-negative", "challenges s01-click-stream --hint -1", 2, NULL, "--hint" },
  { "challenges-format", "challenges --format xml", 2, NULL, "text|json" },
  { "refused", "challenges " REFUSED, 3, NULL, "challenge-domain.xml:2: “domain” must be a whole number from 1 to 4" },
  { "missing", "challenges /nowhere/x.xml", 3, NULL, "/nowhere/x.xml" },
  { "start-nowhere", "challenges s01-click-stream --start /nowhere/x.leat", 4, NULL, "/nowhere/x.leat" },
  { "grade", "grade --challenge s01-click-stream " EXAMPLE, 1, "not passed", NULL },
  { "grade-why", "grade --challenge s01-click-stream " EXAMPLE, 1, "needs-serverless]", NULL },
  { "grade-lens", "grade --challenge s01-click-stream " EXAMPLE, 1, "Cost: $", NULL },
  { "grade-own", "grade --challenge " OWN " " EXAMPLE, 1, "not passed", NULL },
  { "grade-nothing", "grade --challenge s01-click-stream", 2, NULL, "a file is needed" },
  { "grade-against-nothing", "grade " EXAMPLE, 2, NULL, "--challenge is needed" },
  { "grade-unknown", "grade --challenge s99 " EXAMPLE, 2, NULL, "“s99”" },
  { "grade-format", "grade --format xml " EXAMPLE, 2, NULL, "text|json" },
  { "grade-missing", "grade --challenge s01-click-stream /nowhere/x.leat", 3, NULL, "/nowhere/x.leat" },
  { "grade-refused", "grade --challenge " REFUSED " " EXAMPLE, 3, NULL, "“domain”" },
};

static void
test_case (gconstpointer data)
{
  command_check (data, home);
}

static char *
run (const char *arguments,
     int         status)
{
  g_autofree char *err = NULL;
  char *out = NULL;

  g_assert_cmpint (command_run (arguments, home, NULL, &out, &err), ==, status);
  g_assert_cmpstr (err, ==, "");
  return out;
}

static void
write_drawing (GPtrArray  *elements,
               const char *name)
{
  g_autofree char *path = g_build_filename (home, name, NULL);
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; i < elements->len; i++)
    if (((LeatElement *) elements->pdata[i])->kind != LEAT_ELEMENT_PROPERTIES)
      leat_pipeline_replace (pipeline, NULL, elements->pdata[i]);
  bytes = leat_native_write (pipeline, NULL, NULL, NULL, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
}

static LeatChallenge *
read_challenge (const char *id)
{
  const char *folders[] = { g_getenv ("LEAT_DATA_DIR"), NULL };
  g_autoptr(GPtrArray) challenges = leat_challenges_load (folders, test_catalogue (), NULL);

  return leat_challenge_ref (leat_challenges_find (challenges, id));
}

static JsonObject *
parse (JsonParser *parser,
       const char *text)
{
  g_autoptr(GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

/* The reference passes; it counts only with --save, and then stays. */
static void
test_solved (void)
{
  g_autoptr(LeatChallenge) challenge = read_challenge ("s06-saas-each-night");
  g_autofree char *text = NULL, *before = NULL, *saved = NULL, *after = NULL;

  write_drawing (((LeatSolution *) challenge->solutions->pdata[0])->elements, "solved.leat");
  text = run ("grade %solved.leat --challenge s06-saas-each-night", 0);
  g_assert_true (g_str_has_prefix (text, "Sales objects, each night: passed, 100 of 100 points\n"));
  before = run ("challenges", 0);
  g_assert_null (strstr (before, "solved   Sales"));
  saved = run ("grade %solved.leat --challenge s06-saas-each-night --save", 0);
  after = run ("challenges", 0);
  g_assert_nonnull (strstr (after, "100 of 100  solved   Sales objects, each night\n"));
  g_assert_nonnull (strstr (after, "Domain 1, Data ingestion and transformation: 1 of 12 solved"));
}

/* The JSON has the same points as the text, and its sum is that of its marks. */
static void
test_json (void)
{
  g_autoptr(LeatChallenge) challenge = read_challenge ("s01-click-stream");
  const LeatSolution *wrong = g_ptr_array_index (challenge->wrongs, challenge->wrongs->len - 1);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autofree char *text = NULL;
  JsonObject *root, *lens;
  JsonArray *marks;
  double points = 0;

  write_drawing (wrong->elements, "wrong.leat");
  text = run ("grade %wrong.leat --challenge s01-click-stream --format json", 1);
  root = parse (parser, text);
  marks = json_object_get_array_member (root, "marks");
  g_assert_cmpuint (json_array_get_length (marks), ==, challenge->constraints->len);
  for (guint i = 0; i < json_array_get_length (marks); i++)
    {
      JsonObject *mark = json_array_get_object_element (marks, i);
      gboolean met = g_str_equal (json_object_get_string_member (mark, "verdict"), "met");

      g_assert_cmpfloat (json_object_get_double_member (mark, "points"), ==, met ? json_object_get_double_member (mark, "of") : 0);
      points += json_object_get_double_member (mark, "points");
      if (g_str_equal (json_object_get_string_member (mark, "id"), wrong->fails[0]))
        {
          g_assert_cmpstr (json_object_get_string_member (mark, "verdict"), ==, "missed");
          g_assert_cmpstr (json_object_get_string_member (mark, "rule"), ==, wrong->rule);
          g_assert_cmpstr (json_object_get_string_member (mark, "block"), ==, "clicks");
          g_assert_true (json_object_get_null_member (mark, "amount"));
        }
      if (g_str_equal (json_object_get_string_member (mark, "id"), "budget"))
        {
          g_assert_cmpstr (json_object_get_string_member (mark, "value"), ==, "900");
          g_assert_cmpfloat (json_object_get_double_member (mark, "amount"), >, 900);
        }
    }
  g_assert_cmpfloat (json_object_get_double_member (root, "points"), ==, points);
  g_assert_false (json_object_get_boolean_member (root, "passed"));
  lens = json_object_get_object_member (root, "lens");
  g_assert_cmpfloat (json_object_get_double_member (json_object_get_object_member (lens, "design"), "total_monthly"), >,
                     json_object_get_double_member (json_object_get_object_member (lens, "reference"), "total_monthly"));
  g_assert_cmpfloat (json_object_get_double_member (json_object_get_object_member (lens, "reference"), "p95_s"), >, 0);
  g_assert_cmpfloat (json_object_get_double_member (json_object_get_object_member (lens, "reference"), "complexity"), >, 0);
}

/* What solves it is shown to who asks for it, and that is kept. */
static void
test_hidden (void)
{
  g_autofree char *plain = run ("challenges s20-two-stores --hint 3", 0), *plain_json = run ("challenges s20-two-stores --format json", 0);
  g_autofree char *shown = NULL, *shown_json = NULL, *list = NULL;

  g_assert_null (strstr (plain, "A federated query"));
  g_assert_null (strstr (plain_json, "A federated query"));
  shown = run ("challenges s20-two-stores --solution", 0);
  g_assert_nonnull (strstr (shown, "Solution: A federated query\n"));
  g_assert_nonnull (strstr (shown, "queries --> customers\n"));
  g_assert_nonnull (strstr (shown, "Often drawn and wrong: QuickSight on the table\n"));
  shown_json = run ("challenges s20-two-stores --solution --format json", 0);
  g_assert_nonnull (strstr (shown_json, "\"rule\" : \"wire-unsupported\""));
  list = run ("challenges", 0);
  g_assert_nonnull (strstr (list, "shown    One question over two stores\n"));
}

/* The start is a drawing that can be graded, for nothing. */
static void
test_start (void)
{
  g_autofree char *none = run ("challenges s07-meters --start %start.leat", 0);
  g_autofree char *text = run ("grade %start.leat --challenge s07-meters", 1);

  g_assert_cmpstr (none, ==, "");
  g_assert_true (g_str_has_prefix (text, "Fifty thousand meters: not passed, 0 of 100 points\n"));
}

/* Progress that cannot be written is told, after the grade. */
static void
test_not_saved (void)
{
  g_autofree char *file = g_build_filename (home, "start.leat", NULL), *out = NULL, *err = NULL;
  g_autofree char *arguments = g_strdup_printf ("grade %s --challenge s07-meters --save", file);

  g_assert_cmpint (command_run (arguments, "/proc/nowhere", NULL, &out, &err), ==, 4);
  g_assert_nonnull (strstr (out, "not passed"));
  g_assert_nonnull (strstr (err, "/proc/nowhere/leat"));
}

/* Whatever the script of its id, the columns of an own one begin where those of the others do. */
static void
test_columns (void)
{
  g_autofree char *folder = g_build_filename (home, "leat", "challenges", NULL), *file = g_build_filename (folder, "問題-é.xml", NULL);
  g_autofree char *source = g_build_filename (g_getenv ("LEAT_DATA_DIR"), "challenges", "s01-click-stream.xml", NULL);
  g_autofree char *text = NULL, *out = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_get_contents (source, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  out = run ("challenges", 0);
  g_unlink (file);
  g_assert_nonnull (strstr (out, "\n問題-é" "                   domain 1 "));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *clean = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  home = g_dir_make_tmp ("leat-challenges-XXXXXX", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/challenges/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/cli/challenges/solved", test_solved);
  g_test_add_func ("/cli/challenges/json", test_json);
  g_test_add_func ("/cli/challenges/hidden", test_hidden);
  g_test_add_func ("/cli/challenges/columns", test_columns);
  g_test_add_func ("/cli/challenges/start", test_start);
  g_test_add_func ("/cli/challenges/not-saved", test_not_saved);
  status = g_test_run ();
  clean = g_strdup_printf ("rm -r '%s'", home);
  g_spawn_command_line_sync (clean, NULL, NULL, NULL, NULL);
  g_free (home);
  return status;
}
