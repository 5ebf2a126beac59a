/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/engine-private.h"
#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Makes and updates reports. An update starts from the results that still hold and goes over the blocks that
 * an edit reaches, upstream first, until nothing differs any more. */

static LeatEvaluator *
take_evaluator (const LeatCatalogue *catalogue)
{
  /* Compiling a catalogue's formulas costs more than a small report, so each thread keeps its evaluator. */
  static GPrivate kept = G_PRIVATE_INIT ((GDestroyNotify) leat_evaluator_free);
  static GPrivate kept_for = G_PRIVATE_INIT ((GDestroyNotify) leat_catalogue_unref);
  LeatEvaluator *evaluator = g_private_get (&kept);

  if (evaluator == NULL || g_private_get (&kept_for) != catalogue)
    {
      evaluator = leat_evaluator_new ();
      g_private_replace (&kept, evaluator);
      g_private_replace (&kept_for, leat_catalogue_ref ((LeatCatalogue *) catalogue));
    }
  return evaluator;
}

void
leat_context_init (LeatContext *context,
                   LeatReport  *report)
{
  guint month = report->options.month;
  double days = report->options.hours_per_month / 24;

  *context = (LeatContext){ report, take_evaluator (report->catalogue), G_MAXUINT, NULL, NULL, NULL,
                            G_MAXUINT, NULL, G_MAXUINT };
  leat_evaluator_set_lookup (context->evaluator, leat_context_lookup, context);
  leat_evaluator_set_month (context->evaluator, month > 0 ? (month - 1) * days : INFINITY,
                            month > 0 ? month * days : INFINITY);
}

static void
unref_findings (gpointer data)
{
  if (data != NULL)
    g_ptr_array_unref (data);
}

static LeatReport *
report_alloc (LeatCatalogue *catalogue)
{
  LeatReport *self = g_new0 (LeatReport, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->catalogue = leat_catalogue_ref (catalogue);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  self->wires = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_block_result_unref);
  self->wire_findings = g_ptr_array_new_with_free_func (unref_findings);
  self->bottleneck = -1;
  return self;
}

LeatReport *
leat_report_ref (LeatReport *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
leat_report_unref (LeatReport *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->waits, g_hash_table_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_ptr_array_unref (self->wire_findings);
  g_ptr_array_set_free_func (self->results, NULL);
  for (guint i = 0; i < self->results->len; i++)
    if (self->results->pdata[i] != NULL)
      leat_block_result_unref (self->results->pdata[i]);
  g_ptr_array_unref (self->results);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->wires);
  g_clear_pointer (&self->graph, leat_graph_unref);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->asked, g_atomic_rc_box_release);
  g_clear_pointer (&self->requirements, g_ptr_array_unref);
  g_clear_pointer (&self->properties, leat_element_unref);
  g_free ((char *) self->options.region);
  g_free ((char *) self->options.currency);
  g_free ((char *) self->options.rate_date);
  g_free ((char *) self->options.account);
  leat_catalogue_unref (self->catalogue);
  g_free (self);
}

void
leat_options_read_currency (LeatOptions       *options,
                            const LeatElement *properties)
{
  const char *code = leat_settings_get (properties->settings, "currency");
  double rate;

  if (code == NULL || !leat_currency_is_code (code) || g_str_equal (code, "USD") ||
      !leat_parse_number (leat_settings_get (properties->settings, "currency-rate"), &rate) || rate <= 0)
    return;
  options->currency = code;
  options->rate = rate;
  options->rate_date = leat_settings_get (properties->settings, "currency-date");
}

LeatOptions
leat_options_of (GPtrArray *elements)
{
  LeatOptions options = LEAT_OPTIONS_INIT;

  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);
      const char *text;
      double hours, number;

      if (element->kind != LEAT_ELEMENT_PROPERTIES)
        continue;
      text = leat_settings_get (element->settings, "region");
      if (text != NULL && *text != '\0')
        options.region = text;
      text = leat_settings_get (element->settings, "hours-per-month");
      if (leat_parse_number (text, &hours) && hours > 0 && hours <= 744)
        options.hours_per_month = hours;
      options.free_tier = g_strcmp0 (leat_settings_get (element->settings, "free-tier"), "yes") == 0;
      leat_options_read_currency (&options, element);
      options.account = leat_settings_get (element->settings, "account");
      if (leat_parse_number (leat_settings_get (element->settings, "budget"), &number) && number > 0)
        options.budget = number;
      break;
    }
  return options;
}

