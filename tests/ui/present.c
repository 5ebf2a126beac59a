/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study-support.h"

#include "study/figures.h"
#include "study/large-text.h"

#include <math.h>

/* A walkthrough before an audience, by keyboard. */

typedef struct
{
  LeatDocument  *document;
  LeatPresenter *presenter;
  GtkWidget     *window;
  guint          first; /* of the steps that the test has added */
} Fixture;

static gboolean
is_settled (gpointer data)
{
  Fixture *f = data;
  GtkWidget *canvas = GTK_WIDGET (leat_study_stage_get_canvas (leat_presenter_get_stage (f->presenter)));

  return gtk_widget_get_width (canvas) > 0 && !leat_study_stage_is_busy (leat_presenter_get_stage (f->presenter));
}

static void
settle (Fixture *f)
{
  spin ();
  spin_until (is_settled, f);
  spin ();
}

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  g_autoptr(GPtrArray) steps = NULL;

  f->document = study_open ();
  steps = leat_pipeline_dup_steps (leat_document_get_pipeline (f->document));
  f->first = steps->len - ADDED;
  f->window = leat_presenter_new (NULL, f->document, 0);
  f->presenter = LEAT_PRESENTER (f->window);
  g_object_add_weak_pointer (G_OBJECT (f->window), (gpointer *) &f->window);
  leat_presenter_start (f->presenter);
  settle (f);
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  if (f->window != NULL)
    gtk_window_destroy (GTK_WINDOW (f->window));
  spin ();
  g_assert_null (f->window);
  spin_until (is_alone, f->document);
  g_assert_finalize_object (f->document);
}

static void
press (Fixture *f,
       guint    key)
{
  study_press (f->window, key);
  if (f->window != NULL)
    settle (f);
}

static void
go_to (Fixture *f,
       guint    step)
{
  g_autofree char *digits = g_strdup_printf ("%u", step + 1);

  for (const char *c = digits; *c != '\0'; c++)
    press (f, GDK_KEY_0 + (guint) (*c - '0'));
  press (f, GDK_KEY_Return);
  g_assert_cmpuint (leat_presenter_get_step (f->presenter), ==, step);
}

/* What the step looks at is all to be seen, and not beside the drawing. */
static void
assert_in_view (Fixture *f)
{
  LeatCanvas *canvas = leat_study_stage_get_canvas (leat_presenter_get_stage (f->presenter));
  const LeatElement *step = leat_presenter_get_steps (f->presenter)->pdata[leat_presenter_get_step (f->presenter)];
  graphene_point_t from, to;
  LeatRect area;

  g_assert_true (leat_focus_get_area (leat_document_get_pipeline (f->document), step, &area));
  from = leat_canvas_to_widget (canvas, area.x, area.y);
  to = leat_canvas_to_widget (canvas, area.x + area.width, area.y + area.height);
  g_assert_cmpfloat (from.x, >=, 0);
  g_assert_cmpfloat (from.y, >=, 0);
  g_assert_cmpfloat (to.x, <=, gtk_widget_get_width (GTK_WIDGET (canvas)));
  g_assert_cmpfloat (to.y, <=, gtk_widget_get_height (GTK_WIDGET (canvas)));
  /* And fills it as far as it may be enlarged. */
  g_assert_true (leat_canvas_get_zoom (canvas) > 1.99 || to.x - from.x > 0.7f * (float) gtk_widget_get_width (GTK_WIDGET (canvas)) ||
                 to.y - from.y > 0.7f * (float) gtk_widget_get_height (GTK_WIDGET (canvas)));
}

static gboolean
is_shown_label (GtkWidget  *widget,
                const char *text)
{
  return gtk_widget_get_mapped (widget) && is_label_that_says (widget, text);
}

static gboolean
shows (Fixture    *f,
       const char *text)
{
  return find_widget (f->window, is_shown_label, text) != NULL;
}

