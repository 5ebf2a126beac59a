/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas-support.h"

/* What gestures and actions of the canvas do to the document: signals of the gestures, then a look at the model. */

/* Choosing */

static void
test_click (Fixture      *f,
            gconstpointer data)
{
  click_at (f, 400, 100, 0);
  assert_selected (f, "delivery");
  click_at (f, 680, 340, 0);
  assert_selected (f, "lake");
  click_at (f, 900, 600, 0);
  assert_selected (f, "");
  g_assert_false (can_undo (f));
}

static void
test_click_more (Fixture      *f,
                 gconstpointer data)
{
  click_at (f, 400, 100, 0);
  click_at (f, 680, 340, GDK_SHIFT_MASK);
  assert_selected (f, "delivery lake");
  click_at (f, 400, 100, GDK_CONTROL_MASK);
  assert_selected (f, "lake");
  click_at (f, 900, 600, GDK_SHIFT_MASK);
  assert_selected (f, "lake");
}

static void
test_click_beneath (Fixture      *f,
                    gconstpointer data)
{
  click_at (f, 100, 100, 0);
  assert_selected (f, "orders");
  click_at (f, 100, 100, GDK_ALT_MASK);
  assert_selected (f, "ingest");
  click_at (f, 100, 100, GDK_ALT_MASK);
  assert_selected (f, "orders");
}

static const struct
{
  const char *name;
  double      x, y, to_x, to_y;
  const char *expected;
} band_rows[] = {
  { "right-takes-whole", 290, 40, 700, 400, "delivery" },
  { "left-takes-touched", 700, 400, 400, 60, "delivery lake" },
  { "inside-a-zone-leaves-the-zone", 200, 220, 60, 60, "orders" },
  { "around-a-zone-takes-it", 10, 10, 300, 290, "ingest orders" },
  { "nothing-there", 800, 20, 900, 80, "" },
};

static void
test_band (Fixture      *f,
           gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(GString) blocks = g_string_new (NULL);
  g_auto(GStrv) ids = NULL;

  drag (f, band_rows[i].x, band_rows[i].y, band_rows[i].to_x, band_rows[i].to_y);
  ids = leat_canvas_dup_selection (f->canvas);
  for (guint n = 0; ids[n] != NULL; n++)
    {
      if (!g_str_equal (ids[n], "w1"))
        g_string_append_printf (blocks, "%s%s", blocks->len > 0 ? " " : "", ids[n]);
    }
  g_assert_cmpstr (blocks->str, ==, band_rows[i].expected);
  g_assert_false (can_undo (f));
}

static void
test_band_adds (Fixture      *f,
                gconstpointer data)
{
  click_at (f, 680, 500, 0);
  assert_selected (f, "note");
  drag_to (f, 580, 290, 780, 390, GDK_SHIFT_MASK, 0);
  release (f, 200, 100);
  assert_selected (f, "note lake");
}

/* Moving */

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
test_move (Fixture      *f,
           gconstpointer data)
{
  LeatElement *before = leat_element_ref (get (f, "lake"));

  drag (f, 680, 340, 715, 371);
  assert_at (f, "lake", 636, 348);
  assert_selected (f, "lake");
  g_assert_cmpstr (leat_history_get_undo_label (f->history), ==, "Move");

  leat_history_undo (f->history);
  g_assert_true (get (f, "lake") == before);
  g_assert_false (can_undo (f));
  leat_element_unref (before);
}

static void
test_move_two_drags (Fixture      *f,
                     gconstpointer data)
{
  drag (f, 680, 340, 704, 340);
  drag (f, 704, 340, 728, 340);
  assert_at (f, "lake", 648, 312);
  leat_history_undo (f->history);
  assert_at (f, "lake", 624, 312);
}

