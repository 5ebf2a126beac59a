/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/element.h"

G_BEGIN_DECLS

/* How far from its middle a side of a card is straight enough for wires: left and right, top and bottom. */
#define LEAT_SIDE_REACH_UPRIGHT 18.0
#define LEAT_SIDE_REACH_LEVEL 60.0

/* Where a wire meets a card. */
typedef enum
{
  LEAT_SIDE_RIGHT,
  LEAT_SIDE_LEFT,
  LEAT_SIDE_TOP,
  LEAT_SIDE_BOTTOM,
  LEAT_N_SIDES,
} LeatSide;

/**
 * LeatRouter:
 *
 * Finds the way of a wire round the cards: straight, with one bend or through a channel where that is free,
 * else by a search among the cards in between. What it finds depends on the places of the cards alone, so
 * the same drawing always gives the same wires.
 */
typedef struct _LeatRouter LeatRouter;

/**
 * LeatRouteEnds:
 * @from: the side it leaves
 * @to: the side it enters
 * @from_offset: how far from the middle of that side, down or to the right
 * @to_offset: the same where it enters
 */
typedef struct
{
  LeatSide from;
  LeatSide to;
  double   from_offset;
  double   to_offset;
} LeatRouteEnds;

/**
 * leat_router_new:
 *
 * Returns: (transfer full): a router that knows no cards
 */
LeatRouter *leat_router_new (void);

/**
 * leat_router_free:
 * @self: (transfer full): a router
 */
void leat_router_free (LeatRouter *self);

/**
 * leat_router_add:
 * @self: a router
 * @card: what stands in the way of wires from now on
 */
void leat_router_add (LeatRouter     *self,
                      const LeatRect *card);

/**
 * leat_router_remove:
 * @self: a router
 * @card: one that was added
 */
void leat_router_remove (LeatRouter     *self,
                         const LeatRect *card);

/**
 * leat_router_is_free:
 * @self: a router
 * @area: an area
 *
 * Returns: whether no card touches @area
 */
gboolean leat_router_is_free (LeatRouter     *self,
                              const LeatRect *area);

/**
 * leat_router_count:
 * @self: a router
 * @area: an area
 *
 * Returns: how many cards touch @area
 */
guint leat_router_count (LeatRouter     *self,
                         const LeatRect *area);

/**
 * leat_router_choose_ends:
 * @self: a router
 * @wire: the wire
 * @from: the card it starts at
 * @to: the card it ends at
 * @ends: (out): the sides; the offsets are 0, or in line with the nearest bend placed by hand
 * @reach: (inout): grows by all that was looked at: only a card that comes or goes there can change the answer
 */
void leat_router_choose_ends (LeatRouter        *self,
                              const LeatElement *wire,
                              const LeatRect    *from,
                              const LeatRect    *to,
                              LeatRouteEnds     *ends,
                              LeatRect          *reach);

/**
 * leat_router_find:
 * @self: a router
 * @wire: the wire, for the bends that were placed by hand
 * @from: the card it starts at
 * @to: the card it ends at
 * @ends: where it meets them
 * @reach: (inout): grows by all that was looked at
 *
 * Returns: (transfer full) (element-type LeatPoint): the corners of the wire, two at least: every leg is
 *   horizontal or vertical, the first point is on the edge of @from and the last on that of @to
 */
GArray *leat_router_find (LeatRouter          *self,
                          const LeatElement   *wire,
                          const LeatRect      *from,
                          const LeatRect      *to,
                          const LeatRouteEnds *ends,
                          LeatRect            *reach);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatRouter, leat_router_free)

G_END_DECLS
