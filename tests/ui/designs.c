/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sketch.h"
#include "support.h"
#include "widgets.h"

#include "exchange/native.h"
#include "explore/chart-card.h"
#include "explore/design-row.h"
#include "explore/designs-page.h"
#include "explore/goals-group.h"
#include "explore/preview.h"
#include "explore/triangle-group.h"
#include "window/strip.h"
#include "window/window-private.h"

#include <adwaita.h>

/* Better designs in the window: searched, chosen, previewed without a change to the document, applied as promised and in one
 * step. */

/* A pipeline small enough for every combination to be tried. */
#define SMALL "p>k k>l l>downstream-app k.shards=8"

typedef struct
{
  LeatWindow      *window;
  LeatDocument    *document;
  LeatDesignsPage *page;
} Searching;

static GBytes *
get_bytes (Searching *self)
{
  return leat_native_write (leat_document_get_pipeline (self->document), NULL, NULL, NULL, NULL);
}

static gboolean
is_type (GtkWidget  *widget,
         const char *type)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), type);
}

static gboolean
has_label (GtkWidget  *widget,
           const char *label)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gpointer
find_type (gpointer    where,
           const char *type)
{
  GtkWidget *widget = find_widget (GTK_WIDGET (where), is_type, type);

  g_assert_nonnull (widget);
  return widget;
}

static void
click (gpointer    where,
       const char *label)
{
  GtkWidget *button = find_widget (GTK_WIDGET (where), has_label, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  spin ();
}

static gboolean
is_shown_label (GtkWidget  *widget,
                const char *text)
{
  return is_label_that_says (widget, text) && gtk_widget_get_mapped (widget);
}

static gboolean
says (gpointer    where,
      const char *text)
{
  spin ();
  return find_widget (GTK_WIDGET (where), is_shown_label, text) != NULL;
}

static gboolean
is_done (gpointer data)
{
  return !leat_designs_page_get_running (data);
}

static gboolean
has_room (gpointer widget)
{
  return gtk_widget_get_width (widget) > 0;
}

static gboolean
is_running (gpointer data)
{
  return leat_designs_page_get_running (data);
}

static void
explore (Searching *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "explore", g_variant_new_string ("designs"));
  spin ();
}

static Searching
make_of (LeatDocument *document) /* taken */
{
  Searching self = { leat_window_new (NULL, test_catalogue ()), document };

  g_object_ref (self.window);
  leat_window_set_document (self.window, document);
  gtk_window_present (GTK_WINDOW (self.window));
  spin ();
  self.page = find_type (self.window, "LeatDesignsPage");
  return self;
}

static Searching
make (const char *sketch)
{
  g_autoptr(LeatPipeline) pipeline = test_sketch (sketch);

  return make_of (leat_document_new (test_catalogue (), pipeline));
}

static void
searching_clear (Searching *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  spin_until (is_alone, self->window);
  g_assert_finalize_object (self->window);
  g_object_unref (self->document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Searching, searching_clear)

static const LeatDesign *
get_design (Searching *self,
            guint      i)
{
  const LeatOptimisation *found = leat_designs_page_get_found (self->page);

  g_assert_nonnull (found);
  g_assert_cmpuint (i, <, found->front->len);
  return found->front->pdata[i];
}

static GtkWidget *
get_card (Searching *self,
          int        i)
{
  GtkWidget *list = gtk_widget_get_parent (find_type (self->page, "LeatDesignRow"));

  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i));
}

static double
get_p95 (LeatReport *report)
{
  return ((LeatPath *) leat_report_get_paths (report)->pdata[0])->p95;
}

static void
assert_is_design (LeatDocument     *document,
                  const LeatDesign *design)
{
  LeatReport *report = leat_document_get_report (document);

  g_assert_cmpfloat (leat_report_get_total (report, NULL), ==, design->cost);
  g_assert_cmpfloat (get_p95 (report), ==, design->p95);
}

