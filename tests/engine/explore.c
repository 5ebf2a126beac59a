/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/compare.h"
#include "engine/sensitivity.h"
#include "generate.h"
#include "support.h"

#include <math.h>

/* What is explored equals what a report of each point says, whatever the pipeline and whatever is varied. */

static gboolean
same (double a,
      double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static LeatExplorePoint
read_report (LeatReport *report)
{
  LeatExplorePoint point = { .p50 = NAN, .p95 = NAN, .p99 = NAN };
  GPtrArray *paths = leat_report_get_paths (report);

  point.total = leat_report_get_total (report, &point.unpriced);
  point.errors = leat_report_count_findings (report, LEAT_SEVERITY_ERROR);
  if (paths->len > 0)
    {
      const LeatPath *path = g_ptr_array_index (paths, 0);

      point.p50 = path->unbounded ? INFINITY : path->p50;
      point.p95 = path->unbounded ? INFINITY : path->p95;
      point.p99 = path->unbounded ? INFINITY : path->p99;
    }
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (report, i);

      point.exact += result->exact;
      if (result->worst >= 0 && result->uses[result->worst].utilisation > point.use)
        {
          point.use = result->uses[result->worst].utilisation;
          point.block = result->element->id;
        }
    }
  return point;
}

static void
assert_same_point (const LeatExplorePoint *point,
                   const LeatExplorePoint *expected,
                   const char             *what)
{
  if (same (point->total, expected->total) && same (point->exact, expected->exact) &&
      point->unpriced == expected->unpriced && same (point->p50, expected->p50) && same (point->p95, expected->p95) &&
      same (point->p99, expected->p99) && same (point->use, expected->use) &&
      g_strcmp0 (point->block, expected->block) == 0 && point->errors == expected->errors)
    return;
  g_test_message ("%s: total %.17g exact %.17g unpriced %u p50 %.17g p95 %.17g p99 %.17g use %.17g of %s errors %u", what,
                  point->total, point->exact, point->unpriced, point->p50, point->p95, point->p99, point->use, point->block,
                  point->errors);
  g_test_message ("report: total %.17g exact %.17g unpriced %u p50 %.17g p95 %.17g p99 %.17g use %.17g of %s errors %u",
                  expected->total, expected->exact, expected->unpriced, expected->p50, expected->p95, expected->p99,
                  expected->use, expected->block, expected->errors);
  g_test_fail ();
}

static GPtrArray *
explore (GPtrArray         *elements,
         const LeatOptions *options,
         GPtrArray         *variations,
         GArray           **points)
{
  g_autoptr(GError) error = NULL;

  *points = leat_explore (test_catalogue (), elements, options, variations, LEAT_EXPLORE_ERRORS, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return variations;
}

static void
check_points (GPtrArray         *elements,
              const LeatOptions *options,
              GPtrArray         *variations,
              const GArray      *points,
              guint              every,
              const char        *what)
{
  for (guint i = 0; i < points->len; i += every)
    {
      g_autoptr(GPtrArray) varied = leat_explore_dup_elements (test_catalogue (), elements, options, variations, i);
      g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), varied, options, NULL, NULL);
      LeatExplorePoint expected = read_report (report);
      g_autofree char *place = g_strdup_printf ("%s, point %u", what, i);

      assert_same_point (&g_array_index (points, LeatExplorePoint, i), &expected, place);
    }
}

static LeatElement *
random_block (GRand *rand,
              guint  i,
              guint  n)
{
  LeatCatalogue *catalogue = test_catalogue ();
  guint n_services = leat_catalogue_get_n_services (catalogue);
  const LeatService *service = leat_catalogue_get_nth_service (catalogue, g_rand_int_range (rand, 0, n_services));
  const char *type = i < n / 5 + 1 ? "app-producer" : service->id;
  g_autofree char *id = g_strdup_printf ("b%u", i);

  return leat_element_new_block (id, g_rand_int_range (rand, 0, 40) == 0 ? "made-up" : type, id, 0, 0);
}

