/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/drawio.h"

#include "support.h"

#include <libxml/parser.h>

#include <string.h>

static char *
write_text (LeatPipeline *pipeline,
            GPtrArray    *notices)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = leat_drawio_write (pipeline, test_catalogue (), NULL, notices, &error);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_no_error (error);
  return g_strndup (data, size);
}

static LeatElement *
add (LeatPipeline *pipeline,
     LeatElement  *element)
{
  leat_pipeline_replace (pipeline, NULL, element);
  leat_element_unref (element);
  return element;
}

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is missing in\n%s", part, text);
}

static LeatElement *
new_zone (const char *id,
          const char *type,
          double      x,
          double      y)
{
  LeatElement *zone = leat_element_new (LEAT_ELEMENT_ZONE, id);

  zone->type = g_intern_string (type);
  zone->bounds = (LeatRect){ x, y, 400, 300 };
  return zone;
}

/* A block in a zone in a zone: its place is relative, and its shape is that of its service. */
static void
test_places (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autofree char *text = NULL;
  LeatElement *inner = new_zone ("inner", "subnet", 110, 220), *block = leat_element_new_block ("raw", "s3", "raw", 150, 250);

  inner->zone = g_strdup ("outer");
  block->zone = g_strdup ("inner");
  add (pipeline, new_zone ("outer", "vpc", 100, 200));
  add (pipeline, inner);
  add (pipeline, block);
  text = write_text (pipeline, NULL);
  assert_has (text, "parent=\"1\" vertex=\"1\">\n            <mxGeometry x=\"100\" y=\"200\" width=\"400\" height=\"300\"");
  assert_has (text, "parent=\"outer\" vertex=\"1\">\n            <mxGeometry x=\"10\" y=\"20\" width=\"400\"");
  /* The icon's middle is the card's. */
  assert_has (text, "parent=\"inner\" vertex=\"1\">\n            <mxGeometry x=\"92\" y=\"36\" width=\"48\" height=\"48\"");
  assert_has (text, "resIcon=mxgraph.aws4.s3;");
  assert_has (text, "grIcon=mxgraph.aws4.group_vpc2;");
}

static void
test_wires (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autofree char *text = NULL;
  LeatElement *wire = leat_element_new_wire ("w", LEAT_WIRE_MONITORS, "a", "b");

  wire->name = (g_free (wire->name), g_strdup ("5 <b> & \"six\"\nlines"));
  wire->share = 0.25;
  wire->points = g_new (LeatPoint, 2);
  wire->n_points = 2;
  wire->points[0] = (LeatPoint){ 10, -20.5 };
  wire->points[1] = (LeatPoint){ 30, 40 };
  add (pipeline, leat_element_new_block ("a", "cloudwatch", "a", 0, 0));
  add (pipeline, leat_element_new_block ("b", "s3", "b", 300, 0));
  add (pipeline, wire);
  add (pipeline, leat_element_new_wire ("loose", LEAT_WIRE_DATA, "a", "nobody"));
  text = write_text (pipeline, notices);
  assert_has (text, "source=\"a\" target=\"b\" edge=\"1\"");
  assert_has (text, "label=\"5 &amp;lt;b&amp;gt; &amp;amp; &quot;six&quot;&lt;br&gt;lines\"");
  assert_has (text, "dashPattern=2.5 3;");
  assert_has (text, "leat-share=\"0.25\"");
  assert_has (text, "<mxPoint x=\"10\" y=\"-20.5\"/>\n                <mxPoint x=\"30\" y=\"40\"/>");
  g_assert_null (strstr (text, "\"loose\""));
  g_assert_cmpuint (notices->len, ==, 1);
}

/* Ids that draw.io has for itself, zones in a circle, settings that are no names: the file stays whole. */
static void
test_odd (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autofree char *text = NULL;
  LeatElement *a = new_zone ("a", "layer", 0, 0), *b = new_zone ("b", "layer", 0, 0);
  LeatElement *block = leat_element_new_block ("1", "no-such-service", "one", 0, 0);
  LeatElement *set = leat_element_copy_with_setting (block, "no name=\"", "x");
  xmlDoc *doc;

  a->zone = g_strdup ("b");
  b->zone = g_strdup ("a");
  leat_element_unref (block);
  add (pipeline, a);
  add (pipeline, b);
  add (pipeline, set);
  text = write_text (pipeline, NULL);
  assert_has (text, "id=\"cell-1\"");
  assert_has (text, "label=\"one\"");
  doc = xmlReadMemory (text, (int) strlen (text), "test.drawio", NULL, XML_PARSE_NONET);
  g_assert_nonnull (doc);
  xmlFreeDoc (doc);
}

