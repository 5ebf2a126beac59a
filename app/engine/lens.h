/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/grade.h"
#include "engine/triangle.h"

G_BEGIN_DECLS

/**
 * LeatLens:
 * @design: the iron triangle of the drawing that was graded
 * @reference: that of the challenge's first solution, under the same load and prices
 *
 * How the exam looks at a design: what it takes to run, how long data takes, what it costs; beside the reference.
 */
typedef struct
{
  LeatTriangle *design;
  LeatTriangle *reference;
} LeatLens;

/**
 * leat_grade_lens:
 * @self: a grade
 * @cancellable: (nullable): stops it
 * @error: return location for an error as of leat_grade_new()
 *
 * Evaluates the reference as the drawing was evaluated.
 *
 * Returns: (transfer full) (nullable): both triangles
 */
LeatLens *leat_grade_lens (const LeatGrade *self,
                           GCancellable    *cancellable,
                           GError         **error);

/**
 * leat_lens_free:
 * @self: (transfer full): what leat_grade_lens() gave
 */
void leat_lens_free (LeatLens *self);

/**
 * leat_lens_get_label:
 * @corner: a corner of the triangle
 *
 * Returns: (transfer none): for people, as the exam asks: "Operational overhead"
 */
const char *leat_lens_get_label (LeatCorner corner);

/**
 * leat_lens_dup_value:
 * @triangle: one of the two
 * @corner: a corner of it
 *
 * Returns: (transfer full): for people: "14 points", "2 min 24 s", "$1,240.00 a month"; "not known" for what is not
 */
char *leat_lens_dup_value (const LeatTriangle *triangle,
                           LeatCorner          corner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatLens, leat_lens_free)

G_END_DECLS
