/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/what-if-page.h"

#include "config.h"

#include "explore/chart-card.h"
#include "explore/page-parts.h"
#include "explore/variation-group.h"
#include "draw/what-if-charts.h"
#include "engine/load.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Values of a curve, and of each side of a map: 40,000 points take about a second. */
#define STEPS 200

/* What is typed is explored once it rests for so long. */
#define REST_MS 250

#define CURVE_HEIGHT 300
#define MAP_HEIGHT 420

struct _LeatWhatIfPage
{
  AdwBin              parent_instance;
  GtkBox             *controls; /* owned */
  LeatVariationGroup *first;
  LeatVariationGroup *second;
  GtkWidget          *show_cost;
  GtkWidget          *show_delay;
  GtkWidget          *show_use;
  LeatTaskBar        *task;
  LeatChartCard      *cost;
  LeatChartCard      *delay;
  LeatChartCard      *use;
  LeatChartCard      *map;
  LeatChartCard      *delay_map;
  GtkLabel           *remarks;
  GtkLabel           *took;
  LeatDocument       *document; /* owned, or NULL */
  guint               rest_id;
};

static void leat_what_if_page_explorer_init (LeatExplorerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LeatWhatIfPage, leat_what_if_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (LEAT_TYPE_EXPLORER, leat_what_if_page_explorer_init))

/* The work */

typedef struct
{
  LeatExploration *what_if; /* owned until it is the answer */
} Extra;

static void
extra_free (gpointer data)
{
  Extra *extra = data;

  g_clear_pointer (&extra->what_if, leat_exploration_free);
  g_free (extra);
}

static gboolean
explore (LeatTaskBar       *bar,
         LeatExplorerInput *input,
         LeatExploration        *what_if,
         GCancellable      *cancellable,
         GError           **error)
{
  if (what_if->variations->len > 1)
    {
      what_if->points = leat_explore (input->catalogue, input->elements, NULL, what_if->variations, LEAT_EXPLORE_DEFAULT,
                                      leat_explorer_tell, bar, cancellable, error);
      return what_if->points != NULL;
    }
  what_if->curves = leat_explore_curves (input->catalogue, input->elements, NULL, what_if->variations->pdata[0],
                                         leat_explorer_tell, bar, cancellable, error);
  if (what_if->curves == NULL)
    return FALSE;
  what_if->thresholds = leat_explore_thresholds (input->catalogue, input->elements, NULL, what_if->variations->pdata[0],
                                                 leat_exploration_get_budget (what_if), what_if->asked, cancellable, error);
  return what_if->thresholds != NULL;
}

static gpointer
run (LeatTaskBar  *bar,
     gpointer      data,
     GCancellable *cancellable,
     GError      **error)
{
  LeatExplorerInput *input = data;
  Extra *extra = input->extra;
  gint64 start = g_get_monotonic_time ();

  if (!explore (bar, input, extra->what_if, cancellable, error))
    return NULL;
  extra->what_if->seconds = (g_get_monotonic_time () - start) / 1e6;
  return g_steal_pointer (&extra->what_if);
}

/* The answer */

static char *
describe_threshold (const LeatExploration    *what_if,
                    const LeatThreshold *threshold)
{
  const LeatSetting *setting = what_if->settings->pdata[0];
  const LeatBlockResult *block = threshold->block != NULL ? leat_report_get_block (what_if->report, threshold->block) : NULL;
  g_autofree char *at = leat_figure_format (setting == NULL ? LEAT_FIGURE_TIMES : LEAT_FIGURE_PLAIN,
                                            setting != NULL && g_strcmp0 (setting->unit, "1") != 0 ? setting->unit : NULL,
                                            threshold->at);
  const char *label = what_if->labels->pdata[0];

  if (threshold->kind == LEAT_THRESHOLD_BUDGET)
    return g_strdup_printf (threshold->above ? _("Above %s (%s) it costs more than the budget.")
                                             : _("Below %s (%s) it costs more than the budget."), at, label);
  if (threshold->kind == LEAT_THRESHOLD_DELAY)
    return g_strdup_printf (threshold->above ? _("Above %s (%s) data is later than asked.")
                                             : _("Below %s (%s) data is later than asked."), at, label);
  return g_strdup_printf (threshold->above ? _("From %s (%s) on, %s is at its limit: %s.")
                                           : _("Up to %s (%s), %s is at its limit: %s."), at, label,
                          block != NULL ? leat_element_get_label (block->element) : "",
                          threshold->limit != NULL ? leat_tr (threshold->limit->label) : "");
}

