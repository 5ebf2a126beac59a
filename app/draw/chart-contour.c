/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/chart-heat-private.h"

#include <math.h>

/* What a heat map has besides colour: figures in its cells or lines of equal value. */

#define MAX_NODES 128
#define MIN_NODES 6

/* Letters on a cell: black or white, whichever is read better. */
static LeatColour
ink_on (LeatColour ground)
{
  double light = 0.299 * ground.red + 0.587 * ground.green + 0.114 * ground.blue;

  return light > 0.55 ? (LeatColour){ 0.1, 0.1, 0.12, 1 } : (LeatColour){ 1, 1, 1, 1 };
}

static gboolean
values_fit (const ChartPaint *paint)
{
  const LeatChart *chart = paint->chart;

  if (chart->n_x * chart->n_y > 400)
    return FALSE;
  for (gsize k = 0; k < chart->n_x * chart->n_y; k++)
    {
      g_autofree char *text = chart_axis_format (&chart->axes[LEAT_CHART_VALUE], chart->cells[k]);
      LeatRect box;

      chart_heat_cell (paint->plot, k % chart->n_x, k / chart->n_x, &box);
      if (box.height < 17 || box.width < leat_text_measure (LEAT_TEXT_SMALL, text) + 8)
        return FALSE;
    }
  return TRUE;
}

gboolean
chart_heat_paint_values (ChartPaint       *paint,
                         const ChartScale *values)
{
  const LeatChart *chart = paint->chart;

  if (!values_fit (paint))
    return FALSE;
  for (gsize k = 0; k < chart->n_x * chart->n_y; k++)
    {
      double value = chart->cells[k];
      g_autofree char *text = chart_axis_format (&chart->axes[LEAT_CHART_VALUE], value);
      gboolean finite = isfinite (value);
      LeatColour ink = finite ? ink_on (chart_heat_colour (paint, values, value)) : paint->colours->text;
      LeatRect box;

      chart_heat_cell (paint->plot, k % chart->n_x, k / chart->n_x, &box);
      chart_text (paint, text, LEAT_TEXT_SMALL, LEAT_ALIGN_MIDDLE, box.x + box.width / 2, box.y + box.height / 2,
                  box.width - 4, &ink);
    }
  return TRUE;
}

/* Marching squares over the middles of cells, every `step`-th of them. */
typedef struct
{
  const ChartPlot *plot;
  gsize            step_x;
  gsize            step_y;
  double           level;
  GArray          *lines; /* of LeatPoint */
  guint            lost;  /* squares in which the level is somewhere before what has no bound */
} Contour;

static double
value_at (const Contour *contour,
          gsize          column,
          gsize          row)
{
  const LeatChart *chart = contour->plot->chart;

  return chart->cells[row * chart->n_x + column];
}

/* Where the level lies between two corners of a square. */
static LeatPoint
cross (const Contour *contour,
       gsize          column,
       gsize          row,
       gsize          to_column,
       gsize          to_row)
{
  const LeatChart *chart = contour->plot->chart;
  double a = value_at (contour, column, row);
  double b = value_at (contour, to_column, to_row);
  double part = CLAMP ((contour->level - a) / (b - a), 0, 1);
  double x = chart_scale_at (&contour->plot->x, chart->grid_x[column]);
  double y = chart_scale_at (&contour->plot->y, chart->grid_y[row]);
  double to_x = chart_scale_at (&contour->plot->x, chart->grid_x[to_column]);
  double to_y = chart_scale_at (&contour->plot->y, chart->grid_y[to_row]);

  return (LeatPoint){ x + (to_x - x) * part, y + (to_y - y) * part };
}

static gboolean
is_bounded (Contour *contour,
            gsize    corners[5][2])
{
  gboolean bounded = TRUE;
  gboolean below = FALSE;

  for (int i = 0; i < 4; i++)
    {
      double value = value_at (contour, corners[i][0], corners[i][1]);

      bounded = bounded && isfinite (value);
      below = below || value < contour->level;
    }
  contour->lost += !bounded && below;
  return bounded;
}

static void
march (Contour *contour,
       gsize    left,
       gsize    bottom)
{
  const LeatChart *chart = contour->plot->chart;
  gsize right = MIN (left + contour->step_x, chart->n_x - 1);
  gsize top = MIN (bottom + contour->step_y, chart->n_y - 1);
  gsize corners[5][2] = { { left, bottom }, { right, bottom }, { right, top }, { left, top }, { left, bottom } };
  LeatPoint found[4];
  guint n = 0;

  if (!is_bounded (contour, corners))
    return;
  for (int i = 0; i < 4; i++)
    {
      gboolean a = value_at (contour, corners[i][0], corners[i][1]) >= contour->level;
      gboolean b = value_at (contour, corners[i + 1][0], corners[i + 1][1]) >= contour->level;

      if (a != b)
        found[n++] = cross (contour, corners[i][0], corners[i][1], corners[i + 1][0], corners[i + 1][1]);
    }
  /* Two pieces where the square is a saddle. */
  g_array_append_vals (contour->lines, found, n / 2 * 2);
}

