/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/bends.h"
#include "draw/legend.h"
#include "draw/scene.h"
#include "exchange/native.h"
#include "model/history.h"
#include "support.h"

#include <string.h>

/* What edits do to wires: undo and redo bring back every bend to the byte, and what was not touched is drawn as it was. */

typedef struct
{
  LeatPipeline *pipeline;
  LeatHistory  *history;
  LeatScene    *scene;
} Fixture;

static void
on_changed (LeatPipeline      *pipeline,
            const LeatChanges *changes,
            Fixture           *f)
{
  leat_scene_update (f->scene, changes, NULL);
}

static void
set_up (Fixture      *f,
        LeatPipeline *pipeline)
{
  f->pipeline = pipeline;
  f->history = leat_history_new (pipeline);
  f->scene = leat_scene_new (test_catalogue (), pipeline);
  g_signal_connect (pipeline, "changed", G_CALLBACK (on_changed), f);
}

static void
tear_down (Fixture *f)
{
  g_signal_handlers_disconnect_by_data (f->pipeline, f);
  leat_scene_free (f->scene);
  g_object_unref (f->history);
  g_object_unref (f->pipeline);
}

static LeatPipeline *
read_text (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  LeatPipeline *pipeline = leat_native_read (bytes, "wires.leat", NULL, NULL, &error);

  g_assert_no_error (error);
  return pipeline;
}

static GBytes *
dup_bytes (Fixture *f)
{
  return leat_native_write (f->pipeline, NULL, NULL, NULL, NULL);
}

static void
assert_bytes (Fixture *f,
              GBytes  *expected)
{
  g_autoptr(GBytes) bytes = dup_bytes (f);

  g_assert_true (g_bytes_equal (bytes, expected));
}

/* The corners of a wire as drawn, or NULL. */
static GBytes *
dup_route (LeatScene  *scene,
           const char *id)
{
  gsize n = 0;
  const LeatPoint *route = leat_scene_get_route (scene, id, &n);

  return route != NULL ? g_bytes_new (route, n * sizeof *route) : NULL;
}

static GHashTable *
dup_routes (Fixture *f)
{
  GHashTable *routes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < leat_pipeline_get_n_elements (f->pipeline); i++)
    {
      const LeatElement *wire = leat_pipeline_get_nth (f->pipeline, i);
      GBytes *route = wire->kind == LEAT_ELEMENT_WIRE ? dup_route (f->scene, wire->id) : NULL;

      if (route != NULL)
        g_hash_table_insert (routes, g_strdup (wire->id), route);
    }
  return routes;
}

static void
assert_routes (Fixture    *f,
               GHashTable *expected)
{
  g_autoptr(GHashTable) now = dup_routes (f);
  GHashTableIter iter;
  gpointer id, route;

  g_assert_cmpuint (g_hash_table_size (now), ==, g_hash_table_size (expected));
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &id, &route))
    g_assert_true (g_bytes_equal (route, g_hash_table_lookup (now, id)));
}

static void
undo_all (Fixture *f)
{
  while (leat_history_get_undo_label (f->history) != NULL)
    leat_history_undo (f->history);
}

static void
redo_all (Fixture *f)
{
  while (leat_history_get_redo_label (f->history) != NULL)
    leat_history_redo (f->history);
}

/* Three parallel wires with bends placed by hand and one to itself: a block is moved, one wire deleted, one bent. */
static void
test_undo_bends (void)
{
  Fixture f;
  g_autoptr(GBytes) bent = test_bytes ("cases/native/bends.leat");
  g_autoptr(GBytes) before = NULL, after = NULL, w3 = NULL, w3_now = NULL;
  g_autoptr(GHashTable) routes = NULL, routes_after = NULL;
  g_autoptr(GArray) bends = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  LeatElement *wire, *changed;
  LeatEdit *edit;
  LeatPoint bend = { 312, 141.25 };

  set_up (&f, read_text (g_bytes_get_data (bent, NULL)));
  before = dup_bytes (&f);
  g_assert_true (g_bytes_equal (before, bent));
  routes = dup_routes (&f);
  w3 = dup_route (f.scene, "w3");

  leat_history_apply (f.history, leat_edit_delete (f.pipeline, (const char *const[]) { "w1", NULL }));
  w3_now = dup_route (f.scene, "w3");
  g_assert_true (g_bytes_equal (w3, w3_now));

  leat_history_apply (f.history, leat_edit_move (f.pipeline, (const char *const[]) { "b", NULL }, 36, 12));
  wire = leat_pipeline_get_element (f.pipeline, "w3");
  g_assert_cmpuint (wire->n_points, ==, 2);
  g_assert_cmpfloat (wire->points[0].x, ==, 240.5);

  wire = leat_pipeline_get_element (f.pipeline, "w2");
  changed = leat_element_copy (wire);
  g_array_append_val (bends, bend);
  leat_bends_set (changed, bends);
  edit = leat_edit_new ("Bend");
  leat_edit_take (edit, leat_element_ref (wire), changed);
  leat_history_apply (f.history, edit);
  after = dup_bytes (&f);
  routes_after = dup_routes (&f);

  for (int round = 0; round < 2; round++)
    {
      undo_all (&f);
      assert_bytes (&f, before);
      assert_routes (&f, routes);
      redo_all (&f);
      assert_bytes (&f, after);
      assert_routes (&f, routes_after);
    }
  tear_down (&f);
}

