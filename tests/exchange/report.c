/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/report-document.h"

#include "engine/bill.h"
#include "engine/money.h"
#include "support.h"

#include <glib/gstdio.h>
#include <string.h>

/* The report of a pipeline as a document: what is in it, and that it is whole. */

#define ODD "A | big <b> _one_"

typedef struct
{
  LeatPipeline       *pipeline;
  GPtrArray          *elements;
  LeatReport         *report;
  LeatReportDocument *document;
} Fixture;

static void
set_up_with (Fixture      *self,
             LeatPipeline *pipeline,
             guint         sections)
{
  g_autoptr(GError) error = NULL;

  self->pipeline = pipeline;
  self->elements = leat_pipeline_dup_elements (pipeline);
  self->report = leat_report_new (test_catalogue (), self->elements, NULL, NULL, &error);
  g_assert_no_error (error);
  self->document = leat_report_document_new (self->report, self->elements, sections, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self)
{
  g_autofree char *path = g_build_filename (g_getenv ("LEAT_DATA_DIR"), "examples", "standard-pipeline.leat", NULL);
  g_autoptr(GError) error = NULL;
  LeatPipeline *pipeline = leat_read_file (path, NULL, test_catalogue (), NULL, &error);

  g_assert_no_error (error);
  set_up_with (self, pipeline, LEAT_SECTION_ALL);
}

static void
tear_down (Fixture *self)
{
  leat_report_document_free (self->document);
  leat_report_unref (self->report);
  g_ptr_array_unref (self->elements);
  g_object_unref (self->pipeline);
}

static void
add (LeatPipeline *pipeline,
     LeatElement  *element)
{
  leat_pipeline_replace (pipeline, NULL, element);
  leat_element_unref (element);
}

/* A pipeline with a title and names that are markup, in a region that lacks prices, and `n` blocks. */
static LeatPipeline *
new_odd (guint n)
{
  LeatPipeline *pipeline = leat_pipeline_new ();
  LeatElement *properties = leat_pipeline_get_properties (pipeline);
  g_autoptr(LeatElement) named = leat_element_copy_named (properties, ODD);
  g_autoptr(LeatElement) placed = leat_element_copy_with_setting (named, "region", "eu-west-2");
  g_autoptr(LeatElement) written = leat_element_copy_with_setting (placed, "author", "Ada | Lovelace");
  g_autoptr(LeatElement) asked = leat_element_copy_with_setting (written, "budget", "1");

  leat_pipeline_replace (pipeline, properties, asked);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);
      g_autofree char *name = g_strdup_printf ("a|b `%u` *x*", i);

      add (pipeline, leat_element_new_block (id, i % 2 == 0 ? "s3" : "redshift", name, 200.0 * (i % 10), 100.0 * (i / 10)));
    }
  return pipeline;
}

static char *
to_markdown (const Fixture     *self,
             LeatReportPictures pictures,
             GPtrArray         *files)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = leat_report_document_to_markdown (self->document, pictures, "my report", files, &error);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_no_error (error);
  return g_strndup (data, size);
}

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is missing in\n%s", part, text);
}

/* The cells of a row: pipes that are not escaped, less the one at each end. */
static int
count_cells (const char *line)
{
  int n = 0;

  for (const char *p = line; *p != '\0'; p++)
    n += *p == '|' && (p == line || p[-1] != '\\');
  return n - 1;
}

static void
assert_tables (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  int columns = 0;
  guint tables = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] != '|')
        {
          columns = 0;
          continue;
        }
      g_assert_true (g_str_has_suffix (lines[i], " |") || g_str_has_suffix (lines[i], "-|") || g_str_has_suffix (lines[i], ": |"));
      if (columns == 0)
        {
          /* A blank line before, a line of dashes after. */
          g_assert_cmpstr (lines[i - 1], ==, "");
          g_assert_true (g_str_has_prefix (lines[i + 1], "| ---"));
          columns = count_cells (lines[i]);
          tables++;
        }
      g_assert_cmpint (count_cells (lines[i]), ==, columns);
    }
  g_assert_cmpuint (tables, >, 0);
}

