/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/picture-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define SAMPLE_PAGE 14400.0 /* points each way: what lies off it is left out */

/* Cairo writes the file; what it has no words for, the language, is added behind its end, as the format has it for
 * changes: a new version of the catalogue, and a table that says where it is. */

typedef struct
{
  long  object;    /* number of the catalogue */
  long  info;
  long  size;      /* how many numbers are taken */
  long  table;     /* where the table of cairo is */
  char *content;   /* what is in the catalogue */
} Trailer;

/* The number after a name of the trailer, or 0. */
static long
number_after (const char *text,
              const char *name)
{
  const char *at = strstr (text, name);

  return at != NULL ? strtol (at + strlen (name), NULL, 10) : 0;
}

static char *
find_content (const char *data,
              gsize       size,
              long        object)
{
  g_autofree char *head = g_strdup_printf ("\n%ld 0 obj\n<<", object);
  const char *start = memmem (data, size, head, strlen (head));
  const char *end;

  if (start == NULL)
    return NULL;
  start += strlen (head);
  end = memmem (start, size - (start - data), "endobj", strlen ("endobj"));
  while (end != NULL && end > start + 2 && !g_str_has_prefix (end - 2, ">>"))
    end--;
  return end != NULL && end > start + 2 ? g_strndup (start, end - 2 - start) : NULL;
}

/* FALSE if this cairo writes files in another manner. */
static gboolean
read_trailer (GByteArray *file,
              Trailer    *trailer)
{
  gsize tail = MIN (file->len, 1024);
  g_autofree char *end = g_strndup ((const char *) file->data + file->len - tail, tail);
  const char *at = g_strrstr (end, "trailer");

  if (at == NULL)
    return FALSE;
  trailer->object = number_after (at, "/Root ");
  trailer->info = number_after (at, "/Info ");
  trailer->size = number_after (at, "/Size ");
  trailer->table = number_after (at, "startxref\n");
  if (trailer->object <= 0 || trailer->size <= 0 || trailer->table <= 0)
    return FALSE;
  trailer->content = find_content ((const char *) file->data, file->len, trailer->object);
  return trailer->content != NULL;
}

static void
append_language (GByteArray *file)
{
  /* Translators: the tag of the language of this translation, such as "de" or "pt-BR". */
  const char *language = _("en");
  Trailer trailer = { 0 };
  g_autoptr(GString) more = g_string_new (NULL);
  gsize start = file->len;
  gsize table;

  if (!read_trailer (file, &trailer))
    return;
  g_string_append_printf (more, "%ld 0 obj\n<<%s   /Lang (%s)\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n",
                          trailer.object, trailer.content, language);
  table = start + more->len;
  g_string_append_printf (more, "xref\n%ld 1\n%010zu 00000 n \n", trailer.object, start);
  g_string_append_printf (more, "trailer\n<< /Size %ld\n   /Root %ld 0 R\n   /Info %ld 0 R\n   /Prev %ld\n>>\n", trailer.size,
                          trailer.object, trailer.info, trailer.table);
  g_string_append_printf (more, "startxref\n%zu\n%%%%EOF\n", table);
  g_byte_array_append (file, (const guint8 *) more->str, more->len);
  g_free (trailer.content);
}

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t  *surface,
              const PicturePdf *pdf)
{
  /* A version whose tables can be read and added to. */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, pdf->title);
  if (pdf->author != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, pdf->author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Leat " LEAT_VERSION);
  /* The same drawing gives the same bytes. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
}

/* The file as cairo writes it. */
static GByteArray *
write_with_cairo (const PicturePdf *pdf,
                  GError          **error)
{
  g_autoptr(GByteArray) file = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, file, pdf->width, pdf->height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  set_metadata (surface, pdf);
  for (guint i = 0; i < pdf->n_pages; i++)
    {
      cairo_save (cr);
      pdf->paint (cr, i, pdf->data);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_steal_pointer (&file);
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("The picture could not be drawn: %s"),
               cairo_status_to_string (status));
  return NULL;
}

GBytes *
picture_pdf_write (const PicturePdf *pdf,
                   GError          **error)
{
  GByteArray *file = write_with_cairo (pdf, error);

  if (file == NULL)
    return NULL;
  append_language (file);
  return g_byte_array_free_to_bytes (file);
}

static void
paint_samples (cairo_t *cr,
               guint    page,
               gpointer data)
{
  leat_pdf_content_paint_samples (data, cr);
}

GBytes *
picture_pdf_write_content (LeatPdfContent *content,
                           const char     *title,
                           const char     *author,
                           double          width,
                           double          height)
{
  const PicturePdf samples = { title, author, SAMPLE_PAGE, SAMPLE_PAGE, 1, paint_samples, content };
  g_autoptr(GByteArray) made = write_with_cairo (&samples, NULL);
  GByteArray *file = made != NULL ? picture_pdf_set_content (made, content, width, height) : NULL;

  if (file == NULL)
    return NULL;
  append_language (file);
  return g_byte_array_free_to_bytes (file);
}

typedef struct
{
  PicturePaint paint;
  gpointer     data;
} Single;

static void
paint_single (cairo_t *cr,
              guint    page,
              gpointer data)
{
  const Single *single = data;

  single->paint (cr, 1, single->data);
}

GBytes *
picture_to_pdf (const char  *title,
                double       width,
                double       height,
                PicturePaint paint,
                gpointer     data,
                GError     **error)
{
  Single single = { paint, data };
  const PicturePdf pdf = { title, NULL, width, height, 1, paint_single, &single };

  return picture_pdf_write (&pdf, error);
}
