/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/markdown.h"
#include "engine/drill.h"
#include "exchange/native.h"
#include "model/step.h"
#include "support.h"

#include <libxml/relaxng.h>
#include <string.h>

/* The worked examples that are installed: each is in order, meets what is asked of it, and leads through itself. */

#define LEAST_EXAMPLES 12
#define LEAST_STEPS 5

typedef struct
{
  LeatPipeline *pipeline;
  LeatReport   *report;
  GPtrArray    *steps;
  GBytes       *bytes;
} Example;

static LeatReport *
report_of (GPtrArray *elements)
{
  g_autoptr(GError) error = NULL;
  LeatReport *report = leat_report_new (test_catalogue (), elements, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
set_up (Example      *self,
        gconstpointer data)
{
  const char *path = data;
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(GError) error = NULL;
  char *contents;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  self->bytes = g_bytes_new_take (contents, length);
  self->pipeline = leat_native_read (self->bytes, path, test_catalogue (), notices, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notices->len, ==, 0);
  elements = leat_pipeline_dup_elements (self->pipeline);
  self->report = report_of (elements);
  self->steps = leat_pipeline_dup_steps (self->pipeline);
}

static void
tear_down (Example      *self,
           gconstpointer data)
{
  g_object_unref (self->pipeline);
  leat_report_unref (self->report);
  g_ptr_array_unref (self->steps);
  g_bytes_unref (self->bytes);
}

static void
test_schema (Example      *self,
             gconstpointer data)
{
  g_autofree char *file = leat_catalogue_get_data_file (test_catalogue (), "schema/leat.rng");
  xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt (file);
  xmlRelaxNG *schema = xmlRelaxNGParse (parser);
  xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt (schema);
  xmlDoc *doc = xmlReadMemory (g_bytes_get_data (self->bytes, NULL), (int) g_bytes_get_size (self->bytes), data, NULL,
                               XML_PARSE_NONET);

  g_assert_nonnull (doc);
  g_assert_cmpint (xmlRelaxNGValidateDoc (context, doc), ==, 0);
  xmlFreeDoc (doc);
  xmlRelaxNGFreeValidCtxt (context);
  xmlRelaxNGFree (schema);
  xmlRelaxNGFreeParserCtxt (parser);
}

static void
assert_writes (Example *self)
{
  g_autoptr(GBytes) written = leat_native_write (self->pipeline, NULL, NULL, NULL, NULL);
  gsize n, n_written;
  const char *text = g_bytes_get_data (self->bytes, &n), *text_written = g_bytes_get_data (written, &n_written);

  g_assert_cmpmem (text, n, text_written, n_written);
}

/* Saved as it is, and saved after all of it was edited. */
static void
test_round_trip (Example      *self,
                 gconstpointer data)
{
  assert_writes (self);
  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    {
      LeatElement *before = leat_pipeline_get_nth (self->pipeline, i);
      g_autoptr(LeatElement) after = leat_element_copy (before);

      leat_pipeline_replace (self->pipeline, before, after);
    }
  leat_pipeline_set_frame (self->pipeline, NULL, NULL);
  assert_writes (self);
}

static void
test_in_order (Example      *self,
               gconstpointer data)
{
  GPtrArray *requirements = leat_report_get_requirements (self->report);
  const LeatElement *properties = leat_pipeline_get_properties (self->pipeline);
  const char *description = leat_settings_get (properties->settings, "description");
  guint unpriced;

  g_assert_cmpstr (properties->name, !=, NULL);
  g_assert_nonnull (description);
  /* Both stand on a card of the start page. */
  g_assert_cmpint (g_utf8_strlen (properties->name, -1), <=, 26);
  g_assert_cmpint (g_utf8_strlen (description, -1), <=, 34);
  g_assert_null (leat_settings_get (properties->settings, "author"));
  g_assert_cmpuint (leat_report_count_findings (self->report, LEAT_SEVERITY_ERROR), ==, 0);
  leat_report_get_total (self->report, &unpriced);
  g_assert_cmpuint (unpriced, ==, 0);
  g_assert_cmpuint (requirements->len, >, 0);
  for (guint i = 0; i < requirements->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (requirements, i);

      g_test_message ("%s", result->requirement->id);
      g_assert_cmpint (result->verdict, ==, LEAT_VERDICT_MET);
    }
}

/* Types of blocks and names of settings are known and values are taken, so that none is passed over. */
static void
test_names (Example      *self,
            gconstpointer data)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    {
      const LeatElement *block = leat_pipeline_get_nth (self->pipeline, i);
      const LeatService *service;

      if (block->kind != LEAT_ELEMENT_BLOCK)
        continue;
      service = leat_catalogue_get_service (test_catalogue (), block->type);
      g_assert_nonnull (service);
      for (gsize j = 0; j < leat_settings_get_n (block->settings); j++)
        {
          const char *name, *value = leat_settings_get_nth (block->settings, j, &name);
          const LeatSetting *setting = leat_service_get_setting (service, name);
          g_autoptr(GError) error = NULL;
          double number;

          g_test_message ("%s: %s", block->id, name);
          g_assert_nonnull (setting);
          leat_setting_parse (setting, value, &number, &error);
          g_assert_no_error (error);
        }
    }
}

/* A block is in the box of its zone, and no two lie over each other. */
static void
test_layout (Example      *self,
             gconstpointer data)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    {
      const LeatElement *block = leat_pipeline_get_nth (self->pipeline, i);
      const LeatRect *a = &block->bounds;
      const LeatElement *zone;

      if (block->kind != LEAT_ELEMENT_BLOCK)
        continue;
      g_test_message ("%s", block->id);
      g_assert_nonnull (block->zone);
      zone = leat_pipeline_get_element (self->pipeline, block->zone);
      g_assert_nonnull (zone);
      g_assert_cmpfloat (a->x, >, zone->bounds.x);
      g_assert_cmpfloat (a->y, >, zone->bounds.y);
      g_assert_cmpfloat (a->x + a->width, <, zone->bounds.x + zone->bounds.width);
      g_assert_cmpfloat (a->y + a->height, <, zone->bounds.y + zone->bounds.height);
      for (guint j = 0; j < i; j++)
        {
          const LeatElement *other = leat_pipeline_get_nth (self->pipeline, j);
          const LeatRect *b = &other->bounds;

          if (other->kind == LEAT_ELEMENT_BLOCK)
            g_assert_true (a->x >= b->x + b->width || b->x >= a->x + a->width || a->y >= b->y + b->height ||
                           b->y >= a->y + a->height);
        }
    }
}

