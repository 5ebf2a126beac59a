/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/route-private.h"

#include "draw/rect-private.h"

#include <math.h>
#include <string.h>

/* A* over the crossings of the lines that run beside the nearest cards. A state is a crossing and the
 * direction in which it was reached, since a bend costs. At most MAX_CARDS cards are looked at, which
 * bounds the work; what the way meets beyond them is counted by the caller. */

#define MAX_CARDS 14
#define MAX_LINES (2 * MAX_CARDS + 4 * LEAT_N_SIDES)
#define MAX_STATES (2 * MAX_LINES * MAX_LINES)
#define LINE_GAP 12.0 /* between a card and the line beside it */

typedef struct
{
  LeatRect rect;
  double   distance;
} Card;

typedef struct
{
  double cost;
  guint  state;
} Open;

typedef struct
{
  Task    *task;
  Card     cards[MAX_CARDS + 2];
  guint    n_cards;
  double   xs[MAX_LINES];
  guint    n_xs;
  double   ys[MAX_LINES];
  guint    n_ys;
  guint8   blocked[MAX_LINES * MAX_LINES]; /* bit 0: to the right, bit 1: downwards */
  double   cost[MAX_STATES];
  guint16  before[MAX_STATES]; /* the state it was reached from, or NONE */
  guint8   start_side[MAX_STATES];
  Open    *heap;
  guint    n_heap;
  guint    heap_size;
} Search;

#define NONE G_MAXUINT16

G_STATIC_ASSERT (MAX_STATES < NONE);

/* The cards in between */

typedef struct
{
  GArray  *cards;
  LeatRect middle;
} Collect;

static gboolean
collect (gpointer        item,
         const LeatRect *rect,
         gpointer        data)
{
  Collect *all = data;
  double dx = MAX (0, MAX (rect->x - all->middle.x - all->middle.width,
                           all->middle.x - rect->x - rect->width));
  double dy = MAX (0, MAX (rect->y - all->middle.y - all->middle.height,
                           all->middle.y - rect->y - rect->height));
  Card card = { *rect, hypot (dx, dy) };

  g_array_append_val (all->cards, card);
  return TRUE;
}

static int
compare_cards (gconstpointer a,
               gconstpointer b)
{
  const Card *p = a;
  const Card *q = b;

  if (p->distance != q->distance)
    return p->distance < q->distance ? -1 : 1;
  if (p->rect.x != q->rect.x)
    return p->rect.x < q->rect.x ? -1 : 1;
  return p->rect.y < q->rect.y ? -1 : p->rect.y > q->rect.y;
}

static void
find_cards (Search *self)
{
  Task *task = self->task;
  g_autoptr(GArray) cards = g_array_new (FALSE, FALSE, sizeof (Card));
  LeatRect both = rect_union (task->from, task->to);
  LeatPoint a = { task->from.x + task->from.width / 2, task->from.y + task->from.height / 2 };
  LeatPoint b = { task->to.x + task->to.width / 2, task->to.y + task->to.height / 2 };
  Collect all = { cards, rect_of_points (a, b) };
  LeatRect area = rect_grow (both, 120);

  leat_grid_each (task->cards, &area, collect, &all);
  g_array_sort (cards, compare_cards);
  *task->reach = rect_union (*task->reach, area);

  self->n_cards = MIN (cards->len, MAX_CARDS);
  memcpy (self->cards, cards->data, self->n_cards * sizeof (Card));
}

/* Lines and crossings */

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double p = *(const double *) a;
  double q = *(const double *) b;

  return (p > q) - (p < q);
}

static guint
sort_unique (double *values,
             guint   n)
{
  guint m = 0;

  qsort (values, n, sizeof *values, compare_doubles);
  for (guint i = 0; i < n; i++)
    if (m == 0 || values[i] != values[m - 1])
      values[m++] = values[i];
  return m;
}

