/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/pdf-content.h"
#include "draw/text-private.h"

/* pdf-type.c: what is written, each text and each glyph once. */

typedef struct _PdfType PdfType;

PdfType *pdf_type_new (const LeatCatalogue *catalogue);
void pdf_type_free (PdfType *self);

/* The number of a text or glyph; a text is placed by its left end and the y of LeatText, a glyph by the corner of its box.
 * `extents` gets where the text is, from there. */
guint pdf_type_add_text (PdfType        *self,
                         const LeatText *text,
                         LeatRect       *extents);
guint pdf_type_add_glyph (PdfType    *self,
                          const char *glyph,
                          double      size);

void pdf_type_paint_samples (PdfType *self,
                             cairo_t *cr);
gboolean pdf_type_read_samples (PdfType    *self,
                                const char *stream,
                                gsize       size);

/* Appends the operators of a number at a place. The samples are read. */
void pdf_type_write (PdfType  *self,
                     guint     number,
                     LeatPoint at,
                     GString  *stream);

/* A number with at most so many digits after the point. */
void pdf_append_number (GString *text,
                        double   number,
                        guint    digits);
