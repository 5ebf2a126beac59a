/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prices/prices-window.h"

#include "config.h"

#include "exchange/own-prices.h"
#include "prices/books-page.h"
#include "prices/found-page.h"
#include "window/files.h"
#include "window/toast.h"
#include "window/preferences.h"
#include "window/window.h"

#include <glib/gi18n-lib.h>

/* Three pages: "books", "reading" while a thread does, and "found" until it is used or left. */
struct _LeatPricesWindow
{
  AdwWindow        parent_instance;
  AdwWindowTitle  *title;
  GtkWidget       *error_box;
  GtkLabel        *error;
  AdwToastOverlay *toasts;
  GtkStack        *stack;
  LeatBooksPage   *books;
  LeatFoundPage   *found;
  GtkLabel        *reading;
  GtkProgressBar  *progress;
  GtkLabel        *progress_words;
  GtkWidget       *import_button;
  GtkWidget       *cancel_button;
  GtkWidget       *use_button;

  LeatApplication *application; /* owned, NULL when the window is closed */
  GFile           *file;        /* what is read or was, or NULL */
  LeatImport      *import;      /* what was found in it, or NULL */
  GPtrArray       *regions;     /* of utf8: those of the file */
  GCancellable    *cancellable; /* of the reading under way, or NULL */
  char            *forgotten;   /* the region whose prices may be brought back, or NULL */
  char            *backup;      /* and where they are */
  char            *done;        /* what to say when the catalogue is loaded, or NULL */
  gboolean         offers_undo; /* and whether it can be undone */
};

G_DEFINE_FINAL_TYPE (LeatPricesWindow, leat_prices_window, ADW_TYPE_WINDOW)

static gboolean
is_on (LeatPricesWindow *self,
       const char       *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0;
}

/* The one place where the page decides what can be done. */
static void
show_page (LeatPricesWindow *self,
           const char       *page)
{
  g_autofree char *name = self->file != NULL ? g_file_get_basename (self->file) : NULL;
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;
  gboolean on_books = g_str_equal (page, "books");
  gboolean on_found = g_str_equal (page, "found");

  gtk_stack_set_visible_child_name (self->stack, page);
  adw_window_title_set_title (self->title, on_books ? _("Price Books") : _("Import a Price List"));
  adw_window_title_set_subtitle (self->title, on_books || shown == NULL ? "" : shown);
  gtk_widget_set_visible (self->import_button, on_books);
  gtk_widget_set_visible (self->cancel_button, !on_books);
  gtk_widget_set_visible (self->use_button, on_found);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "prices.import", on_books);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "prices.cancel", !on_books);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "prices.use", on_found && self->import->list->taken->len > 0);
}

/* Errors */

static void
show_error (LeatPricesWindow *self,
            const char       *text)
{
  gtk_label_set_text (self->error, text);
  gtk_widget_set_visible (self->error_box, TRUE);
}

static void
hide_error (LeatPricesWindow *self)
{
  gtk_widget_set_visible (self->error_box, FALSE);
}

/* A file of the user that could not be read may well be one of prices. */
static void
show_warnings (LeatPricesWindow *self)
{
  GPtrArray *warnings = leat_application_get_warnings (self->application);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    g_string_append_printf (text, _("%sLeft out: %s"), i > 0 ? "\n" : "", (char *) g_ptr_array_index (warnings, i));
  if (text->len > 0)
    show_error (self, text->str);
}

/* The catalogue */

static void
show_books (LeatPricesWindow *self)
{
  leat_books_page_show (self->books, leat_application_get_catalogue (self->application));
  show_warnings (self);
}

static void
on_reloaded (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(LeatPricesWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *done = g_steal_pointer (&self->done);
  gboolean loaded = leat_application_reload_finish (LEAT_APPLICATION (source), result, &error);

  if (self->application == NULL)
    return;
  if (!loaded)
    {
      g_autofree char *text = g_strdup_printf (_("The file is changed, but the old prices are still in use: %s"),
                                               error->message);

      show_error (self, text);
    }
  else if (done != NULL)
    leat_toast_show (self->toasts, done, self->offers_undo ? "prices.restore" : NULL);
}

/* Takes in what was changed on the disk; then says so. */
static void
reload (LeatPricesWindow *self,
        char             *done, /* taken */
        gboolean          undo)
{
  g_free (self->done);
  self->done = done;
  self->offers_undo = undo;
  leat_application_reload (self->application, on_reloaded, g_object_ref (self));
}

/* Reading */

static void
drop_import (LeatPricesWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  leat_found_page_show (self->found, NULL, NULL);
  g_clear_pointer (&self->import, leat_import_free);
}

static void
show_progress (guint64  done,
               guint64  total,
               gpointer data)
{
  LeatPricesWindow *self = data;
  g_autofree char *size = g_format_size (done);
  g_autofree char *all = g_format_size (total);
  g_autofree char *words = total > 0 ? g_strdup_printf (_("%s of %s"), size, all) : g_strdup (size);

  gtk_label_set_text (self->progress_words, words);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (1, (double) done / (double) total));
  else
    gtk_progress_bar_pulse (self->progress);
}

