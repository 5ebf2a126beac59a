/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/own-prices.h"
#include "exchange/pricelist-private.h"
#include "mini.h"
#include "support.h"

#include <glib/gstdio.h>
#include <math.h>

/* Offers of the AWS Price List: real ones cut, small ones made, and broken ones. */

/* --- making offers --- */

#define CSV_HEAD                                                                                     \
  "\"FormatVersion\",\"v1.0\"\n\"Publication Date\",\"2026-11-02T10:00:00Z\"\n\"Version\",\"20261102100000\"\n"
#define CSV_COLUMNS                                                                                  \
  "\"SKU\",\"OfferTermCode\",\"TermType\",\"EffectiveDate\",\"StartingRange\",\"EndingRange\",\"Unit\"," \
  "\"PricePerUnit\",\"Currency\",\"Product Family\",\"serviceCode\",\"Location\",\"usageType\",\"operation\"\n"
#define CSV_ROW(sku, begin, end, unit, price, service, location, usage)                              \
  "\"" sku "\",\"JRTCKXETXF\",\"OnDemand\",\"2026-11-01\",\"" begin "\",\"" end "\",\"" unit "\",\"" price \
  "\",\"USD\",\"Family\",\"" service "\",\"" location "\",\"" usage "\",\"\"\n"
#define CSV(rows) CSV_HEAD CSV_COLUMNS rows
#define LAMBDA(price) CSV_ROW ("A", "0", "Inf", "GB-Second", price, "AWSLambda", "EU (Ireland)", "EU-Lambda-GB-Second")

#define PRODUCT(sku, usage, more)                                                                    \
  "\"" sku "\":{\"sku\":\"" sku "\",\"productFamily\":\"Family\",\"attributes\":{\"regionCode\":\"eu-west-1\"," \
  "\"usagetype\":\"EUW1-" usage "\"" more "}}"
#define TIER(n, begin, end, unit, price)                                                             \
  "\"" n "\":{\"unit\":\"" unit "\",\"beginRange\":\"" begin "\",\"endRange\":\"" end                \
  "\",\"description\":\"x\",\"appliesTo\":[],\"pricePerUnit\":{\"USD\":\"" price "\"}}"
#define TERM(sku, tiers)                                                                             \
  "\"" sku "\":{\"" sku ".JRTCKXETXF\":{\"offerTermCode\":\"JRTCKXETXF\",\"effectiveDate\":\"2026-11-01T00:00:00Z\"," \
  "\"priceDimensions\":{" tiers "},\"termAttributes\":{}}}"
#define JSON(offer, products, terms)                                                                 \
  "{\n\"formatVersion\":\"v1.0\",\"offerCode\":\"" offer "\",\"version\":\"20261102100000\",\n"      \
  "\"publicationDate\":\"2026-11-02T10:00:00Z\",\n\"products\":{" products "},\n\"terms\":{\"OnDemand\":{" terms \
  "},\"Reserved\":{\"A\":{\"A.X\":{\"priceDimensions\":{\"1\":{\"pricePerUnit\":{\"USD\":\"9999\"}}}}}}}\n}\n"

static LeatPricelist *
read_by (LeatCatalogue *catalogue,
         const char    *text,
         gssize         length,
         const char    *region,
         GError       **error)
{
  g_autoptr(GInputStream) stream =
    g_memory_input_stream_new_from_data (text, length < 0 ? (gssize) strlen (text) : length, NULL);

  return leat_pricelist_read_stream (stream, "offer", MAX (length, 0), catalogue, region, NULL, NULL, NULL, error);
}

static LeatPricelist *
read_bytes (const char *text,
            gssize      length,
            const char *region,
            GError    **error)
{
  return read_by (test_catalogue (), text, length, region, error);
}

static LeatPricelist *
read_good (const char *text)
{
  g_autoptr(GError) error = NULL;
  LeatPricelist *list = read_bytes (text, -1, NULL, &error);

  g_assert_no_error (error);
  return list;
}

static const LeatPrice *
find (const LeatPricelist *list,
      const char          *key)
{
  for (guint i = 0; i < list->taken->len; i++)
    {
      const LeatTakenPrice *taken = g_ptr_array_index (list->taken, i);

      if (g_str_equal (taken->price.key, key))
        return &taken->price;
    }
  return NULL;
}

/* "0.023 51200:0.022 +25" for tiers and allowance. */
static char *
describe (const LeatPrice *price)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (price == NULL)
    return g_strdup ("none");
  for (gsize i = 0; i < price->n_tiers; i++)
    {
      if (i > 0)
        g_string_append_printf (text, " %.12g:", price->tiers[i].from);
      g_string_append_printf (text, "%.12g", price->tiers[i].price);
    }
  if (price->free_amount > 0)
    g_string_append_printf (text, " +%.12g", price->free_amount);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- real offers --- */

typedef struct
{
  const char *name;
  const char *region; /* asked for, or NULL */
  const char *found;  /* the region found, or a part of the error's message if `n` is negative */
  int         n;      /* prices taken */
  const char *key;
  const char *price;
  const char *as_of;
} CorpusCase;

