/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/pdf-content-private.h"
#include "draw/rect-private.h"
#include "draw/round-line-private.h"

#include <math.h>
#include <string.h>

/* The brush of PDF files. Of colours, widths and dashes only what changes is written, as a page has ten of a kind in a row.
 * What a text or glyph is called is not known before all are; so it is kept where each stands in the operators. */

#define DIGITS 3        /* of places: a thousandth of a point */
#define COLOUR_DIGITS 6
#define MAX_DASH 4

typedef struct
{
  gsize     at; /* in the operators of the page */
  guint     number;
  LeatPoint place;
} Placing;

typedef struct
{
  GString  *operators;
  GArray   *placings; /* of Placing */
  GArray   *links;    /* of LeatPdfLink */
  double    scale;
  LeatPoint origin;
  LeatRect  seen;     /* the part of the canvas that it shows */
} Page;

/* What is set; -1 for what is not known. */
typedef struct
{
  LeatColour    fill;
  LeatColour    stroke;
  int           state; /* index of an opacity */
  double        width;
  int           round;
  double        dash[MAX_DASH];
  int           n_dash;
} Set;

struct _LeatPdfContent
{
  LeatBrush  brush;
  PdfType   *type;
  GPtrArray *pages;   /* of Page */
  Page      *page;    /* the last of them */
  GArray    *opacities; /* of double */
  GString   *path;    /* of the shape under way */
  Set        set;
  char      *address; /* of the link under way, or NULL */
  LeatRect   linked;  /* what it is on so far; no width if nothing */
};

static LeatPdfContent *
content_of (LeatBrush *brush)
{
  return (LeatPdfContent *) brush;
}

/* Digits by hand: half the time of a large drawing would go into formatting them. */
void
pdf_append_number (GString *text,
                   double   number,
                   guint    digits)
{
  static const double powers[] = { 1, 10, 100, 1e3, 1e4, 1e5, 1e6 };
  double rounded = round (number * powers[digits]);
  guint64 left = (guint64) MIN (fabs (rounded), 1e17);
  char buffer[40];
  char *at = buffer + sizeof buffer;
  gboolean begun = FALSE;

  for (guint i = 0; i < digits; i++, left /= 10)
    {
      begun = begun || left % 10 != 0;
      if (begun)
        *--at = (char) ('0' + left % 10);
    }
  if (begun)
    *--at = '.';
  do
    *--at = (char) ('0' + left % 10);
  while ((left /= 10) > 0);
  if (rounded < 0)
    *--at = '-';
  g_string_append_len (text, at, buffer + sizeof buffer - at);
}

static void
append_point (GString    *text,
              double      x,
              double      y,
              const char *operator)
{
  pdf_append_number (text, x, DIGITS);
  g_string_append_c (text, ' ');
  pdf_append_number (text, y, DIGITS);
  g_string_append (text, operator);
}

static void
append_curve (GString *text,
              double   x1,
              double   y1,
              double   x2,
              double   y2,
              double   x3,
              double   y3)
{
  append_point (text, x1, y1, " ");
  append_point (text, x2, y2, " ");
  append_point (text, x3, y3, " c\n");
}

static void
append_rect (GString        *text,
             const LeatRect *rect)
{
  append_point (text, rect->x, rect->y, " ");
  append_point (text, rect->width, rect->height, " re\n");
}

/* What is set */

static void
append_colour (GString          *text,
               const LeatColour *colour,
               const char       *operator)
{
  pdf_append_number (text, colour->red, COLOUR_DIGITS);
  g_string_append_c (text, ' ');
  pdf_append_number (text, colour->green, COLOUR_DIGITS);
  g_string_append_c (text, ' ');
  pdf_append_number (text, colour->blue, COLOUR_DIGITS);
  g_string_append (text, operator);
}

static gboolean
is_same_colour (const LeatColour *a,
                const LeatColour *b)
{
  return a->red == b->red && a->green == b->green && a->blue == b->blue;
}

