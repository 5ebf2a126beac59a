/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/chart-private.h"

#include "charts.h"
#include "compare.h"
#include "model/rect.h"

#include <math.h>
#include <string.h>

/* Pictures of charts beside those in tests/reference, and what must hold of all of them: nothing outside,
 * no word on another, what is missing is said, and eyes, keys and tables agree. */

/* Pictures */

typedef struct
{
  const TestChart *chart;
  gboolean         dark;
} PictureCase;

static void
test_picture (gconstpointer data)
{
  const PictureCase *c = data;
  g_autoptr(LeatChart) chart = c->chart->make ();
  const LeatColours *colours = leat_colours_get (c->dark, FALSE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 640, 320);
  cairo_t *cr = cairo_create (surface);
  g_autofree char *name = g_strdup_printf ("chart-%s-%s", c->chart->name, c->dark ? "dark" : "light");

  cairo_set_source_rgb (cr, colours->background.red, colours->background.green, colours->background.blue);
  cairo_paint (cr);
  leat_chart_paint (chart, cr, &(LeatRect){ 12, 12, 616, 296 }, colours);
  cairo_destroy (cr);
  test_compare_picture (surface, name);
  cairo_surface_destroy (surface);
}

/* A brush that notes what it is given */

typedef struct
{
  LeatBrush brush;
  LeatRect  page;
  GArray   *boxes; /* of LeatRect: texts */
  GString  *words; /* a line each */
  GArray   *cells; /* of Cells */
  GArray   *discs; /* of LeatRect: around circles */
  gsize     shapes;
} Recorder;

/* Rectangles painted as one. */
typedef struct
{
  LeatColour colour;
  LeatRect   rect;
} Cells;

static void
check_point (Recorder *self,
             LeatPoint point,
             double    slack)
{
  const LeatRect *page = &self->page;

  g_assert_true (isfinite (point.x) && isfinite (point.y));
  g_assert_cmpfloat (point.x, >=, page->x - slack);
  g_assert_cmpfloat (point.y, >=, page->y - slack);
  g_assert_cmpfloat (point.x, <=, page->x + page->width + slack);
  g_assert_cmpfloat (point.y, <=, page->y + page->height + slack);
  self->shapes++;
}

static void
record_rect (LeatBrush      *brush,
             const LeatRect *rect,
             double          radius,
             const LeatPen  *pen)
{
  g_assert_cmpfloat (rect->width, >=, 0);
  g_assert_cmpfloat (rect->height, >=, -1e-9);
  check_point ((Recorder *) brush, (LeatPoint){ rect->x, rect->y }, 3);
  check_point ((Recorder *) brush, (LeatPoint){ rect->x + rect->width, rect->y + rect->height }, 3);
}

static void
record_circle (LeatBrush     *brush,
               LeatPoint      middle,
               double         radius,
               const LeatPen *pen)
{
  LeatRect box = { middle.x - radius, middle.y - radius, 2 * radius, 2 * radius };

  check_point ((Recorder *) brush, middle, 0.5);
  g_array_append_val (((Recorder *) brush)->discs, box);
}

static void
record_line (LeatBrush       *brush,
             const LeatPoint *points,
             gsize            n,
             double           radius,
             const LeatPen   *pen)
{
  g_assert_cmpuint (n, >, 0);
  for (gsize i = 0; i < n; i++)
    check_point ((Recorder *) brush, points[i], 0.5);
}

static void
record_segments (LeatBrush       *brush,
                 const LeatPoint *points,
                 gsize            n,
                 const LeatPen   *pen)
{
  g_assert_cmpuint (n % 2, ==, 0);
  for (gsize i = 0; i < n; i++)
    check_point ((Recorder *) brush, points[i], 0.5);
}

static void
record_rects (LeatBrush      *brush,
              const LeatRect *rects,
              gsize           n,
              const LeatPen  *pen)
{
  for (gsize i = 0; i < n; i++)
    {
      Cells cells = { *pen->fill, rects[i] };

      record_rect (brush, &rects[i], 0, pen);
      g_array_append_val (((Recorder *) brush)->cells, cells);
    }
}

static void
record_text (LeatBrush      *brush,
             const LeatText *text)
{
  Recorder *self = (Recorder *) brush;
  double part = text->align == LEAT_ALIGN_LEFT ? 0 : text->align == LEAT_ALIGN_MIDDLE ? 0.5 : 1;
  double width = MIN (text->width, leat_text_measure (text->style, text->text));
  gboolean bold;
  double size = leat_text_size (text->style, &bold);
  LeatRect box = { text->x - part * width, text->y - size / 2, width, size };

  g_array_append_val (self->boxes, box);
  g_string_append_printf (self->words, "%s\n", text->text);
}

static void
recorder_init (Recorder       *self,
               const LeatRect *page)
{
  *self = (Recorder){ .page = *page };
  self->brush = (LeatBrush){ .rect = record_rect, .circle = record_circle, .line = record_line, .text = record_text,
                             .rects = record_rects, .segments = record_segments };
  self->boxes = g_array_new (FALSE, FALSE, sizeof (LeatRect));
  self->words = g_string_new (NULL);
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cells));
  self->discs = g_array_new (FALSE, FALSE, sizeof (LeatRect));
}

static void
recorder_clear (Recorder *self)
{
  g_array_unref (self->boxes);
  g_array_unref (self->cells);
  g_array_unref (self->discs);
  g_string_free (self->words, TRUE);
}

