/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/report-charts.h"
#include "engine/engine-private.h"
#include "engine/load.h"
#include "engine/money.h"
#include "exchange/format.h"
#include "mini.h"
#include "model/settings.h"
#include "sketch.h"
#include "support.h"

#include <math.h>
#include <string.h>

/* How load is spread over the day: shapes keep the mean, even ones change nothing, and backlogs are those of the
 * closed form. */

#define ROUNDS 200

static LeatReport *
report_of_pipeline (LeatPipeline *pipeline)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(GError) error = NULL;
  LeatReport *report = leat_report_new (test_catalogue (), elements, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static LeatReport *
report_of (const char *line)
{
  g_autoptr(LeatPipeline) pipeline = test_sketch (line);

  return report_of_pipeline (pipeline);
}

static void
set (LeatHistory  *history,
     LeatPipeline *pipeline,
     const char   *setting,
     const char   *value)
{
  const char *const ids[] = { "p", NULL };

  leat_history_apply (history, leat_edit_set_setting (pipeline, ids, setting, value));
}

static void
set_number (LeatHistory  *history,
            LeatPipeline *pipeline,
            const char   *setting,
            int           value)
{
  g_autofree char *text = g_strdup_printf ("%d", value);

  set (history, pipeline, setting, text);
}

static void
set_random_curve (LeatHistory  *history,
                  LeatPipeline *pipeline,
                  GRand        *rand)
{
  g_autoptr(GString) text = g_string_new (NULL);

  /* Small numbers, 0 among them, and never 0 alone. */
  for (guint i = 0; i < LEAT_CURVE_HOURS; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "", i == 13 ? 7 : g_rand_int_range (rand, 0, 12));
  set (history, pipeline, "daily_curve", text->str);
}

/* A shape of `kind` with settings at random. */
static void
set_random_shape (LeatHistory  *history,
                  LeatPipeline *pipeline,
                  const char   *kind,
                  GRand        *rand)
{
  set (history, pipeline, "daily_shape", kind);
  set_number (history, pipeline, "opens_h", g_rand_int_range (rand, 0, 25));
  set_number (history, pipeline, "closes_h", g_rand_int_range (rand, 0, 25));
  set_number (history, pipeline, "spike_h", g_rand_int_range (rand, 0, 24));
  set_number (history, pipeline, "spike_times", g_rand_int_range (rand, 1, 50));
  set_random_curve (history, pipeline, rand);
}

static const char *const sources[] = { "app-producer", "iot-device", "saas-app", "onprem-db" };
static const char *const kinds[] = { "constant", "business-hours", "spike", "own" };

static void
check_mean (const LeatLoad *load)
{
  double sum = 0, peak = 0;

  for (guint hour = 0; hour < LEAT_CURVE_HOURS; hour++)
    {
      double value = leat_load_at (load, hour * 3600 + 1800);

      g_assert_cmpfloat (value, >=, 0);
      g_assert_cmpfloat (value, ==, leat_load_at (load, hour * 3600 + 3599.5 + 86400));
      g_assert_cmpfloat (value, ==, leat_load_at (load, hour * 3600 - 86400.0));
      sum += value;
      peak = MAX (peak, value);
    }
  g_assert_cmpfloat_with_epsilon (sum / LEAT_CURVE_HOURS, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (leat_load_peak (load), peak, 1e-12);
}

/* Every service that sends by itself has a shape, and whatever is set its mean over the day is 1. */
static void
test_mean (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint s = 0; s < G_N_ELEMENTS (sources); s++)
    for (guint i = 0; i < ROUNDS; i++)
      {
        const LeatService *service = leat_catalogue_get_service (test_catalogue (), sources[s]);
        g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
        g_autoptr(LeatHistory) history = leat_history_new (pipeline);
        g_autoptr(LeatElement) block = leat_element_new_block ("p", sources[s], "p", 0, 0);
        LeatLoad load;

        leat_pipeline_replace (pipeline, NULL, block);
        set_random_shape (history, pipeline, kinds[i % 4], rand);
        g_assert_true (service->has_shape);
        leat_load_of (service, leat_pipeline_get_element (pipeline, "p"), &load);
        check_mean (&load);
      }
}

static void
test_shapes (void)
{
  g_autoptr(LeatReport) business = report_of ("p>k p.daily_shape=business-hours p.opens_h=9 p.closes_h=17");
  g_autoptr(LeatReport) night = report_of ("p>k p.daily_shape=business-hours p.opens_h=22 p.closes_h=6");
  g_autoptr(LeatReport) spike = report_of ("p>k p.daily_shape=spike p.spike_h=12 p.spike_times=10");

  /* 8 hours of x and 16 of x / 10 have the mean 1. */
  g_assert_cmpfloat_with_epsilon (leat_report_load_at (business, "p", 12 * 3600), 2.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (leat_report_load_at (business, "p", 17 * 3600), 0.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (leat_report_load_at (night, "p", 23 * 3600), 2.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (leat_report_load_at (night, "p", 5 * 3600), 2.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (leat_report_load_at (night, "p", 12 * 3600), 0.25, 1e-12);
  /* 1 hour of 10 x and 23 of x. What the stream takes comes as it is sent. */
  g_assert_cmpfloat_with_epsilon (leat_report_load_at (spike, "p", 12.5 * 3600), 240 / 33.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (leat_report_load_at (spike, "k", 11.5 * 3600), 24 / 33.0, 1e-12);
  g_assert_cmpfloat (leat_report_load_at (spike, "nobody", 0), ==, 1);
}

static void
check_curve (const char *text,
             const char *fragment)
{
  double hours[LEAT_CURVE_HOURS];
  g_autoptr(GError) error = NULL;

  g_assert_false (leat_curve_parse (text, hours, &error));
  g_assert_true (g_error_matches (error, LEAT_ERROR, LEAT_ERROR_SYNTAX) || g_error_matches (error, LEAT_ERROR, LEAT_ERROR_RANGE));
  g_assert_nonnull (strstr (error->message, fragment));
}

static void
test_curve (void)
{
  double hours[LEAT_CURVE_HOURS];

  check_curve ("1 2 3", "not 3");
  check_curve ("", "not 0");
  check_curve ("1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "not 25");
  check_curve ("1 1 1 one", "Hour 3");
  check_curve ("1 -1", "Hour 1");
  check_curve ("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0", "more than 0");
  g_assert_true (leat_curve_parse ("0,0,0,0,0,0,0,0, 1,2,3,4 ,4,3,2,1 0 0 0 0 0 0 0 0.5", hours, NULL));
  g_assert_cmpfloat (hours[10], ==, 3);
  g_assert_cmpfloat (hours[23], ==, 0.5);
}

/* Evenly spread, nothing that is set besides matters: no figure differs by a bit. */
static void
test_constant (void)
{
  g_autoptr(LeatReport) plain = report_of ("p>k k*l l>s p.records_per_s=700");
  g_autoptr(LeatReport) set_up = report_of ("p>k k*l l>s p.records_per_s=700 p.daily_shape=constant p.opens_h=3 p.spike_times=40");
  const LeatPath *a = leat_report_get_paths (plain)->pdata[0];
  const LeatPath *b = leat_report_get_paths (set_up)->pdata[0];
  const LeatBlockResult *k = leat_report_get_block (plain, "k");

  g_assert_cmpfloat (k->uses[k->worst].utilisation, >, 1); /* peak_factor is 3: a short peak, and no backlog */
  g_assert_cmpfloat (leat_report_get_total (plain, NULL), ==, leat_report_get_total (set_up, NULL));
  g_assert_true (a->p50 == b->p50 && a->p95 == b->p95 && a->p99 == b->p99);
  g_assert_cmpfloat (a->p99, <, 5);
  g_assert_cmpint (a->backlog_block, ==, -1);
  for (guint i = 0; i < leat_report_get_n_blocks (plain); i++)
    g_assert_cmpmem (&leat_report_get_nth_block (plain, i)->out, sizeof (LeatFlow), &leat_report_get_nth_block (set_up, i)->out,
                     sizeof (LeatFlow));
}

/* A shape is billed as the peak that it has, no more and no less: what is not billed by the peak stays. */
static void
test_cost (void)
{
  static const char line[] = "p>k k*l l>dynamodb k>f f>s p>msk p>opensearch p.records_per_s=300 dynamodb.mode=provisioned";
  g_autoptr(GRand) rand = g_rand_new_with_seed (8);

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr(LeatPipeline) shaped = test_sketch (line);
      g_autoptr(LeatPipeline) even = test_sketch (line);
      g_autoptr(LeatHistory) history = leat_history_new (shaped);
      g_autoptr(LeatHistory) even_history = leat_history_new (even);
      g_autoptr(LeatReport) report = NULL;
      g_autoptr(LeatReport) same = NULL;
      g_autofree char *peak = NULL;
      double factor;

      set (history, shaped, "peak_factor", "1");
      set_random_shape (history, shaped, kinds[i % 4], rand);
      report = report_of_pipeline (shaped);
      factor = leat_report_get_block (report, "p")->out.values[LEAT_FLOW_PEAK_FACTOR];
      g_assert_cmpfloat (factor, >=, 1);
      peak = leat_number_to_string (factor);
      set (even_history, even, "peak_factor", peak);
      same = report_of_pipeline (even);
      g_assert_cmpfloat_with_epsilon (leat_report_get_total (report, NULL), leat_report_get_total (same, NULL), 1e-6);
      for (guint j = 0; j < leat_report_get_n_blocks (report); j++)
        {
          const LeatBlockResult *x = leat_report_get_nth_block (report, j), *y = leat_report_get_nth_block (same, j);

          g_assert_cmpfloat (x->in.values[LEAT_FLOW_RECORDS_PER_S], ==, y->in.values[LEAT_FLOW_RECORDS_PER_S]);
          for (guint k = 0; k < x->n_uses; k++)
            g_assert_cmpfloat_with_epsilon (x->uses[k].utilisation, y->uses[k].utilisation, 1e-9 * (1 + y->uses[k].utilisation));
        }
    }
}

/* The larger of the two: a short peak within the busy hours stays. */
static void
test_peak (void)
{
  g_autoptr(LeatReport) short_peak = report_of ("p>k p.daily_shape=business-hours p.opens_h=9 p.closes_h=17 p.peak_factor=4");
  g_autoptr(LeatReport) shape = report_of ("p>k p.daily_shape=business-hours p.opens_h=9 p.closes_h=17 p.peak_factor=1.5");

  g_assert_cmpfloat (leat_report_get_block (short_peak, "k")->in.values[LEAT_FLOW_PEAK_FACTOR], ==, 4);
  g_assert_cmpfloat_with_epsilon (leat_report_get_block (shape, "k")->in.values[LEAT_FLOW_PEAK_FACTOR], 2.5, 1e-12);
}

/* How much of each limit is used at mean load is what comes of its demand with the peak put at the mean, whichever limits
 * the engine takes that trouble for. */
static void
check_uses (LeatReport *report,
            guint      *n_apart)
{
  LeatContext context;

  leat_context_init (&context, report);
  for (guint i = 0; i < report->results->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (report->results, i);

      for (guint j = 0; j < result->n_uses; j++)
        {
          const LeatUse *use = &result->uses[j];

          g_assert_cmpfloat (leat_evaluate_use_at (&context, result, i, j, 1), ==, use->mean_utilisation);
          *n_apart += use->mean_utilisation != use->utilisation;
        }
    }
}

static void
test_mean_use (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("LEAT_DATA_DIR"), "examples", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0, n_apart = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr(GPtrArray) notices = leat_notices_new ();
      g_autoptr(LeatPipeline) pipeline = NULL;
      g_autoptr(LeatReport) report = NULL;

      if (!g_str_has_suffix (name, ".leat"))
        continue;
      pipeline = leat_read_file (path, NULL, test_catalogue (), notices, NULL);
      report = report_of_pipeline (pipeline);
      check_uses (report, &n_apart);
      n++;
    }
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (n_apart, >, 10);
}

/* 800/s on average, 1,600/s from 8 to 16 and 400/s else, into a shard that takes 1,000/s. */
#define BUSY "p.records_per_s=800 p.record_kb=0.1 p.daily_shape=own k.shards=1"
#define CURVE "1,1,1,1,1,1,1,1,4,4,4,4,4,4,4,4,1,1,1,1,1,1,1,1"

static LeatReport *
busy_report (const char *wires)
{
  g_autofree char *line = g_strconcat (wires, " p.daily_curve=" CURVE " " BUSY, NULL);

  return report_of (line);
}

static const LeatBlockDay *
block_day (const LeatDay *day,
           const char    *id)
{
  for (guint i = 0; i < day->blocks->len; i++)
    {
      const LeatBlockDay *block = &g_array_index (day->blocks, LeatBlockDay, i);

      if (g_str_equal (block->block->element->id, id))
        return block;
    }
  g_assert_not_reached ();
}

/* Q = (1600 - 1000) * 8 h; it drains at 1000 - 400, so as long as it grew. */
static void
test_backlog (void)
{
  g_autoptr(LeatReport) report = busy_report ("p>k k>s");
  g_autoptr(LeatDay) day = leat_report_day (report);
  const LeatBlockDay *k = block_day (day, "k");
  const LeatBlockDay *p = block_day (day, "p");
  const LeatBlockDay *s = block_day (day, "s");
  double longest = 600.0 * 8 * 3600;

  g_assert_cmpfloat_with_epsilon (k->longest, longest, longest * 1e-9);
  g_assert_cmpfloat_with_epsilon (k->longest_at, 16, 1e-9);
  g_assert_cmpfloat_with_epsilon (k->drained_at, 24, 0.02);
  g_assert_cmpfloat_with_epsilon (k->longest_wait, longest / 1000, 1e-6);
  g_assert_cmpstr (k->block->uses[k->use].limit->id, ==, "write-records");
  for (guint hour = 0; hour < LEAT_CURVE_HOURS; hour++)
    {
      gboolean is_busy = hour >= 8 && hour < 16;
      double backlog = hour < 8 ? 0 : hour < 16 ? 600.0 * 3600 * (hour - 7) : longest - 600.0 * 3600 * (hour - 15);

      g_assert_cmpfloat_with_epsilon (p->hours[hour].records_per_s, is_busy ? 1600 : 400, 1e-6);
      g_assert_cmpfloat_with_epsilon (day->records_per_s[hour], is_busy ? 1600 : 400, 1e-6);
      g_assert_cmpfloat_with_epsilon (k->hours[hour].utilisation, is_busy ? 1.6 : 0.4, 1e-9);
      g_assert_cmpfloat_with_epsilon (k->hours[hour].backlog, backlog, 1);
      /* What waits comes on later, at what the stream takes. */
      g_assert_cmpfloat_with_epsilon (s->hours[hour].records_per_s, hour < 8 ? 400 : 1000, 0.01);
    }
  g_assert_cmpfloat (p->longest, ==, 0);
  g_assert_true (isnan (p->drained_at));
}

/* The wait rises evenly over 2/3 of the records and falls over 1/6 of them: 0.95 lies at 0.94 of the longest. */
static void
test_wait (void)
{
  g_autoptr(LeatReport) report = busy_report ("p>k k*l");
  g_autoptr(LeatReport) again = busy_report ("p>k k*l");
  const LeatPath *path = leat_report_get_paths (report)->pdata[0];
  const LeatPath *same = leat_report_get_paths (again)->pdata[0];

  g_assert_false (path->unbounded);
  g_assert_cmpfloat_with_epsilon (path->p95, 0.94 * 17280, 100);
  g_assert_cmpfloat_with_epsilon (path->p50, 0.4 * 17280, 100);
  g_assert_cmpfloat_with_epsilon (path->longest_wait, 17280, 30);
  g_assert_cmpint (path->backlog_block, ==, 1);
  g_assert_true (path->p50 == same->p50 && path->p95 == same->p95 && path->p99 == same->p99);
}

/* The mean of the above is 5/12 of the longest: far more than a poll of the stream takes. Where nothing waits for another hour, or
 * what waits grows for ever, that is told apart. */
static void
test_dominant (void)
{
  g_autoptr(LeatReport) report = busy_report ("p>k k*l");
  g_autoptr(LeatReport) even = report_of ("p>k k*l");
  g_autoptr(LeatReport) growing = report_of ("p>k k*l p.records_per_s=5000 p.peak_factor=1 k.shards=1");
  const LeatPath *path = leat_report_get_paths (report)->pdata[0];
  const LeatPath *even_path = leat_report_get_paths (even)->pdata[0];
  const LeatPath *growing_path = leat_report_get_paths (growing)->pdata[0];
  double mean;

  g_assert_cmpstr (leat_path_get_dominant (path, &mean), ==, "Wait in the backlog");
  g_assert_cmpfloat_with_epsilon (mean, 17280 * 5 / 12.0, 20);
  g_assert_cmpint (path->dominant_block, ==, 1);
  g_assert_true (leat_path_get_wait (path, 1) == mean && leat_path_get_wait (path, 0) == 0 && leat_path_get_wait (path, 2) == 0);

  g_assert_cmpstr (leat_path_get_dominant (even_path, &mean), ==, "Wait for the next poll");
  g_assert_cmpfloat_with_epsilon (mean, 0.5, 0.01);
  g_assert_cmpfloat (leat_path_get_wait (even_path, 1), ==, 0);

  g_assert_cmpstr (leat_path_get_dominant (growing_path, &mean), ==, "Wait in the backlog");
  g_assert_true (isinf (mean) && growing_path->dominant_block == 1);
}

/* The waterfall has all that the mean of the way is made of. */
static void
test_waterfall (void)
{
  g_autoptr(LeatReport) report = busy_report ("p>k k*l");
  g_autoptr(GPtrArray) blocks = g_ptr_array_new ();
  g_autoptr(LeatChart) chart = leat_report_path_chart (leat_report_get_paths (report)->pdata[0], NULL, "Delay", blocks);
  g_autoptr(GPtrArray) rows = leat_chart_to_table (chart, TRUE);
  char **first = rows->pdata[1];

  g_assert_true (g_str_has_suffix (first[0], ": Wait in the backlog"));
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (first[2], NULL), 7200, 20);
  g_assert_cmpstr (((LeatBlockResult *) blocks->pdata[0])->element->id, ==, "k");
}

/* What is left in the evening waits for the morning: a peak around midnight. */
static void
test_over_midnight (void)
{
  g_autoptr(LeatReport) report = report_of ("p>k k>s p.daily_curve=4,4,4,4,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,4,4,4,4 " BUSY);
  g_autoptr(LeatDay) day = leat_report_day (report);
  const LeatBlockDay *k = block_day (day, "k");

  g_assert_cmpfloat_with_epsilon (k->hours[23].backlog, 600.0 * 4 * 3600, 1);
  g_assert_cmpfloat_with_epsilon (k->longest, 600.0 * 8 * 3600, 1);
  g_assert_cmpfloat_with_epsilon (k->longest_at, 4, 1e-9);
  g_assert_cmpfloat_with_epsilon (k->drained_at, 12, 0.02);
}

/* An edit of one source shows in the paths of another that meets it, though no block but the first differs. */
static void
test_update (void)
{
  g_autoptr(LeatPipeline) pipeline = test_sketch ("p2>k p>k2 k2*l l>k k>s k2.shards=9 p.daily_curve=" CURVE " p2.records_per_s=100 "
                                                      "p2.record_kb=0.1 " BUSY);
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(LeatReport) before = report_of_pipeline (pipeline);
  LeatElement *old = leat_element_ref (leat_pipeline_get_element (pipeline, "p"));
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatReport) updated = NULL;
  g_autoptr(LeatReport) made = NULL;
  LeatChange change = { old, NULL };
  LeatChanges changes = { &change, 1 };

  /* The same peak, for an hour less. */
  set (history, pipeline, "daily_curve", "0,1,1,1,1,1,1,1,4,4,4,4,4,4,4,3,1,1,1,1,1,1,1,3");
  change.after = leat_pipeline_get_element (pipeline, "p");
  elements = leat_pipeline_dup_elements (pipeline);
  updated = leat_report_update (before, elements, &changes);
  made = report_of_pipeline (pipeline);
  for (guint i = 0; i < leat_report_get_paths (made)->len; i++)
    {
      const LeatPath *x = leat_report_get_paths (updated)->pdata[i], *y = leat_report_get_paths (made)->pdata[i];
      const LeatPath *z = leat_report_get_paths (before)->pdata[i];

      g_assert_true (x->p95 == y->p95 && x->longest_wait == y->longest_wait);
      g_assert_true (x->p95 != z->p95);
    }
  leat_element_unref (old);
}

/* 250/s into a pipe that takes 200/s, 2 KB each. */
static void
test_growth (void)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("a:tap b:pipe c:basin", "a>b b>c");
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(LeatDay) day = NULL;
  g_autofree char *growth = NULL;
  const LeatPath *path;

  mini_set (history, "a", "rate", "250");
  report = mini_report (pipeline);
  path = leat_report_get_paths (report)->pdata[0];
  g_assert_true (path->unbounded);
  g_assert_cmpint (path->backlog_block, ==, 1);
  g_assert_cmpfloat_with_epsilon (leat_report_get_block (report, "b")->backlog_per_s, 50, 1e-9);
  g_assert_cmpfloat (leat_report_get_block (report, "c")->backlog_per_s, ==, 0);
  g_assert_cmpfloat_with_epsilon (leat_block_result_get_backlog_mb_per_s (leat_report_get_block (report, "b")), 100.0 / 1024, 1e-9);
  growth = leat_path_dup_growth (path);
  g_assert_nonnull (strstr (growth, "180"));
  g_assert_nonnull (strstr (growth, "records/h"));
  g_assert_nonnull (strstr (growth, "351.6 MB/h"));

  day = leat_report_day (report);
  g_assert_cmpfloat_with_epsilon (block_day (day, "b")->longest, 50 * 86400.0, 1);
  g_assert_true (isinf (block_day (day, "b")->longest_wait) && isnan (block_day (day, "b")->drained_at));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/load/mean", test_mean);
  g_test_add_func ("/engine/load/shapes", test_shapes);
  g_test_add_func ("/engine/load/curve", test_curve);
  g_test_add_func ("/engine/load/constant", test_constant);
  g_test_add_func ("/engine/load/cost", test_cost);
  g_test_add_func ("/engine/load/peak", test_peak);
  g_test_add_func ("/engine/load/mean-use", test_mean_use);
  g_test_add_func ("/engine/load/backlog", test_backlog);
  g_test_add_func ("/engine/load/wait", test_wait);
  g_test_add_func ("/engine/load/dominant", test_dominant);
  g_test_add_func ("/engine/load/waterfall", test_waterfall);
  g_test_add_func ("/engine/load/over-midnight", test_over_midnight);
  g_test_add_func ("/engine/load/update", test_update);
  g_test_add_func ("/engine/load/growth", test_growth);
  return g_test_run ();
}
