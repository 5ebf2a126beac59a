/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

G_BEGIN_DECLS

/* A pipeline as it would be with an edit that is not applied. */

/**
 * leat_trial_dup_elements:
 * @pipeline: a pipeline, which is left as it is
 * @edit: an edit made for it as it is now
 *
 * Returns: (transfer full) (element-type LeatElement): all elements as the edit would leave them, in drawing order
 */
GPtrArray *leat_trial_dup_elements (LeatPipeline   *pipeline,
                                    const LeatEdit *edit);

/**
 * leat_trial_new_document:
 * @document: a document, which is left as it is
 * @edit: an edit made for its pipeline as it is now
 *
 * Returns: (transfer full): a document of its own, without a file, with the pipeline as the edit would leave it
 */
LeatDocument *leat_trial_new_document (LeatDocument   *document,
                                       const LeatEdit *edit);

G_END_DECLS
