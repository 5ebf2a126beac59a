/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas-support.h"
#include "generate.h"
#include "model/rect.h"

/* What of a large drawing stands in the accessibility tree: what is in view, wires left out, and what the keyboard is at. */

#define MOST 3000
#define VIEWS 30

static gboolean
is_wanted (Fixture           *f,
           const LeatElement *element)
{
  LeatRect seen = leat_canvas_visible_units (f->canvas);

  if (!leat_element_is_drawn (element))
    return FALSE;
  if (g_strcmp0 (element->id, f->canvas->focus) == 0)
    return TRUE;
  return element->kind != LEAT_ELEMENT_WIRE && leat_rect_overlap (&seen, &element->bounds);
}

static void
assert_in_step (Fixture *f)
{
  guint n = 0;

  leat_canvas_sync_proxies (f->canvas);
  for (guint i = 0; i < leat_pipeline_get_n_elements (f->canvas->pipeline) && n < MOST; i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (f->canvas->pipeline, i);
      gboolean wanted = is_wanted (f, element);

      g_assert_cmpint (g_hash_table_contains (f->canvas->proxies, element->id), ==, wanted);
      n += wanted;
    }
  g_assert_cmpuint (g_hash_table_size (f->canvas->proxies), ==, n);
}

static void
look (Fixture *f,
      GRand   *random,
      double   zoom)
{
  LeatView view = f->canvas->view;

  view.zoom = zoom;
  leat_view_centre (&view, g_rand_int_range (random, -500, 39000), g_rand_int_range (random, -500, 4500));
  leat_canvas_set_view (f->canvas, &view);
}

static void
set_focus (Fixture *f,
           GRand   *random)
{
  guint n = leat_pipeline_get_n_elements (f->canvas->pipeline);
  const LeatElement *element = leat_pipeline_get_nth (f->canvas->pipeline, (guint) g_rand_int_range (random, 1, (gint32) n));

  leat_canvas_set_focus (f->canvas, element->id, FALSE);
}

static void
test_large (Fixture      *f,
            gconstpointer data)
{
  static const double zooms[] = { 2, 1, 0.5, 0.25, 0.1 };
  g_autoptr(GRand) random = g_rand_new_with_seed (17);
  g_autoptr(LeatPipeline) pipeline = test_generate (4000);
  g_autoptr(LeatDocument) document = leat_document_new (test_catalogue (), pipeline);

  leat_canvas_set_document (f->canvas, document);
  for (guint i = 0; i < VIEWS; i++)
    {
      look (f, random, zooms[i % G_N_ELEMENTS (zooms)]);
      if (i % 3 == 0)
        set_focus (f, random);
      assert_in_step (f);
    }
  leat_canvas_set_document (f->canvas, f->document);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/proxies/large", Fixture, NULL, fixture_set_up, test_large, fixture_tear_down);
  return g_test_run ();
}
