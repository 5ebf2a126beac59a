/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/decide.h"

#include <string.h>

/* Answers, numbers and chosen blocks are variables of one frame. Places are filled from first to last, so that the
 * condition of a later one may ask what an earlier one chose. */

static void
reason_free (gpointer data)
{
  LeatReason *self = data;

  g_free (self->text);
  g_free (self);
}

static void
setting_free (gpointer data)
{
  LeatDecisionSetting *self = data;

  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

static void
wire_free (gpointer data)
{
  LeatDecisionWire *self = data;

  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static void
candidate_free (gpointer data)
{
  LeatCandidate *self = data;

  g_free (self->type);
  g_free (self->id);
  g_free (self->name);
  g_ptr_array_unref (self->reasons);
  g_ptr_array_unref (self->refusals);
  g_ptr_array_unref (self->settings);
  g_free (self);
}

static void
place_free (gpointer data)
{
  LeatPlaceToFill *self = data;

  g_free (self->id);
  g_free (self->title);
  g_ptr_array_unref (self->candidates);
  g_free (self);
}

static void
answer_free (gpointer data)
{
  LeatAnswer *self = data;

  g_free (self->id);
  g_free (self->label);
  g_free (self->help);
  g_array_unref (self->numbers);
  g_free (self);
}

static void
question_free (gpointer data)
{
  LeatQuestion *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->help);
  g_ptr_array_unref (self->answers);
  g_free (self);
}

static void
formula_free (gpointer data)
{
  LeatFormula *self = data;

  g_free (self->text);
  g_free (self);
}

LeatQuestion *
leat_question_new (void)
{
  LeatQuestion *self = g_new0 (LeatQuestion, 1);

  self->answers = g_ptr_array_new_with_free_func (answer_free);
  return self;
}

LeatAnswer *
leat_answer_new (void)
{
  LeatAnswer *self = g_new0 (LeatAnswer, 1);

  self->numbers = g_array_new (FALSE, FALSE, sizeof (LeatAnswerNumber));
  return self;
}

LeatPlaceToFill *
leat_place_new (void)
{
  LeatPlaceToFill *self = g_new0 (LeatPlaceToFill, 1);

  self->candidates = g_ptr_array_new_with_free_func (candidate_free);
  return self;
}

LeatCandidate *
leat_candidate_new (void)
{
  LeatCandidate *self = g_new0 (LeatCandidate, 1);

  self->reasons = g_ptr_array_new_with_free_func (reason_free);
  self->refusals = g_ptr_array_new_with_free_func (reason_free);
  self->settings = g_ptr_array_new_with_free_func (setting_free);
  return self;
}

LeatDecisions *
leat_decisions_new (void)
{
  LeatDecisions *self = g_new0 (LeatDecisions, 1);

  self->questions = g_ptr_array_new_with_free_func (question_free);
  self->lets = g_ptr_array_new_with_free_func (g_free);
  self->places = g_ptr_array_new_with_free_func (place_free);
  self->wires = g_ptr_array_new_with_free_func (wire_free);
  self->asks = g_ptr_array_new_with_free_func (setting_free);
  self->formulas = g_ptr_array_new_with_free_func (formula_free);
  self->symbols = leat_symbols_new ();
  self->evaluator = leat_evaluator_new ();
  return self;
}

void
leat_decisions_free (LeatDecisions *self)
{
  leat_evaluator_free (self->evaluator);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->lets);
  g_ptr_array_unref (self->places);
  g_ptr_array_unref (self->wires);
  g_ptr_array_unref (self->asks);
  g_ptr_array_unref (self->formulas);
  leat_symbols_free (self->symbols);
  g_free (self);
}

const LeatQuestion *
leat_decisions_find_question (const LeatDecisions *self,
                              const char          *id)
{
  for (guint i = 0; i < self->questions->len; i++)
    {
      const LeatQuestion *question = g_ptr_array_index (self->questions, i);

      if (g_str_equal (question->id, id))
        return question;
    }
  return NULL;
}

int
leat_question_find_answer (const LeatQuestion *self,
                           const char         *id)
{
  for (guint i = 0; i < self->answers->len; i++)
    if (g_str_equal (((const LeatAnswer *) self->answers->pdata[i])->id, id))
      return i;
  return -1;
}

static gboolean
holds (LeatDecisions     *self,
       const LeatFormula *when)
{
  return when == NULL || leat_evaluator_eval (self->evaluator, when) != 0;
}

static void
set_answers (LeatDecisions *self,
             const guint   *answers,
             double        *frame)
{
  memset (frame, 0, self->symbols->names->len * sizeof (double));
  for (guint i = 0; i < self->questions->len; i++)
    {
      const LeatQuestion *question = g_ptr_array_index (self->questions, i);
      const LeatAnswer *answer = g_ptr_array_index (question->answers, answers[i]);

      frame[answer->slot] = 1;
      for (guint j = 0; j < answer->numbers->len; j++)
        {
          const LeatAnswerNumber *number = &g_array_index (answer->numbers, LeatAnswerNumber, j);

          frame[number->slot] = number->value;
        }
    }
  for (guint i = 0; i < self->lets->len; i++)
    {
      const LeatDecisionLet *let = g_ptr_array_index (self->lets, i);

      frame[let->slot] = leat_evaluator_eval (self->evaluator, let->formula);
    }
}

