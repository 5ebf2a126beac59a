/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/paint-private.h"

#include "draw/glyph-private.h"

#include <math.h>

/* The brush of cairo: screens, PDF and PNG. */

static cairo_t *
cr_of (LeatBrush *brush)
{
  return ((CairoBrush *) brush)->cr;
}

static void
set_colour (cairo_t          *cr,
            const LeatColour *colour)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha);
}

static void
begin (LeatBrush         *brush,
       const LeatElement *element)
{
}

static void
end (LeatBrush *brush)
{
}

/* Fills and strokes the path. */
static void
apply (cairo_t       *cr,
       const LeatPen *pen)
{
  if (pen->fill != NULL)
    {
      set_colour (cr, pen->fill);
      cairo_fill_preserve (cr);
    }
  if (pen->stroke != NULL)
    {
      set_colour (cr, pen->stroke);
      cairo_set_line_width (cr, pen->width);
      cairo_set_dash (cr, pen->dash, pen->n_dash, 0);
      cairo_set_line_cap (cr, pen->round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
      cairo_set_line_join (cr, pen->round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
      cairo_stroke_preserve (cr);
    }
  cairo_new_path (cr);
}

static void
rounded_rect (cairo_t        *cr,
              const LeatRect *rect,
              double          radius)
{
  double r = MIN (radius, MIN (rect->width, rect->height) / 2);
  double right = rect->x + rect->width;
  double bottom = rect->y + rect->height;

  cairo_new_sub_path (cr);
  cairo_arc (cr, right - r, rect->y + r, r, -G_PI_2, 0);
  cairo_arc (cr, right - r, bottom - r, r, 0, G_PI_2);
  cairo_arc (cr, rect->x + r, bottom - r, r, G_PI_2, G_PI);
  cairo_arc (cr, rect->x + r, rect->y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
paint_rect (LeatBrush      *brush,
            const LeatRect *rect,
            double          radius,
            const LeatPen  *pen)
{
  cairo_t *cr = cr_of (brush);

  if (radius > 0)
    rounded_rect (cr, rect, radius);
  else
    cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  apply (cr, pen);
}

static void
paint_circle (LeatBrush     *brush,
              LeatPoint      middle,
              double         radius,
              const LeatPen *pen)
{
  cairo_t *cr = cr_of (brush);

  cairo_new_sub_path (cr);
  cairo_arc (cr, middle.x, middle.y, radius, 0, 2 * G_PI);
  cairo_close_path (cr);
  apply (cr, pen);
}

static void
corner (cairo_t  *cr,
        LeatPoint before,
        LeatPoint at,
        LeatPoint after,
        double    radius)
{
  LeatPoint points[2];

  leat_round_corner (before, at, after, radius, points);
  cairo_line_to (cr, points[0].x, points[0].y);
  cairo_curve_to (cr, points[0].x + (at.x - points[0].x) * LEAT_ARC,
                  points[0].y + (at.y - points[0].y) * LEAT_ARC,
                  points[1].x + (at.x - points[1].x) * LEAT_ARC,
                  points[1].y + (at.y - points[1].y) * LEAT_ARC, points[1].x, points[1].y);
}

static void
paint_line (LeatBrush       *brush,
            const LeatPoint *points,
            gsize            n,
            double           radius,
            const LeatPen   *pen)
{
  cairo_t *cr = cr_of (brush);

  cairo_move_to (cr, points[0].x, points[0].y);
  for (gsize i = 1; i < n; i++)
    {
      if (radius > 0 && i + 1 < n)
        corner (cr, points[i - 1], points[i], points[i + 1], radius);
      else
        cairo_line_to (cr, points[i].x, points[i].y);
    }
  if (pen->fill != NULL)
    cairo_close_path (cr);
  apply (cr, pen);
}

static void
paint_text (LeatBrush      *brush,
            const LeatText *text)
{
  CairoBrush *self = (CairoBrush *) brush;
  PangoLayout *layout = leat_typesetter_get (self->typesetter, text);
  double part = text->align == LEAT_ALIGN_LEFT ? 0 : text->align == LEAT_ALIGN_MIDDLE ? 0.5 : 1;
  int width, height;

  pango_layout_get_size (layout, &width, &height);
  set_colour (self->cr, text->colour);
  cairo_move_to (self->cr, text->x - part * width / PANGO_SCALE,
                 text->style == LEAT_TEXT_NOTE ? text->y : text->y - 0.5 * height / PANGO_SCALE);
  pango_cairo_show_layout (self->cr, layout);
  cairo_new_path (self->cr);
}

static void
paint_glyph (LeatBrush        *brush,
             const char       *glyph,
             const LeatRect   *box,
             const LeatColour *colour)
{
  CairoBrush *self = (CairoBrush *) brush;

  glyph_paint (self->cr, self->catalogue, glyph, box, colour, self->zoom);
}

static void
paint_rects (LeatBrush      *brush,
             const LeatRect *rects,
             gsize           n,
             const LeatPen  *pen)
{
  cairo_t *cr = cr_of (brush);

  for (gsize i = 0; i < n; i++)
    cairo_rectangle (cr, rects[i].x, rects[i].y, rects[i].width, rects[i].height);
  apply (cr, pen);
}

static void
paint_segments (LeatBrush       *brush,
                const LeatPoint *points,
                gsize            n,
                const LeatPen   *pen)
{
  cairo_t *cr = cr_of (brush);

  for (gsize i = 0; i + 1 < n; i += 2)
    {
      cairo_move_to (cr, points[i].x, points[i].y);
      cairo_line_to (cr, points[i + 1].x, points[i + 1].y);
    }
  apply (cr, pen);
}

void
cairo_brush_init (CairoBrush          *self,
                  cairo_t             *cr,
                  const LeatCatalogue *catalogue,
                  LeatTypesetter      *typesetter,
                  double               zoom)
{
  self->brush = (LeatBrush){ cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_PDF,
                             begin,
                             end,
                             paint_rect,
                             paint_circle,
                             paint_line,
                             paint_text,
                             paint_glyph,
                             paint_rects,
                             paint_segments };
  self->cr = cr;
  self->catalogue = catalogue;
  self->typesetter = typesetter;
  self->zoom = zoom;
}
