/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/challenge-page.h"

#include "config.h"

#include "bill/job.h"
#include "inspector/rows.h"
#include "study/grading.h"
#include "study/lens.h"
#include "study/mark-row.h"
#include "study/solutions.h"
#include "study/study-text.h"
#include "study/study.h"
#include "study/timer.h"
#include "study/words.h"
#include "window/window-private.h"

#include <glib/gi18n-lib.h>

#define PAGE_NAME "challenge"
#define PAGE_DATA "leat-challenge-page"
#define PAGE_WIDTH 300

struct _LeatChallengePage
{
  AdwBin         parent_instance;
  LeatWindow    *window; /* weak, or NULL */
  GtkStack      *side;   /* weak, or NULL: where it is to be seen */
  LeatDocument  *document;
  LeatStudy     *study;     /* or NULL until the document has a challenge */
  char          *id;        /* of the challenge, or NULL */
  gboolean       ready;     /* the challenges have been read */
  LeatChallenge *challenge; /* or NULL, if it is not installed too */
  GCancellable  *cancellable; /* of a grading of the drawing, or NULL */
  GCancellable  *asking;      /* of what is asked, or NULL */
  LeatGrading   *asked;       /* what is asked in words, or NULL until it is known */
  guint          n_hints;     /* that are shown */
  GtkScrolledWindow *scrolled;
  GtkBox        *content;
  GtkWidget     *result;
  GtkLabel      *points;
  GtkLevelBar   *level;
  GtkLabel      *verdict;
  GtkLabel      *credit;
  GtkListBox    *marks;
  GtkBox        *hints;
  GtkWidget     *hint;
  GtkWidget     *lens_box;
  LeatLens      *lens;
  GtkBox        *solutions;
  GtkWidget     *solution;
  GtkWidget     *bar;
  GtkButton     *grade;
};

G_DEFINE_FINAL_TYPE (LeatChallengePage, leat_challenge_page, ADW_TYPE_BIN)

LeatChallengePage *
leat_challenge_page_of (LeatWindow *window)
{
  return g_object_get_data (G_OBJECT (window), PAGE_DATA);
}

static void
show_fault (LeatChallengePage *self,
            const char        *heading,
            const GError      *error)
{
  if (self->window != NULL)
    leat_window_show_error (self->window, heading, error);
}

/* What is asked */

static void
show_marks (LeatChallengePage *self,
            const LeatGrade   *grade,
            gboolean           judged)
{
  GtkListBoxRow *row;

  for (guint i = 0; i < grade->marks->len; i++)
    {
      row = gtk_list_box_get_row_at_index (self->marks, (int) i);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (leat_mark_row_new ());
          gtk_list_box_append (self->marks, GTK_WIDGET (row));
        }
      leat_mark_row_show (LEAT_MARK_ROW (row), g_ptr_array_index (grade->marks, i), judged);
    }
}

static void
add_hint (LeatChallengePage *self)
{
  g_autofree char *title = g_strdup_printf (_("Hint %u"), self->n_hints + 1);
  GtkWidget *hint = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (hint), leat_study_label_new (title, "heading"));
  gtk_box_append (GTK_BOX (hint), leat_study_text_new (g_ptr_array_index (self->challenge->hints, self->n_hints)));
  gtk_widget_add_css_class (hint, "card");
  gtk_widget_add_css_class (hint, "study-card");
  gtk_box_append (self->hints, hint);
  self->n_hints++;
}

/* As many as were shown so far, in whatever window and however long ago; none once that is forgotten. */
static void
show_hints (LeatChallengePage *self)
{
  LeatProgressEntry entry;
  GtkWidget *child;

  if (self->challenge == NULL)
    return;
  leat_progress_get (leat_study_get_progress (self->study), self->id, &entry);
  if (entry.hints < self->n_hints)
    {
      while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->hints))) != NULL)
        gtk_box_remove (self->hints, child);
      self->n_hints = 0;
    }
  while (self->n_hints < MIN (entry.hints, self->challenge->hints->len))
    add_hint (self);
  gtk_widget_set_visible (GTK_WIDGET (self->hints), self->n_hints > 0);
}

