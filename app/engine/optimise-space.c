/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/optimise-private.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What may be tried: reads the alternatives of the catalogue with the figures of the present design, and makes the elements of
 * a combination. A block of another type keeps its id, place and wires; a wire gets the kind that goes with its new ends. Where
 * the catalogue says that nothing needs a block, it goes with its wires. */

static void
clear_value (gpointer data)
{
  g_free (((LeatKnobValue *) data)->text);
}

static void
knob_free (LeatKnob *self)
{
  g_array_unref (self->values);
  g_free (self);
}

static void
variant_free (LeatVariant *self)
{
  leat_element_unref (self->element);
  g_ptr_array_unref (self->knobs);
  g_free (self);
}

static void
plot_free (LeatPlot *self)
{
  g_ptr_array_unref (self->variants);
  g_free (self);
}

void
leat_space_free (LeatSpace *self)
{
  g_ptr_array_unref (self->elements);
  leat_report_unref (self->report);
  g_ptr_array_unref (self->plots);
  g_hash_table_unref (self->plot_of);
  g_free (self);
}

/* Evaluates formulas of the catalogue for one block of a report. */
typedef struct
{
  LeatEvaluator *evaluator; /* owned */
  LeatContext    context;
} Asker;

static void
set_subject (LeatEvaluator         *evaluator,
             LeatContext           *context,
             LeatReport            *report,
             const LeatBlockResult *result)
{
  guint block = GPOINTER_TO_UINT (g_hash_table_lookup (report->graph->index_of, result->element->id)) - 1;

  *context = (LeatContext){ report, evaluator, 0, NULL, NULL, NULL, G_MAXUINT, NULL, G_MAXUINT };
  leat_evaluator_set_lookup (evaluator, leat_context_lookup, context);
  leat_evaluator_set_month (evaluator, INFINITY, INFINITY);
  leat_evaluate_restore (context, result, block);
}

/* With an evaluator of its own, since reports are made while it asks. */
static void
asker_init (Asker                 *self,
            LeatReport            *report,
            const LeatBlockResult *result)
{
  self->evaluator = leat_evaluator_new ();
  set_subject (self->evaluator, &self->context, report, result);
}

static void
asker_clear (Asker *self)
{
  leat_evaluator_free (self->evaluator);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asker, asker_clear)

static gboolean
holds (Asker             *self,
       const LeatFormula *when)
{
  return when == NULL || leat_evaluator_eval (self->evaluator, when) != 0;
}

/* A number as a value of the setting, put within its bounds; NULL if there is no such value. */
static char *
to_text (const LeatSetting *setting,
         double             number)
{
  const char *word;

  if (!isfinite (number))
    return NULL;
  switch (setting->type)
    {
    case LEAT_SETTING_CHOICE:
      word = leat_word_from_number (number);
      return word != NULL && leat_setting_find_choice (setting, word) != NULL ? g_strdup (word) : NULL;
    case LEAT_SETTING_BOOLEAN:
      return g_strdup (number != 0 ? "yes" : "no");
    case LEAT_SETTING_INTEGER:
      return leat_number_to_string (CLAMP (round (number), setting->minimum, setting->maximum));
    case LEAT_SETTING_NUMBER:
      return leat_number_to_string (CLAMP (number, setting->minimum, setting->maximum));
    case LEAT_SETTING_TEXT:
    default:
      return NULL;
    }
}

static gboolean
has_value (const LeatKnob *knob,
           double          number)
{
  double other;

  for (guint digit = 1; digit <= knob->values->len; digit++)
    if (leat_setting_parse (knob->setting, leat_knob_value (knob, digit)->text, &other, NULL) && other == number)
      return TRUE;
  return number == knob->present;
}

static LeatKnob *
find_knob (LeatVariant           *variant,
           const LeatSetting     *setting,
           const LeatBlockResult *result)
{
  LeatKnob *knob;

  for (guint i = 0; i < variant->knobs->len; i++)
    if (((LeatKnob *) variant->knobs->pdata[i])->setting == setting)
      return variant->knobs->pdata[i];
  knob = g_new0 (LeatKnob, 1);
  knob->setting = setting;
  knob->present = result->slots[setting->slot];
  knob->values = g_array_new (FALSE, FALSE, sizeof (LeatKnobValue));
  g_array_set_clear_func (knob->values, clear_value);
  g_ptr_array_add (variant->knobs, knob);
  return knob;
}