/* A key as the widget would get it. */
static void
press (GtkWidget *widget,
       guint      key)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean used = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !used; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &used);
    }
  spin ();
}

static void
test_front (void)
{
  g_auto(Searching) self = make (SMALL);
  const LeatOptimisation *found;

  /* It searches by itself when it is seen, not before. */
  g_assert_null (leat_designs_page_get_found (self.page));
  g_assert_false (leat_designs_page_get_running (self.page));
  explore (&self);
  spin_until (is_done, self.page);
  found = leat_designs_page_get_found (self.page);
  g_assert_nonnull (found);
  g_assert_cmpuint (found->front->len, >, 1);
  g_assert_true (says (self.page, get_design (&self, 0)->sentence));
  g_assert_nonnull (get_card (&self, (int) found->front->len - 1));
  g_assert_null (get_card (&self, (int) found->front->len));

  /* The scores are never bare: of how many, and by which formula. */
  g_assert_cmpint (leat_designs_page_get_chosen (self.page), ==, 0);
  g_assert_true (says (find_type (self.page, "LeatTriangleGroup"), "of 10"));
  g_assert_true (says (find_type (self.page, "LeatTriangleGroup"), "10 × ln"));
}

static void
test_keyboard (void)
{
  g_auto(Searching) self = make (SMALL);
  GtkWidget *view;
  int chosen;

  explore (&self);
  spin_until (is_done, self.page);
  view = find_type (self.page, "LeatChartView");
  spin_until (has_room, view);
  leat_designs_page_choose (self.page, -1);
  press (view, GDK_KEY_Left); /* the design as drawn, which is the dearest */
  press (view, GDK_KEY_Left);
  g_assert_cmpint (leat_designs_page_get_chosen (self.page), ==, -1);
  press (view, GDK_KEY_Return);
  chosen = leat_designs_page_get_chosen (self.page);
  g_assert_cmpint (chosen, >=, 0);
  /* The keyboard stays where it was. */
  press (view, GDK_KEY_Left);
  press (view, GDK_KEY_Return);
  g_assert_cmpint (leat_designs_page_get_chosen (self.page), !=, chosen);
  g_assert_cmpint (leat_designs_page_get_chosen (self.page), >=, 0);
  chosen = leat_designs_page_get_chosen (self.page);
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (get_card (&self, chosen))));
  spin_until (is_done, self.page);
  g_assert_true (says (find_type (self.page, "LeatTriangleGroup"), "→"));
}

static void
test_preview (void)
{
  g_auto(Searching) self = make (SMALL);
  g_autoptr(GBytes) before = get_bytes (&self);
  g_autoptr(GBytes) after = NULL;
  g_autofree char *money = NULL;
  LeatPreview *preview;

  explore (&self);
  spin_until (is_done, self.page);
  click (get_card (&self, 1), "Preview");
  g_assert_nonnull (leat_window_get_previewed (self.window));
  assert_is_design (leat_window_get_previewed (self.window), get_design (&self, 1));
  preview = find_type (self.window, "LeatPreview");
  g_assert_true (says (preview, "Preview of Design 2"));
  g_assert_true (gtk_widget_has_css_class (find_type (self.window, "LeatStrip"), "preview"));

  /* Nothing can be changed in it. */
  leat_canvas_add_block (leat_preview_get_canvas (preview), "s3");
  gtk_widget_activate_action (GTK_WIDGET (leat_preview_get_canvas (preview)), "canvas.select-all", NULL);
  gtk_widget_activate_action (GTK_WIDGET (leat_preview_get_canvas (preview)), "canvas.delete", NULL);
  assert_is_design (leat_window_get_previewed (self.window), get_design (&self, 1));
  after = get_bytes (&self);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_false (leat_document_get_modified (self.document));

  click (preview, "Close");
  g_assert_null (leat_window_get_previewed (self.window));
  g_assert_false (gtk_widget_has_css_class (find_type (self.window, "LeatStrip"), "preview"));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self.page)));
}

