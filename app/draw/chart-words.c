/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Charts in words, for tooltips and for those who hear them. */

void
chart_tell_words (GString    *text,
                  const char *name,
                  const char *words)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (name != NULL && *name != '\0')
    g_string_append_printf (text, "%s: ", name);
  g_string_append (text, words);
}

void
chart_tell (GString         *text,
            const char      *name,
            const ChartAxis *axis,
            double           value)
{
  g_autofree char *words = chart_axis_format (axis, value);

  chart_tell_words (text, name != NULL ? name : axis->label, words);
}

static char *
describe_datum (const LeatChart   *self,
                const LeatChartRef ref)
{
  g_autofree char *title = NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  chart_kind (self)->tell (self, ref, &title, text);
  g_string_replace (text, "\n", "; ", 0);
  return g_strdup_printf ("%s. %s", title, text->str);
}

static void
describe_series (const LeatChart   *self,
                 const ChartSeries *series,
                 GString           *text)
{
  const ChartAxis *axis = chart_y_axis (self, series->panel);
  double low = INFINITY;
  double high = -INFINITY;
  gsize unbounded = 0;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  for (gsize k = 0; k < series->n; k++)
    {
      unbounded += isinf (series->y[k]);
      if (!isfinite (series->y[k]))
        continue;
      low = MIN (low, series->y[k]);
      high = MAX (high, series->y[k]);
    }
  from = chart_axis_format (axis, low <= high ? low : NAN);
  to = chart_axis_format (axis, low <= high ? high : NAN);
  g_string_append_c (text, '\n');
  if (low < high)
    g_string_append_printf (text, _("%s: %s to %s."), series->name, from, to);
  else
    g_string_append_printf (text, _("%s: %s."), series->name, from);
  if (unbounded > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append (text, series->unbounded != NULL ? series->unbounded : _("Then it grows without bound"));
      g_string_append_c (text, '.');
    }
}

static void
describe_axis (const ChartAxis *axis,
               const char      *name,
               GString         *text)
{
  if (axis->label != NULL && *axis->label != '\0')
    g_string_append_printf (text, " %s: %s.", name, axis->label);
}

static void
describe_extras (const LeatChart *self,
                 GString         *text)
{
  for (guint i = 0; i < self->marks->len; i++)
    g_string_append_printf (text, "\n%s.", ((ChartMark *) self->marks->pdata[i])->label);
  for (guint i = 0; i < self->spans->len; i++)
    {
      const ChartSpan *span = self->spans->pdata[i];
      g_autofree char *from = chart_axis_format (&self->axes[LEAT_CHART_X], span->from);
      g_autofree char *to = chart_axis_format (&self->axes[LEAT_CHART_X], span->to);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("%s: %s to %s."), span->label, from, to);
    }
  for (guint i = 0; i < self->remarks->len; i++)
    {
      const ChartRemark *remark = self->remarks->pdata[i];

      g_string_append_printf (text, "\n%s%s%s.", remark->label, remark->detail != NULL ? " " : "",
                              remark->detail != NULL ? remark->detail : "");
    }
}

/* Few data are all read out; of many, their number. */
static void
describe_data (const LeatChart *self,
               GString         *text)
{
  const ChartKind *kind = chart_kind (self);
  guint series = kind->count (self);
  guint n = series > 0 ? series * kind->length (self, 0) : 0;

  if (n > 24)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("%u values."), n);
      return;
    }
  for (guint i = 0; i < series; i++)
    for (guint k = 0; k < kind->length (self, i); k++)
      {
        g_autofree char *datum = describe_datum (self, (LeatChartRef){ i, k });

        g_string_append_printf (text, "\n%s.", datum);
      }
}

static char *
describe_whole (const LeatChart *self)
{
  GString *text = g_string_new (self->title);
  ChartPlot plot;

  g_string_append_printf (text, "%s%s.", *self->title != '\0' ? ". " : "", _(chart_kind (self)->name));
  describe_axis (&self->axes[LEAT_CHART_X], _("Along"), text);
  describe_axis (&self->axes[LEAT_CHART_Y], _("Upwards"), text);
  describe_axis (&self->axes[LEAT_CHART_VALUE], self->kind == LEAT_CHART_HEAT ? _("Colour") : _("Size"), text);
  if (self->note != NULL && *self->note != '\0')
    g_string_append_printf (text, "\n%s.", self->note);
  chart_plot_init (&plot, self, &chart_wide);
  if (plot.missing != NULL)
    g_string_append_printf (text, "\n%s.", plot.missing);
  chart_plot_clear (&plot);
  for (guint i = 0; i < self->series->len; i++)
    describe_series (self, chart_series (self, i), text);
  if (self->series->len == 0)
    describe_data (self, text);
  describe_extras (self, text);
  return g_string_free (text, FALSE);
}

char *
leat_chart_describe (const LeatChart    *self,
                     const LeatChartRef *ref)
{
  if (ref == NULL)
    return describe_whole (self);
  return chart_has (self, *ref) ? describe_datum (self, *ref) : g_strdup ("");
}
