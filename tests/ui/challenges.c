/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-support.h"

#include "exchange/challenge.h"
#include "study/challenge-page.h"
#include "study/challenges-window.h"
#include "study/editor.h"
#include "study/group-page.h"
#include "study/mark-row.h"
#include "study/solutions.h"
#include "study/study.h"
#include "study/timer.h"

/* A challenge in the window: started, graded, solved, and still solved in the next window. */

/* Its id is the name of its file in the user's folder. */
#define ID "try-clicks"
#define TITLE "Clicks, asked by SQL"

/* What it takes, beside the producer that stands there to begin with. */
static const char *const parts[] = { "firehose", "s3", "glue-catalog", "athena" };

static GStrv
types (const char *text)
{
  return g_strsplit (text, " ", -1);
}

static void
demand (LeatChallenge     *challenge,
        LeatConstraintKind kind,
        const char        *id,
        double             points)
{
  LeatConstraint *constraint = g_new0 (LeatConstraint, 1);

  constraint->kind = kind;
  constraint->id = g_strdup (id);
  constraint->points = points;
  if (kind == LEAT_CONSTRAINT_DELIVERY)
    {
      constraint->text = g_strdup ("Clicks can be asked");
      constraint->from = types ("app-producer");
      constraint->to = types ("athena");
    }
  if (kind == LEAT_CONSTRAINT_REQUIREMENT)
    {
      constraint->requirement = g_strdup (id);
      constraint->value = g_strdup ("yes");
    }
  g_ptr_array_add (challenge->constraints, constraint);
}

/* The producer, and if it is to be solved all that makes its records askable. */
static GPtrArray *
new_drawing (gboolean solved)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);

  g_ptr_array_add (elements, leat_element_new_block ("p", "app-producer", "Web tier", 24, 24));
  for (gsize i = 0; solved && i < G_N_ELEMENTS (parts); i++)
    g_ptr_array_add (elements, leat_element_new_block (parts[i], parts[i], "", 240 + 216 * (double) i, 24));
  if (!solved)
    return elements;
  test_add_wire (elements, LEAT_WIRE_DATA, "p", "firehose");
  test_add_wire (elements, LEAT_WIRE_DATA, "firehose", "s3");
  test_add_wire (elements, LEAT_WIRE_CATALOGS, "firehose", "glue-catalog");
  test_add_wire (elements, LEAT_WIRE_CATALOGS, "glue-catalog", "athena");
  test_add_wire (elements, LEAT_WIRE_QUERIES, "athena", "s3");
  return elements;
}

static LeatSolution *
new_solution (const char *title,
              const char *fails,
              GPtrArray  *elements)
{
  LeatSolution *solution = g_new0 (LeatSolution, 1);

  solution->title = g_strdup (title);
  solution->text = g_strdup ("Firehose *gathers*.");
  solution->fails = fails != NULL ? types (fails) : NULL;
  solution->elements = elements;
  return solution;
}

static char *
challenge_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "leat", "challenges", ID ".xml", NULL);
}

static void
write_challenge (void)
{
  g_autoptr(LeatChallenge) challenge = leat_challenge_new (ID);
  g_autofree char *path = challenge_path (), *folder = g_path_get_dirname (path);
  g_autoptr(GBytes) bytes = NULL;
  gsize size;
  const char *data;

  g_free (challenge->title);
  g_free (challenge->text);
  challenge->title = g_strdup (TITLE);
  challenge->text = g_strdup ("Analysts ask about clicks.\n\n- By **SQL**");
  challenge->domain = 2;
  challenge->level = 1;
  challenge->minutes = 15;
  demand (challenge, LEAT_CONSTRAINT_DELIVERY, "sql", 40);
  demand (challenge, LEAT_CONSTRAINT_REQUIREMENT, "serverless-only", 20);
  demand (challenge, LEAT_CONSTRAINT_SOUND, "sound", 10);
  g_ptr_array_add (challenge->hints, g_strdup ("Files, not streams."));
  g_ptr_array_add (challenge->hints, g_strdup ("Firehose writes them."));
  g_ptr_array_unref (challenge->start);
  challenge->start = new_drawing (FALSE);
  g_ptr_array_add (challenge->solutions, new_solution ("Firehose to a lake", NULL, new_drawing (TRUE)));
  g_ptr_array_add (challenge->wrongs, new_solution ("Nothing behind it", "sql", new_drawing (FALSE)));
  bytes = leat_challenge_write (challenge);
  data = g_bytes_get_data (bytes, &size);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
}

