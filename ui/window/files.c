/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/files.h"

#include "config.h"

#include "window/preferences.h"
#include "window/window-private.h"

#include <glib/gi18n-lib.h>

/* Dialogs for opening, saving and exporting. They belong to the window and go with it. */

typedef struct
{
  LeatWindow *window;
  LeatSaved   saved;
} Request;

static void
remember_folder (const char *path)
{
  GSettings *settings = leat_preferences_get ();
  g_autofree char *folder = g_path_get_dirname (path);

  if (settings != NULL)
    g_settings_set_string (settings, "last-folder", folder);
}

static void
start_in_last_folder (GtkFileChooser *chooser)
{
  g_autofree char *folder = leat_preferences_dup_string ("last-folder", "");
  g_autoptr(GFile) file = *folder != '\0' ? g_file_new_for_path (folder) : NULL;

  if (file != NULL && g_file_query_exists (file, NULL))
    gtk_file_chooser_set_current_folder (chooser, file, NULL);
}

static void
add_suffixes (GtkFileFilter *filter,
              const char    *suffixes)
{
  g_auto(GStrv) words = g_strsplit (suffixes, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, words[i]);
}

void
leat_files_add_filter (GtkFileChooser *chooser,
                       const char     *label,
                       const char     *suffixes)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, label);
  add_suffixes (filter, suffixes);
  gtk_file_chooser_add_filter (chooser, filter);
}

/* Adds a filter for each format that can be read, or written, and one for all of them. */
static void
add_filters (GtkFileChooser *chooser,
             gboolean        reading,
             gboolean        native)
{
  g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();
  gsize n;
  const LeatFormat *formats = leat_formats (&n);

  gtk_file_filter_set_name (all, reading ? _("Pipelines and Diagrams") : _("All Formats"));
  if (!native)
    gtk_file_chooser_add_filter (chooser, all);
  for (gsize i = 0; i < n; i++)
    {
      gboolean is_native = g_str_equal (formats[i].id, "leat");

      if (reading ? formats[i].read == NULL : formats[i].write == NULL)
        continue;
      if (!reading && is_native != native)
        continue;
      add_suffixes (all, formats[i].suffixes);
      leat_files_add_filter (chooser, _(formats[i].label), formats[i].suffixes);
    }
}

GtkFileChooserNative *
leat_files_new_dialog (GtkWindow           *parent,
                       const char          *title,
                       GtkFileChooserAction action,
                       const char          *accept)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, accept, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  start_in_last_folder (GTK_FILE_CHOOSER (dialog));
  return dialog;
}

GtkFileChooserNative *
leat_files_new_open_dialog (GtkWindow  *parent,
                            const char *title,
                            const char *accept)
{
  GtkFileChooserNative *dialog = leat_files_new_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, accept);

  add_filters (GTK_FILE_CHOOSER (dialog), TRUE, FALSE);
  return dialog;
}

char *
leat_files_dup_chosen (GtkNativeDialog *dialog,
                       int              response)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    remember_folder (path);
  return path;
}

static void
on_compare_response (GtkNativeDialog *dialog,
                     int              response,
                     GtkWidget       *widget)
{
  LeatFileChosen chosen = (LeatFileChosen) g_object_get_data (G_OBJECT (dialog), "chosen");
  g_autofree char *path = leat_files_dup_chosen (dialog, response);

  if (path != NULL)
    chosen (widget, path);
  g_object_unref (dialog);
}

void
leat_files_ask_compare (GtkWidget     *widget,
                        LeatFileChosen chosen)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkFileChooserNative *dialog = leat_files_new_open_dialog (window, _("Compare With"), _("_Compare"));

  g_object_set_data (G_OBJECT (dialog), "chosen", (gpointer) chosen);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_compare_response), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The dialogs of GTK 4.8 itself take no choice but the first: gtk_file_chooser_set_choice() is heard by portals alone. */
