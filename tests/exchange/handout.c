/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/handout.h"

#include "model/step.h"
#include "support.h"

#include <glib/gstdio.h>
#include <string.h>

/* The handout of a walkthrough: a page a step, all of its words, its pictures, and what it tries. */

typedef struct
{
  LeatPipeline *pipeline;
  guint         n_steps;
} Fixture;

static void
add (LeatPipeline *pipeline,
     LeatElement  *element)
{
  leat_pipeline_replace (pipeline, NULL, element);
  leat_element_unref (element);
}

static void
set_up (Fixture *self)
{
  g_autofree char *path = g_build_filename (g_getenv ("LEAT_DATA_DIR"), "examples", "standard-pipeline.leat", NULL);
  g_autoptr(GPtrArray) steps = NULL;
  g_autoptr(GError) error = NULL;

  self->pipeline = leat_read_file (path, NULL, test_catalogue (), NULL, &error);
  g_assert_no_error (error);
  /* The example may have a walkthrough of its own. */
  steps = leat_pipeline_dup_steps (self->pipeline);
  for (guint i = 0; i < steps->len; i++)
    leat_pipeline_replace (self->pipeline, steps->pdata[i], NULL);
  self->n_steps = 0;
}

static void
tear_down (Fixture *self)
{
  g_object_unref (self->pipeline);
}

/* Settings are pairs of name and value, ending with NULL. */
static void
add_step (Fixture           *self,
          const char        *heading,
          const char        *text,
          const char *const *settings)
{
  g_autofree char *id = g_strdup_printf ("test-step-%u", ++self->n_steps);
  LeatElement *step = leat_element_new (LEAT_ELEMENT_STEP, id);

  g_free (step->name);
  step->name = g_strdup (heading);
  step->text = g_strdup (text);
  for (guint i = 0; settings != NULL && settings[i] != NULL; i += 2)
    {
      LeatElement *set = leat_element_copy_with_setting (step, g_intern_string (settings[i]), settings[i + 1]);

      leat_element_unref (step);
      step = set;
    }
  step->order = leat_pipeline_next_order (self->pipeline);
  add (self->pipeline, step);
}

static void
add_three (Fixture *self)
{
  static const char *const first[] = { "focus", "orders", "notes", "Whisperednote for the speaker.", NULL };
  static const char *const second[] = { "focus", "compact gone", "try.compact.runs_per_day", "24", "question", "Which *hour*?",
                                        "answer", "The **twelfth** one.", "overlay", "cost", NULL };
  static const char *const third[] = { "view", "0 0 500 300", "load", "2", NULL };

  add_step (self, "Streams <first> & foremost", "Some *italic* words:\n\n- apples\n- pears\n\n1. one\n2. two\n\n```\nSELECT 1\n```\n\n> quoted", first);
  add_step (self, "Hourly runs", "# Deep\n\nCompaction.", second);
  add_step (self, "Twice the load", "Doubled.", third);
}

static LeatHandout *
new_handout (const Fixture     *self,
             LeatHandoutAnswers answers,
             gboolean           notes,
             GError           **error)
{
  LeatHandoutOptions options = { LEAT_PAPER_A4, answers, notes };
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (self->pipeline);
  g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), elements, NULL, NULL, error);

  g_assert_no_error (*error);
  return leat_handout_new (report, elements, &options, NULL, error);
}

static GBytes *
to_pdf (const Fixture     *self,
        LeatHandoutAnswers answers,
        gboolean           notes)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatHandout) handout = new_handout (self, answers, notes, &error);
  GBytes *bytes;

  g_assert_no_error (error);
  bytes = leat_handout_to_pdf (handout, &error);
  g_assert_no_error (error);
  return bytes;
}

static char *
to_markdown (const Fixture     *self,
             LeatHandoutAnswers answers,
             gboolean           notes,
             GPtrArray         *files)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatHandout) handout = new_handout (self, answers, notes, &error);
  g_autoptr(GBytes) bytes = NULL;

  g_assert_no_error (error);
  bytes = leat_handout_to_markdown (handout, files != NULL ? LEAT_PICTURES_BESIDE : LEAT_PICTURES_NONE, "my talk", files);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* What a program of poppler says of a file; NULL if it is not there. */
static char *
ask (const char *program,
     GBytes     *pdf)
{
  g_autofree char *path = NULL;
  g_autofree char *found = g_find_program_in_path (program);
  g_autoptr(GError) error = NULL;
  const char *argv[] = { program, NULL, g_str_equal (program, "pdfinfo") ? NULL : "-", NULL };
  char *out = NULL;
  int fd, status;

  if (found == NULL)
    return NULL;
  fd = g_file_open_tmp ("leat-handout-XXXXXX.pdf", &path, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);
  argv[1] = path;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_remove (path);
  return out;
}

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is missing in\n%s", part, text);
}

static void
assert_lacks (const char *text,
              const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("“%s” is in\n%s", part, text);
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;
  return n;
}

