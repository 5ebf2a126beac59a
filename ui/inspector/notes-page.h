/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "inspector/subject.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatNotesPage:
 *
 * What somebody noted about what is selected, and what the exam asks about its service, with the pages to read.
 */
#define LEAT_TYPE_NOTES_PAGE (leat_notes_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatNotesPage, leat_notes_page, LEAT, NOTES_PAGE, AdwBin)

/**
 * leat_notes_page_show:
 * @self: a page
 * @subject: what it is about
 */
void leat_notes_page_show (LeatNotesPage     *self,
                           const LeatSubject *subject);

G_END_DECLS
