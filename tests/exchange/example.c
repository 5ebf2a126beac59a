/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/format.h"
#include "support.h"

/* The example that opens first: it must be in order, and look it. */

static LeatPipeline *
read_example (void)
{
  g_autofree char *path = leat_catalogue_get_data_file (test_catalogue (), "examples/standard-pipeline.leat");
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GError) error = NULL;
  LeatPipeline *pipeline;

  g_assert_nonnull (path);
  pipeline = leat_read_file (path, NULL, test_catalogue (), notices, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notices->len, ==, 0);
  return pipeline;
}

static guint
count (LeatPipeline   *pipeline,
       LeatElementKind kind)
{
  guint n = 0;

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    n += leat_pipeline_get_nth (pipeline, i)->kind == kind;
  return n;
}

static void
test_counts (void)
{
  g_autoptr(LeatPipeline) pipeline = read_example ();

  g_assert_cmpuint (count (pipeline, LEAT_ELEMENT_BLOCK), ==, 13);
  g_assert_cmpuint (count (pipeline, LEAT_ELEMENT_WIRE), ==, 17);
  g_assert_cmpuint (count (pipeline, LEAT_ELEMENT_ZONE), ==, 4);
}

/* Each setting is one that its service has, and each block is in the box of its zone. */
static void
test_settings (void)
{
  g_autoptr(LeatPipeline) pipeline = read_example ();

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *block = leat_pipeline_get_nth (pipeline, i);
      const LeatService *service;
      const LeatElement *zone;

      if (block->kind != LEAT_ELEMENT_BLOCK)
        continue;

      service = leat_catalogue_get_service (test_catalogue (), block->type);
      g_assert_nonnull (service);
      for (gsize j = 0; j < leat_settings_get_n (block->settings); j++)
        {
          const char *name;

          leat_settings_get_nth (block->settings, j, &name);
          g_test_message ("%s: %s", block->id, name);
          g_assert_nonnull (leat_service_get_setting (service, name));
        }

      zone = leat_pipeline_get_element (pipeline, block->zone);
      g_assert_cmpfloat (block->bounds.x, >, zone->bounds.x);
      g_assert_cmpfloat (block->bounds.y, >, zone->bounds.y);
      g_assert_cmpfloat (block->bounds.x + block->bounds.width, <, zone->bounds.x + zone->bounds.width);
      g_assert_cmpfloat (block->bounds.y + block->bounds.height, <, zone->bounds.y + zone->bounds.height);
    }
}

static void
test_figures (void)
{
  g_autoptr(LeatPipeline) pipeline = read_example ();
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), elements, NULL, NULL, &error);
  guint unpriced;
  double total;

  g_assert_no_error (error);
  g_assert_cmpuint (leat_report_count_findings (report, LEAT_SEVERITY_ERROR), ==, 0);
  g_assert_cmpuint (leat_report_count_findings (report, LEAT_SEVERITY_WARNING), >=, 1);
  g_assert_cmpuint (leat_report_count_findings (report, LEAT_SEVERITY_WARNING), <=, 4);

  total = leat_report_get_total (report, &unpriced);
  g_assert_cmpuint (unpriced, ==, 0);
  g_assert_cmpfloat (total, >, 300);
  g_assert_cmpfloat (total, <, 2000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/example/counts", test_counts);
  g_test_add_func ("/exchange/example/settings", test_settings);
  g_test_add_func ("/exchange/example/figures", test_figures);
  return g_test_run ();
}
