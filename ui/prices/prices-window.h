/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "application.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatPricesWindow:
 *
 * The price books, and what a file of the AWS Price List would change in them: it is read in a thread, shown, and
 * written only when the user says so. What goes wrong is said in the window.
 *
 * Actions: `prices.import` asks for a file, `prices.cancel` leaves it, `prices.use` writes what was found,
 * `prices.forget` with a region takes the user's own prices away, `prices.restore` brings those back.
 */
#define LEAT_TYPE_PRICES_WINDOW (leat_prices_window_get_type ())
G_DECLARE_FINAL_TYPE (LeatPricesWindow, leat_prices_window, LEAT, PRICES_WINDOW, AdwWindow)

/**
 * leat_prices_window_new:
 * @application: the application, whose catalogue is shown and loaded anew
 *
 * Returns: (transfer none): the window
 */
GtkWidget *leat_prices_window_new (LeatApplication *application);

/**
 * leat_prices_window_import:
 * @self: a window
 * @file: a file of the AWS Price List
 *
 * Reads it and shows what was found.
 */
void leat_prices_window_import (LeatPricesWindow *self,
                                GFile            *file);

G_END_DECLS
