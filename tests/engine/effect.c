/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/effect.h"
#include "sketch.h"
#include "support.h"

#include <math.h>

/* What an edit changes, said in signs and words. */

typedef struct
{
  const char *name;
  LeatFigures before;
  LeatFigures after;
  const char *text;
} Case;

static const Case cases[] = {
  { "nothing", { NULL, 10, 0, TRUE, 5, 1 }, { NULL, 10.001, 0, TRUE, 5.01, 1 }, "no change of cost or delay" },
  { "dearer", { NULL, 10, 0, TRUE, 5, 0 }, { NULL, 22.4, 0, TRUE, 2, 0 },
    "+$12.40 a month (dearer) · p95 −3.0 s (faster)" },
  { "cheaper", { NULL, 22.4, 0, TRUE, 2, 3 }, { NULL, 10, 0, TRUE, 5, 1 },
    "−$12.40 a month (cheaper) · p95 +3.0 s (slower) · 2 findings fewer" },
  { "small", { NULL, 10, 0, FALSE, 0, 0 }, { NULL, 10.004, 0, FALSE, 0, 0 }, "no change of cost or delay" },
  { "overload", { NULL, 10, 0, TRUE, 5, 0 }, { NULL, 10, 0, TRUE, INFINITY, 1 },
    "the delay now grows without bound · 1 finding more" },
  { "relief", { NULL, 10, 0, TRUE, INFINITY, 0 }, { NULL, 10, 0, TRUE, 5, 0 }, "the delay is bounded now: p95 5.0 s" },
  { "still-overload", { NULL, 10, 0, TRUE, INFINITY, 0 }, { NULL, 10, 0, TRUE, INFINITY, 0 }, "no change of cost or delay" },
  { "first-path", { NULL, 0, 0, FALSE, 0, 0 }, { NULL, 0, 0, TRUE, 5, 0 }, "p95 is now 5.0 s" },
  { "last-path", { NULL, 0, 0, TRUE, 5, 0 }, { NULL, 0, 0, FALSE, 0, 0 }, "no path to a consumer any more" },
  { "unpriced", { NULL, 10, 0, FALSE, 0, 0 }, { NULL, 7, 2, FALSE, 0, 0 },
    "−$3.00 a month (cheaper) · 2 more lines without a price" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *text = leat_figures_describe_effect (&c->before, &c->after);

  g_assert_cmpstr (text, ==, c->text);
}

static void
read_figures (LeatFigures *figures,
              const char  *sketch)
{
  g_autoptr(LeatPipeline) pipeline = test_sketch (sketch);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);

  leat_figures_read (figures, report);
}

/* The figures of an edit and of its undoing are the same with the signs turned round. */
static void
test_report (void)
{
  LeatFigures before, after;
  g_autofree char *there = NULL;
  g_autofree char *back = NULL;

  read_figures (&before, "p>k k>f f>s k.shards=1");
  read_figures (&after, "p>k k>f f>s k.shards=5");
  there = leat_figures_describe_effect (&before, &after);
  back = leat_figures_describe_effect (&after, &before);
  g_assert_true (g_str_has_prefix (there, "+$43.80 a month (dearer)")); /* 4 shards at $0.015 for 730 h */
  g_assert_true (g_str_has_prefix (back, "−$43.80 a month (cheaper)"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/effect/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/engine/effect/report", test_report);
  return g_test_run ();
}
