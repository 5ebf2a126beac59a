/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mini.h"

LeatCatalogue *
mini_catalogue (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data/mini", NULL);
  const char *const folders[] = { folder, NULL };
  g_autoptr(GError) error = NULL;
  LeatCatalogue *catalogue = leat_catalogue_load (folders, NULL, &error);

  g_assert_no_error (error);
  return catalogue;
}

static void
add (LeatPipeline *pipeline,
     LeatElement  *element)
{
  leat_pipeline_replace (pipeline, NULL, element);
  leat_element_unref (element);
}

LeatPipeline *
mini_pipeline (const char *blocks,
               const char *wires)
{
  LeatPipeline *pipeline = leat_pipeline_new ();
  g_auto(GStrv) items = g_strsplit (blocks, " ", -1);
  g_auto(GStrv) links = g_strsplit (wires, " ", -1);

  for (guint i = 0; items[i] != NULL && *items[i] != '\0'; i++)
    {
      g_auto(GStrv) pair = g_strsplit (items[i], ":", 2);

      add (pipeline, leat_element_new_block (pair[0], pair[1], pair[0], i * 240, 0));
    }
  for (guint i = 0; links[i] != NULL && *links[i] != '\0'; i++)
    {
      gboolean is_data = strchr (links[i], '>') != NULL;
      g_auto(GStrv) pair = g_strsplit (links[i], is_data ? ">" : "~", 2);

      add (pipeline, leat_element_new_wire (links[i], is_data ? LEAT_WIRE_DATA : LEAT_WIRE_MONITORS, pair[0],
                                            pair[1]));
    }
  return pipeline;
}

LeatReport *
mini_report (LeatPipeline *pipeline)
{
  g_autoptr(LeatCatalogue) catalogue = mini_catalogue ();
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  LeatReport *report = leat_report_new (catalogue, elements, NULL, NULL, NULL);

  g_assert_nonnull (report);
  return report;
}

void
mini_set (LeatHistory *history,
          const char  *id,
          const char  *setting,
          const char  *value)
{
  const char *const ids[] = { id, NULL };

  leat_history_apply (history, leat_edit_set_setting (leat_history_get_pipeline (history), ids, setting, value));
}
