/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-heat-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A value a cell. chart-map.c paints the cells and what their colours mean, chart-contour.c the figures on them. */

#define MAX_NAMED 12

/* Where column or row i begins, in values; i = n is where the last one ends. */
double
chart_heat_edge (const ChartAxis *axis,
                 const double    *middles,
                 gsize            n,
                 gsize            i)
{
  gboolean log = axis->logarithmic && axis->words == NULL && middles[0] > 0;
  double a, b, half;

  if (n == 1)
    {
      half = axis->words != NULL || middles[0] == 0 ? 0.5 : fabs (middles[0]) / 4;
      return log ? middles[0] * (i == 0 ? 0.7 : 1.4) : middles[0] + (i == 0 ? -half : half);
    }
  if (i > 0 && i < n)
    return log ? sqrt (middles[i - 1] * middles[i]) : middles[i - 1] / 2 + middles[i] / 2;
  a = i == 0 ? middles[0] : middles[n - 1];
  b = i == 0 ? middles[1] : middles[n - 2];
  return log ? a * sqrt (a / b) : a + (a - b) / 2;
}

void
chart_heat_count (const LeatChart *chart,
                  gsize           *finite,
                  gsize           *infinite,
                  gsize           *absent)
{
  *finite = *infinite = *absent = 0;
  for (gsize i = 0; i < chart->n_x * chart->n_y; i++)
    {
      double value = chart->cells[i];
      gboolean off = chart->axes[LEAT_CHART_VALUE].logarithmic && value <= 0;

      *infinite += isinf (value);
      *absent += isnan (value) || (isfinite (value) && off);
      *finite += isfinite (value) && !off;
    }
}

void
chart_heat_scale (const LeatChart *chart,
                  double           height,
                  ChartScale      *scale)
{
  const ChartAxis *axis = &chart->axes[LEAT_CHART_VALUE];
  ChartBounds bounds = CHART_NO_BOUNDS;

  for (gsize i = 0; i < chart->n_x * chart->n_y; i++)
    chart_bounds_add (&bounds, axis, chart->cells[i]);
  chart_scale_init (scale, axis, bounds, FALSE, FALSE, CLAMP ((guint) MAX (0, height / 30), 3, 8));
}

static void
add_edges (const ChartAxis *axis,
           const double    *middles,
           gsize            n,
           ChartBounds     *bounds)
{
  if (n == 0)
    return;
  *bounds = (ChartBounds){ chart_heat_edge (axis, middles, n, 0), chart_heat_edge (axis, middles, n, n) };
}

static double
width_of_bar (const ChartPlot  *plot,
              const ChartScale *values)
{
  double width = MAX (leat_text_measure (LEAT_TEXT_SMALL, _("no bound")),
                      leat_text_measure (LEAT_TEXT_SMALL, _("no value")));

  for (guint i = 0; i < values->ticks->len; i++)
    width = MAX (width, leat_text_measure (LEAT_TEXT_SMALL, g_array_index (values->ticks, ChartTick, i).text));
  for (int i = 0; i < 2; i++)
    {
      const ChartAxis *axis = &plot->chart->axes[LEAT_CHART_VALUE];
      g_autoptr(GArray) end = chart_ticks_at (axis, i == 0 ? &values->from : &values->to, 1);

      width = MAX (width, leat_text_measure (LEAT_TEXT_SMALL, g_array_index (end, ChartTick, 0).text));
    }
  return MIN (BAR_GAP + BAR_WIDTH + 8 + ceil (width), plot->rect.width * 0.3);
}

/* Few columns and rows are named each. */
static void
name_cells (ChartPlot *plot)
{
  const LeatChart *chart = plot->chart;
  GArray *other = chart_ticks_at (&chart->axes[LEAT_CHART_X], chart->grid_x, chart->n_x <= MAX_NAMED ? chart->n_x : 0);

  if (other->len > 0)
    {
      GArray *kept = plot->x.ticks;

      plot->x.ticks = other;
      if (chart_x_ticks_fit (plot))
        other = kept;
      else
        plot->x.ticks = kept;
    }
  g_array_unref (other);
  if (chart->n_y > 0 && chart->n_y <= MAX_NAMED && plot->area.height / chart->n_y >= 14)
    {
      g_array_unref (plot->y.ticks);
      plot->y.ticks = chart_ticks_at (&chart->axes[LEAT_CHART_Y], chart->grid_y, chart->n_y);
    }
}

static void
lay_out (ChartPlot *plot)
{
  const LeatChart *chart = plot->chart;
  ChartBounds x = CHART_NO_BOUNDS;
  ChartBounds y = CHART_NO_BOUNDS;
  ChartScale values = { 0 };
  gsize finite, infinite, absent;

  add_edges (&chart->axes[LEAT_CHART_X], chart->grid_x, chart->n_x, &x);
  add_edges (&chart->axes[LEAT_CHART_Y], chart->grid_y, chart->n_y, &y);
  chart_heat_scale (chart, plot->body.height - 40, &values);
  chart_lay_out_axes (plot, x, y, TRUE, width_of_bar (plot, &values));
  chart_scale_clear (&values);
  name_cells (plot);
  chart_heat_count (chart, &finite, &infinite, &absent);
  plot->missing = chart_why_missing (finite + infinite + absent, finite, infinite);
}

