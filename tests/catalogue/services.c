/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/report.h"
#include "model/settings.h"
#include "support.h"

#include <math.h>
#include <string.h>

/* What every service of the catalogue has to be: complete, priced and computable whatever is chosen. */

static GHashTable *unpriced; /* keys known to have no price, for the life of the program */

static void
add_setting (LeatSettings **settings,
             const char    *name,
             const char    *value)
{
  LeatSettings *next = leat_settings_with (*settings, name, value);

  leat_settings_unref (*settings);
  *settings = next;
}

static LeatSettings *
inflow (gboolean some)
{
  static const char *const inputs[][2] = {
    { "in_records_per_s", "500" }, { "in_record_kb", "2" },        { "in_peak_factor", "3" },
    { "in_objects_per_s", "0.1" }, { "in_object_mb", "10" },       { "in_stored_gb", "1000" },
    { "in_stored_objects", "1e6" }, { "in_partitions", "365" },    { "in_format", "json" },
  };
  LeatSettings *settings = leat_settings_new ();

  for (guint i = 0; some && i < G_N_ELEMENTS (inputs); i++)
    add_setting (&settings, inputs[i][0], inputs[i][1]);
  return settings;
}

static void
check_result (const LeatBlockResult *result)
{
  g_assert_true (isfinite (result->monthly));
  for (guint i = 0; i < result->service->symbols->names->len; i++)
    g_assert_true (isfinite (result->slots[i]));
  for (guint i = 0; i < result->n_lines; i++)
    g_assert_true (isfinite (result->lines[i].quantity));
  for (guint i = 0; i < result->n_uses; i++)
    {
      g_assert_cmpfloat (result->uses[i].capacity, >, 0);
      g_assert_cmpfloat (result->uses[i].demand, >=, 0);
    }
  for (guint i = 0; i < LEAT_N_FLOW_FIELDS; i++)
    g_assert_cmpfloat (result->out.values[i], >=, 0);
}

static void
check_stages (const LeatBlockResult *result)
{
  for (guint i = 0; i < result->n_stages; i++)
    {
      const LeatStageValue *value = &result->stages[i];

      for (guint j = 0; j < LEAT_STAGE_MAX_PARAMETERS; j++)
        g_assert_cmpfloat (value->parameters[j], >=, 0);
      if (value->stage->kind == LEAT_STAGE_UNIFORM || value->stage->kind == LEAT_STAGE_LOGNORMAL)
        g_assert_cmpfloat (value->parameters[0], <=, value->parameters[1]);
      if (value->stage->kind == LEAT_STAGE_LOGNORMAL)
        g_assert_cmpfloat (value->parameters[0], >, 0);
    }
}

static void
check_with (const LeatService *service,
            gboolean           with_inflow,
            const char        *name,
            const char        *value)
{
  const LeatOptions options = LEAT_OPTIONS_INIT;
  LeatSettings *settings = inflow (with_inflow);
  g_autoptr(LeatBlockResult) result = NULL;
  g_autoptr(GError) error = NULL;

  if (name != NULL)
    add_setting (&settings, name, value);
  result = leat_price_block (test_catalogue (), service, settings, &options, &error);
  leat_settings_unref (settings);
  g_assert_no_error (error);
  check_result (result);
  check_stages (result);
}

/* Each choice and switch in turn, with and without data. */
static void
test_computable (gconstpointer data)
{
  const LeatService *service = data;

  for (guint flows = 0; flows < 2; flows++)
    {
      check_with (service, flows, NULL, NULL);
      for (guint i = 0; i < service->settings->len; i++)
        {
          const LeatSetting *setting = g_ptr_array_index (service->settings, i);

          for (guint j = 0; j < setting->choices->len; j++)
            check_with (service, flows, setting->name,
                        ((LeatChoice *) g_ptr_array_index (setting->choices, j))->value);
          if (setting->type == LEAT_SETTING_BOOLEAN)
            {
              check_with (service, flows, setting->name, "yes");
              check_with (service, flows, setting->name, "no");
            }
        }
    }
}

static void
check_key (const LeatService *service,
           const char        *key)
{
  const LeatPriceBook *book = leat_catalogue_get_prices (test_catalogue (), "us-east-1");
  gboolean known = g_hash_table_contains (unpriced, key);

  if ((leat_price_book_get (book, key) != NULL) == !known)
    return;
  g_test_message ("%s: %s %s", service->id, key,
                  known ? "has a price and is listed in tests/cases/unpriced.txt" : "has no price");
  g_test_fail ();
}

