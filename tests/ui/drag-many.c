/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas-support.h"
#include "widgets.h"

/* Dragging so many elements that the scene waits until they are put down, see ui/canvas/frozen.c. */

#define N 80

static void
add_rows (Fixture *f)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *id = g_strdup_printf ("many-%u", i), *wire = g_strdup_printf ("wire-%u", i);
      g_autofree char *before = g_strdup_printf ("many-%u", i - 1);

      g_ptr_array_add (elements, leat_element_new_block (id, g_intern_static_string ("s3"), id, 1200 + 240 * (i % 10), 120 * (i / 10)));
      if (i > 0)
        g_ptr_array_add (elements, leat_element_new_wire (wire, LEAT_WIRE_DATA, before, id));
    }
  g_ptr_array_add (elements, leat_element_new_wire ("out", LEAT_WIRE_DATA, "lake", "many-0"));
  leat_history_apply (f->history, leat_edit_insert ("Insert", elements));
}

static void
assert_as_new (Fixture *f)
{
  g_autoptr(LeatScene) scene = leat_scene_new (test_catalogue (), f->pipeline);

  for (guint i = 0; i < leat_pipeline_get_n_elements (f->pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (f->pipeline, i);
      gsize n_new, n_old;
      const LeatPoint *new = leat_scene_get_route (scene, element->id, &n_new);
      const LeatPoint *old = leat_scene_get_route (f->canvas->scene, element->id, &n_old);

      g_assert_cmpmem (old, n_old * sizeof *old, new, n_new * sizeof *new);
    }
}

static void
start (Fixture *f)
{
  add_rows (f);
  reset_view (f->canvas, 0.3);
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.select-all", NULL);
  leat_canvas_toggle (f->canvas, "lake");
  drag_to (f, 383, 9, 443, 69, 0, 0);
  g_assert_nonnull (f->canvas->frozen);
  gtk_widget_queue_draw (GTK_WIDGET (f->canvas));
  spin ();
}

/* What is put down is laid out as if it had always been there; one undo takes it back. */
static void
test_put_down (Fixture      *f,
               gconstpointer data)
{
  start (f);
  g_assert_cmpfloat (get (f, "many-0")->bounds.x, >, 1200);
  release (f, 60, 60);
  g_assert_null (f->canvas->frozen);
  g_assert_cmpfloat (get (f, "many-0")->bounds.x, >, 1200);
  assert_as_new (f);
  leat_history_undo (f->history);
  g_assert_cmpfloat (get (f, "many-0")->bounds.x, ==, 1200);
  assert_as_new (f);
}

static void
test_cancel (Fixture      *f,
             gconstpointer data)
{
  start (f);
  g_assert_true (leat_canvas_cancel_drag (f->canvas));
  g_assert_null (f->canvas->frozen);
  g_assert_cmpfloat (get (f, "many-0")->bounds.x, ==, 1200);
  assert_as_new (f);
}

/* Far out in a large drawing one block alone is held back too, but never a wire that is bent: its way is what one wants
 * to see. */
static void
add_large (Fixture *f)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("far-%u", i);

      g_ptr_array_add (elements, leat_element_new_block (id, g_intern_static_string ("s3"), id, 240 * (i % 100), 5000 + 120 * (i / 100)));
    }
  leat_history_apply (f->history, leat_edit_insert ("Insert", elements));
}

static void
lift (Fixture    *f,
      double      zoom,
      const char *id)
{
  reset_view (f->canvas, zoom);
  leat_canvas_lift (f->canvas, (const char *const[]) { id, NULL });
}

/* Whether only the fixture and the canvas hold a document: none of its reports is being worked out. */
static gboolean
is_idle (gpointer document)
{
  return G_OBJECT (document)->ref_count <= 2;
}

static void
test_far (Fixture      *f,
          gconstpointer data)
{
  lift (f, 0.07, "orders");
  g_assert_null (f->canvas->frozen);
  leat_canvas_settle (f->canvas);

  add_large (f);
  lift (f, 0.3, "orders");
  g_assert_null (f->canvas->frozen);
  leat_canvas_settle (f->canvas);
  lift (f, 0.07, "w1");
  g_assert_null (f->canvas->frozen);
  leat_canvas_settle (f->canvas);
  lift (f, 0.07, "orders");
  g_assert_nonnull (f->canvas->frozen);
  leat_history_apply (f->history, leat_edit_move (f->pipeline, (const char *const[]) { "orders", NULL }, 0, 600));
  gtk_widget_queue_draw (GTK_WIDGET (f->canvas));
  spin ();
  leat_canvas_settle (f->canvas);
  assert_as_new (f);
  spin_until (is_idle, f->document);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/drag-many/put-down", Fixture, NULL, fixture_set_up, test_put_down, fixture_tear_down);
  g_test_add ("/ui/drag-many/cancel", Fixture, NULL, fixture_set_up, test_cancel, fixture_tear_down);
  g_test_add ("/ui/drag-many/far", Fixture, NULL, fixture_set_up, test_far, fixture_tear_down);
  return g_test_run ();
}
