/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/engine-private.h"
#include "engine/optimise.h"

G_BEGIN_DECLS

/* A design is a string of digits, one byte each: for every block first which of its types it has, then which value each setting
 * of that type has. 0 is as it is now. The space knows what the digits mean; the search moves through it. */

/* How far a figure is beyond what is asked, in proportion: 1 for e times as much; 0 if it is not, or nothing is asked. */
double leat_goals_beyond (double figure,
                          double asked);

/* By how much a design misses what the pipeline asks for, if the goals want that: 0 if it does not. */
double leat_goals_miss (const LeatGoals  *goals,
                        const LeatReport *report,
                        const LeatReport *present);

/* What the pipeline asks for and how that is in a design, as #LeatDesignRequirement. */
GPtrArray *leat_goals_list (const LeatGoals  *goals,
                            const LeatReport *report,
                            const LeatReport *present);

/* A value that may be tried. */
typedef struct
{
  char              *text;
  const LeatFormula *needs; /* or NULL */
  const char        *why;   /* not translated */
} LeatKnobValue;

/* A setting and the values that may be tried. */
typedef struct
{
  const LeatSetting *setting;
  double             present; /* its number now */
  GArray            *values;  /* of LeatKnobValue: that of digit 1 first */
} LeatKnob;

static inline const LeatKnobValue *
leat_knob_value (const LeatKnob *self,
                 guint           digit)
{
  return &g_array_index (self->values, LeatKnobValue, digit - 1);
}

/* A type that a block may have. */
typedef struct
{
  const LeatInstead *instead; /* NULL: its own, or none */
  const LeatWithout *without; /* the block and its wires go; or NULL */
  const LeatService *service;
  LeatElement       *element; /* owned: the block with that type, nothing tried yet */
  guint              first;   /* its first digit */
  GPtrArray         *knobs;   /* of LeatKnob */
} LeatVariant;

/* A block with something to try. */
typedef struct
{
  guint      at;       /* its index among the elements */
  guint      first;    /* its first digit: the type */
  guint      n_digits;
  GPtrArray *variants; /* of LeatVariant; its own type first */
} LeatPlot;

typedef struct
{
  LeatCatalogue *catalogue;
  GPtrArray     *elements; /* of LeatElement: as they are now; owned */
  LeatReport    *report;   /* of them; owned */
  GPtrArray     *plots;    /* of LeatPlot */
  GHashTable    *plot_of;  /* block id -> LeatPlot */
  guint          n_digits;
  gboolean       mend;
} LeatSpace;

/* With `mend`, what mends findings that say that the pipeline is not as asked may be tried too. NULL if it was cancelled. */
LeatSpace *leat_space_new (LeatReport   *report,
                           GPtrArray    *elements,
                           gboolean      mend,
                           GCancellable *cancellable);
void leat_space_free (LeatSpace *self);

/* How many combinations one block has. */
double leat_plot_count (const LeatPlot *self);

/* Puts the digits of a block's combination number `k` into `digits`. */
void leat_plot_put (const LeatPlot *self,
                    guint           k,
                    guint8         *digits);

/* The elements of a design, or NULL if a wire of it is not supported: where one has gone stands NULL, so that each keeps its
 * place. `changes` gets what differs from `base`, whose digits are `base_digits`; the pairs are borrowed from `base` and from
 * the elements returned. */
GPtrArray *leat_space_new_elements (const LeatSpace *self,
                                    const guint8    *digits,
                                    GPtrArray       *base,
                                    const guint8    *base_digits,
                                    GArray          *changes);

/* The same without the gaps. */
GPtrArray *leat_space_close_gaps (GPtrArray *elements);

/* Whether a formula in the words of a block's service holds for the block. */
gboolean leat_space_is_so (LeatReport            *report,
                           const LeatBlockResult *result,
                           const LeatFormula     *formula);

/* Whether what the tries of a design need is so in its report. */
gboolean leat_space_has_needs (const LeatSpace *self,
                               const guint8    *digits,
                               LeatReport      *report);

guint leat_space_count_changes (const LeatSpace *self,
                                const guint8    *digits);

/* The design with the change of one digit taken back; a type takes its settings with it. */
guint8 *leat_space_dup_without (const LeatSpace *self,
                                const guint8    *digits,
                                guint            at);

/* What differs from the present design, in the order of the blocks. `at` gets the digit of each change. */
GPtrArray *leat_space_list_changes (const LeatSpace *self,
                                    const guint8    *digits,
                                    GArray          *at);

/* A design that was looked at. */
typedef struct
{
  guint8  *digits;
  double   cost;
  double   p95;         /* 0 without a path: then all have the same, and it decides nothing */
  double   complexity;
  double   delay;       /* of all blocks together, where it has a bound */
  guint    n_unbounded; /* blocks whose delay has none */
  guint    n_changes;
  gboolean admitted;
  guint    unmet;
  double   miss;     /* by how much it misses the goals: 0 if it meets them */
  gboolean expanded; /* its neighbours were looked at */
} LeatCandidate;

typedef struct
{
  GHashTable *known;     /* GBytes of digits -> LeatCandidate, owned */
  GPtrArray  *all;       /* of LeatCandidate: what nothing beats */
  GPtrArray  *good;      /* the same of those that meet the goals */
  GPtrArray  *chosen;    /* of those, or if there are none of all, the ones to tell; the cheapest first */
  const LeatCandidate *present;
  const LeatCandidate *nearest;
  gboolean    exact;
  guint       evaluated;
  double      combinations;
} LeatSearch;

/* Which of two is no worse in cost, p95 and complexity, and better in one. */
typedef enum
{
  LEAT_BEATS_NEITHER,
  LEAT_BEATS_FIRST,
  LEAT_BEATS_SECOND,
  LEAT_BEATS_EQUAL,
} LeatBeats;

LeatBeats leat_candidate_compare (const LeatCandidate *a,
                                  const LeatCandidate *b);

/* NULL if it was cancelled. */
LeatSearch *leat_search_run (LeatSpace           *space,
                             const LeatGoals     *goals,
                             LeatOptimiseProgress progress,
                             gpointer             data,
                             GCancellable        *cancellable);
void leat_search_free (LeatSearch *self);

/* The candidate of a design that was looked at, or NULL. */
const LeatCandidate *leat_search_find (const LeatSearch *self,
                                       const LeatSpace  *space,
                                       const guint8     *digits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatSpace, leat_space_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatSearch, leat_search_free)

G_END_DECLS
