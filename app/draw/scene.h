/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/colours.h"
#include "draw/overlay.h"
#include "engine/report.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * LeatScene:
 *
 * What is where: the laid-out picture of a pipeline, with wires routed. It is kept up to date by the
 * changes of the pipeline, culls by a uniform grid of cells, answers what lies under a point, and paints
 * any part of itself on cairo at any zoom. It knows nothing of selection, pointers or screens.
 */
typedef struct _LeatScene LeatScene;

/* How much is drawn at a zoom: from the whole card to a plain rectangle. */
typedef enum
{
  LEAT_DETAIL_FULL,   /* zoom >= 0.4 */
  LEAT_DETAIL_NO_TEXT, /* below 0.4 */
  LEAT_DETAIL_PLAIN,  /* below 0.12 */
} LeatDetail;

typedef enum
{
  LEAT_HIT_NONE,
  LEAT_HIT_BLOCK,
  LEAT_HIT_PORT_IN,  /* the ring at the left of a block */
  LEAT_HIT_PORT_OUT, /* the ring at its right */
  LEAT_HIT_WIRE,
  LEAT_HIT_ZONE_EDGE, /* title or edge of a zone: what moves it */
  LEAT_HIT_ZONE,      /* the inside of a zone */
  LEAT_HIT_NOTE,
  LEAT_HIT_BADGE,     /* the badge with the number of findings of a block */
} LeatHitKind;

typedef struct
{
  LeatHitKind  kind;
  LeatElement *element; /* borrowed from the pipeline; NULL for nothing */
} LeatHit;

/**
 * leat_scene_new:
 * @catalogue: the catalogue, for names, roles and glyphs
 * @pipeline: the pipeline; it is kept alive, and not listened to
 *
 * Returns: (transfer full): the scene of it
 */
LeatScene *leat_scene_new (LeatCatalogue *catalogue,
                           LeatPipeline  *pipeline);

/**
 * leat_scene_free:
 * @self: (transfer full): a scene
 */
void leat_scene_free (LeatScene *self);

/**
 * leat_scene_update:
 * @self: a scene
 * @changes: what changed in the pipeline
 * @damage: (nullable) (element-type LeatRect): gets the areas whose picture differs now, in canvas units
 *
 * Lays out what changed and routes again the wires of what moved.
 */
void leat_scene_update (LeatScene         *self,
                        const LeatChanges *changes,
                        GArray            *damage);

/**
 * leat_scene_set_report:
 * @self: a scene
 * @report: (nullable): figures to show on blocks and wires
 * @damage: (nullable) (element-type LeatRect): gets the areas whose picture differs now
 */
void leat_scene_set_report (LeatScene  *self,
                            LeatReport *report,
                            GArray     *damage);

/**
 * leat_scene_set_overlay:
 * @self: a scene
 * @overlay: (nullable): what to lay over it, of the report that the scene has; %NULL for nothing
 * @damage: (nullable) (element-type LeatRect): gets the areas whose picture differs now
 *
 * Colours blocks and wires by what the overlay says of them, and writes its figures on them.
 */
void leat_scene_set_overlay (LeatScene   *self,
                             LeatOverlay *overlay,
                             GArray      *damage);

/**
 * leat_scene_get_extents:
 * @self: a scene
 * @extents: (out): the ink of everything, in canvas units; an empty pipeline gives an empty rectangle at 0,0
 */
void leat_scene_get_extents (LeatScene *self,
                             LeatRect  *extents);

/**
 * leat_scene_get_ink:
 * @self: a scene
 * @element: an element of the pipeline
 * @ink: (out): all that is drawn for it, labels, badges and arrowheads included, in canvas units
 *
 * Returns: whether anything is drawn for it
 */
gboolean leat_scene_get_ink (LeatScene         *self,
                             const LeatElement *element,
                             LeatRect          *ink);

/**
 * leat_scene_get_route:
 * @self: a scene
 * @wire_id: the id of a wire
 * @n: (out): how many points
 *
 * Returns: (transfer none) (nullable) (array length=n): the corners of the wire as drawn; valid until the
 *   next update
 */
