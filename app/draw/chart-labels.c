/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-private.h"
#include "model/rect.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Words within a plot: each looks for a place where no other word is, and as little data as may be. */

#define PLATE_PAD 4.0
#define END_GAP 13.5

/* How much is under a box; INFINITY where it cannot be. */
static double
cost_of (const ChartPaint *paint,
         const LeatRect   *bounds,
         const LeatRect   *box)
{
  double cost = 0;

  if (box->x < bounds->x - 0.01 || box->y < bounds->y - 0.01 || box->x + box->width > bounds->x + bounds->width + 0.01 ||
      box->y + box->height > bounds->y + bounds->height + 0.01)
    return INFINITY;
  for (guint i = 0; i < paint->taken->len; i++)
    if (leat_rect_overlap (box, &g_array_index (paint->taken, LeatRect, i)))
      return INFINITY;
  for (guint i = 0; i < paint->busy->len; i++)
    {
      const LeatPoint *point = &g_array_index (paint->busy, LeatPoint, i);

      cost += chart_inside (box, point->x, point->y);
    }
  return cost;
}

gboolean
chart_find_place (const ChartPaint *paint,
                  const LeatRect   *bounds,
                  double            width,
                  double            height,
                  const ChartSpot  *spots,
                  gsize             n,
                  LeatRect         *box)
{
  double best = INFINITY;

  for (gsize i = 0; i < n && best > 0; i++)
    {
      double x = spots[i].x - spots[i].part * width;
      LeatRect candidate = { CLAMP (x, bounds->x, MAX (bounds->x, bounds->x + bounds->width - width)),
                             spots[i].y - height / 2, width, height };
      double cost = cost_of (paint, bounds, &candidate);

      if (cost < best)
        {
          best = cost;
          *box = candidate;
        }
    }
  return best < INFINITY;
}

gboolean
chart_label (ChartPaint       *paint,
             const LeatRect   *bounds,
             const char       *text,
             LeatTextStyle     style,
             const LeatColour *colour,
             const ChartSpot  *spots,
             gsize             n)
{
  LeatColour ground = chart_alpha (paint->colours->background, 0.8);
  LeatPen plate = { .fill = &ground };
  double whole = ceil (leat_text_measure (style, text)) + 2;
  double width = MIN (whole, bounds->width - 2 * PLATE_PAD);
  LeatRect box;

  if (width < MIN (whole, 12) || *text == '\0' ||
      !chart_find_place (paint, bounds, width + 2 * PLATE_PAD, CHART_LINE_HEIGHT, spots, n, &box))
    return FALSE;
  paint->brush->rect (paint->brush, &box, 3, &plate);
  chart_text (paint, text, style, LEAT_ALIGN_LEFT, box.x + PLATE_PAD, box.y + box.height / 2, width, colour);
  return TRUE;
}

/* Marks */

static const double present_dash[] = { 5, 3 };
static const double limit_dash[] = { 9, 4 };
static const double event_dash[] = { 2, 3 };

static LeatColour
mark_colour (const ChartPaint *paint,
             LeatMarkLook      look)
{
  return look == LEAT_MARK_LIMIT     ? chart_alarm (paint->colours)
         : look == LEAT_MARK_PRESENT ? paint->colours->text
                                     : paint->colours->text_dim;
}

static void
paint_mark_line (ChartPaint      *paint,
                 const ChartMark *mark,
                 LeatPoint        from,
                 LeatPoint        to)
{
  static const double *const dashes[] = { present_dash, limit_dash, event_dash };
  LeatColour colour = mark_colour (paint, mark->look);
  LeatPen pen = { .stroke = &colour, .width = 1.4, .dash = dashes[mark->look], .n_dash = 2 };

  paint->brush->segments (paint->brush, (LeatPoint[]){ from, to }, 2, &pen);
  chart_note_busy (paint, from, to);
}

