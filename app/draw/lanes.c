/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/scene-private.h"

#include <math.h>
#include <string.h>

/* Keeping wires apart that were routed into the same channel. Each inner leg of a wire may step aside by a
 * few lanes; first and last legs stay, since they are at their slots. Legs that could come into each
 * other's way are one group; a group is always given out as a whole and in the same order, so that lanes too
 * depend on nothing but the places of cards. Short legs choose first: a long one has many neighbours, and what
 * moves it aside should move no more than it. */

#define APART 6.0 /* least distance of parallel wires */
#define LANE APART
#define N_ASIDE 3 /* lanes to either side */
#define MAX_ASIDE (N_ASIDE * LANE)
#define GROUP_REACH (2 * MAX_ASIDE + APART)

/* What the legs before and after must keep of their length, for the rounding and the arrow. */
#define LEAST_LEG 6.0
#define LEAST_LAST_LEG 14.0

static LeatRect
leg_area (const LeatLeg *leg,
          double         offset,
          double         grow)
{
  double at = leg->at + offset;
  LeatRect line = leg->upright ? (LeatRect){ at, leg->low, 0, leg->high - leg->low }
                               : (LeatRect){ leg->low, at, leg->high - leg->low, 0 };

  return rect_grow (line, grow);
}

static int
direction (double delta)
{
  return (delta > 0) - (delta < 0);
}

/* To which side the wire turns at the ends of an inner leg. */
static void
find_turns (LeatLeg         *leg,
            const LeatPoint *base,
            guint            i)
{
  LeatPoint a = base[i];
  LeatPoint b = base[i + 1];
  int first = leg->upright ? direction (base[i - 1].x - a.x) : direction (base[i - 1].y - a.y);
  int last = leg->upright ? direction (base[i + 2].x - b.x) : direction (base[i + 2].y - b.y);
  gboolean forwards = leg->upright ? a.y < b.y : a.x < b.x;

  leg->turns[0] = forwards ? first : last;
  leg->turns[1] = forwards ? last : first;
}

static int
lean_of (const LeatLeg *leg)
{
  return leg->turns[0] + leg->turns[1];
}

static void
leg_init (LeatLeg  *leg,
          LeatItem *item,
          guint     i)
{
  const LeatPoint *base = (const LeatPoint *) item->base->data;
  LeatPoint a = base[i];
  LeatPoint b = base[i + 1];
  gboolean upright = a.x == b.x;

  leg->item = item;
  leg->index = i;
  leg->upright = upright;
  leg->fixed = i == 0 || i + 2 == item->base->len || item->element->n_points > 0;
  leg->at = upright ? a.x : a.y;
  leg->low = upright ? MIN (a.y, b.y) : MIN (a.x, b.x);
  leg->high = upright ? MAX (a.y, b.y) : MAX (a.x, b.x);
  if (!leg->fixed)
    find_turns (leg, base, i);
}

void
lanes_enter (LeatScene *self,
             LeatItem  *item)
{
  item->n_legs = item->base != NULL ? item->base->len - 1 : 0;
  item->legs = g_new0 (LeatLeg, item->n_legs);
  for (guint i = 0; i < item->n_legs; i++)
    {
      LeatRect area;

      leg_init (&item->legs[i], item, i);
      area = leg_area (&item->legs[i], 0, 0);
      leat_grid_add (self->lanes, &item->legs[i], &area);
    }
}

/* Groups */

typedef struct
{
  const LeatLeg *leg;
  GPtrArray     *legs; /* of LeatLeg */
  guint          stamp;
} Near;

static gboolean
collect_near (gpointer        data,
              const LeatRect *rect,
              gpointer        user_data)
{
  LeatLeg *leg = data;
  Near *near = user_data;

  if (leg->upright == near->leg->upright && leg->stamp != near->stamp)
    {
      leg->stamp = near->stamp;
      g_ptr_array_add (near->legs, leg);
    }
  return TRUE;
}