static void
paint (ChartPaint *paint)
{
  ChartScale values = { 0 };

  chart_heat_scale (paint->chart, paint->plot->body.height - 40, &values);
  chart_paint_frame (paint);
  if (paint->chart->n_x * paint->chart->n_y > 0)
    {
      /* No line of the grid shows through. */
      paint->brush->rect (paint->brush, &paint->plot->area, 0, &(LeatPen){ .fill = &paint->colours->background });
      chart_heat_paint_map (paint, &values);
      if (!chart_heat_paint_values (paint, &values))
        chart_heat_paint_lines (paint, &values);
      chart_heat_paint_present (paint);
    }
  chart_paint_remarks (paint);
  chart_scale_clear (&values);
}

void
chart_heat_cell (const ChartPlot *plot,
                 gsize            column,
                 gsize            row,
                 LeatRect        *box)
{
  const LeatChart *chart = plot->chart;
  const ChartAxis *x = &chart->axes[LEAT_CHART_X];
  const ChartAxis *y = &chart->axes[LEAT_CHART_Y];
  const LeatRect *area = &plot->area;
  double left = chart_scale_at (&plot->x, chart_heat_edge (x, chart->grid_x, chart->n_x, column));
  double right = chart_scale_at (&plot->x, chart_heat_edge (x, chart->grid_x, chart->n_x, column + 1));
  double bottom = chart_scale_at (&plot->y, chart_heat_edge (y, chart->grid_y, chart->n_y, row));
  double top = chart_scale_at (&plot->y, chart_heat_edge (y, chart->grid_y, chart->n_y, row + 1));

  left = CLAMP (left, area->x, area->x + area->width);
  top = CLAMP (top, area->y, area->y + area->height);
  *box = (LeatRect){ left, top, CLAMP (right, left, area->x + area->width) - left,
                     CLAMP (bottom, top, area->y + area->height) - top };
}

static guint
count (const LeatChart *chart)
{
  return chart->n_y;
}

static guint
length (const LeatChart *chart,
        guint            series)
{
  return chart->n_x;
}

static gboolean
locate (const ChartPlot *plot,
        LeatChartRef     ref,
        LeatRect        *box)
{
  chart_heat_cell (plot, ref.index, ref.series, box);
  return TRUE;
}

/* The column or row whose edges hold a place. Rows run upwards, so both are tried by distance. */
static guint
find_cell (const ChartScale *scale,
           const ChartAxis  *axis,
           const double     *middles,
           gsize             n,
           double            place)
{
  gsize low = 0;
  gsize high = n - 1;
  gboolean up = scale->end > scale->start;

  while (low < high)
    {
      gsize middle = (low + high) / 2;
      double edge = chart_scale_at (scale, chart_heat_edge (axis, middles, n, middle + 1));

      if (up ? place < edge : place > edge)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static gboolean
pick (const ChartPlot *plot,
      double           x,
      double           y,
      LeatChartRef    *ref)
{
  const LeatChart *chart = plot->chart;

  if (chart->n_x * chart->n_y == 0)
    return FALSE;
  ref->index = find_cell (&plot->x, &chart->axes[LEAT_CHART_X], chart->grid_x, chart->n_x, x);
  ref->series = find_cell (&plot->y, &chart->axes[LEAT_CHART_Y], chart->grid_y, chart->n_y, y);
  return TRUE;
}

static void
tell (const LeatChart *chart,
      LeatChartRef     ref,
      char           **title,
      GString         *text)
{
  const ChartAxis *value = &chart->axes[LEAT_CHART_VALUE];

  *title = chart_axis_format (value, chart->cells[ref.series * chart->n_x + ref.index]);
  chart_tell (text, NULL, &chart->axes[LEAT_CHART_X], chart->grid_x[ref.index]);
  chart_tell (text, NULL, &chart->axes[LEAT_CHART_Y], chart->grid_y[ref.series]);
}

/* A row a cell: x, y, value, as any other program reads it. */
static void
tabulate (const LeatChart *chart,
          gboolean         exact,
          GPtrArray       *rows)
{
  GPtrArray *row = chart_row_new ();

  for (int i = 0; i < LEAT_N_CHART_AXES; i++)
    {
      g_autofree char *title = chart_axis_title (&chart->axes[i]);

      chart_row_add (row, *title != '\0' ? title : i == LEAT_CHART_VALUE ? chart->title : i == LEAT_CHART_X ? "x" : "y");
    }
  chart_rows_take (rows, row);
  for (gsize k = 0; k < chart->n_x * chart->n_y; k++)
    {
      row = chart_row_new ();
      chart_row_add_value (row, &chart->axes[LEAT_CHART_X], chart->grid_x[k % chart->n_x], exact);
      chart_row_add_value (row, &chart->axes[LEAT_CHART_Y], chart->grid_y[k / chart->n_x], exact);
      chart_row_add_value (row, &chart->axes[LEAT_CHART_VALUE], chart->cells[k], exact);
      chart_rows_take (rows, row);
    }
}

const ChartKind chart_heat = { N_("heat map"), lay_out, paint, count, length, locate, tell, tabulate, pick };