static int
number_of_opacity (LeatPdfContent *self,
                   double          opacity)
{
  for (guint i = 0; i < self->opacities->len; i++)
    if (g_array_index (self->opacities, double, i) == opacity)
      return (int) i;
  g_array_append_val (self->opacities, opacity);
  return (int) self->opacities->len - 1;
}

static void
set_opacity (LeatPdfContent *self,
             double          opacity)
{
  int state = number_of_opacity (self, opacity);

  if (self->set.state == state)
    return;
  self->set.state = state;
  g_string_append (self->page->operators, "/leat");
  pdf_append_number (self->page->operators, state, 0);
  g_string_append (self->page->operators, " gs\n");
}

static void
set_fill (LeatPdfContent   *self,
          const LeatColour *colour)
{
  set_opacity (self, colour->alpha);
  if (is_same_colour (&self->set.fill, colour))
    return;
  self->set.fill = *colour;
  append_colour (self->page->operators, colour, " rg\n");
}

static void
set_dash (LeatPdfContent *self,
          const double   *dash,
          int             n_dash)
{
  GString *operators = self->page->operators;

  if (self->set.n_dash == n_dash && (n_dash == 0 || memcmp (self->set.dash, dash, n_dash * sizeof *dash) == 0))
    return;
  self->set.n_dash = n_dash <= MAX_DASH ? n_dash : -1;
  if (n_dash > 0 && n_dash <= MAX_DASH)
    memcpy (self->set.dash, dash, n_dash * sizeof *dash);
  g_string_append_c (operators, '[');
  for (int i = 0; i < n_dash; i++)
    {
      if (i > 0)
        g_string_append_c (operators, ' ');
      pdf_append_number (operators, dash[i], DIGITS);
    }
  g_string_append (operators, "] 0 d\n");
}

static void
set_stroke (LeatPdfContent *self,
            const LeatPen  *pen)
{
  GString *operators = self->page->operators;

  set_opacity (self, pen->stroke->alpha);
  if (!is_same_colour (&self->set.stroke, pen->stroke))
    append_colour (operators, pen->stroke, " RG\n");
  self->set.stroke = *pen->stroke;
  if (self->set.width != pen->width)
    {
      pdf_append_number (operators, pen->width, DIGITS);
      g_string_append (operators, " w\n");
      self->set.width = pen->width;
    }
  if (self->set.round != pen->round)
    g_string_append (operators, pen->round ? "1 J\n1 j\n" : "0 J\n0 j\n");
  self->set.round = pen->round;
  set_dash (self, pen->dash, pen->n_dash);
}

/* Shapes */

