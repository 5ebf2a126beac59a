/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include "catalogue/quantity.h"
#include "model/error.h"

#include <math.h>
#include <string.h>

/* What people type into a field for a number: what is understood, what is refused, and that no text whatever
 * gives anything but a finite number or a sentence. */

static const LeatDigits point = { ".", "," };
static const LeatDigits comma = { ",", "." };
static const LeatDigits french = { ",", "\u202f" };
static const LeatDigits plain = { ".", "" };

typedef struct
{
  const char       *text;
  const char       *unit;
  double            number; /* NAN: refused */
  const LeatDigits *digits; /* NULL: the C locale's */
} Case;

static const Case cases[] = {
  { "12", "KB", 12 },
  { " 12 ", "KB", 12 },
  { "0", "KB", 0 },
  { "-5", "KB", -5 },
  { "\u22125", "KB", -5 },
  { "+5", NULL, 5 },
  { ".5", "1", 0.5 },
  { "5.", "1", 5 },
  { "1e3", "1", 1000 },
  { "5k", "1", 5000 },
  { "5k", "KB", 5000 },
  { "1.5 M", "1", 1.5e6 },
  { "2m", "rec/s", 2e6 },
  { "3 million", "1", 3e6 },
  { "1.5k/s", "rec/s", 1500 },
  { "1.5k/s", "1/s", 1500 },
  { "1.5k rec/s", "rec/s", 1500 },
  { "90 k records/min", "rec/s", 1500 },
  { "10/min", "1/d", 14400 },
  { "10 per min", "1/d", 14400 },
  { "3 a day", "1/d", 3 },
  { "1/h", "1/d", 24 },
  { "200 KB", "KB", 200 },
  { "200 kb", "KB", 200 },
  { "12 MB", "KB", 12288 },
  { "12 MiB", "KB", 12288 },
  { "512 MB", "GB", 0.5 },
  { "1 TB", "GB", 1024 },
  { "2 PB", "TB", 2048 },
  { "1 MB", "MB/s", NAN },
  { "60 MB/min", "MB/s", 1 },
  { "24 GB/day", "GB/h", 1 },
  { "8.388608 Mbit/s", "MB/s", 1 },
  { "8.388608 Mbps", "MB/s", 1 },
  { "1 Gbit/s", "Mbit/s", 1000 },
  { "90 s", "min", 1.5 },
  { "90", "min", 90 },
  { "5 m", "s", 300 },
  { "5 M", "s", 5e6 },
  { "1 h 30 min", "min", 90 },
  { "1h30m", "min", 90 },
  { "2 days", "h", 48 },
  { "1 week", "d", 7 },
  { "1 month", "h", 730 },
  { "1 year", "d", 365 },
  { "250 us", "ms", 0.25 },
  { "250 \u00b5s", "ms", 0.25 },
  { "50", "%", 50 },
  { "50%", "%", 50 },
  { "50%", "1", 0.5 },
  { "4", "shard", 4 },
  { "4 shards", "shard", 4 },
  { "4 Shard", "shard", 4 },
  { "2 k shards", "shard", 2000 },
  { "3 GB-month", "GB-month", 3 },
  { "8 h/day", "h/d", 8 },
  { "=3*24", "h", 72 },
  { "= 3 \u00d7 24", "h", 72 },
  { "=3*24 h", "min", 4320 },
  { "=2*(3+4)/7", "1", 2 },
  { "=1 GB + 200 MB", "MB", 1224 },
  { "=2 GB/512 MB", "1", NAN },
  { "=1 GB-1 MB", "KB", 1047552 },
  { "=-(2+3)", "1", -5 },
  { "=10/min", "1/d", 14400 },
  { "=2 MB*3 MB", "MB", NAN },
  { "=1/0", "1", NAN },
  { "=0/0", "1", NAN },
  { "=", "1", NAN },
  { "=(1", "1", NAN },
  { "=1)", "1", NAN },
  { "3*24", "h", NAN },
  { "10-20", "1", NAN },
  { "", "1", NAN },
  { " ", "1", NAN },
  { "abc", "1", NAN },
  { "nan", "1", NAN },
  { "inf", "1", NAN },
  { "-infinity", "KB", NAN },
  { "0x10", "1", NAN },
  { "1e400", "1", NAN },
  { "=1e300*1e300", "1", NAN },
  { "1e308 TB", "KB", NAN },
  { "12 MB", "1", NAN },
  { "12 MB", NULL, NAN },
  { "12 GB", "s", NAN },
  { "10/min", "KB", NAN },
  { "5 rec", "rec/s", NAN },
  { "12 KBx", "KB", NAN },
  { "1 2", "KB", NAN },
  { "1.2.3", "KB", NAN },
  { "5 / fortnight", "1/d", NAN },
  /* Groups of digits and the decimal sign. */
  { "12 288", "KB", 12288 },
  { "12\u00a0288", "KB", 12288 },
  { "12\u202f288 KB", "KB", 12288 },
  { "12,288", "KB", 12288 },
  { "12'288", "KB", 12288 },
  { "12\u2019288.5", "KB", 12288.5 },
  { "12_288", "KB", 12288 },
  { "1,234,567.25", "KB", 1234567.25 },
  { "12,34,567", "KB", 1234567, &point },
  { "1,5", "KB", NAN },
  { "1,5", "KB", NAN, &point },
  { "0,125", "KB", NAN, &point },
  { "1,234,56", "KB", NAN, &point },
  { "1234,567", "KB", NAN, &point },
  { "1,5", "KB", 1.5, &comma },
  { "0,125", "KB", 0.125, &comma },
  { "1.500", "KB", 1500, &comma },
  { "1.5", "KB", 1.5, &comma },
  { "1.234.567,25", "KB", 1234567.25, &comma },
  { "1,5k/s", "rec/s", 1500, &comma },
  { "1\u202f234,5", "KB", 1234.5, &french },
  /* Digits of other scripts. */
  { "\u0661\u0662", "KB", 12 },
  { "\uff11\uff12 MB", "KB", 12288 },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(GError) error = NULL;
  double number = -77;
  gboolean ok = leat_quantity_parse_in (c->text, c->unit, c->digits, &number, &error);

  if (isnan (c->number))
    {
      g_assert_false (ok);
      g_assert_true (error != NULL && error->domain == LEAT_ERROR && *error->message != '\0');
      g_assert_cmpfloat (number, ==, -77);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (ok);
  g_assert_cmpfloat_with_epsilon (number, c->number, fabs (c->number) * 1e-14 + 1e-300);
}

static void
test_message (void)
{
  static const struct { const char *text; const char *unit; const char *says; } messages[] = {
    { "abc", "KB", "“abc” is not understood: type a number such as 12, 1.5k or 200 MB" },
    { "12 GB", "s", "type a number such as 12, 90 s or 2 h 30 min" },
    { "x", "shard", "12, 1.5k or 12 shard" },
    { "x", "rec/s", "10/min" },
    { "x", NULL, "=3*24" },
    { "1e400", NULL, "no number that can be worked with" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autoptr(GError) error = NULL;
      double number;

      g_assert_false (leat_quantity_parse (messages[i].text, messages[i].unit, &number, &error));
      g_assert_nonnull (strstr (error->message, messages[i].says));
    }
}

/* What is offered as an example is understood. */
static void
test_examples (void)
{
  LeatCatalogue *catalogue = test_catalogue ();

  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (catalogue, i);

      for (guint j = 0; j < service->settings->len; j++)
        {
          const LeatSetting *setting = g_ptr_array_index (service->settings, j);
          g_autofree char *examples = leat_quantity_describe_examples (setting->unit);
          g_autofree char *listed = NULL;
          g_auto(GStrv) words = NULL;
          g_autoptr(GString) list = g_string_new (examples);

          g_string_replace (list, " or ", ", ", 0);
          words = g_strsplit (list->str, ", ", -1);
          for (guint k = 0; words[k] != NULL; k++)
            {
              g_autoptr(GError) error = NULL;
              double number;

              leat_quantity_parse (words[k], setting->unit, &number, &error);
              g_assert_no_error (error);
            }
        }
    }
}

/* Numbers of all sizes, with few and with many digits. */
static double
random_number (GRand *random)
{
  double number = g_rand_double_range (random, -1, 1) * pow (10, g_rand_int_range (random, -12, 25));

  switch (g_rand_int_range (random, 0, 3))
    {
    case 0:
      return number;
    case 1:
      return round (number);
    default:
      return round (number * 100) / 100;
    }
}

static void
test_round_trip (void)
{
  static const LeatDigits *const ways[] = { NULL, &plain, &point, &comma, &french };
  g_autoptr(GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++)
    {
      double number = random_number (random);
      const LeatDigits *digits = ways[i % G_N_ELEMENTS (ways)];
      g_autofree char *text = leat_quantity_spell (number, digits, g_rand_boolean (random));
      g_autofree char *with_unit = g_strconcat (text, " MB", NULL);
      g_autoptr(GError) error = NULL;
      double back, same;

      leat_quantity_parse_in (text, "MB", digits, &back, &error);
      g_assert_no_error (error);
      leat_quantity_parse_in (with_unit, "MB", digits, &same, &error);
      g_assert_no_error (error);
      if (back != number || same != number)
        g_error ("%s read as %.17g", text, back);
    }
}

/* Grouped by threes, and only so. */
static void
test_spell (void)
{
  static const struct { double number; const LeatDigits *digits; const char *text; } texts[] = {
    { 12288, &point, "12,288" },         { 12288, &comma, "12.288" },     { 999, &point, "999" },
    { 1234567.5, &comma, "1.234.567,5" }, { -1234, &point, "-1,234" },    { 0.1, &point, "0.1" },
    { 12288, &plain, "12288" },          { 12288, &french, "12\u202f288" }, { 1e20, &point, "1e+20" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = leat_quantity_spell (texts[i].number, texts[i].digits, TRUE);

      g_assert_cmpstr (text, ==, texts[i].text);
    }
}

/* Pieces of what people type, in any order, and bytes at random. */
static void
test_garbage (void)
{
  static const char *const pieces[] = {
    "1", "0", "9", "12", "345", ".", ",", " ", "-", "+", "=", "*", "/", "(", ")", "k", "M", "e", "E", "KB", "MB/s", "min",
    "h", "%", "a ", "per ", "nan", "inf", "0x", "shard", "\u202f", "\u00d7", "\u0661", "'", "_", "1e308", "((((((", "\xff",
    "\xe2\x82", "\u200f", "month", "-GB", "m",
  };
  static const char *const own[] = { NULL, "1", "", "KB", "GB/h", "s", "h/d", "rec/s", "1/d", "%", "shard", "GB-month" };
  static const LeatDigits *const ways[] = { NULL, &point, &comma, &french };
  g_autoptr(GRand) random = g_rand_new_with_seed (15);
  guint understood = 0;

  for (guint i = 0; i < 100000; i++)
    {
      g_autoptr(GString) text = g_string_new (g_rand_boolean (random) ? "=" : "");
      g_autoptr(GError) error = NULL;
      double number = -77;

      for (int n = g_rand_int_range (random, 0, 12); n > 0; n--)
        if (g_rand_int_range (random, 0, 20) == 0)
          g_string_append_c (text, (char) g_rand_int_range (random, 1, 256));
        else
          g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);

      if (leat_quantity_parse_in (text->str, own[i % G_N_ELEMENTS (own)], ways[i % G_N_ELEMENTS (ways)], &number, &error))
        {
          g_assert_true (isfinite (number));
          g_assert_no_error (error);
          understood++;
        }
      else
        {
          g_assert_nonnull (error);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          g_assert_cmpfloat (number, ==, -77);
        }
    }
  g_assert_cmpuint (understood, >, 1000);
}

/* However deep or long: refused, not a full stack. */
static void
test_deep (void)
{
  static const char *const signs[] = { "(", "-", "1+", "((1)+" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      g_autoptr(GString) text = g_string_new ("=");
      g_autoptr(GError) error = NULL;
      double number;

      for (guint j = 0; j < 100000; j++)
        g_string_append (text, signs[i]);
      g_assert_false (leat_quantity_parse (text->str, "1", &number, &error));
      g_assert_cmpuint (strlen (error->message), <, 400);
    }
}

static const LeatSetting *
find_setting (const char *service,
              const char *name)
{
  const LeatSetting *setting = leat_service_get_setting (leat_catalogue_get_service (test_catalogue (), service), name);

  g_assert_nonnull (setting);
  return setting;
}

static void
test_range (void)
{
  const LeatSetting *shards = find_setting ("kinesis-data-streams", "shards");
  g_autoptr(GError) over = NULL;
  g_autoptr(GError) part = NULL;
  g_autofree char *range = leat_setting_describe_range (shards);
  double number = -77;

  g_assert_cmpstr (range, ==, "from 1 to 20000");
  g_assert_false (leat_setting_read_number (shards, "30k", &number, &over));
  g_assert_error (over, LEAT_ERROR, LEAT_ERROR_RANGE);
  g_assert_cmpstr (over->message, ==, "30000 is too much: it is from 1 to 20000");
  g_assert_false (leat_setting_read_number (shards, "1.5", &number, &part));
  g_assert_cmpstr (part->message, ==, "1.5 is not a whole number");
  g_assert_cmpfloat (number, ==, -77);
  g_assert_true (leat_setting_read_number (shards, "=2*3", &number, NULL));
  g_assert_cmpfloat (number, ==, 6);
}

/* Whatever a field takes, the file takes. */
static void
test_agrees_with_file (void)
{
  static const char *const texts[] = { "-1", "0", "0.5", "1", "3", "5k", "=7*11", "1e9", "1e30" };
  LeatCatalogue *catalogue = test_catalogue ();

  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (catalogue, i);

      for (guint j = 0; j < service->settings->len; j++)
        {
          const LeatSetting *setting = g_ptr_array_index (service->settings, j);

          if (setting->type != LEAT_SETTING_INTEGER && setting->type != LEAT_SETTING_NUMBER)
            continue;
          for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
            {
              double typed, parsed, filed;
              g_autofree char *text = NULL;

              if (!leat_quantity_parse (texts[k], setting->unit, &parsed, NULL))
                continue;
              text = leat_number_to_string (parsed);
              g_assert_cmpint (leat_setting_read_number (setting, texts[k], &typed, NULL), ==,
                               leat_setting_parse (setting, text, &filed, NULL));
            }
        }
    }
}