static void
check_focus (Example           *self,
             const LeatElement *step)
{
  g_auto(GStrv) focus = leat_step_dup_focus (step);

  g_assert_cmpuint (g_strv_length (focus), >, 0);
  for (guint i = 0; focus[i] != NULL; i++)
    {
      const LeatElement *element = leat_pipeline_get_element (self->pipeline, focus[i]);

      g_test_message ("focus %s", focus[i]);
      g_assert_nonnull (element);
      g_assert_cmpint (element->kind, !=, LEAT_ELEMENT_STEP);
    }
}

/* try.BLOCK.SETTING */
static void
check_trial (Example    *self,
             const char *name,
             const char *value)
{
  g_auto(GStrv) parts = g_strsplit (name, ".", 3);
  const LeatElement *block;
  const LeatSetting *setting;
  g_autoptr(GError) error = NULL;
  double number;

  g_test_message ("%s = %s", name, value);
  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  block = leat_pipeline_get_element (self->pipeline, parts[1]);
  g_assert_nonnull (block);
  setting = leat_service_get_setting (leat_catalogue_get_service (test_catalogue (), block->type), parts[2]);
  g_assert_nonnull (setting);
  leat_setting_parse (setting, value, &number, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (leat_settings_get (block->settings, parts[2]), !=, value);
}

/* A drill of which nothing comes teaches nothing. */
static void
check_drill (Example           *self,
             const LeatElement *step)
{
  const char *stop = leat_settings_get (step->settings, LEAT_STEP_DRILL_STOP);
  const char *minutes = leat_settings_get (step->settings, LEAT_STEP_DRILL_MINUTES);
  LeatDrillOptions options = LEAT_DRILL_OPTIONS_INIT;
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatDrill) drill = NULL;
  const LeatDrillTotals *totals;

  if (stop == NULL)
    return;
  g_test_message ("stop %s", stop);
  g_assert_nonnull (minutes);
  options.block = stop;
  options.duration = g_ascii_strtod (minutes, NULL) * 60;
  g_assert_cmpfloat (options.duration, >, 0);
  drill = leat_drill_run (self->report, &options, NULL, &error);
  g_assert_no_error (error);
  totals = leat_drill_get_totals (drill);
  g_assert_cmpfloat (totals->delayed + totals->lost + totals->refused, >, 0);
}

static guint
count_set (Example    *self,
           const char *prefix)
{
  guint n = 0;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const LeatElement *step = g_ptr_array_index (self->steps, i);
      gboolean found = FALSE;

      for (gsize j = 0; j < leat_settings_get_n (step->settings); j++)
        {
          const char *name;

          leat_settings_get_nth (step->settings, j, &name);
          found = found || g_str_has_prefix (name, prefix);
        }
      n += found;
    }
  return n;
}

