/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/choice-button.h"

#include "config.h"

#include "names.h"

#include <glib/gi18n-lib.h>

#define KEY "leat-value"

static void
on_activated (GtkListBox    *list,
              GtkListBoxRow *row,
              GtkEditable   *field)
{
  gtk_editable_set_text (field, g_object_get_data (G_OBJECT (row), KEY));
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_POPOVER)));
}

static GtkWidget *
new_list (const LeatSetting *setting)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  for (guint i = 0; i < setting->choices->len; i++)
    {
      const LeatChoice *choice = g_ptr_array_index (setting->choices, i);
      GtkWidget *label = gtk_label_new (leat_tr (choice->label));
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      g_object_set_data_full (G_OBJECT (row), KEY, g_strdup (choice->value), g_free);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  return list;
}

GtkWidget *
leat_choice_button_new (const LeatSetting *setting,
                        GtkEditable       *field)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *list = new_list (setting);
  g_autofree char *name = g_strdup_printf (_("Choose %s"), leat_tr (setting->label));

  gtk_widget_add_css_class (popover, "menu");
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  leat_name_inside (button, GTK_TYPE_TOGGLE_BUTTON, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, leat_tr (setting->label), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_activated), field, 0);
  return button;
}
