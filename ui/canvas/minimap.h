/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "canvas/canvas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A drawing with at least this many blocks shows its map unless it is told otherwise. */
#define LEAT_MINIMAP_BLOCKS 60

/**
 * LeatMinimap:
 *
 * The whole drawing of a canvas, small, with what is in view marked: that mark is dragged, a click goes there, and so do
 * the arrow keys. The picture is painted in a thread from the elements, and again some time after they changed.
 *
 * Properties: `shown` (boolean; notified), whether it is wanted. A canvas with little room does not show it.
 */
#define LEAT_TYPE_MINIMAP (leat_minimap_get_type ())
G_DECLARE_FINAL_TYPE (LeatMinimap, leat_minimap, LEAT, MINIMAP, GtkWidget)

/**
 * leat_minimap_set_canvas:
 * @self: a map
 * @canvas: (nullable): of what; it is not kept alive
 */
void leat_minimap_set_canvas (LeatMinimap *self,
                              LeatCanvas  *canvas);

/**
 * leat_minimap_set_shown:
 * @self: a map
 * @shown: whether it is wanted
 */
void leat_minimap_set_shown (LeatMinimap *self,
                             gboolean     shown);

/**
 * leat_minimap_get_shown:
 * @self: a map
 *
 * Returns: whether it is wanted
 */
gboolean leat_minimap_get_shown (LeatMinimap *self);

/**
 * leat_minimap_is_ready:
 * @self: a map
 *
 * Returns: whether its picture is of the drawing as it is now
 */
gboolean leat_minimap_is_ready (LeatMinimap *self);

/**
 * leat_minimap_get_view:
 * @self: a map
 * @view: (out): where what is in view is marked, in pixels of the map
 */
void leat_minimap_get_view (LeatMinimap     *self,
                            graphene_rect_t *view);

/**
 * leat_minimap_move:
 * @self: a map
 * @dx: steps to the right: quarters of what is in view
 * @dy: steps down
 *
 * What an arrow key does.
 */
void leat_minimap_move (LeatMinimap *self,
                        int          dx,
                        int          dy);

G_END_DECLS
