/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"
#include "support.h"

#include <json-glib/json-glib.h>

/* What the commands of leat-cli promise. */

#define EXAMPLE "@data/examples/standard-pipeline.leat"
#define COURSE "@tests/corpus/mermaid/course-standard-pipeline.mmd"
#define WALK "@tests/cases/native/walkthrough.leat"
#define BAD "@tests/cases/native/"

static const CommandCase cases[] = {
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
  { "check-nobody-asked", "check " BAD "odd-ids.leat", 1, "twin: missed, asked 30 s", "odd-ids.leat:6: max-p95-s.gone asks for a block" },
  { "check-each-asked", "check " BAD "odd-ids.leat", 1, "met, asked 1 min, each consumer has a delay of its own", "gone" },
  { "check-json", "check --format json " EXAMPLE, 0, "\"exam_domain\"", NULL },
  { "check-explain", "check --explain " EXAMPLE, 0, "    The trap: ", NULL },
  { "check-explain-json", "check --explain --format json " EXAMPLE, 0, "\"exam_note\"", NULL },
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
  { "latency-growth", "latency " BAD "overloaded.leat", 0, "Orders it grows by 1800000 records/h (878.9 MB/h)", NULL },
  { "latency-growth-json", "latency --format json " BAD "overloaded.leat", 0, "\"growth_mb_per_h\" : 878.9", NULL },
  { "latency-day", "latency " BAD "busy-days.leat", 0, "Orders up to 6 h 50 min each day", NULL },
  { "latency-dominant", "latency " BAD "busy-days.leat", 0, "longest: Wait in the backlog at ", NULL },
  { "latency-stages-json", "latency --format json " BAD "busy-days.leat", 0, "\"stage\" : \"backlog\"", NULL },
  { "latency-limits-json", "latency --format json " EXAMPLE, 0, "\"peak_utilisation\" : 0.732421875,\n      \"mean_utilisation\" : 0.24414", NULL },
  { "price", "price kinesis-data-streams shards=4 in_records_per_s=100 in_record_kb=35 hours_per_month=744", 0, "$52.14", NULL },
  { "price-own-tiers", "price lambda requests=3000000 duration_ms=0 --price lambda.requests=0:1,2:0.5", 0, "$2.50", NULL },
  { "price-own-region", "price lambda --region mars-1 requests=1000000 duration_ms=0 --price lambda.requests=7", 0, "$7.00", NULL },
  { "price-own-unit", "price lambda --region mars-1 requests=1000000 duration_ms=0 --price lambda.requests=7", 0,
    "1 million-requests", NULL },
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
  { "explore-text", "explore " EXAMPLE " --vary orders.shards=1:4:4 --format text", 0, "From orders.shards = 2 down: orders", NULL },
  { "explore-threshold", "explore " EXAMPLE " --vary load=0.1:10:3 --max-p95 85000 --format json", 0, "\"kind\" : \"delay\"",
    NULL },
  { "explore-sensitivity", "explore " EXAMPLE " --sensitivity", 0, "orders,shards,4,2,8,", NULL },
  { "explore-sensitivity-json", "explore " EXAMPLE " --sensitivity --format json", 0, "\"setting\" : \"load\"", NULL },
  { "explore-against", "explore " EXAMPLE " --against " COURSE " --format json", 0, "\"p95_s\"", NULL },
  { "explore-against-itself", "explore " EXAMPLE " --against " EXAMPLE, 0, "errors,0,0,0,0", NULL },
  { "explore-against-nothing", "explore " EXAMPLE " --against /nowhere.leat", 3, NULL, "/nowhere.leat" },
  { "explore-two-things", "explore " EXAMPLE " --sensitivity --vary load=1:2", 2, NULL, "one of" },
  { "explore-nothing", "explore " EXAMPLE, 2, NULL, "--vary" },
  { "explore-no-block", "explore " EXAMPLE " --vary nobody.shards=1:2", 2, NULL, "nobody" },
  { "explore-no-setting", "explore " EXAMPLE " --vary orders.colour=1:2", 2, NULL, "colour" },
  { "explore-currency", "explore " EXAMPLE " --vary load=1:2:2 --format json --currency EUR --rate 0.5", 0, "\"currency\" : \"EUR\"", NULL },
  { "explore-sensitivity-currency", "explore " EXAMPLE " --sensitivity --format json", 0, "\"currency\" : \"USD\"", NULL },
  { "explore-units", "explore " EXAMPLE " --vary delivery.buffer_seconds=1min:5min:5", 0, "\n240,", NULL },
  { "explore-unit-json", "explore " EXAMPLE " --vary delivery.buffer_seconds=60|5min --format json", 0, "\"unit\" : \"s\"", NULL },
  { "explore-wrong-unit", "explore " EXAMPLE " --vary delivery.buffer_seconds=1GB:2GB", 2, NULL, "FROM:TO" },
  { "explore-twice", "explore " EXAMPLE " --vary load=1:2 --vary load=1:4", 2, NULL, "twice" },
  { "explore-present-load", "explore " EXAMPLE " --vary load=0.1:100:4", 0, "\n1,1032.04,", NULL },
  { "explore-whole", "explore " EXAMPLE " --vary orders.shards=1:5.5:3", 0, "\n5,", NULL },
  { "explore-asked", "explore " EXAMPLE " --vary load=1:4:3 --format text", 0, "up: slower than asked for", NULL },
  { "explore-max-p95-time", "explore " EXAMPLE " --vary load=0.1:10:3 --max-p95 1417min --format json", 0, "\"kind\" : \"delay\"", NULL },
  { "explore-late", "explore " EXAMPLE " --vary load=1:4:3 --format text --max-p95 5min", 0, "Slower than asked for everywhere", NULL },
  { "explore-asked-json", "explore " EXAMPLE " --vary load=1:4:3 --format json", 0, "\"asked_p95_s\" : 86400", NULL },
  { "explore-max-p95-negative", "explore " EXAMPLE " --vary load=1:2 --max-p95 -3", 2, NULL, "--max-p95" },
  { "explore-max-p95-word", "explore " EXAMPLE " --vary load=1:2 --max-p95 soon", 2, NULL, "5min" },
  { "explore-bad-range", "explore " EXAMPLE " --vary orders.shards=1:x", 2, NULL, "FROM:TO" },
  { "explore-out-of-range", "explore " EXAMPLE " --vary orders.shards=0:4", 2, NULL, "least" },
  { "explore-load-zero", "explore " EXAMPLE " --vary load=0:4", 2, NULL, "more than 0" },
  { "explore-load-word", "explore " EXAMPLE " --vary load=1|much", 2, NULL, "“much”" },
  { "explore-load-negative", "explore " EXAMPLE " --vary load=-1|2", 2, NULL, "more than 0" },
  { "explore-load-huge", "explore " EXAMPLE " --vary load=1e-300:1e300:3", 2, NULL, "from 1e-09 to 1e+09" },
  { "explore-no-values", "explore " EXAMPLE " --vary orders.mode=", 2, NULL, "nothing to be varied over" },
  { "explore-no-steps", "explore " EXAMPLE " --vary orders.shards=1:4:0", 2, NULL, "from 1 to 100000" },
  { "explore-whose-range", "explore " EXAMPLE " --vary orders.shards=0:4", 2, NULL, "orders: shards cannot be 0" },
  { "explore-known-blocks", "explore " EXAMPLE " --vary nobody.shards=1:2", 2, NULL, "the blocks are web-shop, orders, delivery" },
  { "explore-by-name", "explore " BAD "odd-ids.leat --vary stream.shards=1:2:2", 0, "\"a,b.shards\",total_monthly", "max-p95-s.gone" },
  { "explore-by-two-names", "explore " BAD "odd-ids.leat --vary twin.versioning=yes|no", 2, NULL, "more than one, is called “twin”" },
  { "explore-by-name-twice", "explore " BAD "odd-ids.leat --vary stream.shards=1:2 --vary a,b.shards=1:2", 2, NULL, "varied twice" },
  { "explore-quoted", "explore " BAD "odd-ids.leat --vary x\"y.buffer_seconds=60|300", 0, "\"x\"\"y.buffer_seconds\",total", "gone" },
  { "explore-quoted-block", "explore " BAD "odd-ids.leat --vary p=q.record_kb=1|2", 0, ",\"a,b\",0\n", "gone" },
  { "explore-no-load", "explore " BAD "silent-source.leat --vary load=1:2:2", 0, "\n2,10.95,", "nothing sends" },
  { "explore-no-limit", "explore " BAD "no-blocks.leat --vary load=1|2", 0, "\n2,0,0,,,,,,0\n", "nothing sends" },
  { "explore-unbounded-sensitivity", "explore " BAD "overloaded.leat --sensitivity --format json", 0, "\"unbounded_high\" : true", NULL },
  { "explore-unbounded-against", "explore " EXAMPLE " --against " BAD "overloaded.leat --format json", 0, "\"after_unbounded\" : true", NULL },
  { "explore-sensitivity-words", "explore " EXAMPLE " --sensitivity --format text", 0, "orders: Shards (4 shard): ", NULL },
  { "explore-max-p95-alone", "explore " EXAMPLE " --sensitivity --max-p95 5", 2, NULL, "--vary" },
  { "explore-too-many", "explore " EXAMPLE " --vary load=1:2:1000 --vary orders.shards=1:1000:1000", 2, NULL, "100000" },
  { "drill", "drill " EXAMPLE " --stop clean --for 10", 0, "clean stops", NULL },
  { "drill-alarm", "drill " EXAMPLE " --stop clean --for 10 --at 60", 0, "1:01:00  orders: alarm GetRecords.IteratorAgeMilliseconds", NULL },
  { "drill-total", "drill " EXAMPLE " --stop clean --for 10 --load 0.5", 0, "Most that wait                         150000", NULL },
  { "drill-slow", "drill " EXAMPLE " --stop clean --for 10 --slow 0.5", 0, "slows down to 0.5", NULL },
  { "drill-csv", "drill " EXAMPLE " --stop clean --for 10 --format csv", 0, "\n600,", NULL },
  { "drill-csv-columns", "drill " EXAMPLE " --stop clean --for 10 --format csv", 0, "delivery.backlog,delivery.backlog_mb,delivery.age_s", NULL },
  { "drill-json", "drill " EXAMPLE " --stop clean --for 10 --format json", 0, "\"most_backlog\" : 300000", NULL },
  { "drill-json-event", "drill " EXAMPLE " --stop nightly --for 10 --format json", 0, "\"kind\" : \"misses-run\"", NULL },
  { "drill-hours", "drill " EXAMPLE " --stop clean --for 2h", 0, "2:00:00  clean is back", NULL },
  { "drill-no-number", "drill " EXAMPLE " --stop clean --for long", 2, NULL, "2h" },
  { "drill-nothing", "drill " EXAMPLE, 2, NULL, "--stop and --for" },
  { "drill-no-block", "drill " EXAMPLE " --stop nobody --for 10", 2, NULL, "nobody" },
  { "drill-no-time", "drill " EXAMPLE " --stop clean --for 0", 2, NULL, "more than 0" },
  { "drill-not-slow", "drill " EXAMPLE " --stop clean --for 10 --slow 1", 2, NULL, "less than 1" },
  { "drill-no-load", "drill " EXAMPLE " --stop clean --for 10 --load -1", 2, NULL, "more than 0" },
  { "drill-too-early", "drill " EXAMPLE " --stop clean --for 10 --at -1", 2, NULL, "minute 0" },
  { "drill-blocks", "drill " EXAMPLE " --stop nobody --for 10", 2, NULL, "the blocks are web-shop, orders" },
  { "drill-too-much", "drill " EXAMPLE " --stop clean --for 10 --load 1e10", 2, NULL, "at most 1e9" },
  { "drill-at-time", "drill " EXAMPLE " --stop clean --for 10 --at 2h", 0, "2:00:00  clean stops", NULL },
  { "drill-at-midnight", "drill " EXAMPLE " --stop clean --for 10 --at 0", 0, "0:00:00  clean stops", NULL },
  { "drill-at-word", "drill " EXAMPLE " --stop clean --for 10 --at noon", 2, NULL, "--at cannot be “noon”" },
  { "drill-until", "drill " EXAMPLE " --stop orders --for 10", 0, "Counted until                         0:11:00", NULL },
  { "drill-nothing-flows", "drill " BAD "silent-source.leat --stop f --for 10", 0, "No records flow through f", NULL },
  { "drill-quoted", "drill " BAD "odd-ids.leat --stop stream --for 10 --format csv", 0, ",\"a,b.backlog\",", "gone" },
  { "drill-format", "drill " EXAMPLE " --stop clean --for 10 --format xml", 2, NULL, "text|csv|json" },
  { "decide-questions", "decide", 0, "freshness: How soon must it be there?", NULL },
  { "decide-questions-json", "decide --format json", 0, "\"default\" : \"application\"", NULL },
  { "decide", "decide --answer sends=database --answer freshness=seconds", 0, "not DataSync: ", NULL },
  { "decide-met", "decide --answer sends=files --answer freshness=nightly", 0, "Serverless only: met", NULL },
  { "decide-json", "decide --answer readers=lookups --format json", 0, "\"rejected\"", NULL },
  { "decide-output", "decide --answer readers=searching --output - --format json", 0, "<block id=\"search-index\"", NULL },
  { "decide-bad-question", "decide --answer colour=red", 2, NULL, "one of the questions sends, volume" },
  { "decide-bad-answer", "decide --answer sends=pigeons", 2, NULL, "it has application, devices" },
  { "decide-word-too-many", "decide file.leat", 2, NULL, "--answer" },
  { "decide-no-place", "decide --output /nowhere/x.leat", 4, NULL, "/nowhere/x.leat" },
  { "optimise", "optimise --limit 3 --evaluations 150 " EXAMPLE, 0, "less a month", NULL },
  { "optimise-json", "optimise --limit 3 --evaluations 150 --format json " EXAMPLE, 0, "\"total_monthly_change\" : -", NULL },
  { "optimise-meets", "optimise --limit 3 --evaluations 400 --max-p95 2h --budget 1500 " EXAMPLE, 0, "within the 2 h", NULL },
  { "optimise-obstacle", "optimise --limit 1 --evaluations 150 --max-p95 1ms " EXAMPLE, 1, "beyond the 1", NULL },
  { "optimise-obstacle-json", "optimise --limit 1 --evaluations 150 --budget 1 --format json " EXAMPLE, 1, "\"budget\"", NULL },
  { "optimise-serverless", "optimise --limit 1 --evaluations 300 --serverless " EXAMPLE, 0, "Redshift → ", NULL },
  { "optimise-short", "optimise --evaluations 1 " EXAMPLE, 0, "Now, and nothing that was tried beats it", NULL },
  { "optimise-one", "optimise --evaluations 1 " EXAMPLE, 0, "1 design was evaluated", NULL },
  { "optimise-no-way", "optimise --evaluations 1 " BAD "no-way.leat", 0, "no way from a source to a consumer", NULL },
  { "optimise-no-way-json", "optimise --evaluations 1 --format json " BAD "no-way.leat", 0, "\"p95_s\" : null", NULL },
  { "optimise-no-bound", "optimise --limit 4 --evaluations 300 " BAD "overloaded-chain.leat", 0, "p95 stays without bound", NULL },
  { "optimise-no-bound-json", "optimise --evaluations 1 --format json " BAD "overloaded.leat", 0, "\"unbounded\" : true", NULL },
  { "optimise-no-way-bound", "optimise --evaluations 1 --format json " BAD "no-way.leat", 0, "\"unbounded\" : false", NULL },
  { "optimise-bad-time", "optimise --max-p95 soon " EXAMPLE, 2, NULL, "5min" },
  { "optimise-negative-time", "optimise --max-p95 -5 " EXAMPLE, 2, NULL, "--max-p95" },
  { "optimise-bad-budget", "optimise --budget 0 " EXAMPLE, 2, NULL, "--budget" },
  { "optimise-bad-limit", "optimise --limit 0 " EXAMPLE, 2, NULL, "--limit" },
  { "optimise-bad-evaluations", "optimise --evaluations 0 " EXAMPLE, 2, NULL, "--evaluations" },
  { "optimise-no-file", "optimise", 2, NULL, "a file is needed" },
  { "iam", "iam " EXAMPLE, 0, "sts:AssumeRole", NULL },
  { "iam-block", "iam " EXAMPLE " compact --format json", 0, "\"s3:GetObject\"", NULL },
  { "iam-no-block", "iam " EXAMPLE " nobody", 2, NULL, "nobody" },
  { "iam-no-file", "iam", 2, NULL, "a file is needed" },
  { "convert-notice", "convert " COURSE " - --to leat", 0, "<wire ", ":23:" },
  { "convert-strict", "convert --strict " COURSE " - --to leat", 1, "<wire ", ":23:" },
  { "convert-unknown", "convert " EXAMPLE " x.docx", 2, NULL, "x.docx" },
  { "handout", "convert --walkthrough " WALK " - --to markdown", 0, "## 1\\. Streams", NULL },
  { "handout-answers", "convert --walkthrough --answers beneath --notes " WALK " - --to markdown", 0, "**Answer**", NULL },
  { "handout-no-steps", "convert --walkthrough " COURSE " x.pdf", 3, NULL, "add a step" },
  { "handout-format", "convert --walkthrough " WALK " x.svg", 2, NULL, ".md" },
  { "handout-where", "convert --walkthrough --answers above " WALK " x.pdf", 2, NULL, "end|beneath|none" },
  { "handout-colours", "convert --walkthrough --colours dark " WALK " x.pdf", 2, NULL, "--paper" },
  { "handout-paper", "convert --walkthrough --paper a3 " WALK " x.pdf", 2, NULL, "a4|letter" },
  { "handout-unsaid", "convert " WALK " x.md", 2, NULL, "--walkthrough" },
  { "handout-notes-alone", "convert --notes " WALK " x.pdf", 2, NULL, "--walkthrough" },
  { "convert-nowhere", "convert " EXAMPLE " /nowhere/x.png", 4, NULL, "/nowhere/x.png" },
  { "convert-drawio", "convert " EXAMPLE " - --to drawio", 0, "resIcon=mxgraph.aws4.kinesis_data_streams", NULL },
  { "convert-from-drawio", "convert @tests/corpus/drawio/apigw-sqs.drawio - --to leat", 0, "type=\"sqs\"", "Read: " },
  { "convert-damaged-drawio", "convert --from drawio " EXAMPLE " - --to leat", 3, NULL, "<mxfile>" },
  { "report", "report " EXAMPLE, 0, "## As the Load Grows", NULL },
  { "report-sections", "report --sections requirements,latency " EXAMPLE, 0, "saturates first", NULL },
  { "report-inline", "report --sections drawing --pictures inline " EXAMPLE, 0, "data:image/svg+xml;base64,", NULL },
  { "report-bad-section", "report --sections costs " EXAMPLE, 2, NULL, "requirements" },
  { "report-bad-paper", "report --paper a5 " EXAMPLE, 2, NULL, "a5" },
  { "report-bad-format", "report --format docx " EXAMPLE, 2, NULL, "docx" },
  { "report-beside-nothing", "report --pictures beside " EXAMPLE, 2, NULL, "--output" },
  { "report-nowhere", "report --output /nowhere/x.pdf " EXAMPLE, 4, NULL, "/nowhere/x.pdf" },
  { "report-no-file", "report", 2, NULL, "a file is needed" },
  { "convert-onto-itself", "convert " EXAMPLE " " EXAMPLE, 2, NULL, "overwritten" },
};

