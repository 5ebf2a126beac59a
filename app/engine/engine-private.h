/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/memo-private.h"
#include "engine/report.h"

#include <math.h>

G_BEGIN_DECLS

/* What the files of the engine share. A report is made in four passes over a graph: evaluate (flow, cost,
 * limits, stages of each block, upstream first), latency (paths), check (rules on blocks and wires), sum. */

/* One wire as the engine sees it. Ends are indices of blocks. */
typedef struct
{
  guint             from;
  guint             to;
  LeatFlowDirection flows;
  gboolean          cut; /* it closes a cycle of flow, so nothing flows on it */
  gboolean          serves_end; /* a network or other service at its end asks what its start sends */
} LeatGraphWire;

/* The structure of a pipeline, shared by reports as long as no wire or block comes or goes. */
typedef struct
{
  gatomicrefcount ref_count;
  guint           n_blocks;
  GPtrArray      *kept;     /* of LeatElement, owned: whose ids are keys below */
  GHashTable     *index_of; /* block id -> index + 1 */
  GHashTable     *wire_of;  /* wire id -> index + 1 */
  const LeatService **services; /* by block; NULL: not in the catalogue */
  GArray         *wires;    /* of LeatGraphWire, in drawing order */
  guint          *starts;   /* n_blocks + 1: where a block's wires begin in `touching` */
  guint          *touching; /* wire indices, by block */
  guint          *order;    /* block indices, upstream first, controllers after what they control */
  guint          *position; /* the inverse of `order` */
  guint          *by_service; /* block indices, those of one service together */
  guint8         *in_cycle; /* by block */
  guint16        *leads_to; /* by block: bits (1 << LeatRole) of what its data reaches over any number of wires */
  guint16        *comes_from; /* by block: bits of where its data comes from */
} LeatGraph;

LeatGraph *leat_graph_new (LeatCatalogue *catalogue,
                           GPtrArray     *blocks,
                           GPtrArray     *wires);
LeatGraph *leat_graph_ref (LeatGraph *self);
void leat_graph_unref (LeatGraph *self);

static inline const LeatGraphWire *
leat_graph_wire (const LeatGraph *self,
                 guint            i)
{
  return &g_array_index (self->wires, LeatGraphWire, i);
}

/* The block that data comes from and the one that it goes to; FALSE if nothing flows on the wire. */
static inline gboolean
leat_graph_flow_ends (const LeatGraphWire *wire,
                      guint               *source,
                      guint               *target)
{
  if (wire->flows == LEAT_FLOWS_NONE || wire->cut)
    return FALSE;
  *source = wire->flows == LEAT_FLOWS_FORWARD ? wire->from : wire->to;
  *target = wire->flows == LEAT_FLOWS_FORWARD ? wire->to : wire->from;
  return TRUE;
}

/* Whether data leaves (`outward`) or reaches a block. */
gboolean leat_graph_has_flow (const LeatGraph *self,
                              guint            block,
                              gboolean         outward);

/* Puts blocks (guint) into the order of evaluation. */
void leat_graph_sort_blocks (const LeatGraph *self,
                             GArray          *blocks);

/* The blocks (guint) that data reaches from one, itself too, in the order of evaluation. */
GArray *leat_graph_list_reached (const LeatGraph *self,
                                 guint            from);

/* The zones among the elements: id -> LeatElement, both borrowed. */
GHashTable *leat_zones_by_id (GPtrArray *elements);

/* Where a block is. */
typedef struct
{
  const char *region;  /* interned; NULL: that of the pipeline */
  const char *zone;    /* interned: what tells its Availability Zone from others, or NULL: not known */
  gboolean    outside; /* of AWS: what flows to it leaves by the internet */
} LeatPlace;

GArray *leat_places_new (LeatCatalogue   *catalogue,
                         GPtrArray       *elements,
                         GPtrArray       *blocks,
                         const LeatGraph *graph);

/* Whether the changes may move a block to another place. */
gboolean leat_places_change (const LeatChanges *changes);

struct _LeatReport
{
  gatomicrefcount ref_count;
  LeatCatalogue  *catalogue;
  const LeatPriceBook *prices;
  LeatOptions     options; /* its strings are owned */
  LeatGraph      *graph;
  GArray         *places;   /* of LeatPlace, by block; owned, shared */
  GPtrArray      *blocks;   /* of LeatElement, owned, in drawing order */
  GPtrArray      *wires;    /* of LeatElement, owned, as graph->wires */
  GPtrArray      *results;  /* of LeatBlockResult or NULL while it is made, owned */
  GPtrArray      *wire_findings; /* of GPtrArray of LeatFinding, or NULL; owned, shared */
  GHashTable     *waits;    /* of leat_day_find_waits(), owned, or NULL */
  GPtrArray      *paths;    /* of LeatPath */
  GPtrArray      *findings; /* of LeatFinding, owned by results and wire_findings; NULL until it is asked for */
  guint           counts[3];
  double          total;
  guint           unpriced;
  double         *asked;    /* by requirement: what is asked, or 0; in an atomic reference-counted box */
  LeatElement    *properties; /* of the pipeline; or NULL */
  GPtrArray      *requirements; /* of LeatRequirementResult; owned */
  int             bottleneck; /* index of a result, or -1 */
  guint           bottleneck_limit;
  double          saturates_at;
};

