/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/chart-private.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* From values to places. Ticks stand at 1, 2, 5 times a power of ten; of times at what clocks and calendars have. */

#define MAX_TICKS 40
#define LARGEST 1e290

/* Seconds that are round for people. The logarithmic axis takes those marked. */
static const struct
{
  double   seconds;
  gboolean decade;
} round_times[] = {
  { 0.001, TRUE }, { 0.002, FALSE },  { 0.005, FALSE },  { 0.01, TRUE },   { 0.02, FALSE },   { 0.05, FALSE },
  { 0.1, TRUE },   { 0.2, FALSE },    { 0.5, FALSE },    { 1, TRUE },      { 2, FALSE },      { 5, FALSE },
  { 10, TRUE },    { 20, FALSE },     { 30, FALSE },     { 60, TRUE },     { 120, FALSE },    { 300, FALSE },
  { 600, TRUE },   { 1200, FALSE },   { 1800, FALSE },   { 3600, TRUE },   { 7200, FALSE },   { 10800, FALSE },
  { 21600, FALSE }, { 43200, FALSE }, { 86400, TRUE },   { 172800, FALSE }, { 432000, FALSE }, { 864000, TRUE },
  { 1728000, FALSE }, { 4320000, FALSE }, { 8640000, TRUE },
};

/* Whole seconds: what is played is seen, not measured. */
static char *
clock_of (double value)
{
  gint64 seconds = (gint64) floor (value + 0.5);
  gint64 day = seconds / 86400 - (seconds % 86400 < 0);
  int rest = (int) (seconds - day * 86400);
  g_autofree char *time = rest % 60 != 0 ? g_strdup_printf ("%d:%02d:%02d", rest / 3600, rest / 60 % 60, rest % 60)
                                         : g_strdup_printf ("%d:%02d", rest / 3600, rest / 60 % 60);

  return day == 0 ? g_steal_pointer (&time) : g_strdup_printf (_("day %d, %s"), (int) day + 1, time);
}

static gboolean
is_time (LeatFigure figure)
{
  return figure == LEAT_FIGURE_DURATION || figure == LEAT_FIGURE_CLOCK;
}

char *
leat_figure_format (LeatFigure  figure,
                    const char *unit,
                    double      value)
{
  g_autofree char *number = NULL;

  if (isnan (value))
    return g_strdup (_("no value"));
  if (isinf (value))
    return g_strdup (_("no bound"));
  /* Hundreds of digits say less than their number. */
  if (fabs (value) >= 1e15)
    return g_strdup_printf ("%.3g", value);

  switch (figure)
    {
    case LEAT_FIGURE_MONEY:
      return leat_money_format (unit, value);
    case LEAT_FIGURE_DURATION:
      number = leat_duration_format (fabs (value));
      return g_strconcat (value < 0 ? "-" : "", number, NULL);
    case LEAT_FIGURE_CLOCK:
      return clock_of (value);
    case LEAT_FIGURE_PERCENT:
      number = leat_quantity_format (round (value * 1000) / 10, NULL);
      return g_strconcat (number, "%", NULL);
    case LEAT_FIGURE_TIMES:
      number = leat_quantity_format (value, NULL);
      return g_strconcat ("×", number, NULL);
    case LEAT_FIGURE_PLAIN:
    default:
      return leat_quantity_format (value, unit);
    }
}

char *
chart_axis_format (const ChartAxis *axis,
                   double           value)
{
  if (axis->words != NULL && value >= 0 && value < g_strv_length (axis->words))
    return g_strdup (axis->words[(guint) round (value)] != NULL ? axis->words[(guint) round (value)] : "");
  return leat_figure_format (axis->figure, axis->unit, value);
}

