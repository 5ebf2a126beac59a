/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatRemarkView:
 *
 * A field for a text of several lines: what somebody noted about a block, a wire, a zone or the pipeline, or what a
 * note says. It is kept in the file. Tab goes on to the next field.
 */
#define LEAT_TYPE_REMARK_VIEW (leat_remark_view_get_type ())
G_DECLARE_FINAL_TYPE (LeatRemarkView, leat_remark_view, LEAT, REMARK_VIEW, AdwBin)

/**
 * leat_remark_view_show:
 * @self: a view
 * @document: a document
 * @element: an element of it
 */
void leat_remark_view_show (LeatRemarkView    *self,
                            LeatDocument      *document,
                            const LeatElement *element);

/**
 * leat_remark_view_get_buffer:
 * @self: a view
 *
 * Returns: (transfer none): what is written in it
 */
GtkTextBuffer *leat_remark_view_get_buffer (LeatRemarkView *self);

G_END_DECLS
