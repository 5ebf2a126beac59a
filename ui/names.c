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
