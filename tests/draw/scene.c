/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/scene.h"

#include "model/history.h"
#include "support.h"

#include <math.h>
#include <string.h>

/* A small drawing to ask questions of, and random edits after each of which the scene must be what a new one
 * would be. */

static void
add (LeatPipeline *pipeline,
     LeatElement  *element)
{
  leat_pipeline_replace (pipeline, NULL, element);
  leat_element_unref (element);
}

static LeatElement *
new_zone (const char *id,
          LeatRect    bounds)
{
  LeatElement *zone = leat_element_new (LEAT_ELEMENT_ZONE, id);

  zone->type = g_intern_string ("layer");
  zone->role = g_intern_string ("storage");
  zone->bounds = bounds;
  return zone;
}

static LeatElement *
new_note (const char *id,
          LeatRect    bounds)
{
  LeatElement *note = leat_element_new (LEAT_ELEMENT_NOTE, id);

  note->text = g_strdup ("Look here");
  note->bounds = bounds;
  return note;
}

/* outer(-100,-100 900x500) holds inner(300,-50 400x300) holds lake; orders is outside of inner. */
static LeatPipeline *
small_pipeline (void)
{
  LeatPipeline *pipeline = leat_pipeline_new ();

  add (pipeline, new_zone ("outer", (LeatRect){ -100, -100, 900, 500 }));
  add (pipeline, new_zone ("inner", (LeatRect){ 300, -50, 400, 300 }));
  add (pipeline, leat_element_new_block ("orders", "kinesis-data-streams", "orders", 0, 0));
  add (pipeline, leat_element_new_block ("lake", "s3", "lake", 400, 0));
  add (pipeline, leat_element_new_wire ("flow", LEAT_WIRE_DATA, "orders", "lake"));
  add (pipeline, new_note ("note", (LeatRect){ -40, 300, 150, 60 }));
  return pipeline;
}

typedef struct
{
  const char *name;
  double      x, y, zoom;
  gboolean    with_ports;
  LeatHitKind kind;
  const char *id; /* or NULL */
} HitCase;

static const HitCase hit_cases[] = {
  { "block", 70, 20, 1, FALSE, LEAT_HIT_BLOCK, "orders" },
  { "block-under-port", 148, 30, 1, FALSE, LEAT_HIT_BLOCK, "orders" },
  { "port-out", 156, 34, 1, TRUE, LEAT_HIT_PORT_OUT, "orders" },
  { "port-in", 396, 28, 1, TRUE, LEAT_HIT_PORT_IN, "lake" },
  { "no-port-when-small", 152, 30, 0.2, TRUE, LEAT_HIT_BLOCK, "orders" },
  { "wire", 270, 35, 1, FALSE, LEAT_HIT_WIRE, "flow" },
  { "beside-wire", 270, 44, 1, FALSE, LEAT_HIT_ZONE, "outer" },
  { "wire-zoomed-out", 270, 44, 0.5, FALSE, LEAT_HIT_WIRE, "flow" },
  { "note", 0, 320, 1, FALSE, LEAT_HIT_NOTE, "note" },
  { "inner-zone", 500, 150, 1, FALSE, LEAT_HIT_ZONE, "inner" },
  { "inner-edge", 301, 150, 1, FALSE, LEAT_HIT_ZONE_EDGE, "inner" },
  { "title-zoomed-out", -60, -20, 0.25, FALSE, LEAT_HIT_ZONE_EDGE, "outer" },
  { "below-the-title", -60, -20, 1, FALSE, LEAT_HIT_ZONE, "outer" },
  { "inner-title", 400, -40, 1, FALSE, LEAT_HIT_ZONE_EDGE, "inner" },
  { "outer-zone", 200, 200, 1, FALSE, LEAT_HIT_ZONE, "outer" },
  { "outer-edge-from-outside", -104, 100, 1, FALSE, LEAT_HIT_ZONE_EDGE, "outer" },
  { "nothing", 2000, 2000, 1, FALSE, LEAT_HIT_NONE, NULL },
  { "tiny-block", 70, -150, 0.05, FALSE, LEAT_HIT_BLOCK, "orders" },
};

static void
test_hit (gconstpointer data)
{
  const HitCase *c = data;
  g_autoptr(LeatPipeline) pipeline = small_pipeline ();
  g_autoptr(LeatScene) scene = leat_scene_new (test_catalogue (), pipeline);
  LeatHit hit = leat_scene_hit (scene, c->x, c->y, c->zoom, c->with_ports);

  g_assert_cmpint (hit.kind, ==, c->kind);
  g_assert_cmpstr (hit.element != NULL ? hit.element->id : NULL, ==, c->id);
  g_assert_true (hit.element == NULL || hit.element == leat_pipeline_get_element (pipeline, c->id));
}

