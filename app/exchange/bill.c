/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/bill.h"

#include "engine/money.h"
#include "exchange/csv.h"
#include "exchange/json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const char *
get_code (const LeatOptions *options)
{
  return options->currency != NULL ? options->currency : "USD";
}

static double
convert (double             usd,
         const LeatOptions *options)
{
  return options->currency != NULL ? usd * options->rate : usd;
}

const char *
leat_line_item_get_unit (const LeatLineItem *self)
{
  return self->price != NULL && *self->price->unit != '\0' ? self->price->unit : self->line->unit;
}

char *
leat_line_item_why_no_price (const LeatLineItem *self,
                             const LeatOptions  *options)
{
  return g_strdup_printf (_("the price book of %s has no “%s”"),
                          self->region != NULL ? self->region : options->region, self->key);
}

/* JSON */

static void
add_price (JsonBuilder        *builder,
           const LeatLineItem *item,
           const LeatOptions  *options)
{
  g_autoptr(GArray) parts = NULL;

  if (item->price == NULL || item->price->n_tiers == 1)
    {
      leat_json_add_number (builder, "price",
                            item->price != NULL ? convert (item->price->tiers[0].price, options) : NAN);
      return;
    }

  parts = leat_line_item_get_parts (item);
  json_builder_set_member_name (builder, "price");
  json_builder_begin_array (builder);
  for (guint i = 0; i < parts->len; i++)
    {
      const LeatTierPart *part = &g_array_index (parts, LeatTierPart, i);

      json_builder_begin_object (builder);
      leat_json_add_number (builder, "from", part->from);
      leat_json_add_number (builder, "to", part->to);
      leat_json_add_number (builder, "price", convert (part->price, options));
      leat_json_add_number (builder, "quantity", part->quantity);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_line (JsonBuilder           *builder,
          const LeatLineItem    *item,
          const LeatBlockResult *result,
          const LeatOptions     *options)
{
  g_autofree char *formula = leat_line_item_explain (item, result);

  json_builder_begin_object (builder);
  leat_json_add_string (builder, "id", item->line->id);
  leat_json_add_string (builder, "what", item->line->label);
  leat_json_add_number (builder, "quantity", item->quantity);
  if (item->free_quantity > 0)
    leat_json_add_number (builder, "free_quantity", item->free_quantity);
  leat_json_add_string (builder, "unit", leat_line_item_get_unit (item));
  leat_json_add_string (builder, "price_key", item->key);
  add_price (builder, item, options);
  leat_json_add_number (builder, "monthly", item->monthly);
  leat_json_add_number (builder, "unrounded", item->exact);
  json_builder_set_member_name (builder, "fixed");
  json_builder_add_boolean_value (builder, item->line->fixed);
  if (item->price == NULL)
    {
      g_autofree char *why = leat_line_item_why_no_price (item, options);

      leat_json_add_string (builder, "no_price", why);
    }
  leat_json_add_string (builder, "formula", formula);
  leat_json_add_string (builder, "price_as_of", item->price != NULL ? item->price->as_of : NULL);
  leat_json_add_string (builder, "price_source", item->price != NULL ? item->price->source : NULL);
  json_builder_end_object (builder);
}

void
leat_bill_add_block (JsonBuilder           *builder,
                     const LeatBlockResult *result,
                     const LeatOptions     *options)
{
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "id", result->element->id);
  leat_json_add_string (builder, "type", result->element->type);
  leat_json_add_string (builder, "name", result->element->name);
  leat_json_add_string (builder, "currency", get_code (options));
  leat_json_add_number (builder, "monthly", leat_bill_block_monthly (result));
  leat_json_add_number (builder, "unpriced", result->unpriced);
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->n_lines; i++)
    add_line (builder, &result->lines[i], result, options);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_options (JsonBuilder       *builder,
             const LeatOptions *options)
{
  leat_json_add_string (builder, "region", options->region);
  leat_json_add_number (builder, "hours_per_month", options->hours_per_month);
  json_builder_set_member_name (builder, "free_tier");
  json_builder_add_boolean_value (builder, options->free_tier);
  leat_json_add_string (builder, "currency", get_code (options));
  leat_json_add_number (builder, "usd_rate", options->currency != NULL ? options->rate : 1);
  leat_json_add_string (builder, "usd_rate_date", options->rate_date);
  leat_json_add_number (builder, "month", options->month > 0 ? options->month : NAN);
}

static void
add_groups (JsonBuilder     *builder,
            const char      *name,
            LeatReport      *report,
            GPtrArray       *elements,
            LeatBillGrouping grouping)
{
  g_autoptr(GPtrArray) groups = leat_bill_group (report, elements, grouping);

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < groups->len; i++)
    {
      const LeatBillGroup *group = g_ptr_array_index (groups, i);

      json_builder_begin_object (builder);
      leat_json_add_string (builder, "id", *group->id != '\0' ? group->id : NULL);
      leat_json_add_string (builder, "name", group->label);
      leat_json_add_number (builder, "monthly", group->monthly);
      leat_json_add_number (builder, "fixed", group->fixed);
      leat_json_add_number (builder, "unpriced", group->unpriced);
      leat_json_add_number (builder, "blocks", group->blocks->len);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static const guint shown_months[] = { 1, 12, 36 };

static void
add_months (JsonBuilder *builder,
            LeatReport  *report,
            GPtrArray   *elements)
{
  json_builder_set_member_name (builder, "months");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (shown_months); i++)
    {
      g_autoptr(LeatReport) month = leat_bill_of_month (report, elements, shown_months[i]);
      g_autofree char *name = g_strdup_printf ("%u", shown_months[i]);

      leat_json_add_number (builder, name, leat_report_get_total (month, NULL));
    }
  json_builder_end_object (builder);
}

static void
add_summary (JsonBuilder *builder,
             LeatReport  *report)
{
  LeatBillSummary summary;

  leat_bill_summarise (report, &summary);
  leat_json_add_number (builder, "total_monthly", summary.total);
  leat_json_add_number (builder, "unpriced", summary.unpriced);
  leat_json_add_number (builder, "fixed_monthly", summary.fixed);
  leat_json_add_number (builder, "usage_monthly", summary.usage);
  leat_json_add_number (builder, "records_per_month", summary.records_per_month);
  leat_json_add_number (builder, "gb_per_month", summary.gb_per_month);
  leat_json_add_number (builder, "per_million_records", summary.per_million_records);
  leat_json_add_number (builder, "per_gb", summary.per_gb);
  leat_json_add_number (builder, "budget", summary.budget > 0 ? summary.budget : NAN);
}

char *
leat_bill_to_json (LeatReport *report,
                   GPtrArray  *elements)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  const LeatOptions *options = leat_report_get_options (report);

  json_builder_begin_object (builder);
  add_options (builder, options);
  add_summary (builder, report);
  add_months (builder, report, elements);
  add_groups (builder, "by_zone", report, elements, LEAT_BILL_BY_ZONE);
  add_groups (builder, "by_role", report, elements, LEAT_BILL_BY_ROLE);
  add_groups (builder, "by_service", report, elements, LEAT_BILL_BY_SERVICE);
  json_builder_set_member_name (builder, "blocks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    leat_bill_add_block (builder, leat_report_get_nth_block (report, i), options);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return leat_json_to_text (builder);
}

/* CSV */

/* The first cell of a row cannot be told from a later one if it is empty, so none of ours is. */
static void
append_csv_line (GString               *text,
                 const LeatBlockResult *result,
                 const LeatLineItem    *item,
                 const LeatOptions     *options)
{
  g_autofree char *formula = leat_line_item_explain (item, result);
  const LeatPrice *price = item->price;
  double usd = price == NULL ? NAN : price->n_tiers == 1 || item->quantity == 0 ? price->tiers[0].price : NAN;
  g_autofree char *why = price == NULL ? leat_line_item_why_no_price (item, options) : NULL;

  leat_csv_append (text, result->element->id);
  leat_csv_append (text, result->element->type);
  leat_csv_append (text, result->element->name);
  leat_csv_append (text, item->line->label);
  leat_csv_append_number (text, item->quantity);
  leat_csv_append (text, leat_line_item_get_unit (item));
  /* A quantity that several tiers price has a mean price. */
  leat_csv_append_number (text, isnan (usd) && price != NULL ? item->exact / item->quantity : convert (usd, options));
  leat_csv_append_number (text, item->monthly);
  leat_csv_append (text, get_code (options));
  leat_csv_append (text, formula);
  leat_csv_append (text, price != NULL ? price->as_of : "");
  leat_csv_append (text, price != NULL ? price->source : why);
  g_string_append_c (text, '\n');
}

char *
leat_bill_to_csv (LeatReport *report,
                  GPtrArray  *elements)
{
  GString *text = g_string_new (
    "id,type,name,what,quantity,unit,price,monthly,currency,formula,price_as_of,price_source\n");

  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (report, i);

      for (guint j = 0; j < result->n_lines; j++)
        append_csv_line (text, result, &result->lines[j], leat_report_get_options (report));
    }
  return g_string_free (text, FALSE);
}

