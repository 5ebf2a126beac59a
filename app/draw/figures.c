/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/overlay-private.h"
#include "draw/scene-private.h"

#include "engine/bill.h"
#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What a report says of a block or wire, as it is written on it. A new report shares with the one before all
 * that an edit did not reach; what is the same is not written again. */

typedef struct
{
  guint errors;
  guint warnings;
} Counts;

static void
count (Counts            *counts,
       const LeatFinding *finding)
{
  if (finding->silenced != NULL)
    return;
  if (finding->rule->severity == LEAT_SEVERITY_ERROR)
    counts->errors++;
  else if (finding->rule->severity == LEAT_SEVERITY_WARNING)
    counts->warnings++;
}

GHashTable *
scene_count_wire_findings (LeatReport *report)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GPtrArray) findings = report != NULL ? leat_report_list_wire_findings (report) : NULL;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);
      Counts *counts;

      counts = g_hash_table_lookup (table, finding->subject->id);
      if (counts == NULL)
        {
          counts = g_new0 (Counts, 1);
          g_hash_table_insert (table, g_strdup (finding->subject->id), counts);
        }
      count (counts, finding);
    }
  return table;
}

static char *
format_cost (const LeatBlockResult *result,
             const char            *currency)
{
  g_autofree char *money = NULL;

  if (result->n_lines == 0)
    return NULL;
  if (result->unpriced == result->n_lines)
    return g_strdup (_("no price"));

  money = leat_money_format (currency, leat_bill_block_shown (result));
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

/* More of them nobody needs on a drawing: "8.44 MB/day". */
static double
three_digits (double number)
{
  double scale = pow (10, 2 - floor (log10 (number)));

  return round (number * scale) / scale;
}

char *
figures_format_volume (double mb_per_s)
{
  if (mb_per_s >= 1024)
    return leat_quantity_format (mb_per_s / 1024, "GB/s");
  /* From 1,000 KB/s on: “0.98 MB/s” reads better than “1000 KB/s”. */
  if (mb_per_s * 1024 >= 999.5)
    return leat_quantity_format (round (mb_per_s * 100) / 100, "MB/s");
  if (mb_per_s * 1024 >= 1)
    return leat_quantity_format (three_digits (mb_per_s * 1024), "KB/s");
  return leat_quantity_format (mb_per_s > 0 ? three_digits (mb_per_s * 86400) : 0, "MB/day");
}

double
figures_get_volume (const LeatFlow *flow)
{
  double records = flow->values[LEAT_FLOW_RECORDS_PER_S];

  return records > 0 ? records * flow->values[LEAT_FLOW_RECORD_KB] / 1024
                     : flow->values[LEAT_FLOW_OBJECTS_PER_S] * flow->values[LEAT_FLOW_OBJECT_MB];
}

char *
figures_format_flow (const LeatFlow *flow)
{
  double records = flow->values[LEAT_FLOW_RECORDS_PER_S];
  double objects = flow->values[LEAT_FLOW_OBJECTS_PER_S];
  gboolean by_records = records > 0;
  double mb_per_s = figures_get_volume (flow);
  g_autofree char *rate = NULL;
  g_autofree char *volume = NULL;

  if (!isfinite (mb_per_s) || (records <= 0 && objects <= 0))
    return NULL;

  rate = by_records ? leat_quantity_format (records, _("rec/s")) : format_rate (objects);
  if (mb_per_s <= 0)
    return g_steal_pointer (&rate);
  volume = figures_format_volume (mb_per_s);
  return g_strdup_printf ("%s · %s", rate, volume);
}

/* What one looks for when the overlay of flows is on is the number, whatever the name of the wire. */
static void
write_label (LeatScene *self,
             LeatItem  *item)
{
  gboolean numbers = leat_overlay_get_kind (self->overlay) == LEAT_OVERLAY_FLOW;
  g_autofree char *flow = item->flows ? figures_format_flow (&item->flow) : NULL;

  g_clear_pointer (&item->label, g_free);
  if (*item->element->name != '\0' && !(numbers && flow != NULL))
    item->label = g_strdup (item->element->name);
  else
    item->label = g_steal_pointer (&flow);
}

static gboolean
take_wire (LeatScene *self,
           LeatItem  *item)
{
  const Counts none = { 0, 0 };
  const Counts *counts = g_hash_table_lookup (self->wire_findings, item->element->id);
  LeatFlow flow = { { 0 } };
  gboolean flows =
    self->report != NULL && leat_report_get_wire_flow (self->report, item->element->id, &flow);

  counts = counts != NULL ? counts : &none;
  if (item->figured && flows == item->flows && memcmp (&flow, &item->flow, sizeof flow) == 0 &&
      counts->errors == item->errors && counts->warnings == item->warnings)
    return FALSE;

  item->flows = flows;
  item->flow = flow;
  item->errors = counts->errors;
  item->warnings = counts->warnings;
  write_label (self, item);
  return TRUE;
}

static gboolean
take_block (LeatScene *self,
            LeatItem  *item)
{
  const LeatBlockResult *result =
    self->report != NULL ? leat_report_get_block (self->report, item->element->id) : NULL;
  Counts counts = { 0, 0 };

  if (item->figured && result == item->result)
    return FALSE;

  for (guint i = 0; result != NULL && i < result->findings->len; i++)
    count (&counts, g_ptr_array_index (result->findings, i));
  g_free (item->cost);
  item->cost = result != NULL ? format_cost (result, leat_report_get_options (self->report)->currency) : NULL;
  item->use = result != NULL && result->worst >= 0 ? result->uses[result->worst].utilisation : -1;
  item->errors = counts.errors;
  item->warnings = counts.warnings;
  item->result = result;
  return TRUE;
}

gboolean
scene_take_figures (LeatScene *self,
                    LeatItem  *item)
{
  gboolean changed = FALSE;

  if (item->element->kind == LEAT_ELEMENT_BLOCK)
    changed = take_block (self, item);
  else if (item->element->kind == LEAT_ELEMENT_WIRE)
    changed = take_wire (self, item);
  item->figured = TRUE;
  return changed;
}

/* Reports */

static void
add_item (LeatScene  *self,
          GHashTable *items,
          const char *id)
{
  LeatItem *item = scene_get_item (self, id);

  if (item != NULL)
    g_hash_table_add (items, item);
}

static void
add_all (LeatScene  *self,
         GHashTable *items)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_hash_table_add (items, value);
}

