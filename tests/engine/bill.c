/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/bill.h"
#include "engine/money.h"
#include "exchange/bill.h"
#include "sketch.h"
#include "support.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* The bill of a whole pipeline: what lines share, where borders are, months, currencies, comparisons. */

typedef struct
{
  LeatPipeline *pipeline;
  GPtrArray    *elements;
  LeatReport   *report;
} Bill;

static Bill
make (LeatPipeline      *pipeline, /* taken */
      const LeatOptions *options)
{
  Bill bill = { pipeline, leat_pipeline_dup_elements (pipeline), NULL };

  bill.report = leat_report_new (test_catalogue (), bill.elements, options, NULL, NULL);
  g_assert_nonnull (bill.report);
  return bill;
}

static void
bill_clear (Bill *self)
{
  leat_report_unref (self->report);
  g_ptr_array_unref (self->elements);
  g_object_unref (self->pipeline);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bill, bill_clear)

static const LeatLineItem *
get_line (const Bill *bill,
          const char *block,
          const char *line)
{
  const LeatBlockResult *result = leat_report_get_block (bill->report, block);

  g_assert_nonnull (result);
  for (guint i = 0; i < result->n_lines; i++)
    if (g_str_equal (result->lines[i].line->id, line))
      return &result->lines[i];
  return NULL;
}

static void
set (LeatPipeline *pipeline,
     const char   *id,
     const char   *name,
     const char   *value)
{
  LeatElement *before = leat_pipeline_get_element (pipeline, id);
  g_autoptr(LeatElement) after = leat_element_copy_with_setting (before, name, value);

  leat_pipeline_replace (pipeline, before, after);
}

static void
add_zone (LeatPipeline *pipeline,
          const char   *id,
          const char   *type,
          const char   *name,
          const char   *member)
{
  g_autoptr(LeatElement) zone = leat_element_new (LEAT_ELEMENT_ZONE, id);
  LeatElement *before = leat_pipeline_get_element (pipeline, member);
  g_autoptr(LeatElement) after = leat_element_copy (before);

  zone->type = g_intern_string (type);
  g_free (zone->name);
  zone->name = g_strdup (name);
  leat_pipeline_replace (pipeline, NULL, zone);
  g_free (after->zone);
  after->zone = g_strdup (id);
  leat_pipeline_replace (pipeline, before, after);
}

/* Two delivery streams together reach the second tier, though neither does alone. */
static void
test_tiers_are_shared (void)
{
  LeatPipeline *pipeline = test_sketch ("p>f p2>f2 f>s f2>s2");
  const LeatLineItem *first, *second;
  double together, alone;

  set (pipeline, "f", "data_ingested_gb", "400000");
  set (pipeline, "f2", "data_ingested_gb", "600000");
  {
    g_auto(Bill) bill = make (pipeline, NULL);
    const LeatPrice *price;

    first = get_line (&bill, "f", "ingest");
    second = get_line (&bill, "f2", "ingest");
    price = first->price;
    g_assert_cmpuint (price->n_tiers, >, 1);
    together = price->tiers[1].from * price->tiers[0].price + (1e6 - price->tiers[1].from) * price->tiers[1].price;
    alone = 400000 * price->tiers[0].price;
    g_assert_cmpfloat_with_epsilon (first->exact + second->exact, together, 0.01);
    g_assert_cmpfloat (first->exact, <, alone);
    g_assert_cmpfloat_with_epsilon (first->exact / second->exact, 4.0 / 6, 1e-9);
    g_assert_cmpfloat_with_epsilon (leat_report_get_block (bill.report, "f")->monthly, first->monthly, 1);
  }
}

