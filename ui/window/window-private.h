/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "canvas/canvas.h"
#include "canvas/find-bar.h"
#include "canvas/minimap.h"
#include "inspector/inspector.h"
#include "palette/palette.h"
#include "window/window.h"

G_BEGIN_DECLS

/* What window.c shares with actions.c and close.c. */

LeatCanvas *leat_window_get_canvas (LeatWindow *self);
/* That of a preview, if there is one. */
LeatCanvas *leat_window_get_shown_canvas (LeatWindow *self);
LeatFindBar *leat_window_get_find_bar (LeatWindow *self);
LeatMinimap *leat_window_get_minimap (LeatWindow *self);
LeatInspector *leat_window_get_inspector (LeatWindow *self);
LeatCatalogue *leat_window_get_catalogue (LeatWindow *self);

void leat_window_toggle_palette (LeatWindow *self);
void leat_window_show_palette (LeatWindow *self);
void leat_window_toggle_inspector (LeatWindow *self);
void leat_window_reveal_inspector (LeatWindow *self);

/* What is in sight: the drawing, or a page of the explorer. */
GtkStack *leat_window_get_views (LeatWindow *self);
void leat_window_show_drawing (LeatWindow *self);
void leat_window_explore (LeatWindow *self,
                          const char *page);

/* The window to show another document in: this one if it has none, or else a new one. */
LeatWindow *leat_window_for_document (LeatWindow *self);

/* Shows the document's bill in a window beside this one. */
void leat_window_show_bill (LeatWindow *self);

/* Asks whether to save, discard or stay; then closes. */
void leat_window_ask_close (LeatWindow *self);

/* Closes without asking. */
void leat_window_close_now (LeatWindow *self);

/* Installs the actions of the group "win". */
void leat_window_add_actions (LeatWindow *self);

G_END_DECLS
