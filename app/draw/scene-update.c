/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/scene-private.h"

#include <math.h>
#include <string.h>

/* Bringing a scene up to date. The way of a wire is found in three steps, each of which depends on the
 * places of cards and on nothing that was there before, so that an update gives what a new scene would:
 *   sides    which sides of its cards a wire uses, as if it were alone;
 *   slots    the wires of one side of a card side by side;
 *   route    the way between the slots, in a lane of its own (lanes.c); then the place of its label (labels.c).
 * A wire is done again if a card came or went within its reach. */

typedef struct
{
  LeatScene  *scene;
  GArray     *moved;  /* of LeatRect: where cards came or went */
  GHashTable *sides;  /* set of LeatItem: wires whose sides are to be chosen */
  GHashTable *cards;  /* set of ids of blocks whose slots are to be given out */
  GHashTable *routes; /* set of LeatItem: wires to route */
  GHashTable *lanes;  /* set of LeatItem: wires whose legs are given lanes */
  GHashTable *drawn;  /* set of LeatItem: wires whose lanes were given */
  GArray     *labels; /* of LeatRect: where labels went */
  GArray     *ways;   /* of LeatRect: around wires and titles of zones that went or came */
} Update;

/* Beyond this many moved cards the area of all of them is looked at. */
#define MAX_MOVED 32

/* Ink */

double
scene_leg_length (const LeatItem *item,
            guint           i)
{
  const LeatPoint *p = &g_array_index (item->route, LeatPoint, i);

  return fabs (p[1].x - p[0].x) + fabs (p[1].y - p[0].y);
}

guint
scene_longest_leg (const LeatItem *item,
             double          below)
{
  guint best = G_MAXUINT;

  for (guint i = 0; i + 1 < item->route->len; i++)
    if (scene_leg_length (item, i) < below &&
        (best == G_MAXUINT || scene_leg_length (item, i) > scene_leg_length (item, best)))
      best = i;
  return best;
}

/* A badge sits at the right top of a card or label, or in the middle of a wire. */
static LeatPoint
find_badge (const LeatItem *item)
{
  const LeatRect *card = &item->element->bounds;
  const LeatPoint *leg;

  if (item->element->kind == LEAT_ELEMENT_BLOCK)
    return (LeatPoint){ card->x + card->width - 4, card->y + 4 };
  if (item->pill.width > 0)
    return (LeatPoint){ item->pill.x + item->pill.width, item->pill.y + 2 };

  leg = &g_array_index (item->route, LeatPoint, scene_longest_leg (item, INFINITY));
  return (LeatPoint){ (leg[0].x + leg[1].x) / 2, (leg[0].y + leg[1].y) / 2 };
}

static void
measure_badge (LeatItem *item)
{
  double reach = BADGE_RADIUS + 3; /* the halo of a triangle */
  gboolean both = item->errors > 0 && item->warnings > 0;

  item->badge = (LeatRect){ 0, 0, 0, 0 };
  if (item->errors + item->warnings == 0 ||
      (item->element->kind == LEAT_ELEMENT_WIRE && item->route == NULL))
    return;

  item->badge_at = find_badge (item);
  item->badge = rect_grow ((LeatRect){ item->badge_at.x, item->badge_at.y, 0, 0 }, reach);
  if (both)
    item->badge = rect_union (item->badge, (LeatRect){ item->badge.x - BADGE_STEP, item->badge.y, 0, 0 });
}

static LeatRect
wire_ink (const LeatItem *item)
{
  LeatRect ink = { 0, 0, 0, 0 };

  for (guint i = 0; item->route != NULL && i + 1 < item->route->len; i++)
    {
      LeatRect leg = rect_grow (rect_of_points (g_array_index (item->route, LeatPoint, i),
                                                g_array_index (item->route, LeatPoint, i + 1)),
                                6);

      ink = i == 0 ? leg : rect_union (ink, leg);
    }
  return item->pill.width > 0 ? rect_union (ink, rect_grow (item->pill, 1)) : ink;
}

