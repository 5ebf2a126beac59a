/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

G_BEGIN_DECLS

/* What the formulas of one block gave when it was evaluated last: most of them give the same the next time. For one
 * thread, one report and one block, whose service stays. */
typedef struct _LeatMemo LeatMemo;

/* Which formulas of a service read what. */
typedef struct _LeatPlan LeatPlan;

/* NULL if formulas of the service cannot be remembered. */
LeatPlan *leat_plan_new (const LeatService *service);
void leat_plan_free (LeatPlan *self);

/* Borrows the plan. */
LeatMemo *leat_memo_new (const LeatPlan *plan);
void leat_memo_free (LeatMemo *self);

/* What was asked of the block's neighbours has other answers now. */
void leat_memo_forget_asks (LeatMemo *self);

/* Begins an evaluation of a variant of the block. Returns whether its settings are those of the last time. */
gboolean leat_memo_begin (LeatMemo          *self,
                          const LeatElement *element);

/* Tells what a slot holds now. */
void leat_memo_note (LeatMemo *self,
                     guint     slot,
                     double    value);

/* What a slot held at the end of the last evaluation. */
double leat_memo_get_slot (const LeatMemo *self,
                           guint           slot);

/* Whether assignment `i` took its value from the settings; what it then took stays as long as they do. */
gboolean leat_memo_is_set (const LeatMemo *self,
                           guint           i);
void leat_memo_note_set (LeatMemo *self,
                         guint     i,
                         gboolean  is_set);

/* The value of a formula of the block, from the frame only if something that it reads has changed. */
double leat_memo_eval (LeatMemo          *self,
                       LeatEvaluator     *evaluator,
                       const LeatFormula *formula);

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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatPlan, leat_plan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatMemo, leat_memo_free)

G_END_DECLS