static void
set_up (App          *f,
        gconstpointer data)
{
  g_autofree char *progress = g_build_filename (g_get_user_data_dir (), "leat", "progress.ini", NULL);

  g_unlink (progress);
  write_challenge ();
  app_set_up (f, data);
}

static void
tear_down (App          *f,
           gconstpointer data)
{
  g_autofree char *path = challenge_path ();

  app_tear_down (f, data);
  g_unlink (path);
}

/* What is on the screen */

static gboolean
is_mark_row (GtkWidget  *widget,
             const char *text)
{
  return LEAT_IS_MARK_ROW (widget) && find_widget (widget, is_label_that_says, text) != NULL;
}

typedef struct
{
  GtkWidget  *widget;
  const char *text;
} Sought;

static gboolean
is_said (gpointer data)
{
  Sought *sought = data;

  return find_widget (sought->widget, is_label_that_says, sought->text) != NULL;
}

static void
wait_for (gpointer    window,
          const char *text)
{
  Sought sought = { GTK_WIDGET (window), text };

  g_test_message ("waiting for “%s”", text);
  spin_until (is_said, &sought);
}

static gboolean
is_said_in (LeatWindow *window,
            const char *row,
            const char *text)
{
  GtkWidget *found = find_widget (GTK_WIDGET (leat_challenge_page_of (window)), is_mark_row, row);

  g_assert_nonnull (found);
  return find_widget (found, is_label_that_says, text) != NULL;
}

static LeatWindow *
show (App *f)
{
  g_application_activate (G_APPLICATION (f->app));
  spin ();
  return app_find (f, NULL);
}

static GtkWidget *
show_challenges (LeatWindow *window)
{
  GtkWidget *list;

  app_do (window, "win.challenges");
  list = leat_challenges_window_find (window);
  g_assert_nonnull (list);
  wait_for (list, TITLE);
  return list;
}

/* From the list, as its button does. */
static LeatWindow *
start (App *f)
{
  LeatWindow *window = show (f);
  GtkWidget *list = show_challenges (window);

  g_assert_true (gtk_widget_activate_action (list, "study.start", "s", ID));
  wait_for (window, "Clicks can be asked");
  g_assert_null (leat_challenges_window_find (window));
  return window;
}

static void
grade (LeatWindow *window,
       const char *points)
{
  app_do (window, "win.grade");
  wait_for (leat_challenge_page_of (window), points);
}

static const LeatElement *
find_block (LeatWindow *window,
            const char *type)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (leat_window_get_document (window));

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      if (element->kind == LEAT_ELEMENT_BLOCK && g_strcmp0 (element->type, type) == 0)
        return element;
    }
  return NULL;
}

