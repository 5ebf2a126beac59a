/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generate.h"
#include "sketch.h"
#include "support.h"
#include "widgets.h"

#include "engine/money.h"
#include "explore/chart-card.h"
#include "explore/drill-charts.h"
#include "explore/drill-page.h"

#include <adwaita.h>
#include <math.h>

/* The page of outage drills: what it shows is what leat_drill_run() gives, at every step, and it follows what is changed. */

typedef struct
{
  GtkWindow     *window;
  LeatDocument  *document;
  LeatDrillPage *page;
} Drilling;

static gboolean
is_done (gpointer data)
{
  return !leat_drill_page_get_running (data);
}

static void
settle (Drilling *self)
{
  spin_until (is_done, self->page);
  spin ();
}

static void
on_report (Drilling *self)
{
  leat_explorer_update (LEAT_EXPLORER (self->page));
}

static Drilling *
make (LeatDocument *document) /* taken */
{
  Drilling *self = g_new0 (Drilling, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->document = document;
  self->page = g_object_new (LEAT_TYPE_DRILL_PAGE, NULL);
  self->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (self->window, 1100, 1200);
  gtk_widget_set_hexpand (GTK_WIDGET (self->page), TRUE);
  gtk_box_append (GTK_BOX (box), leat_explorer_get_controls (LEAT_EXPLORER (self->page)));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->page));
  adw_window_set_content (ADW_WINDOW (self->window), box);
  leat_explorer_set_document (LEAT_EXPLORER (self->page), document);
  gtk_window_present (self->window);
  spin ();
  leat_explorer_update (LEAT_EXPLORER (self->page));
  g_signal_connect_swapped (document, "report-changed", G_CALLBACK (on_report), self);
  settle (self);
  return self;
}

static Drilling *
make_example (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "../data/examples/standard-pipeline.leat", NULL);
  g_autoptr(GError) error = NULL;
  LeatDocument *document = leat_document_open (test_catalogue (), path, NULL, &error);

  g_assert_no_error (error);
  return make (document);
}

static Drilling *
make_sketch (const char *line)
{
  return make (leat_document_new (test_catalogue (), test_sketch (line)));
}

static void
drilling_free (Drilling *self)
{
  g_object_add_weak_pointer (G_OBJECT (self->page), (gpointer *) &self->page);
  g_signal_handlers_disconnect_by_data (self->document, self);
  gtk_window_destroy (self->window);
  spin ();
  g_assert_null (self->page);
  g_assert_finalize_object (self->document);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Drilling, drilling_free)

static void
choose (Drilling   *self,
        const char *block)
{
  leat_drill_controls_choose (leat_drill_page_get_chosen (self->page), block);
  settle (self);
}

static const char *
chosen_block (Drilling *self)
{
  LeatDrillOptions options;

  return leat_drill_controls_get (leat_drill_page_get_chosen (self->page), &options) ? options.block : NULL;
}

static LeatDrill *
run_same (Drilling *self)
{
  LeatDrillOptions options;
  g_autoptr(GError) error = NULL;
  LeatDrill *drill;

  g_assert_true (leat_drill_controls_get (leat_drill_page_get_chosen (self->page), &options));
  drill = leat_drill_run (leat_document_get_report (self->document), &options, NULL, &error);
  g_assert_no_error (error);
  return drill;
}

static gboolean
says (Drilling   *self,
      const char *text)
{
  return find_widget (GTK_WIDGET (self->page), is_label_that_says, text) != NULL;
}

/* The value below the name of a total. */
static const char *
get_total (Drilling   *self,
           const char *name)
{
  GtkWidget *label = find_widget (GTK_WIDGET (self->page), is_label_that_says, name);

  g_assert_nonnull (label);
  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (label)));
}

static void
check_total (Drilling   *self,
             const char *name,
             double      value)
{
  g_autofree char *text = value > 0 ? leat_quantity_format (value >= 100 ? round (value) : value, NULL) : g_strdup ("none");

  g_assert_cmpstr (get_total (self, name), ==, text);
}

