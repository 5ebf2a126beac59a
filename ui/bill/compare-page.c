/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bill/compare-page.h"

#include "config.h"

#include "bill/difference-row.h"
#include "bill/job.h"
#include "engine/bill.h"
#include "engine/money.h"
#include "inspector/rows.h"
#include "window/files.h"
#include "window/preferences.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _LeatComparePage
{
  AdwBin         parent_instance;
  LeatReport    *report;        /* before; owned, or NULL */
  GPtrArray     *elements;
  LeatReport    *other;         /* after; owned, or NULL */
  GPtrArray     *other_elements; /* of the file that is compared with, or NULL */
  char          *file;          /* its name for people, or NULL */
  char          *region;        /* that is compared with, or NULL */
  GCancellable  *cancellable;   /* of the evaluation under way, or NULL */
  gboolean       narrow;
  gboolean       showing;       /* what changes in the list of regions is not the user's doing */
  AdwActionRow  *file_row;
  AdwComboRow   *region_row;
  GtkStringList *regions;
  GtkWidget     *result;
  GtkLabel      *change;
  GtkLabel      *words;
  GtkLabel      *pair;
  GtkListBox    *list;
  GtkLabel      *hint;
};

G_DEFINE_FINAL_TYPE (LeatComparePage, leat_compare_page, ADW_TYPE_BIN)

enum { SHOWN, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
get_other_name (LeatComparePage *self)
{
  return self->region != NULL ? self->region : self->file;
}

static char *
format_total (LeatReport *report)
{
  guint unpriced;
  double total = leat_report_get_total (report, &unpriced);
  g_autofree char *money = leat_money_format (leat_report_get_options (report)->currency, total);

  return unpriced > 0 ? g_strdup_printf (_("%s + %u unpriced"), money, unpriced) : g_steal_pointer (&money);
}

/* The one sentence of the comparison. A total with lines missing is never called cheaper. */
static char *
describe_change (LeatComparePage *self,
                 double           change)
{
  guint before, after;
  double total = leat_report_get_total (self->report, &before);
  g_autofree char *why = NULL;
  double percent = total > 0 ? fabs (change) / total * 100 : NAN;

  leat_report_get_total (self->other, &after);
  if ((why = leat_unpriced_format (before, after)) != NULL)
    return g_steal_pointer (&why);
  if (change == 0)
    return g_strdup_printf (_("%s costs the same"), get_other_name (self));
  if (isnan (percent))
    return g_strdup_printf (change > 0 ? _("%s is dearer") : _("%s is cheaper"), get_other_name (self));
  return g_strdup_printf (change > 0 ? _("%s is dearer by %.1f%%") : _("%s is cheaper by %.1f%%"),
                          get_other_name (self), percent);
}

static void
show_total (LeatComparePage *self)
{
  double change = leat_bill_total_change (self->report, self->other);
  g_autofree char *money = leat_change_format (leat_report_get_options (self->report)->currency, change);
  g_autofree char *title = !isfinite (change) ? g_strdup (_("Change not known"))
                           : change == 0     ? g_strdup (_("No change"))
                                             : g_strdup_printf (_("%s a month"), money);
  g_autofree char *words = describe_change (self, change);
  g_autofree char *before = format_total (self->report);
  g_autofree char *after = format_total (self->other);
  g_autofree char *pair = g_strdup_printf (_("%s before → %s with %s"), before, after, get_other_name (self));

  gtk_label_set_text (self->change, title);
  gtk_label_set_text (self->words, words);
  gtk_label_set_text (self->pair, pair);
}

typedef struct
{
  LeatComparePage   *page;
  LeatDifferenceView view;
  GArray            *firsts; /* of guint: where each block begins */
} Table;

static const LeatBillDifference *
get_block (const Table *table,
           guint        i)
{
  return g_ptr_array_index (table->view.differences, g_array_index (table->firsts, guint, i));
}

/* A block whose type changed is there twice: once before, once after. */
static gboolean
is_repeated (const Table *table,
             guint        i)
{
  for (guint j = 0; j < i; j++)
    if (g_str_equal (get_block (table, j)->id, get_block (table, i)->id))
      return TRUE;
  return FALSE;
}

static char *
get_key (gpointer data,
         guint    i)
{
  const Table *table = data;

  if (i == 0)
    return g_strdup ("header");
  return g_strdup_printf ("%s %d", get_block (table, i - 1)->id, is_repeated (table, i - 1));
}

static GtkWidget *
new_row (gpointer data,
         guint    i)
{
  return i == 0 ? leat_difference_header_new () : leat_difference_row_new ();
}

static const char *
get_note (LeatComparePage          *self,
          const LeatBillDifference *difference,
          gboolean                  repeated)
{
  const LeatBlockResult *before = leat_report_get_block (self->report, difference->id);
  const LeatBlockResult *after = leat_report_get_block (self->other, difference->id);

  if (before != NULL && after != NULL)
    return before->element->type == after->element->type ? NULL : repeated ? _("another service now") : _("was this service");
  return before != NULL ? _("only before") : _("only after");
}

static void
update_row (GtkWidget *row,
            gpointer   data,
            guint      i)
{
  const Table *table = data;

  if (i == 0)
    leat_difference_header_set_narrow (row, table->view.narrow);
  else
    leat_difference_row_show (LEAT_DIFFERENCE_ROW (row), &table->view, g_array_index (table->firsts, guint, i - 1),
                              get_note (table->page, get_block (table, i - 1), is_repeated (table, i - 1)));
}

static void
show_table (LeatComparePage *self)
{
  g_autoptr(GPtrArray) differences = leat_bill_compare (self->report, self->other);
  g_autoptr(GArray) firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  Table table = { self, { differences, leat_report_get_options (self->report)->currency, self->narrow }, firsts };
  LeatRows rows = { 0, get_key, new_row, update_row };

  for (guint i = 0; i < differences->len; i++)
    if (((const LeatBillDifference *) differences->pdata[i])->line == NULL)
      g_array_append_val (firsts, i);
  rows.n = firsts->len > 0 ? firsts->len + 1 : 0;
  leat_rows_sync (self->list, &rows, &table);
}

static void
show_comparison (LeatComparePage *self)
{
  gtk_widget_set_visible (self->result, self->other != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), self->other == NULL);
  if (self->other != NULL)
    {
      show_total (self);
      show_table (self);
    }
  g_signal_emit (self, signals[SHOWN], 0);
}

