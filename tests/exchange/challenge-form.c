/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/challenge-form.h"
#include "support.h"

#include <string.h>

/* The form of a challenge: whatever a file can say goes through it unchanged, and what is missing is said in its place. */

static GPtrArray *challenges;

static LeatChallenge *
make (LeatForm *form)
{
  g_autoptr(GPtrArray) faults = NULL;
  LeatChallenge *challenge = leat_form_make (form, test_catalogue (), &faults);

  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%u: %s", ((LeatFormFault *) faults->pdata[i])->field, ((LeatFormFault *) faults->pdata[i])->message);
  g_assert_cmpuint (faults->len, ==, 0);
  return challenge;
}

static LeatChallenge *
reread (const LeatChallenge *challenge)
{
  g_autoptr(GBytes) bytes = leat_challenge_write (challenge);
  g_autoptr(GError) error = NULL;
  LeatChallenge *again = leat_challenge_read (bytes, "x.xml", "x", test_catalogue (), &error);

  g_assert_no_error (error);
  return again;
}

static void
assert_equal (const LeatChallenge *a,
              const LeatChallenge *b)
{
  g_autoptr(GBytes) one = leat_challenge_write (a), other = leat_challenge_write (b);

  g_assert_cmpmem (g_bytes_get_data (one, NULL), g_bytes_get_size (one), g_bytes_get_data (other, NULL), g_bytes_get_size (other));
}

/* File, form, file, and once more from what was written. */
static void
test_round (gconstpointer data)
{
  const LeatChallenge *challenge = data;
  g_autoptr(LeatForm) form = leat_form_new_for (challenge, test_catalogue ());
  g_autoptr(LeatChallenge) made = make (form), again = reread (made);
  g_autoptr(LeatForm) second = leat_form_new_for (again, test_catalogue ());
  g_autoptr(LeatChallenge) last = make (second);

  g_assert_cmpstr (made->id, ==, challenge->id);
  assert_equal (challenge, made);
  assert_equal (challenge, again);
  assert_equal (challenge, last);
}

static GPtrArray *
draw (gboolean solved)
{
  static const char *const types[] = { "app-producer", "firehose", "s3", "glue-catalog", "athena" };
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    g_ptr_array_add (elements, leat_element_new_block (types[i], types[i], NULL, 24 + 216 * (double) i, 24));
  test_add_wire (elements, LEAT_WIRE_DATA, "app-producer", "firehose");
  test_add_wire (elements, LEAT_WIRE_DATA, "firehose", "s3");
  if (!solved)
    return elements;
  test_add_wire (elements, LEAT_WIRE_CATALOGS, "firehose", "glue-catalog");
  test_add_wire (elements, LEAT_WIRE_CATALOGS, "glue-catalog", "athena");
  test_add_wire (elements, LEAT_WIRE_QUERIES, "athena", "s3");
  return elements;
}

static LeatFormItem *
add (LeatForm     *form,
     LeatFormKind  kind,
     LeatFormField field,
     const char   *text)
{
  LeatFormItem *item = leat_form_add (form, kind);

  leat_form_item_put (item, field, text);
  return item;
}

static LeatForm *
fill (void)
{
  LeatForm *form = leat_form_new ();
  g_autoptr(GPtrArray) right = draw (TRUE), wrong = draw (FALSE);
  LeatFormItem *item = g_ptr_array_index (form->items, 0);

  leat_form_item_put (item, LEAT_FORM_TITLE, "Clicks & more");
  leat_form_item_put (item, LEAT_FORM_TEXT, "  Ask:  \n\n- by **SQL**\n");
  item = add (form, LEAT_FORM_LOAD, LEAT_FORM_SERVICE, "app-producer");
  leat_form_item_set (item, "records_per_s", "1.5k");
  item = add (form, LEAT_FORM_DELIVERY, LEAT_FORM_FROM, "app-producer");
  leat_form_item_put (item, LEAT_FORM_TO, "Athena,redshift");
  leat_form_item_put (item, LEAT_FORM_POINTS, "60");
  item = add (form, LEAT_FORM_REQUIRE, LEAT_FORM_REQUIREMENT, "max-p95-s");
  leat_form_item_put (item, LEAT_FORM_VALUE, "1 h");
  leat_form_item_put (item, LEAT_FORM_TO, "Athena");
  item = add (form, LEAT_FORM_SOUND, LEAT_FORM_POINTS, "12.5");
  leat_form_add (form, LEAT_FORM_HINT);
  leat_form_item_put (form->items->pdata[form->items->len - 1], LEAT_FORM_TEXT, "Look");
  item = add (form, LEAT_FORM_SOLUTION, LEAT_FORM_TITLE, "Firehose");
  leat_form_item_draw (item, right);
  item = add (form, LEAT_FORM_WRONG, LEAT_FORM_TITLE, "Nobody reads it");
  leat_form_item_put (item, LEAT_FORM_FAILS, "delivery");
  leat_form_item_put (item, LEAT_FORM_TEXT, "Athena gets nothing.");
  leat_form_item_draw (item, wrong);
  return form;
}