static void
check_totals (Drilling *self)
{
  g_autoptr(LeatDrill) drill = run_same (self);
  const LeatDrillTotals *totals = leat_drill_get_totals (drill);
  g_autofree char *after = leat_duration_format (totals->drained_at - totals->end);

  check_total (self, "Most that wait", totals->most);
  check_total (self, "Delayed", totals->delayed);
  check_total (self, "Lost", totals->lost);
  check_total (self, "Sent again", totals->refused);
  if (isinf (totals->drained_at))
    g_assert_cmpstr (get_total (self, "Caught up after"), ==, "never");
  else
    g_assert_cmpstr (get_total (self, "Caught up after"), ==, totals->drained_at > totals->end ? after : "at once");
}

static void
test_totals (void)
{
  g_autoptr(Drilling) self = make_example ();

  g_assert_cmpstr (chosen_block (self), ==, "orders");
  check_totals (self);
  g_assert_cmpstr (get_total (self, "Sent again"), !=, "none");
  choose (self, "delivery");
  check_totals (self);
  g_assert_cmpstr (get_total (self, "Most that wait"), ==, "300000");
  g_assert_true (says (self, "delivery stops"));
}

/* "Never" is said in words. */
static void
test_never (void)
{
  g_autoptr(Drilling) self = make_sketch ("p>k k>l p.records_per_s=1500 p.peak_factor=1 p.record_kb=0.1 k.shards=2 "
                                          "l.duration_ms=100000 l.batch_size=1 l.reserved_concurrency=5");

  choose (self, "l");
  check_totals (self);
  g_assert_cmpstr (get_total (self, "Caught up after"), ==, "never");
}

static guint
index_of (const LeatDrill *drill,
          const char      *id)
{
  for (guint i = 0; i < leat_drill_get_n_blocks (drill); i++)
    if (g_str_equal (leat_drill_get_nth_block (drill, i)->result->element->id, id))
      return i;
  return G_MAXUINT;
}

static gboolean
has_text (char      **texts,
          const char *text)
{
  return texts != NULL && g_strv_contains ((const char *const *) texts, text);
}

/* What stands on a card is its state, and its words say the same. */
static void
check_card (Drilling   *self,
            LeatDrill  *drill,
            const char *id,
            double      time)
{
  LeatDrillView *view = leat_drill_page_get_view (self->page);
  g_auto(GStrv) card = leat_drill_view_dup_card (view, id);
  g_autofree char *words = leat_drill_view_dup_words (view);
  g_autofree char *number = NULL;
  g_autofree char *wait = NULL;
  LeatDrillState state;

  leat_drill_state_at (drill, index_of (drill, id), time, &state);
  number = leat_quantity_format (round (state.backlog), NULL);
  wait = g_strdup_printf ("%s wait", number);
  g_assert_nonnull (card);
  g_assert_true (has_text (card, wait) == (state.backlog >= 0.5));
  g_assert_true (has_text (card, "stopped") == state.is_down);
  if (state.backlog >= 0.5)
    g_assert_nonnull (strstr (words, number));
  if (state.is_down)
    g_assert_nonnull (strstr (words, "is stopped."));
}

static void
check_rate (Drilling   *self,
            LeatDrill  *drill,
            const char *wire,
            double      time)
{
  LeatDrillView *view = leat_drill_page_get_view (self->page);
  double rate = leat_drill_get_wire_rate (drill, wire, time);
  g_autofree char *text = leat_quantity_format (rate >= 100 ? round (rate) : rate, "rec/s");
  g_autofree char *shown = leat_drill_view_dup_rate (view, wire);

  g_assert_cmpstr (shown, ==, text);
  g_assert_true ((leat_drill_view_count_dots (view, wire) > 0) == (rate > 0));
}

static void
check_moment (Drilling  *self,
              LeatDrill *drill,
              double     time)
{
  g_assert_cmpfloat_with_epsilon (leat_drill_player_get_time (leat_drill_page_get_player (self->page)), time, 1e-6);
  for (guint i = 0; i < leat_drill_get_n_blocks (drill); i++)
    check_card (self, drill, leat_drill_get_nth_block (drill, i)->result->element->id, time);
  check_rate (self, drill, "web-shop-orders", time);
  check_rate (self, drill, "orders-delivery", time);
}

static void
act (Drilling   *self,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), action, NULL));
  spin ();
}