static void
add_value (LeatKnob          *knob,
           char              *text, /* taken, nullable */
           const LeatFormula *needs,
           const char        *why)
{
  const LeatKnobValue value = { text, needs, why };
  double number;

  if (text == NULL || knob->values->len == G_MAXUINT8 || !leat_setting_parse (knob->setting, text, &number, NULL) ||
      has_value (knob, number))
    {
      g_free (text);
      return;
    }
  g_array_append_val (knob->values, value);
}

/* What sets something so that the pipeline is as asked. */
static void
add_mends (LeatVariant           *variant,
           LeatReport            *report,
           const LeatBlockResult *result)
{
  for (guint i = 0; result->findings != NULL && i < result->findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (result->findings, i);
      const LeatFixDefinition *fix = finding->rule->fix;

      if (finding->rule->requirement == NULL || finding->silenced != NULL || fix == NULL || fix->kind != LEAT_FIX_SET)
        continue;
      for (guint j = 0; j < fix->values->len; j++)
        {
          const LeatFixValue *value = g_ptr_array_index (fix->values, j);
          const LeatSetting *setting = leat_service_get_setting (variant->service, value->name);

          if (setting != NULL)
            add_value (find_knob (variant, setting, result), leat_finding_dup_fix_value (finding, value, report), NULL,
                       fix->label);
        }
    }
}

static void
add_knobs (const LeatSpace       *self,
           LeatVariant           *variant,
           LeatReport            *report,
           const LeatBlockResult *result)
{
  g_auto(Asker) asker;

  asker_init (&asker, report, result);
  for (guint i = 0; i < variant->service->tries->len; i++)
    {
      const LeatTry *try = g_ptr_array_index (variant->service->tries, i);
      LeatKnob *knob;

      if (!holds (&asker, try->when))
        continue;
      knob = find_knob (variant, leat_service_get_setting (variant->service, try->setting), result);
      if (try->value != NULL)
        add_value (knob, to_text (knob->setting, leat_evaluator_eval (asker.evaluator, try->value)), try->needs, try->why);
      for (guint j = 0; j < try->values->len; j++)
        add_value (knob, g_strdup (try->values->pdata[j]), try->needs, try->why);
    }
  if (self->mend)
    add_mends (variant, report, result);
  for (guint i = variant->knobs->len; i-- > 0;)
    if (((LeatKnob *) variant->knobs->pdata[i])->values->len == 0)
      g_ptr_array_remove_index (variant->knobs, i);
}

static LeatVariant *
variant_new (const LeatService *service,
             const LeatInstead *instead,
             LeatElement       *element) /* taken */
{
  LeatVariant *self = g_new0 (LeatVariant, 1);

  self->service = service;
  self->instead = instead;
  self->element = element;
  self->knobs = g_ptr_array_new_with_free_func ((GDestroyNotify) knob_free);
  return self;
}

static char *
carried (Asker                 *asker,
         const LeatCarry       *carry,
         const LeatBlockResult *result,
         const LeatSetting     *to)
{
  const LeatSetting *from;
  const char *text;

  if (carry->word != NULL)
    return g_strdup (carry->word);
  if (carry->value != NULL)
    return to_text (to, leat_evaluator_eval (asker->evaluator, carry->value));
  text = leat_settings_get (result->element->settings, carry->setting);
  from = leat_service_get_setting (result->service, carry->setting);
  return text != NULL ? g_strdup (text) : to_text (to, result->slots[from->slot]);
}

