/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/checks-page.h"

#include "inspector/finding-row.h"
#include "inspector/rows.h"
#include "window/preferences.h"

struct _LeatChecksPage
{
  AdwBin      parent_instance;
  GtkStack   *stack;
  GtkListBox *findings;
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

void
leat_checks_page_show (LeatChecksPage    *self,
                       const LeatSubject *subject)
{
  g_autoptr(GPtrArray) list = leat_subject_list_findings (subject);
  Findings findings = { subject, list };
  LeatRows rows = { list->len, get_key, new_row, update_row };

  g_return_if_fail (LEAT_IS_CHECKS_PAGE (self));

  leat_rows_sync (self->findings, &rows, &findings);
  gtk_stack_set_visible_child_name (self->stack, list->len > 0 ? "findings" : "none");
}

static void
leat_checks_page_class_init (LeatChecksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "inspector/checks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatChecksPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LeatChecksPage, findings);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
leat_checks_page_init (LeatChecksPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
