/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas-support.h"

#include "canvas/commands.h"
#include "canvas/wire-commands.h"
#include "canvas/wire-targets.h"
#include "draw/legend.h"
#include "exchange/native.h"
#include "palette/palette-row.h"

/* Wires by pointer and by keys, on a canvas in a window. */

static void
assert_points (Fixture    *f,
               const char *id,
               const char *expected)
{
  const LeatElement *wire = get (f, id);
  g_autoptr(GString) words = g_string_new (NULL);

  for (gsize i = 0; i < wire->n_points; i++)
    g_string_append_printf (words, "%s%g,%g", i > 0 ? " " : "", wire->points[i].x, wire->points[i].y);
  g_assert_cmpstr (words->str, ==, expected);
}

static GBytes *
dup_bytes (Fixture *f)
{
  return leat_native_write (f->pipeline, NULL, NULL, NULL, NULL);
}

static void
assert_bytes (Fixture *f,
              GBytes  *expected)
{
  g_autoptr(GBytes) bytes = dup_bytes (f);

  g_assert_true (g_bytes_equal (bytes, expected));
}

static gboolean
press_key (Fixture        *f,
           guint           key,
           GdkModifierType modifiers)
{
  g_autoptr(GListModel) list = gtk_widget_observe_controllers (GTK_WIDGET (f->canvas));
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (list) && !taken; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (list, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &taken);
    }
  return taken;
}

static void
act (Fixture    *f,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->canvas), action, NULL));
}

/* Bends */

/* The wire goes level from 224,102 to 324,102. */
static void
test_bend (Fixture      *f,
           gconstpointer data)
{
  drag (f, 270, 102, 270, 162);
  assert_selected (f, "w1");
  assert_points (f, "w1", "240,102 240,162 308,162 308,102");
  g_assert_cmpstr (leat_history_get_undo_label (f->history), ==, "Bend Wire");
  leat_history_undo (f->history);
  assert_points (f, "w1", "");
  g_assert_false (can_undo (f));
}

static void
test_bend_without_grid (Fixture      *f,
                        gconstpointer data)
{
  drag_to (f, 270, 102, 270, 159, 0, GDK_CONTROL_MASK);
  release (f, 0, 57);
  assert_points (f, "w1", "240,102 240,159 308,159 308,102");
}

static void
test_bend_escape (Fixture      *f,
                  gconstpointer data)
{
  drag_to (f, 270, 102, 270, 162, 0, 0);
  g_assert_cmpuint (get (f, "w1")->n_points, ==, 4);
  g_assert_true (leat_canvas_cancel_drag (f->canvas));
  assert_points (f, "w1", "");
  g_assert_false (can_undo (f));
}

/* Drawn straight again, the wire has no bends. */
static void
test_bend_straight (Fixture      *f,
                    gconstpointer data)
{
  drag (f, 270, 102, 270, 162);
  drag (f, 274, 162, 274, 105);
  assert_points (f, "w1", "");
}

static void
test_bend_twice (Fixture      *f,
                 gconstpointer data)
{
  drag (f, 270, 102, 270, 162);
  drag (f, 240, 132, 252, 132);
  assert_points (f, "w1", "252,102 252,162 308,162 308,102");
  leat_history_undo (f->history);
  assert_points (f, "w1", "240,102 240,162 308,162 308,102");
}

static void
test_bend_double_click (Fixture      *f,
                        gconstpointer data)
{
  drag (f, 270, 102, 270, 162);
  double_click_at (f, 274, 162);
  assert_points (f, "w1", "");
  g_assert_null (f->canvas->editor);
  g_assert_cmpstr (leat_history_get_undo_label (f->history), ==, "Remove Bend");
  leat_history_undo (f->history);
  assert_points (f, "w1", "240,102 240,162 308,162 308,102");
}

/* A click on a handle marks it; Delete then takes the bend, not the wire. */
static void
test_bend_delete (Fixture      *f,
                  gconstpointer data)
{
  drag (f, 270, 102, 270, 162);
  click_at (f, 240, 162, 0);
  act (f, "canvas.delete");
  assert_points (f, "w1", "");
  act (f, "canvas.delete");
  g_assert_null (get (f, "w1"));
}

