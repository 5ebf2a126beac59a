/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LeatWheel:
 *
 * A wheel with numbered fields that turns and stops at one of them, at once where animations are off.
 *
 * Signals: `stopped (guint field)`, 0 for the first.
 */
#define LEAT_TYPE_WHEEL (leat_wheel_get_type ())
G_DECLARE_FINAL_TYPE (LeatWheel, leat_wheel, LEAT, WHEEL, GtkWidget)

/**
 * leat_wheel_new:
 *
 * Returns: (transfer floating): a wheel without fields
 */
GtkWidget *leat_wheel_new (void);

/**
 * leat_wheel_set_fields:
 * @self: a wheel
 * @n: how many fields it has
 */
void leat_wheel_set_fields (LeatWheel *self,
                            guint      n);

/**
 * leat_wheel_spin:
 * @self: a wheel with fields
 *
 * Turns it, by chance.
 */
void leat_wheel_spin (LeatWheel *self);

G_END_DECLS