static void
sort_elements (LeatReport *self,
               GPtrArray  *elements)
{
  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind == LEAT_ELEMENT_BLOCK)
        g_ptr_array_add (self->blocks, leat_element_ref (element));
      else if (element->kind == LEAT_ELEMENT_WIRE)
        g_ptr_array_add (self->wires, leat_element_ref (element));
      else if (element->kind == LEAT_ELEMENT_PROPERTIES && self->properties == NULL)
        self->properties = leat_element_ref (element);
    }
  g_ptr_array_set_size (self->results, self->blocks->len);
  g_ptr_array_set_size (self->wire_findings, self->wires->len);
}

static void
put_options (LeatReport        *self,
             const LeatOptions *options)
{
  self->options = *options;
  self->options.region = g_strdup (options->region);
  self->options.currency = g_strdup (options->currency);
  self->options.rate_date = g_strdup (options->rate_date);
  self->options.account = g_strdup (options->account);
  self->prices = options->prices != NULL ? options->prices
                                         : leat_catalogue_get_prices (self->catalogue, options->region);
}

static void
sort_findings (GPtrArray  *findings,
               GPtrArray **by_severity)
{
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      LeatFinding *finding = g_ptr_array_index (findings, i);

      g_ptr_array_add (by_severity[finding->rule->severity], finding);
    }
}

/* All findings, errors first, then in drawing order. */
static GPtrArray *
list_findings (const LeatReport *self)
{
  g_autoptr(GPtrArray) advice = g_ptr_array_new ();
  g_autoptr(GPtrArray) warnings = g_ptr_array_new ();
  GPtrArray *findings = g_ptr_array_new ();
  GPtrArray *by_severity[] = { advice, warnings, findings };

  for (guint i = 0; i < self->results->len; i++)
    sort_findings (((LeatBlockResult *) self->results->pdata[i])->findings, by_severity);
  for (guint i = 0; i < self->wires->len; i++)
    sort_findings (self->wire_findings->pdata[i], by_severity);
  g_ptr_array_extend (findings, warnings, NULL, NULL);
  g_ptr_array_extend (findings, advice, NULL, NULL);
  return findings;
}

static void
count_findings (LeatReport *self)
{
  for (guint i = 0; i < self->results->len; i++)
    for (guint severity = 0; severity < G_N_ELEMENTS (self->counts); severity++)
      self->counts[severity] += ((LeatBlockResult *) self->results->pdata[i])->n_findings[severity];
  for (guint i = 0; i < self->wires->len; i++)
    {
      GPtrArray *findings = self->wire_findings->pdata[i];

      for (guint j = 0; findings != NULL && j < findings->len; j++)
        {
          const LeatFinding *finding = g_ptr_array_index (findings, j);

          self->counts[finding->rule->severity] += finding->silenced == NULL;
        }
    }
}

static void
sum_up (LeatContext      *context,
        const LeatReport *previous,
        GCancellable     *cancellable)
{
  LeatReport *self = context->report;

  leat_account_apply (self);
  for (guint i = 0; i < self->results->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (self->results, i);

      self->total += result->monthly;
      self->unpriced += result->unpriced;
    }
  self->total = leat_money_tidy (self->total);
  if (self->options.cost_only)
    {
      self->paths = g_ptr_array_new ();
      self->requirements = leat_requirements_judge (self, NULL);
      return;
    }
  count_findings (self);
  self->waits = leat_day_find_waits (context);
  self->paths = leat_latency_paths (self, previous, cancellable);
  leat_find_bottleneck (context);
  self->requirements = leat_requirements_judge (self, self->properties);
}

static void
evaluate_all (LeatContext  *context,
              GCancellable *cancellable)
{
  LeatReport *self = context->report;

  for (guint i = 0; i < self->blocks->len && !g_cancellable_is_cancelled (cancellable); i++)
    self->results->pdata[self->graph->order[i]] = leat_evaluate_block (context, self->graph->order[i]);
  if (self->options.cost_only)
    return;
  for (guint i = 0; i < self->blocks->len && !g_cancellable_is_cancelled (cancellable); i++)
    leat_check_block (context, self->graph->by_service[i], self->results->pdata[self->graph->by_service[i]]);
  for (guint i = 0; i < self->wires->len && !g_cancellable_is_cancelled (cancellable); i++)
    self->wire_findings->pdata[i] = leat_check_wire (context, i);
}