/* The words of its pages; the fixture is done with. NULL, and the test is skipped, if nothing here can read them. */
static char *
read_pages (Fixture *self)
{
  g_autoptr(GBytes) pdf = to_pdf (self, LEAT_ANSWERS_NONE, FALSE);
  char *text = ask ("pdftotext", pdf);

  tear_down (self);
  if (text == NULL)
    g_test_skip ("poppler's programs are not there");
  return text;
}

static void
test_pages (void)
{
  Fixture self;
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *info = NULL;
  g_autofree char *text = NULL;

  set_up (&self);
  add_three (&self);
  pdf = to_pdf (&self, LEAT_ANSWERS_NONE, FALSE);
  info = ask ("pdfinfo", pdf);
  text = ask ("pdftotext", pdf);
  tear_down (&self);
  if (info == NULL || text == NULL)
    {
      g_test_skip ("poppler's programs are not there");
      return;
    }
  assert_has (info, "Click stream to lake");
  assert_has (info, "841.89 x 595.276");
  /* Each page ends with a form feed. */
  g_assert_cmpuint (count (text, "\f"), ==, 3);
  assert_has (text, "Streams <first> & foremost");
  assert_has (text, "1 of 3");
  assert_has (text, "Page 3 of 3");
  assert_has (text, "italic words:");
  assert_has (text, "apples");
  assert_has (text, "2.");
  assert_has (text, "SELECT 1");
  assert_has (text, "quoted");
  assert_has (text, "Which hour?");
  assert_lacks (text, "twelfth");
  assert_lacks (text, "Whisperednote");
}

/* What a step tries is said, with what comes of it; the load doubles what the drawing shows. */
static void
test_trial (void)
{
  Fixture self;
  g_autofree char *text = NULL;

  set_up (&self);
  add_three (&self);
  text = to_markdown (&self, LEAT_ANSWERS_NONE, FALSE, NULL);
  tear_down (&self);
  assert_has (text, ": 1 → 24\n");
  assert_has (text, "Load: × 2\n");
  g_assert_cmpuint (count (text, "Cost a month: **"), ==, 2);
  g_assert_cmpuint (count (text, "Delay, p95: **"), ==, 2);
  assert_has (text, "Delay, p95: **23 h 33 min → 1 h 46 min**");
}

static void
test_answers_and_notes (void)
{
  Fixture self;
  g_autofree char *end = NULL;
  g_autofree char *beneath = NULL;
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  set_up (&self);
  add_three (&self);
  end = to_markdown (&self, LEAT_ANSWERS_END, TRUE, NULL);
  beneath = to_markdown (&self, LEAT_ANSWERS_BENEATH, FALSE, NULL);
  pdf = to_pdf (&self, LEAT_ANSWERS_END, TRUE);
  text = ask ("pdftotext", pdf);
  tear_down (&self);
  assert_has (strstr (end, "## Answers"), "The **twelfth** one.");
  g_assert_cmpuint (count (end, "twelfth"), ==, 1);
  assert_has (end, "Whisperednote");
  assert_lacks (beneath, "## Answers");
  assert_lacks (beneath, "Whisperednote");
  g_assert_true (strstr (beneath, "twelfth") < strstr (beneath, "Twice the load"));
  if (text == NULL)
    return;
  g_assert_cmpuint (count (text, "\f"), ==, 4);
  assert_has (text, "Answers");
  assert_has (text, "The twelfth one.");
  assert_has (text, "Whisperednote");
}

static void
test_markdown (void)
{
  Fixture self;
  g_autoptr(GPtrArray) files = leat_report_files_new ();
  g_autofree char *text = NULL;

  set_up (&self);
  add_three (&self);
  text = to_markdown (&self, LEAT_ANSWERS_END, FALSE, files);
  tear_down (&self);
  g_assert_cmpuint (files->len, ==, 3);
  for (guint i = 0; i < files->len; i++)
    {
      const LeatReportFile *file = files->pdata[i];
      g_autofree char *name = g_strdup_printf ("my talk-step-%u.svg", i + 1);
      g_autofree char *link = g_strdup_printf ("](my%%20talk-step-%u.svg)", i + 1);
      g_autofree char *svg = g_strndup (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes));

      g_assert_cmpstr (file->name, ==, name);
      assert_has (text, link);
      assert_has (svg, i == 1 ? "compact" : "orders");
      /* The second step has an overlay: its legend is below. */
      g_assert_cmpint (strstr (svg, "Share of the month") != NULL, ==, i == 1);
    }
  assert_has (text, "# Click stream to lake\n");
  assert_has (text, "## 1\\. Streams \\<first\\> &amp; foremost\n");
  /* A heading of a text goes below that of its step. */
  assert_has (text, "\n### Deep\n");
}

