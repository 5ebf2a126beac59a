/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/grade.h"
#include "sketch.h"
#include "support.h"

/* A challenge of clicks that are to be asked by SQL, and drawings that do and do not meet it. */

static LeatSettings *
settings_of (const char *name,
             const char *value)
{
  g_autoptr(LeatSettings) none = leat_settings_new ();

  return leat_settings_with (none, g_intern_string (name), value);
}

static GStrv
types (const char *text)
{
  return g_strsplit (text, " ", -1);
}

static void
add (LeatChallenge     *challenge,
     LeatConstraintKind kind,
     const char        *id,
     const char        *value,
     const char        *to)
{
  LeatConstraint *constraint = g_new0 (LeatConstraint, 1);

  constraint->kind = kind;
  constraint->id = to != NULL && kind == LEAT_CONSTRAINT_REQUIREMENT ? g_strdup_printf ("%s.%s", id, to) : g_strdup (id);
  constraint->points = 10 + challenge->constraints->len;
  if (kind == LEAT_CONSTRAINT_DELIVERY)
    constraint->from = types ("app-producer");
  constraint->to = to != NULL ? types (to) : NULL;
  if (kind == LEAT_CONSTRAINT_REQUIREMENT)
    {
      constraint->requirement = g_strdup (id);
      constraint->value = g_strdup (value);
    }
  g_ptr_array_add (challenge->constraints, constraint);
}

static LeatChallenge *
new_challenge (void)
{
  LeatChallenge *challenge = leat_challenge_new ("clicks");
  LeatChallengeLoad *load = g_new0 (LeatChallengeLoad, 1);

  load->type = g_strdup ("app-producer");
  load->settings = settings_of ("records_per_s", "500");
  g_ptr_array_add (challenge->loads, load);
  add (challenge, LEAT_CONSTRAINT_DELIVERY, "sql", NULL, "athena redshift");
  add (challenge, LEAT_CONSTRAINT_REQUIREMENT, "max-p95-s", "200", NULL);
  add (challenge, LEAT_CONSTRAINT_REQUIREMENT, "budget", "900", NULL);
  add (challenge, LEAT_CONSTRAINT_REQUIREMENT, "serverless-only", "yes", NULL);
  add (challenge, LEAT_CONSTRAINT_SOUND, "sound", NULL, NULL);
  return challenge;
}

#define GOOD "p>f f@c f>s c@a a?s w~f f.output_format=parquet f.buffer_mb=128 f.encryption=aws-owned-key f.error_prefix=yes " \
             "s.retention_days=30 s.lifecycle=yes w.alarm_actions=yes a.queries_per_month=600 f.buffer_seconds=60 "

static const struct
{
  const char *name;
  const char *drawing;
  const char *missed;   /* ids, in order */
  const char *unjudged;
} rows[] = {
  { "good", GOOD, "", "" },
  { "empty", "", "sql", "max-p95-s budget serverless-only sound" },
  { "not-wired", "p>f c@a w~f", "sql sound", "max-p95-s budget serverless-only" },
  { "own-load-does-not-count", GOOD "p.records_per_s=1", "", "" },
  { "dear", GOOD "a.scanned_tb=1000", "budget", "" },
  { "late", GOOD "f.buffer_seconds=900", "max-p95-s", "" },
  { "cluster", "p>msk msk>f f@c f>s c@a a?s w~f f.output_format=parquet f.buffer_mb=128 f.buffer_seconds=60 s.retention_days=30 a.queries_per_month=600",
    "serverless-only", "" },
  { "unknown-way", "p>dynamodb dynamodb>a", "sql sound", "max-p95-s budget serverless-only" },
  { "unknown-kind", "p>f f@c f>s c@a s*a", "sql", "max-p95-s budget serverless-only sound" },
  { "no-way", "p>k k?a c@a w~k k.shards=2", "sql sound", "max-p95-s budget serverless-only" },
};

static char *
join (const LeatGrade *grade,
      LeatMarkVerdict  verdict)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < grade->marks->len; i++)
    {
      const LeatMark *mark = g_ptr_array_index (grade->marks, i);

      g_test_message ("%s: %s, asked %s, is %s: %s", mark->constraint->id, leat_mark_verdict_get_label (mark->verdict), mark->asked,
                      mark->measured, mark->why != NULL ? mark->why : "");
      if (mark->verdict == verdict)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", mark->constraint->id);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static LeatGrade *
grade (LeatChallenge *challenge,
       LeatPipeline  *pipeline)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(GError) error = NULL;
  LeatGrade *grade = leat_grade_new (challenge, test_catalogue (), elements, NULL, &error);

  g_assert_no_error (error);
  return grade;
}

