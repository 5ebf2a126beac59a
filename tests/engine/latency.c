/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/distribution.h"
#include "engine/samples-private.h"
#include "sketch.h"
#include "support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Textbook values of the queueing model (cases/latency-queueing.txt) and delays that others measured
 * (cases/latency-published.txt) come out of the functions that reports use. */

#define MAX_STAGES 12

/* Queueing */

static const struct
{
  const char   *name;
  LeatStageKind kind;
} kinds[] = {
  { "fixed", LEAT_STAGE_FIXED },       { "uniform", LEAT_STAGE_UNIFORM },   { "lognormal", LEAT_STAGE_LOGNORMAL },
  { "queue", LEAT_STAGE_QUEUE },       { "schedule", LEAT_STAGE_SCHEDULE }, { "window", LEAT_STAGE_WINDOW },
  { "chance", LEAT_STAGE_CHANCE },     { "exponential", LEAT_STAGE_EXPONENTIAL },
};

typedef struct
{
  LeatStage      forms[MAX_STAGES];
  LeatStageValue stages[MAX_STAGES];
  guint          n;
} Sum;

static LeatStageKind
kind_of (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return kinds[i].kind;
  g_error ("no kind of stage: %s", name);
}

/* Reads KIND(NUMBER,…) or KIND(NUMBER,…)[BRANCHES]. */
static void
read_stage (Sum  *self,
            char *text)
{
  LeatStageValue *value = &self->stages[self->n];
  char *open = strchr (text, '(');
  char *close = strchr (text, ')');
  g_auto(GStrv) numbers = NULL;

  g_assert_cmpuint (self->n, <, MAX_STAGES);
  g_assert_true (open != NULL && close != NULL);
  *open = *close = '\0';
  numbers = g_strsplit (open + 1, ",", -1);
  for (guint i = 0; numbers[i] != NULL; i++)
    value->parameters[i] = g_ascii_strtod (numbers[i], NULL);
  if (close[1] == '[')
    value->parameters[LEAT_STAGE_BRANCHES] = g_ascii_strtod (close + 2, NULL);
  self->forms[self->n].kind = kind_of (text);
  value->stage = &self->forms[self->n];
  value->mean = leat_stage_mean (value->stage->kind, value->parameters);
  self->n++;
}

static double
mean_of (const Sum *sum)
{
  double mean = 0;

  for (guint i = 0; i < sum->n; i++)
    mean += sum->stages[i].mean;
  return mean;
}

static double
figure_of (const Sum  *sum,
           const char *name)
{
  const double *p = sum->stages[0].parameters;

  if (g_str_equal (name, "C"))
    return leat_queue_erlang_c (p[2], p[0] * p[1]);
  if (g_str_equal (name, "Wq"))
    return leat_queue_mean_wait (p[0], p[1], p[2], p[3]);
  if (g_str_equal (name, "mean"))
    return mean_of (sum);
  if (g_str_has_prefix (name, "wait"))
    return leat_queue_wait_quantile (p[0], p[1], p[2], p[3], atoi (name + strlen ("wait")) / 100.0);
  g_assert_true (*name == 'p');
  return leat_stages_quantile (sum->stages, sum->n, atoi (name + 1) / 100.0);
}

static gboolean
is_percentile (const char *name)
{
  return *name == 'p' || g_str_has_prefix (name, "wait");
}

/* Half a unit of the last digit that is written. */
static double
rounding_of (const char *number)
{
  const char *point = strchr (number, '.');

  return point != NULL ? 0.5 * pow (10, -(double) strlen (point + 1)) : 0;
}

static void
check_figure (const Sum  *sum,
              const char *word)
{
  g_auto(GStrv) pair = g_strsplit (word, "=", 2);
  double expected = g_ascii_strtod (pair[1], NULL);
  double found = figure_of (sum, pair[0]);
  double allowed = fabs (expected) * (is_percentile (pair[0]) ? 0.02 : 0.01) + rounding_of (pair[1]);

  g_test_message ("%s: %g, is to be %g (%+.2f %%)", pair[0], found, expected,
                  expected != 0 ? (found / expected - 1) * 100 : 0);
  g_assert_cmpfloat_with_epsilon (found, expected, allowed + 1e-12);
}

