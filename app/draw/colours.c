/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/colours.h"

#define RGBA(hex, opacity)                                                                  \
  {                                                                                         \
    (((hex) >> 16) & 0xff) / 255.0, (((hex) >> 8) & 0xff) / 255.0, ((hex) & 0xff) / 255.0, \
      (opacity)                                                                             \
  }
#define RGB(hex) RGBA (hex, 1)

#define LIGHT_ROLES                                                                         \
  .role = {                                                                                 \
    [LEAT_ROLE_SOURCE] = RGB (0x5e5c64),        [LEAT_ROLE_INGESTION] = RGB (0x1c71d8),     \
    [LEAT_ROLE_TRANSFORM] = RGB (0xc64600),     [LEAT_ROLE_STORAGE] = RGB (0x1b8553),       \
    [LEAT_ROLE_ANALYTICS] = RGB (0x813d9c),     [LEAT_ROLE_ORCHESTRATION] = RGB (0xa51d5f), \
    [LEAT_ROLE_MONITORING] = RGB (0x0e7c86),    [LEAT_ROLE_SECURITY] = RGB (0xa51d2d),      \
    [LEAT_ROLE_NETWORK] = RGB (0x63452c),       [LEAT_ROLE_CONSUMER] = RGB (0x5e5c64),      \
  }

#define DARK_ROLES                                                                          \
  .role = {                                                                                 \
    [LEAT_ROLE_SOURCE] = RGB (0x9a9996),        [LEAT_ROLE_INGESTION] = RGB (0x62a0ea),     \
    [LEAT_ROLE_TRANSFORM] = RGB (0xff7800),     [LEAT_ROLE_STORAGE] = RGB (0x33d17a),       \
    [LEAT_ROLE_ANALYTICS] = RGB (0xc061cb),     [LEAT_ROLE_ORCHESTRATION] = RGB (0xf28bb6), \
    [LEAT_ROLE_MONITORING] = RGB (0x4fd2d2),    [LEAT_ROLE_SECURITY] = RGB (0xf66151),      \
    [LEAT_ROLE_NETWORK] = RGB (0xcdab8f),       [LEAT_ROLE_CONSUMER] = RGB (0x9a9996),      \
  }

/* Neighbours differ in lightness as well as in hue, so that they differ without one of the cones too. */
#define LIGHT_SERIES                                                                            \
  .series = { RGB (0x1c71d8), RGB (0xb53a00), RGB (0x0b7a75), RGB (0x5e2f8a),                   \
              RGB (0x8a6a00), RGB (0xc2387e), RGB (0x3d2a1c), RGB (0x6f6d75) },                 \
  .ramp = { RGB (0xeaf2fb), RGB (0xa9ccf2), RGB (0x5a9be6), RGB (0x1f5fb0), RGB (0x0c2a57) }

#define DARK_SERIES                                                                             \
  .series = { RGB (0x62a0ea), RGB (0xff8c3a), RGB (0x4fd2c2), RGB (0xa04cc8),                   \
              RGB (0xf5d040), RGB (0xf28bb6), RGB (0xcdab8f), RGB (0x9a9996) },                 \
  .ramp = { RGB (0x1b2b41), RGB (0x1f4c82), RGB (0x3a80d0), RGB (0x8dbff3), RGB (0xe6f2fe) }

