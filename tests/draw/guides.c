/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/guides.h"

#include "support.h"

#include <math.h>

/* Where a dragged rectangle snaps to and what is shown of it: worked cases, then the promises that hold anywhere. */

static const LeatRect everything = { -1000, -1000, 4000, 4000 };

static void
add (LeatPipeline *pipeline,
     const char   *id,
     LeatRect      bounds)
{
  g_autoptr(LeatElement) note = leat_element_new (LEAT_ELEMENT_NOTE, id);

  note->text = g_strdup ("");
  note->bounds = bounds;
  leat_pipeline_replace (pipeline, NULL, note);
}

static char *
to_text (GArray *guides)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < guides->len; i++)
    {
      const LeatGuide *guide = &g_array_index (guides, LeatGuide, i);

      g_string_append_printf (text, "%s%s %c%g %g..%g", i > 0 ? ", " : "", guide->kind == LEAT_GUIDE_LINE ? "line" : "gap",
                              guide->upright ? 'x' : 'y', guide->at, guide->from, guide->to);
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *name;
  LeatRect    others[4]; /* ends with one of no width */
  LeatRect    rect;
  double      x, y;      /* where it snaps to */
  const char *shown;
} Case;

static const Case cases[] = {
  { "nothing-near", { { 0, 0, 100, 50 } }, { 300, 300, 80, 40 }, 300, 300, "" },
  { "left-edge", { { 0, 0, 100, 50 } }, { 3, 200, 80, 40 }, 0, 200, "line x0 0..240" },
  { "right-edge", { { 0, 0, 100, 50 } }, { 22, 200, 80, 40 }, 20, 200, "line x100 0..240" },
  { "left-to-right-edge", { { 0, 0, 100, 50 } }, { 96, 200, 80, 40 }, 100, 200, "line x100 0..240" },
  { "middle", { { 0, 0, 100, 50 } }, { 28, 200, 50, 40 }, 25, 200, "line x50 0..240" },
  { "both-edges-leave-out-the-middle", { { 0, 0, 100, 50 } }, { 2, 200, 100, 40 }, 0, 200, "line x0 0..240, line x100 0..240" },
  { "both-axes", { { 0, 0, 100, 50 }, { 400, 300, 90, 60 } }, { 4, 296, 80, 40 }, 0, 300, "line x0 0..340, line y300 0..490" },
  { "the-nearer-wins", { { 0, 0, 100, 50 }, { 5, -300, 60, 30 } }, { 4, 200, 80, 40 }, 5, 200, "line x5 -300..240" },
  { "beyond-reach", { { 0, 0, 100, 50 } }, { 8, 200, 67, 40 }, 8, 200, "" },
  { "gap-between-two", { { 0, 0, 100, 60 }, { 300, 0, 100, 60 } }, { 148, 12, 100, 22 }, 150, 12,
    "gap y23 100..150, gap y23 250..300" },
  { "gap-after-two", { { 0, 0, 100, 60 }, { 140, 0, 100, 60 } }, { 283, 12, 77, 22 }, 280, 12,
    "gap y23 240..280, gap y23 100..140" },
  { "gap-before-two", { { 200, 0, 100, 60 }, { 340, 0, 100, 60 } }, { 85, 12, 77, 22 }, 83, 12,
    "gap y23 160..200, gap y23 300..340" },
  { "gap-downwards", { { 0, 0, 60, 100 }, { 0, 140, 60, 100 } }, { 12, 283, 22, 77 }, 12, 280,
    "gap x23 240..280, gap x23 100..140" },
  { "no-gap-to-what-is-not-beside", { { 0, 0, 100, 60 }, { 140, 0, 100, 60 } }, { 283, 60, 77, 33 }, 283, 60, "line y60 0..360" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatScene) scene = NULL;
  g_autoptr(GArray) guides = NULL;
  g_autofree char *shown = NULL;
  LeatRect rect = c->rect;
  LeatGuideSnap snap;

  for (gsize i = 0; i < G_N_ELEMENTS (c->others) && c->others[i].width > 0; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%zu", i);

      add (pipeline, id, c->others[i]);
    }
  scene = leat_scene_new (test_catalogue (), pipeline);
  snap = leat_guides_snap (scene, &rect, &everything, 5, FALSE, NULL);
  rect.x += snap.by.x;
  rect.y += snap.by.y;
  g_assert_cmpfloat (rect.x, ==, c->x);
  g_assert_cmpfloat (rect.y, ==, c->y);
  guides = leat_guides_list (scene, &rect, &everything, FALSE, NULL);
  shown = to_text (guides);
  g_assert_cmpstr (shown, ==, c->shown);
}

