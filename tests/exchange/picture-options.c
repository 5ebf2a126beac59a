/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/brush.h"
#include "exchange/native.h"
#include "exchange/picture-source.h"
#include "exchange/picture.h"
#include "support.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* What can be chosen about a picture, and the pipeline inside of it. */

static LeatPipeline *
read_example (void)
{
  g_autoptr(GBytes) bytes = test_bytes ("../data/examples/standard-pipeline.leat");
  g_autoptr(GError) error = NULL;
  LeatPipeline *pipeline = leat_native_read (bytes, "example", NULL, NULL, &error);

  g_assert_no_error (error);
  return pipeline;
}

static LeatPicture *
new_picture (LeatPipeline             *pipeline,
             const LeatPictureOptions *options,
             GError                  **error)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);

  return leat_picture_new (pipeline, test_catalogue (), report, options, error);
}

static GBytes *
write_picture (LeatPipeline             *pipeline,
               const char               *format,
               const LeatPictureOptions *options)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPicture) picture = new_picture (pipeline, options, &error);
  GBytes *bytes;

  g_assert_no_error (error);
  bytes = leat_picture_write (picture, format, NULL, &error);
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

static void
show_everything (LeatPictureOptions *options)
{
  leat_picture_options_init (options);
  options->title_block = TRUE;
  options->legend = TRUE;
  options->cost = TRUE;
  options->findings = TRUE;
}

/* Contrast: what lies under a text is what was filled there before it, one over the other. */

typedef struct
{
  LeatBrush  brush;
  LeatColour ground;
  GArray    *fills; /* of Fill */
  guint      texts;
  double     least;
  char      *worst;
} Contrast;

typedef struct
{
  LeatRect   rect;
  LeatColour colour;
} Fill;

static LeatColour
over (LeatColour top,
      LeatColour bottom)
{
  double a = top.alpha;

  return (LeatColour){ top.red * a + bottom.red * (1 - a), top.green * a + bottom.green * (1 - a),
                       top.blue * a + bottom.blue * (1 - a), 1 };
}

static double
linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (LeatColour colour)
{
  return 0.2126 * linear (colour.red) + 0.7152 * linear (colour.green) + 0.0722 * linear (colour.blue);
}

static double
contrast_of (LeatColour a,
             LeatColour b)
{
  double high = MAX (luminance (a), luminance (b));
  double low = MIN (luminance (a), luminance (b));

  return (high + 0.05) / (low + 0.05);
}

static void
add_fill (Contrast      *self,
          LeatRect       rect,
          const LeatPen *pen)
{
  Fill fill = { .rect = rect };

  if (pen->fill == NULL)
    return;
  fill.colour = *pen->fill;
  g_array_append_val (self->fills, fill);
}

static void
begin_nothing (LeatBrush         *brush,
               const LeatElement *element)
{
}

static void
end_nothing (LeatBrush *brush)
{
}

static void
note_rect (LeatBrush      *brush,
           const LeatRect *rect,
           double          radius,
           const LeatPen  *pen)
{
  add_fill ((Contrast *) brush, *rect, pen);
}

static void
note_circle (LeatBrush     *brush,
             LeatPoint      middle,
             double         radius,
             const LeatPen *pen)
{
  add_fill ((Contrast *) brush, (LeatRect){ middle.x - radius, middle.y - radius, 2 * radius, 2 * radius }, pen);
}

static void
note_line (LeatBrush       *brush,
           const LeatPoint *points,
           gsize            n,
           double           radius,
           const LeatPen   *pen)
{
  LeatRect box = { points[0].x, points[0].y, 0, 0 };
  double right = box.x;
  double bottom = box.y;

  for (gsize i = 1; i < n; i++)
    {
      box.x = MIN (box.x, points[i].x);
      box.y = MIN (box.y, points[i].y);
      right = MAX (right, points[i].x);
      bottom = MAX (bottom, points[i].y);
    }
  box.width = right - box.x;
  box.height = bottom - box.y;
  add_fill ((Contrast *) brush, box, pen);
}

