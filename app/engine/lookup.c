/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/engine-private.h"

/* Answers the functions of the formula language that ask about the drawing: who feeds, watches, controls
 * this block, and what their settings are. */

gboolean
leat_setting_value (const LeatService *service,
                    const LeatElement *element,
                    const char        *name,
                    double            *value)
{
  const LeatSetting *setting;
  const char *text;

  /* Each setting has a slot; most names that are asked for are known to few services. */
  if (service == NULL || leat_symbols_find (service->symbols, name) < 0 ||
      (setting = leat_service_get_setting (service, name)) == NULL)
    return FALSE;
  text = leat_settings_get (element->settings, name);
  if (text != NULL && leat_setting_parse (setting, text, value, NULL))
    return TRUE;
  if (setting->derived != NULL)
    return FALSE;
  *value = setting->fallback_number;
  return TRUE;
}

typedef enum { RELATION_FEEDS_ME, RELATION_FED_BY_ME, RELATION_OVER_ME, RELATION_UNDER_ME } Relation;

static const LeatService *
service_of (const LeatContext *context,
            guint              block)
{
  return context->report->graph->services[block];
}

static gboolean
is_a (const LeatContext *context,
      guint              block,
      const char        *what)
{
  const LeatElement *element = g_ptr_array_index (context->report->blocks, block);
  const LeatService *service;

  if (g_strcmp0 (element->type, what) == 0 || g_str_equal (what, "*"))
    return TRUE;
  service = service_of (context, block);
  return service != NULL && g_str_equal (leat_role_to_string (service->role), what);
}

/* The neighbour at the other end of a wire if it stands in the relation asked for, else G_MAXUINT. */
static guint
neighbour (const LeatContext *context,
           guint              wire_index,
           Relation           relation,
           guint              kinds)
{
  const LeatGraphWire *wire = leat_graph_wire (context->report->graph, wire_index);
  const LeatElement *element = g_ptr_array_index (context->report->wires, wire_index);
  guint source, target;

  switch (relation)
    {
    case RELATION_FEEDS_ME:
      return leat_graph_flow_ends (wire, &source, &target) && target == context->block ? source : G_MAXUINT;
    case RELATION_FED_BY_ME:
      return leat_graph_flow_ends (wire, &source, &target) && source == context->block ? target : G_MAXUINT;
    case RELATION_OVER_ME:
      return (kinds & (1u << element->wire_kind)) != 0 && wire->to == context->block ? wire->from : G_MAXUINT;
    case RELATION_UNDER_ME:
    default:
      return (kinds & (1u << element->wire_kind)) != 0 && wire->from == context->block ? wire->to : G_MAXUINT;
    }
}

static double
count (const LeatContext *context,
       Relation           relation,
       guint              kinds,
       const char        *what)
{
  const LeatGraph *graph = context->report->graph;
  guint n = 0;

  for (guint i = graph->starts[context->block]; i < graph->starts[context->block + 1]; i++)
    {
      guint other = neighbour (context, graph->touching[i], relation, kinds);

      if (other != G_MAXUINT && is_a (context, other, what))
        n++;
    }
  return n;
}

/* The value of a setting or let of another block: as evaluated, if it was, else as set. */
static gboolean
value_of (const LeatContext *context,
          guint              block,
          const char        *name,
          double            *value)
{
  const LeatBlockResult *result = context->report->graph->position[block] < context->horizon
                                    ? g_ptr_array_index (context->report->results, block) : NULL;
  int slot;

  if (result == NULL || result->service == NULL)
    return leat_setting_value (service_of (context, block),
                               g_ptr_array_index (context->report->blocks, block), name, value);
  slot = leat_symbols_find (result->service->symbols, name);
  if (slot >= 0)
    *value = result->slots[slot];
  return slot >= 0;
}

/* `downstream` must not see results: they are not there yet on the first pass, but are on an update. */
static gboolean
setting_of (const LeatContext *context,
            guint              block,
            const char        *name,
            double            *value)
{
  return leat_setting_value (service_of (context, block),
                             g_ptr_array_index (context->report->blocks, block), name, value);
}

typedef gboolean (*ValueOf) (const LeatContext *context, guint block, const char *name, double *value);

static double
fold (const LeatContext *context,
      Relation           relation,
      guint              kinds,
      const char        *name,
      ValueOf            get,
      gboolean           sum)
{
  const LeatGraph *graph = context->report->graph;
  double result = 0;
  gboolean any = FALSE;

  for (guint i = graph->starts[context->block]; i < graph->starts[context->block + 1]; i++)
    {
      guint other = neighbour (context, graph->touching[i], relation, kinds);
      double value;

      if (other == G_MAXUINT || !get (context, other, name, &value))
        continue;
      result = sum ? result + value : any ? MAX (result, value) : value;
      any = TRUE;
    }
  return result;
}

