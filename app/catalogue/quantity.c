/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/quantity.h"

#include "catalogue/quantity-private.h"
#include "catalogue/xml.h"
#include "model/error.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <math.h>
#include <string.h>

const LeatDigits leat_digits_c = { ".", "" };

/* A reader of quantities by recursive descent. The text is first brought to plain signs (tidy()), so that the rest
 * deals with ASCII only; a value knows whether it was said with a unit, since "=2 * 3 MB" means something and
 * "=2 MB * 3 MB" does not. */

#define MAX_LENGTH 200 /* of what is typed */
#define MAX_DEPTH 20   /* of brackets */

typedef struct
{
  const char *at;
  const char *own_name; /* the unit of the field, or NULL */
  LeatUnit    own;
  char        decimal;
  guint       depth;
  gboolean    huge;     /* a number was met that is not finite */
} Reader;

typedef struct
{
  double   number;  /* in the field's unit */
  gboolean has_unit;
} Value;

static gboolean read_sum (Reader *self, Value *value);

/* What stands for the same in other scripts and on other keyboards. */
static gunichar
plain_sign (gunichar c)
{
  switch (c)
    {
    case 0x2212: /* minus */
      return '-';
    case 0x00d7: /* times */
      return '*';
    case 0x00f7: /* divided by */
      return '/';
    case 0x2019: /* apostrophe */
    case 0x066c: /* Arabic thousands separator */
      return '\'';
    case 0x066b: /* Arabic decimal separator */
      return '.';
    case 0x00b5: /* micro */
    case 0x03bc:
      return 'u';
    default:
      if (g_unichar_isspace (c))
        return ' ';
      return c > 127 && g_unichar_isdigit (c) ? '0' + (gunichar) g_unichar_digit_value (c) : c;
    }
}

static char *
tidy (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (plain, plain_sign (g_utf8_get_char (p)));
  return g_strstrip (g_string_free (plain, FALSE));
}

static void
skip_spaces (Reader *self)
{
  self->at += strspn (self->at, " ");
}

/* Numbers */

static gsize
count_digits (const char *text)
{
  return strspn (text, "0123456789");
}

/* Whether a sign between digits groups them: three follow, or two as India writes them, and then the same sign. */
static gboolean
is_group (const Reader *self,
          const char   *sign)
{
  gsize n = count_digits (sign + 1);

  if (*sign == '\0' || strchr (" ,.'_", *sign) == NULL || *sign == self->decimal)
    return FALSE;
  return n == 3 || (n == 2 && sign[3] == *sign && is_group (self, sign + 3));
}

/* The digits before the decimal sign. A number that begins with 0 has no groups: "0,125" is a slip of the sign. */
static void
take_whole (Reader  *self,
            GString *plain)
{
  gsize n = count_digits (self->at);
  char sign = self->at[n];
  gboolean grouped = n > 0 && n <= 3 && *self->at != '0';

  g_string_append_len (plain, self->at, (gssize) n);
  self->at += n;
  while (grouped && *self->at == sign && is_group (self, self->at))
    {
      n = count_digits (self->at + 1);
      g_string_append_len (plain, self->at + 1, (gssize) n);
      self->at += n + 1;
    }
}

static void
take_fraction (Reader  *self,
               GString *plain)
{
  gsize n;

  if (*self->at != self->decimal && *self->at != '.')
    return;
  n = count_digits (self->at + 1);
  g_string_append_c (plain, '.');
  g_string_append_len (plain, self->at + 1, (gssize) n);
  self->at += n + 1;
}

static void
take_exponent (Reader  *self,
               GString *plain)
{
  gsize sign = self->at[0] != '\0' && (self->at[1] == '-' || self->at[1] == '+') ? 1 : 0;
  gsize n;

  if (*self->at != 'e' && *self->at != 'E')
    return;
  n = count_digits (self->at + 1 + sign);
  if (n == 0)
    return;
  g_string_append_len (plain, self->at, (gssize) (1 + sign + n));
  self->at += 1 + sign + n;
}

static gboolean
read_number (Reader *self,
             double *number)
{
  g_autoptr(GString) plain = g_string_new (NULL);

  take_whole (self, plain);
  take_fraction (self, plain);
  if (plain->len == 0 || g_str_equal (plain->str, "."))
    return FALSE;
  take_exponent (self, plain);
  *number = g_ascii_strtod (plain->str, NULL);
  self->huge |= !isfinite (*number);
  return TRUE;
}

/* Units */

/* The name of the field's own unit, whatever that is, perhaps in the plural. Returns its length, or 0. */
static gsize
match_own (const char *text,
           const char *name)
{
  gsize n = name != NULL ? strlen (name) : 0;

  if (n == 0 || g_ascii_strncasecmp (text, name, n) != 0)
    return 0;
  if (g_ascii_tolower (text[n]) == 's' && !g_ascii_isalpha (text[n + 1]))
    n++;
  return g_ascii_isalpha (text[n]) ? 0 : n;
}

