/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/distribution.h"

#include "engine/engine-private.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* The 99th percentile of the standard normal, which turns p50 and p99 into a lognormal. */
#define Z99 2.3263478740408408

/* More servers than this never make anybody wait noticeably, and the recursion is linear in them. */
#define MAX_SERVERS 100000.0

double
leat_queue_erlang_c (double servers,
                     double load)
{
  /* A stage's mean and its quantiles ask the same one after the other. */
  static _Thread_local double last_n, last_load, last;
  double n = CLAMP (floor (servers), 1, MAX_SERVERS);
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
  double n = CLAMP (floor (servers), 1, MAX_SERVERS);
  double load = arrivals * service;

  if (load <= 0)
    return 0;
  if (load >= n)
    return INFINITY;
  return leat_queue_erlang_c (n, load) * service / (n - load) * (1 + cv2) / 2;
}

double
leat_stage_mean (LeatStageKind kind,
                 const double *p)
{
  double s;

  switch (kind)
    {
    case LEAT_STAGE_UNIFORM:
      return (p[0] + MAX (p[0], p[1])) / 2;
    case LEAT_STAGE_LOGNORMAL:
      s = p[0] > 0 && p[1] > p[0] ? log (p[1] / p[0]) / Z99 : 0;
      return p[0] * exp (s * s / 2);
    case LEAT_STAGE_QUEUE:
      return leat_queue_mean_wait (p[0], p[1], p[2], p[3]) + p[1];
    case LEAT_STAGE_SCHEDULE:
      return MAX (p[0], p[1]) / 2 + p[1];
    case LEAT_STAGE_FIXED:
    case LEAT_STAGE_EXPONENTIAL:
    default:
      return p[0];
    }
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
  double *normal; /* the inverse of the standard normal */
  double *log_rest; /* log (1 - u) */
} Table;

static const Table *
get_table (guint n)
{
  static GMutex lock;
  static GHashTable *tables; /* n -> Table, for ever: the engine asks for one n only */
  Table *table;

  g_mutex_lock (&lock);
  if (tables == NULL)
    tables = g_hash_table_new (NULL, NULL);
  table = g_hash_table_lookup (tables, GUINT_TO_POINTER (n));
  if (table == NULL)
    {
      table = g_new (Table, 1);
      *table = (Table){ n, g_new (double, n), g_new (double, n) };
      for (guint i = 0; i < n; i++)
        {
          double u = (i + 0.5) / n;

          table->normal[i] = gsl_cdf_ugaussian_Pinv (u);
          table->log_rest[i] = log (1 - u);
        }
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

static void
put_even (double  from,
          double  width,
          double *values,
          guint   n)
{
  for (guint i = 0; i < n; i++)
    values[i] = from + width * ((i + 0.5) / n);
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

static void
put_exponential (double       mean,
                 double      *values,
                 const Table *table)
{
  for (guint i = 0; i < table->n; i++)
    values[i] = -mean * table->log_rest[i];
}

/* The wait is 0 with the probability 1 - C, else exponential with the mean Wq / C. */
static void
put_wait (const double *p,
          double       *values,
          guint         n)
{
  double c = leat_queue_erlang_c (p[2], p[0] * p[1]);
  double mean_wait = leat_queue_mean_wait (p[0], p[1], p[2], p[3]);

  for (guint i = 0; i < n; i++)
    {
      double rest = 1 - (i + 0.5) / n;

      values[i] = c <= 0 || rest >= c ? 0 : log (c / rest) * mean_wait / c;
    }
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

void
leat_stage_quantiles (LeatStageKind kind,
                      const double *p,
                      guint         part,
                      double       *values,
                      guint         n)
{
  const Table *table = get_table (n);

  switch (kind)
    {
    case LEAT_STAGE_UNIFORM:
      put_even (p[0], MAX (p[0], p[1]) - p[0], values, n);
      break;
    case LEAT_STAGE_LOGNORMAL:
      put_lognormal (p[0], p[0] > 0 && p[1] > p[0] ? log (p[1] / p[0]) / Z99 : 0, values, table);
      break;
    case LEAT_STAGE_EXPONENTIAL:
      put_exponential (p[0], values, table);
      break;
    case LEAT_STAGE_SCHEDULE:
      put_even (p[1], MAX (p[0], p[1]), values, n);
      break;
    case LEAT_STAGE_QUEUE:
      if (part == 0)
        put_wait (p, values, n);
      else
        put_service (p, values, table);
      break;
    case LEAT_STAGE_FIXED:
    default:
      put_constant (p[0], values, n);
      break;
    }
}
