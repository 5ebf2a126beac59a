/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatTimer:
 *
 * The time that is left for a challenge, with buttons to start, pause and reset it. It stands still until it is started.
 */
#define LEAT_TYPE_TIMER (leat_timer_get_type ())
G_DECLARE_FINAL_TYPE (LeatTimer, leat_timer, LEAT, TIMER, AdwBin)

/**
 * leat_timer_new:
 * @minutes: how long it runs
 *
 * Returns: (transfer floating): a timer
 */
GtkWidget *leat_timer_new (guint minutes);

/**
 * leat_timer_toggle:
 * @self: a timer
 *
 * Starts it, or pauses it.
 */
void leat_timer_toggle (LeatTimer *self);

/**
 * leat_timer_reset:
 * @self: a timer
 *
 * Stands at its beginning again.
 */
void leat_timer_reset (LeatTimer *self);

/**
 * leat_timer_pass:
 * @self: a timer
 * @seconds: how many are over
 *
 * What the clock does while it runs.
 */
void leat_timer_pass (LeatTimer *self,
                      guint      seconds);

G_END_DECLS
