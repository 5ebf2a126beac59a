/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatApplication:
 *
 * The program: one process, several windows, each with one document.
 */
#define LEAT_TYPE_APPLICATION (leat_application_get_type ())
G_DECLARE_FINAL_TYPE (LeatApplication, leat_application, LEAT, APPLICATION, AdwApplication)

/**
 * leat_application_new:
 *
 * Returns: (transfer full): the application
 */
LeatApplication *leat_application_new (void);

G_END_DECLS
