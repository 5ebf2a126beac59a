/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/finding-row.h"

#include "inspector/exam-view.h"
#include "inspector/rows.h"
#include "names.h"
#include "window/preferences.h"
#include "window/window.h"

#include <glib/gi18n.h>

struct _LeatFindingRow
{
  GtkListBoxRow parent_instance;
  GtkImage     *icon;
  GtkLabel     *severity;
  GtkLabel     *domain;
  GtkLabel     *message;
  GtkLabel     *why;
  GtkLabel     *reference;
  GtkButton    *fix;
  GtkMenuButton *menu;
  GtkWidget    *fix_all;
  GtkWidget    *silence_box;
  GtkEntry     *reason;
  GtkWidget    *silence;
  GtkWidget    *speak;
  GtkLabel     *silenced;
  GtkExpander  *exam;
  const void   *note;   /* what is laid out in it, to be told from another only: the catalogue may have been read anew */
  LeatDocument *document;
  char         *rule_id;
  char         *subject_id;
};

G_DEFINE_FINAL_TYPE (LeatFindingRow, leat_finding_row, GTK_TYPE_LIST_BOX_ROW)

static const struct
{
  const char *word;
  const char *icon_name;
  const char *css_class;
} severities[] = {
  [LEAT_SEVERITY_ADVICE] = { N_("Advice"), "dialog-information-symbolic", "advice" },
  [LEAT_SEVERITY_WARNING] = { N_("Warning"), "dialog-warning-symbolic", "warning" },
  [LEAT_SEVERITY_ERROR] = { N_("Error"), "dialog-error-symbolic", "error" },
};

/* The report may have been made anew since the row was filled: look the finding up again. */
static const LeatFinding *
find_finding (LeatDocument *document,
              const char   *rule,
              const char   *subject)
{
  GPtrArray *findings = leat_report_get_findings (leat_document_get_report (document));

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->rule->id, rule) && g_str_equal (finding->subject->id, subject))
        return finding;
    }
  return NULL;
}

static void
offer_undo (GtkWidget  *window,
            const char *label)
{
  gtk_widget_activate_action (window, "win.offer-undo", "s", label);
}

static void
on_fix (LeatFindingRow *self)
{
  g_autoptr(LeatDocument) document = g_object_ref (self->document);
  const LeatFinding *finding = find_finding (document, self->rule_id, self->subject_id);
  g_autofree char *label = g_strdup (gtk_button_get_label (self->fix));
  g_autoptr(LeatEdit) edit = NULL;
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  if (finding != NULL)
    edit = leat_finding_new_fix (finding, leat_document_get_report (document),
                                 leat_document_get_pipeline (document));
  if (edit == NULL)
    {
      leat_window_toast (LEAT_WINDOW (window), _("Not done: here it would leave the finding or bring an error"), FALSE);
      return;
    }

  /* The row may go with what it was about. */
  leat_history_end_merge (leat_document_get_history (document));
  leat_history_apply (leat_document_get_history (document), g_steal_pointer (&edit));
  offer_undo (window, label);
}

static void
on_fix_all (LeatFindingRow *self)
{
  g_autoptr(LeatDocument) document = g_object_ref (self->document);
  g_autofree char *label = NULL;
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  guint n;
  LeatEdit *edit = leat_report_new_fix_all (leat_document_get_report (document),
                                            leat_document_get_pipeline (document), self->rule_id, &n);

  gtk_menu_button_popdown (self->menu);
  if (edit == NULL)
    {
      leat_window_toast (LEAT_WINDOW (window), _("Not done: here it would leave the finding or bring an error"), FALSE);
      return;
    }
  leat_history_end_merge (leat_document_get_history (document));
  leat_history_apply (leat_document_get_history (document), edit);
  label = g_strdup_printf (ngettext ("Fix %u Finding", "Fix %u Findings", n), n);
  offer_undo (window, label);
}

