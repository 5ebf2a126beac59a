/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/triangle.h"

#include "engine/engine-private.h"
#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The iron triangle. Its scales are anchored at ends that people know: from the price of a lunch to that of a team, from one
 * service that runs itself to as much as a team of its own looks after, from a second to a day. */

#define BEST_COST 10.0      /* US dollars a month */
#define WORST_COST 10000.0
#define WORST_POINTS 60.0
#define BEST_DELAY 1.0      /* seconds */
#define WORST_DELAY 86400.0

#define FULL 10.0

static void
part_free (LeatTrianglePart *self)
{
  g_free (self->text);
  g_free (self);
}

void
leat_triangle_free (LeatTriangle *self)
{
  for (guint i = 0; i < LEAT_N_CORNERS; i++)
    {
      g_free (self->sides[i].formula);
      g_free (self->sides[i].scale);
      g_clear_pointer (&self->sides[i].parts, g_ptr_array_unref);
    }
  leat_report_unref (self->report);
  g_free (self);
}

const char *
leat_work_get_label (LeatWork work)
{
  static const char *const labels[] = { N_("Operations"), N_("Patching"), N_("Code") };

  g_return_val_if_fail (work < LEAT_N_WORKS, NULL);

  return _(labels[work]);
}

static LeatTrianglePart *
add_part (LeatTriangleSide      *side,
          const LeatBlockResult *block,
          const char            *text,
          double                 amount)
{
  LeatTrianglePart *part = g_new0 (LeatTrianglePart, 1);

  part->block = block;
  part->text = g_strdup (text);
  part->amount = amount;
  g_ptr_array_add (side->parts, part);
  return part;
}

static int
compare_parts (gconstpointer a,
               gconstpointer b)
{
  const LeatTrianglePart *x = *(LeatTrianglePart *const *) a, *y = *(LeatTrianglePart *const *) b;

  return x->amount < y->amount ? 1 : x->amount > y->amount ? -1 : 0;
}

static void
finish_parts (LeatTriangleSide *side)
{
  double sum = 0;

  g_ptr_array_sort (side->parts, compare_parts); /* stable: of equals the first in the drawing */
  for (guint i = 0; i < side->parts->len; i++)
    sum += ((LeatTrianglePart *) side->parts->pdata[i])->amount;
  for (guint i = 0; i < side->parts->len; i++)
    {
      LeatTrianglePart *part = g_ptr_array_index (side->parts, i);

      part->share = isinf (sum) ? isinf (part->amount) : sum > 0 ? part->amount / sum : 0;
    }
}

/* Words an amount. */
typedef char *(*Say) (double        amount,
                      gconstpointer data);

/* The score by proportion, written out. */
static void
score_by_proportion (LeatTriangleSide *side,
                     Say               say,
                     gconstpointer     data)
{
  g_autofree char *best = say (side->best, data);
  g_autofree char *worst = say (side->worst, data);
  g_autofree char *value = say (side->value, data);

  if (side->value <= side->best)
    {
      side->score = FULL;
      side->formula = g_strdup_printf (_("%s is %s or less: 10"), value, best);
    }
  else if (side->value >= side->worst)
    {
      side->score = 0;
      side->formula = g_strdup_printf (_("%s is %s or more: 0"), value, worst);
    }
  else
    {
      side->score = FULL * log (side->worst / side->value) / log (side->worst / side->best);
      side->formula = g_strdup_printf ("10 × ln (%s ÷ %s) ÷ ln (%s ÷ %s) = %.1f", worst, value, worst, best, side->score);
    }
}

static char *
say_money (double        amount,
           gconstpointer data)
{
  return leat_money_format (data, amount);
}

static char *
say_duration (double        amount,
              gconstpointer data)
{
  (void) data;
  return leat_duration_format (amount);
}

static void
fill_cost (LeatTriangleSide *side,
           const LeatReport *report)
{
  const LeatOptions *options = leat_report_get_options (report);
  g_autofree char *best = NULL;
  g_autofree char *worst = NULL;

  side->label = _("Cost");
  side->best = BEST_COST * options->rate;
  side->worst = WORST_COST * options->rate;
  side->value = leat_report_get_total (report, NULL);
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *block = leat_report_get_nth_block (report, i);

      if (block->monthly > 0)
        add_part (side, block, leat_tr (block->service->name), block->monthly);
    }
  score_by_proportion (side, say_money, options->currency);
  best = leat_money_format (options->currency, side->best);
  worst = leat_money_format (options->currency, side->worst);
  side->scale = g_strdup_printf (_("10 at %s a month or less, 0 at %s or more; each time the bill grows tenfold costs as many points"),
                                 best, worst);
}

