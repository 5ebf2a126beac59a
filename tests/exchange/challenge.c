/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/lens.h"
#include "exchange/challenge.h"
#include "support.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <math.h>
#include <string.h>

/* The challenges that Leat comes with: each is whole, can be solved, and tells the usual mistakes from what is right. And
 * their reader: what is no challenge is refused with its place. */

#define N_CHALLENGES 25
#define N_MUTATIONS 40 /* of each reference */

static GPtrArray *challenges;

static GPtrArray *
new_elements (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
}

static LeatGrade *
grade (LeatChallenge *challenge,
       GPtrArray     *elements)
{
  g_autoptr(GError) error = NULL;
  LeatGrade *result = leat_grade_new (challenge, test_catalogue (), elements, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static void
tell (const LeatGrade *result,
      const char      *title)
{
  g_test_message ("%s: %g of %g", title, result->points, result->of);
  for (guint i = 0; i < result->marks->len; i++)
    {
      const LeatMark *mark = g_ptr_array_index (result->marks, i);

      g_test_message ("  %s %s: asked %s, is %s, %s %s", mark->constraint->id, leat_mark_verdict_get_label (mark->verdict),
                      mark->asked, mark->measured, mark->rule != NULL ? mark->rule : "", mark->why != NULL ? mark->why : "");
    }
}

static const LeatElement *
find_block (GPtrArray  *elements,
            const char *id)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind == LEAT_ELEMENT_BLOCK && g_strcmp0 (element->id, id) == 0)
        return element;
    }
  return NULL;
}

/* What is drawn, without what is said of the whole. */
static GPtrArray *
dup_elements (GPtrArray *elements)
{
  GPtrArray *copy = new_elements ();

  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind != LEAT_ELEMENT_PROPERTIES)
        g_ptr_array_add (copy, leat_element_ref (element));
    }
  return copy;
}

/* Files */

static char *
dup_path (const char *id)
{
  g_autofree char *file = g_strconcat (id, ".xml", NULL);

  return g_build_filename (g_getenv ("LEAT_DATA_DIR"), "challenges", file, NULL);
}

/* Each is as its schema says and as Leat itself would write it. */
static void
test_files (void)
{
  g_autofree char *file = g_build_filename (g_getenv ("LEAT_DATA_DIR"), "schema", "challenge.rng", NULL);
  xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt (file);
  xmlRelaxNG *schema = xmlRelaxNGParse (parser);
  xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt (schema);

  g_assert_nonnull (schema);
  for (guint i = 0; i < challenges->len; i++)
    {
      const LeatChallenge *challenge = g_ptr_array_index (challenges, i);
      g_autofree char *path = dup_path (challenge->id), *text = NULL;
      g_autoptr(GBytes) bytes = leat_challenge_write (challenge);
      xmlDoc *doc = xmlReadFile (path, NULL, 0);
      gsize size;

      g_test_message ("%s", path);
      g_assert_cmpint (xmlRelaxNGValidateDoc (context, doc), ==, 0);
      g_assert_true (g_file_get_contents (path, &text, &size, NULL));
      g_assert_cmpmem (text, size, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      xmlFreeDoc (doc);
    }
  xmlRelaxNGFreeValidCtxt (context);
  xmlRelaxNGFree (schema);
  xmlRelaxNGFreeParserCtxt (parser);
}

/* One challenge */

/* What stands on the canvas to begin with carries the load, and belongs to the reference. */
static void
check_start (const LeatChallenge *challenge)
{
  const LeatSolution *reference = g_ptr_array_index (challenge->solutions, 0);

  g_autoptr(GPtrArray) start = dup_elements (challenge->start);

  g_assert_cmpuint (start->len, >, 0);
  for (guint i = 0; i < start->len; i++)
    {
      const LeatElement *block = g_ptr_array_index (start, i);
      const LeatElement *same = find_block (reference->elements, block->id);

      g_assert_cmpint (block->kind, ==, LEAT_ELEMENT_BLOCK);
      g_assert_nonnull (same);
      g_assert_cmpstr (same->type, ==, block->type);
      g_assert_cmpstr (same->name, ==, block->name);
    }
  for (guint i = 0; i < challenge->loads->len; i++)
    {
      const LeatChallengeLoad *load = g_ptr_array_index (challenge->loads, i);
      const LeatElement *block = find_block (start, load->block);

      g_assert_nonnull (block);
      g_assert_cmpstr (block->type, ==, load->type);
      for (gsize k = 0; k < leat_settings_get_n (load->settings); k++)
        {
          const char *name, *value = leat_settings_get_nth (load->settings, k, &name);

          g_assert_cmpstr (leat_settings_get (block->settings, name), ==, value);
        }
    }
}

static void
test_whole (gconstpointer data)
{
  const LeatChallenge *challenge = data;
  double points = 0;

  for (guint i = 0; i < challenge->constraints->len; i++)
    points += ((LeatConstraint *) challenge->constraints->pdata[i])->points;
  g_assert_cmpfloat (points, ==, 100);
  g_assert_cmpuint (challenge->hints->len, ==, 3);
  g_assert_cmpuint (challenge->wrongs->len, >, 0);
  g_assert_cmpint (((LeatConstraint *) challenge->constraints->pdata[0])->kind, ==, LEAT_CONSTRAINT_DELIVERY);
  check_start (challenge);
}

/* Beside itself the reference is the same, and all of it is known. */
static void
check_lens (const LeatGrade *result,
            gboolean         is_reference)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatLens) lens = leat_grade_lens (result, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < LEAT_N_CORNERS; i++)
    {
      double value = lens->reference->sides[i].value;
      g_autofree char *text = leat_lens_dup_value (lens->design, i);

      g_test_message ("  %s: %s", leat_lens_get_label (i), text);
      g_assert_true (value > 0);
      if (is_reference)
        g_assert_cmpfloat (value, ==, lens->design->sides[i].value);
    }
}

