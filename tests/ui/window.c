/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"
#include "widgets.h"

#include "window/keys.h"
#include "window/preferences-window.h"
#include "window/window.h"

#include <adwaita.h>

/* The window with everything in it: it loads, shows the example, follows edits, and is freed. */

static LeatWindow *
new_window (void)
{
  LeatWindow *window = leat_window_new (NULL, test_catalogue ());

  g_object_ref (window);
  return window;
}

static LeatDocument *
open_example (LeatWindow *window)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "../data/examples/standard-pipeline.leat", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatDocument) document = leat_document_open (test_catalogue (), path, NULL, &error);

  g_assert_no_error (error);
  leat_window_set_document (window, document);
  return leat_window_get_document (window);
}

static void
close_window (LeatWindow *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  spin ();
  g_assert_finalize_object (window);
}

static void
test_start (void)
{
  LeatWindow *window = new_window ();

  gtk_window_present (GTK_WINDOW (window));
  spin ();
  g_assert_null (leat_window_get_document (window));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "save"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "new"));
  close_window (window);
}

static void
test_example (void)
{
  LeatWindow *window = new_window ();
  LeatDocument *document = open_example (window);
  LeatHistory *history = leat_document_get_history (document);
  double before = leat_report_get_total (leat_document_get_report (document), NULL);

  gtk_window_present (GTK_WINDOW (window));
  spin ();
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (window), "add-block", g_variant_new_string ("redshift"));
  spin ();
  g_assert_cmpfloat (leat_report_get_total (leat_document_get_report (document), NULL), >, before);
  g_assert_true (leat_history_get_modified (history));
  g_assert_true (g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (window)), "•"));
  g_action_group_activate_action (G_ACTION_GROUP (window), "undo", NULL);
  spin ();
  g_assert_cmpfloat (leat_report_get_total (leat_document_get_report (document), NULL), ==, before);
  g_assert_false (leat_history_get_modified (history));
  close_window (window);
}

/* The first elements of each kind: the others would only take time. */
static gboolean
is_one_of_few (const LeatElement *element,
               guint             *seen)
{
  return seen[element->kind]++ < 4;
}

/* Each page of the inspector, about the pipeline and about each kind of element. */
static void
test_pages (void)
{
  static const char *const pages[] = { "settings", "cost", "latency", "checks", "access" };
  LeatWindow *window = new_window ();
  LeatPipeline *pipeline = leat_document_get_pipeline (open_example (window));

  gtk_window_present (GTK_WINDOW (window));
  spin ();
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      guint seen[LEAT_ELEMENT_UNKNOWN + 1] = { 0 };

      g_action_group_activate_action (G_ACTION_GROUP (window), "show-page", g_variant_new_string (pages[i]));
      spin ();
      for (guint j = 0; j < leat_pipeline_get_n_elements (pipeline); j++)
        {
          if (!is_one_of_few (leat_pipeline_get_nth (pipeline, j), seen))
            continue;
          g_action_group_activate_action (G_ACTION_GROUP (window), "reveal",
                                          g_variant_new_string (leat_pipeline_get_nth (pipeline, j)->id));
          spin ();
        }
    }
  close_window (window);
}

static void
test_dialogs (void)
{
  LeatWindow *window = new_window ();
  GtkWidget *keys = leat_keys_new_window ();
  GtkWidget *preferences = leat_preferences_window_new (GTK_WINDOW (window));

  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (keys));
  gtk_window_destroy (GTK_WINDOW (keys));
  gtk_window_destroy (GTK_WINDOW (preferences));
  spin ();
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/ui/window/start", test_start);
  g_test_add_func ("/ui/window/example", test_example);
  g_test_add_func ("/ui/window/pages", test_pages);
  g_test_add_func ("/ui/window/dialogs", test_dialogs);
  return g_test_run ();
}