/* The Region that block `i` is billed in. */
static inline const char *
leat_report_region_of (const LeatReport *self,
                       guint             i)
{
  const char *region = g_array_index (self->places, LeatPlace, i).region;

  return region != NULL ? region : self->options.region;
}

/* What an evaluation needs besides the report: one a thread at a time. */
typedef struct
{
  LeatReport    *report;
  LeatEvaluator *evaluator;
  guint          block; /* the block under evaluation, for lookups; G_MAXUINT when priced alone */
  LeatElement   *element;
  const LeatService *service;
  const LeatBlockResult *current; /* its result once evaluated, for use() */
  guint          wire; /* the wire under check, or G_MAXUINT */
  const LeatWiring *wiring; /* what the table says of it, or NULL */
  guint          horizon; /* results from this position of the order on are not there yet for lookups */
  LeatMemo      *memo; /* of the block under evaluation; or NULL */
} LeatContext;

/* A context with this thread's evaluator, set to the report's month and to answer lookups from it. */
void leat_context_init (LeatContext *context,
                        LeatReport  *report);

/* A report of which nothing is evaluated yet. */
LeatReport *leat_report_new_blank (LeatCatalogue     *catalogue,
                                   GPtrArray         *elements,
                                   const LeatOptions *options);

double leat_context_lookup (gpointer    data,
                            LeatAsk     ask,
                            const char *argument);

/* The number of a setting as set on an element, or its default; FALSE if the service has no such
 * setting or it is derived and not set. */
gboolean leat_setting_value (const LeatService *service,
                             const LeatElement *element,
                             const char        *name,
                             double            *value);

/* What flows into a block by what its senders' results say, and how many wires of flow end and start at it. */
LeatFlow leat_evaluate_inflow (LeatContext *context,
                               guint        block,
                               guint       *n_in,
                               guint       *n_out);

/* Evaluates block `i` of the context's report with what flows into it. */
LeatBlockResult *leat_evaluate_block (LeatContext *context,
                                      guint        i);

/* The same with what flows in as leat_evaluate_inflow() gave it. */
LeatBlockResult *leat_evaluate_block_with (LeatContext    *context,
                                           guint           i,
                                           const LeatFlow *in,
                                           guint           n_in,
                                           guint           n_out);

/* The same in the place of a result of the block that nobody else has. Returns whether what others see of it has changed. */
gboolean leat_evaluate_block_again (LeatContext     *context,
                                    guint            i,
                                    const LeatFlow  *in,
                                    guint            n_in,
                                    guint            n_out,
                                    LeatBlockResult *result);

/* The same with a given inflow and without neighbours. `overrides` (nullable) holds inputs by name. */
LeatBlockResult *leat_evaluate_alone (LeatContext        *context,
                                      const LeatElement  *element,
                                      const LeatService  *service,
                                      const LeatFlow     *in,
                                      const LeatSettings *overrides);

/* The utilisation of one limit when what flows in is `factor` times what it is. */
double leat_evaluate_scaled (LeatContext           *context,
                             const LeatBlockResult *result,
                             guint                  block,
                             guint                  limit,
                             double                 factor);

/* The utilisation of one limit when what flows in is `load` times its mean, mean and size as they are. */
double leat_evaluate_use_at (LeatContext           *context,
                             const LeatBlockResult *result,
                             guint                  block,
                             guint                  limit,
                             double                 load);

/* The load at which the first of the limits that are full at peak is full, as a multiple of the mean. */
double leat_evaluate_capacity (LeatContext           *context,
                               const LeatBlockResult *result,
                               guint                  block);

/* The same at mean load: with a peak factor of 1. A use that no load changes is what it is. */
double leat_evaluate_mean_scaled (LeatContext           *context,
                                  const LeatBlockResult *result,
                                  guint                  block,
                                  guint                  limit,
                                  double                 factor);

/* The records a second that flow out on each wire when what flows in is `factor` times what it is. */
double leat_evaluate_records_out (LeatContext           *context,
                                  const LeatBlockResult *result,
                                  guint                  block,
                                  double                 factor);

/* Fills the frame of a block from its result, for formulas of rules and fixes. */
double *leat_evaluate_restore (LeatContext           *context,
                               const LeatBlockResult *result,
                               guint                  block);

LeatBlockResult *leat_block_result_ref (LeatBlockResult *self);
gboolean leat_block_result_same_values (const LeatBlockResult *a,
                                        const LeatBlockResult *b);

/* Another quantity at the price that an item has, as if nothing else were billed at it. */
void leat_line_item_take (LeatLineItem      *item,
                          double             quantity,
                          const LeatOptions *options);

/* Fills `item` with the quantity's price, as if nothing else were billed at it. */
void leat_line_item_price (LeatLineItem        *item,
                           const LeatPriceBook *prices,
                           const char          *key,
                           double               quantity,
                           const LeatOptions   *options);

