/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/trial.h"

#include "config.h"

#include "engine/load.h"

#include "thread.h"

#include <math.h>

typedef struct
{
  LeatCatalogue *catalogue;
  LeatReport    *report;
  GPtrArray     *elements;
  LeatElement   *step;
} Input;

static void
input_free (gpointer data)
{
  Input *input = data;

  leat_catalogue_unref (input->catalogue);
  leat_report_unref (input->report);
  g_ptr_array_unref (input->elements);
  leat_element_unref (input->step);
  g_free (input);
}

gboolean
leat_study_tries (const LeatElement *step)
{
  for (gsize i = 0; i < leat_settings_get_n (step->settings); i++)
    {
      const char *name;

      leat_settings_get_nth (step->settings, i, &name);
      if (g_str_has_prefix (name, LEAT_STEP_TRY))
        return TRUE;
    }
  return leat_step_get_load (step) != 1;
}

GPtrArray *
leat_study_dup_elements (const LeatElement *step,
                         GPtrArray         *elements,
                         const LeatReport  *report)
{
  g_autoptr(GPtrArray) tried = leat_step_apply_trial (step, elements);
  double load = leat_step_get_load (step);

  return load != 1 ? leat_load_multiply (report, tried, load) : g_steal_pointer (&tried);
}

/* The document that it makes is nobody else's until it is handed over. */
static void
run (GTask        *task,
     gpointer      source,
     gpointer      data,
     GCancellable *cancellable)
{
  const Input *input = data;
  g_autoptr(GPtrArray) tried = leat_study_dup_elements (input->step, input->elements, input->report);
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new_from_elements (tried, NULL, NULL);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, leat_document_new (input->catalogue, pipeline), g_object_unref);
}

void
leat_study_try_async (LeatDocument       *document,
                      LeatElement        *step,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, data);
  Input *input = g_new0 (Input, 1);

  input->catalogue = leat_catalogue_ref (leat_document_get_catalogue (document));
  input->report = leat_report_ref (leat_document_get_report (document));
  input->elements = leat_pipeline_dup_elements (leat_document_get_pipeline (document));
  input->step = leat_element_ref (step);
  g_task_set_task_data (task, input, input_free);
  leat_thread_run (task, run);
}

LeatDocument *
leat_study_try_finish (GAsyncResult *result,
                       GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