static const LeatRect pages[] = { { 0, 0, 900, 420 },  { 10, 20, 900, 360 }, { 0, 0, 420, 300 }, { 7.5, 3.25, 310, 205 },
                                  { 0, 0, 1600, 900 }, { 0, 0, 268, 150 },   { 0, 0, 150, 95 },  { 0, 0, 120, 400 },
                                  { 0, 0, 60, 40 },    { 0, 0, 5, 5 } };

static void
check_apart (const Recorder *recorder)
{
  for (guint i = 0; i < recorder->boxes->len; i++)
    for (guint j = i + 1; j < recorder->boxes->len; j++)
      {
        const LeatRect *a = &g_array_index (recorder->boxes, LeatRect, i);
        const LeatRect *b = &g_array_index (recorder->boxes, LeatRect, j);
        gboolean apart = a->x >= b->x + b->width || b->x >= a->x + a->width || a->y >= b->y + b->height ||
                         b->y >= a->y + a->height;

        if (!apart)
          {
            g_auto(GStrv) words = g_strsplit (recorder->words->str, "\n", -1);

            g_test_message ("“%s” and “%s” of %g x %g overlap", words[i], words[j], recorder->page.width,
                            recorder->page.height);
          }
        g_assert_true (apart);
      }
}

static void
check_inside (const Recorder *recorder)
{
  for (guint i = 0; i < recorder->boxes->len; i++)
    {
      const LeatRect *box = &g_array_index (recorder->boxes, LeatRect, i);

      g_assert_cmpfloat (box->x, >=, recorder->page.x - 0.5);
      g_assert_cmpfloat (box->x + box->width, <=, recorder->page.x + recorder->page.width + 0.5);
      g_assert_cmpfloat (box->y, >=, recorder->page.y - 1.5);
      g_assert_cmpfloat (box->y + box->height, <=, recorder->page.y + recorder->page.height + 1.5);
    }
}

/* Nothing is outside, no word on another, at any size, in any colours. */
static void
test_tidy (gconstpointer data)
{
  const TestChart *c = data;
  g_autoptr(LeatChart) chart = c->make ();

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      Recorder recorder;

      recorder_init (&recorder, &pages[i]);
      leat_chart_paint_with (chart, &recorder.brush, &pages[i], leat_colours_get (i % 2, FALSE));
      check_inside (&recorder);
      check_apart (&recorder);
      recorder_clear (&recorder);
    }
}

/* What must be read on a chart, and what must not. */
typedef struct
{
  const char *chart;
  const char *words; /* lines, each as painted */
  const char *not;   /* or NULL */
} WordsCase;

static const WordsCase words_cases[] = {
  { "lines", "Delay to dashboards|as drawn: 6 min 40 s|asked 5 min|p50|p95|p99|compact saturates: delay grows without bound|×1",
    "p50 grows without bound" },
  { "areas", "house|compact|delivery|orders|raw zone|clean|budget $1,000|on-demand shards cheaper|$0", "the rest" },
  { "many-areas", "the rest|delivery|house|clean|keys|ad hoc SQL|raw zone|compact|orders", "trail" },
  { "heat", "p95|no bound|as drawn|10 min|compact: workers", "no value" },
  { "small-heat", "no bound|no value|$306.00|G.025X|10", NULL },
  { "tornado", "as drawn: $714.95|house: nodes|1 · $534.35|Flex · $661.20|900 s · $712.30", NULL },
  { "scatter", "as drawn|Parquet at delivery|Firehose only|size: complexity|1 more without a value or a bound", NULL },
  { "waterfall", "3 min 30 s|compact: run|asked 5 min|6 min 40 s", NULL },
  { "timeline", "Backlog, records|Iterator age|compact stopped|alarm: iterator age|buffer full|drained|alarm above 15 min", NULL },
  { "triangle", "cost|simplicity|performance|as drawn|cost 62% · simplicity 78% · performance 55%", NULL },
  { "no-series", "Nothing to show: there is no data yet", "0" },
  { "no-points", "Nothing to show: there is no data yet", NULL },
  { "all-nan", "Nothing to show: no point has a value", "no bound" },
  { "all-infinite", "p95 grows without bound", "Nothing to show: no point has a value" },
  { "off-the-scale", "2 values that are not above 0 have no place on this scale", NULL },
  { "negative", "-6 min|8 min|p95", NULL },
  { "crowd", "and 15 more|1|2", "1.5" },
  { "no-cells", "Nothing to show: there is no data yet", NULL },
  { "one-cell", "715.0", NULL },
  { "unbounded-cells", "Every value grows without bound|no value", NULL },
  { "no-bars", "Nothing to show: there is no data yet", NULL },
  { "odd-bars", "1 · no bound|first · 8 min 20 s", NULL },
  { "odd-stages", "no bound|no value|20 ms", NULL },
  { "no-stages", "Nothing to show: there is no data yet", NULL },
  { "one-design", "as drawn", NULL },
  { "designs-without-bound", "Every value grows without bound", NULL },
  { "empty-timeline", "Backlog, records|Nothing to show: there is no data yet", NULL },
  { "endless-timeline", "orders grows without bound|something happens here", NULL },
  { "no-area", "Nothing to show: there is no data yet", NULL },
  { "one-area", "lake|house", NULL },
  { "odd-areas", "house grows without bound", NULL },
  { "no-design", "Nothing to show: there is no data yet", NULL },
};

static gboolean
has_line (const GString *text,
          const char    *line)
{
  g_auto(GStrv) lines = g_strsplit (text->str, "\n", -1);

  return g_strv_contains ((const char *const *) lines, line);
}

