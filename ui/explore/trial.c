/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/trial.h"

GPtrArray *
leat_trial_dup_elements (LeatPipeline   *pipeline,
                         const LeatEdit *edit)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  g_autoptr(GHashTable) replaced = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < leat_edit_get_n_changes (edit); i++)
    {
      const LeatChange *change = leat_edit_get_change (edit, i);

      if (change->before != NULL)
        g_hash_table_insert (replaced, change->before, change->after);
    }
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *element = leat_pipeline_get_nth (pipeline, i);
      LeatElement *after = g_hash_table_contains (replaced, element) ? g_hash_table_lookup (replaced, element) : element;

      if (after != NULL)
        g_ptr_array_add (elements, leat_element_ref (after));
    }
  for (guint i = 0; i < leat_edit_get_n_changes (edit); i++)
    {
      const LeatChange *change = leat_edit_get_change (edit, i);

      if (change->before == NULL)
        g_ptr_array_add (elements, leat_element_ref (change->after));
    }
  return elements;
}

LeatDocument *
leat_trial_new_document (LeatDocument   *document,
                         const LeatEdit *edit)
{
  g_autoptr(GPtrArray) elements = leat_trial_dup_elements (leat_document_get_pipeline (document), edit);
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();

  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);
      gboolean properties = element->kind == LEAT_ELEMENT_PROPERTIES;

      leat_pipeline_replace (pipeline, properties ? leat_pipeline_get_properties (pipeline) : NULL, element);
    }
  return leat_document_new (leat_document_get_catalogue (document), pipeline);
}