LeatReport *
leat_report_new_blank (LeatCatalogue     *catalogue,
                       GPtrArray         *elements,
                       const LeatOptions *options)
{
  LeatReport *self = report_alloc (catalogue);
  LeatOptions own = leat_options_of (elements);

  put_options (self, options != NULL ? options : &own);
  sort_elements (self, elements);
  self->asked = leat_requirements_read (catalogue, self->properties);
  self->graph = leat_graph_new (catalogue, self->blocks, self->wires);
  self->places = leat_places_new (catalogue, elements, self->blocks, self->graph);
  return self;
}

LeatReport *
leat_report_new (LeatCatalogue     *catalogue,
                 GPtrArray         *elements,
                 const LeatOptions *options,
                 GCancellable      *cancellable,
                 GError           **error)
{
  g_autoptr(LeatReport) self = leat_report_new_blank (catalogue, elements, options);
  LeatContext context;

  leat_context_init (&context, self);
  evaluate_all (&context, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  sum_up (&context, NULL, cancellable);
  return g_steal_pointer (&self);
}

static gboolean
changes_structure (const LeatChange *change)
{
  const LeatElement *before = change->before;
  const LeatElement *after = change->after;
  LeatElementKind kind = before != NULL ? before->kind : after->kind;

  if (kind != LEAT_ELEMENT_BLOCK && kind != LEAT_ELEMENT_WIRE)
    return FALSE;
  if (before == NULL || after == NULL || before->order != after->order)
    return TRUE;
  if (kind == LEAT_ELEMENT_BLOCK)
    return before->type != after->type;
  return before->wire_kind != after->wire_kind || !g_str_equal (before->from, after->from) ||
         !g_str_equal (before->to, after->to);
}

typedef struct
{
  LeatContext context;
  guint8     *dirty;    /* by block: its values must be computed again */
  guint8     *recheck;  /* by block: its rules must be checked again */
  guint       first;    /* the least position in the order that is dirty */
} Update;

static void
mark (Update *self,
      guint   block)
{
  self->dirty[block] = self->recheck[block] = TRUE;
  self->first = MIN (self->first, self->context.report->graph->position[block]);
}

static void
mark_id (Update     *self,
         const char *id)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->context.report->graph->index_of, id));

  if (index > 0)
    mark (self, index - 1);
}

static void
mark_neighbours (Update *self,
                 guint   block)
{
  const LeatGraph *graph = self->context.report->graph;

  for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
    {
      const LeatGraphWire *wire = leat_graph_wire (graph, graph->touching[i]);

      mark (self, wire->from == block ? wire->to : wire->from);
    }
}

static void
mark_changes (Update            *self,
              const LeatChanges *changes)
{
  for (guint i = 0; i < changes->n; i++)
    {
      const LeatElement *sides[] = { changes->items[i].before, changes->items[i].after };

      for (guint j = 0; j < 2; j++)
        {
          if (sides[j] == NULL)
            continue;
          if (sides[j]->kind == LEAT_ELEMENT_BLOCK)
            mark_id (self, sides[j]->id);
          else if (sides[j]->kind == LEAT_ELEMENT_WIRE)
            {
              mark_id (self, sides[j]->from);
              mark_id (self, sides[j]->to);
            }
        }
    }
}

/* Rules of a neighbour may speak of this block's settings and name, even where its values stay. */
static void
recheck_neighbours (Update *self,
                    guint   block)
{
  const LeatGraph *graph = self->context.report->graph;

  for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
    {
      const LeatGraphWire *wire = leat_graph_wire (graph, graph->touching[i]);

      self->recheck[wire->from == block ? wire->to : wire->from] = TRUE;
    }
}

static void
put_result (LeatReport      *report,
            guint            block,
            LeatBlockResult *result)
{
  if (report->results->pdata[block] != NULL)
    leat_block_result_unref (report->results->pdata[block]);
  report->results->pdata[block] = result;
}

/* A pass goes down the order once; a change that reaches upstream asks for another. Settings reach one wire
 * up at most, so a few passes always do; the bound only guards against a catalogue that never settles. */