static void
test_queueing (gconstpointer data)
{
  g_auto(GStrv) columns = g_strsplit (data, "|", -1);
  g_auto(GStrv) stages = g_strsplit (columns[1], " + ", -1);
  g_auto(GStrv) words = g_strsplit (g_strstrip (columns[2]), " ", -1);
  Sum sum = { .n = 0 };

  for (guint i = 0; stages[i] != NULL; i++)
    read_stage (&sum, g_strstrip (stages[i]));
  for (guint i = 0; words[i] != NULL; i++)
    check_figure (&sum, words[i]);
}

static void
add_queueing (const char *line)
{
  g_auto(GStrv) columns = g_strsplit (line, "|", -1);
  g_autofree char *path = NULL;

  g_assert_cmpuint (g_strv_length (columns), ==, 3);
  path = g_strconcat ("/engine/latency/queueing/", g_strdelimit (g_strstrip (columns[0]), "/", '-'), NULL);
  g_test_add_data_func_full (path, g_strdup (line), test_queueing, g_free);
}

/* Of n calls, one or more are slower than their own 99th percentile with the chance 1 - 0.99^n. */
static void
test_slow_calls (void)
{
  static const struct { double n, chance; } cases[] = { { 10, 0.0956 }, { 100, 0.6340 } };
  static double values[10000];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const double p[LEAT_STAGE_MAX_PARAMETERS] = { 1, [LEAT_STAGE_BRANCHES] = cases[i].n };
      guint slower = 0;

      leat_stage_quantiles (LEAT_STAGE_EXPONENTIAL, p, 0, values, G_N_ELEMENTS (values));
      for (guint k = 0; k < G_N_ELEMENTS (values); k++)
        slower += values[k] > -log (0.01);
      g_assert_cmpfloat_with_epsilon (slower / (double) G_N_ELEMENTS (values), cases[i].chance, 0.01 * cases[i].chance);
    }
}

/* What the M/M/c formulas say of wait and service together, by bisection. */
static double
response_quantile (double c, /* the chance to wait */
                   double spare,
                   double u)
{
  double low = 0, high = 1e4;

  for (guint i = 0; i < 100; i++)
    {
      double t = (low + high) / 2;
      double tail = fabs (spare - 1) < 1e-9 ? exp (-t) * (1 + c * t)
                                            : (1 - c) * exp (-t) + c * (spare * exp (-t) - exp (-spare * t)) / (spare - 1);

      if (tail > 1 - u)
        low = t;
      else
        high = t;
    }
  return low;
}

/* Whatever the load and the servers, on its own or behind a fixed time, a queue's percentiles are exact, not those of two sampled parts. */
static void
test_response (void)
{
  static const double servers[] = { 1, 2, 3, 7, 10, 50, 300 };
  static const double used[] = { 0.01, 0.3, 0.5, 0.8, 0.9, 0.99 };
  static const double percentiles[] = { 0.5, 0.95, 0.99 };

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    for (guint j = 0; j < G_N_ELEMENTS (used); j++)
      {
        double load = servers[i] * used[j];
        Sum sum = { .n = 2 };

        sum.forms[0].kind = LEAT_STAGE_FIXED;
        sum.forms[1].kind = LEAT_STAGE_QUEUE;
        sum.stages[0] = (LeatStageValue){ .stage = &sum.forms[0], .parameters = { 5 } };
        sum.stages[1] = (LeatStageValue){ .stage = &sum.forms[1], .parameters = { load / 0.25, 0.25, servers[i], 1 } };
        for (guint k = 0; k < G_N_ELEMENTS (percentiles); k++)
          {
            double exact = 0.25 * response_quantile (leat_queue_erlang_c (servers[i], load), servers[i] - load, percentiles[k]);

            g_assert_cmpfloat_with_epsilon (leat_stages_quantile (sum.stages, 2, percentiles[k]) - 5, exact, 0.005 * exact);
          }
      }
}