/* A wire that is only selected goes as a whole. */
static void
test_bend_delete_wire (Fixture      *f,
                       gconstpointer data)
{
  drag (f, 270, 102, 270, 162);
  act (f, "canvas.delete");
  g_assert_null (get (f, "w1"));
}

static void
test_tidy (Fixture      *f,
           gconstpointer data)
{
  const char *const ids[] = { "lake", NULL };

  drag (f, 270, 102, 270, 162);
  leat_canvas_select (f->canvas, ids, FALSE);
  act (f, "canvas.tidy-wires");
  g_assert_cmpuint (get (f, "w1")->n_points, ==, 4);
  leat_canvas_select (f->canvas, NULL, FALSE);
  act (f, "canvas.tidy-wires");
  assert_points (f, "w1", "");
  g_assert_cmpstr (leat_history_get_undo_label (f->history), ==, "Tidy Wires");
  leat_history_undo (f->history);
  g_assert_cmpuint (get (f, "w1")->n_points, ==, 4);
}

/* Rewiring */

static void
label_wire (Fixture *f)
{
  LeatElement *before = leat_element_ref (get (f, "w1"));
  g_autoptr(LeatElement) named = leat_element_copy_named (before, "clicks");
  LeatElement *after = leat_element_copy_with_setting (named, "batch", "7");

  after->share = 0.5;
  leat_pipeline_replace (f->pipeline, before, after);
  leat_pipeline_emit_changed (f->pipeline, &(LeatChanges) { &(LeatChange) { before, after }, 1 });
  leat_element_unref (before);
  leat_element_unref (after);
}

static void
test_rewire_end (Fixture      *f,
                 gconstpointer data)
{
  LeatElement *wire;

  label_wire (f);
  click_at (f, 270, 102, 0);
  drag (f, 324, 102, 676, 342);
  wire = get (f, "w1");
  g_assert_cmpstr (wire->from, ==, "orders");
  g_assert_cmpstr (wire->to, ==, "lake");
  g_assert_cmpstr (wire->name, ==, "clicks");
  g_assert_cmpfloat (wire->share, ==, 0.5);
  g_assert_cmpstr (leat_settings_get (wire->settings, "batch"), ==, "7");
  assert_selected (f, "w1");
  leat_history_undo (f->history);
  g_assert_cmpstr (get (f, "w1")->to, ==, "delivery");
}

static void
test_rewire_start (Fixture      *f,
                   gconstpointer data)
{
  click_at (f, 270, 102, 0);
  drag (f, 224, 102, 676, 342);
  g_assert_cmpstr (get (f, "w1")->from, ==, "lake");
  g_assert_cmpstr (get (f, "w1")->to, ==, "delivery");
}

/* Elsewhere than on a block, on the block where it was, or put back by Esc: nothing happens. */
static void
test_rewire_nowhere (Fixture      *f,
                     gconstpointer data)
{
  click_at (f, 270, 102, 0);
  drag (f, 324, 102, 500, 600);
  drag (f, 324, 102, 400, 110);
  drag_to (f, 324, 102, 676, 342, 0, 0);
  leat_canvas_cancel_drag (f->canvas);
  g_assert_cmpstr (get (f, "w1")->to, ==, "delivery");
  g_assert_null (f->canvas->menu);
  g_assert_false (can_undo (f));
}

static void
test_rewire_keeps_bends (Fixture      *f,
                         gconstpointer data)
{
  drag (f, 270, 102, 270, 162);
  drag (f, 324, 102, 676, 342);
  g_assert_cmpstr (get (f, "w1")->to, ==, "lake");
  assert_points (f, "w1", "240,102 240,162 308,162");
}

/* Splicing */

static void
add_block (Fixture    *f,
           const char *id,
           const char *type,
           double      x,
           double      y)
{
  LeatElement *block = leat_element_new_block (id, g_intern_string (type), id, x, y);

  leat_pipeline_replace (f->pipeline, NULL, block);
  leat_pipeline_emit_changed (f->pipeline, &(LeatChanges) { &(LeatChange) { NULL, block }, 1 });
  leat_element_unref (block);
}