static void
test_move_selection (Fixture      *f,
                     gconstpointer data)
{
  const char *const ids[] = { "delivery", "lake", NULL };

  leat_canvas_select (f->canvas, ids, FALSE);
  drag (f, 680, 340, 680, 412);
  assert_at (f, "delivery", 324, 144);
  assert_at (f, "lake", 600, 384);
  leat_history_undo (f->history);
  g_assert_false (can_undo (f));
}

static void
test_move_threshold (Fixture      *f,
                     gconstpointer data)
{
  drag (f, 680, 340, 682, 342);
  assert_at (f, "lake", 600, 312);
  g_assert_false (can_undo (f));
  assert_selected (f, "lake");
}

static void
test_move_there_and_back (Fixture      *f,
                          gconstpointer data)
{
  drag_to (f, 680, 340, 760, 340, 0, 0);
  g_signal_emit_by_name (f->canvas->drag_gesture, "drag-update", 1.0, 0.0);
  release (f, 1, 0);
  assert_at (f, "lake", 600, 312);
  g_assert_false (can_undo (f));
}

static void
test_move_escape (Fixture      *f,
                  gconstpointer data)
{
  LeatElement *before = get (f, "lake");

  drag_to (f, 680, 340, 800, 400, 0, 0);
  g_assert_true (can_undo (f));
  g_assert_true (leat_canvas_cancel_drag (f->canvas));
  g_assert_true (get (f, "lake") == before);
  g_assert_false (can_undo (f));
  g_assert_false (leat_history_get_modified (f->history));

  /* What the pointer does until it is released no longer matters. */
  g_signal_emit_by_name (f->canvas->drag_gesture, "drag-update", 50.0, 50.0);
  release (f, 50, 50);
  g_assert_true (get (f, "lake") == before);
}

static void
test_move_along_an_axis (Fixture      *f,
                         gconstpointer data)
{
  drag_to (f, 680, 340, 740, 364, 0, GDK_SHIFT_MASK);
  release (f, 60, 24);
  assert_at (f, "lake", 660, 312);
}

static void
test_move_off_the_grid (Fixture      *f,
                        gconstpointer data)
{
  drag_to (f, 680, 340, 687, 345, 0, GDK_CONTROL_MASK);
  release (f, 7, 5);
  assert_at (f, "lake", 607, 317);
}

static void
test_move_without_snapping (Fixture      *f,
                            gconstpointer data)
{
  g_object_set (f->canvas, "snap-to-grid", FALSE, NULL);
  drag (f, 680, 340, 687, 345);
  assert_at (f, "lake", 607, 317);
}

static void
test_move_copy (Fixture      *f,
                gconstpointer data)
{
  guint n = leat_pipeline_get_n_elements (f->pipeline);
  LeatElement *copy;

  drag_to (f, 680, 340, 680, 460, GDK_ALT_MASK, 0);
  release (f, 0, 120);
  assert_at (f, "lake", 600, 312);
  g_assert_cmpuint (leat_pipeline_get_n_elements (f->pipeline), ==, n + 1);
  copy = leat_canvas_get_single (f->canvas);
  g_assert_cmpstr (copy->id, !=, "lake");
  assert_at (f, copy->id, 600, 432);
  leat_history_undo (f->history);
  g_assert_cmpuint (leat_pipeline_get_n_elements (f->pipeline), ==, n);
  assert_selected (f, "");
}

static void
test_move_copy_escape (Fixture      *f,
                       gconstpointer data)
{
  guint n = leat_pipeline_get_n_elements (f->pipeline);

  drag_to (f, 680, 340, 680, 460, GDK_ALT_MASK, 0);
  leat_canvas_cancel_drag (f->canvas);
  g_assert_cmpuint (leat_pipeline_get_n_elements (f->pipeline), ==, n);
  assert_selected (f, "lake");
  g_assert_false (can_undo (f));
}