char *
chart_axis_title (const ChartAxis *axis)
{
  const char *label = axis->label != NULL ? axis->label : "";
  gboolean unit = axis->figure == LEAT_FIGURE_PLAIN && axis->words == NULL && axis->unit != NULL &&
                  *axis->unit != '\0' && !g_str_equal (axis->unit, "1");

  if (*label == '\0')
    return g_strdup (unit ? axis->unit : "");
  return unit ? g_strdup_printf ("%s, %s", label, axis->unit) : g_strdup (label);
}

/* Texts of ticks: no cents where all are whole, no unit that the axis says. */

static char *
money_tick (const char *currency,
            double      value,
            double      step)
{
  char *text;
  char *point;

  if (step < 0.01 && value != 0)
    return leat_money_format_unit (currency, value);
  text = leat_money_format (currency, value);
  point = g_strrstr (text, localeconv ()->decimal_point);
  if (step == floor (step) && point != NULL)
    *point = '\0';
  return text;
}

static char *
plain_tick (double value)
{
  static const struct
  {
    double      size;
    const char *sign;
  } sizes[] = { { 1e12, "T" }, { 1e9, "G" }, { 1e6, "M" }, { 1e4, "k" } };

  if (fabs (value) < 1e15)
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
      if (fabs (value) >= sizes[i].size)
        {
          double unit = sizes[i].size == 1e4 ? 1e3 : sizes[i].size;
          g_autofree char *number = leat_quantity_format (value / unit, NULL);

          return g_strconcat (number, sizes[i].sign, NULL);
        }
  return fabs (value) < 1e15 ? leat_quantity_format (value, NULL) : g_strdup_printf ("%.3g", value);
}

static char *
tick_text (const ChartAxis *axis,
           double           value,
           double           step)
{
  g_autofree char *number = NULL;

  if (axis->words != NULL || is_time (axis->figure) || axis->figure == LEAT_FIGURE_PERCENT)
    return chart_axis_format (axis, value);
  if (axis->figure == LEAT_FIGURE_MONEY && fabs (value) < 1e15)
    return money_tick (axis->unit, value, step);
  number = plain_tick (value);
  return axis->figure == LEAT_FIGURE_TIMES ? g_strconcat ("×", number, NULL) : g_steal_pointer (&number);
}

static void
tick_clear (ChartTick *tick)
{
  g_free (tick->text);
}

static GArray *
ticks_new (void)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (ChartTick));

  g_array_set_clear_func (ticks, (GDestroyNotify) tick_clear);
  return ticks;
}

static void
add_tick (GArray          *ticks,
          const ChartAxis *axis,
          double           value,
          double           step)
{
  ChartTick tick = { value, tick_text (axis, value, step) };

  g_array_append_val (ticks, tick);
}

static double
round_step (double least)
{
  double power = pow (10, floor (log10 (least)));
  double part = least / power;

  return power * (part <= 1 + 1e-9 ? 1 : part <= 2 + 1e-9 ? 2 : part <= 5 + 1e-9 ? 5 : 10);
}

/* The smallest round step of which at most `most` ticks lie between two values. */
static double
find_step (const ChartAxis *axis,
           double           from,
           double           to,
           guint            most)
{
  double least = MAX ((to / 2 - from / 2) / MAX (1, most - 1) * 2, 1e-290);

  if (axis->words != NULL)
    return MAX (1, ceil (least));
  if (axis->whole)
    return MAX (1, round_step (least));
  if (is_time (axis->figure) && least >= 1)
    for (gsize i = 0; i < G_N_ELEMENTS (round_times); i++)
      if (round_times[i].seconds >= least)
        return round_times[i].seconds;
  return round_step (is_time (axis->figure) && least >= 1 ? least / 86400 : least) *
         (is_time (axis->figure) && least >= 1 ? 86400 : 1);
}

static GArray *
linear_ticks (const ChartAxis *axis,
              double           from,
              double           to,
              guint            most)
{
  GArray *ticks = ticks_new ();
  double step = find_step (axis, from, to, most);
  double first = ceil (from / step - 1e-9);

  for (guint i = 0; i < MAX_TICKS; i++)
    {
      double value = (first + i) * step;

      if (value > to + step * 1e-9)
        break;
      add_tick (ticks, axis, value == 0 ? 0 : value, step);
    }
  return ticks;
}

