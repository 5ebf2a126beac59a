/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/element.h"

/* A table of rectangles, one a row, as long as there are wires: says which of them touch something. Rows that stand near
 * to each other in the table are looked past together if they lie far from it, so that in a large drawing, which is
 * mostly written place by place, few of them are looked at. */
typedef struct _LeatReaches LeatReaches;

LeatReaches *leat_reaches_new (void);
void leat_reaches_free (LeatReaches *self);

/* Adds a row at the end, which is empty and at 0,0; or takes one out: the last one takes its place. */
void leat_reaches_add (LeatReaches *self);
void leat_reaches_remove (LeatReaches *self,
                          guint        row);

void leat_reaches_set (LeatReaches    *self,
                       guint           row,
                       const LeatRect *rect);

/* The rows that touch any of some LeatRect, in ascending order: a new array of guint. */
GArray *leat_reaches_find (LeatReaches *self,
                           GArray      *areas);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatReaches, leat_reaches_free)
