/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/sweep-private.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The points of a sweep are tried in an order of its own: what much depends on, the load and what is upstream, is
 * changed least often. Threads take runs of points; each has its own evaluator, and each point a place of its own, so
 * the figures are the same whichever thread made them. */

/* Fewer points than this are not worth another thread, which must compile the formulas first. */
#define POINTS_A_THREAD 256

/* A block that may be varied. */
typedef struct
{
  double load; /* of a source: the value of what it sends in proportion to */
} Varied;

struct _LeatSweep
{
  LeatCatalogue  *catalogue;
  GPtrArray      *elements;
  LeatOptions     options;
  GPtrArray      *variations; /* or NULL */
  LeatWhatIfFlags flags;
  GPtrArray      *blocks; /* of LeatElement, borrowed */
  GArray         *varied;
  guint8         *concerned; /* by variation, then by block: concerns() */
  guint          *order;  /* variations, the one that is changed least often first */
  guint           n_variations;
  guint           n;
};

/* A load as text: in a row of points it is the same again and again. */
typedef struct
{
  double load;
  char  *text; /* or NULL */
} Scaled;

struct _LeatWalk
{
  LeatSweep  *sweep;
  LeatWhatIf *what_if;
  GHashTable **made;  /* by varied block: which of its values -> LeatElement */
  Scaled     *scaled; /* by varied block: the last load */
  guint      *digits; /* by variation: which value */
  gboolean    off;    /* it has gone elsewhere since */
};

static const LeatVariation *
get_variation (const LeatSweep *self,
               guint            i)
{
  return g_ptr_array_index (self->variations, i);
}

/* What a source sends in proportion to, or NULL. */
static const LeatSetting *
load_of (const LeatSweep *self,
         guint            block)
{
  const LeatElement *element = g_ptr_array_index (self->blocks, block);
  const LeatService *service = leat_catalogue_get_service (self->catalogue, element->type);

  return service != NULL ? service->load : NULL;
}

static gboolean
concerns (const LeatSweep     *self,
          const LeatVariation *variation,
          guint                block)
{
  const LeatElement *element = g_ptr_array_index (self->blocks, block);

  return variation->block == NULL ? load_of (self, block) != NULL : g_str_equal (variation->block, element->id);
}

static gboolean
is_concerned (const LeatSweep *self,
              guint            variation,
              guint            block)
{
  return self->concerned[(gsize) variation * self->blocks->len + block];
}

static void
find_concerned (LeatSweep *self)
{
  guint8 *at = self->concerned = g_new (guint8, (gsize) self->n_variations * self->blocks->len + 1);

  for (guint i = 0; i < self->n_variations; i++)
    for (guint block = 0; block < self->blocks->len; block++)
      *at++ = concerns (self, get_variation (self, i), block) ? 1 : 0;
}

/* The loads as set, by default, or as formulas have them. */
static void
find_varied (LeatSweep *self)
{
  g_autoptr(LeatWhatIf) what_if = leat_what_if_new (self->catalogue, self->elements, &self->options, 0);
  LeatFigures figures;

  leat_what_if_read (what_if, &figures);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const LeatSetting *load = load_of (self, i);
      Varied varied = { load != NULL ? leat_what_if_get_result (what_if, i)->slots[load->slot] : NAN };

      g_array_append_val (self->varied, varied);
    }
}

/* Upstream first, the load before all. */
static guint
rank (const LeatSweep     *self,
      const LeatGraph     *graph,
      const LeatVariation *variation)
{
  guint at = variation->block != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (graph->index_of, variation->block)) : 0;

  return at > 0 ? graph->position[at - 1] + 1 : 0;
}

static void
put_in_order (LeatSweep *self)
{
  g_autoptr(LeatReport) blank = leat_report_new_blank (self->catalogue, self->elements, &self->options);

  self->order = g_new (guint, self->n_variations + 1);
  for (guint i = 0; i < self->n_variations; i++)
    {
      guint at = i;

      while (at > 0 && rank (self, blank->graph, get_variation (self, self->order[at - 1])) >
                         rank (self, blank->graph, get_variation (self, i)))
        {
          self->order[at] = self->order[at - 1];
          at--;
        }
      self->order[at] = i;
    }
}