static void
test_solutions (gconstpointer data)
{
  LeatChallenge *challenge = (LeatChallenge *) data;

  for (guint i = 0; i < challenge->solutions->len; i++)
    {
      const LeatSolution *solution = g_ptr_array_index (challenge->solutions, i);
      g_autoptr(LeatGrade) result = grade (challenge, solution->elements);

      tell (result, solution->title);
      g_assert_true (result->passed);
      g_assert_cmpfloat (result->points, ==, 100);
      g_assert_nonnull (solution->text);
      check_lens (result, i == 0);
    }
}

static const LeatFinding *
find_finding (const LeatReport *report,
              const char       *rule)
{
  GPtrArray *findings = leat_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->rule->id, rule))
        return finding;
    }
  return NULL;
}

/* For the reason that it says: what it fails is measured and missed, and the rule that it names is what shows it. */
static void
check_wrong (LeatChallenge      *challenge,
             const LeatSolution *wrong)
{
  g_autoptr(LeatGrade) result = grade (challenge, wrong->elements);
  gboolean shown = FALSE;

  tell (result, wrong->title);
  g_assert_false (result->passed);
  g_assert_nonnull (wrong->text);
  g_assert_nonnull (wrong->fails[0]);
  for (guint i = 0; wrong->fails[i] != NULL; i++)
    {
      const LeatMark *mark = leat_grade_get_mark (result, wrong->fails[i]);
      const LeatFinding *finding = wrong->rule != NULL ? find_finding (result->report, wrong->rule) : NULL;

      g_assert_cmpint (mark->verdict, ==, LEAT_MARK_MISSED);
      g_assert_true (wrong->rule == NULL || finding != NULL);
      if (finding != NULL && mark->constraint->kind == LEAT_CONSTRAINT_SOUND)
        shown |= finding->rule->severity == LEAT_SEVERITY_ERROR && finding->rule->requirement == NULL;
      else if (finding != NULL && mark->constraint->kind == LEAT_CONSTRAINT_REQUIREMENT)
        shown |= finding->rule->requirement != NULL && g_str_equal (finding->rule->requirement->id, mark->constraint->requirement);
    }
  g_assert_true (shown || wrong->rule == NULL);
}

static void
test_wrongs (gconstpointer data)
{
  LeatChallenge *challenge = (LeatChallenge *) data;

  for (guint i = 0; i < challenge->wrongs->len; i++)
    check_wrong (challenge, g_ptr_array_index (challenge->wrongs, i));
}

static GPtrArray *
new_one_of_each (void)
{
  LeatCatalogue *catalogue = test_catalogue ();
  GPtrArray *elements = new_elements ();

  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (catalogue, i);

      g_ptr_array_add (elements, leat_element_new_block (service->id, service->id, service->name, 0, 0));
    }
  return elements;
}

