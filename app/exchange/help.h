/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/error.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * LeatHelpPage:
 * @id: its name: that of the file, without ending
 * @title: its title, translated
 * @text: Markdown, translated. An action in braces, such as `{win.undo}`, stands for its key
 * @also: (array zero-terminated=1): the ids of pages to read next
 * @about: (array zero-terminated=1): what it explains: `inspector:cost`, a page of the inspector; `topic:quotas`, findings whose
 *   note for the exam is that; `wires`, findings about a wire; `findings`, all others
 *
 * A page of the help: a file of data/help.
 */
typedef struct
{
  char  *id;
  char  *title;
  char  *text;
  char **also;
  char **about;
} LeatHelpPage;

/**
 * leat_help_load:
 * @folders: (array zero-terminated=1): data folders, see leat_data_folders(); what lies in their `help` counts
 * @warnings: (nullable) (element-type utf8): gets a message, with file and line, for each page that could not be read
 *
 * Reads the help. A page of a later folder takes the place of one with the same id.
 *
 * Returns: (transfer full) (element-type LeatHelpPage): sorted by id; empty if there is none
 */
GPtrArray *leat_help_load (const char *const *folders,
                           GPtrArray         *warnings);

/**
 * leat_help_find:
 * @pages: (element-type LeatHelpPage): pages
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the page of that id
 */
const LeatHelpPage *leat_help_find (GPtrArray  *pages,
                                    const char *id);

/**
 * leat_help_find_about:
 * @pages: (element-type LeatHelpPage): pages
 * @subjects: what is to be explained, see @about of #LeatHelpPage, the closest first, separated by spaces
 *
 * Returns: (transfer none) (nullable): the page about the first of the subjects that there is one about
 */
const LeatHelpPage *leat_help_find_about (GPtrArray  *pages,
                                          const char *subjects);

/**
 * leat_help_page_matches:
 * @self: a page
 * @words: what is sought, separated by spaces
 *
 * Returns: whether each of the words is part of its title or text, in whatever case
 */
gboolean leat_help_page_matches (const LeatHelpPage *self,
                                 const char         *words);

G_END_DECLS
