/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/optimise-private.h"

#include <math.h>
#include <string.h>

/* Goes through a space. A small one is enumerated. In a large one each block's own combinations are looked at first, and of
 * those only what nothing beats is kept; then the design goes downhill, block by block, towards several mixtures of cost,
 * delay and complexity; what is left of the budget looks at the neighbours of what nothing beats, where the front is thinnest.
 * Designs are evaluated in batches by several threads and judged in the order of the batch, so threads change nothing. */

#define BATCH 64
#define MAX_BLOCK_COMBINATIONS 96
#define MAX_BLOCK_OPTIONS 24
#define MAX_PASSES 4

/* A design from which others are reached by small changes. */
typedef struct
{
  guint8     *digits;
  GPtrArray  *elements; /* of LeatElement, or NULL where one has gone */
  LeatReport *report;
} Base;

typedef struct
{
  LeatSpace           *space;
  const LeatGoals     *goals;
  LeatSearch          *search;
  LeatOptimiseProgress progress;
  gpointer             data;
  GCancellable        *cancellable;
  guint                total; /* designs to evaluate at most */
  guint                announced; /* the same as progress tells it */
  GHashTable          *ends;   /* "from to" of every path of the present design */
  GHashTable          *errors; /* "rule subject" of every error of it */
  GPtrArray           *admitted; /* of LeatCandidate, as they were looked at */
  GPtrArray           *options; /* by plot: of GPtrArray of guint8*: combinations of a block worth trying */
  GThreadPool         *pool; /* or NULL: one thread */
  GMutex               lock;
  GCond                done;
  guint                pending;
  Base                 present;
} Walker;

/* One design to be looked at. */
typedef struct
{
  const Walker  *walker;
  const Base    *base;
  LeatCandidate *candidate;
  LeatReport    *report;
} Task;

static void
candidate_free (LeatCandidate *self)
{
  g_free (self->digits);
  g_free (self);
}

static void
base_clear (Base *self)
{
  g_clear_pointer (&self->digits, g_free);
  g_clear_pointer (&self->elements, g_ptr_array_unref);
  g_clear_pointer (&self->report, leat_report_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Base, base_clear)

static int
compare_numbers (double a,
                 double b)
{
  /* Sums of the same parts in another order are the same; what has no bound is like nothing that has one. */
  if (a == b || (isfinite (a) && isfinite (b) && fabs (a - b) <= 1e-9 * MAX (fabs (a), fabs (b))))
    return 0;
  return a < b ? -1 : 1;
}

LeatBeats
leat_candidate_compare (const LeatCandidate *a,
                        const LeatCandidate *b)
{
  const int signs[] = { compare_numbers (a->cost, b->cost), compare_numbers (a->p95, b->p95),
                        compare_numbers (a->complexity, b->complexity) };
  gboolean less = FALSE, more = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      less |= signs[i] < 0;
      more |= signs[i] > 0;
    }
  if (less == more)
    return less ? LEAT_BEATS_NEITHER : LEAT_BEATS_EQUAL;
  return less ? LEAT_BEATS_FIRST : LEAT_BEATS_SECOND;
}

/* Keeps a list of what nothing beats. Of equals the one with fewer changes stays, then the one with smaller digits. */
static void
archive_add (GPtrArray     *archive,
             LeatCandidate *candidate,
             guint          n_digits)
{
  for (guint i = archive->len; i-- > 0;)
    {
      LeatCandidate *other = g_ptr_array_index (archive, i);
      LeatBeats beats = leat_candidate_compare (candidate, other);

      if (beats == LEAT_BEATS_EQUAL)
        beats = candidate->n_changes < other->n_changes ||
                    (candidate->n_changes == other->n_changes && memcmp (candidate->digits, other->digits, n_digits) < 0)
                  ? LEAT_BEATS_FIRST : LEAT_BEATS_SECOND;
      if (beats == LEAT_BEATS_SECOND)
        return;
      if (beats == LEAT_BEATS_FIRST)
        g_ptr_array_remove_index_fast (archive, i);
    }
  g_ptr_array_add (archive, candidate);
}