static void
test_steps (Example      *self,
            gconstpointer data)
{
  g_assert_cmpuint (self->steps->len, >=, LEAST_STEPS);
  for (guint i = 0; i < self->steps->len; i++)
    {
      const LeatElement *step = g_ptr_array_index (self->steps, i);
      g_autoptr(GPtrArray) parts = leat_markdown_parse (step->text, FALSE);

      g_test_message ("%s", step->id);
      g_assert_cmpstr (step->name, !=, NULL);
      g_assert_cmpuint (parts->len, >, 0);
      g_assert_cmpstr (leat_settings_get (step->settings, LEAT_STEP_NOTES), !=, NULL);
      g_assert_true ((leat_settings_get (step->settings, LEAT_STEP_QUESTION) != NULL) ==
                     (leat_settings_get (step->settings, LEAT_STEP_ANSWER) != NULL));
      check_focus (self, step);
      check_drill (self, step);
      for (gsize j = 0; j < leat_settings_get_n (step->settings); j++)
        {
          const char *name, *value = leat_settings_get_nth (step->settings, j, &name);

          if (g_str_has_prefix (name, LEAT_STEP_TRY))
            check_trial (self, name, value);
          else if (g_str_equal (name, LEAT_STEP_LOAD))
            g_assert_cmpfloat (leat_step_get_load (step), ==, g_ascii_strtod (value, NULL));
        }
    }
  g_assert_cmpuint (count_set (self, LEAT_STEP_QUESTION), >=, 1);
  g_assert_cmpuint (count_set (self, LEAT_STEP_TRY) + count_set (self, LEAT_STEP_LOAD), >=, 1);
  g_assert_cmpuint (count_set (self, LEAT_STEP_DRILL_STOP), >=, 1);
}

/* A trial that changes neither bill nor findings shows nothing. Delays are part of what is asked, so of the findings or
 * of the slowest path. */
static double
slowest (LeatReport *report)
{
  GPtrArray *paths = leat_report_get_paths (report);
  double p95 = 0;

  for (guint i = 0; i < paths->len; i++)
    p95 = MAX (p95, ((const LeatPath *) g_ptr_array_index (paths, i))->p95);
  return p95;
}

static void
test_trials_show (Example      *self,
                  gconstpointer data)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (self->pipeline);

  for (guint i = 0; i < self->steps->len; i++)
    {
      const LeatElement *step = g_ptr_array_index (self->steps, i);
      g_autoptr(GPtrArray) tried = leat_step_apply_trial (step, elements);
      g_autoptr(LeatReport) report = report_of (tried);
      gboolean tries = FALSE;

      for (gsize j = 0; j < leat_settings_get_n (step->settings); j++)
        {
          const char *name;

          leat_settings_get_nth (step->settings, j, &name);
          tries = tries || g_str_has_prefix (name, LEAT_STEP_TRY);
        }
      g_test_message ("%s", step->id);
      if (tries)
        g_assert_true (leat_report_get_total (report, NULL) != leat_report_get_total (self->report, NULL) ||
                       slowest (report) != slowest (self->report) ||
                       leat_report_get_findings (report)->len != leat_report_get_findings (self->report)->len);
    }
}

/* $1032 as people write it. */
static char *
dup_dollars (double total)
{
  guint dollars = (guint) (total + 0.5);

  return dollars < 1000 ? g_strdup_printf ("$%u", dollars) : g_strdup_printf ("$%u,%03u", dollars / 1000, dollars % 1000);
}

/* Prices change: then the texts that name the bill have to. To the dollar, or to the cent where the bill is small. */
static void
test_bill_is_told (Example      *self,
                   gconstpointer data)
{
  double total = leat_report_get_total (self->report, NULL);
  g_autofree char *dollars = dup_dollars (total);
  g_autofree char *cents = g_strdup_printf ("$%.2f", total);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->steps->len; i++)
    {
      const LeatElement *step = g_ptr_array_index (self->steps, i);
      const char *answer = leat_settings_get (step->settings, LEAT_STEP_ANSWER);

      g_string_append (text, step->text);
      g_string_append (text, answer != NULL ? answer : "");
    }
  g_test_message ("%s or %s", dollars, cents);
  g_assert_true (strstr (text->str, dollars) != NULL || strstr (text->str, cents) != NULL);
}

static void
add_example (const char *path)
{
  static const struct
  {
    const char *name;
    void      (*test) (Example *, gconstpointer);
  } tests[] = {
    { "schema", test_schema }, { "round-trip", test_round_trip }, { "in-order", test_in_order },
    { "names", test_names },   { "layout", test_layout },         { "steps", test_steps },
    { "trials-show", test_trials_show }, { "bill-is-told", test_bill_is_told },
  };
  g_autofree char *base = g_path_get_basename (path);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *name = g_strdup_printf ("/exchange/examples/%.*s/%s", (int) strcspn (base, "."), base, tests[i].name);

      g_test_add (name, Example, path, set_up, tests[i].test, tear_down);
    }
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
find_examples (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("LEAT_DATA_DIR"), "examples", NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".leat"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

static void
test_enough (gconstpointer data)
{
  const GPtrArray *paths = data;

  g_assert_cmpuint (paths->len, >=, LEAST_EXAMPLES);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GPtrArray) paths = NULL;

  g_test_init (&argc, &argv, NULL);
  paths = find_examples ();
  g_test_add_data_func ("/exchange/examples/enough", paths, test_enough);
  for (guint i = 0; i < paths->len; i++)
    add_example (g_ptr_array_index (paths, i));
  return g_test_run ();
}
