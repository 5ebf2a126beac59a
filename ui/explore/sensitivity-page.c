/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/sensitivity-page.h"

#include "config.h"

#include "engine/money.h"
#include "engine/sensitivity.h"
#include "explore/chart-card.h"
#include "explore/datum-menu.h"
#include "explore/page-parts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Sentences below the chart. */
#define N_SENTENCES 3

typedef enum
{
  COST,
  DELAY,
} Measure;

/* What may be chosen in the list of how many bars; 0 for all. */
static const guint n_bars[] = { 10, 20, 0 };

/* What the thread found. */
typedef struct
{
  LeatReport       *report;
  LeatExplorePoint  base;
  GPtrArray        *found; /* of LeatSensitivity, the largest swing of the bill first */
} Answer;

struct _LeatSensitivityPage
{
  AdwBin         parent_instance;
  GtkWidget     *controls; /* owned */
  AdwComboRow   *measure;
  AdwComboRow   *number;
  GtkStack      *stack;
  LeatTaskBar   *task;
  LeatChartCard *card;
  GtkLabel      *sentences;
  GtkLabel      *hint;
  GtkWidget     *menu;
  LeatDocument  *document; /* owned, or NULL */
  Answer        *answer;   /* owned, or NULL */
  GPtrArray     *shown;    /* of LeatSensitivity of @answer, by bar */
};

static void leat_sensitivity_page_explorer_init (LeatExplorerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LeatSensitivityPage, leat_sensitivity_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (LEAT_TYPE_EXPLORER, leat_sensitivity_page_explorer_init))

/* The work */

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  /* The settings are those of the catalogue, which the report keeps alive. */
  g_clear_pointer (&answer->found, g_ptr_array_unref);
  leat_report_unref (answer->report);
  g_free (answer);
}

static gpointer
run (LeatTaskBar  *bar,
     gpointer      data,
     GCancellable *cancellable,
     GError      **error)
{
  LeatExplorerInput *input = data;
  Answer *answer = input->extra;

  answer->found = leat_sensitivity (input->catalogue, input->elements, NULL, &answer->base, cancellable, error);
  /* Its block is one of the input's, which goes. */
  answer->base.block = NULL;
  if (answer->found == NULL)
    return NULL;
  return g_steal_pointer (&input->extra);
}

static void
answer_clear (gpointer data)
{
  if (data != NULL)
    answer_free (data);
}

/* The chart */

static Measure
get_measure (LeatSensitivityPage *self)
{
  return adw_combo_row_get_selected (self->measure) == 0 ? COST : DELAY;
}

static double
get_swing (const LeatSensitivity *bar,
           Measure                measure)
{
  return measure == COST ? bar->swing : bar->p95_swing;
}

static int
compare_delays (gconstpointer a,
                gconstpointer b)
{
  const LeatSensitivity *x = *(const LeatSensitivity *const *) a, *y = *(const LeatSensitivity *const *) b;

  return (x->p95_swing < y->p95_swing) - (x->p95_swing > y->p95_swing);
}

/* What the measure is sensitive to, the largest swing first. */
static void
list_shown (LeatSensitivityPage *self)
{
  Measure measure = get_measure (self);
  guint most = n_bars[MIN (adw_combo_row_get_selected (self->number), G_N_ELEMENTS (n_bars) - 1)];

  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->answer->found->len; i++)
    if (get_swing (self->answer->found->pdata[i], measure) > 0)
      g_ptr_array_add (self->shown, self->answer->found->pdata[i]);
  if (measure == DELAY)
    g_ptr_array_sort (self->shown, compare_delays);
  if (most > 0 && self->shown->len > most)
    g_ptr_array_set_size (self->shown, (int) most);
}

static const char *
get_currency (LeatSensitivityPage *self)
{
  return leat_report_get_options (self->answer->report)->currency;
}

static LeatChart *
new_chart (LeatSensitivityPage *self)
{
  gboolean cost = get_measure (self) == COST;
  LeatChart *chart = leat_chart_new (LEAT_CHART_TORNADO, cost ? _("What the Bill Is Most Sensitive To")
                                                              : _("What the Delay Is Most Sensitive To"));

  leat_chart_set_axis (chart, LEAT_CHART_X, cost ? _("Cost a month") : _("95th percentile on the slowest path"),
                       cost ? LEAT_FIGURE_MONEY : LEAT_FIGURE_DURATION, cost ? get_currency (self) : NULL, FALSE);
  leat_chart_set_note (chart, _("half and twice of each, or its other choices"));
  leat_chart_set_base (chart, cost ? self->answer->base.total : self->answer->base.p95, _("as drawn"));
  for (guint i = 0; i < self->shown->len; i++)
    {
      const LeatSensitivity *bar = self->shown->pdata[i];
      g_autofree char *low = leat_sensitivity_dup_words (bar, bar->low);
      g_autofree char *high = leat_sensitivity_dup_words (bar, bar->high);

      leat_chart_add_bar (chart, bar->label, cost ? bar->total_low : bar->p95_low, low,
                          cost ? bar->total_high : bar->p95_high, high);
    }
  return chart;
}