/* Markdown */

/* A cell of a table: what would end it or begin markup is escaped. */
static char *
escape (const char *words)
{
  GString *text = g_string_new (NULL);

  for (const char *p = words; *p != '\0'; p++)
    if (*p == '\n')
      g_string_append_c (text, ' ');
    else
      {
        if (strchr ("\\`*_{}[]<>|#", *p) != NULL)
          g_string_append_c (text, '\\');
        g_string_append_c (text, *p);
      }
  return g_string_free (text, FALSE);
}

static void
append_row (GString    *text,
            const char *label,
            const char *middle,
            const char *figure)
{
  g_autofree char *first = escape (label);
  g_autofree char *second = middle != NULL ? escape (middle) : NULL;
  g_autofree char *third = escape (figure);

  if (second != NULL)
    g_string_append_printf (text, "| %s | %s | %s |\n", first, second, third);
  else
    g_string_append_printf (text, "| %s | %s |\n", first, third);
}

static void
append_groups (GString         *text,
               LeatReport      *report,
               GPtrArray       *elements,
               LeatBillGrouping grouping)
{
  g_autoptr(GPtrArray) groups = leat_bill_group (report, elements, grouping);
  const char *currency = leat_report_get_options (report)->currency;

  g_string_append_printf (text, "\n## %s\n\n| %s | %s |\n| --- | ---: |\n", leat_bill_grouping_get_label (grouping),
                          leat_bill_grouping_get_label (grouping), _("A month"));
  for (guint i = 0; i < groups->len; i++)
    {
      const LeatBillGroup *group = g_ptr_array_index (groups, i);
      g_autofree char *money = leat_money_format (currency, group->monthly);

      append_row (text, group->label, NULL, money);
    }
}

