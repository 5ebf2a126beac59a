/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/decide-window.h"
#include "support.h"
#include "widgets.h"
#include "window/window.h"

/* The decision helper in real windows: questions, what they lead to, and the way to the canvas. */

typedef struct
{
  LeatWindow       *window;
  LeatDocument     *document;
  LeatDecideWindow *decide;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(GError) error = NULL;

  f->window = g_object_ref (leat_window_new (NULL, test_catalogue ()));
  f->document = leat_document_new (test_catalogue (), pipeline);
  leat_window_set_document (f->window, f->document);
  gtk_window_present (GTK_WINDOW (f->window));
  f->decide = LEAT_DECIDE_WINDOW (leat_decide_window_new (f->window, test_catalogue (), &error));
  g_assert_no_error (error);
  g_object_add_weak_pointer (G_OBJECT (f->decide), (gpointer *) &f->decide);
  gtk_window_present (GTK_WINDOW (f->decide));
  spin ();
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  if (f->decide != NULL)
    gtk_window_destroy (GTK_WINDOW (f->decide));
  spin_until (is_gone, &f->decide);
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->document);
  spin_until (is_alone, f->window);
  g_assert_finalize_object (f->window);
}

static gboolean
says (Fixture    *f,
      const char *text)
{
  return find_widget (GTK_WIDGET (f->decide), is_label_that_says, text) != NULL;
}

/* Another answer shows at once, with what it turns down and why. */
static void
test_live (Fixture      *f,
           gconstpointer data)
{
  leat_decide_window_answer (f->decide, "freshness", "seconds");
  g_assert_true (says (f, "Not Athena"));
  g_assert_false (says (f, "Not Redshift Serverless"));
  leat_decide_window_answer (f->decide, "freshness", "minutes");
  g_assert_false (says (f, "Not Athena"));
  g_assert_true (says (f, "Not Kinesis Data Streams"));
  g_assert_true (says (f, "a month"));
}

static guint
count_blocks (LeatDocument *document)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (document);
  guint n = 0;

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    n += leat_pipeline_get_nth (pipeline, i)->kind == LEAT_ELEMENT_BLOCK;
  return n;
}

/* An empty drawing takes the pipeline in as one step, with what is asked of it. */
static void
test_empty (Fixture      *f,
            gconstpointer data)
{
  LeatElement *properties;

  leat_decide_window_answer (f->decide, "readers", "lookups");
  gtk_widget_activate_action (GTK_WIDGET (f->decide), "decide.put", NULL);
  spin_until (is_gone, &f->decide);
  g_assert_cmpuint (count_blocks (f->document), >, 5);
  properties = leat_pipeline_get_properties (leat_document_get_pipeline (f->document));
  g_assert_cmpstr (leat_settings_get (properties->settings, "max-p95-s.reader-app"), ==, "900");
  g_assert_cmpstr (leat_settings_get (properties->settings, "serverless-only"), ==, "yes");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  g_assert_cmpuint (count_blocks (f->document), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.redo", NULL);
  g_assert_cmpuint (count_blocks (f->document), >, 5);
}

/* One that has something in it is left as it is: the pipeline opens beside it. */
static void
test_beside (Fixture      *f,
             gconstpointer data)
{
  LeatEdit *edit = leat_edit_new ("Add");
  guint n = g_list_model_get_n_items (gtk_window_get_toplevels ());
  LeatWindow *other = NULL;

  leat_edit_take (edit, NULL, leat_element_new_block ("mine", "s3", "Mine", 0, 0));
  leat_history_apply (leat_document_get_history (f->document), edit);
  gtk_widget_activate_action (GTK_WIDGET (f->decide), "decide.put", NULL);
  spin_until (is_gone, &f->decide);
  g_assert_cmpuint (count_blocks (f->document), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (LEAT_IS_WINDOW (item) && item != (GObject *) f->window)
        other = LEAT_WINDOW (item);
    }
  g_assert_nonnull (other);
  g_assert_cmpuint (count_blocks (leat_window_get_document (other)), >, 5);
  gtk_window_destroy (GTK_WINDOW (other));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/ui/decide/live", Fixture, NULL, set_up, test_live, tear_down);
  g_test_add ("/ui/decide/empty", Fixture, NULL, set_up, test_empty, tear_down);
  g_test_add ("/ui/decide/beside", Fixture, NULL, set_up, test_beside, tear_down);
  return g_test_run ();
}
