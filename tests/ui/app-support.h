/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "application.h"
#include "exchange/recovery.h"
#include "support.h"
#include "widgets.h"
#include "window/preferences.h"
#include "window/window-private.h"

#include <adwaita.h>
#include <glib/gstdio.h>

/* What tests of the whole program in this process share: an application that reaches no other one, with XDG folders of
 * its own (tests/support/with-display), and a folder with a pipeline in it. */
typedef struct
{
  LeatApplication *app;
  char            *folder;
  char            *path; /* a copy of the example */
} App;

static inline void
app_start (App *f)
{
  static guint n;
  g_autofree char *id = g_strdup_printf ("io.github.leat.Test%u", n++);
  g_autoptr(GError) error = NULL;

  f->app = leat_application_new ();
  g_application_set_application_id (G_APPLICATION (f->app), id);
  g_application_set_flags (G_APPLICATION (f->app), g_application_get_flags (G_APPLICATION (f->app)) | G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (f->app), NULL, &error);
  g_assert_no_error (error);
}

static inline GList *
app_windows (App *f)
{
  return gtk_application_get_windows (GTK_APPLICATION (f->app));
}

static inline guint
app_n_windows (App *f)
{
  guint n = 0;

  for (GList *item = app_windows (f); item != NULL; item = item->next)
    n += LEAT_IS_WINDOW (item->data);
  return n;
}

/* The window with that file, or with that title if it has none; NULL if there is none. */
static inline LeatWindow *
app_find (App        *f,
          const char *path)
{
  for (GList *item = app_windows (f); item != NULL; item = item->next)
    if (LEAT_IS_WINDOW (item->data))
      {
        LeatDocument *document = leat_window_get_document (item->data);

        if (path == NULL ? document == NULL : document != NULL && g_strcmp0 (leat_document_get_path (document), path) == 0)
          return item->data;
      }
  return NULL;
}

/* Ends the program as after its last window, whatever is not saved. */
static inline void
app_end (App *f)
{
  /* Only g_application_run() leaves the bus, and no test runs in it: what is over is kept until the process ends. */
  static GPtrArray *over;
  GList *windows = g_list_copy (app_windows (f));

  for (GList *item = windows; item != NULL; item = item->next)
    if (LEAT_IS_WINDOW (item->data))
      gtk_window_destroy (item->data);
  g_list_free (windows);
  spin ();
  g_signal_emit_by_name (f->app, "shutdown");
  if (over == NULL)
    over = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (over, g_steal_pointer (&f->app));
}

static inline LeatWindow *
app_open (App        *f,
          const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_application_open (G_APPLICATION (f->app), &file, 1, "");
  spin ();
  g_assert_nonnull (app_find (f, path));
  return app_find (f, path);
}

static inline void
app_copy (const char *from,
          const char *to)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;

  g_file_get_contents (from, &text, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, text, (gssize) size, &error);
  g_assert_no_error (error);
}

static inline char *
app_read (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static inline void
app_forget (void)
{
  g_autoptr(GPtrArray) list = leat_recovery_list ();
  g_autofree char *session = g_build_filename (g_get_user_state_dir (), "leat", "session", NULL);

  for (guint i = 0; i < list->len; i++)
    leat_recovery_drop (((LeatRecovery *) list->pdata[i])->key);
  g_unlink (session);
}

static inline void
app_set_up (App          *f,
            gconstpointer data)
{
  g_autofree char *example = g_test_build_filename (G_TEST_DIST, "../data/examples/standard-pipeline.leat", NULL);
  g_autoptr(GError) error = NULL;

  app_forget ();
  f->folder = g_dir_make_tmp ("leat-app-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->folder, "a.leat", NULL);
  app_copy (example, f->path);
  app_start (f);
}

static inline void
app_tear_down (App          *f,
               gconstpointer data)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (f->app != NULL)
    app_end (f);
  app_forget ();
  dir = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

/* An edit, as one step: the pipeline has another title. */
static inline void
app_edit (LeatWindow *window,
          const char *title)
{
  LeatDocument *document = leat_window_get_document (window);

  leat_history_end_merge (leat_document_get_history (document));
  leat_history_apply (leat_document_get_history (document),
                      leat_edit_rename (leat_document_get_pipeline (document), LEAT_PROPERTIES_ID, title));
  spin ();
}

static inline void
app_do (LeatWindow *window,
        const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
  spin ();
}

static inline gboolean
is_button_that_says (GtkWidget  *widget,
                     const char *text)
{
  const char *label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;

  return label != NULL && g_str_equal (label, text);
}

/* The dialog that stands before some window, or NULL. */
static inline AdwMessageDialog *
app_dialog (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GObject) window = g_list_model_get_item (all, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static inline void
app_answer (const char *response)
{
  AdwMessageDialog *dialog = app_dialog ();

  g_assert_nonnull (dialog);
  adw_message_dialog_response (dialog, response); /* as a click does, which closes it too */
  gtk_window_destroy (GTK_WINDOW (dialog));
  spin ();
}

#define APP_ADD(path, function) g_test_add (path, App, NULL, app_set_up, function, app_tear_down)

static inline int
app_run (int    *argc,
         char ***argv,
         void  (*add) (void))
{
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  g_set_application_name ("Leat");
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  add ();
  return g_test_run ();
}
