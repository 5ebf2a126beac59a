/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare.h"
#include "exchange/native.h"
#include "exchange/picture-private.h"
#include "support.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <string.h>

/* A PDF file of a picture is made of operators of our own and fonts of cairo's: it must show and say what it does if cairo
 * writes all of it. */

#define MOST_DIFFERENT 0.0002 /* of the pixels; cairo rounds places to 1/256 of a point */

typedef struct
{
  const char        *name;
  LeatPaper          paper;
  LeatPictureColours colours;
  gboolean           around;
} Look;

static const Look looks[] = {
  { "drawing", LEAT_PAPER_DRAWING, LEAT_PICTURE_LIGHT, FALSE },
  { "paper", LEAT_PAPER_A3, LEAT_PICTURE_TRANSPARENT, FALSE },
  { "around", LEAT_PAPER_DRAWING, LEAT_PICTURE_DARK, TRUE },
};

/* Letters that join, are put together, stand for two, turn the way of reading, are cut off or in no font; blanks that are
 * no spaces; and what means something in the file. */
static const char *const names[] = { "Orders", "طلبات", "订单流", "⚡🚀", "naïve café", "Fi ffl office", "AVATo Te W.",
                                     "e\u0301a\u0308", "हिन्दी", "A long name that is cut off at its end", "שלום abc", "a  b",
                                     "(x) \\ y)", "Ελλη AБВ", "no\u00a0break", "\u2009thin\u2009", "1/2 ½ €", "..." };

static LeatPipeline *
new_pipeline (void)
{
  LeatPipeline *pipeline = leat_pipeline_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);
      g_autofree char *before = g_strdup_printf ("b%u", i - 1);
      g_autofree char *wire = g_strdup_printf ("w%u", i);
      g_autoptr(LeatElement) block = leat_element_new_block (id, i % 2 == 0 ? "s3" : "lambda", names[i], i % 3 * 220,
                                                             i / 3 * 110);
      g_autoptr(LeatElement) line = leat_element_new_wire (wire, (LeatWireKind) (i % LEAT_N_WIRE_KINDS), before, id);

      /* In the middle, where those of blocks are at the left. */
      line->name = (g_free (line->name), g_strdup (names[G_N_ELEMENTS (names) - 1 - i]));
      leat_pipeline_replace (pipeline, NULL, block);
      if (i > 0)
        leat_pipeline_replace (pipeline, NULL, line);
    }
  return pipeline;
}

static LeatPicture *
new_picture (const Look *look)
{
  g_autoptr(LeatPipeline) pipeline = new_pipeline ();
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  g_autoptr(GError) error = NULL;
  LeatPictureOptions options;
  LeatPicture *picture;

  leat_picture_options_init (&options);
  options.paper = look->paper;
  options.colours = look->colours;
  options.title_block = options.legend = options.cost = options.findings = look->around;
  picture = leat_picture_new (pipeline, test_catalogue (), report, &options, &error);
  g_assert_no_error (error);
  return picture;
}

static GBytes *
write_picture (LeatPicture *picture)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes = leat_picture_write (picture, "pdf", NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static gboolean
contains (GBytes     *bytes,
          const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, text, strlen (text)) != NULL;
}

static char *
new_path (const char *suffix)
{
  g_autofree char *name = g_strconcat ("leat-XXXXXX", suffix, NULL);
  g_autoptr(GError) error = NULL;
  char *path;

  g_close (g_file_open_tmp (name, &path, &error), NULL);
  g_assert_no_error (error);
  return path;
}

/* What a program makes of a file, from its standard output. */
static char *
run (const char *const *argv)
{
  g_autoptr(GError) error = NULL;
  char *out = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  return out;
}

/* The words of a file; how many empty lines are between them hangs on the last digits of places. */
static char *
read_text (const char *path)
{
  const char *const argv[] = { "pdftotext", "-enc", "UTF-8", path, "-", NULL };
  g_autofree char *text = run (argv);
  g_auto(GStrv) words = g_strsplit_set (text, " \n", -1);
  g_autoptr(GString) result = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (result, "%s\n", words[i]);
  return g_string_free (g_steal_pointer (&result), FALSE);
}

static cairo_surface_t *
read_pixels (const char *path)
{
  g_autofree char *target = new_path ("");
  g_autofree char *file = g_strconcat (target, ".png", NULL);
  const char *const argv[] = { "pdftocairo", "-png", "-singlefile", "-r", "96", path, target, NULL };
  g_autofree char *out = run (argv);
  cairo_surface_t *surface = cairo_image_surface_create_from_png (file);

  g_unlink (file);
  g_unlink (target);
  return surface;
}

/* The same page, painted with cairo. */
static void
paint_file (LeatPicture *picture,
            const char  *path)
{
  double width, height;
  guint n = leat_picture_get_n_pages (picture, &width, &height);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  g_assert_cmpuint (n, ==, 1);
  leat_picture_paint_page (picture, cr, 0, 1);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static gboolean
skip_without (const char *name)
{
  g_autofree char *program = g_find_program_in_path (name);

  if (program == NULL)
    g_test_skip_printf ("%s is not installed", name);
  return program == NULL;
}

static void
test_as_cairo (gconstpointer data)
{
  g_autoptr(LeatPicture) picture = new_picture (data);
  g_autoptr(GBytes) pdf = write_picture (picture);
  g_autofree char *path = new_path (".pdf");
  g_autofree char *wanted = new_path (".pdf");
  g_autofree char *text = NULL;
  g_autofree char *wanted_text = NULL;
  cairo_surface_t *pixels, *wanted_pixels;

  if (skip_without ("pdftotext") || skip_without ("pdftocairo"))
    return;
  g_file_set_contents (path, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), NULL);
  paint_file (picture, wanted);
  text = read_text (path);
  wanted_text = read_text (wanted);
  pixels = read_pixels (path);
  wanted_pixels = read_pixels (wanted);
  g_unlink (path);
  g_unlink (wanted);
  g_assert_cmpstr (text, ==, wanted_text);
  g_assert_cmpfloat (test_picture_difference (pixels, wanted_pixels), <=, MOST_DIFFERENT);
  cairo_surface_destroy (pixels);
  cairo_surface_destroy (wanted_pixels);
}

