/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/optimise.h"

#include "exchange/native.h"
#include "generate.h"
#include "mini.h"
#include "model/history.h"
#include "sketch.h"
#include "support.h"

#include <math.h>
#include <string.h>

/* The optimiser against an enumeration of its own, and what it promises of the course's pipeline. */

#define N_PROBLEMS 40
#define N_SEARCHES 12

/* A design as the enumeration below sees it. */
typedef struct
{
  double cost;
  double p95;
  double complexity;
  gboolean meets;
} Figures;

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

static Figures
figures_of (const LeatReport *report)
{
  Figures figures = { leat_report_get_total (report, NULL), slowest_p95 (report), 0, TRUE };

  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    figures.complexity += leat_report_get_nth_block (report, i)->complexity;
  return figures;
}

static gboolean
has_hose_under_pressure (GPtrArray *elements)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind == LEAT_ELEMENT_BLOCK && g_str_equal (element->type, "hose") &&
          g_strcmp0 (leat_settings_get (element->settings, "pressure"), "high") == 0)
        return TRUE;
    }
  return FALSE;
}

/* The enumeration: what tests/data/mini says may be tried, in its own words. */
typedef struct
{
  LeatCatalogue   *catalogue;
  GPtrArray       *elements;
  LeatReport      *present;
  const LeatGoals *goals;
  GPtrArray       *design; /* of LeatElement, by element */
  GArray          *found;  /* of Figures: what is admitted */
} Brute;

/* The table says that pressure needs a bore below 5; it is asked only where the pressure is changed. */
static gboolean
bursts (GPtrArray *elements)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);
      const char *bore = leat_settings_get (element->settings, "bore");

      if (element->kind == LEAT_ELEMENT_BLOCK && g_str_equal (element->type, "hose") && bore != NULL &&
          leat_settings_get (element->settings, "pressure") != NULL && g_ascii_strtod (bore, NULL) >= 5)
        return TRUE;
    }
  return FALSE;
}

static const char *
type_in (GPtrArray  *elements,
         const char *id)
{
  for (guint i = 0; i < elements->len; i++)
    if (g_str_equal (((LeatElement *) elements->pdata[i])->id, id))
      return ((LeatElement *) elements->pdata[i])->type;
  return NULL;
}

/* The table of tests/data/mini knows of no wire from a hose to a hose. */
static gboolean
has_hose_on_hose (GPtrArray *elements)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *wire = g_ptr_array_index (elements, i);

      if (wire->kind == LEAT_ELEMENT_WIRE && g_str_equal (type_in (elements, wire->from), "hose") &&
          g_str_equal (type_in (elements, wire->to), "hose"))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_error (const LeatReport  *report,
           const LeatFinding *like)
{
  GPtrArray *findings = leat_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->rule == like->rule && g_str_equal (finding->subject->id, like->subject->id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_new_error (const LeatReport *report,
               const LeatReport *present)
{
  GPtrArray *findings = leat_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->rule->severity == LEAT_SEVERITY_ERROR && !has_error (present, finding))
        return TRUE;
    }
  return FALSE;
}

static void
try_design (Brute *self)
{
  g_autoptr(LeatReport) report = leat_report_new (self->catalogue, self->design, NULL, NULL, NULL);
  guint unpriced;
  Figures figures = figures_of (report);

  leat_report_get_total (report, &unpriced);
  if (unpriced > 0 || (isinf (figures.p95) && !isinf (slowest_p95 (self->present))) || has_hose_on_hose (self->design) ||
      bursts (self->design) || has_new_error (report, self->present))
    return;
  figures.meets = (self->goals->max_p95 == 0 || figures.p95 <= self->goals->max_p95) &&
                  (self->goals->budget == 0 || figures.cost <= self->goals->budget) &&
                  !(self->goals->serverless && has_hose_under_pressure (self->design));
  g_array_append_val (self->found, figures);
}

static void try_block (Brute *self,
                       guint  i);

static void
with_block (Brute       *self,
            guint        i,
            LeatElement *element) /* taken */
{
  LeatElement *before = self->design->pdata[i];

  self->design->pdata[i] = element;
  try_block (self, i + 1);
  self->design->pdata[i] = before;
  leat_element_unref (element);
}

static LeatElement *
with (const LeatElement *element,
      const char        *name,
      const char        *value)
{
  return leat_element_copy_with_setting (element, name, value);
}

/* Every value of one setting, then every value of the next. NULL stands for the value that is there. */
static void
try_two (Brute             *self,
         guint              i,
         const LeatElement *element,
         const char        *first,
         const char *const *first_values,
         const char        *second,
         const char *const *second_values)
{
  for (guint a = 0; a == 0 || first_values[a - 1] != NULL; a++)
    {
      g_autoptr(LeatElement) half = a == 0 ? leat_element_copy (element) : with (element, first, first_values[a - 1]);

      for (guint b = 0; b == 0 || second_values[b - 1] != NULL; b++)
        with_block (self, i, b == 0 ? leat_element_copy (half) : with (half, second, second_values[b - 1]));
    }
}

