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

/* The blocks that a wire joins have the policies that it needs. */
static GHashTable *
gather_blocks (const LeatSubject *subject)
{
  GHashTable *blocks = g_hash_table_new (g_str_hash, g_str_equal);
  LeatPipeline *pipeline = leat_document_get_pipeline (subject->document);

  for (guint i = 0; i < subject->results->len; i++)
    g_hash_table_add (blocks, ((const LeatBlockResult *) subject->results->pdata[i])->element->id);
  for (gsize i = 0; subject->ids[i] != NULL; i++)
    {
      const LeatElement *element = leat_pipeline_get_element (pipeline, subject->ids[i]);

      if (element == NULL || element->kind != LEAT_ELEMENT_WIRE)
        continue;
      g_hash_table_add (blocks, element->from);
      g_hash_table_add (blocks, element->to);
    }
  return blocks;
}

/* The policies of the blocks that are selected, in a zone that is, or at the ends of a wire that is; of all, if nothing
 * is. */
static GPtrArray *
gather (const LeatSubject *subject)
{
  g_autoptr(GHashTable) blocks = subject->whole ? NULL : gather_blocks (subject);
  const LeatBlockResult *block = leat_subject_get_block (subject);
  GPtrArray *policies = leat_iam_policies (subject->report, block != NULL ? block->element->id : NULL);

  for (guint i = policies->len; blocks != NULL && i-- > 0;)
    if (!g_hash_table_contains (blocks, ((const LeatIamPolicy *) policies->pdata[i])->block))
      g_ptr_array_remove_index (policies, i);
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