static char *
ends_of (const LeatPath *path)
{
  return g_strconcat (leat_path_get_end (path, FALSE)->element->id, " ", leat_path_get_end (path, TRUE)->element->id, NULL);
}

/* A catalogue that nothing feeds any more begins a path, and sends nothing on it. */
static gboolean
carries_data (const LeatPath *path)
{
  const LeatFlow *out = &leat_path_get_end (path, FALSE)->out;

  return out->values[LEAT_FLOW_RECORDS_PER_S] > 0 || out->values[LEAT_FLOW_OBJECTS_PER_S] > 0;
}

static gboolean
has_same_ends (const Walker     *self,
               const LeatReport *report)
{
  GPtrArray *paths = leat_report_get_paths (report);
  guint n = 0;

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *ends = ends_of (paths->pdata[i]);

      if (g_hash_table_contains (self->ends, ends))
        n++;
      else if (carries_data (paths->pdata[i]))
        return FALSE;
    }
  return n == g_hash_table_size (self->ends);
}

static char *
name_error (const LeatFinding *finding)
{
  return g_strconcat (finding->rule->id, " ", finding->subject->id, NULL);
}

static gboolean
has_new_error (const Walker     *self,
               const LeatReport *report)
{
  GPtrArray *findings;

  if (leat_report_count_findings (report, LEAT_SEVERITY_ERROR) == 0)
    return FALSE;
  findings = leat_report_get_findings (report);
  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *name = NULL;

      if (finding->rule->severity != LEAT_SEVERITY_ERROR || finding->silenced != NULL)
        continue;
      name = name_error (finding);
      if (!g_hash_table_contains (self->errors, name))
        return TRUE;
    }
  return FALSE;
}

static double
slowest_p95 (const LeatReport *report)
{
  GPtrArray *paths = leat_report_get_paths (report);
  double p95 = 0;

  for (guint i = 0; i < paths->len; i++)
    {
      const LeatPath *path = g_ptr_array_index (paths, i);

      p95 = MAX (p95, path->unbounded ? INFINITY : path->p95);
    }
  return p95;
}

static void
read_figures (LeatCandidate    *candidate,
              const LeatReport *report)
{
  candidate->cost = leat_report_get_total (report, NULL);
  candidate->p95 = slowest_p95 (report);
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *block = leat_report_get_nth_block (report, i);

      candidate->complexity += block->complexity;
      if (isfinite (block->mean_delay))
        candidate->delay += block->mean_delay;
      else
        candidate->n_unbounded++;
    }
}

static gboolean
has_servers (LeatReport            *report,
             const LeatBlockResult *block)
{
  if (block->service == NULL || !g_str_equal (block->service->kind, "managed"))
    return FALSE;
  return block->service->serverless_when == NULL || !leat_space_is_so (report, block, block->service->serverless_when);
}

static guint
count_servers (LeatReport *report)
{
  guint n = 0;

  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    n += has_servers (report, leat_report_get_nth_block (report, i));
  return n;
}

static void
judge (const Walker  *self,
       LeatCandidate *candidate,
       LeatReport    *report)
{
  const LeatGoals *goals = self->goals;
  double late = leat_goals_beyond (candidate->p95, goals->max_p95), dear = leat_goals_beyond (candidate->cost, goals->budget);
  double asked = leat_goals_miss (goals, report, self->space->report);
  guint servers = goals->serverless ? count_servers (report) : 0;
  gboolean other = goals->meets != NULL && !goals->meets (report, goals->data);

  candidate->unmet = (late > 0 ? LEAT_UNMET_P95 : 0) | (dear > 0 ? LEAT_UNMET_BUDGET : 0) |
                     (servers > 0 ? LEAT_UNMET_SERVERLESS : 0) | (other ? LEAT_UNMET_OTHER : 0) |
                     (asked > 0 ? LEAT_UNMET_REQUIREMENTS : 0);
  candidate->miss = late + dear + servers + other + asked;
}