static const CorpusCase corpus[] = {
  { "amazons3.csv", NULL, "eu-west-1", 26, "s3.standard-storage", "0.023 51200:0.022 512000:0.021 +5", "2018-04-04" },
  { "amazons3.csv", "eu-west-1", "eu-west-1", 26, "s3.standard-put", "0.005 +2", "2018-04-04" },
  { "amazons3.csv", "us-east-1", "of eu-west-1: take the file of that region", -1, NULL, NULL, NULL },
  { "awslambda-eu-west-1.csv", NULL, "eu-west-1", 4, "lambda.requests", "0.2 +1", "2020-12-01" },
  { "awslambda-eu-west-1.csv", NULL, "eu-west-1", 4, "lambda.duration-x86_64", "1.66667e-05 +400000", "2020-12-01" },
  { "amazonec2-eu-west-1.csv", NULL, "eu-west-1", 63, "ec2.i3.xlarge", "0.344", "" },
  { "amazonec2-eu-west-1.csv", NULL, "eu-west-1", 63, "ebs.gp3-throughput", "0.044", "2021-02-01" },
  { "opencost-ec2-offer-1.json", NULL, "found prices in CNY, expected US dollars", -1, NULL, NULL, NULL },
  { "offer-index.json", NULL, "found an index of offers", -1, NULL, NULL, NULL },
  { "amazonec2-region-index.json", NULL, "com/offers/v1.0/aws/AmazonEC2/current/eu-west-1/index.json", -1, NULL, NULL, NULL },
  { "amazonec2-region-index.json", "us-east-1", "current/us-east-1/index.json", -1, NULL, NULL, NULL },
  { "amazonec2-too-few-columns.csv", NULL, ":7: found no row with all 83 columns", -1, NULL, NULL, NULL },
  { "no-header.csv", NULL, ":5: found columns separated by “;”", -1, NULL, NULL, NULL },
};

static void
test_corpus (gconstpointer data)
{
  const CorpusCase *test = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "corpus/pricelist", test->name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPricelist) list =
    leat_pricelist_read (file, test_catalogue (), test->region, NULL, NULL, NULL, &error);
  g_autofree char *price = NULL;

  if (test->n < 0)
    {
      g_assert_null (list);
      g_assert_cmpint (error->domain, ==, LEAT_ERROR);
      g_assert_nonnull (strstr (error->message, test->name));
      if (strstr (error->message, test->found) == NULL)
        g_error ("“%s” is not in: %s", test->found, error->message);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (list->region, ==, test->found);
  g_assert_cmpint (list->taken->len, ==, test->n);
  price = describe (find (list, test->key));
  g_assert_cmpstr (price, ==, test->price);
  g_assert_cmpstr (find (list, test->key)->as_of, ==, test->as_of);
}

static void
test_report (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "corpus/pricelist/amazonec2-eu-west-1.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(LeatPricelist) list = leat_pricelist_read (file, test_catalogue (), NULL, NULL, NULL, NULL, NULL);
  const LeatUnusedFamily *family = g_ptr_array_index (list->unused, 0);
  const LeatNotice *notice = g_ptr_array_index (list->notices, 0);

  g_assert_cmpstr (list->offer, ==, "AmazonEC2");
  g_assert_cmpstr (list->source, ==,
                   "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonEC2/current/eu-west-1/index.csv");
  g_assert_cmpstr (family->family, ==, "Compute Instance");
  g_assert_cmpuint (family->count, ==, 31);
  g_assert_cmpuint (family->names->len, ==, 5);
  g_assert_cmpint (notice->line, ==, 7);
  g_assert_true (g_ptr_array_find_with_equal_func (list->missing, "nat-gateway.gateway-hour", g_str_equal, NULL));
  g_assert_false (g_ptr_array_find_with_equal_func (list->missing, "ec2.m4.large", g_str_equal, NULL));
}

/* --- offers made for one thing each --- */

typedef struct
{
  const char *name;
  const char *text;
  const char *key;
  const char *price; /* as describe() says it, or "none" */
  const char *why;   /* a part of what is said of a doubtful key, or NULL */
} PriceCase;

#define API(begin, end, price) TIER (begin, begin, end, "Requests", price)
#define DDB JSON ("AmazonDynamoDB", PRODUCT ("A", "ReadCapacityUnit-Hrs", ""),                       \
                  TERM ("A", TIER ("2", "18600", "Inf", "h", "0.00013") "," TIER ("1", "0", "18600", "h", "0")))
#define ONE(offer, usage, more, tiers) JSON (offer, PRODUCT ("A", usage, more), TERM ("A", tiers))
#define TWO(usage, unit, first, second)                                                              \
  JSON ("AmazonDynamoDB", PRODUCT ("A", usage, "") "," PRODUCT ("B", usage, ""), TERM ("A", first) "," TERM ("B", second))
#define FLAT(price) TIER ("1", "0", "Inf", "GB-Mo", price)
#define FREE_25 TIER ("1", "0", "25", "GB-Mo", "0") "," TIER ("2", "25", "Inf", "GB-Mo", "0.25")
#define GP3_TIERS(tiers) ONE ("AmazonEC2", "EBS:VolumeP-Throughput.gp3", "", tiers)
#define GP3(unit, price) GP3_TIERS (TIER ("1", "0", "Inf", unit, price))

