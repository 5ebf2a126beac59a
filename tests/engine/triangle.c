/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/triangle.h"

#include "mini.h"
#include "model/history.h"

#include <math.h>

/* The iron triangle: scores by hand, and parts that add up. */

static void
test_by_hand (void)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("a:tap b:pipe c:basin w:warden", "a>b b>c w~b");
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(LeatTriangle) triangle = NULL;
  const LeatTriangleSide *cost, *complexity, *performance;
  const LeatTrianglePart *first;
  double total, p95;

  mini_set (history, "a", "rate", "10");
  report = mini_report (pipeline);
  triangle = leat_triangle_new (report);
  cost = &triangle->sides[LEAT_CORNER_COST];
  complexity = &triangle->sides[LEAT_CORNER_COMPLEXITY];
  performance = &triangle->sides[LEAT_CORNER_PERFORMANCE];
  total = leat_report_get_total (report, NULL);
  p95 = ((LeatPath *) leat_report_get_paths (report)->pdata[0])->p95;
  g_assert_cmpfloat (cost->value, ==, total);
  g_assert_cmpfloat_with_epsilon (cost->score, 10 * log (cost->worst / total) / log (cost->worst / cost->best), 1e-12);
  g_assert_true (cost->score > 0 && cost->score < 10);
  first = g_ptr_array_index (cost->parts, 0);
  g_assert_cmpstr (first->block->element->id, ==, "b");
  g_assert_cmpfloat_with_epsilon (first->share, leat_report_get_block (report, "b")->monthly / total, 1e-12);
  g_assert_nonnull (g_strrstr (cost->formula, "÷"));

  g_assert_cmpfloat (complexity->value, ==, 2);
  g_assert_cmpfloat (complexity->works[LEAT_WORK_OPERATIONS], ==, 2);
  g_assert_cmpuint (complexity->parts->len, ==, 1);
  first = g_ptr_array_index (complexity->parts, 0);
  g_assert_cmpstr (first->text, ==, "A pipe to mend");
  g_assert_cmpfloat (first->works[LEAT_WORK_OPERATIONS], ==, 2);
  g_assert_cmpfloat_with_epsilon (complexity->score, 10 * (1 - 2 / complexity->worst), 1e-12);

  g_assert_cmpfloat (performance->value, ==, p95);
  g_assert_cmpfloat_with_epsilon (performance->score, 10 * log (performance->worst / p95) / log (performance->worst), 1e-12);
  first = g_ptr_array_index (performance->parts, 0);
  g_assert_cmpstr (first->text, ==, "Travel");
  g_assert_cmpfloat (first->amount, ==, 5);
}

/* Work that a setting brings is counted while it is set, and by its kind. */
static void
test_conditional_work (void)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("b:pipe h:hose", "");
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(LeatTriangle) triangle = NULL;
  const LeatTriangleSide *complexity;

  mini_set (history, "b", "lined", "yes");
  mini_set (history, "h", "pressure", "high");
  report = mini_report (pipeline);
  triangle = leat_triangle_new (report);
  complexity = &triangle->sides[LEAT_CORNER_COMPLEXITY];
  g_assert_cmpfloat (complexity->works[LEAT_WORK_OPERATIONS], ==, 3);
  g_assert_cmpfloat (complexity->works[LEAT_WORK_PATCHING], ==, 2);
  g_assert_cmpfloat (complexity->works[LEAT_WORK_CODE], ==, 1);
  g_assert_cmpfloat (complexity->value, ==, 6);
}

/* Parts are listed from the largest, and make up the whole. */
static void
test_parts_add_up (void)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("a:tap b:pipe c:pipe d:basin w:warden", "a>b b>c c>d w~b");
  g_autoptr(LeatReport) report = mini_report (pipeline);
  g_autoptr(LeatTriangle) triangle = leat_triangle_new (report);

  for (guint i = 0; i < LEAT_N_CORNERS; i++)
    {
      const LeatTriangleSide *side = &triangle->sides[i];
      double share = 0, amount = 0;

      g_assert_cmpuint (side->parts->len, >, 1);
      for (guint j = 0; j < side->parts->len; j++)
        {
          const LeatTrianglePart *part = g_ptr_array_index (side->parts, j);

          if (j > 0)
            g_assert_cmpfloat (part->amount, <=, ((LeatTrianglePart *) side->parts->pdata[j - 1])->amount);
          share += part->share;
          amount += part->amount;
        }
      g_assert_cmpfloat_with_epsilon (share, 1, 1e-9);
      if (i != LEAT_CORNER_PERFORMANCE)
        g_assert_cmpfloat_with_epsilon (amount, side->value, 1e-9);
      g_assert_nonnull (side->scale);
    }
}

/* Beyond the ends of the scales, and where there is nothing to score. */
static void
test_ends (void)
{
  g_autoptr(LeatPipeline) empty = mini_pipeline ("", "");
  g_autoptr(LeatPipeline) large = mini_pipeline ("a:tap b:pipe c:basin", "a>b b>c");
  g_autoptr(LeatHistory) history = leat_history_new (large);
  g_autoptr(LeatReport) report = mini_report (empty);
  g_autoptr(LeatReport) dear = NULL;
  g_autoptr(LeatTriangle) triangle = leat_triangle_new (report);
  g_autoptr(LeatTriangle) other = NULL;

  g_assert_cmpfloat (triangle->sides[LEAT_CORNER_COST].score, ==, 10);
  g_assert_cmpfloat (triangle->sides[LEAT_CORNER_COMPLEXITY].score, ==, 10);
  g_assert_true (isnan (triangle->sides[LEAT_CORNER_PERFORMANCE].score));
  mini_set (history, "a", "rate", "100000");
  mini_set (history, "b", "pipes", "100");
  dear = mini_report (large);
  other = leat_triangle_new (dear);
  g_assert_cmpfloat (other->sides[LEAT_CORNER_COST].score, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/triangle/by-hand", test_by_hand);
  g_test_add_func ("/engine/triangle/conditional-work", test_conditional_work);
  g_test_add_func ("/engine/triangle/parts-add-up", test_parts_add_up);
  g_test_add_func ("/engine/triangle/ends", test_ends);
  return g_test_run ();
}