static LeatReport *
new_report (const LeatSpace *space,
            const Base      *base,
            const guint8    *digits,
            GPtrArray      **elements)
{
  g_autoptr(GArray) items = g_array_new (FALSE, FALSE, sizeof (LeatChange));
  g_autoptr(GPtrArray) closed = NULL;
  LeatChanges changes;

  *elements = leat_space_new_elements (space, digits, base->elements, base->digits, items);
  if (*elements == NULL)
    return NULL;
  changes = (LeatChanges){ (LeatChange *) items->data, items->len };
  closed = leat_space_close_gaps (*elements);
  return leat_report_update (base->report, closed, &changes);
}

/* In any thread. */
static void
look (Task *task)
{
  const Walker *self = task->walker;
  LeatCandidate *candidate = task->candidate;
  g_autoptr(GPtrArray) elements = NULL;
  guint unpriced, unpriced_now;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  task->report = new_report (self->space, task->base, candidate->digits, &elements);
  if (task->report == NULL)
    return;
  read_figures (candidate, task->report);
  leat_report_get_total (task->report, &unpriced);
  leat_report_get_total (self->space->report, &unpriced_now);
  candidate->admitted = unpriced <= unpriced_now && has_same_ends (self, task->report) && !has_new_error (self, task->report) &&
                        leat_space_has_needs (self->space, candidate->digits, task->report) &&
                        (isfinite (candidate->p95) || isinf (slowest_p95 (self->space->report)));
}

static void
look_in_thread (gpointer data,
                gpointer user_data)
{
  Walker *self = user_data;

  look (data);
  g_mutex_lock (&self->lock);
  if (--self->pending == 0)
    g_cond_signal (&self->done);
  g_mutex_unlock (&self->lock);
}

static void
look_all (Walker *self,
          GArray *tasks)
{
  if (self->pool == NULL || tasks->len == 1)
    {
      for (guint i = 0; i < tasks->len; i++)
        look (&g_array_index (tasks, Task, i));
      return;
    }
  self->pending = tasks->len;
  for (guint i = 0; i < tasks->len; i++)
    g_thread_pool_push (self->pool, &g_array_index (tasks, Task, i), NULL);
  g_mutex_lock (&self->lock);
  while (self->pending > 0)
    g_cond_wait (&self->done, &self->lock);
  g_mutex_unlock (&self->lock);
}

static gboolean
is_nearer (const LeatCandidate *a,
           const LeatCandidate *b)
{
  int miss = compare_numbers (a->miss, b->miss);
  LeatBeats beats = leat_candidate_compare (a, b);

  if (miss != 0)
    return miss < 0;
  if (beats != LEAT_BEATS_NEITHER)
    return beats == LEAT_BEATS_FIRST || (beats == LEAT_BEATS_EQUAL && a->n_changes < b->n_changes);
  return a->cost < b->cost;
}

/* In the thread that searches, in the order of the batch. */
static void
take (Walker *self,
      Task   *task)
{
  LeatSearch *search = self->search;
  LeatCandidate *candidate = task->candidate;
  guint n_digits = self->space->n_digits;

  if (!candidate->admitted)
    return;
  judge (self, candidate, task->report);
  g_ptr_array_add (self->admitted, candidate);
  archive_add (search->all, candidate, n_digits);
  if (candidate->unmet == 0)
    archive_add (search->good, candidate, n_digits);
  if (search->nearest == NULL || is_nearer (candidate, search->nearest))
    search->nearest = candidate;
}

/* Whether there is neither time nor budget for more. */
static gboolean
is_over (const Walker *self)
{
  return g_cancellable_is_cancelled (self->cancellable) || self->search->evaluated >= self->total;
}

