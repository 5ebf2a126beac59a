/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/decisions.h"
#include "support.h"

#include <glib/gstdio.h>
#include <string.h>

/* The decision helper: whatever is answered, what comes of it is a pipeline without errors that does what was asked. */

static LeatDecisions *
load (void)
{
  g_auto(GStrv) folders = leat_data_folders ();
  g_autoptr(GError) error = NULL;
  LeatDecisions *decisions = leat_decisions_load ((const char *const *) folders, test_catalogue (), &error);

  g_assert_no_error (error);
  return decisions;
}

static guint
count_combinations (const LeatDecisions *decisions)
{
  guint n = 1;

  for (guint i = 0; i < decisions->questions->len; i++)
    n *= ((LeatQuestion *) decisions->questions->pdata[i])->answers->len;
  return n;
}

/* The nth of all combinations. */
static guint *
nth_answers (const LeatDecisions *decisions,
             guint                n)
{
  guint *answers = g_new0 (guint, decisions->questions->len);

  for (guint i = 0; i < decisions->questions->len; i++)
    {
      guint of = ((LeatQuestion *) decisions->questions->pdata[i])->answers->len;

      answers[i] = n % of;
      n /= of;
    }
  return answers;
}

static char *
describe (const LeatDecisions *decisions,
          const guint         *answers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < decisions->questions->len; i++)
    {
      const LeatQuestion *question = decisions->questions->pdata[i];

      g_string_append_printf (text, "%s ", ((LeatAnswer *) question->answers->pdata[answers[i]])->id);
    }
  return g_string_free (text, FALSE);
}

/* The limits that are passed: why a delay grows without bound. */
static char *
name_full_limits (const LeatReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *block = leat_report_get_nth_block (report, i);

      for (guint j = 0; j < block->n_uses; j++)
        if (block->uses[j].mean_utilisation > 1)
          g_string_append_printf (text, " %s.%s", block->element->id, block->uses[j].limit->id);
    }
  return g_string_free (text, FALSE);
}

/* What is wrong with the pipeline of the answers, or NULL. */
static char *
find_fault (LeatDecisions *decisions,
            const guint   *answers)
{
  g_autoptr(LeatAdvice) advice = leat_decide (decisions, answers, "A");
  LeatOptions options = leat_options_of (advice->elements);
  g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), advice->elements, &options, NULL, NULL);
  GPtrArray *findings = leat_report_get_findings (report);
  GPtrArray *requirements = leat_report_get_requirements (report);

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->rule->severity == LEAT_SEVERITY_ERROR)
        return g_strdup_printf ("%s on %s: %s", finding->rule->id, finding->subject->id, leat_finding_get_message (finding));
    }
  for (guint i = 0; i < requirements->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (requirements, i);
      g_autofree char *full = name_full_limits (report);

      if (result->verdict != LEAT_VERDICT_MET)
        return g_strdup_printf ("%s of %s: %g asked, %g measured;%s", result->requirement->id,
                                result->block != NULL ? result->block->id : "all", result->asked, result->measured, full);
    }
  return requirements->len > 0 ? NULL : g_strdup ("nothing is asked");
}

/* A step that meets each answer with each other one: no factor of the number of combinations. */
#define STEP 67