static void
test_words (gconstpointer data)
{
  const WordsCase *c = data;
  g_autoptr(LeatChart) chart = test_chart_new (c->chart);
  g_auto(GStrv) words = g_strsplit (c->words, "|", -1);
  Recorder recorder;

  recorder_init (&recorder, &pages[0]);
  leat_chart_paint_with (chart, &recorder.brush, &pages[0], leat_colours_get (FALSE, FALSE));
  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (!has_line (recorder.words, words[i]))
        g_test_message ("“%s” is not in:\n%s", words[i], recorder.words->str);
      g_assert_true (has_line (recorder.words, words[i]));
    }
  g_assert_false (c->not != NULL && has_line (recorder.words, c->not));
  recorder_clear (&recorder);
}

static char *
painted_words (const LeatChart *chart,
               double           width)
{
  const LeatRect page = { 0, 0, width, 420 };
  Recorder recorder;
  char *words;

  recorder_init (&recorder, &page);
  leat_chart_paint_with (chart, &recorder.brush, &page, leat_colours_get (FALSE, FALSE));
  words = g_strdup (recorder.words->str);
  check_inside (&recorder);
  recorder_clear (&recorder);
  return words;
}

/* What sets the bars of a block apart is read, however long its name is; and so is what an end of a bar is. */
static void
test_long_labels (void)
{
  g_autoptr(LeatChart) chart = leat_chart_new (LEAT_CHART_TORNADO, "");
  g_autofree char *words = NULL;

  leat_chart_set_axis (chart, LEAT_CHART_X, "Cost a month", LEAT_FIGURE_MONEY, NULL, FALSE);
  leat_chart_set_base (chart, 131.35, "as drawn");
  leat_chart_add_bar (chart, "a name of a block that goes on for much longer than a line: Shards", 90, "1", 200, "4");
  leat_chart_add_bar (chart, "a name of a block that goes on for much longer than a line: Mode", 95, "Glacier Deep Archive", 393.61,
                      "Express One Zone");
  words = painted_words (chart, 515);
  g_assert_nonnull (strstr (words, "…: Shards\n"));
  g_assert_nonnull (strstr (words, "…: Mode\n"));
  g_assert_nonnull (strstr (words, "Express One Zone"));
}

/* A name from right to left does not turn the sentence around it, nor move a label to the other side. */
static void
test_direction (void)
{
  g_autoptr(LeatChart) chart = leat_chart_new (LEAT_CHART_WATERFALL, "");
  g_autofree char *words = NULL;

  leat_chart_set_axis (chart, LEAT_CHART_X, "", LEAT_FIGURE_DURATION, NULL, FALSE);
  leat_chart_add_stage (chart, "طلبات: Run", 0, 10, LEAT_CHART_OWN (0));
  leat_chart_add_stage (chart, "orders: Run", 10, 10, LEAT_CHART_OWN (0));
  words = painted_words (chart, 900);
  g_assert_nonnull (strstr (words, "\u200eطلبات: Run\n"));
  g_assert_nonnull (strstr (words, "\norders: Run\n"));
}

/* The line of a front goes down only: on the page that is a growing y. */
static void
check_falls (LeatBrush       *brush,
             const LeatPoint *points,
             gsize            n,
             double           radius,
             const LeatPen   *pen)
{
  record_line (brush, points, n, radius, pen);
  for (gsize i = 1; n > 2 && i < n; i++)
    g_assert_cmpfloat (points[i].y, >=, points[i - 1].y - 1e-9);
}

/* A point that is good at the third figure only is of the front, and named, but no step of it. */
static void
test_front (void)
{
  g_autoptr(LeatChart) chart = leat_chart_new (LEAT_CHART_SCATTER, "Designs");
  static const double points[][3] = { { 1, 9, 5 }, { 2, 5, 5 }, { 3, 7, 1 }, { 4, 2, 5 } };
  Recorder recorder;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i + 6);

      leat_chart_add_point (chart, name, points[i][0], points[i][1], points[i][2], LEAT_POINT_FRONT);
    }
  recorder_init (&recorder, &pages[0]);
  recorder.brush.line = check_falls;
  leat_chart_paint_with (chart, &recorder.brush, &pages[0], leat_colours_get (FALSE, FALSE));
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i + 6);

      g_assert_true (has_line (recorder.words, name));
    }
  recorder_clear (&recorder);
}

/* Wherever a design comes to lie along a limit, the words of the limit are beside it. */
static void
test_limit_words (void)
{
  for (int i = 0; i < 40; i++)
    {
      g_autoptr(LeatChart) chart = leat_chart_new (LEAT_CHART_SCATTER, "Designs");
      Recorder recorder;

      leat_chart_add_point (chart, "1", 0, 0, 5, LEAT_POINT_FRONT);
      leat_chart_add_point (chart, "as drawn", 0.25 * i, 10.3, 5, LEAT_POINT_PRESENT);
      leat_chart_add_point (chart, "2", 10, 9, 9, LEAT_POINT_FRONT);
      leat_chart_add_mark (chart, LEAT_CHART_Y, 10, "asked 1 d", LEAT_MARK_LIMIT);
      recorder_init (&recorder, &pages[0]);
      leat_chart_paint_with (chart, &recorder.brush, &pages[0], leat_colours_get (FALSE, FALSE));
      g_assert_true (has_line (recorder.words, "asked 1 d"));
      for (guint b = 0; b < recorder.boxes->len; b++)
        for (guint d = 0; d < recorder.discs->len; d++)
          g_assert_false (leat_rect_overlap (&g_array_index (recorder.boxes, LeatRect, b), &g_array_index (recorder.discs, LeatRect, d)));
      recorder_clear (&recorder);
    }
}

