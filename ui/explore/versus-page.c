/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/versus-page.h"

#include "config.h"

#include "engine/money.h"
#include "explore/change-group.h"
#include "explore/chart-card.h"
#include "explore/page-parts.h"
#include "explore/pair.h"
#include "draw/report-charts.h"
#include "explore/versus-table.h"
#include "inspector/rows.h"
#include "window/files.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What is typed is worked out once it rests for so long. */
#define REST_MS 250

#define N_CHANGES 2

typedef enum
{
  WHAT_IF,
  FILE_OF_OTHER,
} With;

/* What is compared with, and what came of it. */
typedef struct
{
  LeatReport *before; /* owned */
  char       *path;   /* of another file, or NULL */
  LeatReport *after;  /* owned; NULL until it is worked out */
  guint       n_notices;
} Versus;

struct _LeatVersusPage
{
  AdwBin           parent_instance;
  GtkWidget       *controls; /* owned */
  AdwComboRow     *with;
  AdwActionRow    *file_row;
  LeatChangeGroup *changes[N_CHANGES];
  GtkWidget       *apply;
  GtkStack        *stack;
  AdwStatusPage   *nothing;
  LeatTaskBar     *task;
  GtkLabel        *figure;
  GtkLabel        *words;
  LeatVersusTable *table;
  LeatChartCard   *cost[2];
  LeatChartCard   *delay[2];
  LeatDocument    *document; /* owned, or NULL */
  char            *path;     /* of the other file, or NULL */
  Versus          *versus;   /* what is shown, or NULL */
  guint            rest_id;
};

static void leat_versus_page_explorer_init (LeatExplorerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LeatVersusPage, leat_versus_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (LEAT_TYPE_EXPLORER, leat_versus_page_explorer_init))

static With
get_with (LeatVersusPage *self)
{
  return adw_combo_row_get_selected (self->with) == 0 ? WHAT_IF : FILE_OF_OTHER;
}

/* The changes that are asked for */

/* An element as it would be: (transfer full). */
static LeatElement *
dup_changed (LeatVersusPage *self,
             LeatElement    *element)
{
  LeatElement *changed = leat_element_ref (element);

  for (guint i = 0; i < N_CHANGES; i++)
    {
      const char *block, *setting, *value;
      LeatElement *last = changed;

      if (!leat_change_group_get (self->changes[i], &block, &setting, &value) || !g_str_equal (block, element->id) ||
          g_strcmp0 (leat_settings_get (last->settings, setting), value) == 0)
        continue;
      changed = leat_element_copy_with_setting (last, setting, value);
      leat_element_unref (last);
    }
  return changed;
}

static LeatEdit *
new_edit (LeatVersusPage *self)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);
  LeatEdit *edit = leat_edit_new (_("Apply What-If"));

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *before = leat_pipeline_get_nth (pipeline, i);
      LeatElement *after = dup_changed (self, before);

      if (after != before)
        leat_edit_take (edit, leat_element_ref (before), after);
      else
        leat_element_unref (after);
    }
  return edit;
}

static void
change_elements (LeatVersusPage *self,
                 GPtrArray      *elements)
{
  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *before = elements->pdata[i];

      elements->pdata[i] = dup_changed (self, before);
      leat_element_unref (before);
    }
}

static gboolean
has_changes (LeatVersusPage *self)
{
  const char *block, *setting, *value;
  gboolean any = FALSE;

  for (guint i = 0; i < N_CHANGES; i++)
    any = any || leat_change_group_get (self->changes[i], &block, &setting, &value);
  return any;
}

static void
mark_changes (LeatVersusPage *self)
{
  const char *ids[N_CHANGES], *setting, *value;
  gsize n = 0;

  for (guint i = 0; get_with (self) == WHAT_IF && i < N_CHANGES; i++)
    n += leat_change_group_get (self->changes[i], &ids[n], &setting, &value) ? 1 : 0;
  leat_page_mark (GTK_WIDGET (self), ids, n);
}

/* The work */

