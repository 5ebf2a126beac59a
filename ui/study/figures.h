/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatStudyFigures:
 *
 * What a pipeline costs, how long data takes and what is wrong with it, in large type, and by how much that differs from
 * another report.
 */
#define LEAT_TYPE_STUDY_FIGURES (leat_study_figures_get_type ())
G_DECLARE_FINAL_TYPE (LeatStudyFigures, leat_study_figures, LEAT, STUDY_FIGURES, AdwBin)

/**
 * leat_study_figures_new:
 *
 * Returns: (transfer floating): no figures
 */
GtkWidget *leat_study_figures_new (void);

/**
 * leat_study_figures_show:
 * @self: figures
 * @now: what is shown
 * @before: what it is compared with; the same for no difference
 */
void leat_study_figures_show (LeatStudyFigures *self,
                              LeatReport       *now,
                              LeatReport       *before);

/**
 * leat_study_figures_dup_words:
 * @self: figures
 *
 * Returns: (transfer full): what is shown, a line each
 */
char *leat_study_figures_dup_words (LeatStudyFigures *self);

G_END_DECLS