/* What is previewed is of the pipeline as it was: it goes when that changes, or is looked at. */
static void
test_preview_goes (void)
{
  g_auto(Searching) self = make (SMALL);

  explore (&self);
  spin_until (is_done, self.page);
  click (get_card (&self, 0), "Preview");
  g_action_group_activate_action (G_ACTION_GROUP (self.window), "add-block", g_variant_new_string ("s3"));
  spin ();
  g_assert_null (leat_window_get_previewed (self.window));
  explore (&self);
  click (get_card (&self, 0), "Preview");
  g_action_group_activate_action (G_ACTION_GROUP (self.window), "show-page", g_variant_new_string ("cost"));
  g_assert_null (leat_window_get_previewed (self.window));
}

static void
apply_from (Searching  *self,
            const char *type)
{
  g_autoptr(GBytes) before = get_bytes (self);
  g_autoptr(GBytes) after = NULL;
  g_auto(GStrv) selected = NULL;
  LeatHistory *history = leat_document_get_history (self->document);

  click (type != NULL ? find_type (self->window, type) : get_card (self, 1), "Apply");
  assert_is_design (self->document, get_design (self, 1));
  g_assert_null (leat_window_get_previewed (self->window));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (self->page)));
  selected = leat_canvas_dup_selection (leat_window_get_canvas (self->window));
  g_assert_cmpuint (g_strv_length (selected), >, 0);
  g_assert_true (says (self->window, "Applied Design 2"));
  click (self->window, "_Undo");
  after = get_bytes (self);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_null (leat_history_get_undo_label (history));
}

static void
test_apply (void)
{
  g_auto(Searching) self = make (SMALL);

  explore (&self);
  spin_until (is_done, self.page);
  apply_from (&self, NULL);
}

static void
test_apply_previewed (void)
{
  g_auto(Searching) self = make (SMALL);

  explore (&self);
  spin_until (is_done, self.page);
  click (get_card (&self, 1), "Preview");
  apply_from (&self, "LeatPreview");
}

/* After an edit it does not search by itself: it says that what is shown is old, and is right again after an undo. */
static void
test_stale (void)
{
  g_auto(Searching) self = make (SMALL);
  const char *const ids[] = { "k", NULL };
  LeatHistory *history = leat_document_get_history (self.document);

  explore (&self);
  spin_until (is_done, self.page);
  g_assert_false (says (self.page, "earlier state"));
  leat_history_apply (history, leat_edit_set_setting (leat_document_get_pipeline (self.document), ids, "shards", "9"));
  spin_until (is_done, self.page);
  g_assert_true (says (self.page, "earlier state"));
  leat_history_undo (history);
  spin_until (is_done, self.page);
  g_assert_false (says (self.page, "earlier state"));
  leat_history_redo (history);
  click (self.page, "Search Again");
  spin_until (is_done, self.page);
  g_assert_false (says (self.page, "earlier state"));
  g_assert_cmpfloat (leat_designs_page_get_found (self.page)->present->cost, ==,
                     leat_report_get_total (leat_document_get_report (self.document), NULL));
}

/* What is missed as drawn and is no goal of the search is named, so that nobody takes the designs for more than they are. */
static void
test_left_out (void)
{
  g_auto(Searching) self = make (SMALL " pipeline.max-p95-s=3600 pipeline.replay-hours=8000");

  explore (&self);
  spin_until (is_done, self.page);
  g_assert_true (says (self.page, "Not looked for, since it is missed as drawn: Streams can be read again"));
}

