/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/engine-private.h"
#include "engine/load.h"
#include "engine/money.h"

#include <math.h>
#include <string.h>

/* Evaluates one block: inputs, settings and lets go into its frame from top to bottom; then what flows out,
 * limits, bill and stages are read from it. */

static const LeatFlow no_flow = { .values = {
  [LEAT_FLOW_PEAK_FACTOR] = 1, [LEAT_FLOW_COLUMNS_READ] = 1, [LEAT_FLOW_PARTITIONS] = 1,
  [LEAT_FLOW_COMPRESSION] = 1 } };

LeatBlockResult *
leat_block_result_ref (LeatBlockResult *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
leat_block_result_unref (LeatBlockResult *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  leat_element_unref (self->element);
  g_clear_pointer (&self->slots, g_atomic_rc_box_release);
  g_free (self->lines);
  g_free (self->uses);
  g_free (self->stages);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

gboolean
leat_block_result_same_values (const LeatBlockResult *a,
                               const LeatBlockResult *b)
{
  return a->service == b->service && memcmp (&a->out, &b->out, sizeof (LeatFlow)) == 0 &&
         (a->service == NULL ||
          memcmp (a->slots, b->slots, a->service->symbols->names->len * sizeof (double)) == 0);
}

static double
mb_per_s (const LeatFlow *flow)
{
  return flow->values[LEAT_FLOW_RECORDS_PER_S] * flow->values[LEAT_FLOW_RECORD_KB] / 1024;
}

typedef struct
{
  LeatFlow sum;
  double   peak_records;
  double   kilobytes;
  double   object_mb;
  double   largest; /* MB/s of the flow whose format is taken */
  guint    n;
} Inflow;

/* Rates add; sizes are weighted by their rates; the format is that of the larger flow. */
static void
add_inflow (Inflow         *self,
            const LeatFlow *flow,
            double          share,
            gboolean        only_what_is_stored)
{
  const double *values = flow->values;
  double rate = only_what_is_stored ? 0 : values[LEAT_FLOW_RECORDS_PER_S] * share;
  double objects = only_what_is_stored ? 0 : values[LEAT_FLOW_OBJECTS_PER_S] * share;
  double *sum = self->sum.values;
  double weight = mb_per_s (flow) * share + values[LEAT_FLOW_STORED_GB] * 1e-9;

  self->n++;
  sum[LEAT_FLOW_RECORDS_PER_S] += rate;
  self->kilobytes += rate * values[LEAT_FLOW_RECORD_KB];
  self->peak_records += rate * MAX (values[LEAT_FLOW_PEAK_FACTOR], 1);
  sum[LEAT_FLOW_OBJECTS_PER_S] += objects;
  self->object_mb += objects * values[LEAT_FLOW_OBJECT_MB];
  sum[LEAT_FLOW_STORED_GB] += values[LEAT_FLOW_STORED_GB];
  sum[LEAT_FLOW_STORED_OBJECTS] += values[LEAT_FLOW_STORED_OBJECTS];
  sum[LEAT_FLOW_COLUMNS_READ] = MAX (sum[LEAT_FLOW_COLUMNS_READ], values[LEAT_FLOW_COLUMNS_READ]);
  sum[LEAT_FLOW_PARTITIONS] = MAX (sum[LEAT_FLOW_PARTITIONS], values[LEAT_FLOW_PARTITIONS]);
  if (self->n == 1 || weight > self->largest)
    {
      self->largest = weight;
      sum[LEAT_FLOW_FORMAT] = values[LEAT_FLOW_FORMAT];
      sum[LEAT_FLOW_COMPRESSION] = values[LEAT_FLOW_COMPRESSION];
      if (sum[LEAT_FLOW_RECORD_KB] == 0)
        sum[LEAT_FLOW_RECORD_KB] = values[LEAT_FLOW_RECORD_KB];
    }
}

static LeatFlow
end_inflow (Inflow *self)
{
  double *sum = self->sum.values;

  if (self->n == 0)
    return no_flow;
  if (sum[LEAT_FLOW_RECORDS_PER_S] > 0)
    {
      sum[LEAT_FLOW_RECORD_KB] = self->kilobytes / sum[LEAT_FLOW_RECORDS_PER_S];
      sum[LEAT_FLOW_PEAK_FACTOR] = self->peak_records / sum[LEAT_FLOW_RECORDS_PER_S];
    }
  else
    sum[LEAT_FLOW_PEAK_FACTOR] = 1;
  if (sum[LEAT_FLOW_OBJECTS_PER_S] > 0)
    sum[LEAT_FLOW_OBJECT_MB] = self->object_mb / sum[LEAT_FLOW_OBJECTS_PER_S];
  return self->sum;
}

LeatFlow
leat_evaluate_inflow (LeatContext *context,
                      guint        block,
                      guint       *n_in,
                      guint       *n_out)
{
  const LeatReport *report = context->report;
  const LeatGraph *graph = report->graph;
  Inflow inflow = { 0 };

  *n_in = *n_out = 0;
  for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
    {
      const LeatElement *wire = g_ptr_array_index (report->wires, graph->touching[i]);
      const LeatBlockResult *other;
      guint source, target;

      if (!leat_graph_flow_ends (leat_graph_wire (graph, graph->touching[i]), &source, &target))
        continue;
      *n_out += source == block;
      if (target != block)
        continue;
      ++*n_in;
      other = g_ptr_array_index (report->results, source);
      if (other != NULL)
        add_inflow (&inflow, &other->out, wire->share, wire->wire_kind == LEAT_WIRE_CATALOGS);
    }
  return end_inflow (&inflow);
}

static void
put_month (const LeatOptions *options,
           double            *frame)
{
  frame[LEAT_SLOT_HOURS_PER_MONTH] = options->hours_per_month;
  frame[LEAT_SLOT_SECONDS_PER_MONTH] = options->hours_per_month * 3600;
  frame[LEAT_SLOT_DAYS_PER_MONTH] = options->hours_per_month / 24;
  frame[LEAT_SLOT_FREE_TIER] = options->free_tier;
}

/* What follows from the rates; an input given by name is not overwritten. */
static void
derive_inputs (double             *frame,
               const LeatSettings *given)
{
#define DERIVE(slot, value) \
  if (given == NULL || leat_settings_get (given, leat_common_slot_name (slot)) == NULL) \
    frame[slot] = (value)

  double seconds = frame[LEAT_SLOT_SECONDS_PER_MONTH];

  DERIVE (LEAT_SLOT_IN_MB_PER_S, frame[LEAT_SLOT_IN_RECORDS_PER_S] * frame[LEAT_SLOT_IN_RECORD_KB] / 1024);
  DERIVE (LEAT_SLOT_PEAK_IN_RECORDS_PER_S,
          frame[LEAT_SLOT_IN_RECORDS_PER_S] * frame[LEAT_SLOT_IN_PEAK_FACTOR]);
  DERIVE (LEAT_SLOT_PEAK_IN_MB_PER_S, frame[LEAT_SLOT_IN_MB_PER_S] * frame[LEAT_SLOT_IN_PEAK_FACTOR]);
  DERIVE (LEAT_SLOT_IN_RECORDS_PER_MONTH, frame[LEAT_SLOT_IN_RECORDS_PER_S] * seconds);
  DERIVE (LEAT_SLOT_IN_GB_PER_MONTH, frame[LEAT_SLOT_IN_MB_PER_S] * seconds / 1024);
  DERIVE (LEAT_SLOT_IN_OBJECTS_PER_MONTH, frame[LEAT_SLOT_IN_OBJECTS_PER_S] * seconds);
#undef DERIVE
}

static void
put_flow (const LeatFlow *in,
          double         *frame)
{
  const double *values = in->values;

  frame[LEAT_SLOT_IN_RECORDS_PER_S] = values[LEAT_FLOW_RECORDS_PER_S];
  frame[LEAT_SLOT_IN_RECORD_KB] = values[LEAT_FLOW_RECORD_KB];
  frame[LEAT_SLOT_IN_PEAK_FACTOR] = values[LEAT_FLOW_PEAK_FACTOR];
  frame[LEAT_SLOT_IN_OBJECTS_PER_S] = values[LEAT_FLOW_OBJECTS_PER_S];
  frame[LEAT_SLOT_IN_OBJECT_MB] = values[LEAT_FLOW_OBJECT_MB];
  frame[LEAT_SLOT_IN_STORED_GB] = values[LEAT_FLOW_STORED_GB];
  frame[LEAT_SLOT_IN_STORED_OBJECTS] = values[LEAT_FLOW_STORED_OBJECTS];
  frame[LEAT_SLOT_IN_COLUMNS_READ] = values[LEAT_FLOW_COLUMNS_READ];
  frame[LEAT_SLOT_IN_PARTITIONS] = values[LEAT_FLOW_PARTITIONS];
  frame[LEAT_SLOT_IN_COMPRESSION] = values[LEAT_FLOW_COMPRESSION];
  frame[LEAT_SLOT_IN_FORMAT] = values[LEAT_FLOW_FORMAT];
}

/* Inputs and the month, as `leat-cli price` gives them by name. */
static void
put_overrides (const LeatSettings *overrides,
               double             *frame)
{
  for (gsize i = 0; i < leat_settings_get_n (overrides); i++)
    {
      const char *name;
      const char *text = leat_settings_get_nth (overrides, i, &name);
      double number;

      if (!leat_parse_number (text, &number))
        number = leat_word_number (text);
      for (guint slot = 0; slot < LEAT_N_COMMON_SLOTS; slot++)
        if (g_str_equal (leat_common_slot_name (slot), name))
          frame[slot] = number;
    }
  if (leat_settings_get (overrides, "hours_per_month") != NULL)
    {
      frame[LEAT_SLOT_SECONDS_PER_MONTH] = frame[LEAT_SLOT_HOURS_PER_MONTH] * 3600;
      frame[LEAT_SLOT_DAYS_PER_MONTH] = frame[LEAT_SLOT_HOURS_PER_MONTH] / 24;
    }
}

/* The number of the first formula of a kind in the memo, if there is one. */
#define FIRST_OF(context, kind) ((context)->memo != NULL ? (context)->memo->plan->kind : 0)

/* Of the formula that has that number in the memo, if there is one (memo-private.h). Most of the hundreds of times of a point
 * of a grid the value is known, and a call would take longer than the answer. */
G_ALWAYS_INLINE static inline double
eval (const LeatContext  *context,
      guint               number,
      LeatFormula *const *formula)
{
  return context->memo != NULL ? leat_memo_eval (context->memo, context->evaluator, number, formula)
                               : leat_evaluator_eval (context->evaluator, *formula);
}

/* Returns whether the settings alone say what it is. */
static gboolean
put_setting (LeatContext       *context,
             guint              i,
             const LeatSetting *setting,
             double            *frame)
{
  const char *text = leat_settings_get (context->element->settings, setting->name);
  const LeatChoice *choice;
  gboolean alone = TRUE;

  if (text == NULL && setting->derived == NULL)
    return TRUE; /* the frame begins with the defaults */
  if (text == NULL || !leat_setting_parse (setting, text, &frame[setting->slot], NULL))
    {
      alone = setting->derived == NULL;
      frame[setting->slot] = alone ? setting->fallback_number : eval (context, i, &setting->derived);
    }

  if (setting->number_slots->len == 0)
    return alone;
  choice = leat_setting_find_choice (setting, text != NULL ? text : setting->fallback);
  if (choice == NULL)
    choice = leat_setting_find_choice (setting, setting->fallback);
  for (guint j = 0; j < setting->number_slots->len; j++)
    {
      guint slot = g_array_index (setting->number_slots, guint, j);

      frame[slot] = choice != NULL ? choice->numbers[j] : context->service->defaults[slot];
    }
  return alone;
}

static void
run_assignments (LeatContext *context,
                 double      *frame)
{
  const LeatService *service = context->service;

  for (guint i = 0; i < service->assignments->len; i++)
    {
      const LeatAssignment *assignment = g_ptr_array_index (service->assignments, i);

      if (assignment->setting != NULL)
        put_setting (context, i, assignment->setting, frame);
      else
        frame[assignment->slot] = eval (context, i, &assignment->formula);
    }
}

/* The same, and tells the memo what has changed. */
static void
put_setting_again (LeatContext       *context,
                   guint              i,
                   const LeatSetting *setting,
                   double            *frame)
{
  LeatMemo *memo = context->memo;
  GArray *numbers = setting->number_slots;

  leat_memo_note_set (memo, i, put_setting (context, i, setting, frame));
  leat_memo_note (memo, setting->slot, frame[setting->slot]);
  for (guint j = 0; j < numbers->len; j++)
    leat_memo_note (memo, g_array_index (numbers, guint, j), frame[g_array_index (numbers, guint, j)]);
}

static void
run_assignment_again (LeatContext *context,
                      guint        i,
                      double      *frame)
{
  LeatMemo *memo = context->memo;
  const LeatDerived *derived = &memo->plan->derived[i];

  if (!leat_memo_is_derived (memo, i))
    {
      put_setting_again (context, i, ((LeatAssignment *) context->service->assignments->pdata[i])->setting, frame);
      return;
    }
  frame[derived->slot] = leat_memo_eval (memo, context->evaluator, i, &derived->formula);
  leat_memo_note (memo, derived->slot, frame[derived->slot]);
}

/* The frame begins with what the memo holds unless all is new: what is as it was is there. */
static void
run_assignments_again (LeatContext  *context,
                       LeatMemoKnows knows,
                       double       *frame)
{
  guint n = context->service->assignments->len;

  if (knows != LEAT_MEMO_ANEW)
    for (guint i = leat_memo_next_assignment (context->memo, 0); i < n; i = leat_memo_next_assignment (context->memo, i + 1))
      run_assignment_again (context, i, frame);
  else
    for (guint i = 0; i < n; i++)
      run_assignment_again (context, i, frame);
}

G_ALWAYS_INLINE static inline gboolean
holds (const LeatContext  *context,
       guint               number,
       LeatFormula *const *when)
{
  return context->memo != NULL ? leat_memo_holds (context->memo, context->evaluator, number, when)
                               : *when == NULL || leat_evaluator_eval (context->evaluator, *when) != 0;
}

/* The next line that may apply, from `i` on: all but those of which the memo knows better. A service has dozens of them,
 * of which a block pays a few. */
G_ALWAYS_INLINE static inline guint
next_line (const LeatContext *context,
           guint              i)
{
  return context->memo != NULL ? leat_memo_next_line (context->memo, i) : i;
}

static void
evaluate_flow (LeatContext     *context,
               LeatBlockResult *result)
{
  guint first = FIRST_OF (context, flow);

  result->out = result->in;
  for (guint i = 0; i < LEAT_N_FLOW_FIELDS; i++)
    if (result->service->flow[i] != NULL)
      result->out.values[i] = eval (context, first + i, &result->service->flow[i]);
}

static gboolean
is_us_east (const char *region)
{
  return g_str_has_prefix (region, "us-east-");
}

/* What leaves the block over a border that is billed. Queries are left out: what a query returns is not known. */
static void
put_crossings (LeatContext           *context,
               const LeatBlockResult *result,
               double                *frame)
{
  const LeatReport *report = context->report;
  const LeatGraph *graph = report->graph;
  guint block = context->block;
  double seconds = frame[LEAT_SLOT_SECONDS_PER_MONTH];

  frame[LEAT_SLOT_OUT_GB_PER_MONTH] = mb_per_s (&result->out) * seconds / 1024;
  for (guint i = block != G_MAXUINT ? graph->starts[block] : 0; block != G_MAXUINT && i < graph->starts[block + 1]; i++)
    {
      const LeatElement *wire = g_ptr_array_index (report->wires, graph->touching[i]);
      const LeatBlockResult *sender;
      const LeatPlace *from, *to;
      const char *from_region, *to_region;
      guint source, target;
      double gb;

      if (wire->wire_kind != LEAT_WIRE_DATA ||
          !leat_graph_flow_ends (leat_graph_wire (graph, graph->touching[i]), &source, &target))
        continue;
      sender = source == block ? result : g_ptr_array_index (report->results, source);
      if (sender == NULL)
        continue;
      gb = mb_per_s (&sender->out) * wire->share * seconds / 1024;
      from = &g_array_index (report->places, LeatPlace, source);
      to = &g_array_index (report->places, LeatPlace, target);
      from_region = leat_report_region_of (report, source);
      to_region = leat_report_region_of (report, target);
      if (from->outside)
        continue;
      if (to->outside)
        frame[LEAT_SLOT_INTERNET_GB] += source == block ? gb : 0;
      else if (!g_str_equal (from_region, to_region))
        frame[is_us_east (from_region) && is_us_east (to_region) ? LEAT_SLOT_NEAR_REGION_GB
                                                                 : LEAT_SLOT_REGION_GB] += source == block ? gb : 0;
      else if (from->zone != NULL && to->zone != NULL && from->zone != to->zone)
        frame[LEAT_SLOT_ZONE_GB] += gb;
    }
}

static double
utilisation (double demand,
             double capacity)
{
  return demand <= 0 ? 0 : capacity > 0 ? demand / capacity : INFINITY;
}

/* The demand of a limit with the peak inputs put at a multiple of their means. */
static double
demand_at (LeatContext     *context,
           const LeatLimit *limit,
           double          *frame,
           double           load)
{
  double records = frame[LEAT_SLOT_PEAK_IN_RECORDS_PER_S];
  double megabytes = frame[LEAT_SLOT_PEAK_IN_MB_PER_S];
  double factor = frame[LEAT_SLOT_IN_PEAK_FACTOR];
  double demand;

  frame[LEAT_SLOT_PEAK_IN_RECORDS_PER_S] = frame[LEAT_SLOT_IN_RECORDS_PER_S] * load;
  frame[LEAT_SLOT_PEAK_IN_MB_PER_S] = frame[LEAT_SLOT_IN_MB_PER_S] * load;
  frame[LEAT_SLOT_IN_PEAK_FACTOR] = load;
  demand = leat_evaluator_eval (context->evaluator, limit->demand);
  frame[LEAT_SLOT_PEAK_IN_RECORDS_PER_S] = records;
  frame[LEAT_SLOT_PEAK_IN_MB_PER_S] = megabytes;
  frame[LEAT_SLOT_IN_PEAK_FACTOR] = factor;
  return demand;
}

/* The load at which a limit is full, as a multiple of the mean; INFINITY if load does not drive it. */
static double
load_at_capacity (LeatContext   *context,
                  const LeatUse *use,
                  double        *frame)
{
  double idle, slope;

  if (!use->limit->by_peak)
    return INFINITY;
  idle = demand_at (context, use->limit, frame, 0);
  slope = demand_at (context, use->limit, frame, 1) - idle;
  return slope > 0 ? MAX (use->capacity - idle, 0) / slope : INFINITY;
}

/* What more comes in than goes through, at mean load: records, or objects where there are none, a second. */
static double
growth_of (LeatContext           *context,
           const LeatBlockResult *result,
           double                *frame)
{
  const double *in = result->in.values;
  double rate = in[LEAT_FLOW_RECORDS_PER_S] > 0 ? in[LEAT_FLOW_RECORDS_PER_S] : in[LEAT_FLOW_OBJECTS_PER_S];
  double taken = 1;

  for (guint i = 0; i < result->n_uses; i++)
    if (result->uses[i].mean_utilisation >= 1)
      taken = MIN (taken, load_at_capacity (context, &result->uses[i], frame));
  return rate * (1 - taken);
}

static double
mean_demand (LeatContext     *context,
             const LeatLimit *limit,
             guint            i,
             double          *frame)
{
  double demand;

  if (context->memo == NULL)
    return demand_at (context, limit, frame, 1);
  if (leat_memo_get_mean (context->memo, i, &demand))
    return demand;
  demand = demand_at (context, limit, frame, 1);
  leat_memo_note_mean (context->memo, i, demand);
  return demand;
}

/* Most services have more limits, lines and stages than apply to one block: what is kept has no room to spare. `before` is
 * what was kept of the same before. */
static gpointer
keep_list (gpointer      before,
           guint         n_before,
           gconstpointer list,
           guint         n,
           gsize         size)
{
  if (n == n_before && before != NULL)
    return memcpy (before, list, n * size);
  g_free (before);
  return g_memdup2 (list, n * size);
}

static void
evaluate_limits (LeatContext     *context,
                 LeatBlockResult *result,
                 double          *frame)
{
  GPtrArray *limits = result->service->limits;
  LeatUse *before = result->uses;
  guint n_before = result->n_uses;
  guint first = FIRST_OF (context, limits), uses = FIRST_OF (context, uses);

  result->uses = g_newa0 (LeatUse, limits->len);
  result->n_uses = 0;
  result->worst = -1;
  for (guint i = 0; i < limits->len; i++)
    {
      const LeatLimit *limit = g_ptr_array_index (limits, i);
      LeatUse *use = &result->uses[result->n_uses];

      if (!holds (context, first + i, &limit->when))
        continue;
      use->limit = limit;
      use->demand = eval (context, uses + 2 * i, &limit->demand);
      use->capacity = eval (context, uses + 2 * i + 1, &limit->capacity);
      use->utilisation = utilisation (use->demand, use->capacity);
      use->mean_utilisation = limit->by_peak ? utilisation (mean_demand (context, limit, i, frame), use->capacity)
                                             : use->utilisation;
      if (result->worst < 0 || use->utilisation > result->uses[result->worst].utilisation)
        result->worst = result->n_uses;
      result->n_uses++;
    }
  result->uses = keep_list (before, n_before, result->uses, result->n_uses, sizeof (LeatUse));
  result->backlog_per_s = growth_of (context, result, frame);
  frame[LEAT_SLOT_USE_MAX] = result->worst >= 0 ? MIN (result->uses[result->worst].utilisation, 1e9) : 0;
  if (context->memo == NULL)
    return;
  leat_memo_note (context->memo, LEAT_SLOT_USE_MAX, frame[LEAT_SLOT_USE_MAX]);
  leat_memo_note_uses (context->memo, result->uses, result->n_uses);
}

#define MAX_KEY 160

/* A price key with the values of settings put in the place of names in braces. */
static void
fill_key (LeatContext *context,
          const char  *template,
          char         key[MAX_KEY])
{
  gsize length = 0;

  for (const char *p = template; *p != '\0' && length + 1 < MAX_KEY; p++)
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;
      char name[MAX_KEY];
      const LeatSetting *setting = NULL;
      const char *text;

      if (end != NULL && end - p < MAX_KEY)
        {
          g_strlcpy (name, p + 1, end - p);
          setting = leat_service_get_setting (context->service, name);
        }
      if (setting == NULL)
        {
          key[length++] = *p;
          continue;
        }
      text = leat_settings_get (context->element->settings, name);
      length += g_strlcpy (key + length, text != NULL ? text : setting->fallback != NULL ? setting->fallback : "",
                           MAX_KEY - length);
      length = MIN (length, MAX_KEY - 1);
      p = end;
    }
  key[length] = '\0';
}

/* The prices of a Region, or NULL for that of the pipeline. */
static const LeatPriceBook *
prices_of (const LeatReport *report,
           const char       *region)
{
  return report->options.prices != NULL || region == NULL
           ? report->prices : leat_catalogue_get_prices (report->catalogue, region);
}

static void
price_line (LeatContext         *context,
            const LeatLine      *line,
            const char          *region,
            const LeatPriceBook *prices,
            double               quantity,
            LeatLineItem        *item)
{
  char key[MAX_KEY];

  if (line->price_varies)
    fill_key (context, line->price, key);
  *item = (LeatLineItem){ .line = line, .region = region };
  leat_line_item_price (item, prices, line->price_varies ? key : line->price, quantity, &context->report->options);
}

/* Its price is known from the last time; FALSE if there was none. */
static gboolean
price_line_again (LeatContext  *context,
                  guint         i,
                  double        quantity,
                  LeatLineItem *item)
{
  const LeatLineItem *last;
  double before;

  if (context->memo == NULL || (last = leat_memo_get_line (context->memo, i, &before)) == NULL)
    return FALSE;
  *item = *last;
  if (quantity == before)
    return TRUE;
  leat_line_item_take (item, quantity, &context->report->options);
  leat_memo_note_line (context->memo, i, item, quantity);
  return TRUE;
}

static void
evaluate_lines (LeatContext     *context,
                LeatBlockResult *result)
{
  GPtrArray *lines = result->service->lines;
  const char *region = context->block != G_MAXUINT
                         ? g_array_index (context->report->places, LeatPlace, context->block).region : NULL;
  const LeatPriceBook *prices = prices_of (context->report, region);
  LeatLineItem *before = result->lines;
  guint n_before = result->n_lines;
  guint first = FIRST_OF (context, lines), quantities = FIRST_OF (context, quantities);

  result->lines = g_newa (LeatLineItem, MAX (lines->len, 1));
  result->n_lines = 0;
  for (guint i = next_line (context, 0); i < lines->len; i = next_line (context, i + 1))
    {
      const LeatLine *line = g_ptr_array_index (lines, i);
      LeatLineItem *item = &result->lines[result->n_lines];
      double quantity;

      if (!holds (context, first + i, &line->when))
        continue;
      quantity = eval (context, quantities + i, &line->quantity);
      if (!price_line_again (context, i, quantity, item))
        {
          price_line (context, line, region, prices, quantity, item);
          if (context->memo != NULL)
            leat_memo_note_line (context->memo, i, item, quantity);
        }
      result->n_shared += item->price != NULL && leat_price_is_shared (item->price, &context->report->options);
      result->n_lines++;
    }
  result->lines = keep_list (before, n_before, result->lines, result->n_lines, sizeof (LeatLineItem));
  leat_block_result_sum_up (result);
}

/* The mean of a stage over branches is worked out from many values. */
static void
put_mean (LeatContext    *context,
          guint           i,
          LeatStageValue *value)
{
  const LeatStageValue *last = context->memo != NULL ? leat_memo_get_stage (context->memo, i) : NULL;

  if (last != NULL && memcmp (last->parameters, value->parameters, sizeof value->parameters) == 0)
    {
      value->mean = last->mean;
      value->spread = last->spread;
      return;
    }
  value->mean = leat_stage_mean (value->stage->kind, value->parameters);
  value->spread = leat_stage_spread (value->stage->kind, value->parameters, value->mean);
  if (context->memo != NULL)
    leat_memo_note_stage (context->memo, i, value);
}

static void
evaluate_stages (LeatContext     *context,
                 LeatBlockResult *result)
{
  GPtrArray *stages = result->service->stages;
  LeatStageValue *before = result->stages;
  guint n_before = result->n_stages;
  guint first = FIRST_OF (context, stages), parameters = FIRST_OF (context, parameters);

  result->stages = g_newa0 (LeatStageValue, stages->len);
  result->n_stages = 0;
  context->current = result;
  for (guint i = 0; i < stages->len; i++)
    {
      const LeatStage *stage = g_ptr_array_index (stages, i);
      LeatStageValue *value = &result->stages[result->n_stages];

      if (!holds (context, first + i, &stage->when))
        continue;
      value->stage = stage;
      for (guint j = 0; j < LEAT_STAGE_MAX_PARAMETERS; j++)
        if (stage->parameters[j] != NULL)
          value->parameters[j] = eval (context, parameters + LEAT_STAGE_MAX_PARAMETERS * i + j, &stage->parameters[j]);
      put_mean (context, i, value);
      result->mean_delay += value->mean;
      result->squared_spread += value->spread * value->spread;
      result->n_stages++;
    }
  result->stages = keep_list (before, n_before, result->stages, result->n_stages, sizeof (LeatStageValue));
  context->current = NULL;
}

static void
evaluate_complexity (LeatContext     *context,
                     LeatBlockResult *result)
{
  GPtrArray *all = result->service->complexity;
  guint first = FIRST_OF (context, complexity);

  for (guint i = 0; i < all->len; i++)
    {
      const LeatComplexity *complexity = g_ptr_array_index (all, i);

      if (holds (context, first + i, &complexity->when))
        result->complexity += complexity->points;
    }
}

void
leat_block_result_sum_up (LeatBlockResult *self)
{
  LeatLineSum sum = { 0 };

  for (guint i = 0; i < self->n_lines; i++)
    leat_line_sum_add (&sum, &self->lines[i]);
  self->monthly = leat_money_tidy (sum.monthly);
  self->exact = sum.exact;
  self->unpriced = sum.unpriced;
}

LeatBlockResult *
leat_block_result_copy (const LeatBlockResult *self)
{
  LeatBlockResult *copy = g_memdup2 (self, sizeof (LeatBlockResult));

  g_atomic_ref_count_init (&copy->ref_count);
  copy->element = leat_element_ref (self->element);
  copy->slots = g_atomic_rc_box_acquire (self->slots);
  copy->lines = g_memdup2 (self->lines, self->n_lines * sizeof (LeatLineItem));
  copy->uses = g_memdup2 (self->uses, self->n_uses * sizeof (LeatUse));
  copy->stages = g_memdup2 (self->stages, self->n_stages * sizeof (LeatStageValue));
  copy->findings = g_ptr_array_ref (self->findings);
  return copy;
}

/* Most blocks have no finding: they share one list, and get their own with the first (leat_check_block). */
static GPtrArray *
findings_new (void)
{
  static gsize once;
  static GPtrArray *none;

  if (g_once_init_enter (&once))
    {
      none = g_ptr_array_new ();
      g_once_init_leave (&once, 1);
    }
  return g_ptr_array_ref (none);
}

static LeatBlockResult *
result_new (const LeatElement *element,
            const LeatService *service,
            const LeatFlow    *in)
{
  LeatBlockResult *result = g_new0 (LeatBlockResult, 1);

  g_atomic_ref_count_init (&result->ref_count);
  result->element = leat_element_ref ((LeatElement *) element);
  result->service = service;
  result->in = result->out = *in;
  result->worst = -1;
  result->findings = findings_new ();
  return result;
}

static double
day_peak (const LeatContext *context)
{
  LeatLoad load;

  if (!context->service->has_shape)
    return 1;
  leat_load_of (context->service, context->element, &load);
  return leat_load_peak (&load);
}

/* What is put before the assignments. */
static void
note_common_slots (LeatContext  *context,
                   const double *frame)
{
  G_STATIC_ASSERT (LEAT_SLOT_OUT_GB_PER_MONTH == LEAT_SLOT_USE_MAX + 1);

  for (guint slot = 0; slot < LEAT_SLOT_USE_MAX; slot++)
    leat_memo_note (context->memo, slot, frame[slot]);
  for (guint slot = LEAT_SLOT_ZONE_GB + 1; slot < LEAT_N_COMMON_SLOTS; slot++)
    leat_memo_note (context->memo, slot, frame[slot]);
}

static void
note_crossings (LeatContext  *context,
                const double *frame)
{
  for (guint slot = LEAT_SLOT_OUT_GB_PER_MONTH; slot <= LEAT_SLOT_ZONE_GB; slot++)
    leat_memo_note (context->memo, slot, frame[slot]);
}

/* Returns whether a slot is not what it was. */
static gboolean
keep_slots (LeatBlockResult *result,
            double          *frame)
{
  gsize size = result->service->symbols->names->len * sizeof (double);

  if (result->slots == NULL)
    {
      result->slots = g_atomic_rc_box_dup (size, frame);
      return TRUE;
    }
  if (memcmp (result->slots, frame, size) == 0)
    return FALSE;
  memcpy (result->slots, frame, size);
  return TRUE;
}

/* With the defaults; or, past the slots of all services, with what the memo holds. */
static double *
begin_frame (LeatContext  *context,
             LeatMemoKnows knows)
{
  const LeatService *service = context->service;
  double *frame = leat_evaluator_get_frame (context->evaluator, service->index, service->symbols);
  guint n = service->symbols->names->len;

  memcpy (frame, service->defaults, (knows != LEAT_MEMO_ANEW ? LEAT_N_COMMON_SLOTS : n) * sizeof (double));
  if (knows != LEAT_MEMO_ANEW && n > LEAT_N_COMMON_SLOTS)
    memcpy (frame + LEAT_N_COMMON_SLOTS, context->memo->slots + LEAT_N_COMMON_SLOTS,
            (n - LEAT_N_COMMON_SLOTS) * sizeof (double));
  return frame;
}

/* Fills a result of which in and out are what flows in. Returns whether a slot is not what it was. */
static gboolean
fill (LeatContext        *context,
      LeatBlockResult    *result,
      const LeatFlow     *in,
      const LeatSettings *overrides,
      guint               n_in,
      guint               n_out,
      gboolean            in_cycle)
{
  const LeatService *service = context->service;
  LeatMemoKnows knows;
  double *frame;

  if (service == NULL)
    return FALSE;

  knows = context->memo != NULL ? leat_memo_begin (context->memo, context->element) : LEAT_MEMO_ANEW;
  frame = begin_frame (context, knows);
  put_month (&context->report->options, frame);
  put_flow (in, frame);
  frame[LEAT_SLOT_IN_WIRES] = n_in;
  frame[LEAT_SLOT_OUT_WIRES] = n_out;
  frame[LEAT_SLOT_IN_CYCLE] = in_cycle;
  frame[LEAT_SLOT_DAY_PEAK] = knows == LEAT_MEMO_SAME ? leat_memo_get_slot (context->memo, LEAT_SLOT_DAY_PEAK)
                                                       : day_peak (context);
  if (overrides != NULL)
    put_overrides (overrides, frame);
  derive_inputs (frame, overrides);
  if (context->memo != NULL)
    {
      note_common_slots (context, frame);
      run_assignments_again (context, knows, frame);
    }
  else
    run_assignments (context, frame);
  evaluate_flow (context, result);
  put_crossings (context, result, frame);
  if (context->memo != NULL)
    note_crossings (context, frame);
  if (!context->report->options.cost_only)
    evaluate_limits (context, result, frame);
  evaluate_lines (context, result);
  if (!context->report->options.cost_only)
    {
      evaluate_stages (context, result);
      evaluate_complexity (context, result);
    }
  return keep_slots (result, frame);
}

static LeatBlockResult *
evaluate (LeatContext        *context,
          const LeatFlow     *in,
          const LeatSettings *overrides,
          guint               n_in,
          guint               n_out,
          gboolean            in_cycle)
{
  LeatBlockResult *result = result_new (context->element, context->service, in);

  fill (context, result, in, overrides, n_in, n_out, in_cycle);
  return result;
}

LeatBlockResult *
leat_evaluate_block (LeatContext *context,
                     guint        i)
{
  guint n_in, n_out;
  LeatFlow in = leat_evaluate_inflow (context, i, &n_in, &n_out);

  return leat_evaluate_block_with (context, i, &in, n_in, n_out);
}

LeatBlockResult *
leat_evaluate_block_with (LeatContext    *context,
                          guint           i,
                          const LeatFlow *in,
                          guint           n_in,
                          guint           n_out)
{
  context->block = i;
  context->element = g_ptr_array_index (context->report->blocks, i);
  context->service = context->report->graph->services[i];
  return evaluate (context, in, NULL, n_in, n_out, context->report->graph->in_cycle[i]);
}

gboolean
leat_evaluate_block_again (LeatContext     *context,
                           guint            i,
                           const LeatFlow  *in,
                           guint            n_in,
                           guint            n_out,
                           LeatBlockResult *result)
{
  const LeatFlow before = result->out;
  gboolean changed;

  context->block = i;
  context->element = g_ptr_array_index (context->report->blocks, i);
  context->service = context->report->graph->services[i];
  leat_element_ref (context->element);
  leat_element_unref (result->element);
  result->element = context->element;
  result->in = result->out = *in;
  result->worst = -1;
  result->n_shared = 0;
  result->mean_delay = result->squared_spread = result->complexity = 0;
  changed = fill (context, result, in, NULL, n_in, n_out, context->report->graph->in_cycle[i]);
  return changed || memcmp (&before, &result->out, sizeof before) != 0;
}

LeatBlockResult *
leat_evaluate_alone (LeatContext        *context,
                     const LeatElement  *element,
                     const LeatService  *service,
                     const LeatFlow     *in,
                     const LeatSettings *overrides)
{
  context->block = G_MAXUINT;
  context->element = (LeatElement *) element;
  context->service = service;
  return evaluate (context, in != NULL ? in : &no_flow, overrides, 0, 0, FALSE);
}

/* The frame of a block with what flows in multiplied. */
static void
scale_frame (LeatContext           *context,
             const LeatBlockResult *result,
             guint                  block,
             double                 factor,
             double                 peak_factor)
{
  double *frame = leat_evaluate_restore (context, result, block);
  LeatFlow in = result->in;

  in.values[LEAT_FLOW_RECORDS_PER_S] *= factor;
  in.values[LEAT_FLOW_OBJECTS_PER_S] *= factor;
  in.values[LEAT_FLOW_STORED_GB] *= factor;
  in.values[LEAT_FLOW_STORED_OBJECTS] *= factor;
  in.values[LEAT_FLOW_PEAK_FACTOR] = peak_factor;
  put_flow (&in, frame);
  derive_inputs (frame, NULL);
  run_assignments (context, frame);
}

static double
scaled_use (LeatContext     *context,
            const LeatLimit *limit)
{
  return utilisation (leat_evaluator_eval (context->evaluator, limit->demand),
                      leat_evaluator_eval (context->evaluator, limit->capacity));
}

double
leat_evaluate_scaled (LeatContext           *context,
                      const LeatBlockResult *result,
                      guint                  block,
                      guint                  limit,
                      double                 factor)
{
  scale_frame (context, result, block, factor, result->in.values[LEAT_FLOW_PEAK_FACTOR]);
  return scaled_use (context, result->uses[limit].limit);
}

double
leat_evaluate_mean_scaled (LeatContext           *context,
                           const LeatBlockResult *result,
                           guint                  block,
                           guint                  limit,
                           double                 factor)
{
  scale_frame (context, result, block, factor, 1);
  return scaled_use (context, result->uses[limit].limit);
}

double
leat_evaluate_records_out (LeatContext           *context,
                           const LeatBlockResult *result,
                           guint                  block,
                           double                 factor)
{
  const LeatFormula *formula = result->service->flow[LEAT_FLOW_RECORDS_PER_S];

  if (formula == NULL)
    return result->in.values[LEAT_FLOW_RECORDS_PER_S] * factor;
  scale_frame (context, result, block, factor, 1);
  return leat_evaluator_eval (context->evaluator, formula);
}

double
leat_evaluate_use_at (LeatContext           *context,
                      const LeatBlockResult *result,
                      guint                  block,
                      guint                  limit,
                      double                 load)
{
  double *frame = leat_evaluate_restore (context, result, block);
  const LeatUse *use = &result->uses[limit];

  return utilisation (demand_at (context, use->limit, frame, load), use->capacity);
}

double
leat_evaluate_capacity (LeatContext           *context,
                        const LeatBlockResult *result,
                        guint                  block)
{
  double *frame = leat_evaluate_restore (context, result, block);
  double capacity = INFINITY;

  for (guint i = 0; i < result->n_uses; i++)
    if (result->uses[i].utilisation >= 1)
      capacity = MIN (capacity, load_at_capacity (context, &result->uses[i], frame));
  return capacity;
}

double *
leat_evaluate_restore (LeatContext           *context,
                       const LeatBlockResult *result,
                       guint                  block)
{
  const LeatService *service = result->service;
  double *frame = leat_evaluator_get_frame (context->evaluator, service->index, service->symbols);

  memcpy (frame, result->slots, service->symbols->names->len * sizeof (double));
  context->block = block;
  context->element = result->element;
  context->service = service;
  context->current = result;
  return frame;
}

gboolean
leat_block_result_shows (const LeatBlockResult *self,
                         const LeatSetting     *setting)
{
  g_autoptr(LeatEvaluator) evaluator = NULL;
  double *frame;

  g_return_val_if_fail (self->service != NULL, FALSE);

  if (setting->visible_when == NULL)
    return TRUE;
  evaluator = leat_evaluator_new ();
  frame = leat_evaluator_get_frame (evaluator, self->service->index, self->service->symbols);
  memcpy (frame, self->slots, self->service->symbols->names->len * sizeof (double));
  return leat_evaluator_eval (evaluator, setting->visible_when) != 0;
}