/* Blocks of all types with wires mostly downward, some of which close cycles. */
static GPtrArray *
random_pipeline (GRand *rand)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  guint n = g_rand_int_range (rand, 3, 25);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (elements, random_block (rand, i, n));
  for (guint i = 0; i < n * 3 / 2; i++)
    {
      guint from = g_rand_int_range (rand, 0, n), to = g_rand_int_range (rand, 0, n);
      g_autofree char *id = g_strdup_printf ("w%u", i);
      g_autofree char *start = g_strdup_printf ("b%u", g_rand_int_range (rand, 0, 8) > 0 ? MIN (from, to) : MAX (from, to));
      g_autofree char *end = g_strdup_printf ("b%u", g_rand_int_range (rand, 0, 8) > 0 ? MAX (from, to) : MIN (from, to));
      LeatWireKind kind = g_rand_boolean (rand) ? LEAT_WIRE_DATA : g_rand_int_range (rand, 0, LEAT_N_WIRE_KINDS);

      g_ptr_array_add (elements, leat_element_new_wire (id, kind, start, end));
    }
  return elements;
}

static char *
random_number (GRand             *rand,
               const LeatSetting *setting)
{
  double low = isfinite (setting->minimum) ? setting->minimum : 0;
  double high = isfinite (setting->maximum) ? setting->maximum : MAX (low * 1000, 1e6);
  double number = low + (high - low) * pow (g_rand_double (rand), 6);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_dtostr (text, sizeof text, setting->type == LEAT_SETTING_INTEGER ? floor (number) : number));
}

static char *
random_values (GRand             *rand,
               const LeatSetting *setting)
{
  GString *text = g_string_new (NULL);

  if (setting->type == LEAT_SETTING_BOOLEAN)
    g_string_append (text, "yes|no");
  for (guint i = 0; setting->type == LEAT_SETTING_CHOICE && i < MIN (setting->choices->len, 4); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", ((LeatChoice *) setting->choices->pdata[i])->value);
  for (guint i = 0; (setting->type == LEAT_SETTING_INTEGER || setting->type == LEAT_SETTING_NUMBER) && i < 4; i++)
    {
      g_autofree char *number = random_number (rand, setting);

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", number);
    }
  return g_string_free (text, FALSE);
}

static LeatVariation *
random_variation (GRand     *rand,
                  GPtrArray *elements)
{
  g_autoptr(GError) error = NULL;

  if (g_rand_int_range (rand, 0, 4) == 0)
    return leat_variation_parse ("load=0.001:10000:5", test_catalogue (), elements, &error);
  for (;;)
    {
      const LeatElement *block = g_ptr_array_index (elements, g_rand_int_range (rand, 0, elements->len));
      const LeatService *service = block->kind == LEAT_ELEMENT_BLOCK
                                     ? leat_catalogue_get_service (test_catalogue (), block->type) : NULL;
      const LeatSetting *setting;
      g_autofree char *values = NULL;
      g_autofree char *text = NULL;
      LeatVariation *variation;

      if (service == NULL || service->settings->len == 0)
        continue;
      setting = g_ptr_array_index (service->settings, g_rand_int_range (rand, 0, service->settings->len));
      values = random_values (rand, setting);
      text = g_strdup_printf ("%s.%s=%s", block->id, setting->name, values);
      variation = *values != '\0' ? leat_variation_parse (text, test_catalogue (), elements, &error) : NULL;
      if (variation != NULL)
        return variation;
      g_clear_error (&error);
    }
}

static GPtrArray *
random_variations (GRand     *rand,
                   GPtrArray *elements,
                   GString   *what)
{
  GPtrArray *variations = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_variation_free);
  guint n = g_rand_int_range (rand, 1, 4);

  for (guint i = 0; i < n; i++)
    {
      LeatVariation *variation = random_variation (rand, elements);

      g_ptr_array_add (variations, variation);
      g_string_append_printf (what, " %s", variation->label);
    }
  return variations;
}