static void
versus_free (gpointer data)
{
  Versus *versus = data;

  g_clear_pointer (&versus->before, leat_report_unref);
  g_clear_pointer (&versus->after, leat_report_unref);
  g_free (versus->path);
  g_free (versus);
}

static void
versus_clear (gpointer data)
{
  if (data != NULL)
    versus_free (data);
}

/* Another file is billed by its own properties, but in the currency of what it is compared with. */
static LeatReport *
evaluate (const LeatExplorerInput *input,
          GPtrArray               *elements,
          GCancellable            *cancellable,
          GError                 **error)
{
  const LeatOptions *shown = leat_report_get_options (((const Versus *) input->extra)->before);
  LeatOptions options = leat_options_of (elements);

  options.currency = shown->currency;
  options.rate = shown->rate;
  options.rate_date = shown->rate_date;
  return leat_report_new (input->catalogue, elements, &options, cancellable, error);
}

static LeatReport *
evaluate_file (const LeatExplorerInput *input,
               GCancellable            *cancellable,
               GError                 **error)
{
  Versus *versus = input->extra;
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(LeatPipeline) pipeline = leat_read_file (versus->path, leat_format_find (versus->path), input->catalogue, notices, error);
  g_autoptr(GPtrArray) elements = pipeline != NULL ? leat_pipeline_dup_elements (pipeline) : NULL;

  versus->n_notices = notices->len;
  return elements != NULL ? evaluate (input, elements, cancellable, error) : NULL;
}

static gpointer
run (LeatTaskBar  *bar,
     gpointer      data,
     GCancellable *cancellable,
     GError      **error)
{
  LeatExplorerInput *input = data;
  Versus *versus = input->extra;

  versus->after = versus->path != NULL ? evaluate_file (input, cancellable, error)
                                       : evaluate (input, input->elements, cancellable, error);
  if (versus->after == NULL)
    return NULL;
  return g_steal_pointer (&input->extra);
}

/* What is shown */

static char *
dup_name (const Versus *versus)
{
  return versus->path != NULL ? g_path_get_basename (versus->path) : g_strdup (_("What-If"));
}

static void
show_headline (LeatVersusPage *self)
{
  LeatReport *before = self->versus->before, *after = self->versus->after;
  const char *currency = leat_report_get_options (before)->currency;
  guint missing[2];
  double change = -leat_report_get_total (before, &missing[0]) + leat_report_get_total (after, &missing[1]);
  g_autofree char *money = leat_money_format (currency, fabs (change));
  g_autofree char *first = leat_money_format (currency, leat_report_get_total (before, NULL));
  g_autofree char *second = leat_money_format (currency, leat_report_get_total (after, NULL));
  g_autofree char *name = dup_name (self->versus);
  g_autofree char *figure = NULL;
  g_autofree char *words = self->versus->path != NULL ? g_strdup_printf (_("%s as drawn, %s in “%s”"), first, second, name)
                                                      : g_strdup_printf (_("%s as drawn, %s if it were otherwise"), first, second);

  change = fabs (change) < 0.005 ? 0 : change;
  if (missing[0] + missing[1] > 0)
    figure = g_strdup (_("Not known: lines have no price"));
  else
    figure = change == 0 ? g_strdup (_("Costs the same"))
                         : g_strdup_printf (change > 0 ? _("+%s a month") : _("−%s a month"), money);
  gtk_label_set_text (self->figure, figure);
  gtk_label_set_text (self->words, words);
}

static void
take_chart (LeatChartCard *card,
            LeatChart     *chart, /* taken, or NULL */
            guint          n)
{
  leat_chart_card_set_bars (card, n);
  leat_chart_card_set_chart (card, chart);
  g_clear_pointer (&chart, leat_chart_unref);
}

static guint
count_stages (const LeatPath *path)
{
  guint n = 0;

  for (guint i = 0; path != NULL && i < path->blocks->len; i++)
    n += ((const LeatBlockResult *) path->blocks->pdata[i])->n_stages;
  return n;
}

