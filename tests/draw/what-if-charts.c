/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/what-if-charts.h"
#include "sketch.h"
#include "support.h"

#include <math.h>
#include <string.h>

/* Charts of a what-if say of each curve what is so of it, not of the pipeline as a whole. */

#define POINTS 30

static LeatExploration *
explore (const char *sketch,
         const char *vary)
{
  g_autoptr(LeatPipeline) pipeline = test_sketch (sketch);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(GError) error = NULL;
  LeatExploration *self = g_new0 (LeatExploration, 1);
  LeatVariation *variation = leat_variation_parse (vary, test_catalogue (), elements, &error);

  g_assert_no_error (error);
  self->report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  self->variations = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_variation_free);
  self->labels = g_ptr_array_new_with_free_func (g_free);
  self->settings = g_ptr_array_new ();
  self->present[0] = self->present[1] = NAN;
  g_ptr_array_add (self->variations, variation);
  g_ptr_array_add (self->labels, g_strdup ("Load"));
  g_ptr_array_add (self->settings, NULL);
  self->curves = leat_explore_curves (test_catalogue (), elements, NULL, variation, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return self;
}

/* Two streams that do not meet: each consumer's delay ends at the stream on its own way, at whatever load that is. */
static void
test_own_limit (void)
{
  LeatExploration *self = explore ("p1>k1 k1*l1 p2>k2 k2*l2 p1.records_per_s=100 p1.record_kb=1 p2.records_per_s=100 p2.record_kb=1 "
                                   "k1.shards=2 k2.shards=8", "load=0.1:1000:30");
  g_autoptr(LeatChart) chart = leat_exploration_delay_chart (self);

  for (guint i = 0; i < 2; i++)
    {
      const LeatChartRef last = { i, POINTS - 1 };
      g_autofree char *words = leat_chart_describe (chart, &last);
      const char *own = strstr (words, "l1") != NULL ? "k1 saturates" : "k2 saturates";

      g_test_message ("%s", words);
      g_assert_nonnull (strstr (words, own));
    }
  leat_exploration_free (self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/what-if-charts/own-limit", test_own_limit);
  return g_test_run ();
}
