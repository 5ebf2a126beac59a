/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/route-private.h"

#include "draw/rect-private.h"

#include <math.h>
#include <string.h>

/* A wire leaves one of the sides of its card and enters one of the other's. For each pair of sides a dozen
 * simple ways are tried, cheapest pair first; a way that touches no card wins as soon as no other pair
 * can be cheaper. Only where all of them run over cards, or lead far round, are the corners of the cards
 * searched (route-search.c). The work for a wire is bounded. */

struct _LeatRouter
{
  LeatGrid *cards;
};

/* Data flows to the right: other sides must be worth it. */
const double route_from_cost[LEAT_N_SIDES] = { 0, 120, 25, 25 };
const double route_to_cost[LEAT_N_SIDES] = { 120, 0, 25, 25 };

static const LeatPoint outward[LEAT_N_SIDES] = { { 1, 0 }, { -1, 0 }, { 0, -1 }, { 0, 1 } };

LeatRouter *
leat_router_new (void)
{
  LeatRouter *self = g_new0 (LeatRouter, 1);

  self->cards = leat_grid_new ();
  return self;
}

void
leat_router_free (LeatRouter *self)
{
  leat_grid_free (self->cards);
  g_free (self);
}

void
leat_router_add (LeatRouter     *self,
                 const LeatRect *card)
{
  leat_grid_add (self->cards, NULL, card);
}

void
leat_router_remove (LeatRouter     *self,
                    const LeatRect *card)
{
  leat_grid_remove (self->cards, NULL, card);
}

static gboolean
stop (gpointer        item,
      const LeatRect *rect,
      gpointer        data)
{
  return FALSE;
}

gboolean
leat_router_is_free (LeatRouter     *self,
                     const LeatRect *area)
{
  return leat_grid_each (self->cards, area, stop, NULL);
}

static gboolean
count (gpointer        item,
       const LeatRect *rect,
       gpointer        data)
{
  guint *n = data;

  (*n)++;
  return TRUE;
}

guint
leat_router_count (LeatRouter     *self,
                   const LeatRect *area)
{
  guint n = 0;

  leat_grid_each (self->cards, area, count, &n);
  return n;
}

/* Judging a way */

typedef struct
{
  const Task *task;
  guint       hits;
} Count;