/* Looks at designs, given by their digits, that were not looked at before. Returns the candidates of all of them. */
static GPtrArray *
evaluate (Walker     *self,
          const Base *base,
          GPtrArray  *designs) /* of guint8* */
{
  g_autoptr(GArray) tasks = g_array_new (FALSE, FALSE, sizeof (Task));
  GPtrArray *candidates = g_ptr_array_new ();

  for (guint i = 0; i < designs->len && !is_over (self); i++)
    {
      GBytes *key = g_bytes_new (designs->pdata[i], self->space->n_digits);
      LeatCandidate *candidate = g_hash_table_lookup (self->search->known, key);
      Task task = { self, base, candidate, NULL };

      if (candidate == NULL)
        {
          task.candidate = candidate = g_new0 (LeatCandidate, 1);
          candidate->digits = g_memdup2 (designs->pdata[i], self->space->n_digits);
          candidate->n_changes = leat_space_count_changes (self->space, candidate->digits);
          g_hash_table_insert (self->search->known, g_bytes_ref (key), candidate);
          g_array_append_val (tasks, task);
          self->search->evaluated++;
        }
      g_bytes_unref (key);
      g_ptr_array_add (candidates, candidate);
    }
  look_all (self, tasks);
  for (guint i = 0; i < tasks->len; i++)
    {
      Task *task = &g_array_index (tasks, Task, i);

      if (!g_cancellable_is_cancelled (self->cancellable))
        take (self, task);
      g_clear_pointer (&task->report, leat_report_unref);
    }
  if (self->progress != NULL && tasks->len > 0)
    self->progress (self->search->evaluated, self->announced, self->data);
  return candidates;
}

static void
enumerate (Walker *self)
{
  const LeatSpace *space = self->space;
  guint n = (guint) self->search->combinations;

  for (guint start = 0; start < n && !is_over (self); start += BATCH)
    {
      g_autoptr(GPtrArray) designs = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(GPtrArray) candidates = NULL;

      for (guint k = start; k < MIN (start + BATCH, n); k++)
        {
          guint8 *digits = g_malloc0 (space->n_digits + 1);
          guint rest = k;

          for (guint i = 0; i < space->plots->len; i++)
            {
              const LeatPlot *plot = g_ptr_array_index (space->plots, i);
              guint base = (guint) leat_plot_count (plot);

              leat_plot_put (plot, rest % base, digits);
              rest /= base;
            }
          g_ptr_array_add (designs, digits);
        }
      candidates = evaluate (self, &self->present, designs);
    }
}

static guint8 *
dup_digits (const Walker *self,
            const guint8 *digits)
{
  return g_memdup2 (digits, self->space->n_digits);
}

/* The designs that differ from `digits` in one setting of the block, or in its type. */
static void
add_steps (const Walker   *self,
           const LeatPlot *plot,
           const guint8   *digits,
           GPtrArray      *designs)
{
  const LeatVariant *variant = g_ptr_array_index (plot->variants, digits[plot->first]);

  for (guint i = 0; i < plot->variants->len; i++)
    if (i != digits[plot->first])
      {
        guint8 *other = dup_digits (self, digits);

        memset (other + plot->first, 0, plot->n_digits);
        other[plot->first] = i;
        g_ptr_array_add (designs, other);
      }
  for (guint i = 0; i < variant->knobs->len; i++)
    for (guint digit = 0; digit <= ((LeatKnob *) variant->knobs->pdata[i])->values->len; digit++)
      if (digit != digits[variant->first + i])
        {
          guint8 *other = dup_digits (self, digits);

          other[variant->first + i] = digit;
          g_ptr_array_add (designs, other);
        }
}

static void
add_neighbours (const Walker *self,
                guint         which,
                const guint8 *digits,
                GPtrArray    *designs)
{
  const LeatPlot *plot = g_ptr_array_index (self->space->plots, which);
  const GPtrArray *options = g_ptr_array_index (self->options, which);

  add_steps (self, plot, digits, designs);
  for (guint i = 0; i < options->len; i++)
    {
      const guint8 *option = g_ptr_array_index (options, i);
      guint8 *other;

      if (memcmp (option + plot->first, digits + plot->first, plot->n_digits) == 0)
        continue;
      other = dup_digits (self, digits);
      memcpy (other + plot->first, option + plot->first, plot->n_digits);
      g_ptr_array_add (designs, other);
    }
}

