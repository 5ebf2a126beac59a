/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/window.h"

G_BEGIN_DECLS

/**
 * leat_files_ask_open:
 * @window: a window
 *
 * Asks for a file and opens it.
 */
void leat_files_ask_open (LeatWindow *window);

/**
 * leat_files_new_dialog:
 * @parent: the window it belongs to
 * @title: what it is for
 * @action: opening or saving
 * @accept: the words of the button
 *
 * Returns: (transfer full): a dialog that starts in the last folder; whoever answers its response drops it
 */
GtkFileChooserNative *leat_files_new_dialog (GtkWindow           *parent,
                                             const char          *title,
                                             GtkFileChooserAction action,
                                             const char          *accept);

/**
 * leat_files_new_open_dialog:
 * @parent: the window it belongs to
 * @title: what it is for
 * @accept: the words of the button
 *
 * Returns: (transfer full): a dialog for a file of any format that Leat reads
 */
GtkFileChooserNative *leat_files_new_open_dialog (GtkWindow  *parent,
                                                  const char *title,
                                                  const char *accept);

/**
 * leat_files_add_filter:
 * @chooser: a dialog
 * @label: the words for people
 * @suffixes: the endings of such files without the point, separated by spaces
 */
void leat_files_add_filter (GtkFileChooser *chooser,
                            const char     *label,
                            const char     *suffixes);

/**
 * LeatFileChosen:
 * @widget: who asked
 * @path: what was chosen
 */
typedef void (*LeatFileChosen) (GtkWidget  *widget,
                                const char *path);

/**
 * leat_files_ask_compare:
 * @widget: who asks; nothing is called once it is gone
 * @chosen: called if a file is chosen
 *
 * Asks for a file of any format that Leat reads to compare with.
 */
void leat_files_ask_compare (GtkWidget     *widget,
                             LeatFileChosen chosen);

/**
 * leat_files_suggest_name:
 * @chooser: a dialog for saving
 * @document: what is written
 * @suffix: the ending, with its point
 *
 * Proposes the name of the document's file, or its title, with that ending.
 */
void leat_files_suggest_name (GtkFileChooser *chooser,
                              LeatDocument   *document,
                              const char     *suffix);

/**
 * leat_files_dup_chosen:
 * @dialog: a dialog
 * @response: what was answered
 *
 * Remembers the folder for the next dialog.
 *
 * Returns: (transfer full) (nullable): the path that was chosen, or %NULL
 */
char *leat_files_dup_chosen (GtkNativeDialog *dialog,
                             int              response);

/**
 * LeatSaved:
 * @window: the window
 *
 * Called once a document is safely in its file.
 */
typedef void (*LeatSaved) (LeatWindow *window);

/**
 * leat_files_save:
 * @window: a window with a document
 * @ask: whether to ask for a name even if it has one
 * @saved: (nullable): what to do then
 *
 * Saves; asks for a name where there is none.
 */
void leat_files_save (LeatWindow *window,
                      gboolean    ask,
                      LeatSaved   saved);

/**
 * leat_files_suggest_name:
 * @chooser: a dialog that asks where to save
 * @document: what is saved
 * @suffix: the ending, with its point
 *
 * Offers the name of the document's file, or its title, with that ending.
 */
void leat_files_suggest_name (GtkFileChooser *chooser,
                              LeatDocument   *document,
                              const char     *suffix);

/**
 * leat_files_add_choice:
 * @chooser: a dialog that is not shown yet
 * @id: what the choice is called
 * @label: and in words
 * @options: (array zero-terminated=1): what there is to choose from
 * @labels: (array zero-terminated=1): and in words, as many
 * @chosen: (nullable): the one that is offered; the first, if it is none of them
 *
 * Adds a choice, with what is offered at the top.
 */
void leat_files_add_choice (GtkFileChooser    *chooser,
                            const char        *id,
                            const char        *label,
                            const char *const *options,
                            const char *const *labels,
                            const char        *chosen);

G_END_DECLS
