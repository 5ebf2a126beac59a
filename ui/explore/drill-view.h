/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "explore/drill-run.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LeatDrillView:
 *
 * A drawing of what a drill is about at one moment: what flows on each wire, what waits for each block, who is stopped and
 * which alarms ring. All figures are those of leat_drill_state_at().
 */
#define LEAT_TYPE_DRILL_VIEW (leat_drill_view_get_type ())
G_DECLARE_FINAL_TYPE (LeatDrillView, leat_drill_view, LEAT, DRILL_VIEW, GtkWidget)

/**
 * leat_drill_view_new:
 *
 * Returns: (transfer floating): a view of nothing
 */
GtkWidget *leat_drill_view_new (void);

/**
 * leat_drill_view_set:
 * @self: a view
 * @drill: (nullable): a drill, or %NULL for nothing
 * @plan: (nullable): what was run; kept alive by the caller for as long as it is shown
 * @elements: (nullable) (element-type LeatElement): the pipeline
 */
void leat_drill_view_set (LeatDrillView       *self,
                          LeatDrill           *drill,
                          const LeatDrillPlan *plan,
                          GPtrArray           *elements);

/**
 * leat_drill_view_set_time:
 * @self: a view
 * @time: which moment of the drill it shows
 */
void leat_drill_view_set_time (LeatDrillView *self,
                               double         time);

/**
 * leat_drill_view_move:
 * @self: a view
 * @seconds: how long of real time has passed
 *
 * Moves what flows along the wires.
 */
void leat_drill_view_move (LeatDrillView *self,
                           double         seconds);

/**
 * leat_drill_view_set_projected:
 * @self: a view
 * @projected: whether it is shown to a room: it takes all the room there is, and its lettering is as large as the text of a step
 */
void leat_drill_view_set_projected (LeatDrillView *self,
                                    gboolean       projected);

/**
 * leat_drill_view_set_dots:
 * @self: a view
 * @dots: whether what flows is shown as dots
 */
void leat_drill_view_set_dots (LeatDrillView *self,
                               gboolean       dots);

/**
 * leat_drill_view_tell:
 * @self: a view
 *
 * Tells assistive technology what is shown now.
 */
void leat_drill_view_tell (LeatDrillView *self);

/**
 * leat_drill_view_dup_words:
 * @self: a view
 *
 * Returns: (transfer full): what is shown now, in words
 */
char *leat_drill_view_dup_words (LeatDrillView *self);

/**
 * leat_drill_view_dup_card:
 * @self: a view
 * @id: the id of a block
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): what is written on the block now, signs included; %NULL if it
 *   is not shown
 */
char **leat_drill_view_dup_card (LeatDrillView *self,
                                 const char    *id);

/**
 * leat_drill_view_dup_rate:
 * @self: a view
 * @wire: the id of a wire
 *
 * Returns: (transfer full) (nullable): what is written on the wire now; %NULL if it carries no records
 */
char *leat_drill_view_dup_rate (LeatDrillView *self,
                                const char    *wire);

/**
 * leat_drill_view_count_dots:
 * @self: a view
 * @wire: the id of a wire
 *
 * Returns: how many dots are on it now
 */
guint leat_drill_view_count_dots (LeatDrillView *self,
                                  const char    *wire);

G_END_DECLS
