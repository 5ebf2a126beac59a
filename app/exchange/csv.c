/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/csv.h"

#include "catalogue/quantity.h"

#include <math.h>
#include <string.h>

static gboolean
is_number (const char *cell)
{
  char *end;

  g_ascii_strtod (cell, &end);
  return *cell != '\0' && *end == '\0';
}

void
leat_csv_append_first (GString    *text,
                       const char *cell)
{
  g_autoptr(GString) value = g_string_new (cell != NULL ? cell : "");

  if (value->len > 0 && strchr ("=+-@\t", value->str[0]) != NULL && !is_number (value->str))
    g_string_prepend_c (value, '\'');
  if (strpbrk (value->str, ",\"\r\n") == NULL)
    {
      g_string_append (text, value->str);
      return;
    }
  g_string_replace (value, "\"", "\"\"", 0);
  g_string_append_printf (text, "\"%s\"", value->str);
}

void
leat_csv_append (GString    *text,
                 const char *cell)
{
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, ',');
  leat_csv_append_first (text, cell);
}

void
leat_csv_append_number (GString *text,
                        double   number)
{
  g_autofree char *plain = isfinite (number) ? leat_number_to_string (number) : NULL;

  g_string_append_c (text, ',');
  leat_csv_append_first (text, plain);
}