/* Goals are those of the pipeline until somebody says otherwise, which does not change the pipeline. */
static void
test_goals (void)
{
  g_auto(Searching) self = make (SMALL " pipeline.max-p95-s=3600 pipeline.budget=5000");
  g_autoptr(GBytes) before = get_bytes (&self);
  g_autoptr(GBytes) after = NULL;
  LeatGoalsGroup *goals;

  explore (&self);
  spin_until (is_done, self.page);
  goals = find_type (self.window, "LeatGoalsGroup");
  g_assert_cmpstr (gtk_editable_get_text (leat_goals_group_get_delay (goals)), ==, "1 h");
  g_assert_cmpstr (gtk_editable_get_text (leat_goals_group_get_budget (goals)), ==, "5000");
  g_assert_null (leat_designs_page_get_found (self.page)->nearest);
  g_assert_true (says (get_card (&self, 0), "Meets these goals"));

  gtk_editable_set_text (leat_goals_group_get_delay (goals), "soon");
  g_assert_true (says (goals, "soon"));
  gtk_editable_set_text (leat_goals_group_get_delay (goals), "1 h");
  gtk_editable_set_text (leat_goals_group_get_budget (goals), "0.01");
  g_assert_true (says (self.page, "for other goals"));
  click (self.page, "Search Again");
  spin_until (is_done, self.page);
  g_assert_nonnull (leat_designs_page_get_found (self.page)->nearest);
  g_assert_true (says (self.page, "No design meets what is asked"));
  g_assert_true (says (self.page, "beyond the $0.01 asked"));
  after = get_bytes (&self);
  g_assert_true (g_bytes_equal (before, after));

  click (goals, "As Asked");
  g_assert_cmpstr (gtk_editable_get_text (leat_goals_group_get_budget (goals)), ==, "5000");
}

static void
test_cancel (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "../data/examples/standard-pipeline.leat", NULL);
  g_auto(Searching) self = make_of (leat_document_open (test_catalogue (), path, NULL, NULL));

  explore (&self);
  spin_until (is_running, self.page);
  while (find_widget (GTK_WIDGET (self.page), has_label, "Cancel") == NULL)
    g_main_context_iteration (NULL, TRUE);
  click (self.page, "Cancel");
  g_assert_null (leat_designs_page_get_found (self.page));
  g_assert_true (says (self.page, "was stopped"));
  spin_until (is_done, self.page);
  /* Not again by itself. */
  g_action_group_activate_action (G_ACTION_GROUP (self.window), "show-page", g_variant_new_string ("cost"));
  explore (&self);
  spin_until (is_done, self.page);
  g_assert_null (leat_designs_page_get_found (self.page));
}

static gboolean
is_label_in_sight (GtkWidget  *widget,
                   const char *text)
{
  return is_label_that_says (widget, text) && gtk_widget_get_mapped (widget);
}

static void
test_nothing (void)
{
  g_auto(Searching) self = make ("s");

  explore (&self);
  g_assert_false (leat_designs_page_get_running (self.page));
  g_assert_null (leat_designs_page_get_found (self.page));
  g_assert_true (says (self.page, "No Data Flows Yet"));
  /* Nor does it show the controls of the page before it. */
  g_assert_null (find_widget (GTK_WIDGET (self.window), is_label_in_sight, "What Varies"));
  click (self.page, "Draw");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (self.page)));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/ui/designs/front", test_front);
  g_test_add_func ("/ui/designs/keyboard", test_keyboard);
  g_test_add_func ("/ui/designs/preview", test_preview);
  g_test_add_func ("/ui/designs/preview-goes", test_preview_goes);
  g_test_add_func ("/ui/designs/apply", test_apply);
  g_test_add_func ("/ui/designs/apply-previewed", test_apply_previewed);
  g_test_add_func ("/ui/designs/stale", test_stale);
  g_test_add_func ("/ui/designs/goals", test_goals);
  g_test_add_func ("/ui/designs/left-out", test_left_out);
  g_test_add_func ("/ui/designs/cancel", test_cancel);
  g_test_add_func ("/ui/designs/nothing", test_nothing);
  return g_test_run ();
}
