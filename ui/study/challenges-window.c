/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/challenges-window.h"

#include "config.h"

#include "study/editor.h"
#include "study/group-page.h"
#include "study/own.h"
#include "study/study-text.h"
#include "study/study.h"
#include "study/words.h"
#include "window/files.h"
#include "window/toast.h"
#include "window/window-private.h"

#include <glib/gi18n-lib.h>

#define WIDTH 720
#define HEIGHT 720

struct _LeatChallengesWindow
{
  AdwWindow        parent_instance;
  LeatWindow      *parent; /* weak, or NULL */
  LeatStudy       *study;
  AdwToastOverlay *toasts;
  GtkStack        *views; /* the list, and the page of a group */
  GtkStack        *stack;
  AdwPreferencesPage *page;
  GPtrArray       *groups; /* borrowed from the page */
};

G_DEFINE_FINAL_TYPE (LeatChallengesWindow, leat_challenges_window, ADW_TYPE_WINDOW)

GtkWidget *
leat_challenges_window_find (LeatWindow *parent)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (all, i);

      if (LEAT_IS_CHALLENGES_WINDOW (window) && LEAT_CHALLENGES_WINDOW (window)->parent == parent)
        return GTK_WIDGET (window);
    }
  return NULL;
}

/* Rows */

static GtkWidget *
new_state (LeatChallengesWindow *self,
           const LeatChallenge  *challenge,
           char                **text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *icon;
  GtkWidget *label, *image;

  *text = leat_study_dup_state (self->study, challenge, &icon);
  label = gtk_label_new (*text);
  image = gtk_image_new_from_icon_name (*icon != '\0' ? icon : NULL);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  if (g_str_equal (icon, "emblem-ok-symbolic"))
    gtk_widget_add_css_class (image, "success");
  gtk_widget_set_visible (image, *icon != '\0');
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
add_edit (GtkWidget           *row,
          const LeatChallenge *challenge)
{
  g_autofree char *path = leat_own_dup_path (challenge->id);
  g_autofree char *name = g_strdup_printf (_("Edit “%s”"), challenge->title);
  GtkWidget *edit;

  if (path == NULL)
    return;
  edit = gtk_button_new_with_label (_("Edit…"));
  gtk_widget_set_valign (edit, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (edit), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (edit), "study.edit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (edit), "s", challenge->id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), edit);
}

static GtkWidget *
new_row (LeatChallengesWindow *self,
         const LeatChallenge  *challenge)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *start = gtk_button_new_with_label (_("Start"));
  g_autofree char *kind = leat_challenge_dup_kind (challenge), *state = NULL, *name = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), challenge->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), kind);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_state (self, challenge, &state));
  add_edit (row, challenge);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), start);
  name = g_strdup_printf (_("Start “%s”: %s, %s"), challenge->title, kind, state);
  gtk_widget_set_valign (start, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (start), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (start), "study.start");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (start), "s", challenge->id);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), start);
  return row;
}

static GtkWidget *
new_bar (guint passed,
         guint n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *bar = gtk_progress_bar_new ();
  g_autofree char *text = g_strdup_printf (_("%u of %u solved"), passed, n);
  GtkWidget *label = gtk_label_new (text);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), n > 0 ? (double) passed / n : 0);
  gtk_widget_set_size_request (bar, 96, -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
add_group (LeatChallengesWindow *self,
           GtkWidget            *group)
{
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (self->groups, group);
}

static void
add_domain (LeatChallengesWindow *self,
            guint                 domain)
{
  GPtrArray *challenges = leat_study_list (self->study);
  GtkWidget *group = adw_preferences_group_new ();
  guint passed, n = leat_progress_count (leat_study_get_progress (self->study), challenges, domain, &passed);

  if (n == 0)
    {
      g_object_unref (g_object_ref_sink (group));
      return;
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), leat_domain_get_label (domain));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), new_bar (passed, n));
  for (guint i = 0; i < challenges->len; i++)
    {
      const LeatChallenge *challenge = g_ptr_array_index (challenges, i);

      if (challenge->domain == domain)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (self, challenge));
    }
  add_group (self, group);
}