static void
test_markdown (void)
{
  Fixture self;
  g_autofree char *text = NULL;
  g_autoptr(GPtrArray) files = leat_report_files_new ();
  static const char *const chapters[] = { "\n## Drawing\n", "\n## Requirements\n", "\n## Cost\n", "\n## Latency\n",
                                          "\n## As the Load Grows\n", "\n## Findings\n", "\n## Access\n" };
  static const char *const pictures[] = { "drawing", "cost-by-block", "slowest-path", "cost-over-load", "delay-over-load",
                                          "use-over-load" };

  set_up (&self);
  text = to_markdown (&self, LEAT_PICTURES_BESIDE, files);
  g_assert_true (g_str_has_prefix (text, "# Click stream to lake\n\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (chapters); i++)
    assert_has (text, chapters[i]);
  assert_tables (text);
  g_assert_cmpuint (files->len, ==, G_N_ELEMENTS (pictures));
  for (guint i = 0; i < files->len; i++)
    {
      const LeatReportFile *file = g_ptr_array_index (files, i);
      g_autofree char *name = g_strdup_printf ("my report-%s.svg", pictures[i]);
      g_autofree char *link = g_strdup_printf ("](my%%20report-%s.svg)", pictures[i]);

      g_assert_cmpstr (file->name, ==, name);
      assert_has (text, link);
      g_assert_nonnull (g_strstr_len (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes), "<svg"));
    }
  tear_down (&self);
}

static void
test_pictures (void)
{
  Fixture self;
  g_autofree char *none = NULL;
  g_autofree char *inside = NULL;

  set_up (&self);
  none = to_markdown (&self, LEAT_PICTURES_NONE, NULL);
  g_assert_null (strstr (none, "!["));
  inside = to_markdown (&self, LEAT_PICTURES_INLINE, NULL);
  assert_has (inside, "](data:image/svg+xml;base64,PD94bWwg");
  tear_down (&self);
}

/* The total is the bill's, and so is each block's. */
static void
test_totals (void)
{
  Fixture self;
  g_autofree char *text = NULL;
  g_autofree char *total = NULL;
  g_autofree char *row = NULL;

  set_up (&self);
  text = to_markdown (&self, LEAT_PICTURES_NONE, NULL);
  total = leat_money_format (NULL, leat_report_get_total (self.report, NULL));
  row = g_strdup_printf ("| **Total a month** |  |  | **%s** |", total);
  assert_has (text, row);
  for (guint i = 0; i < leat_report_get_n_blocks (self.report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (self.report, i);
      g_autofree char *money = leat_money_format (NULL, leat_bill_block_shown (result));
      g_autofree char *end = g_strdup_printf ("%% | %s%s |\n", g_str_has_prefix (money, "<") ? "\\" : "", money);

      if (result->n_lines > 0)
        assert_has (text, end);
    }
  tear_down (&self);
}

static void
test_odd (void)
{
  Fixture self;
  g_autofree char *text = NULL;

  set_up_with (&self, new_odd (6), LEAT_SECTION_ALL);
  text = to_markdown (&self, LEAT_PICTURES_NONE, NULL);
  g_assert_true (g_str_has_prefix (text, "# A \\| big \\<b\\> \\_one\\_\n"));
  assert_has (text, "| Author | Ada \\| Lovelace |");
  assert_has (text, "a\\|b \\`0\\` \\*x\\*");
  assert_tables (text);
  /* What has no price is said, and nobody is told that it is nothing. */
  assert_has (text, "have no price and are not in the total");
  assert_has (text, "the price book of eu-west-2 has no “redshift");
  assert_has (text, "without a price** |");
  assert_has (text, "| Budget a month | $1.00 |");
  g_assert_null (strstr (text, "A million records"));
  tear_down (&self);
}

static void
test_empty (void)
{
  Fixture self;
  g_autofree char *text = NULL;
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GError) error = NULL;

  set_up_with (&self, leat_pipeline_new (), LEAT_SECTION_ALL);
  text = to_markdown (&self, LEAT_PICTURES_NONE, NULL);
  assert_has (text, "Nothing is asked of this pipeline.");
  assert_has (text, "The checks found nothing.");
  pdf = leat_report_document_to_pdf (self.document, LEAT_PAPER_A4, &error);
  g_assert_no_error (error);
  g_assert_nonnull (pdf);
  tear_down (&self);
}

/* Sections */

static void
test_sections (void)
{
  Fixture self;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  guint sections = 0;

  g_assert_true (leat_report_section_parse ("cost, findings", &sections, &error));
  g_assert_cmpuint (sections, ==, LEAT_SECTION_COST | LEAT_SECTION_FINDINGS);
  g_assert_false (leat_report_section_parse ("costs", &sections, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN);
  g_assert_nonnull (strstr (error->message, "latency"));
  set_up_with (&self, new_odd (2), LEAT_SECTION_COST);
  text = to_markdown (&self, LEAT_PICTURES_NONE, NULL);
  assert_has (text, "\n## Cost\n");
  g_assert_null (strstr (text, "\n## Findings\n"));
  g_assert_null (strstr (text, "\n## Drawing\n"));
  tear_down (&self);
}

static void
test_cancel (void)
{
  Fixture self;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  set_up (&self);
  g_cancellable_cancel (cancellable);
  g_assert_null (leat_report_document_new (self.report, self.elements, LEAT_SECTION_ALL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  tear_down (&self);
}

/* PDF */

static char *
print (const Fixture *self,
       LeatPaper      paper,
       const char    *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) first = leat_report_document_to_pdf (self->document, paper, &error);
  g_autoptr(GBytes) second = leat_report_document_to_pdf (self->document, paper, &error);
  char *path = g_build_filename (g_get_tmp_dir (), name, NULL);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_true (leat_write_bytes (path, first, &error));
  g_assert_no_error (error);
  return path;
}

static char *
run (const char *const *command)
{
  g_autoptr(GError) error = NULL;
  char *out = NULL;
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return out;
}

static gboolean
has_poppler (void)
{
  g_autofree char *text = g_find_program_in_path ("pdftotext");
  g_autofree char *info = g_find_program_in_path ("pdfinfo");

  if (text != NULL && info != NULL)
    return TRUE;
  g_test_skip ("needs pdftotext and pdfinfo");
  return FALSE;
}

static int
count_pages (const char *path)
{
  g_autofree char *info = run ((const char *[]) { "pdfinfo", path, NULL });
  const char *line = strstr (info, "Pages:");

  g_assert_nonnull (line);
  return (int) g_ascii_strtoll (line + strlen ("Pages:"), NULL, 10);
}

static void
test_pdf (void)
{
  Fixture self;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *info = NULL;
  g_autofree char *total = NULL;
  g_autofree char *last = NULL;

  if (!has_poppler ())
    return;
  set_up (&self);
  path = print (&self, LEAT_PAPER_A4, "leat-test-report.pdf");
  text = run ((const char *[]) { "pdftotext", "-layout", path, "-", NULL });
  info = run ((const char *[]) { "pdfinfo", path, NULL });
  total = leat_money_format (NULL, leat_report_get_total (self.report, NULL));
  assert_has (info, "Click stream to lake");
  assert_has (info, "595.276 x 841.89 pts (A4)");
  assert_has (text, total);
  for (guint i = 0; i < leat_report_get_n_blocks (self.report); i++)
    assert_has (text, leat_report_get_nth_block (self.report, i)->element->name);
  assert_has (text, "Total a month");
  assert_has (text, "saturates first");
  assert_has (text, "sts:AssumeRole");
  last = g_strdup_printf ("Page %d of %d", count_pages (path), count_pages (path));
  assert_has (text, "Page 1 of ");
  assert_has (text, last);
  g_remove (path);
  tear_down (&self);
}

/* A table goes on over pages, with its header on each; a wide drawing has a page on its side. */
static void
test_long (void)
{
  Fixture self;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) pages = NULL;
  guint heads = 0;

  if (!has_poppler ())
    return;
  set_up_with (&self, new_odd (120), LEAT_SECTION_DRAWING | LEAT_SECTION_COST);
  path = print (&self, LEAT_PAPER_LETTER, "leat-test-long.pdf");
  g_assert_cmpint (count_pages (path), >, 5);
  text = run ((const char *[]) { "pdftotext", "-layout", path, "-", NULL });
  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *name = g_strdup_printf ("a|b `%u` *x*", i);

      assert_has (text, name);
    }
  pages = g_strsplit (text, "\f", -1);
  for (guint i = 0; pages[i] != NULL; i++)
    heads += strstr (pages[i], "Quantity") != NULL;
  g_assert_cmpuint (heads, >, 2);
  g_free (g_steal_pointer (&text));
  text = run ((const char *[]) { "pdfinfo", "-f", "1", "-l", "3", path, NULL });
  assert_has (text, "612 x 792");
  assert_has (text, "792 x 612");
  g_remove (path);
  tear_down (&self);
}

/* A reader can go to each chapter, and to the documents that findings name. */
static void
test_links (void)
{
  Fixture self;
  g_autofree char *path = NULL;
  g_autofree char *uris = NULL;
  g_autofree char *outline = NULL;
  g_autofree char *program = g_find_program_in_path ("pdftohtml");

  if (!has_poppler ())
    return;
  if (program == NULL)
    {
      g_test_skip ("needs pdftohtml");
      return;
    }
  set_up (&self);
  path = print (&self, LEAT_PAPER_A4, "leat-test-links.pdf");
  uris = run ((const char *[]) { "pdfinfo", "-url", path, NULL });
  assert_has (uris, "https://docs.aws.amazon.com/");
  outline = run ((const char *[]) { "pdftohtml", "-xml", "-i", "-stdout", path, NULL });
  assert_has (outline, "<item page=\"1\">Click stream to lake</item>");
  assert_has (outline, ">Findings</item>");
  assert_has (outline, "<outline>\n<item page=\"2\">Lines of the Bill</item>\n</outline>");
  g_remove (path);
  tear_down (&self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/report/markdown", test_markdown);
  g_test_add_func ("/exchange/report/pictures", test_pictures);
  g_test_add_func ("/exchange/report/totals", test_totals);
  g_test_add_func ("/exchange/report/odd", test_odd);
  g_test_add_func ("/exchange/report/empty", test_empty);
  g_test_add_func ("/exchange/report/sections", test_sections);
  g_test_add_func ("/exchange/report/cancel", test_cancel);
  g_test_add_func ("/exchange/report/pdf", test_pdf);
  g_test_add_func ("/exchange/report/long", test_long);
  g_test_add_func ("/exchange/report/links", test_links);
  return g_test_run ();
}
