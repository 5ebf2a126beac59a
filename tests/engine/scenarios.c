/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/report.h"
#include "sketch.h"
#include "support.h"

#include <string.h>

/* Written requirements with a solution that is right and some that are often drawn and wrong: cases/scenarios.txt.
 * The right one has no error. A wrong one has the error for which it is rejected, unless it is rejected for a
 * requirement of the scenario, which no rule knows. */

typedef struct
{
  char *line;
  char *rule; /* NULL for a reference */
} Case;

static LeatReport *
report_of (const char *line)
{
  g_autoptr(LeatPipeline) pipeline = test_sketch (line);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(GError) error = NULL;
  LeatReport *report = leat_report_new (test_catalogue (), elements, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
test_reference (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(LeatReport) report = report_of (test->line);
  GPtrArray *findings = leat_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->rule->severity != LEAT_SEVERITY_ERROR)
        continue;
      g_test_message ("%s: %s", finding->rule->id, leat_finding_get_message (finding));
      g_test_fail ();
    }
}

static void
test_wrong (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(LeatReport) report = report_of (test->line);
  GPtrArray *findings = leat_report_get_findings (report);
  gboolean found = FALSE;

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      found |= finding->rule->severity == LEAT_SEVERITY_ERROR && g_str_equal (finding->rule->id, test->rule);
    }
  g_assert_true (found);
}

/* Rejected for a requirement: that it can be read, and names one, is all there is to test yet. */
static void
test_requirement (gconstpointer data)
{
  static const char *const names[] = { "latency", "cost", "serverless", "audit", "ordering", "loss", "schema",
                                       "files", "public", "source", "code", "managed", "rights", NULL };
  const Case *test = data;
  g_autoptr(LeatReport) report = report_of (test->line);

  g_assert_nonnull (report);
  g_assert_true (g_strv_contains (names, test->rule + strlen ("requirement:")));
}

static GTestDataFunc
test_of (const Case *test)
{
  if (test->rule == NULL)
    return test_reference;
  return g_str_has_prefix (test->rule, "requirement:") ? test_requirement : test_wrong;
}

static void
read_case (const char *line)
{
  g_auto(GStrv) parts = g_strsplit (line, "|", -1);
  g_autofree char *path = NULL;
  Case *test;

  if (*line == '#' || *line == '\0')
    return;
  g_assert_cmpuint (g_strv_length (parts), ==, 4);
  for (guint i = 0; i < 4; i++)
    g_strstrip (parts[i]);
  /* A wrong solution names why it is wrong, a reference has nothing to name. */
  g_assert_true (g_str_equal (parts[1], "reference") == (*parts[3] == '\0'));
  test = g_new (Case, 1);
  *test = (Case){ g_strdup (parts[2]), *parts[3] != '\0' ? g_strdup (parts[3]) : NULL };
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
