/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "canvas/canvas.h"
#include "explore/task.h"
#include "canvas/find-bar.h"
#include "canvas/minimap.h"
#include "inspector/inspector.h"
#include "palette/palette.h"
#include "study/walkthrough.h"
#include "window/bars.h"
#include "window/files.h"
#include "window/window.h"

G_BEGIN_DECLS

/* What window.c shares with the other files of this folder. */

LeatCanvas *leat_window_get_canvas (LeatWindow *self);
/* Where work on the document that takes a while shows itself. */
LeatTaskBar *leat_window_get_task_bar (LeatWindow *self);
/* Shows a page of the pane beside the drawing: "services", … */
void leat_window_show_side (LeatWindow *self,
                            const char *page);
/* That of a preview, if there is one. */
LeatCanvas *leat_window_get_shown_canvas (LeatWindow *self);
LeatFindBar *leat_window_get_find_bar (LeatWindow *self);
LeatMinimap *leat_window_get_minimap (LeatWindow *self);
LeatWalkthrough *leat_window_get_walkthrough (LeatWindow *self);
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

/* The window with the document of that file, or NULL. */
LeatWindow *leat_window_find (LeatWindow *self,
                              const char *path);

/* Asks whether to save, discard or stay; then closes. */
void leat_window_ask_close (LeatWindow *self);

/* Closes without asking. */
void leat_window_close_now (LeatWindow *self);

/* Keeps what is not saved aside, now. */
void leat_window_autosave (LeatWindow *self);

/* What can be recovered is another. */
void leat_window_update_recovery (LeatWindow *self);

LeatBars *leat_window_get_bars (LeatWindow *self);
/* Greys what cannot be used now: for who changed what that depends on. */
void leat_window_update_actions (LeatWindow *self);
void leat_window_open_recents (LeatWindow *self);
void leat_window_show_commands (LeatWindow *self);

/* file-state.c: what another program did to the file. Looks, and shows a bar if there is something to say. */
void leat_window_check_file (LeatWindow *self);
/* Before saving to the file that it has: FALSE if somebody has to decide first; then `saved` is called after that. */
gboolean leat_window_may_save (LeatWindow *self,
                               LeatSaved   saved);
/* Shows or hides the bar of a file that may not be written. */
void leat_window_show_read_only (LeatWindow *self);
void leat_window_reload (LeatWindow *self);
void leat_window_keep_mine (LeatWindow *self);
/* The document was saved: what was to be said of its file is settled. */
void leat_window_settle_file (LeatWindow *self);

/* drop.c: files that are dropped on the window are opened. */
void leat_window_add_drop (LeatWindow *self);

/* study.c: presents the walkthrough, from its start or from the step that is chosen or looks at what is selected. */
void leat_window_present (LeatWindow *self,
                          gboolean    here);

/* Installs the actions of the group "win". */
void leat_window_add_actions (LeatWindow *self);

G_END_DECLS
