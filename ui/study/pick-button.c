/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/pick-button.h"

#include <string.h>

#define HEIGHT 280
#define WIDTH 260

typedef struct
{
  GtkEditable  *field; /* holds the button */
  gboolean      many;
  LeatPickFunc  func;
  gpointer      data;
  GtkListBox   *list;
  GtkEditable  *search;
  GtkPopover   *popover;
} Pick;

static gboolean
is_sought (GtkListBoxRow *row,
           gpointer       data)
{
  const Pick *pick = data;
  g_autofree char *word = g_utf8_casefold (gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))), -1);
  g_autofree char *sought = g_utf8_casefold (gtk_editable_get_text (pick->search), -1);

  return strstr (word, sought) != NULL;
}

static void
on_show (GtkPopover *popover,
         Pick       *pick)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (pick->list, 0)) != NULL)
    gtk_list_box_remove (pick->list, GTK_WIDGET (row));
  pick->func (pick->data, words);
  for (guint i = 0; i < words->len; i++)
    {
      GtkWidget *label = gtk_label_new (g_ptr_array_index (words, i));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_list_box_append (pick->list, label);
    }
  gtk_editable_set_text (pick->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (pick->search));
}

static void
on_picked (GtkListBox    *list,
           GtkListBoxRow *row,
           Pick          *pick)
{
  const char *word = gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row)));
  const char *before = gtk_editable_get_text (pick->field);
  g_autofree char *text = pick->many && *before != '\0' ? g_strdup_printf ("%s, %s", before, word) : g_strdup (word);

  gtk_editable_set_text (pick->field, text);
  gtk_popover_popdown (pick->popover);
}

/* Return picks the first that is left. */
static void
on_search_activate (Pick *pick)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (pick->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        on_picked (pick->list, row, pick);
        return;
      }
}

GtkWidget *
leat_pick_button_new (GtkEditable  *field,
                      gboolean      many,
                      const char   *label,
                      LeatPickFunc  func,
                      gpointer      data)
{
  GtkWidget *button = gtk_menu_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *popover = gtk_popover_new (), *scrolled = gtk_scrolled_window_new ();
  Pick *pick = g_new0 (Pick, 1);

  *pick = (Pick){ field, many, func, data, GTK_LIST_BOX (gtk_list_box_new ()), GTK_EDITABLE (gtk_search_entry_new ()), GTK_POPOVER (popover) };
  g_object_set_data_full (G_OBJECT (button), "leat-pick", pick, g_free);
  gtk_list_box_set_selection_mode (pick->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (pick->list, is_sought, pick, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pick->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pick->search), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (pick->list));
  gtk_widget_set_size_request (scrolled, WIDTH, HEIGHT);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (pick->search));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (pick->popover, box);
  g_signal_connect (popover, "show", G_CALLBACK (on_show), pick);
  g_signal_connect (pick->list, "row-activated", G_CALLBACK (on_picked), pick);
  g_signal_connect_swapped (pick->search, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter), pick->list);
  g_signal_connect_swapped (pick->search, "activate", G_CALLBACK (on_search_activate), pick);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-list-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}
