/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/element.h"

#include <gio/gio.h>

/* Shared by the parts of the layout. */

/* What is laid out by itself; notes go by it. */
static inline gboolean
layout_is_anchor (const LeatElement *element)
{
  return element->kind == LEAT_ELEMENT_BLOCK || element->kind == LEAT_ELEMENT_ZONE;
}

/* Adds places for the notes among the elements that have none yet, beside what they lay beside before. `places` has that of each
 * block and zone, by its id. Stops early when cancelled. */
void leat_layout_place_notes (GPtrArray    *elements,
                              GHashTable   *places,
                              GCancellable *cancellable);
