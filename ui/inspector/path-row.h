/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatPathRow:
 *
 * A path of data with its p95; open, it shows the other percentiles, the blocks on it, and the stage that
 * takes longest.
 */
#define LEAT_TYPE_PATH_ROW (leat_path_row_get_type ())
G_DECLARE_FINAL_TYPE (LeatPathRow, leat_path_row, LEAT, PATH_ROW, AdwExpanderRow)

/**
 * leat_path_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *leat_path_row_new (void);

/**
 * leat_path_row_show:
 * @self: a row
 * @path: a path
 */
void leat_path_row_show (LeatPathRow    *self,
                         const LeatPath *path);

G_END_DECLS
