/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Curves over the same time, a plot each, with what happens in a strip above them. */

#define PANEL_GAP 28.0
#define TITLE_RISE 15.0
#define STRIP_ROW 16.0
#define STRIP_ROWS 4
#define LABEL_WIDTH 180.0

/* The label of an event, right of its line, in a row of the strip above the plots. */
typedef struct
{
  const char  *text;
  double       x;
  double       width;
  LeatMarkLook look;
  int          row; /* -1 without room */
} StripLabel;

static int
compare_labels (gconstpointer a,
                gconstpointer b)
{
  double one = ((const StripLabel *) a)->x;
  double two = ((const StripLabel *) b)->x;

  return one < two ? -1 : one > two;
}

static void
add_label (const ChartPlot *plot,
           GArray          *labels,
           const char      *text,
           double           at,
           LeatMarkLook     look)
{
  StripLabel label = { text, chart_scale_at (&plot->x, at), 0, look, -1 };
  double right = plot->rect.x + plot->rect.width;

  if (!(label.x >= plot->area.x - 0.5 && label.x <= plot->area.x + plot->area.width + 0.5))
    return;
  label.width = MIN (ceil (leat_text_measure (LEAT_TEXT_FIGURE, text)) + 10, LABEL_WIDTH);
  label.width = MIN (label.width, MAX (40, right - label.x));
  label.x = MIN (label.x, right - label.width);
  g_array_append_val (labels, label);
}

/* Rows from the top. One that would stand on an earlier one goes below it, so that no line crosses a label: a
 * line begins at its label's row, and all labels below it begin further to the right. Returns the number of rows. */
static int
find_rows (GArray *labels)
{
  double end[STRIP_ROWS] = { -INFINITY, -INFINITY, -INFINITY, -INFINITY };
  int rows = 0;

  for (guint i = 0; i < labels->len; i++)
    {
      StripLabel *label = &g_array_index (labels, StripLabel, i);
      int row = STRIP_ROWS;

      while (row > 0 && end[row - 1] < label->x)
        row--;
      if (row == STRIP_ROWS)
        continue;
      label->row = row;
      end[row] = label->x + label->width;
      rows = MAX (rows, row + 1);
    }
  return rows;
}

static GArray *
find_labels (const ChartPlot *plot,
             int             *rows)
{
  const LeatChart *chart = plot->chart;
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (StripLabel));

  for (guint i = 0; i < chart->spans->len; i++)
    {
      const ChartSpan *span = chart->spans->pdata[i];

      add_label (plot, labels, span->label, span->from, LEAT_MARK_PRESENT);
    }
  for (guint i = 0; i < chart->marks->len; i++)
    {
      const ChartMark *mark = chart->marks->pdata[i];

      if (mark->axis == LEAT_CHART_X)
        add_label (plot, labels, mark->label, mark->at, mark->look);
    }
  g_array_sort (labels, compare_labels);
  *rows = find_rows (labels);
  return labels;
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
      chart_scale_init (&panel.y, chart_y_axis (plot->chart, i), y, FALSE, TRUE,
                        CLAMP ((guint) MAX (0, height / 20), 2, 4));
      for (guint k = 0; k < panel.y.ticks->len; k++)
        left = MAX (left, leat_text_measure (LEAT_TEXT_SMALL, g_array_index (panel.y.ticks, ChartTick, k).text));
      g_array_append_val (plot->panels, panel);
    }
  return MIN (ceil (left) + 2, plot->rect.width * 0.3) + 8;
}

static void
place_panels (ChartPlot *plot,
              double     top,
              double     height)
{
  for (guint i = 0; i < plot->panels->len; i++)
    {
      ChartPanel *panel = &g_array_index (plot->panels, ChartPanel, i);
      double y = top + i * (height + PANEL_GAP) + PANEL_GAP;

      panel->area = (LeatRect){ plot->area.x, y, plot->area.width, height };
      panel->y.start = y + height;
      panel->y.end = y;
    }
}