static void
test_equals_reports (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (6);

  for (guint round = 0; round < 80 && !g_test_failed (); round++)
    {
      g_autoptr(GPtrArray) elements = random_pipeline (rand);
      g_autoptr(GString) what = g_string_new (NULL);
      g_autoptr(GPtrArray) variations = NULL;
      g_autoptr(GArray) points = NULL;
      LeatOptions options = LEAT_OPTIONS_INIT;

      options.free_tier = g_rand_int_range (rand, 0, 3) == 0;
      options.month = g_rand_int_range (rand, 0, 4) == 0 ? 2 : 0;
      g_string_printf (what, "round %u:", round);
      variations = random_variations (rand, elements, what);
      explore (elements, &options, variations, &points);
      check_points (elements, &options, variations, points, points->len > 60 ? 3 : 1, what->str);
    }
}

/* So many points that blocks, whose results never come back, are evaluated in their places. */
static void
test_equals_reports_in_place (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (60);

  for (guint round = 0; round < 4 && !g_test_failed (); round++)
    {
      g_autoptr(GPtrArray) elements = random_pipeline (rand);
      g_autoptr(GPtrArray) variations = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_variation_free);
      g_autoptr(GArray) points = NULL;
      g_autofree char *what = g_strdup_printf ("in place, round %u", round);
      LeatOptions options = LEAT_OPTIONS_INIT;

      options.free_tier = round % 2;
      g_ptr_array_add (variations, leat_variation_parse ("load=0.001:10000:2500", test_catalogue (), elements, NULL));
      explore (elements, &options, variations, &points);
      check_points (elements, &options, variations, points, 41, what);
    }
}

static GPtrArray *
generate (guint n)
{
  g_autoptr(LeatPipeline) pipeline = test_generate (n);

  return leat_pipeline_dup_elements (pipeline);
}

static GPtrArray *
parse (GPtrArray  *elements,
       const char *texts)
{
  g_auto(GStrv) words = g_strsplit (texts, " ", -1);
  GPtrArray *variations = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_variation_free);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;

      g_ptr_array_add (variations, leat_variation_parse (words[i], test_catalogue (), elements, &error));
      g_assert_no_error (error);
    }
  return variations;
}

/* Enough points for several threads, for the memory of blocks and of slices to overflow, and for tiers to be shared. */
static void
test_large (gconstpointer data)
{
  g_autoptr(GPtrArray) elements = generate (26);
  g_autoptr(GPtrArray) variations = parse (elements, data);
  g_autoptr(GArray) points = NULL;
  g_autoptr(GArray) again = NULL;

  explore (elements, NULL, variations, &points);
  check_points (elements, NULL, variations, points, points->len / 40, data);
  explore (elements, NULL, variations, &again);
  g_assert_cmpuint (again->len, ==, points->len);
  for (guint i = 0; i < points->len; i++)
    assert_same_point (&g_array_index (again, LeatExplorePoint, i), &g_array_index (points, LeatExplorePoint, i), data);
}

/* A block that moves to another place pays for what crosses a border then. */
static void
test_location (void)
{
  g_autoptr(GPtrArray) elements = generate (13);
  g_autoptr(GPtrArray) variations = parse (elements, "producer-0.location=internet|aws load=1:100:4");
  g_autoptr(GArray) points = NULL;

  explore (elements, NULL, variations, &points);
  check_points (elements, NULL, variations, points, 1, "location");
}

/* A source that is varied itself: the load multiplies what it is varied to, and no load leaves the range of a setting. */
static void
test_load_of_what_is_varied (void)
{
  g_autoptr(GPtrArray) elements = generate (13);
  g_autoptr(GPtrArray) variations = parse (elements, "producer-0.records_per_s=10|20 load=1:4:2");
  g_autoptr(GPtrArray) last = leat_explore_dup_elements (test_catalogue (), elements, NULL, variations, 3);

  for (guint i = 0; i < last->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (last, i);

      if (g_str_equal (element->id, "producer-0"))
        g_assert_cmpstr (leat_settings_get (element->settings, "records_per_s"), ==, "80");
      else
        g_assert_true (element == elements->pdata[i]);
    }
}

typedef struct
{
  GCancellable *cancellable;
  guint         calls;
  guint         last;
  guint         total;
} Progress;

