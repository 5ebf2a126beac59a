/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas/canvas-private.h"
#include "canvas/commands.h"

/* The parts of the canvas that need no window: the view, the tiles, and the walks. */

static const LeatView plain_view = { .zoom = 1, .scale = 1, .left = 0, .top = 0, .width = 1000, .height = 700 };

/* View */

static const struct
{
  const char *name;
  double      zoom;
  double      steps;
  double      expected;
} step_rows[] = {
  { "double-in-four", 1, 4, 2 },
  { "half-in-four", 1, -4, 0.5 },
  { "up-to-the-next-whole-step", 0.9, 1, 1 },
  { "down-to-the-next-whole-step", 1.1, -1, 1 },
  { "upper-limit", 8, 4, 8 },
  { "lower-limit", 0.02, -4, 0.02 },
};

static void
test_step (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  g_assert_cmpfloat_with_epsilon (leat_view_step_zoom (step_rows[i].zoom, step_rows[i].steps), step_rows[i].expected, 1e-9);
}

static void
test_steps_pass_through_100 (void)
{
  double zoom = 0.31;
  gboolean met = FALSE;

  while (zoom < 4)
    {
      zoom = leat_view_step_zoom (zoom, 1);
      met |= zoom == 1;
    }
  g_assert_true (met);
}

/* In the middle a pinch is followed as it is; towards a limit ever less, and it is not left; a gesture begins where one is. */
static void
test_soft_limits (void)
{
  double before = 0;

  g_assert_cmpfloat_with_epsilon (leat_view_soften_zoom (1), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (leat_view_soften_zoom (3.7), 3.7, 1e-9);
  for (double zoom = 0.0005; zoom < 900; zoom *= 1.3)
    {
      double soft = leat_view_soften_zoom (zoom);

      g_assert_cmpfloat (soft, >, before);
      g_assert_cmpfloat (soft, <=, LEAT_CANVAS_MAX_ZOOM);
      g_assert_cmpfloat (soft, >=, LEAT_CANVAS_MIN_ZOOM);
      if (soft > LEAT_CANVAS_MIN_ZOOM * 1.01 && soft < LEAT_CANVAS_MAX_ZOOM * 0.99)
        g_assert_cmpfloat_with_epsilon (leat_view_soften_zoom (leat_view_harden_zoom (soft)), soft, 1e-9);
      before = soft;
    }
  g_assert_cmpfloat (leat_view_soften_zoom (8), <, 7);
}

static void
test_whole_pixels (void)
{
  LeatView view = plain_view;

  view.scale = 2;
  leat_view_zoom_about (&view, 1.37, 211, 97);
  leat_view_centre (&view, 12.3, 45.6);
  leat_view_zoom_about (&view, 0.21, 3, 7);
  g_assert_cmpfloat (view.left, ==, (double) (gint64) view.left);
  g_assert_cmpfloat (view.top, ==, (double) (gint64) view.top);
}

static const struct
{
  const char *name;
  LeatRect    area;
  double      left, top;
} reveal_rows[] = {
  { "seen-already", { 100, 100, 152, 60 }, 0, 0 },
  { "to-the-right", { 1000, 100, 152, 60 }, 162, 0 },
  { "to-the-left", { -100, 100, 152, 60 }, -110, 0 },
  { "below", { 100, 1000, 152, 60 }, 0, 370 },
  { "larger-than-the-view", { 500, 100, 3000, 60 }, 490, 0 },
};

static void
test_reveal (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  LeatView view = plain_view;
  gboolean moved = leat_view_reveal (&view, &reveal_rows[i].area, 10);

  g_assert_cmpfloat (view.left, ==, reveal_rows[i].left);
  g_assert_cmpfloat (view.top, ==, reveal_rows[i].top);
  g_assert_cmpint (moved, ==, view.left != 0 || view.top != 0);
}

/* Tiles */

static gboolean
count_paint (cairo_t        *cr,
             const LeatRect *area,
             double          zoom,
             gpointer        user_data)
{
  LeatRect *last = user_data;

  *last = *area;
  return TRUE;
}

static guint
draw (LeatTiles      *tiles,
      const LeatView *view,
      gint64          budget,
      gboolean       *complete)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  guint before = leat_tiles_get_n_painted (tiles);
  g_autoptr(GskRenderNode) node = NULL;

  *complete = leat_tiles_snapshot (tiles, snapshot, view, 0, 0, budget);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_true (node != NULL || before == leat_tiles_get_n_painted (tiles));
  return leat_tiles_get_n_painted (tiles) - before;
}

