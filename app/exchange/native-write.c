/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/native-private.h"

#include <math.h>
#include <string.h>

/* The file is what stood before the elements, each element, what stood after them. An element that still
 * has the bytes it was read from is written with them; one of which only attributes differ keeps all other
 * bytes; another is in the canonical form, after the white space and the comments that stood before it. */

#define CANONICAL_PREAMBLE \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
  "<pipeline xmlns=\"" LEAT_NAMESPACE "\" version=\"1\">"

typedef struct
{
  GString    *out;
  const char *newline;
  char       *indent; /* of the children of the element that is written */
} Writer;

static void
append_bytes (GString *out,
              GBytes  *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_string_append_len (out, data, size);
}

static void
append_attribute (GString    *out,
                  const char *name,
                  const char *value)
{
  g_string_append_c (out, ' ');
  g_string_append (out, name);
  g_string_append (out, "=\"");
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
  g_string_append_c (out, ' ');
  g_string_append (out, name);
  g_string_append (out, "=\"");
  leat_native_append_number (out, value);
  g_string_append_c (out, '"');
}

static void
append_field (GString             *out,
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

static void
begin_line (Writer *self)
{
  g_string_append (self->out, self->newline);
  g_string_append (self->out, self->indent);
}

static void
append_pairs (Writer             *self,
              const LeatSettings *settings,
              const char         *tag,
              const char         *key,
              const char         *value_key)
{
  for (gsize i = 0; i < leat_settings_get_n (settings); i++)
    {
      const char *name;
      const char *value = leat_settings_get_nth (settings, i, &name);

      begin_line (self);
      g_string_append (self->out, tag);
      append_attribute (self->out, key, name);
      append_attribute (self->out, value_key, value);
      g_string_append (self->out, "/>");
    }
}

static void
append_points (Writer            *self,
               const LeatElement *element)
{
  for (gsize i = 0; i < element->n_points; i++)
    {
      begin_line (self);
      g_string_append (self->out, "<point");
      append_number_attribute (self->out, "x",
                               within_limits (LEAT_ATTRIBUTE_NUMBER, element->points[i].x));
      append_number_attribute (self->out, "y",
                               within_limits (LEAT_ATTRIBUTE_NUMBER, element->points[i].y));
      g_string_append (self->out, "/>");
    }
}

static void
append_children (Writer            *self,
                 const LeatElement *element)
{
  append_pairs (self, element->settings, "<set", "name", "value");
  append_pairs (self, element->silences, "<silence", "rule", "reason");
  append_points (self, element);

  if (element->text != NULL && *element->text != '\0')
    {
      const char *tag = element->kind == LEAT_ELEMENT_STEP ? "text" : "remark";

      begin_line (self);
      g_string_append_printf (self->out, "<%s>", tag);
      leat_native_escape (self->out, element->text, -1, FALSE);
      g_string_append_printf (self->out, "</%s>", tag);
    }

  if (element->extra_content != NULL)
    {
      begin_line (self);
      g_string_append (self->out, element->extra_content);
    }
}

/* A note is its text: nothing else may be put inside it, not even white space. */
static void
append_note_text (Writer            *self,
                  const LeatElement *element)
{
  if (element->text != NULL)
    leat_native_escape (self->out, element->text, -1, FALSE);
  if (element->extra_content != NULL)
    g_string_append (self->out, element->extra_content);
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

/* What stands before the start tag; from its last line follows how far the children are indented. */
static void
begin_element (Writer            *self,
               const LeatElement *element)
{
  gsize size = 0;
  const char *lead = element->lead != NULL ? g_bytes_get_data (element->lead, &size) : NULL;
  gsize n = indent_length (lead, size);

  g_free (self->indent);
  if (size > 0)
    {
      g_string_append_len (self->out, lead, size);
      self->indent = g_strdup_printf ("%.*s  ", (int) n, lead + size - n);
    }
  else
    {
      g_string_append_printf (self->out, "%s  ", self->newline);
      self->indent = g_strdup ("    ");
    }
}

/* What an edit has left as it was read: all but attributes of the start tag. */

static gboolean
same_points (const LeatElement *a,
             const LeatElement *b)
{
  gboolean same = a->n_points == b->n_points;

  for (gsize i = 0; same && i < a->n_points; i++)
    same = a->points[i].x == b->points[i].x && a->points[i].y == b->points[i].y;
  return same;
}

static gboolean
keeps_content (const LeatElement *element)
{
  const LeatElement *origin = element->origin;

  return origin != NULL && origin->kind == element->kind && leat_settings_equal (element->settings, origin->settings) &&
         leat_settings_equal (element->silences, origin->silences) && same_points (element, origin) &&
         g_strcmp0 (element->text, origin->text) == 0 &&
         g_strcmp0 (element->extra_content, origin->extra_content) == 0 &&
         g_strcmp0 (element->extra_attributes, origin->extra_attributes) == 0;
}

static int
find_attribute (const LeatElement *element,
                const char        *name,
                gsize              length)
{
  for (int i = 0; i < LEAT_N_ATTRIBUTES; i++)
    if ((leat_attributes[i].kinds & (1u << element->kind)) != 0 && strlen (leat_attributes[i].name) == length &&
        strncmp (leat_attributes[i].name, name, length) == 0)
      return i;
  return -1;
}

static char *
dup_field (int                i,
           const LeatElement *element)
{
  GString *text = g_string_new (NULL);

  append_field (text, &leat_attributes[i], element);
  return g_string_free (text, FALSE);
}

/* What of an attribute is to stand there now: NULL if it is what was read. */
static char *
dup_change (int                i,
            const LeatElement *element)
{
  g_autofree char *now = dup_field (i, element), *before = dup_field (i, element->origin);

  return g_str_equal (now, before) ? NULL : g_steal_pointer (&now);
}

/* An attribute of a start tag that is well formed, with the white space before it; the start of the next one. */
static const char *
append_attribute_as_read (Writer            *self,
                          const LeatElement *element,
                          const char        *start,
                          guint             *seen)
{
  const char *name = start + strspn (start, " \t\r\n");
  const char *quote = name + strcspn (name, "\"'");
  const char *end = strchr (quote + 1, *quote) + 1;
  int i = find_attribute (element, name, strcspn (name, "= \t\r\n"));
  g_autofree char *change = i >= 0 ? dup_change (i, element) : NULL;

  if (i >= 0)
    *seen |= 1u << i;
  if (change == NULL)
    g_string_append_len (self->out, start, end - start);
  else if (*change != '\0')
    {
      g_string_append_len (self->out, start, name - start);
      g_string_append (self->out, change + 1);
    }
  return end;
}

/* Of an element of which only attributes differ from what was read, all other bytes stay, whoever wrote them and however. */
static void
append_with_attributes (Writer            *self,
                        const LeatElement *element)
{
  gsize size, lead = element->origin->lead != NULL ? g_bytes_get_size (element->origin->lead) : 0;
  const char *data = g_bytes_get_data (element->origin->source, &size);
  g_autofree char *text = g_strndup (data, size); /* ends in 0, so that it can be searched */
  const char *p = text + lead + strcspn (text + lead, " \t\r\n/>");
  guint seen = 0;

  g_string_append_len (self->out, text, p - text);
  while (p[strspn (p, " \t\r\n")] != '>' && p[strspn (p, " \t\r\n")] != '/')
    p = append_attribute_as_read (self, element, p, &seen);
  for (int i = 0; i < LEAT_N_ATTRIBUTES; i++)
    if ((leat_attributes[i].kinds & (1u << element->kind)) != 0 && (seen & (1u << i)) == 0)
      {
        g_autofree char *change = dup_change (i, element);

        g_string_append (self->out, change != NULL ? change : "");
      }
  g_string_append (self->out, p);
}

static void
append_canonical (Writer            *self,
                  const LeatElement *element)
{
  const char *tag = leat_native_tag (element->kind);
  gsize open;

  begin_element (self, element);
  g_string_append_c (self->out, '<');
  g_string_append (self->out, tag);
  for (gsize i = 0; i < LEAT_N_ATTRIBUTES; i++)
    if (leat_attributes[i].kinds & (1u << element->kind))
      append_field (self->out, &leat_attributes[i], element);
  if (element->extra_attributes != NULL)
    g_string_append (self->out, element->extra_attributes);

  g_string_append_c (self->out, '>');
  open = self->out->len;
  if (element->kind == LEAT_ELEMENT_NOTE)
    append_note_text (self, element);
  else
    append_children (self, element);

  if (self->out->len == open)
    {
      g_string_truncate (self->out, open - 1);
      g_string_append (self->out, "/>");
      return;
    }
  if (element->kind != LEAT_ELEMENT_NOTE)
    {
      g_string_append (self->out, self->newline);
      g_string_append_len (self->out, self->indent, strlen (self->indent) - 2);
    }
  g_string_append_printf (self->out, "</%s>", tag);
}

/* A pipeline always has a properties element, a file only if it says something. */
static gboolean
is_written (const LeatElement *element)
{
  if (element->source != NULL)
    return TRUE;
  if (element->kind != LEAT_ELEMENT_PROPERTIES)
    return element->kind != LEAT_ELEMENT_UNKNOWN;
  return *element->name != '\0' || leat_settings_get_n (element->settings) > 0 ||
         leat_settings_get_n (element->silences) > 0 || element->text != NULL || element->lead != NULL ||
         element->extra_attributes != NULL || element->extra_content != NULL;
}

/* Returns the last one, or NULL if there was nothing to write. */
static const LeatElement *
append_elements (Writer       *self,
                 LeatPipeline *pipeline)
{
  guint n = leat_pipeline_get_n_elements (pipeline);
  const LeatElement *last = NULL;

  for (guint i = 0; i < n; i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      if (!is_written (element))
        continue;
      last = element;
      if (element->source != NULL)
        append_bytes (self->out, element->source);
      else if (keeps_content (element))
        append_with_attributes (self, element);
      else
        append_canonical (self, element);
    }
  return last;
}

/* A root that was empty, `<pipeline .../>`, is opened for what is now in it. */
static void
append_to_empty_root (Writer       *self,
                      LeatPipeline *pipeline)
{
  gsize slash = self->out->len - 2;

  g_string_overwrite (self->out, slash, ">");
  g_string_truncate (self->out, slash + 1);
  if (append_elements (self, pipeline) != NULL)
    g_string_append_printf (self->out, "%s</pipeline>", self->newline);
  else
    {
      g_string_truncate (self->out, slash);
      g_string_append (self->out, "/>");
    }
}

static void
append_to_open_root (Writer       *self,
                     LeatPipeline *pipeline,
                     GBytes       *tail)
{
  const LeatElement *last = append_elements (self, pipeline);
  const char *end = tail != NULL ? g_bytes_get_data (tail, NULL) : NULL;

  /* What is new stands on a line of its own; of what was read, nothing is moved. */
  if (last != NULL && last->source == NULL && last->lead == NULL && end != NULL && *end == '<')
    g_string_append (self->out, self->newline);
}

static void
append_all (Writer       *self,
            LeatPipeline *pipeline,
            GBytes       *tail)
{
  if (self->out->str[self->out->len - 2] == '/')
    append_to_empty_root (self, pipeline);
  else
    append_to_open_root (self, pipeline, tail);

  if (tail != NULL)
    append_bytes (self->out, tail);
  else
    g_string_append (self->out, "\n</pipeline>\n");
}

static const char *
newline_of (GBytes *preamble,
            GBytes *tail)
{
  GBytes *parts[] = { preamble, tail };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gsize size = 0;
      const char *data = parts[i] != NULL ? g_bytes_get_data (parts[i], &size) : NULL;

      if (size > 0 && memmem (data, size, "\r\n", 2) != NULL)
        return "\r\n";
    }
  return "\n";
}

GBytes *
leat_native_write (LeatPipeline  *pipeline,
                   LeatCatalogue *catalogue,
                   LeatReport    *report,
                   GPtrArray     *notices,
                   GError       **error)
{
  Writer self = { g_string_sized_new (4096) };
  GBytes *preamble;
  GBytes *tail;

  g_return_val_if_fail (LEAT_IS_PIPELINE (pipeline), NULL);

  leat_pipeline_get_frame (pipeline, &preamble, &tail);
  self.newline = newline_of (preamble, tail);
  if (preamble != NULL)
    append_bytes (self.out, preamble);
  else
    g_string_append (self.out, CANONICAL_PREAMBLE);

  append_all (&self, pipeline, tail);
  g_free (self.indent);
  return g_string_free_to_bytes (self.out);
}