/* Nothing is given for what does nothing. */
static void
test_nothing (gconstpointer data)
{
  LeatChallenge *challenge = (LeatChallenge *) data;
  g_autoptr(GPtrArray) empty = new_elements (), each = new_one_of_each ();
  GPtrArray *drawings[] = { empty, challenge->start, each };

  for (gsize i = 0; i < G_N_ELEMENTS (drawings); i++)
    {
      g_autoptr(LeatGrade) result = grade (challenge, drawings[i]);

      tell (result, "nothing");
      g_assert_cmpfloat (result->points, <=, 5);
      g_assert_false (result->passed);
    }
}

/* Mutations */

static LeatConstraint *
dup_constraint (const LeatConstraint *constraint)
{
  LeatConstraint *copy = g_new0 (LeatConstraint, 1);

  copy->kind = constraint->kind;
  copy->id = g_strdup (constraint->id);
  copy->points = constraint->points;
  copy->from = g_strdupv (constraint->from);
  copy->to = g_strdupv (constraint->to);
  copy->requirement = g_strdup (constraint->requirement);
  copy->value = g_strdup (constraint->value);
  return copy;
}

/* The challenge that asks one constraint alone, and that data arrives. */
static LeatChallenge *
new_alone (const LeatChallenge  *challenge,
           const LeatConstraint *constraint)
{
  LeatChallenge *alone = leat_challenge_new ("alone");
  const LeatConstraint *main = g_ptr_array_index (challenge->constraints, 0);

  for (guint i = 0; i < challenge->loads->len; i++)
    {
      const LeatChallengeLoad *load = g_ptr_array_index (challenge->loads, i);
      LeatChallengeLoad *copy = g_new0 (LeatChallengeLoad, 1);

      copy->block = g_strdup (load->block);
      copy->type = g_strdup (load->type);
      copy->settings = leat_settings_ref (load->settings);
      g_ptr_array_add (alone->loads, copy);
    }
  g_ptr_array_add (alone->constraints, dup_constraint (main));
  if (constraint != main)
    g_ptr_array_add (alone->constraints, dup_constraint (constraint));
  return alone;
}

/* Points are given for what is met and for nothing else; what one constraint says does not hang on the others. */
static void
check_points (LeatChallenge *challenge,
              GPtrArray     *elements)
{
  g_autoptr(LeatGrade) result = grade (challenge, elements);
  double points = 0, lost = 0;
  gboolean all = TRUE;

  tell (result, challenge->id);
  g_assert_cmpuint (result->marks->len, ==, challenge->constraints->len);
  for (guint i = 0; i < result->marks->len; i++)
    {
      const LeatMark *mark = g_ptr_array_index (result->marks, i);
      g_autoptr(LeatChallenge) alone = new_alone (challenge, mark->constraint);
      g_autoptr(LeatGrade) of_one = grade (alone, elements);
      gboolean met = mark->verdict == LEAT_MARK_MET;

      g_assert_true (mark->constraint == challenge->constraints->pdata[i]);
      g_assert_cmpint (leat_grade_get_mark (of_one, mark->constraint->id)->verdict, ==, mark->verdict);
      g_assert_cmpfloat (mark->points, ==, met ? mark->constraint->points : 0);
      g_assert_true (met || mark->why != NULL);
      points += mark->points;
      lost += met ? 0 : mark->constraint->points;
      all &= met;
    }
  g_assert_cmpfloat (result->points, ==, points);
  g_assert_cmpfloat (result->points, ==, 100 - lost);
  g_assert_true (result->passed == all);
}

static char *
random_value (const LeatSetting *setting,
              GRand             *rand)
{
  double least = isfinite (setting->minimum) ? setting->minimum : 0;
  double most = isfinite (setting->maximum) ? setting->maximum : MAX (least * 1000, 1e4);
  double at = g_rand_double (rand), value;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (setting->type == LEAT_SETTING_BOOLEAN)
    return g_strdup (at < 0.5 ? "yes" : "no");
  if (setting->choices->len > 0)
    return g_strdup (((LeatChoice *) setting->choices->pdata[(guint) (at * setting->choices->len)])->value);
  /* Small values are as likely as large ones. */
  value = least > 0 ? least * pow (most / least, at) : least + (most - least) * pow (at, 4);
  return g_strdup (g_ascii_formatd (text, sizeof text, setting->type == LEAT_SETTING_INTEGER ? "%.0f" : "%.6g", value));
}