static void
set_silence (LeatFindingRow *self,
             const char     *reason)
{
  g_autoptr(LeatDocument) document = g_object_ref (self->document);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  LeatEdit *edit = leat_edit_silence (leat_document_get_pipeline (document), self->subject_id, self->rule_id, reason);
  g_autofree char *label = g_strdup (leat_edit_get_label (edit));

  gtk_menu_button_popdown (self->menu);
  leat_history_end_merge (leat_document_get_history (document));
  leat_history_apply (leat_document_get_history (document), edit);
  offer_undo (window, label);
}

/* By what there is to learn from it, then by what it is about. */
static void
on_help (LeatFindingRow *self)
{
  const LeatFinding *finding = find_finding (self->document, self->rule_id, self->subject_id);
  g_autofree char *subjects = NULL;

  if (finding == NULL)
    return;
  subjects = g_strdup_printf ("topic:%s%s findings", finding->rule->note != NULL ? finding->rule->note->id : "",
                              finding->subject->kind == LEAT_ELEMENT_WIRE ? " wires" : "");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.help-about", "s", subjects);
}

static void
on_reason_changed (LeatFindingRow *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));

  gtk_widget_set_sensitive (self->silence, *reason != '\0');
}

static void
on_silence (LeatFindingRow *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));

  if (*reason != '\0')
    set_silence (self, reason);
}

static void
on_speak (LeatFindingRow *self)
{
  set_silence (self, NULL);
}

/* The sentences keep the colour of text: in that of a warning they would be too pale to read. */
static void
show_severity (LeatFindingRow *self,
               LeatSeverity    severity)
{
  for (gsize i = 0; i < G_N_ELEMENTS (severities); i++)
    {
      leat_widget_set_class (GTK_WIDGET (self->icon), severities[i].css_class, i == severity);
      leat_widget_set_class (GTK_WIDGET (self->severity), severities[i].css_class, i == severity);
    }
  gtk_image_set_from_icon_name (self->icon, severities[severity].icon_name);
  gtk_label_set_text (self->severity, _(severities[severity].word));
}

static void
show_reference (LeatFindingRow *self,
                const LeatRule *rule)
{
  const char *text = rule->control != NULL ? rule->control : _("Reference");
  g_autofree char *markup = NULL;

  if (rule->reference != NULL && *rule->reference != '\0')
    markup = g_markup_printf_escaped ("<a href=\"%s\">%s</a>", rule->reference, text);
  gtk_label_set_markup (self->reference, markup != NULL ? markup : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reference), rule->reference);
}

static guint
count_of_rule (LeatDocument   *document,
               const LeatRule *rule)
{
  GPtrArray *findings = leat_report_get_findings (leat_document_get_report (document));
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      n += finding->rule == rule && finding->silenced == NULL;
    }
  return n;
}

static void
show_fix (LeatFindingRow    *self,
          const LeatFinding *finding)
{
  const LeatRule *rule = finding->rule;
  guint n = rule->fix != NULL && finding->silenced == NULL ? count_of_rule (self->document, rule) : 0;
  g_autofree char *all = g_strdup_printf (_("Fix All %u of This Kind"), n);

  gtk_widget_set_visible (GTK_WIDGET (self->fix), n > 0);
  if (n > 0)
    {
      gtk_button_set_label (self->fix, leat_tr (rule->fix->label));
      /* However long it is, the pane keeps its width. */
      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (self->fix)), PANGO_ELLIPSIZE_END);
    }
  gtk_button_set_label (GTK_BUTTON (self->fix_all), all);
  gtk_widget_set_visible (self->fix_all, n > 1);
}

static void
show_silence (LeatFindingRow    *self,
              const LeatFinding *finding)
{
  g_autofree char *words = finding->silenced != NULL ? g_strdup_printf (_("Silenced: %s"), finding->silenced) : NULL;

  leat_label_set (self->silenced, words);
  gtk_widget_set_visible (self->silence_box, finding->silenced == NULL);
  gtk_widget_set_visible (self->speak, finding->silenced != NULL);
  leat_widget_set_class (GTK_WIDGET (self), "silenced", finding->silenced != NULL);
}

