/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/distribution.h"

#include "engine/samples-private.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* The 99th percentile of the standard normal, which turns p50 and p99 into a lognormal. */
#define Z99 2.3263478740408408

/* More servers than this never make anybody wait noticeably, and the recursion is linear in them. */
#define MAX_SERVERS 100000.0

static double
whole_servers (double servers)
{
  return CLAMP (floor (servers), 1, MAX_SERVERS);
}

double
leat_queue_erlang_c (double servers,
                     double load)
{
  /* A stage's mean and its quantiles ask the same one after the other. */
  static _Thread_local double last_n, last_load, last;
  double n = whole_servers (servers);
  double b = 1;

  if (load <= 0)
    return 0;
  if (load >= n)
    return 1;
  if (n == last_n && load == last_load)
    return last;
  for (double k = 1; k <= n; k++)
    b = load * b / (k + load * b);
  last_n = n;
  last_load = load;
  return last = b / (1 - load / n * (1 - b));
}

double
leat_queue_mean_wait (double arrivals,
                      double service,
                      double servers,
                      double cv2)
{
  double n = whole_servers (servers);
  double load = arrivals * service;

  if (load <= 0)
    return 0;
  if (load >= n)
    return INFINITY;
  return leat_queue_erlang_c (n, load) * service / (n - load) * (1 + cv2) / 2;
}

/* The chance that at most `most` come where `mean` are expected. */
static double
poisson_P (double most,
           double mean)
{
  if (most < 0)
    return 0;
  return mean > 0 ? gsl_cdf_poisson_P ((unsigned int) most, mean) : 1;
}

/* The sum of poisson_P (k, mean) over k from 0 to `most`. */
static double
poisson_sum (double most,
             double mean)
{
  if (most < 0)
    return 0;
  return (most + 1) * poisson_P (most, mean) - mean * poisson_P (most - 1, mean);
}

/* A window opens with a record and closes after `wait`, or with the record that fills it. Records come at random
 * (Poisson). With N(u) the arrivals within u, of the records of a window that are expected
 *   n(t) = P(N(t) <= size - 2) + arrivals * integral from t to wait of P(N(u) <= size - 3) du
 * still wait after t: the first is the one that opens it. Divided by all, 1 + arrivals * integral from 0 to wait
 * of P(N(u) <= size - 2) du, that is the chance to wait longer than t. */
typedef struct
{
  double wait;
  double size; /* INFINITY: it is not what closes the window */
  double arrivals;
  double all;  /* records of a window */
} Window;

/* From so many records on, how long they take to come varies by less than 1 %. */
#define LARGE_WINDOW 10000.0

static Window
window_of (const double *p)
{
  Window self = { MAX (p[0], 0), p[1] >= 1 ? floor (p[1]) : INFINITY, MAX (p[2], 0), 1 };
  double expected;

  if (self.size > LARGE_WINDOW && self.arrivals > 0)
    {
      self.wait = MIN (self.wait, self.size / self.arrivals);
      self.size = INFINITY;
    }
  expected = self.arrivals * self.wait;
  if (self.size > expected + 10 * sqrt (expected) + 20)
    self.size = INFINITY;
  self.all = isinf (self.size) ? 1 + expected : self.size - poisson_sum (self.size - 2, expected);
  return self;
}

static double
window_mean (const Window *self)
{
  double expected = self->arrivals * self->wait;
  double n = self->size - 2;
  double opener, others;

  if (self->size == 1)
    return 0;
  if (isinf (self->size) || expected < 1e-6)
    return self->wait * (1 + expected / 2) / (1 + expected);
  opener = (n + 1 - poisson_sum (n, expected)) / self->arrivals;
  others = (expected * expected * poisson_P (n - 2, expected) + n * (n + 1) * (1 - poisson_P (n, expected))) /
           (2 * self->arrivals);
  return (opener + others) / self->all;
}

/* The chance to wait longer than `t`, which is less than `wait`. */
static double
window_tail (const Window *self,
             double        t)
{
  double x = self->arrivals * t;
  double expected = self->arrivals * self->wait;

  if (isinf (self->size))
    return (1 + expected - x) / self->all;
  return (poisson_P (self->size - 2, x) + poisson_sum (self->size - 3, x) - poisson_sum (self->size - 3, expected)) /
         self->all;
}