static void
evaluate_dirty (Update *self)
{
  LeatReport *report = self->context.report;
  const LeatGraph *graph = report->graph;

  for (guint pass = 0; pass < 8 && self->first < graph->n_blocks; pass++)
    {
      guint start = self->first;

      self->first = G_MAXUINT;
      for (guint position = start; position < graph->n_blocks; position++)
        {
          guint block = graph->order[position];
          LeatBlockResult *old = report->results->pdata[block];
          LeatBlockResult *result;

          if (!self->dirty[block])
            continue;
          self->dirty[block] = FALSE;
          result = leat_evaluate_block (&self->context, block);
          recheck_neighbours (self, block);
          if (old == NULL || !leat_block_result_same_values (old, result))
            mark_neighbours (self, block);
          put_result (report, block, result);
          self->dirty[block] = FALSE;
        }
      for (guint i = 0; self->first == G_MAXUINT && i < graph->n_blocks; i++)
        if (self->dirty[i])
          self->first = MIN (self->first, graph->position[i]);
    }
}

/* A result holds its findings; one whose values stay gets a copy of itself with new ones. */
static void
check_again (Update *self)
{
  LeatReport *report = self->context.report;
  const LeatGraph *graph = report->graph;

  for (guint i = 0; i < graph->n_blocks; i++)
    {
      if (!self->recheck[i])
        continue;
      put_result (report, i, leat_evaluate_block (&self->context, i));
      leat_check_block (&self->context, i, report->results->pdata[i]);
      for (guint j = graph->starts[i]; j < graph->starts[i + 1]; j++)
        {
          guint wire = graph->touching[j];

          g_clear_pointer (&report->wire_findings->pdata[wire], g_ptr_array_unref);
          report->wire_findings->pdata[wire] = leat_check_wire (&self->context, wire);
        }
    }
}

static void
take_over (LeatReport       *self,
           const LeatReport *previous)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const LeatElement *block = g_ptr_array_index (self->blocks, i);
      guint at = self->graph == previous->graph ? i + 1
                   : GPOINTER_TO_UINT (g_hash_table_lookup (previous->graph->index_of, block->id));

      if (at > 0)
        self->results->pdata[i] = leat_block_result_ref (previous->results->pdata[at - 1]);
    }
  for (guint i = 0; i < self->wires->len; i++)
    {
      const LeatElement *wire = g_ptr_array_index (self->wires, i);
      guint at = self->graph == previous->graph ? i + 1
                   : GPOINTER_TO_UINT (g_hash_table_lookup (previous->graph->wire_of, wire->id));

      if (at > 0 && previous->wire_findings->pdata[at - 1] != NULL)
        self->wire_findings->pdata[i] = g_ptr_array_ref (previous->wire_findings->pdata[at - 1]);
    }
}

/* Cutting a cycle elsewhere changes what flows at places that the edit does not name. */
static void
mark_cut_changes (Update           *self,
                  const LeatReport *previous)
{
  const LeatGraph *graph = self->context.report->graph;
  const LeatGraph *old = previous->graph;

  for (guint i = 0; i < graph->wires->len; i++)
    {
      const LeatGraphWire *wire = leat_graph_wire (graph, i);
      const LeatElement *element = g_ptr_array_index (self->context.report->wires, i);
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (old->wire_of, element->id));

      if (wire->from == G_MAXUINT || (at > 0 && leat_graph_wire (old, at - 1)->cut == wire->cut &&
                                      leat_graph_wire (old, at - 1)->flows == wire->flows))
        continue;
      mark (self, wire->from);
      mark (self, wire->to);
    }
  for (guint i = 0; i < graph->n_blocks; i++)
    {
      const LeatElement *block = g_ptr_array_index (self->context.report->blocks, i);
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (old->index_of, block->id));

      if (at == 0 || old->in_cycle[at - 1] != graph->in_cycle[i])
        mark (self, i);
      else if (old->leads_to[at - 1] != graph->leads_to[i] || old->comes_from[at - 1] != graph->comes_from[i])
        self->recheck[i] = TRUE;
    }
}

