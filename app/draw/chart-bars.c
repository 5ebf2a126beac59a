/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Level bars, a row each: a tornado's around a base, a waterfall's one after the other. */

#define MIN_ROW 17.0
#define MAX_ROW 40.0
#define BASE_ROW 18.0
#define LABEL_GAP 10.0
#define END_ROOM 0.19

/* Rows */

typedef struct
{
  guint  item;
  double size;
} Sized;

static int
compare_sizes (gconstpointer a,
               gconstpointer b)
{
  const Sized *one = a;
  const Sized *two = b;

  if (one->size != two->size)
    return one->size > two->size ? -1 : 1;
  return one->item < two->item ? -1 : one->item > two->item;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  return (int) ((const Sized *) a)->item - (int) ((const Sized *) b)->item;
}

static double
size_of (const LeatChart *chart,
         guint            i)
{
  const double *value = chart_item (chart, i)->value;
  double size = chart->kind == LEAT_CHART_TORNADO ? MAX (value[0], value[1]) - MIN (value[0], value[1]) : value[1];

  return isnan (size) ? -1 : size;
}

/* The largest items that have room, the last row left for saying what has not. */
static void
lay_out_rows (ChartPlot *plot,
              double     height)
{
  const LeatChart *chart = plot->chart;
  guint n = chart->items->len;
  guint room = MAX (1, (guint) MAX (0, height / MIN_ROW));
  g_autoptr(GArray) sized = g_array_new (FALSE, FALSE, sizeof (Sized));

  for (guint i = 0; i < n; i++)
    {
      Sized one = { i, size_of (chart, i) };

      g_array_append_val (sized, one);
    }
  g_array_sort (sized, compare_sizes);
  plot->n_rows = n <= room ? n : MAX (1, room - 1);
  plot->n_folded = n - plot->n_rows;
  g_array_set_size (sized, plot->n_rows);
  if (chart->kind == LEAT_CHART_WATERFALL)
    g_array_sort (sized, compare_items);
  plot->order = g_new (guint, plot->n_rows + 1);
  for (guint i = 0; i < plot->n_rows; i++)
    plot->order[i] = g_array_index (sized, Sized, i).item;
  plot->row_height = MIN (MAX_ROW, height / MAX (1, plot->n_rows + (plot->n_folded > 0 ? 1 : 0)));
}

static double
label_room (const ChartPlot *plot)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < plot->n_rows; i++)
    g_ptr_array_add (names, chart_item (plot->chart, plot->order[i])->label);
  return chart_widest (plot, (const char *const *) names->pdata, names->len, LEAT_TEXT_SMALL, 0.3);
}

/* A bar without bound goes beyond the others. */
static void
make_room (ChartBounds *x,
           gboolean     unbounded)
{
  if (unbounded && x->low <= x->high)
    x->high += x->high > x->low ? (x->high - x->low) * 0.3 : MAX (1, fabs (x->high));
}

/* What of the chart is left to the bars: labels at the left, `before` and `after` for texts at their ends. */
static void
lay_out_bars (ChartPlot  *plot,
              ChartBounds x,
              double      top,
              double      before,
              double      after)
{
  g_autofree char *title = chart_axis_title (&plot->chart->axes[LEAT_CHART_X]);
  double bottom = plot->body.y + plot->body.height - 19 - (*title != '\0' ? CHART_LINE_HEIGHT : 0);
  double left;

  lay_out_rows (plot, bottom - plot->body.y - top - 4);
  left = label_room (plot) + LABEL_GAP + before;
  plot->area = (LeatRect){ plot->rect.x + left, plot->body.y + top, plot->rect.width - left - after,
                           plot->row_height * (plot->n_rows + (plot->n_folded > 0)) + 4 };
  if (plot->n_rows == 0)
    plot->area.height = bottom - plot->area.y;
  chart_fit_x (plot, x, TRUE, plot->chart->kind == LEAT_CHART_WATERFALL);
}

static LeatRect
row_box (const ChartPlot *plot,
         guint            row)
{
  double height = MIN (20, plot->row_height - 5);
  double middle = plot->area.y + 2 + (row + 0.5) * plot->row_height;

  return (LeatRect){ plot->area.x, middle - height / 2, plot->area.width, height };
}

static gboolean
find_row (const ChartPlot *plot,
          guint            item,
          guint           *row)
{
  for (*row = 0; *row < plot->n_rows; (*row)++)
    if (plot->order[*row] == item)
      return TRUE;
  return FALSE;
}

static double
place (const ChartPlot *plot,
       double           value)
{
  double right = plot->area.x + plot->area.width;

  if (isinf (value))
    return value > 0 ? right : plot->area.x;
  return CLAMP (chart_scale_at (&plot->x, value), plot->area.x, right);
}

static void
paint_bar (ChartPaint       *paint,
           LeatRect          row,
           double            from,
           double            to,
           const LeatColour *colour,
           gboolean          unbounded)
{
  LeatColour fill = chart_mix (paint->colours->background, *colour, unbounded ? 0.35 : 0.8);
  LeatPen pen = { .fill = &fill };

  row.x = MIN (from, to);
  row.width = MAX (1.5, fabs (to - from));
  paint->brush->rect (paint->brush, &row, 0, &pen);
  if (unbounded)
    chart_hatch (paint, &row, 1, colour);
}

