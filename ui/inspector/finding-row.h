/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LeatFindingRow:
 *
 * A finding: how bad it is as a symbol and a word, what is wrong, why, the page that explains it, and the
 * button that mends it, which applies the fix as one step and offers to undo it (`win.offer-undo`). Its menu
 * mends all findings of the same rule, and silences it with a reason or lets it speak again.
 */
#define LEAT_TYPE_FINDING_ROW (leat_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (LeatFindingRow, leat_finding_row, LEAT, FINDING_ROW, GtkListBoxRow)

/**
 * leat_finding_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *leat_finding_row_new (void);

/**
 * leat_finding_row_show:
 * @self: a row
 * @document: the document
 * @finding: a finding of its report
 */
void leat_finding_row_show (LeatFindingRow    *self,
                            LeatDocument      *document,
                            const LeatFinding *finding);

/**
 * leat_finding_row_get_subject_id:
 * @self: a row that shows a finding
 *
 * Returns: (transfer none): the id of what it is about
 */
const char *leat_finding_row_get_subject_id (LeatFindingRow *self);

G_END_DECLS