#define N_WINDOW 160

/* Its quantiles: the tail is read off at even steps, between which it is all but straight. */
typedef struct
{
  Window window;
  double longest;
  double tail[N_WINDOW + 1];
} WindowTable;

static void
window_table_fill (WindowTable  *self,
                   const double *p)
{
  Window window = window_of (p);

  self->window = window;
  self->longest = window.size == 1 ? 0 : window.wait;
  if (isfinite (window.size) && window.arrivals > 0)
    self->longest = MIN (self->longest, (window.size + 6 * sqrt (window.size)) / window.arrivals);
  for (guint i = 0; i <= N_WINDOW; i++)
    self->tail[i] = window_tail (&window, self->longest * i / N_WINDOW);
}

static double
window_table_quantile (const WindowTable *self,
                       double             u)
{
  guint low = 0, high = N_WINDOW;

  if (self->tail[N_WINDOW] >= 1 - u)
    return self->longest;
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (self->tail[middle] >= 1 - u)
        low = middle;
      else
        high = middle;
    }
  if (self->tail[low] <= 1 - u || self->tail[low] <= self->tail[high])
    return self->longest * low / N_WINDOW;
  return self->longest * (low + (self->tail[low] - (1 - u)) / (self->tail[low] - self->tail[high])) / N_WINDOW;
}

static double
spread_of (double p50,
           double p99)
{
  return p50 > 0 && p99 > p50 ? log (p99 / p50) / Z99 : 0;
}

static double
lognormal_mean (double p50,
                double p99)
{
  double s = spread_of (p50, p99);

  return p50 * exp (s * s / 2);
}

static double
mean_of_one (LeatStageKind kind,
             const double *p)
{
  Window window;

  switch (kind)
    {
    case LEAT_STAGE_UNIFORM:
      return (p[0] + MAX (p[0], p[1])) / 2;
    case LEAT_STAGE_LOGNORMAL:
      return lognormal_mean (p[0], p[1]);
    case LEAT_STAGE_QUEUE:
      return leat_queue_mean_wait (p[0], p[1], p[2], p[3]) + p[1];
    case LEAT_STAGE_SCHEDULE:
      return MAX (p[0], p[1]) / 2 + p[1];
    case LEAT_STAGE_WINDOW:
      window = window_of (p);
      return window_mean (&window);
    case LEAT_STAGE_CHANCE:
      return CLAMP (p[0], 0, 1) * lognormal_mean (p[1], p[2]);
    case LEAT_STAGE_FIXED:
    case LEAT_STAGE_EXPONENTIAL:
    default:
      return p[0];
    }
}

static double
branches_of (LeatStageKind kind,
             const double *p)
{
  return kind == LEAT_STAGE_QUEUE ? 1 : MAX (floor (p[LEAT_STAGE_BRANCHES]), 1);
}

#define N_MEAN 1024

double
leat_stage_mean (LeatStageKind kind,
                 const double *p)
{
  double values[N_MEAN];
  double sum = 0;

  if (branches_of (kind, p) == 1)
    return mean_of_one (kind, p);
  leat_stage_quantiles (kind, p, 0, values, N_MEAN);
  for (guint i = 0; i < N_MEAN; i++)
    sum += values[i];
  return sum / N_MEAN;
}

guint
leat_stage_n_parts (LeatStageKind kind)
{
  return kind == LEAT_STAGE_QUEUE ? 2 : 1;
}

/* What is the same at every quantile of all stages: a stage asks for thousands, and a normal's inverse is dear. */
typedef struct
{
  guint   n;
  double *u; /* the middles of the slices */
  double *normal; /* the inverse of the standard normal */
  double *log_rest; /* log (1 - u) */
} Table;

/* The slowest of `branches` is done at `u` where each is done at the root of it. */
static Table *
table_new (guint  n,
           double branches)
{
  Table *self = g_new (Table, 1);

  *self = (Table){ n, g_new (double, n), g_new (double, n), g_new (double, n) };
  for (guint i = 0; i < n; i++)
    {
      double u = (i + 0.5) / n;

      if (branches > 1)
        u = pow (u, 1 / branches);
      self->u[i] = u;
      self->normal[i] = gsl_cdf_ugaussian_Pinv (u);
      self->log_rest[i] = log (1 - u);
    }
  return self;
}

