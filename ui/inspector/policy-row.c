/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/policy-row.h"

#include "exchange/iam.h"
#include "inspector/rows.h"
#include "window/window.h"

#include <glib/gi18n.h>

struct _LeatPolicyRow
{
  AdwExpanderRow parent_instance;
  GtkLabel      *text;
  GtkLabel      *notes;
};

G_DEFINE_FINAL_TYPE (LeatPolicyRow, leat_policy_row, ADW_TYPE_EXPANDER_ROW)

static void
on_copy (LeatPolicyRow *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_text (self->text));
  leat_window_toast (LEAT_WINDOW (window), _("Policy copied"), FALSE);
}

void
leat_policy_row_show (LeatPolicyRow       *self,
                      const LeatIamPolicy *policy,
                      const char          *block)
{
  g_autofree char *json = leat_iam_policy_to_json (policy);
  g_autofree char *subtitle = g_markup_printf_escaped ("%s · %s", block, policy->name);
  g_autoptr(GString) notes = g_string_new (NULL);

  for (guint i = 0; i < policy->notes->len; i++)
    g_string_append_printf (notes, "%s%s", i > 0 ? "\n" : "", (char *) policy->notes->pdata[i]);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), leat_iam_policy_kind_get_label (policy->kind));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  g_strchomp (json);
  if (!g_str_equal (gtk_label_get_text (self->text), json))
    gtk_label_set_text (self->text, json);
  leat_label_set (self->notes, notes->str);
}

static void
leat_policy_row_class_init (LeatPolicyRowClass *klass)
{
}

static GtkWidget *
new_copy (LeatPolicyRow *self)
{
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_widget_set_tooltip_text (copy, _("Copy"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (copy), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Copy Policy"), -1);
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (copy, "flat");
  g_signal_connect_object (copy, "clicked", G_CALLBACK (on_copy), self, G_CONNECT_SWAPPED);
  return copy;
}

static void
leat_policy_row_init (LeatPolicyRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->text = GTK_LABEL (leat_code_label_new ());
  self->notes = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->notes, 0);
  gtk_label_set_wrap (self->notes, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->notes));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), new_copy (self));
  leat_expander_add_details (ADW_EXPANDER_ROW (self), box);
}

GtkWidget *
leat_policy_row_new (void)
{
  return g_object_new (LEAT_TYPE_POLICY_ROW, NULL);
}