/* Of what is taken, every answer stands beside every answer to every other question. */
static void
test_pairs (void)
{
  g_autoptr(LeatDecisions) decisions = load ();
  g_autoptr(GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = count_combinations (decisions), n_pairs = 0;

  for (guint i = 0; i < n; i += STEP)
    {
      g_autofree guint *answers = nth_answers (decisions, i);

      for (guint a = 0; a < decisions->questions->len; a++)
        for (guint b = a + 1; b < decisions->questions->len; b++)
          g_hash_table_add (pairs, g_strdup_printf ("%u.%u %u.%u", a, answers[a], b, answers[b]));
    }
  for (guint a = 0; a < decisions->questions->len; a++)
    for (guint b = a + 1; b < decisions->questions->len; b++)
      n_pairs += ((LeatQuestion *) decisions->questions->pdata[a])->answers->len *
                 ((LeatQuestion *) decisions->questions->pdata[b])->answers->len;
  g_assert_cmpuint (g_hash_table_size (pairs), ==, n_pairs);
}

static void
test_all (void)
{
  g_autoptr(LeatDecisions) decisions = load ();
  guint n = count_combinations (decisions);
  guint step = g_test_slow () ? 1 : STEP;

  for (guint i = 0; i < n; i += step)
    {
      g_autofree guint *answers = nth_answers (decisions, i);
      g_autofree char *fault = find_fault (decisions, answers);
      g_autofree char *what = describe (decisions, answers);

      if (fault != NULL)
        {
          g_test_message ("%s: %s", what, fault);
          g_test_fail ();
        }
    }
}

/* Each candidate is taken for some answers or turned down for some, always with a sentence, and each wire is drawn. */
static void
test_nothing_idle (void)
{
  g_autoptr(LeatDecisions) decisions = load ();
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = count_combinations (decisions);

  for (guint i = 0; i < n; i += STEP)
    {
      g_autofree guint *answers = nth_answers (decisions, i);
      g_autoptr(LeatAdvice) advice = leat_decide (decisions, answers, "A");

      for (guint j = 0; j < advice->picks->len; j++)
        {
          const LeatPick *pick = &g_array_index (advice->picks, LeatPick, j);

          g_assert_cmpstr (pick->why, !=, "");
          g_hash_table_add (seen, g_strdup (pick->candidate->id));
        }
      for (guint j = 0; j < advice->elements->len; j++)
        g_hash_table_add (seen, g_strdup (((LeatElement *) advice->elements->pdata[j])->id));
    }
  for (guint i = 0; i < decisions->places->len; i++)
    {
      const LeatPlaceToFill *place = decisions->places->pdata[i];

      for (guint j = 0; j < place->candidates->len; j++)
        g_assert_true (g_hash_table_contains (seen, ((LeatCandidate *) place->candidates->pdata[j])->id));
    }
  for (guint i = 0; i < decisions->wires->len; i++)
    {
      const LeatDecisionWire *wire = decisions->wires->pdata[i];
      g_autofree char *id = g_strdup_printf ("%s-%s", wire->from, wire->to);

      g_assert_true (g_hash_table_contains (seen, id));
    }
}

/* "freshness=seconds readers=lookups", the rest as it is unless said. */
static LeatAdvice *
advise (LeatDecisions *decisions,
        const char    *given)
{
  g_auto(GStrv) words = g_strsplit (given, " ", -1);
  g_autofree guint *answers = g_new (guint, decisions->questions->len);

  for (guint i = 0; i < decisions->questions->len; i++)
    {
      const LeatQuestion *question = decisions->questions->pdata[i];

      answers[i] = question->fallback;
      for (guint j = 0; words[j] != NULL; j++)
        if (g_str_has_prefix (words[j], question->id))
          answers[i] = leat_question_find_answer (question, words[j] + strlen (question->id) + 1);
    }
  return leat_decide (decisions, answers, "A");
}

static const LeatPick *
find_pick (const LeatAdvice *advice,
           const char       *type,
           gboolean          chosen)
{
  for (guint i = 0; i < advice->picks->len; i++)
    {
      const LeatPick *pick = &g_array_index (advice->picks, LeatPick, i);

      if (pick->chosen == chosen && g_str_equal (pick->candidate->type, type))
        return pick;
    }
  return NULL;
}

/* What the exam would choose, and what it would cross out. */
static void
test_choices (void)
{
  static const struct
  {
    const char *answers;
    const char *chosen;
    const char *rejected;
  } cases[] = {
    { "sends=application freshness=minutes work=light reading=one", "firehose", "kinesis-data-streams" },
    { "sends=application freshness=seconds readers=lookups", "kinesis-data-streams", "firehose" },
    { "sends=application freshness=minutes reading=several", "kinesis-data-streams", "sqs" },
    { "sends=application freshness=seconds work=joins readers=lookups", "managed-flink", "lambda" },
    { "sends=application freshness=minutes work=spark reading=replay", "glue-streaming", "managed-flink" },
    { "sends=database freshness=hours", "dms", "appflow" },
    { "sends=saas freshness=nightly", "appflow", "dms" },
    { "sends=saas freshness=seconds", "eventbridge", "appflow" },
    { "sends=files freshness=nightly", "datasync", "transfer-family" },
    { "sends=files freshness=nightly work=spark overhead=clusters", "emr-ec2", "glue-etl" },
    { "sends=files freshness=nightly work=spark overhead=serverless", "emr-serverless", "emr-ec2" },
    { "sends=files freshness=nightly work=joins", "glue-etl", "lambda" },
    { "freshness=minutes readers=analysts", "athena", "redshift" },
    { "freshness=seconds readers=analysts", "redshift-serverless", "athena" },
    { "readers=lookups", "dynamodb", "athena" },
    { "readers=searching", "opensearch", "athena" },
    { "money=ample", "kms", "redshift" },
  };
  g_autoptr(LeatDecisions) decisions = load ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LeatAdvice) advice = advise (decisions, cases[i].answers);

      g_test_message ("%s", cases[i].answers);
      g_assert_nonnull (find_pick (advice, cases[i].chosen, TRUE));
      g_assert_nonnull (find_pick (advice, cases[i].rejected, FALSE));
    }
}