static void
put_exponentials (Sum          *self,
                  const double *means,
                  guint         n)
{
  self->n = n;
  for (guint i = 0; i < n; i++)
    {
      self->forms[i].kind = LEAT_STAGE_EXPONENTIAL;
      self->stages[i] = (LeatStageValue){ .stage = &self->forms[i], .parameters = { means[i] } };
    }
}

/* Where the chance of more falls to 1 - u. */
static double
quantile_of (double     (*tail) (const double *p, double t),
             const double *p,
             double        u)
{
  double low = 0, high = 1e6;

  for (guint i = 0; i < 200; i++)
    {
      double t = (low + high) / 2;

      if (tail (p, t) > 1 - u)
        low = t;
      else
        high = t;
    }
  return low;
}

/* Of as many exponentials as p[0] says, of mean 1. */
static double
erlang_tail (const double *p,
             double        t)
{
  double term = exp (-t), sum = term;

  for (guint i = 1; i < p[0]; i++)
    sum += term *= t / i;
  return sum;
}

/* Of two exponentials. */
static double
two_tail (const double *p,
          double        t)
{
  return (p[0] * exp (-t / p[0]) - p[1] * exp (-t / p[1])) / (p[0] - p[1]);
}

/* Of an exponential of mean p[0] and a uniform from 0 to p[1]. */
static double
even_tail (const double *p,
           double        t)
{
  double most = MIN (t, p[1]);

  return (p[1] - most + p[0] * (exp (-(t - most) / p[0]) - exp (-t / p[0]))) / p[1];
}

static void
check_sum (const Sum    *sum,
           double      (*tail) (const double *p, double t),
           const double *p)
{
  static const double percentiles[] = { 0.5, 0.95, 0.99 };

  for (guint i = 0; i < G_N_ELEMENTS (percentiles); i++)
    {
      double exact = quantile_of (tail, p, percentiles[i]);
      double found = leat_stages_quantile (sum->stages, sum->n, percentiles[i]);

      if (fabs (found - exact) > 0.02 * exact)
        g_test_message ("%u stages, %g and %g: p%g is %g, not %g", sum->n, p[0], p[1], percentiles[i] * 100, exact, found);
      g_assert_cmpfloat_with_epsilon (found, exact, 0.02 * exact);
    }
}

/* Sums whose percentiles are known are right within 2 %, whatever the stages' widths, how many there are and which is first. */
static void
test_known_sums (void)
{
  static const double ones[MAX_STAGES] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
  g_autoptr(GRand) rand = g_rand_new_with_seed (6);

  for (guint n = 1; n <= MAX_STAGES; n++)
    {
      Sum sum;

      put_exponentials (&sum, ones, n);
      check_sum (&sum, erlang_tail, (const double[]){ n, 1 });
    }
  for (guint i = 0; i < 200; i++)
    {
      const double p[] = { 1, pow (10, g_rand_double_range (rand, -2, 2)) };
      const double turned[] = { p[1], p[0] };
      Sum sum;

      put_exponentials (&sum, p, 2);
      check_sum (&sum, two_tail, p);
      put_exponentials (&sum, turned, 2);
      check_sum (&sum, two_tail, p);
      put_exponentials (&sum, p, 1);
      sum.n = 2;
      sum.forms[1].kind = LEAT_STAGE_UNIFORM;
      sum.stages[1] = (LeatStageValue){ .stage = &sum.forms[1], .parameters = { 0, p[1] } };
      check_sum (&sum, even_tail, p);
    }
}

