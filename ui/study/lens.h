/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/grading.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatLens:
 *
 * A design as the exam looks at it: operational overhead, latency and cost beside those of the reference solution, in
 * figures, in a sentence and as the iron triangle.
 */
#define LEAT_TYPE_LENS (leat_lens_get_type ())
G_DECLARE_FINAL_TYPE (LeatLens, leat_lens, LEAT, LENS, AdwBin)

/**
 * leat_lens_new:
 *
 * Returns: (transfer floating): a lens that shows nothing
 */
GtkWidget *leat_lens_new (void);

/**
 * leat_lens_show:
 * @self: a lens
 * @grading: what it shows; not kept
 */
void leat_lens_show (LeatLens          *self,
                     const LeatGrading *grading);

G_END_DECLS
