/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/text-private.h"

typedef struct
{
  LeatBrush            brush;
  cairo_t             *cr;
  const LeatCatalogue *catalogue;
  LeatTypesetter      *typesetter;
  double               zoom;
} CairoBrush;

void cairo_brush_init (CairoBrush          *self,
                       cairo_t             *cr,
                       const LeatCatalogue *catalogue,
                       LeatTypesetter      *typesetter,
                       double               zoom);

/* A straight line to the right with its arrow, as wires of that kind are drawn. */
void paint_wire_sample (LeatBrush         *brush,
                        LeatWireKind       kind,
                        LeatPoint          start,
                        double             length,
                        const LeatColours *colours);