/* Its solution gets all points under its load, its wrong answer misses what it is said to miss. */
static void
test_grade (void)
{
  g_autoptr(LeatForm) form = fill ();
  g_autoptr(LeatChallenge) made = make (form), challenge = reread (made);
  const LeatSolution *right = g_ptr_array_index (challenge->solutions, 0), *wrong = g_ptr_array_index (challenge->wrongs, 0);
  g_autoptr(LeatGrade) good = leat_grade_new (challenge, test_catalogue (), right->elements, NULL, NULL);
  g_autoptr(LeatGrade) bad = leat_grade_new (challenge, test_catalogue (), wrong->elements, NULL, NULL);
  const LeatChallengeLoad *load = g_ptr_array_index (challenge->loads, 0);

  assert_equal (made, challenge);
  g_assert_cmpstr (challenge->text, ==, "Ask:\n\n- by **SQL**");
  g_assert_cmpstr (leat_settings_get (load->settings, "records_per_s"), ==, "1500");
  g_assert_nonnull (leat_grade_get_mark (good, "max-p95-s.athena"));
  g_assert_cmpstr (leat_grade_get_mark (good, "max-p95-s.athena")->constraint->value, ==, "3600");
  g_assert_true (good->passed);
  g_assert_cmpfloat (good->points, ==, 82.5);
  g_assert_cmpfloat (good->of, ==, 82.5);
  g_assert_false (bad->passed);
  g_assert_cmpint (leat_grade_get_mark (bad, wrong->fails[0])->verdict, !=, LEAT_MARK_MET);
}

static void
assert_fault (LeatForm      *form,
              LeatFormItem  *item,
              LeatFormField  field,
              const char    *setting)
{
  g_autoptr(GPtrArray) faults = NULL;
  g_autoptr(LeatChallenge) challenge = leat_form_make (form, test_catalogue (), &faults);
  const LeatFormFault *fault;

  g_assert_null (challenge);
  g_assert_cmpuint (faults->len, ==, 1);
  fault = g_ptr_array_index (faults, 0);
  g_test_message ("%s", fault->message);
  g_assert_true (fault->item == item);
  g_assert_cmpint (fault->field, ==, field);
  g_assert_cmpstr (fault->setting, ==, setting);
}

/* Each bad word is one fault, in its field; without it there is none. */
static void
test_faults (void)
{
  static const struct { guint item; LeatFormField field; const char *text; } bad[] = {
    { 0, LEAT_FORM_TITLE, " " }, { 0, LEAT_FORM_TEXT, "" }, { 0, LEAT_FORM_MINUTES, "601" }, { 0, LEAT_FORM_LEVEL, "1.5" },
    { 1, LEAT_FORM_SERVICE, "nothing" }, { 2, LEAT_FORM_FROM, "" }, { 2, LEAT_FORM_TO, "Athena, Atlantis" },
    { 2, LEAT_FORM_POINTS, "0" }, { 2, LEAT_FORM_POINTS, "many" }, { 2, LEAT_FORM_POINTS, "1e7" }, { 3, LEAT_FORM_REQUIREMENT, "" },
    { 3, LEAT_FORM_VALUE, "soon" }, { 3, LEAT_FORM_VALUE, "" }, { 3, LEAT_FORM_TO, "Atlantis" }, { 5, LEAT_FORM_TEXT, "\n" },
    { 6, LEAT_FORM_TITLE, "" }, { 7, LEAT_FORM_FAILS, "" }, { 7, LEAT_FORM_FAILS, "speed" }, { 7, LEAT_FORM_RULE, "none-such" },
    { 7, LEAT_FORM_TEXT, "" }, { 7, LEAT_FORM_TEXT, "a\001b" },
  };
  g_autoptr(LeatForm) form = fill ();

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      LeatFormItem *item = g_ptr_array_index (form->items, bad[i].item);
      g_autofree char *good = g_strdup (item->words[bad[i].field]);

      leat_form_item_put (item, bad[i].field, bad[i].text);
      assert_fault (form, item, bad[i].field, NULL);
      leat_form_item_put (item, bad[i].field, good);
      leat_challenge_unref (make (form));
    }
  leat_form_item_set (form->items->pdata[1], "records_per_s", "-3");
  assert_fault (form, form->items->pdata[1], LEAT_FORM_SETTINGS, "records_per_s");
  leat_form_item_set (form->items->pdata[1], "records_per_s", "");
  assert_fault (form, form->items->pdata[1], LEAT_FORM_SETTINGS, NULL);
}

