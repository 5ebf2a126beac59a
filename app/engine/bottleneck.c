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

/* Only the most used limits are looked at: of those that grow with the load the first to break is among them. */
#define N_KEPT 64
#define N_CANDIDATES 12

/* Keeps the array sorted and short, since nearly all limits of a large pipeline are far from the top. */
static void
keep_candidate (GArray          *candidates,
                const Candidate *candidate)
{
  guint at = candidates->len;

  if (at == N_KEPT && compare_candidates (candidate, &g_array_index (candidates, Candidate, at - 1)) >= 0)
    return;
  while (at > 0 && compare_candidates (candidate, &g_array_index (candidates, Candidate, at - 1)) < 0)
    at--;
  g_array_insert_val (candidates, at, *candidate);
  if (candidates->len > N_KEPT)
    g_array_set_size (candidates, N_KEPT);
}

static GArray *
list_candidates (const LeatReport *report)
{
  GArray *candidates = g_array_sized_new (FALSE, FALSE, sizeof (Candidate), N_KEPT + 1);

  for (guint i = 0; i < report->results->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (report->results, i);

      for (guint j = 0; j < result->n_uses; j++)
        {
          Candidate candidate = { i, j, result->uses[j].utilisation };

          if (candidate.utilisation > 0)
            keep_candidate (candidates, &candidate);
        }
    }
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