static LeatElement *
as_type (const LeatElement *element,
         const char        *type,
         const char        *name,
         double             value)
{
  g_autofree char *text = g_strdup_printf ("%g", value);
  LeatElement *other = leat_element_copy (element);
  LeatElement *set;

  other->type = g_intern_string (type);
  leat_settings_unref (other->settings);
  other->settings = leat_settings_new ();
  set = with (other, name, text);
  leat_element_unref (other);
  return set;
}

static void
try_ingestion (Brute             *self,
               guint              i,
               const LeatElement *element)
{
  static const char *const yes_no[] = { "yes", "no", NULL };
  static const char *const pressures[] = { "low", "high", NULL };
  const LeatBlockResult *result = leat_report_get_block (self->present, element->id);
  double peak = result->in.values[LEAT_FLOW_RECORDS_PER_S] * result->in.values[LEAT_FLOW_PEAK_FACTOR];
  g_autofree char *least = g_strdup_printf ("%g", MAX (1, ceil (peak / 160)));
  g_autofree char *bore = g_strdup_printf ("%g", CLAMP (ceil (sqrt (peak / 60 / 0.8)), 1, 8));
  const char *const pipes[] = { least, "1", "3", NULL };
  const char *const bores[] = { bore, "2", "4", NULL };
  gboolean is_pipe = g_str_equal (element->type, "pipe");
  const char *size = leat_settings_get (element->settings, is_pipe ? "pipes" : "bore");
  double n = size != NULL ? g_ascii_strtod (size, NULL) : 1;
  g_autoptr(LeatElement) pipe = is_pipe ? leat_element_copy (element) : as_type (element, "pipe", "pipes", n);
  g_autoptr(LeatElement) hose = is_pipe ? as_type (element, "hose", "bore", MIN (n + 1, 8)) : leat_element_copy (element);

  try_two (self, i, pipe, "pipes", pipes, "lined", yes_no);
  if (n < 20)
    try_two (self, i, hose, "bore", bores, "pressure", pressures);
}

static void
try_block (Brute *self,
           guint  i)
{
  static const char *const days[] = { "7", "60", NULL };
  static const char *const none[] = { NULL };
  const LeatElement *element;

  if (i == self->elements->len)
    {
      g_autoptr(GPtrArray) drawn = g_ptr_array_ref (self->design);
      g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);

      /* A wire into a hose is a trigger, all others carry data. */
      for (guint k = 0; k < drawn->len; k++)
        {
          LeatElement *wire = drawn->pdata[k];

          g_ptr_array_add (kept, wire);
          if (wire->kind != LEAT_ELEMENT_WIRE)
            continue;
          wire = drawn->pdata[k] = leat_element_copy (wire);
          wire->wire_kind = g_str_equal (type_in (drawn, wire->to), "hose") ? LEAT_WIRE_TRIGGER : LEAT_WIRE_DATA;
        }
      try_design (self);
      for (guint k = 0; k < drawn->len; k++)
        {
          if (drawn->pdata[k] != kept->pdata[k])
            leat_element_unref (drawn->pdata[k]);
          drawn->pdata[k] = kept->pdata[k];
        }
      g_ptr_array_set_free_func (kept, NULL);
      return;
    }
  element = self->elements->pdata[i];
  if (element->kind == LEAT_ELEMENT_BLOCK && (g_str_equal (element->type, "pipe") || g_str_equal (element->type, "hose")))
    try_ingestion (self, i, element);
  else if (element->kind == LEAT_ELEMENT_BLOCK && g_str_equal (element->type, "basin"))
    try_two (self, i, element, "days", days, "days", none);
  else
    with_block (self, i, leat_element_copy (element));
}

static gboolean
same (double a,
      double b)
{
  return a == b || (isfinite (a) && isfinite (b) && fabs (a - b) <= 1e-9 * MAX (fabs (a), fabs (b)));
}

static gboolean
no_worse (const Figures *a,
          const Figures *b)
{
  return (a->cost <= b->cost || same (a->cost, b->cost)) && (a->p95 <= b->p95 || same (a->p95, b->p95)) &&
         (a->complexity <= b->complexity || same (a->complexity, b->complexity));
}

/* What nothing beats, each once; of what meets the goals, if anything does. */
static GArray *
front_of (const GArray *found)
{
  GArray *front = g_array_new (FALSE, FALSE, sizeof (Figures));
  gboolean any = FALSE;

  for (guint i = 0; i < found->len; i++)
    any |= g_array_index (found, Figures, i).meets;
  for (guint i = 0; i < found->len; i++)
    {
      const Figures *one = &g_array_index (found, Figures, i);
      gboolean stays = one->meets || !any;

      for (guint j = 0; j < found->len && stays; j++)
        {
          const Figures *other = &g_array_index (found, Figures, j);

          if ((other->meets || !any) && no_worse (other, one) && (!no_worse (one, other) || j < i))
            stays = FALSE;
        }
      if (stays)
        g_array_append_val (front, *one);
    }
  return front;
}

static GArray *
enumerate (LeatCatalogue   *catalogue,
           GPtrArray       *elements,
           const LeatGoals *goals)
{
  g_autoptr(LeatReport) present = leat_report_new (catalogue, elements, NULL, NULL, NULL);
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (Figures));
  g_autoptr(GPtrArray) design = g_ptr_array_new ();
  Brute brute = { catalogue, elements, present, goals, design, found };

  g_ptr_array_extend (design, elements, NULL, NULL);
  try_block (&brute, 0);
  return front_of (found);
}

