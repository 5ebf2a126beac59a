/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Curves over x, each named at its end. */

void
chart_count_values (const LeatChart *chart,
                    gsize           *n,
                    gsize           *finite,
                    gsize           *infinite,
                    gsize           *off)
{
  *n = *finite = *infinite = *off = 0;
  for (guint i = 0; i < chart->series->len; i++)
    {
      const ChartSeries *series = chart_series (chart, i);

      *n += series->n;
      for (gsize k = 0; k < series->n; k++)
        {
          gboolean log = chart_y_axis (chart, series->panel)->logarithmic;

          *infinite += isinf (series->y[k]);
          *off += log && isfinite (series->y[k]) && series->y[k] <= 0;
          *finite += isfinite (series->y[k]) && !(log && series->y[k] <= 0);
        }
    }
}

double
chart_width_of_names (const ChartPlot *plot)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < plot->chart->series->len; i++)
    g_ptr_array_add (names, chart_series (plot->chart, i)->name);
  return chart_widest (plot, (const char *const *) names->pdata, names->len, LEAT_TEXT_FIGURE, 0.28);
}

static void
lay_out (ChartPlot *plot)
{
  ChartBounds x = CHART_NO_BOUNDS;
  ChartBounds y = CHART_NO_BOUNDS;
  gsize n, finite, infinite, off;

  chart_bounds_of_series (plot->chart, 0, &x, &y);
  chart_add_marks (plot->chart, 0, &x, &y);
  chart_lay_out_axes (plot, x, y, FALSE, chart_width_of_names (plot));
  chart_count_values (plot->chart, &n, &finite, &infinite, &off);
  if (infinite == 0 && off == 0)
    plot->missing = chart_why_missing (n, finite, infinite);
}

static void
paint_names (ChartPaint *paint)
{
  g_autoptr(GArray) ends = g_array_new (FALSE, FALSE, sizeof (ChartEnd));
  const LeatRect *area = &paint->plot->area;

  for (guint i = 0; i < paint->chart->series->len; i++)
    {
      const ChartSeries *series = chart_series (paint->chart, i);
      ChartEnd end = { series->name, area->y, NAN, chart_colour (paint->colours, series->colour, i), i };
      gsize k = series->n;

      while (k > 0 && isnan (chart_scale_at (&paint->plot->y, series->y[k - 1])))
        k--;
      if (series->n == 0)
        continue;
      if (k > 0)
        {
          end.y = CLAMP (chart_scale_at (&paint->plot->y, series->y[k - 1]), area->y, area->y + area->height);
          end.from = chart_scale_at (&paint->plot->x, series->x[k - 1]);
          end.from = MIN (end.from, area->x + area->width);
        }
      end.weight = -(double) i;
      g_array_append_val (ends, end);
    }
  chart_paint_ends (paint, area, ends);
}

static void
say_what_is_off (ChartPaint *paint)
{
  const LeatRect *area = &paint->plot->area;
  gsize n, finite, infinite, off;
  g_autofree char *words = NULL;
  ChartSpot spots[] = { { area->x + 2, area->y + area->height - 9, 0 },
                        { area->x + area->width / 2, area->y + area->height - 9, 0.5 },
                        { area->x + 2, area->y + 9, 0 } };

  chart_count_values (paint->chart, &n, &finite, &infinite, &off);
  if (off == 0)
    return;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u value that is not above 0 has no place on this scale",
                                        "%u values that are not above 0 have no place on this scale", off),
                           (guint) off);
  chart_label (paint, area, words, LEAT_TEXT_SMALL, &paint->colours->text_dim, spots, G_N_ELEMENTS (spots));
}

static void
paint (ChartPaint *paint)
{
  const ChartPlot *plot = paint->plot;

  chart_paint_frame (paint);
  chart_paint_spans (paint, TRUE);
  for (guint i = 0; i < paint->chart->series->len; i++)
    chart_paint_curve (paint, chart_series (paint->chart, i), i, &plot->area, &plot->y, FALSE);
  chart_paint_marks (paint, 0, &plot->area, &plot->y);
  chart_paint_unbounded (paint, 0, &plot->area);
  chart_paint_remarks (paint);
  say_what_is_off (paint);
  paint_names (paint);
}

static guint
count (const LeatChart *chart)
{
  return chart->series->len;
}

static guint
length (const LeatChart *chart,
        guint            series)
{
  return chart_series (chart, series)->n;
}

static gboolean
locate (const ChartPlot *plot,
        LeatChartRef     ref,
        LeatRect        *box)
{
  const ChartSeries *series = chart_series (plot->chart, ref.series);
  double x = chart_scale_at (&plot->x, series->x[ref.index]);
  double y = isinf (series->y[ref.index]) ? plot->area.y : chart_scale_at (&plot->y, series->y[ref.index]);

  *box = (LeatRect){ x, y, 0, 0 };
  return chart_inside (&plot->area, x, y);
}

static void
tell (const LeatChart *chart,
      LeatChartRef     ref,
      char           **title,
      GString         *text)
{
  const ChartSeries *series = chart_series (chart, ref.series);

  *title = g_strdup (series->name);
  chart_tell (text, NULL, &chart->axes[LEAT_CHART_X], series->x[ref.index]);
  if (isinf (series->y[ref.index]) && series->unbounded != NULL)
    chart_tell_words (text, NULL, series->unbounded);
  else
    chart_tell (text, NULL, chart_y_axis (chart, series->panel), series->y[ref.index]);
}

/* All x of all series, in order, each once. */
static GArray *
all_x (const LeatChart *chart)
{
  GArray *xs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree gsize *at = g_new0 (gsize, chart->series->len + 1);

  while (TRUE)
    {
      double least = INFINITY;

      for (guint i = 0; i < chart->series->len; i++)
        if (at[i] < chart_series (chart, i)->n)
          least = MIN (least, chart_series (chart, i)->x[at[i]]);
      if (least == INFINITY)
        return xs;
      g_array_append_val (xs, least);
      for (guint i = 0; i < chart->series->len; i++)
        while (at[i] < chart_series (chart, i)->n && chart_series (chart, i)->x[at[i]] <= least)
          at[i]++;
    }
}

static void
tabulate (const LeatChart *chart,
          gboolean         exact,
          GPtrArray       *rows)
{
  g_autoptr(GArray) xs = all_x (chart);
  g_autofree gsize *at = g_new0 (gsize, chart->series->len + 1);
  g_autofree char *first = chart_axis_title (&chart->axes[LEAT_CHART_X]);
  GPtrArray *row = chart_row_new ();

  chart_row_add (row, *first != '\0' ? first : "x");
  for (guint i = 0; i < chart->series->len; i++)
    chart_row_add (row, chart_series (chart, i)->name);
  chart_rows_take (rows, row);
  for (guint r = 0; r < xs->len; r++)
    {
      double x = g_array_index (xs, double, r);

      row = chart_row_new ();
      chart_row_add_value (row, &chart->axes[LEAT_CHART_X], x, exact);
      for (guint i = 0; i < chart->series->len; i++)
        {
          const ChartSeries *series = chart_series (chart, i);
          double value = NAN;

          for (; at[i] < series->n && series->x[at[i]] <= x; at[i]++)
            value = series->y[at[i]];
          chart_row_add_value (row, chart_y_axis (chart, series->panel), value, exact);
        }
      chart_rows_take (rows, row);
    }
}

const ChartKind chart_lines = { N_("line chart"), lay_out, paint, count, length, locate, tell, tabulate, NULL };