static void
find_lines (Search *self)
{
  const Task *task = self->task;
  guint n = 0;

  for (guint i = 0; i < self->n_cards; i++, n += 2)
    {
      const LeatRect *rect = &self->cards[i].rect;

      self->xs[n] = rect->x - LINE_GAP;
      self->xs[n + 1] = rect->x + rect->width + LINE_GAP;
      self->ys[n] = rect->y - LINE_GAP;
      self->ys[n + 1] = rect->y + rect->height + LINE_GAP;
    }
  for (LeatSide side = 0; side < LEAT_N_SIDES; side++, n += 2)
    {
      self->xs[n] = task->out[side].x;
      self->xs[n + 1] = task->in[side].x;
      self->ys[n] = task->out[side].y;
      self->ys[n + 1] = task->in[side].y;
    }
  self->n_xs = sort_unique (self->xs, n);
  self->n_ys = sort_unique (self->ys, n);
}

static void
block_card (Search         *self,
            const LeatRect *rect)
{
  LeatRect card = rect_grow (*rect, ROUTE_CLEARANCE);
  double right = card.x + card.width;
  double bottom = card.y + card.height;

  for (guint i = 0; i < self->n_xs; i++)
    for (guint j = 0; j < self->n_ys; j++)
      {
        double x = self->xs[i];
        double y = self->ys[j];
        double next_x = i + 1 < self->n_xs ? self->xs[i + 1] : x;
        double next_y = j + 1 < self->n_ys ? self->ys[j + 1] : y;
        guint8 *blocked = &self->blocked[j * MAX_LINES + i];

        if (y >= card.y && y <= bottom && x <= right && next_x >= card.x)
          *blocked |= 1;
        if (x >= card.x && x <= right && y <= bottom && next_y >= card.y)
          *blocked |= 2;
      }
}

static guint
index_of (const double *values,
          guint         n,
          double        value)
{
  for (guint i = 0; i < n; i++)
    if (values[i] == value)
      return i;
  return 0;
}

static guint
state_at (const Search *self,
          LeatPoint     point,
          gboolean      upright)
{
  guint i = index_of (self->xs, self->n_xs, point.x);
  guint j = index_of (self->ys, self->n_ys, point.y);

  return (j * MAX_LINES + i) * 2 + (upright ? 1 : 0);
}

static LeatPoint
point_of (const Search *self,
          guint         state)
{
  guint crossing = state / 2;

  return (LeatPoint){ self->xs[crossing % MAX_LINES], self->ys[crossing / MAX_LINES] };
}

/* The queue */

static void
push (Search *self,
      double  cost,
      guint   state)
{
  guint i;

  if (self->n_heap == self->heap_size)
    {
      self->heap_size = self->heap_size * 2 + 256;
      self->heap = g_renew (Open, self->heap, self->heap_size);
    }
  i = self->n_heap++;
  while (i > 0 && self->heap[(i - 1) / 2].cost > cost)
    {
      self->heap[i] = self->heap[(i - 1) / 2];
      i = (i - 1) / 2;
    }
  self->heap[i] = (Open){ cost, state };
}

static Open
pop (Search *self)
{
  Open top = self->heap[0];
  Open last = self->heap[--self->n_heap];
  guint i = 0;

  for (guint child = 1; child < self->n_heap; child = 2 * i + 1)
    {
      if (child + 1 < self->n_heap && self->heap[child + 1].cost < self->heap[child].cost)
        child++;
      if (last.cost <= self->heap[child].cost)
        break;
      self->heap[i] = self->heap[child];
      i = child;
    }
  self->heap[i] = last;
  return top;
}

/* The search */

static double
guess (const Search *self,
       LeatPoint     point)
{
  const Task *task = self->task;
  double least = INFINITY;

  for (LeatSide side = 0; side < LEAT_N_SIDES; side++)
    if ((task->to_sides & (1u << side)) != 0)
      least = MIN (least, fabs (task->in[side].x - point.x) + fabs (task->in[side].y - point.y));
  return least;
}

static void
reach (Search *self,
       guint   state,
       double  cost,
       guint   before,
       guint   start_side)
{
  if (cost >= self->cost[state])
    return;

  self->cost[state] = cost;
  self->before[state] = before;
  self->start_side[state] = start_side;
  push (self, cost + guess (self, point_of (self, state)), state);
}