/* A row of two to four blocks, or two that share a basin. */
static LeatPipeline *
random_pipeline (GRand *rand)
{
  static const char *const shapes[][2] = {
    { "a:tap b:pipe", "a>b" },
    { "a:tap b:pipe c:basin", "a>b b>c" },
    { "a:tap b:pipe c:pipe", "a>b b>c" },
    { "a:tap b:pipe c:pipe d:basin", "a>b b>c c>d" },
    { "a:tap b:pipe c:pipe d:basin", "a>b a>c b>d c>d" },
  };
  guint shape = g_rand_int_range (rand, 0, G_N_ELEMENTS (shapes));
  LeatPipeline *pipeline = mini_pipeline (shapes[shape][0], shapes[shape][1]);
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autofree char *rate = g_strdup_printf ("%d", g_rand_int_range (rand, 5, 700));
  g_autofree char *pipes = g_strdup_printf ("%d", g_rand_int_range (rand, 1, 25));

  mini_set (history, "a", "rate", rate);
  mini_set (history, "b", "pipes", pipes);
  mini_set (history, "b", "lined", g_rand_boolean (rand) ? "yes" : "no");
  return pipeline;
}

static LeatGoals
random_goals (GRand *rand)
{
  LeatGoals goals = { .limit = 1000 };

  if (g_rand_boolean (rand))
    goals.max_p95 = g_rand_double_range (rand, 1, 20);
  if (g_rand_boolean (rand))
    goals.budget = g_rand_double_range (rand, 100, 30000);
  goals.serverless = g_rand_boolean (rand);
  return goals;
}

static guint
count_missing (const GArray           *expected,
               const LeatOptimisation *found)
{
  guint missing = 0;

  for (guint i = 0; i < expected->len; i++)
    {
      const Figures *one = &g_array_index (expected, Figures, i);
      gboolean is_there = same (one->cost, found->present->cost) && same (one->p95, found->present->p95) &&
                          same (one->complexity, found->present->complexity);

      for (guint j = 0; j < found->front->len; j++)
        {
          const LeatDesign *design = g_ptr_array_index (found->front, j);

          is_there |= same (one->cost, design->cost) && same (one->p95, design->p95) && same (one->complexity, design->complexity);
        }
      if (!is_there)
        g_test_message ("missing: %.17g, %.17g s, %g points", one->cost, one->p95, one->complexity);
      missing += !is_there;
    }
  return missing;
}

static guint n_expected, n_missed;

static void
compare_problem (LeatCatalogue *catalogue,
                 GRand         *rand,
                 gboolean       search)
{
  g_autoptr(LeatPipeline) pipeline = random_pipeline (rand);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  LeatGoals goals = random_goals (rand);
  g_autoptr(GArray) expected = enumerate (catalogue, elements, &goals);
  g_autoptr(LeatOptimisation) found = NULL;
  guint extra;

  goals.max_exact = search ? 1 : 100000;
  found = leat_optimise (catalogue, elements, NULL, &goals, NULL, NULL, NULL, NULL);
  g_assert_cmpint (found->exact, ==, !search);
  n_expected += expected->len;
  n_missed += count_missing (expected, found);
  if (search)
    return;
  g_assert_cmpuint (count_missing (expected, found), ==, 0);
  extra = expected->len - found->front->len;
  g_assert_cmpuint (extra, <=, 1); /* the present design, if it is on the front */
}

/* Every combination: the same front as the enumeration. */
static void
test_exact (void)
{
  g_autoptr(LeatCatalogue) catalogue = mini_catalogue ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (6);

  n_expected = n_missed = 0;
  for (guint i = 0; i < N_PROBLEMS; i++)
    compare_problem (catalogue, rand, FALSE);
  g_test_message ("%u designs on the fronts of %d problems", n_expected, N_PROBLEMS);
  g_assert_cmpuint (n_expected, >, 2 * N_PROBLEMS);
}

/* The search, which does not look at all of them, finds all but a few. */
static void
test_search (void)
{
  g_autoptr(LeatCatalogue) catalogue = mini_catalogue ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  n_expected = n_missed = 0;
  for (guint i = 0; i < N_SEARCHES; i++)
    compare_problem (catalogue, rand, TRUE);
  g_test_message ("%u of %u designs missed", n_missed, n_expected);
  g_assert_cmpuint (n_missed * 100, <=, n_expected);
}

/* Asks something of the pipeline, or no longer. */
static void
ask (LeatPipeline *pipeline,
     const char   *name,
     const char   *value)
{
  LeatElement *before = leat_pipeline_get_properties (pipeline);
  g_autoptr(LeatElement) after = leat_element_copy_with_setting (before, name, value);

  leat_pipeline_replace (pipeline, before, after);
}

/* The course's pipeline, of which nothing is asked. */
static LeatPipeline *
standard (void)
{
  g_autoptr(GBytes) bytes = test_bytes ("../data/examples/standard-pipeline.leat");
  g_autoptr(GError) error = NULL;
  LeatPipeline *pipeline = leat_native_read (bytes, "standard-pipeline.leat", NULL, NULL, &error);

  g_assert_no_error (error);
  ask (pipeline, "max-p95-s", NULL);
  ask (pipeline, "retention-days", NULL);
  return pipeline;
}