/* What could not be read is said, not left out without a word. */
static void
add_warnings (LeatChallengesWindow *self)
{
  GPtrArray *warnings = leat_study_get_warnings (self->study);
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Could Not Be Read"));
  for (guint i = 0; i < warnings->len; i++)
    {
      GtkWidget *label = leat_study_label_new (g_ptr_array_index (warnings, i), "study-row");
      GtkWidget *row = adw_preferences_row_new ();

      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  gtk_widget_set_visible (group, warnings->len > 0);
  add_group (self, group);
}

static gboolean
has_progress (LeatChallengesWindow *self)
{
  GPtrArray *challenges = leat_study_list (self->study);
  LeatProgressEntry entry;

  for (guint i = 0; i < challenges->len; i++)
    if (leat_progress_get (leat_study_get_progress (self->study), ((LeatChallenge *) challenges->pdata[i])->id, &entry))
      return TRUE;
  return FALSE;
}

static void
show (LeatChallengesWindow *self)
{
  GPtrArray *challenges = leat_study_list (self->study);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "study.reset", challenges != NULL && has_progress (self));
  if (challenges == NULL)
    return;
  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
  for (guint domain = 1; domain <= LEAT_N_DOMAINS; domain++)
    add_domain (self, domain);
  add_warnings (self);
  gtk_stack_set_visible_child_name (self->stack, challenges->len > 0 || leat_study_get_warnings (self->study)->len > 0
                                                   ? "list" : "empty");
}

/* Actions */

static void
show_fault (LeatChallengesWindow *self,
            const GError         *error)
{
  leat_toast_show (self->toasts, error->message, NULL);
}