/* Of two combinations of one block whether the second is of no use. Its own delay tells, where that of the whole path is one
 * without bound or is hidden by a longer way. */
static gboolean
is_useless (const LeatCandidate *first,
            const LeatCandidate *second)
{
  return first->cost <= second->cost && first->n_unbounded <= second->n_unbounded && first->delay <= second->delay &&
         first->complexity <= second->complexity && first->p95 <= second->p95;
}

static gboolean
is_useful (GPtrArray *candidates,
           guint      i)
{
  const LeatCandidate *candidate = g_ptr_array_index (candidates, i);

  if (!candidate->admitted)
    return FALSE;
  for (guint j = 0; j < candidates->len; j++)
    {
      const LeatCandidate *other = g_ptr_array_index (candidates, j);

      if (j != i && other->admitted && is_useless (other, candidate) && (j < i || !is_useless (candidate, other)))
        return FALSE;
    }
  return TRUE;
}

/* The combinations of one block, all else as it is now, that nothing beats: what each costs depends on little else. Of a large
 * pipeline no more are looked at than leave most of the budget for the search. */
static void
list_options (Walker *self,
              guint   which,
              guint   most)
{
  const LeatPlot *plot = g_ptr_array_index (self->space->plots, which);
  g_autoptr(GPtrArray) designs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) candidates = NULL;
  GPtrArray *options = g_ptr_array_new ();
  double n = leat_plot_count (plot);

  if (n <= MIN (MAX_BLOCK_COMBINATIONS, most))
    for (guint k = 0; k < (guint) n; k++)
      {
        guint8 *digits = g_malloc0 (self->space->n_digits);

        leat_plot_put (plot, k, digits);
        g_ptr_array_add (designs, digits);
      }
  else
    add_steps (self, plot, self->present.digits, designs);
  g_ptr_array_set_size (designs, MIN (designs->len, most));
  candidates = evaluate (self, &self->present, designs);
  for (guint i = 0; i < candidates->len && options->len < MAX_BLOCK_OPTIONS; i++)
    if (is_useful (candidates, i))
      g_ptr_array_add (options, ((LeatCandidate *) candidates->pdata[i])->digits);
  g_ptr_array_add (self->options, options);
}

static const double mixtures[][3] = { /* cost, delay, complexity */
  { 1, 0.01, 0.01 }, { 0.01, 1, 0.01 }, { 0.01, 0.01, 1 }, { 1, 1, 1 }, { 1, 0.3, 0.1 }, { 0.3, 1, 0.1 }, { 1, 0.1, 1 }, { 0.1, 1, 1 },
};

static double
score (const LeatCandidate *candidate,
       const double        *weights,
       double               strictness)
{
  if (!candidate->admitted)
    return INFINITY;
  return weights[0] * log1p (candidate->cost) + weights[1] * MIN (log1p (candidate->p95), 100) +
         weights[2] * log1p (candidate->complexity) + strictness * candidate->miss;
}

static void
go_to (const Walker *self,
       Base         *base,
       const guint8 *digits)
{
  Base next = { dup_digits (self, digits), NULL, NULL };

  next.report = new_report (self->space, base, digits, &next.elements);
  base_clear (base);
  *base = next;
}