/* What a thread needs: immutable parts only. */
typedef struct
{
  LeatReport *report;
  GPtrArray  *elements;
  char       *region; /* or NULL: that of the elements */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  leat_report_unref (job->report);
  g_ptr_array_unref (job->elements);
  g_free (job->region);
  g_free (job);
}

/* Another file is billed by its own properties, but in the currency and the month of what it is compared with. */
static LeatReport *
evaluate_file (const Job    *job,
               GCancellable *cancellable,
               GError      **error)
{
  LeatCatalogue *catalogue = leat_report_get_catalogue (job->report);
  const LeatOptions *shown = leat_report_get_options (job->report);
  LeatOptions options = leat_options_of (job->elements);

  options.currency = shown->currency;
  options.rate = shown->rate;
  options.rate_date = shown->rate_date;
  options.month = shown->month;
  return leat_report_new (catalogue, job->elements, &options, cancellable, error);
}

static LeatReport *
evaluate_region (const Job    *job,
                 GCancellable *cancellable,
                 GError      **error)
{
  LeatOptions options = *leat_report_get_options (job->report);

  options.region = job->region;
  options.prices = NULL;
  return leat_report_new (leat_report_get_catalogue (job->report), job->elements, &options, cancellable, error);
}

static void
evaluate_other (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  LeatReport *report = job->region != NULL ? evaluate_region (job, cancellable, &error)
                                           : evaluate_file (job, cancellable, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) leat_report_unref);
  else
    g_task_return_error (task, error);
}

