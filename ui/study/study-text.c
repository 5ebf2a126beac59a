/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/study-text.h"

#include "draw/markdown.h"

#define INDENT 12

GtkWidget *
leat_study_label_new (const char *text,
                      const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
new_part (const LeatMarkdownBlock *part)
{
  GtkWidget *label = leat_study_label_new (NULL, NULL);

  gtk_label_set_markup (GTK_LABEL (label), part->markup);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE); /* read by the pointer and by assistive technology, not a stop of Tab */
  gtk_widget_set_hexpand (label, TRUE);
  if (part->kind == LEAT_MARKDOWN_HEADING)
    gtk_widget_add_css_class (label, "heading");
  else if (part->kind == LEAT_MARKDOWN_CODE)
    gtk_widget_add_css_class (label, "monospace");
  else if (part->kind == LEAT_MARKDOWN_QUOTE)
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

/* The bullet or the number stands before the lines of its item. */
static GtkWidget *
new_item (const LeatMarkdownBlock *part)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *sign = part->number > 0 ? g_strdup_printf ("%u.", part->number) : g_strdup ("•");
  GtkWidget *label = gtk_label_new (sign);

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_margin_start (box, part->level > 1 ? (int) (part->level - 1) * INDENT : 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), new_part (part));
  return box;
}

GtkWidget *
leat_study_text_new (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr(GPtrArray) parts = leat_markdown_parse (text, TRUE);

  for (guint i = 0; i < parts->len; i++)
    {
      const LeatMarkdownBlock *part = g_ptr_array_index (parts, i);

      gtk_box_append (GTK_BOX (box), part->kind == LEAT_MARKDOWN_RULE   ? gtk_separator_new (GTK_ORIENTATION_HORIZONTAL)
                                     : part->kind == LEAT_MARKDOWN_ITEM ? new_item (part)
                                                                        : new_part (part));
    }
  return box;
}
