/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/group-page.h"

#include "config.h"

#include "exchange/teams.h"
#include "study/study-text.h"
#include "study/wheel.h"
#include "study/words.h"
#include "window/toast.h"

#include <glib/gi18n-lib.h>

#define TEAM "leat-team"
#define MAX_POINTS 1000

struct _LeatGroupPage
{
  AdwBin               parent_instance;
  LeatStudy           *study;
  AdwToastOverlay     *toasts; /* not owned */
  LeatTeams           *teams;
  char                *before; /* the sheet before it was emptied, or NULL */
  char                *picked; /* the id of the challenge that it is about, or NULL */
  GPtrArray           *unsolved; /* of LeatChallenge: the fields of the wheel */
  LeatWheel           *wheel;
  GtkLabel            *title;
  GtkLabel            *kind;
  GtkWidget           *start;
  AdwPreferencesGroup *sheet;
  GPtrArray           *rows; /* borrowed from the sheet */
};

G_DEFINE_FINAL_TYPE (LeatGroupPage, leat_group_page, ADW_TYPE_BIN)

const char *
leat_group_page_get_picked (LeatGroupPage *self)
{
  return self->picked;
}

static void
tell (LeatGroupPage *self,
      const GError  *error)
{
  leat_toast_show (self->toasts, error->message, NULL);
}

/* The score sheet */

static void
show_sum (LeatGroupPage *self,
          GtkWidget     *row)
{
  g_autofree char *text = g_strdup_printf (_("%g points in all"), leat_teams_get_sum (self->teams, g_object_get_data (G_OBJECT (row), TEAM)));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
}

static void
on_points (GtkSpinButton *spin,
           LeatGroupPage *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (spin), ADW_TYPE_ACTION_ROW);
  g_autoptr(GError) error = NULL;

  if (!leat_teams_set (self->teams, g_object_get_data (G_OBJECT (row), TEAM), self->picked, gtk_spin_button_get_value (spin), &error))
    tell (self, error);
  show_sum (self, row);
}

static GtkWidget *
new_row (LeatGroupPage *self,
         const char    *team)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (0, MAX_POINTS, 5);
  g_autofree char *name = g_strdup_printf (_("Points of “%s” for this challenge"), team);

  g_object_set_data_full (G_OBJECT (row), TEAM, g_strdup (team), g_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), team);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (spin, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (self->picked != NULL)
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), leat_teams_get (self->teams, team, self->picked));
  gtk_widget_set_sensitive (spin, self->picked != NULL);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (on_points), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  show_sum (self, row);
  return row;
}

static void
show_teams (LeatGroupPage *self)
{
  g_auto(GStrv) names = leat_teams_list (self->teams);
  const LeatChallenge *challenge = leat_study_find (self->study, self->picked);
  g_autofree char *about = challenge != NULL ? g_markup_printf_escaped (_("Points for “%s”"), challenge->title) : NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->sheet, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  adw_preferences_group_set_description (self->sheet, about != NULL ? about : _("Turn the wheel to give points for a challenge."));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_ptr_array_add (self->rows, new_row (self, names[i]));
      adw_preferences_group_add (self->sheet, self->rows->pdata[i]);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "group.reset", names[0] != NULL);
}

gboolean
leat_group_page_add_team (LeatGroupPage *self,
                          const char    *name)
{
  g_autoptr(GError) error = NULL;

  g_return_val_if_fail (LEAT_IS_GROUP_PAGE (self), FALSE);

  if (!leat_teams_add (self->teams, name, &error))
    {
      tell (self, error);
      return FALSE;
    }
  show_teams (self);
  return TRUE;
}

static void
on_apply (AdwEntryRow   *row,
          LeatGroupPage *self)
{
  if (leat_group_page_add_team (self, gtk_editable_get_text (GTK_EDITABLE (row))))
    gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static void
on_reset (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  LeatGroupPage *self = LEAT_GROUP_PAGE (widget);
  g_autoptr(GError) error = NULL;

  g_free (self->before);
  self->before = leat_teams_dup_data (self->teams);
  if (leat_teams_restore (self->teams, "", &error))
    leat_toast_show (self->toasts, _("Score sheet emptied"), "study.undo-teams");
  else
    tell (self, error);
  show_teams (self);
}

void
leat_group_page_undo_reset (LeatGroupPage *self)
{
  g_autofree char *before = g_steal_pointer (&self->before);
  g_autoptr(GError) error = NULL;

  if (before != NULL && !leat_teams_restore (self->teams, before, &error))
    tell (self, error);
  show_teams (self);
}

/* The wheel */

static void
pick (LeatGroupPage       *self,
      const LeatChallenge *challenge)
{
  g_autofree char *kind = leat_challenge_dup_kind (challenge);

  g_free (self->picked);
  self->picked = g_strdup (challenge->id);
  gtk_label_set_text (self->title, challenge->title);
  gtk_label_set_text (self->kind, kind);
  gtk_widget_set_visible (GTK_WIDGET (self->kind), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->start), "s", self->picked);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->start), "study.start");
  gtk_widget_set_visible (self->start, TRUE);
  show_teams (self);
}

