/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/chart.h"

#include "charts.h"
#include "compare.h"
#include "exchange/format.h"
#include "support.h"

#include <glib/gstdio.h>
#include <librsvg/rsvg.h>
#include <libxml/parser.h>
#include <math.h>
#include <string.h>

/* Charts as files: each format shows the same, the same chart gives the same bytes, a failure leaves the old file. */

static GBytes *
write_chart (const LeatChart *chart,
             const char      *suffix,
             gboolean         dark)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes = leat_chart_write (chart, suffix, 640, 320, leat_colours_get (dark, FALSE), &error);

  g_assert_no_error (error);
  return bytes;
}

/* Nothing but plain SVG, with all words as text. */
static void
check_node (xmlNode *node)
{
  static const char *const allowed[] = { "svg", "title", "desc", "defs", "path", "rect", "circle", "text" };
  gboolean known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    known = known || g_str_equal (allowed[i], (const char *) node->name);
  g_assert_true (known);
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      xmlChar *value = xmlNodeGetContent ((xmlNode *) attribute);

      g_assert_null (strstr ((const char *) value, "nan"));
      g_assert_null (strstr ((const char *) value, "inf"));
      xmlFree (value);
    }
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      check_node (child);
}

static void
test_svg_is_plain (gconstpointer data)
{
  const TestChart *c = data;
  g_autoptr(LeatChart) chart = c->make ();
  g_autoptr(GBytes) svg = write_chart (chart, "svg", FALSE);
  gsize size;
  const char *text = g_bytes_get_data (svg, &size);
  xmlDoc *doc = xmlReadMemory (text, (int) size, "chart.svg", NULL, XML_PARSE_NONET);

  g_assert_nonnull (doc);
  check_node (xmlDocGetRootElement (doc));
  xmlFreeDoc (doc);
}

/* SVG and PNG show the same. */
static void
test_svg_looks (gconstpointer data)
{
  const TestChart *c = data;
  g_autoptr(LeatChart) chart = c->make ();
  g_autoptr(GBytes) svg = write_chart (chart, "svg", TRUE);
  g_autoptr(GError) error = NULL;
  const LeatColours *colours = leat_colours_get (TRUE, FALSE);
  cairo_surface_t *expected = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 640, 320);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 640, 320);
  LeatRect inner = { LEAT_CHART_MARGIN, LEAT_CHART_MARGIN, 640 - 2 * LEAT_CHART_MARGIN, 320 - 2 * LEAT_CHART_MARGIN };
  RsvgRectangle view = { 0, 0, 640, 320 };
  gsize size;
  const guint8 *bytes = g_bytes_get_data (svg, &size);
  RsvgHandle *handle = rsvg_handle_new_from_data (bytes, size, &error);
  cairo_t *cr = cairo_create (surface);

  g_assert_no_error (error);
  g_assert_true (rsvg_handle_render_document (handle, cr, &view, &error));
  cairo_destroy (cr);
  cr = cairo_create (expected);
  cairo_set_source_rgb (cr, colours->background.red, colours->background.green, colours->background.blue);
  cairo_paint (cr);
  leat_chart_paint (chart, cr, &inner, colours);
  cairo_destroy (cr);
  g_assert_cmpfloat (test_picture_difference (surface, expected), <, 0.03);
  g_object_unref (handle);
  cairo_surface_destroy (surface);
  cairo_surface_destroy (expected);
}

static void
test_same_bytes (gconstpointer data)
{
  static const char *const suffixes[] = { "svg", "png", "pdf", "csv" };
  const TestChart *c = data;

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autoptr(LeatChart) one = c->make ();
      g_autoptr(LeatChart) two = c->make ();
      g_autoptr(GBytes) first = write_chart (one, suffixes[i], FALSE);
      g_autoptr(GBytes) second = write_chart (two, suffixes[i], FALSE);
      g_autoptr(GBytes) dark = write_chart (one, suffixes[i], TRUE);

      g_assert_true (g_bytes_equal (first, second));
      g_assert_true (g_bytes_equal (first, dark) == g_str_equal (suffixes[i], "csv"));
    }
}

