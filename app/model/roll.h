/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pipeline.h"

G_BEGIN_DECLS

/**
 * LeatRoll:
 *
 * A list of the elements of a pipeline for another thread to read, kept from one reading to the next: to take a reference of
 * each of 100,000 elements takes longer than a frame. It is gathered once, some at a time, follows the pipeline by what
 * changes, and is lent; what changes while it is lent or gathered is entered before it is lent again.
 */
typedef struct _LeatRoll LeatRoll;

/**
 * leat_roll_new:
 * @pipeline: a pipeline; it is kept alive
 *
 * Returns: (transfer full): a roll of it with nothing in it yet
 */
LeatRoll *leat_roll_new (LeatPipeline *pipeline);

/**
 * leat_roll_free:
 * @self: (transfer full): a roll; what it has lent stays with the borrower
 */
void leat_roll_free (LeatRoll *self);

/**
 * leat_roll_get_pipeline:
 * @self: a roll
 *
 * Returns: (transfer none): whose elements it lists
 */
LeatPipeline *leat_roll_get_pipeline (const LeatRoll *self);

/**
 * leat_roll_gather:
 * @self: a roll that is not lent
 * @most: how many elements to take in at most
 *
 * Goes on gathering.
 *
 * Returns: whether the roll can be lent now
 */
gboolean leat_roll_gather (LeatRoll *self,
                           guint     most);

/**
 * leat_roll_lend:
 * @self: a roll that is gathered and not lent
 *
 * The list is as the pipeline is, in its order. Only if elements came, went or took another place while it was gathered
 * some may be missing, or be there twice or as they were: then it has to be gathered anew after that.
 *
 * Returns: (transfer full) (element-type LeatElement): the list, to be given back by leat_roll_return()
 */
GPtrArray *leat_roll_lend (LeatRoll *self);

/**
 * leat_roll_return:
 * @self: the roll that lent it
 * @elements: (transfer full): what leat_roll_lend() returned, as it was
 */
void leat_roll_return (LeatRoll  *self,
                       GPtrArray *elements);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatRoll, leat_roll_free)

G_END_DECLS
