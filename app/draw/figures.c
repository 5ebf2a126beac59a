/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/scene-private.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What a report says of a block or wire, as it is written on it. */

typedef struct
{
  guint errors;
  guint warnings;
} Counts;

GHashTable *
scene_count_findings (LeatReport *report)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GPtrArray *findings = report != NULL ? leat_report_get_findings (report) : NULL;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);
      Counts *count = g_hash_table_lookup (counts, finding->subject->id);

      if (finding->silenced != NULL || finding->rule->severity == LEAT_SEVERITY_ADVICE)
        continue;
      if (count == NULL)
        {
          count = g_new0 (Counts, 1);
          g_hash_table_insert (counts, g_strdup (finding->subject->id), count);
        }
      if (finding->rule->severity == LEAT_SEVERITY_ERROR)
        count->errors++;
      else
        count->warnings++;
    }
  return counts;
}

static char *
format_cost (const LeatBlockResult *result)
{
  g_autofree char *money = NULL;

  if (result->n_lines == 0)
    return NULL;
  if (result->unpriced == result->n_lines)
    return g_strdup (_("no price"));

  money = leat_money_format (result->monthly);
  return result->unpriced > 0 ? g_strdup_printf ("≥ %s", money) : g_steal_pointer (&money);
}

/* In the largest unit that gives a number of at least one. */
static char *
format_rate (double per_s)
{
  static const struct
  {
    double      seconds;
    const char *unit;
  } units[] = { { 1, N_("files/s") }, { 60, N_("files/min") }, { 3600, N_("files/h") },
                { 86400, N_("files/day") } };
  gsize i = 0;

  while (i + 1 < G_N_ELEMENTS (units) && per_s * units[i].seconds < 1)
    i++;
  return leat_quantity_format (per_s * units[i].seconds, _(units[i].unit));
}

static char *
format_volume (double mb_per_s)
{
  if (mb_per_s >= 1024)
    return leat_quantity_format (mb_per_s / 1024, "GB/s");
  if (mb_per_s >= 1)
    return leat_quantity_format (mb_per_s, "MB/s");
  if (mb_per_s * 1024 >= 1)
    return leat_quantity_format (mb_per_s * 1024, "KB/s");
  return leat_quantity_format (mb_per_s * 86400, "MB/day");
}

static char *
format_flow (const LeatFlow *flow)
{
  double records = flow->values[LEAT_FLOW_RECORDS_PER_S];
  double objects = flow->values[LEAT_FLOW_OBJECTS_PER_S];
  gboolean by_records = records > 0;
  double mb_per_s = by_records ? records * flow->values[LEAT_FLOW_RECORD_KB] / 1024
                               : objects * flow->values[LEAT_FLOW_OBJECT_MB];
  g_autofree char *rate = NULL;
  g_autofree char *volume = NULL;

  if (!isfinite (mb_per_s) || (records <= 0 && objects <= 0))
    return NULL;

  rate = by_records ? leat_quantity_format (records, _("rec/s")) : format_rate (objects);
  if (mb_per_s <= 0)
    return g_steal_pointer (&rate);
  volume = format_volume (mb_per_s);
  return g_strdup_printf ("%s · %s", rate, volume);
}

void
scene_set_label (LeatScene *self,
                 LeatItem  *item)
{
  LeatFlow flow;

  g_clear_pointer (&item->label, g_free);
  if (*item->element->name != '\0')
    item->label = g_strdup (item->element->name);
  else if (self->report != NULL && leat_report_get_wire_flow (self->report, item->element->id, &flow))
    item->label = format_flow (&flow);
}

static void
take_block (LeatScene *self,
            LeatItem  *item)
{
  const LeatBlockResult *result =
    self->report != NULL ? leat_report_get_block (self->report, item->element->id) : NULL;

  g_clear_pointer (&item->cost, g_free);
  item->use = -1;
  if (result == NULL)
    return;

  item->cost = format_cost (result);
  if (result->worst >= 0)
    item->use = result->uses[result->worst].utilisation;
}

gboolean
scene_take_figures (LeatScene *self,
                    LeatItem  *item)
{
  const Counts *counts = g_hash_table_lookup (self->findings, item->element->id);
  g_autofree char *cost = g_strdup (item->cost);
  g_autofree char *label = g_strdup (item->label);
  double use = item->use;
  guint errors = item->errors;
  guint warnings = item->warnings;

  item->errors = counts != NULL ? counts->errors : 0;
  item->warnings = counts != NULL ? counts->warnings : 0;
  if (item->element->kind == LEAT_ELEMENT_BLOCK)
    take_block (self, item);
  else if (item->element->kind == LEAT_ELEMENT_WIRE)
    scene_set_label (self, item);

  return g_strcmp0 (cost, item->cost) != 0 || g_strcmp0 (label, item->label) != 0 || use != item->use ||
         errors != item->errors || warnings != item->warnings;
}
