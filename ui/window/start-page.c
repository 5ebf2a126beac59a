/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/start-page.h"

#include "config.h"

#include "exchange/recovery.h"
#include "study/study-entry.h"
#include "window/example.h"
#include "window/preferences.h"
#include "window/recent-list.h"
#include "window/recent.h"
#include "window/recover.h"

#include <glib/gi18n-lib.h>

struct _LeatStartPage
{
  AdwBin               parent_instance;
  LeatCatalogue       *catalogue;
  GPtrArray           *examples;    /* of LeatExample, or NULL until they are there */
  GCancellable        *cancellable; /* while they are loaded, or NULL */
  GtkWidget           *create;
  AdwPreferencesGroup *recovery;
  GPtrArray           *recovery_rows; /* borrowed from the group */
  AdwPreferencesGroup *recents;
  LeatRecentList      *recent_list;
  AdwPreferencesGroup *samples;
  GtkFlowBox          *cards;
};

G_DEFINE_FINAL_TYPE (LeatStartPage, leat_start_page, ADW_TYPE_BIN)

/* Examples */

static GtkWidget *
new_card_text (const char *text,
               const char *class_name)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_add_css_class (label, class_name);
  return label;
}

static GtkWidget *
new_card (const LeatExample *example)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (dark ? example->dark : example->light));
  g_autofree char *name = g_strdup_printf (_("Example: %s, %s"), example->title, example->line);

  gtk_widget_set_size_request (picture, LEAT_EXAMPLE_WIDTH, LEAT_EXAMPLE_HEIGHT);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_overflow (button, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "example");
  gtk_widget_add_css_class (words, "example-words");
  gtk_box_append (GTK_BOX (words), new_card_text (example->title, "heading"));
  gtk_box_append (GTK_BOX (words), new_card_text (example->line, "dim-label"));
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), words);
  /* The picture has twice the pixels, and would ask for as much room. */
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), LEAT_EXAMPLE_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), LEAT_EXAMPLE_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_button_set_child (GTK_BUTTON (button), clamp);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, example->line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-copy");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", example->path);
  return button;
}

static void
show_examples (LeatStartPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_flow_box_remove (self->cards, child);
  for (guint i = 0; self->examples != NULL && i < self->examples->len; i++)
    {
      gtk_flow_box_append (self->cards, new_card (self->examples->pdata[i]));
      /* The button takes the keyboard, not the place that it is in. */
      gtk_widget_set_focusable (gtk_widget_get_last_child (GTK_WIDGET (self->cards)), FALSE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->samples), self->examples != NULL && self->examples->len > 0);
}

static void
on_examples (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  GPtrArray *examples = leat_examples_load_finish (result, NULL);
  LeatStartPage *self = data;

  if (examples == NULL)
    return; /* the page may be gone */
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->examples, g_ptr_array_unref);
  self->examples = examples;
  show_examples (self);
}

/* Only a page that is seen has them drawn. */
static void
load_examples (LeatStartPage *self)
{
  if (self->catalogue == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) || self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  leat_examples_load (self->catalogue, self->cancellable, on_examples, self);
}

static void
leat_start_page_map (GtkWidget *widget)
{
  LeatStartPage *self = LEAT_START_PAGE (widget);

  GTK_WIDGET_CLASS (leat_start_page_parent_class)->map (widget);
  leat_start_page_update_recovery (self);
  if (self->examples == NULL)
    load_examples (self);
}

static void
cancel (LeatStartPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
leat_start_page_set_catalogue (LeatStartPage *self,
                               LeatCatalogue *catalogue)
{
  g_return_if_fail (LEAT_IS_START_PAGE (self));

  leat_catalogue_ref (catalogue);
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  self->catalogue = catalogue;
  cancel (self);
  load_examples (self);
}

/* Unsaved work */

static GtkWidget *
new_recovery_button (const char *label,
                     const char *action,
                     const char *key,
                     const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
new_recovery_row (const LeatRecovery *recovery)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *when = leat_recent_dup_when (recovery->saved_at);
  g_autofree char *base = recovery->path != NULL ? g_filename_display_basename (recovery->path)
                                                 : g_strdup (_("Untitled Pipeline"));
  g_autofree char *folder = recovery->path != NULL ? leat_recent_dup_folder (recovery->path)
                                                   : g_strdup (_("never saved"));
  g_autofree char *subtitle = g_strdup_printf (recovery->discarded ? _("%s · not saved on purpose · %s") : "%s · %s", folder, when);
  g_autofree char *keep = g_strdup_printf (_("Recover “%s”"), base);
  g_autofree char *drop = g_strdup_printf (_("Discard “%s”"), base);
  GtkWidget *recover = new_recovery_button (_("Recover"), "win.recover", recovery->key, keep);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), base);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_recovery_button (_("Discard"), "win.discard-recovery", recovery->key, drop));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), recover);
  if (!recovery->discarded)
    gtk_widget_add_css_class (recover, "suggested-action");
  return row;
}

void
leat_start_page_update_recovery (LeatStartPage *self)
{
  g_autoptr(GPtrArray) list = leat_recover_list ();

  for (guint i = 0; i < self->recovery_rows->len; i++)
    adw_preferences_group_remove (self->recovery, self->recovery_rows->pdata[i]);
  g_ptr_array_set_size (self->recovery_rows, 0);
  for (guint i = 0; i < list->len; i++)
    {
      GtkWidget *row = new_recovery_row (list->pdata[i]);

      adw_preferences_group_add (self->recovery, row);
      g_ptr_array_add (self->recovery_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->recovery), list->len > 0);
}

void
leat_start_page_focus (LeatStartPage *self)
{
  if (self->recovery_rows->len > 0)
    gtk_widget_child_focus (self->recovery_rows->pdata[0], GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (self->create);
}

/* The page */

static void
on_recents_changed (LeatStartPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->recents), leat_recent_list_get_n (self->recent_list) > 0);
}

static void
leat_start_page_dispose (GObject *object)
{
  LeatStartPage *self = LEAT_START_PAGE (object);

  cancel (self);
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  g_clear_pointer (&self->examples, g_ptr_array_unref);
  G_OBJECT_CLASS (leat_start_page_parent_class)->dispose (object);
}

static void
leat_start_page_finalize (GObject *object)
{
  g_ptr_array_unref (LEAT_START_PAGE (object)->recovery_rows);
  G_OBJECT_CLASS (leat_start_page_parent_class)->finalize (object);
}

static void
leat_start_page_class_init (LeatStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_start_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_start_page_finalize;
  widget_class->map = leat_start_page_map;
  g_type_ensure (LEAT_TYPE_RECENT_LIST);
  g_type_ensure (LEAT_TYPE_STUDY_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "window/start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatStartPage, create);
  gtk_widget_class_bind_template_child (widget_class, LeatStartPage, recovery);
  gtk_widget_class_bind_template_child (widget_class, LeatStartPage, recents);
  gtk_widget_class_bind_template_child (widget_class, LeatStartPage, recent_list);
  gtk_widget_class_bind_template_child (widget_class, LeatStartPage, samples);
  gtk_widget_class_bind_template_child (widget_class, LeatStartPage, cards);
}

static void
leat_start_page_init (LeatStartPage *self)
{
  self->recovery_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->recent_list, "changed", G_CALLBACK (on_recents_changed), self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (show_examples), self,
                           G_CONNECT_SWAPPED);
  on_recents_changed (self);
  show_examples (self);
}
