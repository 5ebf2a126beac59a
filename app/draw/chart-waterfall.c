/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-bars-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Stages, one after the other. */

static double
end_of (const ChartItem *stage)
{
  return stage->value[0] + stage->value[1];
}

static void
lay_out_waterfall (ChartPlot *plot)
{
  const LeatChart *chart = plot->chart;
  const ChartAxis *axis = &chart->axes[LEAT_CHART_X];
  ChartBounds x = CHART_NO_BOUNDS;
  double room = 0;
  gboolean unbounded = FALSE;

  for (guint i = 0; i < chart->items->len; i++)
    {
      const ChartItem *stage = chart_item (chart, i);
      g_autofree char *value = chart_axis_format (axis, stage->value[1]);

      chart_bounds_add (&x, axis, stage->value[0]);
      chart_bounds_add (&x, axis, end_of (stage));
      unbounded = unbounded || isinf (end_of (stage));
      room = MAX (room, ceil (leat_text_measure (LEAT_TEXT_SMALL, value)) + 8);
    }
  chart_add_marks (chart, 0, &x, &(ChartBounds){ 0, 0 });
  chart_bars_make_room (&x, unbounded);
  chart_bars_lay_out (plot, x, 18, 0, MAX (room, 14));
  plot->missing = chart_bars_why_missing (chart, 2);
}

static void
paint_stage (ChartPaint *paint,
             guint       number)
{
  static const double dash[] = { 2, 2 };
  const ChartPlot *plot = paint->plot;
  const ChartItem *stage = chart_item (paint->chart, plot->order[number]);
  LeatColour colour = chart_colour (paint->colours, stage->colour, plot->order[number]);
  LeatPen thin = { .stroke = &paint->colours->text_dim, .width = 1, .dash = dash, .n_dash = 2 };
  LeatRect row = chart_bars_row (plot, number);
  double from = chart_bars_place (plot, stage->value[0]);
  double to = chart_bars_place (plot, end_of (stage));

  if (isnan (from) || isnan (to))
    return;
  chart_bars_paint (paint, row, from, to, &colour, isinf (stage->value[1]));
  if (number + 1 < plot->n_rows && isfinite (end_of (stage)))
    {
      LeatPoint down[] = { { to, row.y + row.height }, { to, chart_bars_row (plot, number + 1).y } };

      paint->brush->segments (paint->brush, down, 2, &thin);
    }
}

static void
paint_length (ChartPaint *paint,
              guint       number)
{
  const ChartPlot *plot = paint->plot;
  const ChartItem *stage = chart_item (paint->chart, plot->order[number]);
  g_autofree char *value = chart_axis_format (&paint->chart->axes[LEAT_CHART_X], stage->value[1]);
  LeatRect row = chart_bars_row (plot, number);
  double to = chart_bars_place (plot, end_of (stage));
  double x = (isnan (to) ? plot->area.x : to) + 6;

  chart_plate_text (paint, value, LEAT_ALIGN_LEFT, x, row.y + row.height / 2, plot->rect.x + plot->rect.width - x,
                    &paint->colours->text);
}

static void
paint_waterfall (ChartPaint *paint)
{
  const ChartPlot *plot = paint->plot;
  g_autofree char *words = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "and %u that is shorter", "and %u that are shorter", plot->n_folded), plot->n_folded);
  LeatRect area = plot->area;

  chart_paint_x (paint, TRUE);
  if (plot->missing != NULL && chart_why_missing (1, 0, 1) != plot->missing)
    return;
  for (guint i = 0; i < plot->n_rows; i++)
    paint_stage (paint, i);
  /* Labels of marks stand in the strip above the rows. */
  area.y -= 18;
  area.height += 18;
  chart_paint_marks (paint, 0, &area, NULL);
  for (guint i = 0; i < plot->n_rows; i++)
    paint_length (paint, i);
  chart_bars_paint_labels (paint, chart_bars_label_room (plot));
  chart_bars_paint_folded (paint, words);
}

static gboolean
locate_stage (const ChartPlot *plot,
              LeatChartRef     ref,
              LeatRect        *box)
{
  const ChartItem *stage = chart_item (plot->chart, ref.series);
  guint row;

  if (!chart_bars_find_row (plot, ref.series, &row) || isnan (end_of (stage)))
    return FALSE;
  *box = chart_bars_row (plot, row);
  box->x = MIN (chart_bars_place (plot, stage->value[0]), chart_bars_place (plot, end_of (stage)));
  box->width = fabs (chart_bars_place (plot, end_of (stage)) - chart_bars_place (plot, stage->value[0]));
  return TRUE;
}

static void
tell_stage (const LeatChart *chart,
            LeatChartRef     ref,
            char           **title,
            GString         *text)
{
  const ChartItem *stage = chart_item (chart, ref.series);
  const ChartAxis *axis = &chart->axes[LEAT_CHART_X];

  *title = g_strdup (stage->label);
  chart_tell (text, NULL, axis, stage->value[1]);
  chart_tell (text, _("Begins at"), axis, stage->value[0]);
}

static void
tabulate_stages (const LeatChart *chart,
                 gboolean         exact,
                 GPtrArray       *rows)
{
  const ChartAxis *axis = &chart->axes[LEAT_CHART_X];
  g_autofree char *title = chart_axis_title (axis);
  GPtrArray *row = chart_row_new ();

  chart_row_add (row, _("Stage"));
  chart_row_add (row, _("Begins at"));
  chart_row_add (row, *title != '\0' ? title : _("Length"));
  chart_rows_take (rows, row);
  for (guint i = 0; i < chart->items->len; i++)
    {
      const ChartItem *stage = chart_item (chart, i);

      row = chart_row_new ();
      chart_row_add (row, stage->label);
      chart_row_add_value (row, axis, stage->value[0], exact);
      chart_row_add_value (row, axis, stage->value[1], exact);
      chart_rows_take (rows, row);
    }
}

static guint
one (const LeatChart *chart,
     guint            series)
{
  return 1;
}

const ChartKind chart_waterfall = { N_("waterfall chart"), lay_out_waterfall, paint_waterfall, chart_bars_count,
                                    one, locate_stage, tell_stage, tabulate_stages, NULL };
