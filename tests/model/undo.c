/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include "exchange/native.h"
#include "model/history.h"

#include <string.h>

/* Undo and redo, judged by the bytes of the file: thousands of random edits of every command, all undone,
 * give the file that was opened; done again, the file that was left. */

#define N_EDITS 3000

static GBytes *
bytes_of (LeatPipeline *pipeline)
{
  return leat_native_write (pipeline, NULL, NULL, NULL, NULL);
}

static void
assert_bytes (LeatPipeline *pipeline,
              GBytes       *expected)
{
  g_autoptr(GBytes) bytes = bytes_of (pipeline);

  g_assert_true (g_bytes_equal (bytes, expected));
}

static LeatPipeline *
read_bytes (GBytes *bytes)
{
  g_autoptr(GError) error = NULL;
  LeatPipeline *pipeline = leat_native_read (bytes, "undo.leat", NULL, NULL, &error);

  g_assert_no_error (error);
  return pipeline;
}

/* The ids of up to three elements of any kind. */
static GStrv
pick (LeatPipeline *pipeline,
      GRand        *random)
{
  guint n = leat_pipeline_get_n_elements (pipeline);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (int i = g_rand_int_range (random, 1, 4); i > 0; i--)
    g_strv_builder_add (builder, leat_pipeline_get_nth (pipeline, g_rand_int_range (random, 0, n))->id);
  return g_strv_builder_end (builder);
}

static const char *
pick_block (LeatPipeline *pipeline,
            GRand        *random)
{
  guint n = leat_pipeline_get_n_elements (pipeline);
  guint start = g_rand_int_range (random, 0, n);

  for (guint i = 0; i < n; i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, (start + i) % n);

      if (element->kind == LEAT_ELEMENT_BLOCK)
        return element->id;
    }
  return NULL;
}

static LeatEdit *
edit_insert (LeatPipeline *pipeline,
             GRand        *random)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  g_autofree char *id = leat_pipeline_new_id (pipeline, "new");
  LeatElement *block = leat_element_new_block (id, "s3", "New", g_rand_int_range (random, 0, 500), 7.25);

  if (g_rand_boolean (random))
    {
      g_autofree char *zone_id = leat_pipeline_new_id (pipeline, "zone");
      LeatElement *zone = leat_element_new (LEAT_ELEMENT_ZONE, zone_id);

      zone->type = g_intern_string ("vpc");
      block->zone = g_strdup (zone_id);
      g_ptr_array_add (elements, zone);
    }
  g_ptr_array_add (elements, block);
  return leat_edit_insert ("Insert", elements);
}

static LeatEdit *
edit_move (LeatPipeline *pipeline,
           GRand        *random)
{
  g_auto(GStrv) ids = pick (pipeline, random);
  LeatEdit *edit = leat_edit_move (pipeline, (const char *const *) ids, g_rand_int_range (random, -9, 9), 0.5);

  leat_edit_set_merge_key (edit, "move:1");
  return edit;
}

static LeatEdit *
edit_delete (LeatPipeline *pipeline,
             GRand        *random)
{
  g_auto(GStrv) ids = pick (pipeline, random);

  return leat_edit_delete (pipeline, (const char *const *) ids);
}

static LeatEdit *
edit_rename (LeatPipeline *pipeline,
             GRand        *random)
{
  g_auto(GStrv) ids = pick (pipeline, random);
  g_autofree char *name = g_strdup_printf ("Name %d", g_rand_int_range (random, 0, 5));

  return leat_edit_rename (pipeline, ids[0], name);
}

static LeatEdit *
edit_setting (LeatPipeline *pipeline,
              GRand        *random)
{
  static const char *const values[] = { "1", "2", "on <demand>", NULL };
  g_auto(GStrv) ids = pick (pipeline, random);

  for (guint i = 1; ids[i] != NULL; i++)
    g_clear_pointer (&ids[i], g_free);
  return leat_edit_set_setting (pipeline, (const char *const *) ids, "shards",
                                values[g_rand_int_range (random, 0, 4)]);
}

static LeatEdit *
edit_connect (LeatPipeline *pipeline,
              GRand        *random)
{
  const char *from = pick_block (pipeline, random);
  const char *to = pick_block (pipeline, random);

  if (from == NULL)
    return edit_insert (pipeline, random);
  return leat_edit_connect (pipeline, g_rand_int_range (random, 0, LEAT_N_WIRE_KINDS), from, to);
}

typedef LeatEdit *(*MakeEdit) (LeatPipeline *pipeline, GRand *random);

static LeatEdit *
edit_any (LeatPipeline *pipeline,
          GRand        *random)
{
  static const MakeEdit makers[] = { edit_insert, edit_insert, edit_move,    edit_move,
                                     edit_delete, edit_rename, edit_setting, edit_connect };

  return makers[g_rand_int_range (random, 0, G_N_ELEMENTS (makers))](pipeline, random);
}

/* Of each kind of step something: several edits, now and then a few undone and done again. */
static void
edit_at_random (LeatHistory *history,
                GRand       *random,
                int          n)
{
  LeatPipeline *pipeline = leat_history_get_pipeline (history);

  for (int i = 0; i < n; i++)
    {
      leat_history_apply (history, edit_any (pipeline, random));
      if (g_rand_int_range (random, 0, 10) == 0)
        leat_history_undo (history);
      if (g_rand_int_range (random, 0, 20) == 0)
        leat_history_redo (history);
      if (g_rand_int_range (random, 0, 20) == 0)
        leat_history_end_merge (history);
    }
}

static void
test_undo_bytes (gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("cases/native/%s.leat", (const char *) data);
  g_autoptr(GBytes) opened = test_bytes (path);
  g_autoptr(LeatPipeline) pipeline = read_bytes (opened);
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(GRand) random = g_rand_new_with_seed (20240701);
  g_autoptr(GBytes) left = NULL;
  g_autoptr(LeatPipeline) reread = NULL;

  edit_at_random (history, random, N_EDITS);
  left = bytes_of (pipeline);
  reread = read_bytes (left);
  assert_bytes (reread, left);

  while (leat_history_undo (history) != NULL)
    ;
  assert_bytes (pipeline, opened);
  g_assert_false (leat_history_get_modified (history));

  while (leat_history_redo (history) != NULL)
    ;
  assert_bytes (pipeline, left);
}

/* After each step, undo and redo around it give the same bytes: a fault is found where it happens. */
static void
test_each_step (gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("cases/native/%s.leat", (const char *) data);
  g_autoptr(GBytes) opened = test_bytes (path);
  g_autoptr(LeatPipeline) pipeline = read_bytes (opened);
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 500; i++)
    {
      g_autoptr(GBytes) before = bytes_of (pipeline);
      g_autoptr(GBytes) after = NULL;
      LeatEdit *edit = edit_any (pipeline, random);
      gboolean nothing = leat_edit_get_n_changes (edit) == 0;

      leat_history_end_merge (history);
      leat_history_apply (history, edit);
      if (nothing)
        continue;
      after = bytes_of (pipeline);
      leat_history_undo (history);
      assert_bytes (pipeline, before);
      leat_history_redo (history);
      assert_bytes (pipeline, after);
    }
}

int
main (int    argc,
      char **argv)
{
  static const char *const names[] = { "by-hand", "by-hand-crlf", "canonical", "nothing", "one-line" };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/model/undo-bytes/", names[i], NULL);
      g_autofree char *steps = g_strconcat ("/model/undo-steps/", names[i], NULL);

      g_test_add_data_func (path, names[i], test_undo_bytes);
      g_test_add_data_func (steps, names[i], test_each_step);
    }
  return g_test_run ();
}
