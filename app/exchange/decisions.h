/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/decide.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * leat_decisions_read:
 * @file: a path
 * @catalogue: where its services, settings and requirements are looked up
 * @error: return location for an error of leat_xml_read_file(), a %LEAT_ERROR_SYNTAX, a %LEAT_ERROR_UNKNOWN or a
 *   %LEAT_ERROR_RANGE: file, line, what was expected
 *
 * Reads what the decision helper asks and what follows, as data/schema/decisions.rng describes it.
 *
 * Returns: (transfer full) (nullable): the decisions
 */
LeatDecisions *leat_decisions_read (const char    *file,
                                    LeatCatalogue *catalogue,
                                    GError       **error);

/**
 * leat_decisions_load:
 * @folders: (array zero-terminated=1): data folders, see leat_data_folders(); the last that has a `decisions.xml` counts
 * @catalogue: the catalogue
 * @error: return location for an error of leat_decisions_read(), or a %G_FILE_ERROR_NOENT if there is none
 *
 * Returns: (transfer full) (nullable): the decisions
 */
LeatDecisions *leat_decisions_load (const char *const *folders,
                                    LeatCatalogue     *catalogue,
                                    GError           **error);

/**
 * leat_advice_new_pipeline:
 * @self: advice
 * @catalogue: the catalogue
 * @error: return location for an error of leat_layout_new()
 *
 * Returns: (transfer full) (nullable): the pipeline, laid out
 */
LeatPipeline *leat_advice_new_pipeline (const LeatAdvice *self,
                                        LeatCatalogue    *catalogue,
                                        GError          **error);

G_END_DECLS
