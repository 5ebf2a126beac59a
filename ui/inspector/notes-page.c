/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/notes-page.h"

#include "config.h"

#include "inspector/exam-view.h"
#include "inspector/remark-view.h"
#include "inspector/rows.h"
#include "window/preferences.h"

#include <glib/gi18n-lib.h>

struct _LeatNotesPage
{
  AdwBin          parent_instance;
  GtkWidget      *remark_group;
  LeatRemarkView *remark;
  GtkBox         *study;   /* what the catalogue says, one group a matter */
  GtkLabel       *nothing;
  char           *shown;   /* ids of the services that `study` is about, or NULL */
};

G_DEFINE_FINAL_TYPE (LeatNotesPage, leat_notes_page, ADW_TYPE_BIN)

static AdwPreferencesGroup *
add_group (LeatNotesPage *self,
           const char    *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->study, group);
  return ADW_PREFERENCES_GROUP (group);
}

/* A row whose text is read in full, and can be marked and copied. */
static void
add_text (AdwPreferencesGroup *group,
          const char          *title,
          const char          *text)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *body = gtk_label_new (text);

  if (title != NULL)
    {
      GtkWidget *head = gtk_label_new (title);

      gtk_label_set_xalign (GTK_LABEL (head), 0);
      gtk_label_set_wrap (GTK_LABEL (head), TRUE);
      gtk_widget_add_css_class (head, "caption-heading");
      gtk_box_append (GTK_BOX (box), head);
    }
  gtk_label_set_xalign (GTK_LABEL (body), 0);
  gtk_label_set_wrap (GTK_LABEL (body), TRUE);
  gtk_label_set_selectable (GTK_LABEL (body), TRUE);
  gtk_box_append (GTK_BOX (box), body);
  gtk_widget_add_css_class (box, "study-text");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_preferences_group_add (group, row);
}

/* What the course claims of it, each to be opened. */
static void
add_notes (AdwPreferencesGroup *group,
           LeatCatalogue       *catalogue,
           const LeatService   *service)
{
  g_autoptr(GPtrArray) shown = g_ptr_array_new ();

  for (guint i = 0; i < service->remarks->len; i++)
    {
      const LeatExamNote *note = leat_catalogue_get_note (catalogue, ((const LeatRemark *) service->remarks->pdata[i])->claim);
      GtkWidget *row, *inner;

      if (note == NULL || g_ptr_array_find (shown, note, NULL))
        continue;
      g_ptr_array_add (shown, (gpointer) note);
      row = adw_expander_row_new ();
      inner = adw_preferences_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), leat_tr (note->title));
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (inner), leat_exam_view_new (note));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (inner), FALSE);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), inner);
      adw_preferences_group_add (group, row);
    }
}

static gboolean
has_exam (const LeatService *service)
{
  for (guint i = 0; i < service->settings->len; i++)
    if (((const LeatSetting *) service->settings->pdata[i])->exam != NULL)
      return TRUE;
  return service->remarks->len > 0;
}

static void
add_exam (LeatNotesPage     *self,
          LeatCatalogue     *catalogue,
          const LeatService *service)
{
  AdwPreferencesGroup *group;

  if (!has_exam (service))
    return;
  group = add_group (self, _("For the Exam"));
  for (guint i = 0; i < service->remarks->len; i++)
    add_text (group, NULL, leat_tr (((const LeatRemark *) service->remarks->pdata[i])->text));
  for (guint i = 0; i < service->settings->len; i++)
    {
      const LeatSetting *setting = g_ptr_array_index (service->settings, i);

      if (setting->exam != NULL)
        add_text (group, leat_tr (setting->label), leat_tr (setting->exam));
    }
  add_notes (group, catalogue, service);
}

static void
add_references (LeatNotesPage     *self,
                const LeatService *service)
{
  AdwPreferencesGroup *group = service->references->len > 0 ? add_group (self, _("Read More")) : NULL;

  for (guint i = 0; i < service->references->len; i++)
    {
      const LeatReference *reference = g_ptr_array_index (service->references, i);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *label = gtk_label_new (NULL);
      g_autofree char *markup = g_markup_printf_escaped ("<a href=\"%s\">%s</a>", reference->url,
                                                         reference->title != NULL ? leat_tr (reference->title)
                                                                                  : reference->url);

      gtk_label_set_markup (GTK_LABEL (label), markup);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_tooltip_text (label, reference->url);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), label);
      adw_preferences_group_add (group, row);
    }
}

static void
fill_study (LeatNotesPage *self,
            LeatCatalogue *catalogue,
            GPtrArray     *services)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->study))) != NULL)
    gtk_box_remove (self->study, child);
  for (guint i = 0; i < services->len; i++)
    {
      const LeatService *service = g_ptr_array_index (services, i);

      add_text (add_group (self, leat_tr (service->name)), NULL, leat_tr (service->summary));
      add_exam (self, catalogue, service);
      add_references (self, service);
    }
}

static char *
join_ids (LeatCatalogue *catalogue,
          GPtrArray     *services)
{
  g_autoptr(GString) ids = g_string_new (NULL);

  /* Another catalogue may say something else of the same service. */
  g_string_printf (ids, "%p", (gpointer) catalogue);
  for (guint i = 0; i < services->len; i++)
    g_string_append_printf (ids, " %s", ((const LeatService *) services->pdata[i])->id);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

void
leat_notes_page_show (LeatNotesPage     *self,
                      const LeatSubject *subject)
{
  g_autoptr(GPtrArray) services = leat_subject_list_services (subject);
  g_autofree char *ids = join_ids (leat_document_get_catalogue (subject->document), services);

  g_return_if_fail (LEAT_IS_NOTES_PAGE (self));

  gtk_widget_set_visible (self->remark_group, subject->element != NULL);
  if (subject->element != NULL)
    leat_remark_view_show (self->remark, subject->document, subject->element);
  if (g_strcmp0 (ids, self->shown) != 0)
    {
      fill_study (self, leat_document_get_catalogue (subject->document), services);
      g_free (self->shown);
      self->shown = g_steal_pointer (&ids);
    }
  leat_label_set (self->nothing, subject->element == NULL && services->len == 0
                                   ? _("Select one thing to write about it.")
                                   : NULL);
}

static void
leat_notes_page_finalize (GObject *object)
{
  g_free (LEAT_NOTES_PAGE (object)->shown);
  G_OBJECT_CLASS (leat_notes_page_parent_class)->finalize (object);
}

static void
leat_notes_page_class_init (LeatNotesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = leat_notes_page_finalize;

  g_type_ensure (LEAT_TYPE_REMARK_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "inspector/notes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatNotesPage, remark_group);
  gtk_widget_class_bind_template_child (widget_class, LeatNotesPage, remark);
  gtk_widget_class_bind_template_child (widget_class, LeatNotesPage, study);
  gtk_widget_class_bind_template_child (widget_class, LeatNotesPage, nothing);
}

static void
leat_notes_page_init (LeatNotesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
