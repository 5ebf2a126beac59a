/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "canvas/canvas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatPreview:
 *
 * A pipeline as it would be: its drawing, on which one can go about but change nothing, with what would change marked and
 * listed. The pipeline itself is left as it is.
 *
 * Signals: `apply ()`, somebody wants it so; `closed (gboolean back)`, it is not wanted any more: somebody closed it
 * and wants to go back to where it came from, or the pipeline has changed.
 */
#define LEAT_TYPE_PREVIEW (leat_preview_get_type ())
G_DECLARE_FINAL_TYPE (LeatPreview, leat_preview, LEAT, PREVIEW, AdwBin)

/**
 * leat_preview_show:
 * @self: a preview
 * @document: the document
 * @edit: (transfer full): made for its pipeline as it is now
 * @name: what it is: "Design 3"
 * @sentence: why one would want it
 * @changes: (element-type LeatDesignChange): what it changes, for people; not kept
 */
void leat_preview_show (LeatPreview  *self,
                        LeatDocument *document,
                        LeatEdit     *edit,
                        const char   *name,
                        const char   *sentence,
                        GPtrArray    *changes);

/**
 * leat_preview_clear:
 * @self: a preview
 *
 * Shows nothing any more. Emits nothing.
 */
void leat_preview_clear (LeatPreview *self);

/**
 * leat_preview_get_edit:
 * @self: a preview
 *
 * Returns: (transfer none) (nullable): what is previewed
 */
LeatEdit *leat_preview_get_edit (LeatPreview *self);

/**
 * leat_preview_get_name:
 * @self: a preview
 *
 * Returns: (transfer none) (nullable): what it is called
 */
const char *leat_preview_get_name (LeatPreview *self);

/**
 * leat_preview_get_document:
 * @self: a preview
 *
 * Returns: (transfer none) (nullable): the pipeline as it would be, with its report
 */
LeatDocument *leat_preview_get_document (LeatPreview *self);

/**
 * leat_preview_get_canvas:
 * @self: a preview
 *
 * Returns: (transfer none): its drawing
 */
LeatCanvas *leat_preview_get_canvas (LeatPreview *self);

G_END_DECLS
