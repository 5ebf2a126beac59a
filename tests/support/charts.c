/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts.h"

#include <math.h>

#define N 60

/* From a tenth to a hundred times the load. */
static void
fill_loads (double *x,
            gsize   n)
{
  for (gsize i = 0; i < n; i++)
    x[i] = 0.1 * pow (1000, (double) i / (n - 1));
}

static double
delay_at (double load,
          double limit,
          double base)
{
  return load < limit ? base * (1 + 0.8 * pow (load / limit, 3) / (1 - load / limit)) : INFINITY;
}

static LeatChart *
lines (void)
{
  static const struct
  {
    const char *name;
    double      limit;
    double      base;
  } curves[] = { { "p50", 42, 180 }, { "p95", 42, 400 }, { "p99", 42, 610 } };
  LeatChart *chart = leat_chart_new (LEAT_CHART_LINES, "Delay to dashboards");
  double x[N], y[N];

  fill_loads (x, N);
  leat_chart_set_axis (chart, LEAT_CHART_X, "Load of all sources", LEAT_FIGURE_TIMES, NULL, TRUE);
  leat_chart_set_axis (chart, LEAT_CHART_Y, NULL, LEAT_FIGURE_DURATION, NULL, TRUE);
  leat_chart_set_note (chart, "on the slowest path");
  for (gsize k = 0; k < G_N_ELEMENTS (curves); k++)
    {
      for (gsize i = 0; i < N; i++)
        y[i] = delay_at (x[i], curves[k].limit, curves[k].base);
      leat_chart_add_series (chart, curves[k].name, LEAT_CHART_NEXT, N, x, y);
      if (k == 1)
        leat_chart_set_unbounded (chart, "compact saturates: delay grows without bound");
    }
  leat_chart_add_mark (chart, LEAT_CHART_X, 1, "as drawn: 6 min 40 s", LEAT_MARK_PRESENT);
  leat_chart_add_mark (chart, LEAT_CHART_Y, 300, "asked 5 min", LEAT_MARK_LIMIT);
  return chart;
}

static LeatChart *
areas_of (guint n)
{
  static const struct
  {
    const char *name;
    int         role;
    double      fixed;
    double      rate;
  } blocks[] = { { "house", LEAT_ROLE_ANALYTICS, 260, 0.5 },   { "compact", LEAT_ROLE_TRANSFORM, 150, 5 },
                 { "delivery", LEAT_ROLE_INGESTION, 40, 22 },   { "orders", LEAT_ROLE_INGESTION, 30, 9 },
                 { "raw zone", LEAT_ROLE_STORAGE, 20, 16 },     { "clean", LEAT_ROLE_TRANSFORM, 5, 4 },
                 { "alarms", LEAT_ROLE_MONITORING, 12, 0.1 },   { "catalogue", LEAT_ROLE_STORAGE, 3, 0.2 },
                 { "keys", LEAT_ROLE_SECURITY, 2, 0.3 },        { "ad hoc SQL", LEAT_ROLE_ANALYTICS, 8, 1.2 },
                 { "schedule", LEAT_ROLE_ORCHESTRATION, 1, 0 }, { "trail", LEAT_ROLE_MONITORING, 1, 0.1 } };
  LeatChart *chart = leat_chart_new (LEAT_CHART_AREAS, "Cost a month");
  double x[N], y[N];

  fill_loads (x, N);
  leat_chart_set_axis (chart, LEAT_CHART_X, "Load of all sources", LEAT_FIGURE_TIMES, NULL, TRUE);
  leat_chart_set_axis (chart, LEAT_CHART_Y, NULL, LEAT_FIGURE_MONEY, NULL, FALSE);
  leat_chart_set_note (chart, "per 1,000 records at the present load: $0.00054");
  for (guint k = 0; k < n; k++)
    {
      for (gsize i = 0; i < N; i++)
        y[i] = blocks[k].fixed + blocks[k].rate * x[i];
      leat_chart_add_series (chart, blocks[k].name, blocks[k].role, N, x, y);
    }
  leat_chart_add_mark (chart, LEAT_CHART_X, 1, "as drawn: $714.95", LEAT_MARK_PRESENT);
  leat_chart_add_mark (chart, LEAT_CHART_Y, 1000, "budget $1,000", LEAT_MARK_LIMIT);
  leat_chart_add_remark (chart, 7.2, 960, "on-demand shards cheaper", "below 1,140 records a second");
  return chart;
}