/* Curves that are flat because nothing sends look like an answer. */
static gboolean
varies_no_load (const LeatExploration *what_if)
{
  for (guint i = 0; i < what_if->variations->len; i++)
    if (((const LeatVariation *) what_if->variations->pdata[i])->block == NULL)
      return !leat_report_has_load (what_if->report);
  return FALSE;
}

static void
show_remarks (LeatWhatIfPage   *self,
              const LeatExploration *what_if)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *took = NULL;
  guint n = what_if->points != NULL ? what_if->points->len : what_if->curves->points->len;

  if (varies_no_load (what_if))
    g_string_append (text, _("Nothing sends in this pipeline, so its load changes nothing: add a source, or let one send more than 0."));
  for (guint i = 0; what_if->thresholds != NULL && i < what_if->thresholds->len; i++)
    {
      g_autofree char *line = describe_threshold (what_if, &g_array_index (what_if->thresholds, LeatThreshold, i));

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  gtk_label_set_text (self->remarks, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), text->len > 0);
  took = g_strdup_printf (ngettext ("%u point in %.1f s", "%u points in %.1f s", n), n, what_if->seconds);
  gtk_label_set_text (self->took, took);
}

static gboolean
is_on (GtkWidget *row)
{
  return gtk_switch_get_active (GTK_SWITCH (g_object_get_data (G_OBJECT (row), "switch")));
}

static void
show_chart (LeatChartCard *card,
            LeatChart     *chart, /* taken */
            GtkWidget     *row)
{
  leat_chart_card_set_chart (card, chart);
  gtk_widget_set_visible (GTK_WIDGET (card), chart != NULL && is_on (row));
  g_clear_pointer (&chart, leat_chart_unref);
}

static void
show (LeatWhatIfPage   *self,
      const LeatExploration *what_if)
{
  gboolean one = what_if->curves != NULL;

  show_chart (self->cost, one ? leat_exploration_cost_chart (what_if) : NULL, self->show_cost);
  show_chart (self->delay, one ? leat_exploration_delay_chart (what_if) : NULL, self->show_delay);
  show_chart (self->use, one ? leat_exploration_use_chart (what_if) : NULL, self->show_use);
  show_chart (self->map, one ? NULL : leat_exploration_map (what_if, FALSE), self->show_cost);
  show_chart (self->delay_map, one ? NULL : leat_exploration_map (what_if, TRUE), self->show_delay);
  gtk_widget_set_visible (self->show_use, one);
  show_remarks (self, what_if);
}

static void
on_done (gpointer      answer,
         const GError *error,
         gpointer      data)
{
  LeatWhatIfPage *self = data;

  if (answer != NULL)
    show (self, answer);
  else
    leat_variation_group_show_error (self->first, error->message);
  g_clear_pointer (&answer, leat_exploration_free);
}

static gboolean
add_variation (LeatExploration         *what_if,
               LeatVariationGroup *group,
               LeatExplorerInput  *input)
{
  g_autofree char *text = leat_variation_group_dup_text (group, STEPS);
  g_autoptr(GError) error = NULL;
  LeatVariation *variation;

  leat_variation_group_show_error (group, NULL);
  if (text == NULL)
    return TRUE;
  variation = leat_variation_parse (text, input->catalogue, input->elements, &error);
  if (variation == NULL)
    {
      leat_variation_group_show_error (group, error->message);
      return FALSE;
    }
  if (leat_variation_is_among (variation, what_if->variations))
    {
      leat_variation_group_show_error (group, _("That is varied above. Choose something else."));
      leat_variation_free (variation);
      return FALSE;
    }
  what_if->present[what_if->variations->len] = leat_variation_group_get_present (group);
  g_ptr_array_add (what_if->variations, variation);
  g_ptr_array_add (what_if->labels, leat_variation_group_dup_label (group));
  g_ptr_array_add (what_if->settings, (gpointer) leat_variation_group_get_setting (group));
  return TRUE;
}

