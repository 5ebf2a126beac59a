/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/format.h"

G_BEGIN_DECLS

#define LEAT_NAMESPACE "urn:leat:pipeline"
#define LEAT_FILE_VERSION 1

/**
 * leat_native_read:
 * @data: the bytes of a .leat file
 * @name: its name for messages
 * @catalogue: (nullable): not used; so that it fits #LeatFormat
 * @notices: (nullable) (element-type LeatNotice): gets what is odd but was read
 * @error: return location for a %LEAT_ERROR_SYNTAX or %LEAT_ERROR_LIMIT: file, line, what was expected
 *
 * Reads Leat's own format. No DTD, no entities, no network; at most 64 MB, depth 32, 500,000 elements.
 * What is not known is kept.
 *
 * Returns: (transfer full) (nullable): the pipeline
 */
LeatPipeline *leat_native_read (GBytes        *data,
                                const char    *name,
                                LeatCatalogue *catalogue,
                                GPtrArray     *notices,
                                GError       **error);

/**
 * leat_native_write:
 * @pipeline: a pipeline
 * @catalogue: (nullable): not used
 * @report: (nullable): not used
 * @notices: (nullable): not used
 * @error: never set
 *
 * Elements that were not changed since they were read are written with the very bytes of the file; so an
 * unchanged pipeline gives the same file, and one edit changes the lines of what it touches only.
 *
 * Returns: (transfer full): the bytes of a .leat file
 */
GBytes *leat_native_write (LeatPipeline  *pipeline,
                           LeatCatalogue *catalogue,
                           LeatReport    *report,
                           GPtrArray     *notices,
                           GError       **error);

G_END_DECLS