static gboolean
is_revealed (LeatChallengePage *self)
{
  return gtk_widget_get_first_child (GTK_WIDGET (self->solutions)) != NULL;
}

static void
enable (LeatChallengePage *self,
        const char        *name,
        gboolean           enabled)
{
  GAction *action = self->window != NULL ? g_action_map_lookup_action (G_ACTION_MAP (self->window), name) : NULL;

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_buttons (LeatChallengePage *self)
{
  guint n = self->challenge != NULL ? self->challenge->hints->len : 0;
  g_autofree char *hint = g_strdup_printf (self->n_hints == 0 ? _("Show a _Hint (%u of %u)") : _("Next _Hint (%u of %u)"),
                                           self->n_hints + 1, n);
  LeatProgressEntry entry;

  enable (self, "grade", self->challenge != NULL);
  enable (self, "show-hint", self->n_hints < n);
  enable (self, "show-solution", self->asked != NULL && !is_revealed (self));
  if (self->challenge == NULL)
    return;
  leat_progress_get (leat_study_get_progress (self->study), self->id, &entry);
  gtk_button_set_label (GTK_BUTTON (self->hint), hint);
  gtk_widget_set_visible (self->hint, self->n_hints < n);
  gtk_button_set_label (GTK_BUTTON (self->solution),
                        entry.passed || entry.revealed ? _("Show _Solution") : _("Give _Up and Show Solution"));
  gtk_widget_set_visible (self->solution, !is_revealed (self));
  gtk_button_set_label (self->grade, self->cancellable != NULL ? _("Stop Grading") : _("_Grade"));
}

/* The reference meets all that is asked: its marks say what that is. */
static void
on_asked (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  LeatChallengePage *self = LEAT_CHALLENGE_PAGE (source);
  g_autoptr(GError) error = NULL;
  LeatGrading *asked = leat_grading_finish (result, &error);

  if (asked == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  if (asked == NULL)
    {
      show_fault (self, _("The Challenge Cannot Be Graded"), error);
      return;
    }
  self->asked = asked;
  if (gtk_list_box_get_row_at_index (self->marks, 0) == NULL)
    show_marks (self, asked->reference, FALSE);
  update_buttons (self);
}

static void
ask (LeatChallengePage *self)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  leat_job_renew (&self->asking);
  leat_grading_start (self->challenge, leat_document_get_catalogue (self->document), none, self, self->asking, on_asked, NULL);
}

/* Grading */

/* What was graded comes into view once it has its place. */
static gboolean
scroll_to_result (GtkWidget     *widget,
                  GdkFrameClock *clock,
                  gpointer       data)
{
  LeatChallengePage *self = LEAT_CHALLENGE_PAGE (widget);
  graphene_rect_t bounds;

  if (gtk_widget_get_height (self->result) == 0)
    return G_SOURCE_CONTINUE;
  if (gtk_widget_compute_bounds (self->result, GTK_WIDGET (self->content), &bounds))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), bounds.origin.y);
  return G_SOURCE_REMOVE;
}

static void
show_result (LeatChallengePage *self,
             const LeatGrading *grading)
{
  const LeatGrade *grade = grading->grade;
  g_autofree char *points = leat_study_dup_points (grade->points, grade->of);
  g_autofree char *credit = leat_grade_dup_credit (grade);
  const char *verdict = grade->passed ? _("Passed") : _("Not passed yet");
  g_autofree char *name = g_strdup_printf ("%s. %s. %s", verdict, points, credit);
  g_autofree char *toast = g_strdup_printf (_("%s: %s"), verdict, points);

  gtk_label_set_text (self->points, points);
  gtk_level_bar_set_value (self->level, grade->of > 0 ? grade->points / grade->of : 0);
  gtk_label_set_text (self->verdict, verdict);
  leat_widget_set_class (GTK_WIDGET (self->verdict), "success", grade->passed);
  gtk_label_set_text (self->credit, credit);
  gtk_widget_set_visible (self->result, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->result), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_marks (self, grade, TRUE);
  leat_lens_show (self->lens, grading);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_to_result, NULL, NULL);
  gtk_widget_set_visible (self->lens_box, TRUE);
  if (self->window != NULL)
    leat_window_toast (self->window, toast, FALSE);
}