static void
on_progress (guint    done,
             guint    total,
             gpointer data)
{
  Progress *progress = data;

  g_assert_cmpuint (done, >, progress->last);
  progress->last = done;
  progress->total = total;
  progress->calls++;
  if (progress->cancellable != NULL && done >= total / 3)
    g_cancellable_cancel (progress->cancellable);
}

static void
test_progress (void)
{
  g_autoptr(GPtrArray) elements = generate (13);
  g_autoptr(GPtrArray) variations = parse (elements, "orders-0.shards=1:30:30 load=1:30:30");
  g_autoptr(GArray) points = NULL;
  Progress progress = { NULL, 0, 0, 0 };

  points = leat_explore (test_catalogue (), elements, NULL, variations, LEAT_EXPLORE_DEFAULT, on_progress, &progress, NULL, NULL);
  g_assert_cmpuint (points->len, ==, 900);
  g_assert_cmpuint (progress.last, ==, 900);
  g_assert_cmpuint (progress.total, ==, 900);
  g_assert_cmpuint (progress.calls, >, 2);
  g_assert_cmpuint (g_array_index (points, LeatExplorePoint, 0).errors, ==, 0); /* not asked for, though there are some */
}

static void
test_cancel (void)
{
  g_autoptr(GPtrArray) elements = generate (13);
  g_autoptr(GPtrArray) variations = parse (elements, "orders-0.shards=1:30:30 load=1:30:30");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Progress progress = { cancellable, 0, 0, 0 };

  g_assert_null (leat_explore (test_catalogue (), elements, NULL, variations, LEAT_EXPLORE_DEFAULT, on_progress, &progress,
                               cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (progress.last, <, 600);
}

static void
test_too_many (void)
{
  g_autoptr(GPtrArray) elements = generate (13);
  g_autoptr(GPtrArray) variations = parse (elements, "load=1:2:1000 clean-0.memory_mb=128:10240:1000");
  g_autoptr(GError) error = NULL;

  g_assert_null (leat_explore (test_catalogue (), elements, NULL, variations, LEAT_EXPLORE_DEFAULT, NULL, NULL, NULL, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT);
}

static const LeatPath *
find_path (LeatReport      *report,
           const LeatRoute *route)
{
  GPtrArray *paths = leat_report_get_paths (report);

  for (guint i = 0; i < paths->len; i++)
    if (g_str_equal (leat_path_get_end (paths->pdata[i], FALSE)->element->id, route->source) &&
        g_str_equal (leat_path_get_end (paths->pdata[i], TRUE)->element->id, route->consumer))
      return paths->pdata[i];
  return NULL;
}

static void
check_curves_at (const LeatCurves *curves,
                 guint             k,
                 LeatReport       *report)
{
  double sum = 0;

  for (guint i = 0; i < curves->blocks->len; i++)
    {
      const LeatBlockResult *result = leat_report_get_block (report, curves->blocks->pdata[i]);
      guint at = k * curves->blocks->len + i;

      sum += curves->costs[at];
      g_assert_cmpfloat (curves->costs[at], ==, result->monthly);
      g_assert_true (curves->limits[at] == (result->worst >= 0 ? result->uses[result->worst].limit : NULL));
      g_assert_cmpfloat (curves->uses[at], ==, result->worst >= 0 ? result->uses[result->worst].utilisation : 0);
    }
  g_assert_cmpfloat_with_epsilon (sum, g_array_index (curves->points, LeatExplorePoint, k).total, 1e-6);
  g_assert_cmpuint (curves->routes->len, ==, leat_report_get_paths (report)->len);
  for (guint i = 0; i < curves->routes->len; i++)
    {
      const LeatPath *path = find_path (report, curves->routes->pdata[i]);
      const LeatDelay *delay = &curves->delays[k * curves->routes->len + i];

      g_assert_nonnull (path);
      g_assert_true (same (delay->p50, path->unbounded ? INFINITY : path->p50));
      g_assert_true (same (delay->p95, path->unbounded ? INFINITY : path->p95));
      g_assert_true (same (delay->p99, path->unbounded ? INFINITY : path->p99));
    }
}

/* Curves are what the reports of their points say of each block and path. The load reaches tiers that blocks share. */
static void
test_curves (void)
{
  g_autoptr(GPtrArray) elements = generate (26);
  g_autoptr(GPtrArray) variations = parse (elements, "load=0.01:1000:9");
  g_autoptr(LeatCurves) curves = leat_explore_curves (test_catalogue (), elements, NULL, variations->pdata[0], NULL, NULL, NULL,
                                                      NULL);
  LeatDelay delay;

  for (guint k = 0; k < curves->points->len; k++)
    {
      g_autoptr(GPtrArray) varied = leat_explore_dup_elements (test_catalogue (), elements, NULL, variations, k);
      g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), varied, NULL, NULL, NULL);

      check_curves_at (curves, k, report);
    }
  g_assert_true (leat_curves_get_consumer_delay (curves, 0, "dashboards-1", &delay));
  g_assert_cmpfloat (delay.p50, <, delay.p95);
  g_assert_false (leat_curves_get_consumer_delay (curves, 0, "orders-1", &delay));
}

/* The first limit breaks where the report says that it does; money and time cross at what was asked for. */
static void
test_thresholds (void)
{
  g_autoptr(GPtrArray) elements = generate (13);
  g_autoptr(GPtrArray) load = parse (elements, "load=0.1:100:7");
  g_autoptr(GPtrArray) shards = parse (elements, "orders-0.shards=1:50:4");
  g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  double budget = leat_report_get_total (report, NULL) * 2;
  double p95 = ((LeatPath *) leat_report_get_paths (report)->pdata[0])->p95 * 1.001;
  g_autoptr(GArray) found = leat_explore_thresholds (test_catalogue (), elements, NULL, load->pdata[0], budget, p95, NULL, NULL);
  const LeatThreshold *limit = &g_array_index (found, LeatThreshold, 0);
  g_autoptr(GArray) of_shards = NULL;
  guint at;
  double saturates;
  const LeatBlockResult *first = leat_report_get_bottleneck (report, &at, &saturates);

  g_assert_cmpuint (found->len, >=, 3);
  g_assert_cmpint (limit->kind, ==, LEAT_THRESHOLD_LIMIT);
  g_assert_cmpfloat_with_epsilon (limit->at, saturates, saturates * 1e-6);
  g_assert_cmpstr (limit->block, ==, first->element->id);
  g_assert_true (limit->limit == first->uses[at].limit);
  for (guint i = 1; i < found->len; i++)
    {
      const LeatThreshold *threshold = &g_array_index (found, LeatThreshold, i);
      g_autofree char *text = g_strdup_printf ("load=%.17g|%.17g", threshold->at * (1 - 1e-6), threshold->at * (1 + 1e-6));
      g_autoptr(GPtrArray) around = parse (elements, text);
      g_autoptr(GArray) points = NULL;
      const LeatExplorePoint *across, *inside;

      g_assert_cmpint (threshold->kind, ==, i == 1 ? LEAT_THRESHOLD_BUDGET : LEAT_THRESHOLD_DELAY);
      explore (elements, NULL, around, &points);
      across = &g_array_index (points, LeatExplorePoint, threshold->above ? 1 : 0);
      inside = &g_array_index (points, LeatExplorePoint, threshold->above ? 0 : 1);
      if (i == 1)
        g_assert_true (threshold->above && inside->total <= budget && across->total > budget);
      else
        g_assert_true (inside->p95 <= p95 && across->p95 > p95);
    }

  /* Of a whole number, the last one at which it breaks. */
  of_shards = leat_explore_thresholds (test_catalogue (), elements, NULL, shards->pdata[0], 0, 0, NULL, NULL);
  if (of_shards->len > 0)
    {
      g_assert_cmpfloat (g_array_index (of_shards, LeatThreshold, 0).at, ==, floor (g_array_index (of_shards, LeatThreshold, 0).at));
      g_assert_false (g_array_index (of_shards, LeatThreshold, 0).above);
    }
}

static double
total_at (GPtrArray  *elements,
          const char *word,
          double      load)
{
  g_autofree char *text = g_strdup_printf ("orders-0.mode=%s load=%.17g|%.17g", word, load, load);
  g_autoptr(GPtrArray) variations = parse (elements, text);
  g_autoptr(GArray) points = NULL;

  explore (elements, NULL, variations, &points);
  return g_array_index (points, LeatExplorePoint, 0).exact;
}

/* Just below and just above it, the cheaper word is as told. */
static void
test_choice_break_evens (void)
{
  g_autoptr(GPtrArray) plain = generate (13);
  g_autoptr(GPtrArray) shards = parse (plain, "orders-0.shards=10|20");
  g_autoptr(GPtrArray) elements = leat_explore_dup_elements (test_catalogue (), plain, NULL, shards, 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) found = leat_explore_choice_break_evens (test_catalogue (), elements, NULL, "orders-0", 0.001, 100, NULL,
                                                             &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const LeatChoiceBreakEven *even = &g_array_index (found, LeatChoiceBreakEven, i);

      if (!g_str_equal (even->setting->name, "mode"))
        continue;
      n++;
      g_assert_cmpfloat (total_at (elements, even->cheaper, even->at * 0.999), <,
                         total_at (elements, even->dearer, even->at * 0.999));
      g_assert_cmpfloat (total_at (elements, even->cheaper, even->at * 1.001), >,
                         total_at (elements, even->dearer, even->at * 1.001));
    }
  g_assert_cmpuint (n, >=, 1);

  g_assert_null (leat_explore_choice_break_evens (test_catalogue (), elements, NULL, "nobody", 1, 2, NULL, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN);
  g_clear_error (&error);
  g_assert_null (leat_explore_choice_break_evens (test_catalogue (), elements, NULL, "orders-0", 0, 2, NULL, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_RANGE);
}

static LeatExplorePoint
point_with (GPtrArray  *elements,
            const char *block,
            const char *setting,
            const char *value)
{
  g_autofree char *text = block != NULL ? g_strdup_printf ("%s.%s=%s|%s", block, setting, value, value)
                                        : g_strdup_printf ("load=%s|%s", value, value);
  g_autoptr(GPtrArray) variations = parse (elements, text);
  g_autoptr(GPtrArray) varied = leat_explore_dup_elements (test_catalogue (), elements, NULL, variations, 0);
  g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), varied, NULL, NULL, NULL);

  return read_report (report);
}

/* Every bar of the tornado is what the reports of its two ends say, and they are sorted. */
static void
test_sensitivity (void)
{
  g_autoptr(GPtrArray) elements = generate (13);
  g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  LeatExplorePoint base;
  g_autoptr(GPtrArray) found = leat_sensitivity (test_catalogue (), elements, NULL, &base, NULL, NULL);
  double last = INFINITY;
  gboolean load = FALSE, shards = FALSE;

  g_assert_cmpfloat (base.total, ==, leat_report_get_total (report, NULL));
  g_assert_cmpuint (found->len, >, 10);
  for (guint i = 0; i < found->len; i++)
    {
      const LeatSensitivity *one = g_ptr_array_index (found, i);
      const char *name = one->setting != NULL ? one->setting->name : NULL;
      LeatExplorePoint low = point_with (elements, one->block, name, one->low);
      LeatExplorePoint high = point_with (elements, one->block, name, one->high);

      g_assert_cmpfloat (one->swing, <=, last);
      last = one->swing;
      g_assert_true (same (one->total_low, low.total) && same (one->total_high, high.total));
      g_assert_true (same (one->p95_low, low.p95) && same (one->p95_high, high.p95));
      load |= one->block == NULL;
      if (one->block != NULL && g_str_equal (one->block, "orders-0") && g_str_equal (name, "shards"))
        {
          shards = TRUE;
          g_assert_cmpstr (one->now, ==, "2");
          g_assert_cmpstr (one->low, ==, "1");
          g_assert_cmpstr (one->high, ==, "4");
        }
    }
  g_assert_true (load);
  g_assert_true (shards);
}

static const LeatFigureDifference *
find_row (GArray     *rows,
          const char *id)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (g_array_index (rows, LeatFigureDifference, i).id, id))
      return &g_array_index (rows, LeatFigureDifference, i);
  g_assert_not_reached ();
}