static void
take_import (LeatPricesWindow *self,
             LeatImport       *import)
{
  self->import = import;
  if (import->regions->len > 0)
    {
      g_clear_pointer (&self->regions, g_ptr_array_unref);
      self->regions = g_ptr_array_ref (import->regions);
    }
  leat_found_page_show (self->found, import, self->regions);
  show_page (self, "found");
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(LeatPricesWindow) self = data;
  g_autoptr(GError) error = NULL;
  LeatImport *import = leat_import_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* left, or the window is closed */
  g_clear_object (&self->cancellable);
  if (import != NULL)
    {
      take_import (self, import);
      return;
    }
  show_page (self, "books");
  show_error (self, error->message);
}

static char *
dup_region_of_document (LeatPricesWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  LeatDocument *document = LEAT_IS_WINDOW (parent) ? leat_window_get_document (LEAT_WINDOW (parent)) : NULL;

  return document != NULL ? g_strdup (leat_report_get_options (leat_document_get_report (document))->region) : NULL;
}

static void
read_file (LeatPricesWindow *self,
           const char       *region)
{
  g_autofree char *preferred = dup_region_of_document (self);
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *words = g_strdup_printf (_("Reading %s"), shown);

  drop_import (self);
  hide_error (self);
  leat_toast_dismiss (self->toasts);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_text (self->reading, words);
  gtk_label_set_text (self->progress_words, "");
  gtk_progress_bar_set_fraction (self->progress, 0);
  show_page (self, "reading");
  leat_import_read (self->file, leat_application_get_catalogue (self->application), region, preferred, show_progress, self,
                    self->cancellable, on_read, g_object_ref (self));
}

void
leat_prices_window_import (LeatPricesWindow *self,
                           GFile            *file)
{
  g_return_if_fail (LEAT_IS_PRICES_WINDOW (self) && self->application != NULL);

  g_set_object (&self->file, file);
  g_ptr_array_set_size (self->regions, 0);
  read_file (self, NULL);
}

static void
on_region_chosen (LeatPricesWindow *self,
                  const char       *region)
{
  g_autofree char *copy = g_strdup (region);

  read_file (self, copy);
}

