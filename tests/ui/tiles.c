/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas/tiles.h"
#include "draw/scene.h"
#include "generate.h"
#include "model/history.h"
#include "support.h"

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
  return g_test_run ();
}
