/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/picture.h"

#include "draw/scene.h"
#include "exchange/native.h"
#include "exchange/picture-private.h"
#include "exchange/svg.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A picture's bounds are the ink of what it shows and a margin, whatever the format. Colours are those of tables,
 * never the screen's. */

#define POINTS_PER_UNIT (72.0 / LEAT_PICTURE_DPI)
#define PAPER_INSET 28.0        /* points that printers leave white, on all sides */
#define MAX_PAGES 400
#define MAX_PAGE_POINTS 14400.0 /* what programs that show PDF files can take */
#define MIN_LUMINANCE 0.105     /* told from black: (L + 0.05) / 0.05 is more than 3 */

typedef struct
{
  double   width; /* in points */
  double   height;
  double   scale; /* points a canvas unit */
  double   inset;
  guint    columns;
  guint    rows;
} Pages;

struct _LeatPicture
{
  LeatPictureOptions options;
  LeatPipeline      *pipeline;
  LeatCatalogue     *catalogue;
  LeatReport        *report; /* or NULL */
  LeatScene         *scene;
  LeatOverlay       *overlay; /* or NULL */
  GHashTable        *shown;  /* or NULL: everything */
  PictureSheet      *sheet;
  LeatColours        colours;
  LeatRect           bounds;
  Pages              pages;
};

static const struct
{
  const char *name;
  double      width; /* upright, in points */
  double      height;
} papers[LEAT_N_PAPERS] = {
  [LEAT_PAPER_DRAWING] = { "drawing", 0, 0 },         [LEAT_PAPER_A4] = { "a4", 595.28, 841.89 },
  [LEAT_PAPER_A3] = { "a3", 841.89, 1190.55 },        [LEAT_PAPER_LETTER] = { "letter", 612, 792 },
  [LEAT_PAPER_TABLOID] = { "tabloid", 792, 1224 },
};

void
leat_picture_options_init (LeatPictureOptions *self)
{
  *self = (LeatPictureOptions){ .margin = LEAT_PICTURE_MARGIN, .source = TRUE };
}

const char *
leat_picture_colours_get_name (LeatPictureColours colours)
{
  static const char *const names[] = { "light", "dark", "transparent" };

  g_return_val_if_fail (colours < LEAT_N_PICTURE_COLOURS, NULL);
  return names[colours];
}

const char *
leat_paper_get_name (LeatPaper paper)
{
  g_return_val_if_fail (paper < LEAT_N_PAPERS, NULL);
  return papers[paper].name;
}

const char *
leat_paper_turn_get_name (LeatPaperTurn turn)
{
  static const char *const names[] = { "automatic", "portrait", "landscape" };

  g_return_val_if_fail (turn < LEAT_N_PAPER_TURNS, NULL);
  return names[turn];
}

/* Colours */

static double
linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (const LeatColour *colour)
{
  return 0.2126 * linear (colour->red) + 0.7152 * linear (colour->green) + 0.0722 * linear (colour->blue);
}

/* A little lighter until it can be told from black too. */
static void
lighten (LeatColour *colour)
{
  while (luminance (colour) < MIN_LUMINANCE)
    {
      colour->red += (1 - colour->red) * 0.05;
      colour->green += (1 - colour->green) * 0.05;
      colour->blue += (1 - colour->blue) * 0.05;
    }
}

static void
choose_colours (LeatColours       *colours,
                LeatPictureColours wanted)
{
  *colours = *leat_colours_get (wanted == LEAT_PICTURE_DARK, FALSE);
  if (wanted == LEAT_PICTURE_DARK)
    return;
  /* Paper is white, and so is what wires are kept apart from labels by. */
  colours->background = (LeatColour){ 1, 1, 1, 1 };
  if (wanted == LEAT_PICTURE_LIGHT)
    return;
  colours->on_nothing = TRUE;
  lighten (&colours->wire);
  for (guint i = 0; i < LEAT_N_ROLES; i++)
    lighten (&colours->role[i]);
}

