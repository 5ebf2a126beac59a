/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How long a frame may paint tiles: what the rest of it leaves of the time for a frame. The rest is what has been done for
 * it before, such as moving hundreds of blocks, and what drawing it took the last times. All times are in microseconds. */
typedef struct
{
  gint64 before;  /* spent for this frame already */
  gint64 painted; /* when its tiles were, or 0 */
  gint64 drawing; /* from there to the end of the frame: the longest of late */
} LeatFrameBudget;

/* Work was done for the next frame. */
void leat_frame_budget_add (LeatFrameBudget *self,
                            gint64           spent);

gint64 leat_frame_budget_get (const LeatFrameBudget *self);

/* The tiles are painted at a time; what follows is drawing. */
void leat_frame_budget_begin_drawing (LeatFrameBudget *self,
                                      gint64           now);

/* The frame is there. */
void leat_frame_budget_end (LeatFrameBudget *self,
                            gint64           now);
