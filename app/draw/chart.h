/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/brush.h"

G_BEGIN_DECLS

/* Charts as data: what is shown, not how large. One function paints them with any brush, so the screen, SVG,
 * PDF and PNG are the same picture; others tell what is under a point, put it in words, and give it as a
 * table.
 *
 * A chart is filled by one thread and never changed once it is shared; then any thread may read it. A value
 * is a number; NAN is "no value" and INFINITY "grows without bound", and both are said in words. */

/**
 * LeatChartKind:
 * @LEAT_CHART_LINES: curves over x
 * @LEAT_CHART_AREAS: areas over x, one on the other
 * @LEAT_CHART_HEAT: a value a cell of a grid
 * @LEAT_CHART_TORNADO: what a figure is most sensitive to: bars around a base
 * @LEAT_CHART_SCATTER: points, with the front of those that none beats
 * @LEAT_CHART_WATERFALL: stages, one after the other
 * @LEAT_CHART_TIMELINE: small plots one below the other, over the same time
 * @LEAT_CHART_TRIANGLE: designs with three scores of 0 to 1
 */
typedef enum
{
  LEAT_CHART_LINES,
  LEAT_CHART_AREAS,
  LEAT_CHART_HEAT,
  LEAT_CHART_TORNADO,
  LEAT_CHART_SCATTER,
  LEAT_CHART_WATERFALL,
  LEAT_CHART_TIMELINE,
  LEAT_CHART_TRIANGLE,
  LEAT_N_CHART_KINDS,
} LeatChartKind;

/**
 * LeatChartAxis:
 * @LEAT_CHART_X: from left to right
 * @LEAT_CHART_Y: upwards
 * @LEAT_CHART_VALUE: the colour of a heat map's cell, the size of a scatter's point
 */
typedef enum
{
  LEAT_CHART_X,
  LEAT_CHART_Y,
  LEAT_CHART_VALUE,
  LEAT_N_CHART_AXES,
} LeatChartAxis;

/**
 * LeatFigure:
 * @LEAT_FIGURE_PLAIN: a quantity in its unit: "1,140 rec/s"
 * @LEAT_FIGURE_MONEY: its unit is an ISO 4217 code, or %NULL for US dollars: "$160.60"
 * @LEAT_FIGURE_DURATION: seconds: "6 min 40 s"
 * @LEAT_FIGURE_PERCENT: a part of 1: "70%"
 * @LEAT_FIGURE_TIMES: a multiple: "×10"
 * @LEAT_FIGURE_CLOCK: seconds since the midnight at which the first day began: "9:05", "9:05:30", "day 2, 9:05"
 *
 * How a number is written.
 */
typedef enum
{
  LEAT_FIGURE_PLAIN,
  LEAT_FIGURE_MONEY,
  LEAT_FIGURE_DURATION,
  LEAT_FIGURE_PERCENT,
  LEAT_FIGURE_TIMES,
  LEAT_FIGURE_CLOCK,
} LeatFigure;

/**
 * LeatMarkLook:
 * @LEAT_MARK_PRESENT: the design as drawn
 * @LEAT_MARK_LIMIT: what is asked or may not be passed
 * @LEAT_MARK_EVENT: something that happens there
 */
typedef enum
{
  LEAT_MARK_PRESENT,
  LEAT_MARK_LIMIT,
  LEAT_MARK_EVENT,
} LeatMarkLook;

/**
 * LeatPointFlags:
 * @LEAT_POINT_FRONT: no other point beats it
 * @LEAT_POINT_PRESENT: the design as drawn
 * @LEAT_POINT_CHOSEN: the one that was picked
 */
typedef enum
{
  LEAT_POINT_FRONT = 1 << 0,
  LEAT_POINT_PRESENT = 1 << 1,
  LEAT_POINT_CHOSEN = 1 << 2,
} LeatPointFlags;

/* A colour of a series: a #LeatRole, one of its own, or whichever is next. */
#define LEAT_CHART_OWN(n) (LEAT_N_ROLES + (n))
#define LEAT_CHART_NEXT (-1)

/* Areas beyond this many are put together as "the rest". */
#define LEAT_CHART_MAX_AREAS 8

/**
 * LeatChartRef:
 * @series: the curve or area, the row of a heat map from the bottom, the bar, the stage, the design; 0 for
 *   the points of a scatter. The number of areas stands for "the rest".
 * @index: the point, the column, the end of a bar (0 low, 1 high), the corner of a triangle
 *
 * One datum of a chart.
 */