/* What is shown */

static gboolean
is_in_shown_zone (LeatPicture       *self,
                  const LeatElement *element)
{
  /* Zones lie in zones: not deeper than there are elements. */
  for (guint i = leat_pipeline_get_n_elements (self->pipeline); i > 0 && element != NULL && element->zone != NULL; i--)
    {
      if (g_hash_table_contains (self->shown, element->zone))
        return TRUE;
      element = leat_pipeline_get_element (self->pipeline, element->zone);
    }
  return FALSE;
}

static gboolean
joins_shown (LeatPicture       *self,
             const LeatElement *wire)
{
  return wire->from != NULL && wire->to != NULL && g_hash_table_contains (self->shown, wire->from) &&
         g_hash_table_contains (self->shown, wire->to);
}

static gboolean
choose_shown (LeatPicture *self,
              GError     **error)
{
  if (self->options.ids == NULL)
    return TRUE;

  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; self->options.ids[i] != NULL; i++)
    {
      if (leat_pipeline_get_element (self->pipeline, self->options.ids[i]) == NULL)
        {
          g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN, _("There is nothing with the id “%s” to be drawn"),
                       self->options.ids[i]);
          return FALSE;
        }
      g_hash_table_add (self->shown, g_strdup (self->options.ids[i]));
    }
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
      {
        const LeatElement *element = leat_pipeline_get_nth (self->pipeline, i);
        gboolean wire = element->kind == LEAT_ELEMENT_WIRE;

        if (pass == 0 ? !wire && is_in_shown_zone (self, element) : wire && joins_shown (self, element))
          g_hash_table_add (self->shown, g_strdup (element->id));
      }
  return TRUE;
}

static LeatRect
unite (const LeatRect *a,
       const LeatRect *b)
{
  double x = MIN (a->x, b->x);
  double y = MIN (a->y, b->y);

  return (LeatRect){ x, y, MAX (a->x + a->width, b->x + b->width) - x, MAX (a->y + a->height, b->y + b->height) - y };
}

static void
measure_ink (LeatPicture *self,
             LeatRect    *ink)
{
  gboolean first = TRUE;

  if (self->shown == NULL)
    {
      leat_scene_get_extents (self->scene, ink);
      return;
    }
  *ink = (LeatRect){ 0, 0, 0, 0 };
  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (self->pipeline, i);
      LeatRect own;

      if (!g_hash_table_contains (self->shown, element->id) || !leat_scene_get_ink (self->scene, element, &own))
        continue;
      *ink = first ? own : unite (ink, &own);
      first = FALSE;
    }
}

/* Pages */

static Pages
lay_out_paper (const LeatPicture *self,
               gboolean           landscape)
{
  double width = papers[self->options.paper].width;
  double height = papers[self->options.paper].height;
  Pages pages = { landscape ? height : width, landscape ? width : height, POINTS_PER_UNIT, PAPER_INSET, 1, 1 };
  double across = pages.width - 2 * PAPER_INSET;
  double down = pages.height - 2 * PAPER_INSET;

  if (self->options.tiled)
    {
      /* A drawing of a hair more than a page takes one. */
      pages.columns = (guint) MAX (1, ceil (MIN (1e6, self->bounds.width * POINTS_PER_UNIT / across - 1e-6)));
      pages.rows = (guint) MAX (1, ceil (MIN (1e6, self->bounds.height * POINTS_PER_UNIT / down - 1e-6)));
    }
  else
    pages.scale = MIN (1, MIN (across / self->bounds.width, down / self->bounds.height));
  return pages;
}

