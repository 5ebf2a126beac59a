/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/drill-paint.h"

#include <math.h>

#define NAME_SIZE 12.0
#define LINE_SIZE 11.0
#define PILL_SIZE 10.5
#define NAME_HEIGHT 17.0
#define LINE_HEIGHT 15.0
#define PILL_HEIGHT 17.0
#define SIGN_SIZE 11.0
#define PAD 7.0
#define GLYPH 20.0
#define RADIUS 9.0

/* A card that is narrower has no glyph; one that is narrower still no text. */
#define WIDTH_WITH_GLYPH 120.0
#define WIDTH_WITH_TEXT 48.0

static void
set_colour (cairo_t          *cr,
            const LeatColour *colour,
            double            alpha)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha * alpha);
}

static void
round_rect (cairo_t        *cr,
            const LeatRect *rect,
            double          radius)
{
  double r = MIN (radius, MIN (rect->width, rect->height) / 2);
  double right = rect->x + rect->width, bottom = rect->y + rect->height;

  cairo_new_sub_path (cr);
  cairo_arc (cr, right - r, rect->y + r, r, -G_PI_2, 0);
  cairo_arc (cr, right - r, bottom - r, r, 0, G_PI_2);
  cairo_arc (cr, rect->x + r, bottom - r, r, G_PI_2, G_PI);
  cairo_arc (cr, rect->x + r, rect->y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
set_text (const LeatDrillPaint *self,
          const char           *text,
          double                size,
          gboolean              bold,
          double                width)
{
  PangoFontDescription *font = pango_font_description_copy (pango_context_get_font_description (pango_layout_get_context (self->layout)));

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (self->layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (self->layout, width >= 0 ? (int) (width * PANGO_SCALE) : -1);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (self->layout, width >= 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  pango_layout_set_text (self->layout, text, -1);
}

static void
show_text (const LeatDrillPaint *self,
           double                x,
           double                middle,
           const LeatColour     *colour)
{
  int height;

  pango_layout_get_pixel_size (self->layout, NULL, &height);
  set_colour (self->cr, colour, 1);
  cairo_move_to (self->cr, x, middle - height / 2.0);
  pango_cairo_show_layout (self->cr, self->layout);
}

/* Signs, of SIGN_SIZE around a middle */

static void
paint_stop (cairo_t *cr,
            double   x,
            double   y,
            gboolean slow)
{
  double r = SIGN_SIZE / 2;

  cairo_set_line_width (cr, 1.4);
  cairo_arc (cr, x, y, r - 0.7, 0, 2 * G_PI);
  cairo_stroke (cr);
  if (slow)
    {
      cairo_arc (cr, x, y, r - 2.4, G_PI_2, 3 * G_PI_2);
      cairo_fill (cr);
      return;
    }
  cairo_rectangle (cr, x - 3, y - 1.3, 6, 2.6);
  cairo_fill (cr);
}

static void
paint_bell (cairo_t *cr,
            double   x,
            double   y,
            gboolean muted)
{
  cairo_new_path (cr);
  cairo_move_to (cr, x - 4.6, y + 2.6);
  cairo_curve_to (cr, x - 3.2, y + 1.4, x - 3.4, y - 0.6, x - 3.2, y - 1.8);
  cairo_curve_to (cr, x - 2.8, y - 5.2, x + 2.8, y - 5.2, x + 3.2, y - 1.8);
  cairo_curve_to (cr, x + 3.4, y - 0.6, x + 3.2, y + 1.4, x + 4.6, y + 2.6);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_arc (cr, x, y + 3.6, 1.5, 0, G_PI);
  cairo_fill (cr);
  if (!muted)
    return;
  cairo_set_line_width (cr, 1.6);
  cairo_move_to (cr, x - 5, y - 5);
  cairo_line_to (cr, x + 5, y + 5);
  cairo_stroke (cr);
}

static void
paint_cross (cairo_t *cr,
             double   x,
             double   y)
{
  cairo_set_line_width (cr, 1.8);
  cairo_move_to (cr, x - 3.2, y - 3.2);
  cairo_line_to (cr, x + 3.2, y + 3.2);
  cairo_move_to (cr, x + 3.2, y - 3.2);
  cairo_line_to (cr, x - 3.2, y + 3.2);
  cairo_stroke (cr);
}

static void
paint_again (cairo_t *cr,
             double   x,
             double   y)
{
  cairo_set_line_width (cr, 1.6);
  cairo_arc (cr, x, y, 3.8, -0.6 * G_PI, 0.9 * G_PI);
  cairo_stroke (cr);
  cairo_move_to (cr, x - 4.4, y - 4.2);
  cairo_line_to (cr, x + 0.8, y - 5.4);
  cairo_line_to (cr, x - 0.6, y - 0.6);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
paint_sign (cairo_t      *cr,
            LeatDrillSign sign,
            double        x,
            double        y)
{
  switch (sign)
    {
    case LEAT_DRILL_STOP: paint_stop (cr, x, y, FALSE); break;
    case LEAT_DRILL_SLOW: paint_stop (cr, x, y, TRUE); break;
    case LEAT_DRILL_BELL: paint_bell (cr, x, y, FALSE); break;
    case LEAT_DRILL_BELL_MUTED: paint_bell (cr, x, y, TRUE); break;
    case LEAT_DRILL_CROSS: paint_cross (cr, x, y); break;
    case LEAT_DRILL_AGAIN: paint_again (cr, x, y); break;
    case LEAT_DRILL_NO_SIGN:
    default: break;
    }
}

double
leat_drill_pill_width (const LeatDrillPaint *self,
                       LeatDrillSign         sign,
                       const char           *text)
{
  int width;

  set_text (self, text, PILL_SIZE, sign != LEAT_DRILL_NO_SIGN, -1);
  pango_layout_get_pixel_size (self->layout, &width, NULL);
  return width + (sign != LEAT_DRILL_NO_SIGN ? SIGN_SIZE + 4 : 0) + 12;
}

void
leat_drill_paint_pill (const LeatDrillPaint *self,
                       LeatDrillSign         sign,
                       const char           *text,
                       double                x,
                       double                y,
                       const LeatColour     *ink)
{
  LeatRect rect = { x, y - PILL_HEIGHT / 2, leat_drill_pill_width (self, sign, text), PILL_HEIGHT };
  const LeatColour *colour = ink != NULL ? ink : &self->colours->text_dim;

  round_rect (self->cr, &rect, PILL_HEIGHT / 2);
  set_colour (self->cr, ink != NULL ? &self->colours->card : &self->colours->background, 1);
  cairo_fill_preserve (self->cr);
  if (ink != NULL)
    {
      cairo_set_line_width (self->cr, 1.2);
      set_colour (self->cr, ink, 1);
      cairo_stroke (self->cr);
    }
  cairo_new_path (self->cr);
  set_colour (self->cr, colour, 1);
  paint_sign (self->cr, sign, x + 6 + SIGN_SIZE / 2, y);
  show_text (self, x + 6 + (sign != LEAT_DRILL_NO_SIGN ? SIGN_SIZE + 4 : 0), y, colour);
}

const LeatColour *
leat_drill_alarm_colour (const LeatColours *colours)
{
  return colours->dark ? &colours->role[LEAT_ROLE_SECURITY] : &colours->error;
}

/* From the bottom up, with a line where it stands. */
static void
paint_level (const LeatDrillPaint *self,
             const LeatDrillCard  *card)
{
  const LeatColour *colour = &self->colours->role[card->role];
  double height = card->rect.height * MIN (card->level, 1);
  double top = card->rect.y + card->rect.height - height;

  if (card->level <= 0)
    return;
  cairo_save (self->cr);
  round_rect (self->cr, &card->rect, RADIUS);
  cairo_clip (self->cr);
  cairo_rectangle (self->cr, card->rect.x, top, card->rect.width, height);
  set_colour (self->cr, colour, 0.22);
  cairo_fill (self->cr);
  cairo_rectangle (self->cr, card->rect.x, top, card->rect.width, 1.5);
  set_colour (self->cr, colour, 0.7);
  cairo_fill (self->cr);
  cairo_restore (self->cr);
}

static void
paint_texts (const LeatDrillPaint *self,
             const LeatDrillCard  *card,
             double                left)
{
  double width = card->rect.x + card->rect.width - PAD - left;
  guint n = g_strv_length ((char **) card->lines);
  guint room = (guint) MAX (0, floor ((card->rect.height - 4 - NAME_HEIGHT) / LINE_HEIGHT));
  double y;

  n = MIN (n, room);
  y = card->rect.y + (card->rect.height - NAME_HEIGHT - n * LINE_HEIGHT) / 2 + NAME_HEIGHT / 2;
  set_text (self, card->name, NAME_SIZE, TRUE, width);
  if (n == 0)
    pango_layout_set_height (self->layout, -MAX (1, (int) floor (card->rect.height / NAME_HEIGHT)));
  show_text (self, left, y, &self->colours->text);
  pango_layout_set_height (self->layout, -1);
  for (guint i = 0; i < n; i++)
    {
      set_text (self, card->lines[i], LINE_SIZE, FALSE, width);
      show_text (self, left, y + NAME_HEIGHT / 2 + (i + 0.5) * LINE_HEIGHT, &self->colours->text);
    }
}

void
leat_drill_paint_card (const LeatDrillPaint *self,
                       const LeatDrillCard  *card)
{
  static const double dash[] = { 5, 3 };
  gboolean glyph = card->glyph != NULL && card->rect.width >= WIDTH_WITH_GLYPH && card->rect.height >= GLYPH + 8;
  double left = card->rect.x + PAD + (glyph ? GLYPH + 6 : 0);

  round_rect (self->cr, &card->rect, RADIUS);
  set_colour (self->cr, &self->colours->card, 1);
  cairo_fill (self->cr);
  paint_level (self, card);
  round_rect (self->cr, &card->rect, RADIUS);
  set_colour (self->cr, card->is_down ? leat_drill_alarm_colour (self->colours) : &self->colours->card_edge, 1);
  cairo_set_line_width (self->cr, card->is_down ? 2 : 1);
  if (card->is_down)
    cairo_set_dash (self->cr, dash, 2, 0);
  cairo_stroke (self->cr);
  cairo_set_dash (self->cr, NULL, 0, 0);
  if (glyph)
    leat_paint_glyph (self->cr, self->catalogue, card->glyph, card->rect.x + PAD,
                      card->rect.y + (card->rect.height - GLYPH) / 2, GLYPH, &self->colours->role[card->role]);
  if (card->rect.width >= WIDTH_WITH_TEXT && card->rect.height >= NAME_HEIGHT)
    paint_texts (self, card, left);
}