/* A stream has the shards that a peak of three times the mean needs. */
static void
test_shards (void)
{
  g_autoptr(LeatDecisions) decisions = load ();
  g_autoptr(LeatAdvice) advice = advise (decisions, "volume=flood record=large freshness=seconds");

  for (guint i = 0; i < advice->elements->len; i++)
    {
      const LeatElement *element = advice->elements->pdata[i];

      if (g_strcmp0 (element->id, "stream") == 0)
        {
          /* 300 GB a day are 3.56 MB/s, 10.67 at peak; a shard is to take 0.75 */
          g_assert_cmpstr (leat_settings_get (element->settings, "shards"), ==, "15");
          return;
        }
    }
  g_assert_not_reached ();
}

static gboolean
overlap (const LeatRect *a,
         const LeatRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

/* Blocks lie side by side, and the same answers give the same drawing. */
static void
test_laid_out (void)
{
  g_autoptr(LeatDecisions) decisions = load ();
  g_autoptr(LeatAdvice) advice = advise (decisions, "work=joins freshness=seconds money=ample");
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) a = leat_advice_new_pipeline (advice, test_catalogue (), &error);
  g_autoptr(LeatPipeline) b = leat_advice_new_pipeline (advice, test_catalogue (), &error);
  guint n = leat_pipeline_get_n_elements (a), n_blocks = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      const LeatElement *one = leat_pipeline_get_nth (a, i), *again = leat_pipeline_get_nth (b, i);

      g_assert_cmpstr (one->id, ==, again->id);
      g_assert_cmpmem (&one->bounds, sizeof one->bounds, &again->bounds, sizeof again->bounds);
      if (one->kind != LEAT_ELEMENT_BLOCK)
        continue;
      n_blocks++;
      for (guint j = i + 1; j < n; j++)
        {
          const LeatElement *other = leat_pipeline_get_nth (a, j);

          g_assert_false (other->kind == LEAT_ELEMENT_BLOCK && overlap (&one->bounds, &other->bounds));
        }
    }
  g_assert_cmpuint (n_blocks, >, 8);
}

/* A file with a fault says where and what. */
static void
test_faults (void)
{
#define AROUND(content) "<decisions xmlns='urn:leat:decisions'>\n" content "</decisions>"
#define QUESTION "<question id='q' title='Q' default='a'><answer id='a' label='A'/><answer id='b' label='B'/></question>"
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { AROUND ("<question id='q' title='Q' default='c'><answer id='a' label='A'/></question>"), ":2: “c” is no answer" },
    { AROUND (QUESTION "\n<let name='a' value='1'/>"), ":3: something else is called “a”" },
    { AROUND (QUESTION "<place id='p' title='P'><candidate type='nothing' id='n'/></place>"), "no service “nothing”" },
    { AROUND (QUESTION "<place id='p' title='P'><candidate type='s3' id='n' when='a'/></place>"), "the last <why> of “n”" },
    { AROUND (QUESTION "<place id='p' title='P'><candidate type='s3' id='n' when='zzz'><why>W</why></candidate></place>"), "“zzz”" },
    { AROUND (QUESTION "<place id='p' title='P'><candidate type='s3' id='n'><set name='zzz' value='1'/></candidate></place>"), "no setting “zzz”" },
    { AROUND (QUESTION "<place id='p' title='P'><candidate type='s3' id='n'><set name='storage_class'/></candidate></place>"), "either “value” or “formula”" },
    { AROUND (QUESTION "<wire kind='data' from='x' to='y'/>"), "candidate “x”" },
    { AROUND (QUESTION "<ask name='zzz' value='1'/>"), "no requirement “zzz”" },
  };
  g_autofree char *file = g_build_filename (g_get_tmp_dir (), "leat-decisions-fault.xml", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_file_set_contents (file, cases[i].text, -1, &error);
      g_assert_no_error (error);
      g_assert_null (leat_decisions_read (file, test_catalogue (), &error));
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
  g_remove (file);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/decisions/pairs", test_pairs);
  g_test_add_func ("/exchange/decisions/all", test_all);
  g_test_add_func ("/exchange/decisions/nothing-idle", test_nothing_idle);
  g_test_add_func ("/exchange/decisions/choices", test_choices);
  g_test_add_func ("/exchange/decisions/shards", test_shards);
  g_test_add_func ("/exchange/decisions/laid-out", test_laid_out);
  g_test_add_func ("/exchange/decisions/faults", test_faults);
  return g_test_run ();
}
