/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * leat_exam_view_new:
 * @note: what there is to learn
 *
 * Shows it in full: what to know, the trap, what AWS documents otherwise, which claim of the course it is, and the page
 * where it is kept up to date. Its text can be marked and copied.
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *leat_exam_view_new (const LeatExamNote *note);

G_END_DECLS
