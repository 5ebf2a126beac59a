/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas/frame-budget.h"
#include "canvas/tiles.h"
#include "draw/scene.h"
#include "generate.h"
#include "model/history.h"
#include "support.h"

#include <math.h>

/* Tiles of a scene that is edited: only what was damaged is painted anew, and what is shown is what new tiles would
 * show. */

#define EDITS 25

static gboolean
paint_scene (cairo_t        *cr,
             const LeatRect *area,
             double          zoom,
             gpointer        user_data)
{
  const LeatColours *colours = leat_colours_get (FALSE, FALSE);
  const LeatColour *ground = &colours->background;

  cairo_set_source_rgba (cr, ground->red, ground->green, ground->blue, 1);
  cairo_paint (cr);
  leat_scene_paint (user_data, cr, area, zoom, colours, NULL, NULL);
  return TRUE;
}

static cairo_surface_t *
take_picture (LeatTiles      *tiles,
              const LeatView *view,
              gint64          budget)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, view->width, view->height);
  cairo_t *cr = cairo_create (picture);
  gboolean complete = FALSE;

  while (!complete)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      g_autoptr(GskRenderNode) node = NULL;

      complete = leat_tiles_snapshot (tiles, snapshot, view, 0, 0, budget);
      node = gtk_snapshot_free_to_node (snapshot);
      if (complete)
        gsk_render_node_draw (node, cr);
    }
  cairo_destroy (cr);
  return picture;
}

static void
take_some (LeatTiles      *tiles,
           const LeatView *view)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  leat_tiles_snapshot (tiles, snapshot, view, 0, 0, 0);
  gsk_render_node_unref (gtk_snapshot_free_to_node (snapshot));
}

/* Cairo cuts a slanted edge at the border of what is painted, which may round the last bit of a colour in another way. */
static void
assert_same_picture (cairo_surface_t *one,
                     cairo_surface_t *other)
{
  gsize size = (gsize) cairo_image_surface_get_stride (one) * (gsize) cairo_image_surface_get_height (one);
  const guchar *a = cairo_image_surface_get_data (one), *b = cairo_image_surface_get_data (other);
  guint n = 0;

  for (gsize i = 0; i < size; i++)
    {
      g_assert_cmpint (ABS (a[i] - b[i]), <=, 1);
      n += a[i] != b[i];
    }
  g_assert_cmpuint (n, <=, 20);
}

typedef struct
{
  LeatPipeline *pipeline;
  LeatHistory  *history;
  LeatScene    *scene;
  LeatTiles    *tiles;
} Edited;

static void
on_edited (LeatPipeline      *pipeline,
           const LeatChanges *changes,
           Edited            *edited)
{
  g_autoptr(GArray) damage = g_array_new (FALSE, FALSE, sizeof (LeatRect));

  leat_scene_update (edited->scene, changes, damage);
  for (guint i = 0; i < damage->len; i++)
    leat_tiles_damage (edited->tiles, &g_array_index (damage, LeatRect, i));
}

static void
edit (Edited *edited,
      GRand  *random)
{
  guint n = leat_pipeline_get_n_elements (edited->pipeline);
  LeatElement *element = leat_pipeline_get_nth (edited->pipeline, (guint) g_rand_int_range (random, 1, (gint32) n));
  const char *ids[] = { element->id, NULL };

  leat_history_end_merge (edited->history);
  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
      leat_history_apply (edited->history, leat_edit_delete (edited->pipeline, ids));
      break;
    case 1:
      leat_history_apply (edited->history, leat_edit_rename (edited->pipeline, element->id, "A longer name, wíth ácçents"));
      break;
    case 2:
      leat_history_undo (edited->history);
      break;
    default:
      leat_history_apply (edited->history, leat_edit_move (edited->pipeline, ids, g_rand_int_range (random, -90, 90),
                                                           g_rand_int_range (random, -90, 90)));
      break;
    }
}

static void
test_tiles_edited (gconstpointer data)
{
  LeatView view = { .zoom = *(const double *) data, .scale = 1, .left = 30, .top = 50, .width = 1100, .height = 800 };
  g_autoptr(GRand) random = g_rand_new_with_seed (11);
  g_autoptr(LeatPipeline) pipeline = test_generate (view.zoom < 0.2 ? 1300 : 40);
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(LeatScene) scene = leat_scene_new (test_catalogue (), pipeline);
  g_autoptr(LeatTiles) tiles = leat_tiles_new (TRUE, paint_scene, scene);
  Edited edited = { pipeline, history, scene, tiles };

  g_signal_connect (pipeline, "changed", G_CALLBACK (on_edited), &edited);
  cairo_surface_destroy (take_picture (tiles, &view, -1));
  for (guint i = 0; i < EDITS; i++)
    {
      g_autoptr(LeatTiles) fresh = leat_tiles_new (TRUE, paint_scene, scene);
      cairo_surface_t *one, *other;

      edit (&edited, random);
      if (i % 2 == 0) /* some of it is painted, then there is more */
        take_some (tiles, &view);
      edit (&edited, random);
      one = take_picture (tiles, &view, i % 3 == 0 ? -1 : 0);
      other = take_picture (fresh, &view, -1);
      assert_same_picture (one, other);
      cairo_surface_destroy (one);
      cairo_surface_destroy (other);
    }
}

