/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/arrange.h"

#include "model/history.h"

#include <math.h>

/* Random drawings with zones in zones: what each command promises holds, and undo brings back the very elements. */

#define ROUNDS 300

static void
add (LeatPipeline *pipeline,
     LeatElement  *element)
{
  leat_pipeline_replace (pipeline, NULL, element);
  leat_element_unref (element);
}

static LeatElement *
new_zone (const char *id,
          const char *parent,
          GRand      *random)
{
  LeatElement *zone = leat_element_new (LEAT_ELEMENT_ZONE, id);

  zone->bounds = (LeatRect){ g_rand_int_range (random, 0, 900), g_rand_int_range (random, 0, 900),
                             g_rand_int_range (random, 100, 400), g_rand_int_range (random, 100, 400) };
  zone->zone = g_strdup (parent);
  return zone;
}

/* Zones z0 in z1 in none, blocks b0 to b9 of which every third lies in z0, and wires with bends between them. */
static LeatPipeline *
new_pipeline (GRand *random)
{
  LeatPipeline *pipeline = leat_pipeline_new ();

  add (pipeline, new_zone ("z1", NULL, random));
  add (pipeline, new_zone ("z0", "z1", random));
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);
      LeatElement *block = leat_element_new_block (id, "s3", id, g_rand_int_range (random, 0, 900), g_rand_int_range (random, 0, 900));

      block->zone = i % 3 == 0 ? g_strdup ("z0") : NULL;
      add (pipeline, block);
    }
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *id = g_strdup_printf ("w%u", i), *from = g_strdup_printf ("b%u", i), *to = g_strdup_printf ("b%u", i + 1);
      LeatElement *wire = leat_element_new_wire (id, LEAT_WIRE_DATA, from, to);

      wire->points = g_new0 (LeatPoint, 1);
      wire->n_points = 1;
      add (pipeline, wire);
    }
  return pipeline;
}

static char **
choose (LeatPipeline *pipeline,
        GRand        *random)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    if (g_rand_boolean (random))
      g_ptr_array_add (ids, g_strdup (leat_pipeline_get_nth (pipeline, i)->id));
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

/* Whether it is chosen and lies in nothing that is. */
static gboolean
is_outer (LeatPipeline      *pipeline,
          const LeatElement *element,
          char             **ids)
{
  if (element->kind == LEAT_ELEMENT_WIRE || element->kind == LEAT_ELEMENT_PROPERTIES ||
      !g_strv_contains ((const char *const *) ids, element->id))
    return FALSE;
  for (const LeatElement *zone = leat_pipeline_get_element (pipeline, element->zone); zone != NULL;
       zone = leat_pipeline_get_element (pipeline, zone->zone))
    if (g_strv_contains ((const char *const *) ids, zone->id))
      return FALSE;
  return TRUE;
}

static GPtrArray *
list_outer (LeatPipeline *pipeline,
            char        **ids)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    if (is_outer (pipeline, leat_pipeline_get_nth (pipeline, i), ids))
      g_ptr_array_add (list, leat_pipeline_get_nth (pipeline, i));
  return list;
}

static void
assert_undone (LeatHistory  *history,
               LeatPipeline *pipeline,
               GPtrArray    *before)
{
  while (leat_history_get_undo_label (history) != NULL)
    leat_history_undo (history);
  g_assert_cmpuint (leat_pipeline_get_n_elements (pipeline), ==, before->len);
  for (guint i = 0; i < before->len; i++)
    g_assert_true (leat_pipeline_get_nth (pipeline, i) == g_ptr_array_index (before, i));
}

static double
get_line (const LeatRect *bounds,
          LeatAlign       how)
{
  const double lines[] = { bounds->x, bounds->x + bounds->width / 2, bounds->x + bounds->width,
                           bounds->y, bounds->y + bounds->height / 2, bounds->y + bounds->height };

  return lines[how];
}