typedef struct
{
  const char *name;
  LeatRect    area;
  gboolean    inside;
  const char *ids; /* in drawing order */
} QueryCase;

static const QueryCase query_cases[] = {
  { "all-inside", { -200, -200, 1200, 900 }, TRUE, "outer inner flow orders lake note" },
  { "all-touched", { -200, -200, 1200, 900 }, FALSE, "outer inner flow orders lake note" },
  { "block-inside", { -10, -10, 170, 80 }, TRUE, "orders" },
  { "block-touched", { 100, 20, 10, 10 }, FALSE, "outer orders" },
  { "wire-touched", { 250, 20, 10, 20 }, FALSE, "outer flow" },
  { "wire-inside", { 140, 20, 270, 20 }, TRUE, "flow" },
  { "not-wire-inside", { 200, 20, 270, 20 }, TRUE, "" },
  { "nothing", { 5000, 5000, 10, 10 }, FALSE, "" },
};

static void
test_query (gconstpointer data)
{
  const QueryCase *c = data;
  g_autoptr(LeatPipeline) pipeline = small_pipeline ();
  g_autoptr(LeatScene) scene = leat_scene_new (test_catalogue (), pipeline);
  g_autoptr(GPtrArray) found = leat_scene_query (scene, &c->area, c->inside);
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", ((LeatElement *) g_ptr_array_index (found, i))->id);
  g_assert_cmpstr (ids->str, ==, c->ids);
  if (!c->inside)
    g_assert_cmpint (leat_scene_is_empty (scene, &c->area), ==, found->len == 0);
}

static void
test_find_zone (void)
{
  g_autoptr(LeatPipeline) pipeline = small_pipeline ();
  g_autoptr(LeatScene) scene = leat_scene_new (test_catalogue (), pipeline);

  g_assert_cmpstr (leat_scene_find_zone (scene, 450, 30)->id, ==, "inner");
  g_assert_cmpstr (leat_scene_find_zone (scene, 0, 0)->id, ==, "outer");
  g_assert_null (leat_scene_find_zone (scene, -500, 0));
}

static void
test_empty (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatScene) scene = leat_scene_new (test_catalogue (), pipeline);
  LeatRect extents;

  leat_scene_get_extents (scene, &extents);
  g_assert_cmpfloat (extents.x, ==, 0);
  g_assert_cmpfloat (extents.y, ==, 0);
  g_assert_cmpfloat (extents.width, ==, 0);
  g_assert_cmpfloat (extents.height, ==, 0);
  g_assert_cmpint (leat_scene_hit (scene, 0, 0, 1, TRUE).kind, ==, LEAT_HIT_NONE);
}

static gboolean
holds (LeatRect        outer,
       const LeatRect *inner)
{
  return outer.x <= inner->x && outer.y <= inner->y && outer.x + outer.width >= inner->x + inner->width &&
         outer.y + outer.height >= inner->y + inner->height;
}

static void
test_extents (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatScene) scene = NULL;
  LeatRect extents, ink;

  add (pipeline, leat_element_new_block ("a", "s3", "a", -4000, -300));
  add (pipeline, leat_element_new_block ("b", "no-such-service", "b", 6000, 900));
  scene = leat_scene_new (test_catalogue (), pipeline);
  leat_scene_get_extents (scene, &extents);

  for (guint i = 1; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      g_assert_true (leat_scene_get_ink (scene, element, &ink));
      g_assert_true (holds (ink, &element->bounds));
      g_assert_true (holds (extents, &ink));
    }
  g_assert_cmpfloat (extents.x, >, -4010);
  g_assert_cmpfloat (extents.x + extents.width, <, 6000 + LEAT_BLOCK_WIDTH + 10);
}