static LeatOptimisation *
optimise (LeatPipeline    *pipeline,
          const LeatGoals *goals)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(GError) error = NULL;
  LeatOptimisation *found = leat_optimise (test_catalogue (), elements, NULL, goals, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return found;
}

static LeatReport *
report_of (LeatPipeline *pipeline)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);

  return leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
}

static GBytes *
bytes_of (LeatPipeline *pipeline)
{
  return leat_native_write (pipeline, NULL, NULL, NULL, NULL);
}

/* Applied, a design is what was promised, and nothing is wrong that was not; undone, the file is the same. */
static void
check_design (LeatPipeline     *pipeline,
              const LeatDesign *design,
              const LeatDesign *present)
{
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(GBytes) before = bytes_of (pipeline);
  g_autoptr(GBytes) after = NULL;
  g_autoptr(LeatReport) report = NULL;
  LeatEdit *edit = leat_design_new_edit (design, pipeline);

  g_assert_nonnull (edit);
  leat_history_apply (history, edit);
  report = report_of (pipeline);
  g_assert_cmpfloat (leat_report_get_total (report, NULL), ==, design->cost);
  g_assert_cmpfloat (slowest_p95 (report), ==, design->p95);
  g_assert_cmpfloat (figures_of (report).complexity, ==, design->complexity);
  g_assert_cmpuint (leat_report_count_findings (report, LEAT_SEVERITY_ERROR), ==, 0);
  g_assert_true (design->cost < present->cost || design->p95 < present->p95 || design->complexity < present->complexity);
  g_assert_cmpuint (design->changes->len, >, 0);
  g_assert_null (leat_design_new_edit (design, pipeline));
  leat_history_undo (history);
  after = bytes_of (pipeline);
  g_assert_true (g_bytes_equal (before, after));
}

/* The course's pipeline as it is drawn. */
static void
test_standard (void)
{
  const LeatGoals goals = { .limit = 8, .max_evaluations = 700 };
  g_autoptr(LeatPipeline) pipeline = standard ();
  g_autoptr(LeatOptimisation) found = optimise (pipeline, &goals);

  g_assert_false (found->exact);
  g_assert_false (found->is_best);
  g_assert_null (found->nearest);
  g_assert_cmpuint (found->front->len, >=, 5);
  g_assert_cmpuint (found->front->len, <=, 8);
  for (guint i = 0; i < found->front->len; i++)
    check_design (pipeline, found->front->pdata[i], found->present);
}

/* "p95 < 5 min": met, and what it takes is told. */
static void
test_five_minutes (void)
{
  const LeatGoals goals = { .max_p95 = 300, .limit = 6, .max_evaluations = 1400 };
  g_autoptr(LeatPipeline) pipeline = standard ();
  g_autoptr(LeatOptimisation) found = optimise (pipeline, &goals);
  const LeatDesign *cheapest;

  g_assert_null (found->nearest);
  g_assert_cmpuint (found->present->unmet, ==, LEAT_UNMET_P95);
  g_assert_cmpuint (found->front->len, >, 0);
  cheapest = g_ptr_array_index (found->front, 0);
  g_test_message ("now $%.2f and %.0f s, then $%.2f and %.0f s: %s", found->present->cost, found->present->p95, cheapest->cost,
                  cheapest->p95, cheapest->sentence);
  g_assert_cmpfloat (cheapest->cost, <, found->present->cost);
  for (guint i = 0; i < found->front->len; i++)
    {
      const LeatDesign *design = g_ptr_array_index (found->front, i);

      g_assert_cmpuint (design->unmet, ==, 0);
      g_assert_cmpfloat (design->p95, <=, 300);
      check_design (pipeline, design, found->present);
    }
}

/* What nothing meets: the nearest is told, and what it misses. */
static void
test_out_of_reach (void)
{
  const LeatGoals goals = { .max_p95 = 0.001, .budget = 100000, .max_evaluations = 400, .limit = 3 };
  g_autoptr(LeatPipeline) pipeline = standard ();
  g_autoptr(LeatOptimisation) found = optimise (pipeline, &goals);

  g_assert_nonnull (found->nearest);
  g_assert_cmpuint (found->nearest->unmet, ==, LEAT_UNMET_P95);
  for (guint i = 0; i < found->front->len; i++)
    g_assert_cmpfloat (found->nearest->p95, <=, ((LeatDesign *) found->front->pdata[i])->p95);
}

static gboolean
has_no_warehouse (LeatReport *report,
                  gpointer    data)
{
  guint *asked = data;

  ++*asked;
  return !g_str_equal (leat_report_get_block (report, "warehouse")->element->type, "redshift");
}

