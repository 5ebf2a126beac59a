/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/optimise-private.h"

#include <math.h>

/* What a pipeline asks for by its own properties, as goals of a search. */

/* A goal that was given takes the place of what the pipeline asks for of the same kind. */
static gboolean
is_asked (const LeatGoals       *goals,
          const LeatRequirement *requirement)
{
  switch (requirement->measure)
    {
    case LEAT_REQUIREMENT_P95:
      return goals->max_p95 <= 0;
    case LEAT_REQUIREMENT_COST:
      return goals->budget <= 0;
    case LEAT_REQUIREMENT_RULES:
    default:
      return TRUE;
    }
}

double
leat_goals_beyond (double figure,
                   double asked)
{
  return asked > 0 && figure > asked ? MIN (log (figure / asked), 100) + 1e-9 : 0;
}

/* The same question, answered for the present design. */
static const LeatRequirementResult *
find_like (const LeatReport            *present,
           const LeatRequirementResult *result)
{
  GPtrArray *all = leat_report_get_requirements (present);

  for (guint i = 0; i < all->len; i++)
    {
      const LeatRequirementResult *other = g_ptr_array_index (all, i);

      if (other->requirement == result->requirement && (other->block == NULL) == (result->block == NULL) &&
          (other->block == NULL || g_str_equal (other->block->id, result->block->id)))
        return other;
    }
  return NULL;
}

/* What cannot be told is no step back if it could not be told before. */
static double
miss_of (const LeatRequirementResult *result,
         const LeatReport            *present)
{
  const LeatRequirementResult *now;

  if (result->verdict == LEAT_VERDICT_MET)
    return 0;
  if (result->verdict == LEAT_VERDICT_UNKNOWN)
    {
      now = find_like (present, result);
      return now != NULL && now->verdict == LEAT_VERDICT_MET ? 1 : 0;
    }
  return result->requirement->measure == LEAT_REQUIREMENT_RULES ? result->n_findings
                                                                : leat_goals_beyond (result->measured, result->asked);
}

double
leat_goals_miss (const LeatGoals  *goals,
                 const LeatReport *report,
                 const LeatReport *present)
{
  GPtrArray *results = leat_report_get_requirements (report);
  double miss = 0;

  for (guint i = 0; goals->requirements && i < results->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (results, i);

      if (is_asked (goals, result->requirement))
        miss += miss_of (result, present);
    }
  return miss;
}

static void
requirement_free (gpointer data)
{
  LeatDesignRequirement *self = data;

  g_clear_pointer (&self->result.block, leat_element_unref);
  g_free (self->text);
  g_free (self);
}

GPtrArray *
leat_goals_list (const LeatGoals  *goals,
                 const LeatReport *report,
                 const LeatReport *present)
{
  GPtrArray *results = leat_report_get_requirements (report);
  GPtrArray *list = g_ptr_array_new_with_free_func (requirement_free);

  for (guint i = 0; goals->requirements && i < results->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (results, i);
      LeatDesignRequirement *item;

      if (!is_asked (goals, result->requirement))
        continue;
      item = g_new0 (LeatDesignRequirement, 1);
      item->result = *result;
      if (item->result.block != NULL)
        leat_element_ref (item->result.block);
      item->is_missed = miss_of (result, present) > 0;
      item->text = leat_requirement_result_dup_text (result, report);
      g_ptr_array_add (list, item);
    }
  return list;
}