static void
test_move_into_zone (Fixture      *f,
                     gconstpointer data)
{
  drag_to (f, 400, 100, 160, 196, 0, 0);
  g_assert_cmpstr (f->canvas->drop_zone, ==, "ingest");
  release (f, -240, 96);
  g_assert_null (f->canvas->drop_zone);
  g_assert_cmpstr (get (f, "delivery")->zone, ==, "ingest");
  leat_history_undo (f->history);
  g_assert_null (get (f, "delivery")->zone);
  assert_at (f, "delivery", 324, 72);
  g_assert_false (can_undo (f));
}

static void
test_move_out_of_zone (Fixture      *f,
                       gconstpointer data)
{
  drag (f, 150, 100, 390, 400);
  g_assert_null (get (f, "orders")->zone);
  leat_history_undo (f->history);
  g_assert_cmpstr (get (f, "orders")->zone, ==, "ingest");
}

static void
test_move_zone (Fixture      *f,
                gconstpointer data)
{
  /* By its left edge; what is in it goes along and stays a member. */
  drag (f, 48, 200, 72, 260);
  assert_at (f, "ingest", 72, 84);
  assert_at (f, "orders", 96, 132);
  g_assert_cmpstr (get (f, "orders")->zone, ==, "ingest");
}

static void
test_move_settles (Fixture      *f,
                   gconstpointer data)
{
  drag_to (f, 400, 100, 430, 200, 0, 0);
  g_assert_true (g_hash_table_contains (f->canvas->lifted, "delivery"));
  g_assert_true (g_hash_table_contains (f->canvas->lifted, "w1"));
  g_assert_false (g_hash_table_contains (f->canvas->lifted, "orders"));
  release (f, 30, 100);
  g_assert_null (f->canvas->lifted);
  g_assert_cmpuint (f->canvas->late->len, ==, 0);
}

/* Resizing */

static const struct
{
  const char     *name;
  double          x, y, dx, dy;
  GdkModifierType modifiers;
  LeatRect        expected;
} resize_rows[] = {
  { "corner", 780, 552, 35, 25, 0, { 600, 480, 216, 96 } },
  { "edge", 600, 516, -24, 40, 0, { 576, 480, 204, 72 } },
  { "least-size", 780, 552, -500, -500, 0, { 600, 480, 48, 24 } },
  { "off-the-grid", 780, 552, 35, 25, GDK_CONTROL_MASK, { 600, 480, 215, 97 } },
  { "about-the-middle", 780, 552, 24, 24, GDK_ALT_MASK, { 576, 456, 228, 120 } },
  { "in-proportion", 780, 552, 60, 0, GDK_SHIFT_MASK, { 600, 480, 240, 96 } },
};

static void
test_resize (Fixture      *f,
             gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  const LeatRect *expected = &resize_rows[i].expected;
  LeatRect now;

  click_at (f, 680, 510, 0);
  drag_to (f, resize_rows[i].x, resize_rows[i].y, resize_rows[i].x + resize_rows[i].dx, resize_rows[i].y + resize_rows[i].dy, 0,
           resize_rows[i].modifiers);
  release (f, resize_rows[i].dx, resize_rows[i].dy);
  now = get (f, "note")->bounds;
  g_assert_cmpfloat (now.x, ==, expected->x);
  g_assert_cmpfloat (now.y, ==, expected->y);
  g_assert_cmpfloat (now.width, ==, expected->width);
  g_assert_cmpfloat (now.height, ==, expected->height);
  leat_history_undo (f->history);
  g_assert_cmpfloat (get (f, "note")->bounds.width, ==, 180);
  g_assert_false (can_undo (f));
}

/* Wiring */

static LeatPoint
get_port (Fixture    *f,
          const char *id,
          gboolean    out)
{
  LeatPoint at = leat_port_position (get (f, id), out);

  return leat_view_to_widget (&f->canvas->view, at.x, at.y);
}