static void
test_tiles_pan (void)
{
  LeatRect last;
  g_autoptr(LeatTiles) tiles = leat_tiles_new (TRUE, count_paint, &last);
  LeatView view = plain_view;
  gboolean complete;

  g_assert_cmpuint (draw (tiles, &view, G_MAXINT32, &complete), ==, 4 * 3);
  g_assert_true (complete);
  g_assert_cmpuint (draw (tiles, &view, G_MAXINT32, &complete), ==, 0);
  view.left = 10;
  g_assert_cmpuint (draw (tiles, &view, G_MAXINT32, &complete), ==, 0);
  view.left = 30;
  g_assert_cmpuint (draw (tiles, &view, G_MAXINT32, &complete), ==, 3);
}

static void
test_tiles_damage (void)
{
  const LeatRect area = { 300, 300, 20, 20 };
  LeatRect last;
  g_autoptr(LeatTiles) tiles = leat_tiles_new (TRUE, count_paint, &last);
  LeatView view = plain_view;
  gboolean complete;

  draw (tiles, &view, G_MAXINT32, &complete);
  leat_tiles_damage (tiles, &area);
  g_assert_cmpuint (draw (tiles, &view, G_MAXINT32, &complete), ==, 1);
  /* Only there, with a pixel for what spills and one for what lies beside it. */
  g_assert_cmpfloat (last.x, ==, 298);
  g_assert_cmpfloat (last.y, ==, 298);
  g_assert_cmpfloat (last.width, ==, 24);
  g_assert_cmpfloat (last.height, ==, 24);
  leat_tiles_damage (tiles, NULL);
  g_assert_cmpuint (draw (tiles, &view, G_MAXINT32, &complete), ==, 12);
}

static void
test_tiles_budget (void)
{
  LeatRect last;
  g_autoptr(LeatTiles) tiles = leat_tiles_new (TRUE, count_paint, &last);
  LeatView view = plain_view;
  gboolean complete;
  guint frames = 1;

  g_assert_cmpuint (draw (tiles, &view, 0, &complete), ==, 1);
  g_assert_false (complete);
  /* The first is the nearest to the pointer, at the corner. */
  g_assert_cmpfloat (last.x, ==, 0);
  for (; !complete && frames < 100; frames++)
    g_assert_cmpuint (draw (tiles, &view, 0, &complete), ==, 1);
  g_assert_cmpuint (frames, ==, 12);
}

static void
test_tiles_zoom (void)
{
  LeatRect last;
  g_autoptr(LeatTiles) tiles = leat_tiles_new (TRUE, count_paint, &last);
  LeatView view = plain_view;
  gboolean complete;

  draw (tiles, &view, G_MAXINT32, &complete);
  view.zoom = 2;
  draw (tiles, &view, 0, &complete);
  g_assert_false (complete);
  /* Back before the new ones are ready: the old ones are still there. */
  view.zoom = 1;
  g_assert_cmpuint (draw (tiles, &view, G_MAXINT32, &complete), ==, 0);
  g_assert_true (complete);
}

static void
test_tiles_scale (void)
{
  LeatRect last;
  g_autoptr(LeatTiles) tiles = leat_tiles_new (TRUE, count_paint, &last);
  LeatView view = plain_view;
  gboolean complete;

  view.scale = 2;
  view.width = 512;
  view.height = 256;
  g_assert_cmpuint (draw (tiles, &view, G_MAXINT32, &complete), ==, 2);
  g_assert_cmpfloat (last.width, ==, 128);
}

/* Walks */

