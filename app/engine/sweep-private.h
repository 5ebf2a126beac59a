/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/explore.h"
#include "engine/what-if-private.h"

G_BEGIN_DECLS

/* All combinations of some variations of a pipeline, tried by several threads. */
typedef struct _LeatSweep LeatSweep;

/* One thread's walk through a sweep. */
typedef struct _LeatWalk LeatWalk;

/* `variations` (nullable): none is the pipeline as it is. NULL with a %LEAT_ERROR_LIMIT if there are too many points. */
LeatSweep *leat_sweep_new (LeatCatalogue     *catalogue,
                           GPtrArray         *elements,
                           const LeatOptions *options,
                           GPtrArray         *variations,
                           LeatWhatIfFlags    flags,
                           GError           **error);
LeatSweep *leat_sweep_new_one (LeatCatalogue     *catalogue,
                               GPtrArray         *elements,
                               const LeatOptions *options,
                               LeatVariation     *variation,
                               LeatWhatIfFlags    flags,
                               GError           **error);
void leat_sweep_free (LeatSweep *self);
guint leat_sweep_get_n_points (const LeatSweep *self);

/* The blocks of the pipeline as given, by their numbers. */
GPtrArray *leat_sweep_get_blocks (const LeatSweep *self);

/* Told of each point, in the thread that tried it and in no order: it writes to the place of `point` only. */
typedef void (*LeatSweepVisit) (LeatWalk          *walk,
                                guint              point,
                                const LeatFigures *figures,
                                gpointer           data);

/* FALSE with a %G_IO_ERROR_CANCELLED if it was stopped. */
gboolean leat_sweep_run (LeatSweep           *self,
                         LeatSweepVisit       visit,
                         gpointer             visit_data,
                         LeatExploreProgress  progress,
                         gpointer             progress_data,
                         GCancellable        *cancellable,
                         GError             **error);

LeatWalk *leat_walk_new (LeatSweep *sweep);
void leat_walk_free (LeatWalk *self);
LeatSweep *leat_walk_get_sweep (LeatWalk *self);
LeatWhatIf *leat_walk_get_what_if (LeatWalk *self);

/* Goes to a point. */
void leat_walk_to (LeatWalk *self,
                   guint     point);

/* From a point, puts a number of some variation, whatever its values are; going to a point ends it. */
void leat_walk_vary (LeatWalk            *self,
                     const LeatVariation *variation,
                     double               number);
void leat_walk_read (LeatWalk    *self,
                     LeatFigures *figures);

/* The figures as they are told to others. */
LeatExplorePoint leat_explore_point_of (const LeatSweep   *sweep,
                                        const LeatFigures *figures);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatSweep, leat_sweep_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatWalk, leat_walk_free)

G_END_DECLS
