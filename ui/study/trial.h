/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/step.h"
#include "window/document.h"

G_BEGIN_DECLS

/* What a step tries: the pipeline with other settings and another load, for as long as it is shown. */

/**
 * leat_study_tries:
 * @step: a step
 *
 * Returns: whether it tries anything
 */
gboolean leat_study_tries (const LeatElement *step);

/**
 * leat_study_dup_elements:
 * @step: a step
 * @elements: (element-type LeatElement): a snapshot of the pipeline
 * @report: a report of it, for the load of a source that has not been set by hand
 *
 * Returns: (transfer full) (element-type LeatElement): the snapshot with the settings and the load of the step
 */
GPtrArray *leat_study_dup_elements (const LeatElement *step,
                                    GPtrArray         *elements,
                                    const LeatReport  *report);

/**
 * leat_study_try_async:
 * @document: a document, which is left as it is
 * @step: a step of it
 * @cancellable: (nullable): stops it
 * @callback: called in the main loop
 * @data: for @callback
 *
 * Works out, in a thread, what the document would be with what the step tries.
 */
void leat_study_try_async (LeatDocument       *document,
                           LeatElement        *step,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            data);

/**
 * leat_study_try_finish:
 * @result: what the callback got
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): a document of its own
 */
LeatDocument *leat_study_try_finish (GAsyncResult *result,
                                     GError      **error);

G_END_DECLS
