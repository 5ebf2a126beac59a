/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "thread.h"

#include <stdlib.h>

static GMutex lock;
static GCond changed;
static GPtrArray *cancellables; /* of what runs */
static guint n_running;

static void
wait_for_all (void)
{
  g_mutex_lock (&lock);
  for (guint i = 0; i < cancellables->len; i++)
    g_cancellable_cancel (cancellables->pdata[i]);
  while (n_running > 0)
    g_cond_wait (&changed, &lock);
  g_mutex_unlock (&lock);
}

void
leat_thread_begin (GCancellable *cancellable)
{
  g_mutex_lock (&lock);
  if (cancellables == NULL)
    {
      cancellables = g_ptr_array_new_with_free_func (g_object_unref);
      atexit (wait_for_all);
    }
  if (cancellable != NULL)
    g_ptr_array_add (cancellables, g_object_ref (cancellable));
  n_running++;
  g_mutex_unlock (&lock);
}

void
leat_thread_end (GCancellable *cancellable)
{
  g_mutex_lock (&lock);
  if (cancellable != NULL)
    g_ptr_array_remove (cancellables, cancellable);
  n_running--;
  g_cond_signal (&changed);
  g_mutex_unlock (&lock);
}

typedef struct
{
  GTaskThreadFunc work;
} Work;

static GQuark
work_quark (void)
{
  return g_quark_from_static_string ("leat-thread-work");
}

static void
run (GTask        *task,
     gpointer      source,
     gpointer      task_data,
     GCancellable *cancellable)
{
  const Work *work = g_object_get_qdata (G_OBJECT (task), work_quark ());

  work->work (task, source, task_data, cancellable);
  leat_thread_end (cancellable);
}

void
leat_thread_run (GTask          *task,
                 GTaskThreadFunc work)
{
  Work *kept = g_new (Work, 1);

  kept->work = work;
  g_object_set_qdata_full (G_OBJECT (task), work_quark (), kept, g_free);
  leat_thread_begin (g_task_get_cancellable (task));
  g_task_run_in_thread (task, run);
}