/* What is asked twice, nothing asked, no solution. */
static void
test_whole (void)
{
  g_autoptr(LeatForm) form = fill (), empty = leat_form_new ();
  g_autoptr(GPtrArray) faults = NULL;
  LeatFormItem *second = leat_form_add (form, LEAT_FORM_SOUND);

  assert_fault (form, second, LEAT_FORM_POINTS, NULL);
  g_assert_null (leat_form_make (empty, test_catalogue (), &faults));
  g_assert_cmpuint (faults->len, ==, 4);
}

/* Taken out and put back it is as it was; raised it changes places within its list only. */
static void
test_lists (void)
{
  g_autoptr(LeatForm) form = fill ();
  g_autoptr(LeatChallenge) before = make (form), after = NULL;
  LeatFormItem *sound = g_ptr_array_index (form->items, 4), *taken;
  guint index;

  taken = leat_form_steal (form, sound, &index);
  g_assert_true (taken == sound);
  leat_form_insert (form, taken, index);
  after = make (form);
  assert_equal (before, after);
  g_assert_true (leat_form_raise (form, sound));
  g_assert_true (leat_form_raise (form, sound));
  g_assert_false (leat_form_raise (form, sound));
  g_assert_true (form->items->pdata[2] == sound);
  g_assert_false (leat_form_raise (form, form->items->pdata[1]));
  g_assert_cmpstr (leat_form_add (form, LEAT_FORM_DELIVERY)->words[LEAT_FORM_ID], ==, "delivery-2");
}

static gboolean
put (LeatForm     *form,
     guint         item,
     LeatFormField field,
     const char   *text)
{
  return leat_form_put (form, form->items->pdata[item], field, text, test_catalogue ());
}

/* Wrong answers follow what they name, letter by letter, past what is nobody's name and what is another's. */
static void
test_rename (void)
{
  g_autoptr(LeatForm) form = fill ();
  LeatFormItem *wrong = g_ptr_array_index (form->items, 7), *second = leat_form_add (form, LEAT_FORM_DELIVERY);
  char *const *fails = &wrong->words[LEAT_FORM_FAILS];

  leat_form_item_put (wrong, LEAT_FORM_FAILS, "delivery,max-p95-s.athena, sound");
  g_assert_true (put (form, 2, LEAT_FORM_ID, "clicks"));
  g_assert_cmpstr (*fails, ==, "clicks, max-p95-s.athena, sound");
  g_assert_false (put (form, 2, LEAT_FORM_TO, "Athena"));
  for (const char *const *typed = (const char *const[]){ "", "delivery-2", "delivery-2é", "delivery-2,a", NULL }; *typed != NULL; typed++)
    {
      g_assert_false (put (form, 2, LEAT_FORM_ID, *typed));
      g_assert_cmpstr (*fails, ==, "clicks, max-p95-s.athena, sound");
    }
  g_assert_true (put (form, 2, LEAT_FORM_ID, "delivery-22"));
  g_assert_true (put (form, 2, LEAT_FORM_ID, "d "));
  g_assert_cmpstr (*fails, ==, "d, max-p95-s.athena, sound");
  g_assert_true (put (form, 3, LEAT_FORM_TO, ""));
  g_assert_cmpstr (*fails, ==, "d, max-p95-s, sound");
  g_assert_true (put (form, 3, LEAT_FORM_REQUIREMENT, "serverless-only"));
  g_assert_cmpstr (*fails, ==, "d, serverless-only, sound");
  /* Of two of one name, the other stays what is meant. */
  leat_form_item_put (second, LEAT_FORM_ID, "d");
  g_assert_false (leat_form_put (form, second, LEAT_FORM_ID, "e", test_catalogue ()));
  g_assert_cmpstr (*fails, ==, "d, serverless-only, sound");
  /* Only a title, of what is no demand. */
  g_assert_false (put (form, 0, LEAT_FORM_TITLE, "sound"));
  g_assert_cmpstr (((LeatFormItem *) form->items->pdata[0])->words[LEAT_FORM_TITLE], ==, "sound");
}

int
main (int    argc,
      char **argv)
{
  const char *folders[] = { NULL, NULL };
  int status;

  g_test_init (&argc, &argv, NULL);
  folders[0] = g_getenv ("LEAT_DATA_DIR");
  challenges = leat_challenges_load (folders, test_catalogue (), NULL);
  g_assert_cmpuint (challenges->len, >, 0);
  for (guint i = 0; i < challenges->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/challenge-form/round/%s", ((LeatChallenge *) challenges->pdata[i])->id);

      g_test_add_data_func (path, challenges->pdata[i], test_round);
    }
  g_test_add_func ("/exchange/challenge-form/grade", test_grade);
  g_test_add_func ("/exchange/challenge-form/faults", test_faults);
  g_test_add_func ("/exchange/challenge-form/whole", test_whole);
  g_test_add_func ("/exchange/challenge-form/lists", test_lists);
  g_test_add_func ("/exchange/challenge-form/rename", test_rename);
  status = g_test_run ();
  g_ptr_array_unref (challenges);
  return status;
}
