/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-support.h"

/* Several windows: a file is open once, quitting asks once, and what was open comes back. */

static gboolean
has_no_windows (gpointer data)
{
  return app_n_windows (data) == 0;
}

static gboolean
has_size (gpointer window)
{
  return gtk_widget_get_width (GTK_WIDGET (leat_window_get_canvas (window))) > 0;
}

static char *
copy_of_example (App        *f,
                 const char *name)
{
  char *path = g_build_filename (f->folder, name, NULL);

  app_copy (f->path, path);
  return path;
}

static void
quit (App *f)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->app), "quit", NULL);
  spin ();
}

static void
test_once (App          *f,
           gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);
  g_autofree char *round = g_build_filename (f->folder, "..", NULL), *base = g_path_get_basename (f->folder);
  g_autofree char *again = g_build_filename (round, base, "a.leat", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (again);

  g_application_open (G_APPLICATION (f->app), &file, 1, "");
  spin ();
  g_assert_cmpuint (app_n_windows (f), ==, 1);
  g_assert_true (app_find (f, f->path) == window);
  app_do (window, "win.new");
  g_assert_cmpuint (app_n_windows (f), ==, 2);
}

static void
test_title (App          *f,
            gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Click stream to lake");
  g_assert_nonnull (find_widget (GTK_WIDGET (window), is_label_that_says, f->folder));
  app_edit (window, "Other");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "• Other (not saved)");
  g_assert_nonnull (find_widget (GTK_WIDGET (window), is_label_that_says, "Not saved · "));
  app_do (window, "win.save");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Other");
}

/* Two with unsaved work and one without: one question that lists the two. */
static void
test_quit (App          *f,
           gconstpointer data)
{
  g_autofree char *second = copy_of_example (f, "b.leat"), *third = copy_of_example (f, "c.leat");
  g_autofree char *saved = NULL, *also = NULL;
  LeatWindow *a = app_open (f, f->path), *b = app_open (f, second);
  GtkWidget *list;

  app_open (f, third);
  app_edit (a, "Edited A");
  app_edit (b, "Edited B");
  quit (f);
  g_assert_nonnull (app_dialog ());
  g_assert_cmpstr (adw_message_dialog_get_default_response (app_dialog ()), ==, "save");
  g_assert_cmpint (adw_message_dialog_get_response_appearance (app_dialog (), "discard"), ==, ADW_RESPONSE_DESTRUCTIVE);
  list = adw_message_dialog_get_extra_child (app_dialog ());
  g_assert_nonnull (find_widget (list, is_label_that_says, "Edited A"));
  g_assert_nonnull (find_widget (list, is_label_that_says, "Edited B"));
  g_assert_null (find_widget (list, is_label_that_says, "Click stream"));
  app_answer ("cancel");
  g_assert_cmpuint (app_n_windows (f), ==, 3);

  quit (f);
  app_answer ("save");
  spin_until (has_no_windows, f);
  saved = app_read (f->path);
  also = app_read (second);
  g_assert_nonnull (strstr (saved, "Edited A"));
  g_assert_nonnull (strstr (also, "Edited B"));
}

/* One alone: the question names it; discarded, the file stays as it was. */
static void
test_discard (App          *f,
              gconstpointer data)
{
  g_autofree char *before = app_read (f->path), *after = NULL;

  app_edit (app_open (f, f->path), "Edited");
  quit (f);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (app_dialog ()), "“Edited”"));
  app_answer ("discard");
  spin_until (has_no_windows, f);
  after = app_read (f->path);
  g_assert_cmpstr (after, ==, before);
}

/* A file that another program changed stops the quitting; who keeps his own later saves, and does not quit. */
static void
test_stopped (App          *f,
              gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);

  app_edit (window, "Edited");
  g_assert_true (g_file_set_contents (f->path, "<pipeline/>", -1, NULL));
  quit (f);
  app_answer ("save");
  spin ();
  g_assert_cmpuint (app_n_windows (f), ==, 1);
  g_assert_nonnull (leat_bars_get (leat_window_get_bars (window), "changed"));
  app_do (window, "win.keep-mine");
  g_assert_cmpuint (app_n_windows (f), ==, 1);
  g_assert_false (leat_document_get_modified (leat_window_get_document (window)));
}

