/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application.h"

#include "config.h"

#include "names.h"
#include "prices/prices-window.h"
#include "thread.h"
#include "window/close.h"
#include "window/keys.h"
#include "window/preferences-window.h"
#include "window/preferences.h"
#include "window/recover.h"
#include "window/session.h"
#include "window/window-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

struct _LeatApplication
{
  AdwApplication parent_instance;
  LeatCatalogue *catalogue; /* or NULL until the start */
  GPtrArray     *warnings;  /* of utf8: what was left out of it, or NULL */
  GtkWidget     *prices;    /* the window with the price books, weak, or NULL */
  guint          n_reloads;
  gboolean       started; /* what was left behind has been offered */
};

G_DEFINE_FINAL_TYPE (LeatApplication, leat_application, ADW_TYPE_APPLICATION)

enum { CATALOGUE_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* A catalogue and what was left out of it. */
typedef struct
{
  LeatCatalogue *catalogue;
  GPtrArray     *warnings;
} Loaded;

static void
loaded_free (gpointer data)
{
  Loaded *loaded = data;

  g_clear_pointer (&loaded->catalogue, leat_catalogue_unref);
  g_clear_pointer (&loaded->warnings, g_ptr_array_unref);
  g_free (loaded);
}

/* Reads the folders as they are now. */
static Loaded *
load (GError **error)
{
  g_auto(GStrv) folders = leat_data_folders ();
  g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  LeatCatalogue *catalogue = leat_catalogue_load ((const char *const *) folders, warnings, error);
  Loaded *loaded;

  if (catalogue == NULL)
    return NULL;
  loaded = g_new (Loaded, 1);
  *loaded = (Loaded) { catalogue, g_steal_pointer (&warnings) };
  return loaded;
}

static void
take_loaded (LeatApplication *self,
             Loaded          *loaded)
{
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  self->catalogue = g_steal_pointer (&loaded->catalogue);
  self->warnings = g_steal_pointer (&loaded->warnings);
  for (guint i = 0; i < self->warnings->len; i++)
    fprintf (stderr, _("leat: left out: %s\n"), (char *) self->warnings->pdata[i]);
  loaded_free (loaded);
}

LeatCatalogue *
leat_application_get_catalogue (LeatApplication *self)
{
  return self->catalogue;
}

GPtrArray *
leat_application_get_warnings (LeatApplication *self)
{
  return self->warnings;
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  Loaded *loaded = load (&error);

  if (loaded != NULL)
    g_task_return_pointer (task, loaded, loaded_free);
  else
    g_task_return_error (task, error);
}

static void
show_catalogue (LeatApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *item = windows; item != NULL; item = item->next)
    if (LEAT_IS_WINDOW (item->data))
      leat_window_set_catalogue (item->data, self->catalogue);
  g_signal_emit (self, signals[CATALOGUE_CHANGED], 0);
}

/* What was asked for later has read the folders later: its answer stands, whichever comes first. */
static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  LeatApplication *self = LEAT_APPLICATION (source);
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  Loaded *loaded = g_task_propagate_pointer (G_TASK (result), &error);

  if (loaded == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (GPOINTER_TO_UINT (g_task_get_task_data (task)) == self->n_reloads)
    {
      take_loaded (self, loaded);
      show_catalogue (self);
    }
  else
    loaded_free (loaded);
  g_task_return_boolean (task, TRUE);
}

void
leat_application_reload (LeatApplication    *self,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr(GTask) loading = g_task_new (self, NULL, on_loaded, task);

  g_return_if_fail (LEAT_IS_APPLICATION (self));

  g_task_set_task_data (task, GUINT_TO_POINTER (++self->n_reloads), NULL);
  leat_thread_run (loading, load_in_thread);
}

gboolean
leat_application_reload_finish (LeatApplication *self,
                                GAsyncResult    *result,
                                GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static LeatWindow *
new_window (LeatApplication *self)
{
  return leat_window_new (ADW_APPLICATION (self), self->catalogue);
}

static void
on_new_window (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  gtk_window_present (GTK_WINDOW (new_window (data)));
}

static void
on_quit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  leat_quit (GTK_APPLICATION (data));
}

/* Uninstalled, the program's own icon lies in the source tree. */
static void
add_icons (LeatApplication *self)
{
  g_autofree char *icon = leat_catalogue_get_data_file (self->catalogue, "icons");

  if (icon != NULL)
    gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()), icon);
}

/* Reads the catalogue; without it nothing works, so the message goes to the terminal and the program ends. */
static gboolean
prepare (LeatApplication *self)
{
  g_autoptr(GError) error = NULL;
  Loaded *loaded;

  if (self->catalogue != NULL)
    return TRUE;
  loaded = load (&error);
  if (loaded == NULL)
    {
      fprintf (stderr, "leat: %s\n", error->message);
      return FALSE;
    }
  take_loaded (self, loaded);
  add_icons (self);
  return TRUE;
}

static GtkWindow *
find_document_window (LeatApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  /* The one that was used last comes first. */
  for (GList *item = windows; item != NULL; item = item->next)
    if (LEAT_IS_WINDOW (item->data))
      return item->data;
  return NULL;
}

