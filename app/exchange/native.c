/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/native-private.h"

#include <math.h>
#include <string.h>

#define ALL_PLACED (KIND (ZONE) | KIND (BLOCK) | KIND (NOTE))

const LeatAttribute leat_attributes[LEAT_N_ATTRIBUTES] = {
  { "id", ALL_PLACED | KIND (WIRE) | KIND (STEP), TRUE, LEAT_ATTRIBUTE_ID, G_STRUCT_OFFSET (LeatElement, id) },
  { "title", KIND (PROPERTIES), FALSE, LEAT_ATTRIBUTE_TEXT, G_STRUCT_OFFSET (LeatElement, name) },
  { "from", KIND (WIRE), TRUE, LEAT_ATTRIBUTE_TEXT, G_STRUCT_OFFSET (LeatElement, from) },
  { "to", KIND (WIRE), TRUE, LEAT_ATTRIBUTE_TEXT, G_STRUCT_OFFSET (LeatElement, to) },
  { "kind", KIND (WIRE), TRUE, LEAT_ATTRIBUTE_KIND, G_STRUCT_OFFSET (LeatElement, wire_kind) },
  { "share", KIND (WIRE), FALSE, LEAT_ATTRIBUTE_SHARE, G_STRUCT_OFFSET (LeatElement, share) },
  { "name", KIND (ZONE) | KIND (BLOCK) | KIND (WIRE) | KIND (STEP), FALSE, LEAT_ATTRIBUTE_TEXT,
    G_STRUCT_OFFSET (LeatElement, name) },
  { "type", KIND (ZONE) | KIND (BLOCK), TRUE, LEAT_ATTRIBUTE_WORD, G_STRUCT_OFFSET (LeatElement, type) },
  { "role", KIND (ZONE), FALSE, LEAT_ATTRIBUTE_WORD, G_STRUCT_OFFSET (LeatElement, role) },
  { "x", ALL_PLACED, TRUE, LEAT_ATTRIBUTE_NUMBER, G_STRUCT_OFFSET (LeatElement, bounds.x) },
  { "y", ALL_PLACED, TRUE, LEAT_ATTRIBUTE_NUMBER, G_STRUCT_OFFSET (LeatElement, bounds.y) },
  { "width", KIND (ZONE) | KIND (NOTE), TRUE, LEAT_ATTRIBUTE_SIZE,
    G_STRUCT_OFFSET (LeatElement, bounds.width) },
  { "height", KIND (ZONE) | KIND (NOTE), TRUE, LEAT_ATTRIBUTE_SIZE,
    G_STRUCT_OFFSET (LeatElement, bounds.height) },
  { "zone", ALL_PLACED, FALSE, LEAT_ATTRIBUTE_TEXT, G_STRUCT_OFFSET (LeatElement, zone) },
  { "locked", ALL_PLACED | KIND (WIRE), FALSE, LEAT_ATTRIBUTE_YES, G_STRUCT_OFFSET (LeatElement, locked) },
};

const char *
leat_native_tag (LeatElementKind kind)
{
  static const char *const tags[] = {
    [LEAT_ELEMENT_PROPERTIES] = "properties", [LEAT_ELEMENT_ZONE] = "zone", [LEAT_ELEMENT_BLOCK] = "block",
    [LEAT_ELEMENT_WIRE] = "wire",             [LEAT_ELEMENT_NOTE] = "note", [LEAT_ELEMENT_STEP] = "step",
    [LEAT_ELEMENT_UNKNOWN] = NULL,
  };

  return tags[kind];
}

/* What stands in the file for a character, or NULL for itself. XML has no way to write most control
 * characters, so they are left out; a carriage return or, in an attribute, any white space but a space
 * would be changed by the next reader, so it is written as a number. */
static const char *
replacement (guchar   c,
             gboolean in_attribute)
{
  switch (c)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return in_attribute ? "&quot;" : NULL;
    case '\r':
      return "&#13;";
    case '\n':
      return in_attribute ? "&#10;" : NULL;
    case '\t':
      return in_attribute ? "&#9;" : NULL;
    default:
      return c < 0x20 ? "" : NULL;
    }
}

static void
escape_valid (GString    *out,
              const char *text,
              gsize       length,
              gboolean    in_attribute)
{
  const char *start = text;
  const char *end = text + length;

  for (const char *p = text; p < end; p++)
    {
      const char *instead = replacement (*p, in_attribute);
      gsize skip = 1;

      /* U+FFFE and U+FFFF are UTF-8 but not XML. */
      if (instead == NULL && (guchar) *p == 0xEF && end - p >= 3 && (guchar) p[1] == 0xBF && (guchar) p[2] >= 0xBE)
        {
          instead = "\uFFFD";
          skip = 3;
        }
      if (instead == NULL)
        continue;
      g_string_append_len (out, start, p - start);
      g_string_append (out, instead);
      start = p + skip;
      p += skip - 1;
    }
  g_string_append_len (out, start, end - start);
}

void
leat_native_escape (GString    *out,
                    const char *text,
                    gssize      length,
                    gboolean    in_attribute)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;

  if (g_utf8_validate_len (text, n, NULL))
    escape_valid (out, text, n, in_attribute);
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, n);

      escape_valid (out, valid, strlen (valid), in_attribute);
    }
}

void
leat_native_append_number (GString *out,
                           double   number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (number == trunc (number) && fabs (number) < 1e15)
    {
      g_string_append_printf (out, "%" G_GINT64_FORMAT, (gint64) number);
      return;
    }

  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  if (g_ascii_strtod (buffer, NULL) != number)
    g_ascii_dtostr (buffer, sizeof buffer, number);
  g_string_append (out, buffer);
}