/* What a block pays at borders depends on where it is and where its neighbours are. */
static void
mark_moved (Update           *self,
            const LeatReport *previous)
{
  const LeatReport *report = self->context.report;

  for (guint i = 0; i < report->blocks->len; i++)
    {
      const LeatElement *block = g_ptr_array_index (report->blocks, i);
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (previous->graph->index_of, block->id));
      const LeatPlace *now = &g_array_index (report->places, LeatPlace, i);
      const LeatPlace *before = at > 0 ? &g_array_index (previous->places, LeatPlace, at - 1) : NULL;

      if (before != NULL && before->region == now->region && before->zone == now->zone &&
          before->outside == now->outside)
        continue;
      mark (self, i);
      mark_neighbours (self, i);
    }
}

static gboolean
changes_options (const LeatReport  *previous,
                 const LeatChanges *changes)
{
  for (guint i = 0; i < changes->n; i++)
    {
      const LeatElement *after = changes->items[i].after;

      if (after != NULL && after->kind == LEAT_ELEMENT_PROPERTIES)
        return TRUE;
    }
  return FALSE;
}

LeatReport *
leat_report_update (LeatReport        *previous,
                    GPtrArray         *elements,
                    const LeatChanges *changes)
{
  LeatReport *self;
  Update update = { 0 };
  gboolean structure = FALSE;
  gboolean moved;

  if (changes_options (previous, changes))
    return leat_report_new (previous->catalogue, elements, NULL, NULL, NULL);

  self = report_alloc (previous->catalogue);
  put_options (self, &previous->options);
  sort_elements (self, elements);
  self->asked = previous->asked != NULL ? g_atomic_rc_box_acquire (previous->asked) : NULL;
  for (guint i = 0; i < changes->n; i++)
    structure |= changes_structure (&changes->items[i]);
  self->graph = structure ? leat_graph_new (self->catalogue, self->blocks, self->wires)
                          : leat_graph_ref (previous->graph);
  moved = leat_places_change (changes);
  self->places = structure || moved ? leat_places_new (self->catalogue, elements, self->blocks, self->graph)
                                    : g_array_ref (previous->places);
  take_over (self, previous);

  leat_context_init (&update.context, self);
  update.dirty = g_new0 (guint8, self->graph->n_blocks + 1);
  update.recheck = g_new0 (guint8, self->graph->n_blocks + 1);
  update.first = G_MAXUINT;
  mark_changes (&update, changes);
  if (structure)
    mark_cut_changes (&update, previous);
  if (moved)
    mark_moved (&update, previous);
  evaluate_dirty (&update);
  check_again (&update);
  g_free (update.dirty);
  g_free (update.recheck);

  sum_up (&update.context, previous, NULL);
  return self;
}

const LeatOptions *
leat_report_get_options (const LeatReport *self)
{
  return &self->options;
}

LeatCatalogue *
leat_report_get_catalogue (const LeatReport *self)
{
  return self->catalogue;
}

guint
leat_report_get_n_blocks (const LeatReport *self)
{
  return self->results->len;
}

const LeatBlockResult *
leat_report_get_nth_block (const LeatReport *self,
                           guint             i)
{
  g_return_val_if_fail (i < self->results->len, NULL);

  return g_ptr_array_index (self->results, i);
}

const LeatBlockResult *
leat_report_get_block (const LeatReport *self,
                       const char       *id)
{
  guint at = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->graph->index_of, id)) : 0;

  return at > 0 ? g_ptr_array_index (self->results, at - 1) : NULL;
}

gboolean
leat_report_get_wire_flow (const LeatReport *self,
                           const char       *id,
                           LeatFlow         *flow)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (self->graph->wire_of, id));
  const LeatElement *wire;
  guint source, target;

  if (at == 0 || !leat_graph_flow_ends (leat_graph_wire (self->graph, at - 1), &source, &target))
    return FALSE;

  wire = g_ptr_array_index (self->wires, at - 1);
  *flow = ((LeatBlockResult *) self->results->pdata[source])->out;
  flow->values[LEAT_FLOW_RECORDS_PER_S] *= wire->wire_kind == LEAT_WIRE_CATALOGS ? 0 : wire->share;
  flow->values[LEAT_FLOW_OBJECTS_PER_S] *= wire->wire_kind == LEAT_WIRE_CATALOGS ? 0 : wire->share;
  return TRUE;
}