/* Where nothing but the background is to be seen no tile is painted, and the picture is the same, also while older layers
 * stand in. */

typedef struct
{
  LeatScene *scene;
  guint      n_painted;
} Counted;

static gboolean
paint_counted (cairo_t        *cr,
               const LeatRect *area,
               double          zoom,
               gpointer        user_data)
{
  Counted *counted = user_data;

  counted->n_painted++;
  return paint_scene (cr, area, zoom, counted->scene);
}

static gboolean
is_ground (const LeatRect *area,
           double          zoom,
           GdkRGBA        *ground,
           gpointer        user_data)
{
  const LeatColour *colour = &leat_colours_get (FALSE, FALSE)->background;
  Counted *counted = user_data;

  *ground = (GdkRGBA) { (float) colour->red, (float) colour->green, (float) colour->blue, 1 };
  return leat_scene_is_empty (counted->scene, area);
}

static cairo_surface_t *
take_frame (LeatTiles      *tiles,
            const LeatView *view)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, view->width, view->height);
  cairo_t *cr = cairo_create (picture);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;

  leat_tiles_snapshot (tiles, snapshot, view, 0, 0, 0);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  return picture;
}

static guint32
get_pixel (cairo_surface_t *picture,
           int              x,
           int              y)
{
  const guchar *row = cairo_image_surface_get_data (picture) + y * cairo_image_surface_get_stride (picture);

  return ((const guint32 *) row)[x] & 0xffffff;
}

static void
test_tiles_ground (void)
{
  LeatView view = { .zoom = 0.3, .scale = 1, .left = -700, .top = -500, .width = 1100, .height = 800 };
  g_autoptr(LeatPipeline) pipeline = test_generate (5);
  g_autoptr(LeatScene) scene = leat_scene_new (test_catalogue (), pipeline);
  Counted plain = { scene, 0 }, counted = { scene, 0 };
  g_autoptr(LeatTiles) all = leat_tiles_new (TRUE, paint_counted, &plain), some = leat_tiles_new (TRUE, paint_counted, &counted);
  cairo_surface_t *one, *other, *meanwhile;

  leat_tiles_set_ground (some, is_ground);
  one = take_picture (all, &view, -1);
  other = take_picture (some, &view, -1);
  assert_same_picture (one, other);
  g_assert_cmpuint (counted.n_painted, >, 0);
  g_assert_cmpuint (counted.n_painted, <, plain.n_painted / 2);

  /* No seams between squares of the old layer, whose edges are between pixels of this one. */
  view.zoom = 0.31;
  meanwhile = take_frame (some, &view);
  for (int x = 0; x < view.width; x++)
    g_assert_cmphex (get_pixel (meanwhile, x, 100), ==, get_pixel (one, 0, 0));
  cairo_surface_destroy (one);
  cairo_surface_destroy (other);
  cairo_surface_destroy (meanwhile);
}

/* Of several older layers only that is drawn which is seen. */

static guint
count_scaled (GskRenderNode *node)
{
  guint n = 0;

  switch (gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        n += count_scaled (gsk_container_node_get_child (node, i));
      return n;
    case GSK_CLIP_NODE:
      return count_scaled (gsk_clip_node_get_child (node));
    case GSK_TRANSFORM_NODE:
      if (gsk_transform_get_category (gsk_transform_node_get_transform (node)) == GSK_TRANSFORM_CATEGORY_2D_AFFINE)
        return 1;
      return count_scaled (gsk_transform_node_get_child (node));
    default:
      return 0;
    }
}

static guint
count_stand_ins (LeatTiles      *tiles,
                 const LeatView *view)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;

  leat_tiles_snapshot (tiles, snapshot, view, 0, 0, 0);
  node = gtk_snapshot_free_to_node (snapshot);
  return count_scaled (node);
}

