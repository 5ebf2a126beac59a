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

typedef void (*Visit) (LeatPlan          *self,
                       const LeatFormula *formula,
                       gpointer           data);

static void
visit (LeatPlan          *self,
       const LeatFormula *formula,
       Visit              visit_one,
       gpointer           data)
{
  if (formula != NULL)
    visit_one (self, formula, data);
}

/* All formulas of an evaluation. */
static void
visit_all (LeatPlan *self,
           Visit     one,
           gpointer  data)
{
  const LeatService *service = self->service;

  for (guint i = 0; i < service->assignments->len; i++)
    {
      const LeatAssignment *assignment = g_ptr_array_index (service->assignments, i);

      visit (self, assignment->setting != NULL ? assignment->setting->derived : assignment->formula, one, data);
    }
  for (guint i = 0; i < LEAT_N_FLOW_FIELDS; i++)
    visit (self, service->flow[i], one, data);
  for (guint i = 0; i < service->limits->len; i++)
    {
      const LeatLimit *limit = g_ptr_array_index (service->limits, i);

      visit (self, limit->when, one, data);
      visit (self, limit->demand, one, data);
      visit (self, limit->capacity, one, data);
    }
  for (guint i = 0; i < service->lines->len; i++)
    {
      const LeatLine *line = g_ptr_array_index (service->lines, i);

      visit (self, line->when, one, data);
      visit (self, line->quantity, one, data);
    }
  for (guint i = 0; i < service->stages->len; i++)
    {
      const LeatStage *stage = g_ptr_array_index (service->stages, i);

      visit (self, stage->when, one, data);
      for (guint j = 0; j < LEAT_STAGE_MAX_PARAMETERS; j++)
        visit (self, stage->parameters[j], one, data);
    }
  for (guint i = 0; i < service->complexity->len; i++)
    visit (self, ((LeatComplexity *) service->complexity->pdata[i])->when, one, data);
}

static void
find_range (LeatPlan          *self,
            const LeatFormula *formula,
            gpointer           data)
{
  guint *end = data;

  self->first = MIN (self->first, formula->index);
  *end = MAX (*end, formula->index + 1);
}

static void
give_number (LeatPlan          *self,
             const LeatFormula *formula,
             gpointer           data)
{
  guint16 *local = &self->local[formula->index - self->first];

  if (*local == 0)
    *local = ++self->n;
}

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
add_reads (LeatPlan          *self,
           const LeatFormula *formula,
           gpointer           data)
{
  find_reads (self, formula->text, self->local[formula->index - self->first] - 1u);
}

static void
find_mean_reads (LeatPlan *self)
{
  for (guint i = 0; i < self->service->limits->len; i++)
    {
      const LeatLimit *limit = g_ptr_array_index (self->service->limits, i);

      find_reads (self, limit->demand->text, self->means + i);
      /* The peak is put at the mean. */
      add_reader (self, LEAT_SLOT_IN_RECORDS_PER_S, self->means + i);
      add_reader (self, LEAT_SLOT_IN_MB_PER_S, self->means + i);
    }
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

LeatPlan *
leat_plan_new (const LeatService *service)
{
  LeatPlan *self;
  guint end = 0;

  if (!is_each_given_once (service))
    return NULL;
  self = g_new0 (LeatPlan, 1);
  self->service = service;
  self->n_slots = service->symbols->names->len;
  self->first = G_MAXUINT;
  visit_all (self, find_range, &end);
  self->n_local = end > 0 ? end - self->first : 0;
  self->local = g_new0 (guint16, self->n_local + 1);
  visit_all (self, give_number, NULL);
  self->means = self->n;
  self->n += service->limits->len;
  self->n_words = self->n / 64 + 1;
  self->readers = g_new0 (guint64, (gsize) (self->n_slots + N_READS) * self->n_words);
  visit_all (self, add_reads, NULL);
  find_mean_reads (self);
  return self;
}

void
leat_plan_free (LeatPlan *self)
{
  g_free (self->local);
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
  self->valid = g_new0 (guint64, plan->n_words);
  self->values = g_new0 (double, plan->n + 1);
  self->is_set = g_new0 (guint8, service->assignments->len + 1);
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
  g_free (self->values);
  g_free (self->is_set);
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

gboolean
leat_memo_begin (LeatMemo          *self,
                 const LeatElement *element)
{
  const GPtrArray *lines = self->plan->service->lines;

  if (self->element == element)
    return TRUE;
  g_clear_pointer (&self->element, leat_element_unref);
  self->element = leat_element_ref ((LeatElement *) element);
  leat_memo_forget_readers (self, self->plan->n_slots + READS_IS_SET);
  for (guint i = 0; i < lines->len; i++)
    if (((LeatLine *) lines->pdata[i])->price_varies)
      self->lines[i].line = NULL;
  return FALSE;
}

gboolean
leat_memo_is_set (const LeatMemo *self,
                  guint           i)
{
  return self->is_set[i];
}

void
leat_memo_note_set (LeatMemo *self,
                    guint     i,
                    gboolean  is_set)
{
  self->is_set[i] = is_set != FALSE;
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