typedef struct
{
  guint series;
  guint index;
} LeatChartRef;

/**
 * LeatChartHit:
 * @ref: which datum
 * @at: where it is
 * @title: what it is
 * @text: its figures, a line each
 */
typedef struct
{
  LeatChartRef ref;
  LeatPoint    at;
  char        *title;
  char        *text;
} LeatChartHit;

typedef enum
{
  LEAT_MOVE_LEFT,
  LEAT_MOVE_RIGHT,
  LEAT_MOVE_UP,
  LEAT_MOVE_DOWN,
} LeatChartMove;

typedef struct _LeatChart LeatChart;

/**
 * leat_figure_format:
 * @figure: how to write it
 * @unit: (nullable): a unit, or the currency
 * @value: a number
 *
 * Returns: (transfer full): @value for people, in the locale's digits; "no value", "no bound"
 */
char *leat_figure_format (LeatFigure  figure,
                          const char *unit,
                          double      value);

/**
 * leat_chart_new:
 * @kind: what it looks like
 * @title: (nullable): what it shows, translated
 *
 * Returns: (transfer full): a chart without data
 */
LeatChart *leat_chart_new (LeatChartKind kind,
                           const char   *title);

/**
 * leat_chart_ref:
 * @self: a chart
 *
 * Returns: (transfer full): @self
 */
LeatChart *leat_chart_ref (LeatChart *self);

/**
 * leat_chart_unref:
 * @self: (transfer full): a chart
 */
void leat_chart_unref (LeatChart *self);

/**
 * leat_chart_get_kind:
 * @self: a chart
 *
 * Returns: its kind
 */
LeatChartKind leat_chart_get_kind (const LeatChart *self);

/**
 * leat_chart_get_title:
 * @self: a chart
 *
 * Returns: (transfer none): its title; "" if it has none
 */
const char *leat_chart_get_title (const LeatChart *self);

/**
 * leat_chart_set_note:
 * @self: a chart
 * @note: (nullable): a figure or remark, opposite the title
 */
void leat_chart_set_note (LeatChart  *self,
                          const char *note);

/**
 * leat_chart_set_axis:
 * @self: a chart
 * @axis: an axis; the lengths of tornado and waterfall are along X
 * @label: (nullable): what it is, translated
 * @figure: how its numbers are written
 * @unit: (nullable): their unit or currency
 * @logarithmic: equal distances are equal factors; values that are not above 0 are then not shown, and that
 *   is said. Areas, bars, stages and timelines are always linear in what they stack or lay end to end.
 */
void leat_chart_set_axis (LeatChart    *self,
                          LeatChartAxis axis,
                          const char   *label,
                          LeatFigure    figure,
                          const char   *unit,
                          gboolean      logarithmic);

/**
 * leat_chart_set_words:
 * @self: a chart
 * @axis: X or Y
 * @words: (array zero-terminated=1): what 0, 1, 2 … on the axis stand for: the choices of a setting
 */
void leat_chart_set_words (LeatChart         *self,
                           LeatChartAxis      axis,
                           const char *const *words);

/**
 * leat_chart_set_whole:
 * @self: a chart
 * @axis: an axis
 *
 * Its values are whole numbers, such as workers: no tick stands at a half.
 */
void leat_chart_set_whole (LeatChart    *self,
                           LeatChartAxis axis);

/**
 * leat_chart_set_range:
 * @self: a chart
 * @axis: an axis
 * @from: the least that is shown
 * @to: the most; above @from
 *
 * Without it an axis fits its data. The scores of a triangle are told in the range of its value, to a tenth; without one
 * in percent.
 */
void leat_chart_set_range (LeatChart    *self,
                           LeatChartAxis axis,
                           double        from,
                           double        to);

/**
 * leat_chart_add_panel:
 * @self: a timeline
 * @label: what it shows, translated
 * @figure: how its numbers are written
 * @unit: (nullable): their unit or currency
 *
 * Begins a plot below those that are there. Series and marks on Y go to the last one begun.
 */
void leat_chart_add_panel (LeatChart  *self,
                           const char *label,
                           LeatFigure  figure,
                           const char *unit);

