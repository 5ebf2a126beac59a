/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/picture.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The paper of what is written as a document, chosen beside its name. */

/**
 * leat_paper_add:
 * @chooser: a dialog that is not shown yet
 *
 * Adds the choice of a paper; what was chosen the last time is offered, or what the country of the user prints on.
 */
void leat_paper_add (GtkFileChooser *chooser);

/**
 * leat_paper_keep:
 * @chooser: a dialog with that choice, in which a file was chosen
 *
 * Keeps the choice for the next time.
 *
 * Returns: %LEAT_PAPER_A4 or %LEAT_PAPER_LETTER
 */
LeatPaper leat_paper_keep (GtkFileChooser *chooser);

G_END_DECLS