static void
on_chosen (GtkNativeDialog  *dialog,
           int               response,
           LeatPricesWindow *self)
{
  g_autofree char *path = leat_files_dup_chosen (dialog, response);
  g_autoptr(GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;

  if (file != NULL)
    leat_prices_window_import (self, file);
  g_object_unref (dialog);
}

static void
ask_file (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  GtkFileChooserNative *dialog = leat_files_new_dialog (GTK_WINDOW (widget), _("Import a Price List"),
                                                        GTK_FILE_CHOOSER_ACTION_OPEN, _("_Import"));

  leat_files_add_filter (GTK_FILE_CHOOSER (dialog), _("AWS Price List (JSON, CSV)"), "json csv gz");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
leave_import (LeatPricesWindow *self)
{
  show_page (self, "books");
  drop_import (self);
  g_clear_object (&self->file);
}

static void
cancel (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  LeatPricesWindow *self = LEAT_PRICES_WINDOW (widget);

  hide_error (self);
  leave_import (self);
}

/* Escape leaves what was begun, and then the window. */
static void
back (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  if (is_on (LEAT_PRICES_WINDOW (widget), "books"))
    gtk_window_close (GTK_WINDOW (widget));
  else
    cancel (widget, name, parameter);
}

static void
close_window (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/* Writing */

static void
use_prices (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  LeatPricesWindow *self = LEAT_PRICES_WINDOW (widget);
  const LeatPricelist *list = self->import->list;
  guint n = list->taken->len;
  g_autoptr(GError) error = NULL;
  char *done;

  if (!leat_pricelist_write (list, NULL, &error))
    {
      show_error (self, error->message);
      return;
    }
  done = g_strdup_printf (ngettext ("%u price of %s imported", "%u prices of %s imported", n), n, list->region);
  hide_error (self);
  leave_import (self);
  reload (self, done, FALSE);
}

static void
forget (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  LeatPricesWindow *self = LEAT_PRICES_WINDOW (widget);
  const char *region = g_variant_get_string (parameter, NULL);
  g_autoptr(GError) error = NULL;
  char *backup = leat_own_prices_forget (region, &error);

  hide_error (self);
  if (backup == NULL)
    {
      show_error (self, error->message);
      return;
    }
  g_free (self->backup);
  self->backup = backup;
  g_free (self->forgotten);
  self->forgotten = g_strdup (region);
  reload (self, g_strdup_printf (_("Your prices of %s are forgotten"), region), TRUE);
}

static void
restore (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  LeatPricesWindow *self = LEAT_PRICES_WINDOW (widget);
  g_autofree char *region = g_steal_pointer (&self->forgotten);
  g_autofree char *backup = g_steal_pointer (&self->backup);
  g_autoptr(GError) error = NULL;

  hide_error (self);
  if (region == NULL)
    return;
  if (!leat_own_prices_restore (region, backup, &error))
    {
      show_error (self, error->message);
      return;
    }
  reload (self, g_strdup_printf (_("Your prices of %s are back"), region), FALSE);
}

/* The window is closed, by itself or with its parent. What is still under way keeps it a little longer: it must not
 * look for its parent then. */
static void
leat_prices_window_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (LEAT_PRICES_WINDOW (widget)->cancellable);
  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);

  GTK_WIDGET_CLASS (leat_prices_window_parent_class)->unrealize (widget);
}

static void
leat_prices_window_dispose (GObject *object)
{
  LeatPricesWindow *self = LEAT_PRICES_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->application);

  G_OBJECT_CLASS (leat_prices_window_parent_class)->dispose (object);
}

static void
leat_prices_window_finalize (GObject *object)
{
  LeatPricesWindow *self = LEAT_PRICES_WINDOW (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->import, leat_import_free);
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  g_free (self->forgotten);
  g_free (self->backup);
  g_free (self->done);

  G_OBJECT_CLASS (leat_prices_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LeatPricesWindow, title);
  gtk_widget_class_bind_template_child (widget_class, LeatPricesWindow, error_box);
  gtk_widget_class_bind_template_child (widget_class, LeatPricesWindow, error);
  gtk_widget_class_bind_template_child (widget_class, LeatPricesWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LeatPricesWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LeatPricesWindow, books);
  gtk_widget_class_bind_template_child (widget_class, LeatPricesWindow, found);
  gtk_widget_class_bind_template_child (widget_class, LeatPricesWindow, reading);
  gtk_widget_class_bind_template_child (widget_class, LeatPricesWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, LeatPricesWindow, progress_words);
  gtk_widget_class_bind_template_child (widget_class, LeatPricesWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, LeatPricesWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, LeatPricesWindow, use_button);
  gtk_widget_class_bind_template_callback (widget_class, hide_error);
  gtk_widget_class_bind_template_callback (widget_class, on_region_chosen);
}

static void
leat_prices_window_class_init (LeatPricesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_prices_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_prices_window_finalize;
  widget_class->unrealize = leat_prices_window_unrealize;

  g_type_ensure (LEAT_TYPE_BOOKS_PAGE);
  g_type_ensure (LEAT_TYPE_FOUND_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "prices/prices-window.ui");
  bind_children (widget_class);

  gtk_widget_class_install_action (widget_class, "prices.import", NULL, ask_file);
  gtk_widget_class_install_action (widget_class, "prices.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "prices.use", NULL, use_prices);
  gtk_widget_class_install_action (widget_class, "prices.forget", "s", forget);
  gtk_widget_class_install_action (widget_class, "prices.restore", NULL, restore);
  gtk_widget_class_install_action (widget_class, "prices.back", NULL, back);
  gtk_widget_class_install_action (widget_class, "win.close", NULL, close_window);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "prices.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "win.close", NULL);
}

static void
leat_prices_window_init (LeatPricesWindow *self)
{
  self->regions = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  show_page (self, "books");
}

GtkWidget *
leat_prices_window_new (LeatApplication *application)
{
  LeatPricesWindow *self = g_object_new (LEAT_TYPE_PRICES_WINDOW, "application", application, NULL);

  self->application = g_object_ref (application);
  g_signal_connect_object (application, "catalogue-changed", G_CALLBACK (show_books), self, G_CONNECT_SWAPPED);
  show_books (self);
  return GTK_WIDGET (self);
}