/**
 * leat_chart_add_series:
 * @self: a chart of lines or areas, or a timeline
 * @name: what is at its end
 * @colour: a role, %LEAT_CHART_OWN or %LEAT_CHART_NEXT
 * @n: how many points
 * @x: (array length=n): finite, each above the one before; of areas: the same for all
 * @y: (array length=n): the values
 */
void leat_chart_add_series (LeatChart    *self,
                            const char   *name,
                            int           colour,
                            gsize         n,
                            const double *x,
                            const double *y);

/**
 * leat_chart_set_unbounded:
 * @self: a chart with a series
 * @words: (nullable): why the last series added grows without bound: "compact saturates: delay grows without bound"
 */
void leat_chart_set_unbounded (LeatChart  *self,
                               const char *words);

/**
 * leat_chart_set_cells:
 * @self: a heat map
 * @n_x: how many columns
 * @x: (array length=n_x): the middles of the columns, ascending
 * @n_y: how many rows
 * @y: (array length=n_y): the middles of the rows, ascending
 * @values: n_x * n_y of them: the row of y[0] first
 */
void leat_chart_set_cells (LeatChart    *self,
                           gsize         n_x,
                           const double *x,
                           gsize         n_y,
                           const double *y,
                           const double *values);

/**
 * leat_chart_set_base:
 * @self: a tornado
 * @base: what the bars lie around
 * @label: what it is: "as drawn"
 */
void leat_chart_set_base (LeatChart  *self,
                          double      base,
                          const char *label);

/**
 * leat_chart_add_bar:
 * @self: a tornado
 * @label: what changes: "compact: workers"
 * @low: the figure at one end
 * @low_label: to what it is changed for that: "2 workers"
 * @high: the figure at the other end
 * @high_label: to what it is changed for that
 *
 * Bars are shown from the widest to the narrowest.
 */
void leat_chart_add_bar (LeatChart  *self,
                         const char *label,
                         double      low,
                         const char *low_label,
                         double      high,
                         const char *high_label);

/**
 * leat_chart_add_stage:
 * @self: a waterfall
 * @label: what takes that long, or costs that much
 * @start: where it begins
 * @length: how long it is
 * @colour: a role, %LEAT_CHART_OWN or %LEAT_CHART_NEXT
 */
void leat_chart_add_stage (LeatChart  *self,
                           const char *label,
                           double      start,
                           double      length,
                           int         colour);

/**
 * leat_chart_add_point:
 * @self: a scatter
 * @name: (nullable): what it is
 * @x: along X
 * @y: along Y
 * @size: the third figure, shown as its area; NAN if there is none
 * @flags: what it is among the others
 */
void leat_chart_add_point (LeatChart     *self,
                           const char    *name,
                           double         x,
                           double         y,
                           double         size,
                           LeatPointFlags flags);

/**
 * leat_chart_set_corners:
 * @self: a triangle
 * @top: what the first score is of
 * @left: the second
 * @right: the third
 */
void leat_chart_set_corners (LeatChart  *self,
                             const char *top,
                             const char *left,
                             const char *right);

/**
 * leat_chart_add_design:
 * @self: a triangle
 * @name: the design
 * @colour: a role, %LEAT_CHART_OWN or %LEAT_CHART_NEXT
 * @top: 0 (poor) to 1 (good), or NAN
 * @left: likewise
 * @right: likewise
 */
void leat_chart_add_design (LeatChart  *self,
                            const char *name,
                            int         colour,
                            double      top,
                            double      left,
                            double      right);

/**
 * leat_chart_add_mark:
 * @self: a chart with axes
 * @axis: X for an upright line, Y for a level one
 * @at: where
 * @label: what it is: "as drawn: $714.95"
 * @look: how it is drawn
 */
void leat_chart_add_mark (LeatChart    *self,
                          LeatChartAxis axis,
                          double        at,
                          const char   *label,
                          LeatMarkLook  look);

/**
 * leat_chart_add_span:
 * @self: a chart with a numeric X
 * @from: where it begins on X
 * @to: where it ends
 * @label: what it is: "compact stopped"
 */
void leat_chart_add_span (LeatChart  *self,
                          double      from,
                          double      to,
                          const char *label);

/**
 * leat_chart_add_remark:
 * @self: a chart with axes
 * @x: where on X
 * @y: where on Y
 * @label: what is to be noted there: "on-demand shards cheaper"
 * @detail: (nullable): a line more: "below 1,140 records a second"
 */
