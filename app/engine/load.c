/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/load.h"

#include "catalogue/quantity.h"
#include "catalogue/xml.h"
#include "engine/samples-private.h"

#include <math.h>
#include <string.h>

/* How load is spread over the day, and the backlogs that it leaves. Blocks are gone through upstream first, each with
 * the whole day: what comes in is the sum of what goes out before it, what goes out is what comes in but for what waits.
 * Loads are multiples of a block's mean, so that a backlog is in seconds of mean load. */

#define CLOSED 0.1 /* of the load while a business is open */

static void
fill (LeatLoad *self,
      double    value)
{
  for (guint i = 0; i < LEAT_CURVE_HOURS; i++)
    self->hours[i] = value;
}

static const char *
text_of (const LeatService *service,
         const LeatElement *element,
         const char        *name)
{
  const LeatSetting *setting = leat_service_get_setting (service, name);
  const char *text = leat_settings_get (element->settings, name);

  return text != NULL || setting == NULL ? text : setting->fallback;
}

static int
hour_of (const LeatService *service,
         const LeatElement *element,
         const char        *name)
{
  double hour = 0;

  leat_setting_value (service, element, name, &hour);
  return (int) CLAMP (hour, 0, LEAT_CURVE_HOURS) % LEAT_CURVE_HOURS;
}

static void
put_business_hours (LeatLoad          *self,
                    const LeatService *service,
                    const LeatElement *element)
{
  int opens = hour_of (service, element, "opens_h");
  int open = (hour_of (service, element, "closes_h") - opens + LEAT_CURVE_HOURS) % LEAT_CURVE_HOURS;

  if (open == 0)
    return; /* it never closes */
  fill (self, CLOSED);
  for (int i = 0; i < open; i++)
    self->hours[(opens + i) % LEAT_CURVE_HOURS] = 1;
}

static void
put_spike (LeatLoad          *self,
           const LeatService *service,
           const LeatElement *element)
{
  double times = 1;

  leat_setting_value (service, element, "spike_times", &times);
  self->hours[hour_of (service, element, "spike_h")] = MAX (times, 0);
}

static void
put_curve (LeatLoad          *self,
           const LeatService *service,
           const LeatElement *element)
{
  const char *text = text_of (service, element, "daily_curve");
  double hours[LEAT_CURVE_HOURS];

  if (text != NULL && leat_curve_parse (text, hours, NULL))
    memcpy (self->hours, hours, sizeof hours);
}

static void
bring_to_mean (LeatLoad *self)
{
  double sum = 0;

  for (guint i = 0; i < LEAT_CURVE_HOURS; i++)
    sum += self->hours[i];
  for (guint i = 0; i < LEAT_CURVE_HOURS; i++)
    self->hours[i] *= LEAT_CURVE_HOURS / sum;
}

void
leat_load_of (const LeatService *service,
              const LeatElement *element,
              LeatLoad          *load)
{
  const char *shape = service != NULL && service->has_shape ? text_of (service, element, "daily_shape") : NULL;

  fill (load, 1);
  if (shape == NULL || g_str_equal (shape, "constant"))
    return;
  if (g_str_equal (shape, "business-hours"))
    put_business_hours (load, service, element);
  else if (g_str_equal (shape, "spike"))
    put_spike (load, service, element);
  else if (g_str_equal (shape, "own"))
    put_curve (load, service, element);
  bring_to_mean (load);
}

double
leat_load_at (const LeatLoad *self,
              double          t)
{
  double hour = fmod (t / 3600, LEAT_CURVE_HOURS);

  if (hour < 0)
    hour += LEAT_CURVE_HOURS;
  return self->hours[(int) hour % LEAT_CURVE_HOURS];
}

double
leat_load_peak (const LeatLoad *self)
{
  double peak = 1;

  for (guint i = 0; i < LEAT_CURVE_HOURS; i++)
    peak = MAX (peak, self->hours[i]);
  return peak;
}

/* The day of a report */

#define STEP_S 60.0
#define STEPS_AN_HOUR 60
#define N_STEPS (LEAT_CURVE_HOURS * STEPS_AN_HOUR)

