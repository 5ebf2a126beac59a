/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sketch.h"

#include <string.h>

static const struct
{
  char letter;
  const char *type;
} letters[] = {
  { 'p', "app-producer" }, { 'k', "kinesis-data-streams" }, { 'f', "firehose" }, { 'l', "lambda" },
  { 's', "s3" },           { 'g', "glue-etl" },             { 'c', "glue-catalog" }, { 'a', "athena" },
  { 'r', "redshift" },     { 'q', "quicksight" },           { 'o', "step-functions" }, { 'w', "cloudwatch" },
};

static const struct
{
  char sign;
  LeatWireKind kind;
} signs[] = {
  { '>', LEAT_WIRE_DATA },     { '*', LEAT_WIRE_TRIGGER },  { '!', LEAT_WIRE_ORCHESTRATES },
  { '~', LEAT_WIRE_MONITORS }, { '@', LEAT_WIRE_CATALOGS }, { '?', LEAT_WIRE_QUERIES },
  { '%', LEAT_WIRE_ENCRYPTS }, { '&', LEAT_WIRE_NETWORK },
};

/* What is left of a "#" that tells blocks of one type apart, such as s3#raw. */
static char *
type_of (const char *id)
{
  const char *mark = strchr (id, '#');
  gboolean is_short = strlen (id) == 1 || (strlen (id) == 2 && g_ascii_isdigit (id[1]));

  for (guint i = 0; is_short && i < G_N_ELEMENTS (letters); i++)
    if (*id == letters[i].letter)
      return g_strdup (letters[i].type);
  return mark != NULL ? g_strndup (id, mark - id) : g_strdup (id);
}

static void
ensure_block (LeatPipeline *pipeline,
              const char   *id)
{
  g_autofree char *type = type_of (id);
  LeatElement *block;

  if (leat_pipeline_get_element (pipeline, id) != NULL)
    return;
  block = leat_element_new_block (id, type, id, 0, 0);
  leat_pipeline_replace (pipeline, NULL, block);
  leat_element_unref (block);
}

static gboolean
read_setting (LeatPipeline *pipeline,
              LeatHistory  *history,
              const char   *word)
{
  g_auto(GStrv) sides = g_strsplit (word, "=", 2);
  g_auto(GStrv) names = g_strsplit (sides[0], ".", 2);
  const char *const ids[] = { names[0], NULL };

  if (sides[1] == NULL)
    return FALSE;
  g_assert_nonnull (names[1]);
  ensure_block (pipeline, names[0]);
  leat_history_apply (history, leat_edit_set_setting (pipeline, ids, names[1], sides[1]));
  return TRUE;
}

static void
read_wire (LeatPipeline *pipeline,
           const char   *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      const char *at = strchr (word, signs[i].sign);
      g_autofree char *from = at != NULL ? g_strndup (word, at - word) : NULL;
      LeatElement *wire;

      if (at == NULL)
        continue;
      ensure_block (pipeline, from);
      ensure_block (pipeline, at + 1);
      wire = leat_element_new_wire (word, signs[i].kind, from, at + 1);
      leat_pipeline_replace (pipeline, NULL, wire);
      leat_element_unref (wire);
      return;
    }
  ensure_block (pipeline, word);
}

LeatPipeline *
test_sketch (const char *line)
{
  LeatPipeline *pipeline = leat_pipeline_new ();
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_auto(GStrv) words = g_strsplit (line, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !read_setting (pipeline, history, words[i]))
      read_wire (pipeline, words[i]);
  return pipeline;
}
