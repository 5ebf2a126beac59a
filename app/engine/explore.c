/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/explore.h"

#include "engine/money.h"
#include "engine/sweep-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

static void
visit_point (LeatWalk          *walk,
             guint              point,
             const LeatFigures *figures,
             gpointer           data)
{
  ((LeatExplorePoint *) data)[point] = leat_explore_point_of (leat_walk_get_sweep (walk), figures);
}

GArray *
leat_explore (LeatCatalogue      *catalogue,
              GPtrArray          *elements,
              const LeatOptions  *options,
              GPtrArray          *variations,
              LeatExploreFlags    flags,
              LeatExploreProgress progress,
              gpointer            data,
              GCancellable       *cancellable,
              GError            **error)
{
  LeatWhatIfFlags what = LEAT_WHAT_IF_DELAY | ((flags & LEAT_EXPLORE_ERRORS) != 0 ? LEAT_WHAT_IF_ERRORS : 0);
  g_autoptr(LeatSweep) sweep = leat_sweep_new (catalogue, elements, options, variations, what, error);
  g_autoptr(GArray) points = g_array_new (FALSE, TRUE, sizeof (LeatExplorePoint));

  if (sweep == NULL)
    return NULL;
  g_array_set_size (points, leat_sweep_get_n_points (sweep));
  if (!leat_sweep_run (sweep, visit_point, points->data, progress, data, cancellable, error))
    return NULL;
  return g_steal_pointer (&points);
}

GPtrArray *
leat_explore_dup_elements (LeatCatalogue     *catalogue,
                           GPtrArray         *elements,
                           const LeatOptions *options,
                           GPtrArray         *variations,
                           guint              point)
{
  g_autoptr(LeatSweep) sweep = leat_sweep_new (catalogue, elements, options, variations, 0, NULL);
  g_autoptr(LeatWalk) walk = NULL;
  GPtrArray *varied = g_ptr_array_new_full (elements->len, (GDestroyNotify) leat_element_unref);
  guint block = 0;

  g_return_val_if_fail (sweep != NULL && point < leat_sweep_get_n_points (sweep), varied);

  walk = leat_walk_new (sweep);
  leat_walk_to (walk, point);
  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind == LEAT_ELEMENT_BLOCK)
        element = (LeatElement *) leat_what_if_get_element (leat_walk_get_what_if (walk), block++);
      g_ptr_array_add (varied, leat_element_ref (element));
    }
  return varied;
}

static gboolean
has_words (const LeatVariation *variation)
{
  return isnan (g_array_index (variation->numbers, double, 0));
}

typedef struct
{
  GArray   *points;
  guint     n_words;
  guint     n_numbers;
  gboolean  words_first;
} Grid;

static const LeatExplorePoint *
get_point (const Grid *self,
           guint       word,
           guint       number)
{
  guint at = self->words_first ? word * self->n_numbers + number : number * self->n_words + word;

  return &g_array_index (self->points, LeatExplorePoint, at);
}

static void
find_crossings (const Grid          *grid,
                const LeatVariation *words,
                const LeatVariation *numbers,
                guint                a,
                guint                b,
                GArray              *found)
{
  for (guint i = 0; i + 1 < grid->n_numbers; i++)
    {
      const LeatExplorePoint *a0 = get_point (grid, a, i), *a1 = get_point (grid, a, i + 1);
      const LeatExplorePoint *b0 = get_point (grid, b, i), *b1 = get_point (grid, b, i + 1);
      double before = a0->exact - b0->exact, after = a1->exact - b1->exact;
      double x0 = g_array_index (numbers->numbers, double, i), x1 = g_array_index (numbers->numbers, double, i + 1);
      LeatBreakEven even;

      if (a0->unpriced + a1->unpriced + b0->unpriced + b1->unpriced > 0 || before == 0 || before * after > 0)
        continue;
      even.at = x0 + (x1 - x0) * before / (before - after);
      even.cheaper = words->values->pdata[before < 0 ? a : b];
      even.dearer = words->values->pdata[before < 0 ? b : a];
      g_array_append_val (found, even);
    }
}

