/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* One curve over x, wherever it stands: where it is, where it is not, where it grows without bound. */

#define HATCH_STEP 7.0
#define LINE_WIDTH 2.0

void
chart_bounds_of_series (const LeatChart *chart,
                        guint            panel,
                        ChartBounds     *x,
                        ChartBounds     *y)
{
  for (guint i = 0; i < chart->series->len; i++)
    {
      const ChartSeries *series = chart_series (chart, i);

      for (gsize k = 0; k < series->n; k++)
        {
          chart_bounds_add (x, &chart->axes[LEAT_CHART_X], series->x[k]);
          if (series->panel == panel && y != NULL)
            chart_bounds_add (y, chart_y_axis (chart, panel), series->y[k]);
        }
    }
}

/* The part of a line within a rectangle (Liang and Barsky). */
static gboolean
clip_line (const LeatRect *area,
           LeatPoint      *a,
           LeatPoint      *b)
{
  double dx = b->x - a->x;
  double dy = b->y - a->y;
  double p[] = { -dx, dx, -dy, dy };
  double q[] = { a->x - area->x, area->x + area->width - a->x, a->y - area->y, area->y + area->height - a->y };
  double from = 0;
  double to = 1;
  LeatPoint start = *a;

  for (int i = 0; i < 4; i++)
    {
      if (p[i] == 0 && q[i] < 0)
        return FALSE;
      if (p[i] < 0)
        from = MAX (from, q[i] / p[i]);
      if (p[i] > 0)
        to = MIN (to, q[i] / p[i]);
    }
  if (from > to)
    return FALSE;
  *a = (LeatPoint){ start.x + from * dx, start.y + from * dy };
  *b = (LeatPoint){ start.x + to * dx, start.y + to * dy };
  return TRUE;
}

typedef struct
{
  ChartPaint     *paint;
  const LeatRect *area;
  LeatColour      colour;
  guint           number;
  gboolean        filled;
  GArray         *run; /* of LeatPoint: a piece of the curve without a gap */
} Curve;

static void
fill_below (const Curve *curve)
{
  LeatColour tint = chart_alpha (curve->colour, curve->paint->colours->dark ? 0.22 : 0.14);
  LeatPen pen = { .fill = &tint };
  g_autoptr(GArray) shape = g_array_copy (curve->run);
  double bottom = curve->area->y + curve->area->height;
  LeatPoint close[] = { { g_array_index (shape, LeatPoint, shape->len - 1).x, bottom },
                        { g_array_index (shape, LeatPoint, 0).x, bottom } };

  g_array_append_vals (shape, close, 2);
  curve->paint->brush->line (curve->paint->brush, (const LeatPoint *) shape->data, shape->len, 0, &pen);
}

static void
end_run (Curve *curve)
{
  LeatPen pen = { .stroke = &curve->colour, .width = LINE_WIDTH, .round = TRUE };
  LeatPen dot = { .fill = &curve->colour };
  const LeatPoint *points = (const LeatPoint *) curve->run->data;
  LeatBrush *brush = curve->paint->brush;

  if (curve->filled && curve->run->len > 1)
    fill_below (curve);
  chart_set_dash (&pen, curve->number);
  if (curve->run->len > 1)
    brush->line (brush, points, curve->run->len, 0, &pen);
  else if (curve->run->len == 1)
    brush->circle (brush, points[0], 3, &dot);
  g_array_set_size (curve->run, 0);
}

void
chart_note_busy (ChartPaint *paint,
                 LeatPoint   a,
                 LeatPoint   b)
{
  int steps = CLAMP ((int) (hypot (b.x - a.x, b.y - a.y) / 6), 1, 60);

  for (int i = 0; i <= steps; i++)
    {
      LeatPoint point = { a.x + (b.x - a.x) * i / steps, a.y + (b.y - a.y) * i / steps };

      g_array_append_val (paint->busy, point);
    }
}

