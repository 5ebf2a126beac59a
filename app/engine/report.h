/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"
#include "model/edit.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LeatFlow:
 * @values: by #LeatFlowField: records/s (mean), KB a record, peak over mean, format (a word's number),
 *   objects/s, MB an object, GB and objects stored, and what stores pass on
 *
 * What moves on a wire.
 */
typedef struct
{
  double values[LEAT_N_FLOW_FIELDS];
} LeatFlow;

/**
 * LeatOptions:
 * @region: whose price book is used
 * @hours_per_month: 730 unless the user says otherwise
 * @free_tier: whether free allowances are taken off
 * @currency: (nullable): ISO 4217 code of what money is shown in; %NULL for US dollars
 * @rate: units of @currency for a US dollar, as the user gave it; 1 for US dollars
 * @rate_date: (nullable): the date of @rate
 * @month: which month since the start is billed, from 1, while storage fills; 0 for the steady state
 * @budget: US dollars a month that the user wants to stay within, or 0
 * @prices: (nullable): prices to use in place of the region's
 * @account: (nullable): the number of the AWS account, for ARNs
 * @cost_only: the report tells flow and cost only: no limits, delays, checks, paths, complexity
 */
typedef struct
{
  const char *region;
  double      hours_per_month;
  gboolean    free_tier;
  const char *currency;
  double      rate;
  const char *rate_date;
  guint       month;
  double      budget;
  const LeatPriceBook *prices;
  const char *account;
  gboolean    cost_only;
} LeatOptions;

/**
 * LEAT_OPTIONS_INIT:
 *
 * The list prices of us-east-1 over 730 hours, in US dollars, at steady state.
 */
#define LEAT_OPTIONS_INIT { .region = "us-east-1", .hours_per_month = 730, .rate = 1 }

/**
 * leat_options_of:
 * @elements: (element-type LeatElement): the elements of a pipeline
 *
 * Returns: what the pipeline's own properties say; what is not set or cannot be read is the default. Its strings
 *   are those of @elements.
 */
LeatOptions leat_options_of (GPtrArray *elements);

/**
 * leat_options_read_currency:
 * @options: gets currency, rate and the rate's date, borrowed from @properties; left as it is if they have
 *   no currency, or one without a rate, which would show dollars under another name
 * @properties: the properties of a pipeline
 */
void leat_options_read_currency (LeatOptions       *options,
                                 const LeatElement *properties);

/**
 * LeatTierPart:
 * @from: where the tier begins
 * @to: where it ends, or INFINITY
 * @price: US dollars a unit
 * @quantity: units that fall in it
 */
typedef struct
{
  double from;
  double to;
  double price;
  double quantity;
} LeatTierPart;

/**
 * LeatLineItem:
 * @line: what it is, in the catalogue
 * @key: the key of its price, interned
 * @region: (nullable): the region whose book was asked, interned; %NULL for that of the options
 * @price: (nullable): its price, %NULL for "no price"
 * @quantity: units a month, after the free tier
 * @free_quantity: units that the free tier took off
 * @account_quantity: units a month of this price over the whole pipeline, after the free tier: what its tiers
 *   are counted on; @quantity itself while that falls into the first tier
 * @exact: money a month in the report's currency, not rounded; NAN without a price
 * @monthly: the same rounded to the currency's smallest unit, as a bill has it; totals are sums of these
 */
typedef struct
{
  const LeatLine  *line;
  const char      *key;
  const char      *region;
  const LeatPrice *price;
  double           quantity;
  double           free_quantity;
  double           account_quantity;
  double           exact;
  double           monthly;
} LeatLineItem;

/**
 * LeatUse:
 * @limit: which limit of the catalogue
 * @demand: at peak, in the unit of the limit
 * @capacity: in the unit of the limit
 * @utilisation: @demand / @capacity; INFINITY where nothing is there to take a demand
 * @mean_utilisation: the same at mean load
 */
typedef struct
{
  const LeatLimit *limit;
  double           demand;
  double           capacity;
  double           utilisation;
  double           mean_utilisation;
} LeatUse;

/**
 * LeatStageValue:
 * @stage: which stage of the catalogue
 * @parameters: its parameters, in seconds
 * @mean: its mean, in seconds; INFINITY if it grows without bound
 * @spread: from its mean to its 95th percentile, about, in seconds
 */
