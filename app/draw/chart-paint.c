/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/chart-private.h"
#include "draw/paint-private.h"

#include <math.h>

/* What all kinds have painted: title, axes, grid, words in place of data. */

/* Letters are less high than a line: lines may be that much closer. */
#define LEADING 1.5

#define LEFT_TO_RIGHT "\u200e"

/* The last resort where the layout leaves no room: what comes later is left out rather than written upon what is there, or
 * outside. */
static gboolean
has_room (const ChartPaint *paint,
          const LeatRect   *box)
{
  const LeatRect *rect = &paint->plot->rect;

  if (box->x < rect->x - 0.5 || box->x + box->width > rect->x + rect->width + 2.5 || box->y < rect->y - 3 ||
      box->y + box->height > rect->y + rect->height + 3)
    return FALSE;
  for (guint i = 0; i < paint->written->len; i++)
    {
      const LeatRect *other = &g_array_index (paint->written, LeatRect, i);

      if (box->x < other->x + other->width - 2 && other->x < box->x + box->width - 2 &&
          box->y + LEADING < other->y + other->height - LEADING && other->y + LEADING < box->y + box->height - LEADING)
        return FALSE;
    }
  return TRUE;
}

/* Whether the first letter is of a script that is written from right to left. */
static gboolean
is_leftwards (const char *text)
{
  for (const char *letter = text; *letter != '\0'; letter = g_utf8_next_char (letter))
    {
      gunichar c = g_utf8_get_char (letter);

      if (!g_unichar_isalpha (c))
        continue;
      switch (g_unichar_get_script (c))
        {
        case G_UNICODE_SCRIPT_ARABIC:
        case G_UNICODE_SCRIPT_HEBREW:
        case G_UNICODE_SCRIPT_SYRIAC:
        case G_UNICODE_SCRIPT_THAANA:
        case G_UNICODE_SCRIPT_NKO: return TRUE;
        default: return FALSE;
        }
    }
  return FALSE;
}

/* Charts run from left to right, and so do their sentences and the places of their labels, also where one begins with a name
 * that is written the other way: a mark that is not seen says so. */
static char *
dup_in_order (const char *text)
{
  return is_leftwards (text) ? g_strconcat (LEFT_TO_RIGHT, text, NULL) : g_strdup (text);
}

void
chart_text (ChartPaint       *paint,
            const char       *text,
            LeatTextStyle     style,
            LeatAlign         align,
            double            x,
            double            y,
            double            width,
            const LeatColour *colour)
{
  g_autofree char *ordered = text != NULL ? dup_in_order (text) : NULL;
  LeatText line = { ordered, style, align, x, y, width, 0, colour };
  double taken;
  LeatRect box;

  if (text == NULL || *text == '\0' || width < 4)
    return;
  taken = MIN (width, ceil (leat_text_measure (style, text)) + 2);
  box = (LeatRect){ x - taken * (align == LEAT_ALIGN_LEFT ? 0 : align == LEAT_ALIGN_MIDDLE ? 0.5 : 1),
                    y - CHART_LINE_HEIGHT / 2, taken, CHART_LINE_HEIGHT };
  if (!has_room (paint, &box))
    return;
  paint->brush->text (paint->brush, &line);
  g_array_append_val (paint->taken, box);
  g_array_append_val (paint->written, box);
}

void
chart_plate_text (ChartPaint       *paint,
                  const char       *text,
                  LeatAlign         align,
                  double            x,
                  double            y,
                  double            width,
                  const LeatColour *colour)
{
  LeatColour ground = chart_alpha (paint->colours->background, 0.85);
  LeatPen pen = { .fill = &ground };
  double taken = MIN (width, ceil (leat_text_measure (LEAT_TEXT_SMALL, text)) + 2);
  LeatRect plate = { x - 2 - (align == LEAT_ALIGN_RIGHT ? taken : 0), y - 7, taken + 4, 14 };

  if (*text == '\0' || width < 8 || !has_room (paint, &plate))
    return;
  paint->brush->rect (paint->brush, &plate, 2, &pen);
  chart_text (paint, text, LEAT_TEXT_SMALL, align, x, y, width, colour);
}

