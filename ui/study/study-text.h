/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * leat_study_text_new:
 * @text: Markdown
 *
 * Returns: (transfer floating): a box with a label for each part of the text, to be selected and copied
 */
GtkWidget *leat_study_text_new (const char *text);

/**
 * leat_study_label_new:
 * @text: (nullable): plain text
 * @style: (nullable): a style class
 *
 * Returns: (transfer floating): a label that starts at the left and breaks its lines
 */
GtkWidget *leat_study_label_new (const char *text,
                                 const char *style);

G_END_DECLS
