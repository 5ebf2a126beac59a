/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/bends.h"

#include "draw/rect-private.h"
#include "draw/route-private.h"

#include <math.h>

/* Bends by hand. A wire as drawn is changed, and its corners become its bends: what one sees is what is kept. The
 * router (route.c) draws the same again from them, as long as the cards stay where they are. */

static LeatPoint
moved (LeatPoint point,
       gboolean  upright,
       double    to)
{
  return upright ? (LeatPoint){ to, point.y } : (LeatPoint){ point.x, to };
}

/* Whether an end of the wire may slide along its side so far. */
static gboolean
slides (LeatPoint       end,
        gboolean        upright,
        double          to,
        const LeatRect *card)
{
  double middle = upright ? card->x + card->width / 2 : card->y + card->height / 2;
  gboolean at_side = upright ? end.y == card->y || end.y == card->y + card->height
                             : end.x == card->x || end.x == card->x + card->width;

  return at_side && fabs (to - middle) <= (upright ? LEAT_SIDE_REACH_LEVEL : LEAT_SIDE_REACH_UPRIGHT);
}

/* A leg away from an end, on the way to the point after it. */
static LeatPoint
leg_off (LeatPoint end,
         LeatPoint next)
{
  double length = fabs (next.x - end.x) + fabs (next.y - end.y);
  double part = length > 0 ? MIN (ROUTE_LEG, length / 3) / length : 0;

  return (LeatPoint){ end.x + (next.x - end.x) * part, end.y + (next.y - end.y) * part };
}

/* The points of one end of the leg that moves, from the card to the leg. */
static void
append_end (GArray         *points,
            LeatPoint       end,
            LeatPoint       next,
            gboolean        is_card,
            gboolean        upright,
            double          to,
            const LeatRect *card)
{
  LeatPoint at = end;

  if (is_card && !slides (end, upright, to, card))
    {
      g_array_append_val (points, end);
      at = leg_off (end, next);
      g_array_append_val (points, at);
    }
  at = moved (at, upright, to);
  g_array_append_val (points, at);
}

static void
append_reversed (GArray       *points,
                 const GArray *tail)
{
  for (guint i = tail->len; i > 0; i--)
    g_array_append_val (points, g_array_index (tail, LeatPoint, i - 1));
}

/* Inner corners; where a wire is straight but off the middle of a side, one point on it says where it is. */
static GArray *
take_bends (const GArray   *points,
            const LeatRect *from_card,
            const LeatRect *to_card)
{
  GArray *bends = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  const LeatPoint *p = (const LeatPoint *) points->data;
  LeatPoint middle = { (p[0].x + p[1].x) / 2, (p[0].y + p[1].y) / 2 };
  gboolean centred = p[0].x == p[1].x ? p[0].x == from_card->x + from_card->width / 2 && p[1].x == to_card->x + to_card->width / 2
                                      : p[0].y == from_card->y + from_card->height / 2 && p[1].y == to_card->y + to_card->height / 2;

  if (points->len > 2)
    g_array_append_vals (bends, p + 1, points->len - 2);
  else if (!centred)
    g_array_append_val (bends, middle);
  return bends;
}

/* A leg next to the first or last keeps so far from the card that those still leave and enter it. */
static double
keep_off (double    to,
          LeatPoint end,
          LeatPoint corner,
          gboolean  upright)
{
  double at = upright ? end.x : end.y, now = upright ? corner.x : corner.y;

  return now > at ? MAX (to, at + ROUTE_LEG) : MIN (to, at - ROUTE_LEG);
}

static double
clamp_leg (const LeatPoint *route,
           gsize            n,
           gsize            leg,
           gboolean         upright,
           double           to)
{
  if (leg == 1)
    to = keep_off (to, route[0], route[1], upright);
  if (leg + 3 == n)
    to = keep_off (to, route[n - 1], route[n - 2], upright);
  return to;
}

GArray *
leat_bends_move_leg (const LeatPoint *route,
                     gsize            n,
                     gsize            leg,
                     double           to,
                     const LeatRect  *from_card,
                     const LeatRect  *to_card)
{
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  g_autoptr(GArray) tail = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  gboolean upright = route[leg].x == route[leg + 1].x;

  to = clamp_leg (route, n, leg, upright, to);
  g_array_append_vals (points, route, leg);
  append_end (points, route[leg], route[leg + 1], leg == 0, upright, to, from_card);
  append_end (tail, route[leg + 1], route[leg], leg + 2 == n, upright, to, to_card);
  append_reversed (points, tail);
  for (gsize i = leg + 2; i < n; i++)
    g_array_append_val (points, route[i]);

  route_straighten (points);
  return take_bends (points, from_card, to_card);
}