/* The block as one of another type. A name that only says the type gives way to that of the new one. */
static LeatElement *
new_instead (Asker                 *asker,
             const LeatInstead     *instead,
             const LeatBlockResult *result,
             const LeatService     *service)
{
  LeatElement *element = leat_element_copy (result->element);

  element->type = g_intern_string (service->id);
  leat_settings_unref (element->settings);
  element->settings = leat_settings_new ();
  if (g_str_equal (element->name, leat_tr (result->service->name)) || g_str_equal (element->name, result->service->name))
    {
      g_free (element->name);
      element->name = g_strdup (leat_tr (service->name));
    }
  for (guint i = 0; i < instead->carries->len; i++)
    {
      const LeatCarry *carry = g_ptr_array_index (instead->carries, i);
      const LeatSetting *to = leat_service_get_setting (service, carry->to);
      g_autofree char *text = to != NULL ? carried (asker, carry, result, to) : NULL;
      LeatSettings *next;
      double number;

      if (text == NULL || !leat_setting_parse (to, text, &number, NULL))
        continue;
      next = leat_settings_with (element->settings, carry->to, text);
      leat_settings_unref (element->settings);
      element->settings = next;
    }
  return element;
}

static const LeatVariant *
variant_of (const LeatSpace *self,
            const guint8    *digits,
            const char      *block)
{
  const LeatPlot *plot = g_hash_table_lookup (self->plot_of, block);

  return plot != NULL ? g_ptr_array_index (plot->variants, digits[plot->first]) : NULL;
}

static const char *
type_of (const LeatSpace   *self,
         const LeatVariant *variant,
         const char        *block)
{
  const LeatBlockResult *result;

  if (variant != NULL)
    return variant->service->id;
  result = leat_report_get_block (self->report, block);
  return result != NULL ? result->element->type : NULL;
}

/* What carries the meaning of a wire of that kind, in either direction; NULL if that is not supported. */
static const LeatWiring *
supported (LeatCatalogue *catalogue,
           const char    *from,
           const char    *to,
           LeatWireKind   kind)
{
  const LeatWiring *wiring = leat_catalogue_get_wiring (catalogue, from, to, kind);
  gboolean turned;

  if (wiring != NULL && wiring->support == LEAT_SUPPORT_YES)
    return wiring;
  /* A query or a look-up may be drawn along the data, against the direction of the table. */
  wiring = leat_catalogue_best_wiring (catalogue, from, to, &turned);
  return wiring != NULL && turned && wiring->kind == kind && wiring->support == LEAT_SUPPORT_YES ? wiring : NULL;
}

/* The wire between ends of these types, which are others than now: with the kind that does the same there. */
static LeatElement *
new_wire (const LeatSpace *self,
          LeatElement     *wire,
          const char      *from,
          const char      *to)
{
  const LeatWiring *before = supported (self->catalogue, type_of (self, NULL, wire->from), type_of (self, NULL, wire->to),
                                        wire->wire_kind);
  const LeatWiring *after = supported (self->catalogue, from, to, wire->wire_kind);
  LeatElement *copy;
  gboolean turned = FALSE;

  if (after != NULL && (before == NULL || before->flows == after->flows))
    return leat_element_ref (wire);
  after = leat_catalogue_best_wiring (self->catalogue, from, to, &turned);
  if (after == NULL || turned || after->support != LEAT_SUPPORT_YES || (before != NULL && before->flows != after->flows))
    return NULL;
  copy = leat_element_copy (wire);
  copy->wire_kind = after->kind;
  return copy;
}

static gboolean
is_gone (const LeatVariant *variant)
{
  return variant != NULL && variant->without != NULL;
}

/* The wire as it is in a design; NULL if it is not supported there. */
static LeatElement *
wire_in (const LeatSpace *self,
         LeatElement     *wire,
         const guint8    *digits)
{
  const LeatVariant *from = variant_of (self, digits, wire->from);
  const LeatVariant *to = variant_of (self, digits, wire->to);
  const char *from_type = type_of (self, from, wire->from);
  const char *to_type = type_of (self, to, wire->to);

  if (((from == NULL || from->instead == NULL) && (to == NULL || to->instead == NULL)) || from_type == NULL || to_type == NULL)
    return leat_element_ref (wire);
  return new_wire (self, wire, from_type, to_type);
}

