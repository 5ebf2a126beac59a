/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas/frame-budget.h"

/* A frame has 16 ms; a machine that does something else as well needs some of them. */
#define FRAME 10000

#define LEAST 2000
#define MOST 4000

void
leat_frame_budget_add (LeatFrameBudget *self,
                       gint64           spent)
{
  self->before += spent;
}

gint64
leat_frame_budget_get (const LeatFrameBudget *self)
{
  return CLAMP (FRAME - self->before - self->drawing, LEAST, MOST);
}

void
leat_frame_budget_begin_drawing (LeatFrameBudget *self,
                                 gint64           now)
{
  self->before = 0;
  self->painted = now;
}

/* Frames in which nearly nothing changes come between others, while something goes from line to line of the grid: they do
 * not say what the next one takes. */
void
leat_frame_budget_end (LeatFrameBudget *self,
                       gint64           now)
{
  if (self->painted == 0)
    return;
  self->drawing = MAX (now - self->painted, self->drawing * 3 / 4);
  self->painted = 0;
}
