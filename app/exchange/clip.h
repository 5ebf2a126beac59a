/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/format.h"

G_BEGIN_DECLS

/* What is on the clipboard between windows: a file of Leat's own format, of a part of a pipeline. */
#define LEAT_MIME_TYPE "application/x-leat+xml"

/* The most characters that are made a note of. */
#define LEAT_CLIP_MAX_NOTE 20000

/**
 * leat_clip_read_text:
 * @text: what somebody pastes
 * @catalogue: the catalogue
 * @notices: (nullable) (element-type LeatNotice): gets what was not understood
 * @error: return location for a %LEAT_ERROR_SYNTAX or %LEAT_ERROR_LIMIT: line, what was found and what was expected
 *
 * Makes of it what it is: a pipeline of a .leat file or of a Mermaid flowchart, also one fenced as in Markdown; blocks of
 * a list whose every line names a service; or a note.
 *
 * Returns: (transfer full) (nullable): a pipeline with what it says; with nothing but its properties if @text is blank
 */
LeatPipeline *leat_clip_read_text (const char    *text,
                                   LeatCatalogue *catalogue,
                                   GPtrArray     *notices,
                                   GError       **error);

/**
 * leat_clip_write_text:
 * @fragment: a part of a pipeline
 * @catalogue: the catalogue
 *
 * Returns: (transfer full): a text that people can read: the texts of notes if there is nothing else, or else a Mermaid
 *   flowchart
 */
char *leat_clip_write_text (LeatPipeline  *fragment,
                            LeatCatalogue *catalogue);

G_END_DECLS