static void
paint_upright (ChartPaint      *paint,
               const ChartMark *mark,
               const LeatRect  *area,
               gboolean         line)
{
  double x = chart_scale_at (&paint->plot->x, mark->at);
  LeatColour ink = mark_colour (paint, mark->look);
  ChartSpot spots[12];

  if (!(x >= area->x - 0.5 && x <= area->x + area->width + 0.5))
    return;
  if (line)
    {
      paint_mark_line (paint, mark, (LeatPoint){ x, area->y }, (LeatPoint){ x, area->y + area->height });
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (spots); i++)
    spots[i] = (ChartSpot){ x + (i % 2 == 0 ? 3 : -3), area->y + 9 + i / 2 * 17, i % 2 };
  chart_label (paint, area, mark->label, LEAT_TEXT_FIGURE, &ink, spots, G_N_ELEMENTS (spots));
}

static void
paint_level (ChartPaint       *paint,
             const ChartMark  *mark,
             const LeatRect   *area,
             const ChartScale *scale,
             gboolean          line)
{
  double y = chart_scale_at (scale, mark->at);
  double right = area->x + area->width;
  LeatColour ink = mark_colour (paint, mark->look);
  /* The line may be off the scale, but it is still said where it is. */
  gboolean above = !(y >= area->y - 0.5);
  gboolean below = y > area->y + area->height + 0.5;
  g_autofree char *text = above   ? g_strconcat (mark->label, " ↑", NULL)
                          : below ? g_strconcat (mark->label, " ↓", NULL)
                                  : g_strdup (mark->label);

  if (line)
    {
      if (!above && !below)
        paint_mark_line (paint, mark, (LeatPoint){ area->x, y }, (LeatPoint){ right, y });
      return;
    }
  y = above ? area->y + 1 : below ? area->y + area->height - 1 : y;

  ChartSpot spots[] = { { area->x + 2, y - 9, 0 },       { area->x + 2, y + 9, 0 },
                        { right - 2, y - 9, 1 },         { right - 2, y + 9, 1 },
                        { area->x + area->width / 2, y - 9, 0.5 }, { area->x + area->width / 2, y + 9, 0.5 },
                        { area->x + area->width / 4, y - 9, 0.5 }, { area->x + area->width / 4, y + 9, 0.5 } };

  chart_label (paint, area, text, LEAT_TEXT_FIGURE, &ink, spots, G_N_ELEMENTS (spots));
}

void
chart_paint_mark_parts (ChartPaint       *paint,
                        guint             panel,
                        const LeatRect   *area,
                        const ChartScale *y,
                        gboolean          lines)
{
  for (guint i = 0; i < paint->chart->marks->len; i++)
    {
      const ChartMark *mark = paint->chart->marks->pdata[i];

      if (mark->axis == LEAT_CHART_Y && mark->panel == panel && y != NULL)
        paint_level (paint, mark, area, y, lines);
      if (mark->axis == LEAT_CHART_X && paint->chart->kind != LEAT_CHART_TIMELINE)
        paint_upright (paint, mark, area, lines);
    }
}

/* All lines first, so that none crosses a label. */
void
chart_paint_marks (ChartPaint       *paint,
                   guint             panel,
                   const LeatRect   *area,
                   const ChartScale *y)
{
  chart_paint_mark_parts (paint, panel, area, y, TRUE);
  chart_paint_mark_parts (paint, panel, area, y, FALSE);
}

void
chart_paint_spans (ChartPaint *paint,
                   gboolean    labels)
{
  const LeatRect *area = &paint->plot->area;
  LeatColour tint = chart_alpha (chart_alarm (paint->colours), paint->colours->dark ? 0.16 : 0.09);
  LeatPen pen = { .fill = &tint };

  for (guint i = 0; i < paint->chart->spans->len; i++)
    {
      const ChartSpan *span = paint->chart->spans->pdata[i];
      double from = CLAMP (chart_scale_at (&paint->plot->x, span->from), area->x, area->x + area->width);
      double to = CLAMP (chart_scale_at (&paint->plot->x, span->to), area->x, area->x + area->width);
      LeatRect box = { from, area->y, to - from, area->height };
      ChartSpot spots[] = { { (from + to) / 2, area->y + 9, 0.5 }, { (from + to) / 2, area->y + 26, 0.5 },
                            { to + 2, area->y + 9, 0 },            { from - 2, area->y + 9, 1 } };

      if (to - from < 0.5)
        continue;
      paint->brush->rect (paint->brush, &box, 0, &pen);
      if (labels)
        chart_label (paint, area, span->label, LEAT_TEXT_FIGURE, &paint->colours->text, spots, G_N_ELEMENTS (spots));
    }
}

