/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Curves over the same time, a plot each, with what happens in a strip above them. */

#define PANEL_GAP 24.0
#define STRIP_ROW 15.0

/* Labels of events stand in a strip above the plots, in as many rows as they need. */
typedef struct
{
  const char *text;
  double      x;
} StripLabel;

static guint
strip_rows (const LeatChart *chart)
{
  guint n = chart->spans->len;

  for (guint i = 0; i < chart->marks->len; i++)
    n += ((ChartMark *) chart->marks->pdata[i])->axis == LEAT_CHART_X;
  return MIN (n, 3);
}

static double
lay_out_panel_scales (ChartPlot *plot,
                      double     height)
{
  double left = 0;

  for (guint i = 0; i < plot->chart->panels->len; i++)
    {
      ChartPanel panel = { 0 };
      ChartBounds x = CHART_NO_BOUNDS;
      ChartBounds y = CHART_NO_BOUNDS;

      chart_bounds_of_series (plot->chart, i, &x, &y);
      chart_add_marks (plot->chart, i, NULL, &y);
      panel.y.start = 0;
      panel.y.end = -height;
      chart_scale_init (&panel.y, chart_y_axis (plot->chart, i), y, FALSE, TRUE, CLAMP ((guint) MAX (0, height / 24), 2, 4));
      for (guint k = 0; k < panel.y.ticks->len; k++)
        left = MAX (left, leat_text_measure (LEAT_TEXT_SMALL, g_array_index (panel.y.ticks, ChartTick, k).text));
      g_array_append_val (plot->panels, panel);
    }
  return MIN (ceil (left) + 2, plot->rect.width * 0.3) + 8;
}

static void
lay_out_timeline (ChartPlot *plot)
{
  const LeatChart *chart = plot->chart;
  guint n = MAX (1, chart->panels->len);
  double strip = strip_rows (chart) * STRIP_ROW + (strip_rows (chart) > 0 ? 4 : 0);
  g_autofree char *title = chart_axis_title (&chart->axes[LEAT_CHART_X]);
  double bottom = plot->body.y + plot->body.height - 19 - (*title != '\0' ? CHART_LINE_HEIGHT : 0);
  double top = plot->body.y + strip;
  double height = MAX (8, (bottom - top) / n - PANEL_GAP);
  ChartBounds x = CHART_NO_BOUNDS;
  gsize points, finite, infinite, off;
  double left;

  plot->panels = g_array_new (FALSE, FALSE, sizeof (ChartPanel));
  left = lay_out_panel_scales (plot, height);
  plot->ends = chart_width_of_names (plot);
  plot->area = (LeatRect){ plot->rect.x + left, top, plot->rect.width - left - plot->ends - 10, bottom - top };
  for (guint i = 0; i < plot->panels->len; i++)
    {
      ChartPanel *panel = &g_array_index (plot->panels, ChartPanel, i);
      double y = top + i * (height + PANEL_GAP) + PANEL_GAP;

      panel->area = (LeatRect){ plot->area.x, y, plot->area.width, height };
      panel->y.start = y + height;
      panel->y.end = y;
    }
  chart_bounds_of_series (chart, 0, &x, NULL);
  chart_add_marks (chart, G_MAXUINT, &x, &(ChartBounds){ 0, 0 });
  chart_fit_x (plot, x, TRUE, FALSE);
  chart_count_values (chart, &points, &finite, &infinite, &off);
  plot->missing = infinite > 0 ? NULL : chart_why_missing (points, finite, infinite);
}

static int
compare_labels (gconstpointer a,
                gconstpointer b)
{
  double one = ((const StripLabel *) a)->x;
  double two = ((const StripLabel *) b)->x;

  return one < two ? -1 : one > two;
}

static void
paint_strip (ChartPaint *paint)
{
  const ChartPlot *plot = paint->plot;
  g_autoptr(GArray) labels = g_array_new (FALSE, FALSE, sizeof (StripLabel));
  LeatRect bounds = { plot->area.x, plot->body.y, plot->rect.x + plot->rect.width - plot->area.x,
                      strip_rows (paint->chart) * STRIP_ROW };

  for (guint i = 0; i < paint->chart->spans->len; i++)
    {
      const ChartSpan *span = paint->chart->spans->pdata[i];
      StripLabel label = { span->label, chart_scale_at (&plot->x, span->from) };

      g_array_append_val (labels, label);
    }
  for (guint i = 0; i < paint->chart->marks->len; i++)
    {
      const ChartMark *mark = paint->chart->marks->pdata[i];
      StripLabel label = { mark->label, chart_scale_at (&plot->x, mark->at) };

      if (mark->axis == LEAT_CHART_X)
        g_array_append_val (labels, label);
    }
  g_array_sort (labels, compare_labels);
  for (guint i = 0; i < labels->len; i++)
    {
      const StripLabel *label = &g_array_index (labels, StripLabel, i);
      ChartSpot spots[6];

      /* To the right of its line, the first row that is free; else to its left. */
      for (guint k = 0; k < G_N_ELEMENTS (spots); k++)
        spots[k] = (ChartSpot){ label->x + (k < 3 ? -4 : 4), bounds.y + (k % 3 + 0.5) * STRIP_ROW, k < 3 ? 0 : 1 };
      chart_label (paint, &bounds, label->text, LEAT_TEXT_FIGURE, &paint->colours->text, spots, G_N_ELEMENTS (spots));
    }
}