/* A goal that Leat has no word for. */
static void
test_other_goal (void)
{
  guint asked = 0;
  const LeatGoals goals = { .meets = has_no_warehouse, .data = &asked, .max_evaluations = 400, .limit = 4 };
  g_autoptr(LeatPipeline) pipeline = standard ();
  g_autoptr(LeatOptimisation) found = optimise (pipeline, &goals);

  g_assert_cmpuint (asked, >, 0);
  g_assert_cmpuint (found->present->unmet, ==, LEAT_UNMET_OTHER);
  g_assert_null (found->nearest);
  for (guint i = 0; i < found->front->len; i++)
    {
      const LeatDesign *design = g_ptr_array_index (found->front, i);
      gboolean replaced = FALSE;

      for (guint j = 0; j < design->changes->len; j++)
        {
          const LeatDesignChange *change = g_ptr_array_index (design->changes, j);

          replaced |= g_str_equal (change->block, "warehouse") && change->setting == NULL;
        }
      g_assert_true (replaced);
    }
}

static void
test_serverless (void)
{
  const LeatGoals goals = { .serverless = TRUE, .max_evaluations = 400, .limit = 4 };
  g_autoptr(LeatPipeline) pipeline = standard ();
  g_autoptr(LeatOptimisation) found = optimise (pipeline, &goals);

  g_assert_cmpuint (found->present->unmet, ==, LEAT_UNMET_SERVERLESS);
  g_assert_null (found->nearest);
  g_assert_cmpuint (found->front->len, >, 0);
}

static const LeatDesignRequirement *
requirement_of (const LeatDesign *design,
                const char       *id)
{
  for (guint i = 0; i < design->requirements->len; i++)
    {
      const LeatDesignRequirement *requirement = g_ptr_array_index (design->requirements, i);

      if (g_str_equal (requirement->result.requirement->id, id))
        return requirement;
    }
  return NULL;
}

/* Several things at once, of which one is met by what mends its findings. */
static void
test_requirements (void)
{
  const LeatGoals goals = { .requirements = TRUE, .max_evaluations = 450, .limit = 4 };
  const LeatGoals none = { .max_evaluations = 50, .limit = 1 };
  g_autoptr(LeatPipeline) pipeline = standard ();
  g_autoptr(LeatOptimisation) found = NULL;
  g_autoptr(LeatOptimisation) unasked = NULL;
  gboolean encrypts = FALSE;

  ask (pipeline, "max-p95-s", "28800");
  ask (pipeline, "max-p95-s.warehouse", "27000");
  ask (pipeline, "budget", "700");
  ask (pipeline, "serverless-only", "yes");
  ask (pipeline, "key-audit", "yes");
  found = optimise (pipeline, &goals);
  g_assert_cmpuint (found->present->unmet, ==, LEAT_UNMET_REQUIREMENTS);
  g_assert_cmpuint (found->present->requirements->len, ==, 5);
  g_assert_null (found->nearest);
  g_assert_cmpuint (found->front->len, >, 0);
  for (guint i = 0; i < found->front->len; i++)
    {
      const LeatDesign *design = g_ptr_array_index (found->front, i);
      g_autoptr(LeatHistory) history = leat_history_new (pipeline);
      g_autoptr(LeatReport) report = NULL;

      leat_history_apply (history, leat_design_new_edit (design, pipeline));
      report = report_of (pipeline);
      g_assert_cmpuint (leat_report_count_missed (report), ==, 0);
      leat_history_undo (history);
      g_assert_nonnull (strstr (design->sentence, "what is asked of the pipeline is met"));
      for (guint j = 0; j < design->changes->len; j++)
        encrypts |= g_str_equal (((LeatDesignChange *) design->changes->pdata[j])->to, "sse-kms");
    }
  g_assert_true (encrypts);

  unasked = optimise (pipeline, &none);
  g_assert_cmpuint (unasked->present->unmet, ==, 0);
  g_assert_cmpuint (unasked->present->requirements->len, ==, 0);
}

/* Whether it is asked by the pipeline or given, the same designs are found. */
static void
test_asked_or_given (void)
{
  const LeatGoals given = { .max_p95 = 300, .budget = 1500, .max_evaluations = 200, .limit = 5 };
  const LeatGoals asked = { .requirements = TRUE, .max_evaluations = 200, .limit = 5 };
  g_autoptr(LeatPipeline) pipeline = standard ();
  g_autoptr(LeatOptimisation) a = optimise (pipeline, &given);
  g_autoptr(LeatOptimisation) b = NULL;

  ask (pipeline, "max-p95-s", "300");
  ask (pipeline, "budget", "1500");
  b = optimise (pipeline, &asked);
  g_assert_cmpuint (a->front->len, >, 0);
  g_assert_cmpuint (a->front->len, ==, b->front->len);
  g_assert_cmpint (a->nearest == NULL, ==, b->nearest == NULL);
  for (guint i = 0; i < a->front->len; i++)
    {
      const LeatDesign *x = g_ptr_array_index (a->front, i), *y = g_ptr_array_index (b->front, i);

      g_assert_cmpfloat (x->cost, ==, y->cost);
      g_assert_cmpfloat (x->p95, ==, y->p95);
      g_assert_cmpfloat (x->complexity, ==, y->complexity);
    }
}

