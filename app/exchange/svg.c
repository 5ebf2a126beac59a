/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/svg.h"

#include <math.h>

/* Each element of the pipeline is a group with a title. Glyphs are written once, as symbols in the colour of
 * the text around them. Numbers are in the C locale, at most two digits after the point. */

struct _LeatSvg
{
  LeatBrush            brush;
  const LeatCatalogue *catalogue;
  GString             *body;
  GString             *symbols;
  GHashTable          *known; /* set of glyphs that are in `symbols` */
  LeatRect             page;
  char                *title;
  char                *description;
  char                *ids;
  char                *metadata; /* or NULL */
  gboolean             outlines;
  cairo_t             *tracer;   /* for outlines; or NULL */
};

/* Digits by hand: half the time of a large drawing would go into formatting them. */
static void
append_plain (GString *text,
              double   number)
{
  double rounded = round (number * 100);
  char buffer[32];
  char *at = buffer + sizeof buffer;
  guint64 hundredths = (guint64) MIN (fabs (rounded), 1e17);
  guint fraction = hundredths % 100;
  guint64 whole = hundredths / 100;

  if (fraction % 10 != 0)
    *--at = (char) ('0' + fraction % 10);
  if (fraction != 0)
    {
      *--at = (char) ('0' + fraction / 10);
      *--at = '.';
    }
  do
    *--at = (char) ('0' + whole % 10);
  while ((whole /= 10) > 0);
  if (rounded < 0)
    *--at = '-';
  g_string_append_len (text, at, buffer + sizeof buffer - at);
}

static void
append_number (GString    *text,
               const char *name,
               double      number)
{
  g_string_append_c (text, ' ');
  g_string_append (text, name);
  g_string_append (text, "=\"");
  append_plain (text, number);
  g_string_append_c (text, '"');
}

/* Control characters are no XML, not even as references. */
static void
append_escaped (GString    *text,
                const char *raw)
{
  g_autofree char *valid = g_utf8_make_valid (raw, -1);
  g_autofree char *escaped = NULL;

  for (char *p = valid; *p != '\0'; p++)
    if ((guchar) *p < ' ' || *p == 0x7f)
      *p = ' ';
  escaped = g_markup_escape_text (valid, -1);
  g_string_append (text, escaped);
}

static void
append_byte (GString *text,
             double   part)
{
  static const char digits[] = "0123456789abcdef";
  guint byte = (guint) round (part * 255) & 0xff;

  g_string_append_c (text, digits[byte >> 4]);
  g_string_append_c (text, digits[byte & 0xf]);
}

static void
append_colour (GString          *text,
               const char       *name,
               const LeatColour *colour)
{
  g_string_append_c (text, ' ');
  g_string_append (text, name);
  g_string_append (text, "=\"#");
  append_byte (text, colour->red);
  append_byte (text, colour->green);
  append_byte (text, colour->blue);
  g_string_append_c (text, '"');
  if (colour->alpha < 1)
    {
      g_autofree char *opacity = g_strconcat (name, "-opacity", NULL);

      append_number (text, opacity, colour->alpha);
    }
}

static void
append_pen (GString       *text,
            const LeatPen *pen)
{
  if (pen->fill != NULL)
    append_colour (text, "fill", pen->fill);
  else
    g_string_append (text, " fill=\"none\"");
  if (pen->stroke == NULL)
    return;

  append_colour (text, "stroke", pen->stroke);
  append_number (text, "stroke-width", pen->width);
  if (pen->round)
    g_string_append (text, " stroke-linecap=\"round\" stroke-linejoin=\"round\"");
  if (pen->n_dash > 0)
    {
      g_string_append (text, " stroke-dasharray=\"");
      for (int i = 0; i < pen->n_dash; i++)
        {
          if (i > 0)
            g_string_append_c (text, ' ');
          append_plain (text, pen->dash[i]);
        }
      g_string_append_c (text, '"');
    }
}

static GString *
body_of (LeatBrush *brush)
{
  return ((LeatSvg *) brush)->body;
}

