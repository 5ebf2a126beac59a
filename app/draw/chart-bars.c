/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-bars-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Level bars, a row each: what a tornado and a waterfall have in common. */

#define MIN_ROW 17.0
#define MAX_ROW 40.0
/* Of the room for a label, what the name of its block has at least. */
#define LEAST_NAME 0.4

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

double
chart_bars_label_room (const ChartPlot *plot)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < plot->n_rows; i++)
    g_ptr_array_add (names, chart_item (plot->chart, plot->order[i])->label);
  return chart_widest (plot, (const char *const *) names->pdata, names->len, LEAT_TEXT_SMALL, 0.3);
}

/* A bar without bound goes beyond the others. */
void
chart_bars_make_room (ChartBounds *x,
                      gboolean     unbounded)
{
  if (unbounded && x->low <= x->high)
    x->high += x->high > x->low ? (x->high - x->low) * 0.3 : MAX (1, fabs (x->high));
}

/* What of the chart is left to the bars: labels at the left, `before` and `after` for texts at their ends. */
void
chart_bars_lay_out (ChartPlot  *plot,
                    ChartBounds x,
                    double      top,
                    double      before,
                    double      after)
{
  g_autofree char *title = chart_axis_title (&plot->chart->axes[LEAT_CHART_X]);
  double bottom = plot->body.y + plot->body.height - 19 - (*title != '\0' ? CHART_LINE_HEIGHT : 0);
  double left;

  lay_out_rows (plot, bottom - plot->body.y - top - 4);
  left = chart_bars_label_room (plot) + LABEL_GAP + before;
  plot->area = (LeatRect){ plot->rect.x + left, plot->body.y + top, plot->rect.width - left - after,
                           plot->row_height * (plot->n_rows + (plot->n_folded > 0)) + 4 };
  if (plot->n_rows == 0)
    plot->area.height = bottom - plot->area.y;
  chart_fit_x (plot, x, TRUE, plot->chart->kind == LEAT_CHART_WATERFALL);
}

LeatRect
chart_bars_row (const ChartPlot *plot,
                guint            row)
{
  double height = MIN (20, plot->row_height - 5);
  double middle = plot->area.y + 2 + (row + 0.5) * plot->row_height;

  return (LeatRect){ plot->area.x, middle - height / 2, plot->area.width, height };
}

gboolean
chart_bars_find_row (const ChartPlot *plot,
                     guint            item,
                     guint           *row)
{
  for (*row = 0; *row < plot->n_rows; (*row)++)
    if (plot->order[*row] == item)
      return TRUE;
  return FALSE;
}

double
chart_bars_place (const ChartPlot *plot,
                  double           value)
{
  double right = plot->area.x + plot->area.width;

  if (isinf (value))
    return value > 0 ? right : plot->area.x;
  return CLAMP (chart_scale_at (&plot->x, value), plot->area.x, right);
}

void
chart_bars_paint (ChartPaint       *paint,
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

/* "A long name of a block: Shards" as "A long na…: Shards": what sets bars of one block apart stands at the end. */
static char *
shorten_label (const char *label,
               double      room)
{
  const char *tail = g_strrstr (label, ": ");
  double left;
  GString *head;

  if (tail == NULL || leat_text_measure (LEAT_TEXT_SMALL, label) + 2 <= room)
    return g_strdup (label);
  left = MAX (room - leat_text_measure (LEAT_TEXT_SMALL, tail) - 2, room * LEAST_NAME);
  head = g_string_new_len (label, tail - label);
  if (leat_text_measure (LEAT_TEXT_SMALL, head->str) > left)
    {
      g_string_append (head, "…");
      while (g_utf8_strlen (head->str, -1) > 2 && leat_text_measure (LEAT_TEXT_SMALL, head->str) > left)
        {
          const char *end = g_utf8_offset_to_pointer (head->str, g_utf8_strlen (head->str, -1) - 2);

          g_string_truncate (head, end - head->str);
          g_string_append (head, "…");
        }
    }
  g_string_append (head, tail);
  return g_string_free (head, FALSE);
}

void
chart_bars_paint_labels (ChartPaint *paint,
                         double      room)
{
  const ChartPlot *plot = paint->plot;

  for (guint i = 0; i < plot->n_rows; i++)
    {
      LeatRect row = chart_bars_row (plot, i);
      g_autofree char *label = shorten_label (chart_item (paint->chart, plot->order[i])->label, room);

      chart_text (paint, label, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, plot->rect.x, row.y + row.height / 2, room,
                  &paint->colours->text);
    }
}

void
chart_bars_paint_folded (ChartPaint *paint,
                         const char *words)
{
  const ChartPlot *plot = paint->plot;
  LeatRect row = chart_bars_row (plot, plot->n_rows);

  if (plot->n_folded > 0)
    chart_text (paint, words, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, plot->rect.x, row.y + row.height / 2, plot->rect.width,
                &paint->colours->text_dim);
}

const char *
chart_bars_why_missing (const LeatChart *chart,
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

guint
chart_bars_count (const LeatChart *chart)
{
  return chart->items->len;
}