typedef struct
{
  const LeatStage *stage;
  double           parameters[LEAT_STAGE_MAX_PARAMETERS];
  double           mean;
  double           spread;
} LeatStageValue;

/**
 * LeatFinding:
 * @rule: the rule that gave it
 * @silenced: (nullable): the reason for which it is silenced
 */
typedef struct
{
  const LeatRule *rule;
  LeatElement    *subject; /* owned */
  char           *silenced;

  /*< private >*/
  char              *message; /* made when it is asked for: most are not read */
  const LeatService *service; /* of a block */
  double            *slots;   /* of a block: its values, shared with its result */
} LeatFinding;

/**
 * leat_finding_get_message:
 * @self: a finding
 *
 * Returns: (transfer none): one sentence, with the subject's name and figures; any thread may ask
 */
const char *leat_finding_get_message (const LeatFinding *self);

/**
 * LeatBlockResult:
 * @element: the block it is about
 * @service: (nullable): its type, %NULL if the catalogue does not know it
 * @slots: the values of all variables of its service, in an atomic reference-counted box
 * @in: what flows in
 * @out: what flows out, on each of its wires
 * @lines: (array length=n_lines): its bill
 * @uses: (array length=n_uses): its limits
 * @stages: (array length=n_stages): its delays
 * @monthly: the sum of its lines in the report's currency, what has no price left out
 * @exact: the same, not rounded: tells nothing from next to nothing
 * @unpriced: how many lines have no price
 * @worst: index in @uses of the most used limit, or -1
 * @mean_delay: seconds, or INFINITY; without backlogs of the day
 * @squared_spread: the sum of the squares of the spreads of its stages
 * @backlog_per_s: records, or objects where no records come, a second by which what waits grows at mean load; 0 while the
 *   block takes what comes
 * @findings: (element-type LeatFinding): what checks found on it
 * @complexity: points
 * @n_findings: by severity, how many findings are not silenced
 * @n_shared: how many lines have a price of which parts are shared over the pipeline
 */
typedef struct
{
  gatomicrefcount    ref_count;
  LeatElement       *element;
  const LeatService *service;
  double            *slots;
  LeatFlow           in;
  LeatFlow           out;
  LeatLineItem      *lines;
  guint              n_lines;
  LeatUse           *uses;
  guint              n_uses;
  LeatStageValue    *stages;
  guint              n_stages;
  double             monthly;
  double             exact;
  guint              unpriced;
  int                worst;
  double             mean_delay;
  double             squared_spread;
  double             backlog_per_s;
  double             complexity;
  GPtrArray         *findings;
  guint              n_findings[3];
  guint              n_shared;
} LeatBlockResult;

/**
 * LeatPath:
 * @blocks: (element-type LeatBlockResult): from a source to a sink along the slowest way, by the
 *   means and spreads of its stages; owned
 * @p50: seconds; NAN if @unbounded
 * @dominant_block: index in @blocks of the block with the longest mean stage, or where records wait longer than that in a
 *   backlog, or -1
 * @dominant_stage: index in its stages; -1 if it is the wait in its backlog
 * @unbounded: a block on it is loaded beyond its capacity, so the delay grows for ever
 * @mean_only: a stage on it is known by its mean only
 * @backlog_block: index in @blocks of the block whose backlog grows fastest, if @unbounded, or in whose backlog of the day
 *   records wait longest, or -1
 * @longest_wait: seconds that a record waits at most in that backlog of the day; 0 if there is none. The percentiles
 *   count these waits
 * @mean_waits: (nullable): seconds that a record waits on average in the backlog of the day of each of @blocks, owned; %NULL
 *   if there is none in any
 */
typedef struct
{
  gatomicrefcount ref_count;
  GPtrArray *blocks;
  double     p50;
  double     p95;
  double     p99;
  int        dominant_block;
  int        dominant_stage;
  gboolean   unbounded;
  gboolean   mean_only;
  int        backlog_block;
  double     longest_wait;
  double    *mean_waits;
} LeatPath;

/**
 * leat_path_get_end:
 * @self: a path
 * @last: the block that it ends at rather than the one that it starts at
 *
 * Returns: (transfer none): that block
 */
const LeatBlockResult *leat_path_get_end (const LeatPath *self,
                                          gboolean        last);