static const char zoned[] =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  "<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\">\n"
  "  <properties title=\"Zone\">\n"
  "    <set name=\"key-audit\" value=\"yes\"/>\n"
  "  </properties>\n"
  "  <zone id=\"z\" name=\"z\" type=\"layer\" role=\"ingestion\" x=\"24\" y=\"24\" width=\"720\" height=\"300\"/>\n"
  "  <block id=\"a\" name=\"a\" type=\"kinesis-data-streams\" x=\"48\" y=\"96\" zone=\"z\"/>\n"
  "  <block id=\"b\" name=\"b\" type=\"lambda\" x=\"288\" y=\"96\" zone=\"z\"/>\n"
  "  <block id=\"c\" name=\"c\" type=\"s3\" x=\"528\" y=\"96\" zone=\"z\">\n"
  "    <silence rule=\"s3-encryption-audit\" reason=\"A test bucket\"/>\n"
  "  </block>\n"
  "  <block id=\"d\" name=\"d\" type=\"athena\" x=\"840\" y=\"96\"/>\n"
  "  <wire id=\"ab\" kind=\"trigger\" from=\"a\" to=\"b\"/>\n"
  "  <wire id=\"bc\" kind=\"data\" from=\"b\" to=\"c\"><point x=\"470\" y=\"200\"/></wire>\n"
  "  <wire id=\"dc\" kind=\"queries\" from=\"d\" to=\"c\"/>\n"
  "</pipeline>\n";

/* A zone goes with its three wired blocks, comes back, and the blocks go on as if nothing had been. */
static void
test_undo_zone (void)
{
  Fixture f;
  const char *const all[] = { "z", "a", "b", "c", NULL };
  g_autoptr(GBytes) before = NULL, moved = NULL;
  g_autoptr(GHashTable) routes = NULL;
  const LeatElement *c;

  set_up (&f, read_text (zoned));
  before = dup_bytes (&f);
  routes = dup_routes (&f);
  leat_history_apply (f.history, leat_edit_delete (f.pipeline, all));
  g_assert_null (leat_pipeline_get_element (f.pipeline, "dc"));
  leat_history_undo (f.history);
  assert_bytes (&f, before);
  assert_routes (&f, routes);
  c = leat_pipeline_get_element (f.pipeline, "c");
  g_assert_cmpstr (leat_settings_get (c->silences, "s3-encryption-audit"), ==, "A test bucket");
  g_assert_cmpuint (leat_pipeline_get_wires_of (f.pipeline, "c")->len, ==, 2);

  leat_history_apply (f.history, leat_edit_move (f.pipeline, all + 1, 12, 24));
  moved = dup_bytes (&f);
  leat_history_undo (f.history);
  leat_history_redo (f.history);
  assert_bytes (&f, moved);
  leat_history_undo (f.history);
  assert_bytes (&f, before);
  assert_routes (&f, routes);
  tear_down (&f);
}

/* Stability */

#define N_BLOCKS 40

static LeatPipeline *
new_random (GRand *rand)
{
  LeatPipeline *pipeline = leat_pipeline_new ();
  guint n = 0;

  for (int column = 0; column < 8; column++)
    for (int row = 0; row < 5; row++, n++)
      {
        g_autofree char *id = g_strdup_printf ("b%u", n);
        LeatElement *block = leat_element_new_block (id, "lambda", id, column * 264 + 12 * g_rand_int_range (rand, 0, 5),
                                                     row * 144 + 12 * g_rand_int_range (rand, 0, 4));

        leat_pipeline_replace (pipeline, NULL, block);
        leat_element_unref (block);
      }
  for (guint i = 0; i < 50; i++)
    {
      guint a = g_rand_int_range (rand, 0, N_BLOCKS), b = (a + g_rand_int_range (rand, 1, 14)) % N_BLOCKS;
      g_autofree char *id = g_strdup_printf ("w%u", i), *from = g_strdup_printf ("b%u", a), *to = g_strdup_printf ("b%u", b);
      LeatElement *wire = leat_element_new_wire (id, LEAT_WIRE_DATA, from, to);

      leat_pipeline_replace (pipeline, NULL, wire);
      leat_element_unref (wire);
    }
  return pipeline;
}

