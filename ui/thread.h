/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Work in threads must have ended before the libraries that it uses are taken down: when the program ends, what was begun is
 * cancelled and waited for. */

/**
 * leat_thread_begin:
 * @cancellable: (nullable): cancelled when the program ends
 *
 * Tells that work in a thread begins; leat_thread_end() follows, from any thread.
 */
void leat_thread_begin (GCancellable *cancellable);

/**
 * leat_thread_end:
 * @cancellable: (nullable): that of leat_thread_begin()
 */
void leat_thread_end (GCancellable *cancellable);

/**
 * leat_thread_run:
 * @task: a task
 * @work: what it does
 *
 * As g_task_run_in_thread(), with both.
 */
void leat_thread_run (GTask          *task,
                      GTaskThreadFunc work);

/**
 * leat_thread_run_behind:
 * @task: a task
 * @work: what it does
 *
 * The same in a thread of its own that stands back behind the one that paints, and so do those that it starts: for what
 * nobody waits for, or what takes so long that the window is used meanwhile.
 */
void leat_thread_run_behind (GTask          *task,
                             GTaskThreadFunc work);

G_END_DECLS