static LeatChart *
areas (void)
{
  return areas_of (6);
}

static LeatChart *
many_areas (void)
{
  return areas_of (12);
}

LeatChart *
test_chart_new_map (gsize n)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_HEAT, "Delay to dashboards, p95");
  g_autofree double *x = g_new (double, n);
  g_autofree double *y = g_new (double, n);
  g_autofree double *values = g_new (double, n * n);

  fill_loads (x, n);
  for (gsize i = 0; i < n; i++)
    y[i] = 2 + 38.0 * i / (n - 1);
  for (gsize k = 0; k < n * n; k++)
    values[k] = delay_at (x[k % n], y[k / n] * 1.4, 240 + 400 / y[k / n]);
  leat_chart_set_axis (chart, LEAT_CHART_X, "Load of all sources", LEAT_FIGURE_TIMES, NULL, TRUE);
  leat_chart_set_axis (chart, LEAT_CHART_Y, "compact: workers", LEAT_FIGURE_PLAIN, NULL, FALSE);
  leat_chart_set_whole (chart, LEAT_CHART_Y);
  leat_chart_set_axis (chart, LEAT_CHART_VALUE, "p95", LEAT_FIGURE_DURATION, NULL, TRUE);
  leat_chart_set_cells (chart, n, x, n, y, values);
  leat_chart_add_mark (chart, LEAT_CHART_X, 1, "as drawn", LEAT_MARK_PRESENT);
  leat_chart_add_mark (chart, LEAT_CHART_Y, 10, "as drawn", LEAT_MARK_PRESENT);
  return chart;
}

static LeatChart *
heat (void)
{
  return test_chart_new_map (80);
}

static LeatChart *
small_heat (void)
{
  static const char *const types[] = { "G.025X", "G.1X", "G.2X", "G.4X", NULL };
  static const double x[] = { 0, 1, 2, 3 };
  static const double y[] = { 2, 4, 6, 8, 10 };
  LeatChart *chart = leat_chart_new (LEAT_CHART_HEAT, "Cost a month");
  double values[20];

  for (gsize k = 0; k < 20; k++)
    values[k] = 130 + 4.4 * y[k / 4] * (double[]){ 0.25, 1, 2, 4 }[k % 4];
  values[0] = NAN;
  values[4] = INFINITY;
  leat_chart_set_axis (chart, LEAT_CHART_X, "compact: worker type", LEAT_FIGURE_PLAIN, NULL, FALSE);
  leat_chart_set_words (chart, LEAT_CHART_X, types);
  leat_chart_set_axis (chart, LEAT_CHART_Y, "compact: workers", LEAT_FIGURE_PLAIN, NULL, FALSE);
  leat_chart_set_axis (chart, LEAT_CHART_VALUE, NULL, LEAT_FIGURE_MONEY, NULL, FALSE);
  leat_chart_set_cells (chart, 4, x, 5, y, values);
  return chart;
}

static LeatChart *
tornado (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_TORNADO, "What the bill depends on");

  leat_chart_set_axis (chart, LEAT_CHART_X, "Cost a month", LEAT_FIGURE_MONEY, NULL, FALSE);
  leat_chart_set_base (chart, 714.95, "as drawn");
  leat_chart_add_bar (chart, "compact: workers", 610.2, "5", 924.45, "20");
  leat_chart_add_bar (chart, "Load of all sources", 540.1, "half", 1064.65, "double");
  leat_chart_add_bar (chart, "house: nodes", 534.35, "1", 1076.15, "4");
  leat_chart_add_bar (chart, "orders: shards", 703.6, "1", 759.2, "6");
  leat_chart_add_bar (chart, "delivery: buffer interval", 714.95, "60 s", 712.3, "900 s");
  leat_chart_add_bar (chart, "raw zone: retention", 701.4, "7 days", 742.05, "90 days");
  leat_chart_add_bar (chart, "compact: execution class", 661.2, "Flex", 714.95, "Standard");
  return chart;
}

