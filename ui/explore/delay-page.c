/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/delay-page.h"

#include "config.h"

#include "engine/money.h"
#include "explore/chart-card.h"
#include "explore/datum-menu.h"
#include "explore/page-parts.h"
#include "draw/report-charts.h"
#include "inspector/rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _LeatDelayPage
{
  AdwBin         parent_instance;
  GtkWidget     *controls; /* owned */
  GtkWidget     *groups;   /* in it: a stack does not turn to what is hidden */
  AdwComboRow   *which;
  AdwActionRow  *rows[3];  /* p50, p95, p99 */
  GtkLabel      *figures[3];
  GtkStack      *stack;
  GtkLabel      *dominant;
  GtkLabel      *growth;
  LeatChartCard *card;
  GtkLabel      *limit;
  GtkWidget     *vary;
  GtkWidget     *menu;
  LeatDocument  *document; /* owned, or NULL */
  LeatReport    *report;   /* owned: what is shown, or NULL */
  char          *source;   /* of the path that is shown, or NULL */
  char          *consumer;
  GPtrArray     *blocks;   /* of LeatBlockResult of @report, by stage of the chart */
  gboolean       filling;
};

static void leat_delay_page_explorer_init (LeatExplorerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LeatDelayPage, leat_delay_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (LEAT_TYPE_EXPLORER, leat_delay_page_explorer_init))

static const LeatPath *
get_path (LeatDelayPage *self)
{
  GPtrArray *paths = leat_report_get_paths (self->report);
  guint at = adw_combo_row_get_selected (self->which);

  return at < paths->len ? g_ptr_array_index (paths, at) : NULL;
}

/* The share of the mean that the longest stage has is what makes it worth looking at. */
static char *
describe_dominant (const LeatPath *path)
{
  double mean, all = 0;
  const char *dominant = leat_path_get_dominant (path, &mean);
  const LeatBlockResult *block = dominant != NULL ? path->blocks->pdata[path->dominant_block] : NULL;
  g_autofree char *time = NULL;
  g_autofree char *share = NULL;

  if (dominant == NULL)
    return NULL;
  for (guint i = 0; i < path->blocks->len; i++)
    all += ((const LeatBlockResult *) path->blocks->pdata[i])->mean_delay + leat_path_get_wait (path, i);
  if (!isfinite (all) || all <= 0)
    return g_strdup_printf (_("“%s” of %s dominates."), dominant, leat_element_get_label (block->element));
  time = leat_duration_format (mean);
  share = leat_figure_format (LEAT_FIGURE_PERCENT, NULL, mean / all);
  return g_strdup_printf (_("“%s” of %s dominates: %s, %s of the mean."), dominant, leat_element_get_label (block->element), time,
                          share);
}

/* Why the percentiles are what the stages alone do not tell. */
static char *
describe_growth (const LeatPath *path)
{
  const LeatBlockResult *block = path->backlog_block >= 0 ? path->blocks->pdata[path->backlog_block] : NULL;
  g_autofree char *growth = leat_path_dup_growth (path);
  g_autofree char *wait = leat_duration_format (path->longest_wait);

  if (growth != NULL)
    return g_strdup_printf (_("More comes in than is taken: the backlog at %s grows by %s."),
                            leat_element_get_label (block->element), growth);
  if (path->unbounded)
    return g_strdup (_("A block on the way takes less than comes in: the delay grows for as long as it does."));
  if (block != NULL)
    return g_strdup_printf (_("In the backlog that each day leaves at %s data waits up to %s; the percentiles count it."),
                            leat_element_get_label (block->element), wait);
  return path->mean_only ? g_strdup (_("Of one stage only the mean is known: the percentiles are too low by its tail.")) : NULL;
}

static char *
describe_limit (LeatReport *report)
{
  guint limit;
  double at;
  const LeatBlockResult *block = leat_report_get_bottleneck (report, &limit, &at);
  g_autofree char *times = block != NULL ? leat_figure_format (LEAT_FIGURE_TIMES, NULL, at) : NULL;

  if (block == NULL)
    return g_strdup (_("No limit breaks, however much the load grows."));
  if (at <= 1)
    return g_strdup_printf (_("The first limit breaks at %s the load, less than now: “%s” of %s."), times,
                            leat_tr (block->uses[limit].limit->label), leat_element_get_label (block->element));
  return g_strdup_printf (_("The first limit breaks at %s the load of now: “%s” of %s."), times,
                          leat_tr (block->uses[limit].limit->label), leat_element_get_label (block->element));
}

