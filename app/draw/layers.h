/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/element.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LeatLayerBox:
 * @bounds: its size before, its place and size after
 * @stretch: whether it grows over the whole breadth where it is alone in its layer
 */
typedef struct
{
  LeatRect bounds;
  gboolean stretch;
} LeatLayerBox;

/* An arrow between two boxes, by index. */
typedef struct
{
  guint from;
  guint to;
} LeatLayerLink;

/**
 * LeatLayerStyle:
 * @down: whether layers follow one another downwards instead of to the right
 * @across: whether parts that nothing joins stand beside one another instead of below
 * @limit: how long a row of such parts may get, 0 to choose one that looks balanced
 * @gap_x: least space between two boxes beside one another
 * @gap_y: least space between two boxes above one another
 */
typedef struct
{
  gboolean down;
  gboolean across;
  double   limit;
  double   gap_x;
  double   gap_y;
} LeatLayerStyle;

/**
 * leat_layers_place:
 * @boxes: (array length=n): what to place
 * @n: how many
 * @links: (array length=n_links): arrows; circles and repetitions do no harm
 * @n_links: how many
 * @style: how
 * @extents: (out): what they take together, from 0, 0
 * @error: return location for a %LEAT_ERROR_LIMIT
 *
 * Places boxes in layers such that arrows go forwards and cross little. Places are multiples of %LEAT_GRID.
 * Thread-safe.
 *
 * Returns: how many layers there are, or -1 with @error set
 */
int leat_layers_place (LeatLayerBox         *boxes,
                       guint                 n,
                       const LeatLayerLink  *links,
                       guint                 n_links,
                       const LeatLayerStyle *style,
                       LeatRect             *extents,
                       GError              **error);

/**
 * leat_snap:
 * @length: a length
 *
 * Returns: the next multiple of %LEAT_GRID that is not less
 */
double leat_snap (double length);

G_END_DECLS
