/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"

#include <math.h>

/* The pointer: one gesture takes each press of the first button and hands it to a tool once it has moved far
 * enough; what stays within the threshold is a click. What lies under the pointer is looked up again
 * whenever the pointer, the view or the drawing moves. */

#define EDGE 28.0       /* pixels from the edge of the view where a drag scrolls */
#define EDGE_SPEED 0.6  /* pixels a frame for each pixel further out */

static const char *const cursors[] = {
  [LEAT_HIT_NONE] = "default",   [LEAT_HIT_BLOCK] = "grab",         [LEAT_HIT_PORT_IN] = "crosshair",
  [LEAT_HIT_PORT_OUT] = "crosshair", [LEAT_HIT_WIRE] = "pointer",   [LEAT_HIT_ZONE_EDGE] = "grab",
  [LEAT_HIT_ZONE] = "default",   [LEAT_HIT_NOTE] = "grab",          [LEAT_HIT_BADGE] = "pointer",
};

static const LeatTool *const tools[] = {
  [LEAT_HIT_NONE] = &leat_tool_band,      [LEAT_HIT_BLOCK] = &leat_tool_move, [LEAT_HIT_PORT_IN] = &leat_tool_wire,
  [LEAT_HIT_PORT_OUT] = &leat_tool_wire,  [LEAT_HIT_WIRE] = &leat_tool_bend,  [LEAT_HIT_ZONE_EDGE] = &leat_tool_move,
  [LEAT_HIT_ZONE] = &leat_tool_band,      [LEAT_HIT_NOTE] = &leat_tool_move,  [LEAT_HIT_BADGE] = &leat_tool_move,
};

static gboolean
is_empty (LeatHitKind kind)
{
  return kind == LEAT_HIT_NONE || kind == LEAT_HIT_ZONE;
}