static void
note_text (LeatBrush      *brush,
           const LeatText *text)
{
  Contrast *self = (Contrast *) brush;
  LeatColour under = self->ground;
  double x = text->x + (text->align == LEAT_ALIGN_LEFT ? 3 : text->align == LEAT_ALIGN_RIGHT ? -3 : 0);
  double y = text->y + (text->style == LEAT_TEXT_NOTE ? 8 : 0);
  double contrast;

  for (guint i = 0; i < self->fills->len; i++)
    {
      const Fill *fill = &g_array_index (self->fills, Fill, i);

      if (x >= fill->rect.x && x <= fill->rect.x + fill->rect.width && y >= fill->rect.y &&
          y <= fill->rect.y + fill->rect.height)
        under = over (fill->colour, under);
    }
  contrast = contrast_of (over (*text->colour, under), under);
  self->texts++;
  if (contrast >= self->least)
    return;
  self->least = contrast;
  g_free (self->worst);
  self->worst = g_strdup (text->text);
}

static void
note_glyph (LeatBrush        *brush,
            const char       *glyph,
            const LeatRect   *box,
            const LeatColour *colour)
{
}

static void
note_rects (LeatBrush      *brush,
            const LeatRect *rects,
            gsize           n,
            const LeatPen  *pen)
{
  for (gsize i = 0; i < n; i++)
    add_fill ((Contrast *) brush, rects[i], pen);
}

static void
note_segments (LeatBrush       *brush,
               const LeatPoint *points,
               gsize            n,
               const LeatPen   *pen)
{
}

typedef struct
{
  const char        *name;
  LeatPictureColours colours;
  LeatColour         ground;
} ContrastCase;

/* Transparent on white, on black, and on the grey that is worst for dark and for light text alike. */
static const ContrastCase contrast_cases[] = {
  { "light", LEAT_PICTURE_LIGHT, { 1, 1, 1, 1 } },
  { "dark", LEAT_PICTURE_DARK, { 0.1176, 0.1176, 0.1176, 1 } },
  { "transparent-on-white", LEAT_PICTURE_TRANSPARENT, { 1, 1, 1, 1 } },
  { "transparent-on-black", LEAT_PICTURE_TRANSPARENT, { 0, 0, 0, 1 } },
  { "transparent-on-grey", LEAT_PICTURE_TRANSPARENT, { 0.46, 0.46, 0.46, 1 } },
};

static void
check_contrast (LeatPipeline       *pipeline,
                const ContrastCase *c,
                LeatOverlayKind     overlay)
{
  g_autoptr(LeatPicture) picture = NULL;
  Contrast contrast = { .ground = c->ground, .least = 21 };
  LeatPictureOptions options;

  show_everything (&options);
  options.colours = c->colours;
  options.overlay = overlay;
  picture = new_picture (pipeline, &options, NULL);
  contrast.brush = (LeatBrush){ FALSE, begin_nothing, end_nothing, note_rect, note_circle, note_line, note_text, note_glyph,
                                note_rects, note_segments };
  contrast.fills = g_array_new (FALSE, FALSE, sizeof (Fill));
  leat_picture_paint_with (picture, &contrast.brush);
  g_test_message ("%s: %u texts, least contrast %.2f at “%s”", leat_overlay_kind_to_string (overlay), contrast.texts,
                  contrast.least, contrast.worst);
  g_assert_cmpuint (contrast.texts, >, 60);
  g_assert_cmpfloat (contrast.least, >=, 4.5);
  g_array_unref (contrast.fills);
  g_free (contrast.worst);
}

static void
test_contrast (gconstpointer data)
{
  g_autoptr(LeatPipeline) pipeline = read_example ();
  g_autoptr(LeatElement) note = leat_element_new (LEAT_ELEMENT_NOTE, "a-note");

  note->text = g_strdup ("A note");
  note->bounds = (LeatRect){ 0, 1000, 120, 60 };
  leat_pipeline_replace (pipeline, NULL, note);
  for (LeatOverlayKind overlay = LEAT_OVERLAY_NONE; overlay < LEAT_N_OVERLAYS; overlay++)
    check_contrast (pipeline, data, overlay);
}