/* Forward from event to event, each in its order, then back the same way. */
static void
test_steps (void)
{
  g_autoptr(Drilling) self = make_example ();
  g_autoptr(LeatDrill) drill = NULL;
  g_autoptr(GArray) visited = g_array_new (FALSE, FALSE, sizeof (double));
  GPtrArray *events;
  double before = -1;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  choose (self, "delivery");
  drill = run_same (self);
  events = leat_drill_get_events (drill);
  for (guint i = 0; i < events->len; i++)
    {
      const LeatDrillEvent *event = events->pdata[i];

      if (event->time <= before)
        continue;
      act (self, "drill.forward");
      check_moment (self, drill, event->time);
      before = event->time;
      g_array_append_val (visited, before);
    }
  g_assert_cmpuint (visited->len, >=, 4);
  act (self, "drill.forward");
  check_moment (self, drill, leat_drill_get_totals (drill)->horizon);
  for (guint i = visited->len; i-- > 0;)
    {
      act (self, "drill.back");
      check_moment (self, drill, g_array_index (visited, double, i));
    }
  act (self, "drill.start");
  check_moment (self, drill, leat_drill_get_beginning (drill));
}

/* Between events too, and anywhere the scale is dragged to. */
static void
test_scrub (void)
{
  g_autoptr(Drilling) self = make_example ();
  g_autoptr(LeatDrill) drill = NULL;
  double from, to;

  choose (self, "delivery");
  drill = run_same (self);
  from = leat_drill_get_beginning (drill);
  to = leat_drill_get_totals (drill)->horizon;
  for (guint i = 0; i <= 17; i++)
    {
      double time = from + (to - from) * i / 17;

      leat_drill_player_set_time (leat_drill_page_get_player (self->page), time);
      check_moment (self, drill, time);
    }
}

static gboolean
has_stopped (gpointer data)
{
  return !leat_drill_player_get_playing (data);
}

typedef struct
{
  guint  moves;
  guint  frames;
  double last;
} Watch;

static void
on_moved (Watch           *watch,
          double           seconds,
          LeatDrillPlayer *player)
{
  g_assert_cmpfloat (leat_drill_player_get_time (player), >=, watch->last);
  watch->last = leat_drill_player_get_time (player);
  watch->moves++;
  watch->frames += seconds > 0;
}

/* It plays in many small steps, ends at the end, and then asks for no more frames. */
static void
test_play (void)
{
  g_autoptr(Drilling) self = make_example ();
  LeatDrillPlayer *player = leat_drill_page_get_player (self->page);
  double end = leat_drill_get_totals (leat_drill_page_get_drill (self->page))->horizon;
  Watch watch = { 0 };

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  leat_drill_player_set_speed (player, LEAT_DRILL_FAST);
  act (self, "drill.play");
  g_assert_true (leat_drill_player_get_playing (player));
  g_signal_connect_swapped (player, "moved", G_CALLBACK (on_moved), &watch);
  spin_until (has_stopped, player);
  g_assert_cmpfloat_with_epsilon (leat_drill_player_get_time (player), end, 1e-6);
  g_assert_cmpuint (watch.frames, >, 10);
  spin ();
  watch.moves = 0;
  spin ();
  g_assert_cmpuint (watch.moves, ==, 0);

  /* From the end it begins anew; paused, it stays where it is. */
  watch.last = 0;
  act (self, "drill.play");
  g_assert_true (leat_drill_player_get_playing (player));
  g_assert_cmpfloat (leat_drill_player_get_time (player), <, end);
  act (self, "drill.play");
  g_assert_false (leat_drill_player_get_playing (player));
  g_signal_handlers_disconnect_by_data (player, &watch);
}