static void
lay_out_pages (LeatPicture *self)
{
  Pages upright, lying;
  gboolean landscape;

  if (self->options.paper == LEAT_PAPER_DRAWING)
    {
      double scale = MIN (1, MAX_PAGE_POINTS / MAX (self->bounds.width, self->bounds.height));

      self->pages = (Pages){ self->bounds.width * scale, self->bounds.height * scale, scale, 0, 1, 1 };
      return;
    }
  upright = lay_out_paper (self, FALSE);
  lying = lay_out_paper (self, TRUE);
  landscape = self->options.turn == LEAT_PAPER_LANDSCAPE;
  if (self->options.turn == LEAT_PAPER_BY_DRAWING)
    landscape = lying.scale > upright.scale ||
                (double) lying.columns * lying.rows < (double) upright.columns * upright.rows;
  self->pages = landscape ? lying : upright;
}

static gboolean
check_pages (const LeatPicture *self,
             GError           **error)
{
  double n = (double) self->pages.columns * self->pages.rows;

  if (n <= MAX_PAGES)
    return TRUE;
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT,
               _("At full size the drawing takes %.0f pages; at most %d can be made: choose a larger paper, or one page"), n,
               MAX_PAGES);
  return FALSE;
}

/* The picture */

static void
lay_out (LeatPicture *self)
{
  LeatRect ink, all;
  double right, bottom;

  self->scene = leat_scene_new (self->catalogue, self->pipeline);
  leat_scene_set_report (self->scene, self->report, NULL);
  if (self->options.overlay != LEAT_OVERLAY_NONE && self->report != NULL)
    {
      self->overlay = leat_overlay_new (self->options.overlay, self->report);
      leat_scene_set_overlay (self->scene, self->overlay, NULL);
    }
  measure_ink (self, &ink);
  self->sheet = picture_sheet_new (self->pipeline, self->report, self->shown, self->overlay, &self->options, &ink, &all);
  self->bounds.x = floor (all.x - self->options.margin);
  self->bounds.y = floor (all.y - self->options.margin);
  right = ceil (all.x + all.width + self->options.margin);
  bottom = ceil (all.y + all.height + self->options.margin);
  self->bounds.width = MAX (1, right - self->bounds.x);
  self->bounds.height = MAX (1, bottom - self->bounds.y);
  lay_out_pages (self);
}

LeatPicture *
leat_picture_new (LeatPipeline             *pipeline,
                  LeatCatalogue            *catalogue,
                  LeatReport               *report,
                  const LeatPictureOptions *options,
                  GError                  **error)
{
  g_autoptr(LeatPicture) self = g_new0 (LeatPicture, 1);

  self->options = *options;
  self->options.margin = CLAMP (options->margin, 0, LEAT_PICTURE_MAX_MARGIN);
  self->pipeline = g_object_ref (pipeline);
  self->catalogue = leat_catalogue_ref (catalogue);
  self->report = report != NULL ? leat_report_ref (report) : NULL;
  choose_colours (&self->colours, options->colours);
  if (!choose_shown (self, error))
    return NULL;
  self->options.ids = NULL;
  lay_out (self);
  return check_pages (self, error) ? g_steal_pointer (&self) : NULL;
}

void
leat_picture_free (LeatPicture *self)
{
  g_clear_pointer (&self->sheet, picture_sheet_free);
  g_clear_pointer (&self->scene, leat_scene_free);
  g_clear_pointer (&self->overlay, leat_overlay_unref);
  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_pointer (&self->report, leat_report_unref);
  leat_catalogue_unref (self->catalogue);
  g_object_unref (self->pipeline);
  g_free (self);
}

void
leat_picture_get_bounds (const LeatPicture *self,
                         LeatRect          *bounds)
{
  *bounds = self->bounds;
}

guint
leat_picture_get_n_pages (const LeatPicture *self,
                          double            *width,
                          double            *height)
{
  if (width != NULL)
    *width = self->pages.width;
  if (height != NULL)
    *height = self->pages.height;
  return self->pages.columns * self->pages.rows;
}

