/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/brush.h"
#include "draw/scene.h"

#include "compare.h"
#include "generate.h"
#include "mini.h"
#include "support.h"

#include <math.h>

/* Pictures of small drawings beside those in tests/reference, and what must hold of colours. */

static void
add (LeatPipeline *pipeline,
     LeatElement  *element)
{
  leat_pipeline_replace (pipeline, NULL, element);
  leat_element_unref (element);
}

static void
add_named_wire (LeatPipeline *pipeline,
                LeatWireKind  kind,
                const char   *from,
                const char   *to,
                const char   *name)
{
  g_autofree char *id = g_strdup_printf ("%s-%s", from, to);
  LeatElement *wire = leat_element_new_wire (id, kind, from, to);

  g_free (wire->name);
  wire->name = g_strdup (name);
  add (pipeline, wire);
}

static void
add_zone (LeatPipeline *pipeline,
          const char   *type,
          const char   *role,
          const char   *name,
          LeatRect      bounds)
{
  g_autofree char *id = g_strdup_printf ("zone-%s", type);
  LeatElement *zone = leat_element_new (LEAT_ELEMENT_ZONE, id);

  zone->type = g_intern_string (type);
  zone->role = g_intern_string (role);
  g_free (zone->name);
  zone->name = g_strdup (name);
  zone->bounds = bounds;
  add (pipeline, zone);
}

/* One card of each role, with names that fit and that do not. */
static LeatPipeline *
cards (void)
{
  static const char *const types[] = { "app-producer", "kinesis-data-streams", "lambda", "s3",
                                       "redshift",     "step-functions",       "cloudwatch", "no-such-type" };
  LeatPipeline *pipeline = leat_pipeline_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    add (pipeline, leat_element_new_block (types[i], types[i],
                                           i % 2 == 0 ? "orders" : "a name that is too long for its card",
                                           (i % 4) * 192, i / 4 * 96));
  return pipeline;
}

/* One wire of each kind. */
static LeatPipeline *
wires (void)
{
  LeatPipeline *pipeline = leat_pipeline_new ();

  for (int kind = 0; kind < LEAT_N_WIRE_KINDS; kind++)
    {
      g_autofree char *from = g_strdup_printf ("a%d", kind);
      g_autofree char *to = g_strdup_printf ("b%d", kind);
      double x = kind / 4 * 480;
      double y = kind % 4 * 96;

      add (pipeline, leat_element_new_block (from, "s3", leat_wire_kind_to_string (kind), x, y));
      add (pipeline, leat_element_new_block (to, "s3", "to", x + 288, y + (kind % 2) * 24));
      add_named_wire (pipeline, kind, from, to, kind == LEAT_WIRE_DATA ? "Parquet" : "");
    }
  return pipeline;
}

static LeatPipeline *
zones (void)
{
  LeatPipeline *pipeline = leat_pipeline_new ();
  LeatElement *note = leat_element_new (LEAT_ELEMENT_NOTE, "note");

  add_zone (pipeline, "region", NULL, "us-east-1", (LeatRect){ -24, -24, 720, 360 });
  add_zone (pipeline, "vpc", NULL, "data", (LeatRect){ 240, 24, 420, 276 });
  add_zone (pipeline, "subnet", NULL, "private", (LeatRect){ 264, 72, 372, 204 });
  add_zone (pipeline, "layer", "storage", "Storage", (LeatRect){ 0, 24, 216, 276 });
  add (pipeline, leat_element_new_block ("lake", "s3", "lake", 32, 84));
  add (pipeline, leat_element_new_block ("house", "redshift", "house", 300, 132));
  add_named_wire (pipeline, LEAT_WIRE_DATA, "lake", "house", "5 min");
  note->text = g_strdup ("A note of several words, over more lines than one.\nAnd a second paragraph.");
  note->bounds = (LeatRect){ 480, 108, 144, 120 };
  add (pipeline, note);
  return pipeline;
}

/* Figures of the made-up catalogue: use, cost, an error, warnings, flows. */
static LeatPipeline *
figures (void)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("a:tap b:pipe c:pipe d:basin", "a>b b>c c>d d>a");
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);

  mini_set (history, "b", "pipes", "1");
  mini_set (history, "c", "mode", "extra-wide");
  for (int i = 0; i < 4; i++)
    {
      char id[] = { (char) ('a' + i), '\0' };
      const LeatElement *block = leat_pipeline_get_element (pipeline, id);

      leat_history_apply (history, leat_edit_move (pipeline, (const char *[]){ id, NULL },
                                                   (i % 2) * 312 - block->bounds.x,
                                                   i / 2 * 120 - block->bounds.y));
    }
  return g_steal_pointer (&pipeline);
}

