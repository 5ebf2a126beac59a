/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "explore/drill-paint.h"
#include "explore/drill-run.h"

G_BEGIN_DECLS

/* What a drawing of a drill shows at one moment, and in which words. */

/**
 * LeatDrillBox:
 * @element: a block, of the pipeline of the picture
 * @service: (nullable): its service
 * @index: its number in the drill, or -1 if the outage does not reach it
 */
typedef struct
{
  LeatElement       *element;
  const LeatService *service;
  int                index;
} LeatDrillBox;

/**
 * LeatDrillPipe:
 * @id: the id of a wire that carries records
 * @usual: records a second without an outage
 * @phase: how far the dots are, in pixels
 * @points: (array length=n): its corners, in canvas units
 */
typedef struct
{
  char      *id;
  double     usual;
  double     phase;
  LeatPoint *points;
  gsize      n;
} LeatDrillPipe;

/* A sign with a word. */
typedef struct
{
  LeatDrillSign sign;
  char         *text;
} LeatDrillPill;

/**
 * LeatDrillPicture:
 * @drill: owned
 * @plan: borrowed: what was run
 * @pipeline: owned: what is drawn of the pipeline
 * @scene: owned: of @pipeline
 * @boxes: (element-type LeatDrillBox): the blocks
 * @pipes: (element-type LeatDrillPipe): the wires that carry records
 * @lines: the ids of all wires
 * @extents: where blocks and wires are, in canvas units
 * @most: how many waiting records fill a block
 * @time: the moment
 */
typedef struct
{
  LeatDrill           *drill;
  const LeatDrillPlan *plan;
  LeatPipeline        *pipeline;
  LeatScene           *scene;
  GPtrArray           *boxes;
  GPtrArray           *pipes;
  GHashTable          *lines;
  LeatRect             extents;
  double               most;
  double               time;
} LeatDrillPicture;

/**
 * leat_drill_picture_new:
 * @drill: a drill
 * @plan: what was run; outlives the picture
 * @elements: (element-type LeatElement): the pipeline
 *
 * Returns: (transfer full): a picture of the beginning
 */
LeatDrillPicture *leat_drill_picture_new (LeatDrill           *drill,
                                          const LeatDrillPlan *plan,
                                          GPtrArray           *elements);

/**
 * leat_drill_picture_free:
 * @self: (transfer full): a picture
 */
void leat_drill_picture_free (LeatDrillPicture *self);

/**
 * leat_drill_picture_find_box:
 * @self: a picture
 * @id: the id of a block
 *
 * Returns: (transfer none) (nullable): it, if it is shown
 */
const LeatDrillBox *leat_drill_picture_find_box (const LeatDrillPicture *self,
                                                 const char             *id);

/**
 * leat_drill_picture_find_pipe:
 * @self: a picture
 * @id: the id of a wire
 *
 * Returns: (transfer none) (nullable): it, if it is shown and carries records
 */
const LeatDrillPipe *leat_drill_picture_find_pipe (const LeatDrillPicture *self,
                                                   const char             *id);

/**
 * leat_drill_picture_get_state:
 * @self: a picture
 * @box: a block of it
 * @state: (out): the block at that moment; untouched if the outage does not reach it
 *
 * Returns: whether the outage reaches it
 */
gboolean leat_drill_picture_get_state (const LeatDrillPicture *self,
                                       const LeatDrillBox     *box,
                                       LeatDrillState         *state);

/**
 * leat_drill_picture_get_rate:
 * @self: a picture
 * @pipe: a wire of it
 *
 * Returns: what leat_drill_get_wire_rate() says of that moment
 */
double leat_drill_picture_get_rate (const LeatDrillPicture *self,
                                    const LeatDrillPipe    *pipe);

/**
 * leat_drill_picture_dup_lines:
 * @self: a picture
 * @box: a block of it
 *
 * Returns: (transfer full) (array zero-terminated=1): what is written on it below its name
 */
char **leat_drill_picture_dup_lines (const LeatDrillPicture *self,
                                     const LeatDrillBox     *box);

/**
 * leat_drill_picture_find_pills:
 * @self: a picture
 * @box: a block of it
 * @above: those at its upper edge, what it is, rather than those at its lower one, what is gone
 *
 * Returns: (transfer full) (element-type LeatDrillPill): signs with words
 */
GArray *leat_drill_picture_find_pills (const LeatDrillPicture *self,
                                       const LeatDrillBox     *box,
                                       gboolean                above);

/**
 * leat_drill_picture_dup_words:
 * @self: a picture
 *
 * Returns: (transfer full): all of it in words
 */
char *leat_drill_picture_dup_words (const LeatDrillPicture *self);

/**
 * leat_drill_format_rate:
 * @rate: records a second
 *
 * Returns: (transfer full): it for people, without its sign
 */
char *leat_drill_format_rate (double rate);

G_END_DECLS
