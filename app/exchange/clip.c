/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/clip.h"

#include "exchange/mermaid.h"
#include "exchange/native.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_WORDS 6      /* of a line that may be the name of a service */
#define MAX_LINES 200    /* of a list of services */
#define NOTE_WIDTH 216.0 /* canvas units */
#define LINE_HEIGHT 20.0
#define LINE_LETTERS 30.0 /* that fit in a line of a note */

/* What it is */

static const char *
skip_comments (const char *text)
{
  while (TRUE)
    {
      text += strspn (text, " \t\r\n");
      if (!g_str_has_prefix (text, "%%"))
        return text;
      text += strcspn (text, "\n");
    }
}

/* Behind the front matter, if there is one. */
static const char *
skip_front_matter (const char *text)
{
  const char *end = g_str_has_prefix (text, "---\n") || g_str_has_prefix (text, "---\r\n") ? strstr (text, "\n---") : NULL;

  return end != NULL ? skip_comments (end + strlen ("\n---")) : text;
}

static gboolean
is_mermaid (const char *text)
{
  static const char *const words[] = { "flowchart", "graph" };

  text = skip_front_matter (skip_comments (text));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (text, words[i]) && strchr (" \t\r\n;", text[strlen (words[i])]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_native (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '<' && strstr (text, LEAT_NAMESPACE) != NULL;
}

/* What is between ```mermaid and ```, or NULL. */
static char *
dup_fenced (const char *text)
{
  const char *fence = "```mermaid", *start = text + strspn (text, " \t\r\n"), *end;

  if (!g_str_has_prefix (start, fence))
    return NULL;
  start += strcspn (start, "\n");
  end = strstr (start, "\n```");
  return end != NULL ? g_strndup (start, end - start + 1) : g_strdup (start);
}

/* Making something of it */

static guint
count_words (const char *line)
{
  g_auto(GStrv) words = g_strsplit_set (line, " \t", -1);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    n += *words[i] != '\0';
  return n;
}

static void
put (LeatPipeline *pipeline,
     LeatElement  *element)
{
  leat_pipeline_replace (pipeline, NULL, element);
  leat_element_unref (element);
}

static LeatElement *
new_listed (LeatPipeline  *pipeline,
            LeatCatalogue *catalogue,
            const char    *line,
            guint          row)
{
  const LeatService *service = count_words (line) <= MAX_WORDS ? leat_catalogue_recognise (catalogue, line) : NULL;
  g_autofree char *id = NULL;

  if (service == NULL)
    return NULL;
  id = leat_pipeline_new_id (pipeline, service->id);
  return leat_element_new_block (id, g_intern_string (service->id), line, 0, row * (LEAT_BLOCK_HEIGHT + 2 * LEAT_GRID));
}

/* A list of at least two services, one a line, perhaps with bullets; NULL if it is none. */
static LeatPipeline *
read_list (const char    *text,
           LeatCatalogue *catalogue)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", MAX_LINES + 2);
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      LeatElement *block;

      if (strchr ("-*+", *line) != NULL && line[0] != '\0' && line[1] == ' ')
        line = g_strchug (line + 1);
      if (*line == '\0')
        continue;
      block = n < MAX_LINES ? new_listed (pipeline, catalogue, line, n++) : NULL;
      if (block == NULL)
        return NULL;
      put (pipeline, block);
    }
  return n > 1 ? g_steal_pointer (&pipeline) : NULL;
}

static double
get_note_height (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  double n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += 1 + (int) (g_utf8_strlen (lines[i], -1) / LINE_LETTERS);
  return MIN (MAX (3, n) * LINE_HEIGHT, 600);
}

static LeatPipeline *
read_note (const char *text,
           GError    **error)
{
  LeatPipeline *pipeline;
  LeatElement *note;

  if (g_utf8_strlen (text, -1) > LEAT_CLIP_MAX_NOTE)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("The text is too long for a note: found %ld letters, expected %d at most"),
                   g_utf8_strlen (text, -1), LEAT_CLIP_MAX_NOTE);
      return NULL;
    }

  pipeline = leat_pipeline_new ();
  note = leat_element_new (LEAT_ELEMENT_NOTE, "note");
  note->text = g_strdup (text);
  note->bounds = (LeatRect) { 0, 0, NOTE_WIDTH, get_note_height (text) };
  put (pipeline, note);
  return pipeline;
}

LeatPipeline *
leat_clip_read_text (const char    *text,
                     LeatCatalogue *catalogue,
                     GPtrArray     *notices,
                     GError       **error)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *fenced = dup_fenced (valid);
  const char *shown = fenced != NULL ? fenced : g_strstrip (valid);
  g_autoptr(GBytes) bytes = g_bytes_new (shown, strlen (shown));
  LeatPipeline *list;

  if (*shown == '\0')
    return leat_pipeline_new ();
  if (is_native (shown))
    return leat_native_read (bytes, _("clipboard"), catalogue, notices, error);
  if (fenced != NULL || is_mermaid (shown))
    return leat_mermaid_read (bytes, _("clipboard"), catalogue, notices, error);
  list = read_list (shown, catalogue);
  return list != NULL ? list : read_note (shown, error);
}

/* The other way */

static gboolean
has_notes_only (LeatPipeline *fragment)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (fragment); i++)
    {
      LeatElementKind kind = leat_pipeline_get_nth (fragment, i)->kind;

      if (kind != LEAT_ELEMENT_NOTE && kind != LEAT_ELEMENT_PROPERTIES)
        return FALSE;
    }
  return TRUE;
}

static char *
join_notes (LeatPipeline *fragment)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < leat_pipeline_get_n_elements (fragment); i++)
    {
      const LeatElement *note = leat_pipeline_get_nth (fragment, i);

      if (note->kind == LEAT_ELEMENT_NOTE)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", note->text != NULL ? note->text : "");
    }
  return g_string_free (text, FALSE);
}

char *
leat_clip_write_text (LeatPipeline  *fragment,
                      LeatCatalogue *catalogue)
{
  g_autoptr(GBytes) bytes = NULL;
  gsize size;
  const char *data;

  if (has_notes_only (fragment))
    return join_notes (fragment);
  bytes = leat_mermaid_write (fragment, catalogue, NULL, NULL, NULL);
  data = g_bytes_get_data (bytes, &size);
  return g_strndup (data, size);
}