static void
begin (LeatBrush         *brush,
       const LeatElement *element)
{
  GString *body = body_of (brush);

  g_string_append (body, "<g>\n");
  if (*element->name != '\0')
    {
      g_string_append (body, "<title>");
      append_escaped (body, element->name);
      g_string_append (body, "</title>\n");
    }
}

static void
end (LeatBrush *brush)
{
  g_string_append (body_of (brush), "</g>\n");
}

static void
write_rect (LeatBrush      *brush,
            const LeatRect *rect,
            double          radius,
            const LeatPen  *pen)
{
  GString *body = body_of (brush);

  g_string_append (body, "<rect");
  append_number (body, "x", rect->x);
  append_number (body, "y", rect->y);
  append_number (body, "width", rect->width);
  append_number (body, "height", rect->height);
  if (radius > 0)
    append_number (body, "rx", MIN (radius, MIN (rect->width, rect->height) / 2));
  append_pen (body, pen);
  g_string_append (body, "/>\n");
}

static void
write_circle (LeatBrush     *brush,
              LeatPoint      middle,
              double         radius,
              const LeatPen *pen)
{
  GString *body = body_of (brush);

  g_string_append (body, "<circle");
  append_number (body, "cx", middle.x);
  append_number (body, "cy", middle.y);
  append_number (body, "r", radius);
  append_pen (body, pen);
  g_string_append (body, "/>\n");
}

static void
append_point (GString  *text,
              char      command,
              LeatPoint point)
{
  g_string_append_c (text, command);
  append_plain (text, point.x);
  g_string_append_c (text, ' ');
  append_plain (text, point.y);
}

static void
append_corner (GString         *text,
               const LeatPoint *at,
               double           radius)
{
  LeatPoint ends[2];

  leat_round_corner (at[-1], at[0], at[1], radius, ends);
  append_point (text, 'L', ends[0]);
  append_point (text, 'Q', at[0]);
  append_point (text, ' ', ends[1]);
}

static void
end_path (GString       *body,
          const LeatPen *pen)
{
  g_string_append_c (body, '"');
  append_pen (body, pen);
  g_string_append (body, "/>\n");
}

static void
write_line (LeatBrush       *brush,
            const LeatPoint *points,
            gsize            n,
            double           radius,
            const LeatPen   *pen)
{
  GString *body = body_of (brush);

  if (n == 0)
    return;
  g_string_append (body, "<path d=\"");
  append_point (body, 'M', points[0]);
  for (gsize i = 1; i < n; i++)
    {
      if (radius > 0 && i + 1 < n)
        append_corner (body, points + i, radius);
      else
        append_point (body, 'L', points[i]);
    }
  if (pen->fill != NULL)
    g_string_append_c (body, 'Z');
  end_path (body, pen);
}

static void
write_line_of_text (LeatSvg            *self,
                    const LeatText     *text,
                    const LeatTextLine *line)
{
  static const char *const anchors[] = { "start", "middle", "end" };
  LeatAlign align = line->rtl && text->align == LEAT_ALIGN_LEFT ? LEAT_ALIGN_RIGHT : text->align;
  double part = align == LEAT_ALIGN_LEFT ? 0 : align == LEAT_ALIGN_MIDDLE ? 0.5 : 1;
  gboolean bold;
  double size = leat_text_size (text->style, &bold);

  g_string_append (self->body, "<text");
  append_number (self->body, "x", line->x + part * line->width);
  append_number (self->body, "y", line->baseline);
  append_number (self->body, "font-size", size);
  if (bold)
    g_string_append (self->body, " font-weight=\"bold\"");
  if (align != LEAT_ALIGN_LEFT)
    g_string_append_printf (self->body, " text-anchor=\"%s\"", anchors[align]);
  append_colour (self->body, "fill", text->colour);
  g_string_append_c (self->body, '>');
  append_escaped (self->body, line->text);
  g_string_append (self->body, "</text>\n");
}

