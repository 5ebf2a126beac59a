/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas-support.h"
#include "canvas/minimap.h"
#include "widgets.h"

/* The map of a drawing: its mark is what is in view, and by it one goes about. */

static LeatMinimap *
add_map (Fixture *f)
{
  GtkWidget *overlay = gtk_overlay_new (), *canvas = g_object_ref (GTK_WIDGET (f->canvas));
  LeatMinimap *map = g_object_new (LEAT_TYPE_MINIMAP, NULL);

  gtk_window_set_child (GTK_WINDOW (f->window), NULL);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), canvas);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (map));
  gtk_window_set_child (GTK_WINDOW (f->window), overlay);
  g_object_unref (canvas);
  leat_minimap_set_canvas (map, f->canvas);
  return map;
}

static gboolean
is_ready (gpointer data)
{
  return leat_minimap_is_ready (data) && gtk_widget_get_width (data) > 0;
}

static LeatMinimap *
show_map (Fixture *f)
{
  LeatMinimap *map = add_map (f);

  leat_minimap_set_shown (map, TRUE);
  spin_until (is_ready, map);
  return map;
}

static LeatPoint
get_middle (Fixture *f)
{
  LeatRect seen = leat_canvas_visible_units (f->canvas);

  return (LeatPoint) { seen.x + seen.width / 2, seen.y + seen.height / 2 };
}

static void
test_hidden (Fixture      *f,
             gconstpointer data)
{
  LeatMinimap *map = add_map (f);

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (map)));
  leat_minimap_set_shown (map, TRUE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (map)));
  spin_until (is_ready, map);
}

/* The mark is as large beside the map as the view beside the drawing, and moves with it. */
static void
test_mark (Fixture      *f,
           gconstpointer data)
{
  LeatMinimap *map = show_map (f);
  graphene_rect_t before, after;

  reset_view (f->canvas, 2);
  leat_minimap_get_view (map, &before);
  leat_canvas_scroll_by (f->canvas, 200, 0);
  leat_minimap_get_view (map, &after);
  g_assert_cmpfloat_with_epsilon (before.size.width / before.size.height,
                                  gtk_widget_get_width (GTK_WIDGET (f->canvas)) /
                                    (double) gtk_widget_get_height (GTK_WIDGET (f->canvas)), 0.02);
  g_assert_cmpfloat (after.origin.x, >, before.origin.x);
  g_assert_cmpfloat_with_epsilon (after.origin.y, before.origin.y, 0.01);
}

static GtkGesture *
find_drag (LeatMinimap *map)
{
  g_autoptr(GListModel) list = gtk_widget_observe_controllers (GTK_WIDGET (map));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (list, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return GTK_GESTURE (controller);
    }
  g_assert_not_reached ();
}

/* A click beside the mark brings what is there into the middle of the view. */
static void
test_click (Fixture      *f,
            gconstpointer data)
{
  LeatMinimap *map = show_map (f);
  graphene_rect_t view;

  reset_view (f->canvas, 4);
  g_signal_emit_by_name (find_drag (map), "drag-begin", 100.0, 80.0);
  leat_minimap_get_view (map, &view);
  g_assert_cmpfloat_with_epsilon (view.origin.x + view.size.width / 2, 100, 0.5);
  g_assert_cmpfloat_with_epsilon (view.origin.y + view.size.height / 2, 80, 0.5);
}

static void
test_keys (Fixture      *f,
           gconstpointer data)
{
  LeatMinimap *map = show_map (f);
  LeatPoint before = get_middle (f), after;

  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (map)));
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (map)));
  leat_minimap_move (map, 1, 0);
  after = get_middle (f);
  g_assert_cmpfloat_with_epsilon (after.x - before.x, leat_canvas_visible_units (f->canvas).width / 4, 1);
  g_assert_cmpfloat_with_epsilon (after.y, before.y, 1);
}

/* After an edit the picture is of the drawing as it is then. */
static void
test_edit (Fixture      *f,
           gconstpointer data)
{
  const char *const ids[] = { "lake", NULL };
  LeatMinimap *map = show_map (f);
  graphene_rect_t before, after;

  leat_minimap_get_view (map, &before);
  leat_history_apply (f->history, leat_edit_move (f->pipeline, ids, 4000, 0));
  g_assert_false (leat_minimap_is_ready (map));
  spin_until (is_ready, map);
  leat_minimap_get_view (map, &after);
  g_assert_cmpfloat (after.size.width, <, before.size.width / 2);
}

static void
add_many (Fixture *f)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);

  for (guint i = 0; i < 9000; i++)
    {
      g_autofree char *id = g_strdup_printf ("many-%u", i);

      g_ptr_array_add (elements, leat_element_new_block (id, g_intern_static_string ("s3"), id, 2 * (i % 100), 3000 + 2 * (i / 100)));
    }
  leat_history_apply (f->history, leat_edit_insert ("Insert", elements));
}

/* Whether only the fixture and the canvas hold a document: none of its reports is being worked out. */
static gboolean
is_idle (gpointer document)
{
  return G_OBJECT (document)->ref_count <= 2;
}

/* The elements of a large drawing are gathered over several frames: what changes meanwhile is in the picture that is ready in
 * the end. */
static void
test_gather (Fixture      *f,
             gconstpointer data)
{
  const char *const ids[] = { "lake", NULL };
  LeatMinimap *map = show_map (f);
  graphene_rect_t before, after, anew;

  leat_minimap_get_view (map, &before);
  add_many (f);
  for (guint i = 0; i < 100; i++)
    {
      leat_history_apply (f->history, leat_edit_move (f->pipeline, ids, 100, 0));
      g_assert_false (leat_minimap_is_ready (map));
      g_main_context_iteration (NULL, TRUE);
    }
  spin_until (is_ready, map);
  leat_minimap_get_view (map, &after);
  g_assert_cmpfloat (after.size.width, <, before.size.width / 2);

  leat_minimap_set_shown (map, FALSE);
  leat_minimap_set_shown (map, TRUE);
  spin_until (is_ready, map);
  leat_minimap_get_view (map, &anew);
  g_assert_true (graphene_rect_equal (&after, &anew));
  spin_until (is_idle, f->document);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/minimap/hidden", Fixture, NULL, fixture_set_up, test_hidden, fixture_tear_down);
  g_test_add ("/ui/minimap/mark", Fixture, NULL, fixture_set_up, test_mark, fixture_tear_down);
  g_test_add ("/ui/minimap/click", Fixture, NULL, fixture_set_up, test_click, fixture_tear_down);
  g_test_add ("/ui/minimap/keys", Fixture, NULL, fixture_set_up, test_keys, fixture_tear_down);
  g_test_add ("/ui/minimap/edit", Fixture, NULL, fixture_set_up, test_edit, fixture_tear_down);
  g_test_add ("/ui/minimap/gather", Fixture, NULL, fixture_set_up, test_gather, fixture_tear_down);
  return g_test_run ();
}