/* What comes into a block and goes out of it, minute by minute; shared while nothing comes together or waits. */
typedef struct
{
  double in[N_STEPS];
  double out[N_STEPS];
  double backlog[N_STEPS]; /* at the end of the minute, in seconds of mean load */
} Minutes;

typedef struct
{
  LeatContext *context;
  LeatReport  *report;
  LeatLoad    *loads;    /* by block: what comes in, or goes out of a source */
  LeatLoad    *sent;     /* by block: what goes out */
  double      *capacity; /* by block: as a multiple of the mean; INFINITY while nothing is full at peak */
  Minutes    **minutes;  /* by block: NULL while the hours tell all */
} Day;

static const LeatBlockResult *
result_of (const Day *self,
           guint      block)
{
  return g_ptr_array_index (self->report->results, block);
}

static double
rate_of (const LeatFlow *flow)
{
  double records = flow->values[LEAT_FLOW_RECORDS_PER_S];

  return records > 0 ? records : flow->values[LEAT_FLOW_OBJECTS_PER_S];
}

/* The next block that sends to `block`, from `*i` on among the wires that touch it; G_MAXUINT after the last. */
static guint
next_feeder (const Day *self,
             guint      block,
             guint     *i,
             double    *rate)
{
  const LeatGraph *graph = self->report->graph;

  while (*i < graph->starts[block + 1])
    {
      guint wire = graph->touching[(*i)++];
      const LeatElement *element = g_ptr_array_index (self->report->wires, wire);
      guint source, target;

      if (element->wire_kind == LEAT_WIRE_CATALOGS ||
          !leat_graph_flow_ends (leat_graph_wire (graph, wire), &source, &target) || target != block ||
          result_of (self, source) == NULL)
        continue;
      *rate = rate_of (&result_of (self, source)->out) * element->share;
      if (*rate > 0)
        return source;
    }
  return G_MAXUINT;
}

static double
sum_of_rates (const Day *self,
              guint      block)
{
  double sum = 0, rate;

  for (guint i = self->report->graph->starts[block]; next_feeder (self, block, &i, &rate) != G_MAXUINT;)
    sum += rate;
  return sum;
}

/* Returns whether something that came before waited, so that minutes count. */
static gboolean
gather_hours (Day   *self,
              guint  block,
              double sum)
{
  gboolean fine = FALSE;
  double rate;
  guint feeder;

  if (sum <= 0)
    {
      leat_load_of (self->report->graph->services[block], self->report->blocks->pdata[block], &self->loads[block]);
      return FALSE;
    }
  fill (&self->loads[block], 0);
  for (guint i = self->report->graph->starts[block]; (feeder = next_feeder (self, block, &i, &rate)) != G_MAXUINT;)
    {
      for (guint hour = 0; hour < LEAT_CURVE_HOURS; hour++)
        self->loads[block].hours[hour] += self->sent[feeder].hours[hour] * rate / sum;
      fine |= self->minutes[feeder] != NULL;
    }
  return fine;
}

static void
gather_minutes (Day     *self,
                guint    block,
                double   sum,
                Minutes *minutes)
{
  double rate;
  guint feeder;

  if (sum <= 0)
    for (guint k = 0; k < N_STEPS; k++)
      minutes->in[k] = self->loads[block].hours[k / STEPS_AN_HOUR];
  for (guint i = self->report->graph->starts[block];
       sum > 0 && (feeder = next_feeder (self, block, &i, &rate)) != G_MAXUINT;)
    for (guint k = 0; k < N_STEPS; k++)
      minutes->in[k] += rate / sum * (self->minutes[feeder] != NULL ? self->minutes[feeder]->out[k]
                                                                    : self->sent[feeder].hours[k / STEPS_AN_HOUR]);
}

static double
mean_in (const Minutes *minutes)
{
  double sum = 0;

  for (guint k = 0; k < N_STEPS; k++)
    sum += minutes->in[k];
  return sum / N_STEPS;
}

