/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/native.h"

/* Whatever the bytes: no crash; and what can be read is written back as it was, when every element is written anew it can be
 * read again, and when what stands inside the elements is edited, the same is read again. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
renew_all (LeatPipeline *pipeline)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *before = leat_pipeline_get_nth (pipeline, i);
      g_autoptr(LeatElement) after = leat_element_copy (before);

      leat_pipeline_replace (pipeline, before, after);
    }
}

static void
set_pair (LeatSettings **pairs,
          const char    *name,
          const char    *value)
{
  g_autoptr(LeatSettings) old = *pairs;

  *pairs = leat_settings_with (old, name, value);
}

static void
edit_text (LeatElement *copy)
{
  g_autofree char *text = g_steal_pointer (&copy->text);
  glong length = text != NULL ? g_utf8_strlen (text, -1) : 0;
  g_autofree char *start = g_utf8_substring (text != NULL ? text : "", 0, length / 2);
  const char *rest = length > 0 ? g_utf8_offset_to_pointer (text, length / 2 + 1) : "";

  copy->text = g_strconcat (start, rest[0] != '\0' ? "\n<x>" : "", rest, NULL);
}

static void
edit (LeatElement *copy,
      int          round)
{
  LeatSettings **pairs = round % 2 == 0 ? &copy->settings : &copy->silences;
  gsize n = leat_settings_get_n (*pairs);
  const char *name = NULL;

  if (n > 0)
    leat_settings_get_nth (*pairs, round < 4 ? n - 1 : 0, &name);
  if (round < 6 && name != NULL)
    set_pair (pairs, name, round < 4 ? "it's \"7\"" : NULL);
  else if (round < 8 && copy->kind != LEAT_ELEMENT_NOTE && copy->kind != LEAT_ELEMENT_STEP)
    set_pair (pairs, "new", "7");
  else if (round == 8)
    edit_text (copy);
  else if (round < 12 && copy->n_points > 0)
    {
      copy->points[copy->n_points / 2].x += 1;
      copy->n_points -= round - 9;
      copy->n_points = MAX ((gssize) copy->n_points, 0);
    }
}

/* No file tells a text that is empty from none. */
static void
assert_same (const LeatElement *a,
             const LeatElement *b)
{
  g_assert_true (leat_settings_equal (a->settings, b->settings));
  g_assert_true (leat_settings_equal (a->silences, b->silences));
  g_assert_cmpmem (a->points, a->n_points * sizeof (LeatPoint), b->points, b->n_points * sizeof (LeatPoint));
  g_assert_cmpstr (a->text != NULL ? a->text : "", ==, b->text != NULL ? b->text : "");
}

static void
try_edit (LeatPipeline *pipeline,
          int           round)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(LeatPipeline) reread = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *before = leat_pipeline_get_nth (pipeline, i);
      g_autoptr(LeatElement) after = leat_element_copy (before);

      if (before->kind == LEAT_ELEMENT_UNKNOWN)
        continue;
      edit (after, round);
      leat_pipeline_replace (pipeline, before, after);
    }

  bytes = leat_native_write (pipeline, NULL, NULL, NULL, NULL);
  reread = leat_native_read (bytes, "edited.leat", NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);
      const LeatElement *read = leat_pipeline_get_element (reread, element->id);

      if (element->kind != LEAT_ELEMENT_UNKNOWN)
        assert_same (element->kind == LEAT_ELEMENT_PROPERTIES ? leat_pipeline_get_properties (reread) : read, element);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) pipeline = leat_native_read (bytes, "fuzz.leat", NULL, notices, &error);
  g_autoptr(GBytes) same = NULL;
  g_autoptr(GBytes) anew = NULL;
  g_autoptr(GBytes) again = NULL;
  g_autoptr(LeatPipeline) reread = NULL;

  g_assert_true ((pipeline == NULL) == (error != NULL));
  if (pipeline == NULL)
    return 0;

  same = leat_native_write (pipeline, NULL, NULL, NULL, NULL);
  g_assert_true (g_bytes_equal (same, bytes));

  renew_all (pipeline);
  anew = leat_native_write (pipeline, NULL, NULL, NULL, NULL);
  reread = leat_native_read (anew, "anew.leat", NULL, NULL, &error);
  g_assert_no_error (error);
  again = leat_native_write (reread, NULL, NULL, NULL, NULL);
  g_assert_true (g_bytes_equal (again, anew));

  for (int round = 0; round < 12; round++)
    try_edit (pipeline, round);
  return 0;
}