static const PriceCase prices[] = {
  { "tiers",
    ONE ("AmazonApiGateway", "ApiGatewayRequest", "",
         API ("0", "333000000", "0.0000035000") "," API ("333000000", "1000000000", "0.0000028000") ","
         API ("1000000000", "Inf", "0.0000023800")),
    "api-gateway.rest-api-requests", "3.5 333:2.8 1000:2.38 +1", NULL },
  { "tiers-gap", ONE ("AmazonDynamoDB", "TimedPITRStorage-ByteHrs", "",
                      TIER ("1", "0", "10", "GB", "2") "," TIER ("2", "20", "Inf", "GB", "1")),
    "dynamodb.pitr-storage", "none", "do not follow each other" },
  { "tiers-not-from-0", ONE ("AmazonDynamoDB", "TimedPITRStorage-ByteHrs", "", TIER ("1", "5", "Inf", "GB", "2")),
    "dynamodb.pitr-storage", "none", "do not follow each other" },
  { "tiers-not-to-the-end", ONE ("AmazonDynamoDB", "TimedPITRStorage-ByteHrs", "", TIER ("1", "0", "5", "GB", "2")),
    "dynamodb.pitr-storage", "none", "do not follow each other" },
  { "tiers-too-close", ONE ("AmazonDynamoDB", "TimedPITRStorage-ByteHrs", "",
                            TIER ("1", "0", "10", "GB", "3") "," TIER ("2", "10", "10.00000000000001", "GB", "2") ","
                            TIER ("3", "10.00000000000001", "Inf", "GB", "1")),
    "dynamodb.pitr-storage", "none", "do not follow each other" },
  { "tiers-too-far", GP3_TIERS (TIER ("1", "0", "1e308", "GiBps-mo", "3") "," TIER ("2", "1e308", "Inf", "GiBps-mo", "2")),
    "ebs.gp3-throughput", "none", "do not follow each other" },
  { "price-too-high", ONE ("AmazonApiGateway", "ApiGatewayRequest", "", API ("0", "Inf", "1e305")),
    "api-gateway.rest-api-requests", "none", "do not follow each other" },
  { "tiers-equal", ONE ("AmazonDynamoDB", "TimedPITRStorage-ByteHrs", "",
                        TIER ("1", "0", "10", "GB", "2") "," TIER ("2", "10", "Inf", "GB", "2")),
    "dynamodb.pitr-storage", "2", NULL },
  { "allowance", DDB, "dynamodb.standard-rcu-hour", "0.00013 +18600", NULL },
  { "allowance-of-the-books", ONE ("AmazonDynamoDB", "TimedStorage-ByteHrs", "", FLAT ("0.28")), "dynamodb.standard-storage",
    "0.28 +25", NULL },
  { "allowance-preferred", TWO ("TimedStorage-ByteHrs", "GB-Mo", FLAT ("0.25"), FREE_25), "dynamodb.standard-storage",
    "0.25 +25", NULL },
  { "free-tier-kept", ONE ("AWSGlue", "Catalog-Storage", "",
                           TIER ("1", "0", "2000000", "o", "0") "," TIER ("2", "2000000", "Inf", "o", "0.00001")),
    "glue-catalog.objects", "0 20:1", NULL },
  { "free-tier-of-the-books", ONE ("AWSGlue", "Catalog-Storage", "", FLAT ("0.00001")), "glue-catalog.objects", "0 10:1",
    NULL },
  { "agree", TWO ("TimedPITRStorage-ByteHrs", "GB-Mo", FLAT ("0.20"), FLAT ("0.2")), "dynamodb.pitr-storage", "0.2", NULL },
  { "differ", TWO ("TimedPITRStorage-ByteHrs", "GB-Mo", FLAT ("0.20"), FLAT ("0.21")), "dynamodb.pitr-storage", "none",
    "the prices of A and B differ" },
  { "zero-beside", TWO ("TimedPITRStorage-ByteHrs", "GB-Mo", FLAT ("0"), FLAT ("0.21")), "dynamodb.pitr-storage", "0.21",
    NULL },
  { "zero-alone", ONE ("AmazonDynamoDB", "TimedPITRStorage-ByteHrs", "", FLAT ("0")), "dynamodb.pitr-storage", "none",
    "its price is 0" },
  { "zero-allowed", ONE ("AmazonSNS", "DeliveryAttempts-SQS", "", FLAT ("0")), "sns.sqs-lambda-notifications", "0", NULL },
  { "unit-gibps", GP3 ("GiBps-mo", "40.96"), "ebs.gp3-throughput", "0.04", NULL },
  { "unit-mibps", GP3 ("MiBps-Mo", "0.04"), "ebs.gp3-throughput", "0.04", NULL },
  { "unit-unknown", GP3 ("Gbps", "0.04"), "ebs.gp3-throughput", "none", "“Gbps”" },
  { "also", ONE ("AmazonKinesisAnalytics", "KPU-Hour-Java", "", TIER ("1", "0", "Inf", "KPU-Hour", "0.12")),
    "managed-flink.orchestration-kpu-hour", "0.12", NULL },
  { "local-zone", ONE ("AmazonEC2", "EBS:VolumeUsage.gp3", ",\"locationType\":\"AWS Local Zone\"", FLAT ("0.1")),
    "ebs.gp3-storage", "none", NULL },
  { "instance", ONE ("AmazonEC2", "BoxUsage:m7g.metal",
                     ",\"instanceType\":\"m7g.metal\",\"operatingSystem\":\"Linux\",\"tenancy\":\"Shared\","
                     "\"preInstalledSw\":\"NA\",\"capacitystatus\":\"Used\",\"x\":\"y\"}," "\"productFamily\":"
                     "\"Compute Instance\",\"z\":{\"a\":\"b\"", TIER ("1", "0", "Inf", "Hrs", "2.7")),
    "ec2.m7g.metal", "2.7", NULL },
  { "kms-prefix", JSON ("awskms", "\"A\":{\"attributes\":{\"regionCode\":\"eu-west-1\",\"usagetype\":"
                        "\"eu-west-1-KMS-Keys\"}}", TERM ("A", FLAT ("1"))),
    "kms.customer-key", "1", NULL },
  { "region-of-later-days", JSON ("awskms", "\"A\":{\"attributes\":{\"regionCode\":\"eu-south-9\",\"usagetype\":"
                                  "\"KMS-Keys\"}}", TERM ("A", FLAT ("1"))),
    "kms.customer-key", "1", NULL },
  { "numbers", JSON ("awskms", PRODUCT ("A", "KMS-Keys", ""),
                     "\"A\":{\"A.JRTCKXETXF\":{\"priceDimensions\":{\"1\":{\"unit\":\"m\",\"beginRange\":0,"
                     "\"endRange\":\"Inf\",\"pricePerUnit\":{\"CNY\":\"7\",\"USD\":1.50}}}}}"),
    "kms.customer-key", "1.5", NULL },
  { "csv", CSV (LAMBDA ("0.00002")), "lambda.duration-x86_64", "2e-05 +400000", NULL },
  { "csv-crlf", "\"OfferCode\",\"AWSLambda\"\r\nSKU,TermType,PricePerUnit,Currency,Unit,StartingRange,usageType,Location\r\n"
                "A,OnDemand,2,USD,s,0,EU-Lambda-GB-Second,\"EU (Ireland)\"\r\n",
    "lambda.duration-x86_64", "2 +400000", NULL },
  { "csv-quotes", "\"OfferCode\",\"AWSLambda\"\nSKU,TermType,PricePerUnit,x,Currency,Unit,StartingRange,usageType,Location\n"
                  "A,OnDemand,2,\"a \"\"quoted\"\", text\nof two lines\",USD,s,0,EU-Lambda-GB-Second,\"EU (Ireland)\"",
    "lambda.duration-x86_64", "2 +400000", NULL },
  { "csv-mark", "\xEF\xBB\xBF" "\"OfferCode\",\"AWSLambda\"\nSKU,TermType,PricePerUnit,Currency,Unit,StartingRange,usageType,"
                "Region Code\nA,OnDemand,2,USD,s,0,EU-Lambda-GB-Second,eu-west-1\n",
    "lambda.duration-x86_64", "2 +400000", NULL },
  { "csv-reserved", CSV ("A,X,Reserved,,,,Quantity,77,USD,F,AWSLambda,EU (Ireland),EU-Lambda-GB-Second,\n" LAMBDA ("2")),
    "lambda.duration-x86_64", "2 +400000", NULL },
};