static void
test_case (gconstpointer data)
{
  command_check (data, NULL);
}

/* Standard input is read once, whatever is made of it. */
static void
test_standard_input (void)
{
  g_autoptr(GBytes) bytes = test_bytes ("../data/examples/standard-pipeline.leat");
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *named = NULL;
  g_autofree char *piped = NULL;
  g_autofree char *named_err = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (command_run ("cost --compare-region eu-west-1 --format json " EXAMPLE, NULL, NULL, &named, &named_err), ==,
                   command_run ("cost --compare-region eu-west-1 --format json -", NULL, text, &piped, &err));
  g_assert_cmpstr (err, ==, "");
  g_assert_cmpstr (piped, ==, named);
}

/* The delay that is asked stands beside the one that is, and is no failure: nobody asked to check. */
static void
check_latency (const char *input,
               const char *said)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *json = NULL;
  g_autofree char *json_err = NULL;

  g_assert_cmpint (command_run ("latency -", NULL, input, &out, &err), ==, 0);
  g_assert_nonnull (strstr (out, said));
  g_assert_null (strstr (out, "Budget"));
  g_assert_nonnull (strstr (out, "p sends x2.5 of its mean in the busiest hour, from 9:00 on"));
  g_assert_cmpint (command_run ("latency --format json -", NULL, input, &json, &json_err), ==, 0);
  g_assert_nonnull (strstr (json, "\"max-p95-s\""));
  g_assert_nonnull (strstr (json, "\"hours\""));
}