static void
change_setting (GPtrArray *elements,
                guint      at,
                GRand     *rand)
{
  g_autoptr(LeatElement) before = leat_element_ref (elements->pdata[at]);
  const LeatService *service = leat_catalogue_get_service (test_catalogue (), before->type);
  const LeatSetting *setting;
  g_autofree char *value = NULL;

  if (service->settings->len == 0)
    return;
  setting = service->settings->pdata[g_rand_int_range (rand, 0, service->settings->len)];
  /* Half of the time, one of those that the drawing says something of. */
  if (leat_settings_get_n (before->settings) > 0 && g_rand_boolean (rand))
    {
      const char *name;

      leat_settings_get_nth (before->settings, g_rand_int_range (rand, 0, leat_settings_get_n (before->settings)), &name);
      setting = leat_service_get_setting (service, name);
    }
  if (setting->type == LEAT_SETTING_CURVE || setting->type == LEAT_SETTING_TEXT)
    return;
  value = random_value (setting, rand);
  g_test_message ("%s.%s = %s", before->id, setting->name, value);
  leat_element_unref (elements->pdata[at]);
  elements->pdata[at] = leat_element_copy_with_setting (before, setting->name, value);
}

/* A block goes with its wires. */
static void
take_out (GPtrArray *elements,
          guint      at)
{
  g_autoptr(LeatElement) gone = leat_element_ref (elements->pdata[at]);

  g_test_message ("without %s", gone->id);
  for (guint i = elements->len; i > 0; i--)
    {
      const LeatElement *element = g_ptr_array_index (elements, i - 1);

      if (element == gone || (element->kind == LEAT_ELEMENT_WIRE &&
                              (g_str_equal (element->from, gone->id) || g_str_equal (element->to, gone->id))))
        g_ptr_array_remove_index (elements, i - 1);
    }
}

/* One to three changes of a design that passes. The numbers are the same each time, so that what is found stays found. */
static void
test_mutations (gconstpointer data)
{
  LeatChallenge *challenge = (LeatChallenge *) data;
  GRand *rand = g_rand_new_with_seed (g_str_hash (challenge->id));

  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      const LeatSolution *solution = challenge->solutions->pdata[i % challenge->solutions->len];
      g_autoptr(GPtrArray) elements = dup_elements (solution->elements);

      for (gint n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        {
          guint at = g_rand_int_range (rand, 0, elements->len);
          const LeatElement *element = g_ptr_array_index (elements, at);

          if (element->kind == LEAT_ELEMENT_BLOCK && g_rand_double (rand) < 0.8)
            change_setting (elements, at, rand);
          else if (elements->len > 1)
            take_out (elements, at);
        }
      check_points (challenge, elements);
    }
  g_rand_free (rand);
}

/* A change that breaks one thing loses the points of that one. */
static const struct
{
  const char *challenge;
  const char *block;
  const char *setting; /* NULL: the block or wire is taken out */
  const char *value;
  const char *lost;    /* ids, in the order of the challenge */
} breaks[] = {
  { "s00-opening-question", "events", "schema_registry", "no", "enforced-schemas" },
  { "s01-click-stream", "lake", "retention_days", "30", "retention-days" },
  { "s01-click-stream", "queries", "scanned_tb", "1000", "budget" },
  { "s01-click-stream", "delivery", "buffer_mb", "64", "max-objects-per-day" },
  { "s01-click-stream", "delivery", "buffer_mb", "120", "" },
  { "s01-click-stream", "alarms", NULL, NULL, "" },
  { "s02-card-fraud", "payments", "encryption", "aws-managed-key", "key-audit" },
  { "s02-card-fraud", "trail", NULL, NULL, "key-audit" },
  { "s02-card-fraud", "payments", "shards", "1", "max-p95-s sound" },
  { "s03-starving-readers", "payments", "fan_out_consumers", "0", "max-p95-s max-p95-s.lambda sound" },
  { "s03-starving-readers", "payments", "retention_h", "24", "replay-hours" },
  { "s03-starving-readers", "payments-to-totals", NULL, NULL, "totals" },
  { "s04-database-changes", "raw", "encryption", "sse-s3", "key-audit sound" },
  { "s07-meters", "alarm-check", NULL, NULL, "alarm max-p95-s.sns" },
  { "s09-tiny-files", "queries", "scanned_tb", "100", "budget" },
  { "s12-sliding-totals", "writer", "adds_to_values", "yes", "sound" },
  { "s13-operations-screen", "screen", "data_mode", "spice", "max-p95-s" },
  { "s16-who-used-the-key", "trail-to-evidence", NULL, NULL, "evidence" },
  { "s17-private-jobs", "jobs", "self_reference", "no", "sound" },
  { "s19-rows-and-columns", "rights", "finest_grain", "table", "row-and-column-rights" },
  { "s24-bad-record", "reader", "failure_destination", "no", "no-loss" },
  { "s24-bad-record", "alarms-to-team", NULL, NULL, "told" },
  { "s24-bad-record", "partners-to-messages", NULL, NULL, "reader no-loss max-p95-s replay-hours budget serverless-only sound" },
};