/* By darkness, then by contrast. */
static const LeatColours tables[2][2] = {
  {
    {
      .dark = FALSE,
      .high_contrast = FALSE,
      .background = RGB (0xfbfaf9),
      .grid = RGBA (0x000000, 0.13),
      .card = RGB (0xffffff),
      .card_edge = RGB (0xd5d0cc),
      .text = RGB (0x2e3436),
      .text_dim = RGB (0x6a696f),
      .wire = RGB (0x5e5c64),
      .accent = RGB (0x1c71d8),
      .error = RGB (0xc01c28),
      .warning = RGB (0xe5a50a),
      .success = RGB (0x1b8553),
      .on_badge = RGB (0xffffff),
      .note = RGB (0xfdf3c4),
      LIGHT_ROLES,
      LIGHT_SERIES,
    },
    {
      .dark = FALSE,
      .high_contrast = TRUE,
      .background = RGB (0xffffff),
      .grid = RGBA (0x000000, 0.4),
      .card = RGB (0xffffff),
      .card_edge = RGB (0x241f31),
      .text = RGB (0x000000),
      .text_dim = RGB (0x241f31),
      .wire = RGB (0x241f31),
      .accent = RGB (0x1a5fb4),
      .error = RGB (0xa51d2d),
      .warning = RGB (0xe5a50a),
      .success = RGB (0x146b42),
      .on_badge = RGB (0xffffff),
      .note = RGB (0xfff6c8),
      LIGHT_ROLES,
      LIGHT_SERIES,
    },
  },
  {
    {
      .dark = TRUE,
      .high_contrast = FALSE,
      .background = RGB (0x1e1e1e),
      .grid = RGBA (0xffffff, 0.13),
      .card = RGB (0x363636),
      .card_edge = RGB (0x4a4a4a),
      .text = RGB (0xf6f5f4),
      .text_dim = RGB (0xacaba8),
      .wire = RGB (0x9a9996),
      .accent = RGB (0x78aeed),
      .error = RGB (0xc01c28),
      .warning = RGB (0xe5a50a),
      .success = RGB (0x33d17a),
      .on_badge = RGB (0xffffff),
      .note = RGB (0x4a4327),
      DARK_ROLES,
      DARK_SERIES,
    },
    {
      .dark = TRUE,
      .high_contrast = TRUE,
      .background = RGB (0x000000),
      .grid = RGBA (0xffffff, 0.4),
      .card = RGB (0x1e1e1e),
      .card_edge = RGB (0xdeddda),
      .text = RGB (0xffffff),
      .text_dim = RGB (0xdeddda),
      .wire = RGB (0xdeddda),
      .accent = RGB (0x99c1f1),
      .error = RGB (0xc01c28),
      .warning = RGB (0xf5c211),
      .success = RGB (0x57e389),
      .on_badge = RGB (0xffffff),
      .note = RGB (0x3a341c),
      DARK_ROLES,
      DARK_SERIES,
    },
  },
};

/* The role whose colour a kind of wire has; LEAT_N_ROLES stands for the grey of wires. */
static const LeatRole role_of_wire[LEAT_N_WIRE_KINDS] = {
  [LEAT_WIRE_DATA] = LEAT_N_ROLES,
  [LEAT_WIRE_TRIGGER] = LEAT_N_ROLES,
  [LEAT_WIRE_ORCHESTRATES] = LEAT_ROLE_ORCHESTRATION,
  [LEAT_WIRE_MONITORS] = LEAT_ROLE_MONITORING,
  [LEAT_WIRE_CATALOGS] = LEAT_ROLE_STORAGE,
  [LEAT_WIRE_QUERIES] = LEAT_ROLE_ANALYTICS,
  [LEAT_WIRE_ENCRYPTS] = LEAT_ROLE_SECURITY,
  [LEAT_WIRE_NETWORK] = LEAT_ROLE_NETWORK,
};

const LeatColours *
leat_colours_get (gboolean dark,
                  gboolean high_contrast)
{
  return &tables[dark ? 1 : 0][high_contrast ? 1 : 0];
}

const LeatColour *
leat_colours_for_wire (const LeatColours *self,
                       LeatWireKind       kind)
{
  g_return_val_if_fail (kind < LEAT_N_WIRE_KINDS, &self->wire);

  return role_of_wire[kind] == LEAT_N_ROLES ? &self->wire : &self->role[role_of_wire[kind]];
}

LeatColour
leat_colours_mix (LeatColour a,
                  LeatColour b,
                  double     part)
{
  return (LeatColour){ a.red + (b.red - a.red) * part, a.green + (b.green - a.green) * part,
                       a.blue + (b.blue - a.blue) * part, a.alpha + (b.alpha - a.alpha) * part };
}

LeatColour
leat_colours_ramp (const LeatColours *self,
                   double             level)
{
  double at = CLAMP (level, 0, 1) * (LEAT_N_RAMP_COLOURS - 1);
  guint stop = MIN ((guint) at, LEAT_N_RAMP_COLOURS - 2);

  return leat_colours_mix (self->ramp[stop], self->ramp[stop + 1], at - stop);
}

void
leat_colours_fade (LeatColours       *self,
                   const LeatColours *colours,
                   double             part)
{
  LeatColour *const single[] = { &self->card_edge, &self->text, &self->text_dim, &self->wire, &self->accent, &self->error,
                                 &self->warning, &self->success, &self->note };
  LeatColour ground = colours->background;

  *self = *colours;
  for (gsize i = 0; i < G_N_ELEMENTS (single); i++)
    {
      ground.alpha = single[i]->alpha;
      *single[i] = leat_colours_mix (*single[i], ground, part);
    }
  ground.alpha = 1;
  for (guint i = 0; i < LEAT_N_ROLES; i++)
    self->role[i] = leat_colours_mix (self->role[i], ground, part);
  for (guint i = 0; i < LEAT_N_SERIES_COLOURS; i++)
    self->series[i] = leat_colours_mix (self->series[i], ground, part);
  for (guint i = 0; i < LEAT_N_RAMP_COLOURS; i++)
    self->ramp[i] = leat_colours_mix (self->ramp[i], ground, part);
}
