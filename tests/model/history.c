/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/history.h"

/* The rules of the history: what merges, what counts as saved, what a view is told. */

typedef struct
{
  LeatPipeline *pipeline;
  LeatHistory  *history;
  guint         n_changed;    /* signals */
  guint         n_changes;    /* in the last one */
  LeatElement  *last_before;  /* of its first change */
  LeatElement  *last_after;
  guint         n_modified;   /* notifications */
} Fixture;

static void
on_changed (LeatPipeline      *pipeline,
            const LeatChanges *changes,
            Fixture           *fixture)
{
  fixture->n_changed++;
  fixture->n_changes = changes->n;
  fixture->last_before = changes->items[0].before;
  fixture->last_after = changes->items[0].after;
}

static void
on_modified (LeatHistory *history,
             GParamSpec  *pspec,
             Fixture     *fixture)
{
  fixture->n_modified++;
}

static void
add_block (LeatPipeline *pipeline,
           const char   *id,
           double        x)
{
  g_autoptr(LeatElement) block = leat_element_new_block (id, "s3", id, x, 0);

  leat_pipeline_replace (pipeline, NULL, block);
}

static void
add_wire (LeatPipeline *pipeline,
          const char   *id,
          const char   *from,
          const char   *to)
{
  g_autoptr(LeatElement) wire = leat_element_new_wire (id, LEAT_WIRE_DATA, from, to);

  leat_pipeline_replace (pipeline, NULL, wire);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->pipeline = leat_pipeline_new ();
  add_block (fixture->pipeline, "a", 0);
  add_block (fixture->pipeline, "b", 100);
  add_block (fixture->pipeline, "c", 200);
  add_wire (fixture->pipeline, "ab", "a", "b");
  add_wire (fixture->pipeline, "bc", "b", "c");
  add_wire (fixture->pipeline, "bb", "b", "b");
  fixture->history = leat_history_new (fixture->pipeline);
  g_signal_connect (fixture->pipeline, "changed", G_CALLBACK (on_changed), fixture);
  g_signal_connect (fixture->history, "notify::modified", G_CALLBACK (on_modified), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->history);
  g_assert_finalize_object (fixture->pipeline);
}

static LeatEdit *
move (Fixture    *fixture,
      const char *id,
      double      dx,
      const char *key)
{
  const char *const ids[] = { id, NULL };
  LeatEdit *edit = leat_edit_move (fixture->pipeline, ids, dx, 0);

  if (key != NULL)
    leat_edit_set_merge_key (edit, key);
  return edit;
}

static double
x_of (Fixture    *fixture,
      const char *id)
{
  return leat_pipeline_get_element (fixture->pipeline, id)->bounds.x;
}

static guint
undo_all (Fixture *fixture)
{
  guint n = 0;

  while (leat_history_undo (fixture->history) != NULL)
    n++;
  return n;
}

static void
test_drag_is_one_step (Fixture      *fixture,
                       gconstpointer data)
{
  for (int i = 0; i < 10; i++)
    leat_history_apply (fixture->history, move (fixture, "a", 5, "move:1"));
  g_assert_cmpfloat (x_of (fixture, "a"), ==, 50);
  g_assert_cmpuint (fixture->n_changed, ==, 10);
  g_assert_cmpuint (fixture->n_changes, ==, 1);

  leat_history_apply (fixture->history, move (fixture, "a", 5, "move:2"));
  g_assert_cmpuint (undo_all (fixture), ==, 2);
  g_assert_cmpfloat (x_of (fixture, "a"), ==, 0);
}

static void
test_typing_is_one_step (Fixture      *fixture,
                         gconstpointer data)
{
  static const char *const typed[] = { "o", "or", "ord" };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    leat_history_apply (fixture->history, leat_edit_rename (fixture->pipeline, "a", typed[i]));
  leat_history_end_merge (fixture->history);
  leat_history_apply (fixture->history, leat_edit_rename (fixture->pipeline, "a", "lake"));

  leat_history_undo (fixture->history);
  g_assert_cmpstr (leat_pipeline_get_element (fixture->pipeline, "a")->name, ==, "ord");
  leat_history_undo (fixture->history);
  g_assert_cmpstr (leat_pipeline_get_element (fixture->pipeline, "a")->name, ==, "a");
  g_assert_null (leat_history_undo (fixture->history));
}