static void
go_downhill (Walker       *self,
             const double *weights,
             double        strictness)
{
  g_auto(Base) base = { dup_digits (self, self->present.digits), g_ptr_array_ref (self->present.elements),
                        leat_report_ref (self->present.report) };
  const LeatCandidate *at = self->search->present;
  gboolean moved = TRUE;

  for (guint pass = 0; pass < MAX_PASSES && moved; pass++)
    {
      moved = FALSE;
      for (guint i = 0; i < self->space->plots->len && !is_over (self); i++)
        {
          g_autoptr(GPtrArray) designs = g_ptr_array_new_with_free_func (g_free);
          g_autoptr(GPtrArray) candidates = NULL;
          const LeatCandidate *best = at;

          add_neighbours (self, i, base.digits, designs);
          candidates = evaluate (self, &base, designs);
          for (guint j = 0; j < candidates->len; j++)
            if (score (candidates->pdata[j], weights, strictness) < score (best, weights, strictness) - 1e-12)
              best = candidates->pdata[j];
          if (best == at || is_over (self))
            continue;
          at = best;
          moved = TRUE;
          go_to (self, &base, at->digits);
        }
    }
}

static double
distance (const LeatCandidate *a,
          const LeatCandidate *b)
{
  /* Proportions, not amounts: a tenth more is as much at any size. */
  return fabs (log1p (a->cost) - log1p (b->cost)) + fabs (MIN (log1p (a->p95), 100) - MIN (log1p (b->p95), 100)) +
         fabs (log1p (a->complexity) - log1p (b->complexity));
}

/* What was not expanded yet and is farthest from all that was. */
static LeatCandidate *
pick (GPtrArray *archive)
{
  LeatCandidate *best = NULL;
  double farthest = -1;

  for (guint i = 0; i < archive->len; i++)
    {
      LeatCandidate *candidate = g_ptr_array_index (archive, i);
      double nearest = INFINITY;

      if (candidate->expanded)
        continue;
      for (guint j = 0; j < archive->len; j++)
        {
          const LeatCandidate *other = g_ptr_array_index (archive, j);

          if (other->expanded)
            nearest = MIN (nearest, distance (candidate, other));
        }
      if (nearest > farthest)
        {
          farthest = nearest;
          best = candidate;
        }
    }
  return best;
}

static gboolean
expand (Walker    *self,
        GPtrArray *archive)
{
  LeatCandidate *candidate = pick (archive);
  g_auto(Base) base = { 0 };

  if (candidate == NULL)
    return FALSE;
  candidate->expanded = TRUE;
  base = (Base){ dup_digits (self, self->present.digits), g_ptr_array_ref (self->present.elements),
                 leat_report_ref (self->present.report) };
  go_to (self, &base, candidate->digits);
  for (guint i = 0; i < self->space->plots->len && !is_over (self); i++)
    {
      g_autoptr(GPtrArray) designs = g_ptr_array_new_with_free_func (g_free);

      add_neighbours (self, i, candidate->digits, designs);
      g_ptr_array_unref (evaluate (self, &base, designs));
    }
  return TRUE;
}

/* What nothing beats of those that were not expanded: steps that are no gain by themselves may lead to one. */
static gboolean
expand_next_layer (Walker *self)
{
  g_autoptr(GPtrArray) layer = g_ptr_array_new ();
  gboolean any;

  for (guint i = 0; i < self->admitted->len; i++)
    {
      LeatCandidate *candidate = g_ptr_array_index (self->admitted, i);

      if (!candidate->expanded)
        archive_add (layer, candidate, self->space->n_digits);
    }
  any = layer->len > 0;
  while (!is_over (self) && expand (self, layer))
    ;
  return any;
}

static gboolean
has_goals (const Walker *self)
{
  const LeatGoals *goals = self->goals;

  return goals->max_p95 > 0 || goals->budget > 0 || goals->serverless || goals->meets != NULL ||
         (goals->requirements && leat_report_get_requirements (self->space->report)->len > 0);
}

