/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

G_BEGIN_DECLS

/**
 * LeatConstraintKind:
 * @LEAT_CONSTRAINT_DELIVERY: data gets from a block of one type to a block of another
 * @LEAT_CONSTRAINT_REQUIREMENT: one of data/requirements.xml is met
 * @LEAT_CONSTRAINT_SOUND: no check finds an error
 */
typedef enum
{
  LEAT_CONSTRAINT_DELIVERY,
  LEAT_CONSTRAINT_REQUIREMENT,
  LEAT_CONSTRAINT_SOUND,
} LeatConstraintKind;

/**
 * LeatConstraint:
 * @id: unique in its challenge; of a requirement the name of its property, "max-p95-s", with a full stop and the first type
 *   of @to behind it if it is asked for one consumer alone; "sound"; of a delivery its own
 * @text: (nullable): for people; %NULL for the words of the requirement
 * @points: over 0
 * @from: (nullable) (array zero-terminated=1): delivery: types of services, at one of which it starts
 * @to: (nullable) (array zero-terminated=1): types at one of which a delivery ends, or of the consumers that a delay is
 *   asked for
 * @requirement: (nullable): the id of the requirement
 * @value: (nullable): what is asked of the requirement, as a property of a pipeline would say it
 *
 * What a challenge asks of a design.
 */
typedef struct
{
  LeatConstraintKind kind;
  char              *id;
  char              *text;
  double             points;
  GStrv              from;
  GStrv              to;
  char              *requirement;
  char              *value;
} LeatConstraint;

/**
 * LeatChallengeLoad:
 * @block: (nullable): the id of the block that the challenge puts on the canvas for it
 * @type: the service that sends
 * @settings: what it sends
 *
 * A load that a design must carry, whatever its own source says. Of a source, what it does not say under the headings of
 * what it says (see LeatSetting) is as the catalogue has it.
 */
typedef struct
{
  char         *block;
  char         *type;
  LeatSettings *settings;
} LeatChallengeLoad;

/**
 * LeatSolution:
 * @title: what it is
 * @text: (nullable): why it is right, or wrong
 * @fails: (nullable) (array zero-terminated=1): of a wrong one: the ids of the constraints that it does not meet for the
 *   reason of the text
 * @rule: (nullable): of a wrong one: the id of the rule whose finding shows that reason
 * @elements: (element-type LeatElement): the drawing
 */
typedef struct
{
  char      *title;
  char      *text;
  GStrv      fails;
  char      *rule;
  GPtrArray *elements;
} LeatSolution;

/**
 * LeatChallenge:
 * @id: the name of its file without the ending
 * @title: a few words
 * @text: the requirement in words, Markdown
 * @domain: the exam's domain, 1 to 4
 * @level: 1 easy to 3 hard
 * @minutes: how long a group may take
 * @loads: (element-type LeatChallengeLoad): what must be carried
 * @constraints: (element-type LeatConstraint): what is asked; of the deliveries the first is what the design is for
 * @hints: (element-type utf8): from a nudge to nearly the solution, Markdown
 * @start: (element-type LeatElement): what stands on the canvas to begin with
 * @solutions: (element-type LeatSolution): right ones, the reference first; at least one
 * @wrongs: (element-type LeatSolution): what is often drawn and wrong
 *
 * A written requirement with measurable constraints. Immutable.
 */
typedef struct
{
  gatomicrefcount ref_count;
  char           *id;
  char           *title;
  char           *text;
  guint           domain;
  guint           level;
  guint           minutes;
  GPtrArray      *loads;
  GPtrArray      *constraints;
  GPtrArray      *hints;
  GPtrArray      *start;
  GPtrArray      *solutions;
  GPtrArray      *wrongs;
} LeatChallenge;

/**
 * LeatMarkVerdict:
 * @LEAT_MARK_MET: as asked: its points are given
 * @LEAT_MARK_MISSED: measured, and not as asked
 * @LEAT_MARK_UNJUDGED: cannot be measured yet: no data arrives, or a part that it is about is not drawn
 */
typedef enum
{
  LEAT_MARK_MET,
  LEAT_MARK_MISSED,
  LEAT_MARK_UNJUDGED,
} LeatMarkVerdict;

