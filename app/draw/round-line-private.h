/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/brush.h"

/* A line with round ends looks like a disc or a bar and takes a fifth of the numbers: half the time of a large PDF goes
 * into those. */
typedef struct
{
  LeatPoint         from;
  LeatPoint         to;
  double            width;
  const LeatColour *colour;
} LeatRoundLine;

/* FALSE if the rectangle looks like none. */
gboolean round_line_of_rect (const LeatRect *rect,
                             double          radius,
                             const LeatPen  *pen,
                             LeatRoundLine  *line);

/* How many lines, one upon the other, look like the circle: 0 if none do. */
guint round_lines_of_circle (LeatPoint      middle,
                             double         radius,
                             const LeatPen *pen,
                             LeatRoundLine  lines[2]);
