/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Areas one on the other. Where one has no value, or less than nothing, it has no height; where one grows without bound
 * the stack ends. */

static double
height_of (double value)
{
  return isnan (value) ? 0 : MAX (0, value);
}

static double
largest_of (const ChartSeries *series)
{
  double largest = 0;

  for (gsize k = 0; k < series->n; k++)
    if (isfinite (series->y[k]))
      largest = MAX (largest, height_of (series->y[k]));
  return largest;
}

/* Which series have an area of their own: the largest, the earlier of two alike. */
static gboolean *
find_kept (const LeatChart *chart)
{
  guint n = chart->series->len;
  gboolean *kept = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    {
      double own = largest_of (chart_series (chart, i));
      guint before = 0;

      for (guint j = 0; j < n; j++)
        {
          double other = largest_of (chart_series (chart, j));

          before += other > own || (other == own && j < i);
        }
      kept[i] = before < LEAT_CHART_MAX_AREAS;
    }
  return kept;
}

static void
layer_free (ChartLayer *layer)
{
  g_free (layer->bottom);
  g_free (layer->top);
  g_free (layer);
}

static ChartLayer *
add_layer (GPtrArray   *layers,
           guint        series,
           const char  *name,
           int          colour,
           gsize        n)
{
  ChartLayer *layer = g_new0 (ChartLayer, 1);

  layer->series = series;
  layer->name = name;
  layer->colour = colour;
  layer->bottom = g_new0 (double, n + 1);
  layer->top = g_new0 (double, n + 1);
  g_ptr_array_add (layers, layer);
  return layer;
}

static void
pile_up (ChartLayer        *layer,
         double            *height,
         const ChartSeries *series)
{
  for (gsize k = 0; k < series->n; k++)
    {
      if (layer->top[k] == 0)
        layer->bottom[k] = height[k];
      height[k] += height_of (series->y[k]);
      layer->top[k] = height[k];
    }
}

static GPtrArray *
stack_up (const LeatChart *chart)
{
  GPtrArray *layers = g_ptr_array_new_with_free_func ((GDestroyNotify) layer_free);
  guint n_series = chart->series->len;
  gsize n = n_series > 0 ? chart_series (chart, 0)->n : 0;
  g_autofree gboolean *kept = find_kept (chart);
  g_autofree double *height = g_new0 (double, n + 1);
  ChartLayer *rest = NULL;

  for (guint i = 0; i < n_series; i++)
    if (kept[i])
      pile_up (add_layer (layers, i, chart_series (chart, i)->name, chart_series (chart, i)->colour, n), height,
               chart_series (chart, i));
  for (guint i = 0; i < n_series; i++)
    if (!kept[i])
      {
        if (rest == NULL)
          rest = add_layer (layers, n_series, _("the rest"), LEAT_ROLE_SOURCE, n);
        pile_up (rest, height, chart_series (chart, i));
      }
  return layers;
}

static void
lay_out (ChartPlot *plot)
{
  const LeatChart *chart = plot->chart;
  ChartBounds x = CHART_NO_BOUNDS;
  ChartBounds y = CHART_NO_BOUNDS;
  gsize n, finite, infinite, off;
  ChartLayer *top;

  plot->layers = stack_up (chart);
  chart_bounds_of_series (chart, 0, &x, NULL);
  top = plot->layers->len > 0 ? plot->layers->pdata[plot->layers->len - 1] : NULL;
  for (gsize k = 0; top != NULL && k < chart_series (chart, 0)->n; k++)
    chart_bounds_add (&y, &chart->axes[LEAT_CHART_Y], top->top[k]);
  if (y.low <= y.high)
    y.low = 0;
  chart_add_marks (chart, 0, &x, &y);
  chart_lay_out_axes (plot, x, y, FALSE,
                      MAX (chart_width_of_names (plot), leat_text_measure (LEAT_TEXT_FIGURE, _("the rest")) + 2));
  chart_count_values (chart, &n, &finite, &infinite, &off);
  plot->missing = infinite > 0 ? NULL : chart_why_missing (n, finite, infinite);
}