/* A pixel that is painted lies within the ink: nothing is cut off at a tile or a page. */
static void
assert_ink_is_all (LeatScene         *scene,
                   const LeatElement *element)
{
  const int border = 40;
  g_autoptr(GHashTable) only = g_hash_table_new (g_str_hash, g_str_equal);
  LeatRect ink, area;
  cairo_surface_t *surface;
  cairo_t *cr;
  int width, height, stride;

  g_hash_table_add (only, element->id);
  g_assert_true (leat_scene_get_ink (scene, element, &ink));
  width = (int) ceil (ink.width) + 2 * border;
  height = (int) ceil (ink.height) + 2 * border;
  area = (LeatRect){ floor (ink.x) - border, floor (ink.y) - border, width, height };
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cr = cairo_create (surface);
  cairo_translate (cr, -area.x, -area.y);
  leat_scene_paint (scene, cr, &area, 1, leat_colours_get (FALSE, FALSE), NULL, only);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 pixel = ((guint32 *) (cairo_image_surface_get_data (surface) + y * stride))[x];

        if (pixel != 0 && (area.x + x + 1 < ink.x || area.x + x > ink.x + ink.width ||
                           area.y + y + 1 < ink.y || area.y + y > ink.y + ink.height))
          g_error ("%s: a pixel at %g, %g is outside of the ink", element->id, area.x + x, area.y + y);
      }
  cairo_surface_destroy (surface);
}

static void
test_ink (void)
{
  g_autoptr(LeatPipeline) pipeline = small_pipeline ();
  g_autoptr(LeatScene) scene = NULL;
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(GPtrArray) elements = NULL;
  LeatElement *labelled = leat_element_new_wire ("labelled", LEAT_WIRE_TRIGGER, "lake", "orders");

  g_free (labelled->name);
  labelled->name = g_strdup ("a label that is longer than its wire");
  add (pipeline, labelled);
  elements = leat_pipeline_dup_elements (pipeline);
  report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  scene = leat_scene_new (test_catalogue (), pipeline);
  leat_scene_set_report (scene, report, NULL);

  for (guint i = 1; i < elements->len; i++)
    assert_ink_is_all (scene, g_ptr_array_index (elements, i));
}

static void
test_report (void)
{
  g_autoptr(LeatPipeline) pipeline = small_pipeline ();
  g_autoptr(LeatScene) scene = leat_scene_new (test_catalogue (), pipeline);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  g_autoptr(GArray) damage = g_array_new (FALSE, FALSE, sizeof (LeatRect));

  leat_scene_set_report (scene, report, damage);
  g_assert_cmpuint (damage->len, >=, 2);

  g_array_set_size (damage, 0);
  leat_scene_set_report (scene, report, damage);
  g_assert_cmpuint (damage->len, ==, 0);

  leat_scene_set_report (scene, NULL, damage);
  g_assert_cmpuint (damage->len, >=, 2);
}

/* Random edits */

typedef struct
{
  LeatPipeline *pipeline;
  LeatHistory  *history;
  LeatScene    *scene;
  LeatReport   *report; /* or NULL */
  GRand        *rand;
} Play;

static void
on_changed (LeatPipeline      *pipeline,
            const LeatChanges *changes,
            LeatScene         *scene)
{
  g_autoptr(GArray) damage = g_array_new (FALSE, FALSE, sizeof (LeatRect));

  leat_scene_update (scene, changes, damage);
  for (guint i = 0; i < damage->len; i++)
    g_assert_cmpfloat (g_array_index (damage, LeatRect, i).width, >, 0);
}

static const LeatElement *
pick (Play           *play,
      LeatElementKind kind)
{
  guint n = leat_pipeline_get_n_elements (play->pipeline);

  for (int tries = 0; tries < 50; tries++)
    {
      const LeatElement *element =
        leat_pipeline_get_nth (play->pipeline, g_rand_int_range (play->rand, 0, n));

      if (element->kind == kind)
        return element;
    }
  return NULL;
}

static LeatEdit *
random_insert (Play *play)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  g_autofree char *id = leat_pipeline_new_id (play->pipeline, "block");

  g_ptr_array_add (elements, leat_element_new_block (id, "s3", id, g_rand_int_range (play->rand, -40, 40) * 24,
                                                     g_rand_int_range (play->rand, -20, 20) * 24));
  return leat_edit_insert ("Insert", elements);
}