/* Remarks: a ring on the point, and a card near it. */

static gboolean
place_card (ChartPaint *paint,
            double      x,
            double      y,
            double      width,
            double      height,
            LeatRect   *box)
{
  ChartSpot spots[40];
  gsize n = 0;

  for (int ring = 0; ring < 5; ring++)
    for (int k = 0; k < 8; k++)
      {
        double angle = -G_PI_2 - G_PI_4 / 2 + (k % 2 == 0 ? 1 : -1) * ((k + 1) / 2) * G_PI_4;
        double reach = 14 + ring * 22;

        spots[n++] = (ChartSpot){ x + cos (angle) * reach, y + sin (angle) * (reach + height / 2),
                                  cos (angle) < -0.3 ? 1 : cos (angle) > 0.3 ? 0 : 0.5 };
      }
  return chart_find_place (paint, &paint->plot->area, width, height, spots, n, box);
}

static void
paint_leader (ChartPaint     *paint,
              const LeatRect *box,
              double          x,
              double          y)
{
  LeatPen pen = { .stroke = &paint->colours->text_dim, .width = 1 };
  LeatPoint to = { CLAMP (x, box->x + 8, box->x + box->width - 8), CLAMP (y, box->y, box->y + box->height) };

  if (hypot (to.x - x, to.y - y) > 10)
    paint->brush->segments (paint->brush, (LeatPoint[]){ { x, y }, to }, 2, &pen);
}

static void
paint_remark (ChartPaint        *paint,
              const ChartRemark *remark)
{
  const LeatColours *colours = paint->colours;
  LeatPen ring = { .fill = &colours->card, .stroke = &colours->accent, .width = 2 };
  LeatPen card = { .fill = &colours->card, .stroke = &colours->card_edge, .width = 1 };
  gboolean two = remark->detail != NULL && *remark->detail != '\0';
  double room = paint->plot->area.width - 20;
  double label = ceil (leat_text_measure (LEAT_TEXT_FIGURE, remark->label)) + 2;
  double detail = two ? ceil (leat_text_measure (LEAT_TEXT_SMALL, remark->detail)) + 2 : 0;
  double width = MIN (room, MAX (label, detail));
  double x = chart_scale_at (&paint->plot->x, remark->x);
  double y = chart_scale_at (&paint->plot->y, remark->y);
  LeatRect box;

  if (!chart_inside (&paint->plot->area, x, y))
    return;
  if (place_card (paint, x, y, width + 20, two ? 40 : 24, &box))
    {
      paint_leader (paint, &box, x, y);
      paint->brush->rect (paint->brush, &box, 7, &card);
      chart_text (paint, remark->label, LEAT_TEXT_FIGURE, LEAT_ALIGN_LEFT, box.x + 10, box.y + (two ? 13 : 12), width,
                  &colours->text);
      if (two)
        chart_text (paint, remark->detail, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, box.x + 10, box.y + 28, width,
                    &colours->text_dim);
    }
  paint->brush->circle (paint->brush, (LeatPoint){ x, y }, 5, &ring);
}

void
chart_paint_remarks (ChartPaint *paint)
{
  for (guint i = 0; i < paint->chart->remarks->len; i++)
    paint_remark (paint, paint->chart->remarks->pdata[i]);
}

/* Ends of curves */

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  double one = ((const ChartEnd *) a)->y;
  double two = ((const ChartEnd *) b)->y;

  return one < two ? -1 : one > two;
}

/* Removes what matters least until the rest has room. Returns how many went. */
static guint
thin_out (GArray *ends,
          double  height)
{
  guint most = MAX (1, (guint) (height / END_GAP));
  guint gone = 0;

  if (ends->len <= most)
    return 0;
  /* One line says how many went. */
  while (ends->len > MAX (1, most - 1))
    {
      guint least = 0;

      for (guint i = 1; i < ends->len; i++)
        if (g_array_index (ends, ChartEnd, i).weight < g_array_index (ends, ChartEnd, least).weight)
          least = i;
      g_array_remove_index (ends, least);
      gone++;
    }
  return gone;
}

