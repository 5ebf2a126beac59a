/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-support.h"

#include <sys/stat.h>

/* Unsaved work: kept aside and never in the user's file, offered after a crash, and gone when it is not wanted. */

static gboolean
has_file_kept (gpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "leat", "recovery", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".leat") && *name != '.')
      return TRUE;
  return FALSE;
}

static gboolean
has_nothing_kept (gpointer data)
{
  return !has_file_kept (NULL);
}

/* What a process that was killed would leave: a pipeline of that title, for that file. */
static void
leave_behind (const char *key,
              const char *path,
              const char *title)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "leat", "recovery", NULL);
  g_autofree char *base = g_strconcat (folder, "/", key, NULL);
  g_autofree char *file = g_strconcat (base, ".leat", NULL), *path_file = g_strconcat (base, ".path", NULL);
  g_autofree char *text = g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pipeline xmlns=\"urn:leat:pipeline\" "
                                           "version=\"1\">\n  <properties title=\"%s\"/>\n</pipeline>\n", title);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  g_assert_true (g_file_set_contents (path_file, path != NULL ? path : "", -1, NULL));
}

/* reports.md D3: autosave leaves the file alone, before and after Save As; what is unsaved at the end is offered at the
 * next start and only then. */
static void
test_save_as (App          *f,
              gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);
  g_autofree char *before = app_read (f->path), *copy = g_build_filename (f->folder, "b.leat", NULL);
  g_autofree char *after = NULL, *saved = NULL;
  g_autoptr(GPtrArray) left = NULL, again = NULL;

  g_settings_set_uint (leat_preferences_get (), "autosave-seconds", 1);
  app_edit (window, "First edit");
  spin_until (has_file_kept, NULL);
  after = app_read (f->path);
  g_assert_cmpstr (after, ==, before);

  g_assert_true (leat_document_save (leat_window_get_document (window), copy, NULL));
  g_clear_pointer (&after, g_free);
  after = app_read (f->path);
  saved = app_read (copy);
  g_assert_cmpstr (after, ==, before);
  g_assert_nonnull (strstr (saved, "First edit"));
  spin_until (has_nothing_kept, NULL);

  app_edit (window, "Second edit");
  gtk_window_close (GTK_WINDOW (window));
  spin ();
  app_answer ("discard");
  app_end (f);
  g_clear_pointer (&saved, g_free);
  saved = app_read (copy);
  g_assert_null (strstr (saved, "Second edit"));
  left = leat_recovery_list ();
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_true (((LeatRecovery *) left->pdata[0])->discarded);
  g_assert_cmpstr (((LeatRecovery *) left->pdata[0])->path, ==, copy);

  /* The next start offers it; the one after that does not. */
  app_start (f);
  g_application_activate (G_APPLICATION (f->app));
  spin ();
  g_assert_nonnull (find_widget (GTK_WIDGET (app_find (f, NULL)), is_button_that_says, "Recover"));
  app_end (f);
  again = leat_recovery_list ();
  g_assert_cmpuint (again->len, ==, 0);
  g_settings_reset (leat_preferences_get (), "autosave-seconds");
}

/* Undone to what is in the file: nothing is unsaved, nothing is kept. */
static void
test_undone (App          *f,
             gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);

  app_edit (window, "An edit");
  leat_window_autosave (window);
  g_assert_true (has_file_kept (NULL));
  app_do (window, "win.undo");
  g_assert_false (has_file_kept (NULL));
}

static void
test_never (App          *f,
            gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);

  g_settings_set_uint (leat_preferences_get (), "autosave-seconds", 0);
  app_edit (window, "An edit");
  leat_window_autosave (window);
  g_assert_false (has_file_kept (NULL));
  g_settings_reset (leat_preferences_get (), "autosave-seconds");
}

/* After a crash both are offered, and neither is opened by itself; each can be got back, and is then unsaved. */
static void
test_offered (App          *f,
              gconstpointer data)
{
  LeatWindow *start, *window;

  leave_behind ("one", f->path, "Lost work");
  leave_behind ("two", NULL, "Never saved");
  g_application_activate (G_APPLICATION (f->app));
  spin ();
  start = app_find (f, NULL);
  g_assert_nonnull (start);
  g_assert_cmpuint (app_n_windows (f), ==, 1);
  g_assert_nonnull (find_widget (GTK_WIDGET (start), is_label_that_says, "a.leat"));
  g_assert_nonnull (find_widget (GTK_WIDGET (start), is_label_that_says, "never saved"));

  gtk_widget_activate_action (GTK_WIDGET (start), "win.recover", "s", "one");
  spin ();
  window = app_find (f, f->path);
  g_assert_nonnull (window);
  g_assert_cmpstr (leat_pipeline_get_properties (leat_document_get_pipeline (leat_window_get_document (window)))->name, ==,
                   "Lost work");
  g_assert_true (leat_document_get_modified (leat_window_get_document (window)));
  g_assert_true (has_file_kept (NULL)); /* another crash loses nothing */

  gtk_widget_activate_action (GTK_WIDGET (window), "win.recover", "s", "two");
  spin ();
  for (GList *item = app_windows (f); item != NULL; item = item->next)
    if (item->data != window && leat_window_get_document (item->data) != NULL)
      {
        g_assert_null (leat_document_get_path (leat_window_get_document (item->data)));
        g_assert_true (leat_document_get_modified (leat_window_get_document (item->data)));
        return;
      }
  g_assert_not_reached ();
}

