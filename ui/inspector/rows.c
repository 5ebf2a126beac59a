/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/rows.h"

#include "config.h"

#include "catalogue/quantity.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define KEY "leat-key"
#define ROWS "leat-rows"

static gboolean
has_same_keys (GtkListBox *list,
               GPtrArray  *keys)
{
  GtkListBoxRow *row;

  for (guint i = 0; i < keys->len; i++)
    {
      row = gtk_list_box_get_row_at_index (list, (int) i);
      if (row == NULL || g_strcmp0 (g_object_get_data (G_OBJECT (row), KEY), g_ptr_array_index (keys, i)) != 0)
        return FALSE;
    }
  return gtk_list_box_get_row_at_index (list, (int) keys->len) == NULL;
}

/* Empties the list. Returns the rows by what they are about. */
static GHashTable *
take_rows (GtkListBox *list)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    {
      g_hash_table_replace (rows, g_strdup (g_object_get_data (G_OBJECT (row), KEY)), g_object_ref (row));
      gtk_list_box_remove (list, GTK_WIDGET (row));
    }
  return rows;
}

static GtkWidget *
new_more_row (void)
{
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_add_css_class (row, "dim-label");
  return row;
}

static void
fill (GtkListBox     *list,
      GPtrArray      *keys,
      const LeatRows *rows,
      gpointer        data)
{
  g_autoptr(GHashTable) old = take_rows (list);

  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      GtkWidget *row = g_hash_table_lookup (old, key);

      if (row == NULL)
        row = i < LEAT_ROWS_MAX ? rows->new_row (data, i) : new_more_row ();
      g_object_set_data_full (G_OBJECT (row), KEY, g_strdup (key), g_free);
      gtk_list_box_append (list, row);
    }
}

static GPtrArray *
gather_keys (const LeatRows *rows,
             gpointer        data)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MIN (rows->n, LEAT_ROWS_MAX); i++)
    g_ptr_array_add (keys, rows->get_key (data, i));
  if (rows->n > LEAT_ROWS_MAX)
    g_ptr_array_add (keys, g_strdup ("\n")); /* no id has one */
  return keys;
}

static void
say_how_many_more (AdwPreferencesRow *row,
                   guint              n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("and %u more", "and %u more", n), n);

  adw_preferences_row_set_title (row, text);
}

void
leat_rows_sync (GtkListBox     *list,
                const LeatRows *rows,
                gpointer        data)
{
  g_autoptr(GPtrArray) keys = gather_keys (rows, data);

  if (!has_same_keys (list, keys))
    fill (list, keys, rows, data);
  for (guint i = 0; i < MIN (rows->n, LEAT_ROWS_MAX); i++)
    rows->update (GTK_WIDGET (gtk_list_box_get_row_at_index (list, (int) i)), data, i);
  if (rows->n > LEAT_ROWS_MAX)
    say_how_many_more (ADW_PREFERENCES_ROW (gtk_list_box_get_row_at_index (list, LEAT_ROWS_MAX)), rows->n - LEAT_ROWS_MAX);
  gtk_widget_set_visible (GTK_WIDGET (list), rows->n > 0);
}

static gboolean
shows_keys (GPtrArray *shown,
            GPtrArray *keys)
{
  for (guint i = 0; i < MIN (shown->len, keys->len); i++)
    if (g_strcmp0 (g_object_get_data (shown->pdata[i], KEY), keys->pdata[i]) != 0)
      return FALSE;
  return shown->len == keys->len;
}

static GtkWidget *
find_row (GPtrArray  *shown,
          const char *key)
{
  for (guint i = 0; i < shown->len; i++)
    if (g_strcmp0 (g_object_get_data (shown->pdata[i], KEY), key) == 0)
      return shown->pdata[i];
  return NULL;
}

static GPtrArray *
fill_expander (AdwExpanderRow *expander,
               GPtrArray      *shown,
               GPtrArray      *keys,
               const LeatRows *rows,
               gpointer        data)
{
  GPtrArray *filled = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < shown->len; i++)
    adw_expander_row_remove (expander, shown->pdata[i]);
  for (guint i = 0; i < keys->len; i++)
    {
      GtkWidget *row = find_row (shown, keys->pdata[i]);

      if (row == NULL)
        row = i < LEAT_ROWS_MAX ? rows->new_row (data, i) : new_more_row ();
      g_object_set_data_full (G_OBJECT (row), KEY, g_strdup (keys->pdata[i]), g_free);
      g_ptr_array_add (filled, g_object_ref (row));
      adw_expander_row_add_row (expander, row);
    }
  return filled;
}