/**
 * LeatMark:
 * @constraint: of the challenge
 * @verdict: whether it is met
 * @points: what it gives: those of @constraint or 0
 * @label: for people: "Freshness, p95"
 * @asked: for people: "5 min"; "" where there is nothing to say
 * @measured: for people: "6 min 40 s"; "" if it is not measured
 * @amount: the same as a number, in the unit of the requirement: seconds, dollars a month; INFINITY without bound, NAN if it
 *   is not measured
 * @why: (nullable): a sentence that shows it: a finding, where a delay or a cost comes from, or why it cannot be judged
 * @rule: (nullable): the id of the rule of that finding
 * @block: (nullable): the id of the block or wire that it shows on
 */
typedef struct
{
  const LeatConstraint *constraint;
  LeatMarkVerdict       verdict;
  double                points;
  char                 *label;
  char                 *asked;
  char                 *measured;
  double                amount;
  char                 *why;
  char                 *rule;
  char                 *block;
} LeatMark;

/**
 * LeatGrade:
 * @challenge: what was graded against
 * @report: of the drawing under the load and the constraints of the challenge, without what it silences
 * @marks: (element-type LeatMark): in the order of the constraints
 * @points: the sum of what the marks give
 * @of: the sum of all points
 * @passed: all constraints are met
 *
 * How a drawing does in a challenge.
 */
typedef struct
{
  LeatChallenge *challenge;
  LeatReport    *report;
  GPtrArray     *marks;
  double         points;
  double         of;
  gboolean       passed;
} LeatGrade;

/**
 * leat_challenge_new:
 * @id: its id
 *
 * Returns: (transfer full): a challenge that asks nothing, to be filled before it is used
 */
LeatChallenge *leat_challenge_new (const char *id);

/**
 * leat_challenge_ref:
 * @self: a challenge
 *
 * Returns: (transfer full): @self
 */
LeatChallenge *leat_challenge_ref (LeatChallenge *self);

/**
 * leat_challenge_unref:
 * @self: (transfer full): a challenge
 */
void leat_challenge_unref (LeatChallenge *self);

/**
 * leat_constraint_free:
 * @self: (transfer full): a constraint
 */
void leat_constraint_free (LeatConstraint *self);

/**
 * leat_challenge_load_free:
 * @self: (transfer full): a load
 */
void leat_challenge_load_free (LeatChallengeLoad *self);

/**
 * leat_solution_free:
 * @self: (transfer full): a solution
 */
void leat_solution_free (LeatSolution *self);

/**
 * leat_grade_new:
 * @challenge: a challenge
 * @catalogue: the catalogue
 * @elements: (element-type LeatElement): the drawing
 * @cancellable: (nullable): stops it
 * @error: return location for a %G_IO_ERROR_CANCELLED, or an error of leat_report_new()
 *
 * Grades a drawing by what it does, not by what it looks like: it is evaluated under the challenge's load, in us-east-1
 * at list prices without free allowances, and without what it silences. Nothing but errors is judged before data
 * arrives, on a supported way, where the first delivery asks for it; a wire that checks find an error on carries nothing.
 *
 * Returns: (transfer full) (nullable): the grade
 */
LeatGrade *leat_grade_new (LeatChallenge *challenge,
                           LeatCatalogue *catalogue,
                           GPtrArray     *elements,
                           GCancellable  *cancellable,
                           GError       **error);

/**
 * leat_grade_free:
 * @self: (transfer full): a grade
 */
void leat_grade_free (LeatGrade *self);

/**
 * leat_grade_get_mark:
 * @self: a grade
 * @id: the id of a constraint
 *
 * Returns: (transfer none) (nullable): its mark
 */
const LeatMark *leat_grade_get_mark (const LeatGrade *self,
                                     const char      *id);

/**
 * leat_mark_verdict_get_label:
 * @verdict: a verdict
 *
 * Returns: (transfer none): for people: "met"
 */
const char *leat_mark_verdict_get_label (LeatMarkVerdict verdict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatChallenge, leat_challenge_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatGrade, leat_grade_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatConstraint, leat_constraint_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatSolution, leat_solution_free)

G_END_DECLS