static guint
find_element (GPtrArray  *elements,
              const char *id)
{
  for (guint i = 0; i < elements->len; i++)
    if (g_str_equal (((LeatElement *) elements->pdata[i])->id, id))
      return i;
  g_error ("there is no %s", id);
}

static void
test_break (gconstpointer data)
{
  gsize at = GPOINTER_TO_SIZE (data);
  LeatChallenge *challenge = leat_challenges_find (challenges, breaks[at].challenge);
  g_autoptr(GPtrArray) elements = dup_elements (((LeatSolution *) challenge->solutions->pdata[0])->elements);
  guint i = find_element (elements, breaks[at].block);
  g_autoptr(LeatElement) before = leat_element_ref (elements->pdata[i]);
  g_autoptr(LeatGrade) result = NULL;
  g_autoptr(GString) lost = g_string_new (NULL);
  double points = 100;

  if (breaks[at].setting == NULL)
    take_out (elements, i);
  else
    {
      leat_element_unref (elements->pdata[i]);
      elements->pdata[i] = leat_element_copy_with_setting (before, breaks[at].setting, breaks[at].value);
    }
  result = grade (challenge, elements);
  tell (result, breaks[at].block);
  for (guint k = 0; k < result->marks->len; k++)
    {
      const LeatMark *mark = g_ptr_array_index (result->marks, k);

      if (mark->verdict == LEAT_MARK_MET)
        continue;
      g_string_append_printf (lost, "%s%s", lost->len > 0 ? " " : "", mark->constraint->id);
      points -= mark->constraint->points;
    }
  g_assert_cmpstr (lost->str, ==, breaks[at].lost);
  g_assert_cmpfloat (result->points, ==, points);
}

/* What is no challenge */

#define PIPELINE "<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\"/>"
#define HEAD "<challenge xmlns=\"urn:leat:challenge\">\n<title>T</title>\n<text>T</text>\n"
#define SOLUTION "<solution title=\"S\">" PIPELINE "</solution>\n"
#define TAIL SOLUTION "</challenge>\n"

