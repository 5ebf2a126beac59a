/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/engine-private.h"

#include <math.h>

/* Finds the limit that breaks first as the load grows. What flows into a block grows with the sources in
 * proportion, so each candidate is scaled on its own. */

/* A limit that is not used more under twice the load has nothing to do with it. */
static gboolean
grows (LeatContext           *context,
       const LeatBlockResult *result,
       guint                  block,
       guint                  limit)
{
  double now = result->uses[limit].utilisation;

  return isinf (now) || leat_evaluate_scaled (context, result, block, limit, 2) > now * 1.0001;
}

/* By bisection on a logarithmic scale, since some demands grow in steps. */
static double
saturates_at (LeatContext           *context,
              const LeatBlockResult *result,
              guint                  block,
              guint                  limit)
{
  double low = 1e-6, high = 1e9;

  for (guint i = 0; i < 60; i++)
    {
      double middle = sqrt (low * high);

      if (leat_evaluate_scaled (context, result, block, limit, middle) >= 1)
        high = middle;
      else
        low = middle;
    }
  return high;
}

typedef struct
{
  guint  block;
  guint  limit;
  double utilisation;
} Candidate;

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *x = a;
  const Candidate *y = b;

  if (x->utilisation != y->utilisation)
    return x->utilisation < y->utilisation ? 1 : -1;
  return x->block != y->block ? (x->block < y->block ? -1 : 1) : (int) x->limit - (int) y->limit;
}

/* The most used limits; the linear ones among them break in this order. */
#define N_CANDIDATES 12

static GArray *
list_candidates (const LeatReport *report)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint i = 0; i < report->results->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (report->results, i);

      for (guint j = 0; j < result->n_uses; j++)
        {
          Candidate candidate = { i, j, result->uses[j].utilisation };

          if (candidate.utilisation > 0)
            g_array_append_val (candidates, candidate);
        }
    }
  g_array_sort (candidates, compare_candidates);
  return candidates;
}

void
leat_find_bottleneck (LeatContext *context)
{
  LeatReport *report = context->report;
  g_autoptr(GArray) candidates = list_candidates (report);
  guint tried = 0;

  report->bottleneck = -1;
  report->saturates_at = INFINITY;
  for (guint i = 0; i < candidates->len && tried < N_CANDIDATES; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      const LeatBlockResult *result = g_ptr_array_index (report->results, candidate->block);
      double at;

      if (!grows (context, result, candidate->block, candidate->limit))
        continue;
      tried++;
      at = saturates_at (context, result, candidate->block, candidate->limit);
      if (at >= report->saturates_at)
        continue;
      report->saturates_at = at;
      report->bottleneck = candidate->block;
      report->bottleneck_limit = candidate->limit;
    }
}
