/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/large-text.h"

#include "config.h"

#include "draw/markdown.h"

#define INDENT 24 /* pixels a list lies further in */

struct _LeatLargeText
{
  AdwBin  parent_instance;
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (LeatLargeText, leat_large_text, ADW_TYPE_BIN)

static GtkWidget *
new_label (const LeatMarkdownBlock *block)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), block->markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

/* Its sign stands beside it, so that further lines begin below the first. */
static GtkWidget *
new_item (const LeatMarkdownBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *sign = block->number > 0 ? g_strdup_printf ("%u.", block->number) : g_strdup ("•");
  GtkWidget *mark = gtk_label_new (sign);

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), new_label (block));
  gtk_widget_set_margin_start (box, INDENT * (int) (block->level > 0 ? block->level - 1 : 0));
  return box;
}

static GtkWidget *
new_part (const LeatMarkdownBlock *block)
{
  GtkWidget *label;

  if (block->kind == LEAT_MARKDOWN_RULE)
    return gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  if (block->kind == LEAT_MARKDOWN_ITEM)
    return new_item (block);
  label = new_label (block);
  if (block->kind == LEAT_MARKDOWN_HEADING)
    gtk_widget_add_css_class (label, "heading");
  else
    gtk_widget_set_margin_start (label, INDENT * (int) block->level);
  if (block->kind == LEAT_MARKDOWN_QUOTE)
    gtk_widget_add_css_class (label, "quote");
  if (block->kind == LEAT_MARKDOWN_CODE)
    gtk_widget_add_css_class (label, "monospace");
  return label;
}

void
leat_large_text_set (LeatLargeText *self,
                     const char    *text)
{
  g_autoptr(GPtrArray) blocks = leat_markdown_parse (text != NULL ? text : "", TRUE);
  GtkWidget *child;

  g_return_if_fail (LEAT_IS_LARGE_TEXT (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; i < blocks->len; i++)
    gtk_box_append (self->box, new_part (g_ptr_array_index (blocks, i)));
  gtk_widget_set_visible (GTK_WIDGET (self), blocks->len > 0);
}

static void
leat_large_text_class_init (LeatLargeTextClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
leat_large_text_init (LeatLargeText *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "study-words");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

GtkWidget *
leat_large_text_new (void)
{
  return g_object_new (LEAT_TYPE_LARGE_TEXT, NULL);
}