static LeatElement *
block_in (const LeatPlot *plot,
          LeatElement    *original,
          const guint8   *digits)
{
  const LeatVariant *variant = g_ptr_array_index (plot->variants, digits[plot->first]);
  LeatElement *element = leat_element_ref (variant->instead == NULL ? original : variant->element);

  for (guint i = 0; i < variant->knobs->len; i++)
    {
      const LeatKnob *knob = g_ptr_array_index (variant->knobs, i);
      guint digit = digits[variant->first + i];
      LeatElement *before = element;

      if (digit == 0)
        continue;
      element = leat_element_copy_with_setting (before, knob->setting->name, leat_knob_value (knob, digit)->text);
      leat_element_unref (before);
    }
  return element;
}

static gboolean
has_gone (const LeatSpace *self,
          guint            at,
          const guint8    *digits)
{
  const LeatElement *original = g_ptr_array_index (self->elements, at);

  if (original->kind == LEAT_ELEMENT_WIRE)
    return is_gone (variant_of (self, digits, original->from)) || is_gone (variant_of (self, digits, original->to));
  return original->kind == LEAT_ELEMENT_BLOCK && is_gone (variant_of (self, digits, original->id));
}

/* `base` is NULL if it has gone there. */
static LeatElement *
element_in (const LeatSpace *self,
            guint            at,
            const guint8    *digits,
            LeatElement     *base,
            const guint8    *base_digits)
{
  LeatElement *original = g_ptr_array_index (self->elements, at);
  const LeatPlot *plot = original->kind == LEAT_ELEMENT_BLOCK ? g_hash_table_lookup (self->plot_of, original->id) : NULL;
  LeatElement *wire;

  if (plot != NULL && memcmp (digits + plot->first, base_digits + plot->first, plot->n_digits) != 0)
    return block_in (plot, original, digits);
  if (original->kind != LEAT_ELEMENT_WIRE)
    return leat_element_ref (base);
  wire = wire_in (self, original, digits);
  if (wire == NULL || base == NULL || wire == base || wire->wire_kind != base->wire_kind)
    return wire;
  leat_element_unref (wire); /* the same as in the base, though another object */
  return leat_element_ref (base);
}

static void
unref_element (gpointer element)
{
  if (element != NULL)
    leat_element_unref (element);
}

GPtrArray *
leat_space_close_gaps (GPtrArray *elements)
{
  GPtrArray *closed;

  if (!g_ptr_array_find (elements, NULL, NULL))
    return g_ptr_array_ref (elements);
  closed = g_ptr_array_new_full (elements->len, (GDestroyNotify) leat_element_unref);
  for (guint i = 0; i < elements->len; i++)
    if (elements->pdata[i] != NULL)
      g_ptr_array_add (closed, leat_element_ref (elements->pdata[i]));
  return closed;
}

GPtrArray *
leat_space_new_elements (const LeatSpace *self,
                         const guint8    *digits,
                         GPtrArray       *base,
                         const guint8    *base_digits,
                         GArray          *changes)
{
  g_autoptr(GPtrArray) elements = g_ptr_array_new_full (base->len, unref_element);

  for (guint i = 0; i < base->len; i++)
    {
      gboolean goes = has_gone (self, i, digits);
      LeatChange change = { base->pdata[i], goes ? NULL : element_in (self, i, digits, base->pdata[i], base_digits) };

      if (change.after == NULL && !goes)
        return NULL;
      g_ptr_array_add (elements, change.after);
      if (change.after != change.before)
        g_array_append_val (changes, change);
    }
  return g_steal_pointer (&elements);
}

/* The settings that the block would have with another type, with the figures that it would have then. */
static void
add_instead_knobs (LeatSpace      *self,
                   const LeatPlot *plot,
                   LeatVariant    *variant)
{
  g_autoptr(GPtrArray) elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  g_autoptr(LeatReport) report = NULL;
  LeatChange change = { self->elements->pdata[plot->at], variant->element };
  const LeatChanges changes = { &change, 1 };

  for (guint i = 0; i < self->elements->len; i++)
    g_ptr_array_add (elements, leat_element_ref (i == plot->at ? variant->element : self->elements->pdata[i]));
  report = leat_report_update (self->report, elements, &changes);
  add_knobs (self, variant, report, leat_report_get_block (report, variant->element->id));
}

