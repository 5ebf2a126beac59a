/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/brush.h"
#include "draw/pdf-content.h"
#include "exchange/picture.h"

#include <cairo.h>

G_BEGIN_DECLS

/* What a picture keeps its pipeline in. */
#define LEAT_PICTURE_NAMESPACE "urn:leat:picture"
#define LEAT_PICTURE_KEYWORD "leat-source"

/* Paints a page whose units are those of `width` and `height`; the scale is in cr already, and what lies outside of its
 * clip need not be painted. */
typedef void (*PicturePaint) (cairo_t *cr,
                              double   scale,
                              gpointer data);

/* PDF */

typedef struct
{
  const char *title;
  const char *author; /* or NULL */
  double      width;  /* of a page, in points */
  double      height;
  guint       n_pages;
  void (*paint) (cairo_t *cr, guint page, gpointer data);
  gpointer    data;
} PicturePdf;

/* Pages of the same bytes for the same pages. */
GBytes *picture_pdf_write (const PicturePdf *pdf,
                           GError          **error);

/* Pages of content, all of one size in points. NULL if this cairo writes files in a manner that is not known here: then
 * picture_pdf_write() has to do it. */
GBytes *picture_pdf_write_content (LeatPdfContent *content,
                                   const char     *title,
                                   const char     *author,
                                   double          width,
                                   double          height);

/* The file that cairo wrote with the samples of content, with its pages in the place of the one that they were on; or
 * NULL. */
GByteArray *picture_pdf_set_content (const GByteArray *made,
                                     LeatPdfContent   *content,
                                     double            width,
                                     double            height);

/* One page of it. */
GBytes *picture_to_pdf (const char  *title,
                        double       width,
                        double       height,
                        PicturePaint paint,
                        gpointer     data,
                        GError     **error);

/* PNG */

typedef struct
{
  double       width;
  double       height;
  double       scale; /* pixels a unit; not above picture_largest_scale() */
  gboolean     alpha;
  const char  *title;  /* or NULL */
  const char  *author; /* or NULL */
  GBytes      *source; /* or NULL: the pipeline, to be found again */
  gboolean     parallel; /* several threads may paint at once */
  PicturePaint paint;    /* called for each strip */
  gpointer     data;
} PicturePng;

GBytes *picture_png_write (const PicturePng *png,
                           GError          **error);

/* The largest scale at which a page fits into a PNG. */
double picture_largest_scale (double width,
                              double height);

/* The same without anything but pixels. */
GBytes *picture_to_png (double       width,
                        double       height,
                        double       scale,
                        PicturePaint paint,
                        gpointer     data,
                        GError     **error);

/* The pipeline inside */

/* As small as zlib's usual level makes it. */
#define LEAT_PICTURE_DEFLATE 6

GBytes *picture_deflate (GBytes *bytes,
                         int     level);

/* A <metadata> element. */
char *picture_source_to_xml (GBytes *source);

/* What stands around the drawing: title block, legend, costs, findings. */

typedef struct _PictureSheet PictureSheet;

/* `shown` (nullable) are the ids of what is drawn, or NULL for all. `overlay` (nullable) is what is laid over it. `ink` is that of the drawing; `page` gets the ink of
 * both. Pipeline, report and overlay must outlive it. */
PictureSheet *picture_sheet_new (LeatPipeline             *pipeline,
                                 LeatReport               *report,
                                 GHashTable               *shown,
                                 const LeatOverlay        *overlay,
                                 const LeatPictureOptions *options,
                                 const LeatRect           *ink,
                                 LeatRect                 *page);

void picture_sheet_paint (const PictureSheet *self,
                          LeatBrush          *brush,
                          const LeatColours  *colours);

void picture_sheet_free (PictureSheet *self);

G_END_DECLS
