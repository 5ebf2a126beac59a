/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/checks-page.h"

#include "inspector/finding-row.h"
#include "inspector/rows.h"
#include "names.h"
#include "window/preferences.h"

#include <glib/gi18n.h>

struct _LeatChecksPage
{
  AdwBin           parent_instance;
  GtkStack        *stack;
  GtkWidget       *filters;
  GtkToggleButton *severities[3];
  GtkToggleButton *silenced;
  GtkDropDown     *role;
  GtkDropDown     *domain;
  GtkListBox      *findings;
  AdwStatusPage   *none;
  LeatSubject     *subject; /* what is shown, or NULL */
};

G_DEFINE_FINAL_TYPE (LeatChecksPage, leat_checks_page, ADW_TYPE_BIN)

typedef struct
{
  const LeatSubject *subject;
  GPtrArray         *findings;
} Findings;

static char *
get_key (gpointer data,
         guint    i)
{
  const LeatFinding *finding = g_ptr_array_index (((Findings *) data)->findings, i);

  return g_strdup_printf ("%s %s", finding->rule->id, finding->subject->id);
}

static GtkWidget *
new_row (gpointer data,
         guint    i)
{
  return leat_finding_row_new ();
}

static void
update_row (GtkWidget *row,
            gpointer   data,
            guint      i)
{
  Findings *findings = data;

  leat_finding_row_show (LEAT_FINDING_ROW (row), findings->subject->document,
                         g_ptr_array_index (findings->findings, i));
}

static void
on_row_activated (LeatChecksPage *self,
                  GtkListBoxRow  *row)
{
  if (LEAT_IS_FINDING_ROW (row))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.reveal", "s",
                                leat_finding_row_get_subject_id (LEAT_FINDING_ROW (row)));
}

/* The role of what a finding is about; a wire has that of the block it starts at. */
static gboolean
has_role (const LeatSubject *subject,
          const LeatFinding *finding,
          LeatRole           role)
{
  const LeatElement *element = finding->subject;
  const LeatService *service;

  if (element->kind == LEAT_ELEMENT_WIRE)
    element = leat_pipeline_get_element (leat_document_get_pipeline (subject->document), element->from);
  if (element == NULL || element->kind != LEAT_ELEMENT_BLOCK)
    return FALSE;
  service = leat_catalogue_get_service (leat_document_get_catalogue (subject->document), element->type);
  return service != NULL && service->role == role;
}

static gboolean
is_wanted (LeatChecksPage    *self,
           const LeatFinding *finding)
{
  guint role = gtk_drop_down_get_selected (self->role);
  guint domain = gtk_drop_down_get_selected (self->domain);

  if (finding->silenced != NULL ? !gtk_toggle_button_get_active (self->silenced)
                                : !gtk_toggle_button_get_active (self->severities[finding->rule->severity]))
    return FALSE;
  if (role > 0 && role != GTK_INVALID_LIST_POSITION && !has_role (self->subject, finding, role - 1))
    return FALSE;
  return domain == 0 || domain == GTK_INVALID_LIST_POSITION ||
         (finding->rule->domain != NULL && (guint) (*finding->rule->domain - '0') == domain);
}

static void
show_count (GtkToggleButton *button,
            guint            n,
            const char      *name)
{
  GtkWidget *content = gtk_button_get_child (GTK_BUTTON (button));
  g_autofree char *figure = g_strdup_printf ("%u", n);
  g_autofree char *words = g_strdup_printf ("%s: %u", name, n);

  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), figure);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
show_counts (LeatChecksPage *self,
             GPtrArray      *findings)
{
  const char *const names[] = { _("Advice"), _("Warnings"), _("Errors") };
  guint counts[3] = { 0 };
  guint silenced = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->silenced != NULL)
        silenced++;
      else
        counts[finding->rule->severity]++;
    }
  for (guint i = 0; i < 3; i++)
    show_count (self->severities[i], counts[i], names[i]);
  show_count (self->silenced, silenced, _("Silenced"));
}

