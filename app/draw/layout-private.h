/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/element.h"

#include <gio/gio.h>

/* Shared by the parts of the layout. */

/* Adds places for the notes among the elements that have none yet, beside what they lay beside before. `places` has that of each
 * block and zone, by its id. Stops early when cancelled. */
void leat_layout_place_notes (GPtrArray    *elements,
                              GHashTable   *places,
                              GCancellable *cancellable);