/* The places nearest to those wished for, in order and at least END_GAP apart: the mean of each group that
 * would overlap (isotonic regression by pooling neighbours). */
static double *
push_apart (GArray *ends,
            double  top,
            double  bottom)
{
  guint n = ends->len;
  double *places = g_new (double, MAX (1, n));
  g_autofree double *sum = g_new (double, n + 1);
  g_autofree guint *count = g_new (guint, n + 1);
  guint groups = 0;
  guint k = 0;

  for (guint i = 0; i < n; i++)
    {
      sum[groups] = g_array_index (ends, ChartEnd, i).y - i * END_GAP;
      count[groups++] = 1;
      while (groups > 1 && sum[groups - 2] / count[groups - 2] >= sum[groups - 1] / count[groups - 1])
        {
          sum[groups - 2] += sum[groups - 1];
          count[groups - 2] += count[groups - 1];
          groups--;
        }
    }
  for (guint g = 0; g < groups; g++)
    for (guint i = 0; i < count[g]; i++, k++)
      places[k] = CLAMP (sum[g] / count[g], top, MAX (top, bottom - (n - 1) * END_GAP)) + k * END_GAP;
  return places;
}

/* A curve that ends early is named there: a line to the margin would look as if it went on. */
static gboolean
name_within (ChartPaint     *paint,
             const LeatRect *area,
             const ChartEnd *end)
{
  LeatColour ink = chart_ink (paint->colours, end->colour);
  double x = end->from;
  double y = end->y;
  ChartSpot spots[] = { { x + 4, y, 0 },      { x + 4, y - 9, 0 },  { x + 4, y + 9, 0 },  { x - 6, y - 9, 1 },
                        { x - 6, y, 1 },      { x + 4, y - 16, 0 }, { x + 4, y + 16, 0 }, { x - 6, y - 20, 1 },
                        { x - 6, y + 16, 1 }, { x + 4, y - 30, 0 }, { x + 4, y + 30, 0 } };

  return end->from < area->x + area->width - 30 &&
         chart_label (paint, area, end->name, LEAT_TEXT_FIGURE, &ink, spots, G_N_ELEMENTS (spots));
}

static void
paint_end (ChartPaint     *paint,
           const LeatRect *area,
           const ChartEnd *end,
           double          at)
{
  LeatColour faint = chart_alpha (end->colour, 0.6);
  LeatPen pen = { .stroke = &faint, .width = 1 };
  LeatColour ink = chart_ink (paint->colours, end->colour);
  double right = area->x + area->width;

  if (!isnan (end->from) && (fabs (at - end->y) > 5 || end->from < right - 4))
    {
      LeatPoint line[] = { { MAX (end->from, area->x), end->y }, { right + 6, at } };

      paint->brush->segments (paint->brush, line, 2, &pen);
    }
  chart_text (paint, end->name, LEAT_TEXT_FIGURE, LEAT_ALIGN_LEFT, right + 8, at, paint->plot->ends, &ink);
}

void
chart_paint_ends (ChartPaint     *paint,
                  const LeatRect *area,
                  GArray         *ends)
{
  g_autofree double *places = NULL;
  double bottom;
  guint gone;

  for (guint i = ends->len; i-- > 0;)
    if (name_within (paint, area, &g_array_index (ends, ChartEnd, i)))
      g_array_remove_index (ends, i);
  gone = thin_out (ends, area->height + END_GAP);
  bottom = area->y + area->height - (gone > 0 ? END_GAP : 0);
  g_array_sort (ends, compare_ends);
  places = push_apart (ends, area->y, bottom);
  for (guint i = 0; i < ends->len; i++)
    paint_end (paint, area, &g_array_index (ends, ChartEnd, i), places[i]);
  if (gone > 0)
    {
      g_autofree char *more = g_strdup_printf (_("and %u more"), gone);

      chart_text (paint, more, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, area->x + area->width + 8, area->y + area->height,
                  paint->plot->ends, &paint->colours->text_dim);
    }
}
