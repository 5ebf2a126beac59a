/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-bars-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What a figure is most sensitive to: bars around a base, the widest on top. */

#define BASE_ROW 18.0
#define END_ROOM 0.19

/* Without a base given, that of the first bar. */
static double
base_of (const LeatChart *chart)
{
  for (guint i = 0; isnan (chart->base) && i < chart->items->len; i++)
    if (isfinite (chart_item (chart, i)->value[0]))
      return chart_item (chart, i)->value[0];
  return chart->base;
}

static char *
end_words (const LeatChart *chart,
           guint            item,
           int              end)
{
  const ChartItem *bar = chart_item (chart, item);
  const char *label = end == 0 ? bar->low_label : bar->high_label;
  g_autofree char *value = chart_axis_format (&chart->axes[LEAT_CHART_X], bar->value[end]);

  return label != NULL && *label != '\0' ? g_strdup_printf ("%s · %s", label, value) : g_steal_pointer (&value);
}

/* Which end of a bar stands at the left. */
static int
left_end (const ChartItem *bar)
{
  return bar->value[0] > bar->value[1] ? 1 : 0;
}

static void
lay_out_tornado (ChartPlot *plot)
{
  const LeatChart *chart = plot->chart;
  ChartBounds x = CHART_NO_BOUNDS;
  double room[2] = { 0, 0 };
  gboolean unbounded = FALSE;

  chart_bounds_add (&x, &chart->axes[LEAT_CHART_X], base_of (chart));
  for (guint i = 0; i < chart->items->len; i++)
    {
      const ChartItem *bar = chart_item (chart, i);

      for (int end = 0; end < 2; end++)
        {
          g_autofree char *words = end_words (chart, i, end);
          int side = end == left_end (bar) ? 0 : 1;

          room[side] = MAX (room[side], ceil (leat_text_measure (LEAT_TEXT_SMALL, words)) + 8);
          chart_bounds_add (&x, &chart->axes[LEAT_CHART_X], bar->value[end]);
          unbounded = unbounded || isinf (bar->value[end]);
        }
    }
  chart_bars_make_room (&x, unbounded);
  for (int side = 0; side < 2; side++)
    room[side] = MIN (room[side], floor (plot->rect.width * END_ROOM));
  chart_bars_lay_out (plot, x, BASE_ROW, MAX (room[0], 8), MAX (room[1], 12));
  plot->missing = chart_bars_why_missing (chart, 2);
}

static void
paint_end (ChartPaint *paint,
           guint       item,
           int         end,
           LeatRect    row,
           double      at,
           gboolean    leftwards)
{
  const ChartPlot *plot = paint->plot;
  const ChartItem *bar = chart_item (paint->chart, item);
  const char *label = end == 0 ? bar->low_label : bar->high_label;
  g_autofree char *words = end_words (paint->chart, item, end);
  double limit = leftwards ? plot->rect.x + chart_bars_label_room (plot) + LABEL_GAP : plot->rect.x + plot->rect.width;
  /* The plate ends two beyond its text: that much may stand out. */
  double room = fabs (at - limit) - 6;
  /* Where both do not fit, what is changed matters more: the axis has the figure. */
  gboolean whole = leat_text_measure (LEAT_TEXT_SMALL, words) + 2 <= room || label == NULL || *label == '\0';

  chart_plate_text (paint, whole ? words : label, leftwards ? LEAT_ALIGN_RIGHT : LEAT_ALIGN_LEFT, at + (leftwards ? -6 : 6),
                    row.y + row.height / 2, room, &paint->colours->text);
}

static void
paint_tornado_row (ChartPaint *paint,
                   guint       number)
{
  const ChartPlot *plot = paint->plot;
  guint item = plot->order[number];
  const ChartItem *bar = chart_item (paint->chart, item);
  LeatRect row = chart_bars_row (plot, number);
  double base = chart_bars_place (plot, base_of (paint->chart));
  double ends[2];

  for (int end = 0; end < 2; end++)
    {
      double value = bar->value[end];

      ends[end] = isnan (value) ? base : chart_bars_place (plot, value);
      if (!isnan (value) && value != base_of (paint->chart))
        chart_bars_paint (paint, row, base, ends[end], &paint->colours->series[ends[end] < base ? 0 : 1], isinf (value));
    }
  /* Two ends on one side: the nearer one is named on the other. */
  paint_end (paint, item, left_end (bar), row, MIN (base, ends[left_end (bar)]), TRUE);
  paint_end (paint, item, 1 - left_end (bar), row, MAX (base, ends[1 - left_end (bar)]), FALSE);
}