typedef struct
{
  const char *name;
  LeatPipeline *(*make) (void);
  gboolean mini; /* of the made-up catalogue, with a report */
  gboolean dark;
  gboolean high_contrast;
  double   zoom;
} PictureCase;

static const PictureCase picture_cases[] = {
  { "cards-light", cards, FALSE, FALSE, FALSE, 1 },
  { "cards-dark", cards, FALSE, TRUE, FALSE, 1 },
  { "cards-light-contrast", cards, FALSE, FALSE, TRUE, 1 },
  { "cards-dark-contrast", cards, FALSE, TRUE, TRUE, 1 },
  { "cards-double", cards, FALSE, FALSE, FALSE, 2 },
  { "cards-no-text", cards, FALSE, FALSE, FALSE, 0.3 },
  { "wires-light", wires, FALSE, FALSE, FALSE, 1 },
  { "wires-dark", wires, FALSE, TRUE, FALSE, 1 },
  { "wires-plain", wires, FALSE, FALSE, FALSE, 0.11 },
  { "zones-light", zones, FALSE, FALSE, FALSE, 1 },
  { "zones-dark", zones, FALSE, TRUE, FALSE, 1 },
  { "figures-light", figures, TRUE, FALSE, FALSE, 1 },
  { "figures-dark", figures, TRUE, TRUE, FALSE, 1 },
  { "figures-light-contrast", figures, TRUE, FALSE, TRUE, 1 },
  { "figures-dark-contrast", figures, TRUE, TRUE, TRUE, 1 },
};

static cairo_surface_t *
paint_scene (LeatScene         *scene,
             double             zoom,
             const LeatColours *colours)
{
  LeatRect extents;
  cairo_surface_t *surface;
  cairo_t *cr;

  leat_scene_get_extents (scene, &extents);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil ((extents.width + 24) * zoom),
                                        (int) ceil ((extents.height + 24) * zoom));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, colours->background.red, colours->background.green, colours->background.blue);
  cairo_paint (cr);
  cairo_scale (cr, zoom, zoom);
  cairo_translate (cr, 12 - extents.x, 12 - extents.y);
  leat_scene_paint (scene, cr, &extents, zoom, colours, NULL, NULL);
  cairo_destroy (cr);
  return surface;
}

static void
test_picture (gconstpointer data)
{
  const PictureCase *c = data;
  g_autoptr(LeatPipeline) pipeline = c->make ();
  g_autoptr(LeatCatalogue) mini = c->mini ? mini_catalogue () : NULL;
  g_autoptr(LeatScene) scene = leat_scene_new (mini != NULL ? mini : test_catalogue (), pipeline);
  g_autoptr(LeatReport) report = c->mini ? mini_report (pipeline) : NULL;
  cairo_surface_t *surface;

  leat_scene_set_report (scene, report, NULL);
  surface = paint_scene (scene, c->zoom, leat_colours_get (c->dark, c->high_contrast));
  test_compare_picture (surface, c->name);
  cairo_surface_destroy (surface);
}

/* Contrast as WCAG 2.1 has it. */

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (LeatColour colour)
{
  return 0.2126 * linear (colour.red) + 0.7152 * linear (colour.green) + 0.0722 * linear (colour.blue);
}

static double
contrast (LeatColour a,
          LeatColour b)
{
  double light = MAX (luminance (a), luminance (b)) + 0.05;
  double dark = MIN (luminance (a), luminance (b)) + 0.05;

  return light / dark;
}

static LeatColour
over (LeatColour top,
      double     alpha,
      LeatColour bottom)
{
  return (LeatColour){ bottom.red + (top.red - bottom.red) * alpha,
                       bottom.green + (top.green - bottom.green) * alpha,
                       bottom.blue + (top.blue - bottom.blue) * alpha, 1 };
}

