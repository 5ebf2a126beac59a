/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bill/difference-row.h"

#include "config.h"

#include "engine/money.h"
#include "inspector/rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { BEFORE, AFTER, CHANGE, N_COLUMNS };

/* What a row of the table keeps: its columns. */
#define COLUMNS "leat-columns"

#define COLUMN_WIDTH 92

/* The rows of lines, and the one with the columns' names, have no arrow: their columns end where the others do. */
#define ARROW_WIDTH 28

struct _LeatDifferenceRow
{
  AdwExpanderRow     parent_instance;
  GtkWidget         *columns;
  LeatDifferenceView view; /* owns what it points to */
  guint              first;
};

G_DEFINE_FINAL_TYPE (LeatDifferenceRow, leat_difference_row, ADW_TYPE_EXPANDER_ROW)

char *
leat_change_format (const char *currency,
                    double      change)
{
  g_autofree char *money = leat_money_format (currency, change);

  if (!isfinite (change))
    return g_strdup (_("not known"));
  if (change == 0)
    return g_strdup (_("no change"));
  return change > 0 ? g_strconcat ("+", money, NULL) : g_steal_pointer (&money);
}

char *
leat_unpriced_format (guint before,
                      guint after)
{
  if (before == 0 && after == 0)
    return NULL;
  if (before == 0)
    return g_strdup_printf (ngettext ("%u line without a price after", "%u lines without a price after", after), after);
  if (after == 0)
    return g_strdup_printf (ngettext ("%u line without a price before", "%u lines without a price before", before),
                            before);
  return g_strdup_printf (ngettext ("%u line without a price before, %u after",
                                    "%u lines without a price before, %u after", before), before, after);
}

static GtkWidget *
new_columns (int margin_end)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkWidget *label = leat_figure_label_new ();

      gtk_widget_set_size_request (label, COLUMN_WIDTH, -1);
      gtk_box_append (GTK_BOX (columns), label);
    }
  gtk_widget_set_margin_end (columns, margin_end);
  return columns;
}

static GtkWidget *
get_column (GtkWidget *columns,
            guint      i)
{
  GtkWidget *label = gtk_widget_get_first_child (columns);

  while (i-- > 0)
    label = gtk_widget_get_next_sibling (label);
  return label;
}

static void
set_narrow (GtkWidget *columns,
            gboolean   narrow)
{
  gtk_widget_set_visible (get_column (columns, BEFORE), !narrow);
  gtk_widget_set_visible (get_column (columns, AFTER), !narrow);
}

/* Colour underlines what sign and words say. */
static void
colour_change (GtkWidget *label,
               double     change)
{
  leat_widget_set_class (label, "dearer", change > 0);
  leat_widget_set_class (label, "cheaper", change < 0);
  leat_widget_set_class (label, "dim-label", !(change > 0 || change < 0));
}

/* A row is read as one sentence, not as three figures in a row. */
static void
show_columns (GtkWidget                *row,
              GtkWidget                *columns,
              const char               *title,
              const LeatBillDifference *difference,
              const LeatDifferenceView *view)
{
  g_autofree char *before = leat_money_format (view->currency, difference->before);
  g_autofree char *after = leat_money_format (view->currency, difference->after);
  g_autofree char *change = leat_change_format (view->currency, difference->change);
  g_autofree char *name = g_strdup_printf (_("%s: before %s, after %s, change %s"), title, before, after, change);

  gtk_label_set_text (GTK_LABEL (get_column (columns, BEFORE)), before);
  gtk_label_set_text (GTK_LABEL (get_column (columns, AFTER)), after);
  gtk_label_set_text (GTK_LABEL (get_column (columns, CHANGE)), change);
  colour_change (get_column (columns, CHANGE), difference->change);
  set_narrow (columns, view->narrow);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static char *
format_pair (const LeatBillDifference *difference,
             const char               *currency)
{
  g_autofree char *before = leat_money_format (currency, difference->before);
  g_autofree char *after = leat_money_format (currency, difference->after);

  return g_strdup_printf ("%s → %s", before, after);
}

/* What stands under the name: "$3.00 → $4.00" if the columns are hidden, then what else there is to say. */
static char *
describe (const LeatBillDifference *difference,
          const LeatDifferenceView *view,
          const char               *note)
{
  g_autofree char *why = leat_unpriced_format (difference->unpriced_before, difference->unpriced_after);
  g_autofree char *unknown = why != NULL ? g_strdup_printf (_("not known: %s"), why) : NULL;
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *pair = view->narrow ? format_pair (difference, view->currency) : NULL;
  g_autofree char *text = NULL;

  if (pair != NULL)
    g_ptr_array_add (parts, pair);
  if (note != NULL)
    g_ptr_array_add (parts, (char *) note);
  if (unknown != NULL)
    g_ptr_array_add (parts, unknown);
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (" · ", (char **) parts->pdata);
  return g_markup_escape_text (text, -1);
}

static const LeatBillDifference *
get_line (LeatDifferenceRow *self,
          guint              i)
{
  return g_ptr_array_index (self->view.differences, self->first + 1 + i);
}

static guint
count_lines (LeatDifferenceRow *self)
{
  guint n = 0;

  while (self->first + 1 + n < self->view.differences->len && get_line (self, n)->line != NULL)
    n++;
  return n;
}

static char *
get_key (gpointer data,
         guint    i)
{
  return g_strdup_printf ("%u %s", i, get_line (data, i)->line);
}

/* Gives a row without an arrow its columns. */
static GtkWidget *
add_columns (GtkWidget *row)
{
  GtkWidget *columns = new_columns (ARROW_WIDTH);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), columns);
  g_object_set_data (G_OBJECT (row), COLUMNS, columns);
  return columns;
}