static void
apply_settings (LeatDecisions *self,
                GPtrArray     *settings,
                LeatElement   *element)
{
  for (guint i = 0; i < settings->len; i++)
    {
      const LeatDecisionSetting *setting = g_ptr_array_index (settings, i);
      char number[G_ASCII_DTOSTR_BUF_SIZE];
      LeatSettings *before = element->settings;

      if (!holds (self, setting->when))
        continue;
      /* Nobody reads more than six digits of what is worked out here. */
      if (setting->formula != NULL)
        g_ascii_formatd (number, sizeof number, "%.6g", leat_evaluator_eval (self->evaluator, setting->formula));
      element->settings = leat_settings_with (before, setting->name, setting->formula != NULL ? number : setting->value);
      leat_settings_unref (before);
    }
}

static void
pick (LeatDecisions         *self,
      LeatAdvice            *advice,
      const LeatPlaceToFill *place,
      const LeatCandidate   *candidate,
      GPtrArray             *reasons,
      gboolean               chosen)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const LeatReason *reason = g_ptr_array_index (reasons, i);

      if (holds (self, reason->when))
        {
          LeatPick taken = { place, candidate, reason->text, chosen };

          g_array_append_val (advice->picks, taken);
          return;
        }
    }
}

static void
fill (LeatDecisions         *self,
      LeatAdvice            *advice,
      const LeatPlaceToFill *place,
      double                *frame)
{
  gboolean taken = FALSE;

  for (guint i = 0; i < place->candidates->len; i++)
    {
      const LeatCandidate *candidate = g_ptr_array_index (place->candidates, i);

      if ((taken && !place->several) || candidate->when == NULL || !holds (self, candidate->when))
        continue;
      taken = TRUE;
      frame[candidate->slot] = 1;
      pick (self, advice, place, candidate, candidate->reasons, TRUE);
    }
  /* Once all of the place is filled, as what was chosen may be why another was not. */
  for (guint i = 0; i < place->candidates->len; i++)
    {
      const LeatCandidate *candidate = g_ptr_array_index (place->candidates, i);

      if (frame[candidate->slot] == 0)
        pick (self, advice, place, candidate, candidate->refusals, FALSE);
    }
}

/* When all places are filled, so that a setting may depend on any of them. */
static void
add_blocks (LeatDecisions *self,
            LeatAdvice    *advice)
{
  for (guint i = 0; i < advice->picks->len; i++)
    {
      const LeatPick *taken = &g_array_index (advice->picks, LeatPick, i);
      LeatElement *block;

      if (!taken->chosen)
        continue;
      block = leat_element_new_block (taken->candidate->id, taken->candidate->type, taken->candidate->name, 0, 0);
      apply_settings (self, taken->candidate->settings, block);
      g_ptr_array_add (advice->elements, block);
    }
}

static gboolean
has_block (const LeatAdvice *advice,
           const char       *id)
{
  for (guint i = 0; i < advice->picks->len; i++)
    {
      const LeatPick *taken = &g_array_index (advice->picks, LeatPick, i);

      if (taken->chosen && g_str_equal (taken->candidate->id, id))
        return TRUE;
    }
  return FALSE;
}

static void
add_wires (LeatDecisions *self,
           LeatAdvice    *advice)
{
  for (guint i = 0; i < self->wires->len; i++)
    {
      const LeatDecisionWire *wire = g_ptr_array_index (self->wires, i);
      g_autofree char *id = g_strdup_printf ("%s-%s", wire->from, wire->to);

      if (has_block (advice, wire->from) && has_block (advice, wire->to) && holds (self, wire->when))
        g_ptr_array_add (advice->elements, leat_element_new_wire (id, wire->kind, wire->from, wire->to));
    }
}

LeatAdvice *
leat_decide (LeatDecisions *self,
             const guint   *answers,
             const char    *title)
{
  LeatAdvice *advice = g_new0 (LeatAdvice, 1);
  double *frame = leat_evaluator_get_frame (self->evaluator, 0, self->symbols);
  LeatElement *properties = leat_element_new (LEAT_ELEMENT_PROPERTIES, LEAT_PROPERTIES_ID);

  advice->picks = g_array_new (FALSE, FALSE, sizeof (LeatPick));
  advice->elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  set_answers (self, answers, frame);
  for (guint i = 0; i < self->places->len; i++)
    fill (self, advice, g_ptr_array_index (self->places, i), frame);
  g_free (properties->name);
  properties->name = g_strdup (title);
  apply_settings (self, self->asks, properties);
  g_ptr_array_add (advice->elements, properties);
  add_blocks (self, advice);
  add_wires (self, advice);
  for (guint i = 0; i < advice->elements->len; i++)
    ((LeatElement *) advice->elements->pdata[i])->order = i + 1;
  return advice;
}

void
leat_advice_free (LeatAdvice *self)
{
  g_array_unref (self->picks);
  g_ptr_array_unref (self->elements);
  g_free (self);
}