/* As the palette adds a block: wired to the one that is selected. */
static void
add_behind (LeatWindow *window,
            const char *before,
            const char *type)
{
  const char *const ids[] = { before != NULL ? find_block (window, before)->id : NULL, NULL };

  leat_canvas_select (leat_window_get_canvas (window), ids, FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.add-block", "s", type));
  spin ();
  g_assert_nonnull (find_block (window, type));
}

static void
wire (LeatWindow  *window,
      LeatWireKind kind,
      const char  *from,
      const char  *to)
{
  LeatDocument *document = leat_window_get_document (window);

  leat_history_apply (leat_document_get_history (document),
                      leat_edit_connect (leat_document_get_pipeline (document), kind, find_block (window, from)->id,
                                         find_block (window, to)->id));
}

/* Tests */

/* Nothing is given for what stands there to begin with; what cannot be judged says so. */
static void
test_near_zero (App          *f,
                gconstpointer data)
{
  LeatWindow *window = start (f);
  LeatDocument *document = leat_window_get_document (window);

  g_assert_cmpstr (leat_pipeline_get_properties (leat_document_get_pipeline (document))->name, ==, TITLE);
  g_assert_false (leat_document_get_modified (document));
  g_assert_cmpfloat (leat_canvas_get_zoom (leat_window_get_canvas (window)), ==, 1);
  g_assert_true (is_said_in (window, "Clicks can be asked", "40"));
  g_assert_false (is_said_in (window, "Clicks can be asked", "Not met"));
  grade (window, "0 of 70 points");
  g_assert_true (is_said_in (window, "Clicks can be asked", "Not met"));
  g_assert_true (is_said_in (window, "Clicks can be asked", "0/40"));
  g_assert_true (is_said_in (window, "No errors", "It is judged once data arrives."));
  g_assert_nonnull (find_widget (GTK_WIDGET (window), is_label_that_says, "Not passed yet"));
}

/* A click on a mark shows on the drawing what it is about. */
static void
check_row_shows (LeatWindow *window,
                 const char *row,
                 const char *type)
{
  GtkWidget *found = find_widget (GTK_WIDGET (leat_challenge_page_of (window)), is_mark_row, row);
  g_auto(GStrv) selection = NULL;

  g_signal_emit_by_name (gtk_widget_get_parent (found), "row-activated", found);
  spin ();
  selection = leat_canvas_dup_selection (leat_window_get_canvas (window));
  g_assert_cmpstr (selection[0], ==, find_block (window, type)->id);
}

/* Built by the palette and by wires, passed, noted, and solved for the next window too. */
static void
test_solve (App          *f,
            gconstpointer data)
{
  LeatWindow *window = start (f);
  GtkWidget *page = GTK_WIDGET (leat_challenge_page_of (window));
  GtkWidget *list;

  add_behind (window, "app-producer", "firehose");
  add_behind (window, "firehose", "s3");
  add_behind (window, NULL, "glue-catalog");
  add_behind (window, NULL, "athena");
  wire (window, LEAT_WIRE_CATALOGS, "firehose", "glue-catalog");
  wire (window, LEAT_WIRE_CATALOGS, "glue-catalog", "athena");
  wire (window, LEAT_WIRE_QUERIES, "athena", "s3");
  grade (window, "70 of 70 points");
  g_assert_nonnull (find_widget (page, is_label_that_says, "Passed"));
  g_assert_nonnull (find_widget (page, is_label_that_says, "Against the reference"));
  g_assert_true (is_said_in (window, "Clicks can be asked", "40/40"));
  /* What is no figure is neither asked nor is it something. */
  g_assert_true (is_said_in (window, "Serverless only", "Met · nothing found against it"));
  check_row_shows (window, "Clicks can be asked", "athena");
  app_end (f);
  app_start (f);
  list = show_challenges (show (f));
  g_assert_nonnull (find_widget (list, is_label_that_says, "Solved"));
}

/* One after another, and no more than there are. */
static void
test_hints (App          *f,
            gconstpointer data)
{
  LeatWindow *window = start (f);
  GtkWidget *page = GTK_WIDGET (leat_challenge_page_of (window));

  g_assert_null (find_widget (page, is_label_that_says, "Files, not streams."));
  app_do (window, "win.show-hint");
  g_assert_nonnull (find_widget (page, is_label_that_says, "Files, not streams."));
  g_assert_null (find_widget (page, is_label_that_says, "Firehose writes them."));
  app_do (window, "win.show-hint");
  g_assert_nonnull (find_widget (page, is_label_that_says, "Firehose writes them."));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "show-hint"));
}

