/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/format.h"

G_BEGIN_DECLS

/**
 * leat_mermaid_read:
 * @data: the bytes of a Mermaid flowchart, UTF-8
 * @name: its name for messages
 * @catalogue: (nullable): by which nodes and arrows are recognised
 * @notices: (nullable) (element-type LeatNotice): gets what was not understood, with its line
 * @error: return location for a %LEAT_ERROR_SYNTAX or %LEAT_ERROR_LIMIT: file, line, column, what was
 *   found and what would be accepted there
 *
 * Makes blocks of nodes (the service by the label; the first line of a label is the name, the others the
 * remark), zones of subgraphs, wires of arrows, and lays them out, because Mermaid has no coordinates.
 * A statement that is cut off or not understood is a notice and the rest is read. At most 16 MB, 50,000
 * nodes, 200,000 arrows, subgraphs 32 deep.
 *
 * Returns: (transfer full) (nullable): the pipeline, or %NULL if nothing can be made of @data
 */
LeatPipeline *leat_mermaid_read (GBytes        *data,
                                 const char    *name,
                                 LeatCatalogue *catalogue,
                                 GPtrArray     *notices,
                                 GError       **error);

/**
 * leat_mermaid_write:
 * @pipeline: a pipeline
 * @catalogue: (nullable): by which it is decided what the reader would recognise by itself
 * @report: (nullable): not used
 * @notices: (nullable) (element-type LeatNotice): gets what Mermaid has no place for
 * @error: never set
 *
 * Writes a flowchart: labels quoted, with entities, so that no name can stop a parser; the service as the
 * second line of a label unless the name says it. What labels and arrows cannot say (the kind of a wire,
 * its share, the role of a zone) stands in comments that begin with `%% leat:`, which
 * leat_mermaid_read() understands and others skip.
 *
 * Returns: (transfer full): the bytes of a .mmd file
 */
GBytes *leat_mermaid_write (LeatPipeline  *pipeline,
                            LeatCatalogue *catalogue,
                            LeatReport    *report,
                            GPtrArray     *notices,
                            GError       **error);

G_END_DECLS