/* One window for all documents; it stands before the one that it was last called from. */
static void
on_prices (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  LeatApplication *self = data;

  if (!prepare (self))
    return;
  if (self->prices == NULL)
    g_set_weak_pointer (&self->prices, leat_prices_window_new (self));
  gtk_window_set_transient_for (GTK_WINDOW (self->prices), find_document_window (self));
  gtk_window_present (GTK_WINDOW (self->prices));
}

static const GActionEntry entries[] = {
  { .name = "new-window", .activate = on_new_window },
  { .name = "prices", .activate = on_prices },
  { .name = "quit", .activate = on_quit },
};

static void
leat_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (leat_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  leat_keys_install (GTK_APPLICATION (application));
  leat_names_follow ();
  leat_preferences_apply_style ();
  gtk_window_set_default_icon_name (LEAT_APP_ID);
}

/* What was open comes back; what can be recovered is offered by the start page, in front of it. */
static void
start (LeatApplication *self)
{
  guint offered = leat_recover_begin ();
  guint opened = leat_session_restore (ADW_APPLICATION (self), self->catalogue);

  self->started = TRUE;
  if (opened == 0 || offered > 0)
    gtk_window_present (GTK_WINDOW (new_window (self)));
}

static void
leat_application_activate (GApplication *application)
{
  LeatApplication *self = LEAT_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (!prepare (self))
    return;
  if (window != NULL)
    gtk_window_present (window);
  else if (!self->started)
    start (self);
  else
    gtk_window_present (GTK_WINDOW (new_window (self)));
}

/* Who came for a file gets the file; the rest is one button away. */
static void
offer_recovery (LeatApplication *self,
                LeatWindow      *window)
{
  guint n = self->started ? 0 : leat_recover_begin ();
  g_autofree char *text = g_strdup_printf (ngettext ("Unsaved work of %u pipeline was kept aside.",
                                                     "Unsaved work of %u pipelines was kept aside.", n), n);

  self->started = TRUE;
  if (n > 0 && leat_window_get_document (window) != NULL)
    leat_bars_show (leat_window_get_bars (window), "recovery", "document-revert-symbolic", text,
                    (LeatBarButton[]) { { _("_Show"), "app.new-window" } }, 1);
}

static gboolean
has_dialog (LeatWindow *window)
{
  g_autoptr(GListModel) all = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkWindow) other = g_list_model_get_item (all, i);

      if (gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        return TRUE;
    }
  return FALSE;
}

/* A window that shows the start page, if there is one, or else a new one. */
static LeatWindow *
get_empty_window (LeatApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *item = windows; item != NULL; item = item->next)
    if (LEAT_IS_WINDOW (item->data) && leat_window_get_document (item->data) == NULL)
      return item->data;
  return new_window (self);
}

static void
leat_application_open (GApplication *application,
                       GFile       **files,
                       int           n_files,
                       const char   *hint)
{
  LeatApplication *self = LEAT_APPLICATION (application);
  LeatWindow *window;

  if (!prepare (self))
    return;
  window = get_empty_window (self);
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path != NULL)
        leat_window_open (window, path);
    }
  offer_recovery (self, window);
  /* All files may be open in other windows already; what could not be opened is said in this one. */
  if (leat_window_get_document (window) == NULL && !gtk_widget_get_mapped (GTK_WIDGET (window)) && !has_dialog (window))
    gtk_window_destroy (GTK_WINDOW (window));
  else
    gtk_window_present (GTK_WINDOW (window));
}

static void
leat_application_shutdown (GApplication *application)
{
  if (LEAT_APPLICATION (application)->started)
    leat_recover_end ();
  G_APPLICATION_CLASS (leat_application_parent_class)->shutdown (application);
}

static int
leat_application_handle_local_options (GApplication *application,
                                       GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      printf ("leat (Leat) %s\n", LEAT_VERSION);
      return 0;
    }
  if (g_variant_dict_contains (options, "new-window"))
    {
      g_autoptr(GError) error = NULL;

      if (!g_application_register (application, NULL, &error))
        {
          fprintf (stderr, "leat: %s\n", error->message);
          return 1;
        }
      if (g_application_get_is_remote (application))
        {
          g_action_group_activate_action (G_ACTION_GROUP (application), "new-window", NULL);
          return 0;
        }
    }
  return -1;
}

static void
leat_application_finalize (GObject *object)
{
  LeatApplication *self = LEAT_APPLICATION (object);

  g_clear_weak_pointer (&self->prices);
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);

  G_OBJECT_CLASS (leat_application_parent_class)->finalize (object);
}

static void
leat_application_class_init (LeatApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = leat_application_finalize;
  application_class->startup = leat_application_startup;
  application_class->activate = leat_application_activate;
  application_class->open = leat_application_open;
  application_class->shutdown = leat_application_shutdown;
  application_class->handle_local_options = leat_application_handle_local_options;

  signals[CATALOGUE_CHANGED] = g_signal_new ("catalogue-changed", LEAT_TYPE_APPLICATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 0);
}

static void
leat_application_init (LeatApplication *self)
{
  const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version"), NULL },
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open a new window"), NULL },
    { NULL }
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

LeatApplication *
leat_application_new (void)
{
  return g_object_new (LEAT_TYPE_APPLICATION, "application-id", LEAT_APP_ID, "resource-base-path",
                       "/io/github/leat/Leat", "flags", G_APPLICATION_HANDLES_OPEN, NULL);
}