static void
test_row (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(LeatChallenge) challenge = new_challenge ();
  g_autoptr(LeatPipeline) pipeline = *rows[i].drawing != '\0' ? test_sketch (rows[i].drawing) : leat_pipeline_new ();
  g_autoptr(LeatGrade) result = grade (challenge, pipeline);
  g_autofree char *missed = join (result, LEAT_MARK_MISSED), *unjudged = join (result, LEAT_MARK_UNJUDGED);
  double points = 0;

  g_assert_cmpstr (missed, ==, rows[i].missed);
  g_assert_cmpstr (unjudged, ==, rows[i].unjudged);
  g_assert_true (result->passed == (*missed == '\0' && *unjudged == '\0'));
  for (guint k = 0; k < result->marks->len; k++)
    {
      const LeatMark *mark = g_ptr_array_index (result->marks, k);

      g_assert_cmpfloat (mark->points, ==, mark->verdict == LEAT_MARK_MET ? mark->constraint->points : 0);
      g_assert_true ((mark->verdict == LEAT_MARK_MET) || mark->why != NULL || *mark->measured != '\0');
      points += mark->points;
    }
  g_assert_cmpfloat (result->points, ==, points);
  g_assert_cmpfloat (result->of, ==, 10 + 11 + 12 + 13 + 14);
}

/* What a drawing says of itself changes nothing: its silences, its region, its currency and its own requirements. */
static void
test_own_words (void)
{
  g_autoptr(LeatChallenge) challenge = new_challenge ();
  g_autoptr(LeatPipeline) plain = test_sketch ("p>k k?a c@a w~k k.shards=2");
  g_autoptr(LeatPipeline) told = test_sketch ("p>k k?a c@a w~k k.shards=2 pipeline.budget=1 pipeline.region=eu-west-1");
  g_autoptr(LeatGrade) first = grade (challenge, plain), second = NULL;

  for (guint i = 0; i < leat_pipeline_get_n_elements (told); i++)
    {
      LeatElement *element = leat_pipeline_get_nth (told, i);
      g_autoptr(LeatElement) copy = leat_element_copy (element);

      leat_settings_unref (copy->silences);
      copy->silences = settings_of ("wire-unsupported", "known");
      leat_pipeline_replace (told, element, copy);
    }
  second = grade (challenge, told);
  g_assert_cmpfloat (first->points, ==, second->points);
  g_assert_cmpint (leat_grade_get_mark (second, "sound")->verdict, ==, LEAT_MARK_MISSED);
  g_assert_cmpstr (leat_grade_get_mark (second, "sound")->rule, ==, "wire-unsupported");
}

/* A source that says it sends for an hour a day only, or small records, still carries what the challenge sends. */
static void
test_own_load (void)
{
  g_autoptr(LeatChallenge) challenge = new_challenge ();
  g_autoptr(LeatPipeline) plain = test_sketch (GOOD), told = test_sketch (GOOD "p.hours_per_day=1 p.record_kb=0.01 p.records_per_s=1");
  g_autoptr(LeatGrade) first = grade (challenge, plain), second = grade (challenge, told);

  for (guint i = 0; i < first->marks->len; i++)
    g_assert_cmpstr (((LeatMark *) first->marks->pdata[i])->measured, ==, ((LeatMark *) second->marks->pdata[i])->measured);
}

/* The first delivery is what the design is for: another one alone earns nothing but itself. */
static void
test_main_delivery (void)
{
  g_autoptr(LeatChallenge) challenge = new_challenge ();
  g_autoptr(LeatPipeline) pipeline = test_sketch ("p>f f>s w~f");
  g_autoptr(LeatGrade) result = NULL;

  add (challenge, LEAT_CONSTRAINT_DELIVERY, "kept", NULL, "s3");
  result = grade (challenge, pipeline);
  g_assert_cmpint (leat_grade_get_mark (result, "sql")->verdict, ==, LEAT_MARK_MISSED);
  g_assert_cmpint (leat_grade_get_mark (result, "kept")->verdict, ==, LEAT_MARK_MET);
  g_assert_cmpint (leat_grade_get_mark (result, "budget")->verdict, ==, LEAT_MARK_UNJUDGED);
  g_assert_cmpint (leat_grade_get_mark (result, "sound")->verdict, ==, LEAT_MARK_UNJUDGED);
  g_assert_cmpfloat (result->points, ==, leat_grade_get_mark (result, "kept")->points);
}

