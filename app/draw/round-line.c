/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/round-line-private.h"

gboolean
round_line_of_rect (const LeatRect *rect,
                    double          radius,
                    const LeatPen  *pen,
                    LeatRoundLine  *line)
{
  double r = rect->height / 2;

  if (pen->stroke != NULL || pen->fill == NULL || radius < r || rect->width <= rect->height)
    return FALSE;
  *line = (LeatRoundLine){ { rect->x + r, rect->y + r }, { rect->x + rect->width - r, rect->y + r }, rect->height, pen->fill };
  return TRUE;
}

/* Some programs pass over lines without any length. */
#define DOT 0.01

guint
round_lines_of_circle (LeatPoint      middle,
                       double         radius,
                       const LeatPen *pen,
                       LeatRoundLine  lines[2])
{
  LeatPoint end = { middle.x + DOT, middle.y };
  guint n = 0;

  if (pen->fill == NULL || pen->fill->alpha != 1 || pen->n_dash != 0 ||
      (pen->stroke != NULL && (pen->stroke->alpha != 1 || pen->width >= radius)))
    return 0;
  if (pen->stroke != NULL)
    lines[n++] = (LeatRoundLine){ middle, end, 2 * radius + pen->width, pen->stroke };
  lines[n++] = (LeatRoundLine){ middle, end, 2 * radius - (pen->stroke != NULL ? pen->width : 0), pen->fill };
  return n;
}