/* What was shown is there again in the next window, and gone once progress is forgotten. */
static void
test_hints_kept (App          *f,
                 gconstpointer data)
{
  LeatWindow *window = start (f);
  GtkWidget *list;

  app_do (window, "win.show-hint");
  gtk_window_destroy (GTK_WINDOW (window));
  spin ();
  window = start (f);
  g_assert_nonnull (find_widget (GTK_WIDGET (leat_challenge_page_of (window)), is_label_that_says, "Files, not streams."));
  g_assert_null (find_widget (GTK_WIDGET (leat_challenge_page_of (window)), is_label_that_says, "Firehose writes them."));
  list = show_challenges (window);
  g_assert_nonnull (find_widget (list, is_label_that_says, "1 hint seen"));
  g_assert_true (gtk_widget_activate_action (list, "study.reset", NULL));
  spin ();
  g_assert_null (find_widget (GTK_WIDGET (leat_challenge_page_of (window)), is_label_that_says, "Files, not streams."));
  g_assert_true (gtk_widget_activate_action (list, "study.undo-reset", NULL));
  spin ();
  g_assert_nonnull (find_widget (GTK_WIDGET (leat_challenge_page_of (window)), is_label_that_says, "Files, not streams."));
}

static gboolean
can_show_solution (gpointer window)
{
  return g_action_group_get_action_enabled (window, "show-solution");
}

/* Who gives up sees solutions and wrong answers, and the list says so; a drawing opens beside the own one. */
static void
test_give_up (App          *f,
              gconstpointer data)
{
  LeatWindow *window = start (f);
  GtkWidget *page = GTK_WIDGET (leat_challenge_page_of (window)), *open;
  guint n = app_n_windows (f);

  spin_until (can_show_solution, window);
  g_assert_null (find_widget (page, is_label_that_says, "Firehose to a lake"));
  app_do (window, "win.show-solution");
  g_assert_nonnull (find_widget (page, is_label_that_says, "Firehose to a lake"));
  g_assert_nonnull (find_widget (page, is_label_that_says, "Fails: Clicks can be asked"));
  open = find_widget (page, is_button_that_says, "Open the Drawing");
  g_signal_emit_by_name (open, "clicked");
  spin ();
  g_assert_cmpuint (app_n_windows (f), ==, n + 1);
  g_assert_nonnull (find_widget (show_challenges (window), is_label_that_says, "Solution seen"));
}

static void
assert_state (GtkWidget  *list,
              const char *text)
{
  g_assert_nonnull (find_widget (list, is_label_that_says, text));
}

/* Forgotten, and brought back. */
static void
test_reset (App          *f,
            gconstpointer data)
{
  LeatWindow *window = start (f);
  GtkWidget *list;

  grade (window, "0 of 70 points");
  list = show_challenges (window);
  assert_state (list, "0 of 70 points");
  g_assert_true (gtk_widget_activate_action (list, "study.reset", NULL));
  assert_state (list, "Not tried");
  g_assert_null (find_widget (list, is_label_that_says, "0 of 70 points"));
  g_assert_true (gtk_widget_activate_action (list, "study.undo-reset", NULL));
  assert_state (list, "0 of 70 points");
}

/* The file keeps which challenge it answers; a pipeline without one has no such page. */
static void
test_file (App          *f,
           gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "answer.leat", NULL);
  g_autoptr(GError) error = NULL;
  LeatWindow *window = start (f), *other;

  leat_document_save (leat_window_get_document (window), path, &error);
  g_assert_no_error (error);
  app_end (f);
  app_start (f);
  window = app_open (f, path);
  wait_for (window, "Clicks can be asked");
  grade (window, "0 of 70 points");
  other = app_open (f, f->path);
  g_assert_null (gtk_widget_get_parent (GTK_WIDGET (leat_challenge_page_of (other))));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (other), "grade"));
}