/* Where nothing is to move, no dots are there, and what is played goes from event to event. */
static void
test_reduced_motion (void)
{
  g_autoptr(Drilling) self = make_example ();
  LeatDrillPlayer *player = leat_drill_page_get_player (self->page);
  LeatDrillView *view = leat_drill_page_get_view (self->page);
  Watch watch = { 0 };

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  g_assert_cmpuint (leat_drill_view_count_dots (view, "web-shop-orders"), >, 0);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_assert_cmpuint (leat_drill_view_count_dots (view, "web-shop-orders"), ==, 0);
  leat_drill_player_set_speed (player, LEAT_DRILL_FAST);
  act (self, "drill.play");
  g_signal_connect_swapped (player, "moved", G_CALLBACK (on_moved), &watch);
  spin_until (has_stopped, player);
  g_assert_cmpuint (watch.frames, ==, 0);
  g_assert_cmpuint (watch.moves, <=, leat_drill_get_events (leat_drill_page_get_drill (self->page))->len + 2);
  g_assert_cmpfloat_with_epsilon (watch.last, leat_drill_get_totals (leat_drill_page_get_drill (self->page))->horizon, 1e-6);
  g_signal_handlers_disconnect_by_data (player, &watch);
}

/* Out of sight nothing plays. */
static void
test_hidden (void)
{
  g_autoptr(Drilling) self = make_example ();
  LeatDrillPlayer *player = leat_drill_page_get_player (self->page);

  act (self, "drill.play");
  g_assert_true (leat_drill_player_get_playing (player));
  gtk_widget_set_visible (GTK_WIDGET (self->page), FALSE);
  g_assert_false (leat_drill_player_get_playing (player));
}

/* The block selected on the canvas stops, unless it was selected from here; what is chosen by hand stays. */
static void
test_selection (void)
{
  g_autoptr(Drilling) self = make_example ();
  GtkWidget *list;

  leat_explorer_set_selection (LEAT_EXPLORER (self->page), "compact");
  settle (self);
  g_assert_cmpstr (chosen_block (self), ==, "compact");
  g_assert_true (says (self, "compact stops"));
  choose (self, "delivery");
  leat_explorer_set_selection (LEAT_EXPLORER (self->page), "compact");
  leat_explorer_set_selection (LEAT_EXPLORER (self->page), NULL);
  g_assert_cmpstr (chosen_block (self), ==, "delivery");

  list = gtk_widget_get_ancestor (find_widget (GTK_WIDGET (self->page), is_label_that_says, "orders: alarm"), GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  leat_explorer_set_selection (LEAT_EXPLORER (self->page), "orders");
  g_assert_cmpstr (chosen_block (self), ==, "delivery");
}

/* An edit, its undo, and a block that goes. */
static void
test_edits (void)
{
  g_autoptr(Drilling) self = make_example ();
  LeatHistory *history = leat_document_get_history (self->document);
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);

  choose (self, "delivery");
  leat_history_apply (history, leat_edit_set_setting (pipeline, (const char *const[]){ "web-shop", NULL }, "records_per_s", "100"));
  settle (self);
  g_assert_cmpstr (get_total (self, "Most that wait"), ==, "60000");
  check_totals (self);
  leat_history_undo (history);
  settle (self);
  g_assert_cmpstr (get_total (self, "Most that wait"), ==, "300000");
  g_assert_cmpstr (chosen_block (self), ==, "delivery");
  leat_history_apply (history, leat_edit_delete (pipeline, (const char *const[]){ "delivery", NULL }));
  settle (self);
  g_assert_cmpstr (chosen_block (self), ==, "orders");
  check_totals (self);
}

/* Load and length are multiples of what waits. */
static void
test_options (void)
{
  g_autoptr(Drilling) self = make_example ();
  LeatDrillOptions options = LEAT_DRILL_OPTIONS_INIT;
  LeatDrillOptions read;
  g_auto(GStrv) card = NULL;

  options.block = "delivery";
  options.start = 13 * 3600;
  options.duration = 1200;
  options.load = 2;
  leat_drill_controls_set (leat_drill_page_get_chosen (self->page), &options);
  settle (self);
  g_assert_cmpstr (get_total (self, "Most that wait"), ==, "1200000");
  g_assert_true (says (self, "13:20"));
  check_totals (self);

  options.factor = 0.25;
  options.load = 1;
  leat_drill_controls_set (leat_drill_page_get_chosen (self->page), &options);
  settle (self);
  g_assert_true (leat_drill_controls_get (leat_drill_page_get_chosen (self->page), &read));
  g_assert_cmpfloat (read.factor, ==, 0.25);
  check_totals (self);
  act (self, "drill.forward");
  card = leat_drill_view_dup_card (leat_drill_page_get_view (self->page), "delivery");
  g_assert_true (has_text (card, "slow"));
}

