/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-private.h"
#include "draw/paint-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What of the rectangle is for what, and what all kinds have: title, axes, grid. */

#define HEADER 24.0
#define TICK_GAP 8.0
#define X_TICKS 19.0
#define TINY_WIDTH 140.0
#define TINY_HEIGHT 90.0

LeatColour
chart_alpha (LeatColour colour,
             double     alpha)
{
  colour.alpha *= alpha;
  return colour;
}

LeatColour
chart_mix (LeatColour a,
           LeatColour b,
           double     part)
{
  return (LeatColour){ a.red + (b.red - a.red) * part, a.green + (b.green - a.green) * part,
                       a.blue + (b.blue - a.blue) * part, a.alpha + (b.alpha - a.alpha) * part };
}

LeatColour
chart_colour (const LeatColours *colours,
              int                colour,
              guint              number)
{
  if (colour >= 0 && colour < LEAT_N_ROLES)
    return colours->role[colour];
  if (colour >= LEAT_N_ROLES)
    number = colour - LEAT_N_ROLES;
  return colours->series[number % LEAT_N_SERIES_COLOURS];
}

/* Text in the colour of something is nearer to the colour of text. */
LeatColour
chart_ink (const LeatColours *colours,
           LeatColour         colour)
{
  return chart_mix (colour, colours->text, 0.25);
}

/* The error colour of the table is for discs with white letters. */
LeatColour
chart_alarm (const LeatColours *colours)
{
  return colours->dark ? colours->role[LEAT_ROLE_SECURITY] : colours->error;
}

gboolean
chart_inside (const LeatRect *rect,
              double          x,
              double          y)
{
  return x >= rect->x && x <= rect->x + rect->width && y >= rect->y && y <= rect->y + rect->height;
}

void
chart_set_dash (LeatPen *pen,
                guint    number)
{
  static const struct
  {
    double dash[4];
    int    n;
  } dashes[] = { { { 0 }, 0 }, { { 8, 4 }, 2 }, { { 2.5, 3 }, 2 }, { { 9, 3, 2.5, 3 }, 4 }, { { 16, 4 }, 2 } };

  pen->dash = dashes[number % G_N_ELEMENTS (dashes)].dash;
  pen->n_dash = dashes[number % G_N_ELEMENTS (dashes)].n;
}

const char *
chart_why_missing (gsize n,
                   gsize n_finite,
                   gsize n_infinite)
{
  if (n == 0)
    return _("Nothing to show: there is no data yet");
  if (n_finite + n_infinite == 0)
    return _("Nothing to show: no point has a value");
  return n_finite == 0 ? _("Every value grows without bound") : NULL;
}

double
chart_widest (const ChartPlot   *plot,
              const char *const *names,
              gsize              n,
              LeatTextStyle      style,
              double             part)
{
  double width = 0;

  for (gsize i = 0; i < n; i++)
    width = MAX (width, leat_text_measure (style, names[i]));
  return MIN (ceil (width) + 2, floor (plot->rect.width * part));
}

/* Layout */

static gboolean
note_has_room (const LeatChart *chart,
               double           width)
{
  return leat_text_measure (LEAT_TEXT_NAME, chart->title) + leat_text_measure (LEAT_TEXT_SMALL, chart->note) + 24 <=
         width;
}

static gboolean
has_note (const LeatChart *chart)
{
  return chart->note != NULL && *chart->note != '\0';
}

static double
header_height (const LeatChart *chart,
               double           width)
{
  gboolean title = *chart->title != '\0';

  if (!title && !has_note (chart))
    return 0;
  return title && has_note (chart) && !note_has_room (chart, width) ? HEADER + CHART_LINE_HEIGHT : HEADER;
}

void
chart_plot_init (ChartPlot       *plot,
                 const LeatChart *chart,
                 const LeatRect  *rect)
{
  double header = header_height (chart, rect->width);

  *plot = (ChartPlot){ .chart = chart, .rect = *rect };
  plot->body = (LeatRect){ rect->x, rect->y + header, rect->width, rect->height - header };
  plot->area = plot->body;
  plot->tiny = rect->width < TINY_WIDTH || rect->height < TINY_HEIGHT;
  if (!plot->tiny)
    chart_kind (chart)->lay_out (plot);
}

static void
panel_clear (ChartPanel *panel)
{
  chart_scale_clear (&panel->y);
}

void
chart_plot_clear (ChartPlot *plot)
{
  chart_scale_clear (&plot->x);
  chart_scale_clear (&plot->y);
  if (plot->panels != NULL)
    for (guint i = 0; i < plot->panels->len; i++)
      panel_clear (&g_array_index (plot->panels, ChartPanel, i));
  g_clear_pointer (&plot->panels, g_array_unref);
  g_clear_pointer (&plot->layers, g_ptr_array_unref);
  g_clear_pointer (&plot->order, g_free);
}

/* Where the text of a tick of X is: under it, but not outside. */
static void
x_tick_box (const ChartPlot *plot,
            const ChartTick *tick,
            double          *left,
            double          *right)
{
  double width = ceil (leat_text_measure (LEAT_TEXT_SMALL, tick->text)) + 2;
  double at = chart_scale_at (&plot->x, tick->at);

  at = CLAMP (at, plot->rect.x + width / 2, MAX (plot->rect.x + width / 2, plot->rect.x + plot->rect.width - width / 2));
  *left = at - width / 2;
  *right = at + width / 2;
}

