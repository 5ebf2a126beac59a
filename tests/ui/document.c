/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/bill.h"
#include "generate.h"
#include "support.h"
#include "widgets.h"
#include "window/document.h"

/* A large document is evaluated in a thread that reads a list of its elements, kept from one evaluation to the next: what
 * comes of edits, before and while it works, is what a report made anew says. */

#define ROUNDS 8

static gboolean
is_same (const LeatBlockResult *one,
         const LeatBlockResult *other)
{
  return one->element == other->element && leat_bill_block_shown (one) == leat_bill_block_shown (other) &&
         one->findings->len == other->findings->len;
}

typedef struct
{
  LeatDocument *document;
  LeatReport   *fresh;
} Expected;

static gboolean
is_up_to_date (gpointer data)
{
  const Expected *expected = data;
  LeatReport *report = leat_document_get_report (expected->document);

  if (leat_report_get_n_blocks (report) != leat_report_get_n_blocks (expected->fresh))
    return FALSE;
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    if (!is_same (leat_report_get_nth_block (report, i), leat_report_get_nth_block (expected->fresh, i)))
      return FALSE;
  return TRUE;
}

static void
wait_for_report (LeatDocument *document)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (leat_document_get_pipeline (document));
  g_autoptr(LeatReport) fresh = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  Expected expected = { document, fresh };

  spin_until (is_up_to_date, &expected);
}

static LeatElement *
pick (LeatPipeline *pipeline,
      GRand        *random)
{
  return leat_pipeline_get_nth (pipeline, (guint) g_rand_int_range (random, 0, (gint32) leat_pipeline_get_n_elements (pipeline)));
}

static void
edit (LeatDocument *document,
      GRand        *random)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (document);
  LeatHistory *history = leat_document_get_history (document);
  const char *ids[] = { pick (pipeline, random)->id, NULL };
  GPtrArray *elements;
  g_autofree char *id = NULL;

  leat_history_end_merge (history);
  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      leat_history_apply (history, leat_edit_delete (pipeline, ids));
      break;
    case 1:
      id = leat_pipeline_new_id (pipeline, "store");
      elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
      g_ptr_array_add (elements, leat_element_new_block (id, "s3", id, 0, 0));
      leat_history_apply (history, leat_edit_insert ("Add", elements));
      break;
    case 2:
      leat_history_undo (history);
      break;
    case 3:
      leat_history_apply (history, leat_edit_set_setting (pipeline, ids, "shards", "9"));
      break;
    default:
      leat_history_apply (history, leat_edit_move (pipeline, ids, 8, 8));
      break;
    }
}

/* Until there is more of them, or less. */
static void
edit_something (LeatDocument *document,
                GRand        *random)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (document);
  guint n = leat_pipeline_get_n_elements (pipeline);

  do
    edit (document, random);
  while (leat_pipeline_get_n_elements (pipeline) == n);
}

/* Until what came of an edit has begun, or has ended. */
static void
work_a_little (LeatDocument *document,
               GRand        *random)
{
  edit_something (document, random);
  g_main_context_iteration (NULL, TRUE);
}

/* Whether the thread holds it. */
static gboolean
is_held (gpointer document)
{
  return !is_alone (document);
}

static void
test_large (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (3);
  g_autoptr(LeatPipeline) pipeline = test_generate (LEAT_DOCUMENT_LARGE + 100);
  LeatDocument *document = leat_document_new (test_catalogue (), pipeline);

  for (guint round = 0; round < ROUNDS; round++)
    {
      for (guint i = 0; i < 5; i++)
        work_a_little (document, random);
      wait_for_report (document);
    }
  spin_until (is_alone, document);
  g_assert_finalize_object (document);
}

/* It is closed while the thread works. */
static void
test_closed (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (4);
  g_autoptr(LeatPipeline) pipeline = test_generate (LEAT_DOCUMENT_LARGE + 100);
  LeatDocument *document = leat_document_new (test_catalogue (), pipeline);

  work_a_little (document, random);
  wait_for_report (document);
  edit_something (document, random);
  spin_until (is_held, document);
  spin_until (is_alone, document);
  g_assert_finalize_object (document);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/document/large", test_large);
  g_test_add_func ("/ui/document/closed", test_closed);
  return g_test_run ();
}