/* Areas of one role differ in tone. */
static LeatColour
layer_colour (const ChartPaint *paint,
              guint             number)
{
  static const double tones[] = { 0.72, 0.5, 0.88, 0.38 };
  const ChartLayer *layer = paint->plot->layers->pdata[number];
  guint same = 0;

  for (guint i = 0; i < number; i++)
    same += ((ChartLayer *) paint->plot->layers->pdata[i])->colour == layer->colour && layer->colour != LEAT_CHART_NEXT;
  return chart_mix (paint->colours->background, chart_colour (paint->colours, layer->colour, number),
                    tones[same % G_N_ELEMENTS (tones)]);
}

static LeatPoint
edge_at (const ChartPlot *plot,
         const double    *edge,
         gsize            k)
{
  const LeatRect *area = &plot->area;
  double y = chart_scale_at (&plot->y, edge[k]);

  return (LeatPoint){ chart_scale_at (&plot->x, chart_series (plot->chart, 0)->x[k]),
                      CLAMP (y, area->y, area->y + area->height) };
}

/* Points from..to: an area, and a line of the background on top that parts it from the next. */
static void
paint_piece (ChartPaint       *paint,
             const ChartLayer *layer,
             const LeatColour *colour,
             gsize             from,
             gsize             to)
{
  LeatPen pen = { .fill = colour };
  LeatPen edge = { .stroke = &paint->colours->background, .width = 1 };
  g_autoptr(GArray) shape = g_array_new (FALSE, FALSE, sizeof (LeatPoint));

  for (gsize k = from; k < to; k++)
    {
      LeatPoint point = edge_at (paint->plot, layer->top, k);

      if (k > from)
        chart_note_busy (paint, g_array_index (shape, LeatPoint, shape->len - 1), point);
      g_array_append_val (shape, point);
    }
  if (to - from == 1)
    {
      LeatPoint at = g_array_index (shape, LeatPoint, 0);
      const LeatRect *area = &paint->plot->area;
      double left = MAX (area->x, at.x - 14);
      LeatRect bar = { left, at.y, MIN (area->x + area->width, at.x + 14) - left,
                       edge_at (paint->plot, layer->bottom, from).y - at.y };

      paint->brush->rect (paint->brush, &bar, 0, &pen);
      return;
    }
  for (gsize k = to; k-- > from;)
    {
      LeatPoint point = edge_at (paint->plot, layer->bottom, k);

      g_array_append_val (shape, point);
    }
  paint->brush->line (paint->brush, (const LeatPoint *) shape->data, shape->len, 0, &pen);
  paint->brush->line (paint->brush, (const LeatPoint *) shape->data, to - from, 0, &edge);
}

static gboolean
shown (const ChartPlot  *plot,
       const ChartLayer *layer,
       gsize             k)
{
  const ChartLayer *top = plot->layers->pdata[plot->layers->len - 1];
  double x = chart_scale_at (&plot->x, chart_series (plot->chart, 0)->x[k]);

  return isfinite (top->top[k]) && isfinite (layer->top[k]) && x >= plot->area.x - 0.01 &&
         x <= plot->area.x + plot->area.width + 0.01;
}

static void
paint_layer (ChartPaint *paint,
             guint       number)
{
  const ChartLayer *layer = paint->plot->layers->pdata[number];
  gsize n = chart_series (paint->chart, 0)->n;
  LeatColour colour = layer_colour (paint, number);

  for (gsize k = 0; k < n; k++)
    {
      gsize from = k;

      while (k < n && shown (paint->plot, layer, k))
        k++;
      if (k > from)
        paint_piece (paint, layer, &colour, from, k);
    }
}