static void
test_compare (void)
{
  g_autoptr(GPtrArray) elements = generate (13);
  g_autoptr(GPtrArray) variations = parse (elements, "orders-0.shards=50|60 load=1|1000");
  g_autoptr(GPtrArray) varied = leat_explore_dup_elements (test_catalogue (), elements, NULL, variations, 1);
  g_autoptr(LeatReport) before = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  g_autoptr(LeatReport) after = leat_report_new (test_catalogue (), varied, NULL, NULL, NULL);
  g_autoptr(GArray) rows = leat_compare (before, after);
  const LeatFigureDifference *total = find_row (rows, "total_monthly");

  g_assert_cmpfloat (total->before, ==, leat_report_get_total (before, NULL));
  g_assert_cmpfloat (total->after, ==, leat_report_get_total (after, NULL));
  g_assert_cmpfloat (total->change, ==, total->after - total->before);
  g_assert_cmpint (total->better, ==, -1);
  g_assert_cmpint (find_row (rows, "saturates_at")->better, ==, -1);
  g_assert_true (isinf (find_row (rows, "p95_s")->after));
  g_assert_cmpint (find_row (rows, "p95_s")->better, ==, -1);
  g_assert_cmpint (find_row (rows, "blocks")->better, ==, 0);
  g_assert_cmpfloat (find_row (rows, "complexity")->change, ==, 0);
}