/* Candidates of a logarithmic axis, all or only the powers. */
static GArray *
round_values (const ChartAxis *axis,
              double           from,
              double           to,
              gboolean         decades)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));
  double low = from * (1 - 1e-9);
  double high = to * (1 + 1e-9);
  gboolean times = axis->figure == LEAT_FIGURE_DURATION && from >= round_times[0].seconds * (1 - 1e-9) &&
                   to <= round_times[G_N_ELEMENTS (round_times) - 1].seconds * (1 + 1e-9);

  for (gsize i = 0; times && i < G_N_ELEMENTS (round_times); i++)
    if (round_times[i].seconds >= low && round_times[i].seconds <= high && (round_times[i].decade || !decades))
      g_array_append_val (values, round_times[i].seconds);
  for (int power = (int) floor (log10 (low)); !times && power <= ceil (log10 (high)); power++)
    for (int i = 0; i < (decades ? 1 : 3); i++)
      {
        double value = pow (10, power) * (double[]){ 1, 2, 5 }[i];

        if (value >= low && value <= high)
          g_array_append_val (values, value);
      }
  return values;
}

static GArray *
log_ticks (const ChartAxis *axis,
           double           from,
           double           to,
           guint            most)
{
  g_autoptr(GArray) values = round_values (axis, from, to, FALSE);
  GArray *ticks;
  guint every;

  if (values->len < 2)
    return linear_ticks (axis, from, to, most);
  if (values->len > most)
    {
      GArray *decades = round_values (axis, from, to, TRUE);

      if (decades->len > 2)
        {
          g_array_unref (values);
          values = g_steal_pointer (&decades);
        }
      g_clear_pointer (&decades, g_array_unref);
    }
  ticks = ticks_new ();
  every = (values->len + most - 1) / MAX (1, most);
  for (guint i = 0; i < values->len; i += MAX (1, every))
    {
      double value = g_array_index (values, double, i);

      add_tick (ticks, axis, value, value >= 1 ? 1 : value);
    }
  return ticks;
}

GArray *
chart_ticks (const ChartAxis *axis,
             double           from,
             double           to,
             gboolean         logarithmic,
             guint            most)
{
  return logarithmic ? log_ticks (axis, from, to, MAX (2, most)) : linear_ticks (axis, from, to, MAX (2, most));
}

GArray *
chart_ticks_at (const ChartAxis *axis,
                const double    *values,
                gsize            n)
{
  GArray *ticks = ticks_new ();

  for (gsize i = 0; i < n; i++)
    {
      add_tick (ticks, axis, values[i], values[i] == floor (values[i]) ? 1 : 0.01);
    }
  return ticks;
}

void
chart_bounds_add (ChartBounds     *bounds,
                  const ChartAxis *axis,
                  double           value)
{
  if (!isfinite (value) || (axis->logarithmic && value <= 0))
    return;
  bounds->low = MIN (bounds->low, CLAMP (value, -LARGEST, LARGEST));
  bounds->high = MAX (bounds->high, CLAMP (value, -LARGEST, LARGEST));
}

/* Where there is nothing, or one value only. */
static ChartBounds
widened (ChartBounds bounds,
         gboolean    logarithmic)
{
  if (bounds.low > bounds.high)
    return logarithmic ? (ChartBounds){ 1, 10 } : (ChartBounds){ 0, 1 };
  if (bounds.high - bounds.low > MAX (fabs (bounds.low), fabs (bounds.high)) * 1e-9)
    return bounds;
  if (logarithmic)
    return (ChartBounds){ bounds.low / 2, bounds.high * 2 };
  if (bounds.low == 0)
    return (ChartBounds){ 0, 1 };
  return (ChartBounds){ bounds.low - fabs (bounds.low) * 0.25, bounds.high + fabs (bounds.high) * 0.25 };
}

