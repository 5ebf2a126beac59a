/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/scene.h"

#include "compare.h"
#include "mini.h"
#include "support.h"

#include <math.h>

/* What overlays say, against figures worked out by hand, and what they look like. */

typedef struct
{
  LeatPipeline *pipeline;
  LeatReport   *report;
  LeatOverlay  *overlay;
  LeatOverlayMark      mark;
} Fixture;

/* A tap of 100 records of 2 KB a second; a pipe that takes 200, and a basin. */
static void
set_up (Fixture      *f,
        gconstpointer kind)
{
  f->pipeline = mini_pipeline ("a:tap b:pipe d:basin", "a>b b>d");
  f->report = mini_report (f->pipeline);
  f->overlay = leat_overlay_new (GPOINTER_TO_INT (kind), f->report);
}

static void
tear_down (Fixture      *f,
           gconstpointer kind)
{
  leat_overlay_mark_clear (&f->mark);
  leat_overlay_unref (f->overlay);
  leat_report_unref (f->report);
  g_object_unref (f->pipeline);
}

static const LeatOverlayMark *
mark (Fixture    *f,
      const char *id)
{
  leat_overlay_mark_clear (&f->mark);
  leat_overlay_mark (f->overlay, leat_pipeline_get_element (f->pipeline, id), &f->mark);
  return &f->mark;
}

static void
assert_near (double a,
             double b)
{
  g_assert_cmpfloat_with_epsilon (a, b, 1e-3 * fabs (b));
}

/* 730 pipe hours at $0.01 and 26,280,000 litres, of which a million at $0.001 and the others at $0.0005: $13,647.30; and
 * 200 / 1024 MB/s kept for 30 days, 494.38 GB at $0.02: $9.89. The dearest block is at the end of the ramp. */
static void
test_cost (Fixture      *f,
           gconstpointer kind)
{
  assert_near (mark (f, "b")->value, 13647.30 / 13657.19);
  g_assert_cmpfloat (f->mark.level, ==, 1);
  g_assert_cmpstr (f->mark.words, ==, "Litres");
  g_assert_cmpstr (f->mark.figure, ==, "100%");
  assert_near (mark (f, "d")->value, 9.89 / 13657.19);
  g_assert_cmpstr (f->mark.figure, ==, "<0.1%");
  g_assert_cmpint (mark (f, "a")->tone, ==, LEAT_MARK_NONE);
}

/* Uniform from 0 to 10 s: 9.5 s. Lognormal of 0.1 s and, at p99, 0.4 s: 0.1 * exp (1.6449 * ln (4) / 2.3263). */
static void
test_latency (Fixture      *f,
              gconstpointer kind)
{
  assert_near (mark (f, "b")->value, 9.5);
  g_assert_cmpstr (f->mark.words, ==, "Travel");
  g_assert_cmpfloat (f->mark.level, ==, 1);
  g_assert_cmpfloat_with_epsilon (mark (f, "d")->value, 0.2665, 0.002);
  g_assert_cmpfloat (mark (f, "a")->value, ==, 0);
  g_assert_cmpint (f->mark.tone, ==, LEAT_MARK_RAMP);
}

/* 100 records a second of 200. */
static void
test_utilisation (Fixture      *f,
                  gconstpointer kind)
{
  assert_near (mark (f, "b")->value, 0.5);
  g_assert_cmpstr (f->mark.figure, ==, "50%");
  g_assert_cmpstr (f->mark.words, ==, "Records");
  g_assert_false (f->mark.full);
  g_assert_cmpint (mark (f, "d")->tone, ==, LEAT_MARK_NONE);
}

static void
take_report (Fixture        *f,
             LeatOverlayKind kind)
{
  g_clear_pointer (&f->overlay, leat_overlay_unref);
  leat_report_unref (f->report);
  f->report = mini_report (f->pipeline);
  f->overlay = leat_overlay_new (kind, f->report);
}

/* What is full says so in words and by a second line, not by its colour alone. */
static void
test_full (Fixture      *f,
           gconstpointer kind)
{
  g_autoptr(LeatHistory) history = leat_history_new (f->pipeline);
  g_autofree char *words = NULL;

  mini_set (history, "a", "rate", "260");
  take_report (f, LEAT_OVERLAY_UTILISATION);
  assert_near (mark (f, "b")->value, 1.3);
  g_assert_true (f->mark.full);
  g_assert_cmpint (f->mark.tone, ==, LEAT_MARK_ERROR);
  g_assert_cmpstr (f->mark.figure, ==, "full · 130%");
  words = leat_overlay_describe (f->overlay);
  g_assert_nonnull (strstr (words, "Full: 1 block"));
}

