/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-support.h"

#include "exchange/native.h"

#include <fcntl.h>
#include <sys/stat.h>

/* What other programs do to a file, files that may not be written, and files that are dropped on a window. */

static const char other[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\">\n"
                            "  <properties title=\"Theirs\"/>\n</pipeline>\n";

static const char *
get_title (LeatWindow *window)
{
  return leat_pipeline_get_properties (leat_document_get_pipeline (leat_window_get_document (window)))->name;
}

static gboolean
has_bar (LeatWindow *window,
         const char *matter)
{
  return leat_bars_get (leat_window_get_bars (window), matter) != NULL;
}

/* Touched only: nothing is said. Changed: Save writes nothing before one has chosen; Reload can be undone. */
static void
test_reload (App          *f,
             gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);
  g_autofree char *text = NULL, *after = NULL;
  struct timespec times[2] = { { 1000, 0 }, { 1000, 0 } };

  utimensat (AT_FDCWD, f->path, times, 0);
  leat_window_check_file (window);
  g_assert_false (has_bar (window, "changed"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "keep-mine"));

  app_edit (window, "Mine");
  g_assert_true (g_file_set_contents (f->path, other, -1, NULL));
  app_do (window, "win.save");
  g_assert_true (has_bar (window, "changed"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "keep-mine"));
  text = app_read (f->path);
  g_assert_cmpstr (text, ==, other);
  g_assert_true (leat_document_get_modified (leat_window_get_document (window)));

  app_do (window, "win.reload");
  g_assert_false (has_bar (window, "changed"));
  g_assert_cmpstr (get_title (window), ==, "Theirs");
  g_assert_false (leat_document_get_modified (leat_window_get_document (window)));
  app_do (window, "win.undo");
  g_assert_cmpstr (get_title (window), ==, "Mine");
  g_assert_cmpuint (leat_pipeline_get_n_elements (leat_document_get_pipeline (leat_window_get_document (window))), >, 20);
  app_do (window, "win.redo");
  app_do (window, "win.save");
  after = app_read (f->path);
  g_assert_cmpstr (after, ==, other);
}

/* Keep Mine goes on with the save that found the change. */
static void
test_keep (App          *f,
           gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);
  g_autofree char *text = NULL;

  app_edit (window, "Mine");
  g_assert_true (g_file_set_contents (f->path, other, -1, NULL));
  app_do (window, "win.save");
  app_do (window, "win.keep-mine");
  text = app_read (f->path);
  g_assert_nonnull (strstr (text, "title=\"Mine\""));
  g_assert_false (has_bar (window, "changed"));
  g_assert_false (leat_document_get_modified (leat_window_get_document (window)));
}

/* Both versions stay: mine in another file. */
static void
test_both (App          *f,
           gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);
  g_autofree char *copy = g_build_filename (f->folder, "mine.leat", NULL);
  g_autofree char *theirs = NULL, *mine = NULL;

  app_edit (window, "Mine");
  g_assert_true (g_file_set_contents (f->path, other, -1, NULL));
  leat_window_check_file (window);
  g_assert_true (has_bar (window, "changed"));
  g_assert_true (leat_document_save (leat_window_get_document (window), copy, NULL));
  leat_window_settle_file (window);
  g_assert_false (has_bar (window, "changed"));
  theirs = app_read (f->path);
  mine = app_read (copy);
  g_assert_cmpstr (theirs, ==, other);
  g_assert_nonnull (strstr (mine, "title=\"Mine\""));
}

static void
test_gone (App          *f,
           gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);

  g_unlink (f->path);
  leat_window_check_file (window);
  g_assert_true (has_bar (window, "changed"));
  g_assert_true (leat_document_get_modified (leat_window_get_document (window)));
  app_do (window, "win.save");
  g_assert_true (g_file_test (f->path, G_FILE_TEST_EXISTS));
  g_assert_false (has_bar (window, "changed"));
}

static gboolean
is_name_chooser (gpointer window)
{
  return gtk_window_get_transient_for (window) != NULL && GTK_IS_FILE_CHOOSER (window);
}

