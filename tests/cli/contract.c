/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include <json-glib/json-glib.h>

/* leat-cli as others run it: arguments in, status, standard output and standard error out. */

typedef struct
{
  const char *name;
  const char *arguments;
  int         status;
  const char *out; /* a part of standard output, or NULL */
  const char *err; /* a part of standard error, or NULL */
} Case;

#define EXAMPLE "@data/examples/standard-pipeline.leat"
#define COURSE "@tests/corpus/mermaid/course-standard-pipeline.mmd"
#define BAD "@tests/cases/native/"

static const Case cases[] = {
  { "version", "--version", 0, "leat-cli (Leat) ", NULL },
  { "help", "--help", 0, "convert", NULL },
  { "help-of-command", "price --help", 0, "SETTING=VALUE", NULL },
  { "no-command", "", 2, NULL, "--help" },
  { "unknown-command", "chek", 2, NULL, "did you mean “check”" },
  { "unknown-option", "cost --bogus x", 2, NULL, "--bogus" },
  { "no-file", "check", 2, NULL, "a file is needed" },
  { "two-files", "check a b", 2, NULL, "“b”" },
  { "bad-format", "check --format xml a", 2, NULL, "text|json|sarif" },
  { "missing-file", "check /nowhere/x.leat", 3, NULL, "/nowhere/x.leat" },
  { "empty-file", "check " BAD "empty.leat", 3, NULL, "empty" },
  { "external-entity", "cost " BAD "external-entity.leat", 3, NULL, "DOCTYPE" },
  { "billion-laughs", "latency " BAD "billion-laughs.leat", 3, NULL, "DOCTYPE" },
  { "check", "check " EXAMPLE, 0, "0 errors", NULL },
  { "fail-on-warning", "check --fail-on warning " EXAMPLE, 1, "warning", NULL },
  { "fail-on-never", "check --fail-on never " EXAMPLE, 0, NULL, NULL },
  { "check-json", "check --format json " EXAMPLE, 0, "\"exam_domain\"", NULL },
  { "check-sarif", "check --format sarif " EXAMPLE, 0, "\"2.1.0\"", NULL },
  { "cost-json", "cost --format json " EXAMPLE, 0, "\"total_monthly\"", NULL },
  { "cost-csv", "cost --format csv " EXAMPLE, 0, "id,type,name,what,quantity", NULL },
  { "cost-markdown", "cost --format markdown " EXAMPLE, 0, "| Zone | A month |", NULL },
  { "cost-euros", "cost --currency EUR --rate 0.92 --rate-date 2026-11-20 " EXAMPLE, 0, "1 USD = 0.92 EUR, 2026-11-20", NULL },
  { "cost-currency-without-rate", "cost --currency EUR " EXAMPLE, 2, NULL, "--rate" },
  { "cost-rate-zero", "cost --currency EUR --rate 0 " EXAMPLE, 2, NULL, "--rate" },
  { "cost-rate-nan", "cost --currency EUR --rate nan " EXAMPLE, 2, NULL, "--rate" },
  { "cost-currency-word", "cost --currency euro --rate 1 " EXAMPLE, 2, NULL, "EUR" },
  { "cost-hours", "cost --hours 800 " EXAMPLE, 2, NULL, "744" },
  { "cost-month", "cost --month 1 " EXAMPLE, 0, "Total a month", NULL },
  { "cost-month-bad", "cost --month -1 " EXAMPLE, 2, NULL, "--month" },
  { "cost-own-price", "cost --price redshift.node-ra3.xlplus=1 --format csv " EXAMPLE, 0, ",352,USD,", NULL },
  { "cost-own-price-bad", "cost --price redshift=-1 " EXAMPLE, 2, NULL, "KEY=USD" },
  { "cost-own-price-nan", "cost --price redshift=nan " EXAMPLE, 2, NULL, "KEY=USD" },
  { "cost-compare-region", "cost --compare-region eu-west-2 --format json " EXAMPLE, 1, "\"change\" : null", NULL },
  { "cost-compare-itself", "cost --compare " EXAMPLE " --format csv " EXAMPLE, 0, "orders,orders,Shard hours,43.8,43.8,0,USD", NULL },
  { "cost-compare-missing", "cost --compare /nowhere.leat " EXAMPLE, 3, NULL, "/nowhere.leat" },
  { "cost-strict", "cost --strict --region eu-west-2 " EXAMPLE, 1, "without a price", NULL },
  { "cost-region", "cost --region eu-west-1 " EXAMPLE, 0, "eu-west-1", NULL },
  { "cost-unknown-region", "cost --region mars-1 " EXAMPLE, 2, NULL, "us-east-1" },
  { "latency-json", "latency --format json " EXAMPLE, 0, "\"saturates_at\"", NULL },
  { "price", "price kinesis-data-streams shards=4 in_records_per_s=100 in_record_kb=35 hours_per_month=744", 0, "$52.14", NULL },
  { "price-own-tiers", "price lambda requests=3000000 duration_ms=0 --price lambda.requests=0:1,2:0.5", 0, "$2.50", NULL },
  { "price-own-region", "price lambda --region mars-1 requests=1000000 duration_ms=0 --price lambda.requests=7", 0, "$7.00", NULL },
  { "price-nan", "price lambda requests=nan", 2, NULL, "requests" },
  { "price-infinite", "price lambda requests=1e400", 2, NULL, "requests" },
  { "price-negative", "price lambda requests=-5", 2, NULL, "requests" },
  { "price-empty", "price lambda requests=", 2, NULL, "requests" },
  { "price-word", "price lambda requests=abc", 2, NULL, "requests" },
  { "price-comma", "price lambda requests=1,5", 2, NULL, "requests" },
  { "price-free-tier", "price lambda --free-tier memory_mb=1536 requests=3000000 duration_ms=120", 0, "$2.73", NULL },
  { "price-no-price", "price redshift --region eu-west-2 --format json", 0, "\"monthly\" : null", NULL },
  { "price-unknown-setting", "price lambda colour=blue", 2, NULL, "memory_mb" },
  { "price-out-of-range", "price lambda memory_mb=1", 2, NULL, "128" },
  { "price-unknown-service", "price lamda", 2, NULL, "leat-cli catalogue" },
  { "catalogue", "catalogue", 0, "kinesis-data-streams", NULL },
  { "catalogue-service", "catalogue s3 --format json", 0, "\"ports\"", NULL },
  { "explore", "explore " EXAMPLE " --vary orders.shards=1:4:4", 0, "orders.shards,total_monthly", NULL },
  { "explore-words", "explore " EXAMPLE " --vary orders.mode=provisioned|on-demand --vary load=0.01:2:9 --format json", 0,
    "\"cheaper_below\" : \"on-demand\"", NULL },
  { "explore-nothing", "explore " EXAMPLE, 2, NULL, "--vary" },
  { "explore-no-block", "explore " EXAMPLE " --vary nobody.shards=1:2", 2, NULL, "nobody" },
  { "explore-no-setting", "explore " EXAMPLE " --vary orders.colour=1:2", 2, NULL, "colour" },
  { "explore-bad-range", "explore " EXAMPLE " --vary orders.shards=1:x", 2, NULL, "FROM:TO" },
  { "explore-out-of-range", "explore " EXAMPLE " --vary orders.shards=0:4", 2, NULL, "least" },
  { "explore-load-zero", "explore " EXAMPLE " --vary load=0:4", 2, NULL, "more than 0" },
  { "explore-too-many", "explore " EXAMPLE " --vary load=1:2:1000 --vary orders.shards=1:1000:1000", 2, NULL, "100000" },
  { "iam", "iam " EXAMPLE, 0, "sts:AssumeRole", NULL },
  { "iam-block", "iam " EXAMPLE " compact --format json", 0, "\"s3:GetObject\"", NULL },
  { "iam-no-block", "iam " EXAMPLE " nobody", 2, NULL, "nobody" },
  { "iam-no-file", "iam", 2, NULL, "a file is needed" },
  { "convert-notice", "convert " COURSE " - --to leat", 0, "<wire ", ":23:" },
  { "convert-strict", "convert --strict " COURSE " - --to leat", 1, "<wire ", ":23:" },
  { "convert-unknown", "convert " EXAMPLE " x.docx", 2, NULL, "x.docx" },
  { "convert-nowhere", "convert " EXAMPLE " /nowhere/x.png", 4, NULL, "/nowhere/x.png" },
  { "convert-onto-itself", "convert " EXAMPLE " " EXAMPLE, 2, NULL, "overwritten" },
};

