/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/report-document.h"

G_BEGIN_DECLS

/**
 * LeatHandoutAnswers:
 * @LEAT_ANSWERS_END: on a page of their own after the last step
 * @LEAT_ANSWERS_BENEATH: beneath their questions
 * @LEAT_ANSWERS_NONE: left out
 *
 * Where the answers to the questions of a walkthrough are.
 */
typedef enum
{
  LEAT_ANSWERS_END,
  LEAT_ANSWERS_BENEATH,
  LEAT_ANSWERS_NONE,
  LEAT_N_ANSWERS,
} LeatHandoutAnswers;

/**
 * LeatHandoutOptions:
 * @paper: of a PDF, landscape: %LEAT_PAPER_A4 or %LEAT_PAPER_LETTER
 * @answers: where answers are
 * @notes: with the presenter's notes
 */
typedef struct
{
  LeatPaper          paper;
  LeatHandoutAnswers answers;
  gboolean           notes;
} LeatHandoutOptions;

/**
 * LeatHandout:
 *
 * A walkthrough on paper: for each step its picture, in which what is not in focus is dimmed, and its text. It never changes;
 * the same pipeline gives the same bytes.
 */
typedef struct _LeatHandout LeatHandout;

/**
 * leat_handout_answers_get_name:
 * @answers: where answers are
 *
 * Returns: (transfer none): the word of commands, never translated
 */
const char *leat_handout_answers_get_name (LeatHandoutAnswers answers);

/**
 * leat_handout_new:
 * @report: a report of the pipeline
 * @elements: (element-type LeatElement): the elements it was made of
 * @options: what is on the pages; copied
 * @cancellable: (nullable): stops it
 * @error: return location for a %LEAT_ERROR_UNKNOWN if the pipeline has no steps, or a %G_IO_ERROR_CANCELLED
 *
 * Evaluates what steps try, which may take a while: any thread may do it.
 *
 * Returns: (transfer full) (nullable): the handout
 */
LeatHandout *leat_handout_new (LeatReport               *report,
                               GPtrArray                *elements,
                               const LeatHandoutOptions *options,
                               GCancellable             *cancellable,
                               GError                  **error);

/**
 * leat_handout_free:
 * @self: (transfer full): a handout
 */
void leat_handout_free (LeatHandout *self);

/**
 * leat_handout_to_pdf:
 * @self: a handout
 * @error: return location for a %LEAT_ERROR_LIMIT
 *
 * A page a step with its bookmark; text that does not fit gets smaller, and goes on on the next page if that is not enough.
 *
 * Returns: (transfer full) (nullable): the bytes of the file
 */
GBytes *leat_handout_to_pdf (LeatHandout *self,
                             GError     **error);

/**
 * leat_handout_to_markdown:
 * @self: a handout
 * @pictures: %LEAT_PICTURES_BESIDE or %LEAT_PICTURES_NONE
 * @stem: the beginning of the names of the files beside it
 * @files: (nullable) (element-type LeatReportFile): gets the pictures; made with leat_report_files_new()
 *
 * Returns: (transfer full): Markdown with a heading a step
 */
GBytes *leat_handout_to_markdown (LeatHandout       *self,
                                  LeatReportPictures pictures,
                                  const char        *stem,
                                  GPtrArray         *files);

/**
 * leat_handout_save:
 * @self: a handout
 * @path: a path, or "-" for standard output, where Markdown has no pictures
 * @pdf: a PDF rather than Markdown
 * @error: return location for a #GIOErrorEnum with the file's name and the reason
 *
 * Writes the handout, and the pictures beside it first: their names begin with its own.
 *
 * Returns: whether all was written
 */
gboolean leat_handout_save (LeatHandout *self,
                            const char  *path,
                            gboolean     pdf,
                            GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatHandout, leat_handout_free)

G_END_DECLS