/* What lies in a zone keeps its place in it. */
static void
assert_carried (LeatPipeline *pipeline,
                GPtrArray    *before)
{
  for (guint i = 0; i < before->len; i++)
    {
      const LeatElement *old = g_ptr_array_index (before, i), *now = leat_pipeline_get_element (pipeline, old->id);
      const LeatElement *zone = leat_pipeline_get_element (pipeline, old->zone);

      if (zone == NULL)
        continue;
      for (guint j = 0; j < before->len; j++)
        {
          const LeatElement *old_zone = g_ptr_array_index (before, j);

          if (g_str_equal (old_zone->id, zone->id) && old_zone != zone)
            {
              g_assert_cmpfloat (now->bounds.x - zone->bounds.x, ==, old->bounds.x - old_zone->bounds.x);
              g_assert_cmpfloat (now->bounds.y - zone->bounds.y, ==, old->bounds.y - old_zone->bounds.y);
            }
        }
    }
}

static void
test_align (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr(LeatPipeline) pipeline = new_pipeline (random);
      g_autoptr(LeatHistory) history = leat_history_new (pipeline);
      g_autoptr(GPtrArray) before = leat_pipeline_dup_elements (pipeline), outer = NULL;
      g_auto(GStrv) ids = choose (pipeline, random);
      LeatAlign how = (LeatAlign) (round % 6);

      leat_history_apply (history, leat_edit_align (pipeline, (const char *const *) ids, how));
      outer = list_outer (pipeline, ids);
      for (guint i = 1; i < outer->len; i++)
        g_assert_cmpfloat (get_line (&((LeatElement *) outer->pdata[i])->bounds, how), ==,
                           get_line (&((LeatElement *) outer->pdata[0])->bounds, how));
      if (!g_strv_contains ((const char *const *) ids, "z0") || is_outer (pipeline, leat_pipeline_get_element (pipeline, "z0"), ids))
        {
          gboolean loose = FALSE;

          for (guint i = 0; i < outer->len; i++)
            loose |= ((LeatElement *) outer->pdata[i])->zone != NULL;
          if (!loose)
            assert_carried (pipeline, before);
        }
      assert_undone (history, pipeline, before);
    }
}

static int
compare_x (gconstpointer a,
           gconstpointer b)
{
  const LeatElement *one = *(LeatElement *const *) a, *other = *(LeatElement *const *) b;

  return one->bounds.x < other->bounds.x ? -1 : one->bounds.x > other->bounds.x;
}

static void
test_gaps (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (5);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr(LeatPipeline) pipeline = new_pipeline (random);
      g_autoptr(LeatHistory) history = leat_history_new (pipeline);
      g_autoptr(GPtrArray) before = leat_pipeline_dup_elements (pipeline), outer = NULL;
      g_auto(GStrv) ids = choose (pipeline, random);
      double gap = NAN;

      leat_history_apply (history, leat_edit_distribute (pipeline, (const char *const *) ids, LEAT_DISTRIBUTE_GAPS_ACROSS));
      outer = list_outer (pipeline, ids);
      g_ptr_array_sort (outer, compare_x);
      for (guint i = 1; i < outer->len && outer->len > 2; i++)
        {
          const LeatRect *a = &((LeatElement *) outer->pdata[i - 1])->bounds, *b = &((LeatElement *) outer->pdata[i])->bounds;

          if (i > 1)
            g_assert_cmpfloat (b->x - a->x - a->width, ==, gap);
          gap = b->x - a->x - a->width;
          g_assert_cmpfloat (gap, >=, 0);
        }
      assert_undone (history, pipeline, before);
    }
}

/* The others keep their order among themselves, and so do those that are moved. */
static void
assert_order_kept (LeatPipeline *pipeline,
                   GPtrArray    *before,
                   char        **ids,
                   gboolean      chosen,
                   int           kind)
{
  double last = -1;

  for (guint i = 0; i < before->len; i++)
    {
      const LeatElement *old = g_ptr_array_index (before, i), *now = leat_pipeline_get_element (pipeline, old->id);

      if (g_strv_contains ((const char *const *) ids, old->id) != chosen || (kind >= 0 && (int) old->kind != kind))
        continue;
      g_assert_cmpfloat (now->order, >, last);
      last = now->order;
    }
}

