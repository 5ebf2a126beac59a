/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include <glib/gstdio.h>
#include <string.h>

/* What a service says about outages: read as written, refused with place and remedy if it makes no sense. */

#define SERVICE(words) \
  "<service xmlns=\"urn:leat:catalogue\" id=\"cistern\" role=\"ingestion\"><name>Cistern</name><summary>Keeps water.</summary>" \
  "<ports in=\"data\" out=\"data trigger\"/><setting name=\"hours\" label=\"Hours\" type=\"number\" default=\"2\"/>" words \
  "</service>"

static LeatCatalogue *
load (const char *text,
      char      **warning)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("leat-outage-XXXXXX", &error);
  g_autofree char *services = g_build_filename (folder, "catalogue", NULL);
  g_autofree char *file = g_build_filename (services, "cistern.xml", NULL);
  const char *const folders[] = { g_getenv ("LEAT_DATA_DIR"), folder, NULL };
  g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  LeatCatalogue *catalogue;

  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir (services, 0700), ==, 0);
  g_file_set_contents (file, text, -1, &error);
  g_assert_no_error (error);
  catalogue = leat_catalogue_load (folders, warnings, &error);
  g_assert_no_error (error);
  *warning = warnings->len > 0 ? g_strdup (warnings->pdata[0]) : NULL;
  g_unlink (file);
  g_rmdir (services);
  g_rmdir (folder);
  return catalogue;
}

static void
test_read (void)
{
  g_autofree char *warning = NULL;
  g_autoptr(LeatCatalogue) catalogue =
    load (SERVICE ("<limit id=\"a\" label=\"A\" demand=\"1\" capacity=\"2\" paces=\"in\"/>"
                   "<limit id=\"b\" label=\"B\" demand=\"1\" capacity=\"2\" paces=\"out\"/>"
                   "<limit id=\"c\" label=\"C\" demand=\"1\" capacity=\"2\"/>"
                   "<buffer wires=\"trigger\" retention=\"60\" when=\"hours &gt; 1\"/><buffer retention=\"forever\"/>"
                   "<buffer retention=\"none\"/><batch period=\"hours * 3600\"/>"
                   "<alarm metric=\"Age\" when=\"&gt; 5 s\" text=\"Slow\" measures=\"lag\" above=\"5000\" unit=\"ms\" for=\"300\"/>"
                   "<alarm metric=\"Cost\" when=\"&gt; budget\" text=\"Dear\"/>"), &warning);
  const LeatService *service = leat_catalogue_get_service (catalogue, "cistern");
  const LeatBuffer *buffer;
  const LeatAlarm *alarm;

  g_assert_cmpstr (warning, ==, NULL);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (((LeatLimit *) service->limits->pdata[i])->pace, ==,
                     ((LeatPace[]){ LEAT_PACES_IN, LEAT_PACES_OUT, LEAT_PACES_NOTHING })[i]);
  buffer = service->buffers->pdata[0];
  g_assert_cmpuint (buffer->kinds, ==, 1u << LEAT_WIRE_TRIGGER);
  g_assert_cmpstr (buffer->retention->text, ==, "60");
  g_assert_nonnull (buffer->when);
  buffer = service->buffers->pdata[1];
  g_assert_true (buffer->for_ever && buffer->retention == NULL && buffer->kinds == G_MAXUINT);
  buffer = service->buffers->pdata[2];
  g_assert_true (!buffer->for_ever && buffer->retention == NULL);
  g_assert_cmpstr (service->batch_period->text, ==, "hours * 3600");
  alarm = service->alarms->pdata[0];
  g_assert_cmpint (alarm->measure, ==, LEAT_MEASURE_LAG);
  g_assert_cmpfloat (alarm->scale, ==, 1000);
  g_assert_cmpfloat (alarm->lasts, ==, 300);
  alarm = service->alarms->pdata[1];
  g_assert_cmpint (alarm->measure, ==, LEAT_MEASURE_NONE);
}

typedef struct
{
  const char *name;
  const char *text;
  const char *says;
} RefusedCase;

static const RefusedCase refused_cases[] = {
  { "pace", SERVICE ("<limit id=\"a\" demand=\"1\" capacity=\"2\" paces=\"up\"/>"), "paces=\"in|out\"" },
  { "no-retention", SERVICE ("<buffer when=\"1\"/>"), "<buffer> needs retention" },
  { "wires", SERVICE ("<buffer retention=\"1\" wires=\"pipes\"/>"), "kinds of wires" },
  { "retention", SERVICE ("<buffer retention=\"litres * 2\"/>"), "litres" },
  { "no-period", SERVICE ("<batch/>"), "<batch> needs period" },
  { "measure", SERVICE ("<alarm metric=\"A\" measures=\"mood\" above=\"1\"/>"), "measures=\"age|lag|" },
  { "unit", SERVICE ("<alarm metric=\"A\" measures=\"age\" above=\"1\" unit=\"min\"/>"), "unit=\"1|s|ms|%\"" },
  { "no-threshold", SERVICE ("<alarm metric=\"A\" measures=\"age\"/>"), "both measures and above" },
  { "no-measure", SERVICE ("<alarm metric=\"A\" above=\"1\"/>"), "both measures and above" },
  { "for", SERVICE ("<alarm metric=\"A\" measures=\"age\" above=\"1\" for=\"5 min\"/>"), "5 min" },
  { "order", SERVICE ("<let name=\"deep\" value=\"2 * wide\"/><let name=\"wide\" value=\"1\"/>"), "“wide” is read here" },
  { "itself", SERVICE ("<let name=\"deep\" value=\"if(is_set(&quot;x&quot;), deep, 1)\"/>"), "“deep” is read here" },
};

static void
test_refused (gconstpointer data)
{
  const RefusedCase *it = data;
  g_autofree char *warning = NULL;
  g_autoptr(LeatCatalogue) catalogue = load (it->text, &warning);

  g_assert_null (leat_catalogue_get_service (catalogue, "cistern"));
  g_assert_nonnull (warning);
  g_test_message ("%s", warning);
  g_assert_nonnull (strstr (warning, "cistern.xml"));
  g_assert_nonnull (strstr (warning, it->says));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/outage/read", test_read);
  for (gsize i = 0; i < G_N_ELEMENTS (refused_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/catalogue/outage/refused/", refused_cases[i].name, NULL);

      g_test_add_data_func (path, &refused_cases[i], test_refused);
    }
  return g_test_run ();
}