void leat_chart_add_remark (LeatChart  *self,
                            double      x,
                            double      y,
                            const char *label,
                            const char *detail);

/**
 * leat_chart_paint_with:
 * @self: a chart
 * @brush: what to paint with
 * @rect: where; at 1 pixel a unit it is legible from about 300 x 200
 * @colours: the colours; the background is the caller's to paint
 *
 * Nothing is painted outside @rect, and no text upon another.
 */
void leat_chart_paint_with (const LeatChart   *self,
                            LeatBrush         *brush,
                            const LeatRect    *rect,
                            const LeatColours *colours);

/**
 * leat_chart_paint:
 * @self: a chart
 * @cr: what to paint on
 * @rect: where
 * @colours: the colours
 *
 * leat_chart_paint_with() on cairo.
 */
void leat_chart_paint (const LeatChart   *self,
                       cairo_t           *cr,
                       const LeatRect    *rect,
                       const LeatColours *colours);

/**
 * leat_chart_paint_focus:
 * @self: a chart
 * @cr: what to paint on, over the chart painted in the same @rect
 * @rect: where the chart is
 * @colours: the colours
 * @ref: the datum that has the focus or is under the pointer
 *
 * Apart from the chart, which can be kept as a picture while the pointer moves.
 */
void leat_chart_paint_focus (const LeatChart   *self,
                             cairo_t           *cr,
                             const LeatRect    *rect,
                             const LeatColours *colours,
                             LeatChartRef       ref);

/**
 * leat_chart_paint_cursor:
 * @self: a chart of lines or areas, or a timeline
 * @cr: what to paint on, over the chart painted in the same @rect
 * @rect: where the chart is
 * @colours: the colours
 * @x: where on X: the moment that is being played
 */
void leat_chart_paint_cursor (const LeatChart   *self,
                              cairo_t           *cr,
                              const LeatRect    *rect,
                              const LeatColours *colours,
                              double             x);

/**
 * leat_chart_hit:
 * @self: a chart
 * @rect: where it is
 * @x: of the pointer
 * @y: of the pointer
 *
 * Returns: (transfer full) (nullable): the datum nearest to the pointer; %NULL outside of the plot or without data
 */
LeatChartHit *leat_chart_hit (const LeatChart *self,
                              const LeatRect  *rect,
                              double           x,
                              double           y);

/**
 * leat_chart_look_up:
 * @self: a chart
 * @rect: where it is
 * @ref: a datum
 *
 * Returns: (transfer full) (nullable): where it is and its texts; %NULL if there is none or it has no value
 */
LeatChartHit *leat_chart_look_up (const LeatChart *self,
                                  const LeatRect  *rect,
                                  LeatChartRef     ref);

/**
 * leat_chart_hit_free:
 * @self: (transfer full): a hit
 */
void leat_chart_hit_free (LeatChartHit *self);

/**
 * leat_chart_first:
 * @self: a chart
 * @ref: (out): the datum on which the keyboard begins; untouched if there is none
 *
 * Returns: whether there is one
 */
gboolean leat_chart_first (const LeatChart *self,
                           LeatChartRef    *ref);

/**
 * leat_chart_move:
 * @self: a chart
 * @ref: (inout): a datum; moved to the next one in that direction, or left as it is
 * @move: where to
 *
 * Left and right go along a curve, a row, a bar; up and down to the next one.
 *
 * Returns: whether it moved
 */
gboolean leat_chart_move (const LeatChart *self,
                          LeatChartRef    *ref,
                          LeatChartMove    move);

/**
 * leat_chart_describe:
 * @self: a chart
 * @ref: (nullable): a datum, or %NULL for the chart as a whole
 *
 * Returns: (transfer full): it in words, for a screen reader
 */
char *leat_chart_describe (const LeatChart    *self,
                           const LeatChartRef *ref);

/**
 * leat_chart_to_table:
 * @self: a chart
 * @exact: numbers whole and in the C locale, for files, rather than as people read them. Without a value
 *   a cell is empty; without bound it is "inf".
 *
 * Returns: (transfer full) (element-type GStrv): rows of cells, the header first; all of the same length
 */
GPtrArray *leat_chart_to_table (const LeatChart *self,
                                gboolean         exact);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatChart, leat_chart_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatChartHit, leat_chart_hit_free)

G_END_DECLS
