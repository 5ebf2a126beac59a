/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/formula.h"
#include "engine/report.h"
#include "exchange/native.h"
#include "sketch.h"
#include "support.h"

#include <string.h>

/* Each rule is found in a pipeline that breaks it and not in one that keeps it, and its fix mends it:
 * cases/rules*.txt. */

typedef struct
{
  char *rule;
  char *broken;
  char *kept;
  char **companions; /* rules that come and go with it, as they speak of the same fault */
} Case;

static GPtrArray *cases; /* of Case, for the life of the program */

static LeatReport *
report_of (LeatPipeline *pipeline)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(GError) error = NULL;
  LeatReport *report = leat_report_new (test_catalogue (), elements, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

/* A finding of a rule, on one subject if given. */
static LeatFinding *
find_finding (LeatReport *report,
              const char *rule,
              const char *subject)
{
  GPtrArray *findings = leat_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++)
    {
      LeatFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->rule->id, rule) &&
          (subject == NULL || g_str_equal (finding->subject->id, subject)))
        return finding;
    }
  return NULL;
}

static void
test_broken (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(LeatPipeline) pipeline = test_sketch (test->broken);
  g_autoptr(LeatReport) report = report_of (pipeline);
  LeatFinding *finding = find_finding (report, test->rule, NULL);

  g_assert_nonnull (finding);
  /* What stands in braces was put in. */
  g_assert_null (strchr (leat_finding_get_message (finding), '{'));
  g_assert_cmpstr (leat_finding_get_message (finding), !=, "");
}

static void
test_kept (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(LeatPipeline) pipeline = test_sketch (test->kept);
  g_autoptr(LeatReport) report = report_of (pipeline);

  g_assert_null (find_finding (report, test->rule, NULL));
}

static void
test_fix (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(LeatPipeline) pipeline = test_sketch (test->broken);
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(LeatReport) before = report_of (pipeline);
  g_autoptr(LeatReport) after = NULL;
  g_autoptr(LeatReport) undone = NULL;
  LeatFinding *finding = find_finding (before, test->rule, NULL);
  LeatEdit *edit;

  g_assert_nonnull (finding);
  edit = leat_finding_new_fix (finding, before, pipeline);
  g_assert_nonnull (edit);
  leat_history_apply (history, edit);
  after = report_of (pipeline);
  g_assert_null (find_finding (after, test->rule, finding->subject->id));
  leat_history_undo (history);
  undone = report_of (pipeline);
  g_assert_nonnull (find_finding (undone, test->rule, finding->subject->id));
}

/* Findings of one pipeline that the other has not on the same subject, but for those that belong to the case. What
 * only one of them has brings findings of its own, which say nothing about the rule. */
static guint
count_strangers (LeatReport   *here,
                 LeatReport   *there,
                 LeatPipeline *other,
                 const Case   *test)
{
  GPtrArray *findings = leat_report_get_findings (here);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      LeatFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->rule->id, test->rule) ||
          g_strv_contains ((const char *const *) test->companions, finding->rule->id) ||
          leat_pipeline_get_element (other, finding->subject->id) == NULL ||
          find_finding (there, finding->rule->id, finding->subject->id) != NULL)
        continue;
      g_test_message ("with %s also comes %s on %s", test->rule, finding->rule->id, finding->subject->id);
      n++;
    }
  return n;
}

/* Three years are said in days, whatever word has that number. */
static void
test_days (void)
{
  g_autoptr(LeatPipeline) pipeline = test_sketch ("p>s p.records_per_s=300 p.record_kb=5 s.lifecycle=yes s.retention_days=1095");
  g_autoptr(LeatReport) report = report_of (pipeline);
  LeatFinding *finding = find_finding (report, "data-never-cools", NULL);

  g_assert_nonnull (finding);
  g_assert_nonnull (leat_word_from_number (1095));
  g_assert_nonnull (strstr (leat_finding_get_message (finding), "for 1095 d"));
}

/* What is changed between the two pipelines makes exactly this finding come and go. */
static void
test_mutation (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(LeatPipeline) broken = test_sketch (test->broken);
  g_autoptr(LeatPipeline) kept = test_sketch (test->kept);
  g_autoptr(LeatReport) with = report_of (broken);
  g_autoptr(LeatReport) without = report_of (kept);
  guint n = count_strangers (with, without, kept, test) + count_strangers (without, with, broken, test);

  g_assert_cmpuint (n, ==, 0);
}

static gboolean
has_finding (LeatReport  *report,
             LeatFinding *finding)
{
  return find_finding (report, finding->rule->id, finding->subject->id) != NULL;
}

/* No error that was not there before. */
static void
assert_no_new_error (LeatReport *before,
                     LeatReport *after,
                     const char *rule)
{
  GPtrArray *findings = leat_report_get_findings (after);

  for (guint i = 0; i < findings->len; i++)
    {
      LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->rule->severity != LEAT_SEVERITY_ERROR || has_finding (before, finding))
        continue;
      g_test_message ("the fix of %s brings %s on %s", rule, finding->rule->id, finding->subject->id);
      g_test_fail ();
    }
}