static void
show_costs (LeatVersusPage *self)
{
  LeatReport *reports[] = { self->versus->before, self->versus->after };
  g_autofree char *name = dup_name (self->versus);
  g_autofree char *second = g_strdup_printf (_("Cost a Month, %s"), name);
  const char *titles[] = { _("Cost a Month, as Drawn"), second };
  guint n = MAX (leat_report_get_n_blocks (reports[0]), leat_report_get_n_blocks (reports[1]));

  for (guint i = 0; i < 2; i++)
    take_chart (self->cost[i], leat_report_cost_chart (reports[i], reports[1 - i], titles[i]), n);
}

static void
show_delays (LeatVersusPage *self)
{
  const LeatPath *paths[] = { leat_report_find_path (self->versus->before, NULL, NULL),
                              leat_report_find_path (self->versus->after, NULL, NULL) };
  g_autofree char *name = dup_name (self->versus);
  guint n = MAX (count_stages (paths[0]), count_stages (paths[1]));

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *way = paths[i] != NULL ? leat_path_dup_label (paths[i]) : NULL;
      g_autofree char *title = g_strdup_printf (i == 0 ? _("Slowest Path as Drawn: %s") : _("Slowest Path: %s"), way);

      take_chart (self->delay[i], paths[i] != NULL ? leat_report_path_chart (paths[i], paths[1 - i], title, NULL) : NULL, n);
    }
}

static void
show (LeatVersusPage *self)
{
  g_autoptr(GPtrArray) rows = leat_versus_rows (self->versus->before, self->versus->after);
  g_autofree char *name = dup_name (self->versus);

  show_headline (self);
  leat_versus_table_show (self->table, _("As Drawn"), name, rows);
  show_costs (self);
  show_delays (self);
  gtk_stack_set_visible_child_name (self->stack, "charts");
}

static void
show_nothing (LeatVersusPage *self,
              const char     *title,
              const char     *description)
{
  g_autofree char *markup = g_markup_escape_text (description, -1);

  g_clear_pointer (&self->versus, versus_free);
  adw_status_page_set_title (self->nothing, title);
  adw_status_page_set_description (self->nothing, markup);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/* What the row of the file says: its name and what was not understood in it, or why it could not be read. */
static void
say_of_file (LeatVersusPage *self,
             const char     *text,
             gboolean        failed)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (self->file_row, markup);
  leat_widget_set_class (GTK_WIDGET (self->file_row), "error", failed);
}

static void
say_of_read_file (LeatVersusPage *self)
{
  g_autofree char *name = dup_name (self->versus);
  guint n = self->versus->n_notices;
  g_autofree char *text = n == 0 ? g_strdup (name)
                                 : g_strdup_printf (ngettext ("%s · %u thing in it was not understood",
                                                              "%s · %u things in it were not understood", n), name, n);

  say_of_file (self, text, FALSE);
}

static void
on_done (gpointer      answer,
         const GError *error,
         gpointer      data)
{
  LeatVersusPage *self = data;

  if (answer == NULL)
    {
      if (get_with (self) == FILE_OF_OTHER)
        say_of_file (self, error->message, TRUE);
      show_nothing (self, _("Nothing to Compare With"), error->message);
      return;
    }
  g_clear_pointer (&self->versus, versus_free);
  self->versus = answer;
  if (self->versus->path != NULL)
    say_of_read_file (self);
  show (self);
}

static void
start (LeatVersusPage *self)
{
  LeatExplorerInput *input;
  Versus *versus = g_new0 (Versus, 1);

  versus->before = leat_report_ref (leat_document_get_report (self->document));
  versus->path = get_with (self) == FILE_OF_OTHER ? g_strdup (self->path) : NULL;
  input = leat_explorer_input_new (self->document, versus, versus_clear);
  if (versus->path == NULL)
    change_elements (self, input->elements);
  leat_task_bar_start (self->task, _("Comparing"), run, input, leat_explorer_input_free, versus_free, on_done, self);
}

