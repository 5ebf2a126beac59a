/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "thread.h"

#include <stdio.h>
#include <sys/resource.h>

/* What runs in a thread when the program ends is cancelled and waited for. */

static GMutex lock;
static GCond begun;
static gboolean runs;

static void
wait_until_cancelled (GTask        *task,
                      gpointer      source,
                      gpointer      data,
                      GCancellable *cancellable)
{
  GPollFD poll;

  g_mutex_lock (&lock);
  runs = TRUE;
  g_cond_signal (&begun);
  g_mutex_unlock (&lock);
  g_assert_true (g_cancellable_make_pollfd (cancellable, &poll));
  g_poll (&poll, 1, -1);
  g_cancellable_release_fd (cancellable);
  puts ("came to its end");
  g_task_return_boolean (task, TRUE);
}

static void
test_end (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GTask) task = g_task_new (NULL, cancellable, NULL, NULL);

      leat_thread_run (task, wait_until_cancelled);
      g_mutex_lock (&lock);
      while (!runs)
        g_cond_wait (&begun, &lock);
      g_mutex_unlock (&lock);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*came to its end*");
}

/* What runs behind stands back, and is let go of by the thread that waits for it. */

typedef struct
{
  GThread *released_by;
  gboolean done;
} Behind;

static void
tell_priority (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  g_task_return_int (task, getpriority (PRIO_PROCESS, 0));
}

static void
on_told (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Behind *behind = user_data;
  int before = getpriority (PRIO_PROCESS, 0);

  g_assert_cmpint (g_task_propagate_int (G_TASK (result), NULL), ==, MIN (19, before + 10));
  behind->done = TRUE;
}

static void
on_released (gpointer user_data,
             GObject *source)
{
  Behind *behind = user_data;

  behind->released_by = g_thread_self ();
}

static void
test_behind (void)
{
  GObject *source = g_object_new (G_TYPE_OBJECT, NULL);
  Behind behind = { NULL, FALSE };
  GTask *task = g_task_new (source, NULL, on_told, &behind);

  g_object_weak_ref (source, on_released, &behind);
  g_object_unref (source);
  leat_thread_run_behind (task, tell_priority);
  g_object_unref (task);
  while (!behind.done || behind.released_by == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (behind.released_by == g_thread_self ());
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/thread/end", test_end);
  g_test_add_func ("/ui/thread/behind", test_behind);
  return g_test_run ();
}
