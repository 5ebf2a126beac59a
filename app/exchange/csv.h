/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tables as CSV: RFC 4180, numbers as they are everywhere, whatever the locale. */

/**
 * leat_csv_append:
 * @text: rows so far; a row ends with a newline, which the caller appends
 * @cell: (nullable): the next cell of the row; %NULL is empty
 *
 * Quotes @cell where that is needed, and puts a comma before it if it does not begin a row. One that a spreadsheet would take
 * for a formula gets an apostrophe before it; a number is none. An empty first cell cannot be told from none: such a row begins
 * with leat_csv_append_first() and a comma.
 */
void leat_csv_append (GString    *text,
                      const char *cell);

/**
 * leat_csv_append_first:
 * @text: rows so far
 * @cell: (nullable): the first cell of a row, which may be empty
 *
 * As leat_csv_append(), with nothing before it.
 */
void leat_csv_append_first (GString    *text,
                            const char *cell);

/**
 * leat_csv_append_number:
 * @text: rows so far
 * @number: the next cell of the row, not the first; empty if it is not finite
 */
void leat_csv_append_number (GString *text,
                             double   number);

G_END_DECLS
