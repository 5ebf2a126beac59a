/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What of the rectangle is for what. */

#define HEADER 24.0
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

gboolean
chart_note_has_room (const LeatChart *chart,
                     double           width)
{
  return leat_text_measure (LEAT_TEXT_NAME, chart->title) + leat_text_measure (LEAT_TEXT_SMALL, chart->note) + 24 <=
         width;
}

gboolean
chart_has_note (const LeatChart *chart)
{
  return chart->note != NULL && *chart->note != '\0';
}

static double
header_height (const LeatChart *chart,
               double           width)
{
  gboolean title = *chart->title != '\0';

  if (!title && !chart_has_note (chart))
    return 0;
  return title && chart_has_note (chart) && !chart_note_has_room (chart, width) ? HEADER + CHART_LINE_HEIGHT : HEADER;
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
void
chart_x_tick_box (const ChartPlot *plot,
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

      chart_x_tick_box (plot, &g_array_index (plot->x.ticks, ChartTick, i), &left, &right);
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
