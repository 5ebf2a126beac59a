/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/chart-private.h"

#include <math.h>

/* Charts for those who point at them or move through them by keys. */

/* How far from a datum a pointer may be. */
#define REACH 40.0

static const ChartKind *const kinds[LEAT_N_CHART_KINDS] = {
  [LEAT_CHART_LINES] = &chart_lines,         [LEAT_CHART_AREAS] = &chart_areas,
  [LEAT_CHART_HEAT] = &chart_heat,           [LEAT_CHART_TORNADO] = &chart_tornado,
  [LEAT_CHART_SCATTER] = &chart_scatter,     [LEAT_CHART_WATERFALL] = &chart_waterfall,
  [LEAT_CHART_TIMELINE] = &chart_timeline,   [LEAT_CHART_TRIANGLE] = &chart_triangle,
};

const ChartKind *
chart_kind (const LeatChart *self)
{
  return kinds[self->kind];
}

gboolean
chart_has (const LeatChart *self,
           LeatChartRef     ref)
{
  const ChartKind *kind = chart_kind (self);

  return ref.series < kind->count (self) && ref.index < kind->length (self, ref.series);
}

static LeatChartHit *
hit_new (const ChartPlot *plot,
         LeatChartRef     ref,
         const LeatRect  *box)
{
  LeatChartHit *hit = g_new0 (LeatChartHit, 1);
  GString *text = g_string_new (NULL);

  hit->ref = ref;
  hit->at = (LeatPoint){ box->x + box->width / 2, box->y + box->height / 2 };
  chart_kind (plot->chart)->tell (plot->chart, ref, &hit->title, text);
  hit->text = g_string_free (text, FALSE);
  return hit;
}

void
leat_chart_hit_free (LeatChartHit *self)
{
  g_free (self->title);
  g_free (self->text);
  g_free (self);
}

/* Over curves the nearest x counts first, so that a pointer far above a curve still reads it. */
static double
distance_of (const LeatChart *chart,
             const LeatRect  *box,
             double           x,
             double           y)
{
  double dx = MAX (MAX (box->x - x, x - box->x - box->width), 0);
  double dy = MAX (MAX (box->y - y, y - box->y - box->height), 0);

  return chart->series->len > 0 ? dx * 1000 + dy : hypot (dx, dy);
}

static gboolean
find_nearest (const ChartPlot *plot,
              double           x,
              double           y,
              LeatChartRef    *ref)
{
  const ChartKind *kind = chart_kind (plot->chart);
  double best = plot->chart->series->len > 0 ? INFINITY : REACH;
  gboolean found = FALSE;

  if (kind->pick != NULL)
    return kind->pick (plot, x, y, ref);
  for (guint i = 0; i < kind->count (plot->chart); i++)
    for (guint k = 0; k < kind->length (plot->chart, i); k++)
      {
        LeatRect box;
        double distance;

        if (!kind->locate (plot, (LeatChartRef){ i, k }, &box))
          continue;
        distance = distance_of (plot->chart, &box, x, y);
        if (distance < best)
          {
            best = distance;
            *ref = (LeatChartRef){ i, k };
            found = TRUE;
          }
      }
  return found;
}

/* Of a timeline, the plot under the pointer is meant. */
static gboolean
find_in_panel (const ChartPlot *plot,
               double           x,
               double           y,
               LeatChartRef    *ref)
{
  guint panel = 0;

  for (guint i = 1; i < plot->panels->len; i++)
    {
      const LeatRect *above = &g_array_index (plot->panels, ChartPanel, i - 1).area;

      if (y > above->y + above->height + 6)
        panel = i;
    }
  if (!find_nearest (plot, x, y, ref))
    return FALSE;
  for (guint i = 0; i < plot->chart->series->len; i++)
    {
      const ChartSeries *series = chart_series (plot->chart, i);
      double best = INFINITY;

      if (series->panel != panel || chart_series (plot->chart, ref->series)->panel == panel)
        continue;
      for (guint k = 0; k < series->n; k++)
        {
          LeatRect box;

          if (chart_timeline.locate (plot, (LeatChartRef){ i, k }, &box) && fabs (box.x - x) < best)
            {
              best = fabs (box.x - x);
              *ref = (LeatChartRef){ i, k };
            }
        }
    }
  return TRUE;
}

LeatChartHit *
leat_chart_hit (const LeatChart *self,
                const LeatRect  *rect,
                double           x,
                double           y)
{
  ChartPlot plot;
  LeatChartHit *hit = NULL;
  LeatChartRef ref;
  LeatRect box;

  chart_plot_init (&plot, self, rect);
  if (!plot.tiny && chart_inside (&plot.area, x, y) &&
      (plot.panels != NULL ? find_in_panel : find_nearest) (&plot, x, y, &ref) &&
      chart_kind (self)->locate (&plot, ref, &box))
    hit = hit_new (&plot, ref, &box);
  chart_plot_clear (&plot);
  return hit;
}

LeatChartHit *
leat_chart_look_up (const LeatChart *self,
                    const LeatRect  *rect,
                    LeatChartRef     ref)
{
  ChartPlot plot;
  LeatChartHit *hit = NULL;
  LeatRect box;

  if (!chart_has (self, ref))
    return NULL;
  chart_plot_init (&plot, self, rect);
  if (!plot.tiny && chart_kind (self)->locate (&plot, ref, &box))
    hit = hit_new (&plot, ref, &box);
  chart_plot_clear (&plot);
  return hit;
}

/* Keys: the chart is laid out at a size at which everything has its place. */