GArray *
leat_explore_break_evens (GPtrArray *variations,
                          GArray    *points)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (LeatBreakEven));
  const LeatVariation *first, *second, *words, *numbers;
  Grid grid;

  if (variations->len != 2)
    return found;
  first = g_ptr_array_index (variations, 0);
  second = g_ptr_array_index (variations, 1);
  if (has_words (first) == has_words (second))
    return found;
  words = has_words (first) ? first : second;
  numbers = has_words (first) ? second : first;
  grid = (Grid){ points, words->values->len, numbers->values->len, words == first };
  for (guint a = 0; a < grid.n_words; a++)
    for (guint b = a + 1; b < grid.n_words; b++)
      find_crossings (&grid, words, numbers, a, b, found);
  return found;
}

/* As many loads as show each tier and step of a price over some powers of ten. */
#define N_LOADS 61

static LeatVariation *
vary_load (double   from,
           double   to,
           guint    n,
           GError **error)
{
  g_autofree char *from_text = leat_number_to_string (from);
  g_autofree char *to_text = leat_number_to_string (to);
  g_autofree char *text = g_strdup_printf ("load=%s:%s:%u", from_text, to_text, n);
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  return leat_variation_parse (text, NULL, none, error);
}

/* Two words of a variation; NAN where the bill of one is not known. */
typedef struct
{
  LeatWalk            *walk; /* of the words */
  const LeatVariation *load;
  guint                a;
  guint                b;
} Pair;

/* How much the first is the dearer. */
static double
difference (const Pair *pair,
            double      load)
{
  double exact[2];

  for (guint i = 0; i < 2; i++)
    {
      LeatFigures figures;

      leat_walk_to (pair->walk, i == 0 ? pair->a : pair->b);
      leat_walk_vary (pair->walk, pair->load, load);
      leat_walk_read (pair->walk, &figures);
      if (figures.unpriced > 0)
        return NAN;
      exact[i] = figures.exact;
    }
  return exact[0] - exact[1];
}

/* By bisection on a logarithmic scale: bills grow in steps and at tiers, where a straight line misleads. */
static double
find_even (const Pair *pair,
           double      low,
           double      high,
           gboolean    first_is_dearer)
{
  while (high / low > 1 + 1e-6)
    {
      double middle = sqrt (low * high);
      double there = difference (pair, middle);

      if (isnan (there))
        break;
      if (there != 0 && (there > 0) == first_is_dearer)
        low = middle;
      else
        high = middle;
    }
  return sqrt (low * high);
}

static int
compare_evens (gconstpointer a,
               gconstpointer b)
{
  const LeatChoiceBreakEven *x = a, *y = b;

  return (x->at > y->at) - (x->at < y->at);
}

/* Where they cost the same at all loads of a stretch there is nothing to choose. */
static void
find_pair_evens (const Pair        *pair,
                 const Grid        *grid,
                 const LeatSetting *setting,
                 GArray            *found)
{
  double before = 0, before_at = 0;

  for (guint i = 0; i < grid->n_numbers; i++)
    {
      const LeatExplorePoint *a = get_point (grid, pair->a, i), *b = get_point (grid, pair->b, i);
      double at = g_array_index (pair->load->numbers, double, i);
      double now = a->unpriced + b->unpriced > 0 ? NAN : a->exact - b->exact;

      if (now == 0)
        continue;
      if (before * now < 0)
        {
          const LeatChoice *first = g_ptr_array_index (setting->choices, pair->a);
          const LeatChoice *second = g_ptr_array_index (setting->choices, pair->b);
          LeatChoiceBreakEven even = { setting, (before < 0 ? first : second)->value, (before < 0 ? second : first)->value,
                                       find_even (pair, before_at, at, before > 0) };

          g_array_append_val (found, even);
        }
      before = now;
      before_at = at;
    }
}

static LeatVariation *
vary_words (const LeatElement *block,
            const LeatSetting *setting)
{
  LeatVariation *words = g_new0 (LeatVariation, 1);
  double number = NAN;

  words->block = g_strdup (block->id);
  words->setting = g_strdup (setting->name);
  words->label = g_strdup_printf ("%s.%s", block->id, setting->name);
  words->values = g_ptr_array_new_with_free_func (g_free);
  words->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < setting->choices->len; i++)
    {
      g_ptr_array_add (words->values, g_strdup (((LeatChoice *) setting->choices->pdata[i])->value));
      g_array_append_val (words->numbers, number);
    }
  return words;
}

/* What stays the same while choices of one block are looked at. */
typedef struct
{
  LeatCatalogue     *catalogue;
  GPtrArray         *elements;
  const LeatOptions *options;
  LeatVariation     *load;
} Setup;