static void
test_contrast (gconstpointer data)
{
  const LeatColours *colours = data;
  const LeatColour white = { 1, 1, 1, 1 };

  g_assert_cmpfloat (contrast (colours->text, colours->card), >=, 4.5);
  g_assert_cmpfloat (contrast (colours->text, colours->note), >=, 4.5);
  g_assert_cmpfloat (contrast (colours->text_dim, colours->card), >=, 4.5);
  g_assert_cmpfloat (contrast (colours->text_dim, colours->background), >=, 4.5);
  g_assert_cmpfloat (contrast (colours->on_badge, colours->error), >=, 4.5);
  for (int role = 0; role < LEAT_N_ROLES; role++)
    {
      LeatColour title = over (colours->text, 0.2, colours->role[role]);
      LeatColour zone = over (colours->role[role], 0.08, colours->background);

      g_assert_cmpfloat (contrast (title, zone), >=, 4.5);
      g_assert_cmpfloat (contrast (colours->role[role], colours->background), >=, 3);
      if (!colours->dark)
        g_assert_cmpfloat (contrast (colours->role[role], white), >=, 3);
    }
  for (int kind = 0; kind < LEAT_N_WIRE_KINDS; kind++)
    g_assert_cmpfloat (contrast (*leat_colours_for_wire (colours, kind), colours->background), >=, 3);
}

static LeatColour
pixel_at (cairo_surface_t *surface,
          int              x,
          int              y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) + (gsize) y * (gsize) cairo_image_surface_get_stride (surface);
  guint32 pixel = ((const guint32 *) (gconstpointer) row)[x];

  return (LeatColour){ (pixel >> 16 & 0xff) / 255.0, (pixel >> 8 & 0xff) / 255.0, (pixel & 0xff) / 255.0, 1 };
}

/* A bar of little use is not taken for a full one: what is not used looks like the card, or as faint as its edge. */
static void
test_empty_bar (gconstpointer data)
{
  const LeatColours *colours = data;
  g_autoptr(LeatPipeline) pipeline = figures ();
  g_autoptr(LeatCatalogue) mini = mini_catalogue ();
  g_autoptr(LeatScene) scene = leat_scene_new (mini, pipeline);
  g_autoptr(LeatReport) report = mini_report (pipeline);
  const LeatRect *card = &leat_pipeline_get_element (pipeline, "c")->bounds;
  cairo_surface_t *surface;
  LeatRect extents;

  leat_scene_set_report (scene, report, NULL);
  leat_scene_get_extents (scene, &extents);
  surface = paint_scene (scene, 1, colours);
  g_assert_cmpfloat (contrast (pixel_at (surface, (int) (card->x - extents.x + 12 + 55), (int) (card->y - extents.y + 12 + 48)),
                               colours->card), <, 1.6);
  cairo_surface_destroy (surface);
}

/* Each glyph of the catalogue is there, and not the one for what is unknown. */
static void
test_glyphs (void)
{
  LeatCatalogue *catalogue = test_catalogue ();
  const LeatColour red = { 1, 0, 0, 1 };

  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (catalogue, i);
      g_autofree char *path = g_strdup_printf ("icons/glyphs/%s.svg", service->glyph);
      g_autofree char *file = leat_catalogue_get_data_file (catalogue, path);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 24, 24);
      cairo_t *cr = cairo_create (surface);
      guint n = 0;

      g_assert_nonnull (file);
      leat_paint_glyph (cr, catalogue, service->glyph, 0, 0, 24, &red);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      for (int k = 0; k < 24 * 24; k++)
        n += ((guint32 *) cairo_image_surface_get_data (surface))[k] >= 0x80800000;
      g_assert_cmpuint (n, >, 20);
      cairo_surface_destroy (surface);
    }
}

/* What is skipped or not among the only ones leaves no mark. */
static void
test_skip_and_only (void)
{
  g_autoptr(LeatPipeline) pipeline = cards ();
  g_autoptr(LeatScene) scene = leat_scene_new (test_catalogue (), pipeline);
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  LeatRect area = { 0, 0, 152, 60 };

  for (int only = 0; only < 2; only++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 152, 60);
      cairo_t *cr = cairo_create (surface);
      guint32 middle;

      g_hash_table_remove_all (ids);
      g_hash_table_add (ids, only ? "lambda" : "app-producer");
      leat_scene_paint (scene, cr, &area, 1, leat_colours_get (FALSE, FALSE), only ? NULL : ids,
                        only ? ids : NULL);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      middle = *(guint32 *) (cairo_image_surface_get_data (surface) +
                             30 * cairo_image_surface_get_stride (surface) + 76 * 4);
      g_assert_cmpuint (middle, ==, 0);
      cairo_surface_destroy (surface);
    }
}

