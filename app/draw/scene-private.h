/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/grid-private.h"
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

/**
 * LeatItem:
 * @cost: (nullable): a block's cost, as text
 * @use: a block's utilisation, negative for none
 * @errors: findings on a block or wire, silenced ones left out
 * @ends: where a wire meets its blocks
 * @route: (nullable): the corners of a wire
 * @reach: all that the way of the wire depends on
 * @label: (nullable): what is written on a wire
 * @pill: where it is written; no width if nowhere
 * @badge_at: the middle of the rightmost badge of a block or wire
 * @badge: all of its badges; no width if there are none
 *
 * One element as drawn.
 */
typedef struct
{
  LeatElement       *element; /* owned */
  const LeatService *service;
  Layer              layer;
  LeatRect           ink;
  guint              stamp; /* of the last query that found it */
  char              *cost;
  double             use;
  guint              errors;
  guint              warnings;
  LeatRouteEnds      ends;
  GArray            *route; /* of LeatPoint */
  LeatRect           reach;
  char              *label;
  LeatRect           pill;
  LeatPoint          badge_at;
  LeatRect           badge;
} LeatItem;

struct _LeatScene
{
  LeatCatalogue  *catalogue;
  LeatPipeline   *pipeline;
  LeatReport     *report;
  GHashTable     *findings; /* id -> how many */
  LeatTypesetter *typesetter;
  LeatRouter     *router;
  LeatGrid       *grid;
  GHashTable     *items; /* id, of the element -> LeatItem, owned */
  guint           stamp;
  LeatRect        extents;
  gboolean        extents_valid;
};

LeatItem *scene_get_item (LeatScene  *self,
                          const char *id);

/* The items that touch an area, back to front. */
GPtrArray *scene_items_in (LeatScene      *self,
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

/* scene-update.c: lays out everything, what changed, or the labels of wires. */
void scene_lay_out_all (LeatScene *self);
void scene_place_label (LeatScene *self,
                        LeatItem  *item);
void scene_measure (LeatItem *item);

/* figures.c: takes the figures of a block or wire from the report; whether any differs now. */
gboolean scene_take_figures (LeatScene *self,
                             LeatItem  *item);
GHashTable *scene_count_findings (LeatReport *report);
void scene_set_label (LeatScene *self,
                      LeatItem  *item);

static inline void
damage_add (GArray  *damage,
            LeatRect rect)
{
  if (damage != NULL && rect.width > 0)
    g_array_append_val (damage, rect);
}
