/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A drawing with more blocks than this is not legible in a strip. */
#define LEAT_OVERVIEW_MAX_BLOCKS 200

/* In a window lower than this the charts need the room. */
#define LEAT_OVERVIEW_LEAST_HEIGHT 640

/**
 * LeatOverview:
 *
 * The drawing made small, with what the page below it is about outlined. A click on a block, or Enter on it, shows that
 * block in the drawing (the action `win.reveal`). It hides itself where it would be of no use.
 */
#define LEAT_TYPE_OVERVIEW (leat_overview_get_type ())
G_DECLARE_FINAL_TYPE (LeatOverview, leat_overview, LEAT, OVERVIEW, GtkWidget)

/**
 * leat_overview_new:
 *
 * Returns: (transfer floating): an overview that is hidden until it has a document
 */
GtkWidget *leat_overview_new (void);

/**
 * leat_overview_set_document:
 * @self: an overview
 * @document: (nullable): whose drawing it shows and follows
 */
void leat_overview_set_document (LeatOverview *self,
                                 LeatDocument *document);

/**
 * leat_overview_set_marked:
 * @self: an overview
 * @ids: (nullable) (array zero-terminated=1): the blocks to outline; what is not there is left out
 */
void leat_overview_set_marked (LeatOverview      *self,
                               const char *const *ids);

/**
 * leat_overview_get_place:
 * @self: an overview in a window
 * @id: the id of a block
 * @place: (out): where it is painted, in pixels of @self
 *
 * Returns: whether it is painted
 */
gboolean leat_overview_get_place (LeatOverview *self,
                                  const char   *id,
                                  LeatRect     *place);

G_END_DECLS