static LeatRect
element_ink (const LeatItem *item)
{
  switch (item->element->kind)
    {
    case LEAT_ELEMENT_BLOCK:
      return rect_grow (item->element->bounds, 6);
    case LEAT_ELEMENT_WIRE:
      return wire_ink (item);
    case LEAT_ELEMENT_ZONE:
    case LEAT_ELEMENT_NOTE:
      return rect_grow (item->element->bounds, 1);
    default:
      return (LeatRect){ 0, 0, 0, 0 };
    }
}

void
scene_measure (LeatItem *item)
{
  item->ink = element_ink (item);
  measure_badge (item);
  if (item->badge.width > 0)
    item->ink = rect_union (item->ink, item->badge);
}

/* Routes */

static const LeatRect *
card_of (LeatScene  *self,
         const char *id)
{
  const LeatItem *item = scene_get_item (self, id);

  return item != NULL && item->element->kind == LEAT_ELEMENT_BLOCK ? &item->element->bounds : NULL;
}

static void
choose_sides (Update   *update,
              LeatItem *item)
{
  LeatScene *self = update->scene;
  LeatElement *wire = item->element;
  const LeatRect *from = card_of (self, wire->from);
  const LeatRect *to = card_of (self, wire->to);

  g_hash_table_add (update->routes, item);
  if (from == NULL || to == NULL)
    return;

  item->reach = rect_union (*from, *to);
  leat_router_choose_ends (self->router, wire, from, to, &item->ends, &item->reach);
  g_hash_table_add (update->cards, wire->from);
  g_hash_table_add (update->cards, wire->to);
}

static gboolean
same_route (GArray *a,
            GArray *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (LeatPoint)) == 0;
}

static void
find_base (Update   *update,
           LeatItem *item)
{
  LeatScene *self = update->scene;
  const LeatRect *from = card_of (self, item->element->from);
  const LeatRect *to = card_of (self, item->element->to);
  g_autoptr(GArray) before = g_steal_pointer (&item->base);

  g_hash_table_add (update->lanes, item);
  if (from != NULL && to != NULL)
    item->base = leat_router_find (self->router, item->element, from, to, &item->ends, &item->reach);
  if (same_route (before, item->base))
    return;

  lanes_leave (self, item, update->lanes);
  lanes_enter (self, item);
}

static void
draw_route (Update   *update,
            LeatItem *item,
            GArray   *damage)
{
  LeatScene *self = update->scene;
  GArray *route = lanes_route (item);

  if (same_route (item->route, route))
    {
      g_clear_pointer (&route, g_array_unref);
      return;
    }

  damage_add (damage, item->ink);
  damage_add (update->ways, item->ink);
  scene_leave (self, item);
  g_clear_pointer (&item->route, g_array_unref);
  item->route = route;
  scene_measure (item);
  scene_enter (self, item);
  damage_add (damage, item->ink);
  damage_add (update->ways, item->ink);
}

/* Slots */

typedef struct
{
  LeatItem *item;
  gboolean  start; /* the wire starts here */
  double    key;   /* where its other end is, along the side */
} Slot;

static int
compare_slots (gconstpointer a,
               gconstpointer b)
{
  const Slot *p = a;
  const Slot *q = b;

  if (p->key != q->key)
    return p->key < q->key ? -1 : 1;
  return strcmp (p->item->element->id, q->item->element->id);
}

static gboolean
is_upright (LeatSide side)
{
  return side == LEAT_SIDE_LEFT || side == LEAT_SIDE_RIGHT;
}

static void
collect_slot (LeatScene *self,
              GArray    *slots,
              LeatItem  *item,
              gboolean   start,
              LeatSide   side)
{
  const LeatRect *other = card_of (self, start ? item->element->to : item->element->from);
  Slot slot = { item, start, 0 };

  if (other == NULL)
    return;
  slot.key = is_upright (side) ? other->y + other->height / 2 : other->x + other->width / 2;
  g_array_append_val (slots, slot);
}

/* The slot in the middle, where the ring of the port is: of a wire that goes straight, else the median. */
static guint
middle_slot (GArray *slots,
             double  middle)
{
  for (guint i = 0; i < slots->len; i++)
    if (g_array_index (slots, Slot, i).key == middle)
      return i;
  return slots->len > 0 ? (slots->len - 1) / 2 : 0;
}

