/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-heat-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Cells as bands of one ramp from little to much. Bands end at round figures. Each is painted as one shape that
 * the next ones cover, so that a large map is few rectangles and shows no seams. */

#define KEY_ROW 17.0
#define MAX_BANDS 16

typedef struct
{
  double     limit[MAX_BANDS + 1]; /* band i is from limit[i] to limit[i + 1] */
  LeatColour colour[MAX_BANDS];
  guint      n;
} Bands;

static LeatColour
ramp_at (const LeatColours *colours,
         double             part)
{
  double at = CLAMP (part, 0, 1) * (LEAT_N_RAMP_COLOURS - 1);
  guint stop = MIN ((guint) at, LEAT_N_RAMP_COLOURS - 2);

  return chart_mix (colours->ramp[stop], colours->ramp[stop + 1], at - stop);
}

static double
between (double   a,
         double   b,
         double   part,
         gboolean log)
{
  return log ? a * pow (b / a, part) : a + (b - a) * part;
}

/* Each interval of ticks, cut into as many bands as the ramp can tell apart. */
static void
find_bands (const ChartScale  *scale,
            const LeatColours *colours,
            Bands             *bands)
{
  g_autoptr(GArray) stops = g_array_new (FALSE, FALSE, sizeof (double));
  guint cut;

  g_array_append_val (stops, scale->from);
  for (guint i = 0; i < scale->ticks->len && stops->len < MAX_BANDS; i++)
    {
      double at = g_array_index (scale->ticks, ChartTick, i).at;

      if (at > g_array_index (stops, double, stops->len - 1) * (1 + 1e-9) && at < scale->to * (1 - 1e-9))
        g_array_append_val (stops, at);
    }
  g_array_append_val (stops, scale->to);
  cut = MAX (1, MAX_BANDS / (stops->len - 1));
  bands->n = 0;
  for (guint i = 0; i + 1 < stops->len; i++)
    for (guint k = 0; k < cut && bands->n < MAX_BANDS; k++)
      bands->limit[bands->n++] = between (g_array_index (stops, double, i), g_array_index (stops, double, i + 1),
                                          (double) k / cut, scale->logarithmic);
  bands->limit[bands->n] = scale->to;
  for (guint i = 0; i < bands->n; i++)
    bands->colour[i] = ramp_at (colours, bands->n > 1 ? (double) i / (bands->n - 1) : 0.5);
}

#define BAND_ABSENT -1
#define BAND_UNBOUNDED 64

static signed char
band_of (const Bands *bands,
         double       value,
         gboolean     log)
{
  guint band = 0;

  if (isinf (value))
    return BAND_UNBOUNDED;
  if (isnan (value) || (log && value <= 0))
    return BAND_ABSENT;
  while (band + 1 < bands->n && value >= bands->limit[band + 1])
    band++;
  return band;
}

/* Rectangles */

typedef struct
{
  const ChartPlot *plot;
  signed char     *band; /* of each cell */
  double          *x;    /* places of the edges */
  double          *y;
} Map;

static void
map_init (Map             *map,
          const ChartPlot *plot,
          const Bands     *bands)
{
  const LeatChart *chart = plot->chart;
  const LeatRect *area = &plot->area;
  gboolean log = chart->axes[LEAT_CHART_VALUE].logarithmic;

  map->plot = plot;
  map->band = g_new (signed char, chart->n_x * chart->n_y + 1);
  map->x = g_new (double, chart->n_x + 1);
  map->y = g_new (double, chart->n_y + 1);
  for (gsize i = 0; i < chart->n_x * chart->n_y; i++)
    map->band[i] = band_of (bands, chart->cells[i], log);
  /* On whole units, which fill quickly and have sharp edges. */
  for (gsize i = 0; i <= chart->n_x; i++)
    {
      double edge = chart_heat_edge (&chart->axes[LEAT_CHART_X], chart->grid_x, chart->n_x, i);

      map->x[i] = CLAMP (round (chart_scale_at (&plot->x, edge)), area->x, area->x + area->width);
    }
  for (gsize i = 0; i <= chart->n_y; i++)
    {
      double edge = chart_heat_edge (&chart->axes[LEAT_CHART_Y], chart->grid_y, chart->n_y, i);

      map->y[i] = CLAMP (round (chart_scale_at (&plot->y, edge)), area->y, area->y + area->height);
    }
}