static LeatElement *
find_wire (Fixture    *f,
           const char *from,
           const char *to)
{
  for (int kind = 0; kind < LEAT_N_WIRE_KINDS; kind++)
    if (leat_command_find_wire (f->pipeline, kind, from, to) != NULL)
      return leat_command_find_wire (f->pipeline, kind, from, to);
  return NULL;
}

/* A Lambda that lies loose is dragged upon the wire; what stood behind it makes room. */
static void
test_splice_move (Fixture      *f,
                  gconstpointer data)
{
  g_autoptr(GBytes) before = NULL, after = NULL;

  add_block (f, "clean", "lambda", 324, 480);
  before = dup_bytes (f);
  label_wire (f);
  drag (f, 400, 510, 276, 104);

  g_assert_cmpstr (get (f, "w1")->from, ==, "orders");
  g_assert_cmpstr (get (f, "w1")->to, ==, "clean");
  g_assert_cmpstr (get (f, "w1")->name, ==, "clicks");
  g_assert_cmpint (get (f, "w1")->wire_kind, ==, LEAT_WIRE_TRIGGER);
  g_assert_nonnull (find_wire (f, "clean", "delivery"));
  g_assert_cmpfloat (get (f, "clean")->bounds.x, >=, 224 + 48);
  g_assert_cmpfloat (get (f, "delivery")->bounds.x, >=, get (f, "clean")->bounds.x + LEAT_BLOCK_WIDTH + 48);
  g_assert_cmpstr (leat_history_get_undo_label (f->history), ==, "Insert into Wire");
  after = dup_bytes (f);

  leat_history_undo (f->history);
  g_assert_false (can_undo (f));
  g_assert_cmpstr (get (f, "w1")->to, ==, "delivery");
  leat_history_redo (f->history);
  assert_bytes (f, after);
}

static void
test_splice_lit (Fixture      *f,
                 gconstpointer data)
{
  add_block (f, "clean", "lambda", 324, 480);
  drag_to (f, 400, 510, 276, 104, 0, 0);
  g_assert_nonnull (f->canvas->splice);
  g_assert_true (leat_canvas_cancel_drag (f->canvas));
  g_assert_null (f->canvas->splice);
  g_assert_cmpstr (get (f, "w1")->to, ==, "delivery");
  g_assert_false (can_undo (f));
}

/* A block with wires of its own is only moved: it is taken over wires all the time. */
static void
test_splice_not_wired (Fixture      *f,
                       gconstpointer data)
{
  add_block (f, "clean", "lambda", 324, 480);
  leat_history_apply (f->history, leat_edit_connect (f->pipeline, LEAT_WIRE_DATA, "clean", "lake"));
  drag (f, 400, 510, 276, 104);
  g_assert_cmpstr (get (f, "w1")->to, ==, "delivery");
}

static void
drop_from_palette (Fixture    *f,
                   const char *type,
                   double      x,
                   double      y)
{
  GtkEventController *target = find_controller (f, GTK_TYPE_DROP_TARGET, 0);
  g_autofree char *text = g_strconcat (LEAT_CANVAS_DROP_PREFIX, type, NULL);
  GValue value = G_VALUE_INIT;
  GdkDragAction action;
  gboolean taken;

  g_signal_emit_by_name (target, "motion", x, y, &action);
  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, text);
  g_signal_emit_by_name (target, "drop", &value, x, y, &taken);
  g_value_unset (&value);
  g_assert_true (taken);
}

static void
test_splice_palette (Fixture      *f,
                     gconstpointer data)
{
  const LeatElement *block;

  drop_from_palette (f, "lambda", 276, 110);
  block = leat_canvas_get_single (f->canvas);
  g_assert_cmpstr (block->type, ==, "lambda");
  g_assert_cmpstr (get (f, "w1")->to, ==, block->id);
  g_assert_nonnull (find_wire (f, block->id, "delivery"));
  g_assert_cmpfloat (block->bounds.y, ==, 72); /* in line with the wire */
  leat_history_undo (f->history);
  g_assert_cmpstr (get (f, "w1")->to, ==, "delivery");
  g_assert_false (can_undo (f));
}

