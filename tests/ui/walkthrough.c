/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study-support.h"

#include "study/step-edit.h"
#include "study/walkthrough.h"

/* The list of steps beside the drawing, and what is written in its form. */

typedef struct
{
  GtkWidget       *window;
  LeatDocument    *document;
  LeatPipeline    *pipeline;
  LeatHistory     *history;
  LeatCanvas      *canvas;
  LeatWalkthrough *page;
  char            *bytes; /* of the file, before anything is done */
} Fixture;

static gboolean
has_size (gpointer data)
{
  return gtk_widget_get_width (data) > 0;
}

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  f->document = study_open ();
  f->pipeline = leat_document_get_pipeline (f->document);
  f->history = leat_document_get_history (f->document);
  leat_history_end_merge (f->history);
  f->bytes = study_write (f->document);
  f->window = gtk_window_new ();
  f->canvas = LEAT_CANVAS (leat_canvas_new ());
  f->page = g_object_new (LEAT_TYPE_WALKTHROUGH, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (f->page), 260, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->page));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->canvas));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1200, 800);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  leat_canvas_set_document (f->canvas, f->document);
  leat_walkthrough_set (f->page, f->document, f->canvas);
  gtk_window_present (GTK_WINDOW (f->window));
  spin_until (has_size, f->canvas);
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  spin ();
  spin_until (is_alone, f->document);
  g_assert_finalize_object (f->document);
  g_free (f->bytes);
}

static void
act (Fixture    *f,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), action, NULL));
  spin ();
}

/* The ids of the steps that the test has added, and of those that came after them, one word each. */
static char *
dup_order (Fixture *f)
{
  g_autoptr(GPtrArray) steps = leat_pipeline_dup_steps (f->pipeline);
  g_autoptr(GString) order = g_string_new (NULL);
  gboolean ours = FALSE;

  for (guint i = 0; i < steps->len; i++)
    {
      const LeatElement *step = steps->pdata[i];

      ours |= step->id[0] == 't';
      if (ours)
        g_string_append_printf (order, "%s%s", order->len > 0 ? " " : "", step->id);
    }
  return g_string_free (g_steal_pointer (&order), FALSE);
}

#define assert_order(f, expected) \
  G_STMT_START { g_autofree char *order = dup_order (f); g_assert_cmpstr (order, ==, expected); } G_STMT_END

static void
assert_undone (Fixture *f,
               guint    steps)
{
  g_autofree char *bytes = NULL;

  g_assert_cmpuint (leat_history_get_n_steps (f->history), ==, steps + 1); /* the first put the steps in */
  for (guint i = 0; i < steps; i++)
    leat_history_undo (f->history);
  spin ();
  bytes = study_write (f->document);
  g_assert_cmpstr (bytes, ==, f->bytes);
}

static void
test_add (Fixture      *f,
          gconstpointer data)
{
  const char *const ids[] = { "compact", "processed", NULL };
  g_autofree char *expected = NULL;
  g_auto(GStrv) focus = NULL;
  const LeatElement *step;

  leat_walkthrough_choose (f->page, "t1");
  leat_canvas_select (f->canvas, ids, FALSE);
  act (f, "steps.add");
  step = leat_pipeline_get_element (f->pipeline, leat_walkthrough_get_chosen (f->page));
  g_assert_nonnull (step);
  g_assert_cmpint (step->kind, ==, LEAT_ELEMENT_STEP);
  focus = leat_step_dup_focus (step);
  g_assert_cmpstrv (focus, ids);
  expected = g_strdup_printf ("t1 %s t2 t3 t4", step->id);
  assert_order (f, expected);
  assert_undone (f, 1);
}

/* Without a selection it is what one looks at. */
static void
test_add_view (Fixture      *f,
               gconstpointer data)
{
  const LeatElement *step;
  LeatRect view;

  leat_canvas_select (f->canvas, NULL, FALSE);
  leat_canvas_look_at (f->canvas, 300, 200, 1.5);
  act (f, "steps.add");
  step = leat_pipeline_get_element (f->pipeline, leat_walkthrough_get_chosen (f->page));
  g_assert_true (leat_step_get_view (step, &view));
  g_assert_cmpfloat_with_epsilon (view.x + view.width / 2, 300, 2);
  g_assert_cmpfloat_with_epsilon (view.y + view.height / 2, 200, 2);
  assert_undone (f, 1);
}

