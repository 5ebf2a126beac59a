/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/chart-private.h"

#include <math.h>

/* The data of charts: filled once, then only read. chart-scale.c turns values into places, chart-plot.c divides
 * the rectangle and paints what all kinds share, a file a kind does the rest, chart-read.c is for people who
 * point, type and listen. */

static void
axis_clear (ChartAxis *axis)
{
  g_free (axis->label);
  g_free (axis->unit);
  g_strfreev (axis->words);
}

static void
axis_free (ChartAxis *axis)
{
  axis_clear (axis);
  g_free (axis);
}

static void
series_free (ChartSeries *series)
{
  g_free (series->name);
  g_free (series->x);
  g_free (series->y);
  g_free (series->unbounded);
  g_free (series);
}

static void
item_free (ChartItem *item)
{
  g_free (item->label);
  g_free (item->low_label);
  g_free (item->high_label);
  g_free (item);
}

static void
mark_free (ChartMark *mark)
{
  g_free (mark->label);
  g_free (mark);
}

static void
span_free (ChartSpan *span)
{
  g_free (span->label);
  g_free (span);
}

static void
remark_free (ChartRemark *remark)
{
  g_free (remark->label);
  g_free (remark->detail);
  g_free (remark);
}

LeatChart *
leat_chart_new (LeatChartKind kind,
                const char   *title)
{
  LeatChart *self = g_atomic_rc_box_new0 (LeatChart);

  self->kind = kind;
  self->title = g_strdup (title != NULL ? title : "");
  self->panels = g_ptr_array_new_with_free_func ((GDestroyNotify) axis_free);
  self->series = g_ptr_array_new_with_free_func ((GDestroyNotify) series_free);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) mark_free);
  self->spans = g_ptr_array_new_with_free_func ((GDestroyNotify) span_free);
  self->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) remark_free);
  self->base = NAN;
  return self;
}

static void
chart_clear (LeatChart *self)
{
  g_free (self->title);
  g_free (self->note);
  for (int i = 0; i < LEAT_N_CHART_AXES; i++)
    axis_clear (&self->axes[i]);
  g_ptr_array_unref (self->panels);
  g_ptr_array_unref (self->series);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->marks);
  g_ptr_array_unref (self->spans);
  g_ptr_array_unref (self->remarks);
  g_free (self->grid_x);
  g_free (self->grid_y);
  g_free (self->cells);
  g_free (self->base_label);
  for (int i = 0; i < 3; i++)
    g_free (self->corners[i]);
}

LeatChart *
leat_chart_ref (LeatChart *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
leat_chart_unref (LeatChart *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) chart_clear);
}

LeatChartKind
leat_chart_get_kind (const LeatChart *self)
{
  return self->kind;
}

const char *
leat_chart_get_title (const LeatChart *self)
{
  return self->title;
}

static void
set_string (char      **string,
            const char *value)
{
  char *copy = g_strdup (value);

  g_free (*string);
  *string = copy;
}

void
leat_chart_set_note (LeatChart  *self,
                     const char *note)
{
  set_string (&self->note, note);
}

void
leat_chart_set_axis (LeatChart    *self,
                     LeatChartAxis axis,
                     const char   *label,
                     LeatFigure    figure,
                     const char   *unit,
                     gboolean      logarithmic)
{
  ChartAxis *a = &self->axes[axis];

  set_string (&a->label, label);
  set_string (&a->unit, unit);
  a->figure = figure;
  a->logarithmic = logarithmic;
}

void
leat_chart_set_words (LeatChart         *self,
                      LeatChartAxis      axis,
                      const char *const *words)
{
  g_strfreev (self->axes[axis].words);
  self->axes[axis].words = g_strdupv ((char **) words);
}

void
leat_chart_set_whole (LeatChart    *self,
                      LeatChartAxis axis)
{
  self->axes[axis].whole = TRUE;
}

void
leat_chart_set_range (LeatChart    *self,
                      LeatChartAxis axis,
                      double        from,
                      double        to)
{
  g_return_if_fail (isfinite (from) && isfinite (to) && from < to);

  self->axes[axis].fixed = TRUE;
  self->axes[axis].from = from;
  self->axes[axis].to = to;
}

void
leat_chart_add_panel (LeatChart  *self,
                      const char *label,
                      LeatFigure  figure,
                      const char *unit)
{
  ChartAxis *axis = g_new0 (ChartAxis, 1);

  g_return_if_fail (self->kind == LEAT_CHART_TIMELINE);

  axis->label = g_strdup (label);
  axis->figure = figure;
  axis->unit = g_strdup (unit);
  g_ptr_array_add (self->panels, axis);
}

static guint
last_panel (const LeatChart *self)
{
  return self->panels->len > 0 ? self->panels->len - 1 : 0;
}

static double *
copy_numbers (const double *numbers,
              gsize         n)
{
  return g_memdup2 (numbers, n * sizeof *numbers);
}