/* What is given takes the place of what is asked of the same kind, and of nothing else. */
static void
test_given_first (void)
{
  const LeatGoals goals = { .requirements = TRUE, .max_p95 = 400000, .max_evaluations = 100, .limit = 3 };
  const LeatGoals rich = { .requirements = TRUE, .budget = 1000000, .max_evaluations = 100, .limit = 3 };
  g_autoptr(LeatPipeline) pipeline = standard ();
  g_autoptr(LeatOptimisation) patient = NULL;
  g_autoptr(LeatOptimisation) generous = NULL;

  ask (pipeline, "max-p95-s", "0.001");
  ask (pipeline, "max-p95-s.dashboards", "0.001");
  ask (pipeline, "budget", "0.01");
  patient = optimise (pipeline, &goals);
  g_assert_cmpuint (patient->nearest->unmet, ==, LEAT_UNMET_REQUIREMENTS);
  g_assert_cmpuint (patient->nearest->requirements->len, ==, 1);
  g_assert_nonnull (requirement_of (patient->nearest, "budget"));
  generous = optimise (pipeline, &rich);
  g_assert_null (requirement_of (generous->nearest, "budget"));
  g_assert_cmpuint (generous->nearest->requirements->len, ==, 2);
}

/* The obstacle is called by its name. */
static void
test_obstacle (void)
{
  const LeatGoals goals = { .requirements = TRUE, .max_evaluations = 150, .limit = 3 };
  g_autoptr(LeatPipeline) pipeline = standard ();
  g_autoptr(LeatOptimisation) found = NULL;
  const LeatDesignRequirement *delay;

  ask (pipeline, "max-p95-s.dashboards", "0.001");
  ask (pipeline, "budget", "100000");
  found = optimise (pipeline, &goals);
  g_assert_nonnull (found->nearest);
  delay = requirement_of (found->nearest, "max-p95-s");
  g_assert_true (delay->is_missed);
  g_assert_true (g_str_has_prefix (delay->text, "Freshness, p95 to dashboards: missed, asked"));
  g_assert_false (requirement_of (found->nearest, "budget")->is_missed);
  g_assert_true (g_str_has_prefix (requirement_of (found->nearest, "budget")->text, "Budget a month: met, asked $100000.00, is $"));
}

/* What cannot be told now need not be told then. */
static void
test_unknown (void)
{
  const LeatGoals goals = { .requirements = TRUE, .max_evaluations = 100, .limit = 3 };
  g_autoptr(LeatPipeline) pipeline = standard ();
  g_autoptr(LeatOptimisation) found = NULL;

  ask (pipeline, "max-p95-s.nightly", "60");
  found = optimise (pipeline, &goals);
  g_assert_cmpint (requirement_of (found->present, "max-p95-s")->result.verdict, ==, LEAT_VERDICT_UNKNOWN);
  g_assert_false (requirement_of (found->present, "max-p95-s")->is_missed);
  g_assert_cmpuint (found->present->unmet, ==, 0);
  g_assert_null (found->nearest);
}

/* Whether a design of the front leaves a block away. */
static const LeatDesign *
find_without (const LeatOptimisation *found,
              const char             *block)
{
  for (guint i = 0; i < found->front->len; i++)
    {
      const LeatDesign *design = g_ptr_array_index (found->front, i);

      for (guint j = 0; j < design->changes->len; j++)
        {
          const LeatDesignChange *change = g_ptr_array_index (design->changes, j);

          if (g_str_equal (change->block, block) && change->setting == NULL && g_str_equal (change->to, "none"))
            return design;
        }
    }
  return NULL;
}

typedef struct
{
  const char *name;
  const char *line;
  const char *block;
  gboolean    goes;
} WithoutCase;

#define TWO_STORES "p>f f>s s>g g>s1 s1@glue-crawler glue-crawler@c c@a "

static const WithoutCase without_cases[] = {
  { "job-registers", TWO_STORES "g@c a?s1", "glue-crawler", TRUE },
  { "nobody-registers", TWO_STORES "a?s1", "glue-crawler", FALSE },
  { "other-store", "p>f f>s s>g g>s1 s@glue-crawler glue-crawler@c c@a g@c a?s a?s1", "glue-crawler", FALSE },
  { "one-of-two-stores", TWO_STORES "g@c s@glue-crawler a?s1 a?s", "glue-crawler", FALSE },
  { "two-writers", TWO_STORES "g@c f>s1 a?s1", "glue-crawler", FALSE },
  { "cuts-the-way", TWO_STORES "g@c", "glue-crawler", FALSE }, /* the store would be read by nobody */
  { "starves", TWO_STORES "g@c s1>r", "glue-crawler", FALSE }, /* Athena would be billed for less, since it saw less */
  { "projection", "p>f f>s s@glue-crawler glue-crawler@c c@a a?s c.update_by=projection", "glue-crawler", TRUE },
  { "no-projection", "p>f f>s s@glue-crawler glue-crawler@c c@a a?s c.update_by=ddl", "glue-crawler", FALSE },
  { "endpoint-there", "p>k k*l l>s l&nat-gateway nat-gateway&s vpc-endpoint-gateway&s l.in_vpc=yes", "nat-gateway", TRUE },
  { "no-endpoint", "p>k k*l l>s l&nat-gateway nat-gateway&s l.in_vpc=yes", "nat-gateway", FALSE },
  { "endpoint-for-one", "p>k k*l l>s l>sqs l&nat-gateway nat-gateway&s nat-gateway&sqs vpc-endpoint-gateway&s l.in_vpc=yes",
    "nat-gateway", FALSE },
};