/* Scores are told in the range that they are given. */
static void
test_scores (void)
{
  g_autoptr(LeatChart) chart = leat_chart_new (LEAT_CHART_TRIANGLE, NULL);
  g_autofree char *words = NULL;
  g_autoptr(GPtrArray) rows = NULL;

  leat_chart_set_corners (chart, "cost", "simplicity", "performance");
  leat_chart_add_design (chart, "as drawn", LEAT_CHART_NEXT, 0.329, 0.617, 0.5);
  leat_chart_set_range (chart, LEAT_CHART_VALUE, 0, 10);
  words = leat_chart_describe (chart, &(LeatChartRef){ 0, 1 });
  g_assert_nonnull (strstr (words, "6.2"));
  g_assert_null (strstr (words, "%"));
  rows = leat_chart_to_table (chart, FALSE);
  g_assert_cmpstr (((char **) rows->pdata[1])[1], ==, "3.3");
}

/* Scales */

typedef struct
{
  const char *name;
  LeatFigure  figure;
  const char *unit;
  double      from;
  double      to;
  gboolean    logarithmic;
  guint       most;
  const char *ticks;
} TickCase;

static const TickCase tick_cases[] = {
  { "plain", LEAT_FIGURE_PLAIN, "rec/s", 0, 10, FALSE, 6, "0|2|4|6|8|10" },
  { "plain-large", LEAT_FIGURE_PLAIN, NULL, 0, 2e6, FALSE, 5, "0|500k|1M|1.5M|2M" },
  { "money", LEAT_FIGURE_MONEY, NULL, 0, 6, FALSE, 4, "$0|$2|$4|$6" },
  { "money-cents", LEAT_FIGURE_MONEY, NULL, 0, 1, FALSE, 3, "$0.00|$0.50|$1.00" },
  { "money-tiny", LEAT_FIGURE_MONEY, NULL, 0, 0.0004, FALSE, 3, "$0.00|$0.0002|$0.0004" },
  { "yen", LEAT_FIGURE_MONEY, "JPY", 0, 200, FALSE, 3, "¥0|¥100|¥200" },
  { "percent", LEAT_FIGURE_PERCENT, NULL, 0, 1, FALSE, 3, "0%|50%|100%" },
  { "decades", LEAT_FIGURE_TIMES, NULL, 0.1, 100, TRUE, 5, "×0.1|×1|×10|×100" },
  { "within-decades", LEAT_FIGURE_TIMES, NULL, 0.5, 5, TRUE, 8, "×0.5|×1|×2|×5" },
  { "many-decades", LEAT_FIGURE_PLAIN, NULL, 1, 1e8, TRUE, 5, "1|100|10k|1M|100M" },
  { "seconds", LEAT_FIGURE_DURATION, NULL, 0, 60, FALSE, 4, "0 s|20 s|40 s|1 min" },
  { "minutes", LEAT_FIGURE_DURATION, NULL, 0, 5400, FALSE, 4, "0 s|30 min|1 h|1 h 30 min" },
  { "days", LEAT_FIGURE_DURATION, NULL, 0, 4 * 86400, FALSE, 3, "0 s|2 d|4 d" },
  { "clock", LEAT_FIGURE_DURATION, NULL, 1, 86400, TRUE, 6, "1.0 s|10 s|1 min|10 min|1 h|1 d" },
  { "morning", LEAT_FIGURE_CLOCK, NULL, 32040, 34200, FALSE, 5, "9:00|9:10|9:20|9:30" },
  { "milliseconds", LEAT_FIGURE_DURATION, NULL, 0.001, 10, TRUE, 5, "1.0 ms|10 ms|100 ms|1.0 s|10 s" },
  { "negative", LEAT_FIGURE_PLAIN, NULL, -10, 10, FALSE, 5, "-10|-5|0|5|10" },
};

static void
test_ticks (gconstpointer data)
{
  const TickCase *c = data;
  const ChartAxis axis = { .figure = c->figure, .unit = (char *) c->unit };
  g_autoptr(GArray) ticks = chart_ticks (&axis, c->from, c->to, c->logarithmic, c->most);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", g_array_index (ticks, ChartTick, i).text);
  g_assert_cmpstr (text->str, ==, c->ticks);
}

/* Whatever the range: within it, ascending, not more than asked for. */
static void
test_any_ticks (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (6);

  for (int i = 0; i < 4000; i++)
    {
      const ChartAxis axis = { .figure = g_rand_int_range (random, 0, 5) };
      gboolean log = g_rand_boolean (random);
      double from = pow (10, g_rand_double_range (random, -9, 9)) * (log || g_rand_boolean (random) ? 1 : -1);
      double to = from + fabs (from) * pow (10, g_rand_double_range (random, -5, 6));
      guint most = g_rand_int_range (random, 2, 12);
      g_autoptr(GArray) ticks = chart_ticks (&axis, from, to, log, most);

      g_assert_cmpuint (ticks->len, <=, most);
      for (guint k = 0; k < ticks->len; k++)
        {
          double at = g_array_index (ticks, ChartTick, k).at;

          g_assert_cmpfloat (at, >=, from - (to - from) * 1e-6);
          g_assert_cmpfloat (at, <=, to + (to - from) * 1e-6);
          g_assert_true (k == 0 || at > g_array_index (ticks, ChartTick, k - 1).at);
        }
    }
}