/* The load is what all sources send. */
static void
add_varied (LeatWhatIfPage     *self,
            LeatVariationGroup *group,
            GPtrArray          *ids)
{
  LeatReport *report = leat_document_get_report (self->document);
  const char *block = leat_variation_group_get_block (group);
  g_autofree char *text = leat_variation_group_dup_text (group, STEPS);

  if (block != NULL)
    g_ptr_array_add (ids, (gpointer) block);
  for (guint i = 0; block == NULL && text != NULL && i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (report, i);

      if (result->service != NULL && result->service->load != NULL)
        g_ptr_array_add (ids, result->element->id);
    }
}

static void
mark_varied (LeatWhatIfPage *self)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  add_varied (self, self->first, ids);
  add_varied (self, self->second, ids);
  leat_page_mark (GTK_WIDGET (self), (const char *const *) ids->pdata, ids->len);
}

static void
start (LeatWhatIfPage *self)
{
  LeatExploration *what_if = g_new0 (LeatExploration, 1);
  Extra *extra = g_new0 (Extra, 1);
  LeatExplorerInput *input;

  g_clear_handle_id (&self->rest_id, g_source_remove);
  mark_varied (self);
  what_if->variations = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_variation_free);
  what_if->labels = g_ptr_array_new_with_free_func (g_free);
  what_if->settings = g_ptr_array_new ();
  what_if->present[0] = what_if->present[1] = NAN;
  what_if->report = leat_report_ref (leat_document_get_report (self->document));
  what_if->asked = leat_report_get_asked_p95 (what_if->report);
  extra->what_if = what_if;
  input = leat_explorer_input_new (self->document, extra, extra_free);
  if (!add_variation (what_if, self->first, input) || !add_variation (what_if, self->second, input) ||
      what_if->variations->len == 0)
    {
      leat_task_bar_stop (self->task);
      leat_explorer_input_free (input);
      return;
    }
  leat_task_bar_start (self->task, _("Exploring"), run, input, leat_explorer_input_free, leat_exploration_free, on_done, self);
}

static gboolean
on_rest (gpointer data)
{
  LeatWhatIfPage *self = data;

  self->rest_id = 0;
  if (self->document != NULL)
    start (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed (LeatWhatIfPage *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, on_rest, self);
}

static void
on_shown (LeatWhatIfPage *self)
{
  gboolean one = leat_chart_view_get_chart (leat_chart_card_get_view (self->cost)) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->cost), one && is_on (self->show_cost));
  gtk_widget_set_visible (GTK_WIDGET (self->delay), one && is_on (self->show_delay));
  gtk_widget_set_visible (GTK_WIDGET (self->use), one && is_on (self->show_use));
  gtk_widget_set_visible (GTK_WIDGET (self->map), !one && is_on (self->show_cost));
  gtk_widget_set_visible (GTK_WIDGET (self->delay_map), !one && is_on (self->show_delay));
}

/* What the explorer asks of it */

static void
set_document (LeatExplorer *explorer,
              LeatDocument *document)
{
  LeatWhatIfPage *self = LEAT_WHAT_IF_PAGE (explorer);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  leat_task_bar_stop (self->task);
  g_set_object (&self->document, document);
  leat_variation_group_update (self->first, document);
  leat_variation_group_update (self->second, document);
  leat_chart_card_set_chart (self->cost, NULL);
  leat_chart_card_set_chart (self->delay, NULL);
  leat_chart_card_set_chart (self->use, NULL);
  leat_chart_card_set_chart (self->map, NULL);
  leat_chart_card_set_chart (self->delay_map, NULL);
}

static void
update (LeatExplorer *explorer)
{
  LeatWhatIfPage *self = LEAT_WHAT_IF_PAGE (explorer);

  if (self->document == NULL)
    return;
  leat_variation_group_update (self->first, self->document);
  leat_variation_group_update (self->second, self->document);
  start (self);
}

