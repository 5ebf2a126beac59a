/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bill/bill-window.h"

#include "config.h"

#include "exchange/bill.h"
#include "window/files.h"
#include "window/toast.h"
#include "window/preferences.h"

#include <glib/gi18n-lib.h>

/* Below this the switcher goes to the bottom, and the columns of the comparison under the names. */
#define WIDE 600

struct _LeatBillWindow
{
  AdwWindow        parent_instance;
  LeatDocument    *document;
  AdwToastOverlay *toasts;
  GtkWidget       *switcher;
  GtkWidget       *narrow_title;
  AdwViewStack    *stack;
  LeatBillPage    *bill;
  LeatComparePage *comparison;
  guint            show_id; /* idle in which the bill is brought up to date, or 0 */
};

G_DEFINE_FINAL_TYPE (LeatBillWindow, leat_bill_window, ADW_TYPE_WINDOW)

typedef struct
{
  const char *id;
  const char *label;
  const char *suffix;
  char       *(*bill) (LeatReport *report, GPtrArray *elements);
  char       *(*comparison) (LeatReport *before, LeatReport *after);
} Format;

static char *
bill_to_markdown (LeatReport *report,
                  GPtrArray  *elements)
{
  const char *title = NULL;

  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind == LEAT_ELEMENT_PROPERTIES)
        title = element->name;
    }
  return leat_bill_to_markdown (report, elements, title);
}

static const Format formats[] = {
  { "csv", N_("Table (CSV)"), "csv", leat_bill_to_csv, leat_comparison_to_csv },
  { "json", N_("JSON"), "json", leat_bill_to_json, leat_comparison_to_json },
  { "markdown", N_("Markdown"), "md", bill_to_markdown, leat_comparison_to_markdown },
};

static const Format *
find_format (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].id, id))
      return &formats[i];
  return NULL;
}

static gboolean
is_comparing (LeatBillWindow *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), "compare") == 0;
}

char *
leat_bill_window_dup_text (LeatBillWindow *self,
                           const char     *format)
{
  const Format *found = find_format (format);
  LeatReport *report = leat_bill_page_get_report (self->bill);
  LeatReport *other = leat_compare_page_get_other (self->comparison);

  g_return_val_if_fail (found != NULL, NULL);

  if (is_comparing (self))
    return other != NULL ? found->comparison (leat_compare_page_get_report (self->comparison), other) : NULL;
  return report != NULL ? found->bill (report, leat_bill_page_get_elements (self->bill)) : NULL;
}

gboolean
leat_bill_window_export (LeatBillWindow *self,
                         const char     *format,
                         const char     *path)
{
  char *text = leat_bill_window_dup_text (self, format);
  g_autoptr(GBytes) bytes = text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *words = NULL;

  if (bytes == NULL)
    return FALSE;
  if (leat_write_bytes (path, bytes, &error))
    words = g_strdup_printf (_("Saved %s"), name);
  else
    words = g_strdup_printf (_("Not saved: %s"), error->message);
  leat_toast_show (self->toasts, words, NULL);
  return error == NULL;
}

static void
on_export_response (GtkNativeDialog *dialog,
                    int              response,
                    LeatBillWindow  *self)
{
  g_autofree char *path = leat_files_dup_chosen (dialog, response);
  const Format *format = g_object_get_data (G_OBJECT (dialog), "format");

  if (path != NULL)
    leat_bill_window_export (self, format->id, path);
  g_object_unref (dialog);
}

static void
export (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  LeatBillWindow *self = LEAT_BILL_WINDOW (widget);
  const Format *format = find_format (g_variant_get_string (parameter, NULL));
  g_autofree char *file = NULL;
  GtkFileChooserNative *dialog;

  if (format == NULL)
    return;
  file = g_strdup_printf ("%s.%s", is_comparing (self) ? _("comparison") : _("bill"), format->suffix);
  dialog = leat_files_new_dialog (GTK_WINDOW (self), is_comparing (self) ? _("Export Comparison") : _("Export Bill"),
                                  GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"));
  leat_files_add_filter (GTK_FILE_CHOOSER (dialog), _(format->label), format->suffix);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file);
  g_object_set_data (G_OBJECT (dialog), "format", (gpointer) format);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_export_response), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