/* A block that nobody watches: the alarm is told of, and one press watches it. */
static void
test_unwatched (void)
{
  g_autoptr(Drilling) self = make_sketch ("p>k k>l l>s w~l p.records_per_s=100 p.peak_factor=1 k.mode=on-demand");
  LeatHistory *history = leat_document_get_history (self->document);
  GtkWidget *label;
  g_auto(GStrv) card = NULL;

  choose (self, "l");
  g_assert_true (says (self, "wire a monitor to it"));
  leat_drill_player_set_time (leat_drill_page_get_player (self->page), 9 * 3600 + 120);
  card = leat_drill_view_dup_card (leat_drill_page_get_view (self->page), "k");
  g_assert_true (has_text (card, "not watched"));

  label = find_widget (GTK_WIDGET (self->page), is_label_that_says, "Watch with");
  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
  settle (self);
  g_assert_false (says (self, "wire a monitor to it"));
  leat_drill_player_set_time (leat_drill_page_get_player (self->page), 9 * 3600 + 120);
  g_clear_pointer (&card, g_strfreev);
  card = leat_drill_view_dup_card (leat_drill_page_get_view (self->page), "k");
  g_assert_true (has_text (card, "alarm"));
  leat_history_undo (history);
  settle (self);
  g_assert_true (says (self, "wire a monitor to it"));
}

/* Without data that flows the page says what to do next. */
static void
test_empty (void)
{
  g_autoptr(Drilling) self = make_sketch ("p k>l");

  g_assert_null (leat_drill_page_get_drill (self->page));
  g_assert_true (says (self, "No Data Flows"));
  leat_history_apply (leat_document_get_history (self->document),
                      leat_edit_connect (leat_document_get_pipeline (self->document), LEAT_WIRE_DATA, "p", "k"));
  settle (self);
  g_assert_nonnull (leat_drill_page_get_drill (self->page));
  g_assert_cmpstr (chosen_block (self), ==, "k");
  leat_history_undo (leat_document_get_history (self->document));
  settle (self);
  g_assert_null (leat_drill_page_get_drill (self->page));
}

/* A large pipeline is worked out in a thread, and what comes of it is shown when it is there; a block that goes meanwhile
 * does no harm. */
static void
test_large (void)
{
  g_autoptr(Drilling) self = make (leat_document_new (test_catalogue (), test_generate (600)));
  g_autofree char *first = NULL;

  g_assert_nonnull (leat_drill_page_get_drill (self->page));
  check_totals (self);
  first = g_strdup (chosen_block (self));
  leat_history_apply (leat_document_get_history (self->document),
                      leat_edit_delete (leat_document_get_pipeline (self->document), (const char *const[]){ first, NULL }));
  g_assert_true (leat_drill_page_get_running (self->page));
  settle (self);
  g_assert_cmpstr (chosen_block (self), !=, first);
  check_totals (self);
}

/* A source with a shape of the day sends less at night. */
static void
test_time_of_day (void)
{
  g_autoptr(Drilling) self = make_sketch ("p>k k>l p.records_per_s=100 p.daily_shape=business-hours k.mode=on-demand");
  LeatDrillOptions options = LEAT_DRILL_OPTIONS_INIT;
  double day;

  options.block = "l";
  options.start = 12 * 3600;
  leat_drill_controls_set (leat_drill_page_get_chosen (self->page), &options);
  settle (self);
  day = leat_drill_get_totals (leat_drill_page_get_drill (self->page))->most;
  options.start = 2 * 3600;
  leat_drill_controls_set (leat_drill_page_get_chosen (self->page), &options);
  settle (self);
  g_assert_cmpfloat_with_epsilon (leat_drill_get_totals (leat_drill_page_get_drill (self->page))->most, day / 10, day * 1e-6);
}

static gboolean
is_spin_that_shows (GtkWidget  *widget,
                    const char *text)
{
  return GTK_IS_SPIN_BUTTON (widget) && g_str_equal (gtk_editable_get_text (GTK_EDITABLE (widget)), text);
}