static void
test_price (gconstpointer data)
{
  const PriceCase *test = data;
  g_autoptr(LeatPricelist) list = read_good (test->text);
  g_autofree char *price = describe (find (list, test->key));

  g_assert_cmpstr (price, ==, test->price);
  g_assert_cmpuint (list->doubtful->len, ==, test->why != NULL);
  if (test->why != NULL)
    {
      const LeatDoubtfulPrice *doubtful = g_ptr_array_index (list->doubtful, 0);

      g_assert_cmpstr (doubtful->key, ==, test->key);
      g_assert_nonnull (strstr (doubtful->why, test->why));
    }
}

/* A reader gets the same of a file in pieces of any size. */
static void
test_pieces (void)
{
  static const gsize sizes[] = { 1, 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (prices); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (sizes); j++)
      {
        const char *text = prices[i].text;
        const LeatOfferReader *reader = *text == '{' ? &leat_offer_json : &leat_offer_csv;
        g_autofree char *file = leat_catalogue_get_data_file (test_catalogue (), "pricelist.xml");
        g_autoptr(LeatCollector) collector =
          leat_collector_new (leat_price_maps_load (file, NULL), test_catalogue (), "offer", NULL, "x");
        gpointer state = reader->new (collector);
        g_autoptr(LeatPricelist) list = NULL;
        g_autofree char *price = NULL;

        text += g_str_has_prefix (text, "\xEF\xBB\xBF") ? 3 : 0;
        for (gsize at = 0; at < strlen (text); at += sizes[j])
          g_assert_true (reader->feed (state, text + at, MIN (sizes[j], strlen (text) - at), NULL));
        g_assert_true (reader->finish (state, NULL));
        reader->free (state);
        list = leat_collector_finish (collector, NULL);
        price = describe (find (list, prices[i].key));
        g_assert_cmpstr (price, ==, prices[i].price);
      }
}

/* --- broken offers --- */

typedef struct
{
  const char *name;
  const char *text;
  const char *region;
  int         code;
  const char *message; /* a part of it */
} ErrorCase;

#define AAA "ééééééééééééééé"
#define KMS(price) ONE ("awskms", "KMS-Keys", "", FLAT (price))