/* A challenge that is not there says what to do. */
static void
test_missing (App          *f,
              gconstpointer data)
{
  const char *const ids[] = { LEAT_PROPERTIES_ID, NULL };
  LeatWindow *window = app_open (f, f->path);
  LeatDocument *document = leat_window_get_document (window);

  leat_history_apply (leat_document_get_history (document),
                      leat_edit_set_setting (leat_document_get_pipeline (document), ids, LEAT_STUDY_SETTING, "nowhere"));
  wait_for (window, "No Such Challenge");
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "grade"));
  app_do (window, "win.undo");
  g_assert_null (find_widget (GTK_WIDGET (window), is_label_that_says, "No Such Challenge"));
}

/* A file that is no good is named with its line; the others are there. */
static void
test_bad_file (App          *f,
               gconstpointer data)
{
  g_autofree char *path = challenge_path (), *folder = g_path_get_dirname (path);
  g_autofree char *bad = g_build_filename (folder, "bad.xml", NULL);
  GtkWidget *list;

  g_assert_true (g_file_set_contents (bad, "<challenge xmlns='urn:leat:challenge'>\n<nonsense/>\n</challenge>\n", -1, NULL));
  list = show_challenges (show (f));
  g_unlink (bad);
  g_assert_nonnull (find_widget (list, is_label_that_says, "bad.xml:2: found <nonsense>"));
}

/* "0 of 3 solved", of those of the second domain that are there and some more. */
static char *
dup_count (guint more)
{
  g_auto(GStrv) folders = leat_data_folders ();
  g_autoptr(GPtrArray) challenges = leat_challenges_load ((const char *const *) folders, test_catalogue (), NULL);

  for (guint i = 0; i < challenges->len; i++)
    more += ((const LeatChallenge *) challenges->pdata[i])->domain == 2;
  return g_strdup_printf ("0 of %u solved", more);
}

/* A file that somebody shared is added; what is wrong with another is told with its line. */
static void
test_import (App          *f,
             gconstpointer data)
{
  g_autofree char *path = challenge_path (), *shared = g_build_filename (f->folder, "shared.xml", NULL);
  g_autofree char *bad = g_build_filename (f->folder, "bad.xml", NULL), *folder = g_path_get_dirname (path);
  g_autofree char *added = g_build_filename (folder, "shared.xml", NULL), *said = dup_count (1);
  GtkWidget *list = show_challenges (show (f));

  app_copy (path, shared);
  g_assert_true (leat_challenges_window_import (LEAT_CHALLENGES_WINDOW (list), shared));
  wait_for (list, said);
  g_unlink (added);
  g_assert_true (g_file_set_contents (bad, "<challenge xmlns='urn:leat:challenge'>\n<nonsense/>\n</challenge>\n", -1, NULL));
  g_assert_false (leat_challenges_window_import (LEAT_CHALLENGES_WINDOW (list), bad));
  g_assert_nonnull (find_widget (GTK_WIDGET (app_dialog ()), is_label_that_says, "bad.xml:2: found <nonsense>"));
  app_answer ("close");
}

static gboolean
is_row (GtkWidget  *widget,
        const char *text)
{
  return ADW_IS_PREFERENCES_ROW (widget) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), text) == 0;
}

static gboolean
is_text_view (GtkWidget  *widget,
              const char *text)
{
  return GTK_IS_TEXT_VIEW (widget);
}

static GtkWidget *
find_row (GtkWidget  *below,
          const char *title)
{
  GtkWidget *row = find_widget (below, is_row, title);

  g_test_message ("row “%s”", title);
  g_assert_nonnull (row);
  return row;
}

static void
type (GtkWidget  *below,
      const char *title,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (below, title)), text);
}

static void
type_text (GtkWidget  *below,
           const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_widget (below, is_text_view, NULL))), text, -1);
}

