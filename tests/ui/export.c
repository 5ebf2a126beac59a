/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/export-window.h"
#include "export/print.h"
#include "exchange/native.h"
#include "exchange/picture.h"
#include "support.h"
#include "widgets.h"
#include "window/preferences.h"
#include "window/window.h"

#include <glib/gstdio.h>

/* The window that asks what an export is to look like, and printing. */

typedef struct
{
  LeatWindow   *window;
  LeatDocument *document;
  GtkWidget    *export;
  char         *folder;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  g_autoptr(GBytes) bytes = test_bytes ("../data/examples/standard-pipeline.leat");
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) pipeline = leat_native_read (bytes, "example", NULL, NULL, &error);

  g_assert_no_error (error);
  f->folder = g_dir_make_tmp ("leat-export-XXXXXX", &error);
  g_assert_no_error (error);
  f->window = g_object_ref (leat_window_new (NULL, test_catalogue ()));
  f->document = leat_document_new (test_catalogue (), pipeline);
  leat_window_set_document (f->window, f->document);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->document);
  spin_until (is_alone, f->window);
  g_assert_finalize_object (f->window);
  g_rmdir (f->folder);
  g_free (f->folder);
}

static gboolean
can_save (gpointer data)
{
  return gtk_widget_get_sensitive (data);
}

static gboolean
is_child_that_is (GtkWidget  *widget,
                  const char *id)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0;
}

static GtkWidget *
part (Fixture    *f,
      const char *id)
{
  GtkWidget *widget = find_widget (f->export, is_child_that_is, id);

  g_assert_nonnull (widget);
  return widget;
}

/* Opens it with what is selected and waits for the preview. */
static void
open_export (Fixture           *f,
             const char *const *selection)
{
  f->export = leat_export_window_new (f->window, selection);
  gtk_window_present (GTK_WINDOW (f->export));
  spin_until (can_save, part (f, "export_button"));
}

static gboolean
is_file (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
is_closed (gpointer data)
{
  return *(GtkWidget **) data == NULL;
}

static GBytes *
save (Fixture    *f,
      const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  GtkWidget *window = f->export;
  char *text;
  gsize size;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  leat_export_window_save (LEAT_EXPORT_WINDOW (f->export), path);
  spin_until (is_closed, &window);
  g_assert_true (is_file (path));
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  g_unlink (path);
  return g_bytes_new_take (text, size);
}

static void
choose_format (Fixture    *f,
               const char *id)
{
  GSettings *settings = leat_preferences_get ();

  g_settings_set_string (settings, "export-format", id);
}

/* A light and a dark desktop export the same bytes. */
static void
test_desktop (Fixture      *f,
              gconstpointer data)
{
  static const char *const formats[] = { "svg", "png", "pdf" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      AdwStyleManager *style = adw_style_manager_get_default ();
      g_autoptr(GBytes) light = NULL;
      g_autoptr(GBytes) dark = NULL;

      choose_format (f, formats[i]);
      adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
      open_export (f, NULL);
      light = save (f, "light");
      adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
      open_export (f, NULL);
      dark = save (f, "dark");
      adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
      g_assert_true (g_bytes_equal (light, dark));
    }
}

/* The last choice is offered first. */
static void
test_remembers (Fixture      *f,
                gconstpointer data)
{
  g_autoptr(GBytes) svg = NULL;

  choose_format (f, "svg");
  open_export (f, NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (part (f, "colours")), LEAT_PICTURE_DARK);
  gtk_switch_set_active (GTK_SWITCH (part (f, "legend")), TRUE);
  adw_combo_row_set_selected (ADW_COMBO_ROW (part (f, "overlay")), LEAT_OVERLAY_COST);
  svg = save (f, "one.svg");
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (svg, NULL), (gssize) g_bytes_get_size (svg), ">Wires<"));
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (svg, NULL), (gssize) g_bytes_get_size (svg), "fill=\"#1e1e1e\""));
  open_export (f, NULL);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (part (f, "colours"))), ==, LEAT_PICTURE_DARK);
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (part (f, "legend"))));
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (svg, NULL), (gssize) g_bytes_get_size (svg), "Share of the month"));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (part (f, "overlay"))), ==, LEAT_OVERLAY_COST);
  adw_combo_row_set_selected (ADW_COMBO_ROW (part (f, "overlay")), LEAT_OVERLAY_NONE);
  adw_combo_row_set_selected (ADW_COMBO_ROW (part (f, "colours")), LEAT_PICTURE_LIGHT);
  gtk_switch_set_active (GTK_SWITCH (part (f, "legend")), FALSE);
  gtk_window_destroy (GTK_WINDOW (f->export));
}

