/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Three scores as a triangle: the nearer to a corner, the better there. Designs are named beside it. */

#define NAME_ROW 32.0
#define SAMPLE 22.0

static gboolean
beside (const ChartPlot *plot)
{
  return plot->body.width >= 1.3 * plot->body.height && plot->body.width >= 300;
}

static void
lay_out (ChartPlot *plot)
{
  const LeatChart *chart = plot->chart;
  gsize finite = 0;

  plot->area = plot->body;
  if (beside (plot))
    plot->area.width = MIN (plot->body.width * 0.56, plot->body.height * 1.35);
  else
    plot->area.height -= MIN (chart->items->len * CHART_LINE_HEIGHT + 6, plot->body.height / 2);
  for (guint i = 0; i < chart->items->len; i++)
    for (int k = 0; k < 3; k++)
      finite += isfinite (chart_item (chart, i)->value[k]);
  plot->missing = chart_why_missing (chart->items->len, finite, 0);
}

/* Where a score of 0 to 1 lies: corner 0 is on top, 1 at the left, 2 at the right. */
static LeatPoint
corner_at (const ChartPlot *plot,
           int              corner,
           double           score)
{
  const LeatRect *area = &plot->area;
  double side = MIN (area->width - 24, (area->height - 40) / 0.866);
  double radius = MAX (6, side * 0.57735);
  LeatPoint middle = { area->x + area->width / 2, area->y + 20 + radius + (area->height - 40 - 1.5 * radius) / 2 };
  double angle = -G_PI_2 - corner * 2 * G_PI / 3;

  return (LeatPoint){ middle.x + cos (angle) * radius * score, middle.y + sin (angle) * radius * score };
}

static void
paint_outline (ChartPaint *paint,
               double      score)
{
  LeatPen pen = { .stroke = score == 1 ? &paint->colours->text_dim : &paint->colours->grid, .width = 1 };
  LeatPoint points[4];

  for (int i = 0; i < 4; i++)
    points[i] = corner_at (paint->plot, i % 3, score);
  paint->brush->line (paint->brush, points, 4, 0, &pen);
}

static void
paint_corners (ChartPaint *paint)
{
  const LeatRect *area = &paint->plot->area;
  LeatPen pen = { .stroke = &paint->colours->grid, .width = 1 };
  LeatPoint top = corner_at (paint->plot, 0, 1);
  double below = corner_at (paint->plot, 1, 1).y + 12;

  for (int i = 0; i < 3; i++)
    {
      LeatPoint spoke[] = { corner_at (paint->plot, i, 0), corner_at (paint->plot, i, 1) };

      paint->brush->segments (paint->brush, spoke, 2, &pen);
    }
  chart_text (paint, paint->chart->corners[0], LEAT_TEXT_SMALL, LEAT_ALIGN_MIDDLE, top.x, top.y - 10, area->width,
              &paint->colours->text_dim);
  for (int i = 1; i < 3; i++)
    {
      const char *name = paint->chart->corners[i];
      double width = MIN (area->width / 2 - 6, name != NULL ? ceil (leat_text_measure (LEAT_TEXT_SMALL, name)) + 2 : 0);
      double x = corner_at (paint->plot, i, 1).x;
      double least = i == 1 ? area->x : area->x + area->width / 2 + 4;

      chart_text (paint, name, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT,
                  CLAMP (x - width / 2, least, MAX (least, least + area->width / 2 - 4 - width)), below, width,
                  &paint->colours->text_dim);
    }
}

static gboolean
is_shown (const ChartItem *design)
{
  return isfinite (design->value[0]) && isfinite (design->value[1]) && isfinite (design->value[2]);
}

static void
paint_design (ChartPaint *paint,
              guint       number)
{
  const ChartItem *design = chart_item (paint->chart, number);
  LeatColour colour = chart_colour (paint->colours, design->colour, number);
  LeatColour tint = chart_alpha (colour, number == 0 ? 0.16 : 0.06);
  LeatPen pen = { .fill = &tint, .stroke = &colour, .width = 2, .round = TRUE };
  LeatPen dot = { .fill = &colour };
  LeatPoint points[4];

  if (!is_shown (design))
    return;
  for (int i = 0; i < 4; i++)
    points[i] = corner_at (paint->plot, i % 3, CLAMP (design->value[i % 3], 0, 1));
  chart_set_dash (&pen, number);
  paint->brush->line (paint->brush, points, 4, 0, &pen);
  for (int i = 0; i < 3; i++)
    paint->brush->circle (paint->brush, points[i], 3, &dot);
}

/* A score as it is told: in percent, or in the range that the caller has given the value. */
static double
score_of (const LeatChart *chart,
          double           part)
{
  const ChartAxis *axis = &chart->axes[LEAT_CHART_VALUE];

  return axis->fixed ? round ((axis->from + part * (axis->to - axis->from)) * 10) / 10 : part;
}

static ChartAxis
axis_of (const LeatChart *chart)
{
  return (ChartAxis){ .figure = chart->axes[LEAT_CHART_VALUE].fixed ? LEAT_FIGURE_PLAIN : LEAT_FIGURE_PERCENT };
}

