/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "thread.h"

#include <stdio.h>

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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/thread/end", test_end);
  return g_test_run ();
}
