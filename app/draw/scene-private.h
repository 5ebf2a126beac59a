/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/edges-private.h"
#include "draw/grid-private.h"
#include "draw/reaches-private.h"
#include "draw/rect-private.h"
#include "draw/route.h"
#include "draw/scene.h"
#include "draw/text-private.h"

/* What the files of a scene share: scene.c (what is where), scene-update.c (bringing it up to date), paint.c and
 * hit.c. */

/* Back to front; within a layer by the order of the elements. */
typedef enum
{
  LAYER_ZONE,
  LAYER_WIRE,
  LAYER_BLOCK,
  LAYER_NOTE,
} Layer;

#define WIRE_CORNER 8.0
#define PORT_RADIUS 4.5
#define BADGE_RADIUS 8.0
#define BADGE_STEP 21.0 /* from one badge to the next */
#define PILL_HEIGHT 18.0
#define CARD_RADIUS 12.0
#define ZONE_TITLE_HEIGHT 30.0

typedef struct _LeatItem LeatItem;

/**
 * LeatLeg:
 * @index: of its first point in the base of the wire
 * @fixed: it never moves aside
 * @at: x of an upright leg, y of a level one
 * @low: where it begins along the other axis
 * @high: where it ends
 * @offset: how far it was moved aside
 * @turns: to which side the wire goes on at @low and at @high: -1 for left or up, 1 for right or down
 *
 * A straight part of a wire.
 */
typedef struct
{
  LeatItem *item;
  guint     index;
  gboolean  upright;
  gboolean  fixed;
  double    at;
  double    low;
  double    high;
  double    offset;
  int       turns[2];
  guint     stamp;
} LeatLeg;

/**
 * LeatItem:
 * @figured: its figures were taken
 * @result: (nullable): what the figures of a block are of; borrowed from the report
 * @flows: a wire has a @flow
 * @cost: (nullable): a block's cost, as text
 * @use: a block's utilisation, negative for none
 * @errors: findings on a block or wire, silenced ones left out
 * @ends: where a wire meets its blocks
 * @base: (nullable): the corners of a wire before its legs are moved aside
 * @legs: (array length=n_legs): the legs of @base
 * @route: (nullable): the corners of a wire as drawn
 * @row: of a wire in the tables of reaches
 * @reach: all that the way of the wire depends on
 * @label: (nullable): what is written on a wire
 * @label_reach: all that the place of the label depends on
 * @wish: where it would be if there were no other labels; no width if nowhere
 * @pill: where it is written; no width if nowhere
 * @badge_at: the middle of the rightmost badge of a block or wire
 * @badge: all of its badges; no width if there are none
 *
 * One element as drawn.
 */
struct _LeatItem
{
  LeatElement       *element; /* owned */
  const LeatService *service;
  Layer              layer;
  LeatRect           ink;
  guint              stamp; /* of the last query that found it */
  gboolean           figured;
  const LeatBlockResult *result;
  gboolean           flows;
  LeatFlow           flow;
  char              *cost;
  double             use;
  guint              errors;
  guint              warnings;
  LeatRouteEnds      ends;
  GArray            *base; /* of LeatPoint */
  LeatLeg           *legs;
  guint              n_legs;
  GArray            *route; /* of LeatPoint */
  guint              row;
  LeatRect           reach;
  char              *label;
  LeatRect           label_reach;
  LeatRect           wish;
  LeatRect           pill;
  LeatPoint          badge_at;
  LeatRect           badge;
};

struct _LeatScene
{
  LeatCatalogue  *catalogue;
  LeatPipeline   *pipeline;
  LeatReport     *report;
  LeatOverlay    *overlay; /* or NULL */
  GHashTable     *wire_findings; /* id -> how many */
  LeatTypesetter *typesetter;
  LeatRouter     *router;
  LeatGrid       *grid;   /* of LeatItem, by what they draw */
  LeatEdges      *edges;  /* of LeatItem of blocks, zones and notes, by their bounds */
  LeatGrid       *lanes;  /* of LeatLeg */
  LeatGrid       *wishes; /* of LeatItem, by their wish */
  GHashTable     *items; /* id, of the element -> LeatItem, owned */
  GPtrArray      *wires;         /* of LeatItem */
  LeatReaches    *reaches;       /* as `wires`: what each update looks through */
  LeatReaches    *label_reaches; /* as `wires` */
  GHashTable     *fresh; /* set of LeatItem: made since the last report */
  guint           stamp;
  LeatRect        extents;
  gboolean        extents_valid;
};