static void
append_block_lines (GString               *text,
                    const LeatBlockResult *result,
                    const LeatOptions     *options)
{
  g_autofree char *name = escape (result->element->name);
  g_autofree char *whole = leat_money_format (options->currency, leat_bill_block_shown (result));

  if (result->n_lines == 0)
    return;
  g_string_append_printf (text, "\n### %s: %s\n\n| %s | %s | %s |\n| --- | --- | ---: |\n", name, whole,
                          _("Line"), _("Formula"), _("A month"));
  for (guint i = 0; i < result->n_lines; i++)
    {
      const LeatLineItem *item = &result->lines[i];
      g_autofree char *formula = leat_line_item_explain (item, result);
      g_autofree char *quantity = leat_quantity_format (item->quantity, leat_line_item_get_unit (item));
      g_autofree char *middle = g_strdup_printf ("%s = %s", formula, quantity);
      g_autofree char *money = leat_money_format (options->currency, item->monthly == 0 ? item->exact : item->monthly);

      append_row (text, leat_tr (item->line->label), middle, money);
    }
}

static void
append_basis (GString           *text,
              const LeatOptions *options)
{
  g_string_append_printf (text, _("List prices of %s, %g hours a month"), options->region, options->hours_per_month);
  if (options->free_tier)
    g_string_append (text, _(", free tier taken off"));
  if (options->month > 0)
    g_string_append_printf (text, _(", month %u since the start"), options->month);
  if (options->currency != NULL)
    g_string_append_printf (text, _(", 1 USD = %g %s"), options->rate, options->currency);
  if (options->currency != NULL && options->rate_date != NULL)
    g_string_append_printf (text, _(" of %s"), options->rate_date);
  g_string_append (text, ".\n");
}

static void
append_unpriced (GString *text,
                 guint    unpriced)
{
  if (unpriced > 0)
    g_string_append_printf (text, ngettext ("+ %u line without a price, not in the total.\n",
                                            "+ %u lines without a price, not in the total.\n", unpriced), unpriced);
}

char *
leat_bill_to_markdown (LeatReport *report,
                       GPtrArray  *elements,
                       const char *title)
{
  GString *text = g_string_new (NULL);
  const LeatOptions *options = leat_report_get_options (report);
  g_autofree char *heading = escape (title != NULL && *title != '\0' ? title : _("Pipeline"));
  LeatBillSummary summary;
  g_autofree char *total = NULL;

  leat_bill_summarise (report, &summary);
  total = leat_money_format (options->currency, summary.total);
  g_string_append_printf (text, "# %s\n\n", heading);
  g_string_append_printf (text, _("**%s a month**\n"), total);
  append_unpriced (text, summary.unpriced);
  g_string_append_c (text, '\n');
  append_basis (text, options);
  append_groups (text, report, elements, LEAT_BILL_BY_ZONE);
  append_groups (text, report, elements, LEAT_BILL_BY_ROLE);
  append_groups (text, report, elements, LEAT_BILL_BY_BLOCK);
  g_string_append_printf (text, "\n## %s\n", _("Lines"));
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    append_block_lines (text, leat_report_get_nth_block (report, i), options);
  return g_string_free (text, FALSE);
}

