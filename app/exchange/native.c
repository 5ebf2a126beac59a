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

const LeatChildForm leat_children[LEAT_N_CHILDREN] = {
  [LEAT_CHILD_SET] = { "set", KIND (PROPERTIES) | KIND (ZONE) | KIND (BLOCK) | KIND (WIRE) | KIND (STEP), { "name", "value" } },
  [LEAT_CHILD_SILENCE] = { "silence", KIND (PROPERTIES) | KIND (ZONE) | KIND (BLOCK) | KIND (WIRE), { "rule", "reason" } },
  [LEAT_CHILD_POINT] = { "point", KIND (WIRE), { "x", "y" } },
  [LEAT_CHILD_REMARK] = { "remark", KIND (PROPERTIES) | KIND (ZONE) | KIND (BLOCK) | KIND (WIRE), { NULL } },
  [LEAT_CHILD_TEXT] = { "text", KIND (STEP), { NULL } },
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

/* Nearly all texts stand for themselves. */
static gboolean
is_plain (const char *text,
          gsize       length)
{
  for (const char *p = text; p < text + length; p++)
    if ((guchar) *p < 0x20 || (guchar) *p >= 0x80 || *p == '&' || *p == '<' || *p == '>' || *p == '"')
      return FALSE;
  return TRUE;
}

void
leat_native_escape (GString    *out,
                    const char *text,
                    gssize      length,
                    gboolean    in_attribute)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;

  if (is_plain (text, n))
    leat_native_append (out, text, n);
  else if (g_utf8_validate_len (text, n, NULL))
    escape_valid (out, text, n, in_attribute);
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, n);

      escape_valid (out, valid, strlen (valid), in_attribute);
    }
}

/* A file is full of whole numbers, and printf is slow. */
static void
append_whole (GString *out,
              gint64   number)
{
  char digits[24];
  char *p = digits + sizeof digits;

  for (guint64 rest = ABS (number); rest > 0 || p == digits + sizeof digits; rest /= 10)
    *--p = '0' + rest % 10;
  if (number < 0)
    *--p = '-';
  leat_native_append (out, p, digits + sizeof digits - p);
}

void
leat_native_append_number (GString *out,
                           double   number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (number == trunc (number) && fabs (number) < 1e15)
    {
      append_whole (out, number);
      return;
    }

  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  if (g_ascii_strtod (buffer, NULL) != number)
    g_ascii_dtostr (buffer, sizeof buffer, number);
  g_string_append (out, buffer);
}

void
leat_native_escape_text (GString    *out,
                         const char *text,
                         gssize      length,
                         const char *newline)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);
  const char *line;

  while ((line = memchr (text, '\n', end - text)) != NULL)
    {
      leat_native_escape (out, text, line - text, FALSE);
      g_string_append (out, newline);
      text = line + 1;
    }
  leat_native_escape (out, text, end - text, FALSE);
}

static void
append_name (GString    *out,
             const char *name)
{
  leat_native_append (out, " ", 1);
  leat_native_append (out, name, strlen (name));
  leat_native_append (out, "=\"", 2);
}

static void
append_attribute (GString    *out,
                  const char *name,
                  const char *value)
{
  append_name (out, name);
  leat_native_escape (out, value, -1, TRUE);
  g_string_append_c (out, '"');
}

/* Whatever an edit has made of a number, the file can be read again. */
static double
within_limits (LeatAttributeType type,
               double            number)
{
  double low = type == LEAT_ATTRIBUTE_NUMBER ? -LEAT_COORDINATE_MAX : 0;
  double high = type == LEAT_ATTRIBUTE_SHARE ? 1 : LEAT_COORDINATE_MAX;

  return isfinite (number) ? CLAMP (number, low, high) : high == 1 ? 1 : 0;
}

static void
append_number_attribute (GString    *out,
                         const char *name,
                         double      value)
{
  append_name (out, name);
  leat_native_append_number (out, value);
  g_string_append_c (out, '"');
}

void
leat_native_append_field (GString             *out,
                          const LeatAttribute *attribute,
                          const LeatElement   *element)
{
  const char *text;
  double number;

  switch (attribute->type)
    {
    case LEAT_ATTRIBUTE_KIND:
      append_attribute (out, attribute->name, leat_wire_kind_to_string (element->wire_kind));
      break;
    case LEAT_ATTRIBUTE_YES:
      if (G_STRUCT_MEMBER (gboolean, element, attribute->offset))
        append_attribute (out, attribute->name, "yes");
      break;
    case LEAT_ATTRIBUTE_NUMBER:
    case LEAT_ATTRIBUTE_SIZE:
    case LEAT_ATTRIBUTE_SHARE:
      number = within_limits (attribute->type, G_STRUCT_MEMBER (double, element, attribute->offset));
      if (attribute->type != LEAT_ATTRIBUTE_SHARE || number != 1)
        append_number_attribute (out, attribute->name, number);
      break;
    default:
      text = G_STRUCT_MEMBER (const char *, element, attribute->offset);
      if (attribute->required || (text != NULL && *text != '\0'))
        append_attribute (out, attribute->name, text != NULL ? text : "");
    }
}