/* Records wait in backlogs of the day where a block takes the mean and not the peak, which is for all sources to say. */
static void
test_day (void)
{
  g_autoptr(GPtrArray) elements = generate (26);
  g_autoptr(GPtrArray) variations = parse (elements, "producer-0.daily_shape=constant|business-hours|spike "
                                                     "producer-1.spike_times=2|50 load=5:200:9");
  g_autoptr(GPtrArray) shape = parse (elements, "producer-1.daily_shape=spike|constant");
  g_autoptr(GPtrArray) spiky = leat_explore_dup_elements (test_catalogue (), elements, NULL, shape, 0);
  g_autoptr(GArray) points = NULL;
  guint n = 0;

  explore (spiky, NULL, variations, &points);
  check_points (spiky, NULL, variations, points, 1, "day");
  for (guint i = 0; i < points->len; i++)
    {
      const LeatExplorePoint *point = &g_array_index (points, LeatExplorePoint, i);

      n += point->use > 1 && isfinite (point->p95);
    }
  g_assert_cmpuint (n, >, 0); /* it does wait */
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/explore/equals-reports", test_equals_reports);
  g_test_add_func ("/engine/explore/equals-reports-in-place", test_equals_reports_in_place);
  g_test_add_data_func ("/engine/explore/large/two-settings", "orders-0.shards=1:30:30 compact-1.workers=2:31:30", test_large);
  g_test_add_data_func ("/engine/explore/large/load-and-setting", "load=0.01:10000:20 clean-0.memory_mb=128:10240:60", test_large);
  g_test_add_data_func ("/engine/explore/large/all-downstream", "load=0.01:10000:90 producer-0.record_kb=1:200:90", test_large);
  g_test_add_data_func ("/engine/explore/large/source-and-setting", "producer-0.record_kb=1:200:70 orders-0.shards=1:70:70",
                        test_large);
  g_test_add_data_func ("/engine/explore/large/load-last", "producer-1.record_kb=1:100:12 load=0.01:1000:50", test_large);
  g_test_add_func ("/engine/explore/location", test_location);
  g_test_add_func ("/engine/explore/day", test_day);
  g_test_add_func ("/engine/explore/load-of-what-is-varied", test_load_of_what_is_varied);
  g_test_add_func ("/engine/explore/progress", test_progress);
  g_test_add_func ("/engine/explore/cancel", test_cancel);
  g_test_add_func ("/engine/explore/too-many", test_too_many);
  g_test_add_func ("/engine/explore/curves", test_curves);
  g_test_add_func ("/engine/explore/thresholds", test_thresholds);
  g_test_add_func ("/engine/explore/choice-break-evens", test_choice_break_evens);
  g_test_add_func ("/engine/explore/sensitivity", test_sensitivity);
  g_test_add_func ("/engine/explore/compare", test_compare);
  return g_test_run ();
}