/* What lies off the page is left out: it would be found and copied with the rest. */
static gboolean
is_seen (const LeatPdfContent *self,
         const LeatRect       *rect)
{
  return leat_rect_touch (rect, &self->page->seen);
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

static GString *
begin_path (LeatPdfContent *self)
{
  g_string_truncate (self->path, 0);
  return self->path;
}

static void
append_path (LeatPdfContent *self,
             const char     *operator)
{
  g_string_append_len (self->page->operators, self->path->str, self->path->len);
  g_string_append (self->page->operators, operator);
}

/* Filled and stroked at once, the edge would not show through itself where both are clear. */
static void
paint_path (LeatPdfContent *self,
            const LeatPen  *pen)
{
  gboolean both = pen->fill != NULL && pen->stroke != NULL && pen->fill->alpha == 1 && pen->stroke->alpha == 1;

  if (pen->fill != NULL)
    set_fill (self, pen->fill);
  if (pen->fill != NULL && !both)
    append_path (self, "f\n");
  if (pen->stroke != NULL)
    {
      set_stroke (self, pen);
      append_path (self, both ? "B\n" : "S\n");
    }
}

static void
append_rounded (GString        *path,
                const LeatRect *rect,
                double          radius)
{
  double r = MIN (radius, MIN (rect->width, rect->height) / 2), k = r * (1 - LEAT_ARC);
  double left = rect->x, top = rect->y, right = left + rect->width, bottom = top + rect->height;

  append_point (path, right - r, top, " m\n");
  append_curve (path, right - k, top, right, top + k, right, top + r);
  append_point (path, right, bottom - r, " l\n");
  append_curve (path, right, bottom - k, right - k, bottom, right - r, bottom);
  append_point (path, left + r, bottom, " l\n");
  append_curve (path, left + k, bottom, left, bottom - k, left, bottom - r);
  append_point (path, left, top + r, " l\n");
  append_curve (path, left, top + k, left + k, top, left + r, top);
  g_string_append (path, "h\n");
}

static void
paint_round_line (LeatPdfContent      *self,
                  const LeatRoundLine *line)
{
  LeatPen pen = { .stroke = line->colour, .width = line->width, .round = TRUE };
  GString *path = begin_path (self);

  append_point (path, line->from.x, line->from.y, " m ");
  append_point (path, line->to.x, line->to.y, " l ");
  paint_path (self, &pen);
}

static void
paint_rect (LeatBrush      *brush,
            const LeatRect *rect,
            double          radius,
            const LeatPen  *pen)
{
  LeatPdfContent *self = content_of (brush);
  LeatRect ink = rect_grow (*rect, pen->stroke != NULL ? pen->width : 0);
  LeatRoundLine bar;

  if (!is_seen (self, &ink))
    return;
  if (round_line_of_rect (rect, radius, pen, &bar))
    {
      paint_round_line (self, &bar);
      return;
    }
  if (radius > 0)
    append_rounded (begin_path (self), rect, radius);
  else
    append_rect (begin_path (self), rect);
  paint_path (self, pen);
}

static void
paint_circle (LeatBrush     *brush,
              LeatPoint      middle,
              double         radius,
              const LeatPen *pen)
{
  LeatPdfContent *self = content_of (brush);
  LeatRect around = { middle.x - radius, middle.y - radius, 2 * radius, 2 * radius };
  LeatRect ink = rect_grow (around, pen->stroke != NULL ? pen->width : 0);
  LeatRoundLine lines[2];
  guint n;

  if (!is_seen (self, &ink))
    return;
  n = round_lines_of_circle (middle, radius, pen, lines);
  for (guint i = 0; i < n; i++)
    paint_round_line (self, &lines[i]);
  if (n > 0)
    return;
  append_rounded (begin_path (self), &around, radius);
  paint_path (self, pen);
}

static void
append_corner (GString         *path,
               const LeatPoint *at,
               double           radius)
{
  LeatPoint ends[2];

  leat_round_corner (at[-1], at[0], at[1], radius, ends);
  append_point (path, ends[0].x, ends[0].y, " l\n");
  append_curve (path, ends[0].x + (at->x - ends[0].x) * LEAT_ARC, ends[0].y + (at->y - ends[0].y) * LEAT_ARC,
                ends[1].x + (at->x - ends[1].x) * LEAT_ARC, ends[1].y + (at->y - ends[1].y) * LEAT_ARC, ends[1].x, ends[1].y);
}

static void
paint_line (LeatBrush       *brush,
            const LeatPoint *points,
            gsize            n,
            double           radius,
            const LeatPen   *pen)
{
  LeatPdfContent *self = content_of (brush);
  GString *path = begin_path (self);

  if (n == 0)
    return;
  append_point (path, points[0].x, points[0].y, " m\n");
  for (gsize i = 1; i < n; i++)
    {
      if (radius > 0 && i + 1 < n)
        append_corner (path, points + i, radius);
      else
        append_point (path, points[i].x, points[i].y, " l\n");
    }
  if (pen->fill != NULL)
    g_string_append (path, "h\n");
  paint_path (self, pen);
}

static void
paint_rects (LeatBrush      *brush,
             const LeatRect *rects,
             gsize           n,
             const LeatPen  *pen)
{
  LeatPdfContent *self = content_of (brush);
  GString *path = begin_path (self);

  for (gsize i = 0; i < n; i++)
    append_rect (path, rects + i);
  if (n > 0)
    paint_path (self, pen);
}

static void
paint_segments (LeatBrush       *brush,
                const LeatPoint *points,
                gsize            n,
                const LeatPen   *pen)
{
  LeatPdfContent *self = content_of (brush);
  GString *path = begin_path (self);

  for (gsize i = 0; i + 1 < n; i += 2)
    {
      append_point (path, points[i].x, points[i].y, " m\n");
      append_point (path, points[i + 1].x, points[i + 1].y, " l\n");
    }
  if (n > 1)
    paint_path (self, pen);
}

/* Texts and glyphs */

static void
place (LeatPdfContent   *self,
       guint             number,
       LeatPoint         at,
       const LeatColour *colour)
{
  Placing placing = { 0, number, at };

  set_fill (self, colour);
  placing.at = self->page->operators->len;
  g_array_append_val (self->page->placings, placing);
}

static void
note_linked (LeatPdfContent *self,
             const LeatRect *rect)
{
  double right = MAX (self->linked.x + self->linked.width, rect->x + rect->width);
  double bottom = MAX (self->linked.y + self->linked.height, rect->y + rect->height);

  if (self->linked.width == 0)
    {
      self->linked = *rect;
      return;
    }
  self->linked.x = MIN (self->linked.x, rect->x);
  self->linked.y = MIN (self->linked.y, rect->y);
  self->linked.width = right - self->linked.x;
  self->linked.height = bottom - self->linked.y;
}

static void
paint_text (LeatBrush      *brush,
            const LeatText *text)
{
  LeatPdfContent *self = content_of (brush);
  double part = text->align == LEAT_ALIGN_LEFT ? 0 : text->align == LEAT_ALIGN_MIDDLE ? 0.5 : 1;
  LeatRect extents;
  guint number = pdf_type_add_text (self->type, text, &extents);
  /* As leat_text_corner() has it. */
  LeatPoint at = { text->x - (part > 0 ? extents.x + part * extents.width : 0), text->y };
  LeatRect rect = { at.x + extents.x, at.y + extents.y, extents.width, extents.height };

  if (!is_seen (self, &rect))
    return;
  place (self, number, at, text->colour);
  if (self->address != NULL)
    note_linked (self, &rect);
}

static void
paint_glyph (LeatBrush        *brush,
             const char       *glyph,
             const LeatRect   *box,
             const LeatColour *colour)
{
  LeatPdfContent *self = content_of (brush);

  if (is_seen (self, box))
    place (self, pdf_type_add_glyph (self->type, glyph, box->width), (LeatPoint){ box->x, box->y }, colour);
}

static void
paint_link (LeatBrush  *brush,
            const char *address)
{
  LeatPdfContent *self = content_of (brush);
  const Page *page = self->page;

  if (address == NULL && self->address != NULL && self->linked.width > 0)
    {
      LeatPdfLink link = { { page->origin.x + self->linked.x * page->scale, page->origin.y + self->linked.y * page->scale,
                             self->linked.width * page->scale, self->linked.height * page->scale },
                           g_strdup (self->address) };

      g_array_append_val (page->links, link);
    }
  g_free (self->address);
  self->address = g_strdup (address);
  self->linked.width = 0;
}

/* Pages */

static void
clear_link (gpointer link)
{
  g_free (((LeatPdfLink *) link)->address);
}

static void
page_free (Page *page)
{
  g_string_free (page->operators, TRUE);
  g_array_unref (page->placings);
  g_array_unref (page->links);
  g_free (page);
}

LeatPdfContent *
leat_pdf_content_new (const LeatCatalogue *catalogue)
{
  LeatPdfContent *self = g_new0 (LeatPdfContent, 1);

  self->brush = (LeatBrush){ TRUE,       begin,      end,         paint_rect,  paint_circle,   paint_line,
                             paint_text, paint_glyph, paint_rects, paint_segments, paint_link };
  self->type = pdf_type_new (catalogue);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) page_free);
  self->opacities = g_array_new (FALSE, FALSE, sizeof (double));
  self->path = g_string_new (NULL);
  return self;
}

