/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * leat_pane_remember:
 * @flap: a flap that has @side beside its content
 * @side: what is at the side
 * @width: the setting with its width
 * @visible: the setting that says whether it shows
 * @least: the least width, in pixels
 * @most: the greatest
 *
 * Lets the edge of a pane be dragged, and brings width and visibility back next time. While the pane lies over the
 * content, for want of room, it is shown for the moment only: that is not remembered.
 */
void leat_pane_remember (AdwFlap    *flap,
                         GtkWidget  *side,
                         const char *width,
                         const char *visible,
                         int         least,
                         int         most);

G_END_DECLS