/* A place leads back to its value. */
static void
test_scale (void)
{
  static const ChartBounds bounds[] = { { 0, 10 }, { -5, 5 }, { 3, 4000 }, { 7, 7 }, { 0, 0 }, { INFINITY, -INFINITY } };

  for (gsize i = 0; i < G_N_ELEMENTS (bounds); i++)
    for (int log = 0; log < 2; log++)
      {
        const ChartAxis axis = { .logarithmic = log };
        ChartScale scale = { .start = 400, .end = 20 };

        chart_scale_init (&scale, &axis, bounds[i], FALSE, TRUE, 6);
        g_assert_cmpfloat (scale.from, <, scale.to);
        if (bounds[i].low <= bounds[i].high)
          {
            g_assert_cmpfloat (scale.from, <=, bounds[i].low);
            g_assert_cmpfloat (scale.to, >=, bounds[i].high);
          }
        for (double part = 0; part <= 1; part += 0.25)
          {
            double value = scale.from + part * (scale.to - scale.from);

            g_assert_cmpfloat_with_epsilon (chart_scale_value (&scale, chart_scale_at (&scale, value)), value,
                                            (scale.to - scale.from) * 1e-9);
          }
        g_assert_true (isnan (chart_scale_at (&scale, NAN)));
        g_assert_true (isnan (chart_scale_at (&scale, INFINITY)));
        chart_scale_clear (&scale);
      }
}

static const struct
{
  LeatFigure  figure;
  const char *unit;
  double      value;
  const char *text;
} figures[] = {
  { LEAT_FIGURE_MONEY, NULL, 160.6, "$160.60" },      { LEAT_FIGURE_MONEY, "JPY", 1240, "¥1240" },
  { LEAT_FIGURE_DURATION, NULL, 400, "6 min 40 s" },  { LEAT_FIGURE_DURATION, NULL, -90, "-1 min 30 s" },
  { LEAT_FIGURE_CLOCK, NULL, 32700, "9:05" },            { LEAT_FIGURE_CLOCK, NULL, 119.6, "0:02" },
  { LEAT_FIGURE_CLOCK, NULL, 9, "0:00:09" },             { LEAT_FIGURE_CLOCK, NULL, 90000, "day 2, 1:00" },
  { LEAT_FIGURE_DURATION, NULL, INFINITY, "no bound" }, { LEAT_FIGURE_MONEY, NULL, NAN, "no value" },
  { LEAT_FIGURE_PERCENT, NULL, 0.712, "71.2%" },      { LEAT_FIGURE_PERCENT, NULL, 0.7, "70%" },
  { LEAT_FIGURE_TIMES, NULL, 10, "×10" },             { LEAT_FIGURE_TIMES, NULL, 0.1, "×0.1" },
  { LEAT_FIGURE_PLAIN, "rec/s", 1140, "1140 rec/s" }, { LEAT_FIGURE_PLAIN, NULL, 1e300, "1e+300" },
};

static void
test_figures (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *text = leat_figure_format (figures[i].figure, figures[i].unit, figures[i].value);

      g_assert_cmpstr (text, ==, figures[i].text);
    }
}

/* Pointers and keys */

static guint
count_data (const LeatChart *chart)
{
  const ChartKind *kind = chart_kind (chart);
  guint n = 0;

  for (guint i = 0; i < kind->count (chart); i++)
    n += kind->length (chart, i);
  return n;
}

/* What is shown is found under the pointer, with words, and so is whatever has no value not. */
static void
test_hit (gconstpointer data)
{
  const TestChart *c = data;
  g_autoptr(LeatChart) chart = c->make ();
  const ChartKind *kind = chart_kind (chart);
  const LeatRect *page = &pages[0];

  for (guint i = 0; i < kind->count (chart); i++)
    for (guint k = 0; k < kind->length (chart, i); k++)
      {
        g_autoptr(LeatChartHit) there = leat_chart_look_up (chart, page, (LeatChartRef){ i, k });
        g_autoptr(LeatChartHit) hit = NULL;

        if (there == NULL)
          continue;
        g_assert_cmpstr (there->title, !=, "");
        g_assert_cmpstr (there->text, !=, "");
        hit = leat_chart_hit (chart, page, there->at.x, there->at.y);
        g_assert_nonnull (hit);
        /* Of two in one place either will do. */
        g_assert_cmpfloat_with_epsilon (hit->at.x, there->at.x, chart->kind == LEAT_CHART_TORNADO ? 200 : 0.01);
        if (c->pictured && chart->kind != LEAT_CHART_TORNADO)
          g_assert_cmpuint (hit->ref.index, ==, k);
      }
  g_assert_null (leat_chart_hit (chart, page, -50, 100));
  g_assert_null (leat_chart_hit (chart, page, 100, 5000));
  g_assert_null (leat_chart_look_up (chart, page, (LeatChartRef){ 1000, 0 }));
  g_assert_null (leat_chart_look_up (chart, page, (LeatChartRef){ 0, 100000 }));
}