static void
table_free (Table *self)
{
  g_free (self->u);
  g_free (self->normal);
  g_free (self->log_rest);
  g_free (self);
}

static const Table *
get_table (guint n)
{
  static GMutex lock;
  static GHashTable *tables; /* n -> Table, for ever: the engine asks for two n only */
  Table *table;

  g_mutex_lock (&lock);
  if (tables == NULL)
    tables = g_hash_table_new (NULL, NULL);
  table = g_hash_table_lookup (tables, GUINT_TO_POINTER (n));
  if (table == NULL)
    {
      table = table_new (n, 1);
      g_hash_table_insert (tables, GUINT_TO_POINTER (n), table);
    }
  g_mutex_unlock (&lock);
  return table;
}

static void
put_constant (double  value,
              double *values,
              guint   n)
{
  for (guint i = 0; i < n; i++)
    values[i] = value;
}

LEAT_WIDE static void
put_even (double       from,
          double       width,
          double      *values,
          const Table *table)
{
  for (guint i = 0; i < table->n; i++)
    values[i] = from + width * table->u[i];
}

static void
put_lognormal (double       p50,
               double       sigma,
               double      *values,
               const Table *table)
{
  if (sigma == 0)
    {
      put_constant (p50, values, table->n);
      return;
    }
  for (guint i = 0; i < table->n; i++)
    values[i] = p50 * exp (sigma * table->normal[i]);
}

LEAT_WIDE static void
put_exponential (double       mean,
                 double      *values,
                 const Table *table)
{
  for (guint i = 0; i < table->n; i++)
    values[i] = -mean * table->log_rest[i];
}

/* The wait is 0 with the probability 1 - C, else exponential with the mean Wq / C. */
static double
wait_at (double c,
         double mean_wait,
         double log_rest)
{
  return c <= 0 || log_rest >= log (c) ? 0 : (log (c) - log_rest) * mean_wait / c;
}

double
leat_queue_wait_quantile (double arrivals,
                          double service,
                          double servers,
                          double cv2,
                          double u)
{
  return wait_at (leat_queue_erlang_c (servers, arrivals * service),
                  leat_queue_mean_wait (arrivals, service, servers, cv2), log (1 - u));
}

static void
put_wait (const double *p,
          double       *values,
          const Table  *table)
{
  double c = leat_queue_erlang_c (p[2], p[0] * p[1]);
  double mean_wait = leat_queue_mean_wait (p[0], p[1], p[2], p[3]);

  for (guint i = 0; i < table->n; i++)
    values[i] = wait_at (c, mean_wait, table->log_rest[i]);
}

/* The chance that wait and service of an M/M/c queue take longer than `t` times the mean service, where `c` of the arrivals
 * wait and `spare` servers are idle on average. */
static double
response_tail (double c,
               double spare,
               double t)
{
  if (fabs (spare - 1) < 1e-6)
    return exp (-t) * (1 + c * t);
  return (1 - c) * exp (-t) + c * (spare * exp (-t) - exp (-spare * t)) / (spare - 1);
}

#define N_RESPONSE 512

/* Wait and service of an M/M/c queue, which is known as a whole: two parts that are sampled would be off by up to 3 %. The
 * logarithm of the tail is worked out at even steps, between which it is all but straight. */
static void
put_response (const double *p,
              double       *values,
              const Table  *table)
{
  double load = p[0] * p[1];
  double c = leat_queue_erlang_c (p[2], load);
  double spare = whole_servers (p[2]) - load;
  double log_tail[N_RESPONSE + 1];
  /* What stands before the slower of the two exponentials is less than e^4. */
  double step = (4 - table->log_rest[table->n - 1]) / MIN (1, spare) / N_RESPONSE;
  guint at = 0;

  for (guint i = 0; i <= N_RESPONSE; i++)
    log_tail[i] = log (response_tail (c, spare, i * step));
  for (guint i = 0; i < table->n; i++)
    {
      while (at + 2 <= N_RESPONSE && log_tail[at + 1] > table->log_rest[i])
        at++;
      values[i] = p[1] * step * (at + (log_tail[at] - table->log_rest[i]) / (log_tail[at] - log_tail[at + 1]));
    }
}

