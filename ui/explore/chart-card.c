/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/chart-card.h"

#include "config.h"

#include "draw/report-charts.h"
#include "exchange/chart.h"
#include "window/files.h"
#include "window/toast.h"

#include <glib/gi18n-lib.h>

/* The page of an exported chart, in units: wide enough for its words, low enough for half a sheet of paper. */
#define EXPORT_WIDTH 900.0
#define EXPORT_HEIGHT 480.0

struct _LeatChartCard
{
  AdwBin           parent_instance;
  GtkStack        *stack;
  LeatChartView   *view;
  GtkColumnView   *table;
  GtkToggleButton *as_table;
  gboolean         filled; /* the table has the figures of the chart */
};

G_DEFINE_FINAL_TYPE (LeatChartCard, leat_chart_card, ADW_TYPE_BIN)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* A row of the table */

#define LEAT_TYPE_CHART_ROW (leat_chart_row_get_type ())
G_DECLARE_FINAL_TYPE (LeatChartRow, leat_chart_row, LEAT, CHART_ROW, GObject)

struct _LeatChartRow
{
  GObject parent_instance;
  char  **cells;
};

G_DEFINE_FINAL_TYPE (LeatChartRow, leat_chart_row, G_TYPE_OBJECT)

static void
leat_chart_row_finalize (GObject *object)
{
  g_strfreev (LEAT_CHART_ROW (object)->cells);
  G_OBJECT_CLASS (leat_chart_row_parent_class)->finalize (object);
}

static void
leat_chart_row_class_init (LeatChartRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leat_chart_row_finalize;
}

static void
leat_chart_row_init (LeatChartRow *self)
{
}

/* The table */

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), GPOINTER_TO_UINT (column) == 0 ? 0 : 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  column)
{
  LeatChartRow *row = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), row->cells[GPOINTER_TO_UINT (column)]);
}

static void
add_column (LeatChartCard *self,
            const char    *title,
            guint          i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GUINT_TO_POINTER (i));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GUINT_TO_POINTER (i));
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_append_column (self->table, column);
  g_object_unref (column);
}

static void
empty_table (LeatChartCard *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);

  gtk_column_view_set_model (self->table, NULL);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->table, column);
    }
  self->filled = FALSE;
}

static void
fill_table (LeatChartCard *self)
{
  LeatChart *chart = leat_chart_view_get_chart (self->view);
  g_autoptr(GPtrArray) rows = chart != NULL ? leat_chart_to_table (chart, FALSE) : NULL;
  GListStore *store;
  GtkSelectionModel *model;
  char **header;

  empty_table (self);
  if (rows == NULL || rows->len == 0)
    return;
  header = rows->pdata[0];
  for (guint i = 0; header[i] != NULL; i++)
    add_column (self, header[i], i);
  store = g_list_store_new (LEAT_TYPE_CHART_ROW);
  for (guint i = 1; i < rows->len; i++)
    {
      g_autoptr(LeatChartRow) row = g_object_new (LEAT_TYPE_CHART_ROW, NULL);

      row->cells = g_strdupv (rows->pdata[i]);
      g_list_store_append (store, row);
    }
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (store)));
  gtk_column_view_set_model (self->table, model);
  g_object_unref (model);
  self->filled = TRUE;
}

static void
on_as_table (LeatChartCard *self)
{
  gboolean table = gtk_toggle_button_get_active (self->as_table);

  if (table && !self->filled)
    fill_table (self);
  gtk_stack_set_visible_child_name (self->stack, table ? "table" : "chart");
}

void
leat_chart_card_set_table (LeatChartCard *self,
                           gboolean       table)
{
  g_return_if_fail (LEAT_IS_CHART_CARD (self));

  gtk_toggle_button_set_active (self->as_table, table);
}

/* Export */

static void
say (LeatChartCard *self,
     const char    *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    leat_toast_show (ADW_TOAST_OVERLAY (overlay), text, NULL);
}