static void
test_order (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (9);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr(LeatPipeline) pipeline = new_pipeline (random);
      g_autoptr(LeatHistory) history = leat_history_new (pipeline);
      g_autoptr(GPtrArray) before = leat_pipeline_dup_elements (pipeline);
      g_auto(GStrv) ids = choose (pipeline, random);
      gboolean front = round % 2 == 0;
      double edge = front ? -1 : INFINITY;

      leat_history_apply (history, leat_edit_reorder (pipeline, (const char *const *) ids,
                                                      front ? LEAT_REORDER_FRONT : LEAT_REORDER_BACK));
      assert_order_kept (pipeline, before, ids, FALSE, -1);
      assert_order_kept (pipeline, before, ids, TRUE, LEAT_ELEMENT_BLOCK);
      for (guint i = 0; i < 10; i++)
        {
          g_autofree char *id = g_strdup_printf ("b%u", i);
          double order = leat_pipeline_get_element (pipeline, id)->order;

          if (!g_strv_contains ((const char *const *) ids, id))
            edge = front ? MAX (edge, order) : MIN (edge, order);
        }
      for (guint i = 0; i < 10; i++)
        {
          g_autofree char *id = g_strdup_printf ("b%u", i);
          double order = leat_pipeline_get_element (pipeline, id)->order;

          if (g_strv_contains ((const char *const *) ids, id))
            g_assert_true (front ? order > edge : order < edge);
        }
      for (guint step = 0; step < 4; step++)
        leat_history_apply (history, leat_edit_reorder (pipeline, (const char *const *) ids, (LeatReorder) step));
      assert_undone (history, pipeline, before);
    }
}

/* The place that one takes may have the very order of another that is moved after it. */
static void
test_forward_in_steps (void)
{
  static const char *const ids[] = { "a", "c", NULL }, *const expected[] = { "b", "a", "d", "c" };
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(GPtrArray) before = NULL;

  add (pipeline, leat_element_new_block ("a", "s3", "a", 0, 0));
  add (pipeline, leat_element_new_block ("b", "s3", "b", 10, 10));
  add (pipeline, leat_element_new_block ("c", "s3", "c", 20, 20));
  add (pipeline, leat_element_new_block ("d", "s3", "d", 30, 30));
  before = leat_pipeline_dup_elements (pipeline);
  leat_history_apply (history, leat_edit_reorder (pipeline, ids, LEAT_REORDER_FORWARD));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (leat_pipeline_get_nth (pipeline, i + 1)->id, ==, expected[i]);
  assert_undone (history, pipeline, before);
}

static void
test_words (void)
{
  LeatAlign align = LEAT_ALIGN_TOP;
  LeatDistribute distribute;
  LeatReorder reorder;

  g_assert_true (leat_align_from_string ("bottom", &align));
  g_assert_cmpint (align, ==, LEAT_ALIGN_BOTTOM);
  g_assert_false (leat_align_from_string ("sideways", &align));
  g_assert_cmpint (align, ==, LEAT_ALIGN_BOTTOM);
  g_assert_true (leat_distribute_from_string ("gaps-down", &distribute));
  g_assert_cmpint (distribute, ==, LEAT_DISTRIBUTE_GAPS_DOWN);
  g_assert_true (leat_reorder_from_string ("back", &reorder));
  g_assert_cmpint (reorder, ==, LEAT_REORDER_BACK);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/arrange/align", test_align);
  g_test_add_func ("/model/arrange/gaps", test_gaps);
  g_test_add_func ("/model/arrange/order", test_order);
  g_test_add_func ("/model/arrange/forward-in-steps", test_forward_in_steps);
  g_test_add_func ("/model/arrange/words", test_words);
  return g_test_run ();
}
