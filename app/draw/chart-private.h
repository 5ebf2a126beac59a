/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/chart.h"

G_BEGIN_DECLS

/* The data as it was given */

typedef struct
{
  char      *label;
  LeatFigure figure;
  char      *unit;
  gboolean   logarithmic;
  char     **words; /* or NULL */
  gboolean   whole;
  gboolean   fixed; /* from and to are the caller's */
  double     from;
  double     to;
} ChartAxis;

typedef struct
{
  char   *name;
  int     colour;
  guint   panel;
  gsize   n;
  double *x;
  double *y;
  char   *unbounded; /* or NULL */
} ChartSeries;

/* A bar, a stage, a point or a design. */
typedef struct
{
  char          *label;
  char          *low_label;
  char          *high_label;
  int            colour;
  LeatPointFlags flags;
  double         value[3]; /* low, high; start, length; x, y, size; three scores */
} ChartItem;

typedef struct
{
  LeatChartAxis axis;
  guint         panel;
  double        at;
  char         *label;
  LeatMarkLook  look;
} ChartMark;

typedef struct
{
  double from;
  double to;
  char  *label;
} ChartSpan;

typedef struct
{
  double x;
  double y;
  char  *label;
  char  *detail; /* or NULL */
} ChartRemark;

struct _LeatChart
{
  LeatChartKind kind;
  char         *title;
  char         *note;
  ChartAxis     axes[LEAT_N_CHART_AXES];
  GPtrArray    *panels;  /* of ChartAxis; Y of each plot of a timeline */
  GPtrArray    *series;  /* of ChartSeries */
  GPtrArray    *items;   /* of ChartItem */
  GPtrArray    *marks;   /* of ChartMark */
  GPtrArray    *spans;   /* of ChartSpan */
  GPtrArray    *remarks; /* of ChartRemark */
  gsize         n_x;     /* of the grid of a heat map */
  gsize         n_y;
  double       *grid_x;
  double       *grid_y;
  double       *cells;
  double        base; /* of a tornado */
  char         *base_label;
  char         *corners[3];
};

const ChartSeries *chart_series (const LeatChart *self,
                                 guint            i);
const ChartItem *chart_item (const LeatChart *self,
                             guint            i);

/* The upright axis of a plot: of a timeline, the panel's. */
const ChartAxis *chart_y_axis (const LeatChart *self,
                               guint            panel);

/* A value as the axis writes it. */
char *chart_axis_format (const ChartAxis *axis,
                         double           value);

/* The name of an axis with its unit, where ticks do not say it: "Load, rec/s". */
char *chart_axis_title (const ChartAxis *axis);

/* Scales: from values to places */

typedef struct
{
  double at;
  char  *text;
} ChartTick;

typedef struct
{
  double   from;
  double   to;
  gboolean logarithmic;
  double   start; /* the place of `from` */
  double   end;   /* the place of `to` */
  GArray  *ticks; /* of ChartTick */
} ChartScale;

/* The least and the most of some values; none if low > high. */
typedef struct
{
  double low;
  double high;
} ChartBounds;

#define CHART_NO_BOUNDS ((ChartBounds){ INFINITY, -INFINITY })

void chart_bounds_add (ChartBounds     *bounds,
                       const ChartAxis *axis,
                       double           value);

/* The range and ticks of an axis: at most `most` ticks. A tight one ends where the data does; else at a tick. With `zero` it
 * begins at 0 where that is near. */
void chart_scale_init (ChartScale      *scale,
                       const ChartAxis *axis,
                       ChartBounds      bounds,
                       gboolean         tight,
                       gboolean         zero,
                       guint            most);
void chart_scale_clear (ChartScale *scale);

/* Ticks between two values, at most `most` of them (but one at least where there is one). */
GArray *chart_ticks (const ChartAxis *axis,
                     double           from,
                     double           to,
                     gboolean         logarithmic,
                     guint            most);

/* A tick at each of some values. */
GArray *chart_ticks_at (const ChartAxis *axis,
                        const double    *values,
                        gsize            n);

/* Where a value lies; NAN for what cannot be shown on the scale. */
double chart_scale_at (const ChartScale *scale,
                       double            value);

/* The value at a place. */
double chart_scale_value (const ChartScale *scale,
                          double            place);

/* Layout: what of the rectangle is for what */

typedef struct
{
  LeatRect   area;
  ChartScale y;
} ChartPanel;

/* An area of a stack: bottom and top at each x. */
typedef struct
{
  guint       series; /* the number of series: the rest */
  const char *name;
  int         colour;
  double     *bottom;
  double     *top;
} ChartLayer;