void
leat_pdf_content_free (LeatPdfContent *self)
{
  pdf_type_free (self->type);
  g_ptr_array_unref (self->pages);
  g_array_unref (self->opacities);
  g_string_free (self->path, TRUE);
  g_free (self->address);
  g_free (self);
}

static LeatRect
seen_on (const LeatRect *paper,
         double          scale,
         LeatPoint       origin)
{
  return (LeatRect){ (paper->x - origin.x) / scale, (paper->y - origin.y) / scale, paper->width / scale,
                     paper->height / scale };
}

LeatBrush *
leat_pdf_content_add_page (LeatPdfContent   *self,
                           double            width,
                           double            height,
                           const LeatColour *ground,
                           const LeatRect   *clip,
                           double            scale,
                           LeatPoint         origin)
{
  const LeatRect all = { 0, 0, width, height };
  Page *page = g_new0 (Page, 1);

  page->operators = g_string_new ("1 0 0 -1 0 ");
  page->placings = g_array_new (FALSE, FALSE, sizeof (Placing));
  page->links = g_array_new (FALSE, FALSE, sizeof (LeatPdfLink));
  g_array_set_clear_func (page->links, clear_link);
  page->scale = scale;
  page->origin = origin;
  page->seen = seen_on (clip != NULL ? clip : &all, scale, origin);
  g_ptr_array_add (self->pages, page);
  self->page = page;
  self->set = (Set){ { -1, -1, -1, -1 }, { -1, -1, -1, -1 }, -1, -1, -1, { 0 }, -1 };
  pdf_append_number (page->operators, height, DIGITS);
  g_string_append (page->operators, " cm\n");
  if (ground != NULL)
    {
      set_fill (self, ground);
      append_rect (page->operators, &all);
      g_string_append (page->operators, "f\n");
    }
  if (clip != NULL)
    append_rect (page->operators, clip);
  g_string_append (page->operators, clip != NULL ? "W n\n" : "");
  pdf_append_number (page->operators, scale, 6);
  g_string_append (page->operators, " 0 0 ");
  pdf_append_number (page->operators, scale, 6);
  g_string_append_c (page->operators, ' ');
  append_point (page->operators, origin.x, origin.y, " cm\n");
  return &self->brush;
}

