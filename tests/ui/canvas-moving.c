/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas-support.h"
#include "exchange/native.h"

#include <adwaita.h>
#include <math.h>

/* Choosing, moving and arranging on a real canvas. Whatever is done, undoing all of it gives the same file again. */

static GBytes *
to_bytes (Fixture *f)
{
  return leat_native_write (f->pipeline, NULL, NULL, NULL, NULL);
}

/* Undoes one step, after which the file must be what it was. */
static void
undo_to (Fixture *f,
         GBytes  *before)
{
  g_autoptr(GBytes) after = NULL;

  g_assert_nonnull (leat_history_undo (f->history));
  after = to_bytes (f);
  g_assert_cmpmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after), g_bytes_get_data (before, NULL),
                   g_bytes_get_size (before));
  g_assert_false (can_undo (f));
}

static void
assert_at (Fixture    *f,
           const char *id,
           double      x,
           double      y)
{
  g_assert_cmpfloat (get (f, id)->bounds.x, ==, x);
  g_assert_cmpfloat (get (f, id)->bounds.y, ==, y);
}

static void
activate (Fixture    *f,
          const char *action,
          const char *target)
{
  g_assert_true (leat_canvas_can (f->canvas, action));
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), action, target != NULL ? "s" : NULL, target);
}

static void
choose (Fixture    *f,
        const char *ids)
{
  g_auto(GStrv) list = g_strsplit (ids, " ", -1);

  leat_canvas_select (f->canvas, (const char *const *) list, FALSE);
}

/* Snap lines */

/* The note's right edge is at 780: the lake, 152 wide, lies on it at 628, which is off the grid. */
static void
test_snap_to_line (Fixture      *f,
                   gconstpointer data)
{
  g_autoptr(GBytes) before = to_bytes (f);

  drag (f, 680, 340, 709, 340);
  assert_at (f, "lake", 628, 312);
  undo_to (f, before);
}

/* A place of the grid that is nearer wins. */
static void
test_grid_is_nearer (Fixture      *f,
                     gconstpointer data)
{
  drag (f, 680, 340, 705, 340);
  assert_at (f, "lake", 624, 312);
}

static void
test_ctrl_suspends (Fixture      *f,
                    gconstpointer data)
{
  drag_to (f, 680, 340, 709, 340, 0, GDK_CONTROL_MASK);
  assert_at (f, "lake", 629, 312);
  release (f, 29, 0);
}

/* orders ends at 224 and delivery begins at 324: as far behind delivery's end is 476 + 100. */
static void
test_snap_to_equal_gap (Fixture      *f,
                        gconstpointer data)
{
  g_autoptr(GBytes) before = to_bytes (f);

  g_object_set (f->canvas, "snap-to-grid", FALSE, NULL);
  drag (f, 680, 340, 680 - 27, 340 - 240);
  assert_at (f, "lake", 576, 72);
  undo_to (f, before);
}

static void
test_guides_follow (Fixture      *f,
                    gconstpointer data)
{
  drag_to (f, 680, 340, 709, 340, 0, 0);
  g_assert_nonnull (f->canvas->drag.tool->draw);
  release (f, 29, 0);
  g_assert_null (f->canvas->drag.tool);
}

/* Ctrl held since before the press asks for a copy, and does not suspend the lines; held again, it does. A signal made up
 * here comes with no key held, so the tool is called as the canvas would. */
static void
test_copy_by_ctrl_snaps (Fixture      *f,
                         gconstpointer data)
{
  LeatDrag *drag = &f->canvas->drag;
  LeatElement *copy;

  g_signal_emit_by_name (f->canvas->drag_gesture, "drag-begin", 680.0, 340.0);
  drag->at_press = drag->modifiers = GDK_CONTROL_MASK;
  drag->moved = TRUE;
  drag->now = (LeatPoint) { 709, 460 };
  drag->tool->begin (f->canvas, drag);
  drag->tool->update (f->canvas, drag);
  assert_at (f, "lake-2", 628, 432);
  drag->modifiers = 0;
  drag->tool->update (f->canvas, drag);
  drag->modifiers = GDK_CONTROL_MASK;
  drag->tool->update (f->canvas, drag);
  assert_at (f, "lake-2", 629, 432);
  drag->modifiers = 0;
  drag->tool->update (f->canvas, drag);
  release (f, 29, 120);
  copy = leat_canvas_get_single (f->canvas);
  g_assert_cmpstr (copy->id, ==, "lake-2");
  assert_at (f, "lake-2", 628, 432);
  assert_at (f, "lake", 600, 312);
}