static LeatPipeline *
new_chain (void)
{
  static const struct { const char *id; double x, y; } blocks[] = {
    { "sink", 600, 0 }, { "low", 300, 200 }, { "high", 300, 0 }, { "source", 0, 100 }, { "alone", 900, 500 },
  };
  static const struct { const char *from, *to; LeatWireKind kind; } wires[] = {
    { "source", "high", LEAT_WIRE_DATA }, { "source", "low", LEAT_WIRE_TRIGGER }, { "high", "sink", LEAT_WIRE_DATA },
    { "low", "sink", LEAT_WIRE_QUERIES }, { "sink", "source", LEAT_WIRE_MONITORS },
  };
  LeatPipeline *pipeline = leat_pipeline_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autoptr(LeatElement) block = leat_element_new_block (blocks[i].id, g_intern_static_string ("s3"), blocks[i].id, blocks[i].x,
                                                             blocks[i].y);

      leat_pipeline_replace (pipeline, NULL, block);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wires); i++)
    {
      g_autofree char *id = g_strdup_printf ("w%u", (guint) i);
      g_autoptr(LeatElement) wire = leat_element_new_wire (id, wires[i].kind, wires[i].from, wires[i].to);

      leat_pipeline_replace (pipeline, NULL, wire);
    }
  return pipeline;
}

static void
assert_order (LeatPipeline *pipeline,
              const char   *expected)
{
  g_autoptr(GPtrArray) blocks = leat_command_list_in_flow_order (pipeline);
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " " : "", ((LeatElement *) blocks->pdata[i])->id);
  g_assert_cmpstr (words->str, ==, expected);
}

static void
test_flow_order (void)
{
  g_autoptr(LeatPipeline) pipeline = new_chain ();

  assert_order (pipeline, "source alone high low sink");
}

static void
test_flow_order_cycle (void)
{
  g_autoptr(LeatPipeline) pipeline = new_chain ();
  g_autoptr(LeatElement) back = leat_element_new_wire ("back", LEAT_WIRE_DATA, "sink", "source");
  g_autoptr(GPtrArray) blocks = NULL;

  leat_pipeline_replace (pipeline, NULL, back);
  blocks = leat_command_list_in_flow_order (pipeline);
  g_assert_cmpuint (blocks->len, ==, 5);
}

static const struct
{
  const char *name, *from;
  int         dx, dy;
  const char *expected;
} neighbour_rows[] = {
  { "right", "low", 1, 0, "sink" },
  { "left", "low", -1, 0, "source" },
  { "up-right-of-two", "source", 0, -1, "high" },
  { "down-of-two", "source", 0, 1, "low" },
  { "none-there", "source", -1, 0, NULL },
  { "no-wires", "alone", -1, 0, NULL },
};

static void
test_neighbour (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(LeatPipeline) pipeline = new_chain ();
  const LeatElement *next = leat_command_find_neighbour (pipeline, neighbour_rows[i].from, neighbour_rows[i].dx, neighbour_rows[i].dy);

  g_assert_cmpstr (next != NULL ? next->id : NULL, ==, neighbour_rows[i].expected);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (step_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/canvas-parts/zoom-step/", step_rows[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_step);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (reveal_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/canvas-parts/reveal/", reveal_rows[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_reveal);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (neighbour_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/canvas-parts/neighbour/", neighbour_rows[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_neighbour);
    }
  g_test_add_func ("/ui/canvas-parts/zoom-steps-pass-through-100", test_steps_pass_through_100);
  g_test_add_func ("/ui/canvas-parts/soft-limits", test_soft_limits);
  g_test_add_func ("/ui/canvas-parts/whole-pixels", test_whole_pixels);
  g_test_add_func ("/ui/canvas-parts/tiles/pan", test_tiles_pan);
  g_test_add_func ("/ui/canvas-parts/tiles/damage", test_tiles_damage);
  g_test_add_func ("/ui/canvas-parts/tiles/budget", test_tiles_budget);
  g_test_add_func ("/ui/canvas-parts/tiles/zoom", test_tiles_zoom);
  g_test_add_func ("/ui/canvas-parts/tiles/scale", test_tiles_scale);
  g_test_add_func ("/ui/canvas-parts/flow-order/levels", test_flow_order);
  g_test_add_func ("/ui/canvas-parts/flow-order/cycle", test_flow_order_cycle);
  return g_test_run ();
}
