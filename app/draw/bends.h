/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/element.h"

G_BEGIN_DECLS

/**
 * leat_bends_move_leg:
 * @route: (array length=n): the corners of a wire as drawn, leat_scene_get_route()
 * @n: two at least
 * @leg: which part of it, from 0: from point @leg to the next
 * @to: where that part is to be: x of an upright one, y of a level one
 * @from_card: the card that the wire starts at
 * @to_card: the card that it ends at
 *
 * Moves one part of a wire aside; those before and after it become longer or shorter. A first or last part slides along
 * the side of its card as far as that is straight, and beyond that gets a corner of its own. Corners that are none any
 * more go. What would come too close to its own cards stops before them.
 *
 * Returns: (transfer full) (element-type LeatPoint): the bends of the wire from now on; none if it goes straight from
 *   the middle of one side to the middle of the other
 */
GArray *leat_bends_move_leg (const LeatPoint *route,
                             gsize            n,
                             gsize            leg,
                             double           to,
                             const LeatRect  *from_card,
                             const LeatRect  *to_card);

/**
 * leat_bends_remove_leg:
 * @route: (array length=n): the corners of a wire as drawn
 * @n: two at least
 * @leg: an inner part of it
 * @from_card: the card that the wire starts at
 * @to_card: the card that it ends at
 *
 * Returns: (transfer full) (element-type LeatPoint): the bends without the two corners of that part, and without those that
 *   are none any more then
 */
GArray *leat_bends_remove_leg (const LeatPoint *route,
                               gsize            n,
                               gsize            leg,
                               const LeatRect  *from_card,
                               const LeatRect  *to_card);

/**
 * leat_bends_find_leg:
 * @route: (array length=n): the corners of a wire as drawn
 * @n: two at least
 * @corner: an inner point of it
 * @from_card: the card that the wire starts at
 * @to_card: the card that it ends at
 *
 * Returns: the inner part of the wire that goes with that corner: the one of the two at it without which the wire is
 *   straighter; %G_MAXSIZE if the corner is the only one
 */
gsize leat_bends_find_leg (const LeatPoint *route,
                           gsize            n,
                           gsize            corner,
                           const LeatRect  *from_card,
                           const LeatRect  *to_card);

/**
 * leat_bends_keep:
 * @wire: a wire with bends
 * @from_card: the card that it starts at now
 * @to_card: the card that it ends at now
 * @keep_start: whether its start stayed where it was; else its end did
 *
 * For a wire whose other end went elsewhere. Of several bends the one next to that end goes: it only led there.
 *
 * Returns: (transfer full) (element-type LeatPoint): as many of its bends, from the end that stayed, as lead to the other
 *   end without running over either card or going far round
 */
GArray *leat_bends_keep (const LeatElement *wire,
                         const LeatRect    *from_card,
                         const LeatRect    *to_card,
                         gboolean           keep_start);

/**
 * leat_bends_set:
 * @wire: a wire that is not yet in a pipeline
 * @points: (element-type LeatPoint): its bends from now on
 */
void leat_bends_set (LeatElement  *wire,
                     const GArray *points);

G_END_DECLS
