/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/picture.h"

#include "compare.h"
#include "support.h"

#include <librsvg/rsvg.h>
#include <libxml/parser.h>
#include <math.h>
#include <string.h>

/* SVG, PDF and PNG of drawings that pictures of other programs came out wrong of: far apart and negative, with
 * labels that stick out, with names that are markup, empty. */

static void
add (LeatPipeline *pipeline,
     LeatElement  *element)
{
  leat_pipeline_replace (pipeline, NULL, element);
  leat_element_unref (element);
}

static void
add_wire (LeatPipeline *pipeline,
          const char   *id,
          const char   *from,
          const char   *to,
          const char   *name)
{
  LeatElement *wire = leat_element_new_wire (id, LEAT_WIRE_DATA, from, to);

  g_free (wire->name);
  wire->name = g_strdup (name);
  add (pipeline, wire);
}

static LeatPipeline *
empty (void)
{
  return leat_pipeline_new ();
}

static LeatPipeline *
one_block (void)
{
  LeatPipeline *pipeline = leat_pipeline_new ();

  add (pipeline, leat_element_new_block ("a", "s3", "lake", 0, 0));
  return pipeline;
}

static LeatPipeline *
far_apart (void)
{
  LeatPipeline *pipeline = leat_pipeline_new ();
  LeatElement *zone = leat_element_new (LEAT_ELEMENT_ZONE, "zone");

  zone->type = g_intern_string ("vpc");
  zone->bounds = (LeatRect){ -4100, -400, 600, 500 };
  add (pipeline, zone);
  add (pipeline, leat_element_new_block ("a", "s3", "a", -4000, -300));
  add (pipeline, leat_element_new_block ("b", "lambda", "b", 6000, 900));
  add (pipeline, leat_element_new_block ("c", "s3", "c", 6164, 900));
  add_wire (pipeline, "ab", "a", "b", "");
  add_wire (pipeline, "bc", "b", "c", "a label that sticks out beyond the last block");
  return pipeline;
}

static LeatPipeline *
odd_names (void)
{
  static const char *const names[] = { "S3 (raw) \"eu\"", "a@b/c", "50% #1", "<b>x</b> & y", "]]>", "日本語 ⚡",
                                       "two\nlines", "\x01 control", "", "x<script>alert(1)</script>" };
  LeatPipeline *pipeline = leat_pipeline_new ();
  LeatElement *properties = leat_element_copy_named (leat_pipeline_get_properties (pipeline), "A <title> & more");
  g_autofree char *long_name = g_strnfill (500, 'w');

  leat_pipeline_replace (pipeline, leat_pipeline_get_properties (pipeline), properties);
  leat_element_unref (properties);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = g_strdup_printf ("block%zu", i);

      add (pipeline, leat_element_new_block (id, "s3", names[i], i % 4 * 200, i / 4 * 120));
    }
  add (pipeline, leat_element_new_block ("long", "<type>", long_name, 0, 480));
  add_wire (pipeline, "wire", "block0", "block1", "<&>");
  return pipeline;
}

typedef struct
{
  const char *name;
  LeatPipeline *(*make) (void);
} PictureCase;

static const PictureCase picture_cases[] = {
  { "empty", empty },
  { "one-block", one_block },
  { "far-apart", far_apart },
  { "odd-names", odd_names },
};

typedef GBytes *(*Write) (LeatPipeline  *pipeline,
                          LeatCatalogue *catalogue,
                          LeatReport    *report,
                          GPtrArray     *notices,
                          GError       **error);

static GBytes *
write_picture (LeatPipeline *pipeline,
               Write         write)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  g_autoptr(GError) error = NULL;
  GBytes *bytes = write (pipeline, test_catalogue (), report, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static GBytes *
write_with (LeatPipeline             *pipeline,
            const char               *format,
            const LeatPictureOptions *options,
            GError                  **error)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  g_autoptr(LeatPicture) picture = leat_picture_new (pipeline, test_catalogue (), report, options, error);

  return picture != NULL ? leat_picture_write (picture, format, NULL, error) : NULL;
}