/* Names of any script are found in it, also those that no font has; and all words that one has. */
static void
test_scripts (void)
{
  static const char *const names[] = { "طلبات", "订单流水线", "🚀 bronze", "Ελληνικά" };
  static const char *const ids[] = { "orders", "delivery", "clean", "compact" };
  static const char *const settings[] = { "focus", "orders delivery clean compact", NULL };
  Fixture self;
  g_autofree char *text = NULL;

  set_up (&self);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      LeatElement *before = leat_pipeline_get_element (self.pipeline, ids[i]), *after;

      g_assert_nonnull (before);
      after = leat_element_copy (before);
      g_free (after->name);
      after->name = g_strdup (names[i]);
      leat_pipeline_replace (self.pipeline, before, after);
      leat_element_unref (after);
    }
  add_step (&self, "Как идут данные", "كل **سجل** يصل · Каждая запись", settings);
  text = read_pages (&self);
  if (text == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    assert_has (text, names[i]);
  assert_has (text, "Как идут данные");
  assert_has (text, "سجل");
  assert_has (text, "Каждая запись");
}

/* What is in focus has its colours, the rest is paler. */
static void
test_focus (void)
{
  static const char *const focus[] = { "focus", "orders", "view", "0 0 1000 600", NULL };
  static const char *const all[] = { "view", "0 0 1000 600", NULL };
  Fixture self;
  g_autoptr(GPtrArray) files = leat_report_files_new ();
  g_autoptr(GPtrArray) whole_files = leat_report_files_new ();
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *dimmed = NULL;
  g_autofree char *bright = NULL;
  const LeatColour *ink = &leat_colours_get (FALSE, FALSE)->text;
  g_autofree char *fill = g_strdup_printf ("fill=\"#%02x%02x%02x\"", (int) (ink->red * 255 + 0.5), (int) (ink->green * 255 + 0.5),
                                           (int) (ink->blue * 255 + 0.5));
  Fixture other;

  set_up (&self);
  add_step (&self, "One", "", focus);
  text = to_markdown (&self, LEAT_ANSWERS_NONE, FALSE, files);
  tear_down (&self);
  set_up (&other);
  add_step (&other, "All", "", all);
  whole = to_markdown (&other, LEAT_ANSWERS_NONE, FALSE, whole_files);
  tear_down (&other);
  dimmed = g_strndup (g_bytes_get_data (((LeatReportFile *) files->pdata[0])->bytes, NULL),
                      g_bytes_get_size (((LeatReportFile *) files->pdata[0])->bytes));
  bright = g_strndup (g_bytes_get_data (((LeatReportFile *) whole_files->pdata[0])->bytes, NULL),
                      g_bytes_get_size (((LeatReportFile *) whole_files->pdata[0])->bytes));
  /* The only text that is as dark as in a drawing without focus is that of one block. */
  g_assert_cmpuint (count (dimmed, fill), >, 0);
  g_assert_cmpuint (count (dimmed, fill) * 4, <, count (bright, fill));
}

/* Nothing is cut, however much there is: the last word stands on another page. */
static void
test_long (void)
{
  Fixture self;
  g_autoptr(GString) words = g_string_new (NULL);
  g_autofree char *text = NULL;

  set_up (&self);
  for (guint i = 0; i < 1500; i++)
    g_string_append_printf (words, "w%ux%s", i, i % 50 == 49 ? "\n\n" : " ");
  add_step (&self, "Long story", words->str, NULL);
  text = read_pages (&self);
  if (text == NULL)
    return;
  g_assert_cmpuint (count (text, "\f"), >, 1);
  g_assert_cmpuint (count (text, "\f"), <, 5);
  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *word = g_strdup_printf ("w%ux", i);

      assert_has (text, word);
    }
}

static void
test_bookmarks (void)
{
  Fixture self;
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GBytes) again = NULL;
  g_autofree char *xml = NULL;
  g_autofree char *path = NULL;

  set_up (&self);
  add_three (&self);
  pdf = to_pdf (&self, LEAT_ANSWERS_END, FALSE);
  again = to_pdf (&self, LEAT_ANSWERS_END, FALSE);
  tear_down (&self);
  g_assert_true (g_bytes_equal (pdf, again));
  /* Outlines are in the clear, three steps and the answers. */
  g_assert_nonnull (memmem (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), "/Outlines", strlen ("/Outlines")));
  g_assert_nonnull (memmem (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), "(Hourly runs)", strlen ("(Hourly runs)")));
  g_assert_nonnull (memmem (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), "(Answers)", strlen ("(Answers)")));
}

static void
test_none (void)
{
  Fixture self;
  g_autoptr(GError) error = NULL;
  LeatHandout *handout;

  set_up (&self);
  handout = new_handout (&self, LEAT_ANSWERS_END, FALSE, &error);
  tear_down (&self);
  g_assert_null (handout);
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN);
  assert_has (error->message, "add a step");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/handout/pages", test_pages);
  g_test_add_func ("/exchange/handout/trial", test_trial);
  g_test_add_func ("/exchange/handout/answers-and-notes", test_answers_and_notes);
  g_test_add_func ("/exchange/handout/markdown", test_markdown);
  g_test_add_func ("/exchange/handout/scripts", test_scripts);
  g_test_add_func ("/exchange/handout/focus", test_focus);
  g_test_add_func ("/exchange/handout/long", test_long);
  g_test_add_func ("/exchange/handout/bookmarks", test_bookmarks);
  g_test_add_func ("/exchange/handout/none", test_none);
  return g_test_run ();
}
