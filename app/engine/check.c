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
  g_clear_pointer (&finding->slots, g_atomic_rc_box_release);
  g_free (finding->silenced);
  g_free (finding);
}

/* The text that stands for one name in braces, or NULL if nothing is called so. */
typedef char *(*Describe) (gconstpointer data,
                           const char   *name);

static char *
fill (const char   *template,
      Describe      describe,
      gconstpointer data)
{
  GString *text = g_string_new (NULL);

  for (const char *p = leat_tr (template); *p != '\0'; p++)
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;
      g_autofree char *name = end != NULL ? g_strndup (p + 1, end - p - 1) : NULL;
      g_autofree char *value = name != NULL ? describe (data, name) : NULL;

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
dup_name (const LeatElement *element,
          const LeatService *service)
{
  if (*element->name != '\0')
    return g_strdup (element->name);
  return g_strdup (service != NULL ? leat_tr (service->name) : element->id);
}

static char *
describe_block (gconstpointer data,
                const char   *name)
{
  const LeatFinding *finding = data;
  const LeatService *service = finding->service;
  const LeatSetting *setting = leat_service_get_setting (service, name);
  int slot = leat_symbols_find (service->symbols, name);
  double value;
  const char *word;

  if (g_str_equal (name, "name"))
    return dup_name (finding->subject, service);
  if (g_str_equal (name, "use_max"))
    return g_strdup_printf ("%.0f %%", finding->slots[LEAT_SLOT_USE_MAX] * 100);
  if (slot < 0)
    return NULL;

  value = finding->slots[slot];
  /* Words have numbers that days or minutes may reach as well: 1095 is three years, not a word. */
  word = setting == NULL || setting->type == LEAT_SETTING_CHOICE ? leat_word_from_number (value) : NULL;
  if (word != NULL && setting != NULL && leat_setting_find_choice (setting, word) != NULL)
    word = leat_tr (leat_setting_find_choice (setting, word)->label);
  return word != NULL ? g_strdup (word) : leat_quantity_format (value, setting != NULL ? setting->unit : NULL);
}

const char *
leat_finding_get_message (const LeatFinding *self)
{
  LeatFinding *finding = (LeatFinding *) self;
  char *message = g_atomic_pointer_get (&finding->message);

  if (message != NULL)
    return message;
  message = fill (self->rule->message, describe_block, self);
  if (g_atomic_pointer_compare_and_exchange (&finding->message, NULL, message))
    return message;
  g_free (message); /* another thread was first */
  return g_atomic_pointer_get (&finding->message);
}

static LeatFinding *
finding_new (const LeatRule *rule,
             LeatElement    *subject)
{
  LeatFinding *finding = g_new0 (LeatFinding, 1);

  finding->rule = rule;
  finding->subject = leat_element_ref (subject);
  finding->silenced = g_strdup (leat_settings_get (subject->silences, rule->id));
  return finding;
}

void
leat_check_block (LeatContext     *context,
                  guint            block,
                  LeatBlockResult *result)
{
  const LeatService *service = result->service;
  GPtrArray *findings = NULL;

  if (service == NULL)
    return;

  leat_evaluate_restore (context, result, block);
  context->wire = G_MAXUINT;
  for (guint i = 0; i < service->rules->len; i++)
    {
      const LeatServiceRule *own = g_ptr_array_index (service->rules, i);
      const LeatRule *rule = own->rule;
      LeatFinding *finding;

      if (!leat_requirements_call (context->report, rule) || leat_evaluator_eval (context->evaluator, own->when) == 0)
        continue;
      if (findings == NULL)
        findings = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_finding_free);
      finding = finding_new (rule, result->element);
      finding->service = service;
      finding->slots = g_atomic_rc_box_acquire (result->slots);
      g_ptr_array_add (findings, finding);
      result->n_findings[rule->severity] += finding->silenced == NULL;
    }
  if (findings != NULL)
    {
      g_ptr_array_unref (result->findings);
      result->findings = findings;
    }
  context->current = NULL;
}

