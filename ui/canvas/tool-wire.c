/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/wire-targets.h"

/* Draws a wire from a port to a block. Dropped on empty canvas, it offers the blocks that could be there. */

static void
wire_begin (LeatCanvas *self,
            LeatDrag   *drag)
{
  drag->state = leat_targets_new (self, drag->id, drag->hit == LEAT_HIT_PORT_IN, NULL);
}

static void
wire_update (LeatCanvas *self,
             LeatDrag   *drag)
{
  leat_targets_aim (self, drag->state, drag->pointer);
}

static gboolean
is_on_empty_canvas (LeatCanvas *self,
                    LeatPoint   pointer)
{
  LeatHit hit = leat_canvas_hit (self, pointer.x, pointer.y);

  return hit.kind == LEAT_HIT_NONE || hit.kind == LEAT_HIT_ZONE;
}

static void
wire_end (LeatCanvas *self,
          LeatDrag   *drag)
{
  LeatTargets *targets = drag->state;
  g_autofree char *wire = NULL;

  wire_update (self, drag);
  wire = leat_targets_finish (self, targets);
  if (wire == NULL && is_on_empty_canvas (self, drag->pointer))
    leat_canvas_offer_followers (self, targets->anchor, targets->inward,
                                 (LeatPoint) { drag->now.x - (targets->inward ? LEAT_BLOCK_WIDTH : 0),
                                               drag->now.y - LEAT_BLOCK_HEIGHT / 2 });
}

static void
wire_draw (LeatCanvas  *self,
           LeatDrag    *drag,
           GtkSnapshot *snapshot)
{
  leat_targets_draw (self, drag->state, snapshot, drag->now, drag->pointer);
}

const LeatTool leat_tool_wire = {
  .begin = wire_begin,
  .update = wire_update,
  .end = wire_end,
  .draw = wire_draw,
  .release = leat_targets_free,
  .cursor = "crosshair",
};
