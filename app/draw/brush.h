/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/overlay.h"
#include "draw/scene.h"

G_BEGIN_DECLS

typedef enum
{
  LEAT_TEXT_NAME,    /* 12.5 bold */
  LEAT_TEXT_SMALL,   /* 10.5 */
  LEAT_TEXT_FIGURE,  /* 10.5 bold */
  LEAT_TEXT_LABEL,   /* 11, on a wire */
  LEAT_TEXT_TITLE,   /* 12 bold, of a zone */
  LEAT_TEXT_BADGE,   /* 10 bold */
  LEAT_TEXT_NOTE,    /* 12, wrapped */
  LEAT_TEXT_HEADING, /* 18 bold */
  LEAT_N_TEXT_STYLES,
} LeatTextStyle;

typedef enum
{
  LEAT_ALIGN_LEFT,
  LEAT_ALIGN_MIDDLE,
  LEAT_ALIGN_RIGHT,
} LeatAlign;

/* How an outline is drawn: filled, stroked or both. */
typedef struct
{
  const LeatColour *fill;   /* or NULL */
  const LeatColour *stroke; /* or NULL */
  double            width;
  const double     *dash;   /* or NULL */
  int               n_dash;
  gboolean          round;  /* ends and corners of a stroke */
} LeatPen;

/**
 * LeatText:
 * @text: what to write
 * @style: size and weight
 * @x: left, middle or right of it, by @align
 * @y: the middle of the line; of a note: the top of the first line
 * @width: the most it may take; more is cut with an ellipsis (a note wraps)
 * @height: of a note: the most it may take
 */
typedef struct
{
  const char       *text;
  LeatTextStyle     style;
  LeatAlign         align;
  double            x;
  double            y;
  double            width;
  double            height;
  const LeatColour *colour;
} LeatText;

/**
 * LeatBrush:
 *
 * @plain: leave out what is mere ornament and makes files large
 *
 * What a scene is painted with: cairo, or the writer of an SVG file. A scene says what is where; a brush
 * makes it so.
 */
typedef struct _LeatBrush LeatBrush;
struct _LeatBrush
{
  gboolean plain;
  void (*begin) (LeatBrush         *self,
                 const LeatElement *element);
  void (*end) (LeatBrush *self);
  void (*rect) (LeatBrush      *self,
                const LeatRect *rect,
                double          radius,
                const LeatPen  *pen);
  void (*circle) (LeatBrush     *self,
                  LeatPoint      middle,
                  double         radius,
                  const LeatPen *pen);
  /* A line whose corners are rounded by radius; closed if it is filled. */
  void (*line) (LeatBrush       *self,
                const LeatPoint *points,
                gsize            n,
                double           radius,
                const LeatPen   *pen);
  void (*text) (LeatBrush      *self,
                const LeatText *text);
  void (*glyph) (LeatBrush        *self,
                 const char       *glyph,
                 const LeatRect   *box,
                 const LeatColour *colour);
  /* Rectangles filled as one shape: no seam shows between those that touch. */
  void (*rects) (LeatBrush      *self,
                 const LeatRect *rects,
                 gsize           n,
                 const LeatPen  *pen);
  /* Single straight lines, from each even point to the one after it. */
  void (*segments) (LeatBrush       *self,
                    const LeatPoint *points,
                    gsize            n,
                    const LeatPen   *pen);
  /* Until it is called with NULL, what is painted leads to an address. NULL where nothing can. */
  void (*link) (LeatBrush  *self,
                const char *address);
};

/**
 * leat_brush_new_for_cairo:
 * @cr: a context in canvas units, which must outlive the brush
 * @catalogue: (nullable): the catalogue, for glyphs
 * @zoom: device pixels a canvas unit
 *
 * Returns: (transfer full): a brush that paints on it; of the calling thread
 */
LeatBrush *leat_brush_new_for_cairo (cairo_t             *cr,
                                     const LeatCatalogue *catalogue,
                                     double               zoom);

/**
 * leat_brush_free_for_cairo:
 * @self: (transfer full): a brush from leat_brush_new_for_cairo()
 */
void leat_brush_free_for_cairo (LeatBrush *self);

/**
 * leat_trace_rounded:
 * @cr: a context
 * @rect: a rectangle
 * @radius: of its corners; no more than half of its sides is taken
 *
 * Adds its outline to the path, as a new closed part.
 */
void leat_trace_rounded (cairo_t        *cr,
                         const LeatRect *rect,
                         double          radius);

/**
 * leat_scene_paint_with:
 * @self: a scene
 * @brush: what to paint with
 * @area: the part to paint, in canvas units
 * @zoom: device pixels a canvas unit, which decides the level of detail
 * @colours: the colours
 * @skip: (nullable): ids of elements to leave out
 * @only: (nullable): ids of the only elements to paint
 *
 * What leat_scene_paint() does, with any brush. Several threads may call it at once, each with a brush of its own, as long
 * as nothing changes the scene.
 */
void leat_scene_paint_with (LeatScene         *self,
                            LeatBrush         *brush,
                            const LeatRect    *area,
                            double             zoom,
                            const LeatColours *colours,
                            GHashTable        *skip,
                            GHashTable        *only);

/**
 * leat_overlay_paint_legend_with:
 * @self: an overlay
 * @brush: what to paint with
 * @x: left edge
 * @y: top edge
 * @colours: the colours
 *
 * What leat_overlay_paint_legend() does, with any brush.
 */
void leat_overlay_paint_legend_with (const LeatOverlay *self,
                                     LeatBrush         *brush,
                                     double             x,
                                     double             y,
                                     const LeatColours *colours);

/**
 * LeatTextLine:
 * @text: what is written on it, cut to the width of the text
 * @x: its left end, in canvas units
 * @width: how wide it is
 * @baseline: where its letters stand
 * @rtl: whether it is read from the right
 */
typedef struct
{
  char    *text;
  double   x;
  double   width;
  double   baseline;
  gboolean rtl;
} LeatTextLine;

/**
 * leat_text_list_lines:
 * @text: a text
 *
 * Returns: (transfer full) (element-type LeatTextLine): its lines as they are painted
 */
GArray *leat_text_list_lines (const LeatText *text);

/**
 * leat_text_trace:
 * @text: a text
 * @cr: a context in canvas units
 *
 * Adds the outlines of its letters, where they are painted, to the path of @cr.
 *
 * Returns: whether every letter has an outline; pictures such as emoji have none
 */
gboolean leat_text_trace (const LeatText *text,
                          cairo_t        *cr);

/**
 * leat_text_measure:
 * @style: a style
 * @text: one line
 *
 * Returns: how wide @text is when it is not cut, in canvas units
 */
double leat_text_measure (LeatTextStyle style,
                          const char   *text);

/**
 * leat_text_size:
 * @style: a style
 * @bold: (out): whether it is bold
 *
 * Returns: the size of its letters, in canvas units
 */
double leat_text_size (LeatTextStyle style,
                       gboolean     *bold);

/* How far the handles of a Bézier curve go towards the corner, for a quarter of a circle. */
#define LEAT_ARC 0.5523

/**
 * leat_round_corner:
 * @before: the point before the corner
 * @at: the corner
 * @after: the point after it
 * @radius: of the rounding; less where the legs are short
 * @points: (out) (array fixed-size=2): where the curve begins and ends
 */
void leat_round_corner (LeatPoint before,
                        LeatPoint at,
                        LeatPoint after,
                        double    radius,
                        LeatPoint points[2]);

/* The font of drawings: whatever the system has for reading on screens. */
#define LEAT_FONT_FAMILY "sans-serif"

G_END_DECLS