static void
test_csv (void)
{
  g_autoptr(LeatChart) chart = test_chart_new ("gaps");
  g_autoptr(LeatChart) endless = test_chart_new ("odd-areas");
  g_autoptr(LeatChart) odd = leat_chart_new (LEAT_CHART_WATERFALL, NULL);
  g_autofree char *gaps = leat_chart_to_csv (chart);
  g_autofree char *areas = leat_chart_to_csv (endless);
  g_autofree char *stages = NULL;

  g_assert_cmpstr (gaps, ==, "compact: workers,p95\n1,300\n2,\n3,420\n4,\n5,360\n");
  g_assert_cmpstr (areas, ==, "x,lake,house,All together\n1,42.5,160.6,203.1\n2,,160.6,160.6\n3,-3,160.6,160.6\n"
                              "4,60,inf,inf\n5,70,160.6,230.6\n");
  leat_chart_add_stage (odd, "=SUM(A1), \"x\"", -0.5, 1e-7, LEAT_CHART_NEXT);
  stages = leat_chart_to_csv (odd);
  g_assert_cmpstr (stages, ==, "Stage,Begins at,Length\n\"'=SUM(A1), \"\"x\"\"\",-0.5,1e-07\n");
}

/* A map of 40,000 cells is a file that can be mailed. */
static void
test_large_map (void)
{
  g_autoptr(LeatChart) chart = test_chart_new_map (200);
  g_autoptr(GBytes) svg = write_chart (chart, "svg", FALSE);

  g_test_message ("%zu bytes", g_bytes_get_size (svg));
  g_assert_cmpuint (g_bytes_get_size (svg), <, 200 * 1024);
}

static void
test_save (void)
{
  g_autoptr(LeatChart) chart = test_chart_new ("tornado");
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("leat-chart-XXXXXX", NULL);
  g_autofree char *png = g_build_filename (folder, "chart.PNG", NULL);
  g_autofree char *other = g_build_filename (folder, "chart.jpeg", NULL);
  g_autofree char *bare = g_build_filename (folder, "a.b", "chart", NULL);
  g_autofree char *content = NULL;
  const LeatColours *colours = leat_colours_get (FALSE, FALSE);

  g_assert_true (leat_chart_save (chart, png, 640, 320, colours, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (png, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "\x89PNG"));

  g_assert_true (g_file_set_contents (other, "old", -1, NULL));
  g_assert_false (leat_chart_save (chart, other, 640, 320, colours, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN);
  g_assert_nonnull (strstr (error->message, "svg, png, pdf or csv"));
  g_clear_error (&error);
  g_free (g_steal_pointer (&content));
  g_assert_true (g_file_get_contents (other, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "old");

  g_assert_false (leat_chart_save (chart, bare, 640, 320, colours, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN);
  g_unlink (png);
  g_unlink (other);
  g_rmdir (folder);
}

static void
test_pdf (void)
{
  g_autoptr(LeatChart) chart = test_chart_new ("waterfall");
  g_autoptr(GBytes) pdf = write_chart (chart, "pdf", FALSE);
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);

  g_assert_true (g_str_has_prefix (data, "%PDF-"));
  g_assert_nonnull (memmem (data, size, "/Count 1", strlen ("/Count 1")));
  g_assert_nonnull (memmem (data, size, "/ToUnicode", strlen ("/ToUnicode")));
}

static void
add_charts (const char   *group,
            GTestDataFunc func,
            gboolean      all)
{
  gsize n;
  const TestChart *charts = test_charts (&n);

  for (gsize i = 0; i < n; i++)
    if (all || charts[i].pictured)
      {
        g_autofree char *path = g_strdup_printf ("/exchange/chart/%s/%s", group, charts[i].name);

        g_test_add_data_func (path, &charts[i], func);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_charts ("svg-is-plain", test_svg_is_plain, TRUE);
  add_charts ("svg-looks", test_svg_looks, FALSE);
  add_charts ("same-bytes", test_same_bytes, FALSE);
  g_test_add_func ("/exchange/chart/csv", test_csv);
  g_test_add_func ("/exchange/chart/large-map", test_large_map);
  g_test_add_func ("/exchange/chart/save", test_save);
  g_test_add_func ("/exchange/chart/pdf", test_pdf);
  return g_test_run ();
}
