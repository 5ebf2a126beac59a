/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"
#include "widgets.h"

#include "window/handout.h"

#include <adwaita.h>
#include <glib/gstdio.h>

/* The handout from the window: written in a thread, offered to be opened; without a walkthrough it is said. */

typedef struct
{
  LeatWindow *window;
  char       *folder;
} Fixture;

static void
set_up (Fixture      *self,
        LeatDocument *document)
{
  g_autoptr(GError) error = NULL;

  self->window = g_object_ref (leat_window_new (NULL, test_catalogue ()));
  leat_window_set_document (self->window, document);
  self->folder = g_dir_make_tmp ("leat-handout-XXXXXX", &error);
  g_assert_no_error (error);
  gtk_window_present (GTK_WINDOW (self->window));
  spin ();
}

static LeatDocument *
open_walkthrough (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases/native/walkthrough.leat", NULL);
  g_autoptr(GError) error = NULL;
  LeatDocument *document = leat_document_open (test_catalogue (), path, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static void
tear_down (Fixture *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  spin ();
  spin_until (is_alone, self->window);
  g_assert_finalize_object (self->window);
  g_rmdir (self->folder);
  g_free (self->folder);
}

static gboolean
has_text (GtkWidget  *widget,
          const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL && gtk_widget_get_mapped (widget))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
is_said (gpointer data)
{
  g_autoptr(GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (has_text (window, data))
        return TRUE;
    }
  return FALSE;
}

static void
test_written (void)
{
  static const char *const made[] = { "walk.pdf", "walk.md", "walk-step-1.svg", "walk-step-2.svg" };
  LeatHandoutOptions options = { LEAT_PAPER_LETTER, LEAT_ANSWERS_END, TRUE };
  g_autoptr(LeatDocument) document = open_walkthrough ();
  Fixture self;

  set_up (&self, document);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = g_build_filename (self.folder, made[i], NULL);
      g_autofree char *text = g_strdup_printf ("Handout written to “%s”", made[i]);

      leat_window_write_handout (self.window, path, &options);
      spin_until (is_said, text);
      g_assert_true (has_text (GTK_WIDGET (self.window), "_Open"));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_autofree char *path = g_build_filename (self.folder, made[i], NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  tear_down (&self);
}

static void
test_no_walkthrough (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatDocument) empty = leat_document_new (test_catalogue (), pipeline);
  Fixture self;

  set_up (&self, empty);
  gtk_widget_activate_action (GTK_WIDGET (self.window), "win.handout", NULL);
  spin_until (is_said, (gpointer) "Add a step first");
  tear_down (&self);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/ui/handout/written", test_written);
  g_test_add_func ("/ui/handout/no-walkthrough", test_no_walkthrough);
  return g_test_run ();
}