typedef struct
{
  const LeatChart *chart;
  LeatRect         rect;
  LeatRect         body;  /* below the title */
  LeatRect         area;  /* within the axes */
  double           ends;  /* room for names at the right of the area */
  ChartScale       x;
  ChartScale       y;
  GArray          *panels; /* of ChartPanel; of a timeline */
  GPtrArray       *layers; /* of ChartLayer; of areas */
  guint           *order;  /* of bars: which item is in which row */
  guint            n_rows;
  guint            n_folded; /* items that have no row */
  double           row_height;
  const char      *missing; /* what to say in place of data, or NULL */
  gboolean         tiny;    /* too small for more than the title */
} ChartPlot;

typedef struct
{
  const ChartPlot   *plot;
  const LeatChart   *chart;
  LeatBrush         *brush;
  const LeatColours *colours;
  GArray            *taken;   /* of LeatRect: where no label may be */
  GArray            *written; /* of LeatRect: where there is text */
  GArray            *busy;    /* of LeatPoint: where there is data */
} ChartPaint;

/* What a kind of chart is. */
typedef struct
{
  const char *name; /* for screen readers */
  void (*lay_out) (ChartPlot *plot);
  void (*paint) (ChartPaint *paint);
  guint (*count) (const LeatChart *chart); /* of series in the sense of LeatChartRef */
  guint (*length) (const LeatChart *chart,
                   guint            series);
  /* Where a datum is; FALSE if it has no place. */
  gboolean (*locate) (const ChartPlot *plot,
                      LeatChartRef     ref,
                      LeatRect        *box);
  void (*tell) (const LeatChart *chart,
                LeatChartRef     ref,
                char           **title,
                GString         *text);
  void (*tabulate) (const LeatChart *chart,
                    gboolean         exact,
                    GPtrArray       *rows);
  /* The datum under a point of the plot, where that is quicker than to look at all; or NULL. */
  gboolean (*pick) (const ChartPlot *plot,
                    double           x,
                    double           y,
                    LeatChartRef    *ref);
} ChartKind;

extern const ChartKind chart_lines, chart_areas, chart_heat, chart_tornado, chart_scatter, chart_waterfall,
  chart_timeline, chart_triangle;

const ChartKind *chart_kind (const LeatChart *self);

/* Whether a reference is one of the chart's. */
gboolean chart_has (const LeatChart *self,
                    LeatChartRef     ref);

/* A size at which everything has its place. */
extern const LeatRect chart_wide;

/* What all kinds share */

#define CHART_LINE_HEIGHT 15.0 /* of small text */
#define TICK_GAP 8.0           /* between an axis and its texts, and between these */

void chart_plot_init (ChartPlot       *plot,
                      const LeatChart *chart,
                      const LeatRect  *rect);
void chart_plot_clear (ChartPlot *plot);

/* Lays out axes X and Y: `ends` units are kept at the right. */
void chart_lay_out_axes (ChartPlot  *plot,
                         ChartBounds x,
                         ChartBounds y,
                         gboolean    tight_y,
                         double      ends);

/* The ticks of X, as many as have room between the area's sides. */
void chart_fit_x (ChartPlot  *plot,
                  ChartBounds x,
                  gboolean    tight,
                  gboolean    zero);

/* Where the text of a tick of X is: under it, but not outside. */
void chart_x_tick_box (const ChartPlot *plot,
                       const ChartTick *tick,
                       double          *left,
                       double          *right);

/* Whether there is a note, and whether it has room beside the title. */
gboolean chart_has_note (const LeatChart *chart);
gboolean chart_note_has_room (const LeatChart *chart,
                              double           width);

/* Whether the texts of the ticks of X stand apart. */
gboolean chart_x_ticks_fit (const ChartPlot *plot);

/* The widest of some names, but at most a part of the chart. */
double chart_widest (const ChartPlot   *plot,
                     const char *const *names,
                     gsize              n,
                     LeatTextStyle      style,
                     double             part);

/* Adds X and Y of the marks, Y only as far as they do not dwarf the data. */
void chart_add_marks (const LeatChart *chart,
                      guint            panel,
                      ChartBounds     *x,
                      ChartBounds     *y);

void chart_paint_missing (ChartPaint *paint,
                          LeatRect    area,
                          const char *words);
void chart_paint_x (ChartPaint *paint,
                    gboolean    grid);
void chart_paint_y (ChartPaint       *paint,
                    const LeatRect   *area,
                    const ChartScale *y);
void chart_paint_frame (ChartPaint *paint);
void chart_paint_marks (ChartPaint       *paint,
                        guint             panel,
                        const LeatRect   *area,
                        const ChartScale *y);

