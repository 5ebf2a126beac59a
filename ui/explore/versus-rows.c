/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/versus-rows.h"

#include "config.h"

#include "draw/chart.h"
#include "engine/compare.h"
#include "engine/money.h"
#include "draw/report-charts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
row_free (gpointer data)
{
  LeatVersusRow *row = data;

  g_free (row->label);
  g_free (row->before);
  g_free (row->after);
  g_free (row->change);
  g_free (row);
}

const char *
leat_versus_word (int better)
{
  return better > 0 ? _("better") : better < 0 ? _("worse") : "";
}

static char *
format (LeatDifferenceKind kind,
        const char    *currency,
        double         value)
{
  if (isnan (value))
    return g_strdup (_("none"));
  switch (kind)
    {
    case LEAT_DIFFERENCE_MONEY:
      return leat_money_format (currency, value);
    case LEAT_DIFFERENCE_TIME:
      return leat_duration_format (value);
    case LEAT_DIFFERENCE_SHARE:
      return leat_figure_format (LEAT_FIGURE_PERCENT, NULL, value);
    case LEAT_DIFFERENCE_NUMBER:
    default:
      return leat_figure_format (LEAT_FIGURE_PLAIN, NULL, value);
    }
}

static char *
format_change (const LeatFigureDifference *figure,
               const char                 *currency)
{
  g_autofree char *size = NULL;

  if (isnan (figure->change))
    return g_strdup (_("not known"));
  if (figure->change == 0)
    return g_strdup (_("no change"));
  if (isinf (figure->change))
    return g_strdup (figure->change > 0 ? _("no bound now") : _("has a bound now"));
  size = format (figure->kind, currency, fabs (figure->change));
  return g_strdup_printf (figure->change > 0 ? "+%s" : "−%s", size);
}

static void
add_figure (GPtrArray                  *rows,
            const LeatFigureDifference *figure,
            const char                 *currency)
{
  LeatVersusRow *row;

  if (isnan (figure->before) && isnan (figure->after))
    return;
  row = g_new0 (LeatVersusRow, 1);
  row->label = g_strdup (figure->label);
  row->before = format (figure->kind, currency, figure->before);
  row->after = format (figure->kind, currency, figure->after);
  row->change = format_change (figure, currency);
  row->better = figure->better;
  g_ptr_array_add (rows, row);
}

static void
add_heading (GPtrArray  *rows,
             const char *label)
{
  LeatVersusRow *row = g_new0 (LeatVersusRow, 1);

  row->label = g_strdup (label);
  g_ptr_array_add (rows, row);
}

static void
add_figures (GPtrArray  *rows,
             LeatReport *before,
             LeatReport *after)
{
  g_autoptr(GArray) figures = leat_compare (before, after);

  for (guint i = 0; i < figures->len; i++)
    {
      const LeatFigureDifference *figure = &g_array_index (figures, LeatFigureDifference, i);

      /* Nobody misses prices that are all there. */
      if (!g_str_equal (figure->id, "unpriced") || figure->before + figure->after > 0)
        add_figure (rows, figure, leat_report_get_options (before)->currency);
    }
}

/* Delays to each consumer */

static void
list_consumers (LeatReport *report,
                GPtrArray  *consumers)
{
  GPtrArray *paths = leat_report_get_paths (report);

  for (guint i = 0; i < paths->len; i++)
    {
      const LeatElement *element = leat_path_get_end (paths->pdata[i], TRUE)->element;
      gboolean known = FALSE;

      for (guint k = 0; k < consumers->len; k++)
        known = known || g_str_equal (((const LeatElement *) consumers->pdata[k])->id, element->id);
      if (!known)
        g_ptr_array_add (consumers, (gpointer) element);
    }
}

static double
get_percentile (const LeatPath *path,
                guint           i)
{
  const double percentiles[] = { path != NULL ? path->p50 : NAN, path != NULL ? path->p95 : NAN, path != NULL ? path->p99 : NAN };

  return path != NULL && path->unbounded ? INFINITY : percentiles[i];
}