/* In the middle is the line itself, whichever way it is written; at the right it ends there. */
static void
test_aligned (void)
{
  static const char *const words[] = { "every 5 min", "كل خمس دقائق" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (int align = LEAT_ALIGN_MIDDLE; align <= LEAT_ALIGN_RIGHT; align++)
      {
        LeatText text = { words[i], LEAT_TEXT_LABEL, align, 300, 50, 160, 0, NULL };
        g_autoptr(GArray) lines = leat_text_list_lines (&text);
        const LeatTextLine *line = &g_array_index (lines, LeatTextLine, 0);
        double part = align == LEAT_ALIGN_MIDDLE ? 0.5 : 1;

        g_assert_cmpuint (lines->len, ==, 1);
        g_assert_true (line->rtl == (i == 1));
        g_assert_cmpfloat (line->width, <, 140);
        g_assert_cmpfloat_with_epsilon (line->x + part * line->width, 300, 0.01);
      }
}

/* All of them are the only ones: the same picture, whether they are looked up one by one or where they are. */
static void
test_all_are_only (gconstpointer data)
{
  const double zoom = *(const double *) data;
  LeatRect area = { 0, 0, 300 / zoom, 300 / zoom };
  g_autoptr(LeatPipeline) pipeline = test_generate (60);
  g_autoptr(LeatScene) scene = leat_scene_new (test_catalogue (), pipeline);
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  cairo_surface_t *pictures[2];
  gsize size;

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    g_hash_table_add (ids, leat_pipeline_get_nth (pipeline, i)->id);
  for (int only = 0; only < 2; only++)
    {
      cairo_t *cr;

      pictures[only] = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 300, 300);
      cr = cairo_create (pictures[only]);
      cairo_scale (cr, zoom, zoom);
      leat_scene_paint (scene, cr, &area, zoom, leat_colours_get (FALSE, FALSE), NULL, only ? ids : NULL);
      cairo_destroy (cr);
      cairo_surface_flush (pictures[only]);
    }
  size = (gsize) cairo_image_surface_get_stride (pictures[0]) * 300;
  g_assert_cmpmem (cairo_image_surface_get_data (pictures[0]), size, cairo_image_surface_get_data (pictures[1]), size);
  cairo_surface_destroy (pictures[0]);
  cairo_surface_destroy (pictures[1]);
}

int
main (int    argc,
      char **argv)
{
  static const double zooms[] = { 2, 1, 0.1 };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (picture_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/draw/paint/picture/", picture_cases[i].name, NULL);

      g_test_add_data_func (path, &picture_cases[i], test_picture);
    }
  g_test_add_data_func ("/draw/paint/contrast/light", leat_colours_get (FALSE, FALSE), test_contrast);
  g_test_add_data_func ("/draw/paint/empty-bar/light", leat_colours_get (FALSE, FALSE), test_empty_bar);
  g_test_add_data_func ("/draw/paint/contrast/dark", leat_colours_get (TRUE, FALSE), test_contrast);
  g_test_add_data_func ("/draw/paint/empty-bar/dark", leat_colours_get (TRUE, FALSE), test_empty_bar);
  g_test_add_data_func ("/draw/paint/contrast/light-high", leat_colours_get (FALSE, TRUE), test_contrast);
  g_test_add_data_func ("/draw/paint/empty-bar/light-high", leat_colours_get (FALSE, TRUE), test_empty_bar);
  g_test_add_data_func ("/draw/paint/contrast/dark-high", leat_colours_get (TRUE, TRUE), test_contrast);
  g_test_add_data_func ("/draw/paint/empty-bar/dark-high", leat_colours_get (TRUE, TRUE), test_empty_bar);
  g_test_add_func ("/draw/paint/aligned", test_aligned);
  g_test_add_func ("/draw/paint/glyphs", test_glyphs);
  g_test_add_func ("/draw/paint/skip-and-only", test_skip_and_only);
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      g_autofree char *path = g_strdup_printf ("/draw/paint/all-are-only/%g", zooms[i]);

      g_test_add_data_func (path, &zooms[i], test_all_are_only);
    }
  return g_test_run ();
}