const LeatPoint *leat_scene_get_route (LeatScene  *self,
                                       const char *wire_id,
                                       gsize      *n);

/**
 * leat_scene_get_label_area:
 * @self: a scene
 * @wire_id: the id of a wire
 * @area: (out): where its label is written, in canvas units
 *
 * Returns: whether it has a label that is written
 */
gboolean leat_scene_get_label_area (LeatScene  *self,
                                    const char *wire_id,
                                    LeatRect   *area);

/**
 * leat_scene_paint:
 * @self: a scene
 * @cr: a context in canvas units (the caller has scaled and moved it)
 * @area: the part to paint, in canvas units
 * @zoom: device pixels a canvas unit, which decides the level of detail
 * @colours: the colours
 * @skip: (nullable): ids of elements to leave out (what is lifted while it is dragged)
 * @only: (nullable): ids of the only elements to paint
 *
 * Paints without a background.
 */
void leat_scene_paint (LeatScene         *self,
                       cairo_t           *cr,
                       const LeatRect    *area,
                       double             zoom,
                       const LeatColours *colours,
                       GHashTable        *skip,
                       GHashTable        *only);

/**
 * leat_scene_hit:
 * @self: a scene
 * @x: in canvas units
 * @y: in canvas units
 * @zoom: device pixels a canvas unit: targets are at least 24 px, wires 12 px to each side at most
 * @with_ports: whether the rings of ports are there to be hit
 *
 * Returns: what a click there would take
 */
LeatHit leat_scene_hit (LeatScene *self,
                        double     x,
                        double     y,
                        double     zoom,
                        gboolean   with_ports);

/**
 * leat_scene_is_empty:
 * @self: a scene
 * @area: an area in canvas units
 *
 * Returns: whether nothing is drawn there, at any zoom
 */
gboolean leat_scene_is_empty (LeatScene      *self,
                              const LeatRect *area);

/**
 * leat_scene_query:
 * @self: a scene
 * @area: an area in canvas units
 * @inside: %TRUE for what lies wholly inside, %FALSE for what it touches
 *
 * Returns: (transfer container) (element-type LeatElement): blocks, wires, zones and notes there, in drawing
 *   order
 */
GPtrArray *leat_scene_query (LeatScene      *self,
                             const LeatRect *area,
                             gboolean        inside);

/**
 * leat_scene_find_zone:
 * @self: a scene
 * @x: in canvas units
 * @y: in canvas units
 *
 * Returns: (transfer none) (nullable): the innermost zone that holds the point
 */
LeatElement *leat_scene_find_zone (LeatScene *self,
                                   double     x,
                                   double     y);

/**
 * leat_port_position:
 * @block: a block
 * @out: %TRUE for the ring at its right, %FALSE for the one at its left
 *
 * Returns: the middle of the ring, in canvas units
 */
LeatPoint leat_port_position (const LeatElement *block,
                              gboolean           out);

/**
 * leat_paint_block:
 * @cr: a context, in canvas units
 * @catalogue: the catalogue, for the glyph's file
 * @service: (nullable): the service
 * @name: the name to write on it
 * @x: left edge
 * @y: top edge
 * @colours: the colours
 *
 * Paints the card of one block without figures: for the picture under the pointer while it is dragged from the
 * palette.
 */
void leat_paint_block (cairo_t             *cr,
                       const LeatCatalogue *catalogue,
                       const LeatService *service,
                       const char        *name,
                       double             x,
                       double             y,
                       const LeatColours *colours);

/**
 * leat_paint_glyph:
 * @cr: a context, in canvas units
 * @catalogue: the catalogue, for the glyph's file
 * @glyph: the name of a glyph; one that is missing is drawn as "unknown"
 * @x: left edge
 * @y: top edge
 * @size: width and height
 * @colour: its colour
 *
 * Paints a glyph in one colour. Glyphs are kept once read. Thread-safe.
 */
void leat_paint_glyph (cairo_t             *cr,
                       const LeatCatalogue *catalogue,
                       const char          *glyph,
                       double               x,
                       double               y,
                       double               size,
                       const LeatColour    *colour);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatScene, leat_scene_free)

G_END_DECLS