static void
add_to_run (Curve    *curve,
            LeatPoint from,
            LeatPoint to)
{
  GArray *run = curve->run;

  if (!clip_line (curve->area, &from, &to))
    {
      end_run (curve);
      return;
    }
  if (run->len > 0)
    {
      LeatPoint last = g_array_index (run, LeatPoint, run->len - 1);

      if (hypot (last.x - from.x, last.y - from.y) > 0.01)
        end_run (curve);
    }
  if (run->len == 0)
    g_array_append_val (run, from);
  g_array_append_val (run, to);
  chart_note_busy (curve->paint, from, to);
}

static LeatPoint
point_at (const ChartPaint  *paint,
          const ChartSeries *series,
          const ChartScale  *y,
          gsize              k)
{
  return (LeatPoint){ chart_scale_at (&paint->plot->x, series->x[k]), chart_scale_at (y, series->y[k]) };
}

static void
add_single (Curve    *curve,
            LeatPoint point)
{
  if (curve->run->len == 0 && chart_inside (curve->area, point.x, point.y))
    {
      g_array_append_val (curve->run, point);
      g_array_append_val (curve->paint->busy, point);
    }
}

void
chart_paint_curve (ChartPaint        *paint,
                   const ChartSeries *series,
                   guint              number,
                   const LeatRect    *area,
                   const ChartScale  *y,
                   gboolean           filled)
{
  Curve curve = { paint,  area, chart_colour (paint->colours, series->colour, number), number, filled,
                  g_array_new (FALSE, FALSE, sizeof (LeatPoint)) };
  LeatPoint last = { NAN, NAN };

  for (gsize k = 0; k < series->n; k++)
    {
      LeatPoint point = point_at (paint, series, y, k);

      if (isnan (point.x) || isnan (point.y))
        {
          if (!isnan (last.y))
            add_single (&curve, last);
          end_run (&curve);
          last.y = NAN;
          continue;
        }
      /* What is nearer than a pixel is not seen, but the last point is where the name is. */
      if (!isnan (last.y) && k + 1 < series->n && fabs (point.x - last.x) < 0.6 && fabs (point.y - last.y) < 0.6)
        continue;
      if (!isnan (last.y))
        add_to_run (&curve, last, point);
      last = point;
    }
  if (!isnan (last.y))
    add_single (&curve, last);
  end_run (&curve);
  g_array_unref (curve.run);
}

/* Without bound */

/* Along x + y = c, the same lines in every box. */
static void
hatch_box (const LeatRect *box,
           GArray         *lines)
{
  double first = ceil ((box->x + box->y) / HATCH_STEP) * HATCH_STEP;

  for (double c = first; c < box->x + box->y + box->width + box->height; c += HATCH_STEP)
    {
      double left = MAX (box->x, c - box->y - box->height);
      double right = MIN (box->x + box->width, c - box->y);
      LeatPoint line[] = { { left, c - left }, { right, c - right } };

      g_array_append_vals (lines, line, 2);
    }
}

void
chart_hatch (ChartPaint       *paint,
             const LeatRect   *boxes,
             gsize             n,
             const LeatColour *colour)
{
  LeatPen pen = { .stroke = colour, .width = 1 };
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (LeatPoint));

  for (gsize i = 0; i < n; i++)
    hatch_box (&boxes[i], lines);
  paint->brush->segments (paint->brush, (const LeatPoint *) lines->data, lines->len, &pen);
}

typedef struct
{
  double from;
  double to;
} Interval;

/* Where on X a curve has no bound: from its last value to its next one. */
static void
find_intervals (const ChartPaint  *paint,
                const ChartSeries *series,
                const LeatRect    *area,
                GArray            *intervals)
{
  for (gsize k = 0; k < series->n; k++)
    if (isinf (series->y[k]))
      {
        gsize first = k;
        Interval interval;

        while (k + 1 < series->n && isinf (series->y[k + 1]))
          k++;
        interval.from = chart_scale_at (&paint->plot->x, series->x[first > 0 ? first - 1 : first]);
        interval.to = chart_scale_at (&paint->plot->x, series->x[k + 1 < series->n ? k + 1 : k]);
        if (series->n == 1)
          interval = (Interval){ area->x, area->x + area->width };
        interval.from = CLAMP (interval.from, area->x, area->x + area->width);
        interval.to = CLAMP (interval.to, area->x, area->x + area->width);
        g_array_append_val (intervals, interval);
      }
}