static const struct
{
  const char  *name;
  const char  *from;
  gboolean     out;
  const char  *to;
  const char  *wire_from;
  LeatWireKind kind;
} wire_rows[] = {
  { "forward", "delivery", TRUE, "lake", "delivery", LEAT_WIRE_DATA },
  { "backward", "lake", FALSE, "delivery", "delivery", LEAT_WIRE_DATA },
  { "unsupported-all-the-same", "lake", TRUE, "orders", "lake", LEAT_WIRE_DATA },
};

static void
test_wire (Fixture      *f,
           gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  LeatPoint port = get_port (f, wire_rows[i].from, wire_rows[i].out);
  const LeatElement *to = get (f, wire_rows[i].to);
  guint n = leat_pipeline_get_n_elements (f->pipeline);
  LeatElement *wire;

  drag (f, port.x, port.y, to->bounds.x + 76, to->bounds.y + 30);
  g_assert_cmpuint (leat_pipeline_get_n_elements (f->pipeline), ==, n + 1);
  wire = leat_canvas_get_single (f->canvas);
  g_assert_cmpint (wire->kind, ==, LEAT_ELEMENT_WIRE);
  g_assert_cmpstr (wire->from, ==, wire_rows[i].wire_from);
  g_assert_cmpint (wire->wire_kind, ==, wire_rows[i].kind);
  leat_history_undo (f->history);
  g_assert_cmpuint (leat_pipeline_get_n_elements (f->pipeline), ==, n);
}

static void
test_wire_once (Fixture      *f,
                gconstpointer data)
{
  LeatPoint port = get_port (f, "orders", TRUE);

  drag (f, port.x, port.y, 400, 110);
  g_assert_false (can_undo (f));
  assert_selected (f, "w1");
}

static void
test_wire_to_nothing (Fixture      *f,
                      gconstpointer data)
{
  LeatPoint port = get_port (f, "delivery", TRUE);

  drag (f, port.x, port.y, 800, 100);
  g_assert_false (can_undo (f));
}

static void
test_wire_escape (Fixture      *f,
                  gconstpointer data)
{
  LeatPoint port = get_port (f, "delivery", TRUE);

  drag_to (f, port.x, port.y, 680, 340, 0, 0);
  leat_canvas_cancel_drag (f->canvas);
  release (f, 680 - port.x, 340 - port.y);
  g_assert_false (can_undo (f));
}

/* Palette */

static gboolean
drop (Fixture    *f,
      const char *text,
      double      x,
      double      y)
{
  g_auto(GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, text);
  g_signal_emit_by_name (find_controller (f, GTK_TYPE_DROP_TARGET, 0), "drop", &value, x, y, &taken);
  return taken;
}

static void
test_drop (Fixture      *f,
           gconstpointer data)
{
  LeatElement *block;

  g_assert_true (drop (f, "leat-service:lambda", 500, 405));
  block = leat_canvas_get_single (f->canvas);
  g_assert_cmpstr (block->type, ==, "lambda");
  assert_at (f, block->id, 420, 372);
  g_assert_null (block->zone);
  leat_history_undo (f->history);
  assert_selected (f, "");
  g_assert_false (can_undo (f));
}

static void
test_drop_in_zone (Fixture      *f,
                   gconstpointer data)
{
  g_assert_true (drop (f, "leat-service:lambda", 150, 200));
  g_assert_cmpstr (leat_canvas_get_single (f->canvas)->zone, ==, "ingest");
}

static void
test_drop_something_else (Fixture      *f,
                          gconstpointer data)
{
  const LeatElement *note;

  g_assert_true (drop (f, "hello", 500, 400));
  note = leat_canvas_get_single (f->canvas);
  g_assert_cmpint (note->kind, ==, LEAT_ELEMENT_NOTE);
  g_assert_cmpstr (note->text, ==, "hello");
  leat_canvas_set_read_only (f->canvas, TRUE);
  g_assert_false (drop (f, "hello", 500, 400));
}