static const ErrorCase errors[] = {
  { "empty", "", NULL, LEAT_ERROR_SYNTAX, "offer: the file is empty" },
  { "blank", " \n ", NULL, LEAT_ERROR_SYNTAX, "no header" },
  { "zip", "PK\3\4", NULL, LEAT_ERROR_SYNTAX, "unpack" },
  { "web-page", "\n<!DOCTYPE html>", NULL, LEAT_ERROR_SYNTAX, "web page" },
  { "not-utf-8-csv", CSV (CSV_ROW ("A", "0", "Inf", "u", "1", "AWSLambda", "EU (Ireland)", "EU-\xE9")), NULL,
    LEAT_ERROR_SYNTAX, "offer:5: the text is not UTF-8" },
  { "not-utf-8-json", ONE ("awskms", "KMS-\xE9", "", FLAT ("1")), NULL, LEAT_ERROR_SYNTAX, "offer:4: " },
  { "cut-json", "{\n\"products\":{\n", NULL, LEAT_ERROR_SYNTAX, "offer:3: the file ends in the middle" },
  { "cut-csv", CSV ("\"A"), NULL, LEAT_ERROR_SYNTAX, "offer:5: the file ends within quotes" },
  { "two-values", "{\"products\":{}}\n{}", NULL, LEAT_ERROR_SYNTAX, "offer:2: " },
  { "array", "[1,2]", NULL, LEAT_ERROR_SYNTAX, "without “products”" },
  { "other-json", "{\"a\":1}", NULL, LEAT_ERROR_SYNTAX, "without “products”" },
  { "products-no-object", "{\"products\":[]}", NULL, LEAT_ERROR_SYNTAX, "without “products”" },
  { "long-url", "{\"regions\":{\"eu-west-1\":{\"currentVersionUrl\":\"/" AAA AAA AAA AAA AAA AAA AAA "\"}}}", NULL,
    LEAT_ERROR_SYNTAX, "amazonaws.com/éé" },
  { "terms-first", "{\"terms\":{\"OnDemand\":{}},\"products\":{}}", NULL, LEAT_ERROR_SYNTAX, "before “products”" },
  { "no-data", CSV (""), NULL, LEAT_ERROR_SYNTAX, "no row" },
  { "no-column", CSV_HEAD "SKU,TermType\n", NULL, LEAT_ERROR_SYNTAX, "offer:4: the header lacks the column “PricePerUnit”" },
  { "prose", "Dear all,\nhere are the prices\n", NULL, LEAT_ERROR_SYNTAX, "no header" },
  { "price-nan", KMS ("NaN"), NULL, LEAT_ERROR_RANGE, "offer:5: expected a number of 0 or more, found “NaN”" },
  { "price-infinite", KMS ("1e999"), NULL, LEAT_ERROR_RANGE, "“1e999”" },
  { "price-negative", KMS ("-0.1"), NULL, LEAT_ERROR_RANGE, "“-0.1”" },
  { "price-none", KMS (""), NULL, LEAT_ERROR_RANGE, "“”" },
  { "price-comma", CSV (LAMBDA ("0,2")), NULL, LEAT_ERROR_RANGE, "offer:5: expected a number of 0 or more, found “0,2”" },
  { "range-negative", ONE ("awskms", "KMS-Keys", "", TIER ("1", "-1", "Inf", "u", "1")), NULL, LEAT_ERROR_RANGE, "“-1”" },
  { "unknown-offer", ONE ("AmazonChime", "x", "", FLAT ("1")), NULL, LEAT_ERROR_UNKNOWN, "“AmazonChime”" },
  { "unknown-offer-csv", CSV (CSV_ROW ("A", "0", "Inf", "u", "1", "AmazonChime", "EU (Ireland)", "x")), NULL,
    LEAT_ERROR_UNKNOWN, "“AmazonChime”" },
  { "no-region", KMS ("1"), "Ireland", LEAT_ERROR_RANGE, "“Ireland” is no region" },
  { "several-regions", CSV (LAMBDA ("1") CSV_ROW ("B", "0", "Inf", "u", "1", "AWSLambda", "EU (London)", "EUW2-Lambda-GB-Second")),
    NULL, LEAT_ERROR_RANGE, "offer:6: found prices of several regions, of eu-west-1 and eu-west-2" },
  { "other-region", CSV (LAMBDA ("1")), "eu-west-2", LEAT_ERROR_RANGE, "no prices of eu-west-2, but of eu-west-1" },
};

static void
test_error (gconstpointer data)
{
  const ErrorCase *test = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPricelist) list = read_bytes (test->text, -1, test->region, &error);

  g_assert_null (list);
  g_assert_error (error, LEAT_ERROR, test->code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  if (strstr (error->message, test->message) == NULL)
    g_error ("“%s” is not in: %s", test->message, error->message);
}

static void
test_zero_bytes (void)
{
  static const char text[] = "{\0\"\0a\0\"\0:\0001\0}\0";
  g_autoptr(GError) error = NULL;

  g_assert_null (read_bytes (text, sizeof text - 1, NULL, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX);
}

static void
test_several_regions_chosen (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPricelist) list =
    read_bytes (CSV (LAMBDA ("1") CSV_ROW ("B", "0", "Inf", "u", "2", "AWSLambda", "EU (London)", "EUW2-Lambda-GB-Second")),
                -1, "eu-west-2", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->taken->len, ==, 1);
  g_assert_cmpfloat (find (list, "lambda.duration-x86_64")->tiers[0].price, ==, 2);
}

#define LONDON(price) CSV_ROW ("B", "0", "Inf", "GB-Second", price, "AWSLambda", "EU (London)", "EUW2-Lambda-GB-Second")

/* Only regions of which Leat uses a product count. */
static void
test_regions (void)
{
  static const struct { const char *text, *regions; } cases[] = {
    { CSV (LONDON ("1") LAMBDA ("1") LONDON ("2")), "eu-west-1 eu-west-2" },
    { CSV (LAMBDA ("1") CSV_ROW ("C", "0", "Inf", "u", "1", "AWSLambda", "EU (Paris)", "EUW3-No-Such-Thing")), "eu-west-1" },
    { ONE ("AmazonDynamoDB", "TimedPITRStorage-ByteHrs", "", FLAT ("1")), "eu-west-1" },
    { "<html>", NULL },
  };
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "leat-regions.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) regions = NULL;
      g_autofree char *found = NULL;

      g_assert_true (g_file_set_contents (path, cases[i].text, -1, NULL));
      regions = leat_pricelist_read_regions (file, test_catalogue (), NULL, NULL, NULL, &error);
      g_assert_true ((regions == NULL) == (error != NULL));
      if (regions != NULL)
        g_ptr_array_add (regions, NULL);
      found = regions != NULL ? g_strjoinv (" ", (char **) regions->pdata) : NULL;
      g_assert_cmpstr (found, ==, cases[i].regions);
    }
  g_remove (path);
}