/* A block that differs, and what it sends on. */
static void
add_block (LeatScene             *self,
           GHashTable            *items,
           const LeatBlockResult *result)
{
  GPtrArray *wires = leat_pipeline_get_wires_of (self->pipeline, result->element->id);

  add_item (self, items, result->element->id);
  for (guint i = 0; wires != NULL && i < wires->len; i++)
    add_item (self, items, ((LeatElement *) g_ptr_array_index (wires, i))->id);
}

/* Results stand in the order of blocks: where blocks came or went, those before and after are as they were. */
static void
add_different (LeatScene  *self,
               LeatReport *before,
               LeatReport *after,
               GHashTable *items)
{
  guint n_before = leat_report_get_n_blocks (before);
  guint n_after = leat_report_get_n_blocks (after);
  guint shift = n_after - n_before; /* wraps around for fewer */
  guint start = 0;

  for (; start < MIN (n_before, n_after); start++)
    if (leat_report_get_nth_block (before, start) != leat_report_get_nth_block (after, start))
      break;
  for (guint i = n_after; i > start; i--)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (after, i - 1);
      guint old = i - 1 - shift;

      if (old >= n_before || leat_report_get_nth_block (before, old) != result)
        add_block (self, items, result);
    }
}

static void
add_keys (LeatScene  *self,
          GHashTable *items,
          GHashTable *ids)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    add_item (self, items, key);
}

static void
add_fresh (LeatScene  *self,
           GHashTable *items)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->fresh);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (items, key);
  g_hash_table_remove_all (self->fresh);
}