/* Edges */

static void
test_edge_speed (Fixture      *f,
                 gconstpointer data)
{
  double left[2];

  for (int i = 0; i < 2; i++)
    {
      gint64 end = g_get_monotonic_time () + (gint64) (20 * G_USEC_PER_SEC * test_get_patience ());
      guint frames = 0;

      reset_view (f->canvas, 1);
      drag_to (f, 680, 340, i == 0 ? 990 : 1060, 340, 0, 0);
      while (f->canvas->view.left == 0 && frames++ < 100000 && g_get_monotonic_time () < end)
        g_main_context_iteration (NULL, FALSE);
      left[i] = f->canvas->view.left;
      leat_canvas_cancel_drag (f->canvas);
      release (f, 0, 0);
    }
  g_assert_cmpfloat (left[0], >, 0);
  g_assert_cmpfloat (left[1], >, left[0]);
  g_assert_false (can_undo (f));
}

/* Align and distribute */

/* Locking */

/* What is locked stays, whatever is done to it; what is not, goes along. Unlocked it is as before. */
static void
test_lock (Fixture      *f,
           gconstpointer data)
{
  g_autoptr(GBytes) before = to_bytes (f), after = NULL;
  static const char *const actions[] = { "canvas.delete", "canvas.cut", "canvas.align", "canvas.distribute" };

  choose (f, "lake");
  activate (f, "canvas.lock", NULL);
  g_assert_true (get (f, "lake")->locked);
  drag (f, 676, 342, 700, 366);
  assert_at (f, "lake", 600, 312);
  choose (f, "lake delivery note");
  drag (f, 400, 100, 424, 124);
  assert_at (f, "lake", 600, 312);
  assert_at (f, "delivery", 348, 96);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *target = g_str_equal (actions[i], "canvas.align") ? g_strdup ("left")
                                : g_str_equal (actions[i], "canvas.distribute") ? g_strdup ("across") : NULL;

      choose (f, "lake delivery note");
      activate (f, actions[i], target);
      g_assert_nonnull (get (f, "lake"));
      assert_at (f, "lake", 600, 312);
      if (i < 2)
        leat_history_undo (f->history);
    }
  choose (f, "lake");
  activate (f, "canvas.duplicate", NULL);
  g_assert_false (get (f, "lake-2")->locked);
  choose (f, "lake");
  activate (f, "canvas.lock", NULL);
  g_assert_false (get (f, "lake")->locked);
  while (leat_history_undo (f->history) != NULL)
    ;
  g_assert_false (get (f, "lake")->locked);
  after = to_bytes (f);
  g_assert_true (g_bytes_equal (before, after));
}

/* A locked wire is not bent, and neither is it spliced; with its block it goes. */
static void
test_lock_wire (Fixture      *f,
                gconstpointer data)
{
  choose (f, "w1");
  activate (f, "canvas.lock", NULL);
  drag (f, 270, 102, 270, 160);
  g_assert_cmpuint (get (f, "w1")->n_points, ==, 0);
  choose (f, "w1");
  activate (f, "canvas.delete", NULL);
  g_assert_nonnull (get (f, "w1"));
  choose (f, "delivery");
  activate (f, "canvas.delete", NULL);
  g_assert_null (get (f, "w1"));
}

/* A locked zone has no handles. */
static void
test_lock_zone (Fixture      *f,
                gconstpointer data)
{
  choose (f, "ingest");
  activate (f, "canvas.lock", NULL);
  drag (f, 264, 264, 300, 300);
  g_assert_cmpfloat (get (f, "ingest")->bounds.width, ==, 216);
  choose (f, "ingest");
  activate (f, "canvas.dissolve", NULL);
  g_assert_nonnull (get (f, "ingest"));
}

