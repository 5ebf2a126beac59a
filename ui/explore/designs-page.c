/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/designs-page.h"

#include "config.h"

#include "explore/chart-card.h"
#include "explore/columns.h"
#include "explore/design-row.h"
#include "explore/designs-charts.h"
#include "explore/goals-group.h"
#include "explore/page-parts.h"
#include "explore/trial.h"
#include "explore/triangle-group.h"
#include "inspector/rows.h"
#include "window/window.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* So many designs can be told apart in a chart, and read. */
#define MAX_DESIGNS 12

#define FRONT_HEIGHT 340
#define TRIANGLE_HEIGHT 240

/* The column of cards, and from which width of the page on it stands beside the charts. */
#define CARDS_WIDTH 380
#define CARDS_BESIDE 820

struct _LeatDesignsPage
{
  AdwBin             parent_instance;
  GtkBox            *controls; /* owned */
  LeatGoalsGroup    *goals;
  GtkWidget         *search_button;
  GtkStack          *stack; /* "nothing" to search, or "designs" */
  LeatTaskBar       *task;
  LeatTaskBar       *trial; /* works out the chosen design */
  GtkBox            *notice;
  GtkLabel          *notice_text;
  GtkButton         *notice_button;
  GtkLabel          *summary;
  LeatChartCard     *front;
  LeatChartCard     *triangle;
  LeatTriangleGroup *scores;
  GtkListBox        *cards;
  GtkLabel          *took;
  LeatDocument      *document; /* owned, or NULL */
  LeatDesignSearch  *search;   /* the last that was made, or NULL */
  char              *failure;  /* why the last search gave nothing, or NULL */
  gboolean           asked;    /* it has searched by itself */
  int                chosen;   /* a design, or -1 */
  gboolean           choosing;
};

static void leat_designs_page_explorer_init (LeatExplorerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LeatDesignsPage, leat_designs_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (LEAT_TYPE_EXPLORER, leat_designs_page_explorer_init))

static LeatReport *
get_report (LeatDesignsPage *self)
{
  return leat_document_get_report (self->document);
}

/* The search */

static gpointer
run_search (LeatTaskBar  *bar,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  LeatExplorerInput *input = data;
  LeatDesignSearch *search = input->extra;
  LeatOptimisation *found;
  gint64 start = g_get_monotonic_time ();

  found = leat_optimise (input->catalogue, input->elements, NULL, &search->goals, leat_explorer_tell, bar, cancellable, error);
  if (found == NULL)
    return NULL;
  leat_design_search_take (search, found);
  search->seconds = (g_get_monotonic_time () - start) / 1e6;
  input->free_extra = NULL;
  return search;
}

static gboolean
is_same (GPtrArray *a,
         GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (a->pdata[i] != b->pdata[i])
      return FALSE;
  return TRUE;
}

/* Elements never change: a pipeline of the same ones is the same, after an undo too. */
static gboolean
is_of_now (LeatDesignsPage *self)
{
  g_autoptr(GPtrArray) now = leat_pipeline_dup_elements (leat_document_get_pipeline (self->document));

  return is_same (now, self->search->elements) &&
         leat_report_get_catalogue (self->search->report) == leat_document_get_catalogue (self->document);
}

static gboolean
has_same_goals (const LeatGoals *a,
                const LeatGoals *b)
{
  return a->max_p95 == b->max_p95 && a->budget == b->budget && a->serverless == b->serverless;
}

static void
show_notice (LeatDesignsPage *self,
             const char      *text,
             const char      *button)
{
  gtk_widget_set_visible (GTK_WIDGET (self->notice), text != NULL);
  gtk_label_set_text (self->notice_text, text != NULL ? text : "");
  gtk_button_set_label (self->notice_button, button != NULL ? button : "");
}

