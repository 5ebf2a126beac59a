/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/study-entry.h"

#include "config.h"

#include "study/study.h"
#include "window/window-private.h"

#include <glib/gi18n-lib.h>

struct _LeatStudyEntry
{
  AdwBin          parent_instance;
  LeatStudy      *study; /* or NULL until it is seen */
  GtkWidget      *group;
  AdwActionRow   *row;
  GtkProgressBar *bar;
};

G_DEFINE_FINAL_TYPE (LeatStudyEntry, leat_study_entry, ADW_TYPE_BIN)

static void
show (LeatStudyEntry *self)
{
  GPtrArray *challenges = leat_study_list (self->study);
  guint passed = 0, n = challenges != NULL ? leat_progress_count (leat_study_get_progress (self->study), challenges, 0, &passed) : 0;
  g_autofree char *text = g_strdup_printf (_("%u of %u solved"), passed, n);

  adw_action_row_set_subtitle (self->row, text);
  gtk_progress_bar_set_fraction (self->bar, n > 0 ? (double) passed / n : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

/* Only who comes to the start page has the challenges read. */
static void
look (LeatStudyEntry *self)
{
  LeatWindow *window = LEAT_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->study != NULL || leat_window_get_document (window) != NULL)
    return;
  self->study = leat_study_get (leat_window_get_catalogue (window));
  g_signal_connect_object (self->study, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

/* Hidden widgets are not mapped: it looks when its window is. */
static void
leat_study_entry_root (GtkWidget *widget)
{
  LeatStudyEntry *self = LEAT_STUDY_ENTRY (widget);

  GTK_WIDGET_CLASS (leat_study_entry_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "map", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
}

static void
leat_study_entry_dispose (GObject *object)
{
  g_clear_object (&LEAT_STUDY_ENTRY (object)->study);
  G_OBJECT_CLASS (leat_study_entry_parent_class)->dispose (object);
}

static void
leat_study_entry_class_init (LeatStudyEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_study_entry_dispose;
  GTK_WIDGET_CLASS (klass)->root = leat_study_entry_root;
}

static void
leat_study_entry_init (LeatStudyEntry *self)
{
  self->group = adw_preferences_group_new ();
  self->row = ADW_ACTION_ROW (adw_action_row_new ());
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Challenges"));
  gtk_widget_set_valign (GTK_WIDGET (self->bar), GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (GTK_WIDGET (self->bar), 96, -1);
  adw_action_row_add_suffix (self->row, GTK_WIDGET (self->bar));
  adw_action_row_add_suffix (self->row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->row), "win.challenges");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _("Study"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group), _("Requirements to draw a pipeline for, graded by what it does."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), GTK_WIDGET (self->row));
  adw_bin_set_child (ADW_BIN (self), self->group);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