/* Every fix that a pipeline is offered: it removes its finding, brings no error, and is undone to the same bytes. */
static void
check_every_fix (const char *line)
{
  g_autoptr(LeatPipeline) pipeline = test_sketch (line);
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(LeatReport) before = report_of (pipeline);
  g_autoptr(GBytes) bytes = leat_native_write (pipeline, NULL, NULL, NULL, NULL);
  GPtrArray *findings = leat_report_get_findings (before);

  for (guint i = 0; i < findings->len; i++)
    {
      LeatFinding *finding = g_ptr_array_index (findings, i);
      LeatEdit *edit = finding->rule->fix != NULL ? leat_finding_new_fix (finding, before, pipeline) : NULL;
      g_autoptr(LeatReport) after = NULL;
      g_autoptr(GBytes) undone = NULL;

      if (edit == NULL)
        continue;
      leat_history_apply (history, edit);
      after = report_of (pipeline);
      if (has_finding (after, finding))
        {
          g_test_message ("the fix of %s leaves it on %s in %s", finding->rule->id, finding->subject->id, line);
          g_test_fail ();
        }
      assert_no_new_error (before, after, finding->rule->id);
      leat_history_undo (history);
      undone = leat_native_write (pipeline, NULL, NULL, NULL, NULL);
      g_assert_true (g_bytes_equal (bytes, undone));
    }
}

static void
test_every_fix (gconstpointer data)
{
  const Case *test = data;

  check_every_fix (test->broken);
  check_every_fix (test->kept);
}

static const Case *
find_case (const char *rule)
{
  for (guint i = 0; i < cases->len; i++)
    if (g_str_equal (((Case *) g_ptr_array_index (cases, i))->rule, rule))
      return g_ptr_array_index (cases, i);
  return NULL;
}

static const LeatRule *
find_rule (const char *id)
{
  GPtrArray *rules = leat_catalogue_get_rules (test_catalogue ());

  for (guint i = 0; i < rules->len; i++)
    if (g_str_equal (((LeatRule *) g_ptr_array_index (rules, i))->id, id))
      return g_ptr_array_index (rules, i);
  return NULL;
}

/* A rule without a case fails, and so does a case without a rule. */
static void
test_complete (void)
{
  GPtrArray *rules = leat_catalogue_get_rules (test_catalogue ());

  for (guint i = 0; i < rules->len; i++)
    {
      const LeatRule *rule = g_ptr_array_index (rules, i);

      if (find_case (rule->id) == NULL)
        {
          g_test_message ("%s:%ld: the rule %s has no case in tests/cases/rules.txt", rule->file, rule->line,
                          rule->id);
          g_test_fail ();
        }
    }
  for (guint i = 0; i < cases->len; i++)
    g_assert_nonnull (find_rule (((Case *) g_ptr_array_index (cases, i))->rule));
}

static void
test_sources (void)
{
  GPtrArray *rules = leat_catalogue_get_rules (test_catalogue ());

  for (guint i = 0; i < rules->len; i++)
    {
      const LeatRule *rule = g_ptr_array_index (rules, i);

      g_assert_nonnull (rule->reference);
      g_assert_true (g_str_has_prefix (rule->reference, "https://"));
      g_assert_nonnull (rule->domain);
    }
}

static void
add (const char   *rule,
     const char   *what,
     const Case   *test,
     GTestDataFunc run)
{
  g_autofree char *path = g_strdup_printf ("/engine/rules/%s/%s", rule, what);

  g_test_add_data_func (path, test, run);
}

static void
read_case (const char *line)
{
  g_auto(GStrv) parts = g_strsplit (line, "|", -1);
  const LeatRule *rule;
  Case *test;

  g_assert_cmpuint (g_strv_length (parts), >=, 3);
  g_assert_cmpuint (g_strv_length (parts), <=, 4);
  test = g_new (Case, 1);
  *test = (Case){ g_strdup (g_strstrip (parts[0])), g_strdup (g_strstrip (parts[1])),
                  g_strdup (g_strstrip (parts[2])),
                  g_strsplit (parts[3] != NULL ? g_strstrip (parts[3]) : "", " ", -1) };
  g_ptr_array_add (cases, test);
  add (test->rule, "broken", test, test_broken);
  add (test->rule, "kept", test, test_kept);
  add (test->rule, "every-fix", test, test_every_fix);
  add (test->rule, "mutation", test, test_mutation);
  rule = find_rule (test->rule);
  if (rule != NULL && rule->fix != NULL)
    add (test->rule, "fix", test, test_fix);
}

/* A value in a message comes with its unit: the word must not stand behind it again. */
static void
check_words (const LeatRule    *rule,
             const LeatService *service)
{
  for (const char *open = strchr (rule->message, '{'); open != NULL; open = strchr (open + 1, '{'))
    {
      const char *close = strchr (open, '}');
      g_autofree char *name = g_strndup (open + 1, close - open - 1);
      const LeatSetting *setting = leat_service_get_setting (service, name);
      g_autofree char *again = setting != NULL && setting->unit != NULL ? g_strconcat ("} ", setting->unit, NULL) : NULL;

      if (again != NULL && g_str_has_prefix (close, again))
        g_error ("%s:%ld: {%s} has its unit already: %s", rule->file, rule->line, name, rule->message);
    }
}

static void
test_units_once (void)
{
  GPtrArray *rules = leat_catalogue_get_rules (test_catalogue ());
  guint n = leat_catalogue_get_n_services (test_catalogue ());

  for (guint i = 0; i < rules->len; i++)
    for (guint j = 0; j < n; j++)
      {
        const LeatRule *rule = g_ptr_array_index (rules, i);

        if (rule->on_wires == 0 && g_ptr_array_index (rule->when, j) != NULL)
          check_words (rule, leat_catalogue_get_nth_service (test_catalogue (), j));
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cases = g_ptr_array_new ();
  test_each_case ("rules", read_case);
  g_test_add_func ("/engine/rules/complete", test_complete);
  g_test_add_func ("/engine/rules/sources", test_sources);
  g_test_add_func ("/engine/rules/days", test_days);
  g_test_add_func ("/engine/rules/units-once", test_units_once);
  return g_test_run ();
}