static void
choose (GtkWidget  *below,
        const char *title,
        const char *word)
{
  GtkWidget *row = find_row (below, title);
  GListModel *model = adw_combo_row_get_model (ADW_COMBO_ROW (row));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), word))
      {
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
        spin ();
        return;
      }
  g_assert_not_reached ();
}

static void
press (GtkWidget  *below,
       const char *title)
{
  g_signal_emit_by_name (find_row (below, title), "activated");
  spin ();
}

static char *
own_path (const char *file)
{
  return g_build_filename (g_get_user_data_dir (), "leat", "challenges", file, NULL);
}

static LeatGrade *
grade_drawing (LeatChallenge      *challenge,
               const LeatSolution *solution)
{
  g_autoptr(GError) error = NULL;
  LeatGrade *result = leat_grade_new (challenge, test_catalogue (), solution->elements, NULL, &error);

  g_assert_no_error (error);
  return result;
}

/* The wrong drawing misses what the form said, the right one gets all under the load of the form. */
static void
check_written (LeatChallenge *challenge)
{
  const LeatSolution *wrong = g_ptr_array_index (challenge->wrongs, 0);
  g_autoptr(LeatGrade) good = grade_drawing (challenge, g_ptr_array_index (challenge->solutions, 0));
  g_autoptr(LeatGrade) bad = grade_drawing (challenge, wrong);
  const LeatChallengeLoad *load = g_ptr_array_index (challenge->loads, 0);

  g_assert_cmpstr (leat_settings_get (load->settings, "records_per_s"), ==, "1000");
  g_assert_cmpuint (challenge->constraints->len, ==, 3);
  g_assert_cmpuint (challenge->hints->len, ==, 1);
  g_assert_true (good->passed);
  g_assert_cmpfloat (good->points, ==, good->of);
  g_assert_false (bad->passed);
  g_assert_cmpstr (wrong->text, ==, "Nobody reads it.");
  g_assert_cmpstr (wrong->fails[0], ==, "clicks");
  g_assert_cmpint (leat_grade_get_mark (bad, wrong->fails[0])->verdict, !=, LEAT_MARK_MET);
}

static void
fill_in (GtkWidget *editor)
{
  GtkWidget *item;

  type (editor, "Title", "Mine & yours");
  type_text (editor, "Do it.");
  press (editor, "Add a Load");
  item = find_row (editor, "No service yet");
  choose (item, "Service", "App producer");
  type (find_row (editor, "App producer"), "Records a second (rec/s)", "1k");
  item = find_row (editor, "Delivery");
  type (item, "From", "App producer");
  type (item, "To", "Athena");
  press (editor, "Add a Requirement");
  choose (find_row (editor, "Requirement"), "What", "Serverless only");
  press (editor, "Add a Hint");
  type_text (find_row (editor, "Hint"), "Look");
}

/* Of two windows the drawing of the one that was worked in last is taken. */
static void
add_wrong (App       *f,
           GtkWidget *editor)
{
  g_autoptr(GPtrArray) drawing = new_drawing (FALSE);
  GtkWidget *item, *delivery;

  leat_study_open (app_find (f, f->path), "Wrong", NULL, drawing);
  spin ();
  press (editor, "Add the Drawing as a Wrong Answer");
  item = find_row (editor, "No title yet");
  type (item, "Title", "Too little");
  type (item, "Demands it does not meet", "delivery");
  type_text (item, "Nobody reads it.");
  /* The delivery gets another name, letter by letter. */
  delivery = find_row (editor, "App producer to Athena");
  for (gsize n = 0; n <= strlen ("clicks"); n++)
    {
      g_autofree char *typed = g_strndup ("clicks", n);

      type (delivery, "Short name", typed);
    }
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (item, "Demands it does not meet"))), ==, "clicks");
}

