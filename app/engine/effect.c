/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/effect.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

void
leat_figures_read (LeatFigures *self,
                   LeatReport  *report)
{
  GPtrArray *paths = leat_report_get_paths (report);
  const LeatPath *path = paths->len > 0 ? g_ptr_array_index (paths, 0) : NULL;

  self->currency = g_intern_string (leat_report_get_options (report)->currency);
  self->monthly = leat_report_get_total (report, &self->unpriced);
  self->has_path = path != NULL;
  self->p95 = path == NULL ? 0 : path->unbounded ? INFINITY : path->p95;
  self->findings = leat_report_count_findings (report, LEAT_SEVERITY_ERROR) +
                   leat_report_count_findings (report, LEAT_SEVERITY_WARNING);
}

static char *
describe_cost (const LeatFigures *before,
               const LeatFigures *after)
{
  double change = leat_money_round (after->currency, after->monthly - before->monthly);
  g_autofree char *money = leat_money_format (after->currency, fabs (change));

  if (before->currency != after->currency)
    return g_strdup_printf (_("now in %s"), after->currency != NULL ? after->currency : "USD");
  if (change == 0)
    return NULL;
  return change > 0 ? g_strdup_printf (_("+%s a month (dearer)"), money)
                    : g_strdup_printf (_("−%s a month (cheaper)"), money);
}

static char *
describe_unpriced (const LeatFigures *before,
                   const LeatFigures *after)
{
  guint more = after->unpriced > before->unpriced ? after->unpriced - before->unpriced : 0;
  guint fewer = before->unpriced > after->unpriced ? before->unpriced - after->unpriced : 0;

  if (more > 0)
    return g_strdup_printf (ngettext ("%u more line without a price", "%u more lines without a price", more), more);
  if (fewer > 0)
    return g_strdup_printf (ngettext ("%u line fewer without a price", "%u lines fewer without a price", fewer), fewer);
  return NULL;
}

/* Two delays that read alike are alike: nobody sees a difference of a microsecond. */
static char *
describe_delay (const LeatFigures *before,
                const LeatFigures *after)
{
  g_autofree char *then = leat_duration_format (before->p95);
  g_autofree char *now = leat_duration_format (after->p95);
  g_autofree char *change = NULL;

  if (before->has_path != after->has_path)
    return after->has_path ? g_strdup_printf (_("p95 is now %s"), now) : g_strdup (_("no path to a consumer any more"));
  if (!after->has_path || g_str_equal (then, now))
    return NULL;
  if (!isfinite (after->p95))
    return g_strdup (_("the delay now grows without bound"));
  if (!isfinite (before->p95))
    return g_strdup_printf (_("the delay is bounded now: p95 %s"), now);
  change = leat_duration_format (fabs (after->p95 - before->p95));
  return after->p95 > before->p95 ? g_strdup_printf (_("p95 +%s (slower)"), change)
                                  : g_strdup_printf (_("p95 −%s (faster)"), change);
}

static char *
describe_findings (const LeatFigures *before,
                   const LeatFigures *after)
{
  guint more = after->findings > before->findings ? after->findings - before->findings : 0;
  guint fewer = before->findings > after->findings ? before->findings - after->findings : 0;

  if (more > 0)
    return g_strdup_printf (ngettext ("%u finding more", "%u findings more", more), more);
  if (fewer > 0)
    return g_strdup_printf (ngettext ("%u finding fewer", "%u findings fewer", fewer), fewer);
  return NULL;
}

char *
leat_figures_describe_effect (const LeatFigures *before,
                              const LeatFigures *after)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  char *(*const describe[]) (const LeatFigures *, const LeatFigures *) = {
    describe_cost, describe_unpriced, describe_delay, describe_findings,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (describe); i++)
    {
      char *part = describe[i] (before, after);

      if (part != NULL)
        g_ptr_array_add (parts, part);
    }
  if (parts->len == 0)
    return g_strdup (_("no change of cost or delay"));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}
