/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/brush.h"
#include "exchange/format.h"

#include <cairo.h>

G_BEGIN_DECLS

/* How far the page reaches beyond the ink, on all four sides, in canvas units, unless something else is asked for. */
#define LEAT_PICTURE_MARGIN 24.0
#define LEAT_PICTURE_MAX_MARGIN 1000.0

/* What a PNG may be at most: what programs that show it can take on a side, and the memory of its pixels. */
#define LEAT_PNG_MAX_SIDE 32767
#define LEAT_PNG_MAX_BYTES (512.0 * 1024 * 1024)

/* Pixels a canvas unit, and how many of them a PNG has at most if no scale is asked for. */
#define LEAT_PNG_SCALE 2.0
#define LEAT_PNG_USUAL_PIXELS (48.0 * 1024 * 1024)

/* Canvas units to the inch: a PNG of scale 1 has so many dots to the inch. */
#define LEAT_PICTURE_DPI 96.0

/**
 * LeatPictureColours:
 * @LEAT_PICTURE_LIGHT: dark on white
 * @LEAT_PICTURE_DARK: light on dark
 * @LEAT_PICTURE_TRANSPARENT: light colours with nothing behind them; all text stands on something opaque, and lines can
 *   be told from white and from black
 *
 * The colours of a picture; never those of the screen.
 */
typedef enum
{
  LEAT_PICTURE_LIGHT,
  LEAT_PICTURE_DARK,
  LEAT_PICTURE_TRANSPARENT,
  LEAT_N_PICTURE_COLOURS,
} LeatPictureColours;

/**
 * LeatPaper:
 * @LEAT_PAPER_DRAWING: a page of the size of the drawing, a point a canvas unit
 *
 * The page of a PDF file or a printer.
 */
typedef enum
{
  LEAT_PAPER_DRAWING,
  LEAT_PAPER_A4,
  LEAT_PAPER_A3,
  LEAT_PAPER_LETTER,
  LEAT_PAPER_TABLOID,
  LEAT_N_PAPERS,
} LeatPaper;

/**
 * LeatPaperTurn:
 * @LEAT_PAPER_BY_DRAWING: the way on which the drawing comes out larger
 */
typedef enum
{
  LEAT_PAPER_BY_DRAWING,
  LEAT_PAPER_PORTRAIT,
  LEAT_PAPER_LANDSCAPE,
  LEAT_N_PAPER_TURNS,
} LeatPaperTurn;

/**
 * LeatPictureOptions:
 * @ids: (nullable): what is drawn, or %NULL for all. With a zone comes what is in it; with two blocks, the wires
 *   between them.
 * @colours: the colours
 * @margin: how far the page reaches beyond the ink, 0 to %LEAT_PICTURE_MAX_MARGIN canvas units
 * @overlay: what is laid over the drawing, of the report; nothing without one
 * @legend: show what the kinds of wires look like, those that are drawn, and what the colours of the overlay mean
 * @title_block: show title, author and date of the pipeline, and its region
 * @cost: show what the blocks that are drawn cost
 * @findings: show the findings on what is drawn; in a PDF each leads to its documentation
 * @source: put the pipeline into an SVG or PNG, so that it opens again for editing: all of it, whatever is drawn
 * @outlines: SVG: letters as outlines rather than as text
 * @scale: PNG: pixels a canvas unit; 0 for %LEAT_PNG_SCALE, or less if that is too large
 * @paper: PDF: the page
 * @turn: PDF: which way a paper lies
 * @tiled: PDF: on a paper, a canvas unit a 96th of an inch, on as many pages as that takes; else all on one page
 */
typedef struct
{
  const char *const *ids;
  LeatPictureColours colours;
  double             margin;
  LeatOverlayKind    overlay;
  gboolean           legend;
  gboolean           title_block;
  gboolean           cost;
  gboolean           findings;
  gboolean           source;
  gboolean           outlines;
  double             scale;
  LeatPaper          paper;
  LeatPaperTurn      turn;
  gboolean           tiled;
} LeatPictureOptions;

/**
 * leat_picture_options_init:
 * @self: (out): options: the whole drawing, light, %LEAT_PICTURE_MARGIN, with the pipeline inside, nothing around it
 */
void leat_picture_options_init (LeatPictureOptions *self);

/**
 * leat_picture_colours_get_name:
 * @colours: colours
 *
 * Returns: (transfer none): the word of commands and settings, never translated
 */
const char *leat_picture_colours_get_name (LeatPictureColours colours);

/**
 * leat_paper_get_name:
 * @paper: a paper
 *
 * Returns: (transfer none): the word of commands and settings, never translated
 */
const char *leat_paper_get_name (LeatPaper paper);

/**
 * leat_paper_turn_get_name:
 * @turn: a way to lie
 *
 * Returns: (transfer none): the word of commands and settings, never translated
 */
const char *leat_paper_turn_get_name (LeatPaperTurn turn);

/**
 * LeatPicture:
 *
 * A drawing laid out on its pages, ready to be painted or written. Of one thread, which need not be the main one.
 */