static void
wander (Walker *self)
{
  gboolean more = TRUE;
  guint total = self->total;

  self->total -= total / 5; /* for polishing */
  self->options = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < self->space->plots->len; i++)
    list_options (self, i, total / 3 / self->space->plots->len);
  for (guint i = 0; has_goals (self) && i < G_N_ELEMENTS (mixtures) && !is_over (self); i++)
    go_downhill (self, mixtures[i], 10);
  for (guint i = 0; i < G_N_ELEMENTS (mixtures) && !is_over (self); i++)
    go_downhill (self, mixtures[i], 0);
  while (more && !is_over (self))
    {
      more = expand (self, self->search->good);
      more |= !is_over (self) && expand (self, self->search->all);
      if (!more && !is_over (self))
        more = expand_next_layer (self);
    }
  g_ptr_array_unref (self->options);
  self->total = total;
}

static double
figure_of (const LeatCandidate *candidate,
           guint                which)
{
  return which == 0 ? candidate->cost : which == 1 ? candidate->p95 : candidate->complexity;
}

static const LeatCandidate *
find_least (GPtrArray *archive,
            guint      which)
{
  const LeatCandidate *best = g_ptr_array_index (archive, 0);

  for (guint i = 1; i < archive->len; i++)
    if (figure_of (archive->pdata[i], which) < figure_of (best, which))
      best = archive->pdata[i];
  return best;
}

static const LeatCandidate *
find_farthest (GPtrArray *archive,
               GPtrArray *from)
{
  const LeatCandidate *best = NULL;
  double farthest = 0;

  for (guint i = 0; i < archive->len; i++)
    {
      double nearest = INFINITY;

      for (guint j = 0; j < from->len; j++)
        nearest = MIN (nearest, distance (archive->pdata[i], from->pdata[j]));
      if (nearest > farthest)
        {
          farthest = nearest;
          best = archive->pdata[i];
        }
    }
  return best;
}

/* At most `n` of an archive, far from one another: the cheapest, the fastest and the simplest are among them. */
static GPtrArray *
thin (GPtrArray *archive,
      guint      n)
{
  GPtrArray *kept = g_ptr_array_new ();
  const LeatCandidate *next;

  if (archive->len <= n)
    {
      g_ptr_array_extend (kept, archive, NULL, NULL);
      return kept;
    }
  for (guint i = 0; i < 3 && kept->len < n; i++)
    {
      next = find_least (archive, i);
      if (!g_ptr_array_find (kept, next, NULL))
        g_ptr_array_add (kept, (gpointer) next);
    }
  while (kept->len < n && (next = find_farthest (archive, kept)) != NULL)
    g_ptr_array_add (kept, (gpointer) next);
  return kept;
}

static int
compare_cost (gconstpointer a,
              gconstpointer b)
{
  const LeatCandidate *x = *(LeatCandidate *const *) a, *y = *(LeatCandidate *const *) b;

  if (x->cost != y->cost)
    return x->cost < y->cost ? -1 : 1;
  if (x->p95 != y->p95)
    return x->p95 < y->p95 ? -1 : 1;
  return x->complexity < y->complexity ? -1 : x->complexity > y->complexity;
}

/* What the archive has to tell. The order in which it lies depends on what was thrown out of it, so it is sorted first. */
static GPtrArray *
choose (const Walker *self)
{
  GPtrArray *archive = self->search->good->len > 0 ? self->search->good : self->search->all;
  GPtrArray *chosen;

  g_ptr_array_sort (archive, compare_cost);
  chosen = thin (archive, self->goals->limit > 0 ? self->goals->limit : LEAT_OPTIMISE_LIMIT);
  g_ptr_array_sort (chosen, compare_cost);
  return chosen;
}

/* A search takes changes along that do nothing for the design in the end. Each that is told is looked at with one change fewer;
 * if that is no worse, the archive keeps it in the place of the other. */
static void
polish (Walker *self)
{
  guint before = 0;

  while (self->search->evaluated != before && !is_over (self))
    {
      g_autoptr(GPtrArray) chosen = choose (self);
      g_autoptr(GPtrArray) designs = g_ptr_array_new_with_free_func (g_free);

      before = self->search->evaluated;
      if (self->search->good->len == 0)
        g_ptr_array_add (chosen, (gpointer) self->search->nearest);
      for (guint i = 0; i < chosen->len; i++)
        {
          const LeatCandidate *candidate = g_ptr_array_index (chosen, i);

          for (guint at = 0; at < self->space->n_digits; at++)
            if (candidate->digits[at] != 0)
              g_ptr_array_add (designs, leat_space_dup_without (self->space, candidate->digits, at));
        }
      g_ptr_array_unref (evaluate (self, &self->present, designs));
    }
}

