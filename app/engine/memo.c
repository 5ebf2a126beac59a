/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/memo-private.h"

#include <string.h>

/* A formula's value is valid until something that it reads changes. Which formulas read a slot is known from their text;
 * each has a bit, and a slot that changes clears the bits of its readers. What a formula asks of the drawing is the same in
 * all variants of a pipeline, but for values of neighbours, how much limits are used, and which settings are set. */

/* Readers of what is no slot, after those of the slots. */
typedef enum
{
  READS_NEIGHBOURS,
  READS_USES,
  READS_IS_SET,
  N_READS,
} Reads;

static void
add_reader (LeatPlan *self,
            guint     row,
            guint     number)
{
  leat_plan_get_readers (self, row)[number / 64] |= (guint64) 1 << number % 64;
}

static void
add_ask (LeatPlan *self,
         LeatAsk   ask,
         guint     number)
{
  if (ask >= LEAT_ASK_UPSTREAM && ask <= LEAT_ASK_REACHING)
    add_reader (self, self->n_slots + READS_NEIGHBOURS, number);
  else if (ask == LEAT_ASK_USE || ask == LEAT_ASK_MEAN_USE)
    add_reader (self, self->n_slots + READS_USES, number);
  else if (ask == LEAT_ASK_IS_SET)
    add_reader (self, self->n_slots + READS_IS_SET, number);
}

static void
add_name (LeatPlan   *self,
          const char *start,
          gsize       length,
          guint       number)
{
  g_autofree char *name = g_strndup (start, length);
  int slot = leat_symbols_find (self->service->symbols, name);
  LeatAsk ask;

  if (slot >= 0)
    add_reader (self, slot, number);
  else if (leat_ask_from_string (name, &ask))
    add_ask (self, ask, number);
}

static void
find_reads (LeatPlan   *self,
            const char *p,
            guint       number)
{
  const char *name;
  gsize length;

  while ((name = leat_formula_next_name (&p, &length)) != NULL)
    add_name (self, name, length, number);
}

static void
add_formula (LeatPlan          *self,
             const LeatFormula *formula,
             guint              number)
{
  if (formula != NULL)
    find_reads (self, formula->text, number);
  else
    self->absent[number / 64] |= (guint64) 1 << number % 64;
}

static void
add_assignments (LeatPlan *self)
{
  for (guint i = 0; i < self->service->assignments->len; i++)
    {
      const LeatAssignment *assignment = g_ptr_array_index (self->service->assignments, i);
      const LeatSetting *setting = assignment->setting;
      LeatFormula *formula = setting != NULL ? setting->derived : assignment->formula;

      self->derived[i] = (LeatDerived){ setting != NULL ? setting->slot : assignment->slot, formula };
      if (setting == NULL)
        self->plain[i / 64] |= (guint64) 1 << i % 64;
      /* A setting without one is not evaluated, but must be put. */
      if (formula != NULL)
        find_reads (self, formula->text, i);
    }
}

static void
add_limits (LeatPlan *self)
{
  for (guint i = 0; i < self->service->limits->len; i++)
    {
      const LeatLimit *limit = g_ptr_array_index (self->service->limits, i);
      guint mean = self->means + i;

      add_formula (self, limit->when, self->limits + i);
      add_formula (self, limit->demand, self->uses + 2 * i);
      add_formula (self, limit->capacity, self->uses + 2 * i + 1);
      if (!limit->by_peak)
        continue;
      find_reads (self, limit->demand->text, mean);
      /* The peak is put at the mean. */
      add_reader (self, LEAT_SLOT_IN_RECORDS_PER_S, mean);
      add_reader (self, LEAT_SLOT_IN_MB_PER_S, mean);
    }
}

static void
add_lines (LeatPlan *self)
{
  for (guint i = 0; i < self->service->lines->len; i++)
    {
      const LeatLine *line = g_ptr_array_index (self->service->lines, i);

      add_formula (self, line->when, self->lines + i);
      add_formula (self, line->quantity, self->quantities + i);
    }
}

static void
add_stages (LeatPlan *self)
{
  for (guint i = 0; i < self->service->stages->len; i++)
    {
      const LeatStage *stage = g_ptr_array_index (self->service->stages, i);

      add_formula (self, stage->when, self->stages + i);
      for (guint j = 0; j < LEAT_STAGE_MAX_PARAMETERS; j++)
        add_formula (self, stage->parameters[j], self->parameters + LEAT_STAGE_MAX_PARAMETERS * i + j);
    }
}

