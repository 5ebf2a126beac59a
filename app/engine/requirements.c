/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/engine-private.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What is asked of a pipeline, and whether it is met. It is asked by a property with the requirement's id; a delay also
 * to one consumer alone, by a property with the consumer's id behind a full stop. */

double *
leat_requirements_read (LeatCatalogue     *catalogue,
                        const LeatElement *properties)
{
  GPtrArray *all = leat_catalogue_get_requirements (catalogue);
  double *asked = NULL;

  for (guint i = 0; properties != NULL && i < all->len; i++)
    {
      const LeatRequirement *requirement = g_ptr_array_index (all, i);
      double value;

      if (!leat_requirement_read (requirement, leat_settings_get (properties->settings, requirement->id), &value))
        continue;
      if (asked == NULL)
        asked = g_atomic_rc_box_alloc0 (all->len * sizeof (double));
      asked[i] = value;
    }
  return asked;
}

double
leat_requirements_get (const LeatReport *report,
                       const char       *id)
{
  const LeatRequirement *requirement = leat_catalogue_get_requirement (report->catalogue, id);

  return requirement != NULL && report->asked != NULL ? report->asked[requirement->index] : 0;
}

static void
result_free (gpointer data)
{
  LeatRequirementResult *self = data;

  g_clear_pointer (&self->block, leat_element_unref);
  g_free (self);
}

static LeatRequirementResult *
add (GPtrArray             *results,
     const LeatRequirement *requirement,
     double                 asked)
{
  LeatRequirementResult *result = g_new0 (LeatRequirementResult, 1);

  result->requirement = requirement;
  result->asked = asked;
  result->measured = NAN;
  g_ptr_array_add (results, result);
  return result;
}

static void
judge_cost (const LeatReport      *report,
            LeatRequirementResult *result)
{
  const LeatOptions *options = &report->options;

  result->asked = leat_money_round (options->currency, result->asked * (options->currency != NULL ? options->rate : 1));
  result->measured = report->total;
  /* What has no price may be what breaks the budget. */
  result->verdict = report->total > result->asked ? LEAT_VERDICT_MISSED
                    : report->unpriced > 0        ? LEAT_VERDICT_UNKNOWN : LEAT_VERDICT_MET;
}

static gboolean
has_own (const LeatElement     *properties,
         const LeatRequirement *requirement,
         const LeatElement     *block,
         double                *asked)
{
  g_autofree char *name = g_strconcat (requirement->id, ".", block->id, NULL);

  return leat_requirement_read (requirement, leat_settings_get (properties->settings, name), asked);
}

/* The slowest path to one block, or to all that nothing of their own is asked for. */
static void
judge_delay (const LeatReport      *report,
             const LeatElement     *properties,
             LeatRequirementResult *result)
{
  for (guint i = 0; i < report->paths->len; i++)
    {
      const LeatPath *path = g_ptr_array_index (report->paths, i);
      const LeatElement *end = leat_path_get_end (path, TRUE)->element;
      double p95 = path->unbounded ? INFINITY : path->p95;
      double other;

      if (result->block != NULL ? !g_str_equal (end->id, result->block->id)
                                : has_own (properties, result->requirement, end, &other))
        continue;
      if (isnan (result->measured) || p95 > result->measured)
        result->measured = p95;
    }
  result->is_split = result->block == NULL && isnan (result->measured) && report->paths->len > 0;
  result->verdict = result->is_split                      ? LEAT_VERDICT_MET
                    : isnan (result->measured)            ? LEAT_VERDICT_UNKNOWN
                    : result->measured <= result->asked ? LEAT_VERDICT_MET : LEAT_VERDICT_MISSED;
}

static void
add_own_delays (const LeatReport      *report,
                const LeatElement     *properties,
                const LeatRequirement *requirement,
                GPtrArray             *results)
{
  for (guint i = 0; i < report->blocks->len; i++)
    {
      LeatElement *block = g_ptr_array_index (report->blocks, i);
      LeatRequirementResult *result;
      double asked;

      if (!has_own (properties, requirement, block, &asked))
        continue;
      result = add (results, requirement, asked);
      result->block = leat_element_ref (block);
      judge_delay (report, properties, result);
    }
}

static void
count_findings (GPtrArray *findings,
                guint     *counts)
{
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->rule->requirement != NULL && finding->silenced == NULL)
        counts[finding->rule->requirement->index]++;
    }
}

static guint *
count_all (const LeatReport *report)
{
  guint *counts = g_new0 (guint, leat_catalogue_get_requirements (report->catalogue)->len + 1);

  for (guint i = 0; i < report->results->len; i++)
    count_findings (((LeatBlockResult *) report->results->pdata[i])->findings, counts);
  for (guint i = 0; i < report->wire_findings->len; i++)
    count_findings (report->wire_findings->pdata[i], counts);
  return counts;
}

/* Whether a delay is asked for to one consumer. */
static gboolean
asks_for_one (const LeatReport  *report,
              const LeatElement *properties)
{
  gboolean any = FALSE;

  for (gsize i = 0; !any && i < leat_settings_get_n (properties->settings); i++)
    {
      const char *name;
      const char *stop;
      g_autofree char *id = NULL;

      leat_settings_get_nth (properties->settings, i, &name);
      stop = strchr (name, '.');
      id = stop != NULL ? g_strndup (name, stop - name) : NULL;
      any = id != NULL && leat_catalogue_get_requirement (report->catalogue, id) != NULL;
    }
  return any;
}