static guint
count_points (const LeatSweep *self)
{
  guint64 n = 1;

  for (guint i = 0; i < self->n_variations && n <= LEAT_EXPLORE_MAX; i++)
    n *= get_variation (self, i)->values->len;
  return (guint) MIN (n, LEAT_EXPLORE_MAX + 1);
}

LeatSweep *
leat_sweep_new (LeatCatalogue     *catalogue,
                GPtrArray         *elements,
                const LeatOptions *options,
                GPtrArray         *variations,
                LeatWhatIfFlags    flags,
                GError           **error)
{
  g_autoptr(LeatSweep) self = g_new0 (LeatSweep, 1);

  self->catalogue = leat_catalogue_ref (catalogue);
  self->elements = g_ptr_array_ref (elements);
  self->options = options != NULL ? *options : leat_options_of (elements);
  self->variations = variations != NULL ? g_ptr_array_ref (variations) : NULL;
  self->n_variations = variations != NULL ? variations->len : 0;
  self->flags = flags;
  self->blocks = g_ptr_array_new ();
  self->varied = g_array_new (FALSE, FALSE, sizeof (Varied));
  self->n = count_points (self);
  if (self->n > LEAT_EXPLORE_MAX)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("That is more than %d points: take fewer steps"), LEAT_EXPLORE_MAX);
      return NULL;
    }
  for (guint i = 0; i < elements->len; i++)
    if (((LeatElement *) elements->pdata[i])->kind == LEAT_ELEMENT_BLOCK)
      g_ptr_array_add (self->blocks, elements->pdata[i]);
  find_varied (self);
  find_concerned (self);
  put_in_order (self);
  return g_steal_pointer (&self);
}

LeatSweep *
leat_sweep_new_one (LeatCatalogue     *catalogue,
                    GPtrArray         *elements,
                    const LeatOptions *options,
                    LeatVariation     *variation,
                    LeatWhatIfFlags    flags,
                    GError           **error)
{
  g_autoptr(GPtrArray) variations = g_ptr_array_new ();

  g_ptr_array_add (variations, variation);
  return leat_sweep_new (catalogue, elements, options, variations, flags, error);
}

void
leat_sweep_free (LeatSweep *self)
{
  leat_catalogue_unref (self->catalogue);
  g_ptr_array_unref (self->elements);
  g_clear_pointer (&self->variations, g_ptr_array_unref);
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->varied);
  g_free (self->order);
  g_free (self->concerned);
  g_free (self);
}

guint
leat_sweep_get_n_points (const LeatSweep *self)
{
  return self->n;
}

GPtrArray *
leat_sweep_get_blocks (const LeatSweep *self)
{
  return self->blocks;
}

LeatWalk *
leat_walk_new (LeatSweep *sweep)
{
  LeatWalk *self = g_new0 (LeatWalk, 1);

  self->sweep = sweep;
  self->what_if = leat_what_if_new (sweep->catalogue, sweep->elements, &sweep->options, sweep->flags);
  self->made = g_new0 (GHashTable *, sweep->blocks->len + 1);
  self->scaled = g_new0 (Scaled, sweep->blocks->len + 1);
  self->digits = g_new (guint, sweep->n_variations + 1);
  for (guint i = 0; i < sweep->n_variations; i++)
    self->digits[i] = G_MAXUINT;
  return self;
}

void
leat_walk_free (LeatWalk *self)
{
  for (guint i = 0; i < self->sweep->blocks->len; i++)
    {
      g_clear_pointer (&self->made[i], g_hash_table_unref);
      g_free (self->scaled[i].text);
    }
  g_free (self->scaled);
  leat_what_if_free (self->what_if);
  g_free (self->made);
  g_free (self->digits);
  g_free (self);
}

LeatWhatIf *
leat_walk_get_what_if (LeatWalk *self)
{
  return self->what_if;
}