static const struct
{
  const char *name;
  const char *text;
  int         code;
  const char *message; /* with file and line */
} faults[] = {
  { "empty", "", LEAT_ERROR_SYNTAX, "x.xml:1: " },
  { "not-xml", "challenge", LEAT_ERROR_SYNTAX, "x.xml:1: " },
  { "cut-off", HEAD "<sound>", LEAT_ERROR_SYNTAX, "x.xml:4: " },
  { "document-type", "<!DOCTYPE challenge>\n" HEAD "<sound/>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:1: found a document type" },
  { "other-root", "<pipeline/>", LEAT_ERROR_SYNTAX, "x.xml:1: found <pipeline>, expected <challenge xmlns=\"urn:leat:challenge\">" },
  { "no-namespace", "<challenge/>", LEAT_ERROR_SYNTAX, "x.xml:1: found <challenge>" },
  { "domain", "<challenge xmlns=\"urn:leat:challenge\" domain=\"5\"/>", LEAT_ERROR_RANGE, "x.xml:1: “domain” must be a whole number from 1 to 4" },
  { "level", "<challenge xmlns=\"urn:leat:challenge\" level=\"1.5\"/>", LEAT_ERROR_RANGE, "x.xml:1: “level”" },
  { "minutes", "<challenge xmlns=\"urn:leat:challenge\" minutes=\"soon\"/>", LEAT_ERROR_SYNTAX, "x.xml:1: " },
  { "no-title", "<challenge xmlns=\"urn:leat:challenge\">\n<text>T</text><sound/>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:1: a challenge needs a <title>" },
  { "asks-nothing", HEAD TAIL, LEAT_ERROR_SYNTAX, "x.xml:1: a challenge needs a <deliver>, <require> or <sound>" },
  { "no-solution", HEAD "<sound/></challenge>", LEAT_ERROR_SYNTAX, "x.xml:1: a challenge needs a <solution>" },
  { "other-part", HEAD "<sound/>\n<smell/>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:5: found <smell>" },
  { "twice", HEAD "<sound/>\n<sound/>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:5: “sound” is asked a second time" },
  { "too-many-points", HEAD "<sound points=\"1e7\"/>" TAIL, LEAT_ERROR_RANGE, "x.xml:4: points must be over 0, and at most 1000000" },
  { "no-points", HEAD "<sound points=\"0\"/>" TAIL, LEAT_ERROR_RANGE, "x.xml:4: points must be over 0" },
  { "points-not-a-number", HEAD "<sound points=\"ten\"/>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:4: " },
  { "deliver-without-id", HEAD "<deliver from=\"s3\" to=\"athena\"/>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:4: <deliver> needs the attribute “id”" },
  { "deliver-without-to", HEAD "<deliver id=\"d\" from=\"s3\"/>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:4: <deliver> needs the attribute “to”" },
  { "deliver-to-nothing", HEAD "<deliver id=\"d\" from=\"s3\" to=\" \"/>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:4: “to” of <deliver> names no service" },
  { "deliver-to-unknown", HEAD "<deliver id=\"d\" from=\"s3\" to=\"athens\"/>" TAIL, LEAT_ERROR_UNKNOWN, "x.xml:4: the catalogue has no service “athens”" },
  { "require-without-name", HEAD "<require value=\"1\"/>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:4: <require> needs the attribute “name”" },
  { "require-without-value", HEAD "<require name=\"budget\"/>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:4: <require> needs the attribute “value”" },
  { "require-unknown", HEAD "<require name=\"beauty\" value=\"1\"/>" TAIL, LEAT_ERROR_UNKNOWN, "x.xml:4: there is no requirement “beauty”" },
  { "require-nothing", HEAD "<require name=\"budget\" value=\"0\"/>" TAIL, LEAT_ERROR_RANGE, "x.xml:4: “0” asks nothing of “budget”" },
  { "require-of-one", HEAD "<require name=\"budget\" value=\"1\" to=\"s3\"/>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:4: only a delay can be asked of one consumer" },
  { "load-without-type", HEAD "<load/><sound/>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:4: <load> needs the attribute “type”" },
  { "load-unknown", HEAD "<load type=\"truck\"/><sound/>" TAIL, LEAT_ERROR_UNKNOWN, "x.xml:4: the catalogue has no service “truck”" },
  { "load-setting", HEAD "<load type=\"s3\">\n<set name=\"colour\" value=\"red\"/></load><sound/>" TAIL, LEAT_ERROR_UNKNOWN, "x.xml:5: S3 has no setting “colour”" },
  { "load-value", HEAD "<load type=\"s3\">\n<set name=\"storage_gb\" value=\"much\"/></load><sound/>" TAIL, LEAT_ERROR_RANGE, "x.xml:5: " },
  { "set-without-name", HEAD "<load type=\"s3\">\n<set value=\"1\"/></load><sound/>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:5: <set> needs the attribute “name”" },
  { "solution-without-title", HEAD "<sound/>\n<solution>" PIPELINE "</solution></challenge>", LEAT_ERROR_SYNTAX, "x.xml:5: <solution> needs the attribute “title”" },
  { "solution-without-drawing", HEAD "<sound/>\n<solution title=\"S\"/></challenge>", LEAT_ERROR_SYNTAX, "x.xml:5: <solution> needs a <pipeline" },
  { "start-without-drawing", HEAD "<sound/>\n<start/>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:5: <start> needs a <pipeline" },
  { "drawing", HEAD "<sound/>\n<start>\n<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\">\n<block/></pipeline></start>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:7: " },
  { "wrong-without-fails", HEAD "<sound/>\n<wrong title=\"W\">" PIPELINE "</wrong>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:5: <wrong> needs the attribute “fails”" },
  { "wrong-fails-nothing", HEAD "<sound/>\n<wrong title=\"W\" fails=\" \">" PIPELINE "</wrong>" TAIL, LEAT_ERROR_SYNTAX, "x.xml:5: “fails” of <wrong> names no constraint" },
  { "wrong-fails-unknown", HEAD "<sound/>\n<wrong title=\"W\" fails=\"budget\">" PIPELINE "</wrong>" TAIL, LEAT_ERROR_UNKNOWN, "x.xml:1: “W” fails “budget”, which is not asked" },
  { "wrong-rule", HEAD "<sound/>\n<wrong title=\"W\" fails=\"sound\" rule=\"golden\">" PIPELINE "</wrong>" TAIL, LEAT_ERROR_UNKNOWN, "x.xml:5: there is no rule “golden”" },
};

