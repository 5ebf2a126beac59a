/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a unit is of. */
typedef enum
{
  LEAT_DIMENSION_BARE,  /* no unit at all, perhaps a multiplier: in the unit of the field */
  LEAT_DIMENSION_COUNT, /* a plain number, records, requests */
  LEAT_DIMENSION_SHARE, /* a part of 1 */
  LEAT_DIMENSION_BYTES,
  LEAT_DIMENSION_TIME,  /* seconds */
  LEAT_DIMENSION_OTHER, /* something that only its own name stands for */
} LeatDimension;

/* A unit: so many of the base of its dimension, perhaps a second. */
typedef struct
{
  LeatDimension dimension;
  gboolean    rate;
  double      factor;
} LeatUnit;

/* The unit of a field by its name in the catalogue; %NULL is a plain number. */
LeatUnit leat_unit_of_field (const char *name);

/* Takes a unit off the front of `text`, a multiplier such as "k" before it included. Returns what of it stands behind
 * the unit, or NULL if what stands there is a word that is none. In a field of time "m" is a minute. */
const char *leat_unit_take (const char *text,
                            gboolean    of_time,
                            LeatUnit   *unit);

/* Whether what is typed in `typed` can be said in `own`, and what to multiply it by. */
gboolean leat_unit_convert (const LeatUnit *typed,
                            const LeatUnit *own,
                            double         *factor);

G_END_DECLS
