/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/step.h"

#include <glib.h>

/* The steps of a walkthrough: what they say they look at and try. */

static LeatElement *
new_step (const char *name,
          const char *value)
{
  LeatElement *step = leat_element_new (LEAT_ELEMENT_STEP, "step");
  LeatSettings *settings = leat_settings_with (step->settings, g_intern_string (name), value);

  leat_settings_unref (step->settings);
  step->settings = settings;
  return step;
}

static void
put (LeatPipeline *pipeline,
     LeatElement  *element)
{
  leat_pipeline_replace (pipeline, NULL, element);
  leat_element_unref (element);
}

static void
test_focus (void)
{
  static const struct { const char *text, *expected; } rows[] = {
    { "a b c", "a,b,c" }, { "  a\n\tb  a ", "a,b" }, { "", "" }, { "é→ü x.y", "é→ü,x.y" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(LeatElement) step = new_step (LEAT_STEP_FOCUS, rows[i].text);
      g_auto(GStrv) ids = leat_step_dup_focus (step);
      g_autofree char *joined = g_strjoinv (",", ids);

      g_assert_cmpstr (joined, ==, rows[i].expected);
    }
}

static void
test_view (void)
{
  static const char *const bad[] = { "", "1 2 3", "1 2 0 4", "1 2 3 -4", "a b c d", "1 2 nan 4", "1 2 3 inf" };
  const LeatRect given = { -12.4, 7, 100.2, 50 };
  g_autoptr(LeatElement) step = leat_element_new (LEAT_ELEMENT_STEP, "step");
  g_autoptr(LeatElement) with = leat_step_copy_with_view (step, &given);
  g_autoptr(LeatElement) without = leat_step_copy_with_view (with, NULL);
  LeatRect view;

  g_assert_true (leat_step_get_view (with, &view));
  g_assert_cmpfloat (view.x, ==, -13);
  g_assert_cmpfloat (view.y, ==, 7);
  g_assert_cmpfloat (view.width, ==, 101);
  g_assert_cmpfloat (view.height, ==, 50);
  g_assert_false (leat_step_get_view (without, &view));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(LeatElement) other = new_step (LEAT_STEP_VIEW, bad[i]);

      g_assert_false (leat_step_get_view (other, &view));
    }
}

static void
test_trial (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(GPtrArray) elements = NULL, tried = NULL;
  g_autoptr(LeatElement) step = new_step (LEAT_STEP_TRY "my.stream.shards", "7"), gone = NULL;
  LeatElement *stream;

  put (pipeline, leat_element_new_block ("my.stream", g_intern_static_string ("kinesis-data-streams"), "s", 0, 0));
  elements = leat_pipeline_dup_elements (pipeline);
  tried = leat_step_apply_trial (step, elements);
  g_assert_cmpuint (tried->len, ==, elements->len);
  stream = tried->pdata[tried->len - 1];
  g_assert_cmpstr (leat_settings_get (stream->settings, "shards"), ==, "7");
  g_assert_null (leat_settings_get (((LeatElement *) elements->pdata[elements->len - 1])->settings, "shards"));

  gone = new_step (LEAT_STEP_TRY "other.shards", "7");
  g_ptr_array_unref (tried);
  tried = leat_step_apply_trial (gone, elements);
  for (guint i = 0; i < elements->len; i++)
    g_assert_true (tried->pdata[i] == elements->pdata[i]);
}

static void
test_load (void)
{
  static const struct { const char *text; double expected; } rows[] = {
    { "10", 10 }, { "0.5", 0.5 }, { "0", 1 }, { "-1", 1 }, { "x", 1 }, { "2 x", 1 }, { "inf", 1 }, { "", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(LeatElement) step = new_step (LEAT_STEP_LOAD, rows[i].text);

      g_assert_cmpfloat (leat_step_get_load (step), ==, rows[i].expected);
    }
}

static void
test_list (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(GPtrArray) steps = NULL;

  put (pipeline, leat_element_new (LEAT_ELEMENT_STEP, "one"));
  put (pipeline, leat_element_new_block ("b", g_intern_static_string ("s3"), "s", 0, 0));
  put (pipeline, leat_element_new (LEAT_ELEMENT_STEP, "two"));
  steps = leat_pipeline_dup_steps (pipeline);
  g_assert_cmpuint (steps->len, ==, 2);
  g_assert_cmpstr (((LeatElement *) steps->pdata[0])->id, ==, "one");
  g_assert_cmpstr (((LeatElement *) steps->pdata[1])->id, ==, "two");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/step/focus", test_focus);
  g_test_add_func ("/model/step/view", test_view);
  g_test_add_func ("/model/step/trial", test_trial);
  g_test_add_func ("/model/step/load", test_load);
  g_test_add_func ("/model/step/list", test_list);
  return g_test_run ();
}