/* Their lines, or their labels, for who paints something in between. */
void chart_paint_mark_parts (ChartPaint       *paint,
                             guint             panel,
                             const LeatRect   *area,
                             const ChartScale *y,
                             gboolean          lines);
void chart_paint_remarks (ChartPaint *paint);
void chart_paint_spans (ChartPaint *paint,
                        gboolean    labels);

/* Writes a line of text, cut to `width`, and keeps its place. */
void chart_text (ChartPaint       *paint,
                 const char       *text,
                 LeatTextStyle     style,
                 LeatAlign         align,
                 double            x,
                 double            y,
                 double            width,
                 const LeatColour *colour);

/* A place for a label: `part` of its width lies left of x; y is its middle. */
typedef struct
{
  double x;
  double y;
  double part;
} ChartSpot;

/* Finds a place for a box within `bounds`: the first of the spots where no text is, with the least data under it. */
gboolean chart_find_place (const ChartPaint *paint,
                           const LeatRect   *bounds,
                           double            width,
                           double            height,
                           const ChartSpot  *spots,
                           gsize             n,
                           LeatRect         *box);

/* Writes a label at the best of some places, with a plate under it; not at all if there is none. */
gboolean chart_label (ChartPaint       *paint,
                      const LeatRect   *bounds,
                      const char       *text,
                      LeatTextStyle     style,
                      const LeatColour *colour,
                      const ChartSpot  *spots,
                      gsize             n);

/* Names at the ends of curves, pushed apart. */
typedef struct
{
  const char *name;
  double      y;    /* where the curve ends */
  double      from; /* the x of its end, for a leader; NAN without */
  LeatColour  colour;
  double      weight; /* what matters less goes first where there is no room */
} ChartEnd;

void chart_paint_ends (ChartPaint     *paint,
                       const LeatRect *area,
                       GArray         *ends);

/* Paints one curve within its area, its unbounded parts included. */
void chart_paint_curve (ChartPaint        *paint,
                        const ChartSeries *series,
                        guint              number,
                        const LeatRect    *area,
                        const ChartScale  *y,
                        gboolean           filled);

/* Keeps labels off a line. */
void chart_note_busy (ChartPaint *paint,
                      LeatPoint   a,
                      LeatPoint   b);

/* Writes a line of text on a plate that parts it from what is under it. */
void chart_plate_text (ChartPaint       *paint,
                       const char       *text,
                       LeatAlign         align,
                       double            x,
                       double            y,
                       double            width,
                       const LeatColour *colour);

/* Where a curve has no bound: tint, hatch and words. */
void chart_paint_unbounded (ChartPaint     *paint,
                            guint           panel,
                            const LeatRect *area);

void chart_hatch (ChartPaint       *paint,
                  const LeatRect   *boxes,
                  gsize             n,
                  const LeatColour *colour);

/* How many values there are, are finite, are infinite, are not above 0 on a logarithmic axis. */
void chart_count_values (const LeatChart *chart,
                         gsize           *n,
                         gsize           *finite,
                         gsize           *infinite,
                         gsize           *off);

/* The room that the names of all series need. */
double chart_width_of_names (const ChartPlot *plot);

void chart_bounds_of_series (const LeatChart *chart,
                             guint            panel,
                             ChartBounds     *x,
                             ChartBounds     *y);

/* NULL, or why there is nothing to see in a number of values. */
const char *chart_why_missing (gsize n,
                               gsize n_finite,
                               gsize n_infinite);

LeatColour chart_colour (const LeatColours *colours,
                         int                colour,
                         guint              number);
LeatColour chart_ink (const LeatColours *colours,
                      LeatColour         colour);
LeatColour chart_alarm (const LeatColours *colours);
LeatColour chart_alpha (LeatColour colour,
                        double     alpha);
LeatColour chart_mix (LeatColour a,
                      LeatColour b,
                      double     part);

/* Dashes by which curves differ besides their colour. */
void chart_set_dash (LeatPen *pen,
                     guint    number);

gboolean chart_inside (const LeatRect *rect,
                       double          x,
                       double          y);

/* Lines of a tooltip: "name: value". */
void chart_tell (GString         *text,
                 const char      *name,
                 const ChartAxis *axis,
                 double           value);
void chart_tell_words (GString    *text,
                       const char *name,
                       const char *words);

/* Cells of tables; each takes what it is given as a copy. */
GPtrArray *chart_row_new (void);
void chart_row_add (GPtrArray  *row,
                    const char *cell);
void chart_row_add_value (GPtrArray       *row,
                          const ChartAxis *axis,
                          double           value,
                          gboolean         exact);
void chart_rows_take (GPtrArray *rows,
                      GPtrArray *row);

G_END_DECLS