static GBytes *
write_png_at (LeatPipeline *pipeline,
              double        scale,
              GError      **error)
{
  LeatPictureOptions options;

  leat_picture_options_init (&options);
  options.scale = scale;
  return write_with (pipeline, "png", &options, error);
}

/* Reading them */

static xmlDoc *
read_svg (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  xmlDoc *doc = xmlReadMemory (text, size, "svg", NULL, XML_PARSE_NONET);

  g_assert_nonnull (doc);
  return doc;
}

static double
number_of (xmlNode    *node,
           const char *attribute)
{
  xmlChar *text = xmlGetProp (node, (const xmlChar *) attribute);
  double number = g_ascii_strtod ((const char *) text, NULL);

  xmlFree (text);
  return number;
}

static void
svg_size (GBytes *bytes,
          double *width,
          double *height)
{
  xmlDoc *doc = read_svg (bytes);

  *width = number_of (xmlDocGetRootElement (doc), "width");
  *height = number_of (xmlDocGetRootElement (doc), "height");
  xmlFreeDoc (doc);
}

static void
pdf_size (GBytes *bytes,
          double *width,
          double *height)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *box = memmem (data, size, "/MediaBox", strlen ("/MediaBox"));
  char *next;

  g_assert_nonnull (box);
  box = strchr (box, '[') + 1;
  g_assert_cmpfloat (g_ascii_strtod (box, &next), ==, 0);
  g_assert_cmpfloat (g_ascii_strtod (next, &next), ==, 0);
  *width = g_ascii_strtod (next, &next);
  *height = g_ascii_strtod (next, &next);
}

typedef struct
{
  const guint8 *data;
  gsize         left;
} Cursor;