/* A quarter dearer in the second tier, a tenth cheaper in the first. */
static void
test_change (void)
{
  LeatTier old[] = { { 0, 10 }, { 100, 4 } }, now[] = { { 0, 9 }, { 100, 5 } }, none[] = { { 0, 0 } };
  LeatPrice before = { .tiers = old, .n_tiers = 2 };
  LeatTakenPrice taken = { .price = { .tiers = now, .n_tiers = 2 } };

  g_assert_true (isnan (leat_taken_price_get_change (&taken)));
  taken.old = &before;
  g_assert_cmpfloat_with_epsilon (leat_taken_price_get_change (&taken), 0.25, 1e-12);
  taken.price.n_tiers = 1;
  g_assert_cmpfloat_with_epsilon (leat_taken_price_get_change (&taken), 1.25, 1e-12);
  before = (LeatPrice) { .tiers = none, .n_tiers = 1 };
  g_assert_true (isinf (leat_taken_price_get_change (&taken)));
  taken.price.tiers = none;
  g_assert_cmpfloat (leat_taken_price_get_change (&taken), ==, 0);
}

/* Taken away and brought back; nothing is ever written over. */
static void
test_own_prices (void)
{
  g_autofree char *path = leat_own_price_book_path ("mars-north-1");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (leat_own_prices_exist ("mars-north-1"));
  g_assert_null (leat_own_prices_forget ("mars-north-1", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, "1", -1, NULL);
  first = leat_own_prices_forget ("mars-north-1", &error);
  g_assert_no_error (error);
  g_assert_false (leat_own_prices_exist ("mars-north-1"));
  g_file_set_contents (path, "2", -1, NULL);
  second = leat_own_prices_forget ("mars-north-1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, !=, second);
  g_assert_true (g_str_has_suffix (second, ".bak"));
  g_assert_true (leat_own_prices_restore ("mars-north-1", first, &error));
  g_assert_false (leat_own_prices_restore ("mars-north-1", second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_remove (path);
  g_remove (second);
}

/* Every file that was cut somewhere is refused or read in part; none does harm. */
static void
test_cut (void)
{
  static const char *const texts[] = { ONE ("AWSLambda", "Request", "", FLAT ("1")), CSV (LAMBDA ("1") LAMBDA ("1")) };
  g_autoptr(LeatCatalogue) small = mini_catalogue ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize length = 0; length < strlen (texts[i]); length++)
      {
        g_autoptr(GError) error = NULL;
        g_autoptr(LeatPricelist) list = read_by (small, texts[i], length, NULL, &error);

        g_assert_true ((list == NULL) == (error != NULL));
        g_assert_true (i != 0 || list == NULL || length == strlen (texts[i]) - 1);
      }
}

/* --- limits --- */

static void
assert_limit (GString *text)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (read_bytes (text->str, text->len, NULL, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT);
  g_string_free (text, TRUE);
}

static GString *
repeat (const char *start,
        const char *part,
        gsize       size)
{
  GString *text = g_string_sized_new (size + 1024);

  g_string_append (text, start);
  while (text->len < size)
    g_string_append (text, part);
  return text;
}

static void
test_limits (void)
{
  GString *many = g_string_new (CSV_HEAD CSV_COLUMNS);

  assert_limit (repeat (CSV (""), "xxxxxxxxxxxxxxxx", 2 * LEAT_PRICELIST_MAX_LINE));
  assert_limit (repeat (CSV ("\""), "xxxxxxxxxxxxx\n", 2 * LEAT_PRICELIST_MAX_LINE));
  assert_limit (repeat (CSV (""), ",", 2 * LEAT_PRICELIST_MAX_LINE));
  assert_limit (repeat ("{\"a\":\"", "xxxxxxxxxxxxxxxx", 2 * LEAT_PRICELIST_MAX_VALUE));
  assert_limit (repeat ("{\"", "xxxxxxxxxxxxxxxx", 2 * LEAT_PRICELIST_MAX_VALUE));
  assert_limit (repeat ("{\"a\":", "[", 100));
  assert_limit (repeat ("{", "\"a\":{", 1000));
  for (guint i = 0; i <= LEAT_PRICELIST_MAX_PRODUCTS; i++)
    g_string_append_printf (many, "S%u,J,OnDemand,,0,Inf,u,1,USD,F,AWSLambda,EU (Ireland),Lambda-GB-Second,\n", i);
  assert_limit (many);
}

/* --- compressed, cancelled, told of --- */

static GBytes *
compress (const char *text)
{
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autoptr(GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (gzip));

  g_assert_true (g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
test_gzip (void)
{
  g_autoptr(GBytes) bytes = compress (DDB);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPricelist) list = read_bytes (data, size, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (find (list, "dynamodb.standard-rcu-hour"));
  for (gsize i = 0; i + 8 < size; i += 23)
    {
      g_autoptr(GError) cut = NULL;

      g_assert_null (read_bytes (data, i, NULL, &cut));
      g_assert_nonnull (cut);
    }
}

static void
on_progress (guint64  done,
             guint64  total,
             gpointer user_data)
{
  guint64 *told = user_data;

  g_assert_cmpuint (done, >=, told[0]);
  g_assert_cmpuint (done, <=, total);
  told[0] = done;
  told[1]++;
}

static GString *
big_offer (void)
{
  GString *text = g_string_new (CSV_HEAD CSV_COLUMNS);

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "B,J,OnDemand,,0,Inf,u,1,USD,F,AWSLambda,EU (Ireland),EU-Nothing,\n");
  g_string_append (text, LAMBDA ("1"));
  return text;
}

static void
test_progress (void)
{
  GString *text = big_offer ();
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (text->str, text->len, NULL);
  guint64 told[2] = { 0, 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPricelist) list = leat_pricelist_read_stream (stream, "offer", text->len, test_catalogue (), NULL,
                                                              on_progress, told, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->taken->len, ==, 1);
  g_assert_cmpuint (((LeatUnusedFamily *) list->unused->pdata[0])->count, ==, 100000);
  g_assert_cmpuint (told[0], ==, text->len);
  g_assert_cmpuint (told[1], >, 10);
  g_assert_cmpuint (told[1], <, 200);
  g_string_free (text, TRUE);
}

static void
cancel (guint64  done,
        guint64  total,
        gpointer user_data)
{
  if (done > total / 2)
    g_cancellable_cancel (user_data);
}

static void
test_cancel (void)
{
  GString *text = big_offer ();
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (text->str, text->len, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (leat_pricelist_read_stream (stream, "offer", text->len, test_catalogue (), NULL, cancel, cancellable,
                                             cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_string_free (text, TRUE);
}

static void
test_missing_file (void)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/nowhere/index.json");
  g_autoptr(GError) error = NULL;

  g_assert_null (leat_pricelist_read (file, test_catalogue (), NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "/nowhere/index.json"));
}

/* --- writing --- */

typedef struct
{
  char *folder;
  char *path;
} Book;

static void
set_up (Book         *book,
        gconstpointer text)
{
  g_autoptr(GError) error = NULL;

  book->folder = g_dir_make_tmp ("leat-book-XXXXXX", &error);
  g_assert_no_error (error);
  book->path = g_build_filename (book->folder, "book.xml", NULL);
  if (text != NULL)
    g_file_set_contents (book->path, text, -1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Book         *book,
           gconstpointer text)
{
  g_unlink (book->path);
  g_rmdir (book->folder);
  g_free (book->path);
  g_free (book->folder);
}

static void
assert_valid (const char *path)
{
  g_autofree char *schema = g_build_filename (g_getenv ("LEAT_DATA_DIR"), "schema", "prices.rng", NULL);
  xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt (schema);
  xmlRelaxNG *grammar = xmlRelaxNGParse (parser);
  xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt (grammar);
  g_autoptr(xmlDoc) doc = leat_xml_read_file (path, "urn:leat:prices", "prices", NULL);

  g_assert_nonnull (grammar);
  g_assert_nonnull (doc);
  g_assert_cmpint (xmlRelaxNGValidateDoc (context, doc), ==, 0);
  xmlRelaxNGFreeValidCtxt (context);
  xmlRelaxNGFree (grammar);
  xmlRelaxNGFreeParserCtxt (parser);
}

static void
test_write_new (Book         *book,
                gconstpointer text)
{
  g_autoptr(LeatPricelist) list = read_good (DDB);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPriceBook) read = NULL;
  const LeatPrice *price;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_true (leat_pricelist_write (list, book->path, &error));
  g_assert_no_error (error);
  assert_valid (book->path);
  read = leat_price_book_new_from_file (book->path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (leat_price_book_get_region (read), ==, "eu-west-1");
  price = leat_price_book_get (read, "dynamodb.standard-rcu-hour");
  g_assert_cmpfloat (price->tiers[0].price, ==, 0.00013);
  g_assert_cmpfloat (price->free_amount, ==, 18600);
  g_assert_cmpstr (price->as_of, ==, "2026-11-01");
  g_assert_cmpstr (price->confidence, ==, "high");
  g_assert_cmpstr (price->source, ==, "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonDynamoDB/20261102100000/"
                                      "eu-west-1/index.json");

  /* Once more changes nothing. */
  g_file_get_contents (book->path, &first, NULL, NULL);
  g_assert_true (leat_pricelist_write (list, book->path, &error));
  g_file_get_contents (book->path, &second, NULL, NULL);
  g_assert_cmpstr (first, ==, second);
}

#define OWN(region, prices)                                                                          \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<prices xmlns=\"urn:leat:prices\" region=\"" region   \
  "\" currency=\"USD\">\n  <!-- asked our partner -->\n" prices "</prices>\n"
#define PRICE(key, usd)                                                                              \
  "  <price key=\"" key "\" unit=\"u\" as-of=\"2020\" source=\"é\" confidence=\"low\">\n    <tier from=\"0\" usd=\"" usd \
  "\"/>\n  </price>\n"

static void
test_write_merge (Book         *book,
                  gconstpointer text)
{
  g_autoptr(LeatPricelist) list = read_good (DDB);
  g_autofree char *written = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPriceBook) read = NULL;

  g_assert_true (leat_pricelist_write (list, book->path, &error));
  g_assert_no_error (error);
  assert_valid (book->path);
  read = leat_price_book_new_from_file (book->path, NULL);
  g_assert_cmpfloat (leat_price_book_get (read, "dynamodb.standard-rcu-hour")->tiers[0].price, ==, 0.00013);
  g_assert_cmpfloat (leat_price_book_get (read, "a.a")->tiers[0].price, ==, 1);
  g_assert_cmpfloat (leat_price_book_get (read, "z.z")->tiers[0].price, ==, 2);
  g_file_get_contents (book->path, &written, NULL, NULL);
  g_assert_nonnull (strstr (written, "<!-- asked our partner -->"));
  g_assert_nonnull (strstr (written, "source=\"é\""));
  g_assert_true (strstr (written, "a.a") < strstr (written, "rcu-hour") && strstr (written, "rcu-hour") < strstr (written, "z.z"));
}

static void
test_write_refused (Book         *book,
                    gconstpointer text)
{
  g_autoptr(LeatPricelist) list = read_good (DDB);
  g_autofree char *written = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (leat_pricelist_write (list, book->path, &error));
  g_assert_cmpint (error->domain, ==, LEAT_ERROR);
  g_file_get_contents (book->path, &written, NULL, NULL);
  g_assert_cmpstr (written, ==, text);
}

static void
test_write_nowhere (void)
{
  g_autoptr(LeatPricelist) list = read_good (DDB);
  g_autoptr(GError) error = NULL;

  g_assert_false (leat_pricelist_write (list, "/proc/nowhere/book.xml", &error));
  g_assert_cmpint (error->domain, ==, G_IO_ERROR);
}

static void
test_old_price (void)
{
  g_autoptr(LeatPricelist) list = read_good (CSV (LAMBDA ("1")));
  const LeatTakenPrice *taken = g_ptr_array_index (list->taken, 0);

  g_assert_nonnull (taken->old);
  g_assert_cmpfloat (taken->old->tiers[0].price, ==, 0.0000166667);
  g_assert_cmpstr (taken->sku, ==, "A");
}

/* --- the maps --- */

/* What a map makes must be a key that some service or book uses, in the unit that the books have. */
static void
test_maps_units (void)
{
  g_autofree char *file = leat_catalogue_get_data_file (test_catalogue (), "pricelist.xml");
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPriceMaps) maps = leat_price_maps_load (file, &error);
  const LeatPriceBook *book = leat_catalogue_get_prices (test_catalogue (), "us-east-1");
  g_autoptr(GPtrArray) keys = leat_price_book_get_keys (book);
  g_autofree char *line = NULL;
  g_auto(GStrv) offers = NULL;
  guint covered = 0;

  g_assert_no_error (error);
  line = leat_price_maps_dup_offers (maps);
  offers = g_strsplit (line, ", ", -1);
  for (guint k = 0; k < keys->len; k++)
    {
      const char *key = g_ptr_array_index (keys, k);
      gboolean found = FALSE;

      for (guint i = 0; offers[i] != NULL; i++)
        {
          GPtrArray *of_offer = leat_price_maps_get_offer (maps, offers[i]);

          for (guint j = 0; j < of_offer->len; j++)
            {
              const LeatPriceMap *map = g_ptr_array_index (of_offer, j);

              if (!leat_price_map_may_give (map, key))
                continue;
              found = TRUE;
              g_assert_cmpstr (map->unit, ==, leat_price_book_get (book, key)->unit);
            }
        }
      covered += found;
    }
  g_test_message ("%u of %u keys of us-east-1", covered, keys->len);
  g_assert_cmpuint (covered * 10, >=, keys->len * 9);
}

#define ADD(prefix, table, function)                                                                 \
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)                                                   \
    {                                                                                                \
      g_autofree char *path = g_strdup_printf ("/exchange/pricelist/" prefix "/%s%s%s", table[i].name, \
                                               g_str_equal (prefix, "corpus") ? "-" : "",            \
                                               g_str_equal (prefix, "corpus") ? suffixes[i] : "");   \
      g_test_add_data_func (path, &table[i], function);                                              \
    }

int
main (int    argc,
      char **argv)
{
  static const char *const suffixes[G_N_ELEMENTS (errors)] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12",
                                                               "13" };

  g_test_init (&argc, &argv, NULL);

  ADD ("corpus", corpus, test_corpus)
  ADD ("price", prices, test_price)
  ADD ("error", errors, test_error)
  g_test_add_func ("/exchange/pricelist/report", test_report);
  g_test_add_func ("/exchange/pricelist/pieces", test_pieces);
  g_test_add_func ("/exchange/pricelist/zero-bytes", test_zero_bytes);
  g_test_add_func ("/exchange/pricelist/several-regions-chosen", test_several_regions_chosen);
  g_test_add_func ("/exchange/pricelist/regions", test_regions);
  g_test_add_func ("/exchange/pricelist/change", test_change);
  g_test_add_func ("/exchange/pricelist/own-prices", test_own_prices);
  g_test_add_func ("/exchange/pricelist/cut", test_cut);
  g_test_add_func ("/exchange/pricelist/limits", test_limits);
  g_test_add_func ("/exchange/pricelist/gzip", test_gzip);
  g_test_add_func ("/exchange/pricelist/progress", test_progress);
  g_test_add_func ("/exchange/pricelist/cancel", test_cancel);
  g_test_add_func ("/exchange/pricelist/missing-file", test_missing_file);
  g_test_add ("/exchange/pricelist/write/new", Book, NULL, set_up, test_write_new, tear_down);
  g_test_add ("/exchange/pricelist/write/merge", Book,
              OWN ("eu-west-1", PRICE ("a.a", "1") PRICE ("dynamodb.standard-rcu-hour", "9") PRICE ("z.z", "2")), set_up,
              test_write_merge, tear_down);
  g_test_add ("/exchange/pricelist/write/insert", Book, OWN ("eu-west-1", PRICE ("a.a", "1") PRICE ("z.z", "2")), set_up,
              test_write_merge, tear_down);
  g_test_add ("/exchange/pricelist/write/other-region", Book, OWN ("eu-west-2", PRICE ("a.a", "1")), set_up,
              test_write_refused, tear_down);
  g_test_add ("/exchange/pricelist/write/broken", Book, "<prices", set_up, test_write_refused, tear_down);
  g_test_add_func ("/exchange/pricelist/write/nowhere", test_write_nowhere);
  g_test_add_func ("/exchange/pricelist/old-price", test_old_price);
  g_test_add_func ("/exchange/pricelist/maps-units", test_maps_units);
  return g_test_run ();
}