/* A variant of block `at`. The load is times what is set there, or what is so by default or by a formula. */
static LeatElement *
vary (LeatWalk            *self,
      const LeatVariation *variation,
      guint                at,
      const LeatElement   *element,
      const char          *value,
      double               number)
{
  const LeatSetting *load;
  Scaled *scaled = &self->scaled[at];
  double set;

  if (variation->block != NULL)
    return leat_element_copy_with_setting (element, variation->setting, value);
  load = load_of (self->sweep, at);
  if (!leat_parse_number (leat_settings_get (element->settings, load->name), &set))
    set = g_array_index (self->sweep->varied, Varied, at).load;
  set = CLAMP (set * number, load->minimum, load->maximum);
  if (scaled->text == NULL || scaled->load != set)
    {
      g_free (scaled->text);
      *scaled = (Scaled){ set, leat_number_to_string (set) };
    }
  return leat_element_copy_with_setting (element, load->name, scaled->text);
}

/* The block as it is at the walk's digits. Its number among the values of what concerns it is its key. */
static LeatElement *
get_variant (LeatWalk *self,
             guint     at)
{
  const LeatSweep *sweep = self->sweep;
  guint key = 0;
  LeatElement *element;

  for (guint i = 0; i < sweep->n_variations; i++)
    if (is_concerned (sweep, i, at))
      key = key * get_variation (sweep, i)->values->len + self->digits[i];
  if (self->made[at] == NULL)
    self->made[at] = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) leat_element_unref);
  element = g_hash_table_lookup (self->made[at], GUINT_TO_POINTER (key));
  if (element != NULL)
    return element;

  /* Settings first, then the load: it comes first in the order. */
  element = leat_element_ref (sweep->blocks->pdata[at]);
  for (guint k = sweep->n_variations; k-- > 0;)
    {
      guint i = sweep->order[k];
      const LeatVariation *variation = get_variation (sweep, i);
      LeatElement *before = element;

      if (!is_concerned (sweep, i, at))
        continue;
      element = vary (self, variation, at, before, variation->values->pdata[self->digits[i]],
                      g_array_index (variation->numbers, double, self->digits[i]));
      leat_element_unref (before);
    }
  g_hash_table_insert (self->made[at], GUINT_TO_POINTER (key), element);
  return element;
}

/* Blocks that only leat_walk_vary() concerns go back to what they were; the others follow from the digits. */
static void
put_back (LeatWalk *self)
{
  for (guint at = 0; at < self->sweep->blocks->len; at++)
    leat_what_if_put (self->what_if, at, get_variant (self, at));
  self->off = FALSE;
}

static void
put_digits (LeatWalk    *self,
            const guint *digits)
{
  const LeatSweep *sweep = self->sweep;
  guint differs = 0;

  for (guint i = 0; i < sweep->n_variations; i++)
    {
      differs |= self->digits[i] != digits[i] ? 1u << MIN (i, 31) : 0;
      self->digits[i] = digits[i];
    }
  if (self->off)
    {
      put_back (self);
      return;
    }
  if (differs == 0)
    return;
  for (guint at = 0; at < sweep->blocks->len; at++)
    for (guint i = 0; i < sweep->n_variations; i++)
      if (is_concerned (sweep, i, at) && (differs & 1u << MIN (i, 31)) != 0)
        {
          leat_what_if_put (self->what_if, at, get_variant (self, at));
          break;
        }
}

void
leat_walk_to (LeatWalk *self,
              guint     point)
{
  g_autofree guint *digits = g_new (guint, self->sweep->n_variations + 1);

  for (guint i = self->sweep->n_variations; i-- > 0;)
    {
      guint base = get_variation (self->sweep, i)->values->len;

      digits[i] = point % base;
      point /= base;
    }
  put_digits (self, digits);
}

void
leat_walk_vary (LeatWalk            *self,
                const LeatVariation *variation,
                double               number)
{
  g_autofree char *text = leat_number_to_string (number);

  for (guint at = 0; at < self->sweep->blocks->len; at++)
    {
      g_autoptr(LeatElement) element = NULL;

      if (!concerns (self->sweep, variation, at))
        continue;
      element = vary (self, variation, at, self->sweep->n_variations > 0 ? get_variant (self, at)
                                                    : self->sweep->blocks->pdata[at], text, number);
      leat_what_if_put (self->what_if, at, element);
      self->off = TRUE;
    }
}

