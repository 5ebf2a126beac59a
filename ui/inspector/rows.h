/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The most rows that a list of the inspector has: who wants more exports a table. */
#define LEAT_ROWS_MAX 100

/**
 * LeatRows:
 * @n: how many rows there are to be
 * @get_key: what a row is about, as (transfer full) text: a row is kept for as long as it is about the same
 * @new_row: makes an empty row
 * @update: puts in a row what there is to say now
 *
 * How a list shows what changes under it, without a row losing its focus or closing while one reads it.
 */
typedef struct
{
  guint       n;
  char      *(*get_key) (gpointer data, guint i);
  GtkWidget *(*new_row) (gpointer data, guint i);
  void       (*update) (GtkWidget *row, gpointer data, guint i);
} LeatRows;

/**
 * leat_rows_sync:
 * @list: a list that only this function fills
 * @rows: what it is to show; at most %LEAT_ROWS_MAX of them are, and then a row that says how many are not
 * @data: for the functions of @rows
 *
 * Hides a list that has no rows.
 */
void leat_rows_sync (GtkListBox     *list,
                     const LeatRows *rows,
                     gpointer        data);

/**
 * leat_expander_sync:
 * @expander: an expander whose rows only this function makes
 * @rows: what it is to show, as for leat_rows_sync()
 * @data: for the functions of @rows
 */
void leat_expander_sync (AdwExpanderRow *expander,
                         const LeatRows *rows,
                         gpointer        data);

/**
 * leat_facts_set:
 * @grid: a grid that only this function fills
 * @facts: (array length=n): name, value, name, value...; a value that begins with "https://" is a link,
 *   a %NULL value leaves the fact out
 * @n: how many names and values
 *
 * Shows names and values in two columns.
 */
void leat_facts_set (GtkGrid           *grid,
                     const char *const *facts,
                     gsize              n);

/**
 * leat_facts_new:
 *
 * Returns: (transfer floating): a grid for leat_facts_set()
 */
GtkWidget *leat_facts_new (void);

/**
 * leat_expander_add_details:
 * @expander: an expander
 * @details: (transfer floating): what it opens to
 */
void leat_expander_add_details (AdwExpanderRow *expander,
                                GtkWidget      *details);

/**
 * leat_code_label_new:
 *
 * Returns: (transfer floating): a label for a formula or a document, to be selected and copied
 */
GtkWidget *leat_code_label_new (void);

/**
 * leat_widget_set_class:
 * @widget: a widget
 * @name: a style class
 * @on: whether it has it
 */
void leat_widget_set_class (GtkWidget  *widget,
                            const char *name,
                            gboolean    on);

/**
 * leat_figure_label_new:
 *
 * Returns: (transfer floating): a label for a figure at the end of a row, with digits of one width
 */
GtkWidget *leat_figure_label_new (void);

/**
 * leat_figure_set:
 * @label: a label
 * @text: a figure for people, such as "$1,032.04"
 * @number: what it is, in the unit that it is counted in: money, seconds, a share; what is not finite is
 *   copied as @text
 *
 * Shows a figure that can be copied as a plain number, "1032.04", by Ctrl+C or from its menu: a spreadsheet takes
 * it. A part of it that was marked by hand is copied as it stands.
 */
void leat_figure_set (GtkLabel   *label,
                      const char *text,
                      double      number);

/**
 * leat_label_set:
 * @label: a label
 * @text: (nullable): its text; without one it is hidden
 */
void leat_label_set (GtkLabel   *label,
                     const char *text);

G_END_DECLS