static void
append_outline (GString            *body,
                const cairo_path_t *path)
{
  static const char commands[] = { 'M', 'L', 'C', 'Z' };

  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    {
      const cairo_path_data_t *data = &path->data[i];

      if (data->header.type == CAIRO_PATH_CLOSE_PATH)
        g_string_append_c (body, 'Z');
      for (int k = 1; k < data->header.length; k++)
        append_point (body, k == 1 ? commands[data->header.type] : ' ', (LeatPoint){ data[k].point.x, data[k].point.y });
    }
}

/* FALSE, with nothing written, if it has to stay text. */
static gboolean
write_outline (LeatSvg        *self,
               const LeatText *text)
{
  LeatPen pen = { .fill = text->colour };
  cairo_path_t *path;
  gboolean traced;

  if (self->tracer == NULL)
    {
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);

      self->tracer = cairo_create (surface);
      cairo_surface_destroy (surface);
    }
  cairo_new_path (self->tracer);
  traced = leat_text_trace (text, self->tracer);
  path = cairo_copy_path (self->tracer);
  traced = traced && path->status == CAIRO_STATUS_SUCCESS;
  if (traced && path->num_data > 0)
    {
      g_string_append (self->body, "<path d=\"");
      append_outline (self->body, path);
      end_path (self->body, &pen);
    }
  cairo_path_destroy (path);
  return traced;
}

static void
write_text (LeatBrush      *brush,
            const LeatText *text)
{
  LeatSvg *self = (LeatSvg *) brush;
  g_autoptr(GArray) lines = NULL;

  if (self->outlines && write_outline (self, text))
    return;
  lines = leat_text_list_lines (text);
  for (guint i = 0; i < lines->len; i++)
    write_line_of_text (self, text, &g_array_index (lines, LeatTextLine, i));
}

/* What is inside the <svg> of a glyph's file, in the colour of what uses it. */
static char *
read_glyph (const LeatCatalogue *catalogue,
            const char          *glyph)
{
  g_autofree char *path = g_strdup_printf ("icons/glyphs/%s.svg", glyph);
  g_autofree char *file = leat_catalogue_get_data_file (catalogue, path);
  g_autofree char *content = NULL;
  g_autoptr(GString) inside = NULL;
  const char *start, *stop;

  if (file == NULL && !g_str_equal (glyph, "unknown"))
    return read_glyph (catalogue, "unknown");
  if (file == NULL || !g_file_get_contents (file, &content, NULL, NULL))
    return g_strdup ("");

  start = strstr (content, "<svg");
  start = start != NULL ? strchr (start, '>') : NULL;
  stop = g_strrstr (content, "</svg>");
  if (start == NULL || stop == NULL || stop < start)
    return g_strdup ("");
  inside = g_string_new_len (start + 1, stop - start - 1);
  g_string_replace (inside, "#000000", "currentColor", 0);
  return g_string_free (g_steal_pointer (&inside), FALSE);
}

static void
write_glyph (LeatBrush        *brush,
             const char       *glyph,
             const LeatRect   *box,
             const LeatColour *colour)
{
  LeatSvg *self = (LeatSvg *) brush;

  if (!g_hash_table_contains (self->known, glyph))
    {
      g_autofree char *inside = read_glyph (self->catalogue, glyph);

      g_hash_table_add (self->known, g_strdup (glyph));
      g_string_append_printf (self->symbols, "<symbol id=\"%s-%s\" viewBox=\"0 0 24 24\">%s</symbol>\n", self->ids, glyph,
                              inside);
    }
  g_string_append (self->body, "<use xlink:href=\"#");
  g_string_append (self->body, self->ids);
  g_string_append_c (self->body, '-');
  g_string_append (self->body, glyph);
  g_string_append_c (self->body, '"');
  append_number (self->body, "x", box->x);
  append_number (self->body, "y", box->y);
  append_number (self->body, "width", box->width);
  append_number (self->body, "height", box->height);
  append_colour (self->body, "color", colour);
  g_string_append (self->body, "/>\n");
}

