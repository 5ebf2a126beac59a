/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "canvas/canvas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatFindBar:
 *
 * A search in a drawing, over its canvas: what matches is lit up and counted, and one goes from one match to the next,
 * each of them selected and brought into view. It is hidden until it is opened. Esc closes it.
 */
#define LEAT_TYPE_FIND_BAR (leat_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (LeatFindBar, leat_find_bar, LEAT, FIND_BAR, AdwBin)

/**
 * leat_find_bar_set_canvas:
 * @self: a bar
 * @canvas: the canvas that it searches; it must live as long as @self, or be taken away by %NULL
 */
void leat_find_bar_set_canvas (LeatFindBar *self,
                               LeatCanvas  *canvas);

/**
 * leat_find_bar_open:
 * @self: a bar
 *
 * Shows it with what was searched for last, ready to be typed over.
 */
void leat_find_bar_open (LeatFindBar *self);

/**
 * leat_find_bar_close:
 * @self: a bar
 *
 * Hides it, puts out the lights and gives the keyboard back to the canvas.
 */
void leat_find_bar_close (LeatFindBar *self);

/**
 * leat_find_bar_step:
 * @self: a bar
 * @by: 1 for the next match, -1 for the one before; it goes round
 *
 * Opens the bar if it is closed.
 */
void leat_find_bar_step (LeatFindBar *self,
                         int          by);

/**
 * leat_find_bar_get_entry:
 * @self: a bar
 *
 * Returns: (transfer none): the field with what is searched for
 */
GtkEditable *leat_find_bar_get_entry (LeatFindBar *self);

/**
 * leat_find_bar_get_count:
 * @self: a bar
 *
 * Returns: (transfer none): "3 of 12", "No matches", or nothing while nothing is searched for
 */
const char *leat_find_bar_get_count (LeatFindBar *self);

G_END_DECLS
