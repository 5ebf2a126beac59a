/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/scene-private.h"

#include <math.h>
#include <string.h>

/* Where labels of wires are written. Each wire has a wish: of the places along it that touch no card the one
 * with the fewest other wires and titles of zones in it, of equals the first, longest leg first. Where two wishes touch, the one that
 * the user wrote stays, then the one further back; the other looks for a place that touches no wish, and a figure
 * without one is left out. */

#define PILL_GAP 3.0
#define WIRE_GAP 2.0 /* between a label and a wire that passes */
#define TITLE_AROUND 80.0 /* what a title has beside the name of its zone, at most about */
#define MAX_AREAS 32

typedef struct
{
  LeatScene *scene;
  LeatItem  *item;
  double     width;
  gboolean   is_wish; /* looks at cards only, not at wishes */
} Place;

static LeatRect
pill_on_leg (const LeatItem *item,
             guint           i,
             double          part,
             double          width)
{
  const LeatPoint *p = &g_array_index (item->route, LeatPoint, i);
  double x = p[0].x + (p[1].x - p[0].x) * part;
  double y = p[0].y + (p[1].y - p[0].y) * part;

  return (LeatRect){ x - width / 2, y - PILL_HEIGHT / 2, width, PILL_HEIGHT };
}

typedef struct
{
  const LeatItem *item;
  gboolean        stronger_only;
} Rival;

static gboolean
is_named (const LeatItem *item)
{
  return *item->element->name != '\0';
}

static gboolean
is_stronger (const LeatItem *a,
             const LeatItem *b)
{
  if (is_named (a) != is_named (b))
    return is_named (a);
  return a->element->order < b->element->order;
}

static gboolean
is_no_rival (gpointer        data,
             const LeatRect *rect,
             gpointer        user_data)
{
  const LeatItem *other = data;
  const Rival *rival = user_data;

  return other == rival->item || (rival->stronger_only && !is_stronger (other, rival->item));
}

static gboolean
touches_wish (LeatScene *self,
              LeatItem  *item,
              LeatRect   pill,
              gboolean   stronger_only)
{
  Rival rival = { item, stronger_only };
  LeatRect area = rect_grow (pill, PILL_GAP - 1);

  return !leat_grid_each (self->wishes, &area, is_no_rival, &rival);
}

static gboolean
is_free (const Place *place,
         LeatRect     pill)
{
  LeatRect area = rect_grow (pill, PILL_GAP);
  LeatItem *item = place->item;

  item->reach = rect_union (item->reach, area);
  item->label_reach = item->label_reach.width > 0 ? rect_union (item->label_reach, area) : area;
  return leat_router_is_free (place->scene->router, &area) &&
         (place->is_wish || !touches_wish (place->scene, item, pill, FALSE));
}

/* Titles of zones */

LeatRect
labels_title_area (LeatScene      *self,
                   const LeatItem *zone)
{
  const LeatRect *bounds = &zone->element->bounds;
  double width = leat_typesetter_measure (self->typesetter, LEAT_TEXT_TITLE, zone->element->name) + TITLE_AROUND;

  return (LeatRect){ bounds->x, bounds->y, MIN (width, bounds->width), ZONE_TITLE_HEIGHT };
}

typedef struct
{
  LeatScene      *scene;
  const LeatRect *area;
  guint           n;
} Titles;

static gboolean
count_title (gpointer        data,
             const LeatRect *rect,
             gpointer        user_data)
{
  const LeatItem *item = data;
  Titles *titles = user_data;

  if (item->layer == LAYER_ZONE)
    {
      LeatRect title = item->element->bounds;

      title.height = ZONE_TITLE_HEIGHT;
      if (!leat_rect_touch (&title, titles->area))
        return TRUE;
      title = labels_title_area (titles->scene, item);
      titles->n += leat_rect_touch (&title, titles->area);
    }
  return TRUE;
}

/* How many other wires and titles of zones a label would lie on. */
static guint
count_under (const Place *place,
             LeatRect     pill)
{
  LeatRect area = rect_grow (pill, WIRE_GAP);
  Titles titles = { place->scene, &area, 0 };

  leat_grid_each (place->scene->grid, &area, count_title, &titles);
  return titles.n + lanes_count_in (place->scene, place->item, &area);
}

/* Takes the places of a leg that are better than what was found with `least` under it. */
static void
try_leg (const Place *place,
         guint        i,
         guint       *least,
         LeatRect    *pill)
{
  static const double parts[] = { 0.5, 0.4, 0.6, 0.3, 0.7, 0.18, 0.82 };
  const LeatPoint *p = &g_array_index (place->item->route, LeatPoint, i);
  double needed = (p[0].y == p[1].y ? place->width : PILL_HEIGHT) + 18;

  for (guint k = 0; k < G_N_ELEMENTS (parts) && *least > 0 && scene_leg_length (place->item, i) >= needed; k++)
    {
      LeatRect tried = pill_on_leg (place->item, i, parts[k], place->width);
      guint n = is_free (place, tried) ? count_under (place, tried) : G_MAXUINT;

      if (n < *least)
        {
          *least = n;
          *pill = tried;
        }
    }
}

static gboolean
try_legs (const Place *place,
          LeatRect    *pill)
{
  const LeatItem *item = place->item;
  guint least = G_MAXUINT;

  for (guint leg = scene_longest_leg (item, INFINITY); leg != G_MAXUINT && least > 0;
       leg = scene_longest_leg (item, scene_leg_length (item, leg)))
    try_leg (place, leg, &least, pill);
  return least < G_MAXUINT;
}