/* What is drawn */

static void
test_zone (void)
{
  static const char *const ids[] = { "ingestion", NULL };
  g_autoptr(LeatPipeline) pipeline = read_example ();
  g_autoptr(GBytes) svg = NULL;
  LeatPictureOptions options;
  const LeatElement *zone = NULL;
  const char *own[2] = { NULL, NULL };

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline) && zone == NULL; i++)
    if (leat_pipeline_get_nth (pipeline, i)->kind == LEAT_ELEMENT_ZONE)
      zone = leat_pipeline_get_nth (pipeline, i);
  own[0] = zone->id;
  show_everything (&options);
  options.ids = own;
  options.source = FALSE;
  svg = write_picture (pipeline, "svg", &options);
  g_assert_true (contains (svg, ">Ingestion<"));
  g_assert_true (contains (svg, ">orders<"));
  g_assert_true (contains (svg, "500 rec/s")); /* on a wire between two of its blocks */
  g_assert_false (contains (svg, ">warehouse<"));
  g_assert_false (contains (svg, "watch keeps logs"));
  g_assert_true (contains (svg, "delivery mixes records"));

  options.ids = ids;
  if (leat_pipeline_get_element (pipeline, ids[0]) == NULL)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (new_picture (pipeline, &options, &error));
      g_assert_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN);
    }
}

static void
test_around (void)
{
  g_autoptr(LeatPipeline) pipeline = read_example ();
  g_autoptr(LeatElement) properties =
    leat_element_copy_with_setting (leat_pipeline_get_properties (pipeline), "author", "Ada <a@b>");
  g_autoptr(GBytes) svg = NULL;
  g_autoptr(GBytes) pdf = NULL;
  LeatPictureOptions options;

  leat_pipeline_replace (pipeline, leat_pipeline_get_properties (pipeline), properties);
  show_everything (&options);
  svg = write_picture (pipeline, "svg", &options);
  pdf = write_picture (pipeline, "pdf", &options);
  g_assert_true (contains (svg, ">Ada &lt;a@b&gt; · us-east-1<"));
  g_assert_true (contains (svg, ">Wires<"));
  g_assert_true (contains (svg, ">$1032.04<"));
  g_assert_true (contains (svg, "watch keeps logs for ever"));
  g_assert_false (contains (svg, "https:"));
  g_assert_true (contains (pdf, "/URI (https://docs.aws.amazon.com/"));
  g_assert_true (contains (pdf, "/Author (Ada <a@b>)"));
  g_assert_true (contains (pdf, "/Lang (en)"));
}

/* An overlay's figures are on the blocks, and what its colours mean in the legend, if that is wanted. */
static void
test_overlay (void)
{
  static const struct
  {
    LeatOverlayKind kind;
    const char     *figure;
    const char     *legend;
  } cases[] = {
    { LEAT_OVERLAY_COST, ">43%<", "Share of the month’s bill" },
    { LEAT_OVERLAY_LATENCY, ">23 h", "Delay in each block, p95" },
    { LEAT_OVERLAY_UTILISATION, ">73%<", "Fullest limit at peak" },
  };
  g_autoptr(LeatPipeline) pipeline = read_example ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) svg = NULL;
      g_autoptr(GBytes) bare = NULL;
      LeatPictureOptions options;

      leat_picture_options_init (&options);
      options.overlay = cases[i].kind;
      bare = write_picture (pipeline, "svg", &options);
      options.legend = TRUE;
      svg = write_picture (pipeline, "svg", &options);
      g_test_message ("%s", leat_overlay_kind_to_string (cases[i].kind));
      g_assert_true (contains (bare, cases[i].figure));
      g_assert_false (contains (bare, cases[i].legend));
      g_assert_true (contains (svg, cases[i].figure));
      g_assert_true (contains (svg, cases[i].legend));
      g_assert_true (contains (svg, ">Wires<"));
    }
}

