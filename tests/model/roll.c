/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/history.h"
#include "model/roll.h"

/* A roll is as the pipeline is whenever it is lent, whatever was done and undone while it was kept, gathered or lent. */

#define STEPS 3000
#define LEAST 40  /* elements */
#define MOST 120

typedef struct
{
  LeatPipeline *pipeline;
  LeatHistory  *history;
  LeatRoll     *roll;
  GRand        *random;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  f->pipeline = leat_pipeline_new ();
  f->history = leat_history_new (f->pipeline);
  f->roll = leat_roll_new (f->pipeline);
  f->random = g_rand_new_with_seed (5);
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  leat_roll_free (f->roll);
  g_object_unref (f->history);
  g_assert_finalize_object (f->pipeline);
  g_rand_free (f->random);
}

static guint
any (Fixture *f,
     guint    n)
{
  return (guint) g_rand_int_range (f->random, 0, (gint32) n);
}

static LeatElement *
pick (Fixture *f)
{
  return leat_pipeline_get_nth (f->pipeline, any (f, leat_pipeline_get_n_elements (f->pipeline)));
}

static void
add (Fixture *f)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);

  for (guint n = any (f, 5) + 1; n > 0; n--)
    {
      g_autofree char *id = leat_pipeline_new_id (f->pipeline, "s3");

      g_ptr_array_add (elements, leat_element_new_block (id, "s3", "x", any (f, 900), any (f, 900)));
    }
  leat_history_apply (f->history, leat_edit_insert ("Add", elements));
}

static void
delete (Fixture *f)
{
  const char *ids[] = { pick (f)->id, pick (f)->id, NULL };

  leat_history_apply (f->history, leat_edit_delete (f->pipeline, ids));
}

static void
move (Fixture *f)
{
  const char *ids[] = { pick (f)->id, pick (f)->id, pick (f)->id, NULL };

  leat_history_apply (f->history, leat_edit_move (f->pipeline, ids, 8, 0));
}

/* To the front of all, or between two. */
static void
reorder (Fixture *f)
{
  LeatElement *before = pick (f), *after = leat_element_copy (before);
  LeatEdit *edit = leat_edit_new ("Reorder");
  double next = leat_pipeline_next_order (f->pipeline);

  after->order = any (f, 2) == 0 ? next : g_rand_double_range (f->random, 1, next);
  leat_edit_take (edit, leat_element_ref (before), after);
  leat_history_apply (f->history, edit);
}

static void
change (Fixture *f)
{
  guint n = leat_pipeline_get_n_elements (f->pipeline), what = any (f, 12);

  leat_history_end_merge (f->history);
  if (n < LEAST || (what < 2 && n < MOST))
    add (f);
  else if (n > MOST || what < 4)
    delete (f);
  else if (what < 5)
    reorder (f);
  else if (what < 7 && leat_history_get_undo_label (f->history) != NULL)
    leat_history_undo (f->history);
  else if (what < 8 && leat_history_get_redo_label (f->history) != NULL)
    leat_history_redo (f->history);
  else
    move (f);
}

static void
assert_same (Fixture   *f,
             GPtrArray *elements)
{
  g_assert_cmpuint (elements->len, ==, leat_pipeline_get_n_elements (f->pipeline));
  for (guint i = 0; i < elements->len; i++)
    g_assert_true (g_ptr_array_index (elements, i) == leat_pipeline_get_nth (f->pipeline, i));
}

static void
test_kept (Fixture      *f,
           gconstpointer data)
{
  GPtrArray *lent = NULL;

  add (f);
  g_assert_true (leat_roll_gather (f->roll, MOST));
  for (guint step = 0; step < STEPS; step++)
    {
      change (f);
      if (lent == NULL && any (f, 3) == 0)
        assert_same (f, lent = leat_roll_lend (f->roll));
      else if (lent != NULL && any (f, 2) == 0)
        leat_roll_return (f->roll, g_steal_pointer (&lent));
    }
  if (lent != NULL)
    leat_roll_return (f->roll, lent);
}

/* Moved meanwhile: what is moved is as it is now. */
static void
test_gathered (Fixture      *f,
               gconstpointer data)
{
  GPtrArray *lent;

  for (guint i = 0; i < 30; i++)
    add (f);
  while (!leat_roll_gather (f->roll, 5))
    move (f);
  move (f);
  lent = leat_roll_lend (f->roll);
  assert_same (f, lent);
  leat_roll_return (f->roll, lent);
}

/* Added and deleted meanwhile: the roll is right again after the next gathering. */
static void
test_astray (Fixture      *f,
             gconstpointer data)
{
  GPtrArray *lent;

  for (guint i = 0; i < 30; i++)
    add (f);
  while (!leat_roll_gather (f->roll, 5))
    change (f);
  leat_roll_return (f->roll, leat_roll_lend (f->roll));
  while (!leat_roll_gather (f->roll, 50))
    ;
  lent = leat_roll_lend (f->roll);
  assert_same (f, lent);
  leat_roll_return (f->roll, lent);
}

/* More changes than are worth keeping. */
static void
test_many (Fixture      *f,
           gconstpointer data)
{
  GPtrArray *lent;

  add (f);
  g_assert_true (leat_roll_gather (f->roll, 5000));
  for (guint i = 0; i < 3000; i++)
    add (f);
  g_assert_false (leat_roll_gather (f->roll, 100));
  while (!leat_roll_gather (f->roll, 5000))
    ;
  lent = leat_roll_lend (f->roll);
  assert_same (f, lent);
  leat_roll_return (f->roll, lent);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/model/roll/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/model/roll/gathered", Fixture, NULL, set_up, test_gathered, tear_down);
  g_test_add ("/model/roll/astray", Fixture, NULL, set_up, test_astray, tear_down);
  g_test_add ("/model/roll/many", Fixture, NULL, set_up, test_many, tear_down);
  return g_test_run ();
}