static gboolean
is_silenced (const LeatRule    *rule,
             const LeatElement *subject)
{
  return leat_settings_get (subject->silences, rule->id) != NULL;
}

guint
leat_check_count_block_errors (LeatContext           *context,
                               guint                  block,
                               const LeatBlockResult *result)
{
  guint n = 0;

  if (result->service == NULL)
    return 0;

  leat_evaluate_restore (context, result, block);
  context->wire = G_MAXUINT;
  for (guint i = 0; i < result->service->rules->len; i++)
    {
      const LeatServiceRule *own = g_ptr_array_index (result->service->rules, i);
      const LeatRule *rule = own->rule;

      n += rule->severity == LEAT_SEVERITY_ERROR && leat_requirements_call (context->report, rule) &&
           !is_silenced (rule, result->element) && leat_evaluator_eval (context->evaluator, own->when) != 0;
    }
  context->current = NULL;
  return n;
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
describe_wire (gconstpointer data,
               const char   *name)
{
  const LeatContext *context = data;
  const LeatElement *wire = g_ptr_array_index (context->report->wires, context->wire);
  const LeatWiring *wiring = context->wiring;

  if (g_str_equal (name, "from") || g_str_equal (name, "to"))
    {
      const LeatElement *end = end_of (context, *name == 'f');

      return dup_name (end, leat_catalogue_get_service (context->report->catalogue, end->type));
    }
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

  frame[LEAT_SLOT_SUPPORTED] = support_of (context->wiring);
  frame[LEAT_SLOT_IN_CYCLE] = leat_graph_wire (context->report->graph, context->wire)->cut;
}

GPtrArray *
leat_check_wire (LeatContext *context,
                 guint        wire_index)
{
  LeatElement *wire = g_ptr_array_index (context->report->wires, wire_index);
  GPtrArray *rules = leat_catalogue_get_wire_rules (context->report->catalogue, wire->wire_kind);
  GPtrArray *findings = NULL;

  if (leat_graph_wire (context->report->graph, wire_index)->from == G_MAXUINT)
    return NULL;

  context->wire = wire_index;
  context->element = wire;
  context->wiring = wiring_of (context);
  for (guint i = 0; i < rules->len; i++)
    {
      const LeatRule *rule = g_ptr_array_index (rules, i);
      LeatFinding *finding;

      if (!leat_requirements_call (context->report, rule))
        continue;
      fill_wire_frame (context, g_ptr_array_index (rule->when, 0));
      if (leat_evaluator_eval (context->evaluator, g_ptr_array_index (rule->when, 0)) == 0)
        continue;
      if (findings == NULL)
        findings = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_finding_free);
      finding = finding_new (rule, wire);
      finding->message = fill (rule->message, describe_wire, context);
      g_ptr_array_add (findings, finding);
    }
  context->wire = G_MAXUINT;
  return findings;
}

guint
leat_check_count_wire_errors (LeatContext *context,
                              guint        wire_index)
{
  LeatElement *wire = g_ptr_array_index (context->report->wires, wire_index);
  GPtrArray *rules = leat_catalogue_get_wire_rules (context->report->catalogue, wire->wire_kind);
  guint n = 0;

  if (leat_graph_wire (context->report->graph, wire_index)->from == G_MAXUINT)
    return 0;

  context->wire = wire_index;
  context->element = wire;
  context->wiring = wiring_of (context);
  for (guint i = 0; i < rules->len; i++)
    {
      const LeatRule *rule = g_ptr_array_index (rules, i);
      const LeatFormula *when = g_ptr_array_index (rule->when, 0);

      if (rule->severity != LEAT_SEVERITY_ERROR || !leat_requirements_call (context->report, rule) || is_silenced (rule, wire))
        continue;
      fill_wire_frame (context, when);
      n += leat_evaluator_eval (context->evaluator, when) != 0;
    }
  context->wire = G_MAXUINT;
  return n;
}