static void
on_graded (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  LeatChallengePage *self = LEAT_CHALLENGE_PAGE (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatGrading) grading = leat_grading_finish (result, &error);

  if (grading == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (grading == NULL)
    show_fault (self, _("Could Not Grade"), error);
  else
    {
      show_result (self, grading);
      if (!leat_study_note (self->study, grading->grade, &error))
        show_fault (self, _("The Progress Could Not Be Kept"), error);
    }
  update_buttons (self);
}

void
leat_challenge_page_grade (LeatChallengePage *self)
{
  g_autoptr(GPtrArray) elements = NULL;

  g_return_if_fail (LEAT_IS_CHALLENGE_PAGE (self));

  if (self->challenge == NULL)
    return;
  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      g_clear_object (&self->cancellable);
      update_buttons (self);
      return;
    }
  elements = leat_pipeline_dup_elements (leat_document_get_pipeline (self->document));
  self->cancellable = g_cancellable_new ();
  update_buttons (self);
  leat_window_show_drawing (self->window);
  leat_window_show_side (self->window, PAGE_NAME);
  leat_grading_start (self->challenge, leat_document_get_catalogue (self->document), elements, self, self->cancellable, on_graded,
                      NULL);
}

/* The finding stands in the inspector of the block that it is about. */
static void
on_mark_activated (LeatChallengePage *self,
                   GtkListBoxRow     *row)
{
  const char *const ids[] = { leat_mark_row_get_block (LEAT_MARK_ROW (row)), NULL };

  if (ids[0] == NULL || self->window == NULL)
    return;
  leat_window_show_drawing (self->window);
  leat_canvas_select (leat_window_get_canvas (self->window), ids, TRUE);
  leat_inspector_set_page (leat_window_get_inspector (self->window), "checks");
  leat_window_reveal_inspector (self->window);
}

/* Hints and solutions */

void
leat_challenge_page_show_hint (LeatChallengePage *self)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (LEAT_IS_CHALLENGE_PAGE (self));

  if (self->challenge == NULL || self->n_hints >= self->challenge->hints->len)
    return;
  leat_window_show_side (self->window, PAGE_NAME);
  /* The page hears that there is one more, as it does of those that were shown before it was opened. */
  if (!leat_study_note_hints (self->study, self->challenge, self->n_hints + 1, &error))
    show_fault (self, _("The Progress Could Not Be Kept"), error);
}

void
leat_challenge_page_show_solution (LeatChallengePage *self)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (LEAT_IS_CHALLENGE_PAGE (self));

  if (self->asked == NULL || is_revealed (self))
    return;
  gtk_box_append (self->solutions, leat_solutions_new (self->window, self->asked->reference));
  leat_window_show_side (self->window, PAGE_NAME);
  if (!leat_study_note_revealed (self->study, self->challenge, &error))
    show_fault (self, _("The Progress Could Not Be Kept"), error);
  update_buttons (self);
}

/* The page */

static GtkWidget *
add_section (LeatChallengePage *self,
             const char        *title,
             GtkWidget         *child)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), leat_study_label_new (title, "heading"));
  gtk_box_append (GTK_BOX (box), child);
  gtk_box_append (self->content, box);
  return box;
}