static double
use_of (const LeatContext *context,
        const char        *limit,
        gboolean           mean)
{
  for (guint i = 0; context->current != NULL && i < context->current->n_uses; i++)
    {
      const LeatUse *use = &context->current->uses[i];

      if (g_str_equal (use->limit->id, limit))
        return mean ? use->mean_utilisation : use->utilisation;
    }
  return 0;
}

static double
end_of (const LeatContext *context,
        LeatAsk            ask,
        const char        *argument)
{
  const LeatGraphWire *wire = leat_graph_wire (context->report->graph, context->wire);
  guint block = ask == LEAT_ASK_FROM_IS || ask == LEAT_ASK_FROM_VALUE ? wire->from : wire->to;
  double value = 0;

  if (block == G_MAXUINT)
    return 0;
  if (ask == LEAT_ASK_FROM_IS || ask == LEAT_ASK_TO_IS)
    return is_a (context, block, argument);
  value_of (context, block, argument, &value);
  return value;
}

#define KIND(kind) (1u << LEAT_WIRE_##kind)

static const struct
{
  Relation relation;
  guint kinds;
  ValueOf get; /* NULL: count */
  gboolean sum;
} questions[] = {
  [LEAT_ASK_FED_BY] = { RELATION_FEEDS_ME, 0, NULL, FALSE },
  [LEAT_ASK_FEEDS] = { RELATION_FED_BY_ME, 0, NULL, FALSE },
  [LEAT_ASK_WATCHED_BY] = { RELATION_OVER_ME, KIND (MONITORS), NULL, FALSE },
  [LEAT_ASK_CONTROLLED_BY] = { RELATION_OVER_ME, KIND (ORCHESTRATES) | KIND (TRIGGER), NULL, FALSE },
  [LEAT_ASK_ENCRYPTED_BY] = { RELATION_OVER_ME, KIND (ENCRYPTS), NULL, FALSE },
  [LEAT_ASK_NETWORKED_BY] = { RELATION_OVER_ME, KIND (NETWORK), NULL, FALSE },
  [LEAT_ASK_WATCHES] = { RELATION_UNDER_ME, KIND (MONITORS), NULL, FALSE },
  [LEAT_ASK_CONTROLS] = { RELATION_UNDER_ME, KIND (ORCHESTRATES) | KIND (TRIGGER), NULL, FALSE },
  [LEAT_ASK_ENCRYPTS] = { RELATION_UNDER_ME, KIND (ENCRYPTS), NULL, FALSE },
  [LEAT_ASK_NETWORKS] = { RELATION_UNDER_ME, KIND (NETWORK), NULL, FALSE },
  [LEAT_ASK_UPSTREAM] = { RELATION_FEEDS_ME, 0, value_of, FALSE },
  [LEAT_ASK_DOWNSTREAM] = { RELATION_FED_BY_ME, 0, setting_of, FALSE },
  [LEAT_ASK_CONTROLLER] = { RELATION_OVER_ME, KIND (ORCHESTRATES) | KIND (TRIGGER), setting_of, FALSE },
  [LEAT_ASK_CONTROLLED] = { RELATION_UNDER_ME, KIND (ORCHESTRATES) | KIND (TRIGGER), value_of, FALSE },
  [LEAT_ASK_WATCHED] = { RELATION_UNDER_ME, KIND (MONITORS), value_of, TRUE },
  [LEAT_ASK_ENCRYPTED] = { RELATION_UNDER_ME, KIND (ENCRYPTS), value_of, TRUE },
  [LEAT_ASK_REACHED] = { RELATION_UNDER_ME, KIND (NETWORK), value_of, TRUE },
  [LEAT_ASK_REACHING] = { RELATION_OVER_ME, KIND (NETWORK), value_of, TRUE },
};

static gboolean
has_role_on_the_way (const LeatContext *context,
                     LeatAsk            ask,
                     const char        *argument)
{
  const LeatGraph *graph = context->report->graph;
  guint16 roles = (ask == LEAT_ASK_LEADS_TO ? graph->leads_to : graph->comes_from)[context->block];
  LeatRole role;

  return leat_role_from_string (argument, &role) && (roles & (1u << role)) != 0;
}

/* Whether two blocks are wired as drawn, on a wire of that kind. */
static gboolean
is_wired (const LeatContext *context,
          guint              from,
          guint              to,
          LeatWireKind       kind)
{
  const LeatGraph *graph = context->report->graph;

  for (guint i = graph->starts[from]; i < graph->starts[from + 1]; i++)
    {
      const LeatGraphWire *wire = leat_graph_wire (graph, graph->touching[i]);
      const LeatElement *element = g_ptr_array_index (context->report->wires, graph->touching[i]);

      if (element->wire_kind == kind && wire->from == from && wire->to == to)
        return TRUE;
    }
  return FALSE;
}