static void
on_stopped (LeatGroupPage *self,
            guint          field)
{
  if (field < self->unsolved->len)
    pick (self, g_ptr_array_index (self->unsolved, field));
}

static void
on_spin (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  leat_wheel_spin (LEAT_GROUP_PAGE (widget)->wheel);
}

static void
show_wheel (LeatGroupPage *self)
{
  GPtrArray *all = leat_study_list (self->study);
  LeatProgressEntry entry;

  g_ptr_array_set_size (self->unsolved, 0);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      LeatChallenge *challenge = g_ptr_array_index (all, i);

      if (!leat_progress_get (leat_study_get_progress (self->study), challenge->id, &entry) || !entry.passed)
        g_ptr_array_add (self->unsolved, leat_challenge_ref (challenge));
    }
  leat_wheel_set_fields (self->wheel, self->unsolved->len);
  gtk_widget_set_visible (GTK_WIDGET (self->wheel), self->unsolved->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "group.spin", self->unsolved->len > 0);
  if (self->picked == NULL)
    gtk_label_set_text (self->title, self->unsolved->len > 0 ? _("Which one is next?") : _("All challenges are solved"));
  show_teams (self);
}

/* The page */

static GtkWidget *
new_button (const char *label,
            const char *action,
            const char *style)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, style);
  return button;
}

static GtkLabel *
new_words (const char *style)
{
  GtkLabel *label = GTK_LABEL (leat_study_label_new (NULL, style));

  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
  gtk_label_set_xalign (label, 0.5);
  return label;
}

static GtkWidget *
new_wheel_box (LeatGroupPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->wheel = LEAT_WHEEL (leat_wheel_new ());
  self->title = new_words ("heading");
  self->kind = new_words ("dim-label");
  self->start = new_button (_("S_tart"), NULL, "pill");
  gtk_widget_add_css_class (self->start, "suggested-action");
  gtk_widget_set_visible (self->start, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->kind), FALSE);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->kind));
  gtk_widget_set_halign (GTK_WIDGET (self->wheel), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), new_button (_("Turn the _Wheel"), "group.spin", "pill"));
  gtk_box_append (GTK_BOX (buttons), self->start);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->wheel));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), buttons);
  g_signal_connect_object (self->wheel, "stopped", G_CALLBACK (on_stopped), self, G_CONNECT_SWAPPED);
  return box;
}

static GtkWidget *
new_adding (LeatGroupPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Add a team"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_apply), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

static void
leat_group_page_dispose (GObject *object)
{
  g_clear_object (&LEAT_GROUP_PAGE (object)->study);
  G_OBJECT_CLASS (leat_group_page_parent_class)->dispose (object);
}

static void
leat_group_page_finalize (GObject *object)
{
  LeatGroupPage *self = LEAT_GROUP_PAGE (object);

  g_clear_pointer (&self->teams, leat_teams_free);
  g_ptr_array_unref (self->unsolved);
  g_ptr_array_unref (self->rows);
  g_free (self->before);
  g_free (self->picked);
  G_OBJECT_CLASS (leat_group_page_parent_class)->finalize (object);
}

static void
leat_group_page_class_init (LeatGroupPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_group_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_group_page_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "group.spin", NULL, on_spin);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "group.reset", NULL, on_reset);
}

static void
leat_group_page_init (LeatGroupPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *reset = new_button (_("_Empty Sheet"), "group.reset", "flat");

  self->unsolved = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_challenge_unref);
  self->rows = g_ptr_array_new ();
  self->sheet = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->sheet, _("Score Sheet"));
  adw_preferences_group_set_header_suffix (self->sheet, reset);
  gtk_widget_set_tooltip_text (reset, _("Forget teams and points"));
  gtk_box_append (GTK_BOX (box), new_wheel_box (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sheet));
  gtk_box_append (GTK_BOX (box), new_adding (self));
  gtk_widget_add_css_class (box, "study-group");
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

GtkWidget *
leat_group_page_new (LeatStudy       *study,
                     AdwToastOverlay *toasts)
{
  LeatGroupPage *self = g_object_new (LEAT_TYPE_GROUP_PAGE, NULL);
  g_autoptr(GError) error = NULL;

  self->study = g_object_ref (study);
  self->toasts = toasts;
  self->teams = leat_teams_load (&error);
  if (error != NULL)
    tell (self, error);
  g_signal_connect_object (study, "changed", G_CALLBACK (show_wheel), self, G_CONNECT_SWAPPED);
  show_wheel (self);
  return GTK_WIDGET (self);
}
