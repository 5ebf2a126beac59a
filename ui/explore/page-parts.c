/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/page-parts.h"

#include "config.h"

#include <glib/gi18n-lib.h>

GtkWidget *
leat_page_new_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

GtkWidget *
leat_page_new_empty (const char *title,
                     const char *description)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Draw"));

  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.view");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "draw");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

GtkLabel *
leat_page_new_label (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return GTK_LABEL (label);
}

void
leat_page_list_blocks (const LeatReport *report,
                       GPtrArray        *ids,
                       GtkStringList    *names)
{
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (report, i);

      if (result->service == NULL)
        continue;
      g_ptr_array_add (ids, g_strdup (result->element->id));
      gtk_string_list_append (names, leat_element_get_label (result->element));
    }
}

GListModel *
leat_page_list_settings (const LeatBlockResult *result,
                         gboolean             (*takes) (const LeatSetting *setting),
                         GPtrArray             *settings)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (settings, 0);
  for (guint i = 0; result != NULL && result->service != NULL && i < result->service->settings->len; i++)
    {
      const LeatSetting *setting = g_ptr_array_index (result->service->settings, i);

      if (!takes (setting) || !leat_block_result_shows (result, setting))
        continue;
      g_ptr_array_add (settings, (gpointer) setting);
      gtk_string_list_append (names, leat_tr (setting->label));
    }
  return G_LIST_MODEL (names);
}

AdwComboRow *
leat_page_add_combo (GtkWidget         *group,
                     const char        *title,
                     const char *const *words)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr(GtkStringList) names = gtk_string_list_new (words);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return ADW_COMBO_ROW (row);
}

void
leat_page_mark (GtkWidget         *page,
                const char *const *ids,
                gsize              n)
{
  g_autoptr(GVariant) blocks = g_variant_ref_sink (g_variant_new_strv (ids, (gssize) n));

  gtk_widget_activate_action_variant (page, "explore.mark", blocks);
}