static void
step (Search *self,
      guint   state,
      int     dx,
      int     dy)
{
  guint crossing = state / 2;
  int i = crossing % MAX_LINES + dx;
  int j = crossing / MAX_LINES + dy;
  gboolean upright = dy != 0;
  gboolean bend = upright != (gboolean) (state & 1);
  guint over;
  LeatPoint a, b;
  guint next;

  if (i < 0 || j < 0 || i >= (int) self->n_xs || j >= (int) self->n_ys)
    return;
  over = dx > 0 || dy > 0 ? crossing : (guint) (j * MAX_LINES + i);
  if ((self->blocked[over] & (upright ? 2 : 1)) != 0)
    return;

  next = (j * MAX_LINES + i) * 2 + (upright ? 1 : 0);
  a = point_of (self, state);
  b = point_of (self, next);
  reach (self, next,
         self->cost[state] + fabs (a.x - b.x) + fabs (a.y - b.y) + (bend ? ROUTE_BEND_COST : 0), state,
         self->start_side[state]);
}

static gboolean
is_upright (LeatSide side)
{
  return side == LEAT_SIDE_TOP || side == LEAT_SIDE_BOTTOM;
}

static void
begin (Search *self)
{
  Task *task = self->task;

  memset (self->blocked, 0, sizeof self->blocked);
  for (guint i = 0; i < self->n_cards; i++)
    block_card (self, &self->cards[i].rect);
  block_card (self, &task->from);
  block_card (self, &task->to);

  for (guint i = 0; i < MAX_STATES; i++)
    self->cost[i] = INFINITY;
  for (LeatSide side = 0; side < LEAT_N_SIDES; side++)
    if ((task->from_sides & (1u << side)) != 0)
      reach (self, state_at (self, task->out[side], is_upright (side)), route_from_cost[side], NONE, side);
}

/* The cheapest end that was reached, or NONE. */
static guint
best_end (const Search *self,
          LeatSide     *end)
{
  const Task *task = self->task;
  guint best = NONE;
  double least = INFINITY;

  for (LeatSide side = 0; side < LEAT_N_SIDES; side++)
    for (guint upright = 0; upright < 2 && (task->to_sides & (1u << side)) != 0; upright++)
      {
        guint state = state_at (self, task->in[side], upright);
        double cost = self->cost[state] + route_to_cost[side] +
                      (upright != (guint) is_upright (side) ? ROUTE_BEND_COST : 0);

        if (cost < least)
          {
            least = cost;
            best = state;
            *end = side;
          }
      }
  return best;
}

/* Writes the corners from the end backwards, then turns them round. */
static gboolean
trace (Search  *self,
       guint    state,
       LeatSide end,
       Way     *way)
{
  LeatSide start = self->start_side[state];
  guint after = NONE;

  way->n = 0;
  way->points[way->n++] = self->task->end[end];
  for (guint at = state; at != NONE; after = at, at = self->before[at])
    if (after == NONE || self->before[at] == NONE || (after & 1) != (at & 1))
      {
        if (way->n + 1 == ROUTE_MAX_POINTS)
          return FALSE;
        way->points[way->n++] = point_of (self, at);
      }
  way->points[way->n++] = self->task->start[start];

  for (guint i = 0; i < way->n / 2; i++)
    {
      LeatPoint p = way->points[i];

      way->points[i] = way->points[way->n - 1 - i];
      way->points[way->n - 1 - i] = p;
    }
  return route_judge (self->task, way, start, end);
}

static void
search_free (gpointer data)
{
  Search *self = data;

  g_free (self->heap);
  g_free (self);
}

gboolean
route_search (Task *task,
              Way  *way)
{
  static GPrivate private = G_PRIVATE_INIT (search_free);
  Search *self = g_private_get (&private);
  guint end = NONE;
  LeatSide side = 0;

  if (self == NULL)
    {
      self = g_new0 (Search, 1);
      g_private_set (&private, self);
    }
  self->task = task;
  self->n_heap = 0;
  find_cards (self);
  find_lines (self);
  begin (self);

  while (self->n_heap > 0)
    {
      Open open = pop (self);
      LeatPoint point = point_of (self, open.state);

      if (open.cost > self->cost[open.state] + guess (self, point))
        continue;
      end = best_end (self, &side);
      if (end != NONE && self->cost[end] <= open.cost - route_to_cost[side])
        break;
      step (self, open.state, 1, 0);
      step (self, open.state, -1, 0);
      step (self, open.state, 0, 1);
      step (self, open.state, 0, -1);
    }
  return end != NONE && trace (self, end, side, way);
}
