/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/remark-view.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#define LEAST_HEIGHT 120

struct _LeatRemarkView
{
  AdwBin        parent_instance;
  GtkWidget    *view;
  LeatDocument *document; /* owned, or NULL */
  char         *id;       /* of what is written about, or NULL */
  gboolean      showing;  /* what changes in the buffer is not the user's doing */
};

G_DEFINE_FINAL_TYPE (LeatRemarkView, leat_remark_view, ADW_TYPE_BIN)

GtkTextBuffer *
leat_remark_view_get_buffer (LeatRemarkView *self)
{
  g_return_val_if_fail (LEAT_IS_REMARK_VIEW (self), NULL);

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static char *
dup_text (LeatRemarkView *self)
{
  GtkTextBuffer *buffer = leat_remark_view_get_buffer (self);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static LeatEdit *
new_edit (LeatRemarkView *self,
          LeatElement    *element,
          const char     *text)
{
  LeatElement *after = leat_element_copy (element);
  LeatEdit *edit = leat_edit_new (element->kind == LEAT_ELEMENT_NOTE ? _("Write Note") : _("Write Remark"));
  g_autofree char *key = g_strconcat ("text:", element->id, NULL);

  g_free (after->text);
  after->text = *text != '\0' || element->kind == LEAT_ELEMENT_NOTE ? g_strdup (text) : NULL;
  leat_edit_set_merge_key (edit, key);
  leat_edit_take (edit, leat_element_ref (element), after);
  return edit;
}

static void
on_changed (LeatRemarkView *self)
{
  LeatElement *element;
  g_autofree char *text = NULL;

  if (self->showing || self->document == NULL)
    return;
  element = leat_pipeline_get_element (leat_document_get_pipeline (self->document), self->id);
  text = dup_text (self);
  if (element != NULL && g_strcmp0 (element->text != NULL ? element->text : "", text) != 0)
    leat_history_apply (leat_document_get_history (self->document), new_edit (self, element, text));
}

static void
on_leave (LeatRemarkView *self)
{
  if (self->document != NULL)
    leat_history_end_merge (leat_document_get_history (self->document));
}

void
leat_remark_view_show (LeatRemarkView    *self,
                       LeatDocument      *document,
                       const LeatElement *element)
{
  const char *text = element->text != NULL ? element->text : "";
  g_autofree char *shown = dup_text (self);
  gboolean same;

  g_return_if_fail (LEAT_IS_REMARK_VIEW (self));

  same = self->document == document && g_strcmp0 (self->id, element->id) == 0;
  g_set_object (&self->document, document);
  g_free (self->id);
  self->id = g_strdup (element->id);
  /* While one writes, the cursor stays where it is; what was undone within one text does not reach into another. */
  if (same && g_str_equal (shown, text))
    return;
  self->showing = TRUE;
  gtk_text_buffer_set_text (leat_remark_view_get_buffer (self), text, -1);
  self->showing = FALSE;
}

static void
leat_remark_view_dispose (GObject *object)
{
  g_clear_object (&LEAT_REMARK_VIEW (object)->document);
  G_OBJECT_CLASS (leat_remark_view_parent_class)->dispose (object);
}

static void
leat_remark_view_finalize (GObject *object)
{
  g_free (LEAT_REMARK_VIEW (object)->id);
  G_OBJECT_CLASS (leat_remark_view_parent_class)->finalize (object);
}

static void
leat_remark_view_class_init (LeatRemarkViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_remark_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_remark_view_finalize;
}

static GtkWidget *
new_view (void)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_widget_set_size_request (view, -1, LEAST_HEIGHT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Notes"),
                                  GTK_ACCESSIBLE_PROPERTY_MULTI_LINE, TRUE, -1);
  return view;
}

static void
leat_remark_view_init (LeatRemarkView *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = new_view ();
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, focus);
  adw_bin_set_child (ADW_BIN (self), self->view);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "remark");
}