/* Ink and margin in all formats: the same within a pixel, on all sides. */
static void
test_margin (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatElement) a = leat_element_new_block ("a", "s3", "a", -4000, -300);
  g_autoptr(LeatElement) b = leat_element_new_block ("b", "s3", "b", 6000, 900);
  g_autoptr(LeatPicture) tight = NULL;
  g_autoptr(LeatPicture) loose = NULL;
  LeatPictureOptions options;
  LeatRect ink, page;

  leat_pipeline_replace (pipeline, NULL, a);
  leat_pipeline_replace (pipeline, NULL, b);
  leat_picture_options_init (&options);
  options.margin = 0;
  tight = new_picture (pipeline, &options, NULL);
  options.margin = 20;
  loose = new_picture (pipeline, &options, NULL);
  leat_picture_get_bounds (tight, &ink);
  leat_picture_get_bounds (loose, &page);
  g_assert_cmpfloat (page.x, ==, ink.x - 20);
  g_assert_cmpfloat (page.y, ==, ink.y - 20);
  g_assert_cmpfloat (page.width, ==, ink.width + 40);
  g_assert_cmpfloat (page.height, ==, ink.height + 40);
  g_assert_cmpfloat (ink.x, <=, -4000);
  g_assert_cmpfloat (ink.x, >=, -4012);
}

static void
test_outlines (void)
{
  g_autoptr(LeatPipeline) pipeline = read_example ();
  g_autoptr(GBytes) svg = NULL;
  LeatPictureOptions options;

  show_everything (&options);
  options.outlines = TRUE;
  svg = write_picture (pipeline, "svg", &options);
  g_assert_false (contains (svg, "<text"));
  g_assert_true (contains (svg, "<title>warehouse</title>"));
}

/* Paper */

static void
test_paper (void)
{
  g_autoptr(LeatPipeline) pipeline = read_example ();
  g_autoptr(LeatPicture) fitted = NULL;
  g_autoptr(LeatPicture) tiled = NULL;
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GError) error = NULL;
  LeatPictureOptions options;
  double width, height;

  leat_picture_options_init (&options);
  options.paper = LEAT_PAPER_A4;
  fitted = new_picture (pipeline, &options, NULL);
  g_assert_cmpuint (leat_picture_get_n_pages (fitted, &width, &height), ==, 1);
  g_assert_cmpfloat (width, >, height); /* the drawing is wide */
  options.tiled = TRUE;
  options.turn = LEAT_PAPER_PORTRAIT;
  tiled = new_picture (pipeline, &options, NULL);
  g_assert_cmpuint (leat_picture_get_n_pages (tiled, &width, &height), ==, 2);
  g_assert_cmpfloat (width, <, height);
  pdf = leat_picture_write (tiled, "pdf", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (contains (pdf, "/Count 2"));
}

static void
test_too_many_pages (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatElement) a = leat_element_new_block ("a", "s3", "a", 0, 0);
  g_autoptr(LeatElement) b = leat_element_new_block ("b", "s3", "b", 90000, 90000);
  g_autoptr(GError) error = NULL;
  LeatPictureOptions options;

  leat_pipeline_replace (pipeline, NULL, a);
  leat_pipeline_replace (pipeline, NULL, b);
  leat_picture_options_init (&options);
  options.paper = LEAT_PAPER_A4;
  options.tiled = TRUE;
  g_assert_null (new_picture (pipeline, &options, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT);
}

/* Every name is found in a PDF, with or without a font that has its letters. */
static void
test_pdf_text (void)
{
  static const char *const names[] = { "Orders", "طلبات", "订单流", "⚡🚀", "naïve café" };
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  LeatPictureOptions options;
  int fd;

  if (program == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = g_strdup_printf ("b%zu", i);
      g_autoptr(LeatElement) block = leat_element_new_block (id, "s3", names[i], 0, 100 * i);

      leat_pipeline_replace (pipeline, NULL, block);
    }
  leat_picture_options_init (&options);
  pdf = write_picture (pipeline, "pdf", &options);
  fd = g_file_open_tmp ("leat-XXXXXX.pdf", &path, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);
  {
    const char *const argv[] = { program, "-enc", "UTF-8", path, "-", NULL };

    g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, &text, NULL, NULL, &error);
    g_assert_no_error (error);
  }
  g_unlink (path);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_message ("%s", names[i]);
      g_assert_nonnull (strstr (text, names[i]));
    }
  g_assert_null (strstr (text, "\xEF\xBF\xBD")); /* nothing that is no letter */
}

