/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

#include <string.h>

G_BEGIN_DECLS

/* An assignment that has a formula. */
typedef struct
{
  guint        slot;
  LeatFormula *formula; /* or NULL */
} LeatDerived;

/* Which formulas of a service read what. Each has a number, in the order of evaluation: those of assignments have those of
 * the assignments, and so on; where there is none, its number stays unused. */
typedef struct
{
  const LeatService *service;
  guint    n_slots;
  guint    flow;    /* the number of the first of these; those of `when` follow each other */
  guint    limits;  /* the same: when, then demand and capacity of each */
  guint    uses;
  guint    means;   /* demands at mean load */
  guint    lines;   /* when, then quantities */
  guint    quantities;
  guint    stages;  /* when, then parameters of each */
  guint    parameters;
  guint    complexity;
  guint    n;       /* numbers */
  guint    n_words; /* of 64 bits for all numbers */
  guint64 *absent;  /* n_words: what has no formula */
  guint64 *plain;   /* n_words: assignments that are no settings */
  LeatDerived *derived; /* by assignment */
  guint64 *readers; /* by slot, then by what else is read (memo.c): n_words each */
} LeatPlan;

/* What the formulas of one block gave when it was evaluated last: most of them give the same the next time. For one
 * thread, one report and one block, whose service stays. */
typedef struct
{
  const LeatPlan *plan;
  LeatElement    *element; /* owned: the last variant; or NULL */
  double         *slots;
  guint64        *valid;   /* n_words: by number */
  guint64        *off;     /* n_words: by number; a `when` that does not hold, if it is valid */
  double         *values;  /* by number */
  guint64        *is_set;  /* n_words: by assignment; it took its value from the settings */
  guint64        *is_derived; /* n_words: the same; it takes its value from its formula, whatever else changes */
  LeatUse        *uses;
  guint           n_uses;
  LeatLineItem   *lines;   /* by line; those without a line are not known */
  double         *quantities;
  LeatStageValue *stages;  /* by stage; those without a stage are not known */
} LeatMemo;

/* NULL if formulas of the service cannot be remembered. */
LeatPlan *leat_plan_new (const LeatService *service);
void leat_plan_free (LeatPlan *self);

/* Borrows the plan. */
LeatMemo *leat_memo_new (const LeatPlan *plan);
void leat_memo_free (LeatMemo *self);

/* What was asked of the block's neighbours has other answers now. */
void leat_memo_forget_asks (LeatMemo *self);

typedef enum
{
  LEAT_MEMO_ANEW, /* nothing is known of the settings: each must be put */
  LEAT_MEMO_SOME, /* some have other values: their assignments are open */
  LEAT_MEMO_SAME, /* the block is that of the last time */
} LeatMemoKnows;

/* Begins an evaluation of a variant of the block. Returns what is known of its settings. */
LeatMemoKnows leat_memo_begin (LeatMemo          *self,
                               const LeatElement *element);

/* Tells whether assignment `i` took its value from the settings; what it then took stays as long as they do. */
void leat_memo_note_set (LeatMemo *self,
                         guint     i,
                         gboolean  is_set);

/* The demand of limit `i` at mean load, if it is known. */
gboolean leat_memo_get_mean (const LeatMemo *self,
                             guint           i,
                             double         *demand);
void leat_memo_note_mean (LeatMemo *self,
                          guint     i,
                          double    demand);

/* Tells how much the limits are used. */
void leat_memo_note_uses (LeatMemo      *self,
                          const LeatUse *uses,
                          guint          n);

/* What line `i` was last time, or NULL; `quantity` gets the one that it was worked out from. */
const LeatLineItem *leat_memo_get_line (const LeatMemo *self,
                                        guint           i,
                                        double         *quantity);
void leat_memo_note_line (LeatMemo           *self,
                          guint               i,
                          const LeatLineItem *item,
                          double              quantity);

/* What stage `i` was last time, or NULL. */
const LeatStageValue *leat_memo_get_stage (const LeatMemo *self,
                                           guint           i);
