/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/engine-private.h"
#include "engine/samples-private.h"

G_BEGIN_DECLS

/* One pipeline whose blocks are exchanged for variants of themselves again and again, and its figures each time.
 * What was evaluated before is kept by what it was evaluated from, so that only what differs costs anything; the
 * figures equal those of a new report. For one thread. */
typedef struct _LeatWhatIf LeatWhatIf;

/* What is read of a variant; the total is always there. */
typedef enum
{
  LEAT_WHAT_IF_DELAY = 1 << 0,  /* the percentiles of the slowest path */
  LEAT_WHAT_IF_PATHS = 1 << 1,  /* those of every path */
  LEAT_WHAT_IF_ERRORS = 1 << 2, /* how many errors the checks find */
} LeatWhatIfFlags;

typedef struct
{
  double          total;
  double          exact;
  guint           unpriced;
  double          use;   /* the largest utilisation of any limit at peak */
  guint           block; /* the block that has it, or G_MAXUINT */
  LeatPercentiles delay; /* of the slowest path: NAN without a path, INFINITY without bound */
  guint           errors;
} LeatFigures;

/* `elements` and `options` as in leat_report_new(); the number of a block is its place among the blocks. */
LeatWhatIf *leat_what_if_new (LeatCatalogue     *catalogue,
                              GPtrArray         *elements,
                              const LeatOptions *options,
                              LeatWhatIfFlags    flags);
void leat_what_if_free (LeatWhatIf *self);

/* Puts a variant of a block in its place. Only settings may differ. */
void leat_what_if_put (LeatWhatIf  *self,
                       guint        block,
                       LeatElement *element);

/* Evaluates what the exchanges since the last time reach. */
void leat_what_if_read (LeatWhatIf  *self,
                        LeatFigures *figures);

/* After a reading: the blocks as they are now; lines are at the tiers that the whole pipeline reaches. */
guint leat_what_if_get_n_blocks (const LeatWhatIf *self);
const LeatElement *leat_what_if_get_element (const LeatWhatIf *self,
                                             guint             block);
const LeatBlockResult *leat_what_if_get_result (LeatWhatIf *self,
                                                guint       block);

/* Whether a setting of a block matters, with the values it has. */
gboolean leat_what_if_shows (LeatWhatIf        *self,
                             guint              block,
                             const LeatSetting *setting);

/* The paths, the same ones in every variant: from each source to each sink that it reaches. */
guint leat_what_if_get_n_paths (const LeatWhatIf *self);
void leat_what_if_get_path_ends (const LeatWhatIf *self,
                                 guint             path,
                                 guint            *source,
                                 guint            *sink);

/* After a reading with LEAT_WHAT_IF_PATHS. */
LeatPercentiles leat_what_if_get_path (LeatWhatIf *self,
                                       guint       path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatWhatIf, leat_what_if_free)

G_END_DECLS
