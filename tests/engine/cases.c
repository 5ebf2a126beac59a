/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/report.h"
#include "model/settings.h"
#include "support.h"

#include <math.h>
#include <string.h>

/* Published worked examples come out to the cent: cases/cost*.txt. */

enum { NAME, SERVICE, REGION, FLAGS, SETTINGS, TOTAL, TOLERANCE, LINES, SOURCE, N_COLUMNS };

/* Price books of cases, for the life of the program. */
static LeatPriceBook *
kept_book (LeatPriceBook *book)
{
  static GPtrArray *books;

  if (books == NULL)
    books = g_ptr_array_new ();
  g_ptr_array_add (books, book);
  return book;
}

/* Words NAME=VALUE are settings; price:KEY=USD are a case's own prices. */
static LeatSettings *
read_settings (const char *text,
               GPtrArray  *prices)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  LeatSettings *settings = leat_settings_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (words[i], "=", 2);
      LeatSettings *next;

      g_assert_nonnull (pair[1]);
      if (g_str_has_prefix (words[i], "price:"))
        {
          g_ptr_array_add (prices, g_strdup (words[i] + strlen ("price:")));
          continue;
        }
      next = leat_settings_with (settings, pair[0], pair[1]);
      leat_settings_unref (settings);
      settings = next;
    }
  return settings;
}

static LeatBlockResult *
price (char **columns)
{
  LeatOptions options = LEAT_OPTIONS_INIT;
  const LeatService *service = leat_catalogue_get_service (test_catalogue (), columns[SERVICE]);
  g_autoptr(GPtrArray) own = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(LeatSettings) settings = read_settings (columns[SETTINGS], own);
  LeatPriceBook *book; /* kept: the result refers to it */
  g_autoptr(GError) error = NULL;
  LeatBlockResult *result;

  options.region = columns[REGION];
  options.free_tier = strstr (columns[FLAGS], "free-tier") != NULL;
  g_ptr_array_add (own, NULL);
  if (own->len > 1)
    {
      book = leat_price_book_new_with (leat_catalogue_get_prices (test_catalogue (), options.region),
                                       (const char *const *) own->pdata, &error);
      g_assert_no_error (error);
      options.prices = kept_book (book);
    }
  g_assert_nonnull (service);
  result = leat_price_block (test_catalogue (), service, settings, &options, &error);
  g_assert_no_error (error);
  return result;
}

static const LeatLineItem *
find_line (const LeatBlockResult *result,
           const char            *id)
{
  for (guint i = 0; i < result->n_lines; i++)
    if (g_str_equal (result->lines[i].line->id, id))
      return &result->lines[i];
  return NULL;
}

/* Checks the quantities of the named lines and returns what these cost; a line without a price costs nothing. */
static double
check_lines (const LeatBlockResult *result,
             const char            *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  double sum = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (words[i], "=", 2);
      const LeatLineItem *item = find_line (result, pair[0]);
      double quantity = g_ascii_strtod (pair[1], NULL);

      g_assert_nonnull (item);
      g_assert_cmpfloat_with_epsilon (item->quantity, quantity, fabs (quantity) * 1e-6 + 1e-9);
      sum += isnan (item->monthly) ? 0 : item->monthly;
    }
  return sum;
}

static void
test_case (gconstpointer data)
{
  char **columns = (char **) data;
  g_autoptr(LeatBlockResult) result = price (columns);
  double named = check_lines (result, columns[LINES]);
  gboolean is_part = strstr (columns[FLAGS], "only-these-lines") != NULL;
  double total = is_part ? named : result->monthly;
  double tolerance = MAX (0.005, g_ascii_strtod (columns[TOLERANCE], NULL));

  g_assert_cmpfloat_with_epsilon (round (total * 100) / 100, g_ascii_strtod (columns[TOTAL], NULL),
                                  tolerance + 1e-9);
  g_assert_true (is_part || result->unpriced == 0);
}

static void
add_case (const char *line)
{
  static GPtrArray *cases; /* kept for the life of the program */
  char **columns;
  g_autofree char *path = NULL;

  if (cases == NULL)
    cases = g_ptr_array_new ();
  columns = g_strsplit (line, "|", -1);
  g_ptr_array_add (cases, columns);
  g_assert_cmpuint (g_strv_length (columns), ==, N_COLUMNS);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_strstrip (columns[i]);
  path = g_strconcat ("/engine/cases/", columns[NAME], NULL);
  g_test_add_data_func (path, columns, test_case);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_each_case ("cost", add_case);
  return g_test_run ();
}
