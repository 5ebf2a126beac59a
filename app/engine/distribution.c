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
  double n = CLAMP (floor (servers), 1, MAX_SERVERS);
  double b = 1;

  if (load <= 0)
    return 0;
  if (load >= n)
    return 1;
  for (double k = 1; k <= n; k++)
    b = load * b / (k + load * b);
  return b / (1 - load / n * (1 - b));
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

static double
lognormal_quantile (double p50,
                    double sigma,
                    double u)
{
  return p50 * exp (sigma * gsl_cdf_ugaussian_Pinv (u));
}

/* The wait is 0 with the probability 1 - C, else exponential with the mean Wq / C. */
static double
wait_quantile (const double *p,
               double        c,
               double        mean_wait,
               double        u)
{
  return c <= 0 || 1 - u >= c ? 0 : log (c / (1 - u)) * mean_wait / c;
}

static double
service_quantile (const double *p,
                  double        u)
{
  double sigma2 = log (1 + p[3]);

  if (p[3] <= 0)
    return p[1];
  if (p[3] == 1)
    return -p[1] * log (1 - u);
  return lognormal_quantile (p[1] * exp (-sigma2 / 2), sqrt (sigma2), u);
}

static double
quantile (LeatStageKind kind,
          const double *p,
          double        u)
{
  switch (kind)
    {
    case LEAT_STAGE_UNIFORM:
      return p[0] + (MAX (p[0], p[1]) - p[0]) * u;
    case LEAT_STAGE_LOGNORMAL:
      return lognormal_quantile (p[0], p[0] > 0 && p[1] > p[0] ? log (p[1] / p[0]) / Z99 : 0, u);
    case LEAT_STAGE_EXPONENTIAL:
      return -p[0] * log (1 - u);
    case LEAT_STAGE_SCHEDULE:
      return MAX (p[0], p[1]) * u + p[1];
    case LEAT_STAGE_QUEUE:
      return service_quantile (p, u);
    case LEAT_STAGE_FIXED:
    default:
      return p[0];
    }
}

void
leat_stage_quantiles (LeatStageKind kind,
                      const double *parameters,
                      guint         part,
                      double       *values,
                      guint         n)
{
  gboolean is_wait = kind == LEAT_STAGE_QUEUE && part == 0;
  double c = is_wait ? leat_queue_erlang_c (parameters[2], parameters[0] * parameters[1]) : 0;
  double wait = is_wait ? leat_queue_mean_wait (parameters[0], parameters[1], parameters[2], parameters[3]) : 0;

  for (guint i = 0; i < n; i++)
    {
      double u = (i + 0.5) / n;

      values[i] = is_wait ? wait_quantile (parameters, c, wait, u) : quantile (kind, parameters, u);
    }
}
