/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/money.h"
#include "engine/samples-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Finds the slowest way from each source to each sink by means and spreads, and its percentiles by sampling. */

static void
find_dominant (LeatPath *path)
{
  double longest = -1;

  path->dominant_block = path->dominant_stage = -1;
  for (guint i = 0; i < path->blocks->len; i++)
    {
      const LeatBlockResult *block = g_ptr_array_index (path->blocks, i);

      for (guint j = 0; j < block->n_stages; j++)
        {
          path->mean_only |= block->stages[j].stage->mean_only;
          path->unbounded |= isinf (block->stages[j].mean) != 0;
          if (block->stages[j].mean > longest)
            {
              longest = block->stages[j].mean;
              path->dominant_block = i;
              path->dominant_stage = j;
            }
        }
      for (guint j = 0; j < block->n_uses; j++)
        path->unbounded |= block->uses[j].mean_utilisation >= 1;
    }
}

/* What has been computed for one report. */
typedef struct
{
  LeatSlicesSet *slices;
  GHashTable    *sums;  /* set of Sum */
  GHashTable    *waits; /* of the report, or NULL */
} Cache;

static const LeatSlices *
get_wait (const Cache           *cache,
          const LeatBlockResult *block)
{
  return cache->waits != NULL ? g_hash_table_lookup (cache->waits, block) : NULL;
}

static void
find_backlog (LeatPath    *path,
              const Cache *cache)
{
  double fastest = 0;

  path->backlog_block = -1;
  for (guint i = 0; i < path->blocks->len; i++)
    {
      const LeatBlockResult *block = g_ptr_array_index (path->blocks, i);
      const LeatSlices *wait = get_wait (cache, block);

      if (path->unbounded ? block->backlog_per_s > fastest
                          : wait != NULL && wait->values[LEAT_N_SAMPLES - 1] > path->longest_wait)
        {
          path->backlog_block = i;
          fastest = block->backlog_per_s;
          path->longest_wait = path->unbounded ? 0 : wait->values[LEAT_N_SAMPLES - 1];
        }
    }
}

/* The percentiles of one sequence of slices: pipelines repeat themselves. */
typedef struct
{
  gconstpointer  *slices;
  guint           n;
  LeatPercentiles percentiles;
} Sum;

static guint
sum_hash (gconstpointer key)
{
  const Sum *sum = key;
  guint hash = sum->n;

  for (guint i = 0; i < sum->n; i++)
    hash = hash * 31 + g_direct_hash (sum->slices[i]);
  return hash;
}

static gboolean
sum_equal (gconstpointer a,
           gconstpointer b)
{
  const Sum *x = a, *y = b;

  return x->n == y->n && (x->n == 0 || memcmp (x->slices, y->slices, x->n * sizeof (gconstpointer)) == 0);
}

static void
sum_free (Sum *self)
{
  g_free (self->slices);
  g_free (self);
}

static Sum *
collect_slices (LeatPath *path,
                Cache    *cache)
{
  g_autoptr(GPtrArray) slices = g_ptr_array_new ();
  Sum *sum = g_new0 (Sum, 1);

  for (guint i = 0; i < path->blocks->len; i++)
    {
      const LeatBlockResult *block = g_ptr_array_index (path->blocks, i);

      for (guint j = 0; j < block->n_stages; j++)
        for (guint part = 0; part < leat_stage_n_parts (block->stages[j].stage->kind); part++)
          g_ptr_array_add (slices, (gpointer) leat_slices_get (cache->slices, &block->stages[j], part));
    }
  /* Last, so that the rest keeps its places in the sequence. */
  for (guint i = 0; i < path->blocks->len; i++)
    {
      const LeatSlices *wait = get_wait (cache, path->blocks->pdata[i]);

      if (wait != NULL)
        g_ptr_array_add (slices, (gpointer) wait);
    }
  sum->n = slices->len;
  sum->slices = (gconstpointer *) g_ptr_array_free (g_steal_pointer (&slices), FALSE);
  return sum;
}

