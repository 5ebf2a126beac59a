/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "thread.h"

#include <stdlib.h>
#ifdef __linux__
#include <sys/resource.h>
#endif

/* How much work stands back: what is added to the nice value, which on Linux is the thread's own and goes on to the threads that it starts. */
#define STANDS_BACK 10

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

/* Behind */

typedef struct
{
  GTask          *task; /* owned */
  GTaskThreadFunc work;
} Behind;

static gboolean
do_nothing (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* The task holds a widget, which must not be freed by any thread but the one that paints it. */
static void
drop_in_main_loop (GTask *task) /* taken */
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, do_nothing, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static gpointer
run_behind (gpointer data)
{
  g_autofree Behind *behind = data;
  GCancellable *cancellable = g_task_get_cancellable (behind->task);

  if (cancellable != NULL)
    g_object_ref (cancellable);
#ifdef __linux__
  setpriority (PRIO_PROCESS, 0, getpriority (PRIO_PROCESS, 0) + STANDS_BACK);
#endif
  behind->work (behind->task, g_task_get_source_object (behind->task), g_task_get_task_data (behind->task), cancellable);
  drop_in_main_loop (behind->task);
  leat_thread_end (cancellable);
  g_clear_object (&cancellable);
  return NULL;
}

/* A thread of its own rather than one of those that are kept: it could not come forward again. */
void
leat_thread_run_behind (GTask          *task,
                        GTaskThreadFunc work)
{
  g_autofree Behind *behind = g_new (Behind, 1);
  g_autoptr(GError) error = NULL;
  GThread *thread;

  *behind = (Behind){ g_object_ref (task), work };
  leat_thread_begin (g_task_get_cancellable (task));
  thread = g_thread_try_new ("leat-behind", run_behind, behind, &error);
  if (thread != NULL)
    {
      g_steal_pointer (&behind);
      g_thread_unref (thread);
      return;
    }
  leat_thread_end (g_task_get_cancellable (task));
  g_task_return_error (task, g_steal_pointer (&error));
  g_object_unref (task);
}