/* Rows are many, and few are opened: what there is to learn is laid out when it is asked for. */
static void
on_exam_expanded (LeatFindingRow *self)
{
  const LeatFinding *finding;

  if (!gtk_expander_get_expanded (self->exam) || gtk_expander_get_child (self->exam) != NULL || self->document == NULL)
    return;
  finding = find_finding (self->document, self->rule_id, self->subject_id);
  if (finding != NULL && finding->rule->note != NULL)
    gtk_expander_set_child (self->exam, leat_exam_view_new (finding->rule->note));
}

static void
show_exam (LeatFindingRow *self,
           const LeatRule *rule)
{
  gtk_widget_set_visible (GTK_WIDGET (self->exam), rule->note != NULL);
  if (self->note == rule->note)
    return;
  self->note = rule->note;
  gtk_expander_set_expanded (self->exam, FALSE);
  gtk_expander_set_child (self->exam, NULL);
}

void
leat_finding_row_show (LeatFindingRow    *self,
                       LeatDocument      *document,
                       const LeatFinding *finding)
{
  const LeatRule *rule = finding->rule;
  g_autofree char *domain = rule->domain != NULL ? g_strdup_printf (_("exam domain %s"), rule->domain) : NULL;

  g_return_if_fail (LEAT_IS_FINDING_ROW (self));

  g_set_object (&self->document, document);
  g_free (self->rule_id);
  self->rule_id = g_strdup (rule->id);
  g_free (self->subject_id);
  self->subject_id = g_strdup (finding->subject->id);

  show_severity (self, rule->severity);
  leat_label_set (self->message, leat_finding_get_message (finding));
  leat_label_set (self->why, leat_tr (rule->why));
  leat_label_set (self->domain, domain);
  show_reference (self, rule);
  show_exam (self, rule);
  show_fix (self, finding);
  show_silence (self, finding);
}

static void
leat_finding_row_finalize (GObject *object)
{
  LeatFindingRow *self = LEAT_FINDING_ROW (object);

  g_clear_object (&self->document);
  g_free (self->rule_id);
  g_free (self->subject_id);
  G_OBJECT_CLASS (leat_finding_row_parent_class)->finalize (object);
}

static void
leat_finding_row_class_init (LeatFindingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = leat_finding_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "inspector/finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatFindingRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LeatFindingRow, severity);
  gtk_widget_class_bind_template_child (widget_class, LeatFindingRow, domain);
  gtk_widget_class_bind_template_child (widget_class, LeatFindingRow, message);
  gtk_widget_class_bind_template_child (widget_class, LeatFindingRow, why);
  gtk_widget_class_bind_template_child (widget_class, LeatFindingRow, reference);
  gtk_widget_class_bind_template_child (widget_class, LeatFindingRow, fix);
  gtk_widget_class_bind_template_child (widget_class, LeatFindingRow, menu);
  gtk_widget_class_bind_template_child (widget_class, LeatFindingRow, fix_all);
  gtk_widget_class_bind_template_child (widget_class, LeatFindingRow, silence_box);
  gtk_widget_class_bind_template_child (widget_class, LeatFindingRow, reason);
  gtk_widget_class_bind_template_child (widget_class, LeatFindingRow, silence);
  gtk_widget_class_bind_template_child (widget_class, LeatFindingRow, speak);
  gtk_widget_class_bind_template_child (widget_class, LeatFindingRow, silenced);
  gtk_widget_class_bind_template_child (widget_class, LeatFindingRow, exam);
  gtk_widget_class_bind_template_callback (widget_class, on_exam_expanded);
  gtk_widget_class_bind_template_callback (widget_class, on_fix);
  gtk_widget_class_bind_template_callback (widget_class, on_help);
  gtk_widget_class_bind_template_callback (widget_class, on_fix_all);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_silence);
  gtk_widget_class_bind_template_callback (widget_class, on_speak);
}

static void
leat_finding_row_init (LeatFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  leat_name_inside (GTK_WIDGET (self), GTK_TYPE_MENU_BUTTON, _("More about This Finding"));
}

GtkWidget *
leat_finding_row_new (void)
{
  return g_object_new (LEAT_TYPE_FINDING_ROW, NULL);
}

const char *
leat_finding_row_get_subject_id (LeatFindingRow *self)
{
  return self->subject_id;
}