static cairo_status_t
read_some (void          *closure,
           unsigned char *data,
           unsigned int   length)
{
  Cursor *cursor = closure;

  if (length > cursor->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, cursor->data, length);
  cursor->data += length;
  cursor->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
read_png (GBytes *bytes)
{
  Cursor cursor;
  cairo_surface_t *surface;

  cursor.data = g_bytes_get_data (bytes, &cursor.left);
  surface = cairo_image_surface_create_from_png_stream (read_some, &cursor);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

/* Tests */

static void
test_size (gconstpointer data)
{
  const PictureCase *c = data;
  g_autoptr(LeatPipeline) pipeline = c->make ();
  g_autoptr(GBytes) svg = write_picture (pipeline, leat_picture_write_svg);
  g_autoptr(GBytes) pdf = write_picture (pipeline, leat_picture_write_pdf);
  g_autoptr(GBytes) png = write_picture (pipeline, leat_picture_write_png);
  cairo_surface_t *surface = read_png (png);
  double svg_width, svg_height, pdf_width, pdf_height, scale;

  svg_size (svg, &svg_width, &svg_height);
  pdf_size (pdf, &pdf_width, &pdf_height);
  scale = cairo_image_surface_get_width (surface) / svg_width;
  g_assert_cmpfloat_with_epsilon (svg_width, pdf_width, 1);
  g_assert_cmpfloat_with_epsilon (svg_height, pdf_height, 1);
  g_assert_cmpfloat_with_epsilon (cairo_image_surface_get_height (surface) / scale, svg_height, 1);
  g_assert_cmpfloat (scale, <=, 2.001);
  g_assert_cmpfloat (scale, >, 1);
  g_assert_cmpfloat (svg_width, >=, 2 * LEAT_PICTURE_MARGIN);
  cairo_surface_destroy (surface);
}

static gboolean
row_is_white (cairo_surface_t *surface,
              int              from_x,
              int              from_y,
              int              to_x,
              int              to_y)
{
  for (int y = from_y; y < to_y; y++)
    for (int x = from_x; x < to_x; x++)
      {
        const guint8 *row = cairo_image_surface_get_data (surface) +
                            (gsize) y * cairo_image_surface_get_stride (surface);

        if ((((const guint32 *) row)[x] & 0xffffff) != 0xffffff)
          return FALSE;
      }
  return TRUE;
}

/* The margin is white on all four sides, and about as wide as it should be. */
static void
test_margin (gconstpointer data)
{
  const PictureCase *c = data;
  g_autoptr(LeatPipeline) pipeline = c->make ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) png = write_png_at (pipeline, 1, &error);
  const int margin = (int) LEAT_PICTURE_MARGIN;
  cairo_surface_t *surface;
  int width, height;

  g_assert_no_error (error);
  surface = read_png (png);
  width = cairo_image_surface_get_width (surface);
  height = cairo_image_surface_get_height (surface);
  g_assert_true (row_is_white (surface, 0, 0, width, margin));
  g_assert_true (row_is_white (surface, 0, height - margin, width, height));
  g_assert_true (row_is_white (surface, 0, 0, margin, height));
  g_assert_true (row_is_white (surface, width - margin, 0, width, height));
  if (leat_pipeline_get_n_elements (pipeline) > 1)
    {
      g_assert_false (row_is_white (surface, 0, 0, width, margin + 8));
      g_assert_false (row_is_white (surface, 0, height - margin - 8, width, height));
      g_assert_false (row_is_white (surface, 0, 0, margin + 8, height));
      g_assert_false (row_is_white (surface, width - margin - 8, 0, width, height));
    }
  cairo_surface_destroy (surface);
}

/* Nothing but plain SVG; no id twice; every reference inside. */
static void
check_node (xmlNode    *node,
            GHashTable *ids,
            GPtrArray  *references,
            GString    *text)
{
  static const char *const allowed[] = { "svg",  "title", "desc",   "defs",    "symbol", "g",       "path",
                                         "rect", "circle", "ellipse", "line", "use",    "text",
                                         "metadata", "source" };
  gboolean known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    known = known || g_str_equal (allowed[i], (const char *) node->name);
  g_assert_true (known);

  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      xmlChar *value = xmlNodeGetContent ((xmlNode *) attribute);

      g_assert_false (g_str_has_prefix ((const char *) attribute->name, "on"));
      if (g_str_equal ((const char *) attribute->name, "id"))
        g_assert_true (g_hash_table_add (ids, g_strdup ((const char *) value)));
      if (g_str_equal ((const char *) attribute->name, "href"))
        g_ptr_array_add (references, g_strdup ((const char *) value));
      xmlFree (value);
    }
  if (g_str_equal ((const char *) node->name, "text"))
    {
      xmlChar *content = xmlNodeGetContent (node);

      g_string_append_printf (text, "%s\n", (const char *) content);
      xmlFree (content);
    }
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      check_node (child, ids, references, text);
}

static char *
text_of_svg (GBytes *bytes)
{
  xmlDoc *doc = read_svg (bytes);
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) references = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);

  check_node (xmlDocGetRootElement (doc), ids, references, text);
  for (guint i = 0; i < references->len; i++)
    {
      const char *reference = g_ptr_array_index (references, i);

      g_assert_true (reference[0] == '#' && g_hash_table_contains (ids, reference + 1));
    }
  xmlFreeDoc (doc);
  return g_string_free (text, FALSE);
}

static void
test_svg_is_plain (gconstpointer data)
{
  const PictureCase *c = data;
  g_autoptr(LeatPipeline) pipeline = c->make ();
  g_autoptr(GBytes) svg = write_picture (pipeline, leat_picture_write_svg);
  g_autofree char *text = text_of_svg (svg);

  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
test_svg_text (void)
{
  static const char *const words[] = { "S3 (raw) \"eu\"", "a@b/c", "50% #1", "<b>x</b> & y", "]]>", "日本語 ⚡",
                                       "<&>", "www…" };
  g_autoptr(LeatPipeline) pipeline = odd_names ();
  g_autoptr(GBytes) svg = write_picture (pipeline, leat_picture_write_svg);
  g_autofree char *text = text_of_svg (svg);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_nonnull (strstr (text, words[i]));
}

/* An SVG shows what the PNG shows. */
static void
test_svg_looks (gconstpointer data)
{
  const PictureCase *c = data;
  g_autoptr(LeatPipeline) pipeline = c->make ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) svg = write_picture (pipeline, leat_picture_write_svg);
  g_autoptr(GBytes) png = write_png_at (pipeline, 1, &error);
  cairo_surface_t *expected = read_png (png);
  int width = cairo_image_surface_get_width (expected);
  int height = cairo_image_surface_get_height (expected);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  RsvgRectangle view = { 0, 0, width, height };
  RsvgHandle *handle;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (svg, &size);

  handle = rsvg_handle_new_from_data (bytes, size, &error);
  g_assert_no_error (error);
  g_assert_true (rsvg_handle_render_document (handle, cr, &view, &error));
  cairo_destroy (cr);
  g_assert_cmpfloat (test_picture_difference (surface, expected), <, 0.02);
  g_object_unref (handle);
  cairo_surface_destroy (surface);
  cairo_surface_destroy (expected);
}

