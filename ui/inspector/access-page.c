/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/access-page.h"

#include "engine/iam.h"
#include "inspector/policy-row.h"
#include "inspector/rows.h"
#include "window/preferences.h"

struct _LeatAccessPage
{
  AdwBin      parent_instance;
  GtkStack   *stack;
  GtkListBox *policies;
};

G_DEFINE_FINAL_TYPE (LeatAccessPage, leat_access_page, ADW_TYPE_BIN)

typedef struct
{
  LeatReport *report;
  GPtrArray  *policies;
} Policies;

static char *
get_key (gpointer data,
         guint    i)
{
  const LeatIamPolicy *policy = g_ptr_array_index (((Policies *) data)->policies, i);

  return g_strdup_printf ("%s %d", policy->block, policy->kind);
}

static GtkWidget *
new_row (gpointer data,
         guint    i)
{
  return leat_policy_row_new ();
}

static void
update_row (GtkWidget *row,
            gpointer   data,
            guint      i)
{
  Policies *policies = data;
  const LeatIamPolicy *policy = g_ptr_array_index (policies->policies, i);

  leat_policy_row_show (LEAT_POLICY_ROW (row), policy,
                        leat_report_get_block (policies->report, policy->block)->element->name);
}

/* The policies of the blocks that are selected, but not of those in a zone that is; of all, if nothing is. */
static GPtrArray *
gather (const LeatSubject *subject)
{
  GPtrArray *policies;

  if (subject->whole)
    return leat_iam_policies (subject->report, NULL);

  policies = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_iam_policy_free);
  for (guint i = 0; i < subject->results->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (subject->results, i);

      if (g_strv_contains ((const char *const *) subject->ids, result->element->id))
        g_ptr_array_extend_and_steal (policies, leat_iam_policies (subject->report, result->element->id));
    }
  return policies;
}

void
leat_access_page_show (LeatAccessPage    *self,
                       const LeatSubject *subject)
{
  g_autoptr(GPtrArray) list = gather (subject);
  Policies policies = { subject->report, list };
  LeatRows rows = { list->len, get_key, new_row, update_row };

  g_return_if_fail (LEAT_IS_ACCESS_PAGE (self));

  leat_rows_sync (self->policies, &rows, &policies);
  gtk_stack_set_visible_child_name (self->stack, list->len > 0 ? "policies" : "none");
}

static void
leat_access_page_class_init (LeatAccessPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "inspector/access-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatAccessPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LeatAccessPage, policies);
}

static void
leat_access_page_init (LeatAccessPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
