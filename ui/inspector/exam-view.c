/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/exam-view.h"

#include "config.h"

#include "exchange/progress.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
add_label (GtkWidget  *box,
           const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_part (GtkWidget  *box,
          const char *title,
          const char *text)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  if (text == NULL)
    return;
  add_label (part, title, "caption-heading");
  gtk_label_set_selectable (GTK_LABEL (add_label (part, leat_tr (text), NULL)), TRUE);
  gtk_box_append (GTK_BOX (box), part);
}

static char *
dup_place (const LeatExamNote *note)
{
  const char *domain = leat_domain_get_label (note->domain);

  return note->is_claim ? g_strdup_printf (_("Domain %u, %s. Claim %s of the course."), note->domain, domain, note->id)
                        : g_strdup_printf (_("Domain %u, %s."), note->domain, domain);
}

GtkWidget *
leat_exam_view_new (const LeatExamNote *note)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  g_autofree char *place = dup_place (note);
  g_autofree char *link = g_markup_printf_escaped ("<a href=\"%s\">%s</a>", note->reference, note->reference);
  GtkWidget *address;

  add_label (box, leat_tr (note->title), "heading");
  add_part (box, _("What to Know"), note->know);
  add_part (box, _("The Trap"), note->trap);
  add_part (box, _("What AWS Documents Otherwise"), note->correction);
  add_label (box, place, "dim-label");
  address = add_label (box, NULL, "caption");
  gtk_label_set_markup (GTK_LABEL (address), link);
  gtk_widget_add_css_class (box, "exam-note");
  return box;
}