static void
test_add_block (Fixture      *f,
                gconstpointer data)
{
  LeatElement *block;

  leat_canvas_add_block (f->canvas, "lambda");
  block = leat_canvas_get_single (f->canvas);
  g_assert_cmpstr (block->type, ==, "lambda");
  g_assert_null (leat_pipeline_get_wires_of (f->pipeline, block->id));
  g_assert_cmpfloat (ABS (block->bounds.x + 76 - 500), <=, 12);
  g_assert_cmpfloat (ABS (block->bounds.y + 30 - 350), <=, 12);
}

static void
test_add_block_wired (Fixture      *f,
                      gconstpointer data)
{
  GPtrArray *wires;
  LeatElement *block;

  click_at (f, 150, 100, 0);
  leat_canvas_add_block (f->canvas, "lambda");
  block = leat_canvas_get_single (f->canvas);
  wires = leat_pipeline_get_wires_of (f->pipeline, block->id);
  g_assert_cmpuint (wires->len, ==, 1);
  g_assert_cmpstr (((LeatElement *) wires->pdata[0])->from, ==, "orders");
  g_assert_cmpint (((LeatElement *) wires->pdata[0])->wire_kind, ==, LEAT_WIRE_TRIGGER);
  /* Beside it is delivery: the new block goes below that. */
  g_assert_cmpfloat (block->bounds.y, >=, 132);
  leat_history_undo (f->history);
  g_assert_false (can_undo (f));
}

/* Editing in place */

static void
test_rename (Fixture      *f,
             gconstpointer data)
{
  double_click_at (f, 380, 86);
  g_assert_true (GTK_IS_ENTRY (f->canvas->editor));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->canvas->editor)), ==, "delivery");
  gtk_editable_set_text (GTK_EDITABLE (f->canvas->editor), " to the lake ");
  g_signal_emit_by_name (f->canvas->editor, "activate");
  g_assert_null (f->canvas->editor);
  g_assert_cmpstr (get (f, "delivery")->name, ==, "to the lake");
  leat_history_undo (f->history);
  g_assert_cmpstr (get (f, "delivery")->name, ==, "delivery");
}

static void
test_rename_dropped (Fixture      *f,
                     gconstpointer data)
{
  leat_canvas_rename (f->canvas, "delivery");
  gtk_editable_set_text (GTK_EDITABLE (f->canvas->editor), "other");
  leat_canvas_end_rename (f->canvas, FALSE);
  g_assert_cmpstr (get (f, "delivery")->name, ==, "delivery");
}

static void
test_rename_empty (Fixture      *f,
                   gconstpointer data)
{
  leat_canvas_rename (f->canvas, "delivery");
  gtk_editable_set_text (GTK_EDITABLE (f->canvas->editor), "  ");
  leat_canvas_end_rename (f->canvas, TRUE);
  g_assert_false (can_undo (f));
}

static void
test_rename_click_elsewhere (Fixture      *f,
                             gconstpointer data)
{
  leat_canvas_rename (f->canvas, "ingest");
  gtk_editable_set_text (GTK_EDITABLE (f->canvas->editor), "Ingestion");
  click_at (f, 900, 600, 0);
  g_assert_cmpstr (get (f, "ingest")->name, ==, "Ingestion");
}

static void
test_rename_gone (Fixture      *f,
                  gconstpointer data)
{
  g_autofree char *id = NULL;

  leat_canvas_add_block (f->canvas, "lambda");
  id = g_strdup (leat_canvas_get_single (f->canvas)->id);
  leat_canvas_rename (f->canvas, id);
  leat_history_undo (f->history);
  g_assert_null (f->canvas->editor);
}

static void
test_edit_note (Fixture      *f,
                gconstpointer data)
{
  double_click_at (f, 680, 510);
  g_assert_true (GTK_IS_TEXT_VIEW (f->canvas->editor));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (f->canvas->editor)), "Two\nlines", -1);
  leat_canvas_end_rename (f->canvas, TRUE);
  g_assert_cmpstr (get (f, "note")->text, ==, "Two\nlines");
}