gboolean
leat_chart_card_export (LeatChartCard *self,
                        const char    *path)
{
  LeatChart *chart;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *words = NULL;
  gboolean done;

  g_return_val_if_fail (LEAT_IS_CHART_CARD (self), FALSE);

  chart = leat_chart_view_get_chart (self->view);
  if (chart == NULL)
    return FALSE;
  /* Of paper: the screen's style is not what others read it on. */
  done = leat_chart_save (chart, path, EXPORT_WIDTH, EXPORT_HEIGHT, leat_colours_get (FALSE, FALSE), &error);
  words = done ? g_strdup_printf (_("Saved %s"), name) : g_strdup_printf (_("Not saved: %s"), error->message);
  say (self, words);
  return done;
}

static void
on_response (GtkNativeDialog *dialog,
             int              response,
             LeatChartCard   *self)
{
  g_autofree char *path = leat_files_dup_chosen (dialog, response);

  if (path != NULL)
    leat_chart_card_export (self, path);
  g_object_unref (dialog);
}

static void
on_export (LeatChartCard *self)
{
  GtkFileChooserNative *dialog;

  dialog = leat_files_new_dialog (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Export Chart"),
                                  GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"));
  leat_files_add_filter (GTK_FILE_CHOOSER (dialog), _("SVG, PNG, PDF, or CSV of the figures"), "svg png pdf csv");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _("chart.svg"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
leat_chart_card_set_chart (LeatChartCard *self,
                           LeatChart     *chart)
{
  g_return_if_fail (LEAT_IS_CHART_CARD (self));

  leat_chart_view_set_chart (self->view, chart);
  gtk_widget_set_visible (GTK_WIDGET (self), chart != NULL);
  self->filled = FALSE;
  if (gtk_toggle_button_get_active (self->as_table))
    fill_table (self);
}

LeatChartView *
leat_chart_card_get_view (LeatChartCard *self)
{
  g_return_val_if_fail (LEAT_IS_CHART_CARD (self), NULL);

  return self->view;
}

static void
on_chosen (LeatChartCard *self,
           guint          series,
           guint          index)
{
  g_signal_emit (self, signals[CHOSEN], 0, series, index);
}

static GtkWidget *
new_buttons (LeatChartCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *as_table = gtk_toggle_button_new_with_label (_("As Table"));
  GtkWidget *export_button = gtk_button_new_with_label (_("Export…"));

  self->as_table = GTK_TOGGLE_BUTTON (as_table);
  gtk_widget_add_css_class (as_table, "flat");
  gtk_widget_add_css_class (export_button, "flat");
  g_signal_connect_object (as_table, "toggled", G_CALLBACK (on_as_table), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (export_button, "clicked", G_CALLBACK (on_export), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), as_table);
  gtk_box_append (GTK_BOX (box), export_button);
  return box;
}

static void
leat_chart_card_class_init (LeatChartCardClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", LEAT_TYPE_CHART_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_UINT, G_TYPE_UINT);
}

static void
leat_chart_card_init (LeatChartCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  self->table = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->table), "data-table");
  gtk_column_view_set_show_row_separators (self->table, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->table));
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, scrolled, "table");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), new_buttons (self));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
leat_chart_card_set_bars (LeatChartCard *self,
                          guint          n)
{
  g_return_if_fail (LEAT_IS_CHART_CARD (self));

  gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, leat_chart_height_of (n));
  gtk_widget_set_vexpand (GTK_WIDGET (self), FALSE);
}

GtkWidget *
leat_chart_card_new (int height)
{
  LeatChartCard *self = g_object_new (LEAT_TYPE_CHART_CARD, NULL);
  GtkWidget *view = leat_chart_view_new (height);

  self->view = LEAT_CHART_VIEW (view);
  gtk_stack_add_named (self->stack, view, "chart");
  gtk_stack_set_visible_child_name (self->stack, "chart");
  g_signal_connect_object (view, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