double
leat_picture_get_largest_scale (const LeatPicture *self)
{
  return floor (picture_largest_scale (self->bounds.width, self->bounds.height) * 1000) / 1000;
}

/* Painting */

static void
paint_drawing (LeatPicture *self,
               cairo_t     *cr,
               double       zoom)
{
  /* All detail at every scale; a scale below 1 has glyphs of scale 1. */
  double detail = MAX (1, zoom);
  LeatBrush *brush = leat_brush_new_for_cairo (cr, self->catalogue, detail);
  LeatRect area;
  double right, bottom;

  cairo_clip_extents (cr, &area.x, &area.y, &right, &bottom);
  area.width = right - area.x;
  area.height = bottom - area.y;
  leat_scene_paint_with (self->scene, brush, &area, detail, &self->colours, NULL, self->shown);
  picture_sheet_paint (self->sheet, brush, &self->colours);
  leat_brush_free_for_cairo (brush);
}

static void
paint_background (LeatPicture *self,
                  cairo_t     *cr)
{
  const LeatColour *ground = &self->colours.background;

  if (self->colours.on_nothing)
    return;
  cairo_set_source_rgb (cr, ground->red, ground->green, ground->blue);
  cairo_paint (cr);
}

/* On a paper the drawing stands in the middle if it is smaller; of several, each shows its part. */
static LeatPoint
corner_on_paper (const LeatPicture *self,
                 guint              page)
{
  const Pages *pages = &self->pages;
  double across = pages->width - 2 * pages->inset;
  double down = pages->height - 2 * pages->inset;
  double spare_x = across * pages->columns - self->bounds.width * pages->scale;
  double spare_y = down * pages->rows - self->bounds.height * pages->scale;

  return (LeatPoint){ pages->inset + floor (spare_x / 2) - across * (page % pages->columns),
                      pages->inset + floor (spare_y / 2) - down * (page / pages->columns) };
}

static void
enter_paper (LeatPicture *self,
             cairo_t     *cr,
             guint        page)
{
  const Pages *pages = &self->pages;
  LeatPoint corner = corner_on_paper (self, page);

  cairo_rectangle (cr, pages->inset, pages->inset, pages->width - 2 * pages->inset, pages->height - 2 * pages->inset);
  cairo_clip (cr);
  cairo_translate (cr, corner.x, corner.y);
}

void
leat_picture_paint_page (LeatPicture *self,
                         cairo_t     *cr,
                         guint        page,
                         double       zoom)
{
  cairo_save (cr);
  paint_background (self, cr);
  if (self->options.paper != LEAT_PAPER_DRAWING)
    enter_paper (self, cr, page);
  cairo_scale (cr, self->pages.scale, self->pages.scale);
  cairo_translate (cr, -self->bounds.x, -self->bounds.y);
  paint_drawing (self, cr, zoom * self->pages.scale);
  cairo_restore (cr);
}

void
leat_picture_paint_with (LeatPicture *self,
                         LeatBrush   *brush)
{
  leat_scene_paint_with (self->scene, brush, &self->bounds, 1, &self->colours, NULL, self->shown);
  picture_sheet_paint (self->sheet, brush, &self->colours);
}

/* Writing */

static const char *
title_of (const LeatPicture *self)
{
  const char *title = leat_pipeline_get_properties (self->pipeline)->name;

  return *title != '\0' ? title : _("Pipeline");
}

static const char *
author_of (const LeatPicture *self)
{
  return leat_settings_get (leat_pipeline_get_properties (self->pipeline)->settings, "author");
}

static char *
describe (const LeatPicture *self)
{
  guint blocks = 0;
  guint wires = 0;

  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (self->pipeline, i);
      gboolean shown = self->shown == NULL || g_hash_table_contains (self->shown, element->id);

      blocks += shown && element->kind == LEAT_ELEMENT_BLOCK;
      wires += shown && element->kind == LEAT_ELEMENT_WIRE;
    }
  return g_strdup_printf (_("A data pipeline. Blocks: %u. Wires: %u."), blocks, wires);
}

