/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bill/job.h"

#include "thread.h"

void
leat_job_run (GTask          *task,
              guint           n_blocks,
              GTaskThreadFunc work)
{
  if (n_blocks > LEAT_JOB_LARGE)
    leat_thread_run (task, work);
  else
    work (task, g_task_get_source_object (task), g_task_get_task_data (task), g_task_get_cancellable (task));
  g_object_unref (task);
}

void
leat_job_renew (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();
}