/* Two bills */

static void
add_side (JsonBuilder *builder,
          const char  *name,
          LeatReport  *report)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  add_options (builder, leat_report_get_options (report));
  add_summary (builder, report);
  json_builder_end_object (builder);
}

char *
leat_comparison_to_json (LeatReport *before,
                         LeatReport *after)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GPtrArray) differences = leat_bill_compare (before, after);

  json_builder_begin_object (builder);
  add_side (builder, "before", before);
  add_side (builder, "after", after);
  leat_json_add_number (builder, "change", leat_bill_total_change (before, after));
  json_builder_set_member_name (builder, "differences");
  json_builder_begin_array (builder);
  for (guint i = 0; i < differences->len; i++)
    {
      const LeatBillDifference *difference = g_ptr_array_index (differences, i);

      json_builder_begin_object (builder);
      leat_json_add_string (builder, "id", difference->id);
      leat_json_add_string (builder, "name", difference->label);
      leat_json_add_string (builder, "line", difference->line);
      leat_json_add_number (builder, "before", difference->before);
      leat_json_add_number (builder, "after", difference->after);
      leat_json_add_number (builder, "change", difference->change);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return leat_json_to_text (builder);
}

char *
leat_comparison_to_csv (LeatReport *before,
                        LeatReport *after)
{
  GString *text = g_string_new ("id,name,line,before,after,change,currency\n");
  g_autoptr(GPtrArray) differences = leat_bill_compare (before, after);

  for (guint i = 0; i < differences->len; i++)
    {
      const LeatBillDifference *difference = g_ptr_array_index (differences, i);

      leat_csv_append (text, difference->id);
      leat_csv_append (text, difference->label);
      leat_csv_append (text, difference->line);
      leat_csv_append_number (text, difference->before);
      leat_csv_append_number (text, difference->after);
      leat_csv_append_number (text, difference->change);
      leat_csv_append (text, get_code (leat_report_get_options (before)));
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static char *
format_change (const char *currency,
               double      change)
{
  g_autofree char *money = leat_money_format (currency, change);

  return !isfinite (change) ? g_strdup (_("not known")) : change > 0 ? g_strconcat ("+", money, NULL)
                                                                     : g_steal_pointer (&money);
}

static void
append_change (GString    *text,
               const char *currency,
               const char *label,
               double      before,
               double      after,
               double      change)
{
  g_autofree char *name = escape (label);
  g_autofree char *first = leat_money_format (currency, before);
  g_autofree char *second = leat_money_format (currency, after);
  g_autofree char *third = format_change (currency, change);

  g_string_append_printf (text, "| %s | %s | %s | %s |\n", name, first, second, third);
}

char *
leat_comparison_to_markdown (LeatReport *before,
                             LeatReport *after)
{
  GString *text = g_string_new (NULL);
  g_autoptr(GPtrArray) differences = leat_bill_compare (before, after);
  const LeatOptions *options = leat_report_get_options (before);
  guint unpriced_before, unpriced_after;
  double total_before = leat_report_get_total (before, &unpriced_before);
  double total_after = leat_report_get_total (after, &unpriced_after);

  g_string_append_printf (text, "| %s | %s | %s | %s |\n| --- | ---: | ---: | ---: |\n", _("Block"), _("Before"),
                          _("After"), _("Change"));
  for (guint i = 0; i < differences->len; i++)
    {
      const LeatBillDifference *difference = g_ptr_array_index (differences, i);

      if (difference->line == NULL)
        append_change (text, options->currency, difference->label, difference->before, difference->after,
                       difference->change);
    }
  append_change (text, options->currency, _("Total a month"), total_before, total_after,
                 leat_bill_total_change (before, after));
  g_string_append_printf (text, "\n%s: ", _("Before"));
  append_basis (text, options);
  append_unpriced (text, unpriced_before);
  g_string_append_printf (text, "\n%s: ", _("After"));
  append_basis (text, leat_report_get_options (after));
  append_unpriced (text, unpriced_after);
  return g_string_free (text, FALSE);
}