static gboolean
take_own (Reader *self)
{
  gsize n = match_own (self->at, self->own_name);

  if (n == 0 && self->own_name != NULL)
    n = match_own (self->at, leat_tr (self->own_name));
  self->at += n;
  return n > 0;
}

static gboolean
read_unit (Reader *self,
           Value  *value)
{
  LeatUnit unit;
  double factor;
  const char *end;

  skip_spaces (self);
  value->has_unit = take_own (self);
  if (value->has_unit)
    return TRUE;
  end = leat_unit_take (self->at, self->own.dimension == LEAT_DIMENSION_TIME, &unit);
  if (end == NULL && strchr ("kKMmGgT", *self->at) != NULL && self->at[1] == ' ')
    {
      /* "2 k shards": the unit is one that only this field knows. */
      leat_unit_take ((char[]) { *self->at, '\0' }, FALSE, &unit);
      value->number *= unit.factor;
      self->at += strspn (self->at + 1, " ") + 1;
      value->has_unit = TRUE;
      return take_own (self);
    }
  if (end == NULL || !leat_unit_convert (&unit, &self->own, &factor))
    return FALSE;
  value->number *= factor;
  value->has_unit = unit.dimension != LEAT_DIMENSION_BARE;
  self->at = end;
  return TRUE;
}

/* "1 h 30 min": times may be said in parts. */
static gboolean
read_quantity (Reader *self,
               Value  *value)
{
  Value part;

  if (!read_number (self, &value->number) || !read_unit (self, value))
    return FALSE;
  skip_spaces (self);
  while (value->has_unit && self->own.dimension == LEAT_DIMENSION_TIME && !self->own.rate && g_ascii_isdigit (*self->at))
    {
      if (!read_number (self, &part.number) || !read_unit (self, &part) || !part.has_unit)
        return FALSE;
      value->number += part.number;
      skip_spaces (self);
    }
  return TRUE;
}

/* Calculations */

static gboolean
read_factor (Reader *self,
             Value  *value)
{
  skip_spaces (self);
  if (*self->at == '-' || *self->at == '+')
    {
      double sign = *self->at++ == '-' ? -1 : 1;

      if (++self->depth > MAX_DEPTH || !read_factor (self, value))
        return FALSE;
      self->depth--;
      value->number *= sign;
      return TRUE;
    }
  if (*self->at != '(')
    return read_quantity (self, value);

  self->at++;
  if (++self->depth > MAX_DEPTH || !read_sum (self, value) || *self->at != ')')
    return FALSE;
  self->depth--;
  self->at++;
  return TRUE;
}

static gboolean
read_product (Reader *self,
              Value  *value)
{
  if (!read_factor (self, value))
    return FALSE;
  for (skip_spaces (self); *self->at == '*' || *self->at == '/'; skip_spaces (self))
    {
      gboolean times = *self->at++ == '*';
      Value next;

      if (!read_factor (self, &next))
        return FALSE;
      if (times ? value->has_unit && next.has_unit : !value->has_unit && next.has_unit)
        return FALSE;
      value->has_unit = times ? value->has_unit || next.has_unit : value->has_unit != next.has_unit;
      value->number = times ? value->number * next.number : value->number / next.number;
    }
  return TRUE;
}

static gboolean
read_sum (Reader *self,
          Value  *value)
{
  if (!read_product (self, value))
    return FALSE;
  for (skip_spaces (self); *self->at == '+' || *self->at == '-'; skip_spaces (self))
    {
      double sign = *self->at++ == '+' ? 1 : -1;
      Value next;

      if (!read_product (self, &next))
        return FALSE;
      value->has_unit |= next.has_unit;
      value->number += sign * next.number;
    }
  return TRUE;
}

static gboolean
read_all (Reader *self,
          Value  *value)
{
  double sign = 1;
  gboolean ok;

  if (*self->at == '=')
    {
      self->at++;
      ok = read_sum (self, value);
    }
  else
    {
      if (*self->at == '-' || *self->at == '+')
        sign = *self->at++ == '-' ? -1 : 1;
      ok = read_quantity (self, value);
      value->number *= sign;
    }
  return ok && *self->at == '\0';
}

static char
decimal_of (const LeatDigits *digits)
{
  const char *decimal = digits != NULL ? digits->decimal : localeconv ()->decimal_point;
  g_autofree char *plain = g_utf8_validate (decimal, -1, NULL) ? tidy (decimal) : NULL;

  return plain != NULL && *plain != '\0' ? *plain : '.';
}

char *
leat_quantity_describe_examples (const char *unit)
{
  LeatUnit own = leat_unit_of_field (unit);

  if (own.dimension == LEAT_DIMENSION_BYTES)
    return g_strdup (own.rate ? _("12, 5 MB/s or 20 GB/day") : _("12, 1.5k or 200 MB"));
  if (own.dimension == LEAT_DIMENSION_TIME && !own.rate)
    return g_strdup (_("12, 90 s or 2 h 30 min"));
  if (own.rate && own.dimension == LEAT_DIMENSION_COUNT)
    return g_strdup (_("12, 1.5k or 10/min"));
  if (own.rate || own.dimension == LEAT_DIMENSION_OTHER)
    return g_strdup_printf (_("12, 1.5k or 12 %s"), leat_tr (unit));
  return g_strdup (_("12, 1.5k or =3*24"));
}