static LeatEdit *
random_edit (Play *play)
{
  const LeatElement *block = pick (play, LEAT_ELEMENT_BLOCK);
  const LeatElement *other = pick (play, LEAT_ELEMENT_BLOCK);
  const LeatElement *wire = pick (play, LEAT_ELEMENT_WIRE);
  int what = g_rand_int_range (play->rand, 0, 10);

  if (block == NULL || other == NULL || what < 2)
    return random_insert (play);
  if (what < 5)
    return leat_edit_connect (play->pipeline, g_rand_int_range (play->rand, 0, LEAT_N_WIRE_KINDS), block->id,
                              other->id);
  if (what < 8)
    return leat_edit_move (play->pipeline, (const char *[]){ block->id, NULL },
                           g_rand_int_range (play->rand, -10, 10) * 24,
                           g_rand_int_range (play->rand, -10, 10) * 24);
  if (what < 9 && wire != NULL)
    return leat_edit_rename (play->pipeline, wire->id, "every 5 min");
  return leat_edit_delete (play->pipeline,
                           (const char *[]){ wire != NULL && what == 9 ? wire->id : block->id, NULL });
}

static void
assert_same_element (LeatScene         *a,
                     LeatScene         *b,
                     const LeatElement *element)
{
  LeatRect ink_a, ink_b;
  gsize n_a, n_b;
  const LeatPoint *route_a = leat_scene_get_route (a, element->id, &n_a);
  const LeatPoint *route_b = leat_scene_get_route (b, element->id, &n_b);

  g_assert_cmpint (leat_scene_get_ink (a, element, &ink_a), ==, leat_scene_get_ink (b, element, &ink_b));
  if (element->kind != LEAT_ELEMENT_PROPERTIES)
    g_assert_cmpmem (&ink_a, sizeof ink_a, &ink_b, sizeof ink_b);
  g_assert_cmpmem (route_a, n_a * sizeof *route_a, route_b, n_b * sizeof *route_b);
}

static void
assert_same_scene (Play *play)
{
  g_autoptr(LeatScene) fresh = leat_scene_new (test_catalogue (), play->pipeline);
  LeatRect a, b;

  for (guint i = 0; i < leat_pipeline_get_n_elements (play->pipeline); i++)
    assert_same_element (play->scene, fresh, leat_pipeline_get_nth (play->pipeline, i));
  leat_scene_get_extents (play->scene, &a);
  leat_scene_get_extents (fresh, &b);
  g_assert_cmpmem (&a, sizeof a, &b, sizeof b);

  for (int i = 0; i < 20; i++)
    {
      double x = g_rand_double_range (play->rand, -1000, 1000);
      double y = g_rand_double_range (play->rand, -500, 500);
      LeatHit hit_a = leat_scene_hit (play->scene, x, y, 1, TRUE);
      LeatHit hit_b = leat_scene_hit (fresh, x, y, 1, TRUE);

      g_assert_cmpint (hit_a.kind, ==, hit_b.kind);
      g_assert_true (hit_a.element == hit_b.element);
    }
}

static void
test_random_edits (void)
{
  Play play = { 0 };

  play.pipeline = small_pipeline ();
  play.history = leat_history_new (play.pipeline);
  play.scene = leat_scene_new (test_catalogue (), play.pipeline);
  play.rand = g_rand_new_with_seed (42);
  g_signal_connect (play.pipeline, "changed", G_CALLBACK (on_changed), play.scene);

  for (int i = 0; i < 400; i++)
    {
      int what = g_rand_int_range (play.rand, 0, 12);

      if (what == 0)
        leat_history_undo (play.history);
      else if (what == 1)
        leat_history_redo (play.history);
      else
        leat_history_apply (play.history, random_edit (&play));
      assert_same_scene (&play);
    }

  g_signal_handlers_disconnect_by_func (play.pipeline, on_changed, play.scene);
  leat_scene_free (play.scene);
  g_object_unref (play.history);
  g_assert_finalize_object (play.pipeline);
  g_rand_free (play.rand);
}

