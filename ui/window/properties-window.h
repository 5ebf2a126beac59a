/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * leat_properties_window_new:
 * @parent: the window of the document
 * @document: a document
 *
 * Title, author, description and region of a pipeline. What is typed is taken at once; each property is one step that
 * can be undone. What Leat does not know of the properties is kept.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *leat_properties_window_new (GtkWindow    *parent,
                                       LeatDocument *document);

G_END_DECLS
