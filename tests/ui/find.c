/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas-support.h"
#include "canvas/find-bar.h"
#include "widgets.h"

/* The search in a drawing: what it counts, where it goes, what it leaves behind. */

static LeatFindBar *
add_bar (Fixture *f)
{
  GtkWidget *overlay = gtk_overlay_new (), *canvas = g_object_ref (GTK_WIDGET (f->canvas));
  LeatFindBar *bar = g_object_new (LEAT_TYPE_FIND_BAR, NULL);

  gtk_window_set_child (GTK_WINDOW (f->window), NULL);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), canvas);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (bar));
  gtk_window_set_child (GTK_WINDOW (f->window), overlay);
  g_object_unref (canvas);
  leat_find_bar_set_canvas (bar, f->canvas);
  leat_find_bar_open (bar);
  spin ();
  return bar;
}

static gboolean
has_count (gpointer data)
{
  LeatFindBar *bar = data;

  return g_str_equal (leat_find_bar_get_count (bar), g_object_get_data (G_OBJECT (bar), "expected"));
}

static void
expect (LeatFindBar *bar,
        const char  *count)
{
  g_object_set_data (G_OBJECT (bar), "expected", (gpointer) count);
  spin_until (has_count, bar);
}

/* Three blocks and a wire have what is looked for in them; one goes through them and round. */
static void
test_step (Fixture      *f,
           gconstpointer data)
{
  LeatFindBar *bar = add_bar (f);

  gtk_editable_set_text (leat_find_bar_get_entry (bar), "firehose");
  expect (bar, "1 of 1");
  assert_selected (f, "delivery");
  gtk_editable_set_text (leat_find_bar_get_entry (bar), "zeppelin");
  expect (bar, "No matches");
  gtk_editable_set_text (leat_find_bar_get_entry (bar), "remark");
  expect (bar, "1 of 1");
  assert_selected (f, "note");
  gtk_editable_set_text (leat_find_bar_get_entry (bar), "data");
  expect (bar, "1 of 4");
  assert_selected (f, "orders");
  g_signal_emit_by_name (leat_find_bar_get_entry (bar), "activate");
  expect (bar, "2 of 4");
  leat_find_bar_step (bar, -1);
  leat_find_bar_step (bar, -1);
  expect (bar, "4 of 4");
  g_signal_emit_by_name (leat_find_bar_get_entry (bar), "next-match");
  expect (bar, "1 of 4");
  g_assert_cmpuint (g_hash_table_size (f->canvas->lit), ==, 4);
}

/* Enter right after the last letter goes to what has all of them, not on in what was found before. */
static void
test_quick (Fixture      *f,
            gconstpointer data)
{
  LeatFindBar *bar = add_bar (f);

  gtk_editable_set_text (leat_find_bar_get_entry (bar), "data");
  expect (bar, "1 of 4");
  gtk_editable_set_text (leat_find_bar_get_entry (bar), "dat");
  g_signal_emit_by_name (leat_find_bar_get_entry (bar), "activate");
  assert_selected (f, "orders");
  expect (bar, "1 of 4");
  g_signal_emit_by_name (leat_find_bar_get_entry (bar), "activate");
  expect (bar, "2 of 4");
}

/* A match far away is brought into view. */
static void
test_reveal (Fixture      *f,
             gconstpointer data)
{
  const char *const ids[] = { "lake", NULL };
  LeatFindBar *bar;
  LeatRect seen;

  leat_history_apply (f->history, leat_edit_move (f->pipeline, ids, 9000, 9000));
  reset_view (f->canvas, 1);
  bar = add_bar (f);
  gtk_editable_set_text (leat_find_bar_get_entry (bar), "lake");
  expect (bar, "1 of 1");
  seen = leat_canvas_visible_units (f->canvas);
  g_assert_cmpfloat (seen.x, <, get (f, "lake")->bounds.x);
  g_assert_cmpfloat (seen.x + seen.width, >, get (f, "lake")->bounds.x + LEAT_BLOCK_WIDTH);
  g_assert_cmpfloat (seen.y + seen.height, >, get (f, "lake")->bounds.y + LEAT_BLOCK_HEIGHT);
}

/* An edit is searched too, and the place among the matches stays. */
static void
test_live (Fixture      *f,
           gconstpointer data)
{
  LeatFindBar *bar = add_bar (f);

  gtk_editable_set_text (leat_find_bar_get_entry (bar), "zebra");
  expect (bar, "No matches");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (leat_find_bar_get_entry (bar)), "error"));
  leat_history_apply (f->history, leat_edit_rename (f->pipeline, "lake", "zebra"));
  expect (bar, "1 of 1");
}

static void
test_close (Fixture      *f,
            gconstpointer data)
{
  LeatFindBar *bar = add_bar (f);

  gtk_editable_set_text (leat_find_bar_get_entry (bar), "lake");
  expect (bar, "1 of 1");
  g_assert_nonnull (f->canvas->lit);
  g_signal_emit_by_name (leat_find_bar_get_entry (bar), "stop-search");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));
  g_assert_null (f->canvas->lit);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (f->canvas)) || gtk_widget_get_focus_child (GTK_WIDGET (f->canvas)) != NULL);
  assert_selected (f, "lake");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/find/step", Fixture, NULL, fixture_set_up, test_step, fixture_tear_down);
  g_test_add ("/ui/find/quick", Fixture, NULL, fixture_set_up, test_quick, fixture_tear_down);
  g_test_add ("/ui/find/reveal", Fixture, NULL, fixture_set_up, test_reveal, fixture_tear_down);
  g_test_add ("/ui/find/live", Fixture, NULL, fixture_set_up, test_live, fixture_tear_down);
  g_test_add ("/ui/find/close", Fixture, NULL, fixture_set_up, test_close, fixture_tear_down);
  return g_test_run ();
}