static void
add_up (Sum *self)
{
  double sum[LEAT_N_SAMPLES];
  guint widest = leat_samples_add_up ((LeatSlices *const *) self->slices, self->n, sum);

  self->percentiles = leat_samples_read (sum, widest < self->n ? self->slices[widest] : NULL, widest);
}

static void
sample (LeatPath *path,
        Cache    *cache)
{
  Sum *sum = collect_slices (path, cache);
  Sum *known = g_hash_table_lookup (cache->sums, sum);

  if (known == NULL)
    {
      add_up (sum);
      g_hash_table_add (cache->sums, sum);
      known = sum;
    }
  else
    sum_free (sum);
  path->p50 = known->percentiles.p50;
  path->p95 = known->percentiles.p95;
  path->p99 = known->percentiles.p99;
}

static double
mean_of (const LeatSlices *slices)
{
  double sum = 0;

  for (guint k = 0; k < LEAT_N_SAMPLES; k++)
    sum += slices->values[k];
  return sum / LEAT_N_SAMPLES;
}

/* What waits in a backlog is no stage of a block, but may well be what takes longest. */
static void
weigh_backlogs (LeatPath    *path,
                const Cache *cache)
{
  double longest = 0;

  leat_path_get_dominant (path, &longest);
  for (guint i = 0; i < path->blocks->len; i++)
    {
      const LeatSlices *wait = get_wait (cache, path->blocks->pdata[i]);

      if (wait != NULL)
        {
          if (path->mean_waits == NULL)
            path->mean_waits = g_new0 (double, path->blocks->len);
          path->mean_waits[i] = mean_of (wait);
        }
      if (leat_path_get_wait (path, i) > longest)
        {
          longest = leat_path_get_wait (path, i);
          path->dominant_block = i;
          path->dominant_stage = -1;
        }
    }
}

static void
path_unref (LeatPath *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->mean_waits);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

static LeatPath *
path_new (GPtrArray *blocks,
          Cache     *cache)
{
  LeatPath *path = g_new0 (LeatPath, 1);

  g_atomic_ref_count_init (&path->ref_count);
  path->blocks = blocks;
  find_dominant (path);
  find_backlog (path, cache);
  weigh_backlogs (path, cache);
  if (path->unbounded)
    path->p50 = path->p95 = path->p99 = NAN;
  else
    sample (path, cache);
  return path;
}

typedef struct
{
  LeatReport   *report;
  Cache         cache;
  const LeatReport *before; /* the previous report, if its graph is the same, or NULL */
  GHashTable   *old;      /* first result of a path -> GPtrArray of LeatPath of the previous report, or NULL */
  GArray       *reached;  /* of guint: blocks reached from the source, by position */
  LeatWay      *longest;  /* by block: the slowest way to it and through it; or a mean of -1 */
  guint        *previous; /* by block: where the slowest way comes from */
  GArray       *stack;    /* of guint */
} Search;

/* The blocks that data reaches from `source`, in the order of evaluation. */
static void
reach (Search *self,
       guint   source)
{
  const LeatGraph *graph = self->report->graph;

  g_array_set_size (self->reached, 0);
  g_array_set_size (self->stack, 0);
  self->longest[source] = (LeatWay){ 0, 0 };
  g_array_append_val (self->stack, source);
  while (self->stack->len > 0)
    {
      guint block = g_array_index (self->stack, guint, self->stack->len - 1);

      g_array_set_size (self->stack, self->stack->len - 1);
      g_array_append_val (self->reached, block);
      for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
        {
          guint from, to;

          if (!leat_graph_flow_ends (leat_graph_wire (graph, graph->touching[i]), &from, &to) ||
              from != block || self->longest[to].mean >= 0)
            continue;
          self->longest[to] = (LeatWay){ 0, 0 };
          g_array_append_val (self->stack, to);
        }
    }
}

/* Whether all that `reach` found is as it was in the previous report. */
static gboolean
is_unchanged (Search *self)
{
  for (guint k = 0; self->before != NULL && k < self->reached->len; k++)
    {
      guint block = g_array_index (self->reached, guint, k);

      if (self->report->results->pdata[block] != self->before->results->pdata[block])
        return FALSE;
    }
  return self->before != NULL;
}