/* The free allowance is taken off once, not once a block. */
static void
test_free_tier_is_shared (void)
{
  LeatPipeline *pipeline = test_sketch ("p>k k*l k*l2");
  LeatOptions options = LEAT_OPTIONS_INIT;

  options.free_tier = TRUE;
  set (pipeline, "l", "requests", "3000000");
  set (pipeline, "l2", "requests", "1000000");
  {
    g_auto(Bill) bill = make (pipeline, &options);
    const LeatLineItem *first = get_line (&bill, "l", "requests");
    const LeatLineItem *second = get_line (&bill, "l2", "requests");

    g_assert_cmpfloat_with_epsilon (first->free_quantity + second->free_quantity, 1, 1e-9);
    g_assert_cmpfloat_with_epsilon (first->free_quantity, 0.75, 1e-9);
    g_assert_cmpfloat_with_epsilon (first->monthly + second->monthly, 0.6, 1e-9);
  }
}

/* An edit that takes one of two blocks below the step puts the other back, as a fresh report has it. */
static void
test_shares_follow_edits (void)
{
  g_autoptr(LeatPipeline) pipeline = test_sketch ("p>f p2>f2 f>s f2>s2");
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  const char *const ids[] = { "f2", NULL };
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(LeatReport) updated = NULL;
  g_autoptr(LeatReport) fresh = NULL;
  LeatElement *before;
  LeatChange change;
  LeatChanges changes = { &change, 1 };

  set (pipeline, "f", "data_ingested_gb", "400000");
  set (pipeline, "f2", "data_ingested_gb", "600000");
  elements = leat_pipeline_dup_elements (pipeline);
  report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  before = leat_element_ref (leat_pipeline_get_element (pipeline, "f2"));
  leat_history_apply (history, leat_edit_set_setting (pipeline, ids, "data_ingested_gb", "10"));
  after = leat_pipeline_dup_elements (pipeline);
  change = (LeatChange){ before, leat_pipeline_get_element (pipeline, "f2") };
  updated = leat_report_update (report, after, &changes);
  fresh = leat_report_new (test_catalogue (), after, NULL, NULL, NULL);
  g_assert_cmpfloat (leat_report_get_block (updated, "f")->monthly, ==, leat_report_get_block (fresh, "f")->monthly);
  g_assert_cmpfloat (leat_report_get_total (updated, NULL), ==, leat_report_get_total (fresh, NULL));
  g_assert_cmpfloat (leat_report_get_block (report, "f")->monthly, <, leat_report_get_block (updated, "f")->monthly);
  leat_element_unref (before);
}

/* A bucket in another Region is paid for by what sends to it, and priced in that Region. */
static void
test_region_border (void)
{
  LeatPipeline *pipeline = test_sketch ("p>k k>f f>s p.records_per_s=1000 p.record_kb=1");

  add_zone (pipeline, "away", "region", "eu-west-1", "s");
  {
    g_auto(Bill) bill = make (pipeline, NULL);
    const LeatLineItem *line = get_line (&bill, "f", "transfer-region");
    const LeatBlockResult *firehose = leat_report_get_block (bill.report, "f");

    g_assert_nonnull (line);
    g_assert_cmpfloat_with_epsilon (line->quantity,
                                    firehose->out.values[LEAT_FLOW_RECORDS_PER_S] *
                                      firehose->out.values[LEAT_FLOW_RECORD_KB] / 1048576 * 730 * 3600, 1e-6);
    g_assert_null (get_line (&bill, "k", "transfer-region"));
    g_assert_cmpstr (get_line (&bill, "s", "storage")->region, ==, "eu-west-1");
    g_assert_true (get_line (&bill, "s", "storage")->price ==
                   leat_price_book_get (leat_catalogue_get_prices (test_catalogue (), "eu-west-1"), "s3.standard-storage"));
  }
}

