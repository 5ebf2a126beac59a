/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/brush.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * LeatPdfContent:
 *
 * What stands on the pages of a PDF file, as the operators of the format. Cairo makes the fonts: of each letter that is
 * written a sample is painted with it, and from the page of the samples is read how the file names them. So a page takes
 * a fraction of what it does if cairo records, looks through and writes every shape of it.
 */
typedef struct _LeatPdfContent LeatPdfContent;

/**
 * LeatPdfLink:
 * @place: in points, from the top left corner of the page
 * @address: where it leads
 */
typedef struct
{
  LeatRect place;
  char    *address;
} LeatPdfLink;

/**
 * leat_pdf_content_new:
 * @catalogue: the catalogue, for glyphs; it must outlive the content
 *
 * Returns: (transfer full): content without pages
 */
LeatPdfContent *leat_pdf_content_new (const LeatCatalogue *catalogue);

/**
 * leat_pdf_content_free:
 * @self: (transfer full): content
 */
void leat_pdf_content_free (LeatPdfContent *self);

/**
 * leat_pdf_content_add_page:
 * @self: content
 * @width: of the page, in points
 * @height: of the page, in points
 * @ground: (nullable): its colour
 * @clip: (nullable): the part that is painted on, in points from the top left corner
 * @scale: points a canvas unit
 * @origin: where the canvas has its 0, in points from the top left corner
 *
 * Returns: (transfer none): the brush that paints on this page from now on
 */
LeatBrush *leat_pdf_content_add_page (LeatPdfContent   *self,
                                      double            width,
                                      double            height,
                                      const LeatColour *ground,
                                      const LeatRect   *clip,
                                      double            scale,
                                      LeatPoint         origin);

/**
 * leat_pdf_content_get_n_pages:
 * @self: content
 *
 * Returns: how many pages it has
 */
guint leat_pdf_content_get_n_pages (const LeatPdfContent *self);

/**
 * leat_pdf_content_paint_samples:
 * @self: content whose pages are painted
 * @cr: a page of a PDF file, as wide as the longest text and 200 points
 *
 * Paints a sample of all that is written on the pages.
 */
void leat_pdf_content_paint_samples (LeatPdfContent *self,
                                     cairo_t        *cr);

/**
 * leat_pdf_content_read_samples:
 * @self: content whose samples are painted
 * @stream: (array length=size): the operators that cairo wrote for them
 * @size: how many bytes
 *
 * Returns: %FALSE if they are written in another manner than is known here: the pages cannot be written then
 */
gboolean leat_pdf_content_read_samples (LeatPdfContent *self,
                                        const char     *stream,
                                        gsize           size);

/**
 * leat_pdf_content_write_page:
 * @self: content whose samples are read
 * @page: which, from 0
 *
 * Returns: (transfer full): its operators
 */
GString *leat_pdf_content_write_page (LeatPdfContent *self,
                                      guint           page);

/**
 * leat_pdf_content_write_states:
 * @self: content
 * @dictionary: a dictionary of graphics states, to which those that the pages use are added
 */
void leat_pdf_content_write_states (const LeatPdfContent *self,
                                    GString              *dictionary);

/**
 * leat_pdf_content_get_links:
 * @self: content
 * @page: which, from 0
 *
 * Returns: (transfer none) (element-type LeatPdfLink): where its links are
 */
GArray *leat_pdf_content_get_links (const LeatPdfContent *self,
                                    guint                 page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatPdfContent, leat_pdf_content_free)

G_END_DECLS
