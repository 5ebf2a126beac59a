/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include <stdlib.h>
#include <string.h>

/* What there is to learn for the exam: every rule leads to a note, every note has its parts and is led to. */

#define N_CLAIMS 77 /* of the course */

static void
test_rules (void)
{
  GPtrArray *rules = leat_catalogue_get_rules (test_catalogue ());

  for (guint i = 0; i < rules->len; i++)
    {
      const LeatRule *rule = rules->pdata[i];

      g_test_message ("%s", rule->id);
      g_assert_nonnull (rule->domain);
      g_assert_nonnull (rule->note);
      g_assert_true ((rule->claim != NULL) != (rule->topic != NULL));
      g_assert_cmpstr (rule->note->id, ==, rule->claim != NULL ? rule->claim : rule->topic);
      g_assert_true (rule->note->is_claim == (rule->claim != NULL));
    }
}

static void
test_remarks (void)
{
  for (guint i = 0; i < leat_catalogue_get_n_services (test_catalogue ()); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (test_catalogue (), i);

      for (guint j = 0; j < service->remarks->len; j++)
        {
          const LeatRemark *remark = service->remarks->pdata[j];

          g_test_message ("%s: %s", service->id, remark->claim);
          g_assert_true (remark->claim == NULL || leat_catalogue_get_note (test_catalogue (), remark->claim) != NULL);
        }
    }
}

/* By a rule, or by what is said of a service. */
static gboolean
is_led_to (const LeatExamNote *note)
{
  GPtrArray *rules = leat_catalogue_get_rules (test_catalogue ());

  for (guint i = 0; i < rules->len; i++)
    if (((const LeatRule *) rules->pdata[i])->note == note)
      return TRUE;
  for (guint i = 0; i < leat_catalogue_get_n_services (test_catalogue ()); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (test_catalogue (), i);

      for (guint j = 0; j < service->remarks->len; j++)
        if (leat_catalogue_get_note (test_catalogue (), ((const LeatRemark *) service->remarks->pdata[j])->claim) == note)
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_sentence (const char *text)
{
  return strlen (text) > 20 && g_str_has_suffix (text, ".");
}

static void
test_notes (void)
{
  g_autoptr(GPtrArray) notes = leat_catalogue_list_notes (test_catalogue ());
  guint n_corrections = 0;

  for (guint i = 0; i < notes->len; i++)
    {
      const LeatExamNote *note = notes->pdata[i];

      g_test_message ("%s", note->id);
      if (note->is_claim)
        {
          g_assert_cmpint (note->id[0], ==, 'C');
          g_assert_cmpint (atoi (note->id + 1), >=, 1);
          g_assert_cmpint (atoi (note->id + 1), <=, N_CLAIMS);
        }
      g_assert_cmpuint (strlen (note->title), >, 5);
      g_assert_false (g_str_has_suffix (note->title, "."));
      g_assert_true (is_sentence (note->know));
      g_assert_true (is_sentence (note->trap));
      g_assert_true (note->correction == NULL || is_sentence (note->correction));
      g_assert_true (g_str_has_prefix (note->reference, "https://docs.aws.amazon.com/"));
      g_assert_true (is_led_to (note));
      n_corrections += note->correction != NULL;
    }
  g_assert_cmpuint (notes->len, >, 80);
  g_assert_cmpuint (n_corrections, >=, 20);
  g_assert_null (leat_catalogue_get_note (test_catalogue (), "C99"));
  g_assert_null (leat_catalogue_get_note (test_catalogue (), NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/exam/rules", test_rules);
  g_test_add_func ("/catalogue/exam/remarks", test_remarks);
  g_test_add_func ("/catalogue/exam/notes", test_notes);
  return g_test_run ();
}