static GtkWidget *
new_result (LeatChallengePage *self)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_STATUS, NULL);

  self->verdict = GTK_LABEL (leat_study_label_new (NULL, "heading"));
  self->points = GTK_LABEL (leat_study_label_new (NULL, "title-2"));
  self->level = GTK_LEVEL_BAR (gtk_level_bar_new ());
  self->credit = GTK_LABEL (leat_study_label_new (NULL, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->points), "numeric");
  gtk_level_bar_remove_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->level), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Points"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->verdict));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->points));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->level));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->credit));
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "study-card");
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static GtkWidget *
new_load (LeatChallengePage *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->challenge->loads->len; i++)
    {
      g_autofree char *load = leat_challenge_dup_load (self->challenge, g_ptr_array_index (self->challenge->loads, i),
                                                       leat_document_get_catalogue (self->document));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n\n" : "", load);
    }
  return leat_study_text_new (text->str);
}

static GtkWidget *
new_action_button (const char *action)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_use_underline (GTK_BUTTON (button), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
add_head (LeatChallengePage *self)
{
  g_autofree char *kind = leat_challenge_dup_kind (self->challenge);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (head), leat_study_label_new (self->challenge->title, "title-3"));
  gtk_box_append (GTK_BOX (head), leat_study_label_new (leat_domain_get_label (self->challenge->domain), "caption"));
  gtk_box_append (GTK_BOX (head), leat_study_label_new (kind, "caption"));
  gtk_box_append (GTK_BOX (head), leat_timer_new (self->challenge->minutes));
  gtk_box_append (self->content, head);
}

static void
add_parts (LeatChallengePage *self)
{
  add_head (self);
  gtk_box_append (self->content, leat_study_text_new (self->challenge->text));
  if (self->challenge->loads->len > 0)
    add_section (self, _("Load"), new_load (self));
  gtk_box_append (self->content, self->result);
  add_section (self, _("What Is Asked"), GTK_WIDGET (self->marks));
  gtk_box_append (self->content, GTK_WIDGET (self->hints));
  gtk_box_append (self->content, self->hint);
  self->lens_box = add_section (self, _("As the Exam Looks at It"), GTK_WIDGET (self->lens));
  gtk_widget_set_visible (self->lens_box, FALSE);
  gtk_box_append (self->content, self->solution);
  gtk_box_append (self->content, GTK_WIDGET (self->solutions));
}

static void
new_parts (LeatChallengePage *self)
{
  self->result = new_result (self);
  self->marks = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->marks, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->marks), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->marks), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What Is Asked"), -1);
  g_signal_connect_object (self->marks, "row-activated", G_CALLBACK (on_mark_activated), self, G_CONNECT_SWAPPED);
  self->hints = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_visible (GTK_WIDGET (self->hints), FALSE);
  self->hint = new_action_button ("win.show-hint");
  self->lens = LEAT_LENS (leat_lens_new ());
  self->solutions = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->solution = new_action_button ("win.show-solution");
}

static GtkWidget *
new_bar (LeatChallengePage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->grade = GTK_BUTTON (new_action_button ("win.grade"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->grade), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->grade), "suggested-action");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->grade), _("Grade the Drawing (Ctrl+Enter)"));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->grade));
  gtk_widget_add_css_class (bar, "study-bar");
  return bar;
}

static void
build (LeatChallengePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_add_css_class (GTK_WIDGET (self->content), "study-page");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->content));
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->scrolled = GTK_SCROLLED_WINDOW (scrolled);
  new_parts (self);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), new_bar (self));
  add_parts (self);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
build_missing (LeatChallengePage *self)
{
  GtkWidget *page = adw_status_page_new ();
  g_autofree char *text = g_strdup_printf (_("This pipeline answers the challenge “%s”, which is not installed here. "
                                             "Put its file into the folder “challenges” of Leat's data."), self->id);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-question-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Such Challenge"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), text);
  gtk_widget_add_css_class (page, "compact");
  adw_bin_set_child (ADW_BIN (self), page);
}

