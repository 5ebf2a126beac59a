/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * leat_print_operation_new:
 * @document: what to print
 *
 * The drawing in light colours, on one page unless the user asks for full size in the dialog. Paper, printer and size are
 * those of the last time; which way up the paper is follows the drawing until the user turns it.
 *
 * Returns: (transfer full): the operation, to be run with gtk_print_operation_run()
 */
GtkPrintOperation *leat_print_operation_new (LeatDocument *document);

G_END_DECLS
