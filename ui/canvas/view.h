/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/element.h"

G_BEGIN_DECLS

/**
 * LeatView:
 * @zoom: pixels of the widget a canvas unit
 * @scale: device pixels a pixel of the widget
 * @left: device pixels from the canvas' origin to the left edge of the view; whole
 * @top: the same downwards; whole
 * @width: of the view, in device pixels
 * @height: of the view, in device pixels
 *
 * Which part of the canvas is seen, and how large. Only whole device pixels are scrolled, so that what has
 * been drawn once can be moved without being drawn again.
 */
typedef struct
{
  double zoom;
  int    scale;
  double left;
  double top;
  int    width;
  int    height;
} LeatView;

/**
 * leat_view_to_units:
 * @self: a view
 * @x: on the widget, in pixels
 * @y: on the widget
 *
 * Returns: that point in canvas units
 */
LeatPoint leat_view_to_units (const LeatView *self,
                              double          x,
                              double          y);

/**
 * leat_view_to_widget:
 * @self: a view
 * @x: in canvas units
 * @y: in canvas units
 *
 * Returns: that point on the widget, in pixels
 */
LeatPoint leat_view_to_widget (const LeatView *self,
                               double          x,
                               double          y);

/**
 * leat_view_get_area:
 * @self: a view
 *
 * Returns: what is seen, in canvas units
 */
LeatRect leat_view_get_area (const LeatView *self);

/**
 * leat_view_zoom_about:
 * @self: a view
 * @zoom: the new zoom
 * @x: on the widget, in pixels
 * @y: on the widget
 *
 * Changes the zoom so that what is at a point stays there, to the nearest device pixel.
 */
void leat_view_zoom_about (LeatView *self,
                           double    zoom,
                           double    x,
                           double    y);

/**
 * leat_view_centre:
 * @self: a view
 * @x: in canvas units
 * @y: in canvas units
 *
 * Scrolls so that the point is in the middle.
 */
void leat_view_centre (LeatView *self,
                       double    x,
                       double    y);

/**
 * leat_view_fit:
 * @self: a view
 * @area: what to show, in canvas units
 * @margin: spare pixels of the widget on each side
 * @max_zoom: the zoom that is not exceeded
 *
 * Shows all of an area, in the middle.
 */
void leat_view_fit (LeatView       *self,
                    const LeatRect *area,
                    double          margin,
                    double          max_zoom);

/**
 * leat_view_begin:
 * @self: a view
 * @area: what to show, in canvas units
 * @margin: spare pixels of the widget on each side
 *
 * Shows an area at 100%: in the middle, or from its left upper corner on where it does not go in.
 */
void leat_view_begin (LeatView       *self,
                      const LeatRect *area,
                      double          margin);

/**
 * leat_view_reveal:
 * @self: a view
 * @area: what is to be seen, in canvas units
 * @margin: spare pixels of the widget on each side
 *
 * Scrolls as little as it takes; what is larger than the view is shown from its left top corner.
 *
 * Returns: whether it had to scroll
 */
gboolean leat_view_reveal (LeatView       *self,
                           const LeatRect *area,
                           double          margin);

/**
 * leat_view_soften_zoom:
 * @zoom: what is asked for
 *
 * Limits stop softly: within a doubling of one, what is asked for comes ever less through, and never beyond it.
 *
 * Returns: the zoom to take
 */
double leat_view_soften_zoom (double zoom);

/**
 * leat_view_harden_zoom:
 * @zoom: a zoom within the limits
 *
 * Returns: what leat_view_soften_zoom() makes that zoom of: a gesture begins with no jump
 */
double leat_view_harden_zoom (double zoom);

/**
 * leat_view_step_zoom:
 * @zoom: a zoom
 * @steps: how many steps to go, of which four double the zoom; may be a fraction
 *
 * Steps are even and pass through 100%: a whole number of steps ends on a whole step.
 *
 * Returns: the zoom after that, within the limits of the canvas
 */
double leat_view_step_zoom (double zoom,
                            double steps);

G_END_DECLS