static void
show_figures (LeatScene  *self,
              GHashTable *items,
              GArray     *damage)
{
  g_autoptr(GHashTable) wires = g_hash_table_new (NULL, NULL);
  g_autoptr(GArray) areas = g_array_new (FALSE, FALSE, sizeof (LeatRect));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      LeatItem *item = key;
      LeatRect ink = item->ink;

      if (!scene_take_figures (self, item))
        continue;
      scene_leave (self, item);
      scene_measure (item);
      scene_enter (self, item);
      damage_add (damage, rect_union (ink, item->ink));
      if (item->element->kind == LEAT_ELEMENT_WIRE)
        g_hash_table_add (wires, item);
    }
  labels_place (self, wires, areas, damage);
}

void
leat_scene_set_report (LeatScene  *self,
                       LeatReport *report,
                       GArray     *damage)
{
  g_autoptr(LeatReport) before = g_steal_pointer (&self->report); /* until results were compared */
  g_autoptr(GHashTable) old_findings = g_steal_pointer (&self->wire_findings);
  g_autoptr(GHashTable) items = g_hash_table_new (NULL, NULL);

  self->report = report != NULL ? leat_report_ref (report) : NULL;
  self->wire_findings = scene_count_wire_findings (report);
  if (before == NULL || report == NULL)
    add_all (self, items);
  else
    add_different (self, before, report, items);
  add_keys (self, items, old_findings);
  add_keys (self, items, self->wire_findings);
  add_fresh (self, items);
  show_figures (self, items, damage);
}

/* Overlays */

/* Beyond this many blocks it costs more to find out which marks differ than to paint all of them that one sees. */
#define MANY_BLOCKS 4000

static gboolean
differs (const LeatOverlay *before,
         const LeatOverlay *after,
         const LeatElement *element)
{
  LeatOverlayMark old = { 0 }, new = { 0 };
  gboolean result;

  if (leat_overlay_get_kind (before) != leat_overlay_get_kind (after))
    return TRUE;
  leat_overlay_mark (before, element, &old);
  leat_overlay_mark (after, element, &new);
  result = !leat_overlay_mark_equal (&old, &new);
  leat_overlay_mark_clear (&old);
  leat_overlay_mark_clear (&new);
  return result;
}

static void
damage_marks (LeatScene         *self,
              const LeatOverlay *before,
              GArray            *damage)
{
  GHashTableIter iter;
  gpointer value;

  if (self->overlay != NULL && self->report != NULL && leat_report_get_n_blocks (self->report) > MANY_BLOCKS)
    {
      LeatRect all;

      leat_scene_get_extents (self, &all);
      damage_add (damage, all);
      return;
    }
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const LeatItem *item = value;

      if (item->layer != LAYER_ZONE && item->layer != LAYER_NOTE && differs (before, self->overlay, item->element))
        damage_add (damage, item->ink);
    }
}

/* The labels of wires with a name are the numbers in one overlay, and the name in all others. */
static void
rewrite_labels (LeatScene *self,
                GArray    *damage)
{
  g_autoptr(GHashTable) wires = g_hash_table_new (NULL, NULL);
  g_autoptr(GArray) areas = g_array_new (FALSE, FALSE, sizeof (LeatRect));

  for (guint i = 0; i < self->wires->len; i++)
    {
      LeatItem *item = g_ptr_array_index (self->wires, i);

      if (!item->flows || *item->element->name == '\0')
        continue;
      write_label (self, item);
      damage_add (damage, item->ink);
      g_hash_table_add (wires, item);
    }
  labels_place (self, wires, areas, damage);
}

void
leat_scene_set_overlay (LeatScene   *self,
                        LeatOverlay *overlay,
                        GArray      *damage)
{
  g_autoptr(LeatOverlay) before = g_steal_pointer (&self->overlay);
  gboolean numbers = leat_overlay_get_kind (overlay) == LEAT_OVERLAY_FLOW;

  self->overlay = overlay != NULL ? leat_overlay_ref (overlay) : NULL;
  if (before == NULL && overlay == NULL)
    return;
  if (numbers != (leat_overlay_get_kind (before) == LEAT_OVERLAY_FLOW))
    rewrite_labels (self, damage);
  if (damage != NULL)
    damage_marks (self, before, damage);
}