static gboolean
comes_near (GBytes         *route,
            const LeatRect *area)
{
  gsize size;
  const LeatPoint *p = g_bytes_get_data (route, &size);

  for (gsize i = 0; i + 1 < size / sizeof *p; i++)
    if (MAX (p[i].x, p[i + 1].x) >= area->x && MIN (p[i].x, p[i + 1].x) <= area->x + area->width &&
        MAX (p[i].y, p[i + 1].y) >= area->y && MIN (p[i].y, p[i + 1].y) <= area->y + area->height)
      return TRUE;
  return FALSE;
}

/* All that may differ: around the block, and around its wires as they were and as they are. */
static void
add_area (GArray  *areas,
          LeatRect rect)
{
  LeatRect grown = { rect.x - 48, rect.y - 48, rect.width + 96, rect.height + 96 };

  g_array_append_val (areas, grown);
}

static void
add_route (GArray *areas,
           GBytes *route)
{
  gsize size;
  const LeatPoint *p = g_bytes_get_data (route, &size);

  for (gsize i = 0; i + 1 < size / sizeof *p; i++)
    add_area (areas, (LeatRect) { MIN (p[i].x, p[i + 1].x), MIN (p[i].y, p[i + 1].y), ABS (p[i].x - p[i + 1].x),
                                  ABS (p[i].y - p[i + 1].y) });
}

static gboolean
is_near_any (GBytes *route,
             GArray *areas)
{
  for (guint i = 0; i < areas->len; i++)
    if (comes_near (route, &g_array_index (areas, LeatRect, i)))
      return TRUE;
  return FALSE;
}

/* A block moves by one step of the grid: of the wires of other blocks few change, and of those that pass neither near it
 * nor near its wires hardly any, to the last corner: only where one makes way for another that made way. */
static void
test_stable (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (31);
  guint n_far = 0, n_others = 0, n_changed = 0, n_moved = 0;

  for (int round = 0; round < 60; round++)
    {
      Fixture f;
      g_autofree char *id = g_strdup_printf ("b%d", g_rand_int_range (rand, 0, N_BLOCKS));
      gboolean across = g_rand_boolean (rand);
      g_autoptr(GHashTable) before = NULL, after = NULL;
      g_autoptr(GArray) areas = g_array_new (FALSE, FALSE, sizeof (LeatRect));
      GPtrArray *wires;
      GHashTableIter iter;
      gpointer key, route;

      set_up (&f, new_random (rand));
      before = dup_routes (&f);
      add_area (areas, leat_pipeline_get_element (f.pipeline, id)->bounds);
      leat_history_apply (f.history, leat_edit_move (f.pipeline, (const char *const[]) { id, NULL }, across ? LEAT_GRID : 0,
                                                     across ? 0 : LEAT_GRID));
      after = dup_routes (&f);
      add_area (areas, leat_pipeline_get_element (f.pipeline, id)->bounds);
      wires = leat_pipeline_get_wires_of (f.pipeline, id);
      for (guint i = 0; wires != NULL && i < wires->len; i++)
        {
          const LeatElement *wire = g_ptr_array_index (wires, i);

          add_route (areas, g_hash_table_lookup (before, wire->id));
          add_route (areas, g_hash_table_lookup (after, wire->id));
        }

      g_hash_table_iter_init (&iter, before);
      while (g_hash_table_iter_next (&iter, &key, &route))
        {
          const LeatElement *wire = leat_pipeline_get_element (f.pipeline, key);
          gboolean same = g_bytes_equal (route, g_hash_table_lookup (after, key));

          if (g_str_equal (wire->from, id) || g_str_equal (wire->to, id))
            continue;
          n_others++;
          n_changed += !same;
          if (is_near_any (route, areas))
            continue;
          n_far++;
          n_moved += !same;
        }
      tear_down (&f);
    }
  g_test_message ("%u wires of other blocks, %u changed; %u far off, of which %u changed", n_others, n_changed, n_far, n_moved);
  g_assert_cmpuint (n_far, >, 500);
  g_assert_cmpuint (n_changed * 100, <, n_others * 4);
  g_assert_cmpuint (n_moved * 1000, <, n_far * 5);
}