typedef struct _LeatPicture LeatPicture;

/**
 * leat_picture_new:
 * @pipeline: a pipeline, which must not change while the picture is there
 * @catalogue: the catalogue
 * @report: (nullable): figures shown on the drawing, costs and findings
 * @options: what to draw and how; copied
 * @error: return location for a %LEAT_ERROR_UNKNOWN if something of what is to be drawn is not there, or a
 *   %LEAT_ERROR_LIMIT if it takes too many pages
 *
 * Returns: (transfer full) (nullable): the picture
 */
LeatPicture *leat_picture_new (LeatPipeline             *pipeline,
                               LeatCatalogue            *catalogue,
                               LeatReport               *report,
                               const LeatPictureOptions *options,
                               GError                  **error);

/**
 * leat_picture_free:
 * @self: (transfer full): a picture
 */
void leat_picture_free (LeatPicture *self);

/**
 * leat_picture_get_bounds:
 * @self: a picture
 * @bounds: (out): ink and margin, what stands around the drawing included, in whole canvas units
 */
void leat_picture_get_bounds (const LeatPicture *self,
                              LeatRect          *bounds);

/**
 * leat_picture_get_n_pages:
 * @self: a picture
 * @width: (out) (optional): the width of each, in points; of %LEAT_PAPER_DRAWING in canvas units
 * @height: (out) (optional): the height
 *
 * Returns: how many pages it takes as a PDF file; 1 unless it is tiled
 */
guint leat_picture_get_n_pages (const LeatPicture *self,
                                double            *width,
                                double            *height);

/**
 * leat_picture_get_largest_scale:
 * @self: a picture
 *
 * Returns: the largest scale at which it fits into a PNG, rounded down to a thousandth
 */
double leat_picture_get_largest_scale (const LeatPicture *self);

/**
 * leat_picture_paint_page:
 * @self: a picture
 * @cr: a context in the units of leat_picture_get_n_pages()
 * @page: from 0
 * @zoom: device pixels such a unit
 *
 * Paints a page with its background. What lies outside of the clip of @cr may be left out.
 */
void leat_picture_paint_page (LeatPicture *self,
                              cairo_t     *cr,
                              guint        page,
                              double       zoom);

/**
 * leat_picture_paint_with:
 * @self: a picture
 * @brush: what to paint with, in canvas units
 *
 * Paints drawing and what stands around it, without a background.
 */
void leat_picture_paint_with (LeatPicture *self,
                              LeatBrush   *brush);

/**
 * leat_picture_write:
 * @self: a picture
 * @format: "svg", "png" or "pdf"
 * @notices: (nullable) (element-type LeatNotice): told if it was made smaller to fit
 * @error: return location for a %LEAT_ERROR_LIMIT that names the largest scale if the one asked for does not fit:
 *   nothing is painted then
 *
 * The same picture gives the same bytes.
 *
 * Returns: (transfer full) (nullable): the bytes of the file
 */
GBytes *leat_picture_write (LeatPicture *self,
                            const char  *format,
                            GPtrArray   *notices,
                            GError     **error);

/**
 * leat_picture_write_svg:
 * @pipeline: a pipeline
 * @catalogue: the catalogue
 * @report: (nullable): figures shown on the drawing
 * @notices: (nullable): not used
 * @error: return location for an error
 *
 * Plain SVG 1.1 in light colours: text as text, no script, nothing from outside.
 *
 * Returns: (transfer full) (nullable): the bytes of the file
 */
GBytes *leat_picture_write_svg (LeatPipeline  *pipeline,
                                LeatCatalogue *catalogue,
                                LeatReport    *report,
                                GPtrArray     *notices,
                                GError       **error);

/**
 * leat_picture_write_pdf:
 * @pipeline: a pipeline
 * @catalogue: the catalogue
 * @report: (nullable): figures shown on the drawing
 * @notices: (nullable): told if the drawing was made smaller to fit on a page
 * @error: return location for an error
 *
 * One page that fits the ink, in light colours, with real text.
 *
 * Returns: (transfer full) (nullable): the bytes of the file
 */
GBytes *leat_picture_write_pdf (LeatPipeline  *pipeline,
                                LeatCatalogue *catalogue,
                                LeatReport    *report,
                                GPtrArray     *notices,
                                GError       **error);

/**
 * leat_picture_write_png:
 * @pipeline: a pipeline
 * @catalogue: the catalogue
 * @report: (nullable): figures shown on the drawing
 * @notices: (nullable): told if the picture was made smaller than %LEAT_PNG_SCALE to fit
 * @error: return location for a %LEAT_ERROR_LIMIT if it cannot be made at any scale
 *
 * Two pixels a canvas unit, in light colours on white.
 *
 * Returns: (transfer full) (nullable): the bytes of the file
 */
GBytes *leat_picture_write_png (LeatPipeline  *pipeline,
                                LeatCatalogue *catalogue,
                                LeatReport    *report,
                                GPtrArray     *notices,
                                GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatPicture, leat_picture_free)

G_END_DECLS
