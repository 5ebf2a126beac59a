/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/press-private.h"

#include "draw/brush.h"

#include <glib/gi18n-lib.h>
#include <math.h>

PressPaper
press_paper (LeatPaper paper,
             gboolean  landscape)
{
  PressPaper size = paper == LEAT_PAPER_LETTER ? (PressPaper){ 612, 792 } : (PressPaper){ 595.276, 841.89 };

  return landscape ? (PressPaper){ size.height, size.width } : size;
}

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
throw_away (void                *closure,
            const unsigned char *data,
            unsigned int         length)
{
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (Press *self)
{
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_SUBJECT, self->subject);
  if (self->author != NULL)
    cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_AUTHOR, self->author);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR, "Leat " LEAT_VERSION);
  /* The same pipeline gives the same bytes. */
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
}

void
press_open (Press      *self,
            PressPaper  paper,
            GByteArray *bytes)
{
  self->surface = cairo_pdf_surface_create_for_stream (bytes != NULL ? append_bytes : throw_away, bytes, paper.width,
                                                       paper.height);
  self->cr = cairo_create (self->surface);
  self->context = pango_cairo_create_context (self->cr);
  pango_cairo_context_set_resolution (self->context, 72);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  self->number = 0;
  set_metadata (self);
}

cairo_status_t
press_close (Press *self)
{
  cairo_status_t status;

  g_clear_object (&self->context);
  status = cairo_status (self->cr);
  g_clear_pointer (&self->cr, cairo_destroy);
  cairo_surface_finish (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  return status;
}

void
press_begin_page (Press      *self,
                  PressPaper  paper)
{
  self->page = paper;
  self->number++;
  cairo_pdf_surface_set_size (self->surface, paper.width, paper.height);
}

void
press_end_page (Press *self)
{
  cairo_show_page (self->cr);
}

void
press_show_foot (Press *self,
                 double margin)
{
  g_autofree char *number = self->n_pages > 0 ? g_strdup_printf (_("Page %u of %u"), self->number, self->n_pages) : g_strdup ("");
  g_autoptr(PangoLayout) right = press_new_layout (self, number, 8, FALSE, 0);
  double width = self->page.width - 2 * margin;
  g_autoptr(PangoLayout) left = press_new_layout (self, self->title, 8, FALSE, width - press_width_of (right) - PRESS_GAP);
  double y = self->page.height - margin + 4;

  pango_layout_set_ellipsize (left, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (left, TRUE);
  press_set_colour (self, &self->colours->grid);
  cairo_set_line_width (self->cr, 0.6);
  cairo_move_to (self->cr, margin, y - 5);
  cairo_rel_line_to (self->cr, width, 0);
  cairo_stroke (self->cr);
  press_show (self, left, margin, y, &self->colours->text_dim);
  press_show (self, right, self->page.width - margin - press_width_of (right), y, &self->colours->text_dim);
}

int
press_add_bookmark (Press      *self,
                    int         parent,
                    const char *text,
                    double      x,
                    double      y)
{
  g_autofree char *place = g_strdup_printf ("page=%u pos=[%d %d]", self->number, (int) x, (int) y);

  return cairo_pdf_surface_add_outline (self->surface, parent, text, place, 0);
}

PangoLayout *
press_new_layout (Press      *self,
                  const char *text,
                  double      size,
                  gboolean    bold,
                  double      width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_from_string (LEAT_FONT_FAMILY);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width > 0)
    pango_layout_set_width (layout, (int) floor (width * PANGO_SCALE));
  pango_layout_set_text (layout, valid, -1);
  return layout;
}

double
press_height_of (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return height / (double) PANGO_SCALE;
}

double
press_width_of (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return logical.width / (double) PANGO_SCALE;
}

void
press_set_colour (Press            *self,
                  const LeatColour *colour)
{
  cairo_set_source_rgba (self->cr, colour->red, colour->green, colour->blue, colour->alpha);
}

void
press_show (Press            *self,
            PangoLayout      *layout,
            double            x,
            double            y,
            const LeatColour *colour)
{
  press_set_colour (self, colour);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, layout);
}