static void
write_rects (LeatBrush      *brush,
             const LeatRect *rects,
             gsize           n,
             const LeatPen  *pen)
{
  GString *body = body_of (brush);

  if (n == 0)
    return;
  g_string_append (body, "<path d=\"");
  for (gsize i = 0; i < n; i++)
    {
      append_point (body, 'M', (LeatPoint){ rects[i].x, rects[i].y });
      g_string_append_c (body, 'h');
      append_plain (body, rects[i].width);
      g_string_append_c (body, 'v');
      append_plain (body, rects[i].height);
      g_string_append_c (body, 'h');
      append_plain (body, -rects[i].width);
      g_string_append_c (body, 'z');
    }
  end_path (body, pen);
}

static void
write_segments (LeatBrush       *brush,
                const LeatPoint *points,
                gsize            n,
                const LeatPen   *pen)
{
  GString *body = body_of (brush);

  if (n < 2)
    return;
  g_string_append (body, "<path d=\"");
  for (gsize i = 0; i + 1 < n; i += 2)
    {
      append_point (body, 'M', points[i]);
      append_point (body, 'L', points[i + 1]);
    }
  end_path (body, pen);
}

LeatSvg *
leat_svg_new (const LeatCatalogue *catalogue,
              const LeatRect      *page,
              const char          *title,
              const char          *description)
{
  LeatSvg *self = g_new0 (LeatSvg, 1);

  self->brush = (LeatBrush){ TRUE,       begin,      end,         write_rect,  write_circle,
                             write_line, write_text, write_glyph, write_rects, write_segments };
  self->catalogue = catalogue;
  self->body = g_string_new (NULL);
  self->symbols = g_string_new (NULL);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->page = *page;
  self->title = g_strdup (title);
  self->description = g_strdup (description);
  self->ids = g_strdup ("leat-glyph");
  return self;
}

void
leat_svg_set_outlines (LeatSvg *self,
                       gboolean outlines)
{
  self->outlines = outlines;
}

void
leat_svg_set_ids (LeatSvg    *self,
                  const char *ids)
{
  g_free (self->ids);
  self->ids = g_strdup (ids);
}

void
leat_svg_set_metadata (LeatSvg    *self,
                       const char *metadata)
{
  g_free (self->metadata);
  self->metadata = g_strdup (metadata);
}

LeatBrush *
leat_svg_get_brush (LeatSvg *self)
{
  return &self->brush;
}

static void
append_head (GString       *file,
             const LeatSvg *self)
{
  g_string_append (file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                         "xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" role=\"img\"");
  append_number (file, "width", self->page.width);
  append_number (file, "height", self->page.height);
  g_string_append (file, " viewBox=\"");
  append_plain (file, self->page.x);
  g_string_append_c (file, ' ');
  append_plain (file, self->page.y);
  g_string_append_c (file, ' ');
  append_plain (file, self->page.width);
  g_string_append_c (file, ' ');
  append_plain (file, self->page.height);
  g_string_append (file, "\" font-family=\"Cantarell, 'Noto Sans', 'DejaVu Sans', sans-serif\">\n<title>");
  append_escaped (file, self->title);
  g_string_append (file, "</title>\n<desc>");
  append_escaped (file, self->description);
  g_string_append (file, "</desc>\n");
  if (self->metadata != NULL)
    g_string_append (file, self->metadata);
  g_string_append (file, "<defs>\n");
}

GBytes *
leat_svg_free_to_bytes (LeatSvg *self)
{
  GString *file = g_string_sized_new (self->body->len + self->symbols->len + 1024);

  append_head (file, self);
  g_string_append_len (file, self->symbols->str, self->symbols->len);
  g_string_append (file, "</defs>\n");
  g_string_append_len (file, self->body->str, self->body->len);
  g_string_append (file, "</svg>\n");

  g_string_free (self->body, TRUE);
  g_string_free (self->symbols, TRUE);
  g_hash_table_unref (self->known);
  g_free (self->title);
  g_free (self->description);
  g_free (self->ids);
  g_free (self->metadata);
  g_clear_pointer (&self->tracer, cairo_destroy);
  g_free (self);
  return g_string_free_to_bytes (file);
}