/* Labels */

static const char crossed[] =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  "<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\">\n"
  "  <properties title=\"Labels\"/>\n"
  "  <block id=\"a\" name=\"a\" type=\"kinesis-data-streams\" x=\"0\" y=\"240\"/>\n"
  "  <block id=\"b\" name=\"b\" type=\"lambda\" x=\"720\" y=\"240\"/>\n"
  "  <block id=\"c\" name=\"c\" type=\"lambda\" x=\"360\" y=\"0\"/>\n"
  "  <block id=\"d\" name=\"d\" type=\"s3\" x=\"360\" y=\"480\"/>\n"
  "  <wire id=\"ab\" name=\"orders\" kind=\"data\" from=\"a\" to=\"b\"/>\n"
  "</pipeline>\n";

static gboolean
is_crossed (Fixture    *f,
            const char *id,
            const char *by)
{
  g_autoptr(GBytes) route = dup_route (f->scene, by);
  LeatRect area;

  g_assert_true (leat_scene_get_label_area (f->scene, id, &area));
  return route != NULL && comes_near (route, &area);
}

/* A label stands in the middle of its wire, makes way for what comes through, and goes back when it is gone. */
static void
test_label_crossed (void)
{
  Fixture f;
  LeatElement *zone = leat_element_new (LEAT_ELEMENT_ZONE, "zone");
  LeatEdit *edit = leat_edit_new ("Add a zone");
  LeatRect middle, aside, again;

  set_up (&f, read_text (crossed));
  g_assert_true (leat_scene_get_label_area (f.scene, "ab", &middle));
  g_assert_cmpfloat_with_epsilon (middle.x + middle.width / 2, (LEAT_BLOCK_WIDTH + 720) / 2, 1e-6);

  leat_history_apply (f.history, leat_edit_connect (f.pipeline, LEAT_WIRE_DATA, "c", "d"));
  g_assert_cmpuint (leat_pipeline_get_wires_of (f.pipeline, "c")->len, ==, 1);
  g_assert_false (is_crossed (&f, "ab", ((LeatElement *) leat_pipeline_get_wires_of (f.pipeline, "c")->pdata[0])->id));
  leat_scene_get_label_area (f.scene, "ab", &aside);
  g_assert_cmpfloat (aside.y, ==, middle.y);
  g_assert_cmpfloat (aside.x, !=, middle.x);

  leat_history_undo (f.history);
  leat_scene_get_label_area (f.scene, "ab", &again);
  g_assert_cmpmem (&again, sizeof again, &middle, sizeof middle);

  /* The title of a zone is no place for it either. */
  zone->type = g_intern_string ("layer");
  zone->role = g_intern_string ("storage");
  zone->bounds = (LeatRect) { middle.x - 20, middle.y - 10, 240, 120 };
  g_free (zone->name);
  zone->name = g_strdup ("Z");
  leat_edit_take (edit, NULL, zone);
  leat_history_apply (f.history, edit);
  leat_scene_get_label_area (f.scene, "ab", &aside);
  g_assert_cmpfloat (aside.x, !=, middle.x);
  leat_history_undo (f.history);
  leat_scene_get_label_area (f.scene, "ab", &again);
  g_assert_cmpmem (&again, sizeof again, &middle, sizeof middle);
  tear_down (&f);
}

static const char close_by[] =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  "<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\">\n"
  "  <properties title=\"Close by\"/>\n"
  "  <block id=\"a\" name=\"a\" type=\"kinesis-data-streams\" x=\"0\" y=\"0\"/>\n"
  "  <block id=\"b\" name=\"b\" type=\"lambda\" x=\"228\" y=\"48\"/>\n"
  "  <wire id=\"ab\" name=\"a name wider than the gap\" kind=\"data\" from=\"a\" to=\"b\"/>\n"
  "</pipeline>\n";

/* A name that is wider than the space between two cards is written past them, not on them. */
static void
test_label_close (void)
{
  Fixture f;
  g_autoptr(GBytes) label = NULL;
  LeatRect area;
  LeatPoint corners[2];

  set_up (&f, read_text (close_by));
  g_assert_true (leat_scene_get_label_area (f.scene, "ab", &area));
  corners[0] = (LeatPoint) { area.x, area.y + area.height / 2 };
  corners[1] = (LeatPoint) { area.x + area.width, area.y + area.height / 2 };
  label = g_bytes_new (corners, sizeof corners);
  g_assert_cmpfloat (area.width, >, 228 - LEAT_BLOCK_WIDTH + 24);
  g_assert_false (comes_near (label, &leat_pipeline_get_element (f.pipeline, "a")->bounds));
  g_assert_false (comes_near (label, &leat_pipeline_get_element (f.pipeline, "b")->bounds));
  tear_down (&f);
}