static void
on_evaluated (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  LeatComparePage *self = LEAT_COMPARE_PAGE (source);
  LeatReport *report = g_task_propagate_pointer (G_TASK (result), NULL);

  if (report == NULL)
    return; /* something newer was asked for, or the page is gone */
  g_clear_pointer (&self->other, leat_report_unref);
  self->other = report;
  show_comparison (self);
}

static void
forget_other (LeatComparePage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->other, leat_report_unref);
}

static void
compare (LeatComparePage *self)
{
  GTask *task;
  Job *job;

  forget_other (self);
  if (self->report == NULL || get_other_name (self) == NULL)
    {
      show_comparison (self);
      return;
    }
  job = g_new0 (Job, 1);
  job->report = leat_report_ref (self->report);
  job->elements = g_ptr_array_ref (self->region != NULL ? self->elements : self->other_elements);
  job->region = g_strdup (self->region);

  leat_job_renew (&self->cancellable);
  task = g_task_new (self, self->cancellable, on_evaluated, NULL);
  g_task_set_task_data (task, job, job_free);
  leat_job_run (task, job->elements->len, evaluate_other);
}

static gboolean
lists_all (LeatComparePage *self,
           GPtrArray       *regions)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->regions)) != regions->len + 1)
    return FALSE;
  for (guint i = 0; i < regions->len; i++)
    if (!g_str_equal (gtk_string_list_get_string (self->regions, i + 1), regions->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
select_region (LeatComparePage *self)
{
  guint selected = 0;

  for (guint i = 1; i < g_list_model_get_n_items (G_LIST_MODEL (self->regions)); i++)
    if (g_strcmp0 (gtk_string_list_get_string (self->regions, i), self->region) == 0)
      selected = i;
  self->showing = TRUE;
  adw_combo_row_set_selected (self->region_row, selected);
  self->showing = FALSE;
}

/* An import of prices may bring a region, and forgetting them take one away. */
static void
list_regions (LeatComparePage *self)
{
  g_autoptr(GPtrArray) regions = leat_catalogue_get_regions (leat_report_get_catalogue (self->report));

  if (lists_all (self, regions))
    return;
  self->showing = TRUE;
  gtk_string_list_splice (self->regions, 0, g_list_model_get_n_items (G_LIST_MODEL (self->regions)), NULL);
  gtk_string_list_append (self->regions, _("None"));
  for (guint i = 0; i < regions->len; i++)
    gtk_string_list_append (self->regions, regions->pdata[i]);
  self->showing = FALSE;
  if (self->region != NULL && !g_ptr_array_find_with_equal_func (regions, self->region, g_str_equal, NULL))
    g_clear_pointer (&self->region, g_free);
  select_region (self);
}

/* What the row of the file says: its name and what was not understood in it, why it could not be read, or nothing. */
static void
say_of_file (LeatComparePage *self,
             const char      *text,
             gboolean         failed)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (self->file_row, markup);
  leat_widget_set_class (GTK_WIDGET (self->file_row), "error", failed);
}

static void
take_file (LeatComparePage *self,
           LeatPipeline    *pipeline,
           const char      *path,
           guint            n_notices)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = n_notices == 0
                            ? g_strdup (name)
                            : g_strdup_printf (ngettext ("%s · %u thing in it was not understood",
                                                         "%s · %u things in it were not understood", n_notices),
                                               name, n_notices);

  g_clear_pointer (&self->region, g_free);
  g_free (self->file);
  self->file = g_strdup (name);
  g_clear_pointer (&self->other_elements, g_ptr_array_unref);
  self->other_elements = leat_pipeline_dup_elements (pipeline);
  say_of_file (self, text, FALSE);
}

void
leat_compare_page_set_file (LeatComparePage *self,
                            const char      *path)
{
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) pipeline = NULL;

  g_return_if_fail (LEAT_IS_COMPARE_PAGE (self) && self->report != NULL);

  pipeline = leat_read_file (path, leat_format_find (path), leat_report_get_catalogue (self->report), notices, &error);
  if (pipeline == NULL)
    {
      say_of_file (self, error->message, TRUE);
      return;
    }
  take_file (self, pipeline, path, notices->len);
  select_region (self);
  compare (self);
}