LeatSweep *
leat_walk_get_sweep (LeatWalk *self)
{
  return self->sweep;
}

void
leat_walk_read (LeatWalk    *self,
                LeatFigures *figures)
{
  leat_what_if_read (self->what_if, figures);
}

LeatExplorePoint
leat_explore_point_of (const LeatSweep   *sweep,
                       const LeatFigures *figures)
{
  return (LeatExplorePoint){ figures->total, figures->exact, figures->unpriced,
                             figures->delay.p50, figures->delay.p95, figures->delay.p99, figures->use,
                             figures->block != G_MAXUINT ? ((LeatElement *) sweep->blocks->pdata[figures->block])->id : NULL,
                             figures->errors };
}

/* What the threads of a run share. */
typedef struct
{
  LeatSweep           *sweep;
  guint                run;  /* points that are taken at a time */
  guint                next; /* the first that nobody has taken; atomic */
  guint                done; /* atomic */
  LeatSweepVisit       visit;
  gpointer             data;
  GCancellable        *cancellable;
} Job;

/* The point that is k-th in the sweep's own order. */
static guint
point_at (const LeatSweep *self,
          guint            k)
{
  guint point = 0;

  for (guint i = self->n_variations; i-- > 0;)
    {
      guint variation = self->order[i];
      guint base = get_variation (self, variation)->values->len;
      guint stride = 1;

      for (guint j = variation + 1; j < self->n_variations; j++)
        stride *= get_variation (self, j)->values->len;
      point += k % base * stride;
      k /= base;
    }
  return point;
}

static void
work (Job                 *job,
      LeatExploreProgress  progress,
      gpointer             progress_data)
{
  g_autoptr(LeatWalk) walk = leat_walk_new (job->sweep);
  guint n = job->sweep->n;

  for (;;)
    {
      guint first = (guint) g_atomic_int_add ((gint *) &job->next, (gint) job->run);

      for (guint k = first; k < MIN (n, first + job->run); k++)
        {
          guint point = point_at (job->sweep, k);
          LeatFigures figures;
          guint done;

          if (g_cancellable_is_cancelled (job->cancellable))
            return;
          leat_walk_to (walk, point);
          leat_walk_read (walk, &figures);
          job->visit (walk, point, &figures, job->data);
          done = (guint) g_atomic_int_add ((gint *) &job->done, 1) + 1;
          if (progress != NULL && done < n)
            progress (done, n, progress_data);
        }
      if (first + job->run >= n)
        return;
    }
}

static void
work_in_thread (gpointer data,
                gpointer unused)
{
  work (data, NULL, NULL);
}

static guint
count_threads (const LeatSweep *self)
{
  return CLAMP (self->n / POINTS_A_THREAD, 1, g_get_num_processors ());
}

/* Runs are short, so that no thread is left with a long one, and whole rows where there are rows. */
static guint
length_of_run (const LeatSweep *self)
{
  guint inner = self->n_variations > 0 ? get_variation (self, self->order[self->n_variations - 1])->values->len : 1;

  return self->n_variations > 1 ? CLAMP (inner, 1, 512) : 32;
}

gboolean
leat_sweep_run (LeatSweep           *self,
                LeatSweepVisit       visit,
                gpointer             visit_data,
                LeatExploreProgress  progress,
                gpointer             progress_data,
                GCancellable        *cancellable,
                GError             **error)
{
  Job job = { self, length_of_run (self), 0, 0, visit, visit_data, cancellable };
  guint n_threads = count_threads (self);
  GThreadPool *pool = NULL;

  if (self->n == 0)
    return TRUE;
  /* The threads of a shared pool stay a while, with what they have compiled. */
  if (n_threads > 1)
    pool = g_thread_pool_new (work_in_thread, NULL, (gint) n_threads - 1, FALSE, NULL);
  for (guint i = 1; i < n_threads; i++)
    g_thread_pool_push (pool, &job, NULL);
  work (&job, progress, progress_data);
  if (pool != NULL)
    g_thread_pool_free (pool, FALSE, TRUE);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (progress != NULL)
    progress (self->n, self->n, progress_data);
  return TRUE;
}