guint
leat_pdf_content_get_n_pages (const LeatPdfContent *self)
{
  return self->pages->len;
}

void
leat_pdf_content_paint_samples (LeatPdfContent *self,
                                cairo_t        *cr)
{
  pdf_type_paint_samples (self->type, cr);
}

gboolean
leat_pdf_content_read_samples (LeatPdfContent *self,
                               const char     *stream,
                               gsize           size)
{
  return pdf_type_read_samples (self->type, stream, size);
}

GString *
leat_pdf_content_write_page (LeatPdfContent *self,
                             guint           page)
{
  const Page *from = g_ptr_array_index (self->pages, page);
  GString *stream = g_string_sized_new (from->operators->len + from->placings->len * 64);
  gsize at = 0;

  for (guint i = 0; i < from->placings->len; i++)
    {
      const Placing *placing = &g_array_index (from->placings, Placing, i);

      g_string_append_len (stream, from->operators->str + at, placing->at - at);
      pdf_type_write (self->type, placing->number, placing->place, stream);
      at = placing->at;
    }
  g_string_append_len (stream, from->operators->str + at, from->operators->len - at);
  return stream;
}

void
leat_pdf_content_write_states (const LeatPdfContent *self,
                               GString              *dictionary)
{
  for (guint i = 0; i < self->opacities->len; i++)
    {
      double opacity = g_array_index (self->opacities, double, i);

      g_string_append_printf (dictionary, "      /leat%u << /CA ", i);
      pdf_append_number (dictionary, opacity, COLOUR_DIGITS);
      g_string_append (dictionary, " /ca ");
      pdf_append_number (dictionary, opacity, COLOUR_DIGITS);
      g_string_append (dictionary, " >>\n");
    }
}

GArray *
leat_pdf_content_get_links (const LeatPdfContent *self,
                            guint                 page)
{
  return ((Page *) g_ptr_array_index (self->pages, page))->links;
}
