/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/drill-page.h"

#include "config.h"

#include "explore/chart-card.h"
#include "explore/drill-charts.h"
#include "explore/drill-list.h"
#include "explore/page-parts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A drill of a pipeline with more blocks runs in a thread: it could be noticed. */
#define LARGE 300

/* What is set is run once it rests for so long. */
#define REST_MS 150

#define CHART_HEIGHT 440
#define TOTALS 6

struct _LeatDrillPage
{
  AdwBin             parent_instance;
  GtkBox            *controls; /* owned */
  LeatDrillControls *chosen;
  LeatTaskBar       *task;
  GtkStack          *stack;    /* "drill" or "empty" */
  GtkFlowBox        *figures;
  GtkLabel          *values[TOTALS];
  GtkLabel          *names[TOTALS];
  LeatDrillView     *view;
  LeatDrillPlayer   *player;
  LeatChartCard     *card;
  LeatDrillList     *list;
  LeatDocument      *document; /* owned, or NULL */
  LeatDrill         *drill;    /* owned, or NULL */
  LeatDrillPlan     *plan;     /* owned: of `drill` */
  GPtrArray         *elements; /* owned: the pipeline of what runs */
  char              *selected; /* on the canvas, or NULL */
  char              *revealed; /* the block that this page has had selected, or NULL */
  guint              rest_id;
  gboolean           stale;    /* something changed while it was out of sight */
};

static void leat_drill_page_explorer_init (LeatExplorerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LeatDrillPage, leat_drill_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (LEAT_TYPE_EXPLORER, leat_drill_page_explorer_init))

/* What is shown */

static void
clear (LeatDrillPage *self)
{
  leat_drill_player_set_playing (self->player, FALSE);
  leat_drill_view_set (self->view, NULL, NULL, NULL);
  leat_drill_list_set (self->list, NULL, NULL, NULL);
  leat_chart_card_set_chart (self->card, NULL);
  g_clear_pointer (&self->drill, leat_drill_unref);
  g_clear_pointer (&self->plan, leat_drill_plan_free);
}

static void
show_totals (LeatDrillPage *self)
{
  g_auto(GStrv) totals = leat_drill_dup_totals (self->drill);

  for (guint i = 0; i < TOTALS && totals[2 * i] != NULL; i++)
    {
      gtk_label_set_text (self->names[i], totals[2 * i]);
      gtk_label_set_text (self->values[i], totals[2 * i + 1]);
    }
}

static void
set_range (LeatDrillPage *self)
{
  GPtrArray *events = leat_drill_get_events (self->drill);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < events->len; i++)
    g_array_append_val (times, ((const LeatDrillEvent *) events->pdata[i])->time);
  leat_drill_player_set_range (self->player, leat_drill_get_beginning (self->drill),
                               leat_drill_get_totals (self->drill)->horizon, (const double *) times->data, times->len);
}

/* A block that can watch others, other than the one that stops. */
static const LeatBlockResult *
find_monitor (LeatDrillPage *self)
{
  LeatReport *report = leat_drill_plan_get_report (self->plan);

  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (report, i);

      if (result->service != NULL && result->service->role == LEAT_ROLE_MONITORING &&
          !g_str_equal (result->element->id, leat_drill_plan_get_options (self->plan)->block))
        return result;
    }
  return NULL;
}

/* Takes the drill and the plan. */
static void
show (LeatDrillPage *self,
      LeatDrill     *drill,
      LeatDrillPlan *plan)
{
  g_autoptr(LeatChart) chart = NULL;
  const LeatBlockResult *monitor;

  clear (self);
  self->drill = drill;
  self->plan = plan;
  chart = leat_drill_chart_new (drill, plan);
  monitor = find_monitor (self);
  show_totals (self);
  leat_chart_card_set_chart (self->card, chart);
  leat_drill_view_set (self->view, drill, plan, self->elements);
  leat_drill_list_set (self->list, drill, plan, monitor != NULL ? leat_element_get_label (monitor->element) : NULL);
  set_range (self);
  gtk_stack_set_visible_child_name (self->stack, "drill");
}

static void
show_error (LeatDrillPage *self,
            const GError  *error)
{
  clear (self);
  leat_drill_controls_show_error (self->chosen, error->message);
}

/* The work */

