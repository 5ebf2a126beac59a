/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/drill-run.h"

#include "engine/load.h"

#include <math.h>

struct _LeatDrillPlan
{
  LeatReport      *report;
  LeatDrillOptions options;
  char            *block;
  GHashTable      *loads; /* id of a source whose load changes over the day -> LeatLoad */
};

/* The load is constant within an hour. */
static double
load_at (const char *source,
         double      time,
         double     *until,
         gpointer    data)
{
  const LeatDrillPlan *self = data;
  const LeatLoad *load = g_hash_table_lookup (self->loads, source);

  *until = load != NULL ? (floor (time / 3600 + 1e-9) + 1) * 3600 : INFINITY;
  return load != NULL ? leat_load_at (load, *until - 1800) : 1;
}

static void
read_loads (LeatDrillPlan *self)
{
  for (guint i = 0; i < leat_report_get_n_blocks (self->report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (self->report, i);
      LeatLoad load;

      if (result->service == NULL || !result->service->has_shape)
        continue;
      leat_load_of (result->service, result->element, &load);
      if (leat_load_peak (&load) > 1)
        g_hash_table_insert (self->loads, result->element->id, g_memdup2 (&load, sizeof load));
    }
}

LeatDrillPlan *
leat_drill_plan_new (LeatReport             *report,
                     const LeatDrillOptions *options)
{
  LeatDrillPlan *self = g_new0 (LeatDrillPlan, 1);

  self->report = leat_report_ref (report);
  self->block = g_strdup (options->block);
  self->loads = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  read_loads (self);
  self->options = *options;
  self->options.block = self->block;
  self->options.load_at = NULL;
  if (g_hash_table_size (self->loads) > 0)
    {
      self->options.load_at = load_at;
      self->options.load_data = self;
      self->options.horizon = options->start + options->duration + LEAT_DRILL_WATCHED;
    }
  return self;
}

void
leat_drill_plan_free (gpointer data)
{
  LeatDrillPlan *self = data;

  g_hash_table_unref (self->loads);
  leat_report_unref (self->report);
  g_free (self->block);
  g_free (self);
}

LeatReport *
leat_drill_plan_get_report (const LeatDrillPlan *self)
{
  return self->report;
}

const LeatDrillOptions *
leat_drill_plan_get_options (const LeatDrillPlan *self)
{
  return &self->options;
}

LeatDrill *
leat_drill_plan_run (const LeatDrillPlan *self,
                     GCancellable        *cancellable,
                     GError             **error)
{
  return leat_drill_run (self->report, &self->options, cancellable, error);
}