static void
test_keys_do_not_mix (Fixture      *fixture,
                      gconstpointer data)
{
  const char *const a[] = { "a", NULL };

  leat_history_apply (fixture->history, leat_edit_rename (fixture->pipeline, "a", "1"));
  leat_history_apply (fixture->history, leat_edit_rename (fixture->pipeline, "b", "2"));
  leat_history_apply (fixture->history, leat_edit_set_setting (fixture->pipeline, a, "shards", "1"));
  leat_history_apply (fixture->history, leat_edit_set_setting (fixture->pipeline, a, "mode", "1"));
  leat_history_apply (fixture->history, move (fixture, "a", 1, NULL));
  leat_history_apply (fixture->history, move (fixture, "a", 1, NULL));
  g_assert_cmpuint (undo_all (fixture), ==, 6);
}

static void
test_no_merge_after_undo (Fixture      *fixture,
                          gconstpointer data)
{
  leat_history_apply (fixture->history, move (fixture, "a", 1, "k"));
  leat_history_apply (fixture->history, move (fixture, "b", 1, NULL));
  leat_history_undo (fixture->history);
  leat_history_apply (fixture->history, move (fixture, "a", 1, "k"));
  g_assert_cmpuint (undo_all (fixture), ==, 2);
}

static void
test_same_value_is_no_step (Fixture      *fixture,
                            gconstpointer data)
{
  const char *const a[] = { "a", NULL };

  leat_history_apply (fixture->history, leat_edit_set_setting (fixture->pipeline, a, "shards", NULL));
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  g_assert_null (leat_history_get_undo_label (fixture->history));
}

static void
test_modified (Fixture      *fixture,
               gconstpointer data)
{
  LeatHistory *history = fixture->history;

  g_assert_false (leat_history_get_modified (history));
  leat_history_apply (history, move (fixture, "a", 1, "k"));
  g_assert_true (leat_history_get_modified (history));
  g_assert_cmpuint (fixture->n_modified, ==, 1);

  leat_history_set_saved (history);
  g_assert_false (leat_history_get_modified (history));
  leat_history_apply (history, move (fixture, "a", 1, "k")); /* does not melt into the saved step */
  g_assert_true (leat_history_get_modified (history));
  leat_history_undo (history);
  g_assert_false (leat_history_get_modified (history));
  leat_history_undo (history);
  g_assert_true (leat_history_get_modified (history));
  leat_history_redo (history);
  g_assert_false (leat_history_get_modified (history));
  g_assert_cmpuint (fixture->n_modified, ==, 6);
}

static void
test_saved_state_is_lost (Fixture      *fixture,
                          gconstpointer data)
{
  leat_history_apply (fixture->history, move (fixture, "a", 1, NULL));
  leat_history_set_saved (fixture->history);
  leat_history_undo (fixture->history);
  leat_history_apply (fixture->history, move (fixture, "a", 2, NULL));
  g_assert_true (leat_history_get_modified (fixture->history));
  leat_history_undo (fixture->history);
  g_assert_true (leat_history_get_modified (fixture->history));
}

static void
test_unsaved (Fixture      *fixture,
              gconstpointer data)
{
  leat_history_set_unsaved (fixture->history);
  g_assert_true (leat_history_get_modified (fixture->history));
  g_assert_cmpuint (fixture->n_modified, ==, 1);
  leat_history_set_saved (fixture->history);
  g_assert_false (leat_history_get_modified (fixture->history));
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  leat_history_apply (fixture->history, move (fixture, "b", 1, NULL));
  leat_history_apply (fixture->history, move (fixture, "a", 5, "move:1"));
  leat_history_apply (fixture->history, move (fixture, "a", 5, "move:1"));
  leat_history_cancel_last (fixture->history, "move:1");
  g_assert_cmpfloat (x_of (fixture, "a"), ==, 0);
  g_assert_cmpfloat (x_of (fixture, "b"), ==, 101);
  g_assert_null (leat_history_get_redo_label (fixture->history));

  leat_history_cancel_last (fixture->history, "move:1"); /* nothing of that drag is left */
  g_assert_cmpfloat (x_of (fixture, "b"), ==, 101);
  g_assert_cmpuint (undo_all (fixture), ==, 1);
}