static gboolean
same_rect (const LeatRect *a,
           const LeatRect *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

static gboolean
count_other (gpointer        item,
             const LeatRect *rect,
             gpointer        data)
{
  Count *count = data;

  if (!same_rect (rect, &count->task->from) && !same_rect (rect, &count->task->to))
    count->hits++;
  return TRUE;
}

static guint
leg_hits (Task    *task,
          LeatRect leg,
          gboolean first,
          gboolean last)
{
  Count count = { task, 0 };
  LeatRect area = rect_grow (leg, ROUTE_CLEARANCE);
  LeatRect close = rect_grow (leg, ROUTE_OWN_CLEARANCE);

  leat_grid_each (task->cards, &area, count_other, &count);
  if (!first && leat_rect_touch (&close, &task->from))
    count.hits++;
  if (!last && leat_rect_touch (&close, &task->to))
    count.hits++;
  *task->reach = rect_union (*task->reach, area);
  return count.hits;
}

static gboolean
same_point (LeatPoint a,
            LeatPoint b)
{
  return a.x == b.x && a.y == b.y;
}

static int
direction (double delta)
{
  return (delta > 0) - (delta < 0);
}

/* Takes out doubles and points on a straight line; FALSE if it turns back on itself. */
static gboolean
simplify (Way *way)
{
  guint n = 0;

  for (guint i = 0; i < way->n; i++)
    {
      LeatPoint p = way->points[i];

      if (n > 0 && same_point (way->points[n - 1], p))
        continue;
      if (n > 1)
        {
          LeatPoint a = way->points[n - 2];
          LeatPoint b = way->points[n - 1];

          if ((a.x == b.x && b.x == p.x) || (a.y == b.y && b.y == p.y))
            {
              if (direction (b.x - a.x) != direction (p.x - b.x) ||
                  direction (b.y - a.y) != direction (p.y - b.y))
                return FALSE;
              n--;
            }
        }
      way->points[n++] = p;
    }
  way->n = n;
  return n > 1;
}

static gboolean
goes (LeatPoint a,
      LeatPoint b,
      LeatPoint way,
      double    sign)
{
  return direction (b.x - a.x) == sign * way.x && direction (b.y - a.y) == sign * way.y;
}

gboolean
route_judge (Task    *task,
             Way     *way,
             LeatSide from,
             LeatSide to)
{
  const LeatPoint *p = way->points;

  if (!simplify (way) || !goes (p[0], p[1], outward[from], 1) ||
      !goes (p[way->n - 2], p[way->n - 1], outward[to], -1))
    return FALSE;

  way->cost = route_from_cost[from] + route_to_cost[to] + ROUTE_BEND_COST * (way->n - 2);
  for (guint i = 0; i + 1 < way->n; i++)
    way->cost += fabs (p[i + 1].x - p[i].x) + fabs (p[i + 1].y - p[i].y);
  return TRUE;
}

static void
count_hits (Task *task,
            Way  *way)
{
  way->hits = 0;
  for (guint i = 0; i + 1 < way->n; i++)
    way->hits += leg_hits (task, rect_of_points (way->points[i], way->points[i + 1]), i == 0,
                           i + 2 == way->n);
}

static double
full_cost (const Way *way)
{
  return way->cost + ROUTE_HIT_COST * way->hits;
}

/* Keeps `way` if it is better than what was found so far. */
static void
offer (Task    *task,
       Way     *way,
       LeatSide from,
       LeatSide to,
       Way     *best)
{
  if (!route_judge (task, way, from, to) || (best->n > 0 && way->cost >= full_cost (best)))
    return;

  count_hits (task, way);
  if (best->n == 0 || full_cost (way) < full_cost (best))
    *best = *way;
}

/* The simple ways */

static gboolean
is_horizontal (LeatSide side)
{
  return side == LEAT_SIDE_LEFT || side == LEAT_SIDE_RIGHT;
}

static void
try_channels (Task         *task,
              LeatSide      from,
              LeatSide      to,
              gboolean      upright,
              const double *channels,
              guint         n,
              Way          *best)
{
  LeatPoint a = task->out[from];
  LeatPoint b = task->in[to];

  for (guint i = 0; i < n; i++)
    {
      double c = channels[i];
      Way way;

      way.n = 6;
      way.points[0] = task->start[from];
      way.points[1] = a;
      way.points[2] = upright ? (LeatPoint){ c, a.y } : (LeatPoint){ a.x, c };
      way.points[3] = upright ? (LeatPoint){ c, b.y } : (LeatPoint){ b.x, c };
      way.points[4] = b;
      way.points[5] = task->end[to];
      offer (task, &way, from, to, best);
    }
}

/* The middle between two legs, moved aside for neighbours but not out of the gap. */
static double
middle (double a,
        double b,
        double shift)
{
  double m = (a + b) / 2 + shift;

  return CLAMP (m, MIN (a, b), MAX (a, b));
}

static void
try_pair (Task    *task,
          LeatSide from,
          LeatSide to,
          Way     *best)
{
  LeatPoint a = task->out[from];
  LeatPoint b = task->in[to];
  LeatRect both = rect_grow (rect_union (task->from, task->to), ROUTE_LEG + fabs (task->shift));
  double xs[] = { middle (a.x, b.x, -direction (b.y - a.y) * task->shift), a.x, b.x, both.x,
                  both.x + both.width };
  double ys[] = { middle (a.y, b.y, -direction (b.x - a.x) * task->shift), a.y, b.y, both.y,
                  both.y + both.height };

  gboolean upright = is_horizontal (from);

  /* Of equals the first is taken: the middle of the gap. */
  try_channels (task, from, to, upright, upright ? xs : ys, G_N_ELEMENTS (xs), best);
  try_channels (task, from, to, !upright, upright ? ys : xs, G_N_ELEMENTS (ys), best);
}

static double
least_cost (const Task *task,
            LeatSide    from,
            LeatSide    to)
{
  LeatPoint a = task->start[from];
  LeatPoint b = task->end[to];

  return route_from_cost[from] + route_to_cost[to] + fabs (a.x - b.x) + fabs (a.y - b.y);
}

typedef struct
{
  LeatSide from, to;
  double   least;
} Pair;

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const Pair *p = a;
  const Pair *q = b;

  if (p->least != q->least)
    return p->least < q->least ? -1 : 1;
  return p->from != q->from ? (int) p->from - (int) q->from : (int) p->to - (int) q->to;
}

