/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/money.h"

#include "model/error.h"

#include <glib/gi18n-lib.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* Formats figures for people, in the locale's digits, and reads what people type. */

char *
leat_number_to_string (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  /* The shortest of the forms that read back as the same number; 10 is not 1e+01. */
  gboolean plain = number == 0 || (fabs (number) >= 1e-5 && fabs (number) < 1e15);

  for (int digits = 1; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (g_ascii_strtod (buffer, NULL) == number && !(plain && strchr (buffer, 'e') != NULL))
        break;
    }
  return g_strdup (buffer);
}

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
  else if (size == floor (size) && size < 1e15)
    number = g_strdup_printf ("%'.0f", quantity);
  else if (size >= 1000)
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

/* Units of one kind, with how many of the first one each is. Times per second stand for rates. */
typedef struct
{
  const char *name;
  double      factor;
} Unit;

#define MAX_UNITS 12

static const Unit kinds[][MAX_UNITS] = {
  { { "B", 1.0 / 1024 }, { "KB", 1 }, { "MB", 1024 }, { "GB", 1024.0 * 1024 }, { "TB", 1024.0 * 1024 * 1024 },
    { "KiB", 1 }, { "MiB", 1024 }, { "GiB", 1024.0 * 1024 }, { "TiB", 1024.0 * 1024 * 1024 } },
  { { "ms", 1e-3 }, { "s", 1 }, { "min", 60 }, { "h", 3600 }, { "d", 86400 }, { "sec", 1 }, { "hour", 3600 },
    { "hours", 3600 }, { "day", 86400 }, { "days", 86400 } },
  { { "1/s", 1 }, { "/s", 1 }, { "/min", 1.0 / 60 }, { "/h", 1.0 / 3600 }, { "/d", 1.0 / 86400 },
    { "rec/s", 1 }, { "records/s", 1 } },
  { { "MB/s", 1 }, { "KB/s", 1.0 / 1024 }, { "GB/s", 1024 } },
};

static gboolean
find_unit (const char *name,
           guint      *kind,
           double     *factor)
{
  for (*kind = 0; *kind < G_N_ELEMENTS (kinds); (*kind)++)
    for (guint i = 0; i < MAX_UNITS && kinds[*kind][i].name != NULL; i++)
      if (g_ascii_strcasecmp (kinds[*kind][i].name, name) == 0)
        {
          *factor = kinds[*kind][i].factor;
          return TRUE;
        }
  return FALSE;
}

/* Takes k, M, G off the front of what follows the number, unless it begins a unit such as "MB". */
static double
take_multiplier (const char **rest)
{
  static const struct { char letter; double factor; } multipliers[] = {
    { 'k', 1e3 }, { 'K', 1e3 }, { 'M', 1e6 }, { 'm', 1e6 }, { 'G', 1e9 }, { 'g', 1e9 },
  };
  const char *next = *rest + 1;

  if (**rest == '\0' || (*next != '\0' && *next != '/' && *next != ' '))
    return 1;
  for (guint i = 0; i < G_N_ELEMENTS (multipliers); i++)
    if (multipliers[i].letter == **rest)
      {
        *rest = next;
        while (**rest == ' ')
          (*rest)++;
        return multipliers[i].factor;
      }
  return 1;
}

/* The number at the start of `text`, with the locale's decimal point or ".", and groups of digits. */
static gboolean
take_number (const char **text,
             double      *number)
{
  const char *point = localeconv ()->decimal_point;
  GString *plain = g_string_new (NULL);
  const char *p = *text;
  char *end;
  gboolean ok;

  for (; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p) || (plain->len == 0 && (*p == '-' || *p == '+')))
        g_string_append_c (plain, *p);
      else if (*p == *point || (*p == '.' && strchr (plain->str, '.') == NULL))
        g_string_append_c (plain, '.');
      else if (*p == ',' && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) && g_ascii_isdigit (p[3]))
        continue;
      else if ((*p == 'e' || *p == 'E') && (g_ascii_isdigit (p[1]) || (p[1] == '-' && g_ascii_isdigit (p[2]))))
        {
          g_string_append_c (plain, *p);
          if (p[1] == '-')
            g_string_append_c (plain, *++p);
        }
      else
        break;
    }

  *number = g_ascii_strtod (plain->str, &end);
  ok = plain->len > 0 && *end == '\0' && end != plain->str && isfinite (*number);
  g_string_free (plain, TRUE);
  while (*p == ' ')
    p++;
  *text = p;
  return ok;
}

gboolean
leat_quantity_parse (const char *text,
                     const char *unit,
                     double     *number,
                     GError    **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *rest = stripped;
  guint kind, own_kind;
  double value, factor, own_factor;

  if (take_number (&rest, &value))
    {
      value *= take_multiplier (&rest);
      if (*rest == '\0' || (unit != NULL && g_ascii_strcasecmp (rest, unit) == 0))
        {
          *number = value;
          return TRUE;
        }
      if (unit != NULL && find_unit (rest, &kind, &factor) && find_unit (unit, &own_kind, &own_factor) &&
          kind == own_kind)
        {
          *number = value * factor / own_factor;
          return TRUE;
        }
    }

  if (unit != NULL && *unit != '\0')
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                 _("“%s” is not understood: type a number such as 12, 1.5k or 12 %s"), text, unit);
  else
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                 _("“%s” is not understood: type a number such as 12 or 1.5k"), text);
  return FALSE;
}