/* What is missing or bad is said in its place; filled in, it is saved, listed, and graded as it says. */
static void
test_write (App          *f,
            gconstpointer data)
{
  g_autofree char *path = own_path ("mine.xml");
  g_autoptr(GPtrArray) solved = new_drawing (TRUE);
  LeatWindow *window = leat_study_open (app_open (f, f->path), "Right", NULL, solved);
  g_autoptr(LeatStudy) study = leat_study_get (leat_window_get_catalogue (window));
  GtkWidget *editor = leat_editor_new (window, study);

  gtk_window_present (GTK_WINDOW (editor));
  spin ();
  g_assert_null (find_widget (editor, is_label_that_says, "A challenge needs a title"));
  g_assert_false (leat_editor_save (LEAT_EDITOR (editor), path));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_nonnull (find_widget (editor, is_label_that_says, "A challenge needs a title"));
  g_assert_true (gtk_widget_has_css_class (find_row (editor, "Title"), "error"));
  fill_in (editor);
  add_wrong (f, editor);
  g_assert_false (gtk_widget_has_css_class (find_row (editor, "Title"), "error"));
  g_assert_true (leat_editor_save (LEAT_EDITOR (editor), path));
  gtk_window_destroy (GTK_WINDOW (editor));
  wait_for (show_challenges (window), "Mine & yours");
  check_written (leat_study_find (study, "mine"));
  g_unlink (path);
}

static gboolean
is_tooltip (GtkWidget  *widget,
            const char *text)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0;
}

static GtkWidget *
find_editor (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (all, i);

      if (LEAT_IS_EDITOR (window))
        return window;
    }
  return NULL;
}

/* From the list: opened and saved it is the same file; what is removed comes back by Undo; bad input is said. */
static void
test_edit (App          *f,
           gconstpointer data)
{
  g_autofree char *path = challenge_path (), *before = app_read (path), *after = NULL, *copy = own_path ("copy.xml");
  GtkWidget *list = show_challenges (show (f)), *editor, *item;

  g_assert_true (gtk_widget_activate_action (list, "study.edit", "s", ID));
  spin ();
  editor = find_editor ();
  g_assert_nonnull (editor);
  g_signal_emit_by_name (find_widget (find_row (editor, "Nothing behind it"), is_tooltip, "Remove"), "clicked");
  spin ();
  g_assert_null (find_widget (editor, is_row, "Nothing behind it"));
  g_assert_true (gtk_widget_activate_action (editor, "editor.undo", NULL));
  spin ();
  item = find_row (editor, "Clicks can be asked");
  type (item, "To", "Athena, Atlantis");
  g_assert_nonnull (find_widget (editor, is_label_that_says, "There is no service “Atlantis”"));
  g_assert_false (leat_editor_save (LEAT_EDITOR (editor), copy));
  type (item, "To", "Athena");
  g_assert_true (leat_editor_save (LEAT_EDITOR (editor), copy));
  after = app_read (copy);
  g_assert_cmpstr (before, ==, after);
  gtk_window_destroy (GTK_WINDOW (editor));
  g_unlink (copy);
}

