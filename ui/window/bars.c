/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/bars.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _LeatBars
{
  AdwBin     parent_instance;
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (LeatBars, leat_bars, ADW_TYPE_BIN)

GtkWidget *
leat_bars_get (LeatBars   *self,
               const char *matter)
{
  GtkWidget *bar = gtk_widget_get_first_child (self->box);

  while (bar != NULL && !g_str_equal (gtk_widget_get_name (bar), matter))
    bar = gtk_widget_get_next_sibling (bar);
  return bar;
}

void
leat_bars_hide (LeatBars   *self,
                const char *matter)
{
  GtkWidget *bar = leat_bars_get (self, matter);

  if (bar != NULL)
    gtk_box_remove (GTK_BOX (self->box), bar);
}

static void
on_close (GtkButton *button)
{
  GtkWidget *bar = gtk_widget_get_parent (GTK_WIDGET (button));

  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (bar)), bar);
}

static GtkWidget *
new_close_button (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Close"), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_close), NULL);
  return button;
}

static GtkWidget *
new_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
new_button (const LeatBarButton *button)
{
  GtkWidget *widget = gtk_button_new_with_mnemonic (button->label);

  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), button->action);
  return widget;
}

void
leat_bars_show (LeatBars            *self,
                const char          *matter,
                const char          *icon,
                const char          *text,
                const LeatBarButton *buttons,
                gsize                n)
{
  GtkWidget *bar = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "name", matter, "spacing", 12,
                                 NULL);

  g_return_if_fail (LEAT_IS_BARS (self));

  leat_bars_hide (self, matter);
  gtk_widget_add_css_class (bar, "notice-bar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_box_append (GTK_BOX (bar), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (bar), new_text (text));
  for (gsize i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (bar), new_button (&buttons[i]));
  gtk_box_append (GTK_BOX (bar), new_close_button ());
  gtk_box_append (GTK_BOX (self->box), bar);
}

static void
leat_bars_class_init (LeatBarsClass *klass)
{
}

static void
leat_bars_init (LeatBars *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  adw_bin_set_child (ADW_BIN (self), self->box);
}
