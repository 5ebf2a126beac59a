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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/drawio/places", test_places);
  g_test_add_func ("/exchange/drawio/wires", test_wires);
  g_test_add_func ("/exchange/drawio/odd", test_odd);
  g_test_add_func ("/exchange/drawio/shapes", test_shapes);
  return g_test_run ();
}