static void
test_open (Fixture      *f,
           gconstpointer data)
{
  double_click_at (f, 470, 122);
  g_assert_cmpstr (f->signals, ==, "open:delivery");
  g_assert_null (f->canvas->editor);
}

/* Actions */

static void
test_delete (Fixture      *f,
             gconstpointer data)
{
  click_at (f, 400, 100, 0);
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.delete", NULL);
  g_assert_null (get (f, "delivery"));
  g_assert_null (get (f, "w1"));
  assert_selected (f, "");
  g_assert_cmpstr (f->signals, ==, "deleted:1");
  leat_history_undo (f->history);
  g_assert_nonnull (get (f, "w1"));
}

static void
test_duplicate (Fixture      *f,
                gconstpointer data)
{
  const char *const ids[] = { "orders", "delivery", NULL };
  guint n = leat_pipeline_get_n_elements (f->pipeline);
  g_auto(GStrv) copies = NULL;
  GPtrArray *wires;

  leat_canvas_select (f->canvas, ids, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.duplicate", NULL);
  g_assert_cmpuint (leat_pipeline_get_n_elements (f->pipeline), ==, n + 3);
  copies = leat_canvas_dup_selection (f->canvas);
  g_assert_cmpuint (g_strv_length (copies), ==, 2);
  wires = leat_pipeline_get_wires_of (f->pipeline, copies[0]);
  g_assert_cmpuint (wires->len, ==, 1);
  g_assert_cmpstr (((LeatElement *) wires->pdata[0])->to, ==, copies[1]);
}

static void
test_select_all (Fixture      *f,
                 gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.select-all", NULL);
  assert_selected (f, "ingest orders delivery lake w1 note");
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.select-none", NULL);
  assert_selected (f, "");
}

static void
test_menu (Fixture      *f,
           gconstpointer data)
{
  g_signal_emit_by_name (find_controller (f, GTK_TYPE_GESTURE_CLICK, GDK_BUTTON_SECONDARY), "pressed", 1, 400.0, 100.0);
  assert_selected (f, "delivery");
  g_assert_true (GTK_IS_POPOVER_MENU (f->canvas->menu));
  gtk_popover_popdown (GTK_POPOVER (f->canvas->menu));
}

/* Looking around */

static void
test_zoom_about (Fixture      *f,
                 gconstpointer data)
{
  LeatPoint before = leat_canvas_to_units (f->canvas, 330, 210), after;

  leat_canvas_zoom_about (f->canvas, 2.5, 330, 210);
  after = leat_canvas_to_units (f->canvas, 330, 210);
  g_assert_cmpfloat (ABS (before.x - after.x), <, 0.5);
  g_assert_cmpfloat (ABS (before.y - after.y), <, 0.5);
  g_assert_cmpfloat (leat_canvas_get_zoom (f->canvas), ==, 2.5);
}

static void
test_zoom_fit (Fixture      *f,
               gconstpointer data)
{
  LeatRect extents;
  graphene_rect_t place;

  reset_view (f->canvas, 3);
  leat_canvas_zoom_fit (f->canvas);
  leat_scene_get_extents (f->canvas->scene, &extents);
  place = leat_canvas_rect_to_widget (f->canvas, &extents);
  g_assert_cmpfloat (leat_canvas_get_zoom (f->canvas), <=, 1);
  g_assert_cmpfloat (place.origin.x, >=, 0);
  g_assert_cmpfloat (place.origin.y, >=, 0);
  g_assert_cmpfloat (place.origin.x + place.size.width, <=, gtk_widget_get_width (GTK_WIDGET (f->canvas)));
  g_assert_cmpfloat (place.origin.y + place.size.height, <=, gtk_widget_get_height (GTK_WIDGET (f->canvas)));
}

/* At 100% whatever its size, from its corner on where it does not go in; and so again when the window changes its size. */
static void
test_zoom_begin (Fixture      *f,
                 gconstpointer data)
{
  int width = gtk_widget_get_width (GTK_WIDGET (f->canvas)), height = gtk_widget_get_height (GTK_WIDGET (f->canvas));
  LeatRect extents;
  graphene_rect_t place;

  for (int far = 0; far < 2; far++)
    {
      if (far)
        leat_history_apply (f->history, leat_edit_move (f->pipeline, (const char *const[]) { "lake", NULL }, 4000, 0));
      reset_view (f->canvas, 3);
      leat_canvas_zoom_begin (f->canvas);
      leat_scene_get_extents (f->canvas->scene, &extents);
      place = leat_canvas_rect_to_widget (f->canvas, &extents);
      g_assert_cmpfloat (leat_canvas_get_zoom (f->canvas), ==, 1);
      if (far)
        g_assert_cmpfloat_with_epsilon (place.origin.x, 36, 1);
      else
        g_assert_cmpfloat_with_epsilon (place.origin.x + place.size.width / 2, width / 2.0, 1);
      g_assert_cmpfloat_with_epsilon (place.origin.y + place.size.height / 2, height / 2.0, 1);
    }
  f->canvas->view.width = 0; /* as if it had another size by now */
  gtk_widget_allocate (GTK_WIDGET (f->canvas), width, height, -1, NULL);
  g_assert_cmpfloat (leat_canvas_get_zoom (f->canvas), ==, 1);
  leat_canvas_zoom_fit (f->canvas);
  g_assert_cmpfloat (leat_canvas_get_zoom (f->canvas), <, 1);
}

static void
test_pan (Fixture      *f,
          gconstpointer data)
{
  GtkEventController *middle = find_controller (f, GTK_TYPE_GESTURE_DRAG, GDK_BUTTON_MIDDLE);

  g_signal_emit_by_name (middle, "drag-begin", 300.0, 300.0);
  g_signal_emit_by_name (middle, "drag-update", -40.0, 25.0);
  g_signal_emit_by_name (middle, "drag-end", -40.0, 25.0);
  g_assert_cmpfloat (f->canvas->view.left, ==, 40);
  g_assert_cmpfloat (f->canvas->view.top, ==, -25);
}

static void
test_pan_by_space (Fixture      *f,
                   gconstpointer data)
{
  f->canvas->space_held = TRUE;
  drag (f, 680, 340, 640, 365);
  f->canvas->space_held = FALSE;
  g_assert_cmpfloat (f->canvas->view.left, ==, 40);
  g_assert_cmpfloat (f->canvas->view.top, ==, -25);
  assert_at (f, "lake", 600, 312);
  g_assert_false (can_undo (f));
}

static void
test_reveal (Fixture      *f,
             gconstpointer data)
{
  const char *const ids[] = { "lake", NULL };
  LeatRect seen;

  leat_canvas_scroll_by (f->canvas, 3000, 3000);
  leat_canvas_select (f->canvas, ids, TRUE);
  seen = leat_canvas_visible_units (f->canvas);
  g_assert_cmpfloat (seen.x, <=, 600);
  g_assert_cmpfloat (seen.y, <=, 312);
}

static void
test_other_document (Fixture      *f,
                     gconstpointer data)
{
  click_at (f, 400, 100, 0);
  leat_canvas_set_document (f->canvas, NULL);
  assert_selected (f, "");
  click_at (f, 400, 100, 0);
  assert_selected (f, "");
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.delete", NULL);
  leat_canvas_set_document (f->canvas, f->document);
  click_at (f, 400, 100, 0);
  g_assert_cmpint (g_hash_table_size (f->canvas->selected), <=, 1);
}

/* Accessibility */

static void
test_proxies (Fixture      *f,
              gconstpointer data)
{
  GtkAccessible *orders;

  leat_canvas_sync_proxies (f->canvas);
  g_assert_cmpuint (g_hash_table_size (f->canvas->proxies), ==, 6);
  orders = g_hash_table_lookup (f->canvas->proxies, "orders");
  gtk_test_accessible_assert_role (orders, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  g_assert_true (gtk_test_accessible_has_property (orders, GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_true (gtk_test_accessible_has_relation (orders, GTK_ACCESSIBLE_RELATION_FLOW_TO));
  g_assert_false (gtk_test_accessible_has_relation (g_hash_table_lookup (f->canvas->proxies, "lake"), GTK_ACCESSIBLE_RELATION_FLOW_TO));

  leat_history_apply (f->history, leat_edit_delete (f->pipeline, (const char *const[]) { "delivery", NULL }));
  leat_canvas_sync_proxies (f->canvas);
  g_assert_cmpuint (g_hash_table_size (f->canvas->proxies), ==, 4);
  g_assert_false (gtk_test_accessible_has_relation (orders, GTK_ACCESSIBLE_RELATION_FLOW_TO));
}

typedef void (*Test) (Fixture *f, gconstpointer data);

static void
add (const char *path,
     gsize       row,
     Test        test)
{
  g_test_add (path, Fixture, GSIZE_TO_POINTER (row), fixture_set_up, test, fixture_tear_down);
}

static const struct
{
  const char *path;
  Test        test;
} tests[] = {
  { "select/click", test_click },
  { "select/click-more", test_click_more },
  { "select/click-beneath", test_click_beneath },
  { "select/band-adds", test_band_adds },
  { "move/drag", test_move },
  { "move/two-drags-are-two-steps", test_move_two_drags },
  { "move/selection", test_move_selection },
  { "move/threshold", test_move_threshold },
  { "move/there-and-back", test_move_there_and_back },
  { "move/escape", test_move_escape },
  { "move/along-an-axis", test_move_along_an_axis },
  { "move/off-the-grid", test_move_off_the_grid },
  { "move/without-snapping", test_move_without_snapping },
  { "move/copy", test_move_copy },
  { "move/copy-escape", test_move_copy_escape },
  { "move/into-zone", test_move_into_zone },
  { "move/out-of-zone", test_move_out_of_zone },
  { "move/zone", test_move_zone },
  { "move/settles", test_move_settles },
  { "wire/once", test_wire_once },
  { "wire/to-nothing", test_wire_to_nothing },
  { "wire/escape", test_wire_escape },
  { "drop/block", test_drop },
  { "drop/in-zone", test_drop_in_zone },
  { "drop/something-else", test_drop_something_else },
  { "add/in-the-middle", test_add_block },
  { "add/wired", test_add_block_wired },
  { "rename/double-click", test_rename },
  { "rename/dropped", test_rename_dropped },
  { "rename/empty", test_rename_empty },
  { "rename/click-elsewhere", test_rename_click_elsewhere },
  { "rename/gone", test_rename_gone },
  { "rename/note", test_edit_note },
  { "open/double-click", test_open },
  { "action/delete", test_delete },
  { "action/duplicate", test_duplicate },
  { "action/select-all", test_select_all },
  { "menu/secondary-click", test_menu },
  { "view/zoom-about", test_zoom_about },
  { "view/fit", test_zoom_fit },
  { "view/begin", test_zoom_begin },
  { "view/middle-drag", test_pan },
  { "view/space-drag", test_pan_by_space },
  { "view/reveal", test_reveal },
  { "document/another", test_other_document },
  { "accessibility/proxies", test_proxies },
};

int
main (int    argc,
      char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/canvas/", tests[i].path, NULL);

      add (path, 0, tests[i].test);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (band_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/canvas/select/band/", band_rows[i].name, NULL);

      add (path, i, test_band);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (resize_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/canvas/resize/", resize_rows[i].name, NULL);

      add (path, i, test_resize);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wire_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/canvas/wire/", wire_rows[i].name, NULL);

      add (path, i, test_wire);
    }
  return g_test_run ();
}