/* The time is shown and typed as on a clock; what is none is not taken. */
static void
test_typed_time (void)
{
  g_autoptr(Drilling) self = make_example ();
  GtkWidget *spin = find_widget (GTK_WIDGET (leat_drill_page_get_chosen (self->page)), is_spin_that_shows, "9:00");
  LeatDrillOptions options;

  g_assert_nonnull (spin);
  gtk_editable_set_text (GTK_EDITABLE (spin), "17:05");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  g_assert_true (leat_drill_controls_get (leat_drill_page_get_chosen (self->page), &options));
  g_assert_cmpfloat (options.start, ==, 17 * 3600 + 300);
  gtk_editable_set_text (GTK_EDITABLE (spin), "25:99");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "17:05");
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, 17 * 60 + 5);
  settle (self);
}

/* The key as a person presses it, where the focus is on the drawing. */
static void
press (Drilling *self,
       guint     key)
{
  GListModel *controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->page));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key)
            gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, GTK_WIDGET (self->page), NULL);
        }
    }
  g_object_unref (controllers);
  spin ();
}

static void
test_keyboard (void)
{
  g_autoptr(Drilling) self = make_example ();
  LeatDrillPlayer *player = leat_drill_page_get_player (self->page);
  double from = leat_drill_player_get_time (player);

  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (leat_drill_page_get_view (self->page))));
  press (self, GDK_KEY_Right);
  g_assert_cmpfloat (leat_drill_player_get_time (player), ==, 9 * 3600);
  press (self, GDK_KEY_Right);
  g_assert_cmpfloat (leat_drill_player_get_time (player), >, 9 * 3600);
  press (self, GDK_KEY_Left);
  g_assert_cmpfloat (leat_drill_player_get_time (player), ==, 9 * 3600);
  press (self, GDK_KEY_space);
  g_assert_true (leat_drill_player_get_playing (player));
  press (self, GDK_KEY_space);
  g_assert_false (leat_drill_player_get_playing (player));
  press (self, GDK_KEY_Home);
  g_assert_cmpfloat (leat_drill_player_get_time (player), ==, from);
}

/* The timeline ends where the drill does, its last plot is what the block takes, and every name is there once a plot. */
static void
test_chart (void)
{
  g_autoptr(Drilling) self = make_example ();
  g_autoptr(LeatChart) chart = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  LeatDrillOptions options;
  LeatDrillPlan *plan;
  char **header, **last;
  guint n;

  choose (self, "delivery");
  g_assert_true (leat_drill_controls_get (leat_drill_page_get_chosen (self->page), &options));
  plan = leat_drill_plan_new (leat_document_get_report (self->document), &options);
  chart = leat_drill_chart_new (leat_drill_page_get_drill (self->page), plan);
  rows = leat_chart_to_table (chart, TRUE);
  header = rows->pdata[0];
  last = rows->pdata[rows->len - 1];
  n = g_strv_length (header);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < i; k++)
      g_assert_cmpstr (header[i], !=, header[k]);
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (last[0], NULL),
                                  leat_drill_get_totals (leat_drill_page_get_drill (self->page))->horizon, 1e-3);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (last[1], NULL), 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (last[n - 1], NULL), 500, 1e-6);
  leat_drill_plan_free (plan);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/drill/totals", test_totals);
  g_test_add_func ("/ui/drill/never", test_never);
  g_test_add_func ("/ui/drill/steps", test_steps);
  g_test_add_func ("/ui/drill/scrub", test_scrub);
  g_test_add_func ("/ui/drill/play", test_play);
  g_test_add_func ("/ui/drill/reduced-motion", test_reduced_motion);
  g_test_add_func ("/ui/drill/hidden", test_hidden);
  g_test_add_func ("/ui/drill/selection", test_selection);
  g_test_add_func ("/ui/drill/edits", test_edits);
  g_test_add_func ("/ui/drill/options", test_options);
  g_test_add_func ("/ui/drill/unwatched", test_unwatched);
  g_test_add_func ("/ui/drill/empty", test_empty);
  g_test_add_func ("/ui/drill/large", test_large);
  g_test_add_func ("/ui/drill/time-of-day", test_time_of_day);
  g_test_add_func ("/ui/drill/typed-time", test_typed_time);
  g_test_add_func ("/ui/drill/keyboard", test_keyboard);
  g_test_add_func ("/ui/drill/chart", test_chart);
  return g_test_run ();
}
