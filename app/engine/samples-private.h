/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/engine-private.h"

G_BEGIN_DECLS

/* Percentiles of a sum by sampling: every stage's distribution is cut into LEAT_N_SAMPLES equal slices, and the
 * slices of the stages of a path are combined in the order of a low-discrepancy (Sobol) sequence, a dimension
 * a stage. Last comes the widest, whose tail is that of the sum more than any other's: it is set against the sum of the others
 * several times, each time turned. The same pipeline always gives the same figures; means add exactly. */

#define LEAT_N_SAMPLES 2048
#define LEAT_N_TURNS 6

/* Before a loop over all slices or samples: it is compiled a second time for processors with wider registers. Both ways give the
 * same to the last bit, since each value is worked out by itself, without fused operations. */
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define LEAT_WIDE __attribute__ ((target_clones ("avx2", "default"), optimize ("O3")))
#else
#define LEAT_WIDE
#endif

/* How many places on paths slices are kept in the order of; at others they are put in order each time. */
#define LEAT_N_PLACED 2

/* The slices of one stage, by its kind, part and parameters: blocks of a type often share them. */
typedef struct
{
  LeatStageKind kind;
  guint         part;
  double        parameters[LEAT_STAGE_MAX_PARAMETERS];
  gboolean      is_constant; /* all values are the same */
  double        values[LEAT_N_SAMPLES];
  struct
  {
    guint   place;  /* + 1, or 0 */
    double *values; /* in the order of that place, or NULL */
  } placed[LEAT_N_PLACED]; /* see leat_samples_add_again() */
} LeatSlices;

/* Slices, and the room of those that are no more: pages that go back to the system and come again cost more than what is
 * worked out on them. */
typedef struct
{
  GHashTable *table; /* of LeatSlices */
  GPtrArray  *spare; /* of LeatSlices */
  GPtrArray  *spare_values; /* of double * */
} LeatSlicesSet;

typedef struct
{
  double p50;
  double p95;
  double p99;
} LeatPercentiles;

/* An empty set of slices: each is computed when it is first asked for, and lives until the set is cleared. */
LeatSlicesSet *leat_slices_set_new (void);
LeatSlicesSet *leat_slices_set_ref (LeatSlicesSet *self);
void leat_slices_set_unref (LeatSlicesSet *self);

/* Nobody may hold slices of it any more. */
void leat_slices_set_clear (LeatSlicesSet *self);

LeatSlices *leat_slices_get (LeatSlicesSet        *set,
                             const LeatStageValue *stage,
                             guint                 part);

/* Whether these are the slices of a part of a stage. */
gboolean leat_slices_are_of (const LeatSlices     *self,
                             const LeatStageValue *stage,
                             guint                 part);

/* Adds the stage that is number `place` on its path to `sum`. */
void leat_samples_add (double            sum[LEAT_N_SAMPLES],
                       const LeatSlices *slices,
                       guint             place);

/* The same, for stages of the set that are added at the same place again and again: keeps the values in the order of the
 * place. */
void leat_samples_add_again (double         sum[LEAT_N_SAMPLES],
                             LeatSlicesSet *set,
                             LeatSlices    *slices,
                             guint          place);

/* The number of the stage that is widest, which is added last; `n` if none has any width. */
guint leat_samples_find_widest (LeatSlices *const *stages,
                                guint              n);

/* Adds up all stages of a path but the widest, whose number it returns. */
guint leat_samples_add_up (LeatSlices *const *stages,
                           guint              n,
                           double             sum[LEAT_N_SAMPLES]);

/* What the 95th percentile of a sum of `n` stages cannot be above. */
double leat_samples_bound (LeatSlices *const *stages,
                           guint              n,
                           guint              widest);

/* What the samples of a sum say, with the widest stage, which it does not hold yet; NULL if no stage has any width. `place` is
 * its number on the path. */
LeatPercentiles leat_samples_read (const double      sum[LEAT_N_SAMPLES],
                                   const LeatSlices *widest,
                                   guint             place);

/* The quantile at `u`, from 0 to 1, of the same. */
double leat_samples_quantile (const double      sum[LEAT_N_SAMPLES],
                              const LeatSlices *widest,
                              guint             place,
                              double            u);

/* The quantile of a sum of stages that do not depend on each other, as for a path. */
double leat_stages_quantile (const LeatStageValue *stages,
                             guint                 n,
                             double                u);

/* Whether the 95th percentile of the same is above `p95`, or at it if `or_equal`. */
gboolean leat_samples_exceed (const double      sum[LEAT_N_SAMPLES],
                              const LeatSlices *widest,
                              guint             place,
                              double            p95,
                              gboolean          or_equal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatSlicesSet, leat_slices_set_unref)

G_END_DECLS