static void
test_step (void)
{
  LeatSetting setting = { .type = LEAT_SETTING_NUMBER, .minimum = 0, .maximum = 100 };

  g_assert_cmpfloat (leat_setting_step (&setting, 4.35, 1), ==, 5.35);
  g_assert_cmpfloat (leat_setting_step (&setting, 95, 10), ==, 100);
  g_assert_cmpfloat (leat_setting_step (&setting, 0.5, -1), ==, 0);
  setting.maximum = 1;
  g_assert_cmpfloat (leat_setting_step (&setting, 0.3, 1), ==, 0.31);
  setting.maximum = INFINITY;
  g_assert_cmpfloat (leat_setting_step (&setting, 0.3, 1), ==, 1.3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/catalogue/quantity/case/%02u", i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/catalogue/quantity/message", test_message);
  g_test_add_func ("/catalogue/quantity/examples", test_examples);
  g_test_add_func ("/catalogue/quantity/round-trip", test_round_trip);
  g_test_add_func ("/catalogue/quantity/spell", test_spell);
  g_test_add_func ("/catalogue/quantity/garbage", test_garbage);
  g_test_add_func ("/catalogue/quantity/deep", test_deep);
  g_test_add_func ("/catalogue/quantity/range", test_range);
  g_test_add_func ("/catalogue/quantity/agrees-with-file", test_agrees_with_file);
  g_test_add_func ("/catalogue/quantity/step", test_step);
  return g_test_run ();
}