void
leat_files_add_choice (GtkFileChooser    *chooser,
                       const char        *id,
                       const char        *label,
                       const char *const *options,
                       const char *const *labels,
                       const char        *chosen)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new (), texts = g_ptr_array_new ();

  g_return_if_fail (GTK_IS_FILE_CHOOSER (chooser));

  for (gsize i = 0; options[i] != NULL; i++)
    {
      int at = g_strcmp0 (options[i], chosen) == 0 ? 0 : -1;

      g_ptr_array_insert (words, at, (gpointer) options[i]);
      g_ptr_array_insert (texts, at, (gpointer) labels[i]);
    }
  chosen = words->pdata[0];
  g_ptr_array_add (words, NULL);
  g_ptr_array_add (texts, NULL);
  gtk_file_chooser_add_choice (chooser, id, label, (const char **) words->pdata, (const char **) texts->pdata);
  gtk_file_chooser_set_choice (chooser, id, chosen);
}

static void
on_open_response (GtkNativeDialog *dialog,
                  int              response,
                  LeatWindow      *window)
{
  g_autofree char *path = leat_files_dup_chosen (dialog, response);

  if (path != NULL)
    leat_window_open (window, path);
  g_object_unref (dialog);
}

void
leat_files_ask_open (LeatWindow *window)
{
  GtkFileChooserNative *dialog = leat_files_new_open_dialog (GTK_WINDOW (window), _("Open Pipeline"), _("_Open"));

  g_signal_connect_object (dialog, "response", G_CALLBACK (on_open_response), window, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Two windows with one file would take turns in losing each other's work. */
static gboolean
is_free (LeatWindow *window,
         const char *path,
         GError    **error)
{
  LeatWindow *other = path != NULL ? leat_window_find (window, path) : NULL;
  g_autofree char *name = NULL;

  if (other == NULL || other == window)
    return TRUE;
  name = g_filename_display_basename (path);
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE,
               _("“%s” is open in another window: choose another name, or close that window first"), name);
  return FALSE;
}

static void
save_to (LeatWindow *window,
         const char *path,
         LeatSaved   saved)
{
  g_autoptr(GError) error = NULL;

  if (!is_free (window, path, &error) || !leat_document_save (leat_window_get_document (window), path, &error))
    {
      leat_window_show_error (window, _("Could Not Save"), error);
      return;
    }
  leat_window_settle_file (window);
  if (saved != NULL)
    saved (window);
}

static char *
with_suffix (char       *path,
             const char *suffix)
{
  g_autofree char *old = path;
  g_autofree char *name = g_path_get_basename (path);

  return strchr (name, '.') != NULL ? g_steal_pointer (&old) : g_strconcat (old, suffix, NULL);
}

static void
on_save_response (GtkNativeDialog *dialog,
                  int              response,
                  Request         *request)
{
  g_autofree char *chosen = leat_files_dup_chosen (dialog, response);

  if (chosen != NULL)
    {
      g_autofree char *path = with_suffix (g_steal_pointer (&chosen), ".leat");

      save_to (request->window, path, request->saved);
    }
  g_object_unref (dialog);
}

static void
request_free (gpointer  data,
              GClosure *closure)
{
  Request *request = data;

  g_object_unref (request->window);
  g_free (request);
}

void
leat_files_suggest_name (GtkFileChooser *chooser,
                         LeatDocument   *document,
                         const char     *suffix)
{
  const char *path = leat_document_get_path (document);
  g_autofree char *title = leat_document_dup_title (document);
  g_autofree char *base = path != NULL ? g_path_get_basename (path) : g_strdelimit (g_strdup (title), "/", '-');
  char *dot = strrchr (base, '.');
  g_autofree char *name = NULL;

  if (dot != NULL && path != NULL)
    *dot = '\0';
  name = g_strconcat (base, suffix, NULL);
  gtk_file_chooser_set_current_name (chooser, name);
}

void
leat_files_save (LeatWindow *window,
                 gboolean    ask,
                 LeatSaved   saved)
{
  LeatDocument *document = leat_window_get_document (window);
  GtkFileChooserNative *dialog;
  Request *request;

  if (document == NULL)
    return;
  if (!ask && leat_document_get_path (document) != NULL && !leat_document_is_read_only (document))
    {
      if (leat_window_may_save (window, saved))
        save_to (window, NULL, saved);
      return;
    }

  dialog = leat_files_new_dialog (GTK_WINDOW (window), _("Save Pipeline"), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"));
  add_filters (GTK_FILE_CHOOSER (dialog), FALSE, TRUE);
  leat_files_suggest_name (GTK_FILE_CHOOSER (dialog), document, ".leat");
  request = g_new0 (Request, 1);
  request->window = g_object_ref (window);
  request->saved = saved;
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_save_response), request, request_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