void
leat_chart_add_series (LeatChart    *self,
                       const char   *name,
                       int           colour,
                       gsize         n,
                       const double *x,
                       const double *y)
{
  ChartSeries *series;

  g_return_if_fail (self->kind != LEAT_CHART_AREAS || self->series->len == 0 || chart_series (self, 0)->n == n);
  g_return_if_fail (self->kind != LEAT_CHART_TIMELINE || self->panels->len > 0);

  series = g_new0 (ChartSeries, 1);
  series->name = g_strdup (name);
  series->colour = colour;
  series->panel = last_panel (self);
  series->n = n;
  series->x = copy_numbers (x, n);
  series->y = copy_numbers (y, n);
  g_ptr_array_add (self->series, series);
}

void
leat_chart_set_unbounded (LeatChart  *self,
                          const char *words)
{
  g_return_if_fail (self->series->len > 0);

  set_string (&((ChartSeries *) self->series->pdata[self->series->len - 1])->unbounded, words);
}

void
leat_chart_set_cells (LeatChart    *self,
                      gsize         n_x,
                      const double *x,
                      gsize         n_y,
                      const double *y,
                      const double *values)
{
  g_free (self->grid_x);
  g_free (self->grid_y);
  g_free (self->cells);
  self->n_x = n_x;
  self->n_y = n_y;
  self->grid_x = copy_numbers (x, n_x);
  self->grid_y = copy_numbers (y, n_y);
  self->cells = copy_numbers (values, n_x * n_y);
}

void
leat_chart_set_base (LeatChart  *self,
                     double      base,
                     const char *label)
{
  self->base = base;
  set_string (&self->base_label, label);
}

static ChartItem *
add_item (LeatChart  *self,
          const char *label,
          int         colour,
          double      a,
          double      b,
          double      c)
{
  ChartItem *item = g_new0 (ChartItem, 1);

  item->label = g_strdup (label != NULL ? label : "");
  item->colour = colour;
  item->value[0] = a;
  item->value[1] = b;
  item->value[2] = c;
  g_ptr_array_add (self->items, item);
  return item;
}

void
leat_chart_add_bar (LeatChart  *self,
                    const char *label,
                    double      low,
                    const char *low_label,
                    double      high,
                    const char *high_label)
{
  ChartItem *item = add_item (self, label, LEAT_CHART_NEXT, low, high, NAN);

  item->low_label = g_strdup (low_label);
  item->high_label = g_strdup (high_label);
}

void
leat_chart_add_stage (LeatChart  *self,
                      const char *label,
                      double      start,
                      double      length,
                      int         colour)
{
  add_item (self, label, colour, start, length, NAN);
}

void
leat_chart_add_point (LeatChart     *self,
                      const char    *name,
                      double         x,
                      double         y,
                      double         size,
                      LeatPointFlags flags)
{
  add_item (self, name, LEAT_CHART_NEXT, x, y, size)->flags = flags;
}

void
leat_chart_set_corners (LeatChart  *self,
                        const char *top,
                        const char *left,
                        const char *right)
{
  set_string (&self->corners[0], top);
  set_string (&self->corners[1], left);
  set_string (&self->corners[2], right);
}

void
leat_chart_add_design (LeatChart  *self,
                       const char *name,
                       int         colour,
                       double      top,
                       double      left,
                       double      right)
{
  add_item (self, name, colour, top, left, right);
}

void
leat_chart_add_mark (LeatChart    *self,
                     LeatChartAxis axis,
                     double        at,
                     const char   *label,
                     LeatMarkLook  look)
{
  ChartMark *mark;

  if (!isfinite (at))
    return;
  mark = g_new0 (ChartMark, 1);
  mark->axis = axis;
  mark->panel = last_panel (self);
  mark->at = at;
  mark->label = g_strdup (label);
  mark->look = look;
  g_ptr_array_add (self->marks, mark);
}

void
leat_chart_add_span (LeatChart  *self,
                     double      from,
                     double      to,
                     const char *label)
{
  ChartSpan *span = g_new0 (ChartSpan, 1);

  span->from = from;
  span->to = to;
  span->label = g_strdup (label);
  g_ptr_array_add (self->spans, span);
}

void
leat_chart_add_remark (LeatChart  *self,
                       double      x,
                       double      y,
                       const char *label,
                       const char *detail)
{
  ChartRemark *remark = g_new0 (ChartRemark, 1);

  remark->x = x;
  remark->y = y;
  remark->label = g_strdup (label);
  remark->detail = g_strdup (detail);
  g_ptr_array_add (self->remarks, remark);
}

const ChartSeries *
chart_series (const LeatChart *self,
              guint            i)
{
  return self->series->pdata[i];
}

const ChartItem *
chart_item (const LeatChart *self,
            guint            i)
{
  return self->items->pdata[i];
}

const ChartAxis *
chart_y_axis (const LeatChart *self,
              guint            panel)
{
  return panel < self->panels->len ? self->panels->pdata[panel] : &self->axes[LEAT_CHART_Y];
}
