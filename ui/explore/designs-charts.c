/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/designs-charts.h"

#include "config.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The requirement that is the goal of a design without servers. */
#define SERVERLESS "serverless-only"

/* The scores of a triangle, as its chart takes them. */
#define FULL_SCORE 10.0

gboolean
leat_design_search_is_asked_by_goals (const LeatRequirementResult *result)
{
  return result->block == NULL && (result->requirement->measure != LEAT_REQUIREMENT_RULES ||
                                   g_str_equal (result->requirement->id, SERVERLESS));
}

static char *
dup_key (const LeatRequirementResult *result)
{
  return g_strconcat (result->requirement->id, result->block != NULL ? "." : NULL,
                      result->block != NULL ? result->block->id : NULL, NULL);
}

/* Of a delay asked for one consumer; of anything else only what is met already: what no setting can mend would leave
 * nothing to be found. */
static gboolean
has_to_hold (const LeatRequirementResult *result)
{
  if (leat_design_search_is_asked_by_goals (result))
    return FALSE;
  return result->requirement->measure == LEAT_REQUIREMENT_P95 || result->verdict == LEAT_VERDICT_MET;
}

static gboolean
is_kept (LeatReport *report,
         gpointer    data)
{
  GPtrArray *kept = data;
  GPtrArray *results = leat_report_get_requirements (report);

  for (guint i = 0; i < results->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (results, i);
      g_autofree char *key = result->verdict == LEAT_VERDICT_MISSED ? dup_key (result) : NULL;

      if (key != NULL && g_ptr_array_find_with_equal_func (kept, key, g_str_equal, NULL))
        return FALSE;
    }
  return TRUE;
}

LeatDesignSearch *
leat_design_search_new (LeatReport      *report,
                        GPtrArray       *elements,
                        const LeatGoals *goals)
{
  LeatDesignSearch *self = g_new0 (LeatDesignSearch, 1);
  GPtrArray *results = leat_report_get_requirements (report);

  self->report = leat_report_ref (report);
  self->elements = g_ptr_array_ref (elements);
  self->goals = *goals;
  self->designs = g_ptr_array_new ();
  self->kept = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < results->len; i++)
    if (has_to_hold (results->pdata[i]))
      g_ptr_array_add (self->kept, dup_key (results->pdata[i]));
  if (self->kept->len > 0)
    {
      self->goals.meets = is_kept;
      self->goals.data = self->kept;
    }
  return self;
}

char *
leat_design_search_dup_left_out (const LeatDesignSearch *self)
{
  GPtrArray *results = leat_report_get_requirements (self->report);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < results->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (results, i);

      if (result->verdict == LEAT_VERDICT_MISSED && !leat_design_search_is_asked_by_goals (result) && !has_to_hold (result))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", leat_tr (result->requirement->setting->label));
    }
  return text->len > 0 ? g_strdup_printf (_("Not looked for, since it is missed as drawn: %s."), text->str) : NULL;
}

void
leat_design_search_free (gpointer data)
{
  LeatDesignSearch *self = data;

  g_clear_pointer (&self->found, leat_optimisation_free);
  leat_report_unref (self->report);
  g_ptr_array_unref (self->elements);
  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->designs);
  g_free (self);
}

/* A way that neither has is the same too. */
static gboolean
is_same_delay (double a,
               double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
is_same_design (const LeatDesign *a,
                const LeatDesign *b)
{
  return a->cost == b->cost && is_same_delay (a->p95, b->p95) && a->complexity == b->complexity && a->changes->len == b->changes->len;
}

void
leat_design_search_take (LeatDesignSearch *self,
                         LeatOptimisation *found)
{
  self->found = found;
  if (found->nearest != NULL && found->nearest->changes->len > 0)
    g_ptr_array_add (self->designs, found->nearest);
  for (guint i = 0; i < found->front->len; i++)
    if (found->nearest == NULL || !is_same_design (found->nearest, found->front->pdata[i]))
      g_ptr_array_add (self->designs, found->front->pdata[i]);
}

char *
leat_design_search_dup_name (const LeatDesignSearch *self,
                             guint                   i)
{
  return self->designs->pdata[i] == self->found->nearest ? g_strdup (_("Nearest Design")) : g_strdup_printf (_("Design %u"), i + 1);
}

static void
append_line (GString *text,
             char    *line) /* taken */
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
  g_free (line);
}