static void
add_insteads (LeatSpace             *self,
              LeatPlot              *plot,
              const LeatBlockResult *result)
{
  g_auto(Asker) asker;

  asker_init (&asker, self->report, result);
  for (guint i = 0; i < result->service->insteads->len; i++)
    {
      const LeatInstead *instead = g_ptr_array_index (result->service->insteads, i);
      const LeatService *service = leat_catalogue_get_service (self->catalogue, instead->type);
      LeatVariant *variant;

      if (service == NULL || service == result->service || !holds (&asker, instead->when))
        continue;
      variant = variant_new (service, instead, new_instead (&asker, instead, result, service));
      g_ptr_array_add (plot->variants, variant);
      add_instead_knobs (self, plot, variant);
    }
}

/* Whether a block is billed for the same in both reports: what was taken away brought it nothing. */
static gboolean
is_billed_alike (const LeatBlockResult *a,
                 const LeatBlockResult *b)
{
  if (a->n_lines != b->n_lines)
    return FALSE;
  for (guint i = 0; i < a->n_lines; i++)
    {
      double x = a->lines[i].quantity + a->lines[i].free_quantity, y = b->lines[i].quantity + b->lines[i].free_quantity;

      if (a->lines[i].line != b->lines[i].line || fabs (x - y) > 1e-9 * MAX (fabs (x), fabs (y)))
        return FALSE;
    }
  return TRUE;
}

static LeatReport *
new_report_without (const LeatSpace *self,
                    const char      *id)
{
  g_autoptr(GPtrArray) elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  g_autoptr(GArray) items = g_array_new (FALSE, FALSE, sizeof (LeatChange));
  LeatChanges changes;

  for (guint i = 0; i < self->elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (self->elements, i);
      LeatChange change = { element, NULL };

      if (element->kind == LEAT_ELEMENT_WIRE ? g_strcmp0 (element->from, id) == 0 || g_strcmp0 (element->to, id) == 0
                                             : element->kind == LEAT_ELEMENT_BLOCK && g_str_equal (element->id, id))
        g_array_append_val (items, change);
      else
        g_ptr_array_add (elements, leat_element_ref (element));
    }
  changes = (LeatChanges){ (LeatChange *) items->data, items->len };
  return leat_report_update (self->report, elements, &changes);
}

/* Those that data reaches from it; who comes before may well be asked less. */
static gboolean
leaves_bills_alone (const LeatSpace *self,
                    const char      *id)
{
  const LeatGraph *graph = self->report->graph;
  guint block = GPOINTER_TO_UINT (g_hash_table_lookup (graph->index_of, id)) - 1;
  g_autoptr(GArray) reached = leat_graph_list_reached (graph, block);
  g_autoptr(LeatReport) report = new_report_without (self, id);

  for (guint i = 0; i < reached->len; i++)
    {
      guint other = g_array_index (reached, guint, i);
      const LeatBlockResult *now = g_ptr_array_index (self->report->results, other);

      if (other != block && !is_billed_alike (now, leat_report_get_block (report, now->element->id)))
        return FALSE;
    }
  return TRUE;
}

static void
add_without (const LeatSpace       *self,
             LeatPlot              *plot,
             const LeatBlockResult *result)
{
  g_auto(Asker) asker;

  asker_init (&asker, self->report, result);
  for (guint i = 0; i < result->service->withouts->len; i++)
    {
      const LeatWithout *without = g_ptr_array_index (result->service->withouts, i);
      LeatVariant *variant;

      if (!holds (&asker, without->when) || !leaves_bills_alone (self, result->element->id))
        continue;
      variant = variant_new (result->service, NULL, leat_element_ref (result->element));
      variant->without = without;
      g_ptr_array_add (plot->variants, variant);
      return; /* there is but one way to go */
    }
}

