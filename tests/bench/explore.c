/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sensitivity.h"
#include "generate.h"
#include "support.h"

#include <math.h>
#include <time.h>

/* Grids of 200 x 200 points over a pipeline of 50 blocks, beside reports of single points in the same
 * run; how soon it stops when it is told to; what the bill is most sensitive to. Fails beyond a second of two processors
 * or, where not all that is downstream changes, a fiftieth of the reports, 100 ms and 300 ms. */

#define STEPS 200
#define N_RUNS 3

static double
now (void)
{
  return g_get_monotonic_time () / 1e6;
}

/* Four copies of a pipeline are 52 blocks: the last two go. */
static GPtrArray *
make_elements (void)
{
  g_autoptr(LeatPipeline) pipeline = test_generate (50);
  g_autoptr(GPtrArray) all = leat_pipeline_dup_elements (pipeline);
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);

  for (guint i = 0; i < all->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (all, i);

      if (element->kind == LEAT_ELEMENT_BLOCK && (g_str_equal (element->id, "watch-3") || g_str_equal (element->id, "nightly-3")))
        continue;
      g_ptr_array_add (elements, leat_element_ref (all->pdata[i]));
    }
  return elements;
}

static LeatVariation *
parse (GPtrArray  *elements,
       const char *text)
{
  g_autoptr(GError) error = NULL;
  LeatVariation *variation = leat_variation_parse (text, test_catalogue (), elements, &error);

  g_assert_no_error (error);
  return variation;
}

static GPtrArray *
vary (GPtrArray  *elements,
      const char *first,
      const char *second)
{
  GPtrArray *variations = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_variation_free);

  g_ptr_array_add (variations, parse (elements, first));
  g_ptr_array_add (variations, parse (elements, second));
  return variations;
}

/* What one point would take as a report. */
static double
measure_report (GPtrArray *elements)
{
  clock_t start = clock ();

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
    }
  return (double) (clock () - start) / CLOCKS_PER_SEC / 50;
}

static double
measure_grid (GPtrArray  *elements,
              const char *first,
              const char *second,
              double      report,
              double      part)
{
  g_autoptr(GPtrArray) variations = vary (elements, first, second);
  double best = INFINITY, busy = INFINITY;
  guint n = 0;

  for (guint run = 0; run < N_RUNS; run++)
    {
      double start = now ();
      clock_t used = clock ();
      g_autoptr(GArray) points = leat_explore (test_catalogue (), elements, NULL, variations, LEAT_EXPLORE_DEFAULT, NULL,
                                               NULL, NULL, NULL);

      best = MIN (best, now () - start);
      busy = MIN (busy, (double) (clock () - used) / CLOCKS_PER_SEC);
      n = points->len;
    }
  g_print ("%-28s x %-34s %5u points in %.3f s (%.3f s of processors, %.1f us a point, x%.4f of a report)\n", first, second,
           n, best, busy, busy / n * 1e6, busy / n / report);
  /* What it takes where nothing else runs: a busy machine must not fail it. */
  return MAX (busy / 2, busy / n / report / part);
}

typedef struct
{
  GCancellable *cancellable;
  double        at;
} Stop;

static void
stop_half_way (guint    done,
               guint    total,
               gpointer data)
{
  Stop *stop = data;

  if (done < total / 2 || stop->at > 0)
    return;
  stop->at = now ();
  g_cancellable_cancel (stop->cancellable);
}

static double
measure_cancel (GPtrArray  *elements,
                const char *first,
                const char *second)
{
  g_autoptr(GPtrArray) variations = vary (elements, first, second);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Stop stop = { cancellable, 0 };
  g_autoptr(GArray) points = leat_explore (test_catalogue (), elements, NULL, variations, LEAT_EXPLORE_ERRORS,
                                           stop_half_way, &stop, cancellable, &error);

  g_assert_null (points);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return now () - stop.at;
}

static double
measure_sensitivity (GPtrArray *elements)
{
  double best = INFINITY;
  guint n = 0;

  for (guint run = 0; run < N_RUNS; run++)
    {
      double start = now ();
      g_autoptr(GPtrArray) found = leat_sensitivity (test_catalogue (), elements, NULL, NULL, NULL, NULL);

      best = MIN (best, now () - start);
      n = found->len;
    }
  g_print ("sensitivity: %u settings count, in %.3f s\n", n, best);
  return best;
}

int
main (void)
{
  g_autoptr(GPtrArray) elements = make_elements ();
  double report = (measure_report (elements), measure_report (elements));
  double shards, load, source, both, cancel, sensitivity;

  g_print ("one report: %.2f ms\n", report * 1e3);
  shards = measure_grid (elements, "orders-0.shards=1:200:200", "compact-2.workers=2:201:200", report, 0.02);
  load = measure_grid (elements, "load=0.1:100:200", "clean-1.memory_mb=128:10240:200", report, 0.02);
  source = measure_grid (elements, "producer-0.record_kb=1:200:200", "orders-0.shards=1:200:200", report, INFINITY);
  both = measure_grid (elements, "load=0.1:100:200", "producer-0.record_kb=1:200:200", report, INFINITY);
  cancel = measure_cancel (elements, "load=0.1:100:200", "producer-0.record_kb=1:200:200");
  g_print ("stopped within %.1f ms\n", cancel * 1e3);
  sensitivity = measure_sensitivity (elements);
  return shards <= 1 && load <= 1 && source <= 1 && both <= 1 && cancel <= 0.1 && sensitivity <= 0.3 ? 0 : 1;
}