GPtrArray *
leat_requirements_judge (LeatReport        *report,
                         const LeatElement *properties)
{
  GPtrArray *all = leat_catalogue_get_requirements (report->catalogue);
  GPtrArray *results = g_ptr_array_new_with_free_func (result_free);
  g_autofree guint *counts = NULL;

  if (report->options.cost_only ||
      (report->asked == NULL && report->options.budget <= 0 && (properties == NULL || !asks_for_one (report, properties))))
    return results;
  counts = count_all (report);
  for (guint i = 0; i < all->len; i++)
    {
      const LeatRequirement *requirement = g_ptr_array_index (all, i);
      double asked = requirement->measure == LEAT_REQUIREMENT_COST ? report->options.budget
                     : report->asked != NULL                   ? report->asked[i] : 0;
      LeatRequirementResult *result = asked > 0 ? add (results, requirement, asked) : NULL;

      if (result != NULL && requirement->measure == LEAT_REQUIREMENT_COST)
        judge_cost (report, result);
      else if (result != NULL && requirement->measure == LEAT_REQUIREMENT_RULES)
        {
          result->n_findings = counts[i];
          result->verdict = counts[i] > 0 ? LEAT_VERDICT_MISSED : LEAT_VERDICT_MET;
        }
      if (requirement->measure != LEAT_REQUIREMENT_P95 || properties == NULL)
        continue;
      if (result != NULL)
        judge_delay (report, properties, result);
      add_own_delays (report, properties, requirement, results);
    }
  return results;
}

GPtrArray *
leat_report_get_requirements (const LeatReport *self)
{
  return self->requirements;
}

guint
leat_report_count_missed (const LeatReport *self)
{
  guint n = 0;

  for (guint i = 0; i < self->requirements->len; i++)
    n += ((LeatRequirementResult *) g_ptr_array_index (self->requirements, i))->verdict == LEAT_VERDICT_MISSED;
  return n;
}

static char *
describe_value (const LeatReport            *report,
                const LeatRequirementResult *result,
                double                       value)
{
  if (result->requirement->measure == LEAT_REQUIREMENT_COST)
    return leat_money_format (report->options.currency, value);
  if (result->requirement->measure == LEAT_REQUIREMENT_P95)
    return leat_duration_format (value);
  return leat_quantity_format (value, result->requirement->setting->unit);
}

double
leat_report_get_asked_p95 (const LeatReport *self)
{
  GPtrArray *results = leat_report_get_requirements (self);

  for (guint i = 0; i < results->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (results, i);

      if (result->requirement->measure == LEAT_REQUIREMENT_P95 && result->block == NULL)
        return result->asked;
    }
  return 0;
}

char *
leat_requirement_result_dup_asked (const LeatRequirementResult *self,
                                   const LeatReport            *report)
{
  if (self->requirement->setting->type == LEAT_SETTING_BOOLEAN)
    return g_strdup (_("yes"));
  return describe_value (report, self, self->asked);
}

char *
leat_requirement_result_dup_measured (const LeatRequirementResult *self,
                                      const LeatReport            *report)
{
  if (self->requirement->measure == LEAT_REQUIREMENT_RULES)
    return self->n_findings == 0 ? g_strdup (_("nothing found against it"))
                                 : g_strdup_printf (ngettext ("%u finding", "%u findings", self->n_findings),
                                                    self->n_findings);
  if (self->is_split)
    return g_strdup (_("each consumer has a delay of its own"));
  /* Where data goes on, delays end further down. */
  if (isnan (self->measured) && self->block != NULL)
    return g_strdup (_("no path ends there"));
  if (isnan (self->measured))
    return g_strdup (_("no path to a consumer yet"));
  if (isinf (self->measured))
    return g_strdup (_("grows without bound"));
  return describe_value (report, self, self->measured);
}

char *
leat_requirement_result_dup_label (const LeatRequirementResult *self)
{
  const char *label = leat_tr (self->requirement->setting->label);

  return self->block != NULL ? g_strdup_printf (_("%s to %s"), label, leat_element_get_label (self->block)) : g_strdup (label);
}

char *
leat_requirement_result_dup_text (const LeatRequirementResult *self,
                                  const LeatReport            *report)
{
  static const char *const verdicts[] = { N_("met"), N_("missed"), N_("cannot be told") };
  g_autofree char *label = leat_requirement_result_dup_label (self);
  g_autofree char *asked = leat_requirement_result_dup_asked (self, report);
  g_autofree char *measured = leat_requirement_result_dup_measured (self, report);
  const char *verdict = _(verdicts[self->verdict]);

  /* "yes" is not what somebody wants to read; and what has no figure "is" not. */
  if (self->requirement->setting->type == LEAT_SETTING_BOOLEAN)
    return g_strdup_printf (_("%s: %s, %s"), label, verdict, measured);
  if (isfinite (self->measured))
    return g_strdup_printf (_("%s: %s, asked %s, is %s"), label, verdict, asked, measured);
  return g_strdup_printf (_("%s: %s, asked %s, %s"), label, verdict, asked, measured);
}