static void
paint_row_labels (ChartPaint *paint,
                  double      room)
{
  const ChartPlot *plot = paint->plot;

  for (guint i = 0; i < plot->n_rows; i++)
    {
      LeatRect row = row_box (plot, i);

      chart_text (paint, chart_item (paint->chart, plot->order[i])->label, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, plot->rect.x,
                  row.y + row.height / 2, room, &paint->colours->text);
    }
}

static void
paint_folded (ChartPaint *paint,
              const char *words)
{
  const ChartPlot *plot = paint->plot;
  LeatRect row = row_box (plot, plot->n_rows);

  if (plot->n_folded > 0)
    chart_text (paint, words, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, plot->rect.x, row.y + row.height / 2, plot->rect.width,
                &paint->colours->text_dim);
}

static const char *
why_missing (const LeatChart *chart,
             guint            values)
{
  gsize finite = 0;
  gsize infinite = 0;

  for (guint i = 0; i < chart->items->len; i++)
    for (guint k = 0; k < values; k++)
      {
        finite += isfinite (chart_item (chart, i)->value[k]);
        infinite += isinf (chart_item (chart, i)->value[k]);
      }
  return chart_why_missing (chart->items->len, finite, infinite);
}

static guint
count (const LeatChart *chart)
{
  return chart->items->len;
}

static guint
two (const LeatChart *chart,
     guint            series)
{
  return 2;
}

static guint
one (const LeatChart *chart,
     guint            series)
{
  return 1;
}

/* Tornado */

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
  make_room (&x, unbounded);
  for (int side = 0; side < 2; side++)
    room[side] = MIN (room[side], floor (plot->rect.width * END_ROOM));
  lay_out_bars (plot, x, BASE_ROW, MAX (room[0], 8), MAX (room[1], 12));
  plot->missing = why_missing (chart, 2);
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
  double limit = leftwards ? plot->rect.x + label_room (plot) + LABEL_GAP : plot->rect.x + plot->rect.width;
  double room = fabs (at - limit) - 5;
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
  LeatRect row = row_box (plot, number);
  double base = place (plot, base_of (paint->chart));
  double ends[2];

  for (int end = 0; end < 2; end++)
    {
      double value = bar->value[end];

      ends[end] = isnan (value) ? base : place (plot, value);
      if (!isnan (value) && value != base_of (paint->chart))
        paint_bar (paint, row, base, ends[end], &paint->colours->series[ends[end] < base ? 0 : 1], isinf (value));
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
  paint_row_labels (paint, label_room (plot));
  paint_folded (paint, words);
}

static gboolean
locate_tornado (const ChartPlot *plot,
                LeatChartRef     ref,
                LeatRect        *box)
{
  double value = chart_item (plot->chart, ref.series)->value[ref.index];
  double base = place (plot, base_of (plot->chart));
  guint row;

  if (!find_row (plot, ref.series, &row) || isnan (value) || isnan (base))
    return FALSE;
  *box = row_box (plot, row);
  box->x = MIN (base, place (plot, value));
  box->width = fabs (place (plot, value) - base);
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

const ChartKind chart_tornado = { N_("tornado chart"), lay_out_tornado, paint_tornado, count, two, locate_tornado,
                                  tell_tornado, tabulate_tornado, NULL };

/* Waterfall */

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
  make_room (&x, unbounded);
  lay_out_bars (plot, x, 18, 0, MAX (room, 14));
  plot->missing = why_missing (chart, 2);
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
  LeatRect row = row_box (plot, number);
  double from = place (plot, stage->value[0]);
  double to = place (plot, end_of (stage));

  if (isnan (from) || isnan (to))
    return;
  paint_bar (paint, row, from, to, &colour, isinf (stage->value[1]));
  if (number + 1 < plot->n_rows && isfinite (end_of (stage)))
    {
      LeatPoint down[] = { { to, row.y + row.height }, { to, row_box (plot, number + 1).y } };

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
  LeatRect row = row_box (plot, number);
  double to = place (plot, end_of (stage));
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
  paint_row_labels (paint, label_room (plot));
  paint_folded (paint, words);
}

static gboolean
locate_stage (const ChartPlot *plot,
              LeatChartRef     ref,
              LeatRect        *box)
{
  const ChartItem *stage = chart_item (plot->chart, ref.series);
  guint row;

  if (!find_row (plot, ref.series, &row) || isnan (end_of (stage)))
    return FALSE;
  *box = row_box (plot, row);
  box->x = MIN (place (plot, stage->value[0]), place (plot, end_of (stage)));
  box->width = fabs (place (plot, end_of (stage)) - place (plot, stage->value[0]));
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

const ChartKind chart_waterfall = { N_("waterfall chart"), lay_out_waterfall, paint_waterfall, count, one, locate_stage,
                                    tell_stage, tabulate_stages, NULL };