static void
show_page (LeatChallengePage *self,
           gboolean           shown)
{
  gboolean is_shown = gtk_widget_get_parent (GTK_WIDGET (self)) != NULL;

  if (self->side == NULL || shown == is_shown)
    return;
  if (!shown)
    gtk_stack_remove (self->side, GTK_WIDGET (self));
  else
    {
      gtk_stack_add_titled (self->side, GTK_WIDGET (self), PAGE_NAME, _("Challenge"));
      gtk_stack_set_visible_child (self->side, GTK_WIDGET (self));
    }
}

static void
cancel (LeatChallengePage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
set_challenge (LeatChallengePage *self,
               LeatChallenge     *challenge)
{
  cancel (self);
  g_clear_pointer (&self->asked, leat_grading_free);
  g_clear_pointer (&self->challenge, leat_challenge_unref);
  self->n_hints = 0;
  if (challenge != NULL)
    {
      self->challenge = leat_challenge_ref (challenge);
      build (self);
      show_hints (self);
      ask (self);
    }
  else if (self->id != NULL)
    build_missing (self);
  update_buttons (self);
}

static const char *
get_id (LeatChallengePage *self)
{
  return leat_settings_get (leat_pipeline_get_properties (leat_document_get_pipeline (self->document))->settings,
                            LEAT_STUDY_SETTING);
}

/* The document may have got another challenge, or the challenges have been read. */
static void
update (LeatChallengePage *self)
{
  LeatChallenge *challenge;
  const char *id;
  gboolean ready;

  if (self->window == NULL || self->document == NULL)
    return;
  id = get_id (self);
  if (id != NULL && self->study == NULL)
    {
      self->study = leat_study_get (leat_window_get_catalogue (self->window));
      g_signal_connect_object (self->study, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  ready = self->study != NULL && leat_study_list (self->study) != NULL;
  challenge = ready ? leat_study_find (self->study, id) : NULL;
  if (g_strcmp0 (id, self->id) == 0 && challenge == self->challenge && ready == self->ready)
    {
      show_hints (self);
      update_buttons (self);
      return;
    }
  g_free (self->id);
  self->id = g_strdup (id);
  self->ready = ready;
  set_challenge (self, challenge);
  show_page (self, id != NULL && ready);
}

/* The window is going: what it holds is let go now. */
static void
forget (LeatChallengePage *self)
{
  cancel (self);
  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->side);
  g_clear_object (&self->document);
  g_clear_object (&self->study);
}

void
leat_challenge_page_attach (LeatWindow *window,
                            GtkStack   *side)
{
  LeatChallengePage *self = g_object_ref_sink (g_object_new (LEAT_TYPE_CHALLENGE_PAGE, NULL));

  g_return_if_fail (LEAT_IS_WINDOW (window) && leat_window_get_document (window) != NULL);

  g_object_set_data_full (G_OBJECT (window), PAGE_DATA, self, g_object_unref);
  g_set_weak_pointer (&self->window, window);
  g_set_weak_pointer (&self->side, side);
  self->document = g_object_ref (leat_window_get_document (window));
  g_signal_connect_object (leat_document_get_pipeline (self->document), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "destroy", G_CALLBACK (forget), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
leat_challenge_page_dispose (GObject *object)
{
  LeatChallengePage *self = LEAT_CHALLENGE_PAGE (object);

  forget (self);
  G_OBJECT_CLASS (leat_challenge_page_parent_class)->dispose (object);
}

static void
leat_challenge_page_finalize (GObject *object)
{
  LeatChallengePage *self = LEAT_CHALLENGE_PAGE (object);

  g_clear_pointer (&self->asked, leat_grading_free);
  g_clear_pointer (&self->challenge, leat_challenge_unref);
  g_free (self->id);
  G_OBJECT_CLASS (leat_challenge_page_parent_class)->finalize (object);
}

static void
leat_challenge_page_class_init (LeatChallengePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_challenge_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_challenge_page_finalize;
}

static void
leat_challenge_page_init (LeatChallengePage *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), PAGE_WIDTH, -1);
}
