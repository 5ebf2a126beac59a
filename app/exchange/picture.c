/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/picture.h"

#include "draw/scene.h"
#include "exchange/picture-private.h"
#include "exchange/svg.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* A page is the ink of the drawing and a margin, whatever the format. Colours are those of the light table,
 * never the screen's. */

#define PNG_SCALE 2.0

static LeatScene *
open_scene (LeatPipeline  *pipeline,
            LeatCatalogue *catalogue,
            LeatReport    *report,
            LeatRect      *page)
{
  LeatScene *scene = leat_scene_new (catalogue, pipeline);
  LeatRect ink;
  double right, bottom;

  leat_scene_set_report (scene, report, NULL);
  leat_scene_get_extents (scene, &ink);
  page->x = floor (ink.x - LEAT_PICTURE_MARGIN);
  page->y = floor (ink.y - LEAT_PICTURE_MARGIN);
  right = ceil (ink.x + ink.width + LEAT_PICTURE_MARGIN);
  bottom = ceil (ink.y + ink.height + LEAT_PICTURE_MARGIN);
  page->width = right - page->x;
  page->height = bottom - page->y;
  return scene;
}

void
leat_picture_get_page (LeatPipeline  *pipeline,
                       LeatCatalogue *catalogue,
                       LeatReport    *report,
                       LeatRect      *page)
{
  leat_scene_free (open_scene (pipeline, catalogue, report, page));
}

static const char *
title_of (LeatPipeline *pipeline)
{
  const char *title = leat_pipeline_get_properties (pipeline)->name;

  return *title != '\0' ? title : _("Pipeline");
}

static char *
describe (LeatPipeline *pipeline)
{
  guint blocks = 0;
  guint wires = 0;

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      blocks += element->kind == LEAT_ELEMENT_BLOCK;
      wires += element->kind == LEAT_ELEMENT_WIRE;
    }
  return g_strdup_printf (_("A data pipeline. Blocks: %u. Wires: %u."), blocks, wires);
}

typedef struct
{
  LeatScene *scene;
  LeatRect   rect;
} Page;

static void
paint_page (cairo_t *cr,
            double   scale,
            gpointer data)
{
  const Page *page = data;
  const LeatColours *colours = leat_colours_get (FALSE, FALSE);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, -page->rect.x, -page->rect.y);
  /* All detail at every scale; a scale below 1 has glyphs of scale 1. */
  leat_scene_paint (page->scene, cr, &page->rect, MAX (1, scale), colours, NULL, NULL);
}

GBytes *
leat_picture_write_svg (LeatPipeline  *pipeline,
                        LeatCatalogue *catalogue,
                        LeatReport    *report,
                        GPtrArray     *notices,
                        GError       **error)
{
  const LeatColour white = { 1, 1, 1, 1 };
  const LeatPen paper = { .fill = &white };
  LeatRect page;
  g_autoptr(LeatScene) scene = open_scene (pipeline, catalogue, report, &page);
  g_autofree char *description = describe (pipeline);
  LeatSvg *svg = leat_svg_new (catalogue, &page, title_of (pipeline), description);
  LeatBrush *brush = leat_svg_get_brush (svg);

  brush->rect (brush, &page, 0, &paper);
  leat_scene_paint_with (scene, brush, &page, 1, leat_colours_get (FALSE, FALSE), NULL, NULL);
  return leat_svg_free_to_bytes (svg);
}

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
finish (GByteArray     *bytes,
        cairo_status_t  status,
        GError        **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (bytes);

  g_byte_array_unref (bytes);
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("The picture could not be drawn: %s"),
               cairo_status_to_string (status));
  return NULL;
}

GBytes *
picture_to_pdf (const char  *title,
                double       width,
                double       height,
                PicturePaint paint,
                gpointer     data,
                GError     **error)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Leat " LEAT_VERSION);
  /* The same drawing gives the same bytes. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  paint (cr, 1, data);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return finish (bytes, status, error);
}

GBytes *
leat_picture_write_pdf (LeatPipeline  *pipeline,
                        LeatCatalogue *catalogue,
                        LeatReport    *report,
                        GPtrArray     *notices,
                        GError       **error)
{
  Page page;
  g_autoptr(LeatScene) scene = open_scene (pipeline, catalogue, report, &page.rect);

  page.scene = scene;
  return picture_to_pdf (title_of (pipeline), page.rect.width, page.rect.height, paint_page, &page, error);
}

double
picture_largest_scale (double width,
                       double height)
{
  return MIN (LEAT_PNG_MAX_SIDE / MAX (width, height), sqrt (LEAT_PNG_MAX_BYTES / 4 / (width * height)));
}

GBytes *
picture_to_png (double       width,
                double       height,
                double       scale,
                PicturePaint paint,
                gpointer     data,
                GError     **error)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, MAX (1, (int) floor (width * scale + 1e-6)),
                                                         MAX (1, (int) floor (height * scale + 1e-6)));
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_scale (cr, scale, scale);
  paint (cr, scale, data);
  cairo_destroy (cr);
  status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_destroy (surface);
  return finish (bytes, status, error);
}

GBytes *
leat_picture_write_png (LeatPipeline  *pipeline,
                        LeatCatalogue *catalogue,
                        LeatReport    *report,
                        GPtrArray     *notices,
                        GError       **error)
{
  Page page;
  g_autoptr(LeatScene) scene = open_scene (pipeline, catalogue, report, &page.rect);
  double scale = MIN (PNG_SCALE, picture_largest_scale (page.rect.width, page.rect.height));

  if (scale < PNG_SCALE)
    leat_notice_add (notices, 0, _("A PNG of this size does not fit: drawn at scale %.2g instead of %g"), scale,
                     PNG_SCALE);
  page.scene = scene;
  return picture_to_png (page.rect.width, page.rect.height, scale, paint_page, &page, error);
}

GBytes *
leat_picture_write_png_at_scale (LeatPipeline  *pipeline,
                                 LeatCatalogue *catalogue,
                                 LeatReport    *report,
                                 double         scale,
                                 GError       **error)
{
  Page page;
  g_autoptr(LeatScene) scene = open_scene (pipeline, catalogue, report, &page.rect);
  double most = picture_largest_scale (page.rect.width, page.rect.height);

  page.scene = scene;
  if (scale > 0 && scale <= most)
    return picture_to_png (page.rect.width, page.rect.height, scale, paint_page, &page, error);

  g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT,
               _("A PNG at scale %g is not possible: choose a scale above 0 and up to %g"), scale,
               floor (most * 1000) / 1000);
  return NULL;
}
