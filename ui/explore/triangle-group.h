/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/triangle.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatTriangleGroup:
 *
 * The three scores of an iron triangle, each with its formula, its scale and what it is made of, and beside them those of
 * another design.
 */
#define LEAT_TYPE_TRIANGLE_GROUP (leat_triangle_group_get_type ())
G_DECLARE_FINAL_TYPE (LeatTriangleGroup, leat_triangle_group, LEAT, TRIANGLE_GROUP, AdwBin)

/**
 * leat_triangle_group_new:
 *
 * Returns: (transfer floating): a group that shows nothing
 */
GtkWidget *leat_triangle_group_new (void);

/**
 * leat_triangle_group_show:
 * @self: a group
 * @present: the design as drawn
 * @chosen: (nullable): another
 * @name: (nullable): what that is called
 */
void leat_triangle_group_show (LeatTriangleGroup  *self,
                               const LeatTriangle *present,
                               const LeatTriangle *chosen,
                               const char         *name);

G_END_DECLS
