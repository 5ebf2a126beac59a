/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/report.h"
#include "model/settings.h"
#include "support.h"

#include <math.h>
#include <string.h>

/* Published worked examples come out to the cent: cases/cost.txt. */

enum { NAME, SERVICE, REGION, FLAGS, SETTINGS, TOTAL, TOLERANCE, LINES, SOURCE, N_COLUMNS };

static LeatSettings *
read_settings (const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  LeatSettings *settings = leat_settings_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (words[i], "=", 2);
      LeatSettings *next;

      g_assert_nonnull (pair[1]);
      next = leat_settings_with (settings, pair[0], pair[1]);
      leat_settings_unref (settings);
      settings = next;
    }
  return settings;
}

static LeatBlockResult *
price (char **columns)
{
  const LeatOptions options = { columns[REGION], 730, strstr (columns[FLAGS], "free-tier") != NULL };
  const LeatService *service = leat_catalogue_get_service (test_catalogue (), columns[SERVICE]);
  g_autoptr(LeatSettings) settings = read_settings (columns[SETTINGS]);
  g_autoptr(GError) error = NULL;
  LeatBlockResult *result;

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
      g_assert_cmpfloat_with_epsilon (item->quantity, quantity, fabs (quantity) * 1e-6);
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
  char **columns; /* kept for the life of the program */
  g_autofree char *path = NULL;

  if (*line == '#' || *line == '\0')
    return;
  columns = g_strsplit (line, "|", -1);
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
  g_autoptr(GBytes) bytes = NULL;
  g_auto(GStrv) lines = NULL;

  g_test_init (&argc, &argv, NULL);
  bytes = test_bytes ("cases/cost.txt");
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    add_case (lines[i]);
  return g_test_run ();
}
