/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/colours.h"
#include "engine/report.h"

#include <cairo.h>

G_BEGIN_DECLS

/* What is laid over a drawing to be seen at a glance. */
typedef enum
{
  LEAT_OVERLAY_NONE,
  LEAT_OVERLAY_COST,        /* the share of a block in the month's bill */
  LEAT_OVERLAY_LATENCY,     /* what a block adds at p95 on the slowest path */
  LEAT_OVERLAY_UTILISATION, /* its fullest limit at peak */
  LEAT_OVERLAY_FINDINGS,    /* what checks found on it */
  LEAT_OVERLAY_FLOW,        /* how much flows on a wire */
  LEAT_OVERLAY_DOMAIN,      /* the domain of the exam that asks about it */
  LEAT_N_OVERLAYS,
} LeatOverlayKind;

/* How something is coloured. */
typedef enum
{
  LEAT_MARK_NONE,    /* the overlay has nothing to say of it */
  LEAT_MARK_RAMP,    /* from little to much, by @level */
  LEAT_MARK_SERIES,  /* one of several classes, @series */
  LEAT_MARK_ERROR,
  LEAT_MARK_WARNING,
  LEAT_MARK_ADVICE,
} LeatMarkTone;

/**
 * LeatOverlayMark:
 * @tone: its colour
 * @level: from 0 to 1: the place on the ramp, and the length of the bar; negative for no bar
 * @series: of a class: which colour of the series
 * @full: it is loaded beyond what it can take: marked by a second line and words too
 * @value: the number that it stands for: a share from 0 to 1, seconds, a utilisation, findings, MB a second, a domain
 * @figure: (nullable): that number for people
 * @words: (nullable): what it is of: the dearest line, the longest stage, the fullest limit, the lesser findings
 *
 * What an overlay says of one block or wire. Cleared by leat_mark_clear().
 */
typedef struct
{
  LeatMarkTone tone;
  double       level;
  guint        series;
  gboolean     full;
  double       value;
  char        *figure;
  char        *words;
} LeatOverlayMark;

/**
 * LeatOverlay:
 *
 * What one of the overlays says of a report's blocks and wires; immutable and reference-counted. A scene that is
 * given one paints it, in a window as in a picture.
 */
typedef struct _LeatOverlay LeatOverlay;

/**
 * leat_overlay_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): its word for actions, options and settings: "none", "cost", "latency"
 */
const char *leat_overlay_kind_to_string (LeatOverlayKind kind);

/**
 * leat_overlay_kind_from_string:
 * @word: (nullable): a word
 * @kind: (out): the kind; untouched if there is none
 *
 * Returns: whether there is a kind of that word
 */
gboolean leat_overlay_kind_from_string (const char      *word,
                                        LeatOverlayKind *kind);

/**
 * leat_overlay_kind_get_label:
 * @kind: a kind
 *
 * Returns: (transfer none): its name for people, in their language
 */
const char *leat_overlay_kind_get_label (LeatOverlayKind kind);

/**
 * leat_overlay_new:
 * @kind: what to show; not %LEAT_OVERLAY_NONE
 * @report: what it is taken from
 *
 * Returns: (transfer full): the overlay
 */
LeatOverlay *leat_overlay_new (LeatOverlayKind kind,
                               LeatReport     *report);

/**
 * leat_overlay_ref:
 * @self: an overlay
 *
 * Returns: (transfer full): @self
 */
LeatOverlay *leat_overlay_ref (LeatOverlay *self);

/**
 * leat_overlay_unref:
 * @self: (transfer full): an overlay
 */
void leat_overlay_unref (LeatOverlay *self);

/**
 * leat_overlay_get_kind:
 * @self: (nullable): an overlay
 *
 * Returns: its kind; %LEAT_OVERLAY_NONE for no overlay
 */
LeatOverlayKind leat_overlay_get_kind (const LeatOverlay *self);

/**
 * leat_overlay_mark:
 * @self: an overlay
 * @element: a block or wire
 * @mark: (out): what it says of it; %LEAT_MARK_NONE if nothing. Clear it with leat_mark_clear()
 *
 * Returns: whether it says something
 */
gboolean leat_overlay_mark (const LeatOverlay *self,
                            const LeatElement *element,
                            LeatOverlayMark          *mark);

/**
 * leat_mark_clear:
 * @self: a mark that leat_overlay_mark() has filled
 */
void leat_mark_clear (LeatOverlayMark *self);

/**
 * leat_mark_equal:
 * @a: a mark
 * @b: a mark
 *
 * Returns: whether they look the same
 */
gboolean leat_mark_equal (const LeatOverlayMark *a,
                          const LeatOverlayMark *b);

/**
 * leat_mark_colour:
 * @self: a mark
 * @colours: the colours of the drawing
 *
 * Returns: its colour at full strength; that of %LEAT_MARK_NONE is a pale grey
 */
LeatColour leat_mark_colour (const LeatOverlayMark    *self,
                             const LeatColours *colours);

/**
 * leat_overlay_describe:
 * @self: an overlay
 *
 * Returns: (transfer full): the legend in words, a line each
 */
char *leat_overlay_describe (const LeatOverlay *self);

/**
 * leat_overlay_measure_legend:
 * @self: an overlay
 * @width: (out): of the legend, in canvas units
 * @height: (out): the same
 */
void leat_overlay_measure_legend (const LeatOverlay *self,
                                  double            *width,
                                  double            *height);

/**
 * leat_overlay_paint_legend:
 * @self: an overlay
 * @cr: a context in canvas units
 * @x: left edge
 * @y: top edge
 * @colours: the colours
 *
 * Paints what the colours mean, as large as leat_overlay_measure_legend() says. A writer of another kind uses
 * leat_overlay_paint_legend_with() of draw/brush.h.
 */
void leat_overlay_paint_legend (const LeatOverlay *self,
                                cairo_t           *cr,
                                double             x,
                                double             y,
                                const LeatColours *colours);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatOverlay, leat_overlay_unref)

G_END_DECLS