/* What there is to say of the results that are shown. */
static void
update_notice (LeatDesignsPage *self)
{
  gboolean running = leat_task_bar_get_running (self->task);
  LeatGoals goals;
  gboolean understood = self->document != NULL && leat_goals_group_read (self->goals, &goals);

  gtk_widget_set_sensitive (self->search_button, !running && understood);
  gtk_widget_set_sensitive (GTK_WIDGET (self->notice_button), understood);
  if (self->document == NULL || running)
    show_notice (self, NULL, NULL);
  else if (self->failure != NULL)
    show_notice (self, self->failure, _("Search"));
  else if (self->search == NULL)
    show_notice (self, _("The search was stopped before it found anything."), _("Search"));
  else if (!is_of_now (self))
    show_notice (self, _("These designs are of an earlier state: the pipeline or its prices have changed since."), _("Search Again"));
  else if (understood && !has_same_goals (&goals, &self->search->goals))
    show_notice (self, _("These designs are for other goals: what is asked has changed since."), _("Search Again"));
  else
    show_notice (self, NULL, NULL);
}

/* What is chosen */

static LeatEdit *
new_edit (LeatDesignsPage *self,
          int              i)
{
  return leat_design_new_edit (self->search->designs->pdata[i], leat_document_get_pipeline (self->document));
}

static void
update_cards (LeatDesignsPage *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->cards, i)) != NULL; i++)
    {
      g_autoptr(LeatEdit) edit = self->document != NULL ? new_edit (self, i) : NULL;

      leat_design_row_set_possible (LEAT_DESIGN_ROW (row), edit != NULL);
      leat_design_row_set_open (LEAT_DESIGN_ROW (row), i == self->chosen);
    }
}

static void
show_front (LeatDesignsPage *self)
{
  g_autoptr(LeatChart) chart = self->search != NULL ? leat_design_search_front_chart (self->search, self->chosen) : NULL;

  leat_chart_card_set_chart (self->front, chart);
}

static void
show_triangle (LeatDesignsPage *self,
               LeatReport      *chosen)
{
  g_autoptr(LeatTriangle) present = leat_triangle_new (get_report (self));
  g_autoptr(LeatTriangle) other = chosen != NULL ? leat_triangle_new (chosen) : NULL;
  g_autofree char *name = other != NULL ? leat_design_search_dup_name (self->search, self->chosen) : NULL;
  g_autoptr(LeatChart) chart = leat_designs_triangle_chart (present, other, name);

  leat_chart_card_set_chart (self->triangle, chart);
  leat_triangle_group_show (self->scores, present, other, name);
}

static gpointer
run_trial (LeatTaskBar  *bar,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  LeatExplorerInput *input = data;

  return leat_report_new (input->catalogue, input->elements, NULL, cancellable, error);
}

static void
on_tried (gpointer      answer,
          const GError *error,
          gpointer      data)
{
  show_triangle (data, answer);
  g_clear_pointer (&answer, leat_report_unref);
}

/* The triangle of the chosen design needs its report. */
static void
try_chosen (LeatDesignsPage *self)
{
  g_autoptr(LeatEdit) edit = self->chosen >= 0 ? new_edit (self, self->chosen) : NULL;
  LeatExplorerInput *input;

  leat_task_bar_stop (self->trial);
  if (edit == NULL)
    {
      show_triangle (self, NULL);
      return;
    }
  input = leat_explorer_input_new (self->document, NULL, NULL);
  g_ptr_array_unref (input->elements);
  input->elements = leat_trial_dup_elements (leat_document_get_pipeline (self->document), edit);
  leat_task_bar_start (self->trial, _("Scoring"), run_trial, input, leat_explorer_input_free, (GDestroyNotify) leat_report_unref,
                       on_tried, self);
}

void
leat_designs_page_choose (LeatDesignsPage *self,
                          int              i)
{
  GtkListBoxRow *row;

  g_return_if_fail (LEAT_IS_DESIGNS_PAGE (self));

  if (self->search == NULL || i == self->chosen || i >= (int) self->search->designs->len)
    return;
  self->chosen = i;
  self->choosing = TRUE;
  row = i >= 0 ? gtk_list_box_get_row_at_index (self->cards, i) : NULL;
  gtk_list_box_select_row (self->cards, row);
  self->choosing = FALSE;
  show_front (self);
  update_cards (self);
  try_chosen (self);
}