static void
put_random_stage (GRand          *rand,
                  LeatStage      *form,
                  LeatStageValue *value)
{
  double a = pow (10, g_rand_double_range (rand, -2, 2)), b = a * g_rand_double_range (rand, 1, 8);

  *value = (LeatStageValue){ .stage = form };
  form->kind = kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))].kind;
  value->parameters[0] = a;
  value->parameters[1] = b;
  if (form->kind == LEAT_STAGE_QUEUE)
    {
      value->parameters[1] = g_rand_double_range (rand, 0.1, 0.95) / a;
      value->parameters[2] = 1;
      value->parameters[3] = g_rand_int_range (rand, 0, 3) / 2.0;
    }
  else if (form->kind == LEAT_STAGE_WINDOW)
    {
      value->parameters[1] = g_rand_boolean (rand) ? 0 : 50;
      value->parameters[2] = b;
    }
  else if (form->kind == LEAT_STAGE_CHANCE)
    {
      value->parameters[0] = g_rand_double_range (rand, 0.1, 1);
      value->parameters[1] = a;
      value->parameters[2] = b;
    }
  else if (g_rand_int_range (rand, 0, 4) == 0)
    value->parameters[LEAT_STAGE_BRANCHES] = g_rand_int_range (rand, 2, 9);
  value->mean = leat_stage_mean (form->kind, value->parameters);
  value->spread = leat_stage_spread (form->kind, value->parameters, value->mean);
}

/* How long a way is taken to be, and how long it is. */
static double
measure_way (GRand  *rand,
             double *exact)
{
  Sum sum = { .n = g_rand_int_range (rand, 1, 6) };
  LeatWay way = { 0, 0 };

  for (guint i = 0; i < sum.n; i++)
    {
      LeatBlockResult block = { 0 };

      put_random_stage (rand, &sum.forms[i], &sum.stages[i]);
      block.mean_delay = sum.stages[i].mean;
      block.squared_spread = sum.stages[i].spread * sum.stages[i].spread;
      way = leat_way_through (way, &block);
    }
  *exact = leat_stages_quantile (sum.stages, sum.n, 0.95);
  return leat_way_length (way);
}

/* Of two ways that differ by a quarter, the longer one is taken for the longer, however their stages spread. */
static void
test_ways (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (95);

  for (guint i = 0; i < 2000; i++)
    {
      double exact, other_exact;
      double length = measure_way (rand, &exact), other = measure_way (rand, &other_exact);

      if (exact < other_exact * 1.25 && other_exact < exact * 1.25)
        continue;
      if ((length > other) != (exact > other_exact))
        g_test_message ("%u: taken for %g and %g, are %g and %g", i, length, other, exact, other_exact);
      g_assert_true ((length > other) == (exact > other_exact));
    }
}

/* One that is nearly always as long, and one that is a little faster on average and often takes three times as long. */
static void
test_rarely_slow_way (void)
{
  const double even[LEAT_STAGE_MAX_PARAMETERS] = { 0.9, 1.1 }, uneven[LEAT_STAGE_MAX_PARAMETERS] = { 0.95 };
  double even_length = 1 + leat_stage_spread (LEAT_STAGE_UNIFORM, even, 1);
  double uneven_length = 0.95 + leat_stage_spread (LEAT_STAGE_EXPONENTIAL, uneven, 0.95);

  g_assert_cmpfloat_with_epsilon (even_length, 1.09, 1e-9);
  g_assert_cmpfloat_with_epsilon (uneven_length, -0.95 * log (0.05), 1e-9);
}

/* However much comes, a window's quantiles rise, its mean is theirs, and nobody waits longer than it is open. */
static void
test_window_shape (void)
{
  static const double rates[] = { 0, 1e-9, 0.01, 0.5, 1.9, 3, 10, 300, 5000, 1e6 };
  static const double sizes[] = { 0, 1, 2, 3, 10, 100, 9999, 20000 };
  double values[2048];

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
      {
        const double p[LEAT_STAGE_MAX_PARAMETERS] = { 20, sizes[j], rates[i] };
        double mean = leat_stage_mean (LEAT_STAGE_WINDOW, p);
        double sum = 0;

        leat_stage_quantiles (LEAT_STAGE_WINDOW, p, 0, values, G_N_ELEMENTS (values));
        for (guint k = 0; k < G_N_ELEMENTS (values); k++)
          {
            g_assert_cmpfloat (values[k], >=, k > 0 ? values[k - 1] : 0);
            g_assert_cmpfloat (values[k], <=, 20);
            sum += values[k];
          }
        g_assert_cmpfloat_with_epsilon (sum / G_N_ELEMENTS (values), mean, 0.01 * mean + 1e-9);
      }
}