/* PNG */

static guint32
number_at (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

static void
test_png_chunks (void)
{
  g_autoptr(LeatPipeline) pipeline = read_example ();
  g_autoptr(GBytes) png = NULL;
  LeatPictureOptions options;
  const guint8 *density;
  gsize size;

  leat_picture_options_init (&options);
  options.scale = 1.5;
  png = write_picture (pipeline, "png", &options);
  density = memmem (g_bytes_get_data (png, &size), g_bytes_get_size (png), "pHYs", 4);
  g_assert_nonnull (density);
  g_assert_cmpuint (number_at (density + 4), ==, 5669); /* 144 to the inch */
  g_assert_cmpuint (number_at (density + 8), ==, 5669);
  g_assert_cmpuint (density[12], ==, 1);
  g_assert_true (contains (png, "Click stream to lake"));
}

/* Strips are painted in threads, in any order: the file is the same. The second time all that they share is there. */
static void
test_png_strips (void)
{
  g_autoptr(LeatPipeline) pipeline = read_example ();
  g_autoptr(GBytes) first = NULL;
  LeatPictureOptions options;

  show_everything (&options);
  options.scale = 5;
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GBytes) png = write_picture (pipeline, "png", &options);

      if (first == NULL)
        first = g_bytes_ref (png);
      g_assert_true (g_bytes_equal (first, png));
    }
}

/* The pipeline inside */

typedef LeatPipeline *(*Read) (GBytes        *data,
                               const char    *name,
                               LeatCatalogue *catalogue,
                               GPtrArray     *notices,
                               GError       **error);

typedef struct
{
  const char *format;
  Read        read;
} SourceCase;

static const SourceCase source_cases[] = {
  { "svg", leat_picture_read_svg },
  { "png", leat_picture_read_png },
};

static void
test_source (gconstpointer data)
{
  const SourceCase *c = data;
  g_autoptr(LeatPipeline) pipeline = read_example ();
  g_autoptr(GBytes) file = test_bytes ("../data/examples/standard-pipeline.leat");
  g_autoptr(GBytes) picture = NULL;
  g_autoptr(GBytes) again = NULL;
  g_autoptr(LeatPipeline) read = NULL;
  g_autoptr(GError) error = NULL;
  LeatPictureOptions options;

  leat_picture_options_init (&options);
  picture = write_picture (pipeline, c->format, &options);
  read = c->read (picture, "x", NULL, NULL, &error);
  g_assert_no_error (error);
  again = leat_native_write (read, NULL, NULL, NULL, NULL);
  g_assert_true (g_bytes_equal (again, file));
}

static void
test_no_source (gconstpointer data)
{
  const SourceCase *c = data;
  g_autoptr(LeatPipeline) pipeline = read_example ();
  g_autoptr(GBytes) picture = NULL;
  g_autoptr(GError) error = NULL;
  LeatPictureOptions options;

  leat_picture_options_init (&options);
  options.source = FALSE;
  picture = write_picture (pipeline, c->format, &options);
  g_assert_null (c->read (picture, "x.picture", NULL, NULL, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "x.picture"));
  g_assert_nonnull (strstr (error->message, "without a pipeline"));
}