typedef struct
{
  LeatDrill     *drill;
  LeatDrillPlan *plan;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->drill, leat_drill_unref);
  g_clear_pointer (&answer->plan, leat_drill_plan_free);
  g_free (answer);
}

static gpointer
run_in_thread (LeatTaskBar  *bar,
               gpointer      input,
               GCancellable *cancellable,
               GError      **error)
{
  Answer *answer = input;
  LeatDrill *drill = leat_drill_plan_run (answer->plan, cancellable, error);
  Answer *done;

  if (drill == NULL)
    return NULL;
  done = g_new0 (Answer, 1);
  done->drill = drill;
  done->plan = g_steal_pointer (&answer->plan);
  return done;
}

static void
on_done (gpointer      data,
         const GError *error,
         gpointer      page)
{
  Answer *answer = data;

  if (answer == NULL)
    {
      show_error (page, error);
      return;
    }
  show (page, g_steal_pointer (&answer->drill), g_steal_pointer (&answer->plan));
  answer_free (answer);
}

static gboolean
has_flow (LeatReport *report)
{
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    if (leat_report_get_nth_block (report, i)->in.values[LEAT_FLOW_RECORDS_PER_S] > 0)
      return TRUE;
  return FALSE;
}

static void
run_now (LeatDrillPage *self,
         LeatDrillPlan *plan) /* taken */
{
  g_autoptr(GError) error = NULL;
  LeatDrill *drill = leat_drill_plan_run (plan, NULL, &error);

  if (drill != NULL)
    show (self, drill, plan);
  else
    {
      show_error (self, error);
      leat_drill_plan_free (plan);
    }
}

static void
start (LeatDrillPage *self)
{
  LeatReport *report = leat_document_get_report (self->document);
  LeatDrillOptions options;
  Answer *input;

  g_clear_handle_id (&self->rest_id, g_source_remove);
  leat_task_bar_stop (self->task);
  leat_drill_controls_show_error (self->chosen, NULL);
  self->stale = FALSE;
  g_clear_pointer (&self->elements, g_ptr_array_unref);
  self->elements = leat_pipeline_dup_elements (leat_document_get_pipeline (self->document));
  if (!has_flow (report) || !leat_drill_controls_get (self->chosen, &options))
    {
      clear (self);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  if (leat_report_get_n_blocks (report) <= LARGE)
    {
      run_now (self, leat_drill_plan_new (report, &options));
      return;
    }
  input = g_new0 (Answer, 1);
  input->plan = leat_drill_plan_new (report, &options);
  leat_task_bar_start (self->task, _("Running the drill"), run_in_thread, input, answer_free, answer_free, on_done, self);
}

static gboolean
on_rest (gpointer data)
{
  LeatDrillPage *self = data;

  self->rest_id = 0;
  if (self->document != NULL)
    start (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed (LeatDrillPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->stale = TRUE;
      return;
    }
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, on_rest, self);
}

/* Playing */

static void
on_moved (LeatDrillPage *self,
          double         seconds)
{
  double time = leat_drill_player_get_time (self->player);

  if (self->drill == NULL)
    return;
  leat_drill_view_set_time (self->view, time);
  if (seconds > 0)
    leat_drill_view_move (self->view, seconds);
  leat_chart_view_set_cursor (leat_chart_card_get_view (self->card), time);
  leat_drill_list_set_time (self->list, time);
  if (!leat_drill_player_get_playing (self->player) || seconds <= 0)
    leat_drill_view_tell (self->view);
}

static void
on_play (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  LeatDrillPlayer *player = LEAT_DRILL_PAGE (widget)->player;

  leat_drill_player_set_playing (player, !leat_drill_player_get_playing (player));
}

static void
on_step (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  leat_drill_player_step (LEAT_DRILL_PAGE (widget)->player, g_str_equal (action, "drill.back"));
}

static void
on_start (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  LeatDrillPlayer *player = LEAT_DRILL_PAGE (widget)->player;

  leat_drill_player_set_playing (player, FALSE);
  leat_drill_player_set_time (player, -INFINITY);
}

/* What does not move for others does not move here. */
static void
on_animations (LeatDrillPage *self)
{
  gboolean animations;

  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &animations, NULL);
  leat_drill_view_set_dots (self->view, animations);
}

static void
on_revealed (LeatDrillPage *self,
             const char    *block)
{
  g_free (self->revealed);
  self->revealed = g_strdup (block);
}