static guint
list_pairs (const Task *task,
            Pair       *pairs)
{
  guint n = 0;

  for (LeatSide from = 0; from < LEAT_N_SIDES; from++)
    for (LeatSide to = 0; to < LEAT_N_SIDES; to++)
      if ((task->from_sides & (1u << from)) != 0 && (task->to_sides & (1u << to)) != 0)
        pairs[n++] = (Pair){ from, to, least_cost (task, from, to) };
  qsort (pairs, n, sizeof *pairs, compare_pairs);
  return n;
}

static void
find_way (Task *task,
          Way  *best)
{
  Pair pairs[LEAT_N_SIDES * LEAT_N_SIDES];
  guint n = list_pairs (task, pairs);
  Way found;

  best->n = 0;
  for (guint i = 0; i < n && (best->n == 0 || pairs[i].least < full_cost (best)); i++)
    try_pair (task, pairs[i].from, pairs[i].to, best);

  if (best->n > 0 && best->hits == 0 && best->cost < 1.5 * pairs[0].least + 200)
    return;
  if (!route_search (task, &found))
    return;

  count_hits (task, &found);
  if (best->n == 0 || full_cost (&found) < full_cost (best))
    *best = found;
}

/* The task of a wire */

static LeatPoint
on_side (const LeatRect *card,
         LeatSide        side,
         double          offset,
         double          away)
{
  LeatPoint way = outward[side];
  LeatPoint p = { card->x + card->width / 2 * (1 + way.x) + way.x * away,
                  card->y + card->height / 2 * (1 + way.y) + way.y * away };

  if (is_horizontal (side))
    p.y += offset;
  else
    p.x += offset;
  return p;
}

/* Cards that stand close have legs of half the gap, so that a wire between them needs no loop. */
static double
leg_length (const LeatRect *from,
            const LeatRect *to,
            LeatSide        side)
{
  double gaps[LEAT_N_SIDES] = { to->x - from->x - from->width, from->x - to->x - to->width,
                                from->y - to->y - to->height, to->y - from->y - from->height };

  return gaps[side] > 0 ? MIN (ROUTE_LEG, gaps[side] / 2) : ROUTE_LEG;
}

static void
set_up (Task                *task,
        LeatRouter          *self,
        const LeatRect      *from,
        const LeatRect      *to,
        const LeatRouteEnds *ends,
        LeatRect            *reach)
{
  memset (task, 0, sizeof *task);
  task->cards = self->cards;
  task->from = *from;
  task->to = *to;
  task->reach = reach;
  task->from_sides = ends != NULL ? 1u << ends->from : ~0u;
  task->to_sides = ends != NULL ? 1u << ends->to : ~0u;
  task->shift = ends != NULL ? ends->from_offset + ends->to_offset : 0;
  for (LeatSide side = 0; side < LEAT_N_SIDES; side++)
    {
      double start = ends != NULL && ends->from == side ? ends->from_offset : 0;
      double end = ends != NULL && ends->to == side ? ends->to_offset : 0;

      task->start[side] = on_side (from, side, start, 0);
      task->out[side] = on_side (from, side, start, leg_length (from, to, side));
      task->end[side] = on_side (to, side, end, 0);
      task->in[side] = on_side (to, side, end, leg_length (to, from, side));
    }
}

/* By hand, and round itself */

/* The side of a card that a point lies off; to the right where it lies on the card. */
static LeatSide
side_towards (const LeatRect *card,
              LeatPoint       point,
              LeatSide        otherwise)
{
  double right = point.x - card->x - card->width;
  double left = card->x - point.x;
  double top = card->y - point.y;
  double bottom = point.y - card->y - card->height;
  double most = MAX (MAX (right, left), MAX (top, bottom));

  if (most <= 0)
    return otherwise;
  return most == right ? LEAT_SIDE_RIGHT
         : most == left ? LEAT_SIDE_LEFT
         : most == top ? LEAT_SIDE_TOP
                       : LEAT_SIDE_BOTTOM;
}

/* In line with a bend, as far as the side is straight. */
static double
offset_towards (const LeatRect *card,
                LeatSide        side,
                LeatPoint       bend)
{
  gboolean upright = is_horizontal (side);
  double offset = upright ? bend.y - card->y - card->height / 2 : bend.x - card->x - card->width / 2;

  return fabs (offset) <= (upright ? LEAT_SIDE_REACH_UPRIGHT : LEAT_SIDE_REACH_LEVEL) ? offset : 0;
}