/* The figure stands on the line where it is nearest to the middle of the plot and nothing else stands. */
static void
label_line (ChartPaint    *paint,
            const Contour *contour,
            const char    *text)
{
  const LeatRect *area = &paint->plot->area;
  g_autoptr(GArray) spots = g_array_new (FALSE, FALSE, sizeof (ChartSpot));
  double best = INFINITY;
  ChartSpot nearest = { 0 };

  for (guint round = 0; round < 5; round++)
    {
      /* On one upright after the other, from the middle outwards. */
      double x = area->x + area->width * (double[]){ 0.5, 0.62, 0.38, 0.75, 0.25 }[round];

      best = INFINITY;
      for (guint i = 0; i < contour->lines->len; i++)
        {
          LeatPoint point = g_array_index (contour->lines, LeatPoint, i);

          if (fabs (point.x - x) < best)
            {
              best = fabs (point.x - x);
              nearest = (ChartSpot){ point.x, point.y, 0.5 };
            }
        }
      if (best < INFINITY)
        g_array_append_val (spots, nearest);
    }
  chart_label (paint, area, text, LEAT_TEXT_FIGURE, &paint->colours->text, (const ChartSpot *) spots->data, spots->len);
}

void
chart_heat_paint_lines (ChartPaint       *paint,
                        const ChartScale *values)
{
  const LeatChart *chart = paint->chart;
  LeatColour colour = chart_alpha (paint->colours->text, 0.55);
  LeatPen pen = { .stroke = &colour, .width = 1 };

  if (chart->n_x < MIN_NODES || chart->n_y < MIN_NODES)
    return;
  for (guint t = 0; t < values->ticks->len; t++)
    {
      const ChartTick *tick = &g_array_index (values->ticks, ChartTick, t);
      Contour contour = { paint->plot, (chart->n_x + MAX_NODES - 1) / MAX_NODES, (chart->n_y + MAX_NODES - 1) / MAX_NODES,
                          tick->at, g_array_new (FALSE, FALSE, sizeof (LeatPoint)), 0 };

      for (gsize row = 0; row + 1 < chart->n_y; row += contour.step_y)
        for (gsize column = 0; column + 1 < chart->n_x; column += contour.step_x)
          march (&contour, column, row);
      /* Mere pieces of a line say nothing that the edge of the hatch does not. */
      if (contour.lines->len / 2 > contour.lost)
        {
          paint->brush->segments (paint->brush, (const LeatPoint *) contour.lines->data, contour.lines->len, &pen);
          label_line (paint, &contour, tick->text);
        }
      g_array_unref (contour.lines);
    }
}

static const ChartMark *
find_present (const LeatChart *chart,
              LeatChartAxis    axis)
{
  for (guint i = 0; i < chart->marks->len; i++)
    {
      const ChartMark *mark = chart->marks->pdata[i];

      if (mark->axis == axis && mark->look == LEAT_MARK_PRESENT)
        return mark;
    }
  return NULL;
}

void
chart_heat_paint_present (ChartPaint *paint)
{
  const ChartPlot *plot = paint->plot;
  const ChartMark *x = find_present (paint->chart, LEAT_CHART_X);
  const ChartMark *y = find_present (paint->chart, LEAT_CHART_Y);
  LeatPen halo = { .stroke = &paint->colours->background, .width = 5 };
  LeatPen ring = { .stroke = &paint->colours->text, .width = 2 };
  LeatPoint at;

  if (x == NULL || y == NULL)
    {
      chart_paint_marks (paint, 0, &plot->area, &plot->y);
      return;
    }
  at = (LeatPoint){ chart_scale_at (&plot->x, x->at), chart_scale_at (&plot->y, y->at) };
  if (!chart_inside (&plot->area, at.x, at.y))
    return;

  ChartSpot spots[] = { { at.x + 10, at.y, 0 },    { at.x - 10, at.y, 1 },    { at.x, at.y - 18, 0.5 },
                        { at.x, at.y + 18, 0.5 },  { at.x + 10, at.y - 15, 0 }, { at.x + 10, at.y + 15, 0 },
                        { at.x - 10, at.y - 15, 1 }, { at.x - 10, at.y + 15, 1 } };

  paint->brush->circle (paint->brush, at, 6, &halo);
  paint->brush->circle (paint->brush, at, 6, &ring);
  chart_label (paint, &plot->area, x->label, LEAT_TEXT_FIGURE, &paint->colours->text, spots, G_N_ELEMENTS (spots));
}
