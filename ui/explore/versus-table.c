/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/versus-table.h"

#include "config.h"

#include "inspector/rows.h"

#include <glib/gi18n-lib.h>

/* Beside the name of the row. */
#define N_COLUMNS 3

struct _LeatVersusTable
{
  AdwBin      parent_instance;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (LeatVersusTable, leat_versus_table, ADW_TYPE_BIN)

#define CELLS "leat-cells"

typedef struct
{
  const char *before;
  const char *after;
  GPtrArray  *rows;
} View;

static char *
get_key (gpointer data,
         guint    i)
{
  const View *view = data;

  return i == 0 ? g_strdup ("header") : g_strdup (((const LeatVersusRow *) view->rows->pdata[i - 1])->label);
}

static GtkLabel *
new_cell (GtkWidget *box,
          float      xalign)
{
  GtkWidget *cell = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (cell), xalign);
  gtk_label_set_wrap (GTK_LABEL (cell), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (cell), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (cell), xalign > 0 ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT);
  gtk_widget_add_css_class (cell, "numeric");
  gtk_box_append (GTK_BOX (box), cell);
  return GTK_LABEL (cell);
}

/* All columns are of one width, so that they stand below each other whatever is in them. */
static GtkWidget *
new_row (gpointer data,
         guint    i)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkLabel **cells = g_new0 (GtkLabel *, N_COLUMNS + 1);

  gtk_widget_add_css_class (box, "versus-row");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (guint k = 0; k <= N_COLUMNS; k++)
    cells[k] = new_cell (box, k == 0 ? 0 : 1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data_full (G_OBJECT (row), CELLS, cells, g_free);
  return row;
}

/* A colour, and a word that says the same. */
static void
show_change (GtkLabel            *cell,
             const LeatVersusRow *row)
{
  g_autofree char *text = row->better != 0 ? g_strdup_printf ("%s · %s", row->change, leat_versus_word (row->better))
                                           : g_strdup (row->change);

  gtk_label_set_text (cell, text);
  leat_widget_set_class (GTK_WIDGET (cell), "cheaper", row->better > 0);
  leat_widget_set_class (GTK_WIDGET (cell), "dearer", row->better < 0);
  leat_widget_set_class (GTK_WIDGET (cell), "dim-label", row->better == 0 && *row->label != '\0');
}

static void
update_row (GtkWidget *widget,
            gpointer   data,
            guint      i)
{
  const View *view = data;
  GtkLabel **cells = g_object_get_data (G_OBJECT (widget), CELLS);
  const LeatVersusRow header = { (char *) "", (char *) view->before, (char *) view->after, (char *) _("Change"), 0 };
  const LeatVersusRow *row = i == 0 ? &header : view->rows->pdata[i - 1];
  g_autofree char *words = NULL;

  gtk_label_set_text (cells[0], row->label);
  gtk_label_set_text (cells[1], row->before != NULL ? row->before : "");
  gtk_label_set_text (cells[2], row->before != NULL ? row->after : "");
  if (row->before != NULL)
    show_change (cells[3], row);
  for (guint k = 0; k <= N_COLUMNS; k++)
    leat_widget_set_class (GTK_WIDGET (cells[k]), "heading", i == 0 || row->before == NULL);
  words = row->before != NULL ? g_strdup_printf (_("%s: %s, then %s; %s %s"), row->label, row->before, row->after, row->change,
                                                 leat_versus_word (row->better))
                              : g_strdup (row->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

void
leat_versus_table_show (LeatVersusTable *self,
                        const char      *before,
                        const char      *after,
                        GPtrArray       *rows)
{
  View view = { before, after, rows };
  LeatRows wanted = { rows->len + 1, get_key, new_row, update_row };

  g_return_if_fail (LEAT_IS_VERSUS_TABLE (self));

  leat_rows_sync (self->list, &wanted, &view);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
leat_versus_table_class_init (LeatVersusTableClass *klass)
{
}

static void
leat_versus_table_init (LeatVersusTable *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Figures side by side"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
leat_versus_table_new (void)
{
  return g_object_new (LEAT_TYPE_VERSUS_TABLE, NULL);
}