/* Whether a word of the choice is one for which the line is billed: the others need no price. */
static gboolean
is_billed (const LeatService *service,
           const LeatLine    *line,
           const LeatSetting *setting,
           const char        *value)
{
  const LeatOptions options = LEAT_OPTIONS_INIT;
  LeatSettings *settings = inflow (TRUE);
  g_autoptr(LeatBlockResult) result = NULL;
  gboolean billed = line->when == NULL;

  add_setting (&settings, setting->name, value);
  result = leat_price_block (test_catalogue (), service, settings, &options, NULL);
  leat_settings_unref (settings);
  for (guint i = 0; i < result->n_lines; i++)
    billed = billed || result->lines[i].line == line;
  return billed;
}

static void
check_choices (const LeatService *service,
               const LeatLine    *line)
{
  const char *open = strchr (line->price, '{');
  const char *close = open != NULL ? strchr (open, '}') : NULL;
  g_autofree char *name = close != NULL ? g_strndup (open + 1, close - open - 1) : NULL;
  const LeatSetting *setting;

  if (name == NULL)
    {
      check_key (service, line->price);
      return;
    }
  setting = leat_service_get_setting (service, name);
  g_assert_nonnull (setting);
  for (guint i = 0; i < setting->choices->len; i++)
    {
      const char *value = ((LeatChoice *) g_ptr_array_index (setting->choices, i))->value;
      g_autofree char *key = g_strdup_printf ("%.*s%s%s", (int) (open - line->price), line->price, value,
                                              close + 1);

      if (strchr (key, '{') == NULL && is_billed (service, line, setting, value))
        check_key (service, key);
    }
}

static void
test_prices (gconstpointer data)
{
  const LeatService *service = data;

  for (guint i = 0; i < service->lines->len; i++)
    check_choices (service, g_ptr_array_index (service->lines, i));
}

static void
check_reference (const LeatService *service,
                 const char        *id)
{
  if (id == NULL)
    return;
  for (guint i = 0; i < service->references->len; i++)
    if (g_strcmp0 (((LeatReference *) g_ptr_array_index (service->references, i))->id, id) == 0)
      return;
  g_test_message ("%s: there is no <ref id=\"%s\">", service->id, id);
  g_test_fail ();
}

static void
test_references (gconstpointer data)
{
  const LeatService *service = data;

  g_assert_cmpuint (service->references->len, >, 0);
  for (guint i = 0; i < service->references->len; i++)
    g_assert_true (g_str_has_prefix (((LeatReference *) service->references->pdata[i])->url, "https://"));
  for (guint i = 0; i < service->limits->len; i++)
    check_reference (service, ((LeatLimit *) service->limits->pdata[i])->ref);
  for (guint i = 0; i < service->stages->len; i++)
    check_reference (service, ((LeatStage *) service->stages->pdata[i])->ref);
}

/* Nothing is left unsaid: a service without lines or stages says why. */
static void
test_complete (gconstpointer data)
{
  const LeatService *service = data;
  g_autofree char *glyph = g_strdup_printf ("icons/glyphs/%s.svg", service->glyph);
  g_autofree char *file = leat_catalogue_get_data_file (test_catalogue (), glyph);

  g_assert_nonnull (file);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (service->summary, !=, "");
  g_assert_true (service->lines->len > 0 || service->no_cost != NULL);
  g_assert_true (service->stages->len > 0 || service->no_delay != NULL);
  g_assert_true (service->in_kinds != 0 || service->out_kinds != 0);
  for (guint i = 0; i < service->settings->len; i++)
    {
      const LeatSetting *setting = g_ptr_array_index (service->settings, i);

      g_assert_nonnull (setting->group);
      g_assert_cmpstr (setting->label, !=, setting->name);
      g_assert_true (setting->type != LEAT_SETTING_CHOICE || setting->choices->len > 1);
    }
}

static gboolean
takes (const LeatSetting *setting,
       const char        *text)
{
  double number;

  return leat_setting_parse (setting, text, &number, NULL);
}

static void
check_carry (const LeatService *service,
             const LeatService *other,
             const LeatCarry   *carry)
{
  const LeatSetting *to = leat_service_get_setting (other, carry->to);

  if (to != NULL && (carry->word == NULL || takes (to, carry->word)))
    return;
  g_test_message ("%s: <carry to=\"%s\"> is not taken by %s", service->id, carry->to, other->id);
  g_test_fail ();
}