/* Files, zoom and place come back; nothing of it is in the files. */
static void
test_restore (App          *f,
              gconstpointer data)
{
  g_autofree char *second = copy_of_example (f, "b.leat"), *third = copy_of_example (f, "c.leat");
  g_autofree char *before = app_read (f->path), *after = NULL;
  LeatWindow *window = app_open (f, f->path), *other;
  double x, y;

  app_open (f, second);
  other = app_open (f, third);
  spin_until (has_size, window);
  leat_canvas_look_at (leat_window_get_canvas (window), 300, -120, 1.5);
  gtk_window_close (GTK_WINDOW (other)); /* closed for good: it does not come back */
  spin ();
  quit (f);
  spin_until (has_no_windows, f);
  app_end (f);
  after = app_read (f->path);
  g_assert_cmpstr (after, ==, before);

  app_start (f);
  g_application_activate (G_APPLICATION (f->app));
  spin ();
  g_assert_cmpuint (app_n_windows (f), ==, 2);
  g_assert_nonnull (app_find (f, second));
  window = app_find (f, f->path);
  spin_until (has_size, window);
  spin ();
  g_assert_true (leat_canvas_get_place (leat_window_get_canvas (window), &x, &y));
  g_assert_cmpfloat_with_epsilon (x, 300, 1);
  g_assert_cmpfloat_with_epsilon (y, -120, 1);
  g_assert_cmpfloat_with_epsilon (leat_canvas_get_zoom (leat_window_get_canvas (window)), 1.5, 1e-9);
}

/* The last window that is closed comes back too; with the setting off, the start page does. */
static void
test_off (App          *f,
          gconstpointer data)
{
  gtk_window_close (GTK_WINDOW (app_open (f, f->path)));
  spin_until (has_no_windows, f);
  app_end (f);
  app_start (f);
  g_application_activate (G_APPLICATION (f->app));
  spin ();
  g_assert_nonnull (app_find (f, f->path));
  app_end (f);

  g_settings_set_boolean (leat_preferences_get (), "restore-session", FALSE);
  app_start (f);
  g_application_activate (G_APPLICATION (f->app));
  spin ();
  g_assert_cmpuint (app_n_windows (f), ==, 1);
  g_assert_nonnull (app_find (f, NULL));
  g_settings_reset (leat_preferences_get (), "restore-session");
}

static gboolean
is_of (GtkWidget  *widget,
       const char *type)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), type);
}

static gboolean
is_flap_of (GtkWidget  *widget,
            const char *type)
{
  return ADW_IS_FLAP (widget) && find_widget (adw_flap_get_flap (ADW_FLAP (widget)), is_of, type) != NULL;
}

/* The next window has the panes of the last; one that folded for want of room is not hidden for good. */
static void
test_panes (App          *f,
            gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path), *other;
  GtkWidget *palette = find_widget (GTK_WIDGET (window), is_flap_of, "LeatPalette"), *inspector;

  gtk_widget_set_size_request (adw_flap_get_flap (ADW_FLAP (palette)), 300, -1);
  app_do (window, "win.toggle-inspector");
  gtk_window_set_default_size (GTK_WINDOW (window), 700, 600);
  spin ();
  g_assert_false (adw_flap_get_reveal_flap (ADW_FLAP (palette)));
  app_do (window, "win.new");
  other = g_list_nth_data (app_windows (f), 0);
  g_assert_true (other != window);
  palette = find_widget (GTK_WIDGET (other), is_flap_of, "LeatPalette");
  inspector = find_widget (GTK_WIDGET (other), is_flap_of, "LeatInspector");
  g_assert_true (adw_flap_get_reveal_flap (ADW_FLAP (palette)));
  g_assert_false (adw_flap_get_reveal_flap (ADW_FLAP (inspector)));
  g_assert_cmpint (gtk_widget_get_width (adw_flap_get_flap (ADW_FLAP (palette))), ==, 300);
  g_settings_reset (leat_preferences_get (), "palette-width");
  g_settings_reset (leat_preferences_get (), "inspector-visible");
}

/* A session that was written by hand, or a file that is gone, does no harm. */
static void
test_damaged (App          *f,
              gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "leat", NULL);
  g_autofree char *session = g_build_filename (folder, "session", NULL);
  g_autofree char *text = g_strdup_printf ("[window 0]\npath=/nowhere/a.leat\n[window 1]\npath=%s\nzoom=nan\nx=1e999\ny=\n"
                                           "[window 2]\npath=relative.leat\n[odd]\n", f->path);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (session, text, -1, NULL));
  g_application_activate (G_APPLICATION (f->app));
  spin ();
  g_assert_cmpuint (app_n_windows (f), ==, 1);
  g_assert_nonnull (app_find (f, f->path));
}

static void
add (void)
{
  APP_ADD ("/ui/session/once", test_once);
  APP_ADD ("/ui/session/title", test_title);
  APP_ADD ("/ui/session/quit", test_quit);
  APP_ADD ("/ui/session/discard", test_discard);
  APP_ADD ("/ui/session/stopped", test_stopped);
  APP_ADD ("/ui/session/restore", test_restore);
  APP_ADD ("/ui/session/off", test_off);
  APP_ADD ("/ui/session/panes", test_panes);
  APP_ADD ("/ui/session/damaged", test_damaged);
}

int
main (int    argc,
      char **argv)
{
  return app_run (&argc, &argv, add);
}
