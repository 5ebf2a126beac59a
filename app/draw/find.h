/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

G_BEGIN_DECLS

/**
 * leat_find:
 * @elements: (element-type LeatElement): the elements of a pipeline
 * @report: what is found on them; it may be of some edits ago
 * @text: what to look for: each of its words must occur, however it is written in capitals
 * @cancellable: (nullable): stops it
 *
 * Looks through names, what a block or wire is and is also called, the texts of notes, the settings that were typed,
 * and the findings that are not silenced. Any thread may call it.
 *
 * Returns: (transfer full) (element-type LeatElement): the blocks, wires, zones and notes that match, from the left to
 *   the right and then downwards; empty without a word, or when stopped
 */
GPtrArray *leat_find (GPtrArray    *elements,
                      LeatReport   *report,
                      const char   *text,
                      GCancellable *cancellable);

G_END_DECLS
