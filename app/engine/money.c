/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <float.h>
#include <math.h>
#include <string.h>

/* Formats figures for people, in the locale's digits. */

/* From here on the digits of a number say less than how many they are. */
#define LONGEST 1e15

/* Signs that people read without asking which country's they are, and currencies without a smaller unit. */
static const struct
{
  const char *code;
  const char *symbol;
  int         decimals;
} currencies[] = {
  { "USD", "$", 2 },   { "EUR", "€", 2 },  { "GBP", "£", 2 },  { "JPY", "¥", 0 },  { "INR", "₹", 2 },
  { "KRW", "₩", 0 },   { "BIF", NULL, 0 }, { "CLP", NULL, 0 }, { "DJF", NULL, 0 }, { "GNF", NULL, 0 },
  { "ISK", NULL, 0 },  { "KMF", NULL, 0 }, { "PYG", NULL, 0 }, { "RWF", NULL, 0 }, { "UGX", NULL, 0 },
  { "UYI", NULL, 0 },  { "VND", NULL, 0 }, { "VUV", NULL, 0 }, { "XAF", NULL, 0 }, { "XOF", NULL, 0 },
  { "XPF", NULL, 0 },  { "BHD", NULL, 3 }, { "IQD", NULL, 3 }, { "JOD", NULL, 3 }, { "KWD", NULL, 3 },
  { "LYD", NULL, 3 },  { "OMR", NULL, 3 }, { "TND", NULL, 3 },
};

gboolean
leat_currency_is_code (const char *code)
{
  return strlen (code) == 3 && g_ascii_isupper (code[0]) && g_ascii_isupper (code[1]) && g_ascii_isupper (code[2]);
}

/* What stands before an amount, and how many digits after the point it has. */
static const char *
find_symbol (const char *currency,
             int        *decimals)
{
  *decimals = 2;
  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (g_str_equal (currencies[i].code, currency != NULL ? currency : "USD"))
      {
        *decimals = currencies[i].decimals;
        return currencies[i].symbol;
      }
  return NULL;
}

static char *
get_symbol (const char *currency,
            int        *decimals)
{
  const char *symbol = find_symbol (currency, decimals);

  return symbol != NULL ? g_strdup (symbol) : g_strconcat (currency, "\302\240", NULL);
}

double
leat_money_round (const char *currency,
                  double      amount)
{
  int decimals;
  double scale, units;

  if (!isfinite (amount))
    return amount;
  find_symbol (currency, &decimals);
  scale = decimals == 2 ? 100 : decimals == 0 ? 1 : 1000;
  units = amount * scale;
  /* A product such as 1.005 x 1 is stored a little below the half that it means. */
  return copysign (floor (fabs (units) * (1 + 4 * DBL_EPSILON) + 0.5), units) / scale;
}

double
leat_money_tidy (double amount)
{
  return round (amount * 1e6) / 1e6;
}

char *
leat_money_format (const char *currency,
                   double      amount)
{
  int decimals;
  g_autofree char *symbol = get_symbol (currency, &decimals);
  double rounded = leat_money_round (currency, amount);

  if (!isfinite (amount))
    return g_strdup (_("no price"));
  if (amount > 0 && rounded == 0)
    return g_strdup_printf ("<%s%.*f", symbol, decimals, pow (10, -decimals));
  if (fabs (rounded) >= LONGEST)
    return g_strdup_printf ("%s%s%.4g", rounded < 0 ? "-" : "", symbol, fabs (rounded));
  /* The sign stands before the symbol. */
  return g_strdup_printf ("%s%s%'.*f", rounded < 0 ? "-" : "", symbol, decimals, fabs (rounded));
}

/* Digits after the point so that `number` is shown exactly, at least `least`. */
static int
digits_after_point (double number,
                    int    least)
{
  for (int digits = least; digits < 15; digits++)
    {
      double scale = pow (10, digits);

      if (fabs (round (number * scale) / scale - number) <= fabs (number) * 1e-12)
        return digits;
    }
  return 15;
}

char *
leat_money_format_unit (const char *currency,
                        double      amount)
{
  int decimals;
  g_autofree char *symbol = get_symbol (currency, &decimals);

  return g_strdup_printf ("%s%'.*f", symbol, digits_after_point (amount, decimals), amount);
}

char *
leat_quantity_format (double      quantity,
                      const char *unit)
{
  double size = fabs (quantity);
  g_autofree char *number = NULL;

  if (!isfinite (quantity))
    number = g_strdup ("∞");
  else if (size >= LONGEST)
    number = g_strdup_printf ("%.4g", quantity);
  else if (size == floor (size) || size >= 1000)
    number = g_strdup_printf ("%'.0f", quantity);
  else
    {
      int digits = size > 0 ? CLAMP (3 - (int) floor (log10 (size)), 0, 12) : 0;

      number = g_strdup_printf ("%.*f", MIN (digits, digits_after_point (quantity, 0)), quantity);
    }
  return unit != NULL && *unit != '\0' && !g_str_equal (unit, "1") ? g_strconcat (number, " ", unit, NULL)
                                                                  : g_steal_pointer (&number);
}

/* A time as two parts, the smaller one left out if it is nothing: "6 min 40 s". */
static char *
two_parts (double      seconds,
           double      large,
           double      small,
           const char *large_unit,
           const char *small_unit)
{
  double units = round (seconds / small);
  double big = floor (units * small / large + 1e-9);
  double rest = round (units - big * large / small);

  return rest > 0 ? g_strdup_printf ("%.0f %s %.0f %s", big, large_unit, rest, small_unit)
                  : g_strdup_printf ("%.0f %s", big, large_unit);
}

char *
leat_duration_format (double seconds)
{
  if (!isfinite (seconds))
    return g_strdup (_("no bound"));
  if (seconds <= 0)
    return g_strdup ("0 s");
  if (seconds < 0.0995)
    return g_strdup_printf ("%.*f ms", seconds < 0.00995 ? 1 : 0, seconds * 1e3);
  if (seconds < 0.9995)
    return g_strdup_printf ("%.0f ms", seconds * 1e3);
  if (seconds < 9.95)
    return g_strdup_printf ("%.1f s", seconds);
  if (seconds < 59.5)
    return g_strdup_printf ("%.0f s", seconds);
  if (seconds < 3570)
    return two_parts (seconds, 60, 1, "min", "s");
  if (seconds < 86370)
    return two_parts (seconds, 3600, 60, "h", "min");
  return two_parts (seconds, 86400, 3600, "d", "h");
}
