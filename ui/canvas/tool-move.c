/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "canvas/commands.h"
#include "draw/guides.h"

#include <math.h>

/* Moves what is selected. The pipeline is edited while the pointer moves, so that the wires follow; all of it is
 * one step of the history by its merge key, and Esc takes that step back. Alt, or Ctrl before the press, moves
 * copies instead. It goes to the nearest of the grid, a line with something else, and where gaps become equal; with Ctrl to
 * none of them. */

#define SNAP_REACH 6.0 /* pixels */
#define MAX_SNAP (2 * LEAT_GRID) /* far out, pixels would be too much of the drawing */

typedef struct
{
  char    **ids;     /* what moves */
  char    **before;  /* what was selected before copies were made, or NULL */
  LeatPoint origin;  /* where what the pointer holds was */
  LeatPoint moved;   /* how far it is now */
  LeatRect  box;     /* around all that moves, where it was */
  GArray   *guides;  /* of LeatGuide: how it stands now, or NULL */
  char     *label;
  gboolean  zones;  /* there is a zone among them */
  gboolean  copied;
  gboolean  ctrl_copies; /* Ctrl has been held since before the press: it asks for copies, and nothing else */
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_strfreev (move->ids);
  g_strfreev (move->before);
  g_clear_pointer (&move->guides, g_array_unref);
  g_free (move->label);
  g_free (move);
}

static void
apply (LeatCanvas *self,
       LeatDrag   *drag,
       LeatEdit   *edit)
{
  leat_edit_set_merge_key (edit, drag->key);
  leat_canvas_apply (self, edit);
}

static void
make_copies (LeatCanvas *self,
             LeatDrag   *drag,
             Move       *move)
{
  char **copies;
  LeatEdit *edit = leat_command_duplicate (self->pipeline, (const char *const *) move->ids, 0, 0, &copies);

  move->label = g_strdup (leat_edit_get_label (edit));
  move->copied = TRUE;
  apply (self, drag, edit);
  move->before = g_steal_pointer (&move->ids);
  move->ids = copies;
  leat_canvas_select (self, (const char *const *) copies, FALSE);
}

/* Takes the selection, or only what is under the pointer if that is not part of it. */
static void
take_selection (LeatCanvas *self,
                LeatDrag   *drag)
{
  if (leat_canvas_is_selected (self, drag->id))
    return;
  if ((drag->at_press & GDK_SHIFT_MASK) != 0)
    leat_canvas_toggle (self, drag->id);
  else
    leat_canvas_select_one (self, drag->id);
}

static void
move_begin (LeatCanvas *self,
            LeatDrag   *drag)
{
  const LeatElement *held = leat_canvas_get_element (self, drag->id);
  Move *move = g_new0 (Move, 1);

  take_selection (self, drag);
  /* What is locked can be copied: the copies are not. */
  move->ids = (drag->at_press & (GDK_ALT_MASK | GDK_CONTROL_MASK)) != 0 ? leat_canvas_dup_selection (self) : leat_canvas_dup_free (self);
  if (held != NULL)
    move->origin = (LeatPoint) { held->bounds.x, held->bounds.y };
  drag->state = move;
  move->zones = leat_canvas_count_selected (self, LEAT_KIND (LEAT_ELEMENT_ZONE), 1) > 0;
  move->ctrl_copies = (drag->at_press & GDK_CONTROL_MASK) != 0;
  if ((drag->at_press & (GDK_ALT_MASK | GDK_CONTROL_MASK)) != 0)
    make_copies (self, drag, move);
  leat_command_get_bounds (self->pipeline, (const char *const *) move->ids, &move->box);
  if (move->ids[0] != NULL && move->ids[1] == NULL && held != NULL && held->kind == LEAT_ELEMENT_BLOCK)
    leat_canvas_splice_begin (self, move->ids[0]);
  leat_canvas_lift (self, (const char *const *) move->ids);
}

static LeatPoint
get_wanted (const LeatDrag *drag)
{
  LeatPoint by = { drag->now.x - drag->start.x, drag->now.y - drag->start.y };

  if ((drag->modifiers & GDK_SHIFT_MASK) == 0)
    return by;
  if (fabs (by.x) >= fabs (by.y))
    by.y = 0;
  else
    by.x = 0;
  return by;
}

static LeatRect
get_box (const Move *move,
         LeatPoint   by)
{
  return (LeatRect) { move->box.x + by.x, move->box.y + by.y, move->box.width, move->box.height };
}

static GdkModifierType
get_modifiers (const LeatDrag *drag,
               Move           *move)
{
  move->ctrl_copies = move->ctrl_copies && (drag->modifiers & GDK_CONTROL_MASK) != 0;
  return move->ctrl_copies ? drag->modifiers & ~GDK_CONTROL_MASK : drag->modifiers;
}