/* Whether wait and service of a queue are both in its first part. */
static gboolean
is_whole (const double *p)
{
  return p[3] == 1 && p[0] * p[1] < whole_servers (p[2]);
}

static void
put_service (const double *p,
             double       *values,
             const Table  *table)
{
  double sigma2 = log (1 + p[3]);

  if (p[3] <= 0)
    put_constant (p[1], values, table->n);
  else if (p[3] == 1)
    put_exponential (p[1], values, table);
  else
    put_lognormal (p[1] * exp (-sigma2 / 2), sqrt (sigma2), values, table);
}

/* Nothing, but for the last `chance` of the data. */
static void
put_chance (const double *p,
            double       *values,
            const Table  *table)
{
  double chance = CLAMP (p[0], 0, 1);
  double sigma = spread_of (p[1], p[2]);

  for (guint i = 0; i < table->n; i++)
    {
      double rest = 1 - table->u[i];

      values[i] = rest >= chance ? 0 : p[1] * exp (sigma * gsl_cdf_ugaussian_Pinv (1 - rest / chance));
    }
}

static void
put_window (const double *p,
            double       *values,
            const Table  *table)
{
  WindowTable tails;

  window_table_fill (&tails, p);
  for (guint i = 0; i < table->n; i++)
    values[i] = window_table_quantile (&tails, table->u[i]);
}

static void
put_quantiles (LeatStageKind kind,
               const double *p,
               guint         part,
               double       *values,
               const Table  *table)
{
  switch (kind)
    {
    case LEAT_STAGE_UNIFORM:
      put_even (p[0], MAX (p[0], p[1]) - p[0], values, table);
      break;
    case LEAT_STAGE_LOGNORMAL:
      put_lognormal (p[0], spread_of (p[0], p[1]), values, table);
      break;
    case LEAT_STAGE_EXPONENTIAL:
      put_exponential (p[0], values, table);
      break;
    case LEAT_STAGE_SCHEDULE:
      put_even (p[1], MAX (p[0], p[1]), values, table);
      break;
    case LEAT_STAGE_QUEUE:
      if (is_whole (p) && part == 0)
        put_response (p, values, table);
      else if (is_whole (p))
        put_constant (0, values, table->n);
      else if (part == 0)
        put_wait (p, values, table);
      else
        put_service (p, values, table);
      break;
    case LEAT_STAGE_WINDOW:
      put_window (p, values, table);
      break;
    case LEAT_STAGE_CHANCE:
      put_chance (p, values, table);
      break;
    case LEAT_STAGE_FIXED:
    default:
      put_constant (p[0], values, table->n);
      break;
    }
}

#define LONG 0.95

double
leat_stage_spread (LeatStageKind kind,
                   const double *p,
                   double        mean)
{
  double u = LONG, normal = 1.6448536269514722, log_rest = -2.995732273553991;
  const Table table = { 1, &u, &normal, &log_rest };
  double wait, service;

  if (!isfinite (mean))
    return 0;
  if (branches_of (kind, p) > 1)
    {
      u = pow (LONG, 1 / branches_of (kind, p));
      normal = gsl_cdf_ugaussian_Pinv (u);
      log_rest = log (1 - u);
    }
  switch (kind)
    {
    case LEAT_STAGE_WINDOW:
      /* What comes at a steady rate waits for its end evenly long. */
      return (2 * LONG - 1) * mean;
    case LEAT_STAGE_QUEUE:
      put_wait (p, &wait, &table);
      put_service (p, &service, &table);
      return hypot (MAX (wait - (mean - p[1]), 0), MAX (service - p[1], 0));
    default:
      put_quantiles (kind, p, 0, &wait, &table);
      return MAX (wait - mean, 0);
    }
}

void
leat_stage_quantiles (LeatStageKind kind,
                      const double *p,
                      guint         part,
                      double       *values,
                      guint         n)
{
  double branches = branches_of (kind, p);
  Table *own = branches > 1 ? table_new (n, branches) : NULL;

  put_quantiles (kind, p, part, values, own != NULL ? own : get_table (n));
  g_clear_pointer (&own, table_free);
}