static void
append (GArray   *points,
        LeatPoint point)
{
  if (points->len == 0 || !same_point (g_array_index (points, LeatPoint, points->len - 1), point))
    g_array_append_val (points, point);
}

void
route_straighten (GArray *points)
{
  guint n = 0;

  for (guint i = 0; i < points->len; i++)
    {
      LeatPoint *p = (LeatPoint *) points->data;

      while (n > 1 && ((p[n - 2].x == p[n - 1].x && p[n - 1].x == p[i].x) ||
                       (p[n - 2].y == p[n - 1].y && p[n - 1].y == p[i].y)))
        n--;
      if (n == 0 || !same_point (p[n - 1], p[i]))
        p[n++] = p[i];
    }
  g_array_set_size (points, n);
}

/* Goes to a point in the direction begun, with one bend where it must. */
static void
append_leg (GArray   *points,
            LeatPoint to,
            gboolean *horizontal)
{
  LeatPoint at = g_array_index (points, LeatPoint, points->len - 1);

  if (at.x != to.x && at.y != to.y)
    append (points, *horizontal ? (LeatPoint){ to.x, at.y } : (LeatPoint){ at.x, to.y });
  if (at.x != to.x && at.y != to.y)
    *horizontal = !*horizontal;
  else
    *horizontal = at.y == to.y;
  append (points, to);
}

static GArray *
by_hand (const LeatElement   *wire,
         const LeatRect      *from,
         const LeatRect      *to,
         const LeatRouteEnds *ends)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  gboolean horizontal = is_horizontal (ends->from);
  LeatPoint last = on_side (to, ends->to, ends->to_offset, 0);
  LeatPoint before = on_side (to, ends->to, ends->to_offset, ROUTE_LEG);

  append (points, on_side (from, ends->from, ends->from_offset, 0));
  for (gsize i = 0; i < wire->n_points; i++)
    append_leg (points, wire->points[i], &horizontal);

  /* The last leg enters at a right angle to the side: it turns at the last bend if that lies off the side. */
  if (is_horizontal (ends->to) == horizontal)
    {
      LeatPoint at = g_array_index (points, LeatPoint, points->len - 1);

      if ((at.x - last.x) * outward[ends->to].x + (at.y - last.y) * outward[ends->to].y > 0)
        horizontal = !horizontal;
      else
        append_leg (points, before, &horizontal);
    }
  append_leg (points, last, &horizontal);
  return points;
}

static gboolean
turns_back (const LeatPoint *p)
{
  return (p[0].x == p[1].x && p[1].x == p[2].x && direction (p[1].y - p[0].y) != direction (p[2].y - p[1].y)) ||
         (p[0].y == p[1].y && p[1].y == p[2].y && direction (p[1].x - p[0].x) != direction (p[2].x - p[1].x));
}

/* How much is against a way by hand: its length, its corners, and above all turning back and running over or along
 * its cards. */
static double
cost_by_hand (const GArray        *points,
              const LeatRect      *from,
              const LeatRect      *to,
              const LeatRouteEnds *ends)
{
  const LeatPoint *p = (const LeatPoint *) points->data;
  LeatRect inside[] = { rect_grow (*from, -1), rect_grow (*to, -1) };
  double cost = 0;

  if (points->len < 2)
    return INFINITY;
  if (!goes (p[0], p[1], outward[ends->from], 1))
    cost += 10 * ROUTE_HIT_COST;
  if (!goes (p[points->len - 2], p[points->len - 1], outward[ends->to], -1))
    cost += 10 * ROUTE_HIT_COST;

  for (guint i = 0; i + 1 < points->len; i++)
    {
      LeatRect leg = rect_of_points (p[i], p[i + 1]);

      cost += leg.width + leg.height + ROUTE_BEND_COST;
      cost += leat_rect_touch (&leg, &inside[0]) || leat_rect_touch (&leg, &inside[1]) ? 10 * ROUTE_HIT_COST : 0;
      cost += i + 2 < points->len && turns_back (p + i) ? 10 * ROUTE_HIT_COST : 0;
    }
  return cost;
}