static GtkWidget *
get_controls (LeatExplorer *explorer)
{
  return GTK_WIDGET (LEAT_WHAT_IF_PAGE (explorer)->controls);
}

static void
leat_what_if_page_explorer_init (LeatExplorerInterface *iface)
{
  iface->set_document = set_document;
  iface->update = update;
  iface->get_controls = get_controls;
}

void
leat_what_if_page_vary (LeatWhatIfPage *self,
                        const char     *block,
                        const char     *setting,
                        gboolean        second)
{
  g_return_if_fail (LEAT_IS_WHAT_IF_PAGE (self));

  leat_variation_group_choose (second ? self->second : self->first, block, setting);
}

gboolean
leat_what_if_page_get_running (LeatWhatIfPage *self)
{
  g_return_val_if_fail (LEAT_IS_WHAT_IF_PAGE (self), FALSE);

  return self->rest_id != 0 || leat_task_bar_get_running (self->task);
}

static void
leat_what_if_page_dispose (GObject *object)
{
  LeatWhatIfPage *self = LEAT_WHAT_IF_PAGE (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_object (&self->document);
  g_clear_object (&self->controls);

  G_OBJECT_CLASS (leat_what_if_page_parent_class)->dispose (object);
}

static void
leat_what_if_page_class_init (LeatWhatIfPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_what_if_page_dispose;
}

static GtkWidget *
add_switch (LeatWhatIfPage      *self,
            AdwPreferencesGroup *group,
            const char          *title,
            gboolean             on)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *control = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_switch_set_active (GTK_SWITCH (control), on);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  g_object_set_data (G_OBJECT (row), "switch", control);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (control, "notify::active", G_CALLBACK (on_shown), self, G_CONNECT_SWAPPED);
  return row;
}

static void
make_controls (LeatWhatIfPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->controls = g_object_ref_sink (GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18)));
  self->first = LEAT_VARIATION_GROUP (leat_variation_group_new (_("What Varies"), FALSE));
  self->second = LEAT_VARIATION_GROUP (leat_variation_group_new (_("And"), TRUE));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Show"));
  self->show_cost = add_switch (self, ADW_PREFERENCES_GROUP (group), _("Cost"), TRUE);
  self->show_delay = add_switch (self, ADW_PREFERENCES_GROUP (group), _("Delay"), TRUE);
  self->show_use = add_switch (self, ADW_PREFERENCES_GROUP (group), _("Utilisation"), FALSE);
  gtk_box_append (self->controls, GTK_WIDGET (self->first));
  gtk_box_append (self->controls, GTK_WIDGET (self->second));
  gtk_box_append (self->controls, group);
  g_signal_connect_object (self->first, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->second, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

static LeatChartCard *
add_card (GtkBox *box,
          int     height)
{
  GtkWidget *card = leat_chart_card_new (height);

  gtk_box_append (box, card);
  return LEAT_CHART_CARD (card);
}

static GtkLabel *
add_label (GtkBox     *box,
           const char *class)
{
  GtkLabel *label = leat_page_new_label (class);

  gtk_box_append (box, GTK_WIDGET (label));
  return label;
}

static void
leat_what_if_page_init (LeatWhatIfPage *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));

  make_controls (self);
  gtk_widget_add_css_class (GTK_WIDGET (box), "explore-charts");
  self->task = LEAT_TASK_BAR (leat_task_bar_new ());
  gtk_box_append (box, GTK_WIDGET (self->task));
  self->remarks = add_label (box, NULL);
  self->cost = add_card (box, CURVE_HEIGHT);
  self->delay = add_card (box, CURVE_HEIGHT);
  self->use = add_card (box, CURVE_HEIGHT);
  self->map = add_card (box, MAP_HEIGHT);
  self->delay_map = add_card (box, MAP_HEIGHT);
  self->took = add_label (box, "dim-label");
  adw_bin_set_child (ADW_BIN (self), leat_page_new_scrolled (GTK_WIDGET (box)));
}
