/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names.h"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

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

/* A label without the marks of its keys: one before the letter; two are a real one. */
static char *
without_marks (const char *label)
{
  GString *name = g_string_new (NULL);

  for (const char *p = label; *p != '\0'; p++)
    {
      p += *p == '_' && p[1] != '\0';
      g_string_append_c (name, *p);
    }
  return g_string_free (name, FALSE);
}

static gboolean
has_mark (GtkWidget *widget)
{
  return (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget))) ||
         (GTK_IS_CHECK_BUTTON (widget) && gtk_check_button_get_use_underline (GTK_CHECK_BUTTON (widget)));
}

/* GTK would have the mark read out. */
static void
name_marked (GtkWidget  *widget,
             const char *label)
{
  g_autofree char *name = without_marks (label);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* What GTK and libadwaita put together themselves has no names, wherever it is used: a list round the head of a row that opens,
 * another round what it holds, an arrow. */

#define FOLLOWED "leat-names-followed"

static gboolean
is_button (GtkWidget *widget)
{
  return GTK_IS_IMAGE (widget) && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_BUTTON;
}

/* Of a row that opens: both lists, and what is in its head, which is the first of them. */
static void
name_row (GtkWidget  *widget,
          const char *name,
          gboolean   *into_head)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gboolean list = GTK_IS_LIST_BOX (child), enter = !GTK_IS_POPOVER (child) && (!list || *into_head);

      if (list || is_button (child))
        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      if (list)
        *into_head = FALSE;
      if (enter)
        name_row (child, name, into_head);
    }
}

/* The list of a group is the first in it. */
static gboolean
name_group (GtkWidget  *widget,
            const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_LIST_BOX (child))
        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      if (GTK_IS_LIST_BOX (child) || name_group (child, name))
        return TRUE;
    }
  return FALSE;
}

static void
on_title (GtkWidget  *widget,
          GParamSpec *property)
{
  g_autofree char *title = NULL;
  const char *name;
  gboolean into_head = TRUE;

  g_object_get (widget, property->name, &title, NULL);
  name = title != NULL && *title != '\0' ? title : _("Settings");
  if (has_mark (widget) && title != NULL)
    name_marked (widget, title);
  else if (GTK_IS_EXPANDER (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  else if (ADW_IS_EXPANDER_ROW (widget))
    name_row (widget, name, &into_head);
  else if (ADW_IS_PREFERENCES_GROUP (widget))
    name_group (widget, name);
}

static gboolean
on_map (GSignalInvocationHint *hint,
        guint                  n_values,
        const GValue          *values,
        gpointer               data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);
  const char *property = GTK_IS_EXPANDER (widget) || has_mark (widget)                    ? "label"
                         : ADW_IS_EXPANDER_ROW (widget) || ADW_IS_PREFERENCES_GROUP (widget) ? "title"
                                                                                            : NULL;
  g_autofree char *signal = NULL;

  if (property == NULL)
    return TRUE;
  on_title (widget, g_object_class_find_property (G_OBJECT_GET_CLASS (widget), property));
  if (g_object_get_data (G_OBJECT (widget), FOLLOWED) != NULL)
    return TRUE;
  signal = g_strconcat ("notify::", property, NULL);
  g_signal_connect (widget, signal, G_CALLBACK (on_title), NULL);
  g_object_set_data (G_OBJECT (widget), FOLLOWED, GINT_TO_POINTER (TRUE));
  return TRUE;
}

void
leat_names_follow (void)
{
  static gpointer class;

  if (class != NULL)
    return;
  class = g_type_class_ref (GTK_TYPE_WIDGET); /* its signals are there from then on */
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_map, NULL, NULL);
}
