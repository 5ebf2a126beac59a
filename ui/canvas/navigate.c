/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"

#include <math.h>

/* Looking around: wheel, pinch, middle button, Space, edges, and what the zoom actions call. */

#define WHEEL_STEP 60.0 /* pixels a click of the wheel */

void
leat_canvas_set_view (LeatCanvas     *self,
                      const LeatView *view)
{
  double zoom = self->view.zoom;

  if (memcmp (&self->view, view, sizeof *view) == 0)
    return;

  self->view = *view;
  self->fitted = FALSE;
  leat_canvas_queue_proxies (self);
  if (self->editor != NULL)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "view-changed");
  if (zoom != view->zoom)
    g_object_notify (G_OBJECT (self), "zoom");
}

void
leat_canvas_scroll_by (LeatCanvas *self,
                       double      dx,
                       double      dy)
{
  LeatView view = self->view;

  view.left += round (dx * view.scale);
  view.top += round (dy * view.scale);
  leat_canvas_set_view (self, &view);
}

void
leat_canvas_zoom_about (LeatCanvas *self,
                        double      zoom,
                        double      x,
                        double      y)
{
  LeatView view = self->view;

  leat_view_zoom_about (&view, zoom, x, y);
  leat_canvas_set_view (self, &view);
}

double
leat_canvas_get_zoom (LeatCanvas *self)
{
  g_return_val_if_fail (LEAT_IS_CANVAS (self), 1);

  return self->view.zoom;
}