static void
test_except (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(GHashTable) dragged = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(LeatScene) scene = NULL;
  g_autoptr(GArray) guides = NULL;
  const LeatRect rect = { 1, 200, 80, 40 };
  LeatGuideSnap snap;

  add (pipeline, "dragged", (LeatRect){ 0, 0, 100, 50 });
  scene = leat_scene_new (test_catalogue (), pipeline);
  g_hash_table_add (dragged, (gpointer) "dragged");
  snap = leat_guides_snap (scene, &rect, &everything, 5, FALSE, dragged);
  g_assert_false (snap.x || snap.y);
  guides = leat_guides_list (scene, &(LeatRect){ 0, 200, 80, 40 }, &everything, FALSE, dragged);
  g_assert_cmpuint (guides->len, ==, 0);
}

static void
test_out_of_view (void)
{
  const LeatRect area = { 0, 100, 500, 500 }, rect = { 1, 200, 80, 40 };
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatScene) scene = NULL;

  add (pipeline, "far", (LeatRect){ 0, -400, 100, 50 });
  scene = leat_scene_new (test_catalogue (), pipeline);
  g_assert_false (leat_guides_snap (scene, &rect, &area, 5, FALSE, NULL).x);
  g_assert_true (leat_guides_snap (scene, &rect, &everything, 5, FALSE, NULL).x);
}

/* One side alone goes to a line or to an equal gap; the other stays, and so does what no handle moves. */
static const struct
{
  const char *name;
  LeatRect    others[4];
  LeatRect    rect;
  int         side_x, side_y;
  double      by_x, by_y; /* 0 if nothing is found */
} sides[] = {
  { "right-to-an-edge", { { 300, 300, 100, 50 } }, { 0, 0, 297, 40 }, 1, 0, 3, 0 },
  { "right-to-a-far-edge", { { 300, 300, 100, 50 } }, { 0, 0, 402, 40 }, 1, 0, -2, 0 },
  { "left-to-an-edge", { { 300, 300, 100, 50 } }, { 302, 0, 200, 40 }, -1, 0, -2, 0 },
  { "no-middle", { { 300, 300, 100, 50 } }, { 0, 0, 350, 40 }, 1, 0, 0, 0 },
  { "the-other-side-does-not-count", { { 300, 300, 100, 50 } }, { 301, 0, 60, 40 }, 1, 0, 0, 0 },
  { "corner", { { 300, 300, 100, 50 } }, { 0, 0, 298, 299 }, 1, 1, 2, 1 },
  { "gap-like-the-next", { { 300, 0, 100, 60 }, { 440, 0, 100, 60 } }, { 0, 12, 258, 22 }, 1, 0, 2, 0 },
  { "gap-like-the-next-before", { { 0, 0, 100, 60 }, { 140, 0, 100, 60 } }, { 283, 12, 77, 22 }, -1, 0, -3, 0 },
  { "gap-like-the-other-side", { { 0, 0, 100, 60 }, { 300, 0, 100, 60 } }, { 133, 12, 131, 22 }, 1, 0, 3, 0 },
  { "gap-downwards", { { 0, 300, 60, 100 }, { 0, 440, 60, 100 } }, { 12, 0, 22, 263 }, 0, 1, 0, -3 },
};

static void
test_sides (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
      g_autoptr(LeatScene) scene = NULL;
      LeatGuideSnap snap;

      for (gsize j = 0; j < G_N_ELEMENTS (sides[i].others) && sides[i].others[j].width > 0; j++)
        {
          g_autofree char *id = g_strdup_printf ("n%zu", j);

          add (pipeline, id, sides[i].others[j]);
        }
      scene = leat_scene_new (test_catalogue (), pipeline);
      snap = leat_guides_snap_sides (scene, &sides[i].rect, &everything, 5, FALSE, NULL, sides[i].side_x, sides[i].side_y);
      g_test_message ("%s", sides[i].name);
      g_assert_cmpfloat (snap.by.x, ==, sides[i].by_x);
      g_assert_cmpfloat (snap.by.y, ==, sides[i].by_y);
      g_assert_cmpint (snap.x, ==, sides[i].by_x != 0);
      g_assert_cmpint (snap.y, ==, sides[i].by_y != 0);
    }
}

/* Random drawings */

static LeatRect
random_rect (GRand *random)
{
  LeatRect rect = { g_rand_int_range (random, -300, 900), g_rand_int_range (random, -300, 900), 0, 0 };

  rect.width = g_rand_int_range (random, 20, 160);
  rect.height = g_rand_int_range (random, 20, 120);
  return rect;
}

static gboolean
is_near (double a,
         double b)
{
  return fabs (a - b) < 0.011;
}

