/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"
#include "widgets.h"

#include "exchange/native.h"
#include "window/lay-out.h"
#include "window/window-private.h"

#include <adwaita.h>

/* Laying out in a real window: in a thread, gliding or not, all or a part, one step of the history. */

typedef struct
{
  LeatWindow   *window;
  LeatDocument *document;
  LeatHistory  *history;
  GBytes       *before;
} Fixture;

static void
animate (gboolean on)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", on, NULL);
}

static void
set_up (Fixture      *f,
        gconstpointer glides)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "../data/examples/standard-pipeline.leat", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatDocument) document = leat_document_open (test_catalogue (), path, NULL, &error);

  g_assert_no_error (error);
  animate (glides != NULL);
  f->window = g_object_ref (leat_window_new (NULL, test_catalogue ()));
  leat_window_set_document (f->window, document);
  f->document = leat_window_get_document (f->window);
  f->history = leat_document_get_history (f->document);
  f->before = leat_native_write (leat_document_get_pipeline (f->document), NULL, NULL, NULL, NULL);
  gtk_window_present (GTK_WINDOW (f->window));
  spin ();
}

static void
tear_down (Fixture      *f,
           gconstpointer glides)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  spin_until (is_alone, f->window);
  g_assert_finalize_object (f->window);
  g_bytes_unref (f->before);
  animate (FALSE);
}

static gboolean
is_done (gpointer data)
{
  Fixture *f = data;

  return leat_history_get_modified (f->history) && g_object_get_data (G_OBJECT (f->window), "leat-lay-out") == NULL;
}

static void
assert_undone (Fixture *f)
{
  g_autoptr(GBytes) bytes = NULL;

  leat_history_undo (f->history);
  bytes = leat_native_write (leat_document_get_pipeline (f->document), NULL, NULL, NULL, NULL);
  g_assert_true (g_bytes_equal (bytes, f->before));
  g_assert_null (leat_history_get_undo_label (f->history));
}

static void
lay_out (Fixture    *f,
         const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window), action, NULL);
}

static void
test_all (Fixture      *f,
          gconstpointer glides)
{
  lay_out (f, "lay-out");
  spin_until (is_done, f);
  assert_undone (f);
  lay_out (f, "lay-out-down");
  spin_until (is_done, f);
  assert_undone (f);
}

static void
test_part (Fixture      *f,
           gconstpointer glides)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (f->document);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  const char *ids[3] = { NULL };
  guint n = 0, moved = 0;

  for (guint i = 0; i < elements->len && n < 2; i++)
    if (((LeatElement *) elements->pdata[i])->kind == LEAT_ELEMENT_BLOCK)
      ids[n++] = ((LeatElement *) elements->pdata[i])->id;
  leat_canvas_select (leat_window_get_canvas (f->window), ids, FALSE);
  lay_out (f, "lay-out-down");
  spin_until (is_done, f);
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *before = elements->pdata[i], *after = leat_pipeline_get_element (pipeline, before->id);

      if (before != after && before->kind == LEAT_ELEMENT_BLOCK)
        {
          g_assert_true (g_strv_contains (ids, before->id));
          moved++;
        }
    }
  g_assert_cmpuint (moved, >, 0);
  assert_undone (f);
}

/* What others do meanwhile is theirs: nothing is laid out over it. */
static void
test_edited_meanwhile (Fixture      *f,
                       gconstpointer glides)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (f->document);
  g_autoptr(LeatElement) properties = leat_element_ref (leat_pipeline_get_properties (pipeline));
  LeatEdit *edit = leat_edit_new ("Rename");

  lay_out (f, "lay-out");
  leat_edit_take (edit, leat_element_ref (properties), leat_element_copy_named (properties, "Other"));
  leat_history_apply (f->history, edit);
  g_assert_null (g_object_get_data (G_OBJECT (f->window), "leat-lay-out"));
  g_assert_false (leat_task_bar_get_running (leat_window_get_task_bar (f->window)));
  assert_undone (f);
}

static gboolean
is_gliding (gpointer data)
{
  return leat_history_get_modified (((Fixture *) data)->history);
}

/* Undo while things glide brings them back at once, and they stay. */
static void
test_undo_gliding (Fixture      *f,
                   gconstpointer glides)
{
  lay_out (f, "lay-out");
  spin_until (is_gliding, f);
  assert_undone (f);
  g_assert_null (g_object_get_data (G_OBJECT (f->window), "leat-lay-out"));
  spin ();
  g_assert_false (leat_history_get_modified (f->history));
}

static void
test_close_gliding (Fixture      *f,
                    gconstpointer glides)
{
  lay_out (f, "lay-out");
  spin_until (is_gliding, f);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/lay-out/all", Fixture, NULL, set_up, test_all, tear_down);
  g_test_add ("/ui/lay-out/all-glides", Fixture, "yes", set_up, test_all, tear_down);
  g_test_add ("/ui/lay-out/part", Fixture, NULL, set_up, test_part, tear_down);
  g_test_add ("/ui/lay-out/part-glides", Fixture, "yes", set_up, test_part, tear_down);
  g_test_add ("/ui/lay-out/edited-meanwhile", Fixture, NULL, set_up, test_edited_meanwhile, tear_down);
  g_test_add ("/ui/lay-out/undo-while-it-glides", Fixture, "yes", set_up, test_undo_gliding, tear_down);
  g_test_add ("/ui/lay-out/close-while-it-glides", Fixture, "yes", set_up, test_close_gliding, tear_down);
  return g_test_run ();
}