static const struct
{
  const char *name;
  const char *action;
  const char *ids;
  const char *target;
  const char *id;
  double      x, y;
} arrange_rows[] = {
  { "left", "canvas.align", "delivery lake", "left", "lake", 324, 312 },
  { "centre", "canvas.align", "delivery lake", "centre", "delivery", 462, 72 },
  { "right", "canvas.align", "delivery lake", "right", "delivery", 600, 72 },
  { "top", "canvas.align", "delivery lake", "top", "lake", 600, 72 },
  { "middle", "canvas.align", "delivery lake", "middle", "lake", 600, 192 },
  { "bottom", "canvas.align", "delivery lake", "bottom", "delivery", 324, 312 },
  { "middles-across", "canvas.distribute", "orders delivery lake", "across", "delivery", 336, 72 },
  { "gaps-across", "canvas.distribute", "orders delivery lake", "gaps-across", "delivery", 336, 72 },
  { "middles-down", "canvas.distribute", "delivery lake note", "down", "lake", 600, 279 },
  { "gaps-down", "canvas.distribute", "delivery lake note", "gaps-down", "lake", 600, 276 },
};

static void
test_arrange (Fixture      *f,
              gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(GBytes) before = to_bytes (f);

  choose (f, arrange_rows[i].ids);
  activate (f, arrange_rows[i].action, arrange_rows[i].target);
  assert_at (f, arrange_rows[i].id, arrange_rows[i].x, arrange_rows[i].y);
  undo_to (f, before);
}

static void
test_arrange_needs_several (Fixture      *f,
                            gconstpointer data)
{
  choose (f, "lake w1");
  g_assert_false (leat_canvas_can (f->canvas, "canvas.align"));
  choose (f, "lake delivery");
  g_assert_true (leat_canvas_can (f->canvas, "canvas.align"));
  g_assert_false (leat_canvas_can (f->canvas, "canvas.distribute"));
  leat_canvas_set_read_only (f->canvas, TRUE);
  g_assert_false (leat_canvas_can (f->canvas, "canvas.align"));
}

/* A zone that is aligned takes along what lies in it. */
static void
test_align_zone (Fixture      *f,
                 gconstpointer data)
{
  choose (f, "ingest orders lake");
  activate (f, "canvas.align", "bottom");
  assert_at (f, "ingest", 48, 132);
  assert_at (f, "orders", 72, 180);
  g_assert_cmpstr (get (f, "orders")->zone, ==, "ingest");
}

/* Duplicate */

static void
test_duplicate_repeats (Fixture      *f,
                        gconstpointer data)
{
  choose (f, "lake");
  activate (f, "canvas.duplicate", NULL);
  assert_at (f, "lake-2", 624, 336);
  drag_to (f, 700, 360, 700, 360 + 48 + 60, 0, GDK_CONTROL_MASK);
  release (f, 0, 108);
  assert_at (f, "lake-2", 624, 444);
  activate (f, "canvas.duplicate", NULL);
  assert_at (f, "lake-3", 648, 576);
  assert_selected (f, "lake-3");
  choose (f, "lake");
  activate (f, "canvas.duplicate", NULL);
  assert_at (f, "lake-4", 624, 336);
}

/* Order */

static guint
find_place (Fixture    *f,
            const char *id)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (f->pipeline); i++)
    if (g_str_equal (leat_pipeline_get_nth (f->pipeline, i)->id, id))
      return i;
  return G_MAXUINT;
}

static void
test_reorder (Fixture      *f,
              gconstpointer data)
{
  g_autoptr(GBytes) before = to_bytes (f);

  choose (f, "orders");
  activate (f, "canvas.reorder", "forward");
  g_assert_false (can_undo (f)); /* it overlaps nothing */
  activate (f, "canvas.reorder", "front");
  g_assert_cmpuint (find_place (f, "orders"), >, find_place (f, "lake"));
  g_assert_cmpuint (find_place (f, "orders"), <, find_place (f, "note"));
  undo_to (f, before);

  choose (f, "delivery lake");
  activate (f, "canvas.reorder", "back");
  g_assert_cmpuint (find_place (f, "delivery"), <, find_place (f, "lake"));
  g_assert_cmpuint (find_place (f, "lake"), <, find_place (f, "orders"));
  undo_to (f, before);
}

static void
test_forward_past_what_it_overlaps (Fixture      *f,
                                    gconstpointer data)
{
  g_autoptr(GBytes) moved = NULL;

  drag_to (f, 680, 340, 424, 140, 0, GDK_CONTROL_MASK); /* the lake onto delivery */
  release (f, -256, -200);
  choose (f, "lake");
  activate (f, "canvas.reorder", "backward");
  g_assert_cmpuint (find_place (f, "lake"), <, find_place (f, "delivery"));
  g_assert_cmpuint (find_place (f, "lake"), >, find_place (f, "orders"));
  activate (f, "canvas.reorder", "forward");
  g_assert_cmpuint (find_place (f, "lake"), >, find_place (f, "delivery"));
}