void
leat_expander_sync (AdwExpanderRow *expander,
                    const LeatRows *rows,
                    gpointer        data)
{
  g_autoptr(GPtrArray) keys = gather_keys (rows, data);
  GPtrArray *shown = g_object_get_data (G_OBJECT (expander), ROWS);

  if (shown == NULL || !shows_keys (shown, keys))
    {
      g_autoptr(GPtrArray) none = g_ptr_array_new ();

      shown = fill_expander (expander, shown != NULL ? shown : none, keys, rows, data);
      g_object_set_data_full (G_OBJECT (expander), ROWS, shown, (GDestroyNotify) g_ptr_array_unref);
    }
  for (guint i = 0; i < MIN (rows->n, LEAT_ROWS_MAX); i++)
    rows->update (shown->pdata[i], data, i);
  if (rows->n > LEAT_ROWS_MAX)
    say_how_many_more (shown->pdata[LEAT_ROWS_MAX], rows->n - LEAT_ROWS_MAX);
}

static GtkWidget *
new_name (const char *name)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
new_value (const char *value)
{
  GtkWidget *label = gtk_label_new (NULL);

  if (g_str_has_prefix (value, "https://"))
    {
      g_autofree char *markup = g_markup_printf_escaped ("<a href=\"%s\">%s</a>", value, _("Open the page"));

      gtk_label_set_markup (GTK_LABEL (label), markup);
      gtk_widget_set_tooltip_text (label, value);
    }
  else
    {
      gtk_label_set_text (GTK_LABEL (label), value);
      gtk_widget_add_css_class (label, "numeric");
    }
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
fill_facts (GtkGrid           *grid,
            const char *const *facts,
            gsize              n)
{
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);

  for (gsize i = 0; i + 1 < n; i += 2)
    {
      if (facts[i + 1] == NULL)
        continue;
      gtk_grid_attach (grid, new_name (facts[i]), 0, row, 1, 1);
      gtk_grid_attach (grid, new_value (facts[i + 1]), 1, row, 1, 1);
      row++;
    }
}

void
leat_facts_set (GtkGrid           *grid,
                const char *const *facts,
                gsize              n)
{
  g_autoptr(GString) all = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (all, "%s\n", facts[i] != NULL ? facts[i] : "");

  if (g_strcmp0 (g_object_get_data (G_OBJECT (grid), KEY), all->str) == 0)
    return;
  g_object_set_data_full (G_OBJECT (grid), KEY, g_strdup (all->str), g_free);
  fill_facts (grid, facts, n);
}

GtkWidget *
leat_facts_new (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  return grid;
}

void
leat_expander_add_details (AdwExpanderRow *expander,
                           GtkWidget      *details)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (details, "details");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), details);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_expander_row_add_row (expander, row);
}

GtkWidget *
leat_code_label_new (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "formula");
  return label;
}

void
leat_widget_set_class (GtkWidget  *widget,
                       const char *name,
                       gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

GtkWidget *
leat_figure_label_new (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  return label;
}

#define NUMBER "leat-number"

static void
copy_number (GtkLabel *label)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (label)), g_object_get_data (G_OBJECT (label), NUMBER));
}

/* Who marked a part means that part. */
static void
on_copy (GtkLabel *label)
{
  int length = (int) g_utf8_strlen (gtk_label_get_text (label), -1);
  int start, end;

  if (gtk_label_get_selection_bounds (label, &start, &end) && end - start < length)
    return;
  copy_number (label);
  g_signal_stop_emission_by_name (label, "copy-clipboard");
}

static void
on_copy_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       label)
{
  copy_number (label);
}

/* The menu offers it even where nothing is marked. */
static void
make_copyable (GtkLabel *label)
{
  static const GActionEntry entries[] = { { .name = "copy", .activate = on_copy_action } };
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr(GMenu) menu = g_menu_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), label);
  gtk_widget_insert_action_group (GTK_WIDGET (label), "figure", G_ACTION_GROUP (actions));
  g_menu_append (menu, _("Copy Number"), "figure.copy");
  gtk_label_set_extra_menu (label, G_MENU_MODEL (menu));
  gtk_label_set_selectable (label, TRUE);
  g_signal_connect (label, "copy-clipboard", G_CALLBACK (on_copy), NULL);
}

void
leat_figure_set (GtkLabel   *label,
                 const char *text,
                 double      number)
{
  if (g_object_get_data (G_OBJECT (label), NUMBER) == NULL)
    make_copyable (label);
  g_object_set_data_full (G_OBJECT (label), NUMBER, isfinite (number) ? leat_number_to_string (number) : g_strdup (text),
                          g_free);
  /* The same text anew would take away what is marked. */
  if (!g_str_equal (gtk_label_get_text (label), text))
    gtk_label_set_text (label, text);
}

void
leat_label_set (GtkLabel   *label,
                const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}