static void
fail (const char *text,
      const char *unit,
      GError    **error)
{
  g_autofree char *shown = g_utf8_make_valid (text, -1);
  g_autofree char *examples = leat_quantity_describe_examples (unit);

  if (g_utf8_strlen (shown, -1) > 40)
    {
      *g_utf8_offset_to_pointer (shown, 40) = '\0';
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("“%s…” is not understood: type a number such as %s"), shown,
                   examples);
    }
  else
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("“%s” is not understood: type a number such as %s"), shown,
                 examples);
}

gboolean
leat_quantity_parse_in (const char       *text,
                        const char       *unit,
                        const LeatDigits *digits,
                        double           *number,
                        GError          **error)
{
  gboolean readable = strlen (text) <= MAX_LENGTH && g_utf8_validate (text, -1, NULL);
  g_autofree char *plain = readable ? tidy (text) : g_strdup ("");
  Reader self = { plain, unit, leat_unit_of_field (unit), decimal_of (digits), 0, FALSE };
  Value value = { 0, FALSE };

  if (!read_all (&self, &value))
    {
      fail (text, unit, error);
      return FALSE;
    }
  if (self.huge || !isfinite (value.number))
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("“%s” is no number that can be worked with"), text);
      return FALSE;
    }
  /* A zero has no sign: "-0" would look like something else. */
  *number = value.number == 0 ? 0 : value.number;
  return TRUE;
}

gboolean
leat_quantity_parse (const char *text,
                     const char *unit,
                     double     *number,
                     GError    **error)
{
  return leat_quantity_parse_in (text, unit, NULL, number, error);
}

/* Writing */

double
leat_number_tidy (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_ascii_strtod (g_ascii_formatd (text, sizeof text, "%.12g", number), NULL);
}

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

static void
append_groups (GString    *out,
               const char *whole,
               gsize       n,
               const char *sign)
{
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (out, sign);
      g_string_append_c (out, whole[i]);
    }
}

char *
leat_quantity_spell (double            number,
                     const LeatDigits *digits,
                     gboolean          grouped)
{
  g_autofree char *plain = leat_number_to_string (number);
  const char *decimal = digits != NULL ? digits->decimal : localeconv ()->decimal_point;
  const char *sign = !grouped ? "" : digits != NULL ? digits->group : localeconv ()->thousands_sep;
  const char *whole = *plain == '-' ? plain + 1 : plain;
  gsize n = count_digits (whole);
  GString *out = g_string_new (*plain == '-' ? "-" : "");

  append_groups (out, whole, n, sign);
  if (whole[n] == '.')
    {
      g_string_append (out, decimal);
      n++;
    }
  g_string_append (out, whole + n);
  return g_string_free (out, FALSE);
}

/* Settings */

char *
leat_setting_describe_range (const LeatSetting *self)
{
  g_autofree char *least = isfinite (self->minimum) ? leat_quantity_spell (self->minimum, NULL, TRUE) : NULL;
  g_autofree char *most = isfinite (self->maximum) ? leat_quantity_spell (self->maximum, NULL, TRUE) : NULL;

  if (least != NULL && most != NULL)
    return g_strdup_printf (_("from %s to %s"), least, most);
  if (least != NULL)
    return g_strdup_printf (_("at least %s"), least);
  return most != NULL ? g_strdup_printf (_("at most %s"), most) : NULL;
}

static gboolean
is_in_range (const LeatSetting *self,
             double             number,
             GError           **error)
{
  g_autofree char *typed = leat_quantity_spell (number, NULL, TRUE);
  g_autofree char *range = leat_setting_describe_range (self);

  if (number < self->minimum)
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("%s is too little: it is %s"), typed, range);
  else if (number > self->maximum)
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("%s is too much: it is %s"), typed, range);
  else if (self->type == LEAT_SETTING_INTEGER && number != floor (number))
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("%s is not a whole number"), typed);
  else
    return TRUE;
  return FALSE;
}

gboolean
leat_setting_read_number (const LeatSetting *self,
                          const char        *text,
                          double            *number,
                          GError           **error)
{
  const char *unit = self->unit != NULL && *self->unit != '\0' ? self->unit : NULL;
  double value;

  if (!leat_quantity_parse (text, unit, &value, error) || !is_in_range (self, value, error))
    return FALSE;
  *number = value;
  return TRUE;
}

double
leat_setting_step (const LeatSetting *self,
                   double             number,
                   double             steps)
{
  double step = self->maximum - self->minimum <= 1 && self->type != LEAT_SETTING_INTEGER ? 0.01 : 1;
  double next = CLAMP (number + steps * step, self->minimum, self->maximum);

  return fabs (next) < 1e9 ? round (next * 1e6) / 1e6 : next;
}