static void
offer (const Place *place,
       LeatRect     pill,
       guint       *least,
       LeatRect    *best)
{
  LeatRect area = rect_grow (pill, PILL_GAP);
  guint cards = is_free (place, pill) ? 0 : leat_router_count (place->scene->router, &area);
  guint cost = MIN (cards, 100) * 1000 + MIN (count_under (place, pill), 999);

  if (cost < *least)
    {
      *least = cost;
      *best = pill;
    }
}

static LeatRect
moved_down (LeatRect pill,
            double   by)
{
  pill.y += by;
  return pill;
}

static LeatRect
at_height (LeatRect pill,
           double   y)
{
  pill.y = y;
  return pill;
}

/* What the user wrote is always shown. On a leg too short for it: above the leg, where it may reach over the
 * edges of the cards a little; else above or below the cards, or at a leg: where it lies on the fewest of them. */
static LeatRect
pill_above (const Place *place)
{
  const double aside = PILL_HEIGHT / 2 + 5;
  const LeatItem *item = place->item;
  const LeatItem *from = scene_get_item (place->scene, item->element->from);
  const LeatItem *to = scene_get_item (place->scene, item->element->to);
  LeatRect cards = rect_union (from->element->bounds, to->element->bounds);
  guint longest = scene_longest_leg (item, INFINITY), least = G_MAXUINT;
  LeatRect near = pill_on_leg (item, longest, 0.5, place->width);
  LeatRect best = moved_down (near, -aside);

  if (place->width <= scene_leg_length (item, longest) + 24)
    return best;

  offer (place, at_height (near, cards.y - PILL_HEIGHT - PILL_GAP - 1), &least, &best);
  offer (place, at_height (near, cards.y + cards.height + PILL_GAP + 1), &least, &best);
  for (guint leg = 0; leg + 1 < item->route->len && least > 0; leg++)
    {
      LeatRect on = pill_on_leg (item, leg, 0.5, place->width);

      offer (place, on, &least, &best);
      offer (place, moved_down (on, -aside), &least, &best);
      offer (place, moved_down (on, aside), &least, &best);
    }
  return best;
}

static double
pill_width (LeatScene      *self,
            const LeatItem *item)
{
  return 20 + MIN (160, leat_typesetter_measure (self->typesetter, LEAT_TEXT_LABEL, item->label));
}

static void
find_wish (LeatScene *self,
           LeatItem  *item,
           LeatRect  *wish)
{
  Place place = { self, item, 0, TRUE };

  *wish = (LeatRect){ 0, 0, 0, 0 };
  item->label_reach = *wish;
  if (item->label == NULL || item->route == NULL)
    return;

  place.width = pill_width (self, item);
  if (!try_legs (&place, wish) && is_named (item))
    *wish = pill_above (&place);
}

static LeatRect
settle (LeatScene *self,
        LeatItem  *item)
{
  Place place = { self, item, 0, FALSE };
  LeatRect pill = item->wish;

  if (pill.width == 0 || !touches_wish (self, item, pill, TRUE))
    return pill;

  place.width = pill.width;
  if (!try_legs (&place, &pill) && !is_named (item))
    pill = (LeatRect){ 0, 0, 0, 0 };
  return pill;
}

static gboolean
same_rect (const LeatRect *a,
           const LeatRect *b)
{
  return memcmp (a, b, sizeof *a) == 0;
}

void
labels_leave (LeatScene *self,
              LeatItem  *item,
              GArray    *areas)
{
  if (item->wish.width == 0)
    return;

  leat_grid_remove (self->wishes, item, &item->wish);
  g_array_append_val (areas, item->wish);
  item->wish = (LeatRect){ 0, 0, 0, 0 };
}

static void
wish_again (LeatScene *self,
            LeatItem  *item,
            GArray    *areas)
{
  LeatRect wish;

  find_wish (self, item, &wish);
  if (same_rect (&wish, &item->wish))
    return;

  labels_leave (self, item, areas);
  item->wish = wish;
  if (wish.width > 0)
    {
      leat_grid_add (self->wishes, item, &wish);
      g_array_append_val (areas, wish);
    }
}

static void
put (LeatScene *self,
     LeatItem  *item,
     GArray    *damage)
{
  LeatRect pill = settle (self, item);

  scene_note_reach (self, item);
  if (same_rect (&pill, &item->pill))
    return;

  damage_add (damage, item->ink);
  scene_leave (self, item);
  item->pill = pill;
  scene_measure (item);
  scene_enter (self, item);
  damage_add (damage, item->ink);
}

void
labels_find_near (LeatScene  *self,
                  GArray     *ways,
                  GHashTable *wires)
{
  g_autoptr(GArray) rows = NULL;

  rects_merge (ways, MAX_AREAS);
  rows = leat_reaches_find (self->label_reaches, ways);
  for (guint i = 0; i < rows->len; i++)
    {
      LeatItem *item = g_ptr_array_index (self->wires, g_array_index (rows, guint, i));

      if (item->label != NULL)
        g_hash_table_add (wires, item);
    }
}

void
labels_place (LeatScene  *self,
              GHashTable *wires,
              GArray     *areas,
              GArray     *damage)
{
  g_autoptr(GArray) rows = NULL;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, wires);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    wish_again (self, key, areas);

  rects_merge (areas, MAX_AREAS);
  for (guint i = 0; i < areas->len; i++)
    g_array_index (areas, LeatRect, i) = rect_grow (g_array_index (areas, LeatRect, i), PILL_GAP);

  g_hash_table_iter_init (&iter, wires);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    put (self, key, damage);
  rows = leat_reaches_find (self->label_reaches, areas);
  for (guint i = 0; i < rows->len; i++)
    put (self, g_ptr_array_index (self->wires, g_array_index (rows, guint, i)), damage);
}