/* The sides that the first and last bend lie off, unless from others the wire goes better. */
static void
choose_by_hand (const LeatElement *wire,
                const LeatRect    *from,
                const LeatRect    *to,
                LeatRouteEnds     *ends)
{
  LeatPoint first = wire->points[0], last = wire->points[wire->n_points - 1];
  LeatRouteEnds near = { side_towards (from, first, LEAT_SIDE_RIGHT), side_towards (to, last, LEAT_SIDE_LEFT), 0, 0 };
  double least = INFINITY;

  for (LeatSide a = 0; a < LEAT_N_SIDES; a++)
    for (LeatSide b = 0; b < LEAT_N_SIDES; b++)
      {
        LeatRouteEnds tried = { a, b, offset_towards (from, a, first), offset_towards (to, b, last) };
        g_autoptr(GArray) points = by_hand (wire, from, to, &tried);
        double cost = cost_by_hand (points, from, to, &tried) + (a != near.from ? 2 * ROUTE_BEND_COST : 0) +
                      (b != near.to ? 2 * ROUTE_BEND_COST : 0);

        if (cost < least)
          {
            least = cost;
            *ends = tried;
          }
      }
}

static GArray *
round_itself (const LeatRect      *card,
              const LeatRouteEnds *ends)
{
  double top = card->y - ROUTE_LEG - fabs (ends->from_offset);
  LeatPoint start = on_side (card, LEAT_SIDE_RIGHT, ends->from_offset, 0);
  LeatPoint end = on_side (card, LEAT_SIDE_LEFT, ends->to_offset, 0);
  LeatPoint loop[] = { start,
                       { start.x + ROUTE_LEG, start.y },
                       { start.x + ROUTE_LEG, top },
                       { end.x - ROUTE_LEG, top },
                       { end.x - ROUTE_LEG, end.y },
                       end };
  GArray *points = g_array_new (FALSE, FALSE, sizeof (LeatPoint));

  g_array_append_vals (points, loop, G_N_ELEMENTS (loop));
  return points;
}

static LeatSide
side_of_start (const Task *task,
               LeatPoint   point)
{
  for (LeatSide side = 0; side < LEAT_N_SIDES; side++)
    if (same_point (task->start[side], point))
      return side;
  return LEAT_SIDE_RIGHT;
}

static LeatSide
side_of_end (const Task *task,
             LeatPoint   point)
{
  for (LeatSide side = 0; side < LEAT_N_SIDES; side++)
    if (same_point (task->end[side], point))
      return side;
  return LEAT_SIDE_LEFT;
}

void
leat_router_choose_ends (LeatRouter        *self,
                         const LeatElement *wire,
                         const LeatRect    *from,
                         const LeatRect    *to,
                         LeatRouteEnds     *ends,
                         LeatRect          *reach)
{
  Task task;
  Way way;

  *ends = (LeatRouteEnds){ LEAT_SIDE_RIGHT, LEAT_SIDE_LEFT, 0, 0 };
  if (wire->n_points > 0)
    {
      choose_by_hand (wire, from, to, ends);
      return;
    }
  if (same_rect (from, to))
    return;

  set_up (&task, self, from, to, NULL, reach);
  find_way (&task, &way);
  if (way.n == 0)
    return;

  ends->from = side_of_start (&task, way.points[0]);
  ends->to = side_of_end (&task, way.points[way.n - 1]);
}

/* Where cards lie upon each other no way is right; a plain one is drawn all the same. */
static GArray *
through (const Task          *task,
         const LeatRouteEnds *ends)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  gboolean horizontal = is_horizontal (ends->from);

  append (points, task->start[ends->from]);
  append_leg (points, task->out[ends->from], &horizontal);
  append_leg (points, task->in[ends->to], &horizontal);
  append_leg (points, task->end[ends->to], &horizontal);
  return points;
}

GArray *
leat_router_find (LeatRouter          *self,
                  const LeatElement   *wire,
                  const LeatRect      *from,
                  const LeatRect      *to,
                  const LeatRouteEnds *ends,
                  LeatRect            *reach)
{
  GArray *points;
  Task task;
  Way way;

  if (wire->n_points > 0)
    {
      points = by_hand (wire, from, to, ends);
      route_straighten (points);
      return points;
    }
  if (same_rect (from, to))
    return round_itself (from, ends);

  set_up (&task, self, from, to, ends, reach);
  find_way (&task, &way);
  if (way.n == 0)
    return through (&task, ends);

  points = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  g_array_append_vals (points, way.points, way.n);
  return points;
}
