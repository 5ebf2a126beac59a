/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/drill-player.h"

#include "config.h"

#include "draw/chart.h"
#include "names.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How long the whole takes at each speed, and how long an event is shown where nothing moves. */
static const struct
{
  double seconds;
  guint  event_ms;
} speeds[LEAT_N_DRILL_SPEEDS] = {
  [LEAT_DRILL_SLOWLY] = { 30, 3000 },
  [LEAT_DRILL_NORMALLY] = { 10, 1500 },
  [LEAT_DRILL_FAST] = { 10 / 3.0, 500 },
};

/* A frame that came later has not been seen. */
#define LONGEST_FRAME 0.25

struct _LeatDrillPlayer
{
  AdwBin       parent_instance;
  GtkButton   *play;
  GtkScale    *scale;
  GtkLabel    *clock;
  GtkDropDown *speed;
  GArray      *events; /* of double */
  double       from;
  double       to;
  double       time;
  guint        tick_id;    /* while it plays */
  guint        timeout_id; /* while it plays from event to event */
  gint64       last_frame;
  gboolean     moving;     /* the scale is being set */
};

G_DEFINE_FINAL_TYPE (LeatDrillPlayer, leat_drill_player, ADW_TYPE_BIN)

enum { MOVED, N_SIGNALS };
static guint signals[N_SIGNALS];

static double
same_time (LeatDrillPlayer *self)
{
  return 1e-9 * MAX (self->to, 1);
}

static void
show_clock (LeatDrillPlayer *self)
{
  g_autofree char *clock = leat_figure_format (LEAT_FIGURE_CLOCK, NULL, self->time);

  gtk_label_set_text (self->clock, clock);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, clock, -1);
}

static void
go_to (LeatDrillPlayer *self,
       double           time,
       double           seconds)
{
  self->time = CLAMP (time, self->from, self->to);
  self->moving = TRUE;
  gtk_range_set_value (GTK_RANGE (self->scale), self->time);
  self->moving = FALSE;
  show_clock (self);
  g_signal_emit (self, signals[MOVED], 0, seconds);
}

static gboolean
is_at_end (LeatDrillPlayer *self)
{
  return self->time >= self->to - same_time (self);
}

static gboolean
find_event (LeatDrillPlayer *self,
            gboolean         back,
            double          *time)
{
  double found = back ? self->from : self->to;

  for (guint i = 0; i < self->events->len; i++)
    {
      double event = g_array_index (self->events, double, i);

      if (back && event < self->time - same_time (self))
        found = MAX (found, event);
      if (!back && event > self->time + same_time (self))
        found = MIN (found, event);
    }
  *time = found;
  return fabs (found - self->time) > same_time (self);
}

