/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/pane.h"

#include "window/preferences.h"

/* How far from the edge a press still takes it, in pixels. */
#define REACH 4.0

typedef struct
{
  GtkWidget  *side;
  const char *visible;
  int         least;
  int         most;
  int         start; /* the width when the drag began */
} Pane;

static gboolean
is_beside (AdwFlap *flap)
{
  return adw_flap_get_fold_policy (flap) == ADW_FLAP_FOLD_POLICY_NEVER && adw_flap_get_reveal_flap (flap);
}

/* Where a pane ends that grows towards the content. */
static gboolean
is_at_edge (AdwFlap *flap,
            Pane    *pane,
            double   x)
{
  graphene_rect_t bounds;
  gboolean first = adw_flap_get_flap_position (flap) == GTK_PACK_START;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (flap)) == GTK_TEXT_DIR_RTL;
  double edge;

  if (!is_beside (flap) || !gtk_widget_compute_bounds (pane->side, GTK_WIDGET (flap), &bounds))
    return FALSE;
  edge = first != rtl ? bounds.origin.x + bounds.size.width : bounds.origin.x;
  return ABS (x - edge) <= REACH;
}

static void
on_drag_begin (GtkGestureDrag *gesture,
               double          x,
               double          y,
               Pane           *pane)
{
  AdwFlap *flap = ADW_FLAP (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));

  pane->start = gtk_widget_get_width (pane->side);
  gtk_gesture_set_state (GTK_GESTURE (gesture),
                         is_at_edge (flap, pane, x) ? GTK_EVENT_SEQUENCE_CLAIMED : GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_drag_update (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                Pane           *pane)
{
  AdwFlap *flap = ADW_FLAP (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
  gboolean first = adw_flap_get_flap_position (flap) == GTK_PACK_START;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (flap)) == GTK_TEXT_DIR_RTL;
  int width = pane->start + (int) (first != rtl ? dx : -dx);

  gtk_widget_set_size_request (pane->side, CLAMP (width, pane->least, pane->most), -1);
}

static void
on_motion (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           Pane                     *pane)
{
  GtkWidget *flap = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  gtk_widget_set_cursor_from_name (flap, is_at_edge (ADW_FLAP (flap), pane, x) ? "col-resize" : NULL);
}

static void
on_reveal (AdwFlap    *flap,
           GParamSpec *property,
           Pane       *pane)
{
  GSettings *settings = leat_preferences_get ();

  if (settings != NULL && adw_flap_get_fold_policy (flap) == ADW_FLAP_FOLD_POLICY_NEVER)
    g_settings_set_boolean (settings, pane->visible, adw_flap_get_reveal_flap (flap));
}

void
leat_pane_remember (AdwFlap    *flap,
                    GtkWidget  *side,
                    const char *width,
                    const char *visible,
                    int         least,
                    int         most)
{
  Pane *pane = g_new0 (Pane, 1);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  *pane = (Pane) { side, visible, least, most, 0 };
  g_object_set_data_full (G_OBJECT (flap), "leat-pane", pane, g_free);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), pane);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), pane);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), pane);
  gtk_widget_add_controller (GTK_WIDGET (flap), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (flap), motion);
  leat_preferences_bind (width, side, "width-request", G_SETTINGS_BIND_DEFAULT);
  adw_flap_set_reveal_flap (flap, leat_preferences_get_boolean (visible, TRUE));
  g_signal_connect (flap, "notify::reveal-flap", G_CALLBACK (on_reveal), pane);
}