static void
on_watch (LeatDrillPage *self,
          const char    *block)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);
  const LeatBlockResult *monitor = find_monitor (self);
  LeatElement *watched = leat_pipeline_get_element (pipeline, block);
  g_autofree char *text = NULL;

  if (monitor == NULL || watched == NULL || leat_pipeline_get_element (pipeline, monitor->element->id) == NULL)
    return;
  text = g_strdup_printf (_("%s watches %s"), leat_element_get_label (monitor->element), leat_element_get_label (watched));
  leat_history_apply (leat_document_get_history (self->document),
                      leat_edit_connect (pipeline, LEAT_WIRE_MONITORS, monitor->element->id, block));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.offer-undo", "s", text);
}

/* What the explorer asks of it */

static void
set_document (LeatExplorer *explorer,
              LeatDocument *document)
{
  LeatDrillPage *self = LEAT_DRILL_PAGE (explorer);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  leat_task_bar_stop (self->task);
  clear (self);
  g_clear_pointer (&self->revealed, g_free);
  g_clear_pointer (&self->selected, g_free);
  g_set_object (&self->document, document);
  leat_drill_controls_update (self->chosen, NULL);
  if (document != NULL)
    leat_drill_controls_update (self->chosen, document);
}

static void
update (LeatExplorer *explorer)
{
  LeatDrillPage *self = LEAT_DRILL_PAGE (explorer);

  if (self->document == NULL)
    return;
  leat_drill_controls_update (self->chosen, self->document);
  start (self);
}

/* The block that is selected on the canvas stops, unless this page has had it selected. */
static void
set_selection (LeatExplorer *explorer,
               const char   *block)
{
  LeatDrillPage *self = LEAT_DRILL_PAGE (explorer);

  gboolean is_ours = block != NULL && g_strcmp0 (self->revealed, block) == 0;

  if (g_strcmp0 (self->selected, block) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (block);
  g_clear_pointer (&self->revealed, g_free);
  if (block == NULL || is_ours || self->document == NULL)
    return;
  leat_drill_controls_update (self->chosen, self->document);
  leat_drill_controls_choose (self->chosen, block);
}

static GtkWidget *
get_controls (LeatExplorer *explorer)
{
  return GTK_WIDGET (LEAT_DRILL_PAGE (explorer)->controls);
}

static void
leat_drill_page_explorer_init (LeatExplorerInterface *iface)
{
  iface->set_document = set_document;
  iface->update = update;
  iface->set_selection = set_selection;
  iface->get_controls = get_controls;
}

LeatDrill *
leat_drill_page_get_drill (LeatDrillPage *self)
{
  g_return_val_if_fail (LEAT_IS_DRILL_PAGE (self), NULL);

  return self->drill;
}

LeatDrillControls *
leat_drill_page_get_chosen (LeatDrillPage *self)
{
  g_return_val_if_fail (LEAT_IS_DRILL_PAGE (self), NULL);

  return self->chosen;
}

LeatDrillPlayer *
leat_drill_page_get_player (LeatDrillPage *self)
{
  g_return_val_if_fail (LEAT_IS_DRILL_PAGE (self), NULL);

  return self->player;
}

LeatDrillView *
leat_drill_page_get_view (LeatDrillPage *self)
{
  g_return_val_if_fail (LEAT_IS_DRILL_PAGE (self), NULL);

  return self->view;
}

gboolean
leat_drill_page_get_running (LeatDrillPage *self)
{
  g_return_val_if_fail (LEAT_IS_DRILL_PAGE (self), FALSE);

  return self->rest_id != 0 || leat_task_bar_get_running (self->task);
}

static void
leat_drill_page_map (GtkWidget *widget)
{
  LeatDrillPage *self = LEAT_DRILL_PAGE (widget);

  GTK_WIDGET_CLASS (leat_drill_page_parent_class)->map (widget);
  if (self->stale && self->document != NULL)
    on_changed (self);
}

static void
leat_drill_page_dispose (GObject *object)
{
  LeatDrillPage *self = LEAT_DRILL_PAGE (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->drill != NULL)
    clear (self);
  g_clear_object (&self->document);
  g_clear_object (&self->controls);
  g_clear_pointer (&self->elements, g_ptr_array_unref);
  g_clear_pointer (&self->revealed, g_free);
  g_clear_pointer (&self->selected, g_free);

  G_OBJECT_CLASS (leat_drill_page_parent_class)->dispose (object);
}

static void
leat_drill_page_class_init (LeatDrillPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_drill_page_dispose;
  widget_class->map = leat_drill_page_map;
  gtk_widget_class_install_action (widget_class, "drill.play", NULL, on_play);
  gtk_widget_class_install_action (widget_class, "drill.forward", NULL, on_step);
  gtk_widget_class_install_action (widget_class, "drill.back", NULL, on_step);
  gtk_widget_class_install_action (widget_class, "drill.start", NULL, on_start);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "drill.play", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, 0, "drill.forward", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, 0, "drill.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, 0, "drill.start", NULL);
}

static GtkWidget *
new_figure (LeatDrillPage *self,
            guint          i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *value = gtk_label_new (NULL);

  self->names[i] = GTK_LABEL (name);
  self->values[i] = GTK_LABEL (value);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_add_css_class (name, "caption");
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (value, "title-4");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), value);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  gtk_widget_set_focusable (child, FALSE);
  return child;
}