static void
find_grid_evens (LeatSweep         *words,
                 const LeatVariation *load,
                 GArray            *points,
                 const LeatSetting *setting,
                 GArray            *found)
{
  const Grid grid = { points, setting->choices->len, load->numbers->len, TRUE };
  g_autoptr(LeatWalk) walk = leat_walk_new (words);
  guint first = found->len;

  for (guint a = 0; a < grid.n_words; a++)
    for (guint b = a + 1; b < grid.n_words; b++)
      find_pair_evens (&(Pair){ walk, load, a, b }, &grid, setting, found);
  if (found->len > first)
    qsort (&g_array_index (found, LeatChoiceBreakEven, first), found->len - first, sizeof (LeatChoiceBreakEven),
           compare_evens);
}

static gboolean
find_setting_evens (const Setup       *setup,
                    const LeatElement *block,
                    const LeatSetting *setting,
                    GArray            *found,
                    GCancellable      *cancellable,
                    GError           **error)
{
  g_autoptr(LeatVariation) words = vary_words (block, setting);
  g_autoptr(GPtrArray) both = g_ptr_array_new ();
  g_autoptr(LeatSweep) grid = NULL;
  g_autoptr(LeatSweep) sweep = NULL;
  g_autoptr(GArray) points = g_array_new (FALSE, TRUE, sizeof (LeatExplorePoint));

  g_ptr_array_add (both, words);
  g_ptr_array_add (both, setup->load);
  grid = leat_sweep_new (setup->catalogue, setup->elements, setup->options, both, 0, error);
  sweep = leat_sweep_new_one (setup->catalogue, setup->elements, setup->options, words, 0, error);
  if (grid == NULL || sweep == NULL)
    return FALSE;
  g_array_set_size (points, leat_sweep_get_n_points (grid));
  if (!leat_sweep_run (grid, visit_point, points->data, NULL, NULL, cancellable, error))
    return FALSE;
  find_grid_evens (sweep, setup->load, points, setting, found);
  return TRUE;
}

GArray *
leat_explore_choice_break_evens (LeatCatalogue     *catalogue,
                                 GPtrArray         *elements,
                                 const LeatOptions *options,
                                 const char        *block,
                                 double             from,
                                 double             to,
                                 GCancellable      *cancellable,
                                 GError           **error)
{
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (LeatChoiceBreakEven));
  g_autoptr(LeatVariation) load = vary_load (from, to, N_LOADS, error);
  g_autoptr(LeatWhatIf) what_if = NULL;
  const Setup setup = { catalogue, elements, options, load };
  LeatFigures figures;
  guint at = 0;

  if (load == NULL)
    return NULL;
  what_if = leat_what_if_new (catalogue, elements, options, 0);
  leat_what_if_read (what_if, &figures);
  while (at < leat_what_if_get_n_blocks (what_if) && !g_str_equal (leat_what_if_get_element (what_if, at)->id, block))
    at++;
  if (at == leat_what_if_get_n_blocks (what_if) || leat_what_if_get_result (what_if, at)->service == NULL)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN, _("The pipeline has no block “%s” of a known type"), block);
      return NULL;
    }
  for (guint i = 0; i < leat_what_if_get_result (what_if, at)->service->settings->len; i++)
    {
      const LeatSetting *setting = g_ptr_array_index (leat_what_if_get_result (what_if, at)->service->settings, i);

      if (setting->type == LEAT_SETTING_CHOICE && leat_what_if_shows (what_if, at, setting) &&
          !find_setting_evens (&setup, leat_what_if_get_element (what_if, at), setting, found, cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&found);
}

static void
route_free (gpointer data)
{
  LeatRoute *route = data;

  g_free (route->source);
  g_free (route->consumer);
  g_free (route);
}

void
leat_curves_free (LeatCurves *self)
{
  g_array_unref (self->points);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->routes);
  g_free (self->costs);
  g_free (self->uses);
  g_free (self->limits);
  g_free (self->delays);
  g_free (self);
}