/* What every service of the catalogue is drawn with is known, and no shape is recognised as two. */
static void
test_shapes (void)
{
  LeatCatalogue *catalogue = test_catalogue ();
  g_autoptr(GHashTable) owners = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (catalogue, i);

      g_assert_cmpuint (service->shapes->len, >, 0);
      g_assert_nonnull (((LeatShape *) service->shapes->pdata[0])->fill);
      for (guint k = 0; k < service->shapes->len; k++)
        {
          const LeatShape *shape = g_ptr_array_index (service->shapes, k);

          if (!shape->borrowed && !g_hash_table_insert (owners, shape->key, service->id))
            g_error ("%s is recognised as two services", shape->key);
        }
    }
}

/* Reading */

static LeatPipeline *
read_text (const char *text,
           GPtrArray  *notices)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  LeatPipeline *pipeline = leat_drawio_read (bytes, "test.drawio", test_catalogue (), notices, &error);

  g_assert_no_error (error);
  return pipeline;
}

/* What Leat has written it reads as it was, to the byte of its own format. */
static void
test_round_trip (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("LEAT_DATA_DIR"), "examples", "standard-pipeline.leat", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) before = leat_read_file (path, NULL, test_catalogue (), NULL, &error);
  g_autofree char *first = write_text (before, NULL);
  g_autoptr(LeatPipeline) after = read_text (first, NULL);
  g_autofree char *second = write_text (after, NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (second, ==, first);
  for (guint i = 0; i < leat_pipeline_get_n_elements (before); i++)
    {
      const LeatElement *a = leat_pipeline_get_nth (before, i), *b = leat_pipeline_get_element (after, a->id);

      /* draw.io has no place for a walkthrough. */
      g_assert_true ((b != NULL) == (a->kind != LEAT_ELEMENT_STEP));
      if (b == NULL)
        continue;
      g_assert_true (a->kind != LEAT_ELEMENT_PROPERTIES || leat_settings_equal (a->settings, b->settings));
      g_assert_cmpstr (a->name, ==, b->name);
      g_assert_cmpstr (a->zone, ==, b->zone);
      g_assert_cmpfloat (a->bounds.x, ==, b->bounds.x);
      g_assert_cmpfloat (a->bounds.y, ==, b->bounds.y);
      g_assert_true (a->kind != LEAT_ELEMENT_BLOCK || leat_settings_equal (a->settings, b->settings));
      g_assert_cmpint (a->wire_kind, ==, b->wire_kind);
    }
}

/* Icons are blocks, containers zones, texts notes; labels are HTML; a loose arrow is counted. */
#define VERTEX(id, parent, style, label, x) \
  "<mxCell id='" id "' parent='" parent "' style='" style "' value='" label "' vertex='1'><mxGeometry x='" x "' y='10' width='60' height='60'/></mxCell>"
#define PAGE \
  "<mxGraphModel><root><mxCell id='0'/><mxCell id='1' parent='0'/>" \
  "<mxCell id='z' parent='1' style='shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_vpc' value='VPC' vertex='1'>" \
  "<mxGeometry x='100' y='100' width='300' height='200'/></mxCell>" \
  VERTEX ("a", "z", "shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.lambda", "clean&lt;div&gt;&lt;b&gt;A&amp;amp;B&lt;/b&gt;&lt;/div&gt;", "20") \
  VERTEX ("b", "1", "shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.s3", "", "500") \
  VERTEX ("t", "1", "text;html=1", "a remark", "700") \
  "<mxCell id='w' parent='1' edge='1' source='a' target='b' value='all'/>" \
  "<mxCell id='loose' parent='1' edge='1' source='a'/>" \
  "<mxCell id='touching' parent='1' edge='1' target='a'><mxGeometry relative='1' as='geometry'>" \
  "<mxPoint x='570' y='40' as='sourcePoint'/></mxGeometry></mxCell></root></mxGraphModel>"

