/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/native.h"
#include "generate.h"
#include "model/history.h"
#include "support.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>

/* Opening, saving and evaluating generated pipelines, beside libxml2's bare parse and serialisation of the
 * same bytes in the same run. Fails if the growth from 1,000 to 10,000 blocks is worse than n log n (with a
 * margin of 1.6 for the machine's caches), or a ratio of design.md is missed. */

#define N_RUNS 7

static double
now (void)
{
  return g_get_monotonic_time () / 1000.0;
}

typedef struct
{
  guint n;
  double parse, serialise, open, save, evaluate, update;
} Row;

static double
least (double a,
       double b)
{
  return a == 0 ? b : MIN (a, b);
}

static void
measure_xml (GBytes *bytes,
             Row    *row)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  double start = now ();
  xmlDoc *doc = xmlReadMemory (text, size, "bench", NULL, XML_PARSE_NONET);
  xmlChar *out;
  int length;

  row->parse = least (row->parse, now () - start);
  start = now ();
  xmlDocDumpMemory (doc, &out, &length);
  row->serialise = least (row->serialise, now () - start);
  xmlFree (out);
  xmlFreeDoc (doc);
}

static void
measure_edit (LeatPipeline *pipeline,
              LeatReport   *report,
              guint         run,
              Row          *row)
{
  g_autofree char *id = g_strdup_printf ("orders-%u", run);
  LeatElement *before = leat_pipeline_get_element (pipeline, id);
  g_autoptr(LeatElement) after = leat_element_copy_with_setting (before, "shards", run % 2 ? "8" : "9");
  g_autoptr(LeatElement) kept = leat_element_ref (before);
  const LeatChange change = { before, after };
  const LeatChanges changes = { &change, 1 };
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatReport) updated = NULL;
  double start;

  leat_pipeline_replace (pipeline, before, after);
  start = now ();
  elements = leat_pipeline_dup_elements (pipeline);
  updated = leat_report_update (report, elements, &changes);
  row->update = least (row->update, now () - start);
}

static void
measure_once (GBytes *bytes,
              guint   run,
              Row    *row)
{
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(GBytes) saved = NULL;
  g_autoptr(GError) error = NULL;
  double start;

  measure_xml (bytes, row);
  start = now ();
  pipeline = leat_native_read (bytes, "bench.leat", NULL, NULL, &error);
  row->open = least (row->open, now () - start);
  g_assert_no_error (error);
  start = now ();
  saved = leat_native_write (pipeline, NULL, NULL, NULL, NULL);
  row->save = least (row->save, now () - start);
  elements = leat_pipeline_dup_elements (pipeline);
  start = now ();
  report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  row->evaluate = least (row->evaluate, now () - start);
  measure_edit (pipeline, report, run, row);
}

static Row
measure (guint n)
{
  g_autoptr(LeatPipeline) pipeline = test_generate (n);
  g_autoptr(GBytes) bytes = leat_native_write (pipeline, NULL, NULL, NULL, NULL);
  Row row = { n };

  for (guint run = 0; run < N_RUNS; run++)
    measure_once (bytes, run, &row);
  g_print ("%7u blocks: parse %7.2f ms, open %7.2f ms (x%.2f), serialise %6.2f ms, save %6.2f ms (x%.2f), "
           "evaluate %7.2f ms (x%.2f of parse), one setting %6.2f ms\n",
           n, row.parse, row.open, row.open / row.parse, row.serialise, row.save, row.save / row.serialise,
           row.evaluate, row.evaluate / row.parse, row.update);
  return row;
}

static gboolean
check (const char *what,
       gboolean    holds)
{
  if (!holds)
    g_print ("missed: %s\n", what);
  return holds;
}

int
main (void)
{
  Row small, middle, large;
  double growth, bound;
  gboolean ok = TRUE;

  measure (100); /* compiles the formulas and fills caches */
  small = measure (100);
  middle = measure (1000);
  large = measure (10000);
  growth = (large.open + large.evaluate) / (middle.open + middle.evaluate);
  bound = 10 * log (10000) / log (1000);
  g_print ("open and evaluate, 1,000 to 10,000 blocks: x%.2f; n log n would be x%.2f\n", growth, bound);
  g_print ("100 to 1,000 blocks: x%.2f; n log n would be x%.2f\n",
           (middle.open + middle.evaluate) / (small.open + small.evaluate), 10 * log (1000) / log (100));

  ok &= check ("growth no worse than n log n", growth <= bound * 1.6);
  ok &= check ("open <= 3x a bare parse", large.open <= 3 * large.parse);
  ok &= check ("save <= 3x a bare serialisation", large.save <= 3 * large.serialise);
  ok &= check ("evaluate 10,000 blocks <= 150 ms", large.evaluate <= 150);
  ok &= check ("one setting <= 5 ms", large.update <= 5);
  return ok ? 0 : 1;
}
