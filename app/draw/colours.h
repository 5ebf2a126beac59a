/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/names.h"

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue, alpha;
} LeatColour;

/* Colours of curves without a role; told apart by people who do not see red or green too. */
#define LEAT_N_SERIES_COLOURS 8

/* Stops of the ramp of a heat map, from little to much. */
#define LEAT_N_RAMP_COLOURS 5

/**
 * LeatColours:
 *
 * All colours of a drawing: one table for light, one for dark, one of each for high contrast. Never taken
 * from the screen's theme, so that an export is the same on every desktop.
 */
typedef struct
{
  gboolean   dark;
  gboolean   high_contrast;
  gboolean   on_nothing; /* what is translucent is laid on the background first: nothing else is behind it */
  LeatColour background;
  LeatColour grid;
  LeatColour card;
  LeatColour card_edge;
  LeatColour text;
  LeatColour text_dim;
  LeatColour wire;
  LeatColour accent;
  LeatColour error;
  LeatColour warning;
  LeatColour success;
  LeatColour on_badge;
  LeatColour note;
  LeatColour role[LEAT_N_ROLES];
  LeatColour series[LEAT_N_SERIES_COLOURS];
  LeatColour ramp[LEAT_N_RAMP_COLOURS];
} LeatColours;

/**
 * leat_colours_get:
 * @dark: dark rather than light
 * @high_contrast: stronger lines and text
 *
 * Returns: (transfer none): the table
 */
const LeatColours *leat_colours_get (gboolean dark,
                                     gboolean high_contrast);

/**
 * leat_colours_for_wire:
 * @self: colours
 * @kind: the kind of a wire
 *
 * Returns: (transfer none): the colour of its line (data and triggers grey, the others in a role's colour)
 */
const LeatColour *leat_colours_for_wire (const LeatColours *self,
                                         LeatWireKind       kind);

/**
 * leat_colours_ramp:
 * @self: colours
 * @level: from 0, little, to 1, much
 *
 * Returns: the colour there on the ramp of heat maps; its lightness alone tells the levels apart
 */
LeatColour leat_colours_ramp (const LeatColours *self,
                              double             level);

/**
 * leat_colours_mix:
 * @a: a colour
 * @b: another
 * @part: how much of @b, from 0 to 1
 *
 * Returns: what lies between them
 */
LeatColour leat_colours_mix (LeatColour a,
                             LeatColour b,
                             double     part);

/**
 * leat_colours_fade:
 * @self: (out): the colours of what is not in focus
 * @colours: colours
 * @part: how much of the background is in them, from 0 to 1
 *
 * Nothing becomes translucent by it, so that it looks the same in every format.
 */
void leat_colours_fade (LeatColours       *self,
                        const LeatColours *colours,
                        double             part);

G_END_DECLS