/**
 * leat_path_get_wait:
 * @self: a path
 * @block: an index in its blocks
 *
 * Returns: seconds that a record waits there on average in the backlog that each day leaves; INFINITY if that block is what
 *   makes the path unbounded; else 0
 */
double leat_path_get_wait (const LeatPath *self,
                           guint           block);

/**
 * leat_path_get_dominant:
 * @self: a path
 * @mean: (out) (optional): its length in seconds on average; INFINITY if it grows without bound
 *
 * Returns: (transfer none) (nullable): for people, what data waits for longest at the @dominant_block; %NULL if there is none
 */
const char *leat_path_get_dominant (const LeatPath *self,
                                    double         *mean);

/**
 * leat_path_dup_dominant:
 * @self: a path
 *
 * Returns: (transfer full) (nullable): the block and its stage that takes longest on average, for people: "compact: Job start";
 *   %NULL if there is none
 */
char *leat_path_dup_dominant (const LeatPath *self);

/**
 * leat_path_dup_growth:
 * @self: a path
 *
 * Returns: (transfer full) (nullable): for people, how fast the backlog of its @backlog_block grows, such as
 *   "180,000 records/h (352 MB/h)", or %NULL if it does not grow or by how much is not known
 */
char *leat_path_dup_growth (const LeatPath *self);

/**
 * leat_block_result_get_p95:
 * @self: a result
 *
 * Returns: seconds that 95 of 100 records take at most in this block alone, backlogs of the day left out; INFINITY if
 *   that grows without bound
 */
double leat_block_result_get_p95 (const LeatBlockResult *self);

/**
 * leat_block_result_get_backlog_mb_per_s:
 * @self: a result
 *
 * Returns: its @backlog_per_s in MB (1,048,576 bytes) a second
 */
double leat_block_result_get_backlog_mb_per_s (const LeatBlockResult *self);

/**
 * LeatVerdict:
 * @LEAT_VERDICT_MET: it is as asked
 * @LEAT_VERDICT_MISSED: it is not
 * @LEAT_VERDICT_UNKNOWN: it cannot be told: no path to a consumer, or lines without a price
 */
typedef enum
{
  LEAT_VERDICT_MET,
  LEAT_VERDICT_MISSED,
  LEAT_VERDICT_UNKNOWN,
} LeatVerdict;

/**
 * LeatRequirementResult:
 * @requirement: what is asked
 * @block: (nullable): of which consumer alone
 * @asked: seconds, money a month in the report's currency, or the number of the requirement's setting; 1 for yes
 * @measured: the same as it is; NAN if rules tell or it cannot be told; INFINITY if it grows without bound
 * @n_findings: findings of the rules made for it that are not silenced
 * @is_split: it is asked of all consumers, and each that data reaches has a delay of its own: then it is met
 */
typedef struct
{
  const LeatRequirement *requirement;
  LeatElement           *block; /* owned */
  double                 asked;
  double                 measured;
  guint                  n_findings;
  gboolean               is_split;
  LeatVerdict            verdict;
} LeatRequirementResult;

/**
 * LeatReport:
 *
 * What a pipeline costs, how long data takes, what is wrong: one immutable, reference-counted
 * object, read by any thread.
 */
typedef struct _LeatReport LeatReport;

/**
 * leat_report_new:
 * @catalogue: the catalogue
 * @elements: (element-type LeatElement): all elements of a pipeline in drawing order
 * @options: (nullable): what to use instead of the pipeline's own properties
 * @cancellable: (nullable): stops it
 * @error: return location for a %G_IO_ERROR_CANCELLED or a %LEAT_ERROR_UNKNOWN region
 *
 * Evaluates flow, cost, latency and checks.
 *
 * Returns: (transfer full) (nullable): the report
 */
LeatReport *leat_report_new (LeatCatalogue     *catalogue,
                             GPtrArray         *elements,
                             const LeatOptions *options,
                             GCancellable      *cancellable,
                             GError           **error);

/**
 * leat_report_update:
 * @previous: a report of the pipeline before @changes
 * @elements: (element-type LeatElement): all elements after them
 * @changes: what changed
 *
 * Recomputes only what the changes reach. The result equals what leat_report_new() would give.
 *
 * Returns: (transfer full): the report
 */