static void
on_start (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  LeatChallengesWindow *self = LEAT_CHALLENGES_WINDOW (widget);

  if (self->parent == NULL)
    return;
  g_action_group_activate_action (G_ACTION_GROUP (self->parent), "start-challenge", parameter);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_reset (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  LeatChallengesWindow *self = LEAT_CHALLENGES_WINDOW (widget);
  g_autoptr(GError) error = NULL;

  if (leat_study_reset (self->study, &error))
    leat_toast_show (self->toasts, _("Progress forgotten"), "study.undo-reset");
  else
    show_fault (self, error);
}

static void
on_undo_reset (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  LeatChallengesWindow *self = LEAT_CHALLENGES_WINDOW (widget);
  g_autoptr(GError) error = NULL;

  if (!leat_study_undo_reset (self->study, &error))
    show_fault (self, error);
}

/* What is wrong with a file is to be read, with its line. */
gboolean
leat_challenges_window_import (LeatChallengesWindow *self,
                               const char           *path)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *dialog;

  g_return_val_if_fail (LEAT_IS_CHALLENGES_WINDOW (self) && self->parent != NULL, FALSE);

  if (leat_own_import (path, leat_window_get_catalogue (self->parent), &error))
    {
      leat_study_reload (self->study);
      leat_toast_show (self->toasts, _("Challenge added"), NULL);
      return TRUE;
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Could Not Open the Challenge"), error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
  return FALSE;
}

static void
on_chosen (GtkNativeDialog      *dialog,
           int                   response,
           LeatChallengesWindow *self)
{
  g_autofree char *path = leat_files_dup_chosen (dialog, response);

  if (path != NULL)
    leat_challenges_window_import (self, path);
  g_object_unref (dialog);
}

static void
on_open (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GtkFileChooserNative *dialog = leat_files_new_dialog (GTK_WINDOW (widget), _("Open a Challenge"), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                        _("_Open"));

  leat_files_add_filter (GTK_FILE_CHOOSER (dialog), _("Challenges"), "xml");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_new (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  LeatChallengesWindow *self = LEAT_CHALLENGES_WINDOW (widget);

  if (self->parent == NULL)
    return;
  gtk_window_present (GTK_WINDOW (leat_editor_new (self->parent, self->study)));
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_edit (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  LeatChallengesWindow *self = LEAT_CHALLENGES_WINDOW (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  LeatChallenge *challenge = leat_study_find (self->study, id);
  g_autofree char *path = leat_own_dup_path (id);

  if (self->parent == NULL || challenge == NULL || path == NULL)
    return;
  gtk_window_present (GTK_WINDOW (leat_editor_new_for (self->parent, self->study, challenge, path)));
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_undo_teams (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  LeatChallengesWindow *self = LEAT_CHALLENGES_WINDOW (widget);

  leat_group_page_undo_reset (LEAT_GROUP_PAGE (gtk_stack_get_child_by_name (self->views, "group")));
}

/* The window */

static void
leat_challenges_window_dispose (GObject *object)
{
  LeatChallengesWindow *self = LEAT_CHALLENGES_WINDOW (object);

  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->study);
  G_OBJECT_CLASS (leat_challenges_window_parent_class)->dispose (object);
}

static void
leat_challenges_window_finalize (GObject *object)
{
  g_ptr_array_unref (LEAT_CHALLENGES_WINDOW (object)->groups);
  G_OBJECT_CLASS (leat_challenges_window_parent_class)->finalize (object);
}

static void
leat_challenges_window_class_init (LeatChallengesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_challenges_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_challenges_window_finalize;
  gtk_widget_class_install_action (widget_class, "study.start", "s", on_start);
  gtk_widget_class_install_action (widget_class, "study.reset", NULL, on_reset);
  gtk_widget_class_install_action (widget_class, "study.undo-reset", NULL, on_undo_reset);
  gtk_widget_class_install_action (widget_class, "study.new", NULL, on_new);
  gtk_widget_class_install_action (widget_class, "study.edit", "s", on_edit);
  gtk_widget_class_install_action (widget_class, "study.open", NULL, on_open);
  gtk_widget_class_install_action (widget_class, "study.undo-teams", NULL, on_undo_teams);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
new_empty (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-question-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Challenges"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("Challenges are files in the folder “challenges” of Leat's data, or of your own."));
  return page;
}

static GtkWidget *
new_waiting (void)
{
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Challenges are read"), -1);
  return spinner;
}

/* The progress is that of the list. */
static void
on_view_changed (GtkStack   *views,
                 GParamSpec *property,
                 GtkWidget  *reset)
{
  gtk_widget_set_visible (reset, g_strcmp0 (gtk_stack_get_visible_child_name (views), "challenges") == 0);
}

static GtkWidget *
new_icon_button (const char *icon,
                 const char *name,
                 const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
new_header (LeatChallengesWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *switcher = gtk_stack_switcher_new ();
  GtkWidget *reset = gtk_button_new_with_mnemonic (_("_Reset"));
  GtkWidget *open = new_icon_button ("document-open-symbolic", _("Open a Challenge"), "study.open");
  GtkWidget *create = new_icon_button ("document-new-symbolic", _("New Challenge from the Drawing"), "study.new");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (reset), "study.reset");
  gtk_widget_set_tooltip_text (reset, _("Forget What Was Solved"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (reset), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reset Progress"), -1);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), reset);
  g_signal_connect_object (self->views, "notify::visible-child-name", G_CALLBACK (on_view_changed), reset, 0);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), open);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), create);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->views);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), switcher);
  return header;
}

static void
leat_challenges_window_init (LeatChallengesWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->groups = g_ptr_array_new ();
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gtk_stack_add_named (self->stack, new_waiting (), "waiting");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->page), "list");
  gtk_stack_add_named (self->stack, new_empty (), "empty");
  self->views = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_titled (self->views, GTK_WIDGET (self->stack), "challenges", _("Challenges"));
  gtk_widget_set_vexpand (GTK_WIDGET (self->views), TRUE);
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->views));
  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Challenges"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
}

GtkWidget *
leat_challenges_window_new (LeatWindow *parent)
{
  LeatChallengesWindow *self = g_object_new (LEAT_TYPE_CHALLENGES_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);

  g_set_weak_pointer (&self->parent, parent);
  self->study = leat_study_get (leat_window_get_catalogue (parent));
  g_signal_connect_object (self->study, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  gtk_stack_add_titled (self->views, leat_group_page_new (self->study, self->toasts), "group", _("Group"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "study.new", leat_window_get_document (parent) != NULL);
  show (self);
  return GTK_WIDGET (self);
}