static void
paint_header (ChartPaint *paint)
{
  const LeatChart *chart = paint->chart;
  const LeatRect *rect = &paint->plot->rect;
  gboolean title = *chart->title != '\0';
  gboolean beside = chart_has_note (chart) && (!title || chart_note_has_room (chart, rect->width));

  chart_text (paint, chart->title, LEAT_TEXT_NAME, LEAT_ALIGN_LEFT, rect->x, rect->y + 9, rect->width,
              &paint->colours->text);
  if (beside)
    chart_text (paint, chart->note, LEAT_TEXT_SMALL, LEAT_ALIGN_RIGHT, rect->x + rect->width, rect->y + 9, rect->width,
                &paint->colours->text_dim);
  else if (chart_has_note (chart) && !paint->plot->tiny)
    chart_text (paint, chart->note, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, rect->x, rect->y + 9 + CHART_LINE_HEIGHT + 1,
                rect->width, &paint->colours->text_dim);
}

void
chart_paint_x (ChartPaint *paint,
               gboolean    grid)
{
  const ChartPlot *plot = paint->plot;
  const LeatRect *area = &plot->area;
  double bottom = area->y + area->height;
  g_autofree char *title = chart_axis_title (&paint->chart->axes[LEAT_CHART_X]);
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  LeatPen pen = { .stroke = &paint->colours->grid, .width = 1 };

  g_array_append_vals (lines, (LeatPoint[]){ { area->x, bottom }, { area->x + area->width, bottom } }, 2);
  for (guint i = 0; i < plot->x.ticks->len; i++)
    {
      const ChartTick *tick = &g_array_index (plot->x.ticks, ChartTick, i);
      double at = chart_scale_at (&plot->x, tick->at);
      LeatPoint ends[] = { { at, grid ? area->y : bottom }, { at, bottom + 4 } };
      double left, right;

      chart_x_tick_box (plot, tick, &left, &right);
      g_array_append_vals (lines, ends, 2);
      chart_text (paint, tick->text, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, left, bottom + 12, right - left,
                  &paint->colours->text_dim);
    }
  paint->brush->segments (paint->brush, (const LeatPoint *) lines->data, lines->len, &pen);
  chart_text (paint, title, LEAT_TEXT_SMALL, LEAT_ALIGN_MIDDLE, area->x + area->width / 2, bottom + 12 + CHART_LINE_HEIGHT,
              area->width, &paint->colours->text_dim);
}

void
chart_paint_y (ChartPaint       *paint,
               const LeatRect   *area,
               const ChartScale *y)
{
  LeatPen pen = { .stroke = &paint->colours->grid, .width = 1 };
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  double last = INFINITY;

  for (guint i = 0; i < y->ticks->len; i++)
    {
      const ChartTick *tick = &g_array_index (y->ticks, ChartTick, i);
      double at = chart_scale_at (y, tick->at);
      LeatPoint ends[] = { { area->x, at }, { area->x + area->width, at } };

      g_array_append_vals (lines, ends, 2);
      if (last - at < 13)
        continue;
      last = at;
      chart_text (paint, tick->text, LEAT_TEXT_SMALL, LEAT_ALIGN_RIGHT, area->x - TICK_GAP, at,
                  area->x - TICK_GAP - paint->plot->rect.x, &paint->colours->text_dim);
    }
  paint->brush->segments (paint->brush, (const LeatPoint *) lines->data, lines->len, &pen);
}

void
chart_paint_frame (ChartPaint *paint)
{
  const ChartPlot *plot = paint->plot;
  g_autofree char *title = chart_axis_title (&paint->chart->axes[LEAT_CHART_Y]);

  chart_text (paint, title, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, plot->rect.x, plot->body.y + 6, plot->rect.width,
              &paint->colours->text_dim);
  chart_paint_y (paint, &plot->area, &plot->y);
  chart_paint_x (paint, FALSE);
}