void
leat_canvas_zoom_to (LeatCanvas *self,
                     double      zoom)
{
  g_return_if_fail (LEAT_IS_CANVAS (self));

  if (self->fit_pending && gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    leat_canvas_fit_now (self);
  leat_canvas_zoom_about (self, zoom, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                          gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

void
leat_canvas_fit_now (LeatCanvas *self)
{
  LeatView view = self->view;
  LeatRect extents = { 0, 0, 0, 0 };

  if (leat_canvas_take_place (self))
    return;
  self->fit_pending = FALSE;
  if (self->scene != NULL)
    leat_scene_get_extents (self->scene, &extents);
  if (self->full_size)
    leat_view_begin (&view, &extents, LEAT_FIT_MARGIN);
  else
    leat_view_fit (&view, &extents, LEAT_FIT_MARGIN, 1);
  leat_canvas_set_view (self, &view);
  self->fitted = TRUE;
}

static void
fit (LeatCanvas *self,
     gboolean    full_size)
{
  self->full_size = full_size;
  if (gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    leat_canvas_fit_now (self);
  else
    self->fit_pending = TRUE;
}

void
leat_canvas_zoom_fit (LeatCanvas *self)
{
  g_return_if_fail (LEAT_IS_CANVAS (self));

  fit (self, FALSE);
}

void
leat_canvas_zoom_begin (LeatCanvas *self)
{
  g_return_if_fail (LEAT_IS_CANVAS (self));

  fit (self, TRUE);
}

void
leat_canvas_reveal (LeatCanvas     *self,
                    const LeatRect *rect)
{
  LeatView view = self->view;

  if (leat_view_reveal (&view, rect, LEAT_FIT_MARGIN))
    leat_canvas_set_view (self, &view);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           LeatCanvas               *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;
  double step = wheel ? WHEEL_STEP : 1;

  if ((state & GDK_CONTROL_MASK) != 0)
    {
      double steps = wheel ? -dy : -dy / WHEEL_STEP;

      leat_canvas_zoom_about (self, leat_view_step_zoom (self->view.zoom, steps), self->pointer.x, self->pointer.y);
    }
  else if ((state & GDK_SHIFT_MASK) != 0 && dx == 0)
    leat_canvas_scroll_by (self, dy * step, 0);
  else
    leat_canvas_scroll_by (self, dx * step, dy * step);
  leat_canvas_update_hover (self);
  return GDK_EVENT_STOP;
}

/* Pinch: the view when it began, and where the middle of the two fingers was. */
typedef struct
{
  LeatView  view;
  double    zoom; /* what would have to be asked for to have that of @view */
  LeatPoint middle;
} Pinch;

static void
on_pinch_begin (GtkGesture       *gesture,
                GdkEventSequence *sequence,
                LeatCanvas       *self)
{
  Pinch *pinch = g_object_get_data (G_OBJECT (gesture), "pinch");

  leat_canvas_cancel_drag (self);
  pinch->view = self->view;
  pinch->zoom = leat_view_harden_zoom (self->view.zoom);
  if (!gtk_gesture_get_bounding_box_center (gesture, &pinch->middle.x, &pinch->middle.y))
    pinch->middle = self->pointer;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_pinch (GtkGestureZoom *gesture,
          double          ratio,
          LeatCanvas     *self)
{
  const Pinch *pinch = g_object_get_data (G_OBJECT (gesture), "pinch");
  LeatView view = pinch->view;
  LeatPoint middle = pinch->middle;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &middle.x, &middle.y);
  view.left -= round ((middle.x - pinch->middle.x) * view.scale);
  view.top -= round ((middle.y - pinch->middle.y) * view.scale);
  leat_view_zoom_about (&view, leat_view_soften_zoom (pinch->zoom * ratio), middle.x, middle.y);
  leat_canvas_set_view (self, &view);
}

static void
on_middle_begin (GtkGestureDrag *gesture,
                 double          x,
                 double          y,
                 LeatCanvas     *self)
{
  LeatView *view = g_object_get_data (G_OBJECT (gesture), "view");

  *view = self->view;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}

static void
on_middle_update (GtkGestureDrag *gesture,
                  double          dx,
                  double          dy,
                  LeatCanvas     *self)
{
  LeatView view = *(const LeatView *) g_object_get_data (G_OBJECT (gesture), "view");

  view.left -= round (dx * view.scale);
  view.top -= round (dy * view.scale);
  leat_canvas_set_view (self, &view);
}

static void
on_middle_end (GtkGestureDrag *gesture,
               double          dx,
               double          dy,
               LeatCanvas     *self)
{
  leat_canvas_update_hover (self);
}

/* The hand: Space and the first button, or one finger on empty canvas. */

static void
pan_begin (LeatCanvas *self,
           LeatDrag   *drag)
{
  drag->state = g_memdup2 (&self->view, sizeof self->view);
}

static void
pan_update (LeatCanvas *self,
            LeatDrag   *drag)
{
  LeatView view = *(const LeatView *) drag->state;

  view.left -= round ((drag->pointer.x - drag->press.x) * view.scale);
  view.top -= round ((drag->pointer.y - drag->press.y) * view.scale);
  leat_canvas_set_view (self, &view);
}

const LeatTool leat_tool_pan = {
  .begin = pan_begin, .update = pan_update, .release = g_free, .cursor = "grabbing",
};

static void
add_scroll (LeatCanvas *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

static void
add_pinch (LeatCanvas *self)
{
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_object_set_data_full (G_OBJECT (pinch), "pinch", g_new0 (Pinch, 1), g_free);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
}

static void
add_middle_drag (LeatCanvas *self)
{
  GtkGesture *middle = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (middle), GDK_BUTTON_MIDDLE);
  g_object_set_data_full (G_OBJECT (middle), "view", g_new0 (LeatView, 1), g_free);
  g_signal_connect (middle, "drag-begin", G_CALLBACK (on_middle_begin), self);
  g_signal_connect (middle, "drag-update", G_CALLBACK (on_middle_update), self);
  g_signal_connect (middle, "drag-end", G_CALLBACK (on_middle_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (middle));
}

void
leat_canvas_add_navigation (LeatCanvas *self)
{
  add_scroll (self);
  add_pinch (self);
  add_middle_drag (self);
}