static void
lay_out_timeline (ChartPlot *plot)
{
  const LeatChart *chart = plot->chart;
  guint n = MAX (1, chart->panels->len);
  g_autofree char *title = chart_axis_title (&chart->axes[LEAT_CHART_X]);
  double bottom = plot->body.y + plot->body.height - 19 - (*title != '\0' ? CHART_LINE_HEIGHT : 0);
  g_autoptr(GArray) labels = NULL;
  ChartBounds x = CHART_NO_BOUNDS;
  gsize points, finite, infinite, off;
  double left, top;
  int rows;

  plot->panels = g_array_new (FALSE, FALSE, sizeof (ChartPanel));
  left = lay_out_panel_scales (plot, MAX (8, (bottom - plot->body.y - 2 * STRIP_ROW) / n - PANEL_GAP));
  plot->ends = chart_width_of_names (plot);
  plot->area = (LeatRect){ plot->rect.x + left, plot->body.y, plot->rect.width - left - plot->ends - 10, 0 };
  chart_bounds_of_series (chart, 0, &x, NULL);
  chart_add_marks (chart, G_MAXUINT, &x, &(ChartBounds){ 0, 0 });
  chart_fit_x (plot, x, TRUE, FALSE);
  labels = find_labels (plot, &rows);
  top = plot->body.y + rows * STRIP_ROW + (rows > 0 ? 2 : 0);
  plot->tiny = (bottom - top) / n < PANEL_GAP + 8;
  plot->area.y = top;
  plot->area.height = bottom - top;
  place_panels (plot, top, MAX (8, (bottom - top) / n - PANEL_GAP));
  chart_count_values (chart, &points, &finite, &infinite, &off);
  plot->missing = infinite > 0 ? NULL : chart_why_missing (points, finite, infinite);
}

static void
paint_event (ChartPaint      *paint,
             double           x,
             LeatMarkLook     look,
             double           top)
{
  static const double dash[] = { 4, 3 };
  LeatColour colour = look == LEAT_MARK_LIMIT ? chart_alarm (paint->colours) : paint->colours->text_dim;
  LeatPen pen = { .stroke = &colour, .width = 1.2, .dash = dash, .n_dash = 2 };
  LeatPoint line[] = { { x, top }, { x, paint->plot->area.y + paint->plot->area.height } };

  paint->brush->segments (paint->brush, line, 2, &pen);
}

/* Lines of events without room for a label begin at the plots. */
static double
top_of (const ChartPlot *plot,
        GArray          *labels,
        const char      *text)
{
  for (guint i = 0; i < labels->len; i++)
    {
      const StripLabel *label = &g_array_index (labels, StripLabel, i);

      if (label->text == text && label->row >= 0)
        return plot->body.y + label->row * STRIP_ROW + 1;
    }
  return plot->area.y;
}

static void
paint_events (ChartPaint *paint)
{
  const ChartPlot *plot = paint->plot;
  const LeatRect *area = &plot->area;
  int rows;
  g_autoptr(GArray) labels = find_labels (plot, &rows);

  for (guint i = 0; i < paint->chart->spans->len; i++)
    {
      const ChartSpan *span = paint->chart->spans->pdata[i];
      double x = chart_scale_at (&plot->x, span->from);

      if (x >= area->x && x <= area->x + area->width)
        paint_event (paint, x, LEAT_MARK_PRESENT, top_of (plot, labels, span->label));
    }
  for (guint i = 0; i < paint->chart->marks->len; i++)
    {
      const ChartMark *mark = paint->chart->marks->pdata[i];
      double x = chart_scale_at (&plot->x, mark->at);

      if (mark->axis == LEAT_CHART_X && x >= area->x && x <= area->x + area->width)
        paint_event (paint, x, mark->look, top_of (plot, labels, mark->label));
    }
  for (guint i = 0; i < labels->len; i++)
    {
      const StripLabel *label = &g_array_index (labels, StripLabel, i);
      LeatColour alarm = chart_ink (paint->colours, chart_alarm (paint->colours));

      if (label->row >= 0)
        chart_text (paint, label->text, LEAT_TEXT_FIGURE, LEAT_ALIGN_LEFT, label->x + 4,
                    plot->body.y + (label->row + 0.5) * STRIP_ROW, label->width - 6,
                    label->look == LEAT_MARK_LIMIT ? &alarm : &paint->colours->text);
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
  LeatRect box = { paint->plot->rect.x, panel->area.y - TITLE_RISE - 7, width + 3, 14 };

  if (*title == '\0')
    return;
  paint->brush->rect (paint->brush, &box, 2, &plate);
  chart_text (paint, title, LEAT_TEXT_FIGURE, LEAT_ALIGN_LEFT, box.x, panel->area.y - TITLE_RISE, width,
              &paint->colours->text);
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
  paint_events (paint);
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
  GPtrArray *header;

  chart_lines.tabulate (chart, exact, rows);
  header = rows->pdata[0];
  for (guint i = 0; i < chart->series->len; i++)
    {
      const ChartSeries *series = chart_series (chart, i);
      g_autofree char *panel = chart_axis_title (chart_y_axis (chart, series->panel));

      g_free (header->pdata[i + 1]);
      header->pdata[i + 1] = g_strdup_printf ("%s: %s", panel, series->name);
    }
}

const ChartKind chart_timeline = { N_("timeline"), lay_out_timeline, paint, count, length, locate, tell, tabulate, NULL };