/* Whether tiers, or a free allowance, of the price are shared by all that is billed at it. */
gboolean leat_price_is_shared (const LeatPrice   *price,
                               const LeatOptions *options);

/* Whether `n` lines of `gross` units together cost what each would cost alone. */
gboolean leat_price_is_alone (const LeatPrice   *price,
                              guint              n,
                              double             gross,
                              const LeatOptions *options);

/* Puts a line at the tiers and free allowances that `n` lines of `gross` units reach together. Returns whether that changes
 * it. */
gboolean leat_line_item_share (LeatLineItem      *item,
                               guint              n,
                               double             gross,
                               const LeatOptions *options);

/* Puts the report's lines at the tiers and free allowances that the whole pipeline reaches together; results
 * that change are replaced by copies of their own. */
void leat_account_apply (LeatReport *report);

/* What lines come to, the unpriced ones (those without a price that anything of is used) counted. */
typedef struct
{
  double monthly; /* to be made tidy */
  double exact;
  guint  unpriced;
} LeatLineSum;

static inline void
leat_line_sum_add (LeatLineSum        *self,
                   const LeatLineItem *item)
{
  if (isnan (item->monthly))
    {
      self->unpriced += item->quantity > 0;
      return;
    }
  self->monthly += item->monthly;
  self->exact += item->exact;
}

void leat_block_result_sum_up (LeatBlockResult *self);

/* What the slow ones of a way take, by its stages: ways are compared by it. */
typedef struct
{
  double mean;    /* sum of means, seconds */
  double squares; /* sum of squared spreads */
} LeatWay;

static inline LeatWay
leat_way_through (LeatWay                way,
                  const LeatBlockResult *block)
{
  /* Two ways without bound must still compare, and their lengths must add. */
  return (LeatWay){ way.mean + MIN (block->mean_delay, 1e12), way.squares + block->squared_spread };
}

static inline double
leat_way_length (LeatWay way)
{
  return way.mean + sqrt (way.squares);
}

LeatBlockResult *leat_block_result_copy (const LeatBlockResult *self);

void leat_check_block (LeatContext     *context,
                       guint            block,
                       LeatBlockResult *result);
GPtrArray *leat_check_wire (LeatContext *context,
                            guint        wire);

/* How many errors a check would find that are not silenced, without making findings. */
guint leat_check_count_block_errors (LeatContext           *context,
                                     guint                  block,
                                     const LeatBlockResult *result);
guint leat_check_count_wire_errors (LeatContext *context,
                                    guint        wire);
void leat_finding_free (LeatFinding *finding);

/* What is asked of the pipeline, by requirement. */
double *leat_requirements_read (LeatCatalogue     *catalogue,
                                const LeatElement *properties);

/* The number that is asked, or 0. */
double leat_requirements_get (const LeatReport *report,
                              const char       *id);

/* Whether the rule has anything to look at: it is made for no requirement, or for one that is asked. */
static inline gboolean
leat_requirements_call (const LeatReport *report,
                        const LeatRule   *rule)
{
  return rule->requirement == NULL || (report->asked != NULL && report->asked[rule->requirement->index] != 0);
}

/* Whether each that is asked is met; when all else of the report is there. */
GPtrArray *leat_requirements_judge (LeatReport        *report,
                                    const LeatElement *properties);

/* How long records wait in the backlogs that a day leaves: LeatBlockResult -> LeatSlices, or NULL if nothing waits.
 * What grows from day to day is not in it. */
GHashTable *leat_day_find_waits (LeatContext *context);

/* Paths of a report; those of `previous` (nullable) whose blocks are the same are taken over. */
GPtrArray *leat_latency_paths (LeatReport       *report,
                               const LeatReport *previous,
                               GCancellable     *cancellable);

void leat_find_bottleneck (LeatContext *context);

/* The mean of a stage, in seconds; INFINITY if it grows without bound. */
double leat_stage_mean (LeatStageKind kind,
                        const double *parameters);

/* How much longer than their mean the slow ones take, to compare ways with: from the mean to the 95th percentile, which is only
 * estimated for windows and queues; 0 if there is no mean. Spreads of independent stages add as squares, so that the 95th
 * percentile of a way is near the sum of the means and the root of that of the squares. */
double leat_stage_spread (LeatStageKind kind,
                          const double *parameters,
                          double        mean);

/* Puts `n` values of a stage's distribution, by quantile, into `values`: at the middles of `n` equal slices, ascending.
 * A queue has two parts, waiting and service; others have one. */
guint leat_stage_n_parts (LeatStageKind kind);
void leat_stage_quantiles (LeatStageKind kind,
                           const double *parameters,
                           guint         part,
                           double       *values,
                           guint         n);

/* What a fix gives a setting of the block that the finding is about; NULL if its formula is not for that service. */
char *leat_finding_dup_fix_value (const LeatFinding  *finding,
                                  const LeatFixValue *value,
                                  const LeatReport   *report);

G_END_DECLS