/* What is selected is what is exported, until something else is chosen. */
static void
test_selection (Fixture      *f,
                gconstpointer data)
{
  static const char *const selection[] = { "orders", NULL };
  g_autoptr(GBytes) svg = NULL;
  const char *text;
  gssize size;

  choose_format (f, "svg");
  open_export (f, selection);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (part (f, "what"))), ==, 1);
  svg = save (f, "one.svg");
  text = g_bytes_get_data (svg, NULL);
  size = (gssize) g_bytes_get_size (svg);
  g_assert_nonnull (g_strstr_len (text, size, ">orders<"));
  g_assert_null (g_strstr_len (text, size, ">warehouse<"));
}

static gboolean
is_shown (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

/* What cannot be written is said in the window, which stays. */
static void
test_failure (Fixture      *f,
              gconstpointer data)
{
  choose_format (f, "svg");
  open_export (f, NULL);
  leat_export_window_save (LEAT_EXPORT_WINDOW (f->export), "/nowhere/at/all.svg");
  spin_until (is_shown, part (f, "error_box"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (part (f, "error"))), "/nowhere/at/all.svg"));
  g_assert_true (gtk_widget_get_visible (f->export));
  gtk_window_destroy (GTK_WINDOW (f->export));
}

/* Only what the format has is asked for. */
static void
test_formats (Fixture      *f,
              gconstpointer data)
{
  choose_format (f, "pdf");
  open_export (f, NULL);
  g_assert_true (gtk_widget_get_visible (part (f, "pdf_group")));
  g_assert_false (gtk_widget_get_visible (part (f, "png_group")));
  g_assert_false (gtk_widget_get_visible (part (f, "turn")));
  adw_combo_row_set_selected (ADW_COMBO_ROW (part (f, "paper")), LEAT_PAPER_A4);
  g_assert_true (gtk_widget_get_visible (part (f, "turn")));
  adw_combo_row_set_selected (ADW_COMBO_ROW (part (f, "paper")), LEAT_PAPER_DRAWING);
  gtk_window_destroy (GTK_WINDOW (f->export));
}

/* One page, unless the user asks for more. */
static void
test_print (Fixture      *f,
            gconstpointer data)
{
  g_autoptr(GtkPrintOperation) operation = leat_print_operation_new (f->document);
  g_autofree char *path = g_build_filename (f->folder, "print.pdf", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;

  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (f->window), &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  g_assert_nonnull (memmem (text, size, "/Count 1", strlen ("/Count 1")));
  g_unlink (path);
}

static gboolean
is_check (GtkWidget  *widget,
          const char *text)
{
  return GTK_IS_CHECK_BUTTON (widget);
}

/* The check button of the dialog's own page. */
static GtkCheckButton *
new_full_size (GtkPrintOperation *operation,
               GtkWidget        **box)
{
  g_signal_emit_by_name (operation, "create-custom-widget", box);
  return GTK_CHECK_BUTTON (find_widget (g_object_ref_sink (*box), is_check, NULL));
}

/* Prints on that paper as if it had been chosen in the dialog. */
static void
print_on (Fixture           *f,
          const char        *paper,
          GtkPageOrientation orientation,
          gboolean           full_size)
{
  g_autoptr(GtkPrintOperation) operation = leat_print_operation_new (f->document);
  g_autoptr(GtkPageSetup) setup = gtk_page_setup_copy (gtk_print_operation_get_default_page_setup (operation));
  g_autoptr(GtkPaperSize) size = gtk_paper_size_new (paper);
  g_autofree char *path = g_build_filename (f->folder, "print.pdf", NULL);
  GtkWidget *box;

  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_page_setup_set_orientation (setup, orientation);
  gtk_print_operation_set_default_page_setup (operation, setup);
  /* The dialog puts it into both. */
  gtk_print_settings_set_orientation (gtk_print_operation_get_print_settings (operation), orientation);
  gtk_print_settings_set_n_copies (gtk_print_operation_get_print_settings (operation), 3);
  gtk_print_settings_set_scale (gtk_print_operation_get_print_settings (operation), 80);
  gtk_check_button_set_active (new_full_size (operation, &box), full_size);
  g_signal_emit_by_name (operation, "custom-widget-apply", box);
  g_object_unref (box);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (f->window), NULL), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_unlink (path);
}