static void
add_delays (GPtrArray         *rows,
            LeatReport        *before,
            LeatReport        *after,
            const LeatElement *consumer)
{
  static const char *const words[] = { N_("%s: half of the records"), N_("%s: 95 %% of the records"), N_("%s: 99 %% of the records") };
  const LeatPath *first = leat_report_find_path (before, NULL, consumer->id);
  const LeatPath *second = leat_report_find_path (after, NULL, consumer->id);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr(GString) label = g_string_new (_(words[i]));
      LeatFigureDifference figure = { NULL, NULL, LEAT_DIFFERENCE_TIME, get_percentile (first, i), get_percentile (second, i), 0, 0 };

      g_string_replace (label, "%s", leat_element_get_label (consumer), 1);
      g_string_replace (label, "%%", "%", 0);
      figure.label = label->str;
      if (figure.before != figure.after)
        figure.change = figure.after - figure.before;
      figure.better = isnan (figure.change) ? 0 : (figure.change < 0) - (figure.change > 0);
      add_figure (rows, &figure, NULL);
    }
}

/* With a single consumer the slowest path has told already. */
static void
add_consumers (GPtrArray  *rows,
               LeatReport *before,
               LeatReport *after)
{
  g_autoptr(GPtrArray) consumers = g_ptr_array_new ();

  list_consumers (before, consumers);
  list_consumers (after, consumers);
  if (consumers->len < 2)
    return;
  add_heading (rows, _("Delay to Each Consumer"));
  for (guint i = 0; i < consumers->len; i++)
    add_delays (rows, before, after, consumers->pdata[i]);
}

/* Requirements */

static const LeatRequirementResult *
find_requirement (LeatReport                  *report,
                  const LeatRequirementResult *like)
{
  GPtrArray *results = leat_report_get_requirements (report);

  for (guint i = 0; i < results->len; i++)
    {
      const LeatRequirementResult *result = results->pdata[i];

      if (g_str_equal (result->requirement->id, like->requirement->id) &&
          g_strcmp0 (result->block != NULL ? result->block->id : NULL, like->block != NULL ? like->block->id : NULL) == 0)
        return result;
    }
  return NULL;
}

static char *
describe_verdict (const LeatRequirementResult *result,
                  LeatReport                  *report)
{
  g_autofree char *measured = result != NULL ? leat_requirement_result_dup_measured (result, report) : NULL;
  const char *word;

  if (result == NULL)
    return g_strdup (_("not asked"));
  word = result->verdict == LEAT_VERDICT_MET ? _("met") : result->verdict == LEAT_VERDICT_MISSED ? _("missed") : _("not known");
  return g_strdup_printf ("%s: %s", word, measured);
}

static int
rank (const LeatRequirementResult *result)
{
  return result == NULL || result->verdict == LEAT_VERDICT_UNKNOWN ? 0 : result->verdict == LEAT_VERDICT_MET ? 1 : -1;
}

static void
add_requirement (GPtrArray                   *rows,
                 LeatReport                  *before,
                 LeatReport                  *after,
                 const LeatRequirementResult *either,
                 LeatReport                  *report)
{
  const LeatRequirementResult *first = find_requirement (before, either), *second = find_requirement (after, either);
  g_autofree char *asked = leat_requirement_result_dup_asked (either, report);
  LeatVersusRow *row = g_new0 (LeatVersusRow, 1);
  int change = rank (first) * rank (second) < 0 ? rank (second) - rank (first) : 0;

  row->label = either->block != NULL
                 ? g_strdup_printf (_("%s, %s: %s"), leat_tr (either->requirement->setting->label),
                                    leat_element_get_label (either->block), asked)
                 : g_strdup_printf (_("%s: %s"), leat_tr (either->requirement->setting->label), asked);
  row->before = describe_verdict (first, before);
  row->after = describe_verdict (second, after);
  row->better = (change > 0) - (change < 0);
  row->change = g_strdup (change > 0 ? _("met now") : change < 0 ? _("missed now") : _("no change"));
  g_ptr_array_add (rows, row);
}

static void
add_requirements (GPtrArray  *rows,
                  LeatReport *before,
                  LeatReport *after)
{
  GPtrArray *first = leat_report_get_requirements (before), *second = leat_report_get_requirements (after);

  if (first->len + second->len == 0)
    return;
  add_heading (rows, _("What Is Asked"));
  for (guint i = 0; i < first->len; i++)
    add_requirement (rows, before, after, first->pdata[i], before);
  for (guint i = 0; i < second->len; i++)
    if (find_requirement (before, second->pdata[i]) == NULL)
      add_requirement (rows, before, after, second->pdata[i], after);
}

GPtrArray *
leat_versus_rows (LeatReport *before,
                  LeatReport *after)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);

  add_figures (rows, before, after);
  add_consumers (rows, before, after);
  add_requirements (rows, before, after);
  return rows;
}
