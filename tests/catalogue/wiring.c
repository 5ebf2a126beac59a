/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/report.h"
#include "support.h"

/* What may be drawn in more than one way, and what an arrow of no kind means then. */

typedef struct
{
  const char  *from, *to;
  LeatWireKind plain; /* of an arrow of no kind */
  LeatWireKind also;  /* as what it may be drawn too */
} Pair;

static const Pair pairs[] = {
  { "s3", "lambda", LEAT_WIRE_TRIGGER, LEAT_WIRE_DATA },
  { "kinesis-data-streams", "lambda", LEAT_WIRE_TRIGGER, LEAT_WIRE_DATA },
  { "sqs", "lambda", LEAT_WIRE_TRIGGER, LEAT_WIRE_DATA },
  { "msk", "lambda", LEAT_WIRE_TRIGGER, LEAT_WIRE_DATA },
  { "msk-serverless", "lambda", LEAT_WIRE_TRIGGER, LEAT_WIRE_DATA },
  { "amazon-mq", "lambda", LEAT_WIRE_TRIGGER, LEAT_WIRE_DATA },
  { "dynamodb", "lambda", LEAT_WIRE_TRIGGER, LEAT_WIRE_DATA },
  { "iot-core", "lambda", LEAT_WIRE_TRIGGER, LEAT_WIRE_DATA },
  { "api-gateway", "lambda", LEAT_WIRE_TRIGGER, LEAT_WIRE_DATA },
  { "firehose", "lambda", LEAT_WIRE_TRIGGER, LEAT_WIRE_DATA },
  { "sns", "lambda", LEAT_WIRE_TRIGGER, LEAT_WIRE_DATA },
  { "app-producer", "lambda", LEAT_WIRE_TRIGGER, LEAT_WIRE_DATA },
  { "lambda", "glue-etl", LEAT_WIRE_TRIGGER, LEAT_WIRE_ORCHESTRATES },
  { "lambda", "glue-crawler", LEAT_WIRE_TRIGGER, LEAT_WIRE_ORCHESTRATES },
  { "lambda", "glue-databrew", LEAT_WIRE_TRIGGER, LEAT_WIRE_ORCHESTRATES },
  { "lambda", "emr-ec2", LEAT_WIRE_TRIGGER, LEAT_WIRE_ORCHESTRATES },
  { "lambda", "emr-serverless", LEAT_WIRE_TRIGGER, LEAT_WIRE_ORCHESTRATES },
  { "lambda", "step-functions", LEAT_WIRE_TRIGGER, LEAT_WIRE_ORCHESTRATES },
};

static void
test_pair (gconstpointer data)
{
  const Pair *pair = data;
  LeatCatalogue *catalogue = test_catalogue ();
  const LeatWiring *also = leat_catalogue_get_wiring (catalogue, pair->from, pair->to, pair->also);
  gboolean turned;

  g_assert_nonnull (also);
  g_assert_cmpint (also->support, ==, LEAT_SUPPORT_YES);
  g_assert_cmpint (also->flows, ==, pair->also == LEAT_WIRE_DATA ? LEAT_FLOWS_FORWARD : LEAT_FLOWS_NONE);
  g_assert_cmpint (leat_catalogue_best_wiring (catalogue, pair->from, pair->to, &turned)->kind, ==, pair->plain);
  g_assert_false (turned);
}

/* Whoever may do it by the one wire may by the other. */
static void
test_grant (gconstpointer data)
{
  const Pair *pair = data;
  LeatCatalogue *catalogue = test_catalogue ();

  if (leat_catalogue_get_grant (catalogue, pair->from, pair->to, pair->plain) != NULL)
    g_assert_nonnull (leat_catalogue_get_grant (catalogue, pair->from, pair->to, pair->also));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/catalogue/wiring/%s/%s", pairs[i].from, pairs[i].to);
      g_autofree char *grant = g_strconcat (path, "/grant", NULL);

      g_test_add_data_func (path, &pairs[i], test_pair);
      g_test_add_data_func (grant, &pairs[i], test_grant);
    }
  return g_test_run ();
}