/* The first point is the present design. */
static void
on_point_chosen (LeatDesignsPage *self,
                 guint            series,
                 guint            index)
{
  leat_designs_page_choose (self, (int) index - 1);
  leat_chart_view_go_to (leat_chart_card_get_view (self->front), (LeatChartRef){ series, index });
}

static void
on_row_selected (LeatDesignsPage *self,
                 GtkListBoxRow   *row)
{
  if (!self->choosing && row != NULL)
    leat_designs_page_choose (self, gtk_list_box_row_get_index (row));
}

static LeatWindow *
get_window (LeatDesignsPage *self)
{
  return LEAT_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
on_preview (LeatDesignsPage *self,
            GtkListBoxRow   *row)
{
  int i = gtk_list_box_row_get_index (row);
  const LeatDesign *design = g_ptr_array_index (self->search->designs, i);
  LeatEdit *edit = new_edit (self, i);
  g_autofree char *name = leat_design_search_dup_name (self->search, i);

  if (edit == NULL)
    return;
  leat_designs_page_choose (self, i);
  leat_window_preview (get_window (self), edit, name, design->sentence, design->changes);
}

static void
on_apply (LeatDesignsPage *self,
          GtkListBoxRow   *row)
{
  int i = gtk_list_box_row_get_index (row);
  LeatEdit *edit = new_edit (self, i);
  g_autofree char *name = leat_design_search_dup_name (self->search, i);
  g_autofree char *text = g_strdup_printf (_("Applied %s"), name);

  if (edit != NULL)
    leat_window_apply (get_window (self), edit, text);
}

/* The results */

static void
fill_cards (LeatDesignsPage *self)
{
  GtkListBoxRow *row;
  guint n = self->search != NULL ? self->search->designs->len : 0;

  self->choosing = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->cards, 0)) != NULL)
    gtk_list_box_remove (self->cards, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *card = leat_design_row_new (self->search, i);

      g_signal_connect_object (card, "preview", G_CALLBACK (on_preview), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (card, "apply", G_CALLBACK (on_apply), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->cards, card);
    }
  self->choosing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->cards), n > 0);
}

static char *
describe (const LeatDesignSearch *search)
{
  const LeatOptimisation *found = search->found;
  g_autofree char *misses = NULL;

  if (found->nearest != NULL)
    {
      misses = leat_design_search_dup_misses (search, found->nearest);
      return g_strdup_printf (found->nearest->changes->len > 0 ? _("No design meets what is asked. Of the nearest:\n%s")
                                                               : _("No design meets what is asked, and none comes nearer than the "
                                                                   "present one:\n%s"), misses);
    }
  if (found->front->len == 0)
    return g_strdup (_("Nothing that can be tried beats the design as drawn."));
  return g_strdup_printf (ngettext ("%u design is cheaper, faster or simpler than any other that was found.",
                                    "%u designs, of which each is cheaper, faster or simpler than the others.", found->front->len),
                          found->front->len);
}

/* With what the search did not look for. */
static char *
describe_whole (const LeatDesignSearch *search)
{
  g_autofree char *text = describe (search);
  g_autofree char *left_out = leat_design_search_dup_left_out (search);

  return left_out != NULL ? g_strdup_printf ("%s\n%s", text, left_out) : g_steal_pointer (&text);
}

static char *
describe_work (const LeatDesignSearch *search)
{
  guint n = search->found->evaluated;

  if (search->found->exact)
    return g_strdup_printf (ngettext ("%u combination, evaluated in %.1f s", "All %u combinations, evaluated in %.1f s", n), n,
                            search->seconds);
  return g_strdup_printf (ngettext ("%u design evaluated in %.1f s", "%u designs evaluated in %.1f s", n), n, search->seconds);
}

static void
show_results (LeatDesignsPage *self)
{
  g_autofree char *summary = self->search != NULL ? describe_whole (self->search) : NULL;
  g_autofree char *work = self->search != NULL ? describe_work (self->search) : NULL;

  self->chosen = -1;
  leat_label_set (self->summary, summary);
  leat_label_set (self->took, work);
  fill_cards (self);
  show_front (self);
  update_cards (self);
}