static void
show_percentiles (LeatDelayPage  *self,
                  const LeatPath *path)
{
  const double values[] = { path->p50, path->p95, path->p99 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = leat_duration_format (path->unbounded ? INFINITY : values[i]);

      gtk_label_set_text (self->figures[i], text);
    }
}

static void
mark_dominant (LeatDelayPage  *self,
               const LeatPath *path)
{
  const LeatBlockResult *block = path->dominant_block >= 0 ? path->blocks->pdata[path->dominant_block] : NULL;
  const char *ids[] = { block != NULL ? block->element->id : NULL };

  leat_page_mark (GTK_WIDGET (self), ids, block != NULL ? 1 : 0);
}

static void
show_path (LeatDelayPage  *self,
           const LeatPath *path)
{
  g_autofree char *label = leat_path_dup_label (path);
  g_autofree char *title = g_strdup_printf (_("Mean Delay, %s"), label);
  g_autofree char *dominant = describe_dominant (path);
  g_autofree char *growth = describe_growth (path);
  g_autoptr(LeatChart) chart = NULL;

  g_ptr_array_set_size (self->blocks, 0);
  chart = leat_report_path_chart (path, NULL, title, self->blocks);
  leat_chart_card_set_bars (self->card, self->blocks->len);
  leat_chart_card_set_chart (self->card, chart);
  leat_label_set (self->dominant, dominant);
  leat_label_set (self->growth, growth);
  show_percentiles (self, path);
  mark_dominant (self, path);
}

static void
show (LeatDelayPage *self)
{
  const LeatPath *path = self->report != NULL ? get_path (self) : NULL;
  g_autofree char *limit = NULL;

  gtk_widget_set_visible (self->groups, path != NULL);
  gtk_stack_set_visible_child_name (self->stack, path != NULL ? "charts" : "empty");
  if (path == NULL)
    return;
  limit = describe_limit (self->report);
  gtk_label_set_text (self->limit, limit);
  gtk_widget_set_visible (self->vary, leat_report_get_bottleneck (self->report, NULL, NULL) != NULL);
  show_path (self, path);
}

static void
on_which (LeatDelayPage *self)
{
  const LeatPath *path = self->report != NULL && !self->filling ? get_path (self) : NULL;

  if (path == NULL)
    return;
  g_free (self->source);
  g_free (self->consumer);
  self->source = g_strdup (leat_path_get_end (path, FALSE)->element->id);
  self->consumer = g_strdup (leat_path_get_end (path, TRUE)->element->id);
  show (self);
}

/* The slowest first; the one that was looked at stays. */
static void
fill_paths (LeatDelayPage *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *paths = self->report != NULL ? leat_report_get_paths (self->report) : NULL;
  const LeatPath *wanted = self->source != NULL && self->report != NULL
                             ? leat_report_find_path (self->report, self->source, self->consumer) : NULL;
  guint at = 0;

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    {
      g_autofree char *label = leat_path_dup_label (paths->pdata[i]);

      gtk_string_list_append (names, label);
      if (paths->pdata[i] == wanted)
        at = i;
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->which, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->which, at);
  self->filling = FALSE;
}

void
leat_delay_page_choose (LeatDelayPage *self,
                        const char    *source,
                        const char    *consumer)
{
  guint at;

  g_return_if_fail (LEAT_IS_DELAY_PAGE (self));

  if (self->report != NULL &&
      g_ptr_array_find (leat_report_get_paths (self->report), leat_report_find_path (self->report, source, consumer), &at))
    adw_combo_row_set_selected (self->which, at);
}

static void
on_chosen (LeatDelayPage *self,
           guint          series,
           guint          index)
{
  const LeatBlockResult *block = series < self->blocks->len ? self->blocks->pdata[series] : NULL;
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenuItem) reveal = g_menu_item_new (_("_Show the Block"), NULL);

  if (block == NULL)
    return;
  g_menu_item_set_action_and_target (reveal, "win.reveal", "s", block->element->id);
  g_menu_append_item (menu, reveal);
  leat_datum_menu_popup (self->menu, leat_chart_card_get_view (self->card), (LeatChartRef){ series, index }, G_MENU_MODEL (menu));
}

