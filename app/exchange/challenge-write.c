/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/challenge.h"
#include "exchange/native-private.h"

#include <string.h>

static void
append_attribute (GString    *out,
                  const char *name,
                  const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (out, " %s=\"", name);
  leat_native_escape (out, value, -1, TRUE);
  g_string_append_c (out, '"');
}

static void
append_types (GString    *out,
              const char *name,
              GStrv       types)
{
  g_autofree char *text = types != NULL ? g_strjoinv (" ", types) : NULL;

  append_attribute (out, name, text);
}

static void
append_number (GString    *out,
               const char *name,
               double      number)
{
  g_string_append_printf (out, " %s=\"", name);
  leat_native_append_number (out, number);
  g_string_append_c (out, '"');
}

/* A text over several lines stands on lines of its own, indented; the reader takes that off again. */
static void
append_text (GString    *out,
             const char *indent,
             const char *tag,
             const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  g_string_append_printf (out, "%s<%s>", indent, tag);
  if (lines[0] == NULL || lines[1] == NULL)
    leat_native_escape (out, text, -1, FALSE);
  else
    {
      for (guint i = 0; lines[i] != NULL; i++)
        {
          g_string_append (out, "\n");
          if (*lines[i] != '\0')
            g_string_append_printf (out, "%s  ", indent);
          leat_native_escape (out, lines[i], -1, FALSE);
        }
      g_string_append_printf (out, "\n%s", indent);
    }
  g_string_append_printf (out, "</%s>\n", tag);
}

static void
append_load (GString                 *out,
             const LeatChallengeLoad *load)
{
  g_string_append (out, "  <load");
  append_attribute (out, "type", load->type);
  append_attribute (out, "block", load->block);
  g_string_append (out, ">\n");
  for (gsize i = 0; i < leat_settings_get_n (load->settings); i++)
    {
      const char *name, *value = leat_settings_get_nth (load->settings, i, &name);

      g_string_append (out, "    <set");
      append_attribute (out, "name", name);
      append_attribute (out, "value", value);
      g_string_append (out, "/>\n");
    }
  g_string_append (out, "  </load>\n");
}

static void
append_constraint (GString              *out,
                   const LeatConstraint *constraint)
{
  static const char *const tags[] = {
    [LEAT_CONSTRAINT_DELIVERY] = "deliver", [LEAT_CONSTRAINT_REQUIREMENT] = "require", [LEAT_CONSTRAINT_SOUND] = "sound"
  };
  const char *tag = tags[constraint->kind];

  g_string_append_printf (out, "  <%s", tag);
  if (constraint->kind == LEAT_CONSTRAINT_DELIVERY)
    append_attribute (out, "id", constraint->id);
  append_attribute (out, "name", constraint->requirement);
  append_attribute (out, "value", constraint->value);
  append_types (out, "from", constraint->from);
  append_types (out, "to", constraint->to);
  append_number (out, "points", constraint->points);
  if (constraint->text == NULL)
    {
      g_string_append (out, "/>\n");
      return;
    }
  g_string_append_c (out, '>');
  leat_native_escape (out, constraint->text, -1, FALSE);
  g_string_append_printf (out, "</%s>\n", tag);
}

/* The drawing as its own file has it, without the first line and with all others further in. Texts of notes and remarks
 * over several lines would grow by it: they stand as they are. */
static void
append_drawing (GString   *out,
                GPtrArray *elements)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(GBytes) bytes = NULL;
  const char *text;
  gsize size;

  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);
      g_autoptr(LeatElement) copy = leat_element_copy (element);

      leat_pipeline_replace (pipeline, copy->kind == LEAT_ELEMENT_PROPERTIES ? leat_pipeline_get_properties (pipeline) : NULL, copy);
    }
  bytes = leat_native_write (pipeline, NULL, NULL, NULL, NULL);
  text = g_bytes_get_data (bytes, &size);
  if (g_str_has_prefix (text, "<?xml"))
    text = strchr (text, '\n') + 1;
  g_string_append_len (out, text, size - (text - (const char *) g_bytes_get_data (bytes, NULL)));
}

static void
append_solution (GString            *out,
                 const char         *tag,
                 const LeatSolution *solution)
{
  g_string_append_printf (out, "  <%s", tag);
  append_attribute (out, "title", solution->title);
  append_types (out, "fails", solution->fails);
  append_attribute (out, "rule", solution->rule);
  g_string_append (out, ">\n");
  if (solution->text != NULL)
    append_text (out, "    ", "text", solution->text);
  append_drawing (out, solution->elements);
  g_string_append_printf (out, "  </%s>\n", tag);
}

GBytes *
leat_challenge_write (const LeatChallenge *self)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<challenge xmlns=\"" LEAT_CHALLENGE_NAMESPACE "\"");

  append_number (out, "domain", self->domain);
  append_number (out, "level", self->level);
  append_number (out, "minutes", self->minutes);
  g_string_append (out, ">\n");
  append_text (out, "  ", "title", self->title);
  append_text (out, "  ", "text", self->text);
  for (guint i = 0; i < self->loads->len; i++)
    append_load (out, g_ptr_array_index (self->loads, i));
  for (guint i = 0; i < self->constraints->len; i++)
    append_constraint (out, g_ptr_array_index (self->constraints, i));
  for (guint i = 0; i < self->hints->len; i++)
    append_text (out, "  ", "hint", g_ptr_array_index (self->hints, i));
  if (self->start->len > 0)
    {
      g_string_append (out, "  <start>\n");
      append_drawing (out, self->start);
      g_string_append (out, "  </start>\n");
    }
  for (guint i = 0; i < self->solutions->len; i++)
    append_solution (out, "solution", g_ptr_array_index (self->solutions, i));
  for (guint i = 0; i < self->wrongs->len; i++)
    append_solution (out, "wrong", g_ptr_array_index (self->wrongs, i));
  g_string_append (out, "</challenge>\n");
  return g_string_free_to_bytes (out);
}
