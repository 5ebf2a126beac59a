/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "canvas/view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LeatTiles:
 *
 * The picture of the canvas as it was drawn last, in squares of %LEAT_TILE device pixels. Panning moves
 * them; while the zoom changes, those of the zoom before are shown scaled where new ones are not ready.
 */
typedef struct _LeatTiles LeatTiles;

#define LEAT_TILE 256

/**
 * LeatTilesPaint:
 * @cr: a context in canvas units
 * @area: the part to paint, in canvas units
 * @zoom: device pixels a canvas unit
 * @user_data: what leat_tiles_new() was given
 *
 * Paints a part of the canvas, background and all if the tiles are opaque.
 *
 * Returns: whether there is anything to be seen in it
 */
typedef gboolean (*LeatTilesPaint) (cairo_t *cr, const LeatRect *area, double zoom, gpointer user_data);

/**
 * LeatTilesGround:
 * @area: a part of the canvas, in canvas units
 * @zoom: device pixels a canvas unit
 * @ground: (out): the colour of the background there
 * @user_data: what leat_tiles_new() was given
 *
 * Returns: whether nothing but the background is to be seen there
 */
typedef gboolean (*LeatTilesGround) (const LeatRect *area, double zoom, GdkRGBA *ground, gpointer user_data);

/**
 * leat_tiles_new:
 * @opaque: whether they have a background, rather than being laid over something else
 * @paint: paints a part of the canvas
 * @user_data: given to @paint
 *
 * Returns: (transfer full): no tiles yet
 */
LeatTiles *leat_tiles_new (gboolean       opaque,
                           LeatTilesPaint paint,
                           gpointer       user_data);

/**
 * leat_tiles_set_ground:
 * @self: opaque tiles
 * @ground: tells where there is nothing to paint
 *
 * Where nothing but the background is to be seen no tile is painted: around a small drawing that is most of the view.
 */
void leat_tiles_set_ground (LeatTiles      *self,
                            LeatTilesGround ground);

/**
 * leat_tiles_free:
 * @self: (transfer full): tiles
 */
void leat_tiles_free (LeatTiles *self);

/**
 * leat_tiles_clear:
 * @self: tiles
 *
 * Forgets them all: another drawing or other colours.
 */
void leat_tiles_clear (LeatTiles *self);

/**
 * leat_tiles_damage:
 * @self: tiles
 * @area: (nullable): where the picture differs now, in canvas units; %NULL for everywhere
 *
 * Has the tiles there drawn again. Until then the old ones are shown.
 */
void leat_tiles_damage (LeatTiles      *self,
                        const LeatRect *area);

/**
 * leat_tiles_snapshot:
 * @self: tiles
 * @snapshot: where the view is drawn, in pixels of the widget
 * @view: what is seen
 * @x: where to begin, on the widget, in pixels: at the pointer
 * @y: the same downwards
 * @budget: microseconds to spend on drawing tiles; a negative number for as long as it takes. Something is drawn at least
 *
 * Draws the view.
 *
 * Returns: whether all is as it should be; if not, draw another frame soon
 */
gboolean leat_tiles_snapshot (LeatTiles      *self,
                              GtkSnapshot    *snapshot,
                              const LeatView *view,
                              double          x,
                              double          y,
                              gint64          budget);

/**
 * leat_tiles_get_n_painted:
 * @self: tiles
 *
 * Returns: how many tiles were drawn since the beginning
 */
guint leat_tiles_get_n_painted (const LeatTiles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatTiles, leat_tiles_free)

G_END_DECLS