/* Wires with bends placed by hand stay where they are, mostly in the middle: the others stand beside it. */
static void
give_slots (Update         *update,
            GArray         *slots,
            const LeatRect *card,
            LeatSide        side,
            gboolean        middle_is_taken)
{
  gboolean upright = is_upright (side);
  double reach = upright ? LEAT_SIDE_REACH_UPRIGHT : LEAT_SIDE_REACH_LEVEL;
  double middle = upright ? card->y + card->height / 2 : card->x + card->width / 2;
  double aside = middle_is_taken ? 0.5 : 0;
  guint zero, most;
  double gap;

  g_array_sort (slots, compare_slots);
  zero = middle_slot (slots, middle);
  most = MAX (zero, slots->len - MIN (slots->len, zero + 1));
  gap = MIN (upright ? 12 : 24, reach / (most + aside));
  for (guint i = 0; i < slots->len; i++)
    {
      Slot *slot = &g_array_index (slots, Slot, i);
      double *offset = slot->start ? &slot->item->ends.from_offset : &slot->item->ends.to_offset;
      double steps = (double) i - zero + aside;
      double value = steps == 0 ? 0 : steps * gap;

      if (*offset != value)
        g_hash_table_add (update->routes, slot->item);
      *offset = value;
    }
}

static gboolean
uses_side (const LeatItem *item,
           const char     *id,
           gboolean        start,
           LeatSide        side)
{
  const LeatElement *wire = item->element;

  return g_str_equal (start ? wire->from : wire->to, id) &&
         (start ? item->ends.from : item->ends.to) == side;
}

static void
give_out_side (Update    *update,
               GPtrArray *wires,
               LeatItem  *card,
               LeatSide   side)
{
  g_autoptr(GArray) slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  gboolean middle_is_taken = FALSE;

  for (guint i = 0; i < wires->len; i++)
    for (int start = 0; start < 2; start++)
      {
        const LeatElement *wire = g_ptr_array_index (wires, i);
        LeatItem *item = scene_get_item (update->scene, wire->id);

        if (item == NULL || !uses_side (item, card->element->id, start, side))
          continue;
        if (wire->n_points > 0)
          middle_is_taken = TRUE;
        else
          collect_slot (update->scene, slots, item, start, side);
      }
  give_slots (update, slots, &card->element->bounds, side, middle_is_taken);
}

static void
give_out_slots (Update     *update,
                const char *id)
{
  GPtrArray *wires = leat_pipeline_get_wires_of (update->scene->pipeline, id);
  LeatItem *card = scene_get_item (update->scene, id);

  for (LeatSide side = 0; wires != NULL && card != NULL && side < LEAT_N_SIDES; side++)
    give_out_side (update, wires, card, side);
}

/* Updates */

static void
update_init (Update    *update,
             LeatScene *self)
{
  update->scene = self;
  update->moved = g_array_new (FALSE, FALSE, sizeof (LeatRect));
  update->sides = g_hash_table_new (NULL, NULL);
  update->cards = g_hash_table_new (g_str_hash, g_str_equal);
  update->routes = g_hash_table_new (NULL, NULL);
  update->lanes = g_hash_table_new (NULL, NULL);
  update->drawn = g_hash_table_new (NULL, NULL);
  update->labels = g_array_new (FALSE, FALSE, sizeof (LeatRect));
  update->ways = g_array_new (FALSE, FALSE, sizeof (LeatRect));
}

static void
update_clear (Update *update)
{
  g_array_unref (update->moved);
  g_hash_table_unref (update->sides);
  g_hash_table_unref (update->cards);
  g_hash_table_unref (update->routes);
  g_hash_table_unref (update->lanes);
  g_hash_table_unref (update->drawn);
  g_array_unref (update->labels);
  g_array_unref (update->ways);
}

static void
run (Update *update,
     GArray *damage)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, update->sides);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    choose_sides (update, key);

  g_hash_table_iter_init (&iter, update->cards);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    give_out_slots (update, key);

  g_hash_table_iter_init (&iter, update->routes);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    find_base (update, key);

  lanes_assign (update->scene, update->lanes, update->drawn);
  g_hash_table_iter_init (&iter, update->drawn);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    draw_route (update, key, damage);

  labels_find_near (update->scene, update->ways, update->drawn);
  labels_place (update->scene, update->drawn, update->labels, damage);
}