/* Cut off anywhere and with any byte changed, a picture is read or refused, and nothing else happens. */
static void
test_damaged (gconstpointer data)
{
  const SourceCase *c = data;
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatElement) block = leat_element_new_block ("a", "s3", "a", 0, 0);
  g_autoptr(GBytes) picture = NULL;
  LeatPictureOptions options;
  gsize size;

  leat_pipeline_replace (pipeline, NULL, block);
  leat_picture_options_init (&options);
  options.scale = 0.2;
  picture = write_picture (pipeline, c->format, &options);
  size = g_bytes_get_size (picture);
  for (gsize i = 0; i < size; i += 1 + size / 400)
    {
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (picture, 0, i);
      g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (picture, NULL), size);
      g_autoptr(GBytes) changed = NULL;
      g_autoptr(LeatPipeline) one = NULL;
      g_autoptr(LeatPipeline) two = NULL;
      g_autoptr(GError) error = NULL;

      one = c->read (part, "x", NULL, NULL, &error);
      g_assert_true ((one == NULL) == (error != NULL));
      g_clear_error (&error);
      bytes[i] ^= 0x41;
      changed = g_bytes_new (bytes, size);
      two = c->read (changed, "x", NULL, NULL, &error);
      g_assert_true ((two == NULL) == (error != NULL));
    }
}

/* A few bytes that stand for more than a file may have. */
static void
test_bomb (void)
{
  g_autoptr(GConverter) packer = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) stream = g_converter_output_stream_new (memory, packer);
  g_autofree char *blanks = g_strnfill (1024 * 1024, ' ');
  g_autoptr(GBytes) packed = NULL;
  g_autoptr(GBytes) svg = NULL;
  g_autofree char *text = NULL;
  g_autofree char *file = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < LEAT_FILE_MAX_BYTES / (1024 * 1024) + 2; i++)
    g_assert_true (g_output_stream_write_all (stream, blanks, 1024 * 1024, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  packed = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  text = g_base64_encode (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  file = g_strdup_printf ("<svg xmlns='http://www.w3.org/2000/svg'><metadata><source xmlns='urn:leat:picture'>%s</source>"
                          "</metadata></svg>", text);
  svg = g_bytes_new_static (file, strlen (file));
  g_assert_null (leat_picture_read_svg (svg, "bomb.svg", NULL, NULL, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "too large"));
}

/* Entities that stand for each other: none is put in. */
static void
test_entities (void)
{
  static const char file[] =
    "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;'>]>"
    "<svg xmlns='http://www.w3.org/2000/svg'><metadata><source xmlns='urn:leat:picture'>&c;</source></metadata></svg>";
  g_autoptr(GBytes) svg = g_bytes_new_static (file, strlen (file));
  g_autoptr(GError) error = NULL;

  g_assert_null (leat_picture_read_svg (svg, "laughs.svg", NULL, NULL, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (contrast_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/picture-options/contrast/", contrast_cases[i].name, NULL);

      g_test_add_data_func (path, &contrast_cases[i], test_contrast);
    }
  g_test_add_func ("/exchange/picture-options/overlay", test_overlay);
  for (gsize i = 0; i < G_N_ELEMENTS (source_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/picture-options/source/", source_cases[i].format, NULL);
      g_autofree char *none = g_strconcat ("/exchange/picture-options/no-source/", source_cases[i].format, NULL);
      g_autofree char *damaged = g_strconcat ("/exchange/picture-options/damaged/", source_cases[i].format, NULL);

      g_test_add_data_func (path, &source_cases[i], test_source);
      g_test_add_data_func (none, &source_cases[i], test_no_source);
      g_test_add_data_func (damaged, &source_cases[i], test_damaged);
    }
  g_test_add_func ("/exchange/picture-options/bomb", test_bomb);
  g_test_add_func ("/exchange/picture-options/entities", test_entities);
  g_test_add_func ("/exchange/picture-options/zone", test_zone);
  g_test_add_func ("/exchange/picture-options/around", test_around);
  g_test_add_func ("/exchange/picture-options/margin", test_margin);
  g_test_add_func ("/exchange/picture-options/outlines", test_outlines);
  g_test_add_func ("/exchange/picture-options/paper", test_paper);
  g_test_add_func ("/exchange/picture-options/too-many-pages", test_too_many_pages);
  g_test_add_func ("/exchange/picture-options/pdf-text", test_pdf_text);
  g_test_add_func ("/exchange/picture-options/png-strips", test_png_strips);
  g_test_add_func ("/exchange/picture-options/png-chunks", test_png_chunks);
  return g_test_run ();
}
