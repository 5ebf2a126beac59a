/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/picture-private.h"

#include <string.h>
#include <zlib.h>

/* A file of which cairo made the fonts and one page of samples: that page gives way to pages of content, and all the rest
 * is copied as it is. */

#define MAX_OBJECTS 100000
#define ENTRY_SIZE 20       /* of the table, one object */
#define DICTIONARY_MOST 4096

/* So many bytes of operators take as long to pack as to write: a third of that time makes a file of an eighth more. */
#define LARGE (1024 * 1024)
#define LARGE_DEFLATE 3

typedef struct
{
  const GByteArray *made;
  gsize            *starts; /* of each object, 0 for none */
  gsize            *ends;
  guint             n;
  long              root;
  long              info;
  guint             tree;      /* number of the tree of pages */
  guint             page;      /* of the page */
  guint             contents;  /* of its operators */
  guint             length;    /* of how long those are */
  guint             resources;
} Parts;

typedef struct
{
  GByteArray *file;
  GArray     *starts; /* of gsize, one an object; 0 for none */
} Writer;

static void
parts_clear (Parts *self)
{
  g_free (self->starts);
  g_free (self->ends);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static const char *
text_at (const Parts *parts,
         gsize        at)
{
  return (const char *) parts->made->data + at;
}

/* Taking it apart */

/* The number after a word, or 0. */
static long
number_after (const char *text,
              const char *word)
{
  const char *at = strstr (text, word);

  return at != NULL ? strtol (at + strlen (word), NULL, 10) : 0;
}

static int
compare_sizes (gconstpointer a,
               gconstpointer b)
{
  gsize one = *(const gsize *) a, other = *(const gsize *) b;

  return (one > other) - (one < other);
}

/* Each object ends where the next begins. */
static void
find_ends (Parts *parts,
           gsize  table)
{
  g_autofree gsize *sorted = g_memdup2 (parts->starts, parts->n * sizeof (gsize));

  qsort (sorted, parts->n, sizeof (gsize), compare_sizes);
  for (guint i = 0; i < parts->n; i++)
    {
      gsize *at = parts->starts[i] != 0 ? bsearch (&parts->starts[i], sorted, parts->n, sizeof (gsize), compare_sizes) : NULL;

      if (at != NULL)
        parts->ends[i] = at + 1 < sorted + parts->n ? at[1] : table;
    }
}

static gboolean
read_table (Parts *parts)
{
  const GByteArray *made = parts->made;
  gsize tail = MIN (made->len, 1024);
  g_autofree char *end = g_strndup (text_at (parts, made->len - tail), tail);
  const char *trailer = tail > 0 ? g_strrstr (end, "trailer") : NULL;
  g_autofree char *head = NULL;
  gsize table;

  if (trailer == NULL)
    return FALSE;
  table = (gsize) number_after (trailer, "startxref\n");
  parts->n = (guint) CLAMP (number_after (trailer, "/Size "), 0, MAX_OBJECTS);
  parts->root = number_after (trailer, "/Root ");
  parts->info = number_after (trailer, "/Info ");
  head = g_strdup_printf ("xref\n0 %u\n", parts->n);
  if (table == 0 || table + strlen (head) + (gsize) parts->n * ENTRY_SIZE > made->len ||
      memcmp (text_at (parts, table), head, strlen (head)) != 0)
    return FALSE;
  parts->starts = g_new0 (gsize, parts->n);
  parts->ends = g_new0 (gsize, parts->n);
  for (guint i = 0; i < parts->n; i++)
    {
      const char *entry = text_at (parts, table + strlen (head) + (gsize) i * ENTRY_SIZE);

      parts->starts[i] = entry[17] == 'n' ? (gsize) g_ascii_strtoull (entry, NULL, 10) : 0;
      if (parts->starts[i] >= table)
        return FALSE;
    }
  find_ends (parts, table);
  return TRUE;
}

static gboolean
is_there (const Parts *parts,
          guint        number)
{
  return number < parts->n && parts->starts[number] != 0;
}

/* The text of an object, up to what is no text; "" if there is none. */
static char *
dup_object (const Parts *parts,
            guint        number)
{
  if (!is_there (parts, number))
    return g_strdup ("");
  return g_strndup (text_at (parts, parts->starts[number]), parts->ends[number] - parts->starts[number]);
}

static gboolean
find_page (Parts *parts)
{
  guint pages = 0;

  for (guint i = 1; i < parts->n; i++)
    {
      g_autofree char *text = dup_object (parts, i);
      g_autofree char *contents = NULL;

      if (strstr (text, "/Type /Page ") == NULL && strstr (text, "/Type /Page\n") == NULL)
        continue;
      pages++;
      parts->page = i;
      parts->tree = (guint) number_after (text, "/Parent ");
      parts->contents = (guint) number_after (text, "/Contents ");
      parts->resources = (guint) number_after (text, "/Resources ");
      contents = dup_object (parts, parts->contents);
      parts->length = (guint) number_after (contents, "/Length ");
    }
  return pages == 1 && is_there (parts, parts->tree) && is_there (parts, parts->contents) &&
         is_there (parts, parts->resources) && is_there (parts, parts->length);
}

static char *
inflate_text (const char *data,
              gsize       size,
              gsize      *length)
{
  g_autoptr(GByteArray) text = g_byte_array_new ();
  guint8 chunk[16384];
  z_stream stream = { .next_in = (guint8 *) data, .avail_in = (uInt) size };
  int status = Z_OK;

  if (inflateInit (&stream) != Z_OK)
    return NULL;
  while (status == Z_OK)
    {
      stream.next_out = chunk;
      stream.avail_out = sizeof chunk;
      status = inflate (&stream, Z_NO_FLUSH);
      g_byte_array_append (text, chunk, sizeof chunk - stream.avail_out);
    }
  inflateEnd (&stream);
  *length = text->len;
  return status == Z_STREAM_END ? (char *) g_byte_array_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
read_samples (const Parts    *parts,
              LeatPdfContent *content)
{
  gsize start = parts->starts[parts->contents], size = parts->ends[parts->contents] - start, length;
  g_autofree char *head = g_strndup (text_at (parts, start), MIN (size, DICTIONARY_MOST));
  const char *at = strstr (head, "stream\n");
  g_autofree char *text = NULL;

  if (at == NULL || strstr (head, "/FlateDecode") == NULL)
    return FALSE;
  at += strlen ("stream\n");
  text = inflate_text (text_at (parts, start + (at - head)), size - (at - head), &length);
  return text != NULL && leat_pdf_content_read_samples (content, text, length);
}

/* Putting it together */

static void
append_text (Writer     *writer,
             const char *text)
{
  g_byte_array_append (writer->file, (const guint8 *) text, strlen (text));
}

static guint
new_number (Writer *writer)
{
  gsize none = 0;

  g_array_append_val (writer->starts, none);
  return writer->starts->len - 1;
}

static void
begin_object (Writer *writer,
              guint   number)
{
  g_autofree char *head = g_strdup_printf ("%u 0 obj\n", number);

  g_array_index (writer->starts, gsize, number) = writer->file->len;
  append_text (writer, head);
}

static void
write_object (Writer     *writer,
              guint       number,
              const char *text)
{
  begin_object (writer, number);
  append_text (writer, text);
  append_text (writer, "\nendobj\n");
}

static void
copy_rest (Writer      *writer,
           const Parts *parts)
{
  for (guint i = 1; i < parts->n; i++)
    if (parts->starts[i] != 0 && i != parts->tree && i != parts->page && i != parts->contents && i != parts->length &&
        i != parts->resources)
      {
        g_array_index (writer->starts, gsize, i) = writer->file->len;
        g_byte_array_append (writer->file, parts->made->data + parts->starts[i], (guint) (parts->ends[i] - parts->starts[i]));
      }
}

/* With the graphics states of the pages added to those that cairo made. */
static gboolean
write_resources (Writer         *writer,
                 const Parts    *parts,
                 LeatPdfContent *content)
{
  static const char states[] = "/ExtGState <<\n";
  g_autofree char *text = dup_object (parts, parts->resources);
  const char *at = strstr (text, states);
  g_autoptr(GString) more = g_string_new (NULL);

  if (at == NULL)
    return FALSE;
  at += strlen (states);
  g_string_append_len (more, text, at - text);
  leat_pdf_content_write_states (content, more);
  g_string_append (more, at);
  g_array_index (writer->starts, gsize, parts->resources) = writer->file->len;
  append_text (writer, more->str);
  return TRUE;
}

static char *
escape_text (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (strchr ("()\\", *text) != NULL)
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *text);
    }
  return g_string_free (escaped, FALSE);
}

