/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/speaker.h"

#include "config.h"

#include "study/large-text.h"

#include <glib/gi18n-lib.h>

struct _LeatSpeaker
{
  AdwWindow      parent_instance;
  LeatPresenter *presenter; /* weak, or NULL */
  gint64         started;
  guint          tick_id;
  GtkLabel      *clock;
  GtkLabel      *elapsed;
  GtkLabel      *current;
  LeatLargeText *notes;
  GtkWidget     *answer_title;
  LeatLargeText *answer;
  GtkLabel      *next;
  LeatLargeText *next_text;
};

G_DEFINE_FINAL_TYPE (LeatSpeaker, leat_speaker, ADW_TYPE_WINDOW)

static gboolean
on_tick (gpointer data)
{
  LeatSpeaker *self = data;
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *clock = g_date_time_format (now, "%R");
  gint64 seconds = (g_get_monotonic_time () - self->started) / G_USEC_PER_SEC;
  g_autofree char *elapsed = g_strdup_printf ("%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                                              (int) (seconds % 60));

  gtk_label_set_text (self->clock, clock);
  gtk_label_set_text (self->elapsed, elapsed);
  return G_SOURCE_CONTINUE;
}

static void
show (LeatSpeaker *self)
{
  GPtrArray *steps = leat_presenter_get_steps (self->presenter);
  guint i = leat_presenter_get_step (self->presenter);
  const LeatElement *step = steps->pdata[i], *next = i + 1 < steps->len ? steps->pdata[i + 1] : NULL;
  const char *notes = leat_settings_get (step->settings, LEAT_STEP_NOTES);
  const char *answer = leat_settings_get (step->settings, LEAT_STEP_ANSWER);
  g_autofree char *current = g_strdup_printf ("%u · %s", i + 1, step->name);
  g_autofree char *following = next != NULL ? g_strdup_printf ("%u · %s", i + 2, next->name) : g_strdup (_("The end"));

  gtk_label_set_text (self->current, current);
  leat_large_text_set (self->notes, notes != NULL ? notes : _("*No notes for this step.*"));
  leat_large_text_set (self->answer, answer);
  gtk_label_set_text (GTK_LABEL (self->answer_title),
                      leat_presenter_is_revealed (self->presenter) ? _("Answer, shown to all") : _("Answer, still hidden"));
  gtk_widget_set_visible (self->answer_title, answer != NULL);
  gtk_label_set_text (self->next, following);
  leat_large_text_set (self->next_text, next != NULL ? next->text : NULL);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        LeatSpeaker           *self)
{
  g_autoptr(LeatPresenter) presenter = self->presenter != NULL ? g_object_ref (self->presenter) : NULL;

  if (presenter == NULL)
    return FALSE;
  if (key == GDK_KEY_F11 && gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
  else if (key == GDK_KEY_F11)
    gtk_window_fullscreen (GTK_WINDOW (self));
  else
    return leat_presenter_press (presenter, key, state);
  return TRUE;
}

static void
leat_speaker_dispose (GObject *object)
{
  LeatSpeaker *self = LEAT_SPEAKER (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_weak_pointer (&self->presenter);
  G_OBJECT_CLASS (leat_speaker_parent_class)->dispose (object);
}

static void
leat_speaker_class_init (LeatSpeakerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_speaker_dispose;
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *text,
           const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static LeatLargeText *
add_text (GtkWidget  *box,
          const char *name)
{
  GtkWidget *text = leat_large_text_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), text);
  return LEAT_LARGE_TEXT (text);
}

static GtkWidget *
new_side (LeatSpeaker *self,
          gboolean     now)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  if (now)
    {
      add_label (box, _("Now"), "presenter-caption");
      self->current = add_label (box, NULL, "speaker-heading");
      self->notes = add_text (box, _("Notes"));
      gtk_widget_add_css_class (GTK_WIDGET (self->notes), "speaker-notes");
      self->answer_title = GTK_WIDGET (add_label (box, NULL, "presenter-caption"));
      self->answer = add_text (box, _("Answer"));
    }
  else
    {
      add_label (box, _("Next"), "presenter-caption");
      self->next = add_label (box, NULL, "title-3");
      self->next_text = add_text (box, _("Text of the next step"));
    }
  gtk_widget_add_css_class (box, "speaker-side");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_hexpand (scrolled, now);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_size_request (scrolled, now ? 300 : 280, -1);
  return scrolled;
}

static GtkWidget *
new_clocks (LeatSpeaker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *one = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      GtkLabel **label = i == 0 ? &self->elapsed : &self->clock;

      *label = add_label (one, NULL, "speaker-clock");
      gtk_widget_add_css_class (GTK_WIDGET (*label), "numeric");
      add_label (one, i == 0 ? _("Elapsed") : _("Time of day"), "dim-label");
      gtk_box_append (GTK_BOX (box), one);
    }
  gtk_widget_add_css_class (box, "speaker-clocks");
  return box;
}

static void
leat_speaker_init (LeatSpeaker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *split = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_box_append (GTK_BOX (split), new_side (self, TRUE));
  gtk_box_append (GTK_BOX (split), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (split), new_side (self, FALSE));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), new_clocks (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), split);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Presenter's View"));
  gtk_window_set_default_size (GTK_WINDOW (self), 900, 600);
}

GtkWidget *
leat_speaker_new (LeatPresenter *presenter,
                  gint64         started)
{
  LeatSpeaker *self = g_object_new (LEAT_TYPE_SPEAKER, NULL);

  g_set_weak_pointer (&self->presenter, presenter);
  self->started = started;
  g_signal_connect_object (presenter, "step-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  on_tick (self);
  self->tick_id = g_timeout_add_seconds (1, on_tick, self);
  return GTK_WIDGET (self);
}