/* A file that may not be written opens with a bar, and Save asks for another name. */
static void
test_read_only (App          *f,
                gconstpointer data)
{
  LeatWindow *window;
  g_autofree char *before = app_read (f->path), *after = NULL;
  GListModel *all = gtk_window_get_toplevels ();
  gboolean asks = FALSE;

  g_chmod (f->path, 0444);
  window = app_open (f, f->path);
  g_assert_true (has_bar (window, "read-only"));
  app_edit (window, "Mine");
  app_do (window, "win.save");
  after = app_read (f->path);
  g_assert_cmpstr (after, ==, before);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkWindow) toplevel = g_list_model_get_item (all, i);

      asks = asks || is_name_chooser (toplevel);
      if (is_name_chooser (toplevel))
        gtk_dialog_response (GTK_DIALOG (toplevel), GTK_RESPONSE_CANCEL);
    }
  g_assert_true (asks);
  spin ();
}

static GtkDropTarget *
find_drop (LeatWindow *window)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  return NULL;
}

static void
drop_at (LeatWindow *window,
         const char *path,
         double      x,
         double      y)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GSList *files = g_slist_prepend (NULL, file);
  g_auto(GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_signal_emit_by_name (find_drop (window), "drop", &value, x, y, &taken);
  g_assert_true (taken);
  g_slist_free (files);
  spin ();
}

static void
drop (LeatWindow *window,
      const char *path)
{
  drop_at (window, path, 10, 10);
}

static void
test_drop (App          *f,
           gconstpointer data)
{
  g_autofree char *diagram = g_build_filename (f->folder, "b.mmd", NULL), *text = g_build_filename (f->folder, "c.txt", NULL);
  LeatWindow *window;

  g_assert_true (g_file_set_contents (diagram, "graph LR\n  a[Kinesis Data Streams] --> b[S3]\n", -1, NULL));
  g_assert_true (g_file_set_contents (text, "words", -1, NULL));
  g_application_activate (G_APPLICATION (f->app));
  spin ();
  window = app_find (f, NULL);
  drop (window, f->path);
  g_assert_true (app_find (f, f->path) == window); /* it was empty */
  drop (window, f->path);
  g_assert_cmpuint (app_n_windows (f), ==, 1); /* it is open */
  drop (window, diagram);
  g_assert_cmpuint (app_n_windows (f), ==, 2);
  drop (window, text);
  g_assert_cmpuint (app_n_windows (f), ==, 2);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (app_dialog ()), "“c.txt” is not a file that Leat reads"));
  app_answer ("close");
}

