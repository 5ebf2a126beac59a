/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/chart.h"
#include "engine/optimise.h"
#include "engine/triangle.h"

G_BEGIN_DECLS

/**
 * LeatDesignSearch:
 * @report: the pipeline that was searched, owned
 * @elements: (element-type LeatElement): all of it, as it was
 * @goals: what was asked
 * @kept: (element-type utf8): what else has to hold, as leat_design_search_new() has put it together
 * @found: (nullable): what was found
 * @designs: (element-type LeatDesign): those of @found that one may choose: of the front; if nothing meets the goals the
 *   nearest first
 * @seconds: how long it took
 *
 * A search for better designs.
 */
typedef struct
{
  LeatReport       *report;
  GPtrArray        *elements;
  LeatGoals         goals;
  GPtrArray        *kept;
  LeatOptimisation *found;
  GPtrArray        *designs;
  double            seconds;
} LeatDesignSearch;

/**
 * leat_design_search_new:
 * @report: the report of a pipeline
 * @elements: (element-type LeatElement): all elements of that pipeline
 * @goals: delay, budget, and whether servers are allowed
 *
 * What else is asked of the pipeline, and met, has to stay met; a delay asked for one consumer alone has to be met.
 *
 * Returns: (transfer full): a search that has not been made
 */
LeatDesignSearch *leat_design_search_new (LeatReport      *report,
                                          GPtrArray       *elements,
                                          const LeatGoals *goals);

/**
 * leat_design_search_dup_left_out:
 * @self: a search
 *
 * Returns: (transfer full) (nullable): for people, what is asked of the pipeline, missed as drawn, and no goal of the search
 */
char *leat_design_search_dup_left_out (const LeatDesignSearch *self);

/**
 * leat_design_search_free:
 * @data: (transfer full): a #LeatDesignSearch
 */
void leat_design_search_free (gpointer data);

/**
 * leat_design_search_take:
 * @self: a search
 * @found: (transfer full): what was found
 */
void leat_design_search_take (LeatDesignSearch *self,
                              LeatOptimisation *found);

/**
 * leat_design_search_is_asked_by_goals:
 * @result: what is asked of a pipeline
 *
 * Returns: whether it is one of the goals that a person may change for a search
 */
gboolean leat_design_search_is_asked_by_goals (const LeatRequirementResult *result);

/**
 * leat_design_search_dup_name:
 * @self: a search
 * @i: a design
 *
 * Returns: (transfer full): what to call it: "Design 3", "Nearest Design"
 */
char *leat_design_search_dup_name (const LeatDesignSearch *self,
                                   guint                   i);

/**
 * leat_design_search_dup_misses:
 * @self: a search
 * @design: one of its designs
 *
 * Returns: (transfer full) (nullable): what of the goals it misses, with its figures, a line each; %NULL if nothing
 */
char *leat_design_search_dup_misses (const LeatDesignSearch *self,
                                     const LeatDesign       *design);

/**
 * leat_design_search_front_chart:
 * @self: a search that was made
 * @chosen: which design is chosen, or -1
 *
 * Returns: (transfer full): cost against delay; the point of the present design is the first, then those of the designs
 */
LeatChart *leat_design_search_front_chart (const LeatDesignSearch *self,
                                           int                     chosen);

/**
 * leat_designs_triangle_chart:
 * @present: the present design
 * @chosen: (nullable): another
 * @name: (nullable): what that is called
 *
 * Returns: (transfer full): both as triangles
 */
LeatChart *leat_designs_triangle_chart (const LeatTriangle *present,
                                        const LeatTriangle *chosen,
                                        const char         *name);

G_END_DECLS