static guint
number_in_panel (const LeatChart *chart,
                 guint            series)
{
  guint number = 0;

  for (guint i = 0; i < series; i++)
    number += chart_series (chart, i)->panel == chart_series (chart, series)->panel;
  return number;
}

static void
paint_event_lines (ChartPaint *paint)
{
  static const double dash[] = { 4, 3 };
  const LeatRect *area = &paint->plot->area;

  for (guint i = 0; i < paint->chart->marks->len; i++)
    {
      const ChartMark *mark = paint->chart->marks->pdata[i];
      double x = chart_scale_at (&paint->plot->x, mark->at);
      LeatColour colour = mark->look == LEAT_MARK_LIMIT ? chart_alarm (paint->colours) : paint->colours->text_dim;
      LeatPen pen = { .stroke = &colour, .width = 1.2, .dash = dash, .n_dash = 2 };
      LeatPoint line[] = { { x, area->y }, { x, area->y + area->height } };

      if (mark->axis == LEAT_CHART_X && x >= area->x && x <= area->x + area->width)
        paint->brush->segments (paint->brush, line, 2, &pen);
    }
}

static void
paint_panel_ends (ChartPaint       *paint,
                  guint             number,
                  const ChartPanel *panel)
{
  g_autoptr(GArray) ends = g_array_new (FALSE, FALSE, sizeof (ChartEnd));
  const LeatRect *area = &panel->area;

  for (guint i = 0; i < paint->chart->series->len; i++)
    {
      const ChartSeries *series = chart_series (paint->chart, i);
      guint in_panel = number_in_panel (paint->chart, i);
      ChartEnd end = { series->name, area->y, NAN, chart_colour (paint->colours, series->colour, in_panel), -(double) i };
      gsize k = series->n;

      if (series->panel != number || series->n == 0)
        continue;
      while (k > 0 && isnan (chart_scale_at (&panel->y, series->y[k - 1])))
        k--;
      if (k > 0)
        end.y = CLAMP (chart_scale_at (&panel->y, series->y[k - 1]), area->y, area->y + area->height);
      g_array_append_val (ends, end);
    }
  chart_paint_ends (paint, area, ends);
}

/* The title stands on the lines of events. */
static void
paint_panel_title (ChartPaint       *paint,
                   guint             number,
                   const ChartPanel *panel)
{
  g_autofree char *title = chart_axis_title (chart_y_axis (paint->chart, number));
  LeatColour ground = chart_alpha (paint->colours->background, 0.9);
  LeatPen plate = { .fill = &ground };
  double room = paint->plot->area.x + paint->plot->area.width - paint->plot->rect.x;
  double width = MIN (room, ceil (leat_text_measure (LEAT_TEXT_FIGURE, title)) + 2);
  LeatRect box = { paint->plot->rect.x, panel->area.y - 18, width + 3, 13 };

  if (*title == '\0')
    return;
  paint->brush->rect (paint->brush, &box, 2, &plate);
  chart_text (paint, title, LEAT_TEXT_FIGURE, LEAT_ALIGN_LEFT, box.x, panel->area.y - 12, width, &paint->colours->text);
}

static void
paint_panel (ChartPaint       *paint,
             guint             number,
             const ChartPanel *panel)
{
  paint_panel_title (paint, number, panel);
  chart_paint_y (paint, &panel->area, &panel->y);
  for (guint i = 0; i < paint->chart->series->len; i++)
    if (chart_series (paint->chart, i)->panel == number)
      {
        guint in_panel = number_in_panel (paint->chart, i);

        chart_paint_curve (paint, chart_series (paint->chart, i), in_panel, &panel->area, &panel->y, in_panel == 0);
      }
  chart_paint_marks (paint, number, &panel->area, &panel->y);
  chart_paint_unbounded (paint, number, &panel->area);
  paint_panel_ends (paint, number, panel);
}

static void
paint (ChartPaint *paint)
{
  chart_paint_x (paint, FALSE);
  chart_paint_spans (paint, FALSE);
  paint_event_lines (paint);
  paint_strip (paint);
  for (guint i = 0; i < paint->plot->panels->len; i++)
    paint_panel (paint, i, &g_array_index (paint->plot->panels, ChartPanel, i));
}

static guint
count (const LeatChart *chart)
{
  return chart_lines.count (chart);
}

static guint
length (const LeatChart *chart,
        guint            series)
{
  return chart_lines.length (chart, series);
}

static gboolean
locate (const ChartPlot *plot,
        LeatChartRef     ref,
        LeatRect        *box)
{
  const ChartSeries *series = chart_series (plot->chart, ref.series);
  const ChartPanel *panel = &g_array_index (plot->panels, ChartPanel, series->panel);
  double x = chart_scale_at (&plot->x, series->x[ref.index]);
  double y = isinf (series->y[ref.index]) ? panel->area.y : chart_scale_at (&panel->y, series->y[ref.index]);

  *box = (LeatRect){ x, y, 0, 0 };
  return chart_inside (&panel->area, x, y);
}

static void
tell (const LeatChart *chart,
      LeatChartRef     ref,
      char           **title,
      GString         *text)
{
  chart_lines.tell (chart, ref, title, text);
}

static void
tabulate (const LeatChart *chart,
          gboolean         exact,
          GPtrArray       *rows)
{
  chart_lines.tabulate (chart, exact, rows);
}

const ChartKind chart_timeline = { N_("timeline"), lay_out_timeline, paint, count, length, locate, tell, tabulate, NULL };
