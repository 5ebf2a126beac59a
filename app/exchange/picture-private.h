/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Paints a page whose units are those of `width` and `height`; the scale is in cr already. */
typedef void (*PicturePaint) (cairo_t *cr,
                              double   scale,
                              gpointer data);

/* One page, of the same bytes for the same page. */
GBytes *picture_to_pdf (const char  *title,
                        double       width,
                        double       height,
                        PicturePaint paint,
                        gpointer     data,
                        GError     **error);

/* The largest scale at which a page fits into a PNG. */
double picture_largest_scale (double width,
                              double height);

/* `scale` pixels a unit, which is not above picture_largest_scale(). */
GBytes *picture_to_png (double       width,
                        double       height,
                        double       scale,
                        PicturePaint paint,
                        gpointer     data,
                        GError     **error);

G_END_DECLS
