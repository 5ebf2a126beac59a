/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

G_BEGIN_DECLS

/* Better designs: what the catalogue says may be tried in the place of settings and of services is tried, and what no other
 * design beats in cost, delay and complexity at once is kept. Nothing is changed until an edit is applied. */

/* Up to as many combinations every one is evaluated; above, a search looks for good ones. */
#define LEAT_OPTIMISE_EXACT 2048
/* How many designs a search evaluates. */
#define LEAT_OPTIMISE_EVALUATIONS 4000
/* How many designs of the front are told. */
#define LEAT_OPTIMISE_LIMIT 64

/**
 * LeatMeets:
 * @report: of a design
 * @data: what was given
 *
 * Returns: whether the design does what is asked
 */
typedef gboolean (*LeatMeets) (LeatReport *report,
                               gpointer    data);

/**
 * LeatGoals:
 * @max_p95: seconds that 95 of 100 records may take from any source to any consumer; 0 for no such goal
 * @budget: money a month in the pipeline's currency; 0 for no such goal
 * @serverless: nothing whose servers somebody has to choose
 * @requirements: what the pipeline asks for by its properties, see leat_report_get_requirements(); but no delay if @max_p95 is
 *   given, and no budget if @budget is. What cannot be told counts as met, unless it can be told of the present design and is
 *   met there. What mends a finding against it by setting something is tried besides the alternatives of the catalogue.
 * @meets: (nullable): what else is asked; called in the thread that optimises
 * @data: for @meets
 * @limit: how many designs are told at most; 0 for %LEAT_OPTIMISE_LIMIT
 * @max_exact: how many combinations are enumerated; 0 for %LEAT_OPTIMISE_EXACT
 * @max_evaluations: how many designs a search evaluates; 0 for %LEAT_OPTIMISE_EVALUATIONS
 * @threads: 0 for one a processor; the result does not depend on it
 *
 * What a design has to do. All zeros ask for nothing.
 */
typedef struct
{
  double    max_p95;
  double    budget;
  gboolean  serverless;
  gboolean  requirements;
  LeatMeets meets;
  gpointer  data;
  guint     limit;
  guint     max_exact;
  guint     max_evaluations;
  guint     threads;
} LeatGoals;

/**
 * LeatUnmet:
 * @LEAT_UNMET_P95: it takes longer than asked
 * @LEAT_UNMET_BUDGET: it costs more than asked
 * @LEAT_UNMET_SERVERLESS: it has servers
 * @LEAT_UNMET_OTHER: what @meets of the goals says
 * @LEAT_UNMET_REQUIREMENTS: what the pipeline asks for; the design tells which
 *
 * Goals that a design misses.
 */
typedef enum
{
  LEAT_UNMET_P95 = 1 << 0,
  LEAT_UNMET_BUDGET = 1 << 1,
  LEAT_UNMET_SERVERLESS = 1 << 2,
  LEAT_UNMET_OTHER = 1 << 3,
  LEAT_UNMET_REQUIREMENTS = 1 << 4,
} LeatUnmet;

/**
 * LeatDesignChange:
 * @block: the id of the block
 * @name: what to call it by
 * @setting: (nullable): the setting that changes; %NULL if it is the type of the block
 * @from: the value, or the id of the service, as the file has it
 * @to: the same after the change; `none` if the block goes, and its wires with it
 * @from_label: the words for people
 * @to_label: the words for people
 * @why: (transfer none): what it is good for, translated: the beginning of a sentence
 */
typedef struct
{
  char              *block;
  char              *name;
  const LeatSetting *setting;
  char              *from;
  char              *to;
  char              *from_label;
  char              *to_label;
  const char        *why;
} LeatDesignChange;

/**
 * LeatDesignRequirement:
 * @result: what the pipeline asks for, and how it is in a design
 * @is_missed: whether it counts as missed: what could not be told before may stay so
 * @text: all that for people, see leat_requirement_result_dup_text()
 */
typedef struct
{
  LeatRequirementResult result;
  gboolean              is_missed;
  char                 *text;
} LeatDesignRequirement;

/**
 * LeatDesign:
 * @changes: (element-type LeatDesignChange): what differs from the present design; the most useful first
 * @cost: money a month in the pipeline's currency
 * @p95: seconds on the slowest path; NAN without a path, INFINITY without bound
 * @complexity: points
 * @unmet: bits of #LeatUnmet: the goals that it misses
 * @requirements: (element-type LeatDesignRequirement): what the pipeline asks for, if the goals do
 * @sentence: why it is better
 * @replaced: (element-type LeatChange): elements before and after
 */
typedef struct
{
  GPtrArray *changes;
  double     cost;
  double     p95;
  double     complexity;
  guint      unmet;
  GPtrArray *requirements;
  char      *sentence;

  /*< private >*/
  GArray *replaced;
} LeatDesign;

/**
 * LeatOptimisation:
 * @present: the design as it is
 * @is_best: whether nothing that was found beats @present
 * @front: (element-type LeatDesign): what no other design beats, of those that meet the goals or, if none does, of all; the
 *   cheapest first. @present is not among them.
 * @nearest: (nullable): if nothing meets the goals, the design that misses them by least; it may be @present
 * @exact: whether every combination was evaluated
 * @evaluated: how many designs were
 * @combinations: how many there are
 */
typedef struct
{
  LeatDesign *present;
  gboolean    is_best;
  GPtrArray  *front;
  LeatDesign *nearest;
  gboolean    exact;
  guint       evaluated;
  double      combinations;
} LeatOptimisation;

/**
 * LeatOptimiseProgress:
 * @done: designs evaluated
 * @total: designs to evaluate at most
 * @data: what was given
 */
typedef void (*LeatOptimiseProgress) (guint    done,
                                      guint    total,
                                      gpointer data);

/**
 * leat_optimise:
 * @catalogue: the catalogue
 * @elements: (element-type LeatElement): all elements of a pipeline
 * @options: (nullable): what to use in place of the pipeline's own properties
 * @goals: what is asked
 * @progress: (nullable): is told how far it has come, in the thread that optimises
 * @data: for @progress
 * @cancellable: (nullable): stops it
 * @error: return location for a %G_IO_ERROR_CANCELLED
 *
 * A block is left away only if the catalogue says that nothing needs it, and if those that data reaches from it are billed
 * for the same without it.
 * A design is taken only if every source still reaches every consumer that it reaches now, all wires are supported, no finding
 * that is an error is new, no line more lacks its price, and no backlog grows that does not grow now. Of designs that are equal
 * the one with the fewest changes is told. Pure: any thread may do it, and the same input gives the same result.
 *
 * Returns: (transfer full) (nullable): what was found
 */
LeatOptimisation *leat_optimise (LeatCatalogue       *catalogue,
                                 GPtrArray           *elements,
                                 const LeatOptions   *options,
                                 const LeatGoals     *goals,
                                 LeatOptimiseProgress progress,
                                 gpointer             data,
                                 GCancellable        *cancellable,
                                 GError             **error);

/**
 * leat_optimisation_free:
 * @self: (transfer full): what leat_optimise() found
 */
void leat_optimisation_free (LeatOptimisation *self);

/**
 * leat_design_new_edit:
 * @self: a design
 * @pipeline: the pipeline that it was found for
 *
 * Returns: (transfer full) (nullable): one edit that makes the pipeline so, or %NULL if what it changes has changed since; blocks
 *   may have been moved or renamed
 */
LeatEdit *leat_design_new_edit (const LeatDesign *self,
                                LeatPipeline     *pipeline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatOptimisation, leat_optimisation_free)

G_END_DECLS
