/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas/view.h"

#include "canvas/canvas.h"

#include <math.h>

LeatPoint
leat_view_to_units (const LeatView *self,
                    double          x,
                    double          y)
{
  double pixels = self->zoom * self->scale;

  return (LeatPoint) { (x * self->scale + self->left) / pixels, (y * self->scale + self->top) / pixels };
}

LeatPoint
leat_view_to_widget (const LeatView *self,
                     double          x,
                     double          y)
{
  double pixels = self->zoom * self->scale;

  return (LeatPoint) { (x * pixels - self->left) / self->scale, (y * pixels - self->top) / self->scale };
}

LeatRect
leat_view_get_area (const LeatView *self)
{
  double pixels = self->zoom * self->scale;

  return (LeatRect) { self->left / pixels, self->top / pixels, self->width / pixels, self->height / pixels };
}

static void
put (LeatView *self,
     LeatPoint unit,
     double    x,
     double    y)
{
  double pixels = self->zoom * self->scale;

  self->left = round (unit.x * pixels - x * self->scale);
  self->top = round (unit.y * pixels - y * self->scale);
}

void
leat_view_zoom_about (LeatView *self,
                      double    zoom,
                      double    x,
                      double    y)
{
  LeatPoint unit = leat_view_to_units (self, x, y);

  self->zoom = CLAMP (zoom, LEAT_CANVAS_MIN_ZOOM, LEAT_CANVAS_MAX_ZOOM);
  put (self, unit, x, y);
}

void
leat_view_centre (LeatView *self,
                  double    x,
                  double    y)
{
  put (self, (LeatPoint) { x, y }, self->width / 2.0 / self->scale, self->height / 2.0 / self->scale);
}

void
leat_view_fit (LeatView       *self,
               const LeatRect *area,
               double          margin,
               double          max_zoom)
{
  double width = MAX (self->width / self->scale - 2 * margin, 1);
  double height = MAX (self->height / self->scale - 2 * margin, 1);
  double zoom = MIN (width / MAX (area->width, 1), height / MAX (area->height, 1));

  self->zoom = CLAMP (MIN (zoom, max_zoom), LEAT_CANVAS_MIN_ZOOM, LEAT_CANVAS_MAX_ZOOM);
  leat_view_centre (self, area->x + area->width / 2, area->y + area->height / 2);
}

void
leat_view_begin (LeatView       *self,
                 const LeatRect *area,
                 double          margin)
{
  double width = self->width / self->scale / 2.0 - margin, height = self->height / self->scale / 2.0 - margin;

  self->zoom = 1;
  leat_view_centre (self, area->x + MIN (area->width / 2, MAX (width, 0)), area->y + MIN (area->height / 2, MAX (height, 0)));
}

/* How far to scroll so that from..to lies in 0..size; the start wins if there is no room. */
static double
shift (double from,
       double to,
       double size)
{
  if (from < 0 || to - from > size)
    return from;
  return to > size ? to - size : 0;
}

gboolean
leat_view_reveal (LeatView       *self,
                  const LeatRect *area,
                  double          margin)
{
  LeatPoint a = leat_view_to_widget (self, area->x, area->y);
  LeatPoint b = leat_view_to_widget (self, area->x + area->width, area->y + area->height);
  double dx = shift (a.x - margin, b.x + margin, (double) self->width / self->scale);
  double dy = shift (a.y - margin, b.y + margin, (double) self->height / self->scale);

  self->left = round (self->left + dx * self->scale);
  self->top = round (self->top + dy * self->scale);
  return dx != 0 || dy != 0;
}

/* Up to a doubling before the limit as it is; from there on an exponential that begins as steep and ends at the limit. */
static double
soften (double at,
        double limit)
{
  double over = at - (limit - 1);

  return over > 0 ? limit - exp (-over) : at;
}

double
leat_view_soften_zoom (double zoom)
{
  double at = soften (log2 (MAX (zoom, 1e-6)), log2 (LEAT_CANVAS_MAX_ZOOM));

  return exp2 (-soften (-at, -log2 (LEAT_CANVAS_MIN_ZOOM)));
}

/* The other way round; at the limit itself it would be without end. */
static double
harden (double at,
        double limit)
{
  double left = MAX (limit - at, 1e-3);

  return left < 1 ? limit - 1 - log (left) : at;
}

double
leat_view_harden_zoom (double zoom)
{
  double at = harden (log2 (zoom), log2 (LEAT_CANVAS_MAX_ZOOM));

  return exp2 (-harden (-at, -log2 (LEAT_CANVAS_MIN_ZOOM)));
}

double
leat_view_step_zoom (double zoom,
                     double steps)
{
  double at = 4 * log2 (zoom) + steps;

  if (fabs (steps) >= 1)
    at = steps > 0 ? floor (at + 1e-6) : ceil (at - 1e-6);
  return CLAMP (exp2 (at / 4), LEAT_CANVAS_MIN_ZOOM, LEAT_CANVAS_MAX_ZOOM);
}