static void
assert_offered (Fixture           *f,
                const char        *paper,
                GtkPageOrientation orientation,
                gboolean           full_size)
{
  g_autoptr(GtkPrintOperation) operation = leat_print_operation_new (f->document);
  GtkPageSetup *setup = gtk_print_operation_get_default_page_setup (operation);
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);
  GtkWidget *box;

  g_assert_cmpstr (gtk_paper_size_get_name (gtk_page_setup_get_paper_size (setup)), ==, paper);
  g_assert_cmpint (gtk_page_setup_get_orientation (setup), ==, orientation);
  g_assert_cmpint (gtk_print_settings_get_orientation (settings), ==, orientation);
  g_assert_cmpint (gtk_check_button_get_active (new_full_size (operation, &box)), ==, full_size);
  g_assert_cmpint (gtk_print_settings_get_n_copies (settings), ==, 1);
  g_assert_nonnull (gtk_print_settings_get (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME));
  g_object_unref (box);
}

/* The choices of the last time are offered, but for how many copies; a drawing that is turned back by hand is followed again, and
 * what cannot be read counts for nothing. */
static void
test_print_again (Fixture      *f,
                  gconstpointer data)
{
  GSettings *preferences = leat_preferences_get ();
  g_autofree char *setup = NULL, *orientation = NULL;

  assert_offered (f, gtk_paper_size_get_default (), GTK_PAGE_ORIENTATION_LANDSCAPE, FALSE);
  print_on (f, GTK_PAPER_NAME_A5, GTK_PAGE_ORIENTATION_PORTRAIT, TRUE);
  assert_offered (f, GTK_PAPER_NAME_A5, GTK_PAGE_ORIENTATION_PORTRAIT, TRUE);
  setup = g_settings_get_string (preferences, "print-setup");
  g_assert_nonnull (strstr (setup, "scale=80"));
  print_on (f, GTK_PAPER_NAME_A3, GTK_PAGE_ORIENTATION_LANDSCAPE, FALSE);
  assert_offered (f, GTK_PAPER_NAME_A3, GTK_PAGE_ORIENTATION_LANDSCAPE, FALSE);
  orientation = g_settings_get_string (preferences, "print-orientation");
  g_assert_cmpstr (orientation, ==, "follow");

  g_settings_set_string (preferences, "print-setup", "[Page Setup]\nMarginTop=wide\n=");
  assert_offered (f, gtk_paper_size_get_default (), GTK_PAGE_ORIENTATION_LANDSCAPE, FALSE);
  g_settings_reset (preferences, "print-setup");
}

static void
add (const char *name,
     void      (*test) (Fixture *f, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/ui/export/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("desktop", test_desktop);
  add ("remembers", test_remembers);
  add ("selection", test_selection);
  add ("failure", test_failure);
  add ("formats", test_formats);
  add ("print", test_print);
  add ("print-again", test_print_again);
  return g_test_run ();
}
