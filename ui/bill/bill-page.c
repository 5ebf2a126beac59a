/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bill/bill-page.h"

#include "config.h"

#include "bill/group-row.h"
#include "bill/job.h"
#include "bill/share-bar.h"
#include "engine/bill.h"
#include "engine/money.h"
#include "inspector/rows.h"
#include "names.h"
#include "window/preferences.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The steady state, then the months that are evaluated beside it. */
static const guint months[] = { 0, 1, 12, 36 };

#define N_MONTHS G_N_ELEMENTS (months)

struct _LeatBillPage
{
  AdwBin           parent_instance;
  LeatReport      *reports[N_MONTHS]; /* owned; all but the first are NULL until they are evaluated */
  GPtrArray       *elements;    /* that they were made of */
  GCancellable    *cancellable; /* of the months under way, or NULL */
  gboolean         pending;     /* what is under way is newer than what is shown of the months */
  guint            month;       /* index in months */
  LeatBillGrouping grouping;
  GtkLabel        *total;
  GtkLabel        *caption;
  GtkWidget       *unpriced_box;
  GtkLabel        *unpriced;
  LeatShareBar    *split;
  GtkLabel        *fixed;
  GtkLabel        *usage;
  GtkGrid         *unit_costs;
  GtkWidget       *budget_box;
  LeatShareBar    *budget;
  GtkImage        *budget_icon;
  GtkLabel        *budget_words;
  GtkWidget       *no_budget;
  GtkLabel        *month_0;
  GtkLabel        *month_1;
  GtkLabel        *month_12;
  GtkLabel        *month_36;
  GtkListBox      *groups;
  GtkWidget       *group_by;
  GtkLabel        *nothing;
};

G_DEFINE_FINAL_TYPE (LeatBillPage, leat_bill_page, ADW_TYPE_BIN)

