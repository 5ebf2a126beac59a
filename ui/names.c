/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names.h"

#include "config.h"

static gboolean
name_first (GtkWidget  *widget,
            GType       type,
            const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_POPOVER (child))
        continue;
      if (g_type_is_a (G_OBJECT_TYPE (child), type))
        {
          gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
          name_first (child, GTK_TYPE_BUTTON, name);
          return TRUE;
        }
      if (name_first (child, type, name))
        return TRUE;
    }
  return FALSE;
}

void
leat_name_inside (GtkWidget  *widget,
                  GType       type,
                  const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  name_first (widget, type, name);
}

static void
name_by_label (GtkWidget  *button,
               GParamSpec *property,
               gpointer    data)
{
  const char *label = gtk_button_get_label (GTK_BUTTON (button));
  g_autoptr(GString) name = g_string_new (NULL);

  /* One mark before the letter; two are a real one. */
  for (const char *p = label != NULL ? label : ""; *p != '\0'; p++)
    {
      p += *p == '_' && p[1] != '\0';
      g_string_append_c (name, *p);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
}

GtkWidget *
leat_name_by_label (GtkWidget *button)
{
  g_return_val_if_fail (GTK_IS_BUTTON (button), button);

  g_signal_connect (button, "notify::label", G_CALLBACK (name_by_label), NULL);
  name_by_label (button, NULL, NULL);
  return button;
}
