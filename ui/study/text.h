/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatStudyText:
 *
 * A text in Markdown, as people read it: headings, paragraphs, lists, quotations and code, each a label that wraps.
 */
#define LEAT_TYPE_STUDY_TEXT (leat_study_text_get_type ())
G_DECLARE_FINAL_TYPE (LeatStudyText, leat_study_text, LEAT, STUDY_TEXT, AdwBin)

/**
 * leat_study_text_new:
 *
 * Returns: (transfer floating): a view of no text
 */
GtkWidget *leat_study_text_new (void);

/**
 * leat_study_text_set:
 * @self: a view
 * @text: (nullable): Markdown; without any the view hides itself
 */
void leat_study_text_set (LeatStudyText *self,
                          const char    *text);

G_END_DECLS