/* Returns what the page says of them. */
static char *
write_links (Writer       *writer,
             const GArray *links,
             double        height)
{
  GString *numbers = g_string_new (links->len > 0 ? "   /Annots [" : "");

  for (guint i = 0; i < links->len; i++)
    {
      const LeatPdfLink *link = &g_array_index (links, LeatPdfLink, i);
      g_autofree char *address = escape_text (link->address);
      char corners[4][G_ASCII_DTOSTR_BUF_SIZE];
      const double sides[] = { link->place.x, height - link->place.y - link->place.height, link->place.x + link->place.width,
                               height - link->place.y };
      guint number = new_number (writer);
      g_autofree char *text = NULL;

      for (guint k = 0; k < G_N_ELEMENTS (sides); k++)
        g_ascii_formatd (corners[k], sizeof corners[k], "%.3f", sides[k]);
      text = g_strdup_printf ("<< /Type /Annot\n   /Subtype /Link\n   /Rect [ %s %s %s %s ]\n   /Border [ 0 0 0 ]\n"
                              "   /A << /Type /Action /S /URI /URI (%s) >>\n>>",
                              corners[0], corners[1], corners[2], corners[3], address);
      write_object (writer, number, text);
      g_string_append_printf (numbers, " %u 0 R", number);
    }
  g_string_append (numbers, links->len > 0 ? " ]\n" : "");
  return g_string_free (numbers, FALSE);
}