static void
compare (LeatVersusPage *self)
{
  gboolean what_if = get_with (self) == WHAT_IF;
  g_autoptr(LeatEdit) edit = NULL;

  g_clear_handle_id (&self->rest_id, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->file_row), !what_if);
  for (guint i = 0; i < N_CHANGES; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->changes[i]), what_if);
  gtk_widget_set_visible (self->apply, what_if);
  if (self->document == NULL)
    return;
  edit = new_edit (self);
  gtk_widget_set_sensitive (self->apply, leat_edit_get_n_changes (edit) > 0);
  mark_changes (self);
  if (what_if ? has_changes (self) : self->path != NULL)
    {
      start (self);
      return;
    }
  leat_task_bar_stop (self->task);
  show_nothing (self, _("What to Compare With?"),
                what_if ? _("Choose a block, a setting and the value that it would have, or another file.")
                        : _("Choose another file to see how it differs from what is drawn."));
}

static gboolean
on_rest (gpointer data)
{
  LeatVersusPage *self = data;

  self->rest_id = 0;
  compare (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed (LeatVersusPage *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, on_rest, self);
}

void
leat_versus_page_set_file (LeatVersusPage *self,
                           const char     *path)
{
  char *copy = g_strdup (path);

  g_return_if_fail (LEAT_IS_VERSUS_PAGE (self));

  g_free (self->path);
  self->path = copy;
  adw_combo_row_set_selected (self->with, FILE_OF_OTHER);
  compare (self);
}

void
leat_versus_page_change (LeatVersusPage *self,
                         const char     *block,
                         const char     *setting,
                         const char     *value,
                         gboolean        second)
{
  g_return_if_fail (LEAT_IS_VERSUS_PAGE (self));

  adw_combo_row_set_selected (self->with, WHAT_IF);
  leat_change_group_choose (self->changes[second ? 1 : 0], block, setting, value);
}

gboolean
leat_versus_page_apply (LeatVersusPage *self)
{
  LeatEdit *edit;

  g_return_val_if_fail (LEAT_IS_VERSUS_PAGE (self) && self->document != NULL, FALSE);

  edit = new_edit (self);
  if (leat_edit_get_n_changes (edit) == 0)
    {
      leat_edit_unref (edit);
      return FALSE;
    }
  leat_history_apply (leat_document_get_history (self->document), edit);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.offer-undo", "s", _("The what-if is drawn"));
  return TRUE;
}

static void
on_apply (LeatVersusPage *self)
{
  leat_versus_page_apply (self);
}

static void
on_file_chosen (GtkWidget  *page,
                const char *path)
{
  leat_versus_page_set_file (LEAT_VERSUS_PAGE (page), path);
}

static void
on_choose_file (LeatVersusPage *self)
{
  leat_files_ask_compare (GTK_WIDGET (self), on_file_chosen);
}

/* What the explorer asks of it */

static void
set_document (LeatExplorer *explorer,
              LeatDocument *document)
{
  LeatVersusPage *self = LEAT_VERSUS_PAGE (explorer);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  leat_task_bar_stop (self->task);
  g_set_object (&self->document, document);
  for (guint i = 0; i < N_CHANGES; i++)
    leat_change_group_update (self->changes[i], document);
  show_nothing (self, "", "");
}

static void
update (LeatExplorer *explorer)
{
  LeatVersusPage *self = LEAT_VERSUS_PAGE (explorer);

  if (self->document == NULL)
    return;
  for (guint i = 0; i < N_CHANGES; i++)
    leat_change_group_update (self->changes[i], self->document);
  compare (self);
}

static GtkWidget *
get_controls (LeatExplorer *explorer)
{
  return LEAT_VERSUS_PAGE (explorer)->controls;
}

static void
leat_versus_page_explorer_init (LeatExplorerInterface *iface)
{
  iface->set_document = set_document;
  iface->update = update;
  iface->get_controls = get_controls;
}

LeatReport *
leat_versus_page_get_other (LeatVersusPage *self)
{
  g_return_val_if_fail (LEAT_IS_VERSUS_PAGE (self), NULL);

  return self->versus != NULL ? self->versus->after : NULL;
}

gboolean
leat_versus_page_get_running (LeatVersusPage *self)
{
  g_return_val_if_fail (LEAT_IS_VERSUS_PAGE (self), FALSE);

  return self->rest_id != 0 || leat_task_bar_get_running (self->task);
}

static void
leat_versus_page_dispose (GObject *object)
{
  LeatVersusPage *self = LEAT_VERSUS_PAGE (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_object (&self->document);
  g_clear_object (&self->controls);

  G_OBJECT_CLASS (leat_versus_page_parent_class)->dispose (object);
}

static void
leat_versus_page_finalize (GObject *object)
{
  LeatVersusPage *self = LEAT_VERSUS_PAGE (object);

  g_clear_pointer (&self->versus, versus_free);
  g_free (self->path);

  G_OBJECT_CLASS (leat_versus_page_parent_class)->finalize (object);
}

static void
leat_versus_page_class_init (LeatVersusPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_versus_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_versus_page_finalize;
}

static GtkWidget *
new_choose_button (LeatVersusPage *self,
                   const char     *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_choose_file), self, G_CONNECT_SWAPPED);
  return button;
}