static LeatCurves *
curves_new (LeatSweep *sweep)
{
  LeatCurves *self = g_new0 (LeatCurves, 1);
  g_autoptr(LeatWalk) walk = leat_walk_new (sweep);
  LeatWhatIf *what_if = leat_walk_get_what_if (walk);
  GPtrArray *blocks = leat_sweep_get_blocks (sweep);
  gsize n = leat_sweep_get_n_points (sweep);

  self->points = g_array_new (FALSE, TRUE, sizeof (LeatExplorePoint));
  g_array_set_size (self->points, n);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->routes = g_ptr_array_new_with_free_func (route_free);
  for (guint i = 0; i < blocks->len; i++)
    g_ptr_array_add (self->blocks, g_strdup (((LeatElement *) blocks->pdata[i])->id));
  for (guint i = 0; i < leat_what_if_get_n_paths (what_if); i++)
    {
      LeatRoute *route = g_new (LeatRoute, 1);
      guint source, consumer;

      leat_what_if_get_path_ends (what_if, i, &source, &consumer);
      *route = (LeatRoute){ g_strdup (self->blocks->pdata[source]), g_strdup (self->blocks->pdata[consumer]) };
      g_ptr_array_add (self->routes, route);
    }
  self->costs = g_new0 (double, n * blocks->len + 1);
  self->uses = g_new0 (double, n * blocks->len + 1);
  self->limits = g_new0 (const LeatLimit *, n * blocks->len + 1);
  self->delays = g_new0 (LeatDelay, n * self->routes->len + 1);
  return self;
}

static void
visit_curves (LeatWalk          *walk,
              guint              point,
              const LeatFigures *figures,
              gpointer           data)
{
  LeatCurves *self = data;
  LeatWhatIf *what_if = leat_walk_get_what_if (walk);

  g_array_index (self->points, LeatExplorePoint, point) = leat_explore_point_of (leat_walk_get_sweep (walk), figures);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const LeatBlockResult *result = leat_what_if_get_result (what_if, i);
      gsize at = (gsize) point * self->blocks->len + i;

      self->costs[at] = result->monthly;
      if (result->worst < 0)
        continue;
      self->uses[at] = result->uses[result->worst].utilisation;
      self->limits[at] = result->uses[result->worst].limit;
    }
  for (guint i = 0; i < self->routes->len; i++)
    {
      LeatPercentiles read = leat_what_if_get_path (what_if, i);

      self->delays[(gsize) point * self->routes->len + i] = (LeatDelay){ read.p50, read.p95, read.p99 };
    }
}