static void
add_flow_and_complexity (LeatPlan *self)
{
  for (guint i = 0; i < LEAT_N_FLOW_FIELDS; i++)
    add_formula (self, self->service->flow[i], self->flow + i);
  for (guint i = 0; i < self->service->complexity->len; i++)
    add_formula (self, ((LeatComplexity *) self->service->complexity->pdata[i])->when, self->complexity + i);
}

static gboolean
take (guint8 *taken,
      guint   slot)
{
  if (slot < LEAT_N_COMMON_SLOTS || taken[slot])
    return FALSE;
  return taken[slot] = TRUE;
}

/* A slot that is given two values in one evaluation may be read between. */
static gboolean
is_each_given_once (const LeatService *service)
{
  g_autofree guint8 *taken = g_new0 (guint8, service->symbols->names->len);
  gboolean once = TRUE;

  for (guint i = 0; i < service->assignments->len && once; i++)
    {
      const LeatAssignment *assignment = g_ptr_array_index (service->assignments, i);
      const LeatSetting *setting = assignment->setting;

      once = take (taken, setting != NULL ? setting->slot : assignment->slot);
      for (guint j = 0; setting != NULL && j < setting->number_slots->len && once; j++)
        once = take (taken, g_array_index (setting->number_slots, guint, j));
    }
  return once;
}

static void
give_numbers (LeatPlan *self)
{
  const LeatService *service = self->service;

  self->flow = service->assignments->len;
  self->limits = self->flow + LEAT_N_FLOW_FIELDS;
  self->uses = self->limits + service->limits->len;
  self->means = self->uses + 2 * service->limits->len;
  self->lines = self->means + service->limits->len;
  self->quantities = self->lines + service->lines->len;
  self->stages = self->quantities + service->lines->len;
  self->parameters = self->stages + service->stages->len;
  self->complexity = self->parameters + LEAT_STAGE_MAX_PARAMETERS * service->stages->len;
  self->n = self->complexity + service->complexity->len;
  self->n_words = self->n / 64 + 1;
}

LeatPlan *
leat_plan_new (const LeatService *service)
{
  LeatPlan *self;

  if (!is_each_given_once (service))
    return NULL;
  self = g_new0 (LeatPlan, 1);
  self->service = service;
  self->n_slots = service->symbols->names->len;
  give_numbers (self);
  self->plain = g_new0 (guint64, self->n_words);
  self->derived = g_new0 (LeatDerived, service->assignments->len + 1);
  self->absent = g_new0 (guint64, self->n_words);
  self->readers = g_new0 (guint64, (gsize) (self->n_slots + N_READS) * self->n_words);
  add_assignments (self);
  add_flow_and_complexity (self);
  add_limits (self);
  add_lines (self);
  add_stages (self);
  return self;
}

void
leat_plan_free (LeatPlan *self)
{
  g_free (self->derived);
  g_free (self->plain);
  g_free (self->absent);
  g_free (self->readers);
  g_free (self);
}

LeatMemo *
leat_memo_new (const LeatPlan *plan)
{
  LeatMemo *self = g_new0 (LeatMemo, 1);
  const LeatService *service = plan->service;

  self->plan = plan;
  self->slots = g_memdup2 (service->defaults, plan->n_slots * sizeof (double));
  self->valid = g_memdup2 (plan->absent, plan->n_words * sizeof (guint64));
  self->off = g_new0 (guint64, plan->n_words);
  self->values = g_new (double, plan->n + 1);
  for (guint i = 0; i < plan->n; i++)
    self->values[i] = 1; /* what has no formula holds */
  self->is_set = g_new0 (guint64, plan->n_words);
  self->is_derived = g_memdup2 (plan->plain, plan->n_words * sizeof (guint64));
  self->uses = g_new0 (LeatUse, service->limits->len + 1);
  self->lines = g_new0 (LeatLineItem, service->lines->len + 1);
  self->quantities = g_new0 (double, service->lines->len + 1);
  self->stages = g_new0 (LeatStageValue, service->stages->len + 1);
  return self;
}

void
leat_memo_free (LeatMemo *self)
{
  g_clear_pointer (&self->element, leat_element_unref);
  g_free (self->slots);
  g_free (self->valid);
  g_free (self->off);
  g_free (self->values);
  g_free (self->is_set);
  g_free (self->is_derived);
  g_free (self->uses);
  g_free (self->lines);
  g_free (self->quantities);
  g_free (self->stages);
  g_free (self);
}

