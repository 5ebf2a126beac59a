/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/bill.h"

#include "engine/engine-private.h"
#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const char *const grouping_labels[] = { N_("Block"), N_("Zone"), N_("Role"), N_("Service") };

const char *
leat_bill_grouping_get_label (LeatBillGrouping grouping)
{
  return _(grouping_labels[grouping]);
}

double
leat_bill_block_monthly (const LeatBlockResult *result)
{
  return result->unpriced > 0 && result->monthly == 0 ? NAN : result->monthly;
}

double
leat_bill_block_shown (const LeatBlockResult *result)
{
  return result->monthly == 0 && result->unpriced == 0 ? result->exact : leat_bill_block_monthly (result);
}

static double
get_fixed (const LeatBlockResult *result)
{
  double fixed = 0;

  for (guint i = 0; i < result->n_lines; i++)
    if (result->lines[i].line->fixed && !isnan (result->lines[i].monthly))
      fixed += result->lines[i].monthly;
  return fixed;
}

static void
group_free (LeatBillGroup *self)
{
  g_free (self->id);
  g_free (self->label);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

typedef struct
{
  LeatReport      *report;
  LeatBillGrouping grouping;
  GHashTable      *zones; /* id -> LeatElement */
} Grouper;

static const char *
get_group_id (const Grouper         *self,
              const LeatBlockResult *result)
{
  switch (self->grouping)
    {
    case LEAT_BILL_BY_ZONE:
      return result->element->zone != NULL && g_hash_table_contains (self->zones, result->element->zone)
               ? result->element->zone : "";
    case LEAT_BILL_BY_ROLE:
      return result->service != NULL ? leat_role_to_string (result->service->role) : "";
    case LEAT_BILL_BY_SERVICE:
      return result->element->type;
    case LEAT_BILL_BY_BLOCK:
    case LEAT_N_BILL_GROUPINGS:
    default:
      return result->element->id;
    }
}

static char *
dup_group_label (const Grouper         *self,
                 const LeatBlockResult *result)
{
  const LeatElement *zone;

  switch (self->grouping)
    {
    case LEAT_BILL_BY_ZONE:
      zone = result->element->zone != NULL ? g_hash_table_lookup (self->zones, result->element->zone) : NULL;
      return g_strdup (zone == NULL ? _("In no zone") : leat_element_get_label (zone));
    case LEAT_BILL_BY_ROLE:
      return g_strdup (result->service != NULL ? leat_role_get_label (result->service->role) : _("unknown type"));
    case LEAT_BILL_BY_SERVICE:
      return g_strdup (result->service != NULL ? leat_tr (result->service->name) : result->element->type);
    case LEAT_BILL_BY_BLOCK:
    case LEAT_N_BILL_GROUPINGS:
    default:
      return g_strdup (leat_element_get_label (result->element));
    }
}

static void
add_to_group (LeatBillGroup         *group,
              const LeatBlockResult *result)
{
  group->monthly += result->monthly;
  group->fixed += get_fixed (result);
  group->unpriced += result->unpriced;
  g_ptr_array_add (group->blocks, (gpointer) result);
}

static int
compare_groups (gconstpointer a,
                gconstpointer b)
{
  const LeatBillGroup *left = *(LeatBillGroup *const *) a;
  const LeatBillGroup *right = *(LeatBillGroup *const *) b;
  double first = isnan (left->monthly) ? 0 : left->monthly;
  double second = isnan (right->monthly) ? 0 : right->monthly;

  if (first != second)
    return first < second ? 1 : -1;
  return strcmp (left->id, right->id);
}

GPtrArray *
leat_bill_group (LeatReport      *report,
                 GPtrArray       *elements,
                 LeatBillGrouping grouping)
{
  g_autoptr(GHashTable) zones = leat_zones_by_id (elements);
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  Grouper self = { report, grouping, zones };

  for (guint i = 0; i < report->results->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (report->results, i);
      const char *id = get_group_id (&self, result);
      LeatBillGroup *group = g_hash_table_lookup (by_id, id);

      if (group == NULL)
        {
          group = g_new0 (LeatBillGroup, 1);
          group->id = g_strdup (id);
          group->label = dup_group_label (&self, result);
          group->blocks = g_ptr_array_new ();
          g_hash_table_insert (by_id, group->id, group);
          g_ptr_array_add (groups, group);
        }
      add_to_group (group, result);
    }
  for (guint i = 0; i < groups->len; i++)
    {
      LeatBillGroup *group = g_ptr_array_index (groups, i);

      group->fixed = leat_money_tidy (group->fixed);
      group->monthly = group->unpriced > 0 && group->monthly == 0 ? NAN : leat_money_tidy (group->monthly);
    }
  g_ptr_array_sort (groups, compare_groups);
  return groups;
}

/* What a block sends that takes nothing in from others. */
static void
add_source (const LeatBlockResult *result,
            double                 seconds,
            LeatBillSummary       *summary)
{
  double records = result->out.values[LEAT_FLOW_RECORDS_PER_S] * seconds;

  if (result->service == NULL || result->slots[LEAT_SLOT_IN_WIRES] > 0)
    return;
  summary->records_per_month += records;
  summary->gb_per_month += records * result->out.values[LEAT_FLOW_RECORD_KB] / 1048576;
}

void
leat_bill_summarise (LeatReport      *report,
                     LeatBillSummary *summary)
{
  const LeatOptions *options = &report->options;

  *summary = (LeatBillSummary){ .total = report->total, .unpriced = report->unpriced };
  for (guint i = 0; i < report->results->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (report->results, i);

      summary->fixed += get_fixed (result);
      add_source (result, options->hours_per_month * 3600, summary);
    }
  summary->fixed = leat_money_tidy (summary->fixed);
  summary->usage = leat_money_tidy (summary->total - summary->fixed);
  summary->per_million_records =
    summary->records_per_month > 0 ? summary->total / summary->records_per_month * 1e6 : NAN;
  summary->per_gb = summary->gb_per_month > 0 ? summary->total / summary->gb_per_month : NAN;
  summary->budget = options->budget * (options->currency != NULL ? options->rate : 1);
}

LeatReport *
leat_bill_of_month (LeatReport *report,
                    GPtrArray  *elements,
                    guint       month)
{
  LeatOptions options = report->options;

  options.month = month;
  options.cost_only = TRUE;
  return leat_report_new (report->catalogue, elements, &options, NULL, NULL);
}

static void
difference_free (LeatBillDifference *self)
{
  g_free (self->id);
  g_free (self->label);
  g_free (self);
}

static LeatBillDifference *
add_difference (GPtrArray             *differences,
                const LeatBlockResult *subject,
                const char            *line,
                double                 before,
                double                 after)
{
  LeatBillDifference *difference = g_new0 (LeatBillDifference, 1);

  difference->id = g_strdup (subject->element->id);
  difference->label = g_strdup (subject->element->name);
  difference->line = line;
  difference->before = before;
  difference->after = after;
  difference->change = leat_money_tidy (after - before);
  g_ptr_array_add (differences, difference);
  return difference;
}

static const LeatLineItem *
find_line (const LeatBlockResult *result,
           const char            *id)
{
  for (guint i = 0; result != NULL && i < result->n_lines; i++)
    if (g_str_equal (result->lines[i].line->id, id))
      return &result->lines[i];
  return NULL;
}

static double
line_monthly (const LeatLineItem *item)
{
  return item == NULL ? 0 : item->monthly;
}

/* `before` or `after` is NULL if the block is in the other report only. */
static void
compare_blocks (GPtrArray             *differences,
                const LeatBlockResult *before,
                const LeatBlockResult *after)
{
  const LeatBlockResult *subject = after != NULL ? after : before;
  LeatBillDifference *whole =
    add_difference (differences, subject, NULL, before != NULL ? leat_bill_block_monthly (before) : 0,
                    after != NULL ? leat_bill_block_monthly (after) : 0);

  whole->unpriced_before = before != NULL ? before->unpriced : 0;
  whole->unpriced_after = after != NULL ? after->unpriced : 0;
  if (whole->unpriced_before + whole->unpriced_after > 0)
    whole->change = NAN;
  for (guint i = 0; before != NULL && i < before->n_lines; i++)
    {
      const LeatLineItem *item = &before->lines[i];

      add_difference (differences, subject, item->line->label, item->monthly,
                      line_monthly (find_line (after, item->line->id)));
    }
  for (guint i = 0; after != NULL && i < after->n_lines; i++)
    if (find_line (before, after->lines[i].line->id) == NULL)
      add_difference (differences, subject, after->lines[i].line->label, 0, after->lines[i].monthly);
}

/* The block of a report that is the same as `result` of another. */
static const LeatBlockResult *
find_same (LeatReport            *report,
           const LeatBlockResult *result)
{
  const LeatBlockResult *other = leat_report_get_block (report, result->element->id);

  return other != NULL && other->element->type == result->element->type ? other : NULL;
}

GPtrArray *
leat_bill_compare (LeatReport *before,
                   LeatReport *after)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func ((GDestroyNotify) difference_free);

  for (guint i = 0; i < before->results->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (before->results, i);

      compare_blocks (differences, result, find_same (after, result));
    }
  for (guint i = 0; i < after->results->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (after->results, i);

      if (find_same (before, result) == NULL)
        compare_blocks (differences, NULL, result);
    }
  return differences;
}

double
leat_bill_total_change (LeatReport *before,
                        LeatReport *after)
{
  return before->unpriced + after->unpriced > 0 ? NAN : leat_money_tidy (after->total - before->total);
}