static void
add_plot (LeatSpace             *self,
          guint                  at,
          const LeatBlockResult *result)
{
  LeatPlot *plot = g_new0 (LeatPlot, 1);
  LeatVariant *own = variant_new (result->service, NULL, leat_element_ref (result->element));

  plot->at = at;
  plot->variants = g_ptr_array_new_with_free_func ((GDestroyNotify) variant_free);
  g_ptr_array_add (plot->variants, own);
  add_knobs (self, own, self->report, result);
  add_insteads (self, plot, result);
  add_without (self, plot, result);
  if (plot->variants->len == 1 && own->knobs->len == 0)
    {
      plot_free (plot);
      return;
    }
  plot->first = self->n_digits++;
  for (guint i = 0; i < plot->variants->len; i++)
    {
      LeatVariant *variant = g_ptr_array_index (plot->variants, i);

      variant->first = self->n_digits;
      self->n_digits += variant->knobs->len;
    }
  plot->n_digits = self->n_digits - plot->first;
  g_ptr_array_add (self->plots, plot);
  g_hash_table_insert (self->plot_of, result->element->id, plot);
}

LeatSpace *
leat_space_new (LeatReport   *report,
                GPtrArray    *elements,
                gboolean      mend,
                GCancellable *cancellable)
{
  g_autoptr(LeatSpace) self = g_new0 (LeatSpace, 1);

  self->mend = mend;
  self->catalogue = leat_report_get_catalogue (report);
  self->report = leat_report_ref (report);
  self->elements = g_ptr_array_ref (elements);
  self->plots = g_ptr_array_new_with_free_func ((GDestroyNotify) plot_free);
  self->plot_of = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < elements->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);
      const LeatBlockResult *result = element->kind == LEAT_ELEMENT_BLOCK ? leat_report_get_block (report, element->id) : NULL;

      if (result != NULL && result->service != NULL)
        add_plot (self, i, result);
    }
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&self);
}

static double
count_variant (const LeatVariant *self)
{
  double n = 1;

  for (guint i = 0; i < self->knobs->len; i++)
    n *= ((LeatKnob *) self->knobs->pdata[i])->values->len + 1;
  return n;
}

double
leat_plot_count (const LeatPlot *self)
{
  double n = 0;

  for (guint i = 0; i < self->variants->len; i++)
    n += count_variant (self->variants->pdata[i]);
  return n;
}

void
leat_plot_put (const LeatPlot *self,
               guint           k,
               guint8         *digits)
{
  const LeatVariant *variant = g_ptr_array_index (self->variants, 0);
  guint which = 0;

  memset (digits + self->first, 0, self->n_digits);
  while (k >= count_variant (variant))
    {
      k -= (guint) count_variant (variant);
      variant = g_ptr_array_index (self->variants, ++which);
    }
  digits[self->first] = which;
  for (guint i = 0; i < variant->knobs->len; i++)
    {
      guint base = ((LeatKnob *) variant->knobs->pdata[i])->values->len + 1;

      digits[variant->first + i] = k % base;
      k /= base;
    }
}

gboolean
leat_space_is_so (LeatReport            *report,
                  const LeatBlockResult *result,
                  const LeatFormula     *formula)
{
  LeatContext context;

  leat_context_init (&context, report);
  set_subject (context.evaluator, &context, report, result);
  return leat_evaluator_eval (context.evaluator, formula) != 0;
}

static gboolean
variant_has_needs (const LeatVariant *self,
                   const guint8      *digits,
                   LeatReport        *report)
{
  for (guint i = 0; i < self->knobs->len; i++)
    {
      const LeatKnob *knob = g_ptr_array_index (self->knobs, i);
      guint digit = digits[self->first + i];
      const LeatFormula *needs = digit > 0 ? leat_knob_value (knob, digit)->needs : NULL;

      if (needs != NULL && !leat_space_is_so (report, leat_report_get_block (report, self->element->id), needs))
        return FALSE;
    }
  return TRUE;
}

gboolean
leat_space_has_needs (const LeatSpace *self,
                      const guint8    *digits,
                      LeatReport      *report)
{
  for (guint i = 0; i < self->plots->len; i++)
    {
      const LeatPlot *plot = g_ptr_array_index (self->plots, i);

      if (!variant_has_needs (plot->variants->pdata[digits[plot->first]], digits, report))
        return FALSE;
    }
  return TRUE;
}

guint
leat_space_count_changes (const LeatSpace *self,
                          const guint8    *digits)
{
  guint n = 0;

  for (guint i = 0; i < self->n_digits; i++)
    n += digits[i] != 0;
  return n;
}

