/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/drill-run.h"

struct _LeatDrillPlan
{
  LeatReport      *report;
  LeatDrillOptions options;
  char            *block;
};

LeatDrillPlan *
leat_drill_plan_new (LeatReport             *report,
                     const LeatDrillOptions *options)
{
  LeatDrillPlan *self = g_new0 (LeatDrillPlan, 1);

  self->report = leat_report_ref (report);
  self->block = g_strdup (options->block);
  self->options = *options;
  self->options.block = self->block;
  self->options.load_at = NULL;
  return self;
}

void
leat_drill_plan_free (gpointer data)
{
  LeatDrillPlan *self = data;

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
