/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include <glib/gstdio.h>
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

/* As it is read for `name`, a file in a folder of its own: what it says lies over Leat's. */
static LeatCatalogue *
load (const char *subfolder,
      const char *name,
      const char *text,
      char      **warning)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("leat-exam-XXXXXX", &error);
  g_autofree char *inner = g_build_filename (folder, subfolder, NULL), *file = g_build_filename (inner, name, NULL);
  const char *const folders[] = { g_getenv ("LEAT_DATA_DIR"), folder, NULL };
  g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  LeatCatalogue *catalogue;

  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  g_file_set_contents (file, text, -1, &error);
  g_assert_no_error (error);
  catalogue = leat_catalogue_load (folders, warnings, &error);
  g_assert_no_error (error);
  *warning = warnings->len > 0 ? g_strdup (warnings->pdata[0]) : NULL;
  g_unlink (file);
  if (*subfolder != '\0')
    g_rmdir (inner);
  g_rmdir (folder);
  return catalogue;
}

#define NOTES(words) "<notes xmlns=\"urn:leat:exam\">" words "</notes>"
#define PARTS "<title>A cistern</title><know>It keeps water.</know><trap>It leaks.</trap><ref url=\"https://example.org/\"/>"

/* Each part goes where it belongs; one of the same name takes the place of Leat's. */
static void
test_read (void)
{
  g_autofree char *warning = NULL;
  g_autoptr(LeatCatalogue) catalogue =
    load ("", "exam.xml",
          NOTES ("<exam-note claim=\"C4\" domain=\"3\">" PARTS "<correction>It does not.</correction></exam-note>"
                 "<exam-note topic=\"cisterns\" domain=\"4\">" PARTS "</exam-note>"), &warning);
  const LeatExamNote *claim = leat_catalogue_get_note (catalogue, "C4"), *topic = leat_catalogue_get_note (catalogue, "cisterns");

  g_assert_cmpstr (warning, ==, NULL);
  g_assert_nonnull (leat_catalogue_get_note (test_catalogue (), "C4"));
  g_assert_cmpstr (claim->title, ==, "A cistern");
  g_assert_cmpstr (claim->know, ==, "It keeps water.");
  g_assert_cmpstr (claim->trap, ==, "It leaks.");
  g_assert_cmpstr (claim->correction, ==, "It does not.");
  g_assert_cmpstr (claim->reference, ==, "https://example.org/");
  g_assert_cmpuint (claim->domain, ==, 3);
  g_assert_true (claim->is_claim);
  g_assert_cmpuint (topic->domain, ==, 4);
  g_assert_cmpstr (topic->correction, ==, NULL);
  g_assert_false (topic->is_claim);
}

typedef struct
{
  const char *name;
  const char *folder;
  const char *text;
  const char *says;
} RefusedCase;

static const RefusedCase refused_cases[] = {
  { "no-name", "", NOTES ("<exam-note domain=\"1\">" PARTS "</exam-note>"), "either “claim” or “topic”" },
  { "two-names", "", NOTES ("<exam-note claim=\"C1\" topic=\"a\" domain=\"1\">" PARTS "</exam-note>"), "either “claim” or “topic”" },
  { "domain", "", NOTES ("<exam-note topic=\"a\" domain=\"5\">" PARTS "</exam-note>"), "1 to 4" },
  { "half-a-domain", "", NOTES ("<exam-note topic=\"a\" domain=\"1.5\">" PARTS "</exam-note>"), "1 to 4" },
  { "no-trap", "", NOTES ("<exam-note topic=\"a\" domain=\"1\"><title>A</title><know>B</know><ref url=\"c\"/></exam-note>"), "<trap>" },
  { "no-reference", "", NOTES ("<exam-note topic=\"a\" domain=\"1\"><title>A</title><know>B</know><trap>C</trap></exam-note>"), "<ref url" },
  { "topic", "rules",
    "<rules xmlns=\"urn:leat:rules\"><rule id=\"leak\" severity=\"warning\" on=\"s3\" domain=\"2\" topic=\"nowhere\" when=\"1\">"
    "<message>It leaks</message><why>Because.</why></rule></rules>", "topic" },
};

static void
test_refused (gconstpointer data)
{
  const RefusedCase *it = data;
  g_autofree char *warning = NULL;
  const char *name = *it->folder != '\0' ? "own.xml" : "exam.xml";
  g_autoptr(LeatCatalogue) catalogue = load (it->folder, name, it->text, &warning);

  g_assert_null (leat_catalogue_get_note (catalogue, "a"));
  g_assert_nonnull (warning);
  g_test_message ("%s", warning);
  g_assert_nonnull (strstr (warning, name));
  g_assert_nonnull (strstr (warning, it->says));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/exam/rules", test_rules);
  g_test_add_func ("/catalogue/exam/remarks", test_remarks);
  g_test_add_func ("/catalogue/exam/notes", test_notes);
  g_test_add_func ("/catalogue/exam/read", test_read);
  for (gsize i = 0; i < G_N_ELEMENTS (refused_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/catalogue/exam/refused/", refused_cases[i].name, NULL);

      g_test_add_data_func (path, &refused_cases[i], test_refused);
    }
  return g_test_run ();
}