double
leat_report_get_total (const LeatReport *self,
                       guint            *unpriced)
{
  if (unpriced != NULL)
    *unpriced = self->unpriced;
  return self->total;
}

GPtrArray *
leat_report_get_paths (const LeatReport *self)
{
  return self->paths;
}

GPtrArray *
leat_report_get_findings (const LeatReport *self)
{
  LeatReport *report = (LeatReport *) self;
  GPtrArray *findings = g_atomic_pointer_get (&report->findings);

  /* Of a large pipeline the list is long, and few ask for it. */
  if (findings != NULL)
    return findings;
  findings = list_findings (self);
  if (g_atomic_pointer_compare_and_exchange (&report->findings, NULL, findings))
    return findings;
  g_ptr_array_unref (findings);
  return g_atomic_pointer_get (&report->findings);
}

GPtrArray *
leat_report_list_wire_findings (const LeatReport *self)
{
  GPtrArray *findings = g_ptr_array_new ();

  for (guint i = 0; i < self->wires->len; i++)
    if (self->wire_findings->pdata[i] != NULL)
      g_ptr_array_extend (findings, self->wire_findings->pdata[i], NULL, NULL);
  return findings;
}

guint
leat_report_count_findings (const LeatReport *self,
                            LeatSeverity      severity)
{
  return self->counts[severity];
}

const LeatBlockResult *
leat_report_get_bottleneck (const LeatReport *self,
                            guint            *limit,
                            double           *saturates_at)
{
  if (self->bottleneck < 0)
    return NULL;
  if (limit != NULL)
    *limit = self->bottleneck_limit;
  if (saturates_at != NULL)
    *saturates_at = self->saturates_at;
  return g_ptr_array_index (self->results, self->bottleneck);
}

static gboolean
is_input (const char *name)
{
  for (guint slot = 0; slot < LEAT_SLOT_IN_CYCLE; slot++)
    if (g_str_equal (leat_common_slot_name (slot), name))
      return TRUE;
  return FALSE;
}

static gboolean
check_input (const char *name,
             const char *text,
             GError    **error)
{
  double number;

  if (g_str_equal (name, "in_format"))
    return TRUE;
  if (leat_parse_number (text, &number) && number >= 0)
    return TRUE;
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("%s cannot be “%s”: it is a number from 0"), name, text);
  return FALSE;
}

static void
set_unknown_setting (const LeatService *service,
                     const char        *name,
                     GError           **error)
{
  g_autoptr(GString) known = g_string_new (NULL);

  for (guint i = 0; i < service->settings->len; i++)
    g_string_append_printf (known, "%s, ", ((LeatSetting *) service->settings->pdata[i])->name);
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN,
               _("%s has no setting “%s”; it has %sand inputs such as in_records_per_s, in_record_kb, "
                 "in_gb_per_month, in_peak_factor, hours_per_month"),
               service->id, name, known->str);
}

static gboolean
check_settings (const LeatService  *service,
                const LeatSettings *settings,
                GError            **error)
{
  for (gsize i = 0; i < leat_settings_get_n (settings); i++)
    {
      const char *name;
      const char *text = leat_settings_get_nth (settings, i, &name);
      const LeatSetting *setting = leat_service_get_setting (service, name);
      double number;

      if (setting != NULL ? !leat_setting_parse (setting, text, &number, error)
                          : is_input (name) && !check_input (name, text, error))
        return FALSE;
      if (setting == NULL && !is_input (name))
        {
          set_unknown_setting (service, name, error);
          return FALSE;
        }
    }
  return TRUE;
}

LeatBlockResult *
leat_price_block (LeatCatalogue      *catalogue,
                  const LeatService  *service,
                  const LeatSettings *settings,
                  const LeatOptions  *options,
                  GError            **error)
{
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(LeatElement) element = NULL;
  LeatContext context;

  if (!check_settings (service, settings, error))
    return NULL;

  report = report_alloc (catalogue);
  put_options (report, options);
  report->graph = leat_graph_new (catalogue, report->blocks, report->wires);
  element = leat_element_new_block (service->id, service->id, leat_tr (service->name), 0, 0);
  leat_settings_unref (element->settings);
  element->settings = leat_settings_ref ((LeatSettings *) settings);
  leat_context_init (&context, report);
  return leat_evaluate_alone (&context, element, service, NULL, settings);
}