static void
test_splice_beside (Fixture      *f,
                    gconstpointer data)
{
  drop_from_palette (f, "lambda", 276, 340);
  g_assert_cmpstr (get (f, "w1")->to, ==, "delivery");
}

/* Downstream blocks in a zone stay in it. */
static void
test_splice_widens (Fixture      *f,
                    gconstpointer data)
{
  LeatElement *zone = new_zone ("out", (LeatRect) { 312, 24, 180, 200 });
  LeatElement *before = leat_element_ref (get (f, "delivery")), *after = leat_element_copy (before);

  leat_pipeline_replace (f->pipeline, NULL, zone);
  after->zone = g_strdup ("out");
  leat_pipeline_replace (f->pipeline, before, after);
  leat_pipeline_emit_changed (f->pipeline, &(LeatChanges) { (LeatChange[]) { { NULL, zone }, { before, after } }, 2 });
  leat_element_unref (before);
  leat_element_unref (after);
  leat_element_unref (zone);
  drop_from_palette (f, "lambda", 276, 104);
  g_assert_cmpfloat (get (f, "out")->bounds.x + get (f, "out")->bounds.width, >=,
                     get (f, "delivery")->bounds.x + LEAT_BLOCK_WIDTH);
}

static void
test_join (Fixture      *f,
           gconstpointer data)
{
  g_autoptr(GBytes) before = NULL;

  leat_history_apply (f->history, leat_edit_connect (f->pipeline, LEAT_WIRE_DATA, "delivery", "lake"));
  before = dup_bytes (f);
  click_at (f, 400, 110, 0);
  act (f, "canvas.join");
  g_assert_null (get (f, "delivery"));
  g_assert_cmpstr (get (f, "w1")->to, ==, "lake");
  g_assert_cmpuint (leat_pipeline_get_wires_of (f->pipeline, "lake")->len, ==, 1);
  g_assert_cmpstr (f->signals, ==, "deleted:1");
  leat_history_undo (f->history);
  assert_bytes (f, before);
}

static void
test_join_not (Fixture      *f,
               gconstpointer data)
{
  click_at (f, 400, 110, 0);
  act (f, "canvas.join");
  g_assert_nonnull (get (f, "delivery"));
  g_assert_false (can_undo (f));
}

/* What follows */

static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static const char *
get_row_type (GtkWidget *list,
              int        i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i);

  return row != NULL ? leat_palette_row_get_service (LEAT_PALETTE_ROW (row))->id : NULL;
}

static void
test_follow (Fixture      *f,
             gconstpointer data)
{
  LeatPoint port = leat_port_position (get (f, "lake"), TRUE);
  GtkWidget *list, *entry;
  const LeatElement *block;

  drag (f, port.x, port.y, 840, 402);
  g_assert_nonnull (f->canvas->menu);
  list = find_widget (f->canvas->menu, GTK_TYPE_LIST_BOX);
  entry = find_widget (f->canvas->menu, GTK_TYPE_SEARCH_ENTRY);
  g_assert_nonnull (get_row_type (list, 5));

  gtk_editable_set_text (GTK_EDITABLE (entry), "athena");
  g_signal_emit_by_name (entry, "search-changed");
  g_signal_emit_by_name (entry, "activate");
  block = leat_canvas_get_single (f->canvas);
  g_assert_cmpstr (block->type, ==, "athena");
  g_assert_nonnull (find_wire (f, "lake", block->id));
  g_assert_cmpfloat (block->bounds.x, ==, 840);
  g_assert_cmpfloat (block->bounds.y, ==, 372);
  leat_history_undo (f->history);
  g_assert_false (can_undo (f));
}