/* Adds the legs that may come into the way of a leg and have not been seen with this stamp. */
static void
add_near (LeatScene     *self,
          const LeatLeg *leg,
          GPtrArray     *legs)
{
  Near near = { leg, legs, self->stamp };
  LeatRect area = leg_area (leg, 0, GROUP_REACH);

  leat_grid_each (self->lanes, &area, collect_near, &near);
}

void
lanes_leave (LeatScene  *self,
             LeatItem   *item,
             GHashTable *touched)
{
  g_autoptr(GPtrArray) near = g_ptr_array_new ();

  self->stamp++;
  for (guint i = 0; i < item->n_legs; i++)
    {
      LeatRect area = leg_area (&item->legs[i], 0, 0);

      add_near (self, &item->legs[i], near);
      leat_grid_remove (self->lanes, &item->legs[i], &area);
    }
  for (guint i = 0; i < near->len; i++)
    {
      LeatItem *other = ((LeatLeg *) g_ptr_array_index (near, i))->item;

      if (other != item)
        g_hash_table_add (touched, other);
    }
  g_clear_pointer (&item->legs, g_free);
  item->n_legs = 0;
}

/* Lanes of a group */

/* Whether two legs would run on or close beside each other. */
static gboolean
collide (const LeatLeg *a,
         double         offset,
         const LeatLeg *b)
{
  return a->item != b->item && fabs (a->at + offset - b->at - b->offset) < APART &&
         a->low < b->high + APART && b->low < a->high + APART;
}

/* Whether the leg from `inner` to `outer`, which a moved leg pulls along, keeps its direction and enough of
 * its length; the leg at its other end may move towards it later. */
static gboolean
keeps (const LeatLeg *leg,
       double         offset,
       guint          inner,
       guint          outer)
{
  const LeatItem *item = leg->item;
  const LeatPoint *base = (const LeatPoint *) item->base->data;
  double length = leg->upright ? base[inner].x - base[outer].x : base[inner].y - base[outer].y;
  double least = outer == 0                      ? LEAST_LEG
                 : outer + 1 == item->base->len ? LEAST_LAST_LEG
                                                 : LEAST_LEG + MAX_ASIDE;

  return direction (length) * (length + offset) >= MIN (least, fabs (length));
}

static gboolean
fits (LeatScene     *self,
      const LeatLeg *leg,
      double         offset)
{
  guint i = leg->index;
  LeatRect area = leg_area (leg, offset, 4);

  if (offset == 0)
    return TRUE;
  if (!keeps (leg, offset, i, i - 1) || !keeps (leg, offset, i + 1, i + 2))
    return FALSE;

  leg->item->reach = rect_union (leg->item->reach, area);
  return leat_router_is_free (self->router, &area);
}

/* The side to step aside to: where the wire goes on. One that goes on to both sides looks at the legs that
 * end where it does, so as not to run over what follows them. */
static int
find_side (const LeatLeg *leg,
           GPtrArray     *group,
           guint          n_given)
{
  if (lean_of (leg) != 0)
    return direction (lean_of (leg));

  for (guint i = 0; i < n_given; i++)
    {
      const LeatLeg *other = g_ptr_array_index (group, i);

      if (!collide (leg, 0, other))
        continue;
      if (fabs (leg->low - other->low) < APART || fabs (leg->low - other->high) < APART)
        return leg->turns[0];
      if (fabs (leg->high - other->high) < APART || fabs (leg->high - other->low) < APART)
        return leg->turns[1];
    }
  return 1;
}

/* How far a leg would run on or close beside those that have their lanes. */
static double
shared_length (const LeatLeg *leg,
               double         offset,
               GPtrArray     *group,
               guint          n_given)
{
  double length = 0;

  for (guint i = 0; i < n_given; i++)
    {
      const LeatLeg *other = g_ptr_array_index (group, i);

      if (collide (leg, offset, other))
        length += MIN (leg->high, other->high) - MAX (leg->low, other->low) + APART;
    }
  return length;
}