static void
name_wires (LeatPipeline *pipeline)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *wire = leat_pipeline_get_nth (pipeline, i);
      g_autoptr(LeatElement) named = NULL;

      if (wire->kind != LEAT_ELEMENT_WIRE)
        continue;
      named = leat_element_copy (wire);
      g_free (named->name);
      named->name = g_strconcat ("events of ", wire->id, NULL);
      leat_pipeline_replace (pipeline, wire, named);
    }
}

/* Where wires are so many that no place is free of them, most labels still find one with none. */
static void
test_labels_crossed (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);
  guint n_labels = 0, n_crossed = 0;

  for (int round = 0; round < 20; round++)
    {
      Fixture f;
      g_autoptr(GHashTable) routes = NULL;
      GHashTableIter iter, others;
      gpointer id, by;
      LeatPipeline *pipeline = new_random (rand);

      name_wires (pipeline);
      set_up (&f, pipeline);
      routes = dup_routes (&f);
      g_hash_table_iter_init (&iter, routes);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        {
          gboolean is_hit = FALSE;

          g_hash_table_iter_init (&others, routes);
          while (g_hash_table_iter_next (&others, &by, NULL))
            is_hit = is_hit || (by != id && is_crossed (&f, id, by));
          n_labels++;
          n_crossed += is_hit;
        }
      tear_down (&f);
    }
  g_test_message ("%u labels, %u with another wire in them", n_labels, n_crossed);
  g_assert_cmpuint (n_labels, ==, 20 * 50);
  g_assert_cmpuint (n_crossed * 100, <, n_labels * 58);
}

/* The legend */

static void
test_legend (void)
{
  double width, height, one, more;
  g_autoptr(LeatPipeline) pipeline = read_text (zoned);

  g_assert_cmpuint (leat_legend_get_kinds (pipeline, NULL), ==, 1u << LEAT_WIRE_TRIGGER | 1u << LEAT_WIRE_DATA | 1u << LEAT_WIRE_QUERIES);
  leat_legend_measure (0, &width, &height);
  g_assert_cmpfloat (width, ==, 0);
  g_assert_cmpfloat (height, ==, 0);
  leat_legend_measure (1u << LEAT_WIRE_DATA, &width, &one);
  g_assert_cmpfloat (width, >, 60);
  leat_legend_measure (1u << LEAT_WIRE_DATA | 1u << LEAT_WIRE_QUERIES, &width, &more);
  g_assert_cmpfloat (more, >, one);
}

static guint32
ink_in (cairo_surface_t *surface,
        int              x0,
        int              y0,
        int              x1,
        int              y1)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint32 sum = 0;

  for (int y = y0; y < y1; y++)
    for (int x = x0 * 4; x < x1 * 4; x++)
      sum = sum * 31 + data[y * stride + x];
  return sum;
}

/* Every kind has a line of its own: no two rows of samples look alike, even without colour. */
static void
test_legend_samples (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (int kind = 0; kind < LEAT_N_WIRE_KINDS; kind++)
    {
      LeatColours grey = *leat_colours_get (FALSE, FALSE);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 200, 80);
      cairo_t *cr = cairo_create (surface);

      for (int role = 0; role < LEAT_N_ROLES; role++)
        grey.role[role] = grey.wire;
      leat_legend_paint_cairo (cr, test_catalogue (), 1u << kind, 1, &grey);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (ink_in (surface, 8, 30, 68, 56))));
      cairo_surface_destroy (surface);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draw/wire-edits/undo-bends", test_undo_bends);
  g_test_add_func ("/draw/wire-edits/undo-zone", test_undo_zone);
  g_test_add_func ("/draw/wire-edits/stable", test_stable);
  g_test_add_func ("/draw/wire-edits/label-crossed", test_label_crossed);
  g_test_add_func ("/draw/wire-edits/label-close", test_label_close);
  g_test_add_func ("/draw/wire-edits/labels-crossed", test_labels_crossed);
  g_test_add_func ("/draw/wire-edits/legend", test_legend);
  g_test_add_func ("/draw/wire-edits/legend-samples", test_legend_samples);
  return g_test_run ();
}
