/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prices/import.h"

#include "model/error.h"
#include "thread.h"

void
leat_import_free (LeatImport *self)
{
  g_clear_pointer (&self->list, leat_pricelist_free);
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  g_free (self);
}

/* What the thread needs. */
typedef struct
{
  GFile                *file;
  LeatCatalogue        *catalogue;
  char                 *region;
  char                 *preferred;
  LeatPricelistProgress progress;
  gpointer              progress_data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->file);
  leat_catalogue_unref (job->catalogue);
  g_free (job->region);
  g_free (job->preferred);
  g_free (job);
}

/* Progress on its way from the thread to the main loop. */
typedef struct
{
  GTask  *task;
  guint64 done;
  guint64 total;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->task);
  g_free (step);
}

static gboolean
tell (gpointer data)
{
  const Step *step = data;
  const Job *job = g_task_get_task_data (step->task);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (step->task)))
    job->progress (step->done, step->total, job->progress_data);
  return G_SOURCE_REMOVE;
}

static void
on_progress (guint64  done,
             guint64  total,
             gpointer data)
{
  Step *step = g_new (Step, 1);

  *step = (Step) { g_object_ref (data), done, total };
  g_main_context_invoke_full (g_task_get_context (data), G_PRIORITY_DEFAULT, tell, step, step_free);
}

static const char *
choose_region (GPtrArray  *regions,
               const char *preferred)
{
  if (preferred != NULL && g_ptr_array_find_with_equal_func (regions, preferred, g_str_equal, NULL))
    return preferred;
  return g_ptr_array_index (regions, 0);
}

/* The reader refuses a file of several regions without saying which: then they are listed, and one is read. If there
 * are not several, it refused for another reason, which stands. */
static LeatPricelist *
read_one_region (GTask        *task,
                 const Job    *job,
                 GPtrArray   **regions,
                 GCancellable *cancellable,
                 GError      **error)
{
  g_autoptr(GError) failure = NULL;
  LeatPricelist *list = leat_pricelist_read (job->file, job->catalogue, job->region, on_progress, task, cancellable,
                                             &failure);

  if (list == NULL && job->region == NULL && g_error_matches (failure, LEAT_ERROR, LEAT_ERROR_RANGE))
    *regions = leat_pricelist_read_regions (job->file, job->catalogue, on_progress, task, cancellable, NULL);
  if (*regions != NULL && (*regions)->len > 1)
    return leat_pricelist_read (job->file, job->catalogue, choose_region (*regions, job->preferred), on_progress, task,
                                cancellable, error);
  if (list == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return list;
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr(GPtrArray) regions = NULL;
  GError *error = NULL;
  LeatPricelist *list = read_one_region (task, data, &regions, cancellable, &error);
  LeatImport *self;

  if (list == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self = g_new (LeatImport, 1);
  *self = (LeatImport) { list, regions != NULL ? g_steal_pointer (&regions) : g_ptr_array_new () };
  g_task_return_pointer (task, self, (GDestroyNotify) leat_import_free);
}

void
leat_import_read (GFile                *file,
                  LeatCatalogue        *catalogue,
                  const char           *region,
                  const char           *preferred,
                  LeatPricelistProgress progress,
                  gpointer              progress_data,
                  GCancellable         *cancellable,
                  GAsyncReadyCallback   callback,
                  gpointer              user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new (Job, 1);

  *job = (Job) { g_object_ref (file), leat_catalogue_ref (catalogue), g_strdup (region), g_strdup (preferred), progress,
                 progress_data };
  g_task_set_task_data (task, job, job_free);
  g_task_set_return_on_cancel (task, TRUE);
  leat_thread_run (task, read_in_thread);
}

LeatImport *
leat_import_read_finish (GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