/* The nearest lane that is free; where none is, the one that is shared least. */
static double
find_lane (LeatScene     *self,
           const LeatLeg *leg,
           GPtrArray     *group,
           guint          n_given)
{
  double best = 0, least = INFINITY;
  int side = find_side (leg, group, n_given);

  for (int i = 0; i <= 2 * N_ASIDE && least > 0; i++)
    {
      double offset = (i % 2 == 1 ? side : -side) * ((i + 1) / 2) * LANE;
      double shared = shared_length (leg, offset, group, n_given);

      if (shared < least && fits (self, leg, offset))
        {
          least = shared;
          best = offset;
        }
    }
  return best;
}

/* Those that stay first; then the shorter. Where they lie does not count, so that one that moves a little past another
 * does not take its turn. */
static int
compare_legs (gconstpointer a,
              gconstpointer b)
{
  const LeatLeg *p = *(LeatLeg *const *) a;
  const LeatLeg *q = *(LeatLeg *const *) b;
  int by_id;

  if (p->fixed != q->fixed)
    return q->fixed - p->fixed;
  if (p->high - p->low != q->high - q->low)
    return p->high - p->low < q->high - q->low ? -1 : 1;
  by_id = strcmp (p->item->element->id, q->item->element->id);
  return by_id != 0 ? by_id : (int) p->index - (int) q->index;
}

static void
give_lanes (LeatScene  *self,
            LeatLeg    *first,
            GHashTable *moved)
{
  g_autoptr(GPtrArray) group = g_ptr_array_new ();

  first->stamp = self->stamp;
  g_ptr_array_add (group, first);
  for (guint i = 0; i < group->len; i++)
    add_near (self, g_ptr_array_index (group, i), group);
  g_ptr_array_sort (group, compare_legs);

  for (guint i = 0; i < group->len; i++)
    {
      LeatLeg *leg = g_ptr_array_index (group, i);

      leg->offset = leg->fixed ? 0 : find_lane (self, leg, group, i);
      g_hash_table_add (moved, leg->item);
    }
}

void
lanes_assign (LeatScene  *self,
              GHashTable *dirty,
              GHashTable *moved)
{
  GHashTableIter iter;
  gpointer key;

  self->stamp++;
  g_hash_table_iter_init (&iter, dirty);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      LeatItem *item = key;

      g_hash_table_add (moved, item);
      for (guint i = 0; i < item->n_legs; i++)
        if (item->legs[i].stamp != self->stamp)
          give_lanes (self, &item->legs[i], moved);
    }
}

typedef struct
{
  const LeatItem *except;
  const LeatRect *area;
  guint           n;
} Inside;

static gboolean
count_inside (gpointer        data,
              const LeatRect *rect,
              gpointer        user_data)
{
  const LeatLeg *leg = data;
  Inside *inside = user_data;

  if (leg->item != inside->except && leg->item->route != NULL)
    {
      const LeatPoint *p = &g_array_index (leg->item->route, LeatPoint, leg->index);
      LeatRect drawn = rect_of_points (p[0], p[1]);

      inside->n += leat_rect_touch (&drawn, inside->area);
    }
  return TRUE;
}

guint
lanes_count_in (LeatScene      *self,
                const LeatItem *except,
                const LeatRect *area)
{
  Inside inside = { except, area, 0 };
  LeatRect around = rect_grow (*area, MAX_ASIDE); /* a leg stands in the grid where it was before it moved aside */

  leat_grid_each (self->lanes, &around, count_inside, &inside);
  return inside.n;
}

GArray *
lanes_route (const LeatItem *item)
{
  GArray *route = item->base != NULL ? g_array_copy (item->base) : NULL;

  for (guint i = 0; i < item->n_legs; i++)
    {
      LeatPoint *points = &g_array_index (route, LeatPoint, i);
      const LeatLeg *leg = &item->legs[i];

      if (leg->upright)
        points[0].x = points[1].x = leg->at + leg->offset;
      else
        points[0].y = points[1].y = leg->at + leg->offset;
    }
  return route;
}