/* From the first datum, keys reach every other that has a place, and no move leads out. */
static void
test_move (gconstpointer data)
{
  const TestChart *c = data;
  g_autoptr(LeatChart) chart = c->make ();
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr(GQueue) queue = g_queue_new ();
  const ChartKind *kind = chart_kind (chart);
  const LeatRect large = { 0, 0, 1600, 4000 };
  LeatChartRef ref;
  guint places = 0;

  if (count_data (chart) > 700)
    {
      g_test_skip ("more data than keys are pressed for");
      return;
    }
  for (guint i = 0; i < kind->count (chart); i++)
    for (guint k = 0; k < kind->length (chart, i); k++)
      {
        g_autoptr(LeatChartHit) there = leat_chart_look_up (chart, &large, (LeatChartRef){ i, k });

        places += there != NULL;
      }
  if (!leat_chart_first (chart, &ref))
    {
      g_assert_cmpuint (places, ==, 0);
      return;
    }
  g_queue_push_tail (queue, GUINT_TO_POINTER (ref.series << 16 | ref.index));
  g_hash_table_add (seen, g_queue_peek_tail (queue));
  while (!g_queue_is_empty (queue))
    {
      guint key = GPOINTER_TO_UINT (g_queue_pop_head (queue));

      for (int move = 0; move < 4; move++)
        {
          LeatChartRef next = { key >> 16, key & 0xffff };

          if (!leat_chart_move (chart, &next, move))
            {
              g_assert_cmpuint (next.series << 16 | next.index, ==, key);
              continue;
            }
          g_assert_cmpuint (next.series << 16 | next.index, !=, key);
          if (g_hash_table_add (seen, GUINT_TO_POINTER (next.series << 16 | next.index)))
            g_queue_push_tail (queue, GUINT_TO_POINTER (next.series << 16 | next.index));
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, places);
}

static void
test_up_and_down (void)
{
  g_autoptr(LeatChart) chart = test_chart_new ("lines");
  LeatChartRef ref = { 0, 10 };

  g_assert_true (leat_chart_move (chart, &ref, LEAT_MOVE_UP));
  g_assert_cmpuint (ref.series, ==, 1);
  g_assert_cmpuint (ref.index, ==, 10);
  g_assert_true (leat_chart_move (chart, &ref, LEAT_MOVE_UP));
  g_assert_cmpuint (ref.series, ==, 2);
  g_assert_false (leat_chart_move (chart, &ref, LEAT_MOVE_UP));
  g_assert_true (leat_chart_move (chart, &ref, LEAT_MOVE_RIGHT));
  g_assert_cmpuint (ref.index, ==, 11);
  g_assert_true (leat_chart_move (chart, &ref, LEAT_MOVE_DOWN));
  g_assert_cmpuint (ref.series, ==, 1);
}

/* The rest of a stack is one area, whose figure is the sum. */
static void
test_rest (void)
{
  g_autoptr(LeatChart) chart = test_chart_new ("many-areas");
  g_autoptr(LeatChartHit) rest = leat_chart_look_up (chart, &pages[0], (LeatChartRef){ 12, 59 });
  g_autoptr(LeatChartHit) folded = leat_chart_look_up (chart, &pages[0], (LeatChartRef){ 10, 59 });

  g_assert_nonnull (rest);
  g_assert_null (folded);
  g_assert_cmpstr (rest->title, ==, "the rest");
  /* catalogue 3 + 20, schedule 1, trail 1 + 10, alarms 12 + 10 at a hundred times the load */
  g_assert_nonnull (strstr (rest->text, "$57.00"));
  g_assert_nonnull (strstr (rest->text, "All together: $6372.00"));
}

static void
test_describe (gconstpointer data)
{
  const TestChart *c = data;
  g_autoptr(LeatChart) chart = c->make ();
  g_autofree char *whole = leat_chart_describe (chart, NULL);
  LeatChartRef ref;

  g_assert_true (g_str_has_prefix (whole, leat_chart_get_title (chart)));
  for (guint i = 0; i < chart->series->len; i++)
    g_assert_nonnull (strstr (whole, chart_series (chart, i)->name));
  for (guint i = 0; i < chart->marks->len; i++)
    g_assert_nonnull (strstr (whole, ((ChartMark *) chart->marks->pdata[i])->label));
  if (leat_chart_first (chart, &ref))
    {
      g_autofree char *datum = leat_chart_describe (chart, &ref);

      g_assert_cmpuint (strlen (datum), >, 4);
      g_assert_null (strchr (datum, '\n'));
    }
  else
    g_assert_true (strstr (whole, "Nothing to show") != NULL || strstr (whole, "without bound") != NULL);
}

/* Tables */

static void
test_table (gconstpointer data)
{
  const TestChart *c = data;
  g_autoptr(LeatChart) chart = c->make ();

  for (int exact = 0; exact < 2; exact++)
    {
      g_autoptr(GPtrArray) table = leat_chart_to_table (chart, exact);

      g_assert_cmpuint (table->len, >, 0);
      for (guint i = 0; i < table->len; i++)
        g_assert_cmpuint (g_strv_length (table->pdata[i]), ==, g_strv_length (table->pdata[0]));
    }
}

static void
test_table_cells (void)
{
  g_autoptr(LeatChart) chart = test_chart_new ("areas");
  g_autoptr(GPtrArray) people = leat_chart_to_table (chart, FALSE);
  g_autoptr(GPtrArray) files = leat_chart_to_table (chart, TRUE);
  g_autoptr(LeatChart) curves = test_chart_new ("lines");
  g_autoptr(GPtrArray) delays = leat_chart_to_table (curves, TRUE);
  char **last = files->pdata[60];

  g_assert_cmpuint (files->len, ==, 61);
  g_assert_cmpstr (((char **) files->pdata[0])[0], ==, "Load of all sources");
  g_assert_cmpstr (((char **) files->pdata[0])[7], ==, "All together");
  g_assert_cmpstr (last[0], ==, "100");
  g_assert_cmpstr (last[1], ==, "310");
  g_assert_cmpstr (((char **) people->pdata[60])[1], ==, "$310.00");
  g_assert_cmpstr (((char **) people->pdata[60])[0], ==, "×100");
  g_assert_cmpstr (((char **) delays->pdata[60])[1], ==, "inf");
}

/* Colours */

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (LeatColour colour)
{
  return 0.2126 * linear (colour.red) + 0.7152 * linear (colour.green) + 0.0722 * linear (colour.blue);
}

static double
contrast (LeatColour a,
          LeatColour b)
{
  return (MAX (luminance (a), luminance (b)) + 0.05) / (MIN (luminance (a), luminance (b)) + 0.05);
}

/* What people see who lack the cones for red (0) or green (1): Viénot, Brettel and Mollon, 1999. */
static void
see_without (LeatColour colour,
             int        cone,
             double     lms[3])
{
  double red = linear (colour.red);
  double green = linear (colour.green);
  double blue = linear (colour.blue);

  lms[0] = 17.8824 * red + 43.5161 * green + 4.11935 * blue;
  lms[1] = 3.45565 * red + 27.1554 * green + 3.86714 * blue;
  lms[2] = 0.0299566 * red + 0.184309 * green + 1.46709 * blue;
  if (cone == 0)
    lms[0] = 2.02344 * lms[1] - 2.52581 * lms[2];
  else
    lms[1] = 0.494207 * lms[0] + 1.24827 * lms[2];
}

static double
difference_without (LeatColour a,
                    LeatColour b,
                    int        cone)
{
  double one[3], two[3];
  double most = 0;

  see_without (a, cone, one);
  see_without (b, cone, two);
  for (int i = 0; i < 3; i++)
    most = MAX (most, fabs (cbrt (one[i]) - cbrt (two[i])) / cbrt (i == 0 ? 65.5 : i == 1 ? 34.5 : 1.68));
  return most;
}

static void
test_colours (gconstpointer data)
{
  const LeatColours *colours = data;

  for (int i = 0; i < LEAT_N_SERIES_COLOURS; i++)
    {
      g_assert_cmpfloat (contrast (colours->series[i], colours->background), >=, 3);
      g_assert_cmpfloat (contrast (chart_ink (colours, colours->series[i]), colours->background), >=, 4.5);
    }
  for (int role = 0; role < LEAT_N_ROLES; role++)
    g_assert_cmpfloat (contrast (chart_ink (colours, colours->role[role]), colours->background), >=, 4.5);
  g_assert_cmpfloat (contrast (chart_alarm (colours), colours->background), >=, 4.5);
  for (int cone = 0; cone < 2; cone++)
    for (int i = 0; i < 4; i++)
      for (int k = i + 1; k < 4; k++)
        g_assert_cmpfloat (difference_without (colours->series[i], colours->series[k], cone), >=, 0.08);
  /* More is darker on light, lighter on dark, at each stop. */
  for (int i = 0; i + 1 < LEAT_N_RAMP_COLOURS; i++)
    g_assert_cmpfloat (contrast (colours->ramp[i], colours->ramp[i + 1]), >=, 1.25);
  for (int i = 0; i + 1 < LEAT_N_RAMP_COLOURS; i++)
    g_assert_true (colours->dark == (luminance (colours->ramp[i]) < luminance (colours->ramp[i + 1])));
}

/* The colour that a cell has in the end: what is painted last covers. */
static LeatColour
colour_at (const Recorder *recorder,
           LeatPoint       at)
{
  LeatColour colour = { 0 };

  for (guint i = 0; i < recorder->cells->len; i++)
    {
      const Cells *cells = &g_array_index (recorder->cells, Cells, i);

      if (chart_inside (&cells->rect, at.x, at.y))
        colour = cells->colour;
    }
  return colour;
}

/* Each cell has the colour of its value: the least and the most the ends of the ramp, more is never less. */
static void
test_bands (void)
{
  static const double at[] = { 1, 2, 3, 4, 5, 6 };
  static const double values[] = { 0, 100, 20, 80, 40, 60, 60, 40, 80, 20, 100, 0 };
  const LeatColours *colours = leat_colours_get (FALSE, FALSE);
  g_autoptr(LeatChart) chart = leat_chart_new (LEAT_CHART_HEAT, "Map");
  double light[12];
  Recorder recorder;

  leat_chart_set_cells (chart, 6, at, 2, at, values);
  recorder_init (&recorder, &pages[0]);
  leat_chart_paint_with (chart, &recorder.brush, &pages[0], colours);
  for (guint k = 0; k < 12; k++)
    {
      g_autoptr(LeatChartHit) hit = leat_chart_look_up (chart, &pages[0], (LeatChartRef){ k / 6, k % 6 });
      LeatColour colour = colour_at (&recorder, hit->at);

      light[k] = luminance (colour);
      if (values[k] == 0)
        g_assert_true (memcmp (&colour, &colours->ramp[0], sizeof colour) == 0);
      if (values[k] == 100)
        g_assert_true (memcmp (&colour, &colours->ramp[LEAT_N_RAMP_COLOURS - 1], sizeof colour) == 0);
    }
  for (guint k = 0; k < 12; k++)
    for (guint i = 0; i < 12; i++)
      g_assert_true ((values[k] < values[i]) == (light[k] > light[i]));
  recorder_clear (&recorder);
}

/* A large map is few shapes, and its focus and cursor are painted. */
static void
test_large_map (void)
{
  g_autoptr(LeatChart) chart = test_chart_new_map (200);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 900, 420);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(LeatChartHit) hit = NULL;
  Recorder recorder;
  gint64 start;

  recorder_init (&recorder, &pages[0]);
  leat_chart_paint_with (chart, &recorder.brush, &pages[0], leat_colours_get (FALSE, FALSE));
  g_assert_cmpuint (recorder.shapes, <, 12000);
  recorder_clear (&recorder);

  leat_chart_paint (chart, cr, &pages[0], leat_colours_get (FALSE, FALSE));
  start = g_get_monotonic_time ();
  leat_chart_paint (chart, cr, &pages[0], leat_colours_get (FALSE, FALSE));
  g_test_message ("200 x 200 cells in %.1f ms", (g_get_monotonic_time () - start) / 1000.0);
  hit = leat_chart_hit (chart, &pages[0], 300, 200);
  g_assert_nonnull (hit);
  g_assert_cmpuint (hit->ref.index, <, 200);
  g_assert_nonnull (strstr (hit->text, "compact: workers: "));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static gboolean
has_ink (cairo_surface_t *surface)
{
  const guint8 *data;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int i = 0; i < cairo_image_surface_get_stride (surface) * cairo_image_surface_get_height (surface); i++)
    if (data[i] != 0)
      return TRUE;
  return FALSE;
}