static void
add_figures (LeatDrillPage *self,
             GtkBox        *box)
{
  self->figures = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->figures, GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (self->figures, 2);
  gtk_flow_box_set_max_children_per_line (self->figures, TOTALS);
  gtk_flow_box_set_homogeneous (self->figures, TRUE);
  gtk_flow_box_set_column_spacing (self->figures, 12);
  gtk_flow_box_set_row_spacing (self->figures, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->figures), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Totals"), -1);
  for (guint i = 0; i < TOTALS; i++)
    gtk_flow_box_append (self->figures, new_figure (self, i));
  gtk_box_append (box, GTK_WIDGET (self->figures));
}

static GtkWidget *
new_empty (void)
{
  GtkWidget *status = adw_status_page_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *draw = gtk_button_new_with_label (_("Draw"));
  GtkWidget *example = gtk_button_new_with_label (_("Open the Example"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "media-playback-start-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status), _("No Data Flows"));
  adw_status_page_set_description (ADW_STATUS_PAGE (status),
                                   _("Wire a source to what takes its data. Then see what happens if one of them stops."));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (draw), "win.view::draw");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (example), "win.open-example");
  gtk_widget_add_css_class (draw, "suggested-action");
  gtk_widget_add_css_class (draw, "pill");
  gtk_widget_add_css_class (example, "pill");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), draw);
  gtk_box_append (GTK_BOX (box), example);
  adw_status_page_set_child (ADW_STATUS_PAGE (status), box);
  return status;
}

static GtkWidget *
new_content (LeatDrillPage *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));

  gtk_widget_add_css_class (GTK_WIDGET (box), "explore-charts");
  add_figures (self, box);
  self->view = LEAT_DRILL_VIEW (leat_drill_view_new ());
  self->player = LEAT_DRILL_PLAYER (leat_drill_player_new ());
  self->card = LEAT_CHART_CARD (leat_chart_card_new (CHART_HEIGHT));
  self->list = LEAT_DRILL_LIST (leat_drill_list_new ());
  gtk_box_append (box, GTK_WIDGET (self->view));
  gtk_box_append (box, GTK_WIDGET (self->player));
  gtk_box_append (box, GTK_WIDGET (self->card));
  gtk_box_append (box, GTK_WIDGET (self->list));
  return leat_page_new_scrolled (GTK_WIDGET (box));
}

static void
leat_drill_page_init (LeatDrillPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->controls = g_object_ref_sink (GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18)));
  self->chosen = LEAT_DRILL_CONTROLS (leat_drill_controls_new ());
  self->task = LEAT_TASK_BAR (leat_task_bar_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->task), "explore-task");
  gtk_box_append (self->controls, GTK_WIDGET (self->chosen));
  gtk_stack_add_named (self->stack, new_content (self), "drill");
  gtk_stack_add_named (self->stack, new_empty (), "empty");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->task));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), box);
  on_animations (self);
  g_signal_connect_object (self->chosen, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "revealed", G_CALLBACK (on_revealed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "watch", G_CALLBACK (on_watch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-enable-animations", G_CALLBACK (on_animations), self,
                           G_CONNECT_SWAPPED);
}