/* What others measured */

enum { ID, WHAT, MEASURED, SKETCH, WHY, N_COLUMNS };

static guint n_measured;
static guint n_near;
static GString *table;

static double
measured_figure (const char *text,
                 const char *name)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (words[i], "=", 2);

      if (g_str_equal (pair[0], name))
        return g_ascii_strtod (pair[1], NULL);
    }
  return NAN;
}

static void
add_to_table (char          **columns,
              const LeatPath *path)
{
  double p50 = measured_figure (columns[MEASURED], "p50");
  double p99 = measured_figure (columns[MEASURED], "p99");

  g_string_append_printf (table, "%-4s %-44s %9.4f %9.4f %6.2f %9.4f %9.4f  %s\n", columns[ID], columns[WHAT], p50,
                          path->p50, path->p50 / p50, p99, path->p99, columns[WHY]);
}

static void
test_published (gconstpointer data)
{
  g_auto(GStrv) columns = g_strsplit (data, "|", -1);
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(GError) error = NULL;
  const LeatPath *path;
  double ratio;

  for (guint i = 0; i < N_COLUMNS; i++)
    g_strstrip (columns[i]);
  pipeline = test_sketch (columns[SKETCH]);
  elements = leat_pipeline_dup_elements (pipeline);
  report = leat_report_new (test_catalogue (), elements, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (leat_report_get_paths (report)->len, ==, 1);
  path = g_ptr_array_index (leat_report_get_paths (report), 0);
  g_assert_false (path->unbounded);

  ratio = path->p50 / measured_figure (columns[MEASURED], "p50");
  g_test_message ("%s %s: p50 measured %s, predicted %g s, p99 %g s", columns[ID], columns[WHAT], columns[MEASURED],
                  path->p50, path->p99);
  add_to_table (columns, path);
  n_measured++;
  n_near += ratio >= 0.5 && ratio <= 2;
  /* What is far off says why; what is near has nothing to explain. */
  g_assert_true ((ratio < 0.5 || ratio > 2) == (*columns[WHY] != '\0'));
}

static void
add_published (const char *line)
{
  g_auto(GStrv) columns = g_strsplit (line, "|", -1);
  g_autofree char *path = g_strconcat ("/engine/latency/published/", g_strstrip (columns[ID]), NULL);

  g_assert_cmpuint (g_strv_length (columns), ==, N_COLUMNS);
  g_test_add_data_func_full (path, g_strdup (line), test_published, g_free);
}

/* Runs after all of the cases. */
static void
test_published_share (void)
{
  g_auto(GStrv) lines = g_strsplit (table->str, "\n", -1);

  if (n_measured == 0)
    {
      g_test_skip ("none of the cases ran");
      return;
    }
  g_test_message ("%-4s %-44s %9s %9s %6s %9s %9s", "", "seconds", "p50", "predicted", "ratio", "p99", "predicted");
  for (guint i = 0; lines[i] != NULL; i++)
    g_test_message ("%s", lines[i]);
  g_test_message ("%u of %u within a factor 2 of the measured median", n_near, n_measured);
  g_assert_cmpuint (n_near * 10, >=, n_measured * 8);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  table = g_string_new (NULL);
  test_each_case ("latency-queueing", add_queueing);
  g_test_add_func ("/engine/latency/slow-calls", test_slow_calls);
  g_test_add_func ("/engine/latency/known-sums", test_known_sums);
  g_test_add_func ("/engine/latency/response", test_response);
  g_test_add_func ("/engine/latency/ways", test_ways);
  g_test_add_func ("/engine/latency/rarely-slow-way", test_rarely_slow_way);
  g_test_add_func ("/engine/latency/window-shape", test_window_shape);
  test_each_case ("latency-published", add_published);
  g_test_add_func ("/engine/latency/published-share", test_published_share);
  status = g_test_run ();
  g_string_free (table, TRUE);
  return status;
}