static cairo_surface_t *
paint_scene (LeatScene      *scene,
             const LeatRect *area)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (area->width), (int) ceil (area->height));
  cairo_t *cr = cairo_create (surface);

  cairo_translate (cr, -area->x, -area->y);
  leat_scene_paint (scene, cr, area, 1, leat_colours_get (FALSE, FALSE), NULL, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
same_pixels (LeatScene *a,
             LeatScene *b)
{
  LeatRect area;
  cairo_surface_t *one, *two;
  gboolean same;

  leat_scene_get_extents (a, &area);
  one = paint_scene (a, &area);
  two = paint_scene (b, &area);
  same = memcmp (cairo_image_surface_get_data (one), cairo_image_surface_get_data (two),
                 (gsize) cairo_image_surface_get_stride (one) * cairo_image_surface_get_height (one)) == 0;
  cairo_surface_destroy (one);
  cairo_surface_destroy (two);
  return same;
}

/* With a report that follows the edits, each picture is what a new scene with that report paints. */
static void
assert_same_picture (Play       *play,
                     LeatReport *report)
{
  g_autoptr(LeatScene) fresh = leat_scene_new (test_catalogue (), play->pipeline);

  leat_scene_set_report (fresh, report, NULL);
  for (guint i = 0; i < leat_pipeline_get_n_elements (play->pipeline); i++)
    assert_same_element (play->scene, fresh, leat_pipeline_get_nth (play->pipeline, i));
  g_assert_true (same_pixels (play->scene, fresh));
}

static void
on_changed_with_report (LeatPipeline      *pipeline,
                        const LeatChanges *changes,
                        Play              *play)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  LeatReport *report = leat_report_update (play->report, elements, changes);

  leat_scene_update (play->scene, changes, NULL);
  leat_scene_set_report (play->scene, report, NULL);
  leat_report_unref (play->report);
  play->report = report;
}

static void
test_report_after_edits (void)
{
  Play play = { 0 };
  g_autoptr(GPtrArray) elements = NULL;

  play.pipeline = small_pipeline ();
  play.history = leat_history_new (play.pipeline);
  play.scene = leat_scene_new (test_catalogue (), play.pipeline);
  play.rand = g_rand_new_with_seed (43);
  elements = leat_pipeline_dup_elements (play.pipeline);
  play.report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  leat_scene_set_report (play.scene, play.report, NULL);
  g_signal_connect (play.pipeline, "changed", G_CALLBACK (on_changed_with_report), &play);

  for (int i = 0; i < 100; i++)
    {
      if (i % 7 == 6)
        leat_history_undo (play.history);
      else
        leat_history_apply (play.history, random_edit (&play));
      assert_same_picture (&play, play.report);
    }

  g_signal_handlers_disconnect_by_func (play.pipeline, on_changed_with_report, &play);
  leat_scene_free (play.scene);
  leat_report_unref (play.report);
  g_object_unref (play.history);
  g_object_unref (play.pipeline);
  g_rand_free (play.rand);
}

static void
test_damage (void)
{
  g_autoptr(LeatPipeline) pipeline = small_pipeline ();
  g_autoptr(LeatScene) scene = leat_scene_new (test_catalogue (), pipeline);
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  LeatRect before, after, wire_before, wire_after;
  g_autoptr(GArray) damage = g_array_new (FALSE, FALSE, sizeof (LeatRect));
  LeatElement *lake = leat_pipeline_get_element (pipeline, "lake");
  LeatElement *flow = leat_pipeline_get_element (pipeline, "flow");
  LeatElement *moved = leat_element_copy_moved (lake, 0, 60);
  LeatChange change = { leat_element_ref (lake), moved };
  LeatChanges changes = { &change, 1 };
  const LeatRect *all[] = { &before, &after, &wire_before, &wire_after };

  leat_scene_get_ink (scene, lake, &before);
  leat_scene_get_ink (scene, flow, &wire_before);
  leat_pipeline_replace (pipeline, lake, moved);
  leat_scene_update (scene, &changes, damage);
  leat_scene_get_ink (scene, moved, &after);
  leat_scene_get_ink (scene, flow, &wire_after);

  for (gsize k = 0; k < G_N_ELEMENTS (all); k++)
    {
      gboolean covered = FALSE;

      for (guint i = 0; i < damage->len; i++)
        covered = covered || holds (g_array_index (damage, LeatRect, i), all[k]);
      g_assert_true (covered);
    }
  leat_element_unref (lake);
  leat_element_unref (moved);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (hit_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/draw/scene/hit/", hit_cases[i].name, NULL);

      g_test_add_data_func (path, &hit_cases[i], test_hit);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (query_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/draw/scene/query/", query_cases[i].name, NULL);

      g_test_add_data_func (path, &query_cases[i], test_query);
    }
  g_test_add_func ("/draw/scene/find-zone", test_find_zone);
  g_test_add_func ("/draw/scene/empty", test_empty);
  g_test_add_func ("/draw/scene/extents", test_extents);
  g_test_add_func ("/draw/scene/ink", test_ink);
  g_test_add_func ("/draw/scene/report", test_report);
  g_test_add_func ("/draw/scene/report-after-edits", test_report_after_edits);
  g_test_add_func ("/draw/scene/damage", test_damage);
  g_test_add_func ("/draw/scene/random-edits", test_random_edits);
  return g_test_run ();
}
