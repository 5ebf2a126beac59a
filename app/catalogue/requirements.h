/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/service.h"

G_BEGIN_DECLS

/**
 * LeatMeasure:
 * @LEAT_MEASURE_RULES: it is met if no rule made for it finds anything
 * @LEAT_MEASURE_P95: seconds from a source to a consumer, at the 95th percentile, must not exceed it
 * @LEAT_MEASURE_COST: US dollars a month must not exceed it
 */
typedef enum
{
  LEAT_MEASURE_RULES,
  LEAT_MEASURE_P95,
  LEAT_MEASURE_COST,
} LeatMeasure;

/**
 * LeatRequirement:
 * @index: its place in leat_catalogue_get_requirements()
 * @id: also the name of the pipeline's property that asks for it
 * @setting: how it is asked for: a boolean, or a number with its unit and least value; its name is @id
 * @measure: how it is seen whether it is met
 *
 * Something that can be asked of a pipeline.
 */
typedef struct
{
  guint        index;
  char        *id;
  LeatSetting *setting;
  LeatMeasure  measure;
} LeatRequirement;

/**
 * leat_requirement_read:
 * @self: a requirement
 * @text: (nullable): the value of the property
 * @asked: (out): what is asked: the number, or 1
 *
 * Returns: whether it is asked for: %FALSE for "no", for nothing, and for what cannot be read
 */
gboolean leat_requirement_read (const LeatRequirement *self,
                                const char            *text,
                                double                *asked);

G_END_DECLS
