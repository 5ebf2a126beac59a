/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Points, of which some are the front that none beats: it is joined by steps, beyond which nothing is better. */

#define SMALLEST 4.0
#define LARGEST 10.0

static void
widen (ChartBounds     *bounds,
       const ChartAxis *axis)
{
  if (!(bounds->low < bounds->high))
    return;
  if (axis->logarithmic)
    {
      double factor = pow (bounds->high / bounds->low, 0.06);

      *bounds = (ChartBounds){ bounds->low / factor, bounds->high * factor };
    }
  else
    {
      double part = (bounds->high - bounds->low) * 0.06;
      /* Not beyond 0 if nothing is. */
      double low = bounds->low - part;

      *bounds = (ChartBounds){ bounds->low >= 0 ? MAX (0, low) : low, bounds->high + part };
    }
}

static gboolean
is_shown (const LeatChart *chart,
          const ChartItem *point)
{
  ChartBounds x = CHART_NO_BOUNDS;
  ChartBounds y = CHART_NO_BOUNDS;

  chart_bounds_add (&x, &chart->axes[LEAT_CHART_X], point->value[0]);
  chart_bounds_add (&y, &chart->axes[LEAT_CHART_Y], point->value[1]);
  return x.low <= x.high && y.low <= y.high;
}

static void
lay_out (ChartPlot *plot)
{
  const LeatChart *chart = plot->chart;
  ChartBounds x = CHART_NO_BOUNDS;
  ChartBounds y = CHART_NO_BOUNDS;
  gsize shown = 0;
  gsize unbounded = 0;

  for (guint i = 0; i < chart->items->len; i++)
    {
      const ChartItem *point = chart_item (chart, i);

      unbounded += isinf (point->value[0]) || isinf (point->value[1]);
      if (!is_shown (chart, point))
        continue;
      shown++;
      chart_bounds_add (&x, &chart->axes[LEAT_CHART_X], point->value[0]);
      chart_bounds_add (&y, &chart->axes[LEAT_CHART_Y], point->value[1]);
    }
  chart_add_marks (chart, 0, &x, &y);
  widen (&x, &chart->axes[LEAT_CHART_X]);
  widen (&y, &chart->axes[LEAT_CHART_Y]);
  chart_lay_out_axes (plot, x, y, FALSE, 0);
  plot->missing = chart_why_missing (chart->items->len, shown, unbounded);
}

static LeatPoint
point_at (const ChartPlot *plot,
          const ChartItem *point)
{
  return (LeatPoint){ chart_scale_at (&plot->x, point->value[0]), chart_scale_at (&plot->y, point->value[1]) };
}

/* The area of a point is in proportion to its third figure. */
static double
radius_of (const LeatChart *chart,
           const ChartItem *point)
{
  double low = INFINITY;
  double high = -INFINITY;
  double part;

  for (guint i = 0; i < chart->items->len; i++)
    if (isfinite (chart_item (chart, i)->value[2]))
      {
        low = MIN (low, chart_item (chart, i)->value[2]);
        high = MAX (high, chart_item (chart, i)->value[2]);
      }
  if (!isfinite (point->value[2]) || !(low < high))
    return 5;
  part = (point->value[2] - low) / (high - low);
  return sqrt (SMALLEST * SMALLEST + part * (LARGEST * LARGEST - SMALLEST * SMALLEST));
}

static int
compare_x (gconstpointer a,
           gconstpointer b)
{
  const ChartItem *one = *(const ChartItem *const *) a;
  const ChartItem *two = *(const ChartItem *const *) b;

  for (int i = 0; i < 2; i++)
    if (one->value[i] != two->value[i])
      return one->value[i] < two->value[i] ? -1 : 1;
  return 0;
}

static GPtrArray *
find_points (const LeatChart *chart,
             LeatPointFlags   flag)
{
  GPtrArray *points = g_ptr_array_new ();

  for (guint i = 0; i < chart->items->len; i++)
    if ((chart_item (chart, i)->flags & flag) != 0 && is_shown (chart, chart_item (chart, i)))
      g_ptr_array_add (points, (gpointer) chart_item (chart, i));
  g_ptr_array_sort (points, compare_x);
  return points;
}

/* Of the front, whose points may be good at the third figure only, what none beats in the two that are along the axes. */
static GPtrArray *
find_steps (GPtrArray *front)
{
  GPtrArray *steps = g_ptr_array_new ();
  double least = INFINITY;

  for (guint i = 0; i < front->len; i++)
    {
      const ChartItem *point = front->pdata[i];

      if (point->value[1] < least)
        g_ptr_array_add (steps, (gpointer) point);
      least = MIN (least, point->value[1]);
    }
  return steps;
}