static LeatChart *
scatter (void)
{
  static const struct
  {
    const char    *name;
    double         cost;
    double         delay;
    double         complexity;
    LeatPointFlags flags;
  } designs[] = {
    { "as drawn", 714.95, 400, 14, LEAT_POINT_PRESENT },
    { "Parquet at delivery", 593.55, 330, 11, LEAT_POINT_FRONT | LEAT_POINT_CHOSEN },
    { "Flex jobs, every 3 min", 660.2, 290, 14, LEAT_POINT_FRONT },
    { "Lambda instead of Glue", 480.4, 520, 12, LEAT_POINT_FRONT },
    { "Firehose only", 312.1, 960, 6, LEAT_POINT_FRONT },
    { "On-demand stream", 746.15, 396, 12, 0 },
    { "Streaming job", 1180.5, 64, 17, LEAT_POINT_FRONT },
    { "", 820, 470, 13, 0 }, { "", 905, 340, 16, 0 }, { "", 630, 700, 15, 0 }, { "", 1010, 610, 18, 0 },
    { "", 540, 880, 13, 0 }, { "", 1240, 190, 19, 0 }, { "", 1130, 480, 12, 0 }, { "", 700, INFINITY, 9, 0 },
  };
  LeatChart *chart = leat_chart_new (LEAT_CHART_SCATTER, "Better designs");

  leat_chart_set_axis (chart, LEAT_CHART_X, "Cost a month", LEAT_FIGURE_MONEY, NULL, FALSE);
  leat_chart_set_axis (chart, LEAT_CHART_Y, "Delay to dashboards, p95", LEAT_FIGURE_DURATION, NULL, TRUE);
  leat_chart_set_axis (chart, LEAT_CHART_VALUE, "complexity", LEAT_FIGURE_PLAIN, NULL, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (designs); i++)
    leat_chart_add_point (chart, designs[i].name, designs[i].cost, designs[i].delay, designs[i].complexity, designs[i].flags);
  leat_chart_add_mark (chart, LEAT_CHART_Y, 300, "asked 5 min", LEAT_MARK_LIMIT);
  leat_chart_add_mark (chart, LEAT_CHART_X, 1000, "budget $1,000", LEAT_MARK_LIMIT);
  return chart;
}

static LeatChart *
waterfall (void)
{
  static const struct
  {
    const char *name;
    double      length;
    int         role;
  } stages[] = { { "Web shop: send", 0.06, LEAT_ROLE_SOURCE },     { "orders: put", 0.02, LEAT_ROLE_INGESTION },
                 { "delivery: buffer", 60, LEAT_ROLE_INGESTION },  { "clean: cold start", 0.9, LEAT_ROLE_TRANSFORM },
                 { "raw zone: write", 0.12, LEAT_ROLE_STORAGE },   { "compact: wait for the schedule", 210, LEAT_ROLE_TRANSFORM },
                 { "compact: run", 96, LEAT_ROLE_TRANSFORM },      { "house: load", 31, LEAT_ROLE_ANALYTICS },
                 { "dashboards: refresh", 2, LEAT_ROLE_CONSUMER } };
  LeatChart *chart = leat_chart_new (LEAT_CHART_WATERFALL, "From Web shop to dashboards, p95");
  double start = 0;

  leat_chart_set_axis (chart, LEAT_CHART_X, NULL, LEAT_FIGURE_DURATION, NULL, FALSE);
  leat_chart_set_note (chart, "6 min 40 s");
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      leat_chart_add_stage (chart, stages[i].name, start, stages[i].length, stages[i].role);
      start += stages[i].length;
    }
  leat_chart_add_mark (chart, LEAT_CHART_X, 300, "asked 5 min", LEAT_MARK_LIMIT);
  return chart;
}

static LeatChart *
timeline (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_TIMELINE, "compact stopped for 30 min at twice the load");
  double x[121], backlog[121], age[121], lost[121];

  for (int i = 0; i <= 120; i++)
    {
      x[i] = i * 60;
      backlog[i] = i < 10 ? 0 : i < 40 ? (i - 10) * 60 * 1000.0 : MAX (0, 1800000 - (i - 40) * 60 * 520.0);
      age[i] = i < 10 ? 45 : i < 40 ? 45 + (i - 10) * 60 : MAX (45, 1845 - (i - 40) * 31.2);
      lost[i] = i < 34 ? 0 : i < 40 ? (i - 34) * 60 * 1000.0 : 360000;
    }
  leat_chart_set_axis (chart, LEAT_CHART_X, "Time", LEAT_FIGURE_DURATION, NULL, FALSE);
  leat_chart_add_panel (chart, "Backlog", LEAT_FIGURE_PLAIN, "records");
  leat_chart_add_series (chart, "orders", LEAT_ROLE_INGESTION, 121, x, backlog);
  leat_chart_add_panel (chart, "Iterator age", LEAT_FIGURE_DURATION, NULL);
  leat_chart_add_series (chart, "orders", LEAT_ROLE_INGESTION, 121, x, age);
  leat_chart_add_mark (chart, LEAT_CHART_Y, 900, "alarm above 15 min", LEAT_MARK_LIMIT);
  leat_chart_add_panel (chart, "Lost", LEAT_FIGURE_PLAIN, "records");
  leat_chart_add_series (chart, "delivery", LEAT_ROLE_TRANSFORM, 121, x, lost);
  leat_chart_add_span (chart, 600, 2400, "compact stopped");
  leat_chart_add_mark (chart, LEAT_CHART_X, 1500, "alarm: iterator age", LEAT_MARK_LIMIT);
  leat_chart_add_mark (chart, LEAT_CHART_X, 2040, "buffer full", LEAT_MARK_EVENT);
  leat_chart_add_mark (chart, LEAT_CHART_X, 5860, "drained", LEAT_MARK_EVENT);
  return chart;
}