static void
on_found (gpointer      answer,
          const GError *error,
          gpointer      data)
{
  LeatDesignsPage *self = data;

  g_clear_pointer (&self->failure, g_free);
  if (answer == NULL)
    self->failure = g_strdup (error->message);
  else
    {
      g_clear_pointer (&self->search, leat_design_search_free);
      self->search = answer;
      show_results (self);
      if (self->search->designs->len > 0)
        leat_designs_page_choose (self, 0);
      else
        try_chosen (self);
    }
  update_notice (self);
}

void
leat_designs_page_search (LeatDesignsPage *self)
{
  LeatExplorerInput *input;
  LeatGoals goals;

  g_return_if_fail (LEAT_IS_DESIGNS_PAGE (self));

  if (self->document == NULL || !leat_goals_group_read (self->goals, &goals))
    return;
  goals.limit = MAX_DESIGNS;
  g_clear_pointer (&self->failure, g_free);
  input = leat_explorer_input_new (self->document, NULL, leat_design_search_free);
  input->extra = leat_design_search_new (get_report (self), input->elements, &goals);
  leat_task_bar_start (self->task, _("Searching"), run_search, input, leat_explorer_input_free, leat_design_search_free, on_found,
                       self);
  update_notice (self);
}

/* What the explorer asks of it */

static void
set_document (LeatExplorer *explorer,
              LeatDocument *document)
{
  LeatDesignsPage *self = LEAT_DESIGNS_PAGE (explorer);

  leat_task_bar_stop (self->task);
  leat_task_bar_stop (self->trial);
  g_set_object (&self->document, document);
  g_clear_pointer (&self->search, leat_design_search_free);
  g_clear_pointer (&self->failure, g_free);
  self->asked = FALSE;
  leat_goals_group_reset (self->goals);
  leat_chart_card_set_chart (self->triangle, NULL);
  show_results (self);
  update_notice (self);
}

static void
update (LeatExplorer *explorer)
{
  LeatDesignsPage *self = LEAT_DESIGNS_PAGE (explorer);
  gboolean flows;

  if (self->document == NULL)
    return;
  flows = leat_report_get_paths (get_report (self))->len > 0;
  gtk_stack_set_visible_child_name (self->stack, flows ? "designs" : "nothing");
  gtk_widget_set_visible (GTK_WIDGET (self->controls), flows);
  leat_goals_group_update (self->goals, get_report (self));
  if (!flows)
    {
      leat_task_bar_stop (self->task);
      return;
    }
  if (!self->asked)
    {
      self->asked = TRUE;
      leat_designs_page_search (self);
    }
  update_cards (self);
  try_chosen (self);
  update_notice (self);
}

static GtkWidget *
get_controls (LeatExplorer *explorer)
{
  return GTK_WIDGET (LEAT_DESIGNS_PAGE (explorer)->controls);
}

static void
leat_designs_page_explorer_init (LeatExplorerInterface *iface)
{
  iface->set_document = set_document;
  iface->update = update;
  iface->get_controls = get_controls;
}

gboolean
leat_designs_page_get_running (LeatDesignsPage *self)
{
  g_return_val_if_fail (LEAT_IS_DESIGNS_PAGE (self), FALSE);

  return leat_task_bar_get_running (self->task) || leat_task_bar_get_running (self->trial);
}

int
leat_designs_page_get_chosen (LeatDesignsPage *self)
{
  g_return_val_if_fail (LEAT_IS_DESIGNS_PAGE (self), -1);

  return self->chosen;
}

const LeatOptimisation *
leat_designs_page_get_found (LeatDesignsPage *self)
{
  g_return_val_if_fail (LEAT_IS_DESIGNS_PAGE (self), NULL);

  return self->search != NULL ? self->search->found : NULL;
}

static void
leat_designs_page_dispose (GObject *object)
{
  LeatDesignsPage *self = LEAT_DESIGNS_PAGE (object);

  g_clear_object (&self->document);
  g_clear_object (&self->controls);
  g_clear_pointer (&self->search, leat_design_search_free);
  g_clear_pointer (&self->failure, g_free);

  G_OBJECT_CLASS (leat_designs_page_parent_class)->dispose (object);
}

static void
leat_designs_page_class_init (LeatDesignsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_designs_page_dispose;
}

/* The parts of the page */

