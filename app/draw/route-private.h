/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/grid-private.h"
#include "draw/route.h"

/* A way in the making, and the search for one; shared by route.c and route-search.c. */

#define ROUTE_CLEARANCE 5.0 /* between a wire and a card it passes */
#define ROUTE_OWN_CLEARANCE 2.0 /* the same of its own cards */
#define ROUTE_LEG 16.0      /* straight before the first and after the last bend */
#define ROUTE_BEND_COST 30.0
#define ROUTE_HIT_COST 400.0 /* of running over a card where no way is free */
#define ROUTE_MAX_POINTS 32

typedef struct
{
  LeatPoint points[ROUTE_MAX_POINTS];
  guint     n;
  double    cost;
  guint     hits; /* cards it runs over */
} Way;

/* One wire being routed. */
typedef struct
{
  LeatGrid *cards;
  LeatRect  from;
  LeatRect  to;
  LeatPoint start[LEAT_N_SIDES]; /* on the edge */
  LeatPoint out[LEAT_N_SIDES];   /* a leg away from it */
  LeatPoint end[LEAT_N_SIDES];
  LeatPoint in[LEAT_N_SIDES];
  guint     from_sides; /* bits of the sides allowed */
  guint     to_sides;
  double    shift; /* of channels, so that neighbours keep apart */
  LeatRect *reach;
} Task;

extern const double route_from_cost[LEAT_N_SIDES];
extern const double route_to_cost[LEAT_N_SIDES];

/* Takes out what is not a corner, and sets cost and hits; FALSE if the way turns back on itself or leaves
 * or enters a card through the card. */
gboolean route_judge (Task    *task,
                      Way     *way,
                      LeatSide from,
                      LeatSide to);

/* The cheapest way among the corners of the cards in between; FALSE if there is none. */
gboolean route_search (Task *task,
                       Way  *way);

/* Takes out doubles, points on a straight line and what a way goes forth and back again, of LeatPoint; its ends stay. */
void route_straighten (GArray *points);