static void
make_controls (LeatVersusPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *choose = new_choose_button (self, _("Choose…"));
  const char *const words[] = { _("A What-If"), _("Another File"), NULL };

  self->controls = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  self->with = leat_page_add_combo (group, _("Compare With"), words);
  self->file_row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), _("File"));
  adw_action_row_set_subtitle_lines (self->file_row, 0);
  adw_action_row_add_suffix (self->file_row, choose);
  adw_action_row_set_activatable_widget (self->file_row, choose);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->file_row));
  self->changes[0] = LEAT_CHANGE_GROUP (leat_change_group_new (_("Otherwise")));
  self->changes[1] = LEAT_CHANGE_GROUP (leat_change_group_new (_("And")));
  self->apply = gtk_button_new_with_mnemonic (_("_Apply to the Drawing"));
  gtk_box_append (GTK_BOX (self->controls), group);
  for (guint i = 0; i < N_CHANGES; i++)
    {
      gtk_box_append (GTK_BOX (self->controls), GTK_WIDGET (self->changes[i]));
      g_signal_connect_object (self->changes[i], "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
    }
  gtk_box_append (GTK_BOX (self->controls), self->apply);
  g_signal_connect_object (self->with, "notify::selected", G_CALLBACK (compare), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->apply, "clicked", G_CALLBACK (on_apply), self, G_CONNECT_SWAPPED);
}

static void
add_pair (GtkWidget     *box,
          LeatChartCard *cards[2])
{
  for (guint i = 0; i < 2; i++)
    cards[i] = LEAT_CHART_CARD (leat_chart_card_new (160));
  gtk_box_append (GTK_BOX (box), leat_pair_new (GTK_WIDGET (cards[0]), GTK_WIDGET (cards[1])));
}

static GtkWidget *
new_headline (LeatVersusPage *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->figure = leat_page_new_label ("title-1");
  self->words = leat_page_new_label ("dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->figure), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "numeric");
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->figure));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->words));
  return card;
}

static GtkWidget *
new_nothing (LeatVersusPage *self)
{
  GtkWidget *button = new_choose_button (self, _("Choose a File…"));

  self->nothing = ADW_STATUS_PAGE (adw_status_page_new ());
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  adw_status_page_set_child (self->nothing, button);
  return GTK_WIDGET (self->nothing);
}

static void
leat_versus_page_init (LeatVersusPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  make_controls (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->task = LEAT_TASK_BAR (leat_task_bar_new ());
  self->table = LEAT_VERSUS_TABLE (leat_versus_table_new ());
  gtk_widget_add_css_class (box, "explore-charts");
  gtk_box_append (GTK_BOX (box), new_headline (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  add_pair (box, self->cost);
  add_pair (box, self->delay);
  gtk_stack_add_named (self->stack, new_nothing (self), "empty");
  gtk_stack_add_named (self->stack, leat_page_new_scrolled (box), "charts");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (outer), GTK_WIDGET (self->task));
  gtk_box_append (GTK_BOX (outer), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), outer);
  compare (self);
}