LeatItem *scene_get_item (LeatScene  *self,
                          const char *id);

/* The items that touch an area, back to front. */
GPtrArray *scene_items_in (LeatScene      *self,
                           const LeatRect *area);

/* Those of them that are of some ids. */
GPtrArray *scene_items_of (LeatScene      *self,
                           GHashTable     *ids,
                           const LeatRect *area);

/* Enters an item in the grid, or takes it out; its ink and route must be the same both times. */
void scene_enter (LeatScene *self,
                  LeatItem  *item);
void scene_leave (LeatScene *self,
                  LeatItem  *item);

/* Makes or drops the item of an element. */
LeatItem *scene_add_item (LeatScene   *self,
                          LeatElement *element);
void scene_remove_item (LeatScene  *self,
                        const char *id);

/* Writes the reaches of a wire into the tables. */
void scene_note_reach (LeatScene      *self,
                       const LeatItem *item);

/* scene-update.c */
void scene_lay_out_all (LeatScene *self);
void scene_measure (LeatItem *item);
double scene_leg_length (const LeatItem *item,
                         guint           i);

/* The longest leg that is shorter than `below`, or G_MAXUINT. */
guint scene_longest_leg (const LeatItem *item,
                         double          below);

/* lanes.c: enters the legs of a wire, or takes them out and adds the wires that were near to a set. */
void lanes_enter (LeatScene *self,
                  LeatItem  *item);
void lanes_leave (LeatScene  *self,
                  LeatItem   *item,
                  GHashTable *touched);

/* Gives lanes to the groups of some wires, and adds all wires of those groups to a set. */
void lanes_assign (LeatScene  *self,
                   GHashTable *dirty,
                   GHashTable *moved);

/* The base with its legs moved aside, or NULL. */
GArray *lanes_route (const LeatItem *item);

/* How many legs of other wires, as drawn, touch an area. */
guint lanes_count_in (LeatScene      *self,
                      const LeatItem *except,
                      const LeatRect *area);

/* labels.c: adds the wires whose labels may have to do with wires that went or came in some areas. */
void labels_find_near (LeatScene  *self,
                       GArray     *ways,
                       GHashTable *wires);

/* Where the title of a zone is written, which labels keep off. */
LeatRect labels_title_area (LeatScene      *self,
                            const LeatItem *zone);

/* labels.c: places the labels of some wires, and of those that they may be in the way of. `areas` holds
 * where wishes went. */
void labels_place (LeatScene  *self,
                   GHashTable *wires,
                   GArray     *areas,
                   GArray     *damage);
void labels_leave (LeatScene *self,
                   LeatItem  *item,
                   GArray    *areas);

/* figures.c: takes the figures of a block or wire from the report; whether it may look different now. */
gboolean scene_take_figures (LeatScene *self,
                             LeatItem  *item);
GHashTable *scene_count_wire_findings (LeatReport *report);

/* Makes one rectangle of an array of more than `most`. */
static inline void
rects_merge (GArray *rects,
             guint   most)
{
  if (rects->len <= most)
    return;

  for (guint i = 1; i < rects->len; i++)
    g_array_index (rects, LeatRect, 0) =
      rect_union (g_array_index (rects, LeatRect, 0), g_array_index (rects, LeatRect, i));
  g_array_set_size (rects, 1);
}

static inline void
damage_add (GArray  *damage,
            LeatRect rect)
{
  if (damage != NULL && rect.width > 0)
    g_array_append_val (damage, rect);
}
