/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/scene.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the drawing of a drill is made of, in pixels: a card that fills, pills with a sign and a word, dots. */

typedef enum
{
  LEAT_DRILL_NO_SIGN,
  LEAT_DRILL_STOP,        /* a bar in a disc */
  LEAT_DRILL_SLOW,        /* a disc half full */
  LEAT_DRILL_BELL,
  LEAT_DRILL_BELL_MUTED,  /* struck through */
  LEAT_DRILL_CROSS,
  LEAT_DRILL_AGAIN,       /* an arrow that turns back */
} LeatDrillSign;

/**
 * LeatDrillCard:
 * @rect: where it is, in pixels
 * @name: its name
 * @lines: (array zero-terminated=1): what is written below, as far as there is room
 * @glyph: (nullable): the glyph of its service
 * @role: whose colour it has
 * @level: how full it is, 0 to 1
 * @is_down: it is stopped or slow
 */
typedef struct
{
  LeatRect             rect;
  const char          *name;
  const char *const   *lines;
  const char          *glyph;
  LeatRole             role;
  double               level;
  gboolean             is_down;
} LeatDrillCard;

/**
 * LeatDrillPaint:
 * @cr: what to paint on, in pixels
 * @layout: for its texts
 * @catalogue: for glyphs
 * @colours: the colours
 */
typedef struct
{
  cairo_t             *cr;
  PangoLayout         *layout;
  const LeatCatalogue *catalogue;
  const LeatColours   *colours;
} LeatDrillPaint;

/**
 * leat_drill_alarm_colour:
 * @colours: colours
 *
 * Returns: (transfer none): that of what is not as it should be, legible on a card: the error colour of a dark table is for
 *   discs with white letters
 */
const LeatColour *leat_drill_alarm_colour (const LeatColours *colours);

/**
 * leat_drill_paint_card:
 * @self: what to paint with
 * @card: a block
 */
void leat_drill_paint_card (const LeatDrillPaint *self,
                            const LeatDrillCard  *card);

/**
 * leat_drill_pill_width:
 * @self: what to paint with
 * @sign: a sign
 * @text: a word
 *
 * Returns: how wide the pill is
 */
double leat_drill_pill_width (const LeatDrillPaint *self,
                              LeatDrillSign         sign,
                              const char           *text);

/**
 * leat_drill_paint_pill:
 * @self: what to paint with
 * @sign: its sign
 * @text: its word
 * @x: its left edge
 * @y: its middle
 * @ink: (nullable): its colour; %NULL for that of secondary text on the ground
 */
void leat_drill_paint_pill (const LeatDrillPaint *self,
                            LeatDrillSign         sign,
                            const char           *text,
                            double                x,
                            double                y,
                            const LeatColour     *ink);

G_END_DECLS
