/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

G_BEGIN_DECLS

/**
 * LeatSubject:
 * @document: the document
 * @report: its report
 * @element: (nullable): the one element that is selected; the properties if nothing is; %NULL for several
 * @ids: (array zero-terminated=1): what is selected
 * @whole: nothing is selected, so this is about the pipeline
 * @results: (element-type LeatBlockResult): the blocks that figures are about: those selected and those in
 *   the zones selected, or all
 *
 * What the pages of the inspector are about, as it is now.
 */
typedef struct
{
  LeatDocument *document;
  LeatReport   *report;
  LeatElement  *element;
  char        **ids;
  gboolean      whole;
  GPtrArray    *results;
} LeatSubject;

/**
 * leat_subject_new:
 * @document: a document
 * @ids: (array zero-terminated=1): what is selected; what is gone is left out
 *
 * Returns: (transfer full): the subject
 */
LeatSubject *leat_subject_new (LeatDocument      *document,
                               const char *const *ids);

/**
 * leat_subject_free:
 * @self: (transfer full): a subject
 */
void leat_subject_free (LeatSubject *self);

/**
 * leat_subject_get_block:
 * @self: a subject
 *
 * Returns: (transfer none) (nullable): the result of the one block it is about, or %NULL if it is about
 *   anything else
 */
const LeatBlockResult *leat_subject_get_block (const LeatSubject *self);

/**
 * leat_subject_get_service:
 * @self: a subject
 *
 * Returns: (transfer none) (nullable): the service that all selected blocks are of, or %NULL
 */
const LeatService *leat_subject_get_service (const LeatSubject *self);

/**
 * leat_subject_dup_editable:
 * @self: a subject
 * @kind: (out): what they are
 *
 * What can be changed together: the blocks of a selection, whatever else is in it; without blocks all of it, if it is of
 * one kind.
 *
 * Returns: (transfer full) (array zero-terminated=1): ids; none if there is nothing to change together
 */
char **leat_subject_dup_editable (const LeatSubject *self,
                                  LeatElementKind   *kind);

/**
 * leat_subject_list_services:
 * @self: a subject
 *
 * Returns: (transfer container) (element-type LeatService): the services of the selected blocks, each once; none if one
 *   of them is not in the catalogue
 */
GPtrArray *leat_subject_list_services (const LeatSubject *self);

/**
 * leat_subject_get_monthly:
 * @self: a subject
 * @unpriced: (out): how many lines have no price and are not in it
 *
 * Returns: money a month of its blocks, in the currency of the report
 */
double leat_subject_get_monthly (const LeatSubject *self,
                                 guint             *unpriced);

/**
 * leat_subject_list_paths:
 * @self: a subject
 *
 * Returns: (transfer container) (element-type LeatPath): the paths through its blocks, the slowest first
 */
GPtrArray *leat_subject_list_paths (const LeatSubject *self);

/**
 * leat_subject_list_findings:
 * @self: a subject
 *
 * Returns: (transfer container) (element-type LeatFinding): what checks found on it, errors first; what is
 *   silenced is left out
 */
GPtrArray *leat_subject_list_findings (const LeatSubject *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatSubject, leat_subject_free)

G_END_DECLS
