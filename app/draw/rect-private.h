/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/rect.h"

/* Rectangles, shared within draw/. An empty one has no width and no height. */

static inline LeatRect
rect_grow (LeatRect rect,
           double   by)
{
  return (LeatRect){ rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by };
}

/* Whether it touches one of an array of LeatRect. */
static inline gboolean
rect_touches_any (const LeatRect *rect,
                  GArray         *rects)
{
  for (guint i = 0; i < rects->len; i++)
    if (leat_rect_touch (rect, &g_array_index (rects, LeatRect, i)))
      return TRUE;
  return FALSE;
}

static inline gboolean
rect_holds (const LeatRect *outer,
            const LeatRect *inner)
{
  return outer->x <= inner->x && outer->y <= inner->y &&
         inner->x + inner->width <= outer->x + outer->width &&
         inner->y + inner->height <= outer->y + outer->height;
}

static inline gboolean
rect_has (const LeatRect *rect,
          double          x,
          double          y)
{
  return x >= rect->x && y >= rect->y && x <= rect->x + rect->width && y <= rect->y + rect->height;
}

static inline LeatRect
rect_of_points (LeatPoint a,
                LeatPoint b)
{
  return (LeatRect){ MIN (a.x, b.x), MIN (a.y, b.y), ABS (a.x - b.x), ABS (a.y - b.y) };
}

static inline LeatRect
rect_union (LeatRect a,
            LeatRect b)
{
  double x = MIN (a.x, b.x);
  double y = MIN (a.y, b.y);

  return (LeatRect){ x, y, MAX (a.x + a.width, b.x + b.width) - x,
                     MAX (a.y + a.height, b.y + b.height) - y };
}