/* Cells of every row of a table of text begin at the same letter, whatever the script. */
static void
test_columns (void)
{
  static const char text[] =
    "<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\"><block id=\"p\" name=\"متجر\" type=\"app-producer\" x=\"0\" y=\"0\"/>"
    "<block id=\"k\" name=\"注文\" type=\"kinesis-data-streams\" x=\"0\" y=\"0\"/>"
    "<wire id=\"a\" from=\"p\" to=\"k\" kind=\"data\"/></pipeline>";
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (command_run ("drill --stop k --for 5 -", NULL, text, &out, &err), ==, 0);
  g_assert_nonnull (strstr (out, "\n  متجر                                  0"));
  g_assert_nonnull (strstr (out, "\n  注文                                  0"));
}

/* What comes twice is evaluated once. */
static void
test_once (void)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_auto(GStrv) lines = NULL;

  g_assert_cmpint (command_run ("explore " EXAMPLE " --vary orders.shards=1|2|1.0", NULL, NULL, &out, &err), ==, 0);
  lines = g_strsplit (out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4); /* names, two values, and nothing behind the last */
}

/* Without options, what the pipeline asks for is looked for. */
static void
check_optimise (const char *input,
                gboolean    missed)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *json = NULL;
  g_autofree char *json_err = NULL;

  g_assert_cmpint (command_run ("optimise --limit 2 --evaluations 300 -", NULL, input, &out, &err), ==, 0);
  g_assert_true (g_str_has_prefix (out, missed ? "Asked of the pipeline\n  - Freshness, p95: missed, asked 1 min"
                                               : "Asked of the pipeline\n  - Freshness, p95: met, asked 10 min"));
  g_assert_cmpint (strstr (out, "what is asked of the pipeline is met") != NULL, ==, missed);
  g_assert_cmpint (command_run ("optimise --limit 2 --evaluations 300 --format json --budget 0.01 -", NULL, input, &json,
                                &json_err), ==, 1);
  g_assert_nonnull (strstr (json, "\"label\" : \"Freshness, p95\""));
}

