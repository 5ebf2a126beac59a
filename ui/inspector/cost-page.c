/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/cost-page.h"

#include "engine/bill.h"
#include "engine/money.h"
#include "inspector/block-row.h"
#include "inspector/line-row.h"
#include "inspector/rows.h"
#include "window/preferences.h"

#include <glib/gi18n.h>

struct _LeatCostPage
{
  AdwBin          parent_instance;
  GtkLabel       *total;
  GtkLabel       *caption;
  GtkProgressBar *share;
  GtkLabel       *unpriced;
  GtkLabel       *nothing;
  GtkListBox     *lines;
  GtkListBox     *blocks;
};

G_DEFINE_FINAL_TYPE (LeatCostPage, leat_cost_page, ADW_TYPE_BIN)

typedef struct
{
  const LeatBlockResult *block;
  const LeatOptions     *options;
} Lines;

static char *
get_line_key (gpointer data,
              guint    i)
{
  const LeatBlockResult *block = ((Lines *) data)->block;

  return g_strdup_printf ("%s %s", block->element->id, block->lines[i].line->id);
}

static GtkWidget *
new_line (gpointer data,
          guint    i)
{
  return leat_line_row_new ();
}

static void
update_line (GtkWidget *row,
             gpointer   data,
             guint      i)
{
  const Lines *lines = data;

  leat_line_row_show (LEAT_LINE_ROW (row), lines->block, &lines->block->lines[i], lines->options);
}

static void
show_lines (LeatCostPage          *self,
            const LeatSubject     *subject,
            const LeatBlockResult *block)
{
  Lines lines = { block, leat_report_get_options (subject->report) };
  LeatRows rows = { block != NULL ? block->n_lines : 0, get_line_key, new_line, update_line };

  leat_rows_sync (self->lines, &rows, &lines);
}

typedef struct
{
  LeatCatalogue *catalogue;
  const char    *currency;
  GPtrArray     *results; /* the most expensive first */
} Blocks;

static char *
get_block_key (gpointer data,
               guint    i)
{
  const LeatBlockResult *result = g_ptr_array_index (((Blocks *) data)->results, i);

  return g_strdup (result->element->id);
}

static GtkWidget *
new_block (gpointer data,
           guint    i)
{
  return leat_block_row_new ();
}

static void
update_block (GtkWidget *row,
              gpointer   data,
              guint      i)
{
  Blocks *blocks = data;
  const LeatBlockResult *result = g_ptr_array_index (blocks->results, i);
  g_autofree char *figure = leat_money_format (blocks->currency, leat_bill_block_monthly (result));

  leat_block_row_show (LEAT_BLOCK_ROW (row), blocks->catalogue, result, figure);
}

static int
compare_monthly (gconstpointer a,
                 gconstpointer b)
{
  const LeatBlockResult *left = *(LeatBlockResult *const *) a;
  const LeatBlockResult *right = *(LeatBlockResult *const *) b;

  if (left->monthly != right->monthly)
    return left->monthly < right->monthly ? 1 : -1;
  return strcmp (left->element->id, right->element->id);
}

static void
show_blocks (LeatCostPage      *self,
             const LeatSubject *subject)
{
  Blocks blocks = { leat_document_get_catalogue (subject->document),
                    leat_report_get_options (subject->report)->currency, g_ptr_array_new () };
  LeatRows rows = { 0, get_block_key, new_block, update_block };

  if (leat_subject_get_block (subject) == NULL)
    g_ptr_array_extend (blocks.results, subject->results, NULL, NULL);
  g_ptr_array_sort (blocks.results, compare_monthly);
  rows.n = blocks.results->len;
  leat_rows_sync (self->blocks, &rows, &blocks);
  g_ptr_array_unref (blocks.results);
}

static char *
describe_share (const LeatSubject *subject,
                double             share)
{
  const LeatOptions *options = leat_report_get_options (subject->report);

  if (subject->whole)
    return g_strdup_printf (_("a month, list prices of %s"), options->region);
  return g_strdup_printf (_("a month · %.0f%% of this pipeline"), share * 100);
}

static void
show_total (LeatCostPage      *self,
            const LeatSubject *subject)
{
  guint unpriced;
  double monthly = leat_subject_get_monthly (subject, &unpriced);
  double whole = leat_report_get_total (subject->report, NULL);
  double share = whole > 0 ? CLAMP (monthly / whole, 0, 1) : 0;
  g_autofree char *total = leat_money_format (leat_report_get_options (subject->report)->currency, monthly);
  g_autofree char *caption = describe_share (subject, share);
  g_autofree char *words = NULL;

  if (unpriced > 0)
    words = g_strdup_printf (ngettext ("%u line has no price and is not in it",
                                       "%u lines have no price and are not in it", unpriced), unpriced);

  leat_figure_set (self->total, total, leat_money_tidy (monthly));
  gtk_label_set_text (self->caption, caption);
  gtk_progress_bar_set_fraction (self->share, share);
  gtk_widget_set_visible (GTK_WIDGET (self->share), !subject->whole);
  leat_label_set (self->unpriced, words);
}

static const char *
explain_nothing (const LeatSubject     *subject,
                 const LeatBlockResult *block)
{
  if (subject->results->len == 0)
    return _("There is no block here that could cost anything.");
  return block != NULL ? leat_block_result_why_no_lines (block) : NULL;
}

void
leat_cost_page_show (LeatCostPage      *self,
                     const LeatSubject *subject)
{
  const LeatBlockResult *block = leat_subject_get_block (subject);

  g_return_if_fail (LEAT_IS_COST_PAGE (self));

  show_total (self, subject);
  show_lines (self, subject, block);
  show_blocks (self, subject);
  leat_label_set (self->nothing, explain_nothing (subject, block));
}

static void
leat_cost_page_class_init (LeatCostPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "inspector/cost-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatCostPage, total);
  gtk_widget_class_bind_template_child (widget_class, LeatCostPage, caption);
  gtk_widget_class_bind_template_child (widget_class, LeatCostPage, share);
  gtk_widget_class_bind_template_child (widget_class, LeatCostPage, unpriced);
  gtk_widget_class_bind_template_child (widget_class, LeatCostPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LeatCostPage, lines);
  gtk_widget_class_bind_template_child (widget_class, LeatCostPage, blocks);
}

static void
leat_cost_page_init (LeatCostPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