static void
test_foreign (void)
{
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(LeatPipeline) pipeline = read_text ("<mxfile><diagram name='Lake'>" PAGE "</diagram></mxfile>", notices);
  const LeatElement *block = leat_pipeline_get_element (pipeline, "lambda"), *zone, *wire, *touching;

  g_assert_cmpstr (leat_pipeline_get_properties (pipeline)->name, ==, "Lake");
  g_assert_nonnull (block);
  g_assert_cmpstr (block->name, ==, "clean\nA&B");
  /* The icon's middle, 150,140 on the page, is the card's. */
  g_assert_cmpfloat (block->bounds.x + LEAT_BLOCK_WIDTH / 2, ==, 150);
  g_assert_cmpfloat (block->bounds.y + LEAT_BLOCK_HEIGHT / 2, ==, 140);
  zone = leat_pipeline_get_element (pipeline, block->zone);
  g_assert_cmpstr (zone->type, ==, "vpc");
  /* It has grown around the card. */
  g_assert_cmpfloat (zone->bounds.x, <, block->bounds.x);
  g_assert_cmpstr (leat_pipeline_get_element (pipeline, "s3")->name, ==, "S3");
  wire = leat_pipeline_get_element (pipeline, "wire");
  touching = leat_pipeline_get_element (pipeline, "wire-2");
  g_assert_cmpstr (wire->name, ==, "all");
  g_assert_cmpstr (wire->to, ==, "s3");
  g_assert_cmpstr (touching->from, ==, "s3");
  g_assert_cmpstr (((LeatNotice *) notices->pdata[0])->text, ==, "Read: 2 blocks, 2 wires, 1 zones, 1 notes");
  g_assert_cmpuint (notices->len, ==, 3);
}

/* Raw deflate, base64, and several pages below each other. */
static void
test_compressed (void)
{
  g_autofree char *escaped = g_uri_escape_string (PAGE, NULL, FALSE);
  g_autoptr(GZlibCompressor) deflater = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 9);
  guchar packed[8192];
  gsize taken, made;
  GConverterResult result = g_converter_convert (G_CONVERTER (deflater), escaped, strlen (escaped), packed, sizeof packed,
                                                 G_CONVERTER_INPUT_AT_END, &taken, &made, NULL);
  g_autofree char *text = g_base64_encode (packed, made);
  g_autofree char *file = g_strdup_printf ("<mxfile><diagram>%s</diagram><diagram>%s</diagram><diagram>!!</diagram></mxfile>", text, text);
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(LeatPipeline) pipeline = read_text (file, notices);
  guint n = 0;

  g_assert_cmpint (result, ==, G_CONVERTER_FINISHED);
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    n += leat_pipeline_get_nth (pipeline, i)->kind == LEAT_ELEMENT_BLOCK;
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpfloat (leat_pipeline_get_element (pipeline, "lambda-2")->bounds.y, >, leat_pipeline_get_element (pipeline, "s3")->bounds.y);
  /* The page that is no page is said. */
  g_assert_nonnull (strstr (((LeatNotice *) notices->pdata[0])->text, "cut off or damaged"));
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "", "<mxfile", "<svg/>", "graph LR\nA",
    "<!DOCTYPE x [<!ENTITY a 'b'>]><mxfile><diagram name='&a;'/></mxfile>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr(GError) error = NULL;

      g_assert_null (leat_drawio_read (bytes, "test.drawio", test_catalogue (), NULL, &error));
      g_assert_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX);
      g_assert_nonnull (strstr (error->message, "test.drawio:1"));
    }
}

/* Parents in a circle, and far too many of them: both are read, and nothing hangs. */
static void
test_circles (void)
{
  g_autoptr(GString) text = g_string_new ("<mxGraphModel><root><mxCell id='0'/>");
  g_autoptr(LeatPipeline) pipeline = NULL;

  g_string_append (text, VERTEX ("a", "b", "group", "a", "1") VERTEX ("b", "a", "group", "b", "1") VERTEX ("c", "c", "group", "c", "1"));
  for (guint i = 0; i < 500; i++)
    g_string_append_printf (text, "<mxCell id='d%u' parent='d%u' style='group' vertex='1'/>", i + 1, i);
  g_string_append (text, "</root></mxGraphModel>");
  pipeline = read_text (text->str, NULL);
  g_assert_cmpuint (leat_pipeline_get_n_elements (pipeline), >, 100);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/drawio/places", test_places);
  g_test_add_func ("/exchange/drawio/wires", test_wires);
  g_test_add_func ("/exchange/drawio/odd", test_odd);
  g_test_add_func ("/exchange/drawio/shapes", test_shapes);
  g_test_add_func ("/exchange/drawio/round-trip", test_round_trip);
  g_test_add_func ("/exchange/drawio/foreign", test_foreign);
  g_test_add_func ("/exchange/drawio/compressed", test_compressed);
  g_test_add_func ("/exchange/drawio/refused", test_refused);
  g_test_add_func ("/exchange/drawio/circles", test_circles);
  return g_test_run ();
}