/* One day from a backlog on; returns what is left at its end. */
static double
run_day (Minutes *minutes,
         double   capacity,
         double   backlog)
{
  for (guint k = 0; k < N_STEPS; k++)
    {
      double next = MAX (0, backlog + (minutes->in[k] - capacity) * STEP_S);

      minutes->out[k] = minutes->in[k] - (next - backlog) / STEP_S;
      minutes->backlog[k] = backlog = next;
    }
  return backlog;
}

static gboolean
grows (const Day *self,
       guint      block)
{
  return self->minutes[block] != NULL && mean_in (self->minutes[block]) >= self->capacity[block];
}

/* What is left of a first day is what is left of all, since the backlog is gone once a day. One that grows for ever is
 * shown from nothing, and passes on what comes, as it does in the rest of the report. */
static void
run_backlog (Day   *self,
             guint  block)
{
  Minutes *minutes = self->minutes[block];
  double left = run_day (minutes, self->capacity[block], 0);

  if (grows (self, block))
    memcpy (minutes->out, minutes->in, sizeof minutes->in);
  else if (left > 0)
    run_day (minutes, self->capacity[block], left);
}

static void
read_hours (const double *minutes,
            LeatLoad     *load)
{
  for (guint hour = 0; hour < LEAT_CURVE_HOURS; hour++)
    {
      double sum = 0;

      for (guint k = 0; k < STEPS_AN_HOUR; k++)
        sum += minutes[hour * STEPS_AN_HOUR + k];
      load->hours[hour] = sum / STEPS_AN_HOUR;
    }
}

static void
run_block (Day   *self,
           guint  block)
{
  const LeatService *service = self->report->graph->services[block];
  double sum = sum_of_rates (self, block);
  gboolean fine = gather_hours (self, block, sum);

  if (fine || leat_load_peak (&self->loads[block]) > self->capacity[block])
    {
      self->minutes[block] = g_new0 (Minutes, 1);
      gather_minutes (self, block, sum, self->minutes[block]);
      run_backlog (self, block);
      read_hours (self->minutes[block]->in, &self->loads[block]);
      read_hours (self->minutes[block]->out, &self->sent[block]);
    }
  else
    self->sent[block] = self->loads[block];

  /* Who says when it sends does so evenly. */
  if (sum > 0 && service != NULL && service->flow[LEAT_FLOW_PEAK_FACTOR] != NULL)
    {
      fill (&self->sent[block], 1);
      for (guint k = 0; self->minutes[block] != NULL && k < N_STEPS; k++)
        self->minutes[block]->out[k] = 1;
    }
}

static double
capacity_of (Day   *self,
             guint  block)
{
  const LeatBlockResult *result = result_of (self, block);

  if (result->service == NULL || result->worst < 0 || result->uses[result->worst].utilisation < 1)
    return INFINITY;
  return leat_evaluate_capacity (self->context, result, block);
}

static void
day_run (Day         *self,
         LeatContext *context)
{
  LeatReport *report = context->report;
  guint n = report->blocks->len;

  *self = (Day){ context, report, g_new0 (LeatLoad, n + 1), g_new0 (LeatLoad, n + 1), g_new0 (double, n + 1),
                 g_new0 (Minutes *, n + 1) };
  for (guint i = 0; i < n; i++)
    {
      guint block = report->graph->order[i];

      self->capacity[block] = capacity_of (self, block);
      run_block (self, block);
    }
}

static void
day_clear (Day *self)
{
  for (guint i = 0; i < self->report->blocks->len; i++)
    g_free (self->minutes[i]);
  g_free (self->minutes);
  g_free (self->capacity);
  g_free (self->loads);
  g_free (self->sent);
}

static gboolean
has_backlog (const Day *self,
             guint      block)
{
  for (guint k = 0; self->minutes[block] != NULL && k < N_STEPS; k++)
    if (self->minutes[block]->backlog[k] > 0)
      return TRUE;
  return FALSE;
}

/* Waits, as a stage of a path */

typedef struct
{
  double wait;
  double weight;
} Waiting;

static int
compare_waits (gconstpointer a,
               gconstpointer b)
{
  const Waiting *x = a, *y = b;

  return (x->wait > y->wait) - (x->wait < y->wait);
}