char *
leat_design_search_dup_misses (const LeatDesignSearch *self,
                               const LeatDesign       *design)
{
  const char *currency = leat_report_get_options (self->report)->currency;
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *p95 = leat_duration_format (design->p95);
  g_autofree char *asked = leat_duration_format (self->goals.max_p95);
  g_autofree char *cost = leat_money_format (currency, design->cost);
  g_autofree char *budget = leat_money_format (currency, self->goals.budget);

  if (design->unmet & LEAT_UNMET_P95)
    append_line (text, g_strdup_printf (_("p95 is %s, beyond the %s asked"), p95, asked));
  if (design->unmet & LEAT_UNMET_BUDGET)
    append_line (text, g_strdup_printf (_("it costs %s a month, beyond the %s asked"), cost, budget));
  if (design->unmet & LEAT_UNMET_SERVERLESS)
    append_line (text, g_strdup (_("some blocks have servers, and nothing is known that can stand in their place")));
  if (design->unmet & LEAT_UNMET_OTHER)
    append_line (text, g_strdup (_("something else that is asked of the pipeline is missed")));
  return design->unmet != 0 ? g_strdup (text->str) : NULL;
}

/* The front */

static void
mark_goals (const LeatDesignSearch *self,
            LeatChart              *chart)
{
  g_autofree char *time = leat_duration_format (self->goals.max_p95);
  g_autofree char *money = leat_money_format (leat_report_get_options (self->report)->currency, self->goals.budget);
  g_autofree char *asked = g_strdup_printf (_("asked %s"), time);
  g_autofree char *budget = g_strdup_printf (_("budget %s"), money);

  if (self->goals.max_p95 > 0)
    leat_chart_add_mark (chart, LEAT_CHART_Y, self->goals.max_p95, asked, LEAT_MARK_LIMIT);
  if (self->goals.budget > 0)
    leat_chart_add_mark (chart, LEAT_CHART_X, self->goals.budget, budget, LEAT_MARK_LIMIT);
}

LeatChart *
leat_design_search_front_chart (const LeatDesignSearch *self,
                                int                     chosen)
{
  const LeatOptimisation *found = self->found;
  const LeatDesign *present = found->present;
  LeatChart *chart = leat_chart_new (LEAT_CHART_SCATTER, _("Cost and Delay of Designs"));

  leat_chart_set_axis (chart, LEAT_CHART_X, _("cost a month"), LEAT_FIGURE_MONEY,
                       leat_report_get_options (self->report)->currency, FALSE);
  leat_chart_set_axis (chart, LEAT_CHART_Y, _("delay, 95th percentile"), LEAT_FIGURE_DURATION, NULL, TRUE);
  leat_chart_set_axis (chart, LEAT_CHART_VALUE, _("points of complexity"), LEAT_FIGURE_PLAIN, NULL, FALSE);
  leat_chart_add_point (chart, _("as drawn"), present->cost, present->p95, present->complexity,
                        LEAT_POINT_PRESENT | (found->is_best ? LEAT_POINT_FRONT : 0));
  for (guint i = 0; i < self->designs->len; i++)
    {
      const LeatDesign *design = g_ptr_array_index (self->designs, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      leat_chart_add_point (chart, design == found->nearest ? _("nearest") : number, design->cost, design->p95, design->complexity,
                            LEAT_POINT_FRONT | ((int) i == chosen ? LEAT_POINT_CHOSEN : 0));
    }
  mark_goals (self, chart);
  return chart;
}

/* The triangle */

static void
add_triangle (LeatChart          *chart,
              const LeatTriangle *triangle,
              const char         *name,
              int                 colour)
{
  leat_chart_add_design (chart, name, colour, triangle->sides[LEAT_CORNER_COST].score / FULL_SCORE,
                         triangle->sides[LEAT_CORNER_COMPLEXITY].score / FULL_SCORE,
                         triangle->sides[LEAT_CORNER_PERFORMANCE].score / FULL_SCORE);
}

LeatChart *
leat_designs_triangle_chart (const LeatTriangle *present,
                             const LeatTriangle *chosen,
                             const char         *name)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_TRIANGLE, _("Iron Triangle"));

  leat_chart_set_range (chart, LEAT_CHART_VALUE, 0, FULL_SCORE);
  leat_chart_set_note (chart, _("scores of 10"));
  leat_chart_set_corners (chart, _("low cost"), _("simplicity"), _("performance"));
  add_triangle (chart, present, _("As drawn"), LEAT_CHART_OWN (1));
  if (chosen != NULL)
    add_triangle (chart, chosen, name, LEAT_CHART_OWN (0));
  return chart;
}