static void
paint_steps (ChartPaint *paint,
             GPtrArray  *front)
{
  LeatColour colour = chart_alpha (paint->colours->accent, 0.7);
  LeatPen pen = { .stroke = &colour, .width = 1.5, .round = TRUE };
  g_autoptr(GArray) line = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  g_autoptr(GPtrArray) steps = find_steps (front);

  for (guint i = 0; i < steps->len; i++)
    {
      LeatPoint at = point_at (paint->plot, steps->pdata[i]);

      if (i > 0)
        {
          LeatPoint corner = { at.x, g_array_index (line, LeatPoint, line->len - 1).y };

          chart_note_busy (paint, g_array_index (line, LeatPoint, line->len - 1), corner);
          chart_note_busy (paint, corner, at);
          g_array_append_val (line, corner);
        }
      g_array_append_val (line, at);
    }
  if (line->len > 1)
    paint->brush->line (paint->brush, (const LeatPoint *) line->data, line->len, 0, &pen);
}

static void
paint_point (ChartPaint      *paint,
             const ChartItem *point)
{
  const LeatColours *colours = paint->colours;
  gboolean front = (point->flags & LEAT_POINT_FRONT) != 0;
  gboolean chosen = (point->flags & LEAT_POINT_CHOSEN) != 0;
  gboolean present = (point->flags & LEAT_POINT_PRESENT) != 0;
  LeatColour faint = chart_alpha (colours->text_dim, 0.3);
  LeatColour edge = chart_alpha (colours->text_dim, 0.6);
  LeatColour inside = chart_mix (colours->background, colours->accent, 0.35);
  LeatPen dull = { .fill = &faint, .stroke = &edge, .width = 1 };
  LeatPen bright = { .fill = chosen ? &colours->accent : &inside, .stroke = &colours->accent, .width = 1.5 };
  LeatPen ring = { .stroke = &colours->text, .width = 2 };
  LeatPen outer = { .stroke = &colours->accent, .width = 1.5 };
  LeatPoint at = point_at (paint->plot, point);
  double radius = radius_of (paint->chart, point);

  if (!chart_inside (&paint->plot->area, at.x, at.y))
    return;
  paint->brush->circle (paint->brush, at, radius, front || chosen ? &bright : &dull);
  if (chosen)
    paint->brush->circle (paint->brush, at, radius + 3.5, &outer);
  if (present)
    paint->brush->circle (paint->brush, at, radius + (chosen ? 7 : 3.5), &ring);
  if (point->flags != 0)
    {
      double reach = radius + (present ? 3.5 : 0); /* its ring too */
      LeatRect box = { at.x - reach, at.y - reach, 2 * reach, 2 * reach };

      g_array_append_val (paint->taken, box);
    }
  for (int i = 0; i < 12; i++)
    {
      double reach = radius + (present ? 4.5 : 1);
      LeatPoint rim = { at.x + cos (i * G_PI / 6) * reach, at.y + sin (i * G_PI / 6) * reach };

      g_array_append_val (paint->busy, rim);
    }
}

static void
label_points (ChartPaint    *paint,
              LeatPointFlags flag,
              LeatPointFlags not,
              LeatTextStyle  style)
{
  g_autoptr(GPtrArray) points = find_points (paint->chart, flag);
  const LeatRect *area = &paint->plot->area;

  for (guint i = 0; i < points->len; i++)
    {
      const ChartItem *point = points->pdata[i];
      LeatPoint at = point_at (paint->plot, point);
      gboolean ringed = (point->flags & (LEAT_POINT_CHOSEN | LEAT_POINT_PRESENT)) != 0;
      double gap = radius_of (paint->chart, point) + (ringed ? 5 : 1);
      ChartSpot spots[] = { { at.x + gap, at.y - 10, 0 }, { at.x + gap, at.y + 10, 0 },  { at.x - gap, at.y + 10, 1 },
                            { at.x + gap, at.y, 0 },      { at.x - gap, at.y - 10, 1 },  { at.x - gap, at.y, 1 },
                            { at.x, at.y - gap - 9, 0.5 }, { at.x, at.y + gap + 9, 0.5 },
                            { at.x, at.y - gap - 9, 0.1 }, { at.x, at.y + gap + 9, 0.1 },
                            { at.x, at.y - gap - 9, 0.9 }, { at.x, at.y + gap + 9, 0.9 } };

      if ((point->flags & not) == 0 && chart_inside (area, at.x, at.y))
        chart_label (paint, area, point->label, style, &paint->colours->text, spots, G_N_ELEMENTS (spots));
    }
}

static void
say_what_is_off (ChartPaint *paint)
{
  const LeatRect *area = &paint->plot->area;
  guint off = 0;
  g_autofree char *words = NULL;
  ChartSpot spots[] = { { area->x + area->width, area->y + 9, 1 }, { area->x, area->y + area->height - 9, 0 },
                        { area->x + area->width, area->y + area->height - 9, 1 } };

  for (guint i = 0; i < paint->chart->items->len; i++)
    off += !is_shown (paint->chart, chart_item (paint->chart, i));
  if (off == 0 || paint->plot->missing != NULL)
    return;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more without a value or a bound",
                                        "%u more without a value or a bound", off), off);
  chart_label (paint, area, words, LEAT_TEXT_SMALL, &paint->colours->text_dim, spots, G_N_ELEMENTS (spots));
}