static void
make_controls (LeatDesignsPage *self)
{
  self->controls = g_object_ref_sink (GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18)));
  self->goals = LEAT_GOALS_GROUP (leat_goals_group_new ());
  self->search_button = gtk_button_new_with_label (_("Search"));
  gtk_widget_add_css_class (self->search_button, "suggested-action");
  gtk_widget_set_tooltip_text (self->search_button, _("Try what the catalogue knows in the place of settings and services"));
  gtk_box_append (self->controls, GTK_WIDGET (self->goals));
  gtk_box_append (self->controls, self->search_button);
  g_signal_connect_object (self->goals, "changed", G_CALLBACK (update_notice), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_button, "clicked", G_CALLBACK (leat_designs_page_search), self, G_CONNECT_SWAPPED);
}

static GtkLabel *
add_label (GtkBox     *box,
           const char *class)
{
  GtkLabel *label = leat_page_new_label (class);

  gtk_box_append (box, GTK_WIDGET (label));
  return label;
}

static GtkWidget *
new_notice (LeatDesignsPage *self)
{
  self->notice = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  self->notice_text = add_label (self->notice, NULL);
  self->notice_button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->notice_text), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->notice_button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->notice), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->notice), "figure-card");
  gtk_box_append (self->notice, GTK_WIDGET (self->notice_button));
  g_signal_connect_object (self->notice_button, "clicked", G_CALLBACK (leat_designs_page_search), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->notice);
}

static GtkWidget *
new_charts (LeatDesignsPage *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));

  self->front = LEAT_CHART_CARD (leat_chart_card_new (FRONT_HEIGHT));
  self->triangle = LEAT_CHART_CARD (leat_chart_card_new (TRIANGLE_HEIGHT));
  self->scores = LEAT_TRIANGLE_GROUP (leat_triangle_group_new ());
  self->trial = LEAT_TASK_BAR (leat_task_bar_new ());
  gtk_widget_set_valign (GTK_WIDGET (box), GTK_ALIGN_START);
  gtk_box_append (box, GTK_WIDGET (self->front));
  gtk_box_append (box, GTK_WIDGET (self->trial));
  gtk_box_append (box, GTK_WIDGET (self->triangle));
  gtk_box_append (box, GTK_WIDGET (self->scores));
  g_object_bind_property (self->triangle, "visible", self->scores, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->front, "chosen", G_CALLBACK (on_point_chosen), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (box);
}

static GtkWidget *
new_cards (LeatDesignsPage *self)
{
  self->cards = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->cards, GTK_SELECTION_SINGLE);
  gtk_widget_add_css_class (GTK_WIDGET (self->cards), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->cards), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cards), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Better designs"), -1);
  g_signal_connect_object (self->cards, "row-selected", G_CALLBACK (on_row_selected), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->cards);
}

static GtkWidget *
new_designs (LeatDesignsPage *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));

  gtk_widget_add_css_class (GTK_WIDGET (box), "explore-charts");
  self->task = LEAT_TASK_BAR (leat_task_bar_new ());
  gtk_box_append (box, GTK_WIDGET (self->task));
  gtk_box_append (box, new_notice (self));
  self->summary = add_label (box, NULL);
  gtk_box_append (box, leat_columns_new (new_charts (self), new_cards (self), CARDS_WIDTH, CARDS_BESIDE));
  self->took = add_label (box, "dim-label");
  /* Cancel hides the bar. */
  g_signal_connect_object (self->task, "notify::visible", G_CALLBACK (update_notice), self, G_CONNECT_SWAPPED);
  return leat_page_new_scrolled (GTK_WIDGET (box));
}

static GtkWidget *
new_nothing (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Draw"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "emblem-synchronizing-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Data Flows Yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("Draw a source and wire it to where its data is to go. Then Leat looks for designs that are "
                                     "cheaper, faster or simpler."));
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "win.view::draw");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

static void
leat_designs_page_init (LeatDesignsPage *self)
{
  self->chosen = -1;
  make_controls (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, new_designs (self), "designs");
  gtk_stack_add_named (self->stack, new_nothing (), "nothing");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  show_results (self);
  update_notice (self);
}
