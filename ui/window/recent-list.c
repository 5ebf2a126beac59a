/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/recent-list.h"

#include "config.h"

#include "window/recent.h"

#include <glib/gi18n-lib.h>

/* From so many files on one searches. */
#define MANY 6

struct _LeatRecentList
{
  AdwBin     parent_instance;
  GtkWidget *search;
  GtkWidget *list;
  GtkWidget *none; /* words for an empty result */
  guint      n;
};

G_DEFINE_FINAL_TYPE (LeatRecentList, leat_recent_list, ADW_TYPE_BIN)

enum { CHOSEN, CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

#define PATH "leat-path"
#define WORDS "leat-words"

static void
on_remove (GtkButton *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);

  leat_recent_remove (g_object_get_data (G_OBJECT (row), PATH));
}

static GtkWidget *
new_remove_button (const LeatRecent *recent)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *name = g_strdup_printf (_("Remove “%s” from the List"), recent->name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Remove from the List"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove), NULL);
  return button;
}

static GtkWidget *
new_row (const LeatRecent *recent)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *when = leat_recent_dup_when (recent->used);
  g_autofree char *subtitle = recent->exists ? g_strdup_printf ("%s · %s", recent->folder, when)
                                             : g_strdup_printf (_("%s · not there any more"), recent->folder);
  g_autofree char *words = g_strconcat (recent->name, " ", recent->folder, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), recent->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_remove_button (recent));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), recent->exists);
  if (!recent->exists)
    gtk_widget_add_css_class (row, "gone");
  gtk_widget_set_tooltip_text (row, recent->path);
  g_object_set_data_full (G_OBJECT (row), PATH, g_strdup (recent->path), g_free);
  g_object_set_data_full (G_OBJECT (row), WORDS, g_utf8_casefold (words, -1), g_free);
  return row;
}

static void
fill (LeatRecentList *self)
{
  g_autoptr(GPtrArray) recents = leat_recent_list ();
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL && GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < recents->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (recents->pdata[i]));
  self->n = recents->len;
  gtk_widget_set_visible (self->search, self->n >= MANY);
  gtk_label_set_label (GTK_LABEL (self->none), self->n > 0 ? _("No recent file has that in its name or folder")
                                                           : _("Files that you open or save are listed here"));
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_sought (GtkListBoxRow *row,
           gpointer       data)
{
  LeatRecentList *self = data;
  g_autofree char *sought = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);

  return strstr (g_object_get_data (G_OBJECT (row), WORDS), sought) != NULL;
}

static void
on_search_changed (LeatRecentList *self)
{
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
}

static void
on_row_activated (LeatRecentList *self,
                  GtkListBoxRow  *row)
{
  g_autofree char *path = g_strdup (g_object_get_data (G_OBJECT (row), PATH));

  g_signal_emit (self, signals[CHOSEN], 0);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-file", "s", path);
}

/* Enter in the field takes the first that is found, by all that has been typed until then. */
static void
on_search_activate (LeatRecentList *self)
{
  on_search_changed (self);
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i);

      if (row == NULL)
        return;
      if (gtk_widget_get_child_visible (GTK_WIDGET (row)) && gtk_list_box_row_get_activatable (row))
        {
          on_row_activated (self, row);
          return;
        }
    }
}

guint
leat_recent_list_get_n (LeatRecentList *self)
{
  return self->n;
}

void
leat_recent_list_focus (LeatRecentList *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (gtk_widget_get_visible (self->search))
    gtk_widget_grab_focus (self->search);
  else if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
leat_recent_list_class_init (LeatRecentListClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", LEAT_TYPE_RECENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", LEAT_TYPE_RECENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
leat_recent_list_init (LeatRecentList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->search = gtk_search_entry_new ();
  self->list = gtk_list_box_new ();
  self->none = gtk_label_new (NULL);
  g_object_set (self->search, "placeholder-text", _("Search recent files"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search recent files"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Recent files"), -1);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_add_css_class (self->none, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (self->none), TRUE);
  g_object_set (self->none, "margin-top", 18, "margin-bottom", 18, "margin-start", 12, "margin-end", 12, NULL);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), self->none);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), is_sought, self, NULL);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (on_search_changed), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (on_search_activate), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), self->list);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}
