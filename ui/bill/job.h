/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

G_BEGIN_DECLS

/* A pipeline with more blocks than this is evaluated in a thread: its months would hold up the typing. */
#define LEAT_JOB_LARGE 100

/**
 * leat_job_run:
 * @task: (transfer full): a task whose data is set
 * @n_blocks: how many blocks it is about
 * @work: what returns the task's result; it must be fit for a thread
 *
 * Does the work in a thread if it is large, else at once. In both cases the task's callback is called later,
 * from the main loop.
 */
void leat_job_run (GTask          *task,
                   guint           n_blocks,
                   GTaskThreadFunc work);

/**
 * leat_job_renew:
 * @cancellable: (inout): what cancels the work under way, or %NULL
 *
 * Cancels it, so that its answer is dropped, and puts one for the next work in its place.
 */
void leat_job_renew (GCancellable **cancellable);

G_END_DECLS