/* What of a block's work is there with the settings that it has. */
static void
add_work (LeatTriangleSide      *side,
          const LeatBlockResult *block,
          LeatContext           *context)
{
  for (guint i = 0; i < block->service->complexity->len; i++)
    {
      const LeatComplexity *complexity = g_ptr_array_index (block->service->complexity, i);
      LeatTrianglePart *part;

      if (complexity->points == 0 ||
          (complexity->when != NULL && leat_evaluator_eval (context->evaluator, complexity->when) == 0))
        continue;
      part = add_part (side, block, leat_tr (complexity->text), complexity->points);
      memcpy (part->works, complexity->parts, sizeof part->works);
      for (guint j = 0; j < LEAT_N_WORKS; j++)
        side->works[j] += complexity->parts[j];
      side->value += complexity->points;
    }
}

static void
fill_complexity (LeatTriangleSide *side,
                 LeatReport       *report)
{
  g_autoptr(LeatEvaluator) evaluator = leat_evaluator_new ();
  LeatContext context = { report, evaluator, 0, NULL, NULL, NULL, G_MAXUINT, NULL, G_MAXUINT };

  leat_evaluator_set_lookup (evaluator, leat_context_lookup, &context);
  side->label = _("Complexity");
  side->worst = WORST_POINTS;
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *block = leat_report_get_nth_block (report, i);

      if (block->service == NULL)
        continue;
      leat_evaluate_restore (&context, block, i);
      add_work (side, block, &context);
    }
  side->score = FULL * MAX (1 - side->value / side->worst, 0);
  side->formula = g_strdup_printf (_("10 × (1 − %g points ÷ %g) = %.1f"), side->value, side->worst, side->score);
  if (side->value > side->worst)
    {
      g_free (side->formula);
      side->formula = g_strdup_printf (_("%g points are %g or more: 0"), side->value, side->worst);
    }
  side->scale = g_strdup_printf (_("10 with nothing to look after, 0 at %g points or more, as much as a team of its own looks after"),
                                 side->worst);
}

static void
add_delays (LeatTriangleSide *side,
            const LeatPath   *path)
{
  for (guint i = 0; i < path->blocks->len; i++)
    {
      const LeatBlockResult *block = g_ptr_array_index (path->blocks, i);

      for (guint j = 0; j < block->n_stages; j++)
        if (block->stages[j].mean > 0)
          add_part (side, block, leat_tr (block->stages[j].stage->label), block->stages[j].mean);
    }
}

static void
fill_performance (LeatTriangleSide *side,
                  const LeatReport *report)
{
  GPtrArray *paths = leat_report_get_paths (report);
  const LeatPath *path = paths->len > 0 ? g_ptr_array_index (paths, 0) : NULL;
  g_autofree char *worst = leat_duration_format (WORST_DELAY);

  side->label = _("Performance");
  side->best = BEST_DELAY;
  side->worst = WORST_DELAY;
  side->scale = g_strdup_printf (_("10 if 95 of 100 records arrive within a second on the slowest path, 0 at %s or more; each time the "
                                   "delay grows tenfold costs as many points"), worst);
  if (path == NULL)
    {
      side->value = side->score = NAN;
      side->formula = g_strdup (_("No data flows from a source to a consumer yet"));
      return;
    }
  side->value = path->unbounded ? INFINITY : path->p95;
  add_delays (side, path);
  if (isfinite (side->value))
    score_by_proportion (side, say_duration, NULL);
  else
    side->formula = g_strdup (_("A backlog grows without bound: 0"));
}

LeatTriangle *
leat_triangle_new (LeatReport *report)
{
  LeatTriangle *self = g_new0 (LeatTriangle, 1);

  self->report = leat_report_ref (report);
  for (guint i = 0; i < LEAT_N_CORNERS; i++)
    self->sides[i].parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  fill_cost (&self->sides[LEAT_CORNER_COST], report);
  fill_complexity (&self->sides[LEAT_CORNER_COMPLEXITY], report);
  fill_performance (&self->sides[LEAT_CORNER_PERFORMANCE], report);
  for (guint i = 0; i < LEAT_N_CORNERS; i++)
    finish_parts (&self->sides[i]);
  return self;
}
