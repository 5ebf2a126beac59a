/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/wire-targets.h"

/* Takes one end of the selected wire to another block. What it is wired by stays: kind, settings, label, and the bends
 * that still lead somewhere. Dropped elsewhere it goes back. */

static void
rewire_begin (LeatCanvas *self,
              LeatDrag   *drag)
{
  const LeatElement *wire = leat_canvas_get_single (self);
  gsize index;
  gboolean start = leat_canvas_find_wire_handle (self, drag->press.x, drag->press.y, &index) == LEAT_WIRE_HANDLE_START;

  if (wire != NULL && wire->kind == LEAT_ELEMENT_WIRE)
    drag->state = leat_targets_new (self, start ? wire->to : wire->from, start, wire->id);
}

static void
rewire_update (LeatCanvas *self,
               LeatDrag   *drag)
{
  if (drag->state != NULL)
    leat_targets_aim (self, drag->state, drag->pointer);
}

static void
rewire_end (LeatCanvas *self,
            LeatDrag   *drag)
{
  rewire_update (self, drag);
  if (drag->state != NULL)
    g_free (leat_targets_finish (self, drag->state));
}

static void
rewire_draw (LeatCanvas  *self,
             LeatDrag    *drag,
             GtkSnapshot *snapshot)
{
  if (drag->state != NULL)
    leat_targets_draw (self, drag->state, snapshot, drag->now, drag->pointer);
}

const LeatTool leat_tool_rewire = {
  .begin = rewire_begin,
  .update = rewire_update,
  .end = rewire_end,
  .draw = rewire_draw,
  .release = leat_targets_free,
  .cursor = "crosshair",
};