void
leat_compare_page_set_region (LeatComparePage *self,
                              const char      *region)
{
  char *copy = g_strdup (region);

  g_return_if_fail (LEAT_IS_COMPARE_PAGE (self) && self->report != NULL);

  g_free (self->region);
  self->region = copy;
  g_clear_pointer (&self->file, g_free);
  g_clear_pointer (&self->other_elements, g_ptr_array_unref);
  say_of_file (self, "", FALSE);
  select_region (self);
  compare (self);
}

static void
on_region_chosen (LeatComparePage *self)
{
  guint i = adw_combo_row_get_selected (self->region_row);

  if (self->showing || self->report == NULL)
    return;
  leat_compare_page_set_region (self, i > 0 ? gtk_string_list_get_string (self->regions, i) : NULL);
}

static void
on_file_chosen (GtkWidget  *page,
                const char *path)
{
  leat_compare_page_set_file (LEAT_COMPARE_PAGE (page), path);
}

static void
on_choose_file (LeatComparePage *self)
{
  leat_files_ask_compare (GTK_WIDGET (self), on_file_chosen);
}

void
leat_compare_page_show (LeatComparePage *self,
                        LeatReport      *report,
                        GPtrArray       *elements)
{
  g_return_if_fail (LEAT_IS_COMPARE_PAGE (self));

  /* The bill is shown again when its months are known. */
  if (report == self->report && elements == self->elements)
    return;
  leat_report_ref (report);
  g_clear_pointer (&self->report, leat_report_unref);
  self->report = report;
  g_ptr_array_ref (elements);
  g_clear_pointer (&self->elements, g_ptr_array_unref);
  self->elements = elements;
  list_regions (self);
  compare (self);
}

LeatReport *
leat_compare_page_get_report (LeatComparePage *self)
{
  return self->report;
}

LeatReport *
leat_compare_page_get_other (LeatComparePage *self)
{
  return self->other;
}

void
leat_compare_page_set_narrow (LeatComparePage *self,
                              gboolean         narrow)
{
  g_return_if_fail (LEAT_IS_COMPARE_PAGE (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (self->other != NULL)
    show_table (self);
}

static void
leat_compare_page_dispose (GObject *object)
{
  LeatComparePage *self = LEAT_COMPARE_PAGE (object);

  forget_other (self);

  G_OBJECT_CLASS (leat_compare_page_parent_class)->dispose (object);
}

static void
leat_compare_page_finalize (GObject *object)
{
  LeatComparePage *self = LEAT_COMPARE_PAGE (object);

  g_clear_pointer (&self->report, leat_report_unref);
  g_clear_pointer (&self->elements, g_ptr_array_unref);
  g_clear_pointer (&self->other_elements, g_ptr_array_unref);
  g_free (self->file);
  g_free (self->region);

  G_OBJECT_CLASS (leat_compare_page_parent_class)->finalize (object);
}

static void
leat_compare_page_class_init (LeatComparePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = leat_compare_page_dispose;
  object_class->finalize = leat_compare_page_finalize;
  signals[SHOWN] = g_signal_new ("shown", LEAT_TYPE_COMPARE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "bill/compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatComparePage, file_row);
  gtk_widget_class_bind_template_child (widget_class, LeatComparePage, region_row);
  gtk_widget_class_bind_template_child (widget_class, LeatComparePage, regions);
  gtk_widget_class_bind_template_child (widget_class, LeatComparePage, result);
  gtk_widget_class_bind_template_child (widget_class, LeatComparePage, change);
  gtk_widget_class_bind_template_child (widget_class, LeatComparePage, words);
  gtk_widget_class_bind_template_child (widget_class, LeatComparePage, pair);
  gtk_widget_class_bind_template_child (widget_class, LeatComparePage, list);
  gtk_widget_class_bind_template_child (widget_class, LeatComparePage, hint);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_file);
  gtk_widget_class_bind_template_callback (widget_class, on_region_chosen);
}

static void
leat_compare_page_init (LeatComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