/* Two blocks that are changed for one reason are no two reasons. */
static void
test_reasons (void)
{
  const LeatGoals goals = { .max_evaluations = 200, .limit = 20 };
  g_autoptr(LeatPipeline) pipeline = test_sketch ("p>sqs#a sqs#a*l1 l1>sqs#b sqs#b*l2 l2>s p.records_per_s=40 p.record_kb=3");
  g_autoptr(LeatOptimisation) found = optimise (pipeline, &goals);

  g_assert_cmpuint (found->front->len, >, 0);
  for (guint i = 0; i < found->front->len; i++)
    {
      const LeatDesign *design = g_ptr_array_index (found->front, i);
      g_autofree char *said = g_utf8_strdown (design->sentence, -1);

      for (guint k = 0; k < design->changes->len; k++)
        {
          g_autofree char *why = g_utf8_strdown (((LeatDesignChange *) design->changes->pdata[k])->why, -1);
          const char *first = strstr (said, why);

          g_assert_true (first == NULL || strstr (first + 1, why) == NULL);
        }
    }
}

/* A block goes where nothing needs it, with its wires, and comes back by one undo. */
static void
test_without (gconstpointer data)
{
  const WithoutCase *test = data;
  const LeatGoals goals = { .max_evaluations = 120, .limit = 20 };
  g_autoptr(LeatPipeline) pipeline = test_sketch (test->line);
  g_autoptr(LeatOptimisation) found = optimise (pipeline, &goals);
  const LeatDesign *design = find_without (found, test->block);
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(GBytes) before = bytes_of (pipeline);
  g_autoptr(GBytes) after = NULL;
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(GPtrArray) elements = NULL;

  g_assert_cmpint (design != NULL, ==, test->goes);
  if (design == NULL)
    return;
  leat_history_apply (history, leat_design_new_edit (design, pipeline));
  g_assert_null (leat_pipeline_get_element (pipeline, test->block));
  elements = leat_pipeline_dup_elements (pipeline);
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *wire = g_ptr_array_index (elements, i);

      g_assert_cmpstr (wire->from, !=, test->block);
      g_assert_cmpstr (wire->to, !=, test->block);
    }
  report = report_of (pipeline);
  g_assert_cmpfloat (leat_report_get_total (report, NULL), ==, design->cost);
  g_assert_cmpfloat (slowest_p95 (report), ==, design->p95);
  g_assert_cmpfloat (figures_of (report).complexity, ==, design->complexity);
  leat_history_undo (history);
  after = bytes_of (pipeline);
  g_assert_true (g_bytes_equal (before, after));
}

/* A wire drawn meanwhile to a block that would go stops that. */
static void
test_without_meanwhile (void)
{
  const LeatGoals goals = { .max_evaluations = 120, .limit = 20 };
  g_autoptr(LeatPipeline) pipeline = test_sketch (TWO_STORES "g@c a?s1");
  g_autoptr(LeatOptimisation) found = optimise (pipeline, &goals);
  const LeatDesign *design = find_without (found, "glue-crawler");
  g_autoptr(LeatElement) wire = leat_element_new_wire ("new", LEAT_WIRE_TRIGGER, "glue-crawler", "g");
  g_autoptr(LeatEdit) edit = NULL;

  leat_pipeline_replace (pipeline, NULL, wire);
  g_assert_null (leat_design_new_edit (design, pipeline));
  leat_pipeline_replace (pipeline, wire, NULL);
  edit = leat_design_new_edit (design, pipeline);
  g_assert_nonnull (edit);
}