guint8 *
leat_space_dup_without (const LeatSpace *self,
                        const guint8    *digits,
                        guint            at)
{
  guint8 *other = g_memdup2 (digits, self->n_digits);

  for (guint i = 0; i < self->plots->len; i++)
    {
      const LeatPlot *plot = g_ptr_array_index (self->plots, i);

      if (plot->first == at)
        memset (other + plot->first, 0, plot->n_digits);
    }
  other[at] = 0;
  return other;
}

/* The words for people: of a choice its label, of a switch yes or no, of a number the number with its unit: "4/d". */
static char *
label_of (const LeatSetting *setting,
          const char        *text)
{
  const LeatChoice *choice = leat_setting_find_choice (setting, text);
  double number;

  if (choice != NULL)
    return g_strdup (leat_tr (choice->label));
  if ((setting->type == LEAT_SETTING_INTEGER || setting->type == LEAT_SETTING_NUMBER) &&
      leat_setting_parse (setting, text, &number, NULL))
    {
      gboolean is_rate = setting->unit != NULL && g_str_has_prefix (setting->unit, "1/");
      g_autofree char *quantity = leat_quantity_format (number, is_rate ? NULL : setting->unit);

      return g_strconcat (quantity, is_rate ? setting->unit + 1 : NULL, NULL);
    }
  return g_strdup (text);
}

static LeatDesignChange *
change_new (const LeatElement *element)
{
  LeatDesignChange *change = g_new0 (LeatDesignChange, 1);

  change->block = g_strdup (element->id);
  change->name = g_strdup (leat_element_get_label (element));
  return change;
}

static LeatDesignChange *
change_of_type (const LeatElement *element,
                const LeatVariant *own,
                const LeatVariant *variant)
{
  LeatDesignChange *change = change_new (element);

  change->from = g_strdup (own->service->id);
  change->to = g_strdup (is_gone (variant) ? "none" : variant->service->id);
  change->from_label = g_strdup (leat_tr (own->service->name));
  change->to_label = g_strdup (is_gone (variant) ? _("none") : leat_tr (variant->service->name));
  change->why = leat_tr (is_gone (variant) ? variant->without->why : variant->instead->why);
  return change;
}

static LeatDesignChange *
change_of_setting (const LeatVariant *variant,
                   const LeatKnob    *knob,
                   guint              digit)
{
  LeatDesignChange *change = change_new (variant->element);
  const char *set = leat_settings_get (variant->element->settings, knob->setting->name);

  change->setting = knob->setting;
  change->from = set != NULL ? g_strdup (set) : to_text (knob->setting, knob->present);
  if (change->from == NULL)
    change->from = g_strdup (""); /* a text that was never set */
  change->to = g_strdup (leat_knob_value (knob, digit)->text);
  change->from_label = label_of (knob->setting, change->from);
  change->to_label = label_of (knob->setting, change->to);
  change->why = leat_tr (leat_knob_value (knob, digit)->why);
  return change;
}

static void
design_change_free (LeatDesignChange *self)
{
  g_free (self->block);
  g_free (self->name);
  g_free (self->from);
  g_free (self->to);
  g_free (self->from_label);
  g_free (self->to_label);
  g_free (self);
}

GPtrArray *
leat_space_list_changes (const LeatSpace *self,
                         const guint8    *digits,
                         GArray          *at)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) design_change_free);

  for (guint i = 0; i < self->plots->len; i++)
    {
      const LeatPlot *plot = g_ptr_array_index (self->plots, i);
      const LeatVariant *variant = g_ptr_array_index (plot->variants, digits[plot->first]);

      if (variant->instead != NULL || is_gone (variant))
        {
          g_ptr_array_add (changes, change_of_type (self->elements->pdata[plot->at], plot->variants->pdata[0], variant));
          g_array_append_val (at, plot->first);
        }
      for (guint j = 0; j < variant->knobs->len; j++)
        {
          guint place = variant->first + j;

          if (digits[place] == 0)
            continue;
          g_ptr_array_add (changes, change_of_setting (variant, variant->knobs->pdata[j], digits[place]));
          g_array_append_val (at, place);
        }
    }
  return changes;
}
