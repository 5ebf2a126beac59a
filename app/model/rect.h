/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/element.h"

G_BEGIN_DECLS

/**
 * leat_rect_touch:
 * @a: a rectangle
 * @b: another one
 *
 * Returns: whether they have a point in common: a side or a corner is enough
 */
static inline gboolean
leat_rect_touch (const LeatRect *a,
                 const LeatRect *b)
{
  return a->x <= b->x + b->width && b->x <= a->x + a->width && a->y <= b->y + b->height && b->y <= a->y + a->height;
}

/**
 * leat_rect_overlap:
 * @a: a rectangle
 * @b: another one
 *
 * Returns: whether they have more in common than sides and corners
 */
static inline gboolean
leat_rect_overlap (const LeatRect *a,
                   const LeatRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

G_END_DECLS