static void
paint_base (ChartPaint *paint)
{
  const ChartPlot *plot = paint->plot;
  const LeatRect *area = &plot->area;
  LeatRect strip = { plot->rect.x, plot->body.y, plot->rect.width, BASE_ROW - 1 };
  double value = base_of (paint->chart);
  g_autofree char *money = chart_axis_format (&paint->chart->axes[LEAT_CHART_X], value);
  g_autofree char *words = paint->chart->base_label != NULL
                             ? g_strdup_printf ("%s: %s", paint->chart->base_label, money)
                             : g_strdup (money);
  double x = chart_scale_at (&plot->x, value);
  LeatPen pen = { .stroke = &paint->colours->text, .width = 1.5 };

  if (isnan (x))
    return;
  paint->brush->segments (paint->brush, (LeatPoint[]){ { x, area->y - 2 }, { x, area->y + area->height } }, 2, &pen);
  chart_label (paint, &strip, words, LEAT_TEXT_FIGURE, &paint->colours->text,
               &(ChartSpot){ x, strip.y + strip.height / 2 - 1, 0.5 }, 1);
}

static void
paint_tornado (ChartPaint *paint)
{
  const ChartPlot *plot = paint->plot;
  g_autofree char *words = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "and %u that changes less", "and %u that change less", plot->n_folded), plot->n_folded);

  chart_paint_x (paint, TRUE);
  if (plot->missing != NULL)
    return;
  for (guint i = 0; i < plot->n_rows; i++)
    paint_tornado_row (paint, i);
  paint_base (paint);
  chart_bars_paint_labels (paint, chart_bars_label_room (plot));
  chart_bars_paint_folded (paint, words);
}

static gboolean
locate_tornado (const ChartPlot *plot,
                LeatChartRef     ref,
                LeatRect        *box)
{
  double value = chart_item (plot->chart, ref.series)->value[ref.index];
  double base = chart_bars_place (plot, base_of (plot->chart));
  guint row;

  if (!chart_bars_find_row (plot, ref.series, &row) || isnan (value) || isnan (base))
    return FALSE;
  *box = chart_bars_row (plot, row);
  box->x = MIN (base, chart_bars_place (plot, value));
  box->width = fabs (chart_bars_place (plot, value) - base);
  return TRUE;
}

static void
tell_tornado (const LeatChart *chart,
              LeatChartRef     ref,
              char           **title,
              GString         *text)
{
  const ChartItem *bar = chart_item (chart, ref.series);
  const char *label = ref.index == 0 ? bar->low_label : bar->high_label;
  const ChartAxis *axis = &chart->axes[LEAT_CHART_X];
  double base = base_of (chart);

  *title = label != NULL && *label != '\0' ? g_strdup_printf ("%s: %s", bar->label, label) : g_strdup (bar->label);
  chart_tell (text, NULL, axis, bar->value[ref.index]);
  if (isfinite (base))
    chart_tell (text, chart->base_label != NULL ? chart->base_label : _("Base"), axis, base);
}

static void
tabulate_tornado (const LeatChart *chart,
                  gboolean         exact,
                  GPtrArray       *rows)
{
  const ChartAxis *axis = &chart->axes[LEAT_CHART_X];
  GPtrArray *row = chart_row_new ();

  chart_row_add (row, _("What changes"));
  chart_row_add (row, _("To"));
  chart_row_add (row, _("Result"));
  chart_row_add (row, _("Or to"));
  chart_row_add (row, _("Result then"));
  chart_rows_take (rows, row);
  for (guint i = 0; i < chart->items->len; i++)
    {
      const ChartItem *bar = chart_item (chart, i);

      row = chart_row_new ();
      chart_row_add (row, bar->label);
      chart_row_add (row, bar->low_label);
      chart_row_add_value (row, axis, bar->value[0], exact);
      chart_row_add (row, bar->high_label);
      chart_row_add_value (row, axis, bar->value[1], exact);
      chart_rows_take (rows, row);
    }
}

static guint
two (const LeatChart *chart,
     guint            series)
{
  return 2;
}

const ChartKind chart_tornado = { N_("tornado chart"), lay_out_tornado, paint_tornado, chart_bars_count,
                                  two, locate_tornado, tell_tornado, tabulate_tornado, NULL };
