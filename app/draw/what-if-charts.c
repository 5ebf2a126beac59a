/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/what-if-charts.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A utilisation below this never matters: it would only hide those that do. */
#define NOT_WORTH_SHOWING 0.02

void
leat_exploration_free (gpointer data)
{
  LeatExploration *self = data;

  g_clear_pointer (&self->report, leat_report_unref);
  g_ptr_array_unref (self->variations);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->settings);
  g_clear_pointer (&self->curves, leat_curves_free);
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->thresholds, g_array_unref);
  g_free (self);
}

static const LeatVariation *
get_variation (const LeatExploration *self,
               guint             i)
{
  return g_ptr_array_index (self->variations, i);
}

static gboolean
is_of_words (const LeatExploration *self,
             guint             i)
{
  return isnan (g_array_index (get_variation (self, i)->numbers, double, 0));
}

static const char *
get_currency (const LeatExploration *self)
{
  return leat_report_get_options (self->report)->currency;
}

/* The texts of the words of a choice, as people read them. */
static char **
dup_words (const LeatExploration *self,
           guint             i)
{
  const LeatVariation *variation = get_variation (self, i);
  const LeatSetting *setting = g_ptr_array_index (self->settings, i);
  GPtrArray *words = g_ptr_array_new ();

  for (guint k = 0; k < variation->values->len; k++)
    {
      const LeatChoice *choice = setting != NULL ? leat_setting_find_choice (setting, variation->values->pdata[k]) : NULL;

      g_ptr_array_add (words, g_strdup (choice != NULL ? leat_tr (choice->label) : variation->values->pdata[k]));
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

/* The places of the values on an axis: numbers, or 0, 1, 2 … for words. */
static double *
dup_places (const LeatExploration *self,
            guint             i,
            guint            *n)
{
  const LeatVariation *variation = get_variation (self, i);
  double *places = g_new (double, variation->values->len);

  *n = variation->values->len;
  for (guint k = 0; k < *n; k++)
    places[k] = is_of_words (self, i) ? k : g_array_index (variation->numbers, double, k);
  return places;
}

static void
set_axis (const LeatExploration *self,
          LeatChart        *chart,
          LeatChartAxis     axis,
          guint             i)
{
  const LeatSetting *setting = g_ptr_array_index (self->settings, i);
  const char *unit = setting != NULL && g_strcmp0 (setting->unit, "1") != 0 ? setting->unit : NULL;

  leat_chart_set_axis (chart, axis, g_ptr_array_index (self->labels, i),
                       setting == NULL ? LEAT_FIGURE_TIMES : LEAT_FIGURE_PLAIN, unit, setting == NULL);
  if (setting != NULL && setting->type == LEAT_SETTING_INTEGER)
    leat_chart_set_whole (chart, axis);
  if (is_of_words (self, i))
    {
      g_auto(GStrv) words = dup_words (self, i);

      leat_chart_set_words (chart, axis, (const char *const *) words);
    }
}

static void
mark_present (const LeatExploration *self,
              LeatChart        *chart,
              LeatChartAxis     axis,
              guint             i,
              const char       *words)
{
  if (isfinite (self->present[i]))
    leat_chart_add_mark (chart, axis, self->present[i], words, LEAT_MARK_PRESENT);
}

static int
role_of (const LeatExploration *self,
         const char       *block)
{
  const LeatBlockResult *result = leat_report_get_block (self->report, block);

  return result != NULL && result->service != NULL ? (int) result->service->role : LEAT_CHART_NEXT;
}

static const char *
label_of (const LeatExploration *self,
          const char       *block)
{
  const LeatBlockResult *result = leat_report_get_block (self->report, block);

  return result != NULL ? leat_element_get_label (result->element) : block;
}

double
leat_exploration_get_budget (const LeatExploration *self)
{
  const LeatOptions *options = leat_report_get_options (self->report);

  return leat_money_round (options->currency, options->budget * (options->currency != NULL ? options->rate : 1));
}

static void
mark_budget (const LeatExploration *self,
             LeatChart             *chart)
{
  double budget = leat_exploration_get_budget (self);
  g_autofree char *money = leat_money_format (get_currency (self), budget);
  g_autofree char *words = g_strdup_printf (_("budget %s"), money);

  if (budget > 0)
    leat_chart_add_mark (chart, LEAT_CHART_Y, budget, words, LEAT_MARK_LIMIT);
}

static void
add_costs (const LeatExploration *self,
           LeatChart        *chart,
           const double     *x,
           guint             n)
{
  const LeatCurves *curves = self->curves;
  g_autofree double *y = g_new (double, n);

  for (guint b = 0; b < curves->blocks->len; b++)
    {
      double most = 0;

      for (guint k = 0; k < n; k++)
        most = MAX (most, y[k] = curves->costs[k * curves->blocks->len + b]);
      if (most > 0)
        leat_chart_add_series (chart, label_of (self, curves->blocks->pdata[b]), role_of (self, curves->blocks->pdata[b]), n, x, y);
    }
}

/* Per 1,000 records at the present load, which is what one compares designs by. */
static char *
describe_unit_cost (const LeatExploration *self)
{
  double per_s = 0, total = leat_report_get_total (self->report, NULL);
  g_autofree char *money = NULL;

  for (guint i = 0; i < leat_report_get_n_blocks (self->report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (self->report, i);

      if (result->service != NULL && result->service->load != NULL)
        per_s += result->out.values[LEAT_FLOW_RECORDS_PER_S];
    }
  if (per_s <= 0)
    return NULL;
  money = leat_money_format (get_currency (self),
                             total / (per_s * leat_report_get_options (self->report)->hours_per_month * 3600) * 1e6);
  return g_strdup_printf (_("per million records at the present load: %s"), money);
}

LeatChart *
leat_exploration_cost_chart (const LeatExploration *self)
{
  guint n;
  g_autofree double *x = dup_places (self, 0, &n);
  LeatChart *chart = leat_chart_new (is_of_words (self, 0) ? LEAT_CHART_LINES : LEAT_CHART_AREAS, _("Cost a Month"));
  g_autofree char *money = leat_money_format (get_currency (self), leat_report_get_total (self->report, NULL));
  g_autofree char *present = g_strdup_printf (_("as drawn: %s"), money);
  g_autofree char *note = describe_unit_cost (self);

  set_axis (self, chart, LEAT_CHART_X, 0);
  leat_chart_set_axis (chart, LEAT_CHART_Y, NULL, LEAT_FIGURE_MONEY, get_currency (self), FALSE);
  leat_chart_set_note (chart, note);
  if (is_of_words (self, 0))
    {
      g_autofree double *y = g_new (double, n);

      for (guint k = 0; k < n; k++)
        y[k] = g_array_index (self->curves->points, LeatExplorePoint, k).total;
      leat_chart_add_series (chart, _("total"), LEAT_CHART_NEXT, n, x, y);
    }
  else
    add_costs (self, chart, x, n);
  mark_present (self, chart, LEAT_CHART_X, 0, present);
  mark_budget (self, chart);
  return chart;
}

static gboolean
is_known (GPtrArray  *names,
          const char *name)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

/* Whether data to a consumer passes a block. */
static gboolean
is_on_way (const LeatExploration *self,
           const char            *block,
           const char            *consumer)
{
  GPtrArray *paths = leat_report_get_paths (self->report);

  for (guint i = 0; i < paths->len; i++)
    {
      const LeatPath *path = g_ptr_array_index (paths, i);

      if (!g_str_equal (leat_path_get_end (path, TRUE)->element->id, consumer))
        continue;
      for (guint k = 0; k < path->blocks->len; k++)
        if (g_str_equal (((LeatBlockResult *) path->blocks->pdata[k])->element->id, block))
          return TRUE;
    }
  return FALSE;
}

/* Why the delay to a consumer has no bound where that is so first: what is used most on the way to it. What is full elsewhere is
 * not why. */
static char *
describe_break (const LeatExploration *self,
                const char            *consumer,
                const double          *y,
                guint                  n)
{
  const LeatCurves *curves = self->curves;
  const char *full = NULL;
  double most = 1;
  guint at = 0;

  while (at < n && !isinf (y[at]))
    at++;
  for (guint b = 0; at < n && b < curves->blocks->len; b++)
    {
      double use = curves->uses[(gsize) at * curves->blocks->len + b];

      if (use >= most && is_on_way (self, curves->blocks->pdata[b], consumer))
        {
          most = use;
          full = curves->blocks->pdata[b];
        }
    }
  return full != NULL ? g_strdup_printf (_("%s saturates: delay grows without bound"), label_of (self, full))
                      : g_strdup (_("delay grows without bound"));
}

LeatChart *
leat_exploration_delay_chart (const LeatExploration *self)
{
  const LeatCurves *curves = self->curves;
  guint n;
  g_autofree double *x = dup_places (self, 0, &n);
  g_autofree double *y = g_new (double, n);
  g_autoptr(GPtrArray) consumers = g_ptr_array_new ();
  LeatChart *chart = leat_chart_new (LEAT_CHART_LINES, _("Delay, 95th Percentile"));

  set_axis (self, chart, LEAT_CHART_X, 0);
  leat_chart_set_axis (chart, LEAT_CHART_Y, NULL, LEAT_FIGURE_DURATION, NULL, TRUE);
  for (guint r = 0; r < curves->routes->len; r++)
    {
      const LeatRoute *route = (LeatRoute *) g_ptr_array_index (curves->routes, r);
      g_autofree char *why = NULL;
      LeatDelay delay;

      if (is_known (consumers, route->consumer))
        continue;
      g_ptr_array_add (consumers, route->consumer);
      for (guint k = 0; k < n; k++)
        y[k] = leat_curves_get_consumer_delay (curves, k, route->consumer, &delay) ? delay.p95 : NAN;
      leat_chart_add_series (chart, label_of (self, route->consumer), LEAT_CHART_NEXT, n, x, y);
      why = describe_break (self, route->consumer, y, n);
      leat_chart_set_unbounded (chart, why);
    }
  mark_present (self, chart, LEAT_CHART_X, 0, _("as drawn"));
  if (self->asked > 0)
    {
      g_autofree char *time = leat_duration_format (self->asked);
      g_autofree char *words = g_strdup_printf (_("asked %s"), time);

      leat_chart_add_mark (chart, LEAT_CHART_Y, self->asked, words, LEAT_MARK_LIMIT);
    }
  return chart;
}

LeatChart *
leat_exploration_use_chart (const LeatExploration *self)
{
  const LeatCurves *curves = self->curves;
  guint n;
  g_autofree double *x = dup_places (self, 0, &n);
  g_autofree double *y = g_new (double, n);
  LeatChart *chart = leat_chart_new (LEAT_CHART_LINES, _("Utilisation at Peak"));

  set_axis (self, chart, LEAT_CHART_X, 0);
  leat_chart_set_axis (chart, LEAT_CHART_Y, NULL, LEAT_FIGURE_PERCENT, NULL, TRUE);
  for (guint b = 0; b < curves->blocks->len; b++)
    {
      double most = 0;

      for (guint k = 0; k < n; k++)
        {
          y[k] = curves->uses[k * curves->blocks->len + b];
          most = isfinite (y[k]) ? MAX (most, y[k]) : most;
          y[k] = y[k] > 0 ? y[k] : NAN;
        }
      if (most >= NOT_WORTH_SHOWING)
        leat_chart_add_series (chart, label_of (self, curves->blocks->pdata[b]), role_of (self, curves->blocks->pdata[b]), n, x, y);
    }
  mark_present (self, chart, LEAT_CHART_X, 0, _("as drawn"));
  leat_chart_add_mark (chart, LEAT_CHART_Y, 1, _("all of the limit"), LEAT_MARK_LIMIT);
  return chart;
}

/* Two variations */

static double
get_figure (const LeatExploration *self,
            guint             first,
            guint             second,
            gboolean          delay)
{
  guint n = get_variation (self, 1)->values->len;
  const LeatExplorePoint *point = &g_array_index (self->points, LeatExplorePoint, first * n + second);

  return delay ? point->p95 : point->total;
}

static void
add_break_evens (const LeatExploration *self,
                 LeatChart        *chart,
                 guint             words)
{
  g_autoptr(GArray) evens = leat_explore_break_evens (self->variations, self->points);
  const LeatSetting *setting = g_ptr_array_index (self->settings, words);
  g_auto(GStrv) labels = dup_words (self, words);
  const LeatVariation *numbers = get_variation (self, 1 - words);

  for (guint i = 0; i < evens->len; i++)
    {
      const LeatBreakEven *even = &g_array_index (evens, LeatBreakEven, i);
      const LeatChoice *choice = setting != NULL ? leat_setting_find_choice (setting, even->cheaper) : NULL;
      g_autofree char *at = leat_figure_format (self->settings->pdata[1 - words] == NULL ? LEAT_FIGURE_TIMES : LEAT_FIGURE_PLAIN,
                                                NULL, even->at);
      g_autofree char *label = g_strdup_printf (_("%s is cheaper"), choice != NULL ? leat_tr (choice->label) : even->cheaper);
      g_autofree char *detail = g_strdup_printf (_("below %s"), at);
      guint nearest = 0;

      for (guint k = 0; k < numbers->numbers->len; k++)
        if (fabs (g_array_index (numbers->numbers, double, k) - even->at) <
            fabs (g_array_index (numbers->numbers, double, nearest) - even->at))
          nearest = k;
      leat_chart_add_remark (chart, even->at, words == 0 ? get_figure (self, 0, nearest, FALSE) : get_figure (self, nearest, 0, FALSE),
                             label, detail);
    }
}

static LeatChart *
new_word_curves (const LeatExploration *self,
                 guint             words,
                 gboolean          delay)
{
  guint n, n_words = get_variation (self, words)->values->len;
  g_autofree double *x = dup_places (self, 1 - words, &n);
  g_autofree double *y = g_new (double, n);
  g_auto(GStrv) labels = dup_words (self, words);
  LeatChart *chart = leat_chart_new (LEAT_CHART_LINES, delay ? _("Delay of the Slowest Path, 95th Percentile") : _("Cost a Month"));

  set_axis (self, chart, LEAT_CHART_X, 1 - words);
  leat_chart_set_axis (chart, LEAT_CHART_Y, NULL, delay ? LEAT_FIGURE_DURATION : LEAT_FIGURE_MONEY,
                       delay ? NULL : get_currency (self), delay);
  for (guint w = 0; w < n_words; w++)
    {
      for (guint k = 0; k < n; k++)
        y[k] = words == 0 ? get_figure (self, w, k, delay) : get_figure (self, k, w, delay);
      leat_chart_add_series (chart, labels[w], LEAT_CHART_NEXT, n, x, y);
    }
  mark_present (self, chart, LEAT_CHART_X, 1 - words, _("as drawn"));
  if (!delay)
    {
      mark_budget (self, chart);
      add_break_evens (self, chart, words);
    }
  return chart;
}

LeatChart *
leat_exploration_map (const LeatExploration *self,
                  gboolean          delay)
{
  guint n_x, n_y;
  g_autofree double *x = NULL;
  g_autofree double *y = NULL;
  g_autofree double *values = NULL;
  LeatChart *chart;

  if (is_of_words (self, 0) != is_of_words (self, 1))
    return new_word_curves (self, is_of_words (self, 0) ? 0 : 1, delay);
  x = dup_places (self, 0, &n_x);
  y = dup_places (self, 1, &n_y);
  values = g_new (double, n_x * n_y);
  for (guint j = 0; j < n_y; j++)
    for (guint i = 0; i < n_x; i++)
      values[j * n_x + i] = get_figure (self, i, j, delay);
  chart = leat_chart_new (LEAT_CHART_HEAT, delay ? _("Delay of the Slowest Path, 95th Percentile") : _("Cost a Month"));
  set_axis (self, chart, LEAT_CHART_X, 0);
  set_axis (self, chart, LEAT_CHART_Y, 1);
  leat_chart_set_axis (chart, LEAT_CHART_VALUE, NULL, delay ? LEAT_FIGURE_DURATION : LEAT_FIGURE_MONEY,
                       delay ? NULL : get_currency (self), delay);
  leat_chart_set_cells (chart, n_x, x, n_y, y, values);
  mark_present (self, chart, LEAT_CHART_X, 0, _("as drawn"));
  mark_present (self, chart, LEAT_CHART_Y, 1, _("as drawn"));
  return chart;
}