/* Zones */

static void
test_enclose (Fixture      *f,
              gconstpointer data)
{
  g_autoptr(GBytes) before = to_bytes (f);
  const LeatElement *zone;

  choose (f, "delivery lake");
  activate (f, "canvas.enclose", NULL);
  zone = leat_canvas_get_single (f->canvas);
  g_assert_cmpint (zone->kind, ==, LEAT_ELEMENT_ZONE);
  g_assert_cmpstr (get (f, "delivery")->zone, ==, zone->id);
  g_assert_cmpstr (get (f, "lake")->zone, ==, zone->id);
  g_assert_cmpfloat (zone->bounds.x, <=, 324 - 24);
  g_assert_cmpfloat (zone->bounds.y + zone->bounds.height, >=, 372 + 24);
  g_assert_nonnull (f->canvas->editor); /* its name is there to be typed */
  leat_canvas_end_rename (f->canvas, FALSE);
  undo_to (f, before);
}

/* A zone in a zone: the outer one is behind, and the new one lies where all of them lie. */
static void
test_enclose_nests (Fixture      *f,
                    gconstpointer data)
{
  g_autofree char *inner = NULL, *outer = NULL;

  choose (f, "orders");
  activate (f, "canvas.enclose", NULL);
  leat_canvas_end_rename (f->canvas, FALSE);
  inner = g_strdup (leat_canvas_get_single (f->canvas)->id);
  g_assert_cmpstr (get (f, inner)->zone, ==, "ingest");
  choose (f, "ingest");
  activate (f, "canvas.enclose", NULL);
  leat_canvas_end_rename (f->canvas, FALSE);
  outer = g_strdup (leat_canvas_get_single (f->canvas)->id);
  g_assert_cmpstr (get (f, "ingest")->zone, ==, outer);
  g_assert_cmpstr (get (f, "orders")->zone, ==, inner);
  g_assert_cmpuint (find_place (f, outer), <, find_place (f, "ingest"));
}

static void
test_dissolve (Fixture      *f,
               gconstpointer data)
{
  g_autoptr(GBytes) before = to_bytes (f);

  choose (f, "lake");
  g_assert_false (leat_canvas_can (f->canvas, "canvas.dissolve"));
  choose (f, "ingest");
  activate (f, "canvas.dissolve", NULL);
  g_assert_null (get (f, "ingest"));
  g_assert_null (get (f, "orders")->zone);
  assert_selected (f, "orders");
  undo_to (f, before);
}

/* A drag by the title moves the zone and what lies in it; one from its inside chooses. */
static void
test_zone_by_title (Fixture      *f,
                    gconstpointer data)
{
  g_autoptr(GBytes) before = to_bytes (f);

  drag (f, 100, 36, 100, 36 + 300);
  assert_at (f, "ingest", 48, 324);
  assert_at (f, "orders", 72, 372);
  undo_to (f, before);
  drag (f, 60, 60, 250, 200);
  assert_selected (f, "orders");
  g_assert_false (can_undo (f));
}

/* Growing */

static void
test_grow (Fixture      *f,
           gconstpointer data)
{
  g_autoptr(GBytes) before = to_bytes (f);
  LeatElement *grown;
  GPtrArray *wires;

  choose (f, "delivery");
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.grow", "(ii)", 1, 0);
  grown = leat_canvas_get_single (f->canvas);
  g_assert_cmpstr (grown->id, !=, "delivery");
  g_assert_cmpfloat (grown->bounds.x, >, 324 + LEAT_BLOCK_WIDTH);
  g_assert_cmpfloat (grown->bounds.y, ==, 72);
  wires = leat_pipeline_get_wires_of (f->pipeline, grown->id);
  g_assert_cmpuint (wires->len, ==, 1);
  g_assert_cmpstr (((LeatElement *) wires->pdata[0])->from, ==, "delivery");
  g_assert_cmpint (leat_catalogue_get_wiring (test_catalogue (), "firehose", grown->type,
                                              ((LeatElement *) wires->pdata[0])->wire_kind)->support, ==, LEAT_SUPPORT_YES);
  undo_to (f, before);
}