static void
test_no_border (void)
{
  g_auto(Bill) bill = make (test_sketch ("p>k k>f f>s p.records_per_s=1000 p.record_kb=1"), NULL);

  for (guint i = 0; i < leat_report_get_n_blocks (bill.report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (bill.report, i);

      for (guint j = 0; j < result->n_lines; j++)
        g_assert_false (result->lines[j].line->is_common);
    }
}

/* Month by month a store fills; at the steady state it is full. */
static void
test_months (void)
{
  g_auto(Bill) bill = make (test_sketch ("p>f f>s p.records_per_s=1000 p.record_kb=1 s.retention_days=365"), NULL);
  double full = get_line (&bill, "s", "storage")->quantity;
  double last = 0;

  for (guint month = 1; month <= 14; month++)
    {
      g_autoptr(LeatReport) early = leat_bill_of_month (bill.report, bill.elements, month);
      Bill then = { bill.pipeline, bill.elements, early };
      double quantity = get_line (&then, "s", "storage")->quantity;

      if (month == 1)
        g_assert_cmpfloat_with_epsilon (quantity, full * (730 / 24.0 / 2) / 365, full * 1e-9);
      if (month == 2)
        g_assert_cmpfloat_with_epsilon (quantity, full * (730 / 24.0 * 1.5) / 365, full * 1e-9);
      if (month >= 13)
        g_assert_cmpfloat_with_epsilon (quantity, full, full * 1e-9);
      g_assert_cmpfloat (quantity, >=, last - 1e-9);
      last = quantity;
    }
}

static double
slowest_p50 (const Bill *bill)
{
  GPtrArray *paths = leat_report_get_paths (bill->report);
  const LeatPath *path = g_ptr_array_index (paths, 0);

  return path->unbounded ? INFINITY : path->p50;
}

/* Partitions too fine make files too small: more requests and slower queries, in the bill and in the delay. */
static void
test_over_partitioning (void)
{
  static const char *const schemes[] = { "day", "hour", "minute", "second" };
  double last_total = 0, last_p50 = 0;

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autofree char *sketch = g_strdup_printf ("p>f f>s s@c c@a a?q p.records_per_s=500 p.record_kb=1 "
                                                 "s.partition_by=%s", schemes[i]);
      g_auto(Bill) bill = make (test_sketch (sketch), NULL);
      double total = leat_report_get_total (bill.report, NULL);
      double p50 = slowest_p50 (&bill);

      g_assert_cmpfloat (total, >=, last_total);
      g_assert_cmpfloat (p50, >=, last_p50);
      if (i == G_N_ELEMENTS (schemes) - 1)
        {
          g_assert_cmpfloat (total, >, 2 * last_total);
          g_assert_cmpfloat (p50, >, 2 * last_p50);
        }
      last_total = total;
      last_p50 = p50;
    }
}

/* Whatever the grouping, the groups add up to the total. */
static void
test_groups (void)
{
  LeatPipeline *pipeline = test_sketch ("p>k k>f f>s s>g g>s2 s2@c c@a a?q k~w");

  add_zone (pipeline, "z", "layer", "Ingestion", "k");
  {
    g_auto(Bill) bill = make (pipeline, NULL);
    LeatBillSummary summary;

    leat_bill_summarise (bill.report, &summary);
    g_assert_cmpfloat_with_epsilon (summary.fixed + summary.usage, summary.total, 1e-9);
    g_assert_cmpfloat (summary.fixed, >, 0);
    for (guint grouping = 0; grouping < LEAT_N_BILL_GROUPINGS; grouping++)
      {
        g_autoptr(GPtrArray) groups = leat_bill_group (bill.report, bill.elements, grouping);
        double sum = 0, fixed = 0, last = INFINITY;
        guint blocks = 0;

        for (guint i = 0; i < groups->len; i++)
          {
            const LeatBillGroup *group = g_ptr_array_index (groups, i);

            sum += group->monthly;
            fixed += group->fixed;
            blocks += group->blocks->len;
            g_assert_cmpfloat (group->monthly, <=, last);
            last = group->monthly;
          }
        g_assert_cmpfloat_with_epsilon (sum, summary.total, 1e-6);
        g_assert_cmpfloat_with_epsilon (fixed, summary.fixed, 1e-6);
        g_assert_cmpuint (blocks, ==, leat_report_get_n_blocks (bill.report));
      }
  }
}

