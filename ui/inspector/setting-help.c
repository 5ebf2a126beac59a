/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/setting-help.h"

#include "config.h"

#include "catalogue/quantity.h"
#include "inspector/rows.h"

#include <glib/gi18n-lib.h>

#define WIDTH 42 /* characters in a line */

static gboolean
is_number (const LeatSetting *setting)
{
  return setting->type == LEAT_SETTING_INTEGER || setting->type == LEAT_SETTING_NUMBER;
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
add_paragraph (GtkWidget  *box,
               const char *text,
               const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

/* The default for people, or NULL where there is none to speak of. */
static char *
describe_default (const LeatSetting *setting)
{
  const LeatChoice *choice;

  if (setting->derived != NULL)
    return g_strdup (_("worked out from the flow"));
  if (!has_text (setting->fallback))
    return NULL;
  if (is_number (setting) && setting->fallback_number != 0)
    return leat_quantity_spell (setting->fallback_number, NULL, TRUE);
  if (setting->type == LEAT_SETTING_BOOLEAN)
    return g_strdup (g_str_equal (setting->fallback, "yes") ? _("on") : _("off"));
  choice = leat_setting_find_choice (setting, setting->fallback);
  return g_strdup (choice != NULL ? leat_tr (choice->label) : setting->fallback);
}

static void
add_facts (GtkWidget         *box,
           const LeatSetting *setting)
{
  g_autofree char *fallback = describe_default (setting);
  g_autofree char *range = is_number (setting) ? leat_setting_describe_range (setting) : NULL;
  g_autofree char *examples = is_number (setting) ? leat_quantity_describe_examples (setting->unit) : NULL;
  const char *facts[] = { _("Default"), fallback, _("Allowed"), range, _("Type"), examples };
  GtkWidget *grid = leat_facts_new ();

  leat_facts_set (GTK_GRID (grid), facts, G_N_ELEMENTS (facts));
  if (gtk_widget_get_first_child (grid) != NULL)
    gtk_box_append (GTK_BOX (box), grid);
  else
    g_object_unref (g_object_ref_sink (grid));
}

static GtkWidget *
new_content (const LeatSetting *setting)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  add_paragraph (box, leat_tr (setting->label), "heading");
  if (has_text (setting->help))
    add_paragraph (box, leat_tr (setting->help), NULL);
  add_facts (box, setting);
  if (has_text (setting->exam))
    {
      add_paragraph (box, _("For the exam"), "caption-heading");
      add_paragraph (box, leat_tr (setting->exam), NULL);
    }
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  return box;
}

/* Made when it is first asked for: a page has dozens of these. */
static void
make_popover (GtkMenuButton *button,
              gpointer       data)
{
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), new_content (data));
  gtk_menu_button_set_popover (button, popover);
}

GtkWidget *
leat_setting_help_button_new (const LeatSetting *setting)
{
  GtkWidget *button;
  g_autofree char *name = g_strdup_printf (_("About %s"), leat_tr (setting->label));

  if (!has_text (setting->help) && !has_text (setting->exam) && !is_number (setting))
    return NULL;
  button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "help-about-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "setting-help");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_popover, (gpointer) setting, NULL);
  return button;
}