static void
test_tiles_stand_in (void)
{
  LeatView view = { .zoom = 1, .scale = 1, .width = 512, .height = 512 };
  g_autoptr(LeatPipeline) pipeline = test_generate (40);
  g_autoptr(LeatScene) scene = leat_scene_new (test_catalogue (), pipeline);
  g_autoptr(LeatTiles) tiles = leat_tiles_new (TRUE, paint_scene, scene);
  guint all, some;

  cairo_surface_destroy (take_picture (tiles, &view, -1));
  view.zoom = 1.1;
  all = count_stand_ins (tiles, &view);
  count_stand_ins (tiles, &view);
  count_stand_ins (tiles, &view);
  view.zoom = 1.2;
  some = count_stand_ins (tiles, &view);
  g_assert_cmpuint (all, ==, 8);
  g_assert_cmpuint (some, ==, 11); /* 15 if what the layer between covers were drawn as well */
}

/* Nor is there a gap between squares of it, at whatever place they are scaled to. */
static void
test_tiles_no_gaps (void)
{
  const LeatView whole = { .zoom = 1, .scale = 1, .left = -130, .top = -77, .width = 900, .height = 700 };
  g_autoptr(LeatPipeline) pipeline = test_generate (40);
  g_autoptr(LeatScene) scene = leat_scene_new (test_catalogue (), pipeline);
  g_autoptr(LeatTiles) tiles = leat_tiles_new (TRUE, paint_scene, scene);

  for (guint i = 1; i < 60; i++)
    {
      LeatView view = whole;
      cairo_surface_t *frame;

      view.zoom = 1 + 0.0173 * i;
      view.left = round (-130 * view.zoom + 3 * i);
      view.top = round (-77 * view.zoom + 5 * i);
      cairo_surface_destroy (take_picture (tiles, &whole, -1));
      frame = take_frame (tiles, &view);
      for (int y = 0; y < 512; y++)
        for (int x = 0; x < 768; x++)
          g_assert_cmphex (get_pixel (frame, x, y), !=, 0);
      cairo_surface_destroy (frame);
    }
}

/* A tile of something transparent has its ink where it was painted. */

static gboolean
paint_spots (cairo_t        *cr,
             const LeatRect *area,
             double          zoom,
             gpointer        user_data)
{
  cairo_set_source_rgba (cr, 0.2, 0.4, 0.6, 0.5);
  for (int i = 0; i < 40; i++)
    cairo_rectangle (cr, 3 + 31 * i, 5 + (i * i * 37) % 700, 1 + i % 7, 1 + i % 50);
  cairo_fill (cr);
  return TRUE;
}

static void
test_tiles_spots (void)
{
  LeatView view = { .zoom = 1, .scale = 1, .width = 1100, .height = 800 };
  g_autoptr(LeatTiles) tiles = leat_tiles_new (FALSE, paint_spots, NULL);
  cairo_surface_t *one = take_picture (tiles, &view, -1), *other = cairo_image_surface_create (CAIRO_FORMAT_RGB24, view.width, view.height);
  cairo_t *cr = cairo_create (other);

  paint_spots (cr, NULL, 1, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (other);
  assert_same_picture (one, other);
  cairo_surface_destroy (one);
  cairo_surface_destroy (other);
}

/* The budget of a frame for tiles. */

static gint64
budget_after (LeatFrameBudget *budget,
              gint64           before,
              gint64           drawing)
{
  gint64 given;

  leat_frame_budget_add (budget, before);
  given = leat_frame_budget_get (budget);
  leat_frame_budget_begin_drawing (budget, 1000000);
  leat_frame_budget_end (budget, 1000000 + drawing);
  return given;
}

static void
test_tiles_budget (void)
{
  LeatFrameBudget budget = { 0 };

  g_assert_cmpint (budget_after (&budget, 0, 3000), ==, 4000);
  g_assert_cmpint (budget_after (&budget, 4500, 6000), ==, 2500);
  g_assert_cmpint (budget_after (&budget, 0, 1000), ==, 4000);
  g_assert_cmpint (budget_after (&budget, 2600, 9000), ==, 2900); /* the one before says little */
  g_assert_cmpint (budget_after (&budget, 50000, 1000), ==, 2000);
  for (guint i = 0; i < 5; i++)
    budget_after (&budget, 0, 1000);
  g_assert_cmpint (leat_frame_budget_get (&budget), ==, 4000);
}

int
main (int    argc,
      char **argv)
{
  static const double zooms[] = { 2, 1, 0.77, 0.3, 0.07, 0.03 };

  gtk_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/tiles/edited/%g", zooms[i]);

      g_test_add_data_func (path, &zooms[i], test_tiles_edited);
    }
  g_test_add_func ("/ui/tiles/ground", test_tiles_ground);
  g_test_add_func ("/ui/tiles/stand-in", test_tiles_stand_in);
  g_test_add_func ("/ui/tiles/no-gaps", test_tiles_no_gaps);
  g_test_add_func ("/ui/tiles/spots", test_tiles_spots);
  g_test_add_func ("/ui/tiles/budget", test_tiles_budget);
  return g_test_run ();
}