static void
test_reorder (Fixture      *f,
              gconstpointer data)
{
  leat_walkthrough_choose (f->page, "t3");
  act (f, "steps.up");
  assert_order (f, "t1 t3 t2 t4");
  act (f, "steps.down");
  act (f, "steps.down");
  assert_order (f, "t1 t2 t4 t3");
  leat_walkthrough_drop (f->page, "t1", "t4", TRUE);
  assert_order (f, "t2 t4 t1 t3");
  leat_walkthrough_drop (f->page, "t3", "t2", FALSE);
  assert_order (f, "t3 t2 t4 t1");
  assert_undone (f, 5);
  assert_order (f, "t1 t2 t3 t4");
}

static void
test_duplicate_and_delete (Fixture      *f,
                           gconstpointer data)
{
  g_autofree char *expected = NULL;

  leat_walkthrough_choose (f->page, "t2");
  act (f, "steps.duplicate");
  expected = g_strdup_printf ("t1 t2 %s t3 t4", leat_walkthrough_get_chosen (f->page));
  assert_order (f, expected);
  act (f, "steps.delete");
  assert_order (f, "t1 t2 t3 t4");
  g_assert_cmpstr (leat_walkthrough_get_chosen (f->page), ==, "t3");
  act (f, "steps.delete");
  assert_order (f, "t1 t2 t4");
  assert_undone (f, 3);
}

/* Letter by letter it is one step of the history; another field is another. */
static void
test_write (Fixture      *f,
            gconstpointer data)
{
  GtkWidget *heading = leat_step_form_get_field (leat_walkthrough_get_form (f->page), LEAT_STEP_HEADING);
  GtkWidget *text = leat_step_form_get_field (leat_walkthrough_get_form (f->page), LEAT_STEP_TEXT);
  const LeatElement *step;
  int at = 0;

  leat_walkthrough_choose (f->page, "t1");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (heading)), ==, "The stream");
  for (const char *c = "Now: "; *c != '\0'; c++)
    gtk_editable_insert_text (GTK_EDITABLE (heading), c, 1, &at);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "", -1);
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "One\n\n- **two**", -1);
  spin ();
  step = leat_pipeline_get_element (f->pipeline, "t1");
  g_assert_cmpstr (step->name, ==, "Now: The stream");
  g_assert_cmpstr (step->text, ==, "One\n\n- **two**");
  g_assert_nonnull (find_widget (GTK_WIDGET (f->page), is_label_that_says, "Now: The stream"));
  assert_undone (f, 2);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (heading)), ==, "The stream");
}

/* What is typed is told as no value of the setting, by its own words, and is not tried. */
static void
assert_refused (Fixture    *f,
                GtkWidget  *value,
                const char *typed,
                const char *words)
{
  GtkWidget *fault = gtk_widget_get_next_sibling (value);

  gtk_editable_set_text (GTK_EDITABLE (value), typed);
  g_assert_true (gtk_widget_has_css_class (value, "error"));
  g_assert_true (gtk_widget_get_visible (fault));
  g_test_message ("%s", gtk_label_get_text (GTK_LABEL (fault)));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (fault)), words));
  g_signal_emit_by_name (value, "activate");
  assert_undone (f, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (value)), ==, typed);
}