/* That is what is tested above, and not cairo with itself: the graphics states have names of our own. */
static void
test_own_operators (void)
{
  g_autoptr(LeatPicture) picture = new_picture (&looks[0]);
  g_autoptr(GBytes) pdf = write_picture (picture);

  g_assert_true (contains (pdf, "/leat0 << /CA 1 /ca 1 >>"));
  g_assert_true (contains (pdf, "/FontFile"));
  g_assert_false (contains (pdf, "/Subtype /Image"));
}

/* Of a file that is not as expected, cairo has to write the whole. */

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GByteArray *
write_samples (LeatPdfContent *content)
{
  GByteArray *file = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, file, 1000, 1000);
  cairo_t *cr = cairo_create (surface);

  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  leat_pdf_content_paint_samples (content, cr);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return file;
}

static LeatPdfContent *
new_content (void)
{
  static const LeatColour ink = { 0, 0, 0, 1 };
  const LeatText text = { "Orders and more", LEAT_TEXT_NAME, LEAT_ALIGN_LEFT, 20, 20, 200, 0, &ink };
  const LeatRect box = { 20, 40, 20, 20 };
  LeatPdfContent *content = leat_pdf_content_new (test_catalogue ());
  LeatBrush *brush = leat_pdf_content_add_page (content, 100, 100, &ink, NULL, 1, (LeatPoint){ 0, 0 });

  brush->text (brush, &text);
  brush->glyph (brush, "s3", &box, &ink);
  return content;
}

static GByteArray *
set_content (const GByteArray *made)
{
  g_autoptr(LeatPdfContent) content = new_content ();
  g_autoptr(GByteArray) own = write_samples (content);

  return picture_pdf_set_content (made != NULL ? made : own, content, 100, 100);
}

static void
test_unknown_files (void)
{
  g_autoptr(LeatPdfContent) content = new_content ();
  g_autoptr(GByteArray) made = write_samples (content);
  g_autoptr(GByteArray) whole = set_content (NULL);

  g_assert_nonnull (whole);
  for (guint length = 0; length < made->len; length += 1 + made->len / 200)
    {
      g_autoptr(GByteArray) part = g_byte_array_new ();

      g_byte_array_append (part, made->data, length);
      g_assert_null (set_content (part));
    }
}

/* Wherever a byte is another, it is taken apart or not, and that is all. */
static void
test_damaged_files (void)
{
  g_autoptr(LeatPdfContent) content = new_content ();
  g_autoptr(GByteArray) made = write_samples (content);

  for (guint at = 0; at < made->len; at += 1 + made->len / 300)
    {
      guint8 byte = made->data[at];
      GByteArray *file;

      made->data[at] = byte == '9' ? '7' : '9';
      file = set_content (made);
      g_clear_pointer (&file, g_byte_array_unref);
      made->data[at] = byte;
    }
}

/* Letters that stand closer to some than to others: Cantarell has none such, DejaVu has. */

static void
set_font (void)
{
  static const char conf[] =
    "<?xml version=\"1.0\"?>\n<fontconfig>\n<dir>/usr/share/fonts/truetype/dejavu</dir>\n"
    "<cachedir prefix=\"xdg\">fontconfig-test</cachedir>\n"
    "<alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>\n</fontconfig>\n";
  g_autofree char *path = new_path (".conf");

  g_file_set_contents (path, conf, -1, NULL);
  g_setenv ("FONTCONFIG_FILE", path, TRUE);
}

static void
write_kerned (void)
{
  static const LeatColour ink = { 0, 0, 0, 1 };
  const LeatText text = { "AVATAR", LEAT_TEXT_NAME, LEAT_ALIGN_LEFT, 20, 20, 200, 0, &ink };
  g_autoptr(LeatPdfContent) content = leat_pdf_content_new (test_catalogue ());
  LeatBrush *brush = leat_pdf_content_add_page (content, 100, 100, &ink, NULL, 1, (LeatPoint){ 0, 0 });
  g_autoptr(GByteArray) made = NULL;
  g_autoptr(GByteArray) file = NULL;
  g_autoptr(GString) page = NULL;

  set_font ();
  brush->text (brush, &text);
  made = write_samples (content);
  file = picture_pdf_set_content (made, content, 100, 100);
  g_unlink (g_getenv ("FONTCONFIG_FILE"));
  g_assert_nonnull (file);
  page = leat_pdf_content_write_page (content, 0);
  g_print ("%s", page->str);
}

static void
test_kerning (void)
{
  if (g_test_subprocess ())
    {
      write_kerned ();
      return;
    }
  if (!g_file_test ("/usr/share/fonts/truetype/dejavu", G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("DejaVu is not installed");
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*(A)68(V)68(A)*");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/picture-pdf/as-cairo/", looks[i].name, NULL);

      g_test_add_data_func (path, &looks[i], test_as_cairo);
    }
  g_test_add_func ("/exchange/picture-pdf/own-operators", test_own_operators);
  g_test_add_func ("/exchange/picture-pdf/kerning", test_kerning);
  g_test_add_func ("/exchange/picture-pdf/unknown-files", test_unknown_files);
  g_test_add_func ("/exchange/picture-pdf/damaged-files", test_damaged_files);
  return g_test_run ();
}