static void
test_fault (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(GBytes) bytes = g_bytes_new_static (faults[i].text, strlen (faults[i].text));
  g_autoptr(GError) error = NULL;

  g_assert_null (leat_challenge_read (bytes, "x.xml", "x", test_catalogue (), &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, LEAT_ERROR, faults[i].code);
  g_assert_true (g_str_has_prefix (error->message, faults[i].message));
}

/* An id that could not be kept is no id. */
static void
test_id (void)
{
  static const char text[] = HEAD "<sound/>" TAIL;
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));

  for (const char *const *id = (const char *const[]){ "", "a]", "[a", "a\nb", NULL }; *id != NULL; id++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (leat_challenge_read (bytes, "x.xml", *id, test_catalogue (), &error));
      g_assert_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX);
      g_assert_true (g_str_has_prefix (error->message, "x.xml:1: "));
    }
}

/* Nobody writes this many, or this much: it would only take long. */
static void
test_limits (void)
{
  g_autoptr(GString) many = g_string_new (HEAD "<sound/>\n"), large = g_string_new (HEAD "<sound/>\n");

  for (guint i = 0; i < 101; i++)
    g_string_append (many, SOLUTION);
  g_string_append (many, "</challenge>");
  while (large->len <= 4 * 1024 * 1024)
    g_string_append (large, "<!-- much -->\n");
  for (guint i = 0; i < 2; i++)
    {
      GString *text = i == 0 ? many : large;
      g_autoptr(GBytes) bytes = g_bytes_new_static (text->str, text->len);
      g_autoptr(GError) error = NULL;

      g_assert_null (leat_challenge_read (bytes, "x.xml", "x", test_catalogue (), &error));
      g_assert_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT);
      g_assert_true (g_str_has_prefix (error->message, i == 0 ? "x.xml:105: found more than 100 of <solution>" : "x.xml is larger than 4 MB"));
    }
}

/* What the faults are faults of. */
static void
test_least (void)
{
  static const char text[] = HEAD "<sound/>" TAIL;
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatChallenge) challenge = leat_challenge_read (bytes, "x.xml", "x", test_catalogue (), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (challenge->id, ==, "x");
  g_assert_cmpuint (challenge->domain, ==, 1);
}

static void
add_tests (void)
{
  static const struct
  {
    const char   *name;
    GTestDataFunc test;
  } tests[] = {
    { "whole", test_whole }, { "solutions", test_solutions }, { "wrongs", test_wrongs }, { "nothing", test_nothing }, { "mutations", test_mutations },
  };

  for (guint i = 0; i < challenges->len; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (tests); k++)
      {
        g_autofree char *path = g_strdup_printf ("/exchange/challenge/%s/%s", ((LeatChallenge *) challenges->pdata[i])->id, tests[k].name);

        g_test_add_data_func (path, challenges->pdata[i], tests[k].test);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/challenge/break/%" G_GSIZE_FORMAT "-%s-%s", i, breaks[i].challenge, breaks[i].block);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_break);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/challenge/fault/", faults[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_fault);
    }
}

int
main (int    argc,
      char **argv)
{
  const char *folders[] = { NULL, NULL };
  g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  int status;

  g_test_init (&argc, &argv, NULL);
  folders[0] = g_getenv ("LEAT_DATA_DIR");
  challenges = leat_challenges_load (folders, test_catalogue (), warnings);
  for (guint i = 0; i < warnings->len; i++)
    g_test_message ("%s", (char *) warnings->pdata[i]);
  g_assert_cmpuint (warnings->len, ==, 0);
  g_assert_cmpuint (challenges->len, ==, N_CHALLENGES);

  g_test_add_func ("/exchange/challenge/files", test_files);
  g_test_add_func ("/exchange/challenge/least", test_least);
  g_test_add_func ("/exchange/challenge/id", test_id);
  g_test_add_func ("/exchange/challenge/limits", test_limits);
  add_tests ();
  status = g_test_run ();
  g_ptr_array_unref (challenges);
  return status;
}