/* What is asked and not met is told, and fails as an error does. */
static void
test_requirements (void)
{
  static const char text[] =
    "<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\"><properties><set name=\"max-p95-s\" value=\"%s\"/>"
    "<set name=\"max-p95-s.k\" value=\"60\"/></properties>"
    "<block id=\"p\" type=\"app-producer\" x=\"0\" y=\"0\"><set name=\"records_per_s\" value=\"10\"/>"
    "<set name=\"daily_shape\" value=\"business-hours\"/><set name=\"opens_h\" value=\"9\"/>"
    "<set name=\"closes_h\" value=\"17\"/></block><block id=\"k\" type=\"firehose\" x=\"0\" y=\"0\"/><block id=\"s\" type=\"s3\" x=\"0\" y=\"0\"/>"
    "<wire id=\"a\" from=\"p\" to=\"k\" kind=\"data\"/><wire id=\"b\" from=\"k\" to=\"s\" kind=\"data\"/></pipeline>";
  static const struct { const char *asked, *said; int status; } asks[] = {
    { "60", "Freshness, p95: missed, asked 1 min, is ", 1 }, { "600", "Freshness, p95: met, asked 10 min, is ", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (asks); i++)
    {
      g_autofree char *input = g_strdup_printf (text, asks[i].asked);
      g_autofree char *out = NULL;
      g_autofree char *err = NULL;
      g_autofree char *json = NULL;
      g_autofree char *json_err = NULL;

      g_assert_cmpint (command_run ("check -", NULL, input, &out, &err), ==, asks[i].status);
      g_assert_nonnull (strstr (out, asks[i].said));
      g_assert_nonnull (strstr (out, "Freshness, p95 to k: cannot be told, asked 1 min, no path ends there"));
      command_run ("check --format json -", NULL, input, &json, &json_err);
      g_assert_nonnull (strstr (json, asks[i].status != 0 ? "\"missed\"" : "\"met\""));
      check_latency (input, asks[i].said);
      check_optimise (input, asks[i].status != 0);
    }
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

  g_assert_cmpint (command_run ("cost --format json " EXAMPLE, NULL, NULL, &out, &err), ==, 0);
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
  g_test_add_func ("/cli/contract/requirements", test_requirements);
  g_test_add_func ("/cli/contract/columns", test_columns);
  g_test_add_func ("/cli/contract/once", test_once);
  g_test_add_func ("/cli/contract/standard-input", test_standard_input);
  return g_test_run ();
}
