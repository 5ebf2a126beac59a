/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/paint-private.h"

#include "draw/glyph-private.h"
#include "draw/round-line-private.h"

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

void
leat_trace_rounded (cairo_t        *cr,
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
paint_round_line (cairo_t             *cr,
                  const LeatRoundLine *line)
{
  set_colour (cr, line->colour);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, line->width);
  cairo_move_to (cr, line->from.x, line->from.y);
  cairo_line_to (cr, line->to.x, line->to.y);
  cairo_stroke (cr);
}

static void
paint_rect (LeatBrush      *brush,
            const LeatRect *rect,
            double          radius,
            const LeatPen  *pen)
{
  cairo_t *cr = cr_of (brush);
  LeatRoundLine bar;

  if (brush->plain && round_line_of_rect (rect, radius, pen, &bar))
    {
      paint_round_line (cr, &bar);
      return;
    }
  if (radius > 0)
    leat_trace_rounded (cr, rect, radius);
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
  LeatRoundLine lines[2];
  guint n = brush->plain ? round_lines_of_circle (middle, radius, pen, lines) : 0;

  for (guint i = 0; i < n; i++)
    paint_round_line (cr, &lines[i]);
  if (n > 0)
    return;
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

static cairo_status_t
render_nothing (cairo_scaled_font_t  *font,
                unsigned long         letter,
                cairo_t              *cr,
                cairo_text_extents_t *extents)
{
  /* What has no size is left out. */
  extents->x_advance = 1;
  extents->y_bearing = -1;
  extents->width = 1;
  extents->height = 1;
  return CAIRO_STATUS_SUCCESS;
}

/* A font of blanks, one for each of the 128 letters around `letter`: no more than one part of a font in a PDF has room
 * for. */
static cairo_font_face_t *
get_blanks (gunichar letter)
{
  static GMutex lock;
  static GHashTable *faces;
  gpointer key = GUINT_TO_POINTER (letter / 128);
  cairo_font_face_t *face;

  g_mutex_lock (&lock);
  if (faces == NULL)
    faces = g_hash_table_new (NULL, NULL);
  face = g_hash_table_lookup (faces, key);
  if (face == NULL)
    {
      face = cairo_user_font_face_create ();
      cairo_user_font_face_set_render_glyph_func (face, render_nothing);
      g_hash_table_insert (faces, key, face);
    }
  g_mutex_unlock (&lock);
  return face;
}

static void
show_blank (cairo_t    *cr,
            const char *text,
            int         length,
            gunichar    letter,
            double      x,
            double      y)
{
  cairo_glyph_t blank = { letter, x, y };
  cairo_text_cluster_t whole = { length, 1 };

  cairo_show_text_glyphs (cr, text, length, &blank, 1, &whole, 1, 0);
}

/* Blanks that carry what was written, so that a reader of the file finds and copies it. The first is at the current
 * point. */
static void
carry_text (cairo_t    *cr,
            const char *text,
            int         length,
            double      width)
{
  glong n = g_utf8_strlen (text, length);
  double x, y;

  cairo_get_current_point (cr, &x, &y);
  for (glong i = 0; i < n; i++)
    {
      const char *next = g_utf8_next_char (text);
      gunichar letter = g_utf8_get_char (text);

      cairo_set_font_face (cr, get_blanks (letter));
      cairo_set_font_size (cr, MAX (1, width / n));
      /* The first letter of a font has the code 0, which readers pass over: a space takes it. */
      show_blank (cr, " ", 1, G_MAXINT32, x - width / n, y);
      show_blank (cr, text, (int) (next - text), letter, x + width * i / n, y);
      text = next;
    }
}

/* No font has some of the letters: what is drawn for them, digits in boxes, is no text, so nothing here is. */
static void
paint_as_outlines (cairo_t     *cr,
                   PangoLayout *layout)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  const char *text = pango_layout_get_text (layout);
  double x, y;

  cairo_get_current_point (cr, &x, &y);
  pango_cairo_layout_path (cr, layout);
  cairo_fill (cr);
  do
    {
      const PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
      PangoRectangle place;

      if (run == NULL)
        continue;
      pango_layout_iter_get_run_extents (iter, NULL, &place);
      cairo_move_to (cr, x + (double) place.x / PANGO_SCALE,
                     y + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
      carry_text (cr, text + run->item->offset, run->item->length, (double) place.width / PANGO_SCALE);
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
}

static void
paint_text (LeatBrush      *brush,
            const LeatText *text)
{
  CairoBrush *self = (CairoBrush *) brush;
  PangoLayout *layout = leat_typesetter_get (self->typesetter, text);
  LeatPoint corner = leat_text_corner (text, layout);

  set_colour (self->cr, text->colour);
  cairo_move_to (self->cr, corner.x, corner.y);
  if (brush->plain && pango_layout_get_unknown_glyphs_count (layout) > 0)
    paint_as_outlines (self->cr, layout);
  else
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

/* Links are of PDF files only. An address stands in apostrophes there, so none may be left in it. */
static void
paint_link (LeatBrush  *brush,
            const char *address)
{
  cairo_t *cr = cr_of (brush);
  g_autoptr(GString) attributes = NULL;

  if (address == NULL)
    {
      cairo_tag_end (cr, CAIRO_TAG_LINK);
      return;
    }
  attributes = g_string_new (address);
  g_string_replace (attributes, "\\", "%5C", 0);
  g_string_replace (attributes, "'", "%27", 0);
  g_string_prepend (attributes, "uri='");
  g_string_append_c (attributes, '\'');
  cairo_tag_begin (cr, CAIRO_TAG_LINK, attributes->str);
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
                             paint_segments,
                             cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_PDF ? paint_link : NULL };
  self->cr = cr;
  self->catalogue = catalogue;
  self->typesetter = typesetter;
  self->zoom = zoom;
}

LeatBrush *
leat_brush_new_for_cairo (cairo_t             *cr,
                          const LeatCatalogue *catalogue,
                          double               zoom)
{
  CairoBrush *self = g_new0 (CairoBrush, 1);

  cairo_brush_init (self, cr, catalogue, leat_typesetter_get_own (), zoom);
  return &self->brush;
}

void
leat_brush_free_for_cairo (LeatBrush *self)
{
  g_free (self);
}