/* A wire as it is drawn from its bends. */
static GArray *
draw_wire (const LeatElement *wire,
           const LeatRect    *from,
           const LeatRect    *to,
           LeatRouteEnds     *ends)
{
  g_autoptr(LeatRouter) router = leat_router_new ();
  LeatRect reach = *from;

  leat_router_choose_ends (router, wire, from, to, ends, &reach);
  return leat_router_find (router, wire, from, to, ends, &reach);
}

GArray *
leat_bends_remove_leg (const LeatPoint *route,
                       gsize            n,
                       gsize            leg,
                       const LeatRect  *from_card,
                       const LeatRect  *to_card)
{
  g_autoptr(LeatElement) wire = leat_element_new_wire ("wire", LEAT_WIRE_DATA, "from", "to");
  g_autoptr(GArray) drawn = NULL;
  GArray *points = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  LeatRouteEnds ends;

  for (gsize i = 1; i + 1 < n; i++)
    if (i != leg && i != leg + 1)
      g_array_append_val (points, route[i]);
  if (points->len == 0)
    return points;

  leat_bends_set (wire, points);
  g_array_unref (points);
  drawn = draw_wire (wire, from_card, to_card, &ends);
  return take_bends (drawn, from_card, to_card);
}

static double
length_of (const LeatPoint *route,
           gsize            leg)
{
  return fabs (route[leg + 1].x - route[leg].x) + fabs (route[leg + 1].y - route[leg].y);
}

gsize
leat_bends_find_leg (const LeatPoint *route,
                     gsize            n,
                     gsize            corner,
                     const LeatRect  *from_card,
                     const LeatRect  *to_card)
{
  gsize best = G_MAXSIZE;
  guint least = G_MAXUINT;

  for (gsize leg = corner - 1; leg <= corner; leg++)
    {
      g_autoptr(GArray) rest = NULL;

      if (leg == 0 || leg + 2 >= n)
        continue;
      rest = leat_bends_remove_leg (route, n, leg, from_card, to_card);
      if (rest->len > least || (rest->len == least && length_of (route, leg) >= length_of (route, best)))
        continue;
      best = leg;
      least = rest->len;
    }
  return best;
}

static gboolean
are_opposite (LeatSide a,
              LeatSide b)
{
  return a != b && a / 2 == b / 2;
}

/* Whether a wire would rather go the other way at the end that stayed. */
static gboolean
leaves_backwards (const LeatRect      *from,
                  const LeatRect      *to,
                  const LeatRouteEnds *ends,
                  gboolean             at_start)
{
  g_autoptr(LeatElement) plain = leat_element_new_wire ("plain", LEAT_WIRE_DATA, "from", "to");
  LeatRouteEnds best;
  g_autoptr(GArray) route = draw_wire (plain, from, to, &best);

  return at_start ? are_opposite (best.from, ends->from) : are_opposite (best.to, ends->to);
}

/* Whether bends lead from one card to the other as somebody might have placed them. */
static gboolean
make_sense (const LeatElement *wire,
            const LeatRect    *from,
            const LeatRect    *to,
            gboolean           keep_start)
{
  LeatRect inside[] = { rect_grow (*from, -1), rect_grow (*to, -1) };
  double direct = fabs (from->x - to->x) + fabs (from->y - to->y), length = 0;
  LeatRouteEnds ends;
  g_autoptr(GArray) route = draw_wire (wire, from, to, &ends);

  if (leaves_backwards (from, to, &ends, keep_start))
    return FALSE;
  for (guint i = 0; i + 1 < route->len; i++)
    {
      const LeatPoint *p = &g_array_index (route, LeatPoint, i);
      LeatRect leg = rect_of_points (p[0], p[1]);

      if (leat_rect_touch (&leg, &inside[0]) || leat_rect_touch (&leg, &inside[1]))
        return FALSE;
      length += length_of (p, 0);
    }
  return length <= 1.5 * direct + 2 * LEAT_BLOCK_WIDTH;
}

GArray *
leat_bends_keep (const LeatElement *wire,
                 const LeatRect    *from_card,
                 const LeatRect    *to_card,
                 gboolean           keep_start)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (LeatPoint));

  for (gsize n = MAX (wire->n_points, 2) - 1; n > 0 && wire->n_points > 0; n--)
    {
      g_autoptr(LeatElement) tried = leat_element_copy (wire);

      g_array_set_size (points, 0);
      g_array_append_vals (points, wire->points + (keep_start ? 0 : wire->n_points - n), n);
      leat_bends_set (tried, points);
      if (make_sense (tried, from_card, to_card, keep_start))
        return points;
    }
  g_array_set_size (points, 0);
  return points;
}

void
leat_bends_set (LeatElement  *wire,
                const GArray *points)
{
  g_free (wire->points);
  wire->n_points = points->len;
  wire->points = points->len > 0 ? g_memdup2 (points->data, points->len * sizeof (LeatPoint)) : NULL;
}