static void
spread (Search *self)
{
  const LeatGraph *graph = self->report->graph;

  for (guint k = 0; k < self->reached->len; k++)
    {
      guint block = g_array_index (self->reached, guint, k);

      self->longest[block] = leat_way_through (self->longest[block], self->report->results->pdata[block]);
      for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
        {
          guint from, to;

          if (!leat_graph_flow_ends (leat_graph_wire (graph, graph->touching[i]), &from, &to) || from != block)
            continue;
          if (self->previous[to] != G_MAXUINT &&
              leat_way_length (self->longest[block]) <= leat_way_length (self->longest[to]))
            continue;
          self->longest[to] = self->longest[block];
          self->previous[to] = block;
        }
    }
}

static GPtrArray *
trace (Search *self,
       guint   sink)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_block_result_unref);

  for (guint block = sink; block != G_MAXUINT; block = self->previous[block])
    g_ptr_array_insert (blocks, 0, leat_block_result_ref (self->report->results->pdata[block]));
  return blocks;
}

/* Takes over the paths of the previous report from a source. */
static void
keep_paths (Search    *self,
            guint      source,
            GPtrArray *paths)
{
  GPtrArray *old = g_hash_table_lookup (self->old, self->report->results->pdata[source]);

  for (guint i = 0; old != NULL && i < old->len; i++)
    {
      LeatPath *path = g_ptr_array_index (old, i);

      g_atomic_ref_count_inc (&path->ref_count);
      g_ptr_array_add (paths, path);
    }
}

static void
find_paths (Search    *self,
            GPtrArray *paths)
{
  leat_graph_sort_blocks (self->report->graph, self->reached);
  spread (self);
  for (guint k = 0; k < self->reached->len; k++)
    {
      guint block = g_array_index (self->reached, guint, k);

      if (!leat_graph_has_flow (self->report->graph, block, TRUE))
        g_ptr_array_add (paths, path_new (trace (self, block), &self->cache));
    }
}

static void
add_paths (Search    *self,
           guint      source,
           GPtrArray *paths)
{
  reach (self, source);
  if (is_unchanged (self))
    keep_paths (self, source, paths);
  else
    find_paths (self, paths);
  for (guint k = 0; k < self->reached->len; k++)
    {
      guint block = g_array_index (self->reached, guint, k);

      self->longest[block].mean = -1;
      self->previous[block] = G_MAXUINT;
    }
}

static GHashTable *
index_old_paths (const LeatReport *previous)
{
  GHashTable *old = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < previous->paths->len; i++)
    {
      LeatPath *path = g_ptr_array_index (previous->paths, i);
      GPtrArray *paths = g_hash_table_lookup (old, path->blocks->pdata[0]);

      if (paths == NULL)
        {
          paths = g_ptr_array_new ();
          g_hash_table_insert (old, path->blocks->pdata[0], paths);
        }
      g_ptr_array_add (paths, path);
    }
  return old;
}

/* Slowest first; what has no bound before all; equals in the order in which they were found. */
static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  const LeatPath *x = *(const LeatPath *const *) a;
  const LeatPath *y = *(const LeatPath *const *) b;

  if (x->unbounded != y->unbounded)
    return y->unbounded - x->unbounded;
  return x->unbounded ? 0 : (x->p95 < y->p95) - (x->p95 > y->p95);
}

static void
search_clear (Search *self)
{
  g_array_unref (self->reached);
  g_array_unref (self->stack);
  g_free (self->longest);
  g_free (self->previous);
  leat_slices_set_unref (self->cache.slices);
  g_hash_table_unref (self->cache.sums);
  g_clear_pointer (&self->old, g_hash_table_unref);
}

/* Slices are the dearest part of a small report, and the next report asks for nearly the same: a thread keeps its
 * own, up to 8 MB. */
#define MAX_KEPT 512

static LeatSlicesSet *
take_slices (void)
{
  static GPrivate kept = G_PRIVATE_INIT ((GDestroyNotify) leat_slices_set_unref);
  LeatSlicesSet *slices = g_private_get (&kept);

  if (slices == NULL || g_hash_table_size (slices->table) > MAX_KEPT)
    {
      slices = leat_slices_set_new ();
      g_private_replace (&kept, slices);
    }
  return leat_slices_set_ref (slices);
}