const LeatRect chart_wide = { 0, 0, 1600, 4000 };

gboolean
leat_chart_first (const LeatChart *self,
                  LeatChartRef    *ref)
{
  const ChartKind *kind = chart_kind (self);
  ChartPlot plot;
  gboolean found = FALSE;

  chart_plot_init (&plot, self, &chart_wide);
  for (guint i = 0; !found && i < kind->count (self); i++)
    for (guint k = 0; !found && k < kind->length (self, i); k++)
      {
        LeatRect box;

        found = kind->locate (&plot, (LeatChartRef){ i, k }, &box);
        if (found)
          *ref = (LeatChartRef){ i, k };
      }
  chart_plot_clear (&plot);
  return found;
}

/* The next one that has a place, `step` series or points away. */
static gboolean
step_to (const ChartPlot *plot,
         LeatChartRef    *ref,
         int              series,
         int              index)
{
  LeatChartRef next = { ref->series + series, ref->index + index };
  LeatRect box;

  for (; chart_has (plot->chart, next); next.series += series, next.index += index)
    if (chart_kind (plot->chart)->locate (plot, next, &box))
      {
        *ref = next;
        return TRUE;
      }
  return FALSE;
}

static double
middle (const LeatRect *box,
        gboolean        upright)
{
  return upright ? box->y + box->height / 2 : box->x + box->width / 2;
}

/* Of each other series, the datum nearest to the present x. */
static gboolean
find_in_column (const ChartPlot *plot,
                guint            series,
                double           x,
                guint           *index,
                LeatRect        *box)
{
  const ChartKind *kind = chart_kind (plot->chart);
  double best = INFINITY;

  for (guint k = 0; k < kind->length (plot->chart, series); k++)
    {
      LeatRect other;

      if (kind->locate (plot, (LeatChartRef){ series, k }, &other) && fabs (middle (&other, FALSE) - x) < best)
        {
          best = fabs (middle (&other, FALSE) - x);
          *index = k;
          *box = other;
        }
    }
  return best < INFINITY;
}

/* Up or down from one curve to the next. Those at the same height come in their order. */
static gboolean
move_in_column (const ChartPlot *plot,
                LeatChartRef    *ref,
                int              sign)
{
  const ChartKind *kind = chart_kind (plot->chart);
  LeatChartRef next = *ref;
  double best = INFINITY;
  LeatRect here;

  if (!kind->locate (plot, *ref, &here))
    return FALSE;
  for (guint i = 0; i < kind->count (plot->chart); i++)
    {
      guint index;
      LeatRect box = { 0 };
      double away;

      if (i == ref->series || !find_in_column (plot, i, middle (&here, FALSE), &index, &box))
        continue;
      away = (middle (&box, TRUE) - middle (&here, TRUE)) * sign;
      if ((away > 0 || (away == 0 && (sign > 0 ? i > ref->series : i < ref->series))) && away < best)
        {
          best = away;
          next = (LeatChartRef){ i, index };
        }
    }
  if (best == INFINITY)
    return FALSE;
  *ref = next;
  return TRUE;
}

/* Points go from one to the next in the order of x or y. */
static gboolean
move_in_order (const ChartPlot *plot,
               LeatChartRef    *ref,
               gboolean         upright,
               int              sign)
{
  const ChartKind *kind = chart_kind (plot->chart);
  guint next = ref->index;
  double best = INFINITY;
  LeatRect here;

  if (!kind->locate (plot, *ref, &here))
    return FALSE;
  for (guint k = 0; k < kind->length (plot->chart, 0); k++)
    {
      LeatRect box;
      double away;

      if (k == ref->index || !kind->locate (plot, (LeatChartRef){ 0, k }, &box))
        continue;
      away = (middle (&box, upright) - middle (&here, upright)) * sign;
      if ((away > 0 || (away == 0 && (sign > 0 ? k > ref->index : k < ref->index))) &&
          (away < best || (away == best && sign < 0)))
        {
          best = away;
          next = k;
        }
    }
  ref->index = next;
  return best < INFINITY;
}

static gboolean
move_within (const ChartPlot *plot,
             LeatChartRef    *ref,
             LeatChartMove    move)
{
  gboolean upright = move == LEAT_MOVE_UP || move == LEAT_MOVE_DOWN;
  int sign = move == LEAT_MOVE_RIGHT || move == LEAT_MOVE_DOWN ? 1 : -1;

  switch (plot->chart->kind)
    {
    case LEAT_CHART_SCATTER:
      return move_in_order (plot, ref, upright, sign);
    case LEAT_CHART_HEAT:
      return step_to (plot, ref, upright ? -sign : 0, upright ? 0 : sign);
    case LEAT_CHART_TRIANGLE:
      return step_to (plot, ref, upright ? sign : 0, upright ? 0 : sign);
    case LEAT_CHART_WATERFALL:
      return step_to (plot, ref, sign, 0);
    case LEAT_CHART_LINES:
    case LEAT_CHART_AREAS:
    case LEAT_CHART_TORNADO:
    case LEAT_CHART_TIMELINE:
    default:
      return upright ? move_in_column (plot, ref, sign) : step_to (plot, ref, 0, sign);
    }
}

gboolean
leat_chart_move (const LeatChart *self,
                 LeatChartRef    *ref,
                 LeatChartMove    move)
{
  ChartPlot plot;
  gboolean moved;

  if (!chart_has (self, *ref))
    return FALSE;
  chart_plot_init (&plot, self, &chart_wide);
  moved = move_within (&plot, ref, move);
  chart_plot_clear (&plot);
  return moved;
}
