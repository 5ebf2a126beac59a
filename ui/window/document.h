/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"
#include "exchange/format.h"
#include "exchange/stamp.h"
#include "model/history.h"

G_BEGIN_DECLS

/**
 * LeatDocument:
 *
 * An open pipeline: what is in it, its history, the file it came from, and what it costs, how long
 * data takes and what is wrong with it, kept up to date.
 *
 * Properties: `path` (string, nullable) and `modified` (boolean); both notified.
 *
 * Signals: `report-changed ()`, when leat_document_get_report() gives another report, and perhaps
 * leat_document_get_catalogue() another catalogue; the old ones are kept until all have heard it. That is once an
 * edit of a small pipeline and after the `changed` of the pipeline, and a little later for a large one.
 */
#define LEAT_TYPE_DOCUMENT (leat_document_get_type ())
G_DECLARE_FINAL_TYPE (LeatDocument, leat_document, LEAT, DOCUMENT, GObject)

/* A pipeline with at least this many blocks is evaluated in a thread of its own. */
#define LEAT_DOCUMENT_LARGE 2000

/**
 * leat_document_new:
 * @catalogue: the catalogue
 * @pipeline: what is in it; nobody else changes it from now on
 *
 * Returns: (transfer full): a document that has no file and counts as saved
 */
LeatDocument *leat_document_new (LeatCatalogue *catalogue,
                                 LeatPipeline  *pipeline);

/**
 * leat_document_open:
 * @catalogue: the catalogue
 * @path: a file of any format that Leat reads
 * @notices: (nullable) (element-type LeatNotice): gets what was not understood
 * @error: return location: file, line, what was found and what was expected
 *
 * A file of another format than Leat's own is imported: the document then has no file and counts as
 * modified.
 *
 * Returns: (transfer full) (nullable): the document
 */
LeatDocument *leat_document_open (LeatCatalogue *catalogue,
                                  const char    *path,
                                  GPtrArray     *notices,
                                  GError       **error);

/**
 * leat_document_save:
 * @self: a document
 * @path: (nullable): the file to write from now on, or %NULL for the one it has
 * @error: return location: the file and the reason; the document is then as it was
 *
 * Returns: whether it was saved
 */
gboolean leat_document_save (LeatDocument *self,
                             const char   *path,
                             GError      **error);

/**
 * leat_document_get_pipeline:
 * @self: a document
 *
 * Returns: (transfer none): its pipeline, the same for all its life
 */
LeatPipeline *leat_document_get_pipeline (LeatDocument *self);

/**
 * leat_document_get_history:
 * @self: a document
 *
 * Returns: (transfer none): its history, by which it is changed
 */
LeatHistory *leat_document_get_history (LeatDocument *self);

/**
 * leat_document_get_catalogue:
 * @self: a document
 *
 * Returns: (transfer none): the catalogue of its report. Who keeps something of it past the next `report-changed`
 *   takes a reference.
 */
LeatCatalogue *leat_document_get_catalogue (LeatDocument *self);

/**
 * leat_document_set_catalogue:
 * @self: a document
 * @catalogue: what it is evaluated with from now on
 *
 * All is evaluated anew; until that is done, at once for a small pipeline, the document keeps its old catalogue and
 * report. The change is no edit: nothing is to be undone or saved.
 */
void leat_document_set_catalogue (LeatDocument  *self,
                                  LeatCatalogue *catalogue);

/**
 * leat_document_get_report:
 * @self: a document
 *
 * Returns: (transfer none): the latest report. Of a large pipeline it may be of some edits ago, and
 *   know nothing of a block that has just been added.
 */
LeatReport *leat_document_get_report (LeatDocument *self);

/**
 * leat_document_get_path:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): its file, or %NULL if it was never saved
 */
const char *leat_document_get_path (LeatDocument *self);

/**
 * leat_document_set_path:
 * @self: a document
 * @path: (nullable): its file
 *
 * For a document that was recovered: the file it belongs to.
 */
void leat_document_set_path (LeatDocument *self,
                             const char   *path);

/**
 * leat_document_open_recovered:
 * @catalogue: the catalogue
 * @file: where unsaved work was kept
 * @path: (nullable): the file that it belongs to
 * @error: return location: file, line, what was found and what was expected
 *
 * Returns: (transfer full) (nullable): the document, which counts as modified
 */
LeatDocument *leat_document_open_recovered (LeatCatalogue *catalogue,
                                            const char    *file,
                                            const char    *path,
                                            GError       **error);

/**
 * leat_document_check_file:
 * @self: a document
 *
 * Returns: what has become of its file since it was read or written here; %LEAT_STAMP_SAME if it has none
 */
LeatStampState leat_document_check_file (LeatDocument *self);

/**
 * leat_document_keep_mine:
 * @self: a document
 *
 * What another program did to the file is known from now on, and the document differs from it: the next
 * leat_document_save() replaces it.
 */
void leat_document_keep_mine (LeatDocument *self);

/**
 * leat_document_reload:
 * @self: a document with a file
 * @error: return location: file, line, what was found and what was expected; nothing is changed then
 *
 * Takes what is in the file now, in one step that can be undone. The document then counts as saved.
 *
 * Returns: whether it was read
 */
gboolean leat_document_reload (LeatDocument *self,
                               GError      **error);

/**
 * leat_document_recover:
 * @self: a document
 * @file: where unsaved work of it was kept
 * @error: return location: file, line, what was found and what was expected; nothing is changed then
 *
 * Takes the unsaved work in one step that can be undone.
 *
 * Returns: whether it was read
 */
gboolean leat_document_recover (LeatDocument *self,
                                const char   *file,
                                GError      **error);

/**
 * leat_document_is_read_only:
 * @self: a document
 *
 * Returns: whether its file may not be written, by this user or by anybody
 */
gboolean leat_document_is_read_only (LeatDocument *self);

/**
 * leat_document_get_modified:
 * @self: a document
 *
 * Returns: whether it differs from its file
 */
gboolean leat_document_get_modified (LeatDocument *self);

/**
 * leat_document_dup_title:
 * @self: a document
 *
 * Returns: (transfer full): the pipeline's title, or else the name of its file, or else "Untitled Pipeline"
 */
char *leat_document_dup_title (LeatDocument *self);

G_END_DECLS