/* A step along one axis: to the grid, unless a line or a gap is nearer or there is no grid. */
static double
snap_step (LeatCanvas     *self,
           double          origin,
           double          by,
           gboolean        found,
           double          guide,
           GdkModifierType modifiers)
{
  double grid = leat_canvas_snap (self, origin + by, modifiers) - origin;

  if (by == 0)
    return 0;
  return found && (!self->snap_to_grid || fabs (guide) <= fabs (grid - by)) ? by + guide : grid;
}

/* How far the selection is to be from where it was. */
static LeatPoint
get_target (LeatCanvas *self,
            LeatDrag   *drag,
            Move       *move)
{
  LeatPoint by = get_wanted (drag);
  GdkModifierType modifiers = get_modifiers (drag, move);
  LeatRect box = get_box (move, by), seen = leat_canvas_visible_units (self);
  LeatGuideSnap snap = { 0 };

  if ((modifiers & GDK_CONTROL_MASK) == 0)
    snap = leat_guides_snap (self->scene, &box, &seen, MIN (SNAP_REACH / self->view.zoom, MAX_SNAP), move->zones,
                             self->lifted);
  return (LeatPoint) { snap_step (self, move->origin.x, by.x, snap.x, snap.by.x, modifiers),
                       snap_step (self, move->origin.y, by.y, snap.y, snap.by.y, modifiers) };
}

static void
update_guides (LeatCanvas     *self,
               const LeatDrag *drag,
               Move           *move)
{
  LeatRect box = get_box (move, move->moved), seen = leat_canvas_visible_units (self);

  g_clear_pointer (&move->guides, g_array_unref);
  if ((drag->modifiers & GDK_CONTROL_MASK) == 0 || move->ctrl_copies)
    move->guides = leat_guides_list (self->scene, &box, &seen, move->zones, self->lifted);
}

static void
light_zone (LeatCanvas *self,
            LeatDrag   *drag,
            Move       *move)
{
  const LeatElement *held = leat_canvas_get_element (self, move->copied ? move->ids[0] : drag->id);
  const LeatElement *zone = held != NULL ? leat_command_find_zone (self->pipeline, held, self->lifted) : NULL;
  const char *id = zone != NULL && g_strcmp0 (zone->id, held->zone) != 0 ? zone->id : NULL;

  g_free (self->drop_zone);
  self->drop_zone = g_strdup (id);
}

static void
aim_at_wire (LeatCanvas *self,
             Move       *move)
{
  const LeatElement *block = leat_canvas_get_element (self, move->ids[0]);
  LeatRect card = block != NULL ? block->bounds : (LeatRect) { 0, 0, 0, 0 };

  leat_canvas_splice_aim (self, &card);
}

static void
move_update (LeatCanvas *self,
             LeatDrag   *drag)
{
  Move *move = drag->state;
  LeatPoint target = get_target (self, drag, move);
  LeatEdit *edit;

  if (target.x == move->moved.x && target.y == move->moved.y)
    {
      update_guides (self, drag, move);
      return;
    }

  edit = leat_edit_move (self->pipeline, (const char *const *) move->ids, target.x - move->moved.x, target.y - move->moved.y);
  if (move->label == NULL)
    move->label = g_strdup (leat_edit_get_label (edit));
  apply (self, drag, edit);
  move->moved = target;
  update_guides (self, drag, move);
  light_zone (self, drag, move);
  aim_at_wire (self, move);
}

static void
move_cancel (LeatCanvas *self,
             LeatDrag   *drag)
{
  Move *move = drag->state;
  g_auto(GStrv) before = g_steal_pointer (&move->before);

  g_clear_pointer (&self->drop_zone, g_free);
  leat_canvas_splice_clear (self);
  leat_history_cancel_last (self->history, drag->key);
  leat_canvas_settle (self);
  if (before != NULL)
    leat_canvas_select (self, (const char *const *) before, FALSE);
}

static void
move_end (LeatCanvas *self,
          LeatDrag   *drag)
{
  Move *move = drag->state;

  if (move->moved.x == 0 && move->moved.y == 0)
    {
      move_cancel (self, drag);
      return;
    }
  apply (self, drag, leat_command_rezone (self->pipeline, (const char *const *) move->ids, move->label));
  leat_canvas_splice_drop (self, move->ids[0], drag->key);
  g_clear_pointer (&self->drop_zone, g_free);
  leat_canvas_settle (self);
  if (move->copied)
    leat_canvas_note_copies (self, (const char *const *) move->before, (const char *const *) move->ids);
}

static void
move_draw (LeatCanvas  *self,
           LeatDrag    *drag,
           GtkSnapshot *snapshot)
{
  const Move *move = drag->state;

  if (move->guides != NULL)
    leat_canvas_draw_guides (self, snapshot, move->guides);
}

const LeatTool leat_tool_move = {
  .begin = move_begin,
  .update = move_update,
  .end = move_end,
  .cancel = move_cancel,
  .draw = move_draw,
  .release = move_free,
  .cursor = "grabbing",
};