static char **
new_arguments (const char *text)
{
  g_autofree char *root = g_test_build_filename (G_TEST_DIST, "..", NULL);
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, g_getenv ("LEAT_CLI"));
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *path = *words[i] == '@' ? g_build_filename (root, words[i] + 1, NULL) : g_strdup (words[i]);

      if (*path != '\0')
        g_strv_builder_add (builder, path);
    }
  return g_strv_builder_end (builder);
}

static int
run (const char *text,
     char      **out,
     char      **err)
{
  g_auto(GStrv) arguments = new_arguments (text);
  g_autoptr(GError) error = NULL;
  int status;

  g_spawn_sync (NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, out, err, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (run (test->arguments, &out, &err), ==, test->status);
  if (test->out != NULL && strstr (out, test->out) == NULL)
    g_error ("“%s” is not in: %s", test->out, out);
  if (test->err != NULL && strstr (err, test->err) == NULL)
    g_error ("“%s” is not in: %s", test->err, err);
}

/* The total is the sum of the blocks, and a block that of its lines. */
static void
test_sums (void)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  JsonObject *root;
  JsonArray *blocks;
  double total = 0;

  g_assert_cmpint (run ("cost --format json " EXAMPLE, &out, &err), ==, 0);
  json_parser_load_from_data (parser, out, -1, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  blocks = json_object_get_array_member (root, "blocks");
  g_assert_cmpuint (json_array_get_length (blocks), ==, 13);
  for (guint i = 0; i < json_array_get_length (blocks); i++)
    {
      JsonObject *block = json_array_get_object_element (blocks, i);
      JsonArray *lines = json_object_get_array_member (block, "lines");
      double sum = 0;

      for (guint j = 0; j < json_array_get_length (lines); j++)
        sum += json_object_get_double_member (json_array_get_object_element (lines, j), "monthly");
      g_assert_cmpfloat_with_epsilon (sum, json_object_get_double_member (block, "monthly"), 1e-9);
      total += sum;
    }
  g_assert_cmpfloat_with_epsilon (total, json_object_get_double_member (root, "total_monthly"), 1e-9);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/contract/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/cli/contract/sums", test_sums);
  return g_test_run ();
}