static char *
scores_of (const LeatChart *chart,
           const ChartItem *design,
           gboolean         names)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *score = leat_figure_format (axis_of (chart).figure, NULL, score_of (chart, design->value[i]));

      g_string_append (text, i > 0 ? " · " : "");
      if (names && chart->corners[i] != NULL)
        g_string_append_printf (text, "%s ", chart->corners[i]);
      g_string_append (text, score);
    }
  return g_string_free (text, FALSE);
}

static void
paint_name (ChartPaint *paint,
            guint       number,
            double      x,
            double      y,
            gboolean    scores)
{
  const ChartItem *design = chart_item (paint->chart, number);
  LeatColour colour = chart_colour (paint->colours, design->colour, number);
  LeatColour ink = chart_ink (paint->colours, colour);
  LeatPen pen = { .stroke = &colour, .width = 2 };
  LeatPoint sample[] = { { x, y }, { x + SAMPLE, y } };
  double room = paint->plot->rect.x + paint->plot->rect.width - x - SAMPLE - 8;
  g_autofree char *text = scores_of (paint->chart, design, TRUE);

  if (leat_text_measure (LEAT_TEXT_SMALL, text) > room)
    {
      g_free (text);
      text = scores_of (paint->chart, design, FALSE);
    }
  chart_set_dash (&pen, number);
  paint->brush->segments (paint->brush, sample, 2, &pen);
  chart_text (paint, design->label, LEAT_TEXT_FIGURE, LEAT_ALIGN_LEFT, x + SAMPLE + 8, y, room, &ink);
  if (scores)
    chart_text (paint, text, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, x + SAMPLE + 8, y + 14, room, &paint->colours->text_dim);
}

static void
paint_names (ChartPaint *paint)
{
  const ChartPlot *plot = paint->plot;
  guint n = paint->chart->items->len;
  gboolean right = beside (plot);
  double room = right ? plot->body.height : plot->body.y + plot->body.height - plot->area.y - plot->area.height;
  gboolean scores = right && n * NAME_ROW <= room;
  double step = scores ? NAME_ROW : CHART_LINE_HEIGHT;
  guint most = MAX (1, (guint) (room / step));
  guint shown = n <= most ? n : most - 1;
  double x = right ? plot->area.x + plot->area.width + 18 : plot->body.x;
  double y = right ? plot->body.y + MAX (0, (plot->body.height - n * step) / 2) + 8 : plot->area.y + plot->area.height + 8;

  for (guint i = 0; i < shown; i++)
    paint_name (paint, i, x, y + i * step, scores);
  if (shown < n)
    {
      g_autofree char *more = g_strdup_printf (_("and %u more"), n - shown);

      chart_text (paint, more, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, x, y + shown * step, plot->rect.x + plot->rect.width - x,
                  &paint->colours->text_dim);
    }
}

static void
paint (ChartPaint *paint)
{
  paint_outline (paint, 1 / 3.0);
  paint_outline (paint, 2 / 3.0);
  paint_corners (paint);
  paint_outline (paint, 1);
  for (guint i = paint->chart->items->len; i-- > 0;)
    paint_design (paint, i);
  if (paint->plot->missing == NULL)
    paint_names (paint);
}

static guint
count (const LeatChart *chart)
{
  return chart->items->len;
}

static guint
length (const LeatChart *chart,
        guint            series)
{
  return 3;
}

static gboolean
locate (const ChartPlot *plot,
        LeatChartRef     ref,
        LeatRect        *box)
{
  const ChartItem *design = chart_item (plot->chart, ref.series);
  LeatPoint at;

  if (!is_shown (design))
    return FALSE;
  at = corner_at (plot, ref.index, CLAMP (design->value[ref.index], 0, 1));
  *box = (LeatRect){ at.x - 3, at.y - 3, 6, 6 };
  return TRUE;
}

static void
tell (const LeatChart *chart,
      LeatChartRef     ref,
      char           **title,
      GString         *text)
{
  const ChartItem *design = chart_item (chart, ref.series);
  const ChartAxis axis = axis_of (chart);

  *title = g_strdup (design->label);
  chart_tell (text, chart->corners[ref.index], &axis, score_of (chart, design->value[ref.index]));
}

static void
tabulate (const LeatChart *chart,
          gboolean         exact,
          GPtrArray       *rows)
{
  const ChartAxis axis = axis_of (chart);
  GPtrArray *row = chart_row_new ();

  chart_row_add (row, _("Design"));
  for (int i = 0; i < 3; i++)
    chart_row_add (row, chart->corners[i]);
  chart_rows_take (rows, row);
  for (guint k = 0; k < chart->items->len; k++)
    {
      row = chart_row_new ();
      chart_row_add (row, chart_item (chart, k)->label);
      for (int i = 0; i < 3; i++)
        chart_row_add_value (row, &axis, score_of (chart, chart_item (chart, k)->value[i]), exact);
      chart_rows_take (rows, row);
    }
}

const ChartKind chart_triangle = { N_("triangle of three scores"), lay_out, paint, count, length, locate, tell, tabulate,
                                   NULL };