/* First in, first out, at a capacity that stays: a record waits for what is before it. */
static LeatSlices *
slices_of (const Minutes *minutes,
           double         capacity)
{
  LeatSlices *slices = g_new0 (LeatSlices, 1);
  g_autofree Waiting *waits = g_new (Waiting, N_STEPS);
  double all = 0, passed = 0;
  guint at = 0;

  for (guint k = 0; k < N_STEPS; k++)
    {
      double before = minutes->backlog[k > 0 ? k - 1 : N_STEPS - 1];

      waits[k] = (Waiting){ (before + minutes->backlog[k]) / 2 / capacity, minutes->in[k] };
      all += minutes->in[k];
    }
  qsort (waits, N_STEPS, sizeof (Waiting), compare_waits);
  for (guint i = 0; i < LEAT_N_SAMPLES; i++)
    {
      double u = (i + 0.5) / LEAT_N_SAMPLES * all;

      while (at + 1 < N_STEPS && passed + waits[at].weight < u)
        passed += waits[at++].weight;
      slices->values[i] = waits[at].wait;
    }
  slices->is_constant = slices->values[0] == slices->values[LEAT_N_SAMPLES - 1];
  return slices;
}

static gboolean
is_full_at_peak (const LeatBlockResult *result)
{
  return result->worst >= 0 && result->uses[result->worst].utilisation >= 1;
}

static gboolean
has_own_day (const LeatBlockResult *result)
{
  return result->service != NULL && result->service->has_shape &&
         !g_str_equal (text_of (result->service, result->element, "daily_shape"), "constant");
}

/* Whether there is anything to find: a block that cannot take its peak, and a day that is not even. */
static gboolean
may_wait (const LeatReport *report)
{
  static gboolean (*const needs[]) (const LeatBlockResult *) = { is_full_at_peak, has_own_day };
  gboolean found = TRUE;

  for (guint i = 0; found && i < G_N_ELEMENTS (needs); i++)
    {
      found = FALSE;
      for (guint k = 0; !found && k < report->results->len; k++)
        found = needs[i] (g_ptr_array_index (report->results, k));
    }
  return found;
}

GHashTable *
leat_day_find_waits (LeatContext *context)
{
  GHashTable *waits;
  Day day;

  if (!may_wait (context->report))
    return NULL;
  waits = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  day_run (&day, context);
  for (guint i = 0; i < context->report->blocks->len; i++)
    if (has_backlog (&day, i) && !grows (&day, i))
      g_hash_table_insert (waits, context->report->results->pdata[i], slices_of (day.minutes[i], day.capacity[i]));
  day_clear (&day);
  if (g_hash_table_size (waits) == 0)
    g_clear_pointer (&waits, g_hash_table_unref);
  return waits;
}

/* The day, to be shown */

static void
read_backlog (const Day    *self,
              guint         block,
              LeatBlockDay *day)
{
  const double *backlog = self->minutes[block]->backlog;
  double rate = rate_of (&day->block->in);
  guint longest = 0, k;

  for (guint hour = 0; hour < LEAT_CURVE_HOURS; hour++)
    day->hours[hour].backlog = backlog[(hour + 1) * STEPS_AN_HOUR - 1] * rate;
  for (k = 1; k < N_STEPS; k++)
    if (backlog[k] > backlog[longest])
      longest = k;
  day->longest = backlog[longest] * rate;
  day->longest_at = (longest + 1.0) / STEPS_AN_HOUR;
  if (grows (self, block))
    {
      day->longest_wait = INFINITY;
      return;
    }
  day->longest_wait = backlog[longest] / self->capacity[block];
  for (k = longest; k < longest + N_STEPS && backlog[k % N_STEPS] > 0; k++)
    ;
  day->drained_at = (k % N_STEPS + 1.0) / STEPS_AN_HOUR;
}

