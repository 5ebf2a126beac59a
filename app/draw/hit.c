/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/scene-private.h"

#include <math.h>

/* A click takes the smallest thing that it can mean: badge, port, card, note, wire, then the edge of a zone
 * and its inside. All distances are in canvas units; targets keep their size on the screen. */

#define TARGET 24.0  /* device pixels: least width and height of what can be hit */
#define WIRE_NEAR 8.0 /* device pixels to each side of a wire */
#define EDGE_NEAR 6.0 /* device pixels to each side of the edge of a zone */

LeatPoint
leat_port_position (const LeatElement *block,
                    gboolean           out)
{
  return (LeatPoint){ block->bounds.x + (out ? block->bounds.width : 0),
                      block->bounds.y + block->bounds.height / 2 };
}

static double
distance_to_leg (LeatPoint a,
                 LeatPoint b,
                 double    x,
                 double    y)
{
  double dx = MAX (0, MAX (MIN (a.x, b.x) - x, x - MAX (a.x, b.x)));
  double dy = MAX (0, MAX (MIN (a.y, b.y) - y, y - MAX (a.y, b.y)));

  return hypot (dx, dy);
}

static double
distance_to_wire (const LeatItem *item,
                  double          x,
                  double          y)
{
  double least = item->pill.width > 0 && rect_has (&item->pill, x, y) ? 0 : INFINITY;

  for (guint i = 0; item->route != NULL && i + 1 < item->route->len; i++)
    least = MIN (least, distance_to_leg (g_array_index (item->route, LeatPoint, i),
                                         g_array_index (item->route, LeatPoint, i + 1), x, y));
  return least;
}

static gboolean
near_point (LeatPoint point,
            double    x,
            double    y,
            double    radius)
{
  return hypot (point.x - x, point.y - y) <= radius;
}

/* Grown to a target that can be hit. */
static LeatRect
target (LeatRect rect,
        double   zoom)
{
  double dx = MAX (0, TARGET / zoom - rect.width) / 2;
  double dy = MAX (0, TARGET / zoom - rect.height) / 2;

  return (LeatRect){ rect.x - dx, rect.y - dy, rect.width + 2 * dx, rect.height + 2 * dy };
}

static LeatHitKind
hit_zone (const LeatItem *item,
          double          x,
          double          y,
          double          zoom)
{
  const LeatRect *bounds = &item->element->bounds;
  LeatRect outer = rect_grow (*bounds, EDGE_NEAR / zoom);
  LeatRect inner = rect_grow (*bounds, -EDGE_NEAR / zoom);
  /* Far out the title is what a zone is taken by, but never all of it. */
  double title = MAX (ZONE_TITLE_HEIGHT, MIN (TARGET / zoom, bounds->height / 3));

  if (!rect_has (&outer, x, y))
    return LEAT_HIT_NONE;
  inner.y = MAX (inner.y, bounds->y + title);
  inner.height = bounds->y + bounds->height - EDGE_NEAR / zoom - inner.y;
  return inner.width > 0 && inner.height > 0 && rect_has (&inner, x, y) ? LEAT_HIT_ZONE
                                                                        : LEAT_HIT_ZONE_EDGE;
}

/* The parts of a card that are hit before cards are. Ports of a card too small for them are not there. */
static LeatHitKind
hit_parts (const LeatItem *item,
           double          x,
           double          y,
           double          zoom,
           gboolean        with_ports)
{
  double radius = TARGET / 2 / zoom;

  if (item->badge.width > 0 && zoom >= 0.4)
    {
      LeatRect area = target (item->badge, zoom);

      if (rect_has (&area, x, y))
        return LEAT_HIT_BADGE;
    }
  if (!with_ports || radius > item->element->bounds.height / 2)
    return LEAT_HIT_NONE;
  if (near_point (leat_port_position (item->element, TRUE), x, y, radius))
    return LEAT_HIT_PORT_OUT;
  if (near_point (leat_port_position (item->element, FALSE), x, y, radius))
    return LEAT_HIT_PORT_IN;
  return LEAT_HIT_NONE;
}

static LeatHitKind
hit_body (const LeatItem *item,
          double          x,
          double          y,
          double          zoom,
          gboolean        exactly)
{
  LeatRect area = exactly ? item->element->bounds : target (item->element->bounds, zoom);

  if (!rect_has (&area, x, y))
    return LEAT_HIT_NONE;
  if (item->element->kind == LEAT_ELEMENT_BLOCK)
    return LEAT_HIT_BLOCK;
  return item->element->kind == LEAT_ELEMENT_NOTE ? LEAT_HIT_NOTE : LEAT_HIT_NONE;
}

static LeatHit
front_part (GPtrArray *items,
            double     x,
            double     y,
            double     zoom,
            gboolean   with_ports)
{
  for (guint i = items->len; i > 0; i--)
    {
      LeatItem *item = g_ptr_array_index (items, i - 1);
      LeatHitKind kind = item->element->kind == LEAT_ELEMENT_BLOCK
                           ? hit_parts (item, x, y, zoom, with_ports)
                           : LEAT_HIT_NONE;

      if (kind != LEAT_HIT_NONE)
        return (LeatHit){ kind, item->element };
    }
  return (LeatHit){ LEAT_HIT_NONE, NULL };
}