/* Whether a block is wired to all that this one is wired to by wires that carry data, in the same way. */
static gboolean
is_wired_alike (const LeatContext *context,
                guint              other)
{
  const LeatGraph *graph = context->report->graph;

  for (guint i = graph->starts[context->block]; i < graph->starts[context->block + 1]; i++)
    {
      guint target = neighbour (context, graph->touching[i], RELATION_FED_BY_ME, 0);
      const LeatElement *element = g_ptr_array_index (context->report->wires, graph->touching[i]);

      if (target != G_MAXUINT && !is_wired (context, other, target, element->wire_kind))
        return FALSE;
    }
  return TRUE;
}

/* Of the blocks that feed this one, how many have all from blocks that go round it. */
static double
count_bypassed (const LeatContext *context,
                const char        *what)
{
  const LeatGraph *graph = context->report->graph;
  guint n = 0;

  for (guint i = graph->starts[context->block]; i < graph->starts[context->block + 1]; i++)
    {
      guint feeder = neighbour (context, graph->touching[i], RELATION_FEEDS_ME, 0);
      LeatContext at = *context;
      guint writers = 0, others = 0;

      if (feeder == G_MAXUINT)
        continue;
      at.block = feeder;
      for (guint k = graph->starts[feeder]; k < graph->starts[feeder + 1]; k++)
        {
          guint writer = neighbour (&at, graph->touching[k], RELATION_FEEDS_ME, 0);

          if (writer == G_MAXUINT)
            continue;
          writers++;
          others += !is_a (context, writer, what) || !is_wired_alike (context, writer);
        }
      n += writers > 0 && others == 0;
    }
  return n;
}

/* Of the blocks at the far end of network wires that start here, how many another block reaches too. */
static double
count_beside (const LeatContext *context,
              const char        *what)
{
  const LeatGraph *graph = context->report->graph;
  guint n = 0;

  for (guint i = graph->starts[context->block]; i < graph->starts[context->block + 1]; i++)
    {
      guint reached = neighbour (context, graph->touching[i], RELATION_UNDER_ME, KIND (NETWORK));
      LeatContext at = *context;
      gboolean found = FALSE;

      if (reached == G_MAXUINT)
        continue;
      at.block = reached;
      for (guint k = graph->starts[reached]; k < graph->starts[reached + 1] && !found; k++)
        {
          guint other = neighbour (&at, graph->touching[k], RELATION_OVER_ME, KIND (NETWORK));

          found = other != G_MAXUINT && other != context->block && is_a (context, other, what);
        }
      n += found;
    }
  return n;
}

/* The kind of the service, as the block is set: one that is managed may have a form without servers. */
static const char *
kind_of (const LeatContext *context)
{
  const LeatService *service = context->service;

  return service->serverless_when != NULL && leat_evaluator_eval (context->evaluator, service->serverless_when) != 0
           ? "serverless" : service->kind;
}

double
leat_context_lookup (gpointer    data,
                     LeatAsk     ask,
                     const char *argument)
{
  LeatContext *context = data;

  if (ask == LEAT_ASK_USE || ask == LEAT_ASK_MEAN_USE)
    return use_of (context, argument, ask == LEAT_ASK_MEAN_USE);
  if (ask == LEAT_ASK_REQUIRED)
    return leat_requirements_get (context->report, argument);
  if (ask == LEAT_ASK_IS)
    return context->service != NULL && g_strcmp0 (kind_of (context), argument) == 0;
  if (ask == LEAT_ASK_IS_SET)
    return context->element != NULL && leat_settings_get (context->element->settings, argument) != NULL;
  if (context->wire != G_MAXUINT)
    return end_of (context, ask, argument);
  if (context->block == G_MAXUINT)
    return 0;
  if (ask == LEAT_ASK_LEADS_TO || ask == LEAT_ASK_COMES_FROM)
    return has_role_on_the_way (context, ask, argument);
  if (ask == LEAT_ASK_BYPASSED)
    return count_bypassed (context, argument);
  if (ask == LEAT_ASK_BESIDE)
    return count_beside (context, argument);
  if (ask >= G_N_ELEMENTS (questions))
    return 0;
  return questions[ask].get == NULL
           ? count (context, questions[ask].relation, questions[ask].kinds, argument)
           : fold (context, questions[ask].relation, questions[ask].kinds, argument, questions[ask].get,
                   questions[ask].sum);
}