/* From the left ring: what may come before. */
static void
test_follow_inward (Fixture      *f,
                    gconstpointer data)
{
  LeatPoint port = leat_port_position (get (f, "lake"), FALSE);
  GtkWidget *list;
  const LeatElement *block;

  drag (f, port.x, port.y, 480, 402);
  list = find_widget (f->canvas->menu, GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  block = leat_canvas_get_single (f->canvas);
  g_assert_nonnull (find_wire (f, block->id, "lake"));
  g_assert_cmpfloat (block->bounds.x + LEAT_BLOCK_WIDTH, <=, 492);
}

/* Data goes on before anything else does, to what stands next. */
static void
test_follow_order (Fixture      *f,
                   gconstpointer data)
{
  g_autoptr(GPtrArray) after = leat_command_list_followers (test_catalogue (), "kinesis-data-streams", FALSE);
  const LeatService *first = g_ptr_array_index (after, 0), *last = g_ptr_array_index (after, after->len - 1);

  g_assert_cmpuint (after->len, >, 5);
  g_assert_cmpint (first->role, ==, LEAT_ROLE_TRANSFORM);
  g_assert_cmpint (last->role, !=, LEAT_ROLE_TRANSFORM);
  for (guint i = 0; i < after->len; i++)
    {
      const LeatWiring *wiring = leat_catalogue_best_wiring (test_catalogue (), "kinesis-data-streams",
                                                             ((LeatService *) g_ptr_array_index (after, i))->id, NULL);

      g_assert_cmpint (wiring->support, ==, LEAT_SUPPORT_YES);
    }
}

static void
test_pad (Fixture      *f,
          gconstpointer data)
{
  GtkWidget *list;
  const LeatElement *block;

  click_at (f, 680, 340, 0);
  click_at (f, 782, 342, 0);
  list = find_widget (f->canvas->menu, GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  block = leat_canvas_get_single (f->canvas);
  g_assert_nonnull (find_wire (f, "lake", block->id));
  g_assert_cmpfloat (block->bounds.x, ==, 828);
  g_assert_cmpfloat (block->bounds.y, ==, 312);
}

/* Keys */

static void
test_keys_wire (Fixture      *f,
                gconstpointer data)
{
  leat_canvas_set_focus (f->canvas, "delivery", TRUE);
  act (f, "canvas.wire");
  g_assert_nonnull (f->canvas->aiming);
  g_assert_cmpstr (f->canvas->aiming->target, ==, "lake");
  g_assert_cmpstr (f->canvas->focus, ==, "lake");
  g_assert_true (press_key (f, GDK_KEY_Return, 0));
  g_assert_null (f->canvas->aiming);
  g_assert_nonnull (find_wire (f, "delivery", "lake"));
  assert_selected (f, "lake");
  g_assert_cmpstr (f->canvas->focus, ==, "lake");
}

/* Arrows reach what the wire may not go to as well, and say why not. */
static void
test_keys_why_not (Fixture      *f,
                   gconstpointer data)
{
  g_autofree char *words = NULL;

  leat_canvas_set_focus (f->canvas, "lake", TRUE);
  act (f, "canvas.wire");
  press_key (f, GDK_KEY_Left, 0);
  press_key (f, GDK_KEY_Left, 0);
  g_assert_cmpstr (f->canvas->aiming->target, ==, "orders");
  words = leat_canvas_dup_aim (f->canvas, get (f, "orders"));
  g_assert_true (g_str_has_prefix (words, "Wire from lake would not work: "));
  g_assert_true (press_key (f, GDK_KEY_Escape, 0));
  g_assert_null (f->canvas->aiming);
  g_assert_cmpstr (f->canvas->focus, ==, "lake");
  g_assert_false (can_undo (f));
  g_assert_false (press_key (f, GDK_KEY_Escape, 0));
}

static void
test_keys_tab (Fixture      *f,
               gconstpointer data)
{
  g_autofree char *first = NULL;

  leat_canvas_set_focus (f->canvas, "orders", TRUE);
  act (f, "canvas.wire");
  first = g_strdup (f->canvas->aiming->target);
  press_key (f, GDK_KEY_Tab, 0);
  press_key (f, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK);
  g_assert_cmpstr (f->canvas->aiming->target, ==, first);
}

static void
test_keys_rewire (Fixture      *f,
                  gconstpointer data)
{
  click_at (f, 270, 102, 0);
  act (f, "canvas.change-end");
  g_assert_cmpstr (f->canvas->aiming->anchor, ==, "orders");
  press_key (f, GDK_KEY_Down, 0);
  g_assert_cmpstr (f->canvas->aiming->target, ==, "lake");
  press_key (f, GDK_KEY_Return, 0);
  g_assert_cmpstr (get (f, "w1")->to, ==, "lake");
  assert_selected (f, "w1");
}

/* A press of the pointer ends it, and so does undoing the block that it starts at. */
static void
test_keys_end (Fixture      *f,
               gconstpointer data)
{
  leat_canvas_set_focus (f->canvas, "delivery", TRUE);
  act (f, "canvas.wire");
  click_at (f, 900, 600, 0);
  g_assert_null (f->canvas->aiming);

  leat_canvas_set_focus (f->canvas, "delivery", TRUE);
  act (f, "canvas.wire");
  leat_history_apply (f->history, leat_edit_delete (f->pipeline, (const char *const[]) { "delivery", NULL }));
  g_assert_false (press_key (f, GDK_KEY_Return, 0));
  g_assert_null (f->canvas->aiming);
}

/* A pipeline of three blocks by keys alone. */
static void
test_keys_grow (Fixture      *f,
                gconstpointer data)
{
  GtkWidget *entry;

  leat_canvas_select_one (f->canvas, "lake");
  leat_canvas_offer_followers (f->canvas, "lake", FALSE, (LeatPoint) { 840, 312 });
  entry = find_widget (f->canvas->menu, GTK_TYPE_SEARCH_ENTRY);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (leat_pipeline_get_wires_of (f->pipeline, "lake")->len, ==, 1);
}

/* The legend */

static void
test_legend (Fixture      *f,
             gconstpointer data)
{
  gboolean shown;

  act (f, "canvas.show-legend");
  g_object_get (f->canvas, "show-legend", &shown, NULL);
  g_assert_true (shown);
  g_assert_cmpuint (leat_legend_get_kinds (f->pipeline, NULL), ==, 1u << LEAT_WIRE_DATA);
  leat_history_apply (f->history, leat_edit_connect (f->pipeline, LEAT_WIRE_QUERIES, "lake", "delivery"));
  g_assert_false (f->canvas->legend_known);
  g_assert_cmpuint (leat_legend_get_kinds (f->pipeline, NULL), ==, 1u << LEAT_WIRE_DATA | 1u << LEAT_WIRE_QUERIES);
}

static const struct
{
  const char *path;
  void (*test) (Fixture *f, gconstpointer data);
} tests[] = {
  { "bend/drag", test_bend },
  { "bend/without-grid", test_bend_without_grid },
  { "bend/escape", test_bend_escape },
  { "bend/straight", test_bend_straight },
  { "bend/twice", test_bend_twice },
  { "bend/double-click", test_bend_double_click },
  { "bend/delete", test_bend_delete },
  { "bend/delete-wire", test_bend_delete_wire },
  { "bend/tidy", test_tidy },
  { "rewire/end", test_rewire_end },
  { "rewire/start", test_rewire_start },
  { "rewire/nowhere", test_rewire_nowhere },
  { "rewire/keeps-bends", test_rewire_keeps_bends },
  { "splice/move", test_splice_move },
  { "splice/lit", test_splice_lit },
  { "splice/not-wired", test_splice_not_wired },
  { "splice/palette", test_splice_palette },
  { "splice/beside", test_splice_beside },
  { "splice/widens-zones", test_splice_widens },
  { "join/delete", test_join },
  { "join/not", test_join_not },
  { "follow/drop", test_follow },
  { "follow/inward", test_follow_inward },
  { "follow/order", test_follow_order },
  { "follow/pad", test_pad },
  { "keys/wire", test_keys_wire },
  { "keys/why-not", test_keys_why_not },
  { "keys/tab", test_keys_tab },
  { "keys/rewire", test_keys_rewire },
  { "keys/end", test_keys_end },
  { "keys/grow", test_keys_grow },
  { "legend/kinds", test_legend },
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
      g_autofree char *path = g_strconcat ("/ui/canvas-wires/", tests[i].path, NULL);

      g_test_add (path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
    }
  return g_test_run ();
}
