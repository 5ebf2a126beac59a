/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/drill.h"
#include "generate.h"
#include "support.h"

/* How long a drill takes: a page plays it as soon as a block is picked. */

#define N_RUNS 5
#define MOST_MS 10 /* for 50 blocks, the slowest of all that may stop */

static double
slowest (guint n)
{
  g_autoptr(LeatPipeline) pipeline = test_generate (n);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  double most = 0;

  for (guint i = 0; i < leat_report_get_n_blocks (report); i += MAX (n / 50, 1))
    {
      LeatDrillOptions options = LEAT_DRILL_OPTIONS_INIT;
      double least = G_MAXDOUBLE;

      options.block = leat_report_get_nth_block (report, i)->element->id;
      for (guint run = 0; run < N_RUNS; run++)
        {
          gint64 start = g_get_monotonic_time ();
          g_autoptr(LeatDrill) drill = leat_drill_run (report, &options, NULL, NULL);

          least = MIN (least, (g_get_monotonic_time () - start) / 1000.0);
        }
      most = MAX (most, least);
    }
  g_print ("%6u blocks: at most %.2f ms\n", n, most);
  return most;
}

int
main (void)
{
  double small;

  slowest (50); /* compiles the formulas */
  small = slowest (50);
  slowest (1000);
  if (small > MOST_MS)
    g_print ("missed: a drill of 50 blocks within %d ms\n", MOST_MS);
  return small > MOST_MS;
}