static LeatChart *
triangle (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_TRIANGLE, "Iron triangle");

  leat_chart_set_corners (chart, "cost", "simplicity", "performance");
  leat_chart_add_design (chart, "as drawn", LEAT_CHART_OWN (1), 0.62, 0.78, 0.55);
  leat_chart_add_design (chart, "Parquet at delivery", LEAT_CHART_OWN (0), 0.84, 0.61, 0.7);
  leat_chart_add_design (chart, "Streaming job", LEAT_CHART_OWN (2), 0.3, 0.42, 0.95);
  return chart;
}

/* What is hard to show */

static LeatChart *
simple_lines (gsize         n,
              const double *x,
              const double *y,
              gboolean      log)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_LINES, "Delay to dashboards, p95");

  leat_chart_set_axis (chart, LEAT_CHART_X, "compact: workers", LEAT_FIGURE_PLAIN, NULL, FALSE);
  leat_chart_set_whole (chart, LEAT_CHART_X);
  leat_chart_set_axis (chart, LEAT_CHART_Y, NULL, LEAT_FIGURE_DURATION, NULL, log);
  leat_chart_add_series (chart, "p95", LEAT_CHART_NEXT, n, x, y);
  return chart;
}

static const double five[] = { 1, 2, 3, 4, 5 };

static LeatChart *
no_series (void)
{
  return leat_chart_new (LEAT_CHART_LINES, "Nothing");
}

static LeatChart *
no_points (void)
{
  return simple_lines (0, five, five, FALSE);
}

static LeatChart *
one_point (void)
{
  return simple_lines (1, five, (double[]){ 400 }, FALSE);
}

static LeatChart *
all_equal (void)
{
  return simple_lines (5, five, (double[]){ 400, 400, 400, 400, 400 }, TRUE);
}

static LeatChart *
all_nan (void)
{
  return simple_lines (5, five, (double[]){ NAN, NAN, NAN, NAN, NAN }, FALSE);
}

static LeatChart *
all_infinite (void)
{
  return simple_lines (5, five, (double[]){ INFINITY, INFINITY, INFINITY, INFINITY, INFINITY }, TRUE);
}

static LeatChart *
gaps (void)
{
  return simple_lines (5, five, (double[]){ 300, NAN, 420, NAN, 360 }, FALSE);
}

static LeatChart *
negative (void)
{
  return simple_lines (5, five, (double[]){ -300, 0, 420, -20, 36 }, FALSE);
}

static LeatChart *
off_the_scale (void)
{
  return simple_lines (5, five, (double[]){ -300, 0, 420, 20, 36 }, TRUE);
}

static LeatChart *
huge (void)
{
  return simple_lines (5, (double[]){ 1, 2, 3, 4, 1e300 }, (double[]){ 1e-300, 1, 1e300, 1.7e308, -1.7e308 }, FALSE);
}

