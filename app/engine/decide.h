/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"
#include "model/pipeline.h"

G_BEGIN_DECLS

/* From a few answers to a pipeline to start from. What is asked and what follows from it is data (data/decisions.xml);
 * here is only how it is weighed. */

/**
 * LeatAnswer:
 * @id: unique among all answers; a variable of the formulas, 1 if it is the one given
 * @label: a few words
 * @help: (nullable): a sentence more
 * @slot: where that variable is
 * @numbers: (element-type LeatAnswerNumber): what it says in numbers
 *
 * One of the answers to a question.
 */
typedef struct
{
  char   *id;
  char   *label;
  char   *help;
  guint   slot;
  GArray *numbers;
} LeatAnswer;

/* A number that holds if the answer is given. */
typedef struct
{
  guint  slot;
  double value;
} LeatAnswerNumber;

/**
 * LeatQuestion:
 * @id: unique among the questions
 * @title: the question
 * @help: why it is asked
 * @fallback: the index of the answer that is taken if none is given
 * @answers: (element-type LeatAnswer): at least two
 *
 * A question with its answers.
 */
typedef struct
{
  char      *id;
  char      *title;
  char      *help;
  guint      fallback;
  GPtrArray *answers;
} LeatQuestion;

/**
 * LeatReason:
 * @when: (nullable): when it holds; %NULL: always
 * @text: a sentence
 *
 * Why a service is chosen, or is not.
 */
typedef struct
{
  LeatFormula *when;
  char        *text;
} LeatReason;

/**
 * LeatDecisionSetting:
 * @name: of the setting; of a requirement with a full stop and the id of a block behind it if it is asked for that block alone
 * @value: (nullable): its value as text
 * @formula: (nullable): what works it out
 * @when: (nullable): when it is set
 *
 * A setting that a choice brings along.
 */
typedef struct
{
  char        *name;
  char        *value;
  LeatFormula *formula;
  LeatFormula *when;
} LeatDecisionSetting;

/**
 * LeatCandidate:
 * @type: the service
 * @id: of the block; a variable of the formulas behind it, 1 if it was chosen
 * @name: of the block
 * @slot: where that variable is
 * @when: (nullable): when it is chosen; %NULL: never, it is there to be rejected
 * @reasons: (element-type LeatReason): why it is chosen: the first that holds counts
 * @refusals: (element-type LeatReason): why it is not: the first that holds counts; without one it is not spoken of
 * @settings: (element-type LeatDecisionSetting): what to set
 *
 * A service that may take a place.
 */
typedef struct
{
  char        *type;
  char        *id;
  char        *name;
  guint        slot;
  LeatFormula *when;
  GPtrArray   *reasons;
  GPtrArray   *refusals;
  GPtrArray   *settings;
} LeatCandidate;

/**
 * LeatPlaceToFill:
 * @id: unique
 * @title: what it is for
 * @several: all candidates whose condition holds are chosen, not the first alone
 * @candidates: (element-type LeatCandidate): in the order in which they are weighed
 *
 * A place in the pipeline.
 */
typedef struct
{
  char      *id;
  char      *title;
  gboolean   several;
  GPtrArray *candidates;
} LeatPlaceToFill;

/* A number that is worked out once, between the questions and the places. */
typedef struct
{
  guint        slot;
  LeatFormula *formula;
} LeatDecisionLet;

/* A wire between two blocks, if both are there. */
typedef struct
{
  LeatWireKind kind;
  char        *from;
  char        *to;
  LeatFormula *when; /* or NULL */
} LeatDecisionWire;

/**
 * LeatDecisions:
 * @questions: (element-type LeatQuestion): in the order of asking
 * @lets: (element-type LeatDecisionLet): in the order in which they are worked out
 * @places: (element-type LeatPlaceToFill): from source to security; later ones know what earlier ones chose
 * @wires: (element-type LeatDecisionWire): between what was chosen
 * @asks: (element-type LeatDecisionSetting): what is asked of the pipeline
 * @formulas: (element-type LeatFormula): all formulas
 *
 * What is asked and what follows from it. Belongs to one thread.
 */
typedef struct
{
  GPtrArray     *questions;
  GPtrArray     *lets;
  GPtrArray     *places;
  GPtrArray     *wires;
  GPtrArray     *asks;
  GPtrArray     *formulas;
  LeatSymbols   *symbols;
  LeatEvaluator *evaluator;
} LeatDecisions;

/**
 * LeatPick:
 * @place: what it is for
 * @candidate: the service
 * @why: why it was chosen, or why not
 * @chosen: whether it was
 *
 * What became of a candidate. Borrowed from the #LeatDecisions.
 */
typedef struct
{
  const LeatPlaceToFill *place;
  const LeatCandidate   *candidate;
  const char            *why;
  gboolean               chosen;
} LeatPick;

/**
 * LeatAdvice:
 * @picks: (array): of #LeatPick, place by place, those chosen before those that were not
 * @elements: (element-type LeatElement): the pipeline: properties, blocks, wires; nothing has a position yet
 *
 * What the answers lead to. Not to outlive its #LeatDecisions.
 */
typedef struct
{
  GArray    *picks;
  GPtrArray *elements;
} LeatAdvice;

/**
 * leat_decisions_new:
 *
 * Returns: (transfer full): decisions without questions, to be filled by a reader
 */
LeatDecisions *leat_decisions_new (void);

/**
 * leat_decisions_free:
 * @self: (transfer full): decisions
 */
void leat_decisions_free (LeatDecisions *self);

/* What the arrays of decisions own. */
LeatQuestion    *leat_question_new   (void);
LeatAnswer      *leat_answer_new     (void);
LeatPlaceToFill *leat_place_new      (void);
LeatCandidate   *leat_candidate_new  (void);

/**
 * leat_decisions_find_question:
 * @self: decisions
 * @id: an id
 *
 * Returns: (transfer none) (nullable): that question
 */
const LeatQuestion *leat_decisions_find_question (const LeatDecisions *self,
                                                  const char          *id);

/**
 * leat_question_find_answer:
 * @self: a question
 * @id: an id
 *
 * Returns: the index of that answer, or -1
 */
int leat_question_find_answer (const LeatQuestion *self,
                               const char         *id);

/**
 * leat_decide:
 * @self: decisions
 * @answers: (array): the index of an answer for each question
 * @title: the title of the pipeline
 *
 * Weighs the answers. The same answers give the same advice.
 *
 * Returns: (transfer full): the advice
 */
LeatAdvice *leat_decide (LeatDecisions *self,
                         const guint   *answers,
                         const char    *title);

/**
 * leat_advice_free:
 * @self: (transfer full): advice
 */
void leat_advice_free (LeatAdvice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatDecisions, leat_decisions_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatAdvice, leat_advice_free)

G_END_DECLS