static void
test_grow_backwards (Fixture      *f,
                     gconstpointer data)
{
  LeatElement *grown;
  GPtrArray *wires;

  choose (f, "lake");
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.grow", "(ii)", -1, 0);
  grown = leat_canvas_get_single (f->canvas);
  wires = leat_pipeline_get_wires_of (f->pipeline, grown->id);
  g_assert_cmpstr (((LeatElement *) wires->pdata[0])->to, ==, "lake");
  g_assert_cmpfloat (grown->bounds.x, <, 600);
}

/* The same key again at the same block gives another service, beside the first. */
static void
test_grow_again (Fixture      *f,
                 gconstpointer data)
{
  g_autoptr(LeatElement) first = NULL;
  LeatElement *second;

  choose (f, "delivery");
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.grow", "(ii)", 1, 0);
  first = leat_element_ref (leat_canvas_get_single (f->canvas));
  choose (f, "delivery");
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.grow", "(ii)", 1, 0);
  second = leat_canvas_get_single (f->canvas);
  g_assert_cmpstr (second->type, !=, first->type);
  g_assert_cmpfloat (second->bounds.y, !=, first->bounds.y);
}

/* Looking */

static void
test_zoom_selection (Fixture      *f,
                     gconstpointer data)
{
  LeatRect seen;

  choose (f, "lake");
  activate (f, "canvas.zoom-selection", NULL);
  seen = leat_canvas_visible_units (f->canvas);
  g_assert_cmpfloat (f->canvas->view.zoom, ==, 2);
  g_assert_cmpfloat_with_epsilon (seen.x + seen.width / 2, 676, 12);
  g_assert_cmpfloat_with_epsilon (seen.y + seen.height / 2, 342, 12);
}

/* Far out what can be hit stays as large as a finger needs. */
static void
test_targets_zoomed_out (Fixture      *f,
                         gconstpointer data)
{
  reset_view (f->canvas, 0.1);
  click_at (f, 67.6, 34.2 - 11, 0);
  assert_selected (f, "lake");
}

static void
test_beneath_goes_down (Fixture      *f,
                        gconstpointer data)
{
  choose (f, "orders");
  activate (f, "canvas.duplicate", NULL);
  choose (f, "");
  click_at (f, 150, 120, 0);
  assert_selected (f, "orders-2");
  click_at (f, 150, 120, GDK_ALT_MASK);
  assert_selected (f, "orders");
  click_at (f, 150, 120, GDK_ALT_MASK);
  assert_selected (f, "ingest");
  click_at (f, 150, 120, GDK_ALT_MASK);
  assert_selected (f, "orders-2");
}

static const struct
{
  const char *name;
  void (*test) (Fixture *f, gconstpointer data);
} tests[] = {
  { "snap/line", test_snap_to_line },
  { "snap/grid-is-nearer", test_grid_is_nearer },
  { "snap/ctrl-suspends", test_ctrl_suspends },
  { "snap/equal-gap", test_snap_to_equal_gap },
  { "snap/guides", test_guides_follow },
  { "move/copy-by-ctrl", test_copy_by_ctrl_snaps },
  { "move/edge-speed", test_edge_speed },
  { "arrange/needs-several", test_arrange_needs_several },
  { "arrange/zone", test_align_zone },
  { "duplicate/repeats", test_duplicate_repeats },
  { "order/front-and-back", test_reorder },
  { "order/past-what-it-overlaps", test_forward_past_what_it_overlaps },
  { "zone/enclose", test_enclose },
  { "zone/nests", test_enclose_nests },
  { "zone/dissolve", test_dissolve },
  { "zone/by-title", test_zone_by_title },
  { "grow/right", test_grow },
  { "grow/left", test_grow_backwards },
  { "grow/again", test_grow_again },
  { "view/selection", test_zoom_selection },
  { "select/zoomed-out", test_targets_zoomed_out },
  { "select/beneath", test_beneath_goes_down },
  { "lock/block", test_lock },
  { "lock/wire", test_lock_wire },
  { "lock/zone", test_lock_zone },
};

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/canvas-moving/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (arrange_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/canvas-moving/arrange/", arrange_rows[i].name, NULL);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), fixture_set_up, test_arrange, fixture_tear_down);
    }
  return g_test_run ();
}