static void
test_focus (gconstpointer data)
{
  const TestChart *c = data;
  g_autoptr(LeatChart) chart = c->make ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 900, 420);
  cairo_t *cr = cairo_create (surface);
  LeatChartRef ref;

  if (leat_chart_first (chart, &ref))
    {
      g_autoptr(LeatChartHit) there = leat_chart_look_up (chart, &pages[0], ref);

      leat_chart_paint_focus (chart, cr, &pages[0], leat_colours_get (FALSE, FALSE), ref);
      g_assert_true (has_ink (surface) == (there != NULL));
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* How many pieces the ink on a picture is in, from top to bottom. */
static guint
count_stretches (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guchar *data = cairo_image_surface_get_data (surface);
  gboolean before = FALSE;
  guint n = 0;

  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    {
      gboolean ink = FALSE;

      for (int x = 0; x < width && !ink; x++)
        ink = data[y * stride + 4 * x + 3] != 0;
      n += ink && !before;
      before = ink;
    }
  return n;
}

/* It does not run through the titles of the plots. */
static void
test_cursor (void)
{
  g_autoptr(LeatChart) chart = test_chart_new ("timeline");
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 900, 420);
  cairo_t *cr = cairo_create (surface);

  leat_chart_paint_cursor (chart, cr, &pages[0], leat_colours_get (TRUE, FALSE), 1e6);
  g_assert_false (has_ink (surface));
  leat_chart_paint_cursor (chart, cr, &pages[0], leat_colours_get (TRUE, FALSE), 1800);
  g_assert_true (has_ink (surface));
  g_assert_cmpuint (count_stretches (surface), ==, 3);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
add_charts (const char   *group,
            GTestDataFunc func)
{
  gsize n;
  const TestChart *charts = test_charts (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/draw/chart/%s/%s", group, charts[i].name);

      g_test_add_data_func (path, &charts[i], func);
    }
}

static void
add_pictures (void)
{
  gsize n;
  const TestChart *charts = test_charts (&n);

  for (gsize i = 0; i < n; i++)
    for (int dark = 0; charts[i].pictured && dark < 2; dark++)
      {
        PictureCase *c = g_new (PictureCase, 1);
        g_autofree char *path = g_strdup_printf ("/draw/chart/picture/%s-%s", charts[i].name, dark ? "dark" : "light");

        *c = (PictureCase){ &charts[i], dark };
        g_test_add_data_func_full (path, c, (GTestDataFunc) test_picture, g_free);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_pictures ();
  add_charts ("tidy", test_tidy);
  add_charts ("hit", test_hit);
  add_charts ("move", test_move);
  add_charts ("describe", test_describe);
  add_charts ("table", test_table);
  add_charts ("focus", test_focus);
  for (gsize i = 0; i < G_N_ELEMENTS (words_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/draw/chart/words/", words_cases[i].chart, NULL);

      g_test_add_data_func (path, &words_cases[i], test_words);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (tick_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/draw/chart/ticks/", tick_cases[i].name, NULL);

      g_test_add_data_func (path, &tick_cases[i], test_ticks);
    }
  g_test_add_func ("/draw/chart/any-ticks", test_any_ticks);
  g_test_add_func ("/draw/chart/scale", test_scale);
  g_test_add_func ("/draw/chart/figures", test_figures);
  g_test_add_func ("/draw/chart/up-and-down", test_up_and_down);
  g_test_add_func ("/draw/chart/rest", test_rest);
  g_test_add_func ("/draw/chart/front", test_front);
  g_test_add_func ("/draw/chart/long-labels", test_long_labels);
  g_test_add_func ("/draw/chart/direction", test_direction);
  g_test_add_func ("/draw/chart/limit-words", test_limit_words);
  g_test_add_func ("/draw/chart/scores", test_scores);
  g_test_add_func ("/draw/chart/table-cells", test_table_cells);
  g_test_add_data_func ("/draw/chart/colours/light", leat_colours_get (FALSE, FALSE), test_colours);
  g_test_add_data_func ("/draw/chart/colours/dark", leat_colours_get (TRUE, FALSE), test_colours);
  g_test_add_data_func ("/draw/chart/colours/light-high", leat_colours_get (FALSE, TRUE), test_colours);
  g_test_add_data_func ("/draw/chart/colours/dark-high", leat_colours_get (TRUE, TRUE), test_colours);
  g_test_add_func ("/draw/chart/bands", test_bands);
  g_test_add_func ("/draw/chart/large-map", test_large_map);
  g_test_add_func ("/draw/chart/cursor", test_cursor);
  return g_test_run ();
}