static void
paint_size_title (ChartPaint *paint)
{
  g_autofree char *title = chart_axis_title (&paint->chart->axes[LEAT_CHART_VALUE]);
  g_autofree char *words = g_strdup_printf (_("size: %s"), title);

  if (*title != '\0')
    chart_text (paint, words, LEAT_TEXT_SMALL, LEAT_ALIGN_RIGHT, paint->plot->rect.x + paint->plot->rect.width,
                paint->plot->body.y + 6, paint->plot->rect.width / 2 - 10, &paint->colours->text_dim);
}

static void
paint (ChartPaint *paint)
{
  const ChartPlot *plot = paint->plot;
  g_autoptr(GPtrArray) front = find_points (paint->chart, LEAT_POINT_FRONT);
  const LeatPointFlags special = LEAT_POINT_CHOSEN | LEAT_POINT_PRESENT;

  chart_paint_frame (paint);
  chart_paint_mark_parts (paint, 0, &plot->area, &plot->y, TRUE);
  for (guint i = 0; i < paint->chart->items->len; i++)
    if (chart_item (paint->chart, i)->flags == 0)
      paint_point (paint, chart_item (paint->chart, i));
  paint_steps (paint, front);
  for (guint i = 0; i < paint->chart->items->len; i++)
    if (chart_item (paint->chart, i)->flags != 0)
      paint_point (paint, chart_item (paint->chart, i));
  chart_paint_mark_parts (paint, 0, &plot->area, &plot->y, FALSE); /* no point lies on their words */
  label_points (paint, LEAT_POINT_PRESENT, 0, LEAT_TEXT_FIGURE);
  label_points (paint, LEAT_POINT_CHOSEN, LEAT_POINT_PRESENT, LEAT_TEXT_FIGURE);
  label_points (paint, LEAT_POINT_FRONT, special, LEAT_TEXT_SMALL);
  chart_paint_remarks (paint);
  say_what_is_off (paint);
  paint_size_title (paint);
}

static guint
count (const LeatChart *chart)
{
  return 1;
}

static guint
length (const LeatChart *chart,
        guint            series)
{
  return chart->items->len;
}

static gboolean
locate (const ChartPlot *plot,
        LeatChartRef     ref,
        LeatRect        *box)
{
  const ChartItem *point = chart_item (plot->chart, ref.index);
  LeatPoint at = point_at (plot, point);
  double radius = radius_of (plot->chart, point);

  if (!is_shown (plot->chart, point) || !chart_inside (&plot->area, at.x, at.y))
    return FALSE;
  *box = (LeatRect){ at.x - radius, at.y - radius, 2 * radius, 2 * radius };
  return TRUE;
}

static void
tell (const LeatChart *chart,
      LeatChartRef     ref,
      char           **title,
      GString         *text)
{
  const ChartItem *point = chart_item (chart, ref.index);

  *title = *point->label != '\0' ? g_strdup (point->label) : g_strdup_printf (_("Design %u"), ref.index + 1);
  chart_tell (text, NULL, &chart->axes[LEAT_CHART_X], point->value[0]);
  chart_tell (text, NULL, &chart->axes[LEAT_CHART_Y], point->value[1]);
  if (!isnan (point->value[2]))
    chart_tell (text, NULL, &chart->axes[LEAT_CHART_VALUE], point->value[2]);
  if ((point->flags & LEAT_POINT_PRESENT) != 0)
    chart_tell_words (text, NULL, _("the design as drawn"));
  if ((point->flags & LEAT_POINT_FRONT) != 0)
    chart_tell_words (text, NULL, _("no other is better in everything"));
}

static void
tabulate (const LeatChart *chart,
          gboolean         exact,
          GPtrArray       *rows)
{
  GPtrArray *row = chart_row_new ();

  chart_row_add (row, _("Design"));
  for (int i = 0; i < LEAT_N_CHART_AXES; i++)
    {
      g_autofree char *title = chart_axis_title (&chart->axes[i]);

      chart_row_add (row, *title != '\0' ? title : (const char *[]){ "x", "y", _("Size") }[i]);
    }
  chart_row_add (row, _("On the front"));
  chart_rows_take (rows, row);
  for (guint k = 0; k < chart->items->len; k++)
    {
      const ChartItem *point = chart_item (chart, k);

      row = chart_row_new ();
      chart_row_add (row, point->label);
      for (int i = 0; i < LEAT_N_CHART_AXES; i++)
        chart_row_add_value (row, &chart->axes[i], point->value[i], exact);
      chart_row_add (row, (point->flags & LEAT_POINT_FRONT) != 0 ? (exact ? "1" : _("yes")) : (exact ? "0" : _("no")));
      chart_rows_take (rows, row);
    }
}

const ChartKind chart_scatter = { N_("scatter chart"), lay_out, paint, count, length, locate, tell, tabulate, NULL };
