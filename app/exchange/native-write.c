/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/native-private.h"

#include <string.h>

/* The file is what stood before the elements, each element, what stood after them. An element that still
 * has the bytes it was read from is written with them; of one that was written by hand, only what was edited
 * gets others; another is in the canonical form, after the white space and the comments that stood before it. */

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
begin_line (Writer *self)
{
  leat_native_append (self->out, self->newline, strlen (self->newline));
  leat_native_append (self->out, self->indent, strlen (self->indent));
}

static void
append_children (Writer            *self,
                 const LeatElement *element)
{
  for (LeatChild form = 0; form < LEAT_N_CHILDREN; form++)
    for (gsize i = 0, n = leat_native_count_children (element, form); i < n; i++)
      {
        begin_line (self);
        leat_native_append_child (self->out, element, form, i, self->newline);
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
    leat_native_escape_text (self->out, element->text, -1, self->newline);
  if (element->extra_content != NULL)
    g_string_append (self->out, element->extra_content);
}

/* What stands before the start tag; from its last line follows how far the children are indented. */
static void
begin_element (Writer            *self,
               const LeatElement *element)
{
  gsize size = 0;
  const char *lead = element->lead != NULL ? g_bytes_get_data (element->lead, &size) : NULL;

  g_free (self->indent);
  self->indent = leat_native_dup_indent (element);
  if (size > 0)
    g_string_append_len (self->out, lead, size);
  else
    g_string_append_printf (self->out, "%s  ", self->newline);
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
      leat_native_append_field (self->out, &leat_attributes[i], element);
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
  g_string_append (self->out, "</");
  g_string_append (self->out, tag);
  g_string_append_c (self->out, '>');
}

static gboolean
is_canonical (Writer            *self,
              const LeatElement *element)
{
  gsize size, start = self->out->len;
  const char *data = g_bytes_get_data (element->source, &size);
  gboolean same;

  append_canonical (self, element);
  same = self->out->len - start == size && memcmp (self->out->str + start, data, size) == 0;
  g_string_truncate (self->out, start);
  return same;
}

/* What Leat wrote it goes on writing in one form; of what was written by hand, only what was changed. */
static void
append_changed (Writer            *self,
                const LeatElement *element)
{
  gboolean by_hand = element->origin != NULL &&
                     (leat_native_keeps_content (element) || !is_canonical (self, element->origin));

  if (!by_hand || !leat_native_patch (self->out, element, self->newline))
    append_canonical (self, element);
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
      else
        append_changed (self, element);
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
