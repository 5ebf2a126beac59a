/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bill/bill-page.h"
#include "bill/compare-page.h"

G_BEGIN_DECLS

/**
 * LeatBillWindow:
 *
 * The bill of a document in a window of its own, beside the document's window, and its comparison with others.
 * It follows what is edited. What belongs to the document (undo, revealing a block) it passes on to that window.
 *
 * Actions: `bill.export` with "csv", "json" or "markdown", `bill.copy`; both take the page in sight.
 */
#define LEAT_TYPE_BILL_WINDOW (leat_bill_window_get_type ())
G_DECLARE_FINAL_TYPE (LeatBillWindow, leat_bill_window, LEAT, BILL_WINDOW, AdwWindow)

/**
 * leat_bill_window_new:
 * @parent: the window of the document
 * @document: a document
 *
 * Returns: (transfer none): the window; who has @parent closes it with it
 */
GtkWidget *leat_bill_window_new (GtkWindow    *parent,
                                 LeatDocument *document);

/**
 * leat_bill_window_get_bill:
 * @self: a window
 *
 * Returns: (transfer none): its page with the bill
 */
LeatBillPage *leat_bill_window_get_bill (LeatBillWindow *self);

/**
 * leat_bill_window_get_comparison:
 * @self: a window
 *
 * Returns: (transfer none): its page with the comparison
 */
LeatComparePage *leat_bill_window_get_comparison (LeatBillWindow *self);

/**
 * leat_bill_window_set_page:
 * @self: a window
 * @name: "bill" or "compare"
 */
void leat_bill_window_set_page (LeatBillWindow *self,
                                const char     *name);

/**
 * leat_bill_window_dup_text:
 * @self: a window
 * @format: "csv", "json" or "markdown"
 *
 * Returns: (transfer full) (nullable): the page in sight as text; %NULL if there is nothing on it
 */
char *leat_bill_window_dup_text (LeatBillWindow *self,
                                 const char     *format);

/**
 * leat_bill_window_export:
 * @self: a window
 * @format: "csv", "json" or "markdown"
 * @path: the file to write
 *
 * Writes the page in sight; a toast says what came of it.
 *
 * Returns: whether it was written
 */
gboolean leat_bill_window_export (LeatBillWindow *self,
                                  const char     *format,
                                  const char     *path);

G_END_DECLS
