/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LeatLaser:
 *
 * A red dot that points at what one talks about. It lies over everything and takes no clicks.
 */
#define LEAT_TYPE_LASER (leat_laser_get_type ())
G_DECLARE_FINAL_TYPE (LeatLaser, leat_laser, LEAT, LASER, GtkWidget)

/**
 * leat_laser_new:
 *
 * Returns: (transfer floating): a dot that is off
 */
GtkWidget *leat_laser_new (void);

/**
 * leat_laser_set_on:
 * @self: a dot
 * @on: whether it shows
 */
void leat_laser_set_on (LeatLaser *self,
                        gboolean   on);

/**
 * leat_laser_get_on:
 * @self: a dot
 *
 * Returns: whether it shows
 */
gboolean leat_laser_get_on (LeatLaser *self);

/**
 * leat_laser_move:
 * @self: a dot
 * @x: where it points, in pixels of the widget
 * @y: the same downwards
 */
void leat_laser_move (LeatLaser *self,
                      double     x,
                      double     y);

G_END_DECLS