static GtkWidget *
new_line (gpointer data,
          guint    i)
{
  GtkWidget *row = adw_action_row_new ();

  add_columns (row);
  return row;
}

static void
update_line (GtkWidget *row,
             gpointer   data,
             guint      i)
{
  LeatDifferenceRow *self = data;
  const LeatBillDifference *difference = get_line (self, i);
  g_autofree char *title = g_markup_escape_text (leat_tr (difference->line), -1);
  g_autofree char *subtitle = describe (difference, &self->view, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  show_columns (row, g_object_get_data (G_OBJECT (row), COLUMNS), leat_tr (difference->line), difference, &self->view);
}

static void
show_lines (LeatDifferenceRow *self)
{
  LeatRows rows = { 0, get_key, new_line, update_line };

  if (self->view.differences == NULL || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  rows.n = count_lines (self);
  leat_expander_sync (ADW_EXPANDER_ROW (self), &rows, self);
}

static void
clear_view (LeatDifferenceRow *self)
{
  g_clear_pointer (&self->view.differences, g_ptr_array_unref);
  g_free ((char *) self->view.currency);
  self->view.currency = NULL;
}

void
leat_difference_row_show (LeatDifferenceRow        *self,
                          const LeatDifferenceView *view,
                          guint                     first,
                          const char               *note)
{
  const LeatBillDifference *difference = g_ptr_array_index (view->differences, first);
  const char *label = *difference->label != '\0' ? difference->label : difference->id;
  g_autofree char *title = g_markup_escape_text (label, -1);
  g_autofree char *subtitle = describe (difference, view, note);
  LeatDifferenceView copy = { g_ptr_array_ref (view->differences), g_strdup (view->currency), view->narrow };

  g_return_if_fail (LEAT_IS_DIFFERENCE_ROW (self));

  clear_view (self);
  self->view = copy;
  self->first = first;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), count_lines (self) > 0);
  show_columns (GTK_WIDGET (self), self->columns, label, difference, view);
  show_lines (self);
}

static void
leat_difference_row_finalize (GObject *object)
{
  clear_view (LEAT_DIFFERENCE_ROW (object));

  G_OBJECT_CLASS (leat_difference_row_parent_class)->finalize (object);
}

static void
leat_difference_row_class_init (LeatDifferenceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leat_difference_row_finalize;
}

static void
leat_difference_row_init (LeatDifferenceRow *self)
{
  self->columns = new_columns (0);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->columns);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (show_lines), NULL);
}

GtkWidget *
leat_difference_row_new (void)
{
  return g_object_new (LEAT_TYPE_DIFFERENCE_ROW, NULL);
}

GtkWidget *
leat_difference_header_new (void)
{
  static const char *const names[] = { N_("Before"), N_("After"), N_("Change") };
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *columns = add_columns (row);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkWidget *label = get_column (columns, i);

      gtk_label_set_text (GTK_LABEL (label), _(names[i]));
      gtk_widget_add_css_class (label, "dim-label");
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Block"));
  gtk_widget_add_css_class (row, "table-header");
  return row;
}

void
leat_difference_header_set_narrow (GtkWidget *row,
                                   gboolean   narrow)
{
  set_narrow (g_object_get_data (G_OBJECT (row), COLUMNS), narrow);
}