/* The sentences */

/* "Twice “Shards” of orders (8)", "“On-demand” for “Capacity” of orders". */
static char *
describe_change (LeatSensitivityPage   *self,
                 const LeatSensitivity *bar,
                 const char            *value)
{
  const LeatBlockResult *block = leat_report_get_block (self->answer->report, bar->block);
  const char *name = block != NULL ? leat_element_get_label (block->element) : "";
  const char *setting = bar->setting != NULL ? leat_tr (bar->setting->label) : "";
  g_autofree char *text = leat_sensitivity_dup_words (bar, value);
  double now, then;
  gboolean numbers = leat_parse_number (bar->now, &now) && leat_parse_number (value, &then) && now > 0;

  if (bar->setting == NULL)
    return g_strdup (then > now ? _("Twice the load of all sources") : _("Half the load of all sources"));
  if (numbers && then == 2 * now)
    return g_strdup_printf (_("Twice “%s” of %s (%s)"), setting, name, text);
  if (numbers && then == now / 2)
    return g_strdup_printf (_("Half of “%s” of %s (%s)"), setting, name, text);
  return g_strdup_printf (_("“%s” for “%s” of %s"), text, setting, name);
}

static char *
describe_money (LeatSensitivityPage *self,
                double               change)
{
  g_autofree char *money = leat_money_format (get_currency (self), fabs (change));

  return g_strdup_printf (change > 0 ? _("+%s a month") : _("−%s a month"), money);
}

static char *
describe_time (double now,
               double then)
{
  g_autofree char *time = leat_duration_format (fabs (then - now));

  if (isinf (then) || isinf (now))
    return g_strdup (isinf (then) ? _("the delay grows without bound") : _("the delay no longer grows without bound"));
  return g_strdup_printf (then > now ? _("%s later") : _("%s sooner"), time);
}

/* Of the two ends the one that changes more. */
static char *
describe_bar (LeatSensitivityPage   *self,
              const LeatSensitivity *bar)
{
  gboolean cost = get_measure (self) == COST;
  double now = cost ? self->answer->base.total : self->answer->base.p95;
  double low = cost ? bar->total_low : bar->p95_low, high = cost ? bar->total_high : bar->p95_high;
  gboolean up = isinf (now) ? isinf (low) : isinf (high) || (!isinf (low) && fabs (high - now) >= fabs (low - now));
  g_autofree char *change = describe_change (self, bar, up ? bar->high : bar->low);
  g_autofree char *effect = cost ? describe_money (self, (up ? high : low) - now) : describe_time (now, up ? high : low);

  return g_strdup_printf (_("%s: %s."), change, effect);
}

static void
show_sentences (LeatSensitivityPage *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (self->shown->len, N_SENTENCES); i++)
    {
      g_autofree char *sentence = describe_bar (self, self->shown->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", sentence);
    }
  if (self->shown->len == 0)
    g_string_assign (text, get_measure (self) == COST
                             ? _("No setting changes the bill: what is drawn costs nothing yet, or has no prices.")
                             : _("No setting changes the delay. Wire a source to a consumer to have one."));
  gtk_label_set_text (self->sentences, text->str);
}

static void
show (LeatSensitivityPage *self)
{
  g_autoptr(LeatChart) chart = NULL;

  if (self->answer == NULL)
    return;
  list_shown (self);
  chart = self->shown->len > 0 ? new_chart (self) : NULL;
  leat_chart_card_set_bars (self->card, self->shown->len);
  leat_chart_card_set_chart (self->card, chart);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), chart != NULL);
  show_sentences (self);
}

/* What is chosen */

static void
on_chosen (LeatSensitivityPage *self,
           guint                series,
           guint                index)
{
  const LeatSensitivity *bar = series < self->shown->len ? self->shown->pdata[series] : NULL;
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenuItem) explore = g_menu_item_new (_("_Explore It"), NULL);
  g_autoptr(GMenuItem) reveal = g_menu_item_new (_("_Show the Block"), NULL);

  if (bar == NULL)
    return;
  g_menu_item_set_action_and_target (explore, "explore.vary", "(ss)", bar->block != NULL ? bar->block : "",
                                     bar->setting != NULL ? bar->setting->name : "");
  g_menu_append_item (menu, explore);
  if (bar->block != NULL)
    {
      g_menu_item_set_action_and_target (reveal, "win.reveal", "s", bar->block);
      g_menu_append_item (menu, reveal);
    }
  leat_datum_menu_popup (self->menu, leat_chart_card_get_view (self->card), (LeatChartRef){ series, index }, G_MENU_MODEL (menu));
}