static void
test_to_the_end (Fixture      *f,
                 gconstpointer data)
{
  const guint keys[] = { GDK_KEY_Right, GDK_KEY_Down, GDK_KEY_n };
  GPtrArray *steps = leat_presenter_get_steps (f->presenter);
  g_autofree char *before = study_write (f->document), *after = NULL;

  for (guint i = 0; i < steps->len; i++)
    {
      const LeatElement *step = steps->pdata[i];

      g_assert_cmpuint (leat_presenter_get_step (f->presenter), ==, i);
      g_assert_true (shows (f, step->name));
      assert_in_view (f);
      press (f, keys[i % G_N_ELEMENTS (keys)]);
    }
  g_assert_cmpuint (leat_presenter_get_step (f->presenter), ==, steps->len - 1);
  press (f, GDK_KEY_Page_Up);
  g_assert_cmpuint (leat_presenter_get_step (f->presenter), ==, steps->len - 2);
  press (f, GDK_KEY_Home);
  g_assert_cmpuint (leat_presenter_get_step (f->presenter), ==, 0);
  press (f, GDK_KEY_End);
  g_assert_cmpuint (leat_presenter_get_step (f->presenter), ==, steps->len - 1);
  press (f, GDK_KEY_Escape);
  spin ();
  g_assert_null (f->window);
  after = study_write (f->document);
  g_assert_cmpstr (before, ==, after);
}

/* A clicker's one button first shows the answer, then goes on. */
static void
test_answer (Fixture      *f,
             gconstpointer data)
{
  go_to (f, f->first + 1);
  g_assert_true (shows (f, "Which limit is full?"));
  g_assert_false (shows (f, "The shards."));
  press (f, GDK_KEY_Page_Down);
  g_assert_true (leat_presenter_is_revealed (f->presenter));
  g_assert_true (shows (f, "The shards."));
  press (f, GDK_KEY_r);
  g_assert_false (shows (f, "The shards."));
  press (f, GDK_KEY_space);
  g_assert_true (shows (f, "The shards."));
  press (f, GDK_KEY_Page_Down);
  g_assert_cmpuint (leat_presenter_get_step (f->presenter), ==, f->first + 2);
  press (f, GDK_KEY_p);
  g_assert_false (shows (f, "The shards."));
}

static void
test_screen (Fixture      *f,
             gconstpointer data)
{
  press (f, GDK_KEY_b);
  g_assert_true (leat_presenter_is_black (f->presenter));
  press (f, GDK_KEY_period);
  g_assert_false (leat_presenter_is_black (f->presenter));
  press (f, GDK_KEY_b);
  press (f, GDK_KEY_Escape);
  g_assert_nonnull (f->window);
  g_assert_false (leat_presenter_is_black (f->presenter));
  press (f, GDK_KEY_3);
  g_assert_true (shows (f, "Go to 3"));
  press (f, GDK_KEY_Escape);
  g_assert_false (shows (f, "Go to 3"));
  g_assert_nonnull (f->window);
  g_assert_cmpuint (leat_presenter_get_step (f->presenter), ==, 0);
}

static gboolean
is_figures (GtkWidget  *widget,
            const char *text)
{
  return LEAT_IS_STUDY_FIGURES (widget);
}

/* What a step tries is shown while it is, and changes nothing. */
static void
test_trial (Fixture      *f,
            gconstpointer data)
{
  LeatStudyStage *stage = leat_presenter_get_stage (f->presenter);
  LeatReport *own = leat_document_get_report (f->document);
  GtkWidget *figures = find_widget (f->window, is_figures, NULL);
  g_autofree char *words = NULL;

  go_to (f, f->first);
  g_assert_true (leat_study_stage_get_report (stage) == own);
  g_assert_false (gtk_widget_get_mapped (figures));
  press (f, GDK_KEY_l);
  g_assert_true (gtk_widget_get_mapped (figures));
  press (f, GDK_KEY_Right);
  g_assert_true (leat_study_stage_get_report (stage) != own);
  g_assert_cmpfloat_with_epsilon (leat_report_get_block (leat_study_stage_get_report (stage), "orders")->in.values[LEAT_FLOW_RECORDS_PER_S],
                                  2 * leat_report_get_block (own, "orders")->in.values[LEAT_FLOW_RECORDS_PER_S], 1e-6);
  words = leat_study_figures_dup_words (LEAT_STUDY_FIGURES (figures));
  g_assert_nonnull (strstr (words, "+$"));
  assert_in_view (f);
  press (f, GDK_KEY_Right);
  g_assert_true (leat_study_stage_get_report (stage) == own);
}

