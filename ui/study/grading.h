/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/grade.h"
#include "engine/triangle.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LeatGrading:
 * @grade: how the drawing does
 * @triangle: its iron triangle
 * @reference: how the reference solution does
 * @reference_triangle: its iron triangle
 *
 * A drawing and the reference solution, both graded.
 */
typedef struct
{
  LeatGrade    *grade;
  LeatTriangle *triangle;
  LeatGrade    *reference;
  LeatTriangle *reference_triangle;
} LeatGrading;

/**
 * leat_grading_free:
 * @self: (transfer full): a grading
 */
void leat_grading_free (LeatGrading *self);

/**
 * leat_grading_start:
 * @challenge: a challenge
 * @catalogue: the catalogue
 * @elements: (element-type LeatElement): a snapshot of the drawing
 * @source: (nullable): who asks; held until the callback was called
 * @cancellable: stops it
 * @callback: called from the main loop
 * @user_data: for @callback
 *
 * Grades in a thread.
 */
void leat_grading_start (LeatChallenge      *challenge,
                         LeatCatalogue      *catalogue,
                         GPtrArray          *elements,
                         gpointer            source,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data);

/**
 * leat_grading_finish:
 * @result: what the callback was given
 * @error: return location for a %G_IO_ERROR_CANCELLED, or an error of leat_grade_new()
 *
 * Returns: (transfer full) (nullable): the grading
 */
LeatGrading *leat_grading_finish (GAsyncResult *result,
                                  GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatGrading, leat_grading_free)

G_END_DECLS