static char *
describe (const LeatOptimisation *found)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < found->front->len; i++)
    {
      const LeatDesign *design = g_ptr_array_index (found->front, i);

      g_string_append_printf (text, "%.17g %.17g %.17g %s", design->cost, design->p95, design->complexity, design->sentence);
      for (guint j = 0; j < design->changes->len; j++)
        {
          const LeatDesignChange *change = g_ptr_array_index (design->changes, j);

          g_string_append_printf (text, " %s.%s=%s", change->block, change->setting != NULL ? change->setting->name : "type",
                                  change->to);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/* However many threads. */
static void
test_deterministic (void)
{
  g_autoptr(LeatPipeline) pipeline = standard ();
  g_autofree char *first = NULL;

  for (guint threads = 1; threads <= 5; threads += 2)
    {
      const LeatGoals goals = { .max_p95 = 3600, .threads = threads, .max_evaluations = 300 };
      g_autoptr(LeatOptimisation) found = optimise (pipeline, &goals);
      g_autofree char *text = describe (found);

      g_assert_cmpuint (found->front->len, >, 0);
      if (first == NULL)
        first = g_steal_pointer (&text);
      else
        g_assert_cmpstr (text, ==, first);
    }
}

typedef struct
{
  GCancellable *cancellable;
  guint         done;
  gint64        since;
} Stop;

static void
stop_at (guint    done,
         guint    total,
         gpointer data)
{
  Stop *stop = data;

  g_assert_cmpuint (done, <=, total);
  g_assert_cmpint (stop->since, ==, 0); /* nothing is told after it was cancelled */
  if (done < stop->done)
    return;
  stop->since = g_get_monotonic_time ();
  g_cancellable_cancel (stop->cancellable);
}

/* Also in a large pipeline, where one design takes long. */
static void
test_cancel (void)
{
  g_autoptr(LeatPipeline) pipeline = test_generate (52);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  const LeatGoals goals = { 0 };

  for (guint at = 1; at < 150; at += 70)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;
      Stop stop = { cancellable, at, 0 };

      g_assert_null (leat_optimise (test_catalogue (), elements, NULL, &goals, stop_at, &stop, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_test_message ("stopped after %.1f ms", (g_get_monotonic_time () - stop.since) / 1000.0);
    }
}

/* A block that was moved or renamed meanwhile keeps that; one that was set otherwise is left alone. */
static void
test_edited_meanwhile (void)
{
  g_autoptr(LeatCatalogue) catalogue = mini_catalogue ();
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("a:tap b:pipe c:basin", "a>b b>c");
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatOptimisation) found = NULL;
  const LeatGoals goals = { .max_p95 = 3 };
  const char *const ids[] = { "b", NULL };
  const LeatElement *block;

  elements = leat_pipeline_dup_elements (pipeline);
  found = leat_optimise (catalogue, elements, NULL, &goals, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (found->front->len, >, 0);
  leat_history_apply (history, leat_edit_move (pipeline, ids, 12, 24));
  leat_history_apply (history, leat_edit_rename (pipeline, "b", "main"));
  leat_history_apply (history, leat_design_new_edit (found->front->pdata[0], pipeline));
  block = leat_pipeline_get_element (pipeline, "b");
  g_assert_cmpstr (block->type, ==, "hose");
  g_assert_cmpstr (block->name, ==, "main");
  g_assert_cmpfloat (block->bounds.x, ==, 252);
  g_assert_cmpint (leat_pipeline_get_element (pipeline, "a>b")->wire_kind, ==, LEAT_WIRE_TRIGGER);
  leat_history_undo (history);
  mini_set (history, "b", "pipes", "7");
  g_assert_null (leat_design_new_edit (found->front->pdata[0], pipeline));
}

/* A wire through which nothing flows now would carry data to a hose: that is another pipeline, not a better one. */
static void
test_same_ends (void)
{
  g_autoptr(LeatCatalogue) catalogue = mini_catalogue ();
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("a:tap b:pipe c:basin", "b>c");
  g_autoptr(LeatElement) wire = leat_element_new_wire ("w", LEAT_WIRE_MONITORS, "a", "b");
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatOptimisation) found = NULL;
  const LeatGoals goals = { 0 };

  leat_pipeline_replace (pipeline, NULL, wire);
  elements = leat_pipeline_dup_elements (pipeline);
  found = leat_optimise (catalogue, elements, NULL, &goals, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (found->front->len, ==, 0);
}

/* Nothing to try, nothing drawn: no front, no harm. */
static void
test_nothing (void)
{
  g_autoptr(LeatCatalogue) catalogue = mini_catalogue ();
  const LeatGoals goals = { .budget = 1 };

  for (guint i = 0; i < 3; i++)
    {
      static const char *const blocks[] = { "", "a:tap", "a:nobody-knows b:warden" };
      g_autoptr(LeatPipeline) pipeline = mini_pipeline (blocks[i], "");
      g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
      g_autoptr(LeatOptimisation) found = leat_optimise (catalogue, elements, NULL, &goals, NULL, NULL, NULL, NULL);

      g_assert_nonnull (found);
      g_assert_cmpuint (found->front->len, ==, 0);
      g_assert_true (found->is_best);
      g_assert_null (found->nearest);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/optimise/exact", test_exact);
  g_test_add_func ("/engine/optimise/search", test_search);
  g_test_add_func ("/engine/optimise/standard", test_standard);
  g_test_add_func ("/engine/optimise/five-minutes", test_five_minutes);
  g_test_add_func ("/engine/optimise/out-of-reach", test_out_of_reach);
  g_test_add_func ("/engine/optimise/other-goal", test_other_goal);
  g_test_add_func ("/engine/optimise/serverless", test_serverless);
  g_test_add_func ("/engine/optimise/requirements", test_requirements);
  g_test_add_func ("/engine/optimise/asked-or-given", test_asked_or_given);
  g_test_add_func ("/engine/optimise/given-first", test_given_first);
  g_test_add_func ("/engine/optimise/obstacle", test_obstacle);
  g_test_add_func ("/engine/optimise/unknown", test_unknown);
  g_test_add_func ("/engine/optimise/reasons", test_reasons);
  g_test_add_func ("/engine/optimise/deterministic", test_deterministic);
  g_test_add_func ("/engine/optimise/cancel", test_cancel);
  g_test_add_func ("/engine/optimise/edited-meanwhile", test_edited_meanwhile);
  g_test_add_func ("/engine/optimise/same-ends", test_same_ends);
  g_test_add_func ("/engine/optimise/nothing", test_nothing);
  for (gsize i = 0; i < G_N_ELEMENTS (without_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/optimise/without/", without_cases[i].name, NULL);

      g_test_add_data_func (path, &without_cases[i], test_without);
    }
  g_test_add_func ("/engine/optimise/without/meanwhile", test_without_meanwhile);
  return g_test_run ();
}
