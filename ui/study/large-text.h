/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatLargeText:
 *
 * A text in Markdown, as people read it: headings, paragraphs, lists, quotations and code, each a label that wraps.
 */
#define LEAT_TYPE_LARGE_TEXT (leat_large_text_get_type ())
G_DECLARE_FINAL_TYPE (LeatLargeText, leat_large_text, LEAT, LARGE_TEXT, AdwBin)

/**
 * leat_large_text_new:
 *
 * Returns: (transfer floating): a view of no text
 */
GtkWidget *leat_large_text_new (void);

/**
 * leat_large_text_set:
 * @self: a view
 * @text: (nullable): Markdown; without any the view hides itself
 */
void leat_large_text_set (LeatLargeText *self,
                          const char    *text);

G_END_DECLS