static LeatHit
front_body (GPtrArray *items,
            double     x,
            double     y,
            double     zoom,
            gboolean   exactly)
{
  for (guint i = items->len; i > 0; i--)
    {
      LeatItem *item = g_ptr_array_index (items, i - 1);
      LeatHitKind kind = hit_body (item, x, y, zoom, exactly);

      if (kind != LEAT_HIT_NONE)
        return (LeatHit){ kind, item->element };
    }
  return (LeatHit){ LEAT_HIT_NONE, NULL };
}

static LeatHit
nearest_wire (GPtrArray *items,
              double     x,
              double     y,
              double     zoom)
{
  LeatHit hit = { LEAT_HIT_NONE, NULL };
  double least = WIRE_NEAR / zoom;

  for (guint i = 0; i < items->len; i++)
    {
      LeatItem *item = g_ptr_array_index (items, i);
      double distance =
        item->element->kind == LEAT_ELEMENT_WIRE ? distance_to_wire (item, x, y) : INFINITY;

      if (distance <= least)
        {
          least = distance;
          hit = (LeatHit){ LEAT_HIT_WIRE, item->element };
        }
    }
  return hit;
}

static gboolean
is_inner (const LeatElement *a,
          const LeatElement *b)
{
  double size_a = a->bounds.width * a->bounds.height;
  double size_b = b == NULL ? INFINITY : b->bounds.width * b->bounds.height;

  return size_a < size_b || (size_a == size_b && a->order > b->order);
}

static LeatHit
inner_zone (GPtrArray *items,
            double     x,
            double     y,
            double     zoom)
{
  LeatHit hit = { LEAT_HIT_NONE, NULL };

  for (guint i = 0; i < items->len; i++)
    {
      LeatItem *item = g_ptr_array_index (items, i);
      LeatHitKind kind =
        item->element->kind == LEAT_ELEMENT_ZONE ? hit_zone (item, x, y, zoom) : LEAT_HIT_NONE;

      if (kind != LEAT_HIT_NONE && is_inner (item->element, hit.element))
        hit = (LeatHit){ kind, item->element };
    }
  return hit;
}

LeatHit
leat_scene_hit (LeatScene *self,
                double     x,
                double     y,
                double     zoom,
                gboolean   with_ports)
{
  LeatRect area = rect_grow ((LeatRect){ x, y, 0, 0 }, TARGET / zoom);
  g_autoptr(GPtrArray) items = scene_items_in (self, &area);
  LeatHit hit = front_part (items, x, y, zoom, with_ports);

  if (hit.element == NULL)
    hit = front_body (items, x, y, zoom, TRUE);
  if (hit.element == NULL)
    hit = nearest_wire (items, x, y, zoom);
  if (hit.element == NULL)
    hit = front_body (items, x, y, zoom, FALSE);
  if (hit.element == NULL)
    hit = inner_zone (items, x, y, zoom);
  return hit;
}

static LeatRect
route_bounds (const LeatItem *item)
{
  LeatPoint first = g_array_index (item->route, LeatPoint, 0);
  LeatRect bounds = { first.x, first.y, 0, 0 };

  for (guint i = 1; i < item->route->len; i++)
    bounds = rect_union (bounds, rect_of_points (first, g_array_index (item->route, LeatPoint, i)));
  return bounds;
}

static gboolean
wire_is_in (const LeatItem *item,
            const LeatRect *area,
            gboolean        inside)
{
  if (item->route == NULL)
    return FALSE;
  if (inside)
    {
      LeatRect bounds = route_bounds (item);

      return rect_holds (area, &bounds);
    }

  for (guint i = 0; i + 1 < item->route->len; i++)
    {
      LeatRect leg = rect_of_points (g_array_index (item->route, LeatPoint, i),
                                     g_array_index (item->route, LeatPoint, i + 1));

      if (leat_rect_touch (&leg, area))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_in (const LeatItem *item,
       const LeatRect *area,
       gboolean        inside)
{
  if (item->element->kind == LEAT_ELEMENT_WIRE)
    return wire_is_in (item, area, inside);
  return inside ? rect_holds (area, &item->element->bounds)
                : leat_rect_touch (area, &item->element->bounds);
}

GPtrArray *
leat_scene_query (LeatScene      *self,
                  const LeatRect *area,
                  gboolean        inside)
{
  g_autoptr(GPtrArray) items = scene_items_in (self, area);
  GPtrArray *elements = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    {
      LeatItem *item = g_ptr_array_index (items, i);

      if (is_in (item, area, inside))
        g_ptr_array_add (elements, item->element);
    }
  return elements;
}

LeatElement *
leat_scene_find_zone (LeatScene *self,
                      double     x,
                      double     y)
{
  LeatRect area = { x, y, 0, 0 };
  g_autoptr(GPtrArray) items = scene_items_in (self, &area);
  LeatElement *zone = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      LeatElement *element = ((LeatItem *) g_ptr_array_index (items, i))->element;

      if (element->kind == LEAT_ELEMENT_ZONE && rect_has (&element->bounds, x, y) &&
          is_inner (element, zone))
        zone = element;
    }
  return zone;
}
