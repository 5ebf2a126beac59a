/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/report-charts.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A bar, and what is around all of them: title, axis, the row of marks. */
#define ROW 26
#define AROUND 100

/* Room beyond the longest for what stands at its end. */
#define SPARE 1.02

int
leat_chart_height_of (guint n)
{
  return AROUND + ROW * (int) MAX (n, 2);
}

/* Cost */

typedef struct
{
  const LeatElement *element;
  int                role;
  double             cost;  /* in the report that is shown */
  double             most;  /* in either */
  guint              place; /* in the drawing */
} Share;

static void
add_shares (GArray     *shares,
            LeatReport *report,
            gboolean    shown)
{
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (report, i);
      Share *share = NULL;

      for (guint k = 0; k < shares->len && share == NULL; k++)
        if (g_str_equal (g_array_index (shares, Share, k).element->id, result->element->id))
          share = &g_array_index (shares, Share, k);
      if (share == NULL)
        {
          Share one = { result->element, result->service != NULL ? (int) result->service->role : LEAT_CHART_NEXT, 0, 0, shares->len };

          g_array_append_val (shares, one);
          share = &g_array_index (shares, Share, shares->len - 1);
        }
      share->most = MAX (share->most, result->monthly);
      if (shown)
        share->cost = result->monthly;
    }
}

/* The names decide between equals, not which of two reports is the first. */
static int
compare_shares (gconstpointer a,
                gconstpointer b)
{
  const Share *x = a, *y = b;

  if (x->most != y->most)
    return x->most > y->most ? -1 : 1;
  return g_strcmp0 (x->element->id, y->element->id);
}

LeatChart *
leat_report_cost_chart (LeatReport *report,
                        LeatReport *other,
                        const char *title)
{
  const char *currency = leat_report_get_options (report)->currency;
  g_autoptr(GArray) shares = g_array_new (FALSE, FALSE, sizeof (Share));
  LeatChart *chart = leat_chart_new (LEAT_CHART_WATERFALL, title);
  double total = leat_report_get_total (report, NULL), at = 0;
  double most = MAX (total, other != NULL ? leat_report_get_total (other, NULL) : 0);
  g_autofree char *note = leat_money_format (currency, total);

  add_shares (shares, report, TRUE);
  if (other != NULL)
    add_shares (shares, other, FALSE);
  g_array_sort (shares, compare_shares);
  leat_chart_set_axis (chart, LEAT_CHART_X, NULL, LEAT_FIGURE_MONEY, currency, FALSE);
  leat_chart_set_note (chart, note);
  if (most > 0)
    leat_chart_set_range (chart, LEAT_CHART_X, 0, most * SPARE);
  for (guint i = 0; i < shares->len; i++)
    {
      const Share *share = &g_array_index (shares, Share, i);

      if (share->most <= 0)
        continue;
      leat_chart_add_stage (chart, leat_element_get_label (share->element), at, share->cost, share->role);
      at += share->cost;
    }
  return chart;
}

/* Delay */

const LeatPath *
leat_report_find_path (LeatReport *report,
                       const char *source,
                       const char *consumer)
{
  GPtrArray *paths = leat_report_get_paths (report);

  for (guint i = 0; i < paths->len; i++)
    {
      const LeatPath *path = g_ptr_array_index (paths, i);

      if ((source == NULL || g_str_equal (leat_path_get_end (path, FALSE)->element->id, source)) &&
          (consumer == NULL || g_str_equal (leat_path_get_end (path, TRUE)->element->id, consumer)))
        return path;
    }
  return NULL;
}

char *
leat_path_dup_label (const LeatPath *self)
{
  return g_strdup_printf ("%s → %s", leat_element_get_label (leat_path_get_end (self, FALSE)->element),
                          leat_element_get_label (leat_path_get_end (self, TRUE)->element));
}

static double
sum_means (const LeatPath *path)
{
  double sum = 0;

  for (guint i = 0; i < path->blocks->len; i++)
    {
      const LeatBlockResult *block = g_ptr_array_index (path->blocks, i);

      sum += leat_path_get_wait (path, i);
      for (guint k = 0; k < block->n_stages; k++)
        sum += block->stages[k].mean;
    }
  return sum;
}

static double
get_reach (const LeatPath *path)
{
  double sum = sum_means (path);

  return MAX (isfinite (sum) ? sum : 0, path->unbounded ? 0 : path->p95);
}

static void
add_percentiles (LeatChart      *chart,
                 const LeatPath *path)
{
  if (path->unbounded)
    return;
  leat_chart_add_mark (chart, LEAT_CHART_X, path->p50, _("p50"), LEAT_MARK_EVENT);
  leat_chart_add_mark (chart, LEAT_CHART_X, path->p95, _("p95"), LEAT_MARK_EVENT);
}

/* Adds what takes time at a block, from @at on. */
static void
add_stage (LeatChart             *chart,
           const LeatBlockResult *block,
           const char            *words,
           double                 mean,
           double                *at,
           GPtrArray             *blocks)
{
  g_autofree char *label = g_strdup_printf (_("%s: %s"), leat_element_get_label (block->element), words);

  if (!(mean > 0))
    return;
  leat_chart_add_stage (chart, label, *at, mean, (int) block->service->role);
  if (blocks != NULL)
    g_ptr_array_add (blocks, (gpointer) block);
  *at += isfinite (mean) ? mean : 0;
}

static void
add_stages (LeatChart      *chart,
            const LeatPath *path,
            GPtrArray      *blocks)
{
  double at = 0;

  for (guint i = 0; i < path->blocks->len; i++)
    {
      const LeatBlockResult *block = g_ptr_array_index (path->blocks, i);

      add_stage (chart, block, _("Wait in the backlog"), leat_path_get_wait (path, i), &at, blocks);
      for (guint k = 0; k < block->n_stages; k++)
        add_stage (chart, block, leat_tr (block->stages[k].stage->label), block->stages[k].mean, &at, blocks);
    }
}

LeatChart *
leat_report_path_chart (const LeatPath *path,
                        const LeatPath *other,
                        const char     *title,
                        GPtrArray      *blocks)
{
  LeatChart *chart = leat_chart_new (LEAT_CHART_WATERFALL, title);
  g_autofree char *time = leat_duration_format (sum_means (path));
  g_autofree char *note = g_strdup_printf (_("mean %s"), time);
  double reach = MAX (get_reach (path), other != NULL ? get_reach (other) : 0);

  leat_chart_set_axis (chart, LEAT_CHART_X, NULL, LEAT_FIGURE_DURATION, NULL, FALSE);
  leat_chart_set_note (chart, note);
  if (other != NULL && reach > 0)
    leat_chart_set_range (chart, LEAT_CHART_X, 0, reach * SPARE);
  add_stages (chart, path, blocks);
  add_percentiles (chart, path);
  return chart;
}