const LeatBlockResult *
leat_path_get_end (const LeatPath *self,
                   gboolean        last)
{
  return g_ptr_array_index (self->blocks, last ? self->blocks->len - 1 : 0);
}

double
leat_block_result_get_backlog_mb_per_s (const LeatBlockResult *self)
{
  const double *in = self->in.values;
  double mb = in[LEAT_FLOW_RECORDS_PER_S] > 0 ? in[LEAT_FLOW_RECORD_KB] / 1024 : in[LEAT_FLOW_OBJECT_MB];

  return self->backlog_per_s * mb;
}

double
leat_path_get_wait (const LeatPath *self,
                    guint           block)
{
  if (self->unbounded)
    return (int) block == self->backlog_block ? INFINITY : 0;
  return self->mean_waits != NULL ? self->mean_waits[block] : 0;
}

const char *
leat_path_get_dominant (const LeatPath *self,
                        double         *mean)
{
  const LeatBlockResult *block = self->dominant_block >= 0 ? g_ptr_array_index (self->blocks, self->dominant_block) : NULL;
  const LeatStageValue *stage = block != NULL && self->dominant_stage >= 0 ? &block->stages[self->dominant_stage] : NULL;

  if (block == NULL)
    return NULL;
  if (mean != NULL)
    *mean = stage != NULL ? stage->mean : leat_path_get_wait (self, self->dominant_block);
  return stage != NULL ? leat_tr (stage->stage->label) : _("Wait in the backlog");
}

char *
leat_path_dup_dominant (const LeatPath *self)
{
  const char *stage = leat_path_get_dominant (self, NULL);
  const LeatBlockResult *block = stage != NULL ? self->blocks->pdata[self->dominant_block] : NULL;

  return block != NULL ? g_strdup_printf (_("%s: %s"), leat_element_get_label (block->element), stage) : NULL;
}

char *
leat_path_dup_growth (const LeatPath *self)
{
  const LeatBlockResult *block = self->backlog_block >= 0 ? g_ptr_array_index (self->blocks, self->backlog_block) : NULL;
  g_autofree char *records = NULL;
  g_autofree char *megabytes = NULL;

  if (block == NULL || block->backlog_per_s <= 0)
    return NULL;
  records = leat_quantity_format (block->backlog_per_s * 3600,
                                  block->in.values[LEAT_FLOW_RECORDS_PER_S] > 0 ? _("records/h") : _("objects/h"));
  megabytes = leat_quantity_format (leat_block_result_get_backlog_mb_per_s (block) * 3600, _("MB/h"));
  return g_strdup_printf ("%s (%s)", records, megabytes);
}

GPtrArray *
leat_latency_paths (LeatReport       *report,
                    const LeatReport *previous,
                    GCancellable     *cancellable)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func ((GDestroyNotify) path_unref);
  guint n = report->graph->n_blocks;
  /* A backlog of the day depends on the shapes of all sources of a block, which its result does not tell. */
  gboolean same = previous != NULL && previous->graph == report->graph && report->waits == NULL && previous->waits == NULL;
  Search search = { report,
                    { take_slices (),
                      g_hash_table_new_full (sum_hash, sum_equal, (GDestroyNotify) sum_free, NULL), report->waits },
                    same ? previous : NULL, same ? index_old_paths (previous) : NULL,
                    g_array_new (FALSE, FALSE, sizeof (guint)), g_new (LeatWay, n + 1), g_new (guint, n + 1),
                    g_array_new (FALSE, FALSE, sizeof (guint)) };

  for (guint i = 0; i < n; i++)
    {
      search.longest[i].mean = -1;
      search.previous[i] = G_MAXUINT;
    }
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    if (leat_graph_has_flow (report->graph, i, TRUE) && !leat_graph_has_flow (report->graph, i, FALSE))
      add_paths (&search, i, paths);
  search_clear (&search);

  g_ptr_array_sort (paths, compare_paths);
  return paths;
}