static int
compare_intervals (gconstpointer a,
                   gconstpointer b)
{
  double one = ((const Interval *) a)->from;
  double two = ((const Interval *) b)->from;

  return one < two ? -1 : one > two;
}

static void
paint_intervals (ChartPaint     *paint,
                 GArray         *intervals,
                 const LeatRect *area)
{
  LeatColour alarm = chart_alarm (paint->colours);
  LeatColour tint = chart_alpha (alarm, paint->colours->dark ? 0.16 : 0.09);
  LeatColour lines = chart_alpha (alarm, 0.25);
  LeatPen pen = { .fill = &tint };
  double done = -INFINITY;

  g_array_sort (intervals, compare_intervals);
  for (guint i = 0; i < intervals->len; i++)
    {
      const Interval *interval = &g_array_index (intervals, Interval, i);
      double from = MAX (interval->from, done);
      LeatRect box = { from, area->y, interval->to - from, area->height };

      if (box.width < 0.5)
        continue;
      paint->brush->rect (paint->brush, &box, 0, &pen);
      chart_hatch (paint, &box, 1, &lines);
      done = interval->to;
    }
}

/* What is said of the curves that lose their bound at one place: the reason that one of them has, else how many. */
static char *
words_at (const LeatChart *chart,
          GArray          *firsts,
          guint            number)
{
  double from = g_array_index (firsts, Interval, number).from;
  guint n = 0;

  for (guint i = 0; i < firsts->len; i++)
    {
      if (!(fabs (g_array_index (firsts, Interval, i).from - from) < 1))
        continue;
      if (chart_series (chart, i)->unbounded != NULL)
        return g_strdup (chart_series (chart, i)->unbounded);
      n++;
    }
  if (n == 1)
    return g_strdup_printf (_("%s grows without bound"), chart_series (chart, number)->name);
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u curve grows without bound", "%u curves grow without bound", n), n);
}

static gboolean
said_before (GArray *firsts,
             guint   number)
{
  for (guint i = 0; i < number; i++)
    if (fabs (g_array_index (firsts, Interval, i).from - g_array_index (firsts, Interval, number).from) < 1)
      return TRUE;
  return FALSE;
}

static void
say_unbounded (ChartPaint     *paint,
               GArray         *firsts,
               guint           number,
               const LeatRect *area)
{
  const Interval *interval = &g_array_index (firsts, Interval, number);
  LeatColour ink = chart_ink (paint->colours, chart_alarm (paint->colours));
  g_autofree char *words = words_at (paint->chart, firsts, number);
  double width = leat_text_measure (LEAT_TEXT_FIGURE, words) + 12;
  gboolean within = width < interval->to - interval->from;
  ChartSpot spots[16];

  for (guint i = 0; i < G_N_ELEMENTS (spots); i++)
    spots[i] = (ChartSpot){ within ? (interval->from + interval->to) / 2 : interval->from - 4, area->y + 10 + i * 16,
                            within ? 0.5 : 1 };
  chart_label (paint, area, words, LEAT_TEXT_FIGURE, &ink, spots, G_N_ELEMENTS (spots));
}

void
chart_paint_unbounded (ChartPaint     *paint,
                       guint           panel,
                       const LeatRect *area)
{
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (Interval));
  g_autoptr(GArray) firsts = g_array_new (FALSE, FALSE, sizeof (Interval));

  for (guint i = 0; i < paint->chart->series->len; i++)
    {
      const ChartSeries *series = chart_series (paint->chart, i);
      Interval none = { NAN, NAN };
      guint before = all->len;

      if (series->panel == panel)
        find_intervals (paint, series, area, all);
      g_array_append_val (firsts, none);
      if (all->len > before)
        g_array_index (firsts, Interval, i) = g_array_index (all, Interval, before);
    }
  paint_intervals (paint, all, area);
  for (guint i = 0; i < firsts->len; i++)
    if (!isnan (g_array_index (firsts, Interval, i).from) && !said_before (firsts, i))
      say_unbounded (paint, firsts, i, area);
}
