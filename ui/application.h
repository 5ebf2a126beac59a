/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatApplication:
 *
 * The program: one process, several windows, each with one document; all with the same catalogue, which it owns.
 *
 * Actions: `app.new-window`, `app.prices`, `app.quit`.
 *
 * Signals: `catalogue-changed ()`, when leat_application_get_catalogue() gives another one and every window has it.
 */
#define LEAT_TYPE_APPLICATION (leat_application_get_type ())
G_DECLARE_FINAL_TYPE (LeatApplication, leat_application, LEAT, APPLICATION, AdwApplication)

/**
 * leat_application_new:
 *
 * Returns: (transfer full): the application
 */
LeatApplication *leat_application_new (void);

/**
 * leat_application_get_catalogue:
 * @self: the application
 *
 * Returns: (transfer none) (nullable): its catalogue, %NULL before the first window
 */
LeatCatalogue *leat_application_get_catalogue (LeatApplication *self);

/**
 * leat_application_get_warnings:
 * @self: the application
 *
 * Returns: (transfer none) (nullable) (element-type utf8): which files of the user were left out of the catalogue, and why
 */
GPtrArray *leat_application_get_warnings (LeatApplication *self);

/**
 * leat_application_reload:
 * @self: the application
 * @callback: called when every window has the new catalogue, or there is none
 * @user_data: for @callback
 *
 * Loads the catalogue anew, in a thread, and gives it to every window; each document is evaluated with it. The old
 * one goes when the last report of it does.
 */
void leat_application_reload (LeatApplication    *self,
                              GAsyncReadyCallback callback,
                              gpointer            user_data);

/**
 * leat_application_reload_finish:
 * @self: the application
 * @result: what the callback was given
 * @error: return location for an error of leat_catalogue_load(); the old catalogue is then still in use
 *
 * Returns: whether it was loaded
 */
gboolean leat_application_reload_finish (LeatApplication *self,
                                         GAsyncResult    *result,
                                         GError         **error);

G_END_DECLS