enum { PROP_MONTH = 1, PROP_GROUPING, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

enum { SHOWN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Until a month has been evaluated the steady state stands in for it. */
static LeatReport *
get_shown (LeatBillPage *self)
{
  return self->reports[self->month] != NULL ? self->reports[self->month] : self->reports[0];
}

static char *
describe_basis (const LeatOptions *options)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (options->month > 0)
    g_string_append_printf (text, _("in month %u"), options->month);
  else
    g_string_append (text, _("a month"));
  g_string_append_printf (text, _(" · list prices of %s · %g hours"), options->region, options->hours_per_month);
  if (options->free_tier)
    g_string_append (text, _(" · free tier taken off"));
  if (options->currency != NULL)
    g_string_append_printf (text, _(" · 1 USD = %g %s"), options->rate, options->currency);
  if (options->currency != NULL && options->rate_date != NULL)
    g_string_append_printf (text, _(" of %s"), options->rate_date);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_total (LeatBillPage          *self,
            const LeatBillSummary *summary,
            const LeatOptions     *options)
{
  g_autofree char *total = leat_money_format (options->currency, summary->total);
  g_autofree char *caption = describe_basis (options);
  g_autofree char *words = g_strdup_printf (ngettext ("+ %u unpriced: it has no price and is not in the total",
                                                      "+ %u unpriced: they have no price and are not in the total",
                                                      summary->unpriced), summary->unpriced);

  gtk_label_set_text (self->total, total);
  gtk_label_set_text (self->caption, caption);
  gtk_label_set_text (self->unpriced, words);
  gtk_widget_set_visible (self->unpriced_box, summary->unpriced > 0);
}

static void
show_split (LeatBillPage          *self,
            const LeatBillSummary *summary,
            const char            *currency)
{
  double part = summary->total > 0 ? summary->fixed / summary->total : 0;
  LeatShares shares = { part, summary->total > 0 ? 1 - part : 0, NAN, FALSE };
  g_autofree char *fixed_money = leat_money_format (currency, summary->fixed);
  g_autofree char *usage_money = leat_money_format (currency, summary->usage);
  g_autofree char *fixed = g_strdup_printf (_("Fixed %s · %.0f%%"), fixed_money, part * 100);
  g_autofree char *usage = g_strdup_printf (_("Usage %s · %.0f%%"), usage_money, shares.second * 100);
  g_autofree char *words = g_strdup_printf ("%s, %s", fixed, usage);

  gtk_label_set_text (self->fixed, fixed);
  gtk_label_set_text (self->usage, usage);
  leat_share_bar_show (self->split, &shares, words);
}

static char *
format_or_null (const char *currency,
                double      amount)
{
  if (!isfinite (amount))
    return NULL;
  return fabs (amount) >= 1e-4 && fabs (amount) < 1 ? leat_money_format_unit (currency, round (amount * 1e4) / 1e4)
                                          : leat_money_format (currency, amount);
}

static void
show_unit_costs (LeatBillPage          *self,
                 const LeatBillSummary *summary,
                 const char            *currency)
{
  g_autofree char *per_million = format_or_null (currency, summary->per_million_records);
  g_autofree char *per_gb = format_or_null (currency, summary->per_gb);
  g_autofree char *records = leat_quantity_format (summary->records_per_month / 1e6, _("million records"));
  g_autofree char *volume = leat_quantity_format (summary->gb_per_month, "GB");
  g_autofree char *flow = g_strdup_printf ("%s\n%s", records, volume);
  const char *facts[] = {
    _("For a million records"), per_million,
    _("For a GB that is sent"), per_gb,
    _("Sent a month"), per_million != NULL ? flow : NULL,
    _("For a million records"), per_million == NULL ? _("no source sends records") : NULL,
  };

  leat_facts_set (self->unit_costs, facts, G_N_ELEMENTS (facts));
}

/* Where the bar ends: beyond the larger of the two, so that the line of the budget stands inside it. */
static LeatShares
share_budget (const LeatBillSummary *summary)
{
  double end = MAX (summary->total, summary->budget) * 1.08;
  double within = MIN (summary->total, summary->budget);

  return (LeatShares){ within / end, (summary->total - within) / end, summary->budget / end, TRUE };
}

static void
show_budget (LeatBillPage          *self,
             const LeatBillSummary *summary,
             const char            *currency)
{
  gboolean over = summary->total > summary->budget;
  g_autofree char *distance = leat_money_format (currency, fabs (summary->budget - summary->total));
  g_autofree char *budget = leat_money_format (currency, summary->budget);
  g_autoptr(GString) words = g_string_new (NULL);
  LeatShares shares;

  gtk_widget_set_visible (self->budget_box, summary->budget > 0);
  gtk_widget_set_visible (self->no_budget, summary->budget <= 0);
  if (summary->budget <= 0)
    return;

  shares = share_budget (summary);
  g_string_printf (words, over ? _("%s over the budget of %s") : _("%s under the budget of %s"), distance, budget);
  if (summary->unpriced > 0)
    g_string_append_printf (words, ngettext (", without %u line that has no price",
                                             ", without %u lines that have no price", summary->unpriced),
                            summary->unpriced);
  gtk_label_set_text (self->budget_words, words->str);
  gtk_image_set_from_icon_name (self->budget_icon, over ? "dialog-warning-symbolic" : "object-select-symbolic");
  leat_share_bar_show (self->budget, &shares, words->str);
}

/* The button says its month and figure in one, and so does the cell around it. */
static void
name_month (GtkLabel   *label,
            guint       month,
            const char *money)
{
  GtkWidget *button = gtk_widget_get_ancestor (GTK_WIDGET (label), GTK_TYPE_TOGGLE_BUTTON);
  g_autofree char *name = month > 0 ? g_strdup_printf (_("Month %u: %s"), month, money)
                                    : g_strdup_printf (_("Steady state: %s"), money);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (button)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_month (LeatBillPage *self,
            guint         i,
            GtkLabel     *label)
{
  LeatReport *report = i == 0 || !self->pending ? self->reports[i] : NULL;
  g_autofree char *money = report != NULL ? leat_money_format (leat_report_get_options (report)->currency,
                                                               leat_report_get_total (report, NULL))
                                          : g_strdup ("…");

  gtk_label_set_text (label, money);
  name_month (label, months[i], money);
}

typedef struct
{
  LeatReport      *report;
  GPtrArray       *groups;
  LeatBillGrouping grouping;
} Groups;

/* A row is kept for as long as it is about the same group of the same kind. */
static char *
get_group_key (gpointer data,
               guint    i)
{
  const Groups *groups = data;
  const LeatBillGroup *group = g_ptr_array_index (groups->groups, i);

  return g_strdup_printf ("%d %s", (int) groups->grouping, group->id);
}

static GtkWidget *
new_group (gpointer data,
           guint    i)
{
  return leat_group_row_new ();
}

static void
update_group (GtkWidget *row,
              gpointer   data,
              guint      i)
{
  const Groups *groups = data;

  leat_group_row_show (LEAT_GROUP_ROW (row), groups->report, g_ptr_array_index (groups->groups, i), groups->grouping);
}

static void
show_groups (LeatBillPage *self)
{
  LeatReport *report = get_shown (self);
  g_autoptr(GPtrArray) list = leat_bill_group (report, self->elements, self->grouping);
  Groups groups = { report, list, self->grouping };
  LeatRows rows = { list->len, get_group_key, new_group, update_group };

  leat_rows_sync (self->groups, &rows, &groups);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), list->len == 0);
}

static void
show_months (LeatBillPage *self)
{
  show_month (self, 0, self->month_0);
  show_month (self, 1, self->month_1);
  show_month (self, 2, self->month_12);
  show_month (self, 3, self->month_36);
}

static void
show_all (LeatBillPage *self)
{
  LeatReport *report = get_shown (self);
  const LeatOptions *options;
  LeatBillSummary summary;

  if (report == NULL)
    return;
  options = leat_report_get_options (report);
  leat_bill_summarise (report, &summary);
  show_total (self, &summary, options);
  show_split (self, &summary, options->currency);
  show_unit_costs (self, &summary, options->currency);
  show_budget (self, &summary, options->currency);
  show_months (self);
  show_groups (self);
  g_signal_emit (self, signals[SHOWN], 0);
}

/* What a thread needs: immutable parts only. */
typedef struct
{
  LeatReport *report;
  GPtrArray  *elements;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  leat_report_unref (job->report);
  g_ptr_array_unref (job->elements);
  g_free (job);
}

static void
evaluate_months (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  const Job *job = data;
  GPtrArray *reports = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_report_unref);