static void
show_cursor (LeatCanvas *self)
{
  int handle = leat_canvas_find_handle (self, self->pointer.x, self->pointer.y);
  const char *name = cursors[self->hover_kind];

  if (self->drag.moved && self->space_held)
    name = "grabbing";
  else if (self->drag.tool != NULL && self->drag.moved && self->drag.tool->cursor != NULL)
    name = self->drag.tool->cursor;
  else if (self->space_held || self->hand)
    name = "grab";
  else if (handle >= 0)
    name = leat_canvas_handle_cursor (handle);
  else if (self->pad >= 0)
    name = "pointer";
  else if (leat_canvas_is_locked (self, self->hover) && self->hover_kind != LEAT_HIT_PORT_IN && self->hover_kind != LEAT_HIT_PORT_OUT)
    name = "default";
  else if (!self->drag.moved)
    {
      const char *wire = leat_canvas_wire_cursor (self, self->hover_kind == LEAT_HIT_WIRE ? leat_canvas_get_element (self, self->hover) : NULL);

      name = wire != NULL ? wire : name;
    }
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

void
leat_canvas_update_hover (LeatCanvas *self)
{
  LeatHit hit = { LEAT_HIT_NONE, NULL };
  const char *id;

  if (self->drag.moved)
    return;
  if (self->pointer_inside)
    hit = leat_canvas_hit (self, self->pointer.x, self->pointer.y);
  id = hit.element != NULL && !is_empty (hit.kind) ? hit.element->id : NULL;

  if (g_strcmp0 (id, self->hover) != 0 || hit.kind != self->hover_kind)
    {
      g_free (self->hover);
      self->hover = g_strdup (id);
      self->hover_kind = hit.kind;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  leat_canvas_update_pads (self);
  show_cursor (self);
}

/* Clicks */

static int
find_in (GPtrArray  *elements,
         LeatCanvas *self)
{
  for (guint i = elements->len; i-- > 0;)
    {
      if (leat_canvas_is_selected (self, ((LeatElement *) g_ptr_array_index (elements, i))->id))
        return (int) i;
    }
  return -1;
}

/* Alt+click takes what lies beneath what is selected there, and begins again at the top. */
static void
select_beneath (LeatCanvas *self,
                LeatPoint   at)
{
  double near = MAX (2, 2 / self->view.zoom);
  LeatRect area = { at.x - near, at.y - near, 2 * near, 2 * near };
  g_autoptr(GPtrArray) there = leat_scene_query (self->scene, &area, FALSE);
  int selected = find_in (there, self);

  if (there->len == 0)
    return;
  selected = selected > 0 ? selected - 1 : (int) there->len - 1;
  leat_canvas_select_one (self, ((LeatElement *) g_ptr_array_index (there, selected))->id);
}

static void
click (LeatCanvas *self,
       LeatDrag   *drag)
{
  gboolean more = (drag->at_press & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;

  if (leat_canvas_click_pad (self, drag->press) || leat_canvas_click_wire_handle (self, drag))
    return;
  if ((drag->at_press & GDK_ALT_MASK) != 0)
    select_beneath (self, drag->start);
  else if (is_empty (drag->hit) || drag->id == NULL)
    {
      if (!more)
        leat_canvas_select (self, NULL, FALSE);
      leat_canvas_set_focus (self, NULL, FALSE);
    }
  else
    {
      if (more)
        leat_canvas_toggle (self, drag->id);
      else
        leat_canvas_select_one (self, drag->id);
      leat_canvas_set_focus (self, drag->hit == LEAT_HIT_WIRE ? NULL : drag->id, FALSE);
    }
}

static void
on_released (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             LeatCanvas      *self)
{
  LeatHit hit = leat_canvas_hit (self, x, y);
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  /* Two clicks that add, or that reach beneath, are two clicks. */
  if ((state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return;
  if (n_press == 2 && leat_canvas_remove_bend_at (self, x, y))
    return;
  if (n_press != 2 || self->space_held || self->hand || self->pipeline == NULL)
    return;
  if (is_empty (hit.kind))
    {
      leat_canvas_offer_blocks (self, leat_canvas_to_units (self, x, y));
      return;
    }
  if (hit.element == NULL)
    return;
  if (leat_canvas_is_on_name (self, hit.element, leat_canvas_to_units (self, x, y)))
    leat_canvas_rename (self, hit.element->id);
  else if (hit.element->kind == LEAT_ELEMENT_BLOCK)
    g_signal_emit_by_name (self, "activate-block", hit.element->id);
}

/* Drags */

static void
end_drag (LeatCanvas *self)
{
  LeatDrag *drag = &self->drag;

  if (drag->tool != NULL && drag->tool->release != NULL)
    g_clear_pointer (&drag->state, drag->tool->release);
  if (self->autoscroll != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->autoscroll);
  self->autoscroll = 0;
  g_clear_pointer (&drag->id, g_free);
  g_clear_pointer (&drag->key, g_free);
  *drag = (LeatDrag) { 0 };
  leat_canvas_update_hover (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
leat_canvas_cancel_drag (LeatCanvas *self)
{
  LeatDrag *drag = &self->drag;

  if (drag->tool == NULL || !drag->moved)
    return FALSE;

  if (drag->tool->cancel != NULL)
    drag->tool->cancel (self, drag);
  end_drag (self);
  return TRUE;
}

static void
update_drag (LeatCanvas *self)
{
  LeatDrag *drag = &self->drag;
  gint64 start = g_get_monotonic_time ();

  drag->now = leat_canvas_to_units (self, drag->pointer.x, drag->pointer.y);
  drag->tool->update (self, drag);
  leat_frame_budget_add (&self->budget, g_get_monotonic_time () - start);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static double
get_edge_speed (double at,
                double size)
{
  if (at < EDGE)
    return (at - EDGE) * EDGE_SPEED;
  return at > size - EDGE ? (at - size + EDGE) * EDGE_SPEED : 0;
}

static gboolean
on_autoscroll (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       user_data)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  double dx = get_edge_speed (self->drag.pointer.x, gtk_widget_get_width (widget));
  double dy = get_edge_speed (self->drag.pointer.y, gtk_widget_get_height (widget));

  if (dx != 0 || dy != 0)
    {
      leat_canvas_scroll_by (self, CLAMP (dx, -40, 40), CLAMP (dy, -40, 40));
      update_drag (self);
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
is_touch (GtkGesture *gesture)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (gesture));

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

/* What was pressed is locked, and no copy of it is asked for. A wire may still start there. */
static gboolean
is_held (LeatCanvas *self)
{
  const LeatDrag *drag = &self->drag;

  return leat_canvas_is_locked (self, drag->id) && drag->hit != LEAT_HIT_PORT_IN && drag->hit != LEAT_HIT_PORT_OUT &&
         (drag->hit == LEAT_HIT_WIRE || (drag->at_press & (GDK_ALT_MASK | GDK_CONTROL_MASK)) == 0);
}

static const LeatTool *
choose_tool (LeatCanvas *self,
             GtkGesture *gesture,
             LeatPoint   press,
             LeatHitKind hit)
{
  gsize index;
  LeatWireHandle handle = leat_canvas_find_wire_handle (self, press.x, press.y, &index);

  if (self->space_held || self->hand || self->read_only || (is_empty (hit) && is_touch (gesture)))
    return &leat_tool_pan;
  if (leat_canvas_find_handle (self, press.x, press.y) >= 0)
    return &leat_tool_resize;
  if (handle == LEAT_WIRE_HANDLE_START || handle == LEAT_WIRE_HANDLE_END)
    return &leat_tool_rewire;
  if (handle == LEAT_WIRE_HANDLE_NONE && is_held (self))
    return &leat_tool_band;
  return handle != LEAT_WIRE_HANDLE_NONE ? &leat_tool_bend : tools[hit];
}

static void
on_drag_begin (GtkGestureDrag *gesture,
               double          x,
               double          y,
               LeatCanvas     *self)
{
  LeatDrag *drag = &self->drag;
  LeatHit hit;

  leat_canvas_cancel_drag (self);
  end_drag (self);
  if (self->scene == NULL)
    return;

  leat_canvas_end_rename (self, TRUE);
  leat_canvas_end_aiming (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->pointer = (LeatPoint) { x, y };
  hit = leat_canvas_hit (self, x, y);
  drag->press = drag->pointer = self->pointer;
  drag->start = drag->now = leat_canvas_to_units (self, x, y);
  drag->at_press = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  drag->modifiers = drag->at_press;
  drag->hit = hit.kind;
  drag->id = hit.element != NULL ? g_strdup (hit.element->id) : NULL;
  drag->tool = choose_tool (self, GTK_GESTURE (gesture), drag->press, hit.kind);
  drag->key = g_strdup_printf ("drag:%u", ++self->drag_count);
}

static void
start_moving (LeatCanvas *self)
{
  LeatDrag *drag = &self->drag;

  drag->moved = TRUE;
  self->space_used = TRUE;
  gtk_gesture_set_state (self->drag_gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  leat_history_end_merge (self->history);
  if (drag->tool->begin != NULL)
    drag->tool->begin (self, drag);
  if (drag->tool != &leat_tool_pan)
    self->autoscroll = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_autoscroll, NULL, NULL);
  show_cursor (self);
}

static void
on_drag_update (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                LeatCanvas     *self)
{
  LeatDrag *drag = &self->drag;
  LeatPoint before = drag->pointer;

  if (drag->tool == NULL)
    return;

  drag->pointer = (LeatPoint) { drag->press.x + dx, drag->press.y + dy };
  /* Space moves the view, with all that is held. */
  if (drag->moved && self->space_held && drag->tool != &leat_tool_pan)
    leat_canvas_scroll_by (self, before.x - drag->pointer.x, before.y - drag->pointer.y);
  drag->modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  if (!drag->moved && hypot (dx, dy) < LEAT_DRAG_THRESHOLD)
    return;
  if (!drag->moved)
    start_moving (self);
  update_drag (self);
}

static void
on_drag_end (GtkGestureDrag *gesture,
             double          dx,
             double          dy,
             LeatCanvas     *self)
{
  LeatDrag *drag = &self->drag;

  if (drag->tool == NULL)
    return;

  self->pointer = (LeatPoint) { drag->press.x + dx, drag->press.y + dy };
  if (!drag->moved && drag->tool != &leat_tool_pan)
    click (self, drag);
  else if (drag->moved && drag->tool->end != NULL)
    drag->tool->end (self, drag);
  leat_history_end_merge (self->history);
  end_drag (self);
}

static void
on_drag_cancel (GtkGesture       *gesture,
                GdkEventSequence *sequence,
                LeatCanvas       *self)
{
  if (!leat_canvas_cancel_drag (self))
    end_drag (self);
}

/* Motion and keys */

static void
on_motion (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           LeatCanvas               *self)
{
  if (self->pointer_inside && self->pointer.x == x && self->pointer.y == y)
    return;

  self->pointer = (LeatPoint) { x, y };
  self->pointer_inside = TRUE;
  self->menu_pointed = FALSE;
  leat_canvas_update_hover (self);
}

static void
on_enter (GtkEventControllerMotion *controller,
          double                    x,
          double                    y,
          LeatCanvas               *self)
{
  on_motion (controller, x, y, self);
}

static void
on_leave (GtkEventControllerMotion *controller,
          LeatCanvas               *self)
{
  self->pointer_inside = FALSE;
  leat_canvas_update_hover (self);
}

static gboolean
on_modifiers (GtkEventControllerKey *controller,
              GdkModifierType        state,
              LeatCanvas            *self)
{
  if (self->drag.tool != NULL && self->drag.moved)
    {
      self->drag.modifiers = state;
      update_drag (self);
    }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                LeatCanvas            *self)
{
  /* Alone it is a key of the canvas; what a drag wants of Shift, Ctrl and Alt must not keep it from ending. */
  if (key == GDK_KEY_Escape && leat_canvas_cancel_drag (self))
    return GDK_EVENT_STOP;
  if (key != GDK_KEY_space || self->editor != NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  if (!self->space_held)
    self->space_used = self->drag.moved;
  self->space_held = TRUE;
  show_cursor (self);
  return GDK_EVENT_STOP;
}

static void
on_key_released (GtkEventControllerKey *controller,
                 guint                  key,
                 guint                  code,
                 GdkModifierType        state,
                 LeatCanvas            *self)
{
  if (key != GDK_KEY_space || !self->space_held)
    return;

  self->space_held = FALSE;
  if (!self->space_used && self->focus != NULL)
    leat_canvas_select_one (self, self->focus);
  show_cursor (self);
}

static void
on_focus_left (GtkEventControllerFocus *controller,
               LeatCanvas              *self)
{
  self->space_held = FALSE;
  leat_canvas_cancel_drag (self);
  leat_canvas_drop_aiming (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_focus_entered (GtkEventControllerFocus *controller,
                  LeatCanvas              *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
add_drag (LeatCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *double_click = gtk_gesture_click_new ();

  self->drag_gesture = drag;
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_drag_cancel), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));

  g_signal_connect (double_click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (double_click));
}

static void
add_motion (LeatCanvas *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (on_enter), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

static void
add_keys (LeatCanvas *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (key, "modifiers", G_CALLBACK (on_modifiers), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect (key, "key-released", G_CALLBACK (on_key_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);

  g_signal_connect (focus, "enter", G_CALLBACK (on_focus_entered), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

void
leat_canvas_add_pointer (LeatCanvas *self)
{
  add_drag (self);
  add_motion (self);
  add_keys (self);
}
