/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/edit.h"

G_BEGIN_DECLS

/* Where things stand to each other. A zone that is moved takes its members along, and a wire between two blocks that go
 * the same way its bends; what lies in a zone that is moved is not moved by itself. */

/**
 * LeatAlign:
 *
 * Where the edges or middles of several come to lie: where that edge or the middle of all of them together is.
 */
typedef enum
{
  LEAT_ALIGN_LEFT,
  LEAT_ALIGN_CENTRE,
  LEAT_ALIGN_RIGHT,
  LEAT_ALIGN_TOP,
  LEAT_ALIGN_MIDDLE,
  LEAT_ALIGN_BOTTOM,
} LeatAlign;

/**
 * LeatDistribute:
 * @LEAT_DISTRIBUTE_ACROSS: middles at the same distance, from left to right
 * @LEAT_DISTRIBUTE_DOWN: the same from top to bottom
 * @LEAT_DISTRIBUTE_GAPS_ACROSS: gaps of the same whole number of canvas units, from left to right
 * @LEAT_DISTRIBUTE_GAPS_DOWN: the same from top to bottom
 *
 * The first and the last stay where they are; with gaps, the last only as far as the gaps are whole, and not where there
 * is no room: then the gaps are a step of the grid.
 */
typedef enum
{
  LEAT_DISTRIBUTE_ACROSS,
  LEAT_DISTRIBUTE_DOWN,
  LEAT_DISTRIBUTE_GAPS_ACROSS,
  LEAT_DISTRIBUTE_GAPS_DOWN,
} LeatDistribute;

/**
 * LeatReorder:
 * @LEAT_REORDER_FORWARD: in front of the next of its kind that it overlaps
 * @LEAT_REORDER_BACKWARD: behind the next of its kind that it overlaps
 * @LEAT_REORDER_FRONT: in front of all of its kind
 * @LEAT_REORDER_BACK: behind all of its kind
 */
typedef enum
{
  LEAT_REORDER_FORWARD,
  LEAT_REORDER_BACKWARD,
  LEAT_REORDER_FRONT,
  LEAT_REORDER_BACK,
} LeatReorder;

/**
 * leat_align_from_string:
 * @word: "left", "centre", "right", "top", "middle" or "bottom"
 * @how: (out): what it says; untouched if there is no such word
 *
 * Returns: whether there is
 */
gboolean leat_align_from_string (const char *word,
                                 LeatAlign  *how);

/**
 * leat_distribute_from_string:
 * @word: "across", "down", "gaps-across" or "gaps-down"
 * @how: (out): what it says; untouched if there is no such word
 *
 * Returns: whether there is
 */
gboolean leat_distribute_from_string (const char     *word,
                                      LeatDistribute *how);

/**
 * leat_reorder_from_string:
 * @word: "forward", "backward", "front" or "back"
 * @how: (out): what it says; untouched if there is no such word
 *
 * Returns: whether there is
 */
gboolean leat_reorder_from_string (const char  *word,
                                   LeatReorder *how);

/**
 * leat_edit_align:
 * @pipeline: a pipeline
 * @ids: (array zero-terminated=1): blocks, zones and notes; others are left out
 * @how: along what
 *
 * Returns: (transfer full): the edit; without changes if they are aligned
 */
LeatEdit *leat_edit_align (LeatPipeline      *pipeline,
                           const char *const *ids,
                           LeatAlign          how);

/**
 * leat_edit_distribute:
 * @pipeline: a pipeline
 * @ids: (array zero-terminated=1): blocks, zones and notes; others are left out
 * @how: along what
 *
 * Returns: (transfer full): the edit; without changes if they are distributed, or fewer than three
 */
LeatEdit *leat_edit_distribute (LeatPipeline      *pipeline,
                                const char *const *ids,
                                LeatDistribute     how);

/**
 * leat_edit_reorder:
 * @pipeline: a pipeline
 * @ids: (array zero-terminated=1): elements
 * @how: which way
 *
 * Returns: (transfer full): the edit that changes the drawing order; without changes if they are there
 */
LeatEdit *leat_edit_reorder (LeatPipeline      *pipeline,
                             const char *const *ids,
                             LeatReorder        how);

/**
 * leat_edit_enclose:
 * @pipeline: a pipeline
 * @ids: (array zero-terminated=1): blocks, zones and notes; others are left out
 * @role: the role of the layer
 * @name: its name
 * @id: (out) (transfer full): the id of the zone, or %NULL if there is nothing to put in one
 *
 * Puts a layer around them, on the grid, with room for its title. It lies in the zone that all of them lie in, and behind
 * the zones among them.
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_edit_enclose (LeatPipeline      *pipeline,
                             const char *const *ids,
                             LeatRole           role,
                             const char        *name,
                             char             **id);

/**
 * leat_edit_dissolve:
 * @pipeline: a pipeline
 * @ids: (array zero-terminated=1): zones; others are left out
 * @members: (out) (transfer full) (array zero-terminated=1): the ids of what lay in them
 *
 * Takes zones away; what lies in them stays, and lies in the zone around.
 *
 * Returns: (transfer full): the edit
 */
LeatEdit *leat_edit_dissolve (LeatPipeline      *pipeline,
                              const char *const *ids,
                              char            ***members);

G_END_DECLS