/* The wires whose way may be another since cards came or went. */
static void
find_reached (Update *update)
{
  LeatScene *self = update->scene;
  g_autoptr(GArray) rows = NULL;

  rects_merge (update->moved, MAX_MOVED);
  rows = leat_reaches_find (self->reaches, update->moved);
  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (update->sides, g_ptr_array_index (self->wires, g_array_index (rows, guint, i)));
}

static gboolean
same_place (const LeatElement *a,
            const LeatElement *b)
{
  return a != NULL && b != NULL && memcmp (&a->bounds, &b->bounds, sizeof a->bounds) == 0;
}

static void
take_out (Update           *update,
          const LeatChange *change,
          GArray           *damage)
{
  LeatScene *self = update->scene;
  LeatItem *item = scene_get_item (self, change->before->id);

  if (item == NULL)
    return;

  damage_add (damage, item->ink);
  scene_leave (self, item);
  if (item->element->kind == LEAT_ELEMENT_BLOCK && !same_place (item->element, change->after))
    {
      leat_router_remove (self->router, &item->element->bounds);
      g_array_append_val (update->moved, item->element->bounds);
    }
  if (item->element->kind == LEAT_ELEMENT_WIRE)
    {
      damage_add (update->ways, item->ink);
      lanes_leave (self, item, update->lanes);
      labels_leave (self, item, update->labels);
    }
  if (item->element->kind == LEAT_ELEMENT_ZONE)
    damage_add (update->ways, labels_title_area (self, item));
  g_hash_table_remove (update->sides, item);
  g_hash_table_remove (update->lanes, item);
  scene_remove_item (self, change->before->id);
}

/* A wire that goes leaves a slot empty. */
static void
mark_ends (Update            *update,
           const LeatElement *wire)
{
  if (wire != NULL && wire->kind == LEAT_ELEMENT_WIRE)
    {
      g_hash_table_add (update->cards, wire->from);
      g_hash_table_add (update->cards, wire->to);
    }
}

static void
put_in (Update           *update,
        const LeatChange *change)
{
  LeatScene *self = update->scene;
  LeatElement *element = change->after;
  LeatItem *item;

  if (!leat_element_is_drawn (element))
    return;

  item = scene_add_item (self, element);
  if (element->kind == LEAT_ELEMENT_WIRE)
    g_hash_table_add (update->sides, item);
  else if (element->kind == LEAT_ELEMENT_ZONE)
    damage_add (update->ways, labels_title_area (self, item));
  else if (element->kind == LEAT_ELEMENT_BLOCK && !same_place (change->before, element))
    {
      leat_router_add (self->router, &element->bounds);
      g_array_append_val (update->moved, element->bounds);
    }
  scene_measure (item);
  scene_enter (self, item);
}

/* Figures are of the report that is there until the next one comes. */
static void
take_figures (Update            *update,
              const LeatChanges *changes,
              GArray            *damage)
{
  for (guint i = 0; i < changes->n; i++)
    {
      const LeatElement *after = changes->items[i].after;
      LeatItem *item = after != NULL ? scene_get_item (update->scene, after->id) : NULL;

      if (item == NULL)
        continue;
      scene_leave (update->scene, item);
      scene_take_figures (update->scene, item);
      scene_measure (item);
      scene_enter (update->scene, item);
      damage_add (damage, item->ink);
    }
}

void
leat_scene_update (LeatScene         *self,
                   const LeatChanges *changes,
                   GArray            *damage)
{
  Update update;

  update_init (&update, self);
  for (guint i = 0; i < changes->n; i++)
    {
      const LeatChange *change = &changes->items[i];

      mark_ends (&update, change->before);
      if (change->before != NULL)
        take_out (&update, change, damage);
      if (change->after != NULL)
        put_in (&update, change);
    }
  take_figures (&update, changes, damage);
  find_reached (&update);
  run (&update, damage);
  update_clear (&update);
}

void
scene_lay_out_all (LeatScene *self)
{
  guint n = leat_pipeline_get_n_elements (self->pipeline);
  g_autofree LeatChange *items = g_new0 (LeatChange, n);
  LeatChanges changes = { items, n };

  for (guint i = 0; i < n; i++)
    items[i].after = leat_pipeline_get_nth (self->pipeline, i);
  leat_scene_update (self, &changes, NULL);
}