/* Whether a line really is an edge or a middle of the rectangle and of another one. */
static gboolean
is_on (const LeatRect *rect,
       const LeatGuide *line)
{
  double start = line->upright ? rect->x : rect->y, size = line->upright ? rect->width : rect->height;

  return is_near (start, line->at) || is_near (start + size, line->at) || is_near (start + size / 2, line->at);
}

static void
check_line (const LeatGuide *line,
            const LeatRect  *rect,
            GArray          *others)
{
  gboolean any = FALSE;

  g_assert_true (is_on (rect, line));
  for (guint i = 0; i < others->len; i++)
    any |= is_on (&g_array_index (others, LeatRect, i), line);
  g_assert_true (any);
}

/* There is another of its size. */
static void
check_gap (const LeatGuide *gap,
           GArray          *guides)
{
  guint same = 0;

  for (guint i = 0; i < guides->len; i++)
    {
      const LeatGuide *other = &g_array_index (guides, LeatGuide, i);

      same += other->kind == LEAT_GUIDE_GAP && other->upright == gap->upright &&
              is_near (other->to - other->from, gap->to - gap->from);
    }
  g_assert_cmpuint (same, >=, 2);
  g_assert_cmpfloat (gap->to, >, gap->from);
}

static void
test_property (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  guint snapped = 0, gaps = 0;

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
      g_autoptr(GArray) others = g_array_new (FALSE, FALSE, sizeof (LeatRect));
      g_autoptr(LeatScene) scene = NULL;
      g_autoptr(GArray) guides = NULL;
      LeatRect rect = random_rect (random);
      gboolean explained[2] = { FALSE, FALSE };
      LeatGuideSnap snap;

      for (guint i = 0; i < 12; i++)
        {
          g_autofree char *id = g_strdup_printf ("n%u", i);
          LeatRect other = random_rect (random);

          add (pipeline, id, other);
          g_array_append_val (others, other);
        }
      scene = leat_scene_new (test_catalogue (), pipeline);
      snap = leat_guides_snap (scene, &rect, &everything, 6, FALSE, NULL);
      g_assert_cmpfloat (fabs (snap.by.x), <=, 6.02);
      g_assert_cmpfloat (fabs (snap.by.y), <=, 6.02);
      rect.x += snap.by.x;
      rect.y += snap.by.y;
      guides = leat_guides_list (scene, &rect, &everything, FALSE, NULL);
      for (guint i = 0; i < guides->len; i++)
        {
          const LeatGuide *guide = &g_array_index (guides, LeatGuide, i);

          if (guide->kind == LEAT_GUIDE_LINE)
            check_line (guide, &rect, others);
          else
            check_gap (guide, guides);
          explained[(guide->kind == LEAT_GUIDE_LINE) == guide->upright ? 0 : 1] = TRUE;
          gaps += guide->kind == LEAT_GUIDE_GAP;
        }
      /* What it snapped to is shown. Moving along the other axis too may take a neighbour out of its row, so only a
       * snap along one axis must be explained. */
      if (snap.x && !snap.y)
        g_assert_true (explained[0]);
      if (snap.y && !snap.x)
        g_assert_true (explained[1]);
      snapped += snap.x || snap.y;
    }
  g_assert_cmpuint (snapped, >, 500);
  g_assert_cmpuint (gaps, >, 20);
}

/* Ten thousand blocks: what is looked at is two strips of the grid, not all. */
static void
test_large (void)
{
  const LeatRect rect = { 5003, 5003, 152, 60 }, area = { 0, 0, 22000, 12000 };
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatScene) scene = NULL;
  gint64 start, took;

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);
      g_autoptr(LeatElement) block = leat_element_new_block (id, "s3", id, i % 100 * 216, i / 100 * 120);

      leat_pipeline_replace (pipeline, NULL, block);
    }
  scene = leat_scene_new (test_catalogue (), pipeline);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 100; i++)
    {
      LeatGuideSnap snap = leat_guides_snap (scene, &rect, &area, 6, FALSE, NULL);
      g_autoptr(GArray) guides = leat_guides_list (scene, &rect, &area, FALSE, NULL);

      g_assert_true (snap.y || guides != NULL);
    }
  took = g_get_monotonic_time () - start;
  g_test_message ("snap and list among 10,000 blocks: %.3f ms", (double) took / 100 / 1000);
  g_assert_cmpint (took / 100, <, 4000); /* a quarter of a frame, also on a busy machine */
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/draw/guides/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/draw/guides/except", test_except);
  g_test_add_func ("/draw/guides/out-of-view", test_out_of_view);
  g_test_add_func ("/draw/guides/sides", test_sides);
  g_test_add_func ("/draw/guides/property", test_property);
  g_test_add_func ("/draw/guides/large", test_large);
  return g_test_run ();
}