/* The same drawing gives the same bytes. */
static void
test_same_bytes (void)
{
  static const Write writers[] = { leat_picture_write_svg, leat_picture_write_pdf, leat_picture_write_png };
  g_autoptr(LeatPipeline) pipeline = odd_names ();

  for (gsize i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      g_autoptr(GBytes) one = write_picture (pipeline, writers[i]);
      g_autoptr(GBytes) two = write_picture (pipeline, writers[i]);

      g_assert_true (g_bytes_equal (one, two));
    }
}

static void
test_pdf (void)
{
  g_autoptr(LeatPipeline) pipeline = odd_names ();
  g_autoptr(GBytes) pdf = write_picture (pipeline, leat_picture_write_pdf);
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);

  g_assert_true (g_str_has_prefix (data, "%PDF-"));
  g_assert_nonnull (memmem (data, size, "/Count 1", strlen ("/Count 1")));
  g_assert_nonnull (memmem (data, size, "/Title (A <title> & more)", strlen ("/Title (A <title> & more)")));
  g_assert_nonnull (memmem (data, size, "/ToUnicode", strlen ("/ToUnicode")));
}

/* What a PNG cannot hold is refused with what it can. */
static void
test_too_large (void)
{
  g_autoptr(LeatPipeline) pipeline = far_apart ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GBytes) refused = write_png_at (pipeline, 10, &error);
  g_autoptr(GBytes) largest = NULL;
  const char *up_to;

  g_assert_null (refused);
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT);
  up_to = strstr (error->message, "up to ");
  g_assert_nonnull (up_to);
  g_assert_cmpfloat (g_ascii_strtod (up_to + strlen ("up to "), NULL), >, 2);
  g_clear_error (&error);

  for (double scale = -1; scale > -3; scale -= 1)
    {
      g_assert_null (write_png_at (pipeline, scale, &error));
      g_assert_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT);
      g_clear_error (&error);
    }
}

static void
test_made_smaller (void)
{
  g_autoptr(LeatPipeline) pipeline = one_block ();
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) png = NULL;
  cairo_surface_t *surface;

  add (pipeline, leat_element_new_block ("far", "s3", "far", 100000, 0));
  png = leat_picture_write_png (pipeline, test_catalogue (), NULL, notices, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notices->len, ==, 1);
  surface = read_png (png);
  g_assert_cmpint (cairo_image_surface_get_width (surface), <=, LEAT_PNG_MAX_SIDE);
  cairo_surface_destroy (surface);
}

static void
add_cases (const char   *group,
           GTestDataFunc func)
{
  for (gsize i = 0; i < G_N_ELEMENTS (picture_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/picture/%s/%s", group, picture_cases[i].name);

      g_test_add_data_func (path, &picture_cases[i], func);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_cases ("size", test_size);
  add_cases ("margin", test_margin);
  add_cases ("svg-is-plain", test_svg_is_plain);
  add_cases ("svg-looks", test_svg_looks);
  g_test_add_func ("/exchange/picture/svg-text", test_svg_text);
  g_test_add_func ("/exchange/picture/same-bytes", test_same_bytes);
  g_test_add_func ("/exchange/picture/pdf", test_pdf);
  g_test_add_func ("/exchange/picture/too-large", test_too_large);
  g_test_add_func ("/exchange/picture/made-smaller", test_made_smaller);
  return g_test_run ();
}