void leat_memo_note_stage (LeatMemo             *self,
                           guint                 i,
                           const LeatStageValue *value);

static inline guint64 *
leat_plan_get_readers (const LeatPlan *self,
                       guint           row)
{
  return self->readers + (gsize) row * self->n_words;
}

static inline void
leat_memo_forget_readers (LeatMemo *self,
                          guint     row)
{
  const guint64 *readers = leat_plan_get_readers (self->plan, row);

  for (guint i = 0; i < self->plan->n_words; i++)
    self->valid[i] &= ~readers[i];
}

static inline gboolean
leat_memo_is_valid (const LeatMemo *self,
                    guint           number)
{
  return (self->valid[number / 64] >> number % 64 & 1) != 0;
}

static inline gboolean
leat_memo_is_derived (const LeatMemo *self,
                      guint           assignment)
{
  return (self->is_derived[assignment / 64] >> assignment % 64 & 1) != 0;
}

static inline double
leat_memo_keep (LeatMemo *self,
                guint     number,
                double    value)
{
  self->valid[number / 64] |= (guint64) 1 << number % 64;
  return self->values[number] = value;
}

/* Tells what a slot holds now. */
static inline void
leat_memo_note (LeatMemo *self,
                guint     slot,
                double    value)
{
  if (memcmp (&self->slots[slot], &value, sizeof value) == 0)
    return;
  self->slots[slot] = value;
  leat_memo_forget_readers (self, slot);
}

/* What a slot held at the end of the last evaluation. */
static inline double
leat_memo_get_slot (const LeatMemo *self,
                    guint           slot)
{
  return self->slots[slot];
}

/* The first assignment from `i` on whose value may not be that of the last time, unless all is new; or any after all. */
static inline guint
leat_memo_next_assignment (const LeatMemo *self,
                           guint           i)
{
  guint64 open = 0;

  for (guint word = i / 64; word < self->plan->n_words && open == 0; word++)
    {
      open = ~(self->valid[word] | self->is_set[word]);
      if (word == i / 64)
        open &= ~(guint64) 0 << i % 64;
      if (open != 0)
        return word * 64 + __builtin_ctzll (open);
    }
  return G_MAXUINT;
}

/* The first line from `i` on that is not known not to apply; or any after all. */
static inline guint
leat_memo_next_line (const LeatMemo *self,
                     guint           i)
{
  guint number = self->plan->lines + i;

  for (guint word = number / 64; word < self->plan->n_words; word++)
    {
      guint64 open = ~(self->valid[word] & self->off[word]);

      if (word == number / 64)
        open &= ~(guint64) 0 << number % 64;
      if (open != 0)
        return word * 64 + __builtin_ctzll (open) - self->plan->lines;
    }
  return G_MAXUINT;
}

/* Whether a `when` holds. */
static inline gboolean
leat_memo_holds (LeatMemo           *self,
                 LeatEvaluator      *evaluator,
                 guint               number,
                 LeatFormula *const *when)
{
  guint64 bit = (guint64) 1 << number % 64;
  gboolean holds;

  if (leat_memo_is_valid (self, number))
    return self->values[number] != 0;
  holds = leat_memo_keep (self, number, leat_evaluator_eval (evaluator, *when)) != 0;
  self->off[number / 64] = holds ? self->off[number / 64] & ~bit : self->off[number / 64] | bit;
  return holds;
}

/* The value of the formula of that number: 1 if there is none. It is read and evaluated only if something that it reads has
 * changed. */
static inline double
leat_memo_eval (LeatMemo           *self,
                LeatEvaluator      *evaluator,
                guint               number,
                LeatFormula *const *formula)
{
  if (leat_memo_is_valid (self, number))
    return self->values[number];
  return leat_memo_keep (self, number, leat_evaluator_eval (evaluator, *formula));
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatPlan, leat_plan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatMemo, leat_memo_free)

G_END_DECLS