/* What is measured and missed names the block that it comes from most. */
static void
test_why (void)
{
  g_autoptr(LeatChallenge) challenge = new_challenge ();
  g_autoptr(LeatPipeline) dear = test_sketch (GOOD "a.scanned_tb=1000"), late = test_sketch (GOOD "f.buffer_seconds=900");
  g_autoptr(LeatPipeline) full = test_sketch (GOOD "p>k k*l k.shards=4 l.duration_ms=800000 l.timeout_s=900");
  g_autoptr(LeatGrade) first = grade (challenge, dear), second = grade (challenge, late), third = NULL;

  add (challenge, LEAT_CONSTRAINT_REQUIREMENT, "max-p95-s", "2", "lambda");
  third = grade (challenge, full);
  g_assert_cmpstr (leat_grade_get_mark (first, "budget")->block, ==, "a");
  g_assert_cmpstr (leat_grade_get_mark (first, "budget")->why, ==, "a costs the most of it, $5000.53 a month.");
  g_assert_cmpstr (leat_grade_get_mark (second, "max-p95-s")->block, ==, "f");
  g_assert_cmpstr (leat_grade_get_mark (second, "max-p95-s")->why, ==, "From p to a, f takes the longest.");
  g_assert_cmpstr (leat_grade_get_mark (third, "max-p95-s.lambda")->block, ==, "l");
  g_assert_cmpstr (leat_grade_get_mark (third, "max-p95-s.lambda")->why, ==,
                   "From p to l the delay grows without bound: l gets more than it can do.");
}

/* Data also gets to who asks by the catalogue, as the course draws it, and against a wire that asks. */
static void
test_ways (void)
{
  static const struct { const char *drawing; LeatMarkVerdict verdict; } ways[] = {
    { "p>f f>s s@glue-crawler glue-crawler@c c@a", LEAT_MARK_MET }, { "p>f f>s a?s", LEAT_MARK_MET }, { "p>f f>s f@c c@a", LEAT_MARK_MISSED },
    { "p>f f>s a>s", LEAT_MARK_MISSED }, { "p>f f>s s*l l>s1 a?s1", LEAT_MARK_MET },
    /* Data that a function is given or fetches may be drawn as data, and the run that it starts as one. */
    { "p>f f>s s>l l>s1 a?s1", LEAT_MARK_MET }, { "p>k k>l l>s1 a?s1", LEAT_MARK_MET }, { "p>f f>s s*l l!g g>s1 a?s1", LEAT_MARK_MET },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr(LeatChallenge) challenge = new_challenge ();
      g_autoptr(LeatPipeline) pipeline = test_sketch (ways[i].drawing);
      g_autoptr(LeatGrade) result = grade (challenge, pipeline);

      g_test_message ("%s", ways[i].drawing);
      g_assert_cmpint (leat_grade_get_mark (result, "sql")->verdict, ==, ways[i].verdict);
    }
}

/* A delay to one consumer alone. */
static void
test_consumer (void)
{
  g_autoptr(LeatChallenge) challenge = new_challenge ();
  g_autoptr(LeatPipeline) pipeline = test_sketch (GOOD "p>k k*l k.shards=4 k.fan_out_consumers=1");
  g_autoptr(LeatPipeline) without = test_sketch (GOOD);
  g_autoptr(LeatGrade) result = NULL, missing = NULL;

  add (challenge, LEAT_CONSTRAINT_REQUIREMENT, "max-p95-s", "2", "lambda");
  result = grade (challenge, pipeline);
  missing = grade (challenge, without);
  g_assert_cmpint (leat_grade_get_mark (result, "max-p95-s.lambda")->verdict, ==, LEAT_MARK_MET);
  g_assert_cmpstr (leat_grade_get_mark (result, "max-p95-s.lambda")->block, ==, "l");
  g_assert_cmpint (leat_grade_get_mark (result, "max-p95-s")->verdict, ==, LEAT_MARK_MET);
  g_assert_cmpint (leat_grade_get_mark (missing, "max-p95-s.lambda")->verdict, ==, LEAT_MARK_UNJUDGED);
  g_assert_cmpstr (leat_grade_get_mark (missing, "max-p95-s.lambda")->asked, ==, "2.0 s");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/grade/", rows[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/engine/grade/own-words", test_own_words);
  g_test_add_func ("/engine/grade/own-load", test_own_load);
  g_test_add_func ("/engine/grade/main-delivery", test_main_delivery);
  g_test_add_func ("/engine/grade/why", test_why);
  g_test_add_func ("/engine/grade/ways", test_ways);
  g_test_add_func ("/engine/grade/consumer", test_consumer);
  return g_test_run ();
}
