/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatStrip:
 *
 * The three figures, always in sight: cost, delay to the slowest consumer, findings. Each is a button that
 * activates `win.show-page`. Then what saturates first, what is laid over the drawing, and the zoom.
 *
 * Signals: `zoom-asked (double zoom)`, somebody typed a zoom, 1 for 100%.
 */
#define LEAT_TYPE_STRIP (leat_strip_get_type ())
G_DECLARE_FINAL_TYPE (LeatStrip, leat_strip, LEAT, STRIP, AdwBin)

/**
 * leat_strip_show:
 * @self: a strip
 * @report: what it shows
 */
void leat_strip_show (LeatStrip  *self,
                      LeatReport *report);

/**
 * leat_strip_set_zoom:
 * @self: a strip
 * @zoom: 1 for 100%
 */
void leat_strip_set_zoom (LeatStrip *self,
                          double     zoom);

/**
 * leat_strip_set_tight:
 * @self: a strip
 * @tight: whether what can be read elsewhere too, where data goes and what saturates first, is left out
 */
void leat_strip_set_tight (LeatStrip *self,
                           gboolean   tight);

/**
 * leat_strip_set_narrow:
 * @self: a strip
 * @narrow: whether to drop the words around the figures, from the next leat_strip_show() on
 *
 * Returns: whether that is a change
 */
gboolean leat_strip_set_narrow (LeatStrip *self,
                                gboolean   narrow);

/**
 * leat_strip_set_overlay:
 * @self: a strip
 * @word: the word of what is laid over the drawing, see #LeatOverlayKind
 */
void leat_strip_set_overlay (LeatStrip  *self,
                             const char *word);

G_END_DECLS