static LeatChart *
crowd (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_LINES, "Utilisation of each limit, of which there are many");

  leat_chart_set_axis (chart, LEAT_CHART_X, "Load of all sources", LEAT_FIGURE_PLAIN, "rec/s", FALSE);
  leat_chart_set_whole (chart, LEAT_CHART_X);
  leat_chart_set_axis (chart, LEAT_CHART_Y, "Utilisation at peak", LEAT_FIGURE_PERCENT, NULL, FALSE);
  leat_chart_set_note (chart, "a remark that is far too long to stand beside the title of any chart of this width");
  for (int k = 0; k < 40; k++)
    {
      g_autofree char *name = g_strdup_printf ("limit %d of a block with a name that goes on", k);
      double y[5];

      for (int i = 0; i < 5; i++)
        y[i] = five[i] * (0.1 + 0.001 * k);
      leat_chart_add_series (chart, name, LEAT_CHART_NEXT, 5, five, y);
    }
  for (int k = 0; k < 12; k++)
    {
      g_autofree char *name = g_strdup_printf ("what was asked by number %d", k);

      leat_chart_add_mark (chart, k % 2 == 0 ? LEAT_CHART_X : LEAT_CHART_Y, k % 2 == 0 ? 2 + k * 0.05 : 0.3 + k * 0.01, name,
                           LEAT_MARK_LIMIT);
      leat_chart_add_remark (chart, 3 + k * 0.01, 0.4, name, "with a second line that is long as well");
    }
  return chart;
}

static LeatChart *
no_cells (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_HEAT, "Cost a month");

  leat_chart_set_cells (chart, 0, five, 0, five, five);
  return chart;
}

static LeatChart *
one_cell (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_HEAT, "Cost a month");

  leat_chart_set_cells (chart, 1, five, 1, five, (double[]){ 714.95 });
  return chart;
}

static LeatChart *
unbounded_cells (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_HEAT, "Delay");

  leat_chart_set_axis (chart, LEAT_CHART_X, "workers", LEAT_FIGURE_PLAIN, NULL, TRUE);
  leat_chart_set_cells (chart, 2, (double[]){ 0, 1 }, 2, five, (double[]){ INFINITY, INFINITY, INFINITY, NAN });
  return chart;
}

static LeatChart *
no_bars (void)
{
  return leat_chart_new (LEAT_CHART_TORNADO, "What the bill depends on");
}

static LeatChart *
odd_bars (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_TORNADO, "What the delay depends on");

  leat_chart_set_axis (chart, LEAT_CHART_X, "p95", LEAT_FIGURE_DURATION, NULL, FALSE);
  leat_chart_set_base (chart, 400, "as drawn");
  leat_chart_add_bar (chart, "compact: workers", 300, "20", INFINITY, "1");
  leat_chart_add_bar (chart, "no price", NAN, "a", NAN, "b");
  leat_chart_add_bar (chart, "both slower", 500, "first", 620, "second");
  for (int i = 0; i < 40; i++)
    leat_chart_add_bar (chart, "a setting whose name is rather long", 400 - i, "less of it", 400 + i, "more of it");
  return chart;
}

static LeatChart *
odd_stages (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_WATERFALL, "From Web shop to dashboards");

  leat_chart_set_axis (chart, LEAT_CHART_X, "Time", LEAT_FIGURE_DURATION, NULL, FALSE);
  leat_chart_add_stage (chart, "orders: put", 0, 0.02, LEAT_ROLE_INGESTION);
  leat_chart_add_stage (chart, "compact: queue", 0.02, INFINITY, LEAT_ROLE_TRANSFORM);
  leat_chart_add_stage (chart, "house: load", INFINITY, 30, LEAT_ROLE_ANALYTICS);
  leat_chart_add_stage (chart, "not known", NAN, NAN, LEAT_CHART_NEXT);
  return chart;
}

static LeatChart *
no_stages (void)
{
  return leat_chart_new (LEAT_CHART_WATERFALL, NULL);
}

static LeatChart *
one_design (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_SCATTER, "Better designs");

  leat_chart_add_point (chart, "as drawn", 714.95, 400, NAN, LEAT_POINT_PRESENT | LEAT_POINT_FRONT | LEAT_POINT_CHOSEN);
  return chart;
}

static LeatChart *
designs_without_bound (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_SCATTER, "Better designs");

  leat_chart_add_point (chart, "as drawn", 714.95, INFINITY, 3, LEAT_POINT_PRESENT);
  leat_chart_add_point (chart, "other", 800, INFINITY, 3, 0);
  return chart;
}

static LeatChart *
empty_timeline (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_TIMELINE, "Outage");

  leat_chart_add_panel (chart, "Backlog", LEAT_FIGURE_PLAIN, "records");
  return chart;
}

