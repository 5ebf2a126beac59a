/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/close.h"

#include "config.h"

#include "window/recent.h"
#include "window/session.h"
#include "window/window-private.h"

#include <glib/gi18n-lib.h>

/* Asking about unsaved work: for one window that is closed, or once for all when the program quits. */

#define CHECK "leat-window"
#define REST "leat-to-save"

static GtkWidget *
new_dialog (GtkWindow  *parent,
            const char *heading,
            const char *body,
            const char *discard,
            const char *save)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "discard", discard, "save", save,
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  return dialog;
}

/* A dialog that is still telling its answer must not lose the window that it stands before. */
static void
do_later (gpointer    object,
          GSourceFunc function)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, function, g_object_ref (object), g_object_unref);
}

static gboolean
discard_one (gpointer window)
{
  leat_window_close_now (window);
  return G_SOURCE_REMOVE;
}

static gboolean
save_one (gpointer window)
{
  leat_files_save (window, FALSE, leat_window_close_now);
  return G_SOURCE_REMOVE;
}

static void
on_response (LeatWindow *self,
             const char *response)
{
  if (g_str_equal (response, "discard"))
    do_later (self, discard_one);
  else if (g_str_equal (response, "save"))
    do_later (self, save_one);
}

void
leat_window_ask_close (LeatWindow *self)
{
  g_autofree char *title = leat_document_dup_title (leat_window_get_document (self));
  GtkWidget *dialog = new_dialog (GTK_WINDOW (self), _("Save Changes?"), NULL, _("_Discard"), _("_Save"));

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _("“%s” has changes that are not saved. What is discarded can be got back at the next "
                                    "start only."), title);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Quitting */

static gboolean
is_unsaved (gpointer window)
{
  return LEAT_IS_WINDOW (window) && leat_window_get_document (window) != NULL &&
         leat_document_get_modified (leat_window_get_document (window));
}

/* The windows with unsaved work, the one that was used last first. */
static GPtrArray *
list_unsaved (GtkApplication *application)
{
  GPtrArray *unsaved = g_ptr_array_new_with_free_func (g_object_unref);

  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    if (is_unsaved (item->data))
      g_ptr_array_add (unsaved, g_object_ref (item->data));
  return unsaved;
}

/* A window that another one owns goes with it. */
static void
close_all (GtkApplication *application)
{
  GList *windows = g_list_copy_deep (gtk_application_get_windows (application), (GCopyFunc) g_object_ref, NULL);

  leat_session_save (application, NULL);
  g_object_set_data (G_OBJECT (application), LEAT_QUITTING, application);
  for (GList *item = windows; item != NULL; item = item->next)
    if (LEAT_IS_WINDOW (item->data))
      leat_window_close_now (item->data);
    else if (gtk_window_get_transient_for (item->data) == NULL)
      gtk_window_close (item->data);
  g_list_free_full (windows, g_object_unref);
  g_object_set_data (G_OBJECT (application), LEAT_QUITTING, NULL);
}

/* One after the other, since each may have to ask for a name. */
static void
save_next (LeatWindow *window)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  GPtrArray *rest = g_object_get_data (G_OBJECT (application), REST);
  g_autoptr(LeatWindow) next = NULL;

  while (rest != NULL && rest->len > 0 && next == NULL)
    {
      next = g_object_ref (rest->pdata[0]);
      g_ptr_array_remove_index (rest, 0);
      if (!is_unsaved (next) || gtk_window_get_application (GTK_WINDOW (next)) != application)
        g_clear_object (&next);
    }
  if (next == NULL)
    {
      g_object_set_data (G_OBJECT (application), REST, NULL);
      close_all (application);
      return;
    }
  gtk_window_present (GTK_WINDOW (next));
  leat_files_save (next, FALSE, save_next);
}

static gboolean
discard_all (gpointer application)
{
  close_all (application);
  return G_SOURCE_REMOVE;
}

static gboolean
save_all (gpointer window)
{
  save_next (window);
  return G_SOURCE_REMOVE;
}

static void
take_chosen (GtkWidget *widget,
             GPtrArray *chosen)
{
  LeatWindow *window = g_object_get_data (G_OBJECT (widget), CHECK);

  if (window != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (widget)))
    g_ptr_array_add (chosen, g_object_ref (window));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    take_chosen (child, chosen);
}

static void
on_quit_response (GtkApplication *application,
                  const char     *response,
                  GtkWidget      *dialog)
{
  GPtrArray *chosen;

  if (g_str_equal (response, "discard"))
    do_later (application, discard_all);
  if (!g_str_equal (response, "save"))
    return;
  chosen = g_ptr_array_new_with_free_func (g_object_unref);
  take_chosen (adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog)), chosen);
  g_object_set_data_full (G_OBJECT (application), REST, chosen, (GDestroyNotify) g_ptr_array_unref);
  do_later (gtk_window_get_transient_for (GTK_WINDOW (dialog)), save_all);
}

static GtkWidget *
new_unsaved_row (LeatWindow *window)
{
  LeatDocument *document = leat_window_get_document (window);
  const char *path = leat_document_get_path (document);
  g_autofree char *title = leat_document_dup_title (document);
  g_autofree char *folder = path != NULL ? leat_recent_dup_folder (path) : g_strdup (_("Unsaved"));
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (check), CHECK, g_object_ref (window), g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), folder);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  return row;
}

static void
ask_about_all (GtkApplication *application,
               GPtrArray      *unsaved)
{
  GtkWidget *dialog = new_dialog (unsaved->pdata[0], _("Save Changes?"),
                                  _("These pipelines have changes that are not saved. Those marked are saved; what is "
                                    "discarded can be got back at the next start only."),
                                  _("_Discard All"), _("_Save"));
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < unsaved->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), new_unsaved_row (unsaved->pdata[i]));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), list);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_quit_response), application, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
save_last (gpointer window)
{
  leat_files_save (window, FALSE, save_next);
  return G_SOURCE_REMOVE;
}

static void
on_single_response (GtkApplication *application,
                    const char     *response,
                    GtkWidget      *dialog)
{
  if (g_str_equal (response, "discard"))
    do_later (application, discard_all);
  else if (g_str_equal (response, "save"))
    do_later (gtk_window_get_transient_for (GTK_WINDOW (dialog)), save_last);
}

static void
ask_about_one (GtkApplication *application,
               LeatWindow     *window)
{
  g_autofree char *title = leat_document_dup_title (leat_window_get_document (window));
  GtkWidget *dialog = new_dialog (GTK_WINDOW (window), _("Save Changes?"), NULL, _("_Discard"), _("_Save"));

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _("“%s” has changes that are not saved. What is discarded can be got back at the next "
                                    "start only."), title);
  g_object_set_data (G_OBJECT (application), REST, NULL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_single_response), application, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
leat_quit (GtkApplication *application)
{
  g_autoptr(GPtrArray) unsaved = list_unsaved (application);

  if (unsaved->len == 0)
    close_all (application);
  else if (unsaved->len == 1)
    ask_about_one (application, unsaved->pdata[0]);
  else
    ask_about_all (application, unsaved);
}
