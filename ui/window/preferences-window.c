/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/preferences-window.h"

#include "config.h"

#include "window/preferences.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *value;
  const char *label;
  AdwColorScheme scheme;
} styles[] = {
  { "follow", N_("Follow the System"), ADW_COLOR_SCHEME_DEFAULT },
  { "light", N_("Light"), ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "dark", N_("Dark"), ADW_COLOR_SCHEME_FORCE_DARK },
};

static guint
current_style (void)
{
  g_autofree char *value = leat_preferences_dup_string ("style-scheme", "follow");

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (styles[i].value, value))
      return i;
  return 0;
}

void
leat_preferences_apply_style (void)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), styles[current_style ()].scheme);
}

static void
on_style_selected (AdwComboRow *row)
{
  GSettings *settings = leat_preferences_get ();
  guint i = adw_combo_row_get_selected (row);

  if (settings == NULL || i >= G_N_ELEMENTS (styles))
    return;
  g_settings_set_string (settings, "style-scheme", styles[i].value);
  leat_preferences_apply_style ();
}

static GtkWidget *
new_style_row (void)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_string_list_append (list, _(styles[i].label));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Style"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), current_style ());
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_style_selected), NULL);
  return row;
}

static GtkWidget *
new_switch_row (const char *title,
                const char *subtitle,
                const char *key)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *control = gtk_switch_new ();

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  leat_preferences_bind (key, control, "active", G_SETTINGS_BIND_DEFAULT);
  return row;
}

/* The setting is unsigned, the property a number with a point. */
static gboolean
seconds_to_value (GValue   *value,
                  GVariant *seconds,
                  gpointer  data)
{
  g_value_set_double (value, g_variant_get_uint32 (seconds));
  return TRUE;
}

static GVariant *
value_to_seconds (const GValue       *value,
                  const GVariantType *type,
                  gpointer            data)
{
  return g_variant_new_uint32 ((guint32) g_value_get_double (value));
}

static GtkWidget *
new_autosave_row (void)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *control = gtk_spin_button_new_with_range (0, 600, 5);
  GSettings *settings = leat_preferences_get ();

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (control), 10);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Keep Unsaved Work Aside"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Seconds after an edit; 0 for never. Your file is not touched"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Keep unsaved work aside, seconds after an edit"), -1);
  if (settings != NULL)
    g_settings_bind_with_mapping (settings, "autosave-seconds", gtk_spin_button_get_adjustment (GTK_SPIN_BUTTON (control)),
                                  "value", G_SETTINGS_BIND_DEFAULT, seconds_to_value, value_to_seconds, NULL, NULL);
  return row;
}

/* This window lets no other be used: it makes way for the price books. */
static void
on_prices (AdwActionRow *row)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (row)));
  GtkWindow *parent = gtk_window_get_transient_for (window);

  gtk_window_close (window);
  gtk_widget_activate_action (GTK_WIDGET (parent), "app.prices", NULL);
}

static GtkWidget *
new_prices_row (void)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Price Books"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("List prices by region, and your own from the AWS Price List"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (on_prices), NULL);
  return row;
}

GtkWidget *
leat_preferences_window_new (GtkWindow *parent)
{
  GtkWidget *window = adw_preferences_window_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *look = adw_preferences_group_new ();
  GtkWidget *canvas = adw_preferences_group_new ();
  GtkWidget *files = adw_preferences_group_new ();
  GtkWidget *prices = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (look), _("Appearance"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (look), new_style_row ());
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (canvas), _("Canvas"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (canvas),
                             new_switch_row (_("Grid"), _("Dots on the canvas, gone when zoomed far out"), "show-grid"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (canvas),
                             new_switch_row (_("Snap to Grid"), _("Ctrl while dragging suspends it"), "snap-to-grid"));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (files), _("Files"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (files),
                             new_switch_row (_("Restore the Session"), _("What was open comes back at the next start"),
                                             "restore-session"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (files), new_autosave_row ());
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (prices), _("Prices"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (prices), new_prices_row ());
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _("General")); /* for those who hear it: a single page shows no tab */
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (look));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (canvas));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (files));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (prices));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 520, 520);
  return window;
}