static void
read_uses (const Day    *self,
           guint         block,
           LeatBlockDay *day)
{
  const LeatLoad *load = &self->loads[block];
  double peak = leat_load_peak (load), most = -1;

  for (guint i = 0; i < day->block->n_uses; i++)
    {
      double use = leat_evaluate_use_at (self->context, day->block, block, i, peak);

      if (use > most)
        {
          most = use;
          day->use = i;
        }
    }
  for (guint hour = 0; day->use >= 0 && hour < LEAT_CURVE_HOURS; hour++)
    day->hours[hour].utilisation =
      hour > 0 && load->hours[hour] == load->hours[hour - 1]
        ? day->hours[hour - 1].utilisation
        : leat_evaluate_use_at (self->context, day->block, block, day->use, load->hours[hour]);
}

static void
read_block (const Day    *self,
            guint         block,
            LeatBlockDay *day)
{
  double rate;

  *day = (LeatBlockDay){ .block = result_of (self, block), .use = -1, .longest_at = NAN, .drained_at = NAN };
  rate = sum_of_rates (self, block) > 0 ? day->block->in.values[LEAT_FLOW_RECORDS_PER_S]
                                        : day->block->out.values[LEAT_FLOW_RECORDS_PER_S];
  for (guint hour = 0; hour < LEAT_CURVE_HOURS; hour++)
    day->hours[hour].records_per_s = rate * self->loads[block].hours[hour];
  read_uses (self, block, day);
  if (has_backlog (self, block))
    read_backlog (self, block, day);
}

LeatDay *
leat_report_day (LeatReport *self)
{
  LeatDay *result = g_new0 (LeatDay, 1);
  guint n = self->blocks->len;
  LeatContext context;
  Day day;

  leat_context_init (&context, self);
  day_run (&day, &context);
  result->report = leat_report_ref (self);
  result->blocks = g_array_sized_new (FALSE, TRUE, sizeof (LeatBlockDay), n);
  g_array_set_size (result->blocks, n);
  for (guint i = 0; i < n; i++)
    {
      LeatBlockDay *block = &g_array_index (result->blocks, LeatBlockDay, i);

      read_block (&day, i, block);
      for (guint hour = 0; sum_of_rates (&day, i) <= 0 && hour < LEAT_CURVE_HOURS; hour++)
        result->records_per_s[hour] += block->hours[hour].records_per_s;
    }
  day_clear (&day);
  return result;
}

void
leat_day_free (LeatDay *self)
{
  g_array_unref (self->blocks);
  leat_report_unref (self->report);
  g_free (self);
}

double
leat_report_load_at (const LeatReport *self,
                     const char       *block,
                     double            t)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->graph->index_of, block));
  LeatContext context;
  LeatLoad own;
  double load;
  Day day = { .report = (LeatReport *) self };

  if (index == 0)
    return 1;
  if (sum_of_rates (&day, index - 1) <= 0)
    {
      leat_load_of (self->graph->services[index - 1], self->blocks->pdata[index - 1], &own);
      return leat_load_at (&own, t);
    }
  leat_context_init (&context, (LeatReport *) self);
  day_run (&day, &context);
  load = leat_load_at (&day.loads[index - 1], t);
  day_clear (&day);
  return load;
}

gboolean
leat_report_has_load (const LeatReport *self)
{
  for (guint i = 0; i < self->results->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (self->results, i);
      const LeatSetting *load = result->service != NULL ? result->service->load : NULL;

      if (load != NULL && result->slots[load->slot] > 0)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
leat_load_multiply (const LeatReport *report,
                    GPtrArray        *elements,
                    double            load)
{
  GPtrArray *multiplied = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);

  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);
      const LeatBlockResult *result = element->kind == LEAT_ELEMENT_BLOCK ? leat_report_get_block (report, element->id) : NULL;
      const LeatSetting *setting = result != NULL && result->service != NULL ? result->service->load : NULL;
      g_autofree char *text = NULL;
      double set;

      if (setting != NULL)
        {
          if (!leat_parse_number (leat_settings_get (element->settings, setting->name), &set))
            set = result->slots[setting->slot];
          text = leat_number_to_string (CLAMP (set * load, setting->minimum, setting->maximum));
        }
      g_ptr_array_add (multiplied, text != NULL ? leat_element_copy_with_setting (element, setting->name, text)
                                                : leat_element_ref (element));
    }
  return multiplied;
}