gboolean
chart_x_ticks_fit (const ChartPlot *plot)
{
  double last = -INFINITY;

  for (guint i = 0; i < plot->x.ticks->len; i++)
    {
      double left, right;

      x_tick_box (plot, &g_array_index (plot->x.ticks, ChartTick, i), &left, &right);
      if (left < last + TICK_GAP)
        return FALSE;
      last = right;
    }
  return TRUE;
}

void
chart_fit_x (ChartPlot  *plot,
             ChartBounds x,
             gboolean    tight,
             gboolean    zero)
{
  const ChartAxis *axis = &plot->chart->axes[LEAT_CHART_X];

  plot->x.start = plot->area.x;
  plot->x.end = plot->area.x + plot->area.width;
  for (guint most = CLAMP ((guint) (MAX (0, plot->area.width) / 48), 3, 10); most >= 2; most--)
    {
      chart_scale_init (&plot->x, axis, x, tight, zero, most);
      if (chart_x_ticks_fit (plot))
        break;
    }
  while (plot->x.ticks->len > 1 && !chart_x_ticks_fit (plot))
    g_array_set_size (plot->x.ticks, plot->x.ticks->len - 1);
}

static double
widest_tick (const ChartScale *scale)
{
  double width = 0;

  for (guint i = 0; i < scale->ticks->len; i++)
    width = MAX (width, leat_text_measure (LEAT_TEXT_SMALL, g_array_index (scale->ticks, ChartTick, i).text));
  return ceil (width) + 2;
}

void
chart_lay_out_axes (ChartPlot  *plot,
                    ChartBounds x,
                    ChartBounds y,
                    gboolean    tight_y,
                    double      ends)
{
  const LeatChart *chart = plot->chart;
  g_autofree char *x_title = chart_axis_title (&chart->axes[LEAT_CHART_X]);
  g_autofree char *y_title = chart_axis_title (&chart->axes[LEAT_CHART_Y]);
  double top = plot->body.y + (*y_title != '\0' ? 20 : 6);
  double bottom = plot->body.y + plot->body.height - X_TICKS - (*x_title != '\0' ? CHART_LINE_HEIGHT : 0);
  double left;

  plot->y.start = bottom;
  plot->y.end = top;
  chart_scale_init (&plot->y, &chart->axes[LEAT_CHART_Y], y, tight_y, !tight_y,
                    CLAMP ((guint) MAX (0, (bottom - top) / 34), 2, 8));
  left = MIN (widest_tick (&plot->y), plot->rect.width * 0.3) + TICK_GAP;
  plot->ends = ends;
  plot->area = (LeatRect){ plot->rect.x + left, top, plot->rect.width - left - (ends > 0 ? ends + 10 : 10), bottom - top };
  chart_fit_x (plot, x, TRUE, FALSE);
}

void
chart_add_marks (const LeatChart *chart,
                 guint            panel,
                 ChartBounds     *x,
                 ChartBounds     *y)
{
  const ChartAxis *y_axis = chart_y_axis (chart, panel);
  double most = y->high;

  for (guint i = 0; i < chart->marks->len; i++)
    {
      const ChartMark *mark = chart->marks->pdata[i];

      if (mark->axis == LEAT_CHART_X && x != NULL)
        chart_bounds_add (x, &chart->axes[LEAT_CHART_X], mark->at);
      if (mark->axis == LEAT_CHART_Y && mark->panel == panel && (y_axis->logarithmic || mark->at <= 2.5 * most))
        chart_bounds_add (y, y_axis, mark->at);
    }
}

/* Painting */

/* Letters are less high than a line: lines may be that much closer. */
#define LEADING 1.5

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
  LeatText line = { text, style, align, x, y, width, 0, colour };
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
  gboolean beside = has_note (chart) && (!title || note_has_room (chart, rect->width));

  chart_text (paint, chart->title, LEAT_TEXT_NAME, LEAT_ALIGN_LEFT, rect->x, rect->y + 9, rect->width,
              &paint->colours->text);
  if (beside)
    chart_text (paint, chart->note, LEAT_TEXT_SMALL, LEAT_ALIGN_RIGHT, rect->x + rect->width, rect->y + 9, rect->width,
                &paint->colours->text_dim);
  else if (has_note (chart) && !paint->plot->tiny)
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

      x_tick_box (plot, tick, &left, &right);
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
      LeatPoint upright[] = { { box.x + box.width / 2, plot.area.y },
                              { box.x + box.width / 2, plot.area.y + plot.area.height } };

      if (self->series->len > 0)
        brush.brush.segments (&brush.brush, upright, 2, &line);
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
  if (at >= plot.area.x && at <= plot.area.x + plot.area.width)
    {
      LeatPoint line[] = { { at, plot.area.y }, { at, plot.area.y + plot.area.height } };

      brush.brush.segments (&brush.brush, line, 2, &pen);
    }
  chart_plot_clear (&plot);
}
