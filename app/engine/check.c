/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/engine-private.h"

#include "engine/money.h"

#include <math.h>
#include <string.h>

/* Runs the rules. The test of a rule is a formula over the values of the block it looks at, or of a wire. */

void
leat_finding_free (LeatFinding *finding)
{
  leat_element_unref (finding->subject);
  g_free (finding->message);
  g_free (finding->silenced);
  g_free (finding);
}

/* The text that stands for one name in braces, or NULL if nothing is called so. */
typedef char *(*Describe) (const LeatContext *context,
                           const char        *name);

static char *
fill (const LeatContext *context,
      const char        *template,
      Describe           describe)
{
  GString *text = g_string_new (NULL);

  for (const char *p = leat_tr (template); *p != '\0'; p++)
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;
      g_autofree char *name = end != NULL ? g_strndup (p + 1, end - p - 1) : NULL;
      g_autofree char *value = name != NULL ? describe (context, name) : NULL;

      if (value == NULL)
        {
          g_string_append_c (text, *p);
          continue;
        }
      g_string_append (text, value);
      p = end;
    }
  return g_string_free (text, FALSE);
}

static char *
dup_name (const LeatContext *context,
          const LeatElement *element)
{
  const LeatService *service = leat_catalogue_get_service (context->report->catalogue, element->type);

  if (*element->name != '\0')
    return g_strdup (element->name);
  return g_strdup (service != NULL ? leat_tr (service->name) : element->id);
}

static char *
describe_block (const LeatContext *context,
                const char        *name)
{
  const LeatService *service = context->service;
  const LeatSetting *setting = leat_service_get_setting (service, name);
  int slot = leat_symbols_find (service->symbols, name);
  double value;
  const char *word;

  if (g_str_equal (name, "name"))
    return dup_name (context, context->element);
  if (g_str_equal (name, "use_max"))
    return g_strdup_printf ("%.0f %%", context->current->slots[LEAT_SLOT_USE_MAX] * 100);
  if (slot < 0)
    return NULL;

  value = context->current->slots[slot];
  word = leat_word_from_number (value);
  if (word != NULL && setting != NULL && leat_setting_find_choice (setting, word) != NULL)
    word = leat_tr (leat_setting_find_choice (setting, word)->label);
  return word != NULL ? g_strdup (word) : leat_quantity_format (value, setting != NULL ? setting->unit : NULL);
}

static LeatFinding *
finding_new (const LeatRule *rule,
             LeatElement    *subject,
             char           *message)
{
  LeatFinding *finding = g_new0 (LeatFinding, 1);

  finding->rule = rule;
  finding->subject = leat_element_ref (subject);
  finding->message = message;
  finding->silenced = g_strdup (leat_settings_get (subject->silences, rule->id));
  return finding;
}

void
leat_check_block (LeatContext     *context,
                  guint            block,
                  LeatBlockResult *result)
{
  GPtrArray *rules = leat_catalogue_get_rules (context->report->catalogue);
  const LeatService *service = result->service;

  if (service == NULL)
    return;

  leat_evaluate_restore (context, result, block);
  context->wire = G_MAXUINT;
  for (guint i = 0; i < rules->len; i++)
    {
      const LeatRule *rule = g_ptr_array_index (rules, i);
      const LeatFormula *when = rule->on_wires == 0 ? g_ptr_array_index (rule->when, service->index) : NULL;

      if (when != NULL && leat_evaluator_eval (context->evaluator, when) != 0)
        g_ptr_array_add (result->findings, finding_new (rule, result->element,
                                                        fill (context, rule->message, describe_block)));
    }
  context->current = NULL;
}

static const LeatElement *
end_of (const LeatContext *context,
        gboolean           from)
{
  const LeatGraphWire *wire = leat_graph_wire (context->report->graph, context->wire);

  return g_ptr_array_index (context->report->blocks, from ? wire->from : wire->to);
}

static const LeatWiring *
wiring_of (const LeatContext *context)
{
  const LeatElement *wire = g_ptr_array_index (context->report->wires, context->wire);
  LeatCatalogue *catalogue = context->report->catalogue;
  const char *from = end_of (context, TRUE)->type;
  const char *to = end_of (context, FALSE)->type;
  const LeatWiring *wiring = leat_catalogue_get_wiring (catalogue, from, to, wire->wire_kind);
  const LeatWiring *best;
  gboolean turned;

  if (wiring != NULL && wiring->support == LEAT_SUPPORT_YES)
    return wiring;

  /* A query or a look-up may be drawn along the data, against the direction of the table. */
  best = leat_catalogue_best_wiring (catalogue, from, to, &turned);
  if (turned && best->kind == wire->wire_kind)
    return best;
  return wiring;
}

static double
support_of (const LeatWiring *wiring)
{
  static const double values[] = { -1, 0, 0.5, 1 };

  return wiring != NULL ? values[wiring->support] : -1;
}

static char *
describe_wire (const LeatContext *context,
               const char        *name)
{
  const LeatElement *wire = g_ptr_array_index (context->report->wires, context->wire);
  const LeatWiring *wiring = wiring_of (context);

  if (g_str_equal (name, "from") || g_str_equal (name, "to"))
    return dup_name (context, end_of (context, *name == 'f'));
  if (g_str_equal (name, "kind"))
    return g_strdup (leat_wire_kind_get_label (wire->wire_kind));
  if (g_str_equal (name, "via"))
    return g_strdup (wiring != NULL ? wiring->via : "");
  if (g_str_equal (name, "mechanism"))
    return g_strdup (wiring != NULL ? leat_tr (wiring->mechanism) : "");
  return NULL;
}

static void
fill_wire_frame (LeatContext       *context,
                 const LeatFormula *when)
{
  double *frame = leat_evaluator_get_frame (context->evaluator, when->service, when->symbols);

  frame[LEAT_SLOT_SUPPORTED] = support_of (wiring_of (context));
  frame[LEAT_SLOT_IN_CYCLE] = leat_graph_wire (context->report->graph, context->wire)->cut;
}

GPtrArray *
leat_check_wire (LeatContext *context,
                 guint        wire_index)
{
  GPtrArray *rules = leat_catalogue_get_rules (context->report->catalogue);
  LeatElement *wire = g_ptr_array_index (context->report->wires, wire_index);
  GPtrArray *findings = NULL;

  if (leat_graph_wire (context->report->graph, wire_index)->from == G_MAXUINT)
    return NULL;

  context->wire = wire_index;
  context->element = wire;
  for (guint i = 0; i < rules->len; i++)
    {
      const LeatRule *rule = g_ptr_array_index (rules, i);

      if ((rule->on_wires & (1u << wire->wire_kind)) == 0)
        continue;
      fill_wire_frame (context, g_ptr_array_index (rule->when, 0));
      if (leat_evaluator_eval (context->evaluator, g_ptr_array_index (rule->when, 0)) == 0)
        continue;
      if (findings == NULL)
        findings = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_finding_free);
      g_ptr_array_add (findings, finding_new (rule, wire, fill (context, rule->message, describe_wire)));
    }
  context->wire = G_MAXUINT;
  return findings;
}