static void
map_clear (Map *map)
{
  g_free (map->band);
  g_free (map->x);
  g_free (map->y);
}

/* The cells of some bands as rectangles: runs of a row, joined with the same run of the row below. */
static GArray *
find_rects (const Map  *map,
            signed char least,
            signed char most)
{
  gsize n_x = map->plot->chart->n_x;
  gsize n_y = map->plot->chart->n_y;
  GArray *rects = g_array_new (FALSE, FALSE, sizeof (LeatRect));
  g_autofree int *open = g_new (int, n_x + 1); /* the rectangle that begins at a column in the row before */

  memset (open, -1, (n_x + 1) * sizeof *open);
  for (gsize row = 0; row < n_y; row++)
    for (gsize i = 0; i < n_x; i++)
      {
        const signed char *band = map->band + row * n_x;
        gsize from = i;
        LeatRect *above;

        while (i < n_x && band[i] >= least && band[i] <= most)
          i++;
        if (i == from)
          {
            open[from] = -1;
            continue;
          }
        above = open[from] >= 0 ? &g_array_index (rects, LeatRect, open[from]) : NULL;
        if (above != NULL && above->width == map->x[i] - map->x[from])
          {
            above->height += above->y - map->y[row + 1];
            above->y = map->y[row + 1];
          }
        else
          {
            LeatRect rect = { map->x[from], map->y[row + 1], map->x[i] - map->x[from], map->y[row] - map->y[row + 1] };

            g_array_append_val (rects, rect);
            open[from] = rects->len - 1;
          }
        for (gsize k = from + 1; k <= i && k < n_x; k++)
          open[k] = -1;
      }
  return rects;
}

static void
paint_rects (ChartPaint       *paint,
             GArray           *rects,
             const LeatColour *colour)
{
  LeatPen pen = { .fill = colour };

  if (rects->len > 0)
    paint->brush->rects (paint->brush, (const LeatRect *) rects->data, rects->len, &pen);
}

static void
paint_map (ChartPaint  *paint,
           const Bands *bands)
{
  LeatColour alarm = chart_alarm (paint->colours);
  LeatColour tint = chart_alpha (alarm, paint->colours->dark ? 0.2 : 0.12);
  LeatColour lines = chart_alpha (alarm, 0.45);
  LeatColour grey = chart_alpha (paint->colours->text_dim, 0.16);
  gboolean used[MAX_BANDS] = { FALSE };
  g_autoptr(GArray) unbounded = NULL;
  g_autoptr(GArray) absent = NULL;
  Map map;

  map_init (&map, paint->plot, bands);
  for (gsize i = 0; i < paint->chart->n_x * paint->chart->n_y; i++)
    if (map.band[i] >= 0 && map.band[i] < MAX_BANDS)
      used[map.band[i]] = TRUE;
  for (guint i = 0; i < bands->n; i++)
    if (used[i])
      {
        g_autoptr(GArray) rects = find_rects (&map, i, bands->n - 1);

        paint_rects (paint, rects, &bands->colour[i]);
      }
  unbounded = find_rects (&map, BAND_UNBOUNDED, BAND_UNBOUNDED);
  paint_rects (paint, unbounded, &tint);
  chart_hatch (paint, (const LeatRect *) unbounded->data, unbounded->len, &lines);
  absent = find_rects (&map, BAND_ABSENT, BAND_ABSENT);
  paint_rects (paint, absent, &grey);
  map_clear (&map);
}

/* The bar that says what the colours are */

static void
paint_key (ChartPaint       *paint,
           double            x,
           double            y,
           gboolean          hatched,
           const LeatColour *fill,
           const LeatColour *hatch,
           const char       *words)
{
  LeatPen pen = { .fill = fill };
  LeatRect box = { x, y - 5, BAR_WIDTH, 11 };

  paint->brush->rect (paint->brush, &box, 0, &pen);
  if (hatched)
    chart_hatch (paint, &box, 1, hatch);
  chart_text (paint, words, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, x + BAR_WIDTH + 6, y,
              paint->plot->ends - BAR_WIDTH - BAR_GAP - 4, &paint->colours->text_dim);
}