/* Down and up to the next tick. */
static void
round_linear (ChartScale      *scale,
              const ChartAxis *axis,
              guint            most)
{
  double step = find_step (axis, scale->from, scale->to, most);

  scale->from = floor (scale->from / step + 1e-9) * step;
  scale->to = ceil (scale->to / step - 1e-9) * step;
}

static void
round_log (ChartScale      *scale,
           const ChartAxis *axis)
{
  gboolean decades = scale->to / scale->from > 1e4;
  g_autoptr(GArray) values = round_values (axis, scale->from / 60, scale->to * 60, decades);
  double from = scale->from;
  double to = scale->to;

  for (guint i = 0; i < values->len; i++)
    {
      double value = g_array_index (values, double, i);

      if (value <= from * (1 + 1e-9))
        scale->from = value;
      if (value >= to * (1 - 1e-9))
        {
          scale->to = value;
          break;
        }
    }
}

static void
find_range (ChartScale      *scale,
            const ChartAxis *axis,
            ChartBounds      bounds,
            gboolean         tight,
            gboolean         zero,
            guint            most)
{
  gboolean single = bounds.low >= bounds.high;

  if (axis->words == NULL || bounds.low > bounds.high)
    bounds = widened (bounds, scale->logarithmic);
  scale->from = bounds.low;
  scale->to = bounds.high;
  if (axis->fixed && (!scale->logarithmic || axis->from > 0))
    {
      scale->from = axis->from;
      scale->to = axis->to;
      return;
    }
  if (axis->words != NULL)
    {
      scale->from = MIN (0, bounds.low);
      scale->to = MAX (bounds.high, g_strv_length (axis->words) - 1.0);
      if (scale->from == scale->to)
        scale->to = scale->from + 1;
      return;
    }
  if (zero && !scale->logarithmic && scale->from > 0 && (scale->from < 0.6 * scale->to || single))
    scale->from = 0;
  if (zero && !scale->logarithmic && scale->to < 0)
    scale->to = 0;
  if (tight)
    return;
  if (scale->logarithmic)
    round_log (scale, axis);
  else
    round_linear (scale, axis, most);
}

void
chart_scale_init (ChartScale      *scale,
                  const ChartAxis *axis,
                  ChartBounds      bounds,
                  gboolean         tight,
                  gboolean         zero,
                  guint            most)
{
  scale->logarithmic = axis->logarithmic && axis->words == NULL && bounds.low > 0;
  find_range (scale, axis, bounds, tight, zero, most);
  g_clear_pointer (&scale->ticks, g_array_unref);
  scale->ticks = chart_ticks (axis, scale->from, scale->to, scale->logarithmic, most);
  /* A range made up for want of values has no figures. */
  if (bounds.low > bounds.high && !axis->fixed && axis->words == NULL)
    g_array_set_size (scale->ticks, 0);
}

void
chart_scale_clear (ChartScale *scale)
{
  g_clear_pointer (&scale->ticks, g_array_unref);
}

double
chart_scale_at (const ChartScale *scale,
                double            value)
{
  double part;

  if (!isfinite (value) || (scale->logarithmic && value <= 0))
    return NAN;
  if (scale->logarithmic)
    part = log (value / scale->from) / log (scale->to / scale->from);
  else
    part = (value / 2 - scale->from / 2) / (scale->to / 2 - scale->from / 2);
  /* Far outside is as good as very far: no coordinate overflows. */
  return scale->start + CLAMP (part, -100, 100) * (scale->end - scale->start);
}

double
chart_scale_value (const ChartScale *scale,
                   double            place)
{
  double part = (place - scale->start) / (scale->end - scale->start);

  return scale->logarithmic ? scale->from * pow (scale->to / scale->from, part)
                            : scale->from + part * (scale->to - scale->from);
}
