/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is set on the application, with g_object_set_data(), while all windows are being closed. */
#define LEAT_QUITTING "leat-quitting"

/**
 * LeatWindow:
 *
 * A window with one document: palette, canvas, inspector and the strip with the three figures; or, without
 * a document, the start page.
 */
#define LEAT_TYPE_WINDOW (leat_window_get_type ())
G_DECLARE_FINAL_TYPE (LeatWindow, leat_window, LEAT, WINDOW, AdwApplicationWindow)

/**
 * leat_window_new:
 * @application: the application
 * @catalogue: the catalogue
 *
 * Returns: (transfer none): a window with the start page
 */
LeatWindow *leat_window_new (AdwApplication *application,
                             LeatCatalogue  *catalogue);

/**
 * leat_window_set_catalogue:
 * @self: a window
 * @catalogue: what it offers, and what its document is evaluated with, from now on
 */
void leat_window_set_catalogue (LeatWindow    *self,
                                LeatCatalogue *catalogue);

/**
 * leat_window_set_document:
 * @self: a window
 * @document: what to show
 */
void leat_window_set_document (LeatWindow   *self,
                               LeatDocument *document);

/**
 * leat_window_get_document:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what it shows
 */
LeatDocument *leat_window_get_document (LeatWindow *self);

/**
 * leat_window_open:
 * @self: a window
 * @path: a file
 *
 * Opens a file in this window if it shows nothing yet, else in a window of its own; a file that is open
 * already brings up its window. What goes wrong is shown.
 */
void leat_window_open (LeatWindow *self,
                       const char *path);

/**
 * leat_window_apply:
 * @self: a window with a document
 * @edit: (transfer full): an edit made for its pipeline as it is now
 * @text: what has happened, for a toast
 *
 * Applies an edit in one step, shows the drawing with the blocks that it changed selected, and offers Undo.
 */
void leat_window_apply (LeatWindow *self,
                        LeatEdit   *edit,
                        const char *text);

/**
 * leat_window_preview:
 * @self: a window with a document
 * @edit: (transfer full): an edit made for its pipeline as it is now
 * @name: what it is: "Design 3"
 * @sentence: why one would want it
 * @changes: (element-type LeatDesignChange): what it changes, for people; not kept
 *
 * Shows the pipeline and its figures as the edit would leave them; the pipeline is not changed.
 */
void leat_window_preview (LeatWindow *self,
                          LeatEdit   *edit,
                          const char *name,
                          const char *sentence,
                          GPtrArray  *changes);

/**
 * leat_window_get_previewed:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the pipeline as it would be, if that is what is shown
 */
LeatDocument *leat_window_get_previewed (LeatWindow *self);

/**
 * leat_window_toast:
 * @self: a window
 * @text: what has happened
 * @undo: whether to offer Undo
 */
void leat_window_toast (LeatWindow *self,
                        const char *text,
                        gboolean    undo);

/**
 * leat_window_toast_action:
 * @self: a window
 * @text: what has happened
 * @undo: the action that undoes it
 */
void leat_window_toast_action (LeatWindow *self,
                               const char *text,
                               const char *undo);

/**
 * leat_window_offer:
 * @self: a window
 * @text: what has happened
 * @label: the words of a button, with a mnemonic
 * @action: what it does
 * @target: (transfer floating): for what
 *
 * A toast with a button.
 */
void leat_window_offer (LeatWindow *self,
                        const char *text,
                        const char *label,
                        const char *action,
                        GVariant   *target);

/**
 * leat_window_show_error:
 * @self: a window
 * @heading: what could not be done
 * @error: why
 */
void leat_window_show_error (LeatWindow   *self,
                             const char   *heading,
                             const GError *error);

G_END_DECLS