static LeatSearch *
search_new (void)
{
  LeatSearch *self = g_new0 (LeatSearch, 1);

  self->known = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, (GDestroyNotify) candidate_free);
  self->all = g_ptr_array_new ();
  self->good = g_ptr_array_new ();
  return self;
}

void
leat_search_free (LeatSearch *self)
{
  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->good);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);
  g_hash_table_unref (self->known);
  g_free (self);
}

const LeatCandidate *
leat_search_find (const LeatSearch *self,
                  const LeatSpace  *space,
                  const guint8     *digits)
{
  g_autoptr(GBytes) key = g_bytes_new (digits, space->n_digits);

  return g_hash_table_lookup (self->known, key);
}

static void
remember_present (Walker *self)
{
  GPtrArray *paths = leat_report_get_paths (self->space->report);
  GPtrArray *findings = leat_report_get_findings (self->space->report);

  self->ends = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->errors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->admitted = g_ptr_array_new ();
  for (guint i = 0; i < paths->len; i++)
    g_hash_table_add (self->ends, ends_of (paths->pdata[i]));
  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->rule->severity == LEAT_SEVERITY_ERROR)
        g_hash_table_add (self->errors, name_error (finding));
    }
}

static void
start (Walker *self)
{
  guint threads = self->goals->threads > 0 ? self->goals->threads : g_get_num_processors ();
  g_autoptr(GPtrArray) designs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) candidates = NULL;

  g_mutex_init (&self->lock);
  g_cond_init (&self->done);
  remember_present (self);
  self->pool = threads > 1 ? g_thread_pool_new (look_in_thread, self, MIN (threads, 16), TRUE, NULL) : NULL;
  self->present = (Base){ g_malloc0 (self->space->n_digits + 1), g_ptr_array_ref (self->space->elements),
                          leat_report_ref (self->space->report) };
  g_ptr_array_add (designs, g_malloc0 (self->space->n_digits + 1));
  candidates = evaluate (self, &self->present, designs);
  self->search->present = candidates->len > 0 ? candidates->pdata[0] : NULL;
}

static void
stop (Walker *self)
{
  if (self->pool != NULL)
    g_thread_pool_free (self->pool, FALSE, TRUE);
  base_clear (&self->present);
  g_hash_table_unref (self->ends);
  g_hash_table_unref (self->errors);
  g_ptr_array_unref (self->admitted);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->done);
}

LeatSearch *
leat_search_run (LeatSpace           *space,
                 const LeatGoals     *goals,
                 LeatOptimiseProgress progress,
                 gpointer             data,
                 GCancellable        *cancellable)
{
  g_autoptr(LeatSearch) search = search_new ();
  Walker self = { .space = space, .goals = goals, .search = search, .progress = progress, .data = data, .cancellable = cancellable };

  search->combinations = 1;
  for (guint i = 0; i < space->plots->len; i++)
    search->combinations *= leat_plot_count (space->plots->pdata[i]);
  search->exact = search->combinations <= (goals->max_exact > 0 ? goals->max_exact : LEAT_OPTIMISE_EXACT);
  self.total = search->exact ? (guint) search->combinations
                             : goals->max_evaluations > 0 ? goals->max_evaluations : LEAT_OPTIMISE_EVALUATIONS;
  self.announced = self.total;
  start (&self);
  if (search->present != NULL && search->exact)
    enumerate (&self);
  else if (search->present != NULL)
    {
      wander (&self);
      polish (&self);
    }
  search->chosen = choose (&self);
  stop (&self);
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&search);
}
