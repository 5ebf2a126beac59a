/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generate.h"

typedef struct
{
  const char *name;
  const char *type;
  double x, y;
} Block;

static const Block blocks[] = {
  { "producer", "app-producer", 0, 0 },
  { "orders", "kinesis-data-streams", 0, 108 },
  { "delivery", "firehose", 0, 216 },
  { "clean", "lambda", 216, 0 },
  { "raw", "s3", 216, 108 },
  { "compact", "glue-etl", 216, 216 },
  { "processed", "s3", 432, 0 },
  { "tables", "glue-catalog", 432, 108 },
  { "sql", "athena", 432, 216 },
  { "warehouse", "redshift", 648, 0 },
  { "dashboards", "quicksight", 648, 108 },
  { "nightly", "step-functions", 648, 216 },
  { "watch", "cloudwatch", 864, 0 },
};

typedef struct
{
  guint from, to;
  LeatWireKind kind;
} Wire;

static const Wire wires[] = {
  { 0, 1, LEAT_WIRE_DATA }, { 1, 2, LEAT_WIRE_DATA }, { 2, 3, LEAT_WIRE_TRIGGER }, { 3, 4, LEAT_WIRE_DATA },
  { 4, 5, LEAT_WIRE_DATA }, { 5, 6, LEAT_WIRE_DATA }, { 6, 7, LEAT_WIRE_CATALOGS }, { 7, 8, LEAT_WIRE_CATALOGS },
  { 7, 9, LEAT_WIRE_CATALOGS }, { 8, 10, LEAT_WIRE_QUERIES }, { 11, 5, LEAT_WIRE_ORCHESTRATES },
  { 11, 3, LEAT_WIRE_ORCHESTRATES }, { 12, 1, LEAT_WIRE_MONITORS }, { 12, 5, LEAT_WIRE_MONITORS },
};

static void
add (LeatPipeline *pipeline,
     LeatElement  *element)
{
  leat_pipeline_replace (pipeline, NULL, element);
  leat_element_unref (element);
}

static void
set (LeatElement *element,
     const char  *name,
     guint        value)
{
  g_autofree char *text = g_strdup_printf ("%u", value);
  LeatSettings *settings = leat_settings_with (element->settings, name, text);

  leat_settings_unref (element->settings);
  element->settings = settings;
}

static void
add_copy (LeatPipeline *pipeline,
          guint         copy)
{
  double left = copy % 32 * 1200;
  double top = copy / 32 * 400;

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", blocks[i].name, copy);
      LeatElement *block = leat_element_new_block (id, blocks[i].type, id, left + blocks[i].x, top + blocks[i].y);

      if (g_str_equal (blocks[i].type, "kinesis-data-streams"))
        set (block, "shards", 2 + copy % 6);
      else if (g_str_equal (blocks[i].type, "lambda"))
        set (block, "memory_mb", 128 * (1 + copy % 8));
      add (pipeline, block);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wires); i++)
    {
      g_autofree char *id = g_strdup_printf ("w%u-%u", i, copy);
      g_autofree char *from = g_strdup_printf ("%s-%u", blocks[wires[i].from].name, copy);
      g_autofree char *to = g_strdup_printf ("%s-%u", blocks[wires[i].to].name, copy);

      add (pipeline, leat_element_new_wire (id, wires[i].kind, from, to));
    }
}

LeatPipeline *
test_generate (guint n)
{
  LeatPipeline *pipeline = leat_pipeline_new ();

  for (guint copy = 0; copy * G_N_ELEMENTS (blocks) < n; copy++)
    add_copy (pipeline, copy);
  return pipeline;
}
