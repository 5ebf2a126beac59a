/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/element.h"

/* A uniform grid of cells that finds rectangles near a rectangle. What would cover too many cells
 * stands in a list of its own. */
typedef struct _LeatGrid LeatGrid;

/* Whether to go on. */
typedef gboolean (*LeatGridFunc) (gpointer        item,
                                  const LeatRect *rect,
                                  gpointer        data);

LeatGrid *leat_grid_new (void);
void leat_grid_free (LeatGrid *self);

/* An item may be added with several rectangles. Removing takes the same rectangle. */
void leat_grid_add (LeatGrid       *self,
                    gpointer        item,
                    const LeatRect *rect);
void leat_grid_remove (LeatGrid       *self,
                       gpointer        item,
                       const LeatRect *rect);

/* Calls `func` once for each rectangle that touches `area`; FALSE if `func` stopped it. */
gboolean leat_grid_each (LeatGrid       *self,
                         const LeatRect *area,
                         LeatGridFunc    func,
                         gpointer        data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatGrid, leat_grid_free)