static LeatChart *
endless_timeline (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_TIMELINE, "Outage");

  leat_chart_set_axis (chart, LEAT_CHART_X, "Time", LEAT_FIGURE_DURATION, NULL, FALSE);
  leat_chart_add_panel (chart, "Age", LEAT_FIGURE_DURATION, NULL);
  leat_chart_add_series (chart, "orders", LEAT_ROLE_INGESTION, 5, five, (double[]){ 1, 2, INFINITY, INFINITY, INFINITY });
  for (int i = 0; i < 12; i++)
    leat_chart_add_mark (chart, LEAT_CHART_X, 1.5 + i * 0.1, "something happens here", LEAT_MARK_EVENT);
  return chart;
}

static LeatChart *
no_area (void)
{
  return leat_chart_new (LEAT_CHART_AREAS, "Cost a month");
}

static LeatChart *
one_area (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_AREAS, "Cost a month");

  leat_chart_set_axis (chart, LEAT_CHART_Y, NULL, LEAT_FIGURE_MONEY, NULL, FALSE);
  leat_chart_add_series (chart, "lake", LEAT_ROLE_STORAGE, 1, five, (double[]){ 42.5 });
  leat_chart_add_series (chart, "house", LEAT_ROLE_ANALYTICS, 1, five, (double[]){ 160.6 });
  return chart;
}

static LeatChart *
odd_areas (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_AREAS, "Cost a month");

  leat_chart_set_axis (chart, LEAT_CHART_Y, NULL, LEAT_FIGURE_MONEY, NULL, FALSE);
  leat_chart_add_series (chart, "lake", LEAT_ROLE_STORAGE, 5, five, (double[]){ 42.5, NAN, -3, 60, 70 });
  leat_chart_add_series (chart, "house", LEAT_ROLE_ANALYTICS, 5, five, (double[]){ 160.6, 160.6, 160.6, INFINITY, 160.6 });
  return chart;
}

static LeatChart *
no_design (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_TRIANGLE, "Iron triangle");

  leat_chart_set_corners (chart, "cost", "simplicity", "performance");
  return chart;
}

static LeatChart *
many_designs (void)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_TRIANGLE, "Iron triangle");

  leat_chart_set_corners (chart, "cost and what else it takes", "simplicity of running it", "performance under load");
  for (int i = 0; i < 30; i++)
    leat_chart_add_design (chart, "a design with a name", LEAT_CHART_NEXT, i / 30.0, i % 3 == 0 ? NAN : 2, -1);
  return chart;
}

static const TestChart charts[] = {
  { "lines", lines, TRUE },
  { "areas", areas, TRUE },
  { "many-areas", many_areas, FALSE },
  { "heat", heat, TRUE },
  { "small-heat", small_heat, TRUE },
  { "tornado", tornado, TRUE },
  { "scatter", scatter, TRUE },
  { "waterfall", waterfall, TRUE },
  { "timeline", timeline, TRUE },
  { "triangle", triangle, TRUE },
  { "no-series", no_series, FALSE },
  { "no-points", no_points, FALSE },
  { "one-point", one_point, FALSE },
  { "all-equal", all_equal, FALSE },
  { "all-nan", all_nan, FALSE },
  { "all-infinite", all_infinite, FALSE },
  { "gaps", gaps, FALSE },
  { "negative", negative, FALSE },
  { "off-the-scale", off_the_scale, FALSE },
  { "huge", huge, FALSE },
  { "crowd", crowd, FALSE },
  { "no-cells", no_cells, FALSE },
  { "one-cell", one_cell, FALSE },
  { "unbounded-cells", unbounded_cells, FALSE },
  { "no-bars", no_bars, FALSE },
  { "odd-bars", odd_bars, FALSE },
  { "no-stages", no_stages, FALSE },
  { "odd-stages", odd_stages, FALSE },
  { "one-design", one_design, FALSE },
  { "designs-without-bound", designs_without_bound, FALSE },
  { "empty-timeline", empty_timeline, FALSE },
  { "endless-timeline", endless_timeline, FALSE },
  { "no-area", no_area, FALSE },
  { "one-area", one_area, FALSE },
  { "odd-areas", odd_areas, FALSE },
  { "no-design", no_design, FALSE },
  { "many-designs", many_designs, FALSE },
};

const TestChart *
test_charts (gsize *n)
{
  *n = G_N_ELEMENTS (charts);
  return charts;
}

LeatChart *
test_chart_new (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (charts); i++)
    if (g_str_equal (charts[i].name, name))
      return charts[i].make ();
  g_assert_not_reached ();
}
