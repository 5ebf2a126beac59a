/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/report.h"
#include "sketch.h"
#include "support.h"

#include <string.h>

/* Written requirements with a solution that is right and some that are often drawn and wrong: cases/scenarios.txt.
 * The right one has no error and is all that is asked. A wrong one has the error for which it is rejected, or is not
 * what is asked. */

typedef struct
{
  char *line;
  char *asks; /* properties of the pipeline */
  char *why;  /* NULL for a reference */
} Case;

static LeatReport *
report_of (const char *line,
           const char *asks)
{
  g_autofree char *both = g_strconcat (line, " ", asks, NULL);
  g_autoptr(LeatPipeline) pipeline = test_sketch (both);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(GError) error = NULL;
  LeatReport *report = leat_report_new (test_catalogue (), elements, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
tell (const LeatReport            *report,
      const LeatRequirementResult *result)
{
  static const char *const words[] = { "met", "missed", "unknown" };
  g_autofree char *asked = leat_requirement_result_dup_asked (result, report);
  g_autofree char *measured = leat_requirement_result_dup_measured (result, report);

  g_test_message ("%s%s%s: asked %s, is %s: %s", result->requirement->id, result->block != NULL ? " of " : "",
                  result->block != NULL ? result->block->id : "", asked, measured, words[result->verdict]);
}

static void
test_reference (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(LeatReport) report = report_of (test->line, test->asks);
  GPtrArray *findings = leat_report_get_findings (report);
  GPtrArray *requirements = leat_report_get_requirements (report);

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->rule->severity != LEAT_SEVERITY_ERROR)
        continue;
      g_test_message ("%s: %s", finding->rule->id, leat_finding_get_message (finding));
      g_test_fail ();
    }
  for (guint i = 0; i < requirements->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (requirements, i);

      tell (report, result);
      if (result->verdict != LEAT_VERDICT_MET)
        g_test_fail ();
    }
}

static void
test_wrong (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(LeatReport) report = report_of (test->line, "");
  GPtrArray *findings = leat_report_get_findings (report);
  gboolean found = FALSE;

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      found |= finding->rule->severity == LEAT_SEVERITY_ERROR && g_str_equal (finding->rule->id, test->why);
    }
  g_assert_true (found);
}

static void
test_not_as_asked (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(LeatReport) report = report_of (test->line, test->asks);
  GPtrArray *requirements = leat_report_get_requirements (report);
  gboolean missed = FALSE;

  for (guint i = 0; i < requirements->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (requirements, i);

      tell (report, result);
      missed |= result->verdict == LEAT_VERDICT_MISSED &&
                g_str_equal (result->requirement->id, test->why + strlen ("asks:"));
    }
  g_assert_true (missed);
}

static GTestDataFunc
test_of (const Case *test)
{
  if (test->why == NULL)
    return test_reference;
  return g_str_has_prefix (test->why, "asks:") ? test_not_as_asked : test_wrong;
}

static void
read_case (const char *line)
{
  static char *asks; /* of the scenario that is read */
  g_auto(GStrv) parts = g_strsplit (line, "|", -1);
  g_autofree char *path = NULL;
  Case *test;

  if (*line == '#' || *line == '\0')
    return;
  g_assert_cmpuint (g_strv_length (parts), ==, 4);
  for (guint i = 0; i < 4; i++)
    g_strstrip (parts[i]);
  if (g_str_equal (parts[1], "asks"))
    {
      g_free (asks);
      asks = g_strdup (parts[2]);
      return;
    }
  g_assert_nonnull (asks);
  /* A wrong solution names why it is wrong, a reference has nothing to name. */
  g_assert_true (g_str_has_prefix (parts[1], "reference") == (*parts[3] == '\0'));
  test = g_new (Case, 1);
  *test = (Case){ g_strdup (parts[2]), g_strdup (asks), *parts[3] != '\0' ? g_strdup (parts[3]) : NULL };
  path = g_strdup_printf ("/engine/scenarios/%s/%s", parts[0], parts[1]);
  g_test_add_data_func (path, test, test_of (test));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GBytes) bytes = NULL;
  g_auto(GStrv) lines = NULL;

  g_test_init (&argc, &argv, NULL);
  bytes = test_bytes ("cases/scenarios.txt");
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    read_case (lines[i]);
  return g_test_run ();
}