/* A type that a region does not sell never makes it look cheaper. */
static void
test_no_price_is_no_saving (void)
{
  LeatOptions away = LEAT_OPTIONS_INIT;
  const char *sketch = "p>k k>f f>s s>r";
  g_auto(Bill) here = make (test_sketch (sketch), NULL);
  guint unpriced;

  away.region = "eu-west-2";
  {
    g_auto(Bill) there = make (test_sketch (sketch), &away);
    g_autofree char *json = leat_comparison_to_json (here.report, there.report);
    g_autofree char *csv = leat_comparison_to_csv (here.report, there.report);
    g_autofree char *bill = leat_bill_to_json (there.report, there.elements);
    g_autoptr(GPtrArray) differences = leat_bill_compare (here.report, there.report);
    gboolean found = FALSE;

    leat_report_get_total (there.report, &unpriced);
    g_assert_cmpuint (unpriced, >, 0);
    g_assert_true (isnan (leat_bill_total_change (here.report, there.report)));
    for (guint i = 0; i < differences->len; i++)
      {
        const LeatBillDifference *difference = g_ptr_array_index (differences, i);

        if (!g_str_equal (difference->id, "r") || difference->line != NULL)
          continue;
        found = TRUE;
        g_assert_true (isnan (difference->after));
        g_assert_true (isnan (difference->change));
      }
    g_assert_true (found);
    g_assert_nonnull (strstr (json, "\"change\" : null"));
    g_assert_nonnull (strstr (bill, "the price book of eu-west-2 has no “redshift.node-ra3.xlplus”"));
    g_assert_nonnull (strstr (csv, "r,r,,"));
  }
}

typedef struct
{
  const char *currency;
  double      rate;
  const char *symbol;
} Currency;

static const Currency currency_cases[] = { { "EUR", 0.92, "€" }, { "JPY", 151.3, "¥" }, { "CHF", 0.88, "CHF" } };

/* One currency everywhere, in the machine's formats by its code; and back, the first figures. */
static void
test_currency (gconstpointer data)
{
  const Currency *c = data;
  LeatPipeline *pipeline = test_sketch ("p>k k>f f>s s>g g>s2 k~w");
  g_auto(Bill) usd = make (test_sketch ("p>k k>f f>s s>g g>s2 k~w"), NULL);
  char rate[G_ASCII_DTOSTR_BUF_SIZE];

  set (pipeline, LEAT_PROPERTIES_ID, "currency", c->currency);
  set (pipeline, LEAT_PROPERTIES_ID, "currency-rate", g_ascii_dtostr (rate, sizeof rate, c->rate));
  set (pipeline, LEAT_PROPERTIES_ID, "currency-date", "2026-11-20");
  {
    g_auto(Bill) bill = make (pipeline, NULL);
    g_autofree char *json = leat_bill_to_json (bill.report, bill.elements);
    g_autofree char *csv = leat_bill_to_csv (bill.report, bill.elements);
    g_autofree char *markdown = leat_bill_to_markdown (bill.report, bill.elements, NULL);
    double sum = 0;

    g_assert_null (strchr (markdown, '$'));
    g_assert_null (strchr (csv, '$'));
    g_assert_nonnull (strstr (markdown, c->symbol));
    g_assert_nonnull (strstr (markdown, "2026-11-20"));
    g_assert_nonnull (strstr (json, c->currency));
    g_assert_nonnull (strstr (csv, c->currency));
    for (guint i = 0; i < leat_report_get_n_blocks (bill.report); i++)
      {
        const LeatBlockResult *result = leat_report_get_nth_block (bill.report, i);
        const LeatBlockResult *first = leat_report_get_nth_block (usd.report, i);

        for (guint j = 0; j < result->n_lines; j++)
          {
            g_assert_cmpfloat_with_epsilon (result->lines[j].exact, first->lines[j].exact * c->rate, 1e-9);
            g_assert_cmpfloat (result->lines[j].monthly, ==, leat_money_round (c->currency, result->lines[j].exact));
            sum += result->lines[j].monthly;
          }
      }
    g_assert_cmpfloat_with_epsilon (sum, leat_report_get_total (bill.report, NULL), 1e-6);
  }
}