static char *
dup_bytes (LeatDocument *document)
{
  g_autoptr(GBytes) bytes = leat_native_write (leat_document_get_pipeline (document), NULL, NULL, NULL, NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gboolean
is_laid_out (gpointer window)
{
  return gtk_widget_get_width (GTK_WIDGET (leat_window_get_canvas (window))) > 0;
}

static guint
count_blocks (LeatWindow *window)
{
  return leat_report_get_n_blocks (leat_document_get_report (leat_window_get_document (window)));
}

static guint n_expected;

static gboolean
has_blocks (gpointer window)
{
  return count_blocks (window) == n_expected;
}

static gboolean
is_told (GtkWidget  *widget,
         const char *words)
{
  return gtk_widget_get_mapped (widget) && is_label_that_says (widget, words);
}

static gboolean
is_refused (gpointer window)
{
  return find_widget (window, is_told, "Could not insert: plain.svg:") != NULL;
}

static void
drop_on_drawing (LeatWindow *window,
                 const char *path)
{
  GtkWidget *canvas = GTK_WIDGET (leat_window_get_canvas (window));
  double x, y;

  g_assert_true (gtk_widget_translate_coordinates (canvas, GTK_WIDGET (window), gtk_widget_get_width (canvas) / 2.0,
                                                   gtk_widget_get_height (canvas) / 2.0, &x, &y));
  drop_at (window, path, x, y);
}

/* A picture is added to the drawing that it is let go over, in one step that is taken back; elsewhere, and over an empty drawing,
 * it is opened; without a pipeline inside it is refused with the reason. */
static void
test_drop_picture (App          *f,
                   gconstpointer data)
{
  static const char *const formats[] = { "svg", "png" };
  g_autofree char *plain = g_build_filename (f->folder, "plain.svg", NULL), *before = NULL;
  LeatWindow *window = app_open (f, f->path);
  LeatDocument *document = leat_window_get_document (window);
  guint n = count_blocks (window);

  spin_until (is_laid_out, window);
  before = dup_bytes (document);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *name = g_strconcat ("picture.", formats[i], NULL), *path = g_build_filename (f->folder, name, NULL), *after = NULL;
      g_autoptr(GPtrArray) notices = leat_notices_new ();
      g_autoptr(GBytes) bytes = leat_format_find (path)->write (leat_document_get_pipeline (document), leat_document_get_catalogue (document),
                                                                NULL, notices, NULL);

      g_assert_true (leat_write_bytes (path, bytes, NULL));
      n_expected = 2 * n;
      drop_on_drawing (window, path);
      spin_until (has_blocks, window);
      g_assert_cmpuint (app_n_windows (f), ==, i + 1);
      g_assert_cmpstr (leat_history_get_undo_label (leat_document_get_history (document)), ==, "Insert Picture");
      leat_history_undo (leat_document_get_history (document));
      g_assert_cmpstr (after = dup_bytes (document), ==, before);
      drop (window, path);
      g_assert_cmpuint (app_n_windows (f), ==, i + 2);
    }
  g_assert_true (g_file_set_contents (plain, "<svg xmlns='http://www.w3.org/2000/svg'/>", -1, NULL));
  drop_on_drawing (window, plain);
  spin_until (is_refused, window);
  g_assert_cmpuint (count_blocks (window), ==, n);
}

/* Title, author, description and region: steps that can be undone; what is not known stays. */
static void
test_properties (App          *f,
                 gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);
  LeatDocument *document = leat_window_get_document (window);
  GListModel *all = gtk_window_get_toplevels ();
  g_autofree char *before = app_read (f->path), *with = NULL, *after = NULL;
  GtkWidget *properties = NULL;

  app_do (window, "win.properties");
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkWidget) toplevel = g_list_model_get_item (all, i);

      if (ADW_IS_PREFERENCES_WINDOW (toplevel))
        properties = toplevel;
    }
  g_assert_nonnull (properties);
  {
    GtkWidget *title = find_widget (properties, is_label_that_says, "Title");
    GtkWidget *author = find_widget (properties, is_label_that_says, "Author");

    title = gtk_widget_get_ancestor (title, ADW_TYPE_ENTRY_ROW);
    author = gtk_widget_get_ancestor (author, ADW_TYPE_ENTRY_ROW);
    gtk_editable_set_text (GTK_EDITABLE (title), "New");
    gtk_editable_set_text (GTK_EDITABLE (title), "New title");
    gtk_editable_set_text (GTK_EDITABLE (author), "Ada & Co <x>");
    spin ();
    g_assert_true (leat_document_save (document, NULL, NULL));
    with = app_read (f->path);
    g_assert_nonnull (strstr (with, "title=\"New title\""));
    g_assert_nonnull (strstr (with, "Ada &amp; Co &lt;x"));
    app_do (window, "win.undo");
    g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (author)), ==, "");
    g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (title)), ==, "New title");
    app_do (window, "win.undo");
    g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (title)), ==, "Click stream to lake");
  }
  gtk_window_destroy (GTK_WINDOW (properties));
  g_assert_true (leat_document_save (document, NULL, NULL));
  after = app_read (f->path);
  g_assert_cmpstr (after, ==, before);
}

static void
add (void)
{
  APP_ADD ("/ui/files/reload", test_reload);
  APP_ADD ("/ui/files/keep", test_keep);
  APP_ADD ("/ui/files/both", test_both);
  APP_ADD ("/ui/files/gone", test_gone);
  APP_ADD ("/ui/files/read-only", test_read_only);
  APP_ADD ("/ui/files/drop", test_drop);
  APP_ADD ("/ui/files/drop-picture", test_drop_picture);
  APP_ADD ("/ui/files/properties", test_properties);
}

int
main (int    argc,
      char **argv)
{
  return app_run (&argc, &argv, add);
}