static GBytes *
write_source (const LeatPicture *self)
{
  return leat_native_write (self->pipeline, NULL, NULL, NULL, NULL);
}

/* Pictures of different pipelines have different ids. */
static char *
new_ids (GBytes *source)
{
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, source);

  return g_strdup_printf ("leat-%.8s", sum);
}

static GBytes *
write_svg (LeatPicture *self,
           GPtrArray   *notices,
           GError     **error)
{
  g_autofree char *description = describe (self);
  g_autoptr(GBytes) source = write_source (self);
  g_autofree char *metadata = self->options.source ? picture_source_to_xml (source) : NULL;
  g_autofree char *ids = new_ids (source);
  LeatSvg *svg = leat_svg_new (self->catalogue, &self->bounds, title_of (self), description);
  LeatBrush *brush = leat_svg_get_brush (svg);
  LeatPen paper = { .fill = &self->colours.background };

  leat_svg_set_ids (svg, ids);
  leat_svg_set_outlines (svg, self->options.outlines);
  leat_svg_set_metadata (svg, metadata);
  if (!self->colours.on_nothing)
    brush->rect (brush, &self->bounds, 0, &paper);
  leat_picture_paint_with (self, brush);
  return leat_svg_free_to_bytes (svg);
}

static void
paint_pdf_page (cairo_t *cr,
                guint    page,
                gpointer data)
{
  leat_picture_paint_page (data, cr, page, 1);
}

/* The same page as leat_picture_paint_page() paints. */
static void
add_page (LeatPicture    *self,
          LeatPdfContent *content,
          guint           page)
{
  const Pages *pages = &self->pages;
  const LeatColour *ground = self->colours.on_nothing ? NULL : &self->colours.background;
  LeatRect paper = { pages->inset, pages->inset, pages->width - 2 * pages->inset, pages->height - 2 * pages->inset };
  gboolean whole = self->options.paper == LEAT_PAPER_DRAWING;
  LeatPoint corner = whole ? (LeatPoint){ 0, 0 } : corner_on_paper (self, page);
  LeatPoint origin = { corner.x - self->bounds.x * pages->scale, corner.y - self->bounds.y * pages->scale };
  LeatRect area = { (paper.x - origin.x) / pages->scale, (paper.y - origin.y) / pages->scale, paper.width / pages->scale,
                    paper.height / pages->scale };
  LeatBrush *brush = leat_pdf_content_add_page (content, pages->width, pages->height, ground, whole ? NULL : &paper,
                                                pages->scale, origin);

  leat_scene_paint_with (self->scene, brush, &area, 1, &self->colours, NULL, self->shown);
  picture_sheet_paint (self->sheet, brush, &self->colours);
}

static GBytes *
write_pages (LeatPicture *self)
{
  g_autoptr(LeatPdfContent) content = leat_pdf_content_new (self->catalogue);

  for (guint i = 0; i < leat_picture_get_n_pages (self, NULL, NULL); i++)
    add_page (self, content, i);
  return picture_pdf_write_content (content, title_of (self), author_of (self), self->pages.width, self->pages.height);
}

static GBytes *
write_pdf (LeatPicture *self,
           GPtrArray   *notices,
           GError     **error)
{
  const PicturePdf pdf = { .title = title_of (self), .author = author_of (self), .width = self->pages.width,
                           .height = self->pages.height, .n_pages = leat_picture_get_n_pages (self, NULL, NULL),
                           .paint = paint_pdf_page, .data = self };
  GBytes *file;

  if (self->options.paper == LEAT_PAPER_DRAWING && self->pages.scale < 1)
    leat_notice_add (notices, 0, _("A page is at most %.0f points long: drawn at %.0f %% of its size"), MAX_PAGE_POINTS,
                     floor (self->pages.scale * 100));
  file = write_pages (self);
  return file != NULL ? file : picture_pdf_write (&pdf, error);
}