/* The file is open already: the work comes as a step that can be undone. */
static void
test_into_open (App          *f,
                gconstpointer data)
{
  LeatWindow *window;
  LeatDocument *document;
  g_autofree char *before = app_read (f->path), *after = NULL;

  leave_behind ("one", f->path, "Lost work");
  window = app_open (f, f->path);
  document = leat_window_get_document (window);
  g_assert_nonnull (leat_bars_get (leat_window_get_bars (window), "recovery"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.recover", "s", "one");
  spin ();
  g_assert_cmpuint (app_n_windows (f), ==, 1);
  g_assert_cmpuint (leat_pipeline_get_n_elements (leat_document_get_pipeline (document)), ==, 1);
  g_assert_null (leat_bars_get (leat_window_get_bars (window), "recovery"));
  app_do (window, "win.undo");
  g_assert_true (leat_document_save (document, NULL, NULL));
  after = app_read (f->path);
  g_assert_cmpstr (after, ==, before);
}

/* What is discarded can be put back as long as the program runs; then it is gone. */
static void
test_discarded (App          *f,
                gconstpointer data)
{
  LeatWindow *start;
  g_autoptr(GPtrArray) left = NULL;

  leave_behind ("one", f->path, "Lost work");
  g_application_activate (G_APPLICATION (f->app));
  spin ();
  start = app_find (f, NULL);
  gtk_widget_activate_action (GTK_WIDGET (start), "win.discard-recovery", "s", "one");
  spin ();
  g_assert_null (find_widget (GTK_WIDGET (start), is_button_that_says, "Recover"));
  app_do (start, "win.undo-discard-recovery");
  g_assert_nonnull (find_widget (GTK_WIDGET (start), is_button_that_says, "Recover"));
  gtk_widget_activate_action (GTK_WIDGET (start), "win.discard-recovery", "s", "one");
  app_end (f);
  left = leat_recovery_list ();
  g_assert_cmpuint (left->len, ==, 0);
}

/* reports.md D14: opening and closing touches nothing; saving without a change writes the same bytes. */
static void
test_untouched (App          *f,
                gconstpointer data)
{
  static const char text[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!-- by hand -->\r\n<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\">\r\n"
    "\t<properties   title=\"Mine\"/>\r\n  <!-- the lake -->\r\n  <block id=\"lake\" name=\"lake\" type=\"s3\"  x=\"0\" y=\"0\">"
    "<colour xmlns=\"urn:other\">red</colour></block>\r\n  <future kind=\"x\"/>\r\n</pipeline>";
  LeatWindow *window;
  LeatDocument *document;
  struct stat before, after;
  g_autofree char *kept = NULL, *same = NULL, *edited = NULL, *expected = NULL;
  g_auto(GStrv) parts = g_strsplit (text, "name=\"lake\"", 2);

  g_assert_true (g_file_set_contents (f->path, text, -1, NULL));
  g_assert_cmpint (stat (f->path, &before), ==, 0);
  window = app_open (f, f->path);
  gtk_window_close (GTK_WINDOW (window));
  spin ();
  g_assert_null (app_find (f, f->path));
  kept = app_read (f->path);
  g_assert_cmpstr (kept, ==, text);
  g_assert_cmpint (stat (f->path, &after), ==, 0);
  g_assert_cmpint (after.st_mtim.tv_sec, ==, before.st_mtim.tv_sec);
  g_assert_cmpint (after.st_mtim.tv_nsec, ==, before.st_mtim.tv_nsec);
  g_assert_cmpuint (after.st_ino, ==, before.st_ino);

  window = app_open (f, f->path);
  document = leat_window_get_document (window);
  app_do (window, "win.save");
  same = app_read (f->path);
  g_assert_cmpstr (same, ==, text);
  leat_history_apply (leat_document_get_history (document), leat_edit_rename (leat_document_get_pipeline (document), "lake", "raw"));
  app_do (window, "win.save");
  edited = app_read (f->path);
  g_assert_nonnull (strstr (edited, "name=\"raw\""));
  g_assert_nonnull (strstr (edited, "<!-- by hand -->\r\n"));
  g_assert_nonnull (strstr (edited, "\t<properties   title=\"Mine\"/>\r\n  <!-- the lake -->\r\n"));
  g_assert_nonnull (strstr (edited, "<colour xmlns=\"urn:other\">red</colour>"));
  g_assert_nonnull (strstr (edited, "<future kind=\"x\"/>\r\n</pipeline>"));
}

static void
add (void)
{
  APP_ADD ("/ui/recovery/save-as", test_save_as);
  APP_ADD ("/ui/recovery/undone", test_undone);
  APP_ADD ("/ui/recovery/never", test_never);
  APP_ADD ("/ui/recovery/offered", test_offered);
  APP_ADD ("/ui/recovery/into-open", test_into_open);
  APP_ADD ("/ui/recovery/discarded", test_discarded);
  APP_ADD ("/ui/recovery/untouched", test_untouched);
}

int
main (int    argc,
      char **argv)
{
  return app_run (&argc, &argv, add);
}