void
leat_memo_forget_asks (LeatMemo *self)
{
  leat_memo_forget_readers (self, self->plan->n_slots + READS_NEIGHBOURS);
}

static void
open_setting (LeatMemo   *self,
              const char *name)
{
  const GPtrArray *assignments = self->plan->service->assignments;

  for (guint i = 0; i < assignments->len; i++)
    {
      const LeatSetting *setting = ((LeatAssignment *) assignments->pdata[i])->setting;
      guint64 bit = (guint64) 1 << i % 64;

      if (setting == NULL || !g_str_equal (setting->name, name))
        continue;
      self->valid[i / 64] &= ~bit;
      self->is_set[i / 64] &= ~bit;
      self->is_derived[i / 64] &= ~bit;
    }
}

/* Opens the assignments of settings with other values. Returns FALSE if others are set. */
static gboolean
open_settings (LeatMemo           *self,
               const LeatSettings *before,
               const LeatSettings *now)
{
  gsize n = leat_settings_get_n (now);

  if (leat_settings_get_n (before) != n)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      const char *name_before, *name;
      const char *value_before = leat_settings_get_nth (before, i, &name_before);
      const char *value = leat_settings_get_nth (now, i, &name);

      if (name != name_before) /* interned */
        return FALSE;
      if (!g_str_equal (value, value_before))
        open_setting (self, name);
    }
  return TRUE;
}

static void
forget_prices (LeatMemo *self)
{
  const GPtrArray *lines = self->plan->service->lines;

  for (guint i = 0; i < lines->len; i++)
    if (((LeatLine *) lines->pdata[i])->price_varies)
      self->lines[i].line = NULL;
}

LeatMemoKnows
leat_memo_begin (LeatMemo          *self,
                 const LeatElement *element)
{
  gboolean some;

  if (self->element == element)
    return LEAT_MEMO_SAME;
  some = self->element != NULL && open_settings (self, self->element->settings, element->settings);
  g_clear_pointer (&self->element, leat_element_unref);
  self->element = leat_element_ref ((LeatElement *) element);
  forget_prices (self);
  if (!some)
    {
      leat_memo_forget_readers (self, self->plan->n_slots + READS_IS_SET);
      memcpy (self->is_derived, self->plan->plain, self->plan->n_words * sizeof (guint64));
    }
  return some ? LEAT_MEMO_SOME : LEAT_MEMO_ANEW;
}

void
leat_memo_note_set (LeatMemo *self,
                    guint     i,
                    gboolean  is_set)
{
  guint64 bit = (guint64) 1 << i % 64;

  self->is_set[i / 64] = is_set ? self->is_set[i / 64] | bit : self->is_set[i / 64] & ~bit;
  self->is_derived[i / 64] = is_set ? self->is_derived[i / 64] & ~bit : self->is_derived[i / 64] | bit;
}

gboolean
leat_memo_get_mean (const LeatMemo *self,
                    guint           i,
                    double         *demand)
{
  *demand = self->values[self->plan->means + i];
  return leat_memo_is_valid (self, self->plan->means + i);
}

void
leat_memo_note_mean (LeatMemo *self,
                     guint     i,
                     double    demand)
{
  leat_memo_keep (self, self->plan->means + i, demand);
}

void
leat_memo_note_uses (LeatMemo      *self,
                     const LeatUse *uses,
                     guint          n)
{
  if (n == self->n_uses && (n == 0 || memcmp (uses, self->uses, n * sizeof (LeatUse)) == 0))
    return;
  if (n > 0)
    memcpy (self->uses, uses, n * sizeof (LeatUse));
  self->n_uses = n;
  leat_memo_forget_readers (self, self->plan->n_slots + READS_USES);
}

const LeatLineItem *
leat_memo_get_line (const LeatMemo *self,
                    guint           i,
                    double         *quantity)
{
  *quantity = self->quantities[i];
  return self->lines[i].line != NULL ? &self->lines[i] : NULL;
}

void
leat_memo_note_line (LeatMemo           *self,
                     guint               i,
                     const LeatLineItem *item,
                     double              quantity)
{
  self->lines[i] = *item;
  self->quantities[i] = quantity;
}

const LeatStageValue *
leat_memo_get_stage (const LeatMemo *self,
                     guint           i)
{
  return self->stages[i].stage != NULL ? &self->stages[i] : NULL;
}

void
leat_memo_note_stage (LeatMemo             *self,
                      guint                 i,
                      const LeatStageValue *value)
{
  self->stages[i] = *value;
}