  for (guint i = 1; i < N_MONTHS && !g_cancellable_is_cancelled (cancellable); i++)
    g_ptr_array_add (reports, leat_bill_of_month (job->report, job->elements, months[i]));
  g_task_return_pointer (task, reports, (GDestroyNotify) g_ptr_array_unref);
}

/* The steady state. What was known of the months is of an older one. */
static void
take_report (LeatBillPage *self,
             const Job    *job)
{
  LeatReport *report = leat_report_ref (job->report);
  GPtrArray *elements = g_ptr_array_ref (job->elements);

  for (guint i = 0; i < N_MONTHS; i++)
    g_clear_pointer (&self->reports[i], leat_report_unref);
  g_clear_pointer (&self->elements, g_ptr_array_unref);
  self->reports[0] = report;
  self->elements = elements;
}

static void
on_months_evaluated (GObject      *source,
                     GAsyncResult *result,
                     gpointer      data)
{
  LeatBillPage *self = LEAT_BILL_PAGE (source);
  g_autoptr(GPtrArray) reports = g_task_propagate_pointer (G_TASK (result), NULL);

  if (reports == NULL)
    return; /* a newer edit came, or the page is gone */
  take_report (self, g_task_get_task_data (G_TASK (result)));
  for (guint i = 1; i < N_MONTHS; i++)
    self->reports[i] = leat_report_ref (g_ptr_array_index (reports, i - 1));
  self->pending = FALSE;
  show_all (self);
}

/* While a thread works the steady state is shown at once; a month in sight stays until the new one is there. */
static void
show_meanwhile (LeatBillPage *self,
                const Job    *job)
{
  if (self->month == 0 || self->reports[0] == NULL)
    {
      take_report (self, job);
      show_all (self);
    }
  else
    show_months (self);
}

