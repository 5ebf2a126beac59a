/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/native.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

/* How long a file takes to open and to save, against what libxml2 takes for the bare tree of it, in the
 * same run. Bars (design): 3 times at 10,000 blocks. */

#define BAR 3.0

static const guint sizes[] = { 100, 1000, 10000 };

static LeatPipeline *
make_pipeline (guint n)
{
  LeatPipeline *pipeline = leat_pipeline_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("block-%u", i);
      g_autofree char *name = g_strdup_printf ("Orders & returns %u", i);
      LeatElement *block = leat_element_new_block (id, "kinesis-data-streams", name, i % 100 * 200.5, i / 100 * 96);

      for (guint j = 0; j < 3; j++)
        {
          static const char *const settings[] = { "shards", "retention_hours", "mode" };
          LeatSettings *old = block->settings;

          block->settings = leat_settings_with (old, settings[j], "24");
          leat_settings_unref (old);
        }
      leat_pipeline_replace (pipeline, NULL, block);
      leat_element_unref (block);
    }
  for (guint i = 0; i < 2 * n; i++)
    {
      g_autofree char *id = g_strdup_printf ("wire-%u", i);
      g_autofree char *from = g_strdup_printf ("block-%u", i % n);
      g_autofree char *to = g_strdup_printf ("block-%u", (i * 7 + 1) % n);
      g_autoptr(LeatElement) wire = leat_element_new_wire (id, LEAT_WIRE_DATA, from, to);

      leat_pipeline_replace (pipeline, NULL, wire);
    }
  return pipeline;
}

static gint64
time_parse (GBytes *bytes)
{
  gint64 start = g_get_monotonic_time ();
  xmlDoc *doc = xmlReadMemory (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "bench.leat", NULL,
                               XML_PARSE_NONET);
  gint64 end = g_get_monotonic_time ();

  xmlFreeDoc (doc);
  return end - start;
}

static gint64
time_serialise (GBytes *bytes)
{
  xmlDoc *doc = xmlReadMemory (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "bench.leat", NULL,
                               XML_PARSE_NONET);
  gint64 start = g_get_monotonic_time ();
  xmlChar *text;
  int size;

  xmlDocDumpMemory (doc, &text, &size);
  start = g_get_monotonic_time () - start;
  xmlFree (text);
  xmlFreeDoc (doc);
  return start;
}

static gint64
time_open (GBytes *bytes)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr(LeatPipeline) pipeline = leat_native_read (bytes, "bench.leat", NULL, NULL, NULL);

  g_assert_nonnull (pipeline);
  return g_get_monotonic_time () - start;
}

static gint64
time_write (LeatPipeline *pipeline)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr(GBytes) bytes = leat_native_write (pipeline, NULL, NULL, NULL, NULL);

  return g_get_monotonic_time () - start;
}

static gint64
time_save_unchanged (GBytes *bytes)
{
  g_autoptr(LeatPipeline) pipeline = leat_native_read (bytes, "bench.leat", NULL, NULL, NULL);

  return time_write (pipeline);
}

/* Every element is new: none has bytes of its own. */
static gint64
time_save_new (GBytes *bytes)
{
  g_autoptr(LeatPipeline) pipeline = leat_native_read (bytes, "bench.leat", NULL, NULL, NULL);

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *before = leat_pipeline_get_nth (pipeline, i);
      g_autoptr(LeatElement) after = leat_element_copy (before);

      leat_pipeline_replace (pipeline, before, after);
    }
  return time_write (pipeline);
}

/* A setting of each block is changed. */
static gint64
time_save_set (GBytes *bytes)
{
  g_autoptr(LeatPipeline) pipeline = leat_native_read (bytes, "bench.leat", NULL, NULL, NULL);

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *before = leat_pipeline_get_nth (pipeline, i);
      g_autoptr(LeatElement) after = NULL;

      if (before->kind != LEAT_ELEMENT_BLOCK)
        continue;
      after = leat_element_copy_with_setting (before, "mode", "48");
      leat_pipeline_replace (pipeline, before, after);
    }
  return time_write (pipeline);
}

/* The same of a file that is not in Leat's own form. */
static gint64
time_save_set_by_hand (GBytes *bytes)
{
  static const char set[] = "value=\"24\"", by_hand_set[] = "value='24'";
  gsize size;
  char *text = g_bytes_unref_to_data (g_bytes_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)), &size);
  g_autoptr(GBytes) by_hand = g_bytes_new_take (text, size);

  for (char *p = text; (p = memmem (p, text + size - p, set, strlen (set))) != NULL;)
    memcpy (p, by_hand_set, strlen (set));
  return time_save_set (by_hand);
}

static double
best (gint64 (*run) (GBytes *bytes),
      GBytes  *bytes)
{
  gint64 least = G_MAXINT64;

  for (int i = 0; i < 7; i++)
    least = MIN (least, run (bytes));
  return least / 1000.0;
}

static gboolean
report (guint       n,
        const char *what,
        double      ms,
        const char *bare,
        double      bare_ms)
{
  double ratio = ms / MAX (bare_ms, 0.001);
  gboolean late = n >= 10000 && ratio > BAR;

  g_print ("%6u blocks: %-16s %8.2f ms, %5.2f x %s (%.2f ms)%s\n", n, what, ms, ratio, bare, bare_ms,
           late ? "  OVER THE BAR" : "");
  return !late;
}

int
main (void)
{
  gboolean good = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(LeatPipeline) pipeline = make_pipeline (sizes[i]);
      g_autoptr(GBytes) bytes = leat_native_write (pipeline, NULL, NULL, NULL, NULL);
      double parse = best (time_parse, bytes);
      double serialise = best (time_serialise, bytes);

      good &= report (sizes[i], "open", best (time_open, bytes), "bare parse", parse);
      good &= report (sizes[i], "save unchanged", best (time_save_unchanged, bytes), "bare serialisation", serialise);
      good &= report (sizes[i], "save new", best (time_save_new, bytes), "bare serialisation", serialise);
      good &= report (sizes[i], "save set", best (time_save_set, bytes), "bare serialisation", serialise);
      good &= report (sizes[i], "save set by hand", best (time_save_set_by_hand, bytes), "bare serialisation", serialise);
    }
  return good ? 0 : 1;
}