gboolean
leat_native_same_field (const LeatAttribute *attribute,
                        const LeatElement   *a,
                        const LeatElement   *b)
{
  const char *text, *other;

  switch (attribute->type)
    {
    case LEAT_ATTRIBUTE_KIND:
      return a->wire_kind == b->wire_kind;
    case LEAT_ATTRIBUTE_YES:
      return G_STRUCT_MEMBER (gboolean, a, attribute->offset) == G_STRUCT_MEMBER (gboolean, b, attribute->offset);
    case LEAT_ATTRIBUTE_NUMBER:
    case LEAT_ATTRIBUTE_SIZE:
    case LEAT_ATTRIBUTE_SHARE:
      return within_limits (attribute->type, G_STRUCT_MEMBER (double, a, attribute->offset)) ==
             within_limits (attribute->type, G_STRUCT_MEMBER (double, b, attribute->offset));
    default:
      text = G_STRUCT_MEMBER (const char *, a, attribute->offset);
      other = G_STRUCT_MEMBER (const char *, b, attribute->offset);
      return g_str_equal (text != NULL ? text : "", other != NULL ? other : "");
    }
}

gsize
leat_native_count_children (const LeatElement *element,
                            LeatChild          form)
{
  gboolean is_text = element->kind == LEAT_ELEMENT_STEP ? form == LEAT_CHILD_TEXT : form == LEAT_CHILD_REMARK;

  switch (form)
    {
    case LEAT_CHILD_SET:
      return leat_settings_get_n (element->settings);
    case LEAT_CHILD_SILENCE:
      return leat_settings_get_n (element->silences);
    case LEAT_CHILD_POINT:
      return element->n_points;
    default:
      return is_text && element->text != NULL && *element->text != '\0' ? 1 : 0;
    }
}

static const char *
get_pair (const LeatSettings *settings,
          gsize               i,
          int                 k)
{
  const char *name;
  const char *value = leat_settings_get_nth (settings, i, &name);

  return k == 0 ? name : value;
}

const char *
leat_native_get_value (const LeatElement *element,
                       LeatChild          form,
                       gsize              i,
                       int                k,
                       double            *number)
{
  switch (form)
    {
    case LEAT_CHILD_SET:
      return get_pair (element->settings, i, k);
    case LEAT_CHILD_SILENCE:
      return get_pair (element->silences, i, k);
    case LEAT_CHILD_POINT:
      *number = within_limits (LEAT_ATTRIBUTE_NUMBER, k == 0 ? element->points[i].x : element->points[i].y);
      return NULL;
    default:
      return element->text;
    }
}

void
leat_native_append_value (GString           *out,
                          const LeatElement *element,
                          LeatChild          form,
                          gsize              i,
                          int                k)
{
  double number = 0;
  const char *text = leat_native_get_value (element, form, i, k, &number);

  if (text != NULL)
    leat_native_escape (out, text, -1, TRUE);
  else
    leat_native_append_number (out, number);
}

void
leat_native_append_child (GString           *out,
                          const LeatElement *element,
                          LeatChild          form,
                          gsize              i,
                          const char        *newline)
{
  const LeatChildForm *child = &leat_children[form];

  g_string_append_c (out, '<');
  leat_native_append (out, child->tag, strlen (child->tag));
  for (int k = 0; k < 2 && child->names[k] != NULL; k++)
    {
      append_name (out, child->names[k]);
      leat_native_append_value (out, element, form, i, k);
      g_string_append_c (out, '"');
    }
  if (child->names[0] == NULL)
    {
      g_string_append_c (out, '>');
      leat_native_escape_text (out, element->text, -1, newline);
      g_string_append (out, "</");
      g_string_append (out, child->tag);
      g_string_append_c (out, '>');
    }
  else
    leat_native_append (out, "/>", 2);
}

static gsize
indent_length (const char *lead,
               gsize       size)
{
  gsize n = 0;

  while (n < size && (lead[size - 1 - n] == ' ' || lead[size - 1 - n] == '\t'))
    n++;
  return n < size && lead[size - 1 - n] == '\n' ? n : 0;
}

char *
leat_native_dup_indent (const LeatElement *element)
{
  gsize size = 0;
  const char *lead = element->lead != NULL ? g_bytes_get_data (element->lead, &size) : NULL;
  gsize n = indent_length (lead, size);

  char *indent;

  if (size == 0)
    return g_strdup ("    ");

  indent = g_malloc (n + 3);
  memcpy (indent, lead + size - n, n);
  memcpy (indent + n, "  ", 3);
  return indent;
}