/* What the explorer asks of it */

static void
on_done (gpointer      data,
         const GError *error,
         gpointer      user_data)
{
  LeatSensitivityPage *self = user_data;

  if (data == NULL)
    {
      leat_chart_card_set_chart (self->card, NULL);
      gtk_label_set_text (self->sentences, error->message);
      return;
    }
  g_ptr_array_set_size (self->shown, 0);
  g_clear_pointer (&self->answer, answer_free);
  self->answer = data;
  show (self);
}

static void
set_document (LeatExplorer *explorer,
              LeatDocument *document)
{
  LeatSensitivityPage *self = LEAT_SENSITIVITY_PAGE (explorer);

  leat_task_bar_stop (self->task);
  g_set_object (&self->document, document);
  g_ptr_array_set_size (self->shown, 0);
  g_clear_pointer (&self->answer, answer_free);
  leat_chart_card_set_chart (self->card, NULL);
  gtk_label_set_text (self->sentences, "");
}

static void
update (LeatExplorer *explorer)
{
  LeatSensitivityPage *self = LEAT_SENSITIVITY_PAGE (explorer);
  Answer *answer;

  if (self->document == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, leat_report_get_n_blocks (leat_document_get_report (self->document)) > 0
                                                   ? "charts" : "empty");
  answer = g_new0 (Answer, 1);
  answer->report = leat_report_ref (leat_document_get_report (self->document));
  leat_task_bar_start (self->task, _("Changing each setting"), run, leat_explorer_input_new (self->document, answer, answer_clear),
                       leat_explorer_input_free, answer_free, on_done, self);
}

static GtkWidget *
get_controls (LeatExplorer *explorer)
{
  return LEAT_SENSITIVITY_PAGE (explorer)->controls;
}

static void
leat_sensitivity_page_explorer_init (LeatExplorerInterface *iface)
{
  iface->set_document = set_document;
  iface->update = update;
  iface->get_controls = get_controls;
}

gboolean
leat_sensitivity_page_get_running (LeatSensitivityPage *self)
{
  g_return_val_if_fail (LEAT_IS_SENSITIVITY_PAGE (self), FALSE);

  return leat_task_bar_get_running (self->task);
}

static void
leat_sensitivity_page_dispose (GObject *object)
{
  LeatSensitivityPage *self = LEAT_SENSITIVITY_PAGE (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->document);
  g_clear_object (&self->controls);

  G_OBJECT_CLASS (leat_sensitivity_page_parent_class)->dispose (object);
}

static void
leat_sensitivity_page_finalize (GObject *object)
{
  LeatSensitivityPage *self = LEAT_SENSITIVITY_PAGE (object);

  g_ptr_array_unref (self->shown);
  g_clear_pointer (&self->answer, answer_free);

  G_OBJECT_CLASS (leat_sensitivity_page_parent_class)->finalize (object);
}

static void
leat_sensitivity_page_class_init (LeatSensitivityPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_sensitivity_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_sensitivity_page_finalize;
}

static void
make_controls (LeatSensitivityPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  const char *const measures[] = { _("Cost"), _("Delay, p95"), NULL };
  const char *const numbers[] = { _("10 Bars"), _("20 Bars"), _("All"), NULL };

  self->controls = g_object_ref_sink (group);
  self->measure = leat_page_add_combo (group, _("Of"), measures);
  self->number = leat_page_add_combo (group, _("Show"), numbers);
  g_signal_connect_object (self->measure, "notify::selected", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->number, "notify::selected", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
}

static void
leat_sensitivity_page_init (LeatSensitivityPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->shown = g_ptr_array_new ();
  make_controls (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->task = LEAT_TASK_BAR (leat_task_bar_new ());
  self->card = LEAT_CHART_CARD (leat_chart_card_new (200));
  self->sentences = leat_page_new_label (NULL);
  self->hint = leat_page_new_label ("dim-label");
  gtk_label_set_text (self->hint, _("Choose a bar to explore what it changes, or to see its block."));
  gtk_widget_add_css_class (box, "explore-charts");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->task));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->card));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sentences));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  gtk_stack_add_named (self->stack, leat_page_new_scrolled (box), "charts");
  gtk_stack_add_named (self->stack, leat_page_new_empty (_("Nothing to Change Yet"),
                                            _("Draw a pipeline to see what its bill depends on.")),
                       "empty");
  self->menu = leat_datum_menu_new (GTK_WIDGET (self));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  g_signal_connect_object (self->card, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
}