/* What may be tried is there: services, settings, values; each reason is the beginning of a sentence. */
static void
test_alternatives (gconstpointer data)
{
  const LeatService *service = data;

  for (guint i = 0; i < service->tries->len; i++)
    {
      const LeatTry *try = g_ptr_array_index (service->tries, i);

      g_assert_false (g_str_has_suffix (try->why, "."));
      g_assert_cmpuint (strlen (try->why), >=, 15);
    }
  for (guint i = 0; i < service->withouts->len; i++)
    {
      const LeatWithout *without = g_ptr_array_index (service->withouts, i);

      g_assert_false (g_str_has_suffix (without->why, "."));
      g_assert_cmpuint (strlen (without->why), >=, 15);
      g_assert_nonnull (without->when); /* nothing is drawn that nobody ever needs */
    }
  for (guint i = 0; i < service->insteads->len; i++)
    {
      const LeatInstead *instead = g_ptr_array_index (service->insteads, i);
      const LeatService *other = leat_catalogue_get_service (test_catalogue (), instead->type);

      g_assert_false (g_str_has_suffix (instead->why, "."));
      g_assert_nonnull (other);
      g_assert_true (other != service);
      for (guint j = 0; j < instead->carries->len; j++)
        check_carry (service, other, g_ptr_array_index (instead->carries, j));
    }
}

/* Points are told apart by kind of work, and each says what the work is. */
static void
test_complexity (gconstpointer data)
{
  const LeatService *service = data;

  for (guint i = 0; i < service->complexity->len; i++)
    {
      const LeatComplexity *complexity = g_ptr_array_index (service->complexity, i);
      double sum = 0;

      for (guint j = 0; j < LEAT_N_WORKS; j++)
        sum += complexity->parts[j];
      g_assert_cmpfloat (sum, ==, complexity->points);
      g_assert_cmpfloat (sum, >, 0);
      g_assert_cmpuint (strlen (complexity->text), >, 0);
    }
}

static void
read_unpriced (void)
{
  g_autoptr(GBytes) bytes = test_bytes ("cases/unpriced.txt");
  g_auto(GStrv) lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);

  unpriced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '#' && *lines[i] != '\0')
      g_hash_table_add (unpriced, g_strdup (lines[i]));
}

static const struct
{
  const char *name;
  GTestDataFunc run;
} tests[] = {
  { "computable", test_computable },
  { "prices", test_prices },
  { "references", test_references },
  { "complete", test_complete },
  { "alternatives", test_alternatives },
  { "complexity", test_complexity },
};

/* Every formula of the program's own files is well formed and speaks of what is there. */
static void
test_formulas (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (leat_catalogue_check (test_catalogue (), &error));
  g_assert_no_error (error);
}

/* Every role of the course has something to try. */
static void
test_alternatives_of_roles (void)
{
  guint n[LEAT_ROLE_CONSUMER + 1] = { 0 };

  for (guint i = 0; i < leat_catalogue_get_n_services (test_catalogue ()); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (test_catalogue (), i);

      n[service->role] += service->tries->len + service->insteads->len;
    }
  g_assert_cmpuint (n[LEAT_ROLE_INGESTION], >=, 10);
  g_assert_cmpuint (n[LEAT_ROLE_TRANSFORM], >=, 10);
  g_assert_cmpuint (n[LEAT_ROLE_STORAGE], >=, 5);
  g_assert_cmpuint (n[LEAT_ROLE_ANALYTICS], >=, 10);
  g_assert_cmpuint (n[LEAT_ROLE_ORCHESTRATION], >=, 3);
  g_assert_cmpuint (n[LEAT_ROLE_NETWORK], >=, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  read_unpriced ();
  for (guint i = 0; i < leat_catalogue_get_n_services (test_catalogue ()); i++)
    for (guint j = 0; j < G_N_ELEMENTS (tests); j++)
      {
        const LeatService *service = leat_catalogue_get_nth_service (test_catalogue (), i);
        g_autofree char *path = g_strdup_printf ("/catalogue/services/%s/%s", service->id, tests[j].name);

        g_test_add_data_func (path, service, tests[j].run);
      }
  g_test_add_func ("/catalogue/services/formulas", test_formulas);
  g_test_add_func ("/catalogue/services/alternatives-of-roles", test_alternatives_of_roles);
  return g_test_run ();
}