/* What the explorer asks of it */

static void
set_report (LeatDelayPage *self,
            LeatReport    *report)
{
  LeatReport *old = self->report;

  g_ptr_array_set_size (self->blocks, 0);
  self->report = report != NULL ? leat_report_ref (report) : NULL;
  g_clear_pointer (&old, leat_report_unref);
  fill_paths (self);
  show (self);
}

static void
set_document (LeatExplorer *explorer,
              LeatDocument *document)
{
  LeatDelayPage *self = LEAT_DELAY_PAGE (explorer);

  g_set_object (&self->document, document);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->consumer, g_free);
  set_report (self, NULL);
}

static void
update (LeatExplorer *explorer)
{
  LeatDelayPage *self = LEAT_DELAY_PAGE (explorer);

  if (self->document != NULL)
    set_report (self, leat_document_get_report (self->document));
}

static GtkWidget *
get_controls (LeatExplorer *explorer)
{
  return LEAT_DELAY_PAGE (explorer)->controls;
}

static void
leat_delay_page_explorer_init (LeatExplorerInterface *iface)
{
  iface->set_document = set_document;
  iface->update = update;
  iface->get_controls = get_controls;
}

static void
leat_delay_page_dispose (GObject *object)
{
  LeatDelayPage *self = LEAT_DELAY_PAGE (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->document);
  g_clear_object (&self->controls);

  G_OBJECT_CLASS (leat_delay_page_parent_class)->dispose (object);
}

static void
leat_delay_page_finalize (GObject *object)
{
  LeatDelayPage *self = LEAT_DELAY_PAGE (object);

  g_ptr_array_unref (self->blocks);
  g_clear_pointer (&self->report, leat_report_unref);
  g_free (self->source);
  g_free (self->consumer);

  G_OBJECT_CLASS (leat_delay_page_parent_class)->finalize (object);
}

static void
leat_delay_page_class_init (LeatDelayPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_delay_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_delay_page_finalize;
}

static void
make_controls (LeatDelayPage *self)
{
  const char *const titles[] = { _("Half of the records"), _("95 % of the records"), _("99 % of the records") };
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *within = adw_preferences_group_new ();

  self->controls = g_object_ref_sink (adw_bin_new ());
  self->groups = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  adw_bin_set_child (ADW_BIN (self->controls), self->groups);
  self->which = leat_page_add_combo (group, _("Path"), NULL);
  adw_combo_row_set_use_subtitle (self->which, TRUE);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (within), _("Arrive Within"));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      self->rows[i] = ADW_ACTION_ROW (adw_action_row_new ());
      self->figures[i] = GTK_LABEL (leat_figure_label_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]), titles[i]);
      adw_action_row_add_suffix (self->rows[i], GTK_WIDGET (self->figures[i]));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (within), GTK_WIDGET (self->rows[i]));
    }
  gtk_box_append (GTK_BOX (self->groups), group);
  gtk_box_append (GTK_BOX (self->groups), within);
  g_signal_connect_object (self->which, "notify::selected", G_CALLBACK (on_which), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
new_vary_button (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Explore the Load"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "explore.vary");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", "", "");
  return button;
}

static void
leat_delay_page_init (LeatDelayPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->blocks = g_ptr_array_new ();
  make_controls (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->dominant = leat_page_new_label ("heading");
  self->growth = leat_page_new_label (NULL);
  self->card = LEAT_CHART_CARD (leat_chart_card_new (160));
  self->limit = leat_page_new_label (NULL);
  self->vary = new_vary_button ();
  gtk_widget_add_css_class (box, "explore-charts");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->dominant));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->growth));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->card));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->limit));
  gtk_box_append (GTK_BOX (box), self->vary);
  gtk_stack_add_named (self->stack, leat_page_new_scrolled (box), "charts");
  gtk_stack_add_named (self->stack, leat_page_new_empty (_("No Way from a Source to a Consumer"),
                                                         _("Draw a source, set its rate, and wire it on to a consumer.")),
                       "empty");
  self->menu = leat_datum_menu_new (GTK_WIDGET (self));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  g_signal_connect_object (self->card, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
}