static void
test_drill (Fixture      *f,
            gconstpointer data)
{
  LeatStudyStage *stage = leat_presenter_get_stage (f->presenter);

  go_to (f, f->first);
  press (f, GDK_KEY_d);
  g_assert_false (leat_study_stage_is_drilling (stage));
  press (f, GDK_KEY_End);
  press (f, GDK_KEY_Left);
  press (f, GDK_KEY_d);
  g_assert_true (leat_study_stage_is_drilling (stage));
  press (f, GDK_KEY_Escape);
  g_assert_false (leat_study_stage_is_drilling (stage));
  press (f, GDK_KEY_d);
  press (f, GDK_KEY_Right);
  g_assert_false (leat_study_stage_is_drilling (stage));
}

/* Two blocks in focus have the wire between them with them, a zone has what is in it. */
static void
test_focus (Fixture      *f,
            gconstpointer data)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (f->document);
  GPtrArray *steps = leat_presenter_get_steps (f->presenter);
  g_autoptr(GHashTable) ids = leat_step_dup_bright (steps->pdata[f->first], pipeline);
  g_autoptr(LeatElement) zone = study_step ("t9", "", "ingestion", "");
  g_autoptr(GHashTable) within = leat_step_dup_bright (zone, pipeline);
  const char *const selected[] = { "clean", "delivery", NULL };

  g_assert_cmpuint (g_hash_table_size (ids), ==, 3);
  g_assert_true (g_hash_table_contains (within, "orders"));
  g_assert_null (leat_step_dup_bright (steps->pdata[f->first + 3], pipeline));
  g_assert_cmpint (leat_focus_find_step (steps, selected), >=, 0);
}

/* Without animations it is there at once. */
static void
test_still (Fixture      *f,
            gconstpointer data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  press (f, GDK_KEY_End);
  study_press (f->window, GDK_KEY_Left);
  g_assert_false (leat_study_stage_is_busy (leat_presenter_get_stage (f->presenter)));
  assert_in_view (f);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
}

static void
test_presenters_view (Fixture      *f,
                      gconstpointer data)
{
  GtkWidget *view;

  press (f, GDK_KEY_s);
  view = GTK_WIDGET (leat_presenter_get_view (f->presenter));
  g_assert_nonnull (view);
  study_press (view, GDK_KEY_End);
  for (guint i = 0; i < ADDED - 1; i++)
    study_press (view, GDK_KEY_Left);
  settle (f);
  g_assert_cmpuint (leat_presenter_get_step (f->presenter), ==, f->first);
  g_assert_nonnull (find_widget (view, is_label_that_says, "Ask for the shards."));
  g_assert_nonnull (find_widget (view, is_label_that_says, "Twice the load"));
  g_assert_false (shows (f, "Ask for the shards."));
  press (f, GDK_KEY_s);
  g_assert_null (leat_presenter_get_view (f->presenter));
}

/* Steps that are edited meanwhile are shown as they are then. */
static void
test_edited (Fixture      *f,
             gconstpointer data)
{
  go_to (f, f->first);
  leat_history_apply (leat_document_get_history (f->document),
                      leat_edit_rename (leat_document_get_pipeline (f->document), "t1", "Another heading"));
  settle (f);
  g_assert_true (shows (f, "Another heading"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/present/to-the-end", Fixture, NULL, set_up, test_to_the_end, tear_down);
  g_test_add ("/ui/present/answer", Fixture, NULL, set_up, test_answer, tear_down);
  g_test_add ("/ui/present/screen", Fixture, NULL, set_up, test_screen, tear_down);
  g_test_add ("/ui/present/trial", Fixture, NULL, set_up, test_trial, tear_down);
  g_test_add ("/ui/present/drill", Fixture, NULL, set_up, test_drill, tear_down);
  g_test_add ("/ui/present/focus", Fixture, NULL, set_up, test_focus, tear_down);
  g_test_add ("/ui/present/still", Fixture, NULL, set_up, test_still, tear_down);
  g_test_add ("/ui/present/presenters-view", Fixture, NULL, set_up, test_presenters_view, tear_down);
  g_test_add ("/ui/present/edited", Fixture, NULL, set_up, test_edited, tear_down);
  return g_test_run ();
}