void
chart_paint_missing (ChartPaint *paint,
                     LeatRect    area,
                     const char *words)
{
  const LeatColours *colours = paint->colours;
  LeatPen pen = { .fill = &colours->card, .stroke = &colours->card_edge, .width = 1 };
  double width = MIN (area.width, ceil (leat_text_measure (LEAT_TEXT_NOTE, words)) + 30);
  LeatRect plate = { area.x + (area.width - width) / 2, area.y + area.height / 2 - 14, width, 28 };

  if (area.width < 40 || area.height < 28)
    return;
  paint->brush->rect (paint->brush, &plate, 8, &pen);
  chart_text (paint, words, LEAT_TEXT_LABEL, LEAT_ALIGN_MIDDLE, area.x + area.width / 2, area.y + area.height / 2,
              width - 16, &colours->text_dim);
}

void
leat_chart_paint_with (const LeatChart   *self,
                       LeatBrush         *brush,
                       const LeatRect    *rect,
                       const LeatColours *colours)
{
  ChartPlot plot;
  ChartPaint paint = { &plot, self, brush, colours, NULL, NULL, NULL };

  if (rect->width < 1 || rect->height < 18)
    return;
  chart_plot_init (&plot, self, rect);
  paint.taken = g_array_new (FALSE, FALSE, sizeof (LeatRect));
  paint.written = g_array_new (FALSE, FALSE, sizeof (LeatRect));
  paint.busy = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  paint_header (&paint);
  if (!plot.tiny)
    chart_kind (self)->paint (&paint);
  if (!plot.tiny && plot.missing != NULL)
    chart_paint_missing (&paint, plot.area, plot.missing);
  g_array_unref (paint.taken);
  g_array_unref (paint.written);
  g_array_unref (paint.busy);
  chart_plot_clear (&plot);
}

void
leat_chart_paint (const LeatChart   *self,
                  cairo_t           *cr,
                  const LeatRect    *rect,
                  const LeatColours *colours)
{
  CairoBrush brush;

  cairo_brush_init (&brush, cr, NULL, leat_typesetter_get_own (), 1);
  leat_chart_paint_with (self, &brush.brush, rect, colours);
}

static void
paint_upright (LeatBrush      *brush,
               const LeatRect *area,
               double          x,
               const LeatPen  *pen)
{
  LeatPoint line[] = { { x, area->y }, { x, area->y + area->height } };

  brush->segments (brush, line, 2, pen);
}

void
leat_chart_paint_focus (const LeatChart   *self,
                        cairo_t           *cr,
                        const LeatRect    *rect,
                        const LeatColours *colours,
                        LeatChartRef       ref)
{
  LeatPen pen = { .stroke = &colours->accent, .width = 2 };
  LeatColour faint = chart_alpha (colours->accent, 0.5);
  LeatPen line = { .stroke = &faint, .width = 1 };
  ChartPlot plot;
  CairoBrush brush;
  LeatRect box;

  cairo_brush_init (&brush, cr, NULL, leat_typesetter_get_own (), 1);
  chart_plot_init (&plot, self, rect);
  if (!plot.tiny && chart_kind (self)->locate (&plot, ref, &box))
    {
      if (self->series->len > 0)
        paint_upright (&brush.brush, &plot.area, box.x + box.width / 2, &line);
      box = (LeatRect){ box.x - 3, box.y - 3, box.width + 6, box.height + 6 };
      brush.brush.rect (&brush.brush, &box, 5, &pen);
    }
  chart_plot_clear (&plot);
}

void
leat_chart_paint_cursor (const LeatChart   *self,
                         cairo_t           *cr,
                         const LeatRect    *rect,
                         const LeatColours *colours,
                         double             x)
{
  LeatPen pen = { .stroke = &colours->accent, .width = 1.5 };
  ChartPlot plot;
  CairoBrush brush;
  double at;

  cairo_brush_init (&brush, cr, NULL, leat_typesetter_get_own (), 1);
  chart_plot_init (&plot, self, rect);
  at = plot.x.ticks != NULL ? chart_scale_at (&plot.x, x) : NAN;
  if (at < plot.area.x || at > plot.area.x + plot.area.width)
    at = NAN;
  /* Not through the titles between the plots of a timeline. */
  for (guint i = 0; plot.panels != NULL && i < plot.panels->len && !isnan (at); i++)
    paint_upright (&brush.brush, &g_array_index (plot.panels, ChartPanel, i).area, at, &pen);
  if (plot.panels == NULL && !isnan (at))
    paint_upright (&brush.brush, &plot.area, at, &pen);
  chart_plot_clear (&plot);
}