/* A PNG has no pages: the drawing as it is. Called in several threads: a drawing does not change while it is painted. */
static void
paint_pixels (cairo_t *cr,
              double   scale,
              gpointer data)
{
  LeatPicture *self = data;

  cairo_save (cr);
  paint_background (self, cr);
  cairo_translate (cr, -self->bounds.x, -self->bounds.y);
  paint_drawing (self, cr, scale);
  cairo_restore (cr);
}

static double
usual_scale (const LeatPicture *self)
{
  return MIN (LEAT_PNG_SCALE, MIN (picture_largest_scale (self->bounds.width, self->bounds.height),
                                   sqrt (LEAT_PNG_USUAL_PIXELS / (self->bounds.width * self->bounds.height))));
}

static GBytes *
write_png (LeatPicture *self,
           GPtrArray   *notices,
           GError     **error)
{
  double most = leat_picture_get_largest_scale (self);
  double scale = self->options.scale != 0 ? self->options.scale : usual_scale (self);
  g_autoptr(GBytes) source = self->options.source ? write_source (self) : NULL;
  const PicturePng png = { .width = self->bounds.width, .height = self->bounds.height, .scale = scale,
                           .alpha = self->colours.on_nothing, .title = title_of (self), .author = author_of (self),
                           .source = source, .parallel = TRUE, .paint = paint_pixels, .data = self };

  if (self->options.scale != 0 && !(scale > 0 && scale <= most))
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT,
                   _("A PNG at scale %g is not possible: choose a scale above 0 and up to %g"), scale, most);
      return NULL;
    }
  if (scale < LEAT_PNG_SCALE && self->options.scale == 0)
    leat_notice_add (notices, 0, _("The drawing is large: drawn at scale %.2g instead of %g"), scale, LEAT_PNG_SCALE);
  return picture_png_write (&png, error);
}

static const struct
{
  const char *format;
  GBytes *(*write) (LeatPicture *self, GPtrArray *notices, GError **error);
} writers[] = { { "svg", write_svg }, { "png", write_png }, { "pdf", write_pdf } };

GBytes *
leat_picture_write (LeatPicture *self,
                    const char  *format,
                    GPtrArray   *notices,
                    GError     **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (writers); i++)
    if (g_str_equal (writers[i].format, format))
      return writers[i].write (self, notices, error);
  g_return_val_if_reached (NULL);
}

static GBytes *
write_as_usual (const char    *format,
                LeatPipeline  *pipeline,
                LeatCatalogue *catalogue,
                LeatReport    *report,
                GPtrArray     *notices,
                GError       **error)
{
  LeatPictureOptions options;
  g_autoptr(LeatPicture) picture = NULL;

  leat_picture_options_init (&options);
  picture = leat_picture_new (pipeline, catalogue, report, &options, error);
  return picture != NULL ? leat_picture_write (picture, format, notices, error) : NULL;
}

GBytes *
leat_picture_write_svg (LeatPipeline  *pipeline,
                        LeatCatalogue *catalogue,
                        LeatReport    *report,
                        GPtrArray     *notices,
                        GError       **error)
{
  return write_as_usual ("svg", pipeline, catalogue, report, notices, error);
}

GBytes *
leat_picture_write_pdf (LeatPipeline  *pipeline,
                        LeatCatalogue *catalogue,
                        LeatReport    *report,
                        GPtrArray     *notices,
                        GError       **error)
{
  return write_as_usual ("pdf", pipeline, catalogue, report, notices, error);
}

GBytes *
leat_picture_write_png (LeatPipeline  *pipeline,
                        LeatCatalogue *catalogue,
                        LeatReport    *report,
                        GPtrArray     *notices,
                        GError       **error)
{
  return write_as_usual ("png", pipeline, catalogue, report, notices, error);
}
