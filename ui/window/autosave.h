/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

G_BEGIN_DECLS

/**
 * LeatAutosave:
 *
 * Keeps the unsaved work of a document where it can be recovered from, never in the user's file: some seconds after an
 * edit (the setting `autosave-seconds`; 0 for never), in a thread. Once the document is saved, or back at what is in its
 * file, nothing is kept.
 *
 * Signals: `failed (const char *message)`, when it could not be kept.
 */
#define LEAT_TYPE_AUTOSAVE (leat_autosave_get_type ())
G_DECLARE_FINAL_TYPE (LeatAutosave, leat_autosave, LEAT, AUTOSAVE, GObject)

/**
 * leat_autosave_new:
 * @document: what is kept; a reference is held
 *
 * Returns: (transfer full): an autosave; with its last reference it ends, and what is kept stays
 */
LeatAutosave *leat_autosave_new (LeatDocument *document);

/**
 * leat_autosave_flush:
 * @self: an autosave
 *
 * Keeps what is not saved now, unless the user wants nothing kept. Does not wait for the timer, but for the disk.
 */
void leat_autosave_flush (LeatAutosave *self);

/**
 * leat_autosave_drop:
 * @self: an autosave
 *
 * Forgets what is kept.
 */
void leat_autosave_drop (LeatAutosave *self);

/**
 * leat_autosave_leave:
 * @self: an autosave
 *
 * For work that somebody chose not to save: it is kept until the next start.
 */
void leat_autosave_leave (LeatAutosave *self);

G_END_DECLS
