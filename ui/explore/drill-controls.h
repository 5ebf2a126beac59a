/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/drill.h"
#include "window/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatDrillControls:
 *
 * What stops, for how long, when, at which load.
 *
 * Signals: `changed ()`: somebody changed something.
 */
#define LEAT_TYPE_DRILL_CONTROLS (leat_drill_controls_get_type ())
G_DECLARE_FINAL_TYPE (LeatDrillControls, leat_drill_controls, LEAT, DRILL_CONTROLS, AdwBin)

/**
 * leat_drill_controls_new:
 *
 * Returns: (transfer floating): controls without a document
 */
GtkWidget *leat_drill_controls_new (void);

/**
 * leat_drill_controls_update:
 * @self: controls
 * @document: (nullable): a document, whose report may be another than before
 *
 * Offers its blocks. The chosen one stays if it is still there; otherwise it is the first after a source.
 */
void leat_drill_controls_update (LeatDrillControls *self,
                                 LeatDocument      *document);

/**
 * leat_drill_controls_choose:
 * @self: controls
 * @block: the id of a block; one that cannot stop is not chosen
 */
void leat_drill_controls_choose (LeatDrillControls *self,
                                 const char        *block);

/**
 * leat_drill_controls_get:
 * @self: controls
 * @options: (out): what is chosen; its block is owned by @self until the next update
 *
 * Returns: whether there is a block to stop
 */
gboolean leat_drill_controls_get (LeatDrillControls *self,
                                  LeatDrillOptions  *options);

/**
 * leat_drill_controls_set:
 * @self: controls
 * @options: what is chosen from now on
 *
 * Its block is chosen if it can stop, and numbers are cut to what can be set.
 */
void leat_drill_controls_set (LeatDrillControls      *self,
                              const LeatDrillOptions *options);

/**
 * leat_drill_controls_show_error:
 * @self: controls
 * @text: (nullable): what is wrong, or %NULL for nothing
 */
void leat_drill_controls_show_error (LeatDrillControls *self,
                                     const char        *text);

G_END_DECLS