copy (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  LeatBillWindow *self = LEAT_BILL_WINDOW (widget);
  g_autofree char *text = leat_bill_window_dup_text (self, "markdown");

  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  leat_toast_show (self->toasts, is_comparing (self) ? _("Comparison copied") : _("Bill copied"), NULL);
}

static void
close_window (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/* What is done in the document's window; "win.reveal" and the like show it there. */
static void
pass_on (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent == NULL)
    return;
  gtk_widget_activate_action_variant (GTK_WIDGET (parent), name, parameter);
  if (g_str_equal (name, "win.show-page"))
    gtk_window_present (parent);
}

static void
update_actions (LeatBillWindow *self)
{
  gboolean enabled = !is_comparing (self) || leat_compare_page_get_other (self->comparison) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bill.export", enabled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bill.copy", enabled);
}

static void
on_bill_shown (LeatBillWindow *self)
{
  leat_compare_page_show (self->comparison, leat_bill_page_get_report (self->bill),
                          leat_bill_page_get_elements (self->bill));
}

static void
show_title (LeatBillWindow *self)
{
  g_autofree char *name = leat_document_dup_title (self->document);
  g_autofree char *title = g_strdup_printf (_("Bill of %s"), name);

  gtk_window_set_title (GTK_WINDOW (self), title);
}

static gboolean
show_bill (gpointer data)
{
  LeatBillWindow *self = data;

  self->show_id = 0;
  show_title (self);
  leat_bill_page_show (self->bill, self->document);
  return G_SOURCE_REMOVE;
}

/* Several changes in one frame show once. */
static void
queue_show (LeatBillWindow *self)
{
  if (self->show_id == 0)
    self->show_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 30, show_bill, self, NULL);
}

static void
on_width_changed (LeatBillWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (gtk_window_is_maximized (GTK_WINDOW (self)))
    width = MAX (width, WIDE);
  gtk_widget_set_visible (self->switcher, width >= WIDE);
  gtk_widget_set_visible (self->narrow_title, width < WIDE);
  leat_compare_page_set_narrow (self->comparison, width < WIDE);
}

static void
leat_bill_window_dispose (GObject *object)
{
  LeatBillWindow *self = LEAT_BILL_WINDOW (object);

  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (leat_bill_window_parent_class)->dispose (object);
}

static void
leat_bill_window_class_init (LeatBillWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_bill_window_dispose;

  g_type_ensure (LEAT_TYPE_BILL_PAGE);
  g_type_ensure (LEAT_TYPE_COMPARE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "bill/bill-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatBillWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LeatBillWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LeatBillWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, LeatBillWindow, narrow_title);
  gtk_widget_class_bind_template_child (widget_class, LeatBillWindow, bill);
  gtk_widget_class_bind_template_child (widget_class, LeatBillWindow, comparison);
  gtk_widget_class_bind_template_callback (widget_class, update_actions);
  gtk_widget_class_bind_template_callback (widget_class, on_bill_shown);

  gtk_widget_class_install_action (widget_class, "bill.export", "s", export);
  gtk_widget_class_install_action (widget_class, "bill.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "win.close", NULL, close_window);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, pass_on);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, pass_on);
  gtk_widget_class_install_action (widget_class, "win.save", NULL, pass_on);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", pass_on);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "win.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "bill.export", "s",
                                       "csv");
}

static void
leat_bill_window_init (LeatBillWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::default-width", G_CALLBACK (on_width_changed), NULL);
  g_signal_connect (self, "notify::maximized", G_CALLBACK (on_width_changed), NULL);
  update_actions (self);
}

GtkWidget *
leat_bill_window_new (GtkWindow    *parent,
                      LeatDocument *document)
{
  LeatBillWindow *self = g_object_new (LEAT_TYPE_BILL_WINDOW, "application", gtk_window_get_application (parent),
                                       "transient-for", parent, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "report-changed", G_CALLBACK (queue_show), self, G_CONNECT_SWAPPED);
  show_bill (self);
  on_width_changed (self);
  return GTK_WIDGET (self);
}

LeatBillPage *
leat_bill_window_get_bill (LeatBillWindow *self)
{
  return self->bill;
}

LeatComparePage *
leat_bill_window_get_comparison (LeatBillWindow *self)
{
  return self->comparison;
}

void
leat_bill_window_set_page (LeatBillWindow *self,
                           const char     *name)
{
  g_return_if_fail (LEAT_IS_BILL_WINDOW (self));

  adw_view_stack_set_visible_child_name (self->stack, name);
}