static void
show_playing (LeatDrillPlayer *self)
{
  gboolean playing = leat_drill_player_get_playing (self);
  const char *text = playing ? _("Pause") : _("Play");

  gtk_button_set_icon_name (self->play, playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
stop (LeatDrillPlayer *self)
{
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  show_playing (self);
}

static double
get_pace (LeatDrillPlayer *self)
{
  return (self->to - self->from) / speeds[MIN (gtk_drop_down_get_selected (self->speed), LEAT_DRILL_FAST)].seconds;
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  LeatDrillPlayer *self = LEAT_DRILL_PLAYER (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = self->last_frame != 0 ? MIN ((now - self->last_frame) / 1e6, LONGEST_FRAME) : 0;

  self->last_frame = now;
  if (self->time + seconds * get_pace (self) < self->to)
    {
      go_to (self, self->time + seconds * get_pace (self), seconds);
      return G_SOURCE_CONTINUE;
    }
  stop (self);
  go_to (self, self->to, 0);
  return G_SOURCE_REMOVE;
}

static gboolean
on_timeout (gpointer data)
{
  LeatDrillPlayer *self = data;
  double time;

  find_event (self, FALSE, &time);
  if (time >= self->to - same_time (self))
    {
      self->timeout_id = 0;
      show_playing (self);
    }
  go_to (self, time, 0);
  return self->timeout_id != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
has_animations (LeatDrillPlayer *self)
{
  gboolean animations;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations, NULL);
  return animations;
}

static void
start (LeatDrillPlayer *self)
{
  guint speed = MIN (gtk_drop_down_get_selected (self->speed), LEAT_DRILL_FAST);

  if (is_at_end (self))
    go_to (self, self->from, 0);
  self->last_frame = 0;
  if (has_animations (self))
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
  else
    self->timeout_id = g_timeout_add (speeds[speed].event_ms, on_timeout, self);
  show_playing (self);
}

void
leat_drill_player_set_playing (LeatDrillPlayer *self,
                               gboolean         playing)
{
  g_return_if_fail (LEAT_IS_DRILL_PLAYER (self));

  if (playing == leat_drill_player_get_playing (self))
    return;
  if (playing && self->to > self->from && gtk_widget_get_mapped (GTK_WIDGET (self)))
    start (self);
  else
    {
      stop (self);
      g_signal_emit (self, signals[MOVED], 0, 0.0);
    }
}

gboolean
leat_drill_player_get_playing (LeatDrillPlayer *self)
{
  g_return_val_if_fail (LEAT_IS_DRILL_PLAYER (self), FALSE);

  return self->tick_id != 0 || self->timeout_id != 0;
}

void
leat_drill_player_set_speed (LeatDrillPlayer *self,
                             LeatDrillSpeed   speed)
{
  g_return_if_fail (LEAT_IS_DRILL_PLAYER (self));

  gtk_drop_down_set_selected (self->speed, speed);
}

double
leat_drill_player_get_time (LeatDrillPlayer *self)
{
  g_return_val_if_fail (LEAT_IS_DRILL_PLAYER (self), 0);

  return self->time;
}

void
leat_drill_player_set_time (LeatDrillPlayer *self,
                            double           time)
{
  g_return_if_fail (LEAT_IS_DRILL_PLAYER (self));

  go_to (self, time, 0);
}

gboolean
leat_drill_player_step (LeatDrillPlayer *self,
                        gboolean         back)
{
  double time;

  g_return_val_if_fail (LEAT_IS_DRILL_PLAYER (self), FALSE);

  stop (self);
  if (!find_event (self, back, &time))
    return FALSE;
  go_to (self, time, 0);
  return TRUE;
}

void
leat_drill_player_set_range (LeatDrillPlayer *self,
                             double           from,
                             double           to,
                             const double    *events,
                             guint            n)
{
  g_return_if_fail (LEAT_IS_DRILL_PLAYER (self));
  g_return_if_fail (from < to);

  stop (self);
  self->from = from;
  self->to = to;
  g_array_set_size (self->events, 0);
  for (guint i = 0; i < n; i++)
    if (events[i] >= from && events[i] <= to)
      g_array_append_val (self->events, events[i]);
  self->moving = TRUE;
  gtk_range_set_range (GTK_RANGE (self->scale), from, to);
  gtk_range_set_increments (GTK_RANGE (self->scale), (to - from) / 100, (to - from) / 10);
  self->moving = FALSE;
  go_to (self, from, 0);
}

static void
on_value (LeatDrillPlayer *self)
{
  if (self->moving)
    return;
  self->time = gtk_range_get_value (GTK_RANGE (self->scale));
  show_clock (self);
  g_signal_emit (self, signals[MOVED], 0, 0.0);
}

/* What plays goes on at the other speed, or in the other manner. */
static void
restart (LeatDrillPlayer *self)
{
  if (!leat_drill_player_get_playing (self))
    return;
  stop (self);
  start (self);
}

static void
leat_drill_player_unmap (GtkWidget *widget)
{
  stop (LEAT_DRILL_PLAYER (widget));
  GTK_WIDGET_CLASS (leat_drill_player_parent_class)->unmap (widget);
}

static void
leat_drill_player_dispose (GObject *object)
{
  g_clear_handle_id (&LEAT_DRILL_PLAYER (object)->timeout_id, g_source_remove);
  G_OBJECT_CLASS (leat_drill_player_parent_class)->dispose (object);
}

static void
leat_drill_player_finalize (GObject *object)
{
  g_array_unref (LEAT_DRILL_PLAYER (object)->events);
  G_OBJECT_CLASS (leat_drill_player_parent_class)->finalize (object);
}

static void
leat_drill_player_class_init (LeatDrillPlayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_drill_player_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_drill_player_finalize;
  GTK_WIDGET_CLASS (klass)->unmap = leat_drill_player_unmap;

  signals[MOVED] = g_signal_new ("moved", LEAT_TYPE_DRILL_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_DOUBLE);
}

static GtkButton *
add_button (GtkWidget  *box,
            const char *icon,
            const char *name,
            const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), button);
  return GTK_BUTTON (button);
}

static GtkWidget *
new_buttons (LeatDrillPlayer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  add_button (box, "media-skip-backward-symbolic", _("Back to the Start"), "drill.start");
  add_button (box, "go-previous-symbolic", _("Event Before"), "drill.back");
  self->play = add_button (box, "media-playback-start-symbolic", _("Play"), "drill.play");
  add_button (box, "go-next-symbolic", _("Next Event"), "drill.forward");
  return box;
}

static void
leat_drill_player_init (LeatDrillPlayer *self)
{
  const char *const names[] = { "×⅓", "×1", "×3", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->events = g_array_new (FALSE, FALSE, sizeof (double));
  self->scale = GTK_SCALE (gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 0.01));
  self->clock = GTK_LABEL (gtk_label_new (NULL));
  self->speed = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (names));
  gtk_scale_set_draw_value (self->scale, FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->scale), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->speed), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Time in the drill"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->speed), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Speed"), -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->speed), _("Speed"));
  leat_name_inside (GTK_WIDGET (self->speed), GTK_TYPE_TOGGLE_BUTTON, _("Speed"));
  gtk_drop_down_set_selected (self->speed, LEAT_DRILL_NORMALLY);
  gtk_widget_add_css_class (GTK_WIDGET (self->clock), "numeric");
  gtk_label_set_width_chars (self->clock, 7);
  gtk_label_set_xalign (self->clock, 1);
  gtk_box_append (GTK_BOX (box), new_buttons (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->scale));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->clock));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->speed));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->scale, "value-changed", G_CALLBACK (on_value), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->speed, "notify::selected", G_CALLBACK (restart), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-enable-animations", G_CALLBACK (restart), self,
                           G_CONNECT_SWAPPED);
  show_playing (self);
}

GtkWidget *
leat_drill_player_new (void)
{
  return g_object_new (LEAT_TYPE_DRILL_PLAYER, NULL);
}