/* A value that the setting does not take is told where it is typed, and cannot be tried. */
static void
test_trial (Fixture      *f,
            gconstpointer data)
{
  LeatStepForm *form = leat_walkthrough_get_form (f->page);
  GtkWidget *value, *fault;
  gsize n;

  leat_walkthrough_choose (f->page, "t1");
  n = leat_settings_get_n (leat_pipeline_get_element (f->pipeline, "t1")->settings);
  value = leat_step_form_get_trial (form, "kinesis-data-streams", "shards");
  g_assert_nonnull (value);
  fault = gtk_widget_get_next_sibling (value);
  g_assert_false (gtk_widget_get_visible (fault));
  assert_refused (f, value, "-3", "least is 1");
  assert_refused (f, value, "20001", "most is 20000");
  assert_refused (f, value, "many", "many");
  assert_refused (f, value, "2.5", "whole");
  gtk_editable_set_text (GTK_EDITABLE (value), "20000");
  g_assert_false (gtk_widget_has_css_class (value, "error"));
  g_assert_false (gtk_widget_get_visible (fault));
  gtk_editable_set_text (GTK_EDITABLE (value), "4");
  g_assert_false (gtk_widget_has_css_class (value, "error"));
  g_assert_false (gtk_widget_get_visible (fault));
  /* What is asked of another setting is judged by that one. */
  g_assert_true (leat_step_form_get_trial (form, "kinesis-data-streams", "mode") == value);
  g_assert_true (gtk_widget_has_css_class (value, "error"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (fault)), "4"));
  leat_step_form_get_trial (form, "kinesis-data-streams", "shards");
  g_assert_false (gtk_widget_has_css_class (value, "error"));
  g_signal_emit_by_name (value, "activate");
  g_assert_cmpuint (leat_settings_get_n (leat_pipeline_get_element (f->pipeline, "t1")->settings), ==, n + 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (value)), ==, "");
  g_assert_true (leat_document_get_modified (f->document));
}

/* What cannot be a load is marked and not taken. */
static void
test_load (Fixture      *f,
           gconstpointer data)
{
  GtkWidget *load = leat_step_form_get_field (leat_walkthrough_get_form (f->page), LEAT_STEP_LOAD);

  leat_walkthrough_choose (f->page, "t1");
  gtk_editable_set_text (GTK_EDITABLE (load), "-3");
  g_assert_true (gtk_widget_has_css_class (load, "error"));
  assert_undone (f, 0);
  gtk_editable_set_text (GTK_EDITABLE (load), "10");
  g_assert_false (gtk_widget_has_css_class (load, "error"));
  g_assert_cmpfloat (leat_step_get_load (leat_pipeline_get_element (f->pipeline, "t1")), ==, 10);
}

/* Who chooses a step sees on the drawing what it looks at. */
static void
test_choose (Fixture      *f,
             gconstpointer data)
{
  const char *const expected[] = { "orders", "delivery", NULL };
  g_auto(GStrv) ids = NULL;

  /* Until then there is nothing to write in, and no room kept for it. */
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (leat_walkthrough_get_form (f->page))));
  leat_walkthrough_choose (f->page, "t1");
  spin ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (leat_walkthrough_get_form (f->page))));
  ids = leat_canvas_dup_selection (f->canvas);
  g_assert_cmpstrv (ids, expected);
  assert_undone (f, 0);
}

static void
test_empty (Fixture      *f,
            gconstpointer data)
{
  g_autoptr(GPtrArray) steps = leat_pipeline_dup_steps (f->pipeline);

  for (guint i = 0; i < steps->len; i++)
    {
      leat_walkthrough_choose (f->page, ((LeatElement *) steps->pdata[i])->id);
      act (f, "steps.delete");
    }
  g_assert_null (leat_walkthrough_get_chosen (f->page));
  g_assert_true (gtk_widget_get_mapped (find_widget (GTK_WIDGET (f->page), is_label_that_says, "No Steps Yet")));
  assert_undone (f, steps->len);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/walkthrough/add", Fixture, NULL, set_up, test_add, tear_down);
  g_test_add ("/ui/walkthrough/add-view", Fixture, NULL, set_up, test_add_view, tear_down);
  g_test_add ("/ui/walkthrough/reorder", Fixture, NULL, set_up, test_reorder, tear_down);
  g_test_add ("/ui/walkthrough/duplicate-and-delete", Fixture, NULL, set_up, test_duplicate_and_delete, tear_down);
  g_test_add ("/ui/walkthrough/write", Fixture, NULL, set_up, test_write, tear_down);
  g_test_add ("/ui/walkthrough/trial", Fixture, NULL, set_up, test_trial, tear_down);
  g_test_add ("/ui/walkthrough/load", Fixture, NULL, set_up, test_load, tear_down);
  g_test_add ("/ui/walkthrough/choose", Fixture, NULL, set_up, test_choose, tear_down);
  g_test_add ("/ui/walkthrough/empty", Fixture, NULL, set_up, test_empty, tear_down);
  return g_test_run ();
}
