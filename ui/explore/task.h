/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatTaskBar:
 *
 * Work in a thread, with a bar that shows how far it has come and a button that stops it. It shows itself only when the
 * work takes long enough to be noticed. Starting again stops what runs.
 */
#define LEAT_TYPE_TASK_BAR (leat_task_bar_get_type ())
G_DECLARE_FINAL_TYPE (LeatTaskBar, leat_task_bar, LEAT, TASK_BAR, AdwBin)

/**
 * LeatTaskRun:
 * @self: where to tell progress: leat_task_bar_tell() may be called from the thread
 * @input: what was given
 * @cancellable: is cancelled when the answer is no longer wanted
 * @error: return location for an error
 *
 * Runs in a thread of its own and touches nothing but @input.
 *
 * Returns: (transfer full) (nullable): the answer
 */
typedef gpointer (*LeatTaskRun) (LeatTaskBar  *self,
                                 gpointer      input,
                                 GCancellable *cancellable,
                                 GError      **error);

/**
 * LeatTaskDone:
 * @answer: (transfer full) (nullable): what it found, or %NULL with @error
 * @error: (nullable): what went wrong
 * @data: what was given
 *
 * Runs in the main loop. Not called for what was stopped.
 */
typedef void (*LeatTaskDone) (gpointer      answer,
                              const GError *error,
                              gpointer      data);

/**
 * leat_task_bar_new:
 *
 * Returns: (transfer floating): a bar that is hidden
 */
GtkWidget *leat_task_bar_new (void);

/**
 * leat_task_bar_start:
 * @self: a bar
 * @words: what is done, for people
 * @run: the work
 * @input: (transfer full): for @run
 * @free_input: frees it
 * @free_answer: frees an answer that is not wanted
 * @done: gets the answer
 * @data: for @done; must live as long as @self
 */
void leat_task_bar_start (LeatTaskBar   *self,
                          const char    *words,
                          LeatTaskRun    run,
                          gpointer       input,
                          GDestroyNotify free_input,
                          GDestroyNotify free_answer,
                          LeatTaskDone   done,
                          gpointer       data);

/**
 * leat_task_bar_tell:
 * @self: a bar
 * @part: how much is done, 0 to 1
 *
 * Any thread may call it.
 */
void leat_task_bar_tell (LeatTaskBar *self,
                         double       part);

/**
 * leat_task_bar_stop:
 * @self: a bar
 *
 * Stops what runs; its answer is dropped.
 */
void leat_task_bar_stop (LeatTaskBar *self);

/**
 * leat_task_bar_get_running:
 * @self: a bar
 *
 * Returns: whether work runs whose answer is wanted
 */
gboolean leat_task_bar_get_running (LeatTaskBar *self);

G_END_DECLS