LeatReport *leat_report_update (LeatReport        *previous,
                                GPtrArray         *elements,
                                const LeatChanges *changes);

/**
 * leat_report_ref:
 * @self: a report
 *
 * Returns: (transfer full): @self
 */
LeatReport *leat_report_ref (LeatReport *self);

/**
 * leat_report_unref:
 * @self: (transfer full): a report
 */
void leat_report_unref (LeatReport *self);

/**
 * leat_report_get_options:
 * @self: a report
 *
 * Returns: (transfer none): what it was computed with
 */
const LeatOptions *leat_report_get_options (const LeatReport *self);

/**
 * leat_report_get_catalogue:
 * @self: a report
 *
 * Returns: (transfer none): the catalogue it was computed with
 */
LeatCatalogue *leat_report_get_catalogue (const LeatReport *self);

/**
 * leat_report_get_n_blocks:
 * @self: a report
 *
 * Returns: how many blocks the pipeline has
 */
guint leat_report_get_n_blocks (const LeatReport *self);

/**
 * leat_report_get_nth_block:
 * @self: a report
 * @i: less than leat_report_get_n_blocks(); in drawing order
 *
 * Returns: (transfer none): the result for that block
 */
const LeatBlockResult *leat_report_get_nth_block (const LeatReport *self,
                                                  guint             i);

/**
 * leat_report_get_block:
 * @self: a report
 * @id: (nullable): the id of a block
 *
 * Returns: (transfer none) (nullable): its result, or %NULL if there is no such block
 */
const LeatBlockResult *leat_report_get_block (const LeatReport *self,
                                              const char       *id);

/**
 * leat_report_get_wire_flow:
 * @self: a report
 * @id: the id of a wire
 * @flow: (out): what flows on it
 *
 * Returns: whether it carries data
 */
gboolean leat_report_get_wire_flow (const LeatReport *self,
                                    const char       *id,
                                    LeatFlow         *flow);

/**
 * leat_report_get_total:
 * @self: a report
 * @unpriced: (out) (nullable): how many lines have no price and are not in it
 *
 * Returns: money a month in the report's currency, the sum of all line items
 */
double leat_report_get_total (const LeatReport *self,
                              guint            *unpriced);

/**
 * leat_report_get_paths:
 * @self: a report
 *
 * Returns: (transfer none) (element-type LeatPath): a path from each source to each sink that it
 *   reaches, the slowest by p95 first
 */
GPtrArray *leat_report_get_paths (const LeatReport *self);

/**
 * leat_report_get_findings:
 * @self: a report
 *
 * Returns: (transfer none) (element-type LeatFinding): all findings, silenced ones too, errors first,
 *   then in drawing order
 */
GPtrArray *leat_report_get_findings (const LeatReport *self);

/**
 * leat_report_list_wire_findings:
 * @self: a report
 *
 * Returns: (transfer container) (element-type LeatFinding): the findings on wires, silenced ones too
 */
GPtrArray *leat_report_list_wire_findings (const LeatReport *self);

/**
 * leat_report_count_findings:
 * @self: a report
 * @severity: a severity
 *
 * Returns: how many findings of that severity are not silenced
 */
guint leat_report_count_findings (const LeatReport *self,
                                  LeatSeverity      severity);

/**
 * leat_report_get_requirements:
 * @self: a report
 *
 * Returns: (transfer none) (element-type LeatRequirementResult): what is asked of the pipeline, and whether it is met
 */
GPtrArray *leat_report_get_requirements (const LeatReport *self);

/**
 * leat_report_count_missed:
 * @self: a report
 *
 * Returns: how many requirements are not met; those that cannot be told are not counted
 */
guint leat_report_count_missed (const LeatReport *self);

/**
 * leat_report_get_asked_p95:
 * @self: a report
 *
 * Returns: how long 95 of 100 records may take to any consumer for which nothing else is asked, in seconds; 0 if that is not
 *   asked of the pipeline
 */
double leat_report_get_asked_p95 (const LeatReport *self);

/**
 * leat_requirement_result_dup_asked:
 * @self: a result
 * @report: the report it is in
 *
 * Returns: (transfer full): what is asked, for people: "5 min", "$900.00", "yes"
 */
char *leat_requirement_result_dup_asked (const LeatRequirementResult *self,
                                         const LeatReport            *report);