/* Every challenge that Leat comes with fits in the form: opened and saved it is the same file. */
static void
test_shipped (App          *f,
              gconstpointer data)
{
  g_autofree char *copy = own_path ("copy.xml");
  LeatWindow *window = show (f);
  g_autoptr(LeatStudy) study = leat_study_get (leat_window_get_catalogue (window));
  g_autoptr(GPtrArray) challenges = NULL; /* saving one lists all anew */

  show_challenges (window);
  challenges = g_ptr_array_ref (leat_study_list (study));
  for (guint i = 0; i < challenges->len; i += 6)
    {
      LeatChallenge *challenge = g_ptr_array_index (challenges, i);
      GtkWidget *editor = leat_editor_new_for (window, study, challenge, copy);
      g_autoptr(GBytes) bytes = leat_challenge_write (challenge);
      g_autofree char *text = NULL;

      gtk_window_present (GTK_WINDOW (editor));
      spin ();
      g_assert_true (leat_editor_save (LEAT_EDITOR (editor), copy));
      text = app_read (copy);
      g_assert_cmpmem (text, strlen (text), g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      gtk_window_destroy (GTK_WINDOW (editor));
    }
  g_unlink (copy);
}

static gboolean
is_group (GtkWidget  *widget,
          const char *text)
{
  return LEAT_IS_GROUP_PAGE (widget);
}

static gboolean
is_points (GtkWidget  *widget,
           const char *text)
{
  return GTK_IS_SPIN_BUTTON (widget);
}

static GtkWidget *
find_group (GtkWidget *list)
{
  return find_widget (list, is_group, NULL);
}

/* The wheel picks what is not solved; points are kept by team, added up, forgotten and brought back. */
static void
test_group (App          *f,
            gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "leat", "teams.ini", NULL);
  LeatWindow *window = show (f);
  GtkWidget *list = show_challenges (window), *group = find_group (list);

  g_assert_true (leat_group_page_add_team (LEAT_GROUP_PAGE (group), "Red"));
  g_assert_false (leat_group_page_add_team (LEAT_GROUP_PAGE (group), "Red"));
  g_assert_false (gtk_widget_get_sensitive (find_widget (group, is_points, NULL)));
  g_assert_true (gtk_widget_activate_action (group, "group.spin", NULL));
  spin ();
  g_assert_nonnull (leat_group_page_get_picked (LEAT_GROUP_PAGE (group)));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_widget (group, is_points, NULL)), 45);
  g_assert_nonnull (find_widget (group, is_label_that_says, "45 points in all"));
  gtk_window_close (GTK_WINDOW (list));
  spin ();
  list = show_challenges (window);
  group = find_group (list);
  g_assert_nonnull (find_widget (group, is_label_that_says, "45 points in all"));
  g_assert_true (gtk_widget_activate_action (group, "group.reset", NULL));
  g_assert_null (find_widget (group, is_label_that_says, "points in all"));
  g_assert_true (gtk_widget_activate_action (list, "study.undo-teams", NULL));
  g_assert_nonnull (find_widget (group, is_label_that_says, "45 points in all"));
  g_unlink (path);
}

static gboolean
is_timer (GtkWidget  *widget,
          const char *text)
{
  return LEAT_IS_TIMER (widget);
}

/* The minutes of the challenge, down to nothing. */
static void
test_timer (App          *f,
            gconstpointer data)
{
  LeatWindow *window = start (f);
  GtkWidget *timer = find_widget (GTK_WIDGET (window), is_timer, NULL);

  g_assert_nonnull (find_widget (timer, is_label_that_says, "15:00"));
  leat_timer_toggle (LEAT_TIMER (timer));
  leat_timer_pass (LEAT_TIMER (timer), 61);
  g_assert_nonnull (find_widget (timer, is_label_that_says, "13:59"));
  leat_timer_toggle (LEAT_TIMER (timer));
  leat_timer_pass (LEAT_TIMER (timer), 60 * 60);
  g_assert_nonnull (find_widget (timer, is_label_that_says, "Time is up"));
  leat_timer_reset (LEAT_TIMER (timer));
  g_assert_nonnull (find_widget (timer, is_label_that_says, "15:00"));
}

#define ADD(name, function) g_test_add ("/ui/challenges/" name, App, NULL, set_up, function, tear_down)

static void
add (void)
{
  ADD ("near-zero", test_near_zero);
  ADD ("solve", test_solve);
  ADD ("hints", test_hints);
  ADD ("hints-kept", test_hints_kept);
  ADD ("give-up", test_give_up);
  ADD ("reset", test_reset);
  ADD ("file", test_file);
  ADD ("missing", test_missing);
  ADD ("bad-file", test_bad_file);
  ADD ("import", test_import);
  ADD ("write", test_write);
  ADD ("edit", test_edit);
  ADD ("shipped", test_shipped);
  ADD ("group", test_group);
  ADD ("timer", test_timer);
}

int
main (int    argc,
      char **argv)
{
  return app_run (&argc, &argv, add);
}