/* What is shown can be multiplied and added by hand. */
static void
test_shown_figures (void)
{
  static const double prices[] = { 0.000025, 0.0000000167, 1.005, 12345.678, 0.025 };

  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      g_autofree char *shown = leat_money_format_unit (NULL, prices[i]);
      g_autofree char *plain = g_strdup (shown + 1);

      g_assert_cmpfloat (g_ascii_strtod (plain, NULL), ==, prices[i]);
      for (double quantity = 1; quantity < 1e7; quantity *= 7)
        {
          g_autofree char *money = leat_money_format (NULL, leat_money_round (NULL, quantity * prices[i]));
          g_autofree char *again = leat_money_format (NULL, quantity * g_ascii_strtod (plain, NULL));

          if (quantity * prices[i] >= 0.005)
            g_assert_cmpstr (money, ==, again);
        }
    }
  g_assert_cmpfloat (leat_money_round (NULL, 1.005), ==, 1.01);
  g_assert_cmpfloat (leat_money_round ("JPY", 2.5), ==, 3);
}

/* A bill's JSON is read by machines: its lines add up to its blocks, and these to its total. */
static void
test_json_adds_up (void)
{
  g_auto(Bill) bill = make (test_sketch ("p>k k>f f>s s>g g>s2 s2@c c@a a?q k~w o!g"), NULL);
  g_autofree char *text = leat_bill_to_json (bill.report, bill.elements);
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonObject *root;
  JsonArray *blocks;
  double total = 0;

  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  blocks = json_object_get_array_member (root, "blocks");
  for (guint i = 0; i < json_array_get_length (blocks); i++)
    {
      JsonObject *block = json_array_get_object_element (blocks, i);
      JsonArray *lines = json_object_get_array_member (block, "lines");
      double sum = 0;

      for (guint j = 0; j < json_array_get_length (lines); j++)
        sum += json_object_get_double_member (json_array_get_object_element (lines, j), "monthly");
      g_assert_cmpfloat_with_epsilon (sum, json_object_get_double_member (block, "monthly"), 1e-6);
      total += sum;
    }
  g_assert_cmpfloat_with_epsilon (total, json_object_get_double_member (root, "total_monthly"), 1e-6);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (root, "fixed_monthly") +
                                    json_object_get_double_member (root, "usage_monthly"), total, 1e-6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/bill/tiers-are-shared", test_tiers_are_shared);
  g_test_add_func ("/engine/bill/free-tier-is-shared", test_free_tier_is_shared);
  g_test_add_func ("/engine/bill/shares-follow-edits", test_shares_follow_edits);
  g_test_add_func ("/engine/bill/region-border", test_region_border);
  g_test_add_func ("/engine/bill/no-border", test_no_border);
  g_test_add_func ("/engine/bill/months", test_months);
  g_test_add_func ("/engine/bill/over-partitioning", test_over_partitioning);
  g_test_add_func ("/engine/bill/groups", test_groups);
  g_test_add_func ("/engine/bill/no-price-is-no-saving", test_no_price_is_no_saving);
  for (guint i = 0; i < G_N_ELEMENTS (currency_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/bill/currency/", currency_cases[i].currency, NULL);

      g_test_add_data_func (path, &currency_cases[i], test_currency);
    }
  g_test_add_func ("/engine/bill/shown-figures", test_shown_figures);
  g_test_add_func ("/engine/bill/json-adds-up", test_json_adds_up);
  return g_test_run ();
}