static void
test_delete_with_wires (Fixture      *fixture,
                        gconstpointer data)
{
  const char *const ids[] = { "b", "ab", NULL };
  LeatElement *block = leat_pipeline_get_element (fixture->pipeline, "b");
  LeatElement *wire = leat_pipeline_get_element (fixture->pipeline, "ab");

  leat_history_apply (fixture->history, leat_edit_delete (fixture->pipeline, ids));
  g_assert_cmpuint (fixture->n_changes, ==, 4); /* b and its three wires, each once */
  g_assert_null (leat_pipeline_get_element (fixture->pipeline, "bc"));
  g_assert_null (leat_pipeline_get_wires_of (fixture->pipeline, "a"));
  g_assert_cmpuint (leat_pipeline_get_n_elements (fixture->pipeline), ==, 3);

  leat_history_undo (fixture->history);
  g_assert_true (leat_pipeline_get_element (fixture->pipeline, "b") == block);
  g_assert_true (leat_pipeline_get_nth (fixture->pipeline, 2) == block); /* between a and c again */
  g_assert_true (leat_pipeline_get_element (fixture->pipeline, "ab") == wire);
  g_assert_cmpuint (leat_pipeline_get_wires_of (fixture->pipeline, "b")->len, ==, 3);
}

/* A view sees each pair the way it was played. */
static void
test_changes_are_turned (Fixture      *fixture,
                         gconstpointer data)
{
  LeatElement *before = leat_pipeline_get_element (fixture->pipeline, "a");
  LeatElement *after;

  leat_history_apply (fixture->history, move (fixture, "a", 1, NULL));
  after = leat_pipeline_get_element (fixture->pipeline, "a");
  g_assert_true (fixture->last_before == before && fixture->last_after == after);
  leat_history_undo (fixture->history);
  g_assert_true (fixture->last_before == after && fixture->last_after == before);
}

static void
test_ids_are_not_reused (Fixture      *fixture,
                         gconstpointer data)
{
  const char *const ids[] = { "s3", NULL };
  g_autofree char *first = leat_pipeline_new_id (fixture->pipeline, "s3");
  g_autofree char *second = NULL;

  add_block (fixture->pipeline, first, 0);
  leat_history_apply (fixture->history, leat_edit_delete (fixture->pipeline, ids));
  second = leat_pipeline_new_id (fixture->pipeline, "s3");
  g_assert_cmpstr (first, ==, "s3");
  g_assert_cmpstr (second, ==, "s3-2");
}

static void
test_copy_as (Fixture      *fixture,
              gconstpointer data)
{
  LeatElement *a = leat_pipeline_get_element (fixture->pipeline, "a");
  g_autoptr(LeatElement) copy = leat_element_copy_as (a, "d");

  leat_pipeline_replace (fixture->pipeline, NULL, copy);
  g_assert_true (leat_pipeline_get_nth (fixture->pipeline, 7) == copy);
  g_assert_cmpstr (copy->name, ==, "a");
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/model/history/drag-is-one-step", test_drag_is_one_step);
  ADD ("/model/history/typing-is-one-step", test_typing_is_one_step);
  ADD ("/model/history/keys-do-not-mix", test_keys_do_not_mix);
  ADD ("/model/history/no-merge-after-undo", test_no_merge_after_undo);
  ADD ("/model/history/same-value-is-no-step", test_same_value_is_no_step);
  ADD ("/model/history/modified", test_modified);
  ADD ("/model/history/saved-state-is-lost", test_saved_state_is_lost);
  ADD ("/model/history/unsaved", test_unsaved);
  ADD ("/model/history/cancel", test_cancel);
  ADD ("/model/history/delete-with-wires", test_delete_with_wires);
  ADD ("/model/history/changes-are-turned", test_changes_are_turned);
  ADD ("/model/history/ids-are-not-reused", test_ids_are_not_reused);
  ADD ("/model/history/copy-as", test_copy_as);
  return g_test_run ();
}
