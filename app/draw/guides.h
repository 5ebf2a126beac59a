/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/scene.h"

G_BEGIN_DECLS

/**
 * LeatGuideKind:
 * @LEAT_GUIDE_LINE: edges or middles lie on one line
 * @LEAT_GUIDE_GAP: a gap as wide as another beside it
 */
typedef enum
{
  LEAT_GUIDE_LINE,
  LEAT_GUIDE_GAP,
} LeatGuideKind;

/**
 * LeatGuide:
 * @kind: what it shows
 * @upright: it goes from top to bottom, rather than from left to right
 * @at: its x if it is upright, else its y, in canvas units
 * @from: where it begins along the other axis
 * @to: where it ends; of a gap, @to - @from is its size
 *
 * What is shown of how a rectangle stands to the others while it is dragged.
 */
typedef struct
{
  LeatGuideKind kind;
  gboolean      upright;
  double        at;
  double        from;
  double        to;
} LeatGuide;

/**
 * LeatGuideSnap:
 * @by: how far the rectangle has to move, in canvas units; 0 along an axis that is not found
 * @x: whether there is something to snap to along x
 * @y: whether there is along y
 */
typedef struct
{
  LeatPoint by;
  gboolean  x;
  gboolean  y;
} LeatGuideSnap;

/**
 * leat_guides_snap:
 * @scene: a scene
 * @rect: where something is dragged to, in canvas units
 * @area: what can be seen: only what touches it counts
 * @reach: how far @rect may be moved along each axis
 * @zones: whether gaps count from zone to zone, rather than between blocks and notes
 * @except: (nullable): ids of elements that do not count: those that are dragged
 *
 * Looks for the least move along each axis that puts an edge of @rect on an edge of a block, zone or note, its middle on
 * a middle, or makes the gap to a neighbour as wide as the gap on the other side or the next one beyond it.
 *
 * Returns: that move
 */
LeatGuideSnap leat_guides_snap (LeatScene      *scene,
                                const LeatRect *rect,
                                const LeatRect *area,
                                double          reach,
                                gboolean        zones,
                                GHashTable     *except);

/**
 * leat_guides_snap_sides:
 * @scene: a scene
 * @rect: what something is resized to, in canvas units
 * @area: what can be seen
 * @reach: how far a side may be moved
 * @zones: whether gaps count from zone to zone, rather than between blocks and notes
 * @except: (nullable): ids of elements that do not count: what is resized, and what lies in it
 * @x: which side moves along x: -1 the left one, 1 the right one, 0 none
 * @y: which moves along y
 *
 * As leat_guides_snap() for sides that move by themselves: each to an edge of something, or to where the gap beyond it is as
 * wide as the next one or as that on the other side.
 *
 * Returns: how far each side has to move
 */
LeatGuideSnap leat_guides_snap_sides (LeatScene      *scene,
                                      const LeatRect *rect,
                                      const LeatRect *area,
                                      double          reach,
                                      gboolean        zones,
                                      GHashTable     *except,
                                      int             x,
                                      int             y);

/**
 * leat_guides_list:
 * @scene: a scene
 * @rect: where something is, in canvas units
 * @area: what can be seen
 * @zones: whether gaps count from zone to zone, rather than between blocks and notes
 * @except: (nullable): ids of elements that do not count
 *
 * Lists only what is true, to a hundredth of a unit. Where both edges lie on those of another of the same size, its
 * middle is left out.
 *
 * Returns: (transfer full) (element-type LeatGuide): the lines that @rect lies on and the equal gaps beside it
 */
GArray *leat_guides_list (LeatScene      *scene,
                          const LeatRect *rect,
                          const LeatRect *area,
                          gboolean        zones,
                          GHashTable     *except);

G_END_DECLS
