/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/window.h"

G_BEGIN_DECLS

/**
 * leat_recover_begin:
 *
 * At the start: notes what is offered. What somebody chose not to save is offered until leat_recover_end() only.
 *
 * Returns: how many pipelines are offered
 */
guint leat_recover_begin (void);

/**
 * leat_recover_end:
 *
 * At the end: forgets what was offered and is not wanted.
 */
void leat_recover_end (void);

/**
 * leat_recover_list:
 *
 * Returns: (transfer full) (element-type LeatRecovery): what is offered now, the latest first
 */
GPtrArray *leat_recover_list (void);

/**
 * leat_recover_open:
 * @window: a window
 * @key: a key of leat_recover_list()
 *
 * Shows the unsaved work: in the window of its file if that is open, as a step that can be undone; else as a document
 * that is not saved. What goes wrong is shown, and the work stays on offer.
 */
void leat_recover_open (LeatWindow *window,
                        const char *key);

/**
 * leat_recover_discard:
 * @window: a window
 * @key: a key of leat_recover_list()
 *
 * Takes the work from the offer; it can be put back by `win.undo-discard-recovery` as long as the program runs.
 */
void leat_recover_discard (LeatWindow *window,
                           const char *key);

/**
 * leat_recover_undo_discard:
 * @window: a window
 *
 * Puts back what leat_recover_discard() took away last.
 */
void leat_recover_undo_discard (LeatWindow *window);

G_END_DECLS