static double
paint_keys (ChartPaint *paint,
            double      x)
{
  const LeatRect *area = &paint->plot->area;
  LeatColour alarm = chart_alarm (paint->colours);
  LeatColour tint = chart_alpha (alarm, paint->colours->dark ? 0.2 : 0.12);
  LeatColour lines = chart_alpha (alarm, 0.45);
  LeatColour grey = chart_alpha (paint->colours->text_dim, 0.16);
  double bottom = area->y + area->height;
  gsize finite, infinite, absent;

  chart_heat_count (paint->chart, &finite, &infinite, &absent);
  if (absent > 0)
    {
      paint_key (paint, x, bottom - 6, FALSE, &grey, NULL, _("no value"));
      bottom -= KEY_ROW;
    }
  if (infinite > 0)
    {
      paint_key (paint, x, bottom - 6, TRUE, &tint, &lines, _("no bound"));
      bottom -= KEY_ROW;
    }
  return finite == 0 ? area->y : bottom < area->y + area->height ? bottom - 6 : bottom;
}

static void
paint_bar_tick (ChartPaint      *paint,
                const ChartTick *tick,
                double           x,
                double           y)
{
  chart_text (paint, tick->text, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, x + BAR_WIDTH + 6, y,
              paint->plot->ends - BAR_WIDTH - BAR_GAP - 4, &paint->colours->text_dim);
}

static void
paint_bar (ChartPaint  *paint,
           ChartScale  *values,
           const Bands *bands)
{
  const LeatRect *area = &paint->plot->area;
  double x = area->x + area->width + BAR_GAP;
  double bottom = paint_keys (paint, x);
  g_autofree char *title = chart_axis_title (&paint->chart->axes[LEAT_CHART_VALUE]);
  g_autoptr(GArray) ends = NULL;
  double last = bottom;
  double right = paint->plot->rect.x + paint->plot->rect.width;
  double width = MIN (ceil (leat_text_measure (LEAT_TEXT_SMALL, title)) + 2, paint->plot->rect.width / 2 - 10);

  chart_text (paint, title, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, MIN (x, right - width), paint->plot->body.y + 6, width,
              &paint->colours->text_dim);
  if (bottom - area->y < 24)
    return;
  values->start = bottom;
  values->end = area->y;
  for (guint i = 0; i < bands->n; i++)
    {
      LeatPen pen = { .fill = &bands->colour[i] };
      double top = chart_scale_at (values, bands->limit[i + 1]);
      /* A little under the next one, against seams. */
      LeatRect box = { x, top, BAR_WIDTH, MIN (bottom, chart_scale_at (values, bands->limit[i]) + 0.5) - top };

      paint->brush->rect (paint->brush, &box, 0, &pen);
    }
  /* The ends are figures too. */
  ends = chart_ticks_at (&paint->chart->axes[LEAT_CHART_VALUE], (double[]){ values->from, values->to }, 2);
  paint_bar_tick (paint, &g_array_index (ends, ChartTick, 0), x, bottom);
  for (guint i = 0; i < values->ticks->len; i++)
    {
      const ChartTick *tick = &g_array_index (values->ticks, ChartTick, i);
      double y = chart_scale_at (values, tick->at);

      if (last - y < 13 || y - area->y < 13)
        continue;
      last = y;
      paint_bar_tick (paint, tick, x, y);
    }
  paint_bar_tick (paint, &g_array_index (ends, ChartTick, 1), x, area->y);
}

void
chart_heat_paint_map (ChartPaint *paint,
                      ChartScale *values)
{
  Bands bands;

  find_bands (values, paint->colours, &bands);
  paint_map (paint, &bands);
  paint_bar (paint, values, &bands);
}

LeatColour
chart_heat_colour (const ChartPaint *paint,
                   const ChartScale *values,
                   double            value)
{
  Bands bands;

  find_bands (values, paint->colours, &bands);
  return bands.colour[CLAMP (band_of (&bands, value, values->logarithmic), 0, (int) bands.n - 1)];
}