/**
 * leat_requirement_result_dup_measured:
 * @self: a result
 * @report: the report it is in
 *
 * Returns: (transfer full): what is, for people: "6 min 40 s", "2 findings"
 */
char *leat_requirement_result_dup_measured (const LeatRequirementResult *self,
                                            const LeatReport            *report);

/**
 * leat_requirement_result_dup_label:
 * @self: a result
 *
 * Returns: (transfer full): its name for people, with the consumer if it is asked for one alone: "Freshness, p95 to boards"
 */
char *leat_requirement_result_dup_label (const LeatRequirementResult *self);

/**
 * leat_requirement_result_dup_text:
 * @self: a result
 * @report: the report it is in
 *
 * Returns: (transfer full): name, what is asked, what is, and the verdict in one line without a full stop
 */
char *leat_requirement_result_dup_text (const LeatRequirementResult *self,
                                        const LeatReport            *report);

/**
 * leat_report_get_bottleneck:
 * @self: a report
 * @limit: (out) (nullable): index in its uses of the limit that breaks first
 * @saturates_at: (out) (nullable): the load at which it breaks, as a multiple of the load now
 *
 * Returns: (transfer none) (nullable): the block that saturates first as the load grows, or %NULL if
 *   nothing has a limit or nothing flows
 */
const LeatBlockResult *leat_report_get_bottleneck (const LeatReport *self,
                                                   guint            *limit,
                                                   double           *saturates_at);

/**
 * leat_price_block:
 * @catalogue: the catalogue
 * @service: a service
 * @settings: settings, and inputs such as in_records_per_s, by name
 * @options: region, hours a month and free tier
 * @error: return location for a %LEAT_ERROR_UNKNOWN that lists the known names, or a %LEAT_ERROR_RANGE
 *
 * Evaluates one block on its own.
 *
 * Returns: (transfer full) (nullable): its result
 */
LeatBlockResult *leat_price_block (LeatCatalogue      *catalogue,
                                   const LeatService  *service,
                                   const LeatSettings *settings,
                                   const LeatOptions  *options,
                                   GError            **error);

/**
 * leat_block_result_unref:
 * @self: (transfer full): a result
 */
void leat_block_result_unref (LeatBlockResult *self);

/**
 * leat_line_item_get_parts:
 * @self: a line item with a price
 *
 * Returns: (transfer full) (element-type LeatTierPart): its quantity split at the tiers of its price
 */
GArray *leat_line_item_get_parts (const LeatLineItem *self);

/**
 * leat_line_item_explain:
 * @self: a line item of @result
 * @result: the block it belongs to
 *
 * Returns: (transfer full): its formula with the numbers put in, such as
 *   "shards * hours_per_month = 4 * 744"; a name alone is followed by what it is worked out from
 */
char *leat_line_item_explain (const LeatLineItem    *self,
                              const LeatBlockResult *result);

/**
 * leat_block_result_shows:
 * @self: a result of a block whose service is known
 * @setting: a setting of that service
 *
 * Returns: whether the setting matters, with the values that the block has now
 */
gboolean leat_block_result_shows (const LeatBlockResult *self,
                                  const LeatSetting     *setting);

/**
 * leat_finding_new_fix:
 * @self: a finding whose rule has a fix
 * @report: the report it is in
 * @pipeline: the pipeline of that report
 *
 * Returns: (transfer full) (nullable): the edit that mends it, or %NULL if it cannot be done here: if the
 *   finding would stay, or an error would come in its place
 */
LeatEdit *leat_finding_new_fix (const LeatFinding *self,
                                const LeatReport  *report,
                                LeatPipeline      *pipeline);

/**
 * leat_report_new_fix_all:
 * @self: a report
 * @pipeline: the pipeline of that report
 * @rule: the id of a rule
 * @n: (out): how many findings it mends
 *
 * Mends all findings of a rule that are not silenced, each on what the one before it left.
 *
 * Returns: (transfer full) (nullable): one edit that does it all, or %NULL if none can be mended here
 */
LeatEdit *leat_report_new_fix_all (LeatReport   *self,
                                   LeatPipeline *pipeline,
                                   const char   *rule,
                                   guint        *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatReport, leat_report_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatBlockResult, leat_block_result_unref)

G_END_DECLS
