/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/timer.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _LeatTimer
{
  AdwBin     parent_instance;
  guint      whole; /* seconds */
  guint      left;
  guint      source; /* while it runs, or 0 */
  gint64     seen;   /* up to when time was counted, in microseconds */
  GtkLabel  *label;
  GtkButton *toggle;
  GtkWidget *reset;
};

G_DEFINE_FINAL_TYPE (LeatTimer, leat_timer, ADW_TYPE_BIN)

static void
show (LeatTimer *self)
{
  g_autofree char *text = self->left > 0 ? g_strdup_printf ("%u:%02u", self->left / 60, self->left % 60) : g_strdup (_("Time is up"));
  const char *name = self->source != 0 ? _("Pause the Timer") : _("Start the Timer");

  gtk_label_set_text (self->label, text);
  gtk_button_set_icon_name (self->toggle, self->source != 0 ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->toggle), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->toggle), self->left > 0);
  gtk_widget_set_sensitive (self->reset, self->left < self->whole);
}

void
leat_timer_pass (LeatTimer *self,
                 guint      seconds)
{
  g_return_if_fail (LEAT_IS_TIMER (self));

  self->left -= MIN (self->left, seconds);
  if (self->left == 0)
    g_clear_handle_id (&self->source, g_source_remove);
  show (self);
}

/* By the clock, not by the number of calls: those may come late. */
static gboolean
on_second (gpointer data)
{
  LeatTimer *self = data;
  guint seconds = (guint) ((g_get_monotonic_time () - self->seen) / G_USEC_PER_SEC);

  self->seen += seconds * G_USEC_PER_SEC;
  if (self->left <= seconds)
    self->source = 0;
  leat_timer_pass (self, seconds);
  return self->source != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
leat_timer_toggle (LeatTimer *self)
{
  g_return_if_fail (LEAT_IS_TIMER (self));

  if (self->source != 0)
    g_clear_handle_id (&self->source, g_source_remove);
  else if (self->left > 0)
    {
      self->seen = g_get_monotonic_time ();
      self->source = g_timeout_add (250, on_second, self);
    }
  show (self);
}

void
leat_timer_reset (LeatTimer *self)
{
  g_return_if_fail (LEAT_IS_TIMER (self));

  g_clear_handle_id (&self->source, g_source_remove);
  self->left = self->whole;
  show (self);
}

static void
leat_timer_dispose (GObject *object)
{
  g_clear_handle_id (&LEAT_TIMER (object)->source, g_source_remove);
  G_OBJECT_CLASS (leat_timer_parent_class)->dispose (object);
}

static void
leat_timer_class_init (LeatTimerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_timer_dispose;
}

static void
leat_timer_init (LeatTimer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->toggle = GTK_BUTTON (gtk_button_new ());
  self->reset = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "title-2");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_set_tooltip_text (self->reset, _("Reset the Timer"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reset), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reset the Timer"), -1);
  g_signal_connect_object (self->toggle, "clicked", G_CALLBACK (leat_timer_toggle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reset, "clicked", G_CALLBACK (leat_timer_reset), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toggle));
  gtk_box_append (GTK_BOX (box), self->reset);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
leat_timer_new (guint minutes)
{
  LeatTimer *self = g_object_new (LEAT_TYPE_TIMER, NULL);

  self->whole = minutes * 60;
  leat_timer_reset (self);
  return GTK_WIDGET (self);
}