LeatCurves *
leat_explore_curves (LeatCatalogue      *catalogue,
                     GPtrArray          *elements,
                     const LeatOptions  *options,
                     LeatVariation      *variation,
                     LeatExploreProgress progress,
                     gpointer            data,
                     GCancellable       *cancellable,
                     GError            **error)
{
  g_autoptr(LeatSweep) sweep = leat_sweep_new_one (catalogue, elements, options, variation,
                                                     LEAT_WHAT_IF_DELAY | LEAT_WHAT_IF_PATHS, error);
  g_autoptr(LeatCurves) self = sweep != NULL ? curves_new (sweep) : NULL;

  if (self == NULL || !leat_sweep_run (sweep, visit_curves, self, progress, data, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
leat_curves_get_consumer_delay (const LeatCurves *self,
                                guint             point,
                                const char       *consumer,
                                LeatDelay        *delay)
{
  const LeatDelay *slowest = NULL;

  for (guint i = 0; i < self->routes->len; i++)
    {
      const LeatRoute *route = g_ptr_array_index (self->routes, i);
      const LeatDelay *here = &self->delays[(gsize) point * self->routes->len + i];

      if (g_str_equal (route->consumer, consumer) && (slowest == NULL || here->p95 > slowest->p95))
        slowest = here;
    }
  if (slowest != NULL)
    *delay = *slowest;
  return slowest != NULL;
}

/* What is asked of each point while thresholds are looked for. */
typedef struct
{
  LeatWalk      *walk;
  LeatVariation *variation;
  gboolean       whole; /* only whole numbers are values */
  double         budget;
  double         p95;
} Ask;

static gboolean
is_across (const Ask         *ask,
           LeatThresholdKind  kind,
           const LeatFigures *figures)
{
  switch (kind)
    {
    case LEAT_THRESHOLD_BUDGET:
      return ask->budget > 0 && figures->total > ask->budget;
    case LEAT_THRESHOLD_DELAY:
      return ask->p95 > 0 && figures->delay.p95 > ask->p95;
    case LEAT_THRESHOLD_LIMIT:
    default:
      return figures->use >= 1;
    }
}

static LeatFigures
figures_at (const Ask *ask,
            double     number)
{
  LeatFigures figures;

  leat_walk_vary (ask->walk, ask->variation, number);
  leat_walk_read (ask->walk, &figures);
  return figures;
}

static double
middle_of (const Ask *ask,
           double     a,
           double     b)
{
  double middle = ask->variation->block == NULL ? sqrt (a * b) : (a + b) / 2;

  return ask->whole ? floor (middle) : middle;
}

/* Of two numbers only one is across: halves what is between them. */
static LeatThreshold
bisect (const Ask        *ask,
        LeatThresholdKind kind,
        double            inside,
        double            across)
{
  LeatThreshold found = { .kind = kind, .above = across > inside };
  LeatFigures figures;

  for (guint i = 0; i < 100 && fabs (across - inside) > (ask->whole ? 1 : 1e-9 * MAX (fabs (across), fabs (inside))); i++)
    {
      double middle = middle_of (ask, MIN (inside, across), MAX (inside, across));

      figures = figures_at (ask, middle);
      if (is_across (ask, kind, &figures))
        across = middle;
      else
        inside = middle;
    }
  found.at = across;
  if (kind != LEAT_THRESHOLD_LIMIT)
    return found;

  figures = figures_at (ask, across);
  if (figures.block != G_MAXUINT)
    {
      const LeatBlockResult *result = leat_what_if_get_result (leat_walk_get_what_if (ask->walk), figures.block);

      found.block = ((LeatElement *) leat_sweep_get_blocks (leat_walk_get_sweep (ask->walk))->pdata[figures.block])->id;
      found.limit = result->uses[result->worst].limit;
    }
  return found;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static gboolean
is_whole (LeatCatalogue       *catalogue,
          GPtrArray           *elements,
          const LeatVariation *variation)
{
  for (guint i = 0; variation->block != NULL && i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind == LEAT_ELEMENT_BLOCK && g_str_equal (element->id, variation->block))
        {
          const LeatService *service = leat_catalogue_get_service (catalogue, element->type);
          const LeatSetting *setting = service != NULL ? leat_service_get_setting (service, variation->setting) : NULL;

          return setting != NULL && setting->type == LEAT_SETTING_INTEGER;
        }
    }
  return FALSE;
}

GArray *
leat_explore_thresholds (LeatCatalogue     *catalogue,
                         GPtrArray         *elements,
                         const LeatOptions *options,
                         LeatVariation     *variation,
                         double             budget,
                         double             p95,
                         GCancellable      *cancellable,
                         GError           **error)
{
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (LeatThreshold));
  g_autoptr(LeatSweep) sweep = leat_sweep_new (catalogue, elements, options, NULL, LEAT_WHAT_IF_DELAY, error);
  g_autoptr(LeatWalk) walk = sweep != NULL ? leat_walk_new (sweep) : NULL;
  g_autoptr(GArray) figures = g_array_new (FALSE, FALSE, sizeof (LeatFigures));
  g_autofree double *numbers = NULL;
  Ask ask = { walk, variation, is_whole (catalogue, elements, variation), budget, p95 };
  guint n = variation->numbers->len;

  if (walk == NULL)
    return NULL;
  numbers = g_memdup2 (variation->numbers->data, n * sizeof (double));
  for (guint i = 0; i < n; i++)
    if (isnan (numbers[i]))
      return g_steal_pointer (&found);
  qsort (numbers, n, sizeof (double), compare_numbers);
  for (guint i = 0; i < n; i++)
    {
      LeatFigures here = figures_at (&ask, numbers[i]);

      g_array_append_val (figures, here);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  for (LeatThresholdKind kind = LEAT_THRESHOLD_LIMIT; kind <= LEAT_THRESHOLD_DELAY; kind++)
    for (guint i = 0; i + 1 < n; i++)
      {
        gboolean first = is_across (&ask, kind, &g_array_index (figures, LeatFigures, i));
        LeatThreshold threshold;

        if (g_cancellable_set_error_if_cancelled (cancellable, error))
          return NULL;
        if (first == is_across (&ask, kind, &g_array_index (figures, LeatFigures, i + 1)))
          continue;
        threshold = bisect (&ask, kind, numbers[first ? i + 1 : i], numbers[first ? i : i + 1]);
        g_array_append_val (found, threshold);
      }
  return g_steal_pointer (&found);
}