static void
write_operators (Writer        *writer,
                 guint          number,
                 const GString *operators)
{
  g_autoptr(GBytes) plain = g_bytes_new_static (operators->str, operators->len);
  g_autoptr(GBytes) packed = picture_deflate (plain, operators->len > LARGE ? LARGE_DEFLATE : LEAT_PICTURE_DEFLATE);
  g_autofree char *head = g_strdup_printf ("<< /Length %zu\n   /Filter /FlateDecode\n>>\nstream\n", g_bytes_get_size (packed));

  begin_object (writer, number);
  append_text (writer, head);
  g_byte_array_append (writer->file, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));
  append_text (writer, "\nendstream\nendobj\n");
}

static void
write_page (Writer         *writer,
            const Parts    *parts,
            LeatPdfContent *content,
            guint           page,
            guint           number,
            guint           contents,
            const char     *size,
            double          height)
{
  GString *operators = leat_pdf_content_write_page (content, page);
  g_autofree char *links = write_links (writer, leat_pdf_content_get_links (content, page), height);
  g_autofree char *text =
    g_strdup_printf ("<< /Type /Page\n   /Parent %u 0 R\n   /MediaBox [ 0 0 %s ]\n   /Contents %u 0 R\n"
                     "   /Group <<\n      /Type /Group\n      /S /Transparency\n      /I true\n      /CS /DeviceRGB\n   >>\n"
                     "%s   /Resources %u 0 R\n>>", parts->tree, size, contents, links, parts->resources);

  write_operators (writer, contents, operators);
  g_string_free (operators, TRUE);
  write_object (writer, number, text);
}

/* The numbers that the page of samples had are those of the first page. */
static void
write_pages (Writer         *writer,
             const Parts    *parts,
             LeatPdfContent *content,
             double          width,
             double          height)
{
  guint n = leat_pdf_content_get_n_pages (content);
  g_autoptr(GString) tree = g_string_new ("<< /Type /Pages\n   /Kids [");
  char across[G_ASCII_DTOSTR_BUF_SIZE], down[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *size = g_strconcat (g_ascii_formatd (across, sizeof across, "%.6g", width), " ",
                                       g_ascii_formatd (down, sizeof down, "%.6g", height), NULL);

  for (guint i = 0; i < n; i++)
    {
      guint number = i == 0 ? parts->page : new_number (writer);

      write_page (writer, parts, content, i, number, i == 0 ? parts->contents : new_number (writer), size, height);
      g_string_append_printf (tree, " %u 0 R", number);
    }
  g_string_append_printf (tree, " ]\n   /Count %u\n>>", n);
  write_object (writer, parts->tree, tree->str);
}

static void
write_table (Writer      *writer,
             const Parts *parts)
{
  g_autoptr(GString) table = g_string_new (NULL);
  guint n = writer->starts->len;

  g_string_append_printf (table, "xref\n0 %u\n0000000000 65535 f \n", n);
  for (guint i = 1; i < n; i++)
    {
      gsize start = g_array_index (writer->starts, gsize, i);

      g_string_append_printf (table, "%010zu %05u %c \n", start, start == 0 ? 65535 : 0, start == 0 ? 'f' : 'n');
    }
  g_string_append_printf (table, "trailer\n<< /Size %u\n   /Root %ld 0 R\n   /Info %ld 0 R\n>>\nstartxref\n%u\n%%%%EOF\n", n,
                          parts->root, parts->info, writer->file->len);
  append_text (writer, table->str);
}

GByteArray *
picture_pdf_set_content (const GByteArray *made,
                         LeatPdfContent   *content,
                         double            width,
                         double            height)
{
  g_auto(Parts) parts = { .made = made };
  g_autoptr(GByteArray) file = g_byte_array_new ();
  g_autoptr(GArray) starts = g_array_new (FALSE, TRUE, sizeof (gsize));
  Writer writer = { file, starts };

  if (!read_table (&parts) || !find_page (&parts) || !read_samples (&parts, content))
    return NULL;
  g_array_set_size (starts, parts.n);
  /* Bytes above 127, so that no program takes it for text. */
  append_text (&writer, "%PDF-1.4\n%\265\355\256\373\n");
  copy_rest (&writer, &parts);
  if (!write_resources (&writer, &parts, content))
    return NULL;
  write_pages (&writer, &parts, content, width, height);
  write_table (&writer, &parts);
  return g_steal_pointer (&file);
}