static void
paint_names (ChartPaint *paint)
{
  g_autoptr(GArray) ends = g_array_new (FALSE, FALSE, sizeof (ChartEnd));
  gsize n = paint->chart->series->len > 0 ? chart_series (paint->chart, 0)->n : 0;
  gsize last = n;

  while (last > 0 && !shown (paint->plot, paint->plot->layers->pdata[0], last - 1))
    last--;
  for (guint i = 0; last > 0 && i < paint->plot->layers->len; i++)
    {
      const ChartLayer *layer = paint->plot->layers->pdata[i];
      LeatPoint top = edge_at (paint->plot, layer->top, last - 1);
      LeatPoint bottom = edge_at (paint->plot, layer->bottom, last - 1);
      ChartEnd end = { layer->name, (top.y + bottom.y) / 2, top.x + (n == 1 ? 14 : 0),
                       chart_colour (paint->colours, layer->colour, i), bottom.y - top.y };

      g_array_append_val (ends, end);
    }
  chart_paint_ends (paint, &paint->plot->area, ends);
}

static void
paint (ChartPaint *paint)
{
  const ChartPlot *plot = paint->plot;

  chart_paint_frame (paint);
  for (guint i = 0; i < plot->layers->len; i++)
    paint_layer (paint, i);
  chart_paint_spans (paint, TRUE);
  chart_paint_marks (paint, 0, &plot->area, &plot->y);
  chart_paint_unbounded (paint, 0, &plot->area);
  chart_paint_remarks (paint);
  paint_names (paint);
}

static guint
count (const LeatChart *chart)
{
  return chart->series->len + (chart->series->len > LEAT_CHART_MAX_AREAS ? 1 : 0);
}

static guint
length (const LeatChart *chart,
        guint            series)
{
  return chart_series (chart, 0)->n;
}

static gboolean
locate (const ChartPlot *plot,
        LeatChartRef     ref,
        LeatRect        *box)
{
  for (guint i = 0; i < plot->layers->len; i++)
    {
      const ChartLayer *layer = plot->layers->pdata[i];
      LeatPoint top, bottom;

      if (layer->series != ref.series || !shown (plot, layer, ref.index))
        continue;
      top = edge_at (plot, layer->top, ref.index);
      bottom = edge_at (plot, layer->bottom, ref.index);
      *box = (LeatRect){ top.x, top.y, 0, bottom.y - top.y };
      return TRUE;
    }
  return FALSE;
}

static double
total_at (const LeatChart *chart,
          guint            k)
{
  double total = 0;

  for (guint i = 0; i < chart->series->len; i++)
    total += height_of (chart_series (chart, i)->y[k]);
  return total;
}

static double
rest_at (const LeatChart *chart,
         guint            k)
{
  g_autofree gboolean *kept = find_kept (chart);
  double rest = 0;

  for (guint i = 0; i < chart->series->len; i++)
    if (!kept[i])
      rest += height_of (chart_series (chart, i)->y[k]);
  return rest;
}

static void
tell (const LeatChart *chart,
      LeatChartRef     ref,
      char           **title,
      GString         *text)
{
  const ChartAxis *y = &chart->axes[LEAT_CHART_Y];
  gboolean rest = ref.series >= chart->series->len;

  *title = g_strdup (rest ? _("the rest") : chart_series (chart, ref.series)->name);
  chart_tell (text, NULL, &chart->axes[LEAT_CHART_X], chart_series (chart, 0)->x[ref.index]);
  chart_tell (text, NULL, y, rest ? rest_at (chart, ref.index) : chart_series (chart, ref.series)->y[ref.index]);
  chart_tell (text, _("All together"), y, total_at (chart, ref.index));
}

static void
tabulate (const LeatChart *chart,
          gboolean         exact,
          GPtrArray       *rows)
{
  chart_lines.tabulate (chart, exact, rows);
  for (guint r = 0; r < rows->len && chart->series->len > 0; r++)
    {
      GPtrArray *row = rows->pdata[r];

      if (r == 0)
        chart_row_add (row, _("All together"));
      else
        chart_row_add_value (row, &chart->axes[LEAT_CHART_Y], total_at (chart, r - 1), exact);
    }
}

const ChartKind chart_areas = { N_("stacked area chart"), lay_out, paint, count, length, locate, tell, tabulate, NULL };