/* 100 * 2 / 1024 MB a second on both wires. */
static void
test_flow (Fixture      *f,
           gconstpointer kind)
{
  assert_near (mark (f, "a>b")->value, 200.0 / 1024);
  g_assert_cmpstr (f->mark.figure, ==, "100 rec/s · 200 KB/s");
  g_assert_cmpfloat (f->mark.level, ==, 1);
  g_assert_cmpint (mark (f, "b")->tone, ==, LEAT_MARK_NONE);
}

static void
test_findings (Fixture      *f,
               gconstpointer kind)
{
  for (guint i = 0; i < leat_report_get_n_blocks (f->report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (f->report, i);
      guint all = result->n_findings[0] + result->n_findings[1] + result->n_findings[2];
      LeatMarkTone tone = result->n_findings[LEAT_SEVERITY_ERROR] > 0     ? LEAT_MARK_ERROR
                          : result->n_findings[LEAT_SEVERITY_WARNING] > 0 ? LEAT_MARK_WARNING
                          : all > 0                                       ? LEAT_MARK_ADVICE
                                                                          : LEAT_MARK_NONE;

      g_assert_cmpint (mark (f, result->element->id)->tone, ==, tone);
      g_assert_cmpfloat (f->mark.value, ==, all);
    }
}

/* Each service of AWS belongs to a domain; what lies outside of it to none. */
static void
test_domains (void)
{
  LeatCatalogue *catalogue = test_catalogue ();
  static const struct
  {
    const char *id;
    guint       domain;
  } rows[] = { { "kinesis-data-streams", 1 }, { "s3", 2 }, { "cloudwatch", 3 }, { "kms", 4 }, { "app-producer", 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (leat_catalogue_get_service (catalogue, rows[i].id)->domain, ==, rows[i].domain);
  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (catalogue, i);
      gboolean outside = service->role == LEAT_ROLE_SOURCE || service->role == LEAT_ROLE_CONSUMER ||
                         g_str_equal (service->id, "data-transfer");

      if ((service->domain == 0) != outside)
        {
          g_test_message ("%s: domain %u", service->id, service->domain);
          g_test_fail ();
        }
    }
}

static void
test_words (void)
{
  LeatOverlayKind kind = LEAT_OVERLAY_COST;

  for (guint i = 0; i < LEAT_N_OVERLAYS; i++)
    {
      g_assert_true (leat_overlay_kind_from_string (leat_overlay_kind_to_string (i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (leat_overlay_kind_from_string ("colourful", &kind));
  g_assert_false (leat_overlay_kind_from_string (NULL, &kind));
}

/* Lightness alone tells the ramp's levels apart, so that one who does not see a hue reads it too. */
static void
test_ramp (void)
{
  for (guint i = 0; i < 4; i++)
    {
      const LeatColours *colours = leat_colours_get (i & 1, i & 2);
      double before = 0;

      for (guint step = 0; step <= 10; step++)
        {
          LeatColour colour = leat_colours_ramp (colours, step / 10.0);
          double light = 0.2126 * colour.red + 0.7152 * colour.green + 0.0722 * colour.blue;

          if (step > 0)
            g_assert_cmpfloat (colours->dark ? light - before : before - light, >, 0.02);
          before = light;
        }
    }
}

/* An edit that changes what one block says damages that block, and not the others. */
static void
test_damage (Fixture      *f,
             gconstpointer kind)
{
  g_autoptr(LeatHistory) history = leat_history_new (f->pipeline);
  g_autoptr(LeatCatalogue) catalogue = mini_catalogue ();
  g_autoptr(LeatScene) scene = leat_scene_new (catalogue, f->pipeline);
  g_autoptr(GArray) damage = g_array_new (FALSE, FALSE, sizeof (LeatRect));
  LeatRect ink;

  leat_scene_set_report (scene, f->report, NULL);
  leat_scene_set_overlay (scene, f->overlay, damage);
  g_assert_cmpuint (damage->len, >=, 3);
  g_array_set_size (damage, 0);

  mini_set (history, "b", "pipes", "2");
  take_report (f, LEAT_OVERLAY_UTILISATION);
  leat_scene_set_report (scene, f->report, NULL);
  leat_scene_set_overlay (scene, f->overlay, damage);
  g_assert_cmpuint (damage->len, ==, 1);
  leat_scene_get_ink (scene, leat_pipeline_get_element (f->pipeline, "b"), &ink);
  g_assert_cmpfloat (g_array_index (damage, LeatRect, 0).x, ==, ink.x);
}

static cairo_surface_t *
paint (Fixture           *f,
       const LeatColours *colours)
{
  g_autoptr(LeatCatalogue) catalogue = mini_catalogue ();
  g_autoptr(LeatScene) scene = leat_scene_new (catalogue, f->pipeline);
  double width, height;
  LeatRect extents;
  cairo_surface_t *surface;
  cairo_t *cr;

  leat_scene_set_report (scene, f->report, NULL);
  leat_scene_set_overlay (scene, f->overlay, NULL);
  leat_scene_get_extents (scene, &extents);
  leat_overlay_measure_legend (f->overlay, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (extents.width + 24),
                                        (int) ceil (extents.height + 36 + height));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, colours->background.red, colours->background.green, colours->background.blue);
  cairo_paint (cr);
  cairo_translate (cr, 12 - extents.x, 12 - extents.y);
  leat_scene_paint (scene, cr, &extents, 1, colours, NULL, NULL);
  leat_overlay_paint_legend (f->overlay, cr, extents.x, extents.y + extents.height + 12, colours);
  cairo_destroy (cr);
  return surface;
}

static void
compare (Fixture    *f,
         gboolean    dark,
         gboolean    high_contrast,
         const char *name)
{
  cairo_surface_t *surface = paint (f, leat_colours_get (dark, high_contrast));

  test_compare_picture (surface, name);
  cairo_surface_destroy (surface);
}

static void
test_picture (Fixture      *f,
              gconstpointer kind)
{
  const char *word = leat_overlay_kind_to_string (leat_overlay_get_kind (f->overlay));
  g_autofree char *light = g_strdup_printf ("overlay-%s-light", word);
  g_autofree char *dark = g_strdup_printf ("overlay-%s-dark", word);
  g_autofree char *contrast = g_strdup_printf ("overlay-%s-light-contrast", word);

  compare (f, FALSE, FALSE, light);
  compare (f, TRUE, FALSE, dark);
  compare (f, FALSE, TRUE, contrast);
}

/* The darkest pixel of the gap between the first two cards, where their wire is. */
static guint
darkest_between (cairo_surface_t *surface)
{
  guint least = 0xff;

  for (int y = 12; y < 72; y++)
    {
      const guint8 *row = cairo_image_surface_get_data (surface) + (gsize) y * (gsize) cairo_image_surface_get_stride (surface);

      least = MIN (least, ((const guint32 *) (gconstpointer) row)[200] >> 8 & 0xff);
    }
  return least;
}

/* What an overlay says nothing of stands back, but not where high contrast was asked for. */
static void
test_quiet_wire (Fixture      *f,
                 gconstpointer kind)
{
  for (int high = 0; high < 2; high++)
    {
      const LeatColours *colours = leat_colours_get (FALSE, high);
      cairo_surface_t *surface = paint (f, colours);
      guint ink = (guint) (colours->wire.green * 255), found = darkest_between (surface);

      if (high)
        g_assert_cmpuint (found, <=, ink + 2);
      else
        g_assert_cmpuint (found, >=, ink + 40);
      cairo_surface_destroy (surface);
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char     *path;
    LeatOverlayKind kind;
    void (*test) (Fixture *, gconstpointer);
  } rows[] = {
    { "/draw/overlay/cost", LEAT_OVERLAY_COST, test_cost },
    { "/draw/overlay/latency", LEAT_OVERLAY_LATENCY, test_latency },
    { "/draw/overlay/utilisation", LEAT_OVERLAY_UTILISATION, test_utilisation },
    { "/draw/overlay/full", LEAT_OVERLAY_UTILISATION, test_full },
    { "/draw/overlay/flow", LEAT_OVERLAY_FLOW, test_flow },
    { "/draw/overlay/findings", LEAT_OVERLAY_FINDINGS, test_findings },
    { "/draw/overlay/damage", LEAT_OVERLAY_UTILISATION, test_damage },
    { "/draw/overlay/quiet-wire", LEAT_OVERLAY_COST, test_quiet_wire },
    { "/draw/overlay/picture/cost", LEAT_OVERLAY_COST, test_picture },
    { "/draw/overlay/picture/flow", LEAT_OVERLAY_FLOW, test_picture },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/overlay/words", test_words);
  g_test_add_func ("/draw/overlay/domains", test_domains);
  g_test_add_func ("/draw/overlay/ramp", test_ramp);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add (rows[i].path, Fixture, GINT_TO_POINTER (rows[i].kind), set_up, rows[i].test, tear_down);
  return g_test_run ();
}