static void
show (LeatChecksPage *self)
{
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) list = g_ptr_array_new ();
  Findings findings = { self->subject, list };
  LeatRows rows = { 0, get_key, new_row, update_row };

  if (self->subject == NULL)
    return;

  all = leat_subject_list_findings (self->subject);
  for (guint i = 0; i < all->len; i++)
    if (is_wanted (self, g_ptr_array_index (all, i)))
      g_ptr_array_add (list, g_ptr_array_index (all, i));
  rows.n = list->len;
  show_counts (self, all);
  leat_rows_sync (self->findings, &rows, &findings);
  gtk_widget_set_visible (self->filters, all->len > 0);
  adw_status_page_set_title (self->none, all->len > 0 ? _("Nothing of This Kind") : _("Nothing to Fix"));
  adw_status_page_set_description (self->none, all->len > 0
                                                 ? _("Other findings are hidden by the filters above.")
                                                 : _("Wiring, security, reliability and cost were checked."));
  gtk_stack_set_visible_child_name (self->stack, list->len > 0 ? "findings" : "none");
}

void
leat_checks_page_show (LeatChecksPage    *self,
                       const LeatSubject *subject)
{
  g_return_if_fail (LEAT_IS_CHECKS_PAGE (self));

  g_clear_pointer (&self->subject, leat_subject_free);
  self->subject = leat_subject_new (subject->document, (const char *const *) subject->ids);
  show (self);
}

static void
leat_checks_page_dispose (GObject *object)
{
  LeatChecksPage *self = LEAT_CHECKS_PAGE (object);

  g_clear_pointer (&self->subject, leat_subject_free);
  G_OBJECT_CLASS (leat_checks_page_parent_class)->dispose (object);
}

static void
add_roles (GtkDropDown *drop_down)
{
  g_autoptr(GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _("Any role"));
  for (guint i = 0; i < LEAT_N_ROLES; i++)
    gtk_string_list_append (words, leat_role_get_label (i));
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (words));
}

/* The four domains of the exam. */
static void
add_domains (GtkDropDown *drop_down)
{
  const char *const words[] = { _("Any exam domain"), _("1 Ingestion and transformation"), _("2 Data stores"),
                                _("3 Operations and support"), _("4 Security and governance"), NULL };
  g_autoptr(GtkStringList) list = gtk_string_list_new (words);

  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
}

static void
leat_checks_page_class_init (LeatChecksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_checks_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "inspector/checks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatChecksPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LeatChecksPage, findings);
  gtk_widget_class_bind_template_child (widget_class, LeatChecksPage, none);
  gtk_widget_class_bind_template_child (widget_class, LeatChecksPage, filters);
  gtk_widget_class_bind_template_child (widget_class, LeatChecksPage, silenced);
  gtk_widget_class_bind_template_child (widget_class, LeatChecksPage, role);
  gtk_widget_class_bind_template_child (widget_class, LeatChecksPage, domain);
  gtk_widget_class_bind_template_child_full (widget_class, "advice", FALSE,
                                             G_STRUCT_OFFSET (LeatChecksPage, severities[LEAT_SEVERITY_ADVICE]));
  gtk_widget_class_bind_template_child_full (widget_class, "warnings", FALSE,
                                             G_STRUCT_OFFSET (LeatChecksPage, severities[LEAT_SEVERITY_WARNING]));
  gtk_widget_class_bind_template_child_full (widget_class, "errors", FALSE,
                                             G_STRUCT_OFFSET (LeatChecksPage, severities[LEAT_SEVERITY_ERROR]));
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, show);
}

static void
leat_checks_page_init (LeatChecksPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_roles (self->role);
  add_domains (self->domain);
  leat_name_inside (GTK_WIDGET (self->role), GTK_TYPE_TOGGLE_BUTTON, _("Role"));
  leat_name_inside (GTK_WIDGET (self->domain), GTK_TYPE_TOGGLE_BUTTON, _("Exam domain"));
}