void
leat_bill_page_show (LeatBillPage *self,
                     LeatDocument *document)
{
  LeatReport *report = leat_document_get_report (document);
  guint n_blocks = leat_report_get_n_blocks (report);
  Job *job = g_new0 (Job, 1);
  GTask *task;

  g_return_if_fail (LEAT_IS_BILL_PAGE (self));

  job->report = leat_report_ref (report);
  job->elements = leat_pipeline_dup_elements (leat_document_get_pipeline (document));
  self->pending = TRUE;
  if (n_blocks > LEAT_JOB_LARGE)
    show_meanwhile (self, job);

  leat_job_renew (&self->cancellable);
  task = g_task_new (self, self->cancellable, on_months_evaluated, NULL);
  g_task_set_task_data (task, job, job_free);
  leat_job_run (task, n_blocks, evaluate_months);
}

LeatReport *
leat_bill_page_get_report (LeatBillPage *self)
{
  return get_shown (self);
}

GPtrArray *
leat_bill_page_get_elements (LeatBillPage *self)
{
  return self->elements;
}

static void
set_month (LeatBillPage *self,
           guint         month)
{
  for (guint i = 0; i < N_MONTHS; i++)
    if (months[i] == month && i != self->month)
      {
        self->month = i;
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MONTH]);
        show_all (self);
        return;
      }
}

static void
set_grouping (LeatBillPage *self,
              guint         grouping)
{
  if (grouping == self->grouping || grouping >= LEAT_N_BILL_GROUPINGS)
    return;
  self->grouping = grouping;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GROUPING]);
  if (self->elements != NULL)
    show_groups (self);
}

static void
leat_bill_page_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LeatBillPage *self = LEAT_BILL_PAGE (object);

  switch (id)
    {
    case PROP_MONTH:
      g_value_set_uint (value, months[self->month]);
      break;
    case PROP_GROUPING:
      g_value_set_uint (value, self->grouping);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
leat_bill_page_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LeatBillPage *self = LEAT_BILL_PAGE (object);

  switch (id)
    {
    case PROP_MONTH:
      set_month (self, g_value_get_uint (value));
      break;
    case PROP_GROUPING:
      set_grouping (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
leat_bill_page_dispose (GObject *object)
{
  LeatBillPage *self = LEAT_BILL_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (leat_bill_page_parent_class)->dispose (object);
}

static void
leat_bill_page_finalize (GObject *object)
{
  LeatBillPage *self = LEAT_BILL_PAGE (object);

  for (guint i = 0; i < N_MONTHS; i++)
    g_clear_pointer (&self->reports[i], leat_report_unref);
  g_clear_pointer (&self->elements, g_ptr_array_unref);

  G_OBJECT_CLASS (leat_bill_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, total);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, caption);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, unpriced_box);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, unpriced);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, split);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, fixed);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, usage);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, unit_costs);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, budget_box);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, budget);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, budget_icon);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, budget_words);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, no_budget);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, month_0);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, month_1);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, month_12);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, month_36);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, groups);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, group_by);
  gtk_widget_class_bind_template_child (widget_class, LeatBillPage, nothing);
}

static void
leat_bill_page_class_init (LeatBillPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = leat_bill_page_get_property;
  object_class->set_property = leat_bill_page_set_property;
  object_class->dispose = leat_bill_page_dispose;
  object_class->finalize = leat_bill_page_finalize;

  properties[PROP_MONTH] = g_param_spec_uint ("month", NULL, NULL, 0, 36, 0, flags);
  properties[PROP_GROUPING] =
    g_param_spec_uint ("grouping", NULL, NULL, 0, LEAT_N_BILL_GROUPINGS - 1, LEAT_BILL_BY_BLOCK, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[SHOWN] = g_signal_new ("shown", LEAT_TYPE_BILL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (LEAT_TYPE_SHARE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "bill/bill-page.ui");
  gtk_widget_class_install_property_action (widget_class, "bill.month", "month");
  bind_children (widget_class);
}

static void
leat_bill_page_init (LeatBillPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  leat_name_inside (self->group_by, GTK_TYPE_TOGGLE_BUTTON, _("Group the bill"));
}
